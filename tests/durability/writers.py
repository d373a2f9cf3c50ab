"""Eight programs that write into one journal at once, and two that change the same thing: nothing is lost, nothing is torn."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import reflect
from reflect.entry.amending import Amendment, amended, places
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.entry.setback import Setback
from reflect.errors import FileExists
from reflect.journal.folder import Journal
from reflect.journal.ids import Minter
from tests.durability.figures import Figures
from tests.journal.making import a_draft, an_entry

WRITERS = 8
PATIENCE = 600.0
"""Seconds after which a program that has not ended will not end."""
DRAFT, ENTRY, NEW = TWO = ("draft", "entry", "new entry")
DONE, BESIDE = "in its place", "beside what the other said"


def measure(rounds: int, work: Path, seed: int) -> list[Figures]:
    """So many rounds of each: eight programs at once, two with one draft, two with one entry."""
    del seed
    return [many(rounds, work / "many"), *(both(rounds, work / each, each) for each in TWO)]


def journal_at(folder: Path) -> Journal:
    """The journal, with the time of day and ids by chance."""
    now = _now
    return Journal(folder, now=now, mint=Minter(now, os.urandom))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


# ---------------------------------------------------------------------------------------------------- eight at once


def many(rounds: int, folder: Path) -> Figures:
    """In each round every program adds an entry, saves and finishes a draft, begins and discards another one, renames its own
    setback and counts on in the title of one that all of them share; meanwhile everything is read again and again."""
    journal = journal_at(folder)
    common = journal.add_setback("0")
    logs = [folder.parent / f"{folder.name}-{number}" for number in range(WRITERS)]
    each_of_them = [
        _start(log, "writes", str(folder), common.id, str(rounds), str(number)) for number, log in enumerate(logs)
    ]
    for each in each_of_them:
        _say(each, "go")
    counts = Counter(
        dict.fromkeys(
            ("acknowledged", "read meanwhile", "lost", "torn", "counted over each other", "too many", "left half-written",
             "failed", "not ended"),
            0,
        )
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while any(each.poll() is None for each in each_of_them) and time.monotonic() < deadline:
        counts["torn"] += _torn(folder)
        counts["read meanwhile"] += 1
        time.sleep(0.2)
    counts["not ended"] = _ended(each_of_them)
    told = [line.split(" ", 1) for each in logs for line in each.read_text(encoding="utf-8").splitlines()]
    counts["failed"] = sum(each.returncode != 0 for each in each_of_them)
    counts["acknowledged"] = len(told)
    counts["torn"] += _torn(folder)
    there = {each.id for each in journal.entries() if isinstance(each, Entry)}
    drafts, titles = {each.id for each in journal.drafts()}, {each.id: each.title for each in journal.setbacks()}
    trash = {path.stem for path in (folder / "trash" / "drafts").glob("*.json")}
    entries = {name for kind, name in told if kind == "entry"}
    discarded = {name for kind, name in told if kind == "discarded"}
    renamed = dict(name.split(" ", 1) for kind, name in told if kind == "renamed")
    counts["lost"] = len(entries - there) + len(discarded - trash)
    counts["lost"] += sum(titles.get(name) != title for name, title in renamed.items())
    counts["too many"] = len(there - entries) + len(drafts)
    counts["counted over each other"] = sum(kind == "counted" for kind, _ in told) - int(titles[common.id] or "0")
    counts["left half-written"] = len([*folder.rglob(".new-*")])
    zeros = frozenset(counts) - {"acknowledged", "read meanwhile"}
    return Figures("eight programs that write at once", rounds, counts, zeros)


def _torn(folder: Path) -> int:
    """How many files of the journal are not whole now."""
    torn = 0
    for path in folder.rglob("[!.]*.json"):
        try:
            json.loads(path.read_bytes())
        except FileNotFoundError:
            continue
        except ValueError:
            torn += 1
    return torn


def writes(folder: str, common: str, rounds: str, number: str) -> None:
    """One of the eight, in a process of its own. What it has been told is safe stands on standard output."""
    journal, mint = journal_at(Path(folder)), Minter(_now, os.urandom)
    own = journal.add_setback(f"writer {number}")
    sys.stdin.readline()
    for each in range(int(rounds)):
        entry = an_entry(mint(), f"{number} {each}", setback=own.id)
        journal.add_entry(entry)
        _tell("entry", entry.id)
        draft = journal.save_draft(a_draft(mint(), "half of it", setback=own.id))
        draft = journal.save_draft(replace(draft, trail=a_draft(draft.id, "all of it").trail))
        made = journal.finish(draft, lambda name: an_entry(name, "all of it", setback=own.id))
        _tell("entry", made.id)
        draft = journal.save_draft(a_draft(mint(), "not needed"))
        journal.discard_draft(draft)
        _tell("discarded", draft.id)
        title = f"writer {number}, {each}"
        journal.change_setback(own.id, _called(title), "rename")
        _tell("renamed", f"{own.id} {title}")
        closed = None if each % 2 else _now().replace(microsecond=0)
        journal.change_setback(own.id, _put_away(closed), "reopen" if closed is None else "close")
        journal.change_setback(common, lambda was: replace(was, title=str(int(was.title or "0") + 1)), "rename")
        _tell("counted", str(each))


def _called(title: str) -> Callable[[Setback], Setback]:
    return lambda setback: replace(setback, title=title)


def _put_away(closed: dt.datetime | None) -> Callable[[Setback], Setback]:
    return lambda setback: replace(setback, closed=closed)


def _tell(kind: str, what: str) -> None:
    _print(f"{kind} {what}")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


# ----------------------------------------------------------------------------------------------- two with one thing


def both(rounds: int, folder: Path, kind: str) -> Figures:
    """In each round two programs read one thing (a draft, an entry, the place of a new one), and then both change it: what the
    first says stays, and what the second says is not lost."""
    journal, mint = journal_at(folder), Minter(_now, os.urandom)
    logs = [folder.parent / f"{folder.name}-{number}" for number in range(2)]
    two = [_start(log, "changes", str(folder), kind, str(number)) for number, log in enumerate(logs)]
    counts = Counter(dict.fromkeys(("kept", "lost", "torn", "not told", "failed", "not ended"), 0))
    for number in range(rounds):
        name = mint()
        if kind == DRAFT:
            journal.save_draft(a_draft(name, f"{number} before"))
        elif kind == ENTRY:
            journal.add_entry(an_entry(name, f"{number} before"))
        for step in ("read", "change"):
            for each in two:
                _say(each, f"{step} {name} {number}")
            heard = [_hear(each) for each in two]
        kept = _everything(folder / ("drafts" if kind == DRAFT else "entries"), f"{number} ")
        # Of two entries with one id only the first comes to be, and the second is told.
        wanted = {f"{number} by {each}" for each in range(2) if kind != NEW or heard[each] == DONE}
        counts["lost"] += len(wanted - kept)
        counts["kept"] += wanted <= kept
        counts["not told"] += sorted(heard) != sorted((DONE, BESIDE))
    counts["torn"] = _torn(folder)
    counts["not ended"] = _ended(two)
    counts["failed"] = sum(each.returncode != 0 for each in two)
    return Figures(f"two programs that change one {kind}", rounds, counts, frozenset(counts) - {"kept"})


def changes(folder: str, kind: str, number: str) -> None:
    """One of the two, in a process of its own: it is told when to read and when to change, and says where that stands."""
    journal = journal_at(Path(folder))
    change = None
    for line in sys.stdin:
        step, name, each = line.split()
        if step == "read":
            change = {DRAFT: _of_draft, ENTRY: _of_entry, NEW: _of_new}[kind](journal, name, f"{each} by {number}")
            _print("read")
        else:
            assert change
            _print(DONE if change() else BESIDE)


def _of_draft(journal: Journal, name: str, words: str) -> Callable[[], bool]:
    """Reads a draft; then saves it with other words, and says whether that is in its place."""
    draft = replace(journal.draft(name), trail=a_draft(name, words).trail)
    return lambda: journal.save_draft(draft).id == name


def _of_new(journal: Journal, name: str, words: str) -> Callable[[], bool]:
    """Adds an entry under an id that another may have too, and says whether it was the first."""

    def added() -> bool:
        try:
            journal.add_entry(an_entry(name, words))
        except FileExists:
            return False
        return True

    return added


def _of_entry(journal: Journal, name: str, words: str) -> Callable[[], bool]:
    """Reads an entry; then changes its answer as `reflect edit` does, and says whether it was still as it was read."""
    ((where, answer, _), *_) = places(journal.entry(name))
    amendment = Amendment(where, answer.said, Said(words))
    met: list[bool] = []

    def change(entry: Entry) -> Entry:
        met.append(entry.answers[0].said not in (amendment.before, amendment.after))
        changed = amended(entry, amendment, _now().replace(microsecond=0))
        assert changed
        return changed

    def changed() -> bool:
        journal.change_entry(name, change)
        return not met[-1]

    return changed


def _everything(folder: Path, begins: str) -> set[str]:
    """All the words below the folder that begin like this, wherever they stand."""
    found: set[str] = set()
    for path in folder.rglob("*.json"):
        _gather(json.loads(path.read_bytes()), begins, found)
    return found


def _gather(value: object, begins: str, found: set[str]) -> None:
    if isinstance(value, str) and value.startswith(begins):
        found.add(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            _gather(each, begins, found)


# --------------------------------------------------------------------------------------------------------- programs


def _start(log: Path, *arguments: str) -> subprocess.Popen[str]:
    """A program of this file; what it says is in `log`, or read with `_hear` where it is one of the two."""
    roots = [str(Path(reflect.__file__).parents[1]), str(Path(__file__).parents[2])]
    many_of_them = arguments[0] == writes.__name__
    with log.open("w", encoding="utf-8") as file:
        return subprocess.Popen(
            [sys.executable, "-m", __spec__.name, *arguments],
            stdin=subprocess.PIPE,
            stdout=file if many_of_them else subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(roots)},
            text=True,
        )


def _say(program: subprocess.Popen[str], words: str) -> None:
    assert program.stdin
    program.stdin.write(f"{words}\n")
    program.stdin.flush()


def _hear(program: subprocess.Popen[str]) -> str:
    assert program.stdout
    return program.stdout.readline().rstrip("\n")


def _ended(programs: Sequence[subprocess.Popen[str]]) -> int:
    """Waits for these programs; how many have not ended by themselves."""
    waiting = 0
    for each in programs:
        try:
            each.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            waiting += 1
            each.kill()
            each.communicate()
    return waiting


if __name__ == "__main__":
    {each.__name__: each for each in (writes, changes)}[sys.argv[1]](*sys.argv[2:])
