"""What lies ahead as an annex of the proposition: of each chapter the answer and its first table, on a few pages. Pure.

Whole chapters are papers of their own: ``scenarios_paper.py``, ``requirements_paper.py``, ``roadmap_paper.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from rodedraad.phrases import said
from rodedraad.publish.cited import Telling
from rodedraad.publish.indicators_paper import measured_core
from rodedraad.publish.paper import Block, Heading, Paragraph, plain
from rodedraad.publish.publication import Publication
from rodedraad.publish.requirements_paper import requirement_core
from rodedraad.publish.roadmap_paper import roadmap_core
from rodedraad.publish.scenarios_paper import scenario_core
from rodedraad.records import NO_PROSPECTS


def annex(publication: Publication) -> Iterator[Block]:
    """The annex; none of a dossier of which nothing was foreseen. Its sentences are no clauses: it says so first."""
    if publication.dossier.prospects == NO_PROSPECTS:
        return
    telling = Telling(publication)
    yield Heading(text=said("ahead.annex", publication.language), starts_page=True)
    yield Paragraph(runs=plain(said("ahead.annex_how", publication.language)), look="small")
    for code, core in (
        ("nav_scenarios", scenario_core),
        ("nav_benodigdheden", requirement_core),
        ("nav_routekaart", roadmap_core),
        ("nav_metingen", measured_core),
    ):
        yield Heading(text=telling.say(code), level=2)
        yield from core(telling)
