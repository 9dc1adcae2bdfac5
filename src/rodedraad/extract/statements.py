"""Document to statements, every one anchored: sentences are found, typed, and asked who, when, where and how much.

``document.text[statement.start:statement.end] == statement.quote``, always. docs/method/extract.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rodedraad.extract import identity, rereading
from rodedraad.extract.actors import FIRST_PERSON, actors
from rodedraad.extract.agents import names_somebody
from rodedraad.extract.amounts import amounts
from rodedraad.extract.askings import reader_asks, the_reader
from rodedraad.extract.classify import Verdict, verdicts
from rodedraad.extract.commitments import is_commitment, own_words, pledged
from rodedraad.extract.deadlines import Deadline, deadline, of_cell
from rodedraad.extract.features import words
from rodedraad.extract.holder import holder
from rodedraad.extract.lexicon import lower
from rodedraad.extract.outlooks import outlooks
from rodedraad.extract.places import places
from rodedraad.extract.power import within_power
from rodedraad.extract.references import references
from rodedraad.extract.senders import Part, sender, sent_in
from rodedraad.extract.tables import Row
from rodedraad.extract.themes import Cues, themes
from rodedraad.extract.units import Unit, units
from rodedraad.extract.voices import own_groups, voices
from rodedraad.parties import find
from rodedraad.records import Actor, ActorRole, Amount, Document, Extraction, Frame, Source, Statement, StatementType

if TYPE_CHECKING:
    from rodedraad.parties import Register

_ROLES: tuple[tuple[str, ActorRole], ...] = (("owner", "leads"), ("partner", "partner"), ("payer", "pays"))


def extract(source: Source, document: Document, *, frame: Frame, register: Register) -> Extraction:
    """What one document says: its statements, the outlooks it describes, the documents it names; sorted by start."""
    year = int(source.date[:4]) if source.date and source.date[:4].isdecimal() else None
    found = units(document, kind=source.kind, year=year)
    judged = verdicts([unit.passage for unit in found], again=rereading.shipped().scores if frame.is_reread else None)
    headings = {unit.heading: tuple(words(unit.heading or "")) for unit in found}
    about = themes(
        [words(unit.passage.text) for unit in found],
        [headings[unit.heading] for unit in found],
        [verdict.margins for verdict in judged],
        Cues(frame),
    )
    parts = sent_in(document, authors=source.authors, register=register)
    selves = own_groups(document.text)
    said_by = _said_by(document, found, authors=source.authors, register=register)
    seen: Counter[str] = Counter()
    statements: list[Statement] = []
    missed: list[Statement] = []
    for unit, verdict, topics in zip(found, judged, about, strict=True):
        quote = document.text[unit.start : unit.end]
        key = identity.bare(quote)
        ordinal = seen[key]
        seen[key] += 1  # counted whatever the type, so that a better classifier changes no id
        kind = _type(unit, verdict)
        is_missed = kind is None and unit.is_candidate and verdict.permille < SURELY_NONE
        if kind is not None or is_missed:
            id_ = identity.statement_id(source.id, quote, ordinal)
            permille = 1000 - verdict.permille if is_missed else _permille(unit, verdict)
            own = kind or verdict.likeliest
            one = _statement(id_, own, unit, permille, topics, source, document, frame, register, selves)
            if unit.start in said_by and not one.is_reported:
                one = replace(one, holder=said_by[unit.start], is_reported=True, is_commitment=False)
            part = sender(parts, unit.start) if parts else None
            (missed if is_missed else statements).append(one if part is None else _of_sender(one, part))
    return Extraction(
        statements=tuple(statements),
        missed=tuple(missed),
        outlooks=outlooks(source, document, [(unit.start, unit.end) for unit in found]),
        references=references(source, document),
    )


def _said_by(
    document: Document, found: Sequence[Unit], *, authors: Sequence[str], register: Register
) -> dict[int, str]:
    """Whose words are quoted in each unit that is no author's, by its start: the party, or what it is called."""

    def party(who: str) -> str | None:
        town = register.towns.at(who, 0)
        if town is not None and town[0] == len(who) and len(town[1].parties) == 1:
            return town[1].parties[0]  # who speaks by a town's name is its municipality
        return next((mention.party for mention in find(register, who) if mention.certainty != "bare"), None)

    spans = [(unit.start, unit.end, unit.block.start) for unit in found]
    said = voices(
        document.text, spans, is_somebody=lambda who: party(who) is not None or names_somebody(who.split()[-1])
    )
    own = own_words(authors)
    named = {start: party(who) or who for start, who in said.items() if not own.intersection(who.lower().split()[:2])}
    return {start: who for start, who in named.items() if who not in authors}


def _of_sender(statement: Statement, part: Part) -> Statement:
    """The statement as one of who sent in its part of the document; of nobody where that is not told.

    What others say in a bundle is reported by whose bundle it is, and nobody's position where nobody is known.
    """
    own = tuple(
        replace(actor, party=part.party) if actor.words.lower() in FIRST_PERSON else actor for actor in statement.actors
    )
    said = replace(statement, actors=tuple(dict.fromkeys(own)), is_commitment=False)
    if statement.is_reported:
        return said
    if part.party is None:
        return replace(said, parties=(), holder=None)
    return replace(said, holder=part.party, is_reported=True)


