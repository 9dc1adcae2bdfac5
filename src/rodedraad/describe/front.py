"""The places where a document says what it is: its opening, its signature, its colophon, its running headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rodedraad.records import Block, Document

_OPENING_CHARACTERS = 6000
_CLOSING_CHARACTERS = 3000
_COLOPHON_CHARACTERS = 1500
_LINES = 120
_LONGEST_LINE = 400

_HEAD_LINES = 30
_SENTENCE_WORDS = 5
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
HEAD_LABEL = re.compile(
    r"(?i)^[\W_]{0,4}(?:(?:van|from|afzender|aan|to|datum|date|onderwerp|betreft|subject|kenmerk|ons kenmerk|uw kenmerk)\b|t\.?\s?a\.?\s?v\.?)[*_ ]{0,3}:"
)
"""A line of the head of a letter, that is neither a sentence nor a title."""
_FIELDS = frozenset(
    [
        "datum",
        "date",
        "onderwerp",
        "betreft",
        "subject",
        "ons kenmerk",
        "uw kenmerk",
        "kenmerk",
        "bijlagen",
        "bijlage(n)",
        "behandeld door",
        "auteur",
        "van",
        "aan",
        "from",
        "to",
        "afzender",
        "geadresseerde",
        "versie",
        "status",
    ]
)
SALUTATION = re.compile(
    r"(?m)^[ \t]*(?:Geachte?|Hooggeachte|Weledele?|Beste\s\S+|Dear|Excellentie|Zeer geachte)\b[^\n]{0,200}"
)
CLOSING = re.compile(
    r"(?im)^[ \t]*(?:met (?:vriendelijke|hartelijke|hoogachtende|de meeste|beleefde) groet(?:en)?|hoogachtend|vriendelijke groet(?:en)?"
    r"|groet(?:en)?(?=\s*[,\n])|yours (?:sincerely|faithfully|truly)|(?:with )?(?:kind|best) regards|sincerely)\b"
)
_NAMENS = re.compile(r"(?im)^[ \t]*(?=namens\s(?:de|het)\b)")
_COLOPHON = re.compile(
    r"(?m)^[ \t]*(?:[Cc]olofon|COLOFON|Colophon|COLOPHON|Impressum|Dit (?:rapport |document |onderzoek )?is een (?:uitgave|publicatie|product)|This is a publication)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, without white space at its ends."""

    text: str
    page: int | None
    kind: str
    level: int | None

    @property
    def is_short(self) -> bool:
        """Whether this looks like a line of a title page rather than a sentence of running text."""
        return len(self.text) <= 120 and not (len(self.text) > 60 and self.text.endswith("."))


