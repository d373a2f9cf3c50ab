"""What is written in the journal is in no other place: no editor's leavings, no process, no error, no crash, no network."""

from __future__ import annotations

import hashlib
import io
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from reflect.cli import main
from reflect.cli.place import Place
from reflect.config.folders import Folders
from reflect.terminal.editor_files import SAFE, WEEK, Opened
from tests.cli import watched
from tests.cli.in_a_terminal import Terminal
from tests.cli.leaving import DONE, EDIT, SECRET, WANTED, World, around, captions
from tests.cli.running import SMALL, Reflect
from tests.cli.test_process import environment
from tests.cli.traces import holds
from tests.house.test_start import all_imported

HOOKS = ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"), (warnings, "showwarning"))
"""What Python itself says errors with."""
NOBODY = 2**31 - 1
"""The number of no process."""
WAITING = '#!/bin/sh\ncat "{text}" > "$1"\n: > "{sign}"\nexec sleep 60\n'
"""An editor that saves a text, gives a sign, and stays open."""
MORE = f"{SECRET} And more."
"""What is saved there, of what was half typed."""
ONE_LONG = """\
flow: page
version: 1
title: A page
about: One question.
needs: nothing
steps: [{id: what, ask: What happened?, type: long}]
"""


@pytest.fixture
def at_home(told: Path, tmp_path: Path) -> World:
    """A world in which the case of examples/invoice was told, with a flow of one's own."""
    shutil.copytree(told, tmp_path / "world" / "home")
    Reflect(tmp_path / "world" / "home").own_flow("page", ONE_LONG)
    return World(tmp_path / "world")


@pytest.fixture
def editors(reflect: Reflect) -> Path:
    """Where texts lie while an editor has them open."""
    return reflect.home / "cache" / "editor"


def crashed(editors: Path, text: str = "left open", safe: str | None = None) -> Path:
    """What a program leaves that is gone, with `safe` as what is safe elsewhere (None: what is there)."""
    folder = editors / f"{NOBODY}-abc"
    folder.mkdir(parents=True, mode=0o700)
    own = Opened(folder)
    own.begin(text.encode())
    if safe is not None:
        own.mark_safe(safe.encode())
    return folder


# -------------------------------------------------------------------------------------------------------- editor files


@pytest.mark.parametrize(
    "command", ["list", "where", "due --quiet", "lifeline", "show nothing", "list --help", "define --answers /nowhere"]
)
def test_what_a_crash_left_in_an_editor_is_gone_after_the_next_command(
    reflect: Reflect, editors: Path, command: str
) -> None:
    crashed(editors)
    ran = reflect(*command.split())
    assert not editors.exists()
    assert "editor" not in ran.err


def test_a_text_that_is_nowhere_else_is_told_of_once_when_somebody_is_there_and_stays_a_week(at_home: World) -> None:
    editors = at_home.home / "cache" / "editor"
    crashed(editors, SECRET, safe="older")
    assert Reflect(at_home.home)("list").err == ""
    terminal = at_home.terminal("page")
    try:
        terminal.until("What happened?", "is saved nowhere else; it stays for a week, in", "/text.md")
        assert "zorilla" not in terminal.shown
        terminal.interrupted()
    finally:
        terminal.put_away()
    (file,) = editors.glob("kept-*/text.md")
    assert file.read_text() == SECRET
    assert [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)] == [0o600, 0o700]
    later = time.time() + WEEK + 60
    assert Reflect(at_home.home, file_clock=lambda: later - 120)("list").code == 0
    assert file.exists()
    assert Reflect(at_home.home, file_clock=lambda: later)("list").code == 0
    assert not editors.exists()


def test_a_list_looks_no_closer_where_nothing_was_left(reflect: Reflect) -> None:
    assert "reflect.terminal.editor_files" not in all_imported(reflect.home, "list")


def opened(at_home: World, *args: str, **more: str) -> tuple[Terminal, Path]:
    """A terminal in which an editor has the half-typed secret open; and the file."""
    sign = at_home.folder / "open"
    text = at_home.folder.parent / "text"
    text.write_text(MORE)
    terminal = at_home.terminal(*args, more=more, editor=WAITING.format(text=text, sign=sign))
    terminal.until("What happened?")
    terminal.press(SECRET + ("\r:edit\r" if "--plain" in args else EDIT))
    terminal.while_waiting(sign.exists, 20)
    (file,) = (each for each in at_home.folder.rglob("text.md") if "cache" in each.parts or "reflect" in each.parts)
    return terminal, file


