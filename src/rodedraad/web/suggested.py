"""What a model thinks, put to people: each suggestion beside the quotes that it is about, to take over or set aside.

It changes nothing until somebody says so; what is taken over is the act that a person would have done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import accepting, authored
from rodedraad.errors import RodedraadError, UnknownRecord, WrongUse
from rodedraad.records import Message, Suggestion
from rodedraad.suggestions import ORDER, Standing, confirming, ordered
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.session import back
from rodedraad.web.visit import ROWS, AnsweredPage, Here, Number, Sent, Visit, onward

router = APIRouter(route_class=AnsweredPage)
_MOST_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A suggestion with what taking it over would do, or ``instead``: what to do where nothing can be taken over."""

    suggestion: Suggestion
    would: str
    instead: Message | None


def shown(layout: Layout, asked: Mapping[str, str]) -> Sequence[Suggestion]:
    """The suggestions that an address asks, those of most consequence first."""
    kind = asked.get("soort", "")
    return [one for one in ordered(_open(layout), _standing(layout)) if not kind or one.what == kind]


@router.get("/nakijken/voorstellen")
def suggestions(here: Here, number: Number = 1) -> HTMLResponse:
    """What a model thinks and nobody spoke of yet."""
    return _page(here, number=number)


def _page(here: Visit, *, number: int = 1, problem: Message | None = None) -> HTMLResponse:
    layout = here.layout
    found, standing = shown(layout, here.asked), _standing(layout)
    turn = Turn.to(number, total=len(found), size=ROWS // 2)
    held = {one.what for one in _open(layout)}
    return here.page(
        "suggestions",
        status=400 if problem else 200,
        rows=[
            (_offered(one, standing), [layout.excerpt(layout.moment.statements[id_]) for id_ in one.statements])
            for one in found[turn.rows]
        ],
        kinds=[one for one in ORDER if one in held],
        turn=turn,
        problem=problem,
    )


@router.post("/nakijken/voorstellen")
def judge(here: Here, form: Sent) -> Response:
    """Takes over, or sets aside, the suggestions that were chosen: all of them, or none where one cannot be."""
    names = list(dict.fromkeys(form.every("kies")))
    try:
        if form.one("doe") not in ("confirm", "decline") or not 0 < len(names) <= _MOST_AT_ONCE:
            raise WrongUse("web.choose_some", most=_MOST_AT_ONCE)
        known = {one.id for one in _open(here.layout)}
        if strays := [name for name in names if name not in known]:
            raise UnknownRecord("accepting.not_waiting", name=strays[0][:80])
        accepting.judged(
            here.workspace.folder,
            names,
            is_confirmed=form.one("doe") == "confirm",
            name=here.name,
            at=here.workspace.now(),
        )
    except RodedraadError as error:
        return _page(here, problem=error.message)
    here.workspace.renewal.ask()
    return onward(back(form, "/nakijken/voorstellen"))


def _open(layout: Layout) -> list[Suggestion]:
    """The suggestions whose sentences are all here and that nobody spoke of since the last build."""
    statements = layout.moment.statements
    return [
        one
        for one in layout.moment.records("suggestions")
        if all(id_ in statements for id_ in one.statements) and not all(id_ in layout.awaited for id_ in one.statements)
    ]


def _standing(layout: Layout) -> Standing:
    moment = layout.moment
    return Standing.of(
        moment.records("suggestions"),
        statements=moment.records("statements"),
        threads=moment.records("threads"),
        tensions=moment.records("tensions"),
        parties=authored.known_parties(list(moment.sources.values())),
    )


def _offered(one: Suggestion, standing: Standing) -> Offered:
    try:
        act = confirming(one, standing)
    except WrongUse as error:
        return Offered(suggestion=one, would="", instead=error.message)
    is_of_tension = one.what in ("conflict", "neither") and act.kind in ("confirm", "reject")
    ends = one.what if act.kind == "edit" else f"{act.kind}_tension" if is_of_tension else act.kind
    return Offered(suggestion=one, would=f"suggestions.would_{ends}", instead=None)
