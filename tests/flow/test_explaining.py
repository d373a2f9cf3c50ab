"""Conditions and repetitions are said in the words of the questions they speak of."""

from __future__ import annotations

import pytest

from reflect.flow.conditions import Condition
from reflect.flow.explaining import SHORT, Explaining, shortened, spoken
from reflect.flow.model import Flow
from reflect.flow.options import Each, Options
from reflect.flow.questions import Group
from tests.flow.checking import flow_of, others

FLOW = flow_of("""
    steps:
      - {id: kind, ask: Which kind?, type: choice, options: {slip: a slip, plan: a plan}, other: something else}
      - {id: parts, ask: Which parts?, type: choices, options: {people: the people, money: money}}
      - {id: ideas, ask: What helps?, type: list}
      - {id: sure, ask: Sure?, type: yesno}
      - {id: hard, ask: How hard?, type: scale, range: 1-5}
      - {id: day, ask: When?, type: date}
      - id: people
        ask: Who knows?
        type: group
        fields: [{id: who, ask: Who?, type: text}, {id: told, ask: Told?, type: yesno}]
""")
DEFINE = others()["define"]
assert isinstance(DEFINE, Flow)
SAYS = Explaining(FLOW, {"define": DEFINE})


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"kind": "slip"}, 'you answered "Which kind?" with "a slip"'),
        ({"kind": ["slip", "other"]}, 'you answered "Which kind?" with "a slip" or "something else"'),
        ({"parts": {"not": ["people"]}}, 'you did not answer "Which parts?" with "the people"'),
        ({"parts": {"at_least": 2}}, 'you answered "Which parts?" with 2 or more of them'),
        ({"sure": "TRUE"}, 'you answered "Sure?" with yes'),
        ({"hard": {"at_least": 2, "at_most": 4}}, 'you answered "How hard?" with 2 to 4'),
        ({"hard": {"at_most": 4}}, 'you answered "How hard?" with 4 or less'),
        ({"hard": ["1", "2", "5"]}, 'you answered "How hard?" with 1, 2 or 5'),
        ({"day": {"answered": True}}, 'you answered "When?"'),
        ({"day": {"answered": False}}, 'you left "When?" empty'),
        ({"people.told": "no"}, 'you answered "Told?" under "Who knows?" with no'),
        ({"define.severity": "large"}, 'you answered "How big is it?" (in define) with "large"'),
        ({"mine.day": {"answered": True}}, 'you answered "When?" (last time)'),
        ({"elsewhere.x": "y"}, 'you answered "elsewhere.x" with "y"'),
        (
            {"sure": "yes", "no_entry": "define"},
            'you answered "Sure?" with yes, and you have not been through define for this setback',
        ),
        (
            {"any": [{"sure": "no"}, {"entry": "define"}]},
            'either you answered "Sure?" with no, or you have been through define for this setback',
        ),
    ],
)
def test_a_condition_is_said_in_questions_and_answers(condition: object, words: str) -> None:
    assert SAYS.condition(Condition.parse(condition)) == words


def test_inside_a_record_its_own_fields_are_meant() -> None:
    group = FLOW.questions["people"]
    assert isinstance(group, Group)
    assert SAYS.condition(Condition.parse({"told": "yes"}), group) == 'you answered "Told?" with yes'


@pytest.mark.parametrize(
    ("each", "words", "order"),
    [
        ("ideas", 'each thing you list under "What helps?"', "in their order"),
        ("people", 'each thing you list under "Who knows?"', "in their order"),
        ({"of": "parts", "at_most": 2}, 'each of the first 2 things you choose under "Which parts?"', "in the order of the options"),
        ({"of": "parts", "at_most": 1}, 'the first thing you choose under "Which parts?"', "in the order of the options"),
        ("people.who", 'each thing you list under "Who?" under "Who knows?"', "in their order"),
        ("define.ideas", 'each thing you list under "What helps?" (in define)', "in their order"),
        ({"due": "promise"}, "each thing that is due", "in their order"),
    ],
)  # fmt: skip
def test_a_repetition_is_said_by_what_it_goes_over(each: object, words: str, order: str) -> None:
    assert SAYS.each(Each.parse(each)) == words
    assert SAYS.in_their_order(Each.parse(each)) == order


def test_options_from_answers_are_said_by_where_they_come_from() -> None:
    assert SAYS.options(Options.parse({"from": ["parts", "ideas"]})) == (
        'the things you choose under "Which parts?", or you list under "What helps?"'
    )
    assert SAYS.options(Options.parse({"from": "define.ideas", "of": "all_setbacks"})) == (
        'the things you list under "What helps?" (in define) for any setback'
    )


def test_a_text_with_holes_can_be_read_before_anything_is_answered() -> None:
    assert spoken("How did {it} go[, about {title}]?") == "How did … go?"
    assert spoken("You wrote {title}, so?") == "You wrote …, so?"
    assert spoken("You wrote {title}, so?", missing=None) is None
    assert spoken("About [{it}]", missing=None) == "About …"
    assert spoken("{{so}} [[much]]") == "{so} [much]"


def test_a_long_question_is_cut_between_words() -> None:
    long = "Leave the person aside for a moment: how was the work itself, in your own view, not working?"
    assert shortened(long) == "Leave the person aside for a moment: how was the work itself…"
    assert len(shortened(long)) <= SHORT
    assert shortened("x" * 200) == "x" * (SHORT - 1) + "…"
    assert shortened("Two\nlines?") == "Two lines?"
