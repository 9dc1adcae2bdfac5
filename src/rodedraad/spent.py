"""What was spent on a dossier: hours that people entered, and what went to language models, as the log has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.chain import standing
from rodedraad.endpoints import is_loopback
from rodedraad.errors import WrongUse
from rodedraad.records import Event, GenaiTask, Sending

_MOST_HOURS = 10_000


def enter(folder: DossierFolder, count: float, *, name: str, at: str) -> Event:
    """Writes that people spent so many hours on the dossier. Raises WrongUse for a number that cannot be."""
    if not 0 < count < _MOST_HOURS:
        raise WrongUse("genai.no_hours", value=str(count)[:40])
    with folder.lock(), SqliteLog(folder.log) as log:
        return log.append(
            at=at, person=log.person(name), kind="hours", targets=(), values={"hours": round(float(count), 2)}
        )


def hours(folder: DossierFolder) -> float:
    """The hours that people entered, without what was undone."""
    values = (dict(event.values).get("hours") for event in _standing(folder) if event.kind == "hours")
    return float(sum(one for one in values if isinstance(one, int | float) and not isinstance(one, bool)))


def sendings(folder: DossierFolder) -> tuple[Sending, ...]:
    """Every time that something was sent to a model, in the order of the log.

    A run that never said how it ended (the machine went off) is there too, with what it was going to send.
    """
    if not folder.log.exists() or not folder.log.stat().st_size:
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        names, events = log.names(), log.events()
    ended = {str(dict(event.values).get("sending")) for event in events if event.kind == "sent"}
    made = (
        _sending(event, names.get(event.person, ""))
        for event in events
        if event.kind == "sent" or (event.kind == "sending" and event.id not in ended)
    )
    return tuple(one for one in made if one.calls)


def _sending(event: Event, person: str) -> Sending:
    values = dict(event.values)

    def whole(name: str) -> int:
        value = values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    cost, endpoint = values.get("cost_eur"), str(values.get("endpoint") or "")
    return Sending(
        at=event.at,
        person=person,
        model=str(values.get("model") or ""),
        endpoint=endpoint,
        is_local=is_loopback(endpoint),
        calls=whole("calls"),
        tokens_in=whole("tokens_in"),
        tokens_out=whole("tokens_out"),
        cost_eur=float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) else None,
        tasks=_tasks(str(values.get("tasks") or "")),
        sources=tuple(str(values.get("sources") or "").split()),
        is_ended=event.kind == "sent",
    )


def _tasks(text: str) -> tuple[tuple[GenaiTask, int], ...]:
    """``extract 3, compare 2`` as the log has it; what is no task is left out, since another copy may have written it."""
    known: dict[str, GenaiTask] = {task: task for task in get_args(GenaiTask)}
    found = (part.strip().partition(" ") for part in text.split(","))
    return tuple((known[name], int(count)) for name, _, count in found if name in known and count.isdecimal())


def _standing(folder: DossierFolder) -> Iterator[Event]:
    if folder.log.exists() and folder.log.stat().st_size:
        with SqliteLog(folder.log, is_read_only=True) as log:
            yield from standing(log.events())
