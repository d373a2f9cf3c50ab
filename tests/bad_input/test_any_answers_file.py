"""Whatever stands in a file of answers, all of it is taken or everything wrong is named with its place, and nothing is saved."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from hypothesis import given

from reflect.entry.model import Entry
from reflect.errors import WrongAnswers
from reflect.interview.asking import Ending, converse
from reflect.interview.state import Interview
from reflect.journal import json_text
from reflect.library.document import Document
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from reflect.terminal.sheet.spoken import spoken_of
from tests.bad_input.odd import by_profile, changed, changed_bytes, written
from tests.bad_input.test_any_flow import PIECES
from tests.interview.making import finished
from tests.terminal.test_prepared import interview

PLACE = re.compile(r"answers:[1-9]\d*:[1-9]\d*: .*\S", re.DOTALL)
ANSWERS: list[Any] = [
    {
        "title": "A name",
        "day": "2026-03-01",
        "mood": "7",
        "kind": "slip",
        "slip_how": "It slipped.",
        "slip_more": "More of it.",
        "parts": ["people", "money"],
        "part_how": {"people": "by phone", "money": "by mail"},
        "ideas": ["x", "y"],
        "people": [{"who": "Ann", "told": "yes", "how": "call"}, {"who": "Bo", "told": "no"}],
        "like": ["Earlier one"],
        "rate": {"x": [{"worth": "3"}], "y": [{"worth": "5"}]},
    },
    {
        "title": "A name",
        "kind": "else",
        "part_how": ["a", "b"],
        "ideas": "x\ny",
        "people": [{"who": "Ann"}],
        "day": "last Friday",
    },
    {"setback": "A title", "title": "A name", "ideas": ["x"], "rate": [[{"worth": "1"}]], "parts": "people"},
]
AS_YAML = [
    (
        b"title: A name\nday: 2026-03-01\nmood: 7\nkind: slip\nslip_how: It slipped.\nparts: [people, money]\npart_how:\n  people: a\n"
        b"ideas:\n  - x\n  - 'y'\npeople:\n  - {who: Ann, told: yes, how: call}\n  - who: Bo\n    told: no\nlike: [Earlier one]\n"
    ),
    b"title: |\n  A name\n  in lines\nideas: >-\n  x\n  y\nrate:\n  x:\n    - worth: 3\n",
    b'{"title": "A name", "ideas": ["x", "y\\n"], "mood": 7, "people": [{"who": "\\ud83d\\ude00", "told": true}]}',
]


def says_what(wrong: WrongAnswers) -> None:
    assert "Nothing was saved" in wrong.message
    assert "\n" not in wrong.message
    assert [each for each in wrong.details if not PLACE.fullmatch(each)] == []


@cache
def beginning() -> Interview:
    return interview()


def answered(file: AnswersFile) -> None:
    """That the answers make an entry that can be written and read, or are refused with their places."""
    begun = beginning()
    asker = PreparedAsker(file)
    try:
        assert file.setback_title != ""
        spoken_of(file.document.tree)
        done = converse(begun, asker, lambda _: None)
        asker.partly(begun, done.interview)
        asker.check(done.interview)
    except WrongAnswers as wrong:
        says_what(wrong)
        return
    assert done.ending is Ending.FINISHED
    entry = finished(done.interview)
    assert Entry.from_json(json_text.decode(json_text.encode(entry.to_json()))).to_json()


@by_profile
@given(changed(ANSWERS, written))
def test_answers_with_anything_changed_are_taken_or_refused(tree: Any) -> None:
    if isinstance(tree, dict):
        answered(AnswersFile("answers", Document(tree, {})))


def parsed(data: bytes) -> None:
    try:
        file = AnswersFile.parse("answers", data)
    except WrongAnswers as wrong:
        says_what(wrong)
        return
    answered(file)


@by_profile
@given(changed(ANSWERS))
def test_answers_in_json_with_anything_changed_are_taken_or_refused(tree: Any) -> None:
    parsed(json.dumps(tree).encode())


@by_profile
@given(changed_bytes(AS_YAML, PIECES))
def test_a_file_of_answers_with_any_bytes_changed_is_taken_or_refused(data: bytes) -> None:
    parsed(data)
