"""What became of an interview, in a line for the person or as JSON for a program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.entry.ids import short
from reflect.entry.model import Entry
from reflect.entry.words import day_in_words


def _quoted(words: str) -> str:
    return f"`{words}`"


def say_made(
    place: Place, sitting: Sitting, entry: Entry | None, command: Callable[[str], str] = _quoted, *, as_json: bool
) -> None:
    """Says what became of a finished interview. `command` quotes a command for the journal that it is in."""
    if as_json:
        path = sitting.journal.path_of(entry.id) if entry else None
        place.write_json(_made(entry.id if entry else None, entry.setback if entry else None, path))
    elif entry is None:
        place.say("Nothing was kept.")
    elif entry.sealed_until and entry.sealed(place.today):
        read = command(f"reflect show {short(entry.id)}")
        place.say(f"Sealed until {day_in_words(entry.sealed_until)}. {read} opens it then.")
    else:
        read, export = command("reflect show last"), command("reflect export last")
        place.say(f"Saved. {read} reads it again; {export} writes it as Markdown.")


def say_halted(place: Place, sitting: Sitting, command: Callable[[str], str] = _quoted, *, as_json: bool) -> None:
    """Says that a flow goes on another time."""
    if as_json:
        place.write_json(_made(None, sitting.draft.setback, sitting.journal.draft_path(sitting.draft.id)))
    else:
        place.say(f"Kept as a draft. {command('reflect resume')} goes on with it.")


def _made(entry: str | None, setback: str | None, file: Path | None) -> dict[str, str | None]:
    return {"entry": entry, "setback": setback, "file": str(file) if file else None}
