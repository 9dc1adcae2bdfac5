"""The dossier for other programs: ``/api/v1``, by the Dutch API design rules, in the shapes of docs/reference/shapes.md.

``routes``, ``propositions`` and ``corrections`` have the addresses; ``asked`` is what an address may ask, ``collections`` finds it, ``answers`` sends it
and ``problems`` says what is wrong. ``schemas`` are the objects that go out and come in, made of the records themselves, and
``description`` tells of all of it as OpenAPI. docs/reference/api.md is for who uses it.
"""

from __future__ import annotations

from fastapi import FastAPI

from rodedraad.web.api import corrections, description, door, propositions, routes


def add_to(app: FastAPI) -> None:
    """Puts every address of the API in the application."""
    routers = (routes.router, propositions.router, corrections.router, description.router)
    for router in (*routers, door.strays(routers)):
        app.include_router(router)
