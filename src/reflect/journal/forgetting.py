"""Removes something from the journal for good, with everything in it that speaks of it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reflect.entry.forgotten import without, words_in
from reflect.entry.plain import Json
from reflect.errors import NotSaved
from reflect.journal import json_text, reading
from reflect.journal.durable import TEMPORARY
from reflect.journal.files import CHANGES, DRAFTS, ENTRIES, TRASH, Files
from reflect.journal.ids import is_id
from reflect.journal.listing import SUFFIX
from reflect.journal.reading import UnreadableFile

LEAST = 20
"""How many characters of somebody's words are looked for elsewhere; fewer stand in too many places by chance."""
_FORMAT = 1


@dataclass(frozen=True)
class Forgotten:
    """What was removed (ids), and what may still speak of it: files that could not be read or changed, and entries and
    drafts in which the same words stand (ids)."""

    entries: tuple[str, ...]
    drafts: tuple[str, ...]
    left: tuple[Path, ...] = ()
    echoes: tuple[str, ...] = ()


@dataclass
class _Going:
    """What is on its way out: files by how they go, and the words that stood in them."""

    names: frozenset[str]
    rewritten: dict[Path, Json] = field(default_factory=dict)
    removed: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)
    words: set[bytes] = field(default_factory=set)


def forget(files: Files, names: Collection[str]) -> Forgotten:
    """Removes the entries and setbacks with these ids, and the entries of these setbacks, in their places and in the trash.
    For those who hold the journal's lock. Raises Unreadable for a folder, or for what was asked for (then nothing is
    removed), NotSaved, MaybeNotSafe; done once more, it goes on.

    Drafts about them go, the changes they are in can not be taken back any more, and in other files what refers to them is
    taken out. What was asked for goes last, so that it can be named until all else is gone.
    """
    going = _Going(frozenset(names) | _along(files, frozenset(names)))
    for path in _all(files):
        _look(going, files, path)
    for path, value in going.rewritten.items():
        files.put(path.relative_to(files.root), json_text.encode(value))
    try:
        for path in sorted(going.removed, key=lambda each: _lasts(files, each, names)):
            files.remove(path.relative_to(files.root))
    except NotSaved as error:
        reason = error.message.partition(" What was saved before")[0]
        raise NotSaved(f"Not all of it is removed yet; the same command goes on with it. {reason}") from None
    ids = {
        kind: [each.stem for each in going.removed if kind in each.parts and is_id(each.stem)]
        for kind in (ENTRIES, DRAFTS)
    }
    echoes = [path.stem for path in _all(files) if path not in going.left and _holds(path, going.words)]
    return Forgotten(
        tuple(dict.fromkeys(ids[ENTRIES])), tuple(dict.fromkeys(ids[DRAFTS])), tuple(going.left), tuple(echoes)
    )


def _along(files: Files, names: frozenset[str]) -> frozenset[str]:
    """The entries and drafts (ids) that go along: those about the setbacks, and drafts that became or change an entry."""
    found = set()
    for path in _all(files):
        data = None if _kind(files, path) not in (ENTRIES, DRAFTS) else reading.raw(path)
        if isinstance(data, bytes) and any(name.encode() in data for name in names):
            with contextlib.suppress(json_text.NotJson):
                if _is_of(json_text.decode(data), names):
                    found.add(path.stem)
    return frozenset(found)


def _kind(files: Files, path: Path) -> str:
    """Of which kind a file is, also in the trash."""
    parts = path.relative_to(files.root).parts
    return parts[1 if parts[0] == TRASH else 0]


def _look(going: _Going, files: Files, path: Path) -> None:
    """Decides what becomes of a file."""
    if path.name.startswith(TEMPORARY):
        # Whoever writes holds the lock that is held here; this is of a writer that was killed.
        going.removed.append(path)
        return
    data = reading.raw(path)
    if isinstance(data, UnreadableFile):
        if path.stem in going.names:
            raise data.error()
        going.left.append(path)
        return
    mentioned = any(name.encode() in data for name in going.names)
    if path.stem not in going.names and not mentioned:
        return
    value: Json = None
    with contextlib.suppress(json_text.NotJson):
        value = json_text.decode(data)
    if path.stem in going.names or (_kind(files, path) == CHANGES and mentioned):
        going.removed.append(path)
        going.words |= {_as_written(words) for words in words_in(value, LEAST)}
    elif not isinstance(value, dict) or not _known(value):
        going.left.append(path)
    elif (rest := _tidied(without(value, going.names))) != value:
        going.rewritten[path] = rest


def _is_of(value: Json, names: Collection[str]) -> bool:
    """Whether an entry or a draft is about something that is forgotten, became it, or changes it."""
    if not isinstance(value, dict):
        return False
    edits = value.get("edits")
    return not {
        value.get("setback"),
        value.get("entry"),
        edits.get("entry") if isinstance(edits, dict) else None,
    }.isdisjoint(names)


def _known(value: dict[str, Json]) -> bool:
    version = value.get("format")
    return isinstance(version, int) and version <= _FORMAT


def _tidied(value: Json) -> Json:
    """What is left, without groups of signs that have none any more."""
    if isinstance(value, dict) and isinstance(value.get("groups"), list):
        groups = [each for each in value["groups"] if not isinstance(each, dict) or each.get("signs")]
        apart = [each for each in value.get("apart", []) if not isinstance(each, list) or len(each) > 1]
        return {**value, "groups": groups, **({"apart": apart} if "apart" in value else {})}
    return value


def _lasts(files: Files, path: Path, asked: Collection[str]) -> tuple[bool, bool, str]:
    """How late a file goes: what was asked for after all else, and then from the trash before from its place."""
    return path.stem in asked, TRASH not in path.relative_to(files.root).parts[:1], str(path)


def _as_written(words: str) -> bytes:
    """The words as they stand in a file of the journal."""
    return json.dumps(words, ensure_ascii=False)[1:-1].encode("utf-8", errors="backslashreplace")


def _holds(path: Path, words: Collection[bytes]) -> bool:
    data = reading.raw(path)
    return not isinstance(data, UnreadableFile) and any(each in data for each in words)


def _all(files: Files) -> Iterator[Path]:
    """Every file below the journal's folder that is of the journal; links are not followed. Raises Unreadable for a folder
    that cannot be looked into."""

    def refused(error: OSError) -> None:
        raise UnreadableFile(Path(error.filename), reading.reason(error)).error()

    for folder, folders, names in os.walk(files.root, onerror=refused):
        folders.sort()
        for name in sorted(names):
            if name.startswith(TEMPORARY) or name.endswith(SUFFIX):
                yield Path(folder) / name
