"""Whatever was written, an export is sound Markdown or JSON: the structure is the program's, and the words are the person's."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reflect.cli.place import Place
from reflect.entry.model import Entry
from reflect.export.anonymous import people_in, without_names
from reflect.export.blocks import markdown
from reflect.export.markdown import entry_markdown, journal_markdown, setback_markdown
from reflect.pages.account import Telling, account_page, tags
from reflect.pages.blocks import Heading, Page
from reflect.pages.visible import one_line
from tests.bad_input.odd import by_profile, texts
from tests.bad_input.odd_journal import DAYS, ODD_ENTRIES, OddJournal, odd_journals
from tests.bad_input.test_any_page import BLOCKS, steers
from tests.export.test_escaping import PARSER, seen

WAYS = st.builds(Telling, st.booleans(), st.booleans())
OURS = frozenset(
    (
        "",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br",
        "em",
        "strong",
    )
)
"""The elements that an export is made of; everything else would be somebody's words taken for Markdown."""


def front_matter(document: str) -> dict[str, object]:
    """What another program reads in the front matter of a document, and that this is all of it."""
    opening, front, _ = document.split("---\n", 2)
    assert opening == ""
    found = YAML(typ="safe", pure=True).load(front)
    assert isinstance(found, dict)
    return found


def body(document: str) -> str:
    return document.split("---\n", 2)[2]


def headings(document: str) -> list[tuple[str, str]]:
    """The level and the words of every heading; of an export, in which nothing else than what the program makes stands."""
    found = []
    tokens = PARSER.parse(document)
    for place, token in enumerate(tokens):
        assert token.tag in OURS, token.tag
        if token.type == "inline":
            seen(token)
        if token.type == "heading_open":
            found.append((token.tag, seen(tokens[place + 1])))
    return found


def wanted(page: Page) -> list[tuple[str, str]]:
    return [(f"h{block.level}", one_line(block.text)) for block in page if isinstance(block, Heading)]


def is_clean(document: str) -> None:
    assert not steers(document)
    assert document.encode("utf-8")


@by_profile
@given(st.lists(BLOCKS, max_size=5).map(tuple))
def test_a_page_of_anything_keeps_its_headings_and_has_no_others(page: Page) -> None:
    document = markdown(page)
    is_clean(document)
    assert headings(document) == wanted(page)


@by_profile
@given(ODD_ENTRIES, st.none() | texts, DAYS, WAYS)
def test_an_entry_with_anything_changed_is_sound_markdown(
    entry: Entry, title: str | None, today: dt.date, how: Telling
) -> None:
    document = entry_markdown(entry, today=today, how=how, title=title)
    is_clean(document)
    name = one_line(title or entry.flow.title)
    assert front_matter(document) == {"title": name, "date": entry.finished.date(), "flow": one_line(entry.flow.id)}
    assert headings(body(document))[0] == ("h1", name)


@by_profile
@given(odd_journals(), WAYS)
def test_a_setback_is_sound_markdown_whatever_one_of_its_entries_holds(journal: OddJournal, how: Telling) -> None:
    ground = journal.ground()
    document = setback_markdown(journal.setback, journal.entries, ground, how)
    is_clean(document)
    front = front_matter(document)
    assert front["title"] == one_line(journal.setback.title or "Untitled")
    assert isinstance(front["date"], dt.date)
    kept = () if how.for_others else tags(journal.setback.id, ground)
    assert front.get("tags", []) == [*kept]
    assert headings(body(document)) == wanted(account_page(journal.setback, journal.entries, ground, how))


@by_profile
@given(odd_journals(), WAYS, st.lists(texts, max_size=3))
def test_a_whole_journal_is_sound_markdown_with_names_and_without(
    journal: OddJournal, how: Telling, names: Iterable[str]
) -> None:
    titles = {journal.setback.id: journal.setback.title}
    document = "".join(journal_markdown(journal.entries, titles, today=journal.today, how=how))
    is_clean(document)
    assert front_matter(document) == {"title": "Journal", "date": journal.today}
    named = [*names]
    assert isinstance(people_in(document, named), tuple)
    told = without_names(document, named)
    is_clean(told)
    assert front_matter(told)["date"] == journal.today


@by_profile
@given(ODD_ENTRIES)
def test_an_entry_with_anything_changed_is_sound_json(entry: Entry) -> None:
    out = io.StringIO()
    Place({}, io.StringIO(), out, io.StringIO()).write_json(entry.to_json())
    text = out.getvalue()
    assert text.encode("utf-8")
    again = json.loads(text)
    assert json.dumps(again) == json.dumps(entry.to_json())
