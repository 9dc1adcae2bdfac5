"""One request to a page: who asks, in whose language, of which dossier; how a page goes out, and how a form is answered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Annotated, Any, Final

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.status import HTTP_200_OK, HTTP_303_SEE_OTHER

from rodedraad.amending import Act
from rodedraad.web import session
from rodedraad.web.admission import GuardedRoute, visitor_of
from rodedraad.web.index import FILTERS
from rodedraad.web.layout import Layout
from rodedraad.web.screen import rendered
from rodedraad.web.session import Form, form_of
from rodedraad.web.workspace import GLANCE_SECONDS, WAIT_SECONDS, Workspace
from rodedraad.wording import LANGUAGES, Language

COOKIE: Final = "taal"
ROWS: Final = 50
"""Rows of a page of a list."""
LONGEST_QUERY: Final = 400


def language_of(request: Request) -> Language:
    """The reader's language: what the address asks, else the choice that was kept, else the browser's, else Dutch."""
    asked = request.query_params.get(COOKIE) or request.cookies.get(COOKIE, "")
    if not asked:
        asked = request.headers.get("accept-language", "")[:2].lower()
    return next((one for one in LANGUAGES if one == asked), "nl")


def filled(request: Request, page: bytes, own: str) -> bytes:
    """A page as the session of a request gets it."""
    workspace: Workspace = request.app.state.workspace
    return workspace.sessions.filled(page, session=own, name=visitor_of(request).name)


class Visit:
    """One request: whose language, of which dossier, and how a page is answered."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.workspace: Workspace = request.app.state.workspace
        self.language = language_of(request)
        self.visitor = visitor_of(request)
        self.layout: Layout = self.workspace.layout_for(self.visitor, wait_seconds=WAIT_SECONDS)

    @property
    def name(self) -> str:
        """Under which the reader works."""
        return self.visitor.name

    def act(self) -> Act:
        """What is done here is done by this reader, now."""
        return Act(by=self.name, at=self.workspace.now())

    def page(self, template: str, *, status: int = HTTP_200_OK, **values: Any) -> HTMLResponse:
        """A page of this dossier, with the marks in it that ``filled`` puts a token and a name for."""
        sessions, state = self.workspace.sessions, self.workspace.progress
        text = rendered(
            template,
            self.layout,
            language=self.language,
            path=self.request.url.path,
            asked=self.asked,
            token=sessions.token_mark,
            name=sessions.name_mark,
            visitor=self.visitor,
            is_renewing=state.is_under_way,
            is_broken_off=state.ended is not None,
            **values,
        )
        return HTMLResponse(text, status_code=status)

    @property
    def may_see_closed(self) -> bool:
        """Whether this workspace shows sources that are not public, and to this reader."""
        return self.workspace.desk.has_confidential and self.visitor.may("see_closed")

    @property
    def is_whole(self) -> bool:
        """Whether what is taken away holds names and sources that are not public: only where that is asked for."""
        return self.request.query_params.get("vertrouwelijk") == "ja" and self.may_see_closed

    @property
    def outgoing(self) -> Layout:
        """The dossier as this reader takes it away, in a file that goes where it goes."""
        return self.layout if self.is_whole else self.workspace.public()

    @property
    def asked(self) -> dict[str, str]:
        """What the address asks, without the language: of each name the last."""
        found = {name: value[:LONGEST_QUERY] for name, value in self.request.query_params.items()}
        found.pop(COOKIE, None)
        return found

    @property
    def filters(self) -> dict[str, str]:
        """The filters that the address asks."""
        return {name: value for name, value in self.asked.items() if name in FILTERS}


Here = Annotated[Visit, Depends(Visit)]
Number = Annotated[int, Query(alias="pagina", ge=1, le=100_000)]
Sent = Annotated[Form, Depends(form_of)]


def onward(address: str) -> RedirectResponse:
    """Where a browser goes on after a form, so that to load the page again sends nothing again."""
    return RedirectResponse(address, status_code=HTTP_303_SEE_OTHER)


class KeptPage(GuardedRoute):
    """A page is made once for each moment of the dossier and each role: the second reader gets the same bytes, or hears that they hold."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As the framework asks for it."""
        made = super().get_route_handler()

        async def answered(request: Request) -> Response:
            workspace: Workspace = request.app.state.workspace
            visitor = visitor_of(request)
            look = partial(workspace.layout_for, visitor, wait_seconds=GLANCE_SECONDS)
            layout = await run_in_threadpool(look)
            states = _states(request)
            own = (states, visitor.role or "", str(visitor.account is None))
            key = (language_of(request), request.url.path, request.url.query, *own)
            held = layout.pages.get(key)
            if held is None:
                response = await made(request)
                if response.status_code != HTTP_200_OK or not isinstance(response, HTMLResponse):
                    return response
                held = bytes(response.body)
                if states == _states(request):  # it may say what was so when it was begun, or what is so now
                    layout.pages.put(key, held)
            session_id = session.session_of(request)
            held = filled(request, held, session_id)
            mark = f'"{hashlib.sha256(held).hexdigest()[:32]}"'
            is_known = request.headers.get("if-none-match", "").removeprefix("W/") == mark
            response = Response(status_code=304) if is_known else HTMLResponse(held)
            session.keep(response, request, session_id)
            response.headers["ETag"] = mark
            response.headers["Vary"] = "Cookie, Accept-Language"
            chosen = request.query_params.get(COOKIE, "")
            if chosen in LANGUAGES:
                response.set_cookie(COOKIE, chosen, max_age=session.YEAR_SECONDS, samesite="strict", httponly=True)
            return response

        return answered


def _states(request: Request) -> str:
    """What a page says beside the dossier: whether a build is under way or broke off, and how far a search is."""
    workspace: Workspace = request.app.state.workspace
    searched = workspace.solving.mark if request.url.path.startswith("/scenarios") else 0
    renewal = workspace.progress
    return f"{renewal.is_under_way} {renewal.ended is not None} {searched}"


class AnsweredPage(GuardedRoute):
    """What answers a form gets the token of the session that sent it, as every page does."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As the framework asks for it."""
        made = super().get_route_handler()

        async def answered(request: Request) -> Response:
            response = await made(request)
            if not isinstance(response, HTMLResponse):
                return response
            own = session.session_of(request)
            response = HTMLResponse(filled(request, bytes(response.body), own), status_code=response.status_code)
            session.keep(response, request, own)
            return response

        return answered
