"""What is said with care in a run: the pointer to people who can help, a line or a tip at the end, and the silence after."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from reflect.cli import run
from reflect.cli.place import Place
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply
from reflect.library.flows import Library, shipped_prompts
from reflect.library.safety import load
from reflect.pages.home import PRIVACY
from tests.cli.in_a_terminal import Terminal
from tests.cli.running import NOON, Answering, Ran, Reflect, at_a_terminal

CARE = load(Library(shipped_prompts()))
assert CARE.safety
POINTER = CARE.safety.pointer
SOFT = CARE.safety.soft_line
HEAVY, HARD_LOOK = CARE.safety.lines[0].say, CARE.safety.lines[2].say
EXPLICIT = "I don't want to live any more."
MAYBE = "I can't go on like this."
HARSH = "I am such an idiot."
SAVED = "\nSaved. `reflect show last` reads it again; `reflect export last` writes it as Markdown.\n"

EVENING = """\
flow: evening
version: 1
title: An evening
about: A trial.
steps:
  - {id: mood_before, ask: How are you?, type: scale, range: 0-10}
  - {id: what, ask: What happened?, type: long, checks: [C6]}
  - {id: hard, ask: Which part is hard?, type: long, private: true}
  - {id: who, ask: Who was there?, type: list}
  - {id: kind, ask: What was it?, type: choice, options: {slip: a slip, end: I want to die}, other: something else}
  - id: next
    ask: And now?
    type: group
    item: step
    fields:
      - {id: step, ask: Which?, type: text}
      - {id: by, ask: By when?, type: date}
  - {id: letter, ask: A letter?, type: letter, template: ["Dear all,"], checks: [C6]}
  - {id: mood_after, ask: And now?, type: scale, range: 0-10}
"""


class Still:
    """A clock that stands."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> dt.datetime:
        return self.moment


@dataclass
class Somebody(Answering):
    """Leaves at the question `leaves`."""

    leaves: str | None = None

    def ask(self, ask: Ask) -> Reply:
        if ask.spot.question == self.leaves:
            self.asked.append(ask)
            return Leave(None, 130)
        return super().ask(ask)

    def remark(self, notes: tuple[str, ...]) -> None:
        super().remark(tuple(each for each in notes if each != PRIVACY))

    @property
    def paused(self) -> int:
        """How often it was asked whether to go on or to stop."""
        return sum(each.spot.question == "pause" for each in self.asked)

    def pointed(self) -> int:
        """How often the pointer was said."""
        return self.remarks.count(POINTER.written)


@pytest.fixture
def reflect(told: Path, tmp_path: Path) -> Reflect:
    return person(told, tmp_path / "home")


def person(told: Path, home: Path) -> Reflect:
    """Somebody new, with a flow of their own; twice the same person to the last bit."""
    shutil.copytree(told / "cache", home / "cache")
    found = Reflect(home, Still(), random.Random(7).randbytes)  # type: ignore[arg-type]
    found.own_flow("evening", EVENING)
    return found


def sits(
    reflect: Reflect, replies: Mapping[str, object], *args: str, leaves: str | None = None
) -> tuple[Ran, Somebody]:
    """What comes of an evening, and of whoever spent it."""
    somebody = Somebody(replies, leaves=leaves)
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, somebody)
        return reflect(*(args or ("evening",))), somebody


INDEX = "index.db"
LOOKS = re.compile(rb'"looks": \{.*?\}')


def kept_bytes(reflect: Reflect, folder: str) -> dict[str, bytes]:
    """Everything in a folder of a home, by its path, but for when files were written, which the cache holds."""
    found = [path for path in (reflect.home / folder).rglob("*") if path.is_file() and path.name != INDEX]
    return {str(path.relative_to(reflect.home)): LOOKS.sub(b"", path.read_bytes()) for path in found}


def wrote(reflect: Reflect, ago: int, flow: str = "evening", **answers: object) -> None:
    """An entry finished so many days ago."""
    place, moment = reflect.place(), NOON - dt.timedelta(days=ago)
    told = tuple(Answer(key, "?", "scale", Said(value)) for key, value in answers.items())
    place.journal.add_entry(Entry(place.mint(), FlowName(flow, 1, flow.title()), None, moment, moment, told))


# ---------------------------------------------------------------------------------------------------------- the pointer


