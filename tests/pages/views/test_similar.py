"""What earlier setbacks like one look like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.insights.ground import Ground
from reflect.insights.similar import nearest
from reflect.insights.views import looked_at
from reflect.pages.blocks import Page, Quiet, Topic, Words
from reflect.pages.insights import view_page
from reflect.terminal.paint import plain
from tests.followups.making import answer, checkin
from tests.insights.believable import became, ground, option, setback, written_in
from tests.insights.test_similar import CAUSES, KINDS, both, told

SETBACKS = (
    setback("s1", "The March run went out twice"),
    setback("s2", "The reminder was sent a second time"),
    setback("s3", "Sent Hallam the wrong prices"),
)


def believable() -> Ground:
    chosen = answer("similar_to", [{"key": "s3", "text": "Sent Hallam the wrong prices"}], "entries")
    lessons = [{"key": f"l{number}", "lesson": text} for number, text in enumerate(LESSONS)]
    declared = {"kind": "measure", "in": "14d", "text": "{what}"}
    measure = [{"key": "m", "what": "Ines releases any second run"}]
    careless = option("cause", ["carelessness"], CAUSES)
    made = ground(
        told("d1", answer("title", "The March run went out twice"), careless, chosen, about="s1"),
        told("d2", answer("title", "The reminder was sent a second time"), careless, about="s2"),
        told("d3", answer("title", "Sent Hallam the wrong prices"), answer("when", "2026-01-12", "date"), about="s3"),
        written_in(
            "debrief",
            "b2",
            "2026-02-05",
            answer("lessons", lessons, "group", fields=[("lesson", "text")]),
            answer("measures", measure, "group", promises=declared, fields=[("what", "text")]),
            about="s2",
        ),
        checkin("c1", "2026-03-01", became("b2/measures/m", "works", "measure")),
        written_in(
            "letgo", "l3", "2026-02-02", answer("handled", "I rang them first."), answer("fair", FAIR), about="s3"
        ),
        setbacks=SETBACKS,
    )
    return replace(made, kinds=lambda: KINDS)


LESSONS = ("A page that hangs is a page that works.", "Look into the outbox.", "Mornings, not after four.")
FAIR = "I mixed up two files once, and told them the same day."


def page(there: Ground, about: str = "s1") -> Page:
    return view_page(looked_at("similar", there, about), there)


@pytest.mark.parametrize("width", [100, 60, 40])
def test_it_is_calm_to_look_at_at_every_width(width: int, snapshot: SnapshotAssertion) -> None:
    assert f"\n{plain(page(believable()), width)}" == snapshot


def test_what_was_linked_and_what_is_suggested_are_told_apart() -> None:
    said = [each.text for each in page(believable()) if isinstance(each, Words)]
    assert said == ["You linked:", "It may also be like:"]
    alone = [each.text for each in page(both()) if isinstance(each, Words | Quiet)]
    assert alone[0] == "It may be like:"
    assert alone[1].startswith("Suggested from what you wrote")


def test_none_and_one_are_said_rightly() -> None:
    assert [each.text for each in page(both(), "s3") if isinstance(each, Words)] == [
        "None of your 2 other setbacks is much like this one, as far as words can tell."
    ]
    two = ground(told("d1", answer("title", "Lost"), about="s1"), told("d2", answer("title", "Bells"), about="s2"))
    assert [each.text for each in page(two) if isinstance(each, Words)] == [
        "Your one other setback is not much like this one, as far as words can tell."
    ]


def test_of_many_lessons_the_first_few_are_shown_and_nothing_is_scored() -> None:
    topics = [each for each in page(believable()) if isinstance(each, Topic)]
    learned = [row.texts for row in topics[1].rows if row.name in ("Learned", "")]
    assert ("and 1 more",) in learned
    shown = plain(page(believable()), 100)
    assert not [each for each in nearest(believable(), "s1") if str(each.score) in shown]
    assert "%" not in shown
