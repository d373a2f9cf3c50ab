"""Listens to the answers of a run: remarks on their words, and the pointer where somebody writes that living is hard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reflect.cli.place import Place
from reflect.entry.said import Said
from reflect.errors import BrokenFlow
from reflect.flow.model import Flow
from reflect.flow.questions import Asked
from reflect.interview.ask import Ask
from reflect.interview.listening import Heard
from reflect.interview.state import Interview

if TYPE_CHECKING:
    from reflect.checks.model import Check
    from reflect.checks.remark import Remark
    from reflect.interview.care import Safety


@dataclass
class Listener:
    """Hears the answers of one run of `flow`; `kept` is whether they are on disk.

    `spoke` is whether anything was said of how the person is: nothing about that outlives the run. After the pointer all
    is `silent`.
    """

    place: Place
    flow: Flow
    kept: bool
    spoke: bool = False
    silent: bool = field(default=False)

    def __call__(self, interview: Interview, ask: Ask, said: Said) -> Heard:
        """What there is to say to an answer."""
        if self.silent:
            return Heard()
        return self._care(said) or Heard(remarks=self._remarks(interview, ask, said))

    def _care(self, said: Said) -> Heard | None:
        """What is said where somebody writes that living itself is hard; None where they do not."""
        text = "\n".join(_written(said))
        safety = self.safety if text and self.place.settings.safety_note else None
        if safety is None:
            return None
        from reflect.checks.safety import Sign, sign

        found = sign(safety.patterns, text)
        if found is Sign.EXPLICIT:
            self.silent = self.spoke = True
            pointer = safety.pointer
            return Heard(
                pointer.paragraphs(self.place.settings.contacts, kept=self.kept), pointer.or_stop(kept=self.kept)
            )
        if found is Sign.SOFT and not self.spoke:
            self.spoke = True
            return Heard((safety.soft_line,))
        return None

    def _remarks(self, interview: Interview, ask: Ask, said: Said) -> tuple[Remark, ...]:
        from reflect.interview.weighing import checks_at, remarks_on

        names = checks_at(interview, ask)
        return remarks_on(interview, ask, said, self._checks(names)) if names else ()

    def _checks(self, names: Iterable[str]) -> list[Check]:
        return [self.checks[name] for name in names if name in self.checks]

    @cached_property
    def checks(self) -> dict[str, Check]:
        """The checks that the flow names. A file that is broken keeps nobody from writing: it is said, and done without."""
        from reflect.library.checks import load

        asked = (each.checks for each in self.flow.questions.values() if isinstance(each, Asked))
        names = {*self.flow.checks, *(name for each in asked for name in each)}
        found: dict[str, Check] = {}
        for name in sorted(names):
            try:
                found |= load(self.place.library, (name,))
            except BrokenFlow as error:
                self.place.complain(error.message, error.details)
        return found

    @cached_property
    def safety(self) -> Safety | None:
        """What is said with care, None where its file is missing or broken."""
        from reflect.library.safety import load

        try:
            return load(self.place.library).safety
        except BrokenFlow as error:
            self.place.complain(error.message, error.details)
            return None


def _written(said: Said) -> Iterator[str]:
    """Everything in an answer that the person wrote in their own words."""
    values = said.value if isinstance(said.value, list) else [said.value]
    for each in values:
        if isinstance(each, dict):
            yield from (value for key, value in each.items() if key != "key" and isinstance(value, str))
        elif isinstance(each, str) and not said.labels:
            yield each
    yield from filter(None, (said.said, said.other))
