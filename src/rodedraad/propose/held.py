"""What one party, or one joint document, says by itself: offers, needs, requests, conditions, organisation. Pure.

Of offers, needs, organisation and single aims the highest of each theme are clauses, from which people choose the
core; of conditions and requests none is left out for its rank.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from rodedraad.propose import points
from rodedraad.propose.ground import Ground, figures
from rodedraad.propose.identity import clause_id
from rodedraad.propose.plainness import UNFIT, burden
from rodedraad.propose.said_so import is_condition, is_need, is_wish
from rodedraad.propose.sentences import Names, both, capital, holding, said
from rodedraad.records import Answer, Clause, ClauseKind, ClausePart, Gap, Message, Statement

OFFERED_PER_THEME = 4
"""Clauses of one part in one theme that are taken from what single parties say; the lists hold all."""
ACT, SAID = 130, 190
"""What an answer must share with a request to be quoted beside it, in per cents of a word that stands once: a later
plan or promise, and anything else. Of ten on the example, the eight above are answers and the two below are none."""
SURE_TYPE = 0.6
"""From where a condition or need is taken for one: half of those below are none (docs/method/accuracy.md)."""
_OF_THE_REGION = frozenset(
    {"gemeente", "provincie", "waterschap", "bedrijf", "onderwijs_kennis", "maatschappelijk", "bewoners"}
)
_POLITICAL = "political_party"
_ORGANISING = frozenset({"ambition", "measure", "recommendation", "request", "need"})
_ORGANISATION = re.compile(
    r"\b(?:programmabureau|projectbureau|stuurgroep|regietafel|regiegroep|regie|governance|bestuurlijk overleg|bestuursovereenkomst|"
    r"samenwerkingsverband|gezamenlijke tafel|regionale tafel|co[oö]rdinat\w+|kwartiermaker\w*|uitvoeringsorganisatie|"
    r"programmaorganisatie|convenant|taskforce|kerngroep|afstemmingsoverleg|steering (?:group|committee)|programme office|"
    r"task force|joint table)\b",
    re.IGNORECASE,
)
_FRAMES: dict[ClausePart, str] = {
    "ambition": "clause.wants",
    "offer": "clause.promises",
    "need": "clause.needs",
    "ask": "clause.asks",
    "condition": "clause.sets",
    "organisation": "clause.says",
}
_KINDS: dict[ClausePart, ClauseKind] = {
    "offer": "commitment",
    "need": "need",
    "ask": "request",
    "condition": "condition",
}


def is_organisation(statement: Statement) -> bool:
    """Whether a wish is about who works together how: a table, a bureau, a steering group."""
    return statement.type in _ORGANISING and bool(_ORGANISATION.search(statement.text))


def is_of_region(statement: Statement, ground: Ground) -> bool:
    """Whether somebody of the region holds it: a known party that is no political one, the state, parliament or EU."""
    held_by = [ground.parties[id_] for id_ in statement.holders if id_ in ground.parties]
    return any(party.layer in _OF_THE_REGION and party.form != _POLITICAL for party in held_by)


def is_of_place(statement: Statement, ground: Ground) -> bool:
    """Whether it is about a place of the frame, or of somebody of the region."""
    return bool(statement.place) or is_of_region(statement, ground)


def held(ground: Ground, names: Names, *, taken: Collection[str]) -> list[Clause]:
    """The clauses of single statements but those ``taken`` by a thread, by theme and points."""
    found: dict[tuple[ClausePart, str | None, bool], list[Statement]] = defaultdict(list)
    kept: list[tuple[ClausePart, Statement]] = []
    for one in ground.held:
        part = None if one.id in taken else _part(one, ground)
        if part == "condition":
            kept.append((part, one))
        elif part is not None:
            found[part, ground.theme(one.themes), ground.is_of_region(one)].append(one)
    for (part, _, _), statements in found.items():
        statements.sort(key=lambda one: (-_points(one, ground), one.id))
        kept += [(part, one) for one in statements[:OFFERED_PER_THEME]]
    return [_clause(part, one, ground, names) for part, one in kept]


def requests(ground: Ground, names: Names, *, taken: Collection[str]) -> list[Clause]:
    """Every request to somebody, with what they already say of it, or that nothing was found and where was searched."""
    open_: dict[str, list[Gap]] = defaultdict(list)
    for gap in ground.links.gaps:
        if gap.kind == "request_without_answer" and gap.statement:
            open_[gap.statement].append(gap)
    answers: dict[str, list[Answer]] = defaultdict(list)
    for answer in ground.links.answers:
        answers[answer.request].append(answer)
    return [
        _request(ground.statements[id_], open_.get(id_, ()), answers.get(id_, ()), ground, names)
        for id_ in dict.fromkeys((*open_, *answers))
        if id_ in ground.statements and id_ not in taken
    ]


def _part(one: Statement, ground: Ground) -> ClausePart | None:
    """The part that a statement could stand in; None for what is only found to be so, or cannot stand alone."""
    if one.type == "condition":
        is_told = one.confidence >= SURE_TYPE and is_condition(one) and burden(one) < 2 * UNFIT
        return "condition" if is_told else None
    if burden(one) >= UNFIT or not one.parties or one.type == "request":
        return None
    if is_organisation(one):
        return "organisation" if is_wish(one) or one.is_commitment else None
    if one.type == "need":
        return "need" if one.confidence >= SURE_TYPE and is_need(one) else None
    if one.is_commitment and is_of_region(one, ground):
        return "offer"
    return "ambition" if one.type == "ambition" and is_wish(one) and is_of_region(one, ground) else None


def _clause(part: ClausePart, one: Statement, ground: Ground, names: Names) -> Clause:
    cited = ground.cite(one, "says", is_shown=True)
    code = "clause.wants" if part == "organisation" and one.type == "ambition" else _FRAMES[part]
    text, english = capital(holding(code, cited, names))
    kind = _KINDS.get(part, "held")
    return Clause(
        id=clause_id(kind, one.id),
        theme=ground.theme(one.themes),
        part=part,
        kind=kind,
        text=text,
        english=english,
        origin="quote",
        citations=(cited,),
        about=one.id,
        documents=1,
        figures=figures([one]),
        points=_points(one, ground),
    )


def _points(one: Statement, ground: Ground) -> int:
    """Those of a single statement, with what its place, language and age add and take."""
    return (
        points.single(one, voices=len(ground.voices(one)))
        + points.REGION * is_of_place(one, ground)
        + points.REGION * (ground.region is not None and ground.is_voice(one))
        - points.FOREIGN * ground.is_foreign(one)
        - points.EARLIER * ground.is_earlier(one)
        - points.PAST * ground.is_past(one)
    )


def _request(one: Statement, gaps: Iterable[Gap], answers: Iterable[Answer], ground: Ground, names: Names) -> Clause:
    """A request, who is asked, and what is already said of it."""
    gaps, answers = tuple(gaps), tuple(answers)
    cited = [ground.cite(one, "says", is_shown=True)]
    asked = tuple(dict.fromkeys([*(gap.party for gap in gaps if gap.party), *(answer.party for answer in answers)]))
    texts = [capital(holding("clause.asks", cited[0], names, asked=asked))]
    clear = next((answer for answer in answers if _is_clear(answer, ground)), None)
    if clear is not None:
        cited.append(ground.cite(ground.statements[clear.statement], "answers", is_shown=True))
        texts.append(capital(holding("clause.answers", cited[-1], names)))
    elif answers and not gaps:
        texts.append(said("clause.touched", asked=both(names, asked)))
    cited += [ground.cite(ground.statements[one.statement], "answers") for one in answers if one is not clear]
    if gaps:
        is_searched = any(gap.searched.code in ("gap.searched_asked", "gap.searched_layer") for gap in gaps)
        texts.append(said("clause.open" if is_searched else "clause.open_nowhere"))
    return Clause(
        id=clause_id("request", one.id),
        theme=ground.theme(one.themes),
        part="ask",
        kind="request",
        text=" ".join(text for text, _ in texts),
        english=" ".join(text for _, text in texts),
        origin="quote",
        citations=tuple(cited),
        about=one.id,
        documents=1,
        figures=figures([one]),
        searched=gaps[0].searched if gaps else None,
        points=_points(one, ground) + points.ADDRESSED * bool(asked),
    )


def _is_clear(answer: Answer, ground: Ground) -> bool:
    """Whether an answer may be quoted beside its request: near enough, of a promise or plan less so."""
    one = ground.statements[answer.statement]
    if burden(one) >= UNFIT:
        return False
    is_act = one.is_commitment or one.type == "measure"
    return answer.share >= (ACT if answer.is_later and is_act else SAID)


def searched(ground: Ground, likely: int) -> Message:
    """Where was searched for what is shared."""
    return Message.of(
        "propose.searched_threads", statements=len(ground.statements), sources=len(ground.sources), likely=likely
    )


def nothing_shared(ground: Ground, likely: int) -> Clause:
    """That no ambition is surely shared, said where the shared ambition would stand."""
    text, english = said("clause.nothing_shared" if ground.region is None else "clause.nothing_shared_here")
    return Clause(
        id=clause_id("gap", "nothing_shared"),
        theme=None,
        part="ambition",
        kind="gap",
        text=text,
        english=english,
        origin="rule",
        about="nothing_shared",
        searched=searched(ground, likely),
        points=1_000,
    )
