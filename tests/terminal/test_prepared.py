"""Answers from a file: everything that does not fit is said at once, each with its place, and nothing is saved."""

from __future__ import annotations

import json

import pytest

from reflect.entry.draft import Spot
from reflect.errors import WrongAnswers
from reflect.interview.asking import Ending, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from tests.interview.making import TODAY, flow_of, setback, stored

FLOW = """
    - {id: title, ask: What is it called?, type: text, required: true}
    - {id: day, ask: When?, type: date, only: past}
    - {id: mood, ask: How are you?, type: scale, range: 0-10}
    - {id: kind, ask: Which kind?, type: choice, options: {slip: a slip, plan: a plan}, other: else}
    - {id: slip_how, ask: How?, type: text, when: {kind: slip}}
    - {id: slip_more, ask: More?, type: text, when: {slip_how: {answered: true}}}
    - {id: parts, ask: Which parts?, type: choices, options: {people: the people, money: money}, at_least: 2}
    - {id: part_how, ask: "How {it}?", type: text, each: parts}
    - {id: ideas, ask: Ideas?, type: list, at_most: 3, required: true}
    - id: people
      ask: Who?
      type: group
      item: person
      at_most: 2
      fields:
        - {id: who, ask: Who?, type: text}
        - {id: told, ask: Told?, type: yesno}
        - {id: how, ask: How?, type: choice, options: {call: a call, mail: a mail}, when: {told: yes}}
    - {id: like, ask: Like which?, type: entries}
    - id: rate
      ask: Rate {it}.
      type: group
      each: {of: ideas, at_most: 2}
      at_most: 1
      fields: [{id: worth, ask: W?, type: scale, range: 1-5}]
"""
SOUND = "title: A name\nideas: [x, y]\n"


def interview(steps: str = FLOW, *, quick: bool = False) -> Interview:
    return Interview(flow_of(steps), Past(setbacks=(setback(1, "Earlier one"),)), TODAY, quick)


def given(text: str, steps: str = FLOW, *, quick: bool = False) -> Interview:
    """The interview that the answers in `text` make. Raises WrongAnswers."""
    asker = PreparedAsker(AnswersFile.parse("answers.yaml", text.encode()))
    done = converse(interview(steps, quick=quick), asker, lambda _: None)
    asker.check(done.interview)
    return done.interview


def wrong(text: str, steps: str = FLOW, *, quick: bool = False) -> list[str]:
    """What is said about `text`, line by line, without the name of the file."""
    with pytest.raises(WrongAnswers) as caught:
        given(text, steps, quick=quick)
    count = len(caught.value.details)
    said = "One answer does" if count == 1 else f"{count} answers do"
    assert caught.value.message == f"{said} not fit. Nothing was saved."
    assert caught.value.exit_code == 2
    assert all(line.startswith("answers.yaml:") for line in caught.value.details)
    return [line.removeprefix("answers.yaml:") for line in caught.value.details]


# ------------------------------------------------------------------------------------------------------ answers that fit


def test_every_type_has_its_form() -> None:
    found = stored(
        given("""
title: A name
day: last Friday
mood: 3
kind: A plan
parts: [money, the people]
part_how: [with them, without it]
ideas:
  - first
  - second
people:
  - {who: Ada, told: yes, how: a call}
  - who: Ben
like: earlier one
rate:
  - - worth: 5
""")
    )
    assert found["day"]["value"] == "2026-03-06"
    assert (found["mood"]["value"], found["kind"]["value"]) == (3, "plan")
    assert found["parts"]["value"] == ["people", "money"]
    assert [(each["key"], each["value"]) for each in found["part_how"]["each"]] == [
        ("people", "with them"),
        ("money", "without it"),
    ]
    assert [each["text"] for each in found["ideas"]["value"]] == ["first", "second"]
    assert found["people"]["value"] == [
        {"key": "1", "who": "Ada", "told": True, "how": "call"},
        {"key": "2", "who": "Ben"},
    ]
    assert [each["text"] for each in found["like"]["value"]] == ["Earlier one"]
    assert [each.get("value") for each in found["rate"]["each"]] == [[{"key": "1", "worth": 5}], None]


