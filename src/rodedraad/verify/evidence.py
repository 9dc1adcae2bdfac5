"""A dossier as a verifier sees it, looked up as its checks need it: each text is prepared once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rodedraad.extract.qualifiers import Surroundings
from rodedraad.propose import compose
from rodedraad.propose.ground import Ground
from rodedraad.propose.sentences import Names
from rodedraad.records import (
    Answer,
    Clause,
    ClauseVerdict,
    Document,
    Frame,
    Gap,
    Links,
    Message,
    Party,
    Proposition,
    Reference,
    Source,
    Statement,
    Value,
    VerdictKind,
)
from rodedraad.verify.again import Again
from rodedraad.verify.names import Called
from rodedraad.verify.quotes import Sources

OTHER = "anders"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a proposition is held against: the dossier as it is now, and the proposition's own record of what it knew.

    ``merged`` are the statements that people put together, ``corrected`` all of which they decided anything.
    """

    proposition: Proposition
    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    links: Links
    merged: frozenset[str] = frozenset()
    corrected: frozenset[str] = frozenset()
    _around: dict[str, Surroundings] = field(default_factory=dict, repr=False)

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """The parties by id; those that the dossier has no more as the proposition knew them."""
        return {party.id: party for party in (*self.proposition.parties, *self.links.parties)}

    @cached_property
    def known(self) -> frozenset[str]:
        """The ids of the dossier's parties as it is now."""
        return frozenset(party.id for party in self.links.parties)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The references by id."""
        return {one.id: one for one in self.links.references}

    @cached_property
    def called(self) -> Called:
        """What the parties are called."""
        return Called(self.parties)

    @cached_property
    def claimed(self) -> Sources:
        """The texts in which words are looked up that are not where a clause says."""
        return Sources(self.documents.values())

    @cached_property
    def was_held(self) -> frozenset[str]:
        """The ids of the sources that the dossier had when the proposition was made."""
        return frozenset((*self.proposition.held, *(source.id for source in self.proposition.sources)))

    @cached_property
    def is_as_it_was(self) -> bool:
        """Whether the dossier has the sources, statements and parties of which the proposition was made."""
        return (
            self.was_held == frozenset(self.sources)
            and self.proposition.statements == len(self.statements)
            and self.proposition.parties == self.links.parties
        )

    @cached_property
    def is_by_these_rules(self) -> bool:
        """Whether the rules still make every clause of it that rules made: else they, or what they read, changed since."""
        made = {one.id for one in compose(self.ground)}
        return all(one.id in made for one in self.proposition.clauses if one.origin in ("quote", "rule"))

    @cached_property
    def names(self) -> Names:
        """What parties and sources are called."""
        return Names(parties=self.parties, sources=self.sources)

    @cached_property
    def ground(self) -> Ground:
        """What the rules would compose the proposition of: the dossier without what came since."""
        held = self.was_held.intersection(self.sources)
        statements = {id_: one for id_, one in self.statements.items() if one.source in held}
        since = {id_ for id_, one in self.references.items() if one.source not in held}

        def is_known(*ids: str | None) -> bool:
            return all(id_ in statements for id_ in ids)

        links = replace(
            self.links,
            threads=tuple(
                replace(one, statements=members)
                for one in self.links.threads
                if (members := tuple(id_ for id_ in one.statements if id_ in statements))
            ),
            tensions=tuple(one for one in self.links.tensions if is_known(one.a, one.b)),
            gaps=tuple(
                one
                for one in self.links.gaps
                if is_known(*filter(None, [one.statement])) and one.reference not in since
            ),
            references=tuple(one for one in self.links.references if one.source in held),
            kinships=tuple(one for one in self.links.kinships if held.issuperset((one.earlier, one.later))),
            answers=tuple(one for one in self.links.answers if is_known(one.request, one.statement)),
        )
        ground = Ground(
            frame=Frame(name=self.proposition.title, themes=self.proposition.themes),
            sources={id_: one for id_, one in self.sources.items() if id_ in held},
            statements=statements,
            links=links,
            merged=self.merged,
        )
        return ground.parted(self.proposition.regional_parties, self.proposition.regional_sources)

    @cached_property
    def again(self) -> Again:
        """What the rules make of it now."""
        return Again(self.ground, self.names)

    @cached_property
    def replacing(self) -> Mapping[str, Source]:
        """What came since in the place of a source, by the id of the one replaced."""
        return {
            source.replaces: source
            for _, source in sorted(self.sources.items())
            if source.replaces and source.id not in self.was_held
        }

    @cached_property
    def gaps_of(self) -> Mapping[str, tuple[Gap, ...]]:
        """The gaps by what a clause is about: an id, a kind, or a kind with its theme."""
        found: dict[str, list[Gap]] = {}
        for gap in self.links.gaps:
            theme = gap.theme
            if gap.kind in ("measure_without_owner", "measure_without_date"):
                one = self.statements.get(gap.statement or "")
                theme = self.theme(one.themes) if one else None
            for key in (gap.id, gap.kind, f"{gap.kind}|{theme or ''}"):
                found.setdefault(key, []).append(gap)
        return {key: tuple(gaps) for key, gaps in found.items()}

    @cached_property
    def gaps_on(self) -> Mapping[str, tuple[Gap, ...]]:
        """The gaps by the statement that they are about."""
        found: dict[str, list[Gap]] = {}
        for gap in self.links.gaps:
            if gap.statement:
                found.setdefault(gap.statement, []).append(gap)
        return {id_: tuple(gaps) for id_, gaps in found.items()}

    @cached_property
    def answers_to(self) -> Mapping[str, tuple[Answer, ...]]:
        """What already stands on each request."""
        found: dict[str, list[Answer]] = {}
        for answer in self.links.answers:
            found.setdefault(answer.request, []).append(answer)
        return {id_: tuple(answers) for id_, answers in found.items()}

    def around(self, source: str) -> Surroundings:
        """The sentences of one document."""
        if source not in self._around:
            self._around[source] = Surroundings(self.documents[source])
        return self._around[source]

    def theme(self, themes: Iterable[str]) -> str | None:
        """The first of these themes in the order of the proposition."""
        own = set(themes) - {OTHER}
        return next((theme.id for theme in self.proposition.themes if theme.id in own), None)

    def title(self, source: str) -> str:
        """What a source is called, also one that is gone."""
        found = self.sources.get(source) or next((one for one in self.proposition.sources if one.id == source), None)
        return found.title if found else source[:12]


def fault(
    clause: Clause, kind: VerdictKind, code: str, citation: str | None = None, /, **values: Value
) -> ClauseVerdict:
    """A verdict of this kind on a clause, with what was found and what to do."""
    return ClauseVerdict(clause=clause.id, kind=kind, citation=citation, reason=Message.of(code, **values))
