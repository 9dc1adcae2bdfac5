"""The roadmap in the browser: who must do what by when and if, what was asked of whom and what came of it.

Three views of the same actions, each with its own address: a table, a line of years and a net of what waits for what. What a
person decides of an action is an event of the log, and counts in the build that follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, islice
from typing import Any, Final, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import correcting, rulings
from rodedraad.correcting import Correction
from rodedraad.errors import WrongUse
from rodedraad.publish.drawing import Picture, Ways
from rodedraad.publish.roadmap import PRESSING, Act, year_of
from rodedraad.publish.roadmap_part import line_of, net_of
from rodedraad.publish.roadmap_svg import MOST_ROWS, NARROW
from rodedraad.records import Action, ActionStatus, Layer, Message, Outcome, Party
from rodedraad.web.agenda import NONE, OF_ACTS, OF_REQUESTS, ORDERS, OUTCOMES, Agenda
from rodedraad.web.changing import done
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.screen import address
from rodedraad.web.session import Form
from rodedraad.web.visit import ROWS, AnsweredPage, Here, KeptPage, Number, Sent, Visit
from rodedraad.wording import Language

router = APIRouter(route_class=KeptPage)
forms = APIRouter(route_class=AnsweredPage)
VIEWS: Final = ("tabel", "tijdlijn", "net")
_REQUESTS: Final = 20
_MOST_QUOTES: Final = 12
_NEAR: Final = 200
"""Actions of the same party or theme that one can be made to wait for, in a list to choose from."""
_FIELDS: Final = ("status", "answer", "layer", "who", "deadline")


@router.get("/agenda")
def agenda(here: Here, number: Number = 1, beeld: str = "") -> HTMLResponse:
    """Who must do what, as a table, a line of years, or a net of what waits for what."""
    found = here.layout.agenda(here.language)
    view = beeld if beeld in VIEWS else VIEWS[0]
    wanted = _wanted(here, OF_ACTS)
    kept = found.acts.narrowed(wanted)
    values: dict[str, Any] = {
        "view": view,
        "views": VIEWS,
        "wanted": wanted,
        "filters": OF_ACTS,
        "options": {name: found.options(found.acts, name, wanted) for name in OF_ACTS},
        "agenda": found,
        "total": len(kept),
    }
    if view in _DRAWN:
        key = (view, number, *sorted(here.asked.items()))
        drawn = found.once(key, lambda: _DRAWN[view](here, found, list(found.acts.those(kept)), number))
        return here.page("agenda", **values, **drawn)
    order = here.asked.get("volgorde", "")
    turn = Turn.to(number, total=len(kept), size=ROWS)
    rows = found.acts.those(found.ordered(kept, order)[turn.rows])
    return here.page("agenda", **values, turn=turn, rows=list(rows), order=order or ORDERS[0], orders=ORDERS)


def _line(here: Visit, found: Agenda, acts: Sequence[Act], number: int) -> dict[str, Any]:
    """The actions with a date on a line of years, so many to a page; of more than one page also how many in each year."""
    dated = sorted((one for one in acts if year_of(one.action)), key=_due)
    turn = Turn.to(number, total=len(dated), size=MOST_ROWS)
    rows = dated[turn.rows]
    themes, ways = here.layout.frame.themes, _ways(here)
    return {
        "turn": turn,
        "rows": rows,
        "undated": len(acts) - len(dated),
        "loose": [one for one in acts if not year_of(one.action)][:_REQUESTS],
        "counts": _pair(found, dated, themes, ways, "jaren") if turn.pages > 1 else None,
        "picture_pair": _pair(found, rows, themes, ways, "lijn"),
    }


def _pair(
    found: Agenda, acts: Sequence[Act], themes: Any, ways: Ways, name: str
) -> tuple[Picture | None, Picture | None]:
    """The picture for a wide screen, and for a phone."""
    return (
        line_of(found.view, acts, themes=themes, ways=ways, name=name),
        line_of(found.view, acts, themes=themes, ways=ways, name=f"{name}-smal", width=NARROW),
    )


def _net(here: Visit, found: Agenda, acts: Sequence[Act], number: int) -> dict[str, Any]:
    """What waits for what; the table has each action that waits with all that it waits for."""
    waiting = [one for one in acts if found.after(one.action.id)]
    ids = {one.action.id for one in acts}
    is_all = len(acts) == len(found.view.acts)
    turn = Turn.to(number, total=len(waiting), size=ROWS // 2)
    pressing = [
        (kind, [one for one in views if is_all or not ids.isdisjoint((*one.knot.actions, *one.knot.decisions))])
        for kind, views in found.view.knots.items()
        if kind in PRESSING
    ]
    return {
        "turn": turn,
        "rows": waiting[turn.rows],
        "picture_pair": (net_of(found.view, acts, ways=_ways(here)), None),
        "decisions": [one for one in found.view.decisions if is_all or one.id in ids][:_MOST_QUOTES],
        "pressing": [(kind, views) for kind, views in pressing if views],
    }


_DRAWN: Final = {"tijdlijn": _line, "net": _net}


def _ways(here: Visit) -> Ways:
    """Where the parts of a picture lead."""

    def due(party: str | None, year: int) -> str:
        asked = {**here.asked, "jaar": str(year), "pagina": ""}
        return address("/agenda", asked if party is None else {**asked, "partij": party or NONE})

    return Ways(node=lambda id_: f"/agenda/{id_}" if id_.startswith("a-") else f"/uitspraken/{id_}", due=due)


def _due(one: Act) -> tuple[str, str, int]:
    return (one.action.by_to or one.action.by_from or "", one.action.by_from or "", one.place)


def _wanted(here: Visit, names: Sequence[str]) -> dict[str, str]:
    return {name: here.asked[name] for name in names if here.asked.get(name)}


def line_picture(layout: Layout, asked: Mapping[str, str], language: Language) -> Picture | None:
    """When the actions are due that an address asks for."""
    found = layout.agenda(language)
    return line_of(found.view, _asked_for(found, asked), themes=layout.frame.themes)


def net_picture(layout: Layout, asked: Mapping[str, str], language: Language) -> Picture | None:
    """What waits for what, of the actions that an address asks for."""
    found = layout.agenda(language)
    return net_of(found.view, _asked_for(found, asked))


def _asked_for(found: Agenda, asked: Mapping[str, str]) -> list[Act]:
    return list(found.acts.those(found.acts.narrowed({name: asked.get(name, "") for name in OF_ACTS})))


@router.get("/gevraagd")
def asked(here: Here, number: Number = 1) -> HTMLResponse:
    """What was asked of whom, and what came of it."""
    found = here.layout.agenda(here.language)
    wanted = _wanted(here, OF_REQUESTS)
    kept = found.by_outcome(found.requests.narrowed(wanted))
    turn = Turn.to(number, total=len(kept), size=_REQUESTS)
    counts = dict(found.requests.values("antwoord", wanted))
    rows = groupby(found.requests.those(kept[turn.rows]), key=lambda one: one.came)
    return here.page(
        "asked",
        agenda=found,
        wanted=wanted,
        filters=OF_REQUESTS,
        options={name: found.options(found.requests, name, wanted) for name in OF_REQUESTS},
        counts=[(came, counts[came]) for came in OUTCOMES if came in counts],
        turn=turn,
        groups=[(came, list(each)) for came, each in rows],
    )


@router.get("/agenda/{name}")
def act(here: Here, name: str) -> HTMLResponse:
    """One action: who, when, if, where it stands, what came of it, and the form that corrects it."""
    return _act_page(here, here.layout.agenda(here.language).act(name))


def _act_page(
    here: Visit,
    one: Act,
    *,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page of an action; with what somebody filled in that was refused, and why."""
    layout, found = here.layout, here.layout.agenda(here.language)
    statements = layout.moment.statements
    ids = [id_ for id_ in one.action.statements if id_ in statements]
    return here.page(
        "act",
        status=status,
        act=one,
        agenda=found,
        request=found.request_of.get(one.action.id),
        excerpts=[layout.excerpt(statements[id_]) for id_ in ids[:_MOST_QUOTES]],
        teller=statements.get(one.action.status_statement or ""),
        acts=layout.rulings.get(one.action.id, ()),
        values=values(one.action, layout.moment.parties),
        near=_near(found, one),
        choices={"status": get_args(ActionStatus), "answer": get_args(Outcome), "layer": get_args(Layer)},
        typed=typed or {},
        problem=problem,
    )


