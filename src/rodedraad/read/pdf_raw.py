"""PDFium's functions as this package calls them: without argument types, since every call counts.

pypdfium2's own bindings check each argument, which takes as long as the call; here addresses go in as integers.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import repeat
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

MAX_PAGE_CHARACTERS: Final = 200_000
"""Characters taken from one page. A newspaper page has some 30,000; the densest drawing we know 10,000."""

Floats: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.int32]
Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _function(name: str, *arguments: Any) -> Any:
    """The library's function without pypdfium2's argument types: addresses go in as plain integers."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_int, *arguments)(address)  # type: ignore[arg-type]


def _pointing(name: str, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_size_t, *arguments)(address)  # type: ignore[arg-type]


_P: Final = ctypes.c_void_p
_I: Final = ctypes.c_int
loose_box: Final = _function("FPDFText_GetLooseCharBox", _P, _I, _P)
_tight_box: Final = _function("FPDFText_GetCharBox", _P, _I, _P, _P, _P, _P)
char_origin: Final = _function("FPDFText_GetCharOrigin", _P, _I, _P, _P)
text_matrix: Final = _function("FPDFText_GetMatrix", _P, _I, _P)
is_generated: Final = _function("FPDFText_IsGenerated", _P, _I)
_unicode: Final = _function("FPDFText_GetUnicode", _P, _I)
text_object: Final = _pointing("FPDFText_GetTextObject", _P, _I)
text_font: Final = _pointing("FPDFTextObj_GetFont", _P)
font_size: Final = _function("FPDFTextObj_GetFontSize", _P, _P)
render_mode: Final = _function("FPDFTextObj_GetTextRenderMode", _P)
font_name: Final = _function("FPDFFont_GetBaseFontName", _P, _P, ctypes.c_size_t)
font_weight: Final = _function("FPDFFont_GetWeight", _P)
page_object: Final = _pointing("FPDFPage_GetObject", _P, _I)
form_object: Final = _pointing("FPDFFormObj_GetObject", _P, ctypes.c_ulong)
form_count: Final = _function("FPDFFormObj_CountObjects", _P)
object_type: Final = _function("FPDFPageObj_GetType", _P)
object_bounds: Final = _function("FPDFPageObj_GetBounds", _P, _P, _P, _P, _P)
object_matrix: Final = _function("FPDFPageObj_GetMatrix", _P, _P)
path_segments: Final = _function("FPDFPath_CountSegments", _P)
path_segment: Final = _pointing("FPDFPath_GetPathSegment", _P, _I)
segment_point: Final = _function("FPDFPathSegment_GetPoint", _P, _P, _P)
segment_type: Final = _function("FPDFPathSegment_GetType", _P)


def characters(textpage: Any) -> tuple[str, bool]:
    """The page's text with one Python character per character index of PDFium, and whether it was cut."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return "", False
    taken = min(count, MAX_PAGE_CHARACTERS)
    buffer = ctypes.create_string_buffer(2 * taken + 2)
    got = pdfium.FPDFText_GetText(textpage, 0, taken, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(got - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != taken:  # some characters have no text, or two units: ask one by one
        handle = address(textpage)
        text = "".join(_character(code) for code in map(_unicode, repeat(handle), range(taken)))
    return text, taken < count


def _character(code: int) -> str:
    code &= 0xFFFFFFFF
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def address(handle: Any) -> int:
    """The address behind one of pypdfium2's typed pointers."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


class Turn:
    """From PDFium's page space to points from the top left as a reader sees the page."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.quarter = int(pdfium.FPDFPage_GetRotation(page)) % 4
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if self.quarter % 2 else (wide, high)

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Page space to reader's space, for whole arrays."""
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, raw: Floats) -> Floats:
        """Rows of two corners in page space to rows of (left, top, right, bottom) in the reader's space."""
        xa, ya = self.points(raw[:, 0], raw[:, 1])
        xb, yb = self.points(raw[:, 2], raw[:, 3])
        return np.stack([np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)], axis=1)


def loose_boxes(textpage: Any, indices: range | list[int]) -> Floats:
    """The boxes of these characters in page space: rows of (left, top, right, bottom) as PDFium gives them."""
    count = len(indices)
    out = np.zeros((count, 4), np.float32)
    start = out.ctypes.data
    deque(map(loose_box, repeat(address(textpage)), indices, range(start, start + 16 * count, 16)), maxlen=0)
    return out


def tight_boxes(textpage: Any, indices: list[int]) -> Floats:
    """The boxes of the drawn shapes of these characters in page space, two corners each."""
    out = np.zeros((len(indices), 4), np.float64)
    handle, start = address(textpage), out.ctypes.data
    for row, index in enumerate(indices):
        at = start + 32 * row
        _tight_box(handle, index, at, at + 16, at + 8, at + 24)
    return out.astype(np.float32)


def runs_down(textpage: Any, index: int, turn: Turn) -> bool:
    """Whether the writing at this character runs up or down the page as a reader sees it."""
    matrix = (ctypes.c_float * 6)()
    text_matrix(address(textpage), index, ctypes.addressof(matrix))
    return (quarter_of(matrix[0], matrix[1]) + turn.quarter) % 2 == 1


def quarter_of(a: float, b: float) -> int:
    """Direction of the writing: 0 right, 1 up, 2 left, 3 down in page space; -1 when it is askew."""
    if abs(b) <= 0.05 * abs(a):
        return 0 if a >= 0 else 2
    if abs(a) <= 0.05 * abs(b):
        return 1 if b > 0 else 3
    return -1
