"""Single values in a file of a check: patterns, numbers, words, and the few words there are."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence

from reflect.checks.model import OF
from reflect.checks.remark import LEVELS
from reflect.checks.sentences import compiled
from reflect.checks.spelling import UnknownWords, spelled
from reflect.flow.notation import YES_NO, Path, Wrong, did_you_mean, text_of, texts_of, whole_number

MOMENT = ("year", "month", "day", "hour", "minute")
PLAN = ("moment", "act")


class Values:
    """Reads single values; each method takes what stands in the file and its path, and raises Wrong.

    Without `patterns`, regular expressions are taken as they are. `lists` are the lists of words that patterns name.
    """

    def __init__(self, *, patterns: bool) -> None:
        self.patterns = patterns
        self.lists: dict[str, tuple[str, ...]] = {}

    def either(self, raw: object, path: Path) -> str:
        """A pattern, or a list of them, any of which may be found."""
        if not isinstance(raw, list):
            return self.pattern(raw, path)
        return "|".join(self.pattern(each, (*path, place)) for place, each in enumerate(raw))

    def pattern(self, raw: object, path: Path) -> str:
        """A regular expression that finds something, and not nothing."""
        try:
            text = spelled(text_of(raw, path), self.lists)
        except UnknownWords as unknown:
            near = did_you_mean(str(unknown), [*self.lists])
            raise Wrong(f"names a list of words '{unknown}', which is not there{near}", path) from None
        if self.patterns:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    finds_nothing = compiled(text).search("") is not None
            except re.error as error:
                where = f" (character {error.pos + 1})" if error.pos is not None else ""
                raise Wrong(f"is no regular expression: {error.msg}{where}", path) from None
            except (Warning, OverflowError, RecursionError):
                raise Wrong("is no regular expression that can be used", path) from None
            if finds_nothing:
                raise Wrong("is a regular expression that finds even an empty text", path)
        return text

    def grouped(self, raw: object, path: Path, needed: tuple[str, ...], known: tuple[str, ...]) -> str:
        text = self.pattern(raw, path)
        if self.patterns:
            groups = [*compiled(text).groupindex]
            for name in groups:
                if name not in known:
                    raise Wrong(f"has a group '{name}', and may have {in_quotes(known)}", path)
            if any(name not in groups for name in needed) or not groups:
                raise Wrong(f"must have {'the groups' if needed else 'one of the groups'} {in_quotes(known)}", path)
        return text

    def sentence(self, raw: object, path: Path) -> str:
        return self.grouped(raw, path, PLAN, PLAN)

    def moment(self, raw: object, path: Path) -> str:
        return self.grouped(raw, path, (), MOMENT)

    def level(self, raw: object, path: Path) -> str:
        return one_of(raw, path, LEVELS)

    def weighs(self, raw: object, path: Path) -> str:
        return one_of(raw, path, OF)

    def yes(self, raw: object, path: Path) -> bool:
        return YES_NO[one_of(raw, path, tuple(YES_NO))]

    def count(self, raw: object, path: Path) -> int:
        number = whole_number(text_of(raw, path), path)
        if number < 1:
            raise Wrong("must be at least 1", path)
        return number

    def number(self, raw: object, path: Path) -> float:
        text = text_of(raw, path)
        if not re.fullmatch(r"-?\d+(\.\d+)?", text):
            raise Wrong(f"must be a number, not '{text}'", path)
        return float(text)

    def weights(self, raw: object, path: Path) -> tuple[tuple[str, float], ...]:
        """How far something speaks for each name."""
        if not isinstance(raw, dict) or not raw:
            raise Wrong("must be a mapping of names to numbers, at least one", path)
        return tuple((name, self.number(weight, (*path, name))) for name, weight in raw.items())

    def words(self, raw: object, path: Path) -> tuple[str, ...]:
        return tuple(each.casefold() for each in texts_of(raw, path))

    def two(self, raw: object, path: Path) -> tuple[str, ...]:
        found = texts_of(raw, path)
        if len(found) != len(PLAN):
            raise Wrong("must be two fields, of the moment and of the act", path)
        return found

    def months(self, raw: object, path: Path) -> tuple[str, ...]:
        found = texts_of(raw, path)
        if len(found) != 12:
            raise Wrong("must be the twelve months in their order", path)
        return found


def one_of(raw: object, path: Path, known: Sequence[str]) -> str:
    """`raw`, one of the words `known`. Raises Wrong."""
    text = text_of(raw, path)
    if text not in known:
        raise Wrong(f"must be one of {', '.join(known)}, not '{text}'{did_you_mean(text, [*known])}", path)
    return text


def in_quotes(names: Iterable[str]) -> str:
    """The names in a row, each in quotes."""
    return ", ".join(f"'{each}'" for each in names)


def meant(name: str, known: Sequence[str]) -> str:
    """The one of `known` that may be meant, or all of them: names of two letters are all alike."""
    return did_you_mean(name, [*known]) or f"; there are {', '.join(known)}"
