"""What could be done next: `reflect next`, the end of a run, the first screen, and what begins right after a check-in."""

from __future__ import annotations

import datetime as dt
import errno
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from reflect.cli.choosing import ASKED
from reflect.cli.looking_over import ANYTHING
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply
from reflect.journal import reading
from tests.cli.running import NOON, SMALL, Answering, Ran, Reflect, at_a_terminal, lines

NOT_ASKED = "Nothing is asked of you here."
ALL_RIGHT = "Nothing is due. That is all right."


def moved(reflect: Reflect, day: int) -> Reflect:
    """The same journal at noon, so many days after the first."""
    reflect.clock.moment = NOON + dt.timedelta(days=day)
    return reflect


def sits(reflect: Reflect, replies: Mapping[str, object], *args: str) -> tuple[Ran, Answering]:
    """What comes of somebody who gives these replies on a terminal."""
    somebody = Answering(replies)
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, somebody)
        return reflect(*args), somebody


def defined(reflect: Reflect, title: str, **answers: object) -> str:
    """A setback of which was said what happened; its id."""
    said = {
        "ongoing": "no", "when": "2026-03-06", "what": "A short text.", "nature": "mistake", "own_part": "I waited.",
        "first": "first", "severity": "moderate", "rule": "no", "cause": "[external]", "one_line": "I waited.",
    } | answers  # fmt: skip
    if said["nature"] == "done_to_me":
        said = {name: each for name, each in said.items() if name not in ("own_part", "rule", "cause")}
    sheet = "".join(f"{name}: {each}\n" for name, each in {"title": title, **said}.items())
    return str(reflect.made("define", "--answers", "-", stdin=sheet)["setback"])


def wrote(reflect: Reflect, setback: str | None, flow: str, **answers: object) -> None:
    """An entry of some flow, finished now."""
    place = reflect.place()
    now = place.now()
    told = tuple(Answer(name, "?", "choice", Said(value)) for name, value in answers.items())
    place.journal.add_entry(Entry(place.mint(), FlowName(flow, 1, flow.title()), setback, now, now, told))


def apologised(reflect: Reflect, title: str) -> str:
    """A setback whose apology was said on its second day."""
    setback = defined(reflect, title, severity="small", affected="[Ana]")
    sheet = """\
to: Ana
legal: no
did: I waited.
effect: You waited.
how: I waited.
sorry: I am sorry.
repair: [{what: write to her, by: in 90 days}]
prevent: [{what: write at noon, from: in 90 days}]
when: tomorrow
"""
    reflect.made("apologize", "-s", setback, "--answers", "-", stdin=sheet)
    ran, _ = sits(moved(reflect, 1), {"apology": "said"}, "checkin")
    assert ran.code == 0
    return setback


def named(reflect: Reflect, *args: str) -> list[str]:
    """The flows that `reflect next` names for the one setback shown."""
    (found,) = reflect("next", *args, "--json").json
    return [each["flow"] for each in found["suggestions"]]


# ----------------------------------------------------------------------------------------------------------- the command


def test_with_nothing_there_nothing_is_asked(reflect: Reflect) -> None:
    ran = reflect("next")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split("\n\n")[-2:] == ["No setback is open.", f"{ALL_RIGHT}\n"]
    assert reflect("next", "--json").json == []


def test_it_names_one_thing_with_its_reason_and_at_most_two_others(reflect: Reflect) -> None:
    setback = defined(reflect, "A late reply", affected="[Ana]", tell="[Bo]", mood_after="2")
    assert named(reflect) == ["unload", "support", "respond", "apologize", "debrief"]
    short = setback[-6:]
    out = reflect("next", COLUMNS="200").out
    first, reason, others = (line.strip() for line in lines(out, holding=["Next  ", " blank", "Or "]))
    assert first.split(None, 1)[1] == f"reflect unload -s {short}"
    assert reason.startswith("A blank page, when it is too raw for questions.")
    assert others.replace(",", "").split()[1:] == f"reflect support -s {short} reflect respond -s {short}".split()


