"""The flows at hand, as far as follow-ups know of them: the shipped ones, and some of somebody's own made at random."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from reflect.flow import texts
from reflect.flow.build import unbuild
from reflect.flow.model import Flow, Section, walk
from reflect.flow.questions import Asked, Choice, Group, fields_of
from tests.flows.shipped import LIBRARY, shipped_flow
from tests.followups.method import MEANS, OPENING

Declared = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Question:
    """A question as far as follow-ups know of it."""

    id: str
    type: str
    promises: Declared | None = None
    fields: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()
    private: bool = False
    each: bool = False
    becomes: Any = None


@dataclass(frozen=True)
class Sheet:
    """A flow as far as follow-ups know of it."""

    flow: str
    questions: tuple[Question, ...]
    comes_back: tuple[Declared, ...] = ()


@functools.cache
def shipped() -> tuple[dict[str, Flow], tuple[Sheet, ...]]:
    """The flows that come with the program, whole, and as far as follow-ups know of them."""
    flows = {name: shipped_flow(name) for name in LIBRARY.files()}
    named = {reference for flow in flows.values() for reference in _named(flow)}
    sheets = tuple(Sheet(name, tuple(_questions(flow, named)), _plain(flow)) for name, flow in flows.items())
    return flows, sheets


def _plain(flow: Flow) -> tuple[Declared, ...]:
    return tuple(unbuild(each) for each in flow.follow_up)


def _named(flow: Flow) -> Iterator[tuple[str, str]]:
    """Each (flow, question) that a follow-up of a flow names."""
    own = [each.follow_up for each in flow.questions.values() if isinstance(each, Asked) and each.follow_up]
    for follow in (*own, *flow.follow_up):
        plain = unbuild(follow)
        words = [*texts.references(plain["text"]), *texts.references(plain.get("people", ""))]
        for reference in (*words, *plain.get("unless", {}), *plain.get("when", {})):
            first, *rest = reference.split(".")
            yield (flow.flow, first) if first in flow.questions else (first, rest[0] if rest else "")
        for question in plain.get("with", {}):
            yield plain["opens"], question


def _questions(flow: Flow, named: set[tuple[str, str]]) -> Iterator[Question]:
    for _, section, step in walk(flow):
        due = isinstance(section, Section) and section.each and section.each.due
        if isinstance(step, Asked) and not due and (step.follow_up or (flow.flow, step.id) in named):
            yield question_of(step)


def question_of(step: Asked) -> Question:
    options = tuple(key for key, _ in step.options.fixed) if isinstance(step, Choice) else ()
    kind = str(getattr(step, "type", ""))
    fields = tuple((each.id, each.type) for each in fields_of(step)) if isinstance(step, Group) else ()
    promised = unbuild(step.follow_up) if step.follow_up else None
    becomes = step.becomes.plain() if step.becomes else None
    return Question(step.id, kind, promised, fields, options, step.private, becomes=becomes)


@functools.cache
def asked_when_due() -> dict[str, tuple[tuple[Question, ...], ...]]:
    """By kind of follow-up, the ways of asking about it: as flows do, as the method says, and as anybody might."""
    found: dict[str, list[tuple[Question, ...]]] = {}
    for flow in shipped()[0].values():
        for _, section, step in walk(flow):
            due = section.each.due if section and section.each else ()
            for kind in due:
                ways = found.setdefault(kind, [()])
                if isinstance(step, Asked):
                    ways[0] = (*ways[0], question_of(step))
    for kind, means in MEANS.items():
        means_it = Question(kind, "choice", options=tuple(means), becomes=means) if means else Question(kind, "long")
        found.setdefault(kind, []).append((means_it,))
    return {kind: tuple(ways) for kind, ways in found.items()}


NEW_DAY = Question("new_day", "date", becomes="date")
NEW_WORDS = Question("new_words", "text", becomes="text")
ANYWAY = (
    (Question("open_it", "choice", options=tuple(OPENING), becomes=OPENING),),
    (
        Question(
            "own_way",
            "choice",
            options=("a", "b", "c", "d", "e", "f"),
            becomes={"a": "done", "b": "holds", "c": "partly", "d": "1m", "e": "dropped", "f": "stays"},
        ),
        NEW_DAY,
        NEW_WORDS,
    ),
    (Question("just_so", "long"), NEW_WORDS),
    (NEW_DAY,),
    (NEW_WORDS,),
    (Question("hushed", "text", becomes="text", private=True),),
    (
        Question("still", "yesno", options=("yes", "no"), becomes={"yes": "open", "no": "done"}),
        Question("ask_on", "text", promises={"kind": "own_after", "in": "2d", "text": "after {it}: {ask_on}"}),
    ),
)

# ------------------------------------------------------------------------------------------------- flows of somebody's own


def own_flow(chance: Random, name: str) -> Sheet:
    """A flow that promises all sorts of things."""
    some = [
        Question("plain", "text", {"kind": "own_text", "in": span(chance), "text": "{plain}[, {note}]"}),
        Question("note", "text", private=chance.random() < 0.3),
        Question("day", "date", own(chance, {"kind": "own_day", "text": "on {day}, {plain|note}"}, "after")),
        Question("things", "list", own(chance, {"kind": "own_thing", "text": "{things}", "in": span(chance)})),
        Question("marks", "choices", {"kind": "own_mark", "text": "{marks}", "in": "5d"}, options=("m1", "m2", "m3")),
        Question(
            "deals",
            "group",
            own(chance, {"kind": "own_deal", "on": "by", "text": "{what}[ with {who}]", "people": "{who}"}, "unless"),
            (("what", "text"), ("who", "text"), ("by", "date"), ("told", "yesno")),
        ),
        Question("per", "text", own(chance, {"kind": "own_per", "in": "6d", "text": "{it}: {per}"}), each=True),
        Question("go", "date", {"kind": "own_go", "opens": chance.choice(OWN), "text": "go on", **again(chance)}),
        Question(
            "round",
            "date",
            {"kind": "own_round", "opens": chance.choice(OWN), "with": {"mode": "m1"}, "text": "go round", "in": "4d"},
        ),
        Question("mode", "choice", options=("m1", "m2")),
        Question("whole", "date", {"kind": "own_whole", "over": ["own_thing", "own_deal"], "text": "all of it"}),
    ]
    back: list[Declared] = [
        own(chance, {"kind": "own_back", "in": span(chance), "text": "come back[ for {plain}]"}, "until"),
        {"kind": "own_rhythm", "in": "1d", "opens": name, "text": "again", "when": {"mode": "m1"}, **again(chance)},
        {"kind": "own_rhythm", "in": "1w", "opens": name, "text": "again", "when": {"mode": "m2"}, **again(chance)},
    ]
    return Sheet(name, tuple(each for each in some if chance.random() < 0.7), tuple(chance.sample(back, 2)))


OWN = ("own1", "own2")


def span(chance: Random) -> str:
    return chance.choice(("0d", "1d", "3d", "7d", "2w", "1m", "3m", "1y"))


def again(chance: Random) -> dict[str, Any]:
    ways: tuple[list[str], ...] = ([], ["1d"], ["4d", "8d"], ["1w", "2w", "3w"], ["1m", "2m"], ["10d", "3d"])
    return {"again": way} if (way := chance.choice(ways)) else {}


def own(chance: Random, declared: dict[str, Any], *also: str) -> Declared:
    """A declaration with some of what can be declared besides."""
    more: dict[str, Any] = {}
    if chance.random() < 0.4:
        more |= again(chance)
    if "in" not in declared and chance.random() < 0.6:
        more["in"] = span(chance)
    if "after" in also and chance.random() < 0.5:
        more["after"] = chance.choice(("1d", "1m"))
    if "unless" in also and chance.random() < 0.5:
        more["unless"] = {"told": "yes"}
    if chance.random() < 0.2:
        more["until"] = {"entry": chance.choice(OWN)}
    if chance.random() < 0.1:
        more["unless"] = chance.choice(({"no_entry": "own2"}, {"any": [{"mode": "m2"}, {"own1.mode": {"not": "m1"}}]}))
    if "until" in also:
        more.pop("unless", None)
    return {**declared, **more}
