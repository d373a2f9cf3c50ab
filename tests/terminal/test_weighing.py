"""Remarks on an answer: put once below it, kept with one key, and with another the cursor stands at the words."""

from __future__ import annotations

import io
import signal
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from reflect.checks.remark import Remark
from reflect.interview.ask import Ask
from reflect.interview.asking import Answered, Asker, Change, Keep, Leave, Reply, Weighed
from reflect.interview.past import Past
from reflect.interview.state import Interview
from reflect.terminal.columns import columns
from reflect.terminal.full.asker import FullAsker
from reflect.terminal.plain.asker import PlainAsker
from reflect.terminal.quoting import MOST, quoted
from reflect.terminal.sheet.answers_file import AnswersFile
from reflect.terminal.sheet.prepared import PreparedAsker
from tests.terminal.conversation import BACK, DONE, DOWN, ENTER, STOP, TODAY, flow, pasted
from tests.terminal.questions import IDEAS, LONG, TEXT
from tests.terminal.test_screens import Narrowed, photographed

BUT = "I am sorry, but the deadline was mad."
LETTERS = "Dear Marta,\n\nI am sorry if that came across badly. Mistakes were made.\nIt was not my fault."
WORDS: dict[str, tuple[str, str]] = {
    "sorry, but": ('What follows a "but" cancels what came before.', 'Stop before the "but".'),
    "sorry if": ('"If" puts the harm in doubt.', 'Say that it did: "I am sorry that I ..."'),
    "Mistakes were made": ("Nobody in this sentence did it.", 'Begin with "I" and what you did.'),
    "not my fault": ("It puts the weight somewhere else.", "Name the part that was yours, however small."),
    "": ("What it cost them is not in it yet.", "One sentence on what they had to do because of it."),
}
SMUGGLED = "sorry,\x1b[2J\x07 but\u202e the [bold]deadline[/bold]"
LONGEST = (
    "sorry, but " + "the deadline was mad and the page was slow and nobody had told me what to do, " * 4 + "honestly"
)
WIDE = "すみませんが、締め切りが"


def about(text: str, *phrases: str) -> tuple[Remark, ...]:
    """A remark on each of these phrases of `text`; one on what is missing for ""."""
    found = []
    for phrase in phrases:
        why, instead = WORDS.get(phrase, WORDS["sorry, but"])
        start = text.index(phrase) if phrase else len(text)
        found.append(Remark("C1", phrase, start, start + len(phrase), "strong", why, instead))
    return tuple(found)


ONE = about(BUT, "sorry, but")
FOUR = about(LETTERS, "sorry if", "Mistakes were made", "not my fault", "")
CASES: dict[str, tuple[str, tuple[Remark, ...], str]] = {
    # The answer, the remarks on it, the key that is pressed.
    "kept": (BUT, ONE, ENTER),
    "gone back": (BUT, ONE, BACK),
    "missing": (BUT, about(BUT, ""), ENTER),
    "two, gone back": (BUT, about(BUT, "sorry, but", ""), "2"),
    "five": (LETTERS, (*FOUR, replace(FOUR[0], phrase="came across badly", start=32, end=49)), "3"),
    "very long": (LONGEST, about(LONGEST, LONGEST), ENTER),
    "controls": (SMUGGLED, about(SMUGGLED, SMUGGLED), ENTER),
    "wide": (WIDE * 12, about(WIDE * 12, WIDE * 12), ENTER),
}


@dataclass
class Weighing:
    """Answers the question `of` with `answer`, has the remarks weighed, and goes back to it when that is wanted."""

    of: Mapping[str, Any]
    answer: str
    remarks: tuple[Remark, ...]
    weighed: Weighed | None = None
    again: Reply | None = None

    def __call__(self, asker: Asker) -> None:
        interview = Interview(flow(self.of), Past(), TODAY)
        ask = interview.current
        assert isinstance(ask, Ask)
        reply = asker.ask(ask)
        assert isinstance(reply, Answered)
        said = interview.understood(reply.raw)
        asker.accepted(ask, said)
        self.weighed = asker.weigh(ask, self.remarks)
        if isinstance(self.weighed, Change):
            self.again = asker.ask(replace(ask, old=said, cursor=self.weighed.remark.start))

    @property
    def written(self) -> object:
        """What was answered in the end."""
        assert isinstance(self.again, Answered)
        return self.again.raw


class Typed(io.StringIO):
    """Lines that somebody types, who can end them and go on."""

    def isatty(self) -> bool:
        return True


def typed(question: Mapping[str, Any], answer: str) -> str:
    """The keys that answer a question with `answer`."""
    return pasted(answer) + (ENTER if question["type"] == "text" else DONE)


