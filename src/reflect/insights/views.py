"""The views there are, those first that change most what one does next, and how one of them is worked out.

Each view is a module of its name: here with a function `view(ground, about)` that gives a `View`, and in `pages.views`
with a function `page(found, ground)` that shows what it found. Only what is looked at is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from reflect.insights.finding import View
from reflect.insights.ground import Ground


@dataclass(frozen=True)
class Known:
    """A view: its name, the question it answers, and what it shows, in a line.

    `first` is how many of its blocks are shown where it is seen beside others, unasked, because it changes what one does
    next (method/20, "Which help most"); 0 for one that is only named there. `alone` is whether it can be shown without
    naming a setback; `others` whether it is about other setbacks than the one at hand; `asked` whether it is told only to
    whom names it, and else only that it is there.
    """

    name: str
    question: str
    about: str
    first: int = 0
    alone: bool = True
    others: bool = False
    asked: bool = False


VIEWS = (
    Known("open", "What do I still owe anyone?", "Promises, repairs and people to tell, by person.", first=4),
    Known("follow_through", "Did I do what I said?", "What became of what you promised.", first=3),
    Known("signs", "Which warnings do I keep missing?", "Early signs, and what you did about them.", first=1),
    Known("factors", "What contributes again and again?", "What contributed, for each setback.", first=1),
    Known("causes", "What is usually behind it?", "Causes by year, the first guess and the later view.", first=1),
    Known("timeline", "How long ago, and what since?", "Each setback in a line of time.", first=3),
    Known("path", "How far along am I?", "Eight stations for each setback.", first=1),
    Known("mood", "Does it get lighter?", "How you were, over the days.", first=2),
    Known("lessons", "What did I learn, and what became of it?", "Lessons, with what you did.", first=3),
    Known("similar", "Have I been here before?", "Earlier setbacks like this one.", alone=False),
    Known("card", "What should I watch before the next try?", "Signs, plans and what works, on one screen."),
    Known("strengths", "What do I bring?", "What you are good at, collected."),
    Known(
        "came_through",
        "How did I come through before?",
        "Closed setbacks: then, now, and what helped.",
        others=True,
        asked=True,
    ),
    Known("goals", "Am I getting anywhere?", "Steps, stops and how possible it feels."),
    Known("trust", "Is trust coming back?", "Your impression, beside the promises kept."),
    Known("thoughts", "What do harsh thoughts do?", "How true they felt, before and after.", asked=True),
    Known("look_back", "What does it look like from here?", "Your words then, and now."),
)

NAMES = tuple(each.name for each in VIEWS)


def known(name: str) -> Known:
    """The view of this name, which is one of NAMES."""
    return next(each for each in VIEWS if each.name == name)


def looked_at(name: str, ground: Ground, about: str | None = None) -> View:
    """The view of this name (one of NAMES) from `ground`; only about one setback (id) where it is named."""
    found = import_module(f"reflect.insights.{name}").view(ground, about)
    assert isinstance(found, View)
    return found


def tells(name: str, ground: Ground, about: str | None = None) -> bool:
    """Whether the view of this name (one of NAMES) has something to show. Where a view is only named beside others, its module
    has a function `tells(ground, about)` that stops at the first it finds; the others are looked at."""
    module = import_module(f"reflect.insights.{name}")
    if hasattr(module, "tells"):
        return bool(module.tells(ground, about))
    view = looked_at(name, ground, about)
    return view.found is not None and bool(view.drawn)


def lacking(name: str, drawn: tuple[str, ...], takes: int, of: str, there: int) -> View:
    """A view with too little to be drawn from: it `takes` so many `of` something, and so many are `there`."""
    so_far = "none so far" if not there else f"{there} so far"
    return View(name, drawn, wants=f"It takes {takes} {of}; there {'is' if there <= 1 else 'are'} {so_far}.")
