"""Commands on what lies ahead: edit, confirm and reject of a requirement, offer, arrangement, action, hint or standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rodedraad import amending
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import put, put_json, said
from rodedraad.records import Value
from rodedraad.rulings import ABOUT, checked, verdict

_HINT = "h-"


def edit(path: Path, name: str, assignments: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Sets fields of one of these; of a hint, at which judgement it is taken over."""
    values = checked(ABOUT[name[:2]], assignments)
    if name.startswith(_HINT) and values.get("about"):
        from rodedraad.cli import judging  # noqa: PLC0415  where a hint is taken over

        return judging.take_over(path, name, cell=str(values["about"]), actor=actor, as_json=as_json)
    return _carry_out(path, name, values, actor, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool) -> int:
    """Confirms or rejects one of these: a rejected one is no longer in the dossier, a hint that is confirmed taken over."""
    if kind == "confirm" and name.startswith(_HINT):
        from rodedraad.cli import judging  # noqa: PLC0415  as above

        return judging.take_over(path, name, actor=actor, as_json=as_json)
    return _carry_out(path, name, verdict(kind), actor, as_json=as_json)


def _carry_out(path: Path, name: str, values: Mapping[str, Value], actor: str | None, *, as_json: bool) -> int:
    folder = DossierFolder.open(path)
    signed = acting(folder, actor)
    event = amending.rule(folder, name, values, amending.Act(by=signed, at=now()))
    lost = rebuilt(folder, signed)
    if as_json:
        put_json({"event": event.id, "kind": event.kind, "at": event.at, "values": dict(event.values)})
    else:
        quote = " ".join(event.targets[0].quote.split())[:160]
        put(
            said(
                "correcting.done_one",
                kind=said("event.ruling"),
                count=1,
                name=signed,
                event=event.id[:12],
                path=str(path),
            )
        )
        put(f"  «{quote}»")
    return EXIT_LOOK if lost else EXIT_DONE
