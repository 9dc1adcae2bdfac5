"""What was measured, in the browser: where each target stands, and each line against what people want and what the law asks.

That a target is one, or is none, a person says on the page of its line; that is an event of the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import correcting, rulings
from rodedraad.correcting import Correction
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.measure.standings import is_telling
from rodedraad.publish.drawing import Picture
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.indicators import (
    Chart,
    Row,
    Short,
    chart,
    component_name,
    norm_value,
    short_line,
    standing_rows,
    states_of,
    told,
    unit_name,
)
from rodedraad.publish.indicators_svg import alone
from rodedraad.records import Indicator, Message, Prospects, Standing, StandingState
from rodedraad.web.changing import done
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.visit import ROWS, AnsweredPage, Here, KeptPage, Number, Sent, Visit, onward
from rodedraad.wording import Language

router = APIRouter(route_class=KeptPage)
forms = APIRouter(route_class=AnsweredPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measured line in a list: its name, the last of it in words, and how its yardsticks are met, the worst first."""

    indicator: Indicator
    name: str
    last: str
    rows: tuple[Row, ...]


def _rows(layout: Layout, language: Language) -> tuple[Row, ...]:
    """The targets and norms with their quotes, without the lines around these."""
    prospects = Prospects(indicators=layout.moment.records("indicators"), standings=layout.moment.records("standings"))
    maker = Excerpts(tuple(layout.moment.sources.values()), {}, "")
    return standing_rows(prospects, statements=layout.moment.statements, maker=maker, language=language)


def _lines(layout: Layout, rows: tuple[Row, ...], language: Language) -> list[Line]:
    """Every line, those of the region first."""
    by_line: dict[str, list[Row]] = {}
    for row in rows:
        by_line.setdefault(row.standing.indicator or "", []).append(row)
    every = sorted(layout.moment.records("indicators"), key=lambda one: not one.places)
    return [
        Line(
            indicator=one,
            name=component_name(one.component, language),
            last=told(one, one.points[-1], language) if one.points else "",
            rows=tuple(by_line.get(one.id, ())),
        )
        for one in every
    ]


@router.get("/indicatoren")
def indicators(here: Here, number: Number = 1) -> HTMLResponse:
    """Where each target stands, and every line that was measured."""
    layout, state = here.layout, here.asked.get("stand", "")
    rows = _rows(layout, here.language)
    states = states_of(layout.moment.records("standings"))
    targets = [one for one in rows if one.norm is None and (not state or one.standing.state == state)]
    lines = _lines(layout, rows, here.language)
    turn = Turn.to(number, total=max(len(targets), len(lines)), size=ROWS // 2)
    return here.page(
        "indicators",
        turn=turn,
        targets=targets[turn.rows],
        lines=lines[turn.rows],
        states=[(one, states[one]) for one in get_args(StandingState) if states[one]],
        total=states.total(),
        state=state,
        shown=len(targets),
        measured=len(lines),
    )


def line_picture(layout: Layout, asked: Mapping[str, str], language: Language) -> Picture | None:
    """The line whose code an address asks for, with its own style."""
    one = _line(layout, asked.get("code", ""))
    drawn = _chart(one, _rows_of(layout, one, language), language)
    if drawn is None:
        return None
    wide = drawn.wide
    return Picture(svg=alone(wide), title=wide.title, description=wide.description, shown=1, left=0)


@router.get("/indicatoren/{name}")
def indicator(here: Here, name: str) -> Response:
    """One line: its values against the targets and norms. The code of a target leads to the line that it is about."""
    found = next((one for one in here.layout.moment.records("standings") if one.id == name), None)
    if found is not None:
        to = f"/indicatoren/{found.indicator}#{found.id}" if found.indicator else f"/uitspraken/{found.statement}"
        return onward(to)
    return _page(here, _line(here.layout, name))


def _page(here: Visit, one: Indicator, *, problem: Message | None = None, status: int = 200) -> HTMLResponse:
    rows = _rows_of(here.layout, one, here.language)
    drawn: Chart | Short = _chart(one, rows, here.language) or short_line(one, rows, here.language)
    norms: Mapping[str, str] = {
        row.standing.id: norm_value(row.norm, here.language) for row in rows if row.norm is not None
    }
    return here.page(
        "indicator",
        status=status,
        one=one,
        chart=drawn if isinstance(drawn, Chart) else None,
        short=drawn if isinstance(drawn, Short) else None,
        rows=drawn.rows if isinstance(drawn, Chart) else rows,
        years=[] if isinstance(drawn, Short) else drawn.years[::-1],
        norms=norms,
        unit=unit_name(one.unit, here.language),
        problem=problem,
    )


def _rows_of(layout: Layout, one: Indicator, language: Language) -> list[Row]:
    """The targets and norms of one line."""
    return [row for row in _rows(layout, language) if row.standing.indicator == one.id]


def _chart(one: Indicator, rows: Sequence[Row], language: Language) -> Chart | None:
    """The line with its picture; None where it is too short for one."""
    return chart(one, rows, language) if is_telling(one) else None


def _line(layout: Layout, name: str) -> Indicator:
    found: Indicator | None = next((one for one in layout.moment.records("indicators") if one.id == name), None)
    if found is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    return found


@forms.post("/indicatoren/{name}")
def rule(here: Here, form: Sent, name: str) -> Response:
    """That a target is read as it should be, or is none."""
    layout = here.layout
    standing: Standing | None = next((one for one in layout.moment.records("standings") if one.id == name), None)
    if standing is None or standing.statement is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    to = f"/indicatoren/{standing.indicator}" if standing.indicator else "/indicatoren"

    def planned() -> tuple[Correction, ...]:
        if form.one("doe") not in ("confirm", "reject"):
            raise WrongUse("web.no_form")
        return correcting.ruling(here.workspace.folder, name, rulings.verdict(form.one("doe")))

    def refused(message: Message, status: int) -> Response:
        if standing.indicator is None:
            return here.page("error", message=message, status=status)
        return _page(here, _line(layout, standing.indicator), problem=message, status=status)

    return done(here, form, planned, to, refused)
