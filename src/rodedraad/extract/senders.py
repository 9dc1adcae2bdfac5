"""Parts of a document that somebody else sent in: a bundle, a record of reactions, a letter that is enclosed.

Whose document it is tells nothing of such a part. It says itself who sent it: in a form ("Ingestuurd door: X"), in the
heading above ("Zienswijze van X"), in a column of a table ("Indiener"), or by its own signature where a new letter begins on a
later page. What cannot be told stays nobody's. Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rodedraad.parties import find
from rodedraad.records import Block, Document

if TYPE_CHECKING:
    from rodedraad.parties import Register

_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:(?:ingestuurd|ingediend|ingezonden|ingebracht|aangeleverd|submitted|sent in) (?:door|by)|(?:inbreng|zienswijze|reactie|inspraakreactie|bijdrage|response|submission) (?:van|of|by)|"
    r"inspreker|indiener|reclamant|inzender|afzender|sender)\b"
)
_CUES = ("door", "van", "spreker", "diener", "clamant", "zender", " by", " of", "sender")
_LONGEST_LABEL = 90
_SALUTATION = re.compile(r"(?:Geachte?|Hooggeachte|Beste [A-Z]|Dear|Excellentie|Zeer geachte)\b")
_LETTERHEAD = re.compile(
    r"(?im)^\W{0,4}(?:datum|date|onderwerp|betreft|subject|ons kenmerk|uw kenmerk|our reference)\b"
)
_CLOSING = re.compile(
    r"(?im)^\W{0,2}(?:met (?:vriendelijke|hartelijke|hoogachtende|beleefde) groet(?:en)?|hoogachtend|yours (?:sincerely|faithfully)|(?:kind|best) regards)\b"
)
_SIGNATURE_CHARS = 500
_OPENING_CHARS = 1500
"""What stands so near to the beginning is the document's own letterhead."""


@dataclass(frozen=True, slots=True)
class Part:
    """``[start, end)`` of the text and who sent it; ``party`` is None where the part does not tell."""

    start: int
    end: int
    party: str | None

    @property
    def order(self) -> tuple[int, int, str]:
        """Smaller parts first at one place, and of two that are equal the one that tells nobody."""
        return self.start, self.end, self.party or ""


def sent_in(document: Document, *, authors: Sequence[str], register: Register) -> tuple[Part, ...]:
    """The parts that others than the authors sent in, sorted by start; of two that overlap the smaller one counts."""
    blocks = [block for block in document.blocks if block.start < document.body_end]
    text = document.text
    found: list[Part] = []
    rows: dict[tuple[int | None, int | None], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.kind == "table_cell":
            rows[block.table, block.row].append(block)
    for at, block in enumerate(blocks):
        words = text[block.start : block.end]
        if len(words) > _LONGEST_LABEL or (block.start < _OPENING_CHARS and block.kind != "table_cell"):
            continue
        low = words.lower()
        if not any(map(low.__contains__, _CUES)) or not _LABEL.match(words):
            continue
        if block.kind == "table_cell":
            found += _of_table(document, block, rows, register)
        elif party := _party(words, register):
            found.append(Part(block.start, _section_end(document, blocks, at), party))
    found += _letters(document, blocks, register)
    others = {part for part in found if part.party is None or part.party not in authors}
    return tuple(sorted(others, key=lambda part: part.order))


def sender(parts: Sequence[Part], start: int) -> Part | None:
    """The smallest part in which a sentence stands."""
    last = bisect_right(parts, start, key=lambda part: part.start)
    around = [part for part in parts[:last] if start < part.end]
    return min(around, key=lambda part: (part.end - part.start, part.order), default=None)


def _party(words: str, register: Register) -> str | None:
    """The one party that these words name."""
    named = {mention.party for mention in find(register, words) if mention.certainty != "bare"}
    return named.pop() if len(named) == 1 else None


def _of_table(
    document: Document, label: Block, rows: dict[tuple[int | None, int | None], list[Block]], register: Register
) -> Iterable[Part]:
    """The page of a form that says who sent it, or each row below a head that says so."""
    text = document.text
    beside = " ; ".join(
        text[cell.start : cell.end] for cell in rows[label.table, label.row] if cell.start > label.start
    )
    party = _party(text[label.start : label.end], register) or _party(beside, register)
    if party is not None:
        page = document.page_at(label.start)
        places = [start for start, number in document.pages if number == page]
        after = [start for start, number in document.pages if page is not None and number == page + 1]
        if page is not None and page > 1 and places:
            yield Part(places[0], after[0] if after else document.body_end, party)
        return
    for (table, row), cells in rows.items():
        if table != label.table or row is None or label.row is None or row <= label.row:
            continue
        named = next((cell for cell in cells if cell.column == label.column), None)
        of_row = _party(text[named.start : named.end], register) if named else None
        if of_row is not None:
            yield Part(min(cell.start for cell in cells), max(cell.end for cell in cells), of_row)


def _section_end(document: Document, blocks: Sequence[Block], at: int) -> int:
    """Where the section ends that a heading or a line below one opens: at the next heading that is not below it."""
    level = blocks[at].level if blocks[at].kind == "heading" else None
    for block in blocks[at + 1 :]:
        if block.kind == "heading" and (level is None or block.level is None or block.level <= level):
            return block.start
    return document.body_end


def _letters(document: Document, blocks: Sequence[Block], register: Register) -> Iterable[Part]:
    """The letters that begin on a later page, each up to the next one, by the party that signed it."""
    text = document.text
    starts: list[int] = []
    for start, page in document.pages:
        if page == 1 or start >= document.body_end:
            continue
        end = next((first for first, number in document.pages if number == page + 1), document.body_end)
        opens = any(
            start <= block.start < end and _SALUTATION.match(text, block.start)
            for block in blocks[_first_at(blocks, start) : _first_at(blocks, end)]
        )
        if opens and _LETTERHEAD.search(text[start:end]) and _CLOSING.search(text[:start]):
            starts.append(start)
    for start, end in zip(starts, [*starts[1:], document.body_end][: len(starts)], strict=True):
        closing = _CLOSING.search(text[start:end])
        signed = text[start + closing.end() : start + closing.end() + _SIGNATURE_CHARS] if closing else ""
        yield Part(start, end, _party(signed, register))


def _first_at(blocks: Sequence[Block], start: int) -> int:
    return bisect_right(blocks, start - 1, key=lambda block: block.start)
