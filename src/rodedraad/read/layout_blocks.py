"""Lines to blocks: paragraphs, list items, cells, footnotes, entries of a table of contents.

A paragraph ends where a reader sees it end: at white, at a change of type, at an indent, at a sign of a list, and
after a line on which the next word would still have fitted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import Final

from rodedraad.read.layout import Layout, Line, join_lines
from rodedraad.read.layout_contents import contents_tables, mark_contents
from rodedraad.read.layout_notes import foot_lines, notes
from rodedraad.read.layout_passages import (
    BULLET,
    Body,
    Passage,
    first_width,
    goes_on,
    hang,
    has_ended,
    has_more,
    kind_of_sign,
    last_word,
    sign_of,
)
from rodedraad.read.layout_tables import Cell

_RAGGED_ENDED: Final = 0.12
_RAGGED: Final = 0.3
"""Share of a ragged column that must stay white for a new block: less where a sentence ends there."""


def passages(layout: Layout, body: Body) -> list[Passage]:
    """The blocks of one page, in reading order; notes at the foot come as footnotes."""
    sheet = layout.sheet
    noted = foot_lines(layout, body)
    found: list[Passage] = []
    margins = _margins(layout)
    pitches = _pitches(layout, body)
    current: list[Line] = []

    def close() -> None:
        if current:
            found.append(_passage(list(current)))
            current.clear()

    for item in layout.items:
        if isinstance(item, Cell):
            close()
            lines = join_lines(sheet, item.fragments, -1)
            if lines:
                found.append(Passage("table_cell", lines, table=item.table, row=item.row, column=item.column))
            continue
        if id(item) in noted:
            continue
        if current and _parts(current, item, margins, pitches):
            close()
        current.append(item)
    close()
    contents_tables(found)
    mark_contents(found)
    for column in sorted({line.column for line in layout.items if isinstance(line, Line) and id(line) in noted}):
        found += notes(
            [line for line in layout.items if isinstance(line, Line) and id(line) in noted and line.column == column]
        )
    return found


@dataclass(slots=True)
class _Margin:
    """How far lines of one column and size reach, and whether most of them reach all the way."""

    left: float
    right: float
    is_justified: bool

    def white(self, line: Line, following: Line) -> float:
        """What is left of the line, as a share of the column, when the next line's first word is put on it."""
        reach = line.right + 0.2 * line.size + first_width(following)
        return (self.right - reach) / max(self.right - self.left, 1.0)


def _margins(layout: Layout) -> dict[tuple[int, int], _Margin]:
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in layout.items:
        if isinstance(line, Line):
            columns[line.column, round(line.size)].append(line)
    margins: dict[tuple[int, int], _Margin] = {}
    for key, lines in columns.items():
        right = max(line.right for line in lines)
        reach = sum(line.right > right - 0.3 * line.size for line in lines)
        margins[key] = _Margin(min(line.left for line in lines), right, 2 * reach > len(lines) > 3)
    return margins


def _pitches(layout: Layout, body: Body) -> dict[int, float]:
    """How far lines of one size stand apart within a paragraph on this page."""
    seen: dict[int, list[float]] = defaultdict(list)
    before: Line | None = None
    for line in layout.items:
        if not isinstance(line, Line):
            before = None
            continue
        if before is not None and abs(before.size - line.size) < 0.3 and goes_on(line):
            pitch = line.base - before.base
            if 0.8 * line.size < pitch < 2.6 * line.size:
                seen[round(line.size)].append(pitch)
        before = line
    return {size: median(pitches) for size, pitches in seen.items() if len(pitches) > 2} | {0: body.pitch}


def _parts(current: list[Line], line: Line, margins: dict[tuple[int, int], _Margin], pitches: dict[int, float]) -> bool:
    """Whether a new block begins with this line."""
    last = current[-1]
    size = max(last.size, line.size)
    pitch = line.base - last.base
    if line.sheet is not last.sheet or pitch <= 0.3 * size:
        return True
    if line.left > last.right + size or last.left > line.right + size:
        return True
    usual = pitches.get(round(last.size)) or pitches[0] * last.size
    if pitch > 1.22 * usual + 0.3 and not (pitch < 1.45 * usual and goes_on(line) and not has_ended(last)):
        return True
    ratio = min(last.size, line.size) / max(size, 1.0)
    if ratio < 0.8 or (ratio < 0.9 and not (goes_on(line) and not has_ended(last))):
        return True
    hyphened = last_word(last)[-1] in "\x02\ufffe\xad"
    if hyphened:
        return False
    margin = margins[last.column, round(last.size)]
    white = margin.white(last, line)
    ended = has_ended(last)
    if margin.is_justified:
        is_short = white * (margin.right - margin.left) > 0.1 * last.size
    else:  # ragged lines end where they like: only a clear gap tells
        is_short = white > (_RAGGED_ENDED if ended else _RAGGED)
    is_amid = goes_on(line) or (white <= 0 and _is_amid(current, line, ended=ended))
    if last.is_bold != line.is_bold and (is_short or not is_amid):
        return True
    text = line.text
    sign = sign_of(line)
    head = current[0]
    head_sign = sign_of(head)
    if sign:
        is_plain = sign == "\uf0b7" or (BULLET.match(text) is not None and text[0] not in "-–—*o")
        is_next = kind_of_sign(head_sign) == kind_of_sign(sign) and abs(line.left - head.left) < 3
        return is_plain or is_next or ended or is_short
    if head_sign:
        inner = current[1].left if len(current) > 1 else hang(head)
        if abs(line.left - inner) < 0.4 * size and inner > head.left + 0.4 * size:
            return False
        if len(current) > 1 and line.left < current[1].left - 0.5 * size:
            return ended or is_short
        return is_short and not goes_on(line)
    is_centred = abs((line.left + line.right) - (last.left + last.right)) < 3 and abs(line.left - last.left) > 2
    if is_centred:
        return last.is_bold != line.is_bold
    indent = line.left - last.left
    if 0.8 * size < indent < 5 * size and ended and not goes_on(line):
        return True
    return is_short and not goes_on(line) and (ended or not last.is_bold)


def _is_amid(current: list[Line], line: Line, *, ended: bool) -> bool:
    """Whether bold words that fill a line stand in the middle of a plain paragraph, as names and titles do."""
    if ended:
        return False
    if current[0].is_bold:  # the bold words go on into the next line
        return bool(line.sheet.bold[line.fragments[0].first])
    return line.is_bold or len(current) > 1


def _passage(lines: list[Line]) -> Passage:
    line = lines[0]
    sign = sign_of(line)
    if not sign or not (has_more(line) or len(lines) > 1):
        return Passage("paragraph", lines)
    first = line.fragments[0].first
    is_bare = sign == line.sheet.text[line.sheet.starts[first] : line.sheet.ends[first]] or first in line.sheet.signs
    return Passage("list_item", lines, level=1, skip=int(is_bare and not any(map(str.isalnum, sign))))
