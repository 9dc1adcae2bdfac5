"""The futures of a dossier: its drivers and judgements searched for scenarios, and the sources held against those.

Everything that a reader must know of the search is said: cells that nobody judged, a search that was stopped, a
tolerance that was needed, and that what it rests on are examples. docs/method/explore.md, sections 7 to 11.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rodedraad.drivers import Drawn
from rodedraad.errors import WrongUse
from rodedraad.explore.assess import scenario
from rodedraad.explore.bearings import Held, bearings
from rodedraad.explore.cues import Cues
from rodedraad.explore.hints import hints
from rodedraad.explore.matrix import Matrix, checked, matrix_of
from rodedraad.explore.outlooks import likenesses
from rodedraad.explore.sensitivity import sensitivity
from rodedraad.explore.solve import Solution, Watch, solve
from rodedraad.explore.succession import basins
from rodedraad.records import (
    Bearing,
    Driver,
    Exploration,
    Hint,
    Judgement,
    Links,
    Message,
    Ruling,
    Scenario,
    Statement,
)
from rodedraad.upheld import upheld

LISTED: Final = 200
"""Scenarios that a build keeps; ``Exploration.found`` counts all, and ``rodedraad scenarios`` lists more."""
MOST_NODES: Final = 3_000_000
"""A third of a second: a build looks no further, and says so; ``rodedraad scenarios`` searches to the end."""
MOST_COUNTED: Final = 100_000
"""Combinations of which a build follows every one to where it ends; of more a basin stays untold."""
WIDEST: Final = 3
"""Where nothing is consistent, the tolerances tried one after the other."""
_SHIFTS: Final = 200
"""Scenarios that appear within an interval, of which a build keeps so many; how many there are is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Futures:
    """What ``explored`` gives, list by list."""

    drivers: tuple[Driver, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    hints: tuple[Hint, ...] = ()
    explorations: tuple[Exploration, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    lost: tuple[Ruling, ...] = ()
    """What people ruled of bearings and hints and that is about none of these any more."""


def explored(
    drawn: Drawn, *, links: Links, statements: Sequence[Statement], held: Held, rulings: Sequence[Ruling] = ()
) -> Futures:
    """The futures that follow from ``drawn``, and what the sources say of them.

    ``held`` are the actions and requirements to be held against the scenarios. Never raises for what people judged:
    what stands in the way is in ``Exploration.problems``.
    """
    if not drawn.drivers:
        lost = upheld([], [one for one in rulings if one.about == "hint"], "hint").lost
        lost = (*(one for one in rulings if one.about == "bearing"), *lost)
        return Futures(explorations=_without(drawn.problems) if drawn.problems else (), lost=lost)
    cues = Cues(drawn.drivers)
    by_id = {statement.id: statement for statement in statements}
    exploration, found = searched(drawn)
    likened = likenesses(found, links.outlooks, statements=statements, drivers=drawn.drivers, cues=cues)
    born, lost = bearings(found, drawn.drivers, links=links, statements=by_id, held=held, cues=cues, rulings=rulings)
    reached = _reached(born)
    hinted = hints(drawn, links=links, statements=statements, cues=cues, rulings=rulings)
    return Futures(
        drivers=drawn.drivers,
        judgements=drawn.judgements,
        hints=hinted.hints,
        explorations=(exploration,),
        scenarios=tuple(
            replace(
                one,
                likenesses=likened[one.id],
                outlooks=tuple(each.outlook for each in likened[one.id] if each.is_match),
                reaches=reached.get(one.id, ()),
            )
            for one in found
        ),
        bearings=born,
        lost=(*lost, *hinted.lost),
    )


def searched(
    drawn: Drawn,
    *,
    tolerance: int = 0,
    listed: int = LISTED,
    most_nodes: int = MOST_NODES,
    watch: Watch | None = None,
) -> tuple[Exploration, tuple[Scenario, ...]]:
    """The scenarios of these judgements, sorted by their variants, and what was searched.

    Where nothing holds within ``tolerance``, the least wider one up to WIDEST in which something does is taken, and
    said. Where a cell is missing, or the matrix cannot be searched, there are no scenarios, and why is said. ``watch`` sees
    how far the search is, and can end it.
    """
    is_example = any(one.is_example for one in drawn.drivers) or any(one.is_example for one in drawn.judgements)
    try:
        matrix = checked(matrix_of(drawn.drivers, drawn.judgements))
    except WrongUse as error:
        return _without((*drawn.problems, error.message))[0], ()
    names = matrix.variants
    missing = tuple(f"{names[row]}>{names[column]}" for row, column in matrix.missing)
    exploration = Exploration(
        combinations=matrix.combinations,
        is_complete=False,
        tolerance=tolerance,
        missing=missing,
        is_example=is_example,
        problems=drawn.problems,
    )
    if missing:
        message = Message.of("futures.missing", count=len(missing), first=missing[0])
        return replace(exploration, problems=(*drawn.problems, message)), ()
    solution = solve(matrix, tolerance=tolerance, most_nodes=most_nodes, watch=watch)
    while not solution.count and solution.is_complete and solution.tolerance < WIDEST:
        solution = solve(matrix, tolerance=solution.tolerance + 1, most_nodes=most_nodes, watch=watch)
    ends = _basins(matrix, solution)
    unsteady, told = _unsteady(matrix, solution, most_nodes, watch)
    found = [
        replace(scenario(matrix, choice, tolerance=solution.tolerance), basin=ends.get(choice) if ends else None)
        for choice in solution.first(listed)
    ]
    return (
        replace(
            exploration,
            is_complete=solution.is_complete,
            tolerance=solution.tolerance,
            found=solution.count,
            unsteady=unsteady,
            problems=(*drawn.problems, *_said(solution, tolerance, listed), *told),
        ),
        tuple(sorted(found, key=lambda one: one.variants)),
    )


def _said(solution: Solution, tolerance: int, listed: int) -> tuple[Message, ...]:
    """What a reader must know of this search before its results."""
    said = []
    if not solution.is_complete:
        said.append(Message.of("futures.stopped", nodes=solution.nodes, found=solution.count))
    elif not solution.count:
        said.append(Message.of("futures.none", tolerance=solution.tolerance))
    elif solution.tolerance > tolerance:
        said.append(Message.of("futures.widened", tolerance=solution.tolerance))
    if solution.count > listed:
        said.append(Message.of("futures.cut", listed=listed, found=solution.count))
    return tuple(said)


def _without(problems: tuple[Message, ...]) -> tuple[Exploration, ...]:
    """The exploration of what cannot be searched."""
    return (Exploration(combinations=0, is_complete=False, tolerance=0, problems=problems),)


def _basins(matrix: Matrix, solution: Solution) -> Mapping[tuple[int, ...], int]:
    """How many combinations end in each, where all were followed; those in which none ends have 0."""
    if matrix.combinations > MOST_COUNTED or not solution.count or solution.tolerance:
        return {}
    followed = basins(matrix, random.Random(0), most=MOST_COUNTED)  # noqa: S311  unused: all are followed
    ends = {one.states[0]: one.basin for one in followed.attractors if not one.is_cycle}
    return {choice: ends.get(choice, 0) for choice in solution.first(LISTED)}


def _unsteady(
    matrix: Matrix, solution: Solution, most_nodes: int, watch: Watch | None
) -> tuple[tuple[tuple[str, str], ...], tuple[Message, ...]]:
    """The scenarios that appear somewhere within the interval of one judgement, with that judgement; and what was cut."""
    names = matrix.variants
    found = []
    moved = sensitivity(matrix, tolerance=solution.tolerance, most_nodes=most_nodes, watch=watch)
    for one in moved.shifts:
        if one.change != "appears":
            continue
        rows = (start + place for start, place in zip(matrix.starts, one.choice, strict=False))
        found.append((" ".join(names[row] for row in rows), f"{names[one.row]}>{names[one.column]}"))
    unsteady = sorted(set(found))
    told = []
    if not moved.is_complete:
        told.append(Message.of("futures.unsteady_part"))
    if len(unsteady) > _SHIFTS:
        told.append(Message.of("futures.unsteady_cut", listed=_SHIFTS, found=len(unsteady)))
    return tuple(unsteady[:_SHIFTS]), tuple(told)


def _reached(born: Sequence[Bearing]) -> dict[str, tuple[str, ...]]:
    """Of each scenario the threads with a shared ambition that it brings about."""
    found: dict[str, list[str]] = {}
    for one in born:
        if one.kind == "ambition" and one.needs and one.about != one.statements[0]:
            for id_ in one.scenarios:
                found.setdefault(id_, []).append(one.about)
    return {id_: tuple(sorted(set(abouts))) for id_, abouts in found.items()}
