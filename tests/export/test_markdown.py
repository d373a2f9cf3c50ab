"""The Markdown of an entry and a setback: what stands in it, in which order, and what never does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer, Entry
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.entry.setback import Setback
from reflect.export.markdown import entry_markdown, setback_markdown
from reflect.pages.account import Telling
from reflect.pages.for_others import shown_to_others
from reflect.pages.visible import one_line
from tests.export.test_escaping import AWKWARD, PARSER, drawn_together, lines, shown, tidy
from tests.pages.case import CHECKIN, DEBRIEF, DEFINE, INVOICE, NAMELESS, PROMISED, QUOTE, SEALED, TODAY, ground

PLAIN, LETTERS = Telling(), Telling(letters=True)


def account(*entries: Entry, of: Setback = INVOICE, how: Telling = PLAIN, today: dt.date = TODAY) -> str:
    """A setback as Markdown."""
    return setback_markdown(of, entries, ground(*entries, today=today), how)


def apart(document: str) -> tuple[dict[str, object], str]:
    """The front matter, and the Markdown after it."""
    _, front, rest = document.split("---\n", 2)
    return YAML(typ="safe").load(front), rest


def headings(document: str) -> list[tuple[str, str]]:
    tokens = PARSER.parse(apart(document)[1])
    return [
        (token.tag, tokens[place + 1].content) for place, token in enumerate(tokens) if token.type == "heading_open"
    ]


def test_an_entry_as_markdown_reads_well(snapshot: SnapshotAssertion) -> None:
    assert f"\n{entry_markdown(DEFINE, today=TODAY, how=PLAIN, title=INVOICE.title)}" == snapshot


def test_a_setback_as_markdown_reads_well(snapshot: SnapshotAssertion) -> None:
    story = (SEALED, PROMISED, DEFINE, CHECKIN)
    assert f"\n{account(*story, how=LETTERS, today=dt.date(2026, 3, 12))}" == snapshot


@pytest.mark.parametrize("letters", [True, False])
def test_private_answers_are_never_exported(letters: bool) -> None:
    whole = account(DEFINE, DEBRIEF, how=Telling(letters=letters))
    single = [entry_markdown(entry, today=TODAY, how=Telling(letters=letters)) for entry in (DEFINE, DEBRIEF)]
    for document in (whole, *single):
        for trace in ("banner", "flats", "rather not write", "keep quiet", "rivate"):
            assert trace not in document


def test_letters_are_left_out_unless_they_are_asked_for() -> None:
    assert "Dear Ines" not in entry_markdown(DEBRIEF, today=TODAY, how=PLAIN)
    assert "Read the letter" not in entry_markdown(DEBRIEF, today=TODAY, how=PLAIN)
    assert "Dear Ines" in entry_markdown(DEBRIEF, today=TODAY, how=LETTERS)


def test_a_sealed_entry_is_left_out_with_a_line_that_says_so() -> None:
    for document in (entry_markdown(SEALED, today=TODAY, how=PLAIN), account(SEALED)):
        assert "phone ring" not in document
        assert "All of it, unsorted" not in document
        assert "*Sealed until 5 April 2026, and left out here.*" in document
    assert "phone ring" in entry_markdown(SEALED, today=dt.date(2026, 4, 5), how=PLAIN)


def test_questions_left_empty_are_left_out() -> None:
    document = entry_markdown(DEFINE, today=TODAY, how=PLAIN)
    assert "drastic" not in document
    assert "Before you act" not in document
    assert "empty" not in document


def test_parts_are_headings_in_the_order_of_the_account_and_the_rest_stands_below_by_entry() -> None:
    assert headings(account(DEBRIEF, DEFINE)) == [
        ("h1", "The March invoice run went out twice"),
        ("h2", "What happened"),
        ("h2", "Step by step"),
        ("h2", "How it came about"),
        ("h2", "What changes"),
        ("h2", "Also written"),
        ("h3", "Define what happened, 3 March 2026, 22:14"),
        ("h4", "What happened"),
        ("h4", "How big it is"),
        ("h3", "Debrief yourself, 5 March 2026, 20:06"),
        ("h4", "How it came about"),
        ("h4", "What will change"),
    ]


def test_nothing_that_is_not_private_is_lost_from_the_account() -> None:
    text = "\n".join(shown(apart(account(DEFINE, PROMISED, CHECKIN, how=LETTERS))[1]))
    for entry in (DEFINE, PROMISED):
        for answer in entry.answers:
            for said in answer.sayings():
                for each in said.value if isinstance(said.value, list) else [said.value]:
                    words = (
                        each.get("what", each.get("text")) if isinstance(each, dict) else said.labels.get(each, each)
                    )
                    if isinstance(words, str) and answer.type != "date":
                        first = words.split("\n")[0]
                        assert (first in text) != answer.private, (answer.id, first)


OTHERS = Telling(for_others=True)


def test_others_are_told_what_happened_what_was_learned_and_what_changes() -> None:
    document = account(DEFINE, PROMISED, CHECKIN, how=OTHERS)
    assert headings(document)[1:] == [("h2", "What happened"), ("h2", "What changes")]
    for trace in ("dread", "How are you", "Month end", "Dear Ines", "double debit", "tags", "shame"):
        assert trace not in document
    assert "Read the run log before any start by hand" in document


def test_of_letting_go_of_a_page_and_of_check_ins_others_see_nothing() -> None:
    harsh = ("mood_before", "hurt", "thought", "belief", "sounds", "friend", "fair", "loop", "weed", "handled")
    answers = tuple(Answer(each, each, "text", Said(f"said of {each}")) for each in harsh)
    for flow in ("letgo", "unload", "checkin", "feedback", "support"):
        entry = replace(DEFINE, flow=replace(DEFINE.flow, id=flow), answers=answers)
        assert "said of" not in entry_markdown(entry, today=TODAY, how=OTHERS)
        assert entry_markdown(entry, today=TODAY, how=PLAIN).count("said of") == len(harsh)


def test_others_see_what_happened_and_nothing_beside_it() -> None:
    shown = [each.id for each in shown_to_others(DEFINE)]
    assert shown == ["title", "what", "when", "severity", "affected", "one_line"]
    assert "dread" not in entry_markdown(DEFINE, today=TODAY, how=OTHERS)
    assert "3 March 2026" in entry_markdown(DEFINE, today=TODAY, how=OTHERS)
    assert "tuesday after lunch" not in entry_markdown(DEFINE, today=TODAY, how=OTHERS)


def test_of_somebody_s_own_flow_others_see_what_is_not_private_and_not_felt() -> None:
    fields = tuple(AskedField(each, f"{each}?", "text") for each in ("what", "felt"))
    record = {"key": "1", "what": "The gate fell shut", "felt": "sick with fear"}
    told = (
        Answer("steps", "Step by step?", "group", Said([record]), fields=fields),
        Answer("mood", "How are you?", "scale", Said(3)),
        Answer("secret", "Secret?", "long", Said("hush"), private=True),
    )
    own = replace(DEBRIEF, flow=replace(DEBRIEF.flow, id="own"), answers=told)
    document = entry_markdown(own, today=TODAY, how=OTHERS)
    assert "The gate fell shut" in document
    for trace in ("sick with fear", "felt", "How are you", "hush"):
        assert trace not in document


def test_a_letter_that_was_not_changed_at_the_second_reading_is_told_as_it_was() -> None:
    letter = Answer("letter", "The letter?", "letter", Said("Dear Ines"))
    once_more = Answer("letter_again", "Once more?", "reopen")
    written = replace(DEBRIEF, flow=replace(DEBRIEF.flow, id="apologize"), answers=(letter, once_more))
    assert "Dear Ines" in account(written, how=LETTERS)
    changed = replace(written, answers=(letter, replace(once_more, said=Said("Dear Ines and all"))))
    assert account(changed, how=LETTERS).count("Dear Ines") == 1


def test_the_one_sentence_is_told_once_where_it_was_left_empty_later() -> None:
    later = replace(
        DEFINE,
        id=DEBRIEF.id,
        finished=DEBRIEF.finished,
        answers=(Answer("what", "What?", "long", Said("The bank has paid it back.")), Answer("one_line", "?", "text")),
    )
    assert account(DEFINE, later).count("I started the invoice run by hand") == 1


def test_only_the_parts_that_are_named_are_told() -> None:
    document = account(DEFINE, PROMISED, how=Telling(parts=frozenset({"changes", "happened"})))
    assert headings(document)[1:] == [("h2", "What happened"), ("h2", "What changes")]
    assert headings(account(DEFINE, PROMISED, how=Telling(parts=frozenset({"rest"}))))[1] == ("h2", "Also written")


def test_only_what_was_written_since_a_day_is_told() -> None:
    document = account(DEFINE, PROMISED, CHECKIN, how=Telling(since=dt.date(2026, 3, 5)))
    assert "Every customer on the monthly plan" not in document
    assert "Read the run log" in document
    assert "# The March invoice run went out twice" in document


def test_what_was_promised_stands_with_its_state() -> None:
    document = account(DEFINE, PROMISED, CHECKIN, today=dt.date(2026, 3, 12))
    assert "| in place, and it works, 12 March 2026 |" in document


def test_the_letter_as_it_was_changed_last_stands_in_the_account() -> None:
    def letter(name: str, text: str) -> Answer:
        return Answer(name, "The letter?", "letter", Said(text))

    answers = (letter("letter", "Dear Ines, first."), letter("letter_again", "Dear Ines, second."))
    document = account(replace(DEFINE, flow=replace(DEFINE.flow, id="apologize"), answers=answers), how=LETTERS)
    assert ("Dear Ines, second." in document, "Dear Ines, first." in document) == (True, False)


def test_front_matter_says_title_date_and_flow_or_status() -> None:
    day = dt.date(2026, 3, 3)
    assert apart(entry_markdown(DEFINE, today=TODAY, how=PLAIN, title="T"))[0] == {
        "title": "T",
        "date": day,
        "flow": "define",
    }
    assert apart(account())[0] == {
        "title": INVOICE.title,
        "date": day,
        "status": "open",
    }
    assert apart(account(of=QUOTE))[0]["status"] == "closed"


def test_a_setback_without_a_title_has_one_in_its_export() -> None:
    assert headings(account(of=NAMELESS)) == [("h1", "Untitled")]


@given(
    AWKWARD.filter(lambda text: bool(one_line(text)))
    | st.sampled_from(["no", "1.10", "null", "---", "a: b", "# x", "'", '"'])
)
def test_any_title_comes_back_out_of_the_front_matter(title: str) -> None:
    document = account(of=replace(INVOICE, title=title))
    front, rest = document.removeprefix("---\n").split("\n---\n", 1)
    assert YAML(typ="safe").load(front)["title"] == one_line(title)
    assert shown(rest)[0] == one_line(title)


WRITTEN = AWKWARD.filter(lambda text: bool(text.strip() and tidy(text)))


@given(WRITTEN, WRITTEN, WRITTEN, WRITTEN)
def test_the_structure_is_that_of_the_entry_whatever_was_answered(
    first: str, second: str, third: str, fourth: str
) -> None:
    answers = (
        Answer("a", "A?", "long", Said(first), "One"),
        Answer("b", "B?", "list", Said([{"key": "1", "text": second}, {"key": "2", "text": third}]), "One"),
        Answer(
            "c",
            "C?",
            "group",
            Said([{"key": "1", "f": first, "g": second}, {"key": "2", "f": third, "g": fourth}]),
            "Two",
            fields=(AskedField("f", "F?", "text"), AskedField("g", "G?", "long")),
        ),
        Answer(
            "d",
            "D?",
            "long",
            section="Two",
            each=(EachSaid("1", "this", Said(third)), EachSaid("2", "that", Said(fourth))),
        ),
        Answer("e", "E?", "long", Said(fourth), "Three"),
    )
    document = entry_markdown(replace(DEFINE, answers=answers), today=TODAY, how=PLAIN)
    rest = apart(document)[1]
    assert headings(document) == [("h1", "Define what happened"), ("h2", "One"), ("h2", "Two"), ("h2", "Three")]
    told = shown(rest)
    third_question, fourth_question = told.index("C?"), told.index("D?")
    assert lines(told[:third_question]) == [
        "Define what happened", "3 March 2026", "One", "A?", *tidy(first), "B?", *tidy(second), *tidy(third), "Two",
    ]  # fmt: skip
    assert lines(told[fourth_question:]) == [
        "D?",
        "this",
        *tidy(third),
        "that",
        *tidy(fourth),
        "Three",
        "E?",
        *tidy(fourth),
    ]
    records = drawn_together(told[third_question:fourth_question])
    assert all(drawn_together([line]) in records for text in (first, second, third, fourth) for line in tidy(text))
