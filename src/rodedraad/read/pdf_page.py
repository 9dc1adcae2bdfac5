"""One PDF page as PDFium sees it, in a form that layout can work with: words with places, and drawn rules.

Geometry is asked for per word, not per character, since every question to PDFium costs about half a
microsecond. All coordinates that leave this module are points from the top left of the page as a reader sees it,
turned so that most of the text on the page is upright.
"""

from __future__ import annotations

import ctypes
import math
import re
import zlib
from array import array
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rodedraad.read import pdf_hidden, pdf_raw
from rodedraad.read.pdf_raw import (
    Bounds,
    Floats,
    Integers,
    Turn,
    address,
    characters,
    loose_boxes,
    quarter_of,
    tight_boxes,
)
from rodedraad.read.pdf_rules import drawn_rules

_WORD: Final = re.compile(r"[.…]{4,}|(?:[^\s\x00\x01\x02\ufffe.…]|[.…](?![.…]{3}))+[\x02\ufffe]?|[.…]|[\x02\ufffe]")
_GAP_EMS: Final = 1.2
"""A wider gap parts two fragments: justified lines stretch to about one em, columns stand further apart."""
GLUE_EMS: Final = 0.09
_NARROW_EMS: Final = 0.2
"""Gaps that PDFium took for a space and that may be kerning: most word spaces are wider, some are not."""
_MARKER: Final = re.compile(
    r"[•●○◦▪■□‣⁃·∙–—*►▶→✓✔➢❖\-\uf000-\uf0ff]|[‘“\"']?\(?-?(?:\d{1,3}[a-z]{0,2}|[a-zA-Z]|[a-z][a-h]{1,2}|[ivxIVX]{1,5})[.):]"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\.?"
)
_RAISED: Final = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?)\]’”\"'])(\d{1,3})[.,;:)]?$")
_RAISED_EMS: Final = 0.15
"""How far above the line the foot of a raised digit is; that of a common one stands on the line or below it."""
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{1,3})?[.,;:)]?")
_HEAVY: Final = re.compile(r"bold|black|heavy|demi|extrabold|(?:^|[-,])bd", re.IGNORECASE)
_SLANTED: Final = re.compile(r"italic|oblique|kursiv|(?:^|[-,])it$", re.IGNORECASE)
_PICTURES: Final = re.compile(r"dings|bullet|icon|awesome|glyph|symbol(?!a)", re.IGNORECASE)
_LIGHT_BOLD: Final = re.compile(r"semi-?light|demi-?light", re.IGNORECASE)


@dataclass(slots=True)
class Fragment:
    """Words of one line that stand next to each other: ``words`` is a range of the sheet's words."""

    first: int
    last: int
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    is_bold: bool
    is_italic: bool = False
    is_upright: bool = True
    text: str = ""


@dataclass(slots=True)
class Sheet:
    """One page: its characters as PDFium counts them, its words, their fragments, and the rules drawn on it.

    Word ``n`` is ``text[starts[n]:ends[n]]``; no space stands before those of ``joins``, and perhaps none before
    those of ``doubts``. ``notes`` maps a word to the character where raised digits begin, as marks of footnotes do.
    ``signs`` are words in a font of pictures, whose letters mean nothing; ``hidden`` counts, by the reasons of
    ``pdf_hidden``, the words that were left out since the page does not show them.
    """

    number: int
    width: float
    height: float
    text: str
    starts: array[int]
    ends: array[int]
    boxes: Floats
    bases: Floats
    sizes: Floats
    bold: npt.NDArray[np.bool_]
    italic: npt.NDArray[np.bool_]
    fonts: Integers
    signs: set[int] = field(default_factory=set)
    joins: set[int] = field(default_factory=set)
    doubts: list[int] = field(default_factory=list)
    notes: dict[int, int] = field(default_factory=dict)
    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Bounds] = field(default_factory=list)
    objects: int = 0
    is_cut: bool = False
    hidden: dict[int, int] = field(default_factory=dict)

    def words(self, fragment: Fragment) -> str:
        """The fragment's characters, raw, white space folded; for looking at, not for the canonical text."""
        if not fragment.text:
            text = self.text[self.starts[fragment.first] : self.ends[fragment.last - 1]]
            fragment.text = " ".join(text.split())
        return fragment.text


