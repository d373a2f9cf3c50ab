"""Which editor is meant, and what it must be told so that it leaves no copy of a text behind."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

NAMED_IN = ("VISUAL", "EDITOR")
INSTALLED = ("notepad",) if os.name == "nt" else ("nano", "editor", "vim", "vi", "emacs")
"""What is looked for when none is named; the one that explains itself comes first."""

FOLDER = "{folder}"
"""Stands for the folder of the text in an option."""


class Told(NamedTuple):
    """What an editor is told: options, and what is set in its environment."""

    options: tuple[str, ...] = ()
    environ: tuple[tuple[str, str], ...] = ()


class Command(NamedTuple):
    """A command behind which the name of a file is put, and what is added to its environment."""

    words: list[str]
    environ: dict[str, str]


_VIM = Told(
    (
        *("-n", "-i", "NONE"),
        # After the person's own settings; a small Vim does not know all of them.
        *("-c", "silent! set nobackup nowritebackup patchmode="),
        *("-c", "silent! set noundofile"),
    )
)
# One with a window of its own would end at once otherwise, and the file with it.
_GVIM = Told(("-f", *_VIM.options))
_EMACS = Told(
    (
        "--eval",
        "(setq make-backup-files nil create-lockfiles nil auto-save-list-file-prefix nil)",
        *("--eval", "(setq auto-save-file-name-transforms nil undo-tree-auto-save-history nil)"),
        *("--eval", "(if (fboundp 'savehist-mode) (savehist-mode 0))"),
    )
)
# What was searched for, and where; backups, where somebody has them made. There is no option against them.
_NANO = Told(("-C", FOLDER), (("XDG_DATA_HOME", FOLDER),))
_MICRO = Told(("-backup", "false", "-savehistory", "false", "-saveundo", "false"))
_JOE = Told(("-nobackups", "-nodeadjoe", "--joe_state"))
_MCEDIT = Told((), (("XDG_DATA_HOME", FOLDER),))
_WAIT = Told(("--wait",))
_TOLD = {
    **dict.fromkeys(("vim", "nvim", "vimx", "rvim", "view", "rview"), _VIM),
    **dict.fromkeys(("gvim", "mvim", "rgvim", "gview", "rgview", "evim"), _GVIM),
    **dict.fromkeys(("joe", "jmacs", "jstar", "jpico", "rjoe"), _JOE),
    **dict.fromkeys(("code", "code-insiders", "codium", "subl", "zed"), _WAIT),
    "nano": _NANO,
    "micro": _MICRO,
    "mcedit": _MCEDIT,
    **dict.fromkeys(("pico", "nano-tiny"), Told()),
}
"""What each editor is told so that no copy of a text stays elsewhere, and so that it ends when the text is closed."""


def named(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """The variable that names an editor, and what it says; None when none does."""
    for variable in NAMED_IN:
        if said := environ.get(variable, "").strip():
            return variable, said
    return None


def command(environ: Mapping[str, str], folder: Path) -> Command | None:
    """The command that opens a file in `folder`; None when what is named, or all that is known, is not there."""
    said = named(environ)
    for each in (said[1],) if said else INSTALLED:
        words = _words(each, environ)
        if words and (program := _found(words[0], environ)):
            options, added = _told(program)
            told = [each.replace(FOLDER, str(folder)) for each in options]
            return Command(
                [program, *words[1:], *told], {name: value.replace(FOLDER, str(folder)) for name, value in added}
            )
    return None


def _words(said: str, environ: Mapping[str, str]) -> list[str]:
    """A command as its words. The path of a program may have spaces in it."""
    if _found(said, environ):
        return [said]
    try:
        words = shlex.split(said, posix=os.name != "nt")
    except ValueError:
        return []
    return [each.strip('"') for each in words] if os.name == "nt" else words


def _found(program: str, environ: Mapping[str, str]) -> str | None:
    home = environ.get("HOME")
    if program.startswith("~/") and home:
        program = home + program[1:]
    return shutil.which(program, path=environ.get("PATH", os.defpath))


def _told(program: str) -> Told:
    """What an editor is told, one that is known. A plain vi may be another program, and so may nano."""
    for name in (_name(os.path.realpath(program)), _name(program)):
        # Debian's names are vim.basic, vim.tiny, emacs-nox.
        if name.partition("-")[0] in ("emacs", "xemacs"):
            return _EMACS
        for known in (name, name.partition(".")[0]):
            if known in _TOLD:
                return _TOLD[known]
    return Told()


def _name(program: str) -> str:
    return Path(program).name.lower().removesuffix(".exe")
