"""Which statements speak of an act, who does it, and which of them speak of the same one.

An act is what somebody promises, plans, is asked to do, must do or sets a condition for. Two statements are one act
only where both are asked or both are done, the same parties act, the terms meet, and the words are nearly all the same
or a thread says that they say the same: two actions too many are better than one wrong merge. docs/method/plan.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rodedraad.intervals import is_before
from rodedraad.plan import outcomes
from rodedraad.plan.clauses import Clause, clauses
from rodedraad.plan.ground import Ground
from rodedraad.plan.roles import doers, tied_act
from rodedraad.records import Statement

SAME_SHARE = 75
"""Per cent of the weight of the telling words of both that two statements of one act share."""
THREAD_SHARE = 45
"""The same within one thread."""
LEAST_SHARED = 200
"""What they share at least, in per cents of a word that stands once."""

_DUE = re.compile(
    r"\b(?:moet(?:en)?|dien(?:t|en)|hoor(?:t|en)|behoor(?:t|en)|noodzakelijk|nodig|cruciaal|vereist|wenselijk|gewenst|verdien(?:t|en)|verwacht(?:en)?|willen|wil|streven|streeft|gaan|gaat|zullen|zal|wordt|worden|komt|komen"
    r"|must|should|shall|will|need(?:s|ed)?|necessary|required|has\s+to|have\s+to|aims?|want)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:noodzakelijk|(?:hard\s+)?nodig|onmisbaar|cruciaal|vereist|vraagt\s+om|vragen\s+om|vergt|necessary|needed|required|essential|calls?\s+for)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:wordt|worden|will\s+be|is\s+to\s+be|are\s+to\s+be)\b[^.;]{0,160}?\b(?:[\w-]*ge\w{2,}(?:d|t|en)|ver\w{3,}(?:d|t|en)|be\w{3,}(?:d|t|en)|her\w{3,}(?:d|t|en)|ont\w{3,}(?:d|t|en)|\w{3,}ed)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:blijkt|bleek|volgens|kwam|kwamen|werd|werden|was|waren|bestaat|bestaan|betekent|betreft|staat|zijn\s+er|according\s+to|was|were|followed|found|has\s+been|have\s+been)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:heeft|hebben|heb|had|hadden|has|have)\b[^.;]{0,120}?\b(?:ge\w{3,}|ver\w{3,}(?:d|t|en)|be\w{3,}(?:d|t|en)|op\w*ge\w+|aan\w*ge\w+|\w{3,}ed)\b",
    re.IGNORECASE,
)
_PAST_ENGLISH = re.compile(
    r"\W*(?:we|they|i)\s+(?!(?:need|proceed|succeed|exceed|feed|speed)\b)[a-z]{3,}ed\b", re.IGNORECASE
)
_TIED = re.compile(
    r"(?:mits|alleen|slechts|uitsluitend|pas|eerst|niet\s+eerder|op\s|onder\s|vooropgesteld|provided|providing|on\s|subject|only|not\s+until|contingent|conditional|dat\s|voordat|vóórdat|alvorens|before|totdat|until)",
    re.IGNORECASE,
)
"""Openings that tie an act in whatever sentence they stand."""
_LOOSE = re.compile(r"(?:zodra|nadat|na|zolang|zonder|once|after|as\s|without|tenzij|unless|in\s)", re.IGNORECASE)
"""Openings that do where the sentence says what can or will be done."""
_MAY = re.compile(
    r"\b(?:kan|kunnen|mag|mogen|zal|zullen|moet|moeten|gaat|gaan|can|cannot|may|will|must|should|shall)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:pas|alleen|slechts|uitsluitend|only)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:was|waren|werd|werden|bleek|kwam|kwamen|had|hadden|toonde\w*|respondenten|gemiddeld|sindsdien|destijds|were|worked|showed|respondents|found\s+that)\b",
    re.IGNORECASE,
)
_LOOKING = frozenset({"concern", "conclusion", "need"})
_DUE_TYPES = frozenset({"measure", "request", "recommendation", "ambition"})
_NO_REQUEST = re.compile(
    r"^\W*(?:Vraag|Question)\s+\d"
    # what somebody says that it does not ask
    r"|^\W*(?:(?:daarom|hiermee|dus|maar|en|ook)\s+)?(?:[\w'’.-]+\s+){0,5}?(?:vra(?:ag|agt|gen)|verzoek(?:t|en)?|pleit(?:en)?)\s+(?:(?:u|wij|we|ik|hier|daar|uw\s+\w+|de\s+\w+|het\s+\w+)\s+){0,3}?(?:hierbij\s+|hiermee\s+|dus\s+)?(?:nadrukkelijk\s+)?"
    r"(?:niet\s+(?:meer\s+|langer\s+)?(?:om|voor)\b|geen\b)"
    r"|^\W*(?:[\w'’.-]+\s+){0,5}?(?:dring(?:t|en)?|roep(?:t|en)?)\s+(?:(?:wij|we|ik|hierbij|hiermee|dus|u|hier|daar)\s+){0,2}(?:nadrukkelijk\s+)?"
    r"niet\s+(?!alleen\b|slechts\b|enkel\b|langer\s+alleen\b)(?![^.;]*\b(?:maar|wel)\b)(?:[\w-]+\s+){0,4}?(?:aan\s+op|op)\b"
    r"|^\W*(?:we|i|the\s+\w+)\s+(?:do|does|did)\s+not\s+(?:ask|request|call|urge|insist|press)\b(?![^.;]*\bbut\b)"
    r"|^\W*(?:we|i)\s+are\s+not\s+(?:asking|requesting|calling)\b",
    re.IGNORECASE,
)
_OF_READER = re.compile(
    r"\b(?:uw|your)\s+(?:\w+\s+)?(?:verzoek(?:en)?|vraag|vragen|oproep|wens|voorstel|request|question|wish)\b"
    r"(?=.*\b(?:ontvangen|ontvangst|in\s+(?:goede\s+)?orde|received|receipt|kennis\w*|note)\b)",
    re.IGNORECASE,
)
_YOUR_REQUEST = re.compile(r"\b(?:uw|your)\s+(?:\w+\s+)?(?:verzoek(?:en)?|oproep|wens|request|wish)\b", re.IGNORECASE)
_ASKS_ITSELF = re.compile(
    r"\?|\b(?:vragen|vraag|verzoeken|verzoek(?=\s+(?:u|ik)\b)|wilt|graag|gelieve|roepen|dringen|adviseren|moet|dient|ask|please|urge|kindly|should|must)\b(?!\s*(?:om\s+een\s+reactie))",
    re.IGNORECASE,
)
"""Who speaks of the other's request may ask something of it: "Wilt u uw verzoek toelichten?"."""
_THANKS = re.compile(
    r"^\W*(?:(?:wij|we|ik|i)\s+(?:be)?(?:dank(?:en)?|thank)|(?:hartelijk\s+)?dank|thank\s+you|thanks)\b", re.IGNORECASE
)
"""Who thanks for something tells of no act."""
_ACTING = frozenset({"must_act", "leads", "asked", "pays"})
_ASKED_TYPES = frozenset({"request", "recommendation", "need", "condition"})
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:dit|dat|deze|die|hier\w*|daar\w*|dan|de|een|harde|belangrijke|enige|onze|this|that|these|those|the|our|one|a)\s+){0,3}(?:wel\s+|alleen\s+)?"
    r"(?:(?:rand)?voorwaarden?|voorbehoud|eis|condition|requirement|prerequisite)\b[^.;]{0,60}\b(?:is|zijn|blijft|luidt|are|remains)\b"
    r"|^\W*(?:dit|dat|dat\s+alles|daarmee|daaraan|daartoe|hiermee|hieraan|daarvoor|hiervoor|zover|this|that|it)\s+(?:\w+\s+){0,4}?(?:alleen|pas|slechts|eerst|onder|op|mits|only|once|after|subject|depends)\b",
    re.IGNORECASE,
)
_MOST_TWINS = 60
"""Statements that one is compared with at most."""


