"""How long ago, and what since; against a second look at the files, and as sentences."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.timeline import Timeline, since
from reflect.insights.views import looked_at
from tests.followups.making import answer, at, checkin, day, entry, spoke
from tests.followups.method import MEANS
from tests.insights.journals import Journal, journals
from tests.insights.second_look import day_of, end, files, followed, is_day, is_written, promised, rows, told, value
from tests.insights.test_follow_through import asked, promise

FLOWS = ["define", "respond", "apologize", "debrief", "support", "letgo", "goals", "checkin", "checkin"]


def naive(journal: Journal, setback: Setback) -> dict[str, Any]:
    """Day 0, the first day of each thing that was done, and the promises."""
    mine = [each for each in files(journal) if each["setback"] == setback.id]
    happened = [said for each in mine if each["flow"]["id"] == "define" and is_day(said := value(each, "when"))]
    first = min(map(day_of, mine), default=setback.created.date())
    began = min([first, *(dt.date.fromisoformat(each) for each in happened[-1:])])
    days: dict[str, set[dt.date]] = defaultdict(set)
    for each in mine:
        if (flow := each["flow"]["id"]) in ("define", "support", "debrief", "goals", "letgo"):
            days[flow].add(day_of(each))
        if flow == "respond" and any(one.get("told") is True for one in rows(each, "inform")):
            days["told"].add(day_of(each))
        if flow == "apologize" and is_written(value(each, "letter")):
            days["letter"].add(day_of(each))
    if setback.closed:
        days["closed"].add(setback.closed.date())
    kept = []
    things = promised(journal, setback.id)
    talks = [one for one in journal.ground().follow_ups if one.kind == "talk" and one.setback == setback.id]
    for thing in (*things, *talks):
        became, since_ = end(journal, thing)
        what = {"inform": "told", "apology": "apologised", "talk": "talked"}.get(thing.kind)
        if what and since_ and told(journal, thing.ref)[-1].option != "knows":
            days[what].add(since_)
        if not what and became != "no_longer_fits":
            kept.append((thing.ref, became.startswith("kept")))
    if "apologised" in days:
        days.pop("letter", None)
    if "talked" in days:
        days.pop("support", None)
    return {
        "began": began,
        "days": {what: min(found) for what, found in days.items()},
        "promised": {ref for ref, _ in kept},
        "kept": {ref for ref, is_kept in kept if is_kept},
    }


@settings(max_examples=50)
@given(journals(24, flows=FLOWS))
def test_a_timeline_is_what_a_second_look_at_the_files_says(journal: Journal) -> None:
    ground = journal.ground()
    view = looked_at("timeline", ground)
    followed(view, ground)
    found = view.found
    assert isinstance(found, Timeline)
    assert {each.setback for each in found.setbacks} == {each.id for each in journal.setbacks}
    assert [each.began for each in found.setbacks] == sorted((each.began for each in found.setbacks), reverse=True)
    for each in journal.setbacks:
        second = naive(journal, each)
        one = since(ground, each.id)
        assert one in found.setbacks
        assert one
        assert (one.began, one.days) == (second["began"], (journal.today - second["began"]).days)
        assert {event.what: event.date for event in one.events} == second["days"]
        assert all(event.day == (event.date - one.began).days for event in one.events)
        assert (set(one.promised.of), set(one.kept.of)) == (second["promised"], second["kept"])
    # Twelve months: this one and eleven before.
    today = journal.today
    months = {(today.year * 12 + today.month - back) for back in range(12)}
    written = defaultdict(set)
    for wrote in journal.entries:
        date = wrote.finished.date()
        if date.year * 12 + date.month in months and date <= today:
            written[date].add(wrote.id)
    assert {each.date: set(each.count.of) for each in found.days} == written


# ------------------------------------------------------------------------------------------------------------ as sentences

SETBACK = Setback("s1", "The quote", at("2027-03-02"))


def ground(*entries: Entry, today: str = "2027-04-01", setback: Setback = SETBACK) -> Ground:
    return Ground.of(entries, [setback], follow_ups(entries, (), day(today)), today=day(today))


def view(*entries: Entry, today: str = "2027-04-01") -> View:
    return looked_at("timeline", ground(*entries, today=today))


def days(*entries: Entry, today: str = "2027-04-01", setback: Setback = SETBACK) -> dict[str, int]:
    """What was done, and on which day after day 0."""
    found = since(ground(*entries, today=today, setback=setback), "s1")
    assert found
    return {each.what: each.day for each in found.events}


DEFINED = entry("e0", "define", "2027-03-03", answer("when", "2027-03-01", "date"))


def test_it_takes_a_setback() -> None:
    alone = looked_at("timeline", Ground.of([DEFINED], today=day("2027-04-01")))
    assert alone.found is None
    assert alone.wants == "It takes 1 setback; there is none so far."
    assert view(DEFINED).found is not None
    assert since(ground(DEFINED), "s9") is None


def test_day_0_is_the_day_it_happened_as_it_was_said_last() -> None:
    found = since(ground(DEFINED), "s1")
    assert found
    assert (found.began, found.days) == (day("2027-03-01"), 31)
    again = entry("e1", "define", "2027-03-09", answer("when", "2027-02-27", "date"))
    assert days(DEFINED, again) == {"define": 4}


def test_without_a_day_or_with_one_that_came_later_it_is_the_day_of_the_first_entry() -> None:
    rough = entry("e0", "define", "2027-03-03", answer("when", None, "date", words="last autumn"))
    assert days(rough) == {"define": 0}
    earlier = entry("e1", "support", "2027-02-27")
    assert days(earlier, DEFINED) == {"support": 0, "define": 4}
    found = since(ground(), "s1")
    assert found
    assert (found.began, found.days) == (day("2027-03-02"), 30)


def test_somebody_is_told_when_the_first_hours_or_a_check_in_say_so() -> None:
    declared = {"kind": "inform", "in": "0d", "unless": {"told": "yes"}, "people": "{who}", "text": "tell {who}"}
    people = [{"key": "a", "who": "Ann", "told": True}, {"key": "b", "who": "Bo", "told": False}]
    fields = [("who", "text"), ("told", "yesno")]
    responded = entry(
        "e1", "respond", "2027-03-03", answer("inform", people, "group", promises=declared, fields=fields)
    )
    assert days(DEFINED, responded)["told"] == 2
    only_bo = entry(
        "e1", "respond", "2027-03-03", answer("inform", people[1:], "group", promises=declared, fields=fields)
    )
    assert "told" not in days(DEFINED, only_bo)
    told_bo = asked("c1", "2027-03-08", "e1/inform/b", "yes", kind="inform")
    assert days(DEFINED, only_bo, told_bo)["told"] == 7
    knew = asked("c1", "2027-03-08", "e1/inform/b", "knows", kind="inform")
    assert "told" not in days(DEFINED, only_bo, knew)
    both = since(ground(DEFINED, responded, told_bo), "s1")
    assert both
    assert next(each.count.of for each in both.events if each.what == "told") == ("e1/inform/a", "e1/inform/b")


def test_a_letter_is_an_apology_only_once_it_was_said_or_sent() -> None:
    when = answer("when", "2027-03-05", "date", promises={"kind": "apology", "people": "Ann", "text": "your apology"})
    letter = entry("e1", "apologize", "2027-03-03", answer("letter", "Dear Ann", "letter"), when)
    assert days(DEFINED, letter) == {"define": 2, "letter": 2}
    said = asked("c1", "2027-03-06", "e1/when", "said", kind="apology")
    assert days(DEFINED, letter, said) == {"define": 2, "apologised": 5}
    no = asked("c1", "2027-03-06", "e1/when", "no", kind="apology")
    assert days(DEFINED, letter, no) == {"define": 2, "letter": 2}


def test_promises_are_all_that_was_said_but_for_what_no_longer_fits() -> None:
    three = entry("e1", "apologize", "2027-03-03", *(promise(each, each) for each in ("one", "three", "two")))
    kept = asked("c1", "2027-03-10", "e1/one/a", "kept")
    void = asked("c2", "2027-03-10", "e1/two/a", "void")
    found = since(ground(DEFINED, three, kept, void), "s1")
    assert found
    assert (found.promised.of, found.kept.of) == (("e1/one/a", "e1/three/a"), ("e1/one/a",))
    assert view(DEFINED, three, kept, void).drawn == ("e0", "e1", "c1", "c2")


def test_putting_it_away_is_something_that_was_done() -> None:
    closed = Setback("s1", "The quote", at("2027-03-02"), closed=at("2027-03-21"))
    assert days(DEFINED, setback=closed) == {"define": 2, "closed": 20}


def test_the_latest_setback_comes_first() -> None:
    setbacks = [Setback("s1", "new", at("2027-03-02")), Setback("s2", "old", at("2027-03-03"))]
    older = entry("e1", "define", "2027-03-04", answer("when", "2026-12-24", "date"), about="s2")
    both = Ground.of([DEFINED, older], setbacks, today=day("2027-04-01"))
    assert [each.setback for each in looked_at("timeline", both).found.setbacks] == ["s1", "s2"]


def test_the_calendar_has_twelve_months_this_one_among_them() -> None:
    times = ("2026-04-30", "2026-05-01", "2026-05-01 20:00", "2027-03-31", "2027-04-02")
    entries = [entry(f"e{place}", "gratitude", when, about=None) for place, when in enumerate(times)]
    found = view(*entries, today="2027-04-01").found
    assert [(each.date, each.count.of) for each in found.days] == [
        (day("2026-05-01"), ("e1", "e2")),
        (day("2027-03-31"), ("e3",)),
    ]


def test_about_one_setback_the_calendar_has_its_entries_and_the_check_ins_that_spoke_of_it() -> None:
    made = entry("e1", "apologize", "2027-03-03", promise("repair", "a"))
    other = entry("e2", "define", "2027-03-04", about="s2")
    spoke_of_it = asked("c1", "2027-03-12", "e1/repair/a", "not_yet")
    passed = checkin("c2", "2027-03-20", spoke("promise", "e1/repair/a", None, MEANS["promise"]))
    found = looked_at("timeline", ground(DEFINED, made, other, spoke_of_it, passed), "s1").found
    assert [str(each.date) for each in found.days] == ["2027-03-03", "2027-03-12"]


def test_what_is_private_or_sealed_is_not_seen_but_for_its_day() -> None:
    secret = entry("e1", "apologize", "2027-03-05", answer("letter", "hush", "letter", private=True))
    sealed = entry("e2", "letgo", "2027-03-06", answer("fair", "hush"), sealed="2027-05-01")
    assert days(DEFINED, secret, sealed) == {"define": 2}
    found = view(DEFINED, secret, sealed)
    assert "hush" not in str(found.to_json())
    assert [str(each.date) for each in found.found.days] == ["2027-03-03", "2027-03-05", "2027-03-06"]


@settings(max_examples=40)
@given(journals(flows=["define", "debrief", "apologize", "goals", "checkin"]))
def test_what_lies_ahead_was_promised_for_a_day_to_come_and_nobody_has_spoken_of_it(journal: Journal) -> None:
    ground = journal.ground()
    for each in looked_at("timeline", ground).found.setbacks if ground.setbacks else ():
        ahead = {ref for ref in each.promised.of if (it := ground.follow_up(ref)) and it.date > journal.today}
        silent = {ref for ref in ahead if not [one for one in ground.follow_up(ref).told if not one.unanswered]}  # type: ignore[union-attr]
        closed = {one.id for one in journal.setbacks if one.closed}
        assert set(each.ahead.of) == (set() if each.setback in closed else silent)
        assert not set(each.ahead.of) & set(each.kept.of)
