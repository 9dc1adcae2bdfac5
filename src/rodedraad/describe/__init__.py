"""What a document is: its title, date, kind, status, the parties behind it, and how far it looks.

Everything is read from the document itself where it says so, then from its file, and is marked as a guess until
somebody confirms it; what people set in bronnen.toml replaces it. What nothing says stays empty.
Method: docs/method/describe.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rodedraad.describe import dates, kinds, titles
from rodedraad.describe.front import Front
from rodedraad.describe.issuers import issuers
from rodedraad.describe.settings import given
from rodedraad.describe.surroundings import adopter, area, perspective
from rodedraad.parties import Register, find
from rodedraad.records import Document, Issuer, Source

__all__ = ["describe"]

_WORD = re.compile(r"\w+")


def describe(
    document: Document,
    *,
    source: str,
    path: str,
    pages: int | None,
    properties: Sequence[tuple[str, str]] = (),
    register: Register,
    overrides: Mapping[str, object] | None = None,
) -> Source:
    """The record of one source. ``guesses`` names the fields that were read; raises WrongUse on an override that cannot be.

    ``addressees`` are party ids, with the organ behind a number sign where it is said: ``gemeente-velsen#raad``.
    """
    front = Front(document)
    about = dict(properties)
    said = given(overrides or {}, register)

    def is_party(words: str) -> bool:
        rest, end = [], 0
        for mention in find(register, words[:200]):
            rest.append(words[end : mention.start])
            end = max(end, mention.end)
        left = [word for word in _WORD.findall(" ".join((*rest, words[end:]))) if word.casefold() not in ("en", "and")]
        return end > 0 and len(left) * 4 <= len(_WORD.findall(words))

    title = said.get("title") or titles.title(front, path=path, properties=about, is_party=is_party)
    read_date, is_of_file = dates.date(front, path=path, properties=about)
    date = said.get("date", read_date)
    kind = said.get("kind") or kinds.kind(front, title=title, path=path, properties=about)
    status, status_line = kinds.status(front, title=title, path=path)
    read, addressees = issuers(front, title=title, kind=kind, path=path, properties=about, register=register)
    parties = _merged(read, said.pop("parties", ()))
    guessed = {
        "title": title,
        "date": date,
        "kind": kind,
        "status": status,
        "adopted_by": adopter(status_line, register) if status == "adopted" else None,
        "addressees": addressees,
        "perspective": perspective(parties, register),
        "area": area(front, title=title, parties=parties, register=register),
        "horizon": kinds.horizon(front, title=title, path=path, date=date),
        "numbers": kinds.numbers(front),
        "language": document.language,
    }
    fields: dict[str, Any] = guessed | said
    guesses = {key for key, value in guessed.items() if key not in said and value}
    if any(issuer in read for issuer in parties):
        guesses.add("parties")
    fields["is_file_date"] = is_of_file and "date" in guesses
    return Source(id=source, path=path, parties=parties, pages=pages, guesses=tuple(sorted(guesses)), **fields)


def _merged(read: tuple[Issuer, ...], said: Sequence[tuple[str, tuple[Issuer, ...]]]) -> tuple[Issuer, ...]:
    """The parties that were read, those of a role that people set replaced by theirs."""
    roles = dict(said)
    kept = tuple(issuer for issuer in read if issuer.role not in roles)
    return tuple(
        sorted((*(issuer for own in roles.values() for issuer in own), *kept), key=lambda issuer: _ROLES[issuer.role])
    )


_ROLES = {"author": 0, "commissioner": 1, "payer": 2}
