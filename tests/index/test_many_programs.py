"""Several programs look at one journal at once, write into it, and are killed: each finds what is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import reflect
from reflect.errors import UnknownName
from reflect.index.catalogue import Catalogue
from reflect.index.lookup import Index
from reflect.index.progress import Progress, quietly
from reflect.index.query import parse
from reflect.index.searching import Search
from reflect.index.sought import Sought
from reflect.index.store import Unusable
from reflect.journal.files import Files
from tests.index.test_bytes import TODAY
from tests.journal.making import Clock, an_entry, journal_in, minter

BEFORE = """
import datetime as dt, os, sys
from pathlib import Path
from reflect.index import store
from reflect.journal.files import Files
from reflect.journal.ids import Minter
from tests.index.test_many_programs import found_in, index_in
from tests.journal.making import an_entry, journal_in

base, number = Path(sys.argv[1]), sys.argv[2]
mint = Minter(lambda: dt.datetime.now(dt.UTC), os.urandom)
print("ready", flush=True)
sys.stdin.readline()
"""
ADD = """
for each in range(12):
    journal_in(base / "journal").add_entry(an_entry(mint(), f"queue {number} {each}"))
    found_in(base)
"""
LOOK = """
seen = set()
for _ in range(15):
    found = found_in(base)
    assert seen <= found
    seen = found
"""
THROW_AWAY = """
for each in range(60):
    for path in (base / "cache").glob("index.db*" if each % 2 else "index.db"):
        path.unlink(missing_ok=True)
"""
REFRESH = """
# With no room in memory, what is not committed yet is written into the file already.
connect = store.sqlite3.connect
def with_little_room(*args, **more):
    made = connect(*args, **more)
    made.execute("PRAGMA cache_size = 1")
    return made
store.sqlite3.connect = with_little_room
def stop_at(done, of):
    if done == int(number):
        print("there", flush=True)
        sys.stdin.readline()
index_in(base, stop_at)
"""
TAKE_OUT = """
def stop(self, connection):
    print("there", flush=True)
    sys.stdin.readline()
store.Store._renew = stop
index_in(base)
"""


def index_in(base: Path, progress: Progress = quietly) -> Index | None:
    """The index of the journal in `base`, up to date; None where it is done without."""
    index = Index(base / "cache", Files(base / "journal"), today=TODAY, clock=time.time)
    try:
        index.refresh(progress)
    except Unusable:
        return None
    return index


def found_in(base: Path) -> set[str]:
    """The entries (ids) with a queue in them; all that are asked for are all that are there."""
    journal = journal_in(base / "journal")
    index = index_in(base)
    found = Search(journal, index, parse("queue"), Sought(), TODAY).found(1000, newest=True)[0]
    assert all("queue" in str(each.entry.to_json()) for each in found)
    assert {each.id for each in Catalogue(journal, lambda: index).entries(Sought(flow="walk"))} >= {
        each.entry.id for each in found
    }
    return {each.entry.id for each in found}


def start(script: str, base: Path, number: int) -> subprocess.Popen[str]:
    paths = [str(Path(__file__).parents[2]), str(Path(reflect.__file__).parents[1])]
    return subprocess.Popen(
        [sys.executable, "-c", BEFORE + script, str(base), str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        text=True,
    )


def at_once(base: Path, *scripts: str) -> None:
    """Runs these programs, which begin when all of them are there; none fails."""
    running = [start(script, base, number) for number, script in enumerate(scripts)]
    for each in running:
        assert each.stdout
        each.stdout.readline()
    for each in running:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [each.communicate()[1] for each in running]
    assert told == [""] * len(scripts)
    assert [each.returncode for each in running] == [0] * len(scripts)


def killed(base: Path, script: str, number: int = 0) -> None:
    """Runs a program and kills it where it says that it is there."""
    program = start(script, base, number)
    assert program.stdin
    assert program.stdout
    program.stdin.write("go\n")
    program.stdin.flush()
    assert [program.stdout.readline() for _ in range(2)] == ["ready\n", "there\n"]
    program.send_signal(signal.SIGKILL)
    program.communicate()


def write(base: Path, many: int, text: str = "queue") -> list[str]:
    journal, mint = journal_in(base / "journal"), minter(Clock())
    entries = [an_entry(mint(), f"{text} {each}") for each in range(many)]
    for each in entries:
        journal.add_entry(each)
    return [each.id for each in entries]


def holds(base: Path, many: int) -> None:
    """That everything is found, and by an index."""
    index = index_in(base)
    assert index is not None
    assert len(index.entries(Sought())) == len([*journal_in(base / "journal").entry_files()])
    assert len(found_in(base)) == many


def test_programs_that_add_and_look_at_once_all_find_what_is_there(tmp_path: Path) -> None:
    write(tmp_path, 5)
    at_once(tmp_path, ADD, ADD, LOOK, LOOK)
    holds(tmp_path, 5 + 2 * 12)


def test_an_index_that_is_thrown_away_again_and_again_is_missed_by_nobody(tmp_path: Path) -> None:
    write(tmp_path, 5)
    at_once(tmp_path, ADD, LOOK, THROW_AWAY)
    holds(tmp_path, 5 + 12)


@pytest.mark.parametrize("at", [0, 20, 40])
@pytest.mark.parametrize("there_before", [False, True])
def test_a_program_that_is_killed_while_it_refreshes_leaves_no_half_of_it(
    tmp_path: Path, at: int, there_before: bool
) -> None:
    write(tmp_path, 20, "queue " + "x" * 5000)
    if there_before:
        index_in(tmp_path)
        write(tmp_path, 20, "another queue " + "y" * 5000)
    killed(tmp_path, REFRESH, at // 2)
    holds(tmp_path, 40 if there_before else 20)


def test_a_program_that_is_killed_after_it_took_a_word_out_leaves_it_in_no_file(tmp_path: Path) -> None:
    gone = write(tmp_path, 1, "queue of xylophonists")[0]
    write(tmp_path, 5)
    index_in(tmp_path)
    journal = journal_in(tmp_path / "journal")
    journal.path_of(gone).unlink()
    killed(tmp_path, TAKE_OUT)
    holds(tmp_path, 5)
    assert not [each for each in (tmp_path / "cache").iterdir() if b"xylophonists" in each.read_bytes()]
    with pytest.raises(UnknownName):
        journal.entry(gone)
