"""What is usually behind it: causes by year and how the view of them changed; against a second look, and as sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.flow.model import walk
from reflect.flow.questions import Asked
from reflect.insights.causes import AGAINST, TAKES, Cause, Causes
from reflect.insights.finding import Count, as_json
from reflect.insights.views import looked_at
from tests.followups.making import answer
from tests.insights.believable import ground, option, setback, written_in
from tests.insights.journals import Journal, journals, shipped
from tests.insights.second_look import day_of, files, followed, is_day, value

LABELS = {
    "define": {"external": "something outside: bad luck", "carelessness": "I was not careful enough", "unknown": "can't tell"},
    "debrief": {"external": "something outside", "carelessness": "not careful enough", "unknown": "still can't tell"},
}  # fmt: skip


class Naive:
    """One setback as its files have it: where causes are named, and which."""

    def __init__(self, written: list[dict[str, Any]], setback: str) -> None:
        mine = [each for each in written if each["setback"] == setback and self.keys(each)]
        self.defined = [each for each in mine if each["flow"]["id"] == "define"]
        self.debriefed = [each for each in mine if each["flow"]["id"] == "debrief"]
        self.named = [each for each in mine if each in self.defined or each in self.debriefed]

    @staticmethod
    def keys(file: dict[str, Any]) -> list[str]:
        said = value(file, "cause")
        return [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]

    @property
    def first(self) -> dict[str, Any]:
        return self.named[0]

    @property
    def last(self) -> dict[str, Any]:
        return (self.debriefed or self.defined)[-1]

    @property
    def year(self) -> int:
        days = [said for each in self.defined if is_day(said := value(each, "when"))]
        return int(days[-1][:4]) if days else day_of(self.first).year

    @property
    def main(self) -> str | None:
        keys = self.keys(self.last)
        if len(set(keys)) == 1:
            return keys[0]
        weighed = value(self.defined[-1], "cause_main") if self.defined else None
        return weighed if weighed in keys else None


@settings(max_examples=60)
@given(journals(flows=["define", "debrief"], setbacks=6))
def test_causes_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    ground, written = journal.ground(), files(journal)
    seen = [(each.id, one) for each in journal.setbacks if (one := Naive(written, each.id)).named]
    view = looked_at("causes", ground)
    followed(view, ground)
    if len(seen) < TAKES:
        assert view.found is None
        assert view.wants == f"It takes 3 setbacks with a cause; there {'are' if len(seen) > 1 else 'is'} " + (
            f"{len(seen)} so far." if seen else "none so far."
        )
        return
    found = view.found
    assert isinstance(found, Causes)
    by_year = Counter((key, one.year) for _, one in seen for key in {*one.keys(one.last)})
    assert {(each.key, year.year): year.count.number for each in found.causes for year in each.years} == by_year
    assert {each.key: each.count.number for each in found.causes} == Counter(
        key for _, one in seen for key in {*one.keys(one.last)}
    )
    numbers = [each.count.number for each in found.causes]
    assert numbers == sorted(numbers, reverse=True)
    mains = Counter(one.main for _, one in seen)
    assert {each.key: each.main.number for each in found.causes if each.main.number} == {
        key: number for key, number in mains.items() if key
    }
    twice = [(name, one) for name, one in seen if one.first["id"] != one.last["id"]]
    assert found.twice.number == len(twice)
    changed = {name: one for name, one in twice if {*one.keys(one.first)} != {*one.keys(one.last)}}
    assert {each.setback for each in found.changed} == {*changed}
    left = Counter(key for one in changed.values() for key in {*one.keys(one.first)} - {*one.keys(one.last)})
    came = Counter(key for one in changed.values() for key in {*one.keys(one.last)} - {*one.keys(one.first)})
    assert {each.key: each.left.number for each in found.turns if each.left.number} == left
    assert {each.key: each.came.number for each in found.turns if each.came.number} == came


@settings(max_examples=40)
@given(journals(flows=["define", "debrief"], setbacks=3))
def test_of_one_setback_only_its_own_causes_are_counted(journal: Journal) -> None:
    ground, written = journal.ground(), files(journal)
    for each in journal.setbacks:
        view, one = looked_at("causes", ground, each.id), Naive(written, each.id)
        followed(view, ground)
        assert (view.found is None) == (not one.named)
        if view.found:
            assert {cause.key for cause in view.found.causes} == {*one.keys(one.last)}


# ---------------------------------------------------------------------------------------------------------------- sentences


def named(flow: str, name: str, when: str, about: str, *keys: str, more: tuple[Answer, ...] = ()) -> Entry:
    """An entry that names causes."""
    return written_in(flow, name, when, option("cause", [*keys], LABELS[flow]), *more, about=about)


DEFINED = (
    named("define", "a1", "2025-11-03", "s1", "carelessness"),
    named("define", "b1", "2026-02-01", "s2", "carelessness", "external", more=(option("cause_main", "external", {}),)),
    named("define", "c1", "2026-05-01", "s3", "unknown"),
)


def found(*entries: Entry) -> Causes:
    view = looked_at("causes", ground(*entries))
    assert isinstance(view.found, Causes), view.wants
    return view.found


def cause(of: Causes, key: str) -> Cause:
    return next(each for each in of.causes if each.key == key)


def test_it_takes_three_setbacks_with_a_cause() -> None:
    assert looked_at("causes", ground(*DEFINED[:2])).wants == "It takes 3 setbacks with a cause; there are 2 so far."
    assert len(found(*DEFINED).causes) == 3


def test_one_setback_alone_needs_no_others() -> None:
    only = ground(DEFINED[0], setbacks=[setback("s1"), setback("s9")])
    assert as_json(looked_at("causes", only, "s1").found)["causes"][0]["count"] == {
        "count": 1,
        "from": ["a1/cause/carelessness"],
    }
    assert looked_at("causes", only, "s9").wants == "No cause has been named for it so far."


def test_each_cause_counts_in_the_year_in_which_it_happened_not_in_which_it_was_written() -> None:
    late = named("define", "d1", "2026-01-02", "s4", "carelessness", more=(answer("when", "2025-12-30", "date"),))
    assert [(each.year, each.count.number) for each in cause(found(*DEFINED, late), "carelessness").years] == [
        (2025, 2),
        (2026, 1),
    ]


def test_the_later_view_counts_and_not_the_first_guess() -> None:
    later = found(*DEFINED, named("debrief", "c2", "2026-05-09", "s3", "external"))
    assert cause(later, "external").count == Count(("b1/cause/external", "c2/cause/external"))
    assert "unknown" not in {each.key for each in later.causes}


def test_a_debrief_stands_though_the_first_sketch_is_written_once_more_after_it() -> None:
    later = found(
        *DEFINED,
        named("debrief", "c2", "2026-05-09", "s3", "external"),
        named("define", "c3", "2026-05-20", "s3", "carelessness"),
    )
    assert [each.setback for each in later.changed] == ["s3"]
    assert [each.text for each in later.changed[0].seen] == ["something outside"]


def test_the_first_guess_is_the_first_one_though_there_are_others_before_the_debrief() -> None:
    later = found(
        *DEFINED,
        named("define", "c2", "2026-05-02", "s3", "external"),
        named("debrief", "c3", "2026-05-09", "s3", "external"),
    )
    assert [each.text for each in later.changed[0].guessed] == ["can't tell"]


def test_the_direction_of_a_change_is_what_left_and_what_came() -> None:
    later = found(
        *DEFINED,
        named("debrief", "a2", "2025-11-09", "s1", "external"),
        named("debrief", "b2", "2026-02-09", "s2", "external"),
        named("debrief", "c2", "2026-05-09", "s3", "unknown"),
    )
    assert (later.twice.number, len(later.changed)) == (3, 2)
    assert {each.key: (each.left.number, each.came.number) for each in later.turns} == {
        "carelessness": (2, 0),
        "external": (0, 1),
    }
    added, less = later.changed
    assert ([one.text for one in added.left], [one.text for one in added.came]) == (
        ["I was not careful enough"],
        ["something outside"],
    )
    assert [one.ref for one in less.came] == []


def test_causes_in_another_order_are_no_change() -> None:
    same = named("debrief", "b2", "2026-02-09", "s2", "external", "carelessness")
    later = found(*DEFINED, same)
    assert (later.twice.number, later.changed, later.turns) == (1, (), ())


def test_a_cause_is_called_what_it_was_called_last() -> None:
    later = found(*DEFINED, named("debrief", "b2", "2026-06-09", "s2", "carelessness"))
    assert cause(later, "carelessness").label == "not careful enough"


def test_what_weighed_most_is_what_was_said_or_the_only_one_there_is() -> None:
    assert cause(found(*DEFINED), "carelessness").main == Count(("a1/cause/carelessness",))
    assert cause(found(*DEFINED), "external").main == Count(("b1/cause_main",))
    gone = found(*DEFINED, named("debrief", "b2", "2026-02-09", "s2", "carelessness", "unknown"))
    assert cause(gone, "carelessness").main.number == 1


def test_what_was_written_against_a_cause_stands_beside_it() -> None:
    wrote = (answer("care_barrier", "A second run that somebody else releases."), answer("ext_early", "Not asked."))
    later = found(*DEFINED, named("debrief", "a2", "2025-11-09", "s1", "carelessness", more=wrote))
    assert [(each.question, each.words.text) for each in cause(later, "carelessness").against] == [
        ("care_barrier", "A second run that somebody else releases.")
    ]
    assert cause(later, "external").against == ()


def test_what_is_private_or_sealed_is_not_seen() -> None:
    private = written_in(
        "define", "c1", "2026-05-01", answer("cause", ["external"], "choices", private=True), about="s3"
    )
    sealed = named("define", "c1", "2026-05-01", "s3", "external")
    closed = written_in("define", "c1", "2026-05-01", *sealed.answers, about="s3", sealed="2027-01-01")
    for hidden in (private, closed):
        assert looked_at("causes", ground(*DEFINED[:2], hidden)).wants


def test_an_answer_of_another_shape_is_passed_over() -> None:
    odd = [
        written_in("define", f"o{number}", "2026-06-01", answer("cause", said, "choices"), about="s3")
        for number, said in enumerate([{"odd": 1}, 7, [None], [["a"]], True])
    ]
    assert looked_at("causes", ground(*DEFINED[:2], *odd)).wants


@pytest.mark.parametrize("key", AGAINST)
def test_what_is_held_against_a_cause_is_asked_in_the_debrief_where_it_is_named(key: str) -> None:
    debrief = next(each for each in shipped() if each.flow == "debrief")
    asked = {step.id: step for _, _, step in walk(debrief) if isinstance(step, Asked)}
    for name in AGAINST[key]:
        condition = asked[name].when
        assert condition is not None
        assert [(of, test.values) for of, test in condition.tests] == [("cause", (key,))]