@dataclass(frozen=True)
class Front:
    """What is looked at of one document; a long document costs no more than a short one."""

    document: Document

    @cached_property
    def first(self) -> tuple[Line, ...]:
        """The lines of the first page (or of the first two thousand characters), the running ones last."""
        return self._lines(1, 2000)

    @cached_property
    def opening(self) -> tuple[Line, ...]:
        """The lines of the first two pages (or of the first six thousand characters)."""
        return self._lines(2, _OPENING_CHARACTERS)

    @cached_property
    def head(self) -> str:
        """The text of the first page, cut before running text gets long."""
        return "\n".join(line.text for line in self.first)[:_OPENING_CHARACTERS]

    @cached_property
    def _cells(self) -> dict[tuple[int, int, int], str]:
        cells: dict[tuple[int, int, int], str] = {}
        for block in self._blocks(1, _OPENING_CHARACTERS)[:200]:
            if block.table is not None and block.row is not None and block.column is not None:
                words = " ".join(self.document.text[block.start : block.end].split())
                cells[block.table, block.row, block.column] = words
        return cells

    def field(self, *labels: str) -> str | None:
        """What a table of the opening says behind one of these labels: beside it, or below it in a row of labels."""
        cells = self._cells
        for (table, row, column), words in cells.items():
            if words.casefold().rstrip(" :") not in labels:
                continue
            heads = sum(
                cell.casefold().rstrip(" :") in _FIELDS for (t, r, _), cell in cells.items() if (t, r) == (table, row)
            )
            places = [(table, row + 1, column)] if heads > 1 else [(table, row, column + 1), (table, row, column + 2)]
            for place in places:
                value = cells.get(place, "").strip(" :")
                if value.strip("-–") and value.casefold() not in _FIELDS:
                    return value
        return None

    @cached_property
    def before_letter(self) -> str | None:
        """What stands above the salutation of a letter; None where there is no salutation on the first pages."""
        text = "\n".join(line.text for line in self.opening)
        found = SALUTATION.search(text)
        return text[: found.start()] if found else None

    @cached_property
    def above(self) -> str:
        """What stands above the running text: above the salutation, else the first lines up to the first sentence."""
        if self.before_letter is not None:
            return self.before_letter
        lines: list[str] = []
        for line in self.first[:_HEAD_LINES]:
            words = line.text.split()
            is_sentence = len(words) >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(line.text))
            if lines and (is_sentence or not line.is_short) and not HEAD_LABEL.search(line.text):
                break
            lines.append(line.text)
        return "\n".join(lines)[:_OPENING_CHARACTERS]

    @cached_property
    def salutation(self) -> str | None:
        """The salutation of a letter."""
        found = SALUTATION.search("\n".join(line.text for line in self.opening))
        return found[0] if found else None

    @cached_property
    def signature(self) -> str | None:
        """What stands below the closing words of a letter; None without such words near the end."""
        start = max(0, self.document.body_end - _CLOSING_CHARACTERS)
        found = None
        for found in CLOSING.finditer(self.document.text, start, self.document.body_end):  # noqa: B007 - the last one
            pass
        found = found or _NAMENS.search(self.document.text, start, self.document.body_end)
        return self.document.text[found.end() : self.document.body_end] if found else None

    @cached_property
    def ending(self) -> str:
        """The last lines of the body, where a letter without closing words is signed."""
        return self.document.text[max(0, self.document.body_end - _CLOSING_CHARACTERS) : self.document.body_end]

    @cached_property
    def colophon(self) -> str:
        """The colophon, wherever it stands; empty without one."""
        text = self.document.text
        found = _COLOPHON.search(text, 0, min(len(text), 20_000))
        if found is None:
            found = _COLOPHON.search(text, max(0, self.document.body_end - 20_000))
        return text[found.start() : found.start() + _COLOPHON_CHARACTERS] if found else ""

    @cached_property
    def running(self) -> tuple[str, ...]:
        """The running headers and footers, each once, the first forty."""
        text = self.document.text
        seen: dict[str, None] = {}
        for block in self.document.blocks[-400:]:
            if block.kind == "furniture" and block.end - block.start <= _LONGEST_LINE:
                for line in text[block.start : block.end].splitlines():
                    seen.setdefault(line.strip(), None)
        return tuple(line for line in seen if line)[:40]

    def _lines(self, pages: int, characters: int) -> tuple[Line, ...]:
        text = self.document.text
        body: list[Line] = []
        running: list[Line] = []
        for block in self._blocks(pages, characters):
            into = running if block.kind == "furniture" else body
            for line in text[block.start : min(block.end, block.start + _OPENING_CHARACTERS)].splitlines():
                stripped = line.strip()
                if stripped:
                    into.append(Line(stripped[: _LONGEST_LINE * 3], block.page, block.kind, block.level))
        return (*body[:_LINES], *running[:40])

    def _blocks(self, pages: int, characters: int) -> list[Block]:
        chosen: list[Block] = []
        for block in self.document.blocks:
            is_early = block.start < characters if block.page is None else block.page <= pages
            if is_early and block.kind != "footnote":
                chosen.append(block)
            elif (
                block.kind not in ("furniture", "footnote") and len(chosen) > 0 and block.start < self.document.body_end
            ):
                # The body goes on past the opening: only furniture of the first pages may still follow.
                break
        if self.document.pages:
            chosen += [
                block
                for block in self._furniture
                if block.page is not None and block.page <= pages and block not in chosen
            ]
        return chosen

    @cached_property
    def _furniture(self) -> tuple[Block, ...]:
        blocks = self.document.blocks
        first = len(blocks)
        while first and blocks[first - 1].kind == "furniture":
            first -= 1
        return blocks[first : first + 60]
