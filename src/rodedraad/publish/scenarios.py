"""The futures as a reader meets them: which hold together and why, on what they rest, and what holds in each. Pure.

Everything comes from the records: nothing is reckoned here but what stands beside a scenario (which of its choices carry
one another, and by how much the next choice is behind).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.scenario_views import (
    BearingView,
    Choice,
    HintView,
    Pull,
    RelianceView,
    Scenarios,
    ScenarioView,
    UnsteadyView,
)
from rodedraad.publish.tied import Tied, tied
from rodedraad.records import (
    Bearing,
    BearingKind,
    Driver,
    Links,
    Prospects,
    Reliance,
    Requirement,
    Scenario,
    Statement,
    Variant,
)
from rodedraad.region import Region

SHOWN_SCENARIOS = 8
"""So many fit a table of columns; of more the highest scores come first, and how many there are is said."""
SHOWN_BEARINGS = 12
SHOWN_RELIANCES = 6
SHOWN_HINTS = 12
SHOWN_UNSTEADY = 8
BEARING_KINDS: tuple[BearingKind, ...] = ("action", "requirement", "thread", "ambition")


def scenarios(
    prospects: Prospects,
    *,
    links: Links,
    statements: Mapping[str, Statement],
    maker: Excerpts,
    region: Region | None = None,
) -> Scenarios:
    """The chapter on the futures. ``maker`` makes the excerpts of ``statements``.

    Of a ``region`` its own things come first, and nothing national is shown as hanging on a choice of it.
    """
    return Teller(prospects, links=links, statements=statements, maker=maker, region=region).made()


def leading(every: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """The scenarios that are shown: the highest of all, in their order."""
    ranked = sorted(range(len(every)), key=lambda at: (-every[at].score, at))[:SHOWN_SCENARIOS]
    return tuple(every[at] for at in sorted(ranked))


class Teller:
    """Makes the views of these prospects, with what ids stand for: of the whole chapter, or of one combination."""

    def __init__(
        self,
        prospects: Prospects,
        *,
        links: Links,
        statements: Mapping[str, Statement],
        maker: Excerpts,
        region: Region | None = None,
    ) -> None:
        self._found = prospects
        self._statements = statements
        self._excerpts = maker
        self._region = region
        self._links = links
        self._drivers = prospects.drivers
        self._of_variant = {one.id: driver for driver in prospects.drivers for one in driver.variants}
        self._variants = {one.id: one for driver in prospects.drivers for one in driver.variants}
        self._judgements = {one.id: one for one in prospects.judgements}
        self._numbers = {one.id: number for number, one in enumerate(prospects.scenarios, start=1)}
        self._outlooks = {one.id: one for one in links.outlooks}
        self._threads = {one.id: one for one in links.threads}
        self._actions = {one.id: one for one in prospects.actions}
        self._requirements = {one.id: one for one in prospects.requirements}

    @cached_property
    def _tied(self) -> Tied:
        return tied(self._found, self._links.outlooks, self._statements)

    def view(self, one: Scenario) -> ScenarioView:
        """A combination of these drivers with every judgement that it rests on; its number is 0 where it is no scenario."""
        chosen = [frozenset(each.variants) for each in self._found.scenarios]
        everywhere = frozenset.intersection(*chosen) if chosen else frozenset()
        return self._scenario(one, everywhere, most=None)

    def made(self) -> Scenarios:
        """The chapter."""
        found = self._found
        chosen = [frozenset(one.variants) for one in found.scenarios]
        everywhere = frozenset.intersection(*chosen) if chosen else frozenset()
        shown = tuple(self._scenario(one, everywhere) for one in leading(found.scenarios))
        dated = [one for one in found.bearings if one.kind == "ambition" and one.by]
        lasting = [one for one in found.bearings if one.is_no_regret]
        examples = sum(one.is_example for one in found.judgements)
        unsteady = tuple(self._unsteady(everywhere))
        return Scenarios(
            exploration=found.explorations[0] if found.explorations else None,
            drivers=self._drivers,
            is_example=any(one.is_example for one in found.explorations) or bool(examples),
            examples=examples,
            total=max([len(found.scenarios), *(one.found for one in found.explorations)]),
            listed=len(found.scenarios),
            scenarios=shown,
            same=tuple(one for one in shown[0].choices if one.variant.id in everywhere)
            if len(found.scenarios) > 1
            else (),
            slender=self._slender(),
            breaking=tuple(self._numbers[one.id] for one in found.scenarios if one.reliances),
            unsteady=unsteady[:SHOWN_UNSTEADY],
            unsteady_total=len(unsteady),
            no_regret=tuple(map(self._bearing, self._first(lasting))),
            no_regret_total=len(lasting),
            hanging=tuple(self._hanging()),
            counts=self._counts,
            untied_needs=self._untied_needs(),
            backcast=tuple(
                self._bearing(one)
                for one in sorted(dated, key=lambda one: (not one.needs, not self._is_own(one), one.by or ""))
            ),
            judgements={(one.cause, one.effect): one for one in found.judgements},
            hints=tuple(HintView(hint=one, excerpts=self._quoted(one.statements)) for one in found.hints[:SHOWN_HINTS]),
            hints_total=len(found.hints),
        )

    @cached_property
    def _counts(self) -> Mapping[str, Counter[BearingKind]]:
        counts: dict[str, Counter[BearingKind]] = {"every": Counter(), "some": Counter(), "untied": Counter()}
        for one in self._found.bearings:
            is_described = one.kind == "requirement" and one.about not in self._tied.untied
            if one.is_no_regret is None and not is_described:
                counts["untied"][one.kind] += 1
            else:
                counts["every" if one.is_no_regret else "some"][one.kind] += 1
        return counts

    def _untied_needs(self) -> tuple[int, int]:
        own = sum(self._is_regional(self._requirements[id_]) for id_ in self._tied.untied)
        return own, len(self._tied.untied) - own

    def _is_regional(self, one: Requirement) -> bool:
        return one.is_regional if self._region is None else self._region.needs(one)

    def _is_own(self, one: Bearing) -> bool:
        """Whether what a bearing is about is of the region."""
        if self._region is None:
            return True
        action, requirement = self._actions.get(one.about), self._requirements.get(one.about)
        if action is not None:
            return self._region.has(action)
        return self._region.needs(requirement) if requirement else self._region.holds(one.statements)

    def _slender(self) -> tuple[tuple[int, RelianceView], ...]:
        """Of every scenario, shown or not: what is cut from a table must not be cut from here."""
        found = [
            (self._numbers[one.id], view)
            for one in self._found.scenarios
            for view in map(self._reliance, one.reliances)
            if view.reliance.is_within or view.carrying
        ]
        return tuple(sorted(found, key=lambda pair: (not pair[1].carrying, len(pair[1].carrying), pair[0])))

    def _unsteady(self, everywhere: frozenset[str]) -> Iterable[UnsteadyView]:
        """By judgement the scenarios that appear within its interval."""
        found: dict[str, list[str]] = {}
        for scenario, moved in self._found.explorations[0].unsteady if self._found.explorations else ():
            found.setdefault(moved, []).append(scenario)
        for id_, scenarios in found.items():
            judgement = self._judgements.get(id_)
            cause, _, effect = id_.partition(">")
            if judgement is None or not {cause, effect} <= self._variants.keys():
                continue
            own = [one for one in scenarios[0].split() if one in self._variants and one not in everywhere]
            yield UnsteadyView(
                judgement=judgement,
                cause=self._variants[cause],
                effect=self._variants[effect],
                choices=tuple(self._variants[one] for one in own),
                count=len(scenarios),
            )

    def _scenario(
        self, one: Scenario, everywhere: frozenset[str], *, most: int | None = SHOWN_RELIANCES
    ) -> ScenarioView:
        choices = tuple(self._choices(one))
        reliances = sorted(
            map(self._reliance, one.reliances),
            key=lambda each: (
                not each.reliance.is_within,
                len(each.carrying) or len(one.reliances) + len(self._statements),
                each.reliance.judgement,
                each.reliance.value,
            ),
        )
        holds = Counter(
            each.kind for each in self._found.bearings if each.is_no_regret is not None and one.id in each.scenarios
        )
        return ScenarioView(
            number=self._numbers.get(one.id, 0),
            scenario=one,
            choices=choices,
            own=tuple(each for each in choices if each.variant.id not in everywhere),
            reliances=tuple(reliances[:most]),
            reliances_total=len(one.reliances),
            outlooks=tuple(
                (self._outlooks[id_], self._excerpts.of(self._outlooks[id_]))
                for id_ in one.outlooks
                if id_ in self._outlooks
            ),
            reaches=tuple(filter(None, (self._excerpt_of(id_) for id_ in one.reaches))),
            holds=holds,
        )

    def _choices(self, scenario: Scenario) -> Iterable[Choice]:
        for place, id_ in enumerate(scenario.variants):
            driver, variant = self._of_variant.get(id_), self._variants.get(id_)
            if driver is None or variant is None:
                continue
            balances = scenario.balances[place] if place < len(scenario.balances) else ()
            at = driver.variants.index(variant)
            own = balances[at] if at < len(balances) else None
            others = [value for other, value in enumerate(balances) if other != at]
            yield Choice(
                driver=driver,
                variant=variant,
                balance=own,
                lead=own - max(others) if own is not None and others else None,
                pulls=tuple(self._pulls(variant, scenario.variants)),
            )

    def _pulls(self, variant: Variant, chosen: Sequence[str]) -> Sequence[Pull]:
        pulls = [
            Pull(variant=self._variants[id_], value=judged.value)
            for id_ in chosen
            if id_ in self._variants and (judged := self._judgements.get(f"{id_}>{variant.id}")) and judged.value
        ]
        return sorted(pulls, key=lambda one: (-abs(one.value), one.variant.id))

    def _reliance(self, reliance: Reliance) -> RelianceView:
        judgement = self._judgements.get(reliance.judgement)
        cause, _, effect = reliance.judgement.partition(">")
        return RelianceView(
            reliance=reliance,
            judgement=judgement,
            cause=self._variants.get(cause),
            effect=self._variants.get(effect),
            arguments=tuple(
                (one.direction, self._excerpts.of(self._statements[one.statement]))
                for one in (judgement.arguments if judgement else ())
                if one.statement in self._statements
            ),
        )

    def _hanging(self) -> Iterable[tuple[Driver, tuple[BearingView, ...], int, int]]:
        for driver in self._drivers:
            found = [one for one in self._found.bearings if one.driver == driver.id and one.is_no_regret is False]
            own = [one for one in found if one.is_confirmed or self._is_own(one)]
            if found:
                yield driver, tuple(map(self._bearing, self._first(own))), len(own), len(found) - len(own)

    def _first(self, found: Iterable[Bearing]) -> list[Bearing]:
        """The first of them, the region's before others, actions before requirements before threads."""
        return sorted(found, key=lambda one: (not self._is_own(one), BEARING_KINDS.index(one.kind)))[:SHOWN_BEARINGS]

    def _bearing(self, one: Bearing) -> BearingView:
        action, requirement = self._actions.get(one.about), self._requirements.get(one.about)
        thread = self._threads.get(one.about)
        excerpt = self._excerpt_of(one.about)
        title = action.what if action else requirement.quote if requirement else thread.title if thread else ""
        return BearingView(
            bearing=one,
            title=title or (excerpt.quote if excerpt else one.about),
            excerpt=excerpt,
            needs=self._needs(one),
            numbers=tuple(self._numbers[id_] for id_ in one.scenarios if id_ in self._numbers),
        )

    def _needs(self, one: Bearing) -> tuple[tuple[Variant, ...], ...]:
        by_driver: dict[str, dict[str, Variant]] = {}
        for id_, _ in one.needs:
            if id_ in self._variants:
                by_driver.setdefault(self._of_variant[id_].id, {})[id_] = self._variants[id_]
        return tuple(tuple(found.values()) for found in by_driver.values())

    def _excerpt_of(self, id_: str) -> Excerpt | None:
        """The sentence behind an action, a requirement, a thread or a statement."""
        action, requirement = self._actions.get(id_), self._requirements.get(id_)
        thread = self._threads.get(id_)
        if action is not None:
            id_ = action.statements[0] if action.statements else ""
        elif requirement is not None:
            id_ = requirement.statement
        elif thread is not None:
            id_ = thread.representative
        found = self._statements.get(id_)
        return self._excerpts.of(found) if found else None

    def _quoted(self, ids: Iterable[str]) -> tuple[Excerpt, ...]:
        return tuple(self._excerpts.of(self._statements[id_]) for id_ in ids if id_ in self._statements)