def test_after_an_explicit_sentence_the_pointer_is_said_once_and_then_one_may_stop(reflect: Reflect) -> None:
    ran, somebody = sits(reflect, {"what": EXPLICIT, "hard": EXPLICIT, "who": [MAYBE], "pause": "go_on"})
    assert ran.code == 0
    assert somebody.remarks == [*POINTER.paragraphs()]
    assert somebody.remarks[-1] == "What you wrote is saved and stays yours."
    assert somebody.paused == 1
    (pause,) = (each for each in somebody.asked if each.spot.question == "pause")
    assert pause.text == "Go on, or stop here? Either is fine; it is saved."
    assert [each.text for each in pause.options] == ["Go on", "Stop here"]


def test_it_is_said_when_the_answer_is_safe_and_before_anything_else_is_asked(reflect: Reflect) -> None:
    _, somebody = sits(reflect, {"what": EXPLICIT}, leaves="pause")
    assert [each.spot.question for each in somebody.asked] == ["mood_before", "what", "pause"]
    assert somebody.safe == ["mood_before", "what"]


@pytest.mark.parametrize(
    "replies",
    [
        {"hard": EXPLICIT},
        {"who": ["Ana", EXPLICIT]},
        {"kind": {"other": EXPLICIT}},
        {"letter": f"Dear all,\n\n{EXPLICIT}"},
    ],
)
def test_it_is_said_wherever_somebody_writes_it(reflect: Reflect, replies: dict[str, object]) -> None:
    assert sits(reflect, replies)[1].pointed() == 1


def test_it_is_said_in_a_record_and_in_words_for_a_day(reflect: Reflect) -> None:
    class Twice(Somebody):
        def ask(self, ask: Ask) -> Reply:
            reply = super().ask(ask)
            if ask.group is None:
                return reply
            asked = {None: ask.spot.record == 1, "step": "Nothing.", "by": EXPLICIT}
            return Answered(asked[ask.spot.field])

    somebody = Twice({})
    with pytest.MonkeyPatch.context() as patch:
        at_a_terminal(patch, somebody)
        assert reflect("evening").code == 0
    assert somebody.pointed() == 1


def test_an_option_of_the_flow_is_nobody_s_words(reflect: Reflect) -> None:
    _, somebody = sits(reflect, {"kind": "end"})
    assert (somebody.pointed(), somebody.remarks) == (0, [])


def test_own_contacts_are_named_before_the_last_line(reflect: Reflect) -> None:
    assert reflect("config", "contacts", "Ada, any hour; Dr Lee").code == 0
    _, somebody = sits(reflect, {"what": EXPLICIT})
    assert somebody.remarks[-2:] == [
        "You noted for yourself:\nAda, any hour\nDr Lee",
        "What you wrote is saved and stays yours.",
    ]


def test_stopping_leaves_with_the_draft_kept_and_without_a_complaint(reflect: Reflect) -> None:
    ran, somebody = sits(reflect, {"what": EXPLICIT, "pause": "stop"})
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "\nSaved. `reflect resume` goes on from here.\n"
    assert somebody.asked[-1].spot.question == "pause"
    (draft,) = reflect.place().journal.unfinished()
    assert draft.trail[-1].said.value == EXPLICIT


def test_going_on_another_time_does_not_say_it_again(reflect: Reflect) -> None:
    sits(reflect, {"what": EXPLICIT, "pause": "stop"})
    ran, somebody = sits(reflect, {"hard": "The last step."}, "resume")
    assert ran.code == 0
    assert (somebody.pointed(), somebody.paused) == (0, 0)


def test_leaving_at_the_pause_is_leaving(reflect: Reflect) -> None:
    ran, _ = sits(reflect, {"what": EXPLICIT}, leaves="pause")
    assert ran.code == 130
    assert len(reflect.place().journal.unfinished()) == 1


# ------------------------------------------------------------------------------------------------ the silence afterwards


def test_afterwards_nothing_is_remarked_told_or_suggested(reflect: Reflect) -> None:
    reflect.define()
    replies = {"what": EXPLICIT, "letter": HARSH, "hard": MAYBE, "mood_before": 6, "mood_after": 0}
    ran, somebody = sits(reflect, replies)
    assert (somebody.weighed, somebody.remarks) == ([], [*POINTER.paragraphs()])
    assert ran.err == SAVED


