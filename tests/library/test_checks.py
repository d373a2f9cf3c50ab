"""The files of the checks: found by name, checked completely, kept in the cache."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from reflect.checks.model import Phrases
from reflect.checks.subject import Subject
from reflect.checks.weighing import weigh
from reflect.errors import BrokenFlow
from reflect.library.checks import FOLDER, check_files, load
from reflect.library.flows import MAX_BYTES, Library
from tests.flows.method import PROMPTS
from tests.library.making import imported

SOUND = """\
check: C1
about: For a test.
weighs: text
sets: [letter]
looks:
  - type: phrases
    phrases:
      - {id: P1, name: one, level: strong, pattern: on+e, why: Because., instead: Otherwise.}
      - {id: P2, name: two, level: look, pattern: two, why: Because., instead: Otherwise., across: yes}
"""
SOME = """\
check: C1a
about: For a test.
of: C1
only: [P2]
"""
LOAD = """
from pathlib import Path
from reflect.library.flows import Library
from reflect.library.checks import load
found = load(Library(Path(sys.argv[1]), cache=Path(sys.argv[2])))
said = [[each.id, each.about, len(each.looks)] for each in found.values()]
"""


def put(library: Library, **files: str) -> None:
    folder = library.shipped / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two checks, one of them with some of the phrases of the other."""
    library = Library(tmp_path / "prompts", tmp_path / "own", tmp_path / "cache")
    put(library, C1=SOUND, C1a=SOME)
    return library


def wrong(library: Library, *ids: str) -> list[str]:
    """What is said about a check that cannot be loaded: every place without its folder."""
    with pytest.raises(BrokenFlow) as caught:
        load(library, ids or None)
    assert "\n" not in caught.value.message
    return [Path(each).name for each in caught.value.details]


def phrases(library: Library, name: str) -> list[str]:
    looks = load(library, [name])[name].looks
    return [each.id for look in looks if isinstance(look, Phrases) for each in look.phrases]


def test_the_shipped_checks_are_sound_and_come_in_the_order_of_their_numbers() -> None:
    checks = load(Library(PROMPTS))
    assert [*checks][:4] == ["C1", "C1a", "C1b", "C2"]
    assert [*checks][-1] == "C17"
    assert all(name == check.id and check.looks and check.about for name, check in checks.items())


def test_every_check_that_a_shipped_flow_names_is_there_or_has_a_place_of_its_own() -> None:
    library = Library(PROMPTS)
    flows = [library.load(name).flow for name in library.files()]
    named = {each for flow in flows for step in flow.steps for each in (*flow.checks, *getattr(step, "checks", ()))}
    # Names are looked for in exports, and words of not wanting to live with safety.
    assert named - {"C12", "C16"} <= load(library).keys()


def test_the_files_of_checks_are_no_flows_and_other_files_there_are_no_checks(library: Library) -> None:
    put(library, C18=SOUND, notes="x: y", C1A=SOUND)
    assert [*check_files(library)] == ["C1", "C1a"]
    assert "checks" not in library.files()


def test_only_what_is_asked_for_is_read(library: Library) -> None:
    put(library, C3="looks: [")
    assert [*load(library, ["C1"])] == ["C1"]
    assert [*load(library, ["C1a", "C1"])] == ["C1", "C1a"]
    assert [*load(library, ["C16"])] == []
    assert wrong(library, "C3")


def test_without_the_folder_there_are_no_checks(tmp_path: Path) -> None:
    assert load(Library(tmp_path)) == {}


def test_a_check_may_have_some_of_the_phrases_of_another(library: Library) -> None:
    assert phrases(library, "C1") == ["P1", "P2"]
    assert phrases(library, "C1a") == ["P2"]
    assert [each.check for each in weigh(load(library, ["C1a"]).values(), Subject("One, two."))] == ["C1a"]


class Case(NamedTuple):
    """A file with something wrong in it, and what is said about it."""

    sentence: str
    text: str
    expected: tuple[str, ...]


def with_look(look: str, weighs: str = "text") -> str:
    """A check with one look, on one line from line 3 on."""
    return f"check: C1\nlooks:\n  - {look}\nweighs: {weighs}\nabout: For a test.\n"


