"""How much a text speaks of kinds, by the words they are told with."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from reflect.insights.kinds import STRONGEST, Kind, Kinds, words_of

OTHERS = [(Kind(f"k{each}", f"kind {each}"), [f"{each}word {each}thing", "day"]) for each in "abcdefghijklmnopqrst"]
KINDS = Kinds.of(
    [
        (Kind("open", "something left open", near=("lost",)), ["left it open", "the gate", "ajar", "gate"]),
        (Kind("lost", "something lost"), ["cannot find it", "the keys", "gone"]),
        (Kind("broad", "anything", broad=True), ["ajar", "spilled"]),
        *OTHERS,
    ],
    {"left": "leave"},
    ("it the a", "day"),
)


def spoken(text: str, weight: float = 1.0) -> dict[str, float]:
    return KINDS.spoken_of(dict.fromkeys(words_of(KINDS.forms.sentences(text)), weight))


def test_a_text_speaks_of_the_kind_it_is_told_with_whatever_the_forms() -> None:
    assert max(spoken("He leaves the gates."), key=spoken("He leaves the gates.").__getitem__) == "open"
    assert "lost" in spoken("The key was found? No, gone.")
    assert spoken("Nothing of that sort.") == {}


def test_words_that_stand_beside_each_other_say_more() -> None:
    assert KINDS.says["gword gthing"][0][1] > KINDS.says["gword"][0][1]


def test_a_rarer_word_says_more_and_one_of_every_kind_nothing() -> None:
    every = Kinds.of([(kind, [*told, "same"]) for kind, told in OTHERS], {}, ("", ""))
    assert "same" not in every.says
    assert KINDS.says["gate"][0][1] > KINDS.says["ajar"][0][1]


def test_a_near_kind_is_spoken_of_a_little_from_either_side() -> None:
    assert 0 < spoken("the gate")["lost"] < spoken("the gate")["open"]
    assert 0 < spoken("gone")["open"] < spoken("gone")["lost"]


def test_a_broad_kind_says_less() -> None:
    assert spoken("ajar")["broad"] < spoken("ajar")["open"]


@given(
    st.text(alphabet="abc .,'", max_size=200) | st.sampled_from(["gate", "gone day", "aword bword"]), st.floats(0.1, 2)
)
def test_what_is_spoken_of_adds_up_to_one_however_heavy_the_words(text: str, weight: float) -> None:
    found = spoken(text, weight)
    assert not found or math.isclose(sum(each**2 for each in found.values()), 1)
    assert len(found) <= STRONGEST * 3
    assert all(each > 0 for each in found.values())
    assert found.keys() == spoken(text).keys()
