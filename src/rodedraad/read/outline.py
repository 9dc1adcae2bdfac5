"""Headings in word-processor documents whose author made them bold or large instead of using heading styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rodedraad.read.gather import Gatherer, Turns, fold, looks_like_heading, without_bullet
from rodedraad.records import BlockKind

_LARGER_POINTS = 2.0
# When more than this share of the paragraphs stands out, standing out means nothing.
_MOST_SHARE = (2, 5)
# Italic lines are also captions and names; only above a real paragraph are they headings.
_PROSE_CHARS = 80
_HEADING_CHARS = 160
_CONTENTS = frozenset({"inhoud", "inhoudsopgave", "contents", "table of contents", "inhaltsverzeichnis"})


@dataclass(slots=True, kw_only=True)
class Line:
    """One block of a word-processor document, before it is known whether it is a heading."""

    kind: BlockKind
    text: str
    level: int | None = None
    is_bold: bool = False
    is_slanted: bool = False  # italic or underlined
    points: float | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    number: str | None = None
    turns: Turns = ()
    gap: int = 0  # empty lines above it, in formats that have lines


def pour(lines: Sequence[Line], gatherer: Gatherer) -> None:
    """Hands the lines to the gatherer, with the headings that only look like headings made headings."""
    usual = _usual_points(lines)
    standing_out = [_stands_out(line, usual) for line in lines]
    prose = sum(1 for line in lines if line.kind in ("paragraph", "list_item") and line.text.strip())
    is_telling = sum(standing_out) * _MOST_SHARE[1] <= prose * _MOST_SHARE[0]
    styled = 0
    first = next((at for at, line in enumerate(lines) if line.text.strip()), None)
    for at, line in enumerate(lines):
        if gatherer.is_full:
            return
        if line.turns:
            gatherer.page = line.turns[0][1]
        if line.text.strip().casefold() in _CONTENTS and any(
            after.kind == "contents" for after in lines[at + 1 : at + 3]
        ):
            gatherer.contents(line.text)
        elif line.kind == "heading" and len(line.text) > _HEADING_CHARS and line.text.rstrip()[-1:] in ".!?;":
            gatherer.paragraph(line.text)  # a paragraph in a heading's style
        elif line.kind == "heading":
            styled = line.level or 1
            gatherer.heading(line.text, styled)
        elif is_telling and standing_out[at] and (at == first or _opens_something(lines, standing_out, at)):
            gatherer.heading(line.text, styled + 1)
        else:
            _put(line, gatherer)


def _put(line: Line, gatherer: Gatherer) -> None:
    if line.kind == "list_item":
        gatherer.item(line.text, line.level or 1, line.turns)
    elif line.kind == "table_cell":
        gatherer.cell(line.text, table=line.table or 0, row=line.row or 0, column=line.column or 0)
    elif line.kind == "footnote":
        gatherer.footnote(line.text, line.number)
    elif line.kind == "furniture":
        gatherer.furniture(line.text)
    elif line.kind == "contents":
        gatherer.contents(line.text)
    elif not line.turns and (text := fold(line.text)) and "\n" not in text and without_bullet(text):
        gatherer.item(text)
    else:
        gatherer.paragraph(line.text, line.turns)


def _usual_points(lines: Sequence[Line]) -> float | None:
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.points is not None and line.kind == "paragraph":
            sizes[line.points] += len(line.text)
    return min(sizes, key=lambda points: (-sizes[points], points)) if sizes else None


def _stands_out(line: Line, usual: float | None) -> bool:
    if line.kind not in ("paragraph", "list_item") or not looks_like_heading(line.text.strip()):
        return False
    is_larger = usual is not None and line.points is not None and line.points >= usual + _LARGER_POINTS
    return line.is_bold or ((is_larger or line.is_slanted) and line.kind == "paragraph")


def _opens_something(lines: Sequence[Line], standing_out: Sequence[bool], at: int) -> bool:
    """A heading has text under it: plain text follows, with at most one other heading between."""
    is_item = lines[at].kind == "list_item"
    for step, line in enumerate(lines[at + 1 : at + 12]):
        if not line.text.strip() or line.kind in ("footnote", "furniture"):
            continue
        if is_item and (line.kind != "paragraph" or standing_out[at + 1 + step]):
            return False
        if line.kind == "heading":
            return False
        if not standing_out[at + 1 + step]:
            return lines[at].is_bold or not lines[at].is_slanted or len(line.text) >= _PROSE_CHARS
    return False
