"""Which requests were answered, by whom, with which outcome, and by which way that was found.

An answer stands in another source that is not surely older, of who was asked: a committee's chamber, a ministry for the
state; never an umbrella for its members, and no college for its council. It is found by the number of the question or
the letter that it names, by its subject, and through a chamber, council or group that passed the request on. Only words
of an outcome make it an answer. docs/method/plan.md, section 5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad.intervals import may_follow
from rodedraad.link.requests import ANSWERED, ASKED_OF_ANYBODY, TOUCHED, houses, voices_of
from rodedraad.link.tensions.matter import whole, words
from rodedraad.plan import status
from rodedraad.plan.acts import is_asked
from rodedraad.plan.bonds import ANYBODY, amounts
from rodedraad.plan.ground import Ground
from rodedraad.plan.naming import APPEALS, appeal, named_sources
from rodedraad.plan.naming import months as months_of
from rodedraad.plan.outcomes import is_yours, outcome, points_back, retells
from rodedraad.plan.roles import doers, of_words, tied_act
from rodedraad.records import ActionStatus, Outcome, Reference, Settlement, Source, Statement

GRANTING_SHARE = 60
"""Per cent of a request's telling words that a promise of who was asked must have to grant it without saying so."""
PASSED_ON_SHARE = 50
"""The same for a request that a chamber or council passes on."""
_MANY = {
    "gemeenten": "gemeente",
    "municipalities": "gemeente",
    "bewoners": "bewoners",
    "residents": "bewoners",
    "bedrijven": "bedrijf",
}
_OF_LAYER = re.compile(rf"\b(?:de|the|van)\s+({'|'.join(_MANY)})\b", re.IGNORECASE)
"""Who asked, told as many of one layer."""
_TELL = re.compile(
    r"\b(?:berichten|aangeven|toelichten|uitleggen|informeren|melden|vertellen|antwoorden|laten\s+weten|inzicht\s+geven|inform|explain|tell|report\s+on)\b",
    re.IGNORECASE,
)
"""Who asks to be told is answered by being told, under the number of the question."""
_ALONE = frozenset({"provincie", "waterschap"})
"""Layers of which a dossier often has one body: that one is meant by "de provincie"."""
_BACK = re.compile(r"\b(?:daar|hier)(?:over|voor|aan|toe|bij|op)\b", re.IGNORECASE)
_ASKING = words(
    "vraag verzoek wens oproep beroep zienswijze motie brief schriftelijke vragen petitie request letter question motion"
)
_BOTH = {"nl", "en"}
RETOLD = 60
"""What a sentence that tells of a request shares with it, in per cents of a word that stands once."""
_BEHIND = 2
"""Sentences behind it in which the answer can stand."""
_PASSING = frozenset({"parliament", "raad", "fractie", "committee"})
"""Organs that ask others to act: what they are asked is answered by whom they ask in turn."""
_COUNCIL = re.compile(r"\b(?:raad|raden|gemeentera(?:ad|den)|provinciale\s+staten|council)\b", re.IGNORECASE)
_COLLEGE = re.compile(
    r"\b(?:college|colleges|b\s?&\s?w|burgemeester\s+en\s+wethouders|gedeputeerde\s+staten|executive)\b", re.IGNORECASE
)
_QUESTION = re.compile(r"\b(?:vraag|vragen|verzoek|punt|question|request)\s+(\d{1,2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One statement that answers: how much of the matter it has, and by which ways it was found."""

    statement: Statement
    outcome: Outcome
    party: str
    mass: int
    by: tuple[str, ...]
    steps: tuple[str, ...] = ()


def settled(groups: Mapping[str, Sequence[Statement]], ground: Ground) -> dict[str, tuple[Settlement, ...]]:
    """The answers to the request of each action, by its id: of each source one, the last one last."""
    desk = _Desk(groups, ground)
    found = {}
    for id_, group in groups.items():
        requests = [one for one in group if one.type != "condition" and is_asked(one)]
        answers = desk.answers(requests) if requests else ()
        if answers:
            found[id_] = answers
    return found


def reported(
    groups: Mapping[str, Sequence[Statement]], ground: Ground
) -> dict[str, tuple[tuple[Statement, ActionStatus], ...]]:
    """Statements outside an action that tell how far its act is, by the action's id: in later or the same sources."""
    action = {one.id: id_ for id_, group in groups.items() for one in group}
    ids = frozenset(action)
    about = ground.about
    found: dict[str, list[tuple[Statement, ActionStatus]]] = defaultdict(list)
    for id_ in ground.order:
        statement = ground.statements[id_]
        if id_ in action or statement.type not in status.REPORTING or (told := status.told(statement, ground)) is None:
            continue
        best: tuple[int, str] | None = None
        for other in about.candidates(id_, ids, least=status.LEAST_TOLD):
            act = ground.statements[other]
            if not _is_later(ground, statement, act) or not _may_tell(statement, act):
                continue
            mass = about.mass(about.said[id_] & about.said[other])
            if mass * 100 >= about.masses[other] * status.TOLD_SHARE and mass * 100 >= status.LEAST_TOLD * about.full:
                best = max(best or (0, ""), (mass, other))
        if best is not None:
            found[action[best[1]]].append((statement, told))
    return {id_: tuple(each) for id_, each in found.items()}


def _may_tell(statement: Statement, act: Statement) -> bool:
    """Whether a statement may tell of this act: of the same parties, or naming who acts."""
    named = {actor.party for actor in statement.actors} | set(statement.holders)
    who = set(doers(act)) | set(act.holders)
    return not who.isdisjoint(named)


def _is_later(ground: Ground, one: Statement, other: Statement) -> bool:
    mine, theirs = ground.sources[one.source], ground.sources[other.source]
    return mine.id == theirs.id or (mine.date is not None and may_follow(mine.date, theirs.date))


class _Desk:
    """Where answers are looked for: the sources of each party, and what each of them replies to."""

    def __init__(self, groups: Mapping[str, Sequence[Statement]], ground: Ground) -> None:
        self._ground = ground
        self._outcomes: dict[str, Outcome | None] = {}
        self._requests = [one for group in groups.values() for one in group if is_asked(one)]
        self._of_source: dict[str, list[str]] = defaultdict(list)
        for id_ in ground.order:
            self._of_source[ground.statements[id_].source].append(id_)
        self._named = named_sources(ground)
        self._retold_in: dict[str, list[tuple[int, frozenset[str], frozenset[str]]]] = {}
        self._references: dict[str, list[Reference]] = defaultdict(list)
        for reference in ground.links.references:
            self._references[reference.source].append(reference)

    def answers(self, requests: Sequence[Statement]) -> tuple[Settlement, ...]:
        """The answers to requests that are one action."""
        found: dict[str, _Found] = {}
        for request in requests:
            for one in (*self._direct(request), *self._passed_on(request)):
                held = found.get(one.statement.source)
                if held is None or (len(held.steps), -held.mass) > (len(one.steps), -one.mass):
                    found[one.statement.source] = one
        dated = sorted(found.values(), key=lambda one: self._ground.place[one.statement.id])
        return tuple(
            Settlement(
                outcome=one.outcome,
                statement=one.statement.id,
                party=one.party,
                steps=(*one.steps, one.statement.id),
                by=one.by,
            )
            for one in dated
        )

    def _direct(self, request: Statement) -> Iterator[_Found]:
        ground = self._ground
        for party, speaking in self._asked(request):
            for source in self._later(request, speaking):
                told = self._retold(source, request, party=party, speaking=speaking)
                if told is not None:
                    yield told
                elif party in ground.parties and self._may_speak(source, request):
                    is_reply = self._replies(source, request)
                    yield from self._in_source(source, request, party=party, is_reply=is_reply)
            if party in ground.parties and any(
                ground.parties[one].layer == "parlement" for one in (party, *speaking) if one in ground.parties
            ):
                # what a chamber was sent is answered by the cabinet, in a letter that names what was sent
                state = frozenset(id_ for id_, one in ground.parties.items() if one.layer == "rijk")
                for source in self._later(request, state):
                    if request.source in self._named.get(source.id, ()):
                        for one in self._in_source(source, request, party=source.authors[0], is_reply=True):
                            yield replace(one, by=tuple(name for name in one.by if name != "organ"))

    def _asked(self, request: Statement) -> Iterator[tuple[str, frozenset[str]]]:
        """Who was asked, with all who may answer for it; where no party is named, the bodies of the layer that is."""
        ground = self._ground
        who = [one for one in doers(request) if one not in request.holders]
        known = sorted(one for one in who if one in ground.parties)
        for party, members in houses(known, ground.parties).items():
            yield party, voices_of((party, *members), ground.parties)
        for words_ in who if not known else ():
            layer = of_words(words_)
            of_layer = {id_ for id_, one in ground.parties.items() if layer is None or one.layer == layer}
            of_layer -= set(request.holders)
            if layer in _ALONE and len(of_layer) == 1:
                yield min(of_layer), voices_of(of_layer, ground.parties)
            else:
                yield words_, frozenset(of_layer)

    def _retold(self, source: Source, request: Statement, *, party: str, speaking: frozenset[str]) -> _Found | None:
        """The answer behind a sentence that tells what was asked: "De Woonvisie vroeg om ... Die staat er sinds ..."."""
        ground = self._ground
        about = ground.about
        names = about.named(words(" ".join(actor.words for actor in request.actors))) | ASKED_OF_ANYBODY
        best: tuple[int, int] | None = None
        for place, askers, named in self._retellings(source):
            told = ground.statements[self._of_source[source.id][place]]
            is_yours_ = is_yours(told.text) and self._replies(source, request)
            if (
                request.source not in named
                and askers.isdisjoint((*request.holders, *self._layers(request)))
                and not is_yours_
            ):
                continue
            others = words(" ".join(told.text[start:end] for start, end, _ in ground.called(told.text)))
            mass = about.mass(
                whole(sorted(about.said[request.id] & about.said[told.id]))
                - names
                - about.named(others | ANYBODY | _ASKING)
            )
            mass += about.full * len(amounts(request.text) & amounts(told.text))
            if mass * 100 < RETOLD * about.full:
                is_other = {told.language, request.language} == _BOTH and self._is_only(request, speaking)
                name = appeal(told.text)
                if not is_other and not (name is not None and self._is_only(request, speaking, name=name)):
                    continue
            best = max(best or (-1, 0), (mass, -place))
        if best is None:
            return None
        mass, place = best[0], -best[1]
        answer = self._behind(source, place)
        if answer is None or not (self._may_speak(source, request) or _COUNCIL.search(answer[0].text)):
            return None
        who = next((one for one in source.authors if one in speaking), source.authors[0])
        is_numbered = any(request.source in named for at, _, named in self._retellings(source) if at == place)
        by = (*(("number",) if is_numbered else ()), *(("subject",) if mass * 100 >= RETOLD * about.full else ()))
        organ = ("organ",) if not set(source.authors).isdisjoint(doers(request)) else ()
        return _Found(
            statement=answer[0],
            outcome=answer[1],
            party=party if party in ground.parties else who,
            mass=max(mass, about.full),
            by=(*by, *organ),
        )

    def _layers(self, request: Statement) -> list[str]:
        """The layers of who asks, as "de gemeenten" name them."""
        known = (self._ground.parties.get(one) for one in request.holders)
        return [str(one.layer) for one in known if one is not None and one.layer is not None]

    def _is_only(self, request: Statement, speaking: frozenset[str], *, name: str | None = None) -> bool:
        """Whether it is all that its authors ask of this party in one document, or all that is called so."""
        same = [
            one
            for one in self._requests
            if one.source == request.source
            and one.type == "request"
            and (not speaking.isdisjoint(doers(one)) or one.id == request.id)
            and (name is None or APPEALS[name].search(one.text))
        ]
        return len(same) == 1 and same[0].id == request.id

    def _behind(self, source: Source, place: int) -> tuple[Statement, Outcome] | None:
        """The outcome in a sentence that tells what was asked, or in those right behind it."""
        ground = self._ground
        ids = self._of_source[source.id]
        first = ground.statements[ids[place]]
        if (told := outcome(first.text)) is not None:
            return first, told
        others = {one for one, _, _ in self._retellings(source)}
        for step in range(place + 1, min(place + 1 + _BEHIND, len(ids))):
            one = ground.statements[ids[step]]
            if step in others or one.context != first.context:
                break
            if (told := outcome(one.text)) is not None:
                return one, told
            if status.told(one, ground) in ("done", "under_way") and points_back(one.text):
                return one, "granted"
        return None

    def _retellings(self, source: Source) -> list[tuple[int, frozenset[str], frozenset[str]]]:
        """The sentences of a source that tell that others asked something: place, who asked, in which sources."""
        if source.id not in self._retold_in:
            found = []
            for place, id_ in enumerate(self._of_source[source.id]):
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
            self._retold_in[source.id] = found
        return self._retold_in[source.id]

    def _passed_on(self, request: Statement) -> Iterator[_Found]:
        """Answers to a request that a chamber, council or group made of it: Kamer, minister, answer."""
        ground = self._ground
        about = ground.about
        asked = {one for one in doers(request) if one in ground.parties}
        passing = frozenset(
            one
            for one in voices_of(asked, ground.parties)
            if one in ground.parties and ground.parties[one].organ in _PASSING
        )
        if not passing:
            return
        for step in self._requests:
            source = ground.sources[step.source]
            is_theirs = not passing.isdisjoint(step.holders if step.is_reported else source.authors)
            if not is_theirs or step.source == request.source or not _is_later(ground, step, request):
                continue
            common = about.mass(about.shared(step.id, request.id) - ASKED_OF_ANYBODY)
            is_same = (
                common * 100 >= ANSWERED * about.full and common * 100 >= about.masses[request.id] * PASSED_ON_SHARE
            )
            if is_same or request.source in self._named.get(step.source, ()):
                for one in self._direct(step):
                    yield replace(one, steps=(step.id, *one.steps))

    def _later(self, request: Statement, speaking: frozenset[str]) -> list[Source]:
        asked_on = self._ground.sources[request.source].date
        return [
            source
            for source in self._ground.sources.values()
            if source.id != request.source
            and not speaking.isdisjoint(source.authors)
            and not set(source.authors) <= set(request.holders)
            and may_follow(source.date, asked_on)
        ]

    def _may_speak(self, source: Source, request: Statement) -> bool:
        """No college answers for its council, and no council for its college."""
        said = " ".join(actor.words for actor in request.actors if actor.role in ("asked", "must_act"))
        organs = {issuer.organ for issuer in source.parties if issuer.role == "author"}
        is_council, is_college = _COUNCIL.search(said) is not None, _COLLEGE.search(said) is not None
        if is_council and not is_college and "college" in organs:
            return False
        return not (is_college and not is_council and organs and organs <= {"raad", "fractie"})

    def _replies(self, source: Source, request: Statement) -> bool:
        """Whether a source names the one with the request, or is written to who asked."""
        if request.source in self._named.get(source.id, ()):
            return True
        return not {one.partition("#")[0] for one in source.addressees}.isdisjoint(request.holders)

    def _in_source(self, source: Source, request: Statement, *, party: str, is_reply: bool) -> Iterator[_Found]:
        ground = self._ground
        about = ground.about
        names = (
            about.named(words(" ".join(actor.words for actor in request.actors)) | ANYBODY | _ASKING) | ASKED_OF_ANYBODY
        )
        number = ground.questions.get(request.id) if is_reply else None
        organ = ("organ",) if not set(source.authors).isdisjoint(doers(request)) else ()
        least = TOUCHED if is_reply else ANSWERED
        asked = about.said[request.id]
        before = ground.before(request.id) if _BACK.search(request.text) else None
        if before is not None:
            asked |= about.said[before.id]
        months = months_of(request.text)
        is_named = request.source in self._named.get(source.id, ())
        found: list[_Found] = []
        for place, id_ in enumerate(self._of_source[source.id]):
            statement = ground.statements[id_]
            is_numbered = number is not None and number == _number(statement.context)
            # of a reply less is asked, and then headings lend nothing
            said = (
                whole(sorted(asked & about.said[id_] & about.weights.keys()))
                if is_reply or before is not None
                else about.shared(request.id, id_)
            )
            common = said - names
            mass = about.mass(common)
            if common and not months.isdisjoint(months_of(statement.text)):
                mass += about.full  # a month with its year in both is seldom chance
            own = about.mass((asked & about.said[id_]) - names)
            is_about = (
                mass * 100 >= least * about.full
                and (is_reply or len(common) > 1)
                and own * 100 >= TOUCHED * about.full  # a heading helps, but never alone
            )
            if not (is_numbered or is_about):
                continue
            answer = self._answer(source, place, request, mass=mass, is_numbered=is_numbered)
            if answer is not None:
                by = (*(("number",) if is_numbered or is_named else ()), *(("subject",) if is_about else ()), *organ)
                found.append(_Found(statement=answer[0], outcome=answer[1], party=party, mass=mass, by=by))
        if found:
            # under the number of a question the sentence that speaks of the request goes before what it leads to
            yield max(
                found,
                key=lambda one: (
                    number is not None and points_back(one.statement.text),
                    one.mass,
                    -ground.place[one.statement.id],
                ),
            )

    def _answer(
        self, source: Source, place: int, request: Statement, *, mass: int, is_numbered: bool
    ) -> tuple[Statement, Outcome] | None:
        """The outcome in a sentence on the matter, or in the one beside it that points back to it."""
        ground = self._ground
        ids = self._of_source[source.id]
        statement = ground.statements[ids[place]]
        if (told := self._outcome(statement, request, mass=mass)) is not None:
            return statement, told
        if is_numbered and mass * 100 >= TOUCHED * ground.about.full and _TELL.search(request.text):
            return statement, "granted"
        for step in (1, -1):
            if not 0 <= place + step < len(ids):
                continue
            beside = ground.statements[ids[place + step]]
            if beside.context != statement.context or not (points_back(beside.text) or is_numbered):
                continue
            if (told := outcome(beside.text)) is not None:
                return beside, told
        return None

    def _outcome(self, statement: Statement, request: Statement, *, mass: int) -> Outcome | None:
        if statement.is_reported and not statement.is_commitment:
            return None
        if statement.id not in self._outcomes:
            self._outcomes[statement.id] = outcome(statement.text)
        told = self._outcomes[statement.id]
        if (
            told is None
            and statement.is_commitment
            and mass * 100 >= self._ground.about.masses[request.id] * GRANTING_SHARE
        ):
            return "granted"
        if (
            told in {None, "granted"}
            and (main := tied_act(statement)) is not None
            and mass * 100 >= self._ground.about.masses[request.id] * GRANTING_SHARE
            and not set(doers(statement)).isdisjoint(self._ground.sources[statement.source].authors)
            and _NEGATED.search(main) is None
        ):
            return "partly"  # on a condition: neither granted nor refused
        return told


_NEGATED = re.compile(r"\b(?:niet|geen|nooit|not|no|never)\b", re.IGNORECASE)


def _number(heading: str | None) -> str | None:
    found = _QUESTION.search(heading or "")
    return found[1] if found else None
