"""Every command over a home in which every text is hostile: what reaches a terminal, a pager or a pipe, byte by byte."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import re
import shutil
import struct
import termios
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reflect.cli import run
from reflect.cli.commands import COMMANDS
from tests.cli.hostile import NAME, hostile, hostile_home, quoted, texts
from tests.cli.in_a_terminal import Terminal
from tests.cli.running import Reflect
from tests.pages.steering import steers

OURS = re.compile(r"\x1b\[(?:0|1|2|3|1;36|1;4|36|32|33)m")
"""What the program itself sends to a terminal: its colours."""
HOSTILE = hostile("word").replace("\0", "")
"""What is typed in a shell; no argument can hold a zero byte."""
ASKING = re.compile(r"\x1b\[(?:\?(?:1|7|12|25|2004)[hl]|\d*[ABCD]|[JK]|0(?:;\d+)*m)")
"""What it sends besides while it asks: modes of the keys and the cursor, moves of it, erasing from it on, and colours."""

Case = tuple[str, ...]
READ: dict[str, tuple[Case, ...]] = {
    "": ((),),
    "resume": ((), (HOSTILE,)),
    "due": ((), ("--all",), ("--all", "--json")),
    "next": ((), ("--json",), ("last",), (HOSTILE,)),
    "insights": ((), ("--json",), (HOSTILE,), ("-s", "last"), ("-s", HOSTILE), ("signs",), ("path", "-s", "invoice")),
    "drafts": ((), ("--json",), ("--discard", HOSTILE)),
    "setbacks": ((), ("--json",), ("--all",)),
    "list": ((), ("--all", "--json"), ("--flow", HOSTILE), ("--where", HOSTILE), ("--where", f"what={HOSTILE}")),
    "search": (("word",), ("«",), ("M1",), ("invoice",), ("invoice", "--json"), (HOSTILE,), ("x", "--cause", HOSTILE)),
    "show": (
        ("last",), ("last", "--json"), ("invoice",), ("invoice", "--json"), ("invoice/define",), ("invoice/debrief",),
        ("invoice/debrief", "--json"), ("invoice/apologize",), (HOSTILE,), ("invoice/define", "--history"),
    ),
    "export": (
        ("last",), ("invoice",), ("invoice/debrief",), ("--all",), ("--all", "--letters", "--initials"), (HOSTILE,),
        ("invoice", "--for", "others"), ("invoice", "--section", HOSTILE), ("last", "-o", f"{NAME}/x.md"), ("x", "--since", HOSTILE),
    ),
    "check": (("apology", "TEXT"), ("apology", "TEXT", "--json"), (HOSTILE,), ("apology", HOSTILE)),
    "run": ((HOSTILE,), ("hostile",), ("hostile", "--answers", HOSTILE), ("define", "-s", HOSTILE, "--answers", "-")),
    "flows": (
        ("list",), ("list", "--json"), ("show", "hostile"), ("show", "hostile", "--json"), ("show", "hostile", "--worksheet"),
        ("check",), ("check", "FLOWS"), ("check", HOSTILE), ("show", "broken"), ("schema",), (HOSTILE,),
    ),
    "config": ((), ("--json",), ("name", HOSTILE), (HOSTILE,), (HOSTILE, "x"), ("contacts", "\u202e[bold]x[/]")),
    "where": ((), ("--json",)),
    "demo": ((), ("HOME",), ("TEXT/x",)),
    "lifeline": ((),),
    "help": ((),),
    "doctor": ((), ("--json",)),
}  # fmt: skip
"""What is read, by the name of the command. HOME stands for the home, and TEXT and FLOWS for files in it."""
CHANGE: dict[str, tuple[Case, ...]] = {
    "rename": (("invoice", hostile("New")), ("invoice", "Invoice, once more", "--json"), (HOSTILE, "x"), ("a", "x")),
    "close": (("invoice",), ("another", "--json"), (HOSTILE,)),
    "reopen": (("invoice",), ("another", "--json"), (HOSTILE,)),
    "edit": (("invoice/define", "what", "--answers", "-"), ("invoice/define", HOSTILE), (HOSTILE,)),
    "delete": (("invoice/debrief",), ("another", "--json"), (HOSTILE,)),
    "undo": ((), ("--json",), (), ()),
    "forget": ((HOSTILE, "--yes"), ("invoice/apologize", "--yes"), ("another", "--yes", "--json"), ("--trash", "--yes")),
    "doctor": (("--fix",), ("--fix", "--json")),
}  # fmt: skip
STDIN = "what: " + json.dumps(hostile("Now.").replace("\x7f", "")) + "\n"


class Screen:
    """A terminal of so many columns: what is written to it, to its very bytes."""

    def __init__(self, columns: int) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 10, columns, 0, 0))
        self.stream = io.TextIOWrapper(io.FileIO(theirs, "w"), "utf-8", errors="replace", write_through=True)
        self._read: list[bytes] = []
        self._reader = threading.Thread(target=self._follow)
        self._reader.start()

    def _follow(self) -> None:
        # A terminal that is closed is an error to read from.
        with contextlib.suppress(OSError):
            while chunk := os.read(self._ours, 65_536):
                self._read.append(chunk)

    def written(self) -> bytes:
        """All of it; the terminal is closed."""
        self.stream.close()
        self._reader.join()
        os.close(self._ours)
        return b"".join(self._read)


@pytest.fixture(scope="module")
def poisoned(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_home(told, tmp_path_factory.mktemp("hostile")).home


@pytest.fixture
def reflect(poisoned: Path, tmp_path: Path) -> Reflect:
    shutil.copytree(poisoned, tmp_path / NAME, symlinks=True)
    (tmp_path / NAME / "TEXT").write_text(hostile("I am sorry if you felt hurt, but it was a mistake."), "utf-8")
    return Reflect(tmp_path / NAME)


def left_in(written: bytes) -> str:
    """What of these bytes steers a terminal, after the colours of the program are taken out; "" if nothing does."""
    text = OURS.sub("", written.decode("utf-8").replace("\r\n", "\n"))
    if text.replace("\n", "").isprintable():
        return ""
    found = next((place for place, each in enumerate(text) if steers(each)), None)
    return "" if found is None else repr(text[max(0, found - 40) : found + 40])


def left_in_asking(written: bytes) -> str:
    """The same for a conversation, where the cursor is moved, and goes back over what was typed."""
    return left_in(ASKING.sub("", written.decode()).replace("\r", "").replace("\b", "").encode())


def called(reflect: Reflect, cases: dict[str, tuple[Case, ...]]) -> Iterator[Case]:
    """Every call of these commands."""
    stand_for = {
        "HOME": str(reflect.home), "TEXT": str(reflect.home / "TEXT"), "TEXT/x": str(reflect.home / "TEXT" / "x"),
        "FLOWS": str(reflect.home / "config" / "prompts" / f"third{NAME}.yaml"),
    }  # fmt: skip
    for name, calls in cases.items():
        for call in calls:
            yield (*([name] if name else []), *(stand_for.get(each, each) for each in call))


def on_a_screen(reflect: Reflect, call: Case, columns: int, pager: Path) -> tuple[int, bytes]:
    """The exit code of a command whose streams are a terminal, and all that came to it, also through the pager."""
    screen = Screen(columns)
    environ = {
        "COLUMNS": str(columns), "LINES": "10", "TERM": "xterm-256color", "PATH": os.environ["PATH"],
        "PAGER": f"sh -c 'cat >> {pager}'",
    }  # fmt: skip
    place = reflect.place(STDIN, **environ)
    place.stdout = place.stderr = screen.stream
    with contextlib.redirect_stdout(screen.stream), contextlib.redirect_stderr(screen.stream):
        try:
            code = run(call, place)
        finally:
            written = screen.written()
    return code, written + (pager.read_bytes() if pager.exists() else b"")


def test_every_command_is_walked_over() -> None:
    """Whoever makes a command says here how it is called."""
    assert {known.name for known in COMMANDS} | {""} == {*READ, *CHANGE}


@pytest.mark.parametrize("columns", [100, 40])
@pytest.mark.parametrize("cases", [READ, CHANGE], ids=["reading", "changing"])
def test_nothing_of_a_hostile_home_steers_a_terminal(
    reflect: Reflect, cases: dict[str, tuple[Case, ...]], columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seen = b""
    for number, call in enumerate(called(reflect, cases)):
        if columns < 100 and {"--json", HOSTILE} & {*call}:
            # What is as wide as it is on any screen.
            continue
        code, written = on_a_screen(reflect, call, columns, tmp_path / f"paged-{number}")
        assert code in (0, 1, 2), call
        assert b"mistake in the program" not in written, (call, written[-400:])
        assert not left_in(written), call
        assert written, call
        seen += written
    # It was there all the time.
    for shown in ("␛]52;c;M", "<U+202E>", "<U+E0068>", "[bold]«", "[/red]", "<b>&lt;</b>", "%s%(n)d%"):
        assert shown.encode() in seen


@pytest.mark.parametrize("cases", [READ, CHANGE], ids=["reading", "changing"])
def test_nothing_of_a_hostile_home_steers_what_a_pipe_leads_to(
    reflect: Reflect,
    cases: dict[str, tuple[Case, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for call in called(reflect, cases):
        ran = reflect(*call, stdin=STDIN)
        said = capsys.readouterr()
        assert ran.code in (0, 1, 2), call
        assert not left_in((ran.err + said.out + said.err).encode()), call
        if call[:1] != ("export",):
            assert not left_in(ran.out.encode()), call
        if "--json" in call and ran.code == 0:
            assert ran.out.isascii() or ran.json is not None


def test_json_holds_every_text_as_it_was_written(reflect: Reflect) -> None:
    for path in sorted((reflect.journal / "entries").rglob("*.json")):
        if not path.stem.isprintable():
            continue
        written = json.loads(path.read_text("utf-8"))
        shown = reflect("show", path.stem, "--json").json
        given = {each for answer in written["answers"] for each in texts(answer.get("value"))}
        assert given
        assert given <= {*texts(shown)}, path


def test_an_export_is_the_same_on_a_terminal_in_a_pipe_and_in_a_file(reflect: Reflect, tmp_path: Path) -> None:
    piped = reflect("export", "invoice/define").out
    assert reflect("export", "invoice/define", "-o", str(tmp_path / "file.md")).code == 0
    assert (tmp_path / "file.md").read_bytes().decode() == piped
    _, written = on_a_screen(reflect, ("export", "invoice/define"), 100, tmp_path / "paged")
    assert written.decode().replace("\r\n", "\n").startswith(piped)


def test_what_a_command_writes_is_made_visible_on_a_terminal_and_stays_as_it_is_elsewhere(reflect: Reflect) -> None:
    text = hostile("as it is") + "\n"
    place = reflect.place()
    place.write(text)
    assert isinstance(place.stdout, io.StringIO)
    assert place.stdout.getvalue() == text
    screen = Screen(100)
    place.stdout = place.stderr = screen.stream
    place.write(text)
    place.say(text)
    place.complain(text, [text])
    assert not left_in(screen.written())


def test_markup_stays_what_was_written(reflect: Reflect, tmp_path: Path) -> None:
    title = "Invoice [bold]one[/] [link=http://x]two[/link] [/nothing] <b>&amp;</b> :smile: %s {it} [red]three"
    reflect("rename", "invoice", title)
    for call in (("setbacks",), ("show", "invoice"), ()):
        for columns in (100, 40):
            _, written = on_a_screen(reflect, call, columns, tmp_path / f"{columns}{len(call)}")
            words = OURS.sub("", written.decode()).split()
            for each in title.split():
                assert [word for word in words if each in word], (call, each)


@pytest.mark.parametrize("name", ["", *(known.name for known in COMMANDS), "hostile", "broken"])
def test_help_is_clean_on_a_terminal(reflect: Reflect, name: str, tmp_path: Path) -> None:
    code, written = on_a_screen(reflect, (*([name] if name else []), "-h"), 100, tmp_path / "paged")
    assert code == 0
    assert not left_in(written)
    if not name:
        assert b"[bold]" in written
        assert b"<U+202E>" in written


def test_a_home_with_settings_that_are_hostile_says_so_cleanly(reflect: Reflect, tmp_path: Path) -> None:
    bad = f"{quoted(hostile('key'))} = 1\n"
    (reflect.home / "config" / "config.toml").write_text(bad, "utf-8")
    for call in (("config",), ("insights",), ("lifeline",)):
        _, written = on_a_screen(reflect, call, 100, tmp_path / f"{len(call)}{call}")
        assert not left_in(written), call
        assert b"there is no setting" in b" ".join(written.split())


ENTER, DONE, DOWN, TAB, STOP = "\r", "\x04", "\x1b[B", "\t", "\x03"
PASTED = hostile("pasted").replace("\0", "")
TYPED = re.sub("[\0\b\r\x7f]", "", hostile("typed"))
"""Without the keys that end a line or take it away."""
FULL = (
    ("1 of 8", f"{TAB}x"), ("› x", ENTER), ("2 of 8", f"\x1b[200~{PASTED}\x1b[201~{DONE}"), ("3 of 8", DOWN + ENTER),
    ("4 of 8", f" {ENTER}"), ("5 of 8", f"a{ENTER}{ENTER}"), ("6 of 8", ENTER), ("7 of 8", ENTER), ("Name?", "x"),
    ("› x", ENTER), ("that is all", ENTER), ("8 of 8", ENTER), ("keep it like this", ENTER),
)  # fmt: skip
PLAIN = (
    ("1 of 8", f"said{ENTER}"), ("2 of 8", f"{TYPED}{ENTER}:done{ENTER}"), ("3 of 8", f"3{ENTER}"), ("Other", f"mine{ENTER}"),
    ("4 of 8", f"1{ENTER}"), ("5 of 8", f"a{ENTER}{ENTER}"), ("6 of 8", ENTER), ("7 of 8", f"1{ENTER}"), ("Name?", f"x{ENTER}"),
    ("that is all", f"2{ENTER}"), ("8 of 8", ENTER), ("keep it like this", ENTER),
)  # fmt: skip
CONVERSATIONS: dict[str, tuple[Case, tuple[tuple[str, str], ...]]] = {
    "a flow in full": (("hostile",), FULL),
    "a flow in plain lines": (("hostile", "--plain"), PLAIN),
    "a draft": (("resume",), (("Ctrl-C: stop", STOP),)),
    "a draft in plain lines": (("resume", "--plain"), (("> ", STOP),)),
    "a title that is changed": (("rename", "invoice"), (("What should it be called?", "x"), ("Enter: go on", STOP))),
    "signs that are the same": (("insights", "signs", "--group"), (("Enter: choose", STOP),)),
    "answers to change": (("edit", "invoice/define", "--plain"), (("> ", f"3{ENTER}"), ("> ", STOP))),
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_nothing_that_is_asked_of_a_hostile_home_steers_the_terminal(reflect: Reflect, name: str) -> None:
    args, steps = CONVERSATIONS[name]
    terminal = Terminal(reflect.home, *args)
    try:
        for words, keys in steps:
            terminal.until(words)
            terminal.press(keys)
        terminal.ended()
    finally:
        terminal.put_away()
    assert not left_in_asking(terminal.written)
    shown = re.sub(r"\s", "", ASKING.sub("", OURS.sub("", terminal.written.decode())))
    assert "␛]52;c;M" in shown
    assert "<U+202E>" in shown
    assert "[bold]«" in shown


def test_the_pager_of_a_real_terminal_is_given_nothing_that_steers_it(reflect: Reflect) -> None:
    terminal = Terminal(reflect.home, "show", "invoice", world={"PAGER": "cat"})
    assert terminal.ended() == 0
    terminal.put_away()
    assert not left_in(terminal.written)
    assert "[bold]«" in terminal.written.decode()
