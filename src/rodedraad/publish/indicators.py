"""What was measured, as a reader meets it: first the targets and whether they are within reach, then a line per place.

``measurements`` gives the view that ``indicators.html.j2`` lays out. Nothing is reckoned here: values, intervals and states
are those of the records. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from rodedraad import phrases
from rodedraad.measure.components import components
from rodedraad.measure.days import most
from rodedraad.measure.norms import norms
from rodedraad.measure.standings import is_telling, none_valid
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.indicators_svg import NARROW, WIDE, Drawing, drawing
from rodedraad.records import Indicator, Message, Norm, Point, Prospects, Standing, StandingState, Statement
from rodedraad.wording import Language

SHOWN_CHARTS = 12
"""So many lines are drawn, those of the region first; of all others the list has the years."""
SHOWN_SHORT = 24
"""So many lines that are too short to judge are told of."""
SHOWN_GOALS = 40
_SHOWN_YEARS = 3
_WORST_FIRST: tuple[StandingState, ...] = ("off_track", "not_met", "unknown", "on_track", "met", "not_measured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One standing with what it rests on: the quotes that name this target, or the norm with where it comes from.

    ``change`` are the words of a target that is a change. ``excerpts`` go with the words of each that name the number.
    """

    standing: Standing
    component: str
    value: str
    interval: str
    change: str = ""
    excerpts: tuple[tuple[Excerpt, str], ...] = ()
    indicator: Indicator | None = None
    norm: Norm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """One year of a line in words; ``part`` is how much of it was measured, empty where one value stands for the year."""

    point: Point
    value: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One measured line: its picture twice, for a wide and a narrow screen, its yardsticks and its years."""

    indicator: Indicator
    name: str
    wide: Drawing
    narrow: Drawing
    rows: tuple[Row, ...]
    years: tuple[YearRow, ...]
    missing: tuple[int, ...]
    """Years between the first and the last of which nothing was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A line that is too short to judge and to draw: what is there of it, in words."""

    indicator: Indicator
    name: str
    values: str
    reason: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurements:
    """The chapter: targets, the worst first, then charts. ``goals`` and ``lines`` count all there are.

    ``shorts`` are lines without a picture, of ``too_short`` such lines; ``elsewhere`` counts the lines of other places
    than those of the frame, at so many ``spots``, which are in the list alone.
    """

    targets: tuple[Row, ...]
    goals: int
    states: tuple[tuple[StandingState, int], ...]
    charts: tuple[Chart, ...]
    lines: int
    is_empty: bool
    shorts: tuple[Short, ...] = ()
    too_short: int = 0
    elsewhere: int = 0
    spots: int = 0


def measurements(
    prospects: Prospects, *, statements: Mapping[str, Statement], maker: Excerpts, language: Language
) -> Measurements:
    """The chapter of these prospects. A target in several places is counted once, by its worst state."""
    by_id = {one.id: one for one in prospects.indicators}
    rows = [_row(one, by_id, statements, maker, language) for one in prospects.standings]
    targets = sorted((row for row in rows if row.standing.statement), key=_rank)
    rows = [*_together(targets), *(row for row in rows if row.norm is not None)]
    worst: dict[tuple[str, str], StandingState] = {}
    for row in targets:
        worst.setdefault((row.standing.statement or "", row.standing.key), row.standing.state)
    counts = Counter(worst.values())
    here = [one for one in prospects.indicators if one.places] or prospects.indicators
    away = [one for one in prospects.indicators if one.id not in {each.id for each in here}]
    drawn = [one for one in here if is_telling(one)]
    short = [one for one in here if not is_telling(one)]
    charts = [
        _chart(one, [row for row in rows if row.standing.indicator == one.id], language) for one in drawn[:SHOWN_CHARTS]
    ]
    return Measurements(
        targets=tuple([row for row in rows if row.norm is None][:SHOWN_GOALS]),
        goals=len(worst),
        states=tuple((state, counts[state]) for state in get_args(StandingState) if counts[state]),
        charts=tuple(charts),
        lines=len(drawn),
        is_empty=not prospects.indicators and not targets,
        shorts=tuple(_short(one, language) for one in short[:SHOWN_SHORT]),
        too_short=len(short),
        elsewhere=len(away),
        spots=len({one.place for one in away}),
    )


def component_name(id_: str, language: Language) -> str:
    """The name of a component; the words of the file where it is none that is known."""
    known = components().get(id_)
    return (known.nl if language == "nl" else known.en) if known else phrases.clipped(id_, 80)


def decimal(value: str, language: Language) -> str:
    """A decimal number as the reader writes it, its thousands apart."""
    sign, digits = ("−", value[1:]) if value.startswith("-") else ("", value)
    whole, _, tail = digits.partition(".")
    grouped = phrases.number(int(whole), language) if whole.isdecimal() else whole
    comma = "," if language == "nl" else "."
    return f"{sign}{grouped}{comma}{tail}" if tail else f"{sign}{grouped}"


def unit_name(unit: str, language: Language) -> str:
    """A unit in the reader's language."""
    named = phrases.label("unit", unit, language)
    return unit if named.startswith("label.") else named


