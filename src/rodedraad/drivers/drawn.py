"""What holds of the drivers and judgements of a dossier: the leaves of drijvers.toml over the examples of its frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rodedraad.drivers.described import described
from rodedraad.drivers.keys import (
    DIRECTIONS,
    MISSING,
    MOST_DRIVERS,
    OF_FRAME,
    SHOWN,
    cell_of,
    confirmable,
    level,
    mapping,
    numbers_of,
    section_of,
    without,
)
from rodedraad.errors import WrongUse
from rodedraad.records import Argument, Driver, Judgement, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The drivers and judgements of a dossier, in order, and what stands in the way of using them."""

    drivers: tuple[Driver, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Message, ...] = ()


NOTHING: Final = Drawn()
_OF_CELLS: Final = ("invloed", "laag", "hoog", "argument")


def of_those_here(table: Mapping[str, Any], *, base: Drawn) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A table without what it says of drivers and variants that are not there, and the cells that this leaves aside.

    A log can hold that: somebody judged a variant that another copy took out, or that was added by what was undone since.
    Raises WrongUse on what cannot be.
    """
    bare = {name: value for name, value in table.items() if name in {"drijver", "drijvers_uit_kader", "zonder"}}
    numbers = numbers_of(read(bare, base=base).drivers)
    found, aside = dict(table), dict[str, None]()
    for name, known in (
        *((one, cell_of) for one in _OF_CELLS),
        ("toelichting", section_of),
        ("bevestigd", confirmable),
    ):
        if name not in table:
            continue
        kept = {}
        for row, value in mapping(table, name).items():
            try:
                known(row, numbers)
            except WrongUse as error:
                if error.message.code not in ("drivers.unknown", "drivers.no_variant"):
                    raise
                aside |= {row: None} if name in _OF_CELLS else {}
            else:
                kept[row] = value
        found[name] = kept
    return found, tuple(aside)


def read(table: Mapping[str, Any], *, base: Drawn, events: Mapping[str, str] | None = None) -> Drawn:
    """The drivers and judgements that hold, of a table in the form of ``unfolded`` over the examples ``base``.

    ``events`` are the events that last spoke of a cell or driver (``spoken``). A judgement is an example where it is
    as the frame has it and nobody confirmed it. Raises WrongUse on what cannot be, naming it.
    """
    own = {one.id: one for one in described(table)}
    out = frozenset(without(table))
    taken = [one for one in base.drivers if one.id not in out] if table.get("drijvers_uit_kader", True) else []
    confirmed = mapping(table, "bevestigd")
    examples = {one.id: one for one in base.drivers}
    drivers = tuple(_driver(own.pop(one.id, one), examples, confirmed) for one in taken) + tuple(
        _driver(one, examples, confirmed) for one in own.values()
    )
    if len(drivers) > MOST_DRIVERS:
        raise WrongUse("drivers.too_many", count=len(drivers), most=MOST_DRIVERS)
    reworded = {entry["id"] for entry in table.get("drijver", []) if entry.get(OF_FRAME)}
    same = {one.id for one in drivers if one.id in examples and (one.id in reworded or _is_same(one, examples[one.id]))}
    known = {one.id: one for one in base.judgements}
    notes = mapping(table, "toelichting")
    told = {cell for name in ("invloed", "laag", "hoog", "argument") for cell in mapping(table, name)}
    variants = [(variant.id, driver.id) for driver in drivers for variant in driver.variants]
    _refuse_unknown(table, drivers)
    made = []
    for cause, of in variants:
        for effect, on in variants:
            cell = f"{cause}>{effect}"
            example = known.get(cell) if of in same and on in same and taken else None
            pattern = known.get(cell) if of in same and on in same else None
            if of == on or (cell not in told and example is None):
                continue
            one = _judgement(cell, table, example or pattern)
            section = f"{of}>{on}"
            note = {**_worded(notes.get(section)), **_worded(notes.get(cell))}
            is_as = pattern is not None and _is_as(one, pattern)  # its reason goes with the value that it explains
            is_example = is_as and not _is_confirmed(one, confirmed.get(cell))
            made.append(
                replace(
                    one,
                    note=note.get("nl") or (one.note if is_as else ""),
                    note_en=note.get("en") or (one.note_en if is_as else ""),
                    is_example=is_example,
                    event=None if is_example else (events or {}).get(cell),
                )
            )
    return Drawn(drivers=drivers, judgements=tuple(made))


def _driver(one: Driver, examples: Mapping[str, Driver], confirmed: Mapping[str, Any]) -> Driver:
    example = examples.get(one.id)
    return replace(one, is_example=example is not None and _is_same(one, example) and not confirmed.get(one.id))


def _is_same(one: Driver, other: Driver) -> bool:
    """Whether two drivers say the same to a reader, whatever their cues."""
    return [one.nl, *(each.nl for each in one.variants)] == [other.nl, *(each.nl for each in other.variants)]


def _judgement(cell: str, table: Mapping[str, Any], pattern: Judgement | None) -> Judgement:
    """One cell, with what is said of it over what the frame has."""
    cause, _, effect = cell.partition(">")
    values = mapping(table, "invloed")
    if cell in values:
        value = None if values[cell] == MISSING else _whole(cell, values[cell])
        low = high = value
    else:
        value, low, high = (pattern.value, pattern.low, pattern.high) if pattern else (None, None, None)
    low = _bound(cell, mapping(table, "laag").get(cell), low)
    high = _bound(cell, mapping(table, "hoog").get(cell), high)
    lowest = value if low is None else low
    highest = value if high is None else high
    if lowest is not None and highest is not None and not lowest <= (lowest if value is None else value) <= highest:
        raise WrongUse("drivers.interval", cell=cell, value=str(value), low=lowest, high=highest)
    given = mapping(table, "argument").get(cell, {})
    sides = given if isinstance(given, Mapping) else {}
    return Judgement(
        id=cell,
        cause=cause,
        effect=effect,
        value=value,
        low=lowest,
        high=highest,
        arguments=tuple(
            Argument(statement=id_, direction=DIRECTIONS[side])
            for id_, side in sorted(sides.items())
            if isinstance(side, str) and side in DIRECTIONS
        ),
        note=pattern.note if pattern else "",
        note_en=pattern.note_en if pattern else "",
    )


def _bound(cell: str, given: Any, held: int | None) -> int | None:
    return held if given is None or given == MISSING else _whole(cell, given)


def _whole(cell: str, value: Any) -> int:
    held = level(cell, value, cell)
    if not isinstance(held, int):
        raise WrongUse("drivers.no_number", row=cell, column=cell, value=str(value)[:SHOWN])
    return held


def _is_as(one: Judgement, pattern: Judgement) -> bool:
    return (one.value, one.low, one.high) == (pattern.value, pattern.low, pattern.high)


def _is_confirmed(one: Judgement, mark: Any) -> bool:
    """Whether a person stands for this value: a mark of another value says nothing of this one."""
    return mark is True or (mark is not None and mark == (MISSING if one.value is None else one.value))


def _refuse_unknown(table: Mapping[str, Any], drivers: Sequence[Driver]) -> None:
    """Raises WrongUse where a cell is of a driver or variant that there is not."""
    numbers = numbers_of(drivers)
    for name in _OF_CELLS:
        for cell in mapping(table, name):
            cell_of(cell, numbers)


def _worded(value: Any) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {"nl": value}
    return {name: text for name, text in given.items() if isinstance(text, str)}
