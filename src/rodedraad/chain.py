"""Events that name the events before them: how one is made, written, read, ordered and checked.

An event's id is the SHA-256 of its canonical JSON: keys sorted, no blanks, ASCII. Its clock is one more than the
highest of its parents' (Lamport 1978), so that (clock, at, id) is one order of all events of all copies in which
no event stands before one it was written after.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from rodedraad.errors import WrongUse
from rodedraad.records import Event, Target, Value

_TARGET_KEYS = frozenset(field.name for field in fields(Target))
_EVENT_KEYS = frozenset(field.name for field in fields(Event)) - {"id"}


def order(event: Event) -> tuple[int, str, str]:
    """The key that sorts events into their one order."""
    return event.clock, event.at, event.id


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count, in their order: those that no later ``undo`` names, or that a ``redo`` after it names.

    An ``undo`` or ``redo`` that was itself undone does not count either.
    """
    ordered = sorted(events, key=order)
    decided: dict[str, bool] = {}
    found: list[Event] = []
    for event in reversed(ordered):
        if not decided.get(event.id, True):
            continue
        if event.kind in ("undo", "redo"):
            decided.setdefault(str(dict(event.values).get("event")), event.kind == "redo")
        else:
            found.append(event)
    return tuple(reversed(found))


def made(
    events: Sequence[Event],
    *,
    at: str,
    person: str,
    kind: str,
    targets: Sequence[Target],
    values: Mapping[str, Value],
) -> Event:
    """The event that follows all of these. Raises WrongUse for a number that is none (NaN or infinite)."""
    clocks = {event.id: event.clock for event in events}
    for earlier in events:
        for parent in earlier.parents:
            clocks.pop(parent, None)
    for name, value in values.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise WrongUse("log.no_number", field=name)
    rest = {
        "parents": sorted(clocks),
        "clock": 1 + max(clocks.values(), default=0),
        "at": at,
        "person": person,
        "kind": kind,
        "targets": [asdict(target) for target in targets],
        "values": [[name, values[name]] for name in sorted(values)],
    }
    event = parsed(_canonical(rest))
    if event is None:  # pragma: no cover  # the types of the arguments forbid it
        raise WrongUse("log.no_event", kind=kind)
    return event


def body(event: Event) -> str:
    """The canonical JSON of an event without its id: what is stored, and what is hashed."""
    return _canonical(
        {
            "parents": list(event.parents),
            "clock": event.clock,
            "at": event.at,
            "person": event.person,
            "kind": event.kind,
            "targets": [asdict(target) for target in event.targets],
            "values": [list(pair) for pair in event.values],
        }
    )


def parsed(text: str) -> Event | None:
    """The event with this body, or None when it is not an event written canonically."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or set(found) != _EVENT_KEYS or _canonical(found) != text:
            return None
        event = Event(
            id=hashlib.sha256(text.encode("ascii")).hexdigest(),
            parents=tuple(found["parents"]),
            clock=found["clock"],
            at=found["at"],
            person=found["person"],
            kind=found["kind"],
            targets=tuple(Target(**target) for target in found["targets"]),
            values=tuple((name, value) for name, value in found["values"]),
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return event if _is_typed(event) else None


def failures(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of events whose hash, parents or clock do not hold, sorted; empty when all are whole."""
    held = {event.id: event for event in events}
    broken = []
    for event in held.values():
        parents = [held[parent] for parent in event.parents if parent in held]
        is_whole = (
            len(parents) == len(event.parents)
            and event.clock == 1 + max((parent.clock for parent in parents), default=0)
            and (again := parsed(body(event))) is not None
            and again.id == event.id
        )
        if not is_whole:
            broken.append(event.id)
    return tuple(sorted(broken))


def _is_typed(event: Event) -> bool:
    texts = (event.at, event.person, event.kind, *event.parents, *(name for name, _ in event.values))
    return (
        all(isinstance(text, str) for text in texts)
        and type(event.clock) is int
        and all(value is None or isinstance(value, str | int | float) for _, value in event.values)
        and all(_is_target(target) for target in event.targets)
    )


def _is_target(target: Target) -> bool:
    found = asdict(target)
    page = found.pop("page")
    return (page is None or type(page) is int) and all(isinstance(value, str) for value in found.values())


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
