"""What people look at, at three widths."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.terminal.columns import columns
from tests.cli.running import Reflect

WIDTHS = [100, 60, 40]
NAMED = "It names Marta, Hollis, Sons. --initials puts initials in their place.\n"
PAGES = {
    "home": (),
    "list": ("list",),
    "setbacks": ("setbacks",),
    "drafts": ("drafts",),
    "entry": ("show", "invoice/define"),
    "setback": ("show", "late reply"),
    "export": ("export", "invoice/define"),
    "flows": ("flows", "list"),
}


@pytest.fixture
def lived_in(invoice: Reflect) -> Reflect:
    """A journal with two setbacks, three entries and a draft."""
    invoice.define()
    invoice.put_off()
    return invoice


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_like_this(lived_in: Reflect, page: str, width: int, snapshot: SnapshotAssertion) -> None:
    ran = lived_in(*PAGES[page], COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, NAMED if page == "export" else "")
    if page != "export":
        assert max(map(columns, ran.out.splitlines())) <= width
    assert ran.out == snapshot


@pytest.mark.parametrize("width", WIDTHS)
def test_the_welcome_looks_like_this(reflect: Reflect, width: int, snapshot: SnapshotAssertion) -> None:
    welcome, _, place = reflect(COLUMNS=str(width)).out.partition("Everything is kept in")
    assert max(map(columns, welcome.splitlines())) <= width
    assert "".join(place.split()) == str(reflect.journal)
    assert welcome == snapshot


@pytest.mark.parametrize("width", ["", "0", "-5", "wide", "1", "7", "100000"])
def test_no_width_is_too_odd(lived_in: Reflect, width: str) -> None:
    for args in PAGES.values():
        assert lived_in(*args, COLUMNS=width).code == 0
