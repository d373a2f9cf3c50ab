"""The end of a run on a terminal: a line where it was heavy or else a tip, and what could be done next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reflect.cli.listening import Listener
from reflect.cli.place import Place
from reflect.cli.stepping import Steps
from reflect.entry.model import Entry
from reflect.errors import BrokenFlow, ReflectError
from reflect.flow.model import Flow
from reflect.interview.care import closing_line, tip_for
from reflect.interview.state import Interview
from reflect.journal.folder import Journal

RECENT = dt.timedelta(days=60)
"""How far back entries are looked at for how the person was."""


def say_goodbye(
    place: Place, journal: Journal, listener: Listener, interview: Interview, entry: Entry | None, setback: str | None
) -> None:
    """Says at most one line of care or a tip, and what could be done next. After the pointer, nothing."""
    if listener.silent:
        return
    with _said_if_it_can_be():
        _say_goodbye(place, journal, listener, interview, entry, setback)


def _say_goodbye(
    place: Place, journal: Journal, listener: Listener, interview: Interview, entry: Entry | None, setback: str | None
) -> None:
    line, heavy = _line(place, journal, listener, interview, entry)
    if line:
        place.say("")
        place.say(line)
    if not heavy:
        say_next(place, journal, interview.flow, setback, entry)


def say_next(place: Place, journal: Journal, flow: Flow, setback: str | None, entry: Entry | None) -> None:
    """Says what could be done after a run of `flow` about a setback (its id, or None), which made `entry`."""
    with _said_if_it_can_be():
        words = Steps(place, journal).after(flow, setback, entry)
        if words:
            place.say("")
            for each in words:
                place.say(each)


@contextmanager
def _said_if_it_can_be() -> Iterator[None]:
    """What was written is safe and said to be; that no more can be said, for a disk that is ill, takes nothing of it back."""
    with suppress(OSError, ReflectError):
        yield


def _line(
    place: Place, journal: Journal, listener: Listener, interview: Interview, entry: Entry | None
) -> tuple[str | None, bool]:
    """The line for the end of this run, and whether it is one of care."""
    from reflect.library.safety import load

    try:
        care = load(place.library)
    except BrokenFlow as error:
        place.complain(error.message, error.details)
        return None, False
    name, answers = interview.flow.flow, _answers(interview)
    earlier = [
        each
        for each in journal.entries(since=place.now() - RECENT)
        if isinstance(each, Entry) and (entry is None or each.id != entry.id)
    ]
    said = listener.spoke
    if care.safety and place.settings.safety_note and not said:
        found = closing_line(care.safety.lines, answers, earlier, place.today)
        if found:
            return found, True
    if not place.settings.tips:
        return None, False
    count = sum(each.flow.id == name for each in earlier)
    return tip_for(care.tips, name, count, answers, said=said), False


def _answers(interview: Interview) -> dict[str, object]:
    """The answers of a run by the id of the question; of what was asked once per item, none."""
    answers = interview.answers()
    found = {name: answers.of_question(name, None) for name in interview.flow.questions}
    return {name: said.value for name, said in found.items() if said is not None and not said.skipped}
