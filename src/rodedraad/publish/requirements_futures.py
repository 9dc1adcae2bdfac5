"""What each future takes: the futures as rows, kinds of needs as columns, and in each cell what is asked and what is there. Pure.

A need that no source ties to a future is needed in every one of them, and said to be tied to none; one that hangs on a
driver stands beside the futures that have it, and nowhere else. What a source describes as its own future takes what
that source says in describing it. Nothing is inferred beyond that. docs/method/require.md, section 9.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from rodedraad import phrases
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.requirements import EXTENTS, RequirementView, Viewer
from rodedraad.publish.scenarios import SHOWN_SCENARIOS
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
Future: TypeAlias = Literal["every", "scenario", "outlook", "none"]

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
FEWEST_WORDS, MOST_WORDS = 2, 6
"""Words of a title by which other sentences of its source speak of that future, as explore.outlooks has it."""
_KIND = re.compile(r"(?i)\b\w+(?:variant|scenario|optie|alternatief|option|alternative)\b")
"""A name that says itself that it is one of several futures."""
_FOLD = re.compile(r"\s+")
_LONGEST_TITLE, _LONGEST_NAME, _NAMED = 90, 60, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one future takes of one kind of means: how many needs, what the region has of them, and the first of them."""

    means: Means
    count: int
    regional: int
    extents: Mapping[Extent, int]
    first: tuple[RequirementView, ...]

    @property
    def apart(self) -> tuple[RequirementView, ...]:
        """Those of the first of them that name what is needed in other words."""
        return tuple({one.requirement.what.casefold(): one for one in reversed(self.first)}.values())[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A future and its cells, in the order of MEANS; ``ids`` are all its needs.

    ``number`` is that of a scenario in the list, from 1; ``own`` the choices that only it makes. An outlook comes with
    the sentence that describes it. ``untied`` of the needs of every future are those that no source ties to any.
    """

    future: Future
    cells: tuple[Cell, ...]
    ids: tuple[str, ...]
    number: int | None = None
    scenario: Scenario | None = None
    own: tuple[Variant, ...] = ()
    outlook: Outlook | None = None
    excerpt: Excerpt | None = None
    untied: int = 0

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
    """The needs of every future, of each scenario, of the futures that sources describe, and of none that holds.

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
        return not any(row.future in ("scenario", "outlook") for row in self.rows) or not any(
            row.total for row in self.rows
        )


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
        self._of_source: dict[str, list[Requirement]] = {}
        for need in self._needs:
            self._of_source.setdefault(need.source, []).append(need)
        self._told = {one.id: self._told_in(one) for one in outlooks}

    def made(self, most: int | None) -> Futures:
        scenarios = self._found.scenarios
        numbers = {one.id: number for number, one in enumerate(scenarios, start=1)}
        ranked = sorted(scenarios, key=lambda one: (-one.score, numbers[one.id]))[:most]
        shown = sorted(ranked, key=lambda one: numbers[one.id])
        described = list(self._described())
        known = max([len(scenarios), *(one.found for one in self._found.explorations)])
        spoken_for = {title.casefold() for title in (row.outlook.title for row in described if row.outlook)}
        silent = [one.title for one in self._outlooks if one.title.casefold() not in spoken_for]
        return Futures(
            rows=(
                self._everywhere(),
                *(self._scenario(one, numbers[one.id]) for one in shown),
                *described[: SHOWN_OUTLOOKS if most is not None else None],
                *self._nowhere(),
            ),
            more_scenarios=known - len(shown),
            more_outlooks=max(0, len(described) - SHOWN_OUTLOOKS) if most is not None else 0,
            silent=tuple({title.casefold(): title for title in reversed(silent)}.values())[::-1],
            scenarios=len(scenarios),
            is_whole=known == len(scenarios),
        )

    def _everywhere(self) -> Row:
        """What every future takes: what holds in each scenario, and what no source ties to any future."""
        untied = [one for one in self._needs if self._is_untied(one)]
        lasting = [one for one in self._needs if (found := self._bearings.get(one.id)) and found.is_no_regret]
        both = {one.id for one in (*untied, *lasting)}
        return self._row("every", (one for one in self._needs if one.id in both), untied=len(untied))

    def _is_untied(self, one: Requirement) -> bool:
        found = self._bearings.get(one.id)
        is_described = any(one.id in told for told in self._told.values())
        return (found is None or not found.needs) and not is_described

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

    def _described(self) -> Iterator[Row]:
        """The futures that sources describe and of which something is tied to what they describe."""
        spoken = self._spoken()
        number = 0
        seen: set[tuple[str, frozenset[str]]] = set()
        for outlook in self._outlooks:
            ids = frozenset((*self._told[outlook.id], *self._taken(spoken.get(outlook.id, frozenset()))))
            if not ids or (outlook.title.casefold(), ids) in seen:
                continue
            seen.add((outlook.title.casefold(), ids))
            number += 1
            yield self._row(
                "outlook",
                (one for one in self._needs if one.id in ids),
                number=number,
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

    def _told_in(self, outlook: Outlook) -> frozenset[str]:
        """The needs whose own sentence describes this future, or calls it by its name in the same source."""
        called = _called(outlook.title)
        found = set()
        for one in self._of_source.get(outlook.source, ()):
            statement = self._statements[one.statement]
            is_within = statement.start < outlook.end and outlook.start < statement.end
            if is_within or (called and _is_called(one, statement, called)):
                found.add(one.id)
        return frozenset(found)

    def _nowhere(self) -> Iterator[Row]:
        """What hangs on a choice that no scenario makes, where no described future makes it either."""
        described = {id_ for row in self._described() for id_ in row.ids}
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
        untied: int = 0,
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
            untied=untied,
        )

    def _cell(self, means: Means, needs: Sequence[Requirement]) -> Cell:
        counts = Counter(one.met for one in needs)
        return Cell(
            means=means,
            count=len(needs),
            regional=sum(one.id in self._viewer.own for one in needs),
            extents={extent: counts[extent] for extent in EXTENTS},
            first=tuple(map(self._viewer.view, needs[:SHOWN])),
        )


def _called(title: str) -> re.Pattern[str] | None:
    """How sentences call a described future by its name; None where it has no name but a sentence."""
    name = _FOLD.sub(" ", title.strip())
    count = len(name.split())
    is_kind = bool(_KIND.fullmatch(name))
    if not (FEWEST_WORDS <= count <= MOST_WORDS or (count == 1 and (is_kind or name[:1].isupper()))):
        return None
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"\b{words}\b", re.IGNORECASE if count > 1 or is_kind else 0)


