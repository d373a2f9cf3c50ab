"""Two texts that stand side by side on a screen stand one below the other in Markdown."""

from __future__ import annotations

from reflect.export.blocks import markdown
from reflect.pages.blocks import Beside


def test_each_text_follows_its_title() -> None:
    block = Beside("Then", "I *sent* it.", "Now", "A day.\n\nNo more.")
    assert markdown((block,)) == "**Then**\n\nI \\*sent\\* it.\n\n**Now**\n\nA day.\n\nNo more.\n"


def test_a_side_without_words_is_only_its_title() -> None:
    assert markdown((Beside("Then", "", "Now", "A day."),)) == "**Then**\n\n**Now**\n\nA day.\n"
