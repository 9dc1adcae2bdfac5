"""What a chapter on the futures shows, as records: a scenario and why it holds, a judgement it rests on, what hangs on it.

``scenarios.py`` makes them; the report, paper and the terminal show them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rodedraad.publish.excerpts import Excerpt
from rodedraad.records import (
    Bearing,
    BearingKind,
    Driver,
    Exploration,
    Hint,
    Judgement,
    Outlook,
    Reliance,
    Scenario,
    Variant,
)


def is_bounded(one: Judgement) -> bool:
    """Whether somebody gave bounds with a judgement, so that it may be other than its value."""
    return one.low != one.high or one.low != one.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What one chosen variant does to another: promotes it (above 0) or hinders it."""

    variant: Variant
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The variant of one driver in a scenario, and why it holds there.

    ``balance`` is the sum of the judgements on it, ``lead`` by how much the next variant is behind (below 0: ahead);
    both None where they were not told. ``pulls`` are the chosen variants that promote or hinder it, the strongest first.
    """

    driver: Driver
    variant: Variant
    balance: int | None
    lead: int | None
    pulls: tuple[Pull, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelianceView:
    """A judgement that a scenario cannot do without, with the sentences that argue for it or against it."""

    reliance: Reliance
    judgement: Judgement | None
    cause: Variant | None
    effect: Variant | None
    arguments: tuple[tuple[int, Excerpt], ...]

    @property
    def span(self) -> str:
        """The code of where the breaking value lies: within or outside the bounds, or that nobody gave bounds."""
        if self.reliance.is_within:
            return "scen_within"
        return "scen_outside" if self.judgement is not None and is_bounded(self.judgement) else "scen_unbounded"

    @property
    def carrying(self) -> tuple[Excerpt, ...]:
        """The sentences without which the judgement would be nearer to where the scenario breaks."""
        now = (self.judgement.value if self.judgement else None) or 0
        side = 1 if self.reliance.value < now else -1
        return tuple(excerpt for direction, excerpt in self.arguments if direction == side)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioView:
    """One scenario; ``number`` counts from 1 in the order of the list. ``own`` are the choices that tell it from others."""

    number: int
    scenario: Scenario
    choices: tuple[Choice, ...]
    own: tuple[Choice, ...]
    reliances: tuple[RelianceView, ...]
    reliances_total: int
    outlooks: tuple[tuple[Outlook, Excerpt], ...]
    reaches: tuple[Excerpt, ...]
    holds: Mapping[BearingKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsteadyView:
    """A judgement within whose interval other scenarios appear: how many, and the first by the choices that are its own."""

    judgement: Judgement
    cause: Variant
    effect: Variant
    choices: tuple[Variant, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BearingView:
    """What the futures do to one thing, with its words. ``numbers`` are the scenarios in which it holds."""

    bearing: Bearing
    title: str
    excerpt: Excerpt | None
    needs: tuple[tuple[Variant, ...], ...]
    """By driver the variants that its words tie it to: any one of these."""
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HintView:
    """What sources suggest for the matrix, with their words."""

    hint: Hint
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenarios:
    """All that a chapter on the futures shows. ``same`` are the choices that every scenario makes."""

    exploration: Exploration | None
    drivers: tuple[Driver, ...]
    is_example: bool
    examples: int
    """How many judgements nobody confirmed."""
    total: int
    listed: int
    scenarios: tuple[ScenarioView, ...]
    same: tuple[Choice, ...]
    slender: tuple[tuple[int, RelianceView], ...]
    """The numbers of all scenarios that break within the interval of one judgement, or rest on one for which sentences
    argue, those with the fewest sentences first."""
    breaking: tuple[int, ...]
    """The numbers of the scenarios that cannot do without some one judgement."""
    unsteady: tuple[UnsteadyView, ...]
    unsteady_total: int
    no_regret: tuple[BearingView, ...]
    no_regret_total: int
    hanging: tuple[tuple[Driver, tuple[BearingView, ...], int, int], ...]
    """By driver: what of the region hangs on it alone, the first of them, how many there are, and how many are national."""
    counts: Mapping[str, Counter[BearingKind]]
    """How many of each kind hold in every scenario (``every``), in some (``some``), or are tied to nothing (``untied``)."""
    untied_needs: tuple[int, int]
    """How many needs no source ties to any future, of the region and national: as ``requirements_futures`` has them."""
    backcast: tuple[BearingView, ...]
    """The ambitions with a year by which they need something."""
    judgements: Mapping[tuple[str, str], Judgement]
    hints: tuple[HintView, ...]
    hints_total: int

    @property
    def is_whole(self) -> bool:
        """Whether all that hold together are in the list: only then something is so in every one."""
        return self.total == self.listed

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of futures."""
        return not self.drivers
