"""Entries, setbacks and drafts with content nobody foresaw: every command still ends in words."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.running import Reflect

TYPES = ["text", "long", "choice", "choices", "scale", "date", "yesno", "list", "group", "entries", "letter", "other"]
texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=12) | st.sampled_from(
    ["[bold]x[/]", "\x1b[2J", "\u202e", "2026-13-45", "", "\ud800", "# x", "| a |", "\r\n", "{it}"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | st.just("text"), inner, max_size=3),
    max_leaves=6,
)
answers = st.fixed_dictionaries(
    {"id": texts, "asked": texts, "type": st.sampled_from(TYPES), "value": values},
    optional={
        "section": st.none() | texts,
        "said": texts,
        "other": texts,
        "labels": st.dictionaries(texts, texts | st.integers(), max_size=2),
        "private": values,
        "skipped": values,
        "about": values,
        "range": values,
        "fields": st.lists(st.dictionaries(st.sampled_from(["id", "asked", "type", "labels"]), values), max_size=2),
        "each": st.lists(
            st.fixed_dictionaries({"key": texts, "text": texts, "value": values}) | values, max_size=2
        ),
        "more": values,
    },
)  # fmt: skip
changes = st.dictionaries(
    st.sampled_from(["format", "flow", "setback", "started", "finished", "summary", "earlier", "sealed_until", "id"]),
    values,
    max_size=2,
)


def rewritten(told: Path, kind: str, change: dict[str, Any]) -> list[tuple[str, int]]:
    """The exit code of every reading command, with the newest file of that kind changed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(told, home)
        reflect = Reflect(home)
        if kind == "drafts":
            reflect.put_off("invoice")
        path = max((home / "journal" / kind).rglob("*.json"))
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
        commands = [
            "", "list", "list --json", "list --where a=b", "setbacks", "setbacks --json", "drafts", "drafts --json",
            "show last", "show last --json", f"show {path.stem}", "show invoice", "show invoice --json",
            "export last", "export invoice", "export invoice/debrief",
        ]  # fmt: skip
        said = []
        for command in commands:
            ran = reflect(*command.split())
            assert "\x1b" not in ran.out + ran.err or "--json" in command
            said.append((command, ran.code))
        return said


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(answers, max_size=3), changes)
def test_an_entry_may_hold_anything(told: Path, odd: list[Any], change: dict[str, Any]) -> None:
    for command, code in rewritten(told, "entries", {**change, "answers": odd}):
        assert code in (0, 1), command


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["format", "title", "created", "closed", "id", "more"]), values, max_size=3))
def test_a_setback_may_hold_anything(told: Path, change: dict[str, Any]) -> None:
    for command, code in rewritten(told, "setbacks", change):
        assert code in (0, 1, 2), command


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["format", "flow", "setback", "saved", "trail", "kept", "typing", "entry", "id"]),
        values,
        max_size=3,
    )
)
def test_a_draft_may_hold_anything(told: Path, change: dict[str, Any]) -> None:
    for command, code in rewritten(told, "drafts", change):
        assert code in (0, 1), command
