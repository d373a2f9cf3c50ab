"""What comes back: promises made on one day, listed and gone over on another, from a file and by hand."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

import pytest

from reflect.entry.model import Entry
from reflect.interview.asking import Back, Leave
from reflect.journal.folder import Journal
from tests.cli.running import NOON, Answering, Ran, Reflect, at_a_terminal

RESPOND = """\
safe: no
contain: I stopped the run.
inform: [{who: Ann, by: 2026-03-09}, {who: Ben, told: yes}]
repair: [{what: a new list, by: 2026-03-10}, {what: "the lid: glue it", by: 2026-03-11}]
second_eyes: [{work: my invoices, who: Cem, until: 2026-03-28}]
"""
GOALS = """\
want: To know how it works.
ideas: [read the manual, ask Ilse, sleep]
pick: [read the manual]
goal: [By June I have read it.]
steps: [[{step: read chapter one, by: 2026-03-12, treat: ice cream}, {step: read chapter two, by: 2026-03-13}]]
obstacle: [pride]
ifthen: [[{if: I hesitate, then: I ring}]]
review: [2026-04-10]
"""


def on(reflect: Reflect, days: int) -> None:
    """Moves the clock on, to noon so many days after the first."""
    reflect.clock.moment = NOON + dt.timedelta(days=days)


def due(reflect: Reflect, *options: str) -> dict[str, dict[str, Any]]:
    """What `due --json` tells, by its words."""
    ran = reflect("due", "--json", *options)
    assert (ran.code, ran.err) == (0, "")
    return {each["text"]: each for each in ran.json}


def checkin(reflect: Reflect, answers: object, *options: str) -> Ran:
    return reflect("checkin", "--answers", "-", *options, stdin=json.dumps(answers))


def said(reflect: Reflect, question: str) -> dict[str, Any]:
    """What the last entry holds for a question that was asked once per thing: by its words the value, or None."""
    answers = {each["id"]: each for each in reflect("show", "last", "--json").json["answers"]}
    return {each["text"]: each.get("value") for each in answers[question]["each"]} if question in answers else {}


def home(reflect: Reflect) -> Reflect:
    """A journal in which things were promised, six days later."""
    reflect.define()
    reflect.made("respond", "-s", "last", "--answers", "-", stdin=RESPOND)
    reflect.made("goals", "-s", "last", "--answers", "-", stdin=GOALS)
    on(reflect, 6)
    return reflect


@pytest.fixture
def promised(reflect: Reflect) -> Reflect:
    return home(reflect)


DUE = ["tell Ann", "a new list", "the lid: glue it", "read chapter one", "read chapter two"]


# --------------------------------------------------------------------------------------------------------- the list


def test_what_is_due_is_listed_with_everything_there_is_to_know_of_it(promised: Reflect) -> None:
    listed = due(promised)
    assert [*listed] == DUE
    setback = promised("setbacks", "--json").json[0]["id"]
    assert listed["tell Ann"] == {
        "ref": f"{listed['tell Ann']['entry']}/inform/1",
        "kind": "inform",
        "text": "tell Ann",
        "people": "Ann",
        "date": "2026-03-09",
        "state": "due",
        "setback": setback,
        "setback_title": "A late reply",
        "entry": listed["tell Ann"]["entry"],
        "draft": None,
        "opens": None,
    }
    assert [*listed["tell Ann"]] == [
        "ref", "kind", "text", "people", "date", "state", "setback", "setback_title", "entry", "draft", "opens",
    ]  # fmt: skip


def test_with_all_it_lists_what_comes_back_later_and_what_it_opens_as_well(promised: Reflect) -> None:
    listed = due(promised, "--all")
    assert [*listed][:1] == ["tell Ann"]
    later = {text: (each["state"], each["date"], each["opens"]) for text, each in listed.items() if text not in DUE}
    assert later["Cem looks over my invoices"] == ("ahead", "2026-03-28", None)
    assert later["By June I have read it"] == ("ahead", "2026-04-10", None)
    assert later["how it is going"] == ("ahead", "2026-03-21", "checkin")
    out = promised("due", "--all").out
    assert "28 March 2026" in out
    assert "Cem looks over my invoices" in out
    assert "Cem looks over my invoices" not in promised("due").out


def test_quiet_answers_by_its_exit_code_alone(reflect: Reflect) -> None:
    assert reflect("due", "--quiet") == Ran(1, "", "")
    home(reflect)
    assert reflect("due", "--quiet") == Ran(0, "", "")
    on(reflect, 0)
    assert reflect("due", "-q") == Ran(1, "", "")


def test_an_empty_journal_has_nothing_due(reflect: Reflect) -> None:
    assert reflect("due", "--json").json == []
    assert reflect("due", "--all", "--json").json == []
    assert reflect("due").code == 0


@pytest.mark.parametrize("command", ["due", "due --json", "next", "next --json"])
def test_a_file_that_cannot_be_read_is_named_beside_what_is_listed(promised: Reflect, command: str) -> None:
    whole = promised(*command.split()).out
    next(promised.journal.glob("entries/*/*")).joinpath("019cc82b-0000-7000-8000-000000000000.json").write_text("{")
    ran = promised(*command.split())
    assert (ran.code, ran.out) == (0, whole)
    assert "cannot be read and was left as it is" in ran.err


OPENS = """\
flow: own
version: 1
title: A question of mine
about: Something of my own.
steps:
  - {id: what, ask: What?, type: text, follow_up: {kind: later, in: 1d, opens: other, text: "{what}"}}
