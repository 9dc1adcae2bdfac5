"""Who comes in: on one's own machine whoever is there, in a shared workspace who signed in, as far as their role reaches.

Every route is guarded before anything else of it runs, also before a page that was kept: ``rights`` says which right it asks.
"""

from __future__ import annotations

from typing import Final, Protocol
from urllib.parse import urlencode

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from rodedraad.errors import NotAllowed, NotSignedIn
from rodedraad.records import ROLES, Right, Visitor, least_of, rights_of
from rodedraad.web import session
from rodedraad.web.rights import RIGHTS

EVERY: Final = rights_of(ROLES[-1])


class Door(Protocol):
    """Who comes in, and with which rights. ``is_secure``: browsers come by https alone."""

    is_shared: bool
    is_secure: bool

    def visitor(self, request: Request) -> Visitor:
        """Who asks this."""
        ...

    def admit(self, visitor: Visitor, right: Right | None, request: Request) -> None:
        """Raises NotSignedIn, NotAllowed or TooMany where this may not be asked; no right: it is for everybody."""
        ...

    def note(self, visitor: Visitor, what: str, about: str) -> None:
        """Keeps who did what with a file, of which the log of the dossier has no event."""
        ...


class Alone:
    """A workspace on one's own machine: nobody signs in, and whoever is there may do all but administer accounts."""

    is_shared = False
    is_secure = False

    def __init__(self, name: str) -> None:
        self._name = name

    def visitor(self, request: Request) -> Visitor:
        """Whoever is there, under the name that they gave."""
        name = session.name_of(request, default=self._name)
        return Visitor(name=name, rights=EVERY - {"administer"}, account=None, role=None, key="")

    def admit(self, visitor: Visitor, right: Right | None, request: Request) -> None:
        """Refuses what is about accounts alone."""
        del request  # whoever is there may ask as much as they like
        refuse(visitor, right)

    def note(self, visitor: Visitor, what: str, about: str) -> None:
        """Keeps nothing: it is one person's machine."""


def refuse(visitor: Visitor, right: Right | None) -> None:
    """Raises NotSignedIn or NotAllowed where a visitor has not this right."""
    if right is None or visitor.may(right):
        return
    if visitor.account is None:
        raise NotSignedIn("access.sign_in")
    raise NotAllowed(f"access.needs_{least_of(right)}")


class GuardedRoute(APIRoute):
    """A route that lets nobody in who may not ask it."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As the framework asks for it."""
        method, request = scope["method"], Request(scope, receive)
        if method in (self.methods or ()):
            door: Door = request.app.state.workspace.door
            visitor = await run_in_threadpool(door.visitor, request)
            scope.setdefault("state", {})["visitor"] = visitor
            await run_in_threadpool(door.admit, visitor, RIGHTS[f"{method} {self.path}"], request)
        await super().handle(scope, receive, send)


def visitor_of(request: Request) -> Visitor:
    """Who asks this, as the guard of its route found; nobody where no route was found."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    return found or Visitor(name="", rights=frozenset(), account=None, role=None, key="")


def to_sign_in(request: Request) -> Response:
    """Where somebody signs in, and comes back from to what they asked."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    query = urlencode({"terug": asked}) if session.is_here(asked) and request.method == "GET" else ""
    return Response(status_code=303, headers={"Location": f"/aanmelden?{query}"})
