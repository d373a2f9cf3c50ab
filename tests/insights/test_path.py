"""How far along: eight stations for each setback; against a second look at the files, and as sentences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from reflect.entry.draft import Draft
from reflect.entry.model import Entry
from reflect.entry.setback import Setback
from reflect.followups.fold import follow_ups
from reflect.insights.ground import Ground
from reflect.insights.path import Paths, path
from reflect.insights.views import looked_at
from tests.followups.making import answer, at, checkin, day, draft, entry, spoke
from tests.followups.method import MEANS
from tests.insights.journals import Journal, journals
from tests.insights.second_look import end, files, followed, is_written, promised, rows, told, value
from tests.insights.test_follow_through import asked, promise

FLOWS = [
    "define", "define", "respond", "apologize", "debrief", "support", "letgo", "again", "checkin", "checkin", "unload",
]  # fmt: skip


class Naive:
    """One setback as its files have it, and the stations as the rules say, one after the other."""

    def __init__(self, journal: Journal, setback: Setback) -> None:
        self.journal = journal
        self.closed = setback.closed is not None
        self.mine = [each for each in files(journal) if each["setback"] == setback.id]
        self.drafts = {each.flow.id for each in journal.drafts if each.setback == setback.id}
        self.all = [each for each in journal.ground().follow_ups if each.setback == setback.id]
        self.promised = promised(journal, setback.id)
        self.ends = {each.ref: end(journal, each)[0] for each in self.all}
        self.still = {each.ref for each in self.all if each.state.value not in ("done", "dropped")}
        self.defined = self.of("define")[-1] if self.of("define") else None
        self.wronged = self.chose("nature", "done_to_me")
        self.small = self.chose("severity", "small") and not self.chose("first", "again")
        self.alone = self.small and not self.named("affected")

    def of(self, flow: str) -> list[dict[str, Any]]:
        return [each for each in self.mine if each["flow"]["id"] == flow]

    def chose(self, question: str, *keys: str, file: Any = None) -> bool:
        said = value(file or self.defined, question)
        return any(isinstance(each, str) and each in keys for each in (said if isinstance(said, list) else [said]))

    def named(self, question: str) -> bool:
        said = value(self.defined, question)
        texts = (
            [each.get("text", "") if isinstance(each, dict) else each for each in said]
            if isinstance(said, list)
            else []
        )
        return any(str(each).strip() for each in texts)

    def no_fault(self) -> bool:
        """Done properly; the causes are those seen last, at the debrief where any were named there."""
        seen: list[str] = []
        for sight in (self.defined, *self.of("debrief")[-1:]):
            said = value(sight, "cause")
            named = [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]
            seen = named or seen
        fault = self.chose("rule", "reason", "knowing") or "carelessness" in seen or "choice" in seen
        return self.chose("nature", "outcome") and not fault

    def kept(self, things: list[Any]) -> list[Any]:
        return [each for each in things if self.ends[each.ref].startswith("kept")]

    def stations(self) -> dict[str, str]:
        keys = ("owned", "limited", "sorry", "understood", "planned", "put_right", "steadied", "kept_at")
        return {key: getattr(self, key)() for key in keys}

    def owned(self) -> str:
        if any(is_written(value(each, "own_part")) for each in self.of("define")):
            return "done"
        return "not_needed" if self.wronged else _otherwise(self.defined or "define" in self.drafts, False)

    def limited(self) -> str:
        waiting = any(each.kind == "inform" and each.ref in self.still for each in self.all)
        if any(is_written(value(each, "contain")) for each in self.of("respond")) and not waiting:
            return "done"
        over = value(self.defined, "ongoing") is False and not self.named("tell")
        over = over and self.chose("severity", "small", "moderate")
        return _otherwise(self.of("respond") or "respond" in self.drafts, self.wronged or over)

    def sorry(self) -> str:
        apologies = [each for each in self.all if each.kind == "apology"]
        said = self.kept(apologies)
        heard = {each.entry: told(self.journal, each.ref) for each in apologies}
        against = {each for each, of in heard.items() if of and of[-1].meaning == "dropped"}
        letters = {each["id"] for each in self.of("apologize")}
        apart = {each["id"] for each in self.of("apologize") if self.chose("heard", "no_contact", file=each)}
        if said and not any(each.ref in self.still for each in apologies):
            return "done"
        if letters and not said and letters == against | apart:
            return "not_needed"
        needless = self.wronged or self.no_fault() or self.alone
        return _otherwise(letters or "apologize" in self.drafts, needless)

    def understood(self) -> str:
        return "done" if self.of("debrief") else _otherwise("debrief" in self.drafts, self.wronged or self.small)

    def planned(self) -> str:
        changes = [each for each in self.promised if each.kind == "measure" or each.ref.split("/")[1] == "prevent"]
        plans = [one for each in self.of("again") for one in rows(each, "ifthen")]
        if plans or any(self.ends[each.ref] != "no_longer_fits" for each in changes):
            return "done"
        return _otherwise(self.of("debrief"), self.wronged or self.small)

    def put_right(self) -> str:
        repairs = [each for each in self.promised if each.ref.split("/")[1] == "repair"]
        at_once = any(one.get("state") == "done" for each in self.of("respond") for one in rows(each, "repair"))
        kept = at_once or self.kept(repairs)
        left = [each for each in repairs if each.ref in self.still]
        if kept and not left:
            return "done"
        if kept or any(one.meaning == "partly" for each in left for one in told(self.journal, each.ref)):
            return "begun"
        if repairs:
            return "open" if left else "not_needed"
        return _otherwise(False, self.wronged or self.no_fault() or self.alone)

    def steadied(self) -> str:
        if self.of("letgo") or self.kept([each for each in self.all if each.kind == "talk"]):
            return "done"
        mood = value(self.defined, "mood_after")
        low = isinstance(mood, int) and not isinstance(mood, bool) and mood <= 3
        begun = self.of("support") or self.of("unload") or self.drafts & {"letgo", "support", "unload"}
        return _otherwise(begun, (self.small and not low) or (self.closed and self.mine))

    def kept_at(self) -> str:
        if any(told(self.journal, each.ref) for each in self.all):
            left = any(each.ref in self.still for each in self.promised)
            return "done" if not left and (self.promised or self.closed) else "begun"
        needless = self.wronged or self.small or (self.closed and self.mine)
        return _otherwise(False, not self.promised and needless)


def _otherwise(begun: object, needless: object) -> str:
    return "begun" if begun else "not_needed" if needless else "open"


@settings(max_examples=60)
@given(journals(26, flows=FLOWS, setbacks=3))
def test_a_path_is_what_a_second_look_at_the_files_says(journal: Journal) -> None:
    ground = journal.ground()
    view = looked_at("path", ground)
    followed(view, ground)
    assert isinstance(view.found, Paths)
    assert [each.setback for each in view.found.paths] == ["s3", "s2", "s1"]
    for each in journal.setbacks:
        found = path(ground, each.id)
        assert found in view.found.paths
        assert found
        assert {station.key: station.standing.value for station in found.stations} == Naive(journal, each).stations()
        # Whatever is done or not needed says where that stands.
        settled = [one for one in found.stations if one.standing.value in ("done", "not_needed")]
        assert all(one.by.number for one in settled)
        assert not [one for one in found.stations if one.standing.value == "open" and one.by.number]


# ------------------------------------------------------------------------------------------------------------ as sentences


def stations(*entries: Entry, drafts: tuple[Draft, ...] = (), closed: bool = False) -> dict[str, str]:
    """How each station of the setback s1 stands."""
    setback = Setback("s1", "The quote", at("2027-03-01"), closed=at("2027-03-20") if closed else None)
    found = follow_ups(entries, drafts, day("2027-04-01"), closed={"s1"} if closed else ())
    one = path(Ground.of(entries, [setback], found, drafts, today=day("2027-04-01")), "s1")
    assert one
    return {each.key: each.standing.value for each in one.stations}


def defined(**said: Any) -> Entry:
    """A first sketch; a mistake of one's own that was moderate, over, and hit somebody, unless something else is said."""
    said = {
        "nature": "mistake",
        "severity": "moderate",
        "ongoing": False,
        "own_part": "I sent it",
        "affected": [{"key": "a", "text": "Ann"}],
        **said,
    }
    kinds = {"own_part": "long", "affected": "list", "tell": "list", "ongoing": "yesno", "mood_after": "scale"}
    kinds |= {"cause": "choices"}
    answers = [answer(name, value, kinds.get(name, "choice")) for name, value in said.items()]
    return entry("e0", "define", "2027-03-01", *answers)


