"""The units of a document that may be statements: sentences, list items and table cells, ready to be judged.

Headings, contents, footnotes and furniture are never units; what is no sentence is there as a neighbour only.
docs/method/extract.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rodedraad.extract.features import Passage
from rodedraad.extract.numbering import Naming, Numbered, label, says_something
from rodedraad.extract.sentences import sentences
from rodedraad.extract.tables import Row, rows
from rodedraad.records import Block, Document, SourceKind

_LIST_MARK = re.compile(r"(?:[•▪►▶●○◦‣⁃∙■□➢➤✓✔❖*–—-]|o(?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
_BULLETS = frozenset("•▪►▶●○◦‣⁃∙■□➢➤✓✔❖*–—-o")
_CAPTION = re.compile(
    r"(?:figuur|tabel|bron|figure|table|source|afbeelding|foto|kaart|grafiek|diagram|box|kader|bijlage|appendix)\b[^.]{0,12}(?:\d+|:)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}|_{4,}|…{3,}")
_LEADER_CUES = (".....", ". . . .", "____", "………")
_CONTACT = re.compile(
    r"\b(?:postbus|telefoon|tel\.|e-mail|www\.|kvk|iban|btw|p\.o\. box)\b|\b\d{4} ?(?-i:[A-Z]{2}\b\s+[A-Z])|\S@\S+\.\S",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?…;:][\"'”’»)\]]{0,3}\d{0,3}$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REFERENCE = re.compile(
    r"^\[?\(?\d{1,3}[\])]?\s+(?:https?://|www\.|zie\b|see\b|ibid|[A-Z][\w’'-]+,? [A-Z]\.)|^(?:https?://|www\.)\S+$"
)
# The head of an entry in a list of products or codes: what stands below describes a thing, not a policy.
_ENTRY = re.compile(r"\W{0,2}\d{5,}\b")
# Below the bare number of an article, a document that edits a law gives the law's text, not what anybody will do.
_ARTICLE = re.compile(r"(?i)(?:artikel|article|lid)\s+[IVXL\d][\w.:]{0,10}\.?$|(?=\S*\d)[\w.:-]{2,12}$")
_AMENDS = re.compile(
    r"(?i)\bkom(?:t|en) te (?:luiden|vervallen)\b|\b(?:als volgt|tekstueel|redactioneel) (?:gewijzigd|aangepast)\b|\bis amended as follows\b"
)
_AMENDING = 3
"""From so many edits on, a document edits a law; a plan that mentions one does not."""
_LONGEST = 1_800
_LONGEST_ITEM = 450


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """``text[start:end]`` of a document, with what the classifier sees of it; ``row`` for a cell in a table row.

    ``numbered`` is what the document itself calls it: "Aanbeveling 3", an item under "Aanbevelingen".
    """

    start: int
    end: int
    block: Block
    passage: Passage
    is_candidate: bool
    heading: str | None = None
    row: Row | None = None
    numbered: Numbered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Under:
    """What stands above a block: its heading, the line that opens its list, and whether below it nothing is said."""

    heading: str | None
    intro: str
    is_outside: bool
    called: Numbered | None = None
    """What the heading right above calls what follows, where it says no more than "Aanbeveling 3"."""


def units(document: Document, *, kind: SourceKind, year: int | None = None) -> list[Unit]:
    """All units of the body in reading order; those that cannot be statements are there as neighbours only."""
    text = document.text
    measures = {row.measure.start: row for row in rows(text, document.blocks)}
    table_parts = {block.start for row in measures.values() for block in row.cells.values()}
    is_amending = len(_AMENDS.findall(text)) >= _AMENDING
    found: list[Unit] = []
    heading: str | None = None
    intro, is_outside = "", False
    called: Numbered | None = None
    for block in document.blocks:
        if block.start >= document.body_end:
            break
        if block.kind == "heading":
            heading, intro = text[block.start : block.end].strip() or None, ""
            called = label(text[block.start : block.end])
            if called is not None and says_something(text[block.start + called.at : block.end]):
                under = _Under(heading=heading, intro="", is_outside=False)
                found += _made(document, block, ((block.start, block.end),), under, kind=kind, year=year)
                called = None
            is_outside = bool(
                heading and (_ENTRY.match(heading) or (is_amending and _ARTICLE.match(" ".join(heading.split()))))
            )
        elif block.kind == "table_cell":
            if block.start in measures or (
                block.start not in table_parts and _reads_as_text(text[block.start : block.end])
            ):
                row = measures.get(block.start)
                spans = ((block.start, block.end),) if row else _spans(document, block)
                under = _Under(heading=heading, intro="", is_outside=is_outside)
                found += _made(document, block, spans, under, kind=kind, year=year, row=row)
        elif block.kind in ("paragraph", "list_item"):
            if block.kind == "paragraph":
                intro = ""
            under = _Under(heading=heading, intro=intro, is_outside=is_outside, called=called)
            called = None
            made = list(_made(document, block, _spans(document, block), under, kind=kind, year=year))
            found += made
            if made and text[made[-1].start : made[-1].end].rstrip().endswith(":"):
                intro = text[made[-1].start : made[-1].end]
    return found


def _spans(document: Document, block: Block) -> tuple[tuple[int, int], ...]:
    """The sentences of a block; a list item that ends without a stop is one unit."""
    text = document.text[block.start : block.end]
    if block.kind == "list_item" and len(text) <= _LONGEST_ITEM and not _TERMINAL.search(text.rstrip()):
        return ((block.start, block.end),)
    return tuple((block.start + start, block.start + end) for start, end in sentences(text, document.language))


def _made(
    document: Document,
    block: Block,
    spans: tuple[tuple[int, int], ...],
    under: _Under,
    *,
    kind: SourceKind,
    year: int | None,
    row: Row | None = None,
) -> Iterator[Unit]:
    text = document.text
    size = max(1, document.body_end)
    lead = under.intro
    naming = Naming(heading=under.heading, intro=under.intro, called=under.called, is_item=block.kind == "list_item")
    for number, (start, end) in enumerate(spans):
        mark = _LIST_MARK.match(text, start, end)
        is_item = block.kind == "list_item" or mark is not None
        if mark is not None and mark.end() < end and (number or block.kind != "paragraph" or text[start] not in "–—-"):
            start = mark.end()  # noqa: PLW2901  the mark is not part of what is said
        while end > start and text[end - 1].isspace():
            end -= 1  # noqa: PLW2901  as above
        while start < end and text[start].isspace():
            start += 1  # noqa: PLW2901  as above
        if start >= end:
            continue
        quote = text[start:end]
        numbered = naming.of(quote, is_marked=mark is not None and mark[0].strip() not in _BULLETS)
        yield Unit(
            start=start,
            end=end,
            block=block,
            passage=Passage(
                text=quote,
                block="list_item" if is_item else "paragraph",
                heading=under.heading or "",
                kind=kind,
                intro=lead if is_item else "",
                position=1000 * start // size,
                year=year,
                opens=not number and len(spans) > 1,
            ),
            is_candidate=row is not None
            or (is_candidate(quote, is_item=is_item or numbered is not None) and not under.is_outside),
            heading=under.heading,
            row=row,
            numbered=numbered,
        )
        if quote.endswith(":"):
            lead = quote


def is_candidate(quote: str, *, is_item: bool) -> bool:
    """Whether these words may say something by themselves: not a caption, address, label, leader or fragment."""
    is_led = any(map(quote.__contains__, _LEADER_CUES)) and _LEADERS.search(quote) is not None
    if len(quote) > _LONGEST or is_led or _CAPTION.match(quote) or _REFERENCE.match(quote):
        return False
    words = _WORD.findall(quote)
    if len(words) < (3 if is_item else 4) or 2 * sum(map(len, words)) < len(quote):
        return False
    if not any(word.islower() for word in words):
        return False
    if len(words) < 16 and _CONTACT.search(quote):
        return False
    if quote.endswith(":") and not is_item:
        return len(words) >= 12
    return bool(_TERMINAL.search(quote)) or is_item or len(words) >= 8


def _reads_as_text(cell: str) -> bool:
    """Whether a table cell holds running text: a sentence of eight words or more that ends as one."""
    return len(_WORD.findall(cell)) >= 8 and bool(re.search(r"[.!?]$", cell.rstrip()))
