"""The nesting of lists: which item lies under which, from how they are numbered first and from where they stand next.

A number that follows another of the same dress goes on with its list, wherever it stands (``(c)`` after ``(b)``); a
first number, or a bullet, opens a list inside the item before it where it stands further in, where that item ends in
a colon, or where its dress is one that books use further in. Method: docs/method/read.md, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from rodedraad.read.layout import Line
from rodedraad.read.layout_levels import LABEL
from rodedraad.read.layout_passages import DECIMAL, QUOTES, Passage, sign_of

_SAME: Final = 4.0
"""Signs nearer than this, in points, stand at the same place: numbers of two digits are often set to the right."""
_APART: Final = 80.0
"""Signs further apart than this stand in different columns, or on different kinds of page."""
_SKIP: Final = 3
"""Numbers that may lack in a list: acts that change others, and drafts, leave some out."""
_MAX_DEPTH: Final = 6
_MAX_CLOSED: Final = 12
"""Lists looked back at for the number before."""
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_PARTS: Final = re.compile(r"-?(?:(\d{1,3}(?:\.\d{1,3}){1,4})|(\d{1,3})([a-z]{0,3})|([a-zA-Z]{1,5}\d{0,2}))")
"""What numbers an item: ``3.2``, ``2a``, or a letter or Roman number."""

Order: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a sign: its dress with the kind of number in it, and the number."""

    dress: str
    order: Order
    rank: int
    """How far in books use it: numbers 0, letters 1, Roman numbers 2, bullets 3."""


@dataclass(frozen=True, slots=True, eq=False)
class _List:
    """A list that is open at its last item, and those it lies in."""

    reading: _Reading
    left: float
    within: tuple[_List, ...] = ()


_QUOTED: Final = _Reading("quoted", (0, ""), 0)
_DIGITS: Final = re.compile(r"\d{1,3}")
_CLOSED: Final = re.compile(r"[’”\"'][.;,]?(?:\s*(?:and|or|en|of))?$")


def quoted_parts(found: Sequence[Passage]) -> None:
    """Makes items of the articles that an act quotes to put them in another act: they are no part of this one.

    A quotation begins with a mark before the article's label and lasts until a block ends with one, or until the
    number of an article comes next in the act itself.
    """
    is_open = False
    own = quoted = 0
    for passage in found:
        label = LABEL.match(passage.text) if passage.kind == "heading" else None
        if label is None:
            if is_open and passage.kind in ("paragraph", "list_item"):
                is_open = _CLOSED.search(passage.lines[-1].text) is None
            continue
        digits = _DIGITS.search(label[0])
        number = int(digits[0]) if digits else 0
        is_resumed = is_open and number == own + 1 and number - quoted not in (0, 1)
        if label[0][0] in QUOTES or (is_open and not is_resumed):
            is_open, quoted = True, number
            passage.kind, passage.level = "list_item", 1
        else:
            is_open, own = False, number


def nest_items(found: Sequence[Passage]) -> None:
    """Sets the level of every list item, from 1."""
    stack: tuple[_List, ...] = ()
    closed: list[_List] = []
    introduces = False
    for passage in found:
        if passage.kind in ("footnote", "table_cell", "contents"):
            continue
        line = passage.lines[0]
        if passage.kind != "list_item":
            kept = 0 if passage.kind == "heading" else sum(_is_outside(one, line.left) for one in stack)
            closed = [*stack[kept:], *closed][:_MAX_CLOSED]
            stack = stack[:kept]
        else:
            before = stack
            label = None if sign_of(line) else LABEL.match(line.text)
            if label is not None:
                stack = _within_quote(stack)
            else:
                sign = _number(line)
                is_new = introduces and sign[:1] in QUOTES
                stack = _placed(
                    stack, () if is_new else closed, readings(sign), line.left, introduces=introduces, is_new=is_new
                )
            closed = [*(one for one in before if one not in stack), *closed][:_MAX_CLOSED]
            passage.level = max(len(stack), 1)
        introduces = passage.lines[-1].text.rstrip().endswith(":") or (bool(stack) and stack[-1].reading is _QUOTED)


