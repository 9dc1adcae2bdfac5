"""Signing in to a shared workspace, by an invitation or by the organisation's own sign-in, and one's own account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.status import HTTP_303_SEE_OTHER

from rodedraad.access import first_name, role_for
from rodedraad.errors import NotAllowed, NotSignedIn, RodedraadError, UnknownRecord, WrongUse
from rodedraad.records import Message, SignIn
from rodedraad.web.admission import Door, visitor_of
from rodedraad.web.screen import rendered
from rodedraad.web.session import back, is_here
from rodedraad.web.shared import Shared
from rodedraad.web.visit import COOKIE, AnsweredPage, Sent, language_of, onward
from rodedraad.web.workspace import Workspace

router = APIRouter(route_class=AnsweredPage)
_BACK: Final = "terug"
_TOKEN_DAYS: Final = 90


def shared_of(request: Request) -> Shared:
    """The door of a shared workspace. Raises UnknownRecord where nobody signs in."""
    door: Door = request.app.state.workspace.door
    if not isinstance(door, Shared):
        raise UnknownRecord("access.alone")
    return door


def _page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page that shows nothing of the dossier: who sees it may not be known yet."""
    workspace: Workspace = request.app.state.workspace
    asked = {key: value for key, value in request.query_params.items() if key != COOKIE}
    text = rendered(
        template,
        None,
        language=language_of(request),
        path=request.url.path,
        visitor=visitor_of(request),
        asked=asked,
        token=workspace.sessions.token_mark,
        name=workspace.sessions.name_mark,
        is_renewing=False,
        **values,
    )
    return HTMLResponse(text, status_code=status)


@router.get("/aanmelden")
def sign_in(request: Request, terug: str = "/") -> HTMLResponse:
    """How one gets in."""
    return _sign_in_page(request, terug)


def _sign_in_page(request: Request, to: str, *, problem: Message | None = None, status: int = 200) -> HTMLResponse:
    access = shared_of(request).access
    to = to if is_here(to) else "/"
    return _page(request, "sign_in", access=access, to=to, problem=problem, status=status)


@router.post("/aanmelden/oidc")
async def to_provider(request: Request, form: Sent) -> Response:
    """Sends somebody to the organisation's own sign-in."""
    door = shared_of(request)
    try:
        client = await door.trusted()
        answer: Response = await client.authorize_redirect(request, f"{door.access.address}/aanmelden/terug")
    except (AuthlibBaseError, HTTPError, NotSignedIn, ValueError, RuntimeError):
        problem = Message.of("access.provider_silent", name=door.access.provider.name if door.access.provider else "")
        return await run_in_threadpool(_sign_in_page, request, back(form, "/"), problem=problem, status=502)
    request.session[_BACK] = back(form, "/")
    answer.status_code = HTTP_303_SEE_OTHER
    return answer


@router.get("/aanmelden/terug")
async def from_provider(request: Request) -> Response:
    """Takes in whom the provider vouches for, with the role that the settings give them."""
    door = shared_of(request)
    try:
        client = await door.trusted()
        told = await client.authorize_access_token(request)
    except (AuthlibBaseError, JoseError, HTTPError, NotSignedIn, ValueError, RuntimeError, KeyError):
        problem = Message.of("access.not_vouched", name=door.access.provider.name if door.access.provider else "")
        return await run_in_threadpool(_sign_in_page, request, "/", problem=problem, status=403)
    to = str(request.session.pop(_BACK, "/"))
    response = onward(to if is_here(to) else "/")
    try:
        await run_in_threadpool(_let_in, door, response, told.get("userinfo") or {}, request)
    except RodedraadError as error:
        return await run_in_threadpool(_sign_in_page, request, "/", problem=error.message, status=403)
    return response


def _let_in(door: Shared, response: Response, claims: dict[str, Any], request: Request) -> None:
    """Raises NotSignedIn where the settings give no role, WrongUse for a closed account."""
    subject, issuer = str(claims.get("sub", "")), str(claims.get("iss", ""))
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    groups = claims.get("groups")
    named = [str(one) for one in groups] if isinstance(groups, list) else []
    told = (claims.get("name"), claims.get("preferred_username"), email, subject)
    name = first_name(str(one) for one in told if one)
    role = role_for(door.access, email=email, groups=named)
    if not subject or role is None:
        door.accounts.note(name, "no_role", email)
        raise NotSignedIn("access.no_role_given", name=name[:80])
    account = door.accounts.known(f"{issuer}|{subject}", name=name, email=email, role=role)
    door.let_in(response, account, request)


@router.post("/afmelden")
def sign_out(request: Request, form: Sent) -> Response:
    """Signs this browser out."""
    del form  # of this session: nobody else signs them out
    response = onward("/aanmelden")
    shared_of(request).let_out(response, request)
    return response


@router.get("/uitnodiging/{token}")
def invited(request: Request, token: str) -> HTMLResponse:
    """What an invitation is for. It lets in whoever presses the button, not the program that looks at links in a mail."""
    return _invitation_page(request, token)


def _invitation_page(request: Request, token: str, *, problem: Message | None = None) -> HTMLResponse:
    found = shared_of(request).accounts.invitation(token)
    is_open = found is not None and found.state == "open"
    status = 200 if is_open and problem is None else 410
    return _page(request, "invited", invitation=found, to=token, is_open=is_open, problem=problem, status=status)


@router.post("/uitnodiging/{token}")
def accept(request: Request, form: Sent, token: str) -> Response:
    """Lets in whom an invitation is for, once."""
    del form  # of this session: no other site lets them in under a name of its choice
    door = shared_of(request)
    try:
        account = door.accounts.accept(token)
    except WrongUse as error:
        return _invitation_page(request, token, problem=error.message)
    response = onward("/")
    door.let_in(response, account, request)
    return response


@router.get("/account")
def account(request: Request) -> HTMLResponse:
    """One's own account: what its role may, and where it is signed in."""
    return _account_page(request)


def _account_page(request: Request, *, secret: str = "", problem: Message | None = None) -> HTMLResponse:
    door, visitor = shared_of(request), visitor_of(request)
    held: tuple[SignIn, ...] = door.accounts.sign_ins(visitor.account) if visitor.account else ()
    if not visitor.account:
        raise NotSignedIn("access.sign_in")
    if visitor.is_program:  # who finds a key does not make themselves more of them
        raise NotAllowed("access.browser_only")
    return _page(request, "account", sign_ins=held, secret=secret, problem=problem, status=400 if problem else 200)


@router.post("/account")
def keep_account(request: Request, form: Sent) -> Response:
    """Ends a sign-in of one's own, or makes a token for a program."""
    door, visitor = shared_of(request), visitor_of(request)
    if not visitor.account:
        raise NotSignedIn("access.sign_in")
    if visitor.is_program:  # who finds a key does not make themselves more of them
        raise NotAllowed("access.browser_only")
    own = door.accounts.account(visitor.account)
    if form.one("doe") == "end":
        door.accounts.sign_out(own, form.one("welke"))
        return onward("/account")
    lasts = timedelta(days=form.number("dagen", default=_TOKEN_DAYS, most=999))
    if not form.one("titel"):
        return _account_page(request, problem=Message.of("access.no_title"))
    try:
        secret = door.accounts.sign_in(own, kind="program", title=form.one("titel"), lasts=lasts)
    except WrongUse as error:
        return _account_page(request, problem=error.message)
    return _account_page(request, secret=secret)