def test_for_each_open_setback_or_for_the_one_that_is_named(reflect: Reflect) -> None:
    defined(reflect, "A late reply")
    defined(reflect, "A broken vase", severity="small")
    assert reflect("close", "late").code == 0
    defined(reflect, "A lost key")
    out = reflect("next").out
    assert [title for title in ("A lost key", "A broken vase", "A late reply") if title in out] == [
        "A lost key",
        "A broken vase",
    ]
    assert "A late reply" in reflect("next", "-s", "late").out
    assert "A lost key" not in reflect("next", "-s", "vase").out
    assert reflect("next", "-s", "zebra").code == 1


def test_a_journal_with_many_open_setbacks_shows_the_newest_five(reflect: Reflect) -> None:
    for number in range(7):
        defined(reflect, f"Number {number}", severity="small")
    out = reflect("next").out
    assert [number for number in range(7) if f"Number {number}" in out] == [2, 3, 4, 5, 6]
    assert len(reflect("next", "--json").json) == 7


def test_the_keys_of_its_json_stay(reflect: Reflect) -> None:
    setback = defined(reflect, "A late reply")
    (found,) = reflect("next", "--json").json
    assert found == {
        "setback": setback,
        "setback_title": "A late reply",
        "suggestions": [
            {
                "flow": "debrief",
                "because": "To understand how it came about; a day to three days after is a good time.",
            }
        ],
    }


def test_nothing_due_is_all_right(reflect: Reflect) -> None:
    defined(reflect, "A late reply", severity="small")
    out = reflect("next").out
    assert NOT_ASKED in out
    assert out.endswith("\nNothing is due before Saturday, 21 March 2026. That is all right.\n")
    assert moved(reflect, 14)("next").out.endswith("\nOne thing has come back: reflect checkin\n")
    assert moved(reflect, 1000)("next").out.endswith(f"\n{ALL_RIGHT}\n")


# ------------------------------------------------------------------------------------------------ in the order of the method


@pytest.mark.parametrize(
    ("answers", "flows"),
    [
        ({"severity": "small"}, []),
        ({"ongoing": "yes", "severity": "small"}, ["respond"]),
        ({"nature": "done_to_me", "ongoing": "yes"}, ["support", "respond", "debrief"]),
        ({"nature": "done_to_me", "affected": "[Ana]", "severity": "grave"}, ["support", "debrief"]),
        ({"severity": "grave", "affected": "[Ana]"}, ["support", "respond", "debrief", "apologize"]),
        ({"rule": "knowing", "affected": "[Ana]"}, ["support", "respond", "debrief", "apologize"]),
        ({"rule": "reason", "severity": "small"}, ["support", "respond"]),
        ({"rule": "unaware", "severity": "small"}, []),
        ({"mood_after": "2", "severity": "small"}, ["unload", "support", "debrief"]),
        ({"mood_after": "3", "severity": "small"}, []),
        ({"tell": "[Bo]", "severity": "small"}, ["respond"]),
        ({"affected": "[Ana]", "severity": "small"}, ["apologize"]),
        ({"tell": "[Bo]", "affected": "[Ana]"}, ["respond", "apologize", "debrief"]),
        ({"mood_after": "1", "tell": "[Bo]"}, ["unload", "support", "respond", "debrief"]),
        ({"severity": "serious"}, ["debrief"]),
    ],
)
def test_what_was_said_decides_what_comes_next(reflect: Reflect, answers: dict[str, object], flows: list[str]) -> None:
    defined(reflect, "A late reply", **answers)
    assert named(reflect) == flows


def test_after_somebody_to_talk_to_comes_a_blank_page_for_whoever_was_treated_badly(reflect: Reflect) -> None:
    setback = defined(reflect, "The plate", nature="done_to_me")
    wrote(reflect, setback, "support")
    assert named(reflect) == ["unload", "debrief"]
    wrote(reflect, None, "unload")
    assert named(reflect) == ["debrief"]


def test_after_the_debrief_comes_what_it_asked_for(reflect: Reflect) -> None:
    setback = defined(reflect, "A late reply")
    wrote(reflect, setback, "debrief", ask_whom=["Ana"], tell_plan=["Bo"])
    assert named(reflect) == ["feedback", "share", "goals"]
    wrote(reflect, setback, "feedback")
    assert named(reflect) == ["share", "goals"]
    wrote(reflect, setback, "share")
    wrote(reflect, setback, "goals")
    assert named(reflect) == []


