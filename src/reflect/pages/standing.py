"""How something that was promised stands, in words."""

from __future__ import annotations

import datetime as dt

from reflect.entry.words import day_in_words
from reflect.followups.model import FollowUp, State
from reflect.insights.ground import Ground
from reflect.pages.visible import one_line


def promised_at(ref: str, ground: Ground, *, ended: bool = False) -> str:
    """How what was promised at a place (reference) stands; "" where nothing was, or it is private. What a flow only offers is
    no promise. With `ended`, nothing is said of what is still open."""
    found = ground.follow_up(ref)
    if found is None or found.private or found.opens or (ended and found.open):
        return ""
    return standing_in_words(found, ground.today)


def standing_in_words(each: FollowUp, today: dt.date) -> str:
    """What was said of a follow-up last, with its day, or when it comes back: kept, 5 March 2026."""
    last = next((told for told in reversed(each.told) if not told.unanswered), None)
    said = one_line(last.label or "") if last else ""
    if not each.open:
        words = said or {State.DONE: "done", State.DROPPED: "let go"}[each.state]
        return f"{words}, {day_in_words(last.day)}" if last else words
    ahead = {
        State.AHEAD: f"comes back {day_in_words(each.date)}",
        State.DUE: "waits from today" if each.date == today else f"waits from {day_in_words(each.date)}",
        State.BEGUN: "begun",
        State.RESTING: "rests",
    }[each.state]
    return f"{said}; {ahead}" if said else ahead