def is_act(statement: Statement, ground: Ground) -> bool:
    """Whether a statement speaks of an act of somebody, or sets a condition for one."""
    if statement.is_commitment and outcomes.promises_nothing(statement.text):
        return False
    if statement.is_commitment or (statement.type == "measure" and statement.id in ground.rows):
        return True
    if is_about_your_request(statement.text) or (statement.type != "request" and _THANKS.match(statement.text)):
        return False
    if statement.is_reported:
        return (statement.type == "request" and statement.holder is not None) or _is_conditional(statement)
    return _speaks_of_act(statement, ground) or _is_conditional(statement)


def is_about_your_request(text: str) -> bool:
    """Whether a sentence answers or acknowledges what its reader asked: it asks nothing itself."""
    low = text.lower()
    if "uw" not in low and "your" not in low:
        return False
    return _OF_READER.search(text) is not None or (
        _YOUR_REQUEST.search(text) is not None
        and (outcomes.outcome(text) is not None or _ASKS_ITSELF.search(text) is None)
    )


def _speaks_of_act(statement: Statement, ground: Ground) -> bool:
    """Whether somebody plans, asks or needs an act in it, going by its type."""
    text = statement.text
    is_named = any(actor.role in _ACTING and (actor.party or len(actor.words) > 3) for actor in statement.actors)
    match statement.type:
        case "recommendation":
            return True
        case "request":
            return not _NO_REQUEST.search(text)
        case "measure":
            return _is_measure(statement, ground, is_named=is_named)
        case "ambition":
            has_term = statement.deadline_to is not None
            return has_term and (is_named or _DUE.search(text) is not None) and not _PAST.search(text)
        case "need" | "conclusion":
            is_for = is_named or any(actor.party for actor in statement.actors)
            return (is_for or statement.deadline is not None) and _NEEDED.search(text) is not None
        case _:
            return False


