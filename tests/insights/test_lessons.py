"""What was learned, and what became of it; against a second look at the files, and as sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from reflect.entry.model import Answer, Entry
from reflect.followups.model import State
from reflect.insights.finding import as_json
from reflect.insights.lessons import Became, Lessons, Standing
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin, spoke
from tests.followups.method import MEANS
from tests.insights.believable import ground, setback, written_in
from tests.insights.journals import WORDS, Journal, journals
from tests.insights.second_look import files, followed, rows, value

LESSON = {"kind": "lesson", "on": "by", "in": "14d", "text": "{lesson}[ ({action})]"}
TRY = {"kind": "try", "after": "1d", "text": "{what}"}


def texts(file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What was learned, or meant to be different, in a file: the place, and the words."""
    if file["flow"]["id"] == "debrief":
        for row in rows(file, "lessons"):
            said = [row.get(field) for field in ("lesson", "action")]
            if words := next((each for each in said if each and not isinstance(each, dict)), None):
                yield f"{file['id']}/lessons/{row['key']}", str(words)
    for flow, question in (("letgo", "lesson_first"), ("again", "different")):
        if file["flow"]["id"] == flow and isinstance(words := value(file, question), str):
            yield f"{file['id']}/{question}", words


@settings(max_examples=60)
@given(journals(flows=["debrief", "letgo", "again", "checkin"]))
def test_lessons_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    here = journal.ground()
    view = looked_at("lessons", here)
    followed(view, here)
    states = {each.ref: each.state for each in here.follow_ups}
    said: defaultdict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for file in files(journal):
        for ref, words in texts(file):
            if words in WORDS:
                said[words.casefold().strip(" .")].append((ref, file))
    if view.found is None:
        assert not said
        return
    found = view.found
    assert isinstance(found, Lessons)
    plain = {one.words.text.casefold().strip(" ."): one for one in found.learned if one.words.text in WORDS}
    assert {words: [each.words.ref for each in one.lessons] for words, one in plain.items()} == {
        words: [ref for ref, _ in places] for words, places in said.items()
    }
    for words, one in plain.items():
        learned = [(ref, file) for ref, file in said[words] if "/different" not in ref]
        assert one.came_back == (len({file["setback"] or file["id"] for _, file in learned}) > 1)
        for lesson in one.lessons:
            state = states.get(lesson.words.ref) if "/lessons/" in lesson.words.ref else None
            assert (lesson.standing is Standing.NOTED) == (state is None)
            assert (lesson.standing is Standing.ACTED_ON) == (state is State.DONE)
            assert (lesson.standing is Standing.LET_GO) == (state is State.DROPPED)
    counts = [found.ahead, found.acted_on, found.let_go, found.noted]
    assert sorted(ref for each in counts for ref in each.of) == sorted(found.lessons.of)
    assert found.came_back.number == sum(each.came_back for each in found.learned)


# ---------------------------------------------------------------------------------------------------------------- sentences


def debrief(name: str, when: str, about: str | None, *lessons: tuple[str, str], **more: Any) -> Entry:
    """A debrief with lessons, each with what is to be done about it."""
    records = [
        {"key": f"r{number}", "lesson": lesson} | ({"action": action} if action else {})
        for number, (lesson, action) in enumerate(lessons)
    ]
    fields = [("lesson", "text"), ("action", "text"), ("by", "date")]
    return written_in(
        "debrief", name, when, answer("lessons", records, "group", promises=LESSON, fields=fields, **more), about=about
    )


def became(name: str, when: str, ref: str, option: str, *more: Answer) -> Entry:
    return checkin(name, when, spoke("lesson", ref, option, MEANS["lesson"]), *more)


def before_a_try(name: str, when: str, words: str, about: str | None = "s1") -> Entry:
    return written_in(
        "again",
        name,
        when,
        answer("what", "the April run"),
        answer("when", "2026-04-01", "date", promises=TRY),
        answer("different", words),
        about=about,
    )