def _rank(row: Row) -> tuple[int, str, str, str]:
    one = row.standing
    return (_WORST_FIRST.index(one.state), one.component, one.statement or "", one.id)


def _together(rows: Iterable[Row]) -> list[Row]:
    """One row of all that name the same target of the same line, in the order of the first of each."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        one = row.standing
        same = (one.indicator, one.component, one.value, one.unit, one.year, one.sense, one.change, one.base_year)
        held = found.get((*same, one.is_confirmed))
        found[(*same, one.is_confirmed)] = (
            row if held is None else replace(held, excerpts=(*held.excerpts, *row.excerpts))
        )
    return list(found.values())


def _changed(standing: Standing, language: Language) -> str:
    """A change in words: "50% minder dan in 2022"."""
    if standing.change is None:
        return ""
    code = "less" if standing.change.startswith("-") else "more"
    if standing.base_year is None:
        code += "_of_no_year"
    return phrases.said(
        f"measure.change_{code}",
        language,
        value=decimal(standing.change.lstrip("-"), language),
        year=standing.base_year,
    )


def _row(
    standing: Standing,
    indicators: Mapping[str, Indicator],
    statements: Mapping[str, Statement],
    maker: Excerpts,
    language: Language,
) -> Row:
    statement = statements.get(standing.statement or "")
    unit = unit_name(standing.unit, language)
    interval = ""
    if standing.low is not None and standing.high is not None:
        interval = f"{decimal(standing.low, language)} – {decimal(standing.high, language)}"
    return Row(
        standing=standing,
        component=component_name(standing.component, language),
        value=f"{decimal(standing.value, language)} {unit}",
        interval=interval,
        change=_changed(standing, language),
        excerpts=((maker.of(statement), standing.words),) if statement else (),
        indicator=indicators.get(standing.indicator or ""),
        norm=_NORMS.get(standing.norm or ""),
    )


def _chart(indicator: Indicator, rows: Sequence[Row], language: Language) -> Chart:
    name = component_name(indicator.component, language)
    standings = [(row.standing, row.norm) for row in rows]
    wide, narrow = (
        drawing(indicator, standings, name=name, language=language, width=width) for width in (WIDE, NARROW)
    )
    seen = [point.year for point in indicator.points]
    return Chart(
        indicator=indicator,
        name=name,
        wide=wide,
        narrow=narrow,
        rows=tuple(sorted(rows, key=_order)),
        years=tuple(
            YearRow(point=point, value=decimal(point.value, language), part=_part(indicator, point, language))
            for point in indicator.points
        ),
        missing=tuple(year for year in range(seen[0], seen[-1]) if year not in seen),
    )


def _part(indicator: Indicator, point: Point, language: Language) -> str:
    """How much of a year was measured: in per cents where it is enough, else in hours, days or months too."""
    if point.share is None:
        return ""
    if point.is_valid:
        return f"{point.share}%"
    step = phrases.said(
        f"measure.part_{indicator.step}", language, count=point.count, of=most(indicator.step, point.year)
    )
    return f"{step} ({point.share}%)" if point.share else step


def _short(indicator: Indicator, language: Language) -> Short:
    unit = unit_name(indicator.unit, language)
    told = [f"{point.year}: {decimal(point.value, language)} {unit}" for point in indicator.points[-_SHOWN_YEARS:]]
    return Short(
        indicator=indicator,
        name=component_name(indicator.component, language),
        values="; ".join(told),
        reason=none_valid(indicator),
    )


def _order(row: Row) -> tuple[int, str, int]:
    """Targets first, then law, then advice; means before days and hours, what is in force before what comes."""
    kind = ("", "eu_limit", "eu_target", "who_guideline", "who_interim").index(row.norm.kind if row.norm else "")
    averaging = row.norm.averaging if row.norm else "year"
    return (kind, "0" if averaging == "year" else averaging, row.standing.year or 0)


_NORMS = {norm.id: norm for norm in norms()}
