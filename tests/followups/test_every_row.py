"""Every row of the method's table of follow-ups, with the declarations of the flows that come with the program."""

from __future__ import annotations

from typing import Any

import pytest

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry
from reflect.followups.fold import follow_ups
from tests.followups.flows_at_hand import Question, asked_when_due, shipped
from tests.followups.making import answer, checkin, day, draft, entry, spoke
from tests.followups.steps import by_reference

MADE = "2027-03-01"


def question(flow: str, name: str) -> Question:
    sheet = next(each for each in shipped()[1] if each.flow == flow)
    return next(each for each in sheet.questions if each.id == name)


def promised(flow: str, name: str, value: Any = None, words: str | None = None) -> Answer:
    """An answer to a shipped question that promises something."""
    asked = question(flow, name)
    return answer(name, value, asked.type, promises=asked.promises, fields=asked.fields, words=words)


def record(**fields: Any) -> list[dict[str, Any]]:
    named = dict.fromkeys(("who", "what", "work", "lesson", "step"), "Something")
    return [{"key": "r1", **named, **fields}]


def tells(kind: str, ref: str, option: Any = None, new_day: str | None = None, by: str | None = None) -> list[Answer]:
    """What the shipped check-in asks about something of this kind: an option, and a new day where one is given."""
    questions = asked_when_due()[kind][0]
    first = spoke(questions[0].id, ref, option, questions[0].becomes, by=by, promises=questions[0].promises)
    days = [each for each in questions[1:] if each.becomes == "date" and new_day]
    return [first, *(spoke(each.id, ref, new_day, "date", kind="date", by=by) for each in days)]


def stands(today: str, ref: str, *entries: Entry, drafts: tuple[Draft, ...] = ()) -> tuple[str, str]:
    """How a follow-up stands on a day, and the day it comes back."""
    found = by_reference(follow_ups(entries, drafts, day(today)))[ref]
    return found.state.value, found.date.isoformat()


def text(ref: str, *entries: Entry) -> str:
    return by_reference(follow_ups(entries, (), day(MADE)))[ref].text


@pytest.mark.parametrize(
    ("flow", "name", "value", "given", "otherwise"),
    [
        pytest.param("define", "drastic_until", "2027-03-11", "2027-03-11", "2027-03-08", id="F1"),
        pytest.param("respond", "inform", {"by": "2027-03-02"}, "2027-03-02", "2027-03-01", id="F2"),
        pytest.param("respond", "repair", {"by": "2027-03-10"}, "2027-03-10", "2027-03-04", id="F3"),
        pytest.param("respond", "second_eyes", {"until": "2027-03-31"}, "2027-03-31", "2027-03-22", id="F4"),
        pytest.param("apologize", "repair", {"by": "2027-03-03"}, "2027-03-03", "2027-03-08", id="F5, repair"),
        pytest.param("apologize", "prevent", {"from": "2027-04-01"}, "2027-04-01", "2027-03-08", id="F5, prevent"),
        pytest.param("debrief", "lessons", {"by": "2027-03-31"}, "2027-03-31", "2027-03-15", id="F8"),
        pytest.param("debrief", "measures", {"by": "2027-03-05"}, "2027-03-05", "2027-03-15", id="F9"),
        pytest.param("goals", "steps", {"by": "2027-03-02"}, "2027-03-02", "2027-03-08", id="F11, goals"),
        pytest.param("feedback", "act", {"by": "2027-03-02"}, "2027-03-02", "2027-03-08", id="F11, feedback"),
        pytest.param("goals", "review", "2027-03-20", "2027-03-20", "2027-03-15", id="F12"),
        pytest.param("letgo", "look_back", "2027-06-01", "2027-06-01", "2027-05-30", id="F13"),
        pytest.param("share", "plan_report", "2027-03-08", "2027-03-08", "2027-03-29", id="F15"),
    ],
)
def test_it_comes_back_on_the_day_that_was_given_or_so_long_after(
    flow: str, name: str, value: str | dict[str, str], given: str, otherwise: str
) -> None:
    in_record = isinstance(value, dict)
    ref = f"e1/{name}/r1" if in_record else f"e1/{name}"
    with_a_day = entry("e1", flow, MADE, promised(flow, name, record(**value) if isinstance(value, dict) else value))
    without = promised(flow, name, record()) if in_record else promised(flow, name, words="when I can")
    assert stands("2030-01-01", ref, with_a_day) == ("due", given)
    assert stands("2030-01-01", ref, entry("e1", flow, MADE, without)) == ("due", otherwise)


