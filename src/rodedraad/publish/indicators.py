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
from rodedraad.measure.referred import AIR
from rodedraad.measure.standings import WORST_FIRST, is_seen, is_telling, none_valid
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One standing with what it rests on: the quotes that name this target, or the norm with where it comes from.

    ``change`` are the words of a target that is a change, ``refers`` those of one that refers to norms and has no number.
    ``excerpts`` go with the words of each that name the number or the norms.
    """

    standing: Standing
    component: str
    value: str
    interval: str
    change: str = ""
    excerpts: tuple[tuple[Excerpt, str], ...] = ()
    indicator: Indicator | None = None
    norm: Norm | None = None
    refers: str = ""


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
    """A line that is too short to judge and to draw: what is there of it and of when, in words, and the norms for it."""

    indicator: Indicator
    name: str
    values: str
    reason: Message
    norms: tuple[str, ...] = ()


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
    rows = standing_rows(prospects, statements=statements, maker=maker, language=language)
    counts = states_of(prospects.standings)
    has_targets = any(row.norm is None for row in rows)
    here = [one for one in prospects.indicators if one.places] or prospects.indicators
    away = [one for one in prospects.indicators if one.id not in {each.id for each in here}]
    drawn = [one for one in here if is_telling(one)]
    too_short = [one for one in here if not is_telling(one)]
    charts = [
        chart(one, [row for row in rows if row.standing.indicator == one.id], language) for one in drawn[:SHOWN_CHARTS]
    ]
    return Measurements(
        targets=tuple([row for row in rows if row.norm is None][:SHOWN_GOALS]),
        goals=counts.total(),
        states=tuple((state, counts[state]) for state in get_args(StandingState) if counts[state]),
        charts=tuple(charts),
        lines=len(drawn),
        is_empty=not prospects.indicators and not has_targets,
        shorts=tuple(short_line(one, rows, language) for one in too_short[:SHOWN_SHORT]),
        too_short=len(too_short),
        elsewhere=len(away),
        spots=len({one.place for one in away}),
    )


def standing_rows(
    prospects: Prospects, *, statements: Mapping[str, Statement], maker: Excerpts, language: Language
) -> tuple[Row, ...]:
    """The targets, the worst first and what names the same one together; then the norms that lines are laid beside."""
    by_id = {one.id: one for one in prospects.indicators}
    rows = [_row(one, by_id, statements, maker, language) for one in prospects.standings]
    targets = sorted((row for row in rows if row.standing.statement), key=_rank)
    return (*_together(targets), *(row for row in rows if row.norm is not None))


def states_of(standings: Iterable[Standing]) -> Counter[StandingState]:
    """How many targets stand how: one in several places is counted once, by its worst state."""
    worst: dict[tuple[str, str], StandingState] = {}
    for one in sorted((one for one in standings if one.statement), key=lambda one: WORST_FIRST.index(one.state)):
        worst.setdefault((one.statement or "", one.key), one.state)
    return Counter(worst.values())


def component_name(id_: str, language: Language) -> str:
    """The name of a component; the words of the file where it is none that is known."""
    if id_ == AIR:
        return phrases.said("measure.air", language)
    known = components().get(id_)
    return (known.nl if language == "nl" else known.en) if known else phrases.clipped(id_, 80)


def decimal(value: str, language: Language) -> str:
    """A decimal number as the reader writes it, its thousands apart."""
    sign, digits = ("−", value[1:]) if value.startswith("-") else ("", value)
    whole, _, tail = digits.partition(".")
    grouped = phrases.number(int(whole), language) if whole.isdecimal() else whole
    comma = "," if language == "nl" else "."
    return f"{sign}{grouped}{comma}{tail}" if tail else f"{sign}{grouped}"


def told(indicator: Indicator, point: Point, language: Language) -> str:
    """One year of a line in words, which never give a few hours the look of a year.

    Of a year that is long enough to judge by its value; of any other when was measured, how much, the mean (or sum) of
    that alone, and whether it was validated: "7 juli 2014, 4 uren: gemiddeld 17 µg/m³; niet gevalideerd".
    """
    value = f"{decimal(point.value, language)} {unit_name(indicator.unit, language)}"
    if point.is_valid:
        return f"{point.year}: {value}"
    if point.first is None or point.last is None or is_seen(point):
        when, much = str(point.year), _part(indicator, point, language)
    else:
        code = f"measure.counted_{indicator.step}" + ("_one" if point.count == 1 else "")
        when, much = _span(point.first, point.last, language), phrases.said(code, language, count=point.count)
    known = components().get(indicator.component)
    kind = "sum" if known is not None and known.merge == "sum" else "mean"
    if known is not None and known.unit == "dB":
        words = f"{when}, {much}"
    elif point.count == 1:
        words = f"{when}, {much}: {value}"
    else:
        words = f"{when}, {much}: {phrases.said(f'measure.{kind}_of', language, value=value)}"
    return "; ".join(filter(None, (words, checked(point, language))))


def checked(point: Point, language: Language) -> str:
    """Whether whoever measured validated it, in words; empty where the file does not say."""
    if point.checked is None:
        return ""
    code = {0: "none", 100: "all"}.get(point.checked, "part")
    return phrases.said(f"measure.checked_{code}", language, share=point.checked)


def norm_name(norm: Norm, language: Language) -> str:
    """What a norm is and when it holds: "grenswaarde van de EU, vanaf 2030"."""
    name = phrases.label("norm", norm.kind, language)
    if norm.until_year is not None:
        return name + phrases.said("html.meas_until", language, year=norm.until_year)
    return name + phrases.said("html.meas_from", language, year=norm.from_year) if norm.from_year else name


def norm_value(norm: Norm, language: Language) -> str:
    """What a norm asks: "hoogstens 20 µg/m³", or how many days or hours may lie above it."""
    value, unit = decimal(norm.value, language), unit_name(norm.unit, language)
    if norm.allowed is None:
        return f"{phrases.said('html.meas_at_most', language)} {value} {unit}"
    code = f"html.meas_above_{norm.averaging}" + ("_mean" if norm.mean_years > 1 else "")
    return phrases.said(code, language, count=norm.allowed, value=value, unit=unit, years=norm.mean_years)


def yardstick(standing: Standing, language: Language) -> str:
    """What a standing is laid beside, in a few words: the value, with the norm or the year that it is of."""
    if (norm := _NORMS.get(standing.norm or "")) is not None:
        return f"{norm_value(norm, language)} ({norm_name(norm, language)})"
    if refers := _refers(standing, language):
        return refers
    if (change := _changed(standing, language)) and standing.unit == "%":
        words = change
    else:
        bound = phrases.said(f"html.meas_{standing.sense}", language)
        words = f"{bound} {decimal(standing.value, language)} {unit_name(standing.unit, language)}"
    return f"{words}, {phrases.said('html.meas_in', language, year=standing.year)}" if standing.year else words


def _refers(standing: Standing, language: Language) -> str:
    """Whose norms a target without a number refers to."""
    *_, whose, last = ("", "", *standing.key.split())
    return phrases.label("whose_norms", whose, language) if last == "norms" else ""


def _span(first: str, last: str, language: Language) -> str:
    """From when to when: one date where these are the same."""
    if first == last:
        return phrases.date(first, language)
    ends = (phrases.date(first, language), phrases.date(last, language))
    return phrases.said("measure.span", language, first=ends[0], last=ends[1])


def unit_name(unit: str, language: Language) -> str:
    """A unit in the reader's language."""
    named = phrases.label("unit", unit, language)
    return unit if named.startswith("label.") else named


