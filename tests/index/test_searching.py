"""What a search by the index finds is what going through all files finds, and what is shown of it stands there."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.model import Entry
from reflect.index.query import parse
from reflect.index.searching import Search
from reflect.index.sought import Sought, Ways
from reflect.index.words import stem, words
from reflect.journal.files import ENTRIES, place
from reflect.journal.json_text import encode
from tests.index.making import OnDisk, on_disk
from tests.index.naive import Wanted, choices_in, fits, scan, something, told_in
from tests.index.outside import AS_THEY_ARE, Talking

ALL = 1000


def search(disk: OnDisk, wanted: Wanted | None, sought: Sought, today: dt.date, *, by_index: bool = True) -> Search:
    index = disk.index(today) if by_index else None
    return Search(disk.journal(), index, parse(wanted.typed) if wanted else None, sought, today)


def names(searched: Search, most: int = ALL, *, newest: bool = True) -> list[str]:
    return [each.entry.id for each in searched.found(most, newest=newest)[0]]


def filters(chance: Random, entries: list[Entry], today: dt.date) -> Sought:
    """None, one or two things that are looked for beside words, most of which are there."""
    one: Entry | None = chance.choice(entries) if entries else None
    options = choices_in(entries) or [("cause", "rule")]

    def ways() -> Ways:
        return tuple(chance.sample(options, min(len(options), chance.randint(1, 2))))

    def a_day() -> dt.date:
        return (one.finished.date() if one else today) + dt.timedelta(days=chance.randint(-3, 3))

    sought = Sought()
    for _ in range(chance.randint(0, 2)):
        match chance.randrange(5):
            case 0:
                sought = replace(sought, flow=one.flow.id if one else "define")
            case 1:
                sought = replace(sought, setback=(one and one.setback) or "0198b51f-0000-7000-8000-000000000000")
            case 2:
                sought = replace(sought, since=a_day())
            case 3:
                sought = replace(sought, until=a_day())
            case _:
                sought = replace(sought, chosen=(*sought.chosen, ways()))
    return sought


@settings(max_examples=6, phases=AS_THEY_ARE)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 25))
def test_words_and_filters_find_what_going_through_all_files_finds(seed: int, size: int) -> None:
    chance = Random(seed)
    made = Talking(seed, size).journal()
    with tempfile.TemporaryDirectory() as base:
        disk = on_disk(Path(base), made)
        entries = disk.entries()
        there = [text for each in entries for text in told_in(each)]
        today = chance.choice([made.today, *(each.finished.date() for each in entries)])
        for _ in range(20):
            wanted = something(chance, there) if chance.random() < 0.85 else None
            sought = filters(chance, entries, today)
            expected = scan(entries, wanted, sought, today)
            found, more = search(disk, wanted, sought, today).found(ALL, newest=True)
            assert [each.entry.id for each in found] == expected
            assert not more
            assert [each.entry for each in found] == [disk.journal().entry(name) for name in expected]
            assert names(search(disk, wanted, sought, today, by_index=False)) == expected
            best = names(search(disk, wanted, sought, today), newest=False)
            assert sorted(best, reverse=True) == expected
            most = chance.randint(1, 5)
            first, more = search(disk, wanted, sought, today).found(most, newest=True)
            assert [each.entry.id for each in first] == expected[:most]
            assert more == (len(expected) > most)
            assert names(search(disk, wanted, sought, today), most, newest=False) == best[:most]


@settings(max_examples=5, phases=AS_THEY_ARE)
@given(seed=st.integers(0, 2**32), size=st.integers(5, 25))
def test_the_sentences_that_are_shown_hold_what_was_looked_for(seed: int, size: int) -> None:
    chance = Random(seed)
    made = Talking(seed, size).journal()
    with tempfile.TemporaryDirectory() as base:
        disk = on_disk(Path(base), made)
        there = [text for each in disk.entries() for text in told_in(each)]
        for _ in range(12):
            wanted = something(chance, there, depth=0)
            for found in search(disk, wanted, Sought(), made.today).found(ALL, newest=True)[0]:
                assert found.sentences
                told = told_in(found.entry)
                asked = {each.asked for each in found.entry.answers if not each.private}
                for sentence in found.sentences:
                    assert sentence.asked in asked
                    assert sentence.marks
                    shown = [each.text for each in words(sentence.text)]
                    assert any(shown == text[at : at + len(shown)] for text in told for at in range(len(text)))
                    for start, end in sentence.marks:
                        marked = [each.text for each in words(sentence.text[start:end])]
                        assert marked
                        assert wanted.fits([marked])


def test_what_fits_best_comes_first(tmp_path: Path) -> None:
    disk, made = OnDisk(tmp_path), Talking(1, 12, setbacks=1).journal()
    said = ["A word once, among many others that say nothing of it at all.", "Word, word, word.", "Something else."]
    ids = [_write(disk, entry, said[at % 3]) for at, entry in enumerate(made.entries[:6])]
    found = names(search(disk, something_like("word"), Sought(), made.today), newest=False)
    assert {*found[:2]} == {ids[1], ids[4]}
    assert {*found[2:]} == {ids[0], ids[3]}


def test_a_hit_that_was_changed_in_place_is_shown_as_it_is_or_not_at_all(tmp_path: Path) -> None:
    disk, today, ids = _four_about_a_queue(tmp_path)
    _in_place(disk, ids[3], "Nothing of it any more.")
    _in_place(disk, ids[2], "The queue was the other one.")
    found, more = search(disk, something_like("queue"), Sought(), today).found(2, newest=True)
    assert [each.entry.id for each in found] == [ids[2], ids[1]]
    assert found[0].sentences[0].text == "The queue was the other one."
    assert more


def test_what_comes_up_in_the_place_of_a_changed_hit_is_looked_at_too(tmp_path: Path) -> None:
    disk, today, ids = _four_about_a_queue(tmp_path)
    # Of two that are asked for and one more the newest fit no more, and so on.
    for changed in ids[:0:-1]:
        _in_place(disk, changed, "Nothing of it any more.")
    searched = search(disk, something_like("queue"), Sought(), today)
    assert names(searched, 1) == [ids[0]]


def test_a_hit_is_found_in_another_form_that_was_written_into_it_in_place(tmp_path: Path) -> None:
    disk, today, ids = _four_about_a_queue(tmp_path)
    _in_place(disk, ids[1], "So many were queues.")
    found, _ = search(disk, something_like("queue"), Sought(), today).found(ALL, newest=True)
    assert [each.entry.id for each in found] == ids[::-1]
    assert found[2].sentences[0].marks == ((13, 19),)


def test_a_hit_that_was_removed_or_spoiled_meanwhile_is_passed_over_and_noted(tmp_path: Path) -> None:
    disk, today, ids = _four_about_a_queue(tmp_path)
    searched = search(disk, something_like("queue"), Sought(), today)
    (disk.root / place(ENTRIES, ids[3])).unlink()
    (disk.root / place(ENTRIES, ids[1])).write_bytes(b"{")
    assert names(searched) == [ids[2], ids[0]]
    assert [each.path.stem for each in searched.journal.unreadable()] in ([ids[1]], [])


@pytest.mark.parametrize("how", ["file", "filled", "other"])
def test_an_index_that_goes_in_the_middle_of_a_search_takes_no_hit_with_it(tmp_path: Path, how: str) -> None:
    disk, today, ids = _four_about_a_queue(tmp_path)
    searched = search(disk, something_like("queue"), Sought(), today)
    _in_place(disk, ids[3], "Another queue.")
    path = disk.cache / "index.db"
    path.unlink()
    if how == "filled":
        disk.index(today)
    elif how == "other":
        other = on_disk(tmp_path / "other", Talking(4, 3).journal())
        other.index(today)
        (other.cache / "index.db").rename(path)
    assert names(searched) == ids[::-1]


def test_a_setback_a_flow_and_days_are_those_of_the_file_that_is_shown(tmp_path: Path) -> None:
    disk, today, ids = _four_about_a_queue(tmp_path)
    path = disk.root / place(ENTRIES, ids[2])
    path.write_bytes(path.read_bytes().replace(b'"id": "queues"', b'"id": "others"'))
    assert ids[2] not in names(search(disk, None, Sought(flow="queues"), today))
    found = names(search(disk, something_like("queue"), Sought(flow="queues"), today))
    assert found == [ids[3], ids[1], ids[0]]


def test_options_that_differ_in_case_only_are_the_same_by_the_index_and_without(tmp_path: Path) -> None:
    disk, made = OnDisk(tmp_path), Talking(1, 12, setbacks=1).journal()
    entry = made.entries[0]
    answer = next(each for one in made.entries for each in one.answers if each.type == "choice")
    for name, key in (("e98", "Ann"), ("e99", "ann")):
        said = replace(answer.said, value=key, skipped=False, labels={})
        only = replace(answer, id="who", said=said, each=None, private=False)
        disk.write_entry(replace(entry, id=name, answers=(only,)))
    for key in ("Ann", "ann"):
        sought = Sought(chosen=((("who", key),),))
        by_files = names(search(disk, None, sought, made.today, by_index=False))
        assert by_files
        assert names(search(disk, None, sought, made.today)) == by_files


@pytest.mark.parametrize("odd", ["\ud800", "a\udcff"])
def test_half_characters_are_looked_for_like_any_other(tmp_path: Path, odd: str) -> None:
    disk, today, _ = _four_about_a_queue(tmp_path)
    for sought in (Sought(flow=odd), Sought(chosen=((("cause", odd),),)), Sought(chosen=(((odd, "a"),),))):
        assert names(search(disk, None, sought, today)) == []
    assert disk.index(today).chosen(odd) == []


def something_like(word: str) -> Wanted:
    from tests.index.naive import Word

    return Word(word)


def _write(disk: OnDisk, entry: Entry, text: str) -> str:
    data = disk.named(entry.to_json())
    name = disk.mint(entry.id, entry.finished)
    data |= {"id": name, "flow": {"id": "queues", "version": 1, "title": "Queues"}, "answers": [_answer(text)]}
    data.pop("sealed_until", None)
    disk.put(ENTRIES, name, data)
    return name


def _answer(text: str) -> dict[str, str]:
    return {"id": "what", "asked": "What?", "type": "long", "value": text}


def _four_about_a_queue(base: Path) -> tuple[OnDisk, dt.date, list[str]]:
    """Four entries (ids, the oldest first) with a word in all of them, and others; the index knows them."""
    disk, made = OnDisk(base), Talking(2, 12).journal()
    ids = [_write(disk, each, f"The queue was number {at}.") for at, each in enumerate(made.entries[:4])]
    for each in made.entries[4:]:
        _write(disk, each, "Something else.")
    disk.index(made.today)
    return disk, made.today, sorted(ids)


def _in_place(disk: OnDisk, name: str, text: str) -> None:
    path = disk.root / place(ENTRIES, name)
    entry = disk.journal().entry(name)
    path.write_bytes(encode({**entry.to_json(), "answers": [_answer(text)]}))
    os.utime(path, ns=(10**18, 10**18))


def test_the_naive_scan_is_about_the_same_journals_in_many_ways() -> None:
    """That the tests above are not about journals in which nothing is found."""
    made, chance = Talking(11, 25).journal(), Random(11)
    there = [text for each in made.entries for text in told_in(each)]
    found = [
        sum(fits(each, something(chance, there), Sought(), made.today) for each in made.entries) for _ in range(40)
    ]
    assert len({*found}) > 6
    assert stem("apologised") == stem("apologizes")
