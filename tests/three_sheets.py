"""What the three hands say: a sheet of answers for each flow, and the past that it follows on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reflect.entry.model import Answer, Entry
from reflect.entry.said import Said
from reflect.interview.past import Due, Past
from reflect.interview.state import Interview
from tests.interview.making import TODAY, finished, setback
from tests.interview.walks import flow_named
from tests.three_hands import from_a_file

INVOICE = Path(__file__).parents[1] / "examples" / "invoice"

SINK = r"""
subject: "A *name* with [brackets], {braces} and 😀"
story: |
  First a line.

  * and | a table | of sorts
day: yesterday
how_bad: 7
sure: yes
kind: {other: a bit of both}
parts: [time, people, {other: 'nerves "of steel"'}]
ideas: [a list, a second pair of eyes, sleep, nothing at all]
closer: {people: "who, and when"}
rating:
  - [{worth: 2}]
  - [{worth: 5}]
  - [{worth: 3}]
pick: sleep
seen: [sleep, people]
signs: [the 212]
before: [Second, First]
people:
  - who: Ada
    by: in two weeks
    told: no
    how: a mail
    with: [plan, facts]
    words: |
      I am sorry.
      It was me.
    points: [what, when]
    hard: 4
  - {who: Ben, by: some day soon, told: yes}
  - {who: Cem, by: 2026-03-09}
mood: ":fine"
letter: |
  Dear Ada,

      I am sorry.
  :save
again: |
  Dear Ada,

      I am so sorry.
  :save
keep: here
"""

BREACH = """
ongoing: yes
mood_before: 0
feelings: [guilt, {other: "a kind of calm, oddly"}]
title: Price list sent early
when: last Monday
what: I sent the price list to a customer. It was not released.
nature: misunderstanding
own_part: I sent it before the release. I knew the date.
first: before
similar_to: [First]
severity: grave
outcome: [warning, trust]
rule: knowing
rule_why: |
  They had asked three times.

  I wanted to be kind.
rule_stay: open
cause: [choice, understanding]
cause_main: choice
und_what: who releases it
und_reason: [unclear, sure]
hide: no
drastic: resign
drastic_until: 2026-03-14
one_line: I sent it before the release.
"""

STRENGTHS = """
praised: [calm on the phone, the run sheet]
easy: [numbers]
talents: [patience, humour]
through: ":)"
top: [patience, calm on the phone, numbers]
use: on Monday, with Marta
"""

LEARNING = """
want: To know how it works.
ideas: [read the manual, ask Ilse, sleep]
rate: {ask Ilse: [{realistic: 3, glad: 1}]}
pick: [ask Ilse]
goal: [By June I have asked her ten things.]
kind: [learn]
steps: [[{step: ring her, by: some time next month}]]
obstacle: [pride]
ifthen: [[{if: I hesitate, then: I ring}]]
strength: [patience]
review: [2026-03-21]
learn:
  - {what: the release rules, how: a mentor, weekly: an hour, until: in six weeks}
  - {what: the calendar, how: field}
