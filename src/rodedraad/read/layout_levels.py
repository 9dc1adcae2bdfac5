"""The levels of headings: which heading lies under which, from the outline, the numbering and the type.

Headings are taken in order. Each lies under the last heading before it that outranks it; two that are numbered in one
scheme, or set in one type, have one rank. So levels have no gaps, and each is what a reader would count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, TypeAlias

from rodedraad.read.layout_passages import QUOTES, Passage

_MAX_LEVEL: Final = 6
_LISTED: Final = 3
"""Headings that an outline must name before what it leaves out says anything."""
_DWARFED: Final = 2.0
"""What stands by a title more than twice its size is no part of it."""
_LONG: Final = 4
"""Pages with headings from which on a type that only one of them has makes no level."""
_LARGER: Final = 1.04
"""Type this much larger outranks: sizes that are meant to differ do so by half a point in twelve."""
_NAMES: Final = (
    r"deel|part|book|boek",
    r"titel|title|bijlage|annex|appendix|addendum",
    r"hoofdstuk|chapter",
    r"afdeling|section|sectie",
    r"paragraaf|subsection",
    r"artikel|article",
)
"""What books call their parts, from the outermost in; an annex stands beside chapters and titles."""
LABEL: Final = re.compile(
    rf"[{QUOTES}]?(?:" + "|".join(f"(?P<n{rank}>{names})" for rank, names in enumerate(_NAMES)) + r")"
    r"(?:\s+(?:\d{1,3}[a-z]{0,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}[a-z]?|[A-Z])\b|(?<=bijlage)|(?<=annex)|(?<=appendix))[.:]?(?=\s|$|[-–—])",
    re.IGNORECASE,
)
SECTION: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=\S)")
_ROMAN: Final = re.compile(r"[IVXL]{1,5}[.)]\s")
_LETTER: Final = re.compile(r"[A-Z][.)]\s")


Style: TypeAlias = tuple[int, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Rank:
    """What tells how high a heading stands: its scheme with the depth in it, and its type."""

    scheme: str
    depth: int
    size: float
    is_caps: bool
    is_bold: bool
    is_italic: bool
    number: tuple[int, ...] = ()

    @property
    def style(self) -> Style:
        """Its type, rounded, for counting."""
        return round(self.size * 2), self.is_caps, self.is_bold, self.is_italic


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading under which the next may lie; ``is_listed`` where the file's outline names it."""

    rank: Rank
    level: int
    is_listed: bool


def rank_of(passage: Passage) -> Rank:
    """How a heading is numbered and set."""
    text = passage.text
    lines = passage.lines
    scheme, depth = "", 0
    number: tuple[int, ...] = ()
    label, section = LABEL.match(text), SECTION.match(text)
    if label is not None:
        scheme = "name"
        depth = next(rank for rank in range(len(_NAMES)) if label[f"n{rank}"])
    elif section is not None:
        scheme, depth = "number", section[1].count(".")
        number = tuple(map(int, section[1].split(".")))
    elif _ROMAN.match(text):
        scheme = "roman"
    elif _LETTER.match(text):
        scheme = "letter"
    return Rank(
        scheme,
        depth,
        passage.size,
        text.upper() == text,
        all(line.is_bold for line in lines),
        all(line.is_italic for line in lines),
        number,
    )


def set_levels(headings: Sequence[Passage], outlined: Sequence[int | None], *, has_cover: bool = False) -> None:
    """Gives each heading its level from 1.

    ``outlined`` has the level of those that the file's outline names; ``has_cover`` says that page 1 is a title page.
    """
    ranks = [rank_of(heading) for heading in headings]
    once = _set_once(headings, ranks)
    on_cover = [has_cover and heading.lines[0].sheet.number == 1 for heading in headings]
    front = _front(
        headings,
        [
            known is None and not rank.scheme and (is_single or is_there)
            for rank, is_single, is_there, known in zip(ranks, once, on_cover, outlined, strict=True)
        ],
    )
    ranks = _as_the_next(ranks, once)[front:]
    is_listed = sum(known is not None for known in outlined) >= _LISTED
    stack: list[_Open] = []
    before: dict[tuple[int, ...], tuple[_Open, ...]] = {}  # what each numbered heading lies under
    for heading, rank, known in zip(headings[front:], ranks, outlined[front:], strict=True):
        if known is not None:
            while stack and stack[-1].level >= known:
                stack.pop()
            level = known
        else:
            place = _fellow(stack, rank)
            above = before.get(_last_number(rank)) if place is None and rank.number else None
            stack = stack[:place] if above is None else list(above)
            while (
                above is None
                and stack
                and not (_outranks(stack[-1].rank, rank) or (is_listed and _lists(stack[-1], rank)))
            ):
                stack.pop()
            level = stack[-1].level + 1 if stack else 1
        heading.level = min(level, _MAX_LEVEL)
        if rank.number:
            before[rank.number] = tuple(stack)
        stack.append(_Open(rank, level, known is not None))


