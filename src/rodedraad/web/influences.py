"""Drivers and judgements of influence in the browser: shown as they stand, and changed by whoever may.

What somebody judges, or changes of a driver, is an event of the log (``judging.py``, ``driving.py``), and its effect shows at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import driving, judging
from rodedraad.errors import UnknownRecord
from rodedraad.records import Judgement, Message
from rodedraad.web.changing import carried_out
from rodedraad.web.prospects import code_of, influences_picture, page_of, shown_of
from rodedraad.web.session import Form
from rodedraad.web.visit import AnsweredPage, Here, KeptPage, Sent, Visit

pages = APIRouter(route_class=KeptPage)
router = APIRouter(route_class=AnsweredPage)
_WHOLE_MATRIX: Final = 40
"""Variants up to which all judgements stand in one table; of more the rows of one driver at a time."""
_QUOTES: Final = 8
"""Of each variant, how many sentences are shown."""
_HINTS: Final = 20
_VARIANT_ROWS: Final = 3
"""Empty rows for new variants."""
_MOST_VARIANTS: Final = 20


@pages.get("/oordelen")  # as their list is called as a file
@pages.get("/scenarios/invloeden")
def influences(here: Here, van: str = "") -> HTMLResponse:
    """The drivers, and every judgement of how their variants bear on one another, as a table and a picture."""
    return _influences_page(here, van)


def _influences_page(
    here: Visit,
    cause: str = "",
    *,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    own = here.layout.foreseen
    is_whole = len(own.variants) <= _WHOLE_MATRIX
    causes = [one for one in own.drivers.values() if is_whole or one.id == (cause or next(iter(own.drivers)))]
    return page_of(
        here,
        "influences",
        status=status,
        causes=causes,
        is_whole=is_whole,
        picture=influences_picture(here.layout, {}, here.language),
        hints=own.prospects.hints[:_HINTS],
        problem=problem,
        typed=typed or {},
        rows=_VARIANT_ROWS,
    )


# --- judgements ---


@pages.get("/scenarios/oordelen/{name}")
def judgement(here: Here, name: str) -> HTMLResponse:
    """One judgement: what it says, who stands for it and why, what other values would give, and the form that changes it."""
    return _judgement_page(here, _cell(name))


def _cell(name: str) -> str:
    return name.replace("-", ">", 1)


def values(one: Judgement) -> dict[str, str]:
    """The fields of a judgement as its form has them: bounds only where there are other ones than the value."""
    is_wide = one.low is not None and (one.low, one.high) != (one.value, one.value)
    return {
        "value": "?" if one.value is None else str(one.value),
        "low": str(one.low) if is_wide else "",
        "high": str(one.high) if is_wide else "",
        "note": one.note,
        "note_en": one.note_en,
        "for": "",
        "against": "",
    }


def _judgement_page(
    here: Visit,
    cell: str,
    *,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    own = here.layout.foreseen
    one = own.judgement(cell)
    statements = here.layout.moment.statements
    of, on = own.driver_of[one.cause], own.driver_of[one.effect]
    acts = own.acts({one.id, f"{of.id}>{on.id}"})
    names = {event.id: by for event, by, _ in here.layout.moment.logged}
    return page_of(
        here,
        "judgement",
        status=status,
        one=one,
        of=of,
        on=on,
        by=names.get(one.event or ""),
        held=values(one),
        typed=typed or {},
        problem=problem,
        trials=own.trials(cell),
        arguments=[
            (each, here.layout.excerpt(statements[each.statement]))
            for each in one.arguments
            if each.statement in statements
        ],
        suggested=[
            (hint, [here.layout.excerpt(statements[id_]) for id_ in hint.statements if id_ in statements])
            for hint in own.prospects.hints
            if hint.kind == "judgement" and hint.about in (cell, f"{of.id}>{on.id}")
        ],
        acts=acts,
        numbers={code_of(each): at for at, each in enumerate(shown_of(here).scenarios, start=1)},
    )


@router.post("/scenarios/oordelen/{name}")
def judge(here: Here, form: Sent, name: str) -> Response:
    """Judges one cell, stands for it as it is, or takes over what a source suggests for it."""
    cell = _cell(name)
    one = here.layout.foreseen.judgement(cell)

    def write(seen: Sequence[str] | None) -> object:
        folder, what = here.workspace.folder, form.one("doe")
        if what == "confirm":
            return judging.confirm(folder, cell, here.act(), seen=seen)
        if what == "take":
            return judging.take_over(folder, form.one("hint"), here.act(), cell=cell, seen=seen)
        return judging.edit(folder, cell, _assigned(form, one), here.act(), seen=seen)

    def refused(message: Message, status: int) -> Response:
        return _judgement_page(here, cell, problem=message, typed=form.changed(), status=status)

    return carried_out(here, form, write, f"/scenarios/oordelen/{name}", refused)


def _assigned(form: Form, one: Judgement) -> list[str]:
    """What a form judges otherwise, as ``judging`` takes it. Bounds that were shown go with another value."""
    was = values(one) | form.was().flat()
    now = {name: form.one(name) for name in was if form.has(name)}
    told = {name: " ".join(value.split()) for name, value in now.items() if value != was[name]}
    if "value" in told:
        told |= {name: now[name] for name in ("low", "high") if now.get(name)}
    elif {"low", "high"} & set(told):
        told |= {name: now.get(name) or was["value"] for name in ("low", "high")}
    for side, direction in (("for", 1), ("against", -1)):
        own = {each.statement for each in one.arguments if each.direction == direction}
        out = [f"-{id_}" for id_ in form.every("weg") if id_ in own]
        if out or told.get(side):
            told[side] = " ".join([*out, told.get(side, "")]).strip()
    return [f"{name}={value}" for name, value in told.items()]


# --- drivers ---


@pages.get("/scenarios/drijvende-krachten/{name}")
def driver(here: Here, name: str) -> HTMLResponse:
    """One driver: its variants with what sources say of each, and the form that changes them."""
    return _driver_page(here, name)


def _driver_page(
    here: Visit,
    name: str,
    *,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    own, layout = here.layout.foreseen, here.layout
    found = own.drivers.get(name)
    if found is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    cells = [one for one in own.drawn.judgements if found in (own.driver_of[one.cause], own.driver_of[one.effect])]
    numbers = {one.id: at for at, one in enumerate(shown_of(here).scenarios, start=1)}
    return page_of(
        here,
        "driver",
        status=status,
        one=found,
        quotes={
            variant.id: [layout.excerpt(each) for each in own.speaking.get(variant.id, ())[:_QUOTES]]
            for variant in found.variants
        },
        spoken={variant.id: len(own.speaking.get(variant.id, ())) for variant in found.variants},
        within={
            variant.id: [at for id_, at in numbers.items() if variant.id in id_.split()] for variant in found.variants
        },
        judged=len(cells),
        examples=sum(one.is_example for one in cells),
        missing=[
            one
            for one in own.missing
            if found.id in (own.driver_of[one.split(">")[0]].id, own.driver_of[one.split(">")[1]].id)
        ],
        acts=own.acts({found.id}),
        problem=problem,
        typed=typed or {},
        rows=min(_VARIANT_ROWS, _MOST_VARIANTS - len(found.variants)),
    )


@router.post("/scenarios/drijvende-krachten")
def add_driver(here: Here, form: Sent) -> Response:
    """A new driver with its variants."""

    def write(seen: Sequence[str] | None) -> object:
        del seen  # nobody can have spoken of what was not there
        return driving.add(here.workspace.folder, _named(form, ""), _variants(form), here.act())

    def refused(message: Message, status: int) -> Response:
        return _influences_page(here, problem=message, typed=form.flat(), status=status)

    return carried_out(here, form, write, "/scenarios/invloeden", refused)


@router.post("/scenarios/drijvende-krachten/{name}")
def change_driver(here: Here, form: Sent, name: str) -> Response:
    """Puts a driver in other words, adds or takes out variants, takes it out, or stands for all its judgements."""
    found = here.layout.foreseen.drivers.get(name)
    if found is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])

    def write(seen: Sequence[str] | None) -> object:
        folder, what = here.workspace.folder, form.one("doe")
        if what == "confirm":
            return judging.confirm(folder, name, here.act(), seen=seen)
        if what == "remove":
            return driving.take_out(folder, name, here.act(), seen=seen)
        return driving.change(folder, name, _named(form, name), _variants(form), here.act(), seen=seen)

    def refused(message: Message, status: int) -> Response:
        return _driver_page(here, name, problem=message, typed=form.changed(), status=status)

    to = "/scenarios/invloeden" if form.one("doe") == "remove" else f"/scenarios/drijvende-krachten/{name}"
    return carried_out(here, form, write, to, refused)


def _named(form: Form, id_: str) -> driving.Named:
    return driving.Named(id=id_, nl=_line(form, "nl"), en=_line(form, "en"))


def _variants(form: Form) -> list[driving.Named]:
    """The variants of a form, those with a name that are not to go: ``nl.ID`` for those that were there, ``nl.+1`` for new ones."""
    found = []
    for name in form.names():
        field, _, id_ = name.partition(".")
        if field != "nl" or not id_ or id_ in form.every("weg") or not (nl := _line(form, name)):
            continue
        own = "" if id_.startswith("+") else id_
        found.append(driving.Named(id=own, nl=nl, en=_line(form, f"en.{id_}")))
    return found


def _line(form: Form, name: str) -> str:
    return " ".join(form.one(name).split())


@router.post("/scenarios/aanwijzingen/{name}")
def take_over(here: Here, form: Sent, name: str) -> Response:
    """Takes over what sources suggest: a sentence as an argument at a judgement, or two sides as a new driver."""
    cell = _cell(form.one("cel")) or None

    def write(seen: Sequence[str] | None) -> object:
        return judging.take_over(here.workspace.folder, name, here.act(), cell=cell, seen=seen)

    def refused(message: Message, status: int) -> Response:
        return _influences_page(here, problem=message, status=status)

    to = f"/scenarios/oordelen/{form.one('cel')}" if cell else "/scenarios/invloeden"
    return carried_out(here, form, write, to, refused)
