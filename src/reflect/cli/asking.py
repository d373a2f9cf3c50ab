"""The commands that ask: one for each flow, `run`, and `resume`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reflect.cli.choosing import Left, choose_draft, choose_setback, go_on_or_anew
from reflect.cli.home import PRIVACY
from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.entry.draft import FORMAT as DRAFT_FORMAT
from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.errors import NoTerminal, NothingThere, UnknownName, Unreadable, WrongAnswers, WrongOptions
from reflect.interview.asking import Asker, Conversation, Ending, converse
from reflect.interview.state import Interview
from reflect.journal.names import find_draft, find_setback
from reflect.library.flows import Loaded
from reflect.terminal.prepared import AnswersFile, PreparedAsker

if TYPE_CHECKING:
    from reflect.terminal.asker import FullAsker

STDIN = "-"

SetbackOption = Annotated[
    str | None, typer.Option("--setback", "-s", metavar="REF", help="The setback: part of its title, its id, or last.")
]
Quick = Annotated[bool, typer.Option("--quick", help="Only the required questions.")]
AnswersOption = Annotated[
    str | None,
    typer.Option("--answers", metavar="FILE|-", help="Answers by question id, YAML or JSON; - for standard input."),
]
Json = Annotated[bool, typer.Option("--json", help="Say what was made as JSON.")]


def flow_command(name: str) -> Callable[..., None]:
    """The command of the flow called `name`."""

    def command(
        ctx: typer.Context,
        setback: SetbackOption = None,
        quick: Quick = False,
        answers: AnswersOption = None,
        as_json: Json = False,
    ) -> None:
        _run(ctx.obj, name, setback, answers, quick=quick, as_json=as_json)

    return command


def run_flow(
    ctx: typer.Context,
    flow: Annotated[str, typer.Argument(metavar="FLOW")],
    setback: SetbackOption = None,
    quick: Quick = False,
    answers: AnswersOption = None,
    as_json: Json = False,
) -> None:
    """Run any flow by its name."""
    _run(ctx.obj, flow, setback, answers, quick=quick, as_json=as_json)


def resume(
    ctx: typer.Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="REF", help="The draft: its id, flow or setback, or last.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Go on with a draft."""
    place: Place = ctx.obj
    _tidy(place)
    drafts = place.journal.drafts()
    if ref is None and not drafts:
        raise NothingThere("There is no draft: nothing is unfinished.")
    _need_terminal(place)
    with _asker(place) as asker:
        draft = find_draft(place.journal, ref) if ref else drafts[0]
        if ref is None and len(drafts) > 1:
            draft = choose_draft(asker, drafts, place.journal.setbacks(), place.today)
        _go_on(place, asker, draft, as_json=as_json)


# ------------------------------------------------------------------------------------------------------ a flow, run


def _run(place: Place, name: str, ref: str | None, answers: str | None, *, quick: bool, as_json: bool) -> None:
    loaded = place.library.load(name)
    _need_entry(place, loaded)
    if answers is not None:
        _run_prepared(place, loaded, ref, answers, quick=quick, as_json=as_json)
        return
    _need_terminal(place)
    _tidy(place)
    with _asker(place) as asker:
        if place.journal.is_empty():
            asker.remark((PRIVACY,))
        setback, title = _subject(place, asker, loaded, ref)
        draft = _earlier_draft(place, asker, loaded, setback)
        if draft is not None:
            _go_on(place, asker, draft, as_json=as_json)
            return
        sitting = Sitting.begin(
            place.journal, loaded, place.now, place.mint, setback=setback, new_title=title, quick=quick
        )
        if loaded.flow.intro:
            asker.remark((loaded.flow.intro,))
        _sit(place, asker, sitting, sitting.interview(), as_json=as_json)


def _go_on(place: Place, asker: FullAsker, draft: Draft, *, as_json: bool) -> None:
    if draft.format > DRAFT_FORMAT:
        raise Unreadable("This draft was written by a newer version of reflect; go on with it there.")
    try:
        loaded = place.library.load(draft.flow.id)
    except UnknownName:
        kept = place.journal.folder / "drafts" / f"{draft.id}.json"
        raise UnknownName(
            f"The flow '{draft.flow.id}' is not there any more; what you wrote stays in {kept}."
        ) from None
    sitting = Sitting(place.journal, loaded, place.journal.draft(draft.id), place.now, place.mint)
    interview = sitting.taken_up()
    left = sitting.draft.extra.get("left_over", [])
    if left:
        words = tuple(f"{each['question']}: {_short(each)}" for each in left)
        asker.remark(
            ("The flow has changed since. These answers have no question any more; they stay in the draft:", *words)
        )
    _sit(place, asker, sitting, interview, as_json=as_json)


def _short(answer: dict[str, object]) -> str:
    value = answer.get("value")
    return str(value if value is not None else answer.get("said", ""))


def _sit(place: Place, asker: FullAsker, sitting: Sitting, interview: Interview, *, as_json: bool) -> None:
    """Leads the interview on a terminal, and says what became of it."""
    from reflect.cli.rescue import Saving

    saving = Saving(place, asker, sitting, interview)
    asker.keep = saving.typed if sitting.on_disk else None
    done = converse(interview, asker, saving)
    asker.keep = None
    place.say("")
    if done.ending is Ending.LEFT:
        if sitting.on_disk:
            typed = ", with what was half typed" if done.interview.typing else ""
            place.say(f"Saved{typed}. `reflect resume` goes on from here.")
        else:
            place.say("Nothing of this was kept, as the flow says at its beginning.")
        raise typer.Exit(done.exit_code)
    _conclude(place, sitting, done, as_json=as_json)


