"""What became of what was said; against a second look at the files, and as sentences."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.followups.fold import follow_ups
from reflect.insights.finding import View
from reflect.insights.follow_through import TAKES, Became, FollowThrough, became, said
from reflect.insights.ground import Ground
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin, day, entry, spoke
from tests.followups.method import MEANS
from tests.insights.journals import Journal, journals
from tests.insights.second_look import TO_OTHERS, end, followed, promised

FLOWS = ["respond", "apologize", "debrief", "goals", "share", "checkin", "checkin", "checkin"]


@settings(max_examples=50)
@given(journals(24, flows=FLOWS))
def test_what_became_of_things_is_what_a_second_look_at_the_files_says(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s1"):
        view, things = looked_at("follow_through", ground, about), promised(journal, about)
        followed(view, ground)
        if len(things) < TAKES:
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, FollowThrough)
        ends = [(each, *end(journal, each)) for each in things]
        tallies = {(each.kind, each.to_others): each.tally for each in found.sources}
        assert set(tallies) == {(each.kind, each.kind in TO_OTHERS) for each in things}
        for (kind, _), tally in tallies.items():
            mine = Counter(became for each, became, _ in ends if each.kind == kind)
            counts = (tally.kept, tally.after, tally.moved, tally.no_longer_fits, tally.open)
            assert {each.value: count.number for each, count in zip(Became, counts, strict=True)} == {
                each.value: mine[each.value] for each in Became
            }
            assert tally.made.number == sum(mine.values())
        days = [(kept - each.first).days for each, became, kept in ends if became == "kept_after_the_day" and kept]
        assert sorted(each.days for each in found.all.late) == sorted(days)
        assert found.all.median_days == (median(days) if days else None)
        assert all(each.days > 0 for each in found.all.late)


# ------------------------------------------------------------------------------------------------------------ as sentences


def promise(name: str, words: str, on: str | None = None, kind: str = "promise", **more: Any) -> Answer:
    """An answer that promises something to Ann, on a day."""
    declared = {"kind": kind, "on": "by", "in": "7d", "people": more.pop("people", "Ann"), "text": "{what}"}
    record = {"key": "a", "what": words} | ({"by": on} if on else {})
    return answer(name, [record], "group", promises=declared, fields=[("what", "text"), ("by", "date")], **more)


def asked(name: str, when: str, ref: str, said: str, by: str | None = None, kind: str = "promise") -> Entry:
    """A check-in that asks about a thing, and when it shall be, if it is put off."""
    told = [spoke(kind, ref, said, MEANS[kind])]
    return checkin(name, when, *told, *([spoke("by", ref, by, "date", kind="date")] if by else []))


THREE = entry(
    "e1",
    "apologize",
    "2027-03-01",
    promise("repair", "send it again", "2027-03-05"),
    promise("prevent", "read it aloud", "2027-03-05"),
    promise("third", "ring her", "2027-03-05"),
)


def ground(*entries: Entry, today: str = "2027-04-01") -> Ground:
    return Ground.of(entries, (), follow_ups(entries, (), day(today)), today=day(today))


def view(*entries: Entry, today: str = "2027-04-01") -> View:
    return looked_at("follow_through", ground(*entries, today=today))


def ends(*entries: Entry, today: str = "2027-04-01") -> list[str]:
    """What became of each thing, in the order in which they were said."""
    return [became(each).value for each in said(ground(*entries, today=today))]


def test_it_takes_three_things() -> None:
    two = entry("e1", "apologize", "2027-03-01", promise("repair", "a"), promise("prevent", "b"))
    assert view(two).wants == "It takes 3 things you said you would do; there are 2 so far."
    assert view(two).found is None
    assert view(THREE).found is not None


def test_what_nobody_was_asked_about_is_open() -> None:
    passed = checkin("c1", "2027-03-06", spoke("promise", "e1/repair/a", None, MEANS["promise"]))
    assert ends(THREE) == ["open", "open", "open"]
    assert ends(THREE, passed) == ["open", "open", "open"]


def test_what_is_said_to_be_kept_the_first_time_it_is_asked_about_is_kept_however_long_that_takes() -> None:
    # They sort by their references: prevent, repair, third.
    kept = asked("c1", "2027-03-25", "e1/repair/a", "kept")
    assert ends(THREE, kept) == ["open", "kept", "open"]
    found = view(THREE, kept).found
    assert (found.all.late, found.all.median_days) == ((), None)


def test_what_was_put_off_or_partly_done_before_is_kept_after_the_day() -> None:
    for first in ("not_yet", "part"):
        put_off = asked("c1", "2027-03-06", "e1/repair/a", first, by="2027-03-10")
        assert ends(THREE, put_off) == ["open", "moved", "open"]
        kept = asked("c2", "2027-03-11", "e1/repair/a", "kept")
        found = view(THREE, put_off, kept).found
        assert ends(THREE, put_off, kept) == ["open", "kept_after_the_day", "open"]
        assert [(each.ref, each.days) for each in found.all.late] == [("e1/repair/a", 6)]
        assert found.all.median_days == 6


def test_what_was_put_off_and_then_done_on_its_day_is_kept() -> None:
    put_off = asked("c1", "2027-03-05 09:00", "e1/repair/a", "not_yet", by="2027-03-06")
    kept = asked("c2", "2027-03-05 20:00", "e1/repair/a", "kept")
    assert ends(THREE, put_off, kept) == ["open", "kept", "open"]


def test_the_median_is_of_those_kept_after_the_day_and_of_no_others() -> None:
    moved = [asked(f"c{ref}", "2027-03-06", f"e1/{ref}/a", "not_yet", by="2027-03-07") for ref in ("repair", "third")]
    kept = [
        asked("k1", "2027-03-08", "e1/repair/a", "kept"),
        asked("k2", "2027-03-15", "e1/third/a", "kept"),
        asked("k3", "2027-03-31", "e1/prevent/a", "kept"),
    ]
    found = view(THREE, *moved, *kept).found
    assert [each.days for each in found.all.late] == [3, 10]
    assert found.all.median_days == 6.5


def test_what_is_let_go_no_longer_fits_and_is_neither_kept_nor_moved() -> None:
    void = asked("c1", "2027-03-06", "e1/repair/a", "void")
    assert ends(THREE, void) == ["open", "no_longer_fits", "open"]


def test_a_change_that_is_in_place_is_kept_though_it_comes_back_once_more() -> None:
    change = answer(
        "measures",
        [{"key": "a", "what": "a list"}],
        "group",
        promises={"kind": "measure", "in": "14d", "again": ["30d"], "text": "{what}"},
        fields=[("what", "text")],
    )
    made = entry("e1", "debrief", "2027-03-01", change)
    once = asked("c1", "2027-03-15", "e1/measures/a", "in_place", kind="measure")
    assert ends(made, once) == ["kept"]
    # Asked a month later and passed by, it is no longer asked about; it was kept all the same.
    passed = checkin("c2", "2027-04-20", spoke("measure", "e1/measures/a", None, MEANS["measure"]))
    assert ends(made, once, passed, today="2027-05-01") == ["kept"]
    gone = asked("c3", "2027-04-21", "e1/measures/a", "drop", kind="measure")
    assert ends(made, once, gone, today="2027-05-01") == ["no_longer_fits"]


def test_what_was_only_read_once_more_with_fresh_eyes_is_not_put_off() -> None:
    again = checkin("c1", "2027-03-03", spoke("reread", "e1/repair/a", "keep", MEANS["reread"], by="e1/return"))
    assert ends(THREE, again) == ["open", "open", "open"]
    kept = asked("c2", "2027-03-20", "e1/repair/a", "kept")
    assert ends(THREE, again, kept) == ["open", "kept", "open"]


def test_promises_to_others_stand_above_those_to_oneself() -> None:
    own = entry("e0", "debrief", "2027-02-01", promise("lessons", "ask", kind="lesson", people=""))
    mine = entry(
        "e2", "own", "2027-03-02", promise("x", "a", kind="a_favour"), promise("y", "b", kind="run", people="")
    )
    found = view(own, THREE, mine).found
    assert [(each.kind, each.to_others) for each in found.sources] == [
        ("promise", True),
        ("a_favour", True),
        ("lesson", False),
        ("run", False),
    ]


def test_what_is_private_or_sealed_is_not_seen() -> None:
    secret = entry("e2", "own", "2027-03-02", promise("x", "hush", private=True))
    sealed = entry("e3", "own", "2027-03-02", promise("x", "hush"), sealed="2027-05-01")
    assert ends(THREE, secret, sealed) == ["open", "open", "open"]
    assert "hush" not in str(view(THREE, secret, sealed).to_json())
    assert view(THREE, secret, sealed).drawn == ("e1",)


def test_questions_that_come_back_are_no_promises() -> None:
    kinds = ("talk", "parked", "second_look", "shared", "look_back", "goal_review", "try")
    asks = [promise(f"q{place}", "a", kind=kind) for place, kind in enumerate(kinds)]
    opens = answer("when", "2027-03-05", "date", promises={"kind": "feedback", "opens": "feedback", "text": "note"})
    assert ends(entry("e1", "own", "2027-03-01", *asks, opens)) == []


def test_own_words_of_what_was_kept_come_the_latest_first() -> None:
    kept = [
        asked("k1", "2027-03-08", "e1/repair/a", "kept"),
        asked("k2", "2027-03-15", "e1/third/a", "kept"),
        asked("k3", "2027-03-10", "e1/prevent/a", "not_yet", by="2027-04-10"),
    ]
    found = view(THREE, *kept).found
    assert [each.text for each in found.kept] == ["ring her", "send it again"]
    assert [(each.text, each.ref) for each in found.moved] == [("read it aloud", "e1/prevent/a")]
    assert view(THREE, *kept).drawn == ("e1", "k1", "k3", "k2")