def values(action: Action, parties: Mapping[str, Party]) -> dict[str, str]:
    """The fields of an action as its form has them: parties by their names, with the organ behind a stroke."""

    def named(id_: str) -> str:
        plain, slash, organ = id_.partition("/")
        own = parties[plain].name if plain in parties and ";" not in parties[plain].name else plain
        return f"{own}{slash}{organ}"

    return {
        "status": action.status or "",
        "answer": action.answers[-1].outcome if action.answers else "",
        "layer": action.layer or "",
        "who": "; ".join(map(named, action.who)),
        "deadline": action.deadline or "",
        "depends_on": ",".join(dict.fromkeys(one.on for one in action.depends_on)),
    }


def _near(found: Agenda, one: Act) -> list[Act]:
    """Other actions of the same who or theme, in their order."""
    known = {step.on for step in one.action.depends_on}
    who, themes = set(one.action.who), set(one.action.themes)

    def is_near(other: Act) -> bool:
        shares = who.intersection(other.action.who) or themes.intersection(other.action.themes)
        return bool(shares) and other is not one and other.action.id not in known

    return list(islice(filter(is_near, found.view.acts), _NEAR))


@forms.post("/agenda/{name}")
def rule(here: Here, form: Sent, name: str) -> Response:
    """What a person decides of an action: its fields, that it is right, or that it does not belong."""
    one = here.layout.agenda(here.language).act(name)
    verdict = form.one("doe")

    def planned() -> tuple[Correction, ...]:
        own = rulings.verdict(verdict) if verdict in ("confirm", "reject") else rulings.checked("action", _told(form))
        if not own:
            raise WrongUse("agenda.nothing_changed")
        return correcting.ruling(here.workspace.folder, one.action.id, own)

    def refused(message: Message, status: int) -> Response:
        return _act_page(here, one, problem=message, typed=_typed(form), status=status)

    to = "/agenda" if verdict == "reject" else f"/agenda/{one.action.id}"
    return done(here, form, planned, to, refused)


def _told(form: Form) -> list[str]:
    """What a form changed, as ``rulings.checked`` takes it: a field that is as it was shown is not the reader's word."""
    was = form.was()
    found = [f"{name}={form.one(name)}" for name in _FIELDS if form.has(name) and form.one(name) != was.one(name)]
    waits = _waits(form)
    if was.has("depends_on") and waits != was.one("depends_on"):
        found.append(f"depends_on={waits}")
    return found


def _waits(form: Form) -> str:
    """The actions that were left ticked, and the one that was chosen besides."""
    return ",".join(dict.fromkeys(one for one in form.every("depends_on") if one))


def _typed(form: Form) -> dict[str, str]:
    """What somebody filled in, to fill it in again."""
    was = form.was()
    found = {name: form.one(name) for name in _FIELDS if form.has(name) and form.one(name) != was.one(name)}
    return {**found, "depends_on": _waits(form)} if was.has("depends_on") else found
