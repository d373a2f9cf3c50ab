"""What harsh thoughts do: counted, weighed, and never told; against a second look at the files, and as sentences."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.insights.finding import View
from reflect.insights.thoughts import TAKES, Thoughts
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin
from tests.insights.believable import LOOP, SOUNDS, ground, option, scale, written_in, year
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed, is_written, value


def number(file: dict[str, Any], question: str) -> int | None:
    found = value(file, question)
    return found if type(found) is int and 0 <= found <= 10 else None


def keys(file: dict[str, Any], question: str) -> list[str]:
    found = value(file, question)
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, str)]


def says(file: dict[str, Any]) -> bool:
    felt = any(number(file, each) is not None for each in ("belief", "belief_after"))
    return felt or any(keys(file, each) for each in ("sounds", "usual", "loop")) or is_written(value(file, "thought"))


@settings(max_examples=60)
@given(journals(flows=["letgo", "letgo", "checkin"]))
def test_thoughts_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s1"):
        view = looked_at("thoughts", ground, about)
        followed(view, ground)
        mine = [each for each in files(journal) if about is None or each["setback"] == about]
        let_go = [each for each in mine if each["flow"]["id"] == "letgo" and says(each)]
        if len(let_go) < (TAKES if about is None else 1):
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, Thoughts)
        assert [(one(each.belief), one(each.belief_after)) for each in found.thoughts] == [
            (number(each, "belief"), number(each, "belief_after")) for each in reversed(let_go)
        ]
        felt = [(number(each, "belief"), number(each, "belief_after")) for each in let_go]
        changes = [after - before for before, after in felt if before is not None and after is not None]
        weighed = (found.lighter.number, found.same.number, found.heavier.number)
        assert weighed == tuple(sum(test(each) for each in changes) for test in (lower, level, higher))
        for kinds, name in ((found.sounds, "sounds"), (found.usual, "usual")):
            assert {each.key: each.count.number for each in kinds} == Counter(
                key for each in let_go for key in keys(each, name)
            )
            assert [each.count.number for each in kinds] == sorted((each.count.number for each in kinds), reverse=True)
        often = [
            key for each in mine if each in let_go or each["flow"]["id"] == "checkin" for key in keys(each, "loop")
        ]
        assert [(each.key, each.count.number) for each in found.loop] == [
            (key, len([*run])) for key, run in groupby(often)
        ]


def one(point: Any) -> int | None:
    return point.value if point else None


def lower(change: int) -> bool:
    return change < 0


def level(change: int) -> bool:
    return change == 0


def higher(change: int) -> bool:
    return change > 0


# ------------------------------------------------------------------------------------------------------------ as sentences


def let_go(name: str, *answers: Any, about: str = "s1") -> Entry:
    return written_in("letgo", name, f"2026-03-0{name[1]}", *answers, about=about)


def view(*entries: Entry, about: str | None = None) -> View:
    return looked_at("thoughts", ground(*entries), about)


def thoughts(*entries: Entry, about: str | None = None) -> Thoughts:
    found = view(*entries, about=about).found
    assert isinstance(found, Thoughts)
    return found


ONE = let_go("l1", answer("thought", "I always ruin it."), scale("belief", 8), scale("belief_after", 5))
TWO = let_go("l2", option("sounds", ["judged"], SOUNDS), about="s2")


def test_it_takes_two_times_of_letting_go_or_one_of_a_setback_that_is_named() -> None:
    nothing = let_go("l3", answer("hurt", "much"))
    assert view(ONE, nothing).wants == "It takes 2 entries of `reflect letgo`; there is 1 so far."
    assert view(nothing, about="s1").wants == "It takes 1 entry of `reflect letgo`; there is none so far."
    assert view(ONE, TWO).found
    assert len(thoughts(ONE, TWO, about="s1").thoughts) == 1


def test_what_was_found_never_holds_the_thought_itself() -> None:
    told = json.dumps(view(ONE, TWO).to_json())
    assert "ruin" not in told
    assert "l1/thought" in told


def test_private_and_sealed_thoughts_are_not_seen() -> None:
    private = let_go("l3", answer("thought", "x", private=True))
    sealed = written_in("letgo", "l4", "2026-03-04", answer("thought", "x"), sealed="2027-06-01")
    assert view(ONE, private, sealed).found is None


def test_a_thought_may_feel_less_true_more_true_or_the_same() -> None:
    more = let_go("l3", scale("belief", 5), scale("belief_after", 6))
    same = let_go("l4", scale("belief", 5), scale("belief_after", 5))
    half = let_go("l5", scale("belief", 9))
    found = thoughts(ONE, more, same, half)
    assert (found.lighter.of, found.heavier.of, found.same.of) == (
        ("l1/belief_after",),
        ("l3/belief_after",),
        ("l4/belief_after",),
    )


def test_an_own_kind_is_counted_under_its_label_and_its_words_are_not_told() -> None:
    own = let_go("l3", option("sounds", ["other", "judged"], SOUNDS, "that I am a fraud"))
    found = thoughts(TWO, own)
    assert [(each.label, each.count.number) for each in found.sounds] == [
        ("they are all judging me", 2),
        ("something else", 1),
    ]


def test_how_often_it_goes_round_is_told_when_it_changes() -> None:
    rounds = [
        let_go("l1", option("loop", "night", LOOP)),
        let_go("l2", option("loop", "daily", LOOP)),
        checkin("c3", "2026-03-03", option("loop", "daily", {"daily": "every day"})),
        checkin("c4", "2026-03-04", option("loop", "hardly", LOOP)),
    ]
    assert [(each.label, each.first.day, each.last.day, each.count.of) for each in thoughts(*rounds).loop] == [
        ("it keeps me awake", 1, 1, ("l1/loop",)),
        ("every day", 2, 3, ("l2/loop", "c3/loop")),
        ("hardly", 4, 4, ("c4/loop",)),
    ]


def test_check_ins_are_left_out_of_one_setback() -> None:
    often = checkin("c3", "2026-03-03", option("loop", "daily", LOOP))
    assert thoughts(ONE, TWO, often).loop
    assert thoughts(ONE, TWO, often, about="s1").loop == ()


def test_the_year_has_two_thoughts_the_latest_first() -> None:
    found = looked_at("thoughts", year()).found
    assert isinstance(found, Thoughts)
    assert [each.thought for each in found.thoughts] == ["i6/thought", "q4/thought"]
    assert [each.key for each in found.loop] == ["often", "night", "daily", "hardly"]