LOG = debrief("d1", "2026-03-03", "s1", ("Look at the run log before I start", "Put it on the run sheet"))
AGAIN = debrief("d2", "2026-06-03", "s2", ("Look at the log before starting a run", "Have Ines ask me for it"))


def found(*entries: Entry, about: str | None = None) -> Lessons:
    view = looked_at("lessons", ground(*entries), about)
    assert isinstance(view.found, Lessons), view.wants
    return view.found


def test_one_lesson_is_enough_and_none_is_said_kindly() -> None:
    assert found(LOG).lessons.number == 1
    assert looked_at("lessons", ground()).wants == "It takes a lesson; there is none so far. A debrief asks for them."


def test_a_lesson_learned_of_two_setbacks_came_back_in_other_word_forms_too() -> None:
    (learned,) = found(LOG, AGAIN).learned
    assert learned.came_back
    assert learned.words.ref == "d2/lessons/r0"
    assert [each.words.ref for each in learned.lessons] == ["d1/lessons/r0", "d2/lessons/r0"]
    assert found(LOG, AGAIN).came_back.of == ("d2/lessons/r0",)


def test_a_lesson_written_twice_of_one_setback_did_not_come_back() -> None:
    once_more = debrief("d2", "2026-03-09", "s1", ("Look at the run log before I start", ""))
    assert not found(LOG, once_more).learned[0].came_back


def test_a_lesson_taken_up_before_a_try_did_not_come_back() -> None:
    (learned,) = found(LOG, before_a_try("a1", "2026-03-20", "look at the run log before I start", "s2")).learned
    assert not learned.came_back
    assert [each.learned for each in learned.lessons] == [True, False]


def test_lessons_about_nothing_in_particular_each_stand_for_themselves() -> None:
    lines = [
        written_in("letgo", f"l{number}", f"2026-0{number}-01", answer("lesson_first", "Sleep first"), about=None)
        for number in (1, 2)
    ]
    assert not found(lines[0]).learned[0].came_back
    assert found(*lines).learned[0].came_back


@pytest.mark.parametrize(
    ("option", "standing", "heard"),
    [
        ("yes", Standing.ACTED_ON, Became.DONE),
        ("part", Standing.AHEAD, Became.PARTLY),
        ("not_yet", Standing.AHEAD, Became.NOT_YET),
        ("drop", Standing.LET_GO, Became.LET_GO),
    ],
)
def test_what_became_of_a_lesson_is_what_a_check_in_said(option: str, standing: Standing, heard: Became) -> None:
    lesson = found(LOG, became("c1", "2026-03-20", "d1/lessons/r0", option)).learned[0].lessons[0]
    assert (lesson.standing, [each.became for each in lesson.heard]) == (standing, [heard])
    assert (lesson.heard[0].ref, lesson.heard[0].option) == ("c1", option)


def test_the_whole_history_is_told_in_the_order_of_time() -> None:
    told = [
        became(f"c{number}", f"2026-0{number}-20", "d1/lessons/r0", said) for number, said in ((4, "part"), (5, "yes"))
    ]
    lesson = found(LOG, *told).learned[0].lessons[0]
    assert [(each.became, each.day.isoformat()) for each in lesson.heard] == [
        (Became.PARTLY, "2026-04-20"),
        (Became.DONE, "2026-05-20"),
    ]
    assert lesson.date is None


def test_a_check_in_that_left_it_empty_says_nothing_of_it() -> None:
    silent = checkin("c1", "2026-04-20", spoke("lesson", "d1/lessons/r0", None, MEANS["lesson"]))
    assert found(LOG, silent).learned[0].lessons[0].heard == ()


