"""What the workspace says of itself: what it does and does not do, where data goes, drafts for registers; and one's own name."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from rodedraad import spent
from rodedraad.errors import UnknownRecord
from rodedraad.web import session
from rodedraad.web.visit import Here, KeptPage

router = APIRouter(route_class=KeptPage)
_DRAFTS: Final = {
    "algoritmeregister": (
        "algorithm",
        (
            "name",
            "organisation",
            "category",
            "goal",
            "impact",
            "proportion",
            "human",
            "risk",
            "law",
            "data",
            "working",
            "performance",
            "supplier",
        ),
    ),
    "toegankelijkheid": ("accessibility", ("scope", "status", "standard", "tested", "known", "contact")),
}
"""By the address of a draft: its name in the wording, and its rows."""


@router.get("/naam")
def name(here: Here, terug: str = "/") -> HTMLResponse:
    """Under which name a reader works."""
    return here.page("name", to=terug if session.is_here(terug) else "/")


@router.get("/hulp")
def help_(here: Here) -> HTMLResponse:
    """What the system does and does not do, and where data goes."""
    return here.page("help", sendings=spent.sendings(here.workspace.folder))


@router.get("/hulp/{draft}")
def draft(here: Here, draft: str) -> HTMLResponse:
    """A draft for a register that a public body keeps: of algorithms, or of how accessible its pages are."""
    if draft not in _DRAFTS:
        raise UnknownRecord("store.unknown_record", name=draft[:80])
    models = sorted({one.model for one in spent.sendings(here.workspace.folder)})
    name, keys = _DRAFTS[draft]
    return here.page("draft", draft=name, keys=keys, models=models)
