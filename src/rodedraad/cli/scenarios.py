"""The command scenarios: which combinations of a cross-impact model hold together, and what breaks the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rodedraad import explore
from rodedraad.adapters import folder
from rodedraad.adapters.outgoing import refuse_part
from rodedraad.cli import EXIT_DONE, EXIT_LOOK, unsettled
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table, tell
from rodedraad.cli.unsettled import grouped, ids, named
from rodedraad.errors import StoreError, WrongUse
from rodedraad.explore import Assessment, Matrix, Solution
from rodedraad.intake import impacts
from rodedraad.publish import impacts as written
from rodedraad.records import Reliance, Scenario

LISTED: Final = 10_000
"""Scenarios in JSON, unless another number is asked."""
_SHOWN: Final = 40
"""Scenarios in a table."""
_LONG: Final = 20_000_000
"""Nodes above which a search is announced: some four seconds."""
_WRITTEN: Final = (".scw", ".csv")
_SAID_PER_SEARCH: Final = 20
_REASONS: Final = 3
_FURTHEST: Final = 5
"""Tolerances that are tried where nothing is consistent, so that a reader learns how near the nearest are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked of a model.

    ``limit`` is how many scenarios are listed, None for as many as suit the form. ``explain`` is one combination to say
    more of. With ``rule`` it is told where inconsistent combinations end; with ``is_bounded`` missing cells may be anything.
    With ``out`` the model is written to that file, over one that is there where ``is_forced``, and nothing is solved.
    """

    tolerance: int = 0
    limit: int | None = None
    explain: str | None = None
    most_nodes: int = explore.MOST_NODES
    scale: int = explore.SCALE
    rule: str | None = None
    is_bounded: bool = False
    out: Path | None = None
    is_forced: bool = False


def scenarios(target: Path, wish: Wish, *, as_json: bool) -> int:
    """Solves the model in a file, or says of one combination what breaks it and by how much."""
    if not target.exists():
        raise WrongUse("explore.no_file", path=str(target))
    if target.is_dir():
        raise WrongUse("explore.no_model", path=str(target))
    return of_matrix(
        impacts.read(target.read_bytes(), target.name, scale=wish.scale), wish, target.name, as_json=as_json
    )


def of_matrix(matrix: Matrix, wish: Wish, name: str, *, as_json: bool) -> int:
    """What was asked of a matrix, wherever it came from; ``name`` is what its reader knows it by."""
    if wish.out is not None:
        return _kept(matrix, wish.out, title=name, is_forced=wish.is_forced)
    rule = unsettled.rule_of(wish.rule)
    if wish.is_bounded:
        return unsettled.bounded(matrix, wish, name, as_json=as_json)
    explore.complete(matrix)
    if wish.explain is not None:
        return explained(matrix, wish.explain, tolerance=wish.tolerance, as_json=as_json)
    begun = time.perf_counter()
    watch = _watch(matrix, wish.tolerance, wish.most_nodes)
    found = explore.solve(matrix, tolerance=wish.tolerance, most_nodes=wish.most_nodes, watch=watch)
    seconds = time.perf_counter() - begun
    moved = explore.sensitivity(matrix, tolerance=wish.tolerance, most_nodes=_LONG) if found.is_complete else None
    ends = explore.basins(matrix, unsettled.drawn(), rule=rule) if rule else None
    if as_json:
        shown = _as_json(found, LISTED if wish.limit is None else wish.limit)
        put_json(
            shown
            | unsettled.moved_json(matrix, moved)
            | unsettled.ends_json(matrix, ends)
            | {"seconds": round(seconds, 3)}
        )
        return EXIT_DONE if shown["complete"] else EXIT_LOOK
    status = _shown(found, name=name, most=_SHOWN if wish.limit is None else wish.limit, seconds=seconds)
    unsettled.show_moved(matrix, moved)
    unsettled.show_ends(matrix, ends)
    return status


def _kept(matrix: Matrix, out: Path, *, title: str, is_forced: bool) -> int:
    """Writes the model as ScenarioWizard's project or as a table, and says where."""
    if out.suffix.lower() not in _WRITTEN:
        raise WrongUse("explore.out_format", name=out.name, known=" ".join(_WRITTEN))
    refuse_part(out)
    if out.is_dir() or not out.parent.is_dir():
        raise StoreError("publishing.no_file" if out.is_dir() else "showing.no_folder", path=str(out))
    if out.exists() and not is_forced:
        raise WrongUse("publishing.exists", path=str(out))
    language = LANGUAGE.get()
    is_scw = out.suffix.lower() == ".scw"
    folder.write(
        out, written.scw(matrix, title=title, language=language) if is_scw else written.csv(matrix, language=language)
    )
    put(str(out))
    if is_scw and written.has_intervals(matrix):
        tell("explore.no_intervals")
    return EXIT_DONE


