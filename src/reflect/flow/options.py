"""What can be chosen, and what something is asked once for: fixed, or taken from earlier answers; the ends of a scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reflect.flow.notation import WORD, Parsed, Plain, Wrong, mapping_of, text_of, texts_of, whole_number


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
            return cls(fixed=tuple((key, text_of(label, (key,))) for key, label in raw.items()))
        given = mapping_of(raw, ("from", "order", "of"))
        if "of" in given and given["of"] != "all_setbacks":
            raise Wrong("can only be all_setbacks", ("of",))
        return cls(
            sources=texts_of(given["from"], ("from",)),
            order=text_of(given["order"], ("order",)) if "order" in given else None,
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
        fixed = {"type": "object", "minProperties": 1, "not": {"required": ["from"]}, "additionalProperties": WORD}
        return {"anyOf": [fixed, source]}


@dataclass(frozen=True)
class Each(Parsed):
    """Once per item: of an earlier answer (`of`), or of what is due of these kinds (`due`, which may also be
    `promises.OTHERS` and `promises.OPENINGS`); the first `at_most` of them."""

    of: str | None = None
    due: tuple[str, ...] = ()
    at_most: int | None = None

    @classmethod
    def parse(cls, raw: object) -> Each:
        if isinstance(raw, str):
            return cls(of=text_of(raw))
        if not isinstance(raw, dict):
            raise Wrong("must be an earlier question, or a mapping with 'of' or 'due'")
        given = mapping_of(raw, ("of", "due", "at_most"))
        if ("of" in given) == ("due" in given):
            raise Wrong("must name one of 'of' (an earlier question) and 'due' (a kind of follow-up)")
        at_most = whole_number(given["at_most"], ("at_most",)) if "at_most" in given else None
        if at_most is not None and at_most < 1:
            raise Wrong("must be 1 or more", ("at_most",))
        return cls(
            of=text_of(given["of"], ("of",)) if "of" in given else None,
            due=texts_of(given["due"], ("due",)) if "due" in given else (),
            at_most=at_most,
        )

    def plain(self) -> Plain:
        parts: dict[str, Plain] = {"of": self.of} if self.of else {"due": list(self.due)}
        if self.at_most:
            parts["at_most"] = self.at_most
        return parts

    @classmethod
    def described(cls) -> dict[str, Any]:
        name = {"type": "string"}
        of = {"properties": {"of": name, "at_most": {"type": "integer", "minimum": 1}}, "required": ["of"]}
        kinds = {"anyOf": [name, {"type": "array", "items": name, "minItems": 1}]}
        due = {"properties": {"due": kinds, "at_most": {"type": "integer", "minimum": 1}}, "required": ["due"]}
        return {"anyOf": [name, *({"type": "object", "additionalProperties": False, **shape} for shape in (of, due))]}


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
