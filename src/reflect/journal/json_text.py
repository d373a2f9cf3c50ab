"""JSON as it stands in a file of the journal: written so that no text is lost, read so that nothing is guessed."""

from __future__ import annotations

import json
import math
from typing import Any

from reflect.entry.plain import Json

_MOST_DIGITS = 1000


class NotJson(ValueError):
    """Bytes that are not the JSON this journal reads. The message says why, never what stands there."""


def encode(value: Json) -> bytes:
    """The bytes of a file: indented JSON in UTF-8, keys in their order. Raises RecursionError when far too deep.

    A half of a surrogate pair, which UTF-8 cannot hold, becomes its JSON escape.
    """
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def decode(data: bytes) -> Json:
    """The value in `data`. Raises NotJson for anything another reader might read differently, or not at all."""
    if not data:
        raise NotJson("it is empty")
    if not data.strip(b"\0"):
        raise NotJson("it holds nothing but zero bytes")
    if data.startswith(b"\xef\xbb\xbf"):
        raise NotJson("it begins with a byte order mark")
    try:
        text = data.decode("utf-8")
        return _DECODER.decode(text)
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 (byte {error.start + 1})"
    except json.JSONDecodeError as error:
        reason = f"it is not JSON from line {error.lineno}, column {error.colno} on"
    except RecursionError:
        reason = "it is nested too deep"
    # Raised out here, so that the error before it, which holds the whole text, is not carried along.
    raise NotJson(reason)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJson("a key stands twice in one place")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise NotJson("it holds a number of more than 1,000 digits")
    return int(digits)


def _decimal(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise NotJson("it holds a number that is too large")
    return value


def _constant(_name: str) -> float:
    raise NotJson("it holds NaN or Infinity, which JSON does not have")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_decimal, parse_constant=_constant, strict=True
)
