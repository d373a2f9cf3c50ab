"""The two files about care as they are written: read into patterns, texts, lines and tips, with everything wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reflect.checks.safety import Patterns, Phrases, misjudged, wrong_with
from reflect.flow.conditions import Condition
from reflect.flow.notation import Path, Wrong, did_you_mean, text_of, whole_number
from reflect.flow.problems import Problem
from reflect.interview.care import Fall, Line, Pointer, Safety, Tip, Tips

PHRASES = ("patterns", "must_find", "must_not_find")
LINE = ("say", "tip", "when", "twice", "days", "falls")
FALL = ("before", "after", "at_least")
POINTER = (
    "written", "unwritten", "ways", "contacts", "saved", "unsaved", "nothing", "go_on", "go_on_unsaved",
)  # fmt: skip

MOST = 3660
"""Ten years, in days."""


class _Reading:
    """Goes through a tree and gathers what is wrong, so that all of it can be said at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path, message))

    def mapping(self, raw: object, keys: tuple[str, ...], path: Path, *, needed: Iterable[str] | None = None) -> Any:
        """`raw` as a mapping of these keys, each of which has to be there unless others are `needed`; {} if it is none."""
        if not isinstance(raw, dict):
            self.wrong(path, f"must be a mapping with {', '.join(keys)}")
            return {}
        for key in raw:
            if key not in keys:
                self.wrong((*path, key), f"unknown key '{key}'{did_you_mean(key, keys)}")
        for key in keys if needed is None else needed:
            if key not in raw:
                self.wrong(path, f"'{key}' is missing")
        return raw

    def below(self, given: Mapping[str, object], key: str, keys: tuple[str, ...]) -> Any:
        """The mapping at `key`, if there is one."""
        return self.mapping(given[key], keys, (key,)) if key in given else {}

    def text(self, given: Mapping[str, object], key: str, path: Path) -> str:
        """The text at `key`; "" where there is none."""
        return self._tried(lambda: text_of(given[key], (*path, key)), "") if key in given else ""

    def texts(self, given: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
        """The list of texts at `key`."""
        if key not in given:
            return ()
        listed = given[key]
        if not isinstance(listed, list) or not listed:
            self.wrong((*path, key), f"'{key}' must be a list of texts, at least one")
            return ()
        found = [self._tried(lambda at=at: text_of(listed[at], (*path, key, at)), "") for at in range(len(listed))]
        return tuple(filter(None, found))

    def number(self, given: Mapping[str, object], key: str, path: Path) -> int:
        """The whole number from 1 to MOST at `key`."""
        if key not in given:
            return 0
        found: int = self._tried(lambda: whole_number(given[key], (*path, key)), 1)
        if not 1 <= found <= MOST:
            self.wrong((*path, key), f"'{key}' must lie between 1 and {MOST}")
        return found

    def condition(self, given: Mapping[str, object], key: str, path: Path) -> Condition | None:
        """The condition at `key`, which may look at nothing but questions by their id."""
        if key not in given:
            return None
        found: Condition | None = self._tried(lambda: Condition.parse(given[key], (*path, key)), None)
        for inner, branch in found.branches() if found else ():
            for reference, _ in branch.tests:
                if "." in reference:
                    self.wrong((*path, key, *inner, reference), "a question is named by its id alone here")
            if branch.entry or branch.no_entry or branch.due:
                self.wrong((*path, key, *inner), "only the answers of a run are looked at here")
        return found

    def _tried(self, read: Any, otherwise: Any) -> Any:
        try:
            return read()
        except Wrong as wrong:
            at = wrong.path[-1] if wrong.path else ""
            verb = isinstance(at, str) and wrong.message.split()[0] in ("is", "must")
            self.wrong(wrong.path, f"'{at}' {wrong.message}" if verb else wrong.message)
            return otherwise


def read_tips(tree: object) -> tuple[Tips, list[Problem]]:
    """The tips in `tree` (texts, lists and mappings of a file), and everything wrong in it."""
    reading = _Reading()
    given = reading.mapping(tree, ("not_after", "tips"), (), needed=("tips",))
    listed = given.get("tips", {})
    if not isinstance(listed, dict) or not listed:
        if "tips" in given:
            reading.wrong(("tips",), "'tips' must be a mapping of tips, at least one")
        listed = {}
    found = []
    for name, raw in listed.items():
        path: Path = ("tips", name)
        one = reading.mapping(raw, ("in", "text"), path)
        flows = reading.texts(one, "in", path)
        found.append(Tip(name, flows, _one_line(reading.text(one, "text", path))))
    return Tips(tuple(found), reading.condition(given, "not_after", ())), reading.problems


def read_safety(tree: object, tips: Tips, *, tried: bool = False) -> tuple[Safety, list[Problem]]:
    """What stands in `tree` about safety, with the words of the `tips` that its lines name, and everything wrong in it.

    Its patterns were `tried` before, or are now: which of their own sentences they find.
    """
    reading = _Reading()
    given = reading.mapping(tree, ("explicit", "soft", "pointer", "lines"), ())
    explicit = reading.below(given, "explicit", PHRASES)
    soft = reading.below(given, "soft", ("say", *PHRASES))
    patterns = Patterns(_phrases(reading, explicit, "explicit"), _phrases(reading, soft, "soft"))
    safety = Safety(
        patterns,
        _pointer(reading, reading.below(given, "pointer", POINTER)),
        _one_line(reading.text(soft, "say", ("soft",))),
        tuple(_lines(reading, given.get("lines", []), tips)),
    )
    if not tried:
        for name, phrases in (("explicit", patterns.explicit), ("soft", patterns.soft)):
            reading.problems += [replace(each, path=(name, *each.path)) for each in _untried(phrases)]
    return safety, reading.problems


def _phrases(reading: _Reading, given: Mapping[str, object], name: str) -> Phrases:
    return Phrases(*(reading.texts(given, key, (name,)) for key in PHRASES))


def _untried(phrases: Phrases) -> list[Problem]:
    """Which patterns are none; and where all are, which sentences they get wrong."""
    found = [(place, wrong_with(each)) for place, each in enumerate(phrases.patterns)]
    wrong = [Problem(("patterns", place), message) for place, message in found if message]
    return wrong or [Problem((key, place), message) for key, place, message in misjudged(phrases)]


def _pointer(reading: _Reading, given: Mapping[str, object]) -> Pointer:
    path: Path = ("pointer",)
    texts = {key: _one_line(reading.text(given, key, path)) for key in POINTER if key != "ways"}
    return Pointer(ways=tuple(map(_one_line, reading.texts(given, "ways", path))), **texts)


def _lines(reading: _Reading, raw: object, tips: Tips) -> Iterator[Line]:
    if not isinstance(raw, list):
        reading.wrong(("lines",), "'lines' must be a list of lines")
        return
    words = {each.id: each.text for each in tips.tips}
    for place, one in enumerate(raw):
        path: Path = ("lines", place)
        given = reading.mapping(one, LINE, path, needed=())
        if ("say" in given) == ("tip" in given):
            reading.wrong(path, "a line has either 'say' or 'tip'")
        if not {"when", "twice", "falls"} & {*given}:
            reading.wrong(path, "a line has 'when', 'twice' or 'falls'")
        if ("twice" in given) != ("days" in given):
            reading.wrong(path, "'twice' and 'days' belong together")
        tip = reading.text(given, "tip", path)
        if tip and tip not in words:
            reading.wrong((*path, "tip"), f"there is no tip '{tip}'{did_you_mean(tip, [*words])}")
        yield Line(
            _one_line(reading.text(given, "say", path) or words.get(tip, "")),
            reading.condition(given, "when", path),
            reading.condition(given, "twice", path),
            reading.number(given, "days", path),
            _fall(reading, given["falls"], (*path, "falls")) if "falls" in given else None,
        )


def _fall(reading: _Reading, raw: object, path: Path) -> Fall:
    given = reading.mapping(raw, FALL, path)
    before, after = (reading.text(given, key, path) for key in ("before", "after"))
    return Fall(before, after, reading.number(given, "at_least", path))


def _one_line(text: str) -> str:
    return " ".join(text.split())
