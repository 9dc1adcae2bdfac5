"""FIELD=VALUE, as a person types it to correct a statement: checked, kept in an event, and carried out.

    type=verzoek   themes=energie,natuur   place=Velsen   party=gemeente-velsen   holder=Gemeente Velsen
    is_reported=ja   is_commitment=nee   within_power=onbekend   deadline=eind 2027
    deadline_from=2027-10   deadline_to=2027-12-31   actors=asked: Provincie Noord-Holland; betaalt: het Rijk

A list is parted by commas, actors by semicolons; nothing after the ``=`` empties the field.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

from rodedraad.errors import WrongUse
from rodedraad.intervals import MONTHS
from rodedraad.records import Actor, ActorRole, Statement, StatementType, Value

FIELDS = (
    "type",
    "themes",
    "place",
    "parties",
    "holder",
    "is_reported",
    "is_commitment",
    "within_power",
    "deadline",
    "deadline_from",
    "deadline_to",
    "actors",
)
_ALSO = {
    "theme": "themes",
    "party": "parties",
    "places": "place",
    "actor": "actors",
    "soort": "type",
    "termijn": "deadline",
}
_TYPES: dict[str, str] = {name: name for name in get_args(StatementType)} | {
    "bevinding": "finding",
    "conclusie": "conclusion",
    "aanbeveling": "recommendation",
    "ambitie": "ambition",
    "maatregel": "measure",
    "toezegging": "measure",
    "verzoek": "request",
    "voorwaarde": "condition",
    "zorg": "concern",
    "behoefte": "need",
}
_ROLES: dict[str, ActorRole] = {name: name for name in get_args(ActorRole)} | {
    "moet handelen": "must_act",
    "uitvoerder": "must_act",
    "gevraagd": "asked",
    "wordt gevraagd": "asked",
    "trekker": "leads",
    "betaalt": "pays",
    "bevoegd": "authority",
    "bevoegd gezag": "authority",
    "must act": "must_act",
    "is asked": "asked",
    "competent authority": "authority",
}
_ANSWERS: dict[str, bool | None] = {
    "ja": True,
    "yes": True,
    "true": True,
    "1": True,
    "nee": False,
    "no": False,
    "false": False,
    "0": False,
    "onbekend": None,
    "unknown": None,
    "": None,
}
_LONGEST = 500
_SHOWN = 80
_MONTHS = (
    ("jan",),
    ("feb",),
    ("maart", "march", "mrt", "mar"),
    ("apr",),
    ("mei", "may"),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep",),
    ("okt", "oct"),
    ("nov",),
    ("dec",),
)
"""How the name of a month begins, as people shorten it: the whole names are ``intervals.MONTHS``."""
_NAMED = "|".join(name for names in _MONTHS for name in names)
_IN_WORDS = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}})(?:[-/.](?P<month>\d{{1,2}})[-/.]|\s+(?P<named>{_NAMED})[a-z]*\.?\s+)(?P<year>\d{{4}})"
    r"|(?P<year_first>\d{4})-(?P<month_second>\d{1,2})-(?P<day_last>\d{1,2}))(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_WITHOUT_YEAR = re.compile(r"(?<![\d.,])(\d{1,2})\s+([a-z]{3,9})\b(?!\.?\s+\d{4})", re.ASCII | re.IGNORECASE)
_LEAP = 2028
"""A year with a 29th of February."""
DAYS = frozenset({"deadline", "deadline_from", "deadline_to"})
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_LISTS = frozenset({"themes", "place", "parties"})


def parsed(assignments: Iterable[str], *, themes: Collection[str] = ()) -> dict[str, Value]:
    """The values of an ``edit`` event. ``themes`` are the ids that the dossier's frame has (empty: any will do).

    Raises WrongUse, naming the field and what it may be, on an unknown field or a value that cannot be.
    """
    found: dict[str, Value] = {}
    for assignment in assignments:
        name, sign, text = assignment.partition("=")
        field = _ALSO.get(name.strip(), name.strip())
        if not sign or field not in FIELDS:
            raise WrongUse("edit.unknown_field", field=name.strip()[:_SHOWN], known=", ".join(FIELDS))
        if field in found:
            raise WrongUse("edit.twice", field=field)
        found[field] = checked(field, text.strip(), themes=themes)
    if not found:
        raise WrongUse("edit.nothing", known=", ".join(FIELDS))
    first, last = found.get("deadline_from"), found.get("deadline_to")
    if first and last and str(first) > str(last):
        raise WrongUse("edit.order", first=str(first), last=str(last))
    return found


def differences(before: Statement, after: Statement) -> tuple[tuple[str, Any, Any], ...]:
    """Which fields an edit changed: name, what it was, what it is."""
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in FIELDS)
    return tuple((field, old, new) for field, old, new in pairs if old != new)


def checked(field: str, value: Value, *, themes: Collection[str] = ()) -> Value:
    """The value as an event keeps it. Raises WrongUse when it cannot be that field's."""
    if isinstance(value, str) and (len(value) > _LONGEST or not value.isprintable()):
        raise _wrong(field, value, f"<= {_LONGEST}")
    text = "" if value is None else str(value)
    if field in ("is_reported", "is_commitment", "within_power"):
        answer = _ANSWERS.get(text.lower())
        if text.lower() not in _ANSWERS or (answer is None and field != "within_power"):
            code = "edit.no_answer_or_unknown" if field == "within_power" else "edit.no_answer"
            raise WrongUse(code, field=field, value=text[:_SHOWN])
        return answer
    if field == "type":
        if text.lower() not in _TYPES:
            raise WrongUse("edit.no_type", value=text[:_SHOWN])
        return _TYPES[text.lower()]
    if field in _LISTS:
        names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
        if field == "themes" and themes and (unknown := [name for name in names if name not in themes]):
            raise _wrong(field, unknown[0], ", ".join(sorted(themes)))
        return ",".join(names)
    if field == "actors":
        return "; ".join(f"{role}: {words}" for role, words in _actors(text))
    if field in ("deadline_from", "deadline_to"):
        return _days(field, text)[field == "deadline_to"] if text else None
    if field in ("deadline", "term"):
        _possible(field, text)
    return text or None