@pytest.mark.parametrize(
    "how",
    [
        "[with, without]",
        "{people: with, money: without}",
        "{The People: with, MONEY: without}",
        "{money: without, people: with}",
    ],
)
def test_a_question_asked_once_per_item_takes_a_list_or_a_mapping_by_key_or_words(how: str) -> None:
    found = stored(given(f"{SOUND}parts: [people, money]\npart_how: {how}"))["part_how"]
    assert [each["value"] for each in found["each"]] == ["with", "without"]


@pytest.mark.parametrize(
    "rate", ["[[{worth: 2}], [{worth: 5}]]", "{x: [{worth: 2}], y: [{worth: 5}]}", "{1: [{worth: 2}], 2: [{worth: 5}]}"]
)
def test_a_group_asked_once_per_item_takes_a_list_of_records_for_each(rate: str) -> None:
    found = stored(given(f"{SOUND}rate: {rate}"))["rate"]
    assert [each["value"][0]["worth"] for each in found["each"]] == [2, 5]


def test_an_item_that_is_left_out_is_skipped() -> None:
    for how in ("[null, without]", "{money: without}"):
        found = stored(given(f"{SOUND}parts: [people, money]\npart_how: {how}"))["part_how"]
        assert [each.get("value") for each in found["each"]] == [None, "without"]


def test_json_is_an_answers_file_as_well_with_escapes_tabs_and_truth_values() -> None:
    text = '{\n\t"title": "A \\u00e9 \\ud83d\\ude00 \\"name\\"",\n\t"mood": 3,\n\t"ideas": ["x\\ty"],\n\t"people": [{"who": "Ada", "told": true, "how": "mail"}]\n}'
    found = stored(given(text))
    assert found["title"]["value"] == 'A é 😀 "name"'
    assert found["mood"]["value"] == 3
    assert found["ideas"]["value"][0]["text"] == "x y"
    assert found["people"]["value"][0]["told"] is True


def test_a_place_in_json_is_a_place_in_the_file() -> None:
    text = '{\n\t"title": "\\ud83d\\ude00",\n\t"ideas": ["x"],\n\t"mood": 11\n}'
    assert wrong(text) == ["4:2: 'mood': a whole number from 0 to 10"]


def test_what_json_holds_is_what_yaml_holds() -> None:
    answers = {"title": "yes", "mood": 0, "kind": {"other": "no"}, "ideas": ["1.10", "null"], "people": []}
    yaml = "title: yes\nmood: 0\nkind: {other: no}\nideas: [1.10, 'null']\npeople: []"
    assert stored(given(json.dumps(answers))) == stored(given(yaml))


def test_fewer_than_hoped_for_is_taken_as_it_is() -> None:
    assert stored(given(f"{SOUND}parts: [money]"))["parts"]["value"] == ["money"]
    assert stored(given(f"{SOUND}parts: money"))["parts"]["value"] == ["money"]


@pytest.mark.parametrize("empty", ["", "null", "~", "''", "[]"])
def test_an_answer_that_is_written_empty_is_skipped(empty: str) -> None:
    assert stored(given(f"{SOUND}day: {empty}"))["day"]["skipped"]


@pytest.mark.parametrize(
    "empty",
    [
        "people: [{who: , told: '', how: }, {}]",
        "people: {who: }",
        "people: ''",
        "kind: {other: ' '}",
        "parts: ['', null]",
        "part_how: [[''], {a: }]",
        "rate: [[{worth: }]]",
        "rate: {x: [{worth: }], y: }",
        "slip_how: [{a: }]",
        "setback:",
    ],
)
def test_what_has_no_words_at_any_depth_is_as_if_it_were_not_there(empty: str) -> None:
    assert stored(given(f"{SOUND}{empty}\n")) == stored(given(SOUND))


@pytest.mark.parametrize(
    ("with_gaps", "without"),
    [
        ("people: [{who: }, {who: Ada, told: yes, how: mail}, {}]", "people: [{who: Ada, told: yes, how: mail}]"),
        ("people: [{who: Ada}, {who: ' '}, {who: Ben}]", "people: [{who: Ada}, {who: Ben}]"),
        ("parts: ['', people, null]", "parts: [people]"),
        ("like: [null, earlier one]", "like: earlier one"),
        ("rate: [[{worth: }, {worth: 3}]]", "rate: [[{worth: 3}]]"),
    ],
)
def test_a_gap_between_answers_is_passed_over(with_gaps: str, without: str) -> None:
    assert stored(given(SOUND + with_gaps)) == stored(given(SOUND + without))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parts: ['', people, monei]", ["3:21: 'parts.3' is none of people, money; did you mean 'money'?"]),
        ("people: [{who: }, {who: Ada, told: often}]", ["3:30: 'people.2.told': yes or no"]),
        ("people: [{who: }, {who: A}, {who: B}, {who: C}]", ["3:39: 'people' takes at most 2"]),
    ],
)
def test_what_is_wrong_after_a_gap_is_named_where_it_stands(text: str, expected: list[str]) -> None:
    assert wrong(SOUND + text) == expected


