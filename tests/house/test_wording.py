"""What is said to a person keeps to the wording of the method, as far as words and signs can be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reflect.library.document import read
from reflect.library.flows import shipped_prompts
from tests.cli.running import Reflect
from tests.house.test_ids import SRC, texts
from tests.house.test_words import NAMES, loud
from tests.house.wording import RULES, Rule, Said

ROOT = Path(__file__).parents[2]
PROMPTS = shipped_prompts()
# The sheets of the made-up year are a person's words, which are theirs; the file beside them is ours.
FILES = sorted(
    name
    for path in PROMPTS.rglob("*.yaml")
    if not (name := path.relative_to(PROMPTS).as_posix()).startswith("demo/") or name == "demo/year.yaml"
)
SOURCES = sorted(path.relative_to(SRC).as_posix() for path in SRC.rglob("*.py"))
PAGES = ["docs/method.md", "README.md", "CHANGELOG.md"]

# In files of what is looked for in an answer: the patterns, what such a sentence is called, and sentences to try them on.
QUOTED = frozenset(
    {"pattern", "patterns", "moment", "moments", "act", "sentence", "unless", "name", "words", "told"}
    | {"found", "clean", "must_find", "must_not_find"}
)
LOUD = "an exclamation mark or a picture"

# Where a word stands that is looked for, and why it may: the file, the words around it, and the reason.
EXCEPTIONS: dict[tuple[str, str], str] = {}

# Two questions in one are the method's own where the second only opens the first.
TWO_IN_ONE = {
    "debrief.skills",
    "letgo.judge_who",
    "letgo.temporary",
    "checkin.apology_how",
    "checkin.in_way",
    "checkin.talked",
}


def leaves(
    tree: Any, quoted: frozenset[str] = frozenset(), place: tuple[object, ...] = ()
) -> Iterator[tuple[tuple[object, ...], str]]:
    """Every text of a file with its keys, but for what stands under a key of `quoted`."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in quoted:
                yield from leaves(value, quoted, (*place, key))
    elif isinstance(tree, list):
        for number, each in enumerate(tree):
            yield from leaves(each, quoted, (*place, number))
    elif isinstance(tree, str):
        yield place, tree


def in_prompts(file: str) -> Iterator[Said]:
    looks_for = file.startswith("checks/") or file in ("safety.yaml", "similar.yaml")
    for place, text in leaves(read((PROMPTS / file).read_bytes()).tree, QUOTED if looks_for else frozenset()):
        yield Said(file, place, text)


def in_source(file: str) -> Iterator[Said]:
    """The messages of a module: strings in which words follow each other."""
    for line, text in texts((SRC / file).read_text(encoding="utf-8")):
        if re.search(r"\w \w", text):
            yield Said(file, (line,), text)


