"""A flow answered from a file: all of it is sound and saved, or nothing is; a half-filled one goes on in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reflect.cli.closing import say_next
from reflect.cli.outcome import say_halted, say_made
from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.entry.setback import Setback
from reflect.errors import WrongAnswers, WrongOptions
from reflect.interview.accept import LOSES, loses
from reflect.interview.asking import Ending, converse
from reflect.interview.state import Interview
from reflect.library.flows import Loaded
from reflect.pages.visible import visible
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from reflect.terminal.sheet.spoken import spoken_of

STDIN = "-"


def run_prepared(
    place: Place,
    loaded: Loaded,
    ref: str | None,
    answers: str,
    *,
    quick: bool,
    as_json: bool,
    resting: bool = False,
    go_on: Callable[[Sitting, Interview], None] | None = None,
) -> None:
    """Answers the flow from the file called `answers` (`-` for standard input). Raises WrongAnswers, WrongOptions.

    `go_on` saves an interview and leads it on a terminal: it is handed one that is half filled, when nothing in the file is wrong and
    something required is missing. None where nobody can be asked.
    """
    file = AnswersFile.parse("<stdin>" if answers == STDIN else answers, read_answers(place, answers))
    setback = place.catalogue.setback(ref) if ref else None
    title = _prepared_title(loaded, file, setback)
    sitting = Sitting.begin(
        place,
        loaded,
        setback=setback,
        new_title=title,
        quick=quick,
        resting=resting,
        prepared=spoken_of(file.document.tree),
    )
    asker = PreparedAsker(file)
    begun = sitting.interview()
    done = converse(begun, asker, lambda _: None)
    partly = asker.partly(begun, done.interview) if go_on and answers != STDIN and not as_json else None
    if partly is None:
        asker.check(done.interview)
    if loses(file.document.tree):
        place.say(LOSES)
    if go_on and partly:
        place.say(
            visible(f"{answers} is not filled in to its end: what it says is taken over, and the rest is asked now.")
        )
        if partly.unplaced:
            names = ", ".join(partly.unplaced)
            place.say(f"What it says to {names} can only be placed when the rest is known; write it once more then.")
        go_on(sitting, partly.interview)
    elif done.ending is Ending.HALTED:
        sitting.save(done.interview)
        say_halted(place, sitting, as_json=as_json)
    else:
        entry = sitting.finish(done.interview)
        say_made(place, sitting, entry, as_json=as_json)
        if not as_json:
            say_next(place, sitting.journal, sitting.flow, sitting.draft.setback, entry)


def _prepared_title(loaded: Loaded, file: AnswersFile, setback: Setback | None) -> str | None:
    """The title of the new setback that an answers file begins, if it does. Raises WrongOptions, WrongAnswers."""
    flow, title = loaded.flow, file.setback_title
    if title is not None and setback is not None:
        raise WrongOptions(
            "The answers begin a new setback (`setback:`), and --setback names one; leave one of them out."
        )
    if title is not None and flow.names_setback:
        reason = f"{flow.flow} names its setback itself ('{flow.names_setback}'); leave 'setback' out."
        raise WrongAnswers(f"{file.place_of_title}: {reason} Nothing was saved.")
    if flow.needs == "setback" and setback is None and title is None:
        raise WrongOptions(
            f"{flow.flow} is about a setback: name it with -s, or begin one with `setback:` in the answers."
        )
    return title


def read_answers(place: Place, answers: str) -> bytes:
    """What stands in the file called `answers`, `-` for standard input. Raises WrongAnswers."""
    try:
        if answers == STDIN:
            stream = getattr(place.stdin, "buffer", None)
            return bytes(stream.read()) if stream else place.stdin.read().encode("utf-8", "surrogateescape")
        return Path(answers).read_bytes()
    except OSError as error:
        raise WrongAnswers(f"{answers} cannot be read ({error.strerror}).") from None