LETTER = """
    - {id: who, ask: Who?, type: text, required: true}
    - {id: words, ask: Change it., type: letter, required: true, template: ["Dear {who},"]}
    - {id: again, ask: Once more., type: reopen, of: words}
"""


@pytest.mark.parametrize("left_out", ["", "words:", "words: |\n", "words: ''\nagain: |\n"])
def test_a_letter_that_is_left_out_is_composed_of_the_answers(left_out: str) -> None:
    made = given(f"who: Ada\n{left_out}", LETTER)
    assert made.given[Spot("words")].value == "Dear Ada,"
    assert stored(made)["words"]["value"] == "Dear Ada,"


def test_a_letter_that_is_written_is_taken_as_it_is_and_reopened_with_what_is_written() -> None:
    assert stored(given("who: Ada\nwords: Hello Ada.", LETTER))["words"]["value"] == "Hello Ada."
    assert stored(given("who: Ada\nagain: Hi Ada.", LETTER))["words"]["value"] == "Hi Ada."


def test_a_letter_of_which_nothing_can_be_composed_is_missing() -> None:
    steps = LETTER.replace(", required: true}", "}", 1)
    assert wrong("who:\nagain:", steps) == ["1:1: 'words' is missing: Change it."]


def test_nothing_else_that_is_proposed_is_taken_by_itself() -> None:
    steps = "[{id: a, ask: Say., type: text, required: true, default: I am sorry.}]"
    assert wrong("", steps) == ["1:1: 'a' is missing: Say."]


def test_an_empty_file_has_no_answers() -> None:
    assert given("", "[{id: a, ask: A?, type: text}]").current is None


def test_the_title_of_a_new_setback_stands_beside_the_answers() -> None:
    file = AnswersFile.parse("a", b"setback:  A new one \ntitle: x")
    assert file.setback_title == "A new one"
    assert AnswersFile.parse("a", b"setback:\n").setback_title is None
    assert given(f"{SOUND}setback: A new one").current is None


def test_a_flow_may_halt_with_the_answers_of_a_file() -> None:
    steps = """
        - {id: now, ask: Now?, type: choice, options: {now: now, later: later}}
        - {type: stop, keep: draft, again: now, when: {now: later}}
        - {id: a, ask: A?, type: text}
    """
    asker = PreparedAsker(AnswersFile.parse("a", b"now: later"))
    done = converse(interview(steps), asker, lambda _: None)
    asker.check(done.interview)
    assert done.ending is Ending.HALTED
    assert wrong("now: later\na: x", steps) == [
        "2:1: 'a' is not asked here: the flow goes on another time when now is later"
    ]


