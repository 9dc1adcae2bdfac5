"""Writes a cross-impact matrix as ScenarioWizard's .scw or as CSV; ``intake/impacts.py`` reads both back. Pure.

The formats: docs/method/explore.md, section 4.
"""

from __future__ import annotations

import csv as tables
import io
import re

from rodedraad.explore import Matrix
from rodedraad.wording import Language

_FORMULA = re.compile(r"[=+\-@\t\r]")


def scw(matrix: Matrix, *, title: str = "Rodedraad", language: Language = "nl") -> bytes:
    """The project file of ScenarioWizard 4: names, short names (our ids), colours, the matrix; no comments.

    A missing cell is left empty. Intervals have no place in this format and are not written. Windows-1252 where the
    names allow it, as that program writes; else UTF-8.
    """
    short = [[variant.id for variant in driver.variants] for driver in matrix.drivers]
    lines = ["$ ScenarioWizard 4.0", _line(title) or "Rodedraad"]
    for driver in matrix.drivers:
        lines.append(f"&{_line(getattr(driver, language))}")
        lines += [f" -{_line(getattr(variant, language))}" for variant in driver.variants]
    lines.append("#")
    for driver, ids in zip(matrix.drivers, short, strict=True):
        lines += [f"&{driver.id}", *(f" {id_}" for id_ in ids)]
    lines += ["#", "#", *("FFFFFF" for _ in matrix.variants), "#", "#"]
    lines += [",".join(f"{'' if value is None else value:>2} " for value in row) for row in matrix.values]
    lines += ["#", "# 0-0", '""', "#", "#", ""]
    text = "\r\n".join(lines)
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def csv(matrix: Matrix, *, language: Language = "nl") -> bytes:
    """A table with id, driver and variant before each row, and the ids above the columns; UTF-8 with a mark for Excel.

    A cell with an interval is written "2 [1..3]"; a missing one is empty. No cell begins as a formula would.
    """
    out = io.StringIO(newline="")
    writer = tables.writer(out, lineterminator="\r\n")
    heads = ("code", "drijvende kracht", "variant") if language == "nl" else ("id", "driver", "variant")
    writer.writerow([*heads, *map(_safe, matrix.variants)])
    row = 0
    for driver in matrix.drivers:
        for variant in driver.variants:
            names = (variant.id, getattr(driver, language), getattr(variant, language))
            cells = [_cell(matrix, row, column) for column in range(len(matrix.values))]
            writer.writerow([*(_safe(_line(name)) for name in names), *cells])
            row += 1
    return out.getvalue().encode("utf-8-sig")


def has_intervals(matrix: Matrix) -> bool:
    """Whether people differ on any cell, which a project of ScenarioWizard cannot say."""
    return any(
        span is not None and span != (value, value)
        for row, cells in enumerate(matrix.values)
        for column, value in enumerate(cells)
        for span in (matrix.span(row, column),)
    )


def _cell(matrix: Matrix, row: int, column: int) -> str:
    value, span = matrix.values[row][column], matrix.span(row, column)
    shown = "" if value is None else str(value)
    return shown if span is None or span == (value, value) else f"{shown} [{span[0]}..{span[1]}]".strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def _safe(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
