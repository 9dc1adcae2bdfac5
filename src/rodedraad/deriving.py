"""Every list of a dossier from its readings, what people decided, and what is known of a model: no network, no clock.

The same readings, events and replies give the same lists, whoever makes them: the build of everything, and the dossier that others
see without the sources that are not public.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from rodedraad import arguments, assisting, authored, drivers, rulings, suggestions
from rodedraad.in_force import Settings
from rodedraad.records import Event, Message, Problem, Reading, Statement

if TYPE_CHECKING:
    from rodedraad.genai.finding import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the lists follow from. ``problems`` are those there were before; ``edges`` what an earlier derivation gave.

    ``series`` is what was measured (``measure.Series``); ``session`` what is known of the language model that reads along.
    """

    readings: Sequence[Reading]
    events: Sequence[Event]
    settings: Settings
    problems: Sequence[Problem] = ()
    edges: bytes | None = None
    series: Sequence[Any] = ()
    session: assisting.Session | None = None


def derived(given: Given) -> tuple[dict[str, Sequence[Any]], bytes]:
    """Every list that the readings give together after people's corrections, by its kind, and the edges to keep."""
    from rodedraad.genai.finding import NOTHING  # noqa: PLC0415  it needs what extraction needs

    readings, unknown = _with_said_replacements(given.readings, given.settings)
    given = replace(given, readings=readings, problems=(*given.problems, *unknown))
    session = given.session
    found = session.found(readings, given.settings.frame) if session else NOTHING
    counts_all = session is not None and session.settings.counts
    corrected = authored.corrected(
        given.events, statements=_read_by_all(readings, found, counts=counts_all), **_places(readings)
    )
    counting = [one for one in corrected.statements if counts_all or not _is_candidate(one, corrected)]
    lists, edges = _linked(given, corrected, counting)
    if session is None:
        return lists, edges
    threads, tensions = lists["threads"], lists["tensions"]
    lists = session.told(lists, found, frozenset(one.id for one in corrected.statements) - {one.id for one in counting})
    lists["suggestions"] = suggestions.waiting(
        lists["suggestions"],
        statements=corrected.statements,
        threads=threads,
        tensions=tensions,
        corrected=corrected,
        counts=counts_all,
    )
    return lists, edges


def _linked(
    given: Given, corrected: authored.Corrected, counting: Sequence[Statement]
) -> tuple[dict[str, Sequence[Any]], bytes]:
    """The lists without what a model thinks of them; ``counting`` are the statements that count."""
    from rodedraad import pipeline  # noqa: PLC0415  not needed when nothing changed
    from rodedraad.require.occupations import listed  # noqa: PLC0415  as above

    readings, settings = given.readings, given.settings
    linked = pipeline.linked(
        readings,
        statements=counting,
        frame=settings.frame,
        must_links=corrected.must_links,
        cannot_links=corrected.cannot_links,
        rejected_tensions=corrected.rejected_tensions,
        held=given.edges,
    )
    ruled, lost = rulings.rulings(given.events, statements=counting, **_places(readings))
    foreseen = pipeline.foreseen(
        linked,
        readings,
        frame=settings.frame,
        rulings=ruled,
        series=given.series,
        drawn=arguments.found_again(settings.drawn, given.events, statements=counting, **_places(readings)),
        concepts=listed(settings.esco) if settings.esco else None,
    )
    prospects = foreseen.prospects
    unsound = [message for one in prospects.explorations for message in one.problems]
    unheld = rulings.unheld(foreseen, sources=linked.sources, statements=linked.statements)
    counts: dict[str, int] = {}
    for statement in counting:
        counts[statement.source] = counts.get(statement.source, 0) + 1
    lists: dict[str, Sequence[Any]] = {
        "sources": linked.sources,
        "statements": corrected.statements,
        "problems": (*given.problems, *corrected.lost, *lost, *unheld, *of_file(drivers.FILE, unsound)),
        "coverage": [replace(one.coverage, statements=counts.get(one.source.id, 0)) for one in readings],
    }
    for made in (pipeline.without_settled(linked.links, prospects.actions), prospects):
        lists |= {part.name: getattr(made, part.name) for part in fields(made)}
    return lists, linked.edges


def _places(readings: Iterable[Reading]) -> dict[str, Any]:
    """Where an event finds its statements again: the sources and documents there are."""
    held = list(readings)
    return {
        "sources": [reading.source for reading in held],
        "documents": {reading.source.id: reading.document for reading in held},
    }


def _read_by_all(readings: Sequence[Reading], found: Found, *, counts: bool) -> list[Statement]:
    """What the offline reader found and what a model found besides, by source and place; with its types where they count."""
    own = [statement for reading in readings for statement in reading.statements]
    if not found.statements and not counts:
        return own
    place = {reading.source.id: at for at, reading in enumerate(readings)}
    every = sorted((*own, *found.statements), key=lambda one: (place[one.source], one.start, one.end))
    if not counts:
        return every
    from rodedraad.genai.finding import counted  # noqa: PLC0415  as in derived

    return list(counted(every, found.suggestions))


def _is_candidate(statement: Statement, corrected: authored.Corrected) -> bool:
    """Whether only a model takes it for a statement: it is shown and can be cited, and counts when a person confirms it."""
    return statement.origin.startswith("model:") and statement.id not in corrected.confirmed


def _with_said_replacements(
    readings: Sequence[Reading], settings: Settings
) -> tuple[list[Reading], tuple[Problem, ...]]:
    """The readings, with what ``vervangt`` in bronnen.toml says: the path or id of the source that one replaces.

    Sources that are said to replace one another in a ring replace nothing.
    """
    names = {reading.source.id: settings.overrides.get(reading.source.path, {}).get("vervangt") for reading in readings}
    said: dict[str, str] = {}
    for reading in readings:
        id_, name = reading.source.id, names[reading.source.id]
        wanted = [one.source.id for one in readings if name and name in (one.source.path, one.source.id)]
        if wanted and wanted[0] != id_:
            said[id_] = wanted[0]
    found: list[Reading] = []
    unknown: list[Problem] = []
    for reading in readings:
        id_, name = reading.source.id, names[reading.source.id]
        in_ring = _is_in_ring(id_, said)
        if id_ in said and not in_ring:
            found.append(replace(reading, source=replace(reading.source, replaces=said[id_])))
            continue
        found.append(reading)
        if name:
            code = "dossier.replaces_ring" if in_ring else "dossier.replaces_unknown"
            message = Message.of(code, name=str(name)[:200])
            unknown.append(Problem(source=reading.source.path, page=None, kind="other", message=message))
    return found, tuple(unknown)


def _is_in_ring(id_: str, said: Mapping[str, str]) -> bool:
    """Whether following what each replaces leads back to this one."""
    seen: set[str] = set()
    at: str | None = said.get(id_)
    while at is not None and at != id_ and at not in seen:
        seen.add(at)
        at = said.get(at)
    return at == id_


def of_file(name: str, messages: Iterable[Message]) -> tuple[Problem, ...]:
    """Messages as problems of a file of the dossier."""
    return tuple(Problem(source=name, page=None, kind="other", message=message) for message in messages)
