"""Requests that nobody took up: of whom something is asked, where an answer could stand, and what was found there.

An answer can only stand in a source of the party that was asked, issued after the request. Without such a source nothing
was searched, and the finding is another one: no document of that party is here. docs/method/gaps.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rodedraad.intervals import may_follow
from rodedraad.link.tensions.matter import Matter, words
from rodedraad.records import Answer, Message, Party, Source, Statement, Subject

ANSWERED, TOUCHED = 160, 75
"""What an answer shares with a request, in per cents of a word that stands once; less within one subject."""
MOST_ANSWERS = 3
"""Statements that are shown beside one request as what the party that was asked says of it already."""
WORDS = 2
"""Telling words in common that are a reaction within one subject."""
ASKED_OF_ANYBODY = words(
    "steun hulp ondersteuning medewerking samenwerking aandacht bijdrage inzet antwoord reactie gesprek bezoek overleg "
    "support help cooperation attention contribution answer reply visit"
)
"""What is asked of anybody is not what it is asked for."""
_ANSWERS = frozenset({"measure", "conclusion", "ambition", "condition", "concern", "recommendation", "finding"})
ACTING = frozenset({"must_act", "leads", "asked"})
_LAYERS = (
    ("rijk", re.compile(r"\b(?:rijk|kabinet|minister\w*|staatssecretaris|government)\b", re.IGNORECASE)),
    ("provincie", re.compile(r"\b(?:provincie|gedeputeerde|province)\b", re.IGNORECASE)),
    ("gemeente", re.compile(r"\b(?:gemeenten?|college|raad|municipalit\w+)\b", re.IGNORECASE)),
)
_ONE_VOICE = "rijk"
"""The layer whose parties answer for one another: the cabinet, its ministries and the state."""
_ONE_HOUSE = "parlement"
"""The layer whose parties answer for what they are part of: a committee of a chamber."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A request that a party did not take up, with where was searched; ``party`` is None where none is known."""

    request: Statement
    party: str | None
    searched: Message
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """What the dossier holds: by whom, of which layer, and what it says."""

    parties: Mapping[str, Party]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    subjects: Mapping[str, Subject]
    about: Matter

    def later(self, request: Statement, voices: frozenset[str]) -> frozenset[str]:
        """The sources of these parties in which an answer can stand: others, not surely older than the request."""
        return frozenset(one.id for one in later_sources(request, voices, self.sources))

    def is_taken_up(self, request: Statement, later: frozenset[str], *, least: int = ANSWERED) -> bool:
        """Whether one of these sources says anything on the matter; within its subject less is enough."""
        return next(self.taking_up(request, later, least=least), None) is not None

    def taking_up(self, request: Statement, later: frozenset[str], *, least: int) -> Iterator[tuple[int, str]]:
        """The statements in these sources that say anything on the matter, each with the weight of what is shared."""
        subject = self.subjects.get(request.id)
        # Who is asked names itself in all it writes: that is not the matter.
        names = self.about.named(words(" ".join(actor.words for actor in request.actors))) | ASKED_OF_ANYBODY
        for id_ in self.about.candidates(request.id) if later else ():
            other = self.statements[id_]
            if other.source not in later or other.type not in _ANSWERS or set(other.parties) & set(request.parties):
                continue
            common = self.about.shared(request.id, id_) - names
            # One word in common within a subject that holds half of a small dossier is no reaction.
            is_near = least == ANSWERED and subject and id_ in subject.statements and len(common) >= WORDS
            enough = TOUCHED if is_near else least
            mass = self.about.mass(common)
            if mass * 100 >= enough * self.about.full:
                yield mass, id_


def unanswered(
    requests: Iterable[Statement],
    *,
    statements: Mapping[str, Statement],
    subjects: Mapping[str, Subject],
    sources: Sequence[Source],
    parties: Iterable[Party],
    about: Matter,
) -> list[Unanswered]:
    """The requests that were not taken up; first those for which there was somewhere to search.

    ``statements`` and ``subjects`` are by the id of a statement; ``sources`` are those that hold.
    """
    here = _here(statements, subjects, sources, parties, about)
    found = [one for request in requests for one in _of_request(request, here)]
    return [*(one for one in found if one.sources), *(one for one in found if not one.sources)]


def answers(
    requests: Iterable[Statement],
    *,
    statements: Mapping[str, Statement],
    subjects: Mapping[str, Subject],
    sources: Sequence[Source],
    parties: Iterable[Party],
    about: Matter,
) -> list[Answer]:
    """What a party that was asked something already says on it, the nearest first: at most MOST_ANSWERS of each.

    In its later documents whatever takes the request up; in its earlier ones only what it committed itself to.
    """
    here = _here(statements, subjects, sources, parties, about)
    return [one for request in requests for one in _answers(request, here)]


