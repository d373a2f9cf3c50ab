"""What to watch before the next try; against a second look at the files, and as sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.entry.said import Said
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.card import Card, if_then
from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.views import looked_at
from tests.followups.making import answer, at, checkin, day, entry, spoke
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed, rows, value
from tests.insights.test_factors import KINDS, PROMISE, keys_of, working
from tests.insights.test_signs import FIELDS, named


def traits(journal: Journal, setback: str) -> tuple[set[str], set[str], set[str]]:
    """The setbacks one was linked to, its factors and its causes."""
    links, factors, causes = set(), set(), dict[str, set[str]]()
    for file in files(journal):
        if file["setback"] != setback or file["flow"]["id"] not in ("define", "debrief"):
            continue
        flow = file["flow"]["id"]
        if flow == "define":
            links |= {each["key"] for each in rows(file, "similar_to") if isinstance(each.get("key"), str)}
        else:
            factors |= {*keys_of(file, "factors")}
        causes.setdefault(flow, set()).update(keys_of(file, "cause"))
    return links, factors - {"other"}, (causes.get("debrief") or causes.get("define") or set()) - {"unknown"}


def near(journal: Journal, about: str) -> dict[str, int]:
    """How near each setback is to one; itself before all."""
    links, factors, causes = traits(journal, about)
    found = {about: 10**6}
    for each in journal.setbacks:
        theirs = traits(journal, each.id)
        points = 100 * (each.id in links or about in theirs[0]) + 2 * len(factors & theirs[1]) + len(causes & theirs[2])
        if points and each.id != about:
            found[each.id] = points
    return found


def plainly(words: str) -> str:
    return " ".join(re.sub(r"[^\w ]", "", words.casefold()).split()) or words.strip()


def naive(journal: Journal, about: str | None) -> dict[str, set[str]]:
    """What is on the card, in any order."""
    homes = {each.id for each in journal.setbacks} if about is None else {*near(journal, about)}
    mine = [each for each in files(journal) if about is None or each["setback"] in homes]
    ids = {each["id"] for each in mine}
    plans, different = set(), set()
    for file in mine:
        for record in rows(file, "ifthen") if file["flow"]["id"] in ("goals", "again") else []:
            if all(isinstance(record.get(name), str) for name in ("if", "then")):
                plans.add(plainly(f"If {record['if']}, then I will {record['then']}"))
        for flow, question in (("again", "different"), ("debrief", "next_time")):
            said = value(file, question) if file["flow"]["id"] == flow else None
            if isinstance(said, str):
                different.add(plainly(said))
    return {
        "watch": {plainly(each["sign"]) for each in named(journal) if each["file"]["id"] in ids},
        "plans": plans,
        "different": different,
        "works": working(journal, homes),
    }


@settings(max_examples=40)
@given(journals(20, flows=["define", "debrief", "again", "goals", "checkin"], setbacks=4))
def test_the_card_holds_what_a_second_look_at_the_files_finds(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s2"):
        view, second = looked_at("card", ground, about), naive(journal, about)
        followed(view, ground)
        if view.found is None:
            assert view.wants
            assert not any(second.values())
            continue
        card = view.found
        assert isinstance(card, Card)
        assert {plainly(each.sign.text) for each in card.watch} == second["watch"]
        # Odd answers have words, too.
        assert second["plans"] <= {plainly(each.text) for each in card.plans}
        assert second["different"] <= {plainly(each.text) for each in card.different}
        texts = {plainly(each.text) for each in ground.follow_ups if each.ref in second["works"]}
        assert {plainly(each.text) for each in card.works} == texts
        if about:
            points = near(journal, about)
            assert {*card.setbacks} == {*points}
            assert card.setbacks[0] == about
            assert [points[each] for each in card.setbacks] == sorted(points.values(), reverse=True)
        for sayings in (card.plans, card.works, card.different):
            places = [card.setbacks.index(home) for each in sayings if (home := ground.home(each.ref))]
            assert places == sorted(places)


# ------------------------------------------------------------------------------------------------------------ as sentences

S1, S2, S3, S4 = (f"s{number}" for number in range(1, 5))


def debrief(
    identity: str, about: str, *, factors: tuple[str, ...] = (), next_time: str | None = None, **sign: str
) -> Entry:
    """A debrief with one sign at most."""
    records = [{"key": "1", **sign}] if sign else None
    return entry(
        identity,
        "debrief",
        f"2027-02-0{identity[-1]}",
        Answer("signs", "Signs?", "group", Said(records) if records else Said(skipped=True), fields=FIELDS),
        answer("factors", [*factors], "choices"),
        answer("next_time", next_time, "long"),
        answer(
            "measures",
            [{"key": "1", "what": f"A bell for {about}"}],
            "group",
            fields=[("what", "text")],
            promises=PROMISE,
        ),
        about=about,
    )


def plan(identity: str, about: str | None, moment: str, act: str, flow: str = "goals") -> Entry:
    ifthen = answer(
        "ifthen", [{"key": "1", "if": moment, "then": act}], "group", fields=[("if", "text"), ("then", "text")]
    )
    return entry(identity, flow, f"2027-03-0{identity[-1]}", ifthen, about=about)


def ground_of(*entries: Entry) -> Ground:
    setbacks = [Setback(f"s{number}", f"Setback {number}", at(f"2027-01-0{number}")) for number in range(1, 5)]
    return Ground.of(entries, setbacks, follow_ups(entries, (), day("2027-06-01")), today=day("2027-06-01"))


def seen_in(*entries: Entry, about: str | None = None) -> View:
    return looked_at("card", ground_of(*entries), about)


def signs(view: View) -> list[str]:
    return [each.sign.text for each in view.found.watch]


def test_without_a_debrief_that_says_anything_it_says_what_it_takes() -> None:
    assert seen_in().wants == "It takes a debrief that names a sign or what to do next time; there is none so far."
    assert seen_in(debrief("e1", S1)).found is None
    assert seen_in(debrief("e1", S1, next_time="Ring first.")).found is not None


def test_a_sign_stands_with_how_one_would_know_it_and_how_often_nothing_was_done() -> None:
    (watch,) = seen_in(debrief("e1", S1, sign="A full inbox", did="unseen", recognise="More than twenty")).found.watch
    assert (watch.sign.text, watch.recognise.text, watch.missed.number) == ("A full inbox", "More than twenty", 1)


def test_what_is_missed_most_is_watched_first_then_what_one_would_know() -> None:
    entries = [
        debrief("e1", S1, sign="Rain", did="unseen"),
        debrief("e2", S2, sign="Fog", did="unseen", recognise="No hills"),
        debrief("e3", S3, sign="Wind", did="unseen"),
        debrief("e4", S4, sign="Rain", did="unseen"),
    ]
    assert signs(seen_in(*entries)) == ["Rain", "Fog", "Wind"]


def test_of_a_setback_it_is_taken_from_itself_and_from_those_like_it_the_nearest_first() -> None:
    linked = entry("e5", "define", "2027-02-05", answer("similar_to", [{"key": S4, "text": "x"}], "entries"), about=S1)
    entries = [
        debrief("e1", S1, factors=("time", "tools"), sign="Own", did="unseen"),
        debrief("e2", S2, factors=("time",), sign="One factor", did="unseen"),
        debrief("e3", S3, factors=("state",), sign="Nothing in common", did="unseen"),
        debrief("e4", S4, sign="Linked", did="unseen"),
    ]
    view = seen_in(*entries, linked, about=S1)
    assert view.found.setbacks == (S1, S4, S2)
    assert signs(view) == ["Own", "Linked", "One factor"]
    assert seen_in(*entries, linked, about=S4).found.setbacks == (S4, S1)
    assert view.drawn == ("e1", "e2", "e4")


def test_a_factor_in_common_is_nearer_than_a_cause() -> None:
    causes = [
        entry(f"e{number}", "define", "2027-02-05", answer("cause", ["external"], "choices"), about=f"s{number - 4}")
        for number in (5, 7)
    ]
    entries = [
        debrief("e1", S1, factors=("time",)),
        debrief("e2", S2, factors=("time",)),
        debrief("e3", S3, sign="Rain"),
    ]
    assert seen_in(*entries, *causes, about=S1).found.setbacks == (S1, S2, S3)


def test_what_could_not_be_told_or_was_written_freely_is_nothing_in_common() -> None:
    entries = [debrief(f"e{number}", f"s{number}", factors=("other",), sign="Rain") for number in (1, 2)]
    causes = [
        entry(f"e{number + 5}", "define", "2027-02-05", answer("cause", ["unknown"], "choices"), about=f"s{number}")
        for number in (1, 2)
    ]
    assert seen_in(*entries, *causes, about=S1).found.setbacks == (S1,)


@pytest.mark.parametrize(
    ("moment", "act", "sentence"),
    [
        ("I see red", "I ring P.", "If I see red, then I ring P."),
        ("the phone rings", "wait for three breaths", "If the phone rings, then I will wait for three breaths"),
        ("If I see red,", "then I will stop", "If I see red, then I will stop"),
        ("when Ann calls", "I'll write it down", "When Ann calls, then I'll write it down"),
        ("it rains", "ignore it", "If it rains, then I will ignore it"),
    ],
)
def test_a_plan_is_one_sentence_however_its_halves_were_written(moment: str, act: str, sentence: str) -> None:
    assert if_then(moment, act) == sentence


def test_plans_of_goals_and_of_tries_are_on_it_the_latest_first_and_each_once() -> None:
    view = seen_in(
        plan("e1", None, "it rains", "I wait"),
        plan("e2", S1, "it snows", "I go", "again"),
        plan("e3", S2, "It rains", "I wait."),
    )
    assert [each.text for each in view.found.plans] == ["If It rains, then I wait.", "If it snows, then I go"]


def test_half_a_plan_is_none() -> None:
    assert seen_in(plan("e1", S1, "it rains", "")).found is None


def test_only_measures_that_were_told_to_work_are_on_it() -> None:
    one, two = debrief("e1", S1), debrief("e2", S2)
    told = checkin("e3", "2027-03-01", spoke("measure", "e1/measures/1", "works", KINDS))
    other = checkin("e4", "2027-03-02", spoke("measure", "e2/measures/1", "no_effect", KINDS))
    view = seen_in(one, two, told, other)
    assert [each.text for each in view.found.works] == ["A bell for s1"]
    assert view.drawn == ("e1", "e3")
    assert seen_in(one, two, told, other, about=S2).found is None


def test_a_measure_that_was_kept_private_is_not_on_it() -> None:
    measures = [{"key": "1", "what": "Mine alone"}]
    private = answer("measures", measures, "group", fields=[("what", "text")], promises=PROMISE, private=True)
    works = checkin("e3", "2027-03-01", spoke("measure", "e1/measures/1", "works", KINDS))
    assert seen_in(entry("e1", "debrief", "2027-02-01", private), works).found is None


def test_what_was_to_be_done_differently_comes_from_tries_and_debriefs() -> None:
    again = entry("e3", "again", "2027-03-03", answer("different", "Start at eight"), about=S1)
    view = seen_in(debrief("e1", S1, next_time="Ring first."), again, debrief("e2", S2, next_time="Wait."))
    assert [each.text for each in view.found.different] == ["Wait.", "Start at eight", "Ring first."]
    assert [
        each.text for each in seen_in(debrief("e1", S1, next_time="Ring first."), again, about=S1).found.different
    ] == [
        "Start at eight",
        "Ring first.",
    ]


def test_what_is_private_or_sealed_is_not_on_it() -> None:
    private = entry("e1", "debrief", "2027-02-01", answer("next_time", "Mine alone", "long", private=True), about=S1)
    sealed = replace(debrief("e2", S1, next_time="Later"), sealed_until=day("2027-12-01"))
    assert seen_in(private, sealed).found is None


def test_other_things_in_the_places_of_plans_are_passed_over() -> None:
    odd: list[Any] = [{"key": "1", "if": ["a"], "then": {}}, "text", None, {"if": "x"}]
    strange = entry(
        "e1", "goals", "2027-03-01", answer("ifthen", odd, "group", fields=[("if", "text"), ("then", "text")])
    )
    assert seen_in(strange).found is None
