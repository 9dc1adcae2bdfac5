"""What a party was asked, and what it says of that already: the requests behind a reply. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rodedraad import phrases
from rodedraad.publish.publication import Publication
from rodedraad.records import Citation, Clause
from rodedraad.wording import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """One clause that asks a party something.

    ``asked_by`` is who asks, in one phrase; ``terms`` and ``authorities`` are the words of the request for by when and
    who must decide. ``own`` are the citations in which the party already speaks of it, ``others`` those in which
    somebody else does, ``earlier`` the ids of those that are surely older than the request. ``searched`` says where was
    searched for an answer of the party.
    """

    clause: Clause
    asked_by: str
    terms: tuple[str, ...]
    authorities: tuple[str, ...]
    own: tuple[Citation, ...]
    others: tuple[Citation, ...]
    earlier: frozenset[str]
    searched: str


def requested(publication: Publication, party: str) -> tuple[Requested, ...]:
    """The requests to this party, in the order of the proposition."""
    asked = _asked(publication)
    return tuple(
        _requested(publication, clause, party)
        for clause in publication.proposition.clauses
        if clause.part == "ask" and party in _of(clause, asked)
    )


def asked_parties(publication: Publication) -> tuple[str, ...]:
    """The ids of all who are asked something in this proposition, sorted."""
    asked = _asked(publication)
    found = {
        party for clause in publication.proposition.clauses if clause.part == "ask" for party in _of(clause, asked)
    }
    return tuple(sorted(found))


def _asked(publication: Publication) -> dict[str, tuple[str, ...]]:
    """The parties that each request of the dossier was put to."""
    links = publication.dossier.links
    found: dict[str, dict[str, None]] = {}
    for gap in links.gaps:
        if gap.kind == "request_without_answer" and gap.statement and gap.party:
            found.setdefault(gap.statement, {})[gap.party] = None
    for answer in links.answers:
        found.setdefault(answer.request, {})[answer.party] = None
    return {id_: tuple(parties) for id_, parties in found.items()}


def _of(clause: Clause, asked: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Who is asked what a clause says or backs."""
    requests = [one.id for one in clause.citations if one.role in ("says", "backs")]
    return tuple(dict.fromkeys(party for id_ in requests for party in asked.get(id_, ())))


def _requested(publication: Publication, clause: Clause, party: str) -> Requested:
    language, links = publication.language, publication.dossier.links
    parties = {one.id: one for one in publication.proposition.parties}
    statements = {one.id: one for one in publication.dossier.statements}
    asking = [one for one in clause.citations if one.role in ("says", "backs")]
    cited = [statements[one.id] for one in asking if one.id in statements]
    authorities = dict.fromkeys(
        phrases.party(parties, actor.party, language) if actor.party else phrases.clipped(actor.words, 120)
        for one in cited
        for actor in one.actors
        if actor.role == "authority"
    )
    answers = [one for one in clause.citations if one.role == "answers"]
    own = tuple(one for one in answers if any(_plain(voice) == party for voice in one.voices))
    ids = {one.id for one in asking}
    gaps = [gap for gap in links.gaps if gap.statement in ids and gap.party == party]
    return Requested(
        clause=clause,
        asked_by=publication.who(tuple(dict.fromkeys(voice for one in asking for voice in one.voices))),
        terms=tuple(dict.fromkeys(" ".join(one.deadline.split()) for one in cited if one.deadline)),
        authorities=tuple(authorities),
        own=own,
        others=tuple(one for one in answers if one not in own),
        earlier=frozenset(one.statement for one in links.answers if one.request in ids and not one.is_later),
        searched=word(gaps[0].searched, language) if gaps else "",
    )


def _plain(voice: str) -> str:
    return voice.partition("/")[0]


__all__: Sequence[str] = ("Requested", "asked_parties", "requested")
