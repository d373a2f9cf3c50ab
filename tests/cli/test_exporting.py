"""Exports: what they hold, and the files they are written to."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from reflect.cli.choosing import ASKED
from reflect.cli.exporting import LOOK_OVER
from tests.cli.running import SMALL, Answering, Reflect, at_a_terminal

NAMES = "It names Ilse, Hollis, Sons, Marta. --initials puts initials in their place."


def test_an_export_goes_to_standard_output(invoice: Reflect) -> None:
    ran = invoice("export", "last")
    assert ran.code == 0
    assert ran.err.splitlines() == [NAMES]
    assert ran.out.startswith('---\ntitle: "Invoice run went out twice"\n')
    assert "# Invoice run went out twice\n" in ran.out


def test_who_is_named_in_one_entry_is_an_initial_in_every_other(reflect: Reflect) -> None:
    reflect.define(line="I told Ruthie nothing.")
    reflect.made(
        "respond",
        "-s",
        "last",
        "--answers",
        "-",
        stdin="safe: no\ncontain: x\ninform: [{who: Ruthie}]\nrepair: [{what: y}]\n",
    )
    assert "Ruthie" in reflect("export", "last/define").out
    assert "I told R. nothing." in reflect("export", "last/define", "--initials").out
    reflect.clock.moment += dt.timedelta(days=1)
    reflect.made("checkin", "--answers", "-", stdin="better: [Ruthie laughed]\n")
    assert "R. laughed" in reflect("export", "last", "--initials").out


def test_an_export_of_a_setback_holds_every_entry_that_is_about_it(invoice: Reflect) -> None:
    out = invoice("export", "invoice run").out
    parts = ("## What happened", "## Step by step", "## How it came about", "## What I learned", "## What changes")
    assert sorted(map(out.index, parts)) == [*map(out.index, parts)]
    assert out.index("### Define what happened") < out.index("### Debrief yourself")


def test_an_export_is_the_same_at_every_width(invoice: Reflect) -> None:
    assert len({invoice("export", "invoice run", COLUMNS=columns).out for columns in ("40", "80", "200")}) == 1


def test_an_export_gives_back_every_word_that_is_not_private(invoice: Reflect) -> None:
    from markdown_it import MarkdownIt

    entry = invoice("show", "last", "--json").json
    tokens = MarkdownIt().parse(invoice("export", "last").out)
    text = " ".join(part.content for each in tokens for part in each.children or ())
    told = [
        each for each in entry["answers"] if isinstance(each.get("value"), str) and each["type"] in ("text", "long")
    ]
    assert len(told) > 10
    for each in told:
        assert (" ".join(each["value"].split()) in " ".join(text.split())) != each.get("private", False)


def test_a_file_is_new_and_for_its_owner_only(invoice: Reflect, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    before = os.umask(0)
    try:
        ran = invoice("export", "last", "-o", str(target))
    finally:
        os.umask(before)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [f"Written to {target}. What is private was left out.", NAMES]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text(encoding="utf-8") == invoice("export", "last").out


def test_what_stands_there_is_written_over_only_by_force(invoice: Reflect, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("something else", encoding="utf-8")
    ran = invoice("export", "last", "-o", str(target))
    assert ran.code == 1
    assert "--force" in ran.complaint
    assert target.read_text(encoding="utf-8") == "something else"
    assert invoice("export", "last", "--output", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8") == invoice("export", "last").out


def test_a_link_is_not_written_through(invoice: Reflect, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("something else", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "other.md")
    assert invoice("export", "last", "-o", str(tmp_path / "link.md")).code == 1
    assert invoice("export", "last", "-o", str(tmp_path / "link.md"), "--force").code == 0
    assert (tmp_path / "other.md").read_text(encoding="utf-8") == "something else"


@pytest.mark.parametrize("name", ["missing/mine.md", "."])
def test_a_place_that_takes_no_file_is_named(invoice: Reflect, tmp_path: Path, name: str) -> None:
    ran = invoice("export", "last", "-o", str(tmp_path / name))
    assert ran.code == 1
    assert str(tmp_path) in ran.complaint


def test_force_without_a_file_is_a_mistake(invoice: Reflect) -> None:
    ran = invoice("export", "last", "--force")
    assert (ran.code, ran.complaint) == (2, "--force goes with -o FILE.")


def test_letters_are_left_out_unless_they_are_wanted(reflect: Reflect) -> None:
    reflect.own_flow(
        "farewell",
        "flow: farewell\nversion: 1\ntitle: Farewell\nabout: A letter.\n"
        "steps:\n  - {id: how, ask: How?, type: text, required: true}\n"
        "  - {id: page, ask: The letter, type: letter, template: ['{how}']}\n",
    )
    reflect.made("farewell", "--answers", "-", stdin="how: well\npage: Dear all, goodbye.\n")
    assert "goodbye" in reflect("show", "last").out
    assert "goodbye" not in reflect("export", "last").out
    assert "goodbye" in reflect("export", "last", "--letters").out


def test_an_export_tells_which_people_it_names_and_can_do_without_them(reflect: Reflect) -> None:
    reflect.made(
        "define", "--answers", "-", stdin=f"{SMALL.format(title='A late reply', line='x')}affected: [Ruth Amsel]\n"
    )
    plain = reflect("export", "last")
    assert "Ruth Amsel" in plain.out
    assert plain.err == "It names Ruth Amsel. --initials puts initials in their place.\n"
    without = reflect("export", "last", "--initials")
    assert (without.err, "Ruth" in without.out, "R. A." in without.out) == (f"{LOOK_OVER}\n", False, True)


# ------------------------------------------------------------------------------------------------------ for whom, what


def test_for_others_it_tells_less_and_names_nobody(invoice: Reflect) -> None:
    ran = invoice("export", "invoice", "--for", "others")
    assert (ran.code, ran.err) == (0, f"{LOOK_OVER}\n")
    headings = [line for line in ran.out.splitlines() if line.startswith("## ")]
    assert headings == ["## What happened", "## What I learned", "## What changes"]
    assert "Marta" not in ran.out
    assert "M. or P. releases any second run" in ran.out
    assert "tags" not in ran.out
    assert "embarrassment" not in invoice("export", "last/define", "--for", "others").out


def test_only_some_parts_or_what_was_written_since_a_day(invoice: Reflect) -> None:
    out = invoice("export", "invoice", "--section", "learned", "--section", "hours").out
    assert [line for line in out.splitlines() if line.startswith("## ")] == ["## What I learned"]
    later = invoice("export", "invoice", "--since", "2026-03-08")
    assert later.code == 0
    assert "## " not in later.out


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("--section", "learnt"), "There is no part 'learnt'; did you mean 'learned'?"),
        (("--since", "gibberish"), "'gibberish' is no day"),
        (("--for", "nobody"), "'nobody' is not one of"),
    ],
)
def test_what_is_no_part_no_day_or_nobody_is_said(invoice: Reflect, args: tuple[str, str], complaint: str) -> None:
    ran = invoice("export", "invoice", *args)
    assert ran.code == 2
    assert complaint in ran.err


def test_a_part_that_others_are_not_told_is_refused(invoice: Reflect) -> None:
    ran = invoice("export", "invoice", "--for", "others", "--section", "hours")
    assert (ran.code, ran.complaint) == (2, "Others are told no more than happened, learned, changes.")
    some = invoice("export", "invoice", "--for", "others", "--section", "hours", "--section", "learned")
    assert [line for line in some.out.splitlines() if line.startswith("## ")] == ["## What I learned"]


def test_parts_and_days_go_with_a_setback(invoice: Reflect) -> None:
    ran = invoice("export", "invoice/define", "--section", "learned")
    assert (ran.code, ran.complaint) == (2, "--section and --since go with a setback, not with one entry.")


@pytest.mark.parametrize(("choice", "named"), [("initials", False), ("as_it_is", True)])
def test_on_a_terminal_one_is_asked_how_names_shall_stand(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch, choice: str, named: bool
) -> None:
    somebody = Answering({ASKED: choice})
    at_a_terminal(monkeypatch, somebody)
    ran = invoice("export", "invoice")
    (ask,) = somebody.asked
    assert ask.text.startswith("These names are in the text: ")
    assert ask.begins is not None
    assert ask.begins.value == "initials"
    assert ("Marta" in ran.out) == named
    assert ran.err == ("" if named else f"{LOOK_OVER}\n")


def test_nobody_is_asked_when_the_answer_is_given_or_nobody_is_named(
    invoice: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Answering({})
    at_a_terminal(monkeypatch, somebody)
    for args in (("--initials",), ("--for", "others"), ("--section", "changes", "--initials")):
        assert invoice("export", "invoice", *args).code == 0
    assert somebody.asked == []


def test_an_entry_that_tells_others_nothing_is_not_exported_for_them(reflect: Reflect) -> None:
    reflect.define()
    reflect.made("checkin", "--answers", "-", stdin="mood: 4\n")
    ran = reflect("export", "last", "--for", "others")
    assert ran.code == 1
    assert ran.complaint.startswith("Nothing of this entry is for others")
