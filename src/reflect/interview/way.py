"""The way an interview has come, walked anew along its trail: what was reached, what lies ahead, what is said before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reflect.entry.draft import Given, Spot
from reflect.entry.said import Said
from reflect.flow.model import Flow, Note, Stop, ViewStep
from reflect.interview.answers import Answers
from reflect.interview.ask import Ask, Before, Shown, ask_at
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
    """One walk along the trail: the places reached, what lies ahead, and the notes and views before it."""

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
            if isinstance(station.step, Note | ViewStep):
                notes.append(station)
            elif isinstance(station.step, Stop):
                notes.append(station)
                if station.step.keep == "entry":
                    break
                return cls(tuple(reached), Halt(_told(notes), station.step.again or ""), ())
            elif (step := next(steps, None)) is not None:
                assert step.spot == station.spot, "the trail has left the way"
                given[step.spot] = step.said
                reached.append(station)
                notes = []
            else:
                return cls(tuple(reached), _ask(station, known, reached, walk, notes), _told(notes))
        return cls(tuple(reached), None, _told(notes))


def _told(stations: Sequence[Station]) -> tuple[str, ...]:
    """What notes, views and stops say, from where they stand."""
    return tuple(each.text if isinstance(each, Shown) else each for each in _said(stations))


def _said(stations: Sequence[Station]) -> Iterator[str | Shown]:
    """What is said and shown at these places; where nothing is offered any more, nothing that names a command."""
    quiet = any(each.answers.past.quiet for each in stations)
    for each in stations:
        said = _shown(each.step, each.answers) if isinstance(each.step, ViewStep) else _noted(each)
        if said and not (quiet and (isinstance(said, Shown) or COMMAND in said)):
            yield said


def _noted(station: Station) -> str | None:
    return station.answers.fill(station.step.text or "") if isinstance(station.step, Note | Stop) else None


def _shown(step: ViewStep, here: Answers) -> Shown | None:
    lines = here.past.views.get(step.view, ())
    heading, hint = (here.fill(text) if text else None for text in (step.ask, step.hint))
    return Shown(heading or "", lines, hint) if lines else None


def _ask(station: Station, known: Known, reached: list[Station], walk: Iterator[Station], notes: list[Station]) -> Ask:
    assert station.spot
    behind = {_counted(each) for each in reached} - {_counted(station)}
    # Looked at with the answers there are: what depends on an answer that is not given yet is not counted.
    ahead = {_counted(each) for each in walk if each.spot} - behind
    parting = _told([note for note in notes if note.section != station.section])
    own = [*_said([note for note in notes if note.section == station.section])]
    said = tuple(each for each in own if isinstance(each, str))
    views = tuple(each for each in own if isinstance(each, Shown))
    return ask_at(
        station,
        (parting, said, views),
        known(station.spot),
        len(behind) + 1,
        len(behind | ahead | {_counted(station)}),
    )


def _counted(station: Station) -> tuple[str, str | None]:
    """What counts as one question: a group with all its records, a repeated question once per item."""
    assert station.spot
    return station.spot.question, station.spot.item
