"""edit, show --history: what was said before stays, what is half typed is kept, and another program's change too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reflect.cli import editing_sheet, who_asks
from reflect.cli.amending import BOTH_KEPT, Amending
from reflect.cli.editing import DONE
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply
from reflect.terminal.editor import Edited
from tests.cli.running import Answering, Reflect, at_a_terminal


def stored(reflect: Reflect, made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(made["file"]).read_text(encoding="utf-8"))
    return found


def answer(reflect: Reflect, made: dict[str, Any], question: str) -> dict[str, Any]:
    return next(each for each in stored(reflect, made)["answers"] if each["id"] == question)


@pytest.fixture
def made(reflect: Reflect) -> dict[str, Any]:
    """A setback, said what happened."""
    return reflect.define()


class Choosing(Answering):
    """Somebody who chooses these rows one after the other, by words in them, then says that is all."""

    def __init__(self, rows: list[str], replies: dict[str, object]) -> None:
        super().__init__(replies)
        self.rows = rows

    def ask(self, ask: Ask) -> Reply:
        if ask.text != "What is to be changed?":
            return super().ask(ask)
        self.asked.append(ask)
        if not self.rows:
            return Answered(DONE)
        row = self.rows.pop(0)
        return Answered(next(each.key for each in ask.options if row in each.text))


# -------------------------------------------------------------------------------------------------------- one answer


def test_an_answer_is_changed_and_its_wording_before_kept(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, asker := Answering({"own_part": "I did not look."}))

    ran = reflect("edit", "last", "own_part")

    assert ran.code == 0 and "--history" in ran.err and "reflect undo" in ran.err
    (ask,) = asker.asked
    assert ask.old is not None and ask.old.value == "I waited too long."
    assert answer(reflect, made, "own_part")["value"] == "I did not look."
    (kept,) = stored(reflect, made)["earlier"]
    assert (kept["id"], kept["value"]) == ("own_part", "I waited too long.")
    assert not [*(reflect.journal / "drafts").iterdir()]


def test_the_history_has_both_wordings_and_other_pages_only_the_new_one(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"own_part": "I did not look."}))
    reflect("edit", "last", "own_part")

    history = reflect("show", "last", "--history").out
    assert "I waited too long." in history and "I did not look." in history
    assert history.index("I waited") < history.index("Now:") < history.index("I did not")
    for command in (("show", "last"), ("show", "late"), ("export", "late"), ("list",), ("search", "waited")):
        assert "I waited" not in reflect(*command).out
    assert "last" in reflect("search", "look").out or "look" in reflect("search", "look").out


def test_an_entry_without_changes_says_so(reflect: Reflect, made: dict[str, Any]) -> None:
    assert "Nothing in this entry has been changed." in reflect("show", "last", "--history").out


def test_history_is_of_an_entry(reflect: Reflect, made: dict[str, Any]) -> None:
    ran = reflect("show", "late", "--history")
    assert ran.code == 2 and "SETBACK/FLOW" in ran.complaint


def test_answers_are_chosen_until_that_is_all(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asker = Choosing(
        ["A short text about it.", "I answered too late."], {"what": "Another text.", "one_line": "I said it late."}
    )
    at_a_terminal(monkeypatch, asker)

    ran = reflect("edit", "--json")

    assert ran.json["entry"] == made["entry"] and ran.json["changed"] == ["what", "one_line"]
    assert answer(reflect, made, "what")["value"] == "Another text."
    assert stored(reflect, made)["summary"] == "I said it late."
    # The second time the row says what stands there now.
    rows = [each.text for each in [ask for ask in asker.asked if ask.text == "What is to be changed?"][1].options]
    assert any("Another text." in row for row in rows)


def test_what_is_not_changed_leaves_no_trace(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {each: (reflect.journal / each).read_bytes() for each in reflect.kept()}
    at_a_terminal(monkeypatch, Answering({"own_part": "I waited too long."}))

    ran = reflect("edit", "last", "own_part")

    assert ran.err.strip() == "Nothing was changed."
    assert {each: (reflect.journal / each).read_bytes() for each in reflect.kept()} == before


def test_whoever_leaves_finds_what_was_half_typed_again(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"own_part": Leave("I did not lo", 130)}))
    ran = reflect("edit", "last", "own_part")
    assert ran.code == 130 and "reflect resume" in ran.err
    assert answer(reflect, made, "own_part")["value"] == "I waited too long."
    assert "a change of it" in reflect("drafts").out and "a change of it" in reflect().out
    (listed,) = reflect("drafts", "--json").json
    assert listed["edits"] == made["entry"]

    at_a_terminal(monkeypatch, asker := Answering({"own_part": "I did not look."}))
    ran = reflect("resume")

    assert ran.code == 0 and asker.asked[0].typed == "I did not lo"
    assert answer(reflect, made, "own_part")["value"] == "I did not look."
    assert not [*(reflect.journal / "drafts").iterdir()]


def test_a_change_that_is_begun_is_gone_on_with_and_offered_to_no_interview(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"own_part": Leave("I did not lo", 130)}))
    reflect("edit", "last", "own_part")
    at_a_terminal(monkeypatch, asker := Answering({"title": Leave(None, 130)}))
    reflect("define")
    assert not [ask for ask in asker.asked if "draft" in ask.text]

    at_a_terminal(monkeypatch, asker := Answering({"asked_first": "go_on", "own_part": "I did not look."}))
    reflect("edit", "last", "own_part")

    assert [ask.typed for ask in asker.asked][-1] == "I did not lo"
    assert answer(reflect, made, "own_part")["value"] == "I did not look."


def test_the_entry_of_a_change_is_gone_and_what_was_typed_is_not(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"own_part": Leave("I did not lo", 130)}))
    reflect("edit", "last", "own_part")
    Path(made["file"]).rename(Path(made["file"]).with_suffix(".elsewhere"))
    (draft,) = (reflect.journal / "drafts").iterdir()

    ran = reflect("resume")

    assert ran.code == 1 and str(draft) in ran.err and b"I did not lo" in draft.read_bytes()


# ---------------------------------------------------------------------------------------------- another program


def change_outside(made: dict[str, Any], words: str, *, keep: bool = False) -> None:
    """Another program changes the answer; it keeps the wording before only with `keep`."""
    path = Path(made["file"])
    data = json.loads(path.read_text(encoding="utf-8"))
    answer = next(each for each in data["answers"] if each["id"] == "own_part")
    if keep:
        data["earlier"].append({"id": "own_part", "until": data["finished"], "value": answer["value"]})
    answer["value"] = words
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("keep", [False, True])
def test_what_another_program_wrote_meanwhile_is_kept_beside_ones_own(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, *, keep: bool
) -> None:
    class Meanwhile(Answering):
        def ask(self, ask: Ask) -> Reply:
            change_outside(made, "Their words.", keep=keep)
            return super().ask(ask)

    at_a_terminal(monkeypatch, asker := Meanwhile({"own_part": "My words."}))

    reflect("edit", "last", "own_part")

    assert BOTH_KEPT in asker.remarks
    assert answer(reflect, made, "own_part")["value"] == "My words."
    earlier = sorted(each["value"] for each in stored(reflect, made)["earlier"])
    assert earlier == ["I waited too long.", "Their words."]


def test_another_answer_that_was_changed_meanwhile_stays_changed(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Meanwhile(Answering):
        def ask(self, ask: Ask) -> Reply:
            change_outside(made, "Their words.")
            return super().ask(ask)

    at_a_terminal(monkeypatch, asker := Meanwhile({"what": "My text."}))

    reflect("edit", "last", "what")

    assert BOTH_KEPT not in asker.remarks
    assert answer(reflect, made, "own_part")["value"] == "Their words."
    assert answer(reflect, made, "what")["value"] == "My text."


def test_a_change_that_went_out_of_use_keeps_its_words(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Meanwhile(Answering):
        def ask(self, ask: Ask) -> Reply:
            data = stored(reflect, made)
            data["answers"] = [each for each in data["answers"] if each["id"] != "own_part"]
            Path(made["file"]).write_text(json.dumps(data), encoding="utf-8")
            return super().ask(ask)

    at_a_terminal(monkeypatch, Meanwhile({"own_part": "My words."}))

    ran = reflect("edit", "last", "own_part")

    assert ran.code == 1 and "Nothing was changed" in ran.err and "My words" not in ran.err
    (draft,) = (reflect.journal / "drafts").iterdir()
    assert b"My words." in draft.read_bytes()


# -------------------------------------------------------------------------------------------------------- its setback


def test_the_answer_that_named_the_setback_names_it_anew(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect("edit", "--answers", "-", stdin="title: A very late reply\n")

    assert [each["title"] for each in reflect("setbacks", "--json").json] == ["A very late reply"]
    reflect("undo")
    assert [each["title"] for each in reflect("setbacks", "--json").json] == ["A late reply"]
    assert answer(reflect, made, "title")["value"] == "A late reply"


def test_a_setback_that_was_renamed_since_keeps_its_name(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect("rename", "late", "The reply")

    reflect("edit", "--answers", "-", stdin="title: A very late reply\n")

    assert [each["title"] for each in reflect("setbacks", "--json").json] == ["The reply"]


# ---------------------------------------------------------------------------------------------------- all at once


def test_answers_from_a_file_change_what_they_name(reflect: Reflect, made: dict[str, Any]) -> None:
    ran = reflect("edit", "--answers", "-", "--json", stdin="severity: serious\nwhat: |\n  Two\n  lines.\nown_part:\n")

    assert ran.json["changed"] == ["what", "own_part", "severity"]
    assert answer(reflect, made, "what")["value"] == "Two\nlines."
    assert answer(reflect, made, "own_part")["skipped"] is True
    assert answer(reflect, made, "severity")["labels"].keys() == {"serious"}
    assert len(stored(reflect, made)["earlier"]) == 3


def test_everything_wrong_in_a_file_is_said_at_once_and_nothing_changed(reflect: Reflect, made: dict[str, Any]) -> None:
    before = Path(made["file"]).read_bytes()

    ran = reflect("edit", "--answers", "-", stdin="severity: worst\nwhat: fine\nnothing: here\n")

    assert ran.code == 2 and "<stdin>:1:1:" in ran.err and "<stdin>:3" in ran.err
    assert Path(made["file"]).read_bytes() == before


def opening(monkeypatch: pytest.MonkeyPatch, *results: Any) -> list[str]:
    """Puts an editor there that makes this of what it opens, one time after the other: a text, or a function of the text.
    What it opened is in the list."""
    opened: list[str] = []
    left = [*results]

    class Editing:
        def edit(self, text: str, keep: Any = None, stop: Any = None) -> Edited:
            opened.append(text)
            made = left.pop(0)
            result = made(text) if callable(made) else made
            if isinstance(result, Edited):
                return result
            keep(result)
            return Edited(result)

    monkeypatch.setattr(who_asks, "editor_at", lambda place: Editing())
    return opened


def test_the_whole_entry_is_changed_in_an_editor(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({}))
    (opened,) = [opening(monkeypatch, lambda text: text.replace("I waited too long.", "I did not look."))]

    ran = reflect("edit", "--editor")

    assert ran.code == 0 and "I waited too long." in opened[0]
    assert answer(reflect, made, "own_part")["value"] == "I did not look."
    assert len(stored(reflect, made)["earlier"]) == 1
    assert not [*(reflect.journal / "drafts").iterdir()]


def test_a_sheet_that_does_not_fit_is_opened_again_with_what_was_written(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": editing_sheet.AGAIN}))
    opened = opening(
        monkeypatch,
        lambda text: text.replace("severity: small", "severity: worst").replace("I waited too long.", "New words."),
        lambda text: text.replace("severity: worst", "severity: serious"),
    )

    reflect("edit", "--editor")

    assert any("severity" in each for each in asker.remarks)
    assert "New words." in opened[1]
    assert answer(reflect, made, "own_part")["value"] == "New words."
    assert answer(reflect, made, "severity")["value"] == "serious"


def test_a_sheet_that_is_left_is_a_draft_and_opened_by_resume(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"asked_first": editing_sheet.LEAVE}))
    opening(monkeypatch, lambda text: text.replace("severity: small", "severity: worst"))
    ran = reflect("edit", "--editor")
    assert "reflect resume" in ran.err

    opened = opening(monkeypatch, lambda text: text.replace("severity: worst", "severity: serious"))
    reflect("resume")

    assert "severity: worst" in opened[0]
    assert answer(reflect, made, "severity")["value"] == "serious"
    assert not [*(reflect.journal / "drafts").iterdir()]


def test_what_the_editor_saved_before_it_failed_is_in_a_draft(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Editing:
        def edit(self, text: str, keep: Any = None, stop: Any = None) -> Edited:
            keep(text.replace("I waited too long.", "Words that only the editor had."))
            raise KeyboardInterrupt

    at_a_terminal(monkeypatch, Answering({}))
    monkeypatch.setattr(who_asks, "editor_at", lambda place: Editing())

    assert reflect("edit", "--editor").code == 130

    (draft,) = (reflect.journal / "drafts").iterdir()
    assert b"Words that only the editor had." in draft.read_bytes()


# ------------------------------------------------------------------------------------------------- what cannot be changed


def test_a_setback_is_no_entry(reflect: Reflect, made: dict[str, Any]) -> None:
    ran = reflect("edit", "late", "--answers", "-", stdin="what: x\n")
    assert ran.code == 2 and "rename" in ran.complaint


def test_an_answer_that_is_not_there_is_named_with_those_that_are(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({}))
    ran = reflect("edit", "last", "ownpart")
    assert ran.code == 1 and "own_part" in ran.err


def test_nobody_is_asked_without_a_terminal(reflect: Reflect, made: dict[str, Any]) -> None:
    assert reflect("edit").code == 2
    assert reflect("edit", "last", "what").code == 2


def test_ways_of_changing_do_not_go_together(reflect: Reflect, made: dict[str, Any]) -> None:
    assert reflect("edit", "last", "what", "--editor").code == 2


def test_a_sealed_entry_is_neither_shown_nor_changed(reflect: Reflect) -> None:
    made = reflect.made("unload", "--answers", "-", stdin="page: Nobody has heard this.\nkeep: seal\n")
    before = Path(made["file"]).read_bytes()
    ran = reflect("edit", "--answers", "-", stdin="page: other\n")
    assert ran.code == 2 and "sealed" in ran.err and "heard" not in ran.err
    assert "heard" not in reflect("show", "last", "--history").out
    assert Path(made["file"]).read_bytes() == before


def test_an_entry_of_a_newer_program_is_only_read(reflect: Reflect, made: dict[str, Any]) -> None:
    path = Path(made["file"])
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 9', 1), encoding="utf-8")
    before = path.read_bytes()
    ran = reflect("edit", "--answers", "-", stdin="what: other\n")
    assert ran.code == 1 and "newer" in ran.complaint and path.read_bytes() == before


def test_a_private_answer_is_not_read_out_where_answers_are_chosen(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflect.made(
        "define", "--answers", "-",
        stdin="ongoing: no\ntitle: T\nwhen: 2025-12-01\nwhat: A.\nnature: outcome\nown_part: B.\nfirst: first\n"
        "severity: small\nrule: reason\nrule_why: Nobody may see this.\ncause: [external]\none_line: C.\n",
    )  # fmt: skip
    at_a_terminal(monkeypatch, asker := Choosing([], {}))
    reflect("edit")
    rows = "\n".join(each.text for each in asker.asked[0].options)
    assert "Nobody may see this" not in rows and "(kept, private)" in rows


def test_saving_that_fails_leaves_the_entry_and_offers_another_folder(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from reflect.errors import NotSaved

    def full(self: Amending, interview: object) -> None:
        if self.journal.folder == reflect.journal:
            raise NotSaved("Not saved: the disk is full.")
        real(self, interview)  # type: ignore[arg-type]

    real = Amending.save
    monkeypatch.setattr(Amending, "save", full)
    elsewhere = tmp_path / "elsewhere"
    before = Path(made["file"]).read_bytes()

    class Moving(Answering):
        def ask(self, ask: Ask) -> Reply:
            if ask.text == "What now?":
                return Answered("elsewhere")
            if ask.text == "Which folder?":
                return Answered(str(elsewhere))
            return super().ask(ask)

    at_a_terminal(monkeypatch, Moving({"own_part": "New words."}))
    reflect("edit", "last", "own_part")

    assert Path(made["file"]).read_bytes() == before
    copied = list((elsewhere / "journal" / "entries").rglob("*.json"))
    assert len(copied) == 1 and b"New words." in copied[0].read_bytes()


# ----------------------------------------------------------------------------------------------- what must not come undone


def of_flow(reflect: Reflect, stdin: str) -> dict[str, Any]:
    """An entry of a flow of one's own, with a list and records."""
    reflect.own_flow(
        "walk",
        "flow: walk\nversion: 1\ntitle: A walk\nabout: A walk.\nsteps:\n"
        "  - {id: seen, ask: What did you see?, type: list}\n"
        "  - id: met\n    ask: Whom did you meet?\n    type: group\n    item: person\n"
        "    fields:\n      - {id: who, ask: Who?, type: text}\n      - {id: told, ask: What was said?, type: text}\n"
        "  - {id: word, ask: One word?, type: text}\n",
    )
    return reflect.made("walk", "--answers", "-", stdin=stdin)


