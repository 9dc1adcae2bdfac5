"""What is missing, and where was searched: every kind of gap of ``GapKind``, by rules that anyone can check.

| kind | a gap when | searched |
|---|---|---|
| theme_without_party | a party that has a document here says nothing on a theme of the frame | its statements |
| party_absent | the dossier expects a document of a party and has none | the sources' authors |
| ambition_without_measure | nobody's measure or recommendation is in the ambition's subject | that subject |
| measure_without_owner | a measure names nobody who acts, and is not the author's own "we will" | the sentence |
| measure_without_date | a measure, promised or asked by name, has no date or term | the sentence |
| request_without_answer | no statement of the party that was asked takes the matter up, in a source that is not older | its statements |
| document_missing | a document is named that is not in the dossier | the sources' titles, numbers, addresses |
| thread_of_one | a thread is held by one party only | the thread's sources |

``anders`` is no theme of the region and never makes a gap. What is reported of others counts for nobody.
Of copies and versions only the one that holds is looked at. Method: docs/method/gaps.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from rodedraad.records import (
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
    Value,
)

_ANSWERS = frozenset({"measure", "conclusion", "ambition", "condition", "concern", "recommendation", "finding"})
_CARRIES_OUT = frozenset({"measure", "recommendation", "request"})
_ACTING = frozenset({"must_act", "leads", "asked"})


def gaps(
    *,
    frame: Frame,
    sources: Sequence[Source],
    statements: Sequence[Statement],
    subjects: Iterable[Subject],
    threads: Iterable[Thread],
    references: Iterable[Reference],
    parties: Sequence[Party],
    kinships: Iterable[Kinship],
) -> tuple[Gap, ...]:
    """All gaps, sorted by kind in the order of the table, then theme, party and id."""
    replaced = {kinship.earlier for kinship in kinships}
    holding = [source for source in sources if source.id not in replaced]
    held = [statement for statement in statements if statement.source not in replaced and not statement.is_reported]
    subject_of = {id_: subject for subject in subjects for id_ in subject.statements}
    by_id = {statement.id: statement for statement in held}
    found = [
        *_themes_without_party(frame, holding, held),
        *_absent(parties, holding),
        *_ambitions_without_measure(held, subject_of, by_id),
        *_measures_without(held),
        *_requests_without_answer(held, subject_of, by_id, holding),
        *_missing_documents(references, replaced, len(holding)),
        *_threads_of_one(threads),
    ]
    return tuple(found)


def _themes_without_party(frame: Frame, sources: Sequence[Source], statements: Sequence[Statement]) -> Iterator[Gap]:
    spoken: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for statement in statements:
        for party in statement.parties:
            spoken[party].update(statement.themes)
            counts[party] += 1
    written: dict[str, int] = defaultdict(int)
    for source in sources:
        for party in source.authors:
            written[party] += 1
    for theme in frame.themes:
        if theme.id == "anders":
            continue
        for party in sorted(written):
            if theme.id not in spoken[party]:
                yield _gap(
                    "theme_without_party",
                    _message("gap.searched_party", sources=written[party], statements=counts[party]),
                    theme=theme.id,
                    party=party,
                )


def _absent(parties: Iterable[Party], sources: Sequence[Source]) -> Iterator[Gap]:
    present = {party for source in sources for party in source.authors}
    for party in sorted(parties, key=lambda party: party.id):
        if party.expected and party.id not in present:
            yield _gap("party_absent", _message("gap.searched_authors", sources=len(sources)), party=party.id)


def _ambitions_without_measure(
    statements: Iterable[Statement], subject_of: Mapping[str, Subject], by_id: Mapping[str, Statement]
) -> Iterator[Gap]:
    for statement in statements:
        if statement.type != "ambition":
            continue
        subject = subject_of.get(statement.id)
        others = [by_id[id_] for id_ in subject.statements if id_ in by_id] if subject else []
        if not any(other.type in _CARRIES_OUT for other in others):
            yield _gap(
                "ambition_without_measure",
                _message("gap.searched_subject", statements=max(len(others) - 1, 0)),
                theme=_first(statement.themes),
                party=_first(statement.parties),
                statement=statement.id,
            )


def _measures_without(statements: Iterable[Statement]) -> Iterator[Gap]:
    measures = [statement for statement in statements if statement.type == "measure"]
    for kind, is_gap in (
        ("measure_without_owner", _has_no_owner),
        ("measure_without_date", lambda statement: statement.deadline is None),
    ):
        for statement in measures:
            if is_gap(statement):
                yield _gap(
                    "measure_without_owner" if kind == "measure_without_owner" else "measure_without_date",
                    _message("gap.searched_sentence"),
                    theme=_first(statement.themes),
                    party=_first(statement.parties),
                    statement=statement.id,
                )


def _has_no_owner(statement: Statement) -> bool:
    return not statement.is_commitment and not any(actor.role in _ACTING for actor in statement.actors)


def _requests_without_answer(
    statements: Iterable[Statement],
    subject_of: Mapping[str, Subject],
    by_id: Mapping[str, Statement],
    sources: Sequence[Source],
) -> Iterator[Gap]:
    dates = {source.id: source.date or "" for source in sources}
    written: dict[str, int] = defaultdict(int)
    for source in sources:
        for party in source.authors:
            written[party] += 1
    for statement in statements:
        if statement.type != "request":
            continue
        asked = sorted({actor.party for actor in statement.actors if actor.party and actor.role in _ACTING})
        subject = subject_of.get(statement.id)
        others = [by_id[id_] for id_ in subject.statements if id_ in by_id] if subject else []
        unanswered: list[str | None] = [
            addressee
            for addressee in asked
            if not any(
                addressee in other.parties
                and addressee not in statement.parties
                and other.type in _ANSWERS
                and dates[other.source] >= dates[statement.source]
                for other in others
            )
        ]
        for party_asked in unanswered if asked else [None]:
            yield _gap(
                "request_without_answer",
                _message("gap.searched_asked", sources=written[party_asked] if party_asked else 0),
                theme=_first(statement.themes),
                party=party_asked,
                statement=statement.id,
            )


def _missing_documents(references: Iterable[Reference], replaced: set[str], sources: int) -> Iterator[Gap]:
    seen: set[str] = set()
    for reference in references:
        key = " ".join((reference.url or reference.title or reference.quote).casefold().split())
        if not reference.resolved and reference.source not in replaced and key not in seen:
            seen.add(key)
            yield _gap("document_missing", _message("gap.searched_documents", sources=sources), reference=reference.id)


def _threads_of_one(threads: Iterable[Thread]) -> Iterator[Gap]:
    for thread in threads:
        if len(thread.parties) == 1:
            yield _gap(
                "thread_of_one",
                _message("gap.searched_thread", sources=len(thread.sources)),
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
    parts = (kind, theme or "", party or "", statement or "", reference or "")
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


def _message(code: str, **values: Value) -> Message:
    return Message(code=code, values=tuple(sorted(values.items())))


def _first(ids: Sequence[str]) -> str | None:
    return ids[0] if ids else None
