"""How an answer names its sources: a citation that this server can open again by its address.

Addresses: ``rodedraad://statement/ID``, ``rodedraad://thread/ID``, ``rodedraad://source/ID``,
``rodedraad://source/ID/page/N`` and, of a format without pages, ``rodedraad://source/ID/text/START``.
"""

from __future__ import annotations

import re
from typing import Any

from rodedraad import phrases
from rodedraad.moment import Moment
from rodedraad.records import Message, Statement
from rodedraad.visible import in_line  # what may reach a reader is told in one place for every door

ADDRESS = re.compile(r"rodedraad://(statement|thread|source)/([A-Za-z0-9-]{4,80})(?:/(page|text)/(\d{1,9}))?")
PIECE_CHARS = 8_000
"""Characters of a text that are read at once."""


def of_statement(moment: Moment, statement: Statement) -> dict[str, Any]:
    """Where a statement stands, with its address."""
    return {
        "statement": statement.id,
        **_place(moment, statement),
        "uri": f"rodedraad://statement/{statement.id}",
    }


def of_passage(moment: Moment, source: str, page: int | None, start: int) -> dict[str, Any]:
    """Where words stand that are no statement, with the address of their page."""
    place = _told(moment, source, page=page, page_end=None, locator=None, start=start)
    return {"statement": None, **place, "uri": place["page_uri"]}


def page_uri(source: str, page: int | None, start: int) -> str:
    """The address of the text around a place."""
    if page is not None:
        return f"rodedraad://source/{source}/page/{page}"
    return f"rodedraad://source/{source}/text/{start // PIECE_CHARS * PIECE_CHARS}"


def line(citation: dict[str, Any]) -> str:
    """A citation in one line of plain text."""
    place = f", {citation['place']}" if citation["place"] else ""
    return f"{in_line(citation['title'])}{in_line(place)} · {citation['uri']}"


def party(moment: Moment, id_: str) -> dict[str, str | None]:
    """A party by id, name and layer."""
    known = moment.parties.get(id_.partition("/")[0])
    return {
        "id": id_,
        "name": phrases.party(moment.parties, id_, moment.language),
        "layer": known.layer if known else None,
    }


def _place(moment: Moment, one: Statement) -> dict[str, Any]:
    return _told(moment, one.source, page=one.page, page_end=one.page_end, locator=one.locator, start=one.start)


def _told(
    moment: Moment, source: str, *, page: int | None, page_end: int | None, locator: Message | None, start: int
) -> dict[str, Any]:
    known = moment.sources[source]
    return {
        "source": source,
        "title": known.title,
        "path": known.path,
        "date": known.date,
        "page": page,
        "page_end": page_end,
        "place": phrases.where(known, page, page_end, locator, moment.language),
        "page_uri": page_uri(source, page, start),
    }
