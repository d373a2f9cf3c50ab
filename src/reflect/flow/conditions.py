"""When something is shown: tests of earlier answers, and of what was done before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reflect.flow.notation import WORD, YES_NO, Parsed, Path, Plain, Wrong, mapping_of, texts_of, whole_number


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
            return cls(values=texts_of(raw, path))
        given = mapping_of(raw, cls.KEYS, path)
        if not given:
            raise Wrong(f"tests nothing; write a value, or one of {', '.join(cls.KEYS)}", path)
        answered = None
        if "answered" in given:
            word = str(given["answered"]).lower()
            if word not in YES_NO:
                raise Wrong("must be true or false", (*path, "answered"))
            answered = YES_NO[word]
        return cls(
            none_of=texts_of(given["not"], (*path, "not")) if "not" in given else (),
            at_least=whole_number(given["at_least"], (*path, "at_least")) if "at_least" in given else None,
            at_most=whole_number(given["at_most"], (*path, "at_most")) if "at_most" in given else None,
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
    have an entry, or must have none; `due` kinds of follow-ups of which one must be due.
    """

    tests: tuple[tuple[str, Test], ...] = ()
    any: tuple[Condition, ...] = ()
    entry: tuple[str, ...] = ()
    no_entry: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    WORDS = ("any", "entry", "no_entry", "due")

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
            entry=texts_of(raw["entry"], (*path, "entry")) if "entry" in raw else (),
            no_entry=texts_of(raw["no_entry"], (*path, "no_entry")) if "no_entry" in raw else (),
            due=texts_of(raw["due"], (*path, "due")) if "due" in raw else (),
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
        for word, flows in (("entry", self.entry), ("no_entry", self.no_entry), ("due", self.due)):
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
        values = {"anyOf": [WORD, {"type": "array", "items": WORD, "minItems": 1}]}
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
        flows = {"entry": values, "no_entry": values, "due": values}
        branch = {"type": "object", "minProperties": 1, "properties": flows, "additionalProperties": test}
        return {
            "type": "object",
            "minProperties": 1,
            "properties": {**flows, "any": {"type": "array", "minItems": 2, "items": branch}},
            "additionalProperties": test,
        }
