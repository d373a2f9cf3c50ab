"""Makes the pictures of the README: what the program itself shows of the made-up year, as SVG.

    python docs/pictures/make.py

The year ends on a fixed day, so the pictures change only when the program or the year does. What a picture shows is cut
where it becomes long.
"""

# ruff: noqa: INP001 (a program of its own)

from __future__ import annotations

import datetime as dt
import io
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from reflect.cli import run
from reflect.cli.made_up_year import make_up
from reflect.cli.place import Place
from reflect.library.flows import shipped_prompts

HERE = Path(__file__).parent
NOW = dt.datetime(2026, 11, 22, 21, 30, tzinfo=dt.UTC)
COLUMNS, LINES = 84, 34
PICTURES = {
    "home": [],
    "follow-through": ["insights", "follow_through"],
    "signs": ["insights", "signs"],
    "mood": ["insights", "mood"],
}
THEME = TerminalTheme(
    (252, 252, 250),
    (45, 45, 48),
    [
        (45, 45, 48),
        (178, 64, 64),
        (64, 120, 72),
        (140, 110, 40),
        (60, 90, 150),
        (120, 80, 130),
        (30, 110, 125),
        (90, 90, 95),
    ],
)
# The program reaches for nothing on a network, and neither does a picture of it: rich's own frame loads a font.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
<rect fill="#fcfcfa" stroke="#d8d8d4" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


class Screen(io.StringIO):
    """What a terminal would be given."""

    def isatty(self) -> bool:
        return True


def shown(home: Path, *args: str) -> str:
    """What a command puts on a terminal, with its colours."""
    environ = {
        "REFLECT_HOME": str(home),
        "TERM": "xterm-256color",
        "COLUMNS": str(COLUMNS),
        "LINES": "999",
        "PAGER": "",
    }
    screen = Screen()
    place = Place(environ, io.StringIO(), screen, io.StringIO(), now=lambda: NOW)
    code = run(args, place)
    assert code == 0, place.stderr
    return screen.getvalue()


def picture(command: str, text: str) -> str:
    """A screen as SVG, below the command that shows it."""
    lines = text.rstrip("\n").split("\n")
    cut = [*lines[:LINES], "\x1b[2m...\x1b[0m"] if len(lines) > LINES + 1 else lines
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {command}", style="dim"))
    console.print()
    console.print(Text.from_ansi("\n".join(cut)), soft_wrap=True)
    return console.export_svg(title="", theme=THEME, code_format=FRAME, unique_id="screen")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "year"
        home.mkdir()
        make_up(home, shipped_prompts(), NOW)
        for name, args in PICTURES.items():
            svg = picture(" ".join(["reflect", *args]), shown(home, *args))
            (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
