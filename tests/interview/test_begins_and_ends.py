"""What stands in a question to begin with, and what is said when a flow ends early."""

from __future__ import annotations

from reflect.interview.ask import Ask
from tests.interview.making import begun


def test_what_was_left_empty_on_purpose_is_not_proposed_again() -> None:
    first = begun('- {id: what, ask: What?, type: text, default: "a proposal"}\n- {id: more, ask: More?, type: text}')
    assert isinstance(first.current, Ask)
    assert first.current.begins is not None
    again = first.answer(None).back().current
    assert isinstance(again, Ask)
    assert again.begins is None


def test_a_stop_that_makes_the_entry_says_its_words_at_the_end() -> None:
    first = begun(
        """
        - {id: what, ask: What?, type: text}
        - {type: stop, keep: entry, text: That is all.}
        - {id: more, ask: More?, type: text}
        """
    )
    done = first.answer("x")
    assert done.current is None
    assert done.closing == ("That is all.",)