def _number(line: Line) -> str:
    found = None if (sign := sign_of(line)) else DECIMAL.match(line.text)
    return found[0] if found else sign


def _is_outside(one: _List, left: float) -> bool:
    """Whether a paragraph that begins at ``left`` lies within an item of this list, or beside it in another column."""
    return left > one.left + 2


def _within_quote(stack: tuple[_List, ...]) -> tuple[_List, ...]:
    """A quoted article lies in the item that quotes it, beside the quoted article before it."""
    outer = next((stack[:place] for place, one in enumerate(stack) if one.reading is _QUOTED), stack)[: _MAX_DEPTH - 1]
    return (*outer, _List(_QUOTED, outer[-1].left + 1 if outer else 0.0, outer))


def _placed(
    stack: tuple[_List, ...],
    closed: Sequence[_List],
    options: Sequence[_Reading],
    left: float,
    *,
    introduces: bool,
    is_new: bool,
) -> tuple[_List, ...]:
    """The lists that are open at this item."""
    for reading, one in _followed(() if is_new else reversed(stack), options, left):
        return (*one.within, _List(reading, left, one.within))
    for reading, one in _followed(closed, options, left):
        if reading.rank < 3:
            return (*one.within, _List(reading, left, one.within))
    reading = options[-1]
    while stack and (stack[-1].left > left + _SAME or left - stack[-1].left > _APART):
        stack = stack[:-1]
    if stack and abs(stack[-1].left - left) <= _SAME:
        last = stack[-1]
        is_inner = is_new or (reading.rank > last.reading.rank and (introduces or _is_first(reading)))
        if not (is_inner or (introduces and last.reading.dress != reading.dress)):
            stack = stack[:-1]
    return (*stack[: _MAX_DEPTH - 1], _List(reading, left, stack[: _MAX_DEPTH - 1]))


def _followed(lists: Iterable[_List], options: Sequence[_Reading], left: float) -> Iterable[tuple[_Reading, _List]]:
    """The lists that one of these readings goes on with, the nearest in place first."""
    found = [
        (abs(one.left - left) > _SAME, place, reading, one)
        for place, one in enumerate(lists)
        for reading in options
        if _follows(reading, one, left)
    ]
    return ((reading, one) for _, _, reading, one in sorted(found, key=lambda row: row[:2]))


def _follows(reading: _Reading, one: _List, left: float) -> bool:
    """Whether an item goes on with a list: its number comes next, or it has the same bullet at the same place."""
    before = one.reading
    if reading.dress != before.dress or abs(one.left - left) > _APART:
        return False
    if reading.rank == 3:
        return abs(one.left - left) <= _SAME
    return before.order < reading.order and reading.order[0] - before.order[0] <= _SKIP


def _is_first(reading: _Reading) -> bool:
    return reading.rank == 3 or (reading.order[0] <= 1 and not reading.order[1])


def readings(sign: str) -> tuple[_Reading, ...]:
    """The ways to read a sign, the likeliest last: ``(i)`` may follow ``(h)``, and is else a Roman one."""
    bare = sign.lstrip(QUOTES)
    found = _PARTS.search(bare)
    if found is None or not any(map(str.isalnum, bare)):
        return (_Reading(bare, (0, ""), 3),)
    dress = bare[: found.start()] + "{}" + bare[found.end() :]
    if found[1]:
        return (_Reading(f"{found[1].count('.')}{dress}", (int(found[1].rpartition(".")[2]), ""), 0),)
    if found[2]:
        return (_Reading("1" + dress, (int(found[2]), found[3]), 0),)
    word = found[4]
    case = "A" if word[0].isupper() else "a"
    low = word.lower()
    letter = _Reading(case + dress, (ord(low[0]) - ord("a") + 1, low[1:]), 1)
    value = _roman(low)
    if value is None:
        return (letter,)
    roman = _Reading(("I" if case == "A" else "i") + dress, (value, ""), 2)
    return (letter, roman) if low == "i" or len(low) > 1 else (roman, letter)


def _roman(word: str) -> int | None:
    """The value of a Roman number, or None."""
    if any(letter not in _ROMAN for letter in word):
        return None
    values = [_ROMAN[letter] for letter in word]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value for place, value in enumerate(values)
    )
