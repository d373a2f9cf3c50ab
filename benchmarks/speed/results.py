"""Where results are kept: a JSON file with every run, a Markdown file with the tables, and the newest of them in the docs."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from installing import ROOT, Programs
from measuring import Measured
from tables import page

RESULTS = Path(__file__).with_name("results")
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- newest: begin -->", "<!-- newest: end -->"


def collected(
    measured: Iterable[Measured], bare: Measured, programs: Programs, corpora: Iterable[Mapping[str, Any]], *,
    runs: int, limit: float, now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """Everything that was measured, and where, as it is saved."""
    import statistics

    return {
        "when": f"{now:%Y-%m-%d}",
        "machine": machine(),
        "versions": programs.versions,
        "missing": programs.missing,
        "runs": runs,
        "limit": limit,
        "corpora": list(corpora),
        "bare": {"seconds": statistics.median(bare.seconds), "kibibytes": bare.kibibytes},
        "rows": [
            {
                "name": each.command.name, "program": each.command.program, "size": each.command.size,
                "state": each.state, "kibibytes": each.kibibytes, "rounds": each.rounds,
                "seconds": [round(value, 6) for value in each.seconds], "bare": [round(value, 6) for value in each.bare],
            }
            for each in measured
        ],
    }  # fmt: skip


def machine() -> str:
    """The machine in words that do not name it: processor, cores, memory, system."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), processor)
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        said = f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB"
    except (OSError, ValueError):
        said = f"{processor}, {os.cpu_count()} cores"
    return f"{said}, {platform.system()}"


def save(data: Mapping[str, Any], folder: Path) -> Path:
    """Writes both files, named after the day and, for a second one, a number; gives the Markdown file."""
    folder.mkdir(parents=True, exist_ok=True)
    stem, number = data["when"], 1
    while (folder / f"{stem}.json").exists():
        number += 1
        stem = f"{data['when']}-{number:02}"
    (folder / f"{stem}.json").write_text(_json(data), encoding="utf-8")
    path = folder / f"{stem}.md"
    path.write_text(on_its_own(data), encoding="utf-8")
    return path


def newest(folder: Path = RESULTS) -> Path:
    """The JSON file of the newest result. Raises FileNotFoundError when there is none."""
    found = sorted(folder.glob("*.json"), key=lambda path: path.stem)
    if not found:
        raise FileNotFoundError(f"There is no result in {folder}.")
    return found[-1]


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def on_its_own(data: Mapping[str, Any]) -> str:
    """The Markdown file of a result."""
    return f"# Speed, {data['when']}\n\n{page(data)}"


def in_docs(data: Mapping[str, Any]) -> str:
    """What stands between the two marks of the page."""
    return page(data, level=3)


def tell_again(folder: Path = RESULTS, docs: Path = PAGE) -> None:
    """Writes the tables of the newest result anew, beside its JSON file and between the two marks of the page."""
    path = newest(folder)
    data = read(path)
    path.with_suffix(".md").write_text(on_its_own(data), encoding="utf-8")
    before, _, rest = docs.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    docs.write_text(f"{before}{BEGIN}\n\n{in_docs(data)}\n{END}{after}", encoding="utf-8")


def _json(data: Mapping[str, Any]) -> str:
    """JSON with one line for each row, so that results can be compared."""
    rows = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in data["rows"])
    head = {key: value for key, value in data.items() if key != "rows"}
    return json.dumps(head, indent=1, ensure_ascii=False)[:-2] + f',\n "rows": [\n  {rows}\n ]\n}}\n'
