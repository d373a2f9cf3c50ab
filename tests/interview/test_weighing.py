"""Remarks inside a conversation: when an answer is weighed, and what becomes of its words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.checks.groups import MoreRecords
from reflect.checks.looks import Chosen, FewerWords, NoDay
from reflect.checks.model import Check, Of
from reflect.checks.remark import Remark, key
from reflect.checks.weighing import MOST
from reflect.entry.draft import Draft, Spot
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import (
    Answered,
    Back,
    Change,
    Conversation,
    Ending,
    Keep,
    Leave,
    Remove,
    Reply,
    ToRecord,
    Weighed,
    converse,
)
from reflect.interview.listening import Heard, Listening
from reflect.interview.resume import drafted, resume
from reflect.interview.state import Interview
from reflect.interview.weighing import checks_at, remarks_on
from tests.checks.making import SAID, phrases
from tests.interview.making import NOTHING, NOW, TODAY, begun, drafted_first, finished, stored

BUT = Check("C1", "Takes it back.", (phrases(r"\bbut\b", r"\bhowever\b"),))
SHORT = Check("C4", "Short.", (FewerWords(2, SAID),), once=True)
ACT = Check("C7", "An act with a day.", (phrases("be better"), NoDay(SAID)), of="record", once=True)
MANY = Check("C14", "Many.", (MoreRecords(1, SAID),), of="group")
NIGHT = Check("C17", "Night.", (Chosen(("night",), SAID),), of="choice")
ALL = (BUT, SHORT, ACT, MANY, NIGHT)
OTHER = Leave(None, 129)

TWO = """
- {id: did, ask: "What did you do?", type: text, checks: [C1]}
- {id: how, ask: How did it come about?, type: long, checks: [C1]}
"""
LETTER = """
- {id: did, ask: "What did you do?", type: text, checks: [C1]}
- {id: to, ask: To whom?, type: text}
- {id: letter, ask: Your letter?, type: letter, template: ["Dear {to},", "{did}"], checks: [C1]}
- {id: aloud, ask: Do you believe it?, type: yesno}
- {type: reopen, id: once_more, of: letter, ask: Once more?, when: {aloud: no}}
- {id: last, ask: Anything else?, type: text, checks: [C1]}
"""
GROUP = """
- id: change
  ask: What changes?
  type: group
  item: change
  checks: [C7, C14]
  fields:
    - {id: what, ask: "What?", type: text}
    - {id: by, ask: By when?, type: date}
    - {id: state, ask: "How does it stand?", type: choice, options: {open: open, done: done}}
  follow_up: {kind: repair, on: by, in: 3d, unless: {state: done}, text: "{what}"}
