"""What follows from the parties and the places: from which perspective, about which area, adopted by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rodedraad.describe.front import Front
from rodedraad.parties import Register, find, party
from rodedraad.records import Issuer, Layer

_PERSPECTIVES: dict[Layer, str] = {
    "gemeente": "government",
    "provincie": "government",
    "rijk": "government",
    "eu": "government",
    "waterschap": "government",
    "bedrijf": "company",
    "onderwijs_kennis": "knowledge",
    "maatschappelijk": "society",
    "bewoners": "residents",
    "parlement": "politics",
}
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_NATIONAL = re.compile(r"(?i)\b(?:nederland|nationa(?:al|le)|rijksbrede?|landelijke?|the netherlands|national)\b")


def perspective(parties: Sequence[Issuer], register: Register) -> str | None:
    """From whose side the document is written: that of its authors where they share one, else None.

    One of ``residents company government knowledge society politics``.
    """
    found: set[str] = set()
    for issuer in parties:
        if issuer.role != "author":
            continue
        known = party(register, issuer.id, name=issuer.name)
        if known.form == "political_party" or issuer.organ == "fractie":
            found.add("politics")
        elif known.layer is not None:
            found.add(_PERSPECTIVES[known.layer])
    return found.pop() if len(found) == 1 else None


def area(front: Front, *, title: str, parties: Sequence[Issuer], register: Register) -> str | None:
    """The place that the document is about: in its title, else most often on its first pages, else its authors'."""
    places = {place.casefold(): place for place in register.place_names}
    named = _places(title, places) or [
        mention.name.partition(" ")[2] for mention in find(register, title) if _is_local(mention.party, register)
    ]
    if named:
        return named[0]
    if _NATIONAL.search(title):
        return "Nederland"
    counted = Counter(_places("\n".join(line.text for line in front.opening), places))
    if counted:
        most = max(counted.values())
        if most >= 2:
            return next(place for place in counted if counted[place] == most)
    own = [
        known.name.partition(" ")[2]
        for issuer in parties
        if issuer.role == "author" and (known := register.by_id.get(issuer.id)) and _is_local(issuer.id, register)
    ]
    return ", ".join(dict.fromkeys(own[:5])) or None


def adopter(line: str, register: Register) -> str | None:
    """Who a line says adopted the document: party id, with its organ behind a number sign, else the words."""
    found = re.search(r"(?i)\b(?:door|by)\s(.{3,120})", line)
    if found is None:
        return None
    mentions = find(register, found[1])
    if mentions:
        first = mentions[0]
        return f"{first.party}#{first.organ}" if first.organ else first.party
    words = re.match(
        r"(?:(?:de|het|the)\s)?((?:algemeen bestuur|dagelijks bestuur|gemeenteraad|raad|colleges?(?: van burgemeester en wethouders)?|provinciale staten|bestuur|ledenvergadering|congres)\b)",
        found[1],
        re.IGNORECASE,
    )
    return words[1] if words else None


def _is_local(known: str, register: Register) -> bool:
    return known in register.by_id and register.by_id[known].form in ("municipality", "province")


def _places(text: str, places: dict[str, str]) -> list[str]:
    found: list[str] = []
    words = [word[0].casefold() for word in _WORD.finditer(text[:20_000])]
    for number, _ in enumerate(words):
        for length in (3, 2, 1):
            name = " ".join(words[number : number + length])
            if name in places:
                found.append(places[name])
                break
    return found
