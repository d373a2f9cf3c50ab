"""The Markdown of an entry and a setback: what stands in it, in which order, and what never does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from syrupy.assertion import SnapshotAssertion

from reflect.entry.model import Answer
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.export.markdown import entry_markdown, setback_markdown
from reflect.pages.visible import one_line
from tests.export.test_escaping import AWKWARD, PARSER, drawn_together, lines, shown, tidy
from tests.pages.case import DEBRIEF, DEFINE, INVOICE, NAMELESS, QUOTE, SEALED, TODAY


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
    assert f"\n{entry_markdown(DEFINE, today=TODAY, title=INVOICE.title)}" == snapshot


def test_a_setback_as_markdown_reads_well(snapshot: SnapshotAssertion) -> None:
    assert f"\n{setback_markdown(INVOICE, [SEALED, DEBRIEF, DEFINE], today=TODAY, letters=True)}" == snapshot


@pytest.mark.parametrize("letters", [True, False])
def test_private_answers_are_never_exported(letters: bool) -> None:
    whole = setback_markdown(INVOICE, [DEFINE, DEBRIEF], today=TODAY, letters=letters)
    single = [entry_markdown(entry, today=TODAY, letters=letters) for entry in (DEFINE, DEBRIEF)]
    for document in (whole, *single):
        for trace in ("banner", "flats", "rather not write", "keep quiet", "rivate"):
            assert trace not in document


def test_letters_are_left_out_unless_they_are_asked_for() -> None:
    assert "Dear Ines" not in entry_markdown(DEBRIEF, today=TODAY)
    assert "Read the letter" not in entry_markdown(DEBRIEF, today=TODAY)
    assert "Dear Ines" in entry_markdown(DEBRIEF, today=TODAY, letters=True)


def test_a_sealed_entry_is_left_out_with_a_line_that_says_so() -> None:
    for document in (entry_markdown(SEALED, today=TODAY), setback_markdown(INVOICE, [SEALED], today=TODAY)):
        assert "phone ring" not in document
        assert "All of it, unsorted" not in document
        assert "*Sealed until 5 April 2026, and left out here.*" in document
    assert "phone ring" in entry_markdown(SEALED, today=dt.date(2026, 4, 5))


def test_questions_left_empty_are_left_out() -> None:
    document = entry_markdown(DEFINE, today=TODAY)
    assert "drastic" not in document
    assert "Before you act" not in document
    assert "empty" not in document


def test_sections_are_headings_in_the_order_of_the_entries() -> None:
    document = setback_markdown(INVOICE, [DEBRIEF, DEFINE], today=TODAY)
    assert headings(document) == [
        ("h1", "The March invoice run went out twice"),
        ("h2", "Define what happened"),
        ("h3", "What happened"),
        ("h3", "How big it is"),
        ("h3", "In one sentence"),
        ("h2", "Debrief yourself"),
        ("h3", "The story"),
        ("h3", "What was meant, and what was right"),
        ("h3", "How it came about"),
        ("h3", "What will change"),
    ]


def test_front_matter_says_title_date_and_flow_or_status() -> None:
    day = dt.date(2026, 3, 3)
    assert apart(entry_markdown(DEFINE, today=TODAY, title="T"))[0] == {"title": "T", "date": day, "flow": "define"}
    assert apart(setback_markdown(INVOICE, [], today=TODAY))[0] == {
        "title": INVOICE.title,
        "date": day,
        "status": "open",
    }
    assert apart(setback_markdown(QUOTE, [], today=TODAY))[0]["status"] == "closed"


def test_a_setback_without_a_title_has_one_in_its_export() -> None:
    assert headings(setback_markdown(NAMELESS, [], today=TODAY)) == [("h1", "Untitled")]


@given(
    AWKWARD.filter(lambda text: bool(one_line(text)))
    | st.sampled_from(["no", "1.10", "null", "---", "a: b", "# x", "'", '"'])
)
def test_any_title_comes_back_out_of_the_front_matter(title: str) -> None:
    document = setback_markdown(replace(INVOICE, title=title), [], today=TODAY)
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
    document = entry_markdown(replace(DEFINE, answers=answers), today=TODAY)
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
