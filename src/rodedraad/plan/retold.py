"""Answers behind a sentence that tells what others asked: "De visie vroeg om een meetwagen. Die staat er sinds februari".

Who asked is named there, or the source of the request, or "u"; what was asked shares telling words, has a name that few
requests have, or is all that they asked. The answer is in that sentence or right behind it. docs/method/plan.md, section 5.
"""

from __future__ import annotations

import re
from collections import defaultdict

from rodedraad.link.requests import ASKED_OF_ANYBODY
from rodedraad.link.tensions.matter import words
from rodedraad.plan import status
from rodedraad.plan.archive import ASKING, COUNCIL, Archive, Found
from rodedraad.plan.forms import ANYBODY, amounts, core
from rodedraad.plan.naming import APPEALS, appeal
from rodedraad.plan.outcomes import is_of_before, is_yours, outcome, points_back, retells
from rodedraad.plan.roles import doers
from rodedraad.records import Outcome, Reference, Source, Statement

RETOLD = 60
"""What a sentence that tells of a request shares with it, in per cents of a word that stands once."""
BEHIND = 2
"""Sentences behind it in which the answer can stand."""
_MANY = {
    "de gemeenten": "gemeente",
    "the municipalities": "gemeente",
    "bewoners": "bewoners",
    "omwonenden": "bewoners",
    "residents": "bewoners",
    "de bedrijven": "bedrijf",
    "het bedrijf": "bedrijf",
    "the company": "bedrijf",
}
_OF_LAYER = re.compile(rf"\b({'|'.join(_MANY)})\b", re.IGNORECASE)
"""Who asked, told as one or many of one layer."""
_BOTH = {"nl", "en"}


class Retold:
    """The sentences of each source that tell that others asked something, looked for once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._ground = archive.ground
        self._told_in: dict[str, list[tuple[int, frozenset[str], frozenset[str]]]] = {}
        self._references: dict[str, list[Reference]] = defaultdict(list)
        for reference in archive.ground.links.references:
            self._references[reference.source].append(reference)

    def answer(self, source: Source, request: Statement, *, party: str, speaking: frozenset[str]) -> Found | None:
        """The answer in a source behind the sentence that tells best what was asked; None where none tells it."""
        ground = self._ground
        about = ground.about
        names = about.named(words(" ".join(actor.words for actor in request.actors))) | ASKED_OF_ANYBODY
        best: tuple[int, int] | None = None
        for place, askers, named in self._retellings(source):
            told = ground.statements[self._archive.of_source[source.id][place]]
            is_yours_ = is_yours(told.text) and self._archive.replies(source, request)
            if (
                request.source not in named
                and askers.isdisjoint((*request.holders, *self._layers(request)))
                and not is_yours_
            ):
                continue
            others = words(" ".join(told.text[start:end] for start, end, _ in ground.called(told.text)))
            mass = about.mass(self._in_both(request, told) - names - about.named(others | ANYBODY | ASKING))
            mass += about.full * len(amounts(request.text) & amounts(told.text))
            if mass * 100 < RETOLD * about.full:
                is_named = request.source in named or not askers.isdisjoint(request.holders) or is_yours_
                is_other = is_named and {told.language, request.language} == _BOTH and self._is_only(request, speaking)
                name = appeal(told.text)
                if not is_other and not (name is not None and self._is_only(request, speaking, name=name)):
                    continue
            best = max(best or (-1, 0), (mass, -place))
        if best is None:
            return None
        mass, place = best[0], -best[1]
        answer = self._behind(source, place, ground.sources[request.source].date)
        if answer is None or not (self._archive.may_speak(source, request) or COUNCIL.search(answer[0].text)):
            return None
        who = next((one for one in source.authors if one in speaking), source.authors[0])
        is_numbered = any(request.source in named for at, _, named in self._retellings(source) if at == place)
        by = (*(("number",) if is_numbered else ()), *(("subject",) if mass * 100 >= RETOLD * about.full else ()))
        organ = ("organ",) if not set(source.authors).isdisjoint(doers(request)) else ()
        return Found(
            statement=answer[0],
            outcome=answer[1],
            party=party if party in ground.parties else who,
            mass=max(mass, about.full),
            by=(*by, *organ),
        )

    def _in_both(self, request: Statement, told: Statement) -> frozenset[str]:
        """The telling words of both, by what their forms have in common: "aansluitdatum" and "de aansluiting"."""
        about = self._ground.about
        found = self._archive.in_both(request, told)
        cores = {core(one): one for one in sorted(about.said[request.id]) if one in about.weights}
        others = {core(one) for one in about.said[told.id]}
        return found | {one for name, one in cores.items() if name in others and name not in map(core, found)}

    def _layers(self, request: Statement) -> list[str]:
        """The layers of who asks, as "de gemeenten" name them."""
        known = (self._ground.parties.get(one) for one in request.holders)
        return [str(one.layer) for one in known if one is not None and one.layer is not None]

    def _is_only(self, request: Statement, speaking: frozenset[str], *, name: str | None = None) -> bool:
        """Whether it is all that its authors ask of this party in one document, or all that is called so."""
        same = [
            one
            for one in self._archive.requests
            if one.source == request.source
            and one.type == "request"
            and (not speaking.isdisjoint(doers(one)) or one.id == request.id)
            and (name is None or APPEALS[name].search(one.text))
        ]
        return len(same) == 1 and same[0].id == request.id

    def _behind(self, source: Source, place: int, asked_on: str | None) -> tuple[Statement, Outcome] | None:
        """The outcome in a sentence that tells what was asked, or in those right behind it."""
        ground = self._ground
        ids = self._archive.of_source[source.id]
        first = ground.statements[ids[place]]
        if (told := outcome(first.text)) is not None:
            return first, told
        others = {one for one, _, _ in self._retellings(source)}
        for step in range(place + 1, min(place + 1 + BEHIND, len(ids))):
            one = ground.statements[ids[step]]
            if step in others or one.context != first.context:
                break
            told = outcome(one.text)
            if told == "granted" and is_of_before(one.text, asked_on):
                continue
            if told is not None:
                return one, told
            if status.told(one, ground) in ("done", "under_way") and points_back(one.text):
                return one, "granted"
        return None

    def _retellings(self, source: Source) -> list[tuple[int, frozenset[str], frozenset[str]]]:
        """The sentences of a source that tell that others asked something: place, who asked, in which sources."""
        if source.id not in self._told_in:
            found = []
            for place, id_ in enumerate(self._archive.of_source[source.id]):
                one = self._ground.statements[id_]
                if not retells(one.text) or one.type == "request":
                    continue
                askers = frozenset(party for _, _, party in self._ground.called(one.text)) - set(source.authors[:1])
                askers |= frozenset(_MANY[found.lower()] for found in _OF_LAYER.findall(one.text))
                named = frozenset(
                    reference.target
                    for reference in self._references.get(source.id, ())
                    if reference.target is not None and reference.start < one.end and one.start < reference.end
                )
                if askers or named or is_yours(one.text):
                    found.append((place, askers, named))
            self._told_in[source.id] = found
        return self._told_in[source.id]
