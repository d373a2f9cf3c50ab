"""Which short texts could mean the same, by the words they share; whoever wrote them decides.

Two texts are alike when they share half of the shorter one's words (its stems, without the words that are everywhere): two
at least, or one where neither has more than two and few other texts have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, combinations

from reflect.insights.word_forms import CLOCK, MONEY, NUMBER, Forms

FEW = 3
"""Texts that may have a word, for it alone to say something."""
SHORT = 2
"""Words of a text of which one alone says something."""
MOST = 200
"""Texts that are held side by side."""
AT_A_TIME = 6
"""Texts of a group: more than these nobody takes in."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_IRREGULAR = """
    ask asked; begin began begun; break broke broken; come came; fall fell fallen; feel felt; find found;
    forget forgot forgotten; freeze froze frozen; give gave given; go went gone; grow grew grown; hear heard; hide hid hidden;
    hold held; keep kept; know knew known; leave left; lose lost; make made; meet met; pay paid; ring rang rung;
    rise rose risen; run ran; say said; see saw seen; send sent; shake shook shaken; sit sat; sleep slept; speak spoke spoken;
    stand stood; take took taken; tell told; think thought; wake woke woken; write wrote written
"""
_FORMS = Forms({form: line.split()[0] for line in _IRREGULAR.split(";") for form in line.split()[1:]})
_EVERYWHERE = """
    a about after again all also already always am an and another any anybody anyone anything are as at back be
    because been before being but by can could day did do does even ever every everybody everyone everything for
    from get got had has have he her him his how i if in into is it its just kept like made me more most much my
    never no nobody none not nothing now of off on once one only or other our out over own said same see she should
    so some somebody someone something still than that the their them then there these they thing this those though
    time to too twice two until up us very was we well went were what when where which while who why will with
    without would you your
"""
_SAYS_LITTLE = frozenset(_FORMS.stem(word) for word in _EVERYWHERE.split()) | {NUMBER, MONEY, CLOCK}


def same(text: str) -> str:
    """What two texts have in common that are written with the same words: small letters, no signs between them."""
    return " ".join(_WORD.findall(text.replace("’", "'").casefold())) or text.strip()


def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, whatever their form."""
    return frozenset(chain.from_iterable(_FORMS.sentences(text))) - _SAYS_LITTLE


def alike(texts: Sequence[Sequence[str]], apart: Callable[[int, int], bool] | None = None) -> list[tuple[int, ...]]:
    """Groups (places in `texts`, two at least) in which each could be the same as each other one; no place twice.

    Each of `texts` is written in one or more ways. `apart` says of two that they are not the same. Only the first MOST are
    looked at.
    """
    said = [[stems(way) for way in dict.fromkeys(ways)] for ways in texts[:MOST]]
    having: dict[str, list[int]] = {}
    for place, ways in enumerate(said):
        for stem in frozenset(chain.from_iterable(ways)):
            having.setdefault(stem, []).append(place)
    rare = Counter({stem: len(places) for stem, places in having.items()})
    close = {
        (one, two): nearness
        for one, two in {pair for places in having.values() for pair in combinations(places, 2)}
        if (nearness := max((_near(left, right, rare) for left in said[one] for right in said[two]), default=0.0))
        and not (apart and apart(one, two))
    }
    groups: dict[int, tuple[int, ...]] = {place: (place,) for place in range(len(said))}
    for one, two in sorted(close, key=lambda pair: (-close[pair], pair)):
        joined = (*groups[one], *groups[two])
        if groups[one] == groups[two] or len(joined) > AT_A_TIME:
            continue
        if all(pair in close for pair in combinations(sorted(joined), 2)):
            groups |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(group)) for group in groups.values() if len(group) > 1})


def _near(one: frozenset[str], two: frozenset[str], rare: Counter[str]) -> float:
    """How near two texts are by their stems, from 0 (not alike) to 1 (the same)."""
    shared = one & two
    if len(shared) > 1:
        enough = 2 * len(shared) >= min(len(one), len(two))
    else:
        enough = max(len(one), len(two)) <= SHORT and any(rare[each] <= FEW for each in shared)
    return len(shared) / len(one | two) if enough and shared else 0.0
