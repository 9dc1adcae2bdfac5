"""How an answer goes out: bytes of JSON with what tells them apart, and the addresses of the pages beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from rodedraad.shapes import line
from rodedraad.web.layout import Layout
from rodedraad.web.visit import Visit

ROOT: Final = "/api/v1"
VERSION: Final = "1.0.0"
"""By semantic versioning; its first number stands in every address."""
JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"
_NO_EVENTS: Final = "-"
_TAG: Final = re.compile(r'(?:W/)?"([^"]*)"')
_TYPES: Final = frozenset({"*/*", "application/*", JSON, PROBLEM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of a list is asked: the page, counted from 1, and how many records one page has."""

    page: int
    size: int

    @property
    def rows(self) -> slice:
        """The records of this page."""
        return slice((self.page - 1) * self.size, self.page * self.size)

    def links(self, total: int | None, *, has_more: bool = False) -> dict[str, dict[str, int]]:
        """The pages beside this one by their relation; where nobody knows how many there are (``total`` None) without the last."""
        last = None if total is None else max(1, -(-total // self.size))
        after = has_more if last is None else self.page < last
        found = {"first": 1}
        if self.page > 1:
            found["prev"] = self.page - 1 if last is None else min(self.page - 1, last)
        if after:
            found["next"] = self.page + 1
        if last is not None:
            found["last"] = last
        return {relation: {"page": page} for relation, page in found.items()}


def acceptable(request: Request) -> None:
    """Raises 406 where somebody asks for nothing that this API speaks."""
    accepted = request.headers.get("accept", "*/*")
    ranges = (one.partition(";") for one in accepted.split(","))
    wanted = {kind.strip().lower() for kind, _, given in ranges if not re.search(r"\bq=0(?:\.0*)?\s*(?:;|$)", given)}
    if accepted.strip() and wanted.isdisjoint(_TYPES):
        raise HTTPException(406)


def log_tag(heads: Sequence[str]) -> str:
    """What tells one state of the log from another: what ``If-Match`` of a correction takes."""
    return f'"{".".join(heads) or _NO_EVENTS}"'


def heads_of(tag: str) -> list[str]:
    """The events that a log ended with, as an ``If-Match`` names them; of what was never ours, something that is no event."""
    found = _TAG.fullmatch(tag.strip())
    if found is None:
        return [tag]
    return [] if found[1] == _NO_EVENTS else found[1].split(".")


def listed(
    here: Visit, layout: Layout, rows: Iterable[Mapping[str, Any]], *, total: int, part: Part, **more: Any
) -> Response:
    """One page of a list: its records, how many there are in all, and in ``Link`` the pages beside it."""
    head = {
        "page": part.page,
        "page_size": part.size,
        "pages": max(1, -(-total // part.size)),
        "total": total,
        "moment": layout.moment.mark,
        **more,
    }
    # each record by itself: only one with a character that must be escaped is gone through by character
    body = f'{line(head)[:-1]},"items":[{",".join(line(row) for row in rows)}]}}'
    return sent(here, body, links=addresses(here.request, part.links(total)))


def shown(here: Visit, content: Mapping[str, Any], *, links: Mapping[str, str] | None = None) -> Response:
    """One object."""
    return sent(here, line(content), links=links or {})


def addresses(request: Request, beside: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """The address of a request with other values of some parameters, by relation."""
    own = request.query_params.items()
    return {
        relation: f"{request.url.path}?{urlencode([*((k, v) for k, v in own if k not in values), *values.items()])}"
        for relation, values in beside.items()
    }


def sent(here: Visit, body: str, *, links: Mapping[str, str]) -> Response:
    """These bytes, or that they are the ones that were sent before."""
    data = body.encode()
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {
        "API-Version": VERSION,
        "ETag": mark,
        "Log-ETag": log_tag(here.layout.moment.heads),
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie",
    }
    if links:
        headers["Link"] = ", ".join(f'<{to}>; rel="{relation}"' for relation, to in links.items())
    if is_named(here.request.headers.get("if-none-match", ""), mark):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=JSON, headers=headers)


def is_named(tags: str, mark: str) -> bool:
    """Whether ``If-None-Match`` names a mark, among others or as any."""
    return tags.strip() == "*" or mark.strip('"') in _TAG.findall(tags)
