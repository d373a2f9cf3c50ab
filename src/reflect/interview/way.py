"""The way an interview has come, walked anew along its trail: what was reached, what lies ahead, what is said before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reflect.entry.draft import Given, Spot
from reflect.entry.said import Said
from reflect.flow.model import Flow, Note, Stop
from reflect.interview.answers import Answers
from reflect.interview.ask import Ask, Before, ask_at
from reflect.interview.past import Past
from reflect.interview.stations import Station, stations

COMMAND = "`reflect "
"""How a text begins to name a command."""

Known = Callable[[Spot], Before]
"""What is known at a place from before."""


@dataclass(frozen=True)
class Halt:
    """The interview ends here for now; its draft is gone on with later, from the question `again`."""

    notes: tuple[str, ...]
    again: str


@dataclass(frozen=True)
class Way:
    """One walk along the trail: the places reached, what lies ahead, and the notes before it."""

    reached: tuple[Station, ...]
    ahead: Ask | Halt | None
    notes: tuple[str, ...]

    @classmethod
    def along(cls, flow: Flow, past: Past, trail: Sequence[Given], known: Known, *, quick: bool) -> Way:
        """The way that an interview of `flow` has come with the answers of `trail`, each at its place. With `quick`, only
        what is required is on it."""
        given: dict[Spot, Said] = {}
        walk = stations(flow, Answers(flow, given, past), quick=quick)
        steps = iter(trail)
        reached: list[Station] = []
        notes: list[Station] = []
        for station in walk:
            if isinstance(station.step, Note):
                notes.append(station)
            elif isinstance(station.step, Stop):
                notes.append(station)
                if station.step.keep == "entry":
                    break
                return cls(tuple(reached), Halt(_texts(notes), station.step.again or ""), ())
            elif (step := next(steps, None)) is not None:
                assert step.spot == station.spot, "the trail has left the way"
                given[step.spot] = step.said
                reached.append(station)
                notes = []
            else:
                return cls(tuple(reached), _ask(station, known, reached, walk, notes), _texts(notes))
        return cls(tuple(reached), None, _texts(notes))


def _texts(notes: Sequence[Station]) -> tuple[str, ...]:
    """What notes and stops say, from where they stand; where nothing is offered any more, none that names a command."""
    said = (note.answers.fill(note.step.text or "") for note in notes if isinstance(note.step, Note | Stop))
    quiet = any(note.answers.past.quiet for note in notes)
    return tuple(each for each in said if each and not (quiet and COMMAND in each))


def _ask(station: Station, known: Known, reached: list[Station], walk: Iterator[Station], notes: list[Station]) -> Ask:
    assert station.spot
    behind = {_counted(each) for each in reached} - {_counted(station)}
    # Looked at with the answers there are: what depends on an answer that is not given yet is not counted.
    ahead = {_counted(each) for each in walk if each.spot} - behind
    parting = _texts([note for note in notes if note.section != station.section])
    own = _texts([note for note in notes if note.section == station.section])
    return ask_at(
        station, (parting, own), known(station.spot), len(behind) + 1, len(behind | ahead | {_counted(station)})
    )


def _counted(station: Station) -> tuple[str, str | None]:
    """What counts as one question: a group with all its records, a repeated question once per item."""
    assert station.spot
    return station.spot.question, station.spot.item
