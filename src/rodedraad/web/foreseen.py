"""What lies ahead as the pages show it: drivers, judgements and scenarios as people judge now, outlooks, and what it all takes.

The lists of what hangs on the scenarios follow the last build; the judgements themselves are those of the log, so that what
somebody judged shows at once. Each view is made once for a moment of the dossier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rodedraad.moment import Moment
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.requirements import Requirements, Viewer, requirements
from rodedraad.publish.requirements_futures import Futures, Row, futures
from rodedraad.publish.scenario_views import Scenarios
from rodedraad.publish.scenarios import Teller
from rodedraad.publish.storyline import Library
from rodedraad.records import (
    Bearing,
    Event,
    Exploration,
    Frame,
    Likeness,
    Links,
    Offer,
    Outlook,
    Prospects,
    Requirement,
    Scenario,
    Statement,
    Thread,
)
from rodedraad.region import Region, region_of
from rodedraad.web.apart import titles
from rodedraad.web.weighed import Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How an outlook compares with one scenario, by the scenario's number from 1."""

    number: int
    scenario: Scenario
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookRow:
    """A future as a source describes it, with the themes and the parties of it, and the scenarios that it fits."""

    outlook: Outlook
    themes: tuple[str, ...]
    parties: tuple[str, ...]
    statements: tuple[Statement, ...]
    fits: tuple[Fit, ...]
    near: tuple[Fit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What lies ahead with one list of scenarios: the records, the chapter on them, and who tells of any combination."""

    prospects: Prospects
    teller: Teller
    chapter: Scenarios


_OF_LOG = frozenset({"ruled", "waiting", "_told"})
"""The views that follow from what people wrote, and not from the lists and judgements alone."""


class Foreseen(Weighed):
    """The views of one moment. Safe for several threads: at worst one is made twice, the same."""

    def __init__(self, moment: Moment, frame: Frame, *, before: Foreseen | None = None) -> None:
        if before is not None:  # of the same lists and judgements
            self.__dict__ |= {name: made for name, made in dict(before.__dict__).items() if name not in _OF_LOG}
        super().__init__(moment)
        self._frame = frame
        if before is None:
            self.maker = Excerpts(tuple(moment.sources.values()), {}, "")
            self._tellings: dict[Exploration, Telling] = {}

    # --- what the last build left ---

    @cached_property
    def links(self) -> Links:
        """The threads and outlooks that are tied to what lies ahead."""
        return Links(threads=self._moment.records("threads"), outlooks=self._moment.records("outlooks"))

    @cached_property
    def threads(self) -> Mapping[str, Thread]:
        """By id."""
        return {one.id: one for one in self.links.threads}

    @cached_property
    def _region(self) -> Region:
        return region_of(
            self._frame, self._moment.statements.values(), self._moment.sources.values(), self._moment.parties.values()
        )

    # --- scenarios ---

    def of(self, exploration: Exploration, found: Sequence[Scenario]) -> Prospects:
        """What lies ahead with these scenarios of the judgements as they stand now.

        What a build found of a scenario that was there already (which outlooks fit, what it reaches) goes with it.
        """
        held = {one.id: one for one in self.prospects.scenarios}
        return replace(
            self.prospects,
            drivers=self.drawn.drivers,
            judgements=self.drawn.judgements,
            explorations=(exploration,),
            scenarios=tuple(
                replace(one, outlooks=was.outlooks, likenesses=was.likenesses, reaches=was.reaches)
                if (was := held.get(one.id))
                else one
                for one in found
            ),
            bearings=tuple(self._weighed(one, found) for one in self.prospects.bearings),
        )

    def _weighed(self, one: Bearing, found: Sequence[Scenario]) -> Bearing:
        """What something needs, held against these scenarios (as ``explore.bearings`` holds it against those of a build)."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for variant, _ in one.needs:
            if variant in self.driver_of:
                wanted[self.driver_of[variant].id].add(variant)
        if not wanted or not found:
            return one
        holding = tuple(each.id for each in found if all(not ids.isdisjoint(each.variants) for ids in wanted.values()))
        return replace(one, scenarios=holding, is_no_regret=len(holding) == len(found), driver=None)

    def telling(self, exploration: Exploration, found: Sequence[Scenario]) -> Telling:
        """What lies ahead with these scenarios, and all that hangs on them, as the report has it."""
        held = self._tellings.get(exploration)
        if held is None:
            held = self._tellings[exploration] = self._telling(self.of(exploration, found))
        return held

    def _telling(self, prospects: Prospects) -> Telling:
        teller = Teller(
            prospects, links=self.links, statements=self._moment.statements, maker=self.maker, region=self._region
        )
        return Telling(prospects=prospects, teller=teller, chapter=teller.made())

    @cached_property
    def built(self) -> Telling:
        """The same as the last build left it."""
        return self._telling(self.prospects)

    @cached_property
    def speaking(self) -> Mapping[str, tuple[Statement, ...]]:
        """By variant the sentences by which something is tied to it, or that a person named as an argument about it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for one in self.prospects.bearings:
            for variant, id_ in one.needs:
                found[variant][id_] = None
        statements = self._moment.statements
        return {variant: tuple(statements[id_] for id_ in ids if id_ in statements) for variant, ids in found.items()}

    # --- outlooks ---

    @cached_property
    def outlooks(self) -> tuple[OutlookRow, ...]:
        """The futures that sources describe, those that fit a scenario first."""
        numbers = {one.id: number for number, one in enumerate(self.prospects.scenarios, start=1)}
        fits: dict[str, list[Fit]] = defaultdict(list)
        for scenario in self.prospects.scenarios:
            for one in scenario.likenesses:
                fits[one.outlook].append(Fit(number=numbers[scenario.id], scenario=scenario, likeness=one))
        rows = [self._outlook(one, fits.get(one.id, ())) for one in self._moment.records("outlooks")]
        return tuple(sorted(rows, key=lambda row: (not row.fits, not row.near)))

    @cached_property
    def outlook_titles(self) -> Mapping[str, str]:
        """By id, no two the same."""
        return titles(self.links.outlooks, self._moment.sources)

    @cached_property
    def library(self) -> Library:
        """What the stories of the scenarios tell from."""
        moment = self._moment
        return Library.of(
            moment.records("statements"),
            tuple(moment.sources.values()),
            self.links,
            drivers=self.drawn.drivers,
            region=self._region,
        )

    def _outlook(self, one: Outlook, found: Sequence[Fit]) -> OutlookRow:
        inside = tuple(
            each for each in self._moment.statements_of(one.source) if each.start < one.end and one.start < each.end
        )
        own = tuple(fit for fit in found if fit.likeness.is_match)
        near = tuple(fit for fit in found if fit.likeness.agrees and not fit.likeness.is_match)
        return OutlookRow(
            outlook=one,
            themes=tuple(dict.fromkeys(theme for each in inside for theme in each.themes)),
            parties=one.holders or self._moment.sources[one.source].authors,
            statements=inside,
            fits=own,
            near=tuple(
                sorted(near, key=lambda fit: (len(fit.likeness.differs), -len(fit.likeness.agrees), fit.number))
            ),
        )

    # --- what it takes ---

    @cached_property
    def viewer(self) -> Viewer:
        """The needs in the order in which they are told."""
        return Viewer(self.prospects, statements=self._moment.statements, maker=self.maker, region=self._region)

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """By id, in their order: of the region first, then what is missing."""
        return {one.id: one for one in self.viewer.held}

    @cached_property
    def needs(self) -> Requirements:
        """The chapter on what the transition takes, with what the region has and how it could be arranged."""
        return requirements(self.prospects, statements=self._moment.statements, maker=self.maker, region=self._region)

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """What there is by its id: the region's first, by whose it is."""
        held = (one for one in self.prospects.offers if one.statement in self._moment.statements)
        return {
            one.id: one
            for one in sorted(held, key=lambda one: (not one.is_regional, one.party is None, one.party or ""))
        }

    @cached_property
    def futures(self) -> Futures:
        """What each future takes."""
        return futures(
            self.prospects,
            links=self.links,
            statements=self._moment.statements,
            maker=self.maker,
            viewer=self.viewer,
            most=None,
        )

    @cached_property
    def future_rows(self) -> Mapping[str, Row]:
        """The futures that take something, by what an address calls them."""
        return {row.key: row for row in self.futures.rows if row.total}

    @cached_property
    def bearings(self) -> Mapping[str, Bearing]:
        """By the id of what they are about."""
        return {one.about: one for one in self.prospects.bearings}

    @cached_property
    def ruled(self) -> Mapping[tuple[str, str, str], tuple[tuple[Event, str], ...]]:
        """Who ruled what and still counts: by kind, statement and key, the latest first."""
        found: dict[tuple[str, str, str], list[tuple[Event, str]]] = defaultdict(list)
        for event, by, stands in reversed(self._moment.logged):
            if stands and event.kind == "ruling" and event.targets:
                values = dict(event.values)
                about = (str(values.get("about")), event.targets[0].statement, str(values.get("key") or ""))
                found[about].append((event, by))
        return {about: tuple(acts) for about, acts in found.items()}

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Ids of the events that the lists do not follow from yet."""
        return frozenset(event.id for event, _, _ in self._moment.waiting)

    def asked_by(self, party: str) -> int:
        """How many needs a party states."""
        return sum(party in one.parties for one in self.requirements.values())

    def described_by(self, party: str) -> int:
        """How many outlooks are a party's."""
        return sum(party in one.parties for one in self.outlooks)

    @cached_property
    def uses(self) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
        """By statement, where it is used ahead: (kind, title, address)."""
        found: dict[str, dict[tuple[str, str, str], None]] = defaultdict(dict)
        for need in self.requirements.values():
            found[need.statement][("requirement", need.what, f"/benodigdheden/{need.id}")] = None
        for offer in self.offers.values():
            found[offer.statement][("offer", offer.name, f"/kennisinfrastructuur#{offer.id}")] = None
        for row in self.outlooks:
            for one in row.statements:
                found[one.id][("outlook", row.outlook.title, f"/toekomstbeelden/{row.outlook.id}")] = None
        for judgement in self.drawn.judgements:
            for argument in judgement.arguments:
                to = f"/scenarios/oordelen/{judgement.cause}-{judgement.effect}"
                found[argument.statement][("judgement", f"{judgement.cause} → {judgement.effect}", to)] = None
        return {id_: tuple(places) for id_, places in found.items()}

    def prepare(self) -> None:
        """Makes what takes longest before somebody asks for it."""
        _ = (self.drawn, self.built, self.outlooks, self.requirements, self.future_rows, self.uses)
