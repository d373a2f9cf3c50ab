"""The flows at hand: found by file name, loaded once, checked completely, kept parsed in the cache."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reflect
from reflect.config import make_private
from reflect.errors import BrokenFlow, UnknownName
from reflect.flow.notation import ID, did_you_mean

if TYPE_CHECKING:
    from reflect.flow.model import Flow

MAX_BYTES = 256 * 1024
_HEAD_BYTES = 1024


def shipped_prompts() -> Path:
    """The folder of the flows that come with the program: inside the package, or beside it in a checkout."""
    package = Path(reflect.__file__).parent
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent.parent / "prompts"


@dataclass(frozen=True)
class FlowFile:
    """A flow file as found: its id is its name. `own` is a person's own; `replaces` one that came with the program."""

    id: str
    path: Path
    own: bool = False
    replaces: bool = False

    def head(self) -> dict[str, str]:
        """The one-line keys of the first kilobyte: enough for a list of commands, without reading YAML."""
        try:
            with self.path.open("rb") as file:
                text = file.read(_HEAD_BYTES).decode("utf-8", "replace")
        except OSError:
            return {}
        # A block that begins with > or | has its words on the next lines; its key is done without here.
        found = re.findall(r"(?m)^(title|about|minutes|welcome):[ \t]+([^>|\s].*?)[ \t]*(?: #.*)?$", text)
        return {key: re.sub(r"^(['\"])(.*)\1$", r"\2", value) for key, value in found}


@dataclass(frozen=True)
class Loaded:
    """A flow with the SHA-256 of the file it came from (hexadecimal), and the flows it names, perhaps itself."""

    flow: Flow
    sha256: str
    names: frozenset[str]


