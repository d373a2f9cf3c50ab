"""Seven cases on their way from the harm to what was kept: the right questions are asked, and the wrong ones are not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.interview.ask import Ask
from reflect.interview.asking import Leave, Reply
from tests.cli.on_the_road import ROAD, Came, Road, walked
from tests.cli.running import Answering, Reflect, at_a_terminal

CASES = ("careless", "breach", "misunderstanding", "outcome", "wronged", "job", "third")
CAUSES = {
    "external": {
        "define.ext_what",
        "define.ext_reach",
        "define.ext_buffer",
        "debrief.ext_mine",
        "debrief.ext_early",
    },
    "understanding": {
        "define.und_what",
        "define.und_reason",
        "define.und_ask",
        "debrief.und_missing",
        "debrief.und_others",
    },
    "carelessness": {
        "define.care_state",
        "define.care_check",
        "define.care_guard",
        "debrief.care_pattern",
        "debrief.care_barrier",
    },
    "choice": {"debrief.rule_pull", "debrief.rule_line"},
}
"""What is asked for each cause, and for no other."""
OF_CASE = {
    "careless": {"carelessness"},
    "breach": {"choice"},
    "misunderstanding": {"understanding"},
    "outcome": {"external"},
    "wronged": set[str](),
    "job": {"understanding", "external"},
    "third": {"carelessness"},
}
BREACH = {"define.rule_why", "define.rule_stay", "apologize.rule_own", "apologize.consequence"}
JOB = {"debrief.job_work", "debrief.job_expect", "debrief.job_fit"}
OWN_FAULT = {
    "define.own_part",
    "define.moment",
    "define.rule",
    "define.rule_gap",
    "define.cause",
    "define.cause_main",
    "define.hide",
    "define.hide_what",
    "debrief.made_sense",
    "debrief.skills",
    "debrief.cause",
    "debrief.in_hands",
    "debrief.could",
    "respond.repair",
    "respond.second_eyes",
}
"""What looks for one's own fault, or for what one could have done instead."""

Walk = Callable[[str], Road]


