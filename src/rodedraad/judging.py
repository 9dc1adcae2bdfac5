"""What people judge of influences, written in the log: for every door alike, with what cannot be judged refused here.

Each act becomes one ``setting`` event on drijvers.toml, leaf by leaf, so that two people who judge different cells of
one row do not overwrite each other, and undo takes back one act. What stands in the file is not changed by it: the last
event wins (``agreed.py``). docs/method/explore.md, section 7.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Final

from rodedraad import agreed, chain, consult, drivers, in_force
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.amending import Act
from rodedraad.authored import target
from rodedraad.drivers import MISSING, leaf
from rodedraad.errors import Overtaken, UnknownRecord, WrongUse
from rodedraad.intake.judged import Brought
from rodedraad.ports import Store
from rodedraad.records import Driver, Event, Hint, Judgement, Message, Statement, Target, Value
from rodedraad.wording import LANGUAGES, word

WHOLE: Final = frozenset({"drijvers", "drivers", "matrix"})
"""Names for all drivers and judgements together."""
_ALSO = {
    "waarde": "value",
    "laag": "low",
    "hoog": "high",
    "toelichting": "note",
    "voor": "for",
    "tegen": "against",
}
FIELDS: Final = ("value", "low", "high", "note", "note_en", "for", "against")
_SIDES: Mapping[str, str] = {"for": "voor", "against": "tegen"}
_UNKNOWN = frozenset({"", "?", "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The drivers and judgements that stand now, by id."""

    drivers: Mapping[str, Driver]
    judgements: Mapping[str, Judgement]

    @classmethod
    def of(cls, store: Store) -> Board:
        """Those of a dossier that was built."""
        return cls(
            drivers={one.id: one for one in store.records("drivers")},
            judgements={one.id: one for one in store.records("judgements")},
        )

    @classmethod
    def standing(cls, folder: DossierFolder) -> Board:
        """Those that hold by the log, also where no build took them yet. Raises WrongUse where they cannot be together."""
        with SqliteLog(folder.log, is_read_only=True) as log:
            drawn = in_force.drawn(folder, chain.standing(log.events()))
        if drawn.problems and not drawn.drivers:
            raise WrongUse(drawn.problems[0].code, **dict(drawn.problems[0].values))
        return cls(drivers={one.id: one for one in drawn.drivers}, judgements={one.id: one for one in drawn.judgements})

    def cells(self, name: str) -> tuple[str, ...]:
        """The cells that a name stands for, as ``a1>b2``, ``a1>b`` or ``a>b``. Raises WrongUse where there are none."""
        cause, _, effect = (part.strip() for part in name.partition(">"))
        sides = []
        for side in (cause, effect):
            found = [
                variant.id
                for driver in self.drivers.values()
                for variant in driver.variants
                if side in (driver.id, variant.id)
            ]
            if not found:
                raise WrongUse("judging.unknown", name=side[:80], known=", ".join(self.drivers))
            sides.append(found)
        owner = {variant.id: driver.id for driver in self.drivers.values() for variant in driver.variants}
        if owner[sides[0][0]] == owner[sides[1][0]]:
            raise WrongUse("drivers.itself", row=name[:80])
        return tuple(f"{one}>{other}" for one in sides[0] for other in sides[1])


def is_judged(folder: DossierFolder, name: str) -> bool:
    """Whether a name stands for a cell, a section, a driver, or the whole matrix of this dossier."""
    if ">" in name or name in WHOLE:
        return True
    if not name.replace("_", "").isalpha() or not folder.store.exists():
        return False
    with consult.reading(folder) as store:
        return any(one.id == name for one in store.records("drivers"))


