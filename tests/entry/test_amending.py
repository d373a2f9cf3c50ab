"""An answer of an entry is changed: the new words stand there, and no wording of before is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.amending import Amendment, Earlier, Place, amended, earlier, places, said_at
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import EachSaid, Said

NOON = dt.datetime(2026, 3, 7, 12, 0, tzinfo=dt.UTC)
WORDS = st.text("abcé\n", max_size=4)
SAID = st.one_of(st.just(Said(skipped=True)), st.builds(Said, value=WORDS))


def an_entry(what: Said, each: tuple[Said, ...] = ()) -> Entry:
    items = tuple(EachSaid(str(n), f"item {n}", said) for n, said in enumerate(each))
    answers = (Answer("what", "What?", "long", what), Answer("how", "How was {it}?", "long", each=items))
    return Entry("an id", FlowName("walk", 1, "A walk"), None, NOON, NOON, answers)


PLACES = st.sampled_from([Place("what"), Place("how", "0"), Place("how", "1")])
DOING = st.lists(st.tuples(PLACES, SAID, st.none() | SAID), max_size=8)


@given(SAID, SAID, SAID, DOING)
def test_every_wording_that_ever_stood_there_is_in_the_entry(
    what: Said, one: Said, two: Said, doing: list[tuple[Place, Said, Said | None]]
) -> None:
    """`doing` are changes, each at a place, and what another program made of that answer between reading and writing."""
    entry = an_entry(what, (one, two))
    stood: set[tuple[Place, str]] = set()

    def note(entry: Entry) -> None:
        for where, answer, each in places(entry):
            said = answer.said if each is None else each.said
            if not said.skipped:
                stood.add((where, str(said.value)))

    note(entry)
    for number, (where, after, meanwhile) in enumerate(doing):
        before = said_at(entry, where)
        assert before is not None
        if meanwhile is not None:
            # Another program writes over it, and keeps nothing of what stood there.
            other = amended(entry, Amendment(where, before, meanwhile), NOON)
            assert other is not None
            entry = replace(other, earlier=entry.earlier)
            note(entry)
        changed = amended(entry, Amendment(where, before, after), NOON + dt.timedelta(hours=number))
        assert changed is not None
        entry = changed
        note(entry)
        assert said_at(entry, where) == after
    kept = {(each.place, str(each.said.value)) for each in earlier(entry)}
    now = {(where, str((answer.said if each is None else each.said).value)) for where, answer, each in places(entry)}
    assert stood <= kept | now


@given(SAID, SAID)
def test_other_answers_stay_as_they_are(one: Said, two: Said) -> None:
    entry = an_entry(one, (two, two))

    changed = amended(entry, Amendment(Place("how", "1"), two, Said("new")), NOON)

    assert changed is not None
    assert said_at(changed, Place("what")) == one and said_at(changed, Place("how", "0")) == two
    assert [each.place for each in earlier(changed)] == [Place("how", "1")] * (not two.skipped)


def test_a_place_that_is_not_there_is_no_place() -> None:
    entry = an_entry(Said("one"), (Said("two"),))
    for where in (Place("which"), Place("what", "0"), Place("how"), Place("how", "7")):
        assert said_at(entry, where) is None
        assert amended(entry, Amendment(where, Said("one"), Said("new")), NOON) is None


@given(PLACES, SAID, st.datetimes(timezones=st.just(dt.UTC)))
def test_a_wording_comes_back_as_it_was(where: Place, said: Said, until: dt.datetime) -> None:
    wording = Earlier(where, said, until.replace(microsecond=0))
    assert Earlier.from_json(wording.to_json()) == wording


def test_what_another_program_kept_otherwise_is_passed_over_and_stays() -> None:
    entry = replace(an_entry(Said("one")), earlier=({"theirs": 1}, "words"))

    changed = amended(entry, Amendment(Place("what"), Said("one"), Said("new")), NOON)

    assert changed is not None
    assert changed.earlier[:2] == ({"theirs": 1}, "words") and len(earlier(changed)) == 1
