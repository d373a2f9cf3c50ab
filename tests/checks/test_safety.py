"""Words of not wanting to live: found as the method says, and not where somebody speaks of work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.safety import Patterns, Phrases, Sign, misjudged, sign, wrong_with
from reflect.library.flows import Library
from reflect.library.safety import load
from tests.flows.method import PROMPTS

EXPLICIT = """\
I want to die.
I wish I was dead.
Sometimes I think of killing myself.
They would be better off without me.
I see no point in living.
I don't want to wake up.
I can't go on living.
I keep hurting myself.
I'm going to end it all
I do not want to live any more.
I just want to die
i dont want to be alive
My family would be happier without me.
I'd be better off dead
I feel suicidal and cannot sleep
I have thought about suicide again
I'm gonna kill myself
My life is not worth living
There is no reason to go on living
I wish I was never born
I cut myself last night
I do not see any point in being alive
Don't want to live any more.""".splitlines()
NOT_EXPLICIT = """\
I killed the process on the server.
I nearly died of embarrassment.
This deadline is killing me.
I ran kill -9 on the wrong job.
The project is dead.
I could have sunk into the ground.
I cut myself short in the meeting.
I hurt myself when I fell off the ladder.
The hang happened twice.
Dead letters piled up.
I am dying to know what she thought.
I ended the call.
We decided to end support for it.
I don't want to live in Leeds.
I want to disappear.
I was killing myself to get it done.
I can't go on like this with this job.
I don't want to be here any more, I will apply elsewhere.""".splitlines()
SOFT = """\
I can't go on like this.
I can't take it any more
I don't want to be here anymore.
I see no way out.
I want to disappear.
Everything is hopeless.""".splitlines()
NOTHING = """\
We can't do it by Friday.
I want to be here on Monday.
There is a way out of the contract.
I can't take it home with me on the train.
The patient was suicidal and I did not write it down.
I could have killed myself for forgetting it.
I don't want to live with that decision.
I skilled myself up.
The job was to end my lifecycle policy.
We wanted to kill the batch, and it would not die.
I'm going to die if he reads this.
It was suicide to deploy on a Friday.
I want to die on the hill of code review.
I cut myself a slice of cake.
They'd be better off without me on the rota.
I took my own laptop.
I wish to end the lease.""".splitlines()
WORK = (
    "the report deadline server client I we they sent killed process dead line end of month meeting cut short hurt feelings my "
    "own life cycle team without me on Monday point reason to go live living room want to finish wish more time die casting "
    "myself harm done at work suicide squad film no way forward go on with it every day take bear do this again here there was "
)
ABOUT = "On Monday the invoices went out twice. I had not looked at the list, and nobody asked. It was late. "


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    safety = load(Library(PROMPTS)).safety
    assert safety
    return safety.patterns


@pytest.mark.parametrize("sentence", EXPLICIT)
def test_it_is_found_however_it_is_written(patterns: Patterns, sentence: str) -> None:
    for text in (
        sentence,
        sentence.lower(),
        sentence.upper(),
        sentence.replace("'", "\u2019"),
        sentence.replace("'", "\u02bc"),
        sentence.replace(" ", "\n"),
        sentence.replace(" ", " \r\n\t"),
        sentence.replace(" ", "\u00a0"),
        f"{ABOUT * 3000}\n\n{sentence}\n\n{ABOUT * 3000}",
    ):
        assert sign(patterns, text) is Sign.EXPLICIT


@pytest.mark.parametrize("sentence", NOT_EXPLICIT)
def test_talk_of_work_is_not_taken_for_it(patterns: Patterns, sentence: str) -> None:
    for text in (sentence, sentence.upper(), sentence.replace("'", "\u2019"), f"{ABOUT * 9}{sentence} {ABOUT * 9}"):
        assert sign(patterns, text) is not Sign.EXPLICIT


@pytest.mark.parametrize("sentence", SOFT)
def test_what_may_mean_the_job_is_soft(patterns: Patterns, sentence: str) -> None:
    for text in (sentence, sentence.upper(), sentence.replace("'", "\u2019"), f"{ABOUT * 9}\n{sentence}\n{ABOUT * 9}"):
        assert sign(patterns, text) is Sign.SOFT


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_found_in(patterns: Patterns, sentence: str) -> None:
    assert sign(patterns, sentence) is Sign.NONE


def test_the_more_serious_of_two_signs_is_told(patterns: Patterns) -> None:
    assert sign(patterns, "I see no way out. I want to die.") is Sign.EXPLICIT


def test_a_phrase_does_not_go_on_into_the_next_paragraph(patterns: Patterns) -> None:
    assert sign(patterns, "There was one thing I want to\n\nDie casting was down.") is Sign.NONE


def test_without_patterns_nothing_is_found() -> None:
    assert sign(Patterns(), "I want to die.") is Sign.NONE


@given(st.lists(st.sampled_from(sorted({*WORK.split()} - {"die", "suicide", "myself"})), max_size=40).map(" ".join))
def test_talk_of_work_in_any_order_says_nothing_explicit(patterns: Patterns, text: str) -> None:
    assert sign(patterns, text) is not Sign.EXPLICIT


@given(st.text(), st.sampled_from(EXPLICIT), st.text())
def test_whatever_stands_around_it_in_other_paragraphs_it_is_found(
    patterns: Patterns, before: str, sentence: str, after: str
) -> None:
    assert sign(patterns, f"{before}\n\n{sentence}\n\n{after}") is Sign.EXPLICIT


@pytest.mark.parametrize(
    "piece",
    ["x", " ", "\n", "\n ", "I want to ", "I just ", "don't want to ", "I'", "no point in liv", "\u2019", "I\n\n"],
)
def test_a_very_long_answer_comes_back(patterns: Patterns, piece: str) -> None:
    long = piece * (200_000 // len(piece))
    assert sign(patterns, f"{long}.") is Sign.NONE
    assert sign(patterns, f"{long}.\n\nI want to die.") is Sign.EXPLICIT


# --------------------------------------------------------------------------------------------------- what a pattern may be


@pytest.mark.parametrize("pattern", [r"a\s+b", r"a\s*b?", r"(?:a|b)?c(?!\s+d)", r"\+\*\{", "[+*{]", r"\bx\b"])
def test_a_pattern_goes_through_a_text_once(pattern: str) -> None:
    assert wrong_with(pattern) is None


@pytest.mark.parametrize(
    "pattern", ["a+", "a*", "(a?)+", r"(?:\s+)+", r"\w+", ".*x", "a{2,9}", "[ab]+", r"\\s+", r"\s++"]
)
def test_nothing_may_repeat_but_spaces(pattern: str) -> None:
    assert wrong_with(pattern) == r"repeats something; only \s+ may, and '?' may leave something out"


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a", "(?P<x", "(?<!a?)b"])
def test_what_is_no_pattern_is_said(pattern: str) -> None:
    assert wrong_with(pattern) == "is no regular expression"


def test_a_pattern_may_not_be_endless() -> None:
    assert wrong_with("a?" * 501) == "is longer than 1000 characters"


def test_sentences_that_are_got_wrong_are_told() -> None:
    phrases = Phrases((r"\bbad\b",), ("a bad day", "a good day"), ("a good day", "not bad"))
    assert [*misjudged(phrases)] == [
        ("must_find", 1, "no pattern finds this"),
        ("must_not_find", 1, "a pattern finds this"),
    ]
