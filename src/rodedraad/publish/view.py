"""What a report shows of a dossier, gathered from the records so that a template only has to lay it out.

Everything is chosen and ordered here, by exact counts; how it is worded is left to ``html.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

from rodedraad.publish.excerpts import Excerpt, Excerpts, excerpts, href
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
    Subject,
    Tension,
    Thread,
)

__all__ = ["Dossier", "Excerpt", "Report", "excerpts", "report"]

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
OBSERVED = frozenset({"finding", "conclusion"})
"""Types that say how things are. All others say what should be: those come first on the first page."""
OTHER = "anders"
"""The theme of what has no theme: no gap, and no measure for the shades of the others."""
CELL_EXCERPTS = 12
LEADING_THREADS = 8
LEADING_TENSIONS = 6
SHOWN_OPEN = 8
SHOWN_PER_GAP = 60
SHOWN_ROWS = 300
SHOWN_PER_THREAD = 12
SHOWN_MENTIONS = 6
HEAT_LEVELS = 5
"""A report is read by people: long lists show their first rows, say how many there are, and where the rest is."""


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
class ThreadView:
    """A thread with its quotes, the sentence of its title first, and what stands against it."""

    thread: Thread
    excerpts: tuple[Excerpt, ...]
    against: tuple[Excerpt, ...]
    voices: int
    """How many letters, visions or plans want this: a joint letter of three parties is one voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionView:
    """A tension with both quotes, and in each the words that oppose the other's."""

    tension: Tension
    a: Excerpt
    b: Excerpt
    words: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """What pulls apart on one subject. ``title`` is a sentence in ``language``."""

    title: str
    language: str | None
    tensions: tuple[TensionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A gap with the quote or reference that it starts from, where it has one."""

    gap: Gap
    excerpt: Excerpt | None
    reference: Reference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """All gaps of one kind: how many, and the first of them. ``share`` is per cent of the commonest kind."""

    kind: GapKind
    count: int
    share: int
    first: tuple[GapView, ...]
    more: tuple[GapView, ...]
    searched: Message | None
    """Where was searched, if that is the same for all of them."""
    silent: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For ``theme_without_party``: each party with the themes it is silent on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the theme by party matrix. ``level`` shades it, 0 for nothing to 5 for the fullest cell; None where none is no gap."""

    theme: str
    party: str
    count: int
    level: int | None
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDocument:
    """A document that sources name: the source it is, or else its best title and address, and where it is named."""

    title: str
    target: Source | None
    url: str | None
    count: int
    places: int
    mentions: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the one-file report shows, in its order."""

    dossier: Dossier
    hrefs: Mapping[str, str]
    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    matrix_parties: tuple[str, ...]
    matrix: tuple[tuple[Cell, ...], ...]
    threads: tuple[tuple[str, tuple[ThreadView, ...]], ...]
    leading: tuple[ThreadView, ...]
    tensions: tuple[SubjectView, ...]
    leading_tensions: tuple[TensionView, ...]
    gaps: tuple[GapsView, ...]
    absent: tuple[Party, ...]
    unread: tuple[Source, ...]
    requests: tuple[Excerpt, ...]
    requests_total: int
    commitments: tuple[Excerpt, ...]
    commitments_total: int
    outlooks: tuple[tuple[Outlook, Excerpt], ...]
    missing: tuple[NamedDocument, ...]
    present: tuple[NamedDocument, ...]
    coverage: Mapping[str, Coverage]
    most_statements: int
    kinships: tuple[Kinship, ...]


def report(dossier: Dossier, *, sources_href: str) -> Report:
    """The view of the one-file report. ``sources_href`` is the way from the report to the folder of the sources."""
    maker = Excerpts(dossier.sources, dossier.documents, sources_href)
    links = dossier.links
    statements = {statement.id: statement for statement in dossier.statements}
    parties = {party.id: party for party in links.parties}
    sources = {source.id: source for source in dossier.sources}
    threads = _threads(links, maker, statements)
    tensions = _tensions(links, maker, statements)
    held = [statement for statement in dossier.statements if not statement.is_reported]
    requests = [statement for statement in held if statement.type == "request"]
    commitments = [statement for statement in held if statement.is_commitment]
    matrix_parties, matrix = _matrix(dossier, held, maker)
    missing, present = _named_documents(links.references, sources, maker)
    return Report(
        dossier=dossier,
        hrefs={source.id: href(source, None, sources_href) for source in dossier.sources},
        sources=sources,
        parties=parties,
        matrix_parties=matrix_parties,
        matrix=matrix,
        threads=_by_theme(threads, [theme.id for theme in dossier.frame.themes]),
        leading=tuple(view for view in threads if len(view.thread.support.documents.for_) > 1)[:LEADING_THREADS],
        tensions=tensions,
        leading_tensions=_leading_tensions(tensions),
        gaps=_gaps(links, statements, maker),
        absent=tuple(parties[gap.party] for gap in links.gaps if gap.kind == "party_absent" and gap.party in parties),
        unread=tuple(sources[row.source] for row in dossier.coverage if not row.characters and row.source in sources),
        requests=tuple(maker.of(statement) for statement in requests[:SHOWN_ROWS]),
        requests_total=len(requests),
        commitments=tuple(maker.of(statement) for statement in commitments[:SHOWN_ROWS]),
        commitments_total=len(commitments),
        outlooks=tuple((outlook, maker.of(outlook)) for outlook in links.outlooks),
        missing=missing,
        present=present,
        coverage={row.source: row for row in dossier.coverage},
        most_statements=max((row.statements for row in dossier.coverage), default=0),
        kinships=links.kinships,
    )


# --- what they share, and where they pull apart ---------------------------------------------------------------


def _threads(links: Links, maker: Excerpts, statements: Mapping[str, Statement]) -> list[ThreadView]:
    """All threads, those that most voices want first."""
    opposed: dict[str, set[str]] = defaultdict(set)
    for tension in links.tensions:
        opposed[tension.a].add(tension.b)
        opposed[tension.b].add(tension.a)
    views = []
    for thread in links.threads:
        members = [statements[id_] for id_ in thread.statements]
        members.sort(key=lambda one: (one.id != thread.representative, one.id))
        against = sorted({other for one in members for other in opposed.get(one.id, ())} - set(thread.statements))
        views.append(
            ThreadView(
                thread=thread,
                excerpts=tuple(maker.of(one) for one in members[:SHOWN_PER_THREAD]),
                against=tuple(maker.of(statements[id_]) for id_ in against[:SHOWN_PER_THREAD]),
                voices=len({one.parties for one in members if one.type not in OBSERVED and not one.is_reported}),
            )
        )
    return sorted(views, key=_by_support)


def _by_support(view: ThreadView) -> tuple[int, int, int, float, str]:
    thread = view.thread
    return (-view.voices, -len(thread.parties), -len(thread.sources), -thread.confidence, thread.id)


def _by_theme(views: Iterable[ThreadView], themes: Sequence[str]) -> tuple[tuple[str, tuple[ThreadView, ...]], ...]:
    """Each thread under the first of its themes, in the order of the frame."""
    order = {theme: place for place, theme in enumerate(themes)}

    def place(theme: str) -> tuple[int, str]:
        return order.get(theme, len(order)), theme

    found: dict[str, list[ThreadView]] = defaultdict(list)
    for view in views:
        found[min(view.thread.themes or (OTHER,), key=place)].append(view)
    return tuple((theme, tuple(found[theme])) for theme in sorted(found, key=place))


def _tensions(links: Links, maker: Excerpts, statements: Mapping[str, Statement]) -> tuple[SubjectView, ...]:
    """Tensions by subject, the strongest first."""
    subjects: dict[str, Subject] = {subject.id: subject for subject in links.subjects}
    found: dict[str, list[TensionView]] = defaultdict(list)
    for tension in sorted(links.tensions, key=lambda tension: (-tension.score, tension.id)):
        values = dict(tension.explanation.values)
        found[tension.subject].append(
            TensionView(
                tension=tension,
                a=maker.of(statements[tension.a]),
                b=maker.of(statements[tension.b]),
                words=(str(values.get("a") or ""), str(values.get("b") or "")),
            )
        )
    views = []
    for id_, tensions in found.items():
        first = tensions[0].a
        title = subjects[id_].title if id_ in subjects else first.quote
        said = (
            next((statements[one] for one in subjects[id_].statements if statements[one].text == title), None)
            if id_ in subjects
            else None
        )
        views.append(
            SubjectView(title=title, language=said.language if said else first.language, tensions=tuple(tensions))
        )
    return tuple(views)


def _leading_tensions(subjects: Sequence[SubjectView]) -> tuple[TensionView, ...]:
    """The strongest of each subject first, so that one subject does not fill the page."""
    ranked = [(rank, view) for subject in subjects for rank, view in enumerate(subject.tensions)]
    ranked.sort(key=lambda one: (one[0], -one[1].tension.score, one[1].tension.id))
    return tuple(view for _, view in ranked[:LEADING_TENSIONS])


# --- themes by parties ----------------------------------------------------------------------------------------


def _matrix(
    dossier: Dossier, held: Sequence[Statement], maker: Excerpts
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Parties that wrote something, by how much they say, and the parties expected, against the frame's themes."""
    counts: Counter[str] = Counter()
    cells: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in held:
        for party in statement.parties:
            counts[party] += 1
            for theme in statement.themes:
                cells[theme, party].append(statement)
    expected = sorted(party.id for party in dossier.links.parties if party.expected and party.id not in counts)
    writers = {party for source in dossier.sources for party in source.authors} | set(counts)
    parties = tuple(dict.fromkeys([*sorted(writers, key=lambda id_: (-counts[id_], id_)), *expected]))
    most = max((len(cell) for (theme, _), cell in cells.items() if theme != OTHER), default=1)
    rows = []
    for party in parties:
        row = []
        for column in dossier.frame.themes:
            found = sorted(cells[column.id, party], key=lambda statement: (-statement.confidence, statement.id))
            row.append(
                Cell(
                    theme=column.id,
                    party=party,
                    count=len(found),
                    level=_level(len(found), most) if column.id != OTHER else None,
                    excerpts=tuple(maker.of(statement) for statement in found[:CELL_EXCERPTS]),
                )
            )
        rows.append(tuple(row))
    return parties, tuple(rows)


def _level(count: int, most: int) -> int:
    """A shade by the root of the count, so that small cells still differ: 0 for none, 5 for the fullest."""
    return 1 + isqrt((HEAT_LEVELS - 1) ** 2 * count // most) if count else 0


# --- what is missing ------------------------------------------------------------------------------------------


def _gaps(links: Links, statements: Mapping[str, Statement], maker: Excerpts) -> tuple[GapsView, ...]:
    by_kind: dict[GapKind, list[Gap]] = defaultdict(list)
    for gap in links.gaps:
        by_kind[gap.kind].append(gap)
    references = {reference.id: reference for reference in links.references}
    most = max((len(gaps) for gaps in by_kind.values()), default=1)
    views = []
    for kind in GAP_ORDER:
        gaps = by_kind[kind]
        if not gaps:
            continue
        shown = tuple(_gap(gap, statements, references, maker) for gap in gaps[:SHOWN_PER_GAP])
        views.append(
            GapsView(
                kind=kind,
                count=len(gaps),
                share=max(1, 100 * len(gaps) // most),
                first=shown[:SHOWN_OPEN],
                more=shown[SHOWN_OPEN:],
                searched=gaps[0].searched if len({gap.searched for gap in gaps}) == 1 else None,
                silent=_silent(gaps) if kind == "theme_without_party" else (),
            )
        )
    return tuple(views)


def _silent(gaps: Iterable[Gap]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each party with the themes it is silent on; those silent on most first."""
    themes: dict[str, list[str]] = defaultdict(list)
    for gap in gaps:
        if gap.party and gap.theme:
            themes[gap.party].append(gap.theme)
    return tuple(
        sorted(((party, tuple(found)) for party, found in themes.items()), key=lambda one: (-len(one[1]), one[0]))
    )


def _gap(
    gap: Gap, statements: Mapping[str, Statement], references: Mapping[str, Reference], maker: Excerpts
) -> GapView:
    reference = references.get(gap.reference or "")
    anchored = statements.get(gap.statement or "") or reference
    return GapView(gap=gap, excerpt=maker.of(anchored) if anchored else None, reference=reference)


def _places(references: Iterable[Reference], maker: Excerpts) -> tuple[Excerpt, ...]:
    """Where a document is named, each page or paragraph once."""
    found: dict[tuple[str, Message | None], Excerpt] = {}
    for reference in references:
        excerpt = maker.of(reference)
        found.setdefault((excerpt.href, excerpt.locator), excerpt)
    return tuple(found.values())


def _named_documents(
    references: Iterable[Reference], sources: Mapping[str, Source], maker: Excerpts
) -> tuple[tuple[NamedDocument, ...], tuple[NamedDocument, ...]]:
    """The documents that sources name, missing ones and those that are here; most often named first."""
    groups: dict[tuple[bool, str], list[Reference]] = defaultdict(list)
    for reference in references:
        words = " ".join((reference.title or reference.url or reference.quote).casefold().split())
        groups[reference.target is None, reference.target or words].append(reference)
    found: dict[bool, list[NamedDocument]] = {True: [], False: []}
    for (is_missing, _), group in groups.items():
        target = sources.get(group[0].target or "")
        first = group[0]
        found[is_missing].append(
            NamedDocument(
                title=target.title if target else first.title or first.url or first.quote,
                target=target,
                url=next((one.url for one in group if one.url), None),
                count=len(group),
                mentions=_places(group, maker)[:SHOWN_MENTIONS],
                places=len(_places(group, maker)),
            )
        )
    for rows in found.values():
        rows.sort(key=lambda one: (-one.count, one.title.casefold(), one.title))
    return tuple(found[True]), tuple(found[False])
