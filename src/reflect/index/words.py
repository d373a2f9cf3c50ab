"""The words of a text as they are looked for: case and accents folded, each with the place where it stands.

SQLite's FTS5 with `tokenize='ascii'` sees the same words in what `indexed` gives: an ASCII text goes in as it is, any
other as its words with spaces between. What it does not see the same in both is a bug; a property test looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reflect.insights.word_forms import Forms

SEPARATOR = "\ue000"
"""Stands between the texts of an entry, so that no phrase goes from one into the next: a word for FTS5, never one of ours."""
LONGEST = 32_768
"""Bytes of a word; FTS5 cuts a longer one."""
BYTES = 4
"""Bytes that a character of a word may have, where it is not ASCII."""

# Chinese, Japanese and Korean characters, as they are after folding: nobody puts spaces between their words.
_EAST_ASIAN = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
    "\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
# The accents, also those in further blocks, the ring around a key cap, and what only says which drawing of a character.
_ACCENTS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
_ASCII = re.compile(r"[A-Za-z0-9]+")
# The forms of a word that no rule makes: the word, then its forms.
_IRREGULAR = """
    be am is are was were been; have has had; do did does done; go went gone goes going; say said; see saw seen;
    get got gotten; take took taken; make made; know knew known; think thought; come came; give gave given;
    find found; tell told; become became; leave left; feel felt; bring brought; begin began begun; keep kept;
    hold held; write wrote written; stand stood; hear heard; mean meant; meet met; run ran; pay paid; sit sat;
    speak spoke spoken; lead led; grow grew grown; lose lost; fall fell fallen; send sent; build built;
    understand understood; misunderstand misunderstood; draw drew drawn; break broke broken; spend spent;
    rise rose risen; drive drove driven; buy bought; wear wore worn; choose chose chosen; sell sold; catch caught;
    teach taught; fight fought; seek sought; throw threw thrown; deal dealt; win won; forget forgot forgotten;
    forgive forgave forgiven; lay laid; eat ate eaten; drink drank drunk; sleep slept; wake woke woken;
    hide hid hidden; fly flew flown; freeze froze frozen; ring rang rung; sing sang sung; sink sank sunk;
    shake shook shaken; shoot shot; shine shone; shrink shrank shrunk; show shown; slide slid; stick stuck;
    strike struck stricken; steal stole stolen; swear swore sworn; sweep swept; swim swam swum; swing swung;
    tear tore torn; weep wept; lend lent; bend bent; lean leant; learn learnt; burn burnt; dream dreamt; spell spelt;
    spill spilt; spoil spoilt; feed fed; flee fled; bleed bled; breed bred; light lit; dig dug; hang hung; spin spun;
    sting stung; cling clung; wring wrung; creep crept; beat beaten; blow blew blown; ride rode ridden; prove proven;
    arise arose arisen; awake awoke awoken; forbid forbade forbidden; mistake mistook mistaken;
    undertake undertook undertaken; overtake overtook overtaken; overcome overcame; oversee oversaw overseen;
    foresee foresaw foreseen; overhear overheard; mishear misheard; mislead misled; rebuild rebuilt;
    redo redid redone; undo undid undone; remake remade; repay repaid; resell resold; rethink rethought;
    rewrite rewrote rewritten; withdraw withdrew withdrawn; withhold withheld; uphold upheld;
    undergo underwent undergone; swell swollen; weave wove woven; agree agreed; disagree disagreed; free freed;
    guarantee guaranteed; referee refereed; die died dies dying; lie lied lies lying; tie tied ties tying;
    owe owed owing owes; urge urged urging; ease eased easing; edge edged edging; ache ached aching aches; sue sued suing;
    glue glued; dye dyed dyes dyeing; eye eyed eyeing; embed embedded embedding; add added; nod nodded nodding;
    beg begged begging; pad padded padding; shred shredded shredding; staff staffed staffing; stuff stuffed stuffing;
    bluff bluffed bluffing; err erred erring; boycott boycotted boycotting; implement implemented implementing;
    document documented documenting; supplement supplemented supplementing; complement complemented complementing;
    compliment complimented complimenting; experiment experimented experimenting; fragment fragmented fragmenting;
    supply supplied supplying; multiply multiplied multiplying; comply complied complying;
    focus focuses focused focusing focussed focussing; bias biases biased;
    licence license licenses licensed licensing; defence defense defenses; offence offense offenses;
    program programme programmes; grey gray; cheque cheques; man men; woman women; child children; person people;
    foot feet; tooth teeth; mouse mice; wife wives; knife knives; shelf shelves; half halves; wolf wolves;
    thief thieves; self selves; criterion criteria; phenomenon phenomena; crisis crises; hypothesis hypotheses;
    diagnosis diagnoses; emphasis emphases; index indices; appendix appendices; matrix matrices; medium media;
    business businesses; bus buses; gas gases; lens lenses; virus viruses; status statuses; bonus bonuses;
    campus campuses; process processes; menu menus; taxi taxis; morning mornings; evening evenings; being beings;
    hundred hundreds; id ids; ad ads; pc pcs; tv tvs; cv cvs; vm vms; pr prs; pm pms; hr hrs; db dbs;
    practice practise practises practised practising; age ageing; center centred centring; sneak snuck; speed sped;
    fling flung; bite bitten; spit spat; panic panicked panicking; judgment judgement judgements
