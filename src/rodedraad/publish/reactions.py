"""The report of reactions (reactienota): everything that was brought in, what was answered, and what is still open. Pure.

    Publication --reactions--> Paper

Neutral and complete: each contribution stands once, under the clause that it is about, in the words of whoever brought
it in, with its answer or as open. Method: docs/method/dialogue-by-letter.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from rodedraad import phrases
from rodedraad.publish.paper import Block, Heading, Paper, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.records import Clause, Contribution, ContributionKind, Gone, Proposition
from rodedraad.wording import word

_SHOWN = 10_000
"""Characters of one contribution's paragraph; paper has bounds, and says where it was cut."""


def reactions(publication: Publication, *, earlier: Mapping[str, Proposition] | None = None) -> Paper:
    """Every contribution to the proposition with its answer, by clause in reading order.

    ``earlier`` are the texts of versions, by the label that contributions name: by these a changed clause shows what it was.
    They go out too, so they are those that may.
    """
    made = _Reactions(publication, earlier or {})
    proposition = publication.proposition
    return Paper(
        title=made.say("title"),
        subtitle=phrases.clipped(proposition.title, phrases.LONGEST_NAME),
        mark=publication.mark,
        language=publication.language,
        stamp=publication.stamp,
        subject=made.say("subject", title=phrases.clipped(proposition.title, 120)),
        blocks=tuple(made.blocks()),
        identifier=publication.identifier,
        release=proposition.release,
    )


