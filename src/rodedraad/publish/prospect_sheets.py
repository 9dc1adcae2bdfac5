"""What lies ahead as tables of a workbook: scenarios, influences, requirements, actions, knots, measurements. Pure.

The influences stand as the matrix that ``publish/impacts.py`` writes as CSV: code, driver and variant before each row, a
column for each variant; so what reads that reads this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rodedraad.phrases import clipped
from rodedraad.publish.bound import whose
from rodedraad.publish.columns import TITLE_CHARS, Cell, Column, Sheet, Words
from rodedraad.publish.editable import CODE, answer
from rodedraad.publish.indicators import told
from rodedraad.publish.indicators import yardstick as beside
from rodedraad.publish.publication import Publication
from rodedraad.publish.requirements_futures_sheet import futures_sheet
from rodedraad.publish.signing import settled_by
from rodedraad.records import (
    Action,
    Arrangement,
    Aspect,
    Condition,
    Driver,
    Funding,
    Judgement,
    Party,
    Requirement,
    Scenario,
    Standing,
    Statement,
    Trait,
    Variant,
)
from rodedraad.wording import word

_FEASIBLE: tuple[Aspect, ...] = ("money", "people", "space", "permits")
_ARRANGED: tuple[Aspect, ...] = ("host", "governance", "education", "facilities", "funding", *_FEASIBLE)


def prospect_sheets(publication: Publication) -> tuple[Sheet, ...]:
    """The lists of what lies ahead, in the order of the workbook."""
    of = _Ahead(publication)
    return (
        of.scenarios(),
        of.impacts(),
        of.requirements(),
        futures_sheet(of),
        of.offers(),
        of.arrangements(),
        of.actions(),
        of.knots(),
        of.standings(),
    )


@dataclass(frozen=True)
class _Ahead(Words):
    """The tables of what lies ahead of one publication."""

    @cached_property
    def scenario_numbers(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self.publication.dossier.prospects.scenarios, start=1)}

    @cached_property
    def acts(self) -> dict[str, Action]:
        return {one.id: one for one in self.publication.dossier.prospects.actions}

    @cached_property
    def holding(self) -> dict[str, str]:
        """In which scenarios a thing holds, in words; that its words say nothing of any, where that is so."""
        found = {}
        for one in self.publication.dossier.prospects.bearings:
            if one.is_no_regret is None:
                found[one.about] = self.said("sheet.not_tied")
            elif one.is_no_regret:
                found[one.about] = self.said("sheet.everywhere")
            else:
                numbers = (self.scenario_numbers[id_] for id_ in one.scenarios if id_ in self.scenario_numbers)
                found[one.about] = ", ".join(map(str, numbers)) or self.said("sheet.nowhere")
        return found

    def own(self, named: Driver | Variant) -> str:
        name = (named.nl if self.publication.language == "nl" else named.en) or named.id
        return clipped(name, TITLE_CHARS)

    def at(self, id_: str | None) -> str:
        """Where a statement stands."""
        found = self.known.get(id_ or "")
        return ", ".join(filter(None, [self.title(found.source), self.place(found)])) if found else ""

    def text(self, id_: str | None) -> str:
        found = self.known.get(id_ or "")
        return found.text if found else ""

    def traits(self, found: Sequence[Trait], aspect: Aspect) -> str:
        """What is shown under an aspect, with its places; said where nothing is."""
        told = [f"{one.words} ({self.at(one.statement)})" for one in found if one.aspect == aspect]
        return "\n".join(told) or self.said("sheet.not_shown")

    def scenarios(self) -> Sheet:
        prospects = self.publication.dossier.prospects
        drivers = prospects.drivers
        judgements = {one.id: one for one in prospects.judgements}
        outlooks = {one.id: one for one in self.publication.dossier.links.outlooks}
        examples = sum(one.is_example for one in prospects.judgements)

        def chosen(driver: Driver) -> Column:
            def cell(one: Scenario) -> Cell:
                return next((self.own(each) for each in driver.variants if each.id in one.variants), None)

            return Column(key=driver.id, title=self.own(driver), cell=cell, width=26)

        def resting(one: Scenario) -> str:
            return "\n".join(
                self.said("sheet.rests", judgement=each.judgement, value=each.value)
                + "".join(
                    f" «{self.text(argument.statement)}» ({self.at(argument.statement)})"
                    for argument in (judgements[each.judgement].arguments if each.judgement in judgements else ())
                )
                for each in one.reliances
            )

        return Sheet(
            kind="scenarios",
            rows=prospects.scenarios,
            columns=(
                Column(key="number", cell=lambda one: self.scenario_numbers[one.id], width=6),
                *(chosen(driver) for driver in drivers),
                Column(key="score", cell=lambda one: one.score, width=11),
                Column(key="inconsistency", cell=lambda one: one.inconsistency, width=14),
                Column(key="rests_on", cell=resting, width=60),
                Column(
                    key="outlooks",
                    cell=lambda one: "\n".join(outlooks[id_].title for id_ in one.outlooks if id_ in outlooks),
                    width=34,
                ),
                Column(
                    key="examples",
                    cell=lambda _: self.said("sheet.examples", count=examples, total=len(prospects.judgements)),
                    width=24,
                ),
                Column(key=CODE, cell=lambda one: one.id, width=30),
            ),
        )

    def impacts(self) -> Sheet:
        prospects = self.publication.dossier.prospects
        judgements = {(one.cause, one.effect): one for one in prospects.judgements}
        rows = [(driver, variant) for driver in prospects.drivers for variant in driver.variants]

        def judged(effect: Variant) -> Column:
            def cell(row: tuple[Driver, Variant]) -> Cell:
                return _value(judgements.get((row[1].id, effect.id)))

            return Column(key=effect.id, title=effect.id, cell=cell, width=12)

        return Sheet(
            kind="impacts",
            rows=rows,
            columns=(
                Column(key=CODE, cell=lambda row: row[1].id, width=16),
                Column(key="driver", cell=lambda row: self.own(row[0]), width=30),
                Column(key="variant", cell=lambda row: self.own(row[1]), width=30),
                *(judged(variant) for _, variant in rows),
            ),
        )

    def requirements(self) -> Sheet:
        prospects = self.publication.dossier.prospects
        known = {one.id: one for one in prospects.requirements}
        offers = {one.id: one for one in prospects.offers}

        def others(one: Requirement) -> str:
            asked = (party for id_ in one.shared if id_ in known for party in known[id_].parties)
            return self.who(tuple(party for party in dict.fromkeys(asked) if party not in one.parties))

        def asker(one: Requirement) -> str:
            said = self.known.get(one.statement)
            return self.speaker(said) if said and said.is_reported else self.who(one.parties)

        def esco(one: Requirement) -> str:
            return "\n".join(
                f"{each.label} {each.uri} "
                + (self.said("sheet.confirmed") if each.is_confirmed else self.said("sheet.likeness", share=each.share))
                for each in one.esco
            )

        return Sheet(
            kind="requirements",
            rows=prospects.requirements,
            columns=(
                Column(key="kind", cell=lambda one: self.label("requirement", one.kind), width=16),
                Column(key="what", cell=lambda one: one.what, width=36),
                Column(key="quote", cell=lambda one: self.text(one.statement) or one.quote, width=70),
                Column(key="met", cell=lambda one: self.label("extent", one.met), width=13),
                Column(key="level", cell=lambda one: self.label("level", one.level), width=12),
                Column(key="amount", cell=lambda one: one.number or "", width=16),
                Column(key="due", cell=lambda one: one.term or "", width=18),
                Column(key="who", cell=asker, width=30),
                Column(key="also_asked", cell=others, width=30),
                Column(
                    key="offered",
                    cell=lambda one: "; ".join(offers[id_].name for id_ in one.offers if id_ in offers),
                    width=30,
                ),
                Column(key="in_scenarios", cell=lambda one: self.holding.get(one.id, ""), width=16),
                Column(key="esco", cell=esco, width=40),
                Column(key="on_themes", cell=lambda one: self.theme_words(one.themes), width=26),
                Column(key="place", cell=lambda one: self.at(one.statement), width=34),
                Column(key="confirmed", cell=self._confirmed, width=11),
                Column(key=CODE, cell=lambda one: one.id, width=26),
                Column(key="statement", cell=lambda one: one.statement, width=26),
            ),
        )

    def _confirmed(self, one: Requirement | Action | Arrangement | Standing) -> str:
        return answer(one.is_confirmed, self.publication.language)

    def offers(self) -> Sheet:
        return Sheet(
            kind="offers",
            rows=self.publication.dossier.prospects.offers,
            columns=(
                Column(key="kind", cell=lambda one: self.label("offer", one.kind), width=16),
                Column(key="name", cell=lambda one: one.name, width=40),
                Column(key="level", cell=lambda one: self.label("level", one.level), width=12),
                Column(key="party", cell=lambda one: self.who((one.party,)) if one.party else "", width=30),
                Column(key="quote", cell=lambda one: self.text(one.statement) or one.quote, width=70),
                Column(key="place", cell=lambda one: self.at(one.statement), width=34),
                Column(key=CODE, cell=lambda one: one.id, width=26),
                Column(key="statement", cell=lambda one: one.statement, width=26),
            ),
        )

    def arrangements(self) -> Sheet:
        def aspect(name: Aspect) -> Column:
            return Column(key=name, cell=lambda one: self.traits(one.traits, name), width=34)

        def side(pairs: Sequence[tuple[str, str]]) -> str:
            return "\n".join(f"{self.who((party,))}: {self.text(id_)} ({self.at(id_)})" for party, id_ in pairs)

        return Sheet(
            kind="arrangements",
            rows=self.publication.dossier.prospects.arrangements,
            columns=(
                Column(key="kind", cell=lambda one: self.label("arrangement", one.kind), width=22),
                Column(key="title", cell=lambda one: one.title, width=40),
                Column(key="quote", cell=lambda one: "\n".join(filter(None, map(self.text, one.statements))), width=60),
                Column(key="models", cell=lambda one: "; ".join(one.models) or self.said("sheet.not_shown"), width=26),
                *(aspect(name) for name in _ARRANGED),
                Column(key="in_favour", cell=lambda one: side(one.for_), width=40),
                Column(key="against", cell=lambda one: side(one.against), width=40),
                Column(key="place", cell=lambda one: "\n".join(dict.fromkeys(map(self.at, one.statements))), width=34),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )

    def actions(self) -> Sheet:
        def conditions(one: Action) -> str:
            return "\n".join(
                f"{each.words} ({self._whose(each) or self.at(each.statement)})" for each in one.conditions
            )

        def waits(one: Action) -> str:
            return "\n".join(self.acts[each.on].what for each in one.depends_on if each.on in self.acts)

        def settled(one: Action) -> str:
            return "\n".join(settled_by(one, self.publication.dossier.signers, language))

        def money(one: Action) -> str:
            return "\n".join(self._money(each) for each in one.funding)

        def replied(one: Action) -> str:
            return "\n".join(
                f"{self.label('settlement', each.outcome)}: {self.text(each.statement)} ({self.at(each.statement)})"
                for each in one.answers
            )

        def aspect(name: Aspect) -> Column:
            return Column(key=name, cell=lambda one: self.traits(one.shown, name), width=24)

        language = self.publication.language
        return Sheet(
            kind="actions",
            rows=self.publication.dossier.prospects.actions,
            columns=(
                Column(key="status", cell=lambda one: self.label("action_status", one.status), width=14),
                Column(key="who", cell=lambda one: self.who(one.who), width=30),
                Column(key="what", cell=lambda one: one.what, width=60),
                Column(key="due", cell=lambda one: one.deadline or "", width=18),
                Column(key="from", cell=lambda one: one.by_from or "", width=12),
                Column(key="until", cell=lambda one: one.by_to or "", width=12),
                Column(key="asker", cell=lambda one: self.who(one.asker), width=28),
                Column(key="conditions", cell=conditions, width=44),
                Column(key="waits_for", cell=waits, width=44),
                Column(key="layer", cell=lambda one: self.label("layer", one.layer), width=18),
                Column(
                    key="within_power",
                    cell=lambda one: "" if one.within_power is None else answer(one.within_power, language),
                    width=12,
                ),
                Column(key="funding", cell=money, width=30),
                Column(key="answer", cell=replied, width=50),
                *(aspect(name) for name in _FEASIBLE),
                Column(key="in_scenarios", cell=lambda one: self.holding.get(one.id, ""), width=16),
                Column(key="on_themes", cell=lambda one: self.theme_words(one.themes), width=26),
                Column(key="quote", cell=lambda one: "\n".join(filter(None, map(self.text, one.statements))), width=60),
                Column(key="place", cell=lambda one: "\n".join(dict.fromkeys(map(self.at, one.statements))), width=34),
                Column(key="confirmed", cell=self._confirmed, width=11),
                Column(key="decided", cell=settled, width=34),
                Column(key=CODE, cell=lambda one: one.id, width=26),
                Column(key="statements", cell=lambda one: " ".join(one.statements), width=30),
            ),
        )

    def _whose(self, one: Condition) -> str:
        return whose([one], statements=self._stated, parties=self._parties, language=self.publication.language)

    @cached_property
    def _stated(self) -> dict[str, Statement]:
        return {one.id: one for one in self.publication.dossier.statements}

    @cached_property
    def _parties(self) -> dict[str, Party]:
        return {one.id: one for one in self.publication.dossier.links.parties}

    def _money(self, one: Funding) -> str:
        told = f"{self.label('funding', one.kind)}: {one.words}"
        return f"{told} ({self.who((one.party,))})" if one.party else told

    def knots(self) -> Sheet:
        def quotes(ids: Sequence[str]) -> str:
            return "\n".join(found.text for id_ in ids if isinstance(found := self.known.get(id_), Statement))

        def decided(ids: Sequence[str]) -> str:
            return "\n".join(self.acts[id_].what if id_ in self.acts else id_ for id_ in ids)

        return Sheet(
            kind="knots",
            rows=self.publication.dossier.prospects.knots,
            columns=(
                Column(key="kind", cell=lambda one: self.label("knot", one.kind), width=26),
                Column(key="explanation", cell=lambda one: word(one.explanation, self.publication.language), width=60),
                Column(key="decisions", cell=lambda one: decided(one.decisions), width=50),
                Column(key="acts", cell=lambda one: decided(one.actions), width=60),
                Column(key="quote", cell=lambda one: quotes(one.statements), width=60),
                Column(key="place", cell=lambda one: "\n".join(dict.fromkeys(map(self.at, one.statements))), width=34),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )

    def standings(self) -> Sheet:
        prospects = self.publication.dossier.prospects
        indicators = {one.id: one for one in prospects.indicators}

        def place(one: Standing) -> str:
            found = indicators.get(one.indicator or "")
            return found.place if found else ""

        def last(one: Standing) -> str:
            found = indicators.get(one.indicator or "")
            point = next((each for each in reversed(found.points) if each.is_valid), None) if found else None
            if found and found.points and point is None:
                return told(found, found.points[-1], self.publication.language)
            return f"{point.value} ({point.year})" if point else ""

        def expected(one: Standing) -> str:
            return f"{one.low} – {one.high}" if one.low is not None and one.high is not None else ""

        return Sheet(
            kind="standings",
            rows=prospects.standings,
            columns=(
                Column(key="component", cell=lambda one: one.component, width=16),
                Column(key="measured_at", cell=place, width=26),
                Column(key="status", cell=lambda one: self.label("standing", one.state), width=16),
                Column(key="target_value", cell=lambda one: beside(one, self.publication.language), width=34),
                Column(key="target_year", cell=lambda one: one.year, width=10),
                Column(key="last_measured", cell=last, width=20),
                Column(key="expected_range", cell=expected, width=20),
                Column(key="explanation", cell=lambda one: word(one.reason, self.publication.language), width=60),
                Column(key="norm", cell=lambda one: one.norm or ", ".join(one.norms), width=22),
                Column(key="quote", cell=lambda one: self.text(one.statement), width=60),
                Column(key="place", cell=lambda one: self.at(one.statement), width=34),
                Column(key="confirmed", cell=self._confirmed, width=11),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )


def _value(judgement: Judgement | None) -> Cell:
    """A judgement as its cell: a number, with its interval where it has one; empty where it is missing."""
    if judgement is None:
        return None
    low, high, value = judgement.low, judgement.high, judgement.value
    if low == high or low is None or high is None:
        return value
    return f"{'' if value is None else value} [{low}..{high}]".strip()
