"""What was measured of what people want, laid beside targets, limits and guidelines.

    files of measurements --intake.series--> days --gathered--> series --measured--> indicators, standings

``measured`` is what the pipeline calls: it names the places, finds the targets that statements name (``goals``), and
judges each indicator by a stated rule (``standings``). Pure. Method: docs/method/measure.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rodedraad.measure.components import Component, components, factor
from rodedraad.measure.decimals import shown
from rodedraad.measure.gathered import Series, gathered
from rodedraad.measure.goals import Goal, goals, ruled_targets
from rodedraad.measure.norms import norms_of
from rodedraad.measure.places import near_first, nearness, placed
from rodedraad.measure.standings import Judged, Yardstick, counted, is_telling, judged, told, valid
from rodedraad.records import Frame, Indicator, Message, Norm, Ruling, Source, Standing, Statement, Value

__all__ = ["Series", "gathered", "located", "measured", "series_of"]

_ID_CHARS = 16
_SHOWN_PLACES = 5
_COUNTED = {"day": "dagen", "hour": "uren", "8h": "dagen"}


def measured(
    series: Sequence[Series],
    statements: Iterable[Statement],
    frame: Frame,
    rulings: Iterable[Ruling],
    *,
    sources: Iterable[Source] = (),
) -> tuple[tuple[Indicator, ...], tuple[Standing, ...]]:
    """The indicators, those of the region first; and their standings: those of targets first, then those of norms.

    A target of which nothing is measured has a standing too: it says so. Norms are laid beside the lines of the frame's
    places of which there is enough to see; beside all where no line is of one of these. Which years are past follows from the newest year that
    ``sources`` and measurements are of.
    """
    indicators = located(series, frame)
    as_of = _newest(indicators, sources)
    statements = tuple(statements)
    ruled, _ = ruled_targets(statements, rulings)
    found = [
        standing for goal in goals(statements, ruled) for standing in _against_goal(goal, indicators, frame, as_of)
    ]
    near = [one for one in indicators if one.places] or indicators
    found += [standing for indicator in near if is_telling(indicator) for standing in _against_norms(indicator, as_of)]
    return indicators, tuple({standing.id: standing for standing in found}.values())


def series_of(indicators: Iterable[Indicator]) -> tuple[Series, ...]:
    """The series that indicators were made of."""
    return tuple(
        Series(
            component=one.component,
            site=one.station or one.place,
            name=one.place,
            unit=one.unit,
            step=one.step,
            points=one.points,
            files=one.files,
        )
        for one in indicators
    )


def located(series: Iterable[Series], frame: Frame) -> tuple[Indicator, ...]:
    """The indicators of the series, with the names of their stations, those of the region first."""
    named = (placed(one, frame, id_=_id("i", one.component, one.site, one.unit, one.step)) for one in series)
    return near_first(named, frame)


def _newest(indicators: Iterable[Indicator], sources: Iterable[Source]) -> int | None:
    """The newest year that the dossier knows of: of a dated source, or of a measurement."""
    years = {point.year for one in indicators for point in one.points}
    years |= {int(one.date[:4]) for one in sources if one.date and one.date[:4].isdecimal()}
    return max(years, default=None)


# --- against targets ------------------------------------------------------------------------------------------


def _against_goal(goal: Goal, indicators: Sequence[Indicator], frame: Frame, as_of: int | None) -> Iterator[Standing]:
    component = components()[goal.component]
    same = [one for one in indicators if one.component == goal.component]
    if not same:
        yield _of_goal(goal, None, _not_measured(component, indicators))
        return
    fitting = _at_places(goal, component, same, frame)
    if not fitting:
        yield _of_goal(goal, None, _elsewhere(goal, same))
    for indicator in fitting:
        if goal.scope == "total":
            yield _of_goal(goal, indicator, Judged(state="unknown", reason=Message.of("measure.total")))
        elif goal.scope == "change":
            yield _against_change(goal, indicator, as_of)
        else:
            value = goal.value * (factor(goal.unit, indicator.unit) or 1)
            yield _of_goal(goal, indicator, _judged(goal, indicator, value, as_of), value=value)


def _at_places(goal: Goal, component: Component, same: Sequence[Indicator], frame: Frame) -> Sequence[Indicator]:
    """The indicators of the places that a target names; none of an area of which it is not plain that it is meant.

    A level on a spot that names no place is for every spot of the region; of a frame without lines, for all there are.
    """
    if goal.places or component.is_of_area:
        return [one for one in same if {*one.places, one.place, one.station} & set(goal.places)]
    near = nearness(frame)
    nearest = min(map(near, same))
    return [one for one in same if near(one) == nearest]


def _elsewhere(goal: Goal, same: Sequence[Indicator]) -> Judged:
    """Why a target is laid beside none: another place was measured, or it is not told which area is meant."""
    near = [one for one in same if one.places] or same
    places = list(dict.fromkeys(one.place for one in near))
    shown = "; ".join(places[:_SHOWN_PLACES]) + (" …" if len(places) > _SHOWN_PLACES else "")
    if goal.places:
        return Judged(state="not_measured", reason=Message.of("measure.other_place", places=shown))
    return Judged(state="unknown", reason=Message.of("measure.place_unclear", places=shown))


def _against_change(goal: Goal, indicator: Indicator, as_of: int | None) -> Standing:
    """A target that is a change: judged where the year that it is told against was measured."""
    if goal.base_year is None:
        return _of_goal(goal, indicator, Judged(state="unknown", reason=Message.of("measure.no_base")))
    base = dict(valid(indicator.points)).get(goal.base_year)
    if base is None:
        reason = Message.of("measure.base_not_measured", year=goal.base_year)
        return _of_goal(goal, indicator, Judged(state="unknown", reason=reason))
    value = base * (1 + goal.value / 100)
    return _of_goal(goal, indicator, _judged(goal, indicator, value, as_of), value=value)


def _judged(goal: Goal, indicator: Indicator, value: Fraction, as_of: int | None) -> Judged:
    yardstick = Yardstick(value=value, sense=goal.sense, year=goal.year)
    return judged(indicator, valid(indicator.points), yardstick, as_of=as_of)


def _not_measured(component: Component, indicators: Sequence[Indicator]) -> Judged:
    """Why nothing is laid beside a target: no series; or the words do not say which size of particles."""
    sizes = sorted({one.component for one in indicators if component.id == "PM" and one.component.startswith("PM")})
    if sizes:
        return Judged(state="unknown", reason=Message.of("measure.size_not_told", measured=", ".join(sizes)))
    return Judged(state="not_measured", reason=Message.of("measure.no_series"))


def _of_goal(goal: Goal, indicator: Indicator | None, found: Judged, *, value: Fraction | None = None) -> Standing:
    is_change = goal.scope == "change"
    return Standing(
        id=_id("y", goal.statement, goal.key, indicator.id if indicator else ""),
        indicator=indicator.id if indicator else None,
        norm=None,
        statement=goal.statement,
        component=goal.component,
        value=shown(goal.value if value is None else value),
        unit=goal.unit if value is None or indicator is None else indicator.unit,
        year=goal.year,
        state=found.state,
        low=found.low,
        high=found.high,
        reason=found.reason,
        key=goal.key,
        is_confirmed=goal.is_confirmed,
        sense=goal.sense,
        now=found.now,
        words=goal.words,
        change=shown(goal.value) if is_change else None,
        base_year=goal.base_year,
    )


# --- against norms --------------------------------------------------------------------------------------------


def _against_norms(indicator: Indicator, as_of: int | None) -> Iterator[Standing]:
    """Against each norm that can be judged: means over a year, and days and hours above a level.

    Interim targets of the WHO are steps on the way, named where the guideline is not met.
    """
    for norm in norms_of(indicator.component):
        if norm.kind == "who_interim":
            continue
        is_counted = norm.averaging in _COUNTED
        years = counted(indicator.points, norm) if is_counted else valid(indicator.points)
        if is_counted and not years:
            continue
        if norm.until_year is not None:
            years = tuple((year, value) for year, value in years if year <= norm.until_year)
        times = factor(norm.unit, indicator.unit) or Fraction(1)
        value = Fraction(norm.allowed or 0) if is_counted else Fraction(norm.value) * times
        yardstick = Yardstick(value=value, sense="at_most", year=norm.from_year, is_lasting=True)
        found = judged(indicator, years, yardstick, as_of=as_of)
        if norm.until_year is not None and found.state not in ("met", "not_met"):
            continue
        yield _of_norm(norm, indicator, yardstick, _with_step(found, norm, years, indicator.unit))


def _with_step(found: Judged, norm: Norm, years: Sequence[tuple[int, Fraction]], unit: str) -> Judged:
    """With the strictest interim target of the WHO that is met, where its guideline is not."""
    if norm.kind != "who_guideline" or norm.averaging != "year" or found.state != "not_met":
        return found
    levels = [
        (Fraction(one.value) * (factor(one.unit, unit) or 1), one)
        for one in norms_of(norm.component)
        if one.kind == "who_interim" and one.averaging == norm.averaging
    ]
    steps = [(level, one) for level, one in levels if years[-1][1] <= level]
    values: dict[str, Value] = dict(found.reason.values)
    if steps:
        level, step = min(steps, key=lambda pair: pair[0])
        values |= {"step": int(step.id.split("-")[1][2:]), "level": told(level)}
    code = "measure.who_step" if steps else "measure.who_no_step"
    return Judged(state=found.state, now=found.now, reason=Message.of(code, **values))


def _of_norm(norm: Norm, indicator: Indicator, yardstick: Yardstick, found: Judged) -> Standing:
    return Standing(
        id=_id("y", norm.id, indicator.id),
        indicator=indicator.id,
        norm=norm.id,
        statement=None,
        component=indicator.component,
        value=shown(yardstick.value),
        unit=_COUNTED.get(norm.averaging, indicator.unit),
        year=norm.from_year,
        state=found.state,
        low=found.low,
        high=found.high,
        reason=found.reason,
        sense="at_most",
        now=found.now,
    )


def _id(kind: str, *parts: str) -> str:
    return f"{kind}-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_ID_CHARS]