SURELY_NONE = 700
"""Thousandths from which a sentence that is taken for no statement surely is none; below, another reader may say."""

# What the document itself calls a recommendation is one: of those that were read, more than nine of ten.
_CALLED_SO_PERMILLE = 900

# What the words of several authors bind one of them to is a measure, whatever it was taken for; as sure as the grammar.
_TOLD: frozenset[StatementType] = frozenset({"finding", "conclusion"})
_PLEDGED_PERMILLE = 700


def _permille(unit: Unit, verdict: Verdict) -> int:
    """How sure the type is, in thousandths."""
    return verdict.permille if unit.numbered is None else max(verdict.permille, _CALLED_SO_PERMILLE)


def _type(unit: Unit, verdict: Verdict) -> StatementType | None:
    if not unit.is_candidate:
        return None
    if unit.row is not None:
        return "recommendation" if unit.row.is_advice else "measure"
    if unit.numbered is not None:
        return unit.numbered.type
    return None if verdict.type == "none" else verdict.type


def _statement(  # noqa: PLR0917  the parts of one record, used once
    id_: str,
    kind: StatementType,
    unit: Unit,
    permille: int,
    topics: tuple[str, ...],
    source: Source,
    document: Document,
    frame: Frame,
    register: Register,
    selves: frozenset[str],
) -> Statement:
    quote = document.text[unit.start : unit.end]
    text = " ".join(quote.split())
    authors = source.authors
    mentions = find(register, text)
    pledge = pledged(text, authors=authors, mentions=mentions)
    if pledge is not None and kind in _TOLD:
        kind, permille = "measure", max(permille, _PLEDGED_PERMILLE)
    elif kind == "finding" and is_commitment(text, type=kind, authors=authors, mentions=mentions):
        kind = "measure"  # "de gemeente verplicht zich om": its term and who acts are read as those of a promise
    doers = acting = actors(text, mentions, type=kind, authors=authors, addressees=source.addressees)
    if pledge is not None and pledge.parties:
        doers = acting = _as_parties(acting, text[: pledge.end], pledge.parties)
    due = deadline(text, date=source.date, type=kind)
    sums = amounts(text)
    if unit.row is not None:
        doers, due, sums = _from_row(unit.row, document, source, register, doers, due, sums)
    who, is_reported = holder(text, mentions, authors=authors, selves=selves, addressees=source.addressees)
    if not is_reported and reader_asks(lower(unit.passage.intro)):
        who, is_reported = the_reader(source.addressees), True
    return Statement(
        id=id_,
        type=kind,
        text=text,
        quote=quote,
        source=source.id,
        page=document.page_at(unit.start),
        page_end=document.page_at(unit.end - 1),
        locator=unit.block.locator,
        start=unit.start,
        end=unit.end,
        language=document.language,
        themes=topics,
        place=places(text, frame),
        parties=authors,
        holder=who,
        is_reported=is_reported,
        is_commitment=not is_reported
        and (
            (unit.numbered is not None and unit.numbered.is_promise)
            or is_commitment(text, type=kind, authors=authors, mentions=mentions, acting=acting)
        ),
        actors=doers,
        within_power=within_power(text, doers, type=kind, authors=authors),
        deadline=due.words if due else None,
        deadline_from=due.first if due else None,
        deadline_to=due.last if due else None,
        amounts=sums,
        confidence=permille / 1000,
        origin="rule",
        context=unit.heading,
    )


def _as_parties(acting: Sequence[Actor], said: str, parties: Sequence[str]) -> tuple[Actor, ...]:
    """The actors, of which the one that is called so is each of these parties."""
    return tuple(
        replace(actor, party=party)
        for actor in acting
        for party in (parties if actor.party is None and actor.words == said else (actor.party,))
    )


def _from_row(  # noqa: PLR0917  as above
    row: Row,
    document: Document,
    source: Source,
    register: Register,
    doers: tuple[Actor, ...],
    due: Deadline | None,
    sums: tuple[Amount, ...],
) -> tuple[tuple[Actor, ...], Deadline | None, tuple[Amount, ...]]:
    """What the cells of the row say, before what the measure's own words say."""
    said = {name: " ".join(document.text[cell.start : cell.end].split()) for name, cell in row.cells.items()}
    named = []
    for column, role in _ROLES:
        if words_ := said.get(column):  # type: ignore[call-overload]  # the names of columns
            parties: list[str | None] = [*dict.fromkeys(mention.party for mention in find(register, words_))]
            named += [Actor(party=party, words=words_, role=role) for party in parties or [None]]
    planned = said.get("planning")
    if planned:
        due = of_cell(planned, date=source.date) or due
    budget = said.get("budget")
    return (*named, *doers), due, (amounts(budget) if budget else ()) or sums
