"""What people decided about requirements, offers and arrangements: a field of theirs stands in the place of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar, get_args

from rodedraad.intervals import days
from rodedraad.records import (
    ESCO_URI,
    Arrangement,
    ArrangementKind,
    EducationLevel,
    Extent,
    Occupation,
    Offer,
    OfferKind,
    Requirement,
    RequirementKind,
    Ruling,
    Value,
)
from rodedraad.upheld import upheld

_Values = Mapping[str, Value]
_Record = TypeVar("_Record", Requirement, Offer, Arrangement)
_Ruled: TypeAlias = tuple[tuple[_Record, ...], tuple[Ruling, ...]]


def requirements(
    found: Sequence[Requirement], rulings: Iterable[Ruling], labels: Mapping[str, str]
) -> _Ruled[Requirement]:
    """The requirements as people ruled them; ``labels`` are those of ESCO by their URIs. A rejected one is not there."""
    return _ruled(found, rulings, "requirement", lambda one, values: _requirement(one, values, labels))


def offers(found: Sequence[Offer], rulings: Iterable[Ruling]) -> _Ruled[Offer]:
    """The offers as people ruled them."""
    return _ruled(found, rulings, "offer", _offer)


def arrangements(found: Sequence[Arrangement], rulings: Iterable[Ruling]) -> _Ruled[Arrangement]:
    """The arrangements as people ruled them: found again through any statement that names one."""
    return _ruled(found, rulings, "arrangement", _arrangement)


def _ruled(
    found: Sequence[_Record], rulings: Iterable[Ruling], about: str, change: Callable[[_Record, _Values], _Record]
) -> _Ruled[_Record]:
    """The records with what was ruled of each, and the rulings that are about none of them."""
    resting = [(one.statements if isinstance(one, Arrangement) else (one.statement,), one.key) for one in found]
    held = upheld(resting, rulings, about)
    made = (
        change(one, values) if values else one
        for one, values in zip(found, held.values, strict=True)
        if not values.get("is_rejected")
    )
    return tuple(made), held.lost


def _requirement(one: Requirement, values: _Values, labels: Mapping[str, str]) -> Requirement:
    change = _plain(values, {"kind": get_args(RequirementKind), "level": get_args(EducationLevel), "number": ()})
    if "met" in values and (values["met"] or "unknown") in get_args(Extent):
        change["met"] = values["met"] or "unknown"
    if "term" in values:
        change |= _term(values["term"])
    if "esco" in values:
        change["esco"] = _esco(one, values["esco"], labels)
    return replace(one, is_confirmed=bool(values.get("is_confirmed")), **change)


def _esco(one: Requirement, value: Value, labels: Mapping[str, str]) -> tuple[Occupation, ...]:
    """The concept that a person chose, alone; none where they took the candidates out."""
    uri = str(value or "")
    if not uri:
        return ()
    if not ESCO_URI.fullmatch(uri):
        return one.esco
    known = next((candidate for candidate in one.esco if candidate.uri == uri), None)
    made = known or Occupation(uri=uri, label=labels.get(uri, uri), share=100, is_skill="/skill/" in uri)
    return (replace(made, is_confirmed=True),)


def _term(value: Value) -> dict[str, Any]:
    text = str(value or "")
    if not text:
        return {"term": None, "term_from": None, "term_to": None}
    first, last = days(text) or (None, None)
    return {"term": text, "term_from": first, "term_to": last}


def _offer(one: Offer, values: _Values) -> Offer:
    change = _plain(values, {"kind": get_args(OfferKind), "level": get_args(EducationLevel), "party": ()})
    if values.get("name"):
        change["name"] = values["name"]
    return replace(one, is_confirmed=bool(values.get("is_confirmed")), **change)


def _arrangement(one: Arrangement, values: _Values) -> Arrangement:
    return replace(
        one, is_confirmed=bool(values.get("is_confirmed")), **_plain(values, {"kind": get_args(ArrangementKind)})
    )


def _plain(values: _Values, allowed: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The fields as given, where they are words that can be; a copy of the log may hold others. No kind is taken out."""
    return {
        name: values[name]
        for name, words in allowed.items()
        if name in values and ((values[name] in words or not words) if values[name] else name != "kind")
    }
