"""What is looked for: the query as it is typed, read into a tree that can be asked of an index or of a text.

Words that stand next to each other must all occur, in any form; "a phrase" just as it is written; `prefix*`; AND, OR and NOT
in capitals, `-word`, parentheses. OR binds weaker than AND, and NOT takes away the one thing behind it. Anything else is
punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reflect.errors import WrongOptions
from reflect.index.tree import Either, Every, Forms, Node, Phrase, Stem, fits, marked, match
from reflect.index.words import Word, is_east_asian, looked_for, words

LONGEST = 1000
"""Characters of a query."""
DEEPEST = 10
"""Parentheses inside each other. FTS5 gives up at 16, where a query makes the most of each."""
SHOWN = 30
"""Characters of a word that an error names."""

_AND, _OR, _NOT = "AND", "OR", "NOT"
_QUOTES = '"“”„‟«»'
_WIDE = str.maketrans("＊（）－＂", '*()-"')
"""What a keyboard for Chinese or Japanese gives for the signs that mean something here."""
_PIECE = re.compile(
    rf"[()]|[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?(?P<star>\*)?|(?P<plain>[^\s(){_QUOTES}]+)"
)


class Found(NamedTuple):
    """Where something that is looked for stands in a text, and the how-manieth thing it is."""

    start: int
    end: int
    which: int


class Query(NamedTuple):
    """What is looked for. `stem` and `forms` are given by whoever asks: what the forms of a word have in common, and every
    word of an index that has it in common with one (none: the word itself)."""

    tree: Node

    def match(self, forms: Forms) -> str:
        """What FTS5 is asked; nothing a person types is ever more than a string in it."""
        return match(self.tree, forms)

    def fits(self, told: Sequence[str], stem: Stem) -> bool:
        """Whether it is found in an entry, whose words are `words_of(texts)`: the same that FTS5 says."""
        return fits(self.tree, told, frozenset(told), stem)

    def found(self, text: str, stem: Stem) -> list[Found]:
        """Wherever something that is looked for stands in `text`, in order; nothing that is to be missing."""
        told = [*words(text)]
        texts = [word.text for word in told]
        there = frozenset(texts)
        return sorted(
            Found(told[place - len(phrase.words) + 1].start, _end(phrase, told, place), which)
            for which, phrase in enumerate(dict.fromkeys(marked(self.tree)))
            for place in phrase.ends(texts, there, stem)
        )

    def marks(self, text: str, stem: Stem) -> list[tuple[int, int]]:
        """The stretches of `text` in which something that is looked for stands, in order."""
        return merged((each.start, each.end) for each in self.found(text, stem))


def merged(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks (in order of their beginning), those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in marks:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _end(phrase: Phrase, told: Sequence[Word], place: int) -> int:
    """Where in the text a phrase ends whose last word is at `place`."""
    word = told[place]
    if phrase.prefix and place + 1 < len(told) and is_east_asian(word.text) and word.text != phrase.words[-1]:
        # One character was looked for, and the word has two: the next word begins with the second.
        following = told[place + 1].start
        return following if word.start < following < word.end else word.end
    return word.end


def parse(text: str) -> Query:
    """Reads a query. Raises WrongOptions with what is wrong and what to do about it."""
    if len(text) > LONGEST:
        raise WrongOptions(
            f"A search may have {LONGEST} characters, and this one has {len(text)}; leave some words out."
        )
    tokens = _tokens(text.translate(_WIDE))
    if not tokens:
        raise WrongOptions("There is no word in this search; give one at least.")
    node, wanted = _Reading(text, tokens).all()
    if not wanted:
        raise WrongOptions("Say also what is to be found; NOT only takes away.")
    return Query(node)


class _Token(NamedTuple):
    """AND, OR, NOT, a parenthesis, or (`phrase`) something to look for, and where it stands in the query."""

    kind: str
    place: int
    phrase: Phrase | None = None


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for piece in _PIECE.finditer(text):
        place, plain, quoted = piece.start(), piece["plain"], piece["quoted"]
        if quoted is not None:
            if not piece["closed"]:
                raise WrongOptions(
                    f"The quote that begins {_before(text, place)} is not closed; put a quote at its end."
                )
            phrase = _phrase(quoted, exact=True, prefix=bool(piece["star"]))
        elif plain in (_AND, _OR, _NOT):
            found.append(_Token(plain, place))
            continue
        elif plain:
            taken = _begins(text, place) and plain[0] == "-" and plain[1:2] != "-"
            phrase = _phrase(plain[1:] if taken else plain)
            place += taken
        elif piece[0] == ")" and found and found[-1].kind == "(":
            # Nothing in parentheses is punctuation, too.
            del found[-1]
            continue
        else:
            found += [_Token(_NOT, place)] if piece[0] == "(" and _is_taken(text, place) else []
            found.append(_Token(piece[0], place))
            continue
        if phrase:
            found += [_Token(_NOT, place)] if _is_taken(text, place) else []
            found.append(_Token("", place, phrase))
    return found


def _phrase(text: str, *, exact: bool = False, prefix: bool = False) -> Phrase | None:
    """What to look for to find `text`; None where there is no word in it."""
    found = [*words(text)]
    at_end = bool(found) and text.startswith("*", found[-1].end)
    if not exact and "*" in text and not (at_end and text.index("*") == found[-1].end):
        raise WrongOptions(
            "A * stands at the end of a word, without a space before it: mist* finds what begins with mist."
        )
    if not found:
        return None
    texts, goes_on = looked_for(text)
    return Phrase(texts, prefix=prefix or at_end or goes_on, exact=exact)


def _begins(text: str, place: int) -> bool:
    """Whether something begins at `place`, rather than going on."""
    return place == 0 or text[place - 1].isspace() or text[place - 1] == "("


def _is_taken(text: str, place: int) -> bool:
    """Whether what stands at `place` is taken away by a `-` before it."""
    return place > 0 and text[place - 1] == "-" and _begins(text, place - 1)


def _before(text: str, place: int) -> str:
    """Where `place` is, by the word behind it."""
    word = next(words(text[place:]), None)
    if word is None:
        return "at the end"
    written = text[place + word.start : place + word.end]
    return f"before '{written if len(written) <= SHOWN else written[:SHOWN] + '…'}'"


class _Reading:
    """Reads tokens into a tree. Each step gives a node, and whether it is wanted or is to be missing: so `NOT a` has a place
    everywhere, until it is known what it is taken from."""

    def __init__(self, text: str, tokens: Sequence[_Token]) -> None:
        self.text, self.tokens, self.at = text, tokens, 0

    @property
    def kind(self) -> str | None:
        """What comes next; None at the end, "" for something to look for."""
        return self.tokens[self.at].kind if self.at < len(self.tokens) else None

    def all(self) -> tuple[Node, bool]:
        """The whole query."""
        node = self.either(0)
        if self.kind is not None:
            raise _stray()
        return node

    def either(self, depth: int) -> tuple[Node, bool]:
        """What stands on both sides of OR, as long as there is one."""
        ways = [self.every(depth)]
        while self.kind == _OR:
            self.at += 1
            ways.append(self.every(depth))
        wanted = tuple(node for node, is_wanted in ways if is_wanted)
        missing = tuple(node for node, is_wanted in ways if not is_wanted)
        # `a OR NOT b` is everything but what has b and not a.
        return (_every(missing, wanted), False) if missing else (_either(wanted), True)

    def every(self, depth: int) -> tuple[Node, bool]:
        """What stands next to each other, or on both sides of AND."""
        parts: list[tuple[Node, bool]] = []
        while self.kind in ("", "(", _NOT, _AND):
            if self.kind == _AND:
                if not parts:
                    break
                self.at += 1
                if self.kind not in ("", "(", _NOT):
                    raise _alone(_AND, "behind")
            parts.append(self.one(depth))
        if not parts:
            raise self.nothing()
        wanted = tuple(node for node, is_wanted in parts if is_wanted)
        missing = tuple(node for node, is_wanted in parts if not is_wanted)
        return (_every(wanted, missing), True) if wanted else (_either(missing), False)

    def one(self, depth: int) -> tuple[Node, bool]:
        """One thing to look for, or parentheses with what is in them; behind NOT it is not wanted."""
        wanted = True
        while self.kind == _NOT:
            wanted = not wanted
            self.at += 1
        if self.kind not in ("", "("):
            raise _alone(_NOT, "behind")
        token = self.tokens[self.at]
        self.at += 1
        if token.phrase:
            return token.phrase, wanted
        if depth == DEEPEST:
            raise WrongOptions(f"Parentheses may stand {DEEPEST} deep in a search; take some out.")
        node, is_wanted = self.either(depth + 1)
        if self.kind != ")":
            raise self.open(token)
        self.at += 1
        return node, is_wanted == wanted

    def nothing(self) -> WrongOptions:
        """Where something to look for is expected, and there is none."""
        before = self.tokens[self.at - 1] if self.at else None
        if self.kind in (_AND, _OR):
            return _alone(self.kind, "before")
        if before and before.kind == _OR:
            return _alone(_OR, "behind")
        return self.open(before) if before and self.kind is None else _stray()

    def open(self, token: _Token) -> WrongOptions:
        """A parenthesis that is not closed."""
        return WrongOptions(
            f"The ( {_before(self.text, token.place)} is not closed; put a ) at its end, or take it out."
        )


def _alone(word: str, side: str) -> WrongOptions:
    """AND, OR or NOT without what belongs before or behind it."""
    return WrongOptions(f"There is nothing to look for {side} {word}; in small letters it is a word like any other.")


def _stray() -> WrongOptions:
    return WrongOptions("There is a ) with no ( before it; take it out, or put a ( where it begins.")


def _every(found: tuple[Node, ...], missing: tuple[Node, ...] = ()) -> Node:
    return found[0] if len(found) == 1 and not missing else Every(found, missing)


def _either(found: tuple[Node, ...]) -> Node:
    return found[0] if len(found) == 1 else Either(found)
