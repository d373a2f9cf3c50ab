"""The two files about care: found beside the flows, checked, kept in the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reflect.checks.safety import Sign, sign
from reflect.errors import BrokenFlow
from reflect.library.flows import SAFETY, TIPS, Library
from reflect.library.safety import Care, load
from tests.flows.method import METHOD, PROMPTS
from tests.library.making import DEFINE, imported, put

SMALL = r"""
explicit: {patterns: ['\bbad\b'], must_find: [so bad], must_not_find: [a badge]}
soft: {say: Oh., patterns: ['\bpoor\b'], must_find: [poor], must_not_find: [pour]}
pointer:
  written: a
  unwritten: b
  ways: [c, d]
  contacts: e
  saved: f
  unsaved: g
  nothing: h
  go_on: i
  go_on_unsaved: j
lines:
  - {say: Heavy., when: {end: {at_most: 1}}, twice: {any: [{end: 0}, {start: 0}]}, days: 7}
  - {tip: T1, twice: {sleep: night}, days: 60}
  - {say: Hard., falls: {before: start, after: end, at_least: 4}}
"""
SMALL_TIPS = """
not_after: {end: {at_most: 3}}
tips:
  T1: {in: [define], text: Rest.}
  T2: {in: [define, walk], text: Walk.}
"""
LOAD = """
from pathlib import Path
from reflect.library.flows import Library
from reflect.library.safety import load
care = load(Library(Path(sys.argv[1]), cache=Path(sys.argv[2])))
said = [care.safety.soft_line, [line.say for line in care.safety.lines], [tip.text for tip in care.tips.tips]]
"""


def put_files(folder: Path, safety: str | None = SMALL, tips: str | None = SMALL_TIPS) -> None:
    for name, text in ((SAFETY, safety), (TIPS, tips)):
        if text is not None:
            (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A flow and both files, small."""
    library = Library(put(tmp_path / "prompts", define=DEFINE), tmp_path / "own", tmp_path / "cache")
    put_files(library.shipped)
    return library


def wrong(library: Library) -> list[str]:
    """What is said about a broken file: every place without its folder."""
    with pytest.raises(BrokenFlow) as caught:
        load(library)
    assert "\n" not in caught.value.message
    return [Path(each).name for each in caught.value.details]


def questions() -> set[str]:
    """The id of every question of the method's fourteen flows."""
    return {each["id"] for flow in METHOD.values() for each in flow["steps"] if "id" in each}


def test_the_shipped_files_are_sound_and_name_what_the_method_has() -> None:
    care = load(Library(PROMPTS))
    assert care.safety
    conditions = [each for line in care.safety.lines for each in (line.when, line.twice) if each]
    assert care.tips.not_after
    conditions.append(care.tips.not_after)
    named = {name for each in conditions for _, branch in each.branches() for name, _ in branch.tests}
    named |= {name for line in care.safety.lines if line.falls for name in (line.falls.before, line.falls.after)}
    assert named
    assert named <= questions()
    assert {flow for tip in care.tips.tips for flow in tip.flows} <= {*METHOD}
    assert [tip.id for tip in care.tips.tips] == [f"T{number}" for number in range(1, 13)]
    assert care.safety.lines[1].say == next(tip.text for tip in care.tips.tips if tip.id == "T9")


def test_the_files_are_no_flows_and_one_s_own_flow_may_have_their_names(library: Library, tmp_path: Path) -> None:
    assert [*library.files()] == ["define"]
    put(tmp_path / "own", tips=DEFINE.replace("flow: define", "flow: tips"))
    assert [*library.files()] == ["define", "tips"]
    assert library.load("tips").flow.title == "Define"
    assert [tip.id for tip in load(library).tips.tips] == ["T1", "T2"]


def test_what_stands_in_the_files_is_read(library: Library) -> None:
    care = load(library)
    assert care.safety
    assert sign(care.safety.patterns, "so bad") is Sign.EXPLICIT
    assert sign(care.safety.patterns, "so poor") is Sign.SOFT
    assert care.safety.pointer.paragraphs(["x"]) == ("a", "c", "d", "e\nx", "f")
    assert [line.say for line in care.safety.lines] == ["Heavy.", "Rest.", "Hard."]
    assert [line.days for line in care.safety.lines] == [7, 60, 0]
    assert [(tip.flows, tip.text) for tip in care.tips.tips] == [(("define",), "Rest."), (("define", "walk"), "Walk.")]


def test_without_the_files_there_is_nothing(library: Library) -> None:
    for name in (SAFETY, TIPS):
        (library.shipped / name).unlink()
    assert load(library) == Care()


