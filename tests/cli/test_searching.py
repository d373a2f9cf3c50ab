"""The command `search`: what it finds by words and by what stands beside them, and how it says so."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from reflect.cli.choosing import ASKED
from reflect.cli.made_up_year import make_up
from reflect.cli.searching import ASK
from reflect.errors import NOT_POSSIBLE, USAGE
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Leave, Reply
from reflect.library.flows import shipped_prompts
from reflect.terminal.columns import columns
from tests.cli.running import Answering, Reflect, at_a_terminal

PARCEL, REPLY, KEY = "The lost parcel", "The late reply", "The lost key"
LINES = {PARCEL: "I sent it off too late.", REPLY: "I apologised on Friday.", KEY: "Then I lost the parcel's key."}
LAST_EVENING = dt.datetime(2026, 11, 22, 21, 30, tzinfo=dt.UTC)
LEFT = 130


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Reflect:
    """Somebody with a setback each in January, February and March. Only to be read."""
    reflect = Reflect(tmp_path_factory.mktemp("small") / "home")
    for month, (title, line) in enumerate(LINES.items(), 1):
        reflect.clock.moment = dt.datetime(2026, month, 10, 9, 0, tzinfo=dt.UTC)
        reflect.define(title, line)
    return reflect


@pytest.fixture
def own(small: Reflect, tmp_path: Path) -> Reflect:
    """The same, to be changed, without a cache."""
    shutil.copytree(small.journal, tmp_path / "own" / "journal")
    return Reflect(tmp_path / "own", clock=small.clock)


def titles(reflect: Reflect, *args: str) -> list[str]:
    """What was found, by the titles of setbacks."""
    ran = reflect("search", "--json", *args)
    assert (ran.code, ran.err) == (0, "")
    return [each["setback_title"] for each in ran.json]


def marked(sentence: dict[str, object]) -> str:
    """A sentence of the JSON, with what is marked in brackets."""
    text, marks = sentence["text"], sentence["marks"]
    assert isinstance(text, str)
    assert isinstance(marks, list)
    for start, end in reversed(marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


# --------------------------------------------------------------------------------------------------- words and filters


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["parcel"], {PARCEL, KEY}),
        (["PÁRCELS"], {PARCEL, KEY}),
        (["apologizing"], {REPLY}),
        (["lost", "parcel"], {PARCEL, KEY}),
        (["lost parcel"], {PARCEL, KEY}),
        (['"lost parcel"'], {PARCEL}),
        (["apolog*"], {REPLY}),
        (["sent", "OR", "apologised"], {PARCEL, REPLY}),
        (["parcel", "AND", "late"], {PARCEL}),
        (["lost", "NOT", "key"], {PARCEL}),
        (["--", "lost", "-key"], {PARCEL}),
        (["lost", "--", "-key"], {PARCEL}),
        (["(late OR lost)", "NOT sent"], {REPLY, KEY}),
        (["zebra"], set()),
    ],
)
def test_words_are_found(small: Reflect, words: list[str], found: set[str]) -> None:
    assert set(titles(small, *words)) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--flow", "define"], [KEY, REPLY, PARCEL]),
        (["--setback", "reply"], [REPLY]),
        (["-s", "key"], [KEY]),
        (["--since", "2026-02-10"], [KEY, REPLY]),
        (["--until", "2026-02-10"], [REPLY, PARCEL]),
        (["--since", "2026-02-01", "--until", "2026-02-28"], [REPLY]),
        (["--cause", "external"], [KEY, REPLY, PARCEL]),
        (["--newest", "lost"], [KEY, PARCEL]),
        (["--newest", "lost", "-n1"], [KEY]),
        (["-n", "2", "--newest", "--flow", "define"], [KEY, REPLY]),
        (["--until", "2026-02-10", "parcel"], [PARCEL]),
        (["--setback", "reply", "parcel"], []),
    ],
)
def test_filters_go_with_words_and_without(small: Reflect, options: list[str], found: list[str]) -> None:
    assert titles(small, *options) == found


def test_a_factor_is_found_where_it_contributed(invoice: Reflect) -> None:
    entry = invoice("show", "invoice/debrief", "--json").json
    factors = next(each["value"] for each in entry["answers"] if each["id"] == "factors")
    assert factors
    for factor in factors:
        assert [each["id"] for each in invoice("search", "--factor", factor, "--json").json] == [entry["id"]]


def test_what_fits_best_comes_first(reflect: Reflect) -> None:
    reflect.define("The glacier", "A glacier is a glacier.")
    reflect.define("A holiday", "There we saw a glacier, and other things, and had no time for any of them.")
    assert titles(reflect, "glacier") == ["The glacier", "A holiday"]
    assert titles(reflect, "glacier", "--newest") == ["A holiday", "The glacier"]


# ----------------------------------------------------------------------------------------------------------- what it says


def test_the_keys_of_search_are_these(small: Reflect) -> None:
    found = small("search", '"lost parcel"', "--json").json
    listed = {each["id"]: each for each in small("list", "--json").json}
    assert [[*each] for each in found] == [
        ["id", "flow", "setback", "setback_title", "title", "finished", "file", "sentences"]
    ]
    sentences = found[0].pop("sentences")
    assert found[0] == listed[found[0]["id"]]
    assert [[*each] for each in sentences] == [["asked", "text", "marks"]]
    assert sentences[0]["asked"]
    assert marked(sentences[0]) == "The [lost parcel]"


def test_an_entry_that_is_found_without_words_has_no_sentences(small: Reflect) -> None:
    assert [each["sentences"] for each in small("search", "-s", "key", "--json").json] == [[]]
    assert LINES[KEY] in small("search", "-s", "key").out


def test_nothing_is_an_empty_list(small: Reflect, reflect: Reflect) -> None:
    for each in (small, reflect):
        ran = each("search", "zebra", "--json")
        assert (ran.code, ran.json, ran.err) == (0, [], "")


PRIVATE = "Answers to private questions are never found; they stand in their entry only."
ALL = "An entry has to have all of the words; with OR between them, one is enough."


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["zebra"], ["Nothing was found.", PRIVATE]),
        (['"lost zebra"'], ["Nothing was found.", PRIVATE]),
        (["zebra NOT key"], ["Nothing was found.", PRIVATE]),
        (["lost zebra"], ["Nothing was found.", ALL, PRIVATE]),
        (["--until", "2025-01-01"], ["Nothing was found."]),
    ],
)
def test_where_nothing_is_found_what_may_be_the_reason_is_said(
    small: Reflect, args: list[str], said: list[str]
) -> None:
    ran = small("search", *args)
    assert (ran.code, ran.out, ran.err) == (0, "\n\n".join(said) + "\n", "")


def test_how_many_there_are_is_said_and_how_to_go_on(small: Reflect) -> None:
    newest, *_ = (each["id"][-6:] for each in small("search", "lost", "--newest", "--json").json)
    ending = small("search", "lost", "--newest").out.splitlines()[-2:]
    assert ending == ["2 entries.", f"reflect show {newest} reads the first, the others by their own ids."]
    ending = small("search", "--flow", "define", "-n", "2").out.splitlines()[-2:]
    assert ending == [
        "The first 2 entries; -n 4 shows more.",
        f"reflect show {newest} reads the first, the others by their own ids.",
    ]
    ending = small("search", "lost", "--newest", "-n", "1").out.splitlines()[-2:]
    assert ending == ["The first entry; -n 2 shows more.", f"reflect show {newest} reads it."]
    assert small("search", "key").out.splitlines()[-2:] == ["1 entry.", f"reflect show {newest} reads it."]
    assert LINES[KEY] in small("show", newest).out


def test_an_option_is_shown_with_the_question_it_answers(small: Reflect) -> None:
    asked, label = next(
        (each["asked"], each["labels"][each["value"]])
        for each in small("show", "key/define", "--json").json["answers"]
        if each["id"] == "severity"
    )
    out = small("search", "-s", "key", f'"{label}"', COLUMNS="100").out
    assert f"{asked} {label}" in " ".join(out.split())


def test_what_is_sealed_is_found_by_day_only_and_says_nothing(own: Reflect) -> None:
    path = max((own.journal / "entries").rglob("*.json"))
    path.write_text(json.dumps(json.loads(path.read_text()) | {"sealed_until": "2027-01-01"}), encoding="utf-8")
    assert titles(own, "key") == []
    [found] = own("search", "--since", "2026-03-01", "--json").json
    assert (found["title"], found["sentences"]) == (None, [])
    out = own("search", "--since", "2026-03-01").out
    assert "sealed until 1 January 2027" in out
    assert LINES[KEY] not in out


# ------------------------------------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    "words",
    [
        ['"lost parcel'], ["(lost"], ["lost)"], ["OR"], ["lost", "OR"], ["AND lost"], ["NOT", "lost"], ["--", "-lost"],
        ["*"], ["mist *"], ["?!"], ["x" * 1001], ["(" * 11 + "x" + ")" * 11], [""], [],
    ],
)  # fmt: skip
def test_a_bad_query_is_explained_in_one_line(small: Reflect, words: list[str]) -> None:
    for as_json in ([], ["--json"]):
        ran = small("search", *as_json, *words)
        assert ran.code == USAGE
        assert ran.complaint.endswith(".")


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (["lost", "-key"], "-key"),
        (["-key", "lost"], "-key"),
        (["-key lost"], "-key lost"),
        (["lost", "-hurry"], "-hurry"),
        (["lost", "-nobody"], "-nobody"),
        (["lost", "-2026"], "-2026"),
        (["lost", "-(key OR late)"], "-(key OR late)"),
        (["lost", "-東京"], "-東京"),
        (["lost", f"-{'x' * 40}"], f"-{'x' * 29}…"),
    ],
)
def test_a_word_with_a_dash_before_it_is_no_unknown_option(small: Reflect, args: list[str], shown: str) -> None:
    ran = small("search", *args)
    assert ran.code == USAGE
    assert ran.complaint.startswith(f"'{shown}' is no option; to leave a word out, write NOT before it")


def test_an_option_that_may_be_a_word_is_not_guessed_at(small: Reflect) -> None:
    assert small("search", "lost", "-sorry").complaint == (
        "'-sorry' is no option; to leave a word out, write NOT before it; an option and its value stand apart, -s orry."
    )
    assert small("search", "lost", "--sorry").complaint.startswith("No such option: --sorry")


def test_what_an_option_takes_may_begin_with_a_dash(small: Reflect) -> None:
    ran = small("search", "--setback", "-key", "lost")
    assert ran.err.startswith("reflect: No setback is called '-key'")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--cause", "extrenal"], NOT_POSSIBLE, "'extrenal' was never chosen for cause; did you mean 'external'?"),
        (["--cause", "zebra"], NOT_POSSIBLE, "'zebra' was never chosen for cause; there are external."),
        (["--flow", "defin"], NOT_POSSIBLE, "There is no flow 'defin'; did you mean 'define'? `reflect flows list` shows all."),
        (["--setback", "zebra", "lost"], NOT_POSSIBLE, "No setback is called 'zebra'; `reflect setbacks` lists them."),
        ([], USAGE, "Say what to look for: reflect search WORDS; -h shows how."),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_said(small: Reflect, args: list[str], code: int, said: str) -> None:
    ran = small("search", *args)
    assert (ran.code, ran.complaint) == (code, said)


def test_a_flow_that_is_gone_is_still_found_by_its_name(own: Reflect) -> None:
    path = max((own.journal / "entries").rglob("*.json"))
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"flow": told["flow"] | {"id": "gone"}}), encoding="utf-8")
    assert titles(own, "--flow", "gone") == [KEY]
    assert titles(own, "--flow", "gone", "zebra") == []


def test_a_day_nobody_understands_is_said(small: Reflect) -> None:
    for option in ("--since", "--until"):
        ran = small("search", option, "yesterdayish", "lost")
        assert ran.code == USAGE
        assert ran.complaint.startswith("'yesterdayish' is no day;")


def test_an_entry_that_cannot_be_read_is_named_and_the_others_are_found(own: Reflect) -> None:
    path = max((own.journal / "entries").rglob("*.json"))
    path.write_text("{", encoding="utf-8")
    for _ in range(2):
        ran = own("search", "lost")
        assert ran.code == 0
        assert PARCEL in ran.out
        assert ran.err.startswith(f"reflect: {path} cannot be read and was left as it is")
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "spoil", [lambda cache: cache.write_text(""), lambda cache: (cache / "index.db").mkdir(parents=True)]
)
def test_without_a_cache_that_can_be_written_all_is_found(own: Reflect, spoil: Callable[[Path], object]) -> None:
    spoil(own.home / "cache")
    assert titles(own, "lost") == [KEY, PARCEL]
    assert titles(own, "lost", "-n", "1") == [KEY]
    assert titles(own, "--cause", "zebra") == []
    assert "2 entries." in own("search", "lost").out


def test_what_is_private_is_never_found(invoice: Reflect) -> None:
    opened = invoice("show", "invoice/debrief", "--json").out + invoice("show", "invoice/define", "--json").out
    for words in ("424 in the queue before I went home", "being the one who no longer needs the list"):
        assert words in opened
        for options in ([], ["--newest"], ["-s", "invoice"]):
            ran = invoice("search", f'"{words}"', *options, "--json")
            assert (ran.code, ran.json) == (0, [])
        assert words not in invoice("search", words, "OR", "invoice", "--json").out


HOSTILE = "\x1b[2Jout \u202e[bold]parcel[/]\x00 of it\u2028, \x07parcels."


def test_what_would_steer_a_terminal_is_shown_and_marks_stay_right(own: Reflect) -> None:
    path = max((own.journal / "entries").rglob("*.json"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(json.dumps(LINES[KEY]), json.dumps(HOSTILE)), encoding="utf-8")
    ran = own("search", "parcel", "-s", "key")
    assert (ran.code, ran.err) == (0, "")
    assert not set(ran.out) & set("\x00\x07\x1b\u202e\u2028")
    assert "␛[2Jout <U+202E>[bold]parcel[/]␀ of it\n" in ran.out
    [found] = own("search", "parcel", "-s", "key", "--json").json
    assert [marked(each) for each in found["sentences"]] == [
        "\x1b[2Jout \u202e[bold][parcel][/]\x00 of it",
        ", \x07[parcels].",
    ]


# ------------------------------------------------------------------------------------------------------ asking for words


def test_without_words_it_asks_for_them(small: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Answering({ASKED: '"lost parcel"'})
    at_a_terminal(monkeypatch, asker)
    for words in ((), ("",)):
        ran = small("search", *words)
        assert ran.code == 0
        assert ran.out.startswith(PARCEL)
    assert asker.seen == [ASK, ASK]


def test_with_a_filter_it_asks_for_nothing(small: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Answering({})
    at_a_terminal(monkeypatch, asker)
    assert titles(small, "-s", "key") == [KEY]
    assert asker.seen == []


@dataclass
class Trying(Answering):
    """Somebody who gives one answer after the other."""

    answers: list[str] = field(default_factory=list)

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Answered(self.answers.pop(0))


def test_a_bad_query_that_was_asked_for_is_asked_again_with_what_was_typed(
    small: Reflect, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker = Trying({}, answers=['"lost', "lost OR", "key"])
    at_a_terminal(monkeypatch, asker)
    assert titles(small) == [KEY]
    assert [each.default.value if each.default else None for each in asker.asked] == [None, '"lost', "lost OR"]
    assert [each.split(";")[0] for each in asker.remarks] == [
        "The quote that begins before 'lost' is not closed",
        "There is nothing to look for behind OR",
    ]


def test_who_leaves_it_empty_or_leaves_finds_nothing(small: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, Answering({}))
    assert (small("search").code, small("search").complaint) == (
        USAGE,
        "There is no word in this search; give one at least.",
    )
    at_a_terminal(monkeypatch, Answering({ASKED: Leave(None, LEFT)}))
    ran = small("search")
    assert (ran.code, ran.out, ran.err) == (LEFT, "", "")


# ------------------------------------------------------------------------------------------------------------ its screens


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Reflect:
    """The made-up year, on its last evening. Only to be read."""
    home = tmp_path_factory.mktemp("year") / "home"
    home.mkdir()
    make_up(home, shipped_prompts(), LAST_EVENING)
    reflect = Reflect(home)
    reflect.clock.moment = LAST_EVENING
    return reflect


@pytest.mark.parametrize("width", [100, 60, 40])
@pytest.mark.parametrize(
    "args",
    [
        ["sorry"],
        ["(museum OR noor) NOT sorry", "-n", "3"],
        ["--since", "2026-10-01", "--newest"],
        ["zebra", "crossing"],
    ],
    ids=["a word", "several", "by day", "nothing"],
)
def test_what_was_found_looks_like_this(
    year: Reflect, args: list[str], width: int, snapshot: SnapshotAssertion
) -> None:
    ran = year("search", *args, COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= width
    assert f"\n{ran.out}" == snapshot


@pytest.mark.parametrize("width", [100, 40])
def test_its_help_looks_like_this(
    small: Reflect,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert small("search", "-h").code == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= width
    assert f"\n{out}" == snapshot
