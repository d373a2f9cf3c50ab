"""A short exclusive lock on the journal, so that two programs do not write at the same moment."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from reflect.journal import disk
from reflect.journal.durable import not_saved

NAME = ".lock"
PAUSE = 0.05
"""Seconds."""


@contextlib.contextmanager
def locked(folder: Path, tries: int | None = None) -> Iterator[None]:
    """Holds the lock of `folder`, which must exist; waits for whoever holds it. Raises NotSaved, also when it was tried so many
    times in vain, PAUSE apart.

    Not for taking twice at once in one program: the second would wait for the first without end.
    """
    path = folder / NAME
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | disk.open_flags(), 0o600)
    except OSError as error:
        raise not_saved(path, error) from None
    try:
        try:
            disk.make_private(number)
            _take(number, tries)
        except OSError as error:
            raise not_saved(path, error) from None
        try:
            yield
        finally:
            disk.free_lock(number)
    finally:
        # Everything is written by now; that the lock's own file did not close well takes nothing back.
        with contextlib.suppress(OSError):
            os.close(number)


def _take(number: int, tries: int | None) -> None:
    for _ in range((tries or 1) - 1):
        try:
            disk.take_lock(number, wait=False)
        except OSError as error:
            if error.errno not in disk.TAKEN:
                raise
            time.sleep(PAUSE)
        else:
            return
    disk.take_lock(number, wait=tries is None)
