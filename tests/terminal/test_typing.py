"""The keys of typing: moving by what one sees, taking back, nudges, pastes, and the way to the editor."""

from __future__ import annotations

import io
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings, load_emacs_search_bindings
from rich.console import Console

from reflect.errors import ReflectError
from reflect.interview.asking import Conversation, converse
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.editor import Editor
from reflect.terminal.full.asker import FullAsker
from reflect.terminal.full.typing_keys import insert
from tests.terminal.conversation import ALT_ENTER, BACK, DONE, DOWN, ENTER, STOP, TAB, TODAY, UP, flow, pasted, talk
from tests.terminal.looking import Sized, shown_for

LONG = {"type": "long", "id": "what", "ask": "What happened?"}
TEXT = {"type": "text", "id": "what", "ask": "What happened?"}
IDEAS: dict[str, Any] = {"type": "list", "id": "ideas", "ask": "What helps?"}

HOME, END = "\x1b[H", "\x1b[F"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
SHIFT_UP, SHIFT_LEFT = "\x1b[1;2A", "\x1b[1;2D"
UNDO, REDO = "\x1a", "\x1bz"
TO_EDITOR = "\x18\x05"
BACKSPACE = "\x7f"


def typed(question: Mapping[str, Any], keys: str, columns: int = 80) -> Any:
    """The answer that `keys` make."""
    return talk(flow(question), keys, output=Sized(columns)).values[0]


# ------------------------------------------------------------------------------------------------- moving by rows

THREE_ROWS = "one two three four five six"
"""In rows of 11 columns: "one two", "three four", "five six"."""
NARROW = 15


def test_up_goes_to_the_row_above_and_keeps_its_column() -> None:
    assert typed(LONG, THREE_ROWS + UP + "|" + DONE, NARROW) == "one two three fo|ur five six"
    assert typed(LONG, THREE_ROWS + UP + UP + "|" + DONE, NARROW) == "one two| three four five six"


def test_a_shorter_row_on_the_way_does_not_change_the_column() -> None:
    text = "long enough" + ENTER + "x" + ENTER + "long enough"
    assert typed(LONG, text + UP + UP + "|" + DONE) == "long enough|\nx\nlong enough"
    assert typed(LONG, text + UP + UP + DOWN + DOWN + "|" + DONE) == "long enough\nx\nlong enough|"


def test_beyond_the_first_and_the_last_row_are_the_ends_of_the_text() -> None:
    assert typed(LONG, THREE_ROWS + UP * 3 + "|" + DONE, NARROW) == "|" + THREE_ROWS
    assert typed(LONG, THREE_ROWS + UP * 3 + DOWN * 3 + "|" + DONE, NARROW) == THREE_ROWS + "|"


def test_a_page_up_and_down_is_half_a_screen() -> None:
    text = "".join(f"{number:02}{ENTER}" for number in range(60))
    above = typed(LONG, text + PAGE_UP + "|" + DONE).split("\n")
    assert above[60 - 12] == "|48"
    assert typed(LONG, text + PAGE_UP + PAGE_DOWN + "|" + DONE).endswith("\n|")


def test_home_and_end_are_those_of_the_line() -> None:
    assert typed(LONG, THREE_ROWS + HOME + "<" + END + ">" + DONE, NARROW) == f"<{THREE_ROWS}>"


def test_what_is_selected_by_rows_is_replaced_by_what_is_typed() -> None:
    assert typed(LONG, THREE_ROWS + SHIFT_UP + "x" + DONE, NARROW) == "one two three fox"
    assert typed(LONG, "abc" + SHIFT_LEFT * 2 + "x" + DONE) == "ax"
    assert typed(LONG, "abc" + SHIFT_LEFT * 2 + pasted("x") + DONE) == "ax"
    assert typed(LONG, THREE_ROWS + SHIFT_UP + UP + "|" + DONE, NARROW).replace("|", "") == THREE_ROWS


def test_down_on_the_last_row_goes_through_what_is_suggested() -> None:
    two = flow(IDEAS, TEXT | {"suggest": "ideas"})
    listed = "one" + ENTER + ENTER
    assert talk(two, listed + DOWN + ENTER).values[-1] == "one"
    assert talk(two, listed + THREE_ROWS + UP + DOWN + ENTER, output=Sized(NARROW)).values[-1] == THREE_ROWS


