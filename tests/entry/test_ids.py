"""The tail of an id, as people see it."""

from __future__ import annotations

from reflect.entry.ids import SHORT, short


def test_the_short_id_is_the_last_six_digits() -> None:
    assert short("01890a5d-ac96-774b-bcce-b302099a8057") == "9a8057"
    assert SHORT == 6