- {id: after, ask: And then?, type: text, checks: [C1]}
"""


def listens(*checks: Check) -> Listening:
    """Somebody who listens with these checks, where the flow asks for them."""

    def hear(interview: Interview, ask: Ask, said: Said) -> Heard:
        names = checks_at(interview, ask)
        return Heard(remarks=remarks_on(interview, ask, said, [each for each in checks if each.id in names]))

    return hear


@dataclass
class Talk:
    """Somebody who replies one thing after the other, and does one thing after the other about remarks; then they leave.
    Everything is written down in the order in which it came."""

    replies: list[object]
    weighs: list[Weighed | int] = field(default_factory=list)
    """A number goes back to the words of that remark."""
    log: list[str] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    weighed: list[tuple[str, tuple[Remark, ...]]] = field(default_factory=list)
    saved: list[Interview] = field(default_factory=list)

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        self.log.append(f"ask {_named(ask.spot)}")
        if not self.replies:
            return OTHER
        reply = self.replies.pop(0)
        return reply if isinstance(reply, Answered | Back | Leave | ToRecord | Remove) else Answered(reply)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.log.append("refuse")

    def accepted(self, ask: Ask, said: Said) -> None:
        self.log.append("accepted")

    def remark(self, notes: tuple[str, ...]) -> None:
        self.log += ["notes"] * bool(notes)

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        self.log.append("weigh")
        self.weighed.append((_named(ask.spot), remarks))
        weighed = self.weighs.pop(0) if self.weighs else Keep()
        return Change(remarks[weighed]) if isinstance(weighed, int) else weighed

    def save(self, interview: Interview) -> None:
        self.log.append("save")
        self.saved.append(interview)

    @property
    def phrases(self) -> list[list[str]]:
        """The phrases that were weighed, each time."""
        return [[each.phrase for each in remarks] for _, remarks in self.weighed]

    @property
    def places(self) -> list[str]:
        """Where was weighed, each time."""
        return [place for place, _ in self.weighed]


def _named(spot: Spot) -> str:
    return "/".join(str(each) for each in (spot.question, spot.item, spot.record, spot.field) if each is not None)


def talk(
    steps: str | Interview, *replies: object, weighs: Sequence[Weighed | int] = (), header: str = ""
) -> tuple[Conversation, Talk]:
    """The conversation about these steps with all checks, and whoever had it."""
    who = Talk([*replies], [*weighs])
    at = begun(steps, header) if isinstance(steps, str) else steps
    return converse(at, who, who.save, listens(*ALL)), who


def carried(interview: Interview) -> Interview:
    """The interview as it is taken up from its draft."""
    on_disk = json.dumps(drafted(interview, drafted_first(interview.flow), NOW).to_json())
    return resume(interview.flow, NOTHING, TODAY, Draft.from_json(json.loads(on_disk))).interview


# --------------------------------------------------------------------------------------------- when it is weighed


def test_a_check_speaks_once_and_after_the_answer_is_safe() -> None:
    _, who = talk(TWO, "I was late, but only once.", "I forgot.")
    assert who.log[:5] == ["ask did", "save", "accepted", "save", "weigh"]
    assert who.saved[0].given[Spot("did")].value == "I was late, but only once."
    assert who.saved[1].raised == {("C1", "but")}
    assert who.log[5:8] == ["ask how", "save", "accepted"]
    assert who.phrases == [["but"]]


def test_a_plain_answer_and_an_empty_one_are_not_weighed() -> None:
    done, who = talk(TWO, "I was late.", None)
    assert (done.ending, who.weighed) == (Ending.FINISHED, [])


def test_what_was_chosen_is_weighed_by_its_option() -> None:
    steps = "- {id: loop, ask: How often?, type: choice, options: {hardly: hardly, night: at night}, checks: [C17]}"
    assert talk(steps, "night")[1].places == ["loop"]
    assert talk(steps, "hardly")[1].places == talk(steps, None)[1].places == []


def test_the_items_of_a_list_are_weighed_together() -> None:
    steps = "- {id: ideas, ask: Which?, type: list, checks: [C1]}"
    _, who = talk(steps, ["a box", "a list, but later"])
    assert who.phrases == [["but"]]


def test_the_checks_of_a_flow_hear_what_is_written_and_nothing_else() -> None:
    steps = """
    - {id: text, ask: "What?", type: text}
    - {id: long, ask: "And?", type: long, private: true}
    - {id: ideas, ask: Which?, type: list}
    - {id: which, ask: Which one?, type: choice, options: {however: however, none: none}}
    - {id: day, ask: When?, type: date}
    """
    _, who = talk(steps, "but", "however", ["but"], "however", "today", header="checks: [C1]")
    assert who.places == ["text", "long"]


def test_a_private_answer_is_weighed_and_no_remark_is_in_the_entry() -> None:
    steps = "- {id: hard, ask: Which part?, type: long, private: true, checks: [C1]}"
    done, who = talk(steps, "It was me, but nobody knows.")
    assert who.phrases == [["but"]]
    entry = finished(done.interview).to_json()
    assert "raised" not in json.dumps(entry)
    assert stored(done.interview)["hard"]["value"] == "It was me, but nobody knows."


def test_no_more_is_said_at_once_than_one_can_take_in() -> None:
    check = Check("C1", "Words.", (phrases(*"abcdefg"),))
    who = Talk(["a b c d e f g", "f g"])
    converse(begun(TWO), who, who.save, listens(check))
    assert who.phrases == [[*"abcde"], [*"fg"]]
    assert len(who.phrases[0]) == MOST


# --------------------------------------------------------------------------------------------------------- kept words


def test_kept_words_stay_and_are_not_raised_again() -> None:
    done, who = talk(TWO, "Late, but once.", "But once is enough. However, it was late.")
    assert who.phrases == [["but"], ["However"]]
    assert done.ending is Ending.FINISHED
    assert stored(done.interview)["did"]["value"] == "Late, but once."


def test_kept_words_are_not_raised_when_the_draft_is_gone_on_with() -> None:
    left, _ = talk(TWO, "Late, but once.", OTHER)
    _, who = talk(carried(left.interview), "But once is enough. However, it was late.")
    assert who.asked[0].spot == Spot("how")
    assert who.phrases == [["However"]]


def test_kept_words_are_not_raised_in_the_letter_that_is_composed_of_them() -> None:
    _, who = talk(LETTER, "I was late, but once.", "Ruth", "Dear Ruth,\n\nI was late, but once.")
    assert who.asked[2].begins == Said(value="Dear Ruth,\n\nI was late, but once.")
    assert who.places == ["did"]


def test_what_is_new_in_a_letter_is_raised() -> None:
    _, who = talk(LETTER, "I was late, but once.", "Ruth", "Dear Ruth,\n\nI was late, but once. However.")
    assert (who.places, who.phrases) == (["did", "letter"], [["but"], ["However"]])


def test_a_letter_opened_once_more_is_weighed_like_the_letter() -> None:
    done, who = talk(
        LETTER, "I was late.", "Ruth", "I was late, but once.", "no", "I was late, but once. However.", None
    )
    assert (who.places, who.phrases) == (["letter", "once_more"], [["but"], ["However"]])
    assert done.ending is Ending.FINISHED
    _, who = talk(LETTER, "I was late.", "Ruth", "I was late, but once.", "no", "I was late, but once.", None)
    assert who.places == ["letter"]


def test_a_remark_that_something_is_missing_is_made_once_too() -> None:
    steps = TWO.replace("C1", "C4")
    _, who = talk(steps, "Late.", "Late.")
    assert who.phrases == [[""]]


def test_going_back_afterwards_raises_only_what_is_new() -> None:
    done, who = talk(TWO, "Late, but once.", Back(), "Late, but twice.", Back(), "Late; however, twice.", "No.")
    assert who.phrases == [["but"], ["however"]]
    assert done.ending is Ending.FINISHED
    assert stored(done.interview)["did"]["value"] == "Late; however, twice."


# ------------------------------------------------------------------------------------------------------- changed words


def test_to_change_them_comes_back_to_the_same_place_with_the_cursor_at_the_words() -> None:
    done, who = talk(TWO, "I was late, but once.", "I was late.", "I forgot.", weighs=[0])
    first, again, then = who.asked
    assert (first.spot, again.spot, then.spot) == (Spot("did"), Spot("did"), Spot("how"))
    assert (again.old, again.cursor) == (Said(value="I was late, but once."), 12)
    assert (first.cursor, then.cursor) == (None, None)
    assert [stored(done.interview)[each]["value"] for each in ("did", "how")] == ["I was late.", "I forgot."]


def test_it_goes_back_to_the_words_that_were_chosen() -> None:
    _, who = talk(TWO, "Late, but once. However, it was once.", OTHER, weighs=[1])
    assert (who.asked[1].spot, who.asked[1].cursor) == (Spot("did"), 16)


def test_where_it_goes_back_to_is_safe() -> None:
    _, who = talk(TWO, "Late, but once.", OTHER, weighs=[0])
    at = carried(who.saved[-1])
    assert isinstance(at.current, Ask)
    assert (at.current.spot, at.current.old) == (Spot("did"), Said(value="Late, but once."))
    assert at.raised == {("C1", "but")}


def test_words_that_stay_after_all_are_not_raised_again() -> None:
    done, who = talk(TWO, "Late, but once.", "Late, but once.", "No.", weighs=[0])
    assert (done.ending, who.phrases) == (Ending.FINISHED, [["but"]])


def test_words_that_are_new_after_a_change_are_weighed_too() -> None:
    done, who = talk(TWO, "Late, but once.", "Late; however, once.", "Late once.", "No.", weighs=[0, 0])
    assert (done.ending, who.phrases) == (Ending.FINISHED, [["but"], ["however"]])
    assert [_named(each.spot) for each in who.asked] == ["did", "did", "did", "how"]


def test_a_letter_is_composed_anew_after_a_change_of_what_it_says() -> None:
    replies = ("I was late.", "Ruth", Back(), Back(), "I was late, but once.", "I was late once.", "Ruth")
    _, who = talk(LETTER, *replies, weighs=[0])
    letter = who.asked[-1]
    assert (letter.spot, letter.begins) == (Spot("letter"), Said(value="Dear Ruth,\n\nI was late once."))


def test_changing_an_early_answer_comes_back_to_where_it_was_gone_to_from() -> None:
    whole, _ = talk(TWO, "I was late.", "I forgot.")
    back = whole.interview.jump(Spot("did"))
    done, who = talk(back, "Late, but once.", "Late once.", weighs=[0])
    assert [_named(each.spot) for each in who.asked] == ["did", "did"]
    assert (done.ending, stored(done.interview)["how"]["value"]) == (Ending.FINISHED, "I forgot.")


# -------------------------------------------------------------------------------------------------------------- leaving


def test_leaving_at_the_remarks_keeps_the_answer() -> None:
    done, who = talk(TWO, "Late, but once.", weighs=[Leave(None, 130)])
    assert (done.ending, done.exit_code) == (Ending.LEFT, 130)
    assert who.log[-1] == "weigh"
    at = carried(who.saved[-1])
    assert at.given[Spot("did")].value == "Late, but once."
    _, who = talk(at, "But once.")
    assert (who.asked[0].spot, who.weighed) == (Spot("how"), [])


# --------------------------------------------------------------------------------------------------------------- groups


def test_a_record_is_weighed_when_it_is_filled_in() -> None:
    _, who = talk(GROUP, True, "be better", "2026-03-09", None, OTHER)
    at = [each for each in who.log if each != "save"]
    assert at[:9] == ["ask change/1", "accepted", "ask change/1/what", "accepted", "ask change/1/by", "accepted",
                      "ask change/1/state", "accepted", "weigh"]  # fmt: skip
    assert (who.places, who.phrases) == (["change/1/state"], [["be better"]])


def test_to_change_a_record_goes_to_the_field_with_the_words() -> None:
    _, who = talk(GROUP, True, "I will be better", "2026-03-09", None, "ask Ines", "2026-03-09", None, weighs=[0])
    again = who.asked[4]
    assert (again.spot, again.cursor) == (Spot("change", record=1, field="what"), 7)
    assert again.old == Said(value="I will be better")
    assert len(who.weighed) == 1


def test_to_give_a_record_its_day_goes_to_the_day() -> None:
    _, who = talk(GROUP, True, "ask Ines", None, "open", "tomorrow", None, weighs=[0])
    assert who.asked[4].spot == Spot("change", record=1, field="by")


def test_what_is_done_needs_no_day_and_no_remark() -> None:
    assert talk(GROUP, True, "be better", None, "done", False)[1].weighed == []
    assert talk(GROUP, True, "ask Ines", None, "open", False)[1].places == ["change/1/state"]


def test_an_empty_record_is_not_weighed() -> None:
    assert talk(GROUP, True, None, None, None, False)[1].weighed == []


def test_a_whole_group_is_weighed_when_it_is_closed() -> None:
    two = (True, "ask Ines", "today", None, True, "write", "today", None)
    done, who = talk(GROUP, *two, False, None)
    assert (done.ending, who.places) == (Ending.FINISHED, ["change/3"])
    assert talk(GROUP, *two)[1].places == []


def test_a_group_that_takes_no_more_is_closed_with_its_last_record() -> None:
    steps = GROUP.replace("type: group", "type: group\n  at_most: 2")
    _, who = talk(steps, True, "ask Ines", "today", None, True, "write", "today", None, None)
    assert who.places == ["change/2/state"]
    # What the last record itself holds comes first.
    _, who = talk(steps, True, "ask Ines", "today", None, True, "be better", "today", None, None)
    assert who.phrases == [["be better"]]


def test_to_change_a_whole_group_goes_to_where_it_was_closed() -> None:
    two = (True, "ask Ines", "today", None, True, "write", "today", None)
    done, who = talk(GROUP, *two, False, Remove(2), False, None, weighs=[0])
    assert _named(who.asked[9].spot) == "change/3"
    assert done.ending is Ending.FINISHED
    assert [each["what"] for each in stored(done.interview)["change"]["value"]] == ["ask Ines"]


# ---------------------------------------------------------------------------------------------------------- whatever is done

WORDS = st.lists(st.sampled_from(["late", "but", "however", "once"]), min_size=1, max_size=4).map(" ".join)


@given(
    st.lists(WORDS | st.just(Back()), max_size=8),
    st.lists(st.sampled_from([Keep(), 0, Leave(None, 130)]), max_size=6),
    st.booleans(),
)
def test_whatever_is_done_no_phrase_is_raised_twice_and_the_last_words_stand(
    replies: list[object], weighs: list[Weighed | int], taken_up: bool
) -> None:
    done, who = talk(TWO, *replies, weighs=weighs)
    log, raised = [who], done.interview.raised
    while done.ending is Ending.LEFT:
        at = carried(done.interview) if taken_up else done.interview
        done, who = talk(at, "late but however once", "late but however once")
        log.append(who)
        assert raised <= done.interview.raised
    told = [key(each) for one in log for _, remarks in one.weighed for each in remarks]
    assert len(told) == len(set(told)) == len(done.interview.raised)
    assert all(spot in done.interview.given for spot in (Spot("did"), Spot("how")))
    kept = {spot.question: said.value for spot, said in done.interview.given.items()}
    assert stored(done.interview)["did"]["value"] == kept["did"]


@pytest.mark.parametrize("of", ["text", "record", "group", "choice"])
def test_whatever_a_check_is_of_a_text_without_its_words_is_left_in_peace(of: Of) -> None:
    check = Check("C1", "For a test.", (phrases("nowhere"),), of=of)
    who = Talk(["I was late.", "I forgot."])
    assert converse(begun(TWO), who, who.save, listens(check)).ending is Ending.FINISHED
    assert who.weighed == []


def test_silence_is_what_is_heard_where_nobody_listens() -> None:
    who = Talk(["Late, but once.", "But once."])
    assert converse(begun(TWO), who, who.save).ending is Ending.FINISHED
    assert who.weighed == []
