"""The keys for moving and editing in what is typed; whatever else the library binds does nothing here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import takewhile

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.selection import SelectionType

from reflect.terminal.full.wrapping import WordWrapped

Sequence = tuple[str, ...]

KEPT: frozenset[Sequence] = frozenset(
    tuple(keys.split())
    for keys in (
        *("left", "right", "home", "end", "c-a", "c-e", "c-b", "c-f", "c-left", "c-right", "c-home", "c-end"),
        *("escape b", "escape f", "escape left", "escape right"),
        *("c-h", "delete", "c-delete", "c-k", "c-u", "c-w", "c-y", "c-t", "c-_"),
        *("s-left", "s-right", "s-home", "s-end", "c-s-left", "c-s-right", "c-s-home", "c-s-end"),
        *("escape d", "escape c-h", "escape y", "escape"),
        *("<any>", "<sigint>", "<bracketed-paste>", "<ignore>", "c-i", "s-tab", "c-j", "c-m", "c-d", "c-c"),
    )
)
"""What the library binds that is wanted, or bound otherwise by every prompt."""

LONG = 50_000
"""Characters from which taking back goes in larger steps: each step is a copy of the text."""

_UNSAID = re.compile("[\ud800-\udfff]")
"""What is left of bytes that are no text; it cannot be stored."""

_KEY = re.compile(r"[0-?]*[ -/]*[@-~]")
"""What follows the beginning of a key: numbers, and the letter that ends it."""


def add_typing(own: KeyBindings, control: WordWrapped, page: Callable[[], int]) -> None:
    """Adds to `own` the keys for what is typed in `control`, where a page is so many rows."""
    for sequence in _frightening():
        own.add(*sequence)(_nothing)
    # It waits for another key in the library, and takes that away.
    own.add("c-]", eager=True)(_nothing)
    buffer = control.buffer

    @own.add("escape", "[")
    @own.add("escape", "O")
    def _(event: KeyPressEvent) -> None:
        if not _unknown_key(event):
            insert(buffer, event.data)

    def moving(*keys: str, by: Callable[[], int]) -> None:
        def move(event: KeyPressEvent) -> None:
            if buffer.selection_state and buffer.selection_state.shift_mode:
                buffer.exit_selection()
            control.move(by())
            del event

        for key in keys:
            own.add(key, save_before=_never)(move)

    def selecting(key: str, by: int) -> None:
        @own.add(key, save_before=_never)
        def _(_event: KeyPressEvent) -> None:
            if not buffer.selection_state and buffer.text:
                buffer.start_selection(selection_type=SelectionType.CHARACTERS)
                assert buffer.selection_state
                buffer.selection_state.enter_shift_mode()
            control.move(by)

    moving("up", "c-p", by=lambda: -1)
    moving("down", "c-n", by=lambda: 1)
    moving("pageup", by=lambda: -page())
    moving("pagedown", by=page)
    selecting("s-up", -1)
    selecting("s-down", 1)

    own.add("c-z", save_before=_never)(lambda _event: buffer.undo())
    own.add("escape", "z", save_before=_never)(lambda _event: buffer.redo())

    @own.add("c-l", save_before=_never)
    def _(event: KeyPressEvent) -> None:
        # The questions above stay; only the prompt is drawn anew.
        event.app.renderer.erase()
        event.app.invalidate()

    def begins_word(event: KeyPressEvent) -> bool:
        """Whether taking back shall lead to here: before a run of typing, and before each of its words."""
        if not event.is_repeat:
            return True
        before = buffer.document.char_before_cursor
        return len(buffer.text) < LONG and (not before or before.isspace()) and not event.data.isspace()

    @own.add(Keys.Any, filter=~_selecting(buffer), save_before=begins_word)
    def _(event: KeyPressEvent) -> None:
        insert(buffer, event.data + waiting(event))


def _unknown_key(event: KeyPressEvent) -> bool:
    """Takes away the rest of what a key sends that the library does not know; False when nothing like it follows."""
    queue = event.key_processor.input_queue
    found = _KEY.match("".join(each.data for each in takewhile(is_character, queue)))
    if not found or (event.data == "O" and len(found[0]) > 1):
        return False
    for _ in found[0]:
        queue.popleft()
    return True


def insert(buffer: Buffer, text: str) -> None:
    """Puts `text` in, in place of what is selected."""
    if buffer.selection_state:
        buffer.cut_selection()
    buffer.insert_text(_UNSAID.sub("", text))


def waiting(event: KeyPressEvent) -> str:
    """The characters that came right behind this one; key by key they would take half a minute for a long paste."""
    queue = event.key_processor.input_queue
    found = []
    while queue and is_character(queue[0]):
        found.append(queue.popleft().data)
    return "".join(found)


def is_character(press: KeyPress) -> bool:
    """Whether a key enters what stands on it."""
    return not isinstance(press.key, Keys) and press.key == press.data


def pasted(event: KeyPressEvent) -> str:
    """What is pasted, with the line ends of a text."""
    return event.data.replace("\r\n", "\n").replace("\r", "\n")


def in_one_line(text: str) -> str:
    """A text for where there is room for one line only; one that is a line stays as it is."""
    return " ".join(each for each in text.split("\n") if each.strip()) if "\n" in text else text


def _selecting(buffer: Buffer) -> Condition:
    return Condition(lambda: bool(buffer.selection_state))


@cache
def _frightening() -> tuple[Sequence, ...]:
    """All that the library binds for editing and that is not KEPT: macros, quoting, searching, history, counts."""
    from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
    from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings, load_emacs_search_bindings

    bound = [
        tuple(key.value if isinstance(key, Keys) else key for key in binding.keys)
        for some in (load_basic_bindings(), load_emacs_bindings(), load_emacs_search_bindings())
        for binding in some.bindings
    ]
    # A single character is bound only while a count is typed, which nothing begins here.
    return tuple(dict.fromkeys(keys for keys in bound if keys not in KEPT and len(keys[0]) > 1))


def _nothing(_event: KeyPressEvent) -> None:
    pass


def _never(_event: KeyPressEvent) -> bool:
    return False
