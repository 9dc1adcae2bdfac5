"""Requirements: one for each means that a statement calls for, with its words, level, number and term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from rodedraad.records import Requirement, Statement
from rodedraad.require.denied import is_denied
from rodedraad.require.gone import is_gone
from rodedraad.require.lacking import LACKING
from rodedraad.require.needs import Need, needs
from rodedraad.require.particulars import level, number
from rodedraad.require.weighed import weighed

LACKS = frozenset(frame.name for frame in LACKING)
"""Frames that say that the means is not there, or not enough."""
_SUPPOSED = re.compile(
    r"(?i)^(?:zonder|without)\b|\b(?:cannot|can not|not be|none)\b.*\bwithout\b|\b(?:behoefte|valt of staat|vallen of staan|staat of valt)\b"
)
"""Words of such a frame that say only what follows where it is not there, or that it is wanted: whether it is there stays open."""


def asked(statements: Iterable[Statement]) -> tuple[tuple[Requirement, ...], frozenset[str]]:
    """The requirements of these statements, in their order, and the ids of those of which is said that they lack."""
    found: list[Requirement] = []
    lacking: set[str] = set()
    for statement in statements:
        for requirement, need in _of_statement(statement):
            found.append(requirement)
            if need.frame in LACKS and not _SUPPOSED.search(statement.quote[need.start : need.end]):
                lacking.add(requirement.id)
    return tuple(found), frozenset(lacking)


def id_of(statement: str, key: str) -> str:
    """The id of what rests on one statement and is told apart there by ``key``."""
    digest = sha256(f"requirement\n{statement}\n{key}".encode()).hexdigest()
    return f"r-{digest[:20]}"


def framed(statement: Statement) -> tuple[Need, ...]:
    """The needs that frames find in a statement and that its sentence stands for."""
    quote = statement.quote
    return tuple(
        need
        for need in needs(quote, type_=statement.type, language=statement.language)
        if not is_denied(quote, need.start, need.end, need.what_end)
    )


def _of_statement(statement: Statement) -> Iterator[tuple[Requirement, Need]]:
    quote = statement.quote
    seen: dict[str, int] = {}
    said = weighed(quote, framed(statement), type_=statement.type, language=statement.language)
    for need in said:
        if is_denied(quote, need.start, need.end, need.what_end) or is_gone(quote, need.start, need.end):
            continue
        seen[need.word] = seen.get(need.word, 0) + 1
        key = need.word if seen[need.word] == 1 else f"{need.word} {seen[need.word]}"
        yield (
            Requirement(
                id=id_of(statement.id, key),
                kind=need.kind,
                statement=statement.id,
                source=statement.source,
                page=statement.page,
                quote=quote[need.start : need.end],
                start=statement.start + need.start,
                end=statement.start + need.end,
                what=" ".join(quote[need.what_start : need.what_end].split()),
                themes=statement.themes,
                parties=statement.holders,
                level=level(quote),
                number=number(quote, need.noun, is_money=need.kind == "investment"),
                term=statement.deadline,
                term_from=statement.deadline_from,
                term_to=statement.deadline_to,
                key=key,
            ),
            need,
        )