def full(
    answer: str, keys: str, remarks: tuple[Remark, ...], question: Mapping[str, Any] = LONG
) -> tuple[Weighing, str]:
    """What comes of `keys` at the remarks on a full terminal, and what stands there then; after them it closes."""
    weighing, page = Weighing(question, answer, remarks), io.StringIO()
    with create_pipe_input() as pipe:
        pipe.send_text(typed(question, answer) + keys)
        pipe.close()
        console = Console(file=page, width=60, force_terminal=False, no_color=True)
        with FullAsker(console, input=pipe, output=DummyOutput(), today=TODAY) as asker:
            weighing(asker)
    return weighing, page.getvalue()


def plain(
    answer: str, lines: list[str], remarks: tuple[Remark, ...], question: Mapping[str, Any] = TEXT, width: int = 60
) -> tuple[Weighing, str]:
    """The same with lines in plain mode."""
    weighing, page = Weighing(question, answer, remarks), io.StringIO()
    ends = [] if question["type"] == "text" else [":done"]
    stream = io.StringIO("".join(f"{line}\n" for line in [*answer.split("\n"), *ends, *lines]))
    with PlainAsker(stream, page, width=width, today=TODAY) as asker:
        weighing(asker)
    return weighing, page.getvalue()


# --------------------------------------------------------------------------------------------------- a full terminal


@pytest.mark.parametrize("key", [ENTER, "\n", DONE])
@pytest.mark.parametrize("remarks", [ONE, about(BUT, "sorry, but", "")])
def test_one_key_keeps_the_words(key: str, remarks: tuple[Remark, ...]) -> None:
    weighing, page = full(BUT, key, remarks)
    assert weighing.weighed == Keep()
    assert page.rstrip().endswith("› (kept as it is)")


@pytest.mark.parametrize("question", [TEXT, LONG])
def test_one_key_goes_back_with_the_cursor_at_the_words(question: Mapping[str, Any]) -> None:
    end = ENTER if question["type"] == "text" else DONE
    weighing, page = full(BUT, f"{BACK}X{end}", ONE, question)
    assert weighing.weighed == Change(ONE[0])
    assert weighing.written == "I am Xsorry, but the deadline was mad."
    assert "(back to change it)" in page
    assert "back\n" not in page


@pytest.mark.parametrize(("key", "number"), [("1", 1), ("2", 2), ("3", 3), ("4", 4), (BACK, 1)])
def test_a_digit_goes_back_to_that_one_of_several(key: str, number: int) -> None:
    weighing, page = full(LETTERS, f"{key}X{DONE}", FOUR)
    start = FOUR[number - 1].start
    assert weighing.weighed == Change(FOUR[number - 1])
    assert weighing.written == f"{LETTERS[:start]}X{LETTERS[start:]}"
    assert f"(back to change number {number})" in page


def test_the_digit_of_the_only_one_goes_back_to_it() -> None:
    assert full(BUT, f"1{DONE}", ONE)[0].weighed == Change(ONE[0])


@pytest.mark.parametrize("keys", ["5", "0", "x", " ", DOWN, "\x1b", pasted("so be it\nand more")])
def test_what_is_no_key_here_does_nothing(keys: str) -> None:
    weighing, _ = full(LETTERS, f"{keys}{ENTER}", FOUR)
    assert weighing.weighed == Keep()


@pytest.mark.parametrize(("keys", "code"), [(STOP, 130), ("\x11", 130), ("", 129)])
def test_one_leaves_as_everywhere(keys: str, code: int) -> None:
    weighing, page = full(BUT, keys, ONE)
    assert weighing.weighed == Leave(None, code)
    assert "(kept" not in page


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system knows no such signal")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_leaves(name: str, code: int) -> None:
    kept: list[str] = []
    weighing = Weighing(LONG, BUT, ONE)

    class Signalling(Console):
        def print(self, *parts: Any, **how: Any) -> None:
            if '"sorry, but"' in str(parts[0]):
                signal.raise_signal(getattr(signal, name))

    with create_pipe_input() as pipe:
        pipe.send_text(typed(LONG, BUT))
        console = Signalling(file=io.StringIO(), width=60)
        with FullAsker(console, input=pipe, output=DummyOutput(), keep=kept.append) as asker:
            weighing(asker)
    assert weighing.weighed == Leave(None, code)
    assert "" not in kept


