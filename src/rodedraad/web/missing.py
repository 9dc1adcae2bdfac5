"""The documents that sources name and that are not here. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodedraad.link.missing import one_document
from rodedraad.records import Gap, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A document that is named and not here, with each place that names it."""

    gap: Gap
    title: str
    url: str | None
    named: tuple[Reference, ...]


def missing(references: Mapping[str, Reference], gaps: Iterable[Gap]) -> tuple[Missing, ...]:
    """The documents that are named and not here, the region's own and those that most sources name first."""
    named = {
        one.id: tuple(group)
        for group in one_document(one for one in references.values() if not one.resolved)
        for one in group
    }
    found = [
        (gap, one)
        for gap in gaps
        if gap.kind == "document_missing" and (one := references.get(gap.reference or "")) is not None
    ]
    return tuple(
        Missing(gap=gap, title=one.title or one.quote, url=one.url, named=named.get(one.id, (one,)))
        for gap, one in found
    )
