"""A home in which every text is hostile: it would steer a terminal, be read as markup, or hide words."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.cli.running import INVOICE, Reflect

SEQUENCES = (
    "\x1b]52;c;M{n}\x07", "\x1b]0;M{n}\x07", "\x1b]8;;http://M{n}\x1b\\x\x1b]8;;\x1b\\", "\x1b[2J\x1b[M{n}H", "\x1b[8;31m",
    "\x1bPM{n}\x1b\\", "\x9b2J", "\x9d52;c;M{n}\x9c", "\x7f", "\b\b", "\r", "\x0b\x0c", "\x00", "\u202eM{n}\u202c", "\u2066",
    "\u061c", "\u2028M{n}\u2029", "\ufeff", "\U000e0068\U000e0069", "\x85",
)  # fmt: skip
MARKUP = (
    "[bold]«{n}»[/]",
    "[link=http://M{n}]",
    "[/red]",
    ":smile:",
    "<b>&lt;</b>",
    "<ansired>",
    "%s%(n)d%",
    "class:title",
)
BRACES = "{{0}} {{it}} {{"
NAME = "h\x1b]52;c;M\x07\u202e[bold]\x9b2J\nome"
"""What the home itself is called."""
SPOKEN = {"asked", "section", "title", "text", "said", "other", "summary", "name", "recognise", "before"}
"""The keys under which there is nothing but words; elsewhere what looks like a key or a date stays, so that it means something."""
MEANT = re.compile(r"[a-z0-9_./-]{1,60}|[0-9T:+.-]+|[0-9a-f]{64}")

_numbers = itertools.count(1)


def hostile(text: str = "", *, braces: bool = True) -> str:
    """`text` and whatever does harm behind it, with a number that no other has."""
    number = next(_numbers)
    parts = [*SEQUENCES, *MARKUP, *([BRACES] if braces else [])]
    return f"{text} " + " ".join(each.replace("{n}", str(number)) for each in parts).replace("{{", "{").replace(
        "}}", "}"
    )


def poisoned(value: Any, key: str = "", path: tuple[str, ...] = ()) -> Any:
    """A value of JSON with every text in it hostile, and one more in each object, which nobody knows."""
    if isinstance(value, dict):
        named = "labels" in path[-1:]
        found = {name: poisoned(each, "text" if named else name, (*path, name)) for name, each in value.items()}
        # A label stands by its option; in records, every field is one of the flow's.
        strange = {} if named or path[-1:] == ("value",) else {"strange": hostile()}
        return {**found, **strange}
    if isinstance(value, list):
        return [poisoned(each, key, path) for each in value]
    if not isinstance(value, str) or (key not in SPOKEN and MEANT.fullmatch(value)):
        return value
    # What comes back later is filled in from a text with places in it.
    return hostile(value, braces="follow_up" not in path)


def quoted(text: str) -> str:
    """A text as YAML and TOML read it between double quotes."""
    return '"' + "".join(_in_quotes(each) for each in text) + '"'


def _in_quotes(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def own_flow() -> str:
    """A flow in which every text is hostile, and every type of question is asked."""

    def words(text: str) -> str:
        # Places to be filled in are not what this is about.
        return quoted(re.sub(r"[\[\]{}]", lambda found: found[0] * 2, hostile(text)))

    def plain(text: str) -> str:
        return quoted(hostile(text, braces=False))

    return f"""\
flow: hostile
version: 1
title: {plain("Title")}
about: {plain("About.")}
intro: {plain("Intro.")}
steps:
  - {{type: section, title: {words("Section")}}}
  - {{type: note, text: {words("Note")}}}
  - {{id: one, ask: {words("One?")}, hint: {words("Hint")}, example: {plain("Example")}, type: text, suggest: debrief.lessons.lesson}}
  - {{id: long, ask: {words("Long?")}, type: long, show: {{before: one}}}}
  - {{id: which, ask: {words("Which?")}, type: choice, options: {{a: {plain("A")}, b: {plain("B")}}}, other: {plain("Other")}}}
  - {{id: some, ask: {words("Which ones?")}, type: choices, options: {{a: {plain("A")}, b: {plain("B")}}}}}
  - {{id: list, ask: {words("List?")}, type: list, nudges: [{plain("Nudge")}, {plain("Another")}]}}
  - {{id: day, ask: {words("When?")}, type: date}}
  - id: group
    ask: {words("Who?")}
    type: group
    item: {plain("person")}
    fields:
      - {{id: who, ask: {words("Name?")}, type: text}}
  - {{id: last, ask: "Was it {{one}}?", type: text, default: "{{one}}"}}
"""


ANSWERS = "one: Said.\nlong: Much said.\nwhich: a\nsome: [a]\nlist: [Thing.]\nday: 2026-03-04\n"
HEAD = """\
flow: broken
about: {words}
title: {words}
steps: []
"""


def hostile_home(told: Path, folder: Path) -> Reflect:
    """A home with a story in it of which nothing is harmless; `told` is one with the story of examples/invoice."""
    home = folder / NAME
    shutil.copytree(told, home)
    reflect = Reflect(home)
    reflect.made("apologize", "-s", "last", "--answers", str(INVOICE / "apologize.yaml"))
    reflect.own_flow("hostile", own_flow())
    assert not reflect("flows", "check", "hostile").err
    reflect.define("Thrown away")
    reflect("delete", "thrown")
    reflect.define("Another")
    reflect("rename", "another", "And another")
    reflect.put_off("invoice")
    reflect.made("hostile", "--answers", "-", stdin=ANSWERS)
    for path in sorted(reflect.journal.rglob("*.json")):
        _poison(path)
    signs = [f"{path.stem}/signs/1" for path in sorted(reflect.journal.glob("entries/**/*.json"))]
    groups = {"format": 1, "groups": [{"name": hostile("group"), "signs": signs}], "apart": [], "strange": hostile()}
    (reflect.journal / "signs.json").write_text(json.dumps(groups))
    _unreadable(reflect)
    # YAML refuses controls; the list of commands looks at the first lines of a file without reading YAML.
    (home / "config" / "prompts" / "broken.yaml").write_text(HEAD.format(words=hostile().replace("\r", "")), "utf-8")
    (home / "config" / "prompts" / ("other" + NAME.replace("/", "") + ".yml")).write_text("flow: other\n")
    (home / "config" / "prompts" / ("third" + NAME + ".yaml")).write_text("flow: third\n")
    # Controls are refused in settings; what turns the direction of writing is not.
    words = "Ada \u202e[bold]«0»[/]\u2066\ufeff"
    (home / "config" / "config.toml").write_text(f'name = "{words}"\ncontacts = ["{words}"]\n', "utf-8")
    return reflect


def _poison(path: Path) -> None:
    value = json.loads(path.read_text("utf-8"))
    if path.parent.name == "changes":
        return
    value = poisoned(value)
    if path.parent.name == "drafts":
        value["typing"] = {"question": "now", "text": hostile("half typed")}
    path.write_text(json.dumps(value), "utf-8")


def _unreadable(reflect: Reflect) -> None:
    """Files whose names, or whose texts, are what is wrong with them."""
    entries = reflect.journal / "entries" / "2026" / "03"
    entries.mkdir(parents=True, exist_ok=True)
    (entries / (NAME + ".json")).write_text("{}")
    (reflect.journal / "setbacks" / (NAME + ".json")).write_text(json.dumps({"title": hostile()}))
    (reflect.journal / "drafts" / (NAME + ".json")).write_text("[")


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inner: Sequence[Any] = [*value, *value.values()] if isinstance(value, dict) else value
        for each in inner:
            yield from texts(each)
