"""What a report shows of a dossier, gathered from the records so that a template only has to lay it out.

Every quote becomes an ``Excerpt``: the words, the lines around them, and where they stand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote as url_quote

from rodedraad.records import (
    Coverage,
    Document,
    Frame,
    Gap,
    GapKind,
    Kinship,
    Links,
    Message,
    Outlook,
    Party,
    Problem,
    Reference,
    Source,
    Statement,
    Tension,
    Thread,
)

CONTEXT_CHARS = 260
"""Characters shown on either side of a quote: about three lines, enough to see what a "this" points to."""
GAP_ORDER: tuple[GapKind, ...] = (
    "party_absent",
    "document_missing",
    "request_without_answer",
    "theme_without_party",
    "ambition_without_measure",
    "measure_without_owner",
    "measure_without_date",
    "thread_of_one",
)
_SENTENCE_EDGE = re.compile(r"[.!?]\s+(?=[A-ZÀ-Þ«“\"•])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier as it stands after a build: what every publisher starts from. Records by their own order."""

    frame: Frame
    sources: tuple[Source, ...]
    documents: Mapping[str, Document]
    statements: tuple[Statement, ...]
    links: Links
    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One quote as a reader meets it. ``href`` opens the source at its page; ``before`` and ``after`` surround it."""

    id: str
    quote: str
    before: str
    after: str
    source: Source
    href: str
    page: int | None
    page_end: int | None
    locator: Message | None
    statement: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """A thread with its quotes, one per source first, and the tensions that touch it."""

    thread: Thread
    excerpts: tuple[Excerpt, ...]
    against: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionView:
    """A tension with both quotes."""

    tension: Tension
    a: Excerpt
    b: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A gap with the quote or reference that it starts from, where it has one."""

    gap: Gap
    excerpt: Excerpt | None
    reference: Reference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the theme by party matrix: how many statements, and the first of them."""

    theme: str
    party: str
    count: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the one-file report shows, in its order."""

    dossier: Dossier
    hrefs: Mapping[str, str]
    parties: Mapping[str, Party]
    matrix_parties: tuple[str, ...]
    matrix: tuple[tuple[Cell, ...], ...]
    threads: tuple[tuple[str, tuple[ThreadView, ...]], ...]
    leading: tuple[ThreadView, ...]
    tensions: tuple[TensionView, ...]
    gaps: tuple[tuple[GapKind, int, tuple[GapView, ...]], ...]
    absent: tuple[Party, ...]
    requests: tuple[Excerpt, ...]
    commitments: tuple[Excerpt, ...]
    commitments_total: int
    outlooks: tuple[tuple[Outlook, Excerpt], ...]
    references: tuple[tuple[Reference, Excerpt], ...]
    coverage: Mapping[str, Coverage]
    kinships: tuple[Kinship, ...]


CELL_EXCERPTS = 12
LEADING_THREADS = 10
SHOWN_PER_GAP = 40
SHOWN_COMMITMENTS = 300
SHOWN_PER_THREAD = 12
"""A report is read by people: long lists show their first rows, say how many there are, and where the rest is."""


def report(dossier: Dossier, *, sources_href: str) -> Report:
    """The view of the one-file report. ``sources_href`` is the way from the report to the folder of the sources."""
    maker = _Excerpts(dossier.sources, dossier.documents, sources_href)
    statements = {statement.id: statement for statement in dossier.statements}
    parties = {party.id: party for party in dossier.links.parties}
    opposed = _opposed(dossier.links.tensions)
    views = [_thread(thread, opposed, maker, statements) for thread in dossier.links.threads]
    order = {theme.id: place for place, theme in enumerate(dossier.frame.themes)}
    by_theme: dict[str, list[ThreadView]] = defaultdict(list)
    for view in views:
        by_theme[min(view.thread.themes or ("anders",), key=lambda theme: order.get(theme, 99))].append(view)
    held = [statement for statement in dossier.statements if not statement.is_reported]
    commitments = [statement for statement in held if statement.is_commitment]
    matrix_parties, matrix = _matrix(dossier, held, maker)
    return Report(
        dossier=dossier,
        hrefs={source.id: _href(source, None, sources_href) for source in dossier.sources},
        parties=parties,
        matrix_parties=matrix_parties,
        matrix=matrix,
        threads=tuple(
            (theme, tuple(sorted(by_theme[theme], key=_by_support)))
            for theme in sorted(by_theme, key=lambda theme: order.get(theme, 99))
        ),
        leading=tuple(
            sorted((view for view in views if len(view.thread.parties) > 1), key=_by_support)[:LEADING_THREADS]
        ),
        tensions=tuple(
            TensionView(tension=tension, a=maker.of(statements[tension.a]), b=maker.of(statements[tension.b]))
            for tension in sorted(dossier.links.tensions, key=lambda tension: (-tension.score, tension.id))
        ),
        gaps=_gaps(dossier.links, statements, maker),
        absent=tuple(
            parties[gap.party] for gap in dossier.links.gaps if gap.kind == "party_absent" and gap.party in parties
        ),
        requests=tuple(maker.of(statement) for statement in held if statement.type == "request"),
        commitments=tuple(maker.of(statement) for statement in commitments[:SHOWN_COMMITMENTS]),
        commitments_total=len(commitments),
        outlooks=tuple((outlook, maker.of(outlook)) for outlook in dossier.links.outlooks),
        references=tuple((reference, maker.of(reference)) for reference in dossier.links.references),
        coverage={row.source: row for row in dossier.coverage},
        kinships=dossier.links.kinships,
    )


