"""The made-up year: every sheet of it fits, there is something in it to look at, and nobody else's journal is touched."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reflect.cli import demo, made_up_year
from reflect.cli.made_up_year import DAYS, MARK, around, first_day, make_up, sheets
from reflect.cli.owing import Owed
from reflect.cli.place import Place
from reflect.entry.model import Entry
from reflect.errors import BrokenFlow, NotSaved
from reflect.library.flows import Library, shipped_prompts
from tests.cli.in_a_terminal import Terminal
from tests.cli.running import NOON, Clock, Reflect

PROMPTS = shipped_prompts()
SHEETS = sheets(PROMPTS)
FIRST = first_day(NOON.date())
A_WEEK = [FIRST + dt.timedelta(days=DAYS + more) for more in range(7)]
"""The days on which this very year is the one that is made."""


@dataclass(frozen=True)
class Year:
    """A year made beside somebody's journal: who looks at it, what was said when it was made, and every file of that
    person before and after."""

    reflect: Reflect
    said: str
    before: dict[str, bytes]
    after: dict[str, bytes]

    @property
    def entries(self) -> list[Entry]:
        """Every entry, the oldest first."""
        journal = self.reflect.place().journal
        return sorted((each for each in journal.entries() if isinstance(each, Entry)), key=lambda each: each.moment)

    def said_to(self, question: str) -> list[Any]:
        """Every value that was given to a question, the oldest first; of one asked once per item, each of them."""
        answers = [each for entry in self.entries if (each := entry.answer(question))]
        return [said.value for answer in answers for said in answer.sayings() if not said.skipped]


@pytest.fixture(scope="module")
def year(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Made for somebody who has a journal, settings, and a flow of their own that nobody could use."""
    home = tmp_path_factory.mktemp("person") / "home"
    shutil.copytree(told, home)
    person = Reflect(home)
    person("config", "name", "J.")
    person.own_flow("define", "nothing: in here")
    before = everything(home)
    folder = tmp_path_factory.mktemp("made") / "year"
    ran = person("demo", str(folder))
    assert (ran.code, ran.err) == (0, "")
    return Year(Reflect(folder, Clock(NOON + dt.timedelta(minutes=5))), ran.out, before, everything(home))


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for locks."""
    paths = (each for each in folder.rglob("*") if each.is_file() and each.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


# -------------------------------------------------------------------------------------------------------- what is in it


def test_every_sheet_became_an_entry_or_a_draft(year: Year) -> None:
    place = year.reflect.place()
    made = [each.flow.id for each in year.entries] + [each.flow.id for each in place.journal.unfinished()]
    assert sorted(made) == sorted(each.flow for each in SHEETS)
    assert place.journal.unreadable() == ()


def test_there_is_enough_to_look_at(year: Year) -> None:
    assert len(year.entries) >= 60
    assert {each.flow.id for each in year.entries} == {*Library(PROMPTS).files()}
    assert len(year.reflect("setbacks", "--json").json) == 7
    assert len(year.reflect("drafts", "--json").json) == 1


def test_each_entry_was_written_on_the_day_of_its_sheet(year: Year) -> None:
    finished = [each for each in SHEETS if each != SHEETS[-1]]
    days = [(FIRST + dt.timedelta(days=each.day), each.hour, each.flow) for each in finished]
    assert [(each.started.date(), each.started.hour, each.flow.id) for each in year.entries] == days


def test_the_setbacks_are_of_different_kinds(year: Year) -> None:
    assert {*year.said_to("nature")} == {"mistake", "misunderstanding", "outcome", "done_to_me"}
    assert {each for causes in year.said_to("cause") for each in causes} == {
        "carelessness",
        "understanding",
        "external",
        "choice",
    }
    assert {"small", "moderate", "serious", "grave"} - {*year.said_to("severity")} == {"small"}
    assert "knowing" in year.said_to("rule")
    assert any("role" in each for each in year.said_to("outcome"))


def test_the_one_that_comes_back_is_linked_to_earlier_ones(year: Year) -> None:
    (linked,) = year.said_to("similar_to")
    titles = {each["title"] for each in year.reflect("setbacks", "--json").json}
    assert {each["text"] for each in linked} < titles
    assert year.said_to("first").count("again") == 1


def test_a_sign_and_a_lesson_come_back_in_the_same_words(year: Year) -> None:
    signs = [each["sign"] for records in year.said_to("signs") for each in records]
    assert max(signs.count(each) for each in signs) >= 3
    assert any(year.said_to("sign_seen"))
    lessons = [each["lesson"] for entry in year.said_to("lessons") for each in entry]
    assert {each for each in lessons if lessons.count(each) > 1} != set()


def test_promises_went_every_way_they_can_go(year: Year) -> None:
    owed = Owed.ever(year.reflect.place().catalogue, NOON.date())
    promises = [each for each in owed.found if each.kind == "promise"]
    assert {each.state.value for each in promises} >= {"done", "dropped", "due", "ahead"}
    kept = {each.ref: owed_days(year, each.ref) for each in promises if each.state.value == "done"}
    first = {each.ref: each.first for each in promises}
    assert any(day > first[ref] for ref, days in kept.items() for day in days[-1:])
    assert any(day <= first[ref] for ref, days in kept.items() for day in days[-1:])
    assert any(len(days) > 1 for days in kept.values())


def owed_days(year: Year, ref: str) -> list[dt.date]:
    """The days on which something promised was spoken of."""
    answers = [(entry, answer) for entry in year.entries for answer in entry.answers if answer.each]
    said = [
        (entry, each) for entry, answer in answers for each in answer.each or () if each.key == ref and answer.becomes
    ]
    return sorted({entry.finished.date() for entry, each in said if not each.said.skipped})


def test_moods_go_up_and_down(year: Year) -> None:
    moods = [int(each) for question in ("mood_before", "mood", "mood_after") for each in year.said_to(question)]
    assert min(moods) <= 2
    assert max(moods) >= 8
    debriefs = [each for each in year.entries if each.flow.id == "debrief"]
    assert any(value(each, "mood_after") < value(each, "mood_before") for each in debriefs)
    assert any(value(each, "mood_after") > value(each, "mood_before") for each in debriefs)


def value(entry: Entry, question: str) -> Any:
    answer = entry.answer(question)
    assert answer
    return answer.said.value


def test_trust_in_the_same_person_is_asked_about_often_enough_to_be_a_line(year: Year) -> None:
    about = [each.about for entry in year.entries if (each := entry.answer("trust")) and not each.said.skipped]
    assert max(about.count(each) for each in about) >= 3


def test_something_is_put_away_and_something_open(year: Year) -> None:
    closed = [each["closed"] for each in year.reflect("setbacks", "--json").json]
    assert sum(each is not None for each in closed) == len(around(PROMPTS).closed) > 1
    assert sum(each is None for each in closed) > 1


@pytest.mark.parametrize("today", A_WEEK, ids=lambda day: day.strftime("%A"))
def test_on_any_day_something_has_come_back_and_something_lies_ahead(year: Year, today: dt.date) -> None:
    assert first_day(today) == FIRST
    found = Owed.open(year.reflect.place().catalogue, today).found
    assert len([each for each in found if each.due]) >= 3
    assert any(each.due and each.people for each in found)
    assert [each for each in found if each.state.value == "ahead"]
    assert any(each.sealed(today) for each in year.entries)


def test_the_sheets_end_before_any_today() -> None:
    assert max(each.day for each in SHEETS) < DAYS
    assert FIRST.weekday() == 0
    assert len({(each.day, each.hour) for each in SHEETS}) == len(SHEETS)


def test_every_command_that_is_proposed_is_there(year: Year) -> None:
    flows = Library(PROMPTS).files()
    for command, about in around(PROMPTS).tries:
        program, *words = command.split()
        assert (program, bool(about), command in year.said) == ("reflect", True, True)
        ran = year.reflect(*words)
        # A flow asks, and here is nobody to be asked.
        assert ran.code == (2 if words[:1] and words[0] in flows else 0), command


# --------------------------------------------------------------------------------------------------- how it comes about


def test_nothing_of_the_person_is_touched_or_used(year: Year) -> None:
    assert year.after == year.before
    defined = [each for each in year.entries if each.flow.id == "define"]
    assert len(defined) == 7
    letters = [each for each in year.said_to("letter") if each.endswith("J.")]
    assert letters == []


def test_what_is_kept_says_where_it_is_and_that_nobody_lived_it(year: Year) -> None:
    assert f"REFLECT_HOME={year.reflect.home} reflect" in " ".join(year.said.split())
    assert "made up" in (year.reflect.home / MARK).read_text(encoding="utf-8")
    assert stat.S_IMODE(year.reflect.home.stat().st_mode) == 0o700


@pytest.fixture
def few(year: Year, tmp_path: Path) -> Callable[[str, dt.datetime], Path]:
    """Makes the first days of the year alone, in a folder of this name."""
    prompts = tmp_path / "prompts"
    shutil.copytree(PROMPTS, prompts, ignore=shutil.ignore_patterns("[1-9]*.yaml", "0[1-9]*.yaml", "00[5-9]*.yaml"))
    (prompts / "demo" / "year.yaml").write_text("hint: A few days.\ntry: {}\nclosed: {lights: 5}\n", encoding="utf-8")

    def make(name: str, now: dt.datetime) -> Path:
        home = tmp_path / name
        shutil.copytree(year.reflect.home / "cache", home / "cache")
        make_up(home, prompts, now)
        return home

    return make


def test_the_same_day_makes_the_same_year(few: Callable[[str, dt.datetime], Path]) -> None:
    once = everything(few("once", NOON) / "journal")
    assert len(once) > 3
    assert everything(few("twice", NOON + dt.timedelta(hours=3)) / "journal") == once
    week = everything(few("later", NOON + dt.timedelta(days=7)) / "journal")
    assert week.keys().isdisjoint(once)


def test_a_sheet_that_says_more_than_is_asked_is_refused(
    few: Callable[[str, dt.datetime], Path], tmp_path: Path
) -> None:
    (tmp_path / "prompts" / "demo" / "003-10-gratitude.yaml").write_text("three: [tea]\nnobody: asks\n")
    with pytest.raises(BrokenFlow) as refused:
        few("refused", NOON)
    assert "003-10-gratitude.yaml:2:1" in " ".join(refused.value.details)


# ------------------------------------------------------------------------------------------------------- where it opens


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> Path:
    """Somebody at a terminal, for whom a year is made in no time."""

    def in_no_time(home: Path, *_: object) -> None:
        (home / MARK).write_text("made up")

    monkeypatch.setattr(Place, "has_terminal", property(lambda self: True))
    monkeypatch.setattr(demo, "make_up", in_no_time)
    return temporary


def shell(folder: Path, *lines: str) -> str:
    """A shell that does this and no more."""
    path = folder / "shell"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o700)
    return str(path)


def left(temporary: Path) -> list[str]:
    return sorted(each.name for each in temporary.iterdir())


def test_the_shell_opens_in_the_year_and_the_year_goes_with_it(
    reflect: Reflect, at_a_terminal: Path, tmp_path: Path
) -> None:
    script = shell(
        tmp_path, f'echo "$REFLECT_HOME" > {tmp_path}/seen', f'ls -ld "$REFLECT_HOME" >> {tmp_path}/seen', "exit 3"
    )
    ran = reflect("demo", SHELL=script, PATH=os.environ["PATH"])
    home, listed = (tmp_path / "seen").read_text(encoding="utf-8").splitlines()
    assert (ran.code, Path(home).parent) == (0, at_a_terminal)
    assert listed.startswith("drwx------")
    assert around(PROMPTS).hint.split()[0] in ran.out
    assert "thrown away" in ran.out
    assert left(at_a_terminal) == []


def test_the_shell_finds_the_program_that_opened_it(
    reflect: Reflect, at_a_terminal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "reflect"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(program.parent / "python"))
    reflect("demo", SHELL=shell(tmp_path, f"command -v reflect > {tmp_path}/seen"), PATH="/usr/bin:/bin")
    assert (tmp_path / "seen").read_text(encoding="utf-8").strip() == str(program)


def test_ctrl_c_is_for_the_shell(reflect: Reflect, at_a_terminal: Path, tmp_path: Path) -> None:
    script = shell(tmp_path, "kill -INT $PPID", f"echo still here > {tmp_path}/seen")
    assert reflect("demo", SHELL=script).code == 0
    assert (tmp_path / "seen").exists()
    assert left(at_a_terminal) == []


@pytest.mark.parametrize(("name", "code"), [("HUP", 129), ("TERM", 143)])
def test_a_closed_terminal_leaves_nothing_behind(
    name: str, code: int, reflect: Reflect, at_a_terminal: Path, tmp_path: Path
) -> None:
    script = shell(tmp_path, f"kill -{name} $PPID", "read nothing")
    assert reflect("demo", SHELL=script).code == code
    assert left(at_a_terminal) == []


def test_a_signal_that_comes_while_the_shell_is_being_started_ends_it_afterwards(
    reflect: Reflect, at_a_terminal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    begin: Any = subprocess.Popen.__init__

    def interrupted(self: subprocess.Popen[bytes], *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        started.append(self)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(subprocess.Popen, "__init__", interrupted)
    assert reflect("demo", SHELL=shell(tmp_path, "read nothing")).code == 143
    assert [each.returncode for each in started] != [None]
    assert left(at_a_terminal) == []


def test_a_shell_that_is_not_there_is_named(reflect: Reflect, at_a_terminal: Path, tmp_path: Path) -> None:
    ran = reflect("demo", SHELL=str(tmp_path / "none"))
    assert ran.code == 1
    assert str(tmp_path / "none") in ran.err
    assert "reflect demo FOLDER" in ran.err
    assert left(at_a_terminal) == []


def test_inside_a_year_there_is_no_other(reflect: Reflect, at_a_terminal: Path) -> None:
    reflect.home.mkdir(exist_ok=True)
    (reflect.home / MARK).write_text("made up")
    ran = reflect("demo")
    assert (ran.code, "already" in ran.complaint) == (1, True)
    assert left(at_a_terminal) == []


def test_without_a_terminal_a_folder_has_to_be_named(reflect: Reflect, temporary: Path) -> None:
    ran = reflect("demo")
    assert (ran.code, "reflect demo FOLDER" in ran.complaint) == (2, True)
    assert left(temporary) == []


def test_a_folder_that_is_there_is_left_alone(reflect: Reflect, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    ran = reflect("demo", str(tmp_path / "there"))
    assert (ran.code, str(tmp_path / "there") in ran.complaint) == (1, True)
    assert left(tmp_path / "there") == []


@pytest.mark.parametrize(("error", "code"), [(NotSaved("The disk is full."), 1), (KeyboardInterrupt(), 130)])
def test_a_year_that_is_not_finished_leaves_nothing_behind(
    error: BaseException,
    code: int,
    reflect: Reflect,
    at_a_terminal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def halfway(home: Path, *_: object) -> None:
        (home / "journal").mkdir()
        raise error

    monkeypatch.setattr(demo, "make_up", halfway)
    assert reflect("demo", str(tmp_path / "kept")).code == code
    assert not (tmp_path / "kept").exists()
    assert reflect("demo").code == code
    assert left(at_a_terminal) == []


def test_what_interrupts_a_sheet_interrupts_the_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reflect.cli.run", lambda args, place: 130)
    with pytest.raises(KeyboardInterrupt):
        make_up(tmp_path, PROMPTS, NOON)


def test_a_year_in_a_real_terminal(told: Path, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    home = tmp_path / "home"
    shutil.copytree(told, home)
    before = everything(home)
    terminal = Terminal(home, "demo", world={"SHELL": "/bin/sh", "TMPDIR": str(tmp_path / "temporary")})
    try:
        terminal.until("A year is being written")
        terminal.until("it is thrown away")
        terminal.press('echo "the" "shell"\r')
        terminal.until("the shell")
        terminal.press("\x03")
        # What stands in the line goes with the key.
        terminal.until("^C")
        terminal.press('test -f "$REFLECT_HOME/made-up.txt" && echo "in" "the" "year"\r')
        terminal.until("in the year")
        terminal.press("exit\r")
        assert terminal.ended() is not None
    finally:
        terminal.put_away()
    assert left(tmp_path / "temporary") == []
    assert everything(home) == before
    assert made_up_year.FOLDER not in {each.name for each in home.iterdir()}
