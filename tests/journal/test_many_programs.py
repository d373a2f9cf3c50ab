"""Several programs write at once, and programs are killed in the middle: what was acknowledged is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import reflect
from tests.journal.making import Clock, entries_in, files_below, journal_in, minter, words_of

WRITERS = 8
ENTRIES_EACH = 15

BEFORE = """
import datetime as dt, os, sys
from pathlib import Path
from tests.journal.making import a_draft, an_entry
from reflect.journal.folder import Journal
from reflect.journal.ids import Minter

now = lambda: dt.datetime.now(dt.UTC)
mint = Minter(now, os.urandom)
journal = Journal(Path(sys.argv[1]), now=now, mint=mint)
"""

ADD_ENTRIES = """
sys.stdin.readline()
setback = journal.add_setback(sys.argv[2])
for number in range(int(sys.argv[3])):
    entry = an_entry(mint(), f"{sys.argv[2]} {number}", setback=setback.id)
    journal.add_entry(entry)
    print(entry.id, flush=True)
"""

SAVE_FOREVER = """
number = 0
while True:
    number += 1
    journal.save_draft(a_draft(sys.argv[2], f"{number} " + "x" * 20_000))
    print(number, flush=True)
"""

FINISH_FOREVER = """
while True:
    draft = journal.save_draft(a_draft(mint(), "all of it"))
    entry = journal.finish(draft, lambda entry_id: an_entry(entry_id, "all of it"))
    print(entry.id, flush=True)
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    paths = [str(root), str(Path(reflect.__file__).parents[1])]
    return subprocess.Popen(
        [sys.executable, "-c", BEFORE + script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        text=True,
    )


def kill_after(writer: subprocess.Popen[str], lines: int) -> list[str]:
    """Kills the writer once it has acknowledged so many; gives back everything that it acknowledged."""
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(lines)]
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    # The last line may have been cut off in the middle: what is not a whole line was not acknowledged.
    return acknowledged + rest.splitlines()[: rest.count("\n")]


def test_eight_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there" / "yet"
    writers = [start(ADD_ENTRIES, str(folder), f"writer {number}", str(ENTRIES_EACH)) for number in range(WRITERS)]
    for each in writers:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    acknowledged = [line for each in writers for line in each.communicate()[0].split()]

    journal = journal_in(folder)
    found = entries_in(journal)
    assert [each.returncode for each in writers] == [0] * WRITERS
    assert sorted(each.id for each in found) == sorted(acknowledged)
    assert {words_of(each) for each in found} == {
        f"writer {a} {b}" for a in range(WRITERS) for b in range(ENTRIES_EACH)
    }
    assert len(journal.setbacks()) == WRITERS
    assert journal.unreadable() == ()
    assert len(files_below(folder)) == WRITERS * (ENTRIES_EACH + 1)


@pytest.mark.parametrize("lines", [1, 2, 7, 31])
def test_a_killed_program_has_kept_every_answer_it_acknowledged(tmp_path: Path, lines: int) -> None:
    draft_id = minter(Clock())()

    acknowledged = kill_after(start(SAVE_FOREVER, str(tmp_path), draft_id), lines)

    journal = journal_in(tmp_path)
    (draft,) = journal.drafts()
    assert draft.id == draft_id
    assert int(words_of(draft).split()[0]) in {int(acknowledged[-1]), int(acknowledged[-1]) + 1}
    assert journal.unreadable() == ()


@pytest.mark.parametrize("lines", [1, 3, 10])
def test_a_killed_program_has_kept_every_entry_it_acknowledged_and_none_twice(tmp_path: Path, lines: int) -> None:
    acknowledged = kill_after(start(FINISH_FOREVER, str(tmp_path)), lines)

    journal = journal_in(tmp_path)
    journal.drop_finished_drafts()
    for draft in journal.drafts():
        assert words_of(draft) == "all of it"
    found = [each.id for each in entries_in(journal)]
    assert set(acknowledged) <= set(found)
    assert len(found) <= len(acknowledged) + 1
    assert journal.unreadable() == ()
