"""Worksheets on the command line: printed, filled in, and gone on with in a terminal when half filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflect.cli.from_file import run_prepared
from reflect.cli.sitting import Sitting
from reflect.entry.draft import Spot
from reflect.errors import WrongAnswers
from reflect.interview.ask import Ask
from reflect.interview.asking import Leave
from reflect.interview.state import Interview
from reflect.library.document import read
from tests.cli.running import SMALL, Answering, Reflect, at_a_terminal

MOODS = """\
flow: moods
version: 1
title: Moods
about: How it is going.
summary: "{how}"
steps:
  - {id: how, ask: How are you?, type: text, required: true}
  - {id: more, ask: Anything else?, type: long}
  - {id: why, ask: Which way?, type: choice, options: {up: up, down: down}, required: true}
  - {id: down, ask: What pulls you down?, type: list, when: {why: down}}
  - {id: each, ask: "How much does {it}?", type: scale, each: down}
  - {id: last, ask: And then?, type: text}
"""


def sheet(reflect: Reflect, name: str) -> str:
    ran = reflect("flows", "show", name, "--worksheet")
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def filled(text: str, **answers: str) -> str:
    """The worksheet `text` with these answers after their keys."""
    lines = text.splitlines()
    for key, answer in answers.items():
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[place] = f"{key}: {answer}"
        if lines[place + 1 : place + 2] and lines[place + 1].startswith("  "):
            lines[place + 1] = ""
    return "\n".join(lines) + "\n"


def answers_of(reflect: Reflect, entry: str) -> object:
    return reflect("show", entry, "--json").json["answers"]


def test_a_worksheet_filled_in_makes_the_entry_that_its_answers_make(reflect: Reflect, tmp_path: Path) -> None:
    small = SMALL.format(title="A late reply", line="Late.")
    values = {line.split(": ")[0]: line.split(": ", 1)[1] for line in small.splitlines()}
    path = tmp_path / "sheet.yaml"
    path.write_text(filled(sheet(reflect, "define"), **values), encoding="utf-8")
    by_sheet = reflect.made("define", "--answers", str(path))
    by_answers = reflect.made("define", "--answers", "-", stdin=small)
    assert answers_of(reflect, by_sheet["entry"]) == answers_of(reflect, by_answers["entry"])


def test_a_worksheet_begins_a_setback_by_its_title_or_takes_one_by_option(reflect: Reflect) -> None:
    setback = reflect.define()["setback"]
    text = filled(sheet(reflect, "debrief"), now="later")
    assert reflect.made("debrief", "-s", setback, "--answers", "-", stdin=text)["setback"] == setback
    begun = reflect.made("debrief", "--answers", "-", stdin=filled(text, setback="A broken vase"))
    titles = {each["id"]: each["title"] for each in reflect("setbacks", "--json").json}
    assert titles[begun["setback"]] == "A broken vase"


def test_other_flows_are_named_in_their_own_words(reflect: Reflect) -> None:
    words = " ".join(sheet(reflect, "debrief").replace("#", "").split())
    assert 'you did not answer "Which of these comes closest?" (in define) with "somebody treated me badly"' in words


def test_an_own_flow_that_is_reached_by_run_says_so_in_its_worksheet(reflect: Reflect) -> None:
    reflect.own_flow("list", MOODS.replace("flow: moods", "flow: list"))
    assert "    reflect run list --answers FILE\n" in sheet(reflect, "list")


def test_a_worksheet_is_not_json(reflect: Reflect) -> None:
    ran = reflect("flows", "show", "define", "--worksheet", "--json")
    assert ran.code == 2
    assert ran.complaint == "A worksheet is YAML: --worksheet and --json do not go together; leave one of them out."


def test_an_untouched_worksheet_says_what_is_missing(reflect: Reflect) -> None:
    reflect.own_flow("moods", MOODS)
    ran = reflect("moods", "--answers", "-", stdin=sheet(reflect, "moods"))
    assert ran.code == 2
    assert [line.split(": ", 1)[1] for line in ran.err.splitlines()[1:]] == [
        "'how' is missing: How are you?",
        "'why' is missing: Which way?",
    ]
    assert reflect.kept() == set()


# ------------------------------------------------------------------------------------------ half filled, and on


class Terminal:
    """Somebody at a terminal, to whom a half-filled file is handed."""

    def __init__(self, reflect: Reflect) -> None:
        self.reflect, self.place = reflect, reflect.place()
        self.drafts: list[int] = []
        self.at: list[Interview] = []

    def __call__(self, sitting: Sitting, interview: Interview) -> None:
        sitting.save(interview)
        self.drafts.append(len(self.reflect("drafts", "--json").json))
        self.at.append(interview)

    def moods(self, text: str, *, stdin: bool = False, as_json: bool = False, quick: bool = False) -> None:
        self.reflect.own_flow("moods", MOODS)
        path = self.reflect.home / "sheet.yaml"
        path.write_text(text, encoding="utf-8")
        if stdin:
            self.place = self.reflect.place(stdin=text)
        loaded = self.place.library.load("moods")
        answers = "-" if stdin else str(path)
        run_prepared(self.place, loaded, None, answers, quick=quick, as_json=as_json, go_on=self)

    @property
    def ask(self) -> Ask:
        (at,) = self.at
        assert isinstance(at.current, Ask)
        return at.current

    @property
    def said(self) -> str:
        return " ".join(self.place.stderr.getvalue().split())  # type: ignore[attr-defined]


@pytest.fixture
def terminal(reflect: Reflect) -> Terminal:
    return Terminal(reflect)


def test_a_half_filled_file_goes_on_at_what_it_leaves_open_and_is_a_draft_already(terminal: Terminal) -> None:
    terminal.moods("how: well\n")
    assert terminal.ask.spot.question == "more"
    assert terminal.drafts == [1]
    assert "sheet.yaml is not filled in to its end" in terminal.said


def test_what_stands_after_a_gap_comes_again_by_itself(terminal: Terminal) -> None:
    terminal.moods("why: up\nlast: sleep\n")
    assert terminal.ask.spot.question == "how"
    ended = terminal.at[0].answer("well")
    assert ended.current is None
    assert [(each.spot.question, each.said.value) for each in ended.trail] == [
        ("how", "well"), ("more", None), ("why", "up"), ("last", "sleep"),
    ]  # fmt: skip


def test_an_answer_that_only_a_missing_one_leads_to_waits_for_it(terminal: Terminal) -> None:
    terminal.moods("how: well\ndown: [the rain, the dark]\nlast: sleep\n")
    assert terminal.ask.spot.question == "why"
    at = terminal.at[0].answer("down")
    assert isinstance(at.current, Ask)
    assert at.current.spot == Spot("each", "1")
    assert [each["text"] for each in at.given[Spot("down")].value] == ["the rain", "the dark"]
    assert terminal.at[0].answer("up").current is None


def test_an_answer_that_cannot_be_placed_yet_is_named(terminal: Terminal) -> None:
    terminal.moods("how: well\neach: [3]\n")
    assert "What it says to each can only be placed when the rest is known" in terminal.said
    assert terminal.ask.spot.question == "more"


def test_with_something_wrong_in_it_nothing_is_saved_and_nothing_asked(terminal: Terminal) -> None:
    for text in ("more: x\nwyh: up\n", "why: sideways\n", "how: well\ndown: {a: [b]}\n"):
        with pytest.raises(WrongAnswers):
            terminal.moods(text)
    assert terminal.at == []
    assert terminal.reflect.kept() == set()


@pytest.mark.parametrize("how", [{"stdin": True}, {"as_json": True}])
def test_from_standard_input_or_for_json_nobody_is_asked(terminal: Terminal, how: dict[str, bool]) -> None:
    with pytest.raises(WrongAnswers):
        terminal.moods("how: well\n", **how)
    assert terminal.at == []
    assert terminal.reflect.kept() == set()


def test_a_file_that_lacks_nothing_is_an_entry_at_a_terminal_too(terminal: Terminal) -> None:
    terminal.moods("how: well\nwhy: up\n")
    assert terminal.at == []
    assert len(terminal.reflect("list", "--json").json) == 1


def test_with_quick_only_what_is_required_is_asked_on_a_terminal(terminal: Terminal) -> None:
    terminal.moods("how: well\n", quick=True)
    assert terminal.ask.spot.question == "why"
    assert terminal.at[0].answer("down").current is None


def test_what_is_left_open_is_gone_on_with_by_resume_as_well(terminal: Terminal) -> None:
    terminal.moods("why: up\nlast: sleep\n")
    (draft,) = terminal.place.journal.unfinished()
    loaded = terminal.place.library.load("moods")
    again = Sitting.of_draft(terminal.place, loaded, draft).taken_up()
    assert isinstance(again.current, Ask)
    assert again.current.spot.question == "how"
    assert again.answer("well").current is None


def test_the_same_sheet_again_offers_the_draft_that_it_began(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text("setback: The ladder\nwhere: up\n", encoding="utf-8")
    at_a_terminal(monkeypatch, Answering({"want": Leave(None, 130)}))
    assert reflect("goals", "--answers", str(sheet)).code == 130
    assert len(reflect("setbacks", "--json").json) == 1
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": "go_on", "want": Leave(None, 130)}))
    assert reflect("goals", "--answers", str(sheet)).code == 130
    assert asker.seen[0] == "There is a draft of this already."
    assert len(reflect("drafts", "--json").json) == len(reflect("setbacks", "--json").json) == 1
    at_a_terminal(monkeypatch, Answering({"asked_first": "new", "want": Leave(None, 130)}))
    assert reflect("goals", "--answers", str(sheet)).code == 130
    assert len(reflect("drafts", "--json").json) == 2


# ------------------------------------------------------------------------------------------------ the list of flows


def test_the_list_marks_what_does_not_load_what_only_run_reaches_and_what_is_not_read(reflect: Reflect) -> None:
    reflect.own_flow("mine", "flow: mine\n")
    reflect.own_flow("list", MOODS.replace("flow: moods", "flow: list")).with_name("old.yml").write_text("x")
    rows = {each["flow"]: each for each in reflect("flows", "list", "--json").json}
    assert {name for name, each in rows.items() if not each["sound"]} == {"mine"}
    out = " ".join(reflect("flows", "list").out.split())
    assert "your own does not load; reflect flows check mine says why" in out
    assert "your own reached by reflect run list" in out
    assert "old.yml is not read; flows end in .yaml" in out
    assert out.count("does not load") == 1


def test_what_can_be_chosen_in_a_record_is_shown(reflect: Reflect) -> None:
    out = " ".join(reflect("flows", "show", "debrief").out.split())
    assert "What was it? (kind, choice) action: my action; decision: a decision;" in out


def test_a_worksheet_goes_to_a_file_as_it_is(reflect: Reflect) -> None:
    text = sheet(reflect, "define")
    assert read(text.encode()).tree is not None
    assert text.endswith("mood_after: \n")