"""
OTHER = """\
flow: other
version: 1
title: Another
about: Something else of my own.
steps:
  - {id: more, ask: More?, type: text}
"""


def test_what_opens_a_flow_says_what_to_type_as_long_as_there_is_such_a_flow(reflect: Reflect) -> None:
    reflect.own_flow("own", OPENS.replace("other", "list"))
    reflect.own_flow("list", OTHER.replace("flow: other", "flow: list"))
    reflect.made("own", "--answers", "-", stdin="what: look at it\n")
    reflect.own_flow("own", OPENS)
    other = reflect.own_flow("other", OTHER)
    reflect.made("own", "--answers", "-", stdin="what: look elsewhere\n")
    on(reflect, 2)
    assert [line.strip() for line in reflect("due").out.splitlines() if "reflect " in line][:-1] == [
        "reflect run list",
        "reflect other",
    ]
    other.unlink()
    out = reflect("due").out
    assert "look elsewhere" in out
    assert "reflect other" not in out


def test_what_waits_with_a_draft_names_the_draft(reflect: Reflect) -> None:
    reflect.define()
    reflect.put_off()
    on(reflect, 2)
    (draft,) = reflect("drafts", "--json").json
    booked = next(each for each in due(reflect).values() if each["draft"])
    assert (booked["draft"], booked["entry"], booked["opens"]) == (draft["id"], None, "debrief")
    assert booked["ref"] == f"{draft['id']}/book"


# ------------------------------------------------------------------------------------------------------- from a file


def test_a_file_answers_by_reference_and_what_was_said_is_no_longer_due(promised: Reflect) -> None:
    refs = {text: each["ref"] for text, each in due(promised).items()}
    ran = checkin(
        promised,
        {
            "mood": 6,
            "told": {refs["tell Ann"]: "yes"},
            "repair": {refs["a new list"]: "not_yet", refs["the lid: glue it"]: "done"},
            "repair_by": {refs["a new list"]: "2026-03-20"},
            "step": {refs["read chapter one"]: "done", refs["read chapter two"]: "drop"},
            "treat": {refs["read chapter one"]: True},
        },
    )
    assert ran.code == 0
    assert said(promised, "told") == {"tell Ann": "yes"}
    assert said(promised, "treat") == {"read chapter one": True}
    assert due(promised) == {}
    waits = due(promised, "--all")
    assert (waits["a new list"]["state"], waits["a new list"]["date"]) == ("ahead", "2026-03-20")
    assert not {"tell Ann", "the lid: glue it", "read chapter one", "read chapter two"} & {*waits}
    on(promised, 13)
    assert [*due(promised)] == ["a new list"]


def test_a_file_answers_by_words_in_any_case(promised: Reflect) -> None:
    answers = 'told:\n  Tell ann: yes\nrepair:\n  "The lid: glue it": void\n'
    assert promised("checkin", "--answers", "-", stdin=answers).code == 0
    assert said(promised, "told") == {"tell Ann": "yes"}
    assert said(promised, "repair") == {"a new list": None, "the lid: glue it": "void"}
    assert [*due(promised)] == ["a new list", "read chapter one", "read chapter two"]


def test_a_file_answers_in_their_order(promised: Reflect) -> None:
    assert checkin(promised, {"repair": ["", "done"], "step": ["done"]}).code == 0
    assert said(promised, "repair") == {"a new list": None, "the lid: glue it": "done"}
    assert said(promised, "step") == {"read chapter one": "done", "read chapter two": None}


def test_a_worksheet_filled_in_answers_what_is_due(promised: Reflect) -> None:
    sheet = promised("flows", "show", "checkin", "--worksheet").out
    assert "`reflect due`" in sheet
    filled = sheet.replace("\ntold:\n  - \n", '\ntold:\n  "tell Ann": not_yet\n').replace(
        "\ntold_by:\n  - \n", '\ntold_by:\n  "tell Ann": tomorrow\n'
    )
    assert filled != sheet
    assert promised("checkin", "--answers", "-", stdin=filled).code == 0
    assert due(promised, "--all")["tell Ann"]["date"] == "2026-03-14"


def test_an_untouched_worksheet_makes_a_check_in_in_which_nothing_was_said(promised: Reflect) -> None:
    sheet = promised("flows", "show", "checkin", "--worksheet").out
    assert promised("checkin", "--answers", "-", stdin=sheet).code == 0
    assert said(promised, "step") == {"read chapter one": None, "read chapter two": None}
    assert [*due(promised)] == DUE


def test_what_the_file_names_is_gone_over_however_much_is_due(promised: Reflect) -> None:
    on(promised, 40)
    listed = due(promised)
    assert len(listed) > 5
    assert checkin(promised, {}, "--quick").code == 0
    last = [*listed][-1]
    assert listed[last]["kind"] == "goal_review"
    assert checkin(promised, {"belief_now": {listed[last]["ref"]: 8}}).code == 0
    assert said(promised, "belief_now") == {last: 8}
    every = {"told": ["yes"], "step": {"read chapter one": "done", "read chapter two": "done"}}
    assert checkin(promised, {**every, "repair": {"a new list": "done", "the lid: glue it": "done"}}).code == 0
    assert "goal_review" not in {each["kind"] for each in due(promised).values()}
    assert not {*DUE} & {*due(promised)}


def test_a_question_in_turn_that_the_file_answers_has_its_turn(reflect: Reflect) -> None:
    assert checkin(reflect, {"care": "yes", "avoiding": "the lift"}).code == 0
    answers = [each["id"] for each in reflect("show", "last", "--json").json["answers"]]
    assert answers == ["mood", "better", "avoiding", "care", "next"]
    ran = checkin(reflect, {"better": ["x"], "recur": "no", "unasked": "x", "drive": 3})
    assert ran.code == 2
    assert "of its part 3 are asked at a time, in turn" in ran.err


def test_what_is_not_due_is_not_taken_and_nothing_is_saved(promised: Reflect) -> None:
    before = promised.kept()
    for answers in (
        {"step": {"walk": "done"}},
        {"eyes": {"Cem looks over my invoices": "stop"}},
        {"promise": ["kept"]},
        {"told": ["yes", "yes"]},
        {"told": "yes"},
    ):
        ran = checkin(promised, answers)
        assert ran.code == 2
        assert "Nothing was saved." in ran.err
    assert promised.kept() == before


def test_words_that_several_things_have_are_not_guessed_at(reflect: Reflect) -> None:
    reflect.define()
    twice = "safe: no\ncontain: x\ninform: [{who: Ann}, {who: Ann}]\nrepair: [{what: x, state: done}]\n"
    reflect.made("respond", "-s", "last", "--answers", "-", stdin=twice)
    ran = checkin(reflect, {"told": {"tell Ann": "yes"}})
    assert ran.code == 2
    assert "'told' is said of several things with the same words: write a list in their order, or write" in ran.err
    refs = [each["ref"] for each in reflect("due", "--json").json]
    assert checkin(reflect, {"told": {refs[1]: "yes"}}).code == 0
    assert [each["ref"] for each in reflect("due", "--json").json] == refs[:1]


def test_a_check_in_with_nothing_due_asks_the_rest(reflect: Reflect) -> None:
    ran = checkin(reflect, {"mood": 5}, "--json")
    assert (ran.code, ran.err, ran.json["setback"]) == (0, "", None)
    answers = [each["id"] for each in reflect("show", "last", "--json").json["answers"]]
    assert answers == ["mood", "better", "recur", "unasked", "next"]


HUSH = """\
flow: hush
version: 1
title: Hush
about: Something closed for a while.
needs: setback
seal: {when: {close: yes}, for: 4w}
steps:
  - {id: what, ask: What is it?, type: text}
  - {id: close, ask: Close it?, type: yesno}
