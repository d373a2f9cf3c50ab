"""`reflect` alone: a welcome for somebody new, else what can be gone on with and what one could do next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence

from reflect.cli.place import Place
from reflect.entry.draft import Draft
from reflect.entry.setback import Setback
from reflect.entry.standing import Standing
from reflect.errors import BrokenFlow, UnknownName, Unreadable
from reflect.flow.suggestions import Rule
from reflect.interview.next import suggestions
from reflect.interview.past import Past
from reflect.journal.names import handles
from reflect.journal.overview import references, standings
from reflect.library.suggestions import load
from reflect.pages.home import Home, Open, home_page, welcome_page

SHOWN = 5


def home(place: Place) -> None:
    """Shows the welcome, or the drafts and the open setbacks."""
    first = [*_first_flows(place)]
    if place.journal.is_empty():
        place.show(welcome_page([(f"reflect {name}", about) for name, about in first], str(place.folders.journal)))
        return
    drafts, setbacks = place.journal.unfinished(), place.journal.setbacks()
    still_open = standings(place.journal, (each for each in setbacks if each.closed is None), drafts)
    shown = drafts[:SHOWN]
    # A setback of which there are only drafts is shown by these.
    told = [
        each for each in still_open if each.done or not each.drafts or any(draft not in shown for draft in each.drafts)
    ]
    found = Home(
        drafts=tuple(shown),
        resumes=_resumes(drafts),
        titles={each.id: each.title for each in setbacks},
        still_open=tuple(_opened(place, setbacks, told[:SHOWN])),
        more=(len(drafts) - len(shown), len(told[SHOWN:]), sum(each.closed is not None for each in setbacks)),
        begin=f"reflect {first[0][0]}" if first else None,
    )
    place.show(home_page(found, today=place.today))
    place.mention_unreadable()


def _opened(place: Place, setbacks: Sequence[Setback], shown: Sequence[Standing]) -> Iterator[Open]:
    """Each of the `shown` among all `setbacks`, with what could be done next."""
    rules, refs = _rules(place) if shown else (), references(setbacks, [each.setback for each in shown])
    named = frozenset[str]().union(*(rule.names for rule in rules))
    flows = _usable(place, named)
    for each in shown:
        yield Open(each, refs[each.setback.id], suggestions(rules, flows, _past(place, each, named)))


def _past(place: Place, standing: Standing, flows: frozenset[str]) -> Past:
    """The latest entry of each of these flows for a setback."""
    latest = {each.flow: each.id for each in standing.done if each.flow in flows}
    entries = []
    for name in latest.values():
        try:
            entries.append(place.journal.entry(name))
        except (Unreadable, UnknownName):
            continue  # it has gone since it was listed
    return Past(tuple(sorted(entries, key=lambda each: (each.finished, each.id))))


def _rules(place: Place) -> tuple[Rule, ...]:
    """The rules about what could be done next; none, and a word about it, where their file is broken."""
    try:
        return load(place.library)
    except BrokenFlow as error:
        place.complain(error.message, error.details)
        return ()


def _usable(place: Place, names: Iterable[str]) -> frozenset[str]:
    """Those of the flows that can be begun. The rules were checked beside the flows that came with the program."""
    files, found = place.library.files(), set()
    for each in (files[name] for name in names if name in files):
        with contextlib.suppress(BrokenFlow):
            found.add(place.library.load(each.id).flow.flow if each.own else each.id)
    return frozenset(found)


def _resumes(drafts: Sequence[Draft]) -> dict[str, str]:
    """What to type to go on with each of all `drafts`, by id."""
    if len(drafts) == 1:
        return {drafts[0].id: "reflect resume"}
    return {name: f"reflect resume {tail}" for name, tail in handles([each.id for each in drafts]).items()}


def _first_flows(place: Place) -> Iterator[tuple[str, str]]:
    """The flows that somebody new is shown, each with what it does and how long it takes."""
    heads = [(flow.id, flow.head()) for flow in place.library.files().values()]
    first = sorted((int(head["welcome"]), name, head) for name, head in heads if head.get("welcome", "").isdecimal())
    yield from ((name, _in_a_line(head)) for _, name, head in first)


def _in_a_line(head: dict[str, str]) -> str:
    minutes = f" ({head['minutes']} minutes)" if "minutes" in head else ""
    return f"{head.get('about', head.get('title', '')).rstrip('.')}{minutes}."
