"""What the transition takes, in the browser: each need with its sentence, what the region has of it, and who is there to learn from.

What somebody decides of a need (that it is met, of which kind it is, that it is none) is an event of the log (``rulings.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import correcting, rulings
from rodedraad.correcting import Correction
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.publish.requirements import ASPECTS, EXTENTS, KINDS, LEVELS, asker
from rodedraad.publish.requirements_futures import MEANS, Row
from rodedraad.publish.requirements_futures_told import named, silence, untied
from rodedraad.records import Arrangement, EducationLevel, Message, Offer, OfferKind, Requirement, Value
from rodedraad.web import lists
from rodedraad.web.changing import done
from rodedraad.web.layout import Turn
from rodedraad.web.session import Form
from rodedraad.web.visit import ROWS, AnsweredPage, Here, KeptPage, Number, Sent, Visit

pages = APIRouter(route_class=KeptPage)
router = APIRouter(route_class=AnsweredPage)
_SHOWN: Final = 12
_OPTIONS: Final = 3
"""Ways to arrange the knowledge infrastructure beside one another: what a laptop shows."""


def _page(here: Visit, template: str, **values: Any) -> HTMLResponse:
    own, parties = here.layout.foreseen, here.layout.moment.parties
    return here.page(
        template,
        own=own,
        asker=lambda view: asker(view, parties, here.language),
        future_name=lambda row: named(row, own.futures, parties, here.language),
        variant_name=lambda one: (one.nl if here.language == "nl" else one.en) or one.id,
        **values,
    )


@pages.get("/benodigdheden")
def requirements(here: Here, number: Number = 1) -> HTMLResponse:
    """What the statements call for, narrowed by the filters; what is missing in the region first."""
    layout, own = here.layout, here.layout.foreseen
    kept = lists.requirements(layout, here.asked)
    turn = Turn.to(number, total=len(kept), size=ROWS // 2)
    return _page(
        here,
        "requirements",
        rows=[own.viewer.view(one) for one in kept[turn.rows]],
        options=lists.requirement_options(layout),
        extents=EXTENTS,
        turn=turn,
    )


@pages.get("/benodigdheden/toekomsten")
def by_future(here: Here) -> HTMLResponse:
    """What each future takes: a row for each, a column for each kind of means."""
    own = here.layout.foreseen
    return _page(
        here,
        "requirement_futures",
        view=own.futures,
        means=tuple(MEANS),
        address_of=_address_of,
        silence=silence(own.futures, here.language),
        untied=untied(own.futures, here.language),
    )


def _address_of(row: Row) -> str:
    """Where a future stands that is not only a number of needs."""
    if row.scenario is not None:
        return f"/scenarios/{'-'.join(row.scenario.variants)}"
    return f"/toekomstbeelden/{row.outlook.id}" if row.outlook is not None else ""


@pages.get("/benodigdheden/{name}")
def requirement(here: Here, name: str) -> HTMLResponse:
    """One need: its sentence, what meets it, who asks the same, in which future, and the form that corrects it."""
    return _requirement_page(here, _need(here, name))


def _need(here: Visit, name: str) -> Requirement:
    found = here.layout.foreseen.requirements.get(name)
    if found is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    return found


def values(one: Requirement) -> dict[str, str]:
    """The fields of a need as its form has them; of ESCO the concept that a person chose."""
    chosen = next((each.uri for each in one.esco if each.is_confirmed), "")
    return {
        "kind": one.kind,
        "met": one.met,
        "level": one.level or "",
        "number": one.number or "",
        "term": one.term or "",
        "esco": chosen,
    }


def _requirement_page(
    here: Visit,
    one: Requirement,
    *,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    own, statements = here.layout.foreseen, here.layout.moment.statements
    acts = own.ruled.get(("requirement", one.statement, one.key), ())
    return _page(
        here,
        "requirement",
        status=status,
        view=own.viewer.view(one),
        excerpt=here.layout.excerpt(statements[one.statement]),
        offers=[(offer, here.layout.excerpt(statements[offer.statement])) for offer in _offers(here, one)],
        shared=[own.viewer.view(own.requirements[id_]) for id_ in one.shared if id_ in own.requirements],
        futures=[row for row in own.future_rows.values() if one.id in row.ids],
        bearing=own.bearings.get(one.id),
        address_of=_address_of,
        held=values(one),
        typed=typed or {},
        problem=problem,
        kinds=KINDS,
        extents=EXTENTS,
        levels=LEVELS,
        acts=acts,
        fresh=[(event, by) for event, by in acts if event.id in own.waiting],
    )


def _offers(here: Visit, one: Requirement) -> list[Offer]:
    own = here.layout.foreseen
    return [own.offers[id_] for id_ in one.offers if id_ in own.offers]


@router.post("/benodigdheden/{name}")
def rule(here: Here, form: Sent, name: str) -> Response:
    """Corrects, confirms or rejects a need."""
    one = _need(here, name)

    def planned() -> tuple[Correction, ...]:
        return correcting.ruling(here.workspace.folder, one.id, _decided(form, "requirement"))

    def refused(message: Message, status: int) -> Response:
        return _requirement_page(here, one, problem=message, typed=form.changed(), status=status)

    to = "/benodigdheden" if form.one("doe") == "reject" else f"/benodigdheden/{one.id}"
    return done(here, form, planned, to, refused)


def _decided(form: Form, about: str) -> dict[str, Value]:
    """What a form decides: a verdict, or the fields that are otherwise than they were shown. Raises WrongUse for none."""
    if form.one("doe") in ("confirm", "reject"):
        return rulings.verdict(form.one("doe"))
    was = form.was()
    told = [
        f"{name}={form.one(name)}"
        for name in rulings.FIELDS[about]
        if form.has(name) and form.one(name) != was.one(name)
    ]
    if not told:
        raise WrongUse("judging.no_change")
    return rulings.checked(about, told)


# --- the knowledge infrastructure ---


@pages.get("/kennisinfrastructuur")
def infrastructure(here: Here, number: Number = 1) -> HTMLResponse:
    """Which institutions offer what, by what sources say of it, and how it could be arranged."""
    return _infrastructure_page(here, number=number)


def _infrastructure_page(
    here: Visit, *, number: int = 1, problem: Message | None = None, status: int = 200
) -> HTMLResponse:
    layout, own = here.layout, here.layout.foreseen
    kept = lists.offers(layout, here.asked)
    turn = Turn.to(number, total=len(kept), size=ROWS // 2)
    statements = layout.moment.statements
    meets: dict[str, int] = {}
    for need in own.requirements.values():
        for id_ in need.offers:
            meets[id_] = meets.get(id_, 0) + 1
    return _page(
        here,
        "infrastructure",
        status=status,
        problem=problem,
        rows=[(one, layout.excerpt(statements[one.statement])) for one in kept[turn.rows]],
        meets=meets,
        options=lists.offer_options(layout),
        turn=turn,
        arranged=own.needs.arrangements[:_OPTIONS],
        arranged_total=own.needs.arrangements_total,
        aspects=ASPECTS,
        kinds=get_args(OfferKind),
        levels=get_args(EducationLevel),
        most=_SHOWN,
    )


@router.post("/kennisinfrastructuur/{name}")
def rule_offer(here: Here, form: Sent, name: str) -> Response:
    """Says that something is there, or that it is none; or that it is a way to arrange things, or none."""
    own = here.layout.foreseen
    known: tuple[Offer | Arrangement, ...] = (*own.offers.values(), *own.prospects.arrangements)
    one = next((each for each in known if each.id == name), None)
    if one is None or form.one("doe") not in ("confirm", "reject"):
        raise UnknownRecord("store.unknown_record", name=name[:80])

    about = "offer" if isinstance(one, Offer) else "arrangement"

    def planned() -> tuple[Correction, ...]:
        return correcting.ruling(here.workspace.folder, name, _decided(form, about))

    def refused(message: Message, status: int) -> Response:
        return _infrastructure_page(here, problem=message, status=status)

    return done(here, form, planned, "/kennisinfrastructuur", refused)
