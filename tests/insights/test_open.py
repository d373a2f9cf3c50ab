"""What is still owed to others; against a second look at the files, and as sentences."""

from __future__ import annotations

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.open import Open
from reflect.insights.views import looked_at
from tests.followups.making import answer, at, checkin, day, draft, entry, spoke
from tests.followups.method import MEANS
from tests.insights.journals import Journal, journals
from tests.insights.second_look import TO_OTHERS, end, followed, promised
from tests.insights.test_follow_through import asked, promise

FLOWS = ["respond", "apologize", "share", "support", "feedback", "checkin", "checkin"]


@settings(max_examples=50)
@given(journals(24, flows=FLOWS))
def test_what_is_owed_is_what_a_second_look_at_the_files_says(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s2"):
        view = looked_at("open", ground, about)
        followed(view, ground)
        found = view.found
        assert isinstance(found, Open)
        assert view.wants is None
        # All that the shipped flows promise to somebody is of these kinds.
        things = [each for each in promised(journal, about) if each.kind in TO_OTHERS]
        still = [each for each in things if each.state.value in ("ahead", "due", "resting", "begun")]
        done = [each for each in things if each.state.value == "done" and end(journal, each)[0].startswith("kept")]
        assert set(found.open.of) == {each.ref for each in still}
        assert set(found.done.of) == {each.ref for each in done}
        assert {(person.name.casefold(), owed.what.ref) for person in found.people for owed in person.open} == {
            (" ".join(each.people.split()).rstrip(".,;: ").casefold(), each.ref) for each in still
        }
        assert len({each.name.casefold() for each in found.people}) == len(found.people)
        for person in found.people:
            assert [each.made for each in person.open] == sorted(each.made for each in person.open)
        oldest = [person.open[0].made for person in found.people]
        assert oldest == sorted(oldest)


# ------------------------------------------------------------------------------------------------------------ as sentences


def view(*entries: Entry, today: str = "2027-04-01", closed: bool = False, about: str | None = None) -> View:
    setback = Setback("s1", "The quote", at("2027-03-01"), closed=at("2027-03-20") if closed else None)
    found = follow_ups(entries, (), day(today), closed={"s1"} if closed else ())
    return looked_at("open", Ground.of(entries, [setback], found, today=day(today)), about)


def owed(*entries: Entry, today: str = "2027-04-01", closed: bool = False) -> list[tuple[str, list[str]]]:
    """Whom something is owed to, and what."""
    found = view(*entries, today=today, closed=closed).found
    return [(each.name, [one.what.text for one in each.open]) for each in found.people]


def test_it_takes_nothing_and_says_so_when_nothing_is_open() -> None:
    found = view()
    assert found.wants is None
    assert found.found == Open((), found.found.open, found.found.done)
    assert (found.found.open.number, found.found.done.number) == (0, 0)


def test_whoever_has_waited_longest_comes_first_and_so_does_what_they_have_waited_for_longest() -> None:
    entries = [
        entry("e1", "apologize", "2027-03-03", promise("repair", "new to Ann")),
        entry("e2", "apologize", "2027-03-01", promise("repair", "old to Bo", people="Bo")),
        entry("e3", "apologize", "2027-03-02", promise("repair", "old to Ann")),
    ]
    assert owed(*entries) == [("Bo", ["old to Bo"]), ("Ann", ["old to Ann", "new to Ann"])]


def test_of_one_entry_what_was_meant_first_comes_first() -> None:
    both = [promise("repair", "later", "2027-03-09"), promise("prevent", "sooner", "2027-03-02")]
    assert owed(entry("e1", "apologize", "2027-03-01", *both)) == [("Ann", ["sooner", "later"])]


def test_somebody_is_one_person_in_capitals_or_not_and_called_as_they_were_last() -> None:
    entries = [
        entry("e1", "apologize", "2027-03-01", promise("repair", "a", people="ann  lee.")),
        entry("e2", "apologize", "2027-03-02", promise("repair", "b", people="Ann Lee")),
    ]
    assert owed(*entries) == [("Ann Lee", ["a", "b"])]


def test_what_is_owed_to_nobody_by_name_is_owed() -> None:
    assert owed(entry("e1", "respond", "2027-03-01", promise("repair", "a", kind="repair", people=""))) == [("", ["a"])]
    own = entry("e1", "own", "2027-03-01", promise("x", "a", kind="lesson", people=""))
    assert owed(own) == []


def test_what_others_do_for_you_and_whom_you_talk_to_for_your_own_sake_is_not_owed() -> None:
    kinds = ("second_look", "talk", "shared")
    assert owed(entry("e1", "own", "2027-03-01", *(promise(each, "a", kind=each) for each in kinds))) == []
    own = entry("e1", "own", "2027-03-01", promise("x", "a cake", kind="a_favour"))
    assert owed(own) == [("Ann", ["a cake"])]


def test_what_is_done_or_let_go_is_not_open_and_only_what_is_done_is_counted() -> None:
    three = entry("e1", "apologize", "2027-03-01", *(promise(each, each) for each in ("one", "three", "two")))
    kept = asked("c1", "2027-03-09", "e1/one/a", "kept")
    void = asked("c2", "2027-03-09", "e1/two/a", "void")
    assert owed(three, kept, void) == [("Ann", ["three"])]
    found = view(three, kept, void).found
    assert (found.done.of, found.people[0].done.of) == (("e1/one/a",), ("e1/one/a",))
    assert view(three, kept, void).drawn == ("e1", "c1", "c2")


def test_what_rests_is_owed_all_the_same() -> None:
    made = entry("e1", "apologize", "2027-03-01", promise("repair", "a", "2027-03-02"))
    passed = [
        checkin(f"c{each}", f"2027-03-0{each}", spoke("promise", "e1/repair/a", None, MEANS["promise"]))
        for each in (3, 4)
    ]
    assert owed(made, *passed) == [("Ann", ["a"])]
    assert view(made, *passed).found.people[0].open[0].state.value == "resting"
    assert owed(made, closed=True) == [("Ann", ["a"])]


def test_what_was_put_off_keeps_its_place_and_says_its_new_day() -> None:
    first = entry("e1", "apologize", "2027-03-01", promise("repair", "a", "2027-03-05"))
    second = entry("e2", "apologize", "2027-03-02", promise("repair", "b", "2027-03-06"))
    moved = asked("c1", "2027-03-07", "e1/repair/a", "not_yet", by="2027-05-01")
    assert owed(first, second, moved) == [("Ann", ["a", "b"])]
    one = view(first, second, moved).found.people[0].open[0]
    assert (one.first, one.date, one.state.value) == (day("2027-03-05"), day("2027-05-01"), "ahead")


def test_about_one_setback_only_what_was_promised_for_it_is_shown() -> None:
    other = entry("e2", "apologize", "2027-03-02", promise("repair", "b"), about="s2")
    made = entry("e1", "apologize", "2027-03-01", promise("repair", "a"))
    assert view(made, other, about="s1").found.open.of == ("e1/repair/a",)


def test_what_is_private_sealed_or_waits_with_a_draft_is_not_seen() -> None:
    secret = entry("e2", "own", "2027-03-02", promise("repair", "hush", private=True))
    sealed = entry("e3", "own", "2027-03-02", promise("repair", "hush"), sealed="2027-05-01")
    waiting = draft("d1", "own", "2027-03-02", promise("repair", "hush"))
    found = follow_ups([secret, sealed], [waiting], day("2027-04-01"))
    ground = Ground.of([secret, sealed], (), found, [waiting], today=day("2027-04-01"))
    seen = looked_at("open", ground)
    assert (seen.drawn, seen.found.open.number) == ((), 0)
    assert "hush" not in str(seen.to_json())


def test_an_apology_that_waits_is_owed() -> None:
    when = answer("when", "2027-03-05", "date", promises={"kind": "apology", "people": "Ann", "text": "your apology"})
    assert owed(entry("e1", "apologize", "2027-03-01", when)) == [("Ann", ["your apology"])]


def test_what_holds_and_comes_back_once_more_is_open_and_not_done_yet() -> None:
    favour = answer("x", "water her plants", promises={"kind": "a_favour", "in": "7d", "again": ["90d"], "people": "Ann", "text": "{x}"})  # fmt: skip
    made = entry("e1", "own", "2027-03-01", favour)
    holds = checkin("c1", "2027-03-09", spoke("own_thing", "e1/x", "in_place", MEANS["measure"]))
    found = view(made, holds).found
    assert (found.open.of, found.done.of) == (("e1/x",), ())
