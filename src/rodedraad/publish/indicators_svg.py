"""The picture of one measured line: years, values with their gaps, and what they are laid beside. Pure.

One SVG text with a title and a description that says the same as the table beside it. Nothing rests on colour: what is
measured has dots, what is not valid has open ones, a year without measurements breaks the line, and each yardstick has a
pattern of its own and its name at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final, Literal, TypeAlias

from rodedraad import phrases
from rodedraad.measure.standings import is_seen
from rodedraad.records import Indicator, Norm, Point, Standing
from rodedraad.wording import Language

Kind: TypeAlias = Literal["target", "eu_limit", "eu_target", "who_guideline"]
WIDE, NARROW = 760, 284
_HEIGHT: Final = {WIDE: 300, NARROW: 250}
_LEFT, _TOP, _BOTTOM = 46, 26, 30
_RIGHT: Final = {WIDE: 132, NARROW: 88}
"""Room for the longest name of a yardstick: "EU 2030: 3,4" and "doel 12,195" are cut with less."""
_LABEL = 14
_TICKS = 5
_HIGHEST = 3
"""A yardstick above so many times the highest value is not drawn to scale: it would press the line flat."""
_STEPS = (1, 2, Fraction(5, 2), 5, 10)
_LEVELS: Final = frozenset({"dB", "jaar"})
"""Units of which nought means nothing: their axis begins below the lowest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The picture as text of an SVG, with its size in pixels and what it says."""

    svg: str
    width: int
    height: int
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A yardstick: from which to which year it holds."""

    kind: Kind
    value: Fraction
    first: int | None
    last: int | None


class _Frame:
    """Where years and values stand on the picture, in pixels."""

    def __init__(self, years: tuple[int, int], values: tuple[Fraction, Fraction], width: int) -> None:
        self.first, self.last = years
        self.low, self.high = values
        self.width, self.height = width, _HEIGHT[width]
        self.left, self.right = _LEFT, width - _RIGHT[width]
        self.top, self.bottom = _TOP, self.height - _BOTTOM

    def x(self, year: int | Fraction) -> int:
        """The place of a year."""
        span = max(self.last - self.first, 1)
        return self.left + 8 + round(Fraction(year - self.first) * (self.right - self.left - 16) / span)

    def y(self, value: Fraction) -> int:
        """The place of a value."""
        return self.bottom - round((value - self.low) * (self.bottom - self.top) / (self.high - self.low))


def drawing(
    indicator: Indicator,
    standings: Sequence[tuple[Standing, Norm | None]],
    *,
    name: str,
    language: Language,
    width: int = WIDE,
) -> Drawing:
    """The picture of an indicator with its targets and the norms of its yearly mean.

    A year of which next to nothing was measured has no dot: a few hours would lay their level beside that of years.
    """
    points = [point for point in indicator.points if is_seen(point)] or list(indicator.points)
    marks = _marks(standings)
    ahead = [one for one, norm in standings if one.low is not None and (norm is None or norm.averaging == "year")]
    values = [Fraction(point.value) for point in points]
    top = max((*values, *(Fraction(one.high or 0) for one in ahead)), default=Fraction(1))
    drawn = [mark for mark in marks if mark.value <= max(top, Fraction(1, 10**6)) * _HIGHEST]
    far = [mark for mark in marks if mark not in drawn]
    low, high, step = _scale([*values, *(mark.value for mark in drawn), top], indicator.unit)
    years = [point.year for point in points]
    years += [one.year for one in ahead if one.year] + [
        mark.first for mark in drawn if mark.first and mark.kind != "eu_limit"
    ]
    years += [mark.first for mark in drawn if mark.first and mark.first > max(years)]
    frame = _Frame((points[0].year, max(years) + 2), (low, high), width)
    title = phrases.said(
        "measure.picture", language, name=name, place=indicator.place, unit=_unit(indicator.unit, language)
    )
    description = " ".join(_described(indicator, ahead, language))
    body = [
        *_grid(frame, step, indicator.unit, language),
        *_yardsticks(frame, drawn, far, language),
        *_interval(frame, ahead, points),
        *_line(frame, points, language),
        *_legend(frame, points, ahead, language),
    ]
    height = frame.height + _LEGEND[width]
    svg = (
        f'<svg role="img" class="measured" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title><desc>{escape(description)}</desc>'
        f"{''.join(body)}</svg>"
    )
    return Drawing(svg=svg, width=width, height=height, title=title, description=description)


_LEGEND: Final = {WIDE: 18, NARROW: 46}


