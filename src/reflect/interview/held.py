"""An answer as it is found when a flow refers to it, here or in an earlier entry, and what can be told from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reflect.entry.model import Answer, Entry
from reflect.entry.plain import Json
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.flow.conditions import Condition, Test
from reflect.flow.notation import YES_NO
from reflect.interview.past import Past

WRITTEN = ("text", "long", "letter", "reopen")
"""The types whose answers are what somebody wrote, as it stands."""


@dataclass(frozen=True)
class Held:
    """An answer found: its type, everything said to it (one, or one per item), and the keys of those items.

    `fields` are those of a group; `private` is what it was when it was said.
    """

    kind: str = ""
    sayings: tuple[Said, ...] = ()
    keys: tuple[str | None, ...] = ()
    fields: tuple[AskedField, ...] = ()
    private: bool = False


def put(record: dict[str, Json], field: str, said: Said) -> None:
    """Puts what was said to a field into its record, the person's own words beside it."""
    record[field] = said.value
    for name, words in (("said", said.said), ("other", said.other)):
        if words is not None:
            record[name] = {**record.get(name, {}), field: words}


def keyed(parts: Iterable[Json]) -> Iterator[tuple[str, Json]]:
    """Each part of an answer with its key; what has no key of its own, as another program may write, is known by its place."""
    seen: set[str] = set()
    for place, part in enumerate(parts, 1):
        own = part.get("key") if isinstance(part, dict) else part
        key = str(own) if isinstance(own, str | int) else ""
        if not key or key in seen:
            key = f"#{place}"
        seen.add(key)
        yield key, part


def narrow(held: Held, field: str | None) -> Held:
    """Only one field of the records of a group, as a list of items with the records' keys."""
    if field is None:
        return held
    asked = next((each for each in held.fields if each.id == field), AskedField(field, "", ""))
    found: list[tuple[str, Said]] = []
    for item, said in zip(held.keys, held.sayings, strict=True):
        for key, record in keyed(said.value if isinstance(said.value, list) else []):
            if isinstance(record, dict) and not (part := asked.said_in(record)).skipped:
                found.append((f"{item}/{key}" if item else key, part))
    return Held(asked.type, tuple(said for _, said in found), tuple(key for key, _ in found), private=held.private)


def of_entry(entry: Entry | None, name: str, field: str | None) -> Held:
    """An answer as it stands in an earlier entry."""
    answer = entry.answer(name) if entry else None
    return Held() if answer is None else of_answer(answer, answer.each, field)


def of_answer(answer: Answer, each: Iterable[EachSaid] | None, field: str | None) -> Held:
    """An answer as it stands in an entry; of one that was asked once per item, what was said for some of these (`each`)."""
    said = [(None, answer.said)] if each is None else [(one.key, one.said) for one in each]
    given = [(key, one) for key, one in said if not one.skipped]
    sayings, items = tuple(one for _, one in given), tuple(key for key, _ in given)
    return narrow(Held(answer.type, sayings, items, answer.fields, answer.private), field)


def passes(held: Held, test: Test) -> bool:
    """Whether an answer is what `test` wants. A positive test of a missing answer fails; `not` is its plain opposite."""
    values = [said.value for said in held.sayings if not _is_empty(said)]
    if test.answered is not None and bool(values) != test.answered:
        return False
    if test.values and not any(_matches(value, wanted) for value in values for wanted in test.values):
        return False
    if test.none_of and any(_matches(value, wanted) for value in values for wanted in test.none_of):
        return False
    if test.at_least is None and test.at_most is None:
        return True
    return any(_within(value, test) for value in values)


def holds(condition: Condition, of: Callable[[str], Held], past: Past) -> bool:
    """Whether `condition` holds of the answers that `of` finds by their reference, and of what was done before."""
    return (
        all(passes(of(reference), test) for reference, test in condition.tests)
        and all(past.latest(flow) is not None for flow in condition.entry)
        and all(past.latest(flow) is None for flow in condition.no_entry)
        and (not condition.due or not past.kinds.isdisjoint(condition.due))
        and (not condition.any or any(holds(branch, of, past) for branch in condition.any))
    )


def _is_empty(said: Said) -> bool:
    return said.skipped or (said.value in (None, "", []) and not said.said)


def _matches(value: Json, wanted: str) -> bool:
    """Whether an answer is `wanted`, or contains it."""
    if isinstance(value, bool):
        return YES_NO.get(wanted.lower()) is value
    if isinstance(value, list):
        return any((item.get("text") if isinstance(item, dict) else item) == wanted for item in value)
    return str(value) == wanted


def _within(value: Json, test: Test) -> bool:
    """Whether a scale, or a number of items, lies within the bounds."""
    amount = len(value) if isinstance(value, list) else value
    if not isinstance(amount, int) or isinstance(amount, bool):
        return False
    return (test.at_least is None or amount >= test.at_least) and (test.at_most is None or amount <= test.at_most)
