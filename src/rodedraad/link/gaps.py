"""What is missing, and where was searched: every kind of gap of ``GapKind``, by rules that anyone can check.

| kind | a gap when | searched |
|---|---|---|
| theme_without_party | a party that has a document here says nothing on a theme of the frame | its statements, its documents |
| party_absent | the dossier expects a document of a party and has none | the sources' authors |
| ambition_without_measure | nobody's measure takes up what an aim with a year is about | all measures |
| measure_without_owner | a row of measures or an announced act names nobody who acts | the sentence, or the row |
| measure_without_date | a row of measures, a promise or an announced act has no date or term | the sentence and the heading, or the row |
| request_without_answer | no later source of the party that was asked takes the matter up | those sources, if any |
| document_missing | a document is named that is not in the dossier | the sources' titles, numbers, addresses |
| thread_of_one | a thread is held by one party only | all sources |

``anders`` is no theme of the region and never makes a gap. What is reported of others counts for nobody.
Of copies and versions only the one that holds is looked at. Method: docs/method/gaps.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Literal

from rodedraad.link.missing import missing_documents, names_itself
from rodedraad.link.requests import ACTING, answers, unanswered
from rodedraad.link.silence import silences
from rodedraad.link.tensions.matter import Matter, matter
from rodedraad.parties import absent
from rodedraad.records import (
    Answer,
    Block,
    Clues,
    Document,
    Frame,
    Gap,
    GapKind,
    Kinship,
    Message,
    Party,
    Reference,
    Source,
    Statement,
    Subject,
    Thread,
)

_ANNOUNCING = frozenset({"measure", "ambition", "finding", "conclusion"})
_POLITICAL = "political_party"
_MONEY = "euro"
"""What a political party would spend is reckoned with, so that who and when are missed."""
SERVED = 100
"""What a measure shares with an aim, in per cents of a word that stands once."""

_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|Q[1-4]|kwartaal|doorlopend|permanent|structureel|jaarlijks\w*|elk jaar|ieder jaar|(?:dit|volgend|komend) (?:na|voor)?jaar|"
    r"per direct|onmiddellijk|direct na|meteen|zomer\w*|najaar|voorjaar|herfst|winter|december|november|oktober|september|augustus|"
    r"juli|juni|mei|april|maart|februari|januari|binnen (?:\w+ ){1,3}(?:weken|maanden|jaar)|annual\w*|within (?:\w+ ){1,3}(?:weeks|months|years))\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b[Ee]r (?:komt|komen)\b(?! (?:vrij|in|uit|op)\b)|\b(?:komt|komen) er\b(?!(?: [^\s.;]{1,40}){0,3} vrij\b)|\b(?:wordt|worden) er\b"
    r"|^(?:In|Vanaf|Tot|Per|Uiterlijk|Eind|Begin|Medio|Tussen) (?:\w+ ){0,2}20\d\d\b[^.;]{0,80}?\b(?:wordt|worden|komt|komen)\b"
    r"|^(?:Op|Aan|Bij|Langs|Naast) [^.;,]{3,60}? komen (?!voor\b)(?!.{0,40} voor\b)\w+ "
)
_PASSIVE = re.compile(
    r"\b(?:wordt|worden|komt|komen|volgt|volgen|krijgt|krijgen|will be|is to be|are to be)\b", re.IGNORECASE
)
_NO_ACT = re.compile(
    r"\b(?:naar verwachting|kwam|kwamen|stelde|werd|werden|was|waren|is gebleken|vaak|vroeger|minder vaak|veel overlegd|klachten|niet meer|zou|zouden|kan|kunnen|moet|moeten)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\b(?:door|wij|we|ik|samen met|onze|ons|our|us|hij|zij)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^\W*(?:n\.?\s?t\.?\s?b\.?|n\.?\s?v\.?\s?t\.?|onbekend|(?:nog|nader) te bepalen|pm|p\.m\.|tbd|t\.b\.d\.|to be determined|unknown|open)?\W*$",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"^(?:In|Tegen|By) 20(?:[3-9]\d|2[7-9]) (?:is|zijn|heeft|hebben|telt|rijdt|rijden|kan|kunnen|will|are)\b(?! naar verwachting)"
    r"|\b(?:willen|wil|streven|streeft|ambitie|ons doel|doel is|mikken|aim|(?:we|they|I) want|goal)\b[^.;]{0,120}?\b20\d\d\b"
    r"|\bin 20\d\d\b[^.;]{0,20}?\b(?:willen|streven) (?:wij|we)\b"
    r"|\buiterlijk (?:in |eind |begin |medio )?20\d\d\b|\b(?:by|before) (?:the end of )?20\d\d at the latest\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:vraag|vragen (?!niet om|om (?:een |tijd|geld))|verzoek\w*|roep(?:en|t)? |verwacht\w*|beroep op|nodig(?:en|t)? [^.;]{1,60} uit|van belang|belangrijk dat|"
    r"moeten?|dient|dienen|hoort|horen|bent u|is het college|kan het|kunt u|kunnen jullie|wil(?:t)? u|graag|ask (?!ed)|request|urge|call (?:on|upon)|should|"
    r"invite|pleit\w*|dringen)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:be)?dank(?:en|t|baar)?\b|\bthanks?\b", re.IGNORECASE)
_NO_REQUEST = re.compile(
    r"\b(?:vroegen|vraagt dat|asked|blame|informeer ik|we spoke|filmed|we expect the|nodigen alle|zullen u|nemen wij mee)\b",
    re.IGNORECASE,
)


def gaps(
    *,
    frame: Frame,
    sources: Sequence[Source],
    statements: Sequence[Statement],
    clues: Mapping[str, Clues],
    subjects: Iterable[Subject],
    threads: Iterable[Thread],
    references: Iterable[Reference],
    parties: Sequence[Party],
    kinships: Iterable[Kinship],
    documents: Iterable[Document] = (),
) -> tuple[tuple[Gap, ...], tuple[Answer, ...]]:
    """All gaps by kind in the order of the table, and what those who were asked something say of it already.

    Requests for which there was somewhere to search come first, and of missing documents the region's own and the most cited.
    """
    replaced = {kinship.earlier for kinship in kinships}
    holding = [source for source in sources if source.id not in replaced]
    held = [statement for statement in statements if statement.source not in replaced and not statement.is_reported]
    subject_of = {id_: subject for subject in subjects for id_ in subject.statements}
    by_id = {statement.id: statement for statement in held}
    texts = tuple(documents)
    rows = _rows(held, texts)
    about = matter({id_: clues[id_] for id_ in by_id})
    requests = [statement for statement in held if statement.type == "request" and clues[statement.id].asks]
    found = [
        *_themes_without_party(frame, holding, held, texts),
        *_absent(parties, sources),
        *_ambitions_without_measure(held, clues, rows, about),
        *_measures_without(held, clues, rows, bids=_bids(holding, parties)),
        *_requests_without_answer(
            requests,
            subject_of,
            by_id,
            holding,
            about,
            parties,
        ),
        *_missing_documents(references, replaced, frame, sources),  # an earlier version resolves a reference too
        *_threads_of_one(threads, holding),
    ]
    taken_up = answers(requests, statements=by_id, subjects=subject_of, sources=holding, parties=parties, about=about)
    return tuple(found), tuple(taken_up)


def _themes_without_party(
    frame: Frame, sources: Sequence[Source], statements: Sequence[Statement], documents: Iterable[Document]
) -> Iterator[Gap]:
    for one in silences(frame, sources=sources, statements=statements, documents=documents):
        yield _gap("theme_without_party", one.searched, theme=one.theme, party=one.party)


def _absent(parties: Iterable[Party], sources: Sequence[Source]) -> Iterator[Gap]:
    for party in absent(parties, sources):
        yield _gap("party_absent", Message.of("gap.searched_authors", sources=len(sources)), party=party)


def _rows(statements: Iterable[Statement], documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """The other cells of the row in which a measure stands, by its id; a sentence of its own has none."""
    starts = {
        (statement.source, statement.start): statement.id for statement in statements if statement.type == "measure"
    }
    found: dict[str, tuple[str, ...]] = {}
    for document in documents:
        rows: dict[tuple[int | None, int | None], list[Block]] = defaultdict(list)
        for block in document.blocks:
            if block.kind == "table_cell" and block.row is not None:
                rows[block.table, block.row].append(block)
        for cells in rows.values():
            for cell in cells:
                if id_ := starts.get((document.source, cell.start)):
                    found[id_] = tuple(document.text[other.start : other.end] for other in cells if other is not cell)
    return found


def _ambitions_without_measure(
    statements: Sequence[Statement], clues: Mapping[str, Clues], rows: Mapping[str, tuple[str, ...]], about: Matter
) -> Iterator[Gap]:
    carrying = frozenset(
        one.id
        for one in statements
        if one.id in rows or one.is_commitment or (one.type == "measure" and clues[one.id].announces)
    )
    for statement in statements:
        told = clues[statement.id].aim
        if told == "none" or statement.id in rows or statement.type in {"request", "condition"}:
            continue
        if statement.type != "ambition" and (told != "whole" or statement.origin == "person"):
            continue
        others = about.candidates(statement.id, carrying)
        if not any(about.mass(about.shared(statement.id, id_)) * 100 >= SERVED * about.full for id_ in others):
            yield _gap(
                "ambition_without_measure",
                Message.of("gap.searched_measures", statements=len(carrying)),
                theme=_first(statement.themes),
                party=_first(statement.parties),
                statement=statement.id,
            )


def _measures_without(
    statements: Sequence[Statement],
    clues: Mapping[str, Clues],
    rows: Mapping[str, tuple[str, ...]],
    *,
    bids: frozenset[str],
) -> Iterator[Gap]:
    acts = [
        one
        for one in statements
        if one.id in rows
        or (
            (one.is_commitment or (one.type in _ANNOUNCING and clues[one.id].announces))
            and (one.source not in bids or any(amount.unit == _MONEY for amount in one.amounts))
        )
    ]
    for statement in acts:
        row = rows.get(statement.id)
        if _has_no_owner(statement, row):
            yield _without("measure_without_owner", statement, _read(row, heading=None))
    for statement in acts:
        row = rows.get(statement.id)
        if _has_no_date(statement, row):
            yield _without("measure_without_date", statement, _read(row, heading=statement.context))


def _read(row: tuple[str, ...] | None, *, heading: str | None) -> Message:
    """What was read for an owner or a date: the other cells of a row, or the sentence with the heading above it."""
    if row is not None:
        return Message.of("gap.searched_row", cells=len(row))
    return (
        Message.of("gap.searched_sentence_heading", heading=heading) if heading else Message.of("gap.searched_sentence")
    )


def _bids(sources: Iterable[Source], parties: Iterable[Party]) -> frozenset[str]:
    """The programmes of political parties: bids for an office, whose acts are wanted and planned by nobody yet."""
    groups = {party.id for party in parties if party.form == _POLITICAL}
    return frozenset(
        source.id
        for source in sources
        if source.kind == "programme" and source.authors and groups.issuperset(source.authors)
    )


def _without(kind: GapKind, statement: Statement, searched: Message) -> Gap:
    return _gap(
        kind,
        searched,
        theme=_first(statement.themes),
        party=_first(statement.parties),
        statement=statement.id,
    )


def announces(text: str) -> bool:
    """Whether an act is announced without saying who: "er komt", "in 2028 wordt … aangelegd"."""
    return bool(_ANNOUNCED.search(text)) and not _NO_ACT.search(text)


def aim(text: str) -> Literal["none", "some", "whole"]:
    """Where an aim with a year is told: nowhere, somewhere, or from the first word on."""
    if _THANKS.search(text):
        return "none"
    return "whole" if _AIM.match(text) else "some" if _AIM.search(text) else "none"


def asks(text: str) -> bool:
    """Whether a request really asks something of somebody."""
    return bool(_ASKS.search(text)) and not _NO_REQUEST.search(text)


def _has_no_owner(statement: Statement, row: tuple[str, ...] | None) -> bool:
    if row is not None:
        return all(_NOBODY.match(actor.words) for actor in statement.actors)
    if not _PASSIVE.search(statement.text):
        return False
    named = any(actor.role in ACTING and not _NOBODY.match(actor.words) for actor in statement.actors)
    return not named and not _AGENT.search(statement.text)


def _has_no_date(statement: Statement, row: tuple[str, ...] | None) -> bool:
    said = (statement.text, *row) if row is not None else (statement.text, statement.context or "")
    return statement.deadline is None and not any(_TIME.search(words) for words in said)


def _requests_without_answer(  # noqa: PLR0917  what a request is compared with, used once
    statements: Iterable[Statement],
    subject_of: Mapping[str, Subject],
    by_id: Mapping[str, Statement],
    sources: Sequence[Source],
    about: Matter,
    parties: Iterable[Party],
) -> Iterator[Gap]:
    for one in unanswered(
        statements, statements=by_id, subjects=subject_of, sources=sources, parties=parties, about=about
    ):
        yield _gap(
            "request_without_answer",
            one.searched,
            theme=_first(one.request.themes),
            party=one.party,
            statement=one.request.id,
        )


def _missing_documents(
    references: Iterable[Reference], replaced: set[str], frame: Frame, sources: Sequence[Source]
) -> Iterator[Gap]:
    titles = {source.id: source.title for source in sources}
    named = [
        one for one in references if one.source not in replaced and not names_itself(one, titles.get(one.source, ""))
    ]
    for reference, cited in missing_documents(named, frame=frame):
        searched = Message.of("gap.searched_documents", sources=len(sources), cited=cited)
        yield _gap("document_missing", searched, reference=reference.id)


def _threads_of_one(threads: Iterable[Thread], sources: Sequence[Source]) -> Iterator[Gap]:
    for thread in threads:
        if len(thread.parties) == 1:
            yield _gap(
                "thread_of_one",
                Message.of("gap.searched_thread", sources=len(sources), held=len(thread.sources)),
                theme=_first(thread.themes),
                party=thread.parties[0],
                statement=thread.representative,
            )


def _gap(
    kind: GapKind,
    searched: Message,
    *,
    theme: str | None = None,
    party: str | None = None,
    statement: str | None = None,
    reference: str | None = None,
) -> Gap:
    # a statement's theme may be corrected, and the gap is the same one still
    parts = (kind, "" if statement else theme or "", party or "", statement or "", reference or "")
    digest = blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()
    return Gap(
        id=f"g-{digest}",
        kind=kind,
        theme=theme,
        party=party,
        statement=statement,
        reference=reference,
        searched=searched,
    )


def _first(ids: Sequence[str]) -> str | None:
    return ids[0] if ids else None
