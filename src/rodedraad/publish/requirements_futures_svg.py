"""What each future takes as a picture: a row for each future, a bar for each kind of means. Pure; the table has the counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rodedraad import phrases
from rodedraad.publish.drawing import Picture, drawn, path, words, wrapped
from rodedraad.publish.requirements import EXTENTS
from rodedraad.publish.requirements_futures import MEANS, Futures, Row
from rodedraad.publish.requirements_futures_told import named
from rodedraad.publish.requirements_svg import WIDTH, legend, segment
from rodedraad.records import Party
from rodedraad.wording import Language

_NAMES, _COUNT, _LEAST, _LINES = 216, 34, 3, 3
_LETTER, _ROW, _HEAD = 15, 50, 40
_BOLD = 14
"""Bold letters of 12 pixels are about as wide as plain ones of this size."""
_MEANS = 132
"""Width of the name of a kind of means on a phone, where it stands before its bar."""


def grid(
    view: Futures, parties: Mapping[str, Party], language: Language, *, width: int = WIDTH, name: str = "toekomsten"
) -> Picture | None:
    """The rows of futures with their bars; None where there is no future to tell of."""
    if view.is_empty:
        return None
    most = max(cell.count for row in view.rows for cell in row.cells) or 1
    if width < WIDTH:
        parts, bottom = _narrow(view, parties, language, width=width, most=most)
    else:
        parts, bottom = _wide(view, parties, language, width=width, most=most)
    parts += legend(bottom, language, is_narrow=width < WIDTH)
    high = bottom + (22 * len(EXTENTS) if width < WIDTH else 22) + 6
    title, told = (phrases.said(f"needed.{code}", language) for code in ("picture", "picture_desc"))
    svg = drawn(parts, name=name, size=(width, high), title=title, description=told)
    return Picture(svg=svg, title=title, description=told, shown=len(view.rows), left=0)


def _wide(
    view: Futures, parties: Mapping[str, Party], language: Language, *, width: int, most: int
) -> tuple[list[str], int]:
    column = (width - _NAMES) // len(MEANS)
    found = []
    for place, means in enumerate(MEANS):
        lines = wrapped(phrases.label("means", means, language), column - 8, 2)
        found += [
            words(_NAMES + place * column, 12 + at * _LETTER, line, weight="600") for at, line in enumerate(lines)
        ]
    y = _HEAD
    for row in view.rows:
        found.append(path(f"M0 {y}H{width}", opacity=0.25))
        lines = wrapped(named(row, view, parties, language), _NAMES - 14, _LINES)
        weight = "600" if row.future in ("untied", "every") else ""
        found += [words(0, y + 16 + at * _LETTER, line, weight=weight) for at, line in enumerate(lines)]
        for place, cell in enumerate(row.cells):
            if cell.count:
                found += _bar(
                    row,
                    place,
                    x=_NAMES + place * column,
                    y=y + 15,
                    long=column - _COUNT - 8,
                    most=most,
                    language=language,
                )
        if not row.total:
            found.append(words(_NAMES, y + 28, phrases.said("needed.nothing_more", language)))
        y += max(_ROW, 10 + _LETTER * len(lines))
    return found, y + 10


def _narrow(
    view: Futures, parties: Mapping[str, Party], language: Language, *, width: int, most: int
) -> tuple[list[str], int]:
    """Below each name only the kinds that it takes."""
    found: list[str] = []
    y = 4
    for row in view.rows:
        for line in wrapped(named(row, view, parties, language), width, _LINES, size=_BOLD):
            found.append(words(0, y + 14, line, weight="600"))
            y += _LETTER + 2
        y += 6
        for place, cell in enumerate(row.cells):
            if cell.count:
                label = wrapped(phrases.label("means", cell.means, language), _MEANS, 2)
                found += [words(0, y + 13 + at * 13, line) for at, line in enumerate(label)]
                found += _bar(row, place, x=_MEANS, y=y, long=width - _MEANS - _COUNT, most=most, language=language)
                y += 26 if len(label) == 1 else 34
        if not row.total:
            for line in wrapped(phrases.said("needed.nothing_more", language), width, 2):
                found.append(words(0, y + 10, line))
                y += _LETTER
        y += 12
    return found, y


def _bar(row: Row, place: int, *, x: int, y: int, long: int, most: int, language: Language) -> Iterator[str]:
    cell = row.cells[place]
    for extent in EXTENTS:
        if cell.extents[extent]:
            part = max(_LEAST, round(long * cell.extents[extent] / most))
            yield from segment(extent, x, y, part)
            x += part
    yield words(x + 5, y + 14, phrases.number(cell.count, language))
