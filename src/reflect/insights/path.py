"""How far along one is after a setback: eight stations, each open, begun, done or not needed (V7 of the method).

What was done counts before everything else, then what was begun (a draft of its flow is enough). Only then is asked
whether it is needed at all, which the answers in `define` say; without these, nothing is called needless. "Small" stands
for a small setback that does not keep coming back; "no fault" for one that was done properly and failed all the same, as
long as no carelessness, no knowing choice and no rule set aside was found in it; "wronged" for being treated badly.

owned it            done: one's own part is in words. Not needed, also where `define` was gone through: wronged. Begun:
                    `define`, without one's own part.
limited it          done: `respond` says what keeps it from getting worse, and nobody is left to be told. Begun: `respond`,
                    without that. Not needed: wronged; or small or moderate, over, and nobody had to hear it.
said sorry          done: an apology was said or sent, and none waits. Begun: a letter. Not needed: wronged; no fault; small
                    with nobody affected; one decided against it; they want no contact, and the letter stays here.
understood it       done: `debrief`. Begun: a draft of it, also one that waits for its day. Not needed: wronged; small.
planned against it  done: a change (`debrief`, or promised in an apology) that was not let go, or a plan for the next try.
                    Begun: a debrief without either. Not needed: wronged; small.
put right           done: all that was to be repaired is done, but for what was let go. Begun: some of it is, or partly.
                    Not needed: all of it was let go; none was named, and wronged, no fault, or small with nobody affected.
steadied myself     done: `letgo`, or somebody was talked to. Begun: somebody was chosen to talk to, or a page was filled.
                    Not needed: small, and the mood was not low at the end of `define`; or it was put away.
kept at it          done: check-ins went over it, and nothing that was said is open. Begun: one went over some of it. Not
                    needed: nothing was said that could be kept, and wronged, small, or put away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reflect.entry.model import Entry
from reflect.followups.model import FollowUp
from reflect.followups.telling import DROPPED, PARTLY
from reflect.insights.answers import chosen, records, written
from reflect.insights.finding import Count, View, entry_of
from reflect.insights.follow_through import KEPT, Became, became, said
from reflect.insights.ground import Ground
from reflect.insights.views import lacking
from reflect.insights.whole import Whole


class Standing(Enum):
    """How a station stands."""

    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Station:
    """A station by its key, how it stands, and the places that say so (none for one that is open, or begun in a draft)."""

    key: str
    standing: Standing
    by: Count


@dataclass(frozen=True)
class Path:
    """The stations of one setback (id), in their order."""

    setback: str
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class Paths:
    """The paths, that of the latest setback first."""

    paths: tuple[Path, ...]


Stands = tuple[Standing, Iterable[str]]


def view(ground: Ground, about: str | None = None) -> View:
    """From the entries and drafts of each setback, and what became of what was promised."""
    gathered = _gathered(ground, about)
    paths = tuple(Path(each.setback.id, tuple(_stations(each))) for each in gathered)
    entries = [each.id for of in gathered for each in of.entries]
    drawn = ground.drawn([*entries, *(ref for one in paths for station in one.stations for ref in station.by.of)])
    return View("path", drawn, Paths(paths)) if paths else lacking("path", drawn, 1, "setback", 0)


def path(ground: Ground, setback: str) -> Path | None:
    """The path of one setback (id); None where it is not there."""
    found = view(ground, setback).found
    return found.paths[0] if isinstance(found, Paths) else None


def _gathered(ground: Ground, about: str | None) -> list[Whole]:
    order = {each.ref for each in said(ground)}
    found = []
    for setback in reversed(ground.setbacks):
        if about in (None, setback.id):
            mine = tuple(
                each
                for each in ground.comes_back(setback.id)
                if not each.private and not each.draft and ground.entry(each.entry)
            )
            found.append(
                Whole(
                    setback,
                    tuple(each for each in ground.about(setback.id) if not each.sealed(ground.today)),
                    frozenset(each.flow.id for each in ground.drafts if each.setback == setback.id),
                    tuple(each for each in mine if each.ref in order),
                    mine,
                )
            )
    return found


def _stations(of: Whole) -> Iterator[Station]:
    found = {
        "owned": _owned(of),
        "limited": _limited(of),
        "sorry": _sorry(of),
        "understood": _understood(of),
        "planned": _planned(of),
        "put_right": _put_right(of),
        "steadied": _steadied(of),
        "kept_at": _kept_at(of),
    }
    return (Station(key, standing, Count.from_(refs)) for key, (standing, refs) in found.items())


def _otherwise(of: Whole, begun: Sequence[Entry], drafts: Iterable[str], *reasons: tuple[str, ...]) -> Stands:
    """Begun by these entries or by a draft of one of these flows; else not needed for the first of `reasons` there is, else
    open."""
    if begun or not of.drafts.isdisjoint(drafts):
        return Standing.BEGUN, [each.id for each in begun]
    reason = next(filter(None, reasons), ())
    return (Standing.NOT_NEEDED, reason) if reason else (Standing.OPEN, ())


def _owned(of: Whole) -> Stands:
    defined = of.flow("define")
    if parts := [part.ref for each in defined if (part := written(each, "own_part"))]:
        return Standing.DONE, parts
    if of.wronged:
        return Standing.NOT_NEEDED, of.wronged
    return _otherwise(of, defined, ["define"])


def _limited(of: Whole) -> Stands:
    responded = of.flow("respond")
    contained = [said.ref for each in responded if (said := written(each, "contain"))]
    if contained and not any(each.open for each in of.kind("inform")):
        return Standing.DONE, [*contained, *(each.ref for each in of.kind("inform"))]
    return _otherwise(of, responded, ["respond"], of.wronged, of.nothing_to_limit)


def _sorry(of: Whole) -> Stands:
    letters, apologies = of.flow("apologize"), of.kind("apology")
    waiting = [each for each in apologies if each.open]
    if (said := [each.ref for each in apologies if became(each) in KEPT]) and not waiting:
        return Standing.DONE, said
    decided = [each.ref for each in apologies if (told := each.answers) and told[-1].meaning == DROPPED]
    apart = [one.ref for each in letters for one in chosen(each, "heard") if one.key == "no_contact"]
    if letters and not said and {each.id for each in letters} == {entry_of(ref) for ref in (*decided, *apart)}:
        return Standing.NOT_NEEDED, [*decided, *apart]
    return _otherwise(of, letters, ["apologize"], of.wronged, of.no_fault, of.small_alone)


def _understood(of: Whole) -> Stands:
    if debriefs := of.flow("debrief"):
        return Standing.DONE, [each.id for each in debriefs]
    return _otherwise(of, (), ["debrief"], of.wronged, of.small)


def _planned(of: Whole) -> Stands:
    changes = [each for each in of.promised if each.kind == "measure" or _question(each) == "prevent"]
    plans = [record.ref for each in of.flow("again") for record in records(each, "ifthen")]
    if kept := [each.ref for each in changes if became(each) is not Became.NO_LONGER_FITS] + plans:
        return Standing.DONE, kept
    return _otherwise(of, of.flow("debrief"), (), of.wronged, of.small)


def _put_right(of: Whole) -> Stands:
    repairs = [each for each in of.promised if _question(each) == "repair"]
    at_once = [
        record.ref for each in of.flow("respond") for record in records(each, "repair") if record.key("state") == "done"
    ]
    waiting = [each for each in repairs if each.open]
    kept = [*at_once, *(each.ref for each in repairs if became(each) in KEPT)]
    if kept and not waiting:
        return Standing.DONE, kept
    partly = [each.ref for each in waiting if any(one.meaning == PARTLY for one in each.answers)]
    if kept or partly:
        return Standing.BEGUN, [*kept, *partly]
    if repairs and not waiting:
        return Standing.NOT_NEEDED, [each.ref for each in repairs]
    reason = (of.wronged or of.no_fault or of.small_alone) if not repairs else ()
    return _otherwise(of, (), (), reason)


def _steadied(of: Whole) -> Stands:
    talked = [each.ref for each in of.kind("talk") if became(each) in KEPT]
    if steady := [*(each.id for each in of.flow("letgo")), *talked]:
        return Standing.DONE, steady
    looked = [*of.flow("support"), *of.flow("unload")]
    return _otherwise(of, looked, ["letgo", "support", "unload"], of.light, _closed(of))


def _kept_at(of: Whole) -> Stands:
    told = [one.entry for each in of.everything for one in each.told if not one.unanswered]
    still = [each for each in of.promised if each.open]
    if told:
        through = not still and (of.promised or of.setback.closed)
        return (Standing.DONE if through else Standing.BEGUN), told
    reason = () if of.promised else of.wronged or of.small or _closed(of)
    return _otherwise(of, (), (), reason)


def _closed(of: Whole) -> tuple[str, ...]:
    """The latest entry about a setback that was put away."""
    return (of.entries[-1].id,) if of.setback.closed and of.entries else ()


def _question(each: FollowUp) -> str:
    """The question that something was promised at."""
    return each.ref.split("/")[1]
