"""Paragraphs that run on: over the turn of a page or a column, past notes, tables and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rodedraad.read.layout_blocks import Passage, has_ended, is_full
from rodedraad.read.layout_text import BREAKS

_LOOK_BACK: Final = 40
"""Blocks looked past for the beginning of a sentence: a table, a figure's words, a sender in the margin."""
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
    looked = 0
    for before in reversed(kept):
        if before.kind == "footnote":
            continue
        looked += 1
        last = before.lines[-1]
        turned = last.sheet is not line.sheet
        if looked > _LOOK_BACK or line.sheet.number - last.sheet.number > 2:
            return None
        if before.kind == "heading":
            return None
        if before.kind not in ("paragraph", "list_item") or abs(last.size - line.size) > 0.06 * line.size + 0.1:
            continue
        if turned and looked > 1 and _width(before) < 0.6 * _width(passage):
            continue  # a margin beside the text
        below = not turned and line.base > last.base and line.left < last.right and last.left < line.right
        if below and not (low and looked > 1):
            return None  # parted on purpose within one column
        text = last.text[-40:]
        if text.endswith(BREAKS):
            return before
        if _STOP.search(text) or (has_ended(last) and not low):
            return None
        if low and not text.endswith((":", ";")):
            return before
        if looked > 1 or below:
            return None
        right = max(one.right for one in before.lines)
        if len(before.lines) > 1 and is_full(last, line, right) and last.is_bold == line.is_bold:
            return before
        return None
    return None


def _width(passage: Passage) -> float:
    return max(line.right for line in passage.lines) - min(line.left for line in passage.lines)
