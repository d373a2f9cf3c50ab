"""`reflect config`: what is set, and setting it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from reflect.config import settings
from reflect.config.settings import Settings, read_settings
from tests.cli.running import Reflect

UNSET = {"name": "", "asking": "", "tips": True, "safety_note": True, "contacts": [], "hidden": []}


@pytest.fixture
def file(reflect: Reflect) -> Path:
    return reflect.home / "config" / "config.toml"


def test_nothing_is_set_at_first_and_looking_makes_no_file(reflect: Reflect, file: Path) -> None:
    ran = reflect("config")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{file}  (not there yet)\n\n")
    assert "name" in ran.out
    assert "(not set)" in ran.out
    assert "as your letters are signed" in ran.out
    assert not file.exists()


def test_a_setting_is_set_shown_and_taken_out(reflect: Reflect, file: Path) -> None:
    assert reflect("config", "name", "Jo  Doe").code == 0
    assert file.read_text() == 'name = "Jo Doe"\n'
    assert "Jo Doe" in reflect("config", "name").out
    assert reflect("config", "--json").json == {"file": str(file), "settings": {**UNSET, "name": "Jo Doe"}}
    assert reflect("config", "name", "").code == 0
    assert file.read_text() == ""
    assert reflect("config", "name", "Ada", "--json").json["settings"]["name"] == "Ada"
    assert reflect("config", "name", "--unset", "--json").json["settings"] == UNSET


def test_what_is_on_or_off_and_what_has_several_texts_is_set_and_shown_as_it_is_typed(reflect: Reflect) -> None:
    assert "false" in reflect("config", "safety_note", "no").out
    shown = reflect("config", "contacts", "Ada, a friend; Dr Lee, mornings").out
    assert "Ada, a friend; Dr Lee, mornings" in " ".join(shown.split())
    settings = reflect("config", "--json").json["settings"]
    assert settings == {**UNSET, "safety_note": False, "contacts": ["Ada, a friend", "Dr Lee, mornings"]}
    assert reflect("config", "contacts", "--unset", "--json").json["settings"] == {**UNSET, "safety_note": False}


def test_taking_out_what_is_not_set_makes_no_file(reflect: Reflect, file: Path) -> None:
    assert reflect("config", "name", "--unset").code == 0
    assert not file.exists()


def test_the_file_is_private_and_its_other_lines_stay(reflect: Reflect, file: Path) -> None:
    assert reflect("config", "name", "Jo").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.write_text("# mine\nname = 'Ada' # me\n")
    assert reflect("config", "name", "Jo").code == 0
    assert file.read_text() == '# mine\nname = "Jo" # me\n'
    assert [each.name for each in file.parent.iterdir()] == ["config.toml"]


def test_a_link_to_the_file_stays_a_link(reflect: Reflect, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "reflect.toml"
    kept.parent.mkdir()
    kept.write_text("# kept here\n")
    file.parent.mkdir(parents=True)
    file.symlink_to(kept)
    assert reflect("config", "name", "Jo").code == 0
    assert file.is_symlink()
    assert kept.read_text() == '# kept here\nname = "Jo"\n'


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["nmae"], 1, "There is no setting 'nmae'; did you mean 'name'?"),
        (["nmae", "Jo"], 1, "There is no setting 'nmae'; did you mean 'name'?"),
        (
            ["theme"],
            1,
            "There is no setting 'theme'; what can be set is name, asking, tips, safety_note, contacts, hidden.",
        ),
        (["--unset"], 2, "--unset takes the name of one setting, and no value."),
        (["name", "Jo", "--unset"], 2, "--unset takes the name of one setting, and no value."),
        (["name", "x" * 201], 2, "'name' is longer than 200 characters; shorten it."),
        (["tips", "perhaps"], 2, "'tips' is true or false: tips = false."),
        (["contacts", "a; b\x1bc"], 2, "'contacts' holds a character that cannot be shown; leave it out."),
        (["name", "a\x1bb"], 2, "'name' holds a character that cannot be shown; leave it out."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    reflect: Reflect, file: Path, args: list[str], code: int, message: str
) -> None:
    ran = reflect("config", *args)
    assert (ran.code, ran.complaint) == (code, message)
    assert not file.exists()


@pytest.mark.parametrize("args", [[], ["name"], ["--json"], ["name", "Jo"], ["name", "--unset"]])
def test_a_broken_file_is_shown_and_left_as_it_is(reflect: Reflect, file: Path, args: list[str]) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("# x\nnmae = 'Jo'\n")
    ran = reflect("config", *args)
    assert (ran.code, ran.complaint) == (1, f"{file}:2: there is no setting 'nmae'; did you mean 'name'?")
    assert file.read_text() == "# x\nnmae = 'Jo'\n"


def test_where_settings_are_used_a_broken_file_is_said_once_and_nothing_is_set(reflect: Reflect, file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("name = Jo\n")
    place = reflect.place()
    assert (place.settings.name, place.settings.name) == ("", "")
    said = place.stderr
    said.seek(0)
    assert said.read() == (
        f"reflect: {file}:1:8: this is not TOML: invalid value; mend it, or take it out. Until then, nothing is set.\n"
    )


def test_where_settings_are_used_they_are_read_once(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reflect("config", "name", "Jo").code == 0
    times: list[Path] = []

    def read(folder: Path) -> Settings:
        times.append(folder)
        return read_settings(folder)

    monkeypatch.setattr(settings, "read_settings", read)
    place = reflect.place()
    assert not times
    assert (place.settings.name, place.settings.name) == ("Jo", "Jo")
    assert times == [reflect.home / "config"]
