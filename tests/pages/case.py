"""One believable case with every type of answer in it, for the tests of what people look at."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reflect.entry.draft import Draft, Given, Spot, Typing
from reflect.entry.model import Answer, Entry, FlowName
from reflect.entry.said import AskedField, EachSaid, Said
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground

ZONE = dt.timezone(dt.timedelta(hours=1))
TODAY = dt.date(2026, 3, 6)
SETBACK = "019cb5f0-91c2-7aaa-8bbb-3f52a07c1e44"

INVOICE = Setback(SETBACK, "The March invoice run went out twice", dt.datetime(2026, 3, 3, 22, 2, tzinfo=ZONE))
QUOTE = Setback(
    "019b0000-91c2-7aaa-8bbb-3f52a0b7d210",
    "Sent the wrong quote to Hallam & Sons",
    dt.datetime(2026, 1, 12, 18, 40, tzinfo=ZONE),
    closed=dt.datetime(2026, 2, 20, 12, 0, tzinfo=ZONE),
)
NAMELESS = Setback("019c1111-91c2-7aaa-8bbb-3f52a04410ee", None, dt.datetime(2026, 2, 27, 23, 15, tzinfo=ZONE))


def listed(*texts: str) -> list[dict[str, str]]:
    return [{"key": str(number), "text": text} for number, text in enumerate(texts)]


DEFINE = Entry(
    id="019cb5f8-4a11-7aaa-8bbb-3f52a00a93f2",
    flow=FlowName("define", 1, "Define what happened"),
    setback=SETBACK,
    started=dt.datetime(2026, 3, 3, 22, 2, tzinfo=ZONE),
    finished=dt.datetime(2026, 3, 3, 22, 14, tzinfo=ZONE),
    summary="I started the invoice run by hand after lunch and did not look whether it had gone out already.",
    answers=(
        Answer("title", "Give it a short name.", "text", Said("The March invoice run went out twice"), "What happened"),
        Answer(
            "what",
            "What happened, in plain words?",
            "long",
            Said(
                "Every customer on the monthly plan got the March invoice twice, 212 of them, and for 37 the direct "
                "debit had already been taken a second time when Ines noticed.\n\n"
                "I had started the run by hand at 13:20 because I thought the night job had failed."
            ),
            "What happened",
        ),
        Answer("when", "When?", "date", Said("2026-03-03", said="tuesday after lunch"), "What happened"),
        Answer("noticed", "When did you notice?", "date", Said(None, said="about an hour later"), "What happened"),
        Answer("ongoing", "Is it still going on?", "yesno", Said(False), "What happened"),
        Answer(
            "severity",
            "How big is it?",
            "choice",
            Said("moderate", labels={"moderate": "moderate: it cost others time, money or nerves, and can be fixed"}),
            "How big it is",
        ),
        Answer(
            "feelings",
            "What do you feel when you think of it?",
            "choices",
            Said(
                ["shame", "worry", "other"],
                other="a cold sort of dread before opening my mail",
                labels={"shame": "shame", "worry": "worry", "other": "something else"},
            ),
            "How big it is",
        ),
        Answer("mood", "How are you right now?", "scale", Said(3), "How big it is", range=(0, 10)),
        Answer(
            "affected",
            "Who was affected?",
            "list",
            Said(listed("212 customers", "Ines in accounts, who spent the afternoon on the phone", "K. (on call)")),
            "How big it is",
        ),
        Answer("outcome", "What has it brought for you so far?", "choices", section="How big it is"),
        Answer(
            "hide_what",
            "Which part would you rather keep quiet, and what do you fear would follow if it came out?",
            "long",
            Said("That I saw the yellow banner and clicked it away."),
            "Before you act",
            private=True,
        ),
        Answer("drastic", "Is there something drastic you feel like doing?", "text", section="Before you act"),
        Answer(
            "one_line",
            "Say it in one honest sentence.",
            "text",
            Said("I started the invoice run by hand after lunch and did not look whether it had gone out already."),
            "In one sentence",
        ),
    ),
)

DEBRIEF = Entry(
    id="019cc0a1-77d0-7aaa-8bbb-3f52a0d4417b",
    flow=FlowName("debrief", 1, "Debrief yourself"),
    setback=SETBACK,
    started=dt.datetime(2026, 3, 5, 19, 30, tzinfo=ZONE),
    finished=dt.datetime(2026, 3, 5, 20, 6, tzinfo=ZONE),
    summary="Look at the run log before starting anything by hand.",
    answers=(
        Answer(
            "timeline",
            "What happened, step by step?",
            "group",
            Said(
                [
                    {
                        "key": "1",
                        "when": "Tuesday, 06:00",
                        "what": "The night job ran, 40 minutes late. Nobody was told.",
                        "who": [],
                        "knew": "",
                        "kind": "event",
                    },
                    {
                        "key": "2",
                        "when": "13:20",
                        "what": "I saw no green tick on the board and started the run by hand.",
                        "who": listed("me"),
                        "knew": "The board is only refreshed at noon; I did not know that then.",
                        "kind": "act",
                    },
                    {
                        "key": "3",
                        "when": "14:25",
                        "what": "Ines called: two customers had written in about a double debit.",
                        "who": listed("Ines", "me"),
                        "kind": "message",
                    },
                ]
            ),
            "The story",
            fields=(
                AskedField("when", "When?", "text"),
                AskedField("what", "What happened?", "text"),
                AskedField("who", "Who was involved?", "list"),
                AskedField("knew", "What did you know or see then?", "text"),
                AskedField(
                    "kind",
                    "What kind of event?",
                    "choice",
                    {"act": "my action", "event": "event", "message": "message"},
                ),
            ),
        ),
        Answer(
            "right",
            "What did you do well, even here?",
            "list",
            Said(listed("I said it was me within five minutes.", "The list of the 37 was right the first time.")),
            "What was meant, and what was right",
        ),
        Answer(
            "factor_how",
            'How did "{it}" play in?',
            "long",
            section="How it came about",
            each=(
                EachSaid("time", "time pressure", Said("Month end; the refunds had to be out by three.")),
                EachSaid("no_check", "a missing check", Said(skipped=True)),
                EachSaid("tools", "tools or process", Said("Nothing in the tool refuses a second run.")),
            ),
        ),
        Answer(
            "lessons_from",
            "What would have helped with each of these?",
            "text",
            section="How it came about",
            each=(
                EachSaid("1", "the late night job", Said("A message when it is late.")),
                EachSaid("2", "the board", Said("The time of its last refresh, in large.")),
            ),
        ),
        Answer(
            "measures",
            "What will you change?",
            "group",
            Said(
                [
                    {"key": "1", "what": "Read the run log before any start by hand", "by": "2026-03-09"},
                    {"key": "2", "what": "Ask Jonas for a lock on the run", "by": None, "said": {"by": "before April"}},
                ]
            ),
            "What will change",
            fields=(AskedField("what", "What changes?", "text"), AskedField("by", "By when?", "date")),
        ),
        Answer(
            "similar",
            "Does it remind you of something earlier?",
            "entries",
            Said([{"key": "x", "text": "Sent the wrong quote to Hallam & Sons"}]),
            "What will change",
        ),
        Answer(
            "letter",
            "Read the letter once more, and change what is not you.",
            "letter",
            Said(
                "Dear Ines,\n\nYou spent your Tuesday on the phone because of me. I am sorry. From now on I read the log "
                "first, and Jonas is building a lock.\n\nT."
            ),
            "What will change",
        ),
        Answer(
            "hard",
            "Is there a part you would rather not write?",
            "long",
            Said("I was looking at flats on my phone while the run was starting."),
            "What will change",
            private=True,
        ),
    ),
)

SEALED = Entry(
    id="019cc100-77d0-7aaa-8bbb-3f52a0aa01c9",
    flow=FlowName("unload", 1, "A blank page"),
    setback=SETBACK,
    started=dt.datetime(2026, 3, 5, 23, 0, tzinfo=ZONE),
    finished=dt.datetime(2026, 3, 5, 23, 20, tzinfo=ZONE),
    summary="All of it, unsorted",
    sealed_until=dt.date(2026, 4, 5),
    answers=(Answer("page", "Everything, unsorted.", "long", Said("I can still hear the phone ring.")),),
)

MEASURE = {"kind": "measure", "on": "by", "in": "14d", "again": ["30d"], "text": "{what}"}
PROMISED = replace(
    DEBRIEF,
    answers=(
        *(replace(each, follow_up=MEASURE if each.id == "measures" else None) for each in DEBRIEF.answers),
        Answer(
            "return",
            "When do you want to re-read this?",
            "date",
            Said("2026-03-07"),
            follow_up={"kind": "look_back", "text": "the double invoice"},
        ),
    ),
)
"""The debrief, with what it promises."""

CHECKIN = Entry(
    id="019d1a00-77d0-7aaa-8bbb-3f52a0c0ffee",
    flow=FlowName("checkin", 1, "Come back"),
    setback=None,
    started=dt.datetime(2026, 3, 12, 8, 0, tzinfo=ZONE),
    finished=dt.datetime(2026, 3, 12, 8, 4, tzinfo=ZONE),
    answers=(
        Answer("mood", "How are you today?", "scale", Said(6), "How you are", range=(0, 10)),
        Answer(
            "measure",
            'Change: "{it}". How does it stand?',
            "choice",
            section="What you are changing",
            each=(
                EachSaid(
                    f"{DEBRIEF.id}/measures/1",
                    "Read the run log before any start by hand",
                    Said("works", labels={"works": "in place, and it works"}),
                    about=f"{DEBRIEF.id}/measures/1",
                ),
                EachSaid(
                    f"{DEBRIEF.id}/measures/2",
                    "Ask Jonas for a lock on the run",
                    Said("not_yet", labels={"not_yet": "not yet"}),
                    about=f"{DEBRIEF.id}/measures/2",
                ),
            ),
            becomes={"works": "done", "not_yet": "14d"},
        ),
        Answer(
            "look_back",
            "{it}: what does it look like from here?",
            "long",
            section="Looking back",
            each=(
                EachSaid(
                    f"{DEBRIEF.id}/return",
                    "the double invoice",
                    Said("Smaller. Nobody has asked me about it this week."),
                    about=f"{DEBRIEF.id}/return",
                ),
            ),
        ),
        Answer(
            "reread_words",
            "How would you put it now?",
            "text",
            section="With fresh eyes",
            each=(
                EachSaid(
                    f"{DEBRIEF.id}/measures/2",
                    "Ask Jonas for a lock on the run",
                    Said("Ask Jonas for a second key on the run"),
                    about=f"{DEBRIEF.id}/return",
                ),
            ),
            becomes="text",
        ),
    ),
)
"""A check-in about what the debrief promised, and how somebody is."""


def ground(*entries: Entry, today: dt.date = TODAY) -> Ground:
    """What is seen of these entries."""
    found = follow_ups(entries, (), today)
    return Ground.of(entries, [INVOICE, QUOTE, NAMELESS], found, today=today)


HALF = Draft(
    id="019cc201-77d0-7aaa-8bbb-3f52a05be310",
    flow=FlowName("debrief", 1, "Debrief yourself"),
    sha256="0" * 64,
    setback=SETBACK,
    started=dt.datetime(2026, 3, 5, 21, 0, tzinfo=ZONE),
    saved=dt.datetime(2026, 3, 5, 21, 48, tzinfo=ZONE),
    trail=(
        Given(Spot("start"), Said("It begins in February.")),
        Given(Spot("timeline", record=0, field="when"), Said("Tuesday")),
        Given(Spot("timeline", record=0, field="what"), Said("The night job was late.")),
    ),
    typing=Typing(Spot("gaps"), "Perhaps the"),
)
