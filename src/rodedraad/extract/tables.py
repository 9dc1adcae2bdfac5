"""Rows of tables that say what will be done, by whom, by when and for how much.

A table is read so only when its head names the column of measures and at least one of the others; each row then
gives one measure, anchored to its cell, with what the other cells say of it. docs/method/extract.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from rodedraad.records import Block

Column: TypeAlias = Literal["measure", "owner", "partner", "planning", "budget", "payer"]

_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("payer", re.compile(r"^(?:dekking|financiering door|bekostiging door|betaald door|paid by|funded by|funding source)\b")),
    ("partner", re.compile(r"^(?:partners?|betrokken|samen met|overige partijen|mede\w*|involved|with whom|stakeholders)\b")),
    ("owner", re.compile(r"^(?:trekkers?|verantwoordelijk\w*|wie\b|eigenaar|uitvoer(?:der|ing door)|initiatiefnemer|actiehouder|probleemeigenaar|coördinat\w*|owner|lead|leader|responsible|who\b|door wie|aan zet)")),
    ("planning", re.compile(r"^(?:planning|termijn|wanneer|deadline|gereed|oplevering|looptijd|periode|jaar\b|start|realisatie|when|timing|by when|due|date|datum|tijdpad|fasering)")),
    ("budget", re.compile(r"^(?:budget|kosten|bedrag|begroting|raming|middelen|investering|cost|costs|amount|million|mln|euro|eur\b|€|financi)")),
    ("measure", re.compile(r"^(?:aanbeveling\w*|adviezen|recommendations?|maatregel\w*|acties?\b|actiepunt\w*|activiteit\w*|inzet\b|afspra\w+|projecten?\b|wat\b|omschrijving|measures?|actions?|activit\w+|projects?\b|what\b|stap\b|stappen\b|toezegging\w*|investments?\b)")),
)  # fmt: skip
# Heads that name measures only beside an owner or money: "omschrijving" and "datum" head any list of documents.
_WEAK_HEAD = re.compile(r"^(?:omschrijving|projecten?\b|projects?\b|wat\b|what\b|stap\b|stappen\b|investments?\b)")
_TELLING: frozenset[Column] = frozenset({"owner", "partner", "budget", "payer"})
_MARK = re.compile(r"^(?:[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[•▪●*–-])$")
_MIN_LETTERS = 8
_ADVICE = re.compile(r"aanbeveling\w*|adviezen|recommendations?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of measures: its cell, and the cells that say something of it; ``is_advice`` below "Aanbeveling"."""

    measure: Block
    cells: Mapping[Column, Block]
    is_advice: bool = False


def rows(text: str, blocks: Sequence[Block]) -> Iterator[Row]:
    """The rows of measures in the tables of a document; ``blocks`` are its blocks in order."""
    cells = [
        block for block in blocks if block.kind == "table_cell" and block.row is not None and block.column is not None
    ]
    for _, table in groupby(cells, key=lambda cell: cell.table):
        yield from _rows_of(text, [list(row) for _, row in groupby(table, key=lambda cell: cell.row)])


def _rows_of(text: str, grid: Sequence[Sequence[Block]]) -> Iterator[Row]:
    for at, head in enumerate(grid[:3]):
        columns = _head(text, head)
        if columns is None:
            continue
        named = [text[cell.start : cell.end] for cell in head]
        is_advice = any(_ADVICE.match(words.strip().lower()) for words in named)
        for row in grid[at + 1 :]:
            if [text[cell.start : cell.end] for cell in row] == named:
                continue  # the head, repeated on the next page
            found = {columns[cell.column]: cell for cell in row if cell.column in columns}
            measure = found.pop("measure", None)
            if measure is not None and _says_something(text[measure.start : measure.end]):
                yield Row(measure=measure, cells=found, is_advice=is_advice)
        return


def _head(text: str, row: Sequence[Block]) -> dict[int | None, Column] | None:
    """Which column says what, if this row is the head of a table of measures."""
    columns: dict[int | None, Column] = {}
    is_weak = False
    for cell in row:
        words = text[cell.start : cell.end].strip().lower()
        name = next((name for name, pattern in _COLUMNS if pattern.search(words)), None)
        if name is not None and len(words) < 60 and name not in columns.values():
            columns[cell.column] = name
            is_weak |= name == "measure" and _WEAK_HEAD.search(words) is not None
    if is_weak and _TELLING.isdisjoint(columns.values()):
        return None
    is_numbered = any(_ADVICE.match(text[cell.start : cell.end].strip().lower()) for cell in row) and len(row) > 1
    return columns if "measure" in columns.values() and (len(columns) > 1 or is_numbered) else None


def _says_something(words: str) -> bool:
    return sum(map(str.isalpha, words)) >= _MIN_LETTERS and not _MARK.match(words.strip())
