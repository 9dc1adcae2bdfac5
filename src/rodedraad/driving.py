"""What people change in the drivers themselves: their names and variants, new ones, and which go. For every door alike.

Each act is one ``setting`` event on drijvers.toml (``judging.py``). A variant keeps its number as long as it is there, and a
number is not given twice: what was judged or ruled of one variant is never read as said of another. A driver of the
frame that is put in other words keeps its example judgements, which stay examples. docs/method/explore.md, section 7.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rodedraad import agreed, chain, drivers, judging
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.amending import Act
from rodedraad.drivers.keys import MOST_NUMBER, OF_FRAME
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.records import Driver, Event, Value, Variant

_LONGEST_ID: Final = 24
_NO_LETTERS: Final = re.compile(r"[^a-z]+")
_CELL: Final = re.compile(r"(?P<driver>[a-z_]+?)(?P<number>[1-9][0-9]?)(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A variant as somebody words it; ``id`` is empty for a new one. ``en`` may be empty: then the Dutch words serve."""

    id: str
    nl: str
    en: str = ""


def change(
    folder: DossierFolder, id_: str, named: Named, variants: Sequence[Named], act: Act, *, seen: Collection[str] | None
) -> Event:
    """Puts a driver and its variants in other words, adds variants, and takes out those that are not among these.

    What was judged of a variant that goes, goes with it; undo brings it back. Raises WrongUse where nothing changes or
    what results cannot be, Overtaken where somebody changed the same driver since.
    """
    here = _Here.of(folder)
    driver = here.driver(id_)
    held = {one.id: one for one in driver.variants}
    unknown = [one.id for one in variants if one.id and one.id not in held]
    if unknown:
        raise WrongUse("judging.unknown", name=unknown[0][:80], known=", ".join(held))
    kept = [one for one in variants if one.id]
    row = _row(id_)
    values: dict[str, Value] = {}
    if (named.nl, named.en or named.nl) != (driver.nl, driver.en):
        values |= {f"{row}.nl": named.nl, f"{row}.en": named.en or None}
    is_reworded = len(kept) < len(variants) or [(one.id, one.nl, one.en or one.nl) for one in kept] != [
        (one.id, one.nl, one.en) for one in driver.variants
    ]
    if is_reworded:
        values[f"{row}.varianten[]"] = _variants(variants, driver, here.free(driver))
        gone = held.keys() - {one.id for one in kept}
        values |= dict.fromkeys(here.about(gone))
    if not values:
        raise WrongUse("judging.no_change")
    return judging.append(folder, {**here.row(driver), **values}, (), act, seen=seen)


def add(folder: DossierFolder, named: Named, variants: Sequence[Named], act: Act) -> Event:
    """A new driver. Nobody judged it yet: until somebody does there are no scenarios.

    Raises WrongUse where one is called so already, Overtaken where another that gets the same id was added meanwhile.
    """
    here = _Here.of(folder)
    same = " ".join(named.nl.split()).casefold()
    if any(one.nl.casefold() == same for one in here.board.drivers.values()):
        raise WrongUse("judging.name_taken", name=named.nl[:80])
    row = _row(id_ := here.new_id(named.nl))
    bare = Driver(id=id_, nl=named.nl, en=named.en, variants=())
    values: dict[str, Value] = {
        f"{row}.id": id_,
        f"{row}.nl": named.nl,
        f"{row}.en": named.en or None,
        f"{row}.varianten[]": _variants(variants, bare, 1),
    }
    return judging.append(folder, values, (), act, seen=here.heads)


