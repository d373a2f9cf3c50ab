"""Whether trust is coming back: impressions beside promises; against a second look at the files, and as sentences."""

from __future__ import annotations

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.insights.finding import View
from reflect.insights.trust import TAKES, Trust, Trusts
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin
from tests.insights.believable import became, ground, items, promise, scale, setback, written_in, year
from tests.insights.journals import Journal, journals
from tests.insights.second_look import end, files, followed, is_written, promised, value

FLOWS = ["define", "apologize", "respond", *["checkin"] * 5]


def impressions(journal: Journal) -> dict[str, list[tuple[str, str]]]:
    """The impressions in the files, by setback: where they stand, and whom they are about."""
    homes = {each.id: each.setback for each in journal.entries}
    found: dict[str, list[tuple[str, str]]] = {}
    for file in files(journal):
        for each in file["answers"]:
            said = each.get("value")
            home = homes.get(str(each.get("about")).split("/")[0])
            if (
                file["flow"]["id"] == "checkin"
                and each["id"] == "trust"
                and type(said) is int
                and 0 <= said <= 10
                and home
            ):
                found.setdefault(home, []).append((f"{file['id']}/trust", each["about"]))
    return found


@settings(max_examples=50)
@given(journals(40, flows=FLOWS, setbacks=2))
def test_impressions_and_promises_are_those_of_a_second_look_at_the_files(journal: Journal) -> None:
    ground, second = journal.ground(), impressions(journal)
    for about in (None, "s1"):
        view = looked_at("trust", ground, about)
        followed(view, ground)
        mine = {home: each for home, each in second.items() if about in (None, home)}
        enough = {home: [ref for ref, _ in each] for home, each in mine.items() if len(each) >= TAKES}
        if not enough:
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, Trusts)
        assert {each.setback: [one.ref for one in each.points] for each in found.trusts} == enough
        assert set(found.few.of) == {ref for home, each in mine.items() for ref, _ in each if home not in enough}
        for each in found.trusts:
            compare(journal, each, second[each.setback][-1][1])
        if about is None:
            unasked = [each["id"] for each in files(journal) if is_written(value(each, "unasked"))]
            assert [each.told for each in found.unasked] == unasked


def compare(journal: Journal, trust: Trust, about: str) -> None:
    """What was promised to the people of a setback, kept, open and let go."""
    of, question = about.split("/")
    named = next((value(each, question) for each in files(journal) if each["id"] == of), None)
    people = [each["text"] for each in named if isinstance(each, dict)] if isinstance(named, list) else []
    assert [each.text for each in trust.people if each.text != "None"] == people
    theirs = [
        each
        for each in promised(journal)
        if each.kind in ("promise", "repair")
        and (each.setback == trust.setback or each.people.casefold() in {name.casefold() for name in people})
    ]
    assert {each.what.ref for each in trust.kept} == {
        each.ref for each in theirs if each.state.value == "done" and end(journal, each)[0].startswith("kept")
    }
    assert set(trust.open.of) == {
        each.ref for each in theirs if each.state.value in ("ahead", "due", "resting", "begun")
    }
    assert set(trust.let_go.of) == {each.ref for each in theirs if each.state.value == "dropped"}


# ------------------------------------------------------------------------------------------------------------ as sentences

PEOPLE = written_in("define", "d1", "2026-03-01", items("affected", "Ines", "the customers"))


def impression(name: str, value: int = 5, about: str | None = "d1/affected", day: str = "2026-03-10") -> Entry:
    return checkin(name, day, scale("trust", value, about=about))


def view(*entries: Entry, about: str | None = None) -> View:
    made = [setback("s1"), setback("s2", created="2026-02-01")]
    return looked_at("trust", ground(PEOPLE, *entries, setbacks=made), about)


def trusts(*entries: Entry, about: str | None = None) -> Trusts:
    found = view(*entries, about=about).found
    assert isinstance(found, Trusts)
    return found


THREE = [impression(name) for name in ("c1", "c2", "c3")]


