"""Every verb, in order: the stages composed, nothing else.

    files --peruse--> documents --describe--> sources --extract--> statements --embed--> vectors     (per source)
    --link--> kinships, subjects, threads, tensions, references --weigh--> support --> gaps          (all together)

``perusing.reading`` is what a worker runs for one file; ``linked`` is what follows once all are there. Both are pure:
the same files, frame and corrections give the same records, in whatever order and on however many processes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from rodedraad import weigh
from rodedraad.link import clues, gaps, kinship, neighbours, references, subjects, tensions, threads
from rodedraad.records import (
    Frame,
    Links,
    Party,
    Reading,
    Source,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What all sources give together, as it stands after people's corrections."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    links: Links
    edges: bytes


def linked(
    readings: Sequence[Reading],
    *,
    statements: Sequence[Statement],
    frame: Frame,
    must_links: Sequence[tuple[str, str]] = (),
    cannot_links: Sequence[tuple[str, str]] = (),
    rejected_tensions: Sequence[tuple[str, str]] = (),
    held: bytes | None = None,
) -> Linked:
    """Everything that follows from the sources together.

    ``statements`` are those of the readings after corrections, sorted by source and start; ``held`` the neighbours
    of an earlier build (``Linked.edges``), of which those between unchanged statements are used again.
    """
    sources = [reading.source for reading in readings]
    told = clues.of_all(statements, readings)
    kin = kinship.kinships(sources, {reading.source.id: reading.sketch for reading in readings})
    sources = _with_replaced(sources, kin)
    families = kinship.families(sources, kin)
    vectors = _vectors(readings, statements)
    edges = neighbours.neighbours(statements, vectors, held=held)
    by_id = {statement.id: statement for statement in statements}
    lines = threads.lines(
        _claims(statements, readings),
        edges,
        clues=told,
        families=families,
        must_links=must_links,
        cannot_links=cannot_links,
    )
    found_subjects = subjects.subjects(
        statements,
        edges,
        must_links=[*must_links, *lines.pairs],
        cannot_links=cannot_links,
    )
    found_threads = threads.threads(found_subjects, statements, lines, families=families, must_links=must_links)
    rejected = set(rejected_tensions)
    found_tensions = tuple(
        tension
        for tension in tensions.tensions(
            found_subjects,
            statements=by_id,
            clues=told,
            vectors=vectors,
            families=families,
            named=partial(_named, _register(frame)),
        )
        if (tension.a, tension.b) not in rejected
    )
    found_references = references.resolve(
        [reference for reading in readings for reference in reading.references], sources
    )
    parties = _parties(frame, sources, statements)
    weighed = weigh.weighed(
        found_threads,
        tensions=found_tensions,
        statements=by_id,
        sources={source.id: source for source in sources},
        kinships=kin,
        parties=parties,
    )
    return Linked(
        sources=tuple(sources),
        statements=tuple(statements),
        edges=neighbours.packed(edges),
        links=Links(
            subjects=found_subjects,
            threads=weighed,
            tensions=found_tensions,
            references=found_references,
            outlooks=tuple(outlook for reading in readings for outlook in reading.outlooks),
            parties=parties,
            kinships=kin,
            gaps=gaps.gaps(
                frame=frame,
                sources=sources,
                statements=statements,
                clues=told,
                subjects=found_subjects,
                threads=weighed,
                references=found_references,
                parties=parties,
                kinships=kin,
                documents=[reading.document for reading in readings],
            ),
        ),
    )


def _vectors(readings: Sequence[Reading], statements: Sequence[Statement]) -> dict[str, bytes]:
    """The vector of each statement by its id: kept with its reading, or made now where a person added it."""
    from rodedraad.embed import StaticEmbedder  # noqa: PLC0415

    found: dict[str, bytes] = {}
    for reading in readings:
        width = reading.dimensions
        for place, statement in enumerate(reading.statements):
            found[statement.id] = reading.vectors[place * width : (place + 1) * width]
    added = [statement for statement in statements if statement.id not in found]
    if added:
        embedder = StaticEmbedder()
        rows = embedder.encode([statement.text for statement in added])
        for place, statement in enumerate(added):
            found[statement.id] = rows[place * embedder.dimensions : (place + 1) * embedder.dimensions]
    return found


def _named(register: Any, text: str) -> list[tuple[int, int, str]]:
    """The parties that a text names, with where."""
    from rodedraad.parties import find  # noqa: PLC0415

    return [(mention.start, mention.end, mention.party) for mention in find(register, text)]


def _claims(statements: Sequence[Statement], readings: Sequence[Reading]) -> list[Statement]:
    """The statements without those that tell what an outlook is: a future described is not a claim that is shared."""
    told = {reading.source.id: [(one.start, one.end) for one in reading.outlooks] for reading in readings}
    return [
        statement
        for statement in statements
        if not any(start < statement.end and statement.start < end for start, end in told.get(statement.source, ()))
    ]


def _with_replaced(sources: Sequence[Source], kin: Iterable[Any]) -> list[Source]:
    """Each later version names what it replaces, as a guess unless somebody said so."""
    earlier = {relation.later: relation.earlier for relation in kin if relation.kind == "version"}
    return [
        replace(source, replaces=earlier[source.id], guesses=tuple(sorted({*source.guesses, "replaces"})))
        if source.replaces is None and source.id in earlier
        else source
        for source in sources
    ]


def _parties(frame: Frame, sources: Iterable[Source], statements: Iterable[Statement]) -> tuple[Party, ...]:
    """Every party that wrote, holds, or is asked something here, and those the frame expects, sorted by id."""
    from rodedraad.parties import party  # noqa: PLC0415

    register = _register(frame)
    counts: Counter[str] = Counter()
    seen = {party.id for party in frame.parties}
    for source in sources:
        seen.update(issuer.id for issuer in source.parties)
    names = {issuer.id: issuer.name for source in sources for issuer in source.parties}
    for statement in statements:
        if not statement.is_reported:
            counts.update(statement.parties)
        seen.update(statement.parties)
        shared = Counter(actor.words for actor in statement.actors)
        for actor in statement.actors:
            if actor.party:
                seen.add(actor.party)
                # "u", or words that stand for several parties, are the name of none of them
                if shared[actor.words] == 1 and not _READER.match(actor.words):
                    names.setdefault(actor.party, actor.words)
    return tuple(
        replace(party(register, id_, name=names.get(id_, id_)), statements=counts[id_]) for id_ in sorted(seen)
    )


_READER = re.compile(r"(?i)(?:uw?|jullie|your?|wij|we|ons|onze|ik|i)\b")


@cache
def _register(frame: Frame) -> Any:
    from rodedraad.parties import register  # noqa: PLC0415  fifty milliseconds that --help need not spend

    return register(frame)
