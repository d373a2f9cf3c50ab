"""docs/method.md says what serves each practice of the method; all that it names is there, and says the same."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reflect.cli.commands import COMMANDS
from reflect.flow.model import Flow, Section, ViewStep, walk
from reflect.flow.promises import FlowFollowUp, FollowUp
from reflect.insights.views import NAMES, known
from reflect.library import suggestions
from reflect.library.document import read
from reflect.library.flows import Library, shipped_prompts

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
PROMPTS = shipped_prompts()
SHIPPED = Library(PROMPTS)
PRACTICES = {"S0": 23, "S1": 24, "S2": 144, "S3": 28, "S4": 35}
CHECKS = {*(f"C{number}" for number in range(1, 18)), "C1a", "C1b"}
# What looks at more than one answer, or at all of them, stands on no question: exports, and every answer.
CHECKED_ELSEWHERE = {"C12", "C16"}
SERVING = re.compile(r"(?:`([a-z]+\.[a-z0-9_]+)`|([CFTV]\d+[a-z]?))")
NAMED = re.compile(r"`([a-z_]+(?:\.[a-z0-9_]+)?)`")


@dataclass(frozen=True)
class Serving:
    """What serves a practice: `flow.question`, or the id of a check, follow-up, tip or view."""

    id: str


@dataclass(frozen=True)
class Declared:
    """A follow-up as a flow declares it, and where: `flow.question`, or `flow`."""

    by: str
    follow_up: FollowUp | FlowFollowUp


def table(page: str, heading: str) -> list[list[str]]:
    """The cells of the tables below a heading of the second level, without the heads."""
    _, found, below = page.partition(f"\n## {heading}\n")
    assert found, heading
    lines = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("|")]
    ends = [number for number, line in enumerate(lines) if set(line) <= set("|- ")]
    heads = {*ends, *(end - 1 for end in ends)}
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [cells for number, cells in enumerate(rows) if number not in heads]


def practices(page: str) -> Iterator[tuple[str, list[Serving]]]:
    """Each row of the coverage table with what serves it."""
    for row, practice, served in table(page, "What serves what"):
        assert practice
        found = [(each, SERVING.fullmatch(each)) for each in served.split(", ")]
        assert all(match for _, match in found), (row, served)
        yield row, [Serving(match[1] or match[2]) for _, match in found if match]


ROWS = [*practices(PAGE)]
FOLLOW_UPS = {name: cells for name, *cells in table(PAGE, "What comes back")}
REMARKS = {name: cells for name, *cells in table(PAGE, "What is remarked on")}
VIEWS = {name: cells for name, *cells in table(PAGE, "What can be seen over time")}


def serving(letter: str) -> dict[str, list[Serving]]:
    """What serves the rows and begins with a letter, by row."""
    return {row: [each for each in by if re.match(rf"{letter}\d", each.id)] for row, by in ROWS}


@cache
def flows() -> tuple[Flow, ...]:
    return tuple(SHIPPED.load(name).flow for name in SHIPPED.files())


@cache
def steps() -> dict[str, object]:
    """Every question, note and view of the shipped flows by `flow.id`."""
    found = ((flow, step, getattr(step, "id", None)) for flow in flows() for _, _, step in walk(flow))
    return {f"{flow.flow}.{one}": step for flow, step, one in found if one}


@cache
def declared() -> tuple[Declared, ...]:
    """Every follow-up that a shipped flow declares.

    One of a flow that looks at an answer of it in its condition is made by that answer.
    """
    found = []
    for name, step in steps().items():
        if follow_up := getattr(step, "follow_up", None):
            found.append(Declared(name, follow_up))
    for flow in flows():
        for each in flow.follow_up:
            found.append(Declared(flow.flow, each))
            tested = each.when.tests if each.when else ()
            found += [Declared(f"{flow.flow}.{reference}", each) for reference, _ in tested]
    return tuple(found)


def due_kinds() -> dict[str, set[str]]:
    """The kinds of due things that each question which goes over due things is asked about."""
    return {
        f"{flow.flow}.{one}": {*section.each.due}
        for flow in flows()
        for _, section, step in walk(flow)
        if isinstance(section, Section) and section.each and section.each.due and (one := getattr(step, "id", None))
    }


# ------------------------------------------------------------------------------------------------- the coverage table


def test_there_are_exactly_the_254_rows_and_each_is_there_once() -> None:
    expected = [f"{part}.{number}" for part, last in PRACTICES.items() for number in range(1, last + 1)]
    assert len(expected) == 254
    assert [row for row, _ in ROWS] == expected


def test_every_question_that_serves_a_row_exists() -> None:
    named = {each.id for _, by in ROWS for each in by if "." in each.id}
    assert named - steps().keys() == set()


def test_the_questions_say_the_same_about_the_rows_they_serve() -> None:
    page: dict[str, set[str]] = {}
    for row, by in ROWS:
        for each in by:
            if "." in each.id:
                page.setdefault(each.id, set()).add(row)
    said = {name: {*getattr(step, "serves", ())} for name, step in steps().items()}
    differing = {
        name: said.get(name, set()) ^ page.get(name, set())
        for name in said.keys() | page.keys()
        if said.get(name, set()) != page.get(name, set())
    }
    assert differing == {}


# -------------------------------------------------------------------------------------------------------- the others


def test_every_view_is_listed_and_can_be_looked_at() -> None:
    ids = {f"V{number}" for number in range(18)}
    assert VIEWS.keys() == ids
    assert len(VIEWS) == 18
    assert {each.id for by in serving("V").values() for each in by} <= ids
    names = {name: NAMED.findall(cells[0])[0] for name, cells in VIEWS.items()}
    assert {*names.values()} == {"next", *NAMES}
    # They stand in the order of the overview.
    assert [*names.values()][1:] == [*NAMES]


@pytest.mark.parametrize("name", sorted(VIEWS.keys() - {"V0"}))
def test_a_view_answers_the_question_and_takes_the_number_that_the_page_says(name: str) -> None:
    cells = VIEWS[name]
    (view,) = NAMED.findall(cells[0])
    assert cells[1] == f"{known(view).question[0].lower()}{known(view).question[1:]}"
    module = importlib.import_module(f"reflect.insights.{view}")
    assert cells[3] == str(getattr(module, "TAKES", "")).replace("0", "")
    assert cells[2]
    assert cells[4]


def test_a_flow_shows_views_that_there_are() -> None:
    shown = {step.view for step in steps().values() if isinstance(step, ViewStep)}
    assert shown
    assert shown <= {*NAMES}


def test_what_comes_next_is_there() -> None:
    assert suggestions.check(SHIPPED)
    assert "next" in {known.name for known in COMMANDS}


def test_every_check_is_listed_and_is_there() -> None:
    assert REMARKS.keys() == CHECKS
    assert {each.id for by in serving("C").values() for each in by} <= CHECKS
    assert {path.stem for path in (PROMPTS / "checks").iterdir()} == CHECKS - CHECKED_ELSEWHERE
    assert importlib.util.find_spec("reflect.checks.names")
    assert (PROMPTS / "safety.yaml").is_file()


def test_the_checks_are_on_the_questions_that_the_page_names() -> None:
    said: dict[str, set[str]] = {}
    found = {flow.flow: flow.checks for flow in flows()} | {
        name: getattr(step, "checks", ()) for name, step in steps().items()
    }
    for name, checks in found.items():
        for each in checks:
            said.setdefault(each, set()).add(name)
    page = {name: {*NAMED.findall(where)} for name, (where, _) in REMARKS.items() if name not in CHECKED_ELSEWHERE}
    assert said == page


def test_every_tip_that_serves_a_row_exists() -> None:
    tips = {f"T{number}" for number in range(1, 13)}
    assert read((PROMPTS / "tips.yaml").read_bytes()).tree["tips"].keys() == tips
    assert {each.id for by in serving("T").values() for each in by} == tips


# ------------------------------------------------------------------------------------------------------- follow-ups


def test_every_follow_up_is_listed() -> None:
    assert [*FOLLOW_UPS] == [f"F{number}" for number in range(1, 23)]
    assert {each.id for by in serving("F").values() for each in by} == FOLLOW_UPS.keys()


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_a_follow_up_is_declared_where_the_page_says(name: str) -> None:
    made_by, _, asks = FOLLOW_UPS[name]
    makers = NAMED.findall(made_by)
    assert makers
    opens = {flow for flow in NAMED.findall(asks) if "." not in flow}
    asked = {one for one in NAMED.findall(asks) if "." in one}
    for maker in makers:
        found = [each.follow_up for each in declared() if each.by == maker]
        assert found, maker
        if opens:
            assert opens & {each.opens for each in found}, maker
        if asked:
            kinds = due_kinds()
            assert {each.kind for each in found} <= set().union(*(kinds.get(one, set()) for one in asked)), maker


def test_every_follow_up_that_a_flow_declares_stands_on_the_page() -> None:
    named = {maker for made_by, _, _ in FOLLOW_UPS.values() for maker in NAMED.findall(made_by)}
    made_by_an_answer = {id(each.follow_up) for each in declared() if each.by in named}
    assert [each.by for each in declared() if id(each.follow_up) not in made_by_an_answer] == []


@pytest.mark.parametrize("name", sorted(FOLLOW_UPS.keys() - {"F18"}))  # three rhythms, told in words
def test_a_follow_up_comes_back_when_the_page_says(name: str) -> None:
    made_by, when, asks = FOLLOW_UPS[name]
    said = {int(number) for number in re.findall(r"\d+", when)}
    opens = {flow for flow in NAMED.findall(asks) if "." not in flow}
    for each in declared():
        if each.by not in NAMED.findall(made_by) or (opens and each.follow_up.opens not in opens):
            continue
        first = each.follow_up.in_.count * each.follow_up.in_.DAYS[each.follow_up.in_.unit] if each.follow_up.in_ else 0
        later = [span.count * span.DAYS[span.unit] for span in each.follow_up.again]
        if isinstance(each.follow_up, FlowFollowUp):
            later = [first + days for days in later]
        assert {days for days in (first, *later) if days} <= said, each.by


# ------------------------------------------------------------------------------------------------------- that it sees


SAMPLE = """
## What serves what

| Row | Practice | Served by |
|---|---|---|
| S0.1 | Look | `define.what`, C1a, V3 |

### More

| Row | Practice | Served by |
|---|---|---|
| S1.1 | Listen | F2, `letgo.open` |

## Another thing

| S9.9 | x | y |
"""


def test_the_tables_below_one_heading_are_read_and_no_others() -> None:
    assert [*practices(SAMPLE)] == [
        ("S0.1", [Serving("define.what"), Serving("C1a"), Serving("V3")]),
        ("S1.1", [Serving("F2"), Serving("letgo.open")]),
    ]


@pytest.mark.parametrize("odd", ["C1;C2", "define.what", "`define`", "V3 (soon)", ""])
def test_a_cell_that_cannot_be_read_is_not_passed_over(odd: str) -> None:
    with pytest.raises(AssertionError):
        [*practices(SAMPLE.replace("C1a", odd))]
