"""Every follow-up of the method's table, and what its check-in asks, as flows declare them."""

from __future__ import annotations

from typing import Any

Declared = dict[str, Any]

PROMISED: dict[str, Declared] = {
    "F1": {"kind": "parked", "in": "7d", "text": "{drastic}"},
    "F2": {
        "kind": "inform",
        "on": "by",
        "in": "0d",
        "unless": {"told": "yes"},
        "people": "{who}",
        "text": "tell {who}",
    },
    "F3": {"kind": "repair", "on": "by", "in": "3d", "unless": {"state": "done"}, "text": "{what}"},
    "F4": {"kind": "second_look", "on": "until", "in": "21d", "people": "{who}", "text": "{who} looks over {work}"},
    "F5": {"kind": "promise", "on": "by", "in": "7d", "people": "{to}", "text": "{what}"},
    "F6": {"kind": "apology", "again": ["4d", "8d"], "people": "{to}", "text": "Your apology to {to}"},
    "F7": {"kind": "booking", "opens": "debrief", "text": "the debrief you set a time for"},
    "F8": {"kind": "lesson", "on": "by", "in": "14d", "text": "{lesson}[ ({action})]"},
    "F9": {"kind": "measure", "on": "by", "in": "14d", "again": ["30d"], "text": "{what}"},
    "F10": {"kind": "reread", "over": ["lesson", "measure"], "text": "your lessons and measures, with fresh eyes"},
    "F11": {"kind": "step", "on": "by", "in": "7d", "text": "{step}"},
    "F12": {"kind": "goal_review", "in": "14d", "text": "{goal}"},
    "F13": {"kind": "look_back", "in": "90d", "text": "{define.title|fair}"},
    "F14": {"kind": "feedback", "opens": "feedback", "with": {"mode": "heard"}, "text": "what {who} said"},
    "F15": {"kind": "report", "in": "28d", "people": "{who}", "text": "report back to {who}"},
    "F16": {"kind": "shared", "people": "{audience}", "text": "You told {audience}"},
    "F17": {"kind": "talk", "on": "when", "people": "{who}", "text": "talk to {who}"},
    "F19": {"kind": "try", "after": "1d", "text": "{what}"},
    "F20": {"kind": "look_again", "in": "14d", "again": ["16d", "76d"], "opens": "checkin", "text": "how it is going"},
    "F21": {
        "kind": "debrief_offer",
        "in": "2d",
        "when": {"severity": {"not": "small"}, "no_entry": "debrief"},
        "until": {"entry": "debrief"},
        "opens": "debrief",
        "text": "look at how it came about",
    },
    "F22": {
        "kind": "letgo_offer",
        "in": "3d",
        "unless": {"apology": {"not": ["said", "sent"]}},
        "opens": "letgo",
        "text": "let it go, when you are ready",
    },
}
F18: list[Declared] = [
    {
        "kind": "gratitude",
        "in": "1d",
        "again": ["1d", "2d", "3d", "4d", "5d", "6d"],
        "when": {"rhythm": "daily"},
        "opens": "gratitude",
        "text": "three good things",
    },
    {
        "kind": "gratitude",
        "in": "3d",
        "again": ["3d", "6d", "9d", "12d", "15d", "18d", "21d", "24d"],
        "when": {"rhythm": "some"},
        "opens": "gratitude",
        "text": "three good things",
    },
    {
        "kind": "gratitude",
        "in": "1w",
        "again": ["1w", "2w", "3w"],
        "when": {"rhythm": "weekly"},
        "opens": "gratitude",
        "text": "three good things",
    },
]

KEPT = {"kept": "done", "part": "partly", "not_yet": "open", "void": "dropped"}
MEANS: dict[str, Any] = {
    "promise": KEPT,
    "repair": {"done": "done", "part": "partly", "not_yet": "open", "void": "dropped"},
    "inform": {"yes": "done", "not_yet": "open", "knows": "done"},
    "apology": {"said": "done", "sent": "done", "not_yet": "open", "no": "dropped"},
    "lesson": {"yes": "done", "part": "partly", "not_yet": "open", "drop": "dropped"},
    "measure": {"works": "done", "in_place": "holds", "no_effect": "partly", "not_yet": "open", "drop": "dropped"},
    "step": {"done": "done", "part": "partly", "not_yet": "open", "drop": "dropped"},
    "second_look": {"more": "21d", "stop": "done", "always": "done"},
    "parked": {"gone": "done", "later": "7d", "do": "done"},
    "try": {"well": "done", "mixed": "done", "badly": "done", "postponed": "open"},
    "goal_review": None,
    "look_back": None,
    "reread": {"keep": "open", "change": "partly", "drop": "dropped"},
    "report": {"yes": "done", "not_yet": "open"},
    "shared": None,
    "talk": {"helped": "done", "yes": "done", "not_yet": "open"},
}
"""By kind of follow-up, what each answer of a check-in means for it; None where no option is chosen."""
OPENING = {"now": "begin", "another_day": "open", "no": "dropped"}
"""What is answered about a follow-up that opens a flow."""
