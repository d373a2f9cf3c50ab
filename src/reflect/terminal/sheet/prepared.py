"""The prepared asker: answers come from a file, and everything wrong with it is said at once, with its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from reflect.checks.remark import Remark
from reflect.entry.draft import Spot
from reflect.entry.said import Said
from reflect.errors import WrongAnswers
from reflect.flow import texts
from reflect.flow.notation import Path
from reflect.flow.questions import Group, Letter, Question, fields_of
from reflect.interview.answers import Item
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Keep, Reply, Weighed, converse
from reflect.interview.partly import Place, asking_anyway, taken_up
from reflect.interview.state import Interview
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.left_over import SETBACK, blank, left_over


@dataclass(frozen=True)
class Partly:
    """A half-filled file, taken up: the interview where it ends, and the questions (ids) whose answers in the file can
    only be placed when others are given; these are asked anew."""

    interview: Interview
    unplaced: tuple[str, ...] = ()


class PreparedAsker:
    """Answers from a file. Nothing is acknowledged by it: `check` decides whether all of it may be saved.

    What is written and has no words at any depth counts as not written: a blank item, a record of blank fields.
    """

    def __init__(self, answers: AnswersFile) -> None:
        self.answers = answers
        self.problems: dict[Path, str] = {}
        self.failed: set[str] = set()
        self.used: set[Path] = set()
        self.written: set[Spot] = set()
        self.missing: set[Spot] = set()
        self.empty: set[Place] = set()
        self.lacking: set[Path] = set()
        self.items: dict[Path, str] = {}

    def ask(self, ask: Ask) -> Reply:
        """The answer the file gives; nothing for one that was refused already. A letter that it leaves out is composed."""
        nothing = False if ask.gate else None
        raw = nothing if self._path(ask.spot, ask.item) in self.problems else self._raw(ask)
        if raw is not nothing:
            self.written.add(ask.spot)
        elif isinstance(ask.question, Letter) and ask.default is not None:
            raw = ask.default.value
        return Answered(raw)

    def _path(self, spot: Spot, item: Item | None) -> Path:
        """Where in the file the answer to a question stands."""
        path: Path = (spot.question,)
        if item is not None:
            held = self.answers.at(path)
            path = (*path, _item_key(held, item) if isinstance(held, dict) else item.place)
        if spot.record is not None:
            path = (*path, self._place_of(path, spot.record))
        return path if spot.field is None else (*path, spot.field)

    def _place_of(self, group: Path, record: int) -> int:
        """Where in its list a record stands (from 0), when blank ones are not counted."""
        held = self.answers.at(group)
        if not isinstance(held, list):
            return 0
        written = [place for place, each in enumerate(held) if not blank(each)]
        return written[record - 1] if record <= len(written) else len(held)

    def _raw(self, ask: Ask) -> Any:
        path, nothing = self._path(ask.spot, ask.item), False if ask.gate else None
        held = self.answers.at(path[:1])
        if ask.item is not None and not isinstance(held, dict | list) and not blank(held):
            self._refused(
                ask, path[:1], "is asked once for each item: write a list in their order, or a mapping by item"
            )
            return nothing
        if ask.group is not None:
            place = path[: -1 if ask.gate else -2]
            records = self.answers.at(place)
            if not blank(records) and not isinstance(records, list):
                self._refused(ask, place, f"is a list, each {ask.group.item} a mapping of {_names(ask.group)}")
                return nothing
            if ask.gate:
                return not blank(records) and path[-1] != len(records)
            record = self.answers.at(path[:-1])
            if record is not None and not isinstance(record, dict):
                self._refused(ask, path[:-1], f"is one {ask.group.item}: a mapping of {_names(ask.group)}")
                return None
        if ask.item is not None and self.items.setdefault(path[:2], ask.item.key) != ask.item.key:
            instead = "write a list in their order" + (", or write their references" if ask.item.about else "")
            self._refused(ask, path[:2], f"is said of several things with the same words: {instead}")
            return nothing
        self.used.add(path)
        raw = self.answers.at(path)
        if blank(raw):
            return None
        return [each for each in raw if not blank(each)] if isinstance(raw, list) else raw

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Notes why an answer was not taken. One that is only shorter than hoped for is taken as it is."""
        if ask.gate:
            # Whether a required group has no record at all is seen in the end.
            return
        at = self._path(ask.spot, ask.item)
        raw = self.answers.at(at)
        if blank(raw):
            self.missing.add(ask.spot)
        if any(at[:length] in self.problems for length in range(1, len(at) + 1)):
            return
        if blank(raw):
            alone = ask.group is None or not blank(self.answers.at(at[:-2]))
            if alone:
                self._missing(ask.question, at)
            else:
                assert ask.group is not None
                self._missing(ask.group, at[:-2])
            self.failed.add(ask.spot.question)
        elif path or not _only_short(ask, raw):
            self._refused(ask, (*at, *_inside(raw, path)), message[:1].lower() + message[1:].rstrip("."))
            self.problems.setdefault(at, "")

    def accepted(self, ask: Ask, said: Said) -> None:
        """Nothing to say: it is not saved yet."""

    def remark(self, notes: tuple[str, ...]) -> None:
        """Nothing to say: nobody reads along."""

    def weigh(self, ask: Ask, remarks: tuple[Remark, ...]) -> Weighed:
        """The words stay as they are: nobody reads along."""
        del ask, remarks
        return Keep()

    def _missing(self, question: Question, path: Path) -> None:
        # The question as it stands in the flow: filled in, it could repeat what somebody wrote.
        words = question.ask
        asked = f": {words}" if texts.fill(words, lambda _: "", missing=None) == words else ""
        if path not in self.problems:
            self.problems[path] = f"'{question.id}' is missing{asked}"
            self.lacking.add(path)

    def _refused(self, ask: Ask, path: Path, message: str) -> None:
        """Something wrong with an answer; what is not asked because of it is not held against the file."""
        self._wrong(path, message)
        self.failed.add(ask.spot.question)

    def _wrong(self, path: Path, message: str) -> None:
        self.problems.setdefault(path, message)

    def check(self, interview: Interview) -> None:
        """Raises WrongAnswers, naming everything, unless each answer was used and none was missing."""
        if told := self._told(interview):
            lines = sorted(
                (*self.answers.document.place(path), _named(path, message)) for path, message in told.items()
            )
            count = "One answer does" if len(lines) == 1 else f"{len(lines)} answers do"
            raise WrongAnswers(
                f"{count} not fit. Nothing was saved.",
                [f"{self.answers.name}:{line}:{column}: {message}" for line, column, message in lines],
            )

    def partly(self, begun: Interview, done: Interview) -> Partly | None:
        """The interview that goes on where the file ends, when nothing is wrong with it and something required is missing.

        `begun` is the interview at its beginning, `done` what this asker has made of it.
        """
        told = self._told(done)
        if not told or told.keys() - self.lacking:
            return None
        asked = {given.spot.question for given in done.trail}
        later = {name for name, value in self.answers.document.tree.items() if not blank(value)} - asked - {SETBACK}
        anyway = PreparedAsker(self.answers)
        trail = converse(replace(begun, flow=asking_anyway(begun.flow, later)), anyway, lambda _: None).interview.trail
        wrong = {path: message for path, message in anyway.problems.items() if path[0] in later}
        if wrong.keys() - anyway.lacking:
            self.problems |= wrong
            return None
        waiting = {
            given.spot: given.said
            for given in trail
            if given.spot.question in later and given.spot not in anyway.missing
        }
        placed = {spot.question for spot in waiting.keys() & anyway.written}
        at = taken_up(begun, done, written=self.written, missing=self.missing, empty=self.empty, waiting=waiting)
        return Partly(at, tuple(name for name in begun.flow.questions if name in later - placed))

    def _told(self, interview: Interview) -> dict[Path, str]:
        """Everything there is to say about the file, when `interview` is what it made."""
        self._without_records(interview)
        for path, message in left_over(interview, self.answers.document.tree, self.used, self.failed):
            self._wrong(path, message)
        return {path: message for path, message in self.problems.items() if message}

    def _without_records(self, interview: Interview) -> None:
        """Notes the required groups that have no record, unless something else is wrong with them."""
        answers = interview.answers()
        for station in interview.reached():
            group, spot = station.step, station.spot
            if spot and isinstance(group, Group) and group.required and not answers.records(group, spot.item):
                self.empty.add((group.id, spot.item))
                self.missing.add(spot)
                path = self._path(Spot(group.id, spot.item), station.answers.item)
                if not any(known[: len(path)] == path for known in self.problems):
                    self._missing(group, path)
                    self.failed.add(group.id)


