"""A text goes into the person's own editor and comes back, whatever the editor does with it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from reflect.terminal import editor_programs
from reflect.terminal.editor import Edited, Editor
from reflect.terminal.editor_files import WEEK, rescued, sweep

Step = Callable[[Path], int | None]
"""What an editor does between two looks at it; a number is the exit code with which it ends."""


class Acting:
    """An editor that does one step at each look at it, and remembers what it was called with."""

    def __init__(self, *steps: Step) -> None:
        self.steps = iter(steps)
        self.words: list[str] = []
        self.terminated = False

    def start(self, words: Sequence[str], _environ: Mapping[str, str]) -> Acting:
        self.words = [*words]
        return self

    @property
    def file(self) -> Path:
        return Path(self.words[-1])

    def wait(self, timeout: float | None = None) -> int:
        if self.terminated:
            return -signal.SIGTERM
        code = next(self.steps, _ends)(self.file)
        if code is None:
            raise subprocess.TimeoutExpired(self.words, timeout or 0)
        return code

    def terminate(self) -> None:
        self.terminated = True


def _ends(_file: Path) -> int:
    return 0


def writes(text: str | bytes, code: int | None = None) -> Step:
    def step(file: Path) -> int | None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return code

    return step


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which there is one program, called ed1tor."""
    programs = tmp_path / "bin"
    programs.mkdir()
    _program(programs / "ed1tor")
    return {"PATH": str(programs), "EDITOR": "ed1tor"}


def _program(file: Path, script: str = "exit 0") -> None:
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "editor"


FOLDER = Path("/the/folder/of/the/text")


def left(folder: Path) -> list[Path]:
    """The files that lie below `folder`."""
    return sorted(each for each in folder.rglob("*") if each.is_file())


def edited(environ: dict[str, str], folder: Path, text: str, *steps: Step) -> Edited:
    return Editor(environ, folder, Acting(*steps).start).edit(text)


# ------------------------------------------------------------------------------------------------ the text comes back


def test_what_is_written_in_the_editor_comes_back(environ: dict[str, str], folder: Path) -> None:
    assert edited(environ, folder, "old", writes("new words", 0)) == Edited("new words")


def test_the_text_is_in_the_file_with_a_line_end_as_editors_like_it(environ: dict[str, str], folder: Path) -> None:
    found = []
    edited(environ, folder, "wörds", lambda file: found.append(file.read_bytes()))
    assert found == ["wörds\n".encode()]


@pytest.mark.parametrize("text", ["", "one", "one\ntwo", "one\n", "one\n\n", "\n", "  one  "])
def test_a_text_that_is_not_touched_comes_back_the_same(environ: dict[str, str], folder: Path, text: str) -> None:
    assert edited(environ, folder, text) == Edited(text)


@pytest.mark.parametrize(
    ("saved", "text"),
    [
        ("new\n", "new"),
        ("new\n\n", "new\n"),
        ("one\r\ntwo\r\n", "one\ntwo"),
        ("\ufeffnew\n", "new"),
    ],
)
def test_the_line_end_that_an_editor_adds_is_taken_off(
    environ: dict[str, str], folder: Path, saved: str, text: str
) -> None:
    assert edited(environ, folder, "old", writes(saved, 0)) == Edited(text)


def test_a_line_end_that_was_there_before_stays(environ: dict[str, str], folder: Path) -> None:
    assert edited(environ, folder, "old\n", writes("new\n", 0)) == Edited("new\n")


@pytest.mark.parametrize("saved", ["", "\n", " \n\n"])
def test_an_emptied_file_leaves_the_text_and_says_how_it_is_emptied(
    environ: dict[str, str], folder: Path, saved: str
) -> None:
    found = edited(environ, folder, "old", writes(saved, 0))
    said = "The editor gave back an empty text, so yours is as it was; to leave it empty, empty it here."
    assert found == Edited("old", said)
    assert left(folder) == []


def test_where_there_was_nothing_an_empty_file_is_nothing_to_speak_of(environ: dict[str, str], folder: Path) -> None:
    assert edited(environ, folder, "", writes("", 0)) == Edited("")


def test_a_file_that_was_replaced_by_another_is_read(environ: dict[str, str], folder: Path) -> None:
    def replaces(file: Path) -> int:
        other = file.with_name("other")
        other.write_text("new\n")
        other.replace(file)
        return 0

    assert edited(environ, folder, "old", replaces) == Edited("new")


