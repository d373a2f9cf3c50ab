"""Everything that can be wrong in a flow although each key and value by itself is right."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace

from reflect.flow import texts
from reflect.flow.model import (
    Asked,
    Choice,
    Choices,
    Date,
    Entries,
    Field,
    Flow,
    FollowUp,
    Group,
    Items,
    Letter,
    LetterLine,
    Long,
    Note,
    Question,
    Reopen,
    Scale,
    Section,
    Step,
    Stop,
    Text,
    ViewStep,
    YesNo,
    fields_of,
    walk,
)  # fmt: skip
from reflect.flow.parts import YES_NO, Condition, Each, Options, Path, Test
from reflect.flow.scope import IT, NAME, Target, Unknown, no_flow, resolve, split

RESERVED = {
    "question": (IT, NAME, *Condition.WORDS),
    "field": (IT, *Condition.WORDS, "key", "said", "other"),
}
NOT_IN_A_FIELD = ("each", "follow_up", "show", "private", "checks", "serves")


@dataclass(frozen=True)
class Problem:
    """Something wrong in a flow: the path of keys and positions that leads to it, and what it is."""

    path: Path
    message: str


def unsound(flow: Flow, flows: Mapping[str, Flow | None]) -> list[Problem]:
    """Everything in `flow` that does not hold together. `flows` are the others by id, None for a broken one."""
    return [*_Reading(flow, flows).problems()]


def flows_named(flow: Flow) -> frozenset[str]:
    """The flows that `flow` refers to: in conditions, texts, options, repetitions, and follow-ups."""
    named: set[str] = set()

    def note(reference: str) -> None:
        other, *_ = split(flow, reference)
        if other is not None:
            named.add(other)

    reading = _Reading(flow, {}, note=note, flow_named=named.add)
    for _ in reading.problems():
        pass
    return frozenset(named - {flow.flow})


@dataclass(frozen=True)
class _Place:
    """Where a reference stands: the step it is in, what may be named besides questions, and whether private is safe."""

    step: int
    fields: tuple[Field, ...] = ()
    later: tuple[Field, ...] = ()
    it: bool = False
    private: bool = False


class _Reading:
    """One reading of a flow from its first line to its last."""

    def __init__(
        self,
        flow: Flow,
        flows: Mapping[str, Flow | None],
        note: Callable[[str], object] = str,
        flow_named: Callable[[str], object] = str,
    ) -> None:
        self.flow = flow
        self.flows = flows
        self.note = note
        self.flow_named = flow_named
        self.step_of = {step.id: place for place, step in enumerate(flow.steps) if isinstance(step, Question)}
        self.end = _Place(len(flow.steps))

    def problems(self) -> Iterator[Problem]:
        yield from self._header()
        seen: set[str] = set()
        for place, section, step in walk(self.flow):
            path: Path = ("steps", place)
            name = getattr(step, "id", None)
            if name in seen:
                yield Problem((*path, "id"), f"there is a '{name}' already")
            if name in RESERVED["question"]:
                yield Problem((*path, "id"), f"'{name}' means something else in a flow; take another id")
            if name:
                seen.add(name)
            yield from self._step(step, section, _Place(place), path)

    # ------------------------------------------------------------------------------------------- the flow itself

    def _header(self) -> Iterator[Problem]:
        flow = self.flow
        if not flow.questions:
            yield Problem(("steps",), "a flow asks at least one question")
        if flow.names_setback:
            target = yield from self._target(flow.names_setback, self.end, ("names_setback",))
            if target and not (isinstance(target.question, Text) and not self._each_of(flow.names_setback)):
                yield Problem(("names_setback",), "must be a text question of this flow, asked once")
            elif target and target.private:
                yield Problem(("names_setback",), f"'{flow.names_setback}' is private, and the title is not")
            if flow.needs != "nothing":
                yield Problem(("needs",), "a flow that begins a setback ('names_setback') needs nothing")
        if flow.needs_entry:
            yield from self._flow(flow.needs_entry, ("needs_entry",))
            if flow.needs_entry == flow.flow:
                yield Problem(("needs_entry",), "a flow that needs an entry of its own can never begin")
        if flow.summary:
            yield from self._text(flow.summary, self.end, ("summary",))
        if flow.discard and flow.drafts != "none":
            yield Problem(("discard",), "what is thrown away must never have been written; set 'drafts: none'")
        for word, part in (("seal", flow.seal), ("discard", flow.discard)):
            if part:
                yield from self._condition(part.when, self.end, (word, "when"))
        for place, follow in enumerate(flow.follow_up):
            path: Path = ("follow_up", place)
            yield from self._text(follow.text, self.end, (*path, "text"))
            if follow.when:
                yield from self._condition(follow.when, self.end, (*path, "when"))
            if follow.until:
                yield from self._flow(follow.until.entry, (*path, "until", "entry"))
            if follow.opens:
                yield from self._flow(follow.opens, (*path, "opens"))

    def _flow(self, name: str, path: Path) -> Iterator[Problem]:
        self.flow_named(name)
        if name != self.flow.flow and name not in self.flows:
            yield Problem(path, no_flow(name, self.flows))

    # ------------------------------------------------------------------------------------------------- the steps

    def _step(self, step: Step, section: Section | None, here: _Place, path: Path) -> Iterator[Problem]:
        if step.when:
            yield from self._condition(step.when, here, (*path, "when"))
        if isinstance(step, Section):
            yield from self._section(step, here, path)
            return
        repeated = bool(section and section.each)
        here = replace(here, it=repeated)
        if isinstance(step, Note):
            yield from self._text(step.text, here, (*path, "text"))
        elif isinstance(step, ViewStep):
            for word in ("ask", "hint"):
                if text := getattr(step, word):
                    yield from self._text(text, here, (*path, word))
        elif isinstance(step, Stop):
            yield from self._stop(step, here, path, repeated)
        elif isinstance(step, Reopen):
            yield from self._reopen(step, here, path)
        else:
            if step.each:
                if repeated:
                    yield Problem((*path, "each"), "its section is repeated already; one 'each' is all there is")
                yield from self._each(step.each, replace(here, private=step.private), (*path, "each"))
                here = replace(here, it=True)
            yield from self._question(step, here, path)

    def _section(self, step: Section, here: _Place, path: Path) -> Iterator[Problem]:
        if step.each:
            yield from self._each(step.each, here, (*path, "each"))
        yield from self._text(step.title, replace(here, it=bool(step.each)), (*path, "title"))
        after = self.flow.steps[here.step + 1 :]
        if not after or isinstance(after[0], Section):
            yield Problem((*path, "title"), "nothing stands in this section")

    def _stop(self, step: Stop, here: _Place, path: Path, repeated: bool) -> Iterator[Problem]:
        if step.text:
            yield from self._text(step.text, here, (*path, "text"))
        if repeated:
            yield Problem((*path, "type"), "a repeated section cannot stop")
        if not step.again:
            if step.keep == "draft":
                yield Problem(
                    path, "'again' is missing: the question that is asked anew when the draft is gone on with"
                )
            return
        target = yield from self._target(step.again, here, (*path, "again"))
        if step.keep != "draft":
            yield Problem((*path, "again"), "only a draft can be gone on with (keep: draft)")
        elif target and self._each_of(step.again):
            yield Problem((*path, "again"), f"'{step.again}' is asked once per item; name one that is asked once")

    def _reopen(self, step: Reopen, here: _Place, path: Path) -> Iterator[Problem]:
        for word in ("ask", "hint"):
            if text := getattr(step, word):
                yield from self._text(text, here, (*path, word))
        target = yield from self._target(step.of, here, (*path, "of"))
        if target and not isinstance(target.question, Letter):
            yield Problem((*path, "of"), f"'{step.of}' is no letter")

    def _each_of(self, name: str) -> Each | None:
        """What the question `name` is repeated over, by itself or with its section."""
        for _, section, step in walk(self.flow):
            if getattr(step, "id", None) == name:
                return getattr(step, "each", None) or (section.each if section else None)
        return None

    # --------------------------------------------------------------------------------------------- the questions

    def _question(self, step: Asked, here: _Place, path: Path) -> Iterator[Problem]:
        here = replace(here, private=step.private)
        # What is asked is stored beside the answer; a hint is only on screen, but so may the screen of others be.
        for word in ("ask", "hint"):
            if text := getattr(step, word):
                yield from self._text(text, here, (*path, word))
        if step.show:
            for word in ("before", "after"):
                if reference := getattr(step.show, word):
                    yield from self._named(reference, here, (*path, "show", word))
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

    def _kind(self, step: Asked, here: _Place, path: Path) -> Iterator[Problem]:
        """What is particular to the type of the question."""
        yield from _amounts(step, path)
        if isinstance(step, Text | Long) and step.default:
            yield from self._text(step.default, here, (*path, "default"))
        if isinstance(step, Text | Items) and step.suggest:
            yield from self._named(step.suggest, here, (*path, "suggest"))
        if isinstance(step, Choice | Choices):
            yield from self._options(step, step.options, here, path)
        if isinstance(step, Scale) and step.default is not None:
            yield from _in_range(step, step.default, (*path, "default"))
        if isinstance(step, Letter):
            for place, line in enumerate(step.template):
                yield from self._line(line, here, (*path, "template", place))
        if isinstance(step, Group):
            yield from self._fields(step, here, path)

    def _fields(self, group: Group, here: _Place, path: Path) -> Iterator[Problem]:
        seen: list[Field] = []
        for place, field in enumerate(group.fields):
            at: Path = (*path, "fields", place)
            if field.id in [each.id for each in seen]:
                yield Problem((*at, "id"), f"there is a field '{field.id}' already")
            if field.id in RESERVED["field"]:
                yield Problem((*at, "id"), f"'{field.id}' means something else in a record; take another id")
            for word in NOT_IN_A_FIELD:
                if getattr(field, word):
                    yield Problem((*at, word), f"a field has no '{word}'; write it on the group")
            inside = replace(here, fields=tuple(seen), later=group.fields[place:])
            if field.when:
                yield from self._condition(field.when, inside, (*at, "when"))
            for word in ("ask", "hint"):
                if text := getattr(field, word):
                    yield from self._text(text, inside, (*at, word))
            yield from self._kind(field, inside, at)
            seen.append(field)
        if group.label:
            yield from self._text(group.label, replace(here, fields=group.fields), (*path, "label"))

    def _options(self, step: Choice | Choices, options: Options, here: _Place, path: Path) -> Iterator[Problem]:
        for place, reference in enumerate(options.sources):
            at: Path = (*path, "options", "from", place)
            target = yield from self._named(reference, here, at)
            if target and not target.many:
                yield Problem(at, f"'{reference}' has no items to choose from")
            if target and options.everywhere and not target.flow:
                yield Problem(at, "from all setbacks means from entries: write flow.question")
        if options.order:
            target = yield from self._named(options.order, here, (*path, "options", "order"))
            yield from self._order(target, options, (*path, "options", "order"))
        keys = _keys(step)
        for key, _ in options.fixed:
            if not key.replace("_", "").isalnum() or key != key.lower():
                yield Problem((*path, "options", key), f"'{key}' is no option key; use small letters, digits and _")
        if step.other and any(key == "other" for key, _ in options.fixed):
            yield Problem((*path, "other"), "there is an option 'other' already")
        for default in [step.default] if isinstance(step.default, str) else step.default or ():
            if keys and default not in keys:
                yield Problem((*path, "default"), f"there is no option '{default}'{_nearest(default, keys)}")

    def _order(self, target: Target | None, options: Options, path: Path) -> Iterator[Problem]:
        if len(options.sources) > 1:
            yield Problem(path, "options from several questions keep their own order; leave 'order' out")
        elif target is None:
            return
        elif target.flow or target.field or not any(isinstance(each, Scale) for each in fields_of(target.question)):
            yield Problem(path, f"'{options.order}' is no group of this flow with a scale to order by")
        elif (each := self._each_of(target.question.id)) is None or each.of != options.sources[0]:
            yield Problem(path, f"'{options.order}' is not asked once for each of these options")

    def _line(self, line: str | LetterLine, here: _Place, path: Path) -> Iterator[Problem]:
        if isinstance(line, str):
            yield from self._text(line, here, path)
            return
        repeats = bool(line.each and line.line and not line.text)
        says = bool(line.text and not (line.each or line.head or line.line))
        if not (repeats or says):
            yield Problem(path, "a line of a letter has either 'text', or 'each' with 'line'")
        inside = here
        if line.each:
            target = yield from self._named(line.each, here, (*path, "each"))
            inside = replace(here, it=True, fields=fields_of(target.question) if target else ())
            if target and not target.many:
                yield Problem((*path, "each"), f"'{line.each}' has no items")
        if line.when:
            yield from self._condition(line.when, here, (*path, "when"))
        for word in ("head", "line", "text"):
            if text := getattr(line, word):
                yield from self._text(text, inside if word == "line" else here, (*path, word))

    def _follow_up(self, step: Asked, follow: FollowUp, here: _Place, path: Path) -> Iterator[Problem]:
        if isinstance(step, Date):
            if follow.on:
                yield Problem((*path, "on"), "a date question is its own date; leave 'on' out")
        elif follow.on:
            field = next((each for each in here.fields if each.id == follow.on), None)
            if not isinstance(field, Date):
                yield Problem((*path, "on"), f"'{follow.on}' is no date field of '{step.id}'")
        elif not follow.in_:
            yield Problem(path, "says no day; write 'on' (a date field) or 'in' (a span of time)")
        beside = replace(here, step=here.step + 1)
        for word in ("text", "people"):
            if text := getattr(follow, word):
                yield from self._text(text, beside, (*path, word))
        if follow.unless:
            yield from self._condition(follow.unless, beside, (*path, "unless"))
        if follow.opens:
            yield from self._flow(follow.opens, (*path, "opens"))

    # ---------------------------------------------------------------------------------- references and conditions

    def _each(self, each: Each, here: _Place, path: Path) -> Iterator[Problem]:
        if each.of is None:
            return
        target = yield from self._named(each.of, here, path)
        if target and not target.many:
            yield Problem(path, f"'{each.of}' has no items; 'each' goes over choices, a list, a group or entries")

    def _text(self, text: str, here: _Place, path: Path) -> Iterator[Problem]:
        try:
            references = texts.references(text)
        except texts.BadText as error:
            yield Problem(path, str(error))
            return
        for reference in references:
            if reference == IT and not here.it:
                yield Problem(path, "'{it}' has a meaning only where something is asked once per item ('each')")
            elif reference != IT and (reference != NAME or reference in [each.id for each in here.fields]):
                yield from self._named(reference, here, path)

    def _named(self, reference: str, here: _Place, path: Path) -> Generator[Problem, None, Target | None]:
        """As `_target`; and a private answer is not carried into what is not private."""
        target = yield from self._target(reference, here, path)
        if target and target.private and not here.private:
            yield Problem(
                path, f"'{reference}' is private and would be seen here; make this private too, or leave it out"
            )
        return target

    def _target(self, reference: str, here: _Place, path: Path) -> Generator[Problem, None, Target | None]:
        """What `reference` points at; a problem when it is nothing, or is asked only later."""
        self.note(reference)
        if field := next((each for each in here.fields if each.id == reference), None):
            return Target(field)
        found = resolve(self.flow, reference, self.flows)
        if isinstance(found, Unknown) and reference in [each.id for each in here.later]:
            yield Problem(path, f"'{reference}' is asked only later in the record; name an earlier field")
            return None
        if isinstance(found, Unknown):
            yield Problem(path, found.message)
            return None
        if found and found.flow is None and self.step_of[found.question.id] >= here.step:
            when = "this very question" if self.step_of[found.question.id] == here.step else "asked only later"
            yield Problem(path, f"'{reference}' is {when}; name an earlier one")
            return None
        return found

    def _condition(self, condition: Condition, here: _Place, path: Path) -> Iterator[Problem]:
        for inner, branch in condition.branches():
            for reference, test in branch.tests:
                at: Path = (*path, *inner, reference)
                target = yield from self._target(reference, here, at)
                if target:
                    yield from _test(target, test, at)
            for word in ("entry", "no_entry"):
                for name in getattr(branch, word):
                    yield from self._flow(name, (*path, *inner, word))


def _keys(step: Question) -> list[str]:
    """The keys that can be chosen, as far as the flow alone tells; nothing when they come from answers."""
    if not isinstance(step, Choice | Choices) or not step.options.fixed:
        return []
    return [key for key, _ in step.options.fixed] + (["other"] if step.other else [])


def _nearest(word: str, known: list[str]) -> str:
    from reflect.flow.parts import did_you_mean

    return did_you_mean(word, known) or f"; there are {', '.join(known)}"


def _amounts(step: Asked, path: Path) -> Iterator[Problem]:
    least, most = getattr(step, "at_least", None), getattr(step, "at_most", None)
    if least and most and least > most:
        yield Problem((*path, "at_least"), f"at least {least} and at most {most} cannot both be")
    if isinstance(step, Choices) and step.options.fixed and least and least > len(_keys(step)):
        yield Problem((*path, "at_least"), f"at least {least}, and there are only {len(_keys(step))} options")


def _in_range(scale: Scale, value: int, path: Path) -> Iterator[Problem]:
    if not scale.range.low <= value <= scale.range.high:
        yield Problem(path, f"{value} lies outside {scale.range.plain()}")


def _test(target: Target, test: Test, path: Path) -> Iterator[Problem]:
    """Whether an answer of this kind can be tested like this."""
    step, words = target.holder, (*test.values, *test.none_of)
    bounds = [bound for bound in (test.at_least, test.at_most) if bound is not None]
    if bounds and not isinstance(step, Scale | Choices | Items | Group | Entries):
        yield Problem(path, f"'at_least' and 'at_most' compare scales and numbers of items; this is a {step.type}")
    if test.at_least is not None and test.at_most is not None and test.at_least > test.at_most:
        yield Problem(path, f"at least {test.at_least} and at most {test.at_most} cannot both be")
    if isinstance(step, Scale):
        for bound in bounds:
            yield from _in_range(step, bound, path)
        for word in words:
            if word.isdecimal():
                yield from _in_range(step, int(word), path)
            else:
                yield Problem(path, f"a scale is compared with a number, not with '{word}'")
    if isinstance(step, Group | Date | Entries) and words:
        yield Problem(
            path,
            f"a question of type {step.type} is tested with 'answered'{'' if isinstance(step, Date) else ' or a number'}",
        )
    if isinstance(step, YesNo):
        for word in words:
            if word.lower() not in YES_NO:
                yield Problem(path, f"a yes/no question is never '{word}'; write yes or no")
    keys = _keys(step)
    for word in words:
        if keys and word not in keys:
            yield Problem(path, f"there is no option '{word}'{_nearest(word, keys)}")
