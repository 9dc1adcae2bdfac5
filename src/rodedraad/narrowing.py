"""Which rows of a list are of a theme, party, type or place: one rule for every door. Pure.

A row is the shape of a record. What rests on sentences is where these are, whoever says them; ``region`` asks for all
that is of the region of the dossier, ``national`` for all that is not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rodedraad.records import Party, Statement
from rodedraad.region import BEYOND, WHOLE, Region, plain
from rodedraad.wording import catalogue

_SAID = ("statements", "statement", "a", "b", "request")
"""Where a row names the sentences that it rests on."""
_OTHER = "anders"


def meanings(value: str, *, parties: Mapping[str, Party], themes: Mapping[str, str]) -> frozenset[str]:
    """The codes that a person can mean by a word: of a type or kind in either language, of a party or a theme."""
    wanted = value.casefold().strip()
    found = {value}
    for code, words in catalogue().items():
        if code.startswith("label.") and wanted in (words["nl"].casefold(), words["en"].casefold()):
            found.add(code.partition("_")[2])
    found |= {id_ for id_, name in themes.items() if name.casefold() == wanted}
    for id_, party in parties.items():
        if wanted in (party.name.casefold(), *(alias.casefold() for alias in party.aliases)):
            found.add(id_)
    return frozenset(found)


def is_meant(key: str, values: frozenset[str], *, parties: Collection[str], themes: Collection[str]) -> bool:
    """Whether a filter can mean anything: of a theme, party or type that a list has none of, that is an answer.

    What is no theme, party or type at all is a slip. A place may be any.
    """
    if key == "themes":
        return not values.isdisjoint((*themes, _OTHER))
    if key == "party":
        return not values.isdisjoint(parties)
    codes = {code.partition("_")[2] for code in catalogue() if code.startswith("label.")}
    return key != "type" or not values.isdisjoint(codes)


def asked(
    wanted: Mapping[str, str | None], *, parties: Mapping[str, Party], themes: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """What each filter that was given can mean, by its key: ``themes party type place``."""
    found = {key: meanings(value, parties=parties, themes=themes) for key, value in wanted.items() if value}
    if (place := (wanted.get("place") or "").strip().casefold()) in (*WHOLE, *BEYOND):
        found["place"] = frozenset({place})
    return found


def placed(
    rows: Sequence[dict[str, Any]], kind: str, *, statements: Mapping[str, Statement], region: Region
) -> list[dict[str, Any]]:
    """Rows with the places that each names, and whether it is of the region or not, under the words that ask for it."""
    found = []
    for row in rows:
        is_own = _is_own(row, kind, region)
        told = () if is_own is None else WHOLE if is_own else BEYOND
        found.append({**row, "place": [*_places(row, statements), *told]})
    return found


def spoken(
    rows: Sequence[dict[str, Any]], *, statements: Mapping[str, Statement], authors: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Rows that have no theme or party of their own, with those of the sentences or the source that each is about."""
    found = []
    for row in rows:
        about = [statements[id_] for id_ in held(row, "statements") if id_ in statements]
        parties = [id_ for one in about for id_ in one.parties] or authors.get(str(row.get("source")), ())
        themes = [id_ for one in about for id_ in one.themes]
        found.append({**row, "themes": list(dict.fromkeys(themes)), "parties": list(dict.fromkeys(parties))})
    return found


def has(row: Mapping[str, Any], key: str, values: Collection[str]) -> bool:
    """Whether a row has one of these values under a key."""
    return any(id_ in values for id_ in held(row, key))


def held(row: Mapping[str, Any], key: str) -> list[str]:
    """What a row has under a key, or where the kind calls it otherwise (a gap's theme, a type's kind)."""
    names = {"themes": ("themes", "theme"), "party": ("parties", "party"), "type": ("type", "kind")}.get(key, (key,))
    found: list[Any] = []
    for name in names:
        value = row.get(name)
        found += value if isinstance(value, list) else [value]
    ids = [one.get("id") if isinstance(one, dict) else one for one in found]
    return [str(id_) for id_ in ids if id_ is not None]


def _places(row: Mapping[str, Any], statements: Mapping[str, Statement]) -> list[str]:
    """The places that a record names: its own, and those of the sentences that it rests on."""
    found = held(row, "place")
    for key in ("statements", "statement", "a", "b"):
        for id_ in held(row, key):
            if id_ in statements:
                found += statements[id_].place
    return list(dict.fromkeys(found))


def _is_own(row: Mapping[str, Any], kind: str, region: Region) -> bool | None:
    """Whether a row is of the region; None of one that rests on no sentence, document or party."""
    id_ = str(row.get("id"))
    if kind == "parties":
        return id_ in region.parties
    if kind == "sources":
        return id_ in region.documents
    said = [id_] if kind == "statements" else [one for key in _SAID for one in held(row, key)]
    said += [str(one["statement"]) for one in row.get("citations") or () if isinstance(one, dict)]
    acting, parties = held(row, "who"), held(row, "party") if kind != "statements" else []
    of = held(row, "source")
    if not (said or acting or parties or of):
        return True if kind == "clauses" else None  # what is missing of whom the region expects
    is_by = not region.parties.isdisjoint(plain(one) for one in parties)
    return is_by or region.holds(said, acting) or not region.documents.isdisjoint(of)
