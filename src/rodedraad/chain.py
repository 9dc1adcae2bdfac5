"""Events that name the events before them: how one is made, written, read, ordered and checked.

An event's id is the SHA-256 of its canonical JSON: keys sorted, no blanks, ASCII. Its clock is one more than the
highest of its parents' (Lamport 1978). ``ordered`` gives the one order of all events of all copies: by their times, where
no event stands before one it was written after.

What somebody else wrote may be made to do harm: a key of three thousand parts, a text that cannot be written, a
million targets. ``refusal`` says what is wrong with such an event. It is never written or taken over, and where a log
holds one already it does not count, so that no log can make a dossier unusable.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from rodedraad.errors import WrongUse
from rodedraad.records import Event, Target, Value

_EVENT_KEYS = frozenset(field.name for field in fields(Event)) - {"id"}
OF_STATEMENTS = frozenset({"edit", "add", "reject", "confirm", "merge", "split"})
OF_CLAUSES = frozenset({"clause_edit", "clause_add", "clause_reject", "clause_confirm"})
OF_VERSIONS = frozenset({"propose", "approve", "contribute", "reply"})
OF_PROSPECTS = frozenset({"ruling"})
OF_SUGGESTIONS = frozenset({"decline"})
"""That somebody does not take over what a model thinks of statements: it is not offered again."""
OF_ACCOUNT = frozenset({"sending", "sent", "hours"})
"""What was spent: that text of the dossier would go to a language model and that it went (to whom, for what), hours of
people. They change no record."""
OF_NO_RECORD = OF_CLAUSES | OF_VERSIONS | OF_ACCOUNT
"""Kinds of events from which no record of a build follows."""
KINDS = (
    OF_STATEMENTS
    | OF_CLAUSES
    | OF_VERSIONS
    | OF_PROSPECTS
    | OF_SUGGESTIONS
    | OF_ACCOUNT
    | {"undo", "redo", "setting", "erase"}
)
_LONGEST_NAME = 200
_LONGEST_TEXT = 1_000_000
_LONGEST_QUOTE = 100_000
_LONGEST_AROUND = 5_000  # a path; of the words around a quote we keep 40 characters, and compare them at every place
_LARGEST_NUMBER = 1 << 63
MOST_TARGETS = 2_000
"""Statements that one event may speak of: a merge ties every pair of them, so two million ties."""
_DEEPEST = 24  # parts of a setting's key, or lists in lists: a settings file has at most four


def ordered(events: Collection[Event]) -> tuple[Event, ...]:
    """The events in their one order: by time, then clock, then what they give as their time, then id.

    An event's time is its own or the latest of those it was written after, whichever is later, so that a clock that
    was wrong puts no event before what its writer had seen.
    """
    times: dict[str, str] = {}
    for event in sorted(events, key=lambda one: (one.clock, one.id)):
        times[event.id] = max([event.at, *(times[parent] for parent in event.parents if parent in times)])
    return tuple(sorted(events, key=lambda one: (times[one.id], one.clock, one.at, one.id)))


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count, in their order: those that no later ``undo`` names, or that a ``redo`` after it names.

    An ``undo`` or ``redo`` that was itself undone does not count either, and neither does an event that is refused.
    """
    decided: dict[str, bool] = {}
    found: list[Event] = []
    for event in reversed(ordered([event for event in events if refusal(event) is None])):
        if not decided.get(event.id, True):
            continue
        if event.kind in ("undo", "redo"):
            decided.setdefault(str(dict(event.values).get("event")), event.kind == "redo")
        else:
            found.append(event)
    return tuple(reversed(found))


