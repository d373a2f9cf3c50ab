"""All answers once more before they are kept for good: one looks them over, and goes to any that is to be changed."""

from __future__ import annotations

from reflect.cli.choosing import choose
from reflect.interview.answers import Item
from reflect.interview.asking import Asker
from reflect.interview.finish import discarded
from reflect.interview.review import review
from reflect.interview.state import Interview

ANYTHING = "Before it is kept: is anything to be changed?"
KEEP = "keep"
NOTHING = "No, keep it like this"


def look_over(asker: Asker, interview: Interview) -> Interview | None:
    """A finished interview back at the answer that is to be changed; None when all may stay as it is. Raises Left.

    What is thrown away, or is one answer alone, is not looked over.
    """
    rows = review(interview)
    if len(rows) < 2 or discarded(interview):
        return None
    options = [Item(KEEP, NOTHING), *(Item(str(n), f"{row.asked}\n{row.said}") for n, row in enumerate(rows))]
    key = choose(asker, ANYTHING, options, KEEP)
    return None if key == KEEP else interview.jump(rows[int(key)].spot)
