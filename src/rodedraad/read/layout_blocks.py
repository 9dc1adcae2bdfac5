"""Lines to blocks: paragraphs, list items, headings, footnotes, entries of a table of contents.

A paragraph ends where a reader sees it end: at white, at a change of type, at an indent, at a sign of a list, and
after a line on which the next word would still have fitted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from rodedraad.read.layout import Layout, Line, join_lines
from rodedraad.read.layout_tables import Cell
from rodedraad.read.pdf_page import Sheet
from rodedraad.records import BlockKind

BULLET: Final = re.compile(r"[•●○◦▪■□‣⁃∙·►▶→✓✔➢❖➔➤\uf000-\uf0ff]|[-–—*o](?=\s)")
NUMBERED: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.):](?=\s|$)|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)")
NOTE_START: Final = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])[\s.)]*(?=[^\s\d.,)%°])")
_END: Final = re.compile(r"[.!?:;…][\"'”’»)\]]*(?:\d{1,3})?$")
_ABBREVIATIONS: Final = frozenset(
    """e.g. i.e. cf. art. arts. no. nos. nr. nrs. p. pp. blz. resp. incl. excl. ca. dr. drs. ir. ing. mr. prof. mw.
    dhr. o.a. m.n. bijv. bv. d.w.z. m.b.t. t.a.v. t.b.v. i.v.m. i.p.v. t.o.v. m.u.v. vgl. evt. vs. al. jl. a.d.
    lid.""".split()
)
_SENTENCES: Final = re.compile(r"[.!?]\s+[A-ZÀ-Þ‘“\"]")
_SMALL: Final = 0.94
"""Type at most this part of the body's is small type: notes in print are 0.7 to 0.9 of it."""


_RAGGED_ENDED: Final = 0.12
_RAGGED: Final = 0.3
"""Share of a ragged column that must stay white for a new block: less where a sentence ends there."""


@dataclass(slots=True)
class Body:
    """The type most of a document is set in, and how far its lines stand apart in sizes of type."""

    size: float
    is_bold: bool
    is_italic: bool
    font: int
    pitch: float


@dataclass(slots=True)
class Passage:
    """One block before its text is put together. ``skip`` counts the words of a list item's sign."""

    kind: BlockKind
    lines: list[Line]
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    skip: int = 0
    is_column_end: bool = False

    @property
    def size(self) -> float:
        """The type size of its first line."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Its words, raw; for looking at."""
        return " ".join(line.text for line in self.lines)