def _watch(matrix: Matrix, tolerance: int, most_nodes: int) -> Callable[[int, int], bool] | None:
    """Announces a long search and tells how far it is; None where it is none."""
    expected = explore.estimated(matrix, tolerance=tolerance)
    if expected < _LONG:
        return None
    tell("explore.long", nodes=grouped(expected), most=grouped(most_nodes))
    step = max(_LONG // 2, min(expected, most_nodes) // _SAID_PER_SEARCH)
    told = [0]

    def watch(nodes: int, found: int) -> bool:
        if nodes >= told[0] + step:
            told[0] = nodes
            tell("explore.so_far", nodes=grouped(nodes), expected=grouped(expected), found=grouped(found))
        return False

    return watch


def _as_json(found: Solution, most: int) -> dict[str, Any]:
    matrix = found.matrix
    choices = list(found.first(most))
    weights = explore.weights(matrix, choices)
    listed = [
        {
            "variants": ids(matrix, choice),
            "score": score,
            "consistent": inconsistency == 0,
            "inconsistency": inconsistency,
        }
        for choice, (score, inconsistency) in zip(choices, weights, strict=True)
    ]
    language = LANGUAGE.get()
    return {
        "combinations": matrix.combinations,
        "complete": found.is_complete and len(listed) == found.count,
        "searched": found.is_complete,
        "count": found.count,
        "tolerance": found.tolerance,
        "nodes": found.nodes,
        "drivers": [
            {
                "id": driver.id,
                "name": getattr(driver, language),
                "variants": [{"id": one.id, "name": getattr(one, language)} for one in driver.variants],
            }
            for driver in matrix.drivers
        ],
        "scenarios": listed,
    }


def _shown(found: Solution, *, name: str, most: int, seconds: float) -> int:
    """A table for people: what holds together, how firmly, and on which judgements each rests."""
    matrix, choices = found.matrix, list(found.first(most))
    rows = []
    for number, choice in enumerate(choices, start=1):
        held = explore.assess(matrix, choice)
        record = explore.scenario(matrix, choice, tolerance=found.tolerance)
        rows.append([str(number), named(matrix, choice), str(held.score), str(held.lead), _reasons(matrix, record)])
    heads = [said(f"explore.head_{one}") for one in ("number", "combination", "score", "lead", "rests_on")]
    title = said("explore.title", name=name, count=grouped(found.count), combinations=grouped(matrix.combinations))
    if rows:
        table(title, heads, rows, wide=(1, 4))
        put(said("explore.legend"))
    else:
        put(title)
        put(_nearest(found))
    if len(choices) < found.count:
        tell("explore.cut", listed=grouped(len(choices)), count=grouped(found.count))
    put(
        said(
            "explore.searched" if found.is_complete else "explore.searched_part",
            nodes=grouped(found.nodes),
            combinations=grouped(matrix.combinations),
            tolerance=found.tolerance,
            seconds=f"{seconds:.2f}" if LANGUAGE.get() == "en" else f"{seconds:.2f}".replace(".", ","),
        )
    )
    if not found.is_complete:
        tell("explore.stopped", found=grouped(found.count))
    return EXIT_DONE if found.is_complete and len(choices) == found.count else EXIT_LOOK


def _reasons(matrix: Matrix, record: Scenario) -> str:
    shown = [
        said("explore.breaks_at", judgement=one.judgement, now=_signed(_now(matrix, one)), value=_signed(one.value))
        for one in record.reliances[:_REASONS]
    ]
    if rest := len(record.reliances) - len(shown):
        shown.append(said("explore.more_reasons", count=rest))
    return "; ".join(shown) or said("explore.no_single")


def _now(matrix: Matrix, reliance: Reliance) -> int:
    cause, effect = (matrix.variants.index(name) for name in reliance.judgement.split(">"))
    return matrix.values[cause][effect] or 0


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def _nearest(found: Solution) -> str:
    """Where nothing holds: from which tolerance on something does."""
    if not found.is_complete:
        return said("explore.none_yet")
    for tolerance in range(found.tolerance + 1, found.tolerance + 1 + _FURTHEST):
        wider = explore.solve(found.matrix, tolerance=tolerance, most_nodes=_LONG)
        if wider.count:
            return said("explore.none_until", tolerance=tolerance, count=grouped(wider.count))
        if not wider.is_complete:
            break
    return said("explore.none")


def explained(matrix: Matrix, combination: str, *, tolerance: int, as_json: bool) -> int:
    """What one combination comes to, driver by driver, and what breaks it."""
    choice = _choice(matrix, combination)
    held = explore.assess(matrix, choice)
    if as_json:
        put_json(_explained_json(matrix, held))
        return EXIT_DONE
    language = LANGUAGE.get()
    rows = []
    for place, (driver, at) in enumerate(zip(matrix.drivers, choice, strict=True)):
        start = matrix.starts[place]
        balances = held.balances[start : start + len(driver.variants)]
        breach = next((one for one in held.breaches if one.driver == place), None)
        others = ", ".join(
            f"{one.id} {getattr(one, language)} {_signed(balance)}"
            for other, (one, balance) in enumerate(zip(driver.variants, balances, strict=True))
            if other != at
        )
        chosen = f"{driver.variants[at].id} {getattr(driver.variants[at], language)}"
        rows.append(
            [getattr(driver, language), chosen, _signed(balances[at]), others, _signed(-breach.by) if breach else ""]
        )
    heads = [said(f"explore.head_{one}") for one in ("driver", "chosen", "balance", "others", "short")]
    table(said("explore.explain_title", combination=combination, score=held.score), heads, rows, wide=(1, 3))
    for breach in held.breaches:
        driver = matrix.drivers[breach.driver]
        better, chosen = (
            f"{driver.variants[at].id} {getattr(driver.variants[at], language)}"
            for at in (breach.better, breach.chosen)
        )
        put(said("explore.broken", driver=getattr(driver, language), better=better, chosen=chosen, by=breach.by))
    if held.inconsistency <= tolerance:
        put(said("explore.holds", inconsistency=held.inconsistency, tolerance=tolerance))
    return EXIT_DONE


def _explained_json(matrix: Matrix, held: Assessment) -> dict[str, Any]:
    names = matrix.variants
    return {
        "variants": ids(matrix, held.choice),
        "score": held.score,
        "consistent": held.inconsistency == 0,
        "inconsistency": held.inconsistency,
        "lead": held.lead,
        "balances": dict(zip(names, held.balances, strict=True)),
        "breaches": [
            {
                "driver": matrix.drivers[one.driver].id,
                "chosen": matrix.drivers[one.driver].variants[one.chosen].id,
                "better": matrix.drivers[one.driver].variants[one.better].id,
                "by": one.by,
            }
            for one in held.breaches
        ],
    }


def _choice(matrix: Matrix, combination: str) -> tuple[int, ...]:
    """The places of the variants that are named, in any order, one of each driver. Raises WrongUse for another."""
    seat = {
        variant.id.casefold(): (place, at)
        for place, driver in enumerate(matrix.drivers)
        for at, variant in enumerate(driver.variants)
    }
    chosen: dict[int, int] = {}
    for name in combination.replace(",", " ").split():
        found = seat.get(name.casefold())
        if found is None:
            raise WrongUse("explore.no_variant", name=name, known=" ".join(matrix.variants)[:300])
        if found[0] in chosen:
            raise WrongUse("explore.chosen_twice", driver=matrix.drivers[found[0]].id)
        chosen[found[0]] = found[1]
    if left := [driver.id for place, driver in enumerate(matrix.drivers) if place not in chosen]:
        raise WrongUse("explore.not_chosen", drivers=", ".join(left)[:300])
    return tuple(chosen[place] for place in range(len(matrix.drivers)))
