"""The small languages inside a flow: conditions, options, repetitions, spans of time, ranges.

Each is a frozen value with `parse` (from what stands in the file; raises Wrong) and `plain` (back again). Pydantic uses
both through the hook of `Parsed`, so that this module, and with it every flow at run time, does without pydantic.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import types
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]

YES_NO = {"yes": True, "no": False, "true": True, "false": False}


class Wrong(ValueError):
    """A value of the flow language that cannot be read: what is wrong, and where inside the value."""

    def __init__(self, message: str, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class Parsed(ABC):
    """A value read from its own notation; the hooks let pydantic check it and describe it in a JSON Schema."""

    @classmethod
    @abstractmethod
    def parse(cls, raw: object) -> Self:
        """The value for `raw`. Raises Wrong."""

    @abstractmethod
    def plain(self) -> Plain:
        """What `parse` reads, made of JSON values."""

    @classmethod
    @abstractmethod
    def described(cls) -> dict[str, Any]:
        """The JSON Schema of the notation."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.plain()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        return cls.described()


def _text(raw: object, path: Path = ()) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise Wrong("is empty" if raw is None or raw == "" else "must be a text", path)
    return raw


def _texts(raw: object, path: Path = ()) -> tuple[str, ...]:
    """One text, or a list of them."""
    if isinstance(raw, list):
        if not raw:
            raise Wrong("is an empty list", path)
        return tuple(_text(item, (*path, place)) for place, item in enumerate(raw))
    return (_text(raw, path),)


def _mapping(raw: object, keys: tuple[str, ...], path: Path = ()) -> Mapping[str, object]:
    """`raw` as a mapping with no other keys than `keys`. Raises Wrong, with the nearest key."""
    if not isinstance(raw, dict):
        raise Wrong("must be a mapping", path)
    for key in raw:
        if key not in keys:
            raise Wrong(f"unknown key '{key}'{did_you_mean(key, keys)}", (*path, key))
    return raw


def _whole(raw: object, path: Path = ()) -> int:
    try:
        return int(str(raw))
    except ValueError:
        raise Wrong(f"must be a whole number, not '{raw}'", path) from None