# ------------------------------------------------------------------------------------------------------- taking back


def test_taking_back_goes_word_by_word() -> None:
    """Keys that come one by one are taken back by words; those that come at once, at once."""
    keys = [*"one two  three", UNDO, "!", DONE]
    output = Sized(seen=lambda _written: pipe.send_text(keys.pop(0)) if keys else None)
    with create_pipe_input() as pipe:
        asker = FullAsker(Console(file=io.StringIO(), width=80), input=pipe, output=output)
        told = converse(Interview(flow(LONG), Past(), TODAY), asker, lambda _each: None)
    assert value(told) == "one two  !"
    assert typed(LONG, "one two three" + UNDO + "!" + DONE) == "!"


def test_what_was_taken_back_comes_again() -> None:
    assert typed(LONG, "one" + "\x15" + UNDO + DONE) == "one"
    assert typed(LONG, "one" + "\x15" + UNDO + REDO + UNDO + DONE) == "one"
    assert typed(LONG, "one" + "\x15" + UNDO + REDO + DONE) is None


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("\x0b", ""),
        ("\x1b[1;5D" * 2 + "\x0b" + "|", "one |"),
        ("\x1b[1;5D" * 2 + "\x0b" + "\x19", "one two three"),
        ("\x17" + "|", "one two |"),
        ("\x1b\x7f" + "|", "one two |"),
        ("\x1b[1;5D" + "\x1b[1;5D" + "\x1b[1;5C" + "|", "one two| three"),
        ("\x1bb" + "|", "one two |three"),
    ],
)
def test_the_keys_of_other_prompts_for_words_and_lines(keys: str, text: str) -> None:
    if keys == "\x0b":
        keys = HOME + keys
    assert (typed(LONG, "one two three" + keys + DONE) or "") == text


# ------------------------------------------------------------------------------------ what does nothing frightening


def bound() -> list[str]:
    """What each of the library's keys for editing sends, as far as it is one that stands for itself."""
    sequences = {
        tuple(str(getattr(key, "value", key)) for key in binding.keys)
        for some in (load_basic_bindings(), load_emacs_bindings(), load_emacs_search_bindings())
        for binding in some.bindings
    }
    sent = {f"c-{letter}": chr(ord(letter) - 96) for letter in map(chr, range(97, 123))}
    sent |= {"escape": "\x1b", "c-@": "\x00", "c-\\": "\x1c", "c-]": "\x1d", "c-^": "\x1e", "<any>": "("}
    found = {"".join(sent.get(key, key) for key in keys) for keys in sequences}
    return sorted(each for each in found if each[0] in "\x1b" + "".join(sent.values()) and len(each) < 4)


MEANT = {
    *("\x03", "\x11", "\x04", "\x0d", "\x0a", "\x1b\x0d", "\x1a", "\x14", "\x08", "\x0b", "\x15", "\x17", "\x19"),
    *("\x1b\x08", "\x1bd"),
}
"""Keys that change the text or end the prompt, and are meant to."""


@pytest.mark.parametrize("keys", [each for each in bound() if each not in MEANT and each[0] not in "\x03("], ids=repr)
def test_no_other_key_of_the_library_changes_the_text_or_ends_the_prompt(keys: str) -> None:
    found = talk(flow(LONG), "one two" + keys + "\x05" + ALT_ENTER + STOP)
    # A key that waits for another one takes none from the text that follows.
    left = "".join(each for each in keys.removeprefix("\x1b") if each.isprintable())
    assert found.values[0] in ("one two", f"one two{left}", f"one two{left[1:]}")


@pytest.mark.parametrize(
    "key",
    [
        "\x1b[I",
        "\x1b[O",
        "\x1b[13;2u",
        "\x1b[<35;1;1M",
        "\x1b[M !!",
        "\x1bOI",
        "\x1b[25~",
        "\x1b[2~",
        "\x1bOP",
        "\x1b[24~",
    ],
)
def test_what_the_terminal_sends_beside_keys_is_not_typed(key: str) -> None:
    assert typed(LONG, "ab" + key + "cd" + DONE) == "abcd"


def test_a_bracket_after_escape_is_typed() -> None:
    assert typed(LONG, "ab\x1b[" + ENTER + DONE).startswith("ab[")


