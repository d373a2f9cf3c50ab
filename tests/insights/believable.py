"""One believable year of two setbacks, and the few words it takes to write more of it, for views that look back on oneself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import EachSaid, Said
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from tests.followups.making import answer, at, checkin, day, entry, spoke
from tests.followups.method import MEANS

TITLES = {
    "apologize": "Apologize",
    "debrief": "Debrief yourself",
    "define": "Define what happened",
    "gratitude": "Three good things",
    "letgo": "Let it go",
    "strengths": "What you bring",
    "support": "Not alone",
}
SOUNDS = {"incompetent": "I'm no good at this", "judged": "they are all judging me", "other": "something else"}
USUAL = {"self": "blame myself", "talk": "talk it through", "fix": "fix fast, say little"}
LOOP = {"hardly": "hardly", "daily": "daily", "often": "many times a day", "night": "it keeps me awake"}
SEVERITY = {
    "moderate": "moderate: it cost others time, money or nerves, and can be fixed",
    "serious": "serious: customers, deadlines, real money or trust were hit",
}
BACK = {"kind": "look_back", "in": "90d", "text": "look back"}


def scale(name: str, value: Any, *, about: str | None = None, ends: tuple[int, int] = (0, 10), **more: Any) -> Answer:
    """A number on a scale that goes from one of `ends` to the other; `about` is the reference of what it is about."""
    return replace(answer(name, value, "scale", **more), range=ends, about=about)


def option(name: str, key: str | list[str], labels: dict[str, str], other: str | None = None) -> Answer:
    """One option, or several, with the labels they had."""
    kind = "choices" if isinstance(key, list) else "choice"
    return Answer(name, f"{name}?", kind, Said(key, labels=labels, other=other))


def items(name: str, *texts: str) -> Answer:
    return answer(name, [{"key": f"i{number}", "text": text} for number, text in enumerate(texts)], "list")


def promise(name: str, *texts: str, to: str = "Ines") -> Answer:
    """Things promised to somebody."""
    declared = {"kind": "promise", "in": "7d", "people": to, "text": "{what}"}
    records = [{"key": f"r{number}", "what": text} for number, text in enumerate(texts)]
    return answer(name, records, "group", promises=declared, fields=[("what", "text")])


def became(ref: str, said: str, kind: str = "promise") -> Answer:
    """What a check-in was told of a promise."""
    return spoke(kind, ref, said, MEANS[kind])


def looked_back(ref: str, words: Any, **more: Any) -> Answer:
    """What a check-in was told when it was time to look back."""
    return answer("look_back", each=[EachSaid(ref, "It", Said(words), about=ref)], kind="long", **more)


def setback(name: str, title: str | None = None, created: str = "2026-01-05", closed: str | None = None) -> Setback:
    return Setback(name, title or f"The {name}", at(created), closed=at(closed) if closed else None)


def ground(*entries: Entry, setbacks: Iterable[Setback] = (), today: str = "2026-12-31") -> Ground:
    """The ground of these entries; their setbacks are open where none are named."""
    named = [*setbacks]
    ids = dict.fromkeys(each.setback for each in entries if each.setback)
    named += [setback(name) for name in ids if name not in {each.id for each in named}]
    closed = frozenset(each.id for each in named if each.closed)
    found = follow_ups(entries, (), day(today), closed=closed)
    return Ground.of(entries, named, found, today=day(today))


def written_in(flow: str, name: str, when: str, *answers: Answer, about: str | None = "s1", **more: Any) -> Entry:
    """An entry of a flow, with its title."""
    made = entry(name, flow, when, *answers, about=about, **more)
    return replace(made, flow=FlowName(flow, 1, TITLES.get(flow, flow)))


QUOTE = setback("s0", "Sent the wrong quote to Hallam", "2026-01-12 18:40", closed="2026-02-20")
INVOICE = setback("s1", "The March invoice run went out twice", "2026-03-03 22:02")
YEAR = (
    written_in(
        "define",
        "q1",
        "2026-01-12 18:40",
        scale("mood_before", 3),
        option("severity", "serious", SEVERITY),
        answer("one_line", "I sent Hallam the prices of another customer."),
        scale("mood_after", 3),
        about="s0",
    ),
    written_in(
        "support",
        "q2",
        "2026-01-14 20:00",
        answer(
            "talk",
            [{"key": "t1", "who": "Mara"}],
            "group",
            promises={"kind": "talk", "in": "2d", "people": "{who}", "text": "talk to {who}"},
            fields=[("who", "text")],
        ),
        about="s0",
    ),
    checkin("q3", "2026-01-20", scale("mood", 4), became("q2/talk/t1", "helped", "talk")),
    written_in(
        "letgo",
        "q4",
        "2026-02-02 21:00",
        scale("mood_before", 5),
        answer("thought", "I cannot be trusted with a price list."),
        scale("belief", 8),
        option("sounds", ["incompetent"], SOUNDS),
        answer("fair", "I mixed up two files once, and told them the same day."),
        scale("belief_after", 4),
        answer("handled", "I rang them before they noticed."),
        option("usual", ["self", "fix"], USUAL),
        option("loop", "often", LOOP),
        answer("loop_plan", "I walk round the block and write one line.", promises=None),
        answer("look_back", "2026-05-03", "date", promises=BACK | {"on": "look_back"}),
        scale("mood_after", 7),
        about="s0",
    ),
    written_in(
        "define",
        "i1",
        "2026-03-03 22:14",
        scale("mood_before", 2),
        option("severity", "moderate", SEVERITY),
        items("affected", "Ines", "212 customers"),
        answer("one_line", "I started the invoice run by hand and did not look whether it had gone out already."),
        scale("mood_after", 3),
    ),
    written_in("apologize", "i2", "2026-03-04", promise("repair", "pay back the 37 debits", "write to all 212")),
    checkin(
        "i3", "2026-03-12", scale("mood", 3), scale("trust", 3, about="i1/affected"), option("loop", "night", LOOP)
    ),
    written_in("debrief", "i4", "2026-03-15 20:00", scale("mood_before", 5), scale("mood_after", 3)),
    checkin(
        "i5",
        "2026-03-20",
        scale("mood", 5),
        became("i2/repair/r0", "kept"),
        scale("trust", 4, about="i1/affected"),
        answer("unasked", "Sat with Ines while she answered the calls."),
    ),
    written_in("gratitude", "g1", "2026-03-28", scale("mood_before", 4), scale("mood_after", 5), about=None),
    written_in(
        "letgo",
        "i6",
        "2026-04-10 21:30",
        scale("mood_before", 5),
        answer("thought", "They all know I am the one who pays people twice."),
        scale("belief", 7),
        option("sounds", ["judged", "incompetent"], SOUNDS),
        answer("fair", "One run went wrong. Three people know, and two of them thanked me for saying it."),
        scale("belief_after", 5),
        answer("stronger", "Ringing 37 people."),
        option("usual", ["self"], USUAL),
        option("loop", "daily", LOOP),
        answer("look_back", "2026-07-10", "date", promises=BACK | {"on": "look_back"}),
        scale("mood_after", 6),
    ),
    checkin(
        "i7",
        "2026-05-04",
        scale("mood", 7),
        looked_back("q4/look_back", "A mix-up of two files. I keep one folder a customer now; they still buy from us."),
        scale("trust", 7, about="i1/affected"),
        option("loop", "daily", LOOP),
    ),
    written_in("strengths", "i8", "2026-05-20", answer("through", "Mara, and going to bed at ten."), about=None),
    checkin("i9", "2026-06-01", scale("mood", 6), option("loop", "hardly", LOOP)),
)
# Lost in the round of a life: what is private, sealed, or on another scale than ours.
HIDDEN = (
    checkin("h1", "2026-06-02", scale("mood", 0, private=True), looked_back("i6/look_back", "no", private=True)),
    written_in("letgo", "h2", "2026-06-03", scale("mood_before", 0), answer("thought", "no"), sealed="2027-01-01"),
    written_in("own", "h3", "2026-06-04", scale("mood", 5, ends=(1, 5))),
)


def year(*more: Entry) -> Ground:
    """The ground of that year, in its last days of spring."""
    return ground(*YEAR, *HIDDEN, *more, setbacks=(QUOTE, INVOICE), today="2026-06-05")
