"""Everything about one setback, and what the answers in `define` say of what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.model import FollowUp
from reflect.insights.answers import chosen, listed, number, spots

LOW = 3
"""A mood up to this is low."""
AT_FAULT = ("carelessness", "choice")
KNOWING = ("reason", "knowing")


@dataclass(frozen=True)
class Whole:
    """Everything about one setback: its entries that are not sealed, the oldest first, the flows of which there is a draft,
    what was said that one would do, and all that comes back."""

    setback: Setback
    entries: tuple[Entry, ...]
    drafts: frozenset[str]
    promised: tuple[FollowUp, ...]
    everything: tuple[FollowUp, ...]

    def flow(self, name: str) -> tuple[Entry, ...]:
        """The entries of a flow."""
        return tuple(each for each in self.entries if each.flow.id == name)

    def latest(self, name: str) -> Entry | None:
        """The latest entry of a flow."""
        return next(reversed(self.flow(name)), None)

    def kind(self, *kinds: str) -> tuple[FollowUp, ...]:
        """What comes back that is of these kinds."""
        return tuple(each for each in self.everything if each.kind in kinds)

    # ------------------------------------------------------------------------------------- what the answers in `define` say
    # Each gives the places that say so, and none where it is not so.

    @property
    def wronged(self) -> tuple[str, ...]:
        """Somebody was treated badly."""
        return self._is("nature", "done_to_me")

    @property
    def small(self) -> tuple[str, ...]:
        """It is small, and does not keep coming back."""
        return () if self._is("first", "again") else self._is("severity", "small")

    @property
    def no_fault(self) -> tuple[str, ...]:
        """It was done properly and failed all the same; no carelessness, no knowing choice, no rule set aside was found."""
        seen = next((found for name in ("debrief", "define") if (found := self._causes(name))), ())
        if any(key in AT_FAULT for key in seen) or self._is("rule", *KNOWING):
            return ()
        return self._is("nature", "outcome")

    @property
    def nobody_affected(self) -> bool:
        """Whether it was gone through, and nobody is named that it touched."""
        defined = self.latest("define")
        return defined is not None and not listed(defined, "affected")

    def _is(self, question: str, *keys: str) -> tuple[str, ...]:
        defined = self.latest("define")
        return tuple(each.ref for each in chosen(defined, question) if each.key in keys) if defined else ()

    def _causes(self, flow: str) -> tuple[str, ...]:
        entry = self.latest(flow)
        return tuple(each.key for each in chosen(entry, "cause")) if entry else ()

    @property
    def small_alone(self) -> tuple[str, ...]:
        """Small, and nobody was affected."""
        return self.small if self.nobody_affected else ()

    @property
    def nothing_to_limit(self) -> tuple[str, ...]:
        """It is over, it is small or moderate, and nobody has to hear it."""
        defined = self.latest("define")
        ongoing = next(spots(defined, "ongoing"), None) if defined else None
        if defined is None or ongoing is None or ongoing.said.value is not False:
            return ()
        slight = self._is("severity", "small", "moderate")
        return (ongoing.ref, *slight) if slight and not listed(defined, "tell") else ()

    @property
    def light(self) -> tuple[str, ...]:
        """Small, and the mood was not low."""
        defined = self.latest("define")
        mood = number(defined, "mood_after") if defined else None
        return () if mood and mood.value <= LOW else self.small
