"""A view in the midst of a flow: what it shows stands before the next question, and nothing of it is an answer."""

from __future__ import annotations

from dataclasses import replace

from reflect.interview.ask import Shown
from reflect.interview.past import Past
from tests.interview.making import begun, finished, here, say

OPEN = Past(views={"open": ("Ann", "- the invoice")})
STEPS = """
    - {id: a, ask: A?, type: text}
    - {type: note, text: Before.}
    - {type: view, view: open, ask: "Still open about {a}:", hint: Finish or move them.}
    - {id: b, ask: B?, type: text, required: true}
"""


def test_a_view_is_shown_before_the_question_that_follows_it() -> None:
    at = say(begun(STEPS, past=OPEN), "Ann")
    assert here(at).views == (Shown("Still open about Ann:", ("Ann", "- the invoice"), "Finish or move them."),)
    assert here(at).notes == ("Before.",)
    assert here(begun(STEPS, past=OPEN)).views == ()


def test_a_view_asks_nothing_and_leaves_no_answer() -> None:
    at = begun(STEPS, past=OPEN)
    assert (here(at).number, here(at).of) == (1, 2)
    assert [each.id for each in finished(say(at, "Ann", "on")).answers] == ["a", "b"]


def test_with_nothing_to_show_nothing_is_said() -> None:
    assert here(say(begun(STEPS), "Ann")).views == ()


def test_a_view_on_a_condition_is_shown_only_then() -> None:
    steps = STEPS.replace("view: open,", "view: open, when: {a: Ann},")
    assert len(here(say(begun(steps, past=OPEN), "Ann")).views) == 1
    assert here(say(begun(steps, past=OPEN), "Bo")).views == ()


def test_what_is_shown_is_shown_in_a_quick_run_too() -> None:
    assert len(here(begun(STEPS, past=OPEN, quick=True)).views) == 1


def test_where_nothing_is_offered_any_more_no_view_is_shown() -> None:
    assert here(say(begun(STEPS, past=replace(OPEN, quiet=True)), "Ann")).views == ()


def test_at_the_end_and_at_the_end_of_a_part_it_is_said_in_lines() -> None:
    last = STEPS.replace("    - {id: b, ask: B?, type: text, required: true}\n", "")
    text = "Still open about Ann:\nFinish or move them.\nAnn\n- the invoice"
    assert say(begun(last, past=OPEN), "Ann").closing == ("Before.", text)
    parted = STEPS.replace("    - {id: b", "    - {type: section, title: Next}\n    - {id: b")
    assert here(say(begun(parted, past=OPEN), "Ann")).parting == ("Before.", text)
