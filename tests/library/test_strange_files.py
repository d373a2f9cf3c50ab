"""Whatever stands in a flow file, it either loads or is refused with its places; nothing else happens."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflect.errors import BrokenFlow
from reflect.flow.model import Flow
from reflect.library.flows import Library
from tests.flows.method import HERE, PROMPTS

PLACE = re.compile(r"[^\n]*/strange\.yaml:[1-9]\d*:[1-9]\d*: .*\S", re.DOTALL)
SEEDS = [*PROMPTS.glob("*.yaml"), *HERE.glob("*.yaml")]
PIECES = [
    b"\n", b"\n  ", b" ", b": ", b"- ", b"? ", b", ", b"'", b'"', b"{", b"}", b"[", b"]", b"|", b">", b"#", b"&a ",
    b"*a", b"!a ", b"%", b"@", b"\\", b"\t", b"\0", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"---\n",
    b"...\n", b"%YAML 1.1\n---\n", b"null", b"~", b"no", b"-1", b"9" * 5000, "²".encode(), b"{it}", b"{}", b"id: ",
    b"type: ", b"when: ", b"each: ", b"options: ", b"steps: ", b"at_least: ", b"any: ", b"from: ", b"define.", b"it",
]  # fmt: skip

strange = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def seeds() -> tuple[bytes, ...]:
    """Every section of the flows there are as a flow of its own, so that a change hits something."""
    found = []
    for path in SEEDS:
        header, _, steps = path.read_text(encoding="utf-8").partition("steps:\n")
        found += [f"{header}steps:\n{part}".encode() for part in re.split(r"(?m)^(?=  - type: section)", steps) if part]
    return tuple(found)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A part of a flow file with a few pieces put in, taken out, or doubled."""
    data = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        piece = draw(st.sampled_from(PIECES) | st.just(data[start:end] * 2) | st.binary(max_size=4))
        data = data[:start] + piece + data[end:]
    return data


def loads_or_says_where(folder: Path, data: bytes) -> None:
    (folder / "strange.yaml").write_bytes(data)
    library = Library(PROMPTS, own=folder)
    try:
        flow = library.load("strange").flow
    except BrokenFlow as error:
        places = error.details
    else:
        assert isinstance(flow, Flow)
        return
    assert places
    assert [each for each in places if not PLACE.fullmatch(each)] == []


@strange
@given(st.binary(max_size=200))
def test_any_bytes_load_or_are_refused_with_their_place(tmp_path: Path, data: bytes) -> None:
    loads_or_says_where(tmp_path, data)


@strange
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=2), max_size=30).map(b"".join))
def test_any_marks_of_yaml_load_or_are_refused_with_their_place(tmp_path: Path, data: bytes) -> None:
    loads_or_says_where(tmp_path, data)


@strange
@given(mutated())
def test_a_shipped_flow_with_anything_changed_loads_or_is_refused_with_its_places(tmp_path: Path, data: bytes) -> None:
    loads_or_says_where(tmp_path, data)
