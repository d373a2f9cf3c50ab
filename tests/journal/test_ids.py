"""Ids sort by time, never repeat, and are never anything but an id."""

from __future__ import annotations

import datetime as dt
import random
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.journal.ids import Minter, is_id, when
from tests.journal.making import NOON, Clock, minter

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MOMENTS = st.integers(0, (dt.datetime(9999, 12, 31, tzinfo=dt.UTC) - EPOCH) // dt.timedelta(milliseconds=1)).map(
    lambda count: EPOCH + count * dt.timedelta(milliseconds=1)
)


def test_an_id_is_a_uuid_of_version_7_that_tells_its_time() -> None:
    made = Minter(lambda: NOON, random.Random(1).randbytes)()

    assert uuid.UUID(made).version == 7
    assert uuid.UUID(made).variant == uuid.RFC_4122
    assert when(made) == NOON
    assert is_id(made)


@settings(deadline=None)
@given(st.lists(MOMENTS, min_size=1, max_size=50), st.randoms(use_true_random=False))
def test_ids_are_unique_and_increase_however_the_clock_goes(moments: list[dt.datetime], chance: random.Random) -> None:
    clock = iter(moments)
    mint = Minter(lambda: next(clock), chance.randbytes)

    made = [mint() for _ in moments]

    assert made == sorted(set(made))
    assert all(is_id(each) for each in made)


@pytest.mark.parametrize("bytes_given", [b"\x00", b"\xff"])
def test_a_thousand_ids_in_one_millisecond_are_unique_whatever_chance_gives(bytes_given: bytes) -> None:
    mint = Minter(lambda: NOON, lambda count: bytes_given * count)

    made = [mint() for _ in range(1000)]

    assert made == sorted(set(made))
    assert all(when(each) - NOON < dt.timedelta(milliseconds=5) for each in made)


def test_when_a_millisecond_has_no_number_left_the_next_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    mint = Minter(lambda: NOON, lambda count: b"\xff" * count)
    before = mint()
    monkeypatch.setattr(mint, "_last", (mint._last[0], (1 << 74) - 1))

    after = mint()

    assert after > before
    assert when(after) == NOON + dt.timedelta(milliseconds=1)


def test_a_clock_before_1970_still_gives_an_id() -> None:
    assert is_id(Minter(lambda: dt.datetime(1960, 1, 1, tzinfo=dt.UTC), random.Random(1).randbytes)())


@pytest.mark.parametrize(
    "change",
    [
        lambda made: "../x",
        lambda made: "CON",
        lambda made: "",
        lambda made: made + "\n",
        lambda made: "\n" + made,
        lambda made: made + "\0",
        lambda made: made.upper(),
        lambda made: made.replace("-", ""),
        lambda made: made[:14] + "4" + made[15:],
        lambda made: made[:-1] + "٣",
        lambda made: "f" * 8 + made[8:],
        lambda made: f"../{made}",
    ],
)
def test_what_is_not_wholly_an_id_is_refused(change: object) -> None:
    assert callable(change)
    assert not is_id(change(minter(Clock())()))


@given(st.text())
def test_a_text_is_no_id(text: str) -> None:
    assert not is_id(text)