@pytest.mark.parametrize(
    ("flow", "name"), [("apologize", "when"), ("debrief", "return"), ("share", "when"), ("feedback", "when")]
)
def test_where_only_a_day_brings_it_back_there_is_nothing_without_one(flow: str, name: str) -> None:
    assert follow_ups([entry("e1", flow, MADE, promised(flow, name))], (), day("2030-01-01")) == ()


def test_f1_another_week_is_counted_from_the_day_it_is_said() -> None:
    until = promised("define", "drastic_until", "2027-03-08")
    made = entry("e1", "define", MADE, answer("drastic", "hand in my notice"), until)
    assert text("e1/drastic_until", made) == "hand in my notice"
    later = checkin("c1", "2027-03-10", *tells("parked", "e1/drastic_until", "later"))
    assert stands("2027-03-16", "e1/drastic_until", made, later) == ("ahead", "2027-03-17")


def test_f2_and_f3_are_not_made_when_the_record_says_it_is_done() -> None:
    told = promised("respond", "inform", [*record(who="Ann", told=True), {"key": "r2", "who": "Bo", "told": False}])
    repairs = promised("respond", "repair", [*record(what="a", state="done"), {"key": "r2", "what": "b"}])
    found = follow_ups([entry("e1", "respond", MADE, told, repairs)], (), day("2027-03-01"))
    assert [(each.ref, each.text, each.people) for each in found] == [
        ("e1/inform/r2", "tell Bo", "Bo"),
        ("e1/repair/r2", "b", ""),
    ]


def test_f2_not_yet_without_a_day_comes_back_in_a_week() -> None:
    made = entry("e1", "respond", MADE, promised("respond", "inform", record(who="Ann")))
    not_yet = checkin("c1", "2027-03-02", *tells("inform", "e1/inform/r1", "not_yet"))
    assert stands("2027-03-03", "e1/inform/r1", made, not_yet) == ("ahead", "2027-03-09")


def test_f4_a_few_weeks_more_and_then_fine_alone() -> None:
    made = entry("e1", "respond", MADE, promised("respond", "second_eyes", record(work="the totals", who="Bo")))
    more = checkin("c1", "2027-03-22", *tells("second_look", "e1/second_eyes/r1", "more"))
    stop = checkin("c2", "2027-04-12", *tells("second_look", "e1/second_eyes/r1", "stop"))
    assert stands("2027-04-12", "e1/second_eyes/r1", made, more) == ("due", "2027-04-12")
    assert stands("2027-04-13", "e1/second_eyes/r1", made, more, stop)[0] == "done"


def apology(when: str = "2027-03-03") -> Entry:
    to = answer("to", [{"key": "i1", "text": "Ann"}], question("apologize", "to").type)
    return entry("e1", "apologize", MADE, to, promised("apologize", "when", when))


def test_f6_is_asked_again_after_4_and_8_days_and_then_let_go() -> None:
    asked = [checkin(f"c{at}", f"2027-03-{at}", *tells("apology", "e1/when", "not_yet")) for at in ("04", "08", "12")]
    assert stands("2027-03-02", "e1/when", apology()) == ("ahead", "2027-03-03")
    assert stands("2027-03-03", "e1/when", apology()) == ("due", "2027-03-03")
    assert stands("2027-03-07", "e1/when", apology(), *asked[:1]) == ("ahead", "2027-03-08")
    assert stands("2027-03-12", "e1/when", apology(), *asked[:2]) == ("due", "2027-03-12")
    assert stands("2027-03-12", "e1/when", apology(), *asked)[0] == "dropped"


def test_f6_that_was_forgotten_for_long_is_not_asked_for_days_gone_by() -> None:
    first = checkin("c1", "2027-03-04", *tells("apology", "e1/when", "not_yet"))
    second = checkin("c2", "2027-03-20", *tells("apology", "e1/when", "not_yet"))
    assert stands("2027-03-20", "e1/when", apology(), first, second)[0] == "dropped"


def test_f6_begins_anew_with_a_new_day() -> None:
    first = checkin("c1", "2027-03-04", *tells("apology", "e1/when", "not_yet"))
    again = checkin("c2", "2027-03-08", *tells("apology", "e1/when", "not_yet", "2027-03-20"))
    third = checkin("c3", "2027-03-21", *tells("apology", "e1/when", "not_yet"))
    assert stands("2027-03-20", "e1/when", apology(), first, again) == ("due", "2027-03-20")
    assert stands("2027-03-25", "e1/when", apology(), first, again, third) == ("due", "2027-03-25")


