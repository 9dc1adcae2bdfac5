"""What people did since the last build, laid over what that build left: a correction shows at once, and says that it is new.

What follows from it elsewhere (threads, gaps, the proposition) shows when it was counted again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from rodedraad import authored, edits
from rodedraad.errors import WrongUse
from rodedraad.moment import Moment
from rodedraad.records import Event, Statement

_TIES = frozenset({"merge", "split"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A statement as it will be: ``changes`` are field, what it was, what it is. ``verdict`` is that of a person, or empty.

    ``by`` did it last, in the event of that id.
    """

    statement: Statement
    changes: tuple[tuple[str, Any, Any], ...]
    verdict: str
    by: str
    event: str


def awaited(moment: Moment) -> Mapping[str, Awaited]:
    """By statement, what waits to be counted."""
    parties = authored.known_parties(list(moment.sources.values()))
    held = {event.id: event for event, _, _ in moment.logged}
    found: dict[str, Awaited] = {}
    for event, name, counts in moment.waiting:
        is_undo = event.kind in ("undo", "redo")
        about = held.get(str(dict(event.values).get("event"))) if is_undo else event
        if about is None or (not counts and not is_undo) or (is_undo and about in _waiting(moment)):
            continue  # what was taken back before it was counted is as if it never was
        for target in about.targets:
            if (statement := moment.statements.get(target.statement)) is not None:
                found[statement.id] = _with(found.get(statement.id), statement, event, name, parties)
    return found


def _waiting(moment: Moment) -> frozenset[Event]:
    return frozenset(event for event, _, _ in moment.waiting)


def _with(before: Awaited | None, was: Statement, event: Event, name: str, parties: Mapping[str, str]) -> Awaited:
    values, verdict, now = dict(event.values), before.verdict if before else "", before.statement if before else was
    if event.kind == "edit":
        with suppress(WrongUse):  # the build says what cannot be carried out
            now = edits.edited(now, {key: one for key, one in values.items() if key in edits.FIELDS}, parties=parties)
    elif event.kind in ("reject", "confirm") and values.get("what") == "tension":
        verdict = f"tension_{event.kind}"
    elif event.kind in ("reject", "confirm", "undo", "redo") or event.kind in _TIES:
        verdict = event.kind
    return Awaited(statement=now, changes=edits.differences(was, now), verdict=verdict, by=name, event=event.id)
