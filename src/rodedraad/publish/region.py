"""What is of the region: what names one of its places, or of which a party of it writes, acts or is asked. Pure.

A region is the frame of a dossier: its places, and its parties but those of the state and beyond. National programmes
in a dossier have far more actions and needs than the region itself; with this the region's own stand first and the
rest apart after it, counted. Nothing is left out by it. Of a frame without places and parties everything is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodedraad.records import Action, Frame, Requirement, Source, Statement

_BEYOND = frozenset({"rijk", "eu", "parlement"})
"""Layers of which no party is of one region, though a frame names it."""
WHOLE = ("regio", "region")
"""What asks for all that is of the region, whatever it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The region of a dossier, with the statements and sources by their ids."""

    frame: Frame
    parties: frozenset[str]
    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]

    def holds(self, statements: Iterable[str], parties: Iterable[str] = ()) -> bool:
        """Whether something is of the region that rests on these statements, and of which these parties act or are asked."""
        if not self.frame.places and not self.parties:
            return True
        if any(self._own(one) for one in parties):
            return True
        stated = [self.statements[one] for one in statements if one in self.statements]
        return any(one.place or self._is_issued_here(one.source) for one in stated)

    def has(self, action: Action) -> bool:
        """Whether an action is of the region: its place, who acts and is asked, or who wrote it."""
        return self.holds(action.statements, action.who)

    def needs(self, one: Requirement) -> bool:
        """Whether a need is of the region; who asks for it is whose source it is."""
        return self.holds([one.statement], one.parties)

    def at(self, place: str, action: Action) -> bool:
        """Whether a sentence of an action names this place; of "regio" or the frame's own name, whether it is the region's."""
        wanted = place.casefold()
        if wanted in (*WHOLE, self.frame.name.casefold()):
            return self.has(action)
        named = (name for id_ in action.statements if id_ in self.statements for name in self.statements[id_].place)
        return any(name.casefold() == wanted for name in named)

    def _own(self, party: str) -> bool:
        return party.partition("/")[0] in self.parties

    def _is_issued_here(self, source: str) -> bool:
        found = self.sources.get(source)
        return found is not None and any(self._own(one.id) for one in found.parties)


def region_of(frame: Frame, statements: Iterable[Statement], sources: Iterable[Source]) -> Region:
    """The region that a frame is of."""
    return Region(
        frame=frame,
        parties=frozenset(one.id for one in frame.parties if one.layer and one.layer not in _BEYOND),
        statements={one.id: one for one in statements},
        sources={one.id: one for one in sources},
    )
