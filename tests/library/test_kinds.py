"""The file of kinds that setbacks are compared by: read, checked completely, kept in the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reflect.errors import BrokenFlow
from reflect.library.flows import KINDS, Library
from reflect.library.kinds import load
from tests.flows.method import PROMPTS
from tests.library.making import DEFINE, imported, put

FILE = """\
forms:
  leave: left
common:
  everywhere: it the
  at_work: day
kinds:
  open:
    label: something left open
    near: [lost]
    told: left open, the gate
  lost:
    label: something lost
    broad: yes
    told: gone, the keys
  third:
    label: a third thing
    told: bell
"""
LOAD = """
from pathlib import Path
from reflect.library.flows import Library
from reflect.library.kinds import load
said = [each.id for each in load(Library(Path(sys.argv[1]), cache=Path(sys.argv[2]))).kinds]
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(put(tmp_path / "prompts", define=DEFINE), tmp_path / "own", tmp_path / "cache")
    put_kinds(library, FILE)
    return library


def put_kinds(library: Library, text: str) -> None:
    (library.shipped / KINDS).write_text(text, encoding="utf-8")


def wrong(library: Library, text: str) -> list[str]:
    """What is said about a file that cannot be loaded: every place without its folder."""
    put_kinds(library, text)
    with pytest.raises(BrokenFlow) as caught:
        load(library)
    return [Path(each).name for each in caught.value.details]


def test_the_shipped_kinds_are_sound_and_each_has_its_words() -> None:
    kinds = load(Library(PROMPTS))
    assert kinds
    spoken = {kind for says in kinds.says.values() for kind, _ in says}
    assert spoken == {each.id for each in kinds.kinds}
    assert all(each.label and not each.label.endswith(".") for each in kinds.kinds)
    assert len({each.label for each in kinds.kinds}) == len(kinds.kinds)


def test_the_kinds_are_no_flow(library: Library) -> None:
    assert [*library.files()] == ["define"]


def test_what_the_file_says_is_read(library: Library) -> None:
    kinds = load(library)
    assert kinds
    assert [(each.id, each.label, each.broad, each.near) for each in kinds.kinds] == [
        ("open", "something left open", False, ("lost",)),
        ("lost", "something lost", True, ()),
        ("third", "a third thing", False, ()),
    ]
    assert kinds.forms.stem("left") == kinds.forms.stem("leaving")
    assert kinds.common.at_work == {"day"}


def test_where_there_is_no_file_there_are_none(library: Library) -> None:
    (library.shipped / KINDS).unlink()
    assert load(library) is None


def test_everything_that_is_wrong_is_named_with_its_place(library: Library) -> None:
    text = FILE.replace("near: [lost]", "near: [lots, open]").replace("told: gone, the keys", "tolled: gone")
    text = text.replace("broad: yes", "broad: maybe").replace("  at_work: day", "  at_work: [day]")
    assert wrong(library, text) == [
        "similar.yaml:5:3: 'at_work' must be a text",
        "similar.yaml:9:12: there is no other kind 'lots'; did you mean 'lost'?",
        "similar.yaml:9:18: there is no other kind 'open'; did you mean 'open'?",
        "similar.yaml:11:3: 'told' is missing",
        "similar.yaml:13:5: 'broad' must be yes or no",
        "similar.yaml:14:5: unknown key 'tolled'; did you mean 'told'?",
    ]
    assert wrong(library, "kinds: []\n") == [
        "similar.yaml:1:1: 'kinds' must be a mapping of kinds, at least one",
        "similar.yaml:1:1: must be a mapping",
    ]
    assert wrong(library, "kinds: {Open: {label: x, told: y}}\n")[0].startswith("similar.yaml:1:9: the name of a kind")
    assert wrong(library, "kinds: *all\n")[0].startswith("similar.yaml:1:8: anchors")


def test_the_second_time_no_yaml_is_read(library: Library, tmp_path: Path) -> None:
    first = load(library)
    assert imported(LOAD, str(library.shipped), str(tmp_path / "cache")) == [["open", "lost", "third"], []]
    assert load(library) == first


def test_a_change_of_the_file_counts_at_once_and_a_spoiled_cache_is_passed_over(
    library: Library, tmp_path: Path
) -> None:
    load(library)
    put_kinds(library, FILE.replace("a third thing", "another thing"))
    kinds = load(library)
    assert kinds
    assert kinds.kinds[2].label == "another thing"
    kept = tmp_path / "cache" / "kinds.json"
    for spoiled in ("", "[]", json.dumps({**json.loads(kept.read_text()), "kinds": [1]})):
        kept.write_text(spoiled)
        assert load(library) == kinds


def test_without_keeping_nothing_is_written(library: Library, tmp_path: Path) -> None:
    load(library, keep=False)
    assert not (tmp_path / "cache").exists()
