"""Judgements that come in a file: the sheet of influences of our workbook, a matrix of one's own, or ScenarioWizard's .scw.

A file is held against what stands in the dossier, cell by cell; only what differs is brought. An empty cell is missing.
The variants are found by their ids, else by the names of drivers and variants; a file of which none is known here is
another model, which takes the place of the one that stands. Pure. docs/method/explore.md, section 7.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from rodedraad.errors import WrongUse
from rodedraad.explore import Matrix, checked
from rodedraad.intake import grids, impacts, squares
from rodedraad.publish.editable import EDITABLE, sheet_name
from rodedraad.records import Driver, Judgement, Message
from rodedraad.wording import LANGUAGES, word

_SHEET: Final = "sheet.impacts"
_ID = re.compile(r"[a-z][a-z_]{0,39}[1-9][0-9]?\Z")
_WORD = re.compile(r"[a-z]{3,}")
_LONGEST_ID: Final = 24
_LETTERS: Final = 3
"""Letters of an id that a reader of files made up: A, B, AA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that a file judges otherwise; ``before`` is what stands, None where nothing does."""

    cell: str
    before: Judgement | None
    value: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a file brings: cells that differ, and drivers where they are others than the dossier's.

    ``replaced`` are the drivers of the dossier whose place they take.
    """

    changes: tuple[Change, ...] = ()
    drivers: tuple[Driver, ...] = ()
    replaced: tuple[Driver, ...] = ()


NOTHING: Final = Brought()


def is_matrix(data: bytes, name: str) -> bool:
    """Whether a file that is no workbook is a cross-impact matrix: by its name, its keys, or the shape of its table."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".json":
        return _has_keys(data)
    if suffix not in (".csv", ".tsv"):
        return suffix == ".scw"
    try:
        return squares.is_matrix(impacts.table(data))
    except WrongUse:
        return False


def _has_keys(data: bytes) -> bool:
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(held, dict) and {"descriptors", "matrix"} <= held.keys()


def in_workbook(data: bytes) -> grids.Grid | None:
    """The sheet that holds a matrix: the one with our name, else the one whose shape says so; None where none does."""
    try:
        found = grids.of_workbook(data)
    except WrongUse:
        return None  # whatever is wrong with it is said by the reader of the lists
    ours = next(filter(is_ours, found), None)
    if ours is not None and squares.is_matrix(ours):
        return ours
    lists = {sheet_name(kind, language) for kind in EDITABLE for language in LANGUAGES}
    # in a workbook of ours another sheet may look like one by chance
    return None if any(one.sheet in lists for one in found) else squares.best(found)


def is_ours(grid: grids.Grid) -> bool:
    """Whether a sheet has the name that ours has: then the workbook may hold other lists besides."""
    return grid.sheet in {word(Message(code=_SHEET), language) for language in LANGUAGES}


def on_sheet(grid: grids.Grid) -> Matrix:
    """The matrix on a sheet that ``in_workbook`` found. Raises WrongUse with sheet, row and column."""
    return checked(squares.read(grid))


def read(data: bytes, name: str) -> Matrix:
    """The matrix in a file of which ``is_matrix`` said that it is one."""
    return impacts.read(data, name)


def brought(matrix: Matrix, drivers: Sequence[Driver], judgements: Sequence[Judgement]) -> Brought:
    """What a matrix says otherwise than these judgements, by cell; or that it is another model altogether.

    Raises WrongUse where some of its variants are the dossier's and others are not, naming one that is.
    """
    if not drivers or not any(_names(matrix, drivers)):
        own = _new(matrix)
        names = [variant.id for driver in own for variant in driver.variants]
        return Brought(drivers=own, changes=tuple(_changes(matrix, names, {})), replaced=tuple(drivers))
    return Brought(changes=tuple(_changes(matrix, _seats(matrix, drivers), {one.id: one for one in judgements})))


def _changes(matrix: Matrix, names: Sequence[str], held: Mapping[str, Judgement]) -> list[Change]:
    owners = matrix.owners
    found = []
    for row, cause in enumerate(names):
        for column, effect in enumerate(names):
            if owners[row] == owners[column]:
                continue
            cell = f"{cause}>{effect}"
            before = held.get(cell)
            value, span = matrix.values[row][column], matrix.span(row, column)
            low, high = span or (None, None)
            was = (before.value, before.low, before.high) if before else (None, None, None)
            if (value, low, high) != was:
                found.append(Change(cell=cell, before=before, value=value, low=low, high=high))
    return found


def _new(matrix: Matrix) -> tuple[Driver, ...]:
    """The drivers of a new model, with ids as this program has them: the file's, or a word of the driver's name.

    Raises WrongUse where the file's ids cannot be told apart in small letters.
    """
    found: list[Driver] = []
    taken: set[str] = set()
    for driver in matrix.drivers:
        nl, en = _printed(driver.nl), _printed(driver.en)
        name = driver.id.lower()
        is_made_up = len(driver.id) <= _LETTERS and not driver.nl.startswith(driver.id)
        if is_made_up or not _ID.match(f"{name}1"):
            name = _slug(driver.nl, taken) or name
        if not _ID.match(f"{name}1") or name in taken:
            raise WrongUse("judged.bad_ids", id=driver.id[:80])
        taken.add(name)
        variants = tuple(
            replace(one, id=f"{name}{number}", nl=_printed(one.nl), en=_printed(one.en))
            for number, one in enumerate(driver.variants, start=1)
        )
        found.append(replace(driver, id=name, nl=nl, en=en, variants=variants))
    return tuple(found)


def _slug(name: str, taken: set[str]) -> str:
    """An id of letters from a name, that is not taken; empty where the name has none."""
    words = _WORD.findall(unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode())
    for count in range(1, len(words) + 1):
        made = "_".join(words[:count])[:_LONGEST_ID].strip("_")
        if made not in taken:
            return made
    return ""


def _printed(text: str) -> str:
    """A name without what cannot be printed, which drijvers.toml does not take."""
    return "".join(one for one in text if one.isprintable()) or "?"


def _names(matrix: Matrix, drivers: Sequence[Driver]) -> list[str | None]:
    """For each row of the matrix the id of the variant here: by id, else by the names of driver and variant."""
    ids = {variant.id for driver in drivers for variant in driver.variants}
    by_name = {
        (_plain(getattr(driver, language)), _plain(getattr(variant, language))): variant.id
        for language in ("en", "nl")
        for driver in drivers
        for variant in driver.variants
    }
    return [
        variant.id if variant.id in ids else by_name.get((_plain(driver.nl), _plain(variant.nl)))
        for driver in matrix.drivers
        for variant in driver.variants
    ]


def _seats(matrix: Matrix, drivers: Sequence[Driver]) -> list[str]:
    """The variant of each row, each once and all of them. Raises WrongUse where that is not so."""
    ids = {variant.id for driver in drivers for variant in driver.variants}
    shown = [f"{driver.nl}: {variant.nl}" for driver in matrix.drivers for variant in driver.variants]
    found: list[str] = []
    for told, name in zip(shown, _names(matrix, drivers), strict=True):
        if name is None:
            raise WrongUse("judged.unknown", name=told[:120], known=", ".join(sorted(ids))[:300])
        found.append(name)
    if len(set(found)) != len(found) or len(found) != len(ids):
        missing = sorted(ids.difference(found))
        raise WrongUse(
            "judged.incomplete", missing=", ".join(missing)[:300] or "-", count=len(found), expected=len(ids)
        )
    return found


def _plain(text: str) -> str:
    return " ".join(_printed(text).split()).casefold()
