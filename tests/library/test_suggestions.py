"""The file with the rules about what one could do next: found beside the flows, checked, kept in the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reflect.errors import BrokenFlow
from reflect.flow.build import unbuild
from reflect.library.flows import SUGGESTIONS, Library
from reflect.library.suggestions import check, load
from tests.flows.method import PROMPTS
from tests.library.making import BROKEN, DEBRIEF, DEFINE, imported, put

RULES = """\
rules:
  - {suggest: debrief, when: {define.size: large}, because: It was large.}
  - {suggest: walk, when: {entry: define}, because: For some air.}
"""
LOAD = """
from pathlib import Path
from reflect.library.flows import Library
from reflect.library.suggestions import load
said = [rule.plain() for rule in load(Library(Path(sys.argv[1]), cache=Path(sys.argv[2])))]
"""


def put_rules(library: Library, text: str) -> Path:
    path = library.shipped / SUGGESTIONS
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two flows, and rules that name a third one too."""
    library = Library(put(tmp_path / "prompts", define=DEFINE, debrief=DEBRIEF), tmp_path / "own", tmp_path / "cache")
    put_rules(library, RULES)
    return library


def wrong(library: Library) -> list[str]:
    """What is said about rules that cannot be loaded: every place without its folder."""
    with pytest.raises(BrokenFlow) as caught:
        load(library)
    return [Path(each).name for each in caught.value.details]


def test_the_shipped_rules_name_only_what_is_there() -> None:
    rules = check(Library(PROMPTS))
    assert rules == load(Library(PROMPTS))
    assert rules
    assert all(rule.because.endswith(".") and "!" not in rule.because for rule in rules)


def test_the_rules_are_no_flow(library: Library) -> None:
    assert [*library.files()] == ["debrief", "define"]


def test_a_person_s_own_flow_may_have_the_name_of_that_file(library: Library, tmp_path: Path) -> None:
    put(tmp_path / "own", next=DEFINE.replace("flow: define", "flow: next"))
    assert library.files()["next"].own
    assert library.load("next").flow.title == "Define"
    assert [rule.suggest for rule in load(library)] == ["debrief"]


def test_a_rule_that_names_a_flow_which_is_not_there_or_broken_is_passed_over(library: Library) -> None:
    assert [rule.suggest for rule in load(library)] == ["debrief"]
    put(library.shipped, walk=DEFINE.replace("flow: define", "flow: walk"))
    assert [rule.suggest for rule in load(library)] == ["debrief", "walk"]
    put(library.shipped, walk=BROKEN)
    assert [rule.suggest for rule in load(library)] == ["debrief"]


def test_checked_on_purpose_such_a_rule_is_wrong(library: Library) -> None:
    with pytest.raises(BrokenFlow) as caught:
        check(library)
    assert [Path(each).name for each in caught.value.details] == ["next.yaml:3:6: there is no flow 'walk'"]


def test_without_that_file_there_are_no_rules(library: Library) -> None:
    (library.shipped / SUGGESTIONS).unlink()
    assert load(library) == ()


def test_everything_wrong_is_named_with_its_place(library: Library) -> None:
    put_rules(library, RULES.replace("large}", "huge}").replace("suggest: walk", "sugest: walk"))
    assert wrong(library) == [
        "next.yaml:3:5: 'suggest' is missing",
        "next.yaml:3:6: unknown key 'sugest'; did you mean 'suggest'?",
    ]
    put_rules(library, RULES.replace("large}", "huge}"))
    assert wrong(library) == ["next.yaml:2:31: there is no option 'huge'; there are small, large"]
    put_rules(library, "rules: [")
    assert len(wrong(library)) == 1


def test_rules_from_the_cache_need_neither_pydantic_nor_yaml(library: Library, tmp_path: Path) -> None:
    args = (str(library.shipped), str(tmp_path / "cache"))
    first, heavy = imported(LOAD, *args)
    assert first == [each.plain() for each in load(library)]
    assert heavy == ["pydantic", "ruamel.yaml"]
    assert imported(LOAD, *args) == [first, []]


def test_rules_are_checked_anew_when_they_change_or_a_flow_that_they_name_does(library: Library) -> None:
    load(library)
    put(library.shipped, define=DEFINE.replace("id: size", "id: weight"))
    assert wrong(library) == ["next.yaml:2:31: there is no question 'size' in flow 'define'"]
    put_rules(library, RULES.replace("define.size", "define.weight"))
    assert [unbuild(rule.when) for rule in load(library)] == [{"define.weight": "large"}]


@pytest.mark.parametrize("value", [None, 5, "x", [1], [{}], [{"suggest": "debrief"}]], ids=str)
def test_a_cache_with_something_else_inside_is_done_without(library: Library, tmp_path: Path, value: object) -> None:
    rules = load(library)
    path = tmp_path / "cache" / "suggestions.json"
    inside = json.loads(path.read_bytes())
    for broken in ({**inside, "rules": value}, {**inside, "named": value}, value):
        path.write_text(json.dumps(broken), encoding="utf-8")
        assert load(library) == rules


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    library = Library(put(tmp_path / "prompts", define=DEFINE, debrief=DEBRIEF))
    put_rules(library, RULES)
    assert len(load(library)) == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["debrief.yaml", "define.yaml", "next.yaml", "prompts"]
