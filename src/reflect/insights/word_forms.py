"""The words of an English text, each as the stem that its forms and spellings have in common.

The endings are taken off in the manner of M. F. Porter, "An algorithm for suffix stripping" (Program 14/3, 1980), but
fewer of them: for holding two texts side by side it is worse to join words that mean different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

NUMBER, MONEY, CLOCK = "#", "#money", "#clock"
"""What stands for a number written in digits, for a sum of money, and for a time of day."""
MOST = 20_000
"""Characters of one text that are looked at; nobody writes more to a question, but files may hold anything."""
LONGEST = 40
"""Words of a sentence; where one goes on for longer, what follows counts as the next."""

_ENDS = re.compile(r"[.!?…;]+(?=\s|[\"'”’)]|$)|\n")
_WORD = re.compile(
    r"(?P<money>[£$€]\s?\d[\d.,]*k?)|(?P<clock>\d{1,2}[:.]\d\d(?:\s?[ap]m)?\b|\d{1,2}\s?[ap]m\b)|(?P<number>\d[\d.,]*\w*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
)
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdfgklmnprt])\1$")
_SHORT = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]")
_KEPT_DOUBLE = ("all", "ell", "ill", "oll", "ull", "add", "odd", "egg")
_SHORT_CLITICS = {"ve": "have", "re": "are", "ll": "will", "d": "", "m": "am", "s": ""}
_NOT = {"can": "can", "won": "will", "shan": "shall"}
_SPELLINGS = (
    (re.compile(r"(?<=\w{2})our(?=$|s$|ed$|ing$|ite|able)"), "or"),
    (re.compile(r"(?<=\w{3})iz(?=e$|ed$|es$|ing$|ation|er$)"), "is"),
    (re.compile(r"yz(?=e$|ed$|es$|ing$)"), "ys"),
    (re.compile(r"(?<=\w{2}[tb])re(?=s?$)"), "er"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
_AS_THEY_ARE = """
    bus gas plus news always perhaps sometimes does was has this his its us yes less unless business address
    process access across glass class boss loss miss pass press stress guess kiss mess cross dress gross virus
    status focus bonus campus series species analysis basis crisis being thing nothing something anything
    everything during morning evening string spring king ring wing sing bring red bed need feed speed indeed
    exceed proceed hundred sacred wed hour your four our tour pour prize size seize
"""

_KEPT = frozenset(_AS_THEY_ARE.split())


@dataclass
class Forms:
    """Finds stems. `irregular` gives the stem's word for forms that no rule makes (`sent`: `send`)."""

    irregular: Mapping[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def stem(self, word: str) -> str:
        """The stem of one word in small letters."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) > MOST:
                self.known.clear()
            base = self.irregular.get(word, word)
            found = self.known[word] = self.irregular.get(stemmed := _stem(base), stemmed)
        return found

    def sentences(self, text: str) -> list[list[str]]:
        """The sentences of a text, each as the stems of its words in their order."""
        found = []
        for piece in _ENDS.split(text[:MOST].replace("’", "'")):
            stems = [*self._stems(piece)]
            found += [stems[start : start + LONGEST] for start in range(0, len(stems), LONGEST)]
        return found

    def pairs(self, text: str) -> Iterator[tuple[str, str]]:
        """Each word of a text in its order: its stem, and the word as it is written."""
        for match in _WORD.finditer(text[:MOST]):
            if match.lastgroup == "word":
                word = match.group().replace("’", "'")
                yield self._parts(word.lower())[0], match.group()

    def _stems(self, piece: str) -> list[str]:
        found: list[str] = []
        for money, clock, _, word in _WORD.findall(piece):
            if word:
                small = word.lower()
                if "'" in small:
                    found += self._parts(small)
                else:
                    found.append(self.known.get(small) or self.stem(small))
            else:
                found.append(MONEY if money else CLOCK if clock else NUMBER)
        return found

    def _parts(self, word: str) -> list[str]:
        """The stems in a word; `didn't` is two words, `Marta's` is one."""
        first, apostrophe, last = word.partition("'")
        if not apostrophe:
            return [self.stem(word)]
        if last == "t" and first.endswith("n"):
            verb = first.removesuffix("n") if first not in _NOT else _NOT[first]
            return [self.stem(verb), "not"]
        more = _SHORT_CLITICS.get(last, last)
        return [self.stem(first), *([self.stem(more)] if more else [])]


def _stem(word: str) -> str:
    if len(word) <= 3:
        return word
    if word in _KEPT:
        return _end(word)
    for spelling, instead in _SPELLINGS:
        word = spelling.sub(instead, word)
    return _end(_without_ending(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 2 and _VOWEL.search(rest):
            if ending == "ed" and rest.endswith("e"):
                return word
            return _whole(f"{rest[:-1]}y" if rest.endswith("i") else rest)
    for ending, instead in (
        ("ational", "ate"), ("ation", "ate"), ("ably", "able"), ("fully", "ful"), ("lessly", "less"), ("ily", "y"),
        ("iness", "y"), ("ness", ""), ("ment", ""), ("ally", "al"), ("ly", ""),
    ):  # fmt: skip
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 4:
            return f"{rest}{instead}"
    return word


def _whole(word: str) -> str:
    """What an ending was put to: `stopp` is `stop`, `not` is `note`, and `fill` stays."""
    if len(word) > 3 and _DOUBLE.search(word):
        return word if word.endswith(_KEPT_DOUBLE) else word[:-1]
    return f"{word}e" if _SHORT.fullmatch(word) else word


def _end(word: str) -> str:
    """Without what comes and goes at the end: `invoic`, `deliveri`."""
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        word = f"{word[:-1]}i"
    return word[:-1] if len(word) > 4 and word.endswith("ll") else word
