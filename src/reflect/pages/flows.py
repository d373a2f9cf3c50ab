"""The pages about flows: which there are, and what one of them asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, Note, Section, Stop, ViewStep
from reflect.flow.questions import Asked, Choice, Choices, Group, Question, Reopen, Scale
from reflect.flow.telling import condition_in_words
from reflect.pages.blocks import Asked as AskedBlock
from reflect.pages.blocks import Block, Facts, Heading, Items, Page, Quiet, Table, Words


def flows_page(flows: Sequence[Mapping[str, Any]]) -> Page:
    """A row for each flow (`flow`, `about`, `minutes`, `own`, `replaces`)."""
    if not flows:
        return (Quiet("There are no flows."),)
    rows = tuple(
        (
            str(each["flow"]),
            "\n".join(filter(None, (str(each["about"] or each["title"] or ""), _whose(each)))),
            f"{each['minutes']} min" if each["minutes"] else "",
        )
        for each in flows
    )
    return (Table(("Flow", "About", "Takes"), rows, lead=1),)


def _whose(flow: Mapping[str, Any]) -> str:
    if flow["replaces"]:
        return "your own, in place of the one that came with the program"
    return "your own" if flow["own"] else ""


def flow_page(flow: Flow) -> Page:
    """Everything `flow` asks, with the conditions under which it does."""
    facts = [("Flow", f"{flow.flow}, version {flow.version}")]
    if flow.minutes:
        facts.append(("Takes", f"{flow.minutes} minutes"))
    blocks: list[Block] = [Heading(flow.title), Facts(tuple(facts)), Quiet(flow.about)]
    if flow.intro:
        blocks.append(Words(flow.intro))
    for step in flow.steps:
        if isinstance(step, Section):
            blocks += [Heading(step.title, 2), *_when(step.when)]
        elif isinstance(step, Note):
            blocks += [AskedBlock("Note", _remark(step.id, "", step.when)), Words(step.text)]
        elif isinstance(step, Stop):
            blocks += [
                AskedBlock("Stop", _remark(None, f"keeps the {step.keep}", step.when)),
                Words(step.text or "To go on another time."),
            ]
        elif not isinstance(step, ViewStep):
            blocks += _question(step)
    return tuple(blocks)


def _question(step: Question) -> list[Block]:
    blocks: list[Block] = [AskedBlock(step.ask, _remark(step.id, ", ".join([step.type, *_marks(step)]), step.when))]
    if step.hint:
        blocks.append(Quiet(step.hint))
    if isinstance(step, Choice | Choices):
        blocks += _options(step)
    if isinstance(step, Group):
        blocks.append(Items(tuple(f"{each.ask} ({each.id}, {each.type})" for each in step.fields)))
    return blocks


def _marks(step: Question) -> tuple[str, ...]:
    if isinstance(step, Reopen) or not isinstance(step, Asked):
        return ()
    ends = f"{step.range.low} to {step.range.high}" if isinstance(step, Scale) else ""
    each = f"for each of {step.each.of or step.each.due}" if step.each else ""
    return tuple(filter(None, (ends, "required" if step.required else "", "private" if step.private else "", each)))


def _remark(name: str | None, what: str, when: Condition | None) -> str:
    """What stands beside a step: its id, what it is, and when it comes."""
    return ", ".join(filter(None, (name, what, f"when {condition_in_words(when)}" if when else "")))


def _options(step: Choice | Choices) -> list[Block]:
    if step.options.sources:
        return [Quiet(f"Options from {', '.join(step.options.sources)}.")]
    other = (f"other: {step.other}",) if step.other else ()
    return [Items((*(f"{key}: {label}" for key, label in step.options.fixed), *other))]


def _when(condition: Condition | None) -> list[Block]:
    return [Quiet(f"When {condition_in_words(condition)}.")] if condition else []
