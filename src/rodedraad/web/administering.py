"""Who gets in: accounts and their roles, invitations, and the account of access. For administrators of a shared workspace."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from rodedraad.errors import WrongUse
from rodedraad.exporting import rows_as
from rodedraad.records import ROLES, Message, Role
from rodedraad.web.admission import visitor_of
from rodedraad.web.session import Form
from rodedraad.web.signing_in import shared_of
from rodedraad.web.visit import AnsweredPage, Here, Sent, Visit, onward

router = APIRouter(route_class=AnsweredPage)
_INVITED_DAYS: Final = 14
_SHOWN: Final = 200
_MOST_NOTED: Final = 100_000


@router.get("/toegang")
def access(here: Here) -> HTMLResponse:
    """Accounts, invitations, and what was noted."""
    return _page(here)


def _page(here: Visit, *, link: str = "", whom: str = "", problem: Message | None = None) -> HTMLResponse:
    door = shared_of(here.request)
    return here.page(
        "access",
        status=400 if problem else 200,
        accounts=door.accounts.accounts(),
        invitations=door.accounts.invitations()[:_SHOWN],
        noted=door.accounts.noted(most=_SHOWN),
        roles=ROLES,
        own=here.visitor.account,
        link=link,
        whom=whom,
        problem=problem,
    )


@router.post("/toegang")
def change(here: Here, form: Sent) -> Response:
    """Invites somebody, gives a role, closes an account, withdraws an invitation, or gives a new link."""
    try:
        made = _changed(here, form)
    except WrongUse as error:
        return _page(here, problem=error.message)
    if made:
        return _page(here, link=made[0], whom=made[1])
    return onward("/toegang")


def _changed(here: Visit, form: Form) -> tuple[str, str] | None:
    """What a form asks is done; of an invitation the link, and whom it is for. Raises WrongUse where it cannot be."""
    door, by, what = shared_of(here.request), here.name, form.one("doe")
    if what == "withdraw":
        door.accounts.withdraw(form.one("welke"), by=by)
    elif what == "close":
        door.accounts.close(form.one("wie"), by=by)
    elif what == "role":
        door.accounts.give(form.one("wie"), _role(form), by=by)
    elif what in ("invite", "again"):
        lasts = timedelta(days=form.number("dagen", default=_INVITED_DAYS, most=999))
        if what == "again":
            held = door.accounts.account(form.one("wie"))
            token = door.accounts.invite(name=held.name, role=held.role, by=by, lasts=lasts, account=held.id)
            return f"{door.access.address}/uitnodiging/{token}", held.name
        token = door.accounts.invite(name=form.one("naam"), role=_role(form), by=by, lasts=lasts)
        return f"{door.access.address}/uitnodiging/{token}", form.one("naam")
    else:
        raise WrongUse("web.no_form")
    return None


def _role(form: Form) -> Role:
    wanted: Role | None = next((one for one in get_args(Role) if one == form.one("rol")), None)
    if wanted is None:
        raise WrongUse("access.no_role", who=form.one("naam")[:80], found=form.one("rol")[:80], roles=" ".join(ROLES))
    return wanted


@router.get("/toegang.csv")
def noted(request: Request) -> Response:
    """The account of access as a file, the latest first."""
    door = shared_of(request)
    rows = [
        {"at": one.at, "who": one.who, "what": one.what, "about": one.about}
        for one in door.accounts.noted(most=_MOST_NOTED)
    ]
    door.accounts.note(visitor_of(request).name, "took_noted", "")
    headers = {"Content-Disposition": 'attachment; filename="toegang.csv"', "Cache-Control": "no-store"}
    return Response(rows_as("csv", rows, ("at", "who", "what", "about")), media_type="text/csv", headers=headers)
