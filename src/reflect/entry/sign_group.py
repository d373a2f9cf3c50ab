"""Signs that the person says are one and the same, under one name, and those that are not; and the file that holds it.

The file is `signs.json` in the journal's folder, in UTF-8: `format` (1), `groups` (each with `name` and `signs`) and, where
there are some, `apart` (lists of signs that are not the same). A sign is named by where it was written: ENTRY/QUESTION/KEY.
Fields not named here belong to other or newer programs and are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reflect.entry import plain
from reflect.entry.plain import Json, Misshapen

FORMAT = 1
FILE = "signs"
"""What the file is called, without its ending."""


@dataclass(frozen=True)
class SignGroup:
    """Signs (references) that are one and the same, and what the person calls it."""

    name: str
    signs: tuple[str, ...]
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("name", "signs")

    def to_json(self) -> dict[str, Json]:
        return {"name": self.name, "signs": [*self.signs], **self.extra}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> SignGroup:
        """The group in `data`. Raises Misshapen."""
        return cls(plain.text(data, "name"), _refs(data.get("signs"), "'signs'"), plain.rest(data, cls.KEYS))


@dataclass(frozen=True)
class SignGroups:
    """Everything that the person decided about signs; each of `apart` are signs that are not one and the same."""

    groups: tuple[SignGroup, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    format: int = FORMAT
    extra: Mapping[str, Json] = field(default_factory=dict)

    KEYS = ("format", "groups", "apart")

    @property
    def id(self) -> str:
        """What the file is called, as every file of the journal has the name of what it holds."""
        return FILE

    # ---------------------------------------------------------------------------------------------------- decisions

    def together(self, name: str, signs: Iterable[str]) -> SignGroups:
        """With these signs, and the groups that any of them belongs to, as one group called `name`."""
        named = tuple(signs)
        mine = [each for each in self.groups if {*each.signs} & {*named}]
        refs = tuple(dict.fromkeys([*(ref for each in mine for ref in each.signs), *named]))
        extra = {key: value for each in reversed(mine) for key, value in each.extra.items()}
        made = SignGroup(name, refs, extra)
        groups = [made if mine and each is mine[0] else each for each in self.groups if each not in mine[1:]]
        return replace(self, groups=tuple(groups if mine else [*groups, made]), apart=tuple(_one_of(refs, self.apart)))

    def told_apart(self, signs: Iterable[str]) -> SignGroups:
        """With what is known of these signs: they are not all the same."""
        refs = tuple(dict.fromkeys(signs))
        known = len(refs) < 2 or any({*refs} <= {*each} for each in self.apart)
        return self if known else replace(self, apart=(*self.apart, refs))

    def taken_apart(self, signs: Iterable[str]) -> SignGroups:
        """Without the groups that any of these signs belongs to; what was in them is not the same."""
        named = {*signs}
        gone = [each for each in self.groups if {*each.signs} & named]
        left = replace(self, groups=tuple(each for each in self.groups if each not in gone))
        return left.told_apart(ref for each in gone for ref in each.signs)

    # -------------------------------------------------------------------------------------------------------- in files

    def to_json(self) -> dict[str, Json]:
        apart = {"apart": [[*each] for each in self.apart]} if self.apart else {}
        return {"format": self.format, "groups": [each.to_json() for each in self.groups], **apart, **self.extra}

    @classmethod
    def from_json(cls, data: Json) -> SignGroups:
        """What stands in `data`. Raises Misshapen."""
        given = plain.mapping(data, "what is known of signs")
        version = plain.number(given, "format")
        if version < 1:
            raise Misshapen("'format' is not one there ever was")
        apart = given.get("apart", [])
        if not isinstance(apart, list):
            raise Misshapen("'apart' is not a list")
        return cls(
            tuple(SignGroup.from_json(each) for each in plain.records(given, "groups")),
            tuple(_refs(each, "an item of 'apart'") for each in apart),
            version,
            plain.rest(given, cls.KEYS),
        )


def _one_of(same: tuple[str, ...], apart: Iterable[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Each of `apart` with only the first of those that are the same, where there is something left to tell apart."""
    for each in apart:
        first = next((ref for ref in each if ref in same), None)
        left = tuple(ref for ref in each if ref == first or ref not in same)
        if len(left) > 1:
            yield left


def _refs(value: Json, what: str) -> tuple[str, ...]:
    if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise Misshapen(f"{what} is not a list of texts")
    return tuple(value)
