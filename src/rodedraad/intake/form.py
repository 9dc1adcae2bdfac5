"""The table that a web form gives: a contribution per row, its columns known by their names in Dutch or English. Pure.

Any order, commas, semicolons or tabs, quotes, a byte order mark. A row that cannot be taken is said by its number, as a
spreadsheet counts them: the heading is row 1. Method: docs/method/dialogue-by-letter.md.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from rodedraad.errors import WrongUse
from rodedraad.intake import Intake, NewContribution
from rodedraad.intake.brought import kind_of, name_of
from rodedraad.read.encoding import decoded
from rodedraad.records import ContributionKind, Message, Proposition

Column: TypeAlias = Literal["clause", "text", "person", "party", "kind", "proposed", "at"]

MOST_ROWS: Final = 100_000
LONGEST_TEXT: Final = 100_000
_NAMES: Final[Mapping[Column, tuple[str, ...]]] = {
    "clause": ("zin", "zinnummer", "clause", "punt", "zin nummer", "nummer", "nr", "number", "clause number", "sentence"),
    "proposed": ("voorstel", "tekstvoorstel", "voorgestelde tekst", "proposed", "proposal", "proposed text", "nieuwe tekst"),
    "text": (
        "inbreng", "text", "tekst", "reactie", "opmerking", "opmerkingen", "bezwaar", "toelichting", "comment", "comments", "contribution",
        "reaction", "bericht", "message", "remark",
    ),
    "person": ("naam", "name", "indiener", "volledige naam", "full name", "afzender"),
    "party": ("partij", "party", "organisatie", "organisation", "organization", "namens"),
    "kind": ("soort", "kind", "type"),
    "at": ("datum", "date", "tijdstempel", "timestamp", "ingediend op", "submitted", "starttijd", "completion time"),
}  # fmt: skip
_KINDS: Final[Mapping[str, ContributionKind]] = {
    "bezwaar": "objection",
    "tegen": "objection",
    "aanvulling": "addition",
    "steun": "support",
    "voor": "support",
    "vraag": "question",
    **{kind: kind for kind in get_args(ContributionKind)},
}
_WHOLE: Final = frozenset({"", "-", "geheel", "het geheel", "alles", "algemeen", "whole", "general", "all"})
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\D.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:\D.*)?")
_CLAUSE = re.compile(r"(?:zin|punt|clause|sentence|nr|no|nummer|number)?\.?\s*#?(\d{1,5})\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the cells of a form may name."""

    ids: Sequence[str]
    parties: Mapping[str, str]


def read(data: bytes, *, proposition: Proposition) -> Intake:
    """The contributions of a form. Raises WrongUse where it is empty, no table, or has no column with what was said."""
    text, _ = decoded(data)
    text = re.sub(r"\Asep=.\r?\n", "", text.lstrip("\ufeff").replace("\0", ""))
    if not text.strip():
        raise WrongUse("in_form.empty")
    rows = _rows(text)
    heading = next(rows)[1]
    columns = _columns(heading)
    if "text" not in columns and "proposed" not in columns:
        raise WrongUse("in_form.no_text", columns=", ".join(filter(None, heading))[:300] or "-")
    known = _Known([clause.id for clause in proposition.clauses], _parties(proposition))
    contributions: list[NewContribution] = []
    problems: list[Message] = []
    notes: list[Message] = []
    seen: set[tuple[str, ...]] = set()
    for number, (row, cells) in enumerate(rows, start=1):
        if number > MOST_ROWS:
            problems.append(Message.of("in_form.too_many", most=MOST_ROWS))
            break
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading) :]):
            problems.append(Message.of("in_form.too_wide", row=row, cells=len(cells), columns=len(heading)))
        elif tuple(cells) in seen:
            notes.append(Message.of("in_form.same", row=row))
        else:
            seen.add(tuple(cells))
            held = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
            made = _contribution(row, held, known, notes)
            (contributions if isinstance(made, NewContribution) else problems).append(made)  # type: ignore[arg-type]
    unused = [name for at, name in enumerate(heading) if name.strip() and at not in columns.values()]
    if unused:
        notes.append(Message.of("in_form.unused", columns=", ".join(unused)[:300]))
    return Intake(contributions=tuple(contributions), problems=tuple(problems), notes=tuple(notes))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number. The separator is the one by which the heading gives most columns that are known."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    try:
        separator = max(
            ",;\t", key=lambda one: (len(_columns(next(csv.reader([first], delimiter=one), []))), first.count(one))
        )
        reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator)
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise WrongUse("in_form.unreadable", most=csv.field_size_limit()) from error


