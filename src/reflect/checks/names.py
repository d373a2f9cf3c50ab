"""What tells who somebody is: given names, e-mail addresses and long numbers, found in a text and taken out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reflect.checks.remark import Remark

BLANK = "____"
DIGITS = 6
"""Digits from which a number may lead to somebody: a telephone, an account, a file."""
SHORTEST = 2
"""Letters of a name that is looked for."""

# Words that stand where names are asked for and name nobody.
_NOBODY = frozenset(
    {
        "a", "all", "an", "and", "anybody", "anyone", "boss", "client", "clients", "colleague", "colleagues",
        "customer", "customers", "director", "everybody", "everyone", "family", "friend", "friends", "group",
        "head", "her", "him", "his", "i", "intern", "lead", "leader", "manager", "me", "mine", "my", "myself",
        "nobody", "none", "of", "or", "other", "others", "our", "ourselves", "patient", "patients", "people",
        "same", "self", "somebody", "someone", "staff", "supplier", "suppliers", "team", "teams", "the", "their",
        "them", "themselves", "they", "us", "user", "users", "we", "whole", "with", "you", "your", "yourself",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays",
        "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})+")
# Days in figures and spans of years are stepped over, so that no part of one is taken for a number.
_DAY = (
    r"(?<!\w)(?:\d{4}[- ]\d{1,2}[- ]\d{1,2}|\d{1,2}[- ]\d{1,2}[- ]\d{4}|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d)"
    r"(?![\w-])"
)
_NUMBER = re.compile(
    rf"(?P<day>{_DAY})|(?<!\w)\+?\(?\d(?:[ \u00a0()\-\u2010-\u2013]{{0,2}}(?!{_DAY})\d){{{DIGITS - 1},40}}(?!\w)"
)


def named(text: str, names: Iterable[str]) -> tuple[Remark, ...]:
    """Where `text` holds one of `names` (as somebody typed them), an e-mail address, or a long number; in its order.

    The gentler way of each remark is what `initials` puts there.
    """
    return tuple(
        Remark("C12", text[start:end], start, end, "look", why, instead)
        for start, end, why, instead in _found(text, names)
    )


def initials(text: str, names: Iterable[str]) -> str:
    """`text` with the initials of `names` in their place, and blanks for e-mail addresses and long numbers."""
    parts, at = [], 0
    for start, end, _, instead in _found(text, names):
        # A sentence that ends with a name has one full stop.
        dotted = instead.endswith(".") and text[end : end + 1] == "."
        parts += [text[at:start], instead[:-1] if dotted else instead]
        at = end
    return "".join([*parts, text[at:]])


def _found(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, reason and what goes in the place; in the order of the text, none over another."""
    hits = [(hit, "An address that leads to somebody.", BLANK) for hit in _ADDRESS.finditer(text)]
    hits += [(hit, "A long number may lead to somebody.", BLANK) for hit in _NUMBER.finditer(text) if not hit["day"]]
    if pattern := _pattern(names):
        hits += [(hit, "This names somebody.", _initials(hit.group())) for hit in pattern.finditer(text)]
    found: list[tuple[int, int, str, str]] = []
    for hit, why, instead in sorted(hits, key=lambda each: (each[0].start(), -each[0].end())):
        start, end = hit.span()
        if not found or start >= found[-1][1]:
            found.append((start, end, why, instead))
        elif end > found[-1][1] and instead == found[-1][3] == BLANK:
            # A number that runs into an address: what is left of the one would still lead to somebody.
            found[-1] = (found[-1][0], end, why, instead)
    yield from found


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the names in `names`, each whole and each of its words: small letters find capital ones, too, but a
    name that was written large is found only so; "will" is no Will."""
    wanted: set[str] = set()
    for name in names:
        told = [re.sub(r"['’]s?$", "", each) for each in _WORD.findall(name)]
        told = [each for each in told if each.casefold() not in _NOBODY and len(each) >= SHORTEST]
        large = [each for each in told if each[:1].isupper()]
        # What is written small in more than one word describes somebody.
        wanted.update(large or (told if len(name.split()) == 1 else ()))
    if not wanted:
        return None
    forms = {form for each in wanted for form in (each, each.upper(), each[:1].upper() + each[1:])}
    one = "|".join(re.escape(each) for each in sorted(forms, key=lambda each: (-len(each), each)))
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)(?:[ \u00a0](?:{one})(?!\w))*")


def _initials(name: str) -> str:
    return " ".join(f"{each[0].upper()}." for each in name.split())