def _conclude(place: Place, sitting: Sitting, done: Conversation, *, as_json: bool) -> None:
    """Makes the entry, or keeps the draft of a flow that goes on another time."""
    if done.ending is Ending.HALTED:
        sitting.save(done.interview)
        if as_json:
            place.write_json(
                _made(None, sitting.draft.setback, sitting.journal.folder / "drafts" / f"{sitting.draft.id}.json")
            )
        else:
            place.say("Kept as a draft. `reflect resume` goes on with it.")
        return
    entry = sitting.finish(done.interview)
    if as_json:
        path = sitting.journal.path_of(entry.id) if entry else None
        place.write_json(_made(entry.id if entry else None, entry.setback if entry else None, path))
    elif entry is None:
        place.say("Nothing was kept.")
    else:
        place.say("Saved. `reflect show last` reads it again; `reflect export last` writes it as Markdown.")


def _made(entry: str | None, setback: str | None, file: Path | None) -> dict[str, str | None]:
    return {"entry": entry, "setback": setback, "file": str(file) if file else None}


def _run_prepared(place: Place, loaded: Loaded, ref: str | None, answers: str, *, quick: bool, as_json: bool) -> None:
    """A flow answered from a file: all of it is sound and saved, or nothing is."""
    file = AnswersFile.parse("<stdin>" if answers == STDIN else answers, _read(place, answers))
    setback = find_setback(place.journal.setbacks(), ref) if ref else None
    title = _prepared_title(loaded, file, setback)
    sitting = Sitting.begin(place.journal, loaded, place.now, place.mint, setback=setback, new_title=title, quick=quick)
    asker = PreparedAsker(file)
    done = converse(sitting.interview(), asker, lambda _: None)
    asker.check(done.interview)
    _conclude(place, sitting, done, as_json=as_json)


def _prepared_title(loaded: Loaded, file: AnswersFile, setback: Setback | None) -> str | None:
    """The title of the new setback that an answers file begins, if it does. Raises WrongOptions, WrongAnswers."""
    flow, title = loaded.flow, file.setback_title
    if title is not None and setback is not None:
        raise WrongOptions(
            "The answers begin a new setback (`setback:`), and --setback names one; leave one of them out."
        )
    if title is not None and flow.names_setback:
        raise WrongAnswers(f"{flow.flow} names its setback itself ('{flow.names_setback}'); leave 'setback' out.")
    if flow.needs == "setback" and setback is None and title is None:
        raise WrongOptions(
            f"{flow.flow} is about a setback: name it with -s, or begin one with `setback:` in the answers."
        )
    return title


def _read(place: Place, answers: str) -> bytes:
    try:
        if answers == STDIN:
            stream = getattr(place.stdin, "buffer", None)
            return bytes(stream.read()) if stream else place.stdin.read().encode("utf-8", "surrogateescape")
        return Path(answers).read_bytes()
    except OSError as error:
        raise WrongAnswers(f"{answers} cannot be read ({error.strerror}).") from None


# -------------------------------------------------------------------------------------- what it is about, and who asks


def _subject(place: Place, asker: Asker, loaded: Loaded, ref: str | None) -> tuple[Setback | None, str | None]:
    """The setback a flow is about, or the title of a new one; neither where the flow needs none or names it itself."""
    if ref is not None:
        return find_setback(place.journal.setbacks(), ref), None
    flow = loaded.flow
    if flow.names_setback or flow.needs == "nothing":
        return None, None
    still_open = [each for each in place.journal.setbacks() if each.closed is None]
    return choose_setback(asker, still_open, optional=flow.needs == "setback_if_any")


def _earlier_draft(place: Place, asker: Asker, loaded: Loaded, setback: Setback | None) -> Draft | None:
    """A draft of the same flow for the same setback, if the person wants to go on with it."""
    if setback is None:
        return None
    same = [d for d in place.journal.drafts() if d.flow.id == loaded.flow.flow and d.setback == setback.id]
    return same[0] if same and go_on_or_anew(asker, same[0], place.today) else None


def _tidy(place: Place) -> None:
    """Removes what a run that was killed left behind: half-written files, and drafts whose entry is safe."""
    place.journal.sweep()
    place.journal.drop_finished_drafts()


def _need_entry(place: Place, loaded: Loaded) -> None:
    needed = loaded.flow.needs_entry
    if needed and not any(isinstance(each, Entry) and each.flow.id == needed for each in place.journal.entries()):
        raise NothingThere(f"{loaded.flow.flow} builds on {needed}, and there is no entry of it yet: reflect {needed}")


def _need_terminal(place: Place) -> None:
    if not place.has_terminal:
        raise NoTerminal("Nobody can be asked here, there is no terminal; give the answers with --answers FILE (or -).")


@contextmanager
def _asker(place: Place) -> Iterator[FullAsker]:
    """The full-terminal asker, for as long as somebody is asked; whoever leaves before the first question ends here."""
    from reflect.terminal.asker import FullAsker
    from reflect.terminal.screen import console

    try:
        with FullAsker(console(place.stdout, place.environ)) as asker:
            yield asker
    except Left as left:
        raise typer.Exit(left.exit_code) from None
