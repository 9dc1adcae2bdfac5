"""Which needs go with which futures: one rule, for the chapter on the futures and the one on needs alike. Pure.

A need is *untied* where no choice is in its words and no source names it in describing a future: then nobody says that
one future takes it and another does not. It is *lasting* where its words tie it to choices that every scenario makes.
docs/method/require.md, section 9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodedraad.records import Outlook, Prospects, Requirement, Statement
from rodedraad.region import Region

FEWEST_WORDS, MOST_WORDS = 2, 6
"""Words of a title by which other sentences of its source speak of that future, as explore.outlooks has it."""
_KIND = re.compile(r"(?i)\b\w+(?:variant|scenario|optie|alternatief|option|alternative)\b")
"""A name that says itself that it is one of several futures."""
_FOLD = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """The ids of needs: by described future those that its source names in describing it; the untied; the lasting."""

    told: Mapping[str, frozenset[str]]
    untied: frozenset[str]
    lasting: frozenset[str]


def tied(prospects: Prospects, outlooks: Sequence[Outlook], statements: Mapping[str, Statement]) -> Tied:
    """How the needs of these prospects go with futures; those whose sentence is not among ``statements`` are left out."""
    held = [one for one in prospects.requirements if one.statement in statements]
    of_source: dict[str, list[Requirement]] = {}
    for one in held:
        of_source.setdefault(one.source, []).append(one)
    told = {one.id: _told_in(one, of_source.get(one.source, ()), statements) for one in outlooks}
    described = frozenset[str]().union(*told.values())
    bearings = {one.about: one for one in prospects.bearings if one.kind == "requirement"}
    return Tied(
        told=told,
        untied=frozenset(
            one.id
            for one in held
            if one.id not in described and ((found := bearings.get(one.id)) is None or not found.needs)
        ),
        lasting=frozenset(one.id for one in held if (found := bearings.get(one.id)) and found.is_no_regret),
    )


def is_own(outlook: Outlook, region: Region | None, statements: Sequence[Statement]) -> bool:
    """Whether a described future is one of the region: in a document about it, or in a sentence of it.

    ``statements`` are those of its source.
    """
    if region is None or region.is_everything or outlook.source in region.documents:
        return True
    return any(region.says(one) for one in statements if one.start < outlook.end and outlook.start < one.end)


def _told_in(outlook: Outlook, needs: Sequence[Requirement], statements: Mapping[str, Statement]) -> frozenset[str]:
    """The needs whose own sentence describes this future, or calls it by its name in the same source."""
    called = _called(outlook.title)
    found = set()
    for one in needs:
        statement = statements[one.statement]
        is_within = statement.start < outlook.end and outlook.start < statement.end
        if is_within or (called and _is_called(one, statement, called)):
            found.add(one.id)
    return frozenset(found)


def _called(title: str) -> re.Pattern[str] | None:
    """How sentences call a described future by its name; None where it has no name but a sentence."""
    name = _FOLD.sub(" ", title.strip())
    count = len(name.split())
    is_kind = bool(_KIND.fullmatch(name))
    if not (FEWEST_WORDS <= count <= MOST_WORDS or (count == 1 and (is_kind or name[:1].isupper()))):
        return None
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"\b{words}\b", re.IGNORECASE if count > 1 or is_kind else 0)


def _is_called(one: Requirement, statement: Statement, called: re.Pattern[str]) -> bool:
    """Whether of the futures that a sentence names what is needed goes with this one: the last named before it, else the next."""
    start = one.start - statement.start
    end = max(start, statement.quote.find(one.what, start)) + len(one.what)
    own = [found.start() for found in called.finditer(statement.quote)]
    every = sorted({*own, *(found.start() for found in _KIND.finditer(statement.quote))})
    before = [at for at in every if at < end]
    return bool(own) and (before[-1] if before else every[0]) in own
