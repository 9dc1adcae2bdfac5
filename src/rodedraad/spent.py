"""What was spent on a dossier: hours that people entered, and what went to language models, as the log has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.chain import standing
from rodedraad.errors import WrongUse
from rodedraad.records import Event

_MOST_HOURS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """That text of some sources went to a model: when, by whom (empty when erased), where to, for what, at what price.

    ``cost_eur`` is None where the dossier had no prices.
    """

    at: str
    person: str
    model: str
    endpoint: str
    calls: int
    tokens_in: int
    tokens_out: int
    cost_eur: float | None
    tasks: str
    sources: tuple[str, ...]


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


def runs(folder: DossierFolder) -> tuple[Run, ...]:
    """Every time that something was sent to a model, in the order of the log."""
    if not folder.log.exists() or not folder.log.stat().st_size:
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        names = log.names()
        return tuple(_run(event, names.get(event.person, "")) for event in log.events() if event.kind == "sent")


def _run(event: Event, person: str) -> Run:
    values = dict(event.values)

    def whole(name: str) -> int:
        value = values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    cost = values.get("cost_eur")
    return Run(
        at=event.at,
        person=person,
        model=str(values.get("model") or ""),
        endpoint=str(values.get("endpoint") or ""),
        calls=whole("calls"),
        tokens_in=whole("tokens_in"),
        tokens_out=whole("tokens_out"),
        cost_eur=float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) else None,
        tasks=str(values.get("tasks") or ""),
        sources=tuple(str(values.get("sources") or "").split()),
    )


def _standing(folder: DossierFolder) -> Iterator[Event]:
    if folder.log.exists() and folder.log.stat().st_size:
        with SqliteLog(folder.log, is_read_only=True) as log:
            yield from standing(log.events())
