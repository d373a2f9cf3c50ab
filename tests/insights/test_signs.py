"""Which warnings are missed; against a second look at the files, and as sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.entry.model import Answer, Entry
from reflect.entry.said import AskedField, Said
from reflect.entry.setback import Setback
from reflect.entry.sign_group import SignGroup
from reflect.entry.words import field_in_words
from reflect.insights.finding import View
from reflect.insights.ground import Ground
from reflect.insights.signs import TAKES, Sign, Signs, signs_of
from reflect.insights.views import looked_at
from tests.followups.making import answer, at, day, entry
from tests.insights.journals import Journal, journals
from tests.insights.second_look import files, followed

DONE = {"unseen": "unseen", "shrugged": "shrugged", "silent": "silent", "acted": "acted"}


def plainly(words: str) -> str:
    return " ".join(re.sub(r"[^\w ]", "", words.casefold()).split()) or words.strip()


def named(journal: Journal) -> list[dict[str, Any]]:
    """Every sign as it stands in the files, the oldest first."""
    found = []
    for file in files(journal):
        for each in file["answers"] if file["flow"]["id"] == "debrief" else []:
            if each["id"] != "signs" or each.get("private") or not isinstance(each.get("value"), list):
                continue
            fields = {one["id"]: AskedField.of(one) for one in each.get("fields", [])}
            for record in each["value"]:
                if isinstance(record, dict) and "key" in record:
                    words = {name: " ".join(field_in_words(one, record).split()) for name, one in fields.items()}
                    ref = f"{file['id']}/signs/{record['key']}"
                    found.append({**words, "ref": ref, "file": file, "did": record.get("did")})
    return [each for each in found if each["sign"]]


def naive(journal: Journal, groups: Sequence[SignGroup], about: str | None) -> dict[frozenset[str], Any]:
    """What is known of each sign, by all of its places."""
    signs: dict[Any, list[dict[str, Any]]] = {}
    every = named(journal)
    for each in every:
        alike = [other["ref"] for other in every if plainly(other["sign"]) == plainly(each["sign"])]
        mine = [place for place, group in enumerate(groups) if set(group.signs) & set(alike)]
        signs.setdefault(mine[0] if mine else plainly(each["sign"]), []).append(each)
    found = {}
    for all_of_it in signs.values():
        mentions = [each for each in all_of_it if about in (None, each["file"]["setback"])]
        if not mentions:
            continue
        last = {each["file"]["setback"] or each["ref"].split("/")[0]: each["file"]["id"] for each in mentions}
        counted = [each for each in mentions if each["file"]["id"] in last.values()]
        refs = {each["ref"] for each in all_of_it}
        checkins = {
            file["id"]
            for file in files(journal)
            for each in (file["answers"] if file["flow"]["id"] == "checkin" else [])
            if each["id"] == "sign_seen" and isinstance(each.get("value"), list)
            if any(isinstance(key, str) and key in refs for key in each["value"])
        }
        kept_back = [plainly(each["held_back"]) for each in counted if each["did"] != "acted" and each["held_back"]]
        found[frozenset(each["ref"] for each in mentions)] = {
            "times": len(counted),
            **{name: sum(each["did"] == key for each in counted) for key, name in DONE.items()},
            "seen": len(checkins),
            "reasons": Counter(kept_back),
            "recognise": {plainly(each["recognise"]) for each in mentions if each["recognise"]},
        }
    return found


def as_counted(sign: Sign) -> dict[str, Any]:
    return {
        **{name: getattr(sign, name).number for name in ("times", *DONE.values(), "seen")},
        "reasons": Counter({plainly(each.words.text): each.times.number for each in sign.reasons}),
        "recognise": {plainly(each.text) for each in sign.recognise},
    }


def grouped(journal: Journal, chance: Random) -> tuple[SignGroup, ...]:
    """Groups as somebody may have made them: of any signs, of some that are gone, some of them in more than one."""
    refs = [*(each["ref"] for each in named(journal)), "gone/signs/1", "e1/other/2"]
    return tuple(
        SignGroup(f"group {number}", tuple(chance.sample(refs, min(len(refs), 3))))
        for number in range(chance.randint(0, 3))
    )


@settings(max_examples=40)
@given(journals(14, flows=["debrief", "checkin"], setbacks=3), st.integers(0, 2**16))
def test_signs_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal, seed: int) -> None:
    groups = grouped(journal, Random(seed))
    ground = replace(journal.ground(), sign_groups=groups)
    for about in (None, "s2"):
        view, second = looked_at("signs", ground, about), naive(journal, groups, about)
        followed(view, ground)
        debriefs = {ref.split("/")[0] for refs in second for ref in refs}
        if len(debriefs) < (TAKES if about is None else 1):
            assert view.found is None
            assert view.wants
            continue
        found = view.found
        assert isinstance(found, Signs)
        assert {frozenset(each.places): as_counted(each) for each in found.signs} == second
        assert {*found.debriefs.of} == debriefs
        missed = [each.missed for each in found.signs]
        assert missed == sorted(missed, reverse=True)
        assert all(each.grouped == (each.name in {group.name for group in groups}) for each in found.signs)


# ------------------------------------------------------------------------------------------------------------ as sentences

LABELS = {"unseen": "did not see it", "shrugged": "saw it, shrugged", "silent": "said nothing", "acted": "acted on it"}
FIELDS = (
    AskedField("sign", "The sign?", "text"),
    AskedField("did", "What did you do?", "choice", LABELS),
    AskedField("held_back", "What held you back?", "text"),
    AskedField("recognise", "How would you recognise it?", "text"),
)


def debrief(identity: str, when: str, *signs: dict[str, Any], about: str = "s1", **others: Any) -> Entry:
    """A debrief that names these signs."""
    records = [{"key": str(number), **each} for number, each in enumerate(signs, 1)]
    return entry(
        identity,
        "debrief",
        when,
        Answer("signs", "Signs?", "group", Said(records), fields=FIELDS, **others),
        about=about,
    )


def saw(identity: str, when: str, *refs: str) -> Entry:
    """A check-in in which these signs had shown themselves."""
    return entry(identity, "checkin", when, answer("sign_seen", [*refs], "choices"), about=None)


def ground_of(*entries: Entry, groups: Sequence[SignGroup] = (), apart: Sequence[tuple[str, ...]] = ()) -> Ground:
    setbacks = [Setback(name, f"The {name}", at("2027-01-01")) for name in ("s1", "s2", "s3")]
    return Ground.of(entries, setbacks, today=day("2027-06-01"), sign_groups=groups, signs_apart=apart)


def seen_in(*entries: Entry, groups: Sequence[SignGroup] = (), about: str | None = None) -> View:
    return looked_at("signs", ground_of(*entries, groups=groups), about)


QUEUE = {"sign": "The queue grew", "did": "silent", "held_back": "No time", "recognise": "More than twenty before nine"}
MONDAY = debrief("e1", "2027-03-01", QUEUE)
LATER = debrief("e2", "2027-03-20", {"sign": "queue growing again", "did": "acted"}, about="s2")


def test_one_debrief_with_a_sign_is_too_few_and_is_said_to_be() -> None:
    assert seen_in(MONDAY).found is None
    assert seen_in(MONDAY).wants == "It takes 2 debriefs with an early sign; there is 1 so far."
    assert seen_in(MONDAY, LATER).found is not None


def test_of_one_setback_one_debrief_is_enough() -> None:
    (sign,) = seen_in(MONDAY, LATER, about="s2").found.signs
    assert sign.name == "queue growing again"
    assert seen_in(MONDAY, about="s2").wants == "It takes 1 debrief with an early sign; there is none so far."


def test_a_sign_in_other_words_counts_for_itself_until_the_person_says_it_is_the_same() -> None:
    assert [each.times.number for each in seen_in(MONDAY, LATER).found.signs] == [1, 1]
    groups = [SignGroup("A growing queue", ("e1/signs/1", "e2/signs/1"))]
    (sign,) = seen_in(MONDAY, LATER, groups=groups).found.signs
    assert (sign.name, sign.grouped) == ("A growing queue", True)
    assert (sign.times.number, sign.silent.number, sign.acted.number, sign.unseen.number) == (2, 1, 1, 0)
    assert [each.text for each in sign.wordings] == ["queue growing again", "The queue grew"]


def test_the_same_words_are_one_sign_without_being_asked() -> None:
    again = debrief("e2", "2027-03-20", {"sign": "the queue grew.", "did": "unseen"}, about="s2")
    (sign,) = seen_in(MONDAY, again).found.signs
    assert (sign.name, sign.missed, sign.grouped) == ("the queue grew.", 2, False)


def test_a_sign_that_is_told_again_in_the_same_words_belongs_to_the_group_of_the_first() -> None:
    again = debrief("e3", "2027-04-20", {"sign": "the queue grew", "did": "unseen"}, about="s3")
    groups = [SignGroup("A growing queue", ("e1/signs/1", "e2/signs/1"))]
    (sign,) = seen_in(MONDAY, LATER, again, groups=groups).found.signs
    assert sign.times.number == 3


def test_of_a_setback_that_is_looked_at_twice_the_later_look_counts() -> None:
    again = debrief("e2", "2027-03-20", {**QUEUE, "did": "shrugged", "held_back": "Pride"})
    (sign,) = seen_in(MONDAY, again).found.signs
    assert (sign.times.number, sign.silent.number, sign.shrugged.number) == (1, 0, 1)
    assert [each.words.text for each in sign.reasons] == ["Pride"]
    assert len(sign.places) == 2


def test_a_sign_that_was_there_twice_in_one_story_was_there_twice() -> None:
    twice = debrief("e2", "2027-03-20", QUEUE, {**QUEUE, "did": "unseen"}, about="s2")
    (sign,) = seen_in(MONDAY, twice).found.signs
    assert (sign.times.number, sign.missed) == (3, 3)


def test_what_held_back_is_said_in_the_last_words_the_commonest_first() -> None:
    first = debrief("e2", "2027-03-20", {**QUEUE, "held_back": "Pride"}, about="s2")
    last = debrief("e3", "2027-04-20", {**QUEUE, "held_back": "no time."}, about="s3")
    (sign,) = seen_in(MONDAY, first, last).found.signs
    assert [(each.words.text, each.times.number) for each in sign.reasons] == [("no time.", 2), ("Pride", 1)]


def test_whoever_acted_was_not_held_back() -> None:
    acted = debrief("e2", "2027-03-20", {**QUEUE, "did": "acted", "held_back": "Almost pride"}, about="s2")
    (sign,) = seen_in(MONDAY, acted).found.signs
    assert [each.words.text for each in sign.reasons] == ["No time"]


def test_a_checkin_sees_a_sign_again_whichever_of_its_wordings_was_marked_and_counts_once() -> None:
    groups = [SignGroup("A growing queue", ("e1/signs/1", "e2/signs/1"))]
    seen = saw("e3", "2027-04-01", "e1/signs/1", "e2/signs/1", "gone/signs/1")
    view = seen_in(MONDAY, LATER, seen, saw("e4", "2027-04-02"), groups=groups)
    (sign,) = view.found.signs
    assert sign.seen.number == 1
    assert view.drawn == ("e1", "e2", "e3")
    (other,) = seen_in(MONDAY, LATER, seen, groups=groups, about="s2").found.signs
    assert other.seen.number == 1


def test_what_was_missed_most_comes_first_and_then_the_latest() -> None:
    third = debrief(
        "e3", "2027-04-01", {"sign": "A call at six", "did": "unseen"}, {"sign": "Rain", "did": "acted"}, about="s3"
    )
    again = debrief("e4", "2027-04-02", {"sign": "The queue grew", "did": "unseen"}, about="s2")
    names = [each.name for each in seen_in(MONDAY, third, again).found.signs]
    assert names == ["The queue grew", "A call at six", "Rain"]


def test_what_is_private_or_sealed_is_not_seen() -> None:
    private = debrief("e3", "2027-03-20", QUEUE, about="s2", private=True)
    sealed = replace(debrief("e4", "2027-03-21", QUEUE, about="s3"), sealed_until=day("2027-12-01"))
    view = seen_in(MONDAY, LATER, private, sealed)
    assert view.drawn == ("e1", "e2")
    assert sum(each.times.number for each in view.found.signs) == 2


def test_signs_that_share_words_are_proposed_until_the_person_told_them_apart() -> None:
    (proposal,) = looked_at("signs", ground_of(MONDAY, LATER)).found.alike
    assert {each.text for each in proposal.names} == {"The queue grew", "queue growing again"}
    assert {*proposal.places} == {"e1/signs/1", "e2/signs/1"}
    apart = [("e1/signs/1", "e2/signs/1")]
    assert looked_at("signs", ground_of(MONDAY, LATER, apart=apart)).found.alike == ()
    groups = [SignGroup("A growing queue", ("e1/signs/1", "e2/signs/1"))]
    assert looked_at("signs", ground_of(MONDAY, LATER, groups=groups)).found.alike == ()


def test_what_other_programs_write_is_passed_over() -> None:
    odd = [
        {"sign": ["a"], "did": {}},
        {"sign": None},
        {"did": "acted"},
        {"sign": "Rain", "did": "danced", "held_back": 5},
    ]
    strange = replace(MONDAY, id="e5", answers=(Answer("signs", "Signs?", "group", Said([*odd, "text", None, 5])),))
    texts = {each.name for each in signs_of(ground_of(strange))}
    assert "Rain" in texts
    assert looked_at("signs", ground_of(strange, entry("e6", "debrief", "2027-03-02", answer("signs", "words")))).name
