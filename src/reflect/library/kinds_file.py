"""The file of kinds as it is written: read into forms of words, common words and kinds, with everything wrong in it."""

from __future__ import annotations

import re
from typing import Any

from reflect.flow.notation import ID, Path, did_you_mean
from reflect.flow.problems import Problem
from reflect.insights.kinds import Kind, Kinds

KEYS = ("forms", "common", "kinds")
COMMON = ("everywhere", "at_work")
NEEDED, OTHER = ("label", "told"), ("broad", "near")


def read(tree: object) -> tuple[Kinds, list[Problem]]:
    """What stands in `tree` (texts, lists and mappings of a file), and everything wrong with it."""
    reading = _Reading()
    return reading.all(tree), reading.problems


class _Reading:
    """Goes through a tree and gathers what is wrong, so that all of it can be said at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def all(self, tree: object) -> Kinds:
        given = self.mapping(tree, (), KEYS)
        irregular: dict[str, str] = {}
        for word, forms in self.mapping(given.get("forms", {}), ("forms",)).items():
            irregular |= dict.fromkeys(self.text(forms, ("forms", word)).lower().split(), word)
        common = self.mapping(given.get("common", {}), ("common",), COMMON)
        everywhere, at_work = (self.text(common[key], ("common", key)) if key in common else "" for key in COMMON)
        kinds = self.mapping(given.get("kinds", {}), ("kinds",))
        if not kinds:
            self.wrong(("kinds",), "'kinds' must be a mapping of kinds, at least one")
        told = [self.kind(name, raw, tuple(kinds)) for name, raw in kinds.items()]
        return Kinds.of([] if self.problems else told, irregular, (everywhere, at_work))

    def kind(self, name: str, raw: object, names: tuple[str, ...]) -> tuple[Kind, list[str]]:
        path = ("kinds", name)
        if not re.fullmatch(ID, name):
            self.wrong(path, "the name of a kind has small letters, digits and '_', and begins with a letter")
        given = self.mapping(raw, path, (*NEEDED, *OTHER))
        for key in NEEDED:
            if key not in given:
                self.wrong(path, f"'{key}' is missing")
        near = given.get("near", [])
        if not isinstance(near, list):
            self.wrong((*path, "near"), "'near' must be a list of kinds")
            near = []
        for place, other in enumerate(near):
            if other not in names or other == name:
                hint = did_you_mean(other, names) if isinstance(other, str) else ""
                self.wrong((*path, "near", place), f"there is no other kind '{other}'{hint}")
        broad = given.get("broad", "no")
        if broad not in ("yes", "no"):
            self.wrong((*path, "broad"), "'broad' must be yes or no")
        label, told = (" ".join(self.text(given[key], (*path, key)).split()) if key in given else "" for key in NEEDED)
        return Kind(name, label, broad == "yes", tuple(map(str, near))), told.split(",")

    def mapping(self, raw: Any, path: Path, keys: tuple[str, ...] | None = None) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self.wrong(path, "must be a mapping")
            return {}
        for key in raw:
            if keys is not None and key not in keys:
                self.wrong((*path, key), f"unknown key '{key}'{did_you_mean(key, keys)}")
        return raw

    def text(self, raw: object, path: Path) -> str:
        if isinstance(raw, str) and raw.strip():
            return raw
        self.wrong(path, f"'{path[-1]}' must be a text")
        return ""

    def wrong(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path, message))
