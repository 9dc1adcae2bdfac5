"""Lines to the final text of one block, with the map back to PDFium's characters.

What changes on the way: white space is folded, a word broken at a line end is made whole where the document does
not itself write it with a hyphen, soft hyphens and control characters go, marks of footnotes become superscript
digits, the text is composed (NFC). All else stays as the page has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rodedraad.read.canonical import Mark
from rodedraad.read.gather import composed
from rodedraad.read.layout import Line
from rodedraad.read.layout_passages import BREAKS
from rodedraad.read.pdf_page import GLUE_EMS, Fragment, Sheet

_HYPHENS: Final = (*BREAKS, "-", "\u2010", "\u2011")
_ADDRESS: Final = re.compile(r"[(<\[]?(?:https?://|www\.)")
_ADDRESS_GOES_ON: Final = (*BREAKS, "-", "/", "_", "=", "?", "&", "%")
_ODD: Final = re.compile(r"[\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]| {2}")
_DROPPED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")
_WORDS: Final = re.compile(r"(?<!\w)[^\W\d_]++(?:[-\u2010\u2011][^\W\d_]++){0,4}+(?![\w\x02\ufffe])")
_TAIL: Final = re.compile(r"[^\W_]+$")
_HEAD: Final = re.compile(r"[^\W_]+")
_MAX_WORD: Final = 60
"""Longer words do not exist in Dutch; in a text made to stall, they do."""
_SHORT_HALF: Final = 3
"""A left half this short that is no word of the document is the start of one: ``ov`` of ``over``, ``P`` of ``Postbus``."""
_SUSPENDED: Final = frozenset(
    ("en", "of", "dan", "noch", "tot", "maar", "and", "or", "to", "und", "oder", "et", "ou", "versus", "vs")
)
_CLASHES: Final = frozenset(
    ("aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu")
)
"""Pairs of vowels that Dutch reads as one sound: a line never breaks inside one, so a hyphen there is real."""
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Lexicon:
    """The words of a document as it writes them within its lines: decides what a hyphen at a line end means."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for text in texts:
            self._counts.update(_WORDS.findall(text.lower()))

    def mend(self, sheets: Sequence[Sheet]) -> None:
        """Joins the halves of words that PDFium parted at a kerned letter: left halves that are no words."""
        pairs = [
            (
                sheet,
                word,
                sheet.text[sheet.starts[word - 1] : sheet.ends[word - 1]],
                sheet.text[sheet.starts[word] : sheet.ends[word]],
            )
            for sheet in sheets
            for word in sheet.doubts
        ]
        lefts = Counter(left.lower() for _, _, left, _ in pairs)
        rights = Counter(right.lower() for _, _, _, right in pairs)
        for sheet, word, left, right in pairs:
            if left.isdecimal() and right[0].isdecimal():
                sheet.joins.add(word)
            elif left.isalpha() and right[0].isalnum() and self._counts[left.lower()] <= lefts[left.lower()]:
                is_unknown = self._counts[right.lower()] <= rights[right.lower()]
                if is_unknown or len(left) <= _SHORT_HALF or len(right) == 1:
                    sheet.joins.add(word)

    def joint(self, before: str, after: str) -> str:
        """What stands between two halves of a line-end hyphen: nothing, a hyphen, or a hyphen and a space."""
        tail, head = _TAIL.search(before[-_MAX_WORD:]), _HEAD.match(after)
        if tail is None or head is None:
            return "-"
        left, right = tail.group(), head.group()
        if right.lower() in _SUSPENDED and len(after) == len(right):
            return "- "
        if not right[0].islower() or left[-1].isdigit() or (len(left) > 1 and left[-1].isupper()):
            return "-"
        whole = self._counts[(left + right).lower()]
        parted = self._counts[f"{left}-{right}".lower()]
        if whole != parted:
            return "" if whole > parted else "-"
        return "-" if (left[-1] + right[0]).lower() in _CLASHES else ""


