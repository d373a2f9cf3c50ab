"""What earlier answers decide: conditions, items to go over, options to choose from, words to put in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.flow.model import Flow
from reflect.interview.ask import Ask
from reflect.interview.past import Past
from reflect.interview.state import Interview
from tests.interview.making import TODAY, asked, begun, finished, flow_of, here, say, setback, stored

SHOWN = "shown"


def shown(question: str, when: str, raw: object) -> bool:
    """Whether a question on the condition `when` is asked after `raw` was said to `q`."""
    at = begun(f"- {{id: q, ask: Q?, {question}}}\n- {{id: {SHOWN}, ask: S?, type: text, when: {when}}}")
    return SHOWN in asked(at, {"q": raw})


CHOICE = "type: choice, options: {a: A, b: B, c: C}"
CHOICES = "type: choices, options: {a: A, b: B, c: C}"
SCALE = "type: scale, range: 0-10"
LIST, TEXT, YES_NO, DATE = "type: list", "type: text", "type: yesno", "type: date"


@pytest.mark.parametrize(
    ("question", "when", "holds", "fails"),
    [
        (CHOICE, "{q: a}", ["a"], ["b", None]),
        (CHOICE, "{q: [a, b]}", ["a", "b"], ["c", None]),
        (CHOICE, "{q: {not: a}}", ["b", "c", None], ["a"]),
        (CHOICE, "{q: {not: [a, b]}}", ["c", None], ["a", "b"]),
        (CHOICE, "{q: {answered: true}}", ["a"], [None]),
        (CHOICE, "{q: {answered: false}}", [None], ["a"]),
        (CHOICE, "{q: {answered: true, not: a}}", ["b"], ["a", None]),
        (CHOICES, "{q: a}", [["a"], ["a", "b"]], [["b"], None]),
        (CHOICES, "{q: [a, b]}", [["b"], ["b", "c"]], [["c"], None]),
        (CHOICES, "{q: {not: a}}", [["b"], None], [["a", "b"]]),
        (CHOICES, "{q: {at_least: 2}}", [["a", "b"], ["a", "b", "c"]], [["a"], None]),
        (CHOICES, "{q: {at_most: 1}}", [["a"]], [["a", "b"], None]),
        (LIST, "{q: {at_least: 2, at_most: 2}}", [["x", "y"]], [["x"], ["x", "y", "z"], None]),
        (LIST, "{q: {answered: true}}", [["x"]], [None, [" "]]),
        (SCALE, "{q: {at_least: 3}}", [3, 10], [2, 0, None]),
        (SCALE, "{q: {at_most: 3}}", [0, 3], [4, None]),
        (SCALE, "{q: {answered: true}}", [0], [None]),
        (YES_NO, "{q: yes}", ["yes"], ["no", None]),
        (YES_NO, "{q: no}", ["no"], ["yes", None]),
        (YES_NO, "{q: {not: yes}}", ["no", None], ["yes"]),
        (YES_NO, "{q: {answered: true}}", ["no", "yes"], [None]),
        (TEXT, "{q: {answered: true}}", ["x"], ["", None]),
        (DATE, "{q: {answered: true}}", ["today", "last autumn"], [None]),
    ],
)
def test_a_condition_on_one_answer(question: str, when: str, holds: list[object], fails: list[object]) -> None:
    assert [shown(question, when, raw) for raw in holds] == [True] * len(holds)
    assert [shown(question, when, raw) for raw in fails] == [False] * len(fails)


TWO = """
    - {id: p, ask: P?, type: yesno}
    - {id: q, ask: Q?, type: scale, range: 0-10}
    - {id: shown, ask: S?, type: text, when: WHEN}
