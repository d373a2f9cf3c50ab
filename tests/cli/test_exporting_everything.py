"""Everything that was written as one Markdown text, entry by entry."""

from __future__ import annotations

import datetime as dt
import io
import stat
from pathlib import Path

import pytest

from reflect.cli import run
from reflect.cli.exporting import AS_IT_IS, INITIALS, LOOK_OVER
from tests.cli.running import Answering, Reflect, at_a_terminal


@pytest.fixture
def year(reflect: Reflect) -> Reflect:
    """Three entries about two setbacks and none, a day apart; the first names Ruthie only later."""
    reflect.define(title="The first", line="Ruthie heard it last.")
    reflect.clock.moment += dt.timedelta(days=1)
    reflect.define(title="The second", line="It was late.")
    reflect.clock.moment += dt.timedelta(days=1)
    stdin = "safe: no\ncontain: x\ninform: [{who: Ruthie}]\nrepair: [{what: y}]\n"
    reflect.made("respond", "-s", "The first", "--answers", "-", stdin=stdin)
    return reflect


def test_every_entry_is_there_the_oldest_first(year: Reflect) -> None:
    out = year("export", "--all").out
    assert out.startswith('---\ntitle: "Journal"\n')
    heads = [line for line in out.splitlines() if line.startswith("## ")]
    assert heads == ["## The first", "## The second", "## The first"]
    assert out.index("Ruthie heard it last") < out.index("It was late") < out.rindex("Ruthie")


def test_what_is_private_or_sealed_is_left_out(invoice: Reflect) -> None:
    written = invoice("export", "--all").out
    private = [
        each["value"]
        for row in invoice("list", "--json").json
        for each in invoice("show", row["id"], "--json").json["answers"]
        if each.get("private") and isinstance(each.get("value"), str)
    ]
    assert private
    assert not [each for each in private if each in written]


def test_since_a_day_only_what_was_written_then(year: Reflect) -> None:
    day = year.clock.moment.date().isoformat()
    heads = [line for line in year("export", "--all", "--since", day).out.splitlines() if line.startswith("## ")]
    assert heads == ["## The first"]


def test_initials_stand_for_who_is_named_later_too(year: Reflect) -> None:
    ran = year("export", "--all", "--initials")
    assert "Ruthie" not in ran.out
    assert "R. heard it last" in ran.out
    assert ran.err.splitlines() == [LOOK_OVER]


def test_to_a_pipe_it_says_who_is_named(year: Reflect) -> None:
    assert year("export", "--all").err.splitlines() == [
        "It names people: Ruthie. --initials puts initials in their place."
    ]


@pytest.mark.parametrize(("chosen", "named"), [(INITIALS, False), (AS_IT_IS, True)])
def test_on_a_terminal_it_asks_how_names_shall_stand(
    year: Reflect, monkeypatch: pytest.MonkeyPatch, chosen: str, named: bool
) -> None:
    at_a_terminal(monkeypatch, Answering({"asked_first": chosen}))
    assert ("Ruthie" in year("export", "--all").out) is named


def test_it_is_written_to_a_new_file_for_its_owner_only(year: Reflect, tmp_path: Path) -> None:
    path = tmp_path / "all.md"
    assert year("export", "--all", "-o", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == year("export", "--all").out
    again = year("export", "--all", "-o", str(path))
    assert again.code == 1
    assert "exists already" in again.complaint


def test_it_is_written_piece_by_piece(year: Reflect) -> None:
    """So that a journal of many years takes no more memory than one entry."""
    place = year.place()
    pieces: list[str] = []

    class Pieces(io.StringIO):
        def write(self, text: str) -> int:
            pieces.append(text)
            return len(text)

    place.stdout = Pieces()
    assert run(["export", "--all"], place) == 0
    assert len(pieces) >= 4
    assert all(piece.count("\n## ") <= 1 for piece in pieces)


@pytest.mark.parametrize(
    "args", [(), ("last", "--all"), ("--all", "--for", "others"), ("--all", "--section", "lessons")], ids=repr
)
def test_options_that_do_not_go_together_are_named(year: Reflect, args: tuple[str, ...]) -> None:
    assert year("export", *args).code == 2


def test_an_empty_journal_is_a_heading(reflect: Reflect) -> None:
    ran = reflect("export", "--all")
    assert ran.code == 0
    assert ran.out.endswith("# Journal\n")


def test_an_entry_that_cannot_be_read_is_named_and_the_rest_is_there(year: Reflect) -> None:
    broken = Path(year("list", "--json").json[0]["file"])
    broken.write_bytes(b"{")
    ran = year("export", "--all")
    assert ran.code == 0
    assert "## The second" in ran.out
    assert str(broken) in ran.err