def read(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_a_text_in_an_editor_is_in_a_private_file_whose_name_says_nothing_and_in_no_process(
    at_home: World, plain: bool
) -> None:
    terminal, file = opened(at_home, "page", *(["--plain"] if plain else []))
    try:
        modes = {each: stat.S_IMODE(each.stat().st_mode) for each in (file.parent, *file.parent.iterdir())}
        assert {modes.pop(file.parent), *modes.values()} == {0o700, 0o600}
        # What others can see of a process: its command line, its surroundings, what it holds open.
        assert not any(holds(each, WANTED) for each in around(terminal.process))
        assert not captions(terminal)
        assert terminal.stopped(signal.SIGTERM) == 143
    finally:
        terminal.put_away()
    at_home.only("drafts")


def test_after_a_crash_with_an_editor_open_the_text_is_in_its_draft_and_then_nowhere_else(at_home: World) -> None:
    terminal, file = opened(at_home, "page")
    try:
        safe = hashlib.sha256(MORE.encode()).hexdigest()
        terminal.while_waiting(lambda: safe in read(file.with_name(SAFE)), 20)
        terminal.stopped(signal.SIGKILL)
    finally:
        terminal.put_away()
    assert file.exists()
    assert Reflect(at_home.home)("list").code == 0
    assert not file.parent.exists()
    at_home.only("drafts")


# ------------------------------------------------------------------------------------------------- where they are opened


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


def opened_in(runtime: Path | str, **more: str) -> Path:
    environ = {"XDG_RUNTIME_DIR": str(runtime), **more}
    return Folders(Path("/j"), Path("/c"), Path("/cache")).editor(environ)


def test_an_editors_text_lies_in_memory_where_the_system_has_a_private_folder_there(runtime: Path) -> None:
    assert opened_in(runtime) == runtime / "reflect"


def test_a_home_of_ones_own_keeps_an_editors_text_too(runtime: Path) -> None:
    assert opened_in(runtime, REFLECT_HOME="/mine") == Path("/cache/editor")


def test_a_folder_in_memory_that_others_can_look_into_is_not_used(runtime: Path, tmp_path: Path) -> None:
    runtime.chmod(0o750)
    assert opened_in(runtime) == Path("/cache/editor")
    runtime.chmod(0o700)
    (tmp_path / "link").symlink_to(runtime)
    for other in (tmp_path / "link", tmp_path / "missing", "", "run", "a\0b"):
        assert opened_in(other) == Path("/cache/editor")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_in_memory_that_is_somebody_elses_is_not_used(runtime: Path) -> None:
    os.chown(runtime, 65534, 65534)
    assert opened_in(runtime) == Path("/cache/editor")


def test_both_folders_are_swept(runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    reflect = Reflect(tmp_path / "unused")
    cache = tmp_path / "XDG_CACHE_HOME" / "reflect" / "editor"
    for each in (runtime / "reflect", cache):
        crashed(each)
    reflect("list", REFLECT_HOME="", XDG_RUNTIME_DIR=str(runtime))
    assert not (runtime / "reflect").exists()
    assert not cache.exists()


# ----------------------------------------------------------------------------------------------------- what is left over


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_an_interview_leaves_files_in_its_own_folders_and_nowhere_else(at_home: World, plain: bool) -> None:
    terminal = at_home.terminal("page", *(["--plain"] if plain else []))
    try:
        terminal.until("What happened?")
        terminal.press(f"{SECRET}\r:done\r" if plain else SECRET + DONE)
        assert terminal.ended() == 0
    finally:
        terminal.put_away()
    files = [each.relative_to(at_home.folder) for each in at_home.folder.rglob("*") if each.is_file()]
    assert {each.parts[0] for each in files} == {"home", "editor"}
    assert {each.parts[1] for each in files if each.parts[0] == "home"} == {"journal", "config", "cache"}
    # Search finds the words of entries in the cache; of what is private there is nothing.
    assert {each.split("/")[1] for each in at_home.traces()} <= {"journal", "cache"}


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_what_was_looked_for_in_the_pager_is_in_no_history(at_home: World) -> None:
    history = at_home.folder / "less-history"
    terminal = at_home.terminal(
        "show", "last", more={"PAGER": "less", "LESSHISTFILE": str(history), "LESSSECURE": "0", "LINES": "20"}
    )
    try:
        terminal.until("The story")
        terminal.press("/spring\r")
        terminal.until("spring")
        assert not any(b"Really in spring" in each for each in around(terminal.process))
        terminal.press("q")
        assert terminal.ended() == 0
    finally:
        terminal.put_away()
    assert not history.exists()


def test_a_crash_while_somebody_is_asked_writes_no_memory_to_the_disk(at_home: World) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern")
    if not pattern.exists() or pattern.read_text().startswith(("|", "/")):
        pytest.skip("a crash here does not write into the folder where it happens")

    def allowed() -> None:
        os.chdir(at_home.folder)
        resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)

    terminal = at_home.terminal("page", prepare=allowed)
    try:
        terminal.until("What happened?")
        terminal.press(SECRET)
        terminal.until(SECRET)
        limits = Path(f"/proc/{terminal.process}/limits").read_text()
        assert terminal.stopped(signal.SIGABRT) is None
    finally:
        terminal.put_away()
    assert not [each for each in at_home.folder.iterdir() if each.name.startswith("core")]
    # Not 0: a crash would be handed to a program then, where the system is set up so.
    (line,) = (line for line in limits.splitlines() if line.startswith("Max core file size"))
    soft, hard = line.split()[4:6]
    assert soft == ("0" if hard == "0" else "1")


# ---------------------------------------------------------------------------------------------- errors nobody foresaw

LAYERS = [
    ("journal.reading:shaped", "show last"),
    ("journal.durable:write", "define --answers -"),
    ("entry.model:Entry.from_json", "show last"),
    ("followups.fold:follow_ups", "due"),
    ("index.query:parse", "search invoice"),
    ("insights.causes:view", "insights causes"),
    ("interview.accept:accept", "define --answers -"),
    ("interview.finish:entry_of", "define --answers -"),
    ("pages.reading:entry_page", "show last"),
    ("terminal.paint:plain", "show last"),
    ("export.markdown:entry_markdown", "export last"),
    ("checks.weighing:weigh", "check apology -"),
]
GOES_WRONG = """\
import {module} as module
before = module.{name}
def {last}(*args, **options):
    words = "It was the Quaggä, and the zorilla saw it."
    {body}
    return before(*args, **options)
module.{name} = {last}
"""
STOPPING = {
    "a key": "raise ValueError(words) from KeyError(words)",
    "a task": "import asyncio\n    async def wrong(): raise ValueError(words)\n    asyncio.ensure_future(wrong())",
}
"""What can go wrong while a text is being typed, and be the end of it; the text is in `words`."""
BESIDE = """\
import asyncio, atexit, logging, threading, warnings
    def wrong(): raise ValueError(words)
    class Gone:
        def __del__(self): wrong()
    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
    Gone()
    atexit.register(wrong)
    warnings.warn(words)
    logging.getLogger("asyncio").error(words)
"""
"""What can go wrong beside it: in a thread, in what is thrown away, at the end; and what libraries may say."""


def raising(*_args: object, **_options: object) -> Any:
    raise RuntimeError("It was the Quaggä, and the zorilla saw it.") from ValueError("Quaggä")


@pytest.mark.parametrize(("where", "command"), LAYERS, ids=[where for where, _ in LAYERS])
def test_an_error_nobody_foresaw_tells_its_kind_and_place_and_none_of_its_words(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch, where: str, command: str
) -> None:
    module, _, name = where.partition(":")
    function = import_module(f"reflect.{module}")
    for part in name.split("."):
        function = getattr(function, part)
    function = getattr(function, "__func__", function)
    # Wherever it was imported to.
    monkeypatch.setattr(function, "__code__", raising.__code__)
    place = invoice.place(stdin=SMALL.format(title="Quaggä", line="The zorilla."))
    monkeypatch.setattr(Place, "here", lambda: place)
    for each, hook in HOOKS:
        monkeypatch.setattr(each, hook, getattr(each, hook))
    assert main(command.split()) == 1
    assert isinstance(place.stderr, io.StringIO)
    assert isinstance(place.stdout, io.StringIO)
    said = place.stderr.getvalue()
    assert said.startswith("reflect: This is a mistake in the program (RuntimeError, ")
    assert said.count("\n") == 1
    assert not holds((said + place.stdout.getvalue()).encode(), WANTED)


def going_wrong(at_home: World, body: str) -> Terminal:
    """A terminal where this happens when something is typed."""
    code = GOES_WRONG.format(module="prompt_toolkit.buffer", name="Buffer.insert_text", last="insert_text", body=body)
    # A developer's settings, too, have nothing said of it.
    world = {**watched.world(at_home.folder / "wrong", code), "PYTHONDEVMODE": "1", "PYTHONFAULTHANDLER": "1"}
    terminal = at_home.terminal("page", more=world)
    terminal.until("What happened?")
    terminal.press("x")
    return terminal


def shows_nothing(at_home: World, terminal: Terminal) -> None:
    assert not holds(terminal.written, WANTED)
    assert b"Traceback" not in terminal.written
    shutil.rmtree(at_home.folder / "wrong")
    assert not at_home.traces()


@pytest.mark.parametrize("wrong", STOPPING)
def test_what_goes_wrong_while_somebody_types_shows_nothing_of_the_text(at_home: World, wrong: str) -> None:
    terminal = going_wrong(at_home, STOPPING[wrong])
    try:
        assert terminal.ended() == 1
        terminal.until("This is a mistake in the program (ValueError, ")
    finally:
        terminal.put_away()
    shows_nothing(at_home, terminal)


def test_what_goes_wrong_beside_shows_nothing_of_the_text_and_stops_nobody(at_home: World) -> None:
    terminal = going_wrong(at_home, BESIDE)
    try:
        terminal.until("x")
        terminal.press(DONE)
        assert terminal.ended() == 0
    finally:
        terminal.put_away()
    assert terminal.shown.count("This is a mistake in the program (ValueError") == 3
    assert "A warning (UserWarning, " in terminal.shown
    shows_nothing(at_home, terminal)


# -------------------------------------------------------------------------------------------------------- the network

COMMANDS = [
    "--help", "", "list --all", "list --json", "show last", "show last --json", "show invoice", "setbacks", "drafts", "due --all",
    "next", "insights", "search invoice", "export last", "export --all", "check apology -", "flows list", "flows check",
    "flows schema", "config", "where", "lifeline", "doctor", "close invoice", "reopen invoice", "define --answers -",
]  # fmt: skip
ONE_AFTER_THE_OTHER = """\
import io, sys
from reflect.cli import main
for each in sys.argv[1:]:
    sys.stdin = io.TextIOWrapper(io.BytesIO(sys.stdin_bytes))
    print(each, main(each.split()), file=sys.stderr)
"""


def test_no_command_reaches_for_the_network(told: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(told, home)
    world = watched.world(tmp_path / "watched", watched.NO_NETWORK)
    sheet = SMALL.format(title="A late reply", line="Late.").encode()
    script = ONE_AFTER_THE_OTHER.replace("sys.stdin_bytes", repr(sheet))
    ran = subprocess.run(
        [sys.executable, "-c", script, *COMMANDS],
        env=environment(home, **world),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert watched.seen(tmp_path / "watched") == ""
    codes = dict(re.findall(r"^(.*?) (\d+)$", ran.stderr, re.MULTILINE))
    assert set(codes) == set(COMMANDS)
    assert {each for each, code in codes.items() if code != "0"} <= {"doctor"}


def test_no_interview_reaches_for_the_network(at_home: World) -> None:
    terminal = at_home.terminal("page", more=watched.world(at_home.folder / "watched", watched.NO_NETWORK))
    try:
        terminal.until("What happened?")
        terminal.press("A late reply." + DONE)
        assert terminal.ended() == 0
    finally:
        terminal.put_away()
    assert watched.seen(at_home.folder / "watched") == ""


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://localhost:9')",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
    ],
)
def test_whatever_reaches_for_the_network_would_be_seen(tmp_path: Path, code: str) -> None:
    world = watched.world(tmp_path / "watched", watched.NO_NETWORK)
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path, **world), capture_output=True, check=False, timeout=60
    )
    assert ran.returncode == 1
    assert watched.seen(tmp_path / "watched")
