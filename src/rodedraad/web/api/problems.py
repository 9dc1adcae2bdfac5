"""What is said of what cannot be: problem details (RFC 9457) with the code of our message and its values.

The type is always ``about:blank``: what went wrong is told by ``code``, which is that of docs/reference/errors.md everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from rodedraad.errors import RodedraadError
from rodedraad.records import Event, Message, Value
from rodedraad.shapes import line
from rodedraad.web.api.answers import PROBLEM, VERSION
from rodedraad.web.visit import language_of
from rodedraad.wording import Language, word

_BASE: Final = "/api/"
"""What begins with this is answered here, also where it is no address of this API."""
_WAIT_SECONDS: Final = "5"
_SIGN_IN: Final = 'Bearer realm="Rodedraad"'
_SHOWN_CHARS: Final = 80
_MOST_ERRORS: Final = 20
_OF_STATUS: Final = {
    403: "web_api.other_site",
    404: "web_api.no_address",
    405: "web_api.no_method",
    406: "web_api.not_acceptable",
    413: "web_api.too_large",
    415: "web_api.no_json",
}
_OF_INPUT: Final = {
    "missing": "web_api.input_missing",
    "extra_forbidden": "web_api.input_unknown",
    "literal_error": "web_api.input_choice",
    "union_tag_invalid": "web_api.input_choice",
    "int_parsing": "web_api.input_number",
    "int_type": "web_api.input_number",
    "int_from_float": "web_api.input_number",
    "greater_than_equal": "web_api.input_least",
    "less_than_equal": "web_api.input_most",
    "string_too_long": "web_api.input_long",
    "too_long": "web_api.input_long",
    "string_too_short": "web_api.input_empty",
    "too_short": "web_api.input_empty",
    "value_error": "web_api.input_empty",
    "json_invalid": "web_api.input_json",
}
"""By the name that the library of models gives a mistake. Of any other only the place is said."""


def is_for(request: Request) -> bool:
    """Whether a request is for the API, so that a program reads what is said of it."""
    return request.url.path.startswith(_BASE)


def of_error(request: Request, error: RodedraadError, status: int) -> Response:
    """What one of our own errors says."""
    return problem(request, error.message, status)


def of_http(request: Request, error: HTTPException) -> Response:
    """That there is no such address, or that it does not take this method or this kind of answer."""
    methods = {one.strip() for one in (error.headers or {}).get("Allow", "").split(",")} - {""}
    allowed = sorted(methods | {"HEAD"} if "GET" in methods else methods)
    headers = {"Allow": ", ".join(allowed)} if allowed else {}
    code = _OF_STATUS.get(error.status_code, "web_api.failed")
    return problem(request, Message.of(code), error.status_code, headers=headers)


def of_input(request: Request, error: RequestValidationError) -> Response:
    """Which parts of an address cannot be."""
    return problem(request, Message.of("web_api.invalid"), 400, errors=errors(request, error.errors()))


def of_failure(request: Request) -> Response:
    """That the program itself tripped."""
    return problem(request, Message.of("web_api.failed"), 500)


def problem(
    request: Request,
    message: Message,
    status: int,
    *,
    errors: Sequence[Mapping[str, Any]] = (),
    changes: Iterable[tuple[Event, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem: ``errors`` are the parts that are wrong, ``changes`` the events of others that came in between, with who did them."""
    language = language_of(request)
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": word(Message.of(f"web_api.status_{status}"), language),
        "status": status,
        "detail": word(message, language),
        "instance": request.url.path,
        "code": message.code,
        "values": dict(message.values),
    }
    if errors:
        told["errors"] = list(errors)
    if changes is not None:
        told["changes"] = [
            {"event": event.id, "at": event.at, "person": name or None, "kind": event.kind} for event, name in changes
        ]
    own = {"API-Version": VERSION, "Content-Language": language, "Vary": "Accept-Language, Cookie", **(headers or {})}
    if status == 401:
        own["WWW-Authenticate"] = _SIGN_IN
    if status == 503:
        own["Retry-After"] = _WAIT_SECONDS
    return Response(line(told).encode(), status_code=status, media_type=PROBLEM, headers=own)


def errors(request: Request, found: Sequence[Any]) -> list[dict[str, Any]]:
    """Each part of an address or a body that cannot be: where it stands and what is wrong with it."""
    language = language_of(request)
    return [_error(one, language) for one in found[:_MOST_ERRORS]]


def _error(one: Mapping[str, Any], language: Language) -> dict[str, Any]:
    place, *rest = one["loc"]
    names = [str(part)[:_SHOWN_CHARS] for part in rest]
    pointer = "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)
    code, bounds = _OF_INPUT.get(str(one["type"]), "web_api.input_other"), one.get("ctx", {})
    values: dict[str, Value] = {
        "name": names[-1] if names else str(place),
        "known": str(bounds.get("expected") or bounds.get("expected_tags") or "").replace(" or ", ", "),
        "least": bounds.get("ge"),
        "most": bounds.get("le") or bounds.get("max_length"),
    }
    return {
        "in": place,
        "location": {"pointer": pointer} if place == "body" else {"name": values["name"]},
        "code": code,
        "detail": word(Message.of(code, **values), language),
    }
