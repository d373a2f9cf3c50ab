"""The rules about what one could do next: read from the file beside the flows, checked completely, kept in the cache."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reflect.errors import BrokenFlow
from reflect.flow import suggestions
from reflect.flow.suggestions import Rule
from reflect.library import cache
from reflect.library.flows import SUGGESTIONS, Ground, Library, bytes_of, digest_of

_KEPT = "suggestions"


def load(library: Library) -> tuple[Rule, ...]:
    """The rules that came with the program, but for those that name a flow which is not there or is broken.

    None where there is no such file. Raises BrokenFlow.
    """
    path = library.shipped / SUGGESTIONS
    if not path.is_file():
        return ()
    folder = library.cache.parent if library.cache else None
    ground = Ground(path, library.shipped_files())
    kept = cache.kept_or_none(folder, _KEPT)
    if kept and ground.looks_the_same(kept) and (known := _rules(kept)) is not None:
        return known
    looks = ground.looks(ground.files)
    data = bytes_of(path)
    digest = digest_of(data)
    sound = _rules(kept) if kept and ground.is_the_same(kept, digest) else None
    if kept and sound is not None:
        named = frozenset(kept["named"])
    else:
        rules, problems, broken = _checked(library, path, data)
        if problems:
            raise _broken(path, problems)
        sound = tuple(rule for rule in rules if rule.names <= ground.files.keys() - broken)
        named = frozenset[str]().union(*(rule.names for rule in rules))
    cache.keep(folder, _KEPT, {**ground.noted(digest, named, looks), "rules": [rule.plain() for rule in sound]})
    return sound


def check(library: Library) -> tuple[Rule, ...]:
    """The rules that came with the program, each of which must name flows that are there. Raises BrokenFlow."""
    path = library.shipped / SUGGESTIONS
    rules, problems, _ = _checked(library, path, bytes_of(path), whole=True)
    if problems:
        raise _broken(path, problems)
    return rules


def _rules(kept: Mapping[str, Any]) -> tuple[Rule, ...] | None:
    """The rules that were kept; None where something else stands there."""
    try:
        rules, problems = suggestions.read({"rules": kept["rules"]}) if kept["rules"] != [] else ((), [])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None if problems else rules


def _checked(
    library: Library, path: Path, data: bytes, *, whole: bool = False
) -> tuple[tuple[Rule, ...], list[str], frozenset[str]]:
    """The rules, what is wrong with them as `file:line:column: message`, and the flows they name that are broken.

    With `whole`, that a flow is not there is wrong too.
    """
    from reflect.flow.sound_suggestions import unsound
    from reflect.library.document import Malformed, read

    try:
        document = read(data)
    except Malformed as error:
        return (), [f"{path}:{error.line}:{error.column}: {error.message}"], frozenset()
    rules, problems = suggestions.read(document.tree)
    files = library.shipped_files()
    named = frozenset[str]().union(*(rule.names for rule in rules))
    models = library.models(named, files)
    if not problems:
        problems = unsound(rules, {**dict.fromkeys(files), **models}, whole=whole)
    found = sorted((*document.place(each.path), each.message) for each in problems)
    broken = frozenset(name for name, flow in models.items() if flow is None)
    return rules, [f"{path}:{line}:{column}: {message}" for line, column, message in found], broken


def _broken(path: Path, places: list[str]) -> BrokenFlow:
    count = "a problem" if len(places) == 1 else f"{len(places)} problems"
    return BrokenFlow(f"The suggestions in {path.name} have {count}; mend the file and try again.", places)