# --------------------------------------------------------------------------------------------- the old text is kept


def test_the_old_text_stays_when_the_editor_ends_with_an_error(environ: dict[str, str], folder: Path) -> None:
    found = edited(environ, folder, "old", lambda _file: 1)
    assert found == Edited("old", "The editor ended with code 1; your text is as it was.")
    assert left(folder) == []


def test_what_an_editor_saved_before_it_ended_with_an_error_stays_and_is_named(
    environ: dict[str, str], folder: Path
) -> None:
    found = edited(environ, folder, "old", writes("words", 1))
    assert found.text == "old"
    (file,) = left(folder)
    said = "The editor ended with code 1; your text is as it was. What it had saved stays for a week, in"
    assert found.problem == f"{said} {file}"
    assert file.read_text() == "words"
    assert [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent, folder)] == [0o600, 0o700, 0o700]
    assert re.fullmatch(r"kept-\w+/text\.md", str(file.relative_to(folder)))


def test_what_stays_lies_on_the_disk_when_the_editors_folder_is_in_memory(
    environ: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    found = Editor(environ, tmp_path / "memory", Acting(writes("words", 1)).start, aside=folder).edit("old")
    (file,) = left(folder)
    assert str(file) in (found.problem or "")
    assert not (tmp_path / "memory").exists()


def test_what_cannot_be_put_aside_stays_where_it_is(environ: dict[str, str], folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = Editor(environ, folder, Acting(writes("words", 1)).start, aside=tmp_path / "file" / "aside").edit("old")
    (file,) = [each for each in left(folder) if each.name == "text.md"]
    assert file.read_text() == "words"
    assert str(file) in (found.problem or "")


def test_a_text_that_finds_no_room_in_memory_is_opened_on_the_disk(
    environ: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    acting = Acting(writes("new", 0))
    assert Editor(environ, tmp_path / "file" / "memory", acting.start, aside=folder).edit("old") == Edited("new")
    assert acting.file.is_relative_to(folder)


def test_the_old_text_stays_when_the_file_is_gone(environ: dict[str, str], folder: Path) -> None:
    def removes(file: Path) -> int:
        file.unlink()
        return 0

    found = edited(environ, folder, "old", removes)
    assert found.text == "old"
    assert found.problem == "The editor's file is gone; your text is as it was."


def test_the_old_text_stays_when_what_is_saved_is_no_text(environ: dict[str, str], folder: Path) -> None:
    found = edited(environ, folder, "old", writes(b"\xff\xfe\x00", 0))
    assert found.text == "old"
    (file,) = left(folder)
    assert found.problem
    assert "UTF-8" in found.problem
    assert found.problem.endswith(f"stays for a week, in {file}")
    assert file.read_bytes() == b"\xff\xfe\x00"


def test_the_old_text_stays_when_the_editor_is_not_there(folder: Path, environ: dict[str, str]) -> None:
    found = edited(environ | {"EDITOR": "nosuch --wait\x1b[31m"}, folder, "old")
    assert found.text == "old"
    assert found.problem
    assert found.problem.startswith("$EDITOR names nosuch --wait")
    assert "\x1b" not in found.problem
    assert not folder.exists()


def test_the_old_text_stays_when_there_is_no_editor_at_all(folder: Path, tmp_path: Path) -> None:
    editor = Editor({"PATH": str(tmp_path)}, folder)
    assert not editor.there
    found = editor.edit("old")
    assert found.text == "old"
    assert found.problem == "There is no editor here; name yours in $EDITOR. Meanwhile your text is as it was."


def test_the_old_text_stays_when_no_folder_can_be_made(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = edited(environ, tmp_path / "file" / "editor", "old")
    assert found.text == "old"
    assert found.problem
    assert "could not be opened" in found.problem


def test_the_old_text_stays_when_the_program_does_not_start(environ: dict[str, str], folder: Path) -> None:
    def start(_words: Sequence[str], _environ: Mapping[str, str]) -> Acting:
        raise OSError(8, "Exec format error")

    found = Editor(environ, folder, start).edit("old")
    assert found == Edited("old", "The editor could not be opened (Exec format error); your text is as it was.")
    assert not folder.exists()


@pytest.mark.parametrize("code", [-9, 139])
def test_what_a_killed_editor_had_saved_is_taken(environ: dict[str, str], folder: Path, code: int) -> None:
    found = edited(environ, folder, "old", writes("saved in time\n", code))
    assert found == Edited("saved in time", "The editor was ended; here is what it had saved.")


# ----------------------------------------------------------------------------------------------- private and gone


def test_the_file_is_for_nobody_else_and_its_name_says_nothing(environ: dict[str, str], folder: Path) -> None:
    modes: list[int] = []
    names: list[str] = []

    def looks(file: Path) -> None:
        modes.extend(stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent))
        names.append(file.name)

    edited(environ, folder, "a secret", looks)
    assert modes == [0o600, 0o700]
    assert names == ["text.md"]


def test_nothing_is_left_of_it_nor_of_the_copies_beside_it(environ: dict[str, str], folder: Path) -> None:
    def copies(file: Path) -> int:
        for name in ("text.md~", ".text.md.swp", "#text.md#"):
            (file.parent / name).write_text("old")
        return 0

    edited(environ, folder, "old", copies)
    assert not folder.exists()


class Crash(Exception):
    """The program ends with no chance to tidy up."""


def crashed(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], folder: Path, *steps: Step, **how: Any) -> None:
    """A program that ends while its editor is open, and the editor with it."""
    acting = Acting(*steps, _crashes)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_args, **_options: None)
        with pytest.raises(Crash):
            Editor(environ, folder, acting.start).edit("old", **how)
    number, _, rest = acting.file.parent.name.partition("-")
    assert number.isdigit()
    acting.file.parent.rename(folder / f"{NOBODY}-{rest}")


NOBODY = 2**31 - 1
"""The number of no process."""


def _crashes(_file: Path) -> int:
    raise Crash


def ignores(_text: str) -> None:
    """Keeps it, where that is of no interest."""


def refuses(_text: str) -> bool:
    return False


@pytest.mark.parametrize("keep", [None, ignores])
def test_what_a_crashed_program_left_unchanged_is_swept_away(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], folder: Path, keep: Callable[[str], object] | None
) -> None:
    crashed(monkeypatch, environ, folder, lambda _file: None, keep=keep)
    assert left(folder)
    sweep(folder, time.time())
    assert not folder.exists()