"""
# Words that the rules take for forms of another (department for depart, theme for them): each is one with its own forms.
_ITS_OWN = """
    department departments; apartment apartments; basement basements; statement statements;
    state states stated stating; likely; unlikely; hardly; lately; nearly; barely; shortly; mostly; really; fairly;
    namely; willing; quite; past; paste pastes pasted pasting; plane planes; range ranges ranged ranging;
    theme themes themed; these; thesis theses; morale; rationale; locale locales; finale; stage stages staged staging;
    unit units; suite suites; shame shames shamed shaming ashamed; loose; scare scares scared scaring;
    stare stares stared staring; scrape scrapes scraped scraping; stripe stripes striped; spine spines; humane;
    corpse corpses
"""
_LONG = 40
"""Letters of a word, from which on it is no word that has forms."""


class Word(NamedTuple):
    """A word, folded, and where in the text it stands (code points). `text` is cut where it is longer than FTS5 keeps."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """`text` without the difference between small and capital letters, with and without accents, wide and narrow."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    bare = _accents().sub("", normalize("NFKD", text)).casefold()
    return normalize("NFC", _accents().sub("", normalize("NFKD", bare)))


def words(text: str) -> Iterator[Word]:
    """The words of `text` in their order.

    A word is what stands together of letters and digits. Chinese, Japanese and Korean characters that stand together give a
    word for every two neighbours, and the last one alone: two are found as a word, and one as how a word begins.
    """
    if text.isascii():
        for run in _ASCII.finditer(text):
            yield Word(run[0].lower()[:LONGEST], *run.span())
        return
    for run in _runs(_marks(text)).finditer(text):
        if run[0].isascii():
            yield Word(run[0].lower()[:LONGEST], *run.span())
        else:
            yield from _parts(run[0], run.start())


def indexed(text: str) -> str:
    """What goes into the index for `text`: FTS5 sees the words of `words` in it, at the same places in their order."""
    return text if text.isascii() else " ".join(word.text for word in words(text))


def joined(texts: Iterable[str]) -> str:
    """What goes into the index for the texts of one entry."""
    return f"\n{SEPARATOR}\n".join(map(indexed, texts))


def words_of(texts: Iterable[str]) -> list[str]:
    """The words that FTS5 sees in `joined(texts)`, those that separate among them."""
    found: list[str] = []
    for text in texts:
        found += [SEPARATOR, *(word.text for word in words(text))]
    return found[1:]


def looked_for(text: str) -> tuple[tuple[str, ...], bool]:
    """The words to look for one after the other, to find `text`, and whether what is found may go on behind the last one.

    東京都 is also found in 東京都庁, so its last character is not asked to be the last there; a single one begins a word.
    """
    found = [*words(text)]
    texts = tuple(word.text for word in found)
    if not found or not is_east_asian(texts[-1]):
        return texts, False
    if len(found) > 1 and found[-2].end == found[-1].end and is_east_asian(texts[-2]):
        return texts[:-1], False
    return texts, True


