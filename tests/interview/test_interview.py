"""One interview, question by question: what it shows, what it proposes, where it stops, what it leaves behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from reflect.checks.remark import Remark
from reflect.entry.draft import Typing
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Back, Conversation, Ending, Keep, Leave, Reply, Weighed, converse
from reflect.interview.finish import discarded, setback_title
from reflect.interview.state import Interview
from reflect.interview.way import Halt
from tests.interview.making import begun, finished, here, say, stored

THREE = """
    - {id: a, ask: A?, type: text}
    - {id: b, ask: B?, type: list}
    - {id: c, ask: C?, type: choices, options: {x: X, y: Y}}
"""


# ------------------------------------------------------------------------------------------------------- back and forth


def test_the_first_question_has_nothing_before_it() -> None:
    at = begun(THREE)
    assert at.back() == at


def test_an_answer_that_is_taken_back_stands_there_again() -> None:
    at = say(begun(THREE), "one", ["two"]).back().back()
    assert here(at).old == Said(value="one")
    assert here(at.answer("new")).old == Said(value=[{"key": "1", "text": "two"}])


def test_what_was_typed_before_going_back_stands_there_again() -> None:
    at = say(begun(THREE), "one").back("two\nthree")
    assert here(at).spot.question == "a"
    assert here(at.answer("one")).old == Said(value=[{"key": "1", "text": "two"}, {"key": "2", "text": "three"}])


@pytest.mark.parametrize("typed", ["x\nother: half", "no such option"])
def test_what_was_typed_and_is_no_answer_yet_is_not_lost_by_going_back(typed: str) -> None:
    at = say(begun(THREE), "one", ["two"]).back(typed).back()
    at = say(at, "one", ["two"])
    assert here(at).typed == typed
    assert here(at.answer(["x"]).back()).typed is None


def test_leaving_without_a_word_keeps_what_was_typed_elsewhere() -> None:
    at = say(begun(THREE), "one", ["two"]).back("x\nnone").half_typed("")
    assert at.typing is not None
    assert at.typing.text == "x\nnone"


def test_going_back_to_a_question_keeps_all_answers_since() -> None:
    at = say(begun(THREE), "one", ["two"], ["x"])
    earlier = at.back_to("a")
    assert (earlier.trail, len(earlier.kept)) == ((), 3)
    assert at.back_to("d") == at


def test_half_typed_words_stand_at_their_question() -> None:
    at = begun(THREE).half_typed("on")
    assert here(at).typed == "on"
    assert at.typing == Typing(here(at).spot, "on")
    assert at.half_typed(None).typing is None
    assert here(at.answer("one")).typed is None


def test_there_is_nothing_to_answer_at_the_end() -> None:
    with pytest.raises(ValueError, match="no question"):
        say(begun(THREE), None, None, None).answer("x")


def test_answers_of_a_branch_that_is_left_come_back_with_it_and_are_not_in_the_entry() -> None:
    at = begun("""
        - {id: p, ask: P?, type: yesno}
        - {id: q, ask: Q?, type: text, when: {p: yes}}
        - {id: r, ask: R?, type: text}
    """)
    left = say(at, "yes", "words").back().back().answer("no")
    assert here(left).spot.question == "r"
    assert here(left.back().answer("yes")).old == Said(value="words")
    assert [*stored(left.answer("x"))] == ["p", "r"]


# ------------------------------------------------------------------------------------------------------ what is shown


def test_notes_stand_before_the_question_that_follows_and_at_the_end() -> None:
    at = begun(
        """
        - {type: note, text: First.}
        - {type: note, text: Second., when: {a: {answered: true}}}
        - {id: a, ask: A?, type: text}
        - {type: note, text: "You said {a}."}
        - {type: note, text: Never., when: {a: no}}
    """.replace("        - {type: note, text: Second., when: {a: {answered: true}}}\n", "")
    )
    assert here(at).notes == ("First.",)
    end = at.answer("it")
    assert (end.current, end.closing) == (None, ("You said it.",))


def test_a_hint_falls_out_when_what_it_speaks_of_is_not_answered() -> None:
    at = begun(
        "- {id: a, ask: A?, type: text}\n- {id: b, ask: B?, type: text, hint: 'You said {a}.', example: Like this}"
    )
    assert (here(say(at, "it")).hint, here(say(at, None)).hint) == ("You said it.", None)
    assert here(say(at, None)).example == "Like this"


def test_own_words_are_shown_before_and_after_a_question() -> None:
    at = begun("""
        - {id: long, ask: L?, type: long}
        - {id: list, ask: L?, type: list}
        - {id: q, ask: Q?, type: text, show: {before: list, after: long}}
    """)
    ask = here(say(at, "One.\n\nTwo.", ["x", "y"]))
    assert (ask.before, ask.after) == (("x", "y"), ("One.\n\nTwo.",))
    ask = here(say(at, None, None))
    assert (ask.before, ask.after) == ((), ())


def test_own_words_are_shown_before_a_group_once() -> None:
    at = begun("""
        - {id: list, ask: L?, type: list}
        - {id: g, ask: G?, type: group, required: true, show: {before: list}, fields: [{id: f, ask: F?, type: text}, {id: h, ask: H?, type: text}]}
    """)
    at = say(at, ["x"])
    assert here(at).before == ("x",)
    assert here(say(at, "f")).before == ()
    assert here(say(at, "f", "h")).before == ()


# -------------------------------------------------------------------------------------------------- what is proposed

DEFAULTS = """
    - {id: a, ask: A?, type: long}
    - {id: text, ask: T?, type: text, default: "{a}"}
    - {id: scale, ask: S?, type: scale, default: 5}
    - {id: sure, ask: S?, type: yesno, default: no}
    - {id: pick, ask: P?, type: choice, options: {x: X, y: Y}, default: y}
    - {id: picks, ask: P?, type: choices, options: {x: X, y: Y}, default: [y]}
    - {id: day, ask: D?, type: date, default: 2w}
    - {id: fixed, ask: D?, type: date, default: 2026-01-05}
