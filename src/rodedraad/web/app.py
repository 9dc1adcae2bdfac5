"""The workspace put together: its pages, its files, what every answer carries, and what is said when something fails."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from importlib import resources
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.routing import iter_route_contexts
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as StarletteMessage

from rodedraad.errors import DossierBusy, NotAllowed, NotSignedIn, RodedraadError, TooMany, UnknownRecord, WrongUse
from rodedraad.records import Message
from rodedraad.web import (
    about,
    api,
    bringing,
    changing,
    contributing,
    downloads,
    expected,
    gauging,
    influences,
    needed,
    pictures,
    proposing,
    prospects,
    reading,
    roadmap,
    suggested,
)
from rodedraad.web.admission import GuardedRoute, to_sign_in, visitor_of
from rodedraad.web.api import problems
from rodedraad.web.rights import RIGHTS
from rodedraad.web.screen import rendered
from rodedraad.web.visit import language_of
from rodedraad.web.workspace import Workspace
from rodedraad.wording import word

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy: nothing inline, nothing from elsewhere, in no frame."""
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_WAY_SECONDS: Final = 600
"""How long somebody may take at their identity provider."""
_LOOK_AGAIN_SECONDS: Final = 2
_BUSY_SECONDS: Final = 15
_UNBUILT: Final = frozenset({"store.not_built", "desk.building"})
"""What an error says where the dossier was not read yet, or is read now for the first time."""
_OPENING: Final = frozenset({"desk.loading", "desk.preparing", "desk.drafting"})
"""The same where it is being opened, or a part of it is being made: the page says so, and looks again by itself."""
_LEAST_PACKED: Final = 1_000
_PACKING: Final = 4
"""A third of the time of the closest packing, for a tenth more bytes."""


class Guarded:
    """Puts the headers on every answer that has them not. Plain ASGI: who leaves before the answer comes is no error."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI asks for it."""

        async def sent(message: StarletteMessage) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**HEADERS, "Cache-Control": "no-cache"}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)


