"""Commands on judgements of influence: edit, confirm and reject of a cell, a section, a driver, or a hint for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rodedraad import consult, judging
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Act
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import put, put_json, said
from rodedraad.errors import WrongUse
from rodedraad.records import Event


def is_judged(path: Path, name: str) -> bool:
    """Whether a name stands for a cell, a section, a driver or the whole matrix."""
    return (">" in name or name.replace("_", "").isalpha()) and judging.is_judged(DossierFolder(path), name)


def edit(path: Path, name: str, fields: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Sets the value, bounds, note or arguments of a cell or section."""
    return _carry_out(path, lambda folder, act: judging.edit(folder, name, fields, act), actor, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool) -> int:
    """Confirms a cell, a section, a driver, or all; a judgement is not rejected but given another value."""
    if kind != "confirm":
        raise WrongUse("judging.no_reject", name=name[:80])
    return _carry_out(path, lambda folder, act: judging.confirm(folder, name, act), actor, as_json=as_json)


def take_over(path: Path, name: str, *, cell: str | None = None, actor: str | None, as_json: bool) -> int:
    """Takes over a hint: an argument at a judgement, or a new driver to fill in."""
    return _carry_out(path, lambda folder, act: judging.take_over(folder, name, act, cell=cell), actor, as_json=as_json)


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
