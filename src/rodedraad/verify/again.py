"""The clauses that the rules make of a dossier, to hold those of a version against. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from rodedraad.propose.apart import missing, tensions
from rodedraad.propose.ground import Ground
from rodedraad.propose.held import held, nothing_shared, requests
from rodedraad.propose.sentences import Names
from rodedraad.propose.shared import likely, shared
from rodedraad.records import Clause, ClauseKind, Links

LINKED: frozenset[ClauseKind] = frozenset({"shared", "tension", "request", "gap"})
"""Kinds that tell of more than their own statement: what comes later can change them."""


class Again:
    """The clauses that the rules make of one dossier, each made when it is first asked for."""

    def __init__(self, ground: Ground, names: Names) -> None:
        """Composes nothing yet."""
        self._ground, self._names = ground, names
        self._alone: dict[str, Clause | None] = {}

    def of(self, clause: Clause) -> Clause | None:
        """The clause that the rules make of what this one says it tells of; None where they make none of that kind."""
        about = clause.about or ""
        if clause.kind in LINKED:
            found = self.linked.get((clause.kind, about))
            if found is None and clause.kind == "shared" and clause.citations:
                # a thread is called after its first statement: one that came since may have taken that place
                found = self.linked.get((clause.kind, clause.citations[0].id))
            return found
        found = self._single(about)
        return found if found is not None and found.kind == clause.kind else None

    def alone(self, id_: str) -> Clause | None:
        """What the rules make of one statement by itself, of a request with what is said of it; None where they make nothing."""
        return self.linked.get(("request", id_)) or self._single(id_)

    def _single(self, id_: str) -> Clause | None:
        if id_ not in self._alone:
            self._alone[id_] = self._of_one(id_)
        return self._alone[id_]

    @cached_property
    def linked(self) -> Mapping[tuple[ClauseKind, str], Clause]:
        """Those of threads, tensions, requests and gaps, by kind and what they are about; of threads also by member."""
        ground, names = self._ground, self._names
        common = shared(ground, names)
        made = [*common, *tensions(ground, names), *requests(ground, names, taken=()), *missing(ground, names)]
        made.append(nothing_shared(ground, likely(ground, common)))
        by_member = {(one.kind, citation.id): one for one in common for citation in one.citations}
        return {**by_member, **{(one.kind, one.about or ""): one for one in made}}

    def _of_one(self, id_: str) -> Clause | None:
        """The clause of one statement by itself; none of one that the dossier has no more."""
        own = self._ground
        if id_ not in own.statements:
            return None
        links, one = Links(parties=own.links.parties), own.statements[id_]
        alone = Ground(frame=own.frame, sources=own.sources, statements={id_: one}, links=links, region=own.region)
        return next(iter(held(alone, self._names, taken=())), None)
