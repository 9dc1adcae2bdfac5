"""drijvers.toml with one leaf for each cell, as it becomes an event: rows of numbers, and details of single cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rodedraad.drivers.described import described
from rodedraad.drivers.drawn import Drawn
from rodedraad.drivers.keys import (
    DIRECTIONS,
    FILE,
    LONGEST,
    SHOWN,
    Numbers,
    both,
    cell_of,
    confirmable,
    level,
    mapping,
    numbers_of,
    section_of,
    short,
    without,
    wrong,
)
from rodedraad.errors import WrongUse

KEYS = frozenset(
    {
        "drijvers_uit_kader",
        "zonder",
        "drijver",
        "invloed",
        "laag",
        "hoog",
        "oordeel",
        "toelichting",
        "argument",
        "bevestigd",
    }
)
_JUDGED_KEYS = frozenset({"laag", "hoog", "voor", "tegen", "toelichting", "waarde"})
_LANGUAGES = ("nl", "en")


def unfolded(table: Mapping[str, Any], *, base: Drawn) -> dict[str, Any]:
    """The same table with one leaf for each cell, as it becomes an event.

    A file that has drivers takes the place of those of the frame (``base``), unless it says otherwise. Raises WrongUse
    on what cannot be, naming the row.
    """
    for key in table:
        if key not in KEYS:
            raise WrongUse("frame.unknown_key", file=FILE, key=str(key)[:SHOWN], known=", ".join(sorted(KEYS)))
    found: dict[str, Any] = {}
    own = described(table)
    if own:
        found["drijver"] = list(table["drijver"])
    if own or "drijvers_uit_kader" in table:
        comes_along = table.get("drijvers_uit_kader", False)
        if not isinstance(comes_along, bool):
            value = f"{str(comes_along)[:SHOWN]} (true, false)"
            raise WrongUse("frame.wrong_value", file=FILE, key="drijvers_uit_kader", value=value)
        found["drijvers_uit_kader"] = comes_along
    if "zonder" in table:
        found["zonder"] = list(without(table))
    numbers = numbers_of((*base.drivers, *own))
    cells: dict[str, dict[str, Any]] = {"invloed": {}, "laag": {}, "hoog": {}, "toelichting": {}, "argument": {}}
    for row, value in mapping(table, "invloed").items():
        _unfold_row(row, value, numbers, cells["invloed"])
    for name in ("laag", "hoog"):
        for row, value in mapping(table, name).items():
            cells[name][cell_of(row, numbers)] = level(row, value, name)
    for row, value in mapping(table, "toelichting").items():
        cells["toelichting"][section_of(row, numbers)] = _note(row, value)
    for row, value in mapping(table, "argument").items():
        cells["argument"][cell_of(row, numbers)] = _sides(row, value)
    for row, value in mapping(table, "oordeel").items():
        _unfold_judged(row, value, cell_of(row, numbers), cells)
    found |= {name: leaves for name, leaves in cells.items() if leaves}
    if confirmed := mapping(table, "bevestigd"):
        found["bevestigd"] = {confirmable(row, numbers): value for row, value in confirmed.items()}
    return found


def _unfold_row(row: str, value: Any, numbers: Numbers, cells: dict[str, Any]) -> None:
    (cause, number), (effect, other) = both(row, numbers)
    causes = [number] if number else numbers[cause]
    if isinstance(value, list):
        if other is not None or len(value) != len(numbers[effect]):
            expected = 1 if other else len(numbers[effect])
            raise WrongUse("drivers.row_length", row=short(row), count=len(value), expected=expected, effect=effect)
        effects = list(zip(numbers[effect], value, strict=True))
    else:
        effects = [(at, value) for at in ([other] if other else numbers[effect])]
    for at, given in effects:
        held = level(row, given, f"{effect}{at}")
        for one in causes:
            name = f"{cause}{one}>{effect}{at}"
            if name in cells:
                raise WrongUse("drivers.twice", row=short(row), cell=name)
            cells[name] = held


def _unfold_judged(row: str, value: Any, cell: str, cells: dict[str, dict[str, Any]]) -> None:
    if not isinstance(value, Mapping):
        raise wrong(row, value)
    for key in value:
        if key not in _JUDGED_KEYS:
            raise WrongUse(
                "frame.unknown_key",
                file=FILE,
                key=f"{short(row)}.{key}"[:SHOWN],
                known=", ".join(sorted(_JUDGED_KEYS)),
            )
    if "waarde" in value:
        cells["invloed"][cell] = level(row, value["waarde"], "waarde")
    for name in ("laag", "hoog"):
        if name in value:
            cells[name][cell] = level(row, value[name], name)
    if "toelichting" in value:
        cells["toelichting"][cell] = _note(row, value["toelichting"])
    for name in DIRECTIONS:
        ids = value.get(name, [])
        if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
            raise wrong(f"{row}: {name}", ids)
        for one in ids:
            cells["argument"].setdefault(cell, {})[one[:LONGEST]] = name


def _note(row: str, value: Any) -> dict[str, str]:
    found = {"nl": value} if isinstance(value, str) else value
    if not isinstance(found, Mapping) or not all(
        name in _LANGUAGES and isinstance(text, str) and len(text) <= LONGEST for name, text in found.items()
    ):
        raise wrong(row, value)
    return dict(found)


def _sides(row: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(side in DIRECTIONS for side in value.values()):
        raise wrong(row, value)
    return dict(value)
