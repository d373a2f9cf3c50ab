"""A sheet of an entry: all its answers as YAML under their questions, to be changed with any editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reflect.entry.model import Answer, Entry
from reflect.entry.said import HOLE, OTHER, AskedField, Said
from reflect.entry.words import day_in_words
from reflect.flow.model import Flow
from reflect.flow.questions import Choice, Choices, Question, fields_of
from reflect.pages.visible import one_line
from reflect.pages.worksheet import comment

KEY = "key"
"""Stands in a record, so that what speaks of it finds it again."""

_PLAIN = re.compile(r"[^\W_](?:[\w ,.'’()/–—-]*[\w.’)])?")
_LONG = ("long", "letter")


def sheet(entry: Entry, flow: Flow | None = None) -> str:
    """The answers of `entry` by the ids of their questions; everything else is a comment. `flow` is its flow as it is now,
    which knows what else could be chosen."""
    lines = [
        *comment(f"{one_line(entry.flow.title)}, {day_in_words(entry.finished.date())}"),
        "#",
        *comment(
            "Change what you like below the keys, save, and close the editor. What stays as it is, is left alone; an answer "
            "that you empty is left empty. The wording before is kept with the entry. Text of several lines stands below "
            "its key, each line two spaces in. A line with # at its very beginning is only there to be read."
        ),
        "",
    ]
    for answer in entry.answers:
        lines += [*_answer(answer, flow.questions.get(answer.id) if flow else None), ""]
    return "\n".join(lines)


def _answer(answer: Answer, question: Question | None) -> Iterator[str]:
    hole = "…" if answer.each is not None else ""
    yield from comment(one_line(answer.asked.replace(HOLE, hole)))
    yield from _options(question)
    if answer.each is None:
        yield from _said(_written(answer.id), answer, answer.said, "")
        return
    yield f"{_written(answer.id)}:"
    for each in answer.each:
        yield from comment(one_line(each.text), "  ")
        yield from _said(_written(each.key), answer, each.said, "  ")


def _options(question: Question | None) -> Iterator[str]:
    """What can be chosen, where it does not depend on other answers."""
    for field in fields_of(question):
        if isinstance(field, Choice | Choices) and field.options.fixed:
            yield from comment(f"{field.id}: {', '.join(key for key, _ in field.options.fixed)}", "    ")
    if isinstance(question, Choice | Choices):
        for key, label in question.options.fixed:
            yield from comment(key if key == label else f"{key}: {one_line(label)}", "    ")


def _said(key: str, answer: Answer, said: Said, indent: str) -> Iterator[str]:
    if said.skipped:
        yield f"{indent}{key}:"
    elif answer.type == "group":
        yield f"{indent}{key}:"
        for record in said.value if isinstance(said.value, list) else ():
            yield from _record(record, answer.fields, f"{indent}  ")
    elif answer.type == "entries":
        yield from _list(key, [each.get("key") for each in _dicts(said.value)], indent)
    elif isinstance(said.value, list):
        words = [each.get("text") if isinstance(each, dict) else _chosen(each, said) for each in said.value]
        yield from _list(key, words, indent)
    else:
        yield from _value(key, _single(said, answer.type), indent, long=answer.type in _LONG)


def _record(record: Any, fields: tuple[AskedField, ...], indent: str) -> Iterator[str]:
    if not isinstance(record, dict):
        return
    first = "- "
    for field in (AskedField(KEY, "", ""), *fields):
        said = field.said_in(record)
        value: Any = None if said.skipped else said.value
        name = _written(field.id)
        if isinstance(value, list):
            words = [each.get("text") if isinstance(each, dict) else _chosen(each, said) for each in value]
            yield from _first(_list(name, words, f"{indent}  "), indent, first)
        else:
            single = None if said.skipped else _single(said, field.type)
            yield from _first(_value(name, single, f"{indent}  ", long=field.type in _LONG), indent, first)
        first = "  "


def _first(lines: Iterator[str], indent: str, mark: str) -> Iterator[str]:
    """The lines of a field, the first of a record with the dash of the record."""
    for place, line in enumerate(lines):
        yield f"{indent}{mark}{line[len(indent) + 2 :]}" if place == 0 else line


def _single(said: Said, kind: str) -> Any:
    if kind == "date":
        return said.said if said.value is None else said.value
    if isinstance(said.value, bool):
        return "yes" if said.value else "no"
    return _chosen(said.value, said) if said.other is not None else said.value


def _chosen(key: Any, said: Said) -> Any:
    return {OTHER: said.other} if key == OTHER and said.other else key


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _list(key: str, words: list[Any], indent: str) -> Iterator[str]:
    yield f"{indent}{key}:"
    for each in words:
        yield f"{indent}  - {_flat(each)}"


def _value(key: str, value: Any, indent: str, *, long: bool) -> Iterator[str]:
    if value is None:
        yield f"{indent}{key}:"
    elif long and _blockable(str(value)):
        # The number says where the text begins, should its first line be indented itself.
        yield f"{indent}{key}: |2" if str(value)[:1] in (" ", "\n") else f"{indent}{key}: |"
        for line in str(value).split("\n"):
            yield f"{indent}  {line}" if line else ""
    else:
        yield f"{indent}{key}: {_flat(value)}"


def _blockable(text: str) -> bool:
    return bool(text.strip()) and all(each == "\n" or each.isprintable() for each in text)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{OTHER}: {_quoted(str(value[OTHER]))}}}"
    return _written(str(value))


def _written(text: str) -> str:
    """A text on one line: as it is where that can be nothing else, in quotes otherwise."""
    return text if _PLAIN.fullmatch(text) and text.casefold() != "null" else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_in_quotes, text)) + '"'


def _in_quotes(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"