def test_f7_waits_with_the_draft_and_is_done_with_the_debrief() -> None:
    waiting = draft("d1", "debrief", MADE, promised("debrief", "book", "2027-03-05"))
    assert stands("2027-03-04", "d1/book", drafts=(waiting,)) == ("ahead", "2027-03-05")
    assert stands("2027-03-05", "d1/book", drafts=(waiting,)) == ("due", "2027-03-05")
    found = by_reference(follow_ups((), (waiting,), day("2027-03-05")))["d1/book"]
    assert (found.draft, found.opens, found.setback) == ("d1", "debrief", "s1")
    elsewhere = entry("e9", "debrief", "2027-03-06", about="s2")
    assert stands("2027-03-06", "d1/book", elsewhere, drafts=(waiting,))[0] == "due"
    assert stands("2027-03-06", "d1/book", entry("e9", "debrief", "2027-03-06"), drafts=(waiting,))[0] == "done"


def test_f9_is_looked_at_once_more_a_month_after() -> None:
    made = entry("e1", "debrief", MADE, promised("debrief", "measures", record(what="a checklist")))
    first = checkin("c1", "2027-03-16", *tells("measure", "e1/measures/r1", "in_place"))
    second = checkin("c2", "2027-04-15", *tells("measure", "e1/measures/r1", "works"))
    assert stands("2027-04-14", "e1/measures/r1", made, first) == ("ahead", "2027-04-15")
    assert stands("2027-04-15", "e1/measures/r1", made, first, second)[0] == "done"


def test_f9_what_is_in_place_stays_so_when_it_is_passed_by() -> None:
    made = entry("e1", "debrief", MADE, promised("debrief", "measures", record(what="a checklist")))
    first = checkin("c1", "2027-03-16", *tells("measure", "e1/measures/r1", "in_place"))
    passed_by = checkin("c2", "2027-04-15", *tells("measure", "e1/measures/r1", None))
    assert stands("2027-04-15", "e1/measures/r1", made, first, passed_by)[0] == "done"
    before = checkin("c1", "2027-03-16", *tells("measure", "e1/measures/r1", None))
    assert stands("2027-04-15", "e1/measures/r1", made, before, passed_by)[0] == "dropped"


def debriefed() -> Entry:
    return entry(
        "e1",
        "debrief",
        MADE,
        promised("debrief", "lessons", record(lesson="ask first", by="2027-03-20")),
        promised("debrief", "measures", record(what="a checklist", by="2027-03-21")),
        promised("debrief", "return", "2027-03-03"),
    )


def test_f10_goes_over_lessons_and_measures_which_keep_their_days() -> None:
    kept = tells("reread", "e1/lessons/r1", "keep", by="e1/return")
    dropped = tells("reread", "e1/measures/r1", "drop", by="e1/return")
    both = (debriefed(), checkin("c1", "2027-03-04", *kept, *dropped))
    assert stands("2027-03-03", "e1/return", debriefed()) == ("due", "2027-03-03")
    assert stands("2027-03-04", "e1/return", *both)[0] == "done"
    assert stands("2027-03-04", "e1/lessons/r1", *both) == ("ahead", "2027-03-20")
    assert stands("2027-03-04", "e1/measures/r1", *both)[0] == "dropped"


def test_f10_a_lesson_may_be_put_differently() -> None:
    means = {"keep": "stays", "change": "stays", "drop": "dropped"}
    changed = spoke("reread", "e1/lessons/r1", "change", means, by="e1/return")
    anew = spoke("reread_words", "e1/lessons/r1", "ask Ann\nfirst", "text", kind="text", by="e1/return")
    found = by_reference(follow_ups([debriefed(), checkin("c1", "2027-03-04", changed, anew)], (), day("2027-03-05")))
    assert found["e1/lessons/r1"].text == "ask Ann first"
    assert found["e1/lessons/r1"].date == day("2027-03-20")


def test_f10_that_was_passed_by_twice_rests_and_takes_nothing_with_it() -> None:
    passed = [
        checkin(
            f"c{at}",
            f"2027-03-{at}",
            *tells("reread", "e1/lessons/r1", by="e1/return"),
            *tells("reread", "e1/measures/r1", by="e1/return"),
        )
        for at in ("04", "05")
    ]
    assert stands("2027-03-05", "e1/return", debriefed(), passed[0])[0] == "due"
    assert stands("2027-03-05", "e1/return", debriefed(), *passed)[0] == "resting"
    assert stands("2027-03-20", "e1/lessons/r1", debriefed(), *passed) == ("due", "2027-03-20")
    assert stands("2027-03-21", "e1/measures/r1", debriefed(), *passed) == ("due", "2027-03-21")