def test_what_is_kept_elsewhere_is_swept_away_after_a_crash(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], folder: Path
) -> None:
    crashed(monkeypatch, environ, folder, writes("one"), writes("one two"), keep=ignores)
    sweep(folder, time.time())
    assert not folder.exists()


@pytest.mark.parametrize("keep", [None, refuses])
def test_what_is_kept_nowhere_else_stays_after_a_crash_until_somebody_is_told_and_then_a_week(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], folder: Path, keep: Callable[[str], object] | None
) -> None:
    crashed(monkeypatch, environ, folder, writes("only here"), keep=keep)
    now = time.time()
    sweep(folder, now + 2 * WEEK)
    (file,) = rescued(folder, folder)
    assert file.read_text() == "only here"
    assert [file] == left(folder)
    assert rescued(folder, folder) == []
    sweep(folder, now + WEEK - 60)
    assert left(folder) == [file]
    sweep(folder, now + WEEK + 60)
    assert not folder.exists()


def test_what_an_editor_rescued_after_the_crash_is_found(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], folder: Path
) -> None:
    def rescues(file: Path) -> None:
        rescue = file.with_name("text.md.save")
        rescue.write_text("saved and more")
        os.utime(rescue, ns=(2**62, 2**62))

    crashed(monkeypatch, environ, folder, writes("saved"), rescues, keep=ignores)
    sweep(folder, time.time())
    (file,) = rescued(folder, folder)
    assert file.read_text() == "saved and more"


def test_what_belongs_to_a_program_that_runs_is_left_alone(environ: dict[str, str], folder: Path) -> None:
    def looked_at(file: Path) -> None:
        sweep(folder, time.time() + 2 * WEEK)
        assert rescued(folder, folder) == []
        assert file.exists()
        # As to another machine, or from inside a container, to which the number says nothing.
        file.parent.rename(other := folder / f"{NOBODY}-abc")
        sweep(folder, time.time() + 2 * WEEK)
        other.rename(file.parent)

    found = edited(environ, folder, "old", writes("one"), looked_at, writes("two", 0))
    assert found == Edited("two")


def test_a_number_that_another_program_has_now_hides_nothing(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], folder: Path
) -> None:
    crashed(monkeypatch, environ, folder)
    (folder / f"{NOBODY}-{next(folder.iterdir()).name.partition('-')[2]}").rename(folder / f"{os.getppid()}-abc")
    sweep(folder, time.time())
    assert not folder.exists()


