"""Reads a YAML or JSON text in one pass into plain values that remember where they stand.

Scalars stay text: `1.10`, `0777`, `no` and `12:30` are what was written. Anchors, aliases, tags, duplicate keys and deep
nesting are refused: nothing a flow or an answers file needs, and all of it a way to harm (an alias bomb; 200,000 open
brackets, which crash C loaders).
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reflect.flow.notation import Path

MAX_DEPTH = 20
ANCHORS = "anchors and aliases (& and *) are not used here; write it out, or put it in quotes"
TAGS = "tags (!) are not used here; put a text that begins with '!' in quotes"
REMARK = "what stands behind the # on this line would be left out; put the text in quotes, or the remark on a line of its own"
_REMARK = re.compile(r"[ \t]+#")

# NUL and other controls, lone surrogates, and two code points that are no characters; YAML allows none of them.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile(r"\\u[dD]([89a-fA-F])(?=[0-9a-fA-F]{2})")


class Malformed(ValueError):
    """A text that is no document: what is wrong, and where (line and column, from 1)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(frozen=True)
class Document:
    """Texts, lists and mappings (None where nothing is written), and where each stands in the file."""

    tree: Any
    places: dict[Path, tuple[int, int]] = field(repr=False)

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column (from 1) of what stands at `path`, or of the nearest that holds it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read(data: bytes, *, remarks: bool = True) -> Document:
    """The document in `data`. Raises Malformed.

    Without `remarks`, no comment may stand beside a text: somebody who writes an answer as "ticket #12" means all of it.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        line, column = len(before), len(before[-1]) + 1
        raise Malformed("is not UTF-8 text", line, column) from None
    if text.lstrip().startswith(("{", "[")) and (whole := _as_json(text)) is not None:
        # A tab may stand between the tokens of JSON, not of YAML; inside its strings there is none. Halves of surrogate
        # pairs, which YAML does not join, become other characters; only places are taken from this reading.
        places = _Reading(_SURROGATE.sub(_stand_in, text.replace("\t", " "))).document().places
        return Document(whole[0], places)
    return _Reading(text, remarks=remarks).document()


def _as_json(text: str) -> tuple[Any] | None:
    """What `text` says as JSON (in a tuple, since it may be None), numbers and truth values as written; None if it is
    something else."""
    try:
        whole = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, strict=True)
    except (ValueError, RecursionError):
        return None
    return (_written(whole),)


def _stand_in(half: re.Match[str]) -> str:
    """An escape for private use (U+E000 and on) as long as the one for half a surrogate pair, and no two the same."""
    return f"\\ue{int(half[1], 16) - 8:x}"


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items()}
    return [_written(each) for each in value] if isinstance(value, list) else value


class _Reading:
    """One pass over the events of a YAML text."""

    def __init__(self, text: str, *, remarks: bool = True) -> None:
        self.text = text
        self.remarks = remarks
        self.places: dict[Path, tuple[int, int]] = {}

    def document(self) -> Document:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        self._refuse_controls()
        reader = YAML(typ="safe", pure=True)
        try:
            self.events: Iterator[Any] = iter(reader.parse(io.StringIO(self.text)))
            tree = self._whole()
        except MarkedYAMLError as error:
            raise _in_our_words(error) from None
        except (YAMLError, UnicodeError, ValueError, RecursionError) as error:
            if isinstance(error, Malformed):
                raise
            raise Malformed("is not YAML that can be read", 1, 1) from None
        return Document(tree, self.places)

    def _refuse_controls(self) -> None:
        if found := _REFUSED.search(self.text):
            before = self.text[: found.start()]
            line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
            raise Malformed(f"holds a character that no text has (U+{ord(found.group()):04X})", line, column)

    def _whole(self) -> Any:
        tree, documents = None, 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _malformed("a second document begins here; one file is one document", event)
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                tree = self._value(event, ())
        return tree

    def _value(self, event: Any, path: Path) -> Any:
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor is not None:
            raise _malformed(ANCHORS, event)
        if event.tag is not None and not (kind == "ScalarEvent" and event.implicit[1]):
            raise _malformed(TAGS, event)
        if len(path) > MAX_DEPTH:
            raise _malformed(f"is nested more than {MAX_DEPTH} deep", event)
        self.places.setdefault(path, _place(event))
        if kind == "ScalarEvent":
            if not self.remarks and event.style is None and _REMARK.match(self.text, event.end_mark.index):
                raise _malformed(REMARK, event)
            empty = event.implicit[0] and event.style is None and event.value in ("", "~", "null")
            return None if empty else event.value
        return self._list(path) if kind == "SequenceStartEvent" else self._mapping(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent" or event.anchor is not None or event.tag is not None:
                raise _malformed("a key is a plain text", event)
            if event.value in items:
                raise _malformed(f"'{event.value}' stands here a second time", event)
            self.places[*path, event.value] = _place(event)
            items[event.value] = None
            items[event.value] = self._value(next(self.events), (*path, event.value))
        return items


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _malformed(message: str, event: Any) -> Malformed:
    return Malformed(message, *_place(event))


@dataclass(frozen=True)
class _Trouble:
    """What ruamel says (a part of it), what that means to a person, and whether it is meant where it began."""

    said: str
    meaning: str
    from_the_start: bool = False


_TROUBLES = (
    _Trouble("found character '\\t'", "lines are indented with spaces, not with tabs"),
    _Trouble("cannot start any token", "a text that begins with this character needs quotes"),
    _Trouble("mapping values", "a ':' was not expected here; put a text that holds one in quotes, or mend the indent"),
    _Trouble("found '<scalar>'", "a text goes on after its closing quote or bracket; put all of it in quotes"),
    _Trouble("found '}'", "a '}' without its beginning"),
    _Trouble("found ']'", "a ']' without its beginning"),
    _Trouble("expected <block end>", "does not line up with what it belongs to; mend the indent"),
    _Trouble("expected '<document start>'", "does not line up with what it belongs to; mend the indent"),
    _Trouble("expected ',' or ']'", "a ',' or ']' is missing before this"),
    _Trouble("expected ',' or '}'", "a ',' or '}' is missing before this"),
    _Trouble("node content", "a value is missing before this"),
    _Trouble("scanning a quoted scalar", "this quote is never closed", from_the_start=True),
    _Trouble("scanning a simple key", "a ':' is missing after this", from_the_start=True),
    _Trouble("escape", "a backslash means something in double quotes; use single quotes, or write it twice"),
    _Trouble("are not allowed here", "a list or mapping begins on a line of its own"),
    _Trouble("scanning a block scalar", "a text after '|' or '>' begins on the next line"),
    _Trouble("anchor", ANCHORS),
    _Trouble("alias", ANCHORS),
    _Trouble(" tag", TAGS),
    _Trouble("", "is not YAML that can be read"),
)


def _in_our_words(error: Any) -> Malformed:
    """What is wrong in one line, without the words of the file, which ruamel quotes."""
    said = f"{error.context or ''}: {error.problem or ''}"
    trouble = next(each for each in _TROUBLES if each.said in said)
    marks = (
        [error.context_mark, error.problem_mark] if trouble.from_the_start else [error.problem_mark, error.context_mark]
    )
    mark = next((each for each in marks if each), None)
    return Malformed(trouble.meaning, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)
