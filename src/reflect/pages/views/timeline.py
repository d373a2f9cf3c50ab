"""Each setback in a line of time, the latest first, and below it the days on which something was written."""

from __future__ import annotations

from reflect.insights.ground import Ground
from reflect.insights.timeline import Event, Since, Timeline
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.plots import Calendar
from reflect.pages.visible import one_line

SETBACKS = 6
"""How many setbacks are shown."""
WROTE = "The days on which something was written:"
EVENTS = {
    "support": "chose whom to talk to",
    "talked": "talked to somebody",
    "told": "told",
    "letter": "wrote an apology",
    "apologised": "apologised",
    "debrief": "debrief",
    "goals": "goals",
    "letgo": "let go",
    "closed": "closed",
}
"""What was done, in words; what is done for nearly every setback stands in none."""
AT_THE_END = ("letgo", "closed")
"""What stands after the promises, where nothing was done after it."""
MONTHS_FROM = 100
YEARS_FROM = 730


def page(found: Timeline, ground: Ground) -> Page:
    """A line for each setback, then a calendar of the last twelve months."""
    shown = found.setbacks[:SETBACKS]
    blocks: list[Block] = [Topic(one_line(ground.title(each.setback)), (Row("", (sentence(each),)),)) for each in shown]
    if len(found.setbacks) > SETBACKS:
        blocks.append(Quiet(f"And {counted(len(found.setbacks) - SETBACKS, 'earlier one')}."))
    if found.days:
        days = frozenset(each.date for each in found.days)
        blocks += [Words(WROTE), Calendar(min(days), ground.today, days)]
    return tuple(blocks)


def sentence(found: Since) -> str:
    """One setback on a line: 41 days. Told on day 0, apologised day 3, 3 of 4 promises kept so far, let go day 20."""
    events = [each for each in found.events if each.what in EVENTS]
    end = len(events)
    while end and events[end - 1].what in AT_THE_END:
        end -= 1
    parts = [*map(_on, events[:end]), *_promises(found), *map(_on, events[end:])]
    if not parts and (defined := next((each for each in found.events if each.what == "define"), None)):
        parts = [f"put into words day {defined.day}"]
    # The first day is said in full, and read so for the others.
    said = ", ".join(parts).replace(" day ", " on day ", 1)
    return f"{_ago(found.days)}.{f' {said[0].upper()}{said[1:]}.' if said else ''}"


def _on(each: Event) -> str:
    return f"{EVENTS[each.what]} day {each.day}"


def _promises(found: Since) -> tuple[str, ...]:
    """How many promises are kept, once some are, of those whose day has come; until then only that there are some."""
    kept, come = found.kept.number, found.promised.number - found.ahead.number
    ahead = (f"{found.ahead.number} ahead",) if found.ahead.number and kept else ()
    if not found.promised.number:
        return ()
    if not kept:
        return (f"{counted(found.promised.number, 'promise')} open",)
    if kept == come:
        return (f"{counted(kept, 'promise')} kept", *ahead)
    closed = any(each.what == "closed" for each in found.events)
    return (f"{kept} of {come} promises kept{'' if closed else ' so far'}", *ahead)


def _ago(days: int) -> str:
    if days >= YEARS_FROM:
        return counted(days // 365, "year")
    if days >= MONTHS_FROM:
        return counted(days * 12 // 365, "month")
    return counted(days, "day") if days else "Today"
