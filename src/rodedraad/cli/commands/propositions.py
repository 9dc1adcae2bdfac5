"""The proposition and what goes out: versions, clauses, replies, files and bundles."""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rodedraad.cli.commands.options import (
    AsJson,
    Budget,
    Confidential,
    Endpoint,
    Folder,
    Force,
    IsEstimate,
    ModelName,
    Name,
    NoModel,
    Yes,
)
from rodedraad.cli.commands.parser import app


@app.command(help="propose")
def propose(
    dossier: Folder,
    name: Name = None,
    json: AsJson = False,
    model: ModelName = None,
    endpoint: Endpoint = None,
    budget: Budget = None,
    no_model: NoModel = False,
    estimate: IsEstimate = False,
    yes: Yes = False,
) -> int:
    from rodedraad.cli import proposing
    from rodedraad.cli.engaging import Flags

    flags = Flags(
        model=model, endpoint=endpoint, budget=budget, is_off=no_model, is_estimate=estimate, is_confirmed=yes
    )
    return proposing.propose(dossier, actor=name, as_json=json, flags=flags)


@app.command(help="approve")
def approve(
    dossier: Folder,
    version: Annotated[str, typer.Argument(metavar="VERSION", help="version_label")],
    name: Name = None,
    yes: Yes = False,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import proposing

    return proposing.approve(dossier, version, actor=name, as_json=json, is_confirmed=yes)


@app.command(help="write")
def write(
    dossier: Folder,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="clause_text")],
    cite: Annotated[list[str] | None, typer.Option("--cite", metavar="ID", help="cite")] = None,
    fields: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="clause_field")] = None,
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import proposing

    return proposing.write(dossier, text, cites=cite or (), fields=fields or (), actor=name, as_json=json)


@app.command(help="reply")
def reply(
    dossier: Folder,
    contribution: Annotated[str, typer.Argument(metavar="CONTRIBUTION", help="contribution")],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="because")],
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="new_text")] = None,
    changed: Annotated[bool, typer.Option("--changed", help="changed")] = False,
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import proposing

    return proposing.reply(dossier, contribution, because, text=text, is_changed=changed, actor=name, as_json=json)


@app.command(help="export")
def export(
    dossier: Folder,
    to: Annotated[str, typer.Option("--to", help="to")],
    out: Annotated[Path | None, typer.Option("--out", help="out")] = None,
    of: Annotated[str, typer.Option("--of", help="of")] = "proposition",
    version: Annotated[str | None, typer.Option("--version", metavar="VERSION", help="version_label")] = None,
    style: Annotated[Path | None, typer.Option("--style", metavar="DOCX", help="style")] = None,
    party: Annotated[str | None, typer.Option("--party", help="letter_party")] = None,
    fill: Annotated[list[str] | None, typer.Option("--fill", metavar="FIELD=VALUE", help="letter_fill")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="SOURCE", help="marked_source")] = None,
    with_sources: Annotated[bool, typer.Option("--with-sources", help="with_sources")] = False,
    force: Force = False,
    stamp: Annotated[str | None, typer.Option("--stamp", help="stamp")] = None,
    with_confidential: Confidential = False,
) -> int:
    from rodedraad.cli import publishing

    order = {
        "of": of,
        "version": version,
        "style": style,
        "party": party,
        "fill": tuple(fill or ()),
        "source": source,
        "has_sources": with_sources,
        "stamp": stamp,
        "has_confidential": with_confidential,
    }
    return publishing.export(dossier, to=to, out=out, is_forced=force, order=order)


@app.command(help="verify")
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="bundle")],
    clause: Annotated[str | None, typer.Option("--clause", metavar="ID", help="chain")] = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import bundling

    return bundling.verify(bundle, clause=clause, as_json=json)