SAID = "why: Because., instead: Otherwise."
CASES = [
    Case("no mapping", "[]\n", ("1:1: a check is a mapping with 'check', 'about', 'weighs', 'looks'",)),
    Case("nothing", "", ("1:1: a check is a mapping with 'check', 'about', 'weighs', 'looks'",)),
    Case(
        "keys that are missing",
        "check: C1\n",
        ("1:1: 'about' is missing", "1:1: 'looks' is missing", "1:1: 'weighs' is missing"),
    ),
    Case("an unknown key", SOUND.replace("about:", "abuot:"), (
        "1:1: 'about' is missing", "2:1: unknown key 'abuot'; did you mean 'about'?",
    )),
    Case("another name", SOUND.replace("check: C1", "check: C2"), ("1:1: the file is called 'C1', the check 'C2'",)),
    Case("what is weighed", SOUND.replace("weighs: text", "weighs: texts"), (
        "3:1: 'weighs' must be one of text, record, group, choice, not 'texts'; did you mean 'text'?",
    )),
    Case("no looks", SOUND[: SOUND.index("looks:")] + "looks: []\n", (
        "5:1: 'looks' must be a list of looks, at least one",
    )),
    Case("no look", with_look("word"), ("3:5: a look is a mapping with a 'type'",)),
    Case("a look of no kind", with_look("{type: phrase}"), ("3:6: unknown type 'phrase'; did you mean 'phrases'?",)),
    Case("a look of a wrong kind", with_look("{type: []}"), ("3:6: unknown type '[]'",)),
    Case("a key of a look", with_look(f"{{type: no_day, feilds: [a], {SAID}}}"), ("3:20: unknown key 'feilds'",)),
    Case("nothing said", with_look("{type: no_day}"), ("3:5: 'instead' is missing", "3:5: 'why' is missing")),
    Case("a level", with_look(f"{{type: no_day, level: stong, {SAID}}}"), (
        "3:20: 'level' must be one of strong, look, not 'stong'; did you mean 'strong'?",
    )),
    Case("a pattern", SOUND.replace("on+e", "'(one'").replace("two, why", "'[', why"), (
        "8:44: 'pattern' is no regular expression: missing ), unterminated subpattern (character 1)",
        "9:42: 'pattern' is no regular expression: unterminated character set (character 1)",
    )),
    Case("a pattern of old", SOUND.replace("on+e", "'[[one]]'"), (
        "8:44: 'pattern' is no regular expression that can be used",
    )),
    Case("a pattern for nothing", SOUND.replace("on+e", "x*"), (
        "8:44: 'pattern' is a regular expression that finds even an empty text",
    )),
    Case("an empty pattern", SOUND.replace("on+e", "''"), ("8:44: 'pattern' is empty",)),
    Case("a phrase twice", SOUND.replace("id: P2", "id: P1"), ("9:10: 'P1' is the id of another phrase",)),
    Case("a phrase that is none", SOUND.replace("{id: P2", "[{id: P2").replace("yes}", "yes}]"), (
        "9:9: a phrase is a mapping with 'id', 'name', 'level', 'pattern', 'why', 'instead'",
    )),
    Case("neither yes nor no", SOUND.replace("across: yes", "across: perhaps"), (
        "9:92: 'across' must be one of yes, no, true, false, not 'perhaps'",
    )),
    Case("a number", with_look(f"{{type: fewer_words, words: six, {SAID}}}"), (
        "3:25: 'words' must be a whole number, not 'six'",
    )),
    Case("too small a number", with_look(f"{{type: fewer_words, words: 0, {SAID}}}"), (
        "3:25: 'words' must be at least 1",
    )),
    Case("a look at a group in a text", with_look(f"{{type: more_records, most: 3, {SAID}}}"), (
        "3:6: 'more_records' needs `weighs: group`",
    )),
    Case("one field of two", with_look(
        f"{{type: if_then, fields: [if], sentence: '(?P<moment>a)(?P<act>b)', moment: {{pattern: a, {SAID}}}, "
        f"act: {{pattern: a, {SAID}}}}}", "record",
    ), ("3:21: 'fields' must be two fields, of the moment and of the act",)),
    Case("a plan without its halves", with_look(
        f"{{type: if_then, fields: [if, then], sentence: '(?P<moment>a)(?P<deed>b)', moment: {{pattern: a, {SAID}}}, "
        "act: a}", "record",
    ), (
        "3:41: 'sentence' has a group 'deed', and may have 'moment', 'act'",
        "3:137: a half of a plan is a mapping with 'pattern', 'why', 'instead'",
    )),
    Case("months", with_look(
        f"{{type: out_of_order, field: when, moments: ['x', '(?P<hour>1)(?P<minut>2)'], months: [jan], {SAID}}}", "group",
    ), (
        "3:49: must have one of the groups 'year', 'month', 'day', 'hour', 'minute'",
        "3:54: has a group 'minut', and may have 'year', 'month', 'day', 'hour', 'minute'",
        "3:82: 'months' must be the twelve months in their order",
    )),
    Case("parts without cues", with_look(f"{{type: parts, parts: [{{id: act, cues: [], {SAID}}}], days: [a]}}"), (
        "3:37: 'cues' must be a list of cues, at least one",
        "3:92: a cue is a mapping with 'name', 'pattern'",
    )),
    Case("no YAML", "check: [\n", ("2:1: a value is missing before this",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_everything_wrong_is_named_with_its_place(library: Library, case: Case) -> None:
    put(library, C1=dedent(case.text))
    assert wrong(library, "C1") == [f"C1.yaml:{each}" for each in case.expected]


OTHERS = {
    "an unknown check": (SOME.replace("of: C1", "of: C2"), ["3:1: there is no other check 'C2'; there are C1"]),
    "itself": (SOME.replace("of: C1", "of: C1a"), ["3:1: there is no other check 'C1a'; did you mean 'C1'?"]),
    "an unknown phrase": (SOME.replace("P2", "P1, P3"), ["4:12: there is no phrase 'P3' in C1; there are P1, P2"]),
    "no phrases": (SOME.replace("only: [P2]\n", ""), ["1:1: 'only' is missing"]),
    "looks of its own": (SOME + "looks: []\n", ["5:1: unknown key 'looks'"]),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_check_made_of_another_names(library: Library, what: str) -> None:
    text, expected = OTHERS[what]
    put(library, C1a=text)
    found = wrong(library, "C1a")
    assert [each.removeprefix("C1a.yaml:") for each in found] == expected
    assert load(library, ["C1"])


def test_two_checks_are_not_made_of_each_other(library: Library) -> None:
    put(library, C1=SOME.replace("C1a", "C1").replace("of: C1", "of: C1a"))
    assert wrong(library, "C1") == ["C1a.yaml:3:1: 'C1' is made of this check in turn"]


def test_a_check_made_of_a_broken_one_is_broken_by_it(library: Library) -> None:
    load(library)
    put(library, C1=SOUND.replace("on+e", "'('"))
    assert wrong(library, "C1a")[0].startswith("C1.yaml:8:44:")


def test_a_file_that_is_too_large_is_not_read(library: Library) -> None:
    put(library, C1=SOUND + "#" * MAX_BYTES)
    assert len(wrong(library, "C1")) == 1


def test_checks_from_the_cache_need_no_yaml(library: Library, tmp_path: Path) -> None:
    args = (str(library.shipped), str(tmp_path / "cache"))
    heavy = ("pydantic", "ruamel.yaml", "reflect.library.document")
    first, needed = imported(LOAD, *args, heavy=heavy)
    assert first == [["C1", "For a test.", 1], ["C1a", "For a test.", 1]]
    assert needed == ["ruamel.yaml", "reflect.library.document"]
    assert imported(LOAD, *args, heavy=heavy) == [first, []]
    assert sorted(each.name for each in (tmp_path / "cache" / "checks").iterdir()) == ["C1.json", "C1a.json"]


def test_a_check_from_the_cache_is_the_one_that_was_read(library: Library) -> None:
    shipped = Library(PROMPTS, cache=library.shipped.parent / "cache")
    first = load(shipped)
    assert load(shipped) == first


def test_a_check_is_read_anew_when_its_file_changes_or_the_one_it_is_made_of(library: Library) -> None:
    load(library)
    put(library, C1=SOUND.replace("id: P1", "id: P0"))
    assert phrases(library, "C1") == ["P0", "P2"]
    assert phrases(library, "C1a") == ["P2"]
    put(library, C1=SOUND.replace("id: P2", "id: P3"))
    assert wrong(library, "C1a") == ["C1a.yaml:4:8: there is no phrase 'P2' in C1; there are P1, P3"]
    put(library, C1=SOUND, C1a=SOME.replace("P2", "P1"))
    assert phrases(library, "C1a") == ["P1"]


@pytest.mark.parametrize("value", [None, 5, "x", [1], {}, {"check": "C1"}], ids=str)
@pytest.mark.parametrize("name", ["C1", "C1a"])
def test_a_cache_with_something_else_inside_is_done_without(library: Library, name: str, value: object) -> None:
    checks = load(library)
    assert library.cache
    path = library.cache.parent / FOLDER / f"{name}.json"
    inside = json.loads(path.read_bytes())
    for broken in ({**inside, "check": value}, {**inside, "of": value}, {**inside, "sha256": value}, value):
        path.write_text(json.dumps(broken), encoding="utf-8")
        assert load(library) == checks


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    library = Library(tmp_path / "prompts")
    put(library, C1=SOUND)
    assert load(library)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["C1.yaml", "checks", "prompts"]