def edit(
    folder: DossierFolder, name: str, assignments: Sequence[str], act: Act, *, seen: Collection[str] | None = None
) -> Event:
    """Sets value, bounds, note or arguments of a cell, or of every cell of a section.

    ``seen`` are the heads of the log as whoever judges saw it: raises Overtaken where somebody spoke since of the same.
    """
    if ">" not in name:
        raise WrongUse("judging.edit_file", name=name[:80])
    given = _given(assignments)
    board = Board.standing(folder)
    cells = board.cells(name)
    with consult.reading(folder) as store:
        statements = {
            field: [(mark, _statement(store, id_)) for mark, id_ in _named(given[field])]
            for field in _SIDES
            if field in given
        }
        targets = _targets(store, [one for found in statements.values() for mark, one in found if not mark])
        known = {one.id for one in store.records("statements")}
    taken = _quotes(folder, known)
    values: dict[str, Value] = {}
    for cell in cells:
        held = board.judgements.get(cell)
        values |= _judged(cell, held, given)
        for field, found in statements.items():
            for mark, one in found:
                values[leaf("argument", cell, one.id)] = None if mark else _SIDES[field]
                values |= {leaf("argument", cell, id_): None for id_ in _same(held, one, taken) if mark}
    if not values:
        raise WrongUse("judging.no_change")
    return append(folder, values, targets, act, seen=seen)


def confirm(folder: DossierFolder, name: str, act: Act, *, seen: Collection[str] | None = None) -> Event:
    """Stands for a cell, every cell of a section, all that a driver does or undergoes, or everything.

    What is confirmed is the judgement as it is: its value and interval are written with it.
    """
    judgements, confirmed = meant(Board.standing(folder), name)
    values: dict[str, Value] = {leaf("bevestigd", one.id): True for one in confirmed if one.is_example}
    for one in judgements:
        if one.is_example:
            values |= _standing(one)
    if not values:
        raise WrongUse("judging.nothing", name=name[:80])
    return append(folder, values, (), act, seen=seen)


def meant(board: Board, name: str) -> tuple[list[Judgement], list[Driver]]:
    """The judgements and drivers that a name stands for: all, what a driver does or undergoes, a section or a cell."""
    if name in WHOLE:
        return list(board.judgements.values()), list(board.drivers.values())
    if name in board.drivers:
        own = {one.id for one in board.drivers[name].variants}
        judgements = [one for one in board.judgements.values() if one.cause in own or one.effect in own]
        return judgements, [board.drivers[name]]
    return [board.judgements[cell] for cell in board.cells(name) if cell in board.judgements], []


def take_over(
    folder: DossierFolder,
    name: str,
    act: Act,
    *,
    cell: str | None = None,
    seen: Collection[str] | None = None,
) -> Event:
    """Takes over a hint: its statements become arguments at the judgement, or its driver a row to fill in.

    ``cell`` says at which judgement, where the hint names whole drivers. Raises WrongUse where that is not told.
    """
    with consult.reading(folder) as store:
        hint = consult.record_named(store, name)
        if not isinstance(hint, Hint):
            raise UnknownRecord("store.unknown_record", name=name[:80])
        statements = [consult.statements_named(store, id_)[0] for id_ in hint.statements]
        targets = _targets(store, statements)
    board = Board.standing(folder)
    if hint.kind == "driver":
        values = _new_driver(hint, statements, board)
    else:
        cells = board.cells(cell or hint.about)
        if len(cells) != 1:
            raise WrongUse("judging.which_cell", name=hint.id[:14], about=hint.about, first=cells[0])
        side = "voor" if (hint.direction or 1) > 0 else "tegen"
        values = {leaf("argument", cells[0], one.id): side for one in statements}
    return append(folder, values, targets, act, seen=seen)


