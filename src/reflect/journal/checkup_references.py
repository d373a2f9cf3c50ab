"""Follows what entries, drafts and groups of signs say they speak of, to tell where nothing is.

A reference is an id, perhaps with more behind it: ENTRY/QUESTION/..., or ENTRY/KIND for what a flow brings back. What was
deleted or never finished may be spoken of for ever; so nothing of this is wrong, but it shows where a file was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from reflect.entry.model import Entry
from reflect.entry.plain import Json
from reflect.journal import ids
from reflect.journal.checkup_finding import Finding
from reflect.journal.files import DRAFTS, ENTRIES, SETBACKS, TRASH, Files, place

_CHOSEN_ENTRIES = "entries"
"""The type of a question that is answered with setbacks or entries."""


class References:
    """What is spoken of by what was read so far, as far as it was not met yet."""

    def __init__(self, files: Files) -> None:
        self._files = files
        # By the id that is spoken of: who speaks of it, and of which part of it.
        self._open: dict[str, set[tuple[str, str]]] = {}
        self._met_before: dict[str, set[tuple[str, str]]] = {}

    def note(self, file: str, references: Iterable[str], known: Container[str] = ()) -> None:
        """Notes what a file speaks of; `known` are the entries (ids) that were read before it."""
        for each in references:
            target, _, rest = each.partition("/")
            noted = self._met_before if target in known else self._open
            noted.setdefault(target, set()).add((file, rest.partition("/")[0]))

    def meet(self, entry_id: str, parts: Callable[[], Container[str]]) -> Iterator[Finding]:
        """An entry that there is: what was spoken of it leads somewhere, where it has that among its `parts`."""
        speaking = self._open.pop(entry_id, None)
        if speaking:
            yield from _without(entry_id, speaking, parts())

    def findings(self, there: Container[str]) -> Iterator[Finding]:
        """What leads nowhere, once everything was read; `there` are the entries, setbacks and drafts (ids) that there are."""
        for target, speaking in self._met_before.items():
            found = self._files.load(place(ENTRIES, target), Entry.from_json) if ids.is_id(target) else None
            if isinstance(found, Entry):
                yield from _without(target, speaking, parts_of(found.to_json()))
        for target, speaking in self._open.items():
            if target not in there:
                says = f"It speaks of something that is not there{self._where(target)}."
                yield from (Finding("reference", file, says) for file in sorted({file for file, _ in speaking}))

    def _where(self, target: str) -> str:
        if not ids.is_id(target):
            return ""
        in_trash = any(self._files.exists(TRASH / place(kind, target)) for kind in (ENTRIES, SETBACKS, DRAFTS))
        return f" ({target}): it lies in the trash" if in_trash else f" ({target})"


def _without(entry_id: str, speaking: Iterable[tuple[str, str]], parts: Container[str]) -> Iterator[Finding]:
    lost = sorted({file for file, part in speaking if part and part not in parts})
    says = f"It speaks of an answer that is not in the entry {entry_id}."
    return (Finding("reference", file, says) for file in lost)


def spoken_of(entry: Mapping[str, Json]) -> Iterator[str]:
    """The references in an entry, as it stands in its file and was found to be one."""
    for answer in entry["answers"]:
        for each in (answer, *(answer.get("each") or ())):
            about = each.get("about")
            if about is not None:
                yield about
                if each is not answer:
                    yield each["key"]
            if answer["type"] == _CHOSEN_ENTRIES:
                yield from _chosen(each.get("value"))


def parts_of(entry: Mapping[str, Json]) -> set[str]:
    """What may be spoken of in an entry: its questions, and the kinds of what comes back because it was made."""
    kinds = (each.get("kind") for each in entry.get("follow_up") or ())
    return {each["id"] for each in entry["answers"]} | {each for each in kinds if isinstance(each, str)}


def _chosen(value: Json) -> Iterator[str]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and isinstance(each.get("key"), str) and ids.is_id(each["key"].partition("/")[0]):
            yield each["key"]
