"""What can go wrong that a person can mend: one class each, with a message and an exit code, never printing."""

from __future__ import annotations

from collections.abc import Sequence

NOT_POSSIBLE = 1
USAGE = 2


class ReflectError(Exception):
    """Something a person can mend. `message` says what happened and what to do; one line unless `details` follow.

    `details` are further lines, each standing for itself (candidates of an ambiguous name, places in a file).
    """

    exit_code = NOT_POSSIBLE

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)


class UnknownName(ReflectError):
    """A name that stands for nothing here."""


class AmbiguousName(ReflectError):
    """A name that fits several things; `details` lists them."""

    exit_code = USAGE


class WrongOptions(ReflectError):
    """Options that do not go together, or a value that is none."""

    exit_code = USAGE


class NoTerminal(ReflectError):
    """Questions cannot be asked, because nobody is there to answer."""

    exit_code = USAGE


class WrongAnswers(ReflectError):
    """An answers file that does not fit the flow; `details` lists every place."""

    exit_code = USAGE


class BrokenFlow(ReflectError):
    """A flow file with something wrong in it; `details` lists every place."""


class BrokenSettings(ReflectError):
    """A settings file that cannot be read, or with something wrong in it."""


class Unreadable(ReflectError):
    """A file of the journal that cannot be read; it is left as it is."""


class NotSaved(ReflectError):
    """Writing failed, and the old data is intact."""


class MaybeNotSafe(NotSaved):
    """Written and in place, but the disk has not confirmed that it will stay."""


class ChangedSince(ReflectError):
    """What was to be changed, or taken back, is not any more what it was; it is left as it is."""


class FileExists(ReflectError):
    """Something stands where a new file was to be written."""


class NothingThere(ReflectError):
    """There is nothing to do this with."""
