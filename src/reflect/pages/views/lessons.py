"""What was learned: what came back, what is to be done, what was acted on, and what was only noted, in own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reflect.entry.words import day_in_words
from reflect.followups.model import State
from reflect.insights.alike import same
from reflect.insights.ground import Ground
from reflect.insights.lessons import Became, Heard, Learned, Lesson, Lessons, Standing
from reflect.pages.blocks import Block, Page, Quiet, Row, Topic, Words
from reflect.pages.moments import counted
from reflect.pages.shortened import in_short
from reflect.pages.visible import one_line

STICK = "This one came back. What would make it stick?"
SECTIONS = {Standing.AHEAD: "To act on", Standing.ACTED_ON: "Acted on", Standing.NOTED: "Noted"}
CAME_BACK, LESSONS, TIMES, TOLD = 3, 3, 3, 2
"""How many lessons that came back are shown, and how many of each section; how many times each, and what was said of it."""
SAID = {
    Became.DONE: "done",
    Became.PARTLY: "partly",
    Became.NOT_YET: "not yet",
    Became.LET_GO: "let go",
}
TRIED: Mapping[str | None, str] = {
    "well": "it went well",
    "mixed": "it was mixed",
    "badly": "it went badly",
    "postponed": "not yet",
}
"""What was said of a try, by the option that was chosen."""


def page(found: Lessons, ground: Ground) -> Page:
    """What came back first, with what was to be done each time; then the others, the latest first."""
    blocks: list[Block] = []
    if found.lessons.number > 1:
        blocks.append(Words(_counts(found)))
    came_back = [each for each in found.learned if each.came_back]
    for each in came_back[:CAME_BACK]:
        blocks += [_topic(each, ground), Words(STICK)]
    blocks += _more(len(came_back) - CAME_BACK, "that came back")
    for standing, title in SECTIONS.items():
        mine = [each for each in found.learned if each.standing is standing and not each.came_back]
        if mine:
            blocks += [Words(f"{title}:"), *(_topic(each, ground) for each in mine[:LESSONS])]
            blocks += _more(len(mine) - LESSONS)
    return tuple(blocks)


def _counts(found: Lessons) -> str:
    parts = (
        (found.ahead.number, "to act on"),
        (found.acted_on.number, "acted on"),
        (found.let_go.number, "let go"),
        (found.noted.number, "noted"),
    )
    said = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f"{counted(found.lessons.number, 'lesson')}: {said}."


def _more(number: int, which: str = "") -> Page:
    return (Quiet(" ".join(filter(None, (f"And {number} more", which))) + "."),) if number > 0 else ()


def _topic(learned: Learned, ground: Ground) -> Topic:
    rows = [row for each in learned.lessons[: -TIMES - 1 : -1] for row in _rows(each, learned, ground)]
    if len(learned.lessons) > TIMES:
        rows.append(Row("", (f"and {len(learned.lessons) - TIMES} earlier",), quiet=True))
    return Topic(in_short(learned.words.text), tuple(rows))


def _rows(lesson: Lesson, learned: Learned, ground: Ground) -> Iterator[Row]:
    """Where a lesson is from, what was to be done, and what has been said of it since."""
    day = day_in_words(lesson.day)
    if lesson.before is not None:
        words = in_short(lesson.before.text) or "the next try"
        yield Row("before", (f"{words}, {day}",), quiet=True)
    else:
        of = f"{one_line(ground.title(lesson.setback))}, {day}" if lesson.setback else day
        yield Row("from", (of,), quiet=True)
    if same(lesson.words.text) != same(learned.words.text):
        yield Row("as", (in_short(lesson.words.text),))
    if reworded := next((each.words for each in reversed(lesson.heard) if each.words), None):
        yield Row("now", (in_short(reworded.text),))
    if lesson.action:
        yield Row("to do", (in_short(lesson.action.text),))
    if so_far := "; ".join((*_since(lesson), *_now(lesson, ground))):
        yield Row("so far", (so_far,))


def _since(lesson: Lesson) -> Sequence[str]:
    """The last that was said of it; of a try, how it went."""
    told = [each for each in lesson.heard if each.became is not Became.AS_IT_IS]
    return [f"{_said(lesson, each)}, {day_in_words(each.day)}" for each in told[-TOLD:]]


def _said(lesson: Lesson, heard: Heard) -> str:
    tried = TRIED.get(heard.option) if lesson.before is not None else None
    return tried or SAID[heard.became]


def _now(lesson: Lesson, ground: Ground) -> Iterator[str]:
    """When it comes back, where it does; a try has only its day."""
    if not lesson.learned:
        return
    if lesson.state is State.RESTING:
        yield "rests"
    elif lesson.date == ground.today:
        yield "back today"
    elif lesson.date is not None:
        yield f"{'back from' if lesson.date < ground.today else 'comes back'} {day_in_words(lesson.date)}"
