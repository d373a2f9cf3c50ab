"""A year that nobody lived: the sheets of prompts/demo, answered on their days by the commands that a person types."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reflect.cli.place import Place
from reflect.config.folders import HOME, folders
from reflect.entry.model import Entry
from reflect.errors import USAGE, BrokenFlow, NotSaved
from reflect.flow.model import Flow
from reflect.index.catalogue import Catalogue
from reflect.journal.folder import Journal
from reflect.journal.ids import Minter, when
from reflect.journal.reading import UnreadableFile
from reflect.library.flows import FlowFile, Library, Loaded
from reflect.terminal.exit_codes import INTERRUPTED

FOLDER, AROUND = "demo", "year.yaml"
"""Where the sheets lie among the prompts, and the file there that is none."""
DAYS = 370
"""How long ago the year begins at least."""
EVENING = 21
"""The hour at which something is put away."""
MARK = "made-up.txt"
"""The file that tells the home of a made-up year from one of a person."""
UNFINISHED = "The made-up year could not be finished."
MARKED = "This year is made up by `reflect demo`. Nobody lived it, and the folder may be thrown away.\n"


@dataclass(frozen=True)
class Sheet:
    """The answers to one run of a flow: its day since the first, the hour, the flow, and what it is about, a name for a
    setback that stands in no entry (None: nothing in particular)."""

    path: Path
    day: int
    hour: int
    flow: str
    about: str | None


@dataclass(frozen=True)
class Closed:
    """What is put away, and on which day since the first."""

    about: str
    day: int
    hour: int = EVENING


@dataclass(frozen=True)
class Around:
    """What there is beside the sheets: words for whoever opens the year, commands to try there (each with what it shows),
    and what is put away in the year."""

    hint: str
    tries: tuple[tuple[str, str], ...]
    closed: tuple[Closed, ...]


def sheets(prompts: Path) -> list[Sheet]:
    """The sheets in the order in which they are answered: DAY-HOUR-FLOW.yaml, in the folder of what they are about."""
    found = []
    for path in (prompts / FOLDER).rglob("*.yaml"):
        if path.name != AROUND:
            day, hour, flow = path.stem.split("-")
            about = path.parent.name if path.parent.name != FOLDER else None
            found.append(Sheet(path, int(day), int(hour), flow, about))
    return sorted(found, key=lambda each: (each.day, each.hour))


def around(prompts: Path) -> Around:
    """What there is beside the sheets."""
    from reflect.library.document import read

    tree = read((prompts / FOLDER / AROUND).read_bytes()).tree
    closed = tuple(Closed(about, int(day)) for about, day in tree["closed"].items())
    return Around(tree["hint"], tuple(tree["try"].items()), closed)


def first_day(today: dt.date) -> dt.date:
    """The day on which the year begins: a Monday, so that the weekdays in the sheets are those of their days."""
    day = today - dt.timedelta(days=DAYS)
    return day - dt.timedelta(days=day.weekday())


def make_up(home: Path, prompts: Path, now: dt.datetime, told: Callable[[int, int], None] | None = None) -> None:
    """Makes the year up to `now` in `home`, a folder that is there and empty; the same for the same day.

    Each sheet of `prompts` is answered as if it were typed, and all of it is saved or refused. `told` hears how many of
    how many are done. Raises BrokenFlow for a sheet that does not fit, and NotSaved.
    """
    year = _Year(home, prompts, now)
    found = around(prompts)
    steps: list[Sheet | Closed] = [*sheets(prompts), *found.closed]
    steps.sort(key=lambda step: (step.day, step.hour))
    for done, step in enumerate(steps):
        if told:
            told(done, len(steps))
        year.begin(step.day, step.hour)
        if isinstance(step, Sheet):
            year.answer(step)
        else:
            year.close(step.about)
    (home / MARK).write_text(MARKED, encoding="utf-8")


class _Kept(Library):
    """The flows that came with the program, each read once for the whole year."""

    def __init__(self, shipped: Path, cache: Path) -> None:
        super().__init__(shipped, cache=cache)
        self._loaded: dict[str, Loaded] = {}
        self._models: dict[str, Flow | None] = {}

    def load(self, name: str) -> Loaded:
        if name not in self._loaded:
            self._loaded[name] = super().load(name)
        return self._loaded[name]

    def models(self, names: Iterable[str], files: dict[str, FlowFile]) -> dict[str, Flow | None]:
        self._models |= super().models({*names} - self._models.keys(), files)
        return {name: self._models[name] for name in files.keys() & names}


class _ReadOnce(Journal):
    """The journal of the year. Nobody else writes in it, and what was written stays: each entry is read once."""

    def __init__(self, folder: Path, *, now: Callable[[], dt.datetime], mint: Callable[[], str]) -> None:
        super().__init__(folder, now=now, mint=mint)
        self._known: dict[str, Entry] = {}

    def entries(self, since: dt.datetime | None = None) -> Iterator[Entry | UnreadableFile]:
        for each in self.entry_files():
            if since is not None and when(each.id) < since:
                return
            if each.id not in self._known:
                self._known[each.id] = self.entry(each.id)
            yield self._known[each.id]


class _Year:
    """A journal that is written in on the days of its sheets, by a clock of its own and with ids that are drawn anew."""

    def __init__(self, home: Path, prompts: Path, now: dt.datetime) -> None:
        self.environ, self.zone = {HOME: str(home)}, now.tzinfo
        found = folders(self.environ)
        self.library = _Kept(prompts, found.cache)
        self.first = first_day(now.date())
        self.moment = now
        self.random_bytes = random.Random(self.first.toordinal()).randbytes  # noqa: S311 (ids of what nobody wrote)
        self.mint = Minter(self._now, self.random_bytes)
        self.journal = _ReadOnce(found.journal, now=self._now, mint=self.mint)
        self.setbacks: dict[str, str] = {}

    def begin(self, day: int, hour: int) -> None:
        """Sets the clock; nobody sits down on the full hour."""
        when = dt.time(hour, day * 7 % 50, tzinfo=self.zone)
        self.moment = dt.datetime.combine(self.first + dt.timedelta(days=day), when)

    def _now(self) -> dt.datetime:
        self.moment += dt.timedelta(minutes=1)
        return self.moment

    def answer(self, sheet: Sheet) -> None:
        """Answers a flow from a sheet. The first sheet about something begins its setback."""
        known = self.setbacks.get(sheet.about or "")
        made = self._run(sheet.flow, *(("-s", known) if known else ()), "--answers", str(sheet.path))
        if sheet.about:
            self.setbacks[sheet.about] = made["setback"]

    def close(self, about: str) -> None:
        """Puts a setback away."""
        self._run("close", self.setbacks[about])

    def _run(self, *words: str) -> Any:
        from reflect.cli import run

        place = Place(self.environ, io.StringIO(), io.StringIO(), io.StringIO(), self._now, self.random_bytes)
        place.library, place.journal, place.mint = self.library, self.journal, self.mint
        # An index would be brought up to date after each sheet, for a journal that is known.
        place.catalogue = Catalogue(self.journal)
        code = run([*words, "--json"], place)
        assert isinstance(place.stdout, io.StringIO)
        assert isinstance(place.stderr, io.StringIO)
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        if code:
            said = place.stderr.getvalue().removeprefix("reflect: ").splitlines()
            raise (BrokenFlow if code == USAGE else NotSaved)(UNFINISHED, said)
        return json.loads(place.stdout.getvalue())