class Weaver:
    """Puts the text of one block together, line by line."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parts: list[str] = []
        self._length = 0
        self._tail = ""
        self._marks: list[Mark] = []
        self._pages: list[tuple[int, int]] = []

    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def marks(self) -> tuple[Mark, ...]:
        """Where the text stands on its pages."""
        return tuple(self._marks)

    def pages(self) -> tuple[tuple[int, int], ...]:
        """Pairs (offset, page), at every change of page."""
        return tuple(self._pages)

    def add(self, lines: Sequence[Line], skip: int = 0, *, drops_leaders: bool = False) -> None:
        """Appends lines, without the first ``skip`` words (the sign of a list item) and, if so asked, dot leaders."""
        for line in lines:
            words = [word for fragment in line.fragments for word in range(fragment.first, fragment.last)]
            if drops_leaders:
                words = [word for word in words if not _leads(line.sheet, word)]
            if skip:
                words, skip = words[skip:], 0
            if words:
                self._line(line.sheet, words)

    def add_note(self, lines: Sequence[Line]) -> None:
        """Appends the lines of a footnote, its number raised as the mark in the text is."""
        sheet, first = lines[0].sheet, lines[0].fragments[0].first
        start, end = sheet.starts[first], sheet.ends[first]
        digits = _leading_digits(sheet.text[start:end])
        if not 0 < len(digits) < 4:
            self.add(lines)
            return
        words = [word for fragment in lines[0].fragments for word in range(fragment.first, fragment.last)]
        self._pages.append((0, sheet.number))
        self._put(digits.translate(_SUPERSCRIPT) + " ")
        rest = sheet.text[start + len(digits) : end]
        kept = rest.lstrip(".)")
        self._slice(sheet, end - len(kept), kept)
        if words[1:]:
            if self._length > len(digits) + 1:
                self._put(" ")
            self._words(sheet, words[1:])
        self.add(lines[1:])

    def add_fragment(self, sheet: Sheet, fragment: Fragment) -> None:
        """Appends the words of one fragment."""
        self._line(sheet, list(range(fragment.first, fragment.last)))

    def _line(self, sheet: Sheet, words: list[int]) -> None:
        first = words[0]
        if self._length:
            self._bridge(sheet, first)
        if not self._pages or self._pages[-1][1] != sheet.number:
            self._pages.append((self._length, sheet.number))
        self._words(sheet, words)

    def _words(self, sheet: Sheet, words: list[int]) -> None:
        start = 0
        for index in self._cuts(sheet, words):
            glued = bool(start) and self._is_glued(sheet, words[start - 1], words[start])
            if start and not glued:
                self._put(" ")
            before = self._tail if glued else ""
            self._run(sheet, words[start], words[index - 1])
            self._tail = before + self._tail
            start = index

    def _cuts(self, sheet: Sheet, words: list[int]) -> list[int]:
        """Where runs of words end that follow one another in PDFium's order too, with plain spaces between."""
        count = len(words)
        joins, notes = sheet.joins, sheet.notes
        if words[-1] - words[0] == count - 1 and not joins and not notes:
            return [count]
        cuts = [
            index
            for index in range(1, count)
            if words[index] != words[index - 1] + 1
            or words[index] in joins
            or words[index] in notes
            or words[index - 1] in notes
        ]
        return [*cuts, count]

    def _is_glued(self, sheet: Sheet, before: int, word: int) -> bool:
        """Whether no space stands between two words of one line."""
        if sheet.notes.get(word) == sheet.starts[word]:
            return True
        if word == before + 1:
            return word in sheet.joins
        gap = sheet.boxes[word, 0] - sheet.boxes[before, 2]  # PDFium has them in another order: look
        return bool(abs(gap) < GLUE_EMS * sheet.sizes[word])

    def _bridge(self, sheet: Sheet, word: int) -> None:
        """From the end of one line to the start of the next: a space, or a hyphen undone or kept."""
        tail = self._tail
        if _ADDRESS.match(tail):
            if tail[-1] not in _ADDRESS_GOES_ON:
                self._put(" ")
            elif tail[-1] in BREAKS:
                self._cut()
                self._put("-")
        elif len(tail) > 1 and tail[-1] in _HYPHENS:
            joint = self._lexicon.joint(tail[:-1], sheet.text[sheet.starts[word] : sheet.ends[word]])
            self._cut()
            self._put(joint)
        elif sheet.notes.get(word) != sheet.starts[word]:
            self._put(" ")

    def _cut(self) -> None:
        """Takes the hyphen off the end; a soft one has left no trace."""
        if not self._parts[-1].endswith(_HYPHENS):
            return
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1
        last = self._marks[-1] if self._marks else None
        if last is not None and last.end > self._length:
            self._marks[-1] = Mark(start=last.start, end=self._length, page=last.page, first=last.first)
            if last.start == self._length:
                self._marks.pop()

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _run(self, sheet: Sheet, first: int, last: int) -> None:
        start, end = sheet.starts[first], sheet.ends[last]
        text = sheet.text[start:end]
        self._tail = sheet.text[sheet.starts[last] : end]
        note = sheet.notes.get(last)
        if note is not None:
            cut = note - start
            self._slice(sheet, start, text[:cut])
            digits = _leading_digits(text[cut:])
            self._put(digits.translate(_SUPERSCRIPT))
            self._slice(sheet, note + len(digits), text[cut + len(digits) :])
            return
        self._slice(sheet, start, text)

    def _slice(self, sheet: Sheet, first: int, text: str) -> None:
        if not text:
            return
        if _ODD.search(text) or (not text.isascii() and composed(text) != text):
            self._odd(sheet, first, text)
            return
        self._mark(sheet, first, len(text))
        self._put(text)

    def _mark(self, sheet: Sheet, first: int, length: int) -> None:
        self._marks.append(Mark(start=self._length, end=self._length + length, page=sheet.number, first=first))

    def _odd(self, sheet: Sheet, first: int, text: str) -> None:
        """Character by character, in stretches that need no change."""
        start = index = 0
        length = len(text)
        while index <= length:
            char = text[index] if index < length else ""
            end = index + 1
            while char and end < length and unicodedata.combining(text[end]):
                end += 1
            cluster = composed(text[index:end])
            doubled = char == " " and index == start and bool(self._parts) and self._parts[-1].endswith(" ")
            if not char or doubled or cluster != char or _ODD.match(char) or text.startswith("  ", index):
                if index > start:
                    self._mark(sheet, first + start, index - start)
                    self._put(text[start:index])
                self._replace(char, cluster)
                start = end
            index = end

    def _replace(self, char: str, cluster: str) -> None:
        """One character that does not stay what it is."""
        if char in BREAKS[:2]:
            self._put("-")
        elif char.isspace():
            if self._parts and not self._parts[-1].endswith(" "):
                self._put(" ")
        elif char and not _DROPPED.match(char):
            self._put(cluster)


def _leads(sheet: Sheet, word: int) -> bool:
    return not sheet.text[sheet.starts[word] : sheet.ends[word]].strip(".…·_")


def _leading_digits(text: str) -> str:
    end = 0
    while end < len(text) and (text[end].isdigit() or text[end] == ","):
        end += 1
    return text[:end].rstrip(",")
