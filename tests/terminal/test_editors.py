"""Real editors, each with settings that have it keep copies and histories elsewhere: nothing of a text is left by them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pytest

from reflect.terminal.editor import Editor
from tests.cli.traces import traces

WORD = "Quaggazorilla"
TEXT = f"an old {WORD} text"
ESCAPE = "\x1b"
VIMRC = """\
set backup writebackup backupdir=~/backups undofile undodir=~/backups directory=~/backups patchmode=.orig updatecount=1
"""
EMACS = """\
(setq backup-directory-alist '((".*" . "~/backups")) auto-save-file-name-transforms '((".*" "~/backups/" t))
      auto-save-interval 20 savehist-additional-variables '(kill-ring search-ring) native-comp-deferred-compilation nil)
(savehist-mode 1)
"""
NANORC = "set backup\nset backupdir ~/backups\nset historylog\nset positionlog\n"


@dataclass(frozen=True)
class Known:
    """An editor: its command, the settings that are put into its home, and the keys that look for a word, copy it, write
    `new `, save twice, and end it."""

    command: str
    keys: Sequence[str]
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.command.split()[0]


VIM_KEYS = ("/Quagga\r", "yyp", "dd", "k0inew ", ESCAPE, ":w\r", "0inew ", ESCAPE, ":wq\r")
EMACS_KEYS = (f"\x13{WORD}\r", "\x01\x0b\x19", "\x01new ", "\x18\x13", "\x01new ", "\x18\x13", "\x18\x03")
EDITORS = (
    Known("vim", VIM_KEYS, {".vimrc": VIMRC + "set viminfo='100,<1000\n"}),
    Known("vi", VIM_KEYS, {".vimrc": VIMRC}),
    Known("nvim", VIM_KEYS, {".config/nvim/init.vim": VIMRC}),
    # nano takes the home of root from the system, so its settings are named.
    Known(
        "nano --rcfile={home}/.nanorc",
        ("\x17Quagga\r", "\x01new ", "\x0b", "\x15", "\x0f\r", "new ", "\x0f\r", "\x18"),
        {".nanorc": NANORC},
    ),
    Known("emacs -nw", EMACS_KEYS, {".emacs.d/init.el": EMACS}),
    Known("joe", ("\x0bfQuagga\r\r", "\x01new ", "\x0bd\r", "new ", "\x0bx")),
    Known("micro", ("\x06Quagga\r", "\x1b[Hnew ", "\x13", "new ", "\x13", "\x11")),
)


class OnATerminal:
    """A program on a terminal of its own, with keys pressed as soon as it shows the text; subprocess.Popen in small."""

    def __init__(self, words: Sequence[str], environ: Mapping[str, str], keys: Sequence[str]) -> None:
        self._child = pexpect.spawn(words[0], [*words[1:]], env={**environ}, dimensions=(24, 80), timeout=20)
        self._child.delaybeforesend = None
        self._keys = keys

    def wait(self, timeout: float | None = None) -> int:
        self._child.expect_exact(WORD)
        for each in self._keys:
            self._child.send(each)
            # What a program does not show at once it does while nothing is sent to it.
            self._child.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=0.15)
        self._child.expect(pexpect.EOF)
        self._child.close()
        code = self._child.exitstatus
        assert isinstance(code, int)
        return code

    def terminate(self) -> None:
        self._child.terminate()


@pytest.mark.parametrize("known", EDITORS, ids=lambda each: each.name)
def test_an_editor_leaves_nothing_of_a_text(known: Known, tmp_path: Path) -> None:
    if shutil.which(known.name) is None:
        pytest.skip(f"{known.name} is not installed")
    home = tmp_path / "home"
    (home / "backups").mkdir(parents=True)
    for name, text in known.settings.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text.replace("~", str(home)))
    environ = {
        "HOME": str(home),
        "TMPDIR": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "TERM": "xterm",
        "EDITOR": known.command.replace("{home}", str(home)),
    }
    editor = Editor(environ, tmp_path / "editor", lambda words, more: OnATerminal(words, more, known.keys))
    found = editor.edit(TEXT)
    assert found.problem is None
    assert "new " in found.text
    assert WORD in found.text
    assert not traces(tmp_path, "Quagga")
