"""The benchmark of speed: its corpora are journals, always the same, and docs/performance.md shows its newest result."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import FOLDER
from tests.cli.running import Clock, Reflect

SPEED = FOLDER / "speed"
SIZE = 100
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def module(name: str) -> Any:
    """A module of the benchmark, which is no part of the package."""
    return importlib.import_module(name)


@pytest.fixture(scope="module", autouse=True)
def _speed() -> Iterator[None]:
    sys.path.insert(0, str(SPEED))
    yield
    sys.path.remove(str(SPEED))


@pytest.fixture(scope="module")
def year() -> Any:
    """The made-up year, which takes seconds to make."""
    return module("year").made_up()


@pytest.fixture(scope="module")
def corpus(year: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a hundred entries."""
    folder = tmp_path_factory.mktemp("corpus") / "made"
    making = pytest.MonkeyPatch()
    making.setattr(module("corpus"), "made_up", lambda: year)
    module("corpus").make(SIZE, folder)
    making.undo()
    return folder


def at_the_end(corpus: Path) -> Reflect:
    """`reflect` in the corpus, on the evening it ends."""
    return Reflect(corpus / "reflect", clock=Clock(module("year").END))


def files(corpus: Path) -> dict[str, bytes]:
    journal = corpus / "reflect" / "journal"
    return {path.relative_to(journal).as_posix(): path.read_bytes() for path in journal.rglob("*.json")}


def result(**times: float) -> dict[str, Any]:
    """A result with these medians of `list`, by the number of entries."""
    rows = [
        {
            "name": "list", "program": "reflect", "size": int(size[1:]), "state": "fine", "kibibytes": 20_480,
            "rounds": [0, 1], "seconds": [seconds, seconds], "bare": [0.01, 0.01],
        }
        for size, seconds in times.items()
    ]  # fmt: skip
    return {
        "when": "2026-11-20", "machine": "a machine", "versions": {"Python": "3.11"}, "missing": {"ripgrep": "is not there"},
        "runs": 2, "limit": 600.0, "corpora": [], "bare": {"seconds": 0.01, "kibibytes": 9_000}, "rows": rows,
    }  # fmt: skip


def test_every_entry_of_a_corpus_is_read_without_a_complaint(corpus: Path) -> None:
    ran = at_the_end(corpus)("list", "--all", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert len(json.loads(ran.out)) == SIZE


def test_what_is_due_in_a_corpus_is_little(corpus: Path) -> None:
    ran = at_the_end(corpus)("due", "--json")
    assert ran.err == ""
    assert 0 < len(json.loads(ran.out)) <= 20


def test_every_reference_in_a_corpus_leads_to_something_earlier(corpus: Path) -> None:
    written = files(corpus)
    setbacks = {Path(name).stem for name in written if name.startswith("setbacks")}
    entries = {Path(name).stem: content for name, content in written.items() if name.startswith("entries")}
    for own, content in entries.items():
        found = set(ID.findall(content.decode()))
        assert found <= setbacks | entries.keys()
        assert max(found - setbacks) == own


def test_an_entry_stands_in_the_folder_of_the_month_it_was_finished(corpus: Path) -> None:
    for name, content in files(corpus).items():
        if name.startswith("entries"):
            finished = json.loads(content)["finished"]
            assert name.startswith(f"entries/{finished[:4]}/{finished[5:7]}/")


def test_the_rare_word_stands_in_one_entry_for_every_program(corpus: Path) -> None:
    rare = module("wording").RARE
    assert sum(rare.encode() in content for content in files(corpus).values()) == 1
    assert (corpus / "jrnl.txt").read_text(encoding="utf-8").count(rare) == 1
    for name in ("plain", "kaydet"):
        assert sum(path.read_text(encoding="utf-8").count(rare) for path in (corpus / name).rglob("*.txt")) == 1


def test_a_corpus_is_always_the_same(year: Any, corpus: Path) -> None:
    again = module("lives").Corpus(year, SIZE, module("corpus").SEED)
    entries = {f"entries/{each.finished:%Y/%m}/{each.id}.json": each.json.encode() for each in again.entries()}
    assert entries == {name: content for name, content in files(corpus).items() if name.startswith("entries")}


def test_corpora_of_any_size_have_that_many_entries(year: Any) -> None:
    lives = module("lives")
    for size in (1, 2, 91, 92, 93, 700, 2_500):
        found = lives.Corpus(year, size, 3).lives
        assert sum(life.count + (not life.left_open) for life in found) == size


def test_the_commands_that_are_measured_are_each_named_once(corpus: Path) -> None:
    programs = module("installing").Programs(
        Path("/env/bin/python"), {name: f"/bin/{name}" for name in ("reflect", "jrnl", "kaydet", "ripgrep")}, {}, {}
    )
    named = Counter(each.name for each in module("commands").Table(programs, corpus, corpus).all())
    assert {*named.values()} == {1}
    beside = {name for _, own, others in module("tables").BESIDE for name in (own, *others)}
    limits = {each.name for each in module("budget").LIMITS} - {module("budget").ANY}
    assert beside | limits | {*module("budget").READING, *module("tables").WITHOUT_START} <= {*named}


def test_the_tables_say_ratios_growth_and_what_was_kept() -> None:
    said = module("tables").page(result(s1000=0.075, s100000=0.1))
    assert "| list | 7.5 (75 ms) | 10 (100 ms) | 1.33 (0.06) | 20 MiB |" in said
    assert "| list | 1k | 8.0 times bare Python | 7.5 times bare Python | yes |" in said
    assert "| list | 100k | 9.0 times bare Python | 10.0 times bare Python | no |" in said
    assert "| list | 1k to 100k | 1.15 times | 1.33 times | no |" in said
    assert "ripgrep is not there, and is left out." in said


@pytest.mark.parametrize(("state", "said"), [("failed", "failed"), ("over", "over 600 s")])
def test_what_failed_or_took_too_long_is_never_a_time(state: str, said: str) -> None:
    data = result(s1000=0.075)
    data["rows"][0]["state"] = state
    page = module("tables").page(data)
    assert f"| list | {said} | – | – |" in page
    assert "75 ms" not in page


def test_the_page_shows_the_newest_result() -> None:
    results = module("results")
    page, newest = results.PAGE.read_text(encoding="utf-8"), results.newest()
    shown = page.partition(results.BEGIN)[2].partition(results.END)[0]
    assert shown.strip() == results.in_docs(results.read(newest)).strip()
    assert newest.with_suffix(".md").read_text(encoding="utf-8") == results.on_its_own(results.read(newest))


def test_results_are_told_again_in_the_docs_and_only_between_the_marks(tmp_path: Path) -> None:
    results = module("results")
    docs = tmp_path / "page.md"
    docs.write_text(f"Before.\n{results.BEGIN}\nold\n{results.END}\nAfter.\n", encoding="utf-8")
    for seconds in (0.05, 0.09):
        results.save(result(s1000=seconds), tmp_path / "results")
    results.tell_again(tmp_path / "results", docs)
    said = docs.read_text(encoding="utf-8")
    assert said.startswith(f"Before.\n{results.BEGIN}\n")
    assert said.endswith(f"{results.END}\nAfter.\n")
    assert "9.0 (90 ms)" in said
    assert "old" not in said
    assert "50 ms" not in said
