"""Drivers and judgements as people judge them now, by the log: what they give, what contradicts what, who stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final

from rodedraad import chain, drivers, explore, in_force
from rodedraad.drivers import Drawn
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.explore import Assessment, Matrix
from rodedraad.moment import Moment
from rodedraad.publish import influences_svg
from rodedraad.publish.drawing import Picture
from rodedraad.records import Argument, Driver, Event, Judgement, Prospects, Scenario, Variant
from rodedraad.solving import model
from rodedraad.wording import Language

TRIED: Final = 10_000
"""Combinations up to which a page reckons what other values of a judgement would give: a third of a second for all."""
_TRIED_NODES: Final = 100_000
_SHORTEST: Final = 8
_FEW: Final = 100
"""Cells of one event that a page offers to take back: all that one driver does and undergoes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulling:
    """What one chosen variant does to the variant that was chosen of a driver (``on``) and to a better one (``other``)."""

    driver: Driver
    variant: Variant
    on: Judgement | None
    other: Judgement | None

    @property
    def by(self) -> int:
        """How much further it puts the better variant ahead; below 0: behind."""
        return ((self.other.value if self.other else 0) or 0) - ((self.on.value if self.on else 0) or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A driver of a combination that goes with the rest less well than another variant of it: ``better``, by so much."""

    driver: Driver
    chosen: Variant
    better: Variant
    by: int
    pulls: tuple[Pulling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What another value of one judgement would give: how many scenarios, and which come and go by their ids."""

    value: int
    count: int
    comes: tuple[str, ...]
    goes: tuple[str, ...]


class Weighed:
    """The drivers and judgements of one moment. Safe for several threads: at worst a view is made twice, the same."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    @cached_property
    def prospects(self) -> Prospects:
        """As the last build left them."""
        return Prospects(**{part.name: self._moment.records(part.name) for part in fields(Prospects)})

    @cached_property
    def drawn(self) -> Drawn:
        """The drivers and judgements by the log as it is; with closed sources those that may be seen."""
        held = Drawn(
            drivers=self.prospects.drivers,
            judgements=self.prospects.judgements,
            problems=tuple(
                each for one in self.prospects.explorations for each in one.problems if not self.prospects.drivers
            ),
        )
        if not self._moment.has_confidential and (self._moment.closed or self._moment.withheld):
            return held  # made from the log as it is, without what is closed (disclosure.py)
        now = in_force.drawn(self._moment.folder, chain.standing(event for event, _, _ in self._moment.logged))
        if not now.drivers and not now.problems:
            return held
        before = {one.id: one for one in held.judgements}
        return replace(
            now, judgements=tuple(replace(one, arguments=self._found(one, before)) for one in now.judgements)
        )

    def _found(self, one: Judgement, before: Mapping[str, Judgement]) -> tuple[Argument, ...]:
        """The arguments that are statements here: by their id, its beginning, or as the last build found them again."""
        if not one.arguments:
            return ()
        found, lost = [], False
        for argument in one.arguments:
            name = argument.statement
            if name in self._moment.statements:
                found.append(argument)
            elif len(name) >= _SHORTEST and (near := [id_ for id_ in self._moment.statements if id_.startswith(name)]):
                found.append(replace(argument, statement=near[0]))
            else:
                lost = True
        if lost and one.id in before:
            found += [each for each in before[one.id].arguments if each not in found]
        return tuple(sorted(found, key=lambda each: (-each.direction, each.statement)))

    @cached_property
    def is_new(self) -> bool:
        """Whether people judged otherwise since the last build, so that other scenarios may hold."""
        return model(self.drawn) != model(Drawn(drivers=self.prospects.drivers, judgements=self.prospects.judgements))

    @cached_property
    def drivers(self) -> Mapping[str, Driver]:
        """By id, in their order."""
        return {one.id: one for one in self.drawn.drivers}

    @cached_property
    def driver_of(self) -> Mapping[str, Driver]:
        """The driver of each variant, by the variant's id."""
        return {variant.id: one for one in self.drawn.drivers for variant in one.variants}

    @cached_property
    def variants(self) -> Mapping[str, Variant]:
        """By id."""
        return {variant.id: variant for one in self.drawn.drivers for variant in one.variants}

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """By cell."""
        return {one.id: one for one in self.drawn.judgements}

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The cells that nobody judged, in the order of the matrix."""
        return tuple(
            f"{cause}>{effect}"
            for cause, of in self.driver_of.items()
            for effect, on in self.driver_of.items()
            if of.id != on.id and ((one := self.judgements.get(f"{cause}>{effect}")) is None or one.value is None)
        )

    def judgement(self, cell: str) -> Judgement:
        """The judgement of a cell; one without a value where nobody judged. Raises UnknownRecord."""
        cause, _, effect = cell.partition(">")
        of, on = self.driver_of.get(cause), self.driver_of.get(effect)
        if of is None or on is None or of.id == on.id:
            raise UnknownRecord("store.unknown_record", name=cell[:80])
        return self.judgements.get(cell) or Judgement(
            id=cell, cause=cause, effect=effect, value=None, low=None, high=None
        )

    def acts(self, names: Iterable[str]) -> list[tuple[Event, str]]:
        """Who spoke of any of these cells, sections or drivers, and still counts, with the event; the latest first."""
        wanted = frozenset(names)
        return [
            (event, by)
            for event, by, stands in reversed(self._moment.logged)
            if stands and not wanted.isdisjoint(self._told.get(event.id, ()))
        ]

    def is_small(self, event: Event) -> bool:
        """Whether an event is one judgement or a few, not the reading of a whole file: then a page may take it back."""
        return len(self._told.get(event.id, ())) <= _FEW

    @cached_property
    def _told(self) -> Mapping[str, frozenset[str]]:
        return {
            event.id: frozenset(drivers.told(event)) for event, _, _ in self._moment.logged if event.kind == "setting"
        }

    @cached_property
    def matrix(self) -> Matrix | None:
        """The matrix of the judgements as they stand, where it is whole; else None."""
        if self.missing or not self.drawn.drivers:
            return None
        try:
            return explore.checked(explore.matrix_of(self.drawn.drivers, self.drawn.judgements))
        except WrongUse:
            return None

    def choice(self, code: str) -> tuple[int, ...]:
        """The combination that an address names: a variant of each driver, with dashes between. Raises UnknownRecord."""
        named = code.split("-")
        chosen = {self.driver_of[name].id: name for name in named if name in self.driver_of}
        if len(chosen) != len(self.drivers) or len(named) != len(chosen) or not chosen:
            raise UnknownRecord("store.unknown_record", name=code[:80])
        return tuple(
            next(place for place, each in enumerate(one.variants) if each.id == chosen[one.id])
            for one in self.drawn.drivers
        )

    def clashes(self, found: Assessment) -> tuple[Clash, ...]:
        """The drivers that break a combination, the one that breaks it most first, and the judgements by which they do."""
        rows = [one.variants[place] for one, place in zip(self.drawn.drivers, found.choice, strict=True)]
        made = []
        for breach in found.breaches:
            driver = self.drawn.drivers[breach.driver]
            chosen, better = driver.variants[breach.chosen], driver.variants[breach.better]
            pulls = (
                Pulling(
                    driver=self.driver_of[variant.id],
                    variant=variant,
                    on=self.judgements.get(f"{variant.id}>{chosen.id}"),
                    other=self.judgements.get(f"{variant.id}>{better.id}"),
                )
                for variant in rows
                if variant is not chosen
            )
            own = tuple(sorted((one for one in pulls if one.by), key=lambda one: (-one.by, one.variant.id)))
            made.append(Clash(driver=driver, chosen=chosen, better=better, by=breach.by, pulls=own))
        return tuple(made)

    def trials(self, cell: str) -> tuple[Trial, ...]:
        """What each value of a judgement would give, all else as it is; empty where that takes too long, or cells are missing."""
        cause, _, effect = cell.partition(">")
        held = self.judgements.get(cell)
        missing = [one for one in self.missing if one != cell]
        names = list(self.driver_of)
        combinations = 1
        for one in self.drawn.drivers:
            combinations *= len(one.variants)
        if missing or combinations > TRIED:
            return ()
        found: dict[int, frozenset[str]] = {}
        for value in range(-explore.SCALE, explore.SCALE + 1):
            own = Judgement(id=cell, cause=cause, effect=effect, value=value, low=value, high=value)
            others = (one for one in self.drawn.judgements if one.id != cell)
            try:
                matrix = explore.checked(explore.matrix_of(self.drawn.drivers, (*others, own)))
            except WrongUse:
                return ()
            solution = explore.solve(matrix, most_nodes=_TRIED_NODES)
            starts = matrix.starts
            found[value] = frozenset(
                "-".join(names[start + place] for start, place in zip(starts, choice, strict=False))
                for choice in solution.first()
            )
        now = found.get(held.value, frozenset()) if held and held.value is not None else frozenset()
        return tuple(
            Trial(value=value, count=len(ids), comes=tuple(sorted(ids - now)), goes=tuple(sorted(now - ids)))
            for value, ids in found.items()
        )


def diagram(
    drawn: Drawn,
    language: Language,
    *,
    scenario: Scenario | None = None,
    number: int | None = None,
    name: str = "invloeden",
) -> Picture:
    """The picture of the influences, of all drivers or as they are in one scenario; ``svg`` is the whole of it as text."""
    return influences_svg.picture(
        drawn.drivers, drawn.judgements, language=language, scenario=scenario, number=number, name=name
    )
