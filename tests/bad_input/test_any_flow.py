"""Whatever stands in a flow file, it is a sound flow that can be asked, or every problem is named with its place."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given

from reflect.flow.build import build, unbuild
from reflect.flow.language import check
from reflect.flow.model import Flow
from reflect.interview.ask import Ask
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.library.document import Document, Malformed, read
from reflect.pages.worksheet import worksheet
from tests.bad_input.odd import by_profile, changed, changed_bytes, written
from tests.flows.test_kitchen_sink import FILES, TREE
from tests.interview.making import TODAY

HEAD = {"flow": "trial", "version": "1", "title": "Trial", "about": "A trial."}
TOGETHER = 5
PIECES = [
    b"\n", b"\n  ", b" ", b": ", b"- ", b"? ", b", ", b"'", b'"', b"{", b"}", b"[", b"]", b"|", b">", b"#", b" #", b"&a ", b"*a",
    b"!a ", b"%", b"@", b"\\", b"\t", b"\0", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"---\n", b"...\n", b"null",
    b"%YAML 1.1\n---\n", b"~", b"no", b"-1", b"9" * 5000, b"[" * 300, b"{a: " * 300, b"- " * 300, b"? " * 50, b"\\ud800", b'"\\u',
    b"id: ", b"type: ", b"when: ", b"each: ", b"options: ", b"steps: ", b"{it}", b"<<: ", b"a: 1\na: 2\n", b">-\n", b"|2\n", b"\r",
]  # fmt: skip


@cache
def others() -> dict[str, Flow | None]:
    """The flows that the odd ones may name: sound ones, and one that is broken."""
    found: dict[str, Flow | None] = {"broken": None}
    for tree in TREE:
        flow, _ = check(tree, dict.fromkeys(_named(tree)))
        found[tree["flow"]] = flow
    return found


def _named(tree: Any) -> list[str]:
    return ["define", "debrief", tree["flow"]]


def parts() -> list[Any]:
    """Small flows, each a few steps in a row of the flows that hold everything."""
    found = []
    for tree in TREE:
        steps = tree["steps"]
        found += [{**HEAD, "steps": steps[start : start + TOGETHER]} for start in range(0, len(steps), TOGETHER)]
        found.append({**tree, "steps": steps[:TOGETHER]})
    return found


PARTS = parts()


@by_profile
@given(changed(PARTS, written))
def test_a_flow_with_anything_changed_can_be_asked_or_its_problems_are_named(tree: Any) -> None:
    flow, problems = check(tree, others())
    assert flow is not None or problems
    for each in problems:
        assert each.message.strip()
    if flow is None or problems:
        return
    assert build(unbuild(flow)) == flow
    assert isinstance(worksheet(flow), str)
    interview = Interview(flow, Past(), TODAY)
    for _ in range(3):
        if isinstance(ask := interview.current, Ask):
            interview = interview.answer(False if ask.gate else None)


TEXTS = [part for path in FILES for part in path.read_bytes().split(b"\n  - ")][1:]
SMALL = [
    b"flow: trial\nversion: 1\nsteps:\n  - " + b"\n  - ".join(TEXTS[at : at + 3]) for at in range(0, len(TEXTS), 3)
]


def read_or_refused(data: bytes) -> tuple[Document | None, Malformed | None]:
    try:
        return read(data), None
    except Malformed as refused:
        return None, refused


@by_profile
@given(changed_bytes(SMALL, PIECES))
def test_a_flow_file_with_any_bytes_changed_is_read_or_refused_with_its_place(data: bytes) -> None:
    document, refused = read_or_refused(data)
    if refused is not None:
        assert refused.message
        assert "\n" not in refused.message
        assert min(refused.line, refused.column) >= 1
    if document is None:
        return
    flow, problems = check(document.tree, others())
    assert flow is not None or problems
    for each in problems:
        line, column = document.place(each.path)
        assert line >= 1 and column >= 1
