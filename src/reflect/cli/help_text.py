"""Has what `-h` says made visible: it names a person's own flows in the words of their files, and typer prints it by itself."""

from __future__ import annotations

from collections.abc import Sequence

from typer._click.core import Context  # typer has no public name for where help is formatted
from typer._click.formatting import HelpFormatter

from reflect.pages.visible import visible


class VisibleHelp(HelpFormatter):
    """Formats help as typer does, and makes what it has written visible."""

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        # Columns are counted here, so it must be visible before.
        super().write_dl([(visible(name), visible(about)) for name, about in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        return visible(super().getvalue())


def make_help_visible() -> None:
    """Has the help of every command formatted so."""
    Context.formatter_class = VisibleHelp
