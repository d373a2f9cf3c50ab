"""What the person decided about signs: together, apart, and as it stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.plain import Json, Misshapen
from reflect.entry.sign_group import SignGroup, SignGroups

NEW = {"x_new": {"of": ["a", "later", "program"]}}
FILE: dict[str, Json] = {
    "format": 1,
    "groups": [{"name": "The queue", "signs": ["e1/signs/1", "e2/signs/1"], **NEW}],
    "apart": [["e1/signs/1", "e3/signs/1"]],
    **NEW,
}
REFS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4)
DECISIONS = st.lists(st.tuples(st.sampled_from(["together", "apart", "told"]), REFS), max_size=8)


def decided(*groups: tuple[str, str], apart: tuple[str, ...] = ()) -> SignGroups:
    """Groups by name and signs of one letter each, and signs that are not the same."""
    return SignGroups(
        tuple(SignGroup(name, tuple(signs)) for name, signs in groups), tuple(tuple(each) for each in apart)
    )


def test_a_file_is_written_back_as_it_was_with_what_is_not_known() -> None:
    assert SignGroups.from_json(FILE).to_json() == FILE


def test_where_nothing_is_apart_the_file_does_not_speak_of_it() -> None:
    assert decided(("x", "ab")).to_json() == {"format": 1, "groups": [{"name": "x", "signs": ["a", "b"]}]}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {},
        {"format": 0, "groups": []},
        {"format": True},
        {"format": 1, "groups": {}},
        {"format": 1, "groups": ["a"]},
        {"format": 1, "groups": [{"name": "x"}]},
        {"format": 1, "groups": [{"signs": ["a"]}]},
        {"format": 1, "groups": [{"name": "x", "signs": [1]}]},
        {"format": 1, "groups": [], "apart": "ab"},
        {"format": 1, "groups": [], "apart": ["ab"]},
    ],
)
def test_what_is_of_another_shape_is_named_without_its_words(wrong: Json) -> None:
    with pytest.raises(Misshapen):
        SignGroups.from_json(wrong)


def test_signs_put_together_are_a_group_with_a_name() -> None:
    assert decided().together("The queue", "ab") == decided(("The queue", "ab"))


def test_a_sign_put_together_with_one_of_a_group_joins_all_of_it() -> None:
    assert decided(("x", "ab"), ("y", "cd")).together("z", "ae") == decided(("z", "abe"), ("y", "cd"))
    assert decided(("x", "ab"), ("y", "cd"), ("v", "gh")).together("z", "ad") == decided(("z", "abcd"), ("v", "gh"))


def test_a_group_keeps_the_fields_of_another_program_when_it_grows() -> None:
    (grown,) = SignGroups((SignGroup("x", ("a", "b"), NEW),)).together("z", "bc").groups
    assert (grown.name, grown.signs, grown.extra) == ("z", ("a", "b", "c"), NEW)


def test_signs_that_were_told_apart_and_are_put_together_are_apart_no_more() -> None:
    assert decided(apart=("ab",)).together("z", "ab").apart == ()
    assert decided(apart=("abc", "de")).together("z", "ab").apart == (("a", "c"), ("d", "e"))


def test_a_group_taken_apart_is_gone_and_its_signs_are_told_apart() -> None:
    assert decided(("x", "ab"), ("y", "cd")).taken_apart("a") == decided(("y", "cd"), apart=("ab",))


def test_what_is_known_to_be_apart_is_not_noted_twice() -> None:
    assert decided(apart=("abc",)).told_apart("ca").apart == (("a", "b", "c"),)
    assert decided().told_apart("a").apart == ()


@given(DECISIONS)
def test_whatever_is_decided_no_sign_is_in_two_groups_and_the_last_word_counts(
    decisions: list[tuple[str, list[str]]],
) -> None:
    known = SignGroups()
    for what, refs in decisions:
        if what == "together":
            known = known.together("x", refs)
            assert any({*refs} <= {*each.signs} for each in known.groups)
            mine = next({*each.signs} for each in known.groups if refs[0] in each.signs)
            assert all(len(mine & {*each}) < 2 for each in known.apart)
        elif what == "apart":
            known = known.taken_apart(refs)
            assert not any({*refs} & {*each.signs} for each in known.groups)
        else:
            known = known.told_apart(refs)
            assert len({*refs}) < 2 or any({*refs} <= {*each} for each in known.apart)
        signs = [ref for each in known.groups for ref in each.signs]
        assert len(signs) == len({*signs})
        assert SignGroups.from_json(known.to_json()) == known
