"""Lays a page out in lines for a given width, each stretch of a line with the part it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reflect.pages.blocks import (
    About,
    Asked,
    Beside,
    Block,
    Facts,
    Heading,
    Items,
    Page,
    Quiet,
    Records,
    Table,
    Topic,
    Words,
)
from reflect.pages.visible import one_line, visible
from reflect.terminal.columns import columns, padded, wrapped
from reflect.terminal.parts import Line, Part, Span

MEASURE = 84
"""Columns beyond which running text is hard to read, however wide the screen."""
ROOMY = 56
"""Columns from which there is room for a full indent."""
LABEL = 22
BESIDE = 32
"""The widest name of a field, and the narrowest text, that stand side by side."""
GAP = 3
RULES = {1: "=", 2: "-", 3: "."}
SIDE = 26
"""The narrowest text that stands beside another one; below that it stands under it."""
CELL = 28
"""The narrowest leading column of a table; below that its rows are stacked."""


def laid_out(page: Page, width: int) -> Iterator[Line]:
    """The lines of `page` for a screen of `width` columns, their text visible and without newlines."""
    indent = _indent(width)
    under = 0
    before: Block | None = None
    for block in page:
        for _ in range(_space(before, block)):
            yield ()
        answering = isinstance(before, Asked | About)
        if isinstance(block, About):
            under = indent
        elif not (isinstance(block, Words | Items | Records) or (isinstance(block, Quiet) and answering)):
            under = 0
        yield from _moved(_lines(block, width, under), under)
        if isinstance(block, Asked | About):
            under += indent
        before = block


def _indent(width: int) -> int:
    return 4 if width >= ROOMY else 2


def _space(before: Block | None, block: Block) -> int:
    """The number of blank lines between two blocks."""
    if before is None:
        return 0
    if isinstance(block, Heading):
        return 1 if isinstance(before, Heading) else 2
    if isinstance(block, Facts):
        return 0 if isinstance(before, Heading) and before.level > 1 else 1
    if isinstance(block, Asked):
        return 1
    return 0 if isinstance(before, Asked | About) else 1


def _moved(lines: Iterator[Line], by: int) -> Iterator[Line]:
    margin = Span(" " * by, "words")
    for line in lines:
        yield (margin, *line) if line and by else line


def _lines(block: Block, width: int, under: int) -> Iterator[Line]:
    measure = max(8, min(width, MEASURE) - under)
    match block:
        case Heading():
            yield from _heading(block, measure)
        case Facts():
            rows = [(one_line(name), one_line(text)) for name, text in block.rows]
            yield from _pairs(rows, measure, min(max(columns(name) for name, _ in rows) + GAP, measure // 2))
        case Asked():
            yield from _asked(block, measure)
        case About():
            yield from _plainly(one_line(block.text), measure, "about")
        case Words():
            yield from _plainly(visible(block.text).strip("\n"), measure, "words")
        case Items():
            for text in block.texts:
                yield from _hung("- ", visible(text).strip(), measure)
        case Records():
            yield from _records(block, measure)
        case Table():
            yield from _table(block, width)
        case Quiet():
            yield from _plainly(visible(block.text), measure, "quiet")
        case Topic():
            yield from _plainly(one_line(block.name), measure, "asked")
            indent = _indent(width)
            yield from _moved(_topic(block, max(8, measure - indent)), indent)
        case Beside():
            yield from _beside(block, measure)
        case _:
            from reflect.terminal.seldom import seldom

            yield from seldom(block, measure, _indent(width))


def _plainly(text: str, measure: int, part: Part) -> Iterator[Line]:
    for line in wrapped(text, measure):
        yield (Span(line, part),) if line else ()


def _heading(block: Heading, measure: int) -> Iterator[Line]:
    lines = list(wrapped(one_line(block.text), measure))
    part: Part = "title" if block.level == 1 else "section"
    yield from ((Span(line, part),) for line in lines)
    yield (Span(RULES[block.level] * max(map(columns, lines)), "rule"),)


def _asked(block: Asked, measure: int) -> Iterator[Line]:
    yield from _plainly(visible(block.text).strip(), measure, "asked")
    if block.remark:
        yield from _plainly(f"({visible(block.remark)})", measure, "quiet")


def _hung(mark: str, text: str, measure: int, part: Part = "words") -> Iterator[Line]:
    """`text` beside a mark, its further lines under its first."""
    start = Span(mark, "quiet")
    for line in wrapped(text, max(8, measure - len(mark))):
        yield (start, Span(line, part)) if line else ()
        start = Span(" " * len(mark), "quiet")


def _pairs(rows: Sequence[tuple[str, str]], measure: int, beside: int) -> Iterator[Line]:
    """Names with their texts beside them from column `beside` on."""
    for name, text in rows:
        left = wrapped(name, beside - 1)
        right = wrapped(text, max(8, measure - beside))
        for label, words in zip_longest(left, right, fillvalue=""):
            yield (Span(padded(label, beside), "name"), Span(words, "words")) if label or words else ()


def _topic(block: Topic, measure: int) -> Iterator[Line]:
    """The rows of a topic: names beside texts; a text goes to the next line whole, where a line can hold it."""
    names = [one_line(row.name) for row in block.rows]
    widest = max(map(columns, names), default=0)
    beside = min(widest + GAP, measure // 2) if widest else 0
    room = max(8, measure - beside)
    for name, row in zip(names, block.rows, strict=True):
        texts = "\n".join(_packed([one_line(text) for text in row.texts], room, " " * GAP))
        part: Part = "quiet" if row.quiet else "words"
        for label, words in zip_longest(wrapped(name, max(1, beside - 1)), wrapped(texts, room), fillvalue=""):
            yield (Span(padded(label, beside), "name"), Span(words, part)) if label or words else ()


def _beside(block: Beside, measure: int) -> Iterator[Line]:
    """Two texts in columns of the same width, or the second below the first."""
    titles = one_line(block.left_title), one_line(block.right_title)
    texts = [visible(text).strip("\n") for text in (block.left, block.right)]
    size = (measure - GAP) // 2
    if size < SIDE:
        for place, (title, text) in enumerate(zip(titles, texts, strict=True)):
            yield from ((),) if place else ()
            yield from _plainly(title, measure, "asked")
            yield from _moved(_plainly(text, max(8, measure - 2), "words"), 2)
        return
    parts: tuple[tuple[Sequence[str], Part], ...] = ((titles, "asked"), (texts, "words"))
    for pair, part in parts:
        for line in zip_longest(*(wrapped(text, size) for text in pair), fillvalue=""):
            yield _row(line, [size, size], [part, part])


def _records(block: Records, measure: int) -> Iterator[Line]:
    names = [visible(name).strip() if len(block.names) > 1 else "" for name in block.names]
    digits = len(str(len(block.records)))
    for number, record in enumerate(block.records, 1):
        if number > 1:
            yield ()
        mark = f"{number:>{digits}}. "
        rows = [(name, visible(text).strip()) for name, text in zip(names, record, strict=True) if text.strip()]
        start = Span(mark, "quiet")
        for line in _record(rows, max(map(columns, names)), max(8, measure - len(mark))):
            yield (start, *line) if line else ()
            start = Span(" " * len(mark), "quiet")


def _record(rows: Sequence[tuple[str, str]], longest: int, measure: int) -> Iterator[Line]:
    """The fields of one record: names beside texts where there is room, else each text under its name."""
    beside = min(longest, LABEL) + 2
    if not longest:
        for _, text in rows:
            yield from _plainly(text, measure, "words")
    elif measure - beside >= BESIDE:
        yield from _pairs(rows, measure, beside)
    else:
        for name, text in rows:
            yield from _plainly(name, measure, "name")
            yield from _hung("  ", text, measure)


def _table(block: Table, width: int) -> Iterator[Line]:
    cells = [[visible(cell).split("\n") for cell in row] for row in block.rows]
    head = [one_line(name) for name in block.head]
    sizes = [max(columns(line) for line in [name, *_column(cells, place)]) for place, name in enumerate(head)]
    room = width - sum(sizes) - GAP * (len(sizes) - 1) + sizes[block.lead]
    if room < min(CELL, sizes[block.lead]):
        yield from _stacked(block, cells, width)
        return
    sizes[block.lead] = min(sizes[block.lead], room)
    for line in zip_longest(*(wrapped(name, size) for name, size in zip(head, sizes, strict=True)), fillvalue=""):
        yield _row(line, sizes, ["quiet"] * len(sizes))
    rows = [[list(wrapped("\n".join(cell), size)) for cell, size in zip(row, sizes, strict=True)] for row in cells]
    airy = any(len(lines) > 1 for row in rows for lines in row)
    for number, row in enumerate(rows):
        if airy:
            yield ()
        parts: list[Part] = ["asked" if place == block.lead else "name" for place in range(len(sizes))]
        firsts = len(list(wrapped(cells[number][block.lead][0], sizes[block.lead])))
        for place, line in enumerate(zip_longest(*row, fillvalue="")):
            if place == firsts:
                parts[block.lead] = "words"
            yield _row(line, sizes, parts)


def _column(cells: list[list[list[str]]], place: int) -> list[str]:
    return [line for row in cells for line in row[place]]


def _row(texts: Sequence[str], sizes: Sequence[int], parts: Sequence[Part]) -> Line:
    filled = [place for place, text in enumerate(texts) if text]
    shown = texts[: filled[-1] + 1] if filled else ()
    spans = [padded(text, size + GAP) for text, size in zip(shown, sizes, strict=False)]
    return tuple(Span(text, part) for text, part in zip(spans, parts, strict=False))


def _stacked(block: Table, cells: list[list[list[str]]], width: int) -> Iterator[Line]:
    """Each row as its leading text with the rest under it."""
    for number, row in enumerate(cells):
        if number:
            yield ()
        first, *further = row[block.lead]
        rest = [" ".join(cell) for place, cell in enumerate(row) if place != block.lead and any(cell)]
        yield from _plainly(first, width, "asked")
        for text in further:
            yield from _moved(_plainly(text, max(8, width - 2), "words"), 2)
        yield from _moved(_plainly("\n".join(_packed(rest, width - 2)), max(8, width - 2), "quiet"), 2)


def _packed(texts: Sequence[str], width: int, between: str = ", ") -> Iterator[str]:
    """Short texts put on as few lines as hold them whole."""
    line = ""
    for text in texts:
        longer = f"{line}{between}{text}" if line else text
        if line and columns(longer) > width:
            yield line
            longer = text
        line = longer
    yield line
