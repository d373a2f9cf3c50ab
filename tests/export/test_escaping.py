"""Words somebody wrote come out of a CommonMark renderer as they went in, whatever they look like."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reflect.export.blocks import markdown
from reflect.export.escaping import paragraphs
from reflect.pages.blocks import About, Asked, Facts, Heading, Items, Page, Quiet, Records, Row, Table, Topic, Words
from reflect.pages.visible import one_line, visible

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
AWKWARD = st.one_of(
    st.text("ab1 \n\t.)-+*_`~#=:|<>[]()!&;\\\"'/@{}$^", max_size=60),
    st.lists(
        st.sampled_from(
            ["- ", "1. ", "1)", "# ", "---", "===", "> ", "```", "~~~", "    ", "\n", "\n\n", "a", "b", " ", "*", "_", "**",
             "`", "[x]", "[x]: y", "](z)", "![", "<b>", "</b>", "<!--", "<http://a.b>", "<a@b.c>", "&amp;", "&#42;", "|",
             "\\", "|---|", "- - -", "a | b", ":-:", "+", "\u00a0", "\u3000", "é", "漢", "🙂", "\x1b[", "<?", "~~x~~",
             "snake_case", "2026.", "9) "]
        ),
        max_size=14,
    ).map("".join),
    st.text(st.characters(), max_size=60),
)  # fmt: skip


def seen(token: Token) -> str:
    """The text of an inline token; whatever is not text, emphasis of ours or a line break has no place in it."""
    parts = []
    for child in token.children or []:
        assert child.type in {"text", "text_special", "hardbreak", "strong_open", "strong_close", "em_open", "em_close"}
        parts.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(parts)


def shown(source: str) -> list[str]:
    """The text of every paragraph, heading and cell, in order."""
    return [seen(token) for token in PARSER.parse(source) if token.type == "inline"]


def kinds(source: str) -> list[str]:
    """The blocks of a document, in order, as their tags."""
    return [token.tag for token in PARSER.parse(source) if token.nesting == 1]


def tidy(text: str) -> list[str]:
    """The lines of `text` as they are to be seen: without blank ones and the spaces at their ends."""
    return [line.strip() for line in visible(text).split("\n") if line.strip()]


def lines(texts: list[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.split("\n")]


def drawn_together(texts: list[str]) -> str:
    """Texts as one line, the way a reader sees the spaces in it."""
    return " ".join(" ".join(texts).split())


@given(AWKWARD)
@example("Setext\n===\n---\n- - -")
@example("1. one\n2) two\n-\n+ three\n#\n####### seven")
@example("a\\\n\\*b\\\\")
@example("a | b\n--- | ---\nc | d")
@example("a\n:-:\n|x|")
@example("&copy; &#35; &#x23; AT&T &c;")
@example("    code\n\ttab")
@example("[a]: http://b.c\n[a] ![a](b) [^1] <b>x</b> <http://x.y>")
def test_words_are_shown_as_they_were_written(text: str) -> None:
    source = markdown((Words(text),))
    assert lines(shown(source)) == tidy(text)
    assert set(kinds(source)) <= {"p"}


@given(AWKWARD)
def test_blank_lines_make_paragraphs_and_line_breaks_stay(text: str) -> None:
    blocks = [
        block
        for block in "\n".join(line.strip() for line in visible(text).split("\n")).split("\n\n")
        if block.strip("\n")
    ]
    assert [lines([each]) for each in shown(markdown((Words(text),)))] == [
        block.strip("\n").split("\n") for block in blocks
    ]


@given(AWKWARD.filter(lambda text: bool(one_line(text))))
def test_one_line_places_show_their_text_and_stay_one_block(text: str) -> None:
    page: Page = (Heading(text, 2), Asked(text), About(text), Quiet(text))
    source = markdown(page)
    assert shown(source) == [one_line(text)] * 4
    assert kinds(source)[0] == "h2"
    assert [kind for kind in kinds(source) if kind != "em"] == ["h2", "p", "p", "p"]


@given(AWKWARD.filter(lambda text: bool(one_line(text))))
def test_a_question_is_bold_and_nothing_else(text: str) -> None:
    (inline,) = [token for token in PARSER.parse(markdown((Asked(text),))) if token.type == "inline"]
    assert inline.children
    assert [child.tag for child in inline.children if child.nesting] == ["strong", "strong"]


@given(st.lists(AWKWARD.filter(lambda text: bool(tidy(text))), min_size=1, max_size=4))
def test_a_list_has_an_item_for_each_text_and_the_text_in_it(texts: list[str]) -> None:
    source = markdown((Items(tuple(texts)), Words("after")))
    assert lines(shown(source)) == [line for text in texts for line in tidy(text)] + ["after"]
    assert [kind for kind in kinds(source) if kind != "p"] == ["ul"] + ["li"] * len(texts)


@given(st.lists(st.tuples(AWKWARD, AWKWARD), min_size=1, max_size=12))
def test_records_keep_every_field_after_its_name(records: list[tuple[str, str]]) -> None:
    told = [[drawn_together(tidy(text)) for text in record if tidy(text)] for record in records]
    source = markdown((Records(("Fi*rst?", "Se|cond"), tuple(records)), Words("after")))
    text = drawn_together(shown(source))
    place = 0
    for record in told:
        for field in record:
            place = text.index(field, place) + len(field)
    if "table" not in kinds(source):
        assert kinds(source).count("li") == sum(map(bool, told))
    else:
        assert kinds(source).count("tr") == 1 + len(records)


CELL = AWKWARD.map(lambda text: text.replace("\n", " "))


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4))
def test_a_table_has_the_cells_that_were_written(rows: list[tuple[str, str, str]]) -> None:
    source = markdown((Table(("O|ne", "Tw*o", "`Three"), tuple(rows)), Words("after")))
    assert kinds(source).count("tr") == 1 + len(rows)
    assert shown(source) == ["O|ne", "Tw*o", "`Three", *(one_line(cell) for row in rows for cell in row), "after"]


def test_facts_stand_on_lines_of_their_own() -> None:
    assert shown(markdown((Facts((("A", "*b*"), ("C", "# d"))),))) == ["A: *b*\nC: # d"]


@pytest.mark.parametrize(
    "text",
    [
        'It was 5.5 - 6.0 percent (roughly), on 3.3.2026; I\'d said "no" & left.',
        "snake_case and R&D, 3 < 4 > 2, #12, 50% = half, C:/x, a@b.example, well-known + new!",
        "-5 degrees, +3 more",
        "2026 was it. 3) is inside",
    ],
)
def test_text_that_needs_no_escaping_is_left_readable(text: str) -> None:
    assert paragraphs(text) == [text]


def test_five_thousand_words_are_kept_and_in_order() -> None:
    text = "\n\n".join(" ".join(f"*w{number}_{part}*" for part in range(50)) for number in range(100))
    assert shown(markdown((Words(text),))) == text.split("\n\n")


def test_a_topic_is_its_name_and_a_line_for_each_row() -> None:
    topic = Topic("A *late* reply", (Row("Done", ("look", "walk")), Row("", ("For some air.",))))
    assert markdown((topic,)) == "**A \\*late\\* reply**\\\nDone: look, walk\\\nFor some air.\n"