class Library:
    """The flows of one person: `shipped` ones, and `own` ones that may replace them. `cache` may be missing."""

    def __init__(self, shipped: Path, own: Path | None = None, cache: Path | None = None) -> None:
        self.shipped = shipped
        self.own = own
        self.cache = cache / "flows" if cache else None

    def files(self) -> dict[str, FlowFile]:
        """Every flow by id, in the order of their names."""
        found = {path.stem: FlowFile(path.stem, path) for path in _flow_files(self.shipped)}
        for path in _flow_files(self.own):
            found[path.stem] = FlowFile(path.stem, path, own=True, replaces=path.stem in found)
        return dict(sorted(found.items()))

    def load(self, name: str) -> Loaded:
        """The flow called `name`. Raises UnknownName, BrokenFlow."""
        files = self.files()
        if name not in files:
            near = did_you_mean(name, [*files]) or "."
            raise UnknownName(f"There is no flow '{name}'{near} `reflect flows list` shows all.")
        path = files[name].path
        data = _bytes(path)
        digest = _digest(data)
        files = self._beside(path)
        cached = self._cached(name, digest, files)
        if cached is not None:
            return cached
        from reflect.flow.soundness import flows_named

        flow = self._checked(path, data, files)
        loaded = Loaded(flow, digest, flows_named(flow))
        self._keep(loaded, files)
        return loaded

    def check(self, path: Path) -> Flow:
        """The flow in the file `path`, wherever it lies, checked beside the flows at hand. Raises BrokenFlow."""
        return self._checked(path, _bytes(path), self._beside(path))

    def _beside(self, path: Path) -> dict[str, FlowFile]:
        """The flows that a flow file is checked beside.

        One that came with the program is sound beside the others that did; where a person's own stands in place of one
        of those, what it does not ask counts as missing.
        """
        if path.parent != self.shipped:
            return self.files()
        return {each.stem: FlowFile(each.stem, each) for each in _flow_files(self.shipped)}

    def _checked(self, path: Path, data: bytes, files: dict[str, FlowFile]) -> Flow:
        from reflect.flow.language import check
        from reflect.flow.problems import Problem
        from reflect.library.document import Malformed, read

        try:
            document = read(data)
        except Malformed as error:
            raise _broken(path, [f"{path}:{error.line}:{error.column}: {error.message}"]) from None
        flow, problems = check(document.tree)
        if flow is not None:
            # Other flows are read only when this one names them, and only as far as their questions.
            flow, problems = check(document.tree, {**dict.fromkeys(files), **self._others(flow, files)})
        named = document.tree.get("flow") if isinstance(document.tree, dict) else None
        if isinstance(named, str) and named != path.stem:
            problems = [Problem(("flow",), f"the file is called '{path.stem}', the flow '{named}'"), *problems]
        if flow is None or problems:
            found = sorted((*document.place(each.path), each.message) for each in problems)
            raise _broken(path, [f"{path}:{line}:{column}: {message}" for line, column, message in found])
        return flow

    def _others(self, flow: Flow, files: dict[str, FlowFile]) -> dict[str, Flow | None]:
        """The flows that `flow` names, as models; None for one that cannot be read, which breaks only itself."""
        from reflect.flow.language import check
        from reflect.flow.soundness import flows_named
        from reflect.library.document import Malformed, read

        others: dict[str, Flow | None] = {}
        for name in sorted((flows_named(flow) & files.keys()) - {flow.flow}):
            try:
                others[name] = check(read(_bytes(files[name].path)).tree)[0]
            except (Malformed, BrokenFlow):
                others[name] = None
        return others

    # ------------------------------------------------------------------------------------------------- the cache

    def _cached(self, name: str, digest: str, files: dict[str, FlowFile]) -> Loaded | None:
        """The parsed flow, if this very file and the flows it names were found sound by this very program."""
        if self.cache is None:
            return None
        from reflect.flow.build import build

        try:
            kept = json.loads((self.cache / f"{name}.json").read_bytes())
            if kept["program"] != reflect.__version__ or kept["sha256"] != digest:
                return None
            if kept["named"] != _digests(kept["named"], files):
                return None
            return Loaded(build(kept["flow"]), digest, frozenset(kept["named"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _keep(self, loaded: Loaded, files: dict[str, FlowFile]) -> None:
        """Keeps the parsed flow; a cache that cannot be written is done without."""
        if self.cache is None:
            return
        import tempfile

        from reflect.flow.build import unbuild

        kept: dict[str, Any] = {
            "program": reflect.__version__,
            "sha256": loaded.sha256,
            "named": _digests(loaded.names, files),
            "flow": unbuild(loaded.flow),
        }
        with contextlib.suppress(OSError):
            make_private(self.cache)
            handle, temporary = tempfile.mkstemp(dir=self.cache, prefix=".new-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(kept, file)
                Path(temporary).replace(self.cache / f"{loaded.flow.flow}.json")
            except OSError:
                Path(temporary).unlink(missing_ok=True)


def _flow_files(folder: Path | None) -> list[Path]:
    """The flow files in `folder`; a folder that is missing has none."""
    if folder is None:
        return []
    try:
        return [path for path in folder.iterdir() if path.suffix == ".yaml" and re.fullmatch(ID, path.stem)]
    except OSError:
        return []


def _digests(names: Iterable[str], files: dict[str, FlowFile]) -> dict[str, str]:
    """The SHA-256 of each file by the name of its flow; "" for one that is missing or cannot be read."""
    found = dict.fromkeys(names, "")
    for name in found.keys() & files.keys():
        with contextlib.suppress(BrokenFlow):
            found[name] = _digest(_bytes(files[name].path))
    return found


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BrokenFlow(f"The flow file {path} cannot be read ({error.strerror}).") from None
    if len(data) > MAX_BYTES:
        raise _broken(path, [f"{path}:1:1: is larger than {MAX_BYTES // 1024} KB, the most a flow may be"])
    return data


def _broken(path: Path, places: list[str]) -> BrokenFlow:
    count = "a problem" if len(places) == 1 else f"{len(places)} problems"
    return BrokenFlow(f"The flow '{path.stem}' has {count}; mend the file and try again.", places)
