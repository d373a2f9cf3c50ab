"""The tree of what is looked for: how it is asked of FTS5, and of the words of a text.

Both give the same entries; a property test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

Stem = Callable[[str], str]
"""What the forms of a word have in common."""
Forms = Callable[[str], Sequence[str]]
"""Every word of an index that is a form of one; none stands for the word itself."""


# Every search pays for making these classes, and dataclasses would cost it eight times as much.
class Phrase(NamedTuple):
    """Words one behind the other; the last one may be how a word begins (`prefix`), or any form of it unless `exact`."""

    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False

    def last(self, there: Collection[str], stem: Stem) -> frozenset[str]:
        """Which of the words that are there may stand at its end."""
        word = self.words[-1]
        if self.prefix:
            return frozenset(each for each in there if each.startswith(word))
        if self.exact:
            return frozenset((word,) if word in there else ())
        root = stem(word)
        return frozenset(each for each in there if each == word or stem(each) == root)

    def ends(self, told: Sequence[str], there: Collection[str], stem: Stem) -> Iterator[int]:
        """The places of the last word, wherever it stands in `told`, whose different words are those of `there`."""
        before, last = self.words[:-1], self.last(there, stem)
        if not last:
            return
        for place in range(len(before), len(told)):
            if told[place] in last and tuple(told[place - len(before) : place]) == before:
                yield place

    def match(self, forms: Forms) -> str:
        """The same in the language of FTS5."""
        *before, word = self.words
        last = [word] if self.prefix or self.exact else sorted({*forms(word)}) or [word]
        ways = [" + ".join(map(_quoted, (*before, each))) for each in last]
        return f"{ways[0]} *" if self.prefix else _one_of(ways)


class Every(NamedTuple):
    """All of `found`, and none of `missing`."""

    found: tuple[Node, ...]
    missing: tuple[Node, ...] = ()


class Either(NamedTuple):
    """At least one of `found`."""

    found: tuple[Node, ...]


Node = Phrase | Every | Either


def marked(node: Node, wanted: bool = True) -> Iterator[Phrase]:
    """What is looked for in `node`, without what is to be missing."""
    if isinstance(node, Phrase):
        yield from (node,) if wanted else ()
        return
    for each in node.found:
        yield from marked(each, wanted)
    for each in node.missing if isinstance(node, Every) else ():
        yield from marked(each, not wanted)


def fits(node: Node, told: Sequence[str], there: frozenset[str], stem: Stem) -> bool:
    """Whether `node` is found in the words `told`; `there` are the different ones."""
    if isinstance(node, Phrase):
        return next(node.ends(told, there, stem), None) is not None
    if isinstance(node, Either):
        return any(fits(each, told, there, stem) for each in node.found)
    return all(fits(each, told, there, stem) for each in node.found) and not any(
        fits(each, told, there, stem) for each in node.missing
    )


def match(node: Node, forms: Forms) -> str:
    """What FTS5 is asked for `node`."""
    if isinstance(node, Phrase):
        return node.match(forms)
    found = [match(each, forms) for each in node.found]
    if isinstance(node, Either):
        return _one_of(found)
    every = f"({' AND '.join(found)})" if len(found) > 1 else found[0]
    if not node.missing:
        return every
    return f"({every} NOT {_one_of([match(each, forms) for each in node.missing])})"


def _one_of(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _quoted(word: str) -> str:
    """A word as a string of FTS5."""
    return '"' + word.replace('"', '""') + '"'
