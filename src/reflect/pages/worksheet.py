"""A worksheet: an answers file that is empty but for what is asked, to be filled in with any editor."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reflect.entry.said import OTHER
from reflect.flow.conditions import Condition
from reflect.flow.explaining import Explaining, spoken
from reflect.flow.model import Flow, Note, Section, Stop, ViewStep
from reflect.flow.options import Each
from reflect.flow.questions import Asked, Choice, Choices, Field, Group, Items, Letter, Question, Reopen, Text
from reflect.pages.how_to_answer import empty, in_words, is_list, proposed
from reflect.pages.visible import visible

WIDTH = 88
WIDEST_KEY = 16
SETBACK = "setback"
_DUE = '`reflect due` shows them in their order, and `reflect due --json` with their references ("ref").'

# Two code points that no YAML file may hold, although they steer nothing.
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def worksheet(flow: Flow, others: Mapping[str, Flow] | None = None, command: str = "") -> str:
    """The worksheet of `flow`: YAML in which every key is empty and everything else is a comment.

    `others` are the flows that it names, by id; `command` is how it is run, `reflect FLOW` when left out.
    """
    sheet = _Sheet(flow, Explaining(flow, others or {}), command or f"reflect {flow.flow}")
    return "\n".join(line for block in sheet.blocks() for line in (*block, ""))


@dataclass(frozen=True)
class _Sheet:
    """A worksheet while it is written, block by block; a blank line stands between them."""

    flow: Flow
    explaining: Explaining
    command: str

    def blocks(self) -> Iterator[list[str]]:
        yield from self._head()
        section: Section | None = None
        for step in self.flow.steps:
            if isinstance(step, Section):
                section = step
                yield self._section(step)
            elif isinstance(step, Note):
                yield [*self._only(step.when), *comment(spoken(step.text) or "")]
            elif isinstance(step, Stop):
                yield self._stop(step)
            elif isinstance(step, ViewStep):
                yield [*self._only(step.when), *comment(f"Before you go on: reflect insights {step.view}")]
            else:
                yield self._question(step, section)

    # ------------------------------------------------------------------------------------------------------- the head

    def _head(self) -> Iterator[list[str]]:
        flow = self.flow
        takes = f" Takes {flow.minutes} minutes." if flow.minutes else ""
        yield [*_title(flow.title, "="), *comment(f"{flow.about}{takes}")]
        about = " -s SETBACK" if flow.needs == "setback" else ""
        yield [
            *comment("Fill this in with any editor. Then, with the name you gave the file:"),
            "#",
            *comment(f"{self.command}{about} --answers FILE", "    "),
            "#",
            *_point("Lines that begin with # are only there to be read; leave them, or take them out."),
            *_point(
                "Write each answer after its colon, with a space between. What you leave empty counts as left empty."
            ),
            *_point(
                "Only what is marked (required) is needed. When some of that is still open, the same command goes on in a"
                " terminal where the sheet ends, and nothing you wrote is asked again."
            ),
            *_point(
                "Several lines, and words with a colon or a # among them, go below the key: a | after its colon, and the"
                " words two spaces further in, like this:"
            ),
            "#",
            *comment("KEY: |", "      "),
            *comment("First line: as you like it.", "        "),
            *comment("Second line.", "        "),
        ]
        if flow.intro:
            yield comment(flow.intro)
        if flow.needs != "nothing" and not flow.names_setback:
            optional = ", if it is about one" if flow.needs == "setback_if_any" else ""
            yield [
                *comment(f"Which setback is it about{optional}?"),
                *_detail(
                    "Name one that is there with -s, and leave this empty; or begin a new one here, by its title."
                ),
                f"{SETBACK}: ",
            ]

    # ------------------------------------------------------------------------------------------------------- the steps

    def _section(self, step: Section) -> list[str]:
        lines = _title(spoken(step.title) or "", "-")
        if step.when:
            lines += comment(f"This part only if {self.explaining.condition(step.when)}.")
        if step.each and step.each.of is None:
            lines += comment(f"This part is asked once for {self.explaining.each(step.each)}; … stands for it. {_DUE}")
        elif step.each:
            each, order = self.explaining.each(step.each), self.explaining.in_their_order(step.each)
            lines += comment(f"This part is asked once for {each}, {order}; … stands for it.")
        if step.ask_some:
            asked = "one question is" if step.ask_some == 1 else f"{step.ask_some} questions are"
            lines += comment(f"Of this part {asked} asked at a time; those that you answer here come first.")
        return lines

    def _stop(self, step: Stop) -> list[str]:
        kept = "`reflect resume` goes on from here another time" if step.keep == "draft" else "the entry is made"
        return [*self._only(step.when), *comment(f"It ends here, and {kept}."), *comment(spoken(step.text or "") or "")]

    def _question(self, step: Question, section: Section | None) -> list[str]:
        each = (step.each if isinstance(step, Asked) else None) or (section.each if section else None)
        lines = [*self._only(step.when), *comment(f"{spoken(step.ask)}{_required(step)}"), *self._around(step)]
        if isinstance(step, Asked) and step.private:
            lines += _detail("Private: shown nowhere but in its own entry.")
        if each:
            lines += _detail(self._repeated(each, step, section))
        lines += _detail(in_words(step, self.explaining))
        lines += _options(step)
        if isinstance(step, Group):
            lines += [line for field in step.fields for line in self._field(field, step)]
        if isinstance(step, Letter) and step.template:
            lines += _detail("Left empty, it is composed of your other answers.")
        if isinstance(step, Reopen):
            lines += _detail("Left empty, the letter stays as it is.")
        return [*lines, *self._proposed(step), *empty(step, repeated=each is not None)]

    def _repeated(self, each: Each, step: Question, section: Section | None) -> str:
        if each.of is None:
            once = f"Once for {self.explaining.each(each)}; … stands for it. {_DUE}"
            name = "its words or its reference, in quotes, and a colon"
        else:
            order = self.explaining.in_their_order(each)
            once = f"Once for {self.explaining.each(each)}, {order}; … stands for it."
            name = "its words and a colon"
        dashes = "one dash for it, and one for each part of the answer" if is_list(step) else "each after a dash"
        return " ".join(
            [
                *([] if section and each is section.each else [once]),
                f"One answer for each of them, {dashes}. Or without that dash, after {name}.",
            ]
        )

    def _field(self, field: Field, group: Group) -> list[str]:
        """A field of a record in the legend above it."""
        said = [f"{spoken(field.ask)}{_required(field)}", spoken(field.hint or "", missing=None)]
        if field.example:
            said.append(f"For example: {field.example}")
        if field.when:
            said.append(f"Only if {self.explaining.condition(field.when, group)}.")
        said.append(in_words(field, self.explaining))
        lines = comment(" ".join(filter(None, said)), f"    {field.id}: ", "      ")
        return [*lines, *_options(field, "      "), *self._proposed(field, "      ")]

    def _around(self, step: Question) -> list[str]:
        """What helps to answer: hint, example, nudges, own earlier words."""
        lines = _detail(spoken(step.hint or "", missing=None) or "")
        if isinstance(step, Asked) and step.example:
            lines += _detail(f"For example: {step.example}")
        if isinstance(step, Items):
            lines += [line for nudge in step.nudges for line in _detail(nudge)]
        if isinstance(step, Asked) and step.show and step.show.before:
            lines += _detail(f"Look at {self.explaining.named(step.show.before)} again, and at what you wrote there.")
        if isinstance(step, Text | Items) and step.suggest:
            lines += _detail(f"Perhaps something that you wrote under {self.explaining.named(step.suggest)} fits here.")
        return lines

    def _proposed(self, question: Question, indent: str = "  ") -> list[str]:
        words = proposed(question)
        return comment(f"Proposed: {words}", indent) if words else []

    def _only(self, condition: Condition | None) -> list[str]:
        return comment(f"Only if {self.explaining.condition(condition)}:") if condition else []


def _required(question: Question) -> str:
    composed = isinstance(question, Letter) and question.template
    return " (required)" if isinstance(question, Asked) and question.required and not composed else ""


def _options(question: Question, indent: str = "  ") -> list[str]:
    """The options that can be chosen, by their keys, and how to answer otherwise."""
    if not isinstance(question, Choice | Choices):
        return []
    rows = [*question.options.fixed]
    if question.other:
        rows.append((OTHER, f'{question.other}; in your own words: {{{OTHER}: "..."}}'))
    width = min(max((len(key) for key, _ in rows), default=0), WIDEST_KEY)
    return [
        line
        for key, label in rows
        for line in comment(
            key if key == label else f"{key:{width}}  {label}", f"{indent}  ", f"{indent}{' ' * (width + 4)}"
        )
    ]


# ------------------------------------------------------------------------------------------------------------- comments


def comment(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """`text` as lines of comment, `first` before the first of them and `rest` before the others.

    Nothing in the text leaves its comment: what breaks a line otherwise than by a line feed is made visible.
    """
    rest = first if rest is None else rest
    lines: list[str] = []
    for each in _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", visible(text)).rstrip("\n").split("\n"):
        indent = rest if lines else first
        found = textwrap.wrap(
            each, WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {rest}", break_on_hyphens=False
        )
        lines += found or ["#"]
    return lines if text.strip() else []


def _detail(text: str) -> list[str]:
    return comment(text, "  ")


def _point(text: str) -> list[str]:
    return comment(text, "- ", "  ")


def _title(text: str, under: str) -> list[str]:
    lines = comment(" ".join(text.split()))
    return [*lines, "# " + under * max(map(len, (line[2:] for line in lines)), default=1)]
