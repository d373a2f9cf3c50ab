"""What is not in order in a journal: which file, what is wrong in plain words, and how it can be mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from reflect.entry.plain import Json
from reflect.errors import NotSaved

KINDS = (
    "folder", "unreadable", "owner", "permissions", "link", "place", "twice", "orphan", "finished", "half-written", "leftover",
    "index", "settings", "flow", "newer", "reference", "clock", "stranger",
)  # fmt: skip
"""Every kind of finding, in the order in which they are told."""
NOTES = frozenset({"newer", "reference", "clock", "stranger"})
"""The kinds of which nothing has to be mended: they are told, and everything is in order all the same."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not in order. `file` is its path below the journal's folder, or a whole path of something outside.

    `mend` mends it, where that is safe; it raises NotSaved where it could not, and everything is as it was.
    """

    kind: str
    file: str
    says: str
    mend: Callable[[], None] | None = None
    mended: bool = False

    @property
    def fix(self) -> bool:
        """Whether it can be mended."""
        return self.mend is not None

    @property
    def note(self) -> bool:
        """Whether it is only told."""
        return self.kind in NOTES

    @property
    def left(self) -> bool:
        """Whether something is still wrong."""
        return not self.mended and not self.note

    def to_json(self) -> dict[str, Json]:
        return {"kind": self.kind, "file": self.file, "says": self.says, "mended": self.mended, "fix": self.fix}


def mended(finding: Finding) -> tuple[Finding, NotSaved | None]:
    """The finding after it was mended, where that can be done; and what the system said where it would not."""
    if finding.mend is None or finding.mended:
        return finding, None
    try:
        finding.mend()
    except NotSaved as error:
        return finding, error
    return replace(finding, mended=True), None


def in_order(finding: Finding) -> tuple[int, str, str]:
    """What findings are sorted by."""
    return KINDS.index(finding.kind), finding.file, finding.says
