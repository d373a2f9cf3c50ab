"""Where to find people who can help, as it is shown at any time to whoever looks for it."""

from __future__ import annotations

from collections.abc import Sequence

from reflect.interview.care import Pointer
from reflect.pages.blocks import Page, Words


def lifeline_page(pointer: Pointer, contacts: Sequence[str] = ()) -> Page:
    """The paragraphs of the pointer for somebody who wrote nothing, with their own `contacts`, a line each."""
    return tuple(Words(each) for each in pointer.page(contacts))
