"""What blocks are made of before their text is put together, and what can be told of a line by looking at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rodedraad.read.layout import Line
from rodedraad.read.pdf_page import Sheet
from rodedraad.records import BlockKind

BREAKS: Final = ("\x02", "\ufffe", "\xad")
"""What PDFium gives for a hyphen at a line end, and the soft hyphen."""
BULLET: Final = re.compile(r"[•●○◦▪■□‣⁃∙·►▶→✓✔➢❖➔➤\uf000-\uf0ff]|[-–—*o](?=\s)")
QUOTES: Final = "‘“„«\"'"
"""What may stand before the number of an item that is quoted, as in acts that change other acts."""
NUMBERED: Final = re.compile(
    rf"[{QUOTES}]?(?:"
    r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.):](?=\s|$)"
    r"|\d{1,3}[a-z]{1,2}[.)](?=\s)"
    r"|\((?:-?\d{1,3}[a-z]{0,2}|-?[a-z][a-h]{0,2}\d{0,2}|[ivx]{1,5})\)"
    r")"
)
"""Numbers of items: ``1.``, ``a)``, ``(iv)``; ``2a.`` and ``(-ab)`` stand in what was put in between."""
DECIMAL: Final = re.compile(r"\d{1,2}[a-z]{0,2}(?:\.\d{1,2}[a-z]?){1,4}\.?(?=\s+[A-ZÀ-Þ‘“▌])")
"""Numbers of paragraphs, as in ``3.2 De gemeente``; whether they number headings or items shows only later."""
_END: Final = re.compile(r"[.!?:;…][\"'”’»)\]]*(?:\d{1,3})?$")
_ABBREVIATION: Final = re.compile(
    r"(?:e\.g|i\.e|cf|arts?|nos?|nrs?|pp?|blz|resp|incl|excl|ca|drs?|ir|ing|mr|prof|mw|dhr|o\.a|m\.n|bijv|bv|d\.w\.z"
    r"|m\.b\.t|t\.a\.v|t\.b\.v|i\.v\.m|i\.p\.v|t\.o\.v|m\.u\.v|vgl|evt|vs|al|jl|a\.d)\.",
    re.IGNORECASE,
)


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


def goes_on(line: Line) -> bool:
    """Whether the line begins in lower case, so in the middle of a sentence."""
    return _first(line).islower()


def _first(line: Line) -> str:
    sheet = line.sheet
    return sheet.text[sheet.starts[line.fragments[0].first]]


def last_word(line: Line) -> str:
    """The line's last word, raw."""
    sheet, word = line.sheet, line.fragments[-1].last - 1
    return sheet.text[sheet.starts[word] : sheet.ends[word]]


def first_width(line: Line) -> float:
    """How wide the line's first word is, with a dash before it."""
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
    word = last_word(line)[-24:]
    return bool(_END.search(word)) and not is_abbreviated(word)


def is_abbreviated(text: str) -> bool:
    """Whether the last word is an abbreviation, whose point ends no sentence."""
    return _ABBREVIATION.fullmatch(text.rpartition(" ")[2].lstrip("(‘“'\"")) is not None


def is_full(line: Line, next_line: Line, right: float) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return line.right + 0.2 * line.size + first_width(next_line) > right - 0.1 * line.size


def hang(line: Line) -> float:
    """Where the words of a list item begin, after its sign."""
    if len(line.fragments) > 1 and line.fragments[0].last - line.fragments[0].first == 1:
        return line.fragments[1].left
    fragment = line.fragments[0]
    return float(line.sheet.boxes[min(fragment.first + 1, fragment.last - 1), 0])


def sign_of(line: Line) -> str:
    """The sign of a list item with which this line begins: a bullet, a number or a letter; else nothing."""
    sheet, first = line.sheet, line.fragments[0].first
    if first in sheet.signs and sheet.ends[first] - sheet.starts[first] <= 2 and has_more(line):
        return "\uf0b7"
    text = line.text
    found = BULLET.match(text) or NUMBERED.match(text)
    return found.group() if found else ""


def has_more(line: Line) -> bool:
    """Whether the line has more than one word."""
    return len(line.fragments) > 1 or line.fragments[0].last - line.fragments[0].first > 1


def kind_of_sign(sign: str) -> str:
    """Signs of one list look alike: the same bullet, or numbers, or letters, in the same dress."""
    return re.sub(r"[a-zA-Z]+", "a", re.sub(r"\d+", "1", sign))
