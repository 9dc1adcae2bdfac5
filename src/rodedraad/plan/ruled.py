"""What people decided about actions: a field of theirs stands in the place of what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rodedraad.intervals import span
from rodedraad.records import Action, Dependency, Ruling, Settlement, Value

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_APART = re.compile(r"\s*[,;]\s*")


def ruled(actions: Sequence[Action], rulings: Sequence[Ruling]) -> tuple[Action, ...]:
    """The actions with these rulings; one that was rejected is no longer there, and nothing waits for it."""
    about = {(one.statement, one.key): dict(one.values) for one in rulings if one.about == "action"}
    if not about:
        return tuple(actions)
    made: list[Action] = []
    gone: set[str] = set()
    known = frozenset(action.id for action in actions)
    for action in actions:
        values: dict[str, Value] = {}
        for statement in action.statements:
            values |= about.get((statement, action.key), {})
        if values.get("is_rejected"):
            gone.add(action.id)
        else:
            made.append(_with(action, values, known) if values else action)
    return tuple(_without(action, gone) for action in made) if gone else tuple(made)


def _with(action: Action, values: Mapping[str, Value], known: frozenset[str]) -> Action:
    change: dict[str, Any] = {"is_confirmed": bool(values.get("is_confirmed"))}
    for name in ("status", "layer"):
        if name in values:
            change[name] = values[name]
    if "status" in values:
        change["status_statement"] = None
    if "who" in values:
        change["who"] = _parts(values["who"])
    if "deadline" in values:
        change |= _deadline(values["deadline"])
    if "answer" in values:
        change["answers"] = _answers(action, values["answer"])
    if "depends_on" in values:
        first = action.statements[0]
        change["depends_on"] = tuple(
            Dependency(on=id_, kind="order", statement=first, words="")
            for id_ in dict.fromkeys(_found(part, known) for part in _parts(values["depends_on"]))
            if id_ is not None and id_ != action.id
        )
    return replace(action, **change)


def _parts(value: Value) -> tuple[str, ...]:
    return tuple(part for part in _APART.split(str(value).strip()) if part) if value else ()


def _found(name: str, known: frozenset[str]) -> str | None:
    """The action of this id, or the only one whose id begins so."""
    if name in known:
        return name
    near = [id_ for id_ in sorted(known) if len(name) >= 4 and id_.startswith(name)]
    return near[0] if len(near) == 1 else None


def _deadline(value: Value) -> dict[str, str | None]:
    """A year, month or day as its interval; other words as they stand, with no interval."""
    words = str(value) if value else None
    if words is None or not _DATE.fullmatch(words):
        return {"deadline": words, "by_from": None, "by_to": None}
    first, last = (f"{year:04}-{month:02}-{day:02}" for year, month, day in span(words))
    return {"deadline": words, "by_from": first, "by_to": last}


def _answers(action: Action, value: Value) -> tuple[Settlement, ...]:
    if not value:
        return ()
    if action.answers:
        return (*action.answers[:-1], replace(action.answers[-1], outcome=value))  # type: ignore[arg-type]  # checked when it was ruled
    party = action.who[0] if action.who else ""
    return (
        Settlement(outcome=value, statement=action.statements[0], party=party, steps=(), by=("person",)),  # type: ignore[arg-type]  # as above
    )


def _without(action: Action, gone: set[str]) -> Action:
    return replace(
        action,
        conditions=tuple(replace(one, action=None) if one.action in gone else one for one in action.conditions),
        depends_on=tuple(one for one in action.depends_on if one.on not in gone),
    )
