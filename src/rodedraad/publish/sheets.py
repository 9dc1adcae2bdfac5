"""The lists of a publication as tables of a workbook: which columns, and what stands in each cell. Pure, in one language.

Every row has the stable id of its record, so that it can be found again after people sorted, filtered or mailed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rodedraad import phrases
from rodedraad.publish.columns import Column, Sheet, Words
from rodedraad.publish.editable import CODE, REMARK, answer, clause_words, statement_words
from rodedraad.publish.model_work import mark
from rodedraad.publish.prospect_sheets import prospect_sheets
from rodedraad.publish.publication import Publication
from rodedraad.records import Answer, Citation, Clause, Contribution, Gap, Reference, Source, Statement, Thread
from rodedraad.wording import word


def sheets(publication: Publication) -> tuple[Sheet, ...]:
    """Every list, in the order of the workbook."""
    of = _Tables(publication)
    return (
        of.clauses(),
        of.citations(),
        of.threads(),
        of.tensions(),
        of.gaps(),
        of.requests(),
        of.statements(),
        of.references(),
        of.parties(),
        of.sources(),
        *prospect_sheets(publication),
        of.contributions(),
    )


@dataclass(frozen=True)
class _Tables(Words):
    """The tables of one publication."""

    def clauses(self) -> Sheet:
        made = self.publication
        words = {
            one.id: clause_words(one, core=made.proposition.core, themes=self.themes, language=made.language)
            for one in made.proposition.clauses
        }

        def backing(one: Clause) -> str:
            if one.support is not None:
                return self.who(one.support.for_)
            return self.who(
                tuple(dict.fromkeys(v for c in one.citations if c.role in ("says", "backs") for v in c.voices))
            )

        def against(one: Clause) -> str:
            opposed = [voice for cited in one.citations if cited.role == "opposes" for voice in cited.voices]
            return self.who(tuple(dict.fromkeys([*(one.support.against if one.support else ()), *opposed])))

        def changed(one: Clause) -> str:
            return "\n".join(
                " ".join(filter(None, [self.date((each.at or "")[:10]), word(each.reason, made.language)]))
                for each in one.changes
            )

        return Sheet(
            kind="clauses",
            rows=made.proposition.clauses,
            columns=(
                Column(key="number", cell=lambda one: made.numbers[one.id], width=6),
                Column(key="core", cell=lambda one: words[one.id]["core"], width=14),
                Column(key="theme", cell=lambda one: words[one.id]["theme"], width=24),
                Column(key="part", cell=lambda one: self.label("part", one.part), width=18),
                Column(key="text", cell=lambda one: words[one.id]["text"], width=70),
                Column(key=REMARK, cell=lambda _: None, width=36),
                Column(key="who", cell=backing, width=32),
                Column(key="against", cell=against, width=24),
                Column(key="documents", cell=lambda one: one.documents, width=11),
                Column(key="certainty", cell=lambda one: one.confidence, width=10, is_share=True),
                Column(key="figures", cell=lambda one: "; ".join(figure.words for figure in one.figures), width=24),
                Column(key="citations", cell=lambda one: self._places(one.citations), width=48),
                Column(key="kind", cell=lambda one: self.said(f"sheet.kind_{one.kind}"), width=14),
                Column(key="origin", cell=lambda one: self._origin(one.origin), width=11),
                *self._titles(),
                *self._plain(),
                Column(key="verdict", cell=lambda one: self.label("verdict", one.verdict), width=14),
                Column(key="ask_again", cell=lambda one: self.who(one.ask_again), width=20),
                Column(
                    key="governs",
                    cell=lambda one: ", ".join(str(made.numbers[id_]) for id_ in one.governs if id_ in made.numbers),
                    width=12,
                ),
                Column(
                    key="searched",
                    cell=lambda one: word(one.searched, made.language) if one.searched else "",
                    width=40,
                ),
                Column(key="changes", cell=changed, width=30),
                Column(key=CODE, cell=lambda one: one.id, width=22),
            ),
        )

    def _titles(self) -> Iterator[Column]:
        """What clauses are about with who chose those words, in a version that has any."""
        if any(one.title for one in self.publication.proposition.clauses):
            yield Column(key="title", cell=lambda one: one.title, width=30)
            yield Column(key="title_by", cell=lambda one: self._origin(one.titled_by) if one.title else "", width=16)

    def _plain(self) -> Iterator[Column]:
        """The plain-language versions with who wrote them, in a version that has any."""
        if any(one.plain for one in self.publication.proposition.clauses):
            yield Column(key="plain", cell=lambda one: one.plain, width=60)
            yield Column(key="plain_by", cell=lambda one: self._origin(one.plain_by) if one.plain else "", width=16)

    def _origin(self, origin: str) -> str:
        kind, _, name = origin.partition(":")
        return f"{self.label('origin', kind)} {name}".strip()

    def _places(self, citations: Sequence[Citation]) -> str:
        """The places of the citations, each once."""
        found = dict.fromkeys(
            self.publication.place(one) for one in citations if one.source in self.publication.sources
        )
        return "\n".join(found)

    def citations(self) -> Sheet:
        rows = [(clause, cited) for clause in self.publication.proposition.clauses for cited in clause.citations]
        return Sheet(
            kind="citations",
            rows=rows,
            columns=(
                Column(key="clause_number", cell=lambda row: self.publication.numbers[row[0].id], width=6),
                Column(key="role", cell=lambda row: self.label("citation", row[1].role), width=18),
                Column(key="quote", cell=lambda row: row[1].quote, width=80),
                Column(key="voices", cell=lambda row: self.who(row[1].voices), width=34),
                Column(key="source", cell=lambda row: self.title(row[1].source), width=44),
                Column(key="place", cell=lambda row: self.place(row[1]), width=22),
                Column(key="language", cell=lambda row: row[1].language, width=8),
                Column(key="origin", cell=lambda row: self._origin(self.publication.origin(row[1])), width=11),
                Column(key="clause", cell=lambda row: row[0].id, width=22),
                Column(key="statement", cell=lambda row: row[1].id, width=26),
                Column(key="source_id", cell=lambda row: row[1].source, width=20),
            ),
        )

    def statements(self) -> Sheet:
        language = self.publication.language
        words = {
            one.id: statement_words(one, themes=self.themes, language=language)
            for one in self.publication.dossier.statements
        }

        def actors(one: Statement) -> str:
            source = self.publication.sources[one.source]
            return "; ".join(
                f"{self.label('role', role)}: {phrases.actors(group, source, self.parties_by_id, language)}"
                for role, group in phrases.by_role(one.actors)
            )

        return Sheet(
            kind="statements",
            rows=self.publication.dossier.statements,
            columns=(
                Column(key="type", cell=lambda one: words[one.id]["type"], width=18),
                Column(key="quote", cell=lambda one: one.text, width=80),
                Column(key="themes", cell=lambda one: words[one.id]["themes"], width=30),
                Column(key="deadline", cell=lambda one: words[one.id]["deadline"], width=20),
                Column(key=REMARK, cell=lambda _: None, width=36),
                Column(key="who", cell=self.speaker, width=32),
                Column(key="source", cell=lambda one: self.title(one.source), width=44),
                Column(key="place", cell=self.place, width=22),
                Column(key="actors", cell=actors, width=34),
                Column(key="amounts", cell=lambda one: "; ".join(amount.words for amount in one.amounts), width=22),
                Column(key="is_commitment", cell=lambda one: answer(one.is_commitment, language), width=11),
                Column(key="areas", cell=lambda one: "; ".join(one.place), width=18),
                Column(key="certainty", cell=lambda one: one.confidence, width=10, is_share=True),
                Column(key="origin", cell=lambda one: self._origin(one.origin), width=11),
                Column(key="in_clauses", cell=lambda one: self.numbers((one.id,)), width=12),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )

    def threads(self) -> Sheet:
        def members(thread: Thread) -> str:
            return " ".join(thread.statements)

        return Sheet(
            kind="threads",
            rows=self.publication.dossier.links.threads,
            columns=(
                Column(key="title", cell=lambda one: one.title, width=80),
                Column(key="titled_by", cell=lambda one: mark(one.titled_by, self.publication.language), width=16),
                Column(key="who", cell=lambda one: self.who(one.support.documents.for_), width=36),
                Column(key="against", cell=lambda one: self.who(one.support.documents.against), width=24),
                Column(key="earlier", cell=lambda one: self.who(one.support.documents.earlier), width=24),
                Column(key="absent", cell=lambda one: self.who(one.support.documents.expected_absent), width=24),
                Column(key="documents", cell=lambda one: len(one.sources), width=11),
                Column(key="certainty", cell=lambda one: one.confidence, width=10, is_share=True),
                Column(key="themes", cell=lambda one: self.theme_words(one.themes), width=30),
                Column(key="in_clauses", cell=lambda one: self.numbers(one.statements), width=12),
                Column(key=CODE, cell=lambda one: one.id, width=26),
                Column(key="statements", cell=members, width=30),
            ),
        )

    def tensions(self) -> Sheet:
        def side(key: str, id_: Callable[[Any], str]) -> tuple[Column, ...]:
            def at(one: Any) -> Statement | None:
                return self.known.get(id_(one))

            return (
                Column(key=f"{key}_who", cell=lambda one: self.speaker(found) if (found := at(one)) else "", width=28),
                Column(key=f"{key}_quote", cell=lambda one: found.text if (found := at(one)) else "", width=56),
                Column(
                    key=f"{key}_place",
                    cell=lambda one: f"{self.title(found.source)}, {self.place(found)}" if (found := at(one)) else "",
                    width=34,
                ),
            )

        return Sheet(
            kind="tensions",
            rows=self.publication.dossier.links.tensions,
            columns=(
                Column(key="kind", cell=lambda one: self.label("tension", one.kind), width=14),
                *side("a", lambda one: str(one.a)),
                *side("b", lambda one: str(one.b)),
                Column(key="explanation", cell=lambda one: word(one.explanation, self.publication.language), width=40),
                Column(key="in_clauses", cell=lambda one: self.numbers((one.a, one.b)), width=12),
                Column(key=CODE, cell=lambda one: one.id, width=26),
                Column(key="statements", cell=lambda one: f"{one.a} {one.b}", width=30),
            ),
        )

    def gaps(self) -> Sheet:
        references = {one.id: one for one in self.publication.dossier.links.references}

        def about(gap: Gap) -> Statement | Reference | None:
            return references.get(gap.reference or "") or self.known.get(gap.statement or "")

        def what(gap: Gap) -> str:
            found = about(gap)
            if isinstance(found, Reference):
                return found.title or found.quote
            return found.text if found else ""

        def where(gap: Gap) -> str:
            found = about(gap)
            return ", ".join(filter(None, [self.title(found.source), self.place(found)])) if found else ""

        return Sheet(
            kind="gaps",
            rows=self.publication.dossier.links.gaps,
            columns=(
                Column(key="kind", cell=lambda one: self.label("gap", one.kind), width=26),
                Column(key="theme", cell=lambda one: self.theme_words([one.theme] if one.theme else ()), width=24),
                Column(key="party", cell=lambda one: self.who((one.party,)) if one.party else "", width=28),
                Column(key="about", cell=what, width=70),
                Column(key="place", cell=where, width=34),
                Column(key="searched", cell=lambda one: word(one.searched, self.publication.language), width=44),
                Column(key=CODE, cell=lambda one: one.id, width=26),
                Column(key="statement", cell=lambda one: one.statement or "", width=26),
            ),
        )

    def requests(self) -> Sheet:
        answers: dict[str, list[Answer]] = {}
        for one in self.publication.dossier.links.answers:
            answers.setdefault(one.request, []).append(one)
        rows: list[tuple[Statement, Answer | None, Statement | None]] = []
        for request in self.publication.dossier.statements:
            if request.type == "request" and not request.is_reported:
                found = [(each, self.known.get(each.statement)) for each in answers.get(request.id, ())]
                rows += [(request, each, said) for each, said in found] or [(request, None, None)]

        def asked(request: Statement) -> str:
            source = self.publication.sources[request.source]
            whom = [one for one in request.actors if one.role == "asked"]
            return phrases.actors(whom, source, self.parties_by_id, self.publication.language)

        def state(row: tuple[Statement, Answer | None, Statement | None]) -> str:
            if row[1] is None:
                return self.said("sheet.no_answer")
            return self.said("sheet.later_answer" if row[1].is_later else "sheet.earlier_answer")

        return Sheet(
            kind="requests",
            rows=rows,
            columns=(
                Column(key="request", cell=lambda row: row[0].text, width=70),
                Column(key="who", cell=lambda row: self.speaker(row[0]), width=30),
                Column(key="asked", cell=lambda row: asked(row[0]), width=30),
                Column(key="deadline", cell=lambda row: row[0].deadline or "", width=18),
                Column(key="place", cell=lambda row: f"{self.title(row[0].source)}, {self.place(row[0])}", width=34),
                Column(key="answered", cell=state, width=26),
                Column(key="answer_who", cell=lambda row: self.who((row[1].party,)) if row[1] else "", width=26),
                Column(key="answer", cell=lambda row: row[2].text if row[2] else "", width=60),
                Column(
                    key="answer_place",
                    cell=lambda row: f"{self.title(row[2].source)}, {self.place(row[2])}" if row[2] else "",
                    width=34,
                ),
                Column(key="in_clauses", cell=lambda row: self.numbers((row[0].id,)), width=12),
                Column(key=CODE, cell=lambda row: row[0].id, width=26),
                Column(key="answer_code", cell=lambda row: row[1].statement if row[1] else "", width=26),
            ),
        )

    def references(self) -> Sheet:
        return Sheet(
            kind="references",
            rows=self.publication.dossier.links.references,
            columns=(
                Column(key="document", cell=lambda one: one.title or "", width=50),
                Column(key="quote", cell=lambda one: one.quote, width=60),
                Column(key="source", cell=lambda one: self.title(one.source), width=44),
                Column(key="place", cell=self.place, width=14),
                Column(
                    key="target",
                    cell=lambda one: self.title(one.target) if one.target else self.said("sheet.missing"),
                    width=44,
                ),
                Column(key="url", cell=lambda one: one.url or "", width=40),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )

    def parties(self) -> Sheet:
        def names(ids: Sequence[str]) -> str:
            return "; ".join(self.who((id_,)) for id_ in ids)

        return Sheet(
            kind="parties",
            rows=self.publication.dossier.links.parties,
            columns=(
                Column(key="name", cell=lambda one: one.name, width=44),
                Column(key="layer", cell=lambda one: self.label("layer", one.layer), width=20),
                Column(key="statements_count", cell=lambda one: one.statements, width=11),
                Column(
                    key="expected",
                    cell=lambda one: answer(one.expected, self.publication.language),
                    width=11,
                ),
                Column(key="member_of", cell=lambda one: names(one.member_of), width=30),
                Column(key="aliases", cell=lambda one: "; ".join(one.aliases), width=40),
                Column(key="tooi", cell=lambda one: one.tooi or "", width=20),
                Column(key=CODE, cell=lambda one: one.id, width=34),
            ),
        )

    def sources(self) -> Sheet:
        language = self.publication.language
        coverage = {row.source: row for row in self.publication.dossier.coverage}
        cited: dict[str, set[int]] = {}
        for clause in self.publication.proposition.clauses:
            for one in clause.citations:
                cited.setdefault(one.source, set()).add(self.publication.numbers[clause.id])

        def authors(source: Source) -> str:
            issuers = [issuer for issuer in source.parties if issuer.role == "author"]
            return phrases.speakers(issuers, self.parties_by_id, language)

        def kind(source: Source) -> str:
            told = [self.label("kind", source.kind), self.label("status", source.status)]
            return ", ".join(filter(None, told))

        def guessed(source: Source) -> str:
            return ", ".join(self.label("field", one) for one in source.guesses if one in _GUESSED)

        return Sheet(
            kind="sources",
            rows=self.publication.dossier.sources,
            columns=(
                Column(key="title", cell=lambda one: one.title, width=60),
                Column(key="who", cell=authors, width=36),
                Column(key="date", cell=lambda one: one.date or "", width=12),
                Column(key="kind", cell=kind, width=22),
                Column(key="guesses", cell=guessed, width=22),
                Column(key="pages", cell=lambda one: one.pages, width=8),
                Column(
                    key="statements_count",
                    cell=lambda one: coverage[one.id].statements if one.id in coverage else None,
                    width=11,
                ),
                Column(
                    key="in_clauses",
                    cell=lambda one: ", ".join(map(str, sorted(cited.get(one.id, ())))),
                    width=24,
                ),
                Column(key="public", cell=lambda one: answer(one.is_public, language), width=10),
                Column(key="path", cell=lambda one: one.path, width=44),
                Column(key=CODE, cell=lambda one: one.id, width=30),
            ),
        )

    def contributions(self) -> Sheet:
        def contributor(one: Contribution) -> str:
            return ", ".join(filter(None, [one.person, self.who((one.party,)) if one.party else ""]))

        def replied(one: Contribution) -> str:
            return self.label("outcome", one.reply.outcome) if one.reply else self.said("sheet.open")

        return Sheet(
            kind="contributions",
            rows=self.publication.contributions,
            columns=(
                Column(key="at", cell=lambda one: self.moment(one.at), width=20),
                Column(key="kind", cell=lambda one: self.label("contribution", one.kind), width=13),
                Column(key="channel", cell=lambda one: self.label("channel", one.channel), width=16),
                Column(key="who", cell=contributor, width=28),
                Column(
                    key="clause_number",
                    cell=lambda one: self.publication.numbers.get(one.clause or ""),
                    width=6,
                ),
                Column(key="contribution", cell=lambda one: one.text or self.said("sheet.erased"), width=70),
                Column(key="proposed", cell=lambda one: one.proposed or "", width=50),
                Column(key="reply", cell=replied, width=16),
                Column(key="reason", cell=lambda one: one.reply.reason if one.reply else "", width=50),
                Column(key="replied_at", cell=lambda one: self.moment(one.reply.at) if one.reply else "", width=20),
                Column(key="clause", cell=lambda one: one.clause or "", width=22),
                Column(key=CODE, cell=lambda one: one.id, width=26),
            ),
        )


_GUESSED = frozenset({"title", "parties", "date", "kind", "status"})
