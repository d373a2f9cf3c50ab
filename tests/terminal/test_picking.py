from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.interview.answers import Item
from reflect.interview.asking import Ending
from reflect.terminal.full.listing import Listing, plain
from tests.terminal.conversation import BACK, CLEAR, DOWN, ENTER, STOP, UP, Told, flow, pasted, talk
from tests.terminal.questions import PEOPLE

ESCAPE = "\x1b"
BACKSPACE = "\x7f"
END = "\x1b[F"
HOME = "\x1b[H"
PAGE_DOWN = "\x1b[6~"
PAGE_UP = "\x1b[5~"

OPTIONS = {f"o{number}": f"option {number:02}" for number in range(20)} | {
    "night": "the night job, which had begun forty minutes late without anybody's knowing of it or being told",
    "cafe": "Café Zürich",
}
MANY: dict[str, Any] = {"type": "choice", "id": "many", "ask": "Which?", "options": OPTIONS}
MARKED = MANY | {"type": "choices"}
TEXT = {"type": "text", "id": "what", "ask": "What?"}

# ------------------------------------------------------------------------------------------- the part that is shown

labels = st.lists(st.text(alphabet="abc \n", min_size=1, max_size=200), min_size=1, max_size=30)
moves = st.lists(st.sampled_from(["down", "up", "page down", "page up", "end", "home", "a", "less"]), max_size=40)


def moved(listing: Listing, move: str) -> None:
    if move in ("a", "less"):
        listing.seek(listing.sought + "a" if move == "a" else listing.sought[:-1])
        return
    way = {"down": listing.step, "up": listing.step, "page": listing.page, "end": listing.end, "home": listing.end}
    way[move.split(maxsplit=1)[0]](-1 if move in ("up", "page up", "home") else 1)


@given(labels, moves, st.integers(16, 80), st.integers(3, 24))
def test_where_one_stands_is_always_shown_and_nothing_is_lost_from_sight(
    texts: list[str], going: list[str], width: int, height: int
) -> None:
    listing = Listing([Item(str(number), text) for number, text in enumerate(texts)])
    for move in ["", *going]:
        if move:
            moved(listing, move)
        part = listing.part(width, height)
        assert len(part.rows) + (part.above > 0) + (part.below > 0) <= height
        shown = {row.place for row in part.rows}
        assert shown == {*range(min(shown), max(shown) + 1)} if shown else not listing.found
        assert not listing.found or listing.place in shown
        assert part.above + len(shown) + part.below >= len(listing.found)
        assert part.above or not shown or min(shown) == 0
        assert part.below or not shown or max(shown) == len(listing.found) - 1


@given(labels, st.integers(16, 80), st.integers(3, 24))
def test_whoever_goes_down_a_list_comes_past_every_row_of_every_label(
    texts: list[str], width: int, height: int
) -> None:
    listing = Listing([Item(str(number), text) for number, text in enumerate(texts)])
    everything = listing.height(width)
    seen: set[tuple[int, int]] = set()
    for _ in range(everything + 1):
        seen |= {(row.place, row.number) for row in listing.part(width, height).rows}
        listing.step(1)
    assert len(seen) == everything


@given(labels, moves, st.integers(16, 80), st.integers(3, 24))
def test_keys_that_come_at_once_lead_where_they_lead_one_by_one(
    texts: list[str], going: list[str], width: int, height: int
) -> None:
    at_once, one_by_one = (Listing([Item(str(n), text) for n, text in enumerate(texts)]) for _ in range(2))
    for listing in (at_once, one_by_one):
        listing.part(width, height)
    for move in going:
        moved(at_once, move)
        moved(one_by_one, move)
        one_by_one.part(width, height)
    assert at_once.place == one_by_one.place


def test_a_label_has_its_first_line_and_what_stands_under_it() -> None:
    listing = Listing([Item("a", "What happened?\nThe page hung, so I pressed Send again.")])
    rows = listing.part(30, 10).rows
    assert [(row.text, row.indent, row.under) for row in rows] == [
        ("What happened?", 0, False),
        ("The page hung, so I pressed", 2, True),
        ("Send again.", 2, True),
    ]
    listing.seek("happened? the page")
    assert listing.found


def test_letters_are_found_without_their_accents_and_in_either_size() -> None:
    assert plain("Café ZÜRICH") == plain("cafe\nzürich") == "cafe zurich"


# ---------------------------------------------------------------------------------------------------- searching


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ("17", "o17"),
        ("anybody's knowing", "night"),
        ("NIGHT JOB", "night"),
        ("cafe zur", "cafe"),
        ("CAFÉ", "cafe"),
        ("café", "cafe"),
        (pasted("caf\ne"), None),
        ("17" + BACKSPACE + "2", "o12"),
        ("17" + ESCAPE, "o17"),
        ("17" + CLEAR + UP, "o16"),
        ("option" + DOWN + DOWN, "o2"),
        ("jk" + CLEAR, "o0"),
        ("/17", "o17"),
        (pasted("/cafe"), "cafe"),
        (END, "cafe"),
        (END + HOME, "o0"),
        (PAGE_DOWN + PAGE_DOWN + PAGE_DOWN, "cafe"),
        (END + PAGE_UP + PAGE_UP + PAGE_UP, "o0"),
    ],
)
def test_a_long_list_is_searched_by_typing_any_part_of_a_label(keys: str, key: str | None) -> None:
    # After Esc comes a key that only then stands for itself.
    told = talk(MANY | {"required": True}, keys + (DOWN + UP if keys.endswith(ESCAPE) else "") + ENTER)
    assert told.values == ([key] if key else [])


