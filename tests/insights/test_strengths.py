"""What somebody brings: everything they named, alike ones together; against a second look, and as sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.flow.model import walk
from reflect.flow.questions import Asked
from reflect.insights.finding import as_json
from reflect.insights.strengths import LISTS, TEXTS, Strength, Strengths
from reflect.insights.views import looked_at
from reflect.pages.views.strengths import NAMES
from tests.followups.making import answer, checkin
from tests.insights.believable import ground, items, option, written_in
from tests.insights.journals import WORDS, Journal, journals, shipped
from tests.insights.second_look import files, followed, value


def named(file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a file names: the place, and the words."""
    flow = file["flow"]["id"]
    for question in {
        "strengths": ["praised", "enjoyed", "easy", "skills", "talents", "surprise"],
        "debrief": ["right"],
        "letgo": ["handled"],
        "share": ["skills"],
        "checkin": ["better"],
    }.get(flow, []):
        said = value(file, question)
        if isinstance(said, str):
            yield f"{file['id']}/{question}", said
        for item in said if isinstance(said, list) else []:
            if isinstance(item, dict) and "text" in item:
                yield f"{file['id']}/{question}/{item['key']}", item["text"]


@settings(max_examples=60)
@given(journals(flows=["strengths", "strengths", "debrief", "letgo", "share", "checkin"]))
def test_strengths_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    here = journal.ground()
    view = looked_at("strengths", here)
    followed(view, here)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for file in files(journal):
        for ref, words in named(file):
            if words in WORDS:
                places[words.casefold().strip(" .")].append(ref)
    if view.found is None:
        assert not places
        return
    found = view.found
    assert isinstance(found, Strengths)
    assert {
        each.words.text.casefold().strip(" ."): [*each.named.of]
        for each in found.strengths
        if each.words.text in WORDS and each.named.number
    } == places
    assert found.named.number == sum(each.named.number for each in found.strengths)
    numbers = [each.named.number for each in found.strengths]
    assert numbers == sorted(numbers, reverse=True)
    assert all([one.words.ref for one in each.places] == [*each.named.of] for each in found.strengths)


# ---------------------------------------------------------------------------------------------------------------- sentences


def strengths(name: str, when: str, *said: Answer, about: str | None = None, **more: Any) -> Entry:
    return written_in("strengths", name, when, *said, about=about, **more)


def found(*entries: Entry, about: str | None = None) -> Strengths:
    view = looked_at("strengths", ground(*entries), about)
    assert isinstance(view.found, Strengths), view.wants
    return view.found


def often(of: Strengths) -> list[tuple[str, int]]:
    return [(each.words.text, each.named.number) for each in of.strengths]


def first(of: Strengths) -> Strength:
    return of.strengths[0]


def test_the_first_entry_is_enough_and_none_is_said_kindly() -> None:
    assert often(found(checkin("c1", "2026-03-01", items("better", "I rang first")))) == [("I rang first", 1)]
    assert looked_at("strengths", ground()).wants == "It takes one thing that you did well, or are good at."


def test_what_is_named_most_often_comes_first_with_all_its_places() -> None:
    entries = (
        strengths("a1", "2026-03-01", items("praised", "patience"), items("talents", "Staying calm")),
        written_in("debrief", "d1", "2026-03-05", items("right", "I told Ines at once", "I stayed calm"), about="s1"),
    )
    calm = first(found(*entries))
    assert often(found(*entries))[0] == ("I stayed calm", 2)
    assert [(each.asked, each.words.text, each.setback) for each in calm.places] == [
        ("strengths.talents", "Staying calm", None),
        ("debrief.right", "I stayed calm", "s1"),
    ]
    assert as_json(calm.named) == {"count": 2, "from": ["a1/talents/i0", "d1/right/i1"]}


def test_of_what_is_named_as_often_the_latest_comes_first_and_what_was_chosen_before_it() -> None:
    said = strengths(
        "a1", "2026-03-01", items("skills", "lists", "patience", "numbers"), option("top", ["i0"], {"i0": "lists"})
    )
    assert often(found(said)) == [("lists", 1), ("numbers", 1), ("patience", 1)]
    assert first(found(said)).chosen.of == ("a1/top/i0",)


def test_choosing_a_thing_does_not_name_it_once_more() -> None:
    said = strengths("a1", "2026-03-01", items("skills", "lists"), option("top", ["i0"], {"i0": "lists"}))
    assert found(said).named.number == 1


def test_what_was_chosen_counts_though_it_is_named_nowhere_else() -> None:
    only = first(found(strengths("a1", "2026-03-01", option("top", ["i0"], {"i0": "lists"}))))
    assert (only.words.text, only.named.number, only.chosen.number, only.places) == ("lists", 0, 1, ())


def test_single_lines_are_collected_beside_lists() -> None:
    lines = (
        strengths("a1", "2026-03-01", answer("surprise", "I can wait")),
        written_in("letgo", "l1", "2026-03-02", answer("handled", "I owned  up\nat once"), about="s1"),
        written_in("share", "h1", "2026-03-03", answer("skills", "Reading a log"), about="s1"),
    )
    assert often(found(*lines)) == [("Reading a log", 1), ("I owned up at once", 1), ("I can wait", 1)]


def test_where_one_was_to_be_used_is_told_as_it_was_written_last() -> None:
    both = [strengths(f"a{day}", f"2026-03-0{day}", answer("use", f"use {day}"), items("easy", "x")) for day in (1, 2)]
    of = found(*both)
    assert (of.use and of.use.ref, of.use_on and of.use_on.isoformat()) == ("a2/use", "2026-03-02")
    assert found(both[0]).use
    assert found(strengths("a1", "2026-03-01", items("easy", "x"))).use is None


def test_of_one_setback_only_what_was_named_about_it_is_told() -> None:
    entries = (
        strengths("a1", "2026-03-01", items("easy", "lists"), about="s1"),
        strengths("a2", "2026-03-02", items("easy", "waiting"), about="s2"),
        checkin("c1", "2026-03-03", items("better", "sleep")),
    )
    assert often(found(*entries, about="s2")) == [("waiting", 1)]


def test_what_is_private_or_sealed_is_not_seen() -> None:
    private = answer("handled", "no", private=True)
    hidden = (
        written_in("letgo", "l1", "2026-03-02", private),
        strengths("a1", "2026-03-01", items("easy", "no"), sealed="2027-06-01"),
    )
    assert looked_at("strengths", ground(*hidden)).wants


def test_answers_of_another_shape_are_passed_over() -> None:
    odd = strengths(
        "a1", "2026-03-01", answer("easy", {"odd": 1}, "list"), answer("skills", [None, [[]]], "list"), answer("top", 7)
    )
    assert first(found(odd, strengths("a2", "2026-03-02", items("easy", "x")))).words.text == "x"


@pytest.mark.parametrize("flow", sorted({*LISTS, *TEXTS}))
def test_the_questions_that_are_looked_at_are_asked(flow: str) -> None:
    steps = [step for each in shipped() if each.flow == flow for _, _, step in walk(each)]
    asked = {step.id: str(getattr(step, "type", "")) for step in steps if isinstance(step, Asked)}
    assert {asked[name] for name in LISTS.get(flow, ())} <= {"list"}
    assert {asked[name] for name in TEXTS.get(flow, ())} <= {"text"}


def test_every_place_has_a_name_on_the_page() -> None:
    asked = {f"{flow}.{name}" for questions in (LISTS, TEXTS) for flow, names in questions.items() for name in names}
    assert {*NAMES} == asked
