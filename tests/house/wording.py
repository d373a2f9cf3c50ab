"""The wordings that are not used towards a person, each with texts in which it is found and texts in which it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# Flows of check-ins, and what of the program speaks of what is due.
COMING_BACK = {"checkin.yaml"}


@dataclass(frozen=True)
class Said:
    """A text, and where it stands: its file, and its keys in there or its line."""

    file: str
    place: tuple[object, ...]
    text: str

    @property
    def of_a_promise(self) -> bool:
        """Said when something is due: in a check-in, as the text of a follow-up, or by the program itself."""
        return self.file in COMING_BACK or "follow_up" in self.place or self.file.endswith(".py")


@dataclass(frozen=True)
class Rule:
    """A wording that is not used: how it is found, where, a text in which it is found and one in which it is not."""

    name: str
    pattern: str
    planted: tuple[str, ...]
    clean: tuple[str, ...]
    where: Literal["everywhere", "not where safety is at stake", "of promises"] = "everywhere"

    def found(self, said: Said) -> list[str]:
        if self.where == "of promises" and not said.of_a_promise:
            return []
        if self.where == "not where safety is at stake" and said.file == "safety.yaml":
            return []
        return [match[0] for match in re.finditer(self.pattern, said.text, re.IGNORECASE)]


RULES = (
    Rule(
        "asks for a justification",
        r"\bwhy\s+(?:did|have|had|do|were|are|would|could)(?:n['’]t)?\s+you\b",
        ("Why did you send it?", "And why didn't you ask?", "why haven’t you said so"),
        ("How did it come about?", "What made it seem all right?", "That is why you are here."),
    ),
    Rule(
        "jargon",
        r"\broot\s+causes?\b|\bresilien\w+|\bmindsets?\b|\bleverag\w+|\bclosure\b|\bjourneys?\b",
        (
            "Find the root cause.",
            "It builds resilience.",
            "a growth mindset",
            "leverage it",
            "for closure",
            "Your journey",
        ),
        ("The several causes of it.", "Enclosures are disclosed.", "A journal."),
    ),
    Rule(
        "praise",
        r"\b(?:great|good|nice|excellent|amazing|fantastic)\s+(?:job|work|going)\b|\bwell\s+done\b|\bcongrat\w+"
        r"|\bproud\s+of\s+(?:you|yourself)\b|\bkeep\s+it\s+up\b|(?<!is )(?<!are )\bgood\s+for\s+you\b|\bway\s+to\s+go\b",
        (
            "Great job.",
            "Well done, that is saved.",
            "Congratulations",
            "Be proud of yourself",
            "Good work today",
            "Good for you.",
        ),
        ("Three things you have done well", "What went right?", "Good corners", "Which relationship is good for you?"),
    ),
    Rule(
        "time with blame",
        r"\boverdue\b|\bpast\s+due\b|\bdeadline\s+missed\b",
        ("3 overdue", "Past due since March"),
        ("Due today", "from 3 March"),
    ),
    Rule(
        "a promise with blame",
        r"\blate\b|\bfail(?:s|ed|ing|ures?)?\b|\bbroken\s+promises?\b|\byou\s+(?:forgot|missed|neglected)\b",
        ("You are late.", "2 failed", "This is a failure", "a broken promise", "You forgot it"),
        ("Later is fine", "the latest", "not yet", "it no longer fits"),
        where="of promises",
    ),
    Rule(
        "counts what could be lost",
        r"\bstreaks?\b|\b\d+\s+days\s+in\s+a\s+row\b",
        ("A streak of 5", "7 days in a row"),
        ("Small ones in a row.",),
    ),
    Rule(
        "a percentage",
        r"(?:^|\d|\}|\s)%(?=\s|$|[.,;)])|\bper\s?cent\b|\bpercentages?\b",
        ("50% done", "{n} % kept", "% of your promises", "half a per cent"),
        ("%d %B", "3 of 4"),
    ),
    Rule(
        "a diagnosis",
        r"\bdepress(?:ed|ion|ive)\b|\btrauma\w*|\bburn(?:t|ed)?[\s-]?out\b|\bPTSD\b|\banxiety\s+disorder\b",
        ("It sounds like depression.", "After a trauma", "You are burned out", "a burnout", "PTSD"),
        ("That sounds very heavy.", "The candle burns", "He pressed the button."),
    ),
    Rule(
        "an order",
        r"(?<!\bif )(?<!\bwhen )(?<!whenever )(?<!\bdo )(?<!\bwhat )"
        r"\byou\s+(?:really\s+|also\s+)?(?:should|must|need\s+to|have\s+to|ought\s+to|had\s+better)\b",
        ("You should sleep.", "you must answer", "Then you need to tell them", "now you have to choose"),
        ("Leave whenever you need to.", "If you have to move on", "You don't have to answer.", "should it rain"),
        where="not where safety is at stake",
    ),
    Rule(
        "cheers up",
        r"\b(?:others?|people|some|many)\s+(?:\w+\s+)?(?:have|had|has)\s+it\s+(?:\w+\s+)?worse\b|\bit\s+could\s+be\s+worse\b"
        r"|\blook\s+on\s+the\s+bright\s+side\b|\bcheer\s+up\b|\beverything\s+happens\s+for\s+a\s+reason\b",
        ("Others have it worse.", "Many people have it much worse", "Cheer up."),
        ("Keep it from getting worse", "People have been through it"),
    ),
    Rule(
        "makes a gift or a disgrace of it",
        r"\b(?:is|was|as)\s+(?:really\s+)?a\s+(?:gift|blessing|disgrace)\b|\bblessing\s+in\s+disguise\b",
        ("Failure is a gift.", "a blessing in disguise", "as a disgrace"),
        ("Which gifts of yours showed?",),
    ),
    Rule(
        "doubts a choice",
        r"\bare\s+you\s+(?:really\s+)?sure\b",
        ("Are you sure?", "are you really sure"),
        ("I'm not sure",),
    ),
    Rule(
        "a telephone number",
        r"(?<![\d-])\+?\d{2,5}[ /-]\d{3,}",
        ("Call 116 123.", "1 800 273 8255 or 0800-111", "+44 116123"),
        ("2026-03-01", "within 24 hours", "a formatted 1200 words"),
    ),
    Rule(
        "an address other than the directory",
        r"\bhttps?://|\bwww\.|\b(?!findahelpline\.com)[a-z0-9-]+\.(?:com|org|net|uk|eu)\b",
        ("see https://example.test", "www.example", "somewhere.org"),
        ("see findahelpline.com", "in config.toml", "etc. and so on"),
    ),
)