def take_out(folder: DossierFolder, id_: str, act: Act, *, seen: Collection[str] | None) -> Event:
    """Takes a driver out, with what was judged of it; undo brings both back."""
    here = _Here.of(folder)
    driver = here.driver(id_)
    values: dict[str, Value] = dict.fromkeys(here.about({id_, *(one.id for one in driver.variants)}))
    if f"{_row(id_)}.id" in here.leaves:
        values[f"{_row(id_)}.id"] = None
    if id_ in here.of_frame:
        values[f"{drivers.leaf()}.zonder[]"] = json.dumps(sorted({*here.without, id_}))
    return judging.append(folder, values, (), act, seen=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """The drivers that stand, with the leaves that say so; ``used`` are all keys that the log ever set.

    ``heads`` are those of the log that this was read from.
    """

    board: judging.Board
    leaves: Mapping[str, Value]
    used: Mapping[str, tuple[Value, ...]]
    of_frame: frozenset[str]
    without: tuple[str, ...]
    heads: tuple[str, ...]

    @classmethod
    def of(cls, folder: DossierFolder) -> _Here:
        with SqliteLog(folder.log, is_read_only=True) as log:
            events = log.events()
        tables = agreed.settings(chain.standing(events))
        table = tables.get(drivers.FILE, {})
        used: dict[str, list[Value]] = {}
        for event in events:
            for key, value in event.values if event.kind == "setting" else ():
                if key.startswith(drivers.leaf()):
                    used.setdefault(key, []).append(value)
        base = drivers.of_frame(tables.get(folder.settings.name, {}))
        return cls(
            board=judging.Board.standing(folder),
            leaves=agreed.flat({drivers.FILE: table}),
            used={key: tuple(values) for key, values in used.items()},
            of_frame=frozenset(one.id for one in base.drivers)
            if table.get("drijvers_uit_kader", True)
            else frozenset(),
            without=tuple(table.get("zonder", ())),
            heads=chain.heads(events),
        )

    def driver(self, id_: str) -> Driver:
        """The driver of that id. Raises UnknownRecord."""
        if id_ not in self.board.drivers:
            raise UnknownRecord("judging.unknown", name=id_[:80], known=", ".join(self.board.drivers))
        return self.board.drivers[id_]

    def row(self, driver: Driver) -> dict[str, Value]:
        """The leaves of a driver that has no row of its own yet: that of the frame, marked as such."""
        row = _row(driver.id)
        if f"{row}.id" in self.leaves:
            return {}
        return {
            f"{row}.id": driver.id,
            f"{row}.nl": driver.nl,
            f"{row}.en": driver.en,
            f"{row}.tekens[]": json.dumps(list(driver.cues)),
            f"{row}.varianten[]": _variants(
                [Named(id=one.id, nl=one.nl, en=one.en) for one in driver.variants], driver, 1
            ),
            f"{row}.{OF_FRAME}": True,
        }

    def about(self, names: Collection[str]) -> Iterator[str]:
        """The leaves that say something of these variants or drivers, or of what they do to others."""
        start = drivers.leaf() + "."
        rows = f"{start}drijver"
        for key in self.leaves:
            named = _names(key[len(start) :]) if key.startswith(start) and not key.startswith(rows) else ()
            if not set(names).isdisjoint(named):
                yield key

    def free(self, driver: Driver) -> int:
        """The first number that no variant of this driver ever had."""
        numbers = [int(one.id.removeprefix(driver.id)) for one in driver.variants]
        start = len(drivers.leaf()) + 1
        for key, values in self.used.items():
            for name in _names(key[start:]):
                match = _CELL.fullmatch(name)
                if match and match["driver"] == driver.id:
                    numbers.append(int(match["number"]))
            if key == f"{_row(driver.id)}.varianten[]":
                numbers += [number for value in values for number in _numbers(value)]
        return max(numbers, default=0) + 1

    def new_id(self, name: str) -> str:
        """An id for a driver of that name, which the log never gave to another."""
        plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        words = [one for one in _NO_LETTERS.split(plain) if one]
        start = (
            "_".join(words)[:_LONGEST_ID].rpartition("_")[0] if len("_".join(words)) > _LONGEST_ID else "_".join(words)
        )
        start = start or (words[0][:_LONGEST_ID] if words else "kracht")
        rows = f"{drivers.leaf()}.drijver[id]."
        taken = {key[len(rows) :].partition(".")[0] for key in self.used if key.startswith(rows)}
        taken |= {*self.board.drivers, *self.of_frame}
        return next(one for one in (start, *(f"{start}_{_letters(at)}" for at in range(1, 700))) if one not in taken)


def _letters(at: int) -> str:
    """b, c, ... z, ba, bb: an id has no digits."""
    return (_letters(at // 26) if at >= 26 else "") + chr(ord("a") + at % 26)


def _row(id_: str) -> str:
    return f"{drivers.leaf()}.drijver[id].{id_}"


def _names(key: str) -> tuple[str, ...]:
    """The drivers and variants that the rest of a key speaks of, as ``invloed."a1>b2"``."""
    _, _, rest = key.partition(".")
    name = rest.partition('"')[2].partition('"')[0] or rest.partition(".")[0]
    return tuple(one for one in name.split(">") if one)


def _numbers(value: Value) -> Iterable[int]:
    """The numbers of the variants in a leaf that lists them."""
    rows = json.loads(value) if isinstance(value, str) else []
    number = 0
    for row in rows:
        number = row.get("nr", number + 1) if isinstance(row, dict) else number + 1
        yield number


def _variants(named: Sequence[Named], driver: Driver, free: int) -> str:
    """The leaf that lists these variants, each with its number; new ones get the first that is free."""
    held: Mapping[str, Variant] = {one.id: one for one in driver.variants}
    rows = []
    for one in named:
        number = int(one.id.removeprefix(driver.id)) if one.id else free
        free += not one.id
        if number > MOST_NUMBER:
            raise WrongUse("judging.no_number_left", driver=driver.id, most=MOST_NUMBER)
        cues = list(held[one.id].cues) if one.id in held else []
        rows.append(
            {"nr": number, "nl": one.nl} | ({"en": one.en} if one.en else {}) | ({"tekens": cues} if cues else {})
        )
    return json.dumps(rows, sort_keys=True)
