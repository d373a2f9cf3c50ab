"""Which editor is meant, and what it must be told so that it leaves no copy of a text behind."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

NAMED_IN = ("VISUAL", "EDITOR")
INSTALLED = ("notepad",) if os.name == "nt" else ("nano", "editor", "vim", "vi", "emacs")
"""What is looked for when none is named; the one that explains itself comes first."""

_VIM = (
    *("-n", "-i", "NONE"),
    # After the person's own settings; a small Vim does not know all of them.
    *("-c", "silent! set nobackup nowritebackup"),
    *("-c", "silent! set noundofile"),
)
_EMACS = ("--eval", "(setq make-backup-files nil create-lockfiles nil auto-save-list-file-prefix nil)")
_VIMS = ("vim", "nvim", "gvim", "mvim", "vimx", "rvim", "rgvim", "view", "rview", "gview", "evim")
_EMACSES = ("emacs", "xemacs")


def named(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """The variable that names an editor, and what it says; None when none does."""
    for variable in NAMED_IN:
        if said := environ.get(variable, "").strip():
            return variable, said
    return None


def command(environ: Mapping[str, str]) -> list[str] | None:
    """The command that opens a file whose name is put behind it; None when what is named, or all that is known, is not
    there."""
    said = named(environ)
    for each in (said[1],) if said else INSTALLED:
        words = _words(each, environ)
        if words and (program := _found(words[0], environ)):
            return [program, *words[1:], *_discreet(program)]
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


def _discreet(program: str) -> tuple[str, ...]:
    """The options that keep copies from being made elsewhere, for the editors that are known to take them."""
    for name in (_name(program), _name(os.path.realpath(program))):
        # Debian's names are vim.basic, vim.tiny, emacs-nox; a plain vi may be another program.
        if name.partition(".")[0] in _VIMS:
            return _VIM
        if name.partition("-")[0] in _EMACSES:
            return _EMACS
    return ()


def _name(program: str) -> str:
    return Path(program).name.lower().removesuffix(".exe")
