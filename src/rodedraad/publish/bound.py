"""Whose a condition is, told apart from who must fulfil it; the same words wherever it is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rodedraad import phrases
from rodedraad.plan.steps import named_in
from rodedraad.records import Condition, Party, Statement
from rodedraad.wording import Language


def setters(one: Condition, statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """Who sets a condition: all who hold its sentence where one of them does, else whose it is."""
    stated = statements.get(one.statement)
    if one.party is None or (stated is not None and one.party in stated.holders):
        return stated.holders if stated is not None else ()
    return (one.party,)


def whose(
    held: Iterable[Condition], *, statements: Mapping[str, Statement], parties: Mapping[str, Party], language: Language
) -> str:
    """In words who sets conditions, and who must fulfil them by their own words; empty where nobody is known."""
    told = list(held)
    ids = dict.fromkeys(id_.partition("/")[0] for one in told for id_ in setters(one, statements))
    by = phrases.voices(list(ids), parties, language)
    found = [phrases.said("roadmap.set_by", language, who=by)] if by else []
    if to := named(told, parties=parties, language=language):
        found.append(to)
    return "; ".join(found)


def named(held: Iterable[Condition], *, parties: Mapping[str, Party], language: Language) -> str:
    """In words who must fulfil conditions: the party that each names; empty where they name none."""
    ids = dict.fromkeys(id_ for one in held if (id_ := named_in(one.words, parties)))
    to = phrases.voices(list(ids), parties, language)
    return phrases.said("roadmap.met_by", language, who=to) if to else ""
