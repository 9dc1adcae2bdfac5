"""What an address opens: a statement, a thread, a source, a page of it or a piece of its text. JSON, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rodedraad.assistants import answers, citing
from rodedraad.errors import UnknownRecord
from rodedraad.moment import Moment
from rodedraad.records import Source
from rodedraad.shapes import shape
from rodedraad.wording import word

MOST_PAGE_CHARS = 40_000
MOST_NAMED = 200
"""Statements of a page that are named."""
_WHOLE: Mapping[str, Any] = {"cursor": None, "limit": 50}


def opened(moment: Moment, uri: str) -> dict[str, Any]:
    """What stands at an address of this server. Raises UnknownRecord."""
    found = citing.ADDRESS.fullmatch(uri)
    if found is None:
        raise UnknownRecord("assistants.no_address", uri=uri[:200])
    kind, name, part, number = found.groups()
    if part is not None and kind != "source":
        raise UnknownRecord("assistants.no_address", uri=uri[:200])
    if kind == "statement":
        return answers.quote(moment, {"id": name})
    if kind == "thread":
        return answers.thread(moment, {**_WHOLE, "id": name})
    source = moment.source(name)
    if part == "page":
        return _page(moment, source, int(number))
    if part == "text":
        return _piece(moment, source, int(number))
    return _source(moment, source)


def _source(moment: Moment, source: Source) -> dict[str, Any]:
    document = moment.document(source.id)
    pages = sorted({page for _, page in document.pages})
    return {
        "source": shape(source, word),
        "coverage": [shape(one, word) for one in moment.records("coverage") if one.source == source.id],
        "characters": len(document.text),
        "pages": [f"rodedraad://source/{source.id}/page/{page}" for page in pages[:2_000]],
        "text_uri": f"rodedraad://source/{source.id}/text/0",
    }


def _page(moment: Moment, source: Source, page: int) -> dict[str, Any]:
    document = moment.document(source.id)
    starts = [start for start, _ in document.pages]
    spans = [
        (start, end)
        for (start, number), end in zip(document.pages, [*starts[1:], len(document.text)], strict=True)
        if number == page and start < end
    ]
    if not spans:
        raise UnknownRecord("assistants.no_page", page=page, title=source.title[:200])
    parts: list[dict[str, Any]] = []
    room = MOST_PAGE_CHARS
    next_uri = None
    for start, end in spans:
        kept = min(end, start + room)
        parts.append({"start": start, "end": kept, "text": document.text[start:kept]})
        room -= kept - start
        if kept < end:
            next_uri = f"rodedraad://source/{source.id}/text/{kept}"
            break
    return {**_of(moment, source, parts), "page": page, "next_uri": next_uri}


def _piece(moment: Moment, source: Source, start: int) -> dict[str, Any]:
    document = moment.document(source.id)
    if start >= len(document.text):
        raise UnknownRecord("assistants.no_text", start=start, characters=len(document.text))
    end = min(len(document.text), start + citing.PIECE_CHARS)
    parts = [{"start": start, "end": end, "text": document.text[start:end]}]
    next_uri = f"rodedraad://source/{source.id}/text/{end}" if end < len(document.text) else None
    return {**_of(moment, source, parts), "page": document.page_at(start), "next_uri": next_uri}


def _of(moment: Moment, source: Source, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Parts of a text, with the statements that begin in them."""
    own = [one for one in moment.statements_of(source.id) if any(p["start"] <= one.start < p["end"] for p in parts)]
    return {
        "source": source.id,
        "title": source.title,
        "path": source.path,
        "parts": parts,
        "statements": [one.id for one in own[:MOST_NAMED]],
    }
