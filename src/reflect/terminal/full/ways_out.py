"""The keys for going away from a question, and what they say becomes of the answers."""

from __future__ import annotations

from reflect.interview.ask import Ask

BACK = "Shift-Tab: back"
STOP_KEPT = "Ctrl-C: stop, all is kept"
STOP_LOST = "Ctrl-C: stop, nothing is kept"
LEAVE = "Ctrl-C: leave"


def keys(ask: Ask, leave: str) -> tuple[str, ...]:
    """The keys that lead somewhere from a question; `leave` is the one for leaving. From the first, none leads back."""
    first = ask.number == 1 and ask.spot.field is None and ask.spot.record in (None, 1)
    return (leave,) if first or not ask.of else (BACK, leave)


def leaving(ask: Ask, *, kept: bool, safe: bool) -> str:
    """The key for leaving. `kept` is whether answers outlive a conversation that is left, `safe` whether those given so
    far are on disk: a command asks while an interview is kept, too, before its end or when saving did not work."""
    if not ask.of:
        return STOP_KEPT if safe else LEAVE
    return STOP_KEPT if kept else STOP_LOST
