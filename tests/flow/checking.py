"""Flows in a few lines, and what the checks say about them with line and column."""

from __future__ import annotations

from operator import attrgetter
from textwrap import dedent
from typing import NamedTuple

from reflect.flow.language import check
from reflect.flow.model import Flow
from reflect.library.document import read

# What is needed besides stands below what a test is about, so that lines and columns count from its own first line.
HEADER = {"flow": "mine", "version": "1", "title": "Mine", "about": "For a test."}
STEPS = "steps: [{id: q, ask: Why?, type: text}]"

DEFINE = """\
    needs: nothing
    steps:
      - {id: title, ask: What is it called?, type: text}
      - {id: cause, ask: What was behind it?, type: long, private: true}
      - {id: severity, ask: How big is it?, type: choice, options: {small: small, large: large}}
      - {id: affected, ask: Who is affected?, type: choices, options: {me: me, team: my team}}
      - {id: ideas, ask: What helps?, type: list}
      - id: people
        ask: Who knows?
        type: group
        fields: [{id: who, ask: Who?, type: text}, {id: worth, ask: How sure?, type: scale}]
    flow: define
"""


class Case(NamedTuple):
    """A flow with something wrong in it: in a sentence, as a part of a file, and what is said about it."""

    sentence: str
    text: str
    expected: tuple[str, ...]


def case(sentence: str, text: str, *expected: str) -> Case:
    return Case(sentence, text, expected)


sentence = attrgetter("sentence")


def whole(text: str) -> str:
    """`text` as a complete flow file: what it leaves out is added at its end."""
    text = dedent(text.removeprefix("\n")).rstrip()
    keys = [line.partition(":")[0] for line in text.splitlines() if line[:1].strip()]
    added = [f"{key}: {value}" for key, value in HEADER.items() if key not in keys]
    return "\n".join([text, *added, *([] if "steps" in keys else [STEPS]), ""])


def others() -> dict[str, Flow | None]:
    """The other flows at hand: one to refer to, and one that is broken."""
    define, problems = check(read(whole(DEFINE).encode()).tree)
    assert not problems
    return {"define": define, "broken": None}


def found(text: str) -> list[str]:
    """What is wrong in the flow of `text`, each as `line:column: message`, in the order of the file."""
    return found_in(whole(text))


def found_in(text: str) -> list[str]:
    """As `found`, for a text that is complete already."""
    document = read(text.encode())
    _, problems = check(document.tree, others())
    places = sorted((*document.place(each.path), each.message) for each in problems)
    return [f"{line}:{column}: {message}" for line, column, message in places]


def flow_of(text: str) -> Flow:
    """The sound flow in `text`."""
    flow, problems = check(read(whole(text).encode()).tree, others())
    assert flow is not None and not problems, problems
    return flow