def test_without_tips_a_line_cannot_name_one(library: Library) -> None:
    (library.shipped / TIPS).unlink()
    assert wrong(library) == ["safety.yaml:15:6: there is no tip 'T1'"]


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("so bad", "so good", ["safety.yaml:1:47: no pattern finds this"]),
        ("a badge", "a bad day", ["safety.yaml:1:72: a pattern finds this"]),
        (r"\bbad\b", r"\bbad(", ["safety.yaml:1:23: is no regular expression"]),
        (
            r"\bbad\b",
            r"(bad)+",
            [r"safety.yaml:1:23: repeats something; only \s+ may, and '?' may leave something out"],
        ),
        ("  go_on: i\n", "", ["safety.yaml:3:1: 'go_on' is missing"]),
        ("say: Oh., ", "", ["safety.yaml:2:1: 'say' is missing"]),
        ("written: a", "writen: a", [
            "safety.yaml:3:1: 'written' is missing", "safety.yaml:4:3: unknown key 'writen'; did you mean 'written'?"
        ]),
        ("ways: [c, d]", "ways: c", ["safety.yaml:6:3: 'ways' must be a list of texts, at least one"]),
        ("ways: [c, d]", "ways: [c, []]", ["safety.yaml:6:13: must be a text"]),
        ("saved: f", "saved:", ["safety.yaml:8:3: 'saved' is empty"]),
        ("lines:", "line:", [
            "safety.yaml:1:1: 'lines' is missing", "safety.yaml:13:1: unknown key 'line'; did you mean 'lines'?"
        ]),
        ("say: Hard., ", "", ["safety.yaml:16:5: a line has either 'say' or 'tip'"]),
        ("tip: T1", "tip: T1, say: x", ["safety.yaml:15:5: a line has either 'say' or 'tip'"]),
        ("tip: T1", "tip: T9", ["safety.yaml:15:6: there is no tip 'T9'"]),
        (", days: 60", "", ["safety.yaml:15:5: 'twice' and 'days' belong together"]),
        ("days: 60", "days: 0", ["safety.yaml:15:38: 'days' must lie between 1 and 3660"]),
        ("days: 60", "days: many", ["safety.yaml:15:38: 'days' must be a whole number, not 'many'"]),
        ("at_least: 4", "at_least: 99999", ["safety.yaml:16:53: 'at_least' must lie between 1 and 3660"]),
        (", at_least: 4", "", ["safety.yaml:16:18: 'at_least' is missing"]),
        ("{sleep: night}", "{letgo.sleep: night}", ["safety.yaml:15:23: a question is named by its id alone here"]),
        ("{sleep: night}", "{entry: define}", ["safety.yaml:15:15: only the answers of a run are looked at here"]),
        ("{end: 0}", "{end: {at_mst: 0}}", ["safety.yaml:14:67: unknown key 'at_mst'; did you mean 'at_most'?"]),
        (", twice: {sleep: night}, days: 60", "", ["safety.yaml:15:5: a line has 'when', 'twice' or 'falls'"]),
        ("lines:\n", "lines: {}\nx:\n", [
            "safety.yaml:13:1: 'lines' must be a list of lines", "safety.yaml:14:1: unknown key 'x'"
        ]),
        ("soft: {", "soft: [", ["safety.yaml:2:82: a ',' or ']' is missing before this"]),
    ],
)  # fmt: skip
def test_everything_wrong_about_safety_is_named_with_its_place(
    library: Library, old: str, new: str, places: list[str]
) -> None:
    assert SMALL.count(old) == 1
    put_files(library.shipped, SMALL.replace(old, new))
    assert wrong(library) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("tips: {}", ["tips.yaml:1:1: 'tips' must be a mapping of tips, at least one"]),
        ("tips: {T1: {in: [define]}}", ["tips.yaml:1:8: 'text' is missing"]),
        ("tips: {T1: {in: define, text: x}}", ["tips.yaml:1:13: 'in' must be a list of texts, at least one"]),
        ("tips: {T1: x}", ["tips.yaml:1:8: must be a mapping with in, text"]),
        ("tip: {T1: {in: [define], text: x}}", [
            "tips.yaml:1:1: 'tips' is missing", "tips.yaml:1:1: unknown key 'tip'; did you mean 'tips'?"
        ]),
        ("[]", ["tips.yaml:1:1: must be a mapping with not_after, tips"]),
        ("not_after: 3\ntips: {T1: {in: [define], text: x}}", [
            "tips.yaml:1:1: 'not_after' must be a mapping of question to answer, such as {safe: yes}"
        ]),
    ],
)  # fmt: skip
def test_everything_wrong_about_tips_is_named_with_its_place(library: Library, text: str, places: list[str]) -> None:
    put_files(library.shipped, SMALL, text)
    assert wrong(library)[: len(places)] == places


def test_from_the_cache_it_needs_neither_pydantic_nor_yaml(library: Library, tmp_path: Path) -> None:
    args = (str(library.shipped), str(tmp_path / "cache"))
    first, heavy = imported(LOAD, *args)
    assert first == ["Oh.", ["Heavy.", "Rest.", "Hard."], ["Rest.", "Walk."]]
    assert heavy == ["ruamel.yaml"]
    assert imported(LOAD, *args) == [first, []]
    assert load(library) == load(Library(library.shipped))


def test_a_changed_file_is_read_anew(library: Library) -> None:
    load(library)
    put_files(library.shipped, SMALL.replace("Oh.", "Ah."), SMALL_TIPS.replace("Rest.", "Sleep."))
    care = load(library)
    assert care.safety
    assert care.safety.soft_line == "Ah."
    assert care.safety.lines[1].say == "Sleep."
    put_files(library.shipped, SMALL.replace("say: Oh.", "say: ''"))
    assert wrong(library) == ["safety.yaml:2:8: 'say' is empty"]


@pytest.mark.parametrize("value", [None, 5, "x", [1], {}, {SAFETY: 1, TIPS: 2}, {SAFETY: {}, TIPS: {}}], ids=str)
def test_a_cache_with_something_else_inside_is_done_without(library: Library, tmp_path: Path, value: object) -> None:
    care = load(library)
    path = tmp_path / "cache" / "safety.json"
    inside = json.loads(path.read_bytes())
    for broken in ({**inside, "trees": value}, {**inside, "sha256": value}, value):
        path.write_text(json.dumps(broken), encoding="utf-8")
        assert load(library) == care


def test_whoever_asks_for_nothing_to_be_kept_leaves_nothing(library: Library, tmp_path: Path) -> None:
    assert load(library, keep=False).safety
    assert not (tmp_path / "cache").exists()
    load(library)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["safety.json"]
