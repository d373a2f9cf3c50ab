"""The questions a command itself asks before a flow begins: which setback, which draft."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reflect.entry.draft import Draft, Spot
from reflect.entry.ids import short
from reflect.entry.said import Said
from reflect.entry.setback import UNTITLED, Setback
from reflect.entry.standing import Standing
from reflect.flow.options import Options
from reflect.flow.questions import Choice, Choices, Text
from reflect.interview.accept import LOSES, Accepting, Invalid, accept, loses
from reflect.interview.answers import Item
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Asker, Back, Leave
from reflect.pages.moments import lately_in_words

NEW = "new"
NONE = "none"
ASKED = "asked_first"


class Left(Exception):
    """The person left before there was anything to save."""

    def __init__(self, exit_code: int) -> None:
        super().__init__()
        self.exit_code = exit_code


def choose_setback(
    asker: Asker, still_open: Sequence[Standing], today: dt.date, *, optional: bool
) -> tuple[Setback | None, str | None]:
    """One of the open setbacks, offered in their order, or the title of a new one ("" for none); neither when it is
    `optional` and none is wanted. Raises Left."""
    if optional and not still_open:
        return None, None
    if still_open:
        known = {each.setback.id: each.setback for each in still_open}
        options = [*_rows(still_open, today), Item(NEW, "Something new")]
        if optional:
            options.append(Item(NONE, "Nothing in particular"))
        key = choose(asker, "What is it about?", options)
        if key in known:
            return known[key], None
        if key == NONE:
            return None, None
    return None, ask_for(asker, "Give it a short name, so you can find it again.")


def pick_setback(asker: Asker, text: str, found: Sequence[Standing], today: dt.date) -> Setback | None:
    """The one of these setbacks that something is to be done with; None when it is none of them. Raises Left."""
    known = {each.setback.id: each.setback for each in found}
    none = Item(NONE, "None of these" if len(found) > 1 else "Leave it as it is")
    return known.get(choose(asker, text, [*_rows(found, today), none]))


def choose_draft(asker: Asker, drafts: Sequence[Draft], setbacks: Sequence[Setback], today: dt.date) -> Draft:
    """One of several drafts. Raises Left."""
    titles = {each.id: each.title or UNTITLED for each in setbacks}
    known = {each.id: each for each in drafts}
    options = [
        Item(
            each.id,
            ", ".join(
                filter(None, (each.flow.title, titles.get(each.setback or ""), lately_in_words(each.saved, today)))
            )
            + (f", {each.answered} answered" if each.edits is None else ", a change of it"),
        )
        for each in drafts
    ]
    return known[choose(asker, "Which one?", options)]


def go_on_or_anew(asker: Asker, draft: Draft, today: dt.date) -> bool:
    """Whether to go on with a draft rather than to begin anew. Raises Left."""
    when = lately_in_words(draft.saved, today)
    options = [Item("go_on", f"Go on with the draft from {when}"), Item(NEW, "Begin anew; the draft stays")]
    return choose(asker, "There is a draft of this already.", options) == "go_on"


def _rows(found: Sequence[Standing], today: dt.date) -> list[Item]:
    """A row for each setback: what it is called, what has been done for it and when."""
    from reflect.pages.lists import done_in_words

    titles = Counter(each.setback.title for each in found)
    rows = []
    for each in found:
        title = each.setback.title
        # Without a title of its own, a setback is told from the others by its id.
        name = (title or UNTITLED) if title and titles[title] == 1 else f"{title or UNTITLED}, {short(each.setback.id)}"
        begun = [f"{draft.flow.id} begun" for draft in reversed(each.drafts) if draft.edits is None]
        done = ", ".join(filter(None, (done_in_words(each.done, today), *begun)))
        rows.append(Item(each.setback.id, f"{name} ({done})" if done else name))
    return rows


def choose(asker: Asker, text: str, options: Sequence[Item], usual: str | None = None) -> str:
    """The key of one of the options; `usual` is the one that stands there already. Raises Left."""
    question = Choice(id=ASKED, ask=text, options=Options(fixed=tuple((o.key, o.text) for o in options)), required=True)
    default = Said(value=usual) if usual else None
    ask = Ask(Spot(ASKED), question, text, required=True, options=tuple(options), default=default, number=0, of=0)
    return str(_put(asker, ask).value)


def choose_several(asker: Asker, text: str, options: Sequence[Item]) -> tuple[str, ...]:
    """The keys of any of the options, in their order; none when it is left empty. Raises Left."""
    question = Choices(id=ASKED, ask=text, options=Options(fixed=tuple((o.key, o.text) for o in options)))
    said = _put(asker, Ask(Spot(ASKED), question, text, required=False, options=tuple(options), number=0, of=0))
    return () if said.skipped else tuple(map(str, said.value))


def ask_for(asker: Asker, text: str, begins: str | None = None) -> str:
    """One line of text, in which `begins` stands already; "" when it is left empty twice. Raises Left."""
    question = Text(id=ASKED, ask=text, required=True)
    default = Said(value=begins) if begins else None
    said = _put(asker, Ask(Spot(ASKED), question, text, required=True, default=default, number=0, of=0))
    return "" if said.skipped else str(said.value)


def _put(asker: Asker, ask: Ask) -> Said:
    """Puts a question until it is answered, or left empty (twice, where it is required). Going back from the first question
    stays at it."""
    pressed = False
    while True:
        reply = asker.ask(ask)
        if isinstance(reply, Leave):
            raise Left(reply.exit_code)
        if not isinstance(reply, Answered):
            ask = replace(ask, typed=reply.typed) if isinstance(reply, Back) else ask
            continue
        try:
            said = accept(reply.raw, Accepting(ask.question, ask.options, dt.date.min))
        except Invalid as invalid:
            asker.refuse(ask, invalid.message)
            continue
        if said.skipped and ask.required and (ask.options or not pressed):
            pressed = True
            asker.refuse(ask, "One of these is needed." if ask.options else "Leave it empty again to go on without.")
            continue
        asker.accepted(ask, said)
        if loses(reply.raw):
            asker.remark((LOSES,))
        return said