"""


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{p: yes, q: {at_least: 5}}", [True, False, False, False]),
        ("{any: [{p: yes}, {q: {at_least: 5}}]}", [True, True, True, False]),
        ("{p: yes, any: [{q: {at_least: 5}}, {q: {at_most: 1}}]}", [True, True, False, False]),
    ],
)
def test_all_of_several_tests_hold_or_any_of_them(when: str, expected: list[bool]) -> None:
    cases = [("yes", 9), ("yes", 0), ("no", 9), ("no", 0)]
    found = [SHOWN in asked(begun(TWO.replace("WHEN", when)), {"p": p, "q": q}) for p, q in cases]
    assert found == expected


def test_a_section_that_is_hidden_hides_all_its_questions() -> None:
    flow = """
        - {id: p, ask: P?, type: yesno}
        - {type: section, title: One, when: {p: yes}}
        - {id: a, ask: A?, type: text}
        - {id: b, ask: B?, type: text}
        - {type: section, title: Two}
        - {id: c, ask: C?, type: text}
    """
    assert asked(begun(flow), {"p": "no"}) == ["p", "c"]
    assert asked(begun(flow), {"p": "yes"}) == ["p", "a", "b", "c"]


# ------------------------------------------------------------------------------------------------- what was said before

EARLIER = replace(
    flow_of("""
        - {id: kind, ask: Kind?, type: choice, options: {slip: a slip, plan: a plan}}
        - {id: affected, ask: Whom?, type: list}
        - id: signs
          ask: Signs?
          type: group
          fields:
            - {id: sign, ask: Sign?, type: text}
            - {id: seen, ask: Seen?, type: choice, options: {no: never, yes: once}}
    """),
    flow="earlier",
)


def entry(number: int, kind: str | None = None, affected: tuple[str, ...] = (), signs: tuple[str, ...] = ()) -> Entry:
    at = say(Interview(EARLIER, Past(), TODAY), kind, [*affected])
    for sign in signs:
        at = say(at, True, sign, "yes")
    return finished(say(at, False), number)


def after(steps: str, *entries: Entry, everywhere: tuple[Entry, ...] = (), header: str = "") -> Interview:
    """An interview of a flow that looks back on `entries` of the same setback, oldest first."""
    return Interview(flow_of(steps, header, EARLIER), Past(entries, everywhere or entries), TODAY)


def test_a_condition_looks_at_the_latest_entry_of_another_flow() -> None:
    steps = "[{id: shown, ask: S?, type: text, when: {earlier.kind: slip}}, {id: last, ask: L?, type: text}]"
    assert asked(after(steps), {}) == ["last"]
    assert asked(after(steps, entry(1, "plan"), entry(2, "slip")), {}) == ["shown", "last"]
    assert asked(after(steps, entry(1, "slip"), entry(2, "plan")), {}) == ["last"]
    assert asked(after(steps, entry(1, "slip"), entry(2)), {}) == ["last"]


def test_without_an_earlier_entry_its_opposite_holds() -> None:
    steps = "[{id: shown, ask: S?, type: text, when: {earlier.kind: {not: slip}}}, {id: last, ask: L?, type: text}]"
    assert asked(after(steps), {}) == ["shown", "last"]
    assert asked(after(steps, entry(1, "slip")), {}) == ["last"]


@pytest.mark.parametrize(
    ("when", "without", "with_one"), [("{entry: earlier}", False, True), ("{no_entry: [earlier]}", True, False)]
)
def test_a_condition_on_there_being_an_entry(when: str, without: bool, with_one: bool) -> None:
    steps = f"[{{id: shown, ask: S?, type: text, when: {when}}}, {{id: last, ask: L?, type: text}}]"
    assert (SHOWN in asked(after(steps), {})) == without
    assert (SHOWN in asked(after(steps, entry(1)), {})) == with_one


def test_a_field_of_earlier_records_can_be_tested() -> None:
    steps = "[{id: shown, ask: S?, type: text, when: {earlier.signs.seen: yes}}, {id: last, ask: L?, type: text}]"
    assert SHOWN in asked(after(steps, entry(1, signs=("a number",))), {})
    assert SHOWN not in asked(after(steps, entry(1)), {})


# --------------------------------------------------------------------------------------------------------- once per item


def goes_over(source: str, raw: object, each: str = "q") -> list[tuple[str, str]]:
    """Key and words of the items that a question is asked for after `raw` was said to `q`."""
    at = say(begun(f"- {{id: q, ask: Q?, {source}}}\n- {{id: r, ask: 'R {{it}}?', type: text, each: {each}}}"), raw)
    found = []
    while isinstance(ask := at.current, Ask):
        assert ask.item is not None
        assert ask.text == f"R {ask.item.text}?"
        found.append((ask.item.key, ask.item.text))
        at = at.answer(None)
    return found


@pytest.mark.parametrize(
    ("source", "raw", "expected"),
    [
        (CHOICES, ["c", "a"], [("a", "A"), ("c", "C")]),
        (CHOICES + ", other: else", ["a", {"other": "my own"}], [("a", "A"), ("other", "my own")]),
        (LIST, ["x", "y"], [("1", "x"), ("2", "y")]),
        (LIST, None, []),
    ],
)
def test_a_question_is_asked_once_for_each_item(source: str, raw: object, expected: list[tuple[str, str]]) -> None:
    assert goes_over(source, raw) == expected


def test_only_the_first_of_many_are_gone_over() -> None:
    assert goes_over(LIST, ["x", "y", "z"], "{of: q, at_most: 2}") == [("1", "x"), ("2", "y")]


def test_each_setback_that_was_chosen_is_gone_over() -> None:
    flow = flow_of("- {id: q, ask: Q?, type: entries}\n- {id: r, ask: 'R {it}?', type: text, each: q}")
    past = Past(setbacks=(setback(2, "Second"), setback(1, "First"), setback(3, None)))
    at = say(Interview(flow, past, TODAY), ["First", setback(3, None).id])
    assert [each.text for each in here(begin(flow, past)).options] == ["Second", "First", "untitled"]
    assert here(at).text == "R First?"
    assert here(say(at, "x")).text == "R untitled?"


def begin(flow: Flow, past: Past) -> Interview:
    return Interview(flow, past, TODAY)


GROUP = """
    - id: people
      ask: Who?
      type: group
      label: "{who}[, {how}]"
      fields:
        - {id: who, ask: Who?, type: text}
        - {id: how, ask: How?, type: choice, options: {call: a call, mail: a mail}}
