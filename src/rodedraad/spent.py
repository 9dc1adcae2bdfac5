"""What was spent on a dossier: hours that people entered, and what went to language models, as the log has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import get_args

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.chain import standing
from rodedraad.endpoints import is_loopback
from rodedraad.errors import WrongUse
from rodedraad.genai.settings import checked_endpoint, checked_name
from rodedraad.records import Event, GenaiTask, Sending, Value

_MOST_HOURS = 10_000
_MOST_CALLS, _MOST_TOKENS, _MOST_EUR = 1_000_000, 10_000_000_000, 1_000_000.0
"""What one run can have taken: a request for each of a million statements, and the largest budget that there is."""


def enter(folder: DossierFolder, count: float, *, name: str, at: str) -> Event:
    """Writes that people spent so many hours on the dossier. Raises WrongUse for a number that cannot be."""
    if not 0 < count < _MOST_HOURS:
        raise WrongUse("genai.no_hours", value=str(count)[:40])
    with folder.lock(), SqliteLog(folder.log) as log:
        return log.append(
            at=at, person=log.person(name), kind="hours", targets=(), values={"hours": round(float(count), 2)}
        )


def hours(folder: DossierFolder) -> float:
    """The hours that people entered, without what was undone and what nobody can have entered."""
    values = (dict(event.values).get("hours") for event in _standing(folder) if event.kind == "hours")
    return sum(one for value in values if (one := _amount(value, _MOST_HOURS)) is not None)


def sendings(folder: DossierFolder) -> tuple[Sending, ...]:
    """Every time that something was sent to a model, in the order of the log.

    A run that never said how it ended (the machine went off) is there too, with what it was going to send.
    """
    if not folder.log.exists() or not folder.log.stat().st_size:
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        names, events = log.names(), log.events()
    # by whom: the log of another copy cannot end a run that it had no part in
    ended = {(event.person, dict(event.values).get("sending")) for event in events if event.kind == "sent"}
    made = (
        sending(event, names.get(event.person, ""))
        for event in events
        if event.kind == "sent" or (event.kind == "sending" and (event.person, event.id) not in ended)
    )
    return tuple(one for one in made if one.calls != 0)


def sending(event: Event, person: str) -> Sending:
    """What an event of kind ``sending`` or ``sent`` says.

    Another copy may have written anything: a number that no run can have, and a name or address that is none or holds a
    secret, is missing.
    """
    values = dict(event.values)
    endpoint = _text(values.get("endpoint"), checked_endpoint)
    return Sending(
        at=event.at,
        person=person,
        model=_text(values.get("model"), checked_name),
        endpoint=endpoint,
        is_local=is_loopback(endpoint),
        calls=_count(values.get("calls"), _MOST_CALLS),
        tokens_in=_count(values.get("tokens_in"), _MOST_TOKENS),
        tokens_out=_count(values.get("tokens_out"), _MOST_TOKENS),
        cost_eur=_amount(values.get("cost_eur"), _MOST_EUR),
        tasks=_tasks(str(values.get("tasks") or "")),
        sources=tuple(dict.fromkeys(str(values.get("sources") or "").split())),
        is_ended=event.kind == "sent",
    )


def _count(value: Value, most: int) -> int | None:
    is_one = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    return value if is_one and isinstance(value, int) else None


def _amount(value: Value, most: float) -> float | None:
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_one and isinstance(value, int | float) and 0 <= value <= most else None


def _text(value: Value, checked: Callable[[str], str]) -> str:
    try:
        return checked(value) if isinstance(value, str) else ""
    except WrongUse:
        return ""


def _tasks(text: str) -> tuple[tuple[GenaiTask, int], ...]:
    """``extract 3, compare 2`` as the log has it, each task once; what is no task, or no count of requests, is left out."""
    found: dict[GenaiTask, int] = {}
    for task in get_args(GenaiTask):
        if (count := re.search(rf"(?:^|, ){task} ([1-9][0-9]{{0,6}})(?=,|$)", text)) and int(count[1]) <= _MOST_CALLS:
            found[task] = int(count[1])
    return tuple(found.items())


def _standing(folder: DossierFolder) -> Iterator[Event]:
    if folder.log.exists() and folder.log.stat().st_size:
        with SqliteLog(folder.log, is_read_only=True) as log:
            yield from standing(log.events())
