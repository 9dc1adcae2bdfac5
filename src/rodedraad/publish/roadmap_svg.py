"""The roadmap as a picture: what is due when, by party or theme. Pure; beside it stands the list with the same numbers.

Up to ``MOST_ROWS`` dated actions are drawn each on a line of its own, with who and what in words above it. Of more, a
reader sees how many are due in each year: a line of hundreds of marks tells nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from rodedraad import phrases
from rodedraad.publish.drawing import (
    LETTER,
    PLAIN,
    Picture,
    Ways,
    box,
    drawn,
    fitted,
    linked,
    path,
    shape,
    words,
    wrapped,
)
from rodedraad.publish.roadmap import PROMISED, Act, Period, Roadmap, year_of
from rodedraad.publish.roadmap_chosen import plain
from rodedraad.publish.timeline import Line, Mark, Term, line, years_of
from rodedraad.records import Theme

MOST_ROWS = 40
MOST_BANDS = 14
WIDTH = 960
NARROW = 340
"""Width on a phone."""
_ROW, _BAND, _HEAD, _BAR, _LEAST = 36, 26, 34, 10, 8
_CELL, _COUNT_ROW, _NAMES, _TALLEST = 46, 52, 200, 26
_LEAST_CELL, _YEAR, _SHORT_YEAR = 12, 34, 20
"""The narrowest column of a year on a phone, where letters keep their size; what a year takes in full, and as ’27."""
_SPACED = 44
_OTHERS = "\uffff"
_NARROW_BELOW = 600


def timeline(
    roadmap: Roadmap,
    *,
    by: Literal["party", "theme"],
    themes: Sequence[Theme],
    width: int = WIDTH,
    name: str = "tijd",
    ways: Ways | None = None,
) -> Picture | None:
    """What is due when, in bands of a party or theme; None where no open action has a date. ``ways`` make its parts links."""
    acts = [act for period in first_dated(roadmap) if period.year is not None for act in period.acts]
    if not acts:
        return None
    making = _Timeline(roadmap, by=by, themes=themes, width=width, name=name, ways=ways)
    return making.rows(acts) if len(acts) <= MOST_ROWS else making.counts(acts)


def first_dated(roadmap: Roadmap) -> tuple[Period, ...]:
    """The periods of the region; where none of them has a date, those of the others."""
    return roadmap.periods if any(one.year for one in roadmap.periods) else roadmap.national


class _Timeline:
    """One picture in the making."""

    def __init__(
        self,
        roadmap: Roadmap,
        *,
        by: Literal["party", "theme"],
        themes: Sequence[Theme],
        width: int,
        name: str,
        ways: Ways | None,
    ) -> None:
        self._roadmap = roadmap
        self._by = by
        self._themes = {one.id: one.nl if roadmap.language == "nl" else one.en for one in themes}
        self._width = width
        self._name = name
        self._ways = ways

    def rows(self, acts: Sequence[Act]) -> Picture:
        """Each action on its own line."""
        found = self._line(acts)
        by_place = {act.place: act for act in acts}
        parts, y = [], _HEAD
        shown = 0
        for band, _, marks in found.themes:
            parts.append(path(f"M0 {y}H{self._width}", opacity=0.4))
            parts.append(words(0, y + 17, fitted(self._named(band or ""), self._width, size=14), weight="600", size=13))
            y += _BAND
            for mark in sorted(marks, key=lambda one: one.term.place):
                parts.append(self._row(by_place[mark.term.place], mark, y))
                y += _ROW
                shown += 1
        years = list(self._years(found, y + 6))
        return self._picture([*years, *parts, *self._legend(y + 24)], y + 24 + self._legend_height, shown, len(acts))

    def counts(self, acts: Sequence[Act]) -> Picture:
        """How many are due in each year."""
        line_years = years_of(self._terms(acts, self._bands(acts)))
        inside = set(line_years)
        kept = [act for act in acts if (year_of(act.action) or 0) in inside]
        due = {year_of(act.action) or 0 for act in kept}
        years = [year for year in line_years if min(due) <= year <= max(due)]
        bands = self._bands(kept)
        cells: dict[tuple[str, int | None], list[Act]] = defaultdict(list)
        for act in kept:
            cells[self._band(act, bands), year_of(act.action)].append(act)
        most = max(map(len, cells.values()), default=1)
        is_narrow = self._width < _NARROW_BELOW
        left = 0 if is_narrow else _NAMES
        cell = max(_LEAST_CELL if is_narrow else _CELL, (self._width - left) // len(years))
        width = left + cell * len(years)
        parts, y = [], _HEAD
        for band in bands:
            parts.append(path(f"M0 {y}H{width}", opacity=0.4))
            if is_narrow:
                parts.append(words(0, y + 16, fitted(self._named(band), width, size=13), weight="600"))
                y += 18
            else:
                for at, part in enumerate(wrapped(self._named(band), _NAMES - 12, 2, size=13)):
                    parts.append(words(0, y + 22 + 15 * at, part, weight="600"))
            for at, year in enumerate(years):
                here = cells.get((band, year), [])
                middle, wide = left + at * cell + cell // 2, min(18, cell - 3)
                column = list(self._column(here, middle, y + _COUNT_ROW - 5, most, wide=wide))
                if column and self._ways is not None:
                    told = f"{self._named(band)}, {year}: {len(here)}"
                    to = self._ways.due(None if band == _OTHERS else band, year)
                    column = [linked(column, to=to, told=told, area=box(middle - cell / 2, y, cell, _COUNT_ROW))]
                parts += column
            y += _COUNT_ROW
        is_short = cell < _YEAR
        heads = [
            words(left + at * cell + cell // 2, 20, f"’{year % 100:02}" if is_short else str(year), anchor="middle")
            for at, year in enumerate(years)
            if not is_short or at % -(-_SHORT_YEAR // cell) == 0
        ]
        legend = self._legend(y + 18)
        return self._picture([*heads, *parts, *legend], y + 18 + self._legend_height, len(kept), len(acts), width)

    def _line(self, acts: Sequence[Act]) -> Line:
        """Where each stands on the line of years, by band."""
        bands = self._bands(acts)
        found = line(self._terms(acts, bands), bands)
        assert found is not None  # noqa: S101  there is an action
        return found

    def _terms(self, acts: Sequence[Act], bands: Sequence[str]) -> list[Term]:
        """When each is due."""
        return [
            Term(
                place=act.place,
                words=act.term,
                first=act.action.by_from,
                last=act.action.by_to,
                theme=self._band(act, bands),
                clauses=(),
                statement=self._roadmap.statements[act.action.statements[0]],
            )
            for act in acts
        ]

    def _bands(self, acts: Sequence[Act]) -> list[str]:
        """Themes in the order of the frame; parties by how much they have, the smallest together, and nobody named last."""
        counted = Counter(self._own(act) for act in acts)
        if self._by == "theme":
            order = {id_: place for place, id_ in enumerate(self._themes)}
            return sorted(counted, key=lambda one: (order.get(one, len(order)), one))
        named = sorted((one for one in counted if one), key=lambda one: (-counted[one], one))
        named = named if len(named) < MOST_BANDS else [*named[: MOST_BANDS - 2], _OTHERS]
        return [*named, ""] if "" in counted else named

    def _band(self, act: Act, bands: Sequence[str]) -> str:
        own = self._own(act)
        return own if own in bands else _OTHERS

    def _own(self, act: Act) -> str:
        if self._by == "theme":
            return next(iter(act.action.themes), "anders")
        return plain(act.action.who[0]) if act.action.who else ""

    def _named(self, band: str) -> str:
        language = self._roadmap.language
        if band == _OTHERS:
            return phrases.said("roadmap.other_parties", language)
        if self._by == "theme":
            return self._themes.get(band) or phrases.said("html.other_theme", language)
        if not band:
            return phrases.said("roadmap.nobody", language)
        return phrases.party(self._roadmap.parties, band, language)

    def _row(self, act: Act, mark: Mark, y: int) -> str:
        """An action with its bar; where it leads somewhere, the whole row does."""
        parts = self._bar(act, mark, y)
        if self._ways is None:
            return "".join(parts)
        told = ": ".join(filter(None, (act.who, act.action.what, act.term)))
        return linked(parts, to=self._ways.node(act.action.id), told=told, area=box(0, y, self._width, _ROW))

    def _bar(self, act: Act, mark: Mark, y: int) -> Iterable[str]:
        """The words of an action and below them its term; an open side is dotted."""
        told = (
            f"{act.place}  {act.who}: {act.action.what}"
            if self._by == "theme" and act.who
            else f"{act.place}  {act.action.what}"
        )
        yield words(0, y + 12, fitted(told, self._width - 4))
        x, end = round(mark.start * self._width), round(mark.end * self._width)
        is_open = not (act.action.by_from and act.action.by_to)
        long, top = max(end - x, 3 * _LEAST if is_open else _LEAST), y + 17
        x = max(1, min(end - long if is_open and act.action.by_to else x, self._width - long - 1))
        if not is_open:
            yield self._filled(act, box(x, top, long, _BAR))
            return
        at, tail = (x + long - _LEAST, x) if act.action.by_to else (x, x + _LEAST)
        yield path(f"M{tail} {top + 5}h{long - _LEAST}", colour=PLAIN, width=2, dash="2 3")
        yield self._filled(act, box(at, top, _LEAST, _BAR))

    @staticmethod
    def _filled(act: Act, data: str) -> str:
        """Full where it is promised or runs, open where it is asked or nothing is told."""
        return shape(data, fill=PLAIN if act.action.status in PROMISED else "none")

    def _column(self, due: Sequence[Act], x: int, bottom: int, most: int, *, wide: int) -> Iterable[str]:
        """A column of which the full part is promised and the open part is asked or without status."""
        if not due:
            return
        full = sum(act.action.status in PROMISED for act in due)
        tall = max(5, round(_TALLEST * len(due) / most))
        part = round(tall * full / len(due))
        if part:
            yield shape(box(x - wide / 2, bottom - part, wide, part), fill=PLAIN)
        if part < tall:
            yield shape(box(x - wide / 2, bottom - tall, wide, tall - part), fill="none")
        yield words(x, bottom - tall - 4, str(len(due)), anchor="middle", size=11)

    def _years(self, found: Line, bottom: int) -> Iterable[str]:
        long = self._width / len(found.years)
        step = 1 + int(_SPACED / long)
        for at, year in enumerate(found.years):
            if at % step == 0:
                x = round(at * long)
                yield path(f"M{x} 24V{bottom}", opacity=0.16)
                yield words(x + 3, 18, str(year))

    @property
    def _legend_height(self) -> int:
        return 22 * (2 if self._width < _NARROW_BELOW else 1) + 6

    def _legend(self, y: int) -> Iterable[str]:
        """What full and open mean, in the picture itself."""
        fills = ((PLAIN, "promised"), ("none", "asked"))
        x = 0
        for fill, code in fills:
            told = phrases.said(f"roadmap.legend_{code}", self._roadmap.language)
            yield shape(box(x + 1, y, 18, _BAR), fill=fill)
            yield words(x + 25, y + 10, told)
            if self._width < _NARROW_BELOW:
                y += 22
            else:
                x += 50 + round(len(told) * LETTER)

    def _picture(self, parts: Sequence[str], height: int, shown: int, count: int, width: int = 0) -> Picture:
        language = self._roadmap.language
        title = phrases.said(f"roadmap.timeline_by_{self._by}", language)
        every: dict[int, int] = defaultdict(int)
        for period in first_dated(self._roadmap):
            if period.year is not None:
                every[period.year] += len(period.acts)
        per_year = ", ".join(f"{year}: {number}" for year, number in sorted(every.items()))
        told = phrases.said("roadmap.timeline_desc", language, count=count, years=phrases.clipped(per_year, 400))
        return Picture(
            svg=drawn(
                parts,
                name=self._name,
                size=(width or self._width, height),
                title=title,
                description=told,
                ways=self._ways,
            ),
            title=title,
            description=told,
            shown=shown,
            left=count - shown,
        )


__all__ = ["MOST_ROWS", "NARROW", "WIDTH", "timeline"]
