"""Plain text: letters and reports whose layout is all in their lines.

Paragraphs stand apart by empty lines; lines that were wrapped to a width are joined, short lines that their author
broke stay lines of one block (an address); form feeds turn pages. Method: docs/method/read-office.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final
from unicodedata import digit

from rodedraad.read.encoding import decoded
from rodedraad.read.gather import Gatherer, fold, looks_like_heading, without_bullet
from rodedraad.read.outline import Line, pour
from rodedraad.read.wrapping import Hyphens, rejoined
from rodedraad.records import Perusal

_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKDOWN_MARK = re.compile(r"\*\*[^*\n]{1,200}\*\*|\]\([^)\s]{1,2000}\)|<sup>")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-z][.)]|\([a-z]\)|[ivx]{1,4}[.)])\s+(?=\S)")
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[^\W\d_])")
_UNDERLINE = re.compile(r"([=\-~_*])\1{2,}\s*$")
_PAGE_NUMBER = re.compile(
    r"[-–\s]{0,4}(?:pagina|blz\.?|page|p\.)?\s{0,2}\d{1,4}(?:\s{0,2}(?:van|of|/)\s{0,2}\d{1,4})?[-–\s]{0,4}",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})|(\d{1,3})(?=\s+(?:https?://|www\.)))\s+(?=\S)")
_NOT_HEADING = re.compile(
    r"@|https?:|www\.|\b\d{4}\s?[A-Z]{2}\b|^\d{1,2}[ -](?:\w{3,9}|\d{1,2})[ -]\d{4}$|\b\d{2,4}-\d{6,8}\b|\t"
)
_ENDS_PARAGRAPH = re.compile(r"[.!?][\"'”’)]{0,2}$")
_UNWRAPPED_CHARS: Final = 180
_DIGITS = re.compile(r"\d+")


class TextReader:
    """Plain text in any of the usual encodings; Markdown under a ``.txt`` name is read as Markdown."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a plain text file. Raises UnreadableSource."""
        text, replaced = decoded(data)
        gatherer = Gatherer(data, path)
        if replaced:
            gatherer.problem("other", "read.characters_replaced", characters=replaced)
        if is_markdown(text):
            from rodedraad.read.markdown import pour_markdown  # noqa: PLC0415 - markdown.py reads plain parts with this module

            return gatherer.perusal(properties=pour_markdown(text, gatherer).items())
        pages = pour_text(text, gatherer)
        return gatherer.perusal(pages=pages)


def is_markdown(text: str) -> bool:
    """Whether a text uses Markdown's marks: headings together with bold words, links or raised numbers."""
    headings = len(_MARKDOWN_HEADING.findall(text))
    marks = len(_MARKDOWN_MARK.findall(text))
    return headings >= 2 or (headings == 1 and marks >= 1) or marks >= 6


def pour_text(text: str, gatherer: Gatherer) -> int | None:
    """Reads plain text; returns the number of pages, or None where nothing turns them."""
    pages = _normal(text).split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    has_pages = len(pages) > 1
    lines = text_lines(pages if has_pages else pages[0:1], has_pages=has_pages)
    pour(lines, gatherer)
    return len(pages) if has_pages else None


def text_lines(pages: list[str], *, has_pages: bool = False) -> list[Line]:
    """The blocks of plain text, with headings and list items told by their layout."""
    rows, margins = _rows(pages)
    hyphens = Hyphens("\n".join(row.text for row in rows))
    width = _width(rows)
    blocks = list(_blocks(rows))
    lines: list[Line] = [Line(kind="furniture", text=text) for text in margins]
    tables = 0
    for at, block in enumerate(blocks):
        if _is_table(block):
            lines.extend(_cells(block, tables))
            tables += 1
        else:
            is_alone = at + 1 < len(blocks) and _is_prose(blocks[at + 1], width)
            lines.extend(_paragraphs(block, width, hyphens, opens_prose=is_alone, has_pages=has_pages))
    return rejoined(lines, hyphens, least_gap=1)


@dataclass(frozen=True, slots=True)
class _Row:
    """One visible line: its text, its indent, the empty lines above it, its page."""

    text: str
    indent: int
    gap: int
    page: int


