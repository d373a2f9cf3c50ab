"""Asks small questions in plain mode, in a terminal of its own, and writes what was kept to the file that is named."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.plain.asker import PlainAsker
from tests.terminal.conversation import TODAY, flow

OPTIONS = {"slip": "a slip", "plan": "a wrong plan"}


def main(file: Path, *kinds: str) -> int:
    def write(said: object, typed: str | None) -> None:
        new = file.with_suffix(".new")
        new.write_text(json.dumps({"said": said, "typed": typed}), encoding="utf-8")
        new.replace(file)

    said: list[object] = []

    def save(interview: Interview) -> None:
        said[:] = [each.said.value for each in interview.trail]
        write(said, interview.typing.text if interview.typing else None)

    more = {"choice": {"options": OPTIONS, "other": "else"}}
    steps = [
        {"type": kind, "id": f"q{n}", "ask": f"What is it, {n}?", **more.get(kind, {})} for n, kind in enumerate(kinds)
    ]
    with PlainAsker(sys.stdin, sys.stdout, today=TODAY, keep=lambda text: write(said, text)) as asker:
        return converse(Interview(flow(*steps), Past(), TODAY), asker, save).exit_code


if __name__ == "__main__":
    # Python's own last flush fails on a terminal that is gone, and would put 120 in place of the code.
    os._exit(main(Path(sys.argv[1]), *sys.argv[2:]))
