"""What is seen of promises: not what is closed, sealed or private; and whose they are."""

from __future__ import annotations

from reflect.followups.fold import follow_ups
from tests.followups.making import answer, checkin, day, draft, entry, spoke
from tests.followups.steps import KEPT, REF, STEP, all_of, made, said_on, stands


def test_what_belongs_to_a_closed_setback_rests() -> None:
    for each in (made(), made(opens="walk")):
        found = follow_ups([each], (), day("2027-03-05"), closed={"s1"})
        assert [one.state.value for one in found] == ["resting"]


def test_what_is_sealed_promises_and_tells_nothing_until_its_day() -> None:
    promise = answer("what", "write", promises=STEP)
    sealed = entry("e1", "own", "2027-03-01", promise, sealed="2027-03-31")
    assert all_of("2027-03-30", sealed) == {}
    assert stands("2027-03-31", sealed) == ("due", "2027-03-04")
    told = checkin("c1", "2027-03-05", spoke("how", REF, "done", KEPT))
    hidden = entry("c1", "checkin", "2027-03-05", *told.answers, sealed="2027-03-31")
    assert stands("2027-03-30", made(), hidden)[0] == "due"
    assert stands("2027-03-31", made(), hidden)[0] == "done"


def test_a_private_promise_does_not_say_its_words() -> None:
    secret = answer("what", "write to Ann", promises={**STEP, "people": "{what}"}, private=True)
    found = all_of("2027-03-05", entry("e1", "own", "2027-03-01", secret))[REF]
    assert "Ann" not in repr(found)
    assert found.due


def test_words_that_are_private_stand_in_no_promise() -> None:
    secret = answer("secret", "hush", private=True)
    open_ = answer("what", "write", promises={**STEP, "text": "{what}[ because {secret}]", "people": "{older.secret}"})
    older = entry("e0", "older", "2027-02-01", secret)
    found = all_of("2027-03-05", older, entry("e1", "own", "2027-03-01", secret, open_))[REF]
    assert (found.text, found.people) == ("write", "")
    anew = spoke("words", REF, "hush", "text", kind="text", private=True)
    told = said_on("2027-03-05", "not_yet", KEPT, anew)
    assert all_of("2027-03-05", made(), told)[REF].text == "write to Ann"


def test_made_in_a_check_in_about_what_was_made_in_one_it_is_still_about_the_same_setback() -> None:
    asks_on = {"kind": "step", "in": "2d", "text": "{it}"}
    first = checkin("c1", "2027-03-05", spoke("more", REF, "yes", promises=asks_on))
    second = checkin("c2", "2027-03-08", spoke("more", f"c1/more/{REF}", "yes", promises=asks_on))
    found = all_of("2027-03-10", made(), first, second)
    assert [each.setback for each in found.values()] == ["s1", "s1", "s1"]


def test_made_while_a_draft_was_spoken_of_it_is_about_the_setback_of_the_draft() -> None:
    booked = answer("book", "2027-03-05", "date", promises={**STEP, "opens": "own"})
    waiting = draft("d1", "own", "2027-03-01", booked)
    asks_on = {"kind": "step", "in": "2d", "text": "{it}"}
    told = checkin("c1", "2027-03-05", spoke("more", "d1/book", "yes", promises=asks_on))
    assert all_of("2027-03-10", told, drafts=(waiting,))["c1/more/d1/book"].setback == "s1"


def test_what_goes_over_others_is_spoken_of_once_in_a_check_in() -> None:
    list_ = {"kind": "reread", "in": "1d", "over": ["step"], "text": "all of it"}
    both = entry("e1", "own", "2027-03-01", answer("what", "a", promises=STEP), answer("all", "x", promises=list_))
    passed = checkin("c1", "2027-03-05", spoke("how", "e1/all"), spoke("each", REF, by="e1/all"))
    found = all_of("2027-03-05", both, passed)
    assert (found["e1/all"].state.value, len(found["e1/all"].told), len(found[REF].told)) == ("due", 1, 0)


def test_a_flow_of_ones_own_declares_what_the_shipped_ones_do() -> None:
    back = {
        "kind": "own_back",
        "in": "1w",
        "again": ["1w"],
        "opens": "own",
        "text": "go on with {what}",
        "when": {"go": "yes"},
    }
    first = entry("e1", "own", "2027-03-01", answer("what", "it"), answer("go", True, "yesno"), comes_back=[back])
    second = entry("e2", "own", "2027-03-09", answer("what", "it"), answer("go", None, "yesno"), comes_back=[back])
    third = entry("e3", "own", "2027-03-10", answer("what", "it"), answer("go", False, "yesno"), comes_back=[back])
    assert all_of("2027-03-08", first)["e1/own_back"].text == "go on with it"
    assert stands("2027-03-08", first, ref="e1/own_back") == ("due", "2027-03-08")
    assert stands("2027-03-09", first, second, ref="e1/own_back") == ("ahead", "2027-03-15")
    assert all_of("2027-03-10", first, second, third) == {}


def test_a_draft_waits_with_what_it_promised() -> None:
    waiting = draft("d1", "own", "2027-03-01", answer("what", "2027-03-05", "date", promises={**STEP, "opens": "own"}))
    found = all_of("2027-03-05", drafts=(waiting,))["d1/what"]
    assert (found.state.value, found.draft, found.entry, found.made) == ("due", "d1", "d1", day("2027-03-01"))


def test_a_journal_of_nothing_promises_nothing() -> None:
    assert follow_ups([], [], day("2028-02-29")) == ()
    assert follow_ups([entry("e1", "own", "2027-03-01")], [draft("d1", "own", "2027-03-01")], day("2028-02-29")) == ()


def test_what_was_said_is_told_with_the_promise() -> None:
    fields = [("what", "text"), ("by", "date"), ("sure", "yesno")]
    asked = answer(
        "what",
        [{"key": "r1", "what": "a", "by": "2027-03-09", "sure": True}],
        "group",
        fields=fields,
        promises={**STEP, "on": "by"},
    )
    found = all_of("2027-03-05", entry("e1", "own", "2027-03-01", asked))["e1/what/r1"]
    assert found.fields == (("what", "a"), ("by", "9 March 2027"), ("sure", "yes"))


def test_what_was_chosen_in_private_is_told_by_what_it_means_alone() -> None:
    told = checkin("c1", "2027-03-05", spoke("how", REF, "done", KEPT, private=True))
    found = all_of("2027-03-05", made(), told)[REF]
    assert found.state.value == "done"
    assert found.ended is not None
    assert (found.ended.option, found.ended.label) == (None, None)
