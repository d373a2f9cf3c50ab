"""The shipped checks: each pattern finds the sentences written for it, and leaves the others alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from reflect.checks.model import Check, Phrase, Phrases
from reflect.checks.parts import missing_parts, undated_parts
from reflect.checks.sentences import compiled, found, sentences
from reflect.checks.subject import Record, Subject
from reflect.checks.weighing import weigh
from tests.checks.making import DAY, files, record, shipped

LETTER = """\
Dear Ruth,

On Monday I gave your client the figures from the old template. I am sorry that I did.

You stood in front of them with numbers that were wrong, and you spent Friday evening redoing the report.

I had changed the template the week before and did not check whether the old sums were still in it. I worked from \
memory where I have a list.

This is what I am doing about it:
- I have corrected the file and will call the client with you, by Thursday.

And so that it does not happen again:
- Ana reads every export before it goes out, from Monday. You would notice it by her initials on the cover sheet.

I see now that I need to ask before I change something others rely on.

If there is something else that would help, I would like to hear it.

Jo
"""
LOUD = re.compile(r"!|\b(?:must|should have|fail|overdue|late|why did)\b")


class Example(NamedTuple):
    """A sentence that stands beside a pattern in the file of a check."""

    check: str
    phrase: str
    sentence: str


def phrases_of(check: Check) -> Iterator[Phrase]:
    for look in check.looks:
        if isinstance(look, Phrases):
            yield from look.phrases


def examples(key: str) -> list[Example]:
    """The sentences under `key` of every phrase, in all files."""
    return [
        Example(name, raw["id"], sentence)
        for name, tree in files().items()
        for look in tree.get("looks", ())
        for raw in look.get("phrases", ())
        for sentence in raw.get(key, ())
    ]


def beside(kind: str, key: str) -> list[tuple[str, str]]:
    """The sentences under `key` of the looks of a kind that have one pattern, each with the name of its check."""
    looks = [(name, look) for name, tree in files().items() for look in tree.get("looks", ())]
    return [(name, sentence) for name, look in looks if look["type"] == kind for sentence in look.get(key, ())]


def the_phrase(example: Example) -> Phrase:
    return next(each for each in phrases_of(shipped()[example.check]) if each.id == example.phrase)


def hits(phrase: Phrase, text: str) -> list[tuple[int, int]]:
    return list(found(phrase.pattern, sentences(text), across=phrase.across))


@pytest.mark.parametrize("example", examples("found"), ids=str)
def test_a_pattern_finds_its_own_sentence(example: Example) -> None:
    assert hits(the_phrase(example), example.sentence)


@pytest.mark.parametrize("example", examples("clean"), ids=str)
def test_a_pattern_leaves_a_sentence_alone_that_is_clean_of_it(example: Example) -> None:
    assert not hits(the_phrase(example), example.sentence)


@pytest.mark.parametrize("sentence", files()["C1"]["clean"])
def test_a_plain_sincere_sentence_holds_none_of_the_phrases(sentence: str) -> None:
    assert not weigh([shipped()["C1"]], Subject(sentence))


def test_every_phrase_has_a_sentence_that_it_must_find() -> None:
    tested = {example.phrase for example in examples("found")}
    assert {each.id for check in shipped().values() for each in phrases_of(check)} <= tested
    assert {f"N{number:02}" for number in range(1, 32)} <= tested


@pytest.mark.parametrize(("name", "sentence"), beside("absent", "found"))
def test_what_should_be_somewhere_is_found_in(name: str, sentence: str) -> None:
    assert not weigh([shipped()[name]], Subject(sentence))
    assert not weigh([shipped()[name]], Subject(f"It was so.\n\n{sentence} It was so."))


@pytest.mark.parametrize(("name", "sentence"), beside("absent", "clean"))
def test_what_should_be_somewhere_is_missed_in(name: str, sentence: str) -> None:
    assert [each.phrase for each in weigh([shipped()[name]], Subject(sentence))] == [""]


@pytest.mark.parametrize("text", ["I had no part in it.", "No part of my own.", "None", "nothing"])
def test_who_had_no_part_in_it_is_not_asked_for_an_act(text: str) -> None:
    assert not weigh([shipped()["C3"]], Subject(text))


@pytest.mark.parametrize(("key", "speaks"), [("found", True), ("clean", False)])
def test_what_names_a_thing_rather_than_an_act(key: str, speaks: bool) -> None:
    told = beside("begins", key)
    assert told
    for name, sentence in told:
        remarks = weigh([shipped()[name]], Subject(records=(record(what=sentence),)))
        assert bool(remarks) == speaks, sentence


@pytest.mark.parametrize(("key", "speaks"), [("found", True), ("clean", False)])
def test_what_a_story_should_not_begin_with(key: str, speaks: bool) -> None:
    told = beside("first_record", key)
    assert told
    for name, sentence in told:
        records = (Record({"what": sentence, "thought": "", "felt": "Calm"}, {}), Record({"what": "Then."}, {}))
        assert bool(weigh([shipped()[name]], Subject(records=records))) == speaks, sentence


@pytest.mark.parametrize("half", ["moment", "act"])
def test_the_halves_of_a_plan(half: str) -> None:
    (raw,) = [look[half] for tree in files().values() for look in tree.get("looks", ()) if half in look]
    pattern = compiled(raw["pattern"])
    assert [each for each in raw["found"] if not pattern.match(each)] == []
    assert [each for each in raw["clean"] if pattern.match(each)] == []


def test_the_worked_example_holds_all_parts_and_none_of_the_phrases() -> None:
    checks = shipped()
    assert not weigh([checks["C1"], checks["C2"]], Subject(LETTER))
    assert missing_parts(checks["C2"], LETTER) == undated_parts(checks["C2"], LETTER) == ()


def test_what_is_taken_out_of_the_worked_example_is_missed() -> None:
    paragraphs = LETTER.split("\n\n")
    without = {
        "effect": [2],
        "how": [3],
        "repair": [4],
        "prevent": [5],
    }
    for part, places in without.items():
        letter = "\n\n".join(each for place, each in enumerate(paragraphs) if place not in places)
        assert part in missing_parts(shipped()["C2"], letter)
    assert "sorry" in missing_parts(shipped()["C2"], LETTER.replace("I am sorry that I did.", ""))


def test_a_promise_without_a_day_is_no_missing_part() -> None:
    letter = LETTER.replace("I have corrected the file and will", "I will").replace(", by Thursday", "")
    assert missing_parts(shipped()["C2"], letter) == ()
    assert undated_parts(shipped()["C2"], letter) == ("repair",)
    (remark,) = weigh([shipped()["C2"]], Subject(letter))
    assert remark.why == "What you will do has no day yet."


def test_the_parts_of_a_letter_are_missed_weightiest_first() -> None:
    assert missing_parts(shipped()["C2"], "Dear Ruth,\n\nJo")[:2] == ("act", "repair")
    assert [each.why for each in weigh([shipped()["C2"]], Subject("Dear Ruth,\n\nJo"))][:2] == [
        "Not in the letter yet: what you did.",
        "Not in the letter yet: what you will do to put it right.",
    ]


def test_two_checks_have_some_of_the_phrases_of_another() -> None:
    assert [each.id for each in phrases_of(shipped()["C1a"])] == ["N07", "N08", "N09", "N15"]
    assert [each.id for each in phrases_of(shipped()["C1b"])] == ["N07", "N08", "N09", "N10"]
    assert [each.check for each in weigh([shipped()["C1a"]], Subject("Mistakes were made. It was not my fault."))] == [
        "C1a"
    ]


PLAIN = {
    "C4": ("Too tired.", "I had been on call for two nights and did not look."),
    "C5": ("They never answer.", "I could have asked on Tuesday."),
    "C6": ("I'm such an idiot.", "I made a stupid mistake."),
    "C7": ("Be more careful", "By June I have run two releases with Mara watching."),
    "C8": ("Learn everything about SQL", "Read chapter one on Tuesday"),
    "C9": ("If things get hard, then I will try harder.", "If the phone rings after six, I let it ring and walk home."),
    "C10": ("I can't run a release alone.", "I can't run a release alone yet."),
    "C11": ("It was a blessing in disguise.", "I learned to ask earlier."),
    "C13": ("Never again miss a date", "Deliver two releases with Mara"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_light_check_speaks_once_about_the_one_and_not_about_the_other(name: str) -> None:
    one, other = PLAIN[name]
    assert [each.check for each in weigh([shipped()[name]], Subject(one))] == [name]
    assert not weigh([shipped()[name]], Subject(other))


@pytest.mark.parametrize("name", ["C7", "C8"])
def test_a_record_without_any_day_is_asked_for_one(name: str) -> None:
    words = {"what": "Ask Ines who signs off", "step": "Read chapter one"}
    (remark,) = weigh([shipped()[name]], Subject(records=(record(None, **words),)))
    assert (remark.field, remark.phrase, remark.start, remark.end) == ("by", "", 0, 0)
    assert not weigh([shipped()[name]], Subject(records=(record(DAY, **words),)))


def test_a_plan_without_its_moment_may_be_an_act_alone() -> None:
    assert not weigh([shipped()["C9"]], Subject("Write one line and park it until five o'clock; ring someone."))
    assert not weigh([shipped()["C9"]], Subject(records=(Record({"if": "I put it off", "then": "open the file"}, {}),)))
    (remark,) = weigh([shipped()["C9"]], Subject(records=(Record({"if": "stressed", "then": "open the file"}, {}),)))
    assert remark.field == "if"


def test_a_lesson_that_is_shorter_than_the_outcome() -> None:
    result = "We lost the client, two of us left, and the project was given to somebody else."
    subject = Subject("I learned to ask.", answers={"result": result})
    assert [each.check for each in weigh([shipped()["C11"]], subject)] == ["C11"]
    assert not weigh([shipped()["C11"]], Subject(f"I learned to ask. {result}", answers={"result": result}))


def test_four_changes_are_more_than_three() -> None:
    changes = tuple(record(what=f"Ask {name}") for name in ("Ana", "Ben", "Cleo", "Dan"))
    assert weigh([shipped()["C14"]], Subject(records=changes))
    assert not weigh([shipped()["C14"]], Subject(records=changes[:3]))


def events(*told: tuple[str, str], felt: str = "uneasy") -> Subject:
    rows = [{"when": when, "what": what, "thought": "", "felt": felt} for when, what in told]
    return Subject(records=tuple(Record(row, {}) for row in rows))


STORIES = {
    "in order": (events(("3 March", "Tom asked."), ("4 March", "I sent it.")), ""),
    "out of order": (events(("4 March", "Tom asked."), ("3 March", "I sent it.")), "3 March"),
    "out of order in the day": (events(("10:30", "Tom asked."), ("9:15", "I sent it.")), "9:15"),
    "past midnight": (events(("23:40", "Tom asked."), ("0:15", "I sent it.")), ""),
    "past new year": (events(("30 December", "Tom asked."), ("2 January", "I sent it.")), ""),
    "backwards over new year": (events(("2027-01-02", "Tom asked."), ("2026-12-30", "I sent it.")), "2026-12-30"),
    "in doubt": (events(("Monday", "Tom asked."), ("9:00", "I called."), ("8 March", "It came.")), ""),
}


@pytest.mark.parametrize("story", STORIES)
def test_a_story(story: str) -> None:
    subject, phrase = STORIES[story]
    assert [each.phrase for each in weigh([shipped()["C15"]], subject)] == ([phrase] if phrase else [])


def test_a_story_that_begins_with_the_mistake_or_has_nobody_in_it() -> None:
    (first,) = weigh([shipped()["C15"]], events(("", "I sent the wrong file."), ("", "Tom called.")))
    assert (first.why, first.instead) == ("The story begins with the mistake.", "What came before?")
    (second,) = weigh([shipped()["C15"]], events(("", "Tom asked."), ("", "I sent it."), felt=""))
    assert "thinks or feels" in second.why


@pytest.mark.parametrize(("chosen", "speaks"), [("night", True), ("often", True), ("hardly", False)])
def test_going_over_it_at_night(chosen: str, speaks: bool) -> None:
    assert bool(weigh([shipped()["C17"]], Subject(chosen=(chosen,)))) == speaks


def test_an_answer_left_empty_is_left_in_peace() -> None:
    empty = Subject("", records=(Record({}, {}),))
    for check in shipped().values():
        assert not weigh([check], Subject())
        assert not weigh([check], Subject("  \n")), check.id
        assert not weigh([check], empty)


def test_what_is_said_is_calm_and_says_a_reason_and_another_way() -> None:
    def told(tree: Any) -> Iterator[str]:
        if isinstance(tree, dict):
            yield from (text for key, text in tree.items() if key in ("why", "instead", "says", "about"))
            for each in tree.values():
                yield from told(each)
        elif isinstance(tree, list):
            for each in tree:
                yield from told(each)

    for name, tree in files().items():
        for text in told(tree):
            assert not LOUD.search(text.replace('"I should have"', "")), (name, text)
            assert text[-1] in '.?"', (name, text)


def test_the_two_that_read_any_text_are_named_by_what_it_is() -> None:
    assert [name for name, check in shipped().items() if "apology" in check.sets] == ["C1", "C2"]
