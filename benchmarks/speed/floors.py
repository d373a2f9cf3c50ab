"""What cannot be gone below: the same work with nothing but the standard library around it.

python floors.py query TABLE WORD     the best twenty entries with a word, from a bare FTS5 table
python floors.py build TEXTS TABLE    a bare FTS5 table of all texts in one transaction; says the seconds of that alone
python floors.py names JOURNAL        the names of all entries, newest first
python floors.py parse JOURNAL        every entry, parsed
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def query(table: str, word: str) -> int:
    import sqlite3

    found = sqlite3.connect(table).execute(
        "SELECT id, snippet(texts, 1, '', '', '', 12) FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20", (word,)
    )
    return len(found.fetchall())


def build(texts: str, table: str) -> float:
    import sqlite3

    given = json.loads(Path(texts).read_bytes())
    start = time.perf_counter()
    connection = sqlite3.connect(table)
    with connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, text)")
        connection.executemany("INSERT INTO texts VALUES (?, ?)", given)
    connection.close()
    return time.perf_counter() - start


def names(journal: str) -> list[str]:
    """The paths of all entries, the newest first."""
    found = []
    for year in sorted(os.listdir(f"{journal}/entries"), reverse=True):  # noqa: PTH208 (a floor takes the quick way)
        for month in sorted(os.listdir(f"{journal}/entries/{year}"), reverse=True):  # noqa: PTH208
            folder = f"{journal}/entries/{year}/{month}"
            found += [f"{folder}/{name}" for name in sorted(os.listdir(folder), reverse=True)]  # noqa: PTH208
    return found


def parse(journal: str) -> Iterator[object]:
    for each in names(journal):
        with open(each, "rb") as file:  # noqa: PTH123 (a floor takes the quick way)
            yield json.loads(file.read())


def main() -> None:
    match sys.argv[1:]:
        case ["query", table, word]:
            said: object = query(table, word)
        case ["build", texts, table]:
            said = json.dumps({"seconds": build(texts, table)})
        case ["names", journal]:
            said = len(names(journal))
        case ["parse", journal]:
            said = sum(1 for _ in parse(journal))
        case _:
            sys.exit(__doc__)
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
