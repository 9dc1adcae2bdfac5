"""The core: at most fifteen clauses that fit one page, chosen by people, and by rule until they do. Pure.

The rule takes for each part its share of the highest clauses; what one part cannot fill goes to the next highest of
any. Of one source and one theme each further clause counts for less, so that no single document fills the page.
Where a region is told apart its clauses have these places; of the others a few shared ones fill what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from rodedraad.propose.plainness import leans
from rodedraad.propose.points import is_courteous
from rodedraad.propose.shared import seems
from rodedraad.records import Clause, ClausePart
from rodedraad.region import Region

MOST = 15
SHARES: dict[ClausePart, int] = {
    "ambition": 3,
    "offer": 2,
    "need": 1,
    "ask": 3,
    "condition": 2,
    "organisation": 1,
    "disputed": 2,
    "missing": 1,
}
"""How many of each part, in the order of the page; together fifteen."""
LEAST = 25
"""Points that a clause needs to fill a place that its part has no share in: an empty place says less than a courtesy."""
MORE = 2
"""So many more than its share a part may have where others have too few: five times what is missing says nothing."""
MOST_WORDS, MOST_WORDS_OF_TWO = 60, 100
"""Of one clause on the one page, and of one with two sides: fifteen, with their heading, are a page of 10.5 points."""
BEYOND = 3
"""Shared clauses of others than the region that may fill places which the region leaves."""
OWN = 100
"""Points more for a clause in a person's words: who took that trouble wants it read."""
_AGAIN_SOURCE, _AGAIN_THEME = 6, 2
"""Points that a clause loses for each one before it of the same source, or theme."""


def chosen(
    clauses: Sequence[Clause],
    *,
    wanted: Collection[str] = (),
    refused: Collection[str] = (),
    region: Region | None = None,
) -> tuple[str, ...]:
    """The ids of the core in the order of the page. ``wanted`` and ``refused`` are what people said, by id.

    The place of one that people refused stays empty: the rule puts nothing in it that nobody asked for. Of a ``region``
    its own voices have the places; what others say, of it or not, fills a few that are left.
    """
    picked = sorted(
        (one for one in clauses if one.id in wanted and one.part in SHARES), key=lambda one: (-one.points, one.id)
    )[:MOST]
    short = [one for one in clauses if one.id not in wanted and is_short(one)]
    open_ = [one for one in short if is_own(one, region)]
    for part, share in SHARES.items():
        already = sum(one.part == part for one in picked)
        for _ in range(min(share - already, MOST - len(picked))):
            picked += _next([one for one in open_ if one.part == part], picked)
    while len(picked) < MOST and (more := _next(_with_room(open_, picked), picked)):
        picked += more
    beyond = [one for one in short if one not in open_ and one.kind == "shared" and one.part in SHARES]
    for _ in range(min(BEYOND, MOST - len(picked))):
        picked += _next([one for one in beyond if one.points >= LEAST], picked)
    order = list(SHARES)

    def place(one: Clause) -> tuple[bool, int, bool, int, str]:
        return one.is_national, order.index(one.part), seems(one), -one.points, one.id

    return tuple(one.id for one in sorted((one for one in picked if one.id not in refused), key=place))


def is_own(clause: Clause, region: Region | None) -> bool:
    """Whether a voice of the region speaks in a clause, or nobody does: it says what is missing."""
    spoken = [voice for one in clause.citations if one.role != "answers" for voice in one.voices]
    return region is None or not spoken or bool(region.counted(spoken))


def is_short(clause: Clause) -> bool:
    """Whether a clause has its place on one page: not too long, by somebody known, no quote that leans on another.

    Nor a request that asks for no more than to meet or to be heard.

    What a person worded is for that person to judge.
    """
    most = MOST_WORDS_OF_TWO if clause.part == "disputed" else MOST_WORDS
    if len(clause.text.split()) > most:
        return False
    shown = [citation for citation in clause.citations if citation.shown]
    if clause.origin != "person" and clause.part != "disputed" and any(leans(one.shown) for one in shown):
        return False
    if clause.kind == "request" and clause.origin != "person" and shown and is_courteous(shown[0].shown):
        return False
    return all(citation.voices for citation in shown) or clause.part == "missing"


def _with_room(open_: Iterable[Clause], picked: Sequence[Clause]) -> list[Clause]:
    """The clauses of parts that may still have more than their share."""
    held = Counter(one.part for one in picked)
    room = (one for one in open_ if one.part in SHARES and held[one.part] < SHARES[one.part] + MORE)
    return [one for one in room if one.points >= LEAST]


def _next(candidates: Iterable[Clause], picked: Sequence[Clause]) -> list[Clause]:
    """The best that is not picked yet, as a list of one; empty where none is left."""
    taken = {one.id for one in picked}
    quoted = {citation.id for one in picked for citation in one.citations if citation.shown}
    sources = Counter(citation.source for one in picked for citation in one.citations if citation.shown)
    themes = Counter(one.theme for one in picked if one.theme)

    def worth(one: Clause) -> tuple[int, str]:
        again = max((sources[citation.source] for citation in one.citations if citation.shown), default=0)
        own = OWN * (one.origin == "person")
        return -(one.points + own - _AGAIN_SOURCE * again - _AGAIN_THEME * themes[one.theme or ""]), one.id

    def is_new(one: Clause) -> bool:
        """Whether it is not there yet, and quotes what is not: one sentence twice says no more."""
        shown = {citation.id for citation in one.citations if citation.shown}
        return one.id not in taken and not (shown and shown <= quoted)

    return sorted((one for one in candidates if is_new(one)), key=worth)[:1]