def test_it_takes_a_setback() -> None:
    view = looked_at("path", Ground.of([], today=day("2027-04-01")))
    assert (view.found, view.wants) == (None, "It takes 1 setback; there is none so far.")
    assert path(Ground.of([], today=day("2027-04-01")), "s1") is None


def test_nothing_is_called_needless_while_nothing_is_said() -> None:
    assert set(stations().values()) == {"open"}


def test_whoever_was_treated_badly_has_nothing_to_own_to_limit_to_be_sorry_for_or_to_put_right() -> None:
    found = stations(defined(nature="done_to_me", own_part=None, severity="grave", ongoing=True))
    assert found == {
        "owned": "not_needed",
        "limited": "not_needed",
        "sorry": "not_needed",
        "understood": "not_needed",
        "planned": "not_needed",
        "put_right": "not_needed",
        "steadied": "open",
        "kept_at": "not_needed",
    }


def test_what_they_do_all_the_same_counts() -> None:
    wronged = defined(nature="done_to_me", own_part=None)
    found = stations(wronged, entry("e1", "debrief", "2027-03-09"), entry("e2", "support", "2027-03-02"))
    assert (found["understood"], found["planned"], found["steadied"]) == ("done", "begun", "begun")


def test_what_was_small_and_over_asks_for_little() -> None:
    found = stations(defined(severity="small", affected=None))
    assert set(found.values()) == {"done", "not_needed"}
    assert [key for key, standing in found.items() if standing == "done"] == ["owned"]


