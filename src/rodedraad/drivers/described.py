"""The drivers that drijvers.toml describes, with their variants: ``[[drijver]]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rodedraad.drivers.keys import FILE, LONGEST, MOST_DRIVERS, MOST_NUMBER, MOST_VARIANTS, OF_FRAME, SHOWN, short
from rodedraad.errors import WrongUse
from rodedraad.records import Driver, Variant

_DRIVER_KEYS = frozenset({"id", "nl", "en", "tekens", "varianten", OF_FRAME})
_VARIANT_KEYS = frozenset({"nl", "en", "tekens", "nr"})
_ID = re.compile(r"[a-z][a-z_]{0,39}\Z")


def described(table: Mapping[str, Any]) -> tuple[Driver, ...]:
    """The drivers of the file itself, in their order. Raises WrongUse on what cannot be, naming the driver."""
    entries = table.get("drijver", [])
    if not isinstance(entries, list) or not all(isinstance(one, Mapping) for one in entries):
        raise WrongUse("frame.wrong_value", file=FILE, key="drijver", value=str(entries)[:SHOWN])
    if len(entries) > MOST_DRIVERS:
        raise WrongUse("drivers.too_many", count=len(entries), most=MOST_DRIVERS)
    found: dict[str, Driver] = {}
    for place, entry in enumerate(entries, start=1):
        one = _one_driver(entry, place)
        if one.id in found:
            raise WrongUse("drivers.same_id", id=one.id)
        found[one.id] = one
    return tuple(found.values())


def _one_driver(entry: Mapping[str, Any], place: int) -> Driver:
    id_ = entry.get("id")
    if not isinstance(id_, str) or not _ID.match(id_):
        raise WrongUse("drivers.bad_id", place=place, id=short(str(id_)))
    for key in entry:
        if key not in _DRIVER_KEYS:
            known = ", ".join(sorted(_DRIVER_KEYS))
            raise WrongUse("frame.unknown_key", file=FILE, key=f"{id_}.{key}"[:SHOWN], known=known)
    given = entry.get("varianten", [])
    if not isinstance(given, list) or not all(isinstance(one, Mapping) and set(one) <= _VARIANT_KEYS for one in given):
        raise WrongUse("drivers.bad_variants", id=id_, known=", ".join(sorted(_VARIANT_KEYS)))
    if not isinstance(entry.get(OF_FRAME, False), bool):
        raise WrongUse("frame.wrong_value", file=FILE, key=f"{id_}.{OF_FRAME}", value=str(entry[OF_FRAME])[:SHOWN])
    if not 0 < len(given) <= MOST_VARIANTS:
        raise WrongUse("drivers.count_variants", id=id_, count=len(given), most=MOST_VARIANTS)
    variants = tuple(
        Variant(
            id=f"{id_}{number}",
            nl=_text(one, "nl", id_),
            en=_text(one, "en", id_) or _text(one, "nl", id_),
            cues=_texts(one, id_),
        )
        for number, one in zip(_numbers(given, id_), given, strict=True)
    )
    if not all(one.nl for one in variants) or not _text(entry, "nl", id_):
        raise WrongUse("drivers.no_name", id=id_)
    nl = _text(entry, "nl", id_)
    return Driver(id=id_, nl=nl, en=_text(entry, "en", id_) or nl, variants=variants, cues=_texts(entry, id_))


def _numbers(given: Sequence[Mapping[str, Any]], id_: str) -> list[int]:
    """The number of each variant: what it says itself (``nr``), else one more than that of the variant before it."""
    found: list[int] = []
    for one in given:
        number = one.get("nr", (found[-1] if found else 0) + 1)
        if isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= MOST_NUMBER or number in found:
            raise WrongUse("frame.wrong_value", file=FILE, key=f"{id_}.nr", value=str(number)[:SHOWN])
        found.append(number)
    return found


def _text(entry: Mapping[str, Any], key: str, id_: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST or not (value.isprintable() or not value):
        raise WrongUse("frame.wrong_value", file=FILE, key=f"{id_}.{key}", value=str(value)[:SHOWN])
    return " ".join(value.split())


def _texts(entry: Mapping[str, Any], id_: str) -> tuple[str, ...]:
    value = entry.get("tekens", [])
    if not isinstance(value, list) or not all(isinstance(one, str) and len(one) <= LONGEST for one in value):
        raise WrongUse("frame.wrong_value", file=FILE, key=f"{id_}.tekens", value=str(value)[:SHOWN])
    return tuple(value)
