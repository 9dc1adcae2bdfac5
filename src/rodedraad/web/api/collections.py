"""The lists of the API: the records of a kind in the order of ``list``, narrowed by what each has. None is shaped here.

A value that nobody has leaves nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeAlias

from rodedraad.records import Source, Tension
from rodedraad.web import lists
from rodedraad.web.layout import Layout

Held: TypeAlias = Callable[[Layout, Any], Collection[str | None]]


def _both(name: str) -> Held:
    """What either statement of a tension has."""

    def held(layout: Layout, one: Tension) -> Collection[str | None]:
        statements = layout.moment.statements
        return (*getattr(statements[one.a], name), *getattr(statements[one.b], name))

    return held


def _every(name: str) -> Held:
    return lambda _, one: getattr(one, name)


def _single(name: str) -> Held:
    return lambda _, one: (getattr(one, name),)


def _year(_: Layout, one: Source) -> Collection[str | None]:
    return ((one.date or "")[:4],)


_THEMED: Final = {"theme": _every("themes"), "party": _every("parties")}
_FILTERS: Final[Mapping[str, Mapping[str, Held]]] = {
    "sources": {"type": _single("kind"), "party": _every("authors"), "year": _year},
    "subjects": _THEMED,
    "threads": _THEMED,
    "tensions": {"type": _single("kind"), "theme": _both("themes"), "party": _both("parties")},
    "gaps": {"type": _single("kind"), "theme": _single("theme"), "party": _single("party")},
    "references": {"source": _single("source")},
    "outlooks": {"type": _single("stance"), "party": _every("holders"), "source": _single("source")},
    "parties": {"layer": _single("layer")},
    "requirements": {**_THEMED, "type": _single("kind"), "source": _single("source")},
    "actions": {
        "theme": _every("themes"),
        "party": lambda _, one: (*one.who, *one.asker),
        "source": _single("source"),
    },
    "problems": {"type": _single("kind"), "source": _single("source")},
    "coverage": {"source": _single("source")},
}
"""What a record of each list has under a filter of it."""


def narrowed(layout: Layout, kind: str, wanted: Mapping[str, str]) -> Sequence[Any]:
    """The records of a list that have all that is wanted. Raises KeyError for a filter that the list has not."""
    if kind == "statements":
        return lists.statements(layout, wanted, wanted.get("q", "").strip())
    records: Sequence[Any] = layout.moment.records(kind)
    for name, value in wanted.items():
        held = _FILTERS[kind][name]
        records = [one for one in records if value in held(layout, one)]
    return records