def test_without_locks_the_number_decides(folder: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    for name in (f"{gone.pid}-abc", f"{os.getpid()}-abc", f"{os.getppid()}-abc", "notes"):
        (folder / name).mkdir(parents=True)
    sweep(folder, time.time())
    assert {each.name for each in folder.iterdir()} == {f"{os.getpid()}-abc", f"{os.getppid()}-abc", "notes"}


def test_sweeping_follows_no_link_and_minds_no_missing_folder(folder: Path, tmp_path: Path) -> None:
    sweep(folder, 0)
    folder.mkdir(parents=True)
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "text.md").write_text("a text of theirs")
    for name in (f"{NOBODY}-abc", "kept-abc"):
        (folder / name).symlink_to(tmp_path / "else")
    sweep(folder, time.time() + 2 * WEEK)
    assert rescued(folder, folder) == []
    assert (tmp_path / "else" / "text.md").exists()


# ------------------------------------------------------------------------------------------- while the editor is open


def test_what_is_saved_meanwhile_is_kept(environ: dict[str, str], folder: Path) -> None:
    kept: list[str] = []
    acting = Acting(
        lambda _file: None, writes("one\n"), lambda _file: None, writes(""), writes("one two\n"), writes("done\n", 0)
    )
    assert Editor(environ, folder, acting.start).edit("old", kept.append) == Edited("done")
    assert kept == ["one", "one two", "done"]


def test_an_error_of_keeping_does_not_disturb_the_editor(environ: dict[str, str], folder: Path) -> None:
    def full(_text: str) -> None:
        raise OSError(28, "No space left on device")

    acting = Acting(writes("one"), writes("two", 0))
    assert Editor(environ, folder, acting.start).edit("old", full) == Edited("two")


def test_a_signal_ends_the_editor_and_takes_what_it_had_saved(environ: dict[str, str], folder: Path) -> None:
    acting = Acting(lambda _file: None, writes("saved\n"), writes("never"))
    came = iter([None, 143])
    assert Editor(environ, folder, acting.start).edit("old", stop=lambda: next(came)) == Edited("saved")
    assert acting.terminated


def test_what_an_editor_rescues_when_it_is_ended_is_taken(environ: dict[str, str], folder: Path) -> None:
    class Rescuing(Acting):
        def terminate(self) -> None:
            super().terminate()
            rescued = self.file.with_name("text.md.save")
            rescued.write_text("saved and more\n")
            os.utime(rescued, ns=(2**62, 2**62))

    acting = Rescuing(writes("saved\n"))
    assert Editor(environ, folder, acting.start).edit("old", stop=lambda: 129) == Edited("saved and more")


def test_an_editor_that_the_closed_terminal_ended_is_no_error(environ: dict[str, str], folder: Path) -> None:
    acting = Acting(writes("saved\n", 1))
    assert Editor(environ, folder, acting.start).edit("old", stop=lambda: 129) == Edited("saved")


def test_an_interrupt_is_the_editors_while_it_is_open(environ: dict[str, str], folder: Path) -> None:
    def interrupted(_file: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    assert edited(environ, folder, "old", interrupted, writes("new", 0)) == Edited("new")
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name == "nt", reason="the script is one for sh")
def test_a_real_program_is_run_with_its_options(environ: dict[str, str], folder: Path) -> None:
    _program(Path(environ["PATH"]) / "writing", 'echo "$1 $HELLO" >> "$2"')
    found = Editor(environ | {"EDITOR": "writing 'an option'", "HELLO": "hello"}, folder).edit("old")
    assert found == Edited("old\nan option hello")


@pytest.mark.skipif(os.name == "nt", reason="the script is one for sh")
def test_a_real_program_can_be_interrupted(environ: dict[str, str], folder: Path) -> None:
    _program(Path(environ["PATH"]) / "dying", "kill -INT $$; exit 0")
    found = Editor(environ | {"EDITOR": "dying"}, folder).edit("old")
    assert found == Edited("old", "The editor was ended; here is what it had saved.")


# ------------------------------------------------------------------------------------------------------ which editor


def words(environ: dict[str, str], **more: str) -> list[str]:
    """The command, without the folder its program lies in; FOLDER stands for the folder of the text."""
    found = editor_programs.command(environ | more, FOLDER)
    return [each.removeprefix(environ["PATH"] + os.sep) for each in found.words] if found else []


