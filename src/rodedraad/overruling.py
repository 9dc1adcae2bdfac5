"""Opposite decisions: those in a dossier that no longer hold, and those that two copies of its log bring together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rodedraad import authored
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.chain import ordered, standing
from rodedraad.decisions import Overruling
from rodedraad.errors import StoreError
from rodedraad.records import Event


def overrulings(folder: DossierFolder, events: Collection[Event]) -> tuple[Overruling, ...]:
    """The decisions among these events that another one overrules.

    Statements go by the ids in the events, and where a source was replaced since by what is found again in the new one.
    """
    wanted = {target.source for event in standing(events) for target in event.targets}
    if wanted and folder.store.exists():
        try:
            with SqliteStore(folder.store, is_read_only=True) as store:
                sources = tuple(store.records("sources"))
                if not wanted <= {source.id for source in sources}:
                    readings = list(store.readings(source.id for source in sources))
                    return authored.corrected(
                        events,
                        sources=sources,
                        documents={reading.source.id: reading.document for reading in readings},
                        statements=[statement for reading in readings for statement in reading.statements],
                    ).overruled
        except StoreError:
            pass  # the log can be read where what was derived cannot: by the ids that it holds
    return authored.overruled(events)


def overruled(folder: DossierFolder, events: Collection[Event]) -> dict[str, list[Overruling]]:
    """The same, by the event that gives way."""
    found: dict[str, list[Overruling]] = {}
    for one in overrulings(folder, events):
        found.setdefault(one.event, []).append(one)
    return found


def conflicts(folder: DossierFolder, mine: Collection[Event], theirs: Collection[Event]) -> tuple[Overruling, ...]:
    """Where one copy decided otherwise than the other: what gives way and what holds once they are together.

    What one of them changed in knowledge of the other's word is no conflict; of what one side said twice, the last counts.
    """
    here, there = ({event.id for event in events} for events in (mine, theirs))
    union = ordered(list({event.id: event for event in (*mine, *theirs)}.values()))
    place = {event.id: at for at, event in enumerate(union)}
    last: dict[tuple[str, tuple[str, ...], str], Overruling] = {}
    for one in sorted(overrulings(folder, union), key=lambda one: place[one.event]):
        of_mine = one.event in here - there and one.by in there - here
        if of_mine or (one.event in there - here and one.by in here - there):
            last[one.what, one.about, one.by] = one
    return tuple(sorted(last.values(), key=lambda one: (place[one.by], place[one.event], one.what, one.about)))


def gathered(found: Sequence[Overruling]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The statements of those in which the same event overrules the same about the same: (event, by, what) -> ids."""
    groups: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in found:
        groups.setdefault((one.event, one.by, one.what), {}).update(dict.fromkeys(one.about))
    return {key: tuple(about) for key, about in groups.items()}
