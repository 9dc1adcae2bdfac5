"""What people decided about what lies ahead: requirements, offers, arrangements, actions, hints and standings.

Each of these rests on a statement, and is found again through it: by its id, else by its exact quote in the source that
replaced it, as ``authored`` finds statements. What cannot be found again is said. A ruling holds field by field; the
last event wins. The stages carry it out; here is only which rulings hold. docs/method/authored.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from rodedraad import edits
from rodedraad.authored import Finder, Lost
from rodedraad.chain import standing
from rodedraad.errors import WrongUse
from rodedraad.records import (
    ESCO_URI,
    ActionStatus,
    ArrangementKind,
    Document,
    EducationLevel,
    Event,
    Extent,
    Layer,
    Message,
    OfferKind,
    Outcome,
    Problem,
    RequirementKind,
    Ruling,
    Signed,
    Source,
    Statement,
    Target,
    Value,
)

if TYPE_CHECKING:
    from rodedraad.pipeline import Foreseen

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
_FOLLOWING = frozenset({"by_from", "by_to"})
"""Values that follow from another that was typed."""
UNTOLD = NAMES | _FOLLOWING
"""Values of the event that only a program reads."""
_SHOWN_CHARS = 120
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


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
        if len(value) > LONGEST or not (value.isprintable() or not value):
            raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed=f"1-{LONGEST}")
        if name in found:
            raise WrongUse("edit.twice", field=name)
        if value:
            _possible(about, name, value)
        found[name] = value or None
        if about == "action" and name == "deadline":
            found["by_from"], found["by_to"] = edits.days_of(value)
    return found


def verdict(kind: str) -> dict[str, Value]:
    """That a person says ``confirm`` or ``reject`` of one of these: the one takes the other back."""
    return {"is_confirmed": kind == "confirm", "is_rejected": kind == "reject"}


def _possible(about: str, name: str, value: str) -> None:
    """Raises WrongUse on a value that cannot be that of its field: a day that no calendar has, a unit that is none."""
    if name == "esco" and not ESCO_URI.fullmatch(value):
        raise WrongUse("require.esco_value", value=value[:80])
    if name in ("deadline", "term"):
        edits.checked(name, value)
    if about != "standing":
        return
    from rodedraad.measure.components import components, unit_of  # noqa: PLC0415  the table, where a target is ruled on
    from rodedraad.measure.quantities import number_of  # noqa: PLC0415  as above

    if name == "component" and value not in components():
        raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed=", ".join(components()))
    if name == "unit" and unit_of(value) is None:
        allowed = ", ".join(dict.fromkeys(one.unit for one in components().values()))
        raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed=allowed)
    if name == "year" and not _YEAR.fullmatch(value):
        raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed="1900-2199")
    if name == "value" and number_of(value) is None:
        raise WrongUse("edit.wrong_value", field=name, value=value[:80], allowed="8, 12.5, -30")


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
    last: dict[tuple[str, str, str], Event] = {}
    by: dict[tuple[str, str, str], dict[str, Event]] = {}
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
        if values.get("depends_on") and event.targets[1:]:
            values["depends_on"] = ", ".join(_again(finder, one) for one in event.targets[1:])
        about = (str(values.get("about")), found, str(values.get("key") or ""))
        own = {name: value for name, value in values.items() if name not in NAMES}
        fields.setdefault(about, {}).update(own)
        by.setdefault(about, {}).update(dict.fromkeys(own, event))
        last[about] = event
    made = (
        Ruling(
            about=kind,
            statement=statement,
            key=key,
            values=tuple(sorted(held.items())),
            event=last[kind, statement, key].id,
            at=last[kind, statement, key].at,
            signed=tuple(_signed(held, by[kind, statement, key])),
        )
        for (kind, statement, key), held in sorted(fields.items())
    )
    return tuple(made), tuple(lost)


def _signed(held: Mapping[str, Value], by: Mapping[str, Event]) -> Iterator[Signed]:
    """Which event decided what still holds; that something is not confirmed or rejected decides nothing."""
    events = sorted({(event.at, event.id) for event in by.values()})
    for at, id_ in events:
        own = (name for name in held if by[name].id == id_ and name not in _FOLLOWING)
        names = tuple(sorted(name for name in own if held[name] or name not in ("is_confirmed", "is_rejected")))
        if names:
            yield Signed(event=id_, at=at, fields=names)


def unheld(found: Foreseen, *, sources: Iterable[Source], statements: Iterable[Statement]) -> Iterator[Problem]:
    """What people ruled and what has nothing left to hold of, as problems: with its words, its date and its event."""
    by_id = {one.id: one for one in statements}
    paths = {one.id: one.path for one in sources}
    for code, rulings_ in (("ruling.lost", found.lost), ("ruling.adrift", found.adrift)):
        for one in sorted(rulings_, key=lambda one: (one.at, one.event, one.about, one.key)):
            stated = by_id[one.statement]
            message = Message.of(
                f"{code}_{one.about}",
                at=one.at[:10],
                event=one.event[:12],
                fields=told(one.values),
                quote=" ".join(stated.quote.split())[:_SHOWN_CHARS],
            )
            yield Problem(source=paths.get(stated.source, ""), page=stated.page, kind="other", message=message)


def told(values: Iterable[tuple[str, Value]]) -> str:
    """What was ruled, as it was typed."""
    parts = []
    for name, value in values:
        if name in ("is_confirmed", "is_rejected"):
            parts += [name.removeprefix("is_").removesuffix("ed")] if value else []
        elif name not in UNTOLD:
            parts.append(f"{name}={value or ''}"[:_SHOWN_CHARS])
    return ", ".join(parts)


def _again(finder: Finder, wanted: Target) -> str:
    """The statement on which rests what a ruling makes an action wait for; as it was named where it is gone."""
    found = finder.find(wanted, {})
    return found if isinstance(found, str) else wanted.statement
