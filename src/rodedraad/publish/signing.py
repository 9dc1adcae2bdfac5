"""What people settled about an action, as it is told: which fields, by whom, when. Pure.

A name comes from the log by its event, never from the record: once it is erased, it is gone here as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rodedraad import phrases
from rodedraad.records import Action, Signed
from rodedraad.wording import Language

if TYPE_CHECKING:
    from rodedraad.publish.roadmap import Roadmap

_CONFIRMED = "is_confirmed"
_ORDER = ("who", "deadline", "depends_on", "status", "answer", "layer")


def settled_by(action: Action, signers: Mapping[str, str], language: Language) -> tuple[str, ...]:
    """One phrase an event: "wie en termijn vastgesteld door P. de Vries, 22 november 2026"."""
    return tuple(_told(one, signers, language) for one in action.decided)


def settled_count(view: Roadmap) -> str:
    """How many actions people settled or confirmed; empty where none did."""
    count = sum(bool(one.settled) for one in view.acts)
    if not count:
        return ""
    numbers = {"count": phrases.number(count, view.language), "total": phrases.number(len(view.acts), view.language)}
    return phrases.said("roadmap.settled", view.language, **numbers)


def _told(one: Signed, signers: Mapping[str, str], language: Language) -> str:
    who = phrases.clipped(signers.get(one.event, ""), 120) or phrases.said("html.name_erased", language)
    values = {"who": who, "date": phrases.date(one.at[:10], language)}
    fields = [name for name in _ORDER if name in one.fields]
    parts = []
    if fields:
        named = [phrases.said(f"roadmap.field_{name}", language) for name in fields]
        parts.append(phrases.said("roadmap.settled_by", language, what=phrases.listed(named, language), **values))
    if _CONFIRMED in one.fields:
        parts.append(phrases.said("roadmap.confirmed_by", language, **values))
    return "; ".join(parts)
