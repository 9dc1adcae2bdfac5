"""What people decided about actions: a field of theirs stands in the place of what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rodedraad.intervals import days
from rodedraad.records import Action, Dependency, Ruling, Settlement, Value
from rodedraad.upheld import upheld

_APART = re.compile(r"\s*[,;]\s*")
_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The actions as people ruled them, and what of their rulings could not be carried out.

    ``lost`` are rulings about no action any more; ``adrift`` those that make one wait for something that is no action.
    """

    actions: tuple[Action, ...]
    lost: tuple[Ruling, ...] = ()
    adrift: tuple[Ruling, ...] = ()


def ruled(actions: Sequence[Action], rulings: Sequence[Ruling]) -> Ruled:
    """The actions with these rulings; one that was rejected is no longer there, and nothing waits for it.

    What a ruling makes an action wait for is another action's id, or a statement on which one rests.
    """
    held = upheld([(one.statements, one.key) for one in actions], rulings, "action")
    known = {id_: one.id for one in actions for id_ in (*one.statements, one.id)}
    made: list[Action] = []
    gone: set[str] = set()
    for action, values, signed in zip(actions, held.values, held.signed, strict=True):
        if values.get("is_rejected"):
            gone.add(action.id)
        else:
            made.append(replace(_with(action, values, known), decided=signed) if values else action)
    return Ruled(
        actions=tuple(_without(action, gone) for action in made) if gone else tuple(made),
        lost=held.lost,
        adrift=tuple(
            one for one in rulings if one.about == "action" and one not in held.lost and _is_adrift(one, known)
        ),
    )


def _is_adrift(one: Ruling, known: Mapping[str, str]) -> bool:
    values = dict(one.values)
    return not values.get("is_rejected") and any(
        _found(part, known) is None for part in _parts(values.get("depends_on"))
    )


def _with(action: Action, values: Mapping[str, Value], known: Mapping[str, str]) -> Action:
    change: dict[str, Any] = {"is_confirmed": bool(values.get("is_confirmed"))}
    for name in ("status", "layer"):
        if name in values:
            change[name] = values[name]
    if "status" in values:
        change["status_statement"] = None
    if "who" in values:
        change["who"] = _parts(values["who"])
    if "deadline" in values:
        change |= _deadline(values)
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


def _found(name: str, known: Mapping[str, str]) -> str | None:
    """The action of this id or that rests on this statement, or the only one whose id begins so."""
    if name in known:
        return known[name]
    near = {known[id_] for id_ in known if len(name) >= _SHORTEST_ID and id_.startswith(name)}
    return near.pop() if len(near) == 1 else None


def _deadline(values: Mapping[str, Value]) -> dict[str, str | None]:
    """A year, month or day as its interval; other words with the days that were told with them, or none."""
    words = str(values["deadline"]) if values["deadline"] else None
    told = [str(values.get(name) or "") for name in ("by_from", "by_to")]
    first, last = days(words or "") or (one if days(one) else None for one in told)
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
