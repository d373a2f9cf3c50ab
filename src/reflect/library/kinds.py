"""The kinds of slips and situations that setbacks are compared by: read from the file beside the flows, kept in the cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reflect.errors import BrokenFlow
from reflect.insights.kinds import Common, Kind, Kinds
from reflect.library import cache
from reflect.library.flows import KINDS, Library, bytes_of, digest_of

_KEPT = "kinds"


def load(library: Library, *, keep: bool = True) -> Kinds | None:
    """The kinds that came with the program; None where there is no such file. Raises BrokenFlow.

    Without `keep` nothing is written, not even to the cache.
    """
    path = library.shipped / KINDS
    if not path.is_file():
        return None
    data = bytes_of(path)
    folder = library.cache.parent if library.cache else None
    if (found := _cached(folder, digest_of(data))) is not None:
        return found
    kinds = _checked(path, data)
    if keep:
        cache.keep(folder, _KEPT, {"sha256": digest_of(data), **_plain(kinds)})
    return kinds


def _cached(folder: Path | None, digest: str) -> Kinds | None:
    """The kinds, if this very file was found sound by this very program."""
    try:
        kept = cache.kept(folder, _KEPT)
        return _made(kept) if kept["sha256"] == digest else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _checked(path: Path, data: bytes) -> Kinds:
    from reflect.library.document import Malformed
    from reflect.library.document import read as read_document
    from reflect.library.kinds_file import read

    try:
        document = read_document(data)
    except Malformed as error:
        raise _broken(path, [f"{path}:{error.line}:{error.column}: {error.message}"]) from None
    kinds, problems = read(document.tree)
    if problems:
        found = sorted((*document.place(each.path), each.message) for each in problems)
        raise _broken(path, [f"{path}:{line}:{column}: {message}" for line, column, message in found])
    return kinds


def _plain(kinds: Kinds) -> dict[str, Any]:
    """What `_made` takes, made of JSON values."""
    return {
        "kinds": [[each.id, each.label, each.broad, each.near] for each in kinds.kinds],
        "says": kinds.says,
        "by_chance": kinds.usual,
        "irregular": kinds.irregular,
        "common": [sorted(kinds.common.everywhere), sorted(kinds.common.at_work)],
    }


def _made(kept: dict[str, Any]) -> Kinds:
    everywhere, at_work = kept["common"]
    return Kinds(
        tuple(Kind(name, label, broad, tuple(near)) for name, label, broad, near in kept["kinds"]),
        {word: tuple((kind, strength) for kind, strength in kinds) for word, kinds in kept["says"].items()},
        dict(kept["by_chance"]),
        dict(kept["irregular"]),
        Common(frozenset(everywhere), frozenset(at_work)),
    )


def _broken(path: Path, places: list[str]) -> BrokenFlow:
    count = "a problem" if len(places) == 1 else f"{len(places)} problems"
    return BrokenFlow(f"The file {path.name} has {count}; mend it and try again.", places)
