"""What it looks like from here: the words of then and of now; against a second look at the files, and as sentences."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.insights.finding import View
from reflect.insights.look_back import LookedBack, LooksBack
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin
from tests.insights.believable import BACK, ground, looked_back, written_in, year
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed, is_written, value


def naive(journal: Journal, about: str | None) -> dict[str, dict[str, Any]]:
    """By setback, where the words of now stand, and those of then, going through the files from first to last."""
    homes = {each.id: each.setback for each in journal.entries}
    latest: dict[tuple[str, str], str] = {}
    found: dict[str, dict[str, Any]] = {}
    for file in files(journal):
        for flow, question in (("define", "one_line"), ("letgo", "fair")):
            if file["flow"]["id"] == flow and file["setback"] and is_written(value(file, question)):
                latest[file["setback"], question] = f"{file['id']}/{question}"
        for asked in file["answers"]:
            for each in asked.get("each", []):
                home = homes.get(each["key"].split("/")[0])
                if asked["id"] != "look_back" or file["flow"]["id"] != "checkin" or not is_written(each.get("value")):
                    continue
                if home and about in (None, home):
                    then = {name: latest.get((home, name)) for name in ("one_line", "fair")}
                    mine = found.setdefault(home, then | {"now": []})
                    mine["now"].append(f"{file['id']}/look_back/{each['key']}")
    return found


def ref(dated: Any) -> str | None:
    return dated.words.ref if dated else None


@settings(max_examples=60)
@given(journals(40, flows=["define", "letgo", "checkin", "checkin"], setbacks=3))
def test_looks_back_are_those_of_a_second_look_at_the_files(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s1"):
        view, second = looked_at("look_back", ground, about), naive(journal, about)
        followed(view, ground)
        if not second:
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, LooksBack)
        assert {
            each.setback: {
                "one_line": ref(each.one_line),
                "fair": ref(each.fair),
                "now": [ref(now) for now in each.now],
            }
            for each in found.setbacks
        } == second
        last = [each.now[-1].day for each in found.setbacks]
        assert last == sorted(last, reverse=True)


# ------------------------------------------------------------------------------------------------------------ as sentences

DEFINED = written_in("define", "d1", "2026-01-01", answer("one_line", "I sent it twice."))
LET_GO = written_in(
    "letgo",
    "l1",
    "2026-02-01",
    answer("fair", "Once, and I said so."),
    answer("look_back", "2026-05-01", "date", promises=BACK),
)
LOOK = checkin("c1", "2026-05-02", looked_back("l1/look_back", "A long afternoon."))


def view(*entries: Entry, about: str | None = None) -> View:
    return looked_at("look_back", ground(*entries), about)


def only(*entries: Entry) -> LookedBack:
    found = view(*entries).found
    assert isinstance(found, LooksBack)
    (one,) = found.setbacks
    return one


def test_it_takes_one_look_back() -> None:
    assert view(DEFINED, LET_GO).wants == (
        "It takes one look back, which a check-in asks for about three months after `reflect letgo`; there is none so far."
    )
    assert view(DEFINED, LET_GO, LOOK).drawn == ("d1", "l1", "c1")


def test_then_and_now_are_of_the_same_setback() -> None:
    other = written_in("define", "d2", "2026-01-02", answer("one_line", "Another thing."), about="s2")
    found = only(DEFINED, other, LET_GO, LOOK)
    assert found.setback == "s1"
    assert found.one_line
    assert found.fair
    assert [each.words.text for each in (found.one_line, found.fair, *found.now)] == [
        "I sent it twice.",
        "Once, and I said so.",
        "A long afternoon.",
    ]
    assert view(DEFINED, other, LET_GO, LOOK, about="s2").found is None


def test_what_was_written_after_the_look_is_not_then() -> None:
    again = written_in("define", "d2", "2026-05-03", answer("one_line", "Seen anew."))
    assert ref(only(DEFINED, LET_GO, LOOK, again).one_line) == "d1/one_line"


def test_what_was_written_anew_before_the_look_is_then() -> None:
    again = written_in("define", "d2", "2026-03-03", answer("one_line", "Seen anew."))
    assert ref(only(DEFINED, LET_GO, LOOK, again).one_line) == "d2/one_line"


def test_a_second_look_stands_beside_the_first() -> None:
    later = checkin("c2", "2027-02-02", looked_back("l1/look_back", "A story I tell."))
    found = looked_at("look_back", ground(DEFINED, LET_GO, LOOK, later, today="2027-03-01")).found
    assert isinstance(found, LooksBack)
    assert [each.words.text for each in found.setbacks[0].now] == ["A long afternoon.", "A story I tell."]


def test_a_private_look_back_is_not_seen_nor_are_private_words_of_then() -> None:
    hidden = checkin("c1", "2026-05-02", looked_back("l1/look_back", "no", private=True))
    assert view(DEFINED, LET_GO, hidden).found is None
    private = written_in("define", "d1", "2026-01-01", answer("one_line", "no", private=True))
    assert only(private, LET_GO, LOOK).one_line is None


def test_a_look_at_something_that_is_gone_is_passed_over() -> None:
    assert view(DEFINED, checkin("c1", "2026-05-02", looked_back("gone/look_back", "x"))).found is None


def test_the_year_has_one_look_back() -> None:
    found = looked_at("look_back", year()).found
    assert isinstance(found, LooksBack)
    assert [each.setback for each in found.setbacks] == ["s0"]
