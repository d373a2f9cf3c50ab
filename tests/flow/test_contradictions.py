"""What contradicts itself, could never come about, or would go on for ever is refused before anybody is asked."""

from __future__ import annotations

import pytest

from tests.flow.checking import Case, case, found, sentence

STOPS = [
    case(
        "a stop that keeps a draft where nothing is on disk",
        """
        drafts: none
        steps:
          - {id: q, ask: Rest?, type: yesno}
          - {type: stop, keep: draft, again: q, when: {q: yes}}
        """,
        "4:18: a flow with 'drafts: none' has no draft to keep",
    ),
    case(
        "a stop that keeps a draft and stops always",
        """
        steps:
          - {id: q, ask: Rest?, type: yesno}
          - {type: stop, keep: draft, again: q}
        """,
        "3:5: this stop has no 'when', so the draft would stop here again whatever is answered",
    ),
    case(
        "asking anew what may not have been asked",
        """
        steps:
          - {id: q, ask: Rest?, type: yesno}
          - {id: r, ask: Sure?, type: yesno, when: {q: yes}}
          - {type: stop, keep: draft, again: r, when: {q: yes}}
        """,
        "4:31: 'r' may not have been asked (it has a 'when'); name a question that always is",
    ),
    case(
        "asking anew what stands in a section that may not have been asked",
        """
        steps:
          - {id: q, ask: Rest?, type: yesno}
          - {type: section, title: Rest, when: {q: yes}}
          - {id: r, ask: Sure?, type: yesno}
          - {type: stop, keep: draft, again: r}
        """,
        "5:31: 'r' may not have been asked (its section has a 'when'); name a question that always is",
    ),
    case(
        "asking anew what there may have been nothing to choose from for",
        """
        steps:
          - {id: r, ask: Which?, type: choice, options: {from: define.ideas}}
          - {type: stop, keep: draft, again: r, when: {r: {answered: false}}}
        """,
        "3:31: 'r' may not have been asked (there may be nothing to choose from); name a question that always is",
    ),
]


@pytest.mark.parametrize("case", STOPS, ids=sentence)
def test_a_stop_that_could_not_be_gone_on_from_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


REOPENINGS = [
    case(
        "a letter of each item",
        """
        steps:
          - {id: l, ask: 'To {it}?', type: letter, each: define.ideas}
          - {type: reopen, id: r, of: l, ask: Once more?}
        """,
        "3:27: 'l' is asked once per item; name one that is asked once",
    ),
    case(
        "in a repeated section",
        """
        steps:
          - {id: l, ask: Yours?, type: letter}
          - {type: section, title: 'On {it}', each: define.ideas}
          - {type: reopen, id: r, of: l, ask: Once more?}
        """,
        "4:6: a letter is reopened once, and this section is repeated",
    ),
    case(
        "and what is private told in a note",
        """
        steps:
          - {id: l, ask: Yours?, type: letter, private: true}
          - {type: reopen, id: r, of: l, ask: Once more?}
          - {type: note, text: 'You wrote: {r}'}
        """,
        "4:18: 'r' is private and would be seen here; make this private too, or leave it out",
    ),
]


@pytest.mark.parametrize("case", REOPENINGS, ids=sentence)
def test_a_reopening_that_could_not_work_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


