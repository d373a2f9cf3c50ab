"""A text goes into the person's own editor and comes back, whatever the editor does with it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from reflect.terminal import editor_programs
from reflect.terminal.editor import Edited, Editor, sweep

Step = Callable[[Path], int | None]
"""What an editor does between two looks at it; a number is the exit code with which it ends."""


class Acting:
    """An editor that does one step at each look at it, and remembers what it was called with."""

    def __init__(self, *steps: Step) -> None:
        self.steps = iter(steps)
        self.words: list[str] = []
        self.terminated = False

    def start(self, words: Sequence[str], _environ: Mapping[str, str]) -> Acting:
        self.words = [*words]
        return self

    @property
    def file(self) -> Path:
        return Path(self.words[-1])

    def wait(self, timeout: float | None = None) -> int:
        if self.terminated:
            return -signal.SIGTERM
        code = next(self.steps, _ends)(self.file)
        if code is None:
            raise subprocess.TimeoutExpired(self.words, timeout or 0)
        return code

    def terminate(self) -> None:
        self.terminated = True


def _ends(_file: Path) -> int:
    return 0


def writes(text: str | bytes, code: int | None = None) -> Step:
    def step(file: Path) -> int | None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return code

    return step


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which there is one program, called ed1tor."""
    programs = tmp_path / "bin"
    programs.mkdir()
    _program(programs / "ed1tor")
    return {"PATH": str(programs), "EDITOR": "ed1tor"}


def _program(file: Path, script: str = "exit 0") -> None:
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "editor"


def edited(environ: dict[str, str], folder: Path, text: str, *steps: Step) -> Edited:
    return Editor(environ, folder, Acting(*steps).start).edit(text)


# ------------------------------------------------------------------------------------------------ the text comes back


def test_what_is_written_in_the_editor_comes_back(environ: dict[str, str], folder: Path) -> None:
    assert edited(environ, folder, "old", writes("new words", 0)) == Edited("new words")


def test_the_text_is_in_the_file_with_a_line_end_as_editors_like_it(environ: dict[str, str], folder: Path) -> None:
    found = []
    edited(environ, folder, "wörds", lambda file: found.append(file.read_bytes()))
    assert found == ["wörds\n".encode()]


@pytest.mark.parametrize("text", ["", "one", "one\ntwo", "one\n", "one\n\n", "\n", "  one  "])
def test_a_text_that_is_not_touched_comes_back_the_same(environ: dict[str, str], folder: Path, text: str) -> None:
    assert edited(environ, folder, text) == Edited(text)


@pytest.mark.parametrize(
    ("saved", "text"),
    [
        ("new\n", "new"),
        ("new\n\n", "new\n"),
        ("one\r\ntwo\r\n", "one\ntwo"),
        ("\ufeffnew\n", "new"),
    ],
)
def test_the_line_end_that_an_editor_adds_is_taken_off(
    environ: dict[str, str], folder: Path, saved: str, text: str
) -> None:
    assert edited(environ, folder, "old", writes(saved, 0)) == Edited(text)


def test_a_line_end_that_was_there_before_stays(environ: dict[str, str], folder: Path) -> None:
    assert edited(environ, folder, "old\n", writes("new\n", 0)) == Edited("new\n")


def test_an_emptied_file_is_an_empty_text(environ: dict[str, str], folder: Path) -> None:
    assert edited(environ, folder, "old", writes("", 0)) == Edited("")


def test_a_file_that_was_replaced_by_another_is_read(environ: dict[str, str], folder: Path) -> None:
    def replaces(file: Path) -> int:
        other = file.with_name("other")
        other.write_text("new\n")
        other.replace(file)
        return 0

    assert edited(environ, folder, "old", replaces) == Edited("new")


# --------------------------------------------------------------------------------------------- the old text is kept


def test_the_old_text_stays_when_the_editor_ends_with_an_error(environ: dict[str, str], folder: Path) -> None:
    found = edited(environ, folder, "old", writes("thrown away", 1))
    assert found.text == "old"
    assert found.problem == "The editor ended with code 1; your text is as it was."


def test_the_old_text_stays_when_the_file_is_gone(environ: dict[str, str], folder: Path) -> None:
    def removes(file: Path) -> int:
        file.unlink()
        return 0

    found = edited(environ, folder, "old", removes)
    assert found.text == "old"
    assert found.problem == "The editor's file is gone; your text is as it was."


def test_the_old_text_stays_when_what_is_saved_is_no_text(environ: dict[str, str], folder: Path) -> None:
    found = edited(environ, folder, "old", writes(b"\xff\xfe\x00", 0))
    assert found.text == "old"
    assert found.problem
    assert "UTF-8" in found.problem