def test_visual_comes_before_editor(environ: dict[str, str]) -> None:
    _program(Path(environ["PATH"]) / "seen")
    assert words(environ, VISUAL="seen -x") == ["seen", "-x"]
    assert words(environ, VISUAL=" ") == ["ed1tor"]


def test_a_program_with_a_space_in_its_path_is_found(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "my programs").mkdir()
    path = tmp_path / "my programs" / "ed"
    _program(path)
    assert words(environ, EDITOR=str(path)) == [str(path)]
    assert words(environ, EDITOR=f"'{path}' -n") == [str(path), "-n"]


def test_a_quote_that_is_not_closed_names_no_editor(environ: dict[str, str]) -> None:
    assert words(environ, EDITOR="ed1tor 'oh") == []


def test_when_none_is_named_an_installed_one_is_taken(environ: dict[str, str]) -> None:
    del environ["EDITOR"]
    assert words(environ) == []
    _program(Path(environ["PATH"]) / editor_programs.INSTALLED[-1])
    assert words(environ)[0] == editor_programs.INSTALLED[-1]
    _program(Path(environ["PATH"]) / editor_programs.INSTALLED[0])
    assert words(environ)[0] == editor_programs.INSTALLED[0]


@pytest.mark.parametrize("name", ["vim", "nvim", "gvim", "vim.tiny"])
def test_vim_is_told_to_leave_no_copies(environ: dict[str, str], name: str) -> None:
    _program(Path(environ["PATH"]) / name)
    found = words(environ, EDITOR=f"{name} -u NONE")
    assert found[:3] == [name, "-u", "NONE"]
    assert {"-n", "-i"} <= {*found}
    assert any("nobackup" in each for each in found)
    assert any("noundofile" in each for each in found)


def test_a_vi_that_is_a_vim_is_told_and_another_is_not(environ: dict[str, str]) -> None:
    programs = Path(environ["PATH"])
    _program(programs / "vim.basic")
    (programs / "vi").symlink_to(programs / "vim.basic")
    assert "-n" in words(environ, EDITOR="vi")
    (programs / "vi").unlink()
    _program(programs / "vi")
    assert words(environ, EDITOR="vi") == ["vi"]


def test_emacs_is_told_to_leave_no_copies(environ: dict[str, str]) -> None:
    for name in ("emacs", "emacs-nox", "emacsclient"):
        _program(Path(environ["PATH"]) / name)
    for name in ("emacs", "emacs-nox"):
        assert any("make-backup-files nil" in each for each in words(environ, EDITOR=f"{name} -nw"))
    assert words(environ, EDITOR="emacsclient -nw") == ["emacsclient", "-nw"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("micro", ["-backup", "false", "-savehistory", "false", "-saveundo", "false"]),
        ("joe", ["-nobackups", "-nodeadjoe", "--joe_state"]),
        ("nano", ["-C", str(FOLDER)]),
        ("code", ["--wait"]),
        ("mcedit", []),
        ("hx", []),
    ],
)
def test_other_editors_are_told_what_they_can_be_told(environ: dict[str, str], name: str, told: list[str]) -> None:
    _program(Path(environ["PATH"]) / name)
    assert words(environ, EDITOR=name) == [name, *told]


@pytest.mark.parametrize("name", ["nano", "mcedit"])
def test_what_was_searched_for_goes_where_the_text_goes(environ: dict[str, str], folder: Path, name: str) -> None:
    _program(Path(environ["PATH"]) / name, f'printenv XDG_DATA_HOME > "{folder.parent}/data"')
    environ["PATH"] += os.pathsep + os.defpath
    Editor(environ | {"EDITOR": name, "XDG_DATA_HOME": "/elsewhere"}, folder).edit("old")
    data = Path((folder.parent / "data").read_text().strip())
    assert data.parent == folder
    assert not data.exists()


@pytest.mark.parametrize("other", ["nano-tiny", "pico"])
def test_what_is_only_called_nano_is_told_nothing(environ: dict[str, str], other: str) -> None:
    programs = Path(environ["PATH"])
    _program(programs / other)
    (programs / "nano").symlink_to(programs / other)
    assert words(environ, EDITOR="nano") == ["nano"]


def test_a_window_of_vims_own_is_waited_for(environ: dict[str, str]) -> None:
    _program(Path(environ["PATH"]) / "gvim")
    assert "-f" in words(environ, EDITOR="gvim")
