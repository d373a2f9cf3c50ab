"""The pages about flows: which there are, and what one of them asks."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from reflect.entry.said import OTHER
from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, Note, Section, Stop, ViewStep
from reflect.flow.promises import OPENINGS, OTHERS
from reflect.flow.questions import Asked, Choice, Choices, Field, Group, Question, Reopen, Scale
from reflect.flow.telling import condition_in_words
from reflect.pages.blocks import Asked as AskedBlock
from reflect.pages.blocks import Block, Facts, Heading, Items, Page, Quiet, Table, Words

_DUE = {OTHERS: "of any other kind", OPENINGS: "that opens a flow"}


def flows_page(flows: Sequence[Mapping[str, Any]], by_run: Container[str] = (), not_read: Sequence[str] = ()) -> Page:
    """A row for each flow (`flow`, `about`, `minutes`, `own`, `replaces`, `sound`).

    `by_run` are those that only `reflect run` reaches; `not_read` are names of files that lie beside a person's own
    flows and are none, because of how they end.
    """
    rows = tuple(
        (
            str(each["flow"]),
            "\n".join(filter(None, (str(each["about"] or each["title"] or ""), *_remarks(each, by_run)))),
            f"{each['minutes']} min" if each["minutes"] else "",
        )
        for each in flows
    )
    table = Table(("Flow", "About", "Takes"), rows, lead=1) if rows else Quiet("There are no flows.")
    return (table, *(Quiet(f"{name} is not read; flows end in .yaml") for name in not_read))


def _remarks(flow: Mapping[str, Any], by_run: Container[str]) -> tuple[str, ...]:
    """What is to be said about a flow besides what it is for."""
    name, whose = flow["flow"], "your own" if flow["own"] else ""
    return (
        "your own, in place of the one that came with the program" if flow["replaces"] else whose,
        "" if flow.get("sound", True) else f"does not load; reflect flows check {name} says why",
        f"reached by reflect run {name}" if name in by_run else "",
    )


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
        elif isinstance(step, ViewStep):
            named = AskedBlock(step.ask or step.view, _remark(step.id, f"shows the view {step.view}", step.when))
            blocks += [named, *((Quiet(step.hint),) if step.hint else ())]
        else:
            blocks += _question(step)
    return tuple(blocks)


def _question(step: Question) -> list[Block]:
    blocks: list[Block] = [AskedBlock(step.ask, _remark(step.id, ", ".join([step.type, *_marks(step)]), step.when))]
    if step.hint:
        blocks.append(Quiet(step.hint))
    if isinstance(step, Choice | Choices):
        blocks += _options(step)
    if isinstance(step, Group):
        blocks.append(Items(tuple(_field(each) for each in step.fields)))
    return blocks


def _field(field: Field) -> str:
    """A field of a record on a line, what can be chosen in it behind it."""
    words = f"{field.ask} ({_remark(field.id, ', '.join([field.type, *_marks(field)]), field.when)})"
    if not isinstance(field, Choice | Choices):
        return words
    return f"{words} {_sources(field) or '; '.join(_choices(field))}"


def _marks(step: Question) -> tuple[str, ...]:
    if isinstance(step, Reopen) or not isinstance(step, Asked):
        return ()
    ends = f"{step.range.low} to {step.range.high}" if isinstance(step, Scale) else ""
    each = f"for each of {step.each.of}" if step.each and step.each.of else ""
    if step.each and step.each.due:
        each = f"for each thing due: {', '.join(_DUE.get(kind, kind) for kind in step.each.due)}"
    return tuple(filter(None, (ends, "required" if step.required else "", "private" if step.private else "", each)))


def _remark(name: str | None, what: str, when: Condition | None) -> str:
    """What stands beside a step: its id, what it is, and when it comes."""
    return ", ".join(filter(None, (name, what, f"when {condition_in_words(when)}" if when else "")))


def _options(step: Choice | Choices) -> list[Block]:
    return [Quiet(_sources(step))] if step.options.sources else [Items(tuple(_choices(step)))]


def _sources(step: Choice | Choices) -> str:
    """Where options that are no fixed ones come from; "" for fixed ones."""
    return f"Options from {', '.join(step.options.sources)}." if step.options.sources else ""


def _choices(step: Choice | Choices) -> list[str]:
    other = [f"{OTHER}: {step.other}"] if step.other else []
    return [*(f"{key}: {label}" for key, label in step.options.fixed), *other]


def _when(condition: Condition | None) -> list[Block]:
    return [Quiet(f"When {condition_in_words(condition)}.")] if condition else []