"""


def test_each_type_may_have_an_answer_to_begin_with() -> None:
    at = say(begun(DEFAULTS), "One sentence. Two.")
    found = {}
    while isinstance(ask := at.current, Ask):
        assert ask.begins == ask.default
        found[ask.spot.question] = ask.default and ask.default.value
        at = at.answer(None)
    assert found == {
        "text": "One sentence.", "scale": 5, "sure": False, "pick": "y", "picks": ["y"], "day": "2026-03-21",
        "fixed": "2026-01-05",
    }  # fmt: skip


def test_what_was_said_before_goes_before_what_is_proposed() -> None:
    at = say(begun(DEFAULTS), "One.", "mine").back()
    assert (here(at).default, here(at).begins) == (Said(value="One."), Said(value="mine"))


def test_nothing_is_proposed_where_there_are_no_words_for_it() -> None:
    assert here(say(begun(DEFAULTS), None)).default is None


def test_a_fixed_day_that_has_gone_by_is_not_proposed_any_more() -> None:
    at = begun("- {id: day, ask: D?, type: date, only: future, default: 2026-04-01}")
    assert here(at).default == Said(value="2026-04-01")
    assert here(replace(at, today=dt.date(2026, 4, 2))).default is None


# ----------------------------------------------------------------------------------------------------------- groups

PEOPLE = """
    - id: people
      ask: Who needs to know?
      hint: Initials are enough.
      type: group
      item: person
      label: "{who}[, {how}]"
      OPTIONS
      fields:
        - {id: who, ask: Who?, type: text}
        - {id: told, ask: Told?, type: yesno}
        - {id: how, ask: How?, type: choice, options: {call: a call}, other: else, when: {told: yes}}
        - {id: by, ask: By when?, type: date}
    - {id: last, ask: L?, type: text}