def _answers(request: Statement, here: _Here) -> Iterator[Answer]:
    named = {actor.party for actor in request.actors if actor.party and actor.role in ACTING}
    for party, members in houses(sorted(named - set(request.parties)), here.parties).items():
        voices = voices_of((party, *members), here.parties)
        later = here.later(request, voices)
        others = frozenset(
            source.id
            for source in here.sources.values()
            if source.id not in later and source.id != request.source and not voices.isdisjoint(source.authors)
        )
        found = [(mass, id_, True) for mass, id_ in here.taking_up(request, later, least=ANSWERED)]
        found += [
            (mass, id_, False)
            for mass, id_ in here.taking_up(request, others, least=ANSWERED)
            if here.statements[id_].is_commitment
        ]
        found.sort(key=lambda one: (not here.statements[one[1]].is_commitment, -one[0], one[1]))
        for mass, id_, is_later in found[:MOST_ANSWERS]:
            share = 100 * mass // here.about.full
            yield Answer(request=request.id, statement=id_, party=party, is_later=is_later, share=share)


def _here(
    statements: Mapping[str, Statement],
    subjects: Mapping[str, Subject],
    sources: Sequence[Source],
    parties: Iterable[Party],
    about: Matter,
) -> _Here:
    return _Here(
        parties={party.id: party for party in parties},
        sources={source.id: source for source in sources},
        statements=statements,
        subjects=subjects,
        about=about,
    )


def _of_request(request: Statement, here: _Here) -> Iterator[Unanswered]:
    named = {actor.party for actor in request.actors if actor.party and actor.role in ACTING}
    asked = houses(sorted(named - set(request.parties)), here.parties)
    if not asked:
        layers = {layer for layer, pattern in _LAYERS if any(pattern.search(actor.words) for actor in request.actors)}
        voices = frozenset(id_ for id_, party in here.parties.items() if party.layer in layers) - set(request.parties)
        later = here.later(request, voices)
        # Nobody by name ("de provincie"): less of the matter in common would answer too much.
        if not here.is_taken_up(request, later, least=ANSWERED + 1):
            code = "gap.searched_layer" if later else "gap.asked_unknown"
            yield Unanswered(
                request=request, party=None, searched=Message.of(code, sources=len(later)), sources=len(later)
            )
    for party, members in asked.items():
        voices = voices_of((party, *members), here.parties)
        later = here.later(request, voices)
        if here.is_taken_up(request, later):
            continue
        earlier = sum(
            source.id != request.source and source.id not in later and not voices.isdisjoint(source.authors)
            for source in here.sources.values()
        )
        name = here.parties[party].name if party in here.parties else party
        if later:
            searched = Message.of("gap.searched_asked", party=name, sources=len(later))
        elif earlier:
            searched = Message.of("gap.asked_only_earlier", party=name, sources=earlier)
        else:
            searched = Message.of("gap.asked_absent", party=name)
        yield Unanswered(request=request, party=party, searched=searched, sources=len(later))


def later_sources(request: Statement, voices: frozenset[str], sources: Mapping[str, Source]) -> Iterator[Source]:
    """The sources of these parties in which an answer can stand: others, not surely older than the request."""
    asked_on = sources[request.source].date if request.source in sources else None
    for source in sources.values():
        is_theirs = source.id != request.source and not voices.isdisjoint(source.authors)
        if is_theirs and may_follow(source.date, asked_on):
            yield source


def who_may_answer(
    asked: Iterable[str], askers: Iterable[str], *, layer: str | None, parties: Mapping[str, Party]
) -> frozenset[str]:
    """Who can answer what is asked of these, and never who asks.

    Of a party also those that speak with one voice with it; of words that are no party ("het ministerie") all parties of
    the ``layer`` that they name.
    """
    named = [id_.partition("/")[0] for id_ in asked]
    known = sorted({id_ for id_ in named if id_ in parties})
    found = {id_ for house, ids in houses(known, parties).items() for id_ in (house, *ids)}
    if layer and any(id_ not in parties for id_ in named):
        found |= {id_ for id_, one in parties.items() if one.layer == layer}
    return voices_of(found, parties) - {id_.partition("/")[0] for id_ in askers}


def houses(asked: Sequence[str], parties: Mapping[str, Party]) -> dict[str, tuple[str, ...]]:
    """The parties that are asked; committees of one chamber, or a chamber and its committee, are asked as that chamber."""
    houses: dict[str, list[str]] = defaultdict(list)
    for id_ in asked:
        party = parties.get(id_)
        above = party.member_of[:1] if party is not None and party.layer == _ONE_HOUSE else ()
        houses[above[0] if above else id_].append(id_)
    return {(house if len(ids) > 1 else ids[0]): tuple(ids) for house, ids in houses.items()}


def voices_of(asked: Iterable[str], parties: Mapping[str, Party]) -> frozenset[str]:
    """Who can answer for those that are asked."""
    found: set[str] = set()
    for id_ in asked:
        found.add(id_)
        party = parties.get(id_)
        if party is None:
            continue
        if party.layer == _ONE_VOICE:
            found |= {other.id for other in parties.values() if other.layer == _ONE_VOICE}
        elif party.layer == _ONE_HOUSE:
            found |= {*party.member_of, *(other.id for other in parties.values() if id_ in other.member_of)}
    return frozenset(found)
