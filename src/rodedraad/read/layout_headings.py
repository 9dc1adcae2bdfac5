"""Headings with their levels, and the nesting of lists: what shows only when all blocks are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rodedraad.read.layout import Line
from rodedraad.read.layout_passages import Body, Passage

_SENTENCES: Final = re.compile(r"[.!?]\s+[A-ZÀ-Þ‘“\"]")
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
