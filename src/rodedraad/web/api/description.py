"""The API described as OpenAPI 3.1: the same document for every dossier, so that it may be read from anywhere.

The routes say what they take; what they answer are models made of the records (``schemas``), put in place here.
"""

from __future__ import annotations

import json
from functools import cache
from threading import Lock
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from rodedraad.records import (
    Action,
    Clause,
    Coverage,
    Event,
    Gap,
    Outlook,
    Party,
    Problem,
    Reference,
    Requirement,
    Scenario,
    Source,
    Statement,
    Subject,
    Tension,
    Thread,
    Version,
)
from rodedraad.web.api import corrections, propositions, routes, views
from rodedraad.web.api.answers import JSON, PROBLEM, ROOT, VERSION
from rodedraad.web.api.door import opened
from rodedraad.web.api.schemas import ProblemDetails, of, page_of

router = opened()

_REF: Final = "#/components/schemas/{model}"
_LISTED: Final = (
    Source, Statement, Subject, Thread, Tension, Gap, Reference, Outlook, Party, Requirement, Action, Scenario, Version,
    Clause, Problem, Coverage, Event,
)  # fmt: skip
_ALONE: Final = (Subject, Tension, Requirement, Action, Event)
_VIEWS: Final[tuple[type[BaseModel], ...]] = (
    views.Dossier,
    views.SourceDetail,
    views.SourceText,
    views.StatementDetail,
    views.ThreadDetail,
    views.PartyDetail,
    views.PropositionDetail,
    views.Found,
    views.Answer,
    views.Corrected,
    ProblemDetails,
)
_ABOUT: Final = """\
Everything that the workspace of a Rodedraad dossier shows, for other programs: sources, statements with the exact place where
they stand, common threads, tensions, gaps, the proposition and the log; and corrections, each an event of the log.

Lists come page by page: `page` and `page_size` ask, `Link` (RFC 8288) has the pages beside it, `total` how many there are.
Every answer has an `ETag`; `If-None-Match` is answered 304 where nothing changed. `Log-ETag` names the state of the log, and
`If-Match` of a correction takes it. What goes wrong is told as problem details (RFC 9457). What is said to a reader is an
object with a `code`, its values and the Dutch sentence. A key is always there, null where nothing is known; keys may be added.
"""
_TAGS: Final = (
    ("Dossier", "The dossier as a whole, and this description."),
    ("Sources", "The documents, and their text."),
    ("Statements", "What the documents say, each with its quote and its place."),
    ("Together", "What they say together: subjects, threads, tensions, gaps and parties."),
    ("Ahead", "What lies ahead: requirements, actions and scenarios."),
    ("Proposition", "The shared text in its versions, each sentence with what it rests on."),
    ("Account", "What was read, what could not be, and who did what."),
    ("Looking", "Searching and asking."),
    ("Corrections", "What people correct."),
)
_VERSION_HEADER: Final = {"description": "The whole version of this API.", "schema": {"type": "string"}}
_ETAG: Final = {"description": "Tells this answer from another one.", "schema": {"type": "string"}}
_LOG_ETAG: Final = {
    "description": "The state of the log that this answer follows from; `If-Match` of a correction takes it.",
    "schema": {"type": "string"},
}
_LINK: Final = {
    "description": "The pages beside this one: `first`, `prev`, `next`, `last` (RFC 8288).",
    "schema": {"type": "string"},
}
_FAILING: Final = {
    "400": "Something in the address or the body cannot be; `errors` say what.",
    "401": "This workspace is shared, and nobody signed in.",
    "403": "The role of who asks does not reach so far, or a page of another site sent this.",
    "404": "There is no such record.",
    "406": "The answer is JSON, and `Accept` takes none.",
    "412": "`If-Match` names no state of this log, or somebody spoke since of the same statements: `changes` say who.",
    "413": "The body is too large.",
    "415": "The body is not sent as `application/json`.",
    "429": "Too much was asked in a short time; `Retry-After` says when to ask again.",
    "500": "The dossier cannot be read.",
    "503": "The dossier is being read; `Retry-After` says when to ask again.",
}
_TOKEN: Final = {
    "type": "http",
    "scheme": "bearer",
    "description": "Of a shared workspace: a token that somebody made for a program on the page of their account.",
}
_OF_ALL: Final = ("400", "401", "403", "406", "429", "500", "503")
_OF_WRITES: Final = ("412", "413", "415")
_NOT_CHANGED: Final = "Nothing changed since the answer that `If-None-Match` names."
_IF_NONE_MATCH: Final = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an answer that is still at hand.",
    "schema": {"type": "string"},
}


