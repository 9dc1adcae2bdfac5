"""What was measured of what people want, laid beside targets, limits and guidelines.

    files of measurements --intake.series--> days --gathered--> series --measured--> indicators, standings

``measured`` is what the pipeline calls: it names the places, finds the targets that statements name (``goals``), and
judges each indicator by a stated rule (``standings``). Pure. Method: docs/method/measure.md.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rodedraad.measure.components import Component, components, factor
from rodedraad.measure.decimals import shown
from rodedraad.measure.gathered import Series, gathered
from rodedraad.measure.goals import Goal, goals
from rodedraad.measure.norms import norms_of
from rodedraad.measure.places import near_first, nearness, placed
from rodedraad.measure.referred import norms_referred
from rodedraad.measure.standings import WORST_FIRST, Judged, Yardstick, counted, is_telling, judged, told, valid
from rodedraad.records import Frame, Indicator, Message, Norm, Source, Standing, StandingState, Statement, Value

__all__ = ["Series", "gathered", "located", "measured", "series_of"]

_ID_CHARS = 16
_SHOWN_PLACES = 5
_COUNTED = {"day": "dagen", "hour": "uren", "8h": "dagen"}


def measured(
    series: Sequence[Series],
    statements: Iterable[Statement],
    frame: Frame,
    ruled: Mapping[tuple[str, str], Mapping[str, Value]],
    *,
    sources: Iterable[Source] = (),
) -> tuple[tuple[Indicator, ...], tuple[Standing, ...]]:
    """The indicators, those of the region first; and their standings; ``ruled`` is what people ruled of the targets.

    First those of targets that are laid beside a line or name a place, then those of norms, then targets of which nothing
    is measured and that name no place. Norms are laid beside the lines of the frame's places, also of those of which too
    little was measured: it says so. Where no line is of such a place, beside all of which there is enough to see. Which
    years are past follows from the newest year that ``sources`` and measurements are of.
    """
    indicators = located(series, frame)
    as_of = _newest(indicators, sources)
    statements = tuple(statements)
    found = [
        standing for goal in goals(statements, ruled) for standing in _against_goal(goal, indicators, frame, as_of)
    ]
    beside = [standing for indicator in _near(indicators, frame) for standing in _against_norms(indicator, as_of=as_of)]
    placed_ = {statement.id for statement in statements if statement.place}
    far = [one for one in found if not (one.indicator or one.norms or one.statement in placed_)]
    near = [one for one in found if one.indicator or one.norms or one.statement in placed_]
    found = [*near, *beside, *far]
    return indicators, tuple({standing.id: standing for standing in found}.values())


def _near(indicators: Sequence[Indicator], frame: Frame) -> list[Indicator]:
    """The lines beside which norms are laid: of the frame's places all, else those of which there is enough to see."""
    near = [one for one in indicators if one.places]
    if near or not (frame.places or frame.stations):
        return near or list(indicators)
    return [one for one in indicators if is_telling(one)]


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
    """The newest year that the dossier knows of: of a source with a date of its own, or of a measurement."""
    years = {point.year for one in indicators for point in one.points}
    dated = [one.date for one in sources if one.date and not one.is_file_date]  # when a file was saved is a clock
    years |= {int(date[:4]) for date in dated if date[:4].isdecimal()}
    return max(years, default=None)


# --- against targets ------------------------------------------------------------------------------------------


def _against_goal(goal: Goal, indicators: Sequence[Indicator], frame: Frame, as_of: int | None) -> Iterator[Standing]:
    if goal.scope == "norms":
        yield _against_referred(goal, indicators, frame, as_of)
        return
    component = components()[goal.component]
    same = [one for one in indicators if one.component == goal.component]
    if not same:
        yield _of_goal(goal, None, _not_measured(component, indicators))
        return
    fitting = _at_places(goal, same, frame, is_of_area=component.is_of_area)
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


def _at_places(goal: Goal, same: Sequence[Indicator], frame: Frame, *, is_of_area: bool) -> Sequence[Indicator]:
    """The indicators of the places that a target names; none of an area of which it is not plain that it is meant.

    A level on a spot that names no place is for every spot of the region; of a frame without lines, for all there are.
    """
    if goal.places or is_of_area:
        return [one for one in same if {*one.places, one.place, one.station} & set(goal.places)]
    near = nearness(frame)
    nearest = min(map(near, same))
    return [one for one in same if near(one) == nearest]