def test_alt_enter_in_one_line_goes_on() -> None:
    assert typed(TEXT, "one" + ALT_ENTER) == "one"


def test_bytes_that_are_no_text_are_not_typed() -> None:
    buffer = Buffer()
    insert(buffer, "a\udcffb")
    assert buffer.text == "ab"


# ------------------------------------------------------------------------------------------------------------ nudges


NUDGED = IDEAS | {"nudges": ["aaaa", "bbbb"]}


@pytest.mark.parametrize(
    ("keys", "nudge"), [("", "aaaa"), ("+", "bbbb"), ("+x" + BACKSPACE + "+", "aaaa"), ("x" + ENTER, "bbbb")]
)
def test_a_plus_on_an_empty_line_brings_the_next_nudge(keys: str, nudge: str) -> None:
    assert nudge in shown_for(NUDGED, keys, nudge)


def test_a_plus_that_brings_a_nudge_is_not_typed() -> None:
    told = talk(flow(NUDGED), "+" + "one + two" + ENTER + "+++" + ENTER)
    assert [each["text"] for each in told.last.value] == ["one + two"]


def test_a_plus_is_typed_where_there_are_no_nudges() -> None:
    told = talk(flow(IDEAS), "+1" + ENTER + ENTER)
    assert [each["text"] for each in told.last.value] == ["+1"]


# --------------------------------------------------------------------------------------------------------- the editor


class Writing:
    """An editor that writes `text` and ends with `code`; it saves `first` before, when that is given."""

    def __init__(self, text: str, code: int = 0, first: str | None = None) -> None:
        self.text, self.code, self.first = text, code, first
        self.found: list[str] = []

    def start(self, words: Sequence[str], _environ: Mapping[str, str]) -> Writing:
        self.file = Path(words[-1])
        self.found.append(self.file.read_text())
        return self

    def wait(self, timeout: float | None = None) -> int:
        if self.first is not None:
            self.file.write_text(self.first)
            self.first = None
            raise subprocess.TimeoutExpired("editor", timeout or 0)
        self.file.write_text(self.text)
        return self.code

    def terminate(self) -> None:
        """There is nothing to end."""


def with_editor(
    writing: Writing,
    question: Mapping[str, Any],
    keys: str,
    tmp_path: Path,
    keep: Callable[[str], None] | None = None,
    *,
    kept: bool = True,
) -> tuple[Conversation, str]:
    """What comes of `keys` where there is an editor, and all that was shown."""
    (tmp_path / "ed1tor").write_text("")
    (tmp_path / "ed1tor").chmod(0o755)
    editor = Editor({"PATH": str(tmp_path), "EDITOR": "ed1tor"}, tmp_path / "cache", writing.start)
    output = Sized()
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        pipe.close()
        console = Console(file=io.StringIO(), width=80)
        with FullAsker(console, input=pipe, output=output, keep=keep, editor=lambda: editor) as asker:
            asker.kept = kept
            told = converse(Interview(flow(question), Past(), TODAY), asker, lambda _each: None)
    return told, " ".join(output.written.split())


def value(told: Conversation) -> Any:
    return told.interview.trail[0].said.value


@pytest.mark.parametrize(
    ("question", "end", "found"),
    [
        (LONG, DONE, "one\ntwo."),
        (TEXT, ENTER, "one two."),
        (IDEAS, DONE, [{"key": "1", "text": "one"}, {"key": "2", "text": "two."}]),
    ],
)
def test_a_text_goes_on_in_the_editor_and_comes_back_with_the_cursor_at_its_end(
    question: dict[str, Any], end: str, found: Any, tmp_path: Path
) -> None:
    writing = Writing("one\n\ntwo\n" if question is TEXT else "one\ntwo\n")
    told, _ = with_editor(writing, question, "half" + TO_EDITOR + "." + end, tmp_path)
    assert writing.found == ["half\n"]
    assert value(told) == found


def test_the_text_from_before_the_editor_is_one_step_back(tmp_path: Path) -> None:
    told, _ = with_editor(Writing("whole"), LONG, "half" + TO_EDITOR + UNDO + DONE, tmp_path)
    assert value(told) == "half"