@pytest.mark.parametrize(
    ("said", "station"),
    [
        ({"affected": [{"key": "a", "text": "Ann"}]}, "sorry"),
        ({"affected": [{"key": "a", "text": "Ann"}]}, "put_right"),
        ({"ongoing": True}, "limited"),
        ({"tell": [{"key": "a", "text": "Bo"}]}, "limited"),
        ({"first": "again"}, "understood"),
        ({"first": "again"}, "planned"),
        ({"mood_after": 3}, "steadied"),
    ],
)
def test_but_what_speaks_for_a_station_keeps_it_open(said: dict[str, Any], station: str) -> None:
    assert stations(defined(**{"severity": "small", "affected": None, **said}))[station] == "open"


def test_a_mood_that_is_not_low_needs_no_steadying() -> None:
    assert stations(defined(severity="small", mood_after=4))["steadied"] == "not_needed"


def test_what_was_done_properly_and_failed_all_the_same_asks_for_no_apology() -> None:
    outcome = stations(defined(nature="outcome", cause=["external"]))
    assert (outcome["sorry"], outcome["put_right"], outcome["understood"]) == ("not_needed", "not_needed", "open")
    knowing = stations(defined(nature="outcome", rule="knowing"))
    careless = stations(defined(nature="outcome", cause=["external", "carelessness"]))
    assert (knowing["sorry"], careless["sorry"]) == ("open", "open")
    # The later look at the causes stands in place of the first guess.
    seen = entry("e1", "debrief", "2027-03-05", answer("cause", ["external"], "choices"))
    assert stations(defined(nature="outcome", cause=["carelessness"]), seen)["sorry"] == "not_needed"


def test_moderate_harm_that_is_over_needs_no_limiting_and_serious_harm_does() -> None:
    assert stations(defined())["limited"] == "not_needed"
    assert stations(defined(severity="serious"))["limited"] == "open"
    assert stations(defined(ongoing=None))["limited"] == "open"


def test_a_draft_is_a_beginning() -> None:
    begun = tuple(
        draft(f"d-{each}", each, "2027-03-02") for each in ("define", "respond", "apologize", "debrief", "letgo")
    )
    found = stations(drafts=begun)
    assert [key for key, standing in found.items() if standing == "begun"] == [
        "owned",
        "limited",
        "sorry",
        "understood",
        "steadied",
    ]
    elsewhere = draft("d", "debrief", "2027-03-02", about="s2")
    assert stations(drafts=(elsewhere,))["understood"] == "open"


def test_harm_is_limited_once_everybody_has_been_told() -> None:
    told_later = promise("inform", "Bo", kind="inform")
    responded = entry("e1", "respond", "2027-03-01", answer("contain", "switch it off", "long"), told_later)
    assert stations(defined(), responded)["limited"] == "begun"
    told_bo = asked("c1", "2027-03-09", "e1/inform/a", "yes", kind="inform")
    assert stations(defined(), responded, told_bo)["limited"] == "done"
    assert stations(defined(), entry("e1", "respond", "2027-03-01"))["limited"] == "begun"


WHEN = answer("when", "2027-03-05", "date", promises={"kind": "apology", "again": ["4d", "8d"], "people": "Ann", "text": "your apology"})  # fmt: skip


def test_sorry_is_said_once_an_apology_reached_them_and_none_waits() -> None:
    first = entry("e1", "apologize", "2027-03-02", WHEN)
    assert stations(defined(), first)["sorry"] == "begun"
    said = asked("c1", "2027-03-06", "e1/when", "said", kind="apology")
    assert stations(defined(), first, said)["sorry"] == "done"
    second = entry("e2", "apologize", "2027-03-07", WHEN)
    assert stations(defined(), first, said, second)["sorry"] == "begun"


