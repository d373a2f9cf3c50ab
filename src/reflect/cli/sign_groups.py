"""Asks which signs are one and the same, and what they are called: on a terminal only, so that no word of it is in a
shell's history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reflect.cli import who_asks
from reflect.cli.changing import UNCHANGED
from reflect.cli.choosing import ask_for, choose, choose_several
from reflect.cli.looking import ground_of
from reflect.cli.place import Place
from reflect.entry.sign_group import SignGroups
from reflect.errors import NoTerminal, NothingThere
from reflect.insights.ground import Ground
from reflect.insights.signs import Alike, Sign, could_be_same, signs_of
from reflect.interview.answers import Item
from reflect.interview.asking import Asker
from reflect.pages.moments import counted
from reflect.pages.visible import one_line

ALL, SOME, DIFFERENT, ENOUGH = "all", "some", "differ", "enough"
JOIN, SPLIT, CALL = "join", "split", "call"
SAVED = "Saved. `reflect insights signs` shows them like this."


def group_signs(place: Place) -> None:
    """Goes through what could be the same, then through whatever else the person wants; each decision is saved at once.

    Raises NoTerminal, NothingThere, Unreadable, NotSaved.
    """
    if not place.has_terminal:
        raise NoTerminal("Nobody can be asked here, there is no terminal; which signs are the same is only asked.")
    ground = ground_of(place)
    found = signs_of(ground)
    if len(found) < 2 and not any(each.grouped for each in found):
        place.mention_unreadable()
        raise NothingThere("There are no two signs yet that could be the same; signs are asked for in a debrief.")
    with who_asks.asker_at(place) as asker:
        grouping = _Grouping(place, asker, ground)
        try:
            grouping.propose()
            grouping.go_on()
        finally:
            place.say(SAVED if grouping.changed else UNCHANGED)
    place.mention_unreadable()


@dataclass
class _Grouping:
    """One person deciding about their signs."""

    place: Place
    asker: Asker
    ground: Ground
    changed: bool = False

    @property
    def signs(self) -> tuple[Sign, ...]:
        return signs_of(self.ground)

    def propose(self) -> None:
        """Asks about what could be the same, one group after the other, until the person has enough."""
        asked: set[tuple[str, ...]] = set()
        while proposed := next((each for each in self._proposals() if each.places not in asked), None):
            asked.add(proposed.places)
            signs = [each for each in self.signs if {*each.places} <= {*proposed.places}]
            several = [Item(SOME, "Some of them are")] if len(signs) > 2 else []
            options = [Item(ALL, "Yes"), *several, Item(DIFFERENT, "No, they differ"), Item(ENOUGH, "Not now")]
            said = choose(self.asker, f"Are these one and the same sign: {_listed(signs)}?", options)
            if said == ENOUGH:
                return
            if said == ALL:
                self._join(signs)
            elif said == SOME:
                self._join(self._several("Which of them are?", signs))
            else:
                self._tell_apart(proposed)

    def go_on(self) -> None:
        """Asks what else there is to do, until there is nothing."""
        while True:
            groups = [each for each in self.signs if each.grouped]
            options = [Item(JOIN, "Put signs together")] if len(self.signs) > 1 else []
            if groups:
                options += [Item(SPLIT, "Take a group apart"), Item(CALL, "Call a group something else")]
            said = choose(self.asker, "Anything else?", [*options, Item(ENOUGH, "That is all")], ENOUGH)
            if said == ENOUGH:
                return
            if said == JOIN:
                self._join(self._several("Which of these are one and the same sign?", self.signs))
            elif said == SPLIT:
                self._split(self._one("Which group?", groups))
            else:
                group = self._one("Which group?", groups)
                self._call([group], group.name)

    # ------------------------------------------------------------------------------------------------------- decisions

    def _proposals(self) -> tuple[Alike, ...]:
        return could_be_same(self.ground, self.signs)

    def _tell_apart(self, signs: Alike) -> None:
        self._save(lambda known: known.told_apart(signs.places))

    def _split(self, group: Sign) -> None:
        self._save(lambda known: known.taken_apart(group.places))
        self.asker.remark((f"“{one_line(group.name)}” is taken apart; its signs stand for themselves.",))

    def _join(self, signs: Sequence[Sign]) -> None:
        if len(signs) < 2:
            self.asker.remark(("It takes two signs; they stay as they are.",))
            return
        grouped = [each.name for each in signs if each.grouped]
        ways = [way.text for each in signs for way in each.wordings]
        self._call(signs, min(grouped or ways, key=len))

    def _call(self, signs: Sequence[Sign], proposed: str) -> None:
        """Saves what these signs together are called; without a name they stay as they are."""
        name = ask_for(self.asker, "What is it called?", one_line(proposed))
        if not name:
            return
        refs = tuple(ref for each in signs for ref in each.places)
        self._save(lambda known: known.together(name, refs))
        ways = len({way.text for each in signs for way in each.wordings})
        self.asker.remark((f"“{one_line(name)}” now stands for {counted(ways, 'wording')}.",))

    def _save(self, decide: Callable[[SignGroups], SignGroups]) -> None:
        known = self.place.journal.change_sign_groups(decide)
        self.changed = True
        self.ground = replace(self.ground, sign_groups=known.groups, signs_apart=known.apart)

    # ---------------------------------------------------------------------------------------------------------- picking

    def _several(self, text: str, signs: Sequence[Sign]) -> list[Sign]:
        keys = choose_several(self.asker, text, _rows(signs))
        return [signs[int(key)] for key in keys]

    def _one(self, text: str, signs: Sequence[Sign]) -> Sign:
        return signs[int(choose(self.asker, text, _rows(signs)))] if len(signs) > 1 else signs[0]


def _rows(signs: Sequence[Sign]) -> list[Item]:
    """A row for each sign: what it is called, and how it was written where that is something else."""
    rows = []
    for place, each in enumerate(signs):
        ways = [one_line(way.text) for way in each.wordings if way.text != each.name]
        rows.append(Item(str(place), f"{one_line(each.name)} ({', '.join(ways)})" if ways else one_line(each.name)))
    return rows


def _listed(signs: Sequence[Sign]) -> str:
    return ", ".join(f"“{one_line(each.name)}”" for each in signs)
