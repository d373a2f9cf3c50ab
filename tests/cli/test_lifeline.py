"""`reflect lifeline`: where to find people who can help, with nothing left behind; and the usual help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.library import flows
from reflect.terminal.columns import columns
from tests.cli.running import Reflect

WIDTHS = [100, 60, 40]
CONTACTS = 'contacts = ["Ada, who said I may ring at any hour, even at night", "[bold]Dr Lee[/bold]", "a\\tb"]\n'


@pytest.fixture
def stranger(tmp_path: Path) -> Reflect:
    """Somebody of whom there is nothing at all, not even a cache."""
    return Reflect(tmp_path / "home")


def put_contacts(reflect: Reflect) -> None:
    (reflect.home / "config").mkdir(parents=True)
    (reflect.home / "config" / "config.toml").write_text(CONTACTS, encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_looks_like_this(stranger: Reflect, width: int, snapshot: SnapshotAssertion) -> None:
    ran = stranger("lifeline", COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= width
    assert ran.out == snapshot


@pytest.mark.parametrize("width", WIDTHS)
def test_with_one_s_own_contacts_it_looks_like_this(stranger: Reflect, width: int, snapshot: SnapshotAssertion) -> None:
    put_contacts(stranger)
    ran = stranger("lifeline", COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= width
    assert ran.out == snapshot


def test_nothing_is_written_anywhere(stranger: Reflect, tmp_path: Path) -> None:
    assert stranger("lifeline").code == 0
    assert not [*tmp_path.iterdir()]
    put_contacts(stranger)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert "Dr Lee" in stranger("lifeline").out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_journal_is_neither_read_nor_changed(invoice: Reflect) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in invoice.home.rglob("*") if path.is_file()}
    assert "invoice" not in invoice("lifeline").out.lower()
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in invoice.home.rglob("*") if path.is_file()}
    assert after == before


def test_without_a_home_it_is_there_all_the_same(stranger: Reflect) -> None:
    ran = stranger("lifeline", REFLECT_HOME="~nobody-of-that-name/x")
    assert (ran.code, ran.err) == (0, "")
    assert "findahelpline.com" in ran.out


def test_with_broken_settings_it_is_there_all_the_same(stranger: Reflect) -> None:
    put_contacts(stranger)
    (stranger.home / "config" / "config.toml").write_text("contacts = 3\n")
    ran = stranger("lifeline")
    assert ran.code == 0
    assert "findahelpline.com" in ran.out
    assert "'contacts' is a list of texts in quotes" in ran.err


def test_turning_the_note_off_leaves_the_page(stranger: Reflect) -> None:
    assert stranger("config", "safety_note", "false").code == 0
    assert "findahelpline.com" in stranger("lifeline").out


def test_nothing_steers_the_terminal_whatever_the_contacts_hold(stranger: Reflect) -> None:
    put_contacts(stranger)
    out = stranger("lifeline", NO_COLOR="1").out
    assert "[bold]Dr Lee[/bold]" in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", out)


def test_a_program_that_has_lost_the_file_says_so(
    stranger: Reflect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows, "shipped_prompts", lambda: tmp_path)
    ran = stranger("lifeline")
    assert (ran.code, ran.complaint) == (1, "The file safety.yaml is missing from the program; install it again.")


def test_help_is_the_usual_help_with_a_line_about_it(
    stranger: Reflect, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = stranger("help")
    assert (ran.code, ran.err) == (0, "")
    assert stranger("-h").code == 0
    assert ran.out == capsys.readouterr().out
    assert re.search(r"(?m)^  lifeline +Where to find people", ran.out)
    assert not [*tmp_path.iterdir()]
