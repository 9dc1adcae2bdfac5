"""What every address of the API has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

from rodedraad.web.admission import GuardedRoute
from rodedraad.web.api.answers import JSON, ROOT, acceptable
from rodedraad.web.api.queries import Asked
from rodedraad.web.layout import Layout
from rodedraad.web.visit import Visit

_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Route: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


def opened() -> APIRouter:
    """A router for addresses of the API: an action is called by the name of the function that does it."""
    return APIRouter(
        prefix=ROOT,
        route_class=GuardedRoute,
        dependencies=[Depends(acceptable)],
        generate_unique_id_function=_name,
    )


def showing(schema: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """What a route answers where all is well: an object that ``description`` has under this name."""
    return {status: {"content": {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}}


def getting(router: APIRouter) -> Callable[..., Route]:
    """What puts an address that shows an object of this schema in a router."""

    def get(path: str, schema: str, *, tag: str) -> Route:
        return router.get(path, response_class=Response, responses=showing(schema), tags=[tag])

    return get


def layout_of(here: Visit, asked: Asked) -> Layout:
    """The dossier as this program may see it, and as it asks to."""
    return here.workspace.public() if asked.confidential == "no" else here.layout


def _name(route: APIRoute) -> str:
    return route.name


def strays(routers: Sequence[APIRouter]) -> APIRouter:
    """What takes every other address under ``/api/``, so that none is led on to one with a slash behind it."""
    found = APIRouter(route_class=GuardedRoute, include_in_schema=False)

    @found.api_route("/api/{rest:path}", methods=list(_METHODS))
    def stray(request: Request) -> Response:
        """That there is no such address, or that it does not take this method."""
        here = (route for router in routers for route in router.routes if isinstance(route, APIRoute))
        methods = {
            one for route in here if route.matches(request.scope)[0] is Match.PARTIAL for one in route.methods or ()
        }
        if methods:
            raise HTTPException(405, headers={"Allow": ", ".join(sorted(methods))})
        raise HTTPException(404)

    return found
