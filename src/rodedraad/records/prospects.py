"""What lies ahead: all that follows from the dossier for its future, in one record."""

from __future__ import annotations

from dataclasses import dataclass

from rodedraad.records.actions import Action, Knot
from rodedraad.records.futures import Bearing, Driver, Exploration, Hint, Judgement, Scenario
from rodedraad.records.indicators import Indicator, Standing
from rodedraad.records.requirements import Arrangement, Offer, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """The futures, what they need, who must do what, and what was measured: the results of the last four stages."""

    drivers: tuple[Driver, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    hints: tuple[Hint, ...] = ()
    explorations: tuple[Exploration, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    offers: tuple[Offer, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    actions: tuple[Action, ...] = ()
    knots: tuple[Knot, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    standings: tuple[Standing, ...] = ()


NO_PROSPECTS = Prospects()
"""Of a dossier of which nothing was foreseen."""
