"""A letter is composed of what was said, in whole sentences; what was not said leaves no trace."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.flow.questions import Letter
from reflect.interview.ask import Ask
from reflect.interview.composing import composed_of
from reflect.interview.past import Past
from reflect.interview.state import Interview
from tests.interview.making import begun, finished, flow_of, here, say, stored
from tests.interview.walks import flow_named

# A Monday, three days before the Thursday that is promised.
TODAY = dt.date(2026, 3, 2)
WORKED: dict[str, object] = {
    "to": "Ruth",
    "legal": "no",
    "did": "On Monday I gave your client the figures from the old template.",
    "effect": "You stood in front of them with numbers that were wrong, and you spent Friday evening redoing the report.",
    "how": "I had changed the template the week before and did not check whether the old sums were still in it. I worked "
    "from memory where I have a list.",
    "sorry": "I am sorry that I did.",
    "repair": [{"what": "I have corrected the file and will call the client with you", "by": "Thursday"}],
    "prevent": [
        {
            "what": "Ana reads every export before it goes out",
            "from": "Monday",
            "notice": "her initials on the cover sheet",
        }
    ],
    "learned": "I see now that I need to ask before I change something others rely on.",
    "ask": "more",
}
LETTER = """\
Dear Ruth,

On Monday I gave your client the figures from the old template. I am sorry that I did.

You stood in front of them with numbers that were wrong, and you spent Friday evening redoing the report.

I had changed the template the week before and did not check whether the old sums were still in it. I worked from memory \
where I have a list.

This is what I am doing about it:
- I have corrected the file and will call the client with you, by Thursday.

And so that it does not happen again:
- Ana reads every export before it goes out, from Monday. You would notice it by her initials on the cover sheet.

I see now that I need to ask before I change something others rely on.

If there is something else that would help, I would like to hear it.

Jo"""


def composed(answers: dict[str, object], name: str = "Jo") -> str:
    """The letter of the shipped flow for these answers, with everything else left empty."""
    at = Interview(flow_named("apologize"), Past(name=name), TODAY)
    while isinstance(ask := at.current, Ask):
        if isinstance(ask.question, Letter):
            return str(ask.default.value) if ask.default else ""
        at = at.answer(_raw(ask, answers))
    raise AssertionError


def _raw(ask: Ask, answers: dict[str, object]) -> object:
    answer = answers.get(ask.spot.question)
    if ask.spot.record is None:
        return answer
    records: list[dict[str, str]] = answer if isinstance(answer, list) else []
    if ask.gate:
        return len(records) >= ask.spot.record
    return records[ask.spot.record - 1].get(ask.spot.field or "") if records else None


def test_the_letter_of_the_worked_example_comes_out_as_written_there() -> None:
    assert composed(WORKED) == LETTER


PARTS = ("to", "did", "effect", "how", "sorry", "repair", "prevent", "learned", "ask", "name")
INSIDE = (("repair", "by"), ("repair", "what"), ("prevent", "what"), ("prevent", "from"), ("prevent", "notice"))


@pytest.mark.parametrize("left_out", [*combinations(PARTS, 1), *combinations(PARTS, 2), *combinations(PARTS, 3)])
def test_parts_that_are_left_empty_leave_no_trace(left_out: tuple[str, ...]) -> None:
    letter = composed(
        {key: value for key, value in WORKED.items() if key not in left_out}, "" if "name" in left_out else "Jo"
    )
    _is_clean(letter)
    expected = LETTER.split("\n\n")
    gone = {"to": 0, "effect": 2, "how": 3, "repair": 4, "prevent": 5, "learned": 6, "ask": 7, "name": 8}
    kept = [text for place, text in enumerate(expected) if place not in {gone.get(part) for part in left_out}]
    first = " ".join(str(WORKED[part]) for part in ("did", "sorry") if part not in left_out)
    assert letter == "\n\n".join(
        first if text == expected[1] else text for text in kept if first or text != expected[1]
    )


@pytest.mark.parametrize("left_out", [*combinations(INSIDE, 1), *combinations(INSIDE, 2)])
def test_fields_that_are_left_empty_leave_no_trace(left_out: tuple[tuple[str, str], ...]) -> None:
    answers = dict(WORKED)
    for part in ("repair", "prevent"):
        records = WORKED[part]
        assert isinstance(records, list)
        answers[part] = [{key: value for key, value in records[0].items() if (part, key) not in left_out}]
    letter = composed(answers)
    _is_clean(letter)
    for part, field in left_out:
        if field != "what":
            records = WORKED[part]
            assert isinstance(records, list)
            assert records[0][field] not in letter.partition("I am doing")[2]


WORD = st.text("abcdefghij", min_size=2, max_size=8)
SENTENCE = st.builds(
    lambda words, stop: " ".join(words) + stop, st.lists(WORD, min_size=2), st.sampled_from(".!?…") | st.just("")
)


@given(st.dictionaries(st.sampled_from(["to", "did", "effect", "how", "sorry", "learned"]), SENTENCE), st.booleans())
def test_whatever_is_said_or_not_the_letter_reads_as_one(answers: dict[str, object], named: bool) -> None:
    letter = composed(answers, "Jo" if named else "")
    _is_clean(letter)
    for text in answers.values():
        assert str(text).rstrip(".") in letter


def _is_clean(letter: str) -> None:
    """No paragraph is empty, no space or stop stands twice, and no line ends in what was to follow."""
    assert letter == letter.strip()
    assert "\n\n\n" not in letter
    assert not re.search(r" {2}| \n|\n | [.,]|[.,][.,](?!\n|$)|\.\.|,\.", letter), letter
    for line in letter.split("\n"):
        assert line in ("", letter.split("\n", maxsplit=1)[0]) or not line.endswith(",")
        assert not re.fullmatch(r"-?\W*", line) or not line
    for paragraph in letter.split("\n\n"):
        assert not paragraph.endswith(":")


# ------------------------------------------------------------------------------------------------- the small things

STEPS = """
    - {id: to, ask: To?, type: text}
    - {id: did, ask: Did?, type: long}
    - {id: day, ask: Day?, type: date}
    - id: acts
      ask: Acts?
      type: group
      fields: [{id: what, ask: What?, type: text}, {id: by, ask: By?, type: date}, {id: how, ask: How?, type: choice, options: {a: a call}, other: else}]
    - {id: letter, ask: Write., type: letter, template: TEMPLATE}
    - {id: end, ask: End?, type: text}
