"""Everything in a journal is looked at: what is wrong is told, what is safe is mended, and nothing is taken away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reflect.journal import durable
from reflect.journal.checkup import checkup
from reflect.journal.checkup_finding import KINDS, NOTES
from tests.journal.checkups import LOST, NOW, Made, aged, as_it_is, contents, told, write
from tests.journal.making import a_draft, journal_in


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("whole") / "journal")


@pytest.fixture
def made(whole: Made, tmp_path: Path) -> Made:
    """A journal of its own, with one of everything."""
    import copy

    shutil.copytree(whole.folder, tmp_path / "journal", symlinks=True)
    mine = copy.copy(whole)
    mine.folder = tmp_path / "journal"
    mine.journal = journal_in(mine.folder)
    return mine


def mends(made: Made, kind: str, *, also: int = 0) -> list[str]:
    """The files of the only kind of finding there is, which is told, mended, and told no more; nothing is lost with it.
    `also` so many files come into being."""
    before = contents(made.folder)
    first = made.look()
    assert {each.kind for each in first.findings} == {kind}
    assert all(each.fix and not each.mended and each.left for each in first.findings)
    second = made.look(fix=True)
    assert told(second.findings) == told(first.findings)
    assert all(each.mended and not each.left for each in second.findings)
    assert second.refused == []
    assert before <= contents(made.folder)
    assert len(contents(made.folder)) == len(before) + also
    third = made.look()
    assert third.findings == []
    assert (second.entries, second.setbacks, second.drafts) == (third.entries, third.setbacks, third.drafts)
    return [each.file for each in first.findings]


def only_tells(made: Made, *findings: tuple[str, str]) -> list[str]:
    """What is said of these findings, of which none can be mended: everything stays as it is."""
    before = as_it_is(made.folder)
    found = made.look(fix=True)
    assert told(found.findings) == [*findings]
    assert not any(each.fix or each.mended for each in found.findings)
    assert as_it_is(made.folder) == before
    return [each.says for each in found.findings]


# ------------------------------------------------------------------------------------------------------ nothing wrong


def test_a_whole_journal_is_in_order(made: Made) -> None:
    found = made.look()
    assert found.findings == []
    assert (found.entries, found.setbacks, found.drafts) == (4, 2, 1)


def test_where_there_is_no_journal_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert checkup(tmp_path / "journal", now=NOW, fix=True) is None
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_in_order(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir(mode=0o700)
    found = checkup(tmp_path / "journal", now=NOW)
    assert found is not None
    assert found.findings == []


def test_a_journal_behind_a_link_is_in_order(made: Made, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(made.folder)
    found = checkup(tmp_path / "link", now=NOW)
    assert found is not None
    assert (found.findings, found.entries) == ([], 4)


def test_looking_alone_changes_nothing(made: Made) -> None:
    (made.folder / "setbacks").chmod(0o755)
    write(made.folder / "entries" / "2020" / "01" / "x.json", mode=0o644)
    aged(write(made.folder / "drafts" / ".new-1"))
    (made.folder / f"setbacks/{made.setbacks[0]}.json").unlink()
    before = as_it_is(made.folder)
    assert len(made.look().findings) >= 4
    assert as_it_is(made.folder) == before


def test_a_setback_on_which_nothing_hangs_is_in_order(made: Made) -> None:
    made.journal.add_setback(None)
    assert made.look().findings == []


def test_what_is_written_just_now_is_not_left_over(made: Made) -> None:
    aged(write(made.folder / "drafts" / ".new-1"), NOW)
    assert made.look().findings == []


def test_it_is_told_how_far_it_has_come(made: Made) -> None:
    steps: list[tuple[int, int]] = []
    checkup(made.folder, now=NOW, progress=lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[-1] == (8, 8)


# ------------------------------------------------------------------------------------------------- the journal's folder


def test_a_file_in_place_of_the_journal_is_told(tmp_path: Path) -> None:
    write(tmp_path / "journal", "words")
    found = checkup(tmp_path / "journal", now=NOW, fix=True)
    assert found is not None
    assert [(each.kind, each.says) for each in found.findings] == [
        ("folder", "It cannot be looked through: it is not a folder.")
    ]
    assert (tmp_path / "journal").read_text() == "words"


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "journal").symlink_to(tmp_path / "away")
    found = checkup(tmp_path / "journal", now=NOW, fix=True)
    assert found is not None
    assert told(found.findings) == [("folder", str(tmp_path / "journal"))]


def test_a_journal_that_can_only_be_read_is_told(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    says = only_tells(made, ("folder", str(made.folder)))
    assert says == ["Nothing can be written here: you have no permission, or the disk is read-only."]


# ---------------------------------------------------------------------------------------------------- unreadable files


@pytest.mark.parametrize("kind", ["setbacks", "entries", "drafts", "changes", "trash/drafts"])
def test_a_file_that_cannot_be_read_is_told_with_the_reason(made: Made, kind: str) -> None:
    path = next((made.folder / kind).rglob("*.json"))
    path.write_text('{"cut', encoding="utf-8")
    file = str(path.relative_to(made.folder))
    assert only_tells(made, ("unreadable", file)) == ["It is not JSON from line 1, column 2 on."]


def test_signs_that_cannot_be_read_are_told(made: Made) -> None:
    write(made.folder / "signs.json", "[]")
    assert only_tells(made, ("unreadable", "signs.json")) == ["What is known of signs is not a mapping."]


def test_a_name_that_is_no_id_is_told(made: Made) -> None:
    write(made.folder / "entries" / "2026" / "11" / "my notes.json")
    found = ("unreadable", "entries/2026/11/my notes.json")
    assert only_tells(made, found) == ["Its name is not an id."]


def test_an_id_that_is_not_the_name_is_told(made: Made) -> None:
    path = made.folder / "setbacks" / f"{LOST}.json"
    shutil.copy(made.folder / "setbacks" / f"{made.setbacks[0]}.json", path)
    found = ("unreadable", f"setbacks/{LOST}.json")
    assert only_tells(made, found) == ["The id in it is not its name."]


def test_a_folder_where_a_file_belongs_is_told(made: Made) -> None:
    (made.folder / "setbacks" / f"{LOST}.json").mkdir(mode=0o700)
    assert only_tells(made, ("unreadable", f"setbacks/{LOST}.json")) == ["It is a folder, where a file belongs."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_where_a_file_belongs_is_told_and_not_waited_for(made: Made) -> None:
    os.mkfifo(made.folder / "drafts" / f"{LOST}.json")
    assert only_tells(made, ("unreadable", f"drafts/{LOST}.json")) == ["It is not a file."]


def test_a_file_where_a_folder_belongs_is_told_and_nothing_is_said_to_be_missing(made: Made) -> None:
    shutil.move(made.folder / "setbacks", made.folder.parent / "setbacks")
    write(made.folder / "setbacks", "words")
    assert only_tells(made, ("unreadable", "setbacks")) == ["It is a file, where a folder belongs."]


def test_what_a_draft_belongs_to_is_an_id(made: Made) -> None:
    made.change(f"drafts/{made.draft}.json", setback="../../x")
    found = ("unreadable", f"drafts/{made.draft}.json")
    assert only_tells(made, found) == ["What it belongs to is not named by an id."]


# ----------------------------------------------------------------------------------------------------- modes and owners


@pytest.mark.parametrize(
    ("file", "mode"),
    [
        (".", 0o755), ("setbacks", 0o750), ("entries", 0o777), ("entries/2026", 0o711), ("entries/2026/11", 0o500),
        ("drafts", 0o701), ("trash", 0o755), ("trash/drafts", 0o755), ("changes", 0o755), (".lock", 0o644),
        ("signs.json", 0o640), ("FILE", 0o644), ("FILE", 0o400), ("FILE", 0o666),
    ],
)  # fmt: skip
def test_what_others_may_get_at_is_made_private(made: Made, file: str, mode: int) -> None:
    names = [str(each.relative_to(made.folder)) for each in made.folder.rglob("*.json")] if file == "FILE" else [file]
    for name in names:
        (made.folder / name).chmod(mode)
    assert sorted(mends(made, "permissions")) == sorted(str(made.folder) if name == "." else name for name in names)
    for name in names:
        assert (made.folder / name).stat().st_mode & 0o777 == (0o700 if (made.folder / name).is_dir() else 0o600)


def test_the_mode_of_what_a_link_leads_to_is_left(made: Made, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.json", mode=0o644)
    (made.folder / "setbacks" / f"{LOST}.json").symlink_to(outside)
    assert only_tells(made, ("link", f"setbacks/{LOST}.json"))
    assert outside.stat().st_mode & 0o777 == 0o644


def test_a_link_that_came_meanwhile_is_not_followed_by_mending(made: Made, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.json", mode=0o644)
    path = made.folder / "setbacks" / f"{made.setbacks[0]}.json"
    path.chmod(0o644)
    found = made.look()
    path.unlink()
    path.symlink_to(outside)
    found.mend()
    assert not found.findings[0].mended
    assert len(found.refused) == 1
    assert outside.stat().st_mode & 0o777 == 0o644


def test_the_cache_is_made_private_too(made: Made, tmp_path: Path) -> None:
    write(tmp_path / "cache" / "index.db", mode=0o644)
    (tmp_path / "cache").chmod(0o755)
    for fix in (False, True):
        found = checkup(made.folder, now=NOW, cache=tmp_path / "cache", fix=fix)
        assert found is not None
        assert told(found.findings) == [("permissions", str(tmp_path / "cache" / name)) for name in ("", "index.db")]
    found = checkup(made.folder, now=NOW, cache=tmp_path / "cache")
    assert found is not None
    assert found.findings == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_somebody_else_is_told(made: Made) -> None:
    path = made.folder / "setbacks" / f"{made.setbacks[0]}.json"
    os.chown(path, 12345, -1)
    assert only_tells(made, ("owner", f"setbacks/{made.setbacks[0]}.json")) == ["It belongs to somebody else."]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("mode", [0o000, 0o300, 0o200])
def test_what_its_owner_may_not_even_open_is_mended(made: Made, mode: int) -> None:
    folder, file = made.folder / "drafts", made.folder / "setbacks" / f"{made.setbacks[0]}.json"

    def damaged() -> None:
        folder.chmod(mode)
        file.chmod(mode & 0o600)

    def looked() -> None:
        before = made.look()
        assert ("permissions", "drafts") in told(before.findings)
        assert "orphan" not in {each.kind for each in before.findings}
        found = made.look(fix=True)
        assert {*told(found.findings)} == {
            ("permissions", "drafts"),
            ("permissions", str(file.relative_to(made.folder))),
        }
        assert (found.refused, found.setbacks, found.drafts) == ([], 2, 1)
        assert made.look().findings == []

    as_somebody_else(made.folder, damaged, looked)


def as_somebody_else(folder: Path, *acts: Callable[[], None]) -> None:
    """Does something as a user without rights, to whom the folder is given, in a process of its own."""
    for each in [folder, *folder.rglob("*")]:
        os.lchown(each, 12345, 12345)
    opened = [each for each in folder.parents if not each.stat().st_mode & 0o001]
    for each in opened:
        each.chmod(each.stat().st_mode | 0o011)
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setgid(12345)
            os.setuid(12345)
            for act in acts:
                act()
            code = 0
        except BaseException:  # noqa: BLE001 (nothing of it may go on in the process of the tests)
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    try:
        assert os.waitpid(child, 0)[1] == 0
    finally:
        for each in opened:
            each.chmod(each.stat().st_mode & ~0o011)


# ------------------------------------------------------------------------------------------- links, and what is not ours


@pytest.mark.parametrize(
    "file", ["drafts/x.json", "entries/2026/12", "entries/1999", "notes", "trash/x", "setbacks/.x"]
)
def test_a_link_is_told_and_left_alone(made: Made, tmp_path: Path, file: str) -> None:
    (tmp_path / "outside").mkdir()
    write(tmp_path / "outside" / f"{LOST}.json", "words")
    (made.folder / file).symlink_to(tmp_path / "outside")
    assert only_tells(made, ("link", file)) == ["It is a link."]


def test_behind_a_folder_that_is_a_link_nothing_is_missing(made: Made, tmp_path: Path) -> None:
    shutil.move(made.folder / "setbacks", tmp_path / "elsewhere")
    (made.folder / "setbacks").symlink_to(tmp_path / "elsewhere")
    only_tells(made, ("link", "setbacks"))


def test_a_setback_that_is_a_link_is_not_missing(made: Made, tmp_path: Path) -> None:
    path = made.folder / "setbacks" / f"{made.setbacks[0]}.json"
    shutil.move(path, tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    only_tells(made, ("link", f"setbacks/{made.setbacks[0]}.json"))


@pytest.mark.parametrize("name", ["x.json~", ".x.json.swp", "x.json.bak", "#x.json#", ".x.json.un~", ".new.json.orig"])
def test_what_an_editor_left_is_told_and_left_alone(made: Made, name: str) -> None:
    write(made.folder / "drafts" / name, "words")
    only_tells(made, ("leftover", f"drafts/{name}"))


@pytest.mark.parametrize(
    "file", ["notes.txt", "entries/2026/13/x.json", "entries/2026 copy/x.json", "setbacks/.DS_Store"]
)
def test_what_is_not_ours_is_only_mentioned(made: Made, file: str) -> None:
    write(made.folder / file, "words")
    stranger = Path(file).parent if "copy" in file or "13" in file else Path(file)
    only_tells(made, ("stranger", str(stranger)))
    assert not any(each.left for each in made.look().findings)


# --------------------------------------------------------------------------------------------------------- wrong places


@pytest.mark.parametrize("folder", ["entries/2020/01", "entries/2026", "entries"])
def test_an_entry_in_another_folder_is_brought_home(made: Made, folder: str) -> None:
    name = made.entries[0]
    (made.folder / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    (made.folder / folder).chmod(0o700)
    (made.folder / folder).parent.chmod(0o700)
    (made.folder / made.place(name)).rename(made.folder / folder / f"{name}.json")
    assert mends(made, "place") == [f"{folder}/{name}.json"]
    assert made.journal.entry(name).setback == made.setbacks[0]


def test_an_entry_that_is_there_twice_is_left_in_both_places(made: Made) -> None:
    name = made.entries[0]
    copy = write(made.folder / "entries" / "2020" / "01" / f"{name}.json")
    (made.folder / "entries" / "2020").chmod(0o700)
    shutil.copy(made.folder / made.place(name), copy)
    says = only_tells(made, ("twice", f"entries/2020/01/{name}.json"))
    assert says == [f"It does not belong into this folder, and is there once more as {made.place(name)}."]


def test_an_entry_that_lies_in_the_trash_is_not_brought_back_by_a_copy(made: Made) -> None:
    name = made.entries[0]
    copy = write(made.folder / "entries" / "2020" / "01" / f"{name}.json")
    (made.folder / "entries" / "2020").chmod(0o700)
    shutil.copy(made.folder / made.place(name), copy)
    made.journal.delete(made.journal.entry(name))
    found = made.look(fix=True)
    assert told(each for each in found.findings if not each.note) == [("twice", f"entries/2020/01/{name}.json")]
    assert copy.exists()


def test_of_two_that_are_in_another_folder_one_is_brought_home(made: Made) -> None:
    name = made.entries[0]
    path = made.folder / made.place(name)
    for year in ("2019", "2020"):
        copy = write(made.folder / "entries" / year / "01" / f"{name}.json")
        copy.parents[1].chmod(0o700)
        shutil.copy(path, copy)
    path.unlink()
    before = contents(made.folder)
    found = made.look(fix=True)
    assert [(each.kind, each.mended) for each in found.findings] == [("place", True), ("twice", False)]
    assert path.exists()
    assert contents(made.folder) == before
    assert told(made.look().findings) == [("twice", f"entries/2019/01/{name}.json")]


def test_an_entry_is_not_moved_over_one_that_came_meanwhile(made: Made) -> None:
    name = made.entries[0]
    home, away = made.folder / made.place(name), made.folder / "entries" / "2020" / "01" / f"{name}.json"
    write(away)
    away.parents[1].chmod(0o700)
    home.rename(away)
    found = made.look()
    write(home, "newer words")
    found.mend()
    assert [each.mended for each in found.findings] == [False]
    assert home.read_text() == "newer words"
    assert away.exists()


def test_nothing_is_moved_through_a_link(made: Made, tmp_path: Path) -> None:
    name = made.entries[0]
    home, away = made.folder / made.place(name), made.folder / "entries" / f"{name}.json"
    home.rename(away)
    found = made.look()
    shutil.move(made.folder / "entries" / "2026", tmp_path / "2026")
    (made.folder / "entries" / "2026").symlink_to(tmp_path / "2026")
    found.mend()
    assert [each.mended for each in found.findings] == [False]
    assert away.exists()


# -------------------------------------------------------------------------------------------------------- what is missing


def test_a_setback_in_the_trash_is_brought_back_where_entries_hang_on_it(made: Made) -> None:
    path = made.folder / "setbacks" / f"{made.setbacks[0]}.json"
    kept = path.read_bytes()
    durable.move(path, made.folder / "trash" / "setbacks" / path.name)
    assert made.look().findings[0].says == "2 entries and 1 draft belong to this setback, which lies in the trash."
    assert mends(made, "orphan") == [f"setbacks/{made.setbacks[0]}.json"]
    assert path.read_bytes() == kept


def test_a_setback_that_is_nowhere_is_made_anew_without_a_title(made: Made) -> None:
    before = made.journal.setback(made.setbacks[1])
    (made.folder / "setbacks" / f"{made.setbacks[1]}.json").unlink()
    assert made.look().findings[0].says == "2 entries belong to this setback, which is not there."
    assert mends(made, "orphan", also=1) == [f"setbacks/{made.setbacks[1]}.json"]
    found = made.journal.setback(made.setbacks[1])
    assert (found.title, found.closed) == (None, None)
    assert abs((found.created - before.created).total_seconds()) <= 1


def test_all_setbacks_are_made_anew_where_their_folder_is_gone(made: Made) -> None:
    shutil.rmtree(made.folder / "setbacks")
    assert len(mends(made, "orphan", also=2)) == 2


def test_a_setback_that_cannot_be_read_in_the_trash_stays_there(made: Made) -> None:
    path = made.folder / "setbacks" / f"{made.setbacks[1]}.json"
    durable.move(path, made.folder / "trash" / "setbacks" / path.name)
    write(made.folder / "trash" / "setbacks" / path.name, "cut")
    file = f"setbacks/{made.setbacks[1]}.json"
    only_tells(made, ("unreadable", f"trash/{file}"), ("orphan", file))


def test_a_setback_that_cannot_be_read_is_not_missing(made: Made) -> None:
    write(made.folder / "setbacks" / f"{made.setbacks[1]}.json", "cut")
    only_tells(made, ("unreadable", f"setbacks/{made.setbacks[1]}.json"))


def test_a_setback_that_is_named_by_no_id_cannot_be_made(made: Made) -> None:
    made.change(made.place(made.entries[3]), setback="../x")
    says = only_tells(made, ("orphan", "setbacks"))
    assert says == ["1 entry belongs to a setback that is not named by an id."]


def test_a_setback_that_came_meanwhile_is_left_as_it_is(made: Made) -> None:
    path = made.folder / "setbacks" / f"{made.setbacks[1]}.json"
    kept = path.read_bytes()
    path.unlink()
    found = made.look()
    path.write_bytes(kept)
    found.mend()
    assert path.read_bytes() == kept


def test_where_a_folder_cannot_be_looked_through_nothing_is_said_to_be_missing(made: Made) -> None:
    shutil.move(made.folder / "drafts", made.folder.parent / "drafts")
    write(made.folder / "drafts", "words")
    (made.folder / "setbacks" / f"{made.setbacks[1]}.json").unlink()
    only_tells(made, ("unreadable", "drafts"))


# -------------------------------------------------------------------------------------------- what was stopped half-way


def test_a_draft_whose_entry_is_written_goes_into_the_trash(made: Made) -> None:
    draft = a_draft(made.mint(), "finished", setback=made.setbacks[0], entry=made.entries[2])
    write(made.folder / "drafts" / f"{draft.id}.json", as_text(draft.to_json()))
    assert mends(made, "finished") == [f"drafts/{draft.id}.json"]
    assert (made.folder / "trash" / "drafts" / f"{draft.id}.json").exists()
    assert made.draft in [each.id for each in made.journal.drafts()]


def test_a_draft_whose_entry_cannot_be_read_stays(made: Made) -> None:
    made.change(f"drafts/{made.draft}.json", entry=made.entries[0])
    write(made.folder / made.place(made.entries[0]), "cut")
    only_tells(made, ("unreadable", str(made.place(made.entries[0]))))


def test_a_draft_whose_entry_is_not_written_yet_stays(made: Made) -> None:
    made.change(f"drafts/{made.draft}.json", entry=LOST)
    assert made.look(fix=True).findings == []


def test_a_draft_goes_into_the_trash_also_when_its_entry_is_only_now_brought_home(made: Made) -> None:
    name = made.entries[0]
    made.change(f"drafts/{made.draft}.json", entry=name)
    (made.folder / made.place(name)).rename(made.folder / "entries" / f"{name}.json")
    found = made.look(fix=True)
    assert [(each.kind, each.mended) for each in found.findings] == [("place", True), ("finished", True)]
    assert made.look().findings == []


def test_a_draft_is_not_put_over_another_one_in_the_trash(made: Made) -> None:
    made.change(f"drafts/{made.draft}.json", entry=made.entries[2])
    write(
        made.folder / "trash" / "drafts" / f"{made.draft}.json",
        (made.folder / f"drafts/{made.draft}.json").read_text() + " ",
    )
    before = contents(made.folder)
    found = made.look(fix=True)
    assert [(each.kind, each.mended) for each in found.findings] == [("finished", False)]
    assert len(found.refused) == 1
    assert contents(made.folder) == before


@pytest.mark.parametrize("folder", [".", "setbacks", "drafts", "changes", "entries/2026/10", "entries/2026", "entries"])
def test_what_a_writer_left_goes_into_the_trash_from_every_folder(made: Made, folder: str) -> None:
    aged(write(made.folder / folder / ".new-0123456789abcdef", '{"half'))
    assert len(mends(made, "half-written")) == 1
    assert (made.folder / "trash" / folder / ".new-0123456789abcdef").read_text() == '{"half'


def test_of_a_file_with_two_names_the_second_goes_and_the_file_stays(made: Made) -> None:
    path = made.folder / made.place(made.entries[0])
    os.link(path, path.with_name(".new-0123456789abcdef"))
    aged(path)
    kept = path.read_bytes()
    assert mends(made, "half-written") == [str(made.place(made.entries[0]).with_name(".new-0123456789abcdef"))]
    assert path.read_bytes() == kept
    assert path.stat().st_nlink == 1


# --------------------------------------------------------------------------------------------------------- only to know


def test_an_entry_that_speaks_of_what_is_not_there_is_mentioned(made: Made) -> None:
    only_tells(made, *speaking(made, f"{LOST}/how"))


def test_an_entry_that_speaks_of_an_answer_that_is_not_there_is_mentioned(made: Made) -> None:
    says = only_tells(made, *speaking(made, f"{made.entries[0]}/away"))
    assert says == [f"It speaks of an answer that is not in the entry {made.entries[0]}."]


def test_an_entry_that_speaks_of_a_later_answer_that_is_not_there_is_mentioned(made: Made) -> None:
    only_tells(made, *speaking(made, f"{made.entries[3]}/away", entry=0))


@pytest.mark.parametrize("entry", [0, 2])
def test_an_entry_that_speaks_of_what_is_there_is_in_order(made: Made, entry: int) -> None:
    for name in (made.entries[1], made.entries[3]):
        speaking(made, f"{name}/how/3", entry=entry)
        assert made.look().findings == []
    speaking(made, made.draft, entry=entry)
    assert made.look().findings == []


def test_what_is_spoken_of_and_lies_in_the_trash_is_said_to_lie_there(made: Made) -> None:
    found = speaking(made, f"{made.entries[3]}/how")
    made.journal.delete(made.journal.entry(made.entries[3]))
    (says,) = only_tells(made, *found)
    assert says == f"It speaks of something that is not there ({made.entries[3]}): it lies in the trash."


def test_signs_of_entries_that_are_not_there_are_mentioned(made: Made) -> None:
    made.change("signs.json", groups=[{"name": "x", "signs": [f"{LOST}/signs/1", f"{made.entries[0]}/how/1"]}])
    only_tells(made, ("reference", "signs.json"))


def test_a_setback_that_is_like_one_that_is_not_there_is_mentioned(made: Made) -> None:
    alike = {
        "id": "similar_to",
        "section": None,
        "asked": "Which?",
        "type": "entries",
        "value": [{"key": LOST, "text": "x"}],
    }
    made.change(made.place(made.entries[2]), answers=[alike])
    only_tells(made, ("reference", str(made.place(made.entries[2]))))
    made.change(made.place(made.entries[2]), answers=[{**alike, "value": [{"key": made.setbacks[1], "text": "x"}]}])
    assert made.look().findings == []


def test_a_file_of_a_newer_program_is_mentioned(made: Made) -> None:
    places = [
        f"drafts/{made.draft}.json",
        str(made.place(made.entries[0])),
        f"setbacks/{made.setbacks[0]}.json",
        "signs.json",
    ]
    for each in places:
        made.change(each, format=2)
    only_tells(made, *(("newer", each) for each in places))


@pytest.mark.parametrize(
    "times",
    [
        {"finished": "2027-03-01T12:00:00+00:00"},
        {"started": "2026-11-20T18:00:00+00:00", "finished": "2026-11-20T12:00:00+00:00"},
        {"started": "2026-05-01T12:00:00+00:00", "finished": "2026-05-01T12:00:00+00:00"},
    ],
)
def test_times_that_do_not_fit_together_are_mentioned(made: Made, times: dict[str, str]) -> None:
    made.change(made.place(made.entries[3]), **times)
    only_tells(made, ("clock", str(made.place(made.entries[3]))))


def test_every_note_is_a_kind() -> None:
    assert {*KINDS} > NOTES


def speaking(made: Made, reference: str, entry: int = 2) -> list[tuple[str, str]]:
    """Has an entry speak of something; what is found where that leads nowhere."""
    place = made.place(made.entries[entry])
    answer = {"id": "still", "section": None, "asked": "And {it}?", "type": "yesno"}
    said = {"key": reference, "text": "x", "about": reference, "value": True}
    made.change(
        place, answers=[{**answer, "each": [said]}, {"id": "how", "asked": "How?", "type": "text", "value": "x"}]
    )
    return [("reference", str(place))]


def as_text(value: object) -> str:
    import json

    return json.dumps(value)