_MAKING: Final = Lock()
"""The description is made once: two at once would each make its models, of which there can be one of a name."""


@router.get(
    "/openapi.json",
    response_class=Response,
    tags=["Dossier"],
    responses={200: {"content": {JSON: {"schema": {"type": "object"}}}}},
)
def openapi() -> Response:
    """This description. It holds nothing of the dossier, so a page of any site may read it."""
    headers = {"API-Version": VERSION, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
    with _MAKING:
        data = _document()
    return Response(data, media_type=JSON, headers=headers)


@cache
def _document() -> bytes:
    return json.dumps(document(), ensure_ascii=False).encode()


def document() -> dict[str, Any]:
    """The description as an object."""
    made = get_openapi(
        title="Rodedraad",
        version=VERSION,
        summary="One shared proposition out of all the studies of a region, every sentence traceable to its page.",
        description=_ABOUT,
        routes=[*routes.router.routes, *propositions.router.routes, *corrections.router.routes, *router.routes],
        tags=[{"name": name, "description": said} for name, said in _TAGS],
        servers=[{"url": ROOT, "description": "The workspace that gave this description."}],
        contact={"name": "The Rodedraad maintainers", "url": "https://example.org/rodedraad"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    made["paths"] = {path.removeprefix(ROOT): operations for path, operations in made["paths"].items()}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    made["components"] = {"schemas": dict(sorted(_schemas().items())), "securitySchemes": {"token": _TOKEN}}
    made["security"] = [{}, {"token": []}]
    return made


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """What every operation has in common: its headers, and what it says where something is wrong."""
    responses = operation["responses"]
    responses.pop("422", None)
    is_document = path.endswith("openapi.json")
    failing = [*_OF_ALL, *(["404"] if "{" in path else []), *(_OF_WRITES if method == "post" else [])]
    for status in ["406", "429"] if is_document else failing:
        content = {PROBLEM: {"schema": {"$ref": _REF.format(model="ProblemDetails")}}}
        responses[status] = {"description": _FAILING[status], "content": content}
    good = responses["201" if method == "post" else "200"]
    good["description"] = "What was written." if method == "post" else "What was asked."
    good["headers"] = {"API-Version": _VERSION_HEADER}
    if is_document:
        return
    good["headers"] |= {"Log-ETag": _LOG_ETAG}
    if method == "get":
        own = operation.get("parameters", [])
        good["headers"] |= {"ETag": _ETAG}
        if any(one["name"] in ("page", "start") for one in own):
            good["headers"] |= {"Link": _LINK}
        operation["parameters"] = [*own, _IF_NONE_MATCH]
        responses["304"] = {"description": _NOT_CHANGED, "headers": {**good["headers"]}}
    else:
        good["headers"] |= {"Location": {"description": "The first of the events.", "schema": {"type": "string"}}}
    operation["responses"] = dict(sorted(responses.items()))


def _schemas() -> dict[str, Any]:
    """Every object that goes out, and the correction that comes in."""
    models = [*map(page_of, _LISTED), *map(of, _ALONE), *_VIEWS]
    _, going = models_json_schema([(one, "serialization") for one in models], ref_template=_REF)
    coming = TypeAdapter(corrections.CorrectionBody).json_schema(ref_template=_REF)
    inner = coming.pop("$defs")
    return {**going["$defs"], **inner, "Correction": coming}
