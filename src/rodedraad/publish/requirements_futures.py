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

from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.requirements import EXTENTS, RequirementView, Viewer
from rodedraad.publish.scenarios import SHOWN_SCENARIOS
from rodedraad.publish.tied import is_own, tied
from rodedraad.records import (
    Bearing,
    Extent,
    Links,
    Outlook,
    Prospects,
    Requirement,
    RequirementKind,
    Scenario,
    Statement,
    Variant,
)

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
            row = self._row("elsewhere", (one for one in self._needs if one.id in ids))
            yield replace(row, titles=tuple(titles.values()))

    def _scenario(self, one: Scenario, number: int) -> Row:
        """What this scenario takes beside what every future takes."""
        held = {
            about
            for about, found in self._bearings.items()
            if found.is_no_regret is False and one.id in found.scenarios
        }
        others = [frozenset(other.variants) for other in self._found.scenarios if other.id != one.id]
        own = [id_ for id_ in one.variants if id_ in self._variants and not any(id_ in chosen for chosen in others)]
        return replace(
            self._row("scenario", (need for need in self._needs if need.id in held)),
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
            yield replace(
                self._row("outlook", (one for one in self._needs if one.id in ids)),
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

    def _row(self, future: Future, needs: Iterable[Requirement]) -> Row:
        """These needs as a row, in cells; which future it is, whoever asks for it adds."""
        held = tuple(needs)
        return Row(
            future=future,
            cells=tuple(
                self._cell(means, [one for one in held if one.kind in kinds]) for means, kinds in MEANS.items()
            ),
            ids=tuple(one.id for one in held),
            regional=sum(one.id in self._viewer.own for one in held),
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
