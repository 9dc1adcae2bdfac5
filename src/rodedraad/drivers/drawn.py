"""drijvers.toml: the drivers of a dossier, and what people judge of their influences on one another.

    [[drijver]]                                  a driver: id, nl, en, tekens, varianten = [{ nl, en, tekens }]
    [invloed]                                    "afspraak1 > productie" = [2, 0, -2]   "geld > wonen" = 0
    [oordeel."afspraak1 > productie2"]           laag, hoog, toelichting, voor = [statements], tegen = [statements]
    [toelichting]  [bevestigd]                   why; and that a person stands for it

``unfolded`` brings a file to one form, with one leaf for each cell, so that two people's changes to one row merge
(``agreed.py``); ``read`` makes records of that form, over the examples of the frame. A cell that nobody judged is
missing, never zero. docs/reference/settings.md lists the keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Final, Literal

from rodedraad import frame
from rodedraad.errors import WrongUse
from rodedraad.records import Argument, Driver, Event, Judgement, Message, Value, Variant

FILE: Final = "drijvers.toml"
SCALE: Final = 3
MOST_DRIVERS: Final = 60
MOST_VARIANTS: Final = 12
LONGEST: Final = 500
MISSING: Final = "?"
"""What stands in a cell that somebody says nobody can judge; ``-`` is read as the same."""
_MISSING = frozenset({"?", "-", ""})
_KEYS = frozenset(
    {"drijvers_uit_kader", "drijver", "invloed", "laag", "hoog", "oordeel", "toelichting", "argument", "bevestigd"}
)
_DRIVER_KEYS = frozenset({"id", "nl", "en", "tekens", "varianten"})
_VARIANT_KEYS = frozenset({"nl", "en", "tekens"})
_JUDGED_KEYS = frozenset({"laag", "hoog", "voor", "tegen", "toelichting", "waarde"})
_ID = re.compile(r"[a-z][a-z_]{0,39}\Z")
_SIDE = re.compile(r"(?P<driver>[a-z][a-z_]{0,39})(?P<number>[1-9][0-9]?)?\Z")
_SHOWN = 80
_LANGUAGES = ("nl", "en")
_DIRECTIONS: Mapping[str, Literal[1, -1]] = {"voor": 1, "tegen": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The drivers and judgements of a dossier, in order, and what stands in the way of using them."""

    drivers: tuple[Driver, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Message, ...] = ()


NOTHING: Final = Drawn()


def shipped(name: str) -> Drawn:
    """The drivers that the package has for the frame of that name, all of them examples; none for other frames."""
    place = resources.files("rodedraad") / "frames" / "drijvers" / f"{name}.toml"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or not place.is_file():
        return NOTHING
    table = frame.parse(place.read_text(encoding="utf-8"), name=f"{name}.toml")
    found = read(unfolded(table, base=NOTHING), base=NOTHING)
    return Drawn(
        drivers=tuple(replace(one, is_example=True) for one in found.drivers),
        judgements=tuple(replace(one, is_example=True) for one in found.judgements),
    )


def of_frame(settings: Mapping[str, Any]) -> Drawn:
    """The drivers of the frame that dossier.toml names; none where the dossier has themes of its own."""
    name = settings.get("kader") or frame.DEFAULT_FRAME
    return NOTHING if settings.get("thema") else shipped(name) if isinstance(name, str) else NOTHING


def unfolded(table: Mapping[str, Any], *, base: Drawn) -> dict[str, Any]:
    """The same table with one leaf for each cell, as it becomes an event.

    A file that has drivers takes the place of those of the frame (``base``), unless it says otherwise. Raises WrongUse
    on what cannot be, naming the row.
    """
    for key in table:
        if key not in _KEYS:
            raise WrongUse("frame.unknown_key", file=FILE, key=str(key)[:_SHOWN], known=", ".join(sorted(_KEYS)))
    found: dict[str, Any] = {}
    own = _drivers(table)
    if own:
        found["drijver"] = list(table["drijver"])
    if own or "drijvers_uit_kader" in table:
        comes_along = table.get("drijvers_uit_kader", False)
        if not isinstance(comes_along, bool):
            value = f"{str(comes_along)[:_SHOWN]} (true, false)"
            raise WrongUse("frame.wrong_value", file=FILE, key="drijvers_uit_kader", value=value)
        found["drijvers_uit_kader"] = comes_along
    widths = {one.id: len(one.variants) for one in (*base.drivers, *own)}
    cells: dict[str, dict[str, Any]] = {"invloed": {}, "laag": {}, "hoog": {}, "toelichting": {}, "argument": {}}
    for row, value in _mapping(table, "invloed").items():
        _unfold_row(row, value, widths, cells["invloed"])
    for name in ("laag", "hoog"):
        for row, value in _mapping(table, name).items():
            cells[name][_cell(row, widths)] = _number(row, value, name)
    for row, value in _mapping(table, "toelichting").items():
        cells["toelichting"][_section(row, widths)] = _note(row, value)
    for row, value in _mapping(table, "argument").items():
        cells["argument"][_cell(row, widths)] = _sides(row, value)
    for row, value in _mapping(table, "oordeel").items():
        _unfold_judged(row, value, _cell(row, widths), cells)
    found |= {name: leaves for name, leaves in cells.items() if leaves}
    if confirmed := _mapping(table, "bevestigd"):
        found["bevestigd"] = {_confirmable(row, widths): value for row, value in confirmed.items()}
    return found


