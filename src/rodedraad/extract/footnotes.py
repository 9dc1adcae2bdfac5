"""Footnotes: by their blocks, or by a mark with an address at the start of a paragraph; what each cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rodedraad.extract.addresses import URL, address, rest
from rodedraad.extract.citations import Name
from rodedraad.extract.listed import noted
from rodedraad.extract.papers import numbers as papers
from rodedraad.extract.titles import names
from rodedraad.records import Block, Document

READ = frozenset({"paragraph", "list_item", "table_cell"})
"""Kinds of blocks that are read as text of a document."""
MAX_IN_BLOCK = 400
"""A block with more names than this is no prose: the rest of it names nothing."""
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKED_NOTE = re.compile(
    r"\s{0,4}(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|<sup>(\d{1,3})</sup>|\[\^?(\d{1,3})\]:?|(\d{1,3})[.)]?(?=\s|https?:|www\.|[A-Z]))\s{0,4}"
)
_NEXT = re.compile(r";\s|\),?\s(?:en|and)\s")


@dataclass(slots=True)
class Note:
    """One footnote: its number, where it stands, its address and numbers."""

    number: str
    start: int
    end: int
    urls: list[str]
    numbers: list[tuple[str, int, int]]
    names: list[Name]
    is_used: bool = False


def footnotes(document: Document) -> tuple[list[Note], list[tuple[int, int]]]:
    """The footnotes, by their blocks or by a mark with an address at the start of a paragraph."""
    notes: list[Note] = []
    inside: list[tuple[int, int]] = []
    text = document.text
    for block in document.blocks:
        if block.kind == "footnote":
            for start, end in _lines(text, block):
                notes.append(_note(text, start, end))
        elif block.kind in READ:
            head = text[block.start : block.start + 60]
            if _MARKED_NOTE.match(head) and ("://" in head or "www." in head):
                notes.append(_note(text, block.start, block.end))
                inside.append((block.start, block.end))
    return notes, inside


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """A block of footnotes may hold several, each on a line that begins with a mark."""
    starts = [block.start]
    cursor = text.find("\n", block.start, block.end)
    while cursor != -1:
        if _MARKED_NOTE.match(text, cursor + 1, block.end):
            starts.append(cursor + 1)
        cursor = text.find("\n", cursor + 1, block.end)
    yield from zip(starts, [*starts[1:], block.end], strict=True)


def _note(text: str, start: int, end: int) -> Note:
    mark = _MARKED_NOTE.match(text, start, end)
    number = next((group for group in mark.groups() if group), "").translate(SUPERSCRIPT) if mark else ""
    first = mark.end() if mark else start
    while first < end and text[first].isspace():
        first += 1
    while end > first and text[end - 1].isspace():
        end -= 1
    urls: list[str] = []
    for found in islice(URL.finditer(text, first, end), MAX_IN_BLOCK):
        url = address(found[0] + rest(text, found.end(), end))
        if url and url not in urls:
            urls.append(url)
    numbers = list(islice(papers(text, first, end), MAX_IN_BLOCK))
    cited = _cited(text, first, end)
    said = names(text, first, end)[:MAX_IN_BLOCK]
    said = [*cited, *(one for one in said if all(one.start >= name.end or one.end <= name.start for name in cited))]
    return Note(number=number, start=first, end=end, urls=urls, numbers=numbers, names=said)


def _cited(text: str, start: int, end: int) -> list[Name]:
    """What each part of a footnote cites."""
    starts = [start, *(match.end() for match in islice(_NEXT.finditer(text, start, end), MAX_IN_BLOCK))]
    ends = [*starts[1:], end]
    return [name for first, last in zip(starts, ends, strict=True) if (name := noted(text, first, last)) is not None]