def test_the_old_text_stays_when_the_editor_is_not_there(folder: Path, environ: dict[str, str]) -> None:
    found = edited(environ | {"EDITOR": "nosuch --wait\x1b[31m"}, folder, "old")
    assert found.text == "old"
    assert found.problem
    assert found.problem.startswith("$EDITOR names nosuch --wait")
    assert "\x1b" not in found.problem
    assert not folder.exists()


def test_the_old_text_stays_when_there_is_no_editor_at_all(folder: Path, tmp_path: Path) -> None:
    editor = Editor({"PATH": str(tmp_path)}, folder)
    assert not editor.there
    found = editor.edit("old")
    assert found.text == "old"
    assert found.problem == "There is no editor here; name yours in $EDITOR. Meanwhile your text is as it was."


def test_the_old_text_stays_when_no_folder_can_be_made(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = edited(environ, tmp_path / "file" / "editor", "old")
    assert found.text == "old"
    assert found.problem
    assert "could not be opened" in found.problem


def test_the_old_text_stays_when_the_program_does_not_start(environ: dict[str, str], folder: Path) -> None:
    def start(_words: Sequence[str], _environ: Mapping[str, str]) -> Acting:
        raise OSError(8, "Exec format error")

    found = Editor(environ, folder, start).edit("old")
    assert found == Edited("old", "The editor could not be opened (Exec format error); your text is as it was.")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("code", [-9, 139])
def test_what_a_killed_editor_had_saved_is_taken(environ: dict[str, str], folder: Path, code: int) -> None:
    found = edited(environ, folder, "old", writes("saved in time\n", code))
    assert found == Edited("saved in time", "The editor was ended; here is what it had saved.")


# ----------------------------------------------------------------------------------------------- private and gone


def test_the_file_is_for_nobody_else_and_its_name_says_nothing(environ: dict[str, str], folder: Path) -> None:
    modes: list[int] = []
    names: list[str] = []

    def looks(file: Path) -> None:
        modes.extend(stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent))
        names.append(file.name)

    edited(environ, folder, "a secret", looks)
    assert modes == [0o600, 0o700]
    assert names == ["text.md"]


def test_nothing_is_left_of_it_nor_of_the_copies_beside_it(environ: dict[str, str], folder: Path) -> None:
    def copies(file: Path) -> int:
        for name in ("text.md~", ".text.md.swp", "#text.md#"):
            (file.parent / name).write_text("old")
        return 0

    edited(environ, folder, "old", copies)
    assert not list(folder.iterdir())


