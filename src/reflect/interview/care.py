"""What is said with care: the pointer to people who can help, a line at the end of a heavy run, or else a tip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reflect.checks.safety import Patterns
from reflect.entry.model import Entry
from reflect.entry.said import Said
from reflect.flow.conditions import Condition
from reflect.interview.held import Held, holds, of_entry
from reflect.interview.past import Past


@dataclass(frozen=True)
class Pointer:
    """The texts of the pointer: how it begins and ends, by what is known and kept; `ways` are the paragraphs between."""

    written: str
    unwritten: str
    ways: tuple[str, ...]
    contacts: str
    saved: str
    unsaved: str
    nothing: str
    go_on: str
    go_on_unsaved: str

    def paragraphs(self, contacts: Sequence[str] = (), *, kept: bool = True) -> tuple[str, ...]:
        """What is said to somebody who wrote of it. `contacts` are their own, a line each; `kept` whether it is on disk."""
        return (self.written, *self._between(contacts), self.saved if kept else self.unsaved)

    def page(self, contacts: Sequence[str] = ()) -> tuple[str, ...]:
        """The same for somebody who wrote nothing and looks it up."""
        return (self.unwritten, *self._between(contacts), self.nothing)

    def or_stop(self, *, kept: bool = True) -> str:
        """What is said after the pointer."""
        return self.go_on if kept else self.go_on_unsaved

    def _between(self, contacts: Sequence[str]) -> tuple[str, ...]:
        own = ("\n".join((self.contacts, *contacts)),) if contacts else ()
        return (*self.ways, *own)


@dataclass(frozen=True)
class Fall:
    """Two scales of a run, the second answered lower than the first by `at_least` so much."""

    before: str
    after: str
    at_least: int

    def seen(self, of: Callable[[str], Held]) -> bool:
        """Whether it did, by the answers that `of` finds."""
        before, after = (_number(of(each)) for each in (self.before, self.after))
        return before is not None and after is not None and before - after >= self.at_least


@dataclass(frozen=True)
class Line:
    """A line for the end of a run, and what makes it fit: any of `when`, `twice` and `falls` that there is.

    `twice` has to hold of this run and of an entry finished at most `days` days before.
    """

    say: str
    when: Condition | None = None
    twice: Condition | None = None
    days: int = 0
    falls: Fall | None = None

    def fits(self, answers: Mapping[str, object], earlier: Sequence[Entry], today: dt.date) -> bool:
        """Whether it fits a run with these answers after these entries."""
        of = _of(answers)
        if self.when and holds(self.when, of, Past()):
            return True
        if self.falls and self.falls.seen(of):
            return True
        return bool(self.twice and holds(self.twice, of, Past()) and self._before(earlier, today))

    def _before(self, earlier: Sequence[Entry], today: dt.date) -> bool:
        """Whether `twice` holds of an earlier entry. One that is sealed tells nothing."""
        first = today - dt.timedelta(days=self.days)
        return any(
            self.twice and holds(self.twice, _in(each), Past())
            for each in earlier
            if each.finished.date() >= first and not each.sealed(today)
        )


@dataclass(frozen=True)
class Safety:
    """What signs are looked for, the pointer, the line for a soft sign, and those for the end of a run."""

    patterns: Patterns
    pointer: Pointer
    soft_line: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Tip:
    """A tip for the end of a run of any of these `flows`."""

    id: str
    flows: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Tips:
    """The tips in their order, and the answers of a run after which none is said."""

    tips: tuple[Tip, ...] = ()
    not_after: Condition | None = None


def closing_line(
    lines: Sequence[Line], answers: Mapping[str, object], earlier: Sequence[Entry], today: dt.date
) -> str | None:
    """The first of `lines` that fits a finished run, for whoever was told nothing yet in it.

    `answers` are its answers by the id of the question, as an entry holds them; `earlier` are entries of any flow and
    setback, without that of this run.
    """
    return next((each.say for each in lines if each.fits(answers, earlier, today)), None)


def tip_for(tips: Tips, flow: str, count: int, answers: Mapping[str, object], *, said: bool = False) -> str | None:
    """The tip for the end of a run of `flow`, of which there were `count` entries before: those of a flow in turn.

    None after a hard answer, or when anything of safety was `said` in this run.
    """
    own = [each.text for each in tips.tips if flow in each.flows]
    if not own or said or (tips.not_after and holds(tips.not_after, _of(answers), Past())):
        return None
    return own[count % len(own)]


def _of(answers: Mapping[str, object]) -> Callable[[str], Held]:
    """Finds an answer of this run by the id of its question."""
    return lambda name: Held("", (Said(answers[name]),)) if name in answers else Held()


def _in(entry: Entry) -> Callable[[str], Held]:
    """Finds an answer of an entry by the id of its question."""
    return lambda name: of_entry(entry, name, None)


def _number(held: Held) -> int | None:
    value = held.sayings[0].value if held.sayings else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