def sheet(page: Any, textpage: Any, number: int) -> Sheet:
    """Reads one page into words, fragments and rules."""
    text, is_cut = characters(textpage)
    turn = Turn(page)
    spans = [match.span() for match in _WORD.finditer(text)]
    objects = int(pdfium.FPDFPage_CountObjects(page))
    count = len(spans)
    starts = array("i", [span[0] for span in spans])
    ends = array("i", [span[1] for span in spans])
    result = Sheet(
        number,
        turn.width,
        turn.height,
        text,
        starts,
        ends,
        np.zeros((count, 4), np.float32),
        np.zeros(count, np.float32),
        np.zeros(count, np.float32),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
        np.zeros(count, np.int32),
        objects=objects,
        is_cut=is_cut,
    )
    rules = drawn_rules(page, turn, objects)
    if count:
        rules = _measure(result, page, textpage, turn, rules)
    result.rules = [(a, b, c, d) for a, b, c, d in rules.tolist()]
    return result


def _measure(result: Sheet, page: Any, textpage: Any, turn: Turn, rules: Floats) -> Floats:
    """Places of all words, and the fragments they make; returns the rules, turned with the page."""
    handle = address(textpage)
    first = result.starts.tolist()
    last = [end - 1 for end in result.ends]
    boxes = turn.boxes(np.concatenate([loose_boxes(textpage, first), loose_boxes(textpage, last)]))
    count = len(first)
    head, tail = boxes[:count], boxes[count:]
    places = np.concatenate([np.minimum(head[:, :2], tail[:, :2]), np.maximum(head[:, 2:], tail[:, 2:])], axis=1)
    quarters, x, y, marks = _styles(result, handle, first, places, turn)
    marks = pdf_hidden.judged((page, textpage), turn, words=(result.starts, result.ends), marks=marks, places=places)
    if marks.any():
        kept = np.flatnonzero(marks == 0)
        quarters, x, y, places = quarters[kept], x[kept], y[kept], places[kept]
        _leave_out(result, marks, kept)
        if not len(kept):
            return rules
    quarters = np.where(quarters < 0, -1, (quarters - turn.quarter) % 4)
    lengths = np.bincount(quarters + 1, weights=_lengths(result), minlength=5)
    main = int(np.argmax(lengths[1:])) if lengths[1:].any() else 0
    bases = y
    if main:  # the text itself lies on its side: turn the page until it stands
        rules = _stood(rules, main, turn.width, turn.height)
        places = _stood(places, main, turn.width, turn.height)
        bases = _stood(np.stack([x, y, x, y], axis=1), main, turn.width, turn.height)[:, 1]
        if main % 2:
            result.width, result.height = turn.height, turn.width
    result.boxes, result.bases = places, bases
    _fragments(result, handle, quarters == main)
    _notes(result, textpage, turn, main)
    return rules


def _leave_out(result: Sheet, marks: pdf_hidden.Marks, kept: npt.NDArray[np.int64]) -> None:
    """Takes out the words that the page does not show; their letters become spaces, so that places stay."""
    text = list(result.text)
    for word in np.flatnonzero(marks).tolist():
        start, end = result.starts[word], result.ends[word]
        text[start:end] = " " * (end - start)
        if any(map(str.isalpha, result.text[start:end])):
            result.hidden[int(marks[word])] = result.hidden.get(int(marks[word]), 0) + 1
    result.text = "".join(text)
    result.signs = {place for place, word in enumerate(kept.tolist()) if word in result.signs}
    result.starts = array("i", [result.starts[word] for word in kept.tolist()])
    result.ends = array("i", [result.ends[word] for word in kept.tolist()])
    result.sizes, result.bold, result.italic = result.sizes[kept], result.bold[kept], result.italic[kept]
    result.fonts = result.fonts[kept]


def _lengths(result: Sheet) -> npt.NDArray[np.int32]:
    return np.frombuffer(result.ends, np.intc) - np.frombuffer(result.starts, np.intc)


def _stood(boxes: Floats, main: int, width: float, height: float) -> Floats:
    """Boxes on a page turned so that text running in direction ``main`` (quarters counter-clockwise) is upright."""
    left, top, right, bottom = boxes.T
    if main == 1:  # runs upward: turn the page a quarter clockwise
        return np.stack([height - bottom, left, height - top, right], axis=1)
    if main == 2:
        return np.stack([width - right, height - bottom, width - left, height - top], axis=1)
    return np.stack([top, width - right, bottom, width - left], axis=1)


