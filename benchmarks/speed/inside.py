"""What a search costs inside one process that has run one before, so that neither Python nor imports are counted.

    python inside.py anew HOME WARM WORD       a search in the journal of HOME that builds its index first
    python inside.py notice HOME WARM WORD     how much longer a search takes when an entry was added since the last one

Runs in the environment of `reflect`, through the same function as the command. WARM is the home of another journal, in which a
search is run first. Says the seconds as JSON.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import contextlib
import io
import json
import os
import secrets
import statistics
import sys
import time
from pathlib import Path

from reflect.cli import main as reflect

TIMES = 3
SETTLED = 2.2
"""Folders changed within the last two seconds count as changed, so that nothing is missed; after so long they do not."""


def search(home: str, word: str) -> float:
    """How long a search takes, in seconds. Ends the program when it fails."""
    os.environ["REFLECT_HOME"] = home
    said = io.StringIO()
    start = time.perf_counter()
    with contextlib.redirect_stdout(said):
        code = reflect(["search", word])
    seconds = time.perf_counter() - start
    if code:
        sys.exit(code)
    return seconds


def notice(home: str, word: str) -> float:
    """How much longer it takes, at the median, when there is one new file. The new files stay, as entries do."""
    newest = max(Path(home, "journal", "entries").glob("*/*/*.json"))
    text, longer = newest.read_text(encoding="utf-8"), []
    for _ in range(TIMES):
        time.sleep(SETTLED)
        search(home, word)
        before = search(home, word)
        # A millisecond later, by the time in its id; entries of one month stand in one folder.
        moment = f"{int(newest.stem[:13].replace('-', ''), 16) + len(longer) + 1:012x}"
        new = newest.with_name(f"{moment[:8]}-{moment[8:]}{newest.stem[13:-12]}{secrets.token_hex(6)}.json")
        new.write_text(text.replace(newest.stem, new.stem), encoding="utf-8")
        longer.append(search(home, word) - before)
    return statistics.median(longer)


def main() -> None:
    what, home, warm, word = sys.argv[1:]
    search(warm, word)
    seconds = search(home, word) if what == "anew" else notice(home, word)
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
