"""How earlier setbacks were come through, and what helped; against a second look at the files, and as sentences."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.insights.came_through import CameThrough, Through
from reflect.insights.finding import View
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin
from tests.insights.believable import SEVERITY, became, ground, looked_back, option, scale, setback, written_in, year
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed, is_written, told, value
from tests.insights.test_look_back import naive as looks_back

FLOWS = ["define", "letgo", "strengths", "support", "checkin", "checkin"]
OWN_WORDS = {"strengths": ["through"], "letgo": ["handled", "stronger", "loop_plan"]}
MOODS = ("mood", "mood_before", "mood_after")


def own_words(file: dict[str, Any]) -> set[str]:
    """Where words of what helped stand."""
    return {f"{file['id']}/{each}" for each in OWN_WORDS.get(file["flow"]["id"], []) if is_written(value(file, each))}


def moods(file: dict[str, Any]) -> list[str]:
    """Where moods stand."""
    found = [(name, value(file, name)) for name in MOODS]
    return [f"{file['id']}/{name}" for name, mood in found if type(mood) is int and 0 <= mood <= 10]


@settings(max_examples=60)
@given(journals(40, flows=FLOWS))
def test_what_helped_is_what_a_second_look_at_the_files_finds(journal: Journal) -> None:
    ground, looks = journal.ground(), looks_back(journal, None)
    for about in (None, "s1"):
        view = looked_at("came_through", ground, about)
        followed(view, ground)
        closed = [each.id for each in journal.setbacks if each.closed and about in (None, each.id)]
        of = {name: [each for each in files(journal) if each["setback"] == name] for name in closed}
        of = {name: each for name, each in of.items() if any(seen(one) for one in each)}
        if not of:
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, CameThrough)
        assert {each.setback for each in found.setbacks} == set(of)
        for each in found.setbacks:
            compare(journal, each, of[each.setback], looks.get(each.setback))
        others = [each for each in files(journal) if each["setback"] not in of and each["flow"]["id"] == "strengths"]
        carried = {ref for each in others for ref in own_words(each)} if about is None else set()
        assert {each.ref for each in found.carried} == carried


def seen(file: dict[str, Any]) -> bool:
    return any(not each.get("private") for each in file["answers"])


def compare(journal: Journal, through: Through, mine: list[dict[str, Any]], look: dict[str, Any] | None) -> None:
    """Everything that is told of one setback."""
    severities = [value(each, "severity") for each in mine if each["flow"]["id"] == "define"]
    assert (through.severity.key if through.severity else None) == next(
        (each for each in reversed(severities) if isinstance(each, str)), None
    )
    felt = [ref for each in mine for ref in moods(each)]
    assert (through.mood_then.ref if through.mood_then else None) == (felt[0] if felt else None)
    assert (through.mood_last.ref if through.mood_last else None) == (felt[-1] if len(felt) > 1 else None)
    assert (through.look_back.words.ref if through.look_back else None) == (look["now"][-1] if look else None)
    talks = [each for each in journal.ground().follow_ups if each.kind == "talk" and each.setback == through.setback]
    helped = {
        each.ref
        for each in talks
        if each.state.value == "done" and told(journal, each.ref)[-1].option == "helped" and each.people.strip()
    }
    assert {each.words.ref for each in through.helped} == helped | {ref for each in mine for ref in own_words(each)}


# ------------------------------------------------------------------------------------------------------------ as sentences

CLOSED = setback("s1", "The quote", "2026-01-12", closed="2026-02-20")
TALK = {"kind": "talk", "in": "2d", "people": "{who}", "text": "talk to {who}"}


def view(*entries: Entry, about: str | None = None) -> View:
    return looked_at("came_through", ground(*entries, setbacks=[CLOSED, setback("s2")]), about)


def only(*entries: Entry) -> Through:
    found = view(*entries).found
    assert isinstance(found, CameThrough)
    (one,) = found.setbacks
    return one


def talk(**more: Any) -> Entry:
    with_whom = answer("talk", [{"key": "t", "who": "Mara"}], "group", promises=TALK, fields=[("who", "text")], **more)
    return written_in("support", "p1", "2026-01-14", with_whom)


DEFINED = written_in(
    "define",
    "d1",
    "2026-01-12",
    scale("mood_before", 2),
    option("severity", "serious", SEVERITY),
    scale("mood_after", 3),
)


def test_it_takes_one_closed_setback() -> None:
    still = written_in("define", "d2", "2026-01-12", scale("mood_before", 2), about="s2")
    assert view(still).wants == "It takes one setback that you have closed (`reflect close REF`); there is none so far."
    assert view(still, DEFINED, about="s2").wants == "It is about setbacks that are closed and were written about."
    assert view(still, DEFINED).found


def test_how_heavy_it_was_then_stands_beside_how_it_looks_now() -> None:
    later = written_in("letgo", "l1", "2026-02-10", scale("mood_after", 7))
    back = checkin("c1", "2026-05-10", scale("mood", 9), looked_back("l1/look_back", "A long afternoon."))
    found = only(DEFINED, later, back)
    assert found.severity
    assert found.mood_then
    assert found.mood_last
    assert found.look_back
    assert (found.severity.key, found.mood_then.value, found.mood_last.value) == ("serious", 2, 7)
    assert found.look_back.words.text == "A long afternoon."
    assert ((found.closed - found.begun).days, view(DEFINED, later, back).drawn) == (39, ("d1", "l1", "c1"))


def test_a_single_mood_is_not_told_twice() -> None:
    found = only(written_in("define", "d1", "2026-01-12", scale("mood_before", 2)))
    assert found.mood_then
    assert found.mood_last is None


def test_a_talk_is_named_when_it_helped() -> None:
    yes = checkin("c1", "2026-01-20", became("p1/talk/t", "helped", "talk"))
    (helped,) = only(talk(), yes).helped
    assert (helped.question, helped.words.text, helped.told) == ("talk", "Mara", "c1")
    assert only(talk(), checkin("c1", "2026-01-20", became("p1/talk/t", "yes", "talk"))).helped == ()
    assert only(talk()).helped == ()


def test_with_whom_one_talked_is_not_told_where_it_was_private() -> None:
    yes = checkin("c1", "2026-01-20", became("p1/talk/t", "helped", "talk"))
    assert only(DEFINED, talk(private=True), yes).helped == ()


def test_own_words_of_what_helped_are_collected() -> None:
    let_go = written_in(
        "letgo", "l1", "2026-02-01", answer("handled", "a"), answer("stronger", "b"), answer("loop_plan", "c")
    )
    strengths = written_in("strengths", "x1", "2026-02-02", answer("through", "d"))
    assert [(each.question, each.words.text) for each in only(let_go, strengths).helped] == [
        ("handled", "a"),
        ("stronger", "b"),
        ("loop_plan", "c"),
        ("through", "d"),
    ]


def test_what_carried_one_before_is_told_wherever_it_was_written() -> None:
    none = written_in("strengths", "x1", "2026-02-02", answer("through", "sleep"), about=None)
    still = written_in("strengths", "x2", "2026-02-03", answer("through", "Mara"), about="s2")
    own = written_in("strengths", "x3", "2026-02-04", answer("through", "tea"))
    found = view(none, still, own).found
    assert isinstance(found, CameThrough)
    assert [each.text for each in found.carried] == ["Mara", "sleep"]
    named = view(none, still, own, about="s1").found
    assert isinstance(named, CameThrough)
    assert named.carried == ()


def test_private_and_sealed_words_are_not_seen() -> None:
    private = written_in("letgo", "l1", "2026-02-01", answer("handled", "a", private=True))
    sealed = written_in("letgo", "l2", "2026-02-01", answer("handled", "b"), sealed="2027-06-01")
    assert only(DEFINED, private, sealed).helped == ()
    assert view(private, sealed).found is None


def test_the_year_has_one_closed_setback() -> None:
    found = looked_at("came_through", year()).found
    assert isinstance(found, CameThrough)
    assert [each.words.text for each in found.setbacks[0].helped] == [
        "I rang them before they noticed.",
        "I walk round the block and write one line.",
        "Mara",
    ]