"""


def people(options: str = "at_least: 1") -> Interview:
    return begun(PEOPLE.replace("OPTIONS", options))


def test_a_group_asks_whether_there_is_a_record_and_then_its_fields() -> None:
    at = people()
    assert (here(at).gate, here(at).text, here(at).hint) == (True, "Who needs to know?", "Initials are enough.")
    at = at.answer("yes")
    assert (here(at).gate, here(at).text, here(at).heading) == (False, "Who?", "Who needs to know?")
    at = say(at, "Ada", "yes", "call", "today")
    assert here(at).gate
    assert [(each.key, each.text) for each in here(at).records] == [("1", "Ada, a call")]
    assert here(at.answer("no")).spot.question == "last"


def test_a_required_group_begins_with_its_first_record() -> None:
    at = people("required: true")
    assert (here(at).gate, here(at).heading_hint) == (False, "Initials are enough.")
    at = say(at, None, "no", None)
    assert (here(at).gate, here(at).required) == (True, False)
    at = say(people("required: true"), None, None, None)
    assert (here(at).gate, here(at).required) == (True, True)


def test_a_group_of_one_record_has_its_hint_at_its_first_field() -> None:
    at = people("at_most: 1")
    assert (here(at).gate, here(at).heading_hint) == (False, "Initials are enough.")
    assert here(at.answer("Ada")).heading_hint is None


def test_a_condition_in_a_group_looks_at_its_own_record() -> None:
    at = say(people(), "yes", "Ada", "yes", "call", None, "yes", "Ben", "no")
    assert here(at).spot.field == "by"


def test_records_are_stored_with_keys_fields_and_the_words_for_days_and_others() -> None:
    at = say(
        people(),
        True,
        "Ada",
        "yes",
        {"other": "by post"},
        "next Friday",
        True,
        None,
        None,
        None,
        True,
        "Ben",
        "no",
        None,
    )
    found = stored(say(at, False, None))["people"]
    assert found["value"] == [
        {"key": "1", "who": "Ada", "told": True, "how": "other", "other": {"how": "by post"}, "by": "2026-03-13", "said": {"by": "next Friday"}},
        {"key": "3", "who": "Ben", "told": False},
    ]  # fmt: skip
    assert [each["id"] for each in found["fields"]] == ["who", "told", "how", "by"]
    assert found["fields"][2]["labels"] == {"call": "a call", "other": "else"}


def test_there_are_no_more_records_than_there_may_be() -> None:
    at = say(people("at_most: 2"), True, "Ada", "no", None, True, "Ben", "no", None)
    assert here(at).spot.question == "last"


def test_an_empty_record_takes_no_room() -> None:
    at = say(people("at_most: 2"), True, None, None, None, True, "Ada", None, None)
    assert here(at).gate
    assert here(say(at, True, "Ben", None, None)).spot.question == "last"


def test_a_group_of_one_record_asks_for_it_without_asking_whether_there_is_one() -> None:
    at = people("at_most: 1")
    assert (here(at).gate, here(at).spot.field) == (False, "who")
    assert here(say(at, "Ada", None, None)).spot.question == "last"
    assert here(say(at, None, None, None)).spot.question == "last"


def test_a_required_group_of_one_record_is_asked_for_once_more_when_that_is_empty() -> None:
    at = say(people("required: true\n      at_most: 1"), None, None, None)
    assert (here(at).gate, here(at).required) == (True, True)


def test_a_group_is_one_question_of_all() -> None:
    at = people()
    assert (here(at).number, here(at).of) == (1, 2)
    at = say(at, True, "Ada")
    assert (here(at).number, here(at).of) == (1, 2)
    at = say(at, "no", None, False)
    assert (here(at).number, here(at).of) == (2, 2)


# -------------------------------------------------------------------------------------------- letters, stops, the end

LETTER = """
    - {id: to, ask: To?, type: text}
    - {id: letter, ask: Write., type: letter, template: ["Dear {to},"]}
    - {id: sure, ask: Sure?, type: yesno}
    - {id: again, ask: Once more., type: reopen, of: letter, when: {sure: no}}
    - {id: end, ask: "You wrote {letter}", type: text}
