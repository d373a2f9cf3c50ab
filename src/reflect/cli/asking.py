"""The commands that ask: one for each flow, `run`, and `resume`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from reflect.cli import who_asks
from reflect.cli.beginning import earlier_draft, need_entry, subject
from reflect.cli.choosing import choose_draft, go_on_or_anew
from reflect.cli.leading import go_on, lead
from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.cli.who_asks import need_terminal
from reflect.entry.draft import Draft
from reflect.errors import NothingThere, WrongOptions
from reflect.flow.model import goes_over
from reflect.interview.asking import Asker
from reflect.interview.state import Interview
from reflect.journal.names import find_draft

SetbackOption = Annotated[
    str | None, typer.Option("--setback", "-s", metavar="REF", help="The setback: part of its title, its id, or last.")
]
Quick = Annotated[bool, typer.Option("--quick", help="Only the required questions.")]
AnswersOption = Annotated[
    str | None,
    typer.Option("--answers", metavar="FILE|-", help="Answers by question id, YAML or JSON; - for standard input."),
]
Plain = Annotated[bool, typer.Option("--plain", help="Plain lines, for screen readers and simple terminals.")]
Json = Annotated[bool, typer.Option("--json", help="Say what was made as JSON.")]
Resting = Annotated[bool, typer.Option("--resting", hidden=True, help="Also what was left unanswered twice.")]


def flow_command(name: str) -> Callable[..., None]:
    """The command of the flow called `name`."""

    def command(
        ctx: typer.Context,
        setback: SetbackOption = None,
        quick: Quick = False,
        answers: AnswersOption = None,
        plain: Plain = False,
        as_json: Json = False,
        resting: Resting = False,
    ) -> None:
        _run(ctx.obj, name, setback, answers, quick=quick, plain=plain, as_json=as_json, resting=resting)

    return command


def run_flow(
    ctx: typer.Context,
    flow: Annotated[str, typer.Argument(metavar="FLOW")],
    setback: SetbackOption = None,
    quick: Quick = False,
    answers: AnswersOption = None,
    plain: Plain = False,
    as_json: Json = False,
    resting: Resting = False,
) -> None:
    """Run any flow by its name."""
    _run(ctx.obj, flow, setback, answers, quick=quick, plain=plain, as_json=as_json, resting=resting)


def resume(
    ctx: typer.Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="REF", help="The draft: its id, flow or setback, or last.")
    ] = None,
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Go on with a draft."""
    place: Place = ctx.obj
    place.journal.sweep()
    drafts = place.journal.unfinished()
    if not drafts and place.journal.unreadable():
        place.mention_unreadable()
        raise NothingThere("There is no draft that can be read.")
    if ref is None and not drafts:
        raise NothingThere("There is no draft: nothing is unfinished.")
    need_terminal(place)
    with who_asks.asker_at(place, plain=plain) as asker:
        draft = find_draft(place.journal, ref) if ref else drafts[0]
        if ref is None and len(drafts) > 1:
            draft = choose_draft(asker, drafts, place.catalogue.setbacks(), place.today)
        go_on(place, asker, draft, as_json=as_json)


# ------------------------------------------------------------------------------------------------------ a flow, run


def _run(
    place: Place,
    name: str,
    ref: str | None,
    answers: str | None,
    *,
    quick: bool,
    plain: bool,
    as_json: bool,
    resting: bool,
) -> None:
    loaded = place.library.load(name)
    if resting and not goes_over(loaded.flow):
        raise WrongOptions(f"{name} goes over nothing that comes back; leave --resting out.")
    need_entry(place, loaded)
    if answers is not None:
        from reflect.cli.from_file import run_prepared

        def take_over(sitting: Sitting, interview: Interview) -> None:
            with who_asks.asker_at(place, plain=plain) as asker:
                draft = _same_sheet(place, asker, sitting)
                if draft is not None:
                    go_on(place, asker, draft, as_json=as_json)
                    return
                # Before anything is asked, so that whoever leaves at once keeps what the sheet says.
                sitting.save(interview)
                lead(place, asker, sitting, interview, as_json=as_json)

        at_hand = take_over if place.has_terminal else None
        run_prepared(place, loaded, ref, answers, quick=quick, as_json=as_json, resting=resting, go_on=at_hand)
        return
    need_terminal(place)
    place.journal.sweep()
    with who_asks.asker_at(place, plain=plain) as asker:
        if place.journal.is_empty():
            from reflect.pages.home import PRIVACY

            asker.remark((PRIVACY,))
        setback, title = subject(place, asker, loaded, ref)
        draft = earlier_draft(place, asker, loaded, setback, new=title is not None)
        if draft is not None:
            go_on(place, asker, draft, as_json=as_json)
            return
        sitting = Sitting.begin(place, loaded, setback=setback, new_title=title, quick=quick, resting=resting)
        if place.library.files()[name].replaces:
            asker.remark((f"This is your own {name}, in place of the one that came with the program.",))
        if loaded.flow.intro:
            asker.remark((loaded.flow.intro,))
        lead(place, asker, sitting, sitting.interview(), as_json=as_json)


def _same_sheet(place: Place, asker: Asker, sitting: Sitting) -> Draft | None:
    """The draft that a half-filled sheet has begun before, if the person wants to go on with it."""
    about = {sitting.draft.setback} - {None}
    if sitting.new_title:
        about |= {each.id for each in place.catalogue.setbacks() if each.title == sitting.new_title}
    drafts = (each for each in place.journal.unfinished() if each.edits is None)
    found = [each for each in drafts if each.flow.id == sitting.flow.flow and each.setback in about]
    return found[0] if found and go_on_or_anew(asker, found[0], place.today) else None
