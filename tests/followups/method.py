"""What the answers of a check-in mean, kind by kind, as the method has them: said here apart from the flows."""

from __future__ import annotations

from typing import Any

KEPT = {"kept": "done", "part": "partly", "not_yet": "open", "void": "dropped"}
MEANS: dict[str, Any] = {
    "promise": KEPT,
    "repair": {"done": "done", "part": "partly", "not_yet": "open", "void": "dropped"},
    "inform": {"yes": "done", "not_yet": "open", "knows": "done"},
    "apology": {"said": "done", "sent": "done", "not_yet": "open", "no": "dropped"},
    "lesson": {"yes": "done", "part": "partly", "not_yet": "open", "drop": "dropped"},
    "measure": {"works": "holds", "in_place": "holds", "no_effect": "done", "not_yet": "14d", "drop": "dropped"},
    "step": {"done": "done", "part": "partly", "not_yet": "open", "drop": "dropped"},
    "second_look": {"more": "21d", "stop": "done", "always": "done"},
    "parked": {"gone": "done", "later": "7d", "do": "done"},
    "try": {"well": "done", "mixed": "done", "badly": "done", "postponed": "open"},
    "goal_review": None,
    "look_back": None,
    "reread": {"keep": "stays", "change": "stays", "drop": "dropped"},
    "report": {"yes": "done", "not_yet": "open"},
    "shared": None,
    "talk": {"helped": "done", "yes": "done", "not_yet": "open"},
}
"""By kind of follow-up, what each answer of a check-in means for it; None where no option is chosen."""
OPENING = {"now": "begin", "another_day": "open", "no": "dropped"}
"""What is answered about a follow-up that opens a flow."""
