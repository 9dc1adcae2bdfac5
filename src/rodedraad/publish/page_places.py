"""Where on its pages a quote stands, in the page's own points from the bottom left: one rectangle per page.

``read/pages.py`` gives boxes per line as a reader sees them; this is for formats that know one rectangle, and loads
each page once, however many quotes stand on it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pypdfium2.raw as pdfium

from rodedraad.errors import UnreadableSource
from rodedraad.read import pdf_raw
from rodedraad.read.pdf import opened
from rodedraad.records import Document

Corners: TypeAlias = tuple[int, int, int, int]
"""Left, bottom, right and top in whole points, of which the lower two are rounded down and the upper two up."""
Wanted: TypeAlias = dict[int, list[tuple[int, list[int]]]]


def places(
    pdf: bytes, document: Document, spans: Sequence[tuple[int, int]]
) -> tuple[tuple[tuple[int, Corners], ...], ...]:
    """For each ``text[start:end]`` its pages, counted from 1, each with the rectangle around what stands of it there.

    None where the file cannot be opened, and for a quote that the reader put together itself.
    """
    found: list[list[tuple[int, Corners]]] = [[] for _ in spans]
    wanted = _wanted(document, spans)
    if not wanted:
        return tuple(() for _ in spans)
    try:
        with opened(pdf) as handle:
            for page in sorted(wanted):
                for place, corners in _on_page(handle, page, wanted[page]):
                    found[place].append((page, corners))
    except UnreadableSource:
        return tuple(() for _ in spans)
    return tuple(tuple(one) for one in found)


def _wanted(document: Document, spans: Sequence[tuple[int, int]]) -> Wanted:
    """For each page the character indexes that belong to each span there."""
    segments = sorted(document.segments, key=lambda segment: segment.start)
    found: dict[int, dict[int, list[int]]] = {}
    for place, (start, end) in enumerate(spans):
        for segment in segments[bisect_right(segments, start, key=lambda segment: segment.end) :]:
            if segment.start >= end:
                break
            low = segment.first + max(start - segment.start, 0)
            high = segment.first + min(end, segment.end) - segment.start
            found.setdefault(segment.page, {}).setdefault(place, []).extend(range(low, high))
    return {page: list(indices.items()) for page, indices in found.items()}


def _on_page(handle: Any, number: int, wanted: list[tuple[int, list[int]]]) -> list[tuple[int, Corners]]:
    page = pdfium.FPDF_LoadPage(handle.raw, number - 1)
    if not page:
        return []
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            return []
        try:
            rows = pdf_raw.loose_boxes(textpage, [index for _, indices in wanted for index in indices])
        finally:
            pdfium.FPDFText_ClosePage(textpage)
    finally:
        pdfium.FPDF_ClosePage(page)
    found = []
    at = 0
    for place, indices in wanted:
        here = rows[at : at + len(indices)]
        at += len(indices)
        here = here[np.isfinite(here).all(axis=1) & (here[:, 0] != here[:, 2]) & (here[:, 1] != here[:, 3])]
        if len(here):
            left, right = float(here[:, [0, 2]].min()), float(here[:, [0, 2]].max())
            bottom, top = float(here[:, [1, 3]].min()), float(here[:, [1, 3]].max())
            found.append((place, (math.floor(left), math.floor(bottom), math.ceil(right), math.ceil(top))))
    return found