def test_the_remarks_stay_and_say_nothing_else() -> None:
    _, page = full(BUT, ENTER, ONE)
    assert page.split(" › ", 1)[1].split("\n") == [
        "I am sorry, but the deadline was mad.",
        "",
        '   "sorry, but"',
        '   What follows a "but" cancels what came before.',
        '   Stop before the "but".',
        "",
        " › (kept as it is)",
        "",
    ]


def test_remarks_on_a_private_answer_go_with_the_prompt() -> None:
    weighing, page = full(BUT, ENTER, ONE, LONG | {"private": True})
    assert weighing.weighed == Keep()
    assert "sorry" not in page
    shown, after = photographed(
        Weighing(LONG | {"private": True}, BUT, ONE), typed(LONG, BUT), "Enter keeps", 60, then=ENTER
    )
    assert '   "sorry, but"\n   What follows a' in shown
    assert "sorry" not in after
    assert "What follows" not in after


def test_a_list_goes_back_to_its_words() -> None:
    text = "a box\nthey never read"
    remark = replace(ONE[0], phrase="never", start=text.index("never"), end=len(text) - 5)
    weighing, _ = full(text, f"{BACK}X{DONE}", (remark,), IDEAS)
    assert weighing.written == ["a box", "they Xnever read"]


@pytest.mark.parametrize(
    ("cursor", "text"), [(-3, "Xab"), (0, "Xab"), (1, "aXb"), (2, "abX"), (99, "abX"), (None, "abX")]
)
@pytest.mark.parametrize(("question", "end"), [(TEXT, ENTER), (LONG, DONE)])
def test_a_cursor_outside_of_the_text_stands_at_its_edge(
    question: Mapping[str, Any], end: str, cursor: int | None, text: str
) -> None:
    assert _asked_at(cursor, "ab", f"X{end}", question) == Answered(text)


def test_the_cursor_stays_at_its_words_when_lines_become_one() -> None:
    assert _asked_at(4, "a\n\n\nbut", f"X{ENTER}", TEXT) == Answered("a Xbut")


def test_what_was_refused_is_gone_on_with_at_its_end() -> None:
    with create_pipe_input() as pipe:
        pipe.send_text("X" + ENTER + "Y" + ENTER)
        pipe.close()
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=DummyOutput())
        ask = replace(_ask(TEXT), typed="ab", cursor=1)
        assert asker.ask(ask) == Answered("aXb")
        asker.refuse(ask, "not that")
        assert asker.ask(ask) == Answered("aXbY")


def _ask(question: Mapping[str, Any]) -> Ask:
    ask = Interview(flow(question), Past(), TODAY).current
    assert isinstance(ask, Ask)
    return ask


def _asked_at(cursor: int | None, text: str, keys: str, question: Mapping[str, Any]) -> Reply:
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        pipe.close()
        asker = FullAsker(Console(file=io.StringIO(), width=60), input=pipe, output=DummyOutput())
        return asker.ask(replace(_ask(question), typed=text, cursor=cursor))


# ------------------------------------------------------------------------------------------------------- what is seen


@pytest.mark.parametrize("columns", [100, 60, 40])
@pytest.mark.parametrize("case", [*CASES])
def test_the_screen_below_an_answer(case: str, columns: int, snapshot: SnapshotAssertion) -> None:
    answer, remarks, key = CASES[case]
    weighing = Weighing(LONG, answer, remarks)
    asked, after = photographed(weighing, typed(LONG, answer), "Enter keeps", columns, key + STOP)
    assert asked == snapshot(name="asked")
    assert after == snapshot(name="after")


@pytest.mark.skipif(not hasattr(signal, "SIGWINCH"), reason="this system does not tell when a window is resized")
@pytest.mark.parametrize("private", [False, True])
def test_what_is_asked_wraps_anew_when_the_window_is_made_narrower(private: bool) -> None:
    class Later(Narrowed):
        def flush(self) -> None:
            if "Enter keeps" in self.shown:
                super().flush()

    weighing = Weighing(LONG | {"private": private}, BUT, about(BUT, "sorry, but", ""))
    shown, after = photographed(weighing, typed(LONG, BUT), "first, a\n", 100, BACK + STOP, Later)
    assert shown.count("Enter keeps") == 1
    assert after.count("(back to change number 1)") == 1
    assert "Enter keeps" not in after


def test_a_screen_without_signs_has_none() -> None:
    page = io.StringIO()
    with create_pipe_input() as pipe:
        pipe.send_text(typed(LONG, LONGEST) + ENTER)
        pipe.close()
        console = Console(file=io.TextIOWrapper(io.BytesIO(), encoding="ascii"), width=60)
        with FullAsker(console, input=pipe, output=DummyOutput()) as asker, console.capture() as captured:
            Weighing(LONG, LONGEST, about(LONGEST, LONGEST))(asker)
        page.write(captured.get())
    assert page.getvalue().isascii()
    assert "..." in page.getvalue()


