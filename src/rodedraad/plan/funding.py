"""Of what kind the money of an act is, how much, and who pays: only in the words of the statements that tell of it.

Nothing is added up, and an amount without a kind is of kind ``unknown``. docs/method/plan.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rodedraad.plan.ground import Ground
from rodedraad.records import Funding, FundingKind, Statement

_MONEY = frozenset({"euro", "eur", "dollar"})
_KINDS: tuple[tuple[FundingKind, str], ...] = (
    (
        "eu",
        r"\b(?:europese?\s+(?:subsidies?|fonds\w*|middelen|geld|bijdrage\w*|financiering)|EFRO|ESF\+?|JTF|just\s+transition\s+fund|horizon\s+europe|interreg|LIFE-subsidie|european\s+(?:funds?|funding|subsid\w+|grants?))\b",
    ),
    (
        "loan",
        r"\b(?:(?:\w*lening\w*|krediet\w*|garantstelling\w*|garanties?|borgstelling\w*)\b(?<!wijze)|loans?\b|credit\s+facilit\w+|guarantees?\b(?=\s+(?:of|for|from)\b[^.;]{0,40}\b(?:euro|million)))",
    ),
    (
        "subsidy",
        r"\b(?:\w*subsidi\w*|rijksbijdrage\w*|specifieke\s+uitkering\w*|SPUK\w*|staatssteun|rijkssteun|rijkscofinanciering|SDE\+*|maatwerksubsidie\w*|doeluitkering\w*|grants?|state\s+aid|subsid\w+)\b",
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
    for amount in amounts[len(told) :][: 1 if not told else 0]:
        yield Funding(kind="unknown", words=amount.words, statement=statement.id, party=payer, amount=amount)
    if not told and not amounts and payer is not None:
        words = next(actor.words for actor in statement.actors if actor.role == "pays")
        yield Funding(kind="unknown", words=words, statement=statement.id, party=payer)


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
