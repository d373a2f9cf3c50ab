"""What became of goals: steps by week, stops, how possible it feels, treats; against a second look, and as sentences."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.followups.model import State
from reflect.insights.goals import Goal, Goals, Step
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin, spoke
from tests.followups.method import MEANS
from tests.insights.believable import ground, setback, written_in
from tests.insights.journals import WORDS, Journal, journals
from tests.insights.second_look import end, files, followed

STEP = {"kind": "step", "on": "by", "in": "7d", "text": "{step}"}
REVIEW = {"kind": "goal_review", "in": "14d", "text": "{goal}"}


def each_of(file: dict[str, Any], question: str) -> Iterator[tuple[str, Any]]:
    """What was said to a question that is asked once per item: the key of the item, and the value."""
    for one in file["answers"]:
        if one["id"] == question and not one.get("private"):
            yield from ((each["key"], each.get("value")) for each in one.get("each", []) if not each.get("skipped"))


def steps_of(file: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The steps of a file that have words: the place, and the record."""
    for key, value in each_of(file, "steps"):
        for record in value if isinstance(value, list) else []:
            if isinstance(record, dict) and record.get("step") in WORDS:
                yield f"{file['id']}/steps/{key}/{record['key']}", record


@settings(max_examples=60)
@given(journals(flows=["goals", "checkin"]))
def test_steps_and_treats_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    here = journal.ground()
    view = looked_at("goals", here)
    followed(view, here)
    written = files(journal)
    goals = [each for each in written if each["flow"]["id"] == "goals"]
    if view.found is None:
        assert not any(True for file in goals for _, said in each_of(file, "goal") if said in WORDS)
        return
    found = view.found
    assert isinstance(found, Goals)
    shown = {each.words.ref: each for goal in found.goals for each in goal.steps if each.words.text in WORDS}
    named = {f"{each.words.ref.split('/')[0]} {each.words.ref.split('/')[-1]}" for each in found.goals}
    there = {ref: record for file in goals for ref, record in steps_of(file) if named_in(ref, named)}
    assert {*shown} == {*there}
    done: Counter[dt.date] = Counter()
    things = {each.ref: each for each in here.follow_ups}
    had = {ref for file in written for ref, said in each_of(file, "treat") if said is True}
    for ref, step in shown.items():
        thing = things[ref]
        became, day = end(journal, thing)
        assert (step.state is State.DONE) == (became in ("kept", "kept_after_the_day"))
        assert step.date == (thing.date if step.open else None)
        assert step.done == day
        if day:
            done[day - dt.timedelta(days=day.weekday())] += 1
        if there[ref].get("treat") in WORDS:
            assert step.treat
            assert (step.treat.had is not None) == (ref in had)
    all_ = [each for goal in found.goals for each in goal.steps]
    if len(all_) == len(shown):
        assert {each.monday: each.done.number for each in found.weeks} == done
    assert sum(each.number for each in (found.done, found.let_go, found.open)) == found.steps.number == len(all_)


def named_in(ref: str, goals: set[str]) -> bool:
    entry, _, key, _ = ref.split("/")
    return f"{entry} {key}" in goals


@settings(max_examples=40)
@given(journals(flows=["goals", "checkin"]))
def test_how_possible_it_felt_is_what_was_said_then_and_at_each_look_since(journal: Journal) -> None:
    view, written = looked_at("goals", journal.ground()), files(journal)
    for goal in view.found.goals if view.found else ():
        entry, _, *key = goal.words.ref.split("/")
        if not key:  # What was picked is no list, and has no keys.
            continue
        here = next(each for each in written if each["id"] == entry)
        then = [said for each, said in each_of(here, "confidence") if each == key[-1] and type(said) is int]
        now = [
            said
            for file in written
            for ref, said in each_of(file, "belief_now")
            if ref == f"{entry}/review/{key[-1]}" and type(said) is int
        ]
        assert [each.value for each in goal.possible] == [*then, *now]


# ---------------------------------------------------------------------------------------------------------------- sentences


def per_goal(
    name: str, kind: str, said: Mapping[str, Any], fields: Sequence[tuple[str, str]] = (), **more: Any
) -> Answer:
    """An answer that was given once for each goal (key)."""
    each = [EachSaid(key, key, Said(value)) for key, value in said.items()]
    made = answer(name, kind=kind, each=each, **more)
    return replace(made, fields=tuple(AskedField(one, f"{one}?", of) for one, of in fields))


def listed(*texts: str) -> list[dict[str, str]]:
    return [{"key": f"i{number}", "text": text} for number, text in enumerate(texts)]


def steps(*said: tuple[str, str | None, str | None]) -> list[dict[str, str]]:
    """Records of steps: the step, its day, its treat."""
    return [
        {"key": f"r{number}", "step": step} | ({"by": by} if by else {}) | ({"treat": treat} if treat else {})
        for number, (step, by, treat) in enumerate(said)
    ]