def test_f10_is_done_when_none_of_them_is_open() -> None:
    lesson = checkin("c1", "2027-03-04", *tells("lesson", "e1/lessons/r1", "yes"))
    measure = checkin("c2", "2027-03-05", *tells("measure", "e1/measures/r1", "drop"))
    assert stands("2027-03-05", "e1/return", debriefed(), lesson)[0] == "due"
    assert stands("2027-03-05", "e1/return", debriefed(), lesson, measure)[0] == "done"


def test_f11_a_step_for_oneself_comes_back_in_a_week() -> None:
    made = entry("e1", "support", MADE, promised("support", "care_step", "go to bed at ten"))
    assert stands("2027-03-08", "e1/care_step", made) == ("due", "2027-03-08")
    assert text("e1/care_step", made) == "go to bed at ten"


def test_f14_opens_feedback_and_is_met_only_by_what_was_heard() -> None:
    made = entry("e1", "feedback", MADE, promised("feedback", "when", "2027-03-05"))
    asked_again = entry("e2", "feedback", "2027-03-05", answer("mode", "ask", "choice"))
    heard = entry("e3", "feedback", "2027-03-06", answer("mode", "heard", "choice"))
    found = by_reference(follow_ups([made], (), day("2027-03-05")))["e1/when"]
    assert (found.opens, found.with_) == ("feedback", (("mode", "heard"),))
    assert stands("2027-03-06", "e1/when", made, asked_again) == ("due", "2027-03-05")
    assert stands("2027-03-06", "e1/when", made, asked_again, heard)[0] == "done"


@pytest.mark.parametrize(("flow", "name"), [("share", "when"), ("support", "talk")], ids=["F16", "F17"])
def test_f16_and_f17_come_back_on_the_day_given(flow: str, name: str) -> None:
    in_record = name == "talk"
    value = record(who="Ann", when="2027-03-05") if in_record else "2027-03-05"
    ref = "e1/talk/r1" if in_record else "e1/when"
    made = entry("e1", flow, MADE, promised(flow, name, value))
    kind = "talk" if in_record else "shared"
    told = checkin("c1", "2027-03-06", *tells(kind, ref, "yes" if in_record else "They were kind."))
    assert stands("2027-03-04", ref, made) == ("ahead", "2027-03-05")
    assert stands("2027-03-06", ref, made) == ("due", "2027-03-05")
    assert stands("2027-03-06", ref, made, told)[0] == "done"


def thanks(identity: str, when: str, rhythm: str | None) -> Entry:
    back = next(each for each in shipped()[1] if each.flow == "gratitude").comes_back
    return entry(identity, "gratitude", when, answer("rhythm", rhythm, "choice"), about=None, comes_back=back)


@pytest.mark.parametrize(
    ("rhythm", "days", "last"),
    [
        ("daily", ["02", "03", "04", "05", "06", "07", "08"], "2027-03-08"),
        ("some", ["04", "07", "10", "13", "16", "19", "22", "25", "28"], "2027-03-30"),
        ("weekly", ["08", "15", "22", "29"], "2027-04-04"),
    ],
)
def test_f18_comes_round_and_stops_by_itself(rhythm: str, days: list[str], last: str) -> None:
    made = thanks("e1", MADE, rhythm)
    ref = "e1/gratitude"
    assert stands(MADE, ref, made) == ("ahead", f"2027-03-{days[0]}")
    for each in days:
        assert stands(f"2027-03-{each}", ref, made) == ("due", f"2027-03-{each}")
    assert stands(last, ref, made)[0] == "due"
    assert stands("2027-04-05", ref, made)[0] == "done"


def test_f18_once_noted_it_comes_back_the_next_time() -> None:
    made, noted = thanks("e1", MADE, "daily"), thanks("e2", "2027-03-03", None)
    assert stands("2027-03-03", "e1/gratitude", made, noted) == ("ahead", "2027-03-04")
    assert stands("2027-03-04", "e1/gratitude", made, noted) == ("due", "2027-03-04")
    assert stands("2027-03-08", "e1/gratitude", made, thanks("e3", "2027-03-08", None))[0] == "done"


