"""The menu: every page with a list, in four groups; a reader sees those that they may open, and of their own group the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rodedraad.records import Visitor
from rodedraad.web.rights import RIGHTS

MENU: Final = {
    "found": {
        "/": "overview",
        "/draden": "threads",
        "/spanningen": "tensions",
        "/witte-vlekken": "gaps",
        "/relaties": "relations",
    },
    "ahead": {
        "/propositie": "proposition",
        "/gevraagd": "asked",
        "/agenda": "roadmap",
        "/scenarios": "scenarios",
        "/toekomstbeelden": "outlooks",
        "/benodigdheden": "requirements",
        "/indicatoren": "indicators",
    },
    "papers": {
        "/bronnen": "sources",
        "/uitspraken": "statements",
        "/vraag": "ask",
        "/partijen": "parties",
        "/verwacht": "expected",
    },
    "work": {
        "/nakijken": "review",
        "/inbrengen": "bring",
        "/bezwaren": "contributions",
        "/logboek": "log",
        "/downloads": "downloads",
        "/hulp": "help",
    },
}
"""By group, the address of each page and what the menu calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the menu: ``current`` is ``page`` on that page itself, ``true`` somewhere below it, else empty."""

    to: str
    name: str
    current: str


def groups(path: str, visitor: Visitor) -> tuple[Entry, ...]:
    """The groups, each leading to the first page of it that this visitor may open."""
    here = _group_of(path)
    found = []
    for name, pages in MENU.items():
        first = next((to for to in pages if _may(to, visitor)), None)
        if first is not None:
            found.append(Entry(to=first, name=f"group_{name}", current="true" if name == here else ""))
    return tuple(found)


def pages(path: str, visitor: Visitor) -> tuple[Entry, ...]:
    """The pages of the group in which the reader is."""
    return tuple(
        Entry(to=to, name=name, current="page" if to == path else "true" if _is_below(path, to) else "")
        for to, name in MENU[_group_of(path)].items()
        if _may(to, visitor)
    )


def _group_of(path: str) -> str:
    """The group of an address: of the longest page that it is or lies below; the first for what is of none."""
    held = [(len(to), name) for name, entries in MENU.items() for to in entries if to == path or _is_below(path, to)]
    return max(held)[1] if held else next(iter(MENU))


def _is_below(path: str, to: str) -> bool:
    return to != "/" and path.startswith(f"{to}/")


def _may(to: str, visitor: Visitor) -> bool:
    right = RIGHTS[f"GET {to}"]
    return right is None or visitor.may(right)