def test_what_was_said_before_it_does_not_come_again(reflect: Reflect) -> None:
    _, somebody = sits(reflect, {"what": HARSH, "hard": EXPLICIT, "letter": "I ruin everything."})
    assert [each.phrase for each in somebody.weighed] == ["I am such an idiot"]


def test_neither_flow_that_follows_suggests_anything(reflect: Reflect) -> None:
    made = reflect.define(title="A broken vase")
    ran, somebody = sits(reflect, {"been": EXPLICIT, "pause": "go_on"}, "support", "-s", "vase")
    assert made["setback"]
    assert somebody.pointed() == 1
    assert ran.err == SAVED


@pytest.mark.parametrize("pause", ["go_on", "stop"])
def test_nothing_is_stored_about_it(told: Path, tmp_path: Path, pause: str) -> None:
    replies = {"mood_before": 4, "what": f"The shop was dark. {EXPLICIT}", "hard": "I told nobody.", "mood_after": 3}
    on, off, other = (person(told, tmp_path / name) for name in ("on", "off", "other"))
    for each in (on, off, other):
        sits(each, {"what": "The cellar was dark."})
    assert off("config", "safety_note", "false").code == 0
    leaves = None if pause == "go_on" else "hard"
    assert sits(on, {**replies, "pause": pause})[1].pointed() == 1
    assert sits(off, replies, leaves=leaves)[1].pointed() == 0
    assert sits(other, {**replies, "what": "The shop was dark."}, leaves=leaves)[1].pointed() == 0
    assert len(on.kept()) == 2
    assert kept_bytes(on, "journal") == kept_bytes(off, "journal")
    assert kept_bytes(on, "cache") == kept_bytes(other, "cache")
    assert {path.name for path in on.home.iterdir()} == {path.name for path in other.home.iterdir()}


def test_the_lists_show_nothing_of_it(told: Path, tmp_path: Path) -> None:
    on, off = person(told, tmp_path / "on"), person(told, tmp_path / "off")
    off("config", "safety_note", "false")
    for each in (on, off):
        sits(each, {"what": EXPLICIT})
    for args in ((), ("list", "--json"), ("next",), ("due", "--all"), ("export", "last"), ("show", "last")):
        assert on(*args).out.replace("/on/", "/") == off(*args).out.replace("/off/", "/")


# ------------------------------------------------------------------------------------------------------------- the page


def test_of_a_page_that_is_nowhere_it_says_that_it_is_nowhere(reflect: Reflect) -> None:
    ran, somebody = sits(reflect, {"page": EXPLICIT, "keep": "discard", "pause": "go_on"}, "unload")
    assert somebody.remarks[-5:] == [*POINTER.paragraphs(kept=False)]
    assert somebody.remarks[-1] == "What you wrote is on no disk, and stays yours."
    (pause,) = (each for each in somebody.asked if each.spot.question == "pause")
    assert pause.text == "Go on, or stop here? Either is fine."
    assert (ran.code, ran.err) == (0, "\nNothing was kept.\n")


def test_stopping_at_a_page_keeps_nothing_and_says_so(reflect: Reflect) -> None:
    ran, _ = sits(reflect, {"page": EXPLICIT, "pause": "stop"}, "unload")
    assert (ran.code, ran.err) == (0, "\nNothing of this was kept.\n")
    assert reflect.kept() == set()


# --------------------------------------------------------------------------------------------------------- the soft line


def test_words_that_may_mean_the_job_bring_one_line_once_and_no_question(reflect: Reflect) -> None:
    ran, somebody = sits(reflect, {"what": MAYBE, "hard": "I see no way out.", "mood_before": 9, "mood_after": 0})
    assert somebody.remarks == [SOFT]
    assert somebody.paused == 0
    assert ran.err == SAVED, "no line at the end, where one was said on the way"


def test_after_the_soft_line_a_phrase_may_still_be_remarked_on(reflect: Reflect) -> None:
    _, somebody = sits(reflect, {"what": MAYBE, "letter": HARSH})
    assert [each.phrase for each in somebody.weighed] == ["I am such an idiot"]


def test_after_the_soft_line_an_explicit_sentence_is_heard_all_the_same(reflect: Reflect) -> None:
    _, somebody = sits(reflect, {"what": MAYBE, "hard": EXPLICIT})
    assert somebody.remarks == [SOFT, *POINTER.paragraphs()]


# ---------------------------------------------------------------------------------------------------------- at the end


