"""What was said before an interview began, as far as its flow may refer to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reflect.entry.model import Answer, Entry
from reflect.entry.setback import Setback


@dataclass(frozen=True)
class Due:
    """Something that is due: what is spoken of (`key`) and the follow-up that brings it back (`about`), as references.

    Its kind, itself in words, the fields of its record in words, and the entries of its setback, oldest first.
    """

    key: str
    about: str
    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Past:
    """Earlier entries and setbacks, and what the person is called in letters.

    `entries` are those of the same setback, `everywhere` those of every setback, both oldest first and perhaps only of
    the flows that the interview's flow names; `own` those of that flow itself, whatever they are about. `setbacks` are
    the other setbacks, newest first; `due` is what is gone over now, in its order, and `kinds` what is due at all. `begun`
    are the questions (ids) that were answered already, or are in a file: these keep their turn where some are asked.
    `views` are the lines that each view shows which the flow shows (by name). `alike` gives those of the other setbacks
    (ids) that are most like what these answers say, best first, each with the reason.
    """

    entries: tuple[Entry, ...] = ()
    everywhere: Sequence[Entry] = ()
    setbacks: tuple[Setback, ...] = ()
    name: str = ""
    own: Sequence[Entry] = ()
    due: tuple[Due, ...] = ()
    kinds: frozenset[str] = frozenset()
    quiet: bool = False
    """Whether nothing is offered any more in this run."""
    begun: frozenset[str] = frozenset()
    views: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alike: Callable[[tuple[Answer, ...]], Mapping[str, str]] | None = None

    def latest(self, flow: str) -> Entry | None:
        """The latest entry of `flow` for the same setback."""
        return next((each for each in reversed(self.entries) if each.flow.id == flow), None)

    def around(self, key: str) -> Past:
        """The past as it is seen from something that is due."""
        found = next((each for each in self.due if each.key == key), None)
        return self if found is None else replace(self, entries=found.entries)
