"""A question of each type, as it stands in a flow, for the tests of asking."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "text", "id": "what", "ask": "What?"}
LONG = {"type": "long", "id": "story", "ask": "What happened?"}
SCALE = {"type": "scale", "id": "mood", "ask": "How are you?"}
DATE = {"type": "date", "id": "day", "ask": "When?", "only": "past"}
SURE = {"type": "yesno", "id": "sure", "ask": "Sure?"}
KIND: dict[str, Any] = {
    "type": "choice",
    "id": "kind",
    "ask": "What kind?",
    "options": {"slip": "a slip", "plan": "a wrong plan"},
    "other": "something else",
}
PARTS: dict[str, Any] = {
    "type": "choices",
    "id": "parts",
    "ask": "Which parts?",
    "options": {"people": "people", "money": "money", "time": "time"},
    "other": "more",
}
IDEAS = {"type": "list", "id": "ideas", "ask": "What could help?"}
PEOPLE: dict[str, Any] = {
    "type": "group",
    "id": "people",
    "ask": "Who needs to know?",
    "item": "person",
    "label": "{who}",
    "fields": [TEXT | {"id": "who", "ask": "Who?"}, SURE | {"id": "told", "ask": "Told?"}],
}
LETTER = {"type": "letter", "id": "letter", "ask": "Make it yours.", "template": ["Dear all,"]}