def test_an_emptied_text_stays_and_the_way_to_empty_it_is_said(tmp_path: Path) -> None:
    told, shown = with_editor(Writing(""), LONG, "half" + TO_EDITOR + DONE, tmp_path)
    assert value(told) == "half"
    assert "The editor gave back an empty text, so yours is as it was; " in shown


def test_a_problem_of_the_editor_is_said_and_the_text_stays(tmp_path: Path) -> None:
    told, shown = with_editor(Writing("lost", code=3), LONG, "half" + TO_EDITOR + DONE, tmp_path)
    assert value(told) == "half"
    assert "The editor ended with code 3; your text is as it was." in shown


def test_what_is_saved_in_the_editor_is_kept_and_what_was_typed_before(tmp_path: Path) -> None:
    kept: list[str] = []

    def keep(text: str) -> None:
        kept.append(text)

    with_editor(Writing("two", first="one"), LONG, "half" + TO_EDITOR + DONE, tmp_path, keep)
    assert kept[:2] == ["half", "one"]


def test_an_error_of_keeping_is_left_for_the_answer(tmp_path: Path) -> None:
    def keep(_text: str) -> None:
        raise ReflectError("The disk is full.")

    told, _ = with_editor(Writing("two", first="one"), LONG, "half" + TO_EDITOR + DONE, tmp_path, keep)
    assert value(told) == "two"


def test_free_words_of_a_list_can_be_written_in_the_editor(tmp_path: Path) -> None:
    kind = {"type": "choice", "id": "kind", "ask": "What?", "options": {"slip": "a slip"}, "other": "something else"}
    kept: list[str] = []
    keys = UP + ENTER + "half" + TO_EDITOR + ENTER
    told, _ = with_editor(Writing("two", first="one"), kind, keys, tmp_path, kept.append)
    assert told.interview.trail[0].said.other == "two"
    assert "other: one" in kept


def test_the_key_is_named_below_longer_texts(tmp_path: Path) -> None:
    for question, named in ((LONG, True), (IDEAS, True), (TEXT, False)):
        _, shown = with_editor(Writing(""), question, STOP, tmp_path)
        assert ("Ctrl-X Ctrl-E: editor" in shown) is named


def test_what_is_never_on_disk_gets_no_editor(tmp_path: Path) -> None:
    writing = Writing("two")
    told, shown = with_editor(writing, LONG, "half" + TO_EDITOR + DONE, tmp_path, kept=False)
    assert value(told) == "half"
    assert not writing.found
    assert "editor" not in shown


def test_without_an_editor_its_key_does_nothing() -> None:
    assert typed(LONG, "half" + TO_EDITOR + "." + DONE) == "half."


def test_back_after_the_editor_keeps_what_was_written_there(tmp_path: Path) -> None:
    told, _ = with_editor(Writing("two\n"), LONG, "half" + TO_EDITOR + BACK + STOP, tmp_path)
    assert told.interview.typing
    assert told.interview.typing.text == "two"


# ----------------------------------------------------------------------------------------------------------- pasting


def poured(question: Mapping[str, Any], keys: str) -> Any:
    """The answer that `keys` make, when they are more than a pipe holds."""
    with create_pipe_input() as pipe:
        pouring = threading.Thread(target=pipe.send_text, args=(keys,))
        pouring.start()
        asker = FullAsker(Console(file=io.StringIO(), width=80), input=pipe, output=Sized())
        told = converse(Interview(flow(question), Past(), TODAY), asker, lambda _each: None)
        pouring.join()
    return value(told)


def test_many_keys_that_wait_are_put_in_at_once() -> None:
    text = " ".join(f"word{number}" for number in range(20_000))
    assert poured(LONG, text + DONE) == text


def test_a_paste_of_a_megabyte_arrives_whole() -> None:
    for text in ("\n".join("a line of some words" for _ in range(50_000)), "some wörds " * 95_000 + "."):
        assert poured(LONG, pasted(text) + "!" + DONE) == text + "!"


def test_blank_lines_of_a_paste_leave_one_space_in_one_line() -> None:
    assert typed(TEXT, pasted("Hi Sam,\r\n\r\nit broke.\r\n") + ENTER) == "Hi Sam, it broke."
    assert typed(TEXT, pasted(" it broke ") + TAB + ENTER) == "it broke"
