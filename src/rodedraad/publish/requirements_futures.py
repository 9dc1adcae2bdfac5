"""What each future takes: the futures as rows, kinds of needs as columns, and in each cell what is asked and what is there. Pure.

First stands what no source ties to any future (``tied.py``): asked for in every one unless somebody ties it, which
nobody says of it. One that hangs on a driver stands beside the futures that have it, and nowhere else. What a source
describes as a future of the region takes what that source says in describing it; what other worlds take stands
together. The region's needs are counted first, national ones apart. Nothing is inferred beyond that.
docs/method/require.md, section 9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, TypeAlias

from rodedraad import phrases
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.requirements import EXTENTS, RequirementView, Viewer
from rodedraad.publish.scenarios import SHOWN_SCENARIOS
from rodedraad.publish.tied import is_own, tied
from rodedraad.records import (
    Bearing,
    Extent,
    Links,
    Outlook,
    Party,
    Prospects,
    Requirement,
    RequirementKind,
    Scenario,
    Statement,
    Variant,
)
from rodedraad.wording import Language

Means: TypeAlias = Literal["knowledge", "people", "capacity", "space", "money", "research"]
Future: TypeAlias = Literal["untied", "every", "scenario", "outlook", "elsewhere", "none"]

MEANS: Final[Mapping[Means, tuple[RequirementKind, ...]]] = {
    "knowledge": ("knowledge",),
    "people": ("people", "competence", "expertise"),
    "capacity": ("infrastructure", "capacity"),
    "space": ("space",),
    "money": ("investment",),
    "research": ("research",),
}
"""The columns: what a council asks after, and the kinds of needs in each."""
SHOWN: Final = 8
"""Needs of one cell that are told with their sentence; how many there are is always said."""
SHOWN_OUTLOOKS: Final = 12
_LONGEST_TITLE, _LONGEST_NAME, _NAMED = 90, 60, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one future takes of one kind of means.

    ``count`` are the region's needs and ``extents`` what it has of those; ``national`` are the others. ``first`` are the
    first of them all, the region's before others.
    """

    means: Means
    count: int
    national: int
    extents: Mapping[Extent, int]
    first: tuple[RequirementView, ...]

    @property
    def total(self) -> int:
        """How many there are, of the region or not."""
        return self.count + self.national

    @property
    def apart(self) -> tuple[RequirementView, ...]:
        """Those of the first of them that name what is needed in other words."""
        return tuple({one.requirement.what.casefold(): one for one in reversed(self.first)}.values())[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A future and its cells, in the order of MEANS; ``ids`` are all its needs, of which ``regional`` are the region's.

    ``number`` is that of a scenario in the list, from 1; ``own`` the choices that only it makes. An outlook comes with
    the sentence that describes it. ``titles`` are those of the futures of other worlds.
    """

    future: Future
    cells: tuple[Cell, ...]
    ids: tuple[str, ...]
    number: int | None = None
    scenario: Scenario | None = None
    own: tuple[Variant, ...] = ()
    outlook: Outlook | None = None
    excerpt: Excerpt | None = None
    regional: int = 0
    titles: tuple[str, ...] = ()

    @property
    def national(self) -> int:
        """How many of its needs are not of the region."""
        return self.total - self.regional

    @property
    def total(self) -> int:
        """How many needs it has."""
        return len(self.ids)

    @property
    def key(self) -> str:
        """What a link to it is called."""
        return f"{self.future}-{self.number}" if self.number else self.future


@dataclass(frozen=True, slots=True, kw_only=True)
class Futures:
    """The needs tied to none, of every future, of each scenario, of futures that sources describe, and of none that holds.

    ``more_scenarios`` and ``more_outlooks`` are rows that are not shown; ``silent`` are the titles of described futures
    of which no source says what only they take. ``is_whole`` tells whether all scenarios were in the list.
    """

    rows: tuple[Row, ...] = ()
    more_scenarios: int = 0
    more_outlooks: int = 0
    silent: tuple[str, ...] = ()
    scenarios: int = 0
    is_whole: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is no future, or nothing needed, so that there is nothing to hold against one another."""
        return not any(row.future in ("scenario", "outlook", "elsewhere") for row in self.rows) or not any(
            row.total for row in self.rows
        )

    @property
    def untied(self) -> Row:
        """What no source ties to any future."""
        return self.rows[0] if self.rows else Row(future="untied", cells=(), ids=())

    @property
    def lasting(self) -> int:
        """How many needs are tied to choices that every scenario makes."""
        return sum(row.total for row in self.rows if row.future == "every")


def futures(
    prospects: Prospects,
    *,
    links: Links,
    statements: Mapping[str, Statement],
    maker: Excerpts,
    viewer: Viewer,
    most: int | None = SHOWN_SCENARIOS,
) -> Futures:
    """What each future takes. ``viewer`` makes the views of needs, in their order; ``most`` rows of scenarios are shown."""
    return _Maker(prospects, links.outlooks, statements, maker, viewer).made(most)


class _Maker:
    """Makes the rows: which needs are tied to which futures, by the bearings and by the words of outlooks."""

    def __init__(
        self,
        prospects: Prospects,
        outlooks: Sequence[Outlook],
        statements: Mapping[str, Statement],
        maker: Excerpts,
        viewer: Viewer,
    ) -> None:
        self._found = prospects
        self._outlooks = outlooks
        self._statements = statements
        self._maker = maker
        self._viewer = viewer
        self._needs = viewer.held
        self._bearings: dict[str, Bearing] = {one.about: one for one in prospects.bearings if one.kind == "requirement"}
        self._variants = {one.id: one for driver in prospects.drivers for one in driver.variants}
        self._driver_of = {one.id: driver for driver in prospects.drivers for one in driver.variants}
        self._tied = tied(prospects, outlooks, statements)
        of_source: dict[str, list[Statement]] = {}
        for one in statements.values():
            of_source.setdefault(one.source, []).append(one)
        self._own = {one.id for one in outlooks if is_own(one, viewer.region, of_source.get(one.source, ()))}

    def made(self, most: int | None) -> Futures:
        scenarios = self._found.scenarios
        numbers = {one.id: number for number, one in enumerate(scenarios, start=1)}
        ranked = sorted(scenarios, key=lambda one: (-one.score, numbers[one.id]))[:most]
        shown = sorted(ranked, key=lambda one: numbers[one.id])
        described = list(self._described())
        known = max([len(scenarios), *(one.found for one in self._found.explorations)])
        spoken_for = {row.outlook.title.casefold() for row in described if row.outlook}
        silent = [one.title for one in self._outlooks if one.id in self._own and one.title.casefold() not in spoken_for]
        return Futures(
            rows=(
                self._row("untied", (one for one in self._needs if one.id in self._tied.untied)),
                *self._everywhere(),
                *(self._scenario(one, numbers[one.id]) for one in shown),
                *described[: SHOWN_OUTLOOKS if most is not None else None],
                *self._elsewhere(),
                *self._nowhere(),
            ),
            more_scenarios=known - len(shown),
            more_outlooks=max(0, len(described) - SHOWN_OUTLOOKS) if most is not None else 0,
            silent=tuple({title.casefold(): title for title in reversed(silent)}.values())[::-1],
            scenarios=len(scenarios),
            is_whole=known == len(scenarios),
        )

    def _everywhere(self) -> Iterator[Row]:
        """What the sources' words tie to choices that each scenario makes, where there is such a thing."""
        if self._tied.lasting:
            yield self._row("every", (one for one in self._needs if one.id in self._tied.lasting))

    def _elsewhere(self) -> Iterator[Row]:
        """What the futures of other worlds take that sources describe: a variant of a data network is no future of a region."""
        found = [row for row in self._all_described if row.outlook and row.outlook.id not in self._own]
        ids = {id_ for row in found for id_ in row.ids}
        if found:
            titles = {row.outlook.title.casefold(): row.outlook.title for row in found if row.outlook}
            yield self._row("elsewhere", (one for one in self._needs if one.id in ids), titles=tuple(titles.values()))

    def _scenario(self, one: Scenario, number: int) -> Row:
        """What this scenario takes beside what every future takes."""
        held = {
            about
            for about, found in self._bearings.items()
            if found.is_no_regret is False and one.id in found.scenarios
        }
        others = [frozenset(other.variants) for other in self._found.scenarios if other.id != one.id]
        own = [id_ for id_ in one.variants if id_ in self._variants and not any(id_ in chosen for chosen in others)]
        return self._row(
            "scenario",
            (need for need in self._needs if need.id in held),
            number=number,
            scenario=one,
            own=tuple(self._variants[id_] for id_ in (own or one.variants) if id_ in self._variants)[:2],
        )

    @cached_property
    def _all_described(self) -> tuple[Row, ...]:
        return tuple(self._every_described())

    def _described(self) -> Iterator[Row]:
        """The futures of the region that sources describe and of which something is tied to what they describe."""
        own = (row for row in self._all_described if row.outlook and row.outlook.id in self._own)
        return (replace(row, number=number) for number, row in enumerate(own, start=1))

    def _every_described(self) -> Iterator[Row]:
        spoken = self._spoken()
        seen: set[tuple[str, frozenset[str]]] = set()
        for outlook in self._outlooks:
            ids = frozenset((*self._tied.told[outlook.id], *self._taken(spoken.get(outlook.id, frozenset()))))
            if not ids or (outlook.title.casefold(), ids) in seen:
                continue
            seen.add((outlook.title.casefold(), ids))
            yield self._row(
                "outlook",
                (one for one in self._needs if one.id in ids),
                outlook=outlook,
                excerpt=self._maker.of(outlook),
            )

    def _taken(self, spoken: frozenset[str]) -> Iterator[str]:
        """The needs that hang on drivers of all of which this future has a variant that they need."""
        for about, found in self._bearings.items():
            if not found.needs or found.is_no_regret:
                continue
            by_driver: dict[str, set[str]] = {}
            for variant, _ in found.needs:
                if driver := self._driver_of.get(variant):
                    by_driver.setdefault(driver.id, set()).add(variant)
            if by_driver and all(not spoken.isdisjoint(wanted) for wanted in by_driver.values()):
                yield about

    def _spoken(self) -> dict[str, frozenset[str]]:
        """The variants that each described future speaks of: those that it shares with a scenario, or has otherwise."""
        found: dict[str, set[str]] = {}
        for scenario in self._found.scenarios:
            for one in scenario.likenesses:
                found.setdefault(one.outlook, set()).update(one.agrees, one.differs)
        return {id_: frozenset(said) for id_, said in found.items()}

    def _nowhere(self) -> Iterator[Row]:
        """What hangs on a choice that no scenario makes, where no described future makes it either."""
        described = {id_ for row in self._all_described for id_ in row.ids}
        lost = [
            one
            for one in self._needs
            if (found := self._bearings.get(one.id))
            and found.needs
            and not found.scenarios
            and not found.is_no_regret
            and one.id not in described
        ]
        if lost:
            yield self._row("none", lost)

    def _row(
        self,
        future: Future,
        needs: Iterable[Requirement],
        *,
        number: int | None = None,
        scenario: Scenario | None = None,
        own: tuple[Variant, ...] = (),
        outlook: Outlook | None = None,
        excerpt: Excerpt | None = None,
        titles: tuple[str, ...] = (),
    ) -> Row:
        held = tuple(needs)
        return Row(
            future=future,
            cells=tuple(
                self._cell(means, [one for one in held if one.kind in kinds]) for means, kinds in MEANS.items()
            ),
            ids=tuple(one.id for one in held),
            number=number,
            scenario=scenario,
            own=own,
            outlook=outlook,
            excerpt=excerpt,
            regional=sum(one.id in self._viewer.own for one in held),
            titles=titles,
        )

    def _cell(self, means: Means, needs: Sequence[Requirement]) -> Cell:
        own = [one for one in needs if one.id in self._viewer.own]
        counts = Counter(one.met for one in own)
        return Cell(
            means=means,
            count=len(own),
            national=len(needs) - len(own),
            extents={extent: counts[extent] for extent in EXTENTS},
            first=tuple(map(self._viewer.view, needs[:SHOWN])),
        )


def named(row: Row, view: Futures, parties: Mapping[str, Party], language: Language) -> str:
    """What a row is called: a scenario by its own choices, a described future by who describes it."""
    if row.future == "untied":
        return phrases.said("needed.untied_row", language)
    if row.future == "elsewhere":
        return phrases.said("needed.elsewhere", language, count=phrases.number(len(row.titles), language))
    if row.future == "every":
        if view.is_whole:
            return phrases.said("needed.every", language)
        return phrases.said("needed.every_listed", language, count=phrases.number(view.scenarios, language))
    if row.outlook is not None and row.excerpt is not None:
        who = row.outlook.holders or row.excerpt.source.authors
        return phrases.said(
            "needed.outlook" if who else "needed.outlook_bare",
            language,
            title=phrases.clipped(row.outlook.title, _LONGEST_TITLE),
            stance=phrases.label("outlook", row.outlook.stance, language),
            who=phrases.listed([phrases.party(parties, one, language) for one in who[:2]], language),
        )
    if row.number is not None:
        own = "; ".join((one.nl if language == "nl" else one.en) or one.id for one in row.own)
        return phrases.said("needed.scenario", language, number=row.number, own=phrases.clipped(own, _LONGEST_TITLE))
    return phrases.said("needed.none", language)


def told(cell: Cell, language: Language) -> str:
    """The count of a cell with what the region has of it, in words, national needs apart; empty where it has none."""
    parts = [
        f"{phrases.number(count, language)} {phrases.label('extent', extent, language)}"
        for extent, count in cell.extents.items()
        if count
    ]
    own = f"{phrases.number(cell.count, language)} ({', '.join(parts)})" if cell.count else ""
    if not cell.national:
        return own
    code = "needed.national_too" if own else "needed.national_only"
    apart = phrases.said(code, language, count=phrases.number(cell.national, language))
    return f"{own}; {apart}" if own else apart


def untied(view: Futures, language: Language) -> str:
    """How many needs no source ties to any future, the region's and others; empty where there is none."""
    row = view.untied
    if not row.total:
        return ""
    return phrases.said(
        "needed.untied",
        language,
        own=phrases.number(row.regional, language),
        national=phrases.number(row.national, language),
        lasting=phrases.number(view.lasting, language),
    )


def silence(view: Futures, language: Language) -> str:
    """Which futures of the region no source ties anything to, and which of other worlds stand together; else empty."""
    told_ = []
    if view.silent:
        code = "needed.silent_one" if len(view.silent) == 1 else "needed.silent"
        count = phrases.number(len(view.silent), language)
        told_.append(phrases.said(code, language, count=count, titles=_titles(view.silent, language)))
    told_ += [
        phrases.said("needed.elsewhere_named", language, titles=_titles(row.titles, language))
        for row in view.rows
        if row.future == "elsewhere"
    ]
    return " ".join(told_)


def _titles(titles: Sequence[str], language: Language) -> str:
    named_ = [f"«{phrases.clipped(one, _LONGEST_NAME)}»" for one in titles[:_NAMED]]
    if len(titles) > _NAMED:
        named_.append(phrases.said("html.and_more", language, count=len(titles) - _NAMED))
    return ", ".join(named_)
