"""Flows are data: no id of a shipped flow or question stands in the program."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from reflect.entry.draft import Draft
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import AskedField
from reflect.entry.setback import Setback
from reflect.flow import conditions, days, model, options, promises, questions, shapes, spans
from reflect.flow.questions import fields_of
from reflect.flow.shapes import View, key_of
from reflect.insights.views import NAMES
from reflect.library.flows import Library, shipped_prompts
from reflect.terminal.parts import Part

SRC = Path(__file__).parents[2] / "src" / "reflect"
SHIPPED = Library(shipped_prompts())

# Words that mean something else where they stand, by the file that may use them.
OTHERWISE = {
    "cli/removing.py": {"undo", "draft"},  # what is chosen, and what is counted
    "cli/amending.py": {"changed"},  # what other programs are told
    "journal/forgetting.py": {"signs"},  # a key of the file of signs
    "terminal/editor_files.py": {"safe"},  # the name of a file
    "flow/shapes.py": {*get_args(View)},  # the views a flow can show
    "insights/views.py": {*get_args(View)},
    "terminal/layout.py": {*get_args(Part)},  # the parts of a page
    "terminal/paint.py": {*get_args(Part)},
    "terminal/parts.py": {*get_args(Part)},
    "terminal/plots.py": {*get_args(Part)},
    "terminal/passages.py": {*get_args(Part)},
    "checks/looks.py": {"moment", "act"},  # the halves of a plan
    "checks/names.py": {"friend", "mine", "others", "same"},  # words that name nobody
    "checks/remark.py": {"start", "why"},  # what other programs are told
    "library/check_files.py": {"why", "name", "words", "moment", "act", "signs", "start"},  # keys of a file of a check
    "library/kinds_file.py": {"told"},  # how a kind of slip is told, a key of the file of kinds
    "library/check_values.py": {"moment", "act"},
    "pages/remarks.py": {"where"},  # the sentence that a phrase stands in
    "cli/exporting.py": {"others"},  # whom an export is for
    "cli/commands.py": {"where", "help", "next", "undo"},  # commands
    "cli/changing.py": {"open"},  # a setback that is not closed
    "cli/owed.py": {"state", "draft"},  # what other programs are told
    "cli/who_asks.py": {"unknown"},  # a terminal
    "entry/sign_group.py": {"name", "signs"},  # keys of its file
    "export/markdown.py": {"open"},  # how a file is opened
    "flow/becoming.py": {"open"},  # what an answer means for a promise
    "followups/telling.py": {"open"},
    "flow/model.py": {"draft"},  # what a stop keeps
    "flow/soundness.py": {"draft"},
    "flow/texts.py": {"name"},  # what the person is called
    "interview/calendar_days.py": {"next"},  # of days in words
    "interview/near_days.py": {"next", "three"},
    "library/document.py": {"safe"},  # how YAML is read
    "pages/worksheet.py": {"draft"},
    "flow/language.py": {"if", "then", "step"},  # of JSON Schema; what stands in `steps`
    "terminal/full/gates.py": {"change"},  # what one can do with a record
    "terminal/full/typing_keys.py": {"right"},  # a key
}


# Views are about questions of the method, by their nature; what all views stand on is not.
ABOUT_QUESTIONS = {
    *(f"insights/{name}.py" for name in NAMES),
    *(f"pages/views/{name}.py" for name in NAMES),
    "insights/since.py",
    "insights/whole.py",
    "pages/account.py",
    "pages/for_others.py",
}


@cache
def shipped_ids() -> frozenset[str]:
    """Every id that the shipped flows use, alone and with its flow."""
    found = set()
    for name in SHIPPED.files():
        flow = SHIPPED.load(name).flow
        found.add(name)
        for step in flow.steps:
            if one := getattr(step, "id", None):
                below = {f"{one}.{field.id}" for field in fields_of(step)}
                found |= {one, *below, *(field.id for field in fields_of(step))}
                found |= {f"{name}.{each}" for each in (one, *below)}
    return frozenset(found)


def language() -> set[str]:
    """The keys of the flow language, and its types."""
    kinds = [
        each
        for module in (conditions, days, model, options, promises, questions, shapes, spans)
        for each in vars(module).values()
        if isinstance(each, type)
    ]
    return {*model.STEPS, *model.FIELDS, "from"} | {
        key_of(field.name) for kind in kinds if dataclasses.is_dataclass(kind) for field in dataclasses.fields(kind)
    }


def formats() -> set[str]:
    """The keys of the files of a journal."""
    kinds = (Entry, Answer, Setback, Draft, FlowName, AskedField)
    keys = {key for kind in kinds for key in getattr(kind, "KEYS", ())}
    return keys | {field.name for kind in kinds for field in dataclasses.fields(kind)}


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Every string constant of a module with its line, but for docstrings."""
    tree = ast.parse(source)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda path: str(path.relative_to(SRC)))
def test_no_id_of_a_shipped_flow_or_question_stands_in(path: Path) -> None:
    name = path.relative_to(SRC).as_posix()
    allowed = language() | formats() | OTHERWISE.get(name, set())
    ids = shipped_ids() - allowed if name not in ABOUT_QUESTIONS else frozenset()
    assert not [(line, text) for line, text in texts(path.read_text(encoding="utf-8")) if text in ids]


@pytest.mark.parametrize(
    "path",
    [each for each in sorted(SRC.rglob("*.py")) if each.relative_to(SRC).as_posix() not in ABOUT_QUESTIONS],
    ids=lambda path: str(path.relative_to(SRC)),
)
def test_no_text_names_a_flow_as_a_command_or_a_question_as_a_filter_in(path: Path) -> None:
    ids = "|".join(sorted(shipped_ids() - language() - formats(), key=len, reverse=True))
    named = re.compile(rf"\breflect ({'|'.join(SHIPPED.files())})\b|\b({ids})=\w")
    assert not [(line, text) for line, text in texts(path.read_text(encoding="utf-8")) if named.search(text)]


def test_most_ids_are_looked_for() -> None:
    ids = shipped_ids()
    assert {"define", "debrief", "cause", "severity", "define.cause", "own_part", "factor_how"} <= ids
    assert len(ids - language() - formats()) > 0.9 * len(ids)


def test_an_id_would_be_found() -> None:
    source = '"""define"""\ndef f(entry):\n    """cause"""\n    return entry.answer("cause")\n'
    assert list(texts(source)) == [(4, "cause")]