def test_what_is_due_can_be_a_reason(reflect: Reflect) -> None:
    apologised(reflect, "A late reply")
    assert named(moved(reflect, 3)) == []
    assert named(moved(reflect, 4)) == ["letgo"]
    ran, _ = sits(reflect, {"take_up": "drop"}, "checkin")
    assert ran.code == 0
    assert named(reflect) == []


def test_what_is_due_for_one_setback_is_no_reason_for_another(reflect: Reflect) -> None:
    apologised(reflect, "A late reply")
    defined(reflect, "A broken vase", severity="small")
    moved(reflect, 4)
    assert (named(reflect, "-s", "late"), named(reflect, "-s", "vase")) == (["letgo"], [])


# ------------------------------------------------------------------------------------------------------ the end of a run


def end_of(ran: Ran) -> list[str]:
    """What is said after a run, without what became of it and without a tip."""
    assert (ran.code, ran.out) == (0, "")
    *_, last = ran.err.rstrip("\n").split("\n\n")
    return last.splitlines()


def test_the_end_of_a_flow_about_a_setback_names_what_is_next_for_it(reflect: Reflect) -> None:
    setback = defined(reflect, "A late reply", tell="[Bo]", affected="[Ana]")
    defined(reflect, "A broken vase", severity="small")
    ran, _ = sits(reflect, {"safe": "no", "contain": "Ring Bo."}, "respond", "-s", "late")
    short = setback[-6:]
    assert end_of(ran) == [
        f"Next, when you like: reflect apologize -s {short}",
        "Others were affected, and there is no apology to them here yet.",
        f"Or: reflect debrief -s {short}",
    ]


def test_the_end_of_a_flow_about_nothing_in_particular_names_nothing(reflect: Reflect) -> None:
    defined(reflect, "A late reply", tell="[Bo]")
    reflect("config", "tips", "false")
    ran, _ = sits(reflect, {"page": "Words.", "keep": "keep"}, "unload")
    assert lines(ran.err, holding=["Next", "reflect respond"]) == []


def test_what_is_thrown_away_is_gone_without_a_word_about_what_is_next(reflect: Reflect) -> None:
    reflect("config", "tips", "false")
    ran, _ = sits(reflect, {"page": "Words.", "keep": "discard"}, "unload")
    assert ran.err == "\nNothing was kept.\n"


def test_a_flow_that_waits_for_another_day_names_nothing(reflect: Reflect) -> None:
    defined(reflect, "A late reply", tell="[Bo]")
    ran, _ = sits(reflect, {"now": "later", "book": "in 2 days"}, "debrief", "-s", "late")
    assert ran.err == "\nKept as a draft. `reflect resume` goes on with it.\n"


def test_for_a_program_the_end_is_json_alone(reflect: Reflect) -> None:
    defined(reflect, "A late reply", tell="[Bo]")
    ran, _ = sits(reflect, {"mood": "7"}, "checkin", "--json")
    assert sorted(ran.json) == ["entry", "file", "setback"]
    assert ran.err == "\n"


def test_only_a_check_in_says_that_there_is_more(reflect: Reflect) -> None:
    for number in range(6):
        defined(reflect, f"Number {number}")
    moved(reflect, 2)
    assert "come back" not in sits(reflect, {}, "support", "-s", "3")[0].err
    assert end_of(sits(reflect, {}, "checkin")[0]) == ["There is more, when you like: reflect checkin"]
    for _ in range(2):
        ran, _ = sits(reflect, {"take_up": "drop"}, "checkin")
    assert "reflect checkin" not in ran.err


# ------------------------------------------------------------------------------------------------------- the first screen


def test_the_first_screen_names_the_same(reflect: Reflect) -> None:
    setback = defined(reflect, "A late reply", tell="[Bo]", affected="[Ana]")
    first, *others = named(reflect)
    short = setback[-6:]
    out = reflect(COLUMNS="200").out
    (line,) = lines(out, holding=["Next "])
    assert line.split(None, 1)[1] == f"reflect {first} -s {short}"
    (line,) = lines(out, holding=["Or "])
    assert line.replace(",", "").split()[1:] == " ".join(f"reflect {each} -s {short}" for each in others).split()


