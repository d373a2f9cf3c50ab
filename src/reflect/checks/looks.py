"""What can be looked for in a text, and in a record as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflect.checks.remark import Remark, Saying
from reflect.checks.sentences import compiled, holds, sentences, words
from reflect.checks.subject import Subject


@dataclass(frozen=True)
class Absent:
    """Something that is nowhere in the text. Where `unless` is found, nothing is missed."""

    pattern: str
    said: Saying
    unless: str | None = None
    fields: tuple[str, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts(self.fields):
            told = sentences(text)
            if told and not holds((self.pattern, *([self.unless] if self.unless else ())), told):
                yield self.said.missing(check, text, field)


@dataclass(frozen=True)
class FewerWords:
    """Fewer words than `words`; none at all is an answer, too."""

    words: int
    said: Saying
    fields: tuple[str, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts(self.fields):
            if 0 < len(words(text)) < self.words:
                yield self.said.missing(check, text, field)


@dataclass(frozen=True)
class MoreWords:
    """More words than `words`."""

    words: int
    said: Saying
    fields: tuple[str, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts(self.fields):
            if len(words(text)) > self.words:
                yield self.said.missing(check, text, field)


@dataclass(frozen=True)
class Begins:
    """A short text that begins with one of `words`, by which it is no act. One with more than `up_to` words may be one."""

    words: tuple[str, ...]
    up_to: int
    said: Saying
    fields: tuple[str, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for field, text in subject.texts(self.fields):
            told = words(text)
            if 0 < len(told) <= self.up_to:
                start, end = told[0]
                if text[start:end].casefold() in self.words:
                    yield self.said.about(check, text, start, end, field)


@dataclass(frozen=True)
class Shorter:
    """A text with fewer words than the answer `than`."""

    than: str
    said: Saying
    fields: tuple[str, ...] = ()

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        other = len(words(subject.answers.get(self.than, "")))
        for field, text in subject.texts(self.fields):
            if 0 < len(words(text)) < other:
                yield self.said.missing(check, text, field)


@dataclass(frozen=True)
class Half:
    """One half of a plan: the pattern it should match, and what is said when it does not."""

    pattern: str
    said: Saying


@dataclass(frozen=True)
class IfThen:
    """A plan whose first half names no moment, or whose second half does not begin with an act.

    In a record the halves are `fields`. A text is taken apart by the groups "moment" and "act" of `sentence`; one that
    `sentence` does not match is an act, for a moment that was given.
    """

    moment: Half
    act: Half
    sentence: str
    fields: tuple[str, str]

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        text = subject.text
        if text.strip():
            parts = compiled(self.sentence).match(" ".join(text.split()))
            if parts:
                yield from self._weighed(check, self.moment, parts["moment"], text)
            yield from self._weighed(check, self.act, parts["act"] if parts else text, text)
        for record in subject.records:
            for field, half in zip(self.fields, (self.moment, self.act), strict=True):
                words_of = record.words.get(field, "")
                yield from self._weighed(check, half, words_of, words_of, field)

    def _weighed(self, check: str, half: Half, part: str, text: str, field: str | None = None) -> Iterator[Remark]:
        part = " ".join(part.split())
        if part and not compiled(half.pattern).match(part):
            yield half.said.missing(check, text, field)


@dataclass(frozen=True)
class NoDay:
    """A record that has room for a day, and none."""

    said: Saying

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        for record in subject.records:
            if record.days and not any(record.days.values()):
                yield self.said.missing(check, "", next(iter(record.days)))


@dataclass(frozen=True)
class Chosen:
    """One of `options` was chosen."""

    options: tuple[str, ...]
    said: Saying

    def remarks(self, check: str, subject: Subject) -> Iterator[Remark]:
        if set(self.options) & set(subject.chosen):
            yield self.said.missing(check, subject.text)
