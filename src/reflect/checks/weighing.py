"""Weighs an answer: which remarks are put to somebody, and in which order."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from reflect.checks.model import Check
from reflect.checks.remark import LEVELS, Remark, key
from reflect.checks.subject import Subject

MOST = 5
"""Remarks that are put to somebody at once."""


@dataclass(frozen=True)
class _Found:
    """A remark, and where it stands: the number of the record, the number of the field."""

    remark: Remark
    place: tuple[int, int]

    @property
    def weight(self) -> int:
        return LEVELS.index(self.remark.level)

    @property
    def order(self) -> tuple[int, tuple[int, int], int]:
        return self.weight, self.place, self.remark.start

    @property
    def length(self) -> int:
        return self.remark.end - self.remark.start


def weigh(
    checks: Iterable[Check],
    subject: Subject,
    raised: Container[tuple[str, str]] = (),
    *,
    most: int | None = MOST,
) -> tuple[Remark, ...]:
    """What `checks` say about `subject`, strongest first, then in the order of the text; at most `most` (None: all).

    No two remarks are about the same words: of phrases that overlap, the stronger one counts, then the longer one; the
    same phrase is named once, and none whose `key` is in `raised`.
    """
    found = [each for check in checks for each in _found(check, subject)]
    first: dict[tuple[str, str], Remark] = {}
    for each in sorted(_apart(found), key=lambda found: found.order):
        first.setdefault(key(each.remark), each.remark)
    return tuple(remark for name, remark in first.items() if name not in raised)[:most]


def _found(check: Check, subject: Subject) -> Iterator[_Found]:
    """What one check finds."""
    told = [_Found(remark, place) for part, at in _parts(check, subject) for remark, place in _placed(check, part, at)]
    yield from sorted(told, key=lambda each: each.weight)[:1] if check.once else told


def _parts(check: Check, subject: Subject) -> Iterator[tuple[Subject, int]]:
    """What is weighed at a time, with the number of the first record in it."""
    if check.of == "group" or not subject.records:
        yield subject, 0
        return
    if subject.text:
        yield replace(subject, records=()), -1
    for number, record in enumerate(subject.records):
        yield replace(subject, text="", records=(record,)), number


def _placed(check: Check, part: Subject, number: int) -> Iterator[tuple[Remark, tuple[int, int]]]:
    fields = [name for record in part.records[:1] for name in (*record.words, *record.days)]
    for look in check.looks:
        for remark in look.remarks(check.id, part):
            yield remark, (number, fields.index(remark.field) + 1 if remark.field in fields else 0)


def _apart(found: list[_Found]) -> Iterator[_Found]:
    """Without those that overlap a stronger or longer one. Where something is missing, nothing overlaps."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for each in sorted(found, key=lambda each: (each.weight, -each.length, each.order)):
        start, end = each.remark.start, each.remark.end
        spans = taken.setdefault(each.place, [])
        at = bisect_left(spans, (start, start))
        before = at > 0 and spans[at - 1][1] > start
        after = at < len(spans) and spans[at][0] < end
        if start < end:
            if before or after:
                continue
            insort(spans, (start, end))
        yield each
