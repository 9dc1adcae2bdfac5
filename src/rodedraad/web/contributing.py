"""What people bring in on the proposition, and what is answered: objections, additions, support and questions, each with its reply.

Who may only read sees for which party something was brought in, not by whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, cast, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import amending, phrases
from rodedraad.errors import Overtaken, RodedraadError, UnknownRecord, WrongUse
from rodedraad.intake import NewContribution
from rodedraad.records import Channel, Clause, Contribution, ContributionKind, Message
from rodedraad.web import meant
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.session import Form
from rodedraad.web.visit import ROWS, AnsweredPage, Here, KeptPage, Number, Sent, Visit, onward

pages = APIRouter(route_class=KeptPage)
router = APIRouter(route_class=AnsweredPage)
_CHANNELS: Final = ("letter", "email", "form", "note")
"""Ways in which something comes that somebody types over; what comes in a Word file is taken in from there."""
_SHORTEST: Final = 6
_FIELDS: Final = ("soort", "via", "zin", "tekst", "voorstel", "wie", "partij", "datum", "naamloos")
_YES: Final = "ja"


def shown(layout: Layout, asked: Mapping[str, str], *, has_names: bool) -> tuple[Contribution, ...]:
    """The contributions that an address asks, with who brought them in or without."""
    every = layout.contributions if has_names else layout.nameless
    state, kind, clause = (asked.get(name, "") for name in ("stand", "soort", "zin"))
    return tuple(
        one
        for one in every
        if (not state or (one.reply is not None) == (state == "beantwoord"))
        and (not kind or one.kind == kind)
        and (not clause or one.clause == clause)
    )


@pages.get("/bezwaren")
def contributions(here: Here, number: Number = 1) -> HTMLResponse:
    """Everything that was brought in, with its answer or as open."""
    found = shown(here.layout, here.asked, has_names=here.visitor.may("correct"))
    turn = Turn.to(number, total=len(found), size=ROWS)
    return here.page(
        "contributions",
        rows=[(one, _clause(here, one)) for one in found[turn.rows]],
        turn=turn,
        kinds=get_args(ContributionKind),
        open_=sum(one.reply is None for one in here.layout.contributions),
    )


@router.get("/bezwaren/nieuw")
def new(here: Here, zin: str = "") -> HTMLResponse:
    """The form by which something is brought in, on one sentence or on the whole."""
    return _new_page(here, zin)


def _new_page(
    here: Visit, clause: str, *, typed: Mapping[str, str] | None = None, problem: Message | None = None
) -> HTMLResponse:
    """The form; ``clause`` is the code of the sentence that it is about, and ``typed`` what somebody filled in before."""
    standing = here.layout.moment.standing()
    about = standing.clause(clause) if clause else None
    number = standing.number(about.id) if about else None
    own = meant.offered(number, about, here.language) if about and number else ""
    return here.page(
        "contribute",
        status=400 if problem else 200,
        about=about,
        number_of=number,
        clauses=[meant.offered(at, one, here.language) for at, one in enumerate(standing.proposition.clauses, start=1)],
        names=sorted(_names(here).values(), key=str.casefold),
        kinds=get_args(ContributionKind),
        channels=_CHANNELS,
        typed={"zin": own} if typed is None else typed,
        problem=problem,
    )


def _names(here: Visit) -> Mapping[str, str]:
    """The parties by id, as a list of this reader's language offers them."""
    parties = here.layout.moment.parties
    return {id_: phrases.party(parties, id_, here.language) for id_ in parties}


@router.post("/bezwaren")
def contribute(here: Here, form: Sent) -> Response:
    """Takes in what somebody brings in."""
    try:
        standing = here.layout.moment.standing()
        event = amending.contribute(here.workspace.folder, _brought(here, form), standing, here.act())
    except RodedraadError as error:
        typed = {name: form.one(name) for name in _FIELDS}
        return _new_page(here, _known(here, form.one("zin")), typed=typed, problem=error.message)
    return onward(f"/bezwaren/{event.id}")


