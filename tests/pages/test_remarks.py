"""The page of remarks on a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.remark import Remark
from reflect.pages.blocks import Heading, Page, Quiet, Topic
from reflect.pages.remarks import AROUND, NOTHING, remarks_page
from reflect.pages.visible import one_line


def remark(text: str, start: int, end: int) -> Remark:
    return Remark("X1", text[start:end], start, end, "look", "The reason.", "Another way.")


def topics(page: Page) -> list[Topic]:
    return [block for block in page if isinstance(block, Topic)]


def test_a_phrase_is_shown_in_its_sentence() -> None:
    text = "One.\nAnd two\nwraps. Three."
    (topic,) = topics(remarks_page([remark(text, 9, 12)], text))
    assert topic.name == '"two"'
    assert [row.texts for row in topic.rows] == [("And two wraps.",), ("The reason.",), ("Another way.",)]


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "before " * 40 + "HERE" + " after" * 40
    (topic,) = topics(remarks_page([remark(text, 280, 284)], text))
    shown = topic.rows[0].texts[0]
    assert shown.startswith("... before ")
    assert shown.endswith(" after ...")
    assert "before HERE after" in shown
    assert len(shown) <= 2 * AROUND + 12


def test_what_is_missing_is_named_without_a_phrase() -> None:
    (topic,) = topics(remarks_page([remark("One.", 4, 4)], "One."))
    assert (topic.name, [row.texts for row in topic.rows]) == ("The reason.", [("Another way.",)])


def test_a_page_says_how_many_there_are_and_that_they_are_guesses() -> None:
    page = remarks_page([remark("One two", 0, 3), remark("One two", 4, 7)], "One two", ["Said first."])
    assert page[0] == Heading("Worth a second look: 2 things")
    assert page[1] == Quiet("Said first.")
    assert isinstance(page[-1], Quiet)
    assert remarks_page([], "One") == (Quiet(NOTHING),)


@given(st.text(st.sampled_from("ab .\n\r\x1b"), min_size=1), st.data())
def test_any_phrase_is_shown_in_one_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (topic,) = topics(remarks_page([remark(text, start, end)], text))
    for shown in (topic.name, *topic.rows[0].texts):
        assert not {"\n", "\r", "\x1b"} & {*shown}
    assert one_line(text[start:end]) in topic.rows[0].texts[0]
