"""What is private, sealed or gone stands nowhere in the bytes of the cache."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reflect.index.sought import Sought
from reflect.index.words import folded, words
from reflect.journal.files import ENTRIES, SETBACKS, place
from reflect.journal.ids import Minter
from tests.index.making import OnDisk
from tests.index.naive import Word
from tests.index.test_searching import names, search

FIRST = dt.datetime(2026, 1, 5, 20, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 1)
SECRET = "Zwölfkäsehoch"
"""A word that stands nowhere else; folded it is another row of bytes."""
PLAIN = "xylophonist"
WAYS = (SECRET, PLAIN, "ウラシマ草")


def an_answer(text: str, **more: Any) -> dict[str, Any]:
    return {"id": "what", "asked": "What?", "type": "long", "value": text, **more}


class Writer:
    """Writes entries of many words, one each minute."""

    def __init__(self, disk: OnDisk) -> None:
        self.disk = disk
        self.chance = Random(9)
        self._minutes = 0
        self._mint = Minter(self._now, self.chance.randbytes)

    def _now(self) -> dt.datetime:
        self._minutes += 1
        return FIRST + dt.timedelta(minutes=self._minutes)

    def entry(self, *answers: dict[str, Any], name: str | None = None, **more: Any) -> str:
        """The id of an entry with these answers, in place of what was written of it before."""
        name = name or self._mint()
        data = {
            "format": 1,
            "id": name,
            "flow": {"id": "notes", "version": 1, "title": "Notes"},
            "setback": None,
            "started": FIRST.isoformat(),
            "finished": FIRST.isoformat(),
            "summary": None,
            "answers": [*answers],
            "earlier": [],
            **more,
        }
        path = self.disk.root / place(ENTRIES, name)
        if path.exists():
            path.unlink()
        self.disk.put(ENTRIES, name, data)
        return name

    def some_text(self) -> str:
        letters = "abcdefghijklmnopqrstuvwxyzäé"
        return " ".join("".join(self.chance.choices(letters, k=self.chance.randint(3, 11))) for _ in range(60))

    def others(self, many: int) -> list[str]:
        return [self.entry(an_answer(self.some_text())) for _ in range(many)]


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(OnDisk(tmp_path))


def in_cache(disk: OnDisk, text: str) -> bool:
    """Whether a text stands in a file of the cache: as it was written, folded, in capitals, or any of its words."""
    forms = {text, text.lower(), text.upper(), folded(text), *(each.text for each in words(text))}
    written = [form.encode() for form in forms] + [text.encode(code) for code in ("utf-16-le", "utf-16-be")]
    held = [each.read_bytes() for each in disk.cache.rglob("*") if each.is_file()]
    assert held
    return any(each in data for data in held for each in written)


def said(text: str) -> str:
    return f"Before. {text} and after."


@pytest.mark.parametrize("secret", WAYS)
def test_a_word_that_may_be_found_stands_there(writer: Writer, secret: str) -> None:
    """That the tests below look for it in the right way."""
    writer.entry(an_answer(said(secret)))
    writer.disk.index(TODAY)
    assert in_cache(writer.disk, secret)


@pytest.mark.parametrize("secret", WAYS)
def test_what_was_answered_in_private_is_never_in_the_cache(writer: Writer, secret: str) -> None:
    option = {"id": "which", "asked": "Which?", "type": "choice", "value": secret, "labels": {secret: secret}}
    each = [{"key": secret, "text": secret, "value": secret, "other": secret, "said": secret}]
    record = {"key": secret, "who": secret, "other": {"who": secret}, "said": {"who": secret}}
    field = {"id": "who", "asked": "Who?", "type": "text"}
    group = {"id": "whom", "asked": "Whom?", "type": "group", "value": [record], "fields": [field]}
    several = {"id": "all", "asked": "All?", "type": "choices", "each": each}
    told = (an_answer(said(secret)), option, group, several)
    name = writer.entry(an_answer("Not private."), *({**one, "private": True} for one in told))
    writer.others(20)
    writer.disk.index(TODAY)
    assert not in_cache(writer.disk, secret)
    assert names(search(writer.disk, Word("private"), Sought(), TODAY)) == [name]


@pytest.mark.parametrize("secret", WAYS)
def test_what_is_sealed_is_not_in_the_cache_before_its_day(writer: Writer, secret: str) -> None:
    writer.entry(an_answer(said(secret)), sealed_until="2026-03-02")
    writer.others(20)
    writer.disk.index(TODAY)
    assert not in_cache(writer.disk, secret)
    writer.disk.index(TODAY + dt.timedelta(days=1))
    assert in_cache(writer.disk, secret)
    writer.disk.index(TODAY)
    assert not in_cache(writer.disk, secret)


def test_what_was_sealed_later_is_taken_out(writer: Writer) -> None:
    name = writer.entry(an_answer(said(SECRET)))
    writer.others(20)
    writer.disk.index(TODAY)
    writer.entry(an_answer(said(SECRET)), name=name, sealed_until="2026-03-02")
    writer.disk.index(TODAY)
    assert not in_cache(writer.disk, SECRET)


def delete(writer: Writer, name: str) -> None:
    (writer.disk.root / place(ENTRIES, name)).unlink()


def replace(writer: Writer, name: str) -> None:
    writer.entry(an_answer("Something else."), name=name)


def make_private(writer: Writer, name: str) -> None:
    writer.entry(an_answer("Something else."), an_answer(said(WAYS[0]), private=True), name=name)


def edit_in_place(writer: Writer, name: str) -> None:
    path = writer.disk.root / place(ENTRIES, name)
    path.write_bytes(path.read_bytes().replace(b"Before", b"Behind").replace(b"and after", b"."))
    for secret in WAYS:
        path.write_bytes(path.read_bytes().replace(secret.encode(), b"nothing"))


def spoil(writer: Writer, name: str) -> None:
    delete(writer, name)
    path = writer.disk.root / place(ENTRIES, name)
    path.write_bytes(b"?")


@pytest.mark.parametrize("secret", WAYS)
@pytest.mark.parametrize("how", [delete, replace, edit_in_place, spoil])
@pytest.mark.parametrize("others", [0, 250])
def test_what_was_taken_out_of_the_journal_is_gone_from_the_cache(
    writer: Writer, how: Callable[[Writer, str], None], others: int, secret: str
) -> None:
    disk = writer.disk
    writer.others(others // 2)
    disk.index(TODAY)
    name = writer.entry(an_answer(said(secret)), an_answer(f"{secret} {secret}"))
    disk.index(TODAY)
    # In several steps, so that it stands in segments of FTS5 among others.
    for _ in range(3):
        writer.others(others // 6)
        disk.index(TODAY)
    assert in_cache(disk, secret)
    how(writer, name)
    disk.index(TODAY + dt.timedelta(days=1))
    assert not in_cache(disk, secret)


def test_of_many_words_that_come_and_go_only_those_stay_that_are_there(writer: Writer) -> None:
    """Pages of SQLite split and merge as they fill: no copy of a row may stay behind on one of them."""
    disk, chance = writer.disk, Random(4)
    there: dict[str, str] = {}
    gone: list[str] = []
    for _ in range(9):
        for _ in range(40):
            text = " ".join("".join(chance.choices("bcdfghklmnprstvw", k=12)) for _ in range(12))
            there[writer.entry(an_answer(text))] = text
        for name in chance.sample(sorted(there), min(len(there), chance.randint(0, 45))):
            delete(writer, name)
            gone += there.pop(name).split()
        disk.index(TODAY)
        data = (disk.cache / "index.db").read_bytes()
        assert not [word for word in gone if word.encode() in data]
    assert all(word.encode() in data for text in there.values() for word in text.split())


def test_the_title_of_a_setback_that_is_gone_is_gone_too(writer: Writer) -> None:
    disk = writer.disk
    ids = [writer._mint() for _ in range(3)]
    for name in ids:
        made = {"format": 1, "id": name, "title": f"{SECRET} {name}", "created": FIRST.isoformat(), "closed": None}
        disk.put(SETBACKS, name, made)
    disk.index(TODAY)
    assert in_cache(disk, SECRET)
    for name in ids:
        (disk.root / place(SETBACKS, name)).unlink()
    disk.index(TODAY)
    assert not in_cache(disk, SECRET)


def test_a_hit_that_was_changed_in_place_leaves_with_the_search(writer: Writer) -> None:
    name = writer.entry(an_answer(said(SECRET)))
    writer.others(10)
    writer.disk.index(TODAY)
    edit_in_place(writer, name)
    assert names(search(writer.disk, Word("zwolfkasehoch"), Sought(), TODAY)) == []
    assert not in_cache(writer.disk, SECRET)
