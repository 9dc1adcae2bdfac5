"""What is missing: gaps by kind, and the documents that sources name. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.records import Gap, GapKind, Links, Message, Reference, Source, Statement

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
SHOWN_OPEN = 8
SHOWN_PER_GAP = 60
SHOWN_MENTIONS = 6


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
    """Where was searched, for most of them; a gap of which it is otherwise says its own."""
    is_alike: bool
    silent: tuple[tuple[str, tuple[Gap, ...]], ...] = ()
    """For ``theme_without_party``: each party with the gaps of the themes it is silent on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDocument:
    """A document that sources name: the source it is, or else its best title and address, and where it is named."""

    title: str
    target: Source | None
    url: str | None
    count: int
    places: int
    mentions: tuple[Excerpt, ...]


def gap_views(links: Links, statements: Mapping[str, Statement], maker: Excerpts) -> tuple[GapsView, ...]:
    """The gaps by kind, in the order in which they matter, each kind with its first ones."""
    by_kind: dict[GapKind, list[Gap]] = defaultdict(list)
    for gap in links.gaps:
        by_kind[gap.kind].append(gap)
    references = {reference.id: reference for reference in links.references}
    most = max((len(same) for same in by_kind.values()), default=1)
    views = []
    for kind in GAP_ORDER:
        found = by_kind[kind]
        if not found:
            continue
        shown = tuple(_gap(gap, statements, references, maker) for gap in found[:SHOWN_PER_GAP])
        opened = SHOWN_OPEN if len(shown) > SHOWN_OPEN + 1 else len(shown)  # a list of one more need not be opened
        views.append(
            GapsView(
                kind=kind,
                count=len(found),
                share=max(1, 100 * len(found) // most),
                first=shown[:opened],
                more=shown[opened:],
                searched=_common(found),
                is_alike=len({gap.searched for gap in found}) == 1,
                silent=_silent(found) if kind == "theme_without_party" else (),
            )
        )
    return tuple(views)


def _common(gaps: Iterable[Gap]) -> Message | None:
    """Where most of these were searched; None where they have that in common with fewer than half."""
    counts = Counter(gap.searched for gap in gaps)
    searched, count = max(counts.items(), key=lambda one: (one[1], one[0].code, repr(one[0].values)))
    return searched if 2 * count >= counts.total() else None


def _silent(gaps: Iterable[Gap]) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    """Each party with the gaps of the themes it is silent on; those silent on most first."""
    parties: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.party and gap.theme:
            parties[gap.party].append(gap)
    return tuple(
        sorted(((party, tuple(found)) for party, found in parties.items()), key=lambda one: (-len(one[1]), one[0]))
    )


def _gap(
    gap: Gap, statements: Mapping[str, Statement], references: Mapping[str, Reference], maker: Excerpts
) -> GapView:
    reference = references.get(gap.reference or "")
    anchored = statements.get(gap.statement or "") or reference
    return GapView(gap=gap, excerpt=maker.of(anchored) if anchored else None, reference=reference)


def named_documents(
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


def _places(references: Iterable[Reference], maker: Excerpts) -> tuple[Excerpt, ...]:
    """Where a document is named, each page or paragraph once."""
    found: dict[tuple[str, Message | None], Excerpt] = {}
    for reference in references:
        excerpt = maker.of(reference)
        found.setdefault((excerpt.href, excerpt.locator), excerpt)
    return tuple(found.values())
