"""Leads an interview on a terminal, from its first question or where its draft was left, and says what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from reflect.cli.beginning import earlier_draft, need_entry, subject
from reflect.cli.choosing import Left
from reflect.cli.listening import Listener
from reflect.cli.outcome import say_halted, say_made
from reflect.cli.place import Place
from reflect.cli.sitting import Sitting
from reflect.cli.who_asks import TerminalAsker
from reflect.entry.draft import FORMAT as DRAFT_FORMAT
from reflect.entry.draft import Draft, Given
from reflect.entry.model import Entry
from reflect.entry.words import in_words
from reflect.errors import UnknownName, Unreadable
from reflect.flow.model import Flow
from reflect.interview.ask import Ask
from reflect.interview.asking import Conversation, Ending, converse
from reflect.interview.state import Interview

if TYPE_CHECKING:
    from reflect.followups.model import FollowUp

NOT_ON_DISK = "Nothing of this is on disk before the end: a crash or a closed terminal loses it."
NEVER_WAS = "What you throw away then is never written to it."
LEFT_OVER = """\
The flow has changed since, or what it goes over. These answers have no question any more; they stay with the draft, and \
when it is finished you find them in the trash of the journal:"""


def go_on(place: Place, asker: TerminalAsker, draft: Draft, *, as_json: bool) -> None:
    """Goes on with a draft. Raises Unreadable, UnknownName."""
    if draft.format > DRAFT_FORMAT:
        raise Unreadable("This draft was written by a newer version of reflect; go on with it there.")
    if draft.edits is not None:
        from reflect.cli.editing import go_on_editing

        go_on_editing(place, asker, draft, as_json=as_json)
        return
    try:
        loaded = place.library.load(draft.flow.id)
    except UnknownName:
        kept = place.journal.draft_path(draft.id)
        raise UnknownName(
            f"The flow '{draft.flow.id}' is not there any more; what you wrote stays in {kept}."
        ) from None
    sitting = Sitting.of_draft(place, loaded, place.journal.draft(draft.id))
    interview = sitting.taken_up()
    asker.remark((_where(place, sitting),))
    if sitting.left_over:
        asker.remark((LEFT_OVER, *(_in_a_line(loaded.flow, each) for each in sitting.left_over)))
    lead(place, asker, sitting, interview, as_json=as_json)


def _where(place: Place, sitting: Sitting) -> str:
    """What is gone on with: the flow, and the setback it is about."""
    titles = [each.title for each in place.catalogue.setbacks() if each.id == sitting.draft.setback]
    return ": ".join(filter(None, (sitting.flow.title, *titles)))


def _in_a_line(flow: Flow, answer: dict[str, Any]) -> str:
    """An answer that has no question any more, with the id it was given to; one known to be private only by that."""
    given = Given.from_json(answer)
    known = flow.questions.get(given.spot.question)
    words = "(private)" if getattr(known, "private", False) else in_words(given.said, "")
    return f"{given.spot.question}: {words}"


def lead(place: Place, asker: TerminalAsker, sitting: Sitting, interview: Interview, *, as_json: bool) -> None:
    """Leads the interview on a terminal, and says what became of it."""
    from reflect.cli.rescue import Saving

    saving = Saving(place, asker, sitting, interview)
    listener = Listener(place, sitting.flow, sitting.on_disk)
    if not sitting.on_disk:
        asker.remark((f"{NOT_ON_DISK} {NEVER_WAS}" if sitting.flow.discard else NOT_ON_DISK,))
    asker.kept, asker.keep = sitting.on_disk, saving.typed if sitting.on_disk else None
    try:
        done = converse(interview, asker, saving, listener)
        from reflect.cli.looking_over import look_over

        while done.ending is Ending.FINISHED and (changed := look_over(asker, done.interview)):
            saving(changed)
            done = converse(changed, asker, saving, listener)
    except Left as left:
        done = Conversation(saving.last, Ending.LEFT, left.exit_code)
    finally:
        asker.keep = None
    if done.ending is Ending.FINISHED:
        entry = saving.finish(done.interview)
        place.say("")
        say_made(place, sitting, entry, saving.command, as_json=as_json)
        chosen = None if as_json or listener.silent else _chosen_now(place, entry)
        if chosen:
            _open(place, asker, chosen)
        elif not as_json:
            from reflect.cli.closing import say_goodbye

            say_goodbye(place, sitting.journal, listener, done.interview, entry, sitting.draft.setback)
        return
    place.say("")
    if done.ending is Ending.HALTED:
        saving(done.interview)
        say_halted(place, sitting, saving.command, as_json=as_json)
        return
    if sitting.on_disk and not (saving.saved or sitting.kept):
        place.say("Nothing was answered yet, and nothing was kept.")
    elif sitting.on_disk:
        typed = ", with what was half typed" if done.interview.typing else ""
        place.say(f"Saved{typed}. {saving.command('reflect resume')} goes on from here.")
    else:
        place.say("Nothing of this was kept.")
    raise typer.Exit(done.exit_code)


def _chosen_now(place: Place, entry: Entry | None) -> FollowUp | None:
    """The first thing due that was to be opened right after this."""
    from reflect.cli.owing import Owed
    from reflect.followups.telling import BEGIN, told

    now = [ref for ref, said in told([entry] if entry else []).items() if said[-1].meaning == BEGIN]
    if not now:
        return None
    found = Owed.open(place.catalogue, place.today).found
    return next((each for each in found if each.ref in now and each.open and (each.draft or each.opens)), None)


def _open(place: Place, asker: TerminalAsker, chosen: FollowUp) -> None:
    """Begins what a follow-up opens, or goes on with the draft it is bound to."""
    if chosen.draft:
        go_on(place, asker, place.journal.draft(chosen.draft), as_json=False)
        return
    loaded = place.library.load(chosen.opens or "")
    need_entry(place, loaded)
    setback, title = subject(place, asker, loaded, chosen.setback)
    draft = None if chosen.with_ else earlier_draft(place, asker, loaded, setback, new=title is not None)
    if draft is not None:
        go_on(place, asker, draft, as_json=False)
        return
    sitting = Sitting.begin(place, loaded, setback=setback, new_title=title)
    asker.remark(tuple(filter(None, (_where(place, sitting), loaded.flow.intro))))
    lead(place, asker, sitting, _begun_with(sitting.interview(), dict(chosen.with_)), as_json=False)


def _begun_with(interview: Interview, answers: Mapping[str, str]) -> Interview:
    """The interview after the questions at its beginning that are answered already."""
    while isinstance(ask := interview.current, Ask) and ask.spot.question in answers:
        interview = interview.answer(answers[ask.spot.question])
    return interview
