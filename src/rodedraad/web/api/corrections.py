"""What people correct through the API: planned against the dossier as it stands, and written as events of the log.

A body is JSON and says so: no form of another site can send that without asking first, and nobody is answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias, cast

from fastapi import Depends, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from starlette.exceptions import HTTPException

from rodedraad import consult, correcting, shapes
from rodedraad.correcting import Correction
from rodedraad.errors import Overtaken, QuoteNotFound, WrongUse
from rodedraad.moment import Moment
from rodedraad.records import ActorRole, Event, StatementType, Tension
from rodedraad.shapes import line
from rodedraad.web.api import problems
from rodedraad.web.api.answers import JSON, ROOT, VERSION, heads_of, log_tag
from rodedraad.web.api.door import opened, showing
from rodedraad.web.session import MOST_FORM_BYTES
from rodedraad.web.visit import Here, Visit

router = opened()
_MOST_TARGETS: Final = 500
_SHOWN_CHARS: Final = 80
_KINDS: Final = frozenset({"edit", "confirm", "reject", "merge", "split", "undo", "redo", "add"})

Target: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
Part: TypeAlias = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[^,;]+$")]


class Body(BaseModel):
    """What every body is: nothing more than what it may have."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ActorGiven(Body):
    """Who must act, is asked, leads, helps, pays or decides, in words."""

    role: ActorRole
    words: str = Field(min_length=1, max_length=400, pattern=r"^[^;]+$")


def _left(**bounds: Any) -> Any:
    """A field that may be left out, which is not the same as null: it has no default that anybody could send."""
    return Field(default=None, json_schema_extra=lambda schema: cast("None", schema.pop("default")), **bounds)


