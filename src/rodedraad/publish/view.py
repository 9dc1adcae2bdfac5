"""What a report shows of a dossier, gathered from the records so that a template only has to lay it out.

Everything is chosen and ordered here and in the modules of its parts (``sharing``, ``matrix``, ``missing``), by exact
counts; how it is worded is left to ``html.py``. Long lists show their first rows, say how many there are, and where the
rest is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rodedraad.publish.ahead import Ahead, ahead
from rodedraad.publish.corrections import ChangeView, Correction, Setting, by_statement, change_views
from rodedraad.publish.excerpts import Excerpt, Excerpts, excerpts, href
from rodedraad.publish.matrix import Cell, cells_by_party
from rodedraad.publish.missing import GapsView, NamedDocument, gap_views, named_documents
from rodedraad.publish.sharing import (
    SubjectView,
    TensionView,
    ThreadView,
    apart,
    by_theme,
    is_sure,
    leading_tensions,
    tension_views,
    thread_views,
)
from rodedraad.records import (
    NO_PROSPECTS,
    Coverage,
    Document,
    Frame,
    Kinship,
    Links,
    Outlook,
    Party,
    Problem,
    Prospects,
    Sending,
    Source,
    Statement,
)
from rodedraad.region import region_of

__all__ = ["Dossier", "Excerpt", "Report", "excerpts", "report"]

LEADING_THREADS = 8
SHOWN_ROWS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier as it stands after a build: what every publisher starts from. Records by their own order.

    ``statements`` are those that count: what only a model takes for one is among the suggestions.
    """

    frame: Frame
    sources: tuple[Source, ...]
    documents: Mapping[str, Document]
    statements: tuple[Statement, ...]
    links: Links
    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
    prospects: Prospects = NO_PROSPECTS
    corrections: tuple[Correction, ...] = ()
    settings: tuple[Setting, ...] = ()
    signers: Mapping[str, str] = field(default_factory=dict)
    """Who ruled on what lies ahead, by the ids of their events; empty where the name was erased."""
    sendings: tuple[Sending, ...] = ()
    minutes_per_page: float = 0.0
    """What a person is assumed to take to read a page, as the dossier states it; 0 where it states nothing."""
    own_hours: float = 0.0
    """Hours that the team entered."""
    declined: int = 0
    """Suggestions of a model that people set aside, on these sources."""
    withheld: int = 0
    """Sources that may not be shown to others and that nothing here rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the one-file report shows, in its order."""

    dossier: Dossier
    sources_href: str
    hrefs: Mapping[str, str]
    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    matrix_parties: tuple[str, ...]
    matrix: tuple[tuple[Cell, ...], ...]
    threads: tuple[tuple[str, tuple[ThreadView, ...]], ...]
    leading: tuple[ThreadView, ...]
    likely: int
    """How many threads of two parties or more are only likely: they are no first page."""
    tensions: tuple[SubjectView, ...]
    leading_tensions: tuple[TensionView, ...]
    gaps: tuple[GapsView, ...]
    absent: tuple[Party, ...]
    unread: tuple[Source, ...]
    requests: tuple[Excerpt, ...]
    requests_total: int
    commitments: tuple[Excerpt, ...]
    commitments_total: int
    reported: tuple[Excerpt, ...]
    """What sources tell of another's view: nobody's support, and shown apart."""
    reported_total: int
    outlooks: tuple[tuple[Outlook, Excerpt], ...]
    missing: tuple[NamedDocument, ...]
    present: tuple[NamedDocument, ...]
    coverage: Mapping[str, Coverage]
    most_statements: int
    kinships: tuple[Kinship, ...]
    alone: tuple[Source, ...]
    pairs_apart: tuple[tuple[Source, Source], ...]
    corrections: Mapping[str, tuple[Correction, ...]]
    changes: tuple[ChangeView, ...]
    ahead: Ahead
    """The chapters of what lies ahead."""


def report(dossier: Dossier, *, sources_href: str) -> Report:
    """The view of the one-file report. ``sources_href`` is the way from the report to the folder of the sources."""
    maker = Excerpts(dossier.sources, dossier.documents, sources_href)
    links = dossier.links
    statements = {statement.id: statement for statement in dossier.statements}
    parties = {party.id: party for party in links.parties}
    sources = {source.id: source for source in dossier.sources}
    merged = {one.read.id for one in dossier.corrections if one.what == "merge" and not one.overruled}
    threads = thread_views(links, maker, statements, sources=sources, merged=merged)
    shared = [view for view in threads if len(view.thread.support.documents.for_) > 1]
    tensions = tension_views(links, maker, statements)
    alone, pairs_apart = apart(dossier.sources, links.threads, links.kinships, dossier.coverage)
    held = [statement for statement in dossier.statements if not statement.is_reported]
    reported = [statement for statement in dossier.statements if statement.is_reported]
    requests = [statement for statement in held if statement.type == "request"]
    commitments = [statement for statement in held if statement.is_commitment]
    absent = tuple(parties[gap.party] for gap in links.gaps if gap.kind == "party_absent" and gap.party in parties)
    matrix_parties, matrix = cells_by_party(
        dossier.frame.themes, absent, dossier.sources, held, gaps=links.gaps, maker=maker
    )
    missing, present = named_documents(links.references, sources, maker)
    return Report(
        dossier=dossier,
        sources_href=sources_href,
        hrefs={source.id: href(source, None, sources_href) for source in dossier.sources},
        sources=sources,
        parties=parties,
        matrix_parties=matrix_parties,
        matrix=matrix,
        threads=by_theme(threads, [theme.id for theme in dossier.frame.themes]),
        leading=tuple(view for view in shared if is_sure(view))[:LEADING_THREADS],
        likely=sum(not is_sure(view) for view in shared),
        tensions=tensions,
        leading_tensions=leading_tensions(tensions),
        gaps=gap_views(links, statements, maker),
        absent=absent,
        unread=tuple(sources[row.source] for row in dossier.coverage if not row.characters and row.source in sources),
        requests=tuple(maker.of(statement) for statement in requests[:SHOWN_ROWS]),
        requests_total=len(requests),
        commitments=tuple(maker.of(statement) for statement in commitments[:SHOWN_ROWS]),
        commitments_total=len(commitments),
        reported=tuple(maker.of(statement) for statement in reported[:SHOWN_ROWS]),
        reported_total=len(reported),
        outlooks=tuple((outlook, maker.of(outlook)) for outlook in links.outlooks),
        missing=missing,
        present=present,
        coverage={row.source: row for row in dossier.coverage},
        most_statements=max((row.statements for row in dossier.coverage), default=0),
        kinships=links.kinships,
        alone=alone,
        pairs_apart=pairs_apart,
        corrections=by_statement(dossier.corrections),
        changes=change_views(dossier.corrections, maker),
        ahead=ahead(
            dossier.prospects,
            links=links,
            statements=statements,
            maker=maker,
            region=region_of(dossier.frame, dossier.statements, dossier.sources, dossier.links.parties),
        ),
    )