def _elsewhere(goal: Goal, same: Sequence[Indicator]) -> Judged:
    """Why a target is laid beside none: another place was measured, or it is not told which area is meant."""
    near = [one for one in same if one.places] or same
    places = list(dict.fromkeys(one.place for one in near))
    shown = _named(places)
    if goal.places:
        return Judged(state="not_measured", reason=Message.of("measure.other_place", places=shown))
    return Judged(state="unknown", reason=Message.of("measure.place_unclear", places=shown))


def _named(places: Sequence[str]) -> str:
    return "; ".join(places[:_SHOWN_PLACES]) + (" …" if len(places) > _SHOWN_PLACES else "")


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
        value="" if goal.scope == "norms" else shown(goal.value if value is None else value),
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


def _against_norms(indicator: Indicator, *, as_of: int | None) -> Iterator[Standing]:
    """Against each norm that can be judged: means over a year, and days and hours above a level.

    Interim targets of the WHO are steps on the way, named where the guideline is not met. Of a line without a year to
    judge by the norms stand there too: those of the mean over a year, and all of a component that has none of these.
    """
    wanted = [norm for norm in norms_of(indicator.component) if norm.kind != "who_interim"]
    for norm, yardstick, found in _by_norm(indicator, wanted, as_of=as_of):
        yield _of_norm(norm, indicator, yardstick, found)


def _by_norm(
    indicator: Indicator, wanted: Sequence[Norm], *, as_of: int | None, year: int | None = None
) -> Iterator[tuple[Norm, Yardstick, Judged]]:
    """What the rule says of a line and each norm that it can be laid beside; of one ``year`` instead of what holds now."""
    has_years = bool(valid(indicator.points))
    has_means = any(norm.averaging not in _COUNTED for norm in wanted)
    for norm in wanted:
        is_counted = norm.averaging in _COUNTED
        years = counted(indicator.points, norm) if is_counted else valid(indicator.points)
        if is_counted and not years and (has_years or has_means):
            continue
        last = norm.until_year
        if last is not None:
            years = tuple((each, value) for each, value in years if each <= last)
        times = factor(norm.unit, indicator.unit) or Fraction(1)
        value = Fraction(norm.allowed or 0) if is_counted else Fraction(norm.value) * times
        yardstick = Yardstick(value=value, sense="at_most", year=year or norm.from_year, is_lasting=year is None)
        found = judged(indicator, years, yardstick, as_of=as_of)
        is_over = last is not None and (has_years or (as_of or 0) > last)
        if year is None and is_over and found.state not in ("met", "not_met"):
            continue
        yield norm, yardstick, _with_step(found, norm, years, indicator.unit)


def _against_referred(goal: Goal, indicators: Sequence[Indicator], frame: Frame, as_of: int | None) -> Standing:
    """A target that refers to norms: the worst of what the rule says of these and the lines of its places, with counts.

    Of a target with a year the norms of that year count; of any other those that hold now and those that come.
    """
    wanted = [norm for norm in norms_referred(goal.component, (goal.whose or "eu",)) if _holds(norm, goal.year)]
    of = {norm.component for norm in wanted}
    same = [one for one in indicators if one.component in of]
    if not same:
        return _of_goal(goal, None, Judged(state="not_measured", reason=Message.of("measure.no_series")))
    fitting = _at_places(goal, same, frame, is_of_area=False)
    if not fitting:
        return _of_goal(goal, None, _elsewhere(goal, same))
    told_: list[tuple[str, Judged]] = []
    for line in fitting:
        own = [norm for norm in wanted if norm.component == line.component]
        told_ += [(norm.id, found) for norm, _, found in _by_norm(line, own, as_of=as_of, year=goal.year)]
    counts = Counter(found.state for _, found in told_)
    state: StandingState = min(counts, key=WORST_FIRST.index, default="unknown")
    has_years = any(valid(line.points) for line in fitting)
    spots = list(dict.fromkeys(line.place for line in fitting))
    values: dict[str, Value] = {"lines": len(fitting), "places": _named(spots)}
    if has_years:
        values |= {"count": len(told_)} | {each: counts[each] for each in WORST_FIRST}
    code = "measure.norms_told" if has_years else "measure.norms_short"
    made = _of_goal(goal, None, Judged(state=state, reason=Message.of(code, **values)))
    return replace(made, norms=tuple(dict.fromkeys(id_ for id_, _ in told_)))


def _holds(norm: Norm, year: int | None) -> bool:
    """Whether a norm is in force in a year; any is, where no year is told."""
    return year is None or (norm.from_year or year) <= year <= (norm.until_year or year)


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