# --------------------------------------------------------------------------------------------------------- plain mode


@pytest.mark.parametrize("lines", [[""], [":skip"], [":done"], [":help", ""], ["no", "2", "0", ""]])
def test_in_plain_mode_enter_keeps_the_words(lines: list[str]) -> None:
    weighing, page = plain(BUT, lines, ONE)
    assert weighing.weighed == Keep()
    assert page.endswith("Kept as it is.\n")


def test_in_plain_mode_the_end_of_what_is_typed_keeps_the_words() -> None:
    weighing, page = Weighing(TEXT, BUT, ONE), io.StringIO()
    with PlainAsker(Typed(f"{BUT}\n"), page, width=60, today=TODAY) as asker:
        weighing(asker)
    assert weighing.weighed == Keep()
    assert plain(BUT, [], ONE)[0].weighed == Leave(None, 129)


@pytest.mark.parametrize(
    ("lines", "number"), [(["1"], 1), (["3."], 3), ([":back"], 1), ([":edit"], 1), (["9", "so", "2"], 2)]
)
def test_in_plain_mode_a_number_goes_back(lines: list[str], number: int) -> None:
    weighing, page = plain(LETTERS, [*lines, ""], FOUR, LONG)
    assert weighing.weighed == Change(FOUR[number - 1])
    assert weighing.written == LETTERS
    before, after = page.split("Back to change it.\n")
    assert "It was about" not in before
    assert f'It was about: "{FOUR[number - 1].phrase}"\nThis stands there now:' in after


def test_in_plain_mode_nothing_is_repeated_about_what_is_missing() -> None:
    _, page = plain(BUT, ["1", "Anew."], about(BUT, ""))
    assert "It was about" not in page
    assert "You wrote" not in page


@pytest.mark.parametrize("lines", [[":save"], [":help", ":save"]])
def test_in_plain_mode_one_leaves_as_everywhere(lines: list[str]) -> None:
    assert plain(BUT, lines, ONE)[0].weighed == Leave(None, 130)


def test_in_plain_mode_help_says_what_holds_here() -> None:
    _, page = plain(BUT, [":help", ""], ONE)
    told = page.split("On a line of its own:\n")[1]
    assert ":back, back to change it; what you wrote stays.\n" in told
    assert ":skip" not in told
    assert "Enter alone keeps it as it is.\n" in told


def test_in_plain_mode_nothing_is_kept_as_half_typed() -> None:
    kept: list[str] = []
    stream = io.StringIO(f"{BUT}\n\n")
    with PlainAsker(stream, io.StringIO(), width=60, today=TODAY, keep=kept.append) as asker:
        Weighing(TEXT, BUT, ONE)(asker)
    assert kept == []


@pytest.mark.parametrize("width", [100, 60, 40])
@pytest.mark.parametrize("case", [*CASES])
def test_the_lines_below_an_answer_in_plain_mode(case: str, width: int, snapshot: SnapshotAssertion) -> None:
    answer, remarks, key = CASES[case]
    line = {ENTER: "", BACK: ":back"}.get(key, key)
    _, page = plain(answer, [line, ""], remarks, LONG, width)
    assert page.split("ends it.\n")[-1] == snapshot
    assert not {each for each in page if ord(each) < 32} - {"\n"}


# ------------------------------------------------------------------------------------------------- a file of answers


def test_a_file_of_answers_keeps_its_words() -> None:
    asker = PreparedAsker(AnswersFile.parse("answers", b"what: x\n"))
    assert asker.weigh(_ask(TEXT), ONE) == Keep()


# ---------------------------------------------------------------------------------------------------------- quoting


def test_a_short_phrase_is_quoted_as_it_stands() -> None:
    assert quoted("not my\n  fault") == '"not my fault"'


def test_a_very_long_phrase_is_shortened_in_the_middle_between_words() -> None:
    short = quoted(LONGEST)
    assert short.startswith('"sorry, but the deadline was mad and')
    assert short.endswith(' honestly"')
    beginning, end = short.strip('"').split(" … ")
    assert f"{beginning} " in LONGEST
    assert f" {end}" in LONGEST


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("a \u0301\u200d👩😀漢"), max_size=300)


@given(TEXTS, st.sampled_from(["…", "..."]))
def test_a_quotation_is_one_line_that_is_not_too_long(text: str, rest: str) -> None:
    short = quoted(text, rest)
    assert columns(short) <= MOST
    assert "\n" not in short
    assert "\x1b" not in short
