"""The worksheet of each flow, filled in by hand in every way there is, makes the entry that the same answers make."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from reflect.entry.draft import Spot
from reflect.flow.questions import Letter, Long, Question, Reopen, fields_of
from reflect.interview.answers import repeated
from reflect.interview.ask import Ask
from reflect.interview.asking import Ending, converse
from reflect.interview.state import Interview
from reflect.pages.worksheet import worksheet
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import Partly, PreparedAsker
from tests.interview.making import finished
from tests.interview.walks import ENDLESS, NAMES, Walker, beginning, flow_named

PLAIN = re.compile(r"[A-Za-z][\w ]*")


@dataclass
class Walked:
    """A walk through an interview: where it began, each question with its answer in the order they came, and its end."""

    begun: Interview
    end: Interview
    raws: dict[Spot, object] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)

    @property
    def tree(self) -> dict[str, Any]:
        """The answers as they would be written: by question, item (with its place), record and field."""
        tree: dict[str, Any] = {}
        for ask in self.asks:
            raw = self.raws[ask.spot]
            if ask.gate or raw is None:
                continue
            found = tree
            path: list[Any] = [ask.spot.question, *([ask.item] if ask.item else [])]
            if ask.spot.field:
                path += [ask.spot.record, ask.spot.field]
            for part in path[:-1]:
                found = found.setdefault(part, {})
            found[path[-1]] = raw
        return tree


def walked(name: str, seed: int, *, filled: float, quick: bool = False) -> Walked:
    """A walk in which nothing required is missing, and no record is empty; a letter is composed or written."""
    random = Random(seed)
    walker = Walker(random, filled=filled)
    at = beginning(name, random, quick=quick)
    found = Walked(at, at)
    for _ in range(ENDLESS):
        if not isinstance(ask := at.current, Ask):
            found.end = at
            return found
        raw = walker.raw(ask)
        if raw is None and not ask.gate:
            first = bool(ask.spot.field) and not any(
                said is not None
                for spot, said in found.raws.items()
                if spot.field
                and (spot.question, spot.item, spot.record) == (ask.spot.question, ask.spot.item, ask.spot.record)
            )
            if isinstance(ask.question, Letter) and ask.default is not None:
                raw = None
                at = at.give(ask.default)
                found.raws[ask.spot] = None
                found.asks.append(ask)
                continue
            raw = walker.fitting(ask) if ask.required or first else None
        found.raws[ask.spot] = raw
        found.asks.append(ask)
        at = at.answer(raw)
    raise AssertionError("the walk has no end")


# ------------------------------------------------------------------------------------------------- filling in by hand


def written(question: Question, raw: Any) -> list[str]:
    """An answer in YAML, line by line, as the worksheet asks for it."""
    if raw is None:
        return [""]
    if isinstance(question, Long | Letter | Reopen):
        return ["|", *(f"  {line}".rstrip() for line in raw.split("\n"))]
    if isinstance(raw, list):
        return [f"- {scalar(each)}" for each in raw]
    return [scalar(raw)]


def scalar(raw: Any) -> str:
    if isinstance(raw, dict):
        return f"{{other: {json.dumps(raw['other'])}}}"
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    text = str(raw)
    return text if PLAIN.fullmatch(text) else json.dumps(text)


def keyed(key: str, value: list[str]) -> list[str]:
    if value[0].startswith("- "):
        return [f"{key}:", *(f"  {line}" for line in value)]
    return [f"{key}: {value[0]}", *(f"  {line}" if line else "" for line in value[1:])]


def item(value: list[str]) -> list[str]:
    return [f"- {value[0]}", *(f"  {line}" if line else "" for line in value[1:])]


def of_one(question: Question, answer: Any) -> list[str]:
    """What is said to a question, or to one item of it; records one below the other, each with all its fields."""
    fields = fields_of(question)
    if not fields or answer is None:
        return written(question, answer)
    return [
        line
        for record in answer.values()
        for line in item([line for each in fields for line in keyed(each.id, written(each, record.get(each.id)))])
    ]


def of_question(question: Question, answer: Any, by: str, *, each: bool) -> list[str]:
    """The answer to a question; of one that is asked once per item, by their `place`, their `key`, or their `text`."""
    if not each:
        return keyed(question.id, of_one(question, answer))
    by_place = {one.place: (one.text if by == "text" else one.key, said) for one, said in answer.items()}
    if by != "place":
        lines = [line for key, said in by_place.values() for line in keyed(json.dumps(key), of_one(question, said))]
        return [f"{question.id}:", *(f"  {line}" for line in lines)]
    said_to = [by_place.get(place, ("", None))[1] for place in range(max(by_place) + 1)]
    return [f"{question.id}:", *(f"  {line}" for said in said_to for line in item(of_one(question, said)))]


def blocks_of(name: str, tree: Mapping[str, Any], by: str = "place") -> dict[str, list[str]]:
    """The lines that answer each question of `tree`."""
    flow = flow_named(name)
    return {key: of_question(flow.questions[key], answer, by, each=repeated(flow, key)) for key, answer in tree.items()}


def filled_in(sheet: str, blocks: Mapping[str, list[str]]) -> str:
    """The worksheet with what stands at these keys replaced; everything else is left as it is."""
    lines: list[str] = []
    key = None
    for line in sheet.splitlines():
        begins = re.match(r"(\w+):", line)
        if begins:
            key = begins[1]
            lines += blocks.get(key, [line])
        elif not line.startswith(" ") or key not in blocks:
            lines.append(line)
    return "\n".join(lines) + "\n"


def made(begun: Interview, text: str) -> Interview:
    asker = PreparedAsker(AnswersFile.parse("sheet.yaml", text.encode()))
    done = converse(begun, asker, lambda _: None)
    asker.check(done.interview)
    assert done.ending in (Ending.FINISHED, Ending.HALTED)
    return done.interview


def same(found: Interview, expected: Interview) -> None:
    assert found.trail == expected.trail
    if expected.current is None:
        assert finished(found).to_json() == finished(expected).to_json()


WAYS = [(1, 0.9, "place"), (2, 0.6, "key"), (3, 0.85, "text"), (4, 0.3, "key")]


@pytest.mark.parametrize(("seed", "filled", "by"), WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_worksheet_filled_in_makes_the_entry_of_its_answers(name: str, seed: int, filled: float, by: str) -> None:
    walk = walked(name, seed, filled=filled)
    sheet = worksheet(walk.begun.flow)
    text = filled_in(sheet, blocks_of(name, walk.tree, by))
    same(made(walk.begun, text), walk.end)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_worksheet_leaves_empty_is_as_if_it_were_not_there(name: str) -> None:
    walk = walked(name, 5, filled=0.0)
    blocks = blocks_of(name, walk.tree)
    alone = "\n".join(line for block in blocks.values() for line in block)
    found = made(walk.begun, filled_in(worksheet(walk.begun.flow), blocks))
    same(found, made(walk.begun, alone))
    same(found, walk.end)


@pytest.mark.parametrize("name", NAMES)
def test_a_worksheet_for_the_required_questions_alone_is_enough_with_quick(name: str) -> None:
    walk = walked(name, 6, filled=0.5, quick=True)
    same(made(walk.begun, filled_in(worksheet(walk.begun.flow), blocks_of(name, walk.tree))), walk.end)


# ------------------------------------------------------------------------------------------------ half filled, and on


def half(walk: Walked, name: str, keep: set[str]) -> tuple[Partly | None, PreparedAsker]:
    blocks = blocks_of(name, {key: said for key, said in walk.tree.items() if key in keep})
    text = filled_in(worksheet(walk.begun.flow), blocks)
    asker = PreparedAsker(AnswersFile.parse("sheet.yaml", text.encode()))
    return asker.partly(walk.begun, converse(walk.begun, asker, lambda _: None).interview), asker


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("name", NAMES)
def test_a_half_filled_worksheet_goes_on_where_it_ends(name: str, seed: int) -> None:
    """Up to a place it is filled in, but for one required question; whoever answers the rest as before ends as before."""
    walk = walked(name, seed, filled=0.8)
    random = Random(seed)
    order = [*dict.fromkeys(ask.spot.question for ask in walk.asks)]
    keep = order[: random.randrange(len(order) + 1)]
    required = [key for key in keep if getattr(walk.begun.flow.questions[key], "required", False)]
    dropped = random.choice(required) if required and random.random() < 0.7 else None
    partly, asker = half(walk, name, {*keep} - {dropped})
    if partly is None:
        assert not asker.missing
        return
    at, asked = partly.interview, set[str]()
    while isinstance(ask := at.current, Ask):
        raw = walk.raws[ask.spot]
        asked |= {ask.spot.question} if raw is not None and not ask.gate else set()
        composed = raw is None and isinstance(ask.question, Letter) and ask.default is not None
        at = (at.give(ask.default) if composed and ask.default else at.answer(raw)).forward()
    same(at, walk.end)
    # What was left open is asked, the question after the last record too; what was answered is not.
    assert not asked & {*keep} - {dropped, *partly.unplaced}