def take_in(folder: DossierFolder, brought: Brought, act: Act, *, name: str) -> Event:
    """Takes in what a file called ``name`` judges otherwise, and its drivers where they are others: one event.

    The judgements are those of the person who takes them in, who stands for them; those of a new model say in their
    reason which file they came from.
    """
    values: dict[str, Value] = {}
    for driver in brought.drivers:
        row = f"{leaf()}.drijver[id].{driver.id}"
        variants = [{"nl": one.nl, "en": one.en} for one in driver.variants]
        values |= {f"{row}.id": driver.id, f"{row}.nl": driver.nl, f"{row}.en": driver.en}
        values[f"{row}.varianten[]"] = json.dumps(variants, sort_keys=True)
    if brought.drivers:
        values[f"{leaf()}.drijver[id]"] = json.dumps([one.id for one in brought.drivers])
        values[leaf("drijvers_uit_kader")] = False
        for cause, effect in permutations(brought.drivers, 2):
            for language in LANGUAGES:
                told = word(Message.of("judged.from_file", name=_printed(name)), language)
                values[leaf("toelichting", f"{cause.id}>{effect.id}", language)] = told
    for one in brought.changes:
        now = one.before or Judgement(id=one.cell, cause="", effect="", value=None, low=None, high=None)
        values |= _standing(replace(now, value=one.value, low=one.low, high=one.high))
    return append(folder, values, (), act, is_new_model=bool(brought.drivers))


def _printed(name: str) -> str:
    return "".join(one for one in name if one.isprintable())[:200]


def _new_driver(hint: Hint, statements: Sequence[Statement], board: Board) -> dict[str, Value]:
    if hint.about in board.drivers:
        raise WrongUse("judging.driver_there", id=hint.about)
    variants = [{"nl": " ".join(one.text.split())[: drivers.LONGEST - 20]} for one in statements]
    row = f"drijver[id].{hint.about}"
    start = leaf()
    return {
        f"{start}.{row}.id": hint.about,
        f"{start}.{row}.nl": hint.about.replace("_", " "),
        f"{start}.{row}.varianten[]": json.dumps(variants, sort_keys=True),
    }


