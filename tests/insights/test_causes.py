"""What is usually behind it: causes of the latest entries, by year; against a second way of counting them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings

from reflect.insights.causes import TAKES, Causes
from reflect.insights.views import looked_at
from tests.insights.journals import Journal, journals


def naive(journal: Journal) -> dict[str, Any]:
    """How many setbacks have which cause, from the files as they stand."""
    last: dict[str, list[str]] = {}
    guesses: dict[str, set[str]] = {}
    for flow in ("define", "debrief"):
        for entry in sorted(journal.entries, key=lambda each: each.finished):
            sealed = entry.sealed_until and journal.today < entry.sealed_until
            if entry.flow.id != flow or entry.setback is None or sealed:
                continue
            for answer in entry.to_json()["answers"]:
                value = answer.get("value")
                keys = [key for key in value if isinstance(key, str)] if isinstance(value, list) else [value]
                if answer["id"] == "cause" and keys and all(isinstance(key, str) for key in keys):
                    last[entry.setback] = keys
                    guesses.setdefault(f"{flow} {entry.setback}", set())
                    guesses[f"{flow} {entry.setback}"] = set(keys)
    both = [name for name in last if f"define {name}" in guesses and f"debrief {name}" in guesses]
    return {
        "setbacks": len(last),
        "counts": Counter(key for keys in last.values() for key in keys),
        "twice": len(both),
        "changed": {name for name in both if guesses[f"define {name}"] != guesses[f"debrief {name}"]},
    }


@settings(max_examples=60)
@given(journals(flows=["define", "debrief"], setbacks=6))
def test_causes_are_counted_as_a_second_look_at_the_files_counts_them(journal: Journal) -> None:
    view, second = looked_at("causes", journal.ground()), naive(journal)
    if second["setbacks"] < TAKES:
        assert view.found is None
        assert view.wants
        return
    found = view.found
    assert isinstance(found, Causes)
    assert {each.key: each.count.number for each in found.causes} == second["counts"]
    assert all(sum(year.count.number for year in each.years) == each.count.number for each in found.causes)
    assert found.twice.number == second["twice"]
    assert {each.setback for each in found.changed} == second["changed"]
