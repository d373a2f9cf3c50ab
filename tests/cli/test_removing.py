"""delete, undo, forget: what is deleted comes back whole, and what is forgotten is in no byte any more."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from reflect.cli.removing import FORGET, LEAVE, UNDO
from tests.cli import traces as searching
from tests.cli.running import Answering, Reflect, at_a_terminal


def contents(reflect: Reflect) -> dict[str, bytes]:
    """Every file of the journal itself."""
    aside = ("changes/", "trash/")
    return {each: (reflect.journal / each).read_bytes() for each in reflect.kept() if not each.startswith(aside)}


@pytest.fixture
def made(reflect: Reflect) -> dict[str, Any]:
    return reflect.define()


# ------------------------------------------------------------------------------------------------------ delete and undo


def test_a_deleted_entry_is_shown_nowhere_and_comes_back(reflect: Reflect, made: dict[str, Any]) -> None:
    before = contents(reflect)

    ran = reflect("delete", "last")

    assert ran.code == 0 and "reflect undo" in ran.err and "reflect forget" in ran.err
    assert reflect("list", "--json").json == [] and reflect("search", "late", "--json").json == []
    assert "I waited" not in reflect("show", "late").out
    ran = reflect("undo")
    assert ran.code == 0 and "Back from the trash" in ran.err
    assert contents(reflect) == before
    assert len(reflect("list", "--json").json) == 1 and len(reflect("search", "late", "--json").json) == 1


def test_a_deleted_setback_takes_all_that_is_about_it(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect.put_off()
    reflect.define("Another", "It was another thing.")
    before = contents(reflect)

    ran = reflect("delete", "A late reply", "--json")

    assert ran.json["deleted"] == made["setback"] and ran.json["entries"] == [made["entry"]]
    assert [each["title"] for each in reflect("setbacks", "--json").json] == ["Another"]
    assert reflect("drafts", "--json").json == []
    assert "late" in reflect("undo").err
    assert contents(reflect) == before


def test_each_change_is_taken_back_and_named(reflect: Reflect, made: dict[str, Any]) -> None:
    states = [contents(reflect)]
    for command in (
        ("rename", "late", "The reply"),
        ("close", "reply"),
        ("reopen", "reply"),
        ("edit", "--answers", "-"),
        ("delete", "last"),
    ):
        assert reflect(*command, stdin="own_part: I did not look.\n").code == 0
        states.append(contents(reflect))
    says = ["Back from the trash", "Taken back: the change", "Closed again", "Open again", "“A late reply” again"]
    for words in says:
        ran = reflect("undo")
        assert ran.code == 0 and words in ran.err
        states.pop()
        assert contents(reflect) == states[-1]
    ran = reflect("undo")
    assert ran.code == 1 and "no change" in ran.complaint


def test_a_discarded_draft_comes_back(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect.put_off()
    before = contents(reflect)
    reflect("drafts", "--discard", "debrief")

    ran = reflect("undo")

    assert "reflect resume" in ran.err and contents(reflect) == before


def test_what_was_undone_is_said_as_json(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect("close", "late")
    assert reflect("undo", "--json").json["undone"] == "close"


def test_what_was_changed_outside_since_is_not_taken_back(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect("rename", "late", "The reply")
    path = reflect.journal / "setbacks" / f"{made['setback']}.json"
    path.write_text(path.read_text().replace("The reply", "By hand"))

    ran = reflect("undo")

    assert ran.code == 1 and "another program" in ran.complaint and "By hand" in path.read_text()


# --------------------------------------------------------------------------------------------------------------- forget

SECRETS = {
    "title": "zwiebelturm",
    "what": "kupferkessel under the stairs",
    "own_part": "sternwarte, before it was open",
    "one_line": "lindenblatt on the desk",
}


@pytest.fixture
def spoken(reflect: Reflect) -> Reflect:
    """A setback that is spoken of wherever the journal can speak of one, and one more beside it."""
    reflect.define("Stays", "This stays.")
    sheet = "ongoing: no\nwhen: 2025-12-01\nnature: outcome\nfirst: first\nseverity: small\nrule: reason\n"
    sheet += "rule_why: brunnenstube, told to nobody\ncause: [external]\naffected: [holunder, who was there]\n"
    sheet += "".join(f"{name}: {words}\n" for name, words in SECRETS.items())
    reflect.made("define", "--answers", "-", stdin=sheet)
    # Signs that are one, earlier wordings, notes of changes, drafts, the trash, an entry about nothing that speaks of it.
    respond = "safe: no\ncontain: nothing\ninform:\n  - who: holunder\n    by: 2026-03-08\nrepair:\n  - what: the glockenstuhl\n    by: 2026-03-08\n"
    ran = reflect("respond", "-s", SECRETS["title"], "--answers", "-", "--json", stdin=respond)
    assert ran.code == 0, ran.err
    reflect("edit", f"{SECRETS['title']}/define", "--answers", "-", stdin="own_part: sternwarte, later\n")
    reflect("rename", SECRETS["title"], "zwiebelturm-neu")
    reflect.put_off("zwiebelturm-neu")
    reflect("drafts", "--discard", "debrief")
    reflect.put_off("zwiebelturm-neu")
    reflect.clock.moment = reflect.clock.moment.replace(day=20)
    due = {each["kind"]: each["ref"] for each in reflect("due", "--json").json}
    answers = f'mood: 5\nrepair:\n  "{due["repair"]}": part\ntold:\n  "{due["inform"]}": not_yet\n'
    ran = reflect("checkin", "--answers", "-", "--json", stdin=answers)
    assert ran.code == 0, ran.err
    reflect("search", "kupferkessel")
    return reflect


WORDS = ["zwiebelturm", "kupferkessel", "sternwarte", "lindenblatt", "brunnenstube", "holunder", "glockenstuhl"]


def traces(reflect: Reflect) -> dict[str, list[str]]:
    """Where each word stands, in any byte or name below the home, flows that came with the program aside."""
    return {word: found for word in WORDS if (found := sorted(searching.traces(reflect.home, word)))}


def test_what_is_forgotten_is_in_no_byte_any_more(spoken: Reflect) -> None:
    assert traces(spoken).keys() == set(WORDS)

    ran = spoken("forget", "zwiebelturm-neu", "--yes")

    assert ran.code == 0 and "backups" in ran.err and "same words" not in ran.err
    assert traces(spoken) == {}
    assert [each["title"] for each in spoken("setbacks", "--json").json] == ["Stays"]
    assert len(spoken("search", "stays", "--json").json) == 1
    # The check-in is still there, without what it said of the promises.
    (checkin,) = spoken("list", "--flow", "checkin", "--json").json
    assert "mood" in {each["id"] for each in spoken("show", checkin["id"], "--json").json["answers"]}
    # What is left can be read by every command, and nothing of it can be taken back.
    assert spoken("undo").code == 1
    for command in ((), ("due",), ("insights",), ("list",), ("drafts",)):
        assert (spoken(*command).code, spoken(*command).err) == (0, "")
    assert traces(spoken) == {}


def test_what_was_deleted_can_be_forgotten_by_its_name(spoken: Reflect) -> None:
    spoken("delete", "zwiebelturm-neu")
    assert traces(spoken).keys() == set(WORDS)

    assert spoken("forget", "zwiebelturm-neu", "--yes").code == 0

    assert traces(spoken) == {}


def test_the_trash_is_emptied(spoken: Reflect) -> None:
    spoken("delete", "zwiebelturm-neu")

    ran = spoken("forget", "--trash", "--yes", "--json")

    assert ran.code == 0 and len(ran.json["entries"]) == 2
    assert traces(spoken) == {}
    assert spoken("forget", "--trash", "--yes").code == 1
    assert len(spoken("list", "--all", "--json").json) == 2


def test_one_entry_is_forgotten_and_its_setback_stays(spoken: Reflect) -> None:
    ran = spoken("forget", "zwiebelturm-neu/respond", "--yes")

    assert ran.code == 0
    # Its words are gone; another entry that names the same person keeps them, and is named.
    assert traces(spoken).keys() == set(WORDS) - {"glockenstuhl"}
    assert [each["flow"] for each in spoken("list", "-s", "zwiebelturm", "--json").json] == ["define"]


def test_entries_in_which_the_same_words_stand_are_named(reflect: Reflect) -> None:
    made = [reflect.define(title, "I answered when it was too late.") for title in ("One", "Two")]

    ran = reflect("forget", "One", "--yes")

    assert "same words" in ran.err and made[1]["entry"][-6:] in ran.err
    assert reflect("forget", "Two", "--yes", "--json").json["same_words"] == []


def test_what_writers_that_were_killed_left_behind_goes_too(spoken: Reflect) -> None:
    left = spoken.journal / "entries" / "2026" / "03" / ".new-0123456789abcdef"
    left.write_bytes(b'{"half": "kupferkessel under')

    spoken("forget", "zwiebelturm-neu", "--yes")

    assert not left.exists() and traces(spoken) == {}


def test_a_file_that_cannot_be_read_and_may_speak_of_it_is_named_and_stays(
    spoken: Reflect, made: dict[str, Any]
) -> None:
    (setback,) = [each["id"] for each in spoken("setbacks", "--json").json if each["title"] == "zwiebelturm-neu"]
    torn = Path(made["file"])
    torn.write_text(f'{{"setback": "{setback}", "half')

    ran = spoken("forget", "zwiebelturm-neu", "--yes")

    assert torn.exists() and str(torn) in ran.err


def test_when_it_is_cut_short_it_can_be_named_and_finished(spoken: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    from reflect.journal import durable

    count = len(traces(spoken))
    real, allowed = durable.remove, 0
    for allowed in range(30):
        removed = 0

        def killed(path: Path, most: int = allowed) -> None:
            nonlocal removed
            if removed == most:
                raise KeyboardInterrupt
            removed += 1
            real(path)

        monkeypatch.setattr(durable, "remove", killed)
        code = spoken("forget", "zwiebelturm-neu", "--yes").code
        monkeypatch.undo()
        if code == 0:
            break
        assert code == 130
    assert allowed > 0 and count == len(WORDS)
    assert traces(spoken) == {}


def test_it_is_asked_for_once_more_and_leaving_it_is_the_first_choice(
    spoken: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(spoken)
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": LEAVE}))

    ran = spoken("forget", "zwiebelturm-neu")

    (ask,) = asker.asked
    assert ask.options[0].key == LEAVE and "with 2 entries" in ask.text and ran.err.strip() == "Nothing was removed."
    assert contents(spoken) == before
    at_a_terminal(monkeypatch, Answering({"asked_first": FORGET}))
    assert spoken("forget", "zwiebelturm-neu").code == 0
    assert traces(spoken) == {}


def test_without_a_terminal_nothing_is_removed_unasked(reflect: Reflect, made: dict[str, Any]) -> None:
    before = contents(reflect)
    assert reflect("forget", "late").code == 2 and contents(reflect) == before


def test_what_is_to_be_forgotten_is_named_in_one_way(reflect: Reflect, made: dict[str, Any]) -> None:
    assert reflect("forget", "--yes").code == 2
    assert reflect("forget", "late", "--trash", "--yes").code == 2
    assert reflect("forget", "nothing", "--yes").code == 1


def test_signs_that_are_the_same_lose_what_is_forgotten(spoken: Reflect) -> None:
    (entry,) = [
        each["id"] for each in spoken("list", "-s", "zwiebelturm-neu", "--json").json if each["flow"] == "define"
    ]
    path = spoken.journal / "signs.json"
    groups = [
        {"name": "brunnenstube again", "signs": [f"{entry}/signs/1"]},
        {"name": "others", "signs": [f"{entry}/signs/2", "019cc82b-0000-7000-8000-000000000000/signs/1"]},
    ]
    apart = [[f"{entry}/signs/1", "019cc82b-0000-7000-8000-000000000000/signs/1"]]
    path.write_text(json.dumps({"format": 1, "groups": groups, "apart": apart, "theirs": 1}))

    spoken("forget", "zwiebelturm-neu", "--yes")

    left = json.loads(path.read_bytes())
    assert left == {
        "format": 1,
        "groups": [{"name": "others", "signs": ["019cc82b-0000-7000-8000-000000000000/signs/1"]}],
        "apart": [],
        "theirs": 1,
    }
    assert traces(spoken) == {}


def test_nothing_is_said_to_be_forgotten_that_could_not_be_looked_at(
    spoken: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = traces(spoken)
    real = os.scandir

    def refusing(path: Any = ".") -> Any:
        if str(path).endswith("/entries/2026"):
            raise OSError(errno.EMFILE, "", str(path))
        return real(path)

    # The name is known by the index; the folder cannot be looked into any more.
    spoken("list", "-s", "zwiebelturm-neu")
    monkeypatch.setattr(os, "scandir", refusing)
    ran = spoken("forget", "zwiebelturm-neu", "--yes")
    monkeypatch.undo()

    assert ran.code == 1 and "Forgotten" not in ran.err
    assert {word: files for word, files in traces(spoken).items() if files}.keys() == before.keys()


def test_what_was_asked_for_and_cannot_be_read_is_not_said_to_be_forgotten(
    spoken: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reflect.journal import durable

    (entry,) = [each["id"] for each in spoken("list", "--flow", "respond", "--json").json]
    real, read = durable.read_bytes, 0

    def ill(path: Path) -> bytes:
        nonlocal read
        if path.stem == entry:
            read += 1
            if read > 1:
                raise OSError(errno.EIO, "")
        return real(path)

    monkeypatch.setattr(durable, "read_bytes", ill)
    ran = spoken("forget", entry, "--yes")
    monkeypatch.undo()

    assert ran.code == 1 and "Forgotten" not in ran.err
    assert "glockenstuhl" in traces(spoken)


def test_the_trash_is_emptied_of_discarded_drafts_too(reflect: Reflect, made: dict[str, Any]) -> None:
    reflect.made("debrief", "-s", "late", "--answers", "-", stdin="now: later\nbook: in two days\n")
    reflect("drafts", "--discard", "debrief")

    ran = reflect("forget", "--trash", "--yes", "--json")

    assert ran.code == 0 and len(ran.json["drafts"]) == 1
    assert not [each for each in reflect.kept() if each.startswith(("trash/", "changes/"))]


def test_before_something_older_is_taken_back_it_is_asked(
    reflect: Reflect, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    reflect("close", "late")
    reflect.clock.moment = reflect.clock.moment.replace(day=20)
    before = contents(reflect)
    at_a_terminal(monkeypatch, asker := Answering({"asked_first": LEAVE}))

    ran = reflect("undo")

    assert "7 March 2026" in asker.asked[0].text and ran.err.strip() == "Nothing was taken back."
    assert contents(reflect) == before
    at_a_terminal(monkeypatch, Answering({"asked_first": UNDO}))
    assert "Open again" in reflect("undo").err