def _front(headings: Sequence[Passage], may: Sequence[bool]) -> int:
    """How many headings are the title of all, with what stands about it; sets their levels.

    ``may`` tells what is set once or stands on a title page: what of it stands first, is. The first level of the text
    stands beside the title, not under it.
    """
    titles = headings[: sum(1 for _ in takewhile(bool, may))]
    largest = max((title.size for title in titles), default=0.0)
    for title in titles:
        title.level = 1 if title.size * _DWARFED >= largest else 2
    return len(titles)


def _last_number(rank: Rank) -> tuple[int, ...]:
    """The number before this one: ``1.2`` before ``1.3``."""
    return (*rank.number[:-1], rank.number[-1] - 1)


def _set_once(headings: Sequence[Passage], ranks: Sequence[Rank]) -> list[bool]:
    """Which headings have no number and a type that no other page has; in a short document, no other heading."""
    pages: dict[Style, set[int]] = defaultdict(set)
    count: Counter[Style] = Counter()
    for heading, rank in zip(headings, ranks, strict=True):
        if not rank.scheme:
            pages[rank.style].add(heading.lines[0].sheet.number)
            count[rank.style] += 1
    is_long = len({heading.lines[0].sheet.number for heading in headings}) >= _LONG
    return [not rank.scheme and (count[rank.style] == 1 or (is_long and len(pages[rank.style]) == 1)) for rank in ranks]


def _as_the_next(ranks: Sequence[Rank], once: Sequence[bool]) -> list[Rank]:
    """A type that is used once makes no level: it counts as the next lower one that is used more."""
    used = {rank.style: rank for rank, is_single in zip(ranks, once, strict=True) if not is_single}
    free = sorted((rank for rank in used.values() if not rank.scheme), key=_height)
    found = []
    for rank, is_single in zip(ranks, once, strict=True):
        is_alone = is_single and rank.style not in used
        lower = next((one for one in free if _height(one) > _height(rank)), None) if is_alone else None
        found.append(rank if lower is None else lower)
    return found


def _height(rank: Rank) -> tuple[float, bool, bool, bool]:
    """For sorting types from the highest down."""
    return -rank.size, not rank.is_caps, not rank.is_bold, rank.is_italic


def _lists(one: _Open, rank: Rank) -> bool:
    """Whether the outline names the one and leaves the other out, as it does with what lies deeper."""
    return one.is_listed and rank.scheme != "name" and rank.size <= _LARGER * one.rank.size


def _fellow(stack: Sequence[_Open], rank: Rank) -> int | None:
    """Where in the stack a heading stands that is numbered in the same way, or set in the same type."""
    for place in range(len(stack) - 1, -1, -1):
        other = stack[place].rank
        if other.scheme != rank.scheme:
            continue
        if rank.scheme in ("name", "number"):
            is_fellow = other.depth == rank.depth
        elif rank.scheme:
            is_fellow = other.is_caps == rank.is_caps
        else:
            is_fellow = other.style == rank.style and not stack[place].is_listed
        if is_fellow:
            return place
    return None


def _outranks(one: Rank, other: Rank) -> bool:
    """Whether a heading may have the other under it."""
    if one.scheme == other.scheme != "":
        if one.scheme in ("name", "number"):
            return one.depth < other.depth
        return False
    if one.size > _LARGER * other.size or other.size > _LARGER * one.size:
        return one.size > other.size
    if one.scheme and other.scheme and "name" in (one.scheme, other.scheme):
        return one.scheme == "name"
    return (one.is_caps, one.is_bold, not one.is_italic) > (other.is_caps, other.is_bold, not other.is_italic)