def _item_key(held: dict[str, Any], item: Item) -> str:
    """The key under which a mapping by item holds the answer: the item's key, or its words."""
    words = item.text.casefold()
    by_words = next((key for key in held if key.casefold() == words), item.key)
    return item.key if item.key in held else by_words


def _inside(raw: Any, path: Path) -> Path:
    """`path` into the items of an answer that have words, as a path into all of them."""
    if not isinstance(raw, list) or not path:
        return ()
    written = [place for place, each in enumerate(raw) if not blank(each)]
    return (written[int(path[0])], *path[1:])


def _names(group: Question) -> str:
    return ", ".join(each.id for each in fields_of(group))


def _only_short(ask: Ask, raw: Any) -> bool:
    """Whether an answer was refused only because there could be more of it."""
    least = getattr(ask.question, "at_least", None)
    written = raw if isinstance(raw, list) else str(raw).split("\n")
    return least is not None and len([each for each in written if not blank(each)]) < least


def _named(path: Path, message: str) -> str:
    """The message, naming the answer it is about unless it does so itself."""
    if message.startswith(("'", "there is no")):
        return message
    # A mapping by item may be keyed by the item's words; what somebody wrote is left out.
    own = (path[0], *path[2:]) if len(path) > 1 and isinstance(path[1], str) else path
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in own)
    return f"'{name}' {message}" if message.startswith(("is ", "has ")) else f"'{name}': {message}"