def _brought(here: Visit, form: Form) -> NewContribution:
    """What a form brings in. Who may not correct brings in under their own name. Raises WrongUse where it cannot be.

    Nothing is taken for said that nobody said: not what it is, not how it came, and not that nobody is to be named.
    """
    moment = here.layout.moment
    is_for_others = here.visitor.may("correct")
    kind, channel, day = form.one("soort"), form.one("via") if is_for_others else "form", form.one("datum")
    if not kind:
        raise WrongUse("web.say_kind")
    if not channel:
        raise WrongUse("web.say_channel")
    if kind not in get_args(ContributionKind) or channel not in _CHANNELS:
        raise WrongUse("web.no_form")
    clause = meant.sentence(form.one("zin"), moment.standing().proposition.clauses)
    party = meant.party(form.one("partij"), moment.parties, _names(here))
    person = form.one("wie")[:200].strip() if is_for_others else here.name
    if form.one("naamloos") == _YES and is_for_others and person:
        raise WrongUse("web.named_and_nameless", name=person)
    if not person and not party and form.one("naamloos") != _YES:
        raise WrongUse("web.say_by_whom")
    if day:
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise WrongUse("web.no_day", day=day[:40]) from error
    return NewContribution(
        clause=clause.id if clause else None,
        kind=cast("ContributionKind", kind),
        channel=cast("Channel", channel),
        text=form.one("tekst"),
        place=Message.of("web.nav_contributions"),
        person=person or None,
        party=party,
        proposed=form.one("voorstel") or None,
        at=day or None,
    )


@router.get("/bezwaren/{name}")
def contribution(here: Here, name: str) -> HTMLResponse:
    """One contribution, the sentence that it is about, and its answer or the form that gives one."""
    return _page(here, _named(here, name))


def _page(
    here: Visit,
    one: Contribution,
    *,
    typed: Mapping[str, str] | None = None,
    problem: Message | None = None,
    status: int = 400,
) -> HTMLResponse:
    status = status if problem else 200
    return here.page(
        "contribution", status=status, one=one, about=_clause(here, one), typed=typed or {}, problem=problem
    )


@router.post("/bezwaren/{name}")
def reply(here: Here, form: Sent, name: str) -> Response:
    """Answers a contribution: the sentence is changed, was changed, or the reason why not."""
    one = _named(here, name)
    what, text = form.one("doe"), form.one("tekst")
    try:
        if what not in ("change", "changed", "keep"):
            raise WrongUse("web.no_form")
        amending.reply(
            here.workspace.folder,
            one.id,
            form.one("reden"),
            here.act(),
            text=text if what == "change" else None,
            is_changed=what == "changed",
            seen=form.one("antwoord_op"),
        )
    except Overtaken as error:
        now, typed = Visit(here.request), {"reden": form.one("reden"), "tekst": text}
        return _page(now, _named(now, name), typed=typed, problem=error.message, status=409)
    except RodedraadError as error:
        return _page(here, one, typed={"reden": form.one("reden"), "tekst": text}, problem=error.message)
    return onward(f"/bezwaren/{one.id}")


def _named(here: Visit, name: str) -> Contribution:
    every = shown(here.layout, {}, has_names=here.visitor.may("correct"))
    found = [one for one in every if len(name) >= _SHORTEST and one.id.startswith(name)]
    if len(found) != 1:
        raise UnknownRecord("proposing.no_contribution", name=name[:80])
    return found[0]


def _clause(here: Visit, one: Contribution) -> tuple[int | None, Clause] | None:
    """The sentence that a contribution is about with its number, where it is still in the text."""
    standing = here.layout.moment.standing()
    found = next((clause for clause in standing.proposition.clauses if clause.id == one.clause), None)
    return (standing.number(found.id), found) if found else None


def _known(here: Visit, typed: str) -> str:
    """The code of the sentence that was typed, where it is one."""
    try:
        found = meant.sentence(typed, here.layout.moment.standing().proposition.clauses)
    except WrongUse:
        return ""
    return found.id if found else ""
