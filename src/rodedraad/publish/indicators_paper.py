"""What was measured on paper: the answer, the targets in a table, and each line with its picture and yardsticks. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rodedraad.phrases import clipped
from rodedraad.publish.cited import Telling
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.indicators import Chart, Measurements, Row, Short, measurements, norm_name, norm_value
from rodedraad.publish.indicators_svg import alone
from rodedraad.publish.paper import Block, Drawing, Heading, Paper, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.wording import word

_CORE_ROWS = 8
_QUOTES = 3
_FILES = 3


def indicators_paper(publication: Publication) -> Paper:
    """The chapter of measurements as a paper of its own."""
    telling = Telling(publication)
    return telling.paper(telling.say("nav_metingen"), _whole(telling))


def measured_core(telling: Telling) -> Iterator[Block]:
    """What of it goes into the proposition: how many targets stand how, and the first of them, the worst first."""
    yield from _core(telling, _view(telling), most=_CORE_ROWS)


def _view(telling: Telling) -> Measurements:
    dossier = telling.publication.dossier
    maker = Excerpts(dossier.sources, dossier.documents, "")
    return measurements(dossier.prospects, statements=telling.statements, maker=maker, language=telling.language)


def _core(telling: Telling, view: Measurements, *, most: int) -> Iterator[Block]:
    if view.is_empty:
        yield Paragraph(runs=plain(telling.say("meas_none")))
        return
    if not view.goals:
        yield Paragraph(runs=plain(telling.say("meas_no_targets")))
        return
    states = "; ".join(f"{telling.label('standing', state)} {telling.count(count)}" for state, count in view.states)
    code = "meas_answer_one" if view.goals == 1 else "meas_answer"
    yield from telling.answer([f"{telling.say(code, count=telling.count(view.goals))} {states}."])
    yield Table(
        columns=tuple(telling.say(f"meas_{name}") for name in ("what", "target", "state", "source")),
        rows=tuple(_target(telling, row) for row in view.targets[:most]),
        summary=telling.say("meas_targets"),
        widths=(4, 4, 7, 7),
    )
    yield from telling.first_of(min(most, len(view.targets)), len(view.targets), "standings")


def _whole(telling: Telling) -> Iterator[Block]:
    view = _view(telling)
    yield from _core(telling, view, most=len(view.targets))
    if view.is_empty:
        return
    yield telling.small("meas_rule")
    if view.charts:
        yield Heading(text=telling.say("meas_lines"))
        yield from telling.first_of(len(view.charts), view.lines, "indicators")
    elif not view.shorts:
        yield Paragraph(runs=plain(telling.say("meas_no_lines")))
    for chart in view.charts:
        yield from _chart(telling, chart)
    if view.shorts:
        yield Heading(text=telling.say("meas_short"))
        yield from telling.first_of(len(view.shorts), view.too_short, "indicators")
        yield Table(
            columns=tuple(telling.say(f"meas_{name}") for name in ("what", "there", "norms", "why")),
            rows=tuple(_short(telling, one) for one in view.shorts),
            summary=telling.say("meas_short"),
            widths=(5, 6, 6, 6),
        )
    if view.elsewhere:
        code = "meas_elsewhere_one" if view.elsewhere == 1 else "meas_elsewhere"
        yield telling.small(code, count=telling.count(view.elsewhere), spots=telling.count(view.spots))


def _chart(telling: Telling, chart: Chart) -> Iterator[Block]:
    yield Heading(text=f"{chart.name}, {clipped(chart.indicator.place, 80)}", level=2)
    yield Drawing(svg=alone(chart.wide), title=chart.wide.title, text=chart.wide.description)
    if chart.missing:
        yield telling.small("meas_missing", years=", ".join(map(str, chart.missing)))
    if chart.rows:
        yield Table(
            columns=tuple(telling.say(f"meas_{name}") for name in ("yardstick", "value", "state", "source")),
            rows=tuple(_yardstick(telling, row) for row in chart.rows),
            summary=chart.wide.title,
            widths=(4, 4, 8, 6),
        )
    years = "; ".join(
        f"{one.point.year}: {one.value}" + ("" if one.point.is_valid else f" ({one.part})") for one in chart.years
    )
    yield Paragraph(runs=plain(f"{telling.say('meas_years', count=len(chart.years))}: {years}."), look="small")


def _short(telling: Telling, one: Short) -> tuple[tuple[Run, ...], ...]:
    what = f"{one.name}, {clipped(one.indicator.place, 60)}"
    files = ", ".join(f"reeksen/{clipped(file, 60)}" for file in one.indicator.files[:_FILES])
    norms = "; ".join(one.norms) or telling.say("meas_no_norms")
    there = f"{one.values}. {telling.say('meas_files')} {files}."
    return (plain(what), plain(there), plain(norms), plain(word(one.reason, telling.language)))


def _target(telling: Telling, row: Row) -> tuple[tuple[Run, ...], ...]:
    place = f", {clipped(row.indicator.place, 60)}" if row.indicator else ""
    year = f", {telling.say('meas_in', year=row.standing.year)}" if row.standing.year else ""
    mark = "" if row.standing.is_confirmed else f" ({telling.say('meas_suggested')})"
    quoted: list[Run] = []
    for excerpt, words in row.excerpts[:_QUOTES]:
        quoted += [*(plain(" ") if quoted else ()), *telling.quote(excerpt, words, limit=200)]
    if len(row.excerpts) > _QUOTES:
        quoted += plain(f" {telling.say('and_more', count=telling.count(len(row.excerpts) - _QUOTES))}")
    return (
        plain(f"{row.component}{place}"),
        plain(f"{_amount(telling, row)}{year}{mark}"),
        _state(telling, row),
        tuple(quoted),
    )


def _yardstick(telling: Telling, row: Row) -> tuple[tuple[Run, ...], ...]:
    one, norm = row.standing, row.norm
    if norm is None:
        name = telling.say("meas_target") + (f", {one.year}" if one.year else "")
        notes = (telling.note(excerpt) for excerpt, _ in row.excerpts[:_QUOTES])
        places = "; ".join(f"{clipped(note.title, 60)}, {note.place}" if note.place else note.title for note in notes)
        return (plain(name), plain(_amount(telling, row)), _state(telling, row), plain(places))
    name = norm_name(norm, telling.language)
    value = norm_value(norm, telling.language) if norm.allowed is not None else _amount(telling, row)
    return (plain(name), plain(value), _state(telling, row), plain(norm.origin))


def _amount(telling: Telling, row: Row) -> str:
    one = row.standing
    if row.refers:
        return row.refers
    if row.change and one.unit == "%" and one.value == one.change:
        return row.change
    return f"{telling.say(f'meas_{one.sense}')} {row.value}" + (f" ({row.change})" if row.change else "")


def _state(telling: Telling, row: Row) -> tuple[Run, ...]:
    reason = word(row.standing.reason, telling.language)
    return (Run(text=telling.label("standing", row.standing.state), is_strong=True), Run(text=f". {reason}"))
