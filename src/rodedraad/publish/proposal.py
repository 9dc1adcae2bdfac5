"""The proposition as a text on paper: the core on one page, the reading per theme with its footnotes. Pure.

    Publication --paper--> Paper

Every clause keeps its number. What a reader could miss in the text itself stands under it: who else says it, who is
against, how sure it is, where was searched. What is behind it all (sources, parties without a document, how it was
made) is at the end: ``colophon.py``. Method: docs/method/paper.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rodedraad import phrases
from rodedraad.publish.annex import annex
from rodedraad.publish.colophon import colophon, noun
from rodedraad.publish.footnotes import after_quotes
from rodedraad.publish.model_work import mark, text_by, title_in, who_titled, worded_by
from rodedraad.publish.paper import Block, Heading, Item, Note, Paper, Paragraph, Run, plain
from rodedraad.publish.publication import Publication, ReadPart, Section, read_part
from rodedraad.records import Citation, CitationRole, Clause
from rodedraad.verify.restated import tail
from rodedraad.wording import Language, word

NOTED = 3
"""Of one clause so many citations have a footnote; of the others is told how many there are."""
LONGEST_QUOTE = 600
LONGEST_WHO = 200
_SENTENCE = re.compile(r"[.!?](?:\s+(?=[A-Z«])|$)")
"""Where a sentence ends."""
_ALSO: Mapping[CitationRole, str] = {
    "says": "paper.also",
    "backs": "paper.also",
    "answers": "paper.also_answers",
    "opposes": "paper.also_against",
}


def paper(publication: Publication) -> Paper:
    """The whole proposition in the publication's language."""
    proposition, language = publication.proposition, publication.language
    return Paper(
        title=phrases.clipped(proposition.title, phrases.LONGEST_NAME),
        subtitle=phrases.said("paper.subtitle", language),
        mark=publication.mark,
        language=language,
        stamp=publication.stamp,
        subject=phrases.said("paper.subtitle", language),
        identifier=publication.identifier,
        release=proposition.release,
        blocks=(*_core(publication), *_reading(publication), *annex(publication), *colophon(publication)),
    )


def _core(publication: Publication) -> Iterator[Block]:
    """The one page: each clause with the number under which its sources stand in the reading."""
    language = publication.language
    yield Heading(text=phrases.said("paper.core", language))
    for part, clauses in publication.core:
        yield from _part(publication, part)
        for clause in clauses:
            number = publication.numbers[clause.id]
            # in the link, which is no text of the clause when an edited file comes back; the reading says which model
            code = "worded" if text_by(clause, language) else "clause"
            told = Run(text=phrases.said(f"paper.see_{code}", language, number=number), to=clause.id)
            yield Paragraph(
                runs=(*_words(publication, clause), Run(text=" "), told),
                before=(*_title(clause, language), *_condition(publication, clause)),
                look="core",
            )
    models = sorted({name for _, clauses in publication.core for one in clauses if (name := text_by(one, language))})
    worded = phrases.said("paper.core_worded", language, model=phrases.listed(models, language)) if models else ""
    notes = (phrases.said("paper.core_numbers", language), worded, who_titled(publication))
    yield Paragraph(runs=plain(" ".join(filter(None, notes))), look="small")


def _reading(publication: Publication) -> Iterator[Block]:
    language = publication.language
    sections = publication.reading
    yield Heading(text=phrases.said("paper.reading", language), starts_page=True)
    notes = (phrases.said("paper.reading_how", language), who_titled(publication))
    yield Paragraph(runs=plain(" ".join(filter(None, notes))))
    for place, section in enumerate(sections):
        count = noun("clause", len(section.clauses), language)
        yield Item(runs=(Run(text=section.title, to=f"theme-{place}"), Run(text=f" ({count})")))
    for place, section in enumerate(sections):
        yield Heading(text=section.title, anchor=f"theme-{place}")
        yield from _section(publication, section)


def _section(publication: Publication, section: Section) -> Iterator[Block]:
    """The clauses of one theme under a heading per part; a condition is of the part that it governs."""
    parts = {clause.id: read_part(clause) for clause in publication.proposition.clauses}
    last: ReadPart | None = None
    for clause in section.clauses:
        governed = [id_ for id_ in clause.governs if id_ in parts]
        part = parts[min(governed, key=lambda id_: publication.numbers[id_])] if governed else read_part(clause)
        if part != last:
            yield from _part(publication, part)
            last = part
        yield from _clause(publication, clause)


def _part(publication: Publication, part: ReadPart) -> Iterator[Block]:
    """The heading of a part; of what is not of the region also what that means."""
    yield Heading(text=publication.part_title(part), level=2)
    if part == "national":
        yield Paragraph(runs=plain(phrases.said("publication.national", publication.language)), look="small")


