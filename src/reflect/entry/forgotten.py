"""What is left of a file of the journal when something it speaks of is forgotten: everything else, as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reflect.entry.plain import Json

_TITLE = 8
"""Characters of a title that is looked for; a shorter one stands in too many words."""
_LONGEST = 300
"""Characters of a reference: a few ids and keys; what is longer is somebody's words."""


def without(value: Json, names: Collection[str]) -> Json:
    """A JSON value of the journal without what refers to one of these ids: items, what was said of them, and answers about them.

    A choice of such an item is left empty. `value` itself stays as it is.
    """
    if isinstance(value, dict):
        return _mapping_without(value, names)
    if isinstance(value, list):
        return [without(each, names) for each in value if not _is_of(each, names)]
    return value


def words_in(value: Json, least: int) -> Iterator[str]:
    """The titles in a file of the journal, and everything that somebody wrote there in at least so many characters and two
    words: one word alone may be the key of an option."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "title" and isinstance(each, str):
                if len(each.strip()) >= _TITLE:
                    yield each
            elif key not in _OURS:
                yield from words_in(each, least)
    elif isinstance(value, list):
        for each in value:
            yield from words_in(each, least)
    elif isinstance(value, str) and len(value.strip()) >= least and " " in value.strip():
        yield value


_OURS = frozenset(
    {
        *("format", "id", "key", "flow", "section", "asked", "type", "labels", "fields", "follow_up", "becomes"),
        *("started", "finished", "saved", "created", "closed", "until", "setback", "question", "item", "raised"),
        *("about", "edits", "said"),
    }
)
"""The keys under which nobody's own words stand, or only a flow's, or those for a day ("next Friday"), which everybody uses."""


def _mapping_without(value: dict[str, Json], names: Collection[str]) -> Json:
    found = {key: without(each, names) for key, each in value.items() if not _refers(key, names)}
    emptied = _refers(found.get("value"), names) or (found.get("value") == [] and value.get("value") != [])
    if emptied:
        for key in ("value", "said", "other", "labels"):
            found.pop(key, None)
        found["skipped"] = True
    return found


def _is_of(each: Json, names: Collection[str]) -> bool:
    """Whether an item of a list is one of what is forgotten, or was said of it."""
    if not isinstance(each, dict):
        return _refers(each, names)
    if any(_refers(each.get(name), names) for name in ("key", "item", "about")):
        return True
    # A question that was asked for each of several things, all of which are forgotten: its words may be of them.
    asked_for = each.get("each")
    return isinstance(asked_for, list) and bool(asked_for) and all(_is_of(one, names) for one in asked_for)


def _refers(text: Json, names: Collection[str]) -> bool:
    """Whether a text is one of the ids, or a reference to something in it: ENTRY/QUESTION/KEY."""
    return isinstance(text, str) and len(text) <= _LONGEST and any(part in names for part in text.split("/"))