def test_enter_takes_nothing_when_nothing_is_found() -> None:
    assert talk(MANY, "no such thing" + ENTER + CLEAR + "17" + ENTER).values == ["o17"]


def test_what_is_found_in_a_list_of_marks_is_marked_with_enter() -> None:
    told = talk(MARKED, "night job" + ENTER + "cafe zu" + ENTER + ENTER)
    assert told.values == [["night", "cafe"]]


def test_a_mark_is_taken_away_where_it_was_found() -> None:
    assert talk(MARKED, " " + "option 00" + ENTER + DOWN + " " + ENTER).values == [["o1"]]


def test_a_short_list_has_no_search() -> None:
    told = talk(MANY | {"options": dict([*OPTIONS.items()][:5])}, "17" + BACKSPACE + "jj" + ENTER)
    assert told.values == ["o1"]


def test_an_answer_that_stands_under_its_question_leaves_the_question_on_the_screen() -> None:
    told = talk(MANY | {"options": {"a": "What?\nthe page hung", "b": "How?\nby hand"}}, UP + ENTER)
    assert told.values == ["b"]
    assert " › How?\n" in told.screen
    assert "by hand" not in told.screen


# ----------------------------------------------------------------------------------------- the records of a group

MARTA = ENTER + "Marta" + ENTER + ENTER
ANOTHER = UP + ENTER
PAUL = ANOTHER + "Paul" + ENTER + ENTER
CHANGE, REMOVE = DOWN + ENTER, DOWN + DOWN + ENTER


def people(told: Told) -> list[str]:
    return [str(each.said.value) for each in told.conversation.interview.trail if each.spot.field == "who"]


def records(told: Told) -> list[str]:
    """Those there are: what was taken out has nothing in it."""
    return [each for each in people(told) if each != "None"]


def test_the_only_record_is_changed_with_its_old_answers_in_place() -> None:
    told = talk(PEOPLE, MARTA + CHANGE + " B." + ENTER + ENTER + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert people(told) == ["Marta B."]


def test_after_a_change_that_is_all_where_one_stands() -> None:
    told = talk(PEOPLE | {"at_least": 3}, MARTA + DOWN + DOWN + ENTER + " B." + ENTER + ENTER + ENTER + ENTER)
    assert told.conversation.ending is Ending.FINISHED


def test_one_of_several_records_is_picked_to_be_changed() -> None:
    told = talk(PEOPLE, MARTA + PAUL + CHANGE + DOWN + ENTER + "a" + ENTER + ENTER + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert people(told) == ["Marta", "Paula"]


def test_the_only_record_is_taken_out() -> None:
    told = talk(PEOPLE, MARTA + REMOVE + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert records(told) == []
    assert "Taken out: Marta\n" in told.screen
    assert "(left empty)" in told.screen


def test_one_of_several_records_is_taken_out_and_what_there_is_stands_on_the_screen() -> None:
    told = talk(PEOPLE, MARTA + PAUL + REMOVE + ENTER + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert records(told) == ["Paul"]
    assert "Taken out: Marta\n" in told.screen
    assert told.screen.endswith("\n\n   1. Paul\n")


def test_whoever_goes_back_from_the_records_changes_nothing() -> None:
    told = talk(PEOPLE, MARTA + PAUL + REMOVE + DOWN + BACK + UP + UP + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert records(told) == ["Marta", "Paul"]
    assert "Taken out" not in told.screen


def test_whoever_leaves_among_the_records_leaves_them_as_they_are() -> None:
    told = talk(PEOPLE, MARTA + PAUL + REMOVE + DOWN + STOP)
    assert (told.conversation.ending, told.conversation.exit_code) == (Ending.LEFT, 130)
    assert records(told) == ["Marta", "Paul"]
    assert told.typing is None


def test_a_record_bears_the_number_of_its_place_among_those_there_are() -> None:
    told = talk(PEOPLE, MARTA + PAUL + REMOVE + ENTER + ANOTHER + "Ines" + ENTER + ENTER + ENTER)
    assert records(told) == ["Paul", "Ines"]
    headings = [line for line in told.screen.split("\n") if line.startswith("Person ")]
    assert headings == ["Person 1", "Person 2", "Person 2"]
    assert Spot("people", None, 3, "who") in {each.spot for each in told.conversation.interview.trail}


def test_private_records_do_not_stay_on_the_screen() -> None:
    told = talk(PEOPLE | {"private": True}, MARTA + PAUL + REMOVE + ENTER + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert "Taken out." in told.screen
    assert "Marta" not in told.screen
    assert "Paul" not in told.screen


def test_whoever_comes_back_into_a_record_sees_those_before_it() -> None:
    left = talk(PEOPLE, MARTA + ANOTHER + STOP)
    told = talk(PEOPLE, "Paul" + ENTER + ENTER + ENTER, begin=left.conversation.interview)
    assert "   1. Marta\n\nPerson 2\n" in told.screen


def test_back_leads_from_the_next_question_to_the_list_of_records() -> None:
    told = talk(flow(PEOPLE, TEXT), MARTA + ENTER + BACK + CHANGE + " B." + ENTER + ENTER + ENTER + "x" + ENTER)
    assert told.conversation.ending is Ending.FINISHED
    assert people(told) == ["Marta B."]
    assert told.last == Said(value="x")