def read(table: Mapping[str, Any], *, base: Drawn, events: Mapping[str, str] | None = None) -> Drawn:
    """The drivers and judgements that hold, of a table in the form of ``unfolded`` over the examples ``base``.

    ``events`` are the events that last spoke of a cell or driver (``spoken``). A judgement is an example where it is
    as the frame has it and nobody confirmed it. Raises WrongUse on what cannot be, naming it.
    """
    own = {one.id: one for one in _drivers(table)}
    taken = base.drivers if table.get("drijvers_uit_kader", True) else ()
    confirmed = _mapping(table, "bevestigd")
    examples = {one.id: one for one in base.drivers}
    drivers = tuple(_driver(own.pop(one.id, one), examples, confirmed) for one in taken) + tuple(
        _driver(one, examples, confirmed) for one in own.values()
    )
    if len(drivers) > MOST_DRIVERS:
        raise WrongUse("drivers.too_many", count=len(drivers), most=MOST_DRIVERS)
    same = {one.id for one in drivers if one.id in examples and _is_same(one, examples[one.id])}
    known = {one.id: one for one in base.judgements}
    notes = _mapping(table, "toelichting")
    told = {cell for name in ("invloed", "laag", "hoog", "argument") for cell in _mapping(table, name)}
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


def spoken(events: Iterable[Event]) -> dict[str, str]:
    """The id of the last of these events that changed what is said of a cell or a driver, by its id.

    ``events`` are those that count, in their order.
    """
    start = f"{json.dumps(FILE)}."
    told = re.compile(r'(?:invloed|laag|hoog|bevestigd)\.(?:"([^"\\]+)"|([a-z_]+))\Z')
    found: dict[str, str] = {}
    held: dict[str, Value] = {}
    for event in events:
        if event.kind != "setting":
            continue
        for key, value in event.values:
            match = told.match(key, len(start)) if key.startswith(start) else None
            if match and held.get(key) != value:  # a file that says what was said already decides nothing
                held[key] = value
                found[match[1] or match[2]] = event.id
    return found


def leaf(*names: str) -> str:
    """The key of a leaf of drijvers.toml, as events have it."""
    bare = re.compile(r"[A-Za-z0-9_-]+\Z")
    return ".".join(name if bare.match(name) else json.dumps(name) for name in (FILE, *names))


def is_about(name: str) -> bool:
    """Whether an id is one of a judgement or a section, as ``afspraak1>productie2``."""
    cause, sign, effect = (part.strip() for part in name.partition(">"))
    return bool(sign and _SIDE.match(cause) and _SIDE.match(effect))


# --- rows -----------------------------------------------------------------------------------------------------


def _unfold_row(row: str, value: Any, widths: Mapping[str, int], cells: dict[str, Any]) -> None:
    (cause, number), (effect, other) = _both(row, widths)
    causes = [number] if number else range(1, widths[cause] + 1)
    if isinstance(value, list):
        if other is not None or len(value) != widths[effect]:
            expected = 1 if other else widths[effect]
            raise WrongUse("drivers.row_length", row=_short(row), count=len(value), expected=expected, effect=effect)
        effects = list(zip(range(1, widths[effect] + 1), value, strict=True))
    else:
        effects = [(at, value) for at in ([other] if other else range(1, widths[effect] + 1))]
    for at, given in effects:
        held = _number(row, given, f"{effect}{at}")
        for one in causes:
            name = f"{cause}{one}>{effect}{at}"
            if name in cells:
                raise WrongUse("drivers.twice", row=_short(row), cell=name)
            cells[name] = held


def _unfold_judged(row: str, value: Any, cell: str, cells: dict[str, dict[str, Any]]) -> None:
    if not isinstance(value, Mapping):
        raise _wrong(row, value)
    for key in value:
        if key not in _JUDGED_KEYS:
            raise WrongUse(
                "frame.unknown_key",
                file=FILE,
                key=f"{_short(row)}.{key}"[:_SHOWN],
                known=", ".join(sorted(_JUDGED_KEYS)),
            )
    if "waarde" in value:
        cells["invloed"][cell] = _number(row, value["waarde"], "waarde")
    for name in ("laag", "hoog"):
        if name in value:
            cells[name][cell] = _number(row, value[name], name)
    if "toelichting" in value:
        cells["toelichting"][cell] = _note(row, value["toelichting"])
    for name in _DIRECTIONS:
        ids = value.get(name, [])
        if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
            raise _wrong(f"{row}: {name}", ids)
        for one in ids:
            cells["argument"].setdefault(cell, {})[one[:LONGEST]] = name