# --------------------------------------------------------------------------------------------- answers that do not fit


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("titel: x", "there is no question 'titel'; did you mean 'title'?"),
        ("zzz: x", "there is no question 'zzz'"),
        ("setbakc: x", "there is no question 'setbakc'; did you mean 'setback'?"),
        ("mood: 11", "'mood': a whole number from 0 to 10"),
        ("mood: [1]", "'mood': a whole number from 0 to 10"),
        (
            "day: 2030-01-01",
            "'day': that is Tuesday, 1 January 2030, which lies ahead; a day that has been is asked for",
        ),
        ("day: 3/4", "'day': day and month could be either way round; write 3 April or 4 March"),
        ("kind: slop", "'kind' is none of slip, plan, other; did you mean 'slip'?"),
        ("kind: [slip]", "'kind': one option, not a list"),
        ("kind: {othr: x}", "'kind': a free answer is written {other: ...}"),
        ("parts: monei", "'parts' is none of people, money; did you mean 'money'?"),
        ("like: nothing", "'like' is none of 019cb5f0-0000-7ccc-8bbb-000000000001"),
        ("people: Ada", "'people' is a list, each person a mapping of who, told, how"),
        ("people: {who: Ada}", "'people' is a list, each person a mapping of who, told, how"),
        ("slip_how: x", "'slip_how' is not asked here: it is asked when kind is slip"),
        ("part_how: [x]", "'part_how' is not asked here: it is asked once for each of parts, and there is none"),
    ],
)
def test_a_wrong_answer_is_named_with_its_place_and_what_is_wrong(line: str, message: str) -> None:
    assert wrong(f"{SOUND}{line}") == [f"3:1: {message}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parts:\n  - people\n  - monei", ["5:5: 'parts.2' is none of people, money; did you mean 'money'?"]),
        ("like:\n  - nothing", ["4:5: 'like.1' is none of 019cb5f0-0000-7ccc-8bbb-000000000001"]),
        ("people:\n  - Ada", ["4:5: 'people.1' is one person: a mapping of who, told, how"]),
        ("people:\n  - {who: Ada, told: often}", ["4:16: 'people.1.told': yes or no"]),
        ("people:\n  - {who: Ada, wo: B}", ["4:16: there is no field 'wo'; did you mean 'who'?"]),
        ("people:\n  - {who: Ada, zzz: B}", ["4:16: there is no field 'zzz'; there are who, told, how"]),
        ("people:\n  - {who: Ada, told: no, how: mail}", ["4:26: 'how' is not asked for this one"]),
        ("people:\n  - who: Ada\n  - who: Ben\n  - who: Cem", ["6:5: 'people' takes at most 2"]),
        (
            "parts: [people]\npart_how: with",
            ["4:1: 'part_how' is asked once for each item: write a list in their order, or a mapping by item"],
        ),
        ("parts: [people]\npart_how: [with, without]", ["4:18: 'part_how' is not asked for this one"]),
        ("parts: [people]\npart_how: {people: with, money: without}", ["4:26: 'part_how' is not asked for this one"]),
        ("rate: [[{worth: 1}], [{worth: 1}], [{worth: 1}]]", ["3:36: 'rate' is not asked for this one"]),
        ("rate: [[{worth: 1}, {worth: 2}]]", ["3:21: 'rate' takes at most 1"]),
        ("rate: [[{worth: 1}], {worth: 2}]", ["3:22: 'rate.2' is a list, each entry a mapping of worth"]),
    ],
)
def test_what_is_wrong_inside_an_answer_is_named_where_it_stands(text: str, expected: list[str]) -> None:
    assert wrong(SOUND + text) == expected


@pytest.mark.parametrize("title", ["", "title:\n", "title: ''\n", "title: '  '\n"])
def test_a_required_answer_that_is_missing_is_named_with_its_question(title: str) -> None:
    assert wrong(f"{title}ideas: [x]") == ["1:1: 'title' is missing: What is it called?"]


@pytest.mark.parametrize("ideas", ["ideas: []", "ideas: ['', ' ']", "ideas: ' '"])
def test_a_required_list_of_nothing_is_missing(ideas: str) -> None:
    assert wrong(f"title: x\n{ideas}") == ["2:1: 'ideas' is missing: Ideas?"]


def test_too_many_items_are_refused() -> None:
    assert wrong("title: x\nideas: [a, b, c, d]") == ["2:1: 'ideas': at most 3"]


REQUIRED = """
    - id: lessons
      ask: What did you learn?
      type: group
      item: lesson
      required: true
      OPTIONS
      fields: [{id: lesson, ask: Lesson?, type: text, required: true}, {id: about, ask: About?, type: choice, options: {me: me}}]
"""
ONE_OF_EACH = REQUIRED.replace("OPTIONS", "at_least: 1").replace(", required: true}, ", "}, ")


@pytest.mark.parametrize("text", ["{}", "lessons: []", "lessons:", "lessons: [{}]", "lessons: [{lesson: ' '}]"])
@pytest.mark.parametrize("options", ["at_least: 1", "at_most: 1", "at_least: 2"])
def test_a_required_group_without_a_record_is_missing(text: str, options: str) -> None:
    found = wrong(text, ONE_OF_EACH.replace("at_least: 1", options))
    assert [line.split(": ", 1)[1] for line in found] == ["'lessons' is missing: What did you learn?"]


def test_a_required_group_without_a_record_is_missing_and_its_required_fields_are_not_named() -> None:
    for text in ("{}", "lessons: [{}]", "lessons: [{lesson: , about: }]"):
        assert wrong(text, REQUIRED.replace("OPTIONS", "at_least: 1")) == [
            "1:1: 'lessons' is missing: What did you learn?"
        ]


