"""The commands that read, and the keys of what they say as JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from tests.cli.running import Reflect, lines

PRIVATE = ("424 in the queue before I went home", "I liked being the one who no longer needs the list")


@pytest.fixture(scope="module")
def told_monthly(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reflect, list[str]]:
    """Somebody with an entry each in January, February and March, and their ids, newest first. Only to be read."""
    reflect = Reflect(tmp_path_factory.mktemp("monthly") / "home")
    made = []
    for month, title in ((1, "The lost parcel"), (2, "The late reply"), (3, "The lost key")):
        reflect.clock.moment = dt.datetime(2026, month, 10, 9, 0, tzinfo=dt.UTC)
        made.append(reflect.define(title, f"{title}, in short.")["entry"])
    return reflect, made[::-1]


# ------------------------------------------------------------------------------------------------ list


def test_a_journal_with_nothing_in_it_is_an_empty_list_to_every_command(reflect: Reflect) -> None:
    for command in ("list", "setbacks", "drafts"):
        ran = reflect(command, "--json")
        assert (ran.code, ran.json, ran.err) == (0, [], "")
        assert reflect(command).out == f"There are no {'entries' if command == 'list' else command}.\n"


def test_the_keys_of_list_are_these(invoice: Reflect) -> None:
    listed = invoice("list", "--json").json
    assert [list(each) for each in listed] == [
        ["id", "flow", "setback", "setback_title", "title", "finished", "file"]
    ] * 2
    newest = listed[0]
    assert newest["flow"] == "debrief"
    assert newest["setback_title"] == "Invoice run went out twice"
    assert newest["title"].startswith("Stop at the grey page")
    assert dt.datetime.fromisoformat(newest["finished"]).tzinfo is not None
    assert json.loads(Path(newest["file"]).read_text(encoding="utf-8"))["id"] == newest["id"]


def test_list_is_newest_first_and_says_when_there_is_more(told_monthly: tuple[Reflect, list[str]]) -> None:
    reflect, ids = told_monthly
    assert [each["id"] for each in reflect("list", "--json").json] == ids
    assert [each["id"] for each in reflect("list", "-n", "2", "--json").json] == ids[:2]
    assert "There are older ones" in reflect("list", "-n", "2").out
    assert "There are older ones" not in reflect("list", "-n", "3").out
    assert "There are older ones" not in reflect("list", "-n", "2", "--all").out


def test_list_shows_twenty_unless_told_otherwise(reflect: Reflect) -> None:
    reflect.own_flow(
        "moods",
        "flow: moods\nversion: 1\ntitle: Moods\nabout: How it is.\n"
        "steps:\n  - {id: how, ask: How?, type: text, required: true}\n",
    )
    for _ in range(21):
        reflect.made("moods", "--answers", "-", stdin="how: well")
    assert len(reflect("list", "--json").json) == 20
    assert len(reflect("list", "--all", "--json").json) == 21


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--since", "2026-02-10"), [0, 1]),
        (("--since", "2026-02-11"), [0]),
        (("--until", "2026-02-10"), [1, 2]),
        (("--until", "2026-02-09"), [2]),
        (("--since", "2026-02-01", "--until", "2026-02-28"), [1]),
        (("--since", "3 weeks ago"), [0]),
        (("--since", "3w"), [0]),
        (("--since", "5 March", "--until", "today"), [0]),
        (("--until", "end of last month"), [1, 2]),
        (("-s", "lost parcel"), [2]),
        (("--setback", "last"), [0]),
        (("--flow", "define"), [0, 1, 2]),
        (("--flow", "debrief"), []),
        (("--where", "cause=external"), [0, 1, 2]),
        (("--where", "title=The late reply"), [1]),
        (("--where", "cause=external", "--where", "title=The lost key"), [0]),
        (("--where", "ongoing=no"), [0, 1, 2]),
        (("--where", "ongoing=yes"), []),
        (("--where", "nothing=there"), []),
    ],
)
def test_list_shows_what_was_asked_for(
    told_monthly: tuple[Reflect, list[str]], options: tuple[str, ...], wanted: list[int]
) -> None:
    reflect, ids = told_monthly
    assert [each["id"] for each in reflect("list", *options, "--json").json] == [ids[place] for place in wanted]


def test_list_finds_records_of_nothing_that_is_private(invoice: Reflect) -> None:
    entry = invoice("show", "invoice/define", "--json").json
    (private,) = [each for each in entry["answers"] if each.get("private")]
    assert invoice("list", "--where", f"{private['id']}={private['value']}", "--json").json == []


@pytest.mark.parametrize("option", [("--since", "gibberish"), ("--until", ""), ("--where", "cause"), ("--where", "=a")])
def test_list_says_what_is_wrong_with_an_option(reflect: Reflect, option: tuple[str, ...]) -> None:
    ran = reflect("list", *option)
    assert ran.code == 2
    assert ran.complaint


# ------------------------------------------------------------------------------------------------ setbacks, drafts, where


def test_the_keys_of_setbacks_are_these(invoice: Reflect) -> None:
    (setback,) = invoice("setbacks", "--json").json
    assert list(setback) == ["id", "title", "created", "closed", "flows"]
    assert (setback["title"], setback["closed"]) == ("Invoice run went out twice", None)
    assert setback["flows"] == {"debrief": 1, "define": 1}


def test_the_keys_of_drafts_are_these(reflect: Reflect) -> None:
    reflect.define()
    reflect.put_off()
    (draft,) = reflect("drafts", "--json").json
    assert list(draft) == ["id", "flow", "setback", "setback_title", "saved", "answered", "edits"]
    assert (draft["flow"], draft["setback_title"], draft["answered"]) == ("debrief", "A late reply", 2)


def test_a_discarded_draft_is_in_the_trash_and_nowhere_else(reflect: Reflect) -> None:
    reflect.define()
    reflect.put_off()
    (draft,) = reflect("drafts", "--json").json
    before = reflect.kept()
    ran = reflect("drafts", "--discard", draft["id"][-6:])
    assert ran.code == 0
    assert str(reflect.journal / "trash") in ran.out.replace("\n", "")
    assert reflect("drafts", "--json").json == []
    gone = f"drafts/{draft['id']}.json"
    noted = {each for each in reflect.kept() if each.startswith("changes/")}
    assert len(noted) == 1
    assert reflect.kept() - noted == before - {gone} | {f"trash/{gone}"}


def test_a_setback_that_only_a_discarded_draft_was_about_goes_with_it(reflect: Reflect) -> None:
    reflect.made("debrief", "--answers", "-", stdin="setback: A broken vase\nnow: later\nbook: tomorrow\n")
    reflect("drafts", "--discard", "last")
    assert reflect("setbacks", "--json").json == []
    assert all(each.startswith(("trash/", "changes/")) for each in reflect.kept())


def test_the_keys_of_where_are_these(reflect: Reflect) -> None:
    home = reflect.home
    assert reflect("where", "--json").json == {
        "journal": str(home / "journal"),
        "flows": str(home / "config" / "prompts"),
        "config": str(home / "config"),
        "cache": str(home / "cache"),
    }
    assert str(home / "journal") in reflect("where").out


def test_reading_writes_nothing(reflect: Reflect) -> None:
    for command in (("list",), ("setbacks",), ("drafts",), ("where",), ("show", "last"), ()):
        reflect(*command)
    assert not reflect.journal.exists()


# ------------------------------------------------------------------------------------------------ show


def test_show_of_an_entry_as_json_is_the_stored_entry(invoice: Reflect) -> None:
    for listed in invoice("list", "--json").json:
        shown = invoice("show", listed["id"], "--json").json
        assert shown == json.loads(Path(listed["file"]).read_text(encoding="utf-8"))
        assert [key for key in shown if key != "follow_up"] == [
            "format", "id", "flow", "setback", "started", "finished", "summary", "answers", "earlier",
        ]  # fmt: skip
        # What comes back because its flow was done is there only where the flow says so.
        assert ("follow_up" in shown) == (shown["flow"]["id"] == "define")


def test_the_keys_of_show_of_a_setback_are_these(invoice: Reflect) -> None:
    shown = invoice("show", "invoice run", "--json").json
    assert list(shown) == ["setback", "entries"]
    assert list(shown["setback"]) == ["format", "id", "title", "created", "closed"]
    assert [each["flow"]["id"] for each in shown["entries"]] == ["define", "debrief"]


@pytest.mark.parametrize(
    ("ref", "flow"), [("last", "debrief"), ("invoice/define", "define"), ("last/define", "define")]
)
def test_an_entry_has_several_names(invoice: Reflect, ref: str, flow: str) -> None:
    entry = invoice("show", ref, "--json").json
    assert entry["flow"]["id"] == flow
    assert invoice("show", entry["id"][-6:], "--json").json == entry


def test_private_answers_are_shown_with_their_own_entry(invoice: Reflect) -> None:
    for ref, words in zip(("invoice/define", "invoice/debrief"), PRIVATE, strict=True):
        for options in ((), ("--json",)):
            assert words in " ".join(invoice("show", ref, *options).out.split())


@pytest.mark.parametrize(
    "command",
    [
        "", "list --all", "list --json", "setbacks", "setbacks --json", "show invoice", "show invoice --json",
        "export invoice", "export last", "export invoice/define",
    ],
)  # fmt: skip
def test_private_answers_are_shown_nowhere_else(invoice: Reflect, command: str) -> None:
    shown = " ".join(invoice(*command.split()).out.split())
    assert "nvoice run went out twice" in shown
    assert not [words for words in PRIVATE if words in shown]


def test_an_earlier_wording_of_a_private_answer_is_not_shown_with_the_setback(invoice: Reflect) -> None:
    listed = invoice("list", "--json").json[0]
    path = Path(listed["file"])
    entry = json.loads(path.read_text(encoding="utf-8"))
    entry["earlier"] = [{"answer": "hard", "value": PRIVATE[1]}]
    path.write_text(json.dumps(entry), encoding="utf-8")
    assert PRIVATE[1] not in invoice("show", "invoice run", "--json").out
    assert PRIVATE[1] in invoice("show", "last", "--json").out


def test_a_sealed_entry_shows_only_that_it_is_sealed(invoice: Reflect) -> None:
    listed = invoice("list", "--json").json[0]
    path = Path(listed["file"])
    entry = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**entry, "sealed_until": "2026-05-01"}), encoding="utf-8")
    words = "grey page"
    sealed = [
        invoice(*command).out
        for command in (
            ("show", "last"),
            ("show", "last", "--json"),
            ("show", "invoice run", "--json"),
            ("list", "--flow", "debrief"),
            ("list", "--flow", "debrief", "--json"),
            ("export", "last"),
        )
    ]
    assert all("grey page and I just clicked" not in each and "Stop at the grey page" not in each for each in sealed)
    assert words not in sealed[0]
    assert "1 May 2026" in sealed[0]
    invoice.clock.moment = dt.datetime(2026, 5, 1, 9, 0, tzinfo=dt.UTC)
    assert words in invoice("show", "last").out


# ------------------------------------------------------------------------------------------------ names


def test_an_unknown_name_is_one_line_and_may_be_followed_by_what_was_meant(invoice: Reflect) -> None:
    ran = invoice("show", "zebra")
    assert ran.code == 1
    assert ran.complaint.startswith("Neither an entry nor a setback is called 'zebra'")
    ran = invoice("list", "-s", "invoyce")
    assert ran.code == 1
    assert "Did you mean" in ran.err
    for command in (("show", "last"), ("export", "last")):
        assert Reflect(invoice.home / "empty")(*command).code == 1


def test_an_ambiguous_name_lists_the_candidates(told_monthly: tuple[Reflect, list[str]]) -> None:
    reflect, _ = told_monthly
    for command in (
        ("show", "lost"),
        ("export", "lost"),
        ("list", "-s", "lost"),
        ("debrief", "-s", "lost", "--answers", "-"),
    ):
        ran = reflect(*command, stdin="now: now\n")
        first, *candidates = ran.err.splitlines()
        assert (ran.code, ran.out) == (2, "")
        assert first.startswith("reflect: 'lost' fits several setbacks")
        assert lines(ran.err, holding=("The lost parcel", "The lost key")) == candidates
        assert len(candidates) == 2


def test_a_draft_is_named_by_its_setback_or_its_end(reflect: Reflect) -> None:
    for title in ("One vase", "Two vases"):
        reflect.define(title)
        reflect.put_off()
    assert reflect("drafts", "--discard", "vase").code == 2
    assert reflect("drafts", "--discard", "nothing").code == 1
    assert reflect("drafts", "--discard", "One vase").code == 0
    assert [each["setback_title"] for each in reflect("drafts", "--json").json] == ["Two vases"]


# ------------------------------------------------------------------------------------------------ what cannot be read


BROKEN = {
    "nothing": b"",
    "torn": b"{",
    "zeros": b"\0" * 40,
    "another shape": b"[]",
    "half a shape": b'{"format": 1}',
    "no text": b"\xff\xfe",
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_entry_is_named_and_left_alone_and_the_rest_is_shown(invoice: Reflect, content: bytes) -> None:
    broken = Path(invoice("list", "--json").json[0]["file"])
    broken.write_bytes(content)
    for command in (("list",), ("list", "--json"), ("list", "--flow", "define"), ("setbacks",), ()):
        ran = invoice(*command)
        assert ran.code == 0
        assert "nvoice run went out twice" in " ".join(ran.out.split())
        assert ran.err.startswith(f"reflect: {broken} cannot be read and was left as it is: ")
        assert ran.err.count("\n") == 1
    for command in (("show", "invoice run"), ("show", "invoice run", "--json"), ("export", "invoice run")):
        ran = invoice(*command)
        assert ran.code == 0
        assert "nvoice run went out twice" in " ".join(ran.out.split())
    ran = invoice("show", broken.stem)
    assert ran.code == 1
    assert str(broken) in ran.complaint
    assert broken.read_bytes() == content


def test_a_setback_names_the_broken_entries_that_are_about_it(invoice: Reflect) -> None:
    broken = Path(invoice("list", "--json").json[0]["file"])
    broken.write_bytes(broken.read_bytes()[:-20])
    for command in (("show", "invoice run"), ("show", "invoice run", "--json"), ("export", "invoice run")):
        ran = invoice(*command)
        assert ran.code == 0
        assert ran.err.startswith(f"reflect: {broken} cannot be read and was left as it is: ")


def test_the_name_of_a_broken_file_cannot_steer_the_terminal(invoice: Reflect) -> None:
    (invoice.journal / "setbacks" / "\x1b[2J\nreflect: fine.json").write_text("{}", encoding="utf-8")
    ran = invoice("setbacks")
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 1


def test_an_entry_behind_a_link_is_not_read(invoice: Reflect, tmp_path: Path) -> None:
    listed = invoice("list", "--json").json
    path = Path(listed[0]["file"])
    os.rename(path, tmp_path / "elsewhere.json")  # noqa: PTH104
    path.symlink_to(tmp_path / "elsewhere.json")
    ran = invoice("list", "--json")
    assert [each["id"] for each in ran.json] == [listed[1]["id"]]
    assert str(path) in ran.err


def test_half_a_character_in_an_entry_is_shown_and_stays_valid_json(invoice: Reflect) -> None:
    path = Path(invoice("list", "--json").json[0]["file"])
    text = path.read_text(encoding="utf-8").replace("Stop at the grey page", "\\ud83d at the grey page")
    path.write_text(text, encoding="utf-8")
    ran = invoice("show", "last", "--json")
    ran.out.encode("utf-8")
    assert ran.json["summary"].startswith("\ud83d at the grey page")
    invoice("show", "last").out.encode("utf-8")
    invoice("export", "last").out.encode("utf-8")


def test_with_the_flows_gone_old_entries_read_the_same(
    invoice: Reflect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = [
        ("list",), ("list", "--json"), ("show", "last"), ("show", "last", "--json"), ("show", "invoice/define"),
        ("show", "invoice run"), ("export", "last"), ("export", "invoice run"), ("setbacks",), ("drafts",),
    ]  # fmt: skip
    before = [invoice(*command) for command in commands]
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("reflect.library.flows.shipped_prompts", lambda: tmp_path / "empty")
    assert [invoice(*command) for command in commands] == before
    assert invoice("define", "--answers", "-", stdin="a: 1").code == 2
    assert invoice("flows", "list").out == "There are no flows.\n"