def test_something_is_ahead_where_it_is_for_one_of_the_lessons_that_say_the_same() -> None:
    done = became("c1", "2026-03-20", "d1/lessons/r0", "yes")
    (learned,) = found(LOG, AGAIN, done).learned
    assert learned.standing is Standing.AHEAD
    both = found(LOG, AGAIN, done, became("c2", "2026-06-20", "d2/lessons/r0", "drop"))
    assert both.learned[0].standing is Standing.ACTED_ON
    assert (both.acted_on.of, both.let_go.of) == (("d1/lessons/r0",), ("d2/lessons/r0",))


def test_a_lesson_that_was_put_differently_is_told_in_its_new_words() -> None:
    reread = (
        spoke("reread", "d1/lessons/r0", "change", MEANS["reread"]),
        spoke("reread_words", "d1/lessons/r0", "Read the log aloud", "text", kind="text"),
    )
    lesson = found(LOG, checkin("c1", "2026-03-05", *reread)).learned[0].lessons[0]
    assert lesson.heard[0].became is Became.AS_IT_IS
    assert as_json(lesson.heard[0].words) == {"text": "Read the log aloud", "from": "c1"}


def test_the_line_of_a_letgo_is_a_lesson_that_nothing_is_to_be_done_about() -> None:
    line = written_in("letgo", "l1", "2026-03-03", answer("lesson_first", "It was  one\nrun"))
    (learned,) = found(line).learned
    assert (learned.words.text, learned.standing) == ("It was one run", Standing.NOTED)
    assert found(line).noted.of == ("l1/lesson_first",)


def test_what_was_to_be_different_at_a_try_is_told_with_how_it_went() -> None:
    tried = checkin("c1", "2026-04-03", spoke("try_how", "a1/when", "mixed", MEANS["try"]))
    (learned,) = found(before_a_try("a1", "2026-03-20", "Read it aloud"), tried).learned
    (lesson,) = learned.lessons
    assert (lesson.before and lesson.before.text, lesson.heard[0].option) == ("the April run", "mixed")
    assert found(before_a_try("a1", "2026-03-20", "Read it aloud")).lessons.number == 0


def test_a_lesson_without_words_is_known_by_what_is_to_be_done() -> None:
    (learned,) = found(debrief("d1", "2026-03-03", "s1", ("", "Put it on the run sheet"))).learned
    assert (learned.words.text, learned.lessons[0].action) == ("Put it on the run sheet", None)


def test_the_latest_lesson_comes_first() -> None:
    other = debrief("d2", "2026-06-03", "s2", ("Ask for the key", ""), ("Sleep first", ""))
    assert [each.words.ref for each in found(LOG, other).learned] == [
        "d2/lessons/r1",
        "d2/lessons/r0",
        "d1/lessons/r0",
    ]


def test_of_one_setback_only_its_own_lessons_are_told() -> None:
    only = found(LOG, AGAIN, about="s2")
    assert [each.words.ref for each in only.learned] == ["d2/lessons/r0"]
    assert not only.learned[0].came_back


def test_a_view_is_drawn_from_lessons_and_from_what_was_said_of_them_in_the_order_of_time() -> None:
    here = ground(LOG, AGAIN, became("c1", "2026-03-20", "d1/lessons/r0", "yes"), checkin("c2", "2026-03-21"))
    assert looked_at("lessons", here).drawn == ("d1", "c1", "d2")


def test_what_is_private_or_sealed_is_not_seen() -> None:
    private = debrief("d1", "2026-03-03", "s1", ("No", "no"), private=True)
    sealed = written_in("debrief", "d1", "2026-03-03", *LOG.answers, sealed="2027-06-01")
    for hidden in (private, sealed):
        assert looked_at("lessons", ground(hidden, became("c1", "2026-03-20", "d1/lessons/r0", "yes"))).wants


def test_lessons_of_a_closed_setback_rest() -> None:
    closed = ground(LOG, setbacks=[setback("s1", closed="2026-05-01")])
    found = looked_at("lessons", closed).found
    assert found.learned[0].lessons[0].state is State.RESTING