def test_it_takes_three_impressions_of_the_same_people() -> None:
    others = written_in("define", "d2", "2026-03-02", items("affected", "Bo"), about="s2")
    there = view(others, *THREE[:2], impression("c4", about="d2/affected"))
    assert there.wants == "It takes 3 check-ins about trust with the same people; there are 2 so far."
    found = trusts(others, *THREE, impression("c4", about="d2/affected"))
    assert [(each.setback, len(each.points)) for each in found.trusts] == [("s1", 3)]
    assert found.few.of == ("c4/trust",)


def test_an_impression_of_nobody_in_particular_is_passed_over() -> None:
    odd = [
        impression("c3", about=None),
        impression("c4", about="gone/affected"),
        checkin("c5", "2026-03-11", answer("trust")),
    ]
    assert view(*THREE[:2], *odd).found is None


def test_it_is_about_whom_the_setback_affected() -> None:
    (trust,) = trusts(*THREE).trusts
    assert [(each.text, each.ref) for each in trust.people] == [
        ("Ines", "d1/affected/i0"),
        ("the customers", "d1/affected/i1"),
    ]


def test_who_was_affected_is_not_named_where_it_was_private() -> None:
    hidden = written_in(
        "define", "d2", "2026-03-02", answer("affected", [{"key": "a", "text": "Bo"}], "list", private=True)
    )
    (trust,) = trusts(hidden, *[impression(name, about="d2/affected") for name in ("c1", "c2", "c3")]).trusts
    assert (trust.setback, trust.people) == ("s1", ())


def test_a_private_impression_is_not_seen() -> None:
    hidden = checkin("c3", "2026-03-10", scale("trust", 1, about="d1/affected", private=True))
    assert view(*THREE[:2], hidden).found is None


def test_promises_stand_beside_it_kept_open_and_let_go() -> None:
    promised = written_in("apologize", "a1", "2026-03-02", promise("repair", "pay", "write", "ring", "look"))
    told = checkin(
        "c9",
        "2026-03-20",
        became("a1/repair/r0", "kept"),
        became("a1/repair/r1", "void"),
        became("a1/repair/r2", "part"),
    )
    (trust,) = trusts(promised, *THREE, told).trusts
    assert [(each.what.text, each.people, each.day.day, each.told) for each in trust.kept] == [
        ("pay", "Ines", 20, "c9")
    ]
    assert trust.let_go.of == ("a1/repair/r1",)
    assert trust.open.of == ("a1/repair/r2", "a1/repair/r3")
    assert view(promised, *THREE, told).drawn == ("d1", "a1", "c1", "c2", "c3", "c9")


def test_a_private_promise_is_neither_told_nor_counted() -> None:
    declared = {"kind": "promise", "in": "7d", "people": "Ines", "text": "{what}"}
    record = [{"key": "r0", "what": "pay"}]
    hidden = answer("repair", record, "group", promises=declared, fields=[("what", "text")], private=True)
    kept = checkin("c9", "2026-03-20", became("a1/repair/r0", "kept"))
    for told in ([], [kept]):
        (trust,) = trusts(written_in("apologize", "a1", "2026-03-02", hidden), *THREE, *told).trusts
        assert (trust.kept, trust.open.of, trust.let_go.of) == ((), (), ())


def test_a_promise_to_the_same_person_counts_wherever_it_was_made() -> None:
    elsewhere = written_in("apologize", "a1", "2026-03-02", promise("repair", "pay", to="INES"), about="s2")
    others = written_in("apologize", "a2", "2026-03-02", promise("repair", "pay", to="Bo"), about="s2")
    (trust,) = trusts(elsewhere, others, *THREE).trusts
    assert trust.open.of == ("a1/repair/r0",)


def test_about_one_setback_only_what_its_check_ins_say_was_unasked() -> None:
    said = checkin("c4", "2026-03-11", scale("trust", 6, about="d1/affected"), answer("unasked", "Made tea."))
    others = checkin("c5", "2026-03-12", answer("unasked", "Stayed late."))
    assert [each.what.text for each in trusts(*THREE, said, others).unasked] == ["Made tea.", "Stayed late."]
    assert [each.what.text for each in trusts(*THREE, said, others, about="s1").unasked] == ["Made tea."]


def test_the_year_has_one_line_of_trust() -> None:
    found = looked_at("trust", year()).found
    assert isinstance(found, Trusts)
    assert [(each.setback, [one.value for one in each.points]) for each in found.trusts] == [("s1", [3, 4, 7])]
