"""What people say about a file in bronnen.toml, which replaces what was read from it and is no guess."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from rodedraad.errors import WrongUse
from rodedraad.parties import Register, resolve, slug
from rodedraad.records import Issuer, IssuerRole, Organ, SourceKind, SourceStatus

_KINDS: dict[str, str] = {
    "studie": "study",
    "onderzoek": "study",
    "rapport": "study",
    "visie": "vision",
    "plan": "plan",
    "brief": "letter",
    "verslag": "minutes",
    "programma": "programme",
    "overeenkomst": "agreement",
    "gegevens": "data",
    "presentatie": "slides",
    "formulier": "form",
    "anders": "other",
} | {kind: kind for kind in get_args(SourceKind)}
_STATUSES: dict[str, str] = {"concept": "draft", "definitief": "final", "vastgesteld": "adopted"} | {
    status: status for status in get_args(SourceStatus)
}
_ORGANS: dict[str, str] = {
    "bestuur": "board",
    "directie": "management",
    "kabinet": "cabinet",
    "ministerie": "ministry",
    "commissie": "committee",
    "parlement": "parliament",
} | {organ: organ for organ in get_args(Organ)}
_TEXTS = {
    "titel": "title",
    "datum": "date",
    "vastgesteld_door": "adopted_by",
    "perspectief": "perspective",
    "gebied": "area",
    "horizon": "horizon",
}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?", re.ASCII)
_DATES = "2026, 2026-03, 2026-03-10, 10 maart 2026"
_ROLES: dict[str, IssuerRole] = {"partijen": "author", "opdrachtgever": "commissioner", "betaald_door": "payer"}


def given(overrides: Mapping[str, object], register: Register) -> dict[str, Any]:
    """The fields of a source that people set, by their names in ``Source``. Raises WrongUse, naming key and value.

    ``parties`` holds only the roles that are set, as (role, issuers).
    """
    found: dict[str, Any] = {}
    for key, field in _TEXTS.items():
        if key in overrides:
            # TOML has dates of its own: datum = 2025-07-01.
            found[field] = str(overrides[key]).strip() or None
    if found.get("date"):
        found["date"] = _date(found["date"])
    if "soort" in overrides:
        found["kind"] = _one_of("soort", overrides["soort"], _KINDS)
    if "status" in overrides:
        found["status"] = _one_of("status", overrides["status"], _STATUSES)
    if "openbaar" in overrides:
        if not isinstance(overrides["openbaar"], bool):  # "nee" is a text, and a text is not false
            raise WrongUse(
                "describe.wrong_value", key="openbaar", value=str(overrides["openbaar"])[:80], known="true, false"
            )
        found["is_public"] = overrides["openbaar"]
    roles = tuple(
        (role, issuers(overrides[key], register, key=key, role=role))
        for key, role in _ROLES.items()
        if key in overrides
    )
    if roles:
        found["parties"] = roles
    return found


def issuers(value: object, register: Register, *, key: str, role: IssuerRole) -> tuple[Issuer, ...]:
    """Parties as people write them: a name, a list of names, or tables with naam and orgaan."""
    entries = [value] if isinstance(value, str | Mapping) else value
    if not isinstance(entries, Sequence):
        raise WrongUse("describe.wrong_value", key=key, value=str(value)[:80], known="naam, orgaan")
    return tuple(_issuer(entry, register, key, role) for entry in entries)


def _issuer(entry: object, register: Register, key: str, role: IssuerRole) -> Issuer:
    organ: Organ | None = None
    name = entry
    if isinstance(entry, Mapping):
        name = entry.get("naam") or entry.get("id")
        if entry.get("orgaan"):
            organ = cast("Organ", _one_of("orgaan", entry["orgaan"], _ORGANS))
    if not isinstance(name, str) or not slug(name):
        raise WrongUse("describe.wrong_value", key=key, value=str(entry)[:80], known="naam, orgaan")
    party = resolve(register, name)
    if party is None:
        return Issuer(id=slug(name), name=name.strip(), organ=organ, role=role)
    return Issuer(id=party.id, name=party.name, organ=organ or party.organ, role=role)


def _date(text: str) -> str:
    """A year, month or day that the calendar has, ISO; what comes after a day is its time, which no source has."""
    written = _DATE.fullmatch(text)
    if written is None:
        from rodedraad.describe import dates  # noqa: PLC0415  for a date in words alone

        found = dates.parse(text)
        if found and (len(found) > len("2026-03") or not text[0].isdecimal()):  # a day that there is not, is no month
            return found
    elif int(written[1]) and (month := int(written[2] or 1)) in range(1, 13):
        day = int(written[3] or 1)
        if 1 <= day <= monthrange(int(written[1]), month)[1]:
            return "-".join(part for part in written.groups() if part)
    raise WrongUse("describe.wrong_value", key="datum", value=text[:80], known=_DATES)


def _one_of(key: str, value: object, known: Mapping[str, str]) -> str:
    found = known.get(str(value).strip().casefold())
    if found is None:
        raise WrongUse("describe.wrong_value", key=key, value=str(value)[:80], known=", ".join(sorted(known)))
    return found
