"""What is said of a mistake: one line on standard error, an exit code, and never a traceback."""

from __future__ import annotations

import pwd
from pathlib import Path

import pytest

from reflect import cli
from reflect.cli.place import Place
from tests.cli.running import SMALL, Reflect

BROKEN = """\
flow: mine
version: 1
title: Mine
abuot: Something of my own.
steps:
  - {id: how, ask: How?, type: txt}
"""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("lst",), "No such command 'lst'. Did you mean 'list'? `reflect -h` shows what there is."),
        (("list", "--al"), "No such option: --al"),
        (("flows", "lst"), "No such command 'lst'. Did you mean 'list'? `reflect flows -h` shows what there is."),
        (("flows",), "Missing command. `reflect flows -h` shows what there is."),
        (("flows", "show"), "Missing argument 'FLOW'. `reflect flows show -h` shows what there is."),
        (("show",), "Missing argument 'REF'. `reflect show -h` shows what there is."),
        (("list", "-n", "0"), "Invalid value for '-n'"),
        (("list", "-n", "many"), "Invalid value for '-n'"),
        (("list", "extra"), "unexpected extra argument"),
        (("define", "--answers"), "'--answers' requires an argument"),
        (("--nothing",), "No such option: --nothing"),
    ],
)
def test_a_mistake_in_the_command_line_is_one_line_and_says_where_to_look(
    reflect: Reflect, args: tuple[str, ...], words: str
) -> None:
    ran = reflect(*args)
    assert ran.code == 2
    assert words in ran.complaint
    assert ran.complaint.endswith("-h` shows what there is.")


@pytest.mark.parametrize("args", [("run", "defin"), ("flows", "show", "defin")])
def test_an_unknown_flow_is_named_with_what_was_meant(reflect: Reflect, args: tuple[str, ...]) -> None:
    ran = reflect(*args)
    assert ran.code == 1
    assert "There is no flow 'defin'; did you mean 'define'?" in ran.complaint
    assert "`reflect flows list`" in ran.complaint


# ------------------------------------------------------------------------------------------------ flows