def _is_conditional(statement: Statement) -> bool:
    """Whether it ties an act to what must be so first, in words that can mean nothing else; of whatever type it is."""
    found = conditional(statement)
    if not found or (statement.holder is None and not (tied_act(statement) and _is_party(statement))):
        return False
    text = statement.text
    if _TELLS.search(text):
        return False
    if statement.type == "condition":
        return not statement.is_reported or any(one.is_strong for one in found)
    if statement.type in _DUE_TYPES or any(actor.role in _ACTING for actor in statement.actors):
        return any(one.way == "before" for one in found)
    tied = [text_of(statement, one) for one in found if one.is_strong and one.way == "before"]
    return any(_TIED.match(words) or (_LOOSE.match(words) and _MAY.search(text)) for words in tied) or (
        bool(tied) and _ONLY.search(text) is not None
    )


def _is_party(statement: Statement) -> bool:
    """Whether a known party acts in it: what a document without an author says of somebody by name still counts."""
    return any(actor.party and actor.role in _ACTING for actor in statement.actors)


def text_of(statement: Statement, clause: Clause) -> str:
    """The words of a clause: a slice of the quote."""
    return statement.quote[clause.start : clause.end]


def conditional(statement: Statement) -> tuple[Clause, ...]:
    """The clauses of a statement: a bare "if" counts in a condition, and in what somebody is to do."""
    is_due = statement.is_commitment or (
        statement.type not in _LOOKING and any(actor.role in _ACTING for actor in statement.actors)
    )
    return clauses(statement.quote, is_condition=statement.type == "condition" or is_due)


def _is_measure(statement: Statement, ground: Ground, *, is_named: bool) -> bool:
    text = statement.text
    if ground.clues[statement.id].announces:
        return True
    if statement.deadline and (_DUE.search(text) or is_named) and not _TOLD.search(text):
        return True
    if is_named:
        return not _TOLD.search(text) and not _PAST_ENGLISH.match(text)
    return _PASSIVE.search(text) is not None and not _TOLD.search(text)


