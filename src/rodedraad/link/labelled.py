"""The shipped linking on labelled sentences: what ``rodedraad eval threads`` and ``eval tensions`` score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rodedraad.records import Statement, Subject, Thread

Line = Mapping[str, Any]
ONE_SIDE = 10
"""Per cent of nearness that groups of one side ask: what one side says is nearer than what all say of a subject."""


def grouped(lines: Sequence[Line], level: str) -> list[str]:
    """The group of each line (``source``, ``text``): its thread or its subject.

    For ``stance`` that is a narrower subject: to part it by the way each statement pulls joins fewer of one mind.
    """
    numbers = group([str(line["text"]) for line in lines], [str(line["source"]) for line in lines], level)
    return [str(number) for number in numbers]


def group(texts: Sequence[str], sources: Sequence[str], level: str) -> list[int]:
    """The same for plain texts; equal numbers are one group. ``level`` is ``claim``, ``stance`` or ``subject``."""
    statements, subjects, threads = linked(texts, sources, level)
    chosen: Sequence[Subject | Thread] = threads if level == "claim" else subjects
    names = list(range(len(statements)))
    for at, record in enumerate(chosen, len(statements)):
        for id_ in record.statements:
            names[place(id_)] = at
    return names


def linked(
    texts: Sequence[str], sources: Sequence[str], level: str
) -> tuple[list[Statement], tuple[Subject, ...], tuple[Thread, ...]]:
    """Plain texts as statements, with the subjects of a level; with the threads where that is ``claim``."""
    from rodedraad.link import clues, neighbours, subjects, threads  # noqa: PLC0415  only evaluation comes through here

    statements = typed(texts, sources)
    edges = neighbours.neighbours(statements, vectors(statements))
    families = {source: source for source in sources}
    if level == "claim":
        # what is scored is who says the same; that a thread takes two sources is another rule
        statements = [replace(statement, source=statement.id) for statement in statements]
        families = {statement.id: statement.id for statement in statements}
    lines = threads.lines(statements, edges, clues=clues.of_all(statements), families=families)
    threshold = ONE_SIDE if level == "stance" else subjects.THRESHOLD
    found = subjects.subjects(statements, edges, must_links=lines.pairs, threshold=threshold)
    of_one = threads.threads(found, statements, lines, families=families) if level == "claim" else ()
    return statements, tuple(found), tuple(of_one)


def judged(lines: Sequence[Line]) -> list[int]:
    """How much two texts (``a``, ``b``) disagree: above 0 is disagreement."""
    from rodedraad.link.tensions import stance  # noqa: PLC0415  as above

    return [stance(str(line["a"]), str(line["b"])) for line in lines]


def vectors(statements: Sequence[Statement]) -> dict[str, bytes]:
    """The vectors of statements, by id."""
    from rodedraad.embed import StaticEmbedder  # noqa: PLC0415  as above

    embedder = StaticEmbedder()
    rows, width = embedder.encode([statement.text for statement in statements]), embedder.dimensions
    return {statement.id: rows[at * width : (at + 1) * width] for at, statement in enumerate(statements)}


def place(id_: str) -> int:
    """Which of the lines a statement was, from 0."""
    return int(id_.removeprefix("s-"))


def typed(texts: Sequence[str], sources: Sequence[str]) -> list[Statement]:
    """Plain texts as statements; each is judged by itself, since its neighbours are not known."""
    from rodedraad.extract.classify import verdicts  # noqa: PLC0415  as above
    from rodedraad.extract.features import Passage  # noqa: PLC0415

    found = [verdicts([Passage(text=text)])[0].type for text in texts]
    return [
        replace(statement, type="finding" if type_ == "none" else type_)
        for statement, type_ in zip(plain(texts, sources), found, strict=True)
    ]


def plain(texts: Sequence[str], sources: Sequence[str]) -> list[Statement]:
    """Plain texts as findings."""
    return [_statement(at, text, source) for at, (text, source) in enumerate(zip(texts, sources, strict=True))]


def _statement(at: int, text: str, source: str) -> Statement:
    from rodedraad.extract.amounts import amounts  # noqa: PLC0415  as above

    return Statement(
        id=f"s-{at:08d}",
        type="finding",
        text=text,
        quote=text,
        source=source,
        page=None,
        page_end=None,
        locator=None,
        start=0,
        end=len(text),
        language=None,
        themes=(),
        place=(),
        parties=(source,),
        holder=source,
        is_reported=False,
        is_commitment=False,
        actors=(),
        within_power=None,
        deadline=None,
        deadline_from=None,
        deadline_to=None,
        amounts=amounts(text),
        confidence=1.0,
        origin="rule",
    )
