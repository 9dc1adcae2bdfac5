"""Words that are in a PDF and that its page does not show: nobody can look such a quote up.

Told by what costs next to nothing: where a word stands, how large it is, whether it is drawn at all, and whether one
text was put in the place of another. What cannot be told so (white, covered) is in ``docs/method/read.md``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rodedraad.read import pdf_raw
from rodedraad.read.pdf_raw import Floats, Turn, address, tight_boxes
from rodedraad.read.pdf_rules import MAX_PAGE_DRAWINGS

OUTSIDE, UNDRAWN, TINY, REPLACED = 1, 2, 3, 4
CODES: Final = {
    OUTSIDE: "read.text_outside_page",
    UNDRAWN: "read.text_undrawn",
    TINY: "read.text_too_small",
    REPLACED: "read.text_replaced",
}
LEAST_WORDS: Final = 3
"""Less than this says nothing that could be quoted: page numbers and marks of a printer stand outside many a page."""
_LEAST_POINTS: Final = 1.0
_LEAST_SHARE: Final = 1 / 400
"""Letters below a point, and below this part of the page's shorter side: a page may be drawn in another unit."""

Marks = npt.NDArray[np.int8]


def is_a_text(text: str) -> bool:
    """Whether a text in the place of another says something: ligatures, bullets and dots are written out so too."""
    return sum(any(map(str.isalpha, word)) for word in text.split()) >= LEAST_WORDS


def least(turn: Turn) -> float:
    """The size of type below which nobody can read it on this page."""
    shorter: float = min(turn.width, turn.height)
    return min(_LEAST_POINTS, _LEAST_SHARE * shorter)


def judged(
    handles: tuple[Any, Any], turn: Turn, *, words: tuple[Sequence[int], Sequence[int]], marks: Marks, places: Floats
) -> Marks:
    """Per word why the page does not show it, 0 where it does.

    ``handles`` are PDFium's of the page and its text, ``words`` is where each begins and ends, ``marks`` what its text object says, ``places`` its box as a reader sees
    the page.
    """
    page, textpage = handles
    marks = marks.copy()
    across, down = (places[:, 0] + places[:, 2]) / 2, (places[:, 1] + places[:, 3]) / 2
    is_inside = (across >= 0) & (across <= turn.width) & (down >= 0) & (down <= turn.height)
    is_placed = (places[:, 2] > places[:, 0]) & (places[:, 3] > places[:, 1])
    undrawn = marks == UNDRAWN
    if undrawn.any():  # the text layer of a scan is not drawn either: its page shows the words as a picture
        for left, top, right, bottom in _pictures(page, turn):
            undrawn &= ~((across >= left) & (across <= right) & (down >= top) & (down <= bottom))
        marks[(marks == UNDRAWN) & ~undrawn] = 0
    for word in np.flatnonzero(marks == TINY).tolist():
        # a font may be made of large shapes that are then set very small
        shapes = tight_boxes(textpage, list(range(words[0][word], words[1][word])))
        if max(np.ptp(shapes[:, [1, 3]]), np.ptp(shapes[:, [0, 2]]) / len(shapes)) >= least(turn):
            marks[word] = 0
    marks[is_placed & ~is_inside] = OUTSIDE
    return marks


def _pictures(page: Any, turn: Turn) -> list[tuple[float, float, float, float]]:
    """Where pictures stand on the page, as a reader sees it."""
    handle = address(page)
    found: list[tuple[float, ...]] = []
    budget = MAX_PAGE_DRAWINGS
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_PAGE_DRAWINGS)):
        item = pdf_raw.page_object(handle, index)
        kind = pdf_raw.object_type(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found += _bounds(item)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = min(max(pdf_raw.form_count(item), 0), budget)
            budget -= inner
            parts = (pdf_raw.form_object(item, part) for part in range(inner))
            if any(part and pdf_raw.object_type(part) == pdfium.FPDF_PAGEOBJ_IMAGE for part in parts):
                found += _bounds(item)
    boxes = turn.boxes(np.array(found, np.float32).reshape(-1, 4)).tolist()
    return [(left, top, right, bottom) for left, top, right, bottom in boxes]


def _bounds(item: int) -> list[tuple[float, ...]]:
    bounds = (ctypes.c_float * 4)()
    at = ctypes.addressof(bounds)
    return [tuple(bounds)] if pdf_raw.object_bounds(item, at, at + 4, at + 8, at + 12) else []
