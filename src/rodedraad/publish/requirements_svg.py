"""What is needed as a picture: a bar for each kind, by what the region has of it. Pure; the table beside it has the counts."""

from __future__ import annotations

from collections.abc import Iterator

from rodedraad import phrases
from rodedraad.publish.drawing import LOUD, PLAIN, Picture, box, drawn, fitted, path, shape, words
from rodedraad.publish.requirements import EXTENTS, Requirements
from rodedraad.records import Extent
from rodedraad.wording import Language

WIDTH = 900
NARROW = 340
"""Width on a phone: there the name stands above its bar."""
_NAMES, _ROW, _ABOVE, _BAR, _COUNT, _HEAD = 190, 30, 46, 18, 44, 6
_LEAST = 3


def bars(view: Requirements, language: Language, *, width: int = WIDTH, name: str = "nodig") -> Picture | None:
    """A bar for each kind, as long as its count; None where nothing is needed."""
    if not view.kinds:
        return None
    is_narrow = width < WIDTH
    left, row = (0, _ABOVE) if is_narrow else (_NAMES, _ROW)
    most = max(one.count for one in view.kinds)
    parts: list[str] = []
    for place, one in enumerate(view.kinds):
        y = _HEAD + place * row
        label = fitted(phrases.label("requirement", one.kind, language), width if is_narrow else _NAMES - 10)
        parts.append(words(0, y + 14, label, weight="600"))
        x, top = left, y + 20 if is_narrow else y
        for extent in EXTENTS:
            if one.extents[extent]:
                long = max(_LEAST, round((width - left - _COUNT) * one.extents[extent] / most))
                parts += segment(extent, x, top, long)
                x += long
        parts.append(words(x + 6, top + 14, phrases.number(one.count, language)))
    bottom = _HEAD + len(view.kinds) * row + 8
    parts += legend(bottom, language, is_narrow=is_narrow)
    high = bottom + (22 * len(EXTENTS) if is_narrow else 22) + 6
    title, told = (phrases.said(f"html.need_{code}", language) for code in ("title", "desc"))
    svg = drawn(parts, name=name, size=(width, high), title=title, description=told)
    return Picture(svg=svg, title=title, description=told, shown=view.total, left=0)


def segment(extent: Extent, x: int, y: int, long: int) -> Iterator[str]:
    """Full: met. Half full: partly. Open with a dotted edge: unknown. Lined in the loud colour: missing."""
    if extent == "unmet":
        yield shape(box(x, y, long, _BAR), fill="none", stroke=LOUD)
        for line in (1, 2, 3):
            yield path(f"M{x} {y + line * _BAR // 4}h{long}", colour=LOUD, width=2)
        return
    yield shape(
        box(x, y, long, _BAR), fill=PLAIN if extent == "met" else "none", dash="2 3" if extent == "unknown" else ""
    )
    if extent == "partly":
        yield shape(box(x, y + _BAR // 2, long, _BAR // 2), fill=PLAIN)


def legend(y: int, language: Language, *, is_narrow: bool) -> Iterator[str]:
    """What each way of filling says."""
    x = 0
    for extent in EXTENTS:
        told = phrases.label("extent", extent, language)
        yield from segment(extent, x + 1, y, 22)
        yield words(x + 30, y + 14, told)
        x, y = (0, y + 22) if is_narrow else (x + 56 + round(len(told) * 6.6), y)
