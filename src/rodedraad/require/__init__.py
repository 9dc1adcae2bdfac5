"""What the transition takes, and what the region has of it: requirements, offers, ways to arrange the infrastructure.

    statements --needs--> requirements --occupations--> with candidates of ESCO --offers, likeness--> met or not, shared
               --arrangements--> a campus, a network, an extension, or none, with what is shown of each

Pure: the same statements, links, list of ESCO and rulings give the same records. Method: docs/method/require.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad.parties import Register, find
from rodedraad.records import Arrangement, Extent, Links, Offer, Requirement, Ruling, Statement
from rodedraad.region import Region
from rodedraad.require import ruled
from rodedraad.require.arrangements import arrangements
from rodedraad.require.asked import asked
from rodedraad.require.likeness import offered, shared
from rodedraad.require.occupations import Concept, proposed, shipped
from rodedraad.require.offers import offers

__all__ = ["Concept", "Required", "required"]

_FILLED = re.compile(
    r"(?i)\b(?:in (?:de|die|deze) (?:behoefte|vraag)\b[^.;]{0,80}?\b(?:is|wordt) (?:inmiddels |nu |volledig )?voorzien"
    r"|(?:is|zijn) er (?:nu |inmiddels |op dit moment )?(?:ruim )?(?:voldoende|genoeg)"
    r"|tekort\b[^.;]{0,60}?\bis (?:inmiddels |nu )?(?:opgelost|weggewerkt|verholpen|ingelopen)"
    r"|(?:need|shortage|demand)\b[^.;]{0,60}?\b(?:has been|is now) (?:met|solved|filled))\b"
)
"""A source that says that what was needed is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What the stage gives: requirements and offers of the region first, then by source and place; arrangements by kind."""

    requirements: tuple[Requirement, ...] = ()
    offers: tuple[Offer, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    lost: tuple[Ruling, ...] = ()
    """What people ruled and that is about none of these any more."""


def required(
    statements: Sequence[Statement],
    *,
    links: Links,
    register: Register,
    rulings: Sequence[Ruling] = (),
    concepts: Sequence[Concept] | None = None,
    region: Region | None = None,
) -> Required:
    """All that the statements call for, as it stands after what people ruled.

    ``statements`` are those that hold, sorted by source and start. Of copies and earlier versions nothing is taken, since
    their later ones say it. ``concepts`` are those of ESCO; the small list that the package carries where none are given. Of a ``region``
    its own come first; without one everything is of the region.
    """
    known = shipped() if concepts is None else tuple(concepts)
    kin = {one.earlier: one.later for one in links.kinships}
    held = sorted((one for one in statements if one.source not in kin), key=lambda one: (one.source, one.start, one.id))
    found, lacking = asked(held)
    found = proposed(tuple(replace(one, is_regional=region is None or region.needs(one)) for one in found), known)
    had, lost_offers = ruled.offers(
        offers(
            held,
            parties={party.id: party for party in links.parties},
            named=lambda text: [(one.start, one.end, one.party) for one in find(register, text)],
        ),
        rulings,
    )
    had = tuple(replace(one, is_regional=region is None or region.offers(one)) for one in had)
    found = _with_shared(found, links, kin)
    found = _with_offers(found, had, lacking, held)
    labels = {concept.uri: concept.names[0] for concept in (*shipped(), *known)}
    needed, lost_needs = ruled.requirements(found, rulings, labels)
    options, lost_options = ruled.arrangements(arrangements(held), rulings)
    return Required(
        requirements=tuple(sorted(_settled(needed), key=lambda one: not one.is_regional)),
        offers=tuple(sorted(had, key=lambda one: not one.is_regional)),
        arrangements=options,
        lost=(*lost_needs, *lost_offers, *lost_options),
    )


def _with_shared(found: Sequence[Requirement], links: Links, kin: Mapping[str, str]) -> tuple[Requirement, ...]:
    """What several parties ask for: the same means by words and meaning, or statements of one thread."""
    same = shared(found, kin)
    by_statement: dict[str, list[Requirement]] = defaultdict(list)
    for one in found:
        by_statement[one.statement].append(one)
    threads: dict[str, list[Requirement]] = defaultdict(list)
    for thread in links.threads:
        members = [one for id_ in thread.statements for one in by_statement.get(id_, ())]
        for one in members:
            threads[one.id] += [
                other
                for other in members
                if other.kind == one.kind and other.source != one.source and set(other.parties).isdisjoint(one.parties)
            ]
    return tuple(
        replace(
            one, shared=tuple(dict.fromkeys((*same.get(one.id, ()), *(other.id for other in threads.get(one.id, ())))))
        )
        for one in found
    )


def _with_offers(
    found: Sequence[Requirement], had: Sequence[Offer], lacking: Iterable[str], statements: Iterable[Statement]
) -> tuple[Requirement, ...]:
    """Whether the region has it, as far as sources say: met where one says so, unmet where it lacks, partly beside an offer.

    An offer that no word places in the region counts too: who is not known to be of it may well be. It is told with it.
    """
    near = offered(found, had)
    missing = frozenset(lacking)
    filled = {one.id for one in statements if _FILLED.search(one.quote)}
    return tuple(
        replace(
            one,
            offers=near.get(one.id, ()),
            met=_extent(one, near.get(one.id, ()), missing, filled),
        )
        for one in found
    )


def _extent(one: Requirement, near: Sequence[str], missing: frozenset[str], filled: Iterable[str]) -> Extent:
    if one.statement in filled:
        return "met"
    if near:
        return "partly"
    return "unmet" if one.id in missing else "unknown"


def _settled(found: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Without what people rejected among what others share."""
    left = {one.id for one in found}
    return tuple(
        one if left.issuperset(one.shared) else replace(one, shared=tuple(id_ for id_ in one.shared if id_ in left))
        for one in found
    )