def test_f18_another_rhythm_takes_the_place_of_the_first() -> None:
    found = follow_ups([thanks("e1", MADE, "daily"), thanks("e2", "2027-03-03", "weekly")], (), day("2027-03-10"))
    assert [(each.ref, each.date.isoformat()) for each in found] == [("e2/gratitude", "2027-03-10")]
    assert follow_ups([thanks("e1", MADE, "daily"), thanks("e2", "2027-03-03", "no")], (), day("2027-03-10")) == ()


def test_f19_comes_the_day_after_the_try() -> None:
    made = entry("e1", "again", MADE, answer("what", "the next release"), promised("again", "when", "2027-12-31"))
    assert stands("2028-01-01", "e1/when", made) == ("due", "2028-01-01")
    assert text("e1/when", made) == "the next release"


def defined(severity: str | None = "serious") -> Entry:
    back = next(each for each in shipped()[1] if each.flow == "define").comes_back
    return entry("e1", "define", MADE, answer("severity", severity, "choice"), comes_back=back)


@pytest.mark.parametrize("back", ["2027-03-15", "2027-03-31", "2027-05-30"])
def test_f20_comes_14_30_and_90_days_after_define(back: str) -> None:
    assert stands(back, "e1/look_again", defined()) == ("due", back)
    looked = checkin("c1", back)
    assert stands(back, "e1/look_again", defined(), looked)[0] == ("done" if back == "2027-05-30" else "ahead")


def test_f20_rests_when_its_setback_is_closed_and_stops_by_itself() -> None:
    closed = by_reference(follow_ups([defined()], (), day("2027-03-15"), closed=("s1",)))
    assert closed["e1/look_again"].state.value == "resting"
    assert stands("2027-07-28", "e1/look_again", defined()) == ("due", "2027-05-30")
    assert stands("2027-07-29", "e1/look_again", defined())[0] == "done"


def test_f20_may_be_put_on_a_day_and_another_check_in_before_does_not_undo_it() -> None:
    made = checkin("c1", MADE, promised("checkin", "next", "2027-03-10"))
    between, then = checkin("c2", "2027-03-05"), checkin("c3", "2027-03-11")
    assert stands("2027-03-10", "c1/next", made, between) == ("due", "2027-03-10")
    assert stands("2027-03-11", "c1/next", made, between, then)[0] == "done"
    moved = checkin("c2", "2027-03-05", promised("checkin", "next", "2027-03-20"))
    assert [each.ref for each in follow_ups([made, moved], (), day("2027-03-10"))] == ["c2/next"]


def test_f21_offers_the_debrief_after_two_days_unless_it_was_small() -> None:
    assert stands("2027-03-02", "e1/debrief_offer", defined()) == ("ahead", "2027-03-03")
    assert stands("2027-03-03", "e1/debrief_offer", defined()) == ("due", "2027-03-03")
    small = by_reference(follow_ups([defined("small")], (), day("2027-03-03")))
    assert "e1/debrief_offer" not in small
    assert stands("2027-03-04", "e1/debrief_offer", defined(), entry("e2", "debrief", "2027-03-02"))[0] == "done"
    looked_at = by_reference(follow_ups([entry("e0", "debrief", "2027-02-01"), defined()], (), day("2027-03-03")))
    assert "e1/debrief_offer" not in looked_at
    begun = draft("d1", "debrief", "2027-03-02")
    assert stands("2027-03-04", "e1/debrief_offer", defined(), drafts=(begun,))[0] == "begun"


def test_f22_is_made_in_a_check_in_and_is_about_what_the_apology_was_about() -> None:
    said = checkin("c1", "2027-03-04", *tells("apology", "e1/when", "said"))
    ref = "c1/apology/e1/when"
    found = by_reference(follow_ups([apology(), said], (), day("2027-03-07")))
    assert found["e1/when"].state.value == "done"
    assert (found[ref].setback, found[ref].opens) == ("s1", "letgo")
    assert stands("2027-03-06", ref, apology(), said) == ("ahead", "2027-03-07")
    assert stands("2027-03-07", ref, apology(), said) == ("due", "2027-03-07")
    assert stands("2027-03-08", ref, apology(), said, entry("e2", "letgo", "2027-03-08", about="s2"))[0] == "due"
    assert stands("2027-03-08", ref, apology(), said, entry("e2", "letgo", "2027-03-08"))[0] == "done"
    not_yet = checkin("c1", "2027-03-04", *tells("apology", "e1/when", "not_yet"))
    assert [each.ref for each in follow_ups([apology(), not_yet], (), day("2027-03-07"))] == ["e1/when"]
