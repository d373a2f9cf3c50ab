"""Whether a question holds together: its texts, its options, its fields, what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reflect.flow import as_written, texts
from reflect.flow.becoming import DATE, TEXT, Becomes, With
from reflect.flow.conditions import Condition, Test
from reflect.flow.fitting import amounts, in_range, keys_of, nearest, test_fits
from reflect.flow.model import repeated_over
from reflect.flow.notation import Path
from reflect.flow.options import Options
from reflect.flow.problems import Problem
from reflect.flow.promises import OPENINGS, OTHERS, FollowUp
from reflect.flow.questions import (
    Asked,
    Choice,
    Choices,
    Date,
    Field,
    Group,
    Items,
    Letter,
    LetterLine,
    Long,
    Scale,
    Text,
    YesNo,
    fields_of,
)
from reflect.flow.references import Place, References
from reflect.flow.scope import Target
from reflect.flow.texts import IT

RESERVED = (IT, *Condition.WORDS, "key", "said", "other")
NOT_IN_A_FIELD = ("each", "follow_up", "becomes", "about", "show", "private", "checks", "serves")


class QuestionRules:
    """The rules of single questions."""

    def __init__(self, refs: References) -> None:
        self.refs = refs

    def problems(self, step: Asked, here: Place, path: Path) -> Iterator[Problem]:
        """Everything wrong with a question that stands at `here`."""
        here = replace(here, private=step.private)
        # What is asked is stored beside the answer; a hint is only on screen, but so may the screen of others be.
        for word in ("ask", "hint"):
            if text := getattr(step, word):
                yield from self.refs.text(text, here, (*path, word))
        if step.show:
            for word in ("before", "after"):
                if reference := getattr(step.show, word):
                    yield from self.refs.named(reference, here, (*path, "show", word))
            if not (step.show.before or step.show.after):
                yield Problem((*path, "show"), "shows nothing; write before or after")
        yield from self._kind(step, here, path)
        if step.follow_up:
            yield from self._follow_up(
                step,
                step.follow_up,
                replace(here, fields=step.fields if isinstance(step, Group) else ()),
                (*path, "follow_up"),
            )
        if step.becomes:
            yield from self._becomes(step, step.becomes, here, (*path, "becomes"))
        if step.about:
            target = yield from self.refs.named(step.about, here, (*path, "about"))
            if target and target.flow in (None, self.refs.flow.flow):
                yield Problem((*path, "about"), "is an answer of another flow; write flow.question")

    def _kind(self, step: Asked, here: Place, path: Path) -> Iterator[Problem]:
        """What is particular to the type of the question."""
        yield from amounts(step, path)
        yield from as_written.of_question(step, path)
        if isinstance(step, Text | Long) and step.default:
            yield from self.refs.text(step.default, here, (*path, "default"))
        if isinstance(step, Text | Items) and step.suggest:
            yield from self.refs.named(step.suggest, here, (*path, "suggest"))
        if isinstance(step, Choice | Choices):
            yield from self._options(step, step.options, here, path)
        if isinstance(step, Scale) and step.default is not None:
            yield from in_range(step, step.default, (*path, "default"))
        if isinstance(step, Date) and step.only == "past" and step.default and step.default.ahead:
            yield Problem(
                (*path, "default"),
                f"'{step.default.plain()}' lies ahead, and a day that has been is asked for (only: past)",
            )
        if isinstance(step, Letter):
            if step.brief and not step.template:
                yield Problem((*path, "brief"), "there is nothing to shorten without a template; leave 'brief' out")
            for place, line in enumerate(step.template):
                yield from self._line(line, here, (*path, "template", place))
        if isinstance(step, Group):
            yield from self._fields(step, here, path)

    def _fields(self, group: Group, here: Place, path: Path) -> Iterator[Problem]:
        seen: list[Field] = []
        for place, field in enumerate(group.fields):
            at: Path = (*path, "fields", place)
            if field.id in [each.id for each in seen]:
                yield Problem((*at, "id"), f"there is a field '{field.id}' already")
            if field.id in RESERVED:
                yield Problem((*at, "id"), f"'{field.id}' means something else in a record; take another id")
            for word in NOT_IN_A_FIELD:
                if getattr(field, word):
                    yield Problem((*at, word), f"a field has no '{word}'; write it on the group")
            inside = replace(here, fields=tuple(seen), later=group.fields[place:])
            if field.when:
                yield from self.refs.condition(field.when, inside, (*at, "when"))
            for word in ("ask", "hint"):
                if text := getattr(field, word):
                    yield from self.refs.text(text, inside, (*at, word))
            yield from self._kind(field, inside, at)
            seen.append(field)
        if group.label:
            yield from self.refs.text(group.label, replace(here, fields=group.fields), (*path, "label"))

    def _options(self, step: Choice | Choices, options: Options, here: Place, path: Path) -> Iterator[Problem]:
        for place, reference in enumerate(options.sources):
            at: Path = (*path, "options", "from", place)
            target = yield from self.refs.named(reference, here, at)
            if target and not target.many:
                yield Problem(at, f"'{reference}' has no items to choose from")
            if target and options.everywhere and not target.flow:
                yield Problem(at, "from all setbacks means from entries: write flow.question")
        if options.order:
            target = yield from self.refs.named(options.order, here, (*path, "options", "order"))
            yield from self._order(target, options, (*path, "options", "order"))
        for key, _ in options.fixed:
            if not key.replace("_", "").isalnum() or key != key.lower():
                yield Problem((*path, "options", key), f"'{key}' is no option key; use small letters, digits and _")
        if step.other and any(key == "other" for key, _ in options.fixed):
            yield Problem((*path, "other"), "there is an option 'other' already")
        yield from self._labels(step, path)
        yield from self._chosen_by_default(step, (*path, "default"))

    def _labels(self, step: Choice | Choices, path: Path) -> Iterator[Problem]:
        """Whether each label means one option; an answers file may name an option by either."""
        labelled = [(key, label, (*path, "options", key)) for key, label in step.options.fixed]
        if step.other:
            labelled.append(("other", step.other, (*path, "other")))
        first: dict[str, str] = {}
        for key, label, at in labelled:
            words = label.strip().casefold()
            if words in first:
                yield Problem(at, f"'{label}' is the label of '{first[words]}' already")
            elif any(words == other for other, *_ in labelled if other != key):
                yield Problem(at, f"'{label}' is the key of another option")
            first.setdefault(words, key)

    def _chosen_by_default(self, step: Choice | Choices, path: Path) -> Iterator[Problem]:
        defaults = (step.default,) if isinstance(step.default, str) else step.default or ()
        if defaults and step.options.sources:
            yield Problem(path, "options from answers are not known beforehand; leave 'default' out")
            return
        keys = keys_of(step)
        for default in dict.fromkeys(defaults):
            if default not in keys:
                yield Problem(path, f"there is no option '{default}'{nearest(default, keys)}")
            elif defaults.count(default) > 1:
                yield Problem(path, f"'{default}' stands here twice")
        if isinstance(step, Choices) and step.at_most and len({*defaults}) > step.at_most:
            yield Problem(path, f"{len({*defaults})} options by default, and at most {step.at_most} may be chosen")

    def _order(self, target: Target | None, options: Options, path: Path) -> Iterator[Problem]:
        if len(options.sources) > 1:
            yield Problem(path, "options from several questions keep their own order; leave 'order' out")
        elif target is None:
            return
        elif target.flow or target.field or not any(isinstance(each, Scale) for each in fields_of(target.question)):
            yield Problem(path, f"'{options.order}' is no group of this flow with a scale to order by")
        elif (each := repeated_over(self.refs.flow, target.question.id)) is None or each.of != options.sources[0]:
            yield Problem(path, f"'{options.order}' is not asked once for each of these options")

    def _line(self, line: str | LetterLine, here: Place, path: Path) -> Iterator[Problem]:
        if isinstance(line, str):
            yield from self._paragraph(line, here, path)
            return
        repeats = bool(line.each and line.line and not line.text)
        says = bool(line.text and not (line.each or line.head or line.line))
        if not (repeats or says):
            yield Problem(path, "a line of a letter has either 'text', or 'each' with 'line'")
        inside = here
        if line.each:
            target = yield from self.refs.named(line.each, here, (*path, "each"))
            inside = replace(here, it=True, fields=fields_of(target.holder) if target else ())
            if target and not target.many:
                yield Problem((*path, "each"), f"'{line.each}' has no items")
        if line.when:
            yield from self.refs.condition(line.when, here, (*path, "when"), telling=True)
        for word in ("head", "line", "text"):
            if text := getattr(line, word):
                yield from self._paragraph(text, inside if word == "line" else here, (*path, word))

    def _paragraph(self, text: str, here: Place, path: Path) -> Iterator[Problem]:
        """Whether a text of a letter can be composed; each of its lines is by itself, and falls out by itself."""
        problems = [*self.refs.text(text, here, path)]
        yield from problems
        if not problems and not all(map(_whole, text.split("\n"))):
            yield Problem(path, "'[' and '{' are closed on the line of the letter where they begin")

    def _follow_up(self, step: Asked, follow: FollowUp, here: Place, path: Path) -> Iterator[Problem]:
        if isinstance(step, Date):
            if follow.on:
                yield Problem((*path, "on"), "a date question is its own date; leave 'on' out")
        elif follow.on:
            field = next((each for each in here.fields if each.id == follow.on), None)
            if not isinstance(field, Date):
                yield Problem((*path, "on"), f"'{follow.on}' is no date field of '{step.id}'")
        elif not follow.in_:
            yield Problem(path, "says no day; write 'on' (a date field) or 'in' (a span of time)")
        if follow.kind in (OTHERS, OPENINGS):
            yield Problem((*path, "kind"), f"'{follow.kind}' means all kinds that are not named; take another word")
        # An entry keeps the words of what was due, and not the fields of its record.
        beside = replace(here, step=here.step + 1, due=False)
        for word in ("text", "people"):
            if text := getattr(follow, word):
                yield from self.refs.text(text, beside, (*path, word))
        if follow.unless:
            yield from self.refs.condition(follow.unless, beside, (*path, "unless"))
        if follow.until:
            yield from self.refs.to_flow(follow.until.entry, (*path, "until", "entry"))
        if follow.opens:
            yield from self.refs.to_flow(follow.opens, (*path, "opens"))
        if follow.with_:
            yield from self._opened_with(follow.opens, follow.with_, (*path, "with"))
        if follow.over and follow.opens:
            yield Problem((*path, "over"), "what opens a flow goes over nothing; leave 'over' or 'opens' out")

    def _opened_with(self, opens: str | None, answers: With, path: Path) -> Iterator[Problem]:
        """Whether the flow that is opened asks what it is to begin with."""
        if opens is None:
            yield Problem(path, "opens no flow that could begin with answers; write 'opens', or leave 'with' out")
            return
        for question, word in answers.answers:
            reference = question if opens == self.refs.flow.flow else f"{opens}.{question}"
            target = yield from self.refs.target(reference, self.refs.end, (*path, question))
            if target and not isinstance(target.question, Choice):
                yield Problem((*path, question), "only a choice of one option can be answered beforehand")
            elif target:
                yield from test_fits(target, Test(values=(word,)), (*path, question))

    def _becomes(self, step: Asked, becomes: Becomes, here: Place, path: Path) -> Iterator[Problem]:
        if not here.due:
            yield Problem(path, "means something only where what is due is gone over (each: {due: ...})")
        if becomes.what == DATE and not isinstance(step, Date):
            yield Problem(path, "the new day is asked with a date question, not here")
        if becomes.what == TEXT and not isinstance(step, Text):
            yield Problem(path, "the new words are asked with a text question, not here")
        if becomes.options:
            keys = ["yes", "no"] if isinstance(step, YesNo) else keys_of(step) if isinstance(step, Choice) else []
            if not keys:
                yield Problem(path, "options mean something; this question has no fixed ones of which one is chosen")
                return
            for key, _ in becomes.options:
                if key not in keys:
                    yield Problem((*path, key), f"there is no option '{key}'{nearest(key, keys)}")
            if missing := [key for key in keys if becomes.of(key) is None]:
                yield Problem(path, f"does not say what '{missing[0]}' means")


def _whole(text: str) -> bool:
    """Whether each brace and bracket that begins in `text` ends in it."""
    try:
        texts.parse(text)
    except texts.BadText:
        return False
    return True
