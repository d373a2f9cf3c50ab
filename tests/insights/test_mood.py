"""Whether it gets lighter: every mood there is, in its place; against a second look at the files, and as sentences."""

from __future__ import annotations

from statistics import median
from typing import Any

from hypothesis import given, settings

from reflect.entry.model import Entry
from reflect.insights.finding import View, entry_of
from reflect.insights.mood import TAKES, Moods
from reflect.insights.views import looked_at
from tests.followups.making import answer, checkin
from tests.insights.believable import ground, scale, setback, written_in, year
from tests.insights.journals import Journal, journals
from tests.insights.second_look import day_of, files, followed

WHEN = {"mood": "once", "mood_before": "before", "mood_after": "after"}
FLOWS = ["define", "debrief", "gratitude", "letgo", "checkin", "unload"]


def naive(journal: Journal, about: str | None) -> list[dict[str, Any]]:
    """Every mood in the files, and where it stands."""
    found = []
    for file in files(journal):
        for each in file["answers"]:
            value = each.get("value")
            given = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10
            if each["id"] in WHEN and given and not each.get("private") and about in (None, file["setback"]):
                ref = f"{file['id']}/{each['id']}"
                what = {"ref": ref, "day": day_of(file), "value": value, "when": WHEN[each["id"]]}
                found.append(what | {"setback": file["setback"], "flow": file["flow"]["id"], "entry": file["id"]})
    return found


@settings(max_examples=60)
@given(journals(flows=FLOWS))
def test_moods_are_those_that_a_second_look_at_the_files_finds(journal: Journal) -> None:
    ground = journal.ground()
    for about in (None, "s1"):
        view, second = looked_at("mood", ground, about), naive(journal, about)
        followed(view, ground)
        assert [*view.drawn] == [*dict.fromkeys(each["entry"] for each in second)]
        if len(second) < TAKES:
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, Moods)
        seen = [(each.point.ref, each.point.day, each.point.value, each.when) for each in found.moods]
        assert seen == [(each["ref"], each["day"], each["value"], each["when"]) for each in second]
        own = {name: [each["ref"] for each in second if each["setback"] == name] for name in ("s1", "s2", "s3", "s4")}
        assert {each.setback: [one.point.ref for one in each.moods] for each in found.courses} == {
            name: refs for name, refs in own.items() if len(refs) >= TAKES
        }
        changes = by_flow(second)
        assert {each.flow: (each.median, len(each.pairs)) for each in found.changes} == {
            flow: (median(each), len(each)) for flow, each in changes.items()
        }
        assert found.lower.number == sum(one < 0 for each in changes.values() for one in each)
        assert found.debriefs.number == sum(each["flow"] == "debrief" for each in second)


def by_flow(moods: list[dict[str, Any]]) -> dict[str, list[int]]:
    """By flow, how much each entry changed the mood."""
    found: dict[str, list[int]] = {}
    for before in moods:
        for after in moods:
            if before["when"] == "before" and after["when"] == "after" and before["entry"] == after["entry"]:
                found.setdefault(before["flow"], []).append(after["value"] - before["value"])
    return found


# ------------------------------------------------------------------------------------------------------------ as sentences


def view(*entries: Entry, about: str | None = None) -> View:
    return looked_at("mood", ground(*entries), about)


def moods(*entries: Entry, about: str | None = None) -> Moods:
    found = view(*entries, about=about).found
    assert isinstance(found, Moods)
    return found


THREE = [checkin(f"c{number}", f"2026-03-0{number}", scale("mood", number)) for number in (1, 2, 3)]


def test_it_takes_four_moods() -> None:
    assert view(*THREE).wants == "It takes 4 moods; there are 3 so far."
    assert view(*THREE).drawn == ("c1", "c2", "c3")
    assert view(*THREE, checkin("c4", "2026-03-04", scale("mood", 4))).found


def test_private_and_sealed_moods_and_other_scales_are_not_seen() -> None:
    hidden = [
        checkin("h1", "2026-03-05", scale("mood", 0, private=True)),
        written_in("letgo", "h2", "2026-03-05", scale("mood_before", 0), sealed="2027-06-01"),
        written_in("own", "h3", "2026-03-05", scale("mood", 1, ends=(1, 5))),
        written_in("own", "h4", "2026-03-05", answer("mood", "low")),
        written_in("own", "h5", "2026-03-05", scale("mood", 11)),
        written_in("own", "h6", "2026-03-05", scale("mood", True)),
    ]
    assert view(*THREE, *hidden).drawn == ("c1", "c2", "c3")


def test_a_flow_of_ones_own_has_moods_too() -> None:
    own = written_in("evening", "e1", "2026-03-05", scale("mood_before", 4), scale("mood_after", 8))
    assert [(each.title, each.median) for each in moods(*THREE, own).changes] == [("evening", 4.0)]


def test_the_mood_of_a_check_in_belongs_to_no_setback() -> None:
    pairs = [
        written_in("define", f"d{number}", f"2026-03-1{number}", scale("mood_before", 2), scale("mood_after", 3))
        for number in (1, 2)
    ]
    found = moods(*THREE, *pairs)
    assert len(found.moods) == 7
    assert [(each.setback, len(each.moods)) for each in found.courses] == [("s1", 4)]
    assert len(moods(*THREE, *pairs, about="s1").moods) == 4
    assert looked_at("mood", ground(*THREE, *pairs), "s2").found is None


def test_the_latest_setback_comes_first_and_one_with_three_moods_has_no_line() -> None:
    def two(name: str, about: str) -> Entry:
        return written_in(
            "define", name, f"2026-03-{name[1:]}", scale("mood_before", 2), scale("mood_after", 3), about=about
        )

    one = written_in("define", "a30", "2026-03-30", scale("mood_before", 2), about="s3")
    entries = [two("a10", "s1"), two("a11", "s1"), two("a12", "s2"), two("a13", "s2"), two("a14", "s3"), one]
    made = [setback("s1"), setback("s2", created="2026-02-01"), setback("s3", created="2026-03-01")]
    found = looked_at("mood", ground(*entries, setbacks=made)).found
    assert isinstance(found, Moods)
    assert [each.setback for each in found.courses] == ["s2", "s1"]


def test_days_are_in_order_though_clocks_were_in_different_zones() -> None:
    far = checkin("c8", "2026-03-08 00:30 +10:00", scale("mood", 1))
    near = checkin("c9", "2026-03-07 20:00", scale("mood", 2))
    assert [each.point.ref for each in moods(*THREE, far, near).moods[-2:]] == ["c9/mood", "c8/mood"]


def test_the_median_of_a_flow_is_that_of_its_pairs_and_names_them() -> None:
    def debrief(name: str, before: int, after: int) -> Entry:
        return written_in(
            "debrief", name, f"2026-04-0{name[1]}", scale("mood_before", before), scale("mood_after", after)
        )

    half = written_in("debrief", "d4", "2026-04-04", scale("mood_before", 9))
    found = moods(debrief("d1", 5, 3), debrief("d2", 5, 6), debrief("d3", 7, 7), half)
    (change,) = found.changes
    assert change.median == 0.0
    assert [(entry_of(each.before.ref), each.change) for each in change.pairs] == [("d1", -2), ("d2", 1), ("d3", 0)]
    assert found.lower.of == ("d1/mood_after",)
    assert found.debriefs.number == 7


def test_the_year_has_all_its_moods() -> None:
    found = looked_at("mood", year()).found
    assert isinstance(found, Moods)
    assert len(found.moods) == 17
    assert [(each.setback, len(each.moods)) for each in found.courses] == [("s1", 6), ("s0", 4)]
