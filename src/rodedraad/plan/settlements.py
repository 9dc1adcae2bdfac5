"""Which requests were answered, by whom, with which outcome, and by which way that was found.

An answer stands in another source that is not surely older, of who was asked: a committee's chamber, a ministry for the
state; never an umbrella for its members, and no college for its council. It is found by the number of the question or
the letter that it names, by its subject, and through a chamber, council or group that passed the request on. Only words
of an outcome make it an answer. docs/method/plan.md, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rodedraad.link.requests import ANSWERED, ASKED_OF_ANYBODY, TOUCHED, houses, voices_of
from rodedraad.link.tensions.matter import whole, words
from rodedraad.plan.acts import is_asked
from rodedraad.plan.archive import Archive, Found
from rodedraad.plan.forms import amounts
from rodedraad.plan.ground import Ground
from rodedraad.plan.naming import exact
from rodedraad.plan.outcomes import grant, is_of_before, outcome, points_back
from rodedraad.plan.retold import Retold
from rodedraad.plan.roles import doers, of_words, tied_act
from rodedraad.plan.status import is_later
from rodedraad.records import Outcome, Settlement, Source, Statement

GRANTING_SHARE = 60
"""Per cent of a request's telling words that a promise of who was asked must have to grant it without saying so."""
PASSED_ON_SHARE = 50
"""The same for a request that a chamber or council passes on."""
_TELL = re.compile(
    r"\b(?:berichten|aangeven|toelichten|uitleggen|informeren|melden|vertellen|antwoorden|laten\s+weten|inzicht\s+geven|inform|explain|tell|report\s+on)\b",
    re.IGNORECASE,
)
"""Who asks to be told is answered by being told, under the number of the question."""
_ALONE = frozenset({"provincie", "waterschap"})
"""Layers of which a dossier often has one body: that one is meant by "de provincie"."""
_STATE = "rijk"
"""The layer of which all bodies speak with one voice: "the ministry" is answered by the cabinet."""
_BACK = re.compile(r"\b(?:daar|hier)(?:over|voor|aan|toe|bij|op)\b", re.IGNORECASE)
_PASSING = frozenset({"parliament", "raad", "fractie", "committee"})
"""Organs that ask others to act: what they are asked is answered by whom they ask in turn."""
_QUESTION = re.compile(r"\b(?:vraag|vragen|verzoek|punt|question|request)\s+(\d{1,2})\b", re.IGNORECASE)
_TIME = words(
    "before after until january february march april june july august september october november december start end"
)
"""English words of terms, that tell nothing of the matter in a Dutch answer."""
_HANDS_ON = re.compile(
    r"\b(?:ze|die|deze(?:\s+(?:vragen|verzoeken|brief))?|dit(?:\s+verzoek)?|dat|them|these|this|it)\b[^.;?]{0,60}?"
    r"\b(?:voor(?:\s+te\s+)?legg?en|door(?:\s+te\s+)?(?:geleiden|sturen|zenden|geven)|over(?:\s+te\s+)?brengen)\b"
    r"|\b(?:forward|pass)\s+(?:them|these|this|it)\b|\bput\s+(?:them|these|this|it)\s+(?:to|before)\b",
    re.IGNORECASE,
)
"""Who is asked only to hand on what else is asked has done so where that is answered."""


def settled(groups: Mapping[str, Sequence[Statement]], ground: Ground) -> dict[str, tuple[Settlement, ...]]:
    """The answers to the request of each action, by its id: of each source one, the last one last."""
    desk = _Desk(groups, ground)
    found = {}
    for id_, group in groups.items():
        requests = [one for one in group if one.type != "condition" and is_asked(one)]
        answers = desk.answers(requests) if requests else ()
        if answers:
            found[id_] = answers
    for id_, group in groups.items():
        if id_ not in found and group[0].type == "request" and _HANDS_ON.search(group[0].text):
            answers = desk.handed_on(group[0], groups, found)
            if answers:
                found[id_] = answers
    return found


