"""The lists of the pages, narrowed as an address asks: what a page shows fifty at a time, a file holds whole.

A search goes no deeper than a thousand passages; a page goes as deep as it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rodedraad.records import (
    Action,
    Gap,
    Hit,
    Offer,
    Outlook,
    Party,
    Requirement,
    Standing,
    Statement,
    Tension,
    Thread,
)
from rodedraad.web.foreseen import OutlookRow
from rodedraad.web.layout import Layout

_DEPTHS: Final = (60, 240, 1_000)
"""How deep a search goes: first for what a page shows, since each hit is held against its document, then as deep as it can."""


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


def found(layout: Layout, wanted: Mapping[str, str], query: str, *, least: int = _DEPTHS[-1]) -> Found:
    """The passages that a query finds among the statements of these filters, the best first: so many at least, if there are."""
    for depth in _DEPTHS:
        made = _found(layout, wanted, query, depth)
        if len(made.rows) >= least or not made.has_more:
            break
    return made


def _found(layout: Layout, wanted: Mapping[str, str], query: str, depth: int) -> Found:
    index = layout.index
    answer = layout.moment.search(query, {}, first=0, limit=depth)
    inside = set(index.narrowed(wanted).tolist())
    is_narrowed = any(wanted.values())
    rows = [
        (hit, layout.moment.statements.get(hit.id or ""))
        for hit in answer.hits
        if (index.at.get(hit.id or "") in inside if hit.id else not is_narrowed)
    ]
    return Found(rows=rows, near=answer.near, has_more=answer.has_more)


def acts(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Action]:
    """The actions of these filters, in the order that is asked for."""
    agenda = layout.agenda(layout.moment.language)
    places = agenda.ordered(agenda.acts.narrowed(wanted), wanted.get("volgorde", ""))
    return [one.action for one in agenda.acts.those(places)]


def requests(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Action]:
    """The actions that somebody is asked for, of these filters."""
    found = layout.agenda(layout.moment.language).requests
    return [one.action for one in found.those(found.narrowed(wanted))]


def standings(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Standing]:
    """Where the region stands against each target and norm, of one state where that is asked for."""
    return [one for one in layout.moment.records("standings") if wanted.get("stand", one.state) == one.state]


def expected(layout: Layout, _: Mapping[str, str]) -> Sequence[Party]:
    """The parties of which the dossier expects documents."""
    return [one for one in layout.moment.records("parties") if one.expected]


def statements(layout: Layout, wanted: Mapping[str, str], query: str) -> Sequence[Statement]:
    """The statements of these filters; of a query those that it finds."""
    if query:
        return [one for _, one in found(layout, wanted, query).rows if one is not None]
    return list(layout.index.those(layout.index.narrowed(wanted)))


def outlook_rows(layout: Layout, wanted: Mapping[str, str]) -> Sequence[OutlookRow]:
    """The outlooks of a stance, a party, a theme and a scenario, those that fit a scenario first."""
    return [
        row
        for row in layout.foreseen.outlooks
        if (not wanted.get("type") or wanted["type"] == row.outlook.stance)
        and (not wanted.get("party") or wanted["party"] in row.parties)
        and (not wanted.get("theme") or wanted["theme"] in row.themes)
        and (not wanted.get("scenario") or any(wanted["scenario"] == fit.scenario.id for fit in row.fits))
    ]


def outlook_options(layout: Layout) -> Mapping[str, Sequence[tuple[str, int]]]:
    """By filter of the outlooks its values with how many have each, most first."""
    rows = layout.foreseen.outlooks
    return {
        "type": _counted([row.outlook.stance] for row in rows),
        "party": _counted(row.parties for row in rows),
        "theme": _counted(row.themes for row in rows),
        "scenario": _counted([fit.scenario.id for fit in row.fits] for row in rows),
    }


def outlooks(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Outlook]:
    """The same as records."""
    return [row.outlook for row in outlook_rows(layout, wanted)]


def requirements(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Requirement]:
    """The needs of a kind, theme, party, extent, level, region and future: of the region first, then what is missing."""
    own = layout.foreseen
    future = own.future_rows.get(wanted.get("toekomst", ""))
    ids = frozenset(future.ids) if future else frozenset()
    return [
        one
        for one in own.requirements.values()
        if (not wanted.get("type") or wanted["type"] == one.kind)
        and (not wanted.get("theme") or wanted["theme"] in one.themes)
        and (not wanted.get("party") or wanted["party"] in one.parties)
        and (not wanted.get("heeft") or wanted["heeft"] == one.met)
        and (not wanted.get("niveau") or wanted["niveau"] == one.level)
        and (not wanted.get("regio") or (wanted["regio"] == "ja") == (one.id in own.viewer.own))
        and (not wanted.get("toekomst") or one.id in ids)
    ]


def requirement_options(layout: Layout) -> Mapping[str, Sequence[tuple[str, int]]]:
    """By filter of the needs its values with how many have each, most first."""
    needs = layout.foreseen.requirements.values()
    return {
        "type": _counted([one.kind] for one in needs),
        "theme": _counted(one.themes for one in needs),
        "party": _counted(one.parties for one in needs),
        "heeft": _counted([one.met] for one in needs),
        "niveau": _counted([one.level] if one.level else [] for one in needs),
    }


def offers(layout: Layout, wanted: Mapping[str, str]) -> Sequence[Offer]:
    """What there is of a kind, whose it is, and of which level, the region's first."""
    return [
        one
        for one in layout.foreseen.offers.values()
        if (not wanted.get("type") or wanted["type"] == one.kind)
        and (not wanted.get("party") or wanted["party"] == (one.party or "-"))
        and (not wanted.get("niveau") or wanted["niveau"] == one.level)
    ]


def offer_options(layout: Layout) -> Mapping[str, Sequence[tuple[str, int]]]:
    """By filter of what there is its values with how many have each, most first."""
    held = layout.foreseen.offers.values()
    return {
        "type": _counted([one.kind] for one in held),
        "party": _counted([one.party or "-"] for one in held),
        "niveau": _counted([one.level] if one.level else [] for one in held),
    }


def _counted(values: Iterable[Iterable[str]]) -> Sequence[tuple[str, int]]:
    found = Counter(value for row in values for value in row)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))
