"""Files of the journal that somebody or something spoilt: named, left as they are, and everything else goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reflect.journal.json_text import encode
from tests.cli.running import Reflect
from tests.journal.test_reading import BAD
from tests.pages.case import HALF

Spoil = Callable[[bytes], bytes]
OUT = "019cc201-77d0-7aaa-8bbb-3f52a05be310"


def told(reflect: Reflect) -> tuple[Path, Path]:
    """Two setbacks and a draft: the file of the older entry, and that of the newer one."""
    first = Path(reflect.define("The first one")["file"])
    return first, Path(reflect.define("The other one")["file"])


@pytest.mark.parametrize(("spoil", "reason"), BAD.values(), ids=BAD)
def test_a_spoilt_entry_is_listed_as_unreadable_and_left_alone_by_every_command(
    reflect: Reflect, spoil: Any, reason: str
) -> None:
    bad, good = told(reflect)
    before = bad.read_bytes().replace(b"I answered too late.", b"Well, I answered too late.")
    bad.write_bytes(spoilt := spoil(before))
    listed = reflect("list")
    assert listed.code == 0
    assert "The other one" in listed.out
    assert "The first one" not in listed.out
    assert f"{bad} cannot be read and was left as it is: " in listed.err
    assert reason in listed.err
    asked = reflect("show", bad.stem)
    assert asked.code == 1
    assert reason in asked.complaint
    assert reflect("show", good.stem).code == 0
    assert reflect("export", "--all").code == 0
    assert bad.read_bytes() == spoilt


SPOILT: dict[str, Spoil] = {
    "empty": lambda _: b"",
    "NUL-filled": lambda whole: b"\0" * len(whole),
    "truncated": lambda whole: whole[: len(whole) // 2],
    "100,000 deep": lambda _: b"[" * 100_000,
    "a list": lambda _: b"[]",
    "a newer one": lambda whole: whole.replace(b'"format": 1', b'"format": 99'),
}


@pytest.mark.parametrize("kind", ["setbacks", "drafts", "signs", "changes"])
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_whatever_else_is_spoilt_no_command_stops_and_the_file_stays(reflect: Reflect, kind: str, spoil: Spoil) -> None:
    told(reflect)
    (reflect.journal / "drafts").mkdir(mode=0o700, exist_ok=True)
    (reflect.journal / "drafts" / f"{HALF.id}.json").write_bytes(encode({**HALF.to_json(), "setback": None}))
    if kind == "signs":
        path = reflect.journal / "signs.json"
        path.write_text('{"format": 1, "groups": []}', encoding="utf-8")
    elif kind == "changes":
        assert reflect("rename", "first", "Another name").code == 0
        path = max((reflect.journal / "changes").glob("*.json"))
    else:
        path = min((reflect.journal / kind).glob("*.json"))
    path.write_bytes(spoilt := spoil(path.read_bytes()))
    # A change that a newer program made is taken back as far as it can be read.
    commands = ["list", "setbacks", "drafts", "export --all", "insights signs"]
    for command in commands if b'"format": 99' in spoilt else [*commands, "undo"]:
        ran = reflect(*command.split())
        assert ran.code in (0, 1), command
        assert "mistake in the program" not in ran.err, command
    assert "The other one" in reflect("list").out
    # A change that cannot be read is put into the trash by `undo`, so that the one before it can be taken back.
    set_aside = reflect.journal / "trash" / kind / path.name
    assert (set_aside if kind == "changes" and set_aside.exists() else path).read_bytes() == spoilt


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "../../x",
        "/etc/passwd",
        "CON",
        "con.json",
        f"{OUT}\n",
        f"{OUT}\n\n",
        "a/../../b",
        "x\0y",
        "\ud800",
        "-",
        ".",
    ],
)
def test_a_name_that_leads_out_of_the_journal_names_nothing(reflect: Reflect, tmp_path: Path, name: str) -> None:
    told(reflect)
    outside = tmp_path / "home" / "x.json"
    outside.write_text("{}", encoding="utf-8")
    before = reflect.kept()
    for args in (
        ("show", name),
        ("export", name),
        ("rename", name, "x"),
        ("close", name),
        ("drafts", "--discard", name),
    ):
        ran = reflect(*args[:1], *args[1:]) if name != "-" else reflect(args[0], "--", *args[1:])
        assert ran.code in (1, 2), args
        assert len(ran.err.splitlines()) >= 1
        assert "mistake in the program" not in ran.err
    assert reflect.kept() == before
    assert outside.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("kind", ["../..", "..", "entries/../../..", "/tmp", "config", ""])
@pytest.mark.parametrize("name", ["../x", "x", OUT, f"../../{OUT}"])
def test_a_change_that_names_a_file_outside_takes_nothing_back(
    reflect: Reflect, tmp_path: Path, kind: str, name: str
) -> None:
    told(reflect)
    assert reflect("rename", "first", "Another name").code == 0
    [path] = (reflect.journal / "changes").glob("*.json")
    change = json.loads(path.read_bytes())
    [file] = change["files"]
    change["files"] = [{**file, "kind": kind, "id": name}]
    path.write_text(json.dumps(change), encoding="utf-8")
    before = others(tmp_path)
    ran = reflect("undo")
    assert ran.code == 1
    assert "mistake in the program" not in ran.err
    assert others(tmp_path) == before


def others(folder: Path) -> dict[Path, bytes]:
    """Every file below, but for what is known of changes."""
    return {each: each.read_bytes() for each in folder.rglob("*.json") if each.parent.name != "changes"}


def test_an_entry_of_a_newer_program_is_shown_and_not_written_over(reflect: Reflect) -> None:
    older, newer = told(reflect)
    data = json.loads(newer.read_bytes())
    data |= {"format": 2, "weather": {"sky": "grey"}}
    newer.write_text(json.dumps(data), encoding="utf-8")
    before = newer.read_bytes()
    shown = reflect("show", newer.stem)
    assert shown.code == 0
    assert "newer version" in shown.out
    assert reflect("show", newer.stem, "--json").json["weather"] == {"sky": "grey"}
    edited = reflect("edit", newer.stem)
    assert edited.code in (1, 2)
    assert newer.read_bytes() == before
    assert older.exists()


def test_a_journal_that_is_a_link_works_and_what_is_linked_in_it_is_not_followed_out(
    reflect: Reflect, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    reflect.journal.symlink_to(elsewhere)
    bad, _ = told(reflect)
    secret = tmp_path / "secret.json"
    bad.rename(secret)
    bad.symlink_to(secret)
    listed = reflect("list")
    assert listed.code == 0
    assert "The other one" in listed.out
    assert "it is a link" in listed.err
    assert "The first one" not in reflect("export", "--all").out
    assert bad.is_symlink()
    assert secret.exists()


def test_a_clock_that_goes_back_gives_ids_of_their_own_in_the_order_of_their_dates(reflect: Reflect) -> None:
    made = [reflect.define("One")["entry"]]
    reflect.clock.moment = reflect.clock.moment.replace(month=2)
    made += [reflect.define("Two")["entry"], reflect.define("Three")["entry"]]
    assert len({*made}) == 3
    listed = reflect("list", "--json").json
    assert [each["setback_title"] for each in listed] == ["One", "Three", "Two"]
    assert [each["finished"] for each in listed] == sorted((each["finished"] for each in listed), reverse=True)


@pytest.mark.skipif(os.name == "nt", reason="names with these characters cannot be made there")
@pytest.mark.parametrize("name", ["CON.json", "x.json", "\x1b[2J.json", "[bold].json", "a\nb.json"])
def test_a_file_with_a_name_that_is_no_id_is_named_in_one_line_and_left_alone(reflect: Reflect, name: str) -> None:
    entry, _ = told(reflect)
    odd = entry.with_name(name)
    odd.write_bytes(entry.read_bytes())
    for command in ("list", "export --all"):
        ran = reflect(*command.split())
        assert ran.code == 0
        assert len(ran.err.splitlines()) == 1
        assert "\x1b" not in ran.err
    assert odd.exists()