def did_you_mean(word: str, known: tuple[str, ...] | list[str]) -> str:
    """`; did you mean 'x'?` for the known word nearest to `word`, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


# ------------------------------------------------------------------------------------------------ conditions


@dataclass(frozen=True)
class Test:
    """What one answer must be: one of `values`, or none of `none_of`, within bounds, answered or not."""

    values: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    answered: bool | None = None

    KEYS = ("not", "at_least", "at_most", "answered")

    @classmethod
    def parse(cls, raw: object, path: Path) -> Test:
        if not isinstance(raw, dict):
            return cls(values=_texts(raw, path))
        given = _mapping(raw, cls.KEYS, path)
        if not given:
            raise Wrong(f"tests nothing; write a value, or one of {', '.join(cls.KEYS)}", path)
        answered = None
        if "answered" in given:
            word = str(given["answered"]).lower()
            if word not in YES_NO:
                raise Wrong("must be true or false", (*path, "answered"))
            answered = YES_NO[word]
        return cls(
            none_of=_texts(given["not"], (*path, "not")) if "not" in given else (),
            at_least=_whole(given["at_least"], (*path, "at_least")) if "at_least" in given else None,
            at_most=_whole(given["at_most"], (*path, "at_most")) if "at_most" in given else None,
            answered=answered,
        )

    def plain(self) -> Plain:
        if self.values:
            return list(self.values) if len(self.values) > 1 else self.values[0]
        parts: dict[str, Plain] = {}
        if self.none_of:
            parts["not"] = list(self.none_of) if len(self.none_of) > 1 else self.none_of[0]
        if self.at_least is not None:
            parts["at_least"] = self.at_least
        if self.at_most is not None:
            parts["at_most"] = self.at_most
        if self.answered is not None:
            parts["answered"] = self.answered
        return parts


@dataclass(frozen=True)
class Condition(Parsed):
    """When something is shown: every test holds, and one of `any` when there are some.

    `tests` pairs a reference with what its answer must be. `entry` and `no_entry` name flows of which the setback must
    have an entry, or must have none.
    """

    tests: tuple[tuple[str, Test], ...] = ()
    any: tuple[Condition, ...] = ()
    entry: tuple[str, ...] = ()
    no_entry: tuple[str, ...] = ()

    WORDS = ("any", "entry", "no_entry")

    @classmethod
    def parse(cls, raw: object, path: Path = ()) -> Condition:
        if not isinstance(raw, dict) or not raw:
            raise Wrong("must be a mapping of question to answer, such as {safe: yes}", path)
        tests: list[tuple[str, Test]] = []
        any_of: tuple[Condition, ...] = ()
        for key, value in raw.items():
            if key == "any":
                any_of = cls._any(value, (*path, "any"))
            elif key not in cls.WORDS:
                tests.append((key, Test.parse(value, (*path, key))))
        return cls(
            tests=tuple(tests),
            any=any_of,
            entry=_texts(raw["entry"], (*path, "entry")) if "entry" in raw else (),
            no_entry=_texts(raw["no_entry"], (*path, "no_entry")) if "no_entry" in raw else (),
        )

    @classmethod
    def _any(cls, raw: object, path: Path) -> tuple[Condition, ...]:
        if not isinstance(raw, list) or len(raw) < 2:
            raise Wrong("must be a list of at least two conditions", path)
        branches = tuple(cls.parse(branch, (*path, place)) for place, branch in enumerate(raw))
        for place, branch in enumerate(branches):
            if branch.any:
                raise Wrong("'any' inside 'any'; one level is all there is", (*path, place, "any"))
        return branches

    def plain(self) -> Plain:
        parts: dict[str, Plain] = {reference: test.plain() for reference, test in self.tests}
        for word, flows in (("entry", self.entry), ("no_entry", self.no_entry)):
            if flows:
                parts[word] = list(flows)
        if self.any:
            parts["any"] = [branch.plain() for branch in self.any]
        return parts

    def branches(self) -> tuple[tuple[Path, Condition], ...]:
        """This condition and the ones in `any`, each with its path inside this one."""
        return ((), self), *(((("any", place)), branch) for place, branch in enumerate(self.any))

    @classmethod
    def described(cls) -> dict[str, Any]:
        values = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]}
        test = {
            "anyOf": [
                *values["anyOf"],
                {
                    "type": "object",
                    "additionalProperties": False,
                    "minProperties": 1,
                    "properties": {
                        "not": values,
                        "at_least": {"type": "integer"},
                        "at_most": {"type": "integer"},
                        "answered": {"type": "boolean"},
                    },
                },
            ]
        }
        flows = {"entry": values, "no_entry": values}
        branch = {"type": "object", "minProperties": 1, "properties": flows, "additionalProperties": test}
        return {
            "type": "object",
            "minProperties": 1,
            "properties": {**flows, "any": {"type": "array", "minItems": 2, "items": branch}},
            "additionalProperties": test,
        }


# YAML turns yes, 5 and the like into other types before an editor's schema sees them; as words they mean the same.
_WORD = {"type": ["string", "integer", "boolean"]}


# --------------------------------------------------------------------------------------------------- options


@dataclass(frozen=True)
class Options(Parsed):
    """What can be chosen: fixed keys with labels, or what earlier answers hold.

    With `sources`, the options are the items of those answers; `order` names the group that rated them, best first;
    `everywhere` takes the sources from the entries of all setbacks.
    """

    fixed: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    order: str | None = None
    everywhere: bool = False

    @classmethod
    def parse(cls, raw: object) -> Options:
        if not isinstance(raw, dict) or not raw:
            raise Wrong("must be a mapping of key to label, or {from: an earlier question}")
        if "from" not in raw:
            return cls(fixed=tuple((key, _text(label, (key,))) for key, label in raw.items()))
        given = _mapping(raw, ("from", "order", "of"))
        if "of" in given and given["of"] != "all_setbacks":
            raise Wrong("can only be all_setbacks", ("of",))
        return cls(
            sources=_texts(given["from"], ("from",)),
            order=_text(given["order"], ("order",)) if "order" in given else None,
            everywhere="of" in given,
        )

    def plain(self) -> Plain:
        if self.fixed:
            return dict(self.fixed)
        parts: dict[str, Plain] = {"from": list(self.sources)}
        if self.order:
            parts["order"] = self.order
        if self.everywhere:
            parts["of"] = "all_setbacks"
        return parts

    @classmethod
    def described(cls) -> dict[str, Any]:
        source = {
            "type": "object",
            "required": ["from"],
            "additionalProperties": False,
            "properties": {
                "from": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
                "order": {"type": "string"},
                "of": {"const": "all_setbacks"},
            },
        }
        fixed = {"type": "object", "minProperties": 1, "not": {"required": ["from"]}, "additionalProperties": _WORD}
        return {"anyOf": [fixed, source]}


@dataclass(frozen=True)
class Each(Parsed):
    """Once per item: of an earlier answer (`of`), or of what is due of one kind (`due`); the first `at_most` of them."""

    of: str | None = None
    due: str | None = None
    at_most: int | None = None

    @classmethod
    def parse(cls, raw: object) -> Each:
        if isinstance(raw, str):
            return cls(of=_text(raw))
        if not isinstance(raw, dict):
            raise Wrong("must be an earlier question, or a mapping with 'of' or 'due'")
        given = _mapping(raw, ("of", "due", "at_most"))
        if ("of" in given) == ("due" in given):
            raise Wrong("must name one of 'of' (an earlier question) and 'due' (a kind of follow-up)")
        at_most = _whole(given["at_most"], ("at_most",)) if "at_most" in given else None
        if at_most is not None and at_most < 1:
            raise Wrong("must be 1 or more", ("at_most",))
        return cls(
            of=_text(given["of"], ("of",)) if "of" in given else None,
            due=_text(given["due"], ("due",)) if "due" in given else None,
            at_most=at_most,
        )

    def plain(self) -> Plain:
        parts: dict[str, Plain] = {"of": self.of} if self.of else {"due": self.due}
        if self.at_most:
            parts["at_most"] = self.at_most
        return parts

    @classmethod
    def described(cls) -> dict[str, Any]:
        name = {"type": "string"}
        of = {"properties": {"of": name, "at_most": {"type": "integer", "minimum": 1}}, "required": ["of"]}
        due = {"properties": {"due": name, "at_most": {"type": "integer", "minimum": 1}}, "required": ["due"]}
        return {"anyOf": [name, *({"type": "object", "additionalProperties": False, **shape} for shape in (of, due))]}


# ------------------------------------------------------------------------------------------------------ time


@dataclass(frozen=True)
class Span(Parsed):
    """A stretch of time in days, weeks, months or years, such as 4d, 2w, 3m, 1y."""

    count: int
    unit: str

    PATTERN = r"\+?(\d{1,4})([dwmy])"
    DAYS = types.MappingProxyType({"d": 1, "w": 7, "m": 30, "y": 365})
    LONGEST = 100

    @classmethod
    def parse(cls, raw: object) -> Span:
        found = re.fullmatch(cls.PATTERN, str(raw).strip())
        if found is None:
            raise Wrong(f"'{raw}' is no span of time; write 4d, 2w, 3m or 1y")
        if int(found[1]) * cls.DAYS[found[2]] > cls.LONGEST * 365:
            # The calendar ends with the year 9999.
            raise Wrong(f"'{raw}' is longer than {cls.LONGEST} years")
        return cls(int(found[1]), found[2])

    def plain(self) -> Plain:
        return f"{self.count}{self.unit}"

    def after(self, day: dt.date) -> dt.date:
        """The day that lies this span after `day`; the last of the month where the month is too short."""
        if self.unit in "dw":
            return day + dt.timedelta(days=self.count * (7 if self.unit == "w" else 1))
        months = day.month - 1 + self.count * (12 if self.unit == "y" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{cls.PATTERN}$"}


@dataclass(frozen=True)
class Day(Parsed):
    """A default date: a span from today, or a fixed day (ISO 8601)."""

    span: Span | None = None
    fixed: dt.date | None = None

    @classmethod
    def parse(cls, raw: object) -> Day:
        word = str(raw).strip()
        if word == "today":
            return cls(span=Span(0, "d"))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            try:
                return cls(fixed=dt.date.fromisoformat(word))
            except ValueError:
                raise Wrong(f"there is no day {word}") from None
        if re.fullmatch(Span.PATTERN, word) is None:
            raise Wrong(f"'{word}' is no default date; write 2w (in two weeks), today, or 2026-03-01")
        return cls(span=Span.parse(word))

    def plain(self) -> Plain:
        return self.fixed.isoformat() if self.fixed else self.span.plain() if self.span else None

    def on(self, today: dt.date) -> dt.date:
        """The day meant, seen from `today`."""
        return self.fixed or (self.span.after(today) if self.span else today)

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"anyOf": [{"const": "today"}, Span.described(), {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}]}


@dataclass(frozen=True)
class Range(Parsed):
    """The ends of a scale, such as 0-10."""

    low: int
    high: int

    PATTERN = r"(\d{1,3})-(\d{1,3})"

    @classmethod
    def parse(cls, raw: object) -> Range:
        found = re.fullmatch(cls.PATTERN, str(raw).strip())
        if found is None:
            raise Wrong(f"'{raw}' is no range; write 0-10")
        low, high = int(found[1]), int(found[2])
        if low >= high:
            raise Wrong(f"'{raw}' is no range; the first number must be below the second")
        return cls(low, high)

    def plain(self) -> Plain:
        return f"{self.low}-{self.high}"

    @classmethod
    def described(cls) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{cls.PATTERN}$"}
