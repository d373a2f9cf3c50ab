"""What was changed in the sheet of an entry, answer by answer; everything wrong with it is said at once, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reflect.entry.amending import Amendment, Place, earlier, places
from reflect.entry.draft import Spot
from reflect.entry.model import Answer, Entry
from reflect.entry.said import EachSaid, Said
from reflect.errors import WrongAnswers
from reflect.flow.notation import Path
from reflect.interview.amending import LONGEST_KEY, said_now, settled
from reflect.interview.asking import converse
from reflect.interview.state import Interview
from reflect.library.document import Document
from reflect.pages.entry_sheet import KEY, sheet
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.left_over import blank
from reflect.terminal.sheet.prepared import PreparedAsker

Asking = Callable[[Answer, EachSaid | None], Interview | None]
"""Gives the interview that puts an answer, of one item with the second, once more; None where it cannot be put."""


def amendments(entry: Entry, file: AnswersFile, asking: Asking, base: str | None = None) -> tuple[Amendment, ...]:
    """What `file` says otherwise than `entry` does, or than the sheet that it was to begin with (`base`) did. Keys that it
    leaves out change nothing. Raises WrongAnswers."""
    before = AnswersFile.parse("", (base or sheet(entry)).encode("utf-8", "replace")).document.tree
    found: list[Amendment] = []
    wrong: list[str] = []
    known: set[Path] = set()
    for place, answer, each in places(entry):
        path: Path = (place.question,) if place.key is None else (place.question, place.key)
        known.add(path)
        said = answer.said if each is None else each.said
        if not _written(file.document.tree, path) or file.at(path) == _at(before, path):
            continue
        if said.skipped and blank(file.at(path)):
            continue
        try:
            once = [one.said for one in earlier(entry) if one.place == place]
            found += _amended(place, answer, each, file, asking, once)
        except WrongAnswers as error:
            wrong += error.details or (error.message,)
    wrong += _unknown(file, known, entry)
    if wrong:
        count = "One answer does" if len(wrong) == 1 else f"{len(wrong)} answers do"
        raise WrongAnswers(f"{count} not fit. Nothing was changed.", wrong)
    return tuple(found)


def _amended(
    place: Place, answer: Answer, each: EachSaid | None, file: AnswersFile, asking: Asking, once: list[Said]
) -> Iterator[Amendment]:
    path: Path = (place.question,) if place.key is None else (place.question, place.key)
    interview = asking(answer, each)
    if interview is None:
        raise WrongAnswers(f"{_where(file, path)}: '{place.question}' is of a kind that cannot be changed here")
    value, keys = _without_keys(file.at(path)) if answer.type == "group" else (file.at(path), [])
    places = {
        (place.question, *each[len(path) :]): where
        for each, where in file.document.places.items()
        if each[: len(path)] == path
    }
    alone = AnswersFile(file.name, Document({place.question: value}, places))
    asker = PreparedAsker(alone)
    # What stood there is no answer of the sheet; it only lends its keys to items with the same words.
    held = {**interview.kept, **interview.given}
    kept = _as_numbered(held, keys) if answer.type == "group" else held
    begun = replace(interview, trail=(), ahead=frozenset(), kept=kept)
    done = converse(begun, asker, lambda _: None)
    asker.check(done.interview)
    before = answer.said if each is None else each.said
    after = said_now(done.interview)
    if answer.type == "group":
        after = _keyed(after, keys, before)
    after = settled(after, before, once, interview.flow.questions[place.question])
    if after != replace(before, extra={}):
        yield Amendment(place, before, after)


def _without_keys(records: Any) -> tuple[Any, list[str | None]]:
    """The records as they are answered, and the key that each of them bears."""
    if not isinstance(records, list):
        return records, []
    plain = [{k: v for k, v in each.items() if k != KEY} if isinstance(each, dict) else each for each in records]
    written = [each for each, without in zip(records, plain, strict=True) if not blank(without)]
    return plain, [each.get(KEY) if isinstance(each, dict) else None for each in written]


def _as_numbered(kept: Mapping[Spot, Said], keys: list[str | None]) -> dict[Spot, Said]:
    """What stood in the records, by the places that they have in the sheet."""
    numbers = {key: number for number, key in enumerate(keys, 1) if key is not None}
    return {
        replace(spot, record=numbers[str(spot.record)]): said
        for spot, said in kept.items()
        if spot.record is not None and str(spot.record) in numbers
    }


def _keyed(said: Said, keys: list[str | None], before: Said) -> Said:
    """The records with the keys that they bear in the sheet; a new one gets the next number."""
    if not isinstance(said.value, list):
        return said
    held = before.value if isinstance(before.value, list) else []
    known = {each["key"]: each for each in held if isinstance(each, dict)}
    used = max((int(each) for each in known if str(each).isdecimal() and len(str(each)) < LONGEST_KEY), default=0)
    taken: set[str] = set()
    records: list[Any] = []
    for record in said.value:
        # The asker numbers records by their place in the sheet.
        place = int(record["key"]) - 1
        key = keys[place] if place < len(keys) else None
        if key is None or key not in known or key in taken:
            used += 1
            key = str(used)
        taken.add(key)
        records.append(_in_its_words({**record, "key": key}, known.get(key, {})))
    return replace(said, value=records)


def _in_its_words(record: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """A record in which a day that is the same as before keeps the words in which it was said."""
    held = before.get("said")
    words = held if isinstance(held, dict) else {}
    same = {name: said for name, said in words.items() if record.get(name) is not None and record[name] == before[name]}
    said = {**same, **record.get("said", {})}
    return {**record, "said": said} if said else record


def _unknown(file: AnswersFile, known: set[Path], entry: Entry) -> Iterator[str]:
    repeated = {each.id for each in entry.answers if each.each is not None}
    for name, value in file.document.tree.items():
        if (name,) not in known and name not in repeated:
            yield f"{_where(file, (name,))}: this entry has no answer '{name}'"
        elif name in repeated and isinstance(value, dict):
            for key in value:
                if (name, key) not in known:
                    yield f"{_where(file, (name, key))}: '{name}' was not asked for this"
        elif name in repeated and value is not None:
            yield f"{_where(file, (name,))}: '{name}' was asked for several things: write a mapping by their keys"


def _where(file: AnswersFile, path: Path) -> str:
    line, column = file.document.place(path)
    return f"{file.name}:{line}:{column}"


def _written(tree: Any, path: Path) -> bool:
    for part in path:
        if not isinstance(tree, dict) or part not in tree:
            return False
        tree = tree[part]
    return True


def _at(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree.get(part) if isinstance(tree, dict) else None
    return tree
