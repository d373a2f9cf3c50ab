"""`search`: entries by their words, and by what stands beside them."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from reflect.cli.commands import context
from reflect.cli.filters import sought_by
from reflect.cli.place import Place
from reflect.errors import UnknownName, WrongOptions
from reflect.index.query import SHOWN, Query, parse
from reflect.index.searching import Found, Search
from reflect.index.sought import Sought, Ways
from reflect.index.tree import Every
from reflect.journal.overview import titles
from reflect.pages.found import found_page, nothing_page

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

BEST = 20
ASK = "What are you looking for?"
LANGUAGE = (
    ("one other", "Both, in any form."),
    ("one OR other", "One of them is enough."),
    ("one NOT other", "The first without the other."),
    ("mist*", "What begins with mist."),
    ('"not my fault"', "Just as it is written."),
    ("(one OR other)", "What belongs together."),
)
SHELL = (
    "The shell keeps quotes, stars and parentheses for itself, unless all of it stands in single quotes: "
    "{command} 'mist* OR \"not my fault\"'. Words that are asked for need none, and do not stay in the shell's history."
)
_DASHED = re.compile(r"-(?!-)(?!n\d+$).")


class Searching(TyperCommand):
    """The command: its help tells how words are looked for, and a word with a dash before it is no unknown option."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """How it is called, with help as wide as the terminal is now."""
        return super().make_context(info_name, args, parent=parent, **{**context(), **extra})

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads the command line. Raises WrongOptions where a word has a dash before it, and errors of usage."""
        options = [each for each in self.get_params(ctx) if each.param_type_name == "option"]
        names = {name for each in options for name in each.opts}
        takes = {name for each in options if not getattr(each, "is_flag", False) for name in each.opts}
        before = ""
        for arg in args:
            if arg == "--":
                break
            if before not in takes and arg not in names and _DASHED.match(arg):
                shown = arg if len(arg) <= SHOWN else f"{arg[:SHOWN]}…"
                apart = f"; an option and its value stand apart, {arg[:2]} {shown[2:]}" if arg[:2] in takes else ""
                raise WrongOptions(f"'{shown}' is no option; to leave a word out, write NOT before it{apart}.")
            # What an option takes is none itself.
            before = "" if before in takes else arg
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes how words are looked for."""
        with formatter.section("Words"):
            formatter.write_dl(LANGUAGE)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(SHELL.format(command=ctx.command_path))


search = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@search.command(cls=Searching, help="Find entries by their words, by cause, by day; what is private is never found.")
def found_by(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="Left out, they are asked for.", show_default=False),
    ] = None,
    number: Annotated[int, typer.Option("-n", min=1, metavar="NUMBER", help="How many at most.")] = BEST,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not what fits best.")] = False,
    flow: Annotated[str | None, typer.Option(metavar="FLOW", help="Only of this flow.")] = None,
    setback: Annotated[
        str | None, typer.Option("--setback", "-s", metavar="REF", help="Only about this setback.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Finished on this day or later: 2026-03-01, last Friday, 2w.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Finished on this day or earlier.")] = None,
    cause: Annotated[str | None, typer.Option(metavar="KEY", help="Only with this cause.")] = None,
    factor: Annotated[str | None, typer.Option(metavar="KEY", help="Only where this contributed.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    place: Place = ctx.obj
    sought = sought_by(place, flow, setback, since, until, tuple(_ways(cause, factor)))
    query = _query(place, words, needed=sought == Sought())
    found, more = Search(place.journal, place.index, query, sought, place.today).found(number, newest=newest)
    if not found:
        _raise_unknown(place, sought)
    known = titles(place.journal, [each.entry for each in found])
    if as_json:
        place.write_json([_row(place, each, known) for each in found])
    elif found:
        shown = [(each.entry, [(one.asked, one.text, one.marks) for one in each.sentences]) for each in found]
        further = f"-n {number * 2}" if more else None
        place.show(found_page(shown, known, today=place.today, more=further), paged=True)
    else:
        several = query is not None and isinstance(query.tree, Every) and len(query.tree.found) > 1
        place.show(nothing_page(words=query is not None, several=several))
    place.catalogue.note_unreadable()
    place.mention_unreadable()


def _query(place: Place, words: list[str] | None, *, needed: bool) -> Query | None:
    """What is looked for; asked for where nothing was said and somebody is there. Raises WrongOptions."""
    text = " ".join(words or ())
    if text.strip():
        return parse(text)
    if not needed:
        return None
    if not place.has_terminal:
        raise WrongOptions("Say what to look for: reflect search WORDS; -h shows how.")
    from reflect.cli.choosing import ask_for
    from reflect.cli.who_asks import asker_at

    with asker_at(place) as asker:
        # What is looked for is kept nowhere.
        asker.kept = False
        asked = ask_for(asker, ASK)
        while True:
            try:
                return parse(asked)
            except WrongOptions as wrong:
                if not asked:
                    raise
                asker.remark((wrong.message,))
                asked = ask_for(asker, ASK, asked)


def _ways(cause: str | None, factor: str | None) -> list[Ways]:
    """In which ways each of what was named can have been chosen."""
    found = list[Ways]()
    if cause is not None:
        from reflect.insights import causes

        found.append(tuple((question, cause) for question in causes.QUESTIONS))
    if factor is not None:
        from reflect.insights import factors

        found.append(((factors.QUESTION, factor),))
    return found


def _raise_unknown(place: Place, sought: Sought) -> None:
    """Raises UnknownName where a flow is not there and never was, or a key was never chosen and others were."""
    from reflect.flow.notation import did_you_mean
    from reflect.index.store import Unusable

    flow = sought.flow
    if flow is not None and flow not in place.library.files() and not place.catalogue.has(flow):
        place.library.load(flow)
    index = place.index
    if index is None:
        return
    for ways in sought.chosen:
        there = set[str]()
        with contextlib.suppress(Unusable):
            there.update(key for question, _ in ways for key in index.chosen(question))
        asked, wanted = ways[0]
        if there and wanted not in there:
            known = sorted(there)
            hint = did_you_mean(wanted, known) or f"; there are {', '.join(known)}."
            raise UnknownName(f"'{wanted}' was never chosen for {asked}{hint}")


def _row(place: Place, found: Found, known: dict[str, str | None]) -> dict[str, Any]:
    from reflect.cli.reading import as_row

    sentences = [{"asked": one.asked, "text": one.text, "marks": [*map(list, one.marks)]} for one in found.sentences]
    return {**as_row(place, found.entry, known), "sentences": sentences}