"""


def test_each_record_is_gone_over_by_its_label() -> None:
    at = begun(GROUP + "    - {id: r, ask: 'R {it}?', type: text, each: people}")
    at = say(at, True, "Ada", "mail", True, "Ben", None, True, None, None, False)
    assert [here(at).text, here(say(at, "x")).text] == ["R Ada, a mail?", "R Ben?"]
    assert stored(say(at, "x", "y"))["r"]["each"] == [
        {"key": "1", "text": "Ada, a mail", "value": "x"},
        {"key": "2", "text": "Ben", "value": "y"},
    ]


def test_a_section_goes_through_all_its_questions_for_one_item_and_then_the_next() -> None:
    at = begun("""
        - {id: ideas, ask: Ideas?, type: list}
        - {type: section, title: "About {it}", each: {of: ideas, at_most: 2}}
        - {id: why, ask: "Why {it}?", type: text}
        - {id: sure, ask: Sure?, type: yesno}
        - {id: more, ask: More?, type: text, when: {sure: no}}
        - {type: section, title: End}
        - {id: end, ask: End?, type: text}
    """)
    at = say(at, ["x", "y", "z"])
    found = []
    while isinstance(ask := at.current, Ask):
        found.append((ask.section, ask.text))
        at = at.answer({"sure": ask.item is not None and ask.item.text == "x"}.get(ask.spot.question))
    assert found == [
        ("About x", "Why x?"), ("About x", "Sure?"), ("About y", "Why y?"), ("About y", "Sure?"), ("About y", "More?"),
        ("End", "End?"),
    ]  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- options


def offered(interview: Interview) -> list[tuple[str, str]]:
    return [(each.key, each.text) for each in here(interview).options]


def test_options_are_what_was_answered_before() -> None:
    at = begun("- {id: q, ask: Q?, type: list}\n- {id: pick, ask: P?, type: choice, options: {from: q}}")
    assert offered(say(at, ["x", "y"])) == [("1", "x"), ("2", "y")]
    assert stored(say(at, ["x", "y"], "y"))["pick"] == {
        "id": "pick", "section": None, "asked": "P?", "type": "choice", "value": "2", "labels": {"2": "y"},
    }  # fmt: skip


def test_a_question_without_options_is_not_asked() -> None:
    at = begun("- {id: q, ask: Q?, type: list}\n- {id: pick, ask: P?, type: choices, options: {from: q}}")
    assert asked(at, {}) == ["q"]


def test_options_of_several_answers_stand_one_after_the_other_and_say_whose_they_are() -> None:
    at = begun("""
        - {id: p, ask: P?, type: list}
        - {id: q, ask: Q?, type: choices, options: {a: A, b: B}, other: else}
        - {id: pick, ask: P?, type: choices, options: {from: [p, q]}}
    """)
    at = say(at, ["x", "y"], ["b", {"other": "mine"}])
    assert offered(at) == [("p/1", "x"), ("p/2", "y"), ("q/b", "B"), ("q/other", "mine")]
    assert stored(at.answer(["mine", "x"]))["pick"]["labels"] == {"p/1": "x", "q/other": "mine"}


def test_a_free_answer_that_is_an_option_later_is_stored_once() -> None:
    at = begun("""
        - {id: q, ask: Q?, type: choices, options: {a: A, b: B}, other: else}
        - {id: pick, ask: P?, type: choices, options: {from: q}}
    """)
    at = say(at, ["b", {"other": "mine"}], ["mine", "B"])
    assert at.trail[-1].said == Said(value=["b", "other"], labels={"b": "B", "other": "mine"})


def test_options_can_stand_in_the_order_they_were_rated() -> None:
    at = begun("""
        - {id: ideas, ask: Ideas?, type: list}
        - id: rate
          ask: Rate {it}.
          type: group
          each: ideas
          required: true
          at_most: 1
          fields: [{id: worth, ask: W?, type: scale, range: 0-5}, {id: ease, ask: E?, type: scale, range: 0-5}]
        - {id: pick, ask: P?, type: choice, options: {from: ideas, order: rate}}
    """)
    at = say(at, ["low", "high", "even", "unrated"], 1, 1, 5, 4, 2, 0, None, None)
    assert here(at).gate, "left empty, it is asked for once more"
    assert offered(at.answer(False)) == [("2", "high"), ("1", "low"), ("3", "even"), ("4", "unrated")]


def test_options_from_every_setback_come_newest_first_and_each_wording_once() -> None:
    steps = "- {id: pick, ask: P?, type: choices, options: {from: earlier.signs.sign, of: all_setbacks}}"
    first, second = entry(1, signs=("A number", "a remark")), entry(2, signs=("a number", "a feeling"))
    found = offered(after(steps, everywhere=(first, second)))
    assert [text for _, text in found] == ["a number", "a feeling", "a remark"]
    assert found[0][0] == f"{second.id}/signs/1"
    assert found[2][0] == f"{first.id}/signs/2"


def test_suggestions_are_the_items_of_an_earlier_answer() -> None:
    steps = "[{id: a, ask: A?, type: text, suggest: earlier.affected}, {id: b, ask: B?, type: list, suggest: earlier.affected}]"
    at = after(steps, entry(1, affected=("Ada", "the 212")))
    assert here(at).suggestions == here(say(at, "x")).suggestions == ("Ada", "the 212")
    assert here(after(steps)).suggestions == ()


# ------------------------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("question", "raw", "expected"),
    [
        (TEXT, "two words", "two words"),
        ("type: long", "One. Two.\nThree.", "One."),
        (CHOICE, "b", "B"),
        (CHOICE + ", other: else", {"other": "mine"}, "mine"),
        (CHOICES, ["c", "a"], "A, C"),
        (SCALE, 3, "3"),
        (YES_NO, "no", "no"),
        (LIST, ["x", "y"], "x, y"),
        (DATE, "2026-03-01", "1 March 2026"),
        (DATE, "last autumn", "last autumn"),
        (TEXT, "{p} [x] {{", "{p} [x] {{"),
    ],
)
def test_an_answer_of_each_type_in_words(question: str, raw: object, expected: str) -> None:
    at = begun(f"- {{id: q, ask: Q?, {question}}}\n- {{id: r, ask: 'About {{q}}?', type: text}}")
    assert here(at.answer(raw)).text == f"About {expected}?"


def test_records_in_words_are_their_labels() -> None:
    at = begun(GROUP + "    - {id: r, ask: 'About {people}, {people.who}?', type: text}")
    at = say(at, True, "Ada", "call", True, "Ben", None, False)
    assert here(at).text == "About Ada, a call; Ben, Ada; Ben?"


def test_the_first_reference_that_is_answered_is_put_in_and_a_bracket_falls_out() -> None:
    at = begun("""
        - {id: a, ask: A?, type: text}
        - {id: b, ask: B?, type: text}
        - {id: r, ask: "About {a|b}[, with {a}]?", type: text}
    """)
    assert here(say(at, None, "bee")).text == "About bee?"
    assert here(say(at, "ay", "bee")).text == "About ay, with ay?"
    assert here(say(at, None, None)).text == "About …?"


def test_a_field_may_speak_of_the_record_it_stands_in() -> None:
    at = begun("""
        - id: g
          ask: G?
          type: group
          fields: [{id: who, ask: Who?, type: text}, {id: how, ask: "How, {who}?", type: text}]
    """)
    at = say(at, True, "Ada", "x", True, "Ben")
    assert here(at).text == "How, Ben?"
