"""Themes by parties: how much each says on what, and who says nothing. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isqrt

from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.sharing import OTHER
from rodedraad.records import Gap, Party, Source, Statement, Theme

CELL_EXCERPTS = 12
HEAT_LEVELS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the theme by party matrix. ``level`` shades it, 1 to 5 for the fullest; 0 for a gap; None for neither.

    Neither is a zero of a party whose documents name the theme, though no statement carries it.
    """

    theme: str
    party: str
    count: int
    level: int | None
    excerpts: tuple[Excerpt, ...]


def cells_by_party(
    themes: Sequence[Theme],
    absent: Iterable[Party],
    sources: Iterable[Source],
    held: Sequence[Statement],
    *,
    gaps: Iterable[Gap],
    maker: Excerpts,
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Parties that wrote something, by how much they say, and the parties that are absent, against the frame's themes."""
    counts: Counter[str] = Counter()
    cells: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    silent = {(gap.theme, gap.party) for gap in gaps if gap.kind == "theme_without_party"}
    for statement in held:
        for party in statement.parties:
            counts[party] += 1
            for theme in statement.themes:
                cells[theme, party].append(statement)
    writers = {party for source in sources for party in source.authors} | set(counts)
    shown = tuple(
        dict.fromkeys([*sorted(writers, key=lambda id_: (-counts[id_], id_)), *sorted(party.id for party in absent)])
    )
    most = max((len(cell) for (theme, _), cell in cells.items() if theme != OTHER), default=1)
    rows = []
    for party in shown:
        row = []
        for column in themes:
            found = sorted(cells[column.id, party], key=lambda statement: (-statement.confidence, statement.id))
            row.append(
                Cell(
                    theme=column.id,
                    party=party,
                    count=len(found),
                    level=_level(len(found), most, is_gap=(column.id, party) in silent) if column.id != OTHER else None,
                    excerpts=tuple(maker.of(statement) for statement in found[:CELL_EXCERPTS]),
                )
            )
        rows.append(tuple(row))
    return shown, tuple(rows)


def _level(count: int, most: int, *, is_gap: bool) -> int | None:
    """A shade by the root of the count, so that small cells still differ: 0 for a gap, 5 for the fullest."""
    if not count:
        return 0 if is_gap else None
    return 1 + isqrt((HEAT_LEVELS - 1) ** 2 * count // most)
