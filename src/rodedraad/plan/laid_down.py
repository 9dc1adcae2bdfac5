"""Acts that are to be laid down in an agreement, plan or decision that somebody has yet to make. Pure.

"De verbetering wordt vastgelegd in een bindende afspraak" waits for whoever makes that very thing: "een bindende afspraak
is op korte termijn noodzakelijk", "wij sluiten een bindende afspraak". docs/method/knots.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rodedraad.link.tensions.matter import words
from rodedraad.records import Action, Statement

_WORD = r"[\w-]{1,40}"
_END = (
    r"(?=\s*(?:[.,;:)]|$)|\s+(?:met|van|tussen|voor|door|over|en|of|als|die|dat|om|te|word|wordt|worden|vastgelegd|geborgd"
    r"|verankerd|opgenomen|vastleggen|borgen|verankeren|opnemen|with|of|between|for|by|and|or|as|that|which|to)\b)"
)
_THING = rf"(?:(?:een|de|het|die|deze|dit|dat|onze|ons|an?|the|this|that)\s+)?(?P<thing>(?:{_WORD}\s+){{0,3}}?[\w-]{{6,40}}){_END}"
_LAID = r"(?:vastgelegd|geborgd|verankerd|opgenomen)"
_LAY = r"(?:vast(?:leggen| te leggen)|(?:te )?(?:borgen|verankeren)|opnemen|op te nemen)"
_LAID_DOWN = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"\bword(?:t|en)\s(?:{_WORD}\s){{0,3}}?{_LAID}\s+in\s+{_THING}",
        rf"\bin\s+{_THING}\s(?:{_WORD}\s){{0,4}}?(?:word(?:t|en)\s+{_LAID}|{_LAID}\s+word(?:t|en)|{_LAY})\b",
        rf"\b(?:be|being)\s+(?:laid down|enshrined|recorded|secured|guaranteed|included)\s+in\s+{_THING}",
    )
)
"""What is laid down already ("zijn vastgelegd in") waits for nothing."""
_CUES = (
    "gelegd",
    "leggen",
    "borg",
    "veranker",
    "opgenomen",
    "nemen",
    "laid",
    "enshrined",
    "record",
    "secured",
    "guarant",
    "included",
)
"""Letters of which one stands in each: looked for first, since few sentences have any."""
_NEEDED = re.compile(
    r"\b(?:is|zijn|are)\b[^.;:]{0,160}?\b(?:nodig|noodzakelijk|vereist|onmisbaar|needed|necessary|required|indispensable)\b",
    re.IGNORECASE,
)
_NEEDS = ("nodig", "noodzak", "vereist", "onmisbaar", "need", "necess", "requir", "indispens")
_BEFORE_CHARS = 80
"""Where "is nodig" stands behind what is needed: the words right before it."""
_MADE = re.compile(
    r"\b(?:sluit(?:en)?|(?:onder)?teken(?:t|en)|(?:vast|op)\s?stell(?:t|en)|stel(?:t|len)\b[^.;:]{3,120}\b(?:vast|op)"
    r"|conclude|sign|adopt|draw up)\b",
    re.IGNORECASE,
)
_MAKES = ("slui", "teken", "stel", "conclude", "sign", "adopt", "draw up")
_LEAST_ELSEWHERE = 2
"""Telling words of the thing where it is made in another source: "een overeenkomst" may be any."""


def laid_down(actions: Sequence[Action], statements: Mapping[str, Statement]) -> Iterator[tuple[str, str, str]]:
    """Each action that is to be laid down in something, the one action that brings this about, and who says so.

    The thing must be called the same: its head word and what stands before it. None where several might bring it about:
    then those of the same source, and of these those of which somebody is named, are looked at first.
    """
    told = {
        one.id: [
            (statements[id_], thing)
            for id_ in one.statements
            if id_ in statements
            for thing in things(statements[id_].text)
        ]
        for one in actions
    }
    wanted = {frozenset(thing) for own in told.values() for _, thing in own}
    makers: dict[frozenset[str], list[Action]] = defaultdict(list)
    for action in actions if wanted else ():
        made = frozenset[str]().union(*(_made(statements[one].text) for one in action.statements if one in statements))
        for thing in wanted:
            if thing <= made:
                makers[thing].append(action)
    for action in actions:
        for statement, thing in told[action.id]:
            maker = _only(statement, thing, [one for one in makers[thing] if one.id != action.id], statements)
            if maker is not None:
                yield action.id, maker.id, statement.id


def things(text: str) -> Iterator[frozenset[str]]:
    """The telling words of each thing in which a sentence says that something is to be laid down."""
    for pattern in _LAID_DOWN if any(cue in text for cue in _CUES) else ():
        for match in pattern.finditer(text):
            found = words(match["thing"])
            if words(match["thing"].split()[-1]) & found:
                yield found


def _made(text: str) -> frozenset[str]:
    """The telling words of what a sentence says is needed or is made; empty where it says neither."""
    lower = text.lower()
    found = _NEEDED.finditer(text) if any(cue in lower for cue in _NEEDS) else ()
    parts = [text[max(0, one.start() - _BEFORE_CHARS) : one.end()] for one in found]
    if not parts and any(cue in lower for cue in _MAKES) and _MADE.search(text):
        parts = [text]
    for pattern in _LAID_DOWN:
        parts = [pattern.sub(" ", one) for one in parts]
    return frozenset[str]().union(*map(words, parts))


def _only(
    statement: Statement, thing: frozenset[str], makers: Sequence[Action], statements: Mapping[str, Statement]
) -> Action | None:
    """The one that brings it about; None where there is none, or more."""
    near = [
        one
        for one in makers
        if any(statements[id_].source == statement.source for id_ in one.statements if id_ in statements)
    ]
    found = near or (makers if len(thing) >= _LEAST_ELSEWHERE else [])
    found = [one for one in found if one.who] or list(found)
    return found[0] if len(found) == 1 else None