def goals(
    name: str,
    when: str,
    said: Mapping[str, list[dict[str, str]]],
    *more: Answer,
    about: str | None = "s1",
    **other: Any,
) -> Entry:
    """An entry with goals (key, which is their words too) and their steps."""
    asked = [("step", "text"), ("by", "date"), ("treat", "text")]
    return written_in(
        "goals",
        name,
        when,
        answer("pick", [*said], "choices"),
        per_goal("goal", "text", {key: f"{key}, so that I know" for key in said}),
        per_goal("steps", "group", said, asked, promises=STEP),
        *more,
        about=about,
        **other,
    )


def became(name: str, when: str, *said: tuple[str, str], more: tuple[Answer, ...] = ()) -> Entry:
    return checkin(name, when, *(spoke("step", ref, option, MEANS["step"]) for ref, option in said), *more)


TEACH = goals(
    "g1",
    "2026-03-03",
    {
        "teach": steps(
            ("Ask Marta who", "2026-03-05", "lunch by the river"),
            ("Run it side by side", "2026-03-20", None),
            ("Let her run it", None, "a day off"),
        )
    },
    per_goal("stops", "list", {"teach": listed("run it side by side", "she runs it alone")}),
    per_goal("confidence", "scale", {"teach": 4}),
    per_goal("review", "date", {"teach": "2026-03-17"}, promises=REVIEW),
    per_goal("milestone", "text", {"teach": "Hang up the sheet"}),
    per_goal(
        "ifthen",
        "group",
        {"teach": [{"key": "r0", "if": "I want to take the mouse,", "then": "I read the next line out"}]},
        [("if", "text"), ("then", "text")],
    ),
)
ASK, SIDE, LET = (f"g1/steps/teach/r{number}" for number in range(3))


def found(*entries: Entry, about: str | None = None) -> Goals:
    view = looked_at("goals", ground(*entries), about)
    assert isinstance(view.found, Goals), view.wants
    return view.found


def one(*entries: Entry) -> Goal:
    (goal,) = found(*entries).goals
    return goal


def step(ref: str, *entries: Entry) -> Step:
    return next(each for each in one(*entries).steps if each.words.ref == ref)


def test_one_goal_is_enough_and_none_is_said_kindly() -> None:
    assert one(TEACH).words.text == "teach, so that I know"
    assert looked_at("goals", ground()).wants == "It takes a goal with a first step; there is none so far."


def test_a_goal_that_was_not_put_in_words_is_called_what_was_picked() -> None:
    bare = written_in("goals", "g1", "2026-03-03", answer("pick", ["teach"], "choices"))
    assert (one(bare).words.text, one(bare).words.ref) == ("teach", "g1/pick/teach")


def test_each_goal_has_its_own_steps() -> None:
    two = goals(
        "g1", "2026-03-03", {"a": steps(("one", None, None)), "b": steps(("two", None, None), ("3", None, None))}
    )
    assert [[each.words.text for each in goal.steps] for goal in found(two).goals] == [["two", "3"], ["one"]]


def test_steps_are_counted_in_the_week_of_the_check_in_that_says_they_are_done() -> None:
    said = (
        became("c1", "2026-03-08", (ASK, "done")),
        became("c2", "2026-03-09", (SIDE, "done")),
        became("c3", "2026-03-15", (LET, "done")),
    )
    assert [(each.monday.isoformat(), each.done.of) for each in found(TEACH, *said).weeks] == [
        ("2026-03-02", (ASK,)),
        ("2026-03-09", (SIDE, LET)),
    ]


def test_a_step_that_is_said_to_be_done_once_more_is_done_since_the_first_time() -> None:
    again = (became("c1", "2026-03-08", (ASK, "done")), became("c2", "2026-03-20", (ASK, "done")))
    assert step(ASK, TEACH, *again).told == "c1"
    taken_back = (again[0], became("c2", "2026-03-20", (ASK, "part")), became("c3", "2026-03-28", (ASK, "done")))
    assert step(ASK, TEACH, *taken_back).told == "c3"


@pytest.mark.parametrize(
    ("option", "state", "partly"),
    [("part", "due", True), ("not_yet", "due", False), ("drop", "dropped", False), ("done", "done", False)],
)
def test_a_step_stands_as_it_was_told(option: str, state: str, *, partly: bool) -> None:
    told = step(ASK, TEACH, became("c1", "2026-03-08", (ASK, option)))
    assert (told.state and told.state.value, told.partly) == (state, partly)
    assert (told.done is not None) == (option == "done")
    assert (told.date is None) == (option in ("done", "drop"))


def test_a_step_that_was_partly_done_and_then_not_is_not_partly_done() -> None:
    told = (became("c1", "2026-03-08", (ASK, "part")), became("c2", "2026-03-20", (ASK, "not_yet")))
    assert not step(ASK, TEACH, *told).partly


