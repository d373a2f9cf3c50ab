"""A believable case for the pages of what is owed and kept: an invoice run that went out twice, and a talk that went wrong."""

from __future__ import annotations

from typing import Any

from reflect.entry.model import Answer, Entry
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from tests.followups.making import answer, at, checkin, day, entry, spoke
from tests.followups.method import MEANS

INVOICE = Setback("s1", "The March invoice run went out twice", at("2027-03-01"))
TALK = Setback("s2", "The talk about the rota", at("2027-04-20"))
PROMISES: dict[str, dict[str, Any]] = {
    "promise": {"kind": "promise", "on": "by", "in": "7d", "people": "{to}", "text": "{what}"},
    "repair": {"kind": "repair", "on": "by", "in": "3d", "text": "{what}"},
    "inform": {"kind": "inform", "on": "by", "in": "0d", "unless": {"told": "yes"}, "people": "{what}", "text": "tell {what}"},
    "measure": {"kind": "measure", "on": "by", "in": "14d", "again": ["30d"], "text": "{what}"},
    "lesson": {"kind": "lesson", "on": "by", "in": "14d", "text": "{what}"},
}  # fmt: skip
FIELDS = (("what", "text"), ("by", "date"), ("told", "yesno"))


def things(question: str, kind: str, *said: tuple[str, str | None], told: bool = False) -> Answer:
    """An answer that promises things of a kind, each in words and for a day."""
    records = [
        {"key": f"{place}", "what": words, "told": told} | ({"by": by} if by else {})
        for place, (words, by) in enumerate(said, 1)
    ]
    return answer(question, records, "group", promises=PROMISES[kind], fields=FIELDS)


def about(kind: str, ref: str, said: str, by: str | None = None) -> tuple[Answer, ...]:
    """What a check-in says of one thing."""
    date = (spoke(f"{kind}_by", ref, by, "date", kind="date"),) if by else ()
    return (spoke(kind, ref, said, MEANS[kind]), *date)


def written() -> tuple[Entry, ...]:
    return (
        entry(
            "e1",
            "define",
            "2027-03-01 19:00",
            answer("when", "2027-02-28", "date"),
            answer("ongoing", value=True, kind="yesno"),
            answer("nature", "mistake", "choice"),
            answer("severity", "serious", "choice"),
            answer("own_part", "I started the run by hand and did not look whether it had been.", "long"),
            answer("affected", [{"key": "1", "text": "Dana"}], "list"),
        ),
        entry(
            "e2",
            "respond",
            "2027-03-01 19:20",
            answer("contain", "Stop the payment file and write to the bank.", "long"),
            things("inform", "inform", ("Dana", None), told=True),
            things("inform_too", "inform", ("the bank", None)),
            things("repair", "repair", ("Take back the second run", "2027-03-04"), ("Write to the eleven who paid", None)),
        ),
        entry(
            "e3",
            "apologize",
            "2027-03-03",
            answer("to", "Dana"),
            answer("letter", "Dear Dana, I started the run twice.", "letter"),
            things("repair", "promise", ("sit with her while she corrects the ledger", "2027-03-05")),
            things("prevent", "promise", ("look at the run log before I start anything by hand", "2027-03-08")),
            answer("when", "2027-03-04", "date", promises={"kind": "apology", "people": "{to}", "text": "your apology to {to}"}),
        ),
        checkin(
            "e4",
            "2027-03-05",
            *about("inform", "e2/inform_too/1", "yes"),
            *about("repair", "e2/repair/1", "part", "2027-03-08"),
            *about("repair", "e2/repair/2", "not_yet", "2027-03-20"),
            *about("apology", "e3/when", "said"),
            *about("promise", "e3/repair/1", "kept"),
        ),
        entry(
            "e5",
            "debrief",
            "2027-03-06",
            things("lessons", "lesson", ("A green light is no proof", None), ("I ask too late", None)),
            things("measures", "measure", ("The list stands by the door of the office", "2027-03-15")),
        ),
        checkin(
            "e6",
            "2027-03-21",
            *about("repair", "e2/repair/1", "done"),
            *about("repair", "e2/repair/2", "part", "2027-05-20"),
            *about("promise", "e3/prevent/1", "kept"),
            *about("measure", "e5/measures/1", "in_place"),
            *about("lesson", "e5/lessons/2", "drop"),
            *about("lesson", "e5/lessons/1", "yes"),
        ),
        entry("e7", "letgo", "2027-03-25"),
        entry(
            "e8",
            "define",
            "2027-04-20",
            answer("when", "2027-04-19", "date"),
            answer("ongoing", value=False, kind="yesno"),
            answer("nature", "misunderstanding", "choice"),
            answer("severity", "small", "choice"),
            answer("own_part", "I answered before she had finished.", "long"),
            answer("affected", [{"key": "1", "text": "Sister Maeve"}], "list"),
            about="s2",
        ),
        entry(
            "e9",
            "apologize",
            "2027-04-21",
            answer("to", "Sister Maeve"),
            answer("letter", "Dear Maeve, I did not let you finish.", "letter"),
            things("prevent", "promise", ("ask her first when the rota changes", "2027-05-03")),
            about="s2",
        ),
    )  # fmt: skip


def ground(today: str = "2027-05-01", *also: Entry) -> Ground:
    entries = (*written(), *also)
    return Ground.of(entries, [INVOICE, TALK], follow_ups(entries, (), day(today)), today=day(today))
