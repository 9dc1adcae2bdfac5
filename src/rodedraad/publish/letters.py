"""Letters from the same clauses: to a council, to parliament, from a party that was asked something, to residents. Pure.

    Publication --letter--> Paper

A letter says nothing of its own: what is no clause is its fixed form (an opening, headings, where to answer) or a field
that a person has to fill in, which stays visible as ``[in te vullen: ...]``. Each clause has its footnotes, and the
conditions that it stands under come first. Method: docs/method/letters.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias, get_args

from rodedraad import phrases
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.propose.shared import seems
from rodedraad.publish.footnotes import after_quotes
from rodedraad.publish.letter_acts import acts_of, share_of
from rodedraad.publish.letter_fields import Filled, field
from rodedraad.publish.model_work import mark, worded_by
from rodedraad.publish.paper import Block, Heading, Item, Note, Paper, Paragraph, Run, Table, plain
from rodedraad.publish.plainly import Plainly, plain_mark, plainly
from rodedraad.publish.publication import Publication
from rodedraad.publish.reading_level import LONG_SENTENCE, Reading, measured, words_of
from rodedraad.publish.requested import Requested, asked_parties, requested
from rodedraad.records import Citation, Clause, Party
from rodedraad.verify.restated import tail

LetterKind: TypeAlias = Literal["council", "parliament", "reply", "residents"]
NOTED = 3
"""Of one clause so many citations have a footnote; of the others is told how many there are."""
_QUOTE_CHARS = 600
_KNOWN = 12
"""Parties named where one is not known."""


def letter(publication: Publication, *, kind: str, party: str | None = None, filled: Filled | None = None) -> Paper:
    """One letter of this kind. ``party`` is an id or name: who answers, or whose council reads.

    Raises WrongUse on another kind, a party that is not known, or a reply of a party that nobody asked anything.
    """
    if kind not in get_args(LetterKind):
        raise WrongUse("letters.unknown_kind", kind=kind[:80], known=" ".join(get_args(LetterKind)))
    made = _Letter(publication, filled or Filled())
    known = _party(publication, party) if party else None
    if kind == "reply":
        if known is None:
            raise WrongUse("letters.reply_of_whom", known=_names(publication, asked_parties(publication)))
        return made.reply(known)
    if kind == "residents":
        return made.residents()
    return made.informing("council" if kind == "council" else "parliament", known)


class _Letter:
    """One letter in the making. A clause is told once: ``_told`` are those that stand in it already."""

    def __init__(self, publication: Publication, filled: Filled) -> None:
        self._publication = publication
        self._language = publication.language
        self._filled = filled
        self._told: set[str] = set()
        self._has_plain = False

    # --- the letters ----------------------------------------------------------------------------------------------

    def informing(self, kind: Literal["council", "parliament"], party: Party | None) -> Paper:
        """To a municipal council, or to a committee of parliament."""
        to = self._filled.to or (self._council_of(kind, party) if party else None)
        blocks = [
            *self._head(kind, to),
            Paragraph(runs=plain(self._say(f"dear_{kind}"))),
            Heading(text=self._say("why")),
            Paragraph(runs=plain(self._about())),
            Paragraph(runs=plain(self._field(f"why_{kind}"))),
            Heading(text=self._say("core")),
            *self._core(),
        ]
        if party is not None:
            blocks += self._asked_of(party)
            blocks += self._acts(party)
        blocks += [
            Heading(text=self._say("next")),
            Paragraph(runs=plain(self._field(f"next_{kind}"))),
            *self._close(),
            Paragraph(runs=plain(self._enclosed()), look="small"),
        ]
        return self._paper(kind, blocks)

    def _council_of(self, kind: Literal["council", "parliament"], party: Party) -> str:
        """Whom a letter with the requests to one party is sent to: "de gemeenteraad van Velsen"."""
        town = party.name.removeprefix("Gemeente ")
        if kind == "council" and party.form == "municipality" and town != party.name:
            return self._say("to_council_of", town=town)
        return f"{self._say(f'to_{kind}')} ({party.name})"

    def residents(self) -> Paper:
        """To residents: the core, where to answer, and how hard the letter is to read."""
        self._has_plain = True
        head = self._head("residents", self._filled.to or self._say("to_residents"))
        blocks: list[Block] = [
            Paragraph(runs=plain(self._say("dear_residents"))),
            Paragraph(runs=plain(self._about("about_residents"))),
            Paragraph(runs=plain(self._say("approved" if self._publication.is_approved else "not_approved"))),
            *self._core(headings="plain"),
            Heading(text=self._say("answering")),
            Paragraph(runs=plain(self._say("answer_how", until=self._field("until"), where=self._contact()))),
            *self._close(has_contact=False),
        ]
        spoken = [block.text for block in blocks if isinstance(block, Paragraph)]
        return self._paper("residents", [*head, *blocks, *_reading(measured(spoken, self._language))])

    def reply(self, party: Party) -> Paper:
        """The skeleton of what a party answers: per request what is asked, what it says already, what is to decide."""
        found = requested(self._publication, party.id)
        share = None if found else share_of(self._publication, party)
        if not found and not (share and share.asked):
            known = _names(self._publication, asked_parties(self._publication))
            raise WrongUse("letters.nothing_asked", party=phrases.clipped(party.name, 80), known=known)
        askers = list(dict.fromkeys(one.asked_by for one in found))
        named = askers or list(dict.fromkeys(act.asker for act in share.asked)) if share else askers
        to = self._filled.to or "; ".join(who or self._say("unknown_asker") for who in named)
        blocks: list[Block] = [
            *self._head("reply", to, sender=self._filled.sender or party.name),
            Paragraph(runs=plain(self._say("dear_reply", name=self._field("addressee")))),
            *(
                [Paragraph(runs=plain(self._counted("about_reply", len(found), party=party.name)))]
                if found
                else [Paragraph(runs=plain(self._say("about_acts", party=party.name)))]
            ),
            Paragraph(runs=plain(self._about())),
        ]
        number = 0
        for who in askers:
            blocks.append(Heading(text=self._say("asked_by", who=who or self._say("unknown_asker"))))
            for one in found:
                if one.asked_by == who:
                    number += 1
                    blocks += self._request(one, number, party)
        blocks += self._acts(party)
        return self._paper("reply", [*blocks, *self._close()], title=self._say("title_reply", party=party.name))

    # --- their parts ----------------------------------------------------------------------------------------------

    def _paper(self, kind: LetterKind, blocks: Sequence[Block], title: str | None = None) -> Paper:
        publication = self._publication
        return Paper(
            title=title or self._say(f"title_{kind}"),
            subtitle=phrases.clipped(publication.proposition.title, phrases.LONGEST_NAME),
            mark=publication.mark,
            language=self._language,
            stamp=publication.stamp,
            subject=self._say(f"subject_{kind}", title=phrases.clipped(publication.proposition.title, 120)),
            blocks=tuple(blocks),
            identifier=publication.identifier,
            release=publication.proposition.release,
        )

    def _head(self, kind: LetterKind, to: str | None, sender: str | None = None) -> Iterator[Block]:
        title = phrases.clipped(self._publication.proposition.title, 120)
        date = phrases.date(self._filled.date, self._language) if self._filled.date else self._field("date")
        for name, value in (
            ("to", to or self._field(f"to_{kind}")),
            ("from", sender or self._sender()),
            ("date", date),
            ("reference", self._filled.reference or self._field("reference")),
            ("subject", self._say(f"subject_{kind}", title=title)),
        ):
            yield Paragraph(runs=(Run(text=f"{self._say(name)}: ", is_strong=True), Run(text=value)))

    def _close(self, *, has_contact: bool = True) -> Iterator[Block]:
        yield Paragraph(runs=plain(self._say("regards")))
        yield Paragraph(runs=plain(self._sender()))
        if has_contact:
            yield Paragraph(runs=plain(self._say("contact", contact=self._contact())))

    def _core(self, headings: Literal["part", "plain"] = "part") -> Iterator[Block]:
        """The clauses of the one page by their part."""
        if not self._publication.core:
            yield Paragraph(runs=plain(self._say("no_core")))
        for part, clauses in self._publication.core:
            title = self._publication.part_title(part) if headings == "part" else self._say(f"part_{part}")
            yield Heading(text=title, level=2 if headings == "part" else 1)
            if part == "national":
                yield Paragraph(runs=plain(phrases.said("publication.national", self._language)), look="small")
            for clause in clauses:
                yield from self._clause(clause)

    def _asked_of(self, party: Party) -> Iterator[Block]:
        """The requests to one party, those of the core by their number alone."""
        found = requested(self._publication, party.id)
        yield Heading(text=self._say("asked_of", party=party.name))
        above = [str(self._publication.numbers[one.clause.id]) for one in found if one.clause.id in self._told]
        if not found:
            yield Paragraph(runs=plain(self._say("asked_nothing", party=party.name)))
        if above:
            yield Paragraph(
                runs=plain(self._counted("asked_above", len(above), numbers=phrases.listed(above, self._language)))
            )
        for one in found:
            yield from self._clause(one.clause)

    def _acts(self, party: Party) -> Iterator[Block]:
        """What the roadmap asks of a party beyond the requests that stand in the letter."""
        clauses = [one for one in self._publication.proposition.clauses if one.id in self._told]
        return acts_of(self._publication, party, told={cited.id for one in clauses for cited in one.citations})

    def _request(self, one: Requested, number: int, party: Party) -> Iterator[Block]:
        yield Heading(text=self._say("request", number=number), level=2)
        yield from self._clause(one.clause)
        yield self._line("term", "; ".join(one.terms) or self._say("no_term"))
        yield self._line("competent", "; ".join(one.authorities) or self._field("competent"))
        yield from self._answers(self._say("standing", party=party.name), one, one.own)
        if one.others:
            yield from self._answers(self._say("standing_others"), one, one.others)
        if not one.own:
            told = f"{self._say('nothing_standing', party=party.name)} {one.searched}"
            yield Paragraph(runs=plain(told.strip()))
        yield self._line("to_decide", self._field("decision"))

    def _answers(self, heading: str, one: Requested, citations: Sequence[Citation]) -> Iterator[Block]:
        yield Paragraph(runs=plain(f"{heading}:", is_strong=True), is_with_next=bool(citations))
        for citation in citations:
            who = self._publication.who(citation.voices)
            words = citation.shown or phrases.clipped(citation.quote, _QUOTE_CHARS).replace("«", "“").replace("»", "”")
            runs = [
                Run(text=f"{who}: «" if who else "«"),
                Run(text=words, is_quoted=True),
                Run(text="»", note=self._note(citation, has_quote=True, beside=who)),
            ]
            if citation.id in one.earlier:
                runs.append(Run(text=f" {self._say('earlier')}"))
            yield Item(runs=tuple(runs))

    def _line(self, code: str, value: str) -> Paragraph:
        return Paragraph(runs=(Run(text=f"{self._say(code)}: ", is_strong=True), Run(text=value)))

    def _clause(self, clause: Clause) -> Iterator[Block]:
        """A clause with its number and footnotes, once, after the conditions that it stands under."""
        if clause.id in self._told:
            return
        self._told.add(clause.id)
        publication = self._publication
        above = [one for one in publication.proposition.clauses if clause.id in one.governs]
        for one in above:
            yield from self._clause(one)
        before: tuple[Run, ...] = ()
        if above:
            numbers = ", ".join(str(publication.numbers[one.id]) for one in above)
            before = (Run(text=self._say("under", numbers=numbers) + " ", is_strong=True),)
        if clause.verdict != "accepted":
            yield Paragraph(runs=plain(self._say("unsound"), is_strong=True), is_with_next=True)
        noted = self._noted(clause)
        # in other words than the clause's: without its bookmark and number, or a file that comes back would seem to edit it
        is_plain = self._plainly(clause) is not None
        besides = " ".join(self._besides(clause, noted))
        yield Paragraph(
            runs=tuple(self._words(clause, noted)),
            before=before,
            look="clause",
            number="" if is_plain else str(publication.numbers[clause.id]),
            anchor=None if is_plain else clause.id,
            is_with_next=bool(besides),
        )
        if besides:
            yield Paragraph(runs=plain(besides), look="detail")

    def _noted(self, clause: Clause) -> tuple[int, ...]:
        """The citations that have a footnote: first those that are quoted."""
        quoted = [piece.citation for piece in self._publication.pieces(clause) if piece.citation is not None]
        return (*quoted, *(place for place in self._borne(clause) if place not in quoted))[:NOTED]

    def _borne(self, clause: Clause) -> tuple[int, ...]:
        """The citations that bear a clause out: what only touches a request that is told to be open answers nothing."""
        is_open = clause.searched is not None and clause.part == "ask"
        cited = enumerate(clause.citations)
        return tuple(at for at, one in cited if one.shown or one.role != "answers" or not is_open)

    def _words(self, clause: Clause, noted: Sequence[int]) -> Iterator[Run]:
        """The text of a clause with a footnote at each quote; what it cites without quoting is noted at its end."""
        if told := self._plainly(clause):
            behind = "" if told.is_by_model else tail(self._publication.text(clause))  # a model's words hold it
            seen = phrases.said("paper.see_clause", self._language, number=self._publication.numbers[clause.id])
            yield Run(text=" ".join(filter(None, (told.text, behind, seen))))
            for at in noted:
                yield Run(text="\u00a0", note=self._note(clause.citations[at], has_quote=False, beside=told.text))
            return
        pieces, text = self._publication.pieces(clause), self._publication.text(clause)
        quoted = {piece.citation for piece in pieces}
        others = [self._note(clause.citations[at], has_quote=False, beside=text) for at in noted if at not in quoted]
        parts = tuple(after_quotes(pieces))
        for at, (piece, marked) in enumerate(parts):
            cited = None if piece.citation is None else clause.citations[piece.citation]
            note = None
            if marked is not None and marked in noted:
                note = self._note(clause.citations[marked], has_quote=True, beside=text)
            elif at == len(parts) - 1 and others:
                note = others.pop(0)
            other = cited.language if cited is not None and cited.language != self._language else None
            yield Run(text=piece.text, is_quoted=cited is not None, note=note, language=other)
        for note in others:
            yield Run(text="\u00a0", note=note)  # a blank, or notes 2 and 3 would read as 23

    def _plainly(self, clause: Clause) -> Plainly | None:
        """What this letter says in plain words: one to residents, where a model or the list of equal words put it so."""
        return plainly(clause, self._language) if self._has_plain else None

    def _besides(self, clause: Clause, noted: Sequence[int]) -> Iterator[str]:
        """What nobody may miss of a clause, whoever it is sent to; and how many sources have no footnote here."""
        if seems(clause):
            yield self._say("seems", share=round(100 * (clause.confidence or 0)))
        if clause.support and clause.support.against:
            yield self._say("against", who=self._publication.who(clause.support.against))
        if clause.ask_again:
            yield self._say("ask_again", who=self._publication.who(clause.ask_again))
        told = self._plainly(clause)
        if words := plain_mark(self._publication, told) if told else worded_by(self._publication, clause):
            yield words
        if (more := len(self._borne(clause)) - len(noted)) > 0:
            yield self._counted("more_sources", more)

    def _note(self, citation: Citation, *, has_quote: bool, beside: str) -> Note:
        """Where a citation stands; who says it and its words where the text ``beside`` has them not."""
        who = self._publication.who(citation.voices)
        source = self._publication.sources[citation.source]
        told = ["" if who in beside else phrases.clipped(who, 200)]
        told.append(mark(self._publication.origin(citation), self._language))
        return Note(
            title=self._publication.titled(source),
            place=phrases.where(source, citation.page, citation.page_end, citation.locator, self._language),
            who=", ".join(filter(None, told)),
            quote="" if has_quote else phrases.clipped(citation.quote, _QUOTE_CHARS),
            language=citation.language if citation.language != self._language else None,
        )

    def _about(self, code: str = "about") -> str:
        proposition = self._publication.proposition
        own = set(proposition.regional_parties)
        written = [one for one in self._publication.dossier.sources if own.intersection(one.authors)]
        parties = own.intersection(id_ for one in written for id_ in one.authors)
        return self._say(
            f"{code}_parted" if written else code,
            title=phrases.clipped(proposition.title, 120),
            mark=self._publication.mark[:1].lower() + self._publication.mark[1:],
            sources=len(proposition.held),
            own=len(written),
            parties=phrases.said(
                f"publication.parties{'_one' if len(parties) == 1 else ''}", self._language, parties=len(parties)
            ),
            others=len(proposition.held) - len(written),
        )

    def _enclosed(self) -> str:
        return self._say("enclosed", count=len(self._publication.proposition.clauses))

    def _sender(self) -> str:
        return self._filled.sender or self._field("sender")

    def _contact(self) -> str:
        return self._filled.contact or self._field("contact")

    def _field(self, name: str) -> str:
        return field(name, self._language)

    def _counted(self, code: str, count: int, **values: str) -> str:
        """A phrase about so many, or about one."""
        return self._say(f"{code}_one", **values) if count == 1 else self._say(code, count=count, **values)

    def _say(self, code: str, **values: str | int) -> str:
        return phrases.said(f"letters.{code}", self._language, **values)


def _reading(reading: Reading) -> Iterator[Block]:
    """How hard the letter is to read, as measured: figures, hard words and long sentences; no level."""
    language = reading.language

    def say(code: str, **values: str | float) -> str:
        return phrases.said(f"letters.{code}", language, **values)

    def decimal(value: float | None) -> str:
        text = "–" if value is None else f"{value:.1f}"
        return text.replace(".", ",") if language == "nl" else text

    per_sentence = reading.words / reading.sentences if reading.sentences else None
    rows = (
        ("measure_words", str(reading.words), ""),
        ("measure_sentences", str(reading.sentences), ""),
        ("measure_length", decimal(per_sentence), ""),
        ("measure_lix", decimal(reading.lix), say("lix_how")),
        ("measure_flesch", decimal(reading.flesch), say("flesch_how")),
    )
    yield Heading(text=say("reading"), starts_page=True)
    yield Paragraph(runs=plain(say("reading_how")))
    yield Table(
        columns=(say("measure"), say("value"), say("meaning")),
        rows=tuple((plain(say(code)), plain(value), plain(how)) for code, value, how in rows),
        summary=say("reading_summary"),
        widths=(3, 1, 5),
    )
    is_one = len(reading.hard) == 1
    yield Heading(text=say("hard_words_one" if is_one else "hard_words", count=len(reading.hard)), level=2)
    yield Paragraph(runs=plain(", ".join(reading.hard) or say("none")))
    yield Heading(text=say("long_sentences", count=len(reading.long), most=LONG_SENTENCE), level=2)
    if not reading.long:
        yield Paragraph(runs=plain(say("none")))
    for one in reading.long:
        yield Item(runs=plain(say("long_sentence", sentence=one, count=len(words_of(one)))))


def _party(publication: Publication, name: str) -> Party:
    """The party of that id or name. Raises UnknownRecord."""
    wanted = " ".join(name.casefold().split())
    found = [one for one in publication.proposition.parties if one.id == name] or [
        one
        for one in publication.proposition.parties
        if wanted in (one.name.casefold(), *(alias.casefold() for alias in one.aliases))
    ]
    if len(found) != 1:
        known = _names(publication, asked_parties(publication))
        raise UnknownRecord("letters.no_party", name=name[:80], known=known)
    return found[0]


def _names(publication: Publication, ids: Sequence[str]) -> str:
    parties = {party.id: party for party in publication.proposition.parties}
    told = [phrases.party(parties, id_, publication.language) for id_ in ids[:_KNOWN]]
    return "; ".join(told) + (" …" if len(ids) > _KNOWN else "") or "-"