"""


def test_a_letter_is_opened_once_more_with_its_text_in_place() -> None:
    at = say(begun(LETTER), "Ada", "Dear Ada,\n\nI am sorry.", "no")
    assert (here(at).text, here(at).default) == ("Once more.", Said(value="Dear Ada,\n\nI am sorry."))


def test_what_was_written_the_second_time_replaces_the_letter() -> None:
    at = say(begun(LETTER), "Ada", "Dear Ada.", "no", "Ada, hello.")
    assert here(at).text == "You wrote Ada, hello."
    found = stored(say(at, None))
    assert [*found] == ["to", "letter", "sure", "end"]
    assert found["letter"]["value"] == "Ada, hello."


@pytest.mark.parametrize("answers", [("no", None), ("yes",)])
def test_a_letter_that_was_not_changed_stays(answers: tuple[object, ...]) -> None:
    at = say(begun(LETTER), "Ada", "Dear Ada.", *answers, None)
    assert stored(at)["letter"]["value"] == "Dear Ada."


def test_what_was_written_on_a_reopening_that_is_left_does_not_count() -> None:
    at = say(begun(LETTER), "Ada", "Dear Ada.", "no", "Ada, hello.").back().back()
    assert stored(say(at, "yes", None))["letter"]["value"] == "Dear Ada."


def test_quick_does_not_open_a_letter_once_more() -> None:
    at = begun(
        "- {id: letter, ask: W?, type: letter, required: true}\n- {id: again, ask: A?, type: reopen, of: letter}",
        quick=True,
    )
    assert at.answer("Dear Ada.").current is None


STOP = """
    - {id: now, ask: Now?, type: choice, options: {now: now, later: later}}
    - {type: note, text: Until then., when: {now: later}}
    - {type: stop, keep: draft, again: now, text: "Kept, {now}.", when: {now: later}}
    - {id: a, ask: A?, type: text}
    - {type: stop, keep: entry, when: {a: {answered: false}}}
    - {id: b, ask: B?, type: text}
"""


def test_a_stop_halts_and_says_so() -> None:
    at = begun(STOP).answer("later")
    assert at.current == Halt(("Until then.", "Kept, later."), "now")
    assert at.closing == ()


def test_a_stop_may_also_be_the_end() -> None:
    at = say(begun(STOP), "now", None)
    assert at.current is None
    assert [*stored(at)] == ["now", "a"]
    assert here(say(begun(STOP), "now", "x")).spot.question == "b"


def test_an_entry_is_known_by_the_line_the_flow_composes() -> None:
    at = begun("- {id: a, ask: A?, type: long}\n- {id: b, ask: B?, type: text}", 'summary: "{b|a}[, {b}]"')
    assert finished(say(at, "One.\nTwo.", None)).summary == "One."
    assert finished(say(at, "One.", "two")).summary == "two, two"
    assert finished(say(at, None, None)).summary is None


def test_a_flow_may_name_its_setback() -> None:
    at = begun("- {id: a, ask: A?, type: text}\n- {id: b, ask: B?, type: text}", "names_setback: a")
    assert setback_title(at) is None
    assert setback_title(at.answer("A name")) == "A name"
    assert setback_title(at.answer("A name").back()) is None


KEEP = "- {id: keep, ask: K?, type: choice, options: {here: here, seal: seal it, throw: throw it away}}"


@pytest.mark.parametrize(
    ("keep", "until", "thrown"), [("here", None, False), ("seal", "2026-04-04", False), ("throw", None, True)]
)
def test_an_entry_can_be_sealed_or_thrown_away(keep: str, until: str | None, thrown: bool) -> None:
    at = begun(KEEP, "drafts: none\nseal: {when: {keep: seal}, for: 4w}\ndiscard: {when: {keep: throw}}").answer(keep)
    day = finished(at).sealed_until
    assert (day.isoformat() if day else None, discarded(at)) == (until, thrown)


def test_a_question_asked_once_per_item_is_stored_once_with_the_words_of_each_item() -> None:
    at = begun("""
        - {id: ideas, ask: Ideas?, type: list}
        - {type: section, title: "About {it}", each: ideas}
        - {id: why, ask: "Why {it}?", type: text, private: true}
    """)
    found = stored(say(at, ["x", "y"], "because", None))["why"]
    assert found == {
        "id": "why", "section": "About …", "asked": "Why {it}?", "type": "text", "private": True,
        "each": [{"key": "1", "text": "x", "value": "because"}, {"key": "2", "text": "y", "skipped": True}],
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------------ conversations


class Told:
    """Replies as told, and notes what it is told."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = iter(replies)
        self.heard: list[str] = []

    def ask(self, ask: Ask) -> Reply:
        self.heard.append(ask.spot.question)
        return next(self.replies)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.heard.append(message)

    def accepted(self, ask: Ask, said: Said) -> None:
        self.heard.append("safe")

    def remark(self, notes: tuple[str, ...]) -> None:
        self.heard.extend(notes)

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        return Keep()


