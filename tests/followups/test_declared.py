"""What a flow said is read back once for all that say the same, and what only looks the same is read for itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reflect.entry.plain import Json
from reflect.flow.becoming import Becomes
from reflect.flow.build import build_as
from reflect.flow.notation import Wrong
from reflect.flow.promises import FollowUp as Declared
from reflect.followups.declared import as_declared, as_meant

# Values that Python takes for equal to each other are among them.
PLAIN = st.sampled_from([None, True, False, 1, 0, 1.0, "1", "done", "2w", "date", "", [], {}, ["a"], {"a": "done"}])
MEANINGS = PLAIN | st.dictionaries(st.sampled_from(["a", "b"]), PLAIN, max_size=2)


def meant(raw: Json) -> Becomes | None:
    try:
        return Becomes.parse(raw) if raw is not None else None
    except Wrong:
        return None


@given(st.lists(MEANINGS, max_size=6))
def test_what_an_answer_means_is_what_reading_it_anew_gives(raws: list[Json]) -> None:
    assert [as_meant(each) for each in raws] == [meant(each) for each in raws]


@given(st.lists(st.dictionaries(st.sampled_from(["on", "in", "opens", "with", "over", "again"]), PLAIN), max_size=4))
def test_what_a_follow_up_says_is_what_reading_it_anew_gives(raws: list[dict[str, Json]]) -> None:
    for raw in raws:
        found = as_declared(Declared, {"kind": "promise", "text": "it", **raw})
        if found is not None:
            assert repr(found) == repr(build_as(Declared, {"kind": "promise", "text": "it", **raw}))


def test_what_no_program_of_ours_writes_is_passed_over() -> None:
    assert as_declared(Declared, {"kind": "promise", "text": "{", "in": "2d"}) is None
    assert as_declared(Declared, {"kind": "promise", "text": "it", "in": object()}) is None
    assert as_meant({"a": object()}) is None
