"""How an answer names what it answers: the source, by its number or its day, the request by what it is called, its month."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from rodedraad.intervals import MONTHS
from rodedraad.plan.ground import Ground
from rodedraad.records import Source

APPEALS = {
    "beroep": re.compile(r"\b(?:beroep|appeal(?:s|ed)?)\b", re.IGNORECASE),
    "oproep": re.compile(
        r"\b(?:oproep|(?:roep(?:t|en)?|riep(?:en)?)\b[^.;]{1,80}?\bop|calls?\s+(?:up)?on)\b", re.IGNORECASE
    ),
    "motie": re.compile(r"\b(?:motie|motion)\b", re.IGNORECASE),
    "petitie": re.compile(r"\b(?:petitie|petition)\b", re.IGNORECASE),
}
"""What a request is called that few are called, in both languages."""
_DUTCH = {number: name for name, number in reversed(MONTHS.items())}
"""The Dutch name of each month, which stands first of its names; how this stage has days."""
_DATED = re.compile(rf"\b({'|'.join(_DUTCH.values())})\s+(20\d\d)\b", re.IGNORECASE)


def appeal(text: str) -> str | None:
    """The uncommon name by which a sentence calls what was asked: an appeal, a motion."""
    return next((name for name, pattern in APPEALS.items() if pattern.search(text)), None)


_NUMBERED = re.compile(
    r"\b(kaart|artikel|paragraaf|bijlage|hoofdstuk|figuur|tabel|maatregel|actie|kavel|perceel|lijn|spoor|variant|scenario|map|article|section|annex|chapter|figure|table|measure|plot|line|option)"
    r"\s+(\d{1,4}[a-z]?)\b(?!\s*(?:miljoen|miljard|procent|euro|jaar|million|billion|per\s+cent))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def exact(text: str) -> frozenset[str]:
    """What a text names so exactly that it is seldom the same by chance: months with their year, "kaart 7"."""
    months = (f"{month.lower()} {year}" for month, year in _DATED.findall(text))
    return frozenset((*months, *(f"{thing.lower()} {number.lower()}" for thing, number in _NUMBERED.findall(text))))


def named_sources(ground: Ground) -> dict[str, frozenset[str]]:
    """The sources that each source names: by a resolved reference, a number, or the day of a letter to it."""
    found: dict[str, set[str]] = defaultdict(set)
    for reference in ground.links.references:
        if reference.target is not None:
            found[reference.source].add(reference.target)
    numbers = {
        number.lower(): source.id for source in ground.sources.values() for number in source.numbers if len(number) > 4
    }
    days = {
        source.id: word
        for source in ground.sources.values()
        if (word := _day(source.date)) is not None and source.kind == "letter"
    }
    for id_ in ground.order:
        statement = ground.statements[id_]
        low = statement.text.lower()
        if numbers:
            found[statement.source] |= {other for number, other in numbers.items() if number in low}
        for other, day in days.items():
            if day in low and _is_to(ground.sources[other], ground.sources[statement.source]):
                found[statement.source].add(other)
    return {id_: frozenset(others - {id_}) for id_, others in found.items()}


def _is_to(letter: Source, other: Source) -> bool:
    """Whether the other source answers a letter by its day: it was sent to its author, or it is sent to the letter's."""
    to = {one.partition("#")[0] for one in letter.addressees}
    back = {one.partition("#")[0] for one in other.addressees}
    return not to.isdisjoint(other.authors) or not back.isdisjoint(letter.authors)


def _day(date: str | None) -> str | None:
    parts = (date or "").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return None
    return f"{int(parts[2])} {_DUTCH[int(parts[1])]} {parts[0]}"