def test_deciding_against_it_is_an_answer_and_so_is_leaving_people_in_peace() -> None:
    letter = entry("e1", "apologize", "2027-03-02", WHEN)
    against = asked("c1", "2027-03-06", "e1/when", "no", kind="apology")
    assert stations(defined(), letter, against)["sorry"] == "not_needed"
    apart = entry("e2", "apologize", "2027-03-03", answer("heard", "no_contact", "choice"))
    assert stations(defined(), apart)["sorry"] == "not_needed"
    assert stations(defined(), letter, apart)["sorry"] == "begun"
    # Not yet, as often as it is asked, is no decision.
    unsaid = [asked(f"c{each}", f"2027-03-{each:02}", "e1/when", "not_yet", kind="apology") for each in (5, 9, 13)]
    assert stations(defined(), letter, *unsaid)["sorry"] == "begun"


def test_what_was_put_right_is_begun_when_partly_done_and_done_when_nothing_waits() -> None:
    two = [
        entry("e1", "respond", "2027-03-01", promise("repair", "a", kind="repair")),
        entry("e2", "apologize", "2027-03-01", promise("repair", "b")),
    ]
    assert stations(defined(), *two)["put_right"] == "open"
    partly = asked("c1", "2027-03-09", "e1/repair/a", "part", kind="repair")
    assert stations(defined(), *two, partly)["put_right"] == "begun"
    done = asked("c2", "2027-03-19", "e1/repair/a", "done", kind="repair")
    assert stations(defined(), *two, done)["put_right"] == "begun"
    void = asked("c3", "2027-03-20", "e2/repair/a", "void")
    assert stations(defined(), *two, done, void)["put_right"] == "done"
    void_both = asked("c4", "2027-03-19", "e1/repair/a", "void", kind="repair")
    assert stations(defined(), *two, void_both, void)["put_right"] == "not_needed"


def test_a_change_is_planned_until_it_is_let_go() -> None:
    change = entry("e1", "apologize", "2027-03-02", promise("prevent", "read it aloud"))
    assert stations(defined(), change)["planned"] == "done"
    void = asked("c1", "2027-03-10", "e1/prevent/a", "void")
    assert stations(defined(), change, void)["planned"] == "open"
    assert stations(defined(), change, void, entry("e2", "debrief", "2027-03-11"))["planned"] == "begun"
    card = entry("e3", "again", "2027-03-12", answer("ifthen", [{"key": "a", "if": "late", "then": "ask"}], "group"))
    assert stations(defined(), change, void, card)["planned"] == "done"


def test_talking_to_somebody_steadies_and_so_does_letting_go() -> None:
    chose = entry("e1", "support", "2027-03-02", promise("talk", "Mo", kind="talk"))
    assert stations(defined(), chose)["steadied"] == "begun"
    assert (
        stations(defined(), chose, asked("c1", "2027-03-10", "e1/talk/a", "helped", kind="talk"))["steadied"] == "done"
    )
    assert stations(defined(), entry("e1", "letgo", "2027-03-02"))["steadied"] == "done"


def test_keeping_at_it_is_done_when_nothing_that_was_said_is_open_any_more() -> None:
    two = entry("e1", "apologize", "2027-03-02", promise("prevent", "a"), promise("repair", "b"))
    assert stations(defined(), two)["kept_at"] == "open"
    passed = checkin("c0", "2027-03-09", spoke("promise", "e1/repair/a", None, MEANS["promise"]))
    assert stations(defined(), two, passed)["kept_at"] == "open"
    one = asked("c1", "2027-03-10", "e1/repair/a", "kept")
    assert stations(defined(), two, one)["kept_at"] == "begun"
    other = asked("c2", "2027-03-11", "e1/prevent/a", "void")
    assert stations(defined(), two, one, other)["kept_at"] == "done"


def test_what_was_put_away_asks_for_no_more_steadying() -> None:
    found = stations(defined(severity="serious"), closed=True)
    assert (found["steadied"], found["kept_at"], found["sorry"]) == ("not_needed", "not_needed", "open")


def test_what_is_private_or_sealed_is_not_seen() -> None:
    secret = entry("e1", "define", "2027-03-02", answer("own_part", "hush", "long", private=True))
    assert stations(secret)["owned"] == "begun"
    sealed = entry("e1", "debrief", "2027-03-02", promise("measures", "hush", kind="measure"), sealed="2027-05-01")
    found = stations(defined(), sealed)
    assert (found["understood"], found["planned"]) == ("open", "open")
