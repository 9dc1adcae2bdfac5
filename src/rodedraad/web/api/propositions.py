"""The addresses of the proposition: its versions, and the sentences of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from rodedraad import shapes, versions
from rodedraad.amending import Standing
from rodedraad.records import Version
from rodedraad.web.api import queries
from rodedraad.web.api.answers import listed, shown
from rodedraad.web.api.door import getting, layout_of, opened
from rodedraad.web.layout import Layout
from rodedraad.web.visit import Here, Visit
from rodedraad.wording import word

router = opened()
_get = getting(router)


@_get("/propositions", "VersionPage", tag="Proposition")
def propositions(here: Here, asked: Annotated[queries.Paged, Query()]) -> Response:
    """The versions of the proposition that were kept, the first one first. Who made one is told to who may see the log."""
    every = versions.versions(here.workspace.folder)
    rows = (_version(here, one) for one in every[asked.part.rows])
    return listed(here, layout_of(here, asked), rows, total=len(every), part=asked.part)


@_get("/propositions/{label}", "PropositionDetail", tag="Proposition")
def proposition(here: Here, label: queries.Label, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One version of the proposition, without its clauses."""
    standing = _standing(layout_of(here, asked), label)
    told = standing.proposition
    return shown(
        here,
        {
            "version": _version(here, standing.version) if standing.version else None,
            "is_draft": standing.version is None,
            "title": told.title,
            "clauses": len(told.clauses),
            "core": list(told.core),
            "themes": [{"id": one.id, "nl": one.nl, "en": one.en} for one in told.themes],
            "absent": list(told.absent),
        },
    )


@_get("/propositions/{label}/clauses", "ClausePage", tag="Proposition")
def clauses(here: Here, label: queries.Label, asked: Annotated[queries.ClausesAsked, Query()]) -> Response:
    """The sentences of a version in reading order, each with all that it rests on."""
    layout = layout_of(here, asked)
    standing = _standing(layout, label)
    text = standing.proposition
    wanted = asked.filters.get("theme")
    chosen = [(number, one) for number, one in enumerate(text.clauses, start=1) if not wanted or one.theme == wanted]
    rows = (
        shapes.clause_row(one, word, number=number, is_core=one.id in text.core, version=standing.version)
        for number, one in chosen[asked.part.rows]
    )
    return listed(here, layout, rows, total=len(chosen), part=asked.part)


def _version(here: Visit, version: Version) -> Mapping[str, Any]:
    return shapes.version(version) | ({} if here.visitor.may("contribute") else {"person": None})


def _standing(layout: Layout, label: str) -> Standing:
    """A version with its text, as it may be seen; of ``latest`` also a draft. Raises UnknownRecord."""
    if label == "latest":
        return layout.moment.standing()
    version = versions.version_named(layout.moment.folder, label)
    return Standing(version=version, proposition=layout.moment.text_of(version))
