"""The pictures of the pages: as SVG in a page and as a file, as PNG for slides, and of the map of relations what moves.

A picture is drawn of what its page shows, narrowed as the address narrows it; what it holds stands as a table beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import phrases
from rodedraad.errors import UnknownRecord
from rodedraad.publish import matrix_svg
from rodedraad.publish.drawing import Picture
from rodedraad.publish.raster import png
from rodedraad.publish.relations import Relation, around, leading
from rodedraad.publish.relations_svg import MOST_PARTIES, relation_map
from rodedraad.web import gauging, prospects, roadmap
from rodedraad.web.admission import GuardedRoute
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.visit import ROWS, Here, KeptPage, Number, Visit
from rodedraad.wording import Language

router = APIRouter(route_class=GuardedRoute)
pages = APIRouter(route_class=KeptPage)
_FORMS: Final = {"svg": "image/svg+xml", "png": "image/png"}


def _chosen(layout: Layout, asked: Mapping[str, str]) -> tuple[Relation, ...]:
    """The relations that an address asks: of one party, or all."""
    party = asked.get("partij", "")
    if party and party not in layout.moment.parties:
        raise UnknownRecord("store.unknown_record", name=party[:80])
    return around(layout.relations, party) if party else layout.relations


def relations_picture(layout: Layout, asked: Mapping[str, str], language: Language) -> Picture | None:
    """The map of relations."""
    every = _chosen(layout, asked)
    shown = leading(every, most=MOST_PARTIES)
    left = len(_parties(every)) - len(_parties(shown))
    named = partial(_named, layout, language)
    return relation_map(shown, named=named, language=language, left=left)


def matrix_picture(layout: Layout, asked: Mapping[str, str], language: Language) -> Picture | None:
    """Parties by themes."""
    del asked  # it is of the whole dossier
    themes = [one.nl if language == "nl" else one.en for one in layout.frame.themes]
    rows = [
        matrix_svg.Row(
            name=_named(layout, language, row.party.id),
            counts=() if row.is_absent else tuple(cell.count for cell in row.cells),
            levels=tuple(cell.level for cell in row.cells),
            gaps=tuple(cell.is_gap for cell in row.cells),
        )
        for row in layout.matrix
    ]
    return matrix_svg.matrix(rows, themes, language=language)


PICTURES: Final[Mapping[str, Callable[[Layout, Mapping[str, str], Language], Picture | None]]] = {
    "relaties": relations_picture,
    "matrix": matrix_picture,
    "tijdlijn": roadmap.line_picture,
    "net": roadmap.net_picture,
    "indicator": gauging.line_picture,
    "invloeden": prospects.influences_picture,
}
"""By the name in the address of its file: ``/beelden/relaties.svg``."""


@pages.get("/relaties")
def relations(here: Here, number: Number = 1) -> HTMLResponse:
    """Who stands where to whom: a map, and every pair in a table."""
    layout = here.layout
    every = _chosen(layout, here.asked)
    turn = Turn.to(number, total=len(every), size=ROWS)
    return here.page(
        "relations",
        picture=relations_picture(layout, here.asked, here.language),
        graph=_graph(here, leading(every, most=MOST_PARTIES)),
        rows=every[turn.rows],
        turn=turn,
        chosen=here.asked.get("partij", ""),
        choices=sorted((_named(layout, here.language, id_), id_) for id_ in _parties(layout.relations)),
    )


@router.get("/beelden/{name}.{to}")
def picture(here: Here, name: str, to: str) -> Response:
    """A picture as a file."""
    made = PICTURES[name](here.outgoing, here.asked, here.language) if name in PICTURES and to in _FORMS else None
    if made is None:
        raise UnknownRecord("store.unknown_record", name=f"{name}.{to}"[:80])
    if to == "svg":
        data = made.svg.encode()
    else:
        with here.workspace.press.turn():
            data = png(made.svg)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{to}"', "Cache-Control": "private, no-cache"}
    return Response(data, media_type=_FORMS[to], headers=headers)


def _named(layout: Layout, language: Language, id_: str) -> str:
    return phrases.party(layout.moment.parties, id_, language)


def _parties(found: tuple[Relation, ...]) -> set[str]:
    return {id_ for one in found for id_ in (one.a, one.b)}


def _graph(here: Visit, found: tuple[Relation, ...]) -> str:
    """The map for the script that lets it move, as JSON: its nodes with what is told of each, and its lines."""
    named = partial(_named, here.layout, here.language)
    say = partial(phrases.said, language=here.language)
    nodes: list[dict[str, Any]] = []
    for id_ in sorted(_parties(found)):
        own = around(found, id_)
        together, against = sum(bool(one.together) for one in own), sum(bool(one.against) for one in own)
        told = say("web.map_node", party=named(id_), together=together, against=against)
        nodes.append({"data": {"id": id_, "label": named(id_), "told": told, "to": f"/partijen/{id_}"}})
    lines = [
        {"data": {"source": one.a, "target": one.b, "kind": kind, "count": count}}
        for one in found
        for kind, count in (
            ("together", len(one.together)),
            ("against", len(one.against)),
            ("asked", len(one.asked_by_a) + len(one.asked_by_b)),
        )
        if count
    ]
    return json.dumps({"nodes": nodes, "edges": lines}, ensure_ascii=False)
