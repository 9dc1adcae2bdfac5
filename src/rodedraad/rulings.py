"""What people decided about what lies ahead: requirements, offers, arrangements, actions, hints and standings.

Each of these rests on a statement, and is found again through it: by its id, else by its exact quote in the source that
replaced it, as ``authored`` finds statements. What cannot be found again is said. A ruling holds field by field; the
last event wins. The stages carry it out; here is only which rulings hold. docs/method/authored.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import get_args

from rodedraad.authored import Finder, Lost
from rodedraad.chain import standing
from rodedraad.errors import WrongUse
from rodedraad.records import (
    ActionStatus,
    ArrangementKind,
    Document,
    EducationLevel,
    Event,
    Extent,
    Layer,
    OfferKind,
    Outcome,
    Problem,
    RequirementKind,
    Ruling,
    Source,
    Statement,
    Value,
)

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "r-": "requirement",
        "o-": "offer",
        "m-": "arrangement",
        "a-": "action",
        "h-": "hint",
        "b-": "bearing",
        "y-": "standing",
    }
)
"""What can be ruled on, by the beginning of its id."""
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "requirement": {
            "kind": get_args(RequirementKind),
            "level": get_args(EducationLevel),
            "met": get_args(Extent),
            "number": (),
            "term": (),
            "esco": (),
        },
        "offer": {"kind": get_args(OfferKind), "name": (), "party": (), "level": get_args(EducationLevel)},
        "arrangement": {"kind": get_args(ArrangementKind)},
        "action": {
            "status": get_args(ActionStatus),
            "layer": get_args(Layer),
            "answer": get_args(Outcome),
            "who": (),
            "deadline": (),
            "depends_on": (),
        },
        "hint": {"about": ()},
        "bearing": {"needs": ()},
        "standing": {"component": (), "value": (), "unit": (), "year": (), "place": ()},
    }
)
"""Which fields a person may set of each, and to which words; none: to any words. An empty value takes it out."""
LONGEST = 500
NAMES = frozenset({"about", "key", "id"})
"""Values of the event that say what it is about; the others are its fields."""
_SHOWN_CHARS = 120
_ESCO = re.compile(r"https?://data\.europa\.eu/esco/(?:occupation|skill|isco)/[\w.-]{1,80}")


def is_ruled(id_: str) -> bool:
    """Whether an id is that of something that people rule on."""
    return id_[:2] in ABOUT


def checked(about: str, assignments: Sequence[str]) -> dict[str, Value]:
    """FIELD=VALUE, as an event keeps it. Raises WrongUse on a field or value that cannot be, naming those that can."""
    found: dict[str, Value] = {}
    known = FIELDS[about]
    for assignment in assignments:
        name, sign, value = (part.strip() for part in assignment.partition("="))
        if not sign or name not in known:
            raise WrongUse("ruling.unknown_field", field=name[:80], known=", ".join(known) or "-")
        if value and known[name] and value not in known[name]:
            raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed=", ".join(known[name]))
        if name == "esco" and value and not _ESCO.fullmatch(value):
            raise WrongUse("require.esco_value", value=value[:80])
        if len(value) > LONGEST or not (value.isprintable() or not value):
            raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed=f"1-{LONGEST}")
        found[name] = value or None
    return found


def by_statement(found: Iterable[Ruling], about: str) -> Mapping[tuple[str, str], dict[str, Value]]:
    """The rulings about one kind: (statement id, key) -> field -> value."""
    return MappingProxyType({(one.statement, one.key): dict(one.values) for one in found if one.about == about})


def rulings(
    events: Iterable[Event],
    *,
    sources: Sequence[Source],
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
) -> tuple[tuple[Ruling, ...], tuple[Problem, ...]]:
    """The rulings that hold, sorted by what they are about, and what could not be found again."""
    finder: Finder | None = None
    fields: dict[tuple[str, str, str], dict[str, Value]] = {}
    last: dict[tuple[str, str, str], str] = {}
    lost: list[Problem] = []
    for event in standing(events):
        if event.kind != "ruling" or not event.targets:
            continue
        finder = finder or Finder(sources, documents, statements)
        values = dict(event.values)
        target = event.targets[0]
        found = finder.find(target, {})
        if not isinstance(found, str):
            shown = (*found.values, ("event", event.id[:12]), ("quote", target.quote[:_SHOWN_CHARS]))
            message = replace(found, values=tuple(sorted(shown)))
            lost.append(Lost(event=event.id, target=target, message=message).problem)
            continue
        about = (str(values.get("about")), found, str(values.get("key") or ""))
        fields.setdefault(about, {}).update({name: value for name, value in values.items() if name not in NAMES})
        last[about] = event.id
    made = (
        Ruling(
            about=kind,
            statement=statement,
            key=key,
            values=tuple(sorted(held.items())),
            event=last[kind, statement, key],
        )
        for (kind, statement, key), held in sorted(fields.items())
    )
    return tuple(made), tuple(lost)
