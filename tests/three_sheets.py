"""What the three hands say: a sheet of answers for each flow, and the past that it follows on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reflect.entry.model import Answer, Entry, Said
from reflect.interview.past import Past
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


def _affected(answer: Answer) -> Answer:
    if answer.id != "affected":
        return answer
    return replace(answer, said=Said(value=[{"key": "1", "text": "the 212"}, {"key": "2", "text": "Marta"}]))


SINK_PAST = Past((), (replace(DEFINED, answers=tuple(_affected(each) for each in DEFINED.answers)),), EARLIER)
