"""Makes a journal of any size, and the same words for the programs it is measured against.

    python benchmarks/speed/corpus.py N FOLDER [--seed 7]

writes into a new FOLDER, with a Python in which `reflect` is installed:

| Place | Holds |
|---|---|
| `reflect/journal/` | the journal: `setbacks/ID.json`, `entries/YYYY/MM/ID.json`; FOLDER/reflect is its REFLECT_HOME |
| `jrnl.txt` | the same texts as a journal of jrnl, one file |
| `kaydet/YYYY-MM-DD.txt` | as day files of kaydet |
| `plain/YYYY/MM/ID.txt` | as plain files, one for each entry, for ripgrep |
| `texts.json` | as a list of pairs of id and text, for a bare FTS5 table |
| `corpus.json` | how many there are, how long, from when to when, and the setbacks and words that are asked for |

What an entry looks like comes from the made-up year of `reflect demo`: 91 entries of fourteen flows about seven setbacks, with
their choices, dates, references, promises and check-ins. `lives.py` lays as many such lives beside and after each other as
needed, moved in time, up to 20 November 2026, an entry every five hours (100,000 of them go back 56 years; below 2,000 there
are fewer, over a year or so). Ids are new, references lead to the new ids, days in answers move along. What the person wrote
is put together from `wording.py`: 600 to 1,000 characters in an entry, more where the made-up year has more (a debrief, a
letter), less in a check-in; corpus.json says the medians. One entry of 500 holds the word `zephyr`; `deployment` is common.
Names of people stay as they are. The other programs get every text that is not private, in order, below the title of the flow.
The same N, seed and version of `reflect` give the same files.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from lives import Begun, Corpus, Written
from wording import COMMON, RARE
from year import CHECKIN, END, made_up

SEED = 7


class _Writer:
    """Writes entry by entry into the files of all programs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal, self.plain, self.kaydet = folder / "reflect" / "journal", folder / "plain", folder / "kaydet"
        for each in (self.journal / "setbacks", self.plain, self.kaydet):
            each.mkdir(parents=True, mode=0o700)
        self.jrnl = (folder / "jrnl.txt").open("w", encoding="utf-8")
        self._day: IO[str] | None = None
        self._there: set[str] = set()
        self._number = 0

    def write(self, entry: Written) -> None:
        month, words = f"{entry.finished:%Y/%m}", " ".join(entry.texts)
        if month not in self._there:
            self._there.add(month)
            (self.journal / "entries" / month).mkdir(parents=True, mode=0o700)
            (self.plain / month).mkdir(parents=True)
        _write(self.journal / "entries" / month / f"{entry.id}.json", entry.json)
        _write(self.plain / month / f"{entry.id}.txt", "\n".join((entry.title, *entry.texts)) + "\n")
        self.jrnl.write(f"[{entry.finished:%Y-%m-%d %H:%M}] {entry.title}.\n{words}\n\n")
        self._kaydet(entry, " ".join(words.split()))

    def _kaydet(self, entry: Written, words: str) -> None:
        self._number += 1
        path = self.kaydet / f"{entry.finished:%Y-%m-%d}.txt"
        if self._day is None or Path(self._day.name) != path:
            if self._day:
                self._day.close()
            self._day = path.open("w", encoding="utf-8")
            self._day.write(f"{entry.finished:%Y/%m/%d - %A}\n-------------------\n")
        self._day.write(f"{entry.finished:%H:%M} [{self._number}]: {entry.title}. {words}\n")

    def finish(self, setbacks: Iterable[Begun], texts: Sequence[tuple[str, str]]) -> None:
        self.jrnl.close()
        if self._day:
            self._day.close()
        for each in setbacks:
            closed = each.closed.isoformat(timespec="seconds") if each.closed else None
            created = each.created.isoformat(timespec="seconds")
            data = {"format": 1, "id": each.id, "title": each.title, "created": created, "closed": closed}
            _write(self.journal / "setbacks" / f"{each.id}.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n")
        _write(self.folder / "texts.json", json.dumps(texts, ensure_ascii=False))


def _write(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (twice as fast, a hundred thousand times)
        file.write(text)


def make(size: int, folder: Path, seed: int = SEED) -> dict[str, Any]:
    """Makes a corpus in `folder`, which is new, and says what it holds."""
    folder.mkdir(parents=True)
    corpus, writer = Corpus(made_up(), size, seed), _Writer(folder)
    lengths: dict[bool, list[int]] = {True: [], False: []}
    texts, rare, common, first = [], 0, 0, END
    for entry in corpus.entries():
        writer.write(entry)
        words = "\n".join(entry.texts)
        texts.append((entry.id, words))
        lengths[entry.flow == CHECKIN].append(len(words))
        rare, common, first = rare + (RARE in words), common + (COMMON in words), min(first, entry.finished)
    setbacks = list(corpus.setbacks())
    writer.finish(setbacks, texts)
    # A setback somewhere in the middle of all that was ever closed, with as much about it as there is about one.
    closed = sorted((each for each in setbacks if each.closed), key=lambda each: (-each.entries, each.id)) or setbacks
    told = [each for each in closed if each.entries == closed[0].entries]
    about = {
        "entries": len(texts), "setbacks": len(setbacks), "seed": seed,
        "from": first.date().isoformat(), "to": END.date().isoformat(),
        "characters": round(statistics.median([*lengths[True], *lengths[False]])),
        "characters_in_check_ins": round(statistics.median(lengths[True] or [0])),
        "characters_elsewhere": round(statistics.median(lengths[False] or [0])),
        "check_ins": len(lengths[True]), "with_rare_word": rare, "with_common_word": common,
        "setback": told[len(told) // 2].id, "open_setback": max(setbacks, key=_open_and_new).id,
    }  # fmt: skip
    _write(folder / "corpus.json", json.dumps(about, indent=2) + "\n")
    return about


def _open_and_new(setback: Begun) -> tuple[bool, dt.datetime]:
    return setback.closed is None, setback.created


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a journal of N entries, and the same words for other programs.")
    parser.add_argument("size", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    os.umask(0o077)
    sys.stdout.write(json.dumps(make(asked.size, asked.folder, asked.seed), indent=2) + "\n")


if __name__ == "__main__":
    main()