def _normal(text: str) -> str:
    return (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x0b", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )


def _rows(pages: list[str]) -> tuple[list[_Row], list[str]]:
    """The visible lines, and what stands at the head or foot of most pages, once."""
    raw = [page.split("\n") for page in pages]
    repeated = _repeated(raw)
    rows: list[_Row] = []
    margins: list[str] = []
    for number, lines in enumerate(raw, start=1):
        gap = 1 if rows and len(pages) > 1 else 0
        visible = [at for at, line in enumerate(lines) if line.strip()]
        edges = {*visible[:2], *visible[-2:]} if len(pages) > 1 else set()
        for at, line in enumerate(lines):
            text = fold(line.expandtabs(4) if line[:1] == "\t" else line) if "\t" not in line.strip() else line.strip()
            if not text:
                gap += 1
                continue
            shape = _DIGITS.sub("#", text)
            if at in edges and (shape in repeated or _PAGE_NUMBER.fullmatch(text)):
                margins.extend([text] if shape not in {_DIGITS.sub("#", seen) for seen in margins} else [])
                continue
            indent = len(line) - len(line.lstrip())
            rows.append(_Row(text, indent, gap, number))
            gap = 0
    return rows, margins


def _repeated(pages: list[list[str]]) -> set[str]:
    counted: Counter[str] = Counter()
    for lines in pages:
        visible = [fold(line) for line in lines if line.strip()]
        edges = {
            text for text in (*visible[:2], *visible[-2:]) if len(text) <= 100 and not _ENDS_PARAGRAPH.search(text[-4:])
        }
        counted.update({_DIGITS.sub("#", text) for text in edges})
    return {shape for shape, count in counted.items() if count >= 3 and count * 2 >= len(pages)}


def _width(rows: list[_Row]) -> int:
    """The width to which the text was wrapped: that of its longer lines; 0 where it was not wrapped."""
    lengths = sorted(len(row.text) for row in rows)
    if not lengths:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return 0 if lengths[-1] > _UNWRAPPED_CHARS or width < 30 else width


def _blocks(rows: list[_Row]) -> Iterator[list[_Row]]:
    block: list[_Row] = []
    for row in rows:
        if block and (row.gap or row.page != block[-1].page):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _is_prose(block: list[_Row], width: int) -> bool:
    first = block[0].text
    if first[:1].islower():
        return False
    if len(block) == 1:
        return len(first) >= 40 and (_ENDS_PARAGRAPH.search(first[-4:]) is not None or first[-1] in ":;")
    return len(first) >= max(50, width * 6 // 10)


def _is_table(block: list[_Row]) -> bool:
    tabs = {row.text.count("\t") for row in block}
    return len(block) >= 2 and len(tabs) == 1 and tabs.pop() >= 1


def _cells(block: list[_Row], table: int) -> Iterator[Line]:
    for at, row in enumerate(block):
        for column, text in enumerate(row.text.split("\t")):
            yield Line(kind="table_cell", text=text, table=table, row=at, column=column)


def _paragraphs(
    block: list[_Row], width: int, hyphens: Hyphens, *, opens_prose: bool, has_pages: bool
) -> Iterator[Line]:
    """One block of lines without empty lines between as headings, list items, notes and paragraphs."""
    heading = _heading(block, opens_prose=opens_prose)
    if heading is not None:
        taken, level = heading
        turns = ((0, block[0].page),) if has_pages else ()
        yield Line(kind="heading", text=block[0].text, level=level, turns=turns, gap=block[0].gap)
        block = block[taken:]
    part: Line | None = None
    previous: _Row | None = None
    indents: list[int] = []
    for row in block:
        text = row.text.replace("\t", " ")
        if _UNDERLINE.fullmatch(text):
            continue
        if part is not None and previous is not None and _is_dash_in_prose(part, previous.text, text, width):
            part.text += " " + text
            previous = row
            continue
        opened = _opened(text, row, indents, has_pages=has_pages)
        if part is None or previous is None or opened.kind != "paragraph":
            if part is not None:
                yield part
            part = opened
        else:
            is_soft = _is_soft(previous.text, text, width)
            if is_soft:
                part.text = hyphens.join(part.text, text)
            elif _ENDS_PARAGRAPH.search(previous.text[-4:]) and (len(part.text) >= 40 or not width):
                yield part
                part = opened
            else:
                part.text += "\n" + text
        previous = row
    if part is not None:
        yield part


def _is_dash_in_prose(part: Line, before: str, text: str, width: int) -> bool:
    """A dash that came to stand first on a line: the line before is full, and the sentence runs on."""
    if part.kind != "paragraph" or text[:1] not in "-–—" or not text[1:].strip()[:1].islower():
        return False
    return len(before) * 4 > width * 3 > 0 and (before[-1].isalnum() or before[-1] in ",)”’\"'")


def _opened(text: str, row: _Row, indents: list[int], *, has_pages: bool) -> Line:
    """The block that this line would begin."""
    turns = ((0, row.page),) if has_pages else ()
    if note := _NOTE.match(text):
        # int() does not take raised digits, which a note may be numbered by
        number = str(int("".join(str(digit(one)) for one in "".join(filter(None, note.groups())))))
        return Line(kind="footnote", text=text[note.end() :], number=number, gap=row.gap)
    rest = without_bullet(text)
    if rest is None and not _NUMBERED.match(text):
        return Line(kind="paragraph", text=text, turns=turns, gap=row.gap)
    while indents and indents[-1] > row.indent:
        indents.pop()
    if not indents or indents[-1] < row.indent:
        indents.append(row.indent)
    return Line(kind="list_item", text=rest or text, level=len(indents), turns=turns, gap=row.gap)


def _is_soft(before: str, after: str, width: int) -> bool:
    """Whether the line end was put there to fit the width: the next word did not fit, or the sentence runs on."""
    first = after.split(" ", 1)[0]
    ends = _ENDS_PARAGRAPH.search(before[-4:]) is not None
    if width and (len(before) + 1 + len(first)) * 20 > width * 17:
        return True
    if not after[:1].islower() or ends:
        return False
    return before[-1] == "-" or len(before) * 3 > width > 0 or len(after) * 2 > width > 0


def _heading(block: list[_Row], *, opens_prose: bool) -> tuple[int, int] | None:
    """How many lines of the block are its heading, and the level; None where it has none."""
    text = block[0].text
    is_underlined = len(block) > 1 and _UNDERLINE.fullmatch(block[1].text) is not None
    if not looks_like_heading(text) or _NOT_HEADING.search(text) or len(text) > 90:
        return None
    if is_underlined:
        return 2, 1 if block[1].text[0] == "=" else 2
    section = _SECTION.match(text)
    if not (text[0].isupper() or section) or without_bullet(text) or (section and text.endswith("?")):
        return None  # a numbered question is one of a list
    level = section[1].count(".") + 1 if section else 1
    return (1, level) if len(block) == 1 and opens_prose else None
