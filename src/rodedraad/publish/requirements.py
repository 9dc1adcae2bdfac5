"""What the transition takes as a reader meets it: by kind, against what the region has, and how that could be arranged. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from rodedraad import phrases
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.records import (
    Arrangement,
    Aspect,
    EducationLevel,
    Extent,
    Offer,
    Party,
    Prospects,
    Requirement,
    RequirementKind,
    Statement,
    Trait,
    Variant,
)
from rodedraad.region import Region
from rodedraad.wording import Language

KINDS: tuple[RequirementKind, ...] = get_args(RequirementKind)
EXTENTS: tuple[Extent, ...] = ("unmet", "partly", "unknown", "met")
"""What is missing first: it is what somebody must act on."""
LEVELS: tuple[EducationLevel, ...] = get_args(EducationLevel)
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
SHOWN_OPEN = 6
SHOWN_PER_KIND = 40
SHOWN_TOGETHER = 8
SHOWN_OFFERS = 40
SHOWN_ARRANGEMENTS = 6
_LONGEST_WHO = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementView:
    """A requirement with its sentence, what the region has of it, and who else asks for the same."""

    requirement: Requirement
    excerpt: Excerpt
    offers: tuple[Offer, ...]
    others: tuple[str, ...]
    """Parties that ask for the same elsewhere."""
    is_everywhere: bool | None
    """Whether it holds in every scenario; None where its words tie it to none."""
    tied: tuple[Variant, ...] = ()
    """The choices that its words tie it to."""
    is_regional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """All of one kind: how many, how many of each extent and level, and the first of them."""

    kind: RequirementKind
    count: int
    extents: Mapping[Extent, int]
    first: tuple[RequirementView, ...]
    more: tuple[RequirementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What several parties ask for: the sentence of each."""

    rows: tuple[RequirementView, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """What the region has, with the sentence that says so."""

    offer: Offer
    excerpt: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementView:
    """One way to arrange the knowledge infrastructure; of an aspect without traits no source shows anything."""

    arrangement: Arrangement
    excerpts: tuple[Excerpt, ...]
    traits: Mapping[Aspect, tuple[tuple[Trait, Excerpt], ...]]
    for_: tuple[tuple[str, Excerpt], ...]
    against: tuple[tuple[str, Excerpt], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """All that a chapter on what the transition takes shows."""

    total: int
    extents: Mapping[Extent, int]
    levels: tuple[tuple[EducationLevel, int], ...]
    kinds: tuple[KindView, ...]
    together: tuple[Together, ...]
    together_total: int
    offers: tuple[OfferView, ...]
    offers_total: int
    arrangements: tuple[ArrangementView, ...]
    arrangements_total: int
    national: int = 0
    """How many are not about the region: they come after its own."""

    @property
    def is_empty(self) -> bool:
        """Whether no source states a need, an offer or an arrangement."""
        return not (self.total or self.offers_total or self.arrangements_total)


class Viewer:
    """The needs of a dossier in the order in which they are told, and the view of each.

    Of a ``region`` its own needs stand first; then what is missing, what more parties ask for, and what is told in most
    detail.
    """

    def __init__(
        self,
        prospects: Prospects,
        *,
        statements: Mapping[str, Statement],
        maker: Excerpts,
        region: Region | None = None,
    ) -> None:
        self.own = frozenset(
            one.id for one in prospects.requirements if (one.is_regional if region is None else region.needs(one))
        )
        self.region = region
        self.known = {one.id: one for one in prospects.requirements}
        self._offers = {one.id: one for one in prospects.offers}
        self._bearings = {one.about: one for one in prospects.bearings if one.kind == "requirement"}
        self._variants = {one.id: one for driver in prospects.drivers for one in driver.variants}
        self._statements = statements
        self._maker = maker
        self.held = tuple(
            sorted(
                (one for one in prospects.requirements if one.statement in statements),
                key=lambda one: (
                    one.id not in self.own,
                    EXTENTS.index(one.met),
                    -len(one.shared),
                    one.number is None,
                    one.level is None,
                ),
            )
        )

    def view(self, one: Requirement) -> RequirementView:
        """A requirement with its sentence, offers, who else asks for it, and what it is tied to."""
        others = (party for id_ in one.shared if id_ in self.known for party in self.known[id_].parties)
        bearing = self._bearings.get(one.id)
        return RequirementView(
            requirement=one,
            excerpt=self._maker.of(self._statements[one.statement]),
            offers=tuple(self._offers[id_] for id_ in one.offers if id_ in self._offers),
            others=tuple(party for party in dict.fromkeys(others) if party not in one.parties),
            is_everywhere=bearing.is_no_regret if bearing else None,
            tied=tuple(self._variants[id_] for id_, _ in bearing.needs if id_ in self._variants) if bearing else (),
            is_regional=one.id in self.own,
        )


def requirements(
    prospects: Prospects, *, statements: Mapping[str, Statement], maker: Excerpts, region: Region | None = None
) -> Requirements:
    """The chapter on what the transition takes. ``maker`` makes the excerpts of ``statements``.

    Of a ``region`` its own needs stand first in every list.
    """
    viewer = Viewer(prospects, statements=statements, maker=maker, region=region)
    held = viewer.held
    groups = _groups(held, viewer.known)
    counts = Counter(one.met for one in held)
    levels = Counter(one.level for one in held if one.level)
    has_place = sorted(
        (one for one in prospects.offers if one.statement in statements), key=lambda one: not one.is_regional
    )
    return Requirements(
        total=len(held),
        extents={extent: counts[extent] for extent in EXTENTS},
        levels=tuple((level, levels[level]) for level in LEVELS if levels[level]),
        kinds=tuple(_kinds(held, viewer.view)),
        together=tuple(
            Together(rows=tuple(map(viewer.view, group)), parties=parties) for parties, group in groups[:SHOWN_TOGETHER]
        ),
        together_total=len(groups),
        offers=tuple(
            OfferView(offer=one, excerpt=maker.of(statements[one.statement])) for one in has_place[:SHOWN_OFFERS]
        ),
        offers_total=len(has_place),
        arrangements=tuple(_arrangement(one, statements, maker) for one in prospects.arrangements[:SHOWN_ARRANGEMENTS]),
        arrangements_total=len(prospects.arrangements),
        national=sum(one.id not in viewer.own for one in held),
    )


def asker(view: RequirementView, parties: Mapping[str, Party], language: Language) -> str:
    """Who asks for it, and whose report that is where somebody else says so; empty where no source tells.

    A party that nobody registered is called as the source calls it.
    """
    named = [phrases.party(parties, one, language) for one in dict.fromkeys(view.requirement.parties)]
    who = phrases.clipped(phrases.listed(named, language), _LONGEST_WHO)
    statement = view.excerpt.statement
    if statement is None or not statement.is_reported:
        return who
    return phrases.said(
        "html.reported_by",
        language,
        holder=who or phrases.said("html.no_party", language),
        author=phrases.speakers(
            [one for one in view.excerpt.source.parties if one.role == "author"], parties, language
        ),
    )


def _kinds(held: Sequence[Requirement], view: Callable[[Requirement], RequirementView]) -> Iterator[KindView]:
    for kind in KINDS:
        same = [one for one in held if one.kind == kind]
        if not same:
            continue
        counts = Counter(one.met for one in same)
        rows = tuple(view(one) for one in same[:SHOWN_PER_KIND])
        opened = SHOWN_OPEN if len(rows) > SHOWN_OPEN + 1 else len(rows)  # a list of one more need not be opened
        yield KindView(
            kind=kind,
            count=len(same),
            extents={extent: counts[extent] for extent in EXTENTS},
            first=rows[:opened],
            more=rows[opened:],
        )


def _groups(
    held: Sequence[Requirement], known: Mapping[str, Requirement]
) -> list[tuple[tuple[str, ...], tuple[Requirement, ...]]]:
    """What several parties ask for: requirements that share, joined; those of most parties first."""
    here = {one.id for one in held}
    seen: set[str] = set()
    found = []
    for one in held:
        if one.id in seen or not one.shared:
            continue
        group, waiting = [], [one.id]
        while waiting:
            id_ = waiting.pop()
            if id_ in seen or id_ not in here:
                continue
            seen.add(id_)
            group.append(known[id_])
            waiting += sorted(known[id_].shared, reverse=True)
        parties = tuple(dict.fromkeys(party for each in group for party in each.parties))
        if len(parties) > 1:
            found.append((parties, tuple(group)))
    return sorted(found, key=lambda pair: (-len(pair[0]), -len(pair[1]), pair[1][0].id))


def _arrangement(one: Arrangement, statements: Mapping[str, Statement], maker: Excerpts) -> ArrangementView:
    def said(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, Excerpt], ...]:
        return tuple((party, maker.of(statements[id_])) for party, id_ in pairs if id_ in statements)

    return ArrangementView(
        arrangement=one,
        excerpts=tuple(maker.of(statements[id_]) for id_ in one.statements if id_ in statements),
        traits={
            aspect: tuple(
                (trait, maker.of(statements[trait.statement]))
                for trait in one.traits
                if trait.aspect == aspect and trait.statement in statements
            )
            for aspect in ASPECTS
        },
        for_=said(one.for_),
        against=said(one.against),
    )
