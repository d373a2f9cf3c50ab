"""Ids that sort by the time they were made: UUID version 7, and never a file name that leads elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)
_LAST_MOMENT = (dt.datetime.max.replace(tzinfo=dt.UTC) - _EPOCH) // _MILLISECOND
_RANDOM_BITS = 74
_LOW_BITS = 62


class Minter:
    """Makes ids, each greater than the one before, also when the clock goes back or stands still.

    `clock` gives the aware present moment; `random_bytes(n)` gives n random bytes.
    """

    def __init__(self, clock: Callable[[], dt.datetime], random_bytes: Callable[[int], bytes]) -> None:
        self._clock = clock
        self._random_bytes = random_bytes
        self._last = (-1, 0)

    def __call__(self) -> str:
        """A new id. Its time is the clock's in milliseconds, or that of the id before when the clock is behind it."""
        moment = max((self._clock() - _EPOCH) // _MILLISECOND, 0)
        # Only 73 of the 74 bits are drawn, so that many steps of 32 bits fit above them within one millisecond.
        number = int.from_bytes(self._random_bytes(10), "big") % (1 << (_RANDOM_BITS - 1))
        if moment <= self._last[0]:
            moment = self._last[0]
            number = self._last[1] + 1 + int.from_bytes(self._random_bytes(4), "big")
            if number >> _RANDOM_BITS:
                moment, number = moment + 1, 0
        self._last = (moment, number)
        return _written(moment, number)


def is_id(text: str) -> bool:
    """Whether `text` is, as a whole, an id of this journal: lower-case hex with dashes, of a time a calendar knows."""
    return _ID.fullmatch(text) is not None and _milliseconds(text) <= _LAST_MOMENT


def when(minted: str) -> dt.datetime:
    """The moment the id was made, in UTC, to the millisecond."""
    return _EPOCH + _milliseconds(minted) * _MILLISECOND


def first_of(year: int, month: int) -> str:
    """What every id made in that month (UTC) or later is not below, and every earlier one is below."""
    if year > dt.MAXYEAR:
        return "g"
    moment = (dt.datetime(year, month, 1, tzinfo=dt.UTC) - _EPOCH) // _MILLISECOND
    digits = f"{max(moment, 0):012x}"
    return f"{digits[:8]}-{digits[8:]}"


def _milliseconds(minted: str) -> int:
    return int(minted[:8] + minted[9:13], 16)


def _written(moment: int, number: int) -> str:
    high, low = number >> _LOW_BITS, number & ((1 << _LOW_BITS) - 1)
    digits = f"{moment:012x}7{high:03x}{0b10 << _LOW_BITS | low:016x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