@pytest.fixture(scope="module")
def road(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Walks a case, once for all that is asked about it."""
    roads: dict[str, Road] = {}

    def walk(case: str) -> Road:
        if case not in roads:
            home = tmp_path_factory.mktemp(case) / "home"
            before = next(reversed(roads.values())).reflect.home if roads else told
            shutil.copytree(before / "cache", home / "cache")
            roads[case] = walked(case, home)
        return roads[case]

    return walk


def told_of(road: Road) -> str:
    """A road in words: what was asked and said, what could be next, and what came due."""
    lines: list[str] = []
    for each in road.happened:
        if isinstance(each, Came):
            lines += [f"day {each.day}, due", *(f"  {kind}: {text}" for kind, text in each.found)]
        else:
            lines.append(f"day {each.day}, {each.flow}{f', then {each.then}' if each.then else ''}")
            lines += [
                f"  {name}: {' '.join(words)}"
                for name, words in (("asked", each.asked), ("notes", each.notes))
                if words
            ]
        lines.append(f"  next: {' '.join(each.next) or 'nothing'}")
    return "\n".join([*lines, "at the end", *(f"  {kind}: {text}" for kind, text in road.waiting())])


class Leaving(Answering):
    """Somebody who says to whom it is, and leaves at the next question."""

    def ask(self, ask: Ask) -> Reply:
        return super().ask(ask) if not self.asked else self._leave(ask)

    def _leave(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Leave(None, 130)


# ----------------------------------------------------------------------------------------------------------- every case


def test_each_case_has_its_sheets() -> None:
    assert {each.name for each in ROAD.iterdir()} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_the_road_looks_like_this(case: str, road: Walk, snapshot: SnapshotAssertion) -> None:
    assert told_of(road(case)) == snapshot


@pytest.mark.parametrize("case", CASES)
def test_what_is_asked_about_the_cause_is_what_was_chosen(case: str, road: Walk) -> None:
    asked = road(case).asked()
    wanted = [CAUSES[cause] for cause in OF_CASE[case]]
    assert asked & set[str]().union(*CAUSES.values()) == set[str]().union(*wanted)


@pytest.mark.parametrize("case", CASES)
def test_the_questions_of_a_breach_of_a_lost_job_and_of_earlier_ones_are_asked_where_they_belong(
    case: str, road: Walk
) -> None:
    asked = road(case).asked()
    assert asked & BREACH == (BREACH if case == "breach" else set())
    assert asked & JOB == (JOB if case == "job" else set())
    assert ("define.similar_to" in asked) == (case == "third")
    assert ("debrief.protect" in asked) == (case == "wronged")


@pytest.mark.parametrize("case", CASES)
def test_a_flow_just_done_is_not_named_as_the_next_one(case: str, road: Walk) -> None:
    for step in road(case).steps.values():
        assert step.flow not in step.next
        assert f"reflect {step.flow} -s" not in step.end


@pytest.mark.parametrize("case", CASES)
def test_the_end_of_a_run_names_what_reflect_next_names(case: str, road: Walk) -> None:
    about = [each for each in road(case).steps.values() if each.flow not in ("unload", "checkin")]
    for step in about:
        named = [word for line in step.end.splitlines() for word in line.split("reflect ") if " -s " in word]
        assert tuple(each.split()[0] for each in named) == step.next[:3]


@pytest.mark.parametrize("case", CASES)
def test_in_the_end_everything_promised_is_kept(case: str, road: Walk) -> None:
    assert {kind for kind, _ in road(case).waiting()} <= {"look_again", "look_back"}


@pytest.mark.parametrize("case", CASES)
def test_words_of_many_trades_are_left_in_peace(case: str, road: Walk) -> None:
    # What is found in the letters themselves is measured elsewhere, over many sentences.
    assert {each for step in road(case).steps.values() for each in step.checks} <= {"C1", "C2"}


# -------------------------------------------------------------------------------------------------------------- one by one


def test_a_careless_slip_comes_back_day_by_day(road: Walk) -> None:
    assert {each.day: [kind for kind, _ in each.found] for each in road("careless").came} == {
        0: ["inform"],
        2: ["apology", "debrief_offer"],
        3: ["promise", "promise", "repair"],
        5: ["reread"],
        6: ["letgo_offer"],
        14: ["look_again", "lesson", "measure"],
        30: ["look_again"],
        44: ["measure"],
    }


def test_a_careless_slip_goes_from_what_needs_doing_first_to_letting_go(road: Walk) -> None:
    steps = road("careless").steps
    assert steps["000-1-define"].next == ("respond", "apologize", "debrief")
    assert steps["000-2-respond"].next == ("apologize", "debrief")
    assert steps["001-apologize"].next == ("debrief",)
    assert road("careless").next_on(6) == ("letgo", "goals")
    assert steps["006-1-letgo"].next == ("goals",)


def test_after_a_knowing_breach_advice_comes_before_an_apology(road: Walk) -> None:
    steps = road("breach").steps
    first = steps["000-1-define"]
    assert first.next == ("support", "respond", "debrief", "apologize")
    assert "t_rule" in first.notes
    assert "t_legal" in road("breach").of("apologize").notes
    assert steps["001-support"].next[-1] == "apologize"


def test_what_made_a_breach_seem_all_right_is_private_and_never_exported(road: Walk) -> None:
    reflect = road("breach").reflect
    private = [
        each.question.id for each in road("breach").of("define").asks if getattr(each.question, "private", False)
    ]
    assert private == ["rule_why", "hide_what"]
    words = ("nobody asked which key", "second time this month", "brother-in-law")
    written = reflect("export", "forklift").out
    assert "gave Tomasz the key" in written
    assert not [each for each in words if each in written]
    said = [step.end for step in road("breach").steps.values()]
    assert not [each for each in words if each in "".join(said)]


def test_an_apology_for_a_breach_says_that_the_rule_was_known_and_what_is_accepted(road: Walk) -> None:
    letter = road("breach").of("apologize").answered("letter")
    assert "I knew that nobody drives without a licence here" in letter
    assert "If the shift goes to somebody else, I accept that." in letter


def test_a_promise_that_takes_longer_comes_back_on_its_new_day(road: Walk) -> None:
    steps = road("breach").steps
    assert steps["007-checkin"].about("promise_told") == ["I tell the inspector that the key came from me"]
    assert road("breach").days_of("promise") == [7, 7, 14]
    assert steps["014-checkin"].about("promise") == ["I tell the inspector that the key came from me"]


def test_a_misunderstanding_asks_who_could_explain_it_and_how_it_will_be_learned(road: Walk) -> None:
    misunderstanding = road("misunderstanding")
    assert misunderstanding.steps["002-1-debrief"].next[0] == "feedback"
    assert "learn" in misunderstanding.of("goals").asked


def test_what_was_heard_is_written_down_right_after_the_check_in_and_nobody_asks_which(road: Walk) -> None:
    asked = road("misunderstanding").steps["005-checkin+feedback"].asked
    assert asked[asked.index("take_up") :] == (
        "take_up", "trust", "unasked", "drive", "next", "from", "said", "sting", "agree", "unseen", "story", "act",
        "thanks",
    )  # fmt: skip


def test_an_outcome_without_fault_asks_for_what_came_from_outside(road: Walk) -> None:
    outcome = road("outcome")
    assert outcome.of("define").checks == (), "whoever had no part in it has said so"
    assert [each.text for each in outcome.of("again").ask("watch").options] == ["The chairwoman lives by the river"]
    words = [text for each in outcome.came for kind, text in each.found if kind == "measure"]
    assert words[-1] == "Every plan of more than five hundred pounds has a second source", "as it was put anew"


def test_nobody_who_was_treated_badly_is_asked_for_their_own_fault(road: Walk) -> None:
    wronged = road("wronged")
    assert not wronged.asked() & OWN_FAULT
    assert "t_done_to_me" in wronged.of("define").notes
    assert wronged.steps["000-1-define"].next[0] == "support"
    assert not [step for step in wronged.steps.values() if "apologize" in step.next]


def test_limiting_the_harm_asks_nobody_who_was_treated_badly_what_they_will_put_right(road: Walk) -> None:
    reflect = Reflect(road("wronged").reflect.home, road("wronged").reflect.clock)
    somebody = Answering({"safe": "no", "contain": "Stay at home on Monday."})
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, somebody)
        assert reflect("respond", "-s", "plate").code == 0
    assert not {f"respond.{each.spot.question}" for each in somebody.asked} & OWN_FAULT


def test_an_apology_says_to_whoever_was_treated_badly_that_none_may_be_owed(road: Walk) -> None:
    reflect = Reflect(road("wronged").reflect.home, road("wronged").reflect.clock)
    somebody = Leaving({"to": "the owner"})
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, somebody)
        assert reflect("apologize", "-s", "plate").code == 130
    (note,) = somebody.asked[1].notes
    assert note.startswith("You wrote that somebody treated you badly. You may owe no apology at all.")


def test_a_sealed_page_is_nowhere_to_be_read(road: Walk) -> None:
    reflect = road("wronged").reflect
    for args in (("list", "--all"), ("export", "plate"), ("next",), ("due", "--all"), ()):
        assert "how quiet it got" not in reflect(*args).out


def test_a_lost_job_is_looked_at_as_work_and_what_comes_next_begins_with_what_is_wanted(road: Walk) -> None:
    job = road("job")
    asked = job.of("debrief").asked
    assert asked[asked.index("job_work") : asked.index("could")] == ("job_work", "job_expect", "job_fit")
    assert job.of("debrief").ask("job_work").text.startswith("Leave the person aside for a moment")
    assert [each for each in job.of("goals").asked if "mood" not in each][:2] == ["where", "want"]
    assert "trust_seen" in job.of("goals").asked


def test_after_a_hard_evening_a_blank_page_and_somebody_to_talk_to_come_first(road: Walk) -> None:
    assert road("job").steps["000-define"].next[:2] == ("unload", "support")
    assert road("job").steps["001-unload"].next[0] == "support"


def test_when_more_than_five_things_are_due_the_others_wait_for_another_check_in(road: Walk) -> None:
    steps = road("third").steps
    first = steps["125-1-checkin"]
    asked = [*first.about("promise"), *first.about("repair"), *first.about("apology"), *first.about("take_up")]
    assert len(asked) == 5
    assert "There is more, when you like: reflect checkin" in first.end
    assert len(steps["125-2-checkin"].about("reread")) == 2


def test_the_third_time_asks_for_the_two_before(road: Walk) -> None:
    steps = road("third").steps
    assert "similar_to" not in steps["000-define"].asked
    assert [each.text for each in steps["060-define"].ask("similar_to").options] == ["The window in the Miller house"]
    third = steps["120-1-define"]
    offered = {each.text for each in third.ask("similar_to").options}
    assert offered == {"The window in the Miller house", "The stairs in the school"}
    assert len(third.answered("similar_to")) == 2


def test_the_signs_and_second_looks_of_a_third_time_come_back(road: Walk) -> None:
    third = road("third")
    signs = [each.ask("sign_seen").options for each in third.steps.values() if "sign_seen" in each.asked]
    assert {option.text for options in signs for option in options} == {"I close a file and feel that it is done"}
    assert third.days_of("second_look") == [141]


def test_a_thought_that_it_will_always_be_like_this_is_held_against_time(road: Walk) -> None:
    asked = road("third").steps["128-checkin+letgo"].asked
    assert "temporary" in asked
    assert not {"rep", "inc", "chance", "judge_who", "judge_swap", "hindsight"} & set(asked)