class Headed:
    """Answers HEAD as GET without its body. Plain ASGI, as above."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI asks for it."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def sent(message: StarletteMessage) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, sent)


def made(workspace: Workspace, *, hosts: tuple[str, ...]) -> FastAPI:
    """The application. It answers under these names only: a page elsewhere cannot make its name point here and read.

    Raises AssertionError where a route is not guarded, or asks a right that ``rights`` does not name.
    """
    app = FastAPI(title="Rodedraad", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.workspace = workspace
    if workspace.door.is_shared:
        _let_sign_in(app)
    app.include_router(reading.router)
    app.include_router(about.router)
    app.include_router(changing.router)
    app.include_router(proposing.pages)
    app.include_router(proposing.router)
    app.include_router(bringing.router)
    app.include_router(suggested.router)
    app.include_router(contributing.pages)
    app.include_router(contributing.router)
    app.include_router(pictures.pages)
    app.include_router(pictures.router)
    app.include_router(roadmap.router)
    app.include_router(roadmap.forms)
    app.include_router(gauging.router)
    app.include_router(gauging.forms)
    app.include_router(expected.router)
    app.include_router(expected.forms)
    for part in (influences, prospects, needed):
        app.include_router(part.pages)
        app.include_router(part.router)
    api.add_to(app)
    app.include_router(downloads.pages)
    app.include_router(downloads.router)
    app.mount("/static", StaticFiles(directory=str(resources.files("rodedraad.web") / "static")), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=_LEAST_PACKED, compresslevel=_PACKING)
    app.add_middleware(Headed)
    app.add_middleware(Guarded)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)

    _refuse_unguarded(app)

    @app.exception_handler(RodedraadError)
    def refused(request: Request, error: RodedraadError) -> Response:
        if problems.is_for(request):
            response = problems.of_error(request, error, _status(error))
        elif request.headers.get("accept", "").startswith("text/plain"):  # a script that sends files shows it in a line
            return PlainTextResponse(word(error.message, language_of(request)), status_code=_status(error))
        elif error.message.code in _UNBUILT and visitor_of(request).may("read"):
            return _first(request, error.message)
        elif error.message.code in _OPENING and request.method == "GET" and visitor_of(request).may("read"):
            return _opening(request, error.message)
        elif isinstance(error, NotSignedIn) and workspace.door.is_shared:
            return to_sign_in(request)
        else:
            response = _told(request, error.message, _status(error))
        if isinstance(error, TooMany):
            response.headers["Retry-After"] = str(error.wait_seconds)
        elif isinstance(error, DossierBusy):
            response.headers.setdefault("Retry-After", str(_BUSY_SECONDS))
        return response

    @app.exception_handler(HTTPException)
    def missed(request: Request, error: HTTPException) -> Response:
        if problems.is_for(request):
            return problems.of_http(request, error)
        return _told(request, Message.of("web.no_such_page"), error.status_code)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        if problems.is_for(request):
            return problems.of_input(request, error)
        return await request_validation_exception_handler(request, error)

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        del error  # the server writes it down
        if problems.is_for(request):
            return problems.of_failure(request)
        return PlainTextResponse("Internal Server Error", status_code=500)

    return app


def _first(request: Request, message: Message) -> Response:
    """What stands in the place of every page until the dossier was read for the first time, which is asked for here."""
    workspace: Workspace = request.app.state.workspace
    state, visitor = workspace.renewal.state, visitor_of(request)
    if message.code == "store.not_built" and (request.method == "POST" or not (state.is_under_way or state.ended)):
        workspace.renewal.ask()
    if request.method == "POST":
        return Response(status_code=303, headers={"Location": "/"})
    language = language_of(request)
    state = workspace.renewal.state
    files, _ = workspace.folder.files()
    page = rendered(
        "first", None, language=language, path=request.url.path, visitor=visitor, state=state, total=len(files), to="/"
    )
    response = HTMLResponse(page, status_code=503)
    if not state.ended:
        response.headers["Refresh"] = str(_LOOK_AGAIN_SECONDS)
    return response


def _opening(request: Request, message: Message) -> Response:
    """What stands in the place of a page while what it shows is being made."""
    page = rendered(
        "opening",
        None,
        language=language_of(request),
        path=request.url.path,
        visitor=visitor_of(request),
        message=message,
        to=str(request.url.replace(scheme="", netloc="")),
    )
    return HTMLResponse(page, status_code=503, headers={"Refresh": str(_LOOK_AGAIN_SECONDS)})


def _let_sign_in(app: FastAPI) -> None:
    """The pages by which people get in, with what an identity provider asks to be kept for ten minutes."""
    from starlette.middleware.sessions import SessionMiddleware  # noqa: PLC0415  with the extra ``signin`` alone

    from rodedraad.web import administering, signing_in  # noqa: PLC0415  as above

    app.include_router(signing_in.router)
    app.include_router(administering.router)
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_hex(32),
        session_cookie="heenweg",
        max_age=_WAY_SECONDS,
        same_site="lax",
        https_only=app.state.workspace.door.access.is_secure,
    )


def _refuse_unguarded(app: FastAPI) -> None:
    for route in iter_route_contexts(app.routes):
        for method in route.methods or ():
            if not isinstance(route.original_route, GuardedRoute) or f"{method} {route.path}" not in RIGHTS:
                raise AssertionError(f"{method} {route.path} names no right")


def _status(error: RodedraadError) -> int:
    if isinstance(error, UnknownRecord):
        return 404
    for kind, status in ((NotSignedIn, 401), (NotAllowed, 403), (TooMany, 429)):
        if isinstance(error, kind):
            return status
    if isinstance(error, WrongUse):
        return 400
    return 503 if isinstance(error, DossierBusy) or error.message.code in _UNBUILT else 500


def _told(request: Request, message: Message, status: int) -> HTMLResponse:
    language = language_of(request)
    page = rendered(
        "error",
        None,
        language=language,
        path=request.url.path,
        visitor=visitor_of(request),
        message=message,
        status=status,
    )
    return HTMLResponse(page, status_code=status)


def served(app: FastAPI, *, host: str, port: int, proxy: str | None, ready: Callable[[int], Any]) -> None:
    """Serves until it is interrupted; ``ready`` is called with the port once it listens. Raises OSError for a taken port.

    What ``proxy`` says of who asks is believed, and nobody else's word.
    """
    import socket  # noqa: PLC0415  with the server alone

    import uvicorn  # noqa: PLC0415

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
        ready(listening.getsockname()[1])
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            proxy_headers=bool(proxy),
            forwarded_allow_ips=proxy or "",
        )
        uvicorn.Server(config).run(sockets=[listening])
