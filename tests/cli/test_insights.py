"""`reflect insights`: what is shown together, one view by its name, for one setback, as JSON, and what is hidden."""

from __future__ import annotations

import pytest

from reflect.insights.views import NAMES, VIEWS
from tests.cli.running import Reflect


@pytest.mark.parametrize("name", NAMES)
def test_every_view_has_a_page_and_names_its_entries(invoice: Reflect, name: str) -> None:
    there = {each["id"] for each in invoice("list", "--all", "--json").json}
    ran = invoice("insights", name, "-s", "invoice")
    assert (ran.code, ran.err) == (0, "")
    shown = invoice("insights", name, "-s", "invoice", "--json").json
    assert shown["view"] == name
    assert set(shown["entries"]) <= there
    assert (shown["found"] is None) == (shown["wants"] is not None)


def test_a_name_that_is_no_view_is_told_with_the_nearest(invoice: Reflect) -> None:
    ran = invoice("insights", "casues")
    assert ran.code == 1
    assert ran.complaint == "There is no view 'casues'; did you mean 'causes'?"


def test_what_is_similar_asks_for_the_setback(invoice: Reflect) -> None:
    ran = invoice("insights", "similar")
    assert (ran.code, ran.complaint) == (2, "-s REF says for which setback: reflect insights similar -s REF.")


def test_what_is_hidden_is_left_out_unless_it_is_named(invoice: Reflect) -> None:
    every = [each.name for each in VIEWS if each.alone and not each.asked]
    assert [each["view"] for each in invoice("insights", "--json").json] == every
    assert invoice("config", "hidden", "mood; causes").code == 0
    shown = [each["view"] for each in invoice("insights", "--json").json]
    assert shown == [name for name in every if name not in ("mood", "causes")]
    assert invoice("insights", "mood", "--json").json["view"] == "mood"


def test_harsh_thoughts_are_told_only_to_whom_asks_for_them(invoice: Reflect) -> None:
    for _ in range(2):
        sheet = "thought: I break everything.\nfriend: x\nfair: Once.\npermission: x\nbelief: 8\nbelief_after: 3\n"
        invoice.made("letgo", "-s", "invoice", "--answers", "-", stdin=sheet)
    unasked = invoice("insights", "--json").out + invoice("insights").out
    assert "I break everything" not in unasked
    assert "Once." not in unasked
    assert "reflect insights thoughts" in unasked
    assert "I break everything" in invoice("insights", "thoughts").out


def test_an_empty_journal_says_when_there_will_be_something(reflect: Reflect) -> None:
    ran = reflect("insights")
    assert (ran.code, ran.err) == (0, "")
    assert "There is nothing to see yet" in ran.out
    assert all(each["found"] is None or each["entries"] == [] for each in reflect("insights", "--json").json)
