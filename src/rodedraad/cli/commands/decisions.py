"""What people decide: corrections, judgements, what they bring in and take back."""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: A002, D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rodedraad.cli.commands.named import is_clause, is_judged, is_prospect, is_suggestion
from rodedraad.cli.commands.options import AsJson, Folder, Id, Ids, Name, Yes
from rodedraad.cli.commands.parser import app

AnyIds = Annotated[list[str] | None, typer.Argument(metavar="[ID ID...]", help="id")]
SuggestionKind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="suggestion_kind")]
FromSource = Annotated[str | None, typer.Option("--from", metavar="SOURCE", help="suggestion_source")]


@app.command(help="edit")
def edit(
    dossier: Folder,
    id: Id,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="field")],
    name: Name = None,
    json: AsJson = False,
) -> int:
    if is_clause(id):
        from rodedraad.cli import proposing

        return proposing.edit(dossier, id, fields, actor=name, as_json=json)
    if is_prospect(id):
        from rodedraad.cli import ruling

        return ruling.edit(dossier, id, fields, actor=name, as_json=json)
    if is_judged(dossier, id):
        from rodedraad.cli import judging

        return judging.edit(dossier, id, fields, actor=name, as_json=json)
    from rodedraad.cli import correcting

    return correcting.edit(dossier, id, fields, actor=name, as_json=json)


@app.command(help="merge")
def merge(dossier: Folder, ids: Ids, name: Name = None, json: AsJson = False) -> int:
    from rodedraad.cli import correcting

    return correcting.tie(dossier, "merge", ids, actor=name, as_json=json)


@app.command(help="split")
def split(dossier: Folder, ids: Ids, name: Name = None, json: AsJson = False) -> int:
    from rodedraad.cli import correcting

    return correcting.tie(dossier, "split", ids, actor=name, as_json=json)


@app.command(help="reject")
def reject(
    dossier: Folder,
    ids: AnyIds = None,
    kind: SuggestionKind = None,
    source: FromSource = None,
    yes: Yes = False,
    name: Name = None,
    json: AsJson = False,
) -> int:
    return _judge("reject", dossier, ids or [], kind=kind, source=source, is_confirmed=yes, actor=name, as_json=json)


@app.command(help="confirm")
def confirm(
    dossier: Folder,
    ids: AnyIds = None,
    kind: SuggestionKind = None,
    source: FromSource = None,
    yes: Yes = False,
    name: Name = None,
    json: AsJson = False,
) -> int:
    return _judge("confirm", dossier, ids or [], kind=kind, source=source, is_confirmed=yes, actor=name, as_json=json)


def _judge(
    verb: str,
    dossier: Path,
    ids: list[str],
    *,
    kind: str | None,
    source: str | None,
    is_confirmed: bool,
    actor: str | None,
    as_json: bool,
) -> int:
    """To whom a judgement goes: suggestions, a clause, what lies ahead, an influence, or statements."""
    if kind or source or len(ids) != 1 or is_suggestion(ids[0]):
        from rodedraad.cli import suggestions

        of = suggestions.Filter(kind=kind, source=source, is_unasked=is_confirmed)
        is_taken = verb == "confirm"
        return suggestions.judge_named(dossier, ids, of, is_confirmed=is_taken, actor=actor, as_json=as_json)
    one = ids[0]
    if is_clause(one):
        from rodedraad.cli import proposing

        return proposing.judge(dossier, verb, one, actor=actor, as_json=as_json)
    if is_prospect(one):
        from rodedraad.cli import ruling

        return ruling.judge(dossier, verb, one, actor=actor, as_json=as_json)
    if is_judged(dossier, one):
        from rodedraad.cli import judging

        return judging.judge(dossier, verb, one, actor=actor, as_json=as_json, is_confirmed=is_confirmed)
    from rodedraad.cli import correcting

    return correcting.judge(dossier, verb, one, actor=actor, as_json=as_json, is_confirmed=is_confirmed)


@app.command(help="undo")
def undo(
    dossier: Folder,
    event: Annotated[str | None, typer.Argument(metavar="EVENT", help="event")] = None,
    yes: Yes = False,
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import correcting

    return correcting.undo(dossier, event, actor=name, as_json=json, is_confirmed=yes)


@app.command("import", help="import")
def import_(
    dossier: Folder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="file")],
    preview: Annotated[bool, typer.Option("--preview", help="preview")] = False,
    yes: Yes = False,
    person: Annotated[str | None, typer.Option("--from", metavar="NAME", help="sender")] = None,
    party: Annotated[str | None, typer.Option("--party", help="sender_party")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="contribution_kind")] = None,
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import importing

    sender = importing.Sender(person=person, party=party, kind=kind)
    return importing.import_(
        dossier, file, is_preview=preview, is_confirmed=yes, sender=sender, actor=name, as_json=json
    )


@app.command(help="erase")
def erase(
    dossier: Folder,
    person: Annotated[str, typer.Argument(metavar="NAME", help="person")],
    yes: Yes = False,
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import logbook

    return logbook.erase(dossier, person, actor=name, is_confirmed=yes, as_json=json)
