"""What is of the region of a dossier, and whose voice is one of it: one rule, for every list, letter and page. Pure.

A region is the frame of a dossier: its places and its parties. *Whose voice* is of the region: a party of the frame, or
one called after a place of it; never the state or beyond, nor an institution that the whole country knows. *What* is of
the region: what such a party says; what names a place of it, or such a party as who acts or is asked; what a document
says that is about the region or is sent to it. Nothing is left out by it: what is of the region comes first.
Of a frame without places and parties everything is its own. Why so: docs/decisions/2026-11-22-region-first.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rodedraad.parties.known import institutions
from rodedraad.records import Action, Frame, Offer, Party, Requirement, Source, Statement

_BEYOND = frozenset({"rijk", "eu", "parlement"})
"""Layers of which no party is of one region, though a frame names it."""
_MANY = frozenset({"group", "umbrella"})
"""Forms that stand for many: "vakbonden" in a national text are not those of the region."""
WHOLE = ("regio", "region")
"""What asks for all that is of the region, whatever it is called."""
BEYOND = ("landelijk", "national")
"""What asks for all that is not."""
EVERYWHERE = ("alles", "all")
"""What asks for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The region of a dossier, with the statements by their ids.

    ``parties`` are the ids of those whose voice is of the region, ``named`` of those whose name makes a sentence so,
    ``documents`` of the sources that are about it: of such a party, sent to one, or about a place of it; ``own`` of
    those of such a party alone.
    ``is_everything`` where a frame has neither places nor parties: then nothing is told apart.
    """

    name: str
    parties: frozenset[str]
    named: frozenset[str]
    documents: frozenset[str]
    own: frozenset[str]
    statements: Mapping[str, Statement]
    is_everything: bool = False

    def holds(self, statements: Iterable[str], parties: Iterable[str] = ()) -> bool:
        """Whether something is of the region that rests on these statements, and of which these parties act or are asked."""
        if self.is_everything or not self.named.isdisjoint(plain(one) for one in parties):
            return True
        return any(self.says(self.statements[one]) for one in statements if one in self.statements)

    def says(self, one: Statement) -> bool:
        """Whether a sentence is of the region."""
        actors = {plain(actor.party) for actor in one.actors if actor.party}
        is_named = bool(one.place) or not self.named.isdisjoint(actors)
        return self.is_everything or is_named or self.speaks(one) or one.source in self.documents

    def speaks(self, one: Statement) -> bool:
        """Whether a party of the region says a sentence itself."""
        return not one.is_reported and one.source in self.own

    def has(self, action: Action) -> bool:
        """Whether an action is of the region: its sentences, or who acts and is asked."""
        return self.holds(action.statements, action.who)

    def needs(self, one: Requirement) -> bool:
        """Whether a need is of the region; who asks for it is whose source it is."""
        return self.holds([one.statement], one.parties)

    def offers(self, one: Offer) -> bool:
        """Whether what there is is of the region; one that is somebody's, where that party is or its sentence is."""
        return self.holds([one.statement], [one.party] if one.party else ())

    def at(self, place: str, action: Action) -> bool:
        """Whether a sentence of an action names this place; of "regio" or the frame's own name, whether it is the region's."""
        wanted = place.casefold()
        if wanted in EVERYWHERE:
            return True
        if wanted in (*WHOLE, self.name.casefold()):
            return self.has(action)
        if wanted in BEYOND:
            return not self.has(action)
        named = (name for id_ in action.statements if id_ in self.statements for name in self.statements[id_].place)
        return any(name.casefold() == wanted for name in named)

    def counted(self, voices: Iterable[str]) -> int:
        """How many of these voices are parties of the region, each once."""
        return len(self.parties.intersection(plain(one) for one in voices))


def region_of(
    frame: Frame, statements: Iterable[Statement], sources: Iterable[Source], parties: Iterable[Party] = ()
) -> Region:
    """The region that a frame is of; ``parties`` are those that the dossier knows beside the frame's."""
    every = {one.id: one for one in (*frame.parties, *parties)}
    every |= {one.id: one for one in frame.parties if one.layer}  # what a frame leaves open the dossier may know
    own = frozenset(one.id for one in every.values() if is_own(one, frame))
    every_source = tuple(sources)
    return Region(
        name=frame.name,
        parties=own,
        named=named(own, every.values()),
        documents=frozenset(one.id for one in every_source if _is_about(one, own, frame)),
        own=frozenset(one.id for one in every_source if not own.isdisjoint(one.authors)),
        statements={one.id: one for one in statements},
        is_everything=not frame.places and not own,
    )


def named(own: Collection[str], parties: Iterable[Party]) -> frozenset[str]:
    """Of the region's own parties those that are one: many have a name that any text may use."""
    return frozenset(one.id for one in parties if one.id in own and one.form not in _MANY)


def _is_about(source: Source, own: Collection[str], frame: Frame) -> bool:
    """Whether a document is of a party of the region, sent to one, or about a place of it."""
    if any(plain(one) in own for one in (*source.authors, *source.addressees)):
        return True
    return bool(source.area) and has_place(str(source.area), frame)


def is_own(party: Party, frame: Frame) -> bool:
    """Whether the voice of a party is one of the region."""
    of_frame = any(one.id == party.id for one in frame.parties)
    if party.layer in _BEYOND or (of_frame and party.layer is None):  # nobody said what kind of party it is
        return False
    is_called = has_place(party.name, frame)
    return is_called if party.id in _everywhere() and not _is_local(party) else of_frame or is_called


def has_place(text: str, frame: Frame) -> bool:
    """Whether words name a place of the region, or the region itself."""
    pattern = _places((*frame.places, *([frame.name] if frame.places else ())))
    return pattern is not None and pattern.search(text) is not None


def plain(name: str) -> str:
    """The id of a party without its organ, be it a voice ("velsen/raad") or an addressee ("velsen#raad")."""
    return name.partition("/")[0].partition("#")[0]


def _is_local(party: Party) -> bool:
    return party.layer in ("gemeente", "provincie", "waterschap") and party.form != "umbrella"


@lru_cache(maxsize=8)
def _places(names: tuple[str, ...]) -> re.Pattern[str] | None:
    found = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE) if found else None


@lru_cache(maxsize=1)
def _everywhere() -> frozenset[str]:
    """The institutions that every dossier knows: they speak for the country, not for one region."""
    return frozenset(one.party.id for one in institutions())
