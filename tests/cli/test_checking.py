"""`reflect check apology`: remarks on any text, to read and for other programs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from reflect.cli import run
from reflect.terminal.columns import columns
from tests.checks.test_shipped import LETTER
from tests.cli.running import Ran, Reflect
from tests.cli.test_screens import WIDTHS

MAIL = """\
Hi Ruth,

I'm sorry if the figures
caused any trouble. You should have reminded me, and mistakes were made.

Can we just move on?

Jo
"""
KEYS = ["check", "phrase", "start", "end", "level", "why", "instead"]


def checked(reflect: Reflect, text: str, *args: str) -> Ran:
    ran = reflect("check", "apology", *args, stdin=text)
    assert (ran.code, ran.err) == (0, "")
    return ran


@pytest.mark.parametrize("width", WIDTHS)
def test_remarks_look_like_this(reflect: Reflect, width: int, snapshot: SnapshotAssertion) -> None:
    ran = reflect("check", "apology", stdin=MAIL, COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= width
    assert ran.out == snapshot


def test_a_letter_with_all_its_parts_asks_for_nothing(reflect: Reflect) -> None:
    assert checked(reflect, LETTER).out == "Nothing here asks for a second look.\n"
    assert checked(reflect, LETTER, "--json").json == []


def test_other_programs_get_every_remark_with_its_place_in_the_text(reflect: Reflect) -> None:
    remarks = checked(reflect, MAIL, "--json").json
    assert all([*each] == KEYS for each in remarks)
    assert all(MAIL[each["start"] : each["end"]] == each["phrase"] for each in remarks)
    assert {"sorry if", "You should have reminded"} <= {each["phrase"] for each in remarks}
    missing = [each for each in remarks if not each["phrase"]]
    assert missing
    assert {(each["check"], each["start"], each["end"]) for each in missing} == {("C2", len(MAIL), len(MAIL))}
    assert [each["level"] for each in remarks] == sorted((each["level"] for each in remarks), reverse=True)


def test_more_than_five_are_shown_when_they_are_asked_for(reflect: Reflect) -> None:
    text = "It was not my fault. Mistakes were made. I'm sorry you feel so. You should have asked. Sorry, but no. "
    text += "My manager forgot. Let's move on."
    assert len([each for each in checked(reflect, text, "--json").json if each["level"] == "strong"]) > 5


def test_a_file_is_read_as_it_is(reflect: Reflect, tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_bytes(b"\xef\xbb\xbf" + MAIL.replace("\n", "\r\n").encode())
    text = MAIL.replace("\n", "\r\n")
    ran = reflect("check", "apology", str(path), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert all(text[each["start"] : each["end"]] == each["phrase"] for each in ran.json)
    assert "sorry if" in {each["phrase"] for each in ran.json}


def test_a_dash_is_standard_input(reflect: Reflect) -> None:
    assert checked(reflect, MAIL, "-").out == checked(reflect, MAIL).out


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_no_words_ask_for_nothing(reflect: Reflect, text: str) -> None:
    assert checked(reflect, text, "--json").json == []


class Keyboard(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def test_somebody_at_a_terminal_is_told_how_a_text_ends(reflect: Reflect) -> None:
    place = reflect.place()
    place.stdin, err = Keyboard(MAIL), io.StringIO()
    place.stderr = err
    assert run(["check", "apology"], place) == 0
    assert "ends it" in err.getvalue()
    assert err.getvalue().count("\n") == 1


def test_nothing_is_kept(reflect: Reflect) -> None:
    checked(reflect, MAIL)
    assert not reflect.journal.exists()
    cached = b"".join(each.read_bytes() for each in reflect.home.rglob("*") if each.is_file())
    assert b"caused any trouble." not in cached


def test_an_unknown_word_gets_the_nearest(reflect: Reflect) -> None:
    ran = reflect("check", "apolgy", stdin=MAIL)
    assert (ran.code, ran.complaint) == (
        1,
        "There is no 'apolgy' to check; did you mean 'apology'? There is apology.",
    )


def test_a_file_that_cannot_be_read_is_named(reflect: Reflect, tmp_path: Path) -> None:
    missing, folder, other = tmp_path / "missing.txt", tmp_path / "folder", tmp_path / "other.txt"
    folder.mkdir()
    other.write_bytes(b"one\ntwo \xff\n")
    for path, complaint in (
        (missing, "cannot be read (No such file or directory)."),
        (folder, "cannot be read (Is a directory)."),
        (other, "is not UTF-8 text (line 2); save it as UTF-8 and try again."),
    ):
        ran = reflect("check", "apology", str(path))
        assert (ran.code, ran.complaint) == (1, f"{path} {complaint}")


def test_what_would_steer_a_terminal_is_shown_instead(reflect: Reflect) -> None:
    out = checked(reflect, "I'm sorry\u202e \x1b[31m if it hurt.").out
    assert "\x1b" not in out
    assert "\u241b" in out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.sampled_from(["sorry if ", "my bad", ". ", "\n\n", "\r", "é", "\U0001f600", "- ", "“"])).map("".join)
)
def test_any_text_is_read_to_its_end(reflect: Reflect, text: str) -> None:
    remarks = checked(reflect, text, "--json").json
    assert all(text[each["start"] : each["end"]] == each["phrase"] for each in remarks)
    checked(reflect, text)
