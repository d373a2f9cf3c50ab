"""Settings: read from a file that people write by hand, and changed without touching the rest of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.config.settings import MAX_BYTES, Settings, read_settings, with_setting
from reflect.errors import BrokenSettings, UnknownName, WrongOptions


def put(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def broken(folder: Path, text: str | bytes) -> str:
    """What is said of a settings file with this text, without the path of the file."""
    path = put(folder, text)
    with pytest.raises(BrokenSettings) as caught:
        read_settings(folder)
    assert "\n" not in caught.value.message
    assert caught.value.details == ()
    assert caught.value.message.startswith(str(path))
    return caught.value.message.removeprefix(str(path))


def test_without_a_file_or_folder_nothing_is_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == read_settings(tmp_path / "none") == Settings(name="")


@pytest.mark.parametrize(
    "text",
    ['name = "Jo Doe"', "# mine\r\nname = 'Jo Doe'\r\n", '\ufeffname = "Jo Doe"', 'name = """\n  Jo\n  Doe\n"""'],
)
def test_a_setting_is_read_as_one_line(tmp_path: Path, text: str) -> None:
    put(tmp_path, text)
    assert read_settings(tmp_path).name == "Jo Doe"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# x\nnmae = 'Jo'\n", ":2: there is no setting 'nmae'; did you mean 'name'?"),
        (
            "theme = 1\n",
            ":1: there is no setting 'theme'; what can be set is name, asking, tips, safety_note, contacts, hidden.",
        ),
        (
            "\n[colours]\nred = 1\n",
            ":2: there is no setting 'colours'; what can be set is name, asking, tips, safety_note, contacts, hidden.",
        ),
        ("\nname = 3\n", ":2: 'name' is a text in quotes: name = \"...\"."),
        ("name = ['Jo']\n", ":1: 'name' is a text in quotes: name = \"...\"."),
        ("[name]\nfirst = 'Jo'\n", ":1: 'name' is a text in quotes: name = \"...\"."),
        ("name = 'a'\nname = Jo\n", ":2:8: this is not TOML: invalid value; mend it, or take it out."),
        ('name = "Jo\\u0007"', ":1: 'name' holds a character that cannot be shown; leave it out."),
        (f"name = '{'x' * 201}'", ":1: 'name' is longer than 200 characters; shorten it."),
        ("tip = true\n", ":1: there is no setting 'tip'; did you mean 'tips'?"),
        ("tips = 'false'\n", ":1: 'tips' is true or false: tips = false."),
        ("name = 'Jo'\nsafety_note = 0\n", ":2: 'safety_note' is true or false: safety_note = false."),
        ("contacts = 'Ada'\n", ':1: \'contacts\' is a list of texts in quotes: contacts = ["...", "..."].'),
        ("contacts = ['Ada', 3]\n", ':1: \'contacts\' is a list of texts in quotes: contacts = ["...", "..."].'),
        (
            "contacts = ['A\\u0007']\n".replace("'", '"'),
            ":1: 'contacts' holds a character that cannot be shown; leave it out.",
        ),
        (f"contacts = ['Ada', '{'x' * 201}']", ":1: 'contacts' is longer than 200 characters; shorten it."),
        (f"contacts = {['x'] * 21}", ":1: 'contacts' holds more than 20 texts; shorten it."),
        (
            "hidden = ['moods']\n",
            (
                ":1: 'hidden' is one of follow_through, causes, signs, similar, mood, timeline, path, "
                "factors, lessons, strengths, came_through, goals, card, open, trust, thoughts, look_back."
            ),
        ),
        (b"\nname = '\xff'", ":2: this is not UTF-8; save the file as UTF-8."),
        ("x = " + "1" * 5000, " is not TOML; mend it, or move it away."),
        ("x = " + "[" * 60_000, " is not TOML; mend it, or move it away."),
        ("#" * (MAX_BYTES + 1), " is larger than 64 KB, the most that settings may be; shorten it."),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_place(tmp_path: Path, text: str | bytes, message: str) -> None:
    assert broken(tmp_path, text) == message


def test_without_being_set_tips_and_the_note_are_given_and_there_are_no_contacts(tmp_path: Path) -> None:
    found = read_settings(tmp_path)
    assert (found.tips, found.safety_note, found.contacts) == (True, True, ())


def test_each_contact_is_read_as_one_line(tmp_path: Path) -> None:
    put(tmp_path, 'tips = false\ncontacts = [\n  "Ada,\\n a friend", # call her\n  " ", "Dr Lee; mornings",\n]\n')
    assert read_settings(tmp_path) == Settings(tips=False, contacts=("Ada, a friend", "Dr Lee; mornings"))


def test_a_text_that_does_not_end_is_named_with_its_line(tmp_path: Path) -> None:
    assert broken(tmp_path, "# x\nname = '''Jo").startswith(":2: this is not TOML: ")


def test_what_is_set_twice_is_broken(tmp_path: Path) -> None:
    assert broken(tmp_path, "name = 'a'\nname = 'b'\n").startswith(":2:")


def test_a_folder_or_a_pipe_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.mkdir()
    with pytest.raises(BrokenSettings, match=r"config\.toml is not a file; move it away\."):
        read_settings(tmp_path)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(BrokenSettings, match="is not a file"):
        read_settings(tmp_path)


def test_a_file_in_place_of_the_folder_sets_nothing_and_is_named_by_whoever_writes_there(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("")
    assert read_settings(path) == Settings()


# ------------------------------------------------------------------------------------------------------ changing one


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'name = "Jo"\n'),
        ("# only words", '# only words\nname = "Jo"\n'),
        ("# mine\n\nname = 'Ada' # for letters\n# end\n", '# mine\n\nname = "Jo" # for letters\n# end\n'),
        ("\ufeffname = 'Ada'\r\n# end\r\n", 'name = "Jo"\r\n# end\r\n'),
        ("name = 3\n", 'name = "Jo"\n'),
        ("name = 'Jo'", "name = 'Jo'"),
    ],
)
def test_a_setting_is_changed_and_the_rest_of_the_file_stays(tmp_path: Path, before: str, after: str) -> None:
    put(tmp_path, before)
    assert with_setting(tmp_path, "name", " Jo\n") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("# a\nname = 'Ada' # b\n\n# c\n", "# a\n\n# c\n"), ("name = 3", ""), ("# a\n", "# a\n"), ("", "")],
)
def test_a_setting_is_taken_out_and_the_rest_of_the_file_stays(tmp_path: Path, before: str, after: str) -> None:
    put(tmp_path, before)
    assert with_setting(tmp_path, "name", "") == after


@pytest.mark.parametrize(
    ("key", "value", "after"),
    [
        ("tips", "false", "# mine\ntips = false\n"),
        ("tips", "No", "# mine\ntips = false\n"),
        ("safety_note", "yes", "# mine\nsafety_note = true\n"),
        ("contacts", "Ada, 01; Dr  Lee ;", '# mine\ncontacts = ["Ada, 01", "Dr Lee"]\n'),
        ("contacts", "Ada\nDr Lee\n", '# mine\ncontacts = ["Ada", "Dr Lee"]\n'),
        ("contacts", " ; ", "# mine\n"),
        ("tips", "", "# mine\n"),
    ],
)
def test_what_is_no_text_is_set_from_what_is_typed(tmp_path: Path, key: str, value: str, after: str) -> None:
    put(tmp_path, "# mine\n")
    assert with_setting(tmp_path, key, value) == after
    put(tmp_path, after)
    assert with_setting(tmp_path, key, "") == "# mine\n"


@pytest.mark.parametrize("text", ["nmae = 'Jo'\n", "name = Jo\n", "name = 'Jo'\n[x]\n"])
def test_a_file_that_is_broken_elsewhere_is_not_changed(tmp_path: Path, text: str) -> None:
    put(tmp_path, text)
    with pytest.raises(BrokenSettings):
        with_setting(tmp_path, "name", "Ada")


def test_a_name_that_is_none_and_a_value_that_cannot_be_kept_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as unknown:
        with_setting(tmp_path, "nane", "Jo")
    assert unknown.value.message == "There is no setting 'nane'; did you mean 'name'?"
    for value in ("J\x00", "J\ud800", "x" * 201):
        for key in ("name", "contacts"):
            with pytest.raises(WrongOptions, match=rf"^'{key}' "):
                with_setting(tmp_path, key, value)
    with pytest.raises(WrongOptions, match=r"^'tips' is true or false"):
        with_setting(tmp_path, "tips", "perhaps")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_name_is_read_as_it_was_set(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("config")
    put(folder, "# kept\n" + with_setting(folder, "name", name))
    assert read_settings(folder).name == " ".join(name.split())
    assert with_setting(folder, "name", "") == "# kept\n"
