"""Precision and recall of the two checks of an apology, on the half they were made with and on the half they were not.

Run it as `python benchmarks/apologies/measure.py`; `--missed` names what is judged wrongly, of the first half only.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reflect.checks.model import Check
from reflect.checks.parts import Parts, missing_parts, undated_parts
from reflect.checks.subject import Subject
from reflect.checks.weighing import weigh
from reflect.library.checks import load
from reflect.library.document import read
from reflect.library.flows import Library, shipped_prompts

HERE = Path(__file__).parent
HALVES = ("tuned", "reported")
SINCERE = "sincere"
"""The label of sentences about which nothing is to be said."""
PHRASES, PARTS = "C1", "C2"
DAY = "a day"
"""What a letter with a promise that has none is missing."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, and its kind: SINCERE, or what about it is to be found."""

    kind: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter, the parts of an apology that it has, and whether its promises have a day."""

    text: str
    parts: frozenset[str]
    dated: bool


@dataclass
class Tally:
    """How often something was found and was there, was found and was not there, was not found and was there."""

    right: int = 0
    wrongly: int = 0
    missed: int = 0
    silent: int = 0
    kinds: dict[str, Counter[bool]] = field(default_factory=dict)
    wrong_kinds: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, *, there: bool, found: bool) -> None:
        """Counts one case."""
        self.right += there and found
        self.wrongly += found and not there
        self.missed += there and not found
        self.silent += not (there or found)
        if there:
            self.kinds.setdefault(kind, Counter())[found] += 1
        elif found:
            self.wrong_kinds[kind] += 1

    @property
    def precision(self) -> float:
        """Of what was found, the share that was there."""
        return self.right / (self.right + self.wrongly) if self.right + self.wrongly else 1.0

    @property
    def recall(self) -> float:
        """Of what was there, the share that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True)
class Wrong:
    """A case that was judged wrongly: what should have been said, and about what."""

    kind: str
    found: bool
    text: str


def sentences(half: str, folder: Path = HERE) -> tuple[Sentence, ...]:
    """The sentences of a half."""
    lines = (folder / f"sentences.{half}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(Sentence(*line.split("\t", 1)) for line in lines if line.strip() and not line.startswith("#"))


def letters(half: str, folder: Path = HERE) -> tuple[Letter, ...]:
    """The letters of a half."""
    tree = read((folder / f"letters.{half}.yaml").read_bytes()).tree
    assert isinstance(tree, list)
    return tuple(Letter(each["text"], frozenset(each["parts"]), each["dated"] == "true") for each in tree)


def of_sentences(check: Check, told: Iterable[Sentence]) -> tuple[Tally, list[Wrong]]:
    """How well `check` tells sincere sentences from others: anything it says about one counts as found."""
    tally, wrong = Tally(), []
    for each in told:
        there, found = each.kind != SINCERE, bool(weigh([check], Subject(each.text)))
        tally.add(each.kind, there=there, found=found)
        wrong += [Wrong(each.kind, found, each.text)] if found != there else []
    return tally, wrong


def of_letters(check: Check, told: Iterable[Letter]) -> tuple[Tally, list[Wrong]]:
    """How well `check` tells which parts a letter does not have; a missing part counts as there to be found."""
    tally, wrong = Tally(), []
    for each in told:
        missing = missing_parts(check, each.text)
        for part in sorted(part.id for look in check.looks if isinstance(look, Parts) for part in look.parts):
            there, found = part not in each.parts, part in missing
            tally.add(part, there=there, found=found)
            wrong += [Wrong(part, found, each.text)] if found != there else []
    return tally, wrong


def of_days(check: Check, told: Iterable[Letter]) -> tuple[Tally, list[Wrong]]:
    """How well `check` tells, of letters that promise something, those in which no promise has a day."""
    tally, wrong = Tally(), []
    promising = {part.id for look in check.looks if isinstance(look, Parts) for part in look.parts if part.undated}
    for each in told:
        promised = promising & each.parts
        if promised:
            found = promised <= {*undated_parts(check, each.text), *missing_parts(check, each.text)}
            tally.add(DAY, there=not each.dated, found=found)
            wrong += [Wrong(DAY, found, each.text)] if found == each.dated else []
    return tally, wrong


def checks() -> tuple[Check, Check]:
    """The check of phrases and the check of parts, as they are shipped."""
    shipped = load(Library(shipped_prompts()), (PHRASES, PARTS))
    return shipped[PHRASES], shipped[PARTS]


def measured(half: str) -> Iterator[tuple[str, Tally, list[Wrong]]]:
    """What is measured on a half: its name, the figures, and what was judged wrongly."""
    phrases, parts = checks()
    yield f"{PHRASES} phrases", *of_sentences(phrases, sentences(half))
    yield f"{PARTS} missing parts", *of_letters(parts, letters(half))
    yield f"{PARTS} promises without a day", *of_days(parts, letters(half))


def lines(half: str, *, missed: bool) -> Iterator[str]:
    """The figures of a half, as they are printed."""
    for name, tally, wrong in measured(half):
        yield f"{half:9}{name}: precision {tally.precision:.3f}, recall {tally.recall:.3f}"
        counts = f"{tally.right} found, {tally.missed} missed, {tally.wrongly} found wrongly, {tally.silent} left alone"
        yield f"{'':9}{counts}"
        yield f"{'':9}found: " + ", ".join(f"{kind} {n[True]}/{n.total()}" for kind, n in sorted(tally.kinds.items()))
        if tally.wrongly:
            yield f"{'':9}wrongly: " + ", ".join(f"{kind} {n}" for kind, n in sorted(tally.wrong_kinds.items()))
        if missed and half != HALVES[1]:
            yield from (f"{'':9}{'wrongly' if each.found else 'missed':8} {each.kind}: {each.text}" for each in wrong)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--missed", action="store_true", help="name what is judged wrongly, of the tuned half only")
    missed = parser.parse_args().missed
    for half in HALVES:
        print("\n".join(lines(half, missed=missed)))  # noqa: T201 (this is what it is for)


if __name__ == "__main__":
    main()
