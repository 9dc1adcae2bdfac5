"""What every reader but the PDF one shares: folding characters, and gathering pieces with their locators.

A format without pages is cited by heading and paragraph, so the gatherer counts paragraphs under each heading.
It also bounds what one file may hold; what is cut becomes a Problem.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

from rodedraad.read.canonical import Piece, compose
from rodedraad.records import BlockKind, Message, Perusal, Problem, ProblemKind, Value

# 30 million characters is a report of 10,000 pages; nothing larger is one document that somebody wrote.
MAX_CHARACTERS = 30_000_000
MAX_PIECES = 400_000
_HEADING_CHARS = 80

Turns: TypeAlias = tuple[tuple[int, int], ...]
"""Pairs (offset in the text, page), from offset 0 on."""

_GONE = (0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE)
_CONTROLS = (*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_FOLDED: dict[int, str | None] = {
    **dict.fromkeys((*_GONE, *_CONTROLS)),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n"),
    **dict.fromkeys((0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC), "•"),  # bullets of Symbol and Wingdings
    0x2011: "-",
    **{0xFB00 + at: letters for at, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))},
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BULLET = re.compile(r"[•●▪■◦○‣⁃∙·➢➤►✓✔❖–—*-][ \t]+(?=\S)")
_WRONG_HEADING = re.compile(r"[.,;:…]$|^\W*$")
MOST_MARKS = 30
"""So many combining marks a letter keeps, as in Unicode's stream-safe format: composing takes the square of their number."""
_MARKED = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")  # marks among them: told apart one by one, and seldom


def fold(text: str) -> str:
    """The text as it is quoted: NFC, one space between words, one line end where the author broke the line.

    Soft hyphens, zero-width and control characters leave, and marks beyond thirty on a letter; ligatures become letters.
    """
    lines = text.replace("\r\n", "\n").translate(_FOLDED).split("\n")
    folded = "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
    return folded if folded.isascii() else composed(folded)


def composed(text: str) -> str:
    """The text in NFC; the marks on a letter beyond those that any script has leave."""
    # Composing may free marks of a letter that had some already.
    return _MARKED.sub(_least_marked, unicodedata.normalize("NFC", _MARKED.sub(_least_marked, text)))


def _least_marked(found: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for character in found[0]:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def raised(text: str) -> str:
    """Raised text: a footnote's number, or the exponent of a unit. Digits stay apart from the word before them."""
    return text.translate(_RAISED) if text.strip().isdecimal() and text.isascii() else text


def without_bullet(text: str) -> str | None:
    """The text behind a typed bullet or dash; None where there is none."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else None


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands out could be a heading: short, one line, no sentence, with a letter in it."""
    return (
        len(text) <= 120
        and "\n" not in text
        and not _WRONG_HEADING.search(text)
        and any(character.isalpha() for character in text)
    )


class Gatherer:
    """Collects one file's pieces in reading order and gives the Perusal.

    Text is folded here, so readers hand over what they find. ``page`` is set by formats that have pages.
    """

    def __init__(self, data: bytes, path: str, *, are_slides: bool = False) -> None:
        self.path = path
        self._are_slides = are_slides
        self.page: int | None = None
        self.is_full = False
        self._id = hashlib.sha256(data).hexdigest()
        self._pieces: list[Piece] = []
        self._problems: list[Problem] = []
        self._characters = 0
        self._heading = ""
        self._paragraphs = 0
        self._tables = 0
        self._notes = 0

    def heading(self, text: str, level: int) -> None:
        """A heading; what follows is cited by it."""
        text = fold(text).replace("\n", " ")
        if text:
            self._heading = text if len(text) <= _HEADING_CHARS else text[: _HEADING_CHARS - 1].rstrip() + "…"
            self._paragraphs = 0
            self._add("heading", text, level=max(1, min(level, 9)), locator=self._here())

    def paragraph(self, text: str, turns: Turns = ()) -> None:
        """A paragraph of the body. ``turns`` are the page turns in a text that is already folded."""
        self._counted("paragraph", text, None, turns)

    def item(self, text: str, level: int = 1, turns: Turns = ()) -> None:
        """A list item, at its nesting from 1; a bullet typed into the text is taken off."""
        if turns:
            self._counted("list_item", text, max(1, level), turns)
        else:
            text = fold(text)
            self._counted("list_item", without_bullet(text) or text, max(1, level))

    def contents(self, text: str) -> None:
        """A line of a table of contents."""
        self._add("contents", fold(text), locator=self._here())

    def table(self) -> int:
        """The number of a new table."""
        self._tables += 1
        return self._tables - 1

    def cell(self, text: str, *, table: int, row: int, column: int, locator: Message | None = None) -> None:
        """A table cell; rows and columns count from 0 in the text, and from 1 for the reader."""
        place = locator or self._located("read.at_table", table=table + 1, row=row + 1, column=column + 1)
        self._add("table_cell", fold(text), table=table, row=row, column=column, locator=place)

    def footnote(self, text: str, number: str | int | None = None, locator: Message | None = None) -> None:
        """A footnote or endnote, with its number before it as the body has it."""
        self._notes += 1
        shown = str(number) if number is not None else ""
        place = locator or self._located("read.at_footnote", number=shown or self._notes)
        text = fold(text)
        self._add("footnote", f"{raised(shown)} {text}" if shown and text else text, locator=place)

    def furniture(self, text: str) -> None:
        """What is around the text: running headers and footers, quoted mail, signatures."""
        self._add("furniture", fold(text), locator=self._located("read.at_margin"))

    def problem(self, kind: ProblemKind, code: str, *, at: int | None = None, **values: Value) -> None:
        """Something that was not read, with the page it is on."""
        message = Message.of(code, **values)
        self._problems.append(Problem(source=self.path, page=at, kind=kind, message=message))

    def perusal(
        self,
        *,
        pages: int | None = None,
        pages_unread: Iterable[int] = (),
        properties: Iterable[tuple[str, str]] = (),
    ) -> Perusal:
        """What was read, as the port wants it."""
        if self.is_full:
            self.problem("truncated", "read.cut", pieces=len(self._pieces))
        return Perusal(
            document=compose(self._id, self._pieces),
            pages=pages,
            pages_unread=tuple(pages_unread),
            properties=tuple(sorted((key, value) for key, value in dict(properties).items() if value)),
            problems=tuple(self._problems),
        )

    def _counted(self, kind: BlockKind, text: str, level: int | None, turns: Turns = ()) -> None:
        text = text if turns else fold(text)
        if text:
            self._paragraphs += 1
            self._add(kind, text, level=level, locator=self._here(), turns=turns)

    def _here(self) -> Message:
        if not self._paragraphs:
            return self._located("read.at_heading", heading=self._heading)
        if not self._heading:
            return self._located("read.at_start", paragraph=self._paragraphs)
        return self._located("read.at_paragraph", heading=self._heading, paragraph=self._paragraphs)

    def _located(self, code: str, **values: Value) -> Message:
        if self._are_slides and self.page is not None:
            return Message.of("read.at_slide", slide=self.page)
        return Message.of(code, **values)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
        locator: Message | None = None,
        turns: Turns = (),
    ) -> None:
        self._characters += len(text)
        if self.is_full or self._characters > MAX_CHARACTERS or len(self._pieces) >= MAX_PIECES:
            self.is_full = True
            return
        if text:
            pages = turns or (((0, self.page),) if self.page is not None else ())
            self._pieces.append(
                Piece(
                    kind=kind,
                    text=text,
                    pages=pages,
                    level=level,
                    table=table,
                    row=row,
                    column=column,
                    locator=locator,
                )
            )
