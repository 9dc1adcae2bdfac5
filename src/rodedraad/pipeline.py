"""Every verb, in order: the stages composed, nothing else.

    files --peruse--> documents --describe--> sources --extract--> statements --embed--> vectors     (per source)
    --link--> kinships, subjects, threads, tensions, references --weigh--> support --> gaps          (all together)
    --require--> requirements --plan--> actions --explore--> scenarios --measure--> standings        (what lies ahead)

``perusing.perused`` is what a worker runs for one file; ``linked`` is what follows once all are there, ``foreseen`` what
lies ahead of that. All are pure:
the same files, frame and corrections give the same records, in whatever order and on however many processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rodedraad import parties, weigh
from rodedraad.drivers import NOTHING, Drawn
from rodedraad.embed import StaticEmbedder
from rodedraad.explore import Held, explored
from rodedraad.link import clues, gaps, kinship, neighbours, references, subjects, tensions, threads
from rodedraad.measure import Series, measured
from rodedraad.measure.goals import ruled_targets
from rodedraad.plan.knots import knots
from rodedraad.plan.planning import planned
from rodedraad.plan.ruled import Ruled, ruled
from rodedraad.ports import Embedder
from rodedraad.records import (
    Action,
    Clues,
    Frame,
    Kinship,
    Knot,
    Links,
    Prospects,
    Reading,
    Ruling,
    Source,
    Statement,
    Subject,
    Tension,
    Thread,
)
from rodedraad.region import region_of
from rodedraad.require import Concept, required, traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What all sources give together, as it stands after people's corrections."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    links: Links
    edges: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What lies ahead, and what people ruled that could not be carried out.

    ``lost`` are rulings of which nothing is left that they are about; ``adrift`` those that make an action wait for what
    is no action.
    """

    prospects: Prospects
    lost: tuple[Ruling, ...] = ()
    adrift: tuple[Ruling, ...] = ()


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
    ground = _ground(readings, statements, held)
    found_subjects, found_threads = _grouped(ground, must_links=must_links, cannot_links=cannot_links)
    found_tensions = _tensions(ground, found_subjects, found_threads, frame, rejected=frozenset(rejected_tensions))
    found_threads = threads.parted(
        found_threads, found_tensions, ground.by_id, families=ground.families, must_links=must_links
    )
    found_references = references.resolve(
        [reference for reading in readings for reference in reading.references], ground.sources
    )
    register = parties.registered(frame)
    present = parties.present(register, frame, sources=ground.sources, statements=statements)
    weighed = weigh.weighed(
        found_threads,
        tensions=found_tensions,
        statements=ground.by_id,
        sources={source.id: source for source in ground.sources},
        kinships=ground.kinships,
        parties=present,
    )
    found_gaps, found_answers = gaps.gaps(
        frame=frame,
        sources=ground.sources,
        statements=statements,
        clues=ground.clues,
        subjects=found_subjects,
        threads=weighed,
        references=found_references,
        parties=present,
        kinships=ground.kinships,
        documents=[reading.document for reading in readings],
    )
    return Linked(
        sources=ground.sources,
        statements=tuple(statements),
        edges=neighbours.packed(ground.edges),
        links=Links(
            subjects=found_subjects,
            threads=weighed,
            tensions=found_tensions,
            references=found_references,
            outlooks=tuple(outlook for reading in readings for outlook in reading.outlooks),
            parties=present,
            kinships=ground.kinships,
            gaps=found_gaps,
            answers=found_answers,
        ),
    )


def foreseen(
    linked: Linked,
    readings: Sequence[Reading],
    *,
    frame: Frame,
    rulings: Sequence[Ruling],
    series: Sequence[Series] = (),
    drawn: Drawn = NOTHING,
    concepts: Sequence[Concept] | None = None,
) -> Foreseen:
    """What lies ahead, as it stands after what people ruled: requirements, actions, scenarios and what was measured."""
    ruled_goals, lost_goals = ruled_targets(linked.statements, rulings)
    indicators, standings = measured(series, linked.statements, frame, ruled_goals, sources=linked.sources)
    acts, knotted = _planned(linked, readings, frame, rulings)
    needed = required(
        linked.statements,
        links=linked.links,
        register=parties.registered(frame),
        rulings=rulings,
        concepts=concepts,
        region=region_of(frame, linked.statements, linked.sources, linked.links.parties),
    )
    futures = explored(
        drawn,
        links=linked.links,
        statements=linked.statements,
        held=Held(actions=acts.actions, requirements=needed.requirements),
        rulings=rulings,
    )
    prospects = Prospects(
        drivers=futures.drivers,
        judgements=futures.judgements,
        hints=futures.hints,
        explorations=futures.explorations,
        scenarios=futures.scenarios,
        bearings=futures.bearings,
        requirements=needed.requirements,
        offers=needed.offers,
        arrangements=needed.arrangements,
        actions=acts.actions,
        knots=knotted,
        indicators=indicators,
        standings=standings,
    )
    return Foreseen(
        prospects=prospects, lost=(*needed.lost, *acts.lost, *futures.lost, *lost_goals), adrift=acts.adrift
    )