def test_what_a_crashed_program_left_is_swept_away(folder: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    for name in (f"{gone.pid}-abc", f"{os.getpid()}-abc", f"{os.getppid()}-abc", "notes"):
        (folder / name).mkdir(parents=True)
        (folder / name / "text.md").write_text("old")
    sweep(folder)
    assert {each.name for each in folder.iterdir()} == {f"{os.getpid()}-abc", f"{os.getppid()}-abc", "notes"}


def test_sweeping_follows_no_link_and_minds_no_missing_folder(folder: Path, tmp_path: Path) -> None:
    sweep(folder)
    folder.mkdir(parents=True)
    (tmp_path / "else").mkdir()
    (folder / "999999999-abc").symlink_to(tmp_path / "else")
    sweep(folder)
    assert (tmp_path / "else").exists()


# ------------------------------------------------------------------------------------------- while the editor is open


def test_what_is_saved_meanwhile_is_kept(environ: dict[str, str], folder: Path) -> None:
    kept: list[str] = []
    acting = Acting(
        lambda _file: None, writes("one\n"), lambda _file: None, writes(""), writes("one two\n"), writes("done\n", 0)
    )
    assert Editor(environ, folder, acting.start).edit("old", kept.append) == Edited("done")
    assert kept == ["one", "one two"]


def test_an_error_of_keeping_does_not_disturb_the_editor(environ: dict[str, str], folder: Path) -> None:
    def full(_text: str) -> None:
        raise OSError(28, "No space left on device")

    acting = Acting(writes("one"), writes("two", 0))
    assert Editor(environ, folder, acting.start).edit("old", full) == Edited("two")


def test_a_signal_ends_the_editor_and_takes_what_it_had_saved(environ: dict[str, str], folder: Path) -> None:
    acting = Acting(lambda _file: None, writes("saved\n"), writes("never"))
    came = iter([None, 143])
    assert Editor(environ, folder, acting.start).edit("old", stop=lambda: next(came)) == Edited("saved")
    assert acting.terminated


def test_what_an_editor_rescues_when_it_is_ended_is_taken(environ: dict[str, str], folder: Path) -> None:
    class Rescuing(Acting):
        def terminate(self) -> None:
            super().terminate()
            rescued = self.file.with_name("text.md.save")
            rescued.write_text("saved and more\n")
            os.utime(rescued, ns=(2**62, 2**62))

    acting = Rescuing(writes("saved\n"))
    assert Editor(environ, folder, acting.start).edit("old", stop=lambda: 129) == Edited("saved and more")


def test_an_editor_that_the_closed_terminal_ended_is_no_error(environ: dict[str, str], folder: Path) -> None:
    acting = Acting(writes("saved\n", 1))
    assert Editor(environ, folder, acting.start).edit("old", stop=lambda: 129) == Edited("saved")


def test_an_interrupt_is_the_editors_while_it_is_open(environ: dict[str, str], folder: Path) -> None:
    def interrupted(_file: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    assert edited(environ, folder, "old", interrupted, writes("new", 0)) == Edited("new")
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name == "nt", reason="the script is one for sh")
def test_a_real_program_is_run_with_its_options(environ: dict[str, str], folder: Path) -> None:
    _program(Path(environ["PATH"]) / "writing", 'echo "$1 $HELLO" >> "$2"')
    found = Editor(environ | {"EDITOR": "writing 'an option'", "HELLO": "hello"}, folder).edit("old")
    assert found == Edited("old\nan option hello")


@pytest.mark.skipif(os.name == "nt", reason="the script is one for sh")
def test_a_real_program_can_be_interrupted(environ: dict[str, str], folder: Path) -> None:
    _program(Path(environ["PATH"]) / "dying", "kill -INT $$; exit 0")
    found = Editor(environ | {"EDITOR": "dying"}, folder).edit("old")
    assert found == Edited("old", "The editor was ended; here is what it had saved.")


# ------------------------------------------------------------------------------------------------------ which editor


def words(environ: dict[str, str], **more: str) -> list[str]:
    found = editor_programs.command(environ | more) or []
    return [each.removeprefix(environ["PATH"] + os.sep) for each in found]


def test_visual_comes_before_editor(environ: dict[str, str]) -> None:
    _program(Path(environ["PATH"]) / "seen")
    assert words(environ, VISUAL="seen -x") == ["seen", "-x"]
    assert words(environ, VISUAL=" ") == ["ed1tor"]


def test_a_program_with_a_space_in_its_path_is_found(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "my programs").mkdir()
    path = tmp_path / "my programs" / "ed"
    _program(path)
    assert words(environ, EDITOR=str(path)) == [str(path)]
    assert words(environ, EDITOR=f"'{path}' -n") == [str(path), "-n"]


def test_a_quote_that_is_not_closed_names_no_editor(environ: dict[str, str]) -> None:
    assert words(environ, EDITOR="ed1tor 'oh") == []


def test_when_none_is_named_an_installed_one_is_taken(environ: dict[str, str]) -> None:
    del environ["EDITOR"]
    assert words(environ) == []
    _program(Path(environ["PATH"]) / editor_programs.INSTALLED[-1])
    assert words(environ)[0] == editor_programs.INSTALLED[-1]
    _program(Path(environ["PATH"]) / editor_programs.INSTALLED[0])
    assert words(environ) == [editor_programs.INSTALLED[0]]


@pytest.mark.parametrize("name", ["vim", "nvim", "gvim", "vim.tiny"])
def test_vim_is_told_to_leave_no_copies(environ: dict[str, str], name: str) -> None:
    _program(Path(environ["PATH"]) / name)
    found = words(environ, EDITOR=f"{name} -u NONE")
    assert found[:3] == [name, "-u", "NONE"]
    assert {"-n", "-i"} <= {*found}
    assert any("nobackup" in each for each in found)
    assert any("noundofile" in each for each in found)


def test_a_vi_that_is_a_vim_is_told_and_another_is_not(environ: dict[str, str]) -> None:
    programs = Path(environ["PATH"])
    _program(programs / "vim.basic")
    (programs / "vi").symlink_to(programs / "vim.basic")
    assert "-n" in words(environ, EDITOR="vi")
    (programs / "vi").unlink()
    _program(programs / "vi")
    assert words(environ, EDITOR="vi") == ["vi"]


def test_emacs_is_told_to_leave_no_copies(environ: dict[str, str]) -> None:
    _program(Path(environ["PATH"]) / "emacs")
    _program(Path(environ["PATH"]) / "emacsclient")
    assert "make-backup-files nil" in words(environ, EDITOR="emacs -nw")[-1]
    assert words(environ, EDITOR="emacsclient -nw") == ["emacsclient", "-nw"]
