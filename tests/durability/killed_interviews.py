"""An interview that is killed again and again at a random point, and gone on with each time, until it is an entry."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

from reflect.cli.looking_over import ANYTHING
from reflect.entry.draft import Given
from reflect.entry.said import Said
from reflect.interview.ask import Ask
from reflect.interview.past import Past
from reflect.interview.resume import resume
from reflect.interview.state import Interview
from tests.cli.running import Reflect
from tests.durability import forked, typist
from tests.durability.answering import answer, sentence
from tests.durability.holding import Holding, held
from tests.durability.terminal import Stuck, Terminal, stamps

FLOW = "define"
SAVED = "reads it again"
"""What is said when an interview has become an entry."""
HOMES = 4
"""Interviews in one home before the next one begins in a new one."""
PLAIN = 0.35
"""How often plain lines are asked for."""
MOMENTS = {
    "at an acknowledgement": 4,
    "just after a key": 3,
    "in the midst of a write": 7,
    "while typing": 3,
    "at the finish": 3,
}
"""The points at which somebody kills, each with how often it is tried in twenty rounds."""
AT_THE_FINISH = {"at an acknowledgement": 0.2, "just after a key": 0.2, "in the midst of a write": 0.6}
LATER = 0.75
"""How often somebody waits for the entry at the finish."""
SOON = 0.06
"""Seconds after a key in which the program does what it asked for."""
WRITING = 0.004
"""Seconds in which a file is written that was begun."""
TYPING = (1.0, 5.0)
"""Seconds that somebody types."""


ZEROS = frozenset(
    (
        "acknowledged answers lost",
        "acknowledged entries lost",
        "acknowledged titles lost",
        "characters lost that were typed more than 2 s before",
        "torn files",
        "drafts beside their entry after a start",
        "starts that came to nothing",
    )
)
COUNTED = (
    "kills", *MOMENTS, "in plain lines", "ended before the kill", "answers acknowledged", "entries", "characters typed",
    "characters typed more than 2 s before", "temporary files left",
    "drafts beside their entry right after a kill", *sorted(ZEROS),
)  # fmt: skip
"""All that is counted."""


class Interviews:
    """Interviews in homes below `folder`, one after the other; `ready` is a home whose cache knows the flow."""

    def __init__(self, ready: Path, folder: Path, chance: random.Random) -> None:
        self._ready, self._folder, self._chance = ready, folder, chance
        self._flow = Reflect(ready).place().library.load(FLOW).flow
        # How long things take has a say in what is asked; which points are tried is the same in every run.
        self._points = random.Random(chance.random())
        self._moments: list[str] = []
        self._temporary: set[Path] = set()
        self._homes = 0
        self._spoilt = False
        self._home = self._next_home()
        self._finished: set[str] = set()
        self._today = _today()
        self._at = Interview(self._flow, Past(), self._today)
        self.counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self.stuck: list[str] = []

    def round(self) -> None:
        """Begins or goes on, answers some questions, is killed, and looks what is there."""
        if not self._moments:
            self._moments = self._points.sample([*MOMENTS], sum(MOMENTS.values()), counts=MOMENTS.values())
        moment, plain = self._moments.pop(), self._points.random() < PLAIN
        self._today = _today()
        self._at = replace(self._at, today=self._today)
        self._half = ""
        self._old = 0
        self._saved = False
        args = ("resume",) if self._at.trail or self._at.typing else (FLOW,)
        self._terminal = Terminal(self._home, *args, *(["--plain"] if plain else []))
        self._plain = plain
        try:
            self._terminal.until(_asked(self._at))
            self._go_on_until(moment)
        except Stuck as stuck:
            self._came_to_nothing(f"{args[0]}, to be killed {moment}: {stuck}")
        code = self._terminal.kill()
        self.counts["kills"] += 1
        self.counts["in plain lines"] += plain
        self.counts["ended before the kill"] += code != -9
        self.counts[moment] += 1
        self._look()

    # ------------------------------------------------------------------------------------------------ up to the kill

    def _go_on_until(self, moment: str) -> None:
        finish = moment == "at the finish"
        for _ in range(1000 if finish else self._chance.randint(0, 4)):
            if self._at.current is None:
                break
            self._answer()
        if moment == "while typing":
            while isinstance(self._at.current, Ask) and not typist.is_typed(self._at.current):
                self._answer()
            if isinstance(self._at.current, Ask):
                self._type()
                return
        if finish:
            moment = self._chance.choices([*AT_THE_FINISH], [*AT_THE_FINISH.values()])[0]
        # At the finish the draft is saved, the entry is written, the draft goes: the last two are worth most kills.
        watched = stamps(self._home / "journal", entries_only=finish and self._chance.random() < LATER)
        after = self._press()
        if moment == "at an acknowledgement":
            self._acknowledged(after)
        elif moment == "in the midst of a write":
            self._terminal.wait_for(watched, 2.0)
            self._terminal.look_on(self._chance.choice([0.0, self._chance.uniform(0, WRITING)]))
        else:
            self._terminal.look_on(self._chance.uniform(0, SOON))

    def _answer(self) -> None:
        self._acknowledged(self._press())

    def _acknowledged(self, after: Interview | None) -> None:
        """Waits for what comes after an answer, or after the last look at all of them."""
        if after is None:
            self._terminal.until(SAVED)
            self._saved = True
        else:
            self._terminal.until(_asked(after))
            self._at = after
            self.counts["answers acknowledged"] += 1

    def _press(self) -> Interview | None:
        """Answers the question that is asked; the interview after it, None where everything was answered."""
        ask = self._at.current
        if not isinstance(ask, Ask):
            self._terminal.press(typist.ENTER)
            return None
        if ask.typed is not None:
            raw = typist.taken(ask)
            self._terminal.press(typist.standing(ask, plain=self._plain))
            return self._at.answer(raw)
        raw = answer(ask, self._chance, self._today)
        if ask.begins is not None:
            self._terminal.press(typist.standing(ask, plain=self._plain))
        else:
            keys = (typist.in_plain_lines if self._plain else typist.in_full)(ask, raw)
            self._terminal.press(keys.words)
            self._terminal.press(keys.ends)
        return self._at.answer(raw)

    def _type(self) -> None:
        """Types, character by character, without an end."""
        until = self._chance.uniform(*TYPING)
        text = " ".join(sentence(self._chance) for _ in range(6))
        while until > 0 and text:
            pause = min(until, self._chance.uniform(0.02, 0.15))
            self._terminal.type(text[0])
            self._half, text = self._half + text[0], text[1:]
            self._terminal.look_on(pause)
            until -= pause
        self._old = self._terminal.long_ago()

    # ------------------------------------------------------------------------------------------------ after the kill

    def _look(self) -> None:
        """Counts what is missing, starts the program again, and stands where the files say."""
        found = held(self._home / "journal")
        self.counts["torn files"] += len(found.torn)
        self.counts["drafts beside their entry right after a kill"] += len(found.beside_their_entry)
        self._temporary |= {*found.temporary}
        self.counts["temporary files left"] = len(self._temporary)
        new = [each for name, each in found.entries.items() if name not in self._finished]
        kept = {each.id: each.said for entry in new for each in entry.answers}
        draft = next(iter(found.drafts.values()), None)
        if draft is not None and not kept:
            kept = {each.spot.question: each.said for each in draft.trail}
        self._count(kept, draft.typing.text if draft and draft.typing else "")
        if self._saved and not new:
            self.counts["acknowledged entries lost"] += 1
        title = next((said.value for name, said in kept.items() if name == self._flow.names_setback), None)
        about = {each.setback for each in new} | {each.setback for each in found.drafts.values()}
        if title and not any(each.id in about and each.title == title for each in found.setbacks.values()):
            self.counts["acknowledged titles lost"] += 1
        self._begin_again(found, finished=bool(new))

    def _count(self, kept: dict[str, Said], typed: str) -> None:
        given = self._at.trail
        self.counts["acknowledged answers lost"] += sum(not _same(kept.get(each.spot.question), each) for each in given)
        if self._half:
            there = next(
                (n for n, (one, other) in enumerate(zip(typed, self._half, strict=False)) if one != other),
                min(len(typed), len(self._half)),
            )
            self.counts["characters typed"] += len(self._half)
            self.counts["characters typed more than 2 s before"] += self._old
            self.counts["characters lost that were typed more than 2 s before"] += max(0, self._old - there)

    def _begin_again(self, found: Holding, *, finished: bool) -> None:
        out = self._folder / "said"
        code = forked.piped(self._home, ["drafts", "--json"], out)
        now = held(self._home / "journal")
        self.counts["drafts beside their entry after a start"] += len(now.beside_their_entry)
        try:
            listed = len(json.loads(out.read_text(encoding="utf-8")))
        except ValueError:
            listed = -1
        if code or listed != len(now.drafts) or listed != (bool(found.drafts) and not finished):
            self._came_to_nothing(f"drafts ended with {code}: {out.read_text(encoding='utf-8')[-500:]}")
        self.counts["entries"] += finished
        self._finished |= now.entries.keys()
        if self._spoilt or now.torn or len(self._finished) >= HOMES:
            self._home, self._finished, self._spoilt = self._next_home(), set(), False
            self._at = Interview(self._flow, Past(), self._today)
        elif finished or not now.drafts:
            self._at = Interview(self._flow, Past(), self._today)
        else:
            (draft,) = now.drafts.values()
            self._at = resume(self._flow, Past(), self._today, draft).interview

    def _came_to_nothing(self, what: str) -> None:
        """Counts a start that did not lead where it should; what would come after it in this home says nothing new."""
        self.counts["starts that came to nothing"] += 1
        self.stuck.append(what)
        self._spoilt = True

    def _next_home(self) -> Path:
        """A home in which nobody wrote."""
        self._homes += 1
        home = self._folder / f"home-{self._homes}"
        shutil.copytree(self._ready / "cache", home / "cache")
        return home


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _asked(at: Interview) -> str:
    """What stands on the screen when an interview stands here."""
    return at.current.text if isinstance(at.current, Ask) else ANYTHING


def _same(said: Said | None, given: Given) -> bool:
    return said is not None and (said.value, said.skipped) == (given.said.value, given.said.skipped)
