"""The workspace put together: its pages, its files, what every answer carries, and what is said when something fails."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as StarletteMessage

from rodedraad.errors import DossierBusy, RodedraadError, UnknownRecord, WrongUse
from rodedraad.records import Message
from rodedraad.web import bringing, changing, downloads, proposing, reading
from rodedraad.web.screen import rendered
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


def made(workspace: Workspace, *, hosts: tuple[str, ...]) -> FastAPI:
    """The application. It answers under these names only: a page elsewhere cannot make its name point here and read."""
    app = FastAPI(title="Rodedraad", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.workspace = workspace
    app.include_router(reading.router)
    app.include_router(changing.router)
    app.include_router(proposing.router)
    app.include_router(bringing.router)
    app.include_router(downloads.pages)
    app.include_router(downloads.router)
    app.mount("/static", StaticFiles(directory=str(resources.files("rodedraad.web") / "static")), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=_LEAST_PACKED, compresslevel=_PACKING)
    app.add_middleware(Guarded)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)

    @app.exception_handler(RodedraadError)
    async def refused(request: Request, error: RodedraadError) -> Response:
        if request.headers.get("accept", "").startswith("text/plain"):  # a script that sends files shows it in a line
            return PlainTextResponse(word(error.message, reading.language_of(request)), status_code=_status(error))
        return _told(request, error.message, _status(error))

    @app.exception_handler(HTTPException)
    async def missed(request: Request, error: HTTPException) -> Response:
        return _told(request, Message.of("web.no_such_page"), error.status_code)

    return app


def _status(error: RodedraadError) -> int:
    if isinstance(error, UnknownRecord):
        return 404
    if isinstance(error, WrongUse):
        return 400
    return 503 if isinstance(error, DossierBusy) else 500


def _told(request: Request, message: Message, status: int) -> HTMLResponse:
    language = reading.language_of(request)
    page = rendered("error", None, language=language, path=request.url.path, message=message, status=status)
    return HTMLResponse(page, status_code=status)


def served(app: FastAPI, *, host: str, port: int, ready: Callable[[int], Any]) -> None:
    """Serves until it is interrupted; ``ready`` is called with the port once it listens. Raises OSError for a taken port."""
    import socket  # noqa: PLC0415  with the server alone

    import uvicorn  # noqa: PLC0415

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
        ready(listening.getsockname()[1])
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off"
        )
        uvicorn.Server(config).run(sockets=[listening])