def _clause(publication: Publication, clause: Clause) -> Iterator[Block]:
    """A clause with its footnotes, and under it in small print what its text does not tell."""
    notes = _notes(publication, clause)
    details = [detail for detail in _details(publication, clause, notes) if detail]
    yield Paragraph(
        runs=_words(publication, clause, notes),
        look="clause",
        number=str(publication.numbers[clause.id]),
        before=(*_title(clause, publication.language), *_condition(publication, clause)),
        anchor=clause.id,
        comment=_comment(publication, clause),
        is_with_next=bool(details),
    )
    if details:
        runs = [run for detail in details for run in (*detail, Run(text=" "))]
        yield Paragraph(runs=tuple(runs[:-1]), look="detail")


def _words(publication: Publication, clause: Clause, notes: Mapping[int, Note] | None = None) -> tuple[Run, ...]:
    """The text of a clause, what is quoted apart, with these notes just after the quotes. Joined it is the text."""
    runs: list[Run] = []
    for piece, marked in after_quotes(publication.pieces(clause)):
        note = None if marked is None else (notes or {}).get(marked)
        language = None if piece.citation is None else clause.citations[piece.citation].language
        other = language if language != publication.language else None
        runs.append(Run(text=piece.text, is_quoted=piece.citation is not None, language=other, note=note))
    for place in _retold(publication, clause):  # what it tells without quoting has its footnote behind the sentence
        told, behind = _apart(runs.pop(), clause, publication.language)
        runs += [replace(told, note=(notes or {}).get(place)), *([behind] if behind.text else [])]
    return tuple(runs)


def _apart(run: Run, clause: Clause, language: Language) -> tuple[Run, Run]:
    """A model's sentence and the fixed ones behind it, of which there are as many as in the language that it left alone."""
    count = len(_SENTENCE.findall(tail(clause.english if language == "nl" else clause.text)))
    starts = [0, *(found.end() for found in _SENTENCE.finditer(run.text))]
    cut = starts[-1 - count] if count < len(starts) - 1 else len(run.text)
    whole = len(run.text[:cut].rstrip())
    return replace(run, text=run.text[:whole]), replace(run, text=run.text[whole:])


def _retold(publication: Publication, clause: Clause) -> frozenset[int]:
    """The place of the citation that a model's sentence tells in other words than a quote; none where it quotes."""
    is_quoting = any(piece.citation is not None for piece in publication.pieces(clause))
    return frozenset({0}) if clause.citations and worded_by(publication, clause) and not is_quoting else frozenset()


def _title(clause: Clause, language: Language) -> tuple[Run, ...]:
    """What a clause is about, to stand before it."""
    title = title_in(clause, language)
    return (Run(text=f"{title}. ", is_strong=True),) if title else ()


def _condition(publication: Publication, clause: Clause) -> tuple[Run, ...]:
    """The numbers of the conditions that a clause stands under ("Onder voorwaarde 12:"), to stand before it."""
    above = [one for one in publication.proposition.clauses if clause.id in one.governs]
    if not above:
        return ()
    runs = [Run(text=phrases.said("paper.under", publication.language) + " ", is_strong=True)]
    for place, one in enumerate(above):
        between = ", " if place < len(above) - 1 else ": "
        runs += [
            Run(text=str(publication.numbers[one.id]), to=one.id, is_strong=True),
            Run(text=between, is_strong=True),
        ]
    return tuple(runs)


def _notes(publication: Publication, clause: Clause) -> dict[int, Note]:
    """The footnotes of a clause by the place of the citation: first of what it quotes, in all at most ``NOTED``."""
    quoted = [piece.citation for piece in publication.pieces(clause) if piece.citation is not None]
    others = [place for place in range(len(clause.citations)) if place not in quoted]
    return {
        place: _note(publication, clause, clause.citations[place], is_quoted=place in quoted)
        for place in (*quoted, *others)[:NOTED]
    }


def _note(publication: Publication, clause: Clause, citation: Citation, *, is_quoted: bool) -> Note:
    """Where a citation stands. Whose words a clause of several quotes, and the words that it does not quote."""
    language = publication.language
    source = publication.sources[citation.source]
    who = publication.who(citation.voices)
    is_said_above = not is_quoted and citation.role != "says"
    is_told = is_said_above or (clause.kind != "shared" and who in publication.text(clause))
    told = ["" if is_told else phrases.clipped(who, LONGEST_WHO), mark(publication.origin(citation), language)]
    return Note(
        title=publication.titled(source),
        place=phrases.where(source, citation.page, citation.page_end, citation.locator, language),
        who=", ".join(filter(None, told)),
        quote="" if is_quoted else phrases.clipped(citation.quote, LONGEST_QUOTE),
        language=citation.language if citation.language != language else None,
    )