def _number(row: str, value: Any, column: str) -> Value:
    if isinstance(value, str) and value.strip() in _MISSING:
        return MISSING
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongUse("drivers.no_number", row=_short(row), column=column, value=str(value)[:_SHOWN])
    if abs(value) > SCALE:
        raise WrongUse("drivers.out_of_range", row=_short(row), column=column, value=value, scale=SCALE)
    return value


def _note(row: str, value: Any) -> dict[str, str]:
    found = {"nl": value} if isinstance(value, str) else value
    if not isinstance(found, Mapping) or not all(
        name in _LANGUAGES and isinstance(text, str) and len(text) <= LONGEST for name, text in found.items()
    ):
        raise _wrong(row, value)
    return dict(found)


def _sides(row: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(side in _DIRECTIONS for side in value.values()):
        raise _wrong(row, value)
    return dict(value)


def _cell(row: str, widths: Mapping[str, int]) -> str:
    (cause, number), (effect, other) = _both(row, widths)
    if number is None or other is None:
        raise WrongUse("drivers.no_cell", row=_short(row))
    return f"{cause}{number}>{effect}{other}"


def _section(row: str, widths: Mapping[str, int]) -> str:
    (cause, number), (effect, other) = _both(row, widths)
    if (number is None) != (other is None):
        raise WrongUse("drivers.no_cell", row=_short(row))
    return f"{cause}{number or ''}>{effect}{other or ''}"


def _confirmable(row: str, widths: Mapping[str, int]) -> str:
    if ">" in row:
        return _cell(row, widths)
    if row not in widths:
        raise WrongUse("drivers.unknown", row=_short(row), name=_short(row), known=", ".join(widths))
    return row


def _both(row: str, widths: Mapping[str, int]) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    """The two sides of ``a1 > b2``: driver and number. Raises WrongUse, naming the row and what is not known."""
    parts = [part.strip() for part in row.split(">")]
    if len(parts) != 2:
        raise WrongUse("drivers.no_row", row=_short(row))
    sides = []
    for part in parts:
        match = _SIDE.match(part)
        if match is None or match["driver"] not in widths:
            raise WrongUse("drivers.unknown", row=_short(row), name=_short(part), known=", ".join(widths))
        number = int(match["number"]) if match["number"] else None
        if number and number > widths[match["driver"]]:
            raise WrongUse(
                "drivers.no_variant",
                row=_short(row),
                driver=match["driver"],
                number=number,
                most=widths[match["driver"]],
            )
        sides.append((match["driver"], number))
    if sides[0][0] == sides[1][0]:
        raise WrongUse("drivers.itself", row=_short(row))
    return sides[0], sides[1]


# --- records --------------------------------------------------------------------------------------------------


def _drivers(table: Mapping[str, Any]) -> tuple[Driver, ...]:
    entries = table.get("drijver", [])
    if not isinstance(entries, list) or not all(isinstance(one, Mapping) for one in entries):
        raise WrongUse("frame.wrong_value", file=FILE, key="drijver", value=str(entries)[:_SHOWN])
    if len(entries) > MOST_DRIVERS:
        raise WrongUse("drivers.too_many", count=len(entries), most=MOST_DRIVERS)
    found: dict[str, Driver] = {}
    for place, entry in enumerate(entries, start=1):
        one = _one_driver(entry, place)
        if one.id in found:
            raise WrongUse("drivers.same_id", id=one.id)
        found[one.id] = one
    return tuple(found.values())


def _one_driver(entry: Mapping[str, Any], place: int) -> Driver:
    id_ = entry.get("id")
    if not isinstance(id_, str) or not _ID.match(id_):
        raise WrongUse("drivers.bad_id", place=place, id=_short(str(id_)))
    for key in entry:
        if key not in _DRIVER_KEYS:
            known = ", ".join(sorted(_DRIVER_KEYS))
            raise WrongUse("frame.unknown_key", file=FILE, key=f"{id_}.{key}"[:_SHOWN], known=known)
    given = entry.get("varianten", [])
    if not isinstance(given, list) or not all(isinstance(one, Mapping) and set(one) <= _VARIANT_KEYS for one in given):
        raise WrongUse("drivers.bad_variants", id=id_, known=", ".join(sorted(_VARIANT_KEYS)))
    if not 0 < len(given) <= MOST_VARIANTS:
        raise WrongUse("drivers.count_variants", id=id_, count=len(given), most=MOST_VARIANTS)
    variants = tuple(
        Variant(
            id=f"{id_}{number}",
            nl=_text(one, "nl", id_),
            en=_text(one, "en", id_) or _text(one, "nl", id_),
            cues=_texts(one, id_),
        )
        for number, one in enumerate(given, start=1)
    )
    if not all(one.nl for one in variants) or not _text(entry, "nl", id_):
        raise WrongUse("drivers.no_name", id=id_)
    nl = _text(entry, "nl", id_)
    return Driver(id=id_, nl=nl, en=_text(entry, "en", id_) or nl, variants=variants, cues=_texts(entry, id_))


def _driver(one: Driver, examples: Mapping[str, Driver], confirmed: Mapping[str, Any]) -> Driver:
    example = examples.get(one.id)
    return replace(one, is_example=example is not None and _is_same(one, example) and not confirmed.get(one.id))


def _is_same(one: Driver, other: Driver) -> bool:
    """Whether two drivers say the same to a reader, whatever their cues."""
    return [one.nl, *(each.nl for each in one.variants)] == [other.nl, *(each.nl for each in other.variants)]


def _judgement(cell: str, table: Mapping[str, Any], pattern: Judgement | None) -> Judgement:
    """One cell, with what is said of it over what the frame has."""
    cause, _, effect = cell.partition(">")
    values = _mapping(table, "invloed")
    if cell in values:
        value = None if values[cell] == MISSING else _whole(cell, values[cell])
        low = high = value
    else:
        value, low, high = (pattern.value, pattern.low, pattern.high) if pattern else (None, None, None)
    low = _bound(cell, _mapping(table, "laag").get(cell), low)
    high = _bound(cell, _mapping(table, "hoog").get(cell), high)
    lowest = value if low is None else low
    highest = value if high is None else high
    if lowest is not None and highest is not None and not lowest <= (lowest if value is None else value) <= highest:
        raise WrongUse("drivers.interval", cell=cell, value=str(value), low=lowest, high=highest)
    given = _mapping(table, "argument").get(cell, {})
    sides = given if isinstance(given, Mapping) else {}
    return Judgement(
        id=cell,
        cause=cause,
        effect=effect,
        value=value,
        low=lowest,
        high=highest,
        arguments=tuple(
            Argument(statement=id_, direction=_DIRECTIONS[side])
            for id_, side in sorted(sides.items())
            if isinstance(side, str) and side in _DIRECTIONS
        ),
        note=pattern.note if pattern else "",
        note_en=pattern.note_en if pattern else "",
    )


def _bound(cell: str, given: Any, held: int | None) -> int | None:
    return held if given is None or given == MISSING else _whole(cell, given)


def _whole(cell: str, value: Any) -> int:
    held = _number(cell, value, cell)
    if not isinstance(held, int):
        raise WrongUse("drivers.no_number", row=cell, column=cell, value=str(value)[:_SHOWN])
    return held


def _is_as(one: Judgement, pattern: Judgement) -> bool:
    return (one.value, one.low, one.high) == (pattern.value, pattern.low, pattern.high)


def _is_confirmed(one: Judgement, mark: Any) -> bool:
    """Whether a person stands for this value: a mark of another value says nothing of this one."""
    return mark is True or (mark is not None and mark == (MISSING if one.value is None else one.value))


def _refuse_unknown(table: Mapping[str, Any], drivers: Sequence[Driver]) -> None:
    """Raises WrongUse where a cell is of a driver or variant that there is not."""
    widths = {one.id: len(one.variants) for one in drivers}
    for name in ("invloed", "laag", "hoog", "argument"):
        for cell in _mapping(table, name):
            _cell(cell, widths)


def _worded(value: Any) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {"nl": value}
    return {name: text for name, text in given.items() if isinstance(text, str)}


def _mapping(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise WrongUse("frame.wrong_value", file=FILE, key=key, value=str(value)[:_SHOWN])
    return value


def _text(entry: Mapping[str, Any], key: str, id_: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST or not (value.isprintable() or not value):
        raise WrongUse("frame.wrong_value", file=FILE, key=f"{id_}.{key}", value=str(value)[:_SHOWN])
    return " ".join(value.split())


def _texts(entry: Mapping[str, Any], id_: str) -> tuple[str, ...]:
    value = entry.get("tekens", [])
    if not isinstance(value, list) or not all(isinstance(one, str) and len(one) <= LONGEST for one in value):
        raise WrongUse("frame.wrong_value", file=FILE, key=f"{id_}.tekens", value=str(value)[:_SHOWN])
    return tuple(value)


def _wrong(row: str, value: Any) -> WrongUse:
    return WrongUse("frame.wrong_value", file=FILE, key=_short(row), value=str(value)[:_SHOWN])


def _short(text: str) -> str:
    return text[:_SHOWN]
