"""Commands on judgements of influence: edit, confirm and reject of a cell, a section, a driver, or a hint for one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rodedraad import consult, judging
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Act
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, put, put_json, said
from rodedraad.errors import WrongUse
from rodedraad.records import Event, Judgement

if TYPE_CHECKING:
    from rodedraad.explore import Matrix
    from rodedraad.intake.judged import Brought, Change

_SHOWN: Final = 40
_LARGEST: Final = 64 << 20
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_TABLES = frozenset({".scw", ".csv", ".tsv", ".json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cross-impact matrix in a file; a workbook may hold other lists besides (``is_alone`` is False)."""

    matrix: Matrix
    name: str
    is_alone: bool


def is_judged(path: Path, name: str) -> bool:
    """Whether a name stands for a cell, a section, a driver or the whole matrix."""
    return (">" in name or name.replace("_", "").isalpha()) and judging.is_judged(DossierFolder(path), name)


def edit(path: Path, name: str, fields: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Sets the value, bounds, note or arguments of a cell or section."""
    return _carry_out(path, lambda folder, act: judging.edit(folder, name, fields, act), actor, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool, is_confirmed: bool = False) -> int:
    """Confirms a cell, a section, a driver, or all; a judgement is not rejected but given another value."""
    if kind != "confirm":
        raise WrongUse("judging.no_reject", name=name[:80])
    if not as_json and (status := _foretold(path, name, is_confirmed=is_confirmed)) is not None:
        return status
    return _carry_out(path, lambda folder, act: judging.confirm(folder, name, act), actor, as_json=as_json)


def _foretold(path: Path, name: str, *, is_confirmed: bool) -> int | None:
    """Shows what would be confirmed, and whose is left out; asks where somebody sits at the terminal."""
    with consult.reading(DossierFolder.open(path)) as store:
        board = judging.Board.of(store)
    judgements, drivers = judging.meant(board, name)
    open_ = [one for one in judgements if one.is_example]
    unnamed = [one for one in drivers if one.is_example]
    if not open_ and not unnamed:
        return None
    language = LANGUAGE.get()
    put(said("judging.foretold", count=len(open_), total=len(judgements), rest=len(judgements) - len(open_)))
    names = {
        one.id: f"{getattr(driver, language)}: {getattr(one, language)}"
        for driver in board.drivers.values()
        for one in driver.variants
    }
    for driver in unnamed:
        put(
            f"  {driver.id}: {getattr(driver, language)} ({'; '.join(getattr(one, language) for one in driver.variants)})"
        )
    for one in open_[:_SHOWN]:
        reason = one.note if language == "nl" else one.note_en or one.note
        put(f"  {one.id}: {_level(one.value, one.low, one.high)}  «{names[one.cause]}» → «{names[one.effect]}»")
        if reason:
            put(f"      {reason}")
    if (rest := len(open_) - _SHOWN) > 0:
        put(said("html.and_more", count=rest))
    return consent(is_confirmed=is_confirmed or len(open_) + len(unnamed) == 1 or not sys.stdin.isatty())


def take_over(path: Path, name: str, *, cell: str | None = None, actor: str | None, as_json: bool) -> int:
    """Takes over a hint: an argument at a judgement, or a new driver to fill in."""
    return _carry_out(path, lambda folder, act: judging.take_over(folder, name, act, cell=cell), actor, as_json=as_json)


def matrix_in(file: Path) -> Found | None:
    """The cross-impact matrix in a file, if there is one; the file is read no further than that takes."""
    suffix = file.suffix.lower()
    if suffix not in _WORKBOOKS | _TABLES or not file.is_file() or file.stat().st_size > _LARGEST:
        return None
    from rodedraad.intake import judged  # noqa: PLC0415  where a file may hold one

    data = file.read_bytes()
    if suffix in _WORKBOOKS:
        sheet = judged.in_workbook(data)
        if sheet is None:
            return None
        return Found(matrix=judged.on_sheet(sheet), name=file.name, is_alone=not judged.is_ours(sheet))
    if not judged.is_matrix(data, file.name):
        return None
    return Found(matrix=judged.read(data, file.name), name=file.name, is_alone=True)


def import_(
    folder: DossierFolder, found: Found, *, is_preview: bool, is_confirmed: bool, actor: str | None, as_json: bool
) -> int | None:
    """Shows what a matrix judges otherwise and, when a person says so, takes it over as one event.

    None where a workbook judges nothing otherwise: what else it holds is for another to take in.
    """
    from rodedraad.intake import judged  # noqa: PLC0415  as above

    with consult.reading(folder) as store:
        board = judging.Board.of(store)
    brought = judged.brought(found.matrix, tuple(board.drivers.values()), tuple(board.judgements.values()))
    is_empty = not brought.changes and not brought.drivers
    if is_empty and not found.is_alone:
        return None
    shown = {one.cell: f"{_span(one, is_before=True)} → {_span(one)}" for one in brought.changes}
    told = {"judgements": shown, "drivers": [one.id for one in brought.drivers]}
    if not as_json:
        _tell(found, brought, shown, [one for one in board.judgements.values() if one.event])
    if is_preview or is_empty:
        if as_json:
            put_json({"written": 0, **told})
        else:
            put(said("importing.nothing" if is_empty else "importing.preview"))
        return EXIT_DONE
    if not as_json and (status := consent(is_confirmed=is_confirmed)) is not None:
        return status
    signed = acting(folder, actor)
    event = judging.take_in(folder, brought, Act(by=signed, at=now()), name=found.name)
    lost = rebuilt(folder, signed)
    if as_json:
        put_json({"written": len(shown), "event": event.id, **told})
    else:
        put(said("judged.written", count=len(shown), event=event.id[:12], path=str(folder.root)))
        if brought.drivers:
            put(said("judged.to_file", path=str(folder.root)))
        if not found.is_alone:
            put(said("judged.again", file=found.name))
    return EXIT_LOOK if lost else EXIT_DONE


def _tell(found: Found, brought: Brought, shown: Mapping[str, str], authored: Sequence[Judgement]) -> None:
    """What would change: the drivers where they are others, then the judgements."""
    language = LANGUAGE.get()
    if brought.replaced:
        old = ", ".join(getattr(one, language) for one in brought.replaced)
        put(said("judged.other_model", file=found.name, count=len(brought.drivers), old=old))
        if authored:
            put(said("judged.lapse", count=len(authored)))
    elif brought.drivers:
        put(said("judged.new_drivers", count=len(brought.drivers)))
    for driver in brought.drivers:
        put(f"  {driver.id}: {driver.nl} ({'; '.join(f'{one.id} {one.nl}' for one in driver.variants)})")
    if brought.drivers:
        _tell_direction(brought)
    else:
        put(said("judged.found", file=found.name, count=len(shown)))
    missing = sum(one.value is None for one in brought.changes) if brought.drivers else 0
    if missing:
        put(said("judged.missing", count=missing))
    for cell, change in list(shown.items())[:_SHOWN]:
        put(f"  {cell}: {change}")
    if (rest := len(shown) - _SHOWN) > 0:
        put(said("html.and_more", count=rest))


def _tell_direction(brought: Brought) -> None:
    """One judgement in words, so that a matrix that was laid out the other way round is seen to be."""
    names = {one.id: f"{driver.nl}: {one.nl}" for driver in brought.drivers for one in driver.variants}
    first = max(brought.changes, key=lambda one: abs(one.value or 0), default=None)
    if first is not None and first.value:
        cause, _, effect = first.cell.partition(">")
        put(said("judged.direction", cause=names[cause], effect=names[effect], value=_level(first.value, None, None)))


def _span(one: Change, *, is_before: bool = False) -> str:
    """A judgement with its interval, as the files write it."""
    held = one.before if is_before else one
    value, low, high = (held.value, held.low, held.high) if held else (None, None, None)
    return _level(value, low, high)


def _level(value: int | None, low: int | None, high: int | None) -> str:
    text = "?" if value is None else f"{value:+d}" if value else "0"
    return text if low is None or (low, high) == (value, value) else f"{text} [{low}..{high}]"


def _carry_out(path: Path, write: Callable[[DossierFolder, Act], Event], actor: str | None, *, as_json: bool) -> int:
    folder = DossierFolder.open(path)
    signed = acting(folder, actor)
    with consult.reading(folder) as store:
        before = judging.Board.of(store)
    event = write(folder, Act(by=signed, at=now()))
    lost = rebuilt(folder, signed)
    with consult.reading(folder) as store:
        after = judging.Board.of(store)
        explorations = list(store.records("explorations"))
        scenarios = store.counts()["scenarios"]
    changed = [one for id_, one in after.judgements.items() if before.judgements.get(id_) != one]
    examples = sum(one.is_example for one in after.judgements.values())
    if as_json:
        put_json(
            {
                "event": event.id,
                "kind": event.kind,
                "at": event.at,
                "changed": [one.id for one in changed],
                "examples": examples,
                "scenarios": scenarios,
            }
        )
        return EXIT_LOOK if lost else EXIT_DONE
    put(said("judging.done", name=signed, event=event.id[:12], count=len(changed), path=str(path)))
    new = [one for id_, one in after.drivers.items() if id_ not in before.drivers]
    for driver in new:
        put(said("judging.new_driver", id=driver.id, count=len(driver.variants), path=str(path)))
    missing = len(explorations[0].missing) if explorations else 0
    put(said("judging.after", scenarios=scenarios, examples=examples, total=len(after.judgements), missing=missing))
    return EXIT_LOOK if lost or missing else EXIT_DONE
