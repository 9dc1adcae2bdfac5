"""The one wants to keep what the other ties to a condition: both name the same party, in other words perhaps.

A company is called by its name, its role or its branch ("het staalbedrijf"), so these pairs share no telling word; what
they share is the party that the dossier's register finds in both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from rodedraad.records import Statement, StatementType

_KEEPS = re.compile(
    r"\b(?:behoud|behouden|open ?(?:te )?houden|openblijven|in stand (?:te )?houden|keep|keeping|preserve|preserving)\b",
    re.IGNORECASE,
)
_TIES = re.compile(
    r"\b(?:(?:als|een|de) voorwaarde voor (?:\w+ ){0,2}(?P<support>\w*(?:steun|subsidie|bijdrage|medewerking|akkoord|instemming))|"
    r"op voorwaarde dat|onder de voorwaarde dat|(?:a|as a) condition (?:for|of) (?:\w+ ){0,2}(?:support|aid|subsidy)|on condition that)\b",
    re.IGNORECASE,
)
_WANTING: frozenset[StatementType] = frozenset(
    {"ambition", "measure", "recommendation", "request", "condition", "need", "conclusion"}
)
# What somebody once felt or hoped is no wish of today.
_ONCE = re.compile(
    r"\b(?:toen|destijds|gevoel|kreeg|kregen|kwam|kwamen|dacht|dachten|hoopte|hoopten|wilde|wilden|werd|werden|was|waren|had|hadden|once|felt|hoped|thought|were)\b",
    re.IGNORECASE,
)
REACH_CHARS = 60
"""How far from the word of keeping that which is kept may be named."""
MOST_EACH = 20
"""Statements of one side about one party that are paired: the first in the order of their ids."""

Named = Callable[[str], Sequence[tuple[int, int, str]]]


def kept_and_tied(statements: Mapping[str, Statement], named: Named) -> Iterator[tuple[Statement, Statement, str, str]]:
    """Pairs of a statement that keeps a party and one of other authors that sets a condition about it, with words.

    ``named`` gives the parties of a text as (start, end, id).
    """
    keeping: dict[str, list[tuple[Statement, str]]] = defaultdict(list)
    tying: dict[str, list[tuple[Statement, str]]] = defaultdict(list)
    for id_ in sorted(statements):
        statement = statements[id_]
        if statement.is_reported:
            continue
        ties = _TIES.search(statement.text)
        is_wish = statement.type in _WANTING and not _ONCE.search(statement.text)
        keeps = _KEEPS.search(statement.text) if is_wish and not ties else None
        if not ties and not keeps:
            continue
        for start, end, party in named(statement.text):
            if party in statement.parties:
                continue
            if ties:
                tying[party].append((statement, ties[0]))
            elif keeps and start - REACH_CHARS <= keeps.end() and keeps.start() <= end + REACH_CHARS:
                keeping[party].append((statement, f"{keeps[0]} … {statement.text[start:end]}"))
    for party in sorted(keeping.keys() & tying.keys()):
        for one, wish in keeping[party][:MOST_EACH]:
            for other, condition in tying[party][:MOST_EACH]:
                if not set(one.parties) & set(other.parties):
                    yield one, other, wish, condition