def body_of(sheets: Iterable[Sheet]) -> Body:
    """The type of the running text: most characters, and the distance of lines that go on in lower case."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    italic: Counter[bool] = Counter()
    fonts: Counter[int] = Counter()
    pitches: Counter[float] = Counter()
    for sheet in sheets:
        before = None
        for fragment in sheet.fragments:
            length = int(sheet.ends[fragment.last - 1] - sheet.starts[fragment.first])
            sizes[round(fragment.size * 2) / 2] += length
            bold[fragment.is_bold] += length
            italic[fragment.is_italic] += length
            fonts[int(sheet.fonts[fragment.first])] += length
            if (
                before is not None
                and abs(before.left - fragment.left) < 1
                and abs(before.size - fragment.size) < 0.2
                and 0 < fragment.base - before.base < 3 * fragment.size
                and sheet.text[sheet.starts[fragment.first]].islower()
            ):
                pitches[round((fragment.base - before.base) / max(fragment.size, 1) * 20) / 20] += 1
            before = fragment
    size = min(sizes.items(), key=lambda item: (-item[1], item[0]))[0] if sizes else 10.0
    font = min(fonts.items(), key=lambda item: (-item[1], item[0]))[0] if fonts else 0
    pitch = min(pitches.items(), key=lambda item: (-item[1], item[0]))[0] if pitches else 1.3
    return Body(max(size, 1.0), bold[True] > bold[False], italic[True] > italic[False], font, pitch)


def passages(layout: Layout, body: Body) -> list[Passage]:
    """The blocks of one page, in reading order; notes at the foot come as footnotes."""
    sheet = layout.sheet
    noted = _foot_lines(layout, body)
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
    _contents_tables(found)
    _mark_contents(found)
    for column in sorted({line.column for line in layout.items if isinstance(line, Line) and id(line) in noted}):
        found += _notes(
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
        reach = line.right + 0.2 * line.size + _first_width(following)
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
        if before is not None and abs(before.size - line.size) < 0.3 and _goes_on(line):
            pitch = line.base - before.base
            if 0.8 * line.size < pitch < 2.6 * line.size:
                seen[round(line.size)].append(pitch)
        before = line
    return {size: median(pitches) for size, pitches in seen.items() if len(pitches) > 2} | {0: body.pitch}


def _goes_on(line: Line) -> bool:
    return _first(line).islower()


def _first(line: Line) -> str:
    sheet = line.sheet
    return sheet.text[sheet.starts[line.fragments[0].first]]


def _last_word(line: Line) -> str:
    sheet, word = line.sheet, line.fragments[-1].last - 1
    return sheet.text[sheet.starts[word] : sheet.ends[word]]


def _first_width(line: Line) -> float:
    fragment, boxes = line.fragments[0], line.sheet.boxes
    after = fragment.first
    if (
        fragment.last - after > 1
        and boxes[after, 2] - boxes[after, 0] < 1.2 * fragment.size
        and not line.text[:1].isalnum()
    ):
        after += 1  # a dash does not stand alone at a line end
    return float(boxes[after, 2] - boxes[fragment.first, 0])


def has_ended(line: Line) -> bool:
    """Whether a sentence ends with this line."""
    word = _last_word(line)[-24:]
    return bool(_END.search(word)) and not is_abbreviated(word)


def is_abbreviated(text: str) -> bool:
    """Whether the last word is an abbreviation, whose point ends no sentence."""
    return text.rpartition(" ")[2].lstrip("(‘“'\"").lower() in _ABBREVIATIONS


def is_full(line: Line, next_line: Line, right: float) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return line.right + 0.2 * line.size + _first_width(next_line) > right - 0.1 * line.size


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
    if pitch > 1.22 * usual + 0.3 and not (pitch < 1.45 * usual and _goes_on(line) and not has_ended(last)):
        return True
    ratio = min(last.size, line.size) / max(size, 1.0)
    if ratio < 0.8 or (ratio < 0.9 and not (_goes_on(line) and not has_ended(last))):
        return True
    hyphened = _last_word(last)[-1] in "\x02\ufffe\xad"
    if hyphened:
        return False
    margin = margins[last.column, round(last.size)]
    white = margin.white(last, line)
    ended = has_ended(last)
    if margin.is_justified:
        is_short = white * (margin.right - margin.left) > 0.1 * last.size
    else:  # ragged lines end where they like: only a clear gap tells
        is_short = white > (_RAGGED_ENDED if ended else _RAGGED)
    if last.is_bold != line.is_bold and not (_goes_on(line) and not is_short):
        return True
    text = line.text
    sign = _sign(line)
    head = current[0]
    head_sign = _sign(head)
    if sign:
        is_plain = sign == "\uf0b7" or (BULLET.match(text) is not None and text[0] not in "-–—*o")
        is_next = _kind_of_sign(head_sign) == _kind_of_sign(sign) and abs(line.left - head.left) < 3
        return is_plain or is_next or ended or is_short
    if head_sign:
        hang = current[1].left if len(current) > 1 else _hang(head)
        if abs(line.left - hang) < 0.4 * size and hang > head.left + 0.4 * size:
            return False
        if len(current) > 1 and line.left < current[1].left - 0.5 * size:
            return ended or is_short
        return is_short and not _goes_on(line)
    is_centred = abs((line.left + line.right) - (last.left + last.right)) < 3 and abs(line.left - last.left) > 2
    if is_centred:
        return last.is_bold != line.is_bold
    indent = line.left - last.left
    if 0.8 * size < indent < 5 * size and ended and not _goes_on(line):
        return True
    return is_short and not _goes_on(line) and (ended or not last.is_bold)


def _hang(line: Line) -> float:
    """Where the words of a list item begin, after its sign."""
    if len(line.fragments) > 1 and line.fragments[0].last - line.fragments[0].first == 1:
        return line.fragments[1].left
    fragment = line.fragments[0]
    return float(line.sheet.boxes[min(fragment.first + 1, fragment.last - 1), 0])


def _sign(line: Line) -> str:
    """The sign of a list item with which this line begins: a bullet, a number or a letter; else nothing."""
    sheet, first = line.sheet, line.fragments[0].first
    if first in sheet.signs and sheet.ends[first] - sheet.starts[first] <= 2 and _has_more(line):
        return "\uf0b7"
    text = line.text
    found = BULLET.match(text) or NUMBERED.match(text)
    return found.group() if found else ""


def _has_more(line: Line) -> bool:
    return len(line.fragments) > 1 or line.fragments[0].last - line.fragments[0].first > 1


def _kind_of_sign(sign: str) -> str:
    """Signs of one list look alike: the same bullet, or numbers, or letters, in the same dress."""
    return re.sub(r"[a-zA-Z]+", "a", re.sub(r"\d+", "1", sign))


def _passage(lines: list[Line]) -> Passage:
    line = lines[0]
    sign = _sign(line)
    if not sign or not (_has_more(line) or len(lines) > 1):
        return Passage("paragraph", lines)
    first = line.fragments[0].first
    is_bare = sign == line.sheet.text[line.sheet.starts[first] : line.sheet.ends[first]] or first in line.sheet.signs
    return Passage("list_item", lines, level=1, skip=int(is_bare and not any(map(str.isalnum, sign))))


# --- notes ----------------------------------------------------------------------------------------------------


def _foot_lines(layout: Layout, body: Body) -> set[int]:
    """The lines that are notes at the foot of the page: small, below all other text of their column."""
    lines = [item for item in layout.items if isinstance(item, Line)]
    if not any(line.size >= 0.97 * body.size for line in lines):
        return set()
    rules = [
        rule
        for rule in layout.sheet.rules
        if rule[3] - rule[1] < 2.6 and 40 < rule[2] - rule[0] < 0.55 * layout.sheet.width
    ]
    found: set[int] = set()
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    lowest = {
        number: max((line.base for line in column if line.size > _SMALL * body.size), default=0.0)
        for number, column in columns.items()
    }
    for number, column in columns.items():
        run: list[Line] = []
        for line in reversed(column):
            is_ruled = any(
                abs(rule[0] - line.left) < 12 and 0 < line.base - rule[3] < 2.2 * line.size for rule in rules
            )
            if line.size > _SMALL * body.size and not is_ruled:
                break
            run.append(line)
            if is_ruled:
                break
        run.reverse()
        start = next((place for place, line in enumerate(run) if NOTE_START.match(line.text)), None)
        if start is None or run[start].base < 0.3 * layout.sheet.height:
            continue
        begun = run[start]
        if any(
            lowest[other] > begun.base
            and any(
                line.left < begun.right and begun.left < line.right and line.size > _SMALL * body.size
                for line in columns[other]
                if line.base > begun.base
            )
            for other in columns
            if other != number
        ):
            continue
        while (
            start > 0
            and run[start].base - run[start - 1].base < 1.6 * run[start].size
            and not any(run[start - 1].base < rule[1] < run[start].base for rule in rules)
        ):
            start -= 1  # what is left of a note of the page before stands above the first
        found.update(id(line) for line in run[start:])
    return found


def _notes(lines: list[Line]) -> list[Passage]:
    found: list[Passage] = []
    expected: int | None = None
    for line in lines:
        match = NOTE_START.match(line.text)
        number = int(match.group(1)) if match and match.group(1).isdigit() else None
        starts = match is not None and (number is None or expected is None or expected <= number <= expected + 3)
        if starts or not found:
            found.append(Passage("footnote", [line]))
            if number is not None:
                expected = number + 1
        else:
            found[-1].lines.append(line)
    return found


# --- tables of contents ---------------------------------------------------------------------------------------

_LEADERS: Final = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}|(?:\. ){3,}")
_ENTRY: Final = re.compile(r"(?<=[\s.…])\d{1,3}$")
_ENTRY_CHARS: Final = 160
_CONTENTS_TITLE: Final = re.compile(r"(?:inhoud(?:sopgave|stafel)?|contents|table of contents|index)\W*", re.IGNORECASE)


def _contents_tables(found: list[Passage]) -> None:
    """Tables whose last column counts pages upward are tables of contents."""
    tables: dict[int, list[Passage]] = defaultdict(list)
    for passage in found:
        if passage.table is not None:
            tables[passage.table].append(passage)
    for cells in tables.values():
        last = max(cell.column or 0 for cell in cells)
        numbers = [cell.text for cell in cells if cell.column == last]
        if last > 2 or len(numbers) < 3 or not all(number.isdecimal() and len(number) < 4 for number in numbers):
            continue
        values = [int(number) for number in numbers]
        if values != sorted(values) or len({cell.row for cell in cells}) > 1.6 * len(values):
            continue
        rows: dict[int, list[Passage]] = defaultdict(list)
        for cell in cells:
            rows[cell.row or 0].append(cell)
        place = found.index(cells[0])
        entries = [
            Passage("contents", [_merged([line for cell in rows[row] for line in cell.lines])]) for row in sorted(rows)
        ]
        taken = set(map(id, cells))
        found[:] = [
            *(one for one in found[:place] if id(one) not in taken),
            *entries,
            *(one for one in found[place:] if id(one) not in taken),
        ]


def _merged(lines: list[Line]) -> Line:
    first = lines[0]
    return Line(
        first.sheet,
        [fragment for line in lines for fragment in line.fragments],
        min(line.left for line in lines),
        first.top,
        max(line.right for line in lines),
        lines[-1].bottom,
        first.base,
        first.size,
        first.is_bold,
        first.is_italic,
        first.column,
    )


def _mark_contents(found: list[Passage]) -> None:
    """Lines with dot leaders, and runs of three or more short lines that end in a page number."""
    titled = False
    index = 0
    while index < len(found):
        passage = found[index]
        if passage.kind in ("table_cell", "contents"):
            index += 1
            continue
        if len(passage.text) < 40 and _CONTENTS_TITLE.fullmatch(passage.text):
            titled = True
        if passage.kind == "footnote":
            index += 1
            continue
        entries = sum(bool(_LEADERS.search(line.text)) for line in passage.lines)
        if entries and entries * 3 >= len(passage.lines):
            found[index : index + 1] = _entries(passage)
            index += 1
            continue
        index += 1
    ends = [
        passage.kind != "table_cell" and len(passage.lines) < 4 and _page_of(passage) is not None for passage in found
    ]
    run: list[int] = []
    for index in range(len(found) + 1):
        if index < len(found) and ends[index]:
            run.append(index)
            continue
        if len(run) >= 3 and _counts_up([found[place] for place in run]) and (titled or len(run) >= 5):
            for place in run:
                found[place].kind = "contents"
                found[place].level = None
                found[place].skip = 0
        run = []


def _page_of(passage: Passage) -> int | None:
    """The number at the end of a line that may be an entry of a table of contents."""
    text = passage.text
    found = _ENTRY.search(text[-8:]) if len(text) < _ENTRY_CHARS else None
    return int(found.group()) if found and any(map(str.isalpha, text)) else None


def _counts_up(run: list[Passage]) -> bool:
    values = [value for value in map(_page_of, run) if value is not None]
    rising = sum(later >= earlier for earlier, later in pairwise(values))
    return rising >= 0.9 * (len(values) - 1) and values[-1] > values[0]


def _entries(passage: Passage) -> list[Passage]:
    """One entry per page number; lines without one belong to the entry that follows."""
    found: list[Passage] = []
    waiting: list[Line] = []
    for line in passage.lines:
        waiting.append(line)
        if line.text[-1:].isdigit():
            found.append(Passage("contents", waiting))
            waiting = []
    if waiting:
        found.append(Passage("contents", waiting))
    return found


# --- levels ---------------------------------------------------------------------------------------------------

_SECTION: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=\S)")
_NAMED: Final = re.compile(
    r"(?:hoofdstuk|bijlage|annex|chapter|appendix|deel|part|artikel|article|paragraaf|titel)\s+[\dIVXA-Z]{1,4}\b",
    re.IGNORECASE,
)
_HEADING_CHARS: Final = 200


def mark_headings(found: Sequence[Passage], body: Body, outline: dict[str, int]) -> None:
    """Turns passages into headings and gives each its level: outline first, then numbering, then type."""
    styles: Counter[tuple[int, bool, bool]] = Counter()
    for passage in found:
        if passage.kind in ("paragraph", "list_item") and _is_heading(passage, body, outline):
            passage.kind = "heading"
            passage.level = None
            passage.skip = 0
            styles[_style(passage)] += 1
    # a style used once is a title page or an accident: it takes the level of the next style that is used more
    order = sorted(styles, key=lambda one: (-one[0], not one[1], one[2]))
    ranks: dict[tuple[int, bool, bool], int] = {}
    rank = 1
    for style in order:
        ranks[style] = min(rank, 6)
        rank += styles[style] > 1
    for passage in found:
        if passage.kind != "heading":
            continue
        text = passage.text
        known = outline.get(folded(text))
        section = _SECTION.match(text)
        if known is not None:
            passage.level = known
        elif section is not None and "." in section.group(1):
            passage.level = section.group(1).count(".") + 1
        else:
            passage.level = ranks[_style(passage)]


def folded(text: str) -> str:
    """A title without white space, case and numbering, to meet its twin in the PDF's outline."""
    return re.sub(r"[\W_]+", "", _SECTION.sub("", text, count=1)).lower()