def test_at_the_end_of_a_run_nothing_older_than_its_setback_is_read(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        defined(reflect, f"The vase {number}")
        wrote(reflect, None, "thanks")
    moved(reflect, 30)
    # Long after anything was written here, the times of folders say what is new.
    reflect.file_clock = lambda: time.time() + 60
    reflect("due")
    read, raw = list[Path](), reading.raw

    def counted(path: Path) -> bytes | reading.UnreadableFile:
        read.append(path)
        return raw(path)

    monkeypatch.setattr(reading, "raw", counted)
    sheet = SMALL.format(title="A late reply", line="I answered too late.")
    assert "reflect" in reflect("define", "--answers", "-", stdin=sheet).err
    entries = [each.stem for each in read if "entries" in each.parts]
    # Once to take it in, and once for what could be done next.
    assert len(entries) <= 2
    assert len({*entries}) == 1


# -------------------------------------------------------------------------------------------- right after a check-in


def entries(reflect: Reflect, flow: str) -> list[Entry]:
    found = (each for each in reflect.place().journal.entries() if isinstance(each, Entry))
    return sorted((each for each in found if each.flow.id == flow), key=lambda each: each.finished)


def test_yes_right_after_this_begins_the_flow_for_its_setback(reflect: Reflect) -> None:
    setback = apologised(reflect, "A late reply")
    defined(reflect, "A broken vase", severity="small")
    replies = {"take_up": "now", "thought": "Always me.", "friend": "Once.", "fair": "Once."}
    ran, somebody = sits(moved(reflect, 4), replies, "checkin")
    assert ran.code == 0
    asked = [each.spot.question for each in somebody.asked]
    assert asked.index("take_up") < asked.index("next") < asked.index("thought")
    assert any(each.endswith(": A late reply") for each in somebody.remarks)
    (made,) = entries(reflect, "letgo")
    assert made.setback == setback
    assert reflect("due", "--json").json == []


def test_after_the_pointer_nothing_is_begun_right_after(reflect: Reflect) -> None:
    apologised(reflect, "A late reply")
    replies = {"take_up": "now", "avoiding": "I don't want to live any more.", "pause": "go_on"}
    ran, somebody = sits(moved(reflect, 4), replies, "checkin")
    assert ran.code == 0
    asked = [each.spot.question for each in somebody.asked]
    assert asked.index("take_up") < asked.index("pause")
    assert "thought" not in asked
    assert reflect.place().journal.unfinished() == []


@pytest.mark.parametrize("reply", ["later", "drop", None])
def test_anything_else_begins_nothing(reflect: Reflect, reply: str | None) -> None:
    apologised(reflect, "A late reply")
    _, somebody = sits(moved(reflect, 4), {"take_up": reply}, "checkin")
    assert "thought" not in [each.spot.question for each in somebody.asked]
    assert reflect.place().journal.unfinished() == []


def test_what_is_begun_right_after_and_left_is_kept(reflect: Reflect) -> None:
    apologised(reflect, "A late reply")
    ran, _ = sits(moved(reflect, 4), {"take_up": "now", "mood_before": 4, "thought": Leave(None, 130)}, "checkin")
    assert ran.code == 130
    (draft,) = reflect.place().journal.unfinished()
    assert draft.flow.id == "letgo"
    assert len(entries(reflect, "checkin")) == 2


def test_of_several_the_first_begins_and_the_others_stay(reflect: Reflect) -> None:
    first = apologised(reflect, "A late reply")
    defined(moved(reflect, 2), "A broken vase")
    replies = {"take_up": "now", "thought": "Always me.", "friend": "Once.", "fair": "Once."}
    _, somebody = sits(moved(reflect, 4), replies, "checkin")
    offered = [each.item.text for each in somebody.asked if each.spot.question == "take_up" and each.item]
    assert len(offered) == 2
    begun = [*entries(reflect, "letgo"), *entries(reflect, "debrief")]
    assert [each.setback for each in begun] == [first]
    assert [each["kind"] for each in reflect("due", "--json").json] == ["debrief_offer"]


def test_feedback_begins_with_what_was_heard(reflect: Reflect) -> None:
    setback = defined(reflect, "A late reply", severity="small")
    sheet = "mode: ask\nwho: [{name: Ana}]\nwhen: in 2 days\n"
    reflect.made("feedback", "-s", "late", "--answers", "-", stdin=sheet)
    replies = {"take_up": "now", "from": "Ana", "said": "Write sooner."}
    _, somebody = sits(moved(reflect, 2), replies, "checkin")
    asked = [each.spot.question for each in somebody.asked]
    assert "mode" not in asked
    assert "who" not in asked
    made = entries(reflect, "feedback")[-1]
    assert made.setback == setback
    mode = made.answer("mode")
    assert mode
    assert mode.said.value == "heard"


OWN = """\
flow: own
version: 1
title: A question of mine
about: Something of my own.
steps:
  - {id: what, ask: What?, type: text, follow_up: {kind: later, in: 1d, opens: FLOW, text: "{what}"}}
"""


@pytest.fixture
def opens_own(reflect: Reflect) -> Reflect:
    """A journal in which something is due that is about no setback, and opens a flow that is about one."""
    defined(reflect, "A broken vase", severity="small")
    reflect.own_flow("own", OWN.replace("FLOW", "letgo"))
    reflect.made("own", "--answers", "-", stdin="what: put it down\n")
    return moved(reflect, 2)


def test_what_is_about_no_setback_is_asked_what_it_is_about(opens_own: Reflect) -> None:
    setback = opens_own("setbacks", "--json").json[0]["id"]
    replies = {"take_up": "now", ASKED: setback, "thought": "Always me.", "friend": "Once.", "fair": "Once."}
    _, somebody = sits(opens_own, replies, "checkin")
    assert "What is it about?" in somebody.seen
    assert [each.setback for each in entries(opens_own, "letgo")] == [setback]


def test_a_draft_that_was_there_before_is_offered_first(opens_own: Reflect) -> None:
    setback = opens_own("setbacks", "--json").json[0]["id"]
    sits(moved(opens_own, 1), {"mood_before": 4, "thought": Leave(None, 130)}, "letgo", "-s", "last")
    replies: dict[str, object] = {"take_up": "now", "thought": Leave(None, 130)}
    somebody = Choosing(replies, iter((setback, "go_on")))
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, somebody)
        moved(opens_own, 2)("checkin")
    assert "There is a draft of this already." in somebody.seen
    assert len(opens_own.place().journal.unfinished()) == 1


