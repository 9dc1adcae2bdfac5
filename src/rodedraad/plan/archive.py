"""Where answers to requests are looked for: the sources of each party, what each of them replies to, who may speak."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodedraad.intervals import may_follow
from rodedraad.link.requests import ASKED_OF_ANYBODY
from rodedraad.link.tensions.matter import whole, words
from rodedraad.plan import translation
from rodedraad.plan.acts import is_asked
from rodedraad.plan.forms import ANYBODY, core
from rodedraad.plan.ground import Ground
from rodedraad.plan.naming import named_sources
from rodedraad.records import Outcome, Source, Statement

ASKING = words(
    "vraag verzoek wens oproep beroep zienswijze motie brief schriftelijke vragen petitie request letter question motion"
)
COUNCIL = re.compile(r"\b(?:raad|raden|gemeentera(?:ad|den)|provinciale\s+staten|council)\b", re.IGNORECASE)
_COLLEGE = re.compile(
    r"\b(?:college|colleges|b\s?&\s?w|burgemeester\s+en\s+wethouders|gedeputeerde\s+staten|executive)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement that answers: how much of the matter it has, and by which ways it was found."""

    statement: Statement
    outcome: Outcome
    party: str
    mass: int
    by: tuple[str, ...]
    steps: tuple[str, ...] = ()


class Archive:
    """The sources of a dossier as one in which answers are looked for."""

    def __init__(self, groups: Mapping[str, Sequence[Statement]], ground: Ground) -> None:
        self.ground = ground
        self.requests = [one for group in groups.values() for one in group if is_asked(one)]
        self.named = named_sources(ground)
        self.of_source: dict[str, list[str]] = defaultdict(list)
        for id_ in ground.order:
            self.of_source[ground.statements[id_].source].append(id_)
        self._theirs: dict[str, list[Source]] = defaultdict(list)
        for source in ground.sources.values():
            for author in source.authors:
                self._theirs[author].append(source)
        self._cores: dict[str, frozenset[str]] = {}

    def later(self, request: Statement, speaking: frozenset[str]) -> list[Source]:
        """The other sources of these parties that are not surely older than a request, by their path."""
        asked_on = self.ground.sources[request.source].date
        theirs = {source.id: source for one in sorted(speaking) for source in self._theirs.get(one, ())}
        return [
            source
            for source in sorted(theirs.values(), key=lambda one: (one.path, one.id))
            if source.id != request.source
            and not set(source.authors) <= set(request.holders)
            and may_follow(source.date, asked_on)
        ]

    def replies(self, source: Source, request: Statement) -> bool:
        """Whether a source names the one with the request, or is written to who asked."""
        if request.source in self.named.get(source.id, ()):
            return True
        return not {one.partition("#")[0] for one in source.addressees}.isdisjoint(request.holders)

    def may_speak(self, source: Source, request: Statement) -> bool:
        """No college answers for its council, and no council for its college."""
        said = " ".join(actor.words for actor in request.actors if actor.role in ("asked", "must_act"))
        organs = {issuer.organ for issuer in source.parties if issuer.role == "author"}
        is_council, is_college = COUNCIL.search(said) is not None, _COLLEGE.search(said) is not None
        if is_council and not is_college and "college" in organs:
            return False
        return not (is_college and not is_council and organs and organs <= {"raad", "fractie"})

    def frame(self, request: Statement) -> frozenset[str]:
        """The words of a request that name who is asked and that something is asked, and not what."""
        actors = " ".join(actor.words for actor in request.actors)
        return self.ground.about.named(words(actors) | ANYBODY | ASKING) | ASKED_OF_ANYBODY

    def in_both(self, request: Statement, other: Statement) -> frozenset[str]:
        """The telling words that a request and another statement both have, in the other's own; in two languages too."""
        about = self.ground.about
        mine, theirs = about.said[request.id], about.said[other.id]
        if request.language == other.language or "en" not in (request.language, other.language):
            return whole(sorted(mine & theirs & about.weights.keys()))
        names = self._in_dutch(request)
        return frozenset(
            one for one in theirs if one in about.weights and not names.isdisjoint(self._in_dutch_word(one, other))
        )

    def _in_dutch(self, statement: Statement) -> frozenset[str]:
        if statement.id not in self._cores:
            said = self.ground.about.said[statement.id]
            self._cores[statement.id] = frozenset(name for one in said for name in self._in_dutch_word(one, statement))
        return self._cores[statement.id]

    def _in_dutch_word(self, stem: str, statement: Statement) -> frozenset[str]:
        more = translation.dutch(stem) if statement.language == "en" else ()
        return frozenset(map(core, (stem, *more)))
