"""Which decision holds where people decided differently, and which one it overrules.

Decisions are taken up in the one order of the events. On one field, judgement, tension or setting the last holds, and
an earlier one that said something else is overruled. A merge and a split oppose one another through others too: who
merges 1 with 3 and 2 with 3 has said that 1 and 2 are the same. So ties are taken up from the last back to the first,
each where it goes together with all that are taken already; a tie that does not is overruled. What holds is therefore
never both together and apart. Method: docs/method/authored.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rodedraad.records import Event, Value

Pair = tuple[str, str]
JUDGED, TENSION, SETTING = "judged", "tension", "setting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling:
    """A decision that does not hold, since another one does.

    ``event`` and ``by`` are ids of events. ``what`` is the statement's field, the dotted key of a setting, or the kind
    of the event (``tension_`` before it where a tension was judged); ``about`` the statement or the pair, none of a setting.
    ``is_whole``: nothing that ``event`` says holds.
    """

    event: str
    by: str
    what: str
    about: tuple[str, ...]
    is_whole: bool = False


@dataclass(slots=True)
class Decisions:
    """What was decided about each matter, in the order of the events; a matter is a key of a kind and its names."""

    said: dict[tuple[str, ...], list[tuple[Event, Value]]] = field(default_factory=dict)

    def take(self, event: Event, matter: tuple[str, ...], value: Value) -> None:
        """Takes up one decision, after all that were taken up before."""
        self.said.setdefault(matter, []).append((event, value))

    def overruled(self, rejected: Mapping[str, Event]) -> list[Overruling]:
        """Those that the last on the same matter contradicts; of a rejected statement also every field."""
        found = []
        for kind, *about in self.said:
            for event, by in self._contradicted(kind, about, rejected):
                if by is not None and by.id != event.id:
                    what = _what(kind, event, about)
                    found.append(Overruling(event=event.id, by=by.id, what=what, about=_ids(kind, about)))
        return found

    def holding(self, rejected: Mapping[str, Event]) -> set[str]:
        """The ids of the events of which something holds."""
        return {
            event.id
            for kind, *about in self.said
            for event, by in self._contradicted(kind, about, rejected)
            if by is None
        }

    def _contradicted(
        self, kind: str, about: Sequence[str], rejected: Mapping[str, Event]
    ) -> Iterator[tuple[Event, Event | None]]:
        """The events on one matter, each with the one that contradicts it."""
        held = self.said[kind, *about]
        last, value = held[-1]
        gone = None if kind in (JUDGED, TENSION, SETTING) else rejected.get(about[0])
        for event, other in held:
            yield event, last if other != value else gone


@dataclass(slots=True)
class Ties:
    """Merges and splits that hold together: ``held`` is each pair with whether it is joined, and by which event."""

    held: dict[Pair, tuple[bool, Event]] = field(default_factory=dict)
    overruled: list[Overruling] = field(default_factory=list)
    _root: dict[str, str] = field(default_factory=dict)
    _size: dict[str, int] = field(default_factory=dict)
    _apart: dict[str, dict[str, Event]] = field(default_factory=dict)
    _near: dict[str, list[tuple[str, Event]]] = field(default_factory=dict)
    _left: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, acts: Sequence[tuple[Event, Sequence[Pair], frozenset[str] | None]]) -> Ties:
        """The ties of these acts: the event, its pairs, and of a split the statements that it sets apart."""
        ties = cls()
        for event, pairs, left in reversed(acts):
            if left is None:
                # what a later split set apart stays apart: the others are tied first, to each other
                loose = ties._left
                for is_later in (False, True) if loose else (False,):
                    for pair in pairs:
                        if ((pair[0] in loose) != (pair[1] in loose)) == is_later:
                            ties._join(event, pair)
            else:
                for pair in pairs:
                    ties._part(event, pair)
                ties._left |= left
        return ties

    def _join(self, event: Event, pair: Pair) -> None:
        one, other = self._find(pair[0]), self._find(pair[1])
        if one != other:
            against = self._apart.get(one, {}).get(other)
            if against is not None:
                self._overrule(event, pair, against)
                return
            self._unite(one, other)
            for a, b in (pair, pair[::-1]):
                self._near.setdefault(a, []).append((b, event))
        self.held.setdefault(pair, (True, event))

    def _part(self, event: Event, pair: Pair) -> None:
        one, other = self._find(pair[0]), self._find(pair[1])
        if one == other:
            self._overrule(event, pair, self.held[pair][1] if pair in self.held else self._between(*pair))
            return
        self.held.setdefault(pair, (False, event))
        for a, b in ((one, other), (other, one)):
            self._apart.setdefault(a, {}).setdefault(b, event)

    def _overrule(self, event: Event, pair: Pair, by: Event) -> None:
        if by.id != event.id:
            self.overruled.append(Overruling(event=event.id, by=by.id, what=event.kind, about=pair))

    def _find(self, name: str) -> str:
        root = self._root.get(name)
        if root is None:
            self._root[name] = name
            return name
        if root == self._root[root]:
            return root
        while root != self._root[root]:
            root = self._root[root]
        self._root[name] = root
        return root

    def _unite(self, one: str, other: str) -> None:
        large, small = sorted((one, other), key=lambda root: (-self._size.get(root, 1), root))
        self._root[small] = large
        self._size[large] = self._size.get(large, 1) + self._size.get(small, 1)
        for far, event in self._apart.pop(small, {}).items():
            del self._apart[far][small]
            self._apart[far].setdefault(large, event)
            self._apart.setdefault(large, {}).setdefault(far, event)

    def _between(self, start: str, end: str) -> Event:
        """The first event on the way from one to the other along what was joined: there is one way, as in a tree."""
        first: dict[str, Event] = {}
        seen, ways = {start}, [start]
        for here in ways:
            for far, event in self._near.get(here, ()):
                if far not in seen:
                    seen.add(far)
                    first[far] = first.get(here, event)
                    ways.append(far)
        return first[end]


def _what(kind: str, event: Event, about: Sequence[str]) -> str:
    if kind == SETTING:
        return about[0]
    return {JUDGED: event.kind, TENSION: f"tension_{event.kind}"}.get(kind, kind)


def _ids(kind: str, about: Sequence[str]) -> tuple[str, ...]:
    return () if kind == SETTING else tuple(about)
