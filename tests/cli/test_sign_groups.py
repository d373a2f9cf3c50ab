"""`reflect insights signs --group`: which signs are one and the same, as the person says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Keep, Leave, Reply, Weighed
from tests.cli.running import Reflect, at_a_terminal
from tests.insights.test_signs import FIELDS

QUEUE = ("The queue grew", "queue growing again", "a growing queue")
MAY_BE = "Are these one and the same sign"
NAME, ELSE, WHICH = "What is it called?", "Anything else?", "Which of these are one and the same sign?"


class Deciding:
    """Somebody who gives these replies, one after the other, by what is asked; after the last one that is all."""

    def __init__(self, *replies: tuple[str, object]) -> None:
        self.replies = [*replies]
        self.asked: list[Ask] = []
        self.said: list[str] = []
        self.refused: list[str] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        if not self.replies:
            return Answered("enough")
        text, reply = self.replies.pop(0)
        assert ask.text.startswith(text), (ask.text, text)
        if isinstance(reply, Leave):
            return reply
        return Answered(ask.begins.value if reply is None and ask.begins else reply)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.refused.append(message)

    def accepted(self, ask: Ask, said: Said) -> None:
        pass

    def remark(self, notes: tuple[str, ...]) -> None:
        self.said += notes

    def weigh(self, ask: Ask, remarks: object) -> Weighed:
        return Keep()


def debrief(reflect: Reflect, sign: str) -> None:
    """A setback of which this was a sign, at which somebody shrugged."""
    place = reflect.place()
    setback, now = place.journal.add_setback(f"About {sign}"), place.now()
    said = Said([{"key": "1", "sign": sign, "did": "shrugged"}])
    signs = Answer("signs", "Signs?", "group", said, fields=FIELDS)
    place.journal.add_entry(Entry(place.mint(), FlowName("debrief", 1, "Debrief"), setback.id, now, now, (signs,)))


@pytest.fixture
def journal(reflect: Reflect) -> Reflect:
    """Three setbacks with a sign each, in words of their own."""
    for sign in QUEUE:
        debrief(reflect, sign)
    return reflect


def decide(reflect: Reflect, monkeypatch: pytest.MonkeyPatch, *replies: tuple[str, object], code: int = 0) -> Deciding:
    asker = Deciding(*replies)
    at_a_terminal(monkeypatch, asker)
    ran = reflect("insights", "signs", "--group")
    assert (ran.code, ran.out) == (code, "")
    asker.said.append(ran.err.strip())
    return asker


def counted(reflect: Reflect) -> dict[str, int]:
    """How often each sign was shrugged at."""
    found = reflect("insights", "signs", "--json").json["found"]
    return {each["name"]: each["shrugged"]["count"] for each in found["signs"]}


def kept(reflect: Reflect) -> Any:
    return json.loads((reflect.journal / "signs.json").read_text(encoding="utf-8"))


def test_what_could_be_the_same_is_asked_and_the_shortest_words_are_proposed_as_its_name(
    journal: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counted(journal) == dict.fromkeys(QUEUE, 1)
    asker = decide(journal, monkeypatch, (MAY_BE, "all"), (NAME, None), (ELSE, None))
    assert asker.asked[0].text == f"{MAY_BE}: “a growing queue”, “queue growing again”, “The queue grew”?"
    assert counted(journal) == {"The queue grew": 3}
    assert asker.said == [
        "“The queue grew” now stands for 3 wordings.",
        "Saved. `reflect insights signs` shows them like this.",
    ]
    assert [(each["name"], len(each["signs"])) for each in kept(journal)["groups"]] == [("The queue grew", 3)]


def test_a_name_of_ones_own_is_taken(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(journal, monkeypatch, (MAY_BE, "all"), (NAME, "The line at the counter"))
    assert counted(journal) == {"The line at the counter": 3}


def test_some_of_them_can_be_the_same(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(journal, monkeypatch, (MAY_BE, "some"), ("Which of them are?", ["0", "2"]), (NAME, None), (MAY_BE, "enough"))
    assert counted(journal) == {"The queue grew": 2, "queue growing again": 1}


def test_what_differs_is_not_asked_again(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(journal, monkeypatch, (MAY_BE, "differ"))
    assert "These may be the same" not in journal("insights", "signs").out
    assert [each.text for each in decide(journal, monkeypatch).asked] == [ELSE]
    assert counted(journal) == dict.fromkeys(QUEUE, 1)


def test_the_view_says_in_one_line_that_signs_may_be_the_same(journal: Reflect) -> None:
    words = " ".join(journal("insights", "signs").out.split())
    assert "These may be the same: “a growing queue”, “queue growing again”, “The queue grew”." in words
    assert "`reflect insights signs --group` asks you." in words


def test_not_now_changes_nothing(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = decide(journal, monkeypatch, (MAY_BE, "enough"))
    assert asker.said == ["Nothing was changed."]
    assert "signs.json" not in journal.kept()


def test_any_signs_can_be_put_together(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    debrief(journal, "Rain")
    asker = decide(
        journal,
        monkeypatch,
        (MAY_BE, "differ"),
        (ELSE, "join"),
        (WHICH, ["0", "1"]),
        (NAME, "Wet and full"),
        (ELSE, None),
    )
    assert [each.text for each in asker.asked[2].options] == ["Rain", *reversed(QUEUE)]
    assert counted(journal) == {"Wet and full": 2, "queue growing again": 1, "The queue grew": 1}


def test_one_sign_alone_stays_as_it_is(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = decide(
        journal, monkeypatch, (MAY_BE, "enough"), (ELSE, "join"), (WHICH, ["0"]), (ELSE, "join"), (WHICH, [])
    )
    assert asker.said[:2] == ["It takes two signs; they stay as they are."] * 2
    assert asker.refused == []


def test_a_group_can_be_taken_apart_again(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(journal, monkeypatch, (MAY_BE, "all"), (NAME, None))
    asker = decide(journal, monkeypatch, (ELSE, "split"), (ELSE, None))
    assert "“The queue grew” is taken apart; its signs stand for themselves." in asker.said
    assert counted(journal) == dict.fromkeys(QUEUE, 1)
    assert [each.text for each in decide(journal, monkeypatch).asked] == [ELSE]


def test_a_group_can_be_called_something_else(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(journal, monkeypatch, (MAY_BE, "all"), (NAME, None))
    asker = decide(journal, monkeypatch, (ELSE, "call"), (NAME, "The line"))
    assert asker.asked[1].begins == Said("The queue grew")
    assert counted(journal) == {"The line": 3}


def test_without_groups_there_is_none_to_take_apart(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = decide(journal, monkeypatch, (MAY_BE, "enough"))
    assert [each.key for each in asker.asked[-1].options] == ["join", "enough"]


def test_a_name_left_empty_leaves_the_signs_as_they_are(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = decide(journal, monkeypatch, (MAY_BE, "all"), (NAME, ""), (NAME, ""))
    assert asker.said[-1] == "Nothing was changed."


def test_whoever_leaves_in_the_midst_keeps_what_was_decided(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = decide(journal, monkeypatch, (MAY_BE, "all"), (NAME, None), (ELSE, Leave(None, 130)), code=130)
    assert asker.said[-1].startswith("Saved.")
    assert counted(journal) == {"The queue grew": 3}


def test_without_a_terminal_nothing_is_asked(journal: Reflect) -> None:
    ran = journal("insights", "signs", "--group")
    assert ran.code == 2
    assert ran.complaint.startswith("Nobody can be asked here")


@pytest.mark.parametrize("args", [(), ("causes",), ("signs", "--json"), ("signs", "-s", "last")])
def test_grouping_goes_with_signs_alone(journal: Reflect, args: tuple[str, ...]) -> None:
    ran = journal("insights", *args, "--group")
    assert ran.code == 2
    assert ran.complaint.endswith("reflect insights signs --group.")


def test_with_fewer_than_two_signs_there_is_nothing_to_decide(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Deciding())
    debrief(reflect, "Rain")
    ran = reflect("insights", "signs", "--group")
    assert ran.code == 1
    assert ran.complaint.startswith("There are no two signs yet")


def test_a_broken_file_is_named_and_left_alone(journal: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    file = journal.journal / "signs.json"
    file.write_text("{", encoding="utf-8")
    ran = journal("insights", "signs")
    assert ran.code == 0
    assert "signs.json cannot be read and was left as it is" in ran.err
    at_a_terminal(monkeypatch, Deciding((MAY_BE, "differ")))
    ran = journal("insights", "signs", "--group")
    assert ran.code == 1
    assert "signs.json cannot be read" in ran.err
    assert file.read_text(encoding="utf-8") == "{"