"""
LOOK = """\
flow: look
version: 1
title: Look
about: Looks at what is due.
steps:
  - {id: tell, ask: "What of {it}[, after {hush.what}]?", type: text, each: {due: inform}}
"""


@pytest.mark.parametrize(("close", "asked"), [("yes", "What of tell Ann?"), ("no", "What of tell Ann, after a word?")])
def test_what_is_sealed_is_not_told_where_something_due_is_asked_about(
    promised: Reflect, close: str, asked: str
) -> None:
    promised.own_flow("hush", HUSH)
    promised.own_flow("look", LOOK)
    promised.made("hush", "-s", "last", "--answers", "-", stdin=f"what: a word\nclose: {close}\n")
    promised.made("look", "--answers", "-", stdin="tell: {tell Ann: I wrote}\n")
    (answer,) = promised("show", "last", "--json").json["answers"]
    assert answer["asked"].replace("{it}", "tell Ann") == asked


# ----------------------------------------------------------------------------------------------------------- resting


def test_what_was_left_unanswered_twice_rests_until_it_is_asked_for(promised: Reflect) -> None:
    for day in (6, 7):
        on(promised, day)
        assert checkin(promised, {"step": ["done", "done"]} if day == 6 else {}).code == 0
    assert due(promised) == {}
    assert promised("due", "--quiet").code == 1
    resting = due(promised, "--all")
    assert {text for text, each in resting.items() if each["state"] == "resting"} == {*DUE[:3]}
    assert "reflect checkin --resting" in promised("due").out
    assert checkin(promised, {"told": {"tell Ann": "yes"}}).code == 2
    assert checkin(promised, {"told": {"tell Ann": "yes"}}, "--resting").code == 0
    assert said(promised, "repair") == {"a new list": None, "the lid: glue it": None}
    assert "tell Ann" not in due(promised, "--all")


def test_everything_is_listed_by_what_is_due_then_by_what_comes_back_first_and_what_rests_is_last(
    promised: Reflect,
) -> None:
    for day in (6, 7):
        on(promised, day)
        assert checkin(promised, {"step": ["done", "done"]} if day == 6 else {}).code == 0
    listed = promised("due", "--all", "--json").json
    assert [each["state"] for each in listed] == ["ahead"] * (len(listed) - 3) + ["resting"] * 3
    days = [each["date"] for each in listed[:-3]]
    assert days == sorted(days)
    on(promised, 21)
    assert [each["state"] for each in promised("due", "--all", "--json").json][:2] == ["due", "due"]
    shown = promised("due", "--all", COLUMNS="40").out
    assert "from 21 March 2026" in shown
    assert "3 things rest until you ask: reflect\ncheckin --resting" in shown


def test_only_what_goes_over_due_things_takes_resting(reflect: Reflect) -> None:
    ran = reflect("define", "--resting", "--answers", "-", stdin="")
    assert ran.code == 2
    assert ran.complaint == "define goes over nothing that comes back; leave --resting out."


# ----------------------------------------------------------------------------------------------- left, and gone on with


def leaving(monkeypatch: pytest.MonkeyPatch, reflect: Reflect, *command: str, at: str, **replies: object) -> Answering:
    """Somebody who answers this and leaves at the question `at`."""
    at_a_terminal(monkeypatch, asker := Answering({**replies, at: Leave(None, 130)}))
    assert reflect(*command).code == 130
    return asker


def test_a_check_in_left_and_gone_on_with_when_more_is_due_keeps_what_was_said(
    promised: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving(monkeypatch, promised, "checkin", at="better", told="yes", repair="done", step="done", treat=True)
    on(promised, 40)
    promised.define("A broken vase")
    more = "safe: no\ncontain: x\ninform: [{who: Eva}, {who: Flo}]\nrepair: [{what: x, state: done}]\n"
    promised.made("respond", "-s", "vase", "--answers", "-", stdin=more)
    at_a_terminal(monkeypatch, asker := Answering({}))
    assert promised("resume").code == 0
    assert not [each for each in asker.remarks if "no question" in each]
    about = [each.item.text for each in asker.asked if each.item]
    assert not {"tell Eva", "tell Flo"} & {*about}
    assert said(promised, "told") == {"tell Ann": "yes"}
    assert said(promised, "repair") == {"a new list": "done", "the lid: glue it": "done"}
    assert said(promised, "step") == {"read chapter one": "done", "read chapter two": "done"}
    assert {"tell Eva", "tell Flo"} <= {*due(promised)}


def test_what_was_spoken_of_stays_in_its_check_in_when_more_was_promised_to_others(
    promised: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken back before it was left, it is not on the trail of the draft, and is not lost all the same."""
    at_a_terminal(monkeypatch, Going(["mood", "repair", "repair", "told"], back=4))
    assert promised("checkin").code == 130
    more = "safe: no\ncontain: x\ninform: [{who: Eva}, {who: Flo}, {who: Gus}]\nrepair: [{what: x, state: done}]\n"
    promised.made("respond", "-s", "last", "--answers", "-", stdin=more)
    at_a_terminal(monkeypatch, Keeping())
    assert promised("resume").code == 0
    assert said(promised, "repair") == {"a new list": "done", "the lid: glue it": "done"}
    assert said(promised, "told")["tell Ann"] == "yes"


