"""Earlier setbacks like one: those that were linked first, then those that are near by kind, answers and words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.model import Answer, Entry
from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.kinds import Kind, Kinds
from reflect.insights.nearness import MOST, Nearness
from reflect.insights.similar import CHOICES, Found, Similar, nearest, profile, profiles
from reflect.insights.views import looked_at
from reflect.library.flows import Library, shipped_prompts
from reflect.library.kinds import load
from tests.followups.making import answer, checkin
from tests.insights.believable import became, ground, option, setback, written_in
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed, is_written, rows, value

FLOWS = ["define", "define", "debrief", "letgo", "checkin"]
CAUSES = {"carelessness": "I was not careful enough", "external": "something outside: a supplier"}
FACTORS = {"time": "time pressure", "no_check": "a missing check"}


@cache
def shipped() -> Kinds:
    found = load(Library(shipped_prompts()))
    assert found
    return found


def with_kinds(there: Ground) -> Ground:
    return replace(there, kinds=shipped)


def seen(journal: Journal, name: str) -> list[dict[str, Any]]:
    """What one setback is compared by: the files with anything that may be seen in them."""
    mine = [each for each in files(journal) if each["setback"] == name and each["flow"]["id"] in ("define", "debrief")]
    return [each for each in mine if any(not one.get("private") for one in each["answers"])]


def linked(journal: Journal, about: str) -> set[str]:
    """The setbacks that were chosen for one, and those it was chosen for."""
    pairs = {
        (file["setback"], item["key"])
        for file in files(journal)
        if file["flow"]["id"] == "define"
        for item in (value(file, "similar_to") if isinstance(value(file, "similar_to"), list) else [])
        if isinstance(item, dict) and isinstance(item.get("key"), str)
    }
    return {one for pair in pairs if about in pair for one in pair if one != about and one is not None}


@settings(max_examples=40)
@given(journals(30, flows=FLOWS, setbacks=5))
def test_links_and_what_helped_are_what_a_second_look_at_the_files_finds(journal: Journal) -> None:
    there = with_kinds(journal.ground())
    view = looked_at("similar", there, "s1")
    followed(view, there)
    others = [f"s{number}" for number in range(2, 6) if seen(journal, f"s{number}")]
    if not others:
        assert view.found is None
        assert view.wants
        return
    found = view.found
    assert isinstance(found, Found)
    assert found.among.number == len(others)
    assert {each.setback for each in found.linked} == linked(journal, "s1")
    for each in (*found.linked, *found.suggested):
        mine = [file for file in files(journal) if file["setback"] == each.setback]
        lessons = {
            row["lesson"].casefold()
            for file in mine
            for row in (rows(file, "lessons") if file["flow"]["id"] == "debrief" else [])
            if isinstance(row.get("lesson"), str)
        }
        assert lessons <= {one.text.casefold() for one in each.lessons}
        let_go = [file for file in mine if file["flow"]["id"] == "letgo" and is_written(value(file, "handled"))]
        last = f"{let_go[-1]['id']}/handled" if let_go else None
        assert (each.handled.ref if each.handled else None) == last


def free(similar: tuple[Similar, ...]) -> list[Similar]:
    """Those that are only suggested."""
    return [each for each in similar if not each.linked]


@settings(max_examples=40)
@given(journals(30, flows=FLOWS, setbacks=5), st.integers(0, 9))
def test_what_is_named_is_never_itself_never_twice_and_unaffected_by_order(journal: Journal, seed: int) -> None:
    there = with_kinds(journal.ground())
    entries, setbacks = [*journal.entries], [*journal.setbacks]
    Random(seed).shuffle(entries)
    Random(seed).shuffle(setbacks)
    shuffled = with_kinds(replace(journal, entries=tuple(entries), setbacks=tuple(setbacks)).ground())
    for about in ("s1", "s2", "s3"):
        similar = nearest(there, about)
        names = [each.setback for each in similar]
        assert about not in names
        assert len({*names}) == len(names)
        assert [each.linked for each in similar] == sorted((each.linked for each in similar), reverse=True)
        assert sum(not each.linked for each in similar) <= MOST
        assert similar == nearest(there, about)
        assert free(similar) == free(nearest(shuffled, about))
        assert {each.setback for each in similar} == {each.setback for each in nearest(shuffled, about)}


@settings(max_examples=40)
@given(journals(20, flows=FLOWS, setbacks=5))
def test_one_is_as_near_to_another_as_that_to_it_for_the_same_reasons(journal: Journal) -> None:
    every = profiles(with_kinds(journal.ground()), shipped())
    nearness = Nearness(every, shipped(), CHOICES)
    for one, mine in enumerate(every):
        for near in nearness.near(mine):
            back = next(each for each in nearness.near(every[near.place]) if each.place == one)
            assert back.nearness == near.nearness
            assert {*back.kinds} == {*near.kinds}
            assert {*back.words} == {*near.words}


# ------------------------------------------------------------------------------------------------------------ as sentences

KINDS = Kinds.of(
    [
        (Kind("twice", "something done twice", near=("late",)), ["twice", "second time", "sent again", "double"]),
        (Kind("late", "something that came too late"), ["too late", "after the deadline", "overdue"]),
        (Kind("lost", "something that was lost"), ["lost", "missing", "cannot find"]),
        *((Kind(f"k{each}", f"kind {each}"), [f"{each}word", f"{each}thing"]) for each in "abcdefghijklmnopqrstuvwxyz"),
    ],
    {"sent": "send"},
    ("a and i it not of the to was", "customer day"),
)


def told(name: str, *answers: Answer, about: str) -> Entry:
    return written_in("define", name, "2026-03-01", *answers, about=about)


def both(*more: Entry, first: str = "The bills went twice", second: str = "I sent it a second time") -> Ground:
    entries = (
        told("d1", answer("title", first), option("cause", ["carelessness"], CAUSES), about="s1"),
        told("d2", answer("title", second), option("cause", ["carelessness"], CAUSES), about="s2"),
        told("d3", answer("title", "The keys are missing"), option("cause", ["external"], CAUSES), about="s3"),
    )
    return replace(ground(*entries, *more), kinds=lambda: KINDS)


def found(view: View) -> Found:
    assert isinstance(view.found, Found)
    return view.found


def test_it_takes_another_setback() -> None:
    alone = ground(told("d1", answer("title", "Twice"), about="s1"))
    assert looked_at("similar", alone, "s1").wants == "It takes 2 setbacks; there is 1 so far."
    assert looked_at("similar", ground()).wants


def test_two_of_a_kind_are_near_though_the_words_differ() -> None:
    (one,) = found(looked_at("similar", both(), "s1")).suggested
    assert one.setback == "s2"
    assert one.reasons == ("both about something done twice", "same cause: I was not careful enough")


def test_where_nothing_is_near_nothing_is_named() -> None:
    nothing = found(looked_at("similar", both(), "s3"))
    assert (nothing.linked, nothing.suggested, nothing.among.number) == ((), (), 2)


def test_what_was_linked_comes_first_from_either_side_however_far_it_is() -> None:
    chosen = answer("similar_to", [{"key": "s3", "text": "The keys"}], "entries")
    there = both(told("d4", chosen, about="s1"))
    assert [(each.setback, each.linked) for each in nearest(there, "s1")] == [("s3", True), ("s2", False)]
    assert [(each.setback, each.linked) for each in nearest(there, "s3")] == [("s1", True)]
    assert [each.setback for each in found(looked_at("similar", there, "s1")).linked] == ["s3"]


def test_a_link_to_one_that_is_also_near_names_it_once() -> None:
    chosen = answer("similar_to", [{"key": "s2", "text": "It"}], "entries")
    (one,) = nearest(both(told("d4", chosen, about="s1")), "s1")
    assert (one.setback, one.linked) == ("s2", True)
    assert one.reasons[0] == "both about something done twice"


def test_private_words_are_unseen() -> None:
    secret = told("d4", answer("what", "gword gthing", private=True), about="s1")
    other = told("d5", answer("what", "gthing gword"), about="s3")
    assert nearest(both(secret, other), "s1") == nearest(both(other), "s1")
    private = profile("s1", [answer("title", "lost", private=True)], KINDS)
    assert (private.kinds, private.words, private.texts) == ({}, {}, ())


def test_the_later_view_of_causes_counts() -> None:
    later = written_in("debrief", "b1", "2026-03-05", option("cause", ["external"], CAUSES), about="s1")
    chosen = answer("similar_to", [{"key": "s2", "text": "It"}], "entries")
    (one,) = nearest(both(later, told("d4", chosen, about="s1")), "s1")
    assert one.reasons == ("both about something done twice",)


def test_factors_that_both_have_are_named() -> None:
    factors = [
        written_in("debrief", f"b{name}", "2026-03-05", option("factors", ["time", "no_check"], FACTORS), about=name)
        for name in ("s1", "s2")
    ]
    (one,) = found(looked_at("similar", both(*factors), "s1")).suggested
    assert "same factors: time pressure, a missing check" in one.reasons


def test_the_same_rare_words_bring_it_near_without_a_kind() -> None:
    words = "The Zwingli organ bellows cracked under Ferdinand"
    (one,) = nearest(both(first=words, second=words), "s1")
    assert one.setback == "s2"
    assert one.reasons[-1].startswith("the same words: ")
    assert {"Zwingli", "organ"} & {*one.reasons[-1].removeprefix("the same words: ").split(", ")}


def test_what_helped_then_stands_beside_it() -> None:
    lesson = answer("lessons", [{"key": "l", "lesson": "Look first"}], "group", fields=[("lesson", "text")])
    declared = {"kind": "measure", "in": "14d", "text": "{what}"}
    measure = answer(
        "measures", [{"key": "m", "what": "A tick list"}], "group", promises=declared, fields=[("what", "text")]
    )
    there = both(
        written_in("debrief", "b2", "2026-03-05", lesson, measure, about="s2"),
        written_in("letgo", "l2", "2026-03-09", answer("handled", "I rang."), answer("fair", "Once."), about="s2"),
        checkin("c1", "2026-04-01", became("b2/measures/m", "works", "measure")),
    )
    view = looked_at("similar", there, "s1")
    followed(view, there)
    (one,) = found(view).suggested
    assert [each.text for each in one.lessons] == ["Look first"]
    assert [each.text for each in one.works] == ["A tick list"]
    assert (one.handled and one.handled.text, one.fair and one.fair.text) == ("I rang.", "Once.")
    assert "c1" in view.drawn


def test_an_interview_that_is_going_on_finds_the_same() -> None:
    there = both()
    answers = [answer("title", "The bills went twice"), option("cause", ["carelessness"], CAUSES)]
    others = [each for each in profiles(there, KINDS) if each.setback != "s1"]
    (one,) = nearest(others, profile("", answers, KINDS), KINDS)
    (finished,) = nearest(there, "s1")
    assert (one.setback, one.reasons) == (finished.setback, finished.reasons)


def test_without_kinds_words_and_answers_are_enough() -> None:
    words = "The Zwingli organ bellows cracked"
    entries = [told(f"d{name}", answer("title", words), about=name) for name in ("s1", "s2")]
    assert [each.setback for each in nearest(ground(*entries), "s1")] == ["s2"]


def test_a_setback_of_which_nothing_is_written_is_not_looked_at() -> None:
    there = ground(told("d1", answer("title", "Twice"), about="s1"), setbacks=[setback("s9")])
    assert looked_at("similar", there, "s1").found is None