def is_asked(statement: Statement) -> bool:
    """Whether it asks an act of another: a request, what is needed of somebody, advice."""
    if statement.is_commitment or statement.type not in _ASKED_TYPES:
        return False
    if statement.type == "condition" and tied_act(statement) is not None:
        return False  # it tells of an act that waits
    found = doers(statement)
    return statement.type == "request" or bool(found and not set(found) & set(statement.holders))


def groups(ground: Ground) -> list[list[Statement]]:
    """The acts, those that are the same one together, each in the order of the ground.

    A sentence that only sets a condition for what stands right before it ("Voorwaarde is dat ...") goes with that act.
    """
    every = [ground.statements[id_] for id_ in ground.order if is_act(ground.statements[id_], ground)]
    own: dict[str, str] = {}
    hung: dict[str, list[Statement]] = defaultdict(list)
    acts = []
    for one in every:
        before = ground.before(one.id) if points_back(one) else None
        if before is not None and before.id in own:
            own[one.id] = own[before.id]
            hung[own[one.id]].append(one)
        else:
            own[one.id] = one.id
            acts.append(one)
    return [[*group, *(other for one in group for other in hung[one.id])] for group in _merged(acts, ground)]


def points_back(statement: Statement) -> bool:
    """Whether a sentence only sets a condition for what was said right before it."""
    return _POINTS_BACK.search(statement.text) is not None and bool(clauses(statement.quote, is_condition=True))


def _merged(acts: Sequence[Statement], ground: Ground) -> list[list[Statement]]:
    above = {one.id: one.id for one in acts}
    members = {one.id: [one] for one in acts}

    def top(id_: str) -> str:
        while above[id_] != id_:
            id_ = above[id_]
        return id_

    for one, other in _twins(acts, ground):
        first, second = sorted((top(one), top(other)), key=lambda id_: ground.place[id_])
        # all of both must be the same act: no chain of likenesses makes one
        if first != second and all(_is_same(a, b, ground) for a in members[first] for b in members[second]):
            above[second] = first
            members[first] += members.pop(second)
    return [sorted(members[id_], key=lambda one: ground.place[one.id]) for id_ in sorted(members, key=ground.place.get)]  # type: ignore[arg-type]


def _twins(acts: Sequence[Statement], ground: Ground) -> Iterator[tuple[str, str]]:
    ids = frozenset(one.id for one in acts)
    lines: dict[str, list[str]] = defaultdict(list)
    for one in acts:
        if one.id in ground.threads:
            lines[ground.threads[one.id].id].append(one.id)
    for group in lines.values():
        yield from combinations(group, 2)
    for one in acts:
        others = ground.about.candidates(one.id, ids, least=LEAST_SHARED)
        for count, other in enumerate(others):
            if count == _MOST_TWINS:
                break
            if ground.place[one.id] < ground.place[other]:
                yield one.id, other


def _is_same(one: Statement, other: Statement, ground: Ground) -> bool:
    if is_asked(one) != is_asked(other) or not _terms_meet(one, other):
        return False
    if is_asked(one) and one.type == other.type == "request" and set(one.holders).isdisjoint(other.holders):
        return False  # each is to be answered to who asked
    mine, theirs = doers(one), doers(other)
    if set(mine).isdisjoint(theirs) and (mine or theirs):
        return False
    about = ground.about
    common = about.mass(about.said[one.id] & about.said[other.id])
    most = max(about.masses[one.id], about.masses[other.id])
    is_line = one.id in ground.threads and ground.threads[one.id] is ground.threads.get(other.id)
    enough = THREAD_SHARE if is_line else SAME_SHARE
    return common * 100 >= most * enough and common * 100 >= LEAST_SHARED * about.full


def _terms_meet(one: Statement, other: Statement) -> bool:
    """Whether both can have the same term: what is due in another year is another act, or a knot to be shown."""
    if one.deadline_to is None or other.deadline_to is None:
        return True
    first, last = one.deadline_from, other.deadline_to
    back_first, back_last = other.deadline_from, one.deadline_to
    if first is None and back_first is None:
        return one.deadline_to[:4] == other.deadline_to[:4]
    return not is_before(last, first) and not is_before(back_last, back_first)
