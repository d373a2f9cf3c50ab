"""What a file of a check may hold: read into a check, and everything in it that is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reflect.checks.groups import FirstRecord, MoreRecords, OutOfOrder, Unsaid
from reflect.checks.looks import Absent, Begins, Chosen, FewerWords, Half, IfThen, MoreWords, NoDay, Shorter
from reflect.checks.model import Check, Of, Phrase, Phrases
from reflect.checks.parts import Cue, Part, Parts
from reflect.checks.remark import Saying
from reflect.checks.signs import Sign
from reflect.flow.notation import Path, Wrong, did_you_mean, text_of, texts_of
from reflect.flow.problems import Problem
from reflect.library.check_values import Values, in_quotes, meant

Read = Callable[[object, Path], Any]
SAID = ("why", "instead", "level")
EXAMPLES = ("found", "clean")
GROUPS: dict[str, Of] = {
    "more_records": "group",
    "first_record": "group",
    "unsaid": "group",
    "out_of_order": "group",
    "chosen": "choice",
}
"""The looks that can look at one kind of answer only."""


@dataclass(frozen=True)
class _Keys:
    """The keys that a mapping needs, and those it may have, each with how its value is read."""

    needed: dict[str, Read]
    other: dict[str, Read]

    @property
    def names(self) -> list[str]:
        return [*self.needed, *self.other]


@dataclass(frozen=True)
class Derived:
    """A check `id` that has phrases of another one, those in `only`."""

    id: str
    about: str
    of: str
    only: tuple[str, ...]
    says: str = ""
    once: bool = False
    sets: tuple[str, ...] = ()

    def of_the(self, other: Check) -> tuple[Check, list[Problem]]:
        """This check with the phrases of `other`, and what in `only` is none of them."""
        looks = [look for look in other.looks if isinstance(look, Phrases)]
        known = [phrase.id for look in looks for phrase in look.phrases]
        problems = [
            Problem(("only", place), f"there is no phrase '{name}' in {other.id}{meant(name, known)}")
            for place, name in enumerate(self.only)
            if name not in known
        ]
        left = tuple(
            replace(look, phrases=tuple(phrase for phrase in look.phrases if phrase.id in self.only)) for look in looks
        )
        looks_left = tuple(look for look in left if look.phrases)
        check = Check(self.id, self.about, looks_left, other.of, self.says, self.once, self.sets)
        return check, problems


def read(tree: object, *, patterns: bool = True) -> tuple[Check | Derived | None, list[Problem]]:
    """The check in `tree` (texts, lists and mappings of a file), and everything wrong with it.

    Without `patterns`, regular expressions are taken as they are: those of a file that was found sound before.
    """
    reading = _Reading(patterns=patterns)
    check = reading.check(tree)
    return (None if reading.problems else check), reading.problems


class _Reading(Values):
    """One pass through the values of a file, which collects what is wrong."""

    def __init__(self, *, patterns: bool) -> None:
        super().__init__(patterns=patterns)
        self.problems: list[Problem] = []
        said: dict[str, Read] = {"why": text_of, "instead": text_of}
        level: dict[str, Read] = {"level": self.level}
        examples: dict[str, Read] = dict.fromkeys(EXAMPLES, texts_of)
        fields: dict[str, Read] = {"fields": texts_of}
        self.phrase_keys = _Keys(
            {"id": text_of, "name": text_of, "level": self.level, "pattern": self.either, **said},
            {"across": self.yes, "unless": self.either, **examples},
        )
        self.said_keys = _Keys(said, level)
        self.half_keys = _Keys({"pattern": self.pattern, **said}, {**level, **examples})
        self.cue_keys = _Keys({"name": text_of, "pattern": self.either}, {"unless": self.either})
        self.sign_keys = _Keys(
            {"name": text_of, "pattern": self.either, "speaks": self.weights}, {"unless": self.either}
        )
        self.part_keys = _Keys(
            {"id": text_of, "cues": self.cues, **said},
            {"done": self.cues, "undated": self.undated, "start": self.number, "least": self.number, **level},
        )
        plain = {**level, **examples}
        self.looks: dict[str, tuple[Callable[..., Any], _Keys]] = {
            "phrases": (Phrases, _Keys({"phrases": self.phrases}, {"unless": self.either, **fields})),
            "absent": (Absent, _Keys({"pattern": self.pattern, **said}, {"unless": self.pattern, **fields, **plain})),
            "fewer_words": (FewerWords, _Keys({"words": self.count, **said}, {**fields, **plain})),
            "more_words": (MoreWords, _Keys({"words": self.count, **said}, {**fields, **plain})),
            "begins": (Begins, _Keys({"words": self.words, "up_to": self.count, **said}, {**fields, **plain})),
            "shorter": (Shorter, _Keys({"than": text_of, **said}, {**fields, **plain})),
            "if_then": (
                IfThen,
                _Keys({"fields": self.two, "sentence": self.sentence, "moment": self.half, "act": self.half}, {}),
            ),
            "no_day": (NoDay, _Keys(said, plain)),
            "chosen": (Chosen, _Keys({"options": texts_of, **said}, level)),
            "more_records": (MoreRecords, _Keys({"most": self.count, **said}, level)),
            "first_record": (FirstRecord, _Keys({"pattern": self.pattern, **fields, **said}, plain)),
            "unsaid": (Unsaid, _Keys({**fields, **said}, level)),
            "out_of_order": (
                OutOfOrder,
                _Keys({"field": text_of, "moments": self.moments, "months": self.months, **said}, level),
            ),
            "parts": (Parts, _Keys({"parts": self.parts, "days": self.cues}, {"signs": self.signs})),
        }
        common: dict[str, Read] = {"check": text_of, "about": text_of}
        more: dict[str, Read] = {"says": text_of, "once": self.yes, "sets": texts_of}
        rest: dict[str, Read] = {"words": self.words_of, "clean": texts_of}
        self.check_keys = _Keys({**common, "weighs": self.weighs, "looks": self.looks_of}, {**more, **rest})
        self.derived_keys = _Keys({**common, "of": text_of, "only": texts_of}, more)

    # ------------------------------------------------------------------------------------------ what stands where

    def check(self, tree: object) -> Check | Derived | None:
        if isinstance(tree, dict) and ("of" in tree or "only" in tree):
            values = self.mapping(tree, self.derived_keys, (), "a check")
            return Derived(values.pop("check"), **values) if values else None
        if isinstance(tree, dict) and "words" in tree:
            # Patterns name them, wherever they stand in the file.
            tree = {"words": tree["words"], **tree}
        values = self.mapping(tree, self.check_keys, (), "a check")
        values.pop("words", None)
        if not values:
            return None
        weighs: Of = values.pop("weighs")
        for place, raw in enumerate(tree["looks"] if isinstance(tree, dict) else ()):
            if GROUPS.get(raw["type"], weighs) != weighs:
                wrong = f"'{raw['type']}' needs `weighs: {GROUPS[raw['type']]}`"
                self.problems.append(Problem(("looks", place, "type"), wrong))
        return Check(values.pop("check"), of=weighs, **values)

    def look(self, raw: object, path: Path) -> Any:
        if not isinstance(raw, dict) or "type" not in raw:
            raise Wrong("a look is a mapping with a 'type'", path)
        kind = raw["type"]
        if not isinstance(kind, str) or kind not in self.looks:
            near = did_you_mean(kind, [*self.looks]) if isinstance(kind, str) else ""
            raise Wrong(f"unknown type '{kind}'{near}", (*path, "type"))
        make, keys = self.looks[kind]
        values = self.mapping(
            {key: value for key, value in raw.items() if key != "type"}, keys, path, "a look", known=("type",)
        )
        return make(**values) if values else None

    def mapping(self, raw: object, keys: _Keys, path: Path, what: str, *, known: Sequence[str] = ()) -> dict[str, Any]:
        """The values in `raw` by key, those that are said as one; nothing if anything is wrong with them."""
        if not isinstance(raw, dict):
            self.problems.append(Problem(path, f"{what} is a mapping with {in_quotes(keys.needed)}"))
            return {}
        before = len(self.problems)
        values: dict[str, Any] = {}
        for key, value in raw.items():
            reader = keys.needed.get(key) or keys.other.get(key)
            if reader is None:
                near = did_you_mean(key, [*known, *keys.names])
                self.problems.append(Problem((*path, key), f"unknown key '{key}'{near}"))
                continue
            try:
                values[key] = reader(value, (*path, key))
            except Wrong as wrong:
                itself = wrong.path == (*path, key) and wrong.message.split()[0] in ("is", "must", "has")
                self.problems.append(Problem(wrong.path, f"'{key}' {wrong.message}" if itself else wrong.message))
        self.problems += [Problem(path, f"'{key}' is missing") for key in keys.needed if key not in raw]
        if len(self.problems) > before:
            return {}
        for key in EXAMPLES:
            values.pop(key, None)
        if keys is not self.phrase_keys and "why" in values:
            values["said"] = Saying(**{key: values.pop(key) for key in SAID if key in values})
        return values

    def listed(self, raw: object, path: Path, one: Read, what: str) -> tuple[Any, ...]:
        if not isinstance(raw, list) or not raw:
            raise Wrong(f"must be a list of {what}, at least one", path)
        found = []
        for place, each in enumerate(raw):
            try:
                found.append(one(each, (*path, place)))
            except Wrong as wrong:
                self.problems.append(Problem(wrong.path, wrong.message))
        return tuple(found)

    # ------------------------------------------------------------------------------------------ values with others in them

    def words_of(self, raw: object, path: Path) -> None:
        """The lists of words by name, for the patterns that come after."""
        if not isinstance(raw, dict):
            raise Wrong("must be a mapping of names to lists of words", path)
        self.lists = {name: texts_of(words, (*path, name)) for name, words in raw.items()}

    def looks_of(self, raw: object, path: Path) -> Any:
        return self.listed(raw, path, self.look, "looks")

    def phrases(self, raw: object, path: Path) -> Any:
        found = self.listed(raw, path, self.phrase, "phrases")
        seen: set[str] = set()
        for place, each in enumerate(found):
            if each and each.id in seen:
                self.problems.append(Problem((*path, place, "id"), f"'{each.id}' is the id of another phrase"))
            seen |= {each.id} if each else set()
        return found

    def phrase(self, raw: object, path: Path) -> Phrase | None:
        values = self.mapping(raw, self.phrase_keys, path, "a phrase")
        return Phrase(**values) if values else None

    def parts(self, raw: object, path: Path) -> Any:
        return self.listed(raw, path, self.part, "parts")

    def part(self, raw: object, path: Path) -> Part | None:
        values = self.mapping(raw, self.part_keys, path, "a part")
        return Part(**values) if values else None

    def undated(self, raw: object, path: Path) -> Saying | None:
        values = self.mapping(raw, self.said_keys, path, "'undated'")
        return values.get("said")

    def cues(self, raw: object, path: Path) -> Any:
        return self.listed(raw, path, self.cue, "cues")

    def cue(self, raw: object, path: Path) -> Cue | None:
        values = self.mapping(raw, self.cue_keys, path, "a cue")
        return Cue(**values) if values else None

    def signs(self, raw: object, path: Path) -> Any:
        return self.listed(raw, path, self.sign, "signs")

    def sign(self, raw: object, path: Path) -> Sign | None:
        values = self.mapping(raw, self.sign_keys, path, "a sign")
        return Sign(**values) if values else None

    def half(self, raw: object, path: Path) -> Half | None:
        values = self.mapping(raw, self.half_keys, path, "a half of a plan")
        return Half(**values) if values else None

    def moments(self, raw: object, path: Path) -> Any:
        return self.listed(raw, path, self.moment, "patterns")
