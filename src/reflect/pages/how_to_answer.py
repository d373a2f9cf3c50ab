"""How each type of answer is written in an answers file: in words, and as the empty form that is filled in."""

from __future__ import annotations

from reflect.flow.days import Day
from reflect.flow.explaining import Explaining, spoken
from reflect.flow.options import Options
from reflect.flow.questions import (
    Choice,
    Choices,
    Date,
    Entries,
    Group,
    Items,
    Letter,
    Long,
    Question,
    Reopen,
    Scale,
    Text,
    YesNo,
)

_DAYS = {
    "past": "A day that has been: 2026-03-01, yesterday, last Friday, or in your own words.",
    "future": "A day from today on: 2026-03-01, tomorrow, in two weeks, or in your own words.",
    None: "A day: 2026-03-01, yesterday, in two weeks, or in your own words.",
}
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def form(question: Question) -> tuple[str, ...]:
    """The empty answer, line by line: what stands after the key, or below it where there are several."""
    if isinstance(question, Long | Letter | Reopen):
        return ("|",)
    if isinstance(question, Choices | Items | Entries):
        return ("- ",)
    if isinstance(question, Group):
        record = [line for field in question.fields for line in keyed(field.id, form(field), below=is_list(field))]
        return ("- " + record[0], *("  " + line for line in record[1:]))
    return ("",)


def keyed(key: str, value: tuple[str, ...], *, below: bool) -> tuple[str, ...]:
    """A key with its empty answer: beside it, or below it."""
    return (f"{key}:", *("  " + line for line in value)) if below else (f"{key}: {value[0]}",)


def empty(question: Question, *, repeated: bool) -> tuple[str, ...]:
    """The whole of an empty answer, its key before it; one of a list when it is `repeated`."""
    value = form(question)
    if repeated:
        value = ("- " + value[0], *("  " + line for line in value[1:]))
    return keyed(question.id, value, below=repeated or is_list(question))


def is_list(question: Question) -> bool:
    """Whether the answer is a list, below its key."""
    return isinstance(question, Choices | Items | Entries | Group)


def in_words(question: Question, explaining: Explaining) -> str:
    """What to write, in a sentence or two; fixed options are not among it."""
    if isinstance(question, Text):
        return "One line."
    if isinstance(question, Long | Reopen | Letter):
        return "As many lines as you like, below the key and two spaces further in."
    if isinstance(question, Choice):
        return f"One of {_from(question.options, explaining)}:"
    if isinstance(question, Choices):
        return " ".join(
            filter(
                None,
                (_amount(question), f"Any of {_from(question.options, explaining)}, one to a line after its dash:"),
            )
        )
    if isinstance(question, Scale):
        return f"A whole number from {question.range.low} to {question.range.high}."
    if isinstance(question, Date):
        return _DAYS[question.only]
    if isinstance(question, YesNo):
        return "yes or no."
    if isinstance(question, Items):
        return " ".join(filter(None, ("One to a line, after its dash.", _amount(question))))
    if isinstance(question, Entries):
        most = f" At most {question.at_most}." if question.at_most else ""
        return f"Earlier setbacks by title or id, one to a line after its dash; `reflect setbacks` shows them.{most}"
    if question.at_most == 1:
        return f"One {question.item}, with these parts:"
    return " ".join(
        filter(
            None, (f"For each {question.item} these parts; for one more, copy them with their dash.", _amount(question))
        )
    )


def proposed(question: Question) -> str:
    """What the flow proposes as an answer, as far as that is known beforehand."""
    default = getattr(question, "default", None)
    if default is None or default == ():
        return ""
    if isinstance(question, Date):
        return _day(default)
    if isinstance(question, Text | Long):
        return default if spoken(default, missing=None) == default else ""
    return ", ".join(default) if isinstance(default, tuple) else str(default)


def _day(day: Day) -> str:
    if day.span is None:
        return day.fixed.isoformat() if day.fixed else ""
    if day.span.count == 0:
        return "today"
    unit = _UNITS[day.span.unit]
    return f"in {day.span.count} {unit}{'' if day.span.count == 1 else 's'}"


def _from(options: Options, explaining: Explaining) -> str:
    return "these" if options.fixed else explaining.options(options)


def _amount(question: Choices | Items | Group) -> str:
    least, most = question.at_least, question.at_most
    parts = (f"{least} would be a good start" if least and least > 1 else "", f"at most {most}" if most else "")
    words = ", ".join(filter(None, parts))
    return f"{words[:1].upper()}{words[1:]}." if words else ""