def _comment(publication: Publication, clause: Clause) -> tuple[str, ...]:
    """What a word processor shows beside a clause: its quotes with their places, or where was searched."""
    lines = [
        phrases.said(
            "paper.note_quote",
            publication.language,
            place=publication.place(citation),
            quote=phrases.clipped(citation.quote, LONGEST_QUOTE),
        )
        for citation in clause.citations[:NOTED]
    ]
    left = len(clause.citations) - NOTED
    if left > 0:
        lines.append(phrases.said("paper.and_more", publication.language, count=left))
    if not lines and clause.searched:
        lines.append(word(clause.searched, publication.language))
    return tuple(lines)


def _details(publication: Publication, clause: Clause, notes: Mapping[int, Note]) -> Iterator[tuple[Run, ...]]:
    """What is told under a clause, a sentence each."""
    language = publication.language

    def say(code: str, **values: str | int) -> tuple[Run, ...]:
        return plain(phrases.said(f"paper.{code}", language, **values))

    if clause.verdict != "accepted":
        yield plain(phrases.said(f"paper.verdict_{clause.verdict}", language), is_strong=True)
    if clause.origin == "person":
        yield say("by_person")
    if words := worded_by(publication, clause):
        yield plain(words)
    yield from _backing(publication, clause)
    yield from _others(publication, clause, notes)
    text = publication.text(clause)
    named = [figure.words for figure in clause.figures if figure.words.lower() not in text.lower()]
    if named:
        yield say("figures", words="; ".join(phrases.clipped(words, 80) for words in named[:8]))
    governed = [publication.numbers[id_] for id_ in clause.governs if id_ in publication.numbers]
    if governed:
        yield say("governs", numbers=phrases.listed([str(number) for number in sorted(governed)], language))
    if clause.searched:
        yield plain(word(clause.searched, language))
    if clause.ask_again:
        yield say("ask_again", who=publication.who(clause.ask_again))
    if clause.changes:
        change = clause.changes[-1]
        reason = word(change.reason, language)
        yield (
            say("changed_at", reason=reason, at=phrases.date(change.at[:10], language))
            if change.at
            else say("changed", reason=reason)
        )
    brought = [one for one in publication.contributions if one.clause == clause.id]
    if brought:
        yield say("brought_in", count=len(brought), answered=sum(one.reply is not None for one in brought))


def _backing(publication: Publication, clause: Clause) -> Iterator[tuple[Run, ...]]:
    """In how many documents it stands, who is against, who was once for, and how sure it is that they say the same."""
    if clause.support is None:
        return
    language, support = publication.language, clause.support
    parties = publication.backed(clause) if support.for_ else phrases.said("paper.party_none", language)
    told = parties, noun("document", clause.documents, language)
    absent = len(support.expected_absent)
    code = "paper.backed_absent" if absent else "paper.backed"
    told_absent = noun("expected", absent, language)
    yield plain(phrases.said(code, language, parties=told[0], documents=told[1], absent=told_absent))
    if support.against:
        yield plain(phrases.said("paper.against", language, who=publication.who(support.against)), is_strong=True)
    if support.earlier:
        yield plain(phrases.said("paper.earlier", language, who=publication.who(support.earlier)))
    if clause.confidence is not None:
        yield plain(phrases.said("paper.sure", language, share=round(100 * clause.confidence)))


def _others(publication: Publication, clause: Clause, notes: Mapping[int, Note]) -> Iterator[tuple[Run, ...]]:
    """The citations that the text does not quote, by what they do: the first with a note, of the rest how many."""
    quoted = {piece.citation for piece in publication.pieces(clause)} | _retold(publication, clause)
    others: dict[str, list[int]] = {}
    for place, citation in enumerate(clause.citations):
        if place not in quoted:
            others.setdefault(_ALSO[citation.role], []).append(place)
    for code, places in others.items():
        told = [place for place in places if place in notes]
        runs = [Run(text=phrases.said(code, publication.language) + " ")]
        for at, place in enumerate(told):
            is_last = at == len(told) - 1 and len(told) == len(places)
            runs += [
                Run(text=_said_by(publication, clause.citations[place]), note=notes[place]),
                Run(text="." if is_last else ", " if at < len(told) - 1 else " "),
            ]
        left = len(places) - len(told)
        if left:
            runs.append(
                Run(text=phrases.said("paper.and_more" if told else "paper.more", publication.language, count=left))
            )
        yield tuple(runs)


def _said_by(publication: Publication, citation: Citation) -> str:
    """Who says it, in a few words; the document where nobody is known."""
    return phrases.clipped(publication.who(citation.voices) or publication.sources[citation.source].title, 90)
