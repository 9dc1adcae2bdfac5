"""The lists of the pages, narrowed as an address asks: what a page shows fifty at a time, a file holds whole.

A search goes no deeper than a thousand passages, on the page as in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rodedraad.records import Gap, Hit, Statement, Tension, Thread
from rodedraad.web.layout import Layout

_MOST_HITS: Final = 1_000


def threads(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Thread]:
    """The threads of a theme and a party, those that most voices want first."""
    return [
        one
        for one in layout.threads
        if (not wanted.get("theme") or wanted["theme"] in one.themes)
        and (not wanted.get("party") or wanted["party"] in one.parties)
    ]


def tensions(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Tension]:
    """The tensions of a kind, a theme and a party, the strongest first."""
    statements = layout.moment.statements

    def is_wanted(one: Tension) -> bool:
        both = (statements[one.a], statements[one.b])
        return (
            (not wanted.get("type") or wanted["type"] == one.kind)
            and (not wanted.get("theme") or any(wanted["theme"] in side.themes for side in both))
            and (not wanted.get("party") or any(wanted["party"] in side.parties for side in both))
        )

    return [one for one in layout.tensions if is_wanted(one)]


def gaps(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Gap]:
    """What is missing: of every kind where none is asked for, in the order in which they matter."""
    return [
        one
        for kind, all_ in layout.gaps
        if wanted.get("type", kind) == kind
        for one in all_
        if (not wanted.get("theme") or one.theme == wanted["theme"])
        and (not wanted.get("party") or one.party == wanted["party"])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Statements with, where they were searched for, the hits: those that are no statement have only their hit.

    ``near`` are words of the dossier near those that were typed; ``has_more``: the search went no deeper.
    """

    rows: Sequence[tuple[Hit | None, Statement | None]]
    near: Mapping[str, tuple[str, ...]]
    has_more: bool


def found(layout: Layout, wanted: Mapping[str, str], query: str) -> Found:
    """The passages that a query finds among the statements of these filters, the best first."""
    index = layout.index
    answer = layout.moment.search(query, {}, first=0, limit=_MOST_HITS)
    inside = set(index.narrowed(wanted).tolist())
    is_narrowed = any(wanted.values())
    rows = [
        (hit, layout.moment.statements.get(hit.id or ""))
        for hit in answer.hits
        if (index.at.get(hit.id or "") in inside if hit.id else not is_narrowed)
    ]
    return Found(rows=rows, near=answer.near, has_more=answer.has_more)


def statements(layout: Layout, wanted: Mapping[str, str], query: str) -> Sequence[Statement]:
    """The statements of these filters; of a query those that it finds."""
    if query:
        return [one for _, one in found(layout, wanted, query).rows if one is not None]
    return list(layout.index.those(layout.index.narrowed(wanted)))
