"""What contributes again and again; against a second look at the files, and as sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from reflect.entry.setback import Setback
from reflect.entry.words import in_words
from reflect.followups.fold import follow_ups
from reflect.insights.factors import TAKES, Factors
from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.views import looked_at
from tests.followups.making import answer, at, checkin, day, entry, spoke
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed, told, value


def keys_of(file: dict[str, Any], question: str) -> list[str]:
    """The options chosen in a file."""
    found = value(file, question)
    return list(dict.fromkeys(key for key in (found if isinstance(found, list) else [found]) if isinstance(key, str)))


def naive(journal: Journal, about: str | None) -> dict[str, dict[str, str]]:
    """For each setback its factors, each with how it played in, from the last file that says so."""
    found: dict[str, dict[str, str]] = {}
    for file in files(journal):
        if file["flow"]["id"] == "debrief" and file["setback"] and about in (None, file["setback"]):
            how = {}
            for each in next((one.get("each", []) for one in file["answers"] if one["id"] == "factor_how"), []):
                said = Said.from_json(each)
                how[each["key"]] = (said.value if isinstance(said.value, str) else in_words(said, "long")).strip()
            if keys := keys_of(file, "factors"):
                found[file["setback"]] = {key: how.get(key, "") for key in keys}
    return found


def working(journal: Journal, setbacks: set[str]) -> set[str]:
    """The measures that were told last to be in place and to work."""
    measures = [each for each in journal.ground().follow_ups if each.kind == "measure" and each.setback in setbacks]
    options = {each.ref: [one.option for one in told(journal, each.ref) if one.option] for each in measures}
    return {ref for ref, said in options.items() if said and said[-1] == "works"}


@settings(max_examples=40)
@given(journals(24, flows=["debrief", "checkin"], setbacks=5))
def test_factors_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s2"):
        view, second = looked_at("factors", ground, about), naive(journal, about)
        followed(view, ground)
        if len(second) < (TAKES if about is None else 1):
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, Factors)
        counts = Counter(key for keys in second.values() for key in keys)
        assert {each.key: each.count.number for each in found.factors} == counts
        assert [each.count.number for each in found.factors] == sorted(counts.values(), reverse=True)
        cells = {
            (cell.setback, each.key): cell.how.text if cell.how else "" for each in found.factors for cell in each.cells
        }
        assert cells == {(setback, key): how for setback, keys in second.items() for key, how in keys.items()}
        assert {*found.setbacks} == {*second}
        assert {each.ref for each in found.works} == working(journal, {*second})


# ------------------------------------------------------------------------------------------------------------ as sentences

LABELS = {"time": "time pressure", "no_check": "a missing check", "other": "something else"}
KINDS = {"works": "holds", "in_place": "holds", "no_effect": "done", "drop": "dropped"}


def debrief(identity: str, about: str, when: str, *keys: str, other: str | None = None, **how: str) -> Entry:
    """A debrief that chooses these factors, and says how some of them played in."""
    each = tuple(EachSaid(key, LABELS[key], Said(how[key]) if key in how else Said(skipped=True)) for key in keys)
    return entry(
        identity,
        "debrief",
        when,
        Answer("factors", "What?", "choices", Said([*keys], other=other, labels=LABELS)),
        Answer("factor_how", "How did {it} play in?", "long", each=each),
        answer("measures", [{"key": "1", "what": "A bell"}], "group", fields=[("what", "text")], promises=PROMISE),
        about=about,
    )


PROMISE = {"kind": "measure", "in": "14d", "again": ["30d"], "text": "{what}"}


def seen_in(*entries: Entry, about: str | None = None) -> View:
    setbacks = [Setback(f"s{number}", f"Setback {number}", at(f"2027-01-0{number}")) for number in range(1, 5)]
    found = follow_ups(entries, (), day("2027-06-01"))
    return looked_at("factors", Ground.of(entries, setbacks, found, today=day("2027-06-01")), about)


FIRST = debrief("e1", "s1", "2027-02-01", "time", "no_check", time="Four of them at once.\nAnd the phone.")
SECOND = debrief("e2", "s2", "2027-02-02", "time")
THIRD = debrief("e3", "s3", "2027-02-03", "no_check", "time", time="Half an hour.")


def test_three_setbacks_with_a_debrief_are_enough_and_two_are_not() -> None:
    assert seen_in(FIRST, SECOND).wants == "It takes 3 setbacks with a debrief; there are 2 so far."
    assert seen_in(FIRST, SECOND, debrief("e3", "s2", "2027-02-03", "time")).found is None
    assert seen_in(FIRST, SECOND, THIRD).found is not None


def test_each_factor_has_a_cell_for_each_setback_it_was_in_with_the_sentence() -> None:
    found = seen_in(FIRST, SECOND, THIRD).found
    time, check = found.factors
    assert (time.label, time.count.number, check.count.number) == ("time pressure", 3, 2)
    assert [(cell.setback, cell.how.text if cell.how else None) for cell in time.cells] == [
        ("s1", "Four of them at once.\nAnd the phone."),
        ("s2", None),
        ("s3", "Half an hour."),
    ]
    assert time.cells[0].how.ref == "e1/factor_how/time"
    assert found.setbacks == ("s1", "s2", "s3")


def test_of_one_setback_one_debrief_is_enough_and_others_are_not_in_it() -> None:
    found = seen_in(FIRST, SECOND, THIRD, about="s3").found
    assert {each.key: each.count.number for each in found.factors} == {"time": 1, "no_check": 1}
    assert seen_in(FIRST, about="s4").wants == "It takes 1 debrief that says what contributed; there is none so far."


def test_of_a_setback_that_is_looked_at_twice_the_later_look_counts() -> None:
    again = debrief("e4", "s1", "2027-03-01", "no_check")
    time, _ = seen_in(FIRST, SECOND, THIRD, again).found.factors
    assert (time.key, time.count.of) == ("no_check", ("e4/factors/no_check", "e3/factors/no_check"))


def test_what_was_written_freely_has_a_row_of_its_own_under_the_name_of_the_option() -> None:
    free = debrief("e4", "s4", "2027-03-01", "other", other="The river rose")
    row = seen_in(FIRST, SECOND, THIRD, free).found.factors[-1]
    assert (row.label, row.cells[0].chosen.text) == ("something else", "The river rose")


def test_a_label_is_the_one_it_has_now() -> None:
    renamed = entry(
        "e4",
        "debrief",
        "2027-03-01",
        Answer("factors", "?", "choices", Said(["time"], labels={"time": "too little time"})),
        about="s4",
    )
    assert seen_in(FIRST, SECOND, THIRD, renamed).found.factors[0].label == "too little time"


def said_of(measure: str, identity: str, when: str, option: str) -> Entry:
    return checkin(identity, when, spoke("measure", measure, option, KINDS))


def test_what_is_in_place_and_works_stands_beside_it_until_it_is_told_otherwise() -> None:
    works = said_of("e1/measures/1", "e5", "2027-03-01", "works")
    view = seen_in(FIRST, SECOND, THIRD, works, said_of("e2/measures/1", "e6", "2027-03-02", "in_place"))
    assert [each.text for each in view.found.works] == ["A bell"]
    assert view.drawn == ("e1", "e2", "e3", "e5")
    changed = seen_in(FIRST, SECOND, THIRD, works, said_of("e1/measures/1", "e6", "2027-03-02", "no_effect"))
    assert changed.found.works == ()


def test_what_is_private_or_sealed_is_not_seen() -> None:
    private = entry("e4", "debrief", "2027-03-01", answer("factors", ["time"], "choices", private=True), about="s4")
    sealed = entry(
        "e5", "debrief", "2027-03-01", answer("factors", ["time"], "choices"), about="s4", sealed="2027-12-01"
    )
    view = seen_in(FIRST, SECOND, THIRD, private, sealed)
    assert view.drawn == ("e1", "e2", "e3")
    assert view.found.factors[0].count.number == 3