class _Reactions:
    """One report in the making."""

    def __init__(self, publication: Publication, earlier: Mapping[str, Proposition]) -> None:
        self._publication = publication
        self._language = publication.language
        self._clauses = {clause.id: clause for clause in publication.proposition.clauses}
        self._gone = {gone.clause: gone for gone in publication.proposition.gone}
        self._texts = {
            (label, clause.id): publication.text(clause) for label, text in earlier.items() for clause in text.clauses
        }
        self._themes = {one.id: one.nl if self._language == "nl" else one.en for one in publication.proposition.themes}
        self._parties = {party.id: party for party in publication.proposition.parties}
        self._numbers = {one.id: at for at, one in enumerate(publication.contributions, start=1)}

    def blocks(self) -> Iterator[Block]:
        """The counts, then every contribution under its clause."""
        contributions = self._publication.contributions
        yield Paragraph(runs=plain(self.say("what", count=len(contributions), mark=self._publication.mark)))
        if not contributions:
            return
        yield Heading(text=self.say("counts"))
        yield self._counts(contributions)
        for title, found in self._grouped():
            yield Heading(text=title)
            yield from self._about(found[0])
            for one in found:
                yield from self._contribution(one)

    def _counts(self, contributions: Sequence[Contribution]) -> Table:
        found = Counter((one.kind, one.reply.outcome if one.reply else "open") for one in contributions)
        kinds = [kind for kind in get_args(ContributionKind) if any(one.kind == kind for one in contributions)]
        rows = []
        for kind in (*kinds, None):
            own = (
                [found[kind, outcome] for outcome in ("changed", "not_changed", "open")]
                if kind
                else [
                    sum(count for (_, outcome), count in found.items() if outcome == wanted)
                    for wanted in ("changed", "not_changed", "open")
                ]
            )
            name = phrases.label("contribution", kind, self._language) if kind else self.say("total")
            rows.append((plain(name, is_strong=kind is None), *(plain(str(count)) for count in (sum(own), *own))))
        columns = [self.say(name) for name in ("kind", "received", "changed", "not_changed", "open")]
        return Table(columns=tuple(columns), rows=tuple(rows), summary=self.say("summary"), widths=(3, 2, 2, 2, 2))

    def _grouped(self) -> Iterator[tuple[str, list[Contribution]]]:
        """What is about one clause together: in reading order, then clauses that are gone, then the whole."""
        found: dict[str | None, list[Contribution]] = {}
        for one in self._publication.contributions:
            found.setdefault(one.clause, []).append(one)
        for id_, number in self._publication.numbers.items():
            if id_ in found:
                theme = self._themes.get(self._clauses[id_].theme or "")
                heading = self.say("clause", number=number)
                yield f"{heading} ({theme})" if theme else heading, found[id_]
        for other, own in found.items():
            if other is not None and other not in self._clauses:
                yield self.say("clause_gone", id=other[:12]), own
        if None in found:
            yield self.say("whole"), found[None]

    def _about(self, one: Contribution) -> Iterator[Block]:
        """The clause as this version has it, or what it was and why it is no more."""
        id_ = one.clause or ""
        clause, gone = self._clauses.get(id_), self._gone.get(id_)
        old = self._texts.get((one.version or "", id_))
        if clause is not None:
            number = str(self._publication.numbers[clause.id])
            yield Paragraph(runs=tuple(self._quoted(clause)), look="clause", number=number)
        elif gone is not None:
            reason = word(gone.change.reason, self._language)
            yield Paragraph(runs=plain(self.say("was", text=self._gone_text(gone))), look="clause")
            yield Paragraph(runs=plain(self.say("gone", reason=reason)))
        elif old:
            yield Paragraph(runs=plain(self.say("was", text=old)), look="clause")
        elif id_:
            yield Paragraph(runs=plain(self.say("not_here")))

    def _quoted(self, clause: Clause) -> Iterator[Run]:
        for piece in self._publication.pieces(clause):
            yield Run(text=piece.text, is_quoted=piece.citation is not None)

    def _contribution(self, one: Contribution) -> Iterator[Block]:
        kind = phrases.label("contribution", one.kind, self._language)
        yield Heading(text=self.say("contribution", number=self._numbers[one.id], kind=kind), level=2)
        yield Paragraph(runs=plain(self._who(one)), look="detail", is_with_next=True)
        if self._is_closed(one):
            yield Paragraph(runs=plain(self.say("closed")))
        else:
            paragraphs = [line for line in one.text.split("\n") if line.strip()]
            for line in paragraphs or [self.say("erased")]:
                yield Paragraph(runs=plain(line if len(line) <= _SHOWN else self.say("cut", text=line[:_SHOWN])))
            if one.proposed:
                yield self._line("proposed", one.proposed)
        yield from self._answer(one)

    def _who(self, one: Contribution) -> str:
        """Who, for whom, when, by which way and on which version, in one line."""
        person = one.person or self.say("erased_name" if not one.text else "no_name")
        party = phrases.party(self._parties, one.party, self._language) if one.party else ""
        date = phrases.date(one.at[:10], self._language)
        told = [
            f"{person}, {party}" if party else person,
            date if one.is_dated else self.say("received_on", at=date),
            phrases.label("channel", one.channel, self._language),
        ]
        if one.entered_by and one.entered_by != one.person:
            told.append(self.say("entered_by", person=one.entered_by))
        return " · ".join(told)

    def _answer(self, one: Contribution) -> Iterator[Block]:
        reply = one.reply
        if reply is None:
            yield self._line("answer", self.say("still_open"))
            return
        outcome = phrases.label("outcome", reply.outcome, self._language)
        at = phrases.date(reply.at[:10], self._language)
        by = f"{reply.person}, {at}" if reply.person else at  # names may stay in, and are not erased by that
        told = self.say("answered", outcome=outcome, by=by)
        yield self._line("answer", told)
        if reply.reason and not self._is_closed(one):
            yield self._line("reason", reply.reason)
        if reply.outcome == "changed" and not self._is_closed(one):
            yield from self._change(one)

    def _change(self, one: Contribution) -> Iterator[Block]:
        """The clause before and after, with the version that has the new text."""
        clause = self._clauses.get(one.clause or "")
        change = one.reply.change if one.reply else None
        old = self._texts.get((one.version or "", one.clause or ""))
        if old:
            yield self._line("old", old)
        if clause is None:
            yield self._line("new", self.say("left_out"))
        elif change is None or any(made.event == change for made in clause.changes):
            version = self._publication.version
            code = "new_in" if version else "new"
            label = self.say(code, label=version.label) if version else self.say(code)
            yield Paragraph(runs=(Run(text=f"{label}: ", is_strong=True), Run(text=self._publication.text(clause))))
        else:
            yield self._line("new", self.say("next_version"))

    def _is_closed(self, one: Contribution) -> bool:
        """Whether it may be about a clause that rests on a source that is not public: then its words stay in too."""
        is_known = one.clause is None or one.clause in self._clauses or one.clause in self._gone
        return not is_known and self._publication.dossier.withheld > 0

    def _gone_text(self, gone: Gone) -> str:
        return gone.text if self._language == "nl" else gone.english

    def _line(self, code: str, value: str) -> Paragraph:
        return Paragraph(runs=(Run(text=f"{self.say(code)}: ", is_strong=True), Run(text=value)))

    def say(self, code: str, **values: str | int) -> str:
        """A fixed phrase of the report."""
        return phrases.said(f"reactions.{code}", self._language, **values)
