"""What is half typed in one asker goes on in the other: a draft belongs to neither, and nothing in it is lost."""

from __future__ import annotations

import datetime as dt
import json
from itertools import cycle
from typing import Any

import pytest

from reflect.entry.draft import Draft
from reflect.entry.said import Said
from reflect.interview.asking import Ending
from reflect.interview.past import Past
from reflect.interview.resume import drafted, resume
from reflect.interview.state import Interview
from tests.interview.making import NOW, TODAY, drafted_first, finished
from tests.interview.walks import KITCHEN_SINK, flow_named
from tests.terminal.conversation import BACK, DONE, ENTER, STOP, Told, flow, talk
from tests.terminal.plain_talk import say
from tests.terminal.questions import DATE, IDEAS, KIND, LETTER, LONG, PARTS, SCALE, TEXT
from tests.three_hands import AWAY, BY_HAND, from_a_file, written
from tests.three_sheets import PAST, SINK, SINK_PAST, sheet


def carried(interview: Interview, today: dt.date | None = None) -> Interview:
    """The interview as it is taken up from its draft."""
    on_disk = json.dumps(drafted(interview, drafted_first(interview.flow), NOW).to_json())
    found = resume(interview.flow, interview.past, today or interview.today, Draft.from_json(json.loads(on_disk)))
    assert found.left_over == ()
    return found.interview


@pytest.mark.parametrize(
    ("name", "past", "data", "hands"),
    [
        pytest.param(KITCHEN_SINK, SINK_PAST, SINK, ("keys", "lines"), id="kitchen_sink by keys first"),
        pytest.param(KITCHEN_SINK, SINK_PAST, SINK, ("lines", "keys"), id="kitchen_sink by lines first"),
        pytest.param("apologize", PAST, sheet("apologize"), ("keys", "lines"), id="apologize"),
    ],
)
def test_each_answer_written_in_one_asker_is_given_in_the_other(
    name: str, past: Past, data: str, hands: tuple[str, str]
) -> None:
    at = Interview(flow_named(name), past, TODAY)
    whole = from_a_file(at, data)
    turns = cycle(hands)
    spots = []
    for given in whole.trail:
        done, hand = BY_HAND[next(turns)](at, whole.given, {given.spot: [AWAY]})
        assert done.ending is Ending.LEFT
        spots.append(given.spot)
        assert [ask.spot for ask in hand.asked] == spots[-2:]
        at = carried(done.interview)
        typing = at.typing.text if at.typing else None
        assert typing == written(hand.asked[-1], given.said)
    done, _ = BY_HAND[next(turns)](at, whole.given, {})
    assert done.ending is Ending.FINISHED
    assert done.interview.trail == whole.trail
    assert finished(done.interview).to_json() == finished(whole).to_json()


HALF = [
    pytest.param(TEXT, "a  page ", id="text"),
    pytest.param(LONG, "At 16:40 I sent\n\n  it, and \n", id="long"),
    pytest.param(LETTER, "Dear all,\n\nI", id="letter"),
    pytest.param(SCALE, "77", id="scale"),
    pytest.param(DATE, "last Mon", id="date"),
    pytest.param(KIND, "other: a storm, and ", id="choice"),
    pytest.param(PARTS, "people\ntime", id="choices"),
    pytest.param(PARTS, "people\nother: a storm: ", id="free"),
    pytest.param(IDEAS, "a list\n\nsle", id="list"),
]


@pytest.mark.parametrize(("question", "text"), HALF)
def test_leaving_again_at_once_leaves_what_is_half_typed_as_it_was(question: dict[str, Any], text: str) -> None:
    begun = Interview(flow(question), Past(), TODAY).half_typed(text)
    for told in (
        talk(begun.flow, STOP, begin=begun),
        say(begun.flow, ":save", begin=begun),
        say(begun.flow, begin=begun),
    ):
        assert told.typing
        assert told.typing.text == text


def test_a_text_grows_from_hand_to_hand() -> None:
    keys = talk(LONG, "At 16:40 I sent" + STOP)
    lines = say(
        keys.conversation.interview.flow, "2", "the invoices.", "All 2", begin=after(keys), unfinished="12 of them"
    )
    assert lines.typing
    assert lines.typing.text == "At 16:40 I sent the invoices.\nAll 2\n12 of them"
    assert talk(lines.conversation.interview.flow, " twice." + DONE, begin=after(lines)).values == [
        "At 16:40 I sent the invoices.\nAll 2\n12 of them twice."
    ]


def test_a_list_grows_from_hand_to_hand() -> None:
    keys = talk(IDEAS, "a list" + ENTER + "sle" + STOP)
    lines = say(keys.conversation.interview.flow, "4", "2", "sleep", "2", begin=after(keys), unfinished="a wal")
    done = talk(lines.conversation.interview.flow, "k" + DONE, begin=after(lines))
    assert [each["text"] for each in done.values[0]] == ["a list", "sleep", "a walk"]


def after(told: Told) -> Interview:
    return carried(told.conversation.interview)


@pytest.mark.parametrize(
    ("question", "line", "keys", "wanted"),
    [
        (KIND, "a storm", ENTER + ENTER, Said(value="other", other="a storm", labels={"other": "something else"})),
        (PARTS, "1, 3", ENTER, Said(value=["people", "time"], labels={"people": "people", "time": "time"})),
        (
            PARTS,
            "1, a storm",
            ENTER + ENTER,
            Said(value=["people", "other"], other="a storm", labels={"people": "people", "other": "more"}),
        ),
    ],
)
def test_a_line_at_a_list_that_has_no_end_yet_goes_on_by_keys(
    question: dict[str, Any], line: str, keys: str, wanted: Said
) -> None:
    left = say(question, unfinished=line)
    assert talk(left.conversation.interview.flow, keys, begin=after(left)).last == wanted


def test_a_day_that_was_shown_and_not_taken_yet_goes_on_by_keys() -> None:
    left = say(DATE, "last Monday")
    assert talk(left.conversation.interview.flow, ENTER, begin=after(left)).last.said == "last Monday"


def test_a_day_that_was_left_untouched_by_keys_is_the_same_day_by_lines_the_day_after() -> None:
    left = talk(flow(DATE, TEXT), "yesterday" + ENTER + BACK + STOP)
    interview = left.conversation.interview
    assert [said.value for said in interview.kept.values()] == ["2026-03-03"]
    done = say(interview.flow, "", "a", begin=carried(interview, interview.today + dt.timedelta(days=1)))
    assert done.values == ["2026-03-03", "a"]


def test_a_letter_that_was_left_untouched_by_keys_is_composed_anew_later() -> None:
    left = talk(LETTER, STOP)
    told = say(left.conversation.interview.flow, ":save", begin=after(left))
    assert "It begins like this:\n  Dear all," in told.screen
    assert told.typing is None


def test_lines_that_begin_with_a_colon_are_kept_as_they_are_meant() -> None:
    left = say(LONG, "::) at first", unfinished="::save, said the screen")
    assert talk(left.conversation.interview.flow, DONE, begin=after(left)).values == [
        ":) at first\n:save, said the screen"
    ]
