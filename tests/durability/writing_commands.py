"""Every command that writes, in a home where each of them has something to do; and those that only read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import Said
from tests.cli.running import SMALL, Reflect
from tests.durability.ready import Command
from tests.durability.view import View
from tests.insights.test_signs import FIELDS

JOT = """\
flow: jot
version: 1
title: A note
about: A line or two.
summary: "{how}"
steps:
  - {id: how, ask: How was it?, type: text, required: true}
  - {id: more, ask: And then?, type: text}
  - {id: last, ask: Anything else?, type: long}
"""
PAGE = """\
flow: page
version: 1
title: A page
about: A page of your own.
drafts: none
steps:
  - {id: page, ask: What is on your mind?, type: long}
"""
OWN = {"jot": JOT, "page": PAGE}
NEXT = ("jot", "how: Afterwards all was well.\n")
"""A flow and its answers: what is saved after something went wrong."""


@dataclass(frozen=True)
class Writing:
    """A command that writes. `command` is its name in the table of commands, or `flow`; `name` is what it does; `code` is how
    it ends when it is saved. `replies` are those of somebody at a terminal. `{home}` in an argument is the home.

    Below `beside` stands what only goes along with the change: it may stay away where something cannot be read.
    """

    command: str
    name: str
    args: tuple[str, ...]
    stdin: str = ""
    replies: tuple[tuple[str, Any], ...] | None = None
    code: int = 0
    beside: tuple[str, ...] = ("journal/changes/",)

    def of(self, found: View) -> View:
        """What there is in a home, without what goes along with the change."""
        return {name: said for name, said in found.items() if not name.startswith(self.beside)}

    def home(self, before: Path, to: Path) -> Path:
        """The home in which it has something to do, made from the one before."""
        copied(before, to)
        if self.command == "doctor":
            # An entry that somebody put into another month.
            (entry, *_) = sorted((to / "journal" / "entries" / "2026" / "03").iterdir())
            (to / "journal" / "entries" / "2026" / "02").mkdir(mode=0o700)
            entry.rename(to / "journal" / "entries" / "2026" / "02" / entry.name)
        return to

    def at(self, home: Path, **more: Any) -> Command:
        """What is run in a home."""
        args = [each.replace("{home}", str(home)) for each in self.args]
        return Command(str(home), args, self.stdin, self.replies, **more)


SAVES = (
    Writing(
        "resume", "a draft saved over an old one", ("resume", "jot"),
        replies=(("And then?", "It rained."), ("Anything else?", {"half typed": "At 16:40 I"})), code=130,
    ),
    Writing(
        "resume", "a draft finished into an entry", ("resume", "jot"),
        replies=(("And then?", "It rained."), ("Anything else?", "No.")),
    ),
    Writing("rename", "a setback renamed", ("rename", "order", "-"), stdin="An order that never came\n"),
    Writing("drafts", "a draft and its setback discarded", ("drafts", "--discard", "debrief"),
            beside=("journal/changes/", "journal/setbacks/", "journal/trash/setbacks/")),
    Writing(
        "flow", "a setback told from a sheet", ("define", "--answers", "-"),
        stdin=SMALL.format(title="A lost key", line="I left it in the door."),
    ),
    Writing("flow", "a page that is never a draft", ("page", "--answers", "-"), stdin="page: Nothing much.\n"),
    Writing("edit", "an answer edited", ("edit", "vase/define", "--answers", "-"), stdin="what: I dropped it on the floor.\n"),
    Writing("delete", "a setback and its entries deleted", ("delete", "vase")),
    Writing("undo", "a change taken back", ("undo",)),
    Writing("forget", "a setback forgotten", ("forget", "vase", "--yes"), beside=()),
)  # fmt: skip
"""The saves that are looked at call by call."""
WRITES = (
    *SAVES,
    Writing("run", "a flow run by its name", ("run", "jot", "--answers", "-"), stdin="how: Well enough.\n"),
    Writing("flow", "a flow that goes on another day", ("debrief", "-s", "order", "--answers", "-"),
            stdin="now: later\nbook: in two days\n"),
    Writing("close", "a setback closed", ("close", "order")),
    Writing("reopen", "a setback opened again", ("reopen", "vase")),
    Writing("doctor", "a journal mended", ("doctor", "--fix")),
    Writing("config", "a setting changed", ("config", "name", "Ada")),
    Writing("config", "a setting taken out", ("config", "tips", "--unset")),
    Writing(
        "insights", "signs put together", ("insights", "signs", "--group"),
        replies=(("Are these one and the same sign", "all"), ("What is it called?", "The queue"), ("Anything else?", "enough")),
    ),
    Writing("export", "a setback exported", ("export", "order", "-o", "{home}/out/mine.md")),
    Writing("export", "all of it exported over a file", ("export", "--all", "--force", "-o", "{home}/out/old.md")),
)  # fmt: skip
"""Every command that writes."""
DEMO = Writing("demo", "a made-up year in a folder", ("demo", "{home}/out/year"))
"""It writes hundreds of files, and so takes longer than all others."""

READS = {
    "due": ("due",), "next": ("next",), "setbacks": ("setbacks",), "list": ("list",), "search": ("search", "order"),
    "show": ("show", "last"), "check": ("check", "apology"), "flows": ("flows", "list"), "where": ("where",),
    "lifeline": ("lifeline",), "help": ("help",),
}  # fmt: skip
"""The commands that only read, by their name in the table, each with arguments."""


def made_home(home: Path) -> None:
    """Makes the home in which each of the commands has something to do."""
    reflect = Reflect(home)
    for name, text in OWN.items():
        reflect.own_flow(name, text)
    reflect.define("A vase in pieces", "I dropped it.")
    assert reflect("close", "vase").code == 0
    reflect.define("An order that came late", "I forgot it.")
    for sign in ("The queue grew", "queue growing again"):
        _debriefed(reflect, sign)
    # A setback that hangs on nothing but a draft.
    assert (
        reflect("debrief", "--answers", "-", stdin="setback: A wrong turn\nnow: later\nbook: in two days\n").code == 0
    )
    place = reflect.place()
    from reflect.cli.sitting import Sitting

    sitting = Sitting.begin(place, place.library.load("jot"))
    sitting.save(sitting.interview().answer("Well enough."))
    assert reflect("config", "tips", "false").code == 0
    out = home / "out"
    out.mkdir()
    (out / "old.md").write_text("What was exported before.\n", encoding="utf-8")


def copied(home: Path, to: Path) -> Path:
    """The home once more, elsewhere."""
    shutil.copytree(home, to, copy_function=shutil.copy2)
    return to


def _debriefed(reflect: Reflect, sign: str) -> None:
    place = reflect.place()
    setback, now = place.journal.add_setback(f"About {sign}"), place.now()
    said = Said([{"key": "1", "sign": sign, "did": "shrugged"}])
    signs = Answer("signs", "Signs?", "group", said, fields=FIELDS)
    place.journal.add_entry(Entry(place.mint(), FlowName("debrief", 1, "Debrief"), setback.id, now, now, (signs,)))
