"""A remark at a prompt, which goes when the prompt is answered."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import FormattedTextControl, HSplit, Window
from prompt_toolkit.layout.dimension import Dimension

from reflect.pages.visible import visible
from reflect.terminal.columns import wrapped
from reflect.terminal.full.keys import MARGIN
from reflect.terminal.full.leaving import Prompt

REMARK = "fg:ansiyellow"
NARROWEST = 8


def with_remark(prompt: Prompt, said: str, width: Callable[[], int]) -> Prompt:
    """`prompt` with `said` under what is typed, in so many columns; as it was when nothing is said.

    Above it, a window that is made narrower would leave a part of it on the screen: from the cursor on all is drawn anew.
    """
    if not said:
        return prompt

    def fragments() -> StyleAndTextTuples:
        return [(REMARK, "\n".join(remark_rows(said, width())))]

    remark = Window(
        FormattedTextControl(fragments),
        height=lambda: Dimension.exact(len(remark_rows(said, width()))),
        dont_extend_height=Always(),
    )
    layout = prompt.application.layout
    assert isinstance(layout.container, HSplit)
    parts = layout.container.children
    parts.insert(parts.index(layout.current_window) + 1, remark)
    return prompt


def remark_rows(said: str, width: int) -> list[str]:
    """A remark in so many columns, with the margin of what is typed."""
    if not said:
        return []
    return [" " * MARGIN + row for row in wrapped(visible(said), max(NARROWEST, width - MARGIN))]