def test_the_shipped_flows_are_sound(reflect: Reflect) -> None:
    ran = reflect("flows", "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count(": sound\n") == len(reflect("flows", "list", "--json").json)


def test_the_keys_of_flows_are_these(reflect: Reflect) -> None:
    listed = reflect("flows", "list", "--json").json
    assert [list(each) for each in listed] == [
        ["flow", "title", "about", "minutes", "own", "replaces", "sound", "file"] for _ in listed
    ]
    assert [each["flow"] for each in listed] == sorted(each["flow"] for each in listed)
    shown = reflect("flows", "show", "define", "--json").json
    assert list(shown)[:4] == ["flow", "version", "title", "about"]
    assert shown["flow"] == "define"
    assert {each["type"] for each in shown["steps"]} >= {"section", "note", "choice"}


def test_a_flow_is_shown_with_its_questions_and_their_conditions(reflect: Reflect) -> None:
    out = reflect("flows", "show", "define").out
    assert "Give it a short name" in out
    assert "title, text, required" in out
    assert "When " in out


def test_the_schema_of_a_flow_is_json(reflect: Reflect) -> None:
    schema = reflect("flows", "schema").json
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_an_own_flow_in_place_of_a_shipped_one_is_said_to_be_so(reflect: Reflect) -> None:
    path = reflect.own_flow(
        "define",
        "flow: define\nversion: 9\ntitle: My way\nabout: My own way to begin.\n"
        "steps:\n  - {id: how, ask: How?, type: text, required: true}\n",
    )
    rows = {each["flow"]: each for each in reflect("flows", "list", "--json").json}
    assert (rows["define"]["own"], rows["define"]["replaces"], rows["define"]["file"]) == (True, True, str(path))
    assert (rows["debrief"]["own"], rows["debrief"]["replaces"]) == (False, False)
    assert "in place of the one that came with the program" in " ".join(reflect("flows", "list").out.split())
    made = reflect.made("define", "--answers", "-", stdin="how: my way")
    assert reflect("show", made["entry"], "--json").json["flow"]["version"] == 9


def test_a_broken_flow_is_told_completely_and_breaks_only_itself(reflect: Reflect) -> None:
    path = reflect.own_flow("mine", BROKEN)
    for args in (("mine", "--answers", "-"), ("flows", "show", "mine"), ("flows", "check", "mine"), ("flows", "check")):
        ran = reflect(*args)
        first, *places = ran.err.splitlines()
        assert ran.code == 1
        assert first.startswith("reflect: ")
        assert [each.split(": ")[0].strip() for each in places[:1]] == [f"{path}:1:1"]
        assert any("'abuot'" in each and "about" in each for each in places)
        assert any(each.strip().startswith(f"{path}:6:") and "txt" in each for each in places)
    assert reflect.define()["entry"]
    assert reflect("list").code == 0


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 200_000, b"a: &b 1\nc: *b\n", b"", b"# no\n" * 60_000])
def test_a_file_that_is_no_flow_is_refused_with_its_place(reflect: Reflect, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    ran = reflect("flows", "check", str(path))
    assert ran.code == 1
    assert f"{path}:" in ran.err
    assert len(ran.err.splitlines()) <= 5


def test_a_flow_file_that_is_not_there_is_named(reflect: Reflect, tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        ran = reflect("flows", "check", str(path))
        assert ran.code == 1
        assert f"The flow file {path} cannot be read" in ran.err


def test_what_is_not_a_flow_file_among_one_s_own_is_passed_over(reflect: Reflect) -> None:
    for name in ("notes.txt", ".hidden.yaml", "UPPER.yaml", "a b.yaml"):
        reflect.own_flow("x", "").with_name(name).write_text("x", encoding="utf-8")
    (reflect.home / "config" / "prompts" / "x.yaml").unlink()
    assert not any(each["own"] for each in reflect("flows", "list", "--json").json)


# ------------------------------------------------------------------------------------------------ homes


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody the system knows, without a home."""

    def nobody(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("args", [(), ("list",), ("where",), ("setbacks", "--json"), ("show", "last")])
def test_without_a_home_one_line_names_the_way_out(reflect: Reflect, args: tuple[str, ...]) -> None:
    place = reflect.place()
    place.environ = {}
    assert cli.run(args, place) == 1
    assert place.stdout.getvalue() == ""  # type: ignore[attr-defined]
    said = place.stderr.getvalue()  # type: ignore[attr-defined]
    assert said.count("\n") == 1
    assert "REFLECT_HOME" in said


@pytest.mark.usefixtures("homeless")
def test_without_a_home_there_is_still_help(reflect: Reflect, capsys: pytest.CaptureFixture[str]) -> None:
    for args in (["-h"], ["define", "-h"], ["list", "-h"]):
        place = reflect.place()
        place.environ = {}
        assert cli.run(args, place) == 0
    assert "Usage: reflect define" in capsys.readouterr().out


def test_the_home_of_somebody_unknown_is_a_mistake_in_one_line(reflect: Reflect) -> None:
    ran = reflect("list", REFLECT_HOME="~nobody-of-this-name/journal")
    assert ran.code == 1
    assert "REFLECT_HOME" in ran.complaint


def test_a_home_that_is_a_file_is_told_in_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("something else", encoding="utf-8")
    ran = Reflect(file)("define", "--answers", "-", stdin=SMALL.format(title="A", line="B"))
    assert ran.code == 1
    assert ran.complaint.startswith("Not saved: ")
    assert file.read_text(encoding="utf-8") == "something else"


# ------------------------------------------------------------------------------------------------ what nobody foresaw


def test_a_mistake_of_the_program_shows_nothing_that_was_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(place: Place) -> None:
        raise ValueError("what somebody wrote")

    monkeypatch.setenv("REFLECT_HOME", str(tmp_path))
    monkeypatch.setattr("reflect.cli.home.home", fail)
    assert cli.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ValueError" in said
    assert "commands.py line" in said
    assert "somebody" not in said


def test_ctrl_c_in_a_command_ends_it_quietly(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(place: Place) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reflect.cli.home.home", interrupted)
    ran = reflect()
    assert (ran.code, ran.out, ran.err) == (130, "", "")
