"""Loads the programs of `benchmarks/`, which are no part of the package, for the tests that hold their figures."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "benchmarks"


@cache
def measure(name: str) -> Any:
    """`measure.py` of the benchmark in this folder, as a module."""
    spec = importlib.util.spec_from_file_location(f"{name}_measure", FOLDER / name / "measure.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
