"""Pictures of pages with a quote marked on them, and where on its pages a quote stands. By PDFium, written as PNG here.

A page is drawn in eight greys and the mark in eight yellows with a dark frame, so that the mark is the only colour on
the picture and is seen without colour too. That is sixteen colours, four bits a pixel: a page of text is some 50 kB.
"""

from __future__ import annotations

import math
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.read.pdf import line_boxes, opened
from rodedraad.records import Box, Document

WIDTH: Final = 900
"""Pixels across a page: print of 8 points can be read, and two pages fit beside each other on a large screen."""
LEAST_WIDTH, MOST_WIDTH = 16, 4_000
MOST_HEIGHTS: Final = 6
"""A page is drawn at most so many times as high as it is wide; a longer one is drawn smaller."""
MOST_BOXES: Final = 2_000
"""Boxes marked on one page; a quote has one for each of its lines."""

Span: TypeAlias = tuple[int, int]
Pixels: TypeAlias = npt.NDArray[np.uint8]

_GREYS: Final = 8
_FRAME: Final = 1
"""Among the yellows the one that frames a mark: nearly black."""
_MARGIN_POINTS: Final = 1.5
"""What a mark is wider than the boxes of its letters, in points: their feet and heads stick out."""
_FRAME_SHARE: Final = 450
"""A frame is one pixel thick for so many pixels of width."""


def page_image(pdf: bytes, page: int, boxes: Sequence[Box], *, width: int = WIDTH) -> bytes:
    """A page, counted from 1, as PNG of this width, with the boxes that stand on it marked.

    Raises UnreadableSource for a PDF or page that cannot be opened, WrongUse for a page that it does not have.
    """
    return next(page_images(pdf, {page: boxes}, width=width))[1]


def page_images(pdf: bytes, marks: Mapping[int, Sequence[Box]], *, width: int = WIDTH) -> Iterator[tuple[int, bytes]]:
    """Each of these pages with its boxes, in their order; the file is opened once. Raises as ``page_image``."""
    wide = min(max(width, LEAST_WIDTH), MOST_WIDTH)
    with opened(pdf) as handle:
        for page, boxes in sorted(marks.items()):
            if not 1 <= page <= len(handle):
                raise WrongUse("pages.no_such_page", page=page, pages=len(handle))
            greys, scale = _drawn(handle, page, wide)
            yield page, _png(_marked(greys, [box for box in boxes if box.page == page], scale))


def quote_boxes(pdf: bytes, document: Document, spans: Iterable[Span]) -> tuple[tuple[Box, ...], ...]:
    """For each ``text[start:end]`` one box per line of it, as ``PdfReader.boxes`` gives them; the file is opened once.

    A quote over a page turn has boxes on both pages. One that the reader put together itself has none.
    """
    segments = sorted(document.segments, key=lambda segment: segment.start)
    found: list[tuple[Box, ...]] = []
    with opened(pdf) as handle:
        for start, end in spans:
            wanted: dict[int, list[int]] = {}
            for segment in segments[bisect_right(segments, start, key=lambda segment: segment.end) :]:
                if segment.start >= end:
                    break
                low = segment.first + max(start - segment.start, 0)
                high = segment.first + min(end, segment.end) - segment.start
                wanted.setdefault(segment.page, []).extend(range(low, high))
            found.append(tuple(box for page in sorted(wanted) for box in line_boxes(handle, page, wanted[page])))
    return tuple(found)


def _drawn(handle: Any, number: int, width: int) -> tuple[Pixels, float]:
    """The page in greys of 0 to 255, and how many pixels a point is."""
    try:
        page = handle[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource("unreadable", "pages.broken_page", page=number) from error
    try:
        wide, high = page.get_size()
        if not (math.isfinite(wide) and math.isfinite(high) and wide > 0 and high > 0):
            raise UnreadableSource("unreadable", "pages.broken_page", page=number)
        scale = min(width / wide, MOST_HEIGHTS * width / high)
        bitmap = page.render(scale=scale, grayscale=True, limit_image_cache=True)
        greys: Pixels = np.ascontiguousarray(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width).copy()
        bitmap.close()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise UnreadableSource("unreadable", "pages.broken_page", page=number) from error
    finally:
        page.close()
    return greys, scale


def _marked(greys: Pixels, boxes: Sequence[Box], scale: float) -> Pixels:
    """Places in the palette: the greys of the page, moved to the yellows under a mark."""
    places = ((greys.astype(np.uint16) * (_GREYS - 1) + 127) // 255).astype(np.uint8)
    height, width = places.shape
    under = np.zeros(places.shape, np.bool_)
    inner = np.zeros(places.shape, np.bool_)
    frame = max(1, round(width / _FRAME_SHARE))
    for box in boxes[:MOST_BOXES]:
        left, top = (round((value - _MARGIN_POINTS) * scale) for value in (box.left, box.top))
        right, bottom = (round((value + _MARGIN_POINTS) * scale) for value in (box.right, box.bottom))
        left, right = (min(max(value, 0), width) for value in (left, right))
        top, bottom = (min(max(value, 0), height) for value in (top, bottom))
        under[top:bottom, left:right] = True
        inner[top + frame : bottom - frame, left + frame : right - frame] = True
    places[under] += _GREYS
    places[under & ~inner] = _GREYS + _FRAME
    return places


def _palette() -> bytes:
    greys = [round(255 * step / (_GREYS - 1)) for step in range(_GREYS)]
    yellows = [(grey, grey * 226 // 255, grey * 110 // 255) for grey in greys]
    return bytes([*(value for grey in greys for value in (grey, grey, grey)), *(one for row in yellows for one in row)])


def _png(places: Pixels) -> bytes:
    """A PNG with four bits a pixel: the same places give the same bytes."""
    height, width = places.shape
    even = np.zeros((height, width + width % 2), np.uint8)
    even[:, :width] = places
    rows = np.zeros((height, 1 + even.shape[1] // 2), np.uint8)  # a zero before each row: it is not filtered
    rows[:, 1:] = (even[:, ::2] << 4) | even[:, 1::2]
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", _palette()), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