def test_a_low_mood_at_the_end_brings_one_line(reflect: Reflect) -> None:
    assert sits(reflect, {"mood_after": 1})[0].err == f"{SAVED}\n{HEAVY}\n"
    assert sits(reflect, {"mood_after": 2})[0].err == SAVED


@pytest.mark.parametrize(("ago", "said"), [(0, True), (7, True), (8, False)])
def test_a_low_mood_twice_within_a_week_does_too(reflect: Reflect, ago: int, said: bool) -> None:
    wrote(reflect, ago, "checkin", mood=1)
    ran, _ = sits(reflect, {"mood_before": 0, "mood_after": 3})
    assert (HEAVY in ran.err) == said


def test_a_hard_look_is_called_one(reflect: Reflect) -> None:
    assert sits(reflect, {"mood_before": 6, "mood_after": 2})[0].err == f"{SAVED}\n{HARD_LOOK}\n"
    assert sits(reflect, {"mood_before": 6, "mood_after": 3})[0].err == SAVED


def test_tips_come_in_turn_and_can_be_turned_off(reflect: Reflect) -> None:
    own = [each.text for each in CARE.tips.tips if "goals" in each.flows]
    said = [sits(reflect, {"mood_after": 5}, "goals")[0].err.removeprefix(SAVED).strip() for _ in range(3)]
    assert said == [own[0], own[1], own[0]]
    assert reflect("config", "tips", "false").code == 0
    assert sits(reflect, {"mood": 5}, "checkin")[0].err == SAVED


def test_after_a_hard_answer_no_tip_is_given(reflect: Reflect) -> None:
    assert sits(reflect, {"mood": 3}, "checkin")[0].err == SAVED
    assert sits(reflect, {"mood": 2}, "checkin")[0].err == SAVED


# -------------------------------------------------------------------------------------------------------- turned off


def test_turned_off_nothing_of_it_is_said_and_phrases_are_remarked_on(reflect: Reflect) -> None:
    assert reflect("config", "safety_note", "false").code == 0
    replies = {"what": EXPLICIT, "hard": MAYBE, "letter": HARSH, "mood_before": 6, "mood_after": 0}
    ran, somebody = sits(reflect, replies)
    assert (somebody.remarks, somebody.paused, ran.err) == ([], 0, SAVED)
    assert [each.phrase for each in somebody.weighed] == ["I am such an idiot"]


def test_a_file_of_answers_is_read_by_nobody(reflect: Reflect) -> None:
    ran = reflect("evening", "--answers", "-", stdin=f"what: {EXPLICIT}\n")
    assert (ran.code, ran.err) == (0, SAVED.lstrip("\n"))


# ------------------------------------------------------------------------------------------------------- at real hands


def plainly(reflect: Reflect, *lines: str) -> tuple[int, str]:
    """An evening in plain mode: the exit code, and what stands on the page."""
    place = reflect.place("".join(f"{line}\n" for line in lines), COLUMNS="200")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Place, "has_terminal", property(lambda self: True))
        code = run(("evening", "--plain"), place)
    assert isinstance(place.stdout, io.StringIO)
    assert isinstance(place.stderr, io.StringIO)
    return code, place.stdout.getvalue() + place.stderr.getvalue()


def test_in_plain_mode_it_is_said_and_one_can_stop(reflect: Reflect) -> None:
    code, page = plainly(reflect, "4", EXPLICIT, ":done", "2")
    told = " ".join(page.split())
    parts = [*POINTER.paragraphs(), POINTER.go_on, "1. Go on", "2. Stop here", "Saved. `reflect resume`"]
    places = [told.index(each) for each in parts]
    assert places == sorted(places)
    assert code == 0
    assert len(reflect.place().journal.unfinished()) == 1


def test_on_a_full_terminal_it_is_said_and_one_can_stop(reflect: Reflect) -> None:
    terminal = Terminal(reflect.home, "evening")
    try:
        terminal.until("How are you?")
        terminal.press("4\r")
        terminal.until("What happened?")
        terminal.press(EXPLICIT)
        terminal.until(EXPLICIT)
        terminal.press("\x04")
        terminal.until("findahelpline.com", POINTER.saved, POINTER.go_on, "Stop here")
        terminal.press("\x1b[B\r")
        assert terminal.ended() == 0
    finally:
        terminal.put_away()
    assert len(reflect.place().journal.unfinished()) == 1