def _styles(
    result: Sheet, handle: int, first: list[int], places: Floats, turn: Turn
) -> tuple[npt.NDArray[np.int64], Floats, Floats, pdf_hidden.Marks]:
    """Sets each word's type; returns direction in quarters counter-clockwise (-1: askew), origin, and whether hidden.

    Asked once per text object: what PDFium calls so is one run of one font on one line.
    """
    count = len(first)
    objects = np.fromiter(map(pdf_raw.text_object, repeat(handle), first), np.int64, count)
    heads = np.concatenate([[0], np.flatnonzero(np.diff(objects)) + 1])
    fonts: dict[int, tuple[bool, bool, bool, int]] = {}
    size = ctypes.c_float()
    matrix = (ctypes.c_float * 6)()
    place = (ctypes.c_double * 2)()
    size_at, matrix_at, place_at = ctypes.addressof(size), ctypes.addressof(matrix), ctypes.addressof(place)
    rows: list[tuple[float, ...]] = []
    least = pdf_hidden.least(turn)
    tails = np.append(heads[1:], count) - 1
    for head, tail, text_object in zip(heads.tolist(), tails.tolist(), objects[heads].tolist(), strict=True):
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if pdf_raw.text_matrix(handle, first[head], matrix_at):
            a, b, c, d, _, _ = matrix
        points = size.value if text_object and pdf_raw.font_size(text_object, size_at) else 0.0
        font: int = pdf_raw.text_font(text_object) if text_object else 0
        face = fonts.get(font)
        if face is None:
            face = fonts[font] = _face(font)
        pdf_raw.char_origin(handle, first[head], place_at, place_at + 8)
        high, mark = abs(points) * math.hypot(c, d), 0
        begin = place[0], place[1]
        if text_object and pdf_raw.render_mode(text_object) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            mark = pdf_hidden.UNDRAWN
        elif text_object and min(high, abs(points) * math.hypot(a, b)) < least:
            mark = pdf_hidden.TINY
        elif tail - head >= pdf_hidden.LEAST_WORDS - 1:
            # PDFium gives every letter of such a text the place where the other one begins
            pdf_raw.char_origin(handle, first[tail], place_at, place_at + 8)
            if begin == (place[0], place[1]) and places[head, 0] != places[tail, 0]:
                is_text = pdf_hidden.is_a_text(result.text[first[head] : result.ends[tail]])
                mark = pdf_hidden.REPLACED if is_text else 0
        rows.append((high, *face, quarter_of(a, b), *begin, mark))
    per_object = np.array(rows, np.float32)
    table = np.repeat(per_object, np.diff(np.append(heads, count)), axis=0)
    result.sizes = table[:, 0]
    result.bold, result.italic = table[:, 1] > 0, table[:, 2] > 0
    result.signs.update(np.flatnonzero(table[:, 3]).tolist())
    result.fonts = table[:, 4].astype(np.int32)
    x, y = turn.points(table[:, 6], table[:, 7])
    return table[:, 5].astype(np.int64), x, y, table[:, 8].astype(np.int8)


def _face(font: int) -> tuple[bool, bool, bool, int]:
    """Whether a font is bold, italic, made of pictures, and a number for its name, which tells all this best."""
    if not font:
        return False, False, False, 0
    buffer = ctypes.create_string_buffer(128)
    pdf_raw.font_name(font, ctypes.addressof(buffer), 128)
    name = buffer.value.decode("latin-1")
    heavy = bool(_HEAVY.search(name) and not _LIGHT_BOLD.search(name)) or (
        not name and pdf_raw.font_weight(font) >= 700
    )
    family = zlib.crc32(buffer.value.partition(b"+")[2] or buffer.value) & 0xFFFFF  # exact in a float32
    return heavy, bool(_SLANTED.search(name)), bool(_PICTURES.search(name)), family


