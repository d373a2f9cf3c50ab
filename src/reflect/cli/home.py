"""`reflect` alone: a welcome for somebody new, else what has come back, what can be gone on with, what could be next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reflect.cli.owing import come_back
from reflect.cli.stepping import Steps
from reflect.followups.choosing import in_order
from reflect.journal.names import handles
from reflect.journal.overview import references
from reflect.pages.due import Owing
from reflect.pages.home import Home, More, Open, home_page, welcome_page

if TYPE_CHECKING:
    from reflect.cli.place import Place
    from reflect.entry.draft import Draft
    from reflect.entry.standing import Standing

SHOWN = 5


def home(place: Place) -> None:
    """Shows the welcome, or what has come back, the drafts and the open setbacks."""
    first = [*_first_flows(place)]
    if place.journal.is_empty():
        place.show(welcome_page([(f"reflect {name}", about) for name, about in first], str(place.folders.journal)))
        return
    drafts = place.journal.unfinished()
    steps = Steps(place, place.journal)
    setbacks, due = steps.setbacks, in_order(steps.owed.due)
    still_open = place.catalogue.standings((each for each in setbacks if each.closed is None), drafts)
    shown = drafts[:SHOWN]
    # A setback of which there are only drafts is shown by these.
    told = [
        each for each in still_open if each.done or not each.drafts or any(draft not in shown for draft in each.drafts)
    ]
    titles = {each.id: each.title for each in setbacks}
    back = come_back(place) if due else None
    found = Home(
        due=tuple(Owing(each, titles.get(each.setback or "")) for each in due[:SHOWN]),
        come_back=back,
        drafts=tuple(shown),
        resumes=_resumes(drafts),
        titles=titles,
        still_open=tuple(_opened(steps, told[:SHOWN])),
        more=More(
            due=len(due[SHOWN:]),
            drafts=len(drafts) - len(shown),
            still_open=len(told[SHOWN:]),
            closed=sum(each.closed is not None for each in setbacks),
        ),
        begin=f"reflect {first[0][0]}" if first else None,
    )
    place.show(home_page(found, today=place.today))
    place.mention_unreadable()


def _opened(steps: Steps, shown: Sequence[Standing]) -> Iterator[Open]:
    """Each of the `shown` with what could be done next."""
    refs = references(steps.setbacks, [each.setback for each in shown])
    for each in shown:
        yield Open(each, refs[each.setback.id], steps.next_for(each.setback.id))


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