def _is_called(one: Requirement, statement: Statement, called: re.Pattern[str]) -> bool:
    """Whether of the futures that a sentence names what is needed goes with this one: the last named before it, else the next."""
    start = one.start - statement.start
    end = max(start, statement.quote.find(one.what, start)) + len(one.what)
    own = [found.start() for found in called.finditer(statement.quote)]
    every = sorted({*own, *(found.start() for found in _KIND.finditer(statement.quote))})
    before = [at for at in every if at < end]
    return bool(own) and (before[-1] if before else every[0]) in own


def named(row: Row, view: Futures, parties: Mapping[str, Party], language: Language) -> str:
    """What a row is called: every future, a scenario by its own choices, a described future by who describes it."""
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
    """The count of a cell with what the region has of it, in words; empty where it has none."""
    if not cell.count:
        return ""
    parts = [
        f"{phrases.number(count, language)} {phrases.label('extent', extent, language)}"
        for extent, count in cell.extents.items()
        if count
    ]
    return f"{phrases.number(cell.count, language)} ({', '.join(parts)})"


def untied(view: Futures, language: Language) -> str:
    """How many of the needs of every future no source ties to any; empty where there is none."""
    row = view.rows[0] if view.rows else None
    if row is None or not row.untied:
        return ""
    counts = {"untied": phrases.number(row.untied, language), "count": phrases.number(row.total, language)}
    return phrases.said("needed.untied_all" if row.untied == row.total else "needed.untied", language, **counts)


def silence(view: Futures, language: Language) -> str:
    """Which described futures no source ties anything to; empty where each has something."""
    if not view.silent:
        return ""
    named = [f"«{phrases.clipped(one, _LONGEST_NAME)}»" for one in view.silent[:_NAMED]]
    if len(view.silent) > _NAMED:
        named.append(phrases.said("html.and_more", language, count=len(view.silent) - _NAMED))
    code = "needed.silent_one" if len(view.silent) == 1 else "needed.silent"
    return phrases.said(code, language, count=phrases.number(len(view.silent), language), titles=", ".join(named))