def is_east_asian(word: str) -> bool:
    """Whether a word of `words` is made of Chinese, Japanese or Korean characters."""
    return not word.isascii() and _parts_of("").match(word)["east"] is not None  # type: ignore[index]


def stem(word: str) -> str:
    """What the forms and spellings of an English word have in common: its plural, its verb forms. Any other word is its own."""
    if not (word.isascii() and word.isalpha()) or len(word) > _LONG:
        return word
    return _own().get(word) or _forms().stem(word)


def _parts(run: str, start: int) -> Iterator[Word]:
    """The words in `run`, what stands together in a text at `start`: most often one."""
    letters = folded(run)
    if letters.isascii() and letters.isalnum():
        yield Word(_cut(letters), start, start + len(run))
        return
    marks = _marks(letters)
    parts = [*_parts_of(marks).finditer(letters)]
    if len(parts) == 1 and parts[0]["east"] is None:
        yield Word(_cut(parts[0][0]), start, start + len(run))
        return
    places = [(place, place + 1) for place in range(len(run))] if letters == run else _places(run)
    for part in parts:
        units = [part.span()]
        if part["east"] is not None:
            units = [unit.span() for unit in _units(marks).finditer(letters, *part.span())]
        for (first, alone), (_, last) in zip(units, [*units[1:], units[-1]], strict=True):
            end = max(alone, last)
            yield Word(_cut(letters[first:end]), start + places[first][0], start + places[end - 1][1])


def _places(run: str) -> list[tuple[int, int]]:
    """For every character of the folded `run`, where in `run` what it was made of begins and ends."""
    from unicodedata import category, normalize

    begins = [0]
    for place, character in enumerate(run[1:], 1):
        first = normalize("NFKD", character)[0]
        # What comes together with the character before it: accents and voicing marks, and the later parts of a syllable.
        if not (category(first).startswith("M") or "\u1160" <= first <= "\u11ff"):
            begins.append(place)
    places: list[tuple[int, int]] = []
    for begin, end in zip(begins, [*begins[1:], len(run)], strict=True):
        places += [(begin, end)] * len(folded(run[begin:end]))
    return places


def _marks(text: str) -> str:
    """The combining marks that occur in `text`: they belong to the letter before them, but are none for `re`."""
    from unicodedata import category

    return "".join(sorted(each for each in set(text) if each > "\u02ff" and category(each).startswith("M")))


def _cut(word: str) -> str:
    return word[: LONGEST if word.isascii() else LONGEST // BYTES]


def _by_form(table: str) -> dict[str, str]:
    """The word that each form in `table` stands for."""
    lines = (line.split() for line in table.split(";"))
    return {form: first for first, *others in lines for form in (first, *others)}


@lru_cache(maxsize=1)
def _own() -> dict[str, str]:
    # No rule gives a stem with a dot.
    return {form: f"{word}." for form, word in _by_form(_ITS_OWN).items()}


@lru_cache(maxsize=1)
def _forms() -> Forms:
    from reflect.insights.word_forms import Forms

    return Forms(_by_form(_IRREGULAR))


@lru_cache(maxsize=1)
def _accents() -> re.Pattern[str]:
    return re.compile(_ACCENTS)


@lru_cache
def _runs(marks: str) -> re.Pattern[str]:
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}])*" if marks else r"[^\W_]+")


@lru_cache
def _units(marks: str) -> re.Pattern[str]:
    return re.compile(rf"[{_EAST_ASIAN}][{marks}]*" if marks else f"[{_EAST_ASIAN}]")


@lru_cache
def _parts_of(marks: str) -> re.Pattern[str]:
    any_marks = f"[{marks}]*" if marks else ""
    return re.compile(rf"(?P<east>(?:[{_EAST_ASIAN}]{any_marks})+)|(?:(?![{_EAST_ASIAN}])[^\W_]{any_marks})+")
