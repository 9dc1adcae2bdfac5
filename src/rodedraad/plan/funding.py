"""Of what kind the money of an act is, how much, and who pays: only in the words of the statements that tell of it.

Nothing is added up, and an amount without a kind is of kind ``unknown``. docs/method/plan.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rodedraad.records import Funding, FundingKind, Statement

if TYPE_CHECKING:
    from rodedraad.plan.ground import Ground  # what is linked and extracted, which showing a road map needs not

_MONEY = frozenset({"euro", "eur", "dollar"})
_KINDS: tuple[tuple[FundingKind, str], ...] = (
    (
        "eu",
        r"\b(?:europe(?:es|se)\s+(?:subsidies?|fonds\w*|middelen|geld|bijdrage\w*|financiering)|EFRO|ESF\+?|JTF|just\s+transition\s+fund|horizon\s+europe|interreg|LIFE-subsidie|european\s+(?:funds?|funding|subsid\w+|grants?))\b",
    ),
    (
        "loan",
        r"\b(?:(?:\w*lening\w*|krediet\w*|garantstelling\w*|garanties?|borgstelling\w*)\b(?<!wijze)|loans?\b|credit\s+facilit\w+|guarantees?\b(?=\s+(?:of|for|from)\b[^.;]{0,40}\b(?:euro|million)))",
    ),
    (
        "subsidy",
        r"\bvouchers?\b|\b(?:\w*subsidi\w*|rijksbijdrage\w*|specifieke\s+uitkering\w*|SPUK\w*|staatssteun|rijkssteun|rijkscofinanciering|SDE\+*|maatwerksubsidie\w*|doeluitkering\w*|grants?|state\s+aid|subsid\w+)\b",
    ),
    ("fund", r"\b(?!pensioen)\w*fonds(?:en)?\b|\bfunds?\b(?!\s+(?:the|a|our|their)\b)"),
    (
        "private",
        r"\b(?:privaat\s+geld|private\s+(?:financiering|middelen|investering\w*|partijen|funding|investment\w*|money)|eigen\s+(?:middelen|geld|vermogen|zak)\s+van\s+het\s+bedrijf|bedrijfsfinanciering|sponsor\w*|marktpartijen\s+(?:betalen|financieren)|(?:het\s+bedrijf|de\s+bedrijven|ondernemers|werkgevers)\s+(?:betaalt|betalen|financiert|financieren))\b",
    ),
    (
        "budget",
        r"\b(?:\w*begroting\w*|\w*budget\w*|eigen\s+(?:middelen|bijdrage)|reserve\w*|algemene\s+middelen|cofinanciering|bekostig\w*|co-?funding)\b",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_CUES = (
    "subsid",
    "fonds",
    "fund",
    "begroting",
    "budget",
    "lening",
    "loan",
    "krediet",
    "credit",
    "garant",
    "guarant",
    "borgst",
    "bijdrage",
    "uitkering",
    "spuk",
    "staatssteun",
    "rijkssteun",
    "sde",
    "grant",
    "state aid",
    "europ",
    "efro",
    "esf",
    "jtf",
    "just transition",
    "horizon",
    "interreg",
    "middelen",
    "reserve",
    "bekostig",
    "financier",
    "privat",
    "privaat",
    "sponsor",
    "betaal",
    "betal",
)
_HEADS = re.compile(
    r"dekking|financier|kosten|bedrag|budget|geld|middelen|betaal|betal|funding|cost|amount|paid", re.IGNORECASE
)
MOST_OF_STATEMENT = 2
"""Kinds of money that one statement tells of: the first ones."""


def funding(statements: Iterable[Statement], ground: Ground) -> tuple[Funding, ...]:
    """The money of an act as its statements tell of it, in their order; an equal one once."""
    found: dict[tuple[FundingKind, str | None, float | None], Funding] = {}
    for statement in statements:
        for one in _of_statement(statement, ground):
            found.setdefault((one.kind, one.party, one.amount.value if one.amount else None), one)
    return tuple(found.values())


def _of_statement(statement: Statement, ground: Ground) -> Iterator[Funding]:
    payers = [actor.party or actor.words for actor in statement.actors if actor.role == "pays"]
    payer = payers[0] if payers else None
    amounts = [amount for amount in statement.amounts if amount.unit in _MONEY]
    told = list(_told(statement.quote))[:MOST_OF_STATEMENT]
    if not told:
        cells = ground.rows.get(statement.id, ())
        told = [one for cell in cells if _HEADS.search(cell.head) for one in _told(cell.words)][:MOST_OF_STATEMENT]
    for place, (kind, words) in enumerate(told):
        amount = amounts[place] if place < len(amounts) else None
        yield Funding(kind=kind, words=words, statement=statement.id, party=payer, amount=amount)
    if amounts and not told:
        kind = _of_payer(statement, payer, ground) or "unknown"
        yield Funding(kind=kind, words=amounts[0].words, statement=statement.id, party=payer, amount=amounts[0])
    is_own = not told and not amounts and any(map(statement.text.lower().__contains__, _SELF_CUES))
    own = _SELF.search(statement.text) if is_own else None
    if own is not None and (own_kind := _of_payer(statement, payer, ground)) is not None:
        yield Funding(kind=own_kind, words=own[0], statement=statement.id, party=payer or statement.holder)
    elif not told and not amounts and (open_ := _undecided(statement, ground)) is not None:
        yield Funding(kind="unknown", words=open_, statement=statement.id)
    elif not told and not amounts and payer is not None:
        words = next(actor.words for actor in statement.actors if actor.role == "pays")
        yield Funding(kind="unknown", words=words, statement=statement.id, party=payer)


_SELF = re.compile(
    r"\b(?:betaal|betalen|betaalt|bekostigen|bekostigt|financieren|financiert|brengen|leggen)\s+(?:(?:wij|we|ik)\s+)?(?:[\w.,]+\s+){0,4}?zelf\b|\bzelf\s+(?:te\s+)?(?:betalen|betaalt|bekostigen|bekostigt|financieren|financiert)\b"
    r"|\b(?:op|voor)\s+eigen\s+(?:kosten|rekening)\b|\b(?:pay|pays|fund|funds)\s+(?:\w+\s+){0,4}?(?:ourselves|itself|themselves)\b|\bat\s+(?:our|its|their)\s+own\s+expense\b",
    re.IGNORECASE,
)
_SELF_CUES = ("zelf", "eigen", "ourselves", "itself", "themselves", "own")
"""What no such words can do without."""
_MONEY_HEAD = re.compile(
    r"^\W*(?:budget|kosten|geld|investering|bedrag|dekking|financiering|middelen|raming|cost|funding|money|amount|million)",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\W*(?:n\.?\s?t\.?\s?b\.?|p\.?m\.?|(?:nog|nader)\s+(?:te\s+bepalen|onbekend|niet\s+bekend|uit\s+te\s+werken)|onbekend|nog\s+geen\s+(?:geld|dekking|budget)|geen\s+(?:geld|dekking|budget)|tbd|t\.b\.d\.?|tba|to\s+be\s+(?:decided|determined|agreed)|unknown|not\s+(?:yet\s+)?(?:known|funded|covered))\W*",
    re.IGNORECASE,
)


def is_open(money: Iterable[Funding]) -> bool:
    """Whether no money is told of, or only that it is still to be decided on."""
    return all(one.kind == "unknown" and one.amount is None and _UNDECIDED.fullmatch(one.words) for one in money)


def _undecided(statement: Statement, ground: Ground) -> str | None:
    """The words of the money cell of a row that say that nothing is decided: "n.t.b."."""
    for cell in ground.rows.get(statement.id, ()):
        words = " ".join(cell.words.split())
        if _MONEY_HEAD.search(cell.head) and _UNDECIDED.fullmatch(words):
            return words
    return None


_OWN_MONEY = re.compile(
    r"\b(?:trek(?:t|ken)?\b[^.;]{0,120}?\buit\b|stel(?:t|len)?\b[^.;]{0,120}?\bbeschikbaar|leg(?:t|gen)?\b[^.;]{0,80}?\b(?:opzij|in)\b|breng(?:t|en)?\b[^.;]{0,80}?\bop\b|reserve(?:ert|ren)|begroten|begroot|neemt?\b[^.;]{0,80}?\bvoor\s+(?:zijn|haar|hun)\s+rekening|betaal(?:t)?|betalen|invest\w+|bekostig\w+|(?:set|sets)\s+aside|invests?|allocates?|will\s+pay|pays?)\b",
    re.IGNORECASE,
)
_SUPPORTS = re.compile(r"\bdra(?:agt|gen|ag)\b[^.;]{0,80}?\bbij\b|\bsteun\b|\bcontributes?\b", re.IGNORECASE)
_PUBLIC = frozenset({"gemeente", "provincie", "rijk", "waterschap", "parlement"})


def _of_payer(statement: Statement, payer: str | None, ground: Ground) -> FundingKind | None:
    """The kind that follows from who lays out money of its own: a body from its budget, a company privately."""
    if _OWN_MONEY.search(statement.text) is None:
        return (
            "subsidy"
            if _SUPPORTS.search(statement.text) and _layer(payer or statement.holder, ground) == "rijk"
            else None
        )
    layer = _layer(payer or statement.holder, ground)
    return "private" if layer == "bedrijf" else "budget" if layer in _PUBLIC else None


def _layer(party: str | None, ground: Ground) -> str | None:
    known = ground.parties.get(party or "")
    return known.layer if known else None


def _told(text: str) -> Iterator[tuple[FundingKind, str]]:
    low = text.lower()
    if not any(map(low.__contains__, _CUES)):
        return
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, FundingKind, str]] = []
    for kind, pattern in _PATTERNS:
        match = pattern.search(text)
        if match and not any(match.start() < end and start < match.end() for start, end in taken):
            taken.append(match.span())
            found.append((match.start(), kind, match[0]))
    for _, kind, words in sorted(found):
        yield kind, words
