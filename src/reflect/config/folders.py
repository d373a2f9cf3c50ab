"""Where things are: the folders of the journal, of a person's own flows and settings, and of the cache."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from reflect.errors import NotSaved

HOME = "REFLECT_HOME"
RUNTIME = "XDG_RUNTIME_DIR"
_APP = "reflect"

SETTINGS_FILE = "config.toml"


class Folders(NamedTuple):
    """The folders in use. `cache` may be deleted at any moment."""

    journal: Path
    config: Path
    cache: Path

    @property
    def settings(self) -> Path:
        """The file of settings, which may be missing."""
        return self.config / SETTINGS_FILE

    @property
    def prompts(self) -> Path:
        """A person's own flows."""
        return self.config / "prompts"

    @property
    def aside(self) -> Path:
        """Where a text lies that an editor wrote and that is nowhere else: hardly anybody has their cache backed up or
        synced."""
        return self.cache / "editor"

    def editor(self, environ: Mapping[str, str]) -> Path:
        """Where texts lie while an editor has them open: in memory, where the system has a folder there that is for nobody
        else, so that nothing of them stays on a disk; else in the cache. REFLECT_HOME keeps everything in one place."""
        runtime = "" if environ.get(HOME) else environ.get(RUNTIME, "")
        return Path(runtime) / _APP if runtime and _for_nobody_else(runtime) else self.aside


def folders(environ: Mapping[str, str]) -> Folders:
    """The folders that `environ` leads to: all below REFLECT_HOME if it is set, else where the system keeps such files.

    Raises NotSaved when there is no home to put them in.
    """
    if home := environ.get(HOME):
        try:
            base = Path(home).expanduser().absolute()
        except RuntimeError:
            raise NotSaved(f"{HOME} names the home of somebody unknown here; set it to a folder of yours.") from None
        return Folders(base / "journal", base / "config", base / "cache")
    try:
        import platformdirs

        data = platformdirs.user_data_path(_APP, appauthor=False)
        found = Folders(
            data / "journal",
            platformdirs.user_config_path(_APP, appauthor=False),
            platformdirs.user_cache_path(_APP, appauthor=False),
        )
    except RuntimeError:
        raise _homeless() from None
    if not found.journal.is_absolute():
        raise _homeless()
    return found


def _for_nobody_else(folder: str) -> bool:
    """Whether it is a folder that only this account can look into."""
    if sys.platform == "win32" or not Path(folder).is_absolute():
        return False
    try:
        found = Path(folder).lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == 0o700


def _homeless() -> NotSaved:
    return NotSaved(f"There is no home folder to keep a journal in; set {HOME} to a folder of yours.")


def make_private(folder: Path) -> None:
    """Makes the folder and those above it that are missing, for their owner only. Raises OSError.

    What has to be there after a power cut is made by the journal, which waits for the disk.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
