"""What each future takes as a table of a workbook: a line for each need of each future. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rodedraad.publish.columns import Column, Sheet, Words
from rodedraad.publish.editable import CODE
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.requirements import Viewer
from rodedraad.publish.requirements_futures import MEANS, Futures, Row, futures
from rodedraad.publish.requirements_futures_told import named
from rodedraad.records import Requirement
from rodedraad.region import region_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One need that one future takes."""

    row: Row
    need: Requirement


def futures_sheet(words: Words) -> Sheet:
    """Every scenario and every described future, each with all that it takes beside what every future takes."""
    dossier = words.publication.dossier
    language = words.publication.language
    maker = Excerpts(dossier.sources, dossier.documents, "")
    region = region_of(dossier.frame, dossier.statements, dossier.sources, dossier.links.parties)
    viewer = Viewer(dossier.prospects, statements=words.known, maker=maker, region=region)
    view = futures(
        dossier.prospects, links=dossier.links, statements=words.known, maker=maker, viewer=viewer, most=None
    )
    of_kind = {kind: means for means, kinds in MEANS.items() for kind in kinds}

    def place(one: _Line) -> str:
        statement = words.known[one.need.statement]
        return ", ".join(filter(None, [words.title(statement.source), words.place(statement)]))

    return Sheet(
        kind="futures",
        rows=() if view.is_empty else tuple(_lines(view, viewer)),
        columns=(
            Column(key="future", cell=lambda one: named(one.row, view, words.parties_by_id, language), width=40),
            Column(key="means", cell=lambda one: words.label("means", of_kind[one.need.kind]), width=24),
            Column(key="what", cell=lambda one: one.need.what, width=36),
            Column(key="quote", cell=lambda one: words.known[one.need.statement].text, width=70),
            Column(key="met", cell=lambda one: words.label("extent", one.need.met), width=13),
            Column(key="who", cell=lambda one: words.who(one.need.parties), width=30),
            Column(key="place", cell=place, width=34),
            Column(key=CODE, cell=lambda one: one.need.id, width=26),
        ),
    )


def _lines(view: Futures, viewer: Viewer) -> list[_Line]:
    return [_Line(row=row, need=viewer.known[id_]) for row in view.rows for id_ in row.ids]
