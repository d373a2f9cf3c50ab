"""Sentences that somebody could have written in a journal about work, put together from lists of words by chance."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import random
from collections.abc import Callable

RARE = "zephyr"
"""The word that stands in one entry of 500."""
RARE_SENTENCE = "The zephyr project came up again."
COMMON = "deployment"
"""A word that stands in very many entries."""
SHORTEST = 45
"""Where fewer characters than this are wanted, a few words stand instead of sentences."""


def _list(words: str) -> list[str]:
    return [" ".join(each.split()) for each in words.split("|")]


SUBJECTS = _list("""I|The team|My manager|The client|A reviewer|Our lead|Someone in finance|The new hire|My colleague|The vendor|
The on-call engineer|Support|The product owner|A stakeholder|Our director|The designer|Legal|The data team|Nobody|
Everyone in the room""")
VERBS = _list("""missed|noticed|questioned|postponed|rejected|rewrote|misread|ignored|escalated|defended|explained|forgot|
underestimated|praised|challenged|blocked|approved|reopened|cancelled|doubted|summarised|untangled|rushed""")
OBJECTS = _list("""the deadline|the deployment|a code review|the quarterly presentation|the migration plan|the customer demo|
the budget request|my proposal|the incident report|the interview loop|the performance review|a production outage|
the design document|the release checklist|an important email|the hand-over notes|the staffing plan|the test suite|
the security audit|the pricing spreadsheet|the roadmap|a difficult conversation|the retrospective|the contract""")
TIMES = _list("""this morning|right before lunch|late in the afternoon|during the stand-up|after the all-hands|on a Friday evening|
while I was travelling|in front of the whole group|two days too late|without telling anyone|for the third time this month|
just when it mattered|at the worst possible moment|an hour before the meeting""")
FEELINGS = _list("""ashamed|frustrated|calm|anxious|relieved|embarrassed|angry|curious|tired|hopeful|defensive|sad|grateful|
overwhelmed|determined|confused|resentful|proud|lonely|steady""")
CAUSES = _list("""I had assumed the numbers were final|nobody owned the last step|we never wrote the decision down|
I did not ask for help early|the estimate was a wish and not a plan|two priorities collided and I chose badly|
I was afraid to look slow|the feedback arrived indirectly|the checklist was out of date|my calendar left no room to think|
I heard criticism where there was only a question|the handover skipped the hard part|we optimised for looking busy|
the test passed for the wrong reason""")
NEXT = _list("""ask one clarifying question before I commit|write the risk down on day one|schedule a ten minute review with a peer|
say no to the next side request|prepare the demo on a clean machine|send the bad news the same day|block two hours for deep work|
agree on what done means|call the customer instead of writing|keep a list of small wins|ask for feedback in writing|
sleep before I answer|pair with someone on the risky part|rehearse the first two minutes""")
ADJECTIVES = _list("""small|large|awkward|useful|painful|surprising|familiar|honest|quiet|loud|slow|quick|strange|fair|unfair|
avoidable""")
NOUNS = _list("""lesson|pattern|signal|mistake|conversation|habit|boundary|trade-off|assumption|reaction|question|
silence|story|detail|promise|shortcut|disagreement|pause|apology|plan|meeting|draft|commit|ticket|
dashboard|spreadsheet""")


def sentence(chance: random.Random) -> str:
    """One sentence, of nine kinds."""
    one: Callable[[list[str]], str] = chance.choice
    match chance.randrange(9):
        case 0:
            return f"{one(SUBJECTS)} {one(VERBS)} {one(OBJECTS)} {one(TIMES)}."
        case 1:
            return f"I felt {one(FEELINGS)} at first, then {one(FEELINGS)}, and by the evening mostly {one(FEELINGS)}."
        case 2:
            return f"Looking back, {one(CAUSES)}."
        case 3:
            return f"Next time I want to {one(NEXT)}."
        case 4:
            return f"It was a {one(ADJECTIVES)} {one(NOUNS)}, but also a {one(ADJECTIVES)} {one(NOUNS)} about {one(OBJECTS)}."
        case 5:
            return f"{one(SUBJECTS)} said the {one(NOUNS)} was {one(ADJECTIVES)}, and I {one(VERBS)} that {one(TIMES)}."
        case 6:
            return (
                f"What I can control is the {one(NOUNS)}; what I cannot is whether {one(SUBJECTS).lower()} "
                f"{one(VERBS)} {one(OBJECTS)}."
            )
        case 7:
            days = chance.randrange(2, 30)
            return f"A {one(ADJECTIVES)} part was that {one(CAUSES)}, so the {one(NOUNS)} kept growing for {days} days."
        case _:
            return f"If a friend told me this I would say it is {one(ADJECTIVES)}, and ask which {one(NOUNS)} they would keep."


def a_few_words(chance: random.Random, length: int) -> str:
    """No sentence, of about so many characters."""
    if length < 15:
        return chance.choice(NOUNS)
    words = (
        f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}"
        if length < 25
        else f"{chance.choice(OBJECTS)} {chance.choice(TIMES)}"
    )
    return words[0].upper() + words[1:]


def text(chance: random.Random, length: int, *, letter: bool = False) -> str:
    """Sentences of about `length` characters together; those of a letter stand in paragraphs."""
    if length < SHORTEST:
        return a_few_words(chance, length)
    found, so_far = [sentence(chance)], 0
    so_far = len(found[0])
    while so_far < length - 40:
        found.append(sentence(chance))
        so_far += len(found[-1]) + 1
    if letter:
        return "\n\n".join(" ".join(found[at : at + 3]) for at in range(0, len(found), 3))
    return " ".join(found)