def _given(assignments: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for assignment in assignments:
        name, sign, value = (part.strip() for part in assignment.partition("="))
        name = _ALSO.get(name, name)
        if not sign or name not in FIELDS:
            raise WrongUse("ruling.unknown_field", field=name[:80], known=", ".join(FIELDS))
        found[name] = value
    return found


def _judged(cell: str, held: Judgement | None, given: Mapping[str, str]) -> dict[str, Value]:
    """The leaves of one cell after an edit. Raises WrongUse on what cannot be."""
    values: dict[str, Value] = {}
    now = held or Judgement(id=cell, cause="", effect="", value=None, low=None, high=None)
    if "value" in given or "low" in given or "high" in given:
        value = _number(cell, "value", given["value"]) if "value" in given else now.value
        low, high = (
            _number(cell, name, given[name]) if name in given else kept
            for name, kept in (("low", now.low), ("high", now.high))
        )
        if "value" in given and not ("low" in given or "high" in given):
            low = high = value  # a plain value is meant as it stands: no bound of before, or of the example, stays
        elif "value" in given and value is not None:  # one bound was named: the other goes along where it must
            low = value if low is None or ("low" not in given and low > value) else low
            high = value if high is None or ("high" not in given and high < value) else high
        _refuse_interval(cell, value, low, high)
        values |= _standing(replace(now, value=value, low=low, high=high))
    for name, language in (("note", "nl"), ("note_en", "en")):
        if name in given:
            if len(given[name]) > drivers.LONGEST:
                raise WrongUse("edit.wrong_value", field=name, value=given[name][:80], allowed=f"<= {drivers.LONGEST}")
            values[leaf("toelichting", cell, language)] = given[name] or None
    return values


def _refuse_interval(cell: str, value: int | None, low: int | None, high: int | None) -> None:
    if low is None or high is None:
        if low != high or value is not None:
            raise WrongUse("drivers.interval", cell=cell, value=str(value), low=str(low), high=str(high))
    elif not low <= (low if value is None else value) <= high:
        raise WrongUse("drivers.interval", cell=cell, value=str(value), low=low, high=high)


def _standing(one: Judgement) -> dict[str, Value]:
    """The leaves that say a judgement as it is, and that a person stands for it."""
    value = MISSING if one.value is None else one.value
    is_wide = one.low is not None and (one.low, one.high) != (one.value, one.value)
    return {
        leaf("invloed", one.id): value,
        leaf("laag", one.id): one.low if is_wide else None,
        leaf("hoog", one.id): one.high if is_wide else None,
        leaf("bevestigd", one.id): value,
    }


def _number(cell: str, field: str, text: str) -> int | None:
    if text in _UNKNOWN:
        return None
    try:
        value = int(text)
    except ValueError as error:
        raise WrongUse("judging.no_number", cell=cell, field=field, value=text[:80]) from error
    if abs(value) > drivers.SCALE:
        raise WrongUse("judging.out_of_range", cell=cell, field=field, value=value, scale=drivers.SCALE)
    return value


def _named(text: str) -> list[tuple[str, str]]:
    """Ids parted by commas or blanks; one with ``-`` before it is taken out."""
    return [("-" if one.startswith("-") else "", one.lstrip("-+")) for one in text.replace(",", " ").split()]


def _statement(store: Store, name: str) -> Statement:
    record = store.get(name)
    if not isinstance(record, Statement):
        raise WrongUse("judging.no_statement", name=name[:80])
    return record


def _targets(store: Store, statements: Sequence[Statement]) -> tuple[Target, ...]:
    """What the event keeps of the statements, to find them again."""
    documents = {one.source: one for one in store.documents(sorted({one.source for one in statements}))}
    paths = {source.id: source.path for source in store.records("sources")}
    return tuple(target(one, documents[one.source], paths[one.source]) for one in statements)


def append(
    folder: DossierFolder,
    values: Mapping[str, Value],
    targets: Sequence[Target],
    act: Act,
    *,
    is_new_model: bool = False,
    seen: Collection[str] | None = None,
) -> Event:
    """Writes one event, after it was seen that what holds then can be. Raises WrongUse or Overtaken, with nothing written.

    It needs no lock of the folder: an event is written whole, and a build under way leaves it to the next.
    """
    with SqliteLog(folder.log) as log, log.together():
        events = log.events()
        if seen is not None and (over := _overtaking(events, seen, values)):
            raise Overtaken("judging.overtaken", over)
        tables = agreed.settings(chain.standing(events))
        leaves = agreed.flat({drivers.FILE: tables.get(drivers.FILE, {})})
        if is_new_model:  # what was said of the drivers that go is of no others
            values = {**dict.fromkeys(leaves), **values}
        then = agreed.rebuilt({**leaves, **values}).get(drivers.FILE, {})
        base = drivers.of_frame(tables.get(folder.settings.name, {}))
        drivers.read(drivers.of_those_here(then, base=base)[0], base=base)
        return log.append(at=act.at, person=log.person(act.by), kind="setting", targets=targets, values=dict(values))


def _overtaking(events: Sequence[Event], seen: Collection[str], values: Mapping[str, Value]) -> tuple[Event, ...]:
    """The events since that set one of these leaves, or took back or did again one that did."""
    held = {event.id: event for event in events}

    def touched(event: Event) -> Iterable[str]:
        undone = held.get(str(dict(event.values).get("event"))) if event.kind in ("undo", "redo") else None
        about = undone or event
        return (key for key, _ in about.values) if about.kind == "setting" else ()

    return tuple(one for one in chain.since(events, seen) if not values.keys().isdisjoint(touched(one)))


def _quotes(folder: DossierFolder, known: Collection[str]) -> Mapping[str, str]:
    """By the id of each statement that the log spoke of and that is here no more, its quote."""
    with SqliteLog(folder.log, is_read_only=True) as log:
        return {
            one.statement: one.quote for event in log.events() for one in event.targets if one.statement not in known
        }


def _same(held: Judgement | None, one: Statement, gone: Mapping[str, str]) -> Iterable[str]:
    """The names by which a judgement has this statement as an argument: the beginning of its id, or an id that it had."""
    for argument in held.arguments if held else ():
        name = argument.statement
        if one.id.startswith(name) or gone.get(name) == one.quote:
            yield name