def _fragments(result: Sheet, handle: int, upright: npt.NDArray[np.bool_]) -> None:
    """Cuts the words, in PDFium's order, where the next one is not beside the former."""
    boxes, bases, sizes = result.boxes, result.bases, np.maximum(result.sizes, 1.0)
    large = np.maximum(sizes[1:], sizes[:-1])
    gap = boxes[1:, 0] - boxes[:-1, 2]
    near = np.abs(bases[1:] - bases[:-1]) < 0.45 * large
    beside = near & (gap > -0.6 * large) & (gap < _GAP_EMS * large)
    both = upright[1:] & upright[:-1]
    askew = ~upright[1:] & ~upright[:-1] & (np.abs(gap) < 3 * large)
    ends = result.ends
    hyphened = np.array([result.text[end - 1] in "\x02\ufffe" for end in ends[:-1]], np.bool_)
    keep = ((both & beside) | askew) & ~(hyphened & (gap > 0.2 * large))
    for index in np.flatnonzero(~keep & both & near & (gap > 0) & (gap < 5 * large)).tolist():
        word = result.text[result.starts[index] : ends[index]]
        if (
            len(word) < 12
            and (index in result.signs or _MARKER.fullmatch(word))
            and (index == 0 or not keep[index - 1])
        ):
            keep[index] = True
    _glue(result, handle, keep, (gap / large).astype(np.float32))
    cuts = [0, *(np.flatnonzero(~keep) + 1).tolist(), len(ends)]
    at = np.array(cuts[:-1])
    left = np.minimum.reduceat(boxes[:, 0], at).tolist()
    top = np.minimum.reduceat(boxes[:, 1], at).tolist()
    right = np.maximum.reduceat(boxes[:, 2], at).tolist()
    bottom = np.maximum.reduceat(boxes[:, 3], at).tolist()
    size = np.maximum.reduceat(result.sizes, at).tolist()
    smallest = np.minimum.reduceat(result.sizes, at).tolist()
    lengths = _lengths(result).astype(np.int64)
    heavy = np.add.reduceat(np.where(result.bold, lengths, 0), at) * 10 >= np.add.reduceat(lengths, at) * 8
    slanted = np.add.reduceat(np.where(result.italic, lengths, 0), at) * 10 >= np.add.reduceat(lengths, at) * 8
    for number, (a, b) in enumerate(pairwise(cuts)):
        middle = a
        if size[number] > 1.02 * smallest[number]:  # the size of most of it, so that an initial does not decide
            middle = a + _most(result.sizes[a:b].tolist(), lengths[a:b].tolist())
        result.fragments.append(
            Fragment(
                a,
                b,
                left[number],
                top[number],
                right[number],
                bottom[number],
                float(bases[middle]),
                float(result.sizes[middle]),
                bool(heavy[number]),
                bool(slanted[number]),
                bool(upright[a]),
            )
        )


def _most(sizes: list[float], lengths: list[int]) -> int:
    """The first word of the size that most characters have."""
    total: dict[float, int] = {}
    for size, length in zip(sizes, lengths, strict=True):
        total[round(size, 1)] = total.get(round(size, 1), 0) + length
    best = max(total, key=lambda size: (total[size], size))
    return next(place for place, size in enumerate(sizes) if round(size, 1) == best)


def _glue(result: Sheet, handle: int, keep: npt.NDArray[np.bool_], ems: Floats) -> None:
    """Takes back spaces that PDFium put between kerned letters, and notes those that it may have."""
    for index in np.flatnonzero(keep & (ems < _NARROW_EMS) & (ems > -GLUE_EMS * 3)).tolist():
        end = result.ends[index]
        between = result.text[end : result.starts[index + 1]]
        if between not in (" ", "\xa0") or pdf_raw.is_generated(handle, end):
            if ems[index] < GLUE_EMS:
                result.joins.add(index + 1)
            else:
                result.doubts.append(index + 1)


def _notes(result: Sheet, textpage: Any, turn: Turn, main: int) -> None:
    """Finds digits that stand raised and small behind a word: the marks of footnotes."""
    text, starts, ends = result.text, result.starts.tolist(), result.ends.tolist()
    tried: list[tuple[int, int]] = []
    for word, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if not (text[end - 1].isdigit() or (end - start > 1 and text[end - 2].isdigit())):
            continue
        if word and _DIGITS.fullmatch(text, start, end):
            before, own = float(result.sizes[word - 1]), float(result.sizes[word])
            rise = float(result.bases[word - 1] - result.bases[word])
            gap = float(result.boxes[word, 0] - result.boxes[word - 1, 2])
            if own < 0.85 * before and 0.1 * before < rise < 0.7 * before and -0.5 * before < gap < before:
                result.notes[word] = start
            continue
        found = _RAISED.search(text, start, end)
        if found is not None:
            tried.append((word, found.start(1)))
    if not tried:
        return
    shapes = turn.boxes(tight_boxes(textpage, [place for _, place in tried]))
    if main:
        shapes = _stood(shapes, main, turn.width, turn.height)
    for (word, place), bottom in zip(tried, shapes[:, 3].tolist(), strict=True):
        # its size is no sign: some fonts have raised digits of their own
        if bottom < result.bases[word] - _RAISED_EMS * result.sizes[word]:
            result.notes[word] = place