def told(interview: Interview, *raw: object) -> tuple[Conversation, list[str]]:
    asker = Told(*(each if isinstance(each, Back | Leave) else Answered(each) for each in raw))
    return converse(interview, asker, lambda _: asker.heard.append("saved")), asker.heard


def test_an_answer_is_safe_only_when_it_is_saved() -> None:
    done, heard = told(begun("- {id: a, ask: A?, type: text}\n- {type: note, text: Done.}"), "x")
    assert (heard, done.ending) == (["a", "saved", "safe", "Done."], Ending.FINISHED)


def test_a_required_question_is_asked_once_more_and_then_left_empty() -> None:
    done, heard = told(begun("- {id: a, ask: A?, type: text, required: true}"), None, None)
    assert heard == [
        "a",
        "This one matters for what follows. Leave it empty again to go on without.",
        "a",
        "saved",
        "safe",
    ]
    assert done.interview.trail[0].said.skipped


def test_a_list_that_could_be_longer_is_asked_for_once_more_and_then_taken() -> None:
    done, heard = told(begun("- {id: a, ask: A?, type: list, at_least: 2}"), ["x"], ["x"])
    assert heard[1] == "2 would be a good start. The same again goes on as it is."
    assert len(done.interview.trail[0].said.value) == 1


def test_an_answer_that_is_refused_is_not_saved() -> None:
    _, heard = told(begun("- {id: a, ask: A?, type: scale, range: 1-3}"), 4, 3)
    assert heard == ["a", "A whole number from 1 to 3.", "a", "saved", "safe"]


def test_whoever_leaves_keeps_what_was_typed() -> None:
    done, heard = told(begun(THREE), "one", Leave("half", 130))
    assert heard == ["a", "saved", "safe", "b", "saved"]
    assert (done.ending, done.exit_code) == (Ending.LEFT, 130)
    assert here(done.interview).typed == "half"


def test_going_back_is_saved_as_well() -> None:
    done, heard = told(begun(THREE), "one", Back("two"), "new", ["two"], ["x"])
    assert heard[:6] == ["a", "saved", "safe", "b", "saved", "a"]
    assert done.interview.trail[0].said.value == "new"


def test_a_halt_says_what_the_flow_says() -> None:
    done, heard = told(begun(STOP), "later")
    assert (done.ending, heard[-2:]) == (Ending.HALTED, ["Until then.", "Kept, later."])


def test_what_a_part_says_at_its_end_is_not_said_in_the_next() -> None:
    at = begun("""
        - {type: section, title: One}
        - {id: a, ask: A?, type: text}
        - {type: note, text: Well then.}
        - {type: section, title: Two}
        - {type: note, text: And now.}
        - {id: b, ask: B?, type: text}
    """)
    at = say(at, None)
    assert (here(at).parting, here(at).section, here(at).notes) == (("Well then.",), "Two", ("And now.",))