def _rank(row: Row) -> tuple[int, str, str, str]:
    one = row.standing
    return (WORST_FIRST.index(one.state), one.component, one.statement or "", one.id)


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
        value=f"{decimal(standing.value, language)} {unit}".strip(),
        interval=interval,
        change=_changed(standing, language),
        refers=_refers(standing, language),
        excerpts=((maker.of(statement), standing.words),) if statement else (),
        indicator=indicators.get(standing.indicator or ""),
        norm=_NORMS.get(standing.norm or ""),
    )


def chart(indicator: Indicator, rows: Sequence[Row], language: Language) -> Chart:
    """A line with its pictures, what it is laid beside (``rows``, those of this line) and its years."""
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
    if not is_seen(point) and point.first and point.last:
        return f"{step}, {_span(point.first, point.last, language)}"
    return f"{step} ({point.share}%)" if point.share else step


def short_line(indicator: Indicator, rows: Iterable[Row], language: Language) -> Short:
    """A line that is too short to judge, with the norms among ``rows`` that there are for it."""
    values = [told(indicator, point, language) for point in indicator.points[-_SHOWN_YEARS:]]
    beside = sorted((row for row in rows if row.standing.indicator == indicator.id and row.norm), key=_order)
    return Short(
        indicator=indicator,
        name=component_name(indicator.component, language),
        values=". ".join(values),
        reason=none_valid(indicator),
        norms=tuple(yardstick(row.standing, language) for row in beside),
    )


def _order(row: Row) -> tuple[int, str, int]:
    """Targets first, then law, then advice; means before days and hours, what is in force before what comes."""
    kind = ("", "eu_limit", "eu_target", "who_guideline", "who_interim").index(row.norm.kind if row.norm else "")
    averaging = row.norm.averaging if row.norm else "year"
    return (kind, "0" if averaging == "year" else averaging, row.standing.year or 0)


_NORMS = {norm.id: norm for norm in norms()}