"""


def letter_of(template: str, answers: Iterable[object]) -> str:
    at = say(begun(STEPS.replace("TEMPLATE", template)), *answers)
    assert here(at).spot.question == "letter"
    default = here(at).default
    return str(default.value) if default else ""


def test_a_long_answer_stands_in_a_letter_with_all_its_lines() -> None:
    text = "One thing. Then another.\n\n  And a third."
    assert letter_of('["{did}"]', [None, text, None, False]) == text
    assert letter_of('["{did} Yours."]', [None, "One.\nTwo", None, False]) == "One.\nTwo Yours."


def test_a_sentence_without_its_stop_gets_one_where_more_is_said() -> None:
    assert letter_of('["{did} {to}"]', ["Ada", "I was wrong", None, False]) == "I was wrong. Ada"
    assert letter_of('["{did} {to}"]', ["Ada", "Was I wrong?", None, False]) == "Was I wrong? Ada"


def test_an_initial_keeps_its_stop() -> None:
    assert letter_of('["Dear {to},"]', ["P.", None, None, False]) == "Dear P.,"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Friday", "Friday"),
        ("by friday", "Friday"),
        ("2026-03-20", "20 March"),
        ("in two weeks", "21 March"),
        ("tomorrow", "8 March"),
        ("2027-01-05", "5 January 2027"),
        ("at the end of term", "at the end of term"),
    ],
)
def test_a_day_is_one_that_somebody_else_can_read_later(said: str, read: str) -> None:
    # The interview is held on 7 March 2026.
    assert letter_of('["On {day}."]', [None, None, said, False]) == f"On {read}."
    record = [None, None, None, True, "I call", said, None, False]
    assert letter_of('[{each: acts, line: "{what}[, by {by}]."}]', record) == f"I call, by {read}."


def test_the_free_answer_stands_for_its_option() -> None:
    record = [None, None, None, True, "I tell them", None, {"other": "with a drawing"}, False]
    assert letter_of('[{each: acts, line: "{what}[, {how}]"}]', record) == "I tell them, with a drawing"


def test_a_brief_letter_takes_the_first_sentence() -> None:
    steps = STEPS.replace("TEMPLATE", '["- {did}"], brief: true')
    at = say(begun(steps), None, "First this. Then that.", None, False)
    assert here(at).default == Said(value="- First this.")


def test_what_stands_in_braces_in_an_answer_stays_as_it_is() -> None:
    assert letter_of('["{did}"]', [None, "{to} [x] {{y}}", None, False]) == "{to} [x] {{y}}"


def test_what_a_letter_is_composed_of_is_known() -> None:
    at = begun(
        STEPS.replace(
            "TEMPLATE", '["{to|did}", {each: acts, line: "{what}"}, {when: {day: {answered: true}}, text: x}]'
        )
    )
    assert composed_of(at.flow.questions["letter"], at.flow) >= {"to", "did", "acts", "day"}
    assert composed_of(at.flow.questions["did"], at.flow) == set()


def test_the_letter_is_there_to_be_read_aloud() -> None:
    at = Interview(flow_named("apologize"), Past(name="Jo"), TODAY)
    while isinstance(ask := at.current, Ask) and ask.spot.question != "aloud":
        at = at.answer("Dear Ruth,\n\nI did it." if isinstance(ask.question, Letter) else _raw(ask, WORKED))
    assert here(at).before == ("Dear Ruth,\n\nI did it.",)


def begun_with(at: Interview) -> str:
    """What stands in a letter to begin with."""
    default = here(at).default
    return str(default.value) if default else ""


def test_a_card_takes_the_first_sentence_of_what_is_in_a_record_too() -> None:
    at = begun(
        """
        - {id: g, ask: G?, type: group, fields: [{id: what, ask: W?, type: long}, {id: by, ask: B?, type: date}]}
        - {id: on, ask: On?, type: date}
        - {id: l, ask: L, type: letter, brief: true, template: [{each: g, line: "- {what} {by}"}, "{on}"]}
        """
    )
    at = say(at, True, "One thing. And another.", "Thursday", False, "Friday")
    assert begun_with(at) == "- One thing. Thursday\n\nFriday"


def test_a_field_that_an_older_entry_does_not_have_is_not_said() -> None:
    who, how = "{id: who, ask: W?, type: text}", "{id: how, ask: H?, type: text}"
    older, newer = (
        replace(flow_of(f"[{{id: g, ask: G?, type: group, fields: [{fields}]}}]"), flow="other")
        for fields in (who, f"{who}, {how}")
    )
    entry = finished(say(Interview(older, Past(), TODAY), True, "Ada", False))
    steps = '[{id: l, ask: L, type: letter, template: [{each: other.g, line: "- {who}[ by {how}]."}]}]'
    assert begun_with(Interview(flow_of(steps, "", newer), Past((entry,)), TODAY)) == "- Ada."


def test_a_weekday_that_is_not_near_any_more_is_its_date() -> None:
    steps = "[{id: d, ask: D?, type: date, only: future}, {id: l, ask: L, type: letter, template: ['By {d}.']}]"
    at = say(begun(steps), "Friday")
    assert begun_with(at) == "By Friday."
    assert begun_with(replace(at, today=at.today + dt.timedelta(days=14))) == "By 13 March."


def test_a_letter_that_was_opened_twice_is_what_was_written_last() -> None:
    opened = ", ".join(f"{{id: {name}, ask: R, type: reopen, of: l}}" for name in ("once", "twice"))
    at = say(begun(f"[{{id: l, ask: L, type: letter, template: [Hello]}}, {opened}]"), "one", "two", "three")
    assert stored(at)["l"]["value"] == "three"


# ------------------------------------------------------------------------------------ when the parts change afterwards

ROUND = """
    - {id: to, ask: To?, type: text}
    - {id: did, ask: Did?, type: text}
    - {id: letter, ask: Write., type: letter, template: ["{to}, {did}"]}
    - {id: end, ask: End?, type: text}