_STYLE: Final = (
    "text{font:12px sans-serif;fill:#1b1f24}.small{font-size:11px}.name{font-weight:600}.grid,.lead{fill:none;stroke:#cdd4db}"
    ".course{fill:none;stroke:#1b1f24;stroke-width:2}.dot{fill:#1b1f24;stroke:#1b1f24;stroke-width:1.5}.open{fill:#fff}"
    ".yard{fill:none;stroke-width:1.6}.target{stroke:#a3162d;stroke-dasharray:12 4;stroke-width:2}"
    ".eu_limit,.eu_target{stroke:#274b74;stroke-dasharray:6 3}.who_guideline{stroke:#4a535e;stroke-dasharray:2 3}"
    ".aim{fill:#a3162d}.span{fill:none;stroke:#7a4a00;stroke-width:2}.leads{fill:none;stroke:#7a4a00;stroke-dasharray:4 4}"
)
"""What indicators.css says, for a picture that stands where no style sheet is."""


def alone(drawn: Drawing) -> str:
    """The picture with its own style, for paper."""
    return drawn.svg.replace("</desc>", f"</desc><style>{_STYLE}</style>", 1)


def _marks(standings: Sequence[tuple[Standing, Norm | None]]) -> list[_Mark]:
    """The yardsticks of the yearly value, each once."""
    found: dict[tuple[Kind, Fraction, int | None], _Mark] = {}
    for one, norm in standings:
        if norm is not None:
            if norm.averaging != "year" or norm.kind == "who_interim":
                continue
            mark = _Mark(kind=norm.kind, value=Fraction(one.value), first=norm.from_year, last=norm.until_year)
        elif one.change is not None and one.unit == "%" and one.low is None and one.now is None:
            continue
        else:
            mark = _Mark(kind="target", value=Fraction(one.value), first=one.year, last=one.year)
        found.setdefault((mark.kind, mark.value, mark.first), mark)
    return list(found.values())