def excerpts(
    anchored: Iterable[Statement | Outlook | Reference],
    *,
    sources: Sequence[Source],
    documents: Mapping[str, Document],
    sources_href: str = "bronnen",
) -> tuple[Excerpt, ...]:
    """Each of these with its quote and the lines around it. ``sources`` and ``documents`` hold at least theirs."""
    maker = _Excerpts(sources, documents, sources_href)
    return tuple(maker.of(one) for one in anchored)


class _Excerpts:
    """Makes excerpts from anchors; keeps what it made, since a quote is shown in several places."""

    def __init__(self, sources: Sequence[Source], documents: Mapping[str, Document], sources_href: str) -> None:
        self._documents = documents
        self._sources = {source.id: source for source in sources}
        self._href = sources_href
        self._made: dict[str, Excerpt] = {}

    def of(self, anchored: Statement | Outlook | Reference) -> Excerpt:
        if anchored.id not in self._made:
            self._made[anchored.id] = self._excerpt(anchored)
        return self._made[anchored.id]

    def _excerpt(self, anchored: Statement | Outlook | Reference) -> Excerpt:
        source = self._sources[anchored.source]
        document = self._documents.get(anchored.source)
        text = document.text if document else ""
        before = text[max(0, anchored.start - CONTEXT_CHARS) : anchored.start]
        after = text[anchored.end : anchored.end + CONTEXT_CHARS]
        if anchored.start > CONTEXT_CHARS:
            edge = _SENTENCE_EDGE.search(before)
            before = before[edge.end() :] if edge else "… " + before.partition(" ")[2]
        if anchored.end + CONTEXT_CHARS < len(text):
            edges = list(_SENTENCE_EDGE.finditer(after))
            after = after[: edges[-1].start() + 1] if edges else after.rpartition(" ")[0] + " …"
        statement = anchored if isinstance(anchored, Statement) else None
        return Excerpt(
            id=anchored.id,
            quote=anchored.quote,
            before=before,
            after=after,
            source=source,
            href=_href(source, anchored.page, self._href),
            page=anchored.page,
            page_end=statement.page_end if statement else None,
            locator=statement.locator if statement else None,
            statement=statement,
        )


def _href(source: Source, page: int | None, folder: str) -> str:
    """Opens the source, at its page where a browser can do that."""
    fragment = f"#page={page}" if page and source.path.lower().endswith(".pdf") else ""
    return f"{folder}/{url_quote(source.path)}{fragment}"


def _thread(
    thread: Thread,
    opposed: Mapping[str, set[str]],
    excerpts: _Excerpts,
    statements: Mapping[str, Statement],
) -> ThreadView:
    members = sorted((statements[id_] for id_ in thread.statements), key=lambda statement: statement.id)
    members.sort(key=lambda statement: statement.id != thread.representative)
    against = sorted({other for id_ in thread.statements for other in opposed.get(id_, ())} - set(thread.statements))
    return ThreadView(
        thread=thread,
        excerpts=tuple(excerpts.of(statement) for statement in members[:SHOWN_PER_THREAD]),
        against=tuple(excerpts.of(statements[id_]) for id_ in against[:SHOWN_PER_THREAD]),
    )


def _by_support(view: ThreadView) -> tuple[int, int, float, str]:
    return (-len(view.thread.parties), -len(view.thread.sources), -view.thread.confidence, view.thread.id)


def _opposed(tensions: Iterable[Tension]) -> dict[str, set[str]]:
    opposed: dict[str, set[str]] = defaultdict(set)
    for tension in tensions:
        opposed[tension.a].add(tension.b)
        opposed[tension.b].add(tension.a)
    return opposed


def _matrix(
    dossier: Dossier, held: Sequence[Statement], excerpts: _Excerpts
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Parties that wrote something, by how much they say, and the parties expected, against the frame's themes."""
    counts: Counter[str] = Counter()
    cells: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in held:
        for party in statement.parties:
            counts[party] += 1
            for theme in statement.themes:
                cells[theme, party].append(statement)
    expected = [party.id for party in dossier.links.parties if party.expected and party.id not in counts]
    writers = sorted({party for source in dossier.sources for party in source.authors} | set(counts))
    parties = (*sorted(writers, key=lambda id_: (-counts[id_], id_)), *sorted(expected))
    parties = tuple(dict.fromkeys(parties))
    rows = tuple(
        tuple(
            Cell(
                theme=theme.id,
                party=party,
                count=len(cells[theme.id, party]),
                excerpts=tuple(
                    excerpts.of(statement)
                    for statement in islice(
                        sorted(cells[theme.id, party], key=lambda statement: (-statement.confidence, statement.id)),
                        CELL_EXCERPTS,
                    )
                ),
            )
            for theme in dossier.frame.themes
        )
        for party in parties
    )
    return parties, rows


def _gaps(
    links: Links, statements: Mapping[str, Statement], excerpts: _Excerpts
) -> tuple[tuple[GapKind, int, tuple[GapView, ...]], ...]:
    by_kind: dict[GapKind, list[Gap]] = defaultdict(list)
    for gap in links.gaps:
        by_kind[gap.kind].append(gap)
    references = {reference.id: reference for reference in links.references}
    return tuple(
        (
            kind,
            len(by_kind[kind]),
            tuple(_gap(gap, statements, references, excerpts) for gap in by_kind[kind][:SHOWN_PER_GAP]),
        )
        for kind in GAP_ORDER
        if by_kind[kind]
    )


def _gap(
    gap: Gap, statements: Mapping[str, Statement], references: Mapping[str, Reference], excerpts: _Excerpts
) -> GapView:
    statement = statements.get(gap.statement or "")
    reference = references.get(gap.reference or "")
    anchored = statement or reference
    return GapView(gap=gap, excerpt=excerpts.of(anchored) if anchored else None, reference=reference)
