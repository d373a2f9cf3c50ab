"""`reflect doctor`: what it says of a journal in which things are not in order, its exit codes, and what it mends."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.index.store import NAME
from reflect.journal.checkup_finding import KINDS, Finding, mended
from reflect.pages.doctor import Counts, doctor_page
from reflect.terminal.columns import columns
from reflect.terminal.paint import plain
from tests.cli.running import Reflect
from tests.cli.traces import traces

FOLDER = "/home/you/.local/share/reflect/journal"
COUNTS = Counts(214, 6, 2)
ID = "019a936c-9c40-7654-8866-efc556cebabb"


def entry_of(reflect: Reflect) -> Path:
    return next((reflect.journal / "entries").rglob("*.json"))


def damaged(reflect: Reflect) -> None:
    """One thing that can be mended, one that cannot, and one that is only told."""
    (reflect.journal / "entries").chmod(0o755)
    (reflect.journal / "setbacks" / f"{ID}.json").write_text("cut")
    (reflect.journal / "setbacks" / f"{ID}.json").chmod(0o600)
    (reflect.journal / "notes.txt").write_text("words")


# ------------------------------------------------------------------------------------------------------- what it says


def test_where_everything_is_in_order_it_says_so(invoice: Reflect) -> None:
    ran = invoice("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert "Everything in order: 2 entries, 1 setback, 0 drafts." in ran.out
    assert invoice("doctor", "--json").json == []


def test_before_anything_was_written_nothing_is_wrong(reflect: Reflect) -> None:
    for options in ((), ("--fix",)):
        ran = reflect("doctor", *options)
        assert (ran.code, ran.err) == (0, "")
        assert "There is no journal yet." in ran.out
    assert reflect("doctor", "--json").json == []
    assert not reflect.journal.exists()


def test_what_is_wrong_is_told_and_what_can_be_is_mended(invoice: Reflect) -> None:
    damaged(invoice)
    ran = invoice("doctor")
    assert (ran.code, ran.err) == (1, "")
    assert "2 things are not in order; `reflect doctor --fix` can mend 1 of them." in " ".join(ran.out.split())
    assert str(invoice.journal) in "".join(ran.out.split())
    ran = invoice("doctor", "--fix")
    assert (ran.code, ran.err) == (1, "")
    assert "1 thing was mended." in ran.out
    assert "1 thing is still not in order." in ran.out
    (invoice.journal / "setbacks" / f"{ID}.json").unlink()
    ran = invoice("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert "notes.txt" in ran.out
    assert "Everything in order: 2 entries, 1 setback, 0 drafts." in ran.out


def test_when_all_was_mended_the_exit_code_is_0(invoice: Reflect) -> None:
    entry_of(invoice).chmod(0o644)
    assert invoice("doctor").code == 1
    ran = invoice("doctor", "--fix")
    assert (ran.code, ran.err) == (0, "")
    assert "1 thing was mended." in ran.out
    assert invoice("doctor", "--json").json == []


def test_json_lists_every_finding_in_the_same_shape(invoice: Reflect) -> None:
    damaged(invoice)
    says = {
        "permissions": "Others on this machine may get at it (its mode is 0755, not 0700).",
        "unreadable": "It is not JSON from line 1, column 1 on.",
        "stranger": "This file is none of the journal's.",
    }
    files = {"permissions": "entries", "unreadable": f"setbacks/{ID}.json", "stranger": "notes.txt"}

    def listed(*, done: bool) -> list[dict[str, object]]:
        fixed = {"permissions": True, "unreadable": False, "stranger": False}
        return [
            {"kind": kind, "file": files[kind], "says": says[kind], "mended": done and fixed[kind], "fix": fixed[kind]}
            for kind in ("unreadable", "permissions", "stranger")
        ]

    ran = invoice("doctor", "--json")
    assert (ran.code, ran.json) == (1, listed(done=False))
    ran = invoice("doctor", "--json", "--fix")
    assert (ran.code, ran.json) == (1, listed(done=True))


def test_many_alike_are_shortened_and_json_lists_all(invoice: Reflect) -> None:
    for number in range(8):
        (invoice.journal / "setbacks" / f"{number}.json").write_text("x")
        (invoice.journal / "setbacks" / f"{number}.json").chmod(0o600)
    ran = invoice("doctor")
    assert ran.out.count("Its name is not an id.") == 3
    assert "And 5 more; `reflect doctor --json` lists all." in ran.out
    assert len(invoice("doctor", "--json").json) == 8


def test_names_of_files_cannot_steer_the_terminal(invoice: Reflect) -> None:
    (invoice.journal / "a\x1b[2J\u202eb\nc").write_text("x")
    (invoice.journal / os.fsdecode(b"\xff.txt")).write_text("x")
    (invoice.journal / "drafts").mkdir(mode=0o700, exist_ok=True)
    (invoice.journal / "drafts" / "[bold]\x9b.json").write_text("x")
    out = invoice("doctor").out
    assert "\u241b[2J<U+202E>b\u240ac" in out or "␛[2J<U+202E>b c" in out
    assert "[bold]<U+009B>.json" in out
    assert not any(each in out for each in "\x1b\u202e\x9b\udcff")
    assert len(invoice("doctor", "--json").json) == 4


def test_nothing_that_was_written_is_said(invoice: Reflect) -> None:
    words = "a very private sentence"
    data = json.loads(entry_of(invoice).read_text("utf-8"))
    answers = [{**each, "value": words} for each in data["answers"]]
    entry_of(invoice).write_text(json.dumps({**data, "answers": answers, "setback": words, "summary": words}))
    for path in (invoice.journal / "setbacks").glob("*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "title": words, "created": words}))
    for options in ([], ["--json"], ["--fix"]):
        ran = invoice("doctor", *options)
        assert ran.code == 1
        assert words not in ran.out + ran.err


# ---------------------------------------------------------------------------------------------------- beside the journal


def test_settings_that_are_broken_are_told(invoice: Reflect) -> None:
    path = invoice.home / "config" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("tips = 3\n")
    (found,) = invoice("doctor", "--json").json
    assert (found["kind"], found["file"], found["fix"]) == ("settings", str(path), False)
    assert ":1: 'tips' is true or false" in found["says"]
    assert invoice("doctor", "--fix").code == 1
    assert path.read_text() == "tips = 3\n"


def test_a_flow_of_ones_own_that_does_not_load_is_told(invoice: Reflect) -> None:
    path = invoice.own_flow("mine", "flow: mine\n")
    (found,) = invoice("doctor", "--json").json
    assert (found["kind"], found["file"], found["fix"]) == ("flow", str(path), False)
    assert found["says"] == "It does not load; `reflect flows check mine` says more."
    assert invoice("doctor").code == 1
    path.unlink()
    invoice.own_flow(
        "mine",
        (Path(__file__).parents[1] / "flows" / "kitchen_sink.yaml")
        .read_text("utf-8")
        .replace("flow: kitchen_sink", "flow: mine"),
    )
    assert invoice("doctor", "--json").json == []


def test_the_cache_is_made_private_too(invoice: Reflect) -> None:
    assert invoice("list").code == 0
    (invoice.home / "cache").chmod(0o755)
    (invoice.home / "cache" / NAME).chmod(0o644)
    found = invoice("doctor", "--json", "--fix").json
    assert [(each["file"], each["mended"]) for each in found] == [
        (str(invoice.home / "cache"), True),
        (str(invoice.home / "cache" / NAME), True),
    ]
    assert (invoice.home / "cache" / NAME).stat().st_mode & 0o777 == 0o600


# ------------------------------------------------------------------------------------------------------------ the index


def test_an_index_that_does_not_hold_what_the_files_hold_is_made_anew(invoice: Reflect) -> None:
    # So much later that the times of files can be relied on.
    invoice.file_clock = lambda: time.time() + 100
    assert invoice("search", "quicksilver").code == 0
    path = entry_of(invoice)
    path.write_text(path.read_text("utf-8").replace("the", "quicksilver"), encoding="utf-8")
    # As if it had been changed without a trace: the index takes what it knows to be what is there.
    with sqlite3.connect(invoice.home / "cache" / NAME) as db:
        seen = path.stat()
        stamp = f"{seen.st_ino} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}"
        db.execute("UPDATE entries SET stamp = ? WHERE id = ?", (stamp, path.stem))
    db.close()
    assert "quicksilver" not in invoice("search", "quicksilver", "--json").out
    (found,) = invoice("doctor", "--json").json
    assert (found["kind"], found["file"], found["fix"]) == ("index", str(invoice.home / "cache" / NAME), True)
    ran = invoice("doctor", "--fix")
    assert ran.code == 0
    assert "1 thing was mended." in ran.out
    assert "quicksilver" in invoice("search", "quicksilver", "--json").out
    assert invoice("doctor", "--json").json == []


@pytest.mark.parametrize("change", [
    "DELETE FROM entries", "UPDATE setbacks SET title = 'other'", "UPDATE entries SET bytes = '1 1'",
    "INSERT INTO entries (id, stamp, bytes) VALUES ('019a936c-9c40-7654-8866-efc556cebabb', 'x', '')",
])  # fmt: skip
def test_whatever_is_wrong_in_the_index_is_found(invoice: Reflect, change: str) -> None:
    invoice.file_clock = lambda: time.time() + 100
    assert invoice("list", "--setback", "last").code == 0
    with sqlite3.connect(invoice.home / "cache" / NAME) as db:
        db.execute(change)
    db.close()
    assert [each["kind"] for each in invoice("doctor", "--json").json] == ["index"]
    assert invoice("doctor", "--fix").code == 0
    assert invoice("doctor", "--json").json == []


@pytest.mark.parametrize("become", ["missing", "broken", "old"])
def test_an_index_that_cannot_be_used_is_no_finding(invoice: Reflect, become: str) -> None:
    assert invoice("search", "x").code == 0
    path = invoice.home / "cache" / NAME
    if become == "missing":
        path.unlink()
    elif become == "broken":
        path.write_bytes(b"x" * 5000)
    else:
        with sqlite3.connect(path) as db:
            db.execute("UPDATE about SET value = '0' WHERE key = 'format'")
        db.close()
    assert invoice("doctor", "--json").json == []


def test_what_was_found_in_the_wrong_place_is_found_by_searching_once_it_is_home(invoice: Reflect) -> None:
    path = entry_of(invoice)
    (invoice.journal / "entries" / "2020" / "01").mkdir(mode=0o700, parents=True)
    (invoice.journal / "entries" / "2020").chmod(0o700)
    path.rename(invoice.journal / "entries" / "2020" / "01" / path.name)
    found = invoice("doctor", "--json").json
    assert [each["kind"] for each in found] == ["place"]
    assert path.stem not in invoice("list", "--all", "--json").out
    assert invoice("doctor", "--fix").code == 0
    assert path.stem in invoice("list", "--all", "--json").out
    assert invoice("doctor", "--json").json == []


# ---------------------------------------------------------------------------------------------------- what it leaves


def test_looking_changes_nothing_in_the_journal(invoice: Reflect) -> None:
    damaged(invoice)
    before = {path: path.lstat().st_mtime_ns for path in (invoice.journal, *invoice.journal.rglob("*"))}
    assert invoice("doctor").code == 1
    assert {path: path.lstat().st_mtime_ns for path in (invoice.journal, *invoice.journal.rglob("*"))} == before


def test_what_could_not_be_mended_is_said_once_and_is_still_there(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(invoice.journal / "setbacks")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    ran = invoice("doctor", "--fix")
    monkeypatch.undo()
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "the disk is full" in ran.err
    assert not [*invoice.journal.rglob(".new-*")]
    assert invoice("doctor", "--fix").code == 0
    assert traces(invoice.journal, "untitled") == set()


# ------------------------------------------------------------------------------------------------------------ how it looks


def of_every_kind() -> list[Finding]:
    """Something of every kind, some of it mended."""
    entry = f"entries/2026/11/{ID}.json"
    told = {
        "folder": (FOLDER, "Nothing can be written here: you have no permission, or the disk is read-only."),
        "unreadable": (entry, "It is not JSON from line 12, column 1 on."),
        "owner": (entry, "It belongs to somebody else."),
        "permissions": (entry, "Others on this machine may get at it (its mode is 0644, not 0600)."),
        "link": ("entries/2026/08", "It is a link."),
        "place": (f"entries/2020/01/{ID}.json", "It does not belong into this folder, but to entries/2026/11."),
        "twice": (
            f"entries/2020/01/{ID}.json",
            f"It does not belong into this folder, and is there once more as {entry}.",
        ),
        "orphan": (f"setbacks/{ID}.json", "3 entries and 1 draft belong to this setback, which is not there."),
        "finished": (f"drafts/{ID}.json", f"It became the entry {ID}, and was left behind."),
        "half-written": ("entries/2026/11/.new-0123456789abcdef", "Somebody was stopped while writing this file."),
        "leftover": ("drafts/.x.json.swp", "It seems to be an editor's, and may hold what you wrote."),
        "index": (
            "/home/you/.cache/reflect/index.db",
            "It holds something else than the files do; they were changed in a way that could not be noticed.",
        ),
        "settings": (
            "/home/you/.config/reflect/config.toml",
            "/home/you/.config/reflect/config.toml:1: 'tips' is true or false.",
        ),
        "flow": (
            "/home/you/.config/reflect/prompts/mine.yaml",
            "It does not load; `reflect flows check mine` says more.",
        ),
        "newer": (entry, "It can be read here and not changed: a newer reflect wrote it."),
        "reference": (entry, f"It speaks of something that is not there ({ID}): it lies in the trash."),
        "clock": (entry, "It was finished before it was begun, by the clock."),
        "stranger": ("notes.txt", "This file is none of the journal's."),
    }
    can_be = {"permissions", "place", "orphan", "finished", "half-written", "index"}
    found = [Finding(kind, *told[kind], (lambda: None) if kind in can_be else None) for kind in KINDS]
    many = [
        Finding("permissions", f"drafts/{number}.json", told["permissions"][1], lambda: None) for number in range(12)
    ]
    place = [*KINDS].index("permissions")
    return [*found[:place], *many, *found[place:]]


@pytest.mark.parametrize("width", [100, 60, 40])
def test_how_everything_that_can_be_found_looks(width: int, snapshot: SnapshotAssertion) -> None:
    page = plain(doctor_page(FOLDER, COUNTS, of_every_kind()), width)
    assert max(map(columns, page.splitlines())) <= width
    assert page == snapshot


@pytest.mark.parametrize("width", [100, 60, 40])
def test_how_it_looks_after_mending(width: int, snapshot: SnapshotAssertion) -> None:
    found = [mended(each)[0] for each in of_every_kind() if each.kind in ("permissions", "orphan", "unreadable")]
    page = plain(doctor_page(FOLDER, COUNTS, found), width)
    assert max(map(columns, page.splitlines())) <= width
    assert page == snapshot
