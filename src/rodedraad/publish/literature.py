"""The sources as a literature list: RIS for Zotero, EndNote and Mendeley, CSL-JSON for Zotero and Pandoc.

RIS: the tags of Research Information Systems' specification as those programs read them, in UTF-8 with CRLF.
CSL-JSON: the schema of Citation Style Language 1.0.2. Dates stay as precise as they are known. What was read from a
document and confirmed by nobody is said in the note. Method: docs/method/exchange.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rodedraad import phrases
from rodedraad.publish.publication import Publication
from rodedraad.publish.refi import xml_text
from rodedraad.records import Issuer, IssuerRole, Party, Source, SourceKind
from rodedraad.wording import Language

_RIS: Final[Mapping[SourceKind, str]] = {
    "study": "RPRT",
    "vision": "RPRT",
    "plan": "RPRT",
    "programme": "RPRT",
    "letter": "PCOMM",
    "data": "DATA",
    "slides": "SLIDE",
}
_CSL: Final[Mapping[SourceKind, str]] = {
    "study": "report",
    "vision": "report",
    "plan": "report",
    "programme": "report",
    "letter": "personal_communication",
    "data": "dataset",
    "slides": "speech",
}
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)
_COMMA: Final = re.compile(r"\s*,\s*")
_LONGEST: Final = 2_000


def ris(publication: Publication) -> bytes:
    """The sources as RIS."""
    lines = (line for source in publication.dossier.sources for line in (*_ris_lines(publication, source), ""))
    return "".join(f"{line}\r\n" for line in lines).encode()


def csl(publication: Publication) -> bytes:
    """The sources as CSL-JSON."""
    items = [_csl_item(publication, source) for source in publication.dossier.sources]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _ris_lines(publication: Publication, source: Source) -> Iterator[str]:
    language = publication.language
    parties = _parties(publication)
    date = _date(source)
    yield f"TY  - {_RIS.get(source.kind, 'GEN')}"
    yield f"TI  - {_line(source.title)}"
    for name in _names(source, "author", parties, language):
        yield f"AU  - {_whole(name)}"
    if source.kind == "letter":
        for addressee in source.addressees:
            yield f"A2  - {_whole(_line(phrases.addressee(parties, addressee)))}"
    if date:
        yield f"PY  - {date[0]}"
        yield f"DA  - {'/'.join([*date, '', '', ''][:4])}"
    if source.language:
        yield f"LA  - {_line(source.language)}"
    if source.numbers:
        yield f"IS  - {_line(source.numbers[0])}"
    yield f"M3  - {phrases.label('kind', source.kind, language)}"
    for remark in _remarks(publication, source):
        yield f"N1  - {remark}"
    yield f"ID  - {_line(source.id)}"
    yield "ER  - "


def _csl_item(publication: Publication, source: Source) -> dict[str, Any]:
    language = publication.language
    parties = _parties(publication)
    date = _date(source)
    remarks = " ".join(_remarks(publication, source))
    item: dict[str, Any] = {
        "id": _line(source.id),
        "type": _CSL.get(source.kind, "document"),
        "title": _line(source.title),
        "genre": phrases.label("kind", source.kind, language),
        "author": [{"literal": name} for name in _names(source, "author", parties, language)],
        "recipient": [{"literal": _line(phrases.addressee(parties, one))} for one in source.addressees]
        if source.kind == "letter"
        else [],
        "issued": {"date-parts": [[int(part) for part in date]]} if date else None,
        "language": _line(source.language or ""),
        "number": _line(", ".join(source.numbers)),
        "number-of-pages": source.pages,
        "status": phrases.label("status", source.status, language) if source.status else None,
        "note": remarks,
    }
    if source.date and not date:
        item["issued"] = {"literal": _line(source.date)}
    return {key: value for key, value in item.items() if value not in (None, "", [])}


def _parties(publication: Publication) -> Mapping[str, Party]:
    return {party.id: party for party in publication.dossier.links.parties}


def _names(source: Source, role: IssuerRole, parties: Mapping[str, Party], language: Language) -> list[str]:
    """Those with this role, each as an institution, with the organ that spoke."""
    found: tuple[Issuer, ...] = tuple(one for one in source.parties if one.role == role)
    return [_line(phrases.speakers((one,), parties, language)) for one in found]


def _remarks(publication: Publication, source: Source) -> list[str]:
    """What has no field of its own, and what nobody confirmed."""
    language = publication.language
    parties = _parties(publication)
    date = _date(source)
    commissioners, payers = (_names(source, role, parties, language) for role in ("commissioner", "payer"))
    guesses = [phrases.label("guess", one, language) for one in source.guesses]
    said: list[tuple[str, dict[str, str]]] = []
    if commissioners:
        said.append(("exchange.commissioned", {"who": phrases.listed(commissioners, language)}))
    if payers:
        said.append(("exchange.paid", {"who": phrases.listed(payers, language)}))
    if source.adopted_by:
        said.append(("exchange.adopted_by", {"who": phrases.party(parties, source.adopted_by, language)}))
    if len(source.numbers) > 1:
        said.append(("exchange.numbers", {"numbers": ", ".join(source.numbers)}))
    if source.date and not date:
        said.append(("exchange.no_date", {"date": source.date}))
    if date and source.is_file_date:
        said.append(("exchange.file_date", {}))
    if guesses:
        said.append(("exchange.guess", {"fields": ", ".join(guesses)}))
    return [_line(phrases.said(code, language, **values)) for code, values in said]


def _date(source: Source) -> tuple[str, ...]:
    """Year, month and day as far as they are known; nothing where the date is none."""
    found = _DATE.match(source.date or "")
    return tuple(part for part in found.groups() if part) if found else ()


def _whole(name: str) -> str:
    """The name of an institution for RIS, where a comma would part a last name from a first."""
    return _COMMA.sub(" / ", name)


def _line(text: str) -> str:
    """A text on one line: a line of its own could be another field, or the end of the record."""
    return xml_text(" ".join(text.split()))[:_LONGEST]