def edited(statement: Statement, fields: Mapping[str, Value], *, parties: Mapping[str, str]) -> Statement:
    """The statement with these fields as a person gave them; its origin becomes ``person``.

    ``parties`` gives the id of each party that the dossier knows, by its id and by its name in lower case. A
    deadline's days follow from its words, unless they are given too. Raises WrongUse on a value that cannot be, and
    where the deadline would end before it begins.
    """
    values = {field: checked(field, value) for field, value in fields.items() if field in FIELDS}
    new: dict[str, Any] = {}
    for field, value in values.items():
        if field in ("place", "themes"):
            new[field] = tuple(str(value).split(",")) if value else ()
        elif field == "parties":
            new[field] = tuple(_party(name, parties) or name for name in str(value).split(",")) if value else ()
        elif field == "holder":
            new[field] = (_party(str(value), parties) or value) if value else None
        elif field == "actors":
            new[field] = tuple(
                Actor(party=_party(words, parties), words=words, role=role) for role, words in _actors(str(value or ""))
            )
        else:
            new[field] = value
    if "deadline" in values:
        first, last = days_of(values["deadline"])
        new = {"deadline_from": first, "deadline_to": last} | new
    if "parties" in values and "holder" not in values and not new.get("is_reported", statement.is_reported):
        new["holder"] = next(iter(new["parties"]), None)  # what an author holds follows its author
    if "type" in values:
        new["confidence"] = 1.0
    made = replace(statement, **new, origin="person")
    first, last = made.deadline_from, made.deadline_to
    if first and last and first > last and DAYS.intersection(values):
        raise WrongUse("edit.order", first=first, last=last)
    return made


def _actors(text: str) -> list[tuple[ActorRole, str]]:
    found: list[tuple[ActorRole, str]] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        role, sign, words = (piece.strip() for piece in part.partition(":"))
        known = _ROLES.get(" ".join(role.lower().split()))
        if not sign or known is None or not words:
            raise WrongUse("edit.no_role", value=part.strip()[:_SHOWN])
        found.append((known, words))
    return found


def days_of(words: Value) -> tuple[str | None, str | None]:
    """The days that a deadline in words means; None where the words do not say."""
    if not isinstance(words, str):
        return None, None
    if _DAY.match(words):
        first, last = _days("deadline", words)
        return first, last
    from rodedraad.extract.deadlines import deadline  # noqa: PLC0415  numpy, only where somebody typed a term

    # a sentence says by a word like this that a time is a limit; who types one in this field has said so
    found = deadline(words) or deadline(f"uiterlijk {words}")
    return (None, None) if found is None else (found.first, found.last)


def _possible(field: str, words: str) -> None:
    """Raises WrongUse where the words hold a day that no calendar has."""
    for match in _WITHOUT_YEAR.finditer(words):
        of_month = MONTHS.get(match[2].lower())
        if of_month and not 1 <= int(match[1]) <= monthrange(_LEAP, of_month)[1]:
            raise WrongUse("edit.no_day", value=match[0])
    for match in _IN_WORDS.finditer(words):
        day, month, year = match["day"], match["month"] or match["named"], match["year"]
        if day is None:
            year, month, day = match["year_first"], match["month_second"], match["day_last"]
        at = next((place for place, names in enumerate(_MONTHS, start=1) if month.lower().startswith(names)), 0)
        number = at or int(month)
        if not (int(year) >= 1 and 1 <= number <= 12 and 1 <= int(day) <= monthrange(int(year), number)[1]):
            raise WrongUse("edit.no_day", value=match[0])
    if _DAY.match(words):
        _days(field, words)


def _days(field: str, text: str) -> tuple[str, str]:
    """First and last day of a year, month or day."""
    match = _DAY.match(text)
    if match is None or not int(match[1]) >= 1:
        raise _wrong(field, text, "2027, 2027-06, 2027-06-30")
    year, month, day = int(match[1]), match[2], match[3]
    if month is not None and not 1 <= int(month) <= 12:
        raise _wrong(field, text, "2027-06")
    last_month = int(month or 12)
    last_day = monthrange(year, last_month)[1]
    if day is not None and not 1 <= int(day) <= last_day:
        raise _wrong(field, text, "2027-06-30")
    return (
        f"{year:04d}-{int(month or 1):02d}-{int(day or 1):02d}",
        f"{year:04d}-{last_month:02d}-{int(day or last_day):02d}",
    )


def _party(name: str, parties: Mapping[str, str]) -> str | None:
    return parties.get(name) or parties.get(name.lower())


def _wrong(field: str, value: Value, allowed: str) -> WrongUse:
    return WrongUse("edit.wrong_value", field=field, value=str(value)[:_SHOWN], allowed=allowed)
