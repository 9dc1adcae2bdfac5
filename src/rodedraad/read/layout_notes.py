"""Footnotes: small type at the foot of a page or column, or what stands below a short rule there."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from rodedraad.read.layout import Layout, Line
from rodedraad.read.layout_passages import Body, Passage
from rodedraad.read.pdf_raw import Bounds

_START: Final = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])[\s.)]*(?=[^\s\d.,)%°])")
_SMALL: Final = 0.94
"""Type at most this part of the body's is small type: notes in print are 0.7 to 0.9 of it."""


def foot_lines(layout: Layout, body: Body) -> set[int]:
    """The lines that are notes at the foot of the page: small, below all other text of their column."""
    lines = [item for item in layout.items if isinstance(item, Line)]
    if not any(line.size >= 0.97 * body.size for line in lines):
        return set()
    rules = [
        rule
        for rule in layout.sheet.rules
        if rule[3] - rule[1] < 2.6 and 40 < rule[2] - rule[0] < 0.55 * layout.sheet.width
    ]
    found: set[int] = set()
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    lowest = {
        number: max((line.base for line in column if line.size > _SMALL * body.size), default=0.0)
        for number, column in columns.items()
    }
    for number, column in columns.items():
        run = _small_run(column, body) or _ruled_run(column, rules)
        start = next((place for place, line in enumerate(run) if _START.match(line.text)), None)
        if start is None or run[start].base < 0.3 * layout.sheet.height:
            continue
        begun = run[start]
        if any(
            lowest[other] > begun.base
            and any(
                line.left < begun.right and begun.left < line.right and line.size > _SMALL * body.size
                for line in columns[other]
                if line.base > begun.base
            )
            for other in columns
            if other != number
        ):
            continue
        while (
            start > 0
            and run[start].base - run[start - 1].base < 1.6 * run[start].size
            and not any(run[start - 1].base < rule[1] < run[start].base for rule in rules)
        ):
            start -= 1  # what is left of a note of the page before stands above the first
        found.update(id(line) for line in run[start:])
    return found


def _small_run(column: list[Line], body: Body) -> list[Line]:
    """The lines of small type that a column ends in."""
    start = len(column)
    while start > 0 and column[start - 1].size <= _SMALL * body.size:
        start -= 1
    return column[start:]


def _ruled_run(column: list[Line], rules: list[Bounds]) -> list[Line]:
    """The lines below the lowest short rule of a column, when the first of them bears a note's number."""
    for rule in sorted(rules, key=lambda rule: -rule[3]):
        below = [place for place, line in enumerate(column) if line.base > rule[3]]
        if not below or below[-1] - below[0] != len(below) - 1 or below[-1] != len(column) - 1:
            continue
        first = column[below[0]]
        if abs(rule[0] - first.left) < 12 and first.base - rule[3] < 2.4 * first.size and _START.match(first.text):
            return column[below[0] :]
    return []


def notes(lines: list[Line]) -> list[Passage]:
    """The footnotes that these lines are: a new one where the number goes up."""
    found: list[Passage] = []
    expected: int | None = None
    for line in lines:
        match = _START.match(line.text)
        number = int(match.group(1)) if match and match.group(1).isdigit() else None
        starts = match is not None and (number is None or expected is None or expected <= number <= expected + 3)
        if starts or not found:
            found.append(Passage("footnote", [line]))
            if number is not None:
                expected = number + 1
        else:
            found[-1].lines.append(line)
    return found