def _style(passage: Passage) -> tuple[int, bool, bool]:
    """What tells one level of headings from another: size, then weight, then slant."""
    lines = passage.lines
    return round(passage.size), all(line.is_bold for line in lines), all(line.is_italic for line in lines)


def _is_heading(passage: Passage, body: Body, outline: dict[str, int]) -> bool:
    lines = passage.lines
    if len(lines) > 5:
        return False
    text = passage.text
    if len(text) > _HEADING_CHARS or sum(char.isalpha() for char in text) < 3:
        return False
    if folded(text) in outline and len(lines) <= 3:
        return True
    if len(text) > 80 and _SENTENCES.search(text):
        return False
    size = min(line.size for line in lines)
    bold = all(line.is_bold for line in lines) and not body.is_bold
    if size >= 1.7 * body.size:
        return True
    ends = text.rstrip()[-1:]
    section = _SECTION.match(text)
    if passage.kind == "list_item" and not (section and (bold or size >= 1.12 * body.size)):
        return False
    if ends in ".;," and not (section and len(text) < 60):
        return False
    if text[:1].islower():
        return False
    if size >= 1.12 * body.size and len(text) <= 160:
        return True
    if bold and size >= 0.95 * body.size and len(text) <= 140 and ends != ":":
        return True
    if len(lines) == 1 and len(text) <= 90 and ends not in ':?!)”’"' and _is_other_type(lines[0], body):
        return True
    if section and "." in section.group(1) and len(text) <= 90 and len(lines) <= 2 and ends not in ":?":
        return True
    if _NAMED.match(text) and len(text) <= 80 and ends != ":":
        return True
    return text.isupper() and text[0].isalpha() and 6 <= len(text) <= 80 and len(lines) <= 2 and size >= 0.9 * body.size


def _is_other_type(line: Line, body: Body) -> bool:
    """Whether a whole line is set in another font than the text, at least as large."""
    if line.size < 0.97 * body.size:
        return False
    sheet = line.sheet
    fonts = {int(font) for fragment in line.fragments for font in sheet.fonts[fragment.first : fragment.last]}
    return (line.is_italic and not body.is_italic) or (len(fonts) == 1 and body.font not in fonts)


def nest_items(found: Sequence[Passage]) -> None:
    """The nesting of list items from how far their signs stand in, within one list."""
    stack: list[float] = []
    for passage in found:
        if passage.kind == "footnote":
            continue
        if passage.kind != "list_item":
            if passage.kind == "heading" or (stack and passage.lines[0].left <= stack[0] + 2):
                stack = []
            continue
        left = passage.lines[0].left
        while stack and left < stack[-1] - 3:
            stack.pop()
        if not stack or left > stack[-1] + 3:
            if len(stack) < 6 and (not stack or left - stack[-1] < 80):
                stack.append(left)
            elif left - stack[-1] >= 80:  # another column
                stack = [left]
        passage.level = max(len(stack), 1)
