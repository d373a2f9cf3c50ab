"""Asks one question in a terminal of its own and writes what was kept to the file that is named."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from rich.console import Console

from reflect.interview.asking import converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.full.asker import FullAsker
from tests.terminal.conversation import TODAY, flow


def main(file: Path, kind: str) -> int:
    def keep(text: str) -> None:
        new = file.with_suffix(".new")
        new.write_text(json.dumps({"typed": text}), encoding="utf-8")
        new.replace(file)

    def save(interview: Interview) -> None:
        keep(interview.typing.text if interview.typing else "")

    question = {"type": kind, "id": "what", "ask": "What happened?"}
    with FullAsker(Console(), keep=keep) as asker:
        return converse(Interview(flow(question), Past(), TODAY), asker, save).exit_code


if __name__ == "__main__":
    # Python's own last flush fails on a terminal that is gone, and would put 120 in place of the code.
    os._exit(main(Path(sys.argv[1]), sys.argv[2]))
