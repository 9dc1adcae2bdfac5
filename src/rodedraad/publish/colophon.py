"""What stands behind the proposition on paper: its sources, whose documents are not there, and how it was made. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from rodedraad import phrases
from rodedraad.publish.model_work import hours, model_work, sentences, text_by
from rodedraad.publish.paper import Block, Heading, Item, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.records import ProblemKind, Source
from rodedraad.wording import Language, word

LONGEST_TITLE = 160
SHOWN_GONE = 100
_WIDTHS = (43, 31, 17, 9)
_UNREAD: frozenset[ProblemKind] = frozenset(
    {"unreadable", "encrypted", "no_text_layer", "truncated", "too_large", "wrong_type"}
)
"""Problems by which something that the dossier holds was not read."""


def colophon(publication: Publication) -> Iterator[Block]:
    """The end of the paper: what is gone since the version before, sources, parties without a document, how made."""
    yield from _gone(publication)
    yield from _sources(publication)
    yield from _absent(publication)
    yield from _made(publication)


def noun(kind: str, count: int, language: Language) -> str:
    """A count with its word: "1 zin", "12 zinnen"."""
    code = f"paper.{kind}_one" if count == 1 else f"paper.{kind}_many"
    return phrases.said(code, language, count=phrases.number(count, language))


def _gone(publication: Publication) -> Iterator[Block]:
    gone, language = publication.proposition.gone, publication.language
    if not gone:
        return
    yield Heading(text=phrases.said("paper.gone", language))
    for one in gone[:SHOWN_GONE]:
        text = one.text if language == "nl" else one.english
        yield Item(runs=(Run(text=f"{text} "), Run(text=f"({word(one.change.reason, language)})")), look="small")
    if len(gone) > SHOWN_GONE:
        left = len(gone) - SHOWN_GONE
        yield Item(runs=plain(phrases.said("paper.and_more", language, count=left)), look="small")


def _sources(publication: Publication) -> Iterator[Block]:
    """A table of what is cited: what it is, whose, when, and in how many clauses."""
    proposition, language = publication.proposition, publication.language
    cited = Counter(id_ for clause in proposition.clauses for id_ in {one.source for one in clause.citations})
    sources = sorted(proposition.sources, key=lambda one: (one.title.casefold(), one.id))
    if not sources:
        return
    parties = {party.id: party for party in proposition.parties}
    rows = tuple(
        (
            plain(_called(source, language)),
            plain(phrases.speakers([one for one in source.parties if one.role == "author"], parties, language)),
            plain(_dated(source, language)),
            plain(phrases.number(cited[source.id], language)),
        )
        for source in sources
    )
    yield Heading(text=phrases.said("paper.sources", language))
    yield Table(
        columns=tuple(phrases.said(f"paper.column_{name}", language) for name in ("title", "who", "date", "clauses")),
        rows=rows,
        summary=phrases.said("paper.sources", language),
        widths=_WIDTHS,
    )
    others = len(set(proposition.held) - {one.id for one in sources})
    if others:
        yield Paragraph(runs=plain(phrases.said("paper.not_cited", language, sources=noun("source", others, language))))
    if proposition.withheld:
        withheld = noun("source", proposition.withheld, language)
        yield Paragraph(runs=plain(phrases.said("paper.withheld", language, sources=withheld)))


def _called(source: Source, language: Language) -> str:
    title = phrases.clipped(source.title, LONGEST_TITLE)
    return f"{title} ({phrases.label('status', 'draft', language)})" if source.status == "draft" else title


def _dated(source: Source, language: Language) -> str:
    """The date of a document; that of a file is no date of what it says."""
    return phrases.date(None if source.is_file_date else source.date, language)


def _absent(publication: Publication) -> Iterator[Block]:
    language = publication.language
    yield Heading(text=phrases.said("paper.absent", language))
    names = [publication.who([id_]) for id_ in publication.proposition.absent]
    if not names:
        yield Paragraph(runs=plain(phrases.said("paper.absent_none", language)))
        return
    yield Paragraph(runs=plain(phrases.said("paper.absent_how", language)), is_with_next=True)
    for name in names:
        yield Item(runs=plain(name))


def _made(publication: Publication) -> Iterator[Block]:
    """How it came to be, in a few sentences that a reader can hold against the text."""
    proposition, language = publication.proposition, publication.language
    counts = {
        "clauses": noun("clause", len(proposition.clauses), language),
        "statements": noun("statement", proposition.statements, language),
        "sources": noun("source", len(proposition.held), language),
    }
    written = sum(clause.origin == "person" for clause in proposition.clauses)
    modelled = sum(bool(text_by(clause, language)) for clause in proposition.clauses)
    unread = sum(problem.kind in _UNREAD for problem in publication.dossier.problems)
    yield Heading(text=phrases.said("paper.made", language))
    yield Paragraph(runs=plain(phrases.said("paper.made_of", language, **counts)))
    yield Paragraph(runs=plain(phrases.said("paper.made_quotes_model" if modelled else "paper.made_quotes", language)))
    work = model_work(publication)
    if modelled:
        told = noun("clause", modelled, language)
        yield Paragraph(runs=plain(phrases.said("paper.made_model", language, clauses=told), is_strong=True))
    else:
        code = "paper.made_rules_model" if work.is_any else "paper.made_rules"
        yield Paragraph(runs=plain(phrases.said(code, language)))
    yield Paragraph(runs=plain(" ".join(sentences(replace(work, titled=0), language))))
    if reading := " ".join(hours(work, language)):
        yield Paragraph(runs=plain(reading))
    if written:
        yield Paragraph(
            runs=plain(phrases.said("paper.made_person", language, clauses=noun("clause", written, language)))
        )
    if proposition.likely:
        likely = noun("thread", proposition.likely, language)
        yield Paragraph(runs=plain(phrases.said("paper.made_likely", language, threads=likely)))
    if unread:
        problems = noun("problem", unread, language)
        yield Paragraph(runs=plain(phrases.said("paper.made_unread", language, problems=problems)))
    yield Paragraph(runs=plain(publication.mark, is_strong=True), is_with_next=True)
    stamp = phrases.moment(publication.stamp, language)
    yield Paragraph(
        runs=plain(phrases.said("paper.made_by", language, release=proposition.release, stamp=stamp)), look="small"
    )
    if publication.version:
        yield Paragraph(
            runs=plain(phrases.said("paper.made_hash", language, hash=publication.identifier)), look="small"
        )
