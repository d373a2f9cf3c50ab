"""The commands that are measured in a corpus, and what has to be there for them."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from budget import BUILT_INSIDE
from installing import JRNL, KAYDET, RIPGREP, Programs, clean_environment
from measuring import Command
from wording import COMMON, RARE

HERE = Path(__file__).parent
FLOOR, REFLECT = "floor", "reflect"
DEBRIEF_ASKS, CHECKIN_ASKS = "Now, or at a time you set aside?", "How are you today?"
SETTLED = 2.2
"""Seconds after which `reflect` takes the times of folders for settled."""
READY = "Ctrl-C: stop"
"""The line below a question that can be answered."""
THREE_THINGS = json.dumps({"three": ["the soup", "a walk by the river", "nobody asked for the deployment"]})
JRNL_SETTINGS = """journals: {{default: {{journal: {journal}}}}}
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %r'
version: v4.6
"""


def bare(programs: Programs, env: dict[str, str]) -> Command:
    """Python that does nothing, which everything is held against."""
    return Command("bare Python", FLOOR, 0, [str(programs.python), "-c", "pass"], env)


class Table:
    """The commands of one corpus. Folders that commands change are copies beside it; the corpus stays as it was made."""

    def __init__(self, programs: Programs, corpus: Path, work: Path) -> None:
        self.programs, self.corpus, self.work = programs, corpus, work
        self.about: dict[str, Any] = json.loads((corpus / "corpus.json").read_bytes())
        self.size: int = self.about["entries"]
        self.home, self.changing, self.anew = corpus / "reflect", corpus / "changing", corpus / "anew"
        self.warm = corpus.parent / "warm"
        elsewhere = {"HOME": str(corpus / "home"), "XDG_CONFIG_HOME": str(corpus / "home" / "config")}
        without = {key: value for key, value in clean_environment().items() if not key.startswith(("XDG_", "REFLECT"))}
        terminal = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.env = {**without, **terminal, **elsewhere, "REFLECT_HOME": str(self.home)}

    # ------------------------------------------------------------------------------------------- what has to be there

    def prepare(self) -> None:
        """Makes the copies, the settings and indexes of the other programs, and what a first run leaves in the cache."""
        journal = self.home / "journal"
        if not self.changing.exists():
            shutil.copytree(journal, self.changing / "journal")
        if not self.anew.exists():
            self.anew.mkdir()
            (self.anew / "journal").symlink_to(journal, target_is_directory=True)
        # What an earlier run wrote. Within a run it stays: what is taken away costs the next command its part.
        there = {each.name for each in journal.glob("entries/*/*/*.json")}
        for each in (self.changing / "journal").glob("entries/*/*/*.json"):
            if each.name not in there:
                each.unlink()
        if not self.warm.exists():
            # A journal with one entry: enough to have imported all that a search needs.
            first = next((journal / "entries").glob("*/*/*.json"))
            to = self.warm / "journal" / first.relative_to(journal)
            to.parent.mkdir(parents=True)
            shutil.copyfile(first, to)
        self._settings("jrnl.yaml", JRNL_SETTINGS.format(journal=self.corpus / "jrnl.txt"))
        self._settings("jrnl-write.yaml", JRNL_SETTINGS.format(journal=self.corpus / "jrnl-write.txt"))
        home = self.corpus / "home"
        text = f"[SETTINGS]\nSTORAGE_DIR = {self.corpus / 'kaydet'}\nINDEX_DIR = {home / 'index'}\n"
        self._settings("home/config/kaydet/config.ini", text)
        if KAYDET in self.programs.paths and not (home / "index").exists():
            self._run([self.programs.paths[KAYDET], "--doctor"])
        table = self.corpus / "texts.db"
        if not table.exists():
            self._run(
                [
                    str(self.programs.python),
                    str(HERE / "floors.py"),
                    "build",
                    str(self.corpus / "texts.json"),
                    str(table),
                ]
            )
        # What is read a second time and later is measured; the first time is a row of its own.
        for words in (["search", RARE], ["list"], ["due"], ["insights", "open"]):
            self._run([self.programs.paths[REFLECT], *words])
        time.sleep(SETTLED)
        for _ in range(2):
            self._run([self.programs.paths[REFLECT], "search", RARE], self.changing)

    def _settings(self, name: str, text: str) -> None:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _run(self, command: Sequence[str], home: Path | None = None) -> None:
        """Runs a command whose failing will show when it is measured."""
        env = {**self.env, "REFLECT_HOME": str(home or self.home)}
        subprocess.run(command, check=False, env=env, capture_output=True, stdin=subprocess.DEVNULL)  # noqa: S603

    # ------------------------------------------------------------------------------------------- the commands

    def all(self) -> list[Command]:
        found = [*self._floors(), *self._reading(), *self._asking(), *self._writing(), *self._index()]
        found += [each for make in (self._jrnl, self._kaydet, self._ripgrep) for each in make()]
        return found

    def _of(self, program: str, name: str, *words: str, **options: Any) -> Command:
        return Command(name, program, self.size, [self.programs.paths[program], *words], self.env, **options)

    def _reading(self) -> Iterator[Command]:
        setback = self.about["setback"]
        rare = RARE if self.about["with_rare_word"] else ""
        common = COMMON if self.about["with_common_word"] else ""
        for name, words, expects in (
            ("--version", ["--version"], "reflect"),
            ("list", ["list"], "checkin"),
            ("list --flow debrief", ["list", "--flow", "debrief"], ""),
            ("list -s SETBACK", ["list", "-s", setback], ""),
            ("search, a rare word", ["search", RARE], rare),
            ("search, a common word", ["search", COMMON], common),
            ("search, a common word, newest first", ["search", COMMON, "--newest"], common),
            ("show last", ["show", "last"], " "),
            ("show SETBACK", ["show", setback], " "),
            ("setbacks", ["setbacks"], " "),
            ("due", ["due"], ""),
            ("home", [], "reflect"),
            ("insights", ["insights"], " "),
            ("insights open", ["insights", "open"], " "),
            ("export SETBACK", ["export", setback], "# "),
            ("export of everything", ["export", "--all"], "# "),
        ):
            yield self._of(REFLECT, name, *words, expects=expects)

    def _asking(self) -> Iterator[Command]:
        debrief, checkin = ["debrief", "-s", self.about["open_setback"]], ["checkin"]
        for name, words, text in (
            ("debrief, first question shown", debrief, DEBRIEF_ASKS),
            ("debrief, ready for the answer", debrief, READY),
            ("checkin, first question shown", checkin, CHECKIN_ASKS),
            ("checkin, ready for the answer", checkin, READY),
        ):
            yield self._of(REFLECT, name, *words, waits_for=text, before=self._without_drafts)

    def _without_drafts(self) -> None:
        for each in (self.home / "journal" / "drafts").glob("*.json"):
            each.unlink()

    def _writing(self) -> Iterator[Command]:
        words = ["gratitude", "--answers", "-", "--json"]
        one = self._of(REFLECT, "write one entry", *words, stdin=THREE_THINGS, expects='"file"')
        yield self._with_home(one, self.changing)

    def _index(self) -> Iterator[Command]:
        search = self._of(
            REFLECT, "search that builds the index", "search", RARE, before=_without(self.anew / "cache"), most_runs=5
        )
        yield self._with_home(search, self.anew)
        for what, home, before in (("anew", self.anew, _without(self.anew / "cache")), ("notice", self.changing, None)):
            name = BUILT_INSIDE if what == "anew" else "noticing one new entry"
            argv = [str(self.programs.python), str(HERE / "inside.py"), what, str(home), str(self.warm), RARE]
            yield Command(name, REFLECT, self.size, argv, self.env, before=before, says_itself=True, most_runs=5)

    def _with_home(self, command: Command, home: Path) -> Command:
        return replace(command, env={**command.env, "REFLECT_HOME": str(home)})

    def _floors(self) -> Iterator[Command]:
        python, floors = str(self.programs.python), str(HERE / "floors.py")
        table, new, texts = (str(self.corpus / name) for name in ("texts.db", "new.db", "texts.json"))
        journal = str(self.home / "journal")
        for name, argv in (
            ("import typer", ["-c", "import typer"]),
            ("one FTS5 query", [floors, "query", table, RARE]),
            ("names of all entries", [floors, "names", journal]),
            ("parsing every entry", [floors, "parse", journal]),
        ):
            yield Command(name, FLOOR, self.size, [python, *argv], self.env)
        built = [python, floors, "build", texts, new]
        gone = _without(self.corpus / "new.db")
        yield Command("FTS5 build, one transaction", FLOOR, self.size, built, self.env, before=gone, says_itself=True)

    def _jrnl(self) -> Iterator[Command]:
        if JRNL not in self.programs.paths:
            return
        read, write = (["--config-file", str(self.corpus / name)] for name in ("jrnl.yaml", "jrnl-write.yaml"))
        rare = RARE if self.about["with_rare_word"] else ""
        yield self._of(JRNL, "jrnl -n 10", *read, "-n", "10", expects=" ")
        yield self._of(JRNL, "jrnl -contains, a rare word", *read, "-contains", RARE, expects=rare)
        yield self._of(JRNL, "jrnl --export markdown", *read, "--export", "markdown", expects="#")
        words = "Three good things. the soup; a walk by the river; nobody asked for the deployment"
        yield self._of(JRNL, "jrnl, write one entry", *write, words, before=self._jrnl_again)

    def _jrnl_again(self) -> None:
        shutil.copyfile(self.corpus / "jrnl.txt", self.corpus / "jrnl-write.txt")

    def _kaydet(self) -> Iterator[Command]:
        if KAYDET in self.programs.paths:
            rare = RARE if self.about["with_rare_word"] else ""
            yield self._of(KAYDET, "kaydet --filter, a rare word", "--filter", RARE, expects=rare)

    def _ripgrep(self) -> Iterator[Command]:
        if RIPGREP in self.programs.paths and self.about["with_rare_word"]:
            yield self._of(RIPGREP, "rg, a rare word", "-F", RARE, str(self.corpus / "plain"), expects=RARE)


def _without(path: Path) -> Callable[[], None]:
    """What removes a file or a folder that may not be there."""

    def remove() -> None:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    return remove