def test_an_item_never_gets_the_key_of_one_that_was_there(reflect: Reflect) -> None:
    made = of_flow(reflect, "seen: [a heron, a boat]\n")
    reflect("edit", "--answers", "-", stdin="seen: [a heron]\n")

    reflect("edit", "--answers", "-", stdin="seen: [a heron, a bridge]\n")

    assert answer(reflect, made, "seen")["value"] == [{"key": "1", "text": "a heron"}, {"key": "3", "text": "a bridge"}]


def test_a_record_never_gets_the_key_of_one_that_was_there(reflect: Reflect) -> None:
    made = of_flow(reflect, "met:\n  - who: Ann\n  - who: Bo\n")
    reflect("edit", "--answers", "-", stdin='met:\n  - key: "1"\n    who: Ann\n')

    reflect("edit", "--answers", "-", stdin='met:\n  - key: "1"\n    who: Ann\n  - who: Cy\n')

    assert [(each["key"], each["who"]) for each in answer(reflect, made, "met")["value"]] == [("1", "Ann"), ("3", "Cy")]


def test_records_keep_what_another_program_wrote_beside_them(reflect: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    made = of_flow(reflect, "met:\n  - who: Ann\n  - who: Bo\n")
    data = stored(reflect, made)
    data["answers"][1]["value"][0]["theirs"] = "kept"
    Path(made["file"]).write_text(json.dumps(data), encoding="utf-8")

    reflect("edit", "--answers", "-", stdin='met:\n  - key: "1"\n    who: Anna\n  - key: "2"\n    who: Bo\n')

    assert answer(reflect, made, "met")["value"][0] == {"key": "1", "who": "Anna", "theirs": "kept"}
    # Looked at in the asker and left as they are, nothing is changed.
    at_a_terminal(monkeypatch, Answering({"met": False}))
    assert reflect("edit", "last", "met").err.strip() == "Nothing was changed."


@pytest.mark.parametrize("word", ["null", "~", "yes", "12:30", "- a", "{a", "#1", "", "a: b"])
def test_a_word_that_means_something_in_yaml_stays_that_word(
    reflect: Reflect, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    made = of_flow(reflect, json.dumps({"seen": ["x", word or "y"], "met": [{"who": word or "y", "told": "x"}]}))
    at_a_terminal(monkeypatch, Answering({}))
    opening(monkeypatch, lambda text: text.replace("- x", "- z").replace("told: x", "told: z"))

    reflect("edit", "--editor")

    assert [each["text"] for each in answer(reflect, made, "seen")["value"]] == ["z", word or "y"]
    assert answer(reflect, made, "met")["value"] == [{"key": "1", "who": word or "y", "told": "z"}]


def test_a_sheet_that_is_opened_another_day_changes_only_what_was_changed_in_it(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": editing_sheet.LEAVE}))
    opening(monkeypatch, lambda text: text.replace("severity: small", "severity: worst"))
    reflect("edit", "--editor")
    reflect("edit", "--answers", "-", stdin="own_part: Changed in between.\n")

    opening(monkeypatch, lambda text: text.replace("severity: worst", "severity: serious"))
    reflect("resume")

    assert answer(reflect, made, "own_part")["value"] == "Changed in between."
    assert answer(reflect, made, "severity")["value"] == "serious"
    assert BOTH_KEPT in asker.remarks


def test_what_an_editor_that_was_killed_had_saved_is_opened_again(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, Answering({"asked_first": editing_sheet.AGAIN}))
    opened = opening(
        monkeypatch,
        lambda text: Edited(text.replace("I waited too long.", "Saved in time."), "The editor was ended."),
        lambda text: text,
    )

    reflect("edit", "--editor")

    assert "Saved in time." in opened[1]
    assert answer(reflect, made, "own_part")["value"] == "Saved in time."


def test_a_sheet_that_finds_no_room_is_still_in_memory(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reflect.errors import NotSaved

    fails = [True, True]
    real = Amending.keep_sheet

    def full(self: Amending, text: str) -> None:
        if fails and fails.pop():
            raise NotSaved("Not saved: the disk is full.")
        real(self, text)

    monkeypatch.setattr(Amending, "keep_sheet", full)
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": editing_sheet.ONCE_MORE}))
    opened = opening(monkeypatch, lambda text: text.replace("I waited too long.", "Written once."))

    reflect("edit", "--editor")

    assert len(opened) == 1 and any("in memory" in each for each in asker.remarks)
    assert answer(reflect, made, "own_part")["value"] == "Written once."


def test_a_line_for_lists_never_tells_what_was_private_then(reflect: Reflect) -> None:
    head = "flow: walk\nversion: {}\ntitle: A walk\nabout: A walk.\nsummary: '{{{}}}'\nsteps:\n"
    body = "  - {id: seen, ask: Seen?, type: text, private: true}\n  - {id: word, ask: Word?, type: text}\n"
    reflect.own_flow("walk", head.format(1, "word") + body)
    made = reflect.made("walk", "--answers", "-", stdin="seen: for nobody\nword: fine\n")
    reflect.own_flow("walk", head.format(2, "seen") + body.replace(", private: true", ""))

    reflect("edit", "--answers", "-", stdin="word: good\n")

    assert stored(reflect, made)["summary"] == "fine" and "nobody" not in reflect("list").out


def test_whoever_leaves_the_list_is_told_what_was_changed(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Leaving(Choosing):
        def ask(self, ask: Ask) -> Reply:
            if ask.text == "What is to be changed?" and not self.rows:
                return Leave(None, 130)
            return super().ask(ask)

    at_a_terminal(monkeypatch, Leaving(["I waited too long."], {"own_part": "New."}))

    ran = reflect("edit")

    assert ran.code == 130 and "--history" in ran.err


@pytest.mark.parametrize(
    "item", [{"key": "²", "text": "a"}, {"key": "9" * 5000, "text": "a"}, {"key": "1"}, {"text": "a"}, "x", None]
)
def test_an_answer_whose_items_are_odd_can_be_changed(reflect: Reflect, item: object) -> None:
    made = of_flow(reflect, "seen: [a, b]\n")
    data = stored(reflect, made)
    data["answers"][0]["value"] = [item]
    Path(made["file"]).write_text(json.dumps(data), encoding="utf-8")

    assert reflect("edit", "--answers", "-", stdin="seen: [a, c]\n").code == 0

    assert [each["text"] for each in answer(reflect, made, "seen")["value"]] == ["a", "c"]


def test_an_editor_that_cannot_be_opened_leaves_nothing_behind(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reflect.kept()
    at_a_terminal(monkeypatch, asker := Answering({}))
    opening(monkeypatch, lambda text: Edited(text, "$EDITOR names nothing that is here."))

    ran = reflect("edit", "--editor")

    assert "$EDITOR names nothing that is here." in asker.remarks
    assert ran.err.strip() == "Nothing was changed." and reflect.kept() == before
