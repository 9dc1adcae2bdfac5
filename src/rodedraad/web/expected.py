"""Whose documents the dossier expects, which of them are here, and which documents sources name that are not.

Who is expected stands in dossier.toml; what somebody changes here goes into that file, and the build makes it an event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import expecting
from rodedraad.errors import RodedraadError, UnknownRecord
from rodedraad.parties import heard
from rodedraad.records import Layer, Message, Party, Source
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.visit import ROWS, AnsweredPage, Here, KeptPage, Number, Sent, Visit, onward

router = APIRouter(route_class=KeptPage)
forms = APIRouter(route_class=AnsweredPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A party on the list, with its documents that are here, a member's among a group's.

    ``is_new`` and ``is_leaving``: the settings say so, and no build has counted it yet.
    """

    party: Party
    sources: tuple[Source, ...]
    is_new: bool = False
    is_leaving: bool = False


def rows_of(layout: Layout) -> tuple[Expected, ...]:
    """The list of expected parties, those without a document first."""
    moment = layout.moment
    known = {**{one.id: one for one in layout.frame.parties}, **moment.parties}
    now = expecting.written(moment.folder)
    counted = {one.id for one in moment.parties.values() if one.expected}
    by_author: dict[str, list[Source]] = defaultdict(list)
    for source in moment.sources.values():
        for id_ in heard(known.values(), source.authors):
            by_author[id_].append(source)
    made = [
        Expected(
            party=known.get(id_) or Party(id=id_, name=id_.replace("-", " ")),
            sources=tuple(sorted(by_author.get(id_, ()), key=lambda one: (one.date or "", one.path), reverse=True)),
            is_new=id_ not in counted,
            is_leaving=id_ not in now,
        )
        for id_ in now | counted
    ]
    return tuple(sorted(made, key=lambda one: (bool(one.sources), one.party.name.casefold())))


@router.get("/verwacht")
def expected(here: Here, number: Number = 1) -> HTMLResponse:
    """Who is expected, whose documents are here, and which documents are missing."""
    return _page(here, number=number)


def _page(
    here: Visit, *, number: int = 1, problem: Message | None = None, typed: str = "", status: int = 200
) -> HTMLResponse:
    layout = here.layout
    rows, documents = rows_of(layout), layout.missing
    turn = Turn.to(number, total=len(documents), size=ROWS // 2)
    on_list = {one.party.id for one in rows if not one.is_leaving}
    return here.page(
        "expected",
        status=status,
        rows=rows,
        absent=sum(not one.sources for one in rows),
        documents=documents[turn.rows],
        turn=turn,
        layers=get_args(Layer),
        others=[one for one in _parties(layout) if one.id not in on_list],
        problem=problem,
        typed=typed,
    )


def _parties(layout: Layout) -> Sequence[Party]:
    """Every party that the dossier knows, by name."""
    known = {**layout.moment.parties, **{one.id: one for one in layout.frame.parties}}
    return sorted(known.values(), key=lambda one: one.name.casefold())


@forms.post("/verwacht")
def expect(here: Here, form: Sent) -> Response:
    """Puts a party on the list."""
    name = form.one("partij")

    def done() -> None:
        known, layer = _parties(here.layout), form.one("laag")
        expecting.expect(here.workspace.folder, name, known, here.act(), keeper=here.workspace.keeper, layer=layer)

    return _changed(here, done, typed=name)


@forms.post("/verwacht/{name}/weg")
def expect_no_more(here: Here, form: Sent, name: str) -> Response:
    """Takes a party off the list."""
    del form  # a form of this session says yes
    party = next((one.party for one in rows_of(here.layout) if one.party.id == name), None)
    if party is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])

    def done() -> None:
        expecting.expect_no_more(here.workspace.folder, party, here.act(), keeper=here.workspace.keeper)

    return _changed(here, done)


def _changed(here: Visit, done: Callable[[], object], *, typed: str = "") -> Response:
    try:
        with here.workspace.bringing:  # two at once would each write what they read
            done()
    except RodedraadError as error:
        return _page(here, problem=error.message, typed=typed, status=400)
    here.workspace.renewal.ask()
    return onward("/verwacht")
