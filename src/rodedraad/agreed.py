"""Settings files as events: what a person changed in dossier.toml or bronnen.toml, and what holds in the end.

A file is taken apart into leaves with a dotted key, so that two copies in which different things were changed merge.
Tables in a list are told apart by their ``pad`` or ``id`` (``bron[pad]."brief.pdf".titel``), with their order as a
leaf of its own (``bron[pad]``); any other list is one leaf (``plaatsen[]``). A key that went is None. What says who
sits at this computer (``naam``) never enters the log.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rodedraad.chain import standing
from rodedraad.endpoints import is_issued_key
from rodedraad.errors import WrongUse
from rodedraad.ports import Log
from rodedraad.records import Event, Value

PERSONAL = frozenset({"naam"})
_NAMES = ("pad", "id")
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_SEGMENT = re.compile(r'([A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*")(\[[a-z]*\])?(?:\.|\Z)')
_Leaves = dict[str, Value]


def flat(table: Mapping[str, Any]) -> _Leaves:
    """The leaves of a table, by dotted key."""
    return dict(_leaves(table, ""))


def rebuilt(leaves: Mapping[str, Value]) -> dict[str, Any]:
    """The table with these leaves; dates are texts in it, and empty tables are gone. A key of nonsense is left out."""
    tree: dict[tuple[str, str, bool], Any] = {}
    for key in sorted(leaves):
        segments = _segments(key)
        if leaves[key] is None or not segments:
            continue
        node = tree
        for name, marker in segments[:-1]:
            node = node.setdefault((name, marker, True), {})
        name, marker = segments[-1]
        node[name, marker, False] = leaves[key]
    return _table(tree)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> _Leaves:
    """The leaves that differ, sorted by key, with the value that each has now; None for one that went."""
    old, new = flat(before), flat(after)
    return _differences(old, new)


def settings(events: Iterable[Event]) -> dict[str, Any]:
    """File name -> table, as the standing ``setting`` events leave it; the last event wins, leaf by leaf."""
    leaves: _Leaves = {}
    for event in events:
        if event.kind == "setting":
            leaves.update(event.values)
    return {name: table for name, table in rebuilt(leaves).items() if isinstance(table, dict)}


def agreed(log: Log, tables: Mapping[str, Mapping[str, Any]], *, name: str, at: str) -> dict[str, dict[str, Any]]:
    """The tables as they stand after what was changed in the files became events, signed by ``name`` and ``at``.

    ``tables`` are the files as they are, by file name. Only leaves that differ from what this copy last saw are
    written, so that what another copy, or the web, decided about the others stays. Where the first reading of a file
    was undone, what it said and nobody says since is read again: a dossier has no settings but those.

    Raises WrongUse, and writes nothing, where a file holds what is surely a key of a provider: the log never forgets.
    """
    for file, table in tables.items():
        _refuse_keys(file, table)
    events = log.events()
    counting = standing(events)
    for file in sorted(tables):
        now = flat({file: {key: value for key, value in tables[file].items() if key not in PERSONAL}})
        seen = log.seen(file)
        before = _kept(seen) if seen else {}
        if before is None:  # damaged: then what holds is what this copy saw
            before = flat({file: settings(counting).get(file, {})})
        content = json.dumps(now, sort_keys=True)
        forgotten = _forgotten(events, counting, file)
        if changed := _differences({key: value for key, value in before.items() if key not in forgotten}, now):
            log.append(at=at, person=log.person(name), kind="setting", targets=(), values=changed, seen=(file, content))
    found = settings(standing(log.events()))
    return {
        file: {**found.get(file, {}), **{key: value for key, value in table.items() if key in PERSONAL}}
        for file, table in tables.items()
    }


def _refuse_keys(file: str, table: Mapping[str, Any]) -> None:
    for name, value in table.items():
        leaves = () if name in PERSONAL else flat({name: value}).items()
        if any(is_issued_key(text) for leaf in leaves for text in leaf if isinstance(text, str)):
            raise WrongUse("agreed.key_in_file", file=file, key="…" if is_issued_key(name) else name[:40])


def _forgotten(events: Sequence[Event], counting: Sequence[Event], file: str) -> frozenset[str]:
    """The keys that the first event about this file set, where it was undone and no other that counts speaks of them."""
    start = f"{json.dumps(file)}."
    settings_ = (event for event in events if event.kind == "setting")
    first = next((one for one in settings_ if any(key.startswith(start) for key, _ in one.values)), None)
    if first is None or first in counting:
        return frozenset()
    spoken = {key for event in counting if event.kind == "setting" for key, _ in event.values}
    return frozenset(key for key, _ in first.values if key.startswith(start) and key not in spoken)


def _kept(content: str) -> _Leaves | None:
    """The leaves that were remembered of a file; None where that is damaged."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _differences(old: Mapping[str, Value], new: Mapping[str, Value]) -> _Leaves:
    return {key: new.get(key) for key in sorted({*old, *new}) if key not in old or old[key] != new.get(key)}


def _leaves(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, Value]]:
    for key in sorted(table):
        value = table[key]
        here = f"{above}{_segment(key)}"
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{here}.")
        elif not isinstance(value, list):
            yield here, _scalar(value)
        elif by := _named_by(value):
            yield f"{here}[{by}]", json.dumps([entry[by] for entry in value])
            for entry in value:
                yield from _leaves(entry, f"{here}[{by}].{_segment(entry[by])}.")
        else:
            yield f"{here}[]", json.dumps(value, default=_scalar, sort_keys=True)


def _named_by(entries: Sequence[Any]) -> str | None:
    """The key by which the tables of a list are told apart, if there is one."""
    for by in _NAMES:
        names = [entry.get(by) if isinstance(entry, Mapping) else None for entry in entries]
        if names and all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
            return by
    return None


def _scalar(value: Any) -> Value:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float) else str(value)


def _segment(key: str) -> str:
    return key if _BARE.match(key) else json.dumps(key)


def _segments(key: str) -> list[tuple[str, str]]:
    """Names with their markers; empty when the key is not one that ``flat`` makes."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(key):
        match = _SEGMENT.match(key, at)
        if match is None:
            return []
        try:
            name = json.loads(match[1]) if match[1].startswith('"') else match[1]
        except ValueError:
            return []
        found.append((name, match[2] or ""))
        at = match.end()
    return found


def _table(tree: Mapping[tuple[str, str, bool], Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, marker, has_parts in sorted(tree):
        value = tree[name, marker, has_parts]
        if marker in ("", "[]"):
            found[name] = _table(value) if has_parts else value if marker == "" else _list(value)
        elif has_parts:
            parts = _table(value)
            order = [one for one in _list(tree.get((name, marker, False))) if isinstance(one, str)]
            names = [one for one in dict.fromkeys((*order, *sorted(parts))) if isinstance(parts.get(one), dict)]
            found[name] = [parts[one] for one in names if marker[1:-1] in parts[one]]
    return {name: value for name, value in found.items() if value is not None}


def _list(value: Any) -> list[Any]:
    try:
        found = json.loads(value) if isinstance(value, str) else []
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
