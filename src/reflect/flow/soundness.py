"""Everything that can be wrong in a flow although each key and value by itself is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reflect.flow import as_written
from reflect.flow.conditions import Condition
from reflect.flow.model import Flow, Note, Section, Step, Stop, ViewStep, repeated_over, walk
from reflect.flow.notation import Path
from reflect.flow.problems import Problem
from reflect.flow.promises import OPENINGS, OTHERS
from reflect.flow.question_rules import QuestionRules
from reflect.flow.questions import Choice, Choices, Entries, Letter, Question, Reopen, Text
from reflect.flow.references import Place, References
from reflect.flow.scope import split
from reflect.flow.texts import IT, NAME

# An answers file names the title of a new setback `setback`, beside the ids of the questions.
RESERVED = (IT, NAME, *Condition.WORDS, "setback")


def unsound(flow: Flow, flows: Mapping[str, Flow | None]) -> list[Problem]:
    """Everything in `flow` that does not hold together. `flows` are the others by id, None for a broken one."""
    return [*_Reading(References(flow, flows)).problems()]


def flows_named(flow: Flow) -> frozenset[str]:
    """The flows that `flow` refers to: in conditions, texts, options, repetitions, and follow-ups. Perhaps itself."""
    named: set[str] = set()

    def note(reference: str) -> None:
        other, *_ = split(flow, reference)
        if other is not None:
            named.add(other)

    reading = _Reading(References(flow, {}, note=note, flow_named=named.add))
    for _ in reading.problems():
        pass
    return frozenset(named)


class _Reading:
    """One reading of a flow from its first line to its last."""

    def __init__(self, refs: References) -> None:
        self.refs = refs
        self.flow = refs.flow
        self.questions = QuestionRules(refs)

    def problems(self) -> Iterator[Problem]:
        yield from self._header()
        seen: set[str] = set()
        for place, section, step in walk(self.flow):
            path: Path = ("steps", place)
            name = getattr(step, "id", None)
            if name in seen:
                yield Problem((*path, "id"), f"there is a '{name}' already")
            if name in RESERVED:
                yield Problem((*path, "id"), f"'{name}' means something else in a flow; take another id")
            if name:
                seen.add(name)
            yield from self._step(step, section, Place(place), path)

    # ------------------------------------------------------------------------------------------- the flow itself

    def _header(self) -> Iterator[Problem]:
        flow = self.flow
        if not flow.questions:
            yield Problem(("steps",), "a flow asks at least one question")
        yield from as_written.of_flow(flow)
        if flow.minutes and "-" in flow.minutes:
            fewest, most = map(int, flow.minutes.split("-"))
            if fewest >= most:
                yield Problem(
                    ("minutes",), f"'{flow.minutes}' is no number of minutes; the first must be below the second"
                )
        if flow.names_setback:
            target = yield from self.refs.target(flow.names_setback, self.refs.end, ("names_setback",))
            if target and not (
                isinstance(target.question, Text) and not repeated_over(self.refs.flow, flow.names_setback)
            ):
                yield Problem(("names_setback",), "must be a text question of this flow, asked once")
            elif target and target.private:
                yield Problem(("names_setback",), f"'{flow.names_setback}' is private, and the title is not")
            if flow.needs != "nothing":
                yield Problem(("needs",), "a flow that begins a setback ('names_setback') needs nothing")
        if flow.needs_entry:
            yield from self.refs.to_flow(flow.needs_entry, ("needs_entry",))
            if flow.needs_entry == flow.flow:
                yield Problem(("needs_entry",), "a flow that needs an entry of its own can never begin")
        if flow.summary:
            yield from self.refs.text(flow.summary, self.refs.end, ("summary",))
        if flow.discard and flow.drafts != "none":
            yield Problem(("discard",), "what is thrown away must never have been written; set 'drafts: none'")
        for word, part in (("seal", flow.seal), ("discard", flow.discard)):
            if part:
                yield from self.refs.condition(part.when, self.refs.end, (word, "when"))
        for place, follow in enumerate(flow.follow_up):
            path: Path = ("follow_up", place)
            if follow.kind in (OTHERS, OPENINGS):
                yield Problem((*path, "kind"), f"'{follow.kind}' means all kinds that are not named; take another word")
            elif getattr(flow.questions.get(follow.kind), "follow_up", None):
                both = "is also a question that promises something, and both would be known by one name"
                yield Problem((*path, "kind"), f"'{follow.kind}' {both}; take another word")
            yield from self.refs.text(follow.text, self.refs.end, (*path, "text"))
            if follow.when:
                yield from self.refs.condition(follow.when, self.refs.end, (*path, "when"))
            if follow.until:
                yield from self.refs.to_flow(follow.until.entry, (*path, "until", "entry"))
            if follow.opens:
                yield from self.refs.to_flow(follow.opens, (*path, "opens"))

    # ------------------------------------------------------------------------------------------------- the steps

    def _step(self, step: Step, section: Section | None, here: Place, path: Path) -> Iterator[Problem]:
        each = getattr(step, "each", None) or (section.each if section else None)
        over_due = bool(each and each.due) and not isinstance(step, Section)
        if step.when:
            yield from self.refs.condition(step.when, replace(here, due=over_due), (*path, "when"))
        if isinstance(step, Section):
            yield from self._section(step, here, path)
            return
        repeated = bool(section and section.each)
        here = replace(here, it=repeated, due=over_due)
        if isinstance(step, Note):
            yield from self.refs.text(step.text, here, (*path, "text"))
        elif isinstance(step, ViewStep):
            for word in ("ask", "hint"):
                if text := getattr(step, word):
                    yield from self.refs.text(text, here, (*path, word))
        elif isinstance(step, Stop):
            yield from self._stop(step, section, here, path)
        elif isinstance(step, Reopen):
            yield from self._reopen(step, here, path)
        else:
            if step.each:
                if repeated:
                    yield Problem((*path, "each"), "its section is repeated already; one 'each' is all there is")
                yield from self.refs.items(step.each, replace(here, private=step.private), (*path, "each"))
                here = replace(here, it=True, due=bool(step.each.due))
            yield from self.questions.problems(step, here, path)

    def _section(self, step: Section, here: Place, path: Path) -> Iterator[Problem]:
        if step.each:
            yield from self.refs.items(step.each, here, (*path, "each"))
        inside = replace(here, it=bool(step.each), due=bool(step.each and step.each.due))
        yield from self.refs.text(step.title, inside, (*path, "title"))
        after = self.flow.steps[here.step + 1 :]
        if not after or isinstance(after[0], Section):
            yield Problem((*path, "title"), "nothing stands in this section")

    def _stop(self, step: Stop, section: Section | None, here: Place, path: Path) -> Iterator[Problem]:
        if step.text:
            yield from self.refs.text(step.text, here, (*path, "text"))
        if here.it:
            yield Problem((*path, "type"), "a repeated section cannot stop")
        if step.again:
            yield from self._again(step, step.again, here, (*path, "again"))
        if step.keep != "draft":
            return
        if self.flow.drafts == "none":
            yield Problem((*path, "keep"), "a flow with 'drafts: none' has no draft to keep")
        if not step.again:
            yield Problem(path, "'again' is missing: the question that is asked anew when the draft is gone on with")
        elif not (step.when or (section and section.when)):
            yield Problem(path, "this stop has no 'when', so the draft would stop here again whatever is answered")

    def _again(self, step: Stop, name: str, here: Place, path: Path) -> Iterator[Problem]:
        target = yield from self.refs.target(name, here, path)
        if step.keep != "draft":
            yield Problem(path, "only a draft can be gone on with (keep: draft)")
        elif target and repeated_over(self.refs.flow, name):
            yield Problem(path, f"'{name}' is asked once per item; name one that is asked once")
        elif target and (why := self._perhaps_not_asked(target.question)):
            yield Problem(path, f"'{name}' may not have been asked ({why}); name a question that always is")

    def _perhaps_not_asked(self, question: Question) -> str:
        """Why an interview may have come past `question` without asking it; "" when it always asks."""
        section = next(section for _, section, step in walk(self.flow) if step is question)
        if question.when:
            return "it has a 'when'"
        if section and section.when:
            return "its section has a 'when'"
        chosen = isinstance(question, Choice | Choices) and question.options.sources
        return "there may be nothing to choose from" if chosen or isinstance(question, Entries) else ""

    def _reopen(self, step: Reopen, here: Place, path: Path) -> Iterator[Problem]:
        for word in ("ask", "hint"):
            if text := getattr(step, word):
                yield from self.refs.text(text, here, (*path, word))
        if here.it:
            yield Problem((*path, "type"), "a letter is reopened once, and this section is repeated")
        target = yield from self.refs.target(step.of, here, (*path, "of"))
        if target and not isinstance(target.question, Letter):
            yield Problem((*path, "of"), f"'{step.of}' is no letter")
        elif target and repeated_over(self.refs.flow, step.of):
            yield Problem((*path, "of"), f"'{step.of}' is asked once per item; name one that is asked once")