def test_what_needs_an_entry_that_is_not_there_says_so(reflect: Reflect) -> None:
    defined(reflect, "A broken vase", severity="small")
    reflect.own_flow("own", OWN.replace("FLOW", "share"))
    reflect.made("own", "--answers", "-", stdin="what: tell them\n")
    ran, _ = sits(moved(reflect, 2), {"take_up": "now"}, "checkin")
    assert ran.code == 1
    assert "share builds on debrief" in ran.err
    assert reflect.place().journal.unfinished() == []
    assert len(entries(reflect, "checkin")) == 1


def test_a_booked_debrief_goes_on_with_its_draft(reflect: Reflect) -> None:
    defined(reflect, "A late reply", severity="small")
    reflect.put_off("late")
    (draft,) = reflect.place().journal.unfinished()
    replies = {"take_up": "now", "now": "now", "fresh": Leave(None, 130)}
    ran, somebody = sits(moved(reflect, 2), replies, "checkin")
    assert ran.code == 130
    asked = [each.spot.question for each in somebody.asked]
    assert asked[asked.index("next") :] == ["next", "now", "mood_before", "fresh"]
    (same,) = reflect.place().journal.unfinished()
    assert same.id == draft.id


class Choosing(Answering):
    """Somebody who chooses these, one after the other, when the program asks something of its own."""

    def __init__(self, replies: Mapping[str, object], chosen: Iterator[str]) -> None:
        super().__init__(replies)
        self.chosen = chosen

    def ask(self, ask: Ask) -> Reply:
        if ask.spot.question != ASKED or ask.text == ANYTHING:
            return super().ask(ask)
        self.seen.append(ask.text)
        return Answered(next(self.chosen))


def test_what_was_saved_is_saved_although_no_more_can_be_said(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ill(*_args: object) -> object:
        raise OSError(errno.EIO, "")

    monkeypatch.setattr("reflect.cli.stepping.Steps.after", ill)

    ran = reflect("define", "--answers", "-", stdin=SMALL.format(title="A late reply", line="I answered too late."))

    assert ran.code == 0 and "Saved." in ran.err and len(reflect("list", "--json").json) == 1
