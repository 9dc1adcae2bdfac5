"""What people take away: every list as a file, narrowed as its page is, and the dossier and its proposition in each form.

The address of a list as a file is that of its page with an ending: ``/draden.csv?theme=water``. Sources that are not public are in
no file unless ``vertrouwelijk=ja`` asks for them, in a workspace that shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from rodedraad import consult, exporting, phrases, shapes, versions
from rodedraad.errors import UnknownRecord
from rodedraad.exporting import Order
from rodedraad.publish.columns import Cell, Column, Sheet
from rodedraad.publish.editable import CODE
from rodedraad.publish.publication import Publication
from rodedraad.publish.relations import Relation, around
from rodedraad.web import contributing, lists
from rodedraad.web.admission import GuardedRoute
from rodedraad.web.layout import Layout
from rodedraad.web.screen import did
from rodedraad.web.visit import Here, KeptPage, Visit
from rodedraad.wording import word

router = APIRouter(route_class=GuardedRoute)
pages = APIRouter(route_class=KeptPage)

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "qdpx": "application/zip",
    "bundle": "application/zip",
    "jsonld": "application/ld+json",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
    "ics": "text/calendar; charset=utf-8",
}
FORMS: Final = ("xlsx", "csv", "json")
"""What a list is written as."""
WHOLE: Final = ("bundle", "xlsx", "qdpx", "jsonld", "ris", "csl", "ics")
"""What the whole dossier is written as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list of a page: its kind of records, and those of them that an address asks for."""

    kind: str
    of: Callable[[Layout, Mapping[str, str]], Sequence[Any]]


LISTS: Final = {
    "draden": _List(kind="threads", of=lists.threads),
    "spanningen": _List(kind="tensions", of=lists.tensions),
    "witte-vlekken": _List(kind="gaps", of=lists.gaps),
    "agenda": _List(kind="actions", of=lists.acts),
    "gevraagd": _List(kind="actions", of=lists.requests),
    "indicatoren": _List(kind="standings", of=lists.standings),
    "verwacht": _List(kind="parties", of=lists.expected),
    "uitspraken": _List(
        kind="statements", of=lambda layout, asked: lists.statements(layout, asked, asked.get("q", ""))
    ),
    "nakijken": _List(kind="statements", of=lambda layout, _: [one.statement for one in layout.doubts]),
    "bronnen": _List(kind="sources", of=lambda layout, _: layout.moment.records("sources")),
    "partijen": _List(kind="parties", of=lambda layout, _: layout.moment.records("parties")),
    "scenarios": _List(kind="scenarios", of=lambda layout, _: layout.moment.records("scenarios")),
    "oordelen": _List(kind="judgements", of=lambda layout, _: layout.moment.records("judgements")),
    "toekomstbeelden": _List(kind="outlooks", of=lists.outlooks),
    "benodigdheden": _List(kind="requirements", of=lists.requirements),
    "kennisinfrastructuur": _List(kind="offers", of=lists.offers),
}
"""By the address of the page."""


NAMED: Final = {
    "propositie": "proposition",
    "agenda": "roadmap",
    "gevraagd": "asked",
    "indicatoren": "indicators",
    "draden": "threads",
    "spanningen": "tensions",
    "witte-vlekken": "gaps",
    "uitspraken": "statements",
    "nakijken": "review",
    "bronnen": "sources",
    "partijen": "parties",
    "verwacht": "expected",
    "scenarios": "scenarios",
    "oordelen": "judgements",
    "toekomstbeelden": "outlooks",
    "benodigdheden": "requirements",
    "kennisinfrastructuur": "infrastructure",
    "logboek": "log",
}
"""Every page with a list, in the order of the menu, by its address: what the menu calls it."""


@pages.get("/downloads")
def downloads(here: Here) -> HTMLResponse:
    """What can be taken away, and in which form."""
    folder = here.workspace.folder
    made = versions.versions(folder)
    wanted = here.asked.get("versie", "")
    return here.page(
        "downloads",
        versions=made[::-1],
        chosen=next((one for one in made if one.label == wanted), made[-1] if made else None),
        papers=exporting.PAPERS,
        whole=WHOLE,
        lists=NAMED.items(),
        forms=FORMS,
        has_closed=here.may_see_closed and here.layout.has_closed,
    )


@router.get("/downloads/{of}.{to}")
def taken(
    here: Here, of: str, to: str, versie: str = "", partij: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """A paper of the proposition, or the whole dossier, as a file."""
    is_known = to in WHOLE if of == "dossier" else of in exporting.PAPERS and to in exporting.ON_PAPER
    if not is_known:
        raise UnknownRecord("store.unknown_record", name=f"{of}.{to}"[:80])
    paper = "proposition" if of == "dossier" else of
    order = _order(here, of=paper, version=versie or None, party=partij or None)
    exporting.refuse(to, order)
    with here.workspace.press.turn():
        publication = order.publication()
        data = exporting.MAKERS[to](order, publication)
    return _file(data, exporting.file_name(order, publication, to), to)


@router.get("/logboek.{to}")
def log(here: Here, to: str) -> Response:
    """Who changed what and when."""
    layout = here.outgoing
    rows = [
        shapes.logged(event, name, layout.overruled.get(event.id, ()), counts=counts)
        for event, name, counts in layout.moment.logged
    ]
    if to == "xlsx":
        return _workbook(here, "logboek", lambda _: _logged(here, layout))
    return _rows("logboek", to, rows, consult.list_keys("log"))


@router.get("/relaties.{to}")
def relations(here: Here, to: str) -> Response:
    """Every two parties with something between them."""
    layout = here.outgoing
    party = here.asked.get("partij", "")
    found = around(layout.relations, party) if party else layout.relations
    if to == "xlsx":
        return _workbook(here, "relaties", lambda _: _related(here, found))
    rows = [
        {
            "a": one.a,
            "b": one.b,
            "together": list(one.together),
            "against": list(one.against),
            "asked_by_a": list(one.asked_by_a),
            "asked_by_b": list(one.asked_by_b),
        }
        for one in found
    ]
    return _rows("relaties", to, rows, ("a", "b", "together", "against", "asked_by_a", "asked_by_b"))


@router.get("/bezwaren.{to}")
def contributions(here: Here, to: str) -> Response:
    """What people brought in, with its answers, as it may leave the house."""
    found = contributing.shown(here.outgoing, here.asked, has_names=here.is_whole)
    if to == "xlsx":
        return _workbook(here, "bezwaren", lambda made: replace(_sheet(made, "contributions"), rows=found))
    return _rows("bezwaren", to, [shapes.contribution(one) for one in found], shapes.contribution_keys())


@router.get("/propositie.{to}")
def clauses(here: Here, to: str, versie: str = "") -> Response:
    """The clauses of a version of the proposition, or of the draft that there would be now."""
    if to == "xlsx":
        return _workbook(here, "propositie", lambda made: _sheet(made, "clauses"), version=versie or None)
    publication = _order(here, version=versie or None).publication()
    rows = shapes.clause_rows(publication.proposition, publication.version, word)
    return _rows("propositie", to, rows, shapes.clause_row_keys())


@router.get("/{page}.{to}")
def listed(here: Here, page: str, to: str) -> Response:
    """A list, narrowed as its page is."""
    if page not in LISTS:
        raise UnknownRecord("store.unknown_record", name=f"{page}.{to}"[:80])
    one, layout = LISTS[page], here.outgoing
    records = one.of(layout, here.asked)
    if to == "xlsx":

        def narrowed(made: Publication) -> Sheet:
            sheet = _sheet(made, one.kind)
            known = {row.id: row for row in sheet.rows}
            return replace(sheet, rows=[known[record.id] for record in records if record.id in known])

        return _workbook(here, page, narrowed)
    return _rows(page, to, [shapes.shape(record, word) for record in records], consult.list_keys(one.kind))


def _order(here: Visit, **asked: Any) -> Order:
    return Order(
        folder=here.workspace.folder,
        language=here.language,
        stamp=here.workspace.now(),
        has_confidential=here.is_whole,
        **asked,
    )


def _rows(page: str, to: str, rows: Sequence[Mapping[str, Any]], own: Sequence[str]) -> Response:
    if to not in ("csv", "json"):
        raise UnknownRecord("store.unknown_record", name=f"{page}.{to}"[:80])
    return _file(exporting.rows_as(to, rows, own), f"{page}.{to}", to)


def _sheet(publication: Publication, kind: str) -> Sheet:
    from rodedraad.publish.listed_sheets import listed_sheets  # noqa: PLC0415  as below
    from rodedraad.publish.sheets import sheets  # noqa: PLC0415  takes a while to load, for this alone

    own = (one for make in (sheets, listed_sheets) for one in make(publication))
    return next(one for one in own if one.kind == kind)


def _logged(here: Visit, layout: Layout) -> Sheet:
    """The log as a sheet, the latest first, in the words of its page."""
    say = partial(phrases.said, language=here.language)
    words = {one: say(f"web.{one}") for one in ("when", "who", "what", "about", "undone")}
    cells: dict[str, Callable[[Any], Cell]] = {
        "when": lambda row: phrases.moment(row[0].at, here.language),
        "who": lambda row: row[1] or say("html.name_erased"),
        "what": lambda row: did(row[0], layout, here.language) + ("" if row[2] else f" ({words['undone']})"),
        "about": lambda row: "\n".join(each.quote for each in row[0].targets),
    }
    widths = {"when": 20, "who": 24, "what": 50, "about": 80}
    columns = [Column(key=key, cell=cell, width=widths[key], title=words[key]) for key, cell in cells.items()]
    code = Column(key=CODE, cell=lambda row: row[0].id, width=22)
    return Sheet(kind="log", columns=(*columns, code), rows=layout.moment.logged[::-1])


def _related(here: Visit, found: Sequence[Relation]) -> Sheet:
    """The relations as a sheet, in the words of their page."""
    say, parties = partial(phrases.said, language=here.language), here.layout.moment.parties
    cells: dict[str, Callable[[Any], Cell]] = {
        "first_party": lambda row: phrases.party(parties, row.a, here.language),
        "second_party": lambda row: phrases.party(parties, row.b, here.language),
        "together": lambda row: len(row.together),
        "against": lambda row: len(row.against),
        "a_asks_b": lambda row: len(row.asked_by_a),
        "b_asks_a": lambda row: len(row.asked_by_b),
    }
    columns = [
        Column(key=key, cell=cell, width=34 if key.endswith("party") else 16, title=say(f"web.{key}"))
        for key, cell in cells.items()
    ]
    return Sheet(kind="relations", columns=(*columns,), rows=found)


def _workbook(here: Visit, page: str, sheet_of: Callable[[Publication], Sheet], **asked: Any) -> Response:
    from rodedraad.publish.xlsx import workbook  # noqa: PLC0415  takes a while to load, for this alone

    with here.workspace.press.turn():
        publication = _order(here, **asked).publication()
        data = workbook(publication, (sheet_of(publication),))
    return _file(data, f"{page}.xlsx", "xlsx")


def _file(data: bytes, name: str, to: str) -> Response:
    kept = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "-" for one in name)
    headers = {"Content-Disposition": f'attachment; filename="{kept}"', "Cache-Control": "private, no-cache"}
    return Response(data, media_type=TYPES[to], headers=headers)
