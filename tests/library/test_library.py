"""The flows at hand: shipped ones, a person's own that may replace them, and broken ones that break only themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reflect.errors import BrokenFlow, UnknownName
from reflect.flow.soundness import flows_named
from reflect.library.flows import MAX_BYTES, FlowFile, Library, shipped_prompts
from tests.flows.method import SHIPPED
from tests.library.making import BROKEN, DEBRIEF, DEFINE, broken, imported, put

MINE = DEFINE.replace("title: Define", "title: Define it my way")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    shipped = put(tmp_path / "shipped", define=DEFINE, debrief=DEBRIEF)
    return Library(shipped, own=put(tmp_path / "own"), cache=tmp_path / "cache")


def own(library: Library, **flows: str) -> Path:
    assert library.own is not None
    return put(library.own, **flows)


def test_the_shipped_flows_are_found_beside_the_program() -> None:
    assert set(SHIPPED) <= Library(shipped_prompts()).files().keys()


def test_a_flow_is_called_after_its_file(library: Library) -> None:
    assert library.files() == {
        "debrief": FlowFile("debrief", library.shipped / "debrief.yaml"),
        "define": FlowFile("define", library.shipped / "define.yaml"),
    }


def test_finding_the_flows_takes_no_module_that_only_loading_one_needs(library: Library) -> None:
    find = "from pathlib import Path\nfrom reflect.library.flows import Library\nsaid = [*Library(Path(sys.argv[1])).files()]"
    heavy = ("difflib", "hashlib", "pydantic", "ruamel.yaml", "tempfile")
    assert imported(find, str(library.shipped), heavy=heavy) == [["debrief", "define"], []]


@pytest.mark.parametrize(
    "name", ["Mine.yaml", "mine.yml", "mine.yaml~", ".mine.yaml", "1st.yaml", "a-b.yaml", "mine.json"]
)
def test_a_file_with_another_kind_of_name_is_no_flow(name: str, library: Library) -> None:
    (own(library) / name).write_text(DEFINE, encoding="utf-8")
    assert [*library.files()] == ["debrief", "define"]


@pytest.mark.parametrize("folder", [None, Path("/nowhere/at/all")])
def test_without_a_folder_of_ones_own_the_shipped_flows_are_there(folder: Path | None, library: Library) -> None:
    assert Library(library.shipped, own=folder).load("define").flow.title == "Define"


def test_without_any_flow_there_is_none(tmp_path: Path) -> None:
    assert Library(tmp_path / "nowhere").files() == {}


def test_an_own_flow_stands_beside_the_shipped_ones(library: Library) -> None:
    path = own(library, mine=MINE.replace("flow: define", "flow: mine")) / "mine.yaml"
    assert library.files()["mine"] == FlowFile("mine", path, own=True, replaces=False)
    assert library.load("mine").flow.title == "Define it my way"


def test_an_own_flow_replaces_the_shipped_one_and_says_so(library: Library) -> None:
    shipped = library.load("define")
    path = own(library, define=MINE) / "define.yaml"
    assert library.files()["define"] == FlowFile("define", path, own=True, replaces=True)
    assert library.load("define").flow.title == "Define it my way"
    path.unlink()
    assert library.load("define") == shipped


def test_a_broken_own_flow_breaks_only_itself(library: Library) -> None:
    own(library, mine=BROKEN, other="a: [")
    assert library.load("define").flow.title == "Define"
    assert library.load("debrief").flow.title == "Debrief"
    assert broken(library, "mine") == [
        "mine.yaml:1:1: 'title' is missing",
        "mine.yaml:1:1: the file is called 'mine', the flow 'define'",
        "mine.yaml:3:1: unknown key 'titel'; did you mean 'title'?",
    ]
    assert len(broken(library, "other")) == 1


@pytest.mark.parametrize(
    "text",
    [BROKEN, "", "a: [", "\0", DEFINE.replace("version: 1", "version: one"), "# " + "x" * MAX_BYTES],
    ids=["unknown key", "empty", "no YAML", "a NUL", "wrong value", "too large"],
)
def test_a_flow_that_names_a_broken_one_can_be_loaded_again_and_again(text: str, library: Library) -> None:
    own(library, define=text)
    assert library.load("debrief").flow.title == "Debrief"
    assert library.load("debrief").flow.title == "Debrief"
    assert broken(library, "define")


def test_a_flow_that_names_one_that_cannot_be_opened_can_be_loaded_again_and_again(library: Library) -> None:
    (own(library) / "define.yaml").mkdir()
    assert library.load("debrief").flow.title == "Debrief"
    assert library.load("debrief").flow.title == "Debrief"


def test_a_flow_with_a_mistake_among_its_questions_can_still_be_referred_to(library: Library) -> None:
    own(library, define=DEFINE + '  - {id: more, ask: "And {nobody}?", type: text}\n')
    assert broken(library, "define") == ["define.yaml:8:16: there is no question 'nobody' in this flow"]
    assert library.load("debrief").flow.title == "Debrief"
    own(library, debrief=DEBRIEF.replace("define.title", "define.titel"))
    assert broken(library, "debrief") == [
        "debrief.yaml:6:15: there is no question 'titel' in flow 'define'; did you mean 'title'?"
    ]


def test_two_flows_may_name_each_other(library: Library) -> None:
    own(library, define=DEFINE.replace("How big is it?", '"How big after {debrief.why}?"'))
    for _ in range(2):
        assert library.load("define").names == {"debrief"}
        assert library.load("debrief").names == {"define"}


def test_a_folder_in_place_of_a_file_is_said_to_be_one(library: Library) -> None:
    path = own(library) / "mine.yaml"
    path.mkdir()
    assert broken(library, "mine") == [f"The flow file {path} cannot be read (Is a directory)."]
    assert library.files()["mine"].head() == {}


def test_a_link_to_nothing_is_said_to_be_one(library: Library) -> None:
    path = own(library) / "mine.yaml"
    path.symlink_to("nowhere.yaml")
    assert broken(library, "mine") == [f"The flow file {path} cannot be read (No such file or directory)."]


def test_a_file_over_the_size_limit_is_refused_and_one_at_the_limit_is_read(library: Library) -> None:
    mine = MINE.replace("flow: define", "flow: mine")
    whole = mine + "#" * (MAX_BYTES - len(mine))
    own(library, mine=whole)
    assert library.load("mine").flow.title == "Define it my way"
    own(library, mine=whole + "#")
    assert broken(library, "mine") == ["mine.yaml:1:1: is larger than 256 KB, the most a flow may be"]


def test_what_could_harm_the_reader_is_refused_with_its_place(library: Library) -> None:
    own(library, mine="[" * 200_000, bomb="a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    assert broken(library, "mine") == ["mine.yaml:1:22: is nested more than 20 deep"]
    [said] = broken(library, "bomb")
    assert said.startswith("bomb.yaml:1:4: anchors and aliases")


def test_a_broken_flow_is_named_with_all_its_places(library: Library) -> None:
    path = own(library, mine="flow: mine\nversion: 0\nsteps: []\n") / "mine.yaml"
    with pytest.raises(BrokenFlow) as caught:
        library.load("mine")
    assert caught.value.message == "The flow 'mine' has 4 problems; mend the file and try again."
    assert caught.value.details == (
        f"{path}:1:1: 'about' is missing",
        f"{path}:1:1: 'title' is missing",
        f"{path}:2:1: 'version' must be 1 or more",
        f"{path}:3:1: 'steps' must be a list of steps, at least one",
    )


def test_places_are_said_in_the_order_of_the_file(library: Library) -> None:
    questions = "".join(f'  - {{id: q{n}, ask: "{{x{n}}}", type: text}}\n' for n in range(12))
    own(library, define=DEFINE + questions)
    lines = [int(each.split(":")[1]) for each in broken(library, "define")]
    assert lines == [*range(8, 20)]


def test_a_flow_that_is_not_there_is_answered_with_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownName) as caught:
        library.load("defin")
    expected = "There is no flow 'defin'; did you mean 'define'? `reflect flows list` shows all."
    assert caught.value.message == expected


@pytest.mark.parametrize("name", ["../shipped/define", "define.yaml", "zzz", ""])
def test_only_the_id_of_a_flow_finds_it(name: str, library: Library) -> None:
    with pytest.raises(UnknownName) as caught:
        library.load(name)
    assert caught.value.message.startswith(f"There is no flow '{name}'")


def test_a_file_anywhere_can_be_checked_beside_the_flows_at_hand(library: Library, tmp_path: Path) -> None:
    path = put(tmp_path / "elsewhere", mine=DEBRIEF.replace("flow: debrief", "flow: mine")) / "mine.yaml"
    assert flows_named(library.check(path)) == {"define"}
    path.write_text(DEBRIEF, encoding="utf-8")
    with pytest.raises(BrokenFlow) as caught:
        library.check(path)
    assert caught.value.details == (f"{path}:1:1: the file is called 'mine', the flow 'debrief'",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Mine\nabout: For me.\nminutes: 5-8\n", {"title": "Mine", "about": "For me.", "minutes": "5-8"}),
        ("welcome: 2  # after define\nneeds: setback\n", {"welcome": "2"}),
        ("title: >-\n  Mine\nabout: |\n  For me.\n", {}),
        ("title: 'Mine'\nabout: \"For: me.\"\n", {"title": "Mine", "about": "For: me."}),
        ("steps:\n  - title: Not this\n", {}),
        ("", {}),
        ("\xff", {}),
        ("# " + "x" * 2000 + "\ntitle: Too far down\n", {}),
    ],
    ids=["plain", "remark", "folded", "quoted", "inside", "empty", "no UTF-8", "too far down"],
)  # fmt: skip
def test_the_first_kilobyte_is_enough_for_a_list(text: str, expected: dict[str, str], library: Library) -> None:
    (own(library) / "mine.yaml").write_bytes(text.encode("latin-1"))
    assert library.files()["mine"].head() == expected


def test_an_own_flow_in_place_of_a_shipped_one_does_not_break_the_others(tmp_path: Path) -> None:
    prompts = tmp_path / "own"
    prompts.mkdir()
    (prompts / "define.yaml").write_text(
        "flow: define\nversion: 1\ntitle: D\nabout: D.\nsteps:\n  - {id: q, ask: Q?, type: text}\n", encoding="utf-8"
    )
    library = Library(shipped_prompts(), prompts, tmp_path / "cache")
    for _ in range(2):
        assert library.load("debrief").names == {"debrief", "define"}
    assert library.check(shipped_prompts() / "debrief.yaml").flow == "debrief"
    assert list(library.load("define").flow.questions) == ["q"]


def test_the_cache_is_for_its_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Library(shipped_prompts(), None, tmp_path / "home" / "cache").load("define")
    finally:
        os.umask(before)
    folders = (tmp_path / "home", tmp_path / "home" / "cache", tmp_path / "home" / "cache" / "flows")
    assert [each.stat().st_mode & 0o777 for each in folders] == [0o700] * 3
