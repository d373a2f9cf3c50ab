"""The checks that came with the program: found by file name, checked completely, kept in the cache."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflect.checks.model import Check
from reflect.errors import BrokenFlow
from reflect.flow.problems import Problem
from reflect.library import cache
from reflect.library.check_files import Derived, read
from reflect.library.check_values import meant
from reflect.library.flows import Library, bytes_of, digest_of

if TYPE_CHECKING:
    from reflect.library.document import Document

Checks = Mapping[str, Check]

FOLDER = "checks"
ID = r"C([1-9]|1[0-7])[a-z]?"


def load(library: Library, ids: Iterable[str] | None = None) -> Checks:
    """The checks `ids`, or all, by id in the order of their numbers. One that has no file is not among them.

    Raises BrokenFlow.
    """
    files = check_files(library)
    wanted = files.keys() if ids is None else files.keys() & set(ids)
    return {name: _Loading(library, files).check(name) for name in files if name in wanted}


def check_files(library: Library) -> dict[str, Path]:
    """The files of checks by id, in the order of their numbers."""
    try:
        found = [path for path in (library.shipped / FOLDER).iterdir() if path.suffix == ".yaml"]
    except OSError:
        return {}
    named = {path.stem: path for path in found if re.fullmatch(ID, path.stem)}
    return dict(sorted(named.items(), key=lambda each: (int(re.sub(r"\D", "", each[0])), each[0])))


class _Loading:
    """Loads checks, of which one may be made of another."""

    def __init__(self, library: Library, files: dict[str, Path]) -> None:
        self.files = files
        self.cache = library.cache.parent / FOLDER if library.cache else None
        self.way: list[str] = []

    def check(self, name: str) -> Check:
        """The check `name`. Raises BrokenFlow."""
        data = bytes_of(self.files[name])
        self.way.append(name)
        check = self._cached(name, digest_of(data)) or self._checked(name, data)
        self.way.pop()
        return check

    def _cached(self, name: str, digest: str) -> Check | None:
        """The check, if this very file (and the one it is made of) was found sound by this very program."""
        try:
            kept = cache.kept(self.cache, name)
            if kept["sha256"] != digest:
                return None
            check, problems = read(kept["check"], patterns=False)
            if isinstance(check, Derived):
                if kept["of"] != digest_of(bytes_of(self.files[check.of])):
                    return None
                check, problems = check.of_the(self.check(check.of))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return None if problems else check

    def _checked(self, name: str, data: bytes) -> Check:
        from reflect.library.document import Malformed
        from reflect.library.document import read as read_document

        path = self.files[name]
        try:
            document = read_document(data)
        except Malformed as error:
            raise _broken(path, [f"{path}:{error.line}:{error.column}: {error.message}"]) from None
        check, problems = read(document.tree)
        of = ""
        if isinstance(check, Derived):
            of = check.of
            check, problems = self._derived(check)
        if check is not None and check.id != path.stem:
            problems = [Problem(("check",), f"the file is called '{path.stem}', the check '{check.id}'"), *problems]
        if check is None or problems:
            raise _broken(path, _places(path, document, problems))
        kept: dict[str, Any] = {"sha256": digest_of(data), "check": document.tree}
        cache.keep(self.cache, name, kept | ({"of": digest_of(bytes_of(self.files[of]))} if of else {}))
        return check

    def _derived(self, derived: Derived) -> tuple[Check | None, list[Problem]]:
        """A check made of another one, and what is wrong with how it names that. Raises BrokenFlow."""
        known = [name for name in self.files if name != derived.id]
        if derived.of not in known:
            return None, [Problem(("of",), f"there is no other check '{derived.of}'{meant(derived.of, known)}")]
        if derived.of in self.way:
            return None, [Problem(("of",), f"'{derived.of}' is made of this check in turn")]
        return derived.of_the(self.check(derived.of))


def _places(path: Path, document: Document, problems: list[Problem]) -> list[str]:
    found = sorted((*document.place(each.path), each.message) for each in problems)
    return [f"{path}:{line}:{column}: {message}" for line, column, message in found]


def _broken(path: Path, places: list[str]) -> BrokenFlow:
    count = "a problem" if len(places) == 1 else f"{len(places)} problems"
    return BrokenFlow(f"The check '{path.stem}' has {count}; mend the file and try again.", places)
