"""A short name means one thing, or the person is told what it could mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.ids import short
from reflect.entry.model import FlowName
from reflect.entry.setback import Setback
from reflect.errors import AmbiguousName, NothingThere, UnknownName, Unreadable
from reflect.journal.folder import Journal
from reflect.journal.names import find, find_draft, find_entry, find_setback, handles
from tests.journal.making import NOON, Clock, a_draft, an_entry, journal_in, minter

TALK = FlowName("talk", 1, "A talk")
WALK = FlowName("walk", 1, "A walk")


def setback(tail: str, title: str | None, minute: int = 0) -> Setback:
    return Setback(f"01890a5d-ac{minute:02d}-774b-bcce-{tail:0>12}", title, NOON + dt.timedelta(minutes=minute))


KEYS = setback("a1b2c3d4", "Lost the keys", 3)
INVOICE = setback("0000dead", "The invoice", 2)
SECOND = setback("0001dead", "The invoice, again", 1)
UNTITLED = setback("beefbeef", None, 0)
ALL = [KEYS, INVOICE, SECOND, UNTITLED]


@pytest.mark.parametrize(
    ("ref", "meant"),
    [
        ("last", KEYS),
        (KEYS.id, KEYS),
        (short(KEYS.id), KEYS),
        ("C3D4", KEYS),
        ("a1b2c3d4", KEYS),
        ("keys", KEYS),
        ("KEYS", KEYS),
        (" lost the ", KEYS),
        ("The invoice", INVOICE),
        ("the INVOICE", INVOICE),
        ("again", SECOND),
        ("00dead", INVOICE),
        ("01dead", SECOND),
        ("bcce-0000beefbeef", UNTITLED),
        ("efbeef", UNTITLED),
    ],
)
def test_a_setback_is_found_by(ref: str, meant: Setback) -> None:
    assert find_setback(ALL, ref) == meant


@pytest.mark.parametrize("ref", ["", " ", "k3ys", "ead", "../x", "*", "eef", "lastly"])
def test_what_fits_no_setback_is_unknown(ref: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_setback(ALL, ref)

    assert "Lost" not in caught.value.message


def test_a_name_that_fits_several_setbacks_lists_them() -> None:
    with pytest.raises(AmbiguousName) as caught:
        find_setback(ALL, "invoice")

    assert caught.value.details == ("00dead  The invoice", "01dead  The invoice, again")
    assert caught.value.exit_code == 2


def test_a_tail_that_is_a_word_of_another_title_is_ambiguous() -> None:
    word = setback("123456789", "We were dead wrong", 4)

    with pytest.raises(AmbiguousName) as caught:
        find_setback([word, INVOICE, UNTITLED], "dead")

    assert len(caught.value.details) == 2


def test_two_setbacks_with_one_title_and_one_without_are_told_apart_by_their_ids() -> None:
    one, other, third = setback("1aaaaaa", "Same"), setback("2aaaaaa", "Same"), setback("3aaaaaa", None)

    with pytest.raises(AmbiguousName) as caught:
        find_setback([one, other, third], "same")
    assert caught.value.details == ("1aaaaaa  Same", "2aaaaaa  Same")

    with pytest.raises(AmbiguousName) as caught:
        find_setback([one, other, third], "aaaaaa")
    assert caught.value.details[-1] == "3aaaaaa  untitled"


@pytest.mark.parametrize("ref", ["invioce", "Lost the kesy", "kyes"])
def test_a_slip_of_the_pen_is_answered_with_what_may_be_meant(ref: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_setback(ALL, ref)

    assert caught.value.details
    assert all(line.startswith("Did you mean ") for line in caught.value.details)


def test_last_of_no_setbacks_says_that_there_is_none() -> None:
    with pytest.raises(NothingThere):
        find_setback([], "last")


@given(st.text())
def test_no_name_makes_finding_crash(ref: str) -> None:
    try:
        found = find_setback(ALL, ref)
    except (UnknownName, AmbiguousName):
        return
    assert found in ALL


@given(st.lists(st.uuids().map(str), unique=True, max_size=20))
def test_handles_tell_ids_apart(ids: list[str]) -> None:
    tails = handles(ids)

    assert len(set(tails.values())) == len(ids)
    assert all(whole.endswith(tail) and len(tail) >= 6 for whole, tail in tails.items())


class Filled:
    """Two setbacks; the first has two walks and a talk, the second a walk; one walk hangs on none."""

    def __init__(self, folder: Path) -> None:
        clock = Clock()
        self.mint = minter(clock)
        self.journal: Journal = journal_in(folder, clock)
        self.keys = self.journal.add_setback("Lost the keys")
        self.invoice = self.journal.add_setback("The A/B invoice")
        self.walk, self.walk_again, self.talk, self.other, self.alone = (self.mint() for _ in range(5))
        for entry_id, flow, setback_id in [
            (self.walk, WALK, self.keys.id),
            (self.walk_again, WALK, self.keys.id),
            (self.talk, TALK, self.keys.id),
            (self.other, WALK, self.invoice.id),
            (self.alone, WALK, None),
        ]:
            self.journal.add_entry(an_entry(entry_id, setback=setback_id, flow=flow))


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return Filled(tmp_path)


def test_an_entry_is_found_by_its_id_its_tail_and_as_the_last(filled: Filled) -> None:
    assert find_entry(filled.journal, filled.walk).id == filled.walk
    assert find_entry(filled.journal, short(filled.walk)).id == filled.walk
    assert find_entry(filled.journal, filled.walk[-20:].upper()).id == filled.walk
    assert find_entry(filled.journal, "last").id == filled.alone


def test_an_entry_is_found_as_the_latest_of_a_flow_for_a_setback(filled: Filled) -> None:
    assert find_entry(filled.journal, "keys/walk").id == filled.walk_again
    assert find_entry(filled.journal, "keys/talk").id == filled.talk
    assert find_entry(filled.journal, "last/walk").id == filled.other
    assert find_entry(filled.journal, "A/B/walk").id == filled.other
    assert find_entry(filled.journal, f"{short(filled.keys.id)}/talk").id == filled.talk


@pytest.mark.parametrize("ref", ["", "keys", "000000", "keys/none", "keys/", "/walk", "none/walk", "../x", "/", "walk"])
def test_what_fits_no_entry_is_unknown(filled: Filled, ref: str) -> None:
    with pytest.raises(UnknownName):
        find_entry(filled.journal, ref)


def test_a_tail_that_fits_several_entries_lists_them_without_reading_them(filled: Filled) -> None:
    twin = f"01890a5d-ac96{filled.walk[13:]}"
    filled.journal.add_entry(an_entry(twin))

    with pytest.raises(AmbiguousName) as caught:
        find_entry(filled.journal, short(filled.walk))

    assert len(caught.value.details) == 2
    assert {line.split()[-1] for line in caught.value.details} == {"2026-11-20", "2023-06-30"}


def test_the_last_entry_is_the_newest_that_can_be_read(filled: Filled) -> None:
    filled.journal.path_of(filled.alone).write_bytes(b"")

    assert find_entry(filled.journal, "last").id == filled.other
    with pytest.raises(Unreadable):
        find_entry(filled.journal, short(filled.alone))
    assert len(filled.journal.unreadable()) == 1


def test_last_of_no_entries_says_that_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NothingThere):
        find_entry(journal_in(tmp_path), "last")


def test_a_name_may_mean_an_entry_or_a_setback(filled: Filled) -> None:
    assert find(filled.journal, "keys") == filled.keys
    assert find(filled.journal, "A/B") == filled.invoice
    for ref, meant in [("keys/walk", filled.walk_again), (short(filled.talk), filled.talk), ("last", filled.alone)]:
        found = find(filled.journal, ref)
        assert found.id == meant
    with pytest.raises(UnknownName, match="Neither"):
        find(filled.journal, "nothing")


def test_a_name_that_fits_an_entry_and_a_setback_lists_both(filled: Filled) -> None:
    named = filled.journal.add_setback(f"About {short(filled.talk)}")

    with pytest.raises(AmbiguousName) as caught:
        find(filled.journal, short(filled.talk))

    assert caught.value.details == (f"{short(filled.talk)}  entry, talk", f"{short(named.id)}  setback, {named.title}")


def test_a_draft_is_found_by(filled: Filled) -> None:
    journal = filled.journal
    walk = journal.save_draft(a_draft(filled.mint(), setback=filled.keys.id, flow=WALK))
    talk = journal.save_draft(a_draft(filled.mint(), setback=filled.keys.id, flow=TALK))
    other = journal.save_draft(a_draft(filled.mint(), setback=filled.invoice.id, flow=WALK))

    assert find_draft(journal, "last") == other
    assert find_draft(journal, walk.id) == walk
    assert find_draft(journal, short(walk.id)) == walk
    assert find_draft(journal, "talk") == talk
    assert find_draft(journal, "keys/walk") == walk
    assert find_draft(journal, "last/walk") == other
    assert find_draft(journal, "A/B/walk") == other
    assert find_draft(journal, "A/B") == other
    for ref, lines in [
        ("walk", (f"{short(other.id)}  walk  The A/B invoice", f"{short(walk.id)}  walk  Lost the keys")),
        ("keys", (f"{short(talk.id)}  talk  Lost the keys", f"{short(walk.id)}  walk  Lost the keys")),
    ]:
        with pytest.raises(AmbiguousName) as caught:
            find_draft(journal, ref)
        assert caught.value.details == lines
    for ref in ("", "none", "none/walk", "keys/none", "/walk"):
        with pytest.raises(UnknownName):
            find_draft(journal, ref)


def test_a_draft_of_no_setback_is_listed_without_one(filled: Filled) -> None:
    drafts = [filled.journal.save_draft(a_draft(filled.mint(), flow=WALK)) for _ in range(2)]

    with pytest.raises(AmbiguousName) as caught:
        find_draft(filled.journal, "walk")

    assert caught.value.details == tuple(f"{short(each.id)}  walk" for each in reversed(drafts))


def test_no_draft_at_all_says_so(filled: Filled) -> None:
    with pytest.raises(NothingThere):
        find_draft(filled.journal, "last")
