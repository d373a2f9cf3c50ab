"""The prepared asker: answers come from a file, and everything wrong with it is said at once, with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reflect.entry.model import Said
from reflect.errors import WrongAnswers
from reflect.flow import texts
from reflect.flow.model import Flow
from reflect.flow.notation import Path, did_you_mean
from reflect.flow.questions import Question, Text, fields_of
from reflect.interview.accept import Accepting, Invalid, accept
from reflect.interview.answers import repeated
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Reply
from reflect.interview.reasons import depends_on, why_not_asked
from reflect.interview.state import Interview
from reflect.library.document import Document, Malformed, read

SETBACK = "setback"
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class AnswersFile:
    """A file of answers by question id, and what to call it in messages."""

    name: str
    document: Document

    @classmethod
    def parse(cls, name: str, data: bytes) -> AnswersFile:
        """The answers in `data`, YAML or JSON. Raises WrongAnswers."""
        if len(data) > MAX_BYTES:
            raise WrongAnswers(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB. Nothing was saved.")
        try:
            document = read(data)
        except Malformed as error:
            raise WrongAnswers(f"{name}:{error.line}:{error.column}: {error.message}. Nothing was saved.") from None
        if document.tree is None:
            document = Document({}, document.places)
        if not isinstance(document.tree, dict):
            raise WrongAnswers(f"{name}: answers are a mapping of question to answer. Nothing was saved.")
        return cls(name, document)

    @property
    def setback_title(self) -> str | None:
        """The title of a new setback, if the file gives one: on one line, as if it had been asked. Raises WrongAnswers."""
        raw = self.document.tree.get(SETBACK)
        question = Text(id=SETBACK, ask="What is it called?")
        try:
            said = accept(raw, Accepting(question, (), dt.date.min))
        except Invalid as invalid:
            raise WrongAnswers(
                f"{self.place_of_title}: '{SETBACK}' {invalid.message}, the title of a new setback. Nothing was saved."
            ) from None
        return None if said.skipped else str(said.value)

    @property
    def place_of_title(self) -> str:
        """Where the title of a new setback stands."""
        line, column = self.document.place((SETBACK,))
        return f"{self.name}:{line}:{column}"

    def at(self, path: Path) -> Any:
        """What is written at `path`, None for nothing."""
        value = self.document.tree
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value


class PreparedAsker:
    """Answers from a file. Nothing is acknowledged by it: `check` decides whether all of it may be saved."""

    def __init__(self, answers: AnswersFile) -> None:
        self.answers = answers
        self.problems: dict[Path, str] = {}
        self.failed: set[str] = set()
        self.used: set[Path] = set()

    def ask(self, ask: Ask) -> Reply:
        """The answer the file gives; nothing for one that was refused already."""
        if self._path(ask) in self.problems:
            return Answered(raw=False if ask.gate else None)
        return Answered(self._raw(ask))

    def _path(self, ask: Ask) -> Path:
        """Where in the file the answer to a question stands."""
        path: Path = (ask.spot.question,)
        if ask.item is not None:
            held = self.answers.at(path)
            path = (*path, _item_key(held, ask) if isinstance(held, dict) else ask.item.place)
        if ask.spot.record is not None:
            path = (*path, ask.spot.record - 1)
        return path if ask.spot.field is None else (*path, ask.spot.field)

    def _raw(self, ask: Ask) -> Any:
        path, nothing = self._path(ask), False if ask.gate else None
        if ask.item is not None and not isinstance(self.answers.at(path[:1]), dict | list | None):
            self._refused(
                ask, path[:1], "is asked once for each item: write a list in their order, or a mapping by item"
            )
            return nothing
        if ask.group is not None:
            place = path[: -1 if ask.gate else -2]
            records = self.answers.at(place)
            if not _blank(records) and not isinstance(records, list):
                self._refused(ask, place, f"is a list, each {ask.group.item} a mapping of {_names(ask.group)}")
                return nothing
            if ask.gate:
                return len(records or ()) >= (ask.spot.record or 0)
            record = self.answers.at(path[:-1])
            if record is not None and not isinstance(record, dict):
                self._refused(ask, path[:-1], f"is one {ask.group.item}: a mapping of {_names(ask.group)}")
                return None
        self.used.add(path)
        return self.answers.at(path)

    def refuse(self, ask: Ask, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Notes why an answer was not taken. One that is only shorter than hoped for is taken as it is."""
        at = self._path(ask)
        if at in self.problems:
            return
        if ask.gate:
            # A record that was refused is not missing as well.
            if not ask.records and not any(known[: len(at) - 1] == at[:-1] for known in self.problems):
                self._missing(ask, at[:-1])
            return
        raw = self.answers.at(at)
        if _blank(raw):
            self._missing(ask, at[:-2] if ask.group is not None and self.answers.at(at[:-2]) is None else at)
        elif path or not _only_short(ask, raw):
            inside = path if isinstance(raw, list) else ()
            self._refused(ask, (*at, *inside), message[:1].lower() + message[1:].rstrip("."))
            self.problems.setdefault(at, "")

    def accepted(self, ask: Ask, said: Said) -> None:
        """Nothing to say: it is not saved yet."""

    def remark(self, notes: tuple[str, ...]) -> None:
        """Nothing to say: nobody reads along."""

    def _missing(self, ask: Ask, path: Path) -> None:
        # The question as it stands in the flow: filled in, it could repeat what somebody wrote.
        words = ask.question.ask
        asked = f": {words}" if texts.fill(words, lambda _: "", missing=None) == words else ""
        self._refused(ask, path, f"'{ask.spot.field or ask.spot.question}' is missing{asked}")

    def _refused(self, ask: Ask, path: Path, message: str) -> None:
        """Something wrong with an answer; what is not asked because of it is not held against the file."""
        self._wrong(path, message)
        self.failed.add(ask.spot.question)

    def _wrong(self, path: Path, message: str) -> None:
        self.problems.setdefault(path, message)

    def check(self, interview: Interview) -> None:
        """Raises WrongAnswers, naming everything, unless each answer was used and none was missing."""
        for path, message in self._left_over(interview):
            self._wrong(path, message)
        told = {path: message for path, message in self.problems.items() if message}
        if told:
            lines = sorted(
                (*self.answers.document.place(path), _named(path, message)) for path, message in told.items()
            )
            count = "One answer does" if len(lines) == 1 else f"{len(lines)} answers do"
            raise WrongAnswers(
                f"{count} not fit. Nothing was saved.",
                [f"{self.answers.name}:{line}:{column}: {message}" for line, column, message in lines],
            )

    def _left_over(self, interview: Interview) -> list[tuple[Path, str]]:
        """Answers that nobody asked for, each with the reason."""
        flow = interview.flow
        asked = {given.spot.question for given in interview.trail}
        found: list[tuple[Path, str]] = []
        for name, value in self.answers.document.tree.items():
            question = flow.questions.get(name)
            if question is None:
                if name != SETBACK:
                    known = [*flow.questions, SETBACK]
                    found.append(((name,), f"there is no question '{name}'{did_you_mean(name, known)}"))
            elif name not in asked:
                if value is not None and not self._explained(flow, name):
                    found.append(((name,), f"'{name}' is not asked here: {why_not_asked(interview, name)}"))
            else:
                found += self._unused(flow, question, (name,), value)
        return found

    def _explained(self, flow: Flow, name: str) -> bool:
        """Whether a question was perhaps not asked only because an answer before it was refused."""
        return bool(depends_on(flow, name) & self.failed)

    def _unused(self, flow: Flow, question: Question, path: Path, value: Any) -> list[tuple[Path, str]]:
        """What is written below an answer and was not used: fields or items that there are not."""
        if path in self.used:
            return []
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
        known = [each.id for each in fields_of(question)]
        depth = 2 if repeated(flow, question.id) else 1
        found: list[tuple[Path, str]] = []
        for key, part in parts:
            at: Path = (*path, key)
            if any(used[: len(at)] == at for used in self.used):
                found += self._unused(flow, question, at, part)
            elif known and len(path) == depth + 1 and key not in known:
                found.append((at, f"there is no field '{key}'{did_you_mean(str(key), known) or _there_are(known)}"))
            elif part is None:
                continue
            elif (most := getattr(question, "at_most", None)) and known and len(path) == depth and _beyond(key, most):
                found.append((at, f"'{question.id}' takes at most {most}"))
            elif question.id not in self.failed:
                found.append((at, f"'{key if key in known else question.id}' is not asked for this one"))
        return found