def in_page(file: str) -> Iterator[Said]:
    """The paragraphs of a page, each in one line, without what stands in code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", (ROOT / file).read_text(encoding="utf-8"), flags=re.DOTALL)
    for number, paragraph in enumerate(text.split("\n\n")):
        yield Said(file, (number,), " ".join(paragraph.split()))


def against_the_rules(said: Iterable[Said]) -> list[tuple[str, str, tuple[object, ...], str]]:
    """Each finding: the rule, the file, the place, and the words."""
    findings = []
    for each in said:
        text = each.text
        for file, words in EXCEPTIONS:
            text = text.replace(words, "") if file == each.file else text
        left = Said(each.file, each.place, text)
        findings += [(rule.name, each.file, each.place, words) for rule in RULES for words in rule.found(left)]
        if each.file.endswith(".yaml"):
            findings += [(LOUD, each.file, each.place, sign) for sign in loud(text)]
    return findings


def asked_twice(file: str, tree: Any) -> list[str]:
    """The questions of a flow that ask more than one thing, as flow.question or flow.question.field."""

    def below(step: dict[str, Any], name: str) -> Iterator[str]:
        asked = f"{name}.{step.get('id', '')}"
        if step.get("ask", "").count("?") > 1:
            yield asked
        for field in step.get("fields", []):
            yield from below(field, asked)

    return [name for step in tree.get("steps", []) for name in below(step, Path(file).stem)]


@pytest.mark.parametrize("file", FILES)
def test_nothing_in_the_prompts_breaks_the_rules_of_wording(file: str) -> None:
    found = [*in_prompts(file)]
    assert len(found) > 3
    assert against_the_rules(found) == []


@pytest.mark.parametrize("file", SOURCES)
def test_no_message_breaks_the_rules_of_wording(file: str) -> None:
    assert against_the_rules(in_source(file)) == []


@pytest.mark.parametrize("file", PAGES)
def test_no_page_breaks_the_rules_of_wording(file: str) -> None:
    assert against_the_rules(in_page(file)) == []
    # A picture begins with the sign.
    assert not loud((ROOT / file).read_text(encoding="utf-8").replace("![", "["))


@pytest.mark.parametrize("name", ["", *NAMES])
def test_no_help_breaks_the_rules_of_wording(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Reflect(tmp_path)(*name.split(), "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert "reflect" in said
    assert against_the_rules([Said("help.py", (name,), said)]) == []


@pytest.mark.parametrize("file", FILES)
def test_a_question_asks_one_thing(file: str) -> None:
    assert {*asked_twice(file, read((PROMPTS / file).read_bytes()).tree)} <= TWO_IN_ONE


def test_every_exception_is_still_one() -> None:
    trees = {file: read((PROMPTS / file).read_bytes()).tree for file in FILES}
    assert {name for file, tree in trees.items() for name in asked_twice(file, tree)} == TWO_IN_ONE
    said = [
        *(each for file in FILES for each in in_prompts(file)),
        *(each for file in SOURCES for each in in_source(file)),
    ]
    for file, words in EXCEPTIONS:
        assert any(words in each.text for each in said if each.file == file), words


# ------------------------------------------------------------------------------------------------------- that it sees


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_planted_wording_is_found_and_a_plain_one_is_not(rule: Rule) -> None:
    for planted in rule.planted:
        assert rule.name in [finding[0] for finding in against_the_rules([Said("checkin.yaml", (), planted)])], planted
    for clean in rule.clean:
        assert not rule.found(Said("checkin.yaml", (), clean)), clean


def test_a_loud_text_is_found_in_any_file_of_the_prompts() -> None:
    tree = {"steps": [{"ask": "Done?", "hint": "Now!"}, {"fields": [{"ask": "\U0001f600?"}]}]}
    said = [Said("checks/any.yaml", *leaf) for leaf in leaves(tree)]
    assert [(rule, sign) for rule, _, _, sign in against_the_rules(said)] == [(LOUD, "!"), (LOUD, "\U0001f600")]


def test_what_is_only_quoted_is_passed_over_and_nothing_beside_it() -> None:
    tree = {
        "phrases": [{"pattern": "you should", "found": ["You must."], "why": "You should not.", "name": "a failure"}]
    }
    assert [*leaves(tree, QUOTED)] == [(("phrases", 0, "why"), "You should not.")]
    assert [text for _, text in leaves({"options": {"name": "by name"}})] == ["by name"]


def test_a_rule_about_promises_is_held_where_something_comes_back() -> None:
    rule = next(each for each in RULES if each.where == "of promises")
    assert rule.found(Said("checkin.yaml", ("steps", 1, "ask"), "It failed"))
    assert rule.found(Said("goals.yaml", ("steps", 1, "follow_up", "text"), "It failed"))
    assert rule.found(Said("pages/due.py", (1,), "It failed"))
    assert not rule.found(Said("define.yaml", ("steps", 1, "options", "outcome"), "It failed"))


def test_a_rule_about_orders_is_not_held_where_safety_is_at_stake() -> None:
    rule = next(each for each in RULES if each.where == "not where safety is at stake")
    assert not rule.found(Said("safety.yaml", (), "You must leave the building."))
    assert rule.found(Said("goals.yaml", (), "You must leave the building."))


def test_two_questions_in_one_are_found() -> None:
    group = {"id": "c", "ask": "E?", "fields": [{"id": "d", "ask": "A? B?"}]}
    tree = {"steps": [{"id": "a", "ask": "Who? And why?"}, {"id": "b", "ask": "Who?"}, group]}
    assert asked_twice("any.yaml", tree) == ["any.a", "any.c.d"]


def test_the_messages_of_a_module_are_read_and_the_code_of_a_page_is_not() -> None:
    assert any("finish" in each.text for file in SOURCES for each in in_source(file))
    assert not [each for each in in_page("README.md") if "REFLECT_HOME" in each.text]
