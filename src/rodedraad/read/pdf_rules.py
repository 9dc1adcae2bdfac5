"""The lines and rectangles drawn on a page that may part the cells of a table."""

from __future__ import annotations

import ctypes
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium

from rodedraad.read import pdf_raw
from rodedraad.read.pdf_raw import Bounds, Floats, Turn, address

MAX_PAGE_DRAWINGS: Final = 20_000
"""Drawn objects looked at for rules of tables on one page. Past this a page is a drawing, not a table."""
MAX_PATH_SEGMENTS: Final = 400
"""Segments of one path that are looked at: a whole table grid may be one path, a map has thousands."""


def drawn_rules(page: Any, turn: Turn, count: int) -> Floats:
    """Boxes of all drawn lines and rectangles that may part the cells of a table."""
    found: list[Bounds] = []
    handle = address(page)
    bounds = (ctypes.c_float * 4)()
    at = ctypes.addressof(bounds)
    looked = 0
    for index in range(min(count, MAX_PAGE_DRAWINGS)):
        item = pdf_raw.page_object(handle, index)
        kind = pdf_raw.object_type(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, found, bounds, at, None)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and looked < MAX_PAGE_DRAWINGS:
            matrix = (ctypes.c_float * 6)()
            pdf_raw.object_matrix(item, ctypes.addressof(matrix))
            inner = min(max(pdf_raw.form_count(item), 0), MAX_PAGE_DRAWINGS - looked)
            looked += inner
            for part in range(inner):
                child = pdf_raw.form_object(item, part)
                if child and pdf_raw.object_type(child) == pdfium.FPDF_PAGEOBJ_PATH:
                    _path(child, found, bounds, at, tuple(matrix))
    if not found:
        return np.zeros((0, 4), np.float32)
    return turn.boxes(np.array(found, np.float32))


def _path(item: int, found: list[Bounds], bounds: Any, at: int, matrix: tuple[float, ...] | None) -> None:
    if not pdf_raw.object_bounds(item, at, at + 4, at + 8, at + 12):
        return
    left, bottom, right, top = bounds
    if matrix is not None:
        a, b, c, d, e, f = matrix
        xs = (a * left + c * bottom + e, a * right + c * top + e)
        ys = (b * left + d * bottom + f, b * right + d * top + f)
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    count = pdf_raw.path_segments(item) if right - left > 40 and top - bottom > 16 else 0
    if matrix is None and 6 < count <= MAX_PATH_SEGMENTS:
        _grid_path(item, count, found)
        return
    found.append((left, bottom, right, top))


def _grid_path(item: int, count: int, found: list[Bounds]) -> None:
    """The straight segments of a path that may be a whole grid."""
    values = (ctypes.c_float * 6)()
    at = ctypes.addressof(values)
    a = b = c = d = e = f = 0.0
    a = d = 1.0
    if pdf_raw.object_matrix(item, at):
        a, b, c, d, e, f = values
    before: tuple[float, float] | None = None
    for index in range(count):
        segment = pdf_raw.path_segment(item, index)
        pdf_raw.segment_point(segment, at, at + 4)
        x, y = a * values[0] + c * values[1] + e, b * values[0] + d * values[1] + f
        if (
            before is not None
            and pdf_raw.segment_type(segment) == pdfium.FPDF_SEGMENT_LINETO
            and (abs(x - before[0]) < 1 or abs(y - before[1]) < 1)
        ):
            found.append((min(x, before[0]), min(y, before[1]), max(x, before[0]), max(y, before[1])))
        before = (x, y)
