"""The case in examples/invoice, answered question by question as its files say."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry
from reflect.flow.questions import Letter
from reflect.interview.ask import Ask
from reflect.interview.finish import entry_of, flow_name, setback_title
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.library.document import read
from tests.flows.method import PROMPTS
from tests.flows.shipped import shipped_flow

INVOICE = PROMPTS.parent / "examples" / "invoice"
NOW = dt.datetime(2026, 3, 7, 9, 30, tzinfo=dt.UTC)
SETBACK = "019cb5f0-91c2-7aaa-8bbb-3f52a07c1e44"

CASE = ("define", "debrief", "apologize", "goals")
# What the sheets leave to the program.
COMPOSED = {"letter", "cue"}

Sheet = dict[str, Any]


def sheet(name: str) -> Sheet:
    found: Sheet = read((INVOICE / f"{name}.yaml").read_bytes()).tree
    return found


def written(ask: Ask, answers: Sheet) -> object:
    """What the sheet says to one question; None when it leaves it out."""
    spot, answer = ask.spot, answers.get(ask.spot.question)
    if ask.item is not None and answer is not None:
        answer = answer[ask.item.place]
    if spot.record is not None:
        records = answer or []
        if ask.gate:
            return "yes" if spot.record <= len(records) else "no"
        return records[spot.record - 1].get(spot.field) if spot.record <= len(records) else None
    return answer


def interviewed(name: str, past: Past) -> tuple[Interview, set[str]]:
    """The interview as far as the sheet carries it, and the required questions it left empty."""
    interview = Interview(shipped_flow(name), past, NOW.date())
    answers, empty = sheet(name), set[str]()
    while isinstance(ask := interview.current, Ask):
        said = ask.default.value if isinstance(ask.question, Letter) and ask.default else written(ask, answers)
        interview = interview.answer(said)
        if ask.required and not ask.spot.field and (said is None or (ask.gate and said == "no")):
            empty.add(ask.spot.question)
    assert interview.current is None
    return interview, empty


def entry(name: str, interview: Interview) -> Entry:
    draft = Draft(SETBACK, flow_name(interview.flow), "", SETBACK, NOW, NOW)
    return entry_of(interview, draft, SETBACK, NOW)


@pytest.fixture(scope="module")
def interviews() -> dict[str, tuple[Interview, set[str]]]:
    first = interviewed("define", Past())
    past = Past((entry("define", first[0]),), name="Jo")
    return {"define": first, **{name: interviewed(name, past) for name in CASE[1:]}}


Interviews = dict[str, tuple[Interview, set[str]]]


@pytest.mark.parametrize("name", CASE)
def test_every_required_question_on_the_way_is_answered(name: str, interviews: Interviews) -> None:
    assert interviews[name][1] == set()


@pytest.mark.parametrize("name", CASE)
def test_nothing_is_answered_that_the_way_does_not_ask(name: str, interviews: Interviews) -> None:
    interview = interviews[name][0]
    answered = {answer.id: answer for answer in entry(name, interview).answers if not _left_empty(answer)}
    assert answered.keys() - COMPOSED == sheet(name).keys()
    for key, given in sheet(name).items():
        sayings = answered[key].sayings()
        if answered[key].each is not None or answered[key].type == "group":
            assert len(given) == (len(sayings) if answered[key].each is not None else len(sayings[0].value))


def _left_empty(answer: Answer) -> bool:
    return all(said.skipped for said in answer.sayings())


def test_define_names_the_setback(interviews: Interviews) -> None:
    assert setback_title(interviews["define"][0]) == "Invoice run went out twice"


@pytest.mark.parametrize("name", ["define", "debrief"])
def test_the_case_has_private_answers(name: str, interviews: Interviews) -> None:
    private = [each for each in entry(name, interviews[name][0]).answers if each.private]
    assert private
    assert not any(_left_empty(each) for each in private)


@pytest.mark.parametrize("name", CASE)
def test_an_entry_is_known_by_one_line(name: str, interviews: Interviews) -> None:
    summary = entry(name, interviews[name][0]).summary
    assert summary is not None
    assert re.fullmatch(r"[^\n]{2,130}", summary)


@pytest.mark.parametrize("day", ["2026-02-27", "2026-12-31", "2028-02-29"])
def test_its_days_can_be_read_whenever_somebody_tries_it(day: str) -> None:
    today = dt.date.fromisoformat(day)
    interview = Interview(shipped_flow("define"), Past(), today)
    answers = sheet("define")
    while isinstance(ask := interview.current, Ask):
        interview = interview.answer(written(ask, answers))
    days = {each.spot.question: each.said.value for each in interview.trail}
    assert days["when"] < day < days["drastic_until"]


def test_the_letter_is_made_of_what_the_sheet_says(interviews: Interviews) -> None:
    letter, card = (interviews["apologize"][0].answers().of_question(name, None) for name in ("letter", "cue"))
    assert letter is not None
    assert card is not None
    assert letter.value == LETTER
    assert card.value == CARD


LETTER = """\
Dear P.,

On Thursday I sent the invoices twice, and when I saw the queue at five I shut the laptop and went home without telling \
anybody. I am sorry that I left you alone with that.

You had about sixty calls from people who did not know which invoice was right, and nothing you could tell them. You \
missed your afternoon off for it.

I was in a hurry, the page hung, and I pressed Send a second time without looking whether the first run had gone. There \
was a list with a box for exactly that. I had stopped using it.

This is what I am doing about it:
- I take your phone from eleven to two until the calls stop.
- I write to the customers who paid twice, so that they don't have to call, by 10 March.

And so that it does not happen again:
- A second run has to be released by Marta, from 21 March. You would notice it by her initials under the run sheet.

When I see that something has gone wrong, the first thing I owe is to say so to whoever will get the calls.

If there is something else that would help, I would like to hear it.

Jo"""

CARD = """\
- On Thursday I sent the invoices twice, and when I saw the queue at five I shut the laptop and went home without telling \
anybody.
- I am sorry that I left you alone with that.
- You had about sixty calls from people who did not know which invoice was right, and nothing you could tell them.
- I take your phone from eleven to two until the calls stop; I write to the customers who paid twice, so that they don't \
have to call
- A second run has to be released by Marta
- Then stop, and listen."""