def _columns(heading: Sequence[str]) -> dict[Column, int]:
    """Which column holds what: by its whole name, else by one known word in a longer heading ("Over welke zin gaat het?")."""
    plain = [" ".join(re.findall(r"\w+", name.casefold())) for name in heading]
    found: dict[Column, int] = {}
    for is_whole in (True, False):
        for column, names in _NAMES.items():
            if column in found:
                continue
            for at, name in enumerate(plain):
                fits = name in names if is_whole else any(f" {one} " in f" {name} " for one in names)
                if fits and at not in found.values():
                    found[column] = at
                    break
    return found


def _contribution(
    row: int, held: Mapping[Column, str], known: _Known, notes: list[Message]
) -> NewContribution | Message:
    """The contribution of one row; a message where it cannot be taken."""
    named = held.get("clause", "")
    clause = _clause(named, known)
    if clause is None and named.casefold() not in _WHOLE:
        return Message.of("in_form.no_clause", row=row, value=named[:80])
    proposed = held.get("proposed") or None
    text = held.get("text") or proposed or ""
    if not text:
        return Message.of("in_form.no_words", row=row)
    if max(len(text), len(proposed or "")) > LONGEST_TEXT:
        return Message.of("in_form.too_long", row=row, most=LONGEST_TEXT)
    kind = _KINDS.get(held.get("kind", "").casefold())
    if kind is None and held.get("kind"):
        notes.append(Message.of("in_form.no_kind", row=row, value=held["kind"][:80]))
    at = _day(held.get("at", ""))
    if at is None and held.get("at"):
        notes.append(Message.of("in_form.no_date", row=row, value=held["at"][:80]))
    party = known.parties.get(" ".join(held.get("party", "").casefold().split()))
    person = name_of(held.get("person"))
    if party is None and held.get("party"):
        notes.append(Message.of("in_form.no_party", row=row, value=held["party"][:80]))
        person = name_of(", ".join(filter(None, (person, held["party"]))))
    return NewContribution(
        clause=clause,
        kind=kind or kind_of(text),
        channel="form",
        text=text,
        place=Message.of("in_form.row", row=row),
        person=person,
        party=party,
        proposed=proposed,
        at=at,
    )


def _clause(named: str, known: _Known) -> str | None:
    number = _CLAUSE.fullmatch(named)
    if number:
        at = int(number[1])
        return known.ids[at - 1] if 1 <= at <= len(known.ids) else None
    found = [id_ for id_ in known.ids if len(named) >= 4 and id_.startswith(named.casefold())]
    return found[0] if len(found) == 1 else None


def _parties(proposition: Proposition) -> dict[str, str]:
    """Party ids by id, name and alias; a name of two parties is none's."""
    found: dict[str, str | None] = {}
    for party in proposition.parties:
        for name in dict.fromkeys((party.id, party.name, *party.aliases)):
            key = " ".join(name.casefold().split())
            found[key] = party.id if found.get(key, party.id) == party.id else None
    return {name: id_ for name, id_ in found.items() if id_}


def _day(text: str) -> str | None:
    """A date as ISO; None where it is none, or where day and month could be either: 03/04/2026."""
    if found := _ISO.fullmatch(text.strip()):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "/" and day <= 12 and month <= 12 and day != month:
            return None
        if found[2] == "/" and month > 12:
            day, month = month, day
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
