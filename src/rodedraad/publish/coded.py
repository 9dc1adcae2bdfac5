"""What a project codes where: each statement with all that it is, each clause on the quotes that it cites. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rodedraad.publish import refi
from rodedraad.publish.publication import Publication
from rodedraad.records import Statement, Subject, Thread

Span: TypeAlias = tuple[int, int]


class Coded:
    """What is coded where, by source and span: pairs of a code's kind and id, and the ids of the clauses that cite it.

    ``quotes`` are the words that must stand there; what stands otherwise is not coded. ``sums`` are those of each
    source's statements.
    """

    def __init__(self) -> None:
        self.statements: dict[str, dict[Span, list[tuple[str, str]]]] = {}
        self.clauses: dict[str, dict[Span, list[str]]] = {}
        self.quotes: dict[tuple[str, int, int], str] = {}
        self.sums: dict[str, str] = {}


def coded(publication: Publication) -> Coded:
    """Everything that is coded in the sources of a publication."""
    links = publication.dossier.links
    together: dict[str, list[tuple[str, str]]] = {}
    groups: tuple[tuple[str, Sequence[Thread | Subject]], ...] = (
        ("thread", links.threads),
        ("subject", links.subjects),
    )
    for kind, records in groups:
        for record in records:
            for member in record.statements:
                together.setdefault(member, []).append((kind, record.id))
    found = Coded()
    for one in publication.dossier.statements:
        codes = [("type", one.type), *(("theme", theme) for theme in one.themes), *together.get(one.id, ())]
        found.statements.setdefault(one.source, {}).setdefault((one.start, one.end), []).extend(codes)
        found.quotes[one.source, one.start, one.end] = one.quote
    by_source: dict[str, list[Statement]] = {source.id: [] for source in publication.dossier.sources}
    for one in publication.dossier.statements:
        by_source.setdefault(one.source, []).append(one)
    found.sums = {id_: refi.statements_sum(statements) for id_, statements in by_source.items()}
    for clause in publication.proposition.clauses:
        for cited in clause.citations:
            span = (cited.start, cited.end)
            found.clauses.setdefault(cited.source, {}).setdefault(span, []).append(clause.id)
            found.quotes.setdefault((cited.source, *span), cited.quote)
    return found