class Given(Body):
    """Fields of a statement as they should be; what is not there stays as it is, and null or an empty list empties it."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"minProperties": 1})

    type: StatementType = _left()
    themes: list[Part] = _left(max_length=20)
    place: list[Part] = _left(max_length=20)
    parties: list[Part] = _left(max_length=20)
    holder: str | None = _left(max_length=400)
    is_reported: bool = _left()
    is_commitment: bool = _left()
    within_power: bool | None = _left()
    deadline: str | None = _left(max_length=400, description="As somebody would say it: `eind 2027`.")
    deadline_from: str | None = _left(
        max_length=10, description="A year, month or day: `2027`, `2027-06`, `2027-06-30`."
    )
    deadline_to: str | None = _left(max_length=10, description="As `deadline_from`.")
    actors: list[ActorGiven] = _left(max_length=20)

    @model_validator(mode="after")
    def _refuse_empty(self) -> Given:
        if not self.model_fields_set:
            raise ValueError("nothing is given")
        return self

    @property
    def assignments(self) -> list[str]:
        """What was given, as ``edits`` takes it, in the order of the fields."""
        given = (name for name in type(self).model_fields if name in self.model_fields_set)
        return [f"{name}={_told(getattr(self, name))}" for name in given]


class Edit(Body):
    """Other fields of statements; of a thread, subject or tension of all that it rests on."""

    kind: Literal["edit"]
    targets: list[Target] = Field(min_length=1, max_length=_MOST_TARGETS)
    values: Given


class Judgement(Body):
    """That statements are right (`confirm`) or do not belong (`reject`), and so of all of a thread or subject.

    Of a tension, whether the two collide.
    """

    kind: Literal["confirm", "reject"]
    targets: list[Target] = Field(min_length=1, max_length=_MOST_TARGETS)


class Tie(Body):
    """That statements or threads say the same (`merge`), or the first of them not what the others say (`split`).

    One thread alone, split, falls apart into its statements.
    """

    kind: Literal["merge", "split"]
    targets: list[Target] = Field(min_length=1, max_length=_MOST_TARGETS)


class Reversal(Body):
    """That an event no longer counts (`undo`) or counts again (`redo`), with all that was written in one go with it."""

    kind: Literal["undo", "redo"]
    targets: list[Target] = Field(min_length=1, max_length=1, description="The `id` of the event.")


class Addition(Body):
    """A statement that nobody read: words that stand in a source, with at least their type."""

    kind: Literal["add"]
    targets: list[Target] = Field(min_length=1, max_length=1, description="The `id` of the source.")
    quote: str = Field(min_length=1, max_length=20_000, description="The words as they stand in its text.")
    page: int | None = Field(None, ge=1, le=100_000, description="The page, where they stand on several.")
    values: Given


CorrectionBody: TypeAlias = Annotated[Edit | Judgement | Tie | Reversal | Addition, Field(discriminator="kind")]
_BODY: Final[TypeAdapter[Any]] = TypeAdapter(CorrectionBody)


async def body_of(request: Request) -> Any:
    """The correction that a request carries.

    Raises HTTPException for another site, another type or too much, RequestValidationError for what is no correction.
    """
    try:
        request.app.state.workspace.sessions.refuse_site(request)
    except WrongUse as error:
        raise HTTPException(403) from error
    kind, _, told = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() != JSON or not re.fullmatch(r'\s*(charset="?utf-8"?\s*)?', told, re.IGNORECASE):
        raise HTTPException(415)
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > MOST_FORM_BYTES:
            raise HTTPException(413)
    try:
        return _BODY.validate_json(bytes(data))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *_place(one["loc"]))} for one in found]) from error


def _place(location: Sequence[str | int]) -> Sequence[str | int]:
    """Where something stands in the body: without the kind, by which the model was chosen."""
    return location[1:] if location and location[0] in _KINDS else location


@router.post(
    "/corrections",
    response_class=Response,
    status_code=201,
    responses=showing("Corrected", 201),
    tags=["Corrections"],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": {"$ref": "#/components/schemas/Correction"}}},
        }
    },
)
def correct(
    here: Here,
    body: Annotated[Any, Depends(body_of)],
    if_match: Annotated[
        str | None,
        Header(
            max_length=4_000,
            description="The `Log-ETag` of the answer that this rests on. Where somebody spoke since of the same "
            "statements nothing is written, and the answer is 412 with who did. Without it nothing is compared.",
        ),
    ] = None,
) -> Response:
    """Writes what somebody corrects in the log, under their name, all or none. What follows is counted in the background."""
    folder = here.workspace.folder
    seen = heads_of(if_match) if if_match is not None and if_match.strip() != "*" else None
    try:
        if seen is not None:
            _refuse_other_log(here, seen)
        events = correcting.enter(folder, planned(here, body), here.act(), seen=seen)
    except Overtaken as error:
        now = {event.id: name for event, name, _ in here.workspace.layout_for(here.visitor).moment.logged}
        told = [(event, now[event.id]) for event in error.events if event.id in now]
        return problems.problem(here.request, error.message, 412, changes=told)
    except OtherLog as error:
        return problems.problem(here.request, error.message, 412)
    except (WrongUse, QuoteNotFound) as error:  # what a body names is no address: it is wrong, not missing
        return problems.problem(here.request, error.message, 400)
    here.workspace.renewal.ask()
    return _written(events, here.name)


class OtherLog(WrongUse):
    """What ``If-Match`` names is no state of this log."""


def _refuse_other_log(here: Visit, seen: Sequence[str]) -> None:
    known = {event.id for event, _, _ in consult.log_events(here.workspace.folder)}
    if not known.issuperset(seen):
        raise OtherLog("web_api.other_log")


def planned(here: Visit, body: Edit | Judgement | Tie | Reversal | Addition) -> tuple[Correction, ...]:
    """What a body asks, of what this reader may see. Raises WrongUse, UnknownRecord, QuoteNotFound."""
    folder, moment, first = here.workspace.folder, here.layout.moment, body.targets[0]
    if isinstance(body, Reversal):
        if all(event.id != first for event, _, _ in moment.logged):
            raise WrongUse("correcting.no_event", event=first[:_SHOWN_CHARS])
        return (correcting.undoing if body.kind == "undo" else correcting.redoing)(folder, first)
    if isinstance(body, Addition):
        source = moment.source(first)
        page = body.page if source.pages else None
        return correcting.adding(folder, source.id, body.quote, body.values.assignments, page=page)
    if isinstance(body, Tie):
        if body.kind == "split" and len(body.targets) > 1 and len(_meant(moment, first)) > 1:
            raise WrongUse("web_api.split_first")
        return correcting.tying(folder, body.kind, _all_meant(moment, body.targets))
    if isinstance(body, Judgement):
        tensions = {one.id for one in moment.records("tensions")}
        named = [one for one in body.targets if one in tensions]
        others = [one for one in body.targets if one not in tensions]
        return correcting.judging(folder, body.kind, [*dict.fromkeys(named), *_all_meant(moment, others)])
    return correcting.editing(folder, _all_meant(moment, body.targets), body.values.assignments)


def _all_meant(moment: Moment, targets: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(id_ for target in targets for id_ in _meant(moment, target)))


def _meant(moment: Moment, target: str) -> tuple[str, ...]:
    """The statements that an id stands for, of those that may be seen. Raises UnknownRecord."""
    for kind in ("threads", "subjects", "tensions"):
        for one in moment.records(kind):
            if one.id == target:
                return (one.a, one.b) if isinstance(one, Tension) else one.statements
    return (moment.statement(target).id,)


def _told(value: Any) -> str:
    """A value of a body as ``edits`` takes it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        if any(isinstance(one, ActorGiven) for one in value):
            return "; ".join(f"{one.role}: {one.words}" for one in value)
        return ",".join(value)
    return value or ""


def _written(events: Sequence[Event], name: str) -> Response:
    content = {"events": [shapes.event(one, {one.person: name}) for one in events]}
    headers = {
        "API-Version": VERSION,
        "Location": f"{ROOT}/log/{events[0].id}",
        "Log-ETag": log_tag([events[-1].id]),
        "Cache-Control": "no-store",
    }
    return Response(line(content).encode(), status_code=201, media_type=JSON, headers=headers)