trust_seen: that I ask
"""

CHECKIN = """
mood: 4
promise: [kept, not_yet]
promise_told: ["", yes]
promise_by: ["", in two weeks]
repair: {"a new: list": part}
repair_by: {"a new: list": 2026-03-20}
told: {e1/inform/1: not_yet}
told_by: {e1/inform/1: tomorrow}
apology: [sent]
apology_how: ["quietly\\n\\nShe said: thank you."]
lesson: [drop]
measure: [works]
step: {walk: done, swim: part}
treat: {WALK: yes}
in_way: {swim: "the rain, [mostly]"}
eyes: [always]
drastic: [later]
try_how: [postponed]
try_by: [some day soon]
belief_now: [7]
look_back: ["It was | a long day.\\n:save"]
reread: {e1/lessons/1: change, e1/lessons/2: keep}
reread_words: {e1/lessons/1: ask *twice*}
reported: [not_yet]
shared_what: [nothing yet]
talked: [helped]
own_thing: [part]
take_up: [later, drop]
better: [sleep, "a walk, daily"]
recur: no
trust: 6
next: in three weeks
"""

LEAST = {
    "debrief": "now: now\ntimeline: [{what: A}]\ngoals: B\ngoal_met: other\nright: [C]\nsigns: [{sign: D}]\n"
    "factors: [{other: E}]\nmade_sense: F\ncause: unknown\nin_hands: 0\ncould: G\nlessons: [{lesson: H}]\n"
    "next_time: I\nmeasures: [{what: J}]",
    "goals": "want: A\nideas: [B, C, D]\npick: [B]\ngoal: [E]\nsteps: [[{step: F}]]\nobstacle: [G]\n"
    "ifthen: [[{if: H, then: I}]]\nreview: [tomorrow]",
    "strengths": "talents: [A]\ntop: [A]",
}


def sheet(name: str) -> str:
    return (INVOICE / f"{name}.yaml").read_text(encoding="utf-8")


EARLIER = (setback(2, "Second"), setback(1, "First"), setback(3, "Third"))


def entry_of(name: str, data: str, past: Past, number: int) -> Entry:
    return finished(from_a_file(Interview(flow_named(name), past, TODAY), data), number)


DEFINED = entry_of("define", sheet("define"), Past(), 1)
BROKEN = entry_of("define", BREACH, Past(setbacks=EARLIER), 2)
STRONG = entry_of("strengths", STRENGTHS, Past(), 3)
PAST = Past((DEFINED,), (STRONG, DEFINED), EARLIER, "Jo")
BREACH_PAST = Past((BROKEN,), (STRONG, BROKEN), EARLIER, "Jo")


def due(name: str, kind: str, text: str, about: str = "", **fields: str) -> Due:
    """Something that is due, of the setback that was defined."""
    return Due(f"e1/{name}", about or f"e1/{name}", kind, text, tuple(fields.items()), (DEFINED,))


DUE = (
    due("promises/1", "promise", "call", people="Ann"),
    due("promises/2", "promise", "write"),
    due("repair/1", "repair", "a new: list"),
    due("inform/1", "inform", "tell Ann", people="Ann", who="Ann"),
    due("when", "apology", "your apology to {Ben}", people="{Ben}"),
    due("lessons/3", "lesson", "ask first"),
    due("measures/1", "measure", "a list"),
    due("steps/1", "step", "walk", treat="ice cream"),
    due("steps/2", "step", "swim"),
    due("second_eyes/1", "second_look", "Cem looks over my invoices", people="Cem"),
    due("drastic", "parked", "resign"),
    due("again/when", "try", "the demo"),
    due("goal/1", "goal_review", "By June I have read it."),
    due("look_back", "look_back", "The invoices"),
    due("lessons/1", "reread", "ask", "e1/return"),
    due("lessons/2", "reread", "sleep first", "e1/return"),
    due("report", "report", "report back to Ann", people="Ann"),
    due("tell", "shared", "what came of telling Dr. Ö", people="Dr. Ö"),
    due("talk/1", "talk", "talk to Ilse", people="Ilse"),
    due("mine", "other_kinds", "water the plants"),
    due("debrief_offer", "openings", "look at it more closely"),
    due("letgo_offer", "openings", "let it go"),
)
DUE_PAST = Past((DEFINED,), (STRONG, DEFINED), EARLIER, due=DUE, begun=frozenset({"better", "recur", "trust"}))


def _affected(answer: Answer) -> Answer:
    if answer.id != "affected":
        return answer
    return replace(answer, said=Said(value=[{"key": "1", "text": "the 212"}, {"key": "2", "text": "Marta"}]))


SINK_PAST = Past((), (replace(DEFINED, answers=tuple(_affected(each) for each in DEFINED.answers)),), EARLIER)