def without_settled(links: Links, actions: Sequence[Action]) -> Links:
    """The links without the gaps of requests that were found answered: what is answered is missing nowhere."""
    everybody = {gap.party for gap in links.gaps}
    settled: dict[str, set[str | None]] = {}
    for action in actions:
        # what was passed on is answered by whom it was passed on to, for all who were asked
        is_passed_on = any(len(one.steps) > 1 for one in action.answers)
        by = everybody if is_passed_on else {one.party for one in action.answers}
        if action.answers:
            settled |= {id_: {None, *by} for id_ in action.statements}
    return replace(
        links,
        gaps=tuple(
            gap
            for gap in links.gaps
            if gap.kind != "request_without_answer" or gap.party not in settled.get(gap.statement or "", ())
        ),
    )


def _planned(
    linked: Linked, readings: Sequence[Reading], frame: Frame, rulings: Sequence[Ruling]
) -> tuple[Ruled, tuple[Knot, ...]]:
    """The actions as people ruled them, with what stands in their way."""
    read = planned(
        sources=linked.sources,
        statements=linked.statements,
        documents=[reading.document for reading in readings],
        clues=clues.of_all(linked.statements, readings),
        links=linked.links,
        named=partial(parties.named, parties.registered(frame)),
        shown=traits.shown,
    )
    acts = ruled(read, rulings)
    found = knots(
        acts.actions,
        statements={statement.id: statement for statement in linked.statements},
        parties=linked.links.parties,
        tensions=linked.links.tensions,
        gaps=linked.links.gaps,
    )
    return acts, found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What every step of linking stands on: the statements, how near they are, and which sources are kin."""

    sources: tuple[Source, ...]
    statements: Sequence[Statement]
    by_id: Mapping[str, Statement]
    claims: Sequence[Statement]
    clues: Mapping[str, Clues]
    kinships: tuple[Kinship, ...]
    families: Mapping[str, str]
    vectors: Mapping[str, bytes]
    edges: neighbours.Edges


def _ground(readings: Sequence[Reading], statements: Sequence[Statement], held: bytes | None) -> _Ground:
    sources = [reading.source for reading in readings]
    kin = kinship.kinships(sources, {reading.source.id: reading.sketch for reading in readings})
    sources = _with_replaced(sources, kin)
    vectors = _vectors(readings, statements, StaticEmbedder())
    return _Ground(
        sources=tuple(sources),
        statements=statements,
        by_id={statement.id: statement for statement in statements},
        claims=_claims(statements, readings),
        clues=clues.of_all(statements, readings),
        kinships=kin,
        families=kinship.families(sources, kin),
        vectors=vectors,
        edges=neighbours.neighbours(statements, vectors, held=held),
    )


def _grouped(
    ground: _Ground, *, must_links: Sequence[tuple[str, str]], cannot_links: Sequence[tuple[str, str]]
) -> tuple[tuple[Subject, ...], tuple[Thread, ...]]:
    """The subjects, and the threads in them: what says the same thing speaks of the same matter."""
    lines = threads.lines(
        ground.claims,
        ground.edges,
        clues=ground.clues,
        families=ground.families,
        must_links=must_links,
        cannot_links=cannot_links,
    )
    found = subjects.subjects(
        ground.statements, ground.edges, must_links=[*must_links, *lines.pairs], cannot_links=cannot_links
    )
    return found, threads.threads(found, ground.statements, lines, families=ground.families, must_links=must_links)


def _tensions(
    ground: _Ground,
    found: Sequence[Subject],
    lines: Sequence[Thread],
    frame: Frame,
    *,
    rejected: Collection[tuple[str, str]],
) -> tuple[Tension, ...]:
    """The tensions, without those that a person rejected."""
    every = tensions.tensions(
        found,
        statements=ground.by_id,
        clues=ground.clues,
        vectors=ground.vectors,
        families=ground.families,
        named=partial(parties.named, parties.registered(frame)),
        threads=lines,
    )
    return tuple(tension for tension in every if (tension.a, tension.b) not in rejected)


def _vectors(readings: Sequence[Reading], statements: Sequence[Statement], embedder: Embedder) -> dict[str, bytes]:
    """The vector of each statement by its id: kept with its reading, or made now where a person added it."""
    found: dict[str, bytes] = {}
    for reading in readings:
        width = reading.dimensions
        for place, statement in enumerate(reading.statements):
            found[statement.id] = reading.vectors[place * width : (place + 1) * width]
    added = [statement for statement in statements if statement.id not in found]
    if added:
        rows = embedder.encode([statement.text for statement in added])
        for place, statement in enumerate(added):
            found[statement.id] = rows[place * embedder.dimensions : (place + 1) * embedder.dimensions]
    return found


def _claims(statements: Sequence[Statement], readings: Sequence[Reading]) -> list[Statement]:
    """The statements without those that tell what an outlook is: a future described is not a claim that is shared."""
    told = {reading.source.id: [(one.start, one.end) for one in reading.outlooks] for reading in readings}
    return [
        statement
        for statement in statements
        if not any(start < statement.end and statement.start < end for start, end in told.get(statement.source, ()))
    ]


def _with_replaced(sources: Sequence[Source], kin: Iterable[Kinship]) -> list[Source]:
    """Each later version names what it replaces, as a guess unless somebody said so."""
    earlier = {relation.later: relation.earlier for relation in kin if relation.kind == "version"}
    return [
        replace(source, replaces=earlier[source.id], guesses=tuple(sorted({*source.guesses, "replaces"})))
        if source.replaces is None and source.id in earlier
        else source
        for source in sources
    ]
