"""What the derived store remembers, so that a loss or a change shows: the heads of the log, and the final records.

A log whose last events were cut off is whole in itself, and so is a record in which one word was changed. The store
keeps which events the last build saw and a digest of each list that it settled. A thief of both deceives it; a disk, a
sync program or a copy put back too old does not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from rodedraad import chain
from rodedraad.adapters.codec import encoded
from rodedraad.errors import StoreError
from rodedraad.ports import Log, Store
from rodedraad.records import Event, Links, Message, Prospects

_HEADS, _DIGESTS = "heads", "digests"
_LISTS = (
    "coverage",
    "problems",
    "sources",
    "statements",
    *sorted(part.name for made in (Links, Prospects) for part in fields(made)),
)


def remember_log(store: Store, events: Sequence[Event]) -> None:
    """Keeps which events there are."""
    now = json.dumps({"heads": chain.heads(events), "count": len(events)}).encode()
    if store.held(_HEADS) != now:
        store.hold(_HEADS, now)


def waiting(store: Store, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that no settled record follows from yet, in the order given; none where that was not kept."""
    heads = _settled(store).get(_HEADS)
    return chain.since(events, list(map(str, heads))) if isinstance(heads, list) else ()


def lost(store: Store, events: Sequence[Event], *, file: str) -> Message | None:
    """What the last build saw in the log and is no longer there: a file deleted, emptied, or put back too old."""
    seen = _kept(store, _HEADS)
    heads, count = seen.get("heads", []), seen.get("count", 0)
    if not isinstance(heads, list) or {event.id for event in events}.issuperset(map(str, heads)):
        return None
    return Message.of("log.lost", before=int(count), file=file, now=len(events))


def unsound(log: Log, events: Sequence[Event]) -> tuple[Message, ...]:
    """Events of the log that were changed, and those that no copy of the program would write: none of them counts."""
    broken = [Message.of("log.event_broken", event=id_[:12]) for id_ in log.failures()]
    refused = ((event.id[:12], chain.refusal(event)) for event in events)
    return (
        *broken,
        *(Message.of("log.event_ignored", event=id_, what=what) for id_, what in refused if what),
    )


def remember_records(
    store: Store, fingerprint: str, lists: Mapping[str, Iterable[Any]], events: Sequence[Event]
) -> None:
    """Keeps a digest of each list that is about to be settled under this fingerprint, beside those that are settled.

    ``events`` are those that the lists follow from.
    """
    now = {kind: digest(tuple(records)) for kind, records in lists.items()} | {_HEADS: chain.heads(events)}
    settled, before = store.fingerprint(), _settled(store)
    held = {settled: before} if settled and before else {}
    store.hold(_DIGESTS, json.dumps(held | {fingerprint: now}, sort_keys=True).encode())


def changed(store: Store) -> tuple[tuple[str, bool], ...] | None:
    """Each list with whether its records are others than were settled; None where what was settled is not known."""
    digests = _settled(store)
    if not digests:
        return None
    return tuple((kind, digest(tuple(store.records(kind))) != digests.get(kind)) for kind in _LISTS)


def is_as_settled(store: Store) -> bool:
    """Whether every list is still what was settled: a build that finds another makes it again, though nothing else changed."""
    try:
        found = changed(store)
    except StoreError:  # a list that cannot be read
        return False
    return found is not None and not any(is_changed for _, is_changed in found)


def _settled(store: Store) -> dict[str, Any]:
    """What was kept of the records that are settled; nothing where that is not known."""
    found = _kept(store, _DIGESTS).get(str(store.fingerprint()))
    return found if isinstance(found, dict) else {}


def _kept(store: Store, name: str) -> dict[str, Any]:
    """What was held under a name; nothing where that is damaged, as any part of a derived file may be."""
    held = store.held(name)
    try:
        found = json.loads(held) if held else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def digest(record: object) -> str:
    """The SHA-256 of a record, or a tuple of records, as the store writes it."""
    return hashlib.sha256(encoded(record)).hexdigest()
