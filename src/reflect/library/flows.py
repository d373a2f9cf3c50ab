"""The flows at hand: found by file name, loaded once, checked completely, kept parsed in the cache."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import reflect
from reflect.errors import BrokenFlow, UnknownName
from reflect.flow.notation import ID, did_you_mean
from reflect.library import cache

if TYPE_CHECKING:
    from reflect.flow.model import Flow

SUGGESTIONS, SAFETY, TIPS, KINDS = "next.yaml", "safety.yaml", "tips.yaml", "similar.yaml"
"""What one could do next, what is said where living itself is hard, what is said now and then at the end, and the kinds of
things that go wrong, by which setbacks are known to be alike."""
NO_FLOWS = frozenset((SUGGESTIONS, SAFETY, TIPS, KINDS))
"""The files beside the flows that came with the program which are none."""
MAX_BYTES = 256 * 1024
_HEAD_BYTES = 1024
_HEAD = ("title", "about", "minutes", "welcome")


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
        found = {}
        for line in text.split("\n"):
            key, _, rest = line.partition(":")
            value = rest.partition(" #")[0].strip()
            # A block that begins with > or | has its words on the next lines; its key is done without here.
            if key in _HEAD and rest[0] in " \t" and value and value[0] not in ">|":
                found[key] = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value
        return found


@dataclass(frozen=True)
class Loaded:
    """A flow with the SHA-256 of the file it came from (hexadecimal), and the flows it names, perhaps itself."""

    flow: Flow
    sha256: str
    names: frozenset[str]


class Ground(NamedTuple):
    """The files on which it hangs that something kept is still true: its own, and of these `files` those of the flows it names."""

    path: Path
    files: dict[str, FlowFile]

    def looks(self, names: Iterable[str]) -> cache.Looks:
        """How its own file (under "") and those of the flows `names` look from outside."""
        paths = {name: self.files[name].path if name in self.files else None for name in names}
        return cache.looks({"": self.path, **paths})

    def looks_the_same(self, kept: Mapping[str, Any]) -> bool:
        """Whether none of them can have changed since something was `kept`; in doubt they are read."""
        try:
            return cache.cannot_have_changed(kept["looks"], self.looks(kept["named"]), kept["at"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return False

    def is_the_same(self, kept: Mapping[str, Any], digest: str) -> bool:
        """Whether they hold what they held when something was `kept`; `digest` is that of its own file now."""
        try:
            return bool(kept["sha256"] == digest and kept["named"] == digests(kept["named"], self.files))
        except (KeyError, TypeError):
            return False

    def noted(self, digest: str, names: Iterable[str], looks: cache.Looks) -> dict[str, Any]:
        """What these questions are answered by later. `looks` are those of all files, seen before one was read: what was
        changed meanwhile looks different then."""
        named = digests(names, self.files)
        return {"sha256": digest, "named": named, "looks": {name: looks.get(name) for name in ("", *named)}}


class Library:
    """The flows of one person: `shipped` ones, and `own` ones that may replace them. `cache` may be missing."""

    def __init__(self, shipped: Path, own: Path | None = None, cache: Path | None = None) -> None:
        self.shipped = shipped
        self.own = own
        self.cache = cache / "flows" if cache else None

    def files(self) -> dict[str, FlowFile]:
        """Every flow by id, in the order of their names."""
        found = self.shipped_files()
        for path in _flow_files(self.own):
            found[path.stem] = FlowFile(path.stem, path, own=True, replaces=path.stem in found)
        return dict(sorted(found.items()))

    def load(self, name: str) -> Loaded:
        """The flow called `name`. Raises UnknownName, BrokenFlow."""
        path = self._path_of(name)
        ground = Ground(path, self._beside(path))
        kept = cache.kept_or_none(self.cache, name)
        if kept and ground.looks_the_same(kept) and (known := _loaded(kept)):
            return known
        looks = ground.looks(ground.files)
        data = bytes_of(path)
        digest = digest_of(data)
        loaded = _loaded(kept) if kept and ground.is_the_same(kept, digest) else None
        if loaded is None:
            from reflect.flow.soundness import flows_named

            flow = self._checked(path, data, ground.files)
            loaded = Loaded(flow, digest, flows_named(flow))
        self._keep(loaded, ground, looks)
        return loaded

    def goes_over(self, name: str) -> frozenset[str]:
        """The kinds of follow-ups that the flow called `name` goes over when they are due. Raises UnknownName, BrokenFlow."""
        path = self._path_of(name)
        kept = cache.kept_or_none(self.cache, name)
        if kept and Ground(path, self._beside(path)).looks_the_same(kept):
            with contextlib.suppress(KeyError, TypeError):
                return frozenset(kept["goes_over"])
        from reflect.flow.model import goes_over

        return goes_over(self.load(name).flow)

    def _path_of(self, name: str) -> Path:
        files = self.files()
        if name not in files:
            near = did_you_mean(name, [*files]) or "."
            raise UnknownName(f"There is no flow '{name}'{near} `reflect flows list` shows all.")
        return files[name].path

    def check(self, path: Path) -> Flow:
        """The flow in the file `path`, wherever it lies, checked beside the flows at hand. Raises BrokenFlow."""
        return self._checked(path, bytes_of(path), self._beside(path))

    def _beside(self, path: Path) -> dict[str, FlowFile]:
        """The flows that a flow file is checked beside.

        One that came with the program is sound beside the others that did; where a person's own stands in place of one
        of those, what it does not ask counts as missing.
        """
        if path.parent != self.shipped:
            return self.files()
        return self.shipped_files()

    def shipped_files(self) -> dict[str, FlowFile]:
        """Every flow that came with the program, by id."""
        paths = (each for each in _flow_files(self.shipped) if each.name not in NO_FLOWS)
        return {each.stem: FlowFile(each.stem, each) for each in paths}

    def _checked(self, path: Path, data: bytes, files: dict[str, FlowFile]) -> Flow:
        from reflect.flow.language import check
        from reflect.flow.problems import Problem
        from reflect.flow.soundness import flows_named
        from reflect.library.document import Malformed, read

        try:
            document = read(data)
        except Malformed as error:
            raise _broken(path, [f"{path}:{error.line}:{error.column}: {error.message}"]) from None
        flow, problems = check(document.tree)
        if flow is not None:
            # Other flows are read only when this one names them, and only as far as their questions.
            others = self.models(flows_named(flow) - {flow.flow}, files)
            flow, problems = check(document.tree, {**dict.fromkeys(files), **others})
        named = document.tree.get("flow") if isinstance(document.tree, dict) else None
        if isinstance(named, str) and named != path.stem:
            problems = [Problem(("flow",), f"the file is called '{path.stem}', the flow '{named}'"), *problems]
        if flow is None or problems:
            found = sorted((*document.place(each.path), each.message) for each in problems)
            raise _broken(path, [f"{path}:{line}:{column}: {message}" for line, column, message in found])
        return flow

    def models(self, names: Iterable[str], files: dict[str, FlowFile]) -> dict[str, Flow | None]:
        """Those of the flows `names` that are among `files`, as far as their questions; None for one that cannot be read,
        which breaks only itself."""
        from reflect.flow.language import check
        from reflect.library.document import Malformed, read

        found: dict[str, Flow | None] = {}
        for name in sorted(files.keys() & names):
            try:
                found[name] = check(read(bytes_of(files[name].path)).tree)[0]
            except (Malformed, BrokenFlow):
                found[name] = None
        return found

    # ------------------------------------------------------------------------------------------------- the cache

    def _keep(self, loaded: Loaded, ground: Ground, looks: cache.Looks) -> None:
        """Keeps the parsed flow, if there is a cache."""
        if self.cache is None:
            return
        from reflect.flow.build import unbuild
        from reflect.flow.model import goes_over

        value = {
            **ground.noted(loaded.sha256, loaded.names, looks),
            "goes_over": sorted(goes_over(loaded.flow)),
            "flow": unbuild(loaded.flow),
        }
        cache.keep(self.cache, loaded.flow.flow, value)


def _loaded(kept: Mapping[str, Any]) -> Loaded | None:
    """The flow that was kept; None where something else stands there."""
    from reflect.flow.build import build

    try:
        return Loaded(build(kept["flow"]), str(kept["sha256"]), frozenset(kept["named"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _flow_files(folder: Path | None) -> list[Path]:
    """The flow files in `folder`; a folder that is missing has none."""
    if folder is None:
        return []
    try:
        return [path for path in folder.iterdir() if path.suffix == ".yaml" and re.fullmatch(ID, path.stem)]
    except OSError:
        return []


def digests(names: Iterable[str], files: dict[str, FlowFile]) -> dict[str, str]:
    """The SHA-256 of each file by the name of its flow; "" for one that is missing or cannot be read."""
    found = dict.fromkeys(names, "")
    for name in found.keys() & files.keys():
        with contextlib.suppress(BrokenFlow):
            found[name] = digest_of(bytes_of(files[name].path))
    return found


def digest_of(data: bytes) -> str:
    """The SHA-256 of `data`, hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def bytes_of(path: Path) -> bytes:
    """The bytes of a flow file, or of the suggestions beside it. Raises BrokenFlow."""
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
