"""A flow that was found sound once comes from the cache, for as long as nothing it stands on has changed."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

import reflect
from reflect.errors import BrokenFlow
from reflect.flow import language
from reflect.library import cache, flows
from reflect.library.flows import Library
from tests.flows.method import PROMPTS, SHIPPED
from tests.library.making import BROKEN, DEBRIEF, DEFINE, broken, imported, put

CHECKIN = """\
flow: checkin
version: 1
title: Come back
about: What is due.
steps:
  - {id: stands, ask: How does it stand?, type: text, each: {due: [promise, step]}}
"""
LOAD = """
from pathlib import Path
from reflect.library.flows import Library
library = Library(Path(sys.argv[1]), cache=Path(sys.argv[2]))
found = [library.load(name) for name in sys.argv[3:]]
said = [[each.flow.title, len(each.flow.steps), each.sha256] for each in found]
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two flows, of which one names the other; both are in the cache."""
    library = Library(put(tmp_path / "prompts", define=DEFINE, debrief=DEBRIEF), cache=tmp_path / "cache")
    for name in ("define", "debrief"):
        library.load(name)
    return library


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which flows are checked from now on, rather than taken from the cache."""
    names: list[str] = []
    check = language.check

    def noted(tree: Any, *args: Any) -> Any:
        names.append(tree["flow"])
        return check(tree, *args)

    monkeypatch.setattr(language, "check", noted)
    return names


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which flow files are read from now on."""
    names: list[str] = []
    bytes_of = flows.bytes_of

    def noted(path: Path) -> bytes:
        names.append(path.stem)
        return bytes_of(path)

    monkeypatch.setattr(flows, "bytes_of", noted)
    return names


def kept_a_while_ago(library: Library, *names: str) -> None:
    """Makes as if the files had been changed long before they were kept."""
    for name in names:
        at = kept(library, name).stat().st_mtime_ns + 2 * cache.MOMENT
        os.utime(kept(library, name), ns=(at, at))


def kept(library: Library, name: str) -> Path:
    assert library.cache is not None
    return library.cache / f"{name}.json"


def test_flows_from_the_cache_need_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    first, heavy = imported(LOAD, str(PROMPTS), str(tmp_path), *SHIPPED)
    assert heavy == ["pydantic", "ruamel.yaml"]
    assert imported(LOAD, str(PROMPTS), str(tmp_path), *SHIPPED) == [first, []]


def test_a_flow_is_checked_once(library: Library, checked: list[str]) -> None:
    assert library.load("define").flow.title == "Define"
    assert library.load("debrief").flow.title == "Debrief"
    assert not checked


def test_a_file_that_looks_as_it_did_is_not_read_again(library: Library, read: list[str]) -> None:
    kept_a_while_ago(library, "define", "debrief")
    assert library.load("define") == Library(library.shipped).load("define")
    read.clear()
    assert library.load("define").flow.title == "Define"
    assert library.load("debrief").flow.title == "Debrief"
    assert not read


def test_a_file_that_was_changed_a_moment_before_it_was_kept_is_read_again(library: Library, read: list[str]) -> None:
    assert library.load("define").flow.title == "Define"
    assert read


def test_what_was_kept_in_doubt_is_certain_once_it_is_kept_again(
    library: Library, checked: list[str], read: list[str]
) -> None:
    kept(library, "define").write_text(
        json.dumps({**json.loads(kept(library, "define").read_bytes()), "looks": {}}), encoding="utf-8"
    )
    library.load("define")
    kept_a_while_ago(library, "define")
    read.clear()
    library.load("define")
    assert not checked
    assert not read


@pytest.mark.parametrize("changed", ["define", "debrief"])
def test_another_file_of_the_same_size_and_time_is_read(library: Library, changed: str) -> None:
    kept_a_while_ago(library, "define", "debrief")
    before = library.load("debrief")
    path = library.shipped / f"{changed}.yaml"
    seen = path.stat()
    put(library.shipped, **{changed: path.read_text(encoding="utf-8").replace("How", "Why")})
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    again = path.stat()
    assert (again.st_size, again.st_mtime_ns) == (seen.st_size, seen.st_mtime_ns)
    after = library.load("debrief")
    assert after == Library(library.shipped).load("debrief")
    assert (after.sha256 != before.sha256) == (changed == "debrief")


def test_a_file_that_nobody_may_read_any_more_is_not_hidden_by_the_cache(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_a_while_ago(library, "define")
    (library.shipped / "define.yaml").chmod(0o200)

    def refused(path: Path) -> bytes:
        raise BrokenFlow(f"The flow file {path} cannot be read (Permission denied).")

    # Who runs the tests may be allowed everything.
    monkeypatch.setattr(flows, "bytes_of", refused)
    with pytest.raises(BrokenFlow, match="cannot be read"):
        library.load("define")


@pytest.mark.parametrize("after", [-cache.MOMENT, 0, cache.MOMENT, cache.MOMENT + 1])
def test_looks_are_certain_when_they_were_noted_more_than_a_moment_after_the_last_change(
    tmp_path: Path, after: int
) -> None:
    path = tmp_path / "define.yaml"
    path.write_text("flow: define", encoding="utf-8")
    looks, last = cache.looks({"": path, "goals": None}), max(path.stat().st_mtime_ns, path.stat().st_ctime_ns)
    assert cache.cannot_have_changed(looks, cache.looks({"": path, "goals": None}), last + after) == (
        after > cache.MOMENT
    )
    assert not cache.cannot_have_changed(looks, cache.looks({"": path, "goals": path}), last + 2 * cache.MOMENT)


def test_what_a_flow_goes_over_is_told_without_reading_it(library: Library, read: list[str]) -> None:
    put(library.shipped, checkin=CHECKIN)
    assert library.goes_over("checkin") == {"promise", "step"}
    kept_a_while_ago(library, "checkin", "define")
    read.clear()
    assert library.goes_over("checkin") == {"promise", "step"}
    assert library.goes_over("define") == frozenset()
    assert not read


def test_what_a_changed_flow_goes_over_is_found_out_anew(library: Library) -> None:
    put(library.shipped, checkin=CHECKIN)
    library.load("checkin")
    kept_a_while_ago(library, "checkin")
    put(library.shipped, checkin=CHECKIN.replace("[promise, step]", "promise"))
    assert library.goes_over("checkin") == {"promise"}


@pytest.mark.parametrize("inside", [None, 5, [[]]], ids=str)
def test_where_something_else_was_kept_the_flow_itself_says_what_it_goes_over(library: Library, inside: object) -> None:
    put(library.shipped, checkin=CHECKIN)
    library.load("checkin")
    found = json.loads(kept(library, "checkin").read_bytes())
    kept(library, "checkin").write_text(json.dumps({**found, "goes_over": inside}), encoding="utf-8")
    kept_a_while_ago(library, "checkin")
    assert library.goes_over("checkin") == {"promise", "step"}


def test_a_flow_from_the_cache_is_the_flow_of_the_file(library: Library) -> None:
    for name in ("define", "debrief"):
        assert library.load(name) == Library(library.shipped).load(name)


def test_a_changed_file_is_read_anew(library: Library) -> None:
    before = library.load("define")
    put(library.shipped, define=DEFINE.replace("How big", "How grave"))
    after = library.load("define")
    assert after.sha256 != before.sha256
    assert after.flow != before.flow
    assert library.load("define") == after


def test_a_file_that_breaks_is_not_hidden_by_the_cache(library: Library) -> None:
    put(library.shipped, define=BROKEN)
    assert broken(library, "define") == [
        "define.yaml:1:1: 'title' is missing",
        "define.yaml:3:1: unknown key 'titel'; did you mean 'title'?",
    ]


def test_a_broken_flow_is_not_kept(library: Library) -> None:
    put(library.shipped, letgo=BROKEN.replace("flow: define", "flow: letgo"))
    broken(library, "letgo")
    assert not kept(library, "letgo").exists()


def test_a_flow_is_checked_anew_when_one_that_it_names_changes(library: Library, checked: list[str]) -> None:
    put(library.shipped, define=DEFINE.replace("id: title", "id: name_of_it"))
    assert broken(library, "debrief") == ["debrief.yaml:6:15: there is no question 'title' in flow 'define'"]
    assert "debrief" in checked


def test_a_flow_is_checked_anew_when_one_that_it_names_goes(library: Library) -> None:
    (library.shipped / "define.yaml").unlink()
    assert broken(library, "debrief") == ["debrief.yaml:6:15: there is no flow 'define'; did you mean 'debrief'?"]


def test_a_flow_is_not_checked_anew_when_another_changes(library: Library, checked: list[str]) -> None:
    put(library.shipped, debrief=DEBRIEF.replace("How did", "Why did"))
    library.load("define")
    assert not checked


def test_another_version_of_the_program_checks_anew(
    library: Library, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reflect, "__version__", "999.0")
    library.load("define")
    assert checked
    checked.clear()
    library.load("define")
    assert not checked


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"{",
        b"null",
        b"[]",
        b'"define"',
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"program": 1, "sha256": [], "named": 5, "flow": null}',
    ],
    ids=["empty", "zeros", "truncated", "null", "a list", "a text", "no keys", "deep", "no UTF-8", "wrong kinds"],
)  # fmt: skip
def test_a_cache_that_cannot_be_read_is_done_without_and_written_anew(
    data: bytes, library: Library, checked: list[str]
) -> None:
    whole = kept(library, "define").read_bytes()
    kept(library, "define").write_bytes(data)
    assert library.load("define").flow.title == "Define"
    assert checked
    assert kept(library, "define").read_bytes() == whole


@pytest.mark.parametrize("part", ["named", "flow"])
@pytest.mark.parametrize(
    "value", [None, 5, "x", [], [1], {"flow": "define"}, {"steps": "abc"}, {"steps": [{}]}], ids=str
)
def test_a_cache_with_something_else_inside_is_done_without(
    part: str, value: object, library: Library, checked: list[str]
) -> None:
    inside = json.loads(kept(library, "debrief").read_bytes())
    kept(library, "debrief").write_text(json.dumps({**inside, part: value}), encoding="utf-8")
    assert library.load("debrief").flow.title == "Debrief"
    assert checked


def test_every_cut_of_a_kept_flow_is_done_without(library: Library) -> None:
    whole = kept(library, "define").read_bytes()
    expected = library.load("define")
    for length in range(0, len(whole), 37):
        kept(library, "define").write_bytes(whole[:length])
        assert library.load("define") == expected


def test_a_cache_that_is_a_file_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("mine", encoding="utf-8")
    library = Library(put(tmp_path / "prompts", define=DEFINE), cache=tmp_path / "cache")
    assert library.load("define") == library.load("define")
    assert (tmp_path / "cache").read_text(encoding="utf-8") == "mine"


def test_a_folder_where_a_kept_flow_belongs_is_done_without_and_nothing_is_left_behind(library: Library) -> None:
    kept(library, "define").unlink()
    kept(library, "define").mkdir()
    assert library.load("define").flow.title == "Define"
    assert library.cache is not None
    assert sorted(path.name for path in library.cache.iterdir()) == ["debrief.json", "define.json"]


def test_a_cache_that_cannot_be_written_is_done_without(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    kept(library, "define").unlink()
    monkeypatch.setattr("tempfile.mkstemp", full)
    assert library.load("define").flow.title == "Define"
    assert not kept(library, "define").exists()


def test_half_a_character_in_a_flow_is_refused_with_or_without_a_cache(tmp_path: Path) -> None:
    text = DEFINE.replace("title: Define", r'title: "Define \ud800"')
    for kept in (None, tmp_path / "cache", tmp_path / "cache"):
        with pytest.raises(BrokenFlow):
            Library(put(tmp_path / "prompts", define=text), cache=kept).load("define")


def test_nobody_else_may_read_what_is_kept(library: Library) -> None:
    assert library.cache is not None
    assert stat.S_IMODE(library.cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in library.cache.iterdir()} == {0o600}


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    library = Library(put(tmp_path / "prompts", define=DEFINE))
    library.load("define")
    assert [path.name for path in tmp_path.rglob("*")] == ["prompts", "define.yaml"]