def test_a_required_field_is_missing_in_its_record() -> None:
    steps = REQUIRED.replace("OPTIONS", "at_least: 2")
    assert wrong("lessons:\n  - {lesson: x}\n  - {about: me}", steps) == ["3:5: 'lesson' is missing: Lesson?"]


def test_a_record_with_something_wrong_in_it_is_not_missing_as_well() -> None:
    assert wrong("lessons: [{about: nobody}]", ONE_OF_EACH) == ["1:12: 'lessons.1.about' is none of me"]


def test_everything_is_said_at_once_in_the_order_of_the_file() -> None:
    assert wrong("""
mood: lots
titel: A name
people:
  - {who: Ada, told: often, wo: x}
parts: [peeple]
slip_how: x
ideas: [a, b, c, d]
""") == [
        "2:1: 'mood': a whole number from 0 to 10",
        "2:1: 'title' is missing: What is it called?",
        "3:1: there is no question 'titel'; did you mean 'title'?",
        "5:16: 'people.1.told': yes or no",
        "5:29: there is no field 'wo'; did you mean 'who'?",
        "6:9: 'parts.1' is none of people, money; did you mean 'people'?",
        "7:1: 'slip_how' is not asked here: it is asked when kind is slip",
        "8:1: 'ideas': at most 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("kind: slop\nslip_how: x\nslip_more: y", "'kind' is none of slip, plan, other; did you mean 'slip'?"),
        ("parts: [peeple]\npart_how: [x]", "'parts.1' is none of people, money; did you mean 'people'?"),
        ("people:\n  - {told: often, how: mail}", "'people.1.told': yes or no"),
    ],
)
def test_what_follows_from_a_refused_answer_is_not_held_against_the_file(text: str, only: str) -> None:
    assert [line.split(": ", 1)[1] for line in wrong(SOUND + text)] == [only]


def test_with_quick_an_answer_that_is_not_required_is_not_asked_for() -> None:
    assert wrong(f"{SOUND}mood: 3", quick=True) == [
        "3:1: 'mood' is not asked here: with --quick only required questions are asked"
    ]
    assert [*stored(given(SOUND, quick=True))] == ["title", "ideas"]


def test_what_was_answered_is_not_repeated_in_an_error() -> None:
    secret = "qqzzjj"
    text = (
        f"title: x\nideas: [{secret}, b, c, d]\nmood: {secret}\npeople: {secret}\nslip_how: {secret}\nday: [{secret}]"
    )
    assert len(wrong(text)) == 5
    assert secret not in "".join(wrong(text))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"- a\n- b", "a.yaml: answers are a mapping of question to answer. Nothing was saved."),
        (b"just words", "a.yaml: answers are a mapping of question to answer. Nothing was saved."),
        (b"title: x\ntitle: y", "a.yaml:2:1: 'title' stands here a second time. Nothing was saved."),
        (b"title: {a: b", "a.yaml:1:13: a ',' or '}' is missing before this. Nothing was saved."),
        (b"title: \xff", "a.yaml:1:8: is not UTF-8 text. Nothing was saved."),
    ],
)
def test_what_is_no_answers_file_is_refused_as_a_whole(data: bytes, message: str) -> None:
    with pytest.raises(WrongAnswers) as caught:
        AnswersFile.parse("a.yaml", data)
    assert (caught.value.message, caught.value.details) == (message, ())


def test_a_file_beyond_all_measure_is_not_read() -> None:
    with pytest.raises(WrongAnswers) as caught:
        AnswersFile.parse("a.yaml", b" " * (64 * 1024 * 1024 + 1))
    assert caught.value.message == "a.yaml is larger than 64 MB. Nothing was saved."


def test_a_missing_answer_is_not_named_with_what_was_said_to_another() -> None:
    flow = """
      - {id: said, ask: What did they say?, type: text, private: true}
      - {id: then, ask: "You wrote {said}, so?", type: text, required: true, private: true}
    """
    assert wrong("said: a secret", flow) == ["1:1: 'then' is missing"]


def test_an_item_is_not_named_by_its_words() -> None:
    flow = """
      - {id: who, ask: Who?, type: list}
      - {id: hard, ask: "How hard was it for {it}?", type: scale, each: who}
    """
    (problem,) = wrong("who: [Ruth]\nhard: {Ruth: eleven}", flow)
    assert "Ruth" not in problem
    assert "'hard'" in problem
