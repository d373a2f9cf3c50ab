"""A short exclusive lock on the journal, so that two programs do not write at the same moment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from reflect.journal import disk
from reflect.journal.durable import not_saved

NAME = ".lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of the journal in `folder`, which must exist; waits for whoever holds it. Raises NotSaved.

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
            disk.take_lock(number)
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