"""


def test_a_letter_that_was_left_as_composed_is_composed_anew_when_a_part_has_changed() -> None:
    at = say(begun(ROUND), "Ada", "I did", "Ada, I did").back().back()
    at = at.answer("I did it")
    assert here(at).begins == Said(value="Ada, I did it")


def test_a_letter_that_was_looked_at_and_not_changed_is_composed_anew_too() -> None:
    at = say(begun(ROUND), "Ada", "I did").back("Ada, I did").answer("I did it")
    assert here(at).begins == Said(value="Ada, I did it")


def test_a_letter_that_was_changed_stays_as_it_was_written() -> None:
    at = say(begun(ROUND), "Ada", "I did", "Dear Ada").back().back().answer("I did it")
    assert here(at).begins == Said(value="Dear Ada")


def test_going_far_back_to_a_part_comes_to_the_letter_again() -> None:
    at = say(begun(ROUND), "Ada", "I did", "Dear Ada").jump(say(begun(ROUND)).current.spot)  # type: ignore[union-attr]
    at = at.answer("Ben")
    assert (here(at).spot.question, here(at).begins) == ("letter", Said(value="Dear Ada"))


def test_a_letter_that_was_changed_is_asked_again_when_a_part_is_changed_on_the_way() -> None:
    steps = (
        "[{id: a, ask: A, type: text}, {id: n, ask: N, type: text}, {id: l, ask: L, type: letter, template: ['{a}']}]"
    )
    at = say(begun(steps), "one", "between", "Mine.").jump(Spot("n")).back()
    assert say(at, "one", "between").current is None
    at = say(at, "other", "between")
    assert (here(at).spot, here(at).begins) == (Spot("l"), Said(value="Mine."))