def erased(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the people whose data these events erase, wherever they come."""
    found = (dict(event.values).get("person") for event in events if event.kind == "erase")
    return frozenset(str(person) for person in found if person is not None)


def bodies(event: Event) -> tuple[str, ...]:
    """The SHA-256 of each text of a version that this event made; none of any other event."""
    values = dict(event.values) if event.kind == "propose" else {}
    return tuple(dict.fromkeys(str(values[name]) for name in ("body", "public") if values.get(name)))


def heads(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of the events that no other was written after, sorted: where these are, all before them must be."""
    held = tuple(events)
    return tuple(sorted({event.id for event in held} - {parent for event in held for parent in event.parents}))


def since(events: Iterable[Event], seen: Collection[str]) -> tuple[Event, ...]:
    """The events that are none of these nor stand before one of them, in the order given: what came after them, or beside."""
    held = tuple(events)
    by_id = {event.id: event for event in held}
    before: set[str] = set()
    open_ = [name for name in seen if name in by_id]
    while open_:
        name = open_.pop()
        if name not in before:
            before.add(name)
            open_ += [parent for parent in by_id[name].parents if parent in by_id]
    return tuple(event for event in held if event.id not in before)


def made(
    events: Sequence[Event],
    *,
    at: str,
    person: str,
    kind: str,
    targets: Sequence[Target],
    values: Mapping[str, Value],
) -> Event:
    """The event that follows all of these. Raises WrongUse for one that ``refusal`` would refuse, or NaN."""
    clocks = {event.id: event.clock for event in events}
    for name, value in values.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise WrongUse("log.no_number", field=name)
    rest = {
        "parents": list(heads(events)),
        "clock": 1 + max(clocks.values(), default=0),
        "at": at,
        "person": person,
        "kind": kind,
        "targets": [asdict(target) for target in targets],
        "values": [[name, values[name]] for name in sorted(values)],
    }
    event = parsed(_canonical(rest))
    if event is None:  # pragma: no cover  # the types of the arguments forbid it
        raise WrongUse("log.no_event", what=kind)
    if what := refusal(event):
        raise WrongUse("log.no_event", what=what)
    return event


def refusal(event: Event) -> str | None:
    """What in this event no copy of the program would write, or None when all is well."""
    if event.kind not in KINDS:
        return f"kind {event.kind[:_LONGEST_NAME]!a}"
    for name, text in (("at", event.at), ("person", event.person)):
        if len(text) > _LONGEST_NAME or not text.isprintable():
            return name
    if len(event.targets) > MOST_TARGETS:
        return f"targets {len(event.targets)} > {MOST_TARGETS}"
    if not all(len(text) <= most and _is_writable(text) for text, most in _texts(event)):
        return "targets"
    for name, value in event.values:
        depth = _depth(name, opening=".")
        if event.kind == "setting" and isinstance(value, str) and name.endswith("]"):
            depth = max(depth, _depth(value, opening="[{", closing="]}"))
        if depth > _DEEPEST or not (_is_writable(name) and _is_bearable(value)):
            return f"values {name[:_LONGEST_NAME]!a}"
    return None


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


def _texts(event: Event) -> Iterator[tuple[str, int]]:
    """The texts of the targets, each with the most characters that it may have."""
    for one in event.targets:
        yield from ((text, _LONGEST_NAME) for text in (one.statement, one.source))
        yield from ((text, _LONGEST_AROUND) for text in (one.path, one.prefix, one.suffix))
        yield one.quote, _LONGEST_QUOTE


def _is_writable(text: str) -> bool:
    """Whether it is text that a file can hold: no half of a character, and no book."""
    if len(text) > _LONGEST_TEXT:
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def _is_bearable(value: Value) -> bool:
    if isinstance(value, str):
        return _is_writable(value)
    return value is None or abs(value) < _LARGEST_NUMBER


def _depth(text: str, *, opening: str, closing: str = "") -> int:
    """How deep it goes: openings that were not closed, outside what stands between quotation marks."""
    depth = deepest = 0
    is_quoted = is_escaped = False
    for character in text:
        if is_escaped or (is_quoted and character == "\\"):
            is_escaped = not is_escaped
        elif character == '"':
            is_quoted = not is_quoted
        elif not is_quoted and character in opening:
            depth += 1
            deepest = max(deepest, depth)
        elif not is_quoted and character in closing:
            depth -= 1
    return deepest


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
