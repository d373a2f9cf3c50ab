"""Reads what was promised, and what check-ins said of it, a second time: from the files as they stand, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reflect.followups.model import FollowUp
from reflect.insights.finding import Count, Point, Saying, View, as_json
from reflect.insights.ground import Ground
from tests.insights.journals import Journal

NO_PROMISES = ("second_look", "parked", "try", "goal_review", "look_back", "reread", "shared", "talk")
TO_OTHERS = ("promise", "repair", "inform", "apology", "report")


@dataclass(frozen=True)
class Told:
    """What one check-in said of one thing."""

    day: dt.date
    entry: str
    meaning: str | None
    date: bool
    option: str | None


def files(journal: Journal) -> list[dict[str, Any]]:
    """The entries as they stand in their files, the oldest first, without those that are sealed."""
    found = sorted(journal.entries, key=lambda each: (each.finished, each.id))
    return [each.to_json() for each in found if each.sealed_until is None or each.sealed_until <= journal.today]


def value(file: dict[str, Any] | None, question: str) -> Any:
    """What was said to a question in one answer; None where nothing was, or only in private."""
    for each in file["answers"] if file else []:
        if each["id"] == question and not each.get("private") and not each.get("skipped"):
            return each.get("value")
    return None


def rows(file: dict[str, Any] | None, question: str) -> list[dict[str, Any]]:
    """The records of a group."""
    found = value(file, question)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def day_of(file: dict[str, Any]) -> dt.date:
    return dt.datetime.fromisoformat(file["finished"]).date()


def promised(journal: Journal, about: str | None = None) -> list[FollowUp]:
    """What somebody said they would do."""
    found = journal.ground().follow_ups
    return [each for each in found if not each.opens and each.kind not in NO_PROMISES and about in (None, each.setback)]


def told(journal: Journal, ref: str) -> list[Told]:
    """Everything that was answered about one thing, check-in by check-in."""
    return [each for file in files(journal) for each in _in_one(file, ref)]


def _in_one(file: dict[str, Any], ref: str) -> Iterator[Told]:
    meaning, option, date, plain, unsure = None, None, False, False, False
    decides = False
    for answer in file["answers"]:
        for each in answer.get("each", []):
            if each["key"] != ref or "about" not in each:
                continue
            becomes = answer.get("becomes")
            decides = decides or isinstance(becomes, dict)
            said = each.get("value")
            if each.get("skipped"):
                continue
            if isinstance(becomes, dict):
                if not isinstance(said, dict | list):
                    word = {True: "yes", False: "no"}[said] if isinstance(said, bool) else str(said)
                    option = option or word
                    meaning = becomes.get(word)
            elif becomes == "date":
                date, unsure = date or is_day(said), True
            else:
                plain, unsure = plain or becomes is None, True
    if not decides and unsure and not date:
        meaning = "done" if plain else "open"
    if meaning or date:
        yield Told(day_of(file), file["id"], meaning, date, option)


def is_day(words: Any) -> bool:
    try:
        dt.date.fromisoformat(str(words))
    except ValueError:
        return False
    return True


def end(journal: Journal, thing: FollowUp) -> tuple[str, dt.date | None]:
    """What became of a thing, and the day since which it is kept, walking from one check-in to the next."""
    stands, kept_since, put_off = "open", None, False
    for each in told(journal, thing.ref):
        if each.meaning in ("stays", "begin") and not each.date:
            continue
        if each.meaning in ("done", "holds"):
            kept_since = each.day if stands != "kept" else kept_since
            stands = "kept"
        else:
            stands, kept_since, put_off = "dropped" if each.meaning == "dropped" else "moved", None, True
    if stands == "dropped":
        return "no_longer_fits", None
    if stands == "kept" or thing.state.value == "done":
        on_its_day = not put_off or (kept_since is not None and kept_since <= thing.first)
        return ("kept" if on_its_day else "kept_after_the_day"), kept_since
    return ("no_longer_fits" if thing.state.value == "dropped" else stands), None


def followed(view: View, ground: Ground) -> None:
    """Every place that anything in a view comes from is in an entry that is there, and the view says it is drawn from it."""
    there = [each.id for each in ground.entries]
    assert [*view.drawn] == [each for each in there if each in set(view.drawn)]
    assert {ref.partition("/")[0] for ref in places(view.found)} <= set(view.drawn)
    as_json(view.found)


def places(found: Any) -> Iterable[str]:
    """Every place named in what was found."""
    if isinstance(found, Count):
        return found.of
    if isinstance(found, Saying | Point):
        return [found.ref]
    if isinstance(found, tuple):
        return [ref for each in found for ref in places(each)]
    if hasattr(found, "__dataclass_fields__"):
        own = [found.ref] if isinstance(getattr(found, "ref", None), str) else []
        return [*own, *(ref for name in found.__dataclass_fields__ for ref in places(getattr(found, name)))]
    return []


def is_written(said: Any) -> bool:
    """Whether anything with words was said to a question; also what no program of ours would put there."""
    return (
        bool(said.strip()) if isinstance(said, str) else said is not None and not isinstance(said, dict) and said != []
    )