IDS_AND_AMOUNTS = [
    case(
        "an id that the answers file needs for itself",
        """
        steps:
          - {id: setback, ask: Why?, type: text}
        """,
        "2:6: 'setback' means something else in a flow; take another id",
    ),
    case("minutes that run backwards", "minutes: 8-3", "1:1: '8-3' is no number of minutes; the first must be below the second"),
    case(
        "a default that lies ahead of a day that has been",
        """
        steps:
          - {id: q, ask: When?, type: date, only: past, default: 2w}
        """,
        "2:49: '2w' lies ahead, and a day that has been is asked for (only: past)",
    ),
    case(
        "a default that lies ahead, in a record",
        """
        steps:
          - {id: g, ask: Who?, type: group, fields: [{id: q, ask: When?, type: date, only: past, default: 1d}]}
        """,
        "2:90: '1d' lies ahead, and a day that has been is asked for (only: past)",
    ),
    case(
        "more defaults than may be chosen",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {a: A, b: B}, at_most: 1, default: [a, b]}
        """,
        "2:76: 2 options by default, and at most 1 may be chosen",
    ),
    case(
        "a default that stands there twice",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {a: A, b: B}, default: [a, a]}
        """,
        "2:64: 'a' stands here twice",
    ),
    case(
        "a default among options that are not known yet",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {from: define.ideas}, default: a}
          - {id: r, ask: Which?, type: choices, options: {from: define.ideas}, default: [a]}
        """,
        "2:71: options from answers are not known beforehand; leave 'default' out",
        "3:72: options from answers are not known beforehand; leave 'default' out",
    ),
    case(
        "two options with one label",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: Same, b: Else, c: same}}
        """,
        "2:68: 'same' is the label of 'a' already",
    ),
    case(
        "a free answer with the label of an option",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {a: Else, b: B}, other: Else}
        """,
        "2:67: 'Else' is the label of 'a' already",
    ),
    case(
        "a label that is the key of another option",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: B, b: C}}
        """,
        "2:50: 'B' is the key of another option",
    ),
    case(
        "an option with the label of the key of the free answer",
        """
        steps:
          - {id: q, ask: Which?, type: choice, options: {a: Other, b: B}, other: else}
        """,
        "2:50: 'Other' is the key of another option",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", IDS_AND_AMOUNTS, ids=sentence)
def test_a_value_that_contradicts_another_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


TESTS_OF_ANSWERS = [
    case(
        "unanswered and at least two",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.ideas: {answered: false, at_least: 2}}}
        """,
        "2:43: what is not answered has no amount; leave out 'answered', or 'at_least' and 'at_most'",
    ),
    case(
        "unanswered and at most two",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.people.worth: {at_most: 2, answered: no}}}
        """,
        "2:43: what is not answered has no amount; leave out 'answered', or 'at_least' and 'at_most'",
    ),
    case(
        "more than can be chosen",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.affected: {at_least: 3}}}
        """,
        "2:43: at least 3, and there are never more than 2",
    ),
    case(
        "more than may be given",
        """
        steps:
          - {id: l, ask: What?, type: list, at_most: 4}
          - {id: q, ask: Why?, type: text, when: {l: {at_least: 5}}}
        """,
        "3:43: at least 5, and there are never more than 4",
    ),
    case(
        "none at all",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.ideas: {at_most: 0}}}
        """,
        "2:43: an answer has at least one item; for none, write {answered: false}",
    ),
    case(
        "less than none",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {define.ideas: {at_least: -1}}}
        """,
        "2:43: at least -1 says nothing; write 1 or more",
    ),
    case(
        "an entry that must be there and must not",
        """
        steps:
          - {id: q, ask: Why?, type: text, when: {entry: define, no_entry: [define]}}
        """,
        "2:58: an entry of 'define' cannot be there and not be there",
    ),
]


@pytest.mark.parametrize("case", TESTS_OF_ANSWERS, ids=sentence)
def test_a_condition_that_could_never_hold_is_refused(case: Case) -> None:
    assert found(case.text) == [*case.expected]


ALLOWED = [
    case(
        "a stop after an amount, asking anew what is always asked",
        """
        steps:
          - {type: section, title: First}
          - {id: l, ask: What?, type: list, at_most: 4}
          - {type: section, title: Rest, when: {l: {at_least: 4, at_most: 4, answered: true}}}
          - {type: stop, keep: draft, again: l}
        """,
    ),
    case(
        "a reopened letter that is private, in what is private",
        """
        steps:
          - {id: l, ask: Yours?, type: letter, private: true}
          - {type: reopen, id: r, of: l, ask: Once more?}
          - {id: q, ask: 'Is {r} all?', type: text, private: true}
        """,
    ),
    case(
        "days by default that may be",
        """
        minutes: 3-8
        steps:
          - {id: q, ask: When?, type: date, only: past, default: today}
          - {id: r, ask: When?, type: date, only: future, default: 2w}
          - {id: s, ask: When?, type: date, only: past, default: 2020-01-01}
        """,
    ),
    case(
        "a label that is its own key, and as many defaults as may be chosen",
        """
        steps:
          - {id: q, ask: Which?, type: choices, options: {yes: Yes, no: no}, other: other, at_most: 2, default: [no, yes]}
        """,
    ),
    case(
        "an amount that is just met, and a free answer among them",
        """
        steps:
          - {id: c, ask: Which?, type: choices, options: {a: A, b: B}, other: else}
          - {id: q, ask: Why?, type: text, when: {c: {at_least: 3}, entry: define, no_entry: mine}}
          - {id: r, ask: Which?, type: choices, options: {from: c}}
          - {id: s, ask: Why?, type: text, when: {r: {at_least: 9}}}
        """,
    ),
]


@pytest.mark.parametrize("case", ALLOWED, ids=sentence)
def test_what_can_be_is_not_complained_about(case: Case) -> None:
    assert found(case.text) == []
