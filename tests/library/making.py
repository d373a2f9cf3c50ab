"""Folders of flows in a few lines, and a Python of its own to load one in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reflect.errors import BrokenFlow
from reflect.library.flows import Library

SRC = Path(__file__).parents[2] / "src"

DEFINE = """\
flow: define
version: 1
title: Define
about: What happened.
steps:
  - {id: title, ask: What is it called?, type: text}
  - {id: size, ask: How big is it?, type: choice, options: {small: small, large: large}}
"""
DEBRIEF = """\
flow: debrief
version: 1
title: Debrief
about: How it came about.
steps:
  - {id: why, ask: "How did {define.title} come about?", type: long}
"""
BROKEN = DEFINE.replace("title: Define", "titel: Define")


def put(folder: Path, **flows: str) -> Path:
    """`folder` with a file for each of `flows`, by its id."""
    folder.mkdir(exist_ok=True)
    for name, text in flows.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def broken(library: Library, name: str) -> list[str]:
    """What is said about the broken flow `name`: every place without its folder, or the message if there is none."""
    with pytest.raises(BrokenFlow) as caught:
        library.load(name)
    return [Path(each).name for each in caught.value.details] or [caught.value.message]


def imported(code: str, *args: str, heavy: tuple[str, ...] = ("pydantic", "ruamel.yaml")) -> Any:
    """What `code` puts in `said`, run in a Python of its own, and which of the `heavy` modules it imported."""
    tail = f"\nimport json\nprint(json.dumps([said, [each for each in {heavy!r} if each in sys.modules]]))"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}{tail}", *args],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONUTF8": "1"},
    )
    return json.loads(run.stdout)
