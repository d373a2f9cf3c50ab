"""The two files about care, beside the flows: what is said where living itself is hard, and tips; kept in the cache."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reflect.errors import BrokenFlow
from reflect.flow.problems import Problem
from reflect.interview.care import Safety, Tips
from reflect.library import cache
from reflect.library.flows import SAFETY, TIPS, Library, bytes_of, digest_of
from reflect.library.safety_file import read_safety, read_tips

_KEPT = "safety"


@dataclass(frozen=True)
class Care:
    """What stands in both files; no `safety` where there is no such file."""

    safety: Safety | None = None
    tips: Tips = Tips()


def load(library: Library, *, keep: bool = True) -> Care:
    """What came with the program. Without `keep` nothing is written, not even to the cache. Raises BrokenFlow."""
    paths = {name: library.shipped / name for name in (SAFETY, TIPS)}
    files = {name: bytes_of(path) for name, path in paths.items() if path.is_file()}
    digests = {name: digest_of(data) for name, data in files.items()}
    folder = library.cache.parent if library.cache else None
    if (found := _cached(folder, digests)) is not None:
        return found
    care, trees = _checked({name: (paths[name], data) for name, data in files.items()})
    if keep and files:
        cache.keep(folder, _KEPT, {"sha256": digests, "trees": trees})
    return care


def _cached(folder: Path | None, digests: dict[str, str]) -> Care | None:
    """What the files say, if these very files were found sound by this very program."""
    try:
        kept = cache.kept(folder, _KEPT)
        if kept["sha256"] != digests or kept["trees"].keys() != digests.keys():
            return None
        care, problems = _read(kept["trees"], tried=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None if any(problems.values()) else care


def _read(trees: dict[str, Any], *, tried: bool) -> tuple[Care, dict[str, list[Problem]]]:
    """What stands in the trees of the files that there are, and what is wrong in each."""
    problems: dict[str, list[Problem]] = {}
    tips, safety = Tips(), None
    if TIPS in trees:
        tips, problems[TIPS] = read_tips(trees[TIPS])
    if SAFETY in trees:
        safety, problems[SAFETY] = read_safety(trees[SAFETY], tips, tried=tried)
    return Care(safety, tips), problems


def _checked(files: dict[str, tuple[Path, bytes]]) -> tuple[Care, dict[str, Any]]:
    """What stands in these files, and their trees. Raises BrokenFlow, which names the first of them that is broken."""
    from reflect.library.document import Malformed, read

    documents = {}
    for name, (path, data) in files.items():
        try:
            documents[name] = read(data)
        except Malformed as error:
            raise _broken(path, [f"{path}:{error.line}:{error.column}: {error.message}"]) from None
    care, problems = _read({name: each.tree for name, each in documents.items()}, tried=False)
    for name, wrong in problems.items():
        path, document = files[name][0], documents[name]
        found = sorted((*document.place(each.path), each.message) for each in wrong)
        if found:
            raise _broken(path, [f"{path}:{line}:{column}: {message}" for line, column, message in found])
    return care, {name: each.tree for name, each in documents.items()}


def _broken(path: Path, places: list[str]) -> BrokenFlow:
    count = "a problem" if len(places) == 1 else f"{len(places)} problems"
    return BrokenFlow(f"The file {path.name} has {count}; mend it and try again.", places)