def _beyond(place: object, most: int) -> bool:
    return isinstance(place, int) and place >= most


def _blank(raw: Any) -> bool:
    """Whether nothing is written."""
    if isinstance(raw, list):
        return all(_blank(each) for each in raw)
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _there_are(known: list[str]) -> str:
    return f"; there are {', '.join(known)}"


def _item_key(held: dict[str, Any], ask: Ask) -> str:
    """The key under which a mapping by item holds the answer: the item's key, or its words."""
    assert ask.item is not None
    words = ask.item.text.casefold()
    by_words = next((key for key in held if key.casefold() == words), ask.item.key)
    return ask.item.key if ask.item.key in held else by_words


def _names(group: Question) -> str:
    return ", ".join(each.id for each in fields_of(group))


def _only_short(ask: Ask, raw: Any) -> bool:
    """Whether an answer was refused only because there could be more of it."""
    least = getattr(ask.question, "at_least", None)
    written = raw if isinstance(raw, list) else str(raw).split("\n")
    return least is not None and len([each for each in written if not _blank(each)]) < least


def _named(path: Path, message: str) -> str:
    """The message, naming the answer it is about unless it does so itself."""
    if message.startswith(("'", "there is no")):
        return message
    # A mapping by item may be keyed by the item's words; what somebody wrote is left out.
    own = (path[0], *path[2:]) if len(path) > 1 and isinstance(path[1], str) else path
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in own)
    return f"'{name}' {message}" if message.startswith(("is ", "has ")) else f"'{name}': {message}"
