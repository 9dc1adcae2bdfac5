"""What the command scenarios tells beside the scenarios: where others end, what is in dispute, and what is open.

``wish`` is a ``scenarios.Wish``.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from rodedraad import explore
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table, tell
from rodedraad.errors import WrongUse
from rodedraad.explore import Basins, Matrix, Rule, Sensitivity

if TYPE_CHECKING:
    from rodedraad.cli.scenarios import Wish

Choice = tuple[int, ...]

_ENDS: Final = 20
_SHIFTS: Final = 40
_OPEN: Final = 40
_OPEN_LISTED: Final = 10_000
_SEED: Final = 2006
"""Of the starts that are drawn where there are too many to follow: the same model gives the same sample."""


def grouped(number: int) -> str:
    """A number with its thousands apart, as the reader's language writes it."""
    return f"{number:,}" if LANGUAGE.get() == "en" else f"{number:,}".replace(",", ".")


def ids(matrix: Matrix, choice: Choice) -> list[str]:
    """The ids of the variants of a combination."""
    return [driver.variants[at].id for driver, at in zip(matrix.drivers, choice, strict=True)]


def named(matrix: Matrix, choice: Choice) -> str:
    """A combination by the ids and names of its variants."""
    language = LANGUAGE.get()
    return " · ".join(
        f"{driver.variants[at].id} {getattr(driver.variants[at], language)}"
        for driver, at in zip(matrix.drivers, choice, strict=True)
    )


def rule_of(name: str | None) -> Rule | None:
    """The rule of succession that was asked. Raises WrongUse for one that is none."""
    if name is not None and name not in get_args(Rule):
        raise WrongUse("explore.no_rule", name=name, known=" ".join(get_args(Rule)))
    return cast("Rule | None", name)


def drawn() -> random.Random:
    """The chance by which starts are drawn."""
    return random.Random(_SEED)  # noqa: S311  a sample that can be drawn again, no secret


def ends_json(matrix: Matrix, ends: Basins | None) -> dict[str, Any]:
    """The key ``basins``, where it was asked for."""
    if ends is None:
        return {}
    attractors = [
        {"states": [ids(matrix, state) for state in one.states], "cycle": one.is_cycle, "basin": one.basin}
        for one in ends.attractors
    ]
    told = {"rule": ends.rule, "starts": ends.starts, "sample": ends.is_sample, "lost": ends.lost}
    return {"basins": {**told, "attractors": attractors}}


def show_ends(matrix: Matrix, ends: Basins | None) -> None:
    """Where combinations end, with the share of those that end there."""
    if ends is None:
        return
    rows = [
        [
            f"{one.basin / ends.starts:.1%}"
            if LANGUAGE.get() == "en"
            else f"{one.basin / ends.starts:.1%}".replace(".", ","),
            grouped(one.basin),
            said("explore.circle", count=len(one.states)) if one.is_cycle else said("explore.rest"),
            " → ".join(" ".join(ids(matrix, state)) for state in one.states[:3])
            + (" → …" if len(one.states) > 3 else ""),
        ]
        for one in ends.attractors[:_ENDS]
    ]
    heads = [said(f"explore.head_{one}") for one in ("share", "starts", "end", "combination")]
    table(said("explore.ends_title", rule=ends.rule), heads, rows, wide=(3,))
    if rest := len(ends.attractors) - len(rows):
        put(said("explore.ends_more", count=rest))
    put(said("explore.ends_sample" if ends.is_sample else "explore.ends_all", count=grouped(ends.starts)))


def moved_json(matrix: Matrix, moved: Sensitivity | None) -> dict[str, Any]:
    """The key ``shifts``, where a judgement has an interval."""
    if moved is None or not (matrix.low or matrix.high):
        return {}
    names = matrix.variants
    shifts = [
        {
            "judgement": f"{names[one.row]}>{names[one.column]}",
            "value": one.value,
            "change": one.change,
            "variants": ids(matrix, one.choice),
        }
        for one in moved.shifts
    ]
    return {"shifts": shifts, "shifts_complete": moved.is_complete}


def show_moved(matrix: Matrix, moved: Sensitivity | None) -> None:
    """What appears or vanishes while one judgement moves within its interval; nothing where none has any."""
    if moved is None or not moved.shifts:
        return
    names = matrix.variants
    rows = [
        [
            f"{names[one.row]}>{names[one.column]}",
            f"{matrix.values[one.row][one.column] or 0} → {one.value}",
            said(f"explore.{one.change}"),
            named(matrix, one.choice),
        ]
        for one in moved.shifts[:_SHIFTS]
    ]
    heads = [said(f"explore.head_{one}") for one in ("judgement", "moves", "then", "combination")]
    table(said("explore.moved_title", count=len(moved.shifts)), heads, rows, wide=(3,))
    if rest := len(moved.shifts) - len(rows):
        put(said("explore.moved_more", count=rest))
    if not moved.is_complete:
        tell("explore.moved_incomplete")


def bounded(matrix: Matrix, wish: Wish, name: str, *, as_json: bool) -> int:
    """What is possible and what is certain while every missing or disputed cell may be anything within its bounds."""
    wide = {"tolerance": wish.tolerance, "scale": wish.scale}
    found = explore.possible(matrix, most_nodes=wish.most_nodes, **wide)
    most = wish.limit if wish.limit is not None else _OPEN_LISTED if as_json else _OPEN
    listed = [(choice, explore.is_certain(matrix, choice, **wide)) for choice in found.first(most)]
    is_whole = found.is_complete and len(listed) == found.count
    if as_json:
        held = [
            {"variants": ids(matrix, choice), "score": None, "consistent": is_certain or None, "inconsistency": None}
            for choice, is_certain in listed
        ]
        told = {"combinations": matrix.combinations, "complete": is_whole, "count": found.count}
        put_json({**told, "missing": len(matrix.missing), "scenarios": held})
        return EXIT_DONE if is_whole else EXIT_LOOK
    rows = [
        [named(matrix, choice), said("explore.certain" if is_certain else "explore.possible")]
        for choice, is_certain in listed
    ]
    title = said("explore.open_title", name=name, count=grouped(found.count), missing=len(matrix.missing))
    table(title, [said("explore.head_combination"), said("explore.head_holds")], rows, wide=(0,))
    if not is_whole:
        tell("explore.cut", listed=grouped(len(listed)), count=grouped(found.count))
    return EXIT_DONE if is_whole else EXIT_LOOK