def _scale(values: Sequence[Fraction], unit: str) -> tuple[Fraction, Fraction, Fraction]:
    """The lowest and highest value of the axis and its step: round numbers, from nought where nought means something."""
    low = min(values) if unit in _LEVELS or min(values) < 0 else Fraction(0)
    high = max(*values, low + Fraction(1, 1000))
    rough = (high - low) / _TICKS
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    step = next(power * one for one in _STEPS if power * one >= rough)
    first = low // step * step
    last = -(-high // step) * step
    return first, last + (step if last == high else 0), step


def _grid(frame: _Frame, step: Fraction, unit: str, language: Language) -> Iterator[str]:
    yield f'<text class="small" x="4" y="14">{escape(_unit(unit, language))}</text>'
    value = frame.low
    while value <= frame.high:
        y = frame.y(value)
        yield f'<path class="grid" d="M{frame.left} {y}H{frame.right}"/>'
        yield f'<text class="small" text-anchor="end" x="{frame.left - 6}" y="{y + 4}">{_number(value, language)}</text>'
        value += step
    every = 1
    while (frame.last - frame.first) // every > (10 if frame.width == WIDE else 4):
        every = {1: 2, 2: 5}.get(every, every * 2)
    for year in range(frame.first, frame.last + 1):
        if year % every == 0 or every == 1:
            x = frame.x(year)
            yield f'<path class="grid" d="M{x} {frame.bottom}v4"/>'
            yield f'<text class="small" text-anchor="middle" x="{x}" y="{frame.bottom + 17}">{year}</text>'


def _yardsticks(frame: _Frame, drawn: Sequence[_Mark], far: Sequence[_Mark], language: Language) -> Iterator[str]:
    """Each yardstick as a line of its own pattern over the years in which it holds, with its name at the right."""
    taken: list[int] = []
    for mark in sorted(drawn, key=lambda one: (-one.value, one.kind)):
        y = frame.y(mark.value)
        start = frame.x(mark.first) if mark.first and mark.first > frame.first else frame.left
        end = frame.x(Fraction(2 * mark.last + 1, 2)) if mark.last and mark.kind != "target" else frame.right
        end = min(end, frame.right)
        if mark.kind == "target" and mark.first:
            yield f'<path class="yard target" d="M{frame.left} {y}H{frame.x(mark.first)}"/>'
            x = frame.x(mark.first)
            yield f'<path class="aim" d="M{x} {y - 6}l6 6l-6 6l-6 -6z"/>'
            end = x
        else:
            yield f'<path class="yard {mark.kind}" d="M{start} {y}H{end}"/>'
        at = y + 4
        while any(abs(at - other) < _LABEL for other in taken):
            at += 2
        taken.append(at)
        if at - y - 4 > 2:
            yield f'<path class="lead" d="M{end} {y}L{frame.right + 4} {at - 4}"/>'
        elif end < frame.right:
            yield f'<path class="lead" d="M{end} {y}H{frame.right + 4}"/>'
        yield f'<text class="small name" x="{frame.right + 7}" y="{at}">{escape(_named(mark, language, frame))}</text>'
    for place, mark in enumerate(sorted(far, key=lambda one: one.value)[:2]):
        words = f"↑ {_named(mark, language, frame)}"
        yield f'<text class="small" text-anchor="end" x="{frame.right}" y="{14 + 12 * place}">{escape(words)}</text>'


def _interval(frame: _Frame, ahead: Sequence[Standing], points: Sequence[Point]) -> Iterator[str]:
    """The interval of a year to come as a bar with ends, and a thin line that leads to it from the last valid year."""
    last = max((point for point in points if point.is_valid), key=lambda point: point.year, default=None)
    seen = set()
    for one in ahead:
        if one.year is None or one.low is None or one.high is None or one.year in seen:
            continue
        seen.add(one.year)
        x, low, high = frame.x(one.year), frame.y(Fraction(one.low)), frame.y(Fraction(one.high))
        if last is not None:
            middle = frame.y((Fraction(one.low) + Fraction(one.high)) / 2)
            yield f'<path class="leads" d="M{frame.x(last.year)} {frame.y(Fraction(last.value))}L{x} {middle}"/>'
        yield f'<path class="span" d="M{x - 6} {high}h12M{x} {high}V{low}M{x - 6} {low}h12"/>'


def _line(frame: _Frame, points: Sequence[Point], language: Language) -> Iterator[str]:
    """Values: a line through years that follow one another and are valid; a dot each, open where too little was measured."""
    run: list[Point] = []
    runs: list[list[Point]] = []
    for point in points:
        if point.is_valid:
            if run and point.year != run[-1].year + 1:
                runs.append(run)
                run = []
            run.append(point)
    for one in (*runs, run):
        if len(one) > 1:
            places = "L".join(f"{frame.x(point.year)} {frame.y(Fraction(point.value))}" for point in one)
            yield f'<path class="course" d="M{places}"/>'
    for point in points:
        shape = "dot" if point.is_valid else "dot open"
        words = f"{point.year}: {_number(Fraction(point.value), language)}"
        x, y = frame.x(point.year), frame.y(Fraction(point.value))
        yield f'<circle class="{shape}" cx="{x}" cy="{y}" r="3.5"><title>{escape(words)}</title></circle>'


def _legend(frame: _Frame, points: Sequence[Point], ahead: Sequence[Standing], language: Language) -> Iterator[str]:
    y = frame.height + 10
    entries = [('<circle class="dot" cx="8" cy="-4" r="3.5"/>', "measure.legend_valid")]
    if any(not point.is_valid for point in points):
        entries.append(('<circle class="dot open" cx="8" cy="-4" r="3.5"/>', "measure.legend_open"))
    if ahead:
        entries.append(('<path class="span" d="M4 -10h8M8 -10V2M4 2h8"/>', "measure.legend_interval"))
    x = frame.left if frame.width == WIDE else 4
    for sample, code in entries:
        words = phrases.said(code, language)
        if x > _LEFT and x + 22 + 6 * len(words) > frame.width:
            x, y = (frame.left if frame.width == WIDE else 4), y + 15
        yield f'<g transform="translate({x} {y})">{sample}<text class="small" x="18" y="0">{escape(words)}</text></g>'
        x += 34 + 6 * len(words)


def _described(indicator: Indicator, ahead: Sequence[Standing], language: Language) -> Iterator[str]:
    """What the picture shows, in sentences."""
    good = [point for point in indicator.points if point.is_valid]
    if good:
        yield phrases.said(
            "measure.described",
            language,
            first=good[0].year,
            start=_number(Fraction(good[0].value), language),
            last=good[-1].year,
            end=_number(Fraction(good[-1].value), language),
            count=len(good),
        )
    else:
        yield phrases.said("measure.described_none", language)
    for one in ahead[:2]:
        yield phrases.said(
            "measure.described_ahead",
            language,
            year=one.year,
            low=_number(Fraction(one.low or 0), language),
            high=_number(Fraction(one.high or 0), language),
        )


def _named(mark: _Mark, language: Language, frame: _Frame) -> str:
    code = f"measure.{'line' if frame.width == WIDE else 'short'}_{mark.kind}"
    if mark.kind == "eu_limit":
        code += "_until" if mark.last else "_from"
    values = {
        "value": _number(mark.value, language),
        "year": mark.last if mark.last and mark.kind == "eu_limit" else mark.first,
    }
    if mark.kind == "target" and mark.first is None:
        code += "_now"
    return phrases.said(code, language, **values)


def _number(value: Fraction, language: Language) -> str:
    rounded = float(value)
    words = f"{rounded:,.3f}".rstrip("0").rstrip(".")
    return words.translate(str.maketrans(",.", ".,")) if language == "nl" else words


def _unit(unit: str, language: Language) -> str:
    named = phrases.label("unit", unit, language)
    return unit if named.startswith("label.") else named
