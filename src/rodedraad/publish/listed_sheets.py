"""Lists that stand on a page of their own and in no sheet of the workbook: outlooks, and judgements one by one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rodedraad.publish.columns import Column, Sheet, Words
from rodedraad.publish.editable import CODE
from rodedraad.publish.publication import Publication
from rodedraad.records import Judgement, Outlook


def listed_sheets(publication: Publication) -> tuple[Sheet, ...]:
    """These lists of one publication."""
    of = _Listed(publication)
    return (of.outlooks(), of.judgements())


@dataclass(frozen=True)
class _Listed(Words):
    """The tables of one publication."""

    @cached_property
    def variants(self) -> dict[str, str]:
        """The name of each variant, behind that of its driver."""
        is_dutch = self.publication.language == "nl"
        return {
            one.id: f"{driver.nl}: {one.nl}" if is_dutch else f"{driver.en}: {one.en}"
            for driver in self.publication.dossier.prospects.drivers
            for one in driver.variants
        }

    def outlooks(self) -> Sheet:
        """Each with what its source thinks of it, and which scenarios it fits."""
        fits: dict[str, list[int]] = {}
        for number, scenario in enumerate(self.publication.dossier.prospects.scenarios, start=1):
            for id_ in scenario.outlooks:
                fits.setdefault(id_, []).append(number)

        def place(one: Outlook) -> str:
            return self.said("html.page", page=one.page) if one.page else ""

        return Sheet(
            kind="outlooks",
            rows=self.publication.dossier.links.outlooks,
            columns=(
                Column(key="what", cell=lambda one: one.title, width=36),
                Column(key="stance", cell=lambda one: self.label("outlook", one.stance), width=16),
                Column(key="who", cell=lambda one: self.who(one.holders), width=30),
                Column(key="horizon", cell=lambda one: one.horizon, width=10),
                Column(key="in_scenarios", cell=lambda one: ", ".join(map(str, fits.get(one.id, ()))), width=14),
                Column(key="quote", cell=lambda one: one.quote, width=70),
                Column(key="source", cell=lambda one: self.title(one.source), width=34),
                Column(key="place", cell=place, width=14),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )

    def judgements(self) -> Sheet:
        """Each with its bounds, the sentences that argue for it, and whether anybody stands for it."""

        def arguing(one: Judgement) -> str:
            return "\n".join(
                f"{self.said('html.scen_higher' if each.direction > 0 else 'html.scen_lower')}: «{held.text}»"
                for each in one.arguments
                if (held := self.known.get(each.statement))
            )

        def reason(one: Judgement) -> str:
            return (one.note_en or one.note) if self.publication.language == "en" else one.note

        return Sheet(
            kind="judgements",
            rows=self.publication.dossier.prospects.judgements,
            columns=(
                Column(key="cause", cell=lambda one: self.variants.get(one.cause, one.cause), width=44),
                Column(key="effect", cell=lambda one: self.variants.get(one.effect, one.effect), width=44),
                Column(key="value", cell=lambda one: one.value, width=9),
                Column(key="low", cell=lambda one: one.low, width=9),
                Column(key="high", cell=lambda one: one.high, width=9),
                Column(key="why", cell=reason, width=50),
                Column(key="argues", cell=arguing, width=60),
                Column(key="examples", cell=lambda one: self.said("sheet.example") if one.is_example else "", width=14),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )
