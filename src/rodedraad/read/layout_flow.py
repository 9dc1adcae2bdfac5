"""Paragraphs that run on: over the turn of a page or a column, past notes, tables and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rodedraad.read.layout import Line
from rodedraad.read.layout_passages import BREAKS, Passage, has_ended, is_abbreviated, is_full

_LOOK_BACK: Final = 40
"""Blocks looked past for the beginning of a sentence: a table, a figure's words, a sender in the margin."""
_NARROW: Final = 0.6
"""A block this much narrower than the text stands beside it: a margin, a quote in a box."""
_STOP: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?:\d{1,3})?$")


def flow(found: Sequence[Passage]) -> list[Passage]:
    """The passages with those that are one paragraph made one; notes that run on too."""
    kept: list[Passage] = []
    last_note: Passage | None = None
    for passage in found:
        if passage.kind == "footnote":
            if last_note is not None and _note_runs_on(last_note, passage):
                last_note.lines.extend(passage.lines)
            else:
                kept.append(passage)
                last_note = passage
            continue
        before = _open_before(kept, passage) if passage.kind == "paragraph" else None
        if before is not None:
            before.lines.extend(passage.lines)
        else:
            kept.append(passage)
    return kept


def _note_runs_on(before: Passage, note: Passage) -> bool:
    if before.lines[-1].sheet is note.lines[0].sheet:
        return False
    return not note.text[:1].isdigit() and note.text[:1] not in "*†‡"


def _open_before(kept: Sequence[Passage], passage: Passage) -> Passage | None:
    """The paragraph that this one continues, if any."""
    line = passage.lines[0]
    low = line.text[:1].islower()
    headings: list[Passage] = []
    for looked, before in enumerate([one for one in reversed(kept[-_LOOK_BACK:]) if one.kind != "footnote"], 1):
        last = before.lines[-1]
        if line.sheet.number - last.sheet.number > 2:
            return None
        if before.kind == "heading":
            if not low:
                return None
            headings.append(before)
            continue
        if before.kind not in ("paragraph", "list_item") or abs(last.size - line.size) > 0.06 * line.size + 0.1:
            continue
        runs_over = _runs_over(before, passage, is_next=looked == 1)
        is_beside = _width(before) < _NARROW * _width(passage)
        if is_beside and (low or looked > 1) and not (runs_over and looked == 1):
            if runs_over and not headings and last.sheet is line.sheet:
                return before
            continue  # a margin beside the text, a quote in a box
        if headings and any(_overlap(heading.lines[0], last) for heading in headings):
            return None
        return before if runs_over else None
    return None


def _overlap(one: Line, other: Line) -> bool:
    """Whether two lines stand in one column, or on different pages."""
    return one.sheet is not other.sheet or (one.left < other.right and other.left < one.right)


def _runs_over(before: Passage, passage: Passage, *, is_next: bool) -> bool:
    """Whether a sentence begun in one passage goes on in the other."""
    line, last = passage.lines[0], before.lines[-1]
    low = line.text[:1].islower()
    turned = last.sheet is not line.sheet
    below = not turned and line.base > last.base and _overlap(line, last)
    if below and not (low and not is_next):
        return False  # parted on purpose within one column
    text = last.text[-40:]
    if text.endswith(BREAKS):
        return True
    right = max(one.right for one in before.lines)
    full = len(before.lines) > 1 and is_full(last, line, right)
    if _STOP.search(text) and not is_abbreviated(text):
        return False
    if low and (not below or not text.endswith((":", ";"))):
        return True
    if has_ended(last) or not is_next or below:
        return False
    widths = sorted((_width(before), _width(passage)))
    return full and last.is_bold == line.is_bold and widths[0] >= _NARROW * widths[1]


def _width(passage: Passage) -> float:
    return max(line.right for line in passage.lines) - min(line.left for line in passage.lines)
