"""Who says how much on what: parties against themes, with who is silent and who is absent. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rodedraad.publish.sharing import OTHER
from rodedraad.records import Gap, Party, Statement, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """How many statements a party has on a theme; ``is_gap`` where it is listed as silent, ``level`` shades it, 0 to 5."""

    theme: str
    count: int
    level: int
    is_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One party of the matrix. ``is_absent``: it is expected, and no document of it is here."""

    party: Party
    cells: tuple[MatrixCell, ...]
    is_absent: bool


def matrix(
    statements: Iterable[Statement], *, gaps: Iterable[Gap], parties: Mapping[str, Party], themes: Sequence[Theme]
) -> tuple[MatrixRow, ...]:
    """Parties that wrote something, by how much they say, and those that are absent, against these themes."""
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for one in statements:
        if not one.is_reported:
            for party in one.parties:
                totals[party] += 1
                for theme in one.themes:
                    counts[party, theme] += 1
    missing = tuple(gaps)
    silent = {(gap.party, gap.theme) for gap in missing if gap.kind == "theme_without_party"}
    absent = {gap.party for gap in missing if gap.kind == "party_absent" and gap.party}
    most = max((count for (_, theme), count in counts.items() if theme != OTHER), default=1)
    shown = sorted((id_ for id_ in totals if id_ in parties), key=lambda id_: (-totals[id_], id_))
    rows = []
    for id_ in [*shown, *sorted(one for one in absent - set(shown) if one in parties)]:
        cells = tuple(
            MatrixCell(
                theme=theme.id,
                count=(count := counts[id_, theme.id]),
                level=_level(count, most) if theme.id != OTHER else 0,
                is_gap=(id_, theme.id) in silent,
            )
            for theme in themes
        )
        rows.append(MatrixRow(party=parties[id_], cells=cells, is_absent=id_ in absent))
    return tuple(rows)


def _level(count: int, most: int) -> int:
    """A shade by the root of the count, so that small cells still differ."""
    return 0 if not count else 1 + int(4 * (count / most) ** 0.5)