class _Desk:
    """Where answers are put beside requests."""

    def __init__(self, groups: Mapping[str, Sequence[Statement]], ground: Ground) -> None:
        self._ground = ground
        self._archive = Archive(groups, ground)
        self._retold = Retold(self._archive)
        self._outcomes: dict[str, Outcome | None] = {}
        self._before: dict[str, Statement | None] = {}

    def handed_on(
        self,
        request: Statement,
        groups: Mapping[str, Sequence[Statement]],
        found: Mapping[str, tuple[Settlement, ...]],
    ) -> tuple[Settlement, ...]:
        """The answers to what a request only asks to hand on: to another request of the same letter."""
        for id_, answers in found.items():
            one = groups[id_][0]
            if one.source == request.source and one.type == "request" and set(one.holders) == set(request.holders):
                return answers
        return ()

    def answers(self, requests: Sequence[Statement]) -> tuple[Settlement, ...]:
        """The answers to requests that are one action."""
        found: dict[str, Found] = {}
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

    def _direct(self, request: Statement) -> Iterator[Found]:
        ground = self._ground
        for party, speaking in self._asked(request):
            for source in self._archive.later(request, speaking):
                told = self._retold.answer(source, request, party=party, speaking=speaking)
                if told is not None:
                    yield told
                elif party in ground.parties and self._archive.may_speak(source, request):
                    is_reply = self._archive.replies(source, request)
                    yield from self._in_source(source, request, party=party, is_reply=is_reply)
            if party in ground.parties and any(
                ground.parties[one].layer == "parlement" for one in (party, *speaking) if one in ground.parties
            ):
                # what a chamber was sent is answered by the cabinet, in a letter that names what was sent
                state = frozenset(id_ for id_, one in ground.parties.items() if one.layer == "rijk")
                for source in self._archive.later(request, state):
                    if request.source in self._archive.named.get(source.id, ()):
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
            if layer == _STATE and of_layer:
                yield _STATE if _STATE in of_layer else min(of_layer), voices_of(of_layer, ground.parties)
            elif layer in _ALONE and len(of_layer) == 1:
                yield min(of_layer), voices_of(of_layer, ground.parties)
            else:
                yield words_, frozenset(of_layer)

    def _passed_on(self, request: Statement) -> Iterator[Found]:
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
        for step in self._archive.requests:
            source = ground.sources[step.source]
            is_theirs = not passing.isdisjoint(step.holders if step.is_reported else source.authors)
            if not is_theirs or step.source == request.source or not is_later(ground, step, request):
                continue
            common = about.mass(about.shared(step.id, request.id) - ASKED_OF_ANYBODY)
            is_same = (
                common * 100 >= ANSWERED * about.full and common * 100 >= about.masses[request.id] * PASSED_ON_SHARE
            )
            # a letter that names another passes on what it speaks of, and not all that stood in that other
            is_named = request.source in self._archive.named.get(step.source, ())
            if is_same or (is_named and common * 100 >= TOUCHED * about.full):
                for one in self._direct(step):
                    yield replace(one, steps=(step.id, *one.steps))

    def _in_source(self, source: Source, request: Statement, *, party: str, is_reply: bool) -> Iterator[Found]:
        """What a source of who was asked says on the matter, where it tells an outcome: the one statement that has most."""
        ground, about = self._ground, self._ground.about
        names = self._archive.frame(request)
        number = ground.questions.get(request.id) if is_reply else None
        organ = ("organ",) if not set(source.authors).isdisjoint(doers(request)) else ()
        least = TOUCHED if is_reply else ANSWERED
        named = exact(request.text)
        is_named = request.source in self._archive.named.get(source.id, ())
        found: list[Found] = []
        for place, id_ in enumerate(self._archive.of_source[source.id]):
            statement = ground.statements[id_]
            is_numbered = number is not None and number == _number(statement.context)
            common = self._common(request, statement, is_reply=is_reply) - names
            # what both call by a number or a month with its year is seldom the same by chance
            is_exact = not named.isdisjoint(exact(statement.text)) or (
                is_reply and not amounts(request.text).isdisjoint(amounts(statement.text))
            )
            exactly = about.full if common and is_exact else 0
            mass = about.mass(common) + exactly
            is_about = (
                mass * 100 >= least * about.full
                and (len(common) > 1 or (is_reply and statement.language == request.language))
                # a heading helps, but never alone
                and (about.mass(self._common(request, statement, is_reply=True) - names) + exactly) * 100
                >= TOUCHED * about.full
            )
            if not (is_numbered or is_about):
                continue
            answer = self._answer(source, place, request, mass=mass, is_numbered=is_numbered)
            if answer is not None:
                by = (*(("number",) if is_numbered or is_named else ()), *(("subject",) if is_about else ()), *organ)
                found.append(Found(statement=answer[0], outcome=answer[1], party=party, mass=mass, by=by))
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

    def _common(self, request: Statement, statement: Statement, *, is_reply: bool) -> frozenset[str]:
        """The telling words that a request, or what it points back to, shares with another statement.

        Of a reply less is asked, and then headings lend nothing.
        """
        about = self._ground.about
        before = self._told_before(request)
        if {request.language, statement.language} == {"nl", "en"}:
            return self._archive.in_both(request, statement)
        if before is None and not is_reply:
            return about.shared(request.id, statement.id)
        asked = about.said[request.id] | (about.said[before.id] if before is not None else frozenset())
        return whole(sorted(asked & about.said[statement.id] & about.weights.keys()))

    def _told_before(self, request: Statement) -> Statement | None:
        """What stands right before a request that points back to it: "Wij vragen u daarover te besluiten"."""
        if request.id not in self._before:
            self._before[request.id] = self._ground.before(request.id) if _BACK.search(request.text) else None
        return self._before[request.id]

    def _answer(
        self, source: Source, place: int, request: Statement, *, mass: int, is_numbered: bool
    ) -> tuple[Statement, Outcome] | None:
        """The outcome in a sentence on the matter, or in the one beside it that points back to it."""
        ground = self._ground
        ids = self._archive.of_source[source.id]
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
            told = outcome(beside.text)
            if told == "granted" and is_of_before(beside.text, ground.sources[request.source].date):
                continue
            if told is not None:
                return beside, told
        return None

    def _outcome(self, statement: Statement, request: Statement, *, mass: int) -> Outcome | None:
        if statement.is_reported and not statement.is_commitment:
            return None
        if statement.id not in self._outcomes:
            self._outcomes[statement.id] = outcome(statement.text)
        told = self._outcomes[statement.id]
        if told == "granted" and is_of_before(statement.text, self._ground.sources[request.source].date):
            return None
        main = tied_act(statement)
        rest = statement.text.partition(";")[2]
        # what another did with the condition does not undo what the author says before it
        is_of_another = told == "refused" and main is not None and bool(rest) and _FIRST.search(rest) is None
        if is_of_another and main is not None and outcome(main) in {None, "granted"}:
            told = None if outcome(rest) == "refused" else told
        if told not in {None, "granted"} or not self._grants(statement, request, mass=mass):
            return told
        if main is not None and _NEGATED.search(main) is None and self._does(statement):
            return "partly"  # on a condition: neither granted nor refused
        return grant(statement.text) if statement.is_commitment else told

    def _grants(self, statement: Statement, request: Statement, *, mass: int) -> bool:
        """Whether what is done is for the most part what was asked."""
        about = self._ground.about
        asked = about.masses[request.id]
        if statement.language != request.language:
            asked = about.mass(about.said[request.id] - self._archive.frame(request) - _TIME)
        return mass * 100 >= asked * GRANTING_SHARE

    def _does(self, statement: Statement) -> bool:
        """Whether its own author does it; the state and its ministries are one."""
        doing = voices_of(doers(statement), self._ground.parties)
        return not doing.isdisjoint(self._ground.sources[statement.source].authors)


_FIRST = re.compile(r"\b(?:wij|we|ik|i|ons|us)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:niet|geen|nooit|not|no|never)\b", re.IGNORECASE)


def _number(heading: str | None) -> str | None:
    found = _QUESTION.search(heading or "")
    return found[1] if found else None