def test_what_is_gone_meanwhile_is_handed_back(promised: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    leaving(monkeypatch, promised, "checkin", at="better", told="yes", step="done")
    respond = due(promised)["tell Ann"]["entry"]
    next(promised.journal.glob(f"entries/*/*/{respond}.json")).unlink()
    asker = leaving(monkeypatch, promised, "resume", at="better")
    handed = next(each for each in asker.remarks if "have no question any more" in each)
    assert "or what it goes over" in handed
    assert "told: yes" in asker.remarks
    assert [each.item.text for each in asker.asked if each.item] == []
    (draft,) = promised("drafts", "--json").json
    path = next(promised.journal.glob(f"drafts/{draft['id']}.json"))
    assert [each["question"] for each in json.loads(path.read_text("utf-8"))["left_over"]] == ["told"]


def test_no_entry_is_read_twice_before_the_first_question(promised: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    promised.file_clock = lambda: time.time() + 60
    promised("due")
    read, entry = list[str](), Journal.entry

    def counted(journal: Journal, entry_id: str) -> Entry:
        read.append(entry_id)
        return entry(journal, entry_id)

    monkeypatch.setattr(Journal, "entry", counted)
    leaving(monkeypatch, promised, "checkin", at="mood")
    assert read
    assert len(read) == len({*read})


REPLIES: dict[str, object] = {"mood": 5, "told": "yes", "repair": "done"}


class Going(Answering):
    """Somebody who answers these questions, goes back so many, and leaves."""

    def __init__(self, questions: list[str], back: int) -> None:
        super().__init__({})
        self.todo: list[object] = [*questions, *[Back()] * back, Leave(None, 130)]

    def ask(self, ask: Any) -> Any:
        does = self.todo.pop(0)
        if isinstance(does, str):
            assert ask.spot.question == does
            self.replies = {does: REPLIES[does]}
        else:
            self.replies = {ask.spot.question: does}
        return super().ask(ask)


class Keeping(Answering):
    """Somebody who presses Enter at everything, so that what stands there stays."""

    def __init__(self) -> None:
        super().__init__({})

    def ask(self, ask: Any) -> Any:
        self.replies = {ask.spot.question: ask.begins.value if ask.old else None}
        return super().ask(ask)
