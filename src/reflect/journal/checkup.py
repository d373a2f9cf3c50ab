"""Reads everything in a journal and says what is not in order; mends what is safe to mend, and takes nothing away."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reflect.errors import NotSaved
from reflect.journal import reading
from reflect.journal.checkup_finding import Finding, in_order, mended
from reflect.journal.checkup_modes import findings_of
from reflect.journal.checkup_reading import Looking
from reflect.journal.files import Files


@dataclass
class Checkup:
    """What came of looking through a journal: everything that is not in order, and how much can be read there.

    `marks` tells by each entry (id) what its file held: length and CRC-32 in one number, -1 where it could not be read.
    `refused` is what the system said where something could not be mended.
    """

    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    setbacks: int = 0
    drafts: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    refused: list[NotSaved] = field(default_factory=list)

    def mend(self) -> None:
        """Mends what can be, as far as it was not mended before."""
        for number, each in enumerate(self.findings):
            self.findings[number], error = mended(each)
            self.refused += [error] if error else []
            if self.findings[number].mended and not each.mended:
                self.drafts -= each.kind == "finished"
                self.setbacks += each.kind == "orphan"

    def tidy(self) -> None:
        """Puts the findings in their order."""
        self.findings.sort(key=in_order)


def checkup(
    folder: Path,
    *,
    now: dt.datetime,
    cache: Path | None = None,
    fix: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Checkup | None:
    """Looks through the journal in `folder`, and with `fix` mends what is safe; None where there is no journal yet.

    `now` is the present moment, aware; of the folder `cache`, where there is one, it is looked who may read it; `progress` is told how many of how many files have been read.
    """
    found = Checkup()
    try:
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        found.findings.append(_unseen(folder, error))
        return found
    try:
        with os.scandir(folder):
            pass
    except FileNotFoundError:
        found.findings.append(Finding("folder", str(folder), "It is a link that leads nowhere."))
        return found
    except PermissionError:
        # Its mode may be mended; if not, it is told that it cannot be looked through.
        pass
    except OSError as error:
        found.findings.append(_unseen(folder, error))
        return found
    Looking(Files(folder), now, found, fix=fix, progress=progress).look()
    if not os.access(folder, os.W_OK):
        says = "Nothing can be written here: you have no permission, or the disk is read-only."
        found.findings.append(Finding("folder", str(folder), says))
    if cache is not None:
        found.findings += _open_to_others(cache)
    if fix:
        found.mend()
    found.tidy()
    return found


def _unseen(folder: Path, error: OSError) -> Finding:
    return Finding("folder", str(folder), f"It cannot be looked through: {reading.reason(error)}.")


def _open_to_others(cache: Path) -> list[Finding]:
    """Who may read the cache, which holds words of the journal."""
    found: list[Finding] = []
    itself = Path(os.path.realpath(cache))
    with contextlib.suppress(OSError):
        here = itself.stat()
        findings_of(itself, str(cache), here, here.st_uid, found.append)
        with os.scandir(itself) as items:
            for item in items:
                if item.is_file(follow_symlinks=False):
                    seen = item.stat(follow_symlinks=False)
                    findings_of(Path(item.path), str(cache / item.name), seen, here.st_uid, found.append)
    return found
