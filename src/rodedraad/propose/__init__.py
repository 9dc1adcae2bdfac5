"""What a dossier says together, as one proposition: clauses in reading order, and a core of at most fifteen.

    threads, statements, tensions, gaps --compose--> clauses --core--> the one page

By rules from quotes, without a model: each clause is a quote in a fixed frame that names who says it. The reading
follows the frame's themes. In each theme first the conditions that govern nothing quoted there, then what is shared,
in order of support, each after the conditions it stands under; then what single parties want, offer and need, how it
is organised, the requests, what pulls apart, and what is missing. What is of the region goes before what is not
(``rodedraad.region``). Method: docs/method/propose.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from rodedraad import __version__
from rodedraad.parties import absent
from rodedraad.propose.apart import missing, tensions
from rodedraad.propose.conditions import governing
from rodedraad.propose.core import chosen
from rodedraad.propose.ground import Ground
from rodedraad.propose.held import held, nothing_shared, requests
from rodedraad.propose.sentences import Names
from rodedraad.propose.shared import likely, shared
from rodedraad.propose.signing import count
from rodedraad.records import Clause, ClausePart, Party, Proposition, Source

__all__ = ["Ground", "compose", "drafted", "proposition"]

_ORDER: tuple[ClausePart, ...] = (
    "ambition",
    "offer",
    "need",
    "organisation",
    "ask",
    "finding",
    "condition",
    "disputed",
    "missing",
)
"""The order of the parts in a theme; a condition stands before what it governs."""


def compose(ground: Ground) -> tuple[Clause, ...]:
    """Every clause that the rules make, in reading order."""
    names = Names(parties=ground.parties, sources=ground.sources)
    common = shared(ground, names)
    taken = {citation.id for one in common for citation in one.citations}
    single = held(ground, names, taken=taken)
    asked = requests(ground, names, taken=taken)
    clauses = [*common, *single, *asked, *tensions(ground, names), *missing(ground, names)]
    if not any(one.part == "ambition" and count(one, ground.region) > 1 for one in common):
        clauses.append(nothing_shared(ground, likely(ground, common)))
    governed = governing(ground, clauses)
    clauses = [
        replace(one, governs=governed.get(one.id, ()), is_national=ground.is_national(one.citations)) for one in clauses
    ]
    return tuple(ordered(clauses, [theme.id for theme in ground.frame.themes]))


def proposition(
    ground: Ground, clauses: Sequence[Clause], *, core: tuple[str, ...] | None = None, withheld: int = 0
) -> Proposition:
    """These clauses as one proposition, with the sources and parties that they name. ``core`` is chosen by rule if None."""
    named = {citation.source for one in clauses for citation in one.citations}
    sources: tuple[Source, ...] = tuple(one for id_, one in sorted(ground.sources.items()) if id_ in named)
    away = absent(ground.links.parties, ground.sources.values())
    parties: tuple[Party, ...] = tuple(ground.links.parties)
    return Proposition(
        title=ground.frame.name,
        clauses=tuple(clauses),
        core=chosen(clauses, region=ground.region) if core is None else core,
        themes=ground.frame.themes,
        sources=sources,
        parties=parties,
        absent=away,
        held=tuple(sorted(ground.sources)),
        statements=len(ground.statements),
        likely=likely(ground, clauses),
        withheld=withheld,
        release=__version__,
        regional_parties=tuple(sorted(ground.region.parties)) if ground.region else (),
        regional_sources=tuple(sorted(ground.region.documents)) if ground.region else (),
    )


def drafted(ground: Ground, *, withheld: int = 0) -> Proposition:
    """The proposition as the rules make it, before anybody changed a word."""
    return proposition(ground, compose(ground), withheld=withheld)


def ordered(clauses: Iterable[Clause], themes: Sequence[str]) -> Iterator[Clause]:
    """Clauses in reading order: by theme, in each the region's first, by part and support.

    Each condition stands just before the first that it governs.
    """
    places = {theme: place for place, theme in enumerate(themes)}
    by_id = {one.id: one for one in clauses}
    above: dict[str, list[str]] = {}
    for one in by_id.values():
        for governed in one.governs:
            above.setdefault(governed, []).append(one.id)

    def key(one: Clause) -> tuple[int, bool, int, int, str]:
        is_free = one.part == "condition" and not one.governs
        part = -1 if is_free else _ORDER.index(one.part)
        return places.get(one.theme or "", len(places)), one.is_national, part, -one.points, one.id

    told: set[str] = set()
    for one in sorted(by_id.values(), key=key):
        yield from _with_conditions(one, by_id, above, told)


def _with_conditions(
    one: Clause, by_id: dict[str, Clause], above: dict[str, list[str]], told: set[str]
) -> Iterator[Clause]:
    if one.id in told or (one.governs and not told.issuperset(one.governs) and _waits(one, by_id, told)):
        return
    told.add(one.id)
    for id_ in sorted(above.get(one.id, ()), key=lambda id_: (-by_id[id_].points, id_)):
        if id_ not in told:
            told.add(id_)
            yield by_id[id_]
    yield one


def _waits(one: Clause, by_id: dict[str, Clause], told: Collection[str]) -> bool:
    """Whether a condition comes with what it governs, which is still to come."""
    return one.part == "condition" and any(id_ in by_id and id_ not in told for id_ in one.governs)