def test_a_treat_is_still_to_be_had_where_its_step_is_done_and_nobody_said_it_was_had() -> None:
    done = became("c1", "2026-03-08", (ASK, "done"))
    assert [each.words.text for each in found(TEACH, done).treats] == ["lunch by the river"]
    assert found(TEACH).treats == ()
    for had, left in ((True, 0), (False, 1)):
        asked = spoke("treat", ASK, had, kind="yesno")
        assert len(found(TEACH, became("c1", "2026-03-08", (ASK, "done"), more=(asked,))).treats) == left


def test_a_stop_is_reached_where_a_step_in_the_same_words_is_done() -> None:
    assert [each.reached for each in one(TEACH).stops] == [None, None]
    assert [each.reached for each in one(TEACH, became("c1", "2026-03-20", (SIDE, "done"))).stops] == [SIDE, None]
    assert one(TEACH, became("c1", "2026-03-20", (SIDE, "drop"))).stops[0].reached is None


def test_how_possible_it_feels_is_told_then_and_now() -> None:
    look = spoke("belief_now", "g1/review/teach", 6, kind="scale")
    goal = one(TEACH, checkin("c1", "2026-03-18", look))
    assert [(each.value, each.day.isoformat(), each.ref) for each in goal.possible] == [
        (4, "2026-03-03", "g1/confidence/teach"),
        (6, "2026-03-18", "c1/belief_now/g1/review/teach"),
    ]


def test_a_plan_reads_as_a_sentence_however_its_halves_begin() -> None:
    for when, then, sentence in (
        ("I want to take the mouse,", "I read on", "If I want to take the mouse, then I read on"),
        ("If it hangs", "then ring P.", "If it hangs, then I will ring P."),
        ("it hangs", "In the hall I wait", "If it hangs, then I will In the hall I wait"),
    ):
        said = {"a": [{"key": "r0", "if": when, "then": then}]}
        plan = per_goal("ifthen", "group", said, [("if", "text"), ("then", "text")])
        assert one(goals("g1", "2026-03-03", {"a": []}, plan)).plans[0].text == sentence
    half = per_goal("ifthen", "group", {"a": [{"key": "r0", "if": "it hangs"}]}, [("if", "text"), ("then", "text")])
    assert one(goals("g1", "2026-03-03", {"a": []}, half)).plans == ()


def test_what_was_in_the_way_of_a_step_stands_beside_it() -> None:
    told = spoke("in_way", ASK, "She was ill.", kind="text")
    way = step(ASK, TEACH, became("c1", "2026-03-08", (ASK, "not_yet"), more=(told,))).in_the_way
    assert way
    assert (way.text, way.ref) == ("She was ill.", f"c1/in_way/{ASK}")


def test_goals_with_something_open_come_first_and_then_the_latest() -> None:
    later = [
        goals(f"g{number}", f"2026-0{number}-04", {f"goal{number}": steps(("x", None, None))}) for number in (4, 5, 6)
    ]
    done = became("c1", "2026-06-20", ("g6/steps/goal6/r0", "done"))
    assert [each.words.ref for each in found(*later, done).goals] == ["g5/goal/goal5", "g4/goal/goal4", "g6/goal/goal6"]


def test_of_one_setback_only_its_own_goals_are_told() -> None:
    other = goals("g2", "2026-04-03", {"b": steps(("x", None, None))}, about="s2")
    assert [each.setback for each in found(TEACH, other, about="s2").goals] == ["s2"]
    assert looked_at("goals", ground(TEACH, setbacks=[setback("s1"), setback("s9")]), "s9").wants


def test_a_view_is_drawn_from_goals_and_from_check_ins_that_spoke_of_them() -> None:
    here = ground(
        TEACH,
        became("c1", "2026-03-08", (ASK, "done")),
        checkin("c2", "2026-03-09", answer("mood", 4, "scale")),
        checkin("c3", "2026-03-18", spoke("belief_now", "g1/review/teach", 6, kind="scale")),
    )
    assert looked_at("goals", here).drawn == ("g1", "c1", "c3")


def test_what_is_private_or_sealed_is_not_seen() -> None:
    assert looked_at("goals", ground(goals("g1", "2026-03-03", {"a": []}, sealed="2027-06-01"))).wants
    private = tuple(replace(each, private=True) for each in TEACH.answers)
    hidden = replace(TEACH, answers=private)
    assert looked_at("goals", ground(hidden, became("c1", "2026-03-08", (ASK, "done")))).wants
    look = spoke("belief_now", "g1/review/teach", 1, kind="scale", private=True)
    assert [each.value for each in one(TEACH, checkin("c1", "2026-03-18", look)).possible] == [4]


def test_answers_of_another_shape_are_passed_over() -> None:
    odd = written_in(
        "goals",
        "g1",
        "2026-03-03",
        answer("pick", "everything", "choice"),
        answer("goal", "one for all"),
        answer("steps", "walk"),
        per_goal("confidence", "scale", {"everything": "high"}),
        per_goal("stops", "list", {"everything": "none"}),
    )
    goal = one(odd)
    assert (goal.words.text, goal.steps, goal.stops, goal.possible) == ("everything", (), (), ())
