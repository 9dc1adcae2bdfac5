"""The objects that go out, as models: made of the records and of the keys of their shapes, so that they cannot tell otherwise.

What a shape gives that its record has not, or has of another kind, is said here in ``_OWN``; a key that stands in neither
raises KeyError when the program starts. Keys may be added to an object: whoever reads one passes over what it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import EllipsisType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from rodedraad import shapes
from rodedraad.adapters.sqlite import KINDS
from rodedraad.prospect_shapes import is_prospect, prospect_keys
from rodedraad.records import (
    Action,
    CitationRole,
    Clause,
    Event,
    Hit,
    Message,
    Outcome,
    Source,
    Statement,
    Support,
    Value,
    Version,
)


class Worded(BaseModel):
    """Something said to the reader: its code, the values in it under their own names, and the Dutch sentence."""

    model_config = ConfigDict(extra="allow")

    code: str
    nl: str


class Citation(BaseModel):
    """One statement that a clause rests on, as it stood when the version was made."""

    statement: str
    role: CitationRole
    source: str
    page: int | None
    quote: str
    start: int
    end: int
    parties: list[str]


class Change(BaseModel):
    """What made a clause what it is."""

    reason: Worded
    event: str | None
    person_id: str | None
    at: str | None
    contribution: str | None


class Quote(BaseModel):
    """The words of a statement, and where they stand."""

    statement: str
    quote: str
    source: str
    path: str
    page: int | None


class Use(BaseModel):
    """Where something is used: the kind of record and its id."""

    kind: str
    id: str


class InputError(BaseModel):
    """One part that is wrong: where it stands, and why."""

    in_: Literal["body", "header", "path", "query"] = Field(alias="in")
    location: dict[str, str]
    code: str
    detail: str


class Meanwhile(BaseModel):
    """An event that somebody wrote in the meantime."""

    event: str
    at: str
    person: str | None
    kind: str


class ProblemDetails(BaseModel):
    """What could not be done (RFC 9457): `code` and `values` are of this program's own messages, which `detail` words.

    `errors` are the parts of an address or a body that are wrong. `changes` are what others wrote in the log meanwhile.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    values: dict[str, Value]
    errors: list[InputError] = []
    changes: list[Meanwhile] = []


_OWN: Mapping[type, Mapping[str, Any]] = {
    Source: {"sha256": str},
    Statement: {"party": str | None, "holders": tuple[str, ...]},
    Support: {"voted": dict[str, Any] | None},
    Action: {"answer": Outcome | None},
    Clause: {
        "version": str | None,
        "citations": tuple[Citation, ...],
        "approved_by": str | None,
        "number": int | None,
        "is_core": bool,
        "text_en": str,
        "support": Support | None,
        "changes": tuple[Change, ...],
        "parties": tuple[str, ...],
    },
    Version: {"person": str | None, "approved_by": str | None, "approved_at": str | None},
    Event: {
        "person": str | None,
        "values": dict[str, Value],
        "person_id": str,
        "counts": bool,
        "overruled_by": tuple[str, ...],
        "is_overruled": bool,
    },
    Hit: {"highlights": tuple[tuple[int, ...], ...]},
}
_KEYS: Mapping[type, tuple[str, ...]] = {
    Clause: shapes.clause_row_keys(),
    Version: shapes.version_keys(),
    Event: (*shapes.event_keys(), "counts", "overruled_by", "is_overruled"),
}
_SHAPED = frozenset({*KINDS.values(), Hit})


@cache
def of(kind: type) -> type[BaseModel]:
    """The model of the objects that a record becomes."""
    hints = {name.removesuffix("_"): hint for name, hint in get_type_hints(kind).items()}
    hints |= {"condition": hints["conditions"]} if kind is Action else {}
    hints |= _OWN.get(kind, {})
    made: dict[str, Any] = {key: (_plain(hints[key]), ...) for key in _keys(kind)}
    return create_model(kind.__name__, __doc__=(kind.__doc__ or "").replace("``", "`"), **made)


def _keys(kind: type) -> tuple[str, ...]:
    if kind in _KEYS:
        return _KEYS[kind]
    if is_prospect(kind):
        return prospect_keys(kind)
    if kind in _SHAPED:
        return shapes.keys(kind)
    return tuple(part.name.removesuffix("_") for part in fields(kind))


def _plain(hint: Any) -> Any:
    """A type as it is in JSON: of a record its model."""
    if hint is Message:
        return Worded
    if isinstance(hint, type) and is_dataclass(hint):
        return of(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return tuple[tuple(one if isinstance(one, EllipsisType) else _plain(one) for one in arguments)]  # type: ignore[misc]
    if origin in (Union, UnionType):
        return Union[tuple(map(_plain, arguments))]  # noqa: UP007  of types that are known when it runs
    return hint


class ListPage(BaseModel):
    """One page of a list. `moment` tells whether two pages are of the same dossier: it changes when that was counted anew."""

    page: int
    page_size: int
    pages: int
    total: int
    moment: str


@cache
def page_of(kind: type) -> type[BaseModel]:
    """The model of one page of a list."""
    own = of(kind)
    made: dict[str, Any] = {"items": (list[own], ...)}  # type: ignore[valid-type]
    return create_model(f"{kind.__name__}Page", __base__=ListPage, __doc__=ListPage.__doc__, **made)


def detail_of(kind: type, **more: Any) -> type[BaseModel]:
    """The model of a record shown by itself, with what is told beside it."""
    return made(f"{kind.__name__}Detail", of(kind).__doc__, base=of(kind), **more)


def made(name: str, about: str | None, *, base: type[BaseModel] = BaseModel, **parts: Any) -> type[BaseModel]:
    """The model of an object of these parts, records among them."""
    known: dict[str, Any] = {part: (_plain(hint), ...) for part, hint in parts.items()}
    return create_model(name, __base__=base, __doc__=about, **known)
