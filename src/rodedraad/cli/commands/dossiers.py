"""A dossier as a folder: made, filled, built and checked."""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rodedraad import __version__
from rodedraad.cli.commands.options import (
    AsJson,
    Budget,
    Confidential,
    Endpoint,
    Folder,
    IsEstimate,
    ModelName,
    Name,
    NoModel,
    Yes,
)
from rodedraad.cli.commands.parser import app


@app.callback(invoke_without_command=True)
def version(version: Annotated[bool, typer.Option("--version", help="version")] = False) -> None:
    if version:
        print(__version__)  # noqa: T201  the answer itself
        raise typer.Exit


@app.command(help="new")
def new(
    dossier: Folder,
    frame: Annotated[str, typer.Option("--frame", help="frame")] = "ijmond",
    esco: Annotated[Path | None, typer.Option("--esco", metavar="FILE|FOLDER", help="esco")] = None,
    tooi: Annotated[Path | None, typer.Option("--tooi", metavar="FILE", help="tooi")] = None,
) -> int:
    from rodedraad.cli import making

    return making.new(dossier, frame=frame, esco=esco, tooi=tooi)


@app.command(help="add")
def add(dossier: Folder, paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="path")]) -> int:
    from rodedraad.cli import making

    return making.add(dossier, paths)


@app.command(help="remove")
def remove(
    dossier: Folder,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="source")],
    yes: Yes = False,
) -> int:
    from rodedraad.cli import making

    return making.remove(dossier, source, is_confirmed=yes)


@app.command(help="build")
def build(
    dossier: Folder,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=256, help="workers")] = None,
    json: AsJson = False,
    accept_loss: Annotated[bool, typer.Option("--accept-loss", help="accept_loss")] = False,
    name: Name = None,
    model: ModelName = None,
    endpoint: Endpoint = None,
    budget: Budget = None,
    no_model: NoModel = False,
    estimate: IsEstimate = False,
    yes: Yes = False,
) -> int:
    from rodedraad.cli import making
    from rodedraad.cli.engaging import Flags

    flags = Flags(
        model=model, endpoint=endpoint, budget=budget, is_off=no_model, is_estimate=estimate, is_confirmed=yes
    )
    return making.build(dossier, workers=workers, name=name, is_loss_accepted=accept_loss, as_json=json, flags=flags)


@app.command(help="hours")
def hours(
    dossier: Folder,
    count: Annotated[float, typer.Argument(metavar="HOURS", help="hours_count")],
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import making

    return making.hours(dossier, count, actor=name, as_json=json)


@app.command(help="check")
def check(
    dossier: Folder,
    quote: Annotated[str | None, typer.Option("--quote", metavar="TEXT", help="quote")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="SOURCE", help="quoted_source")] = None,
    json: AsJson = False,
) -> int:
    if quote is not None or source is not None:
        from rodedraad.cli import verifying

        return verifying.quote(dossier, quote or "", source=source, as_json=json)
    from rodedraad.cli import making

    return making.check(dossier, as_json=json)


@app.command(help="demo")
def demo(
    out: Annotated[Path | None, typer.Option("--out", help="demo_out")] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="no_open")] = False,
) -> int:
    from rodedraad.cli import making

    return making.demo(out, is_opened=not no_open)


@app.command(help="serve")
def serve(
    dossier: Folder,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", help="port", min=0, max=65535)] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="no_open")] = False,
    confidential: Confidential = False,
    sign_in: Annotated[bool, typer.Option("--sign-in", help="sign_in")] = False,
) -> int:
    from rodedraad.cli import serving

    if sign_in:
        return serving.share(dossier, host=host, port=port, has_confidential=confidential)
    return serving.serve(dossier, host=host, port=port, is_opened=not no_open, has_confidential=confidential)


@app.command(help="invite")
def invite(
    dossier: Folder,
    whom: Annotated[str, typer.Option("--name", metavar="NAME", help="invited")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="role")] = "reader",
    days: Annotated[int, typer.Option("--days", min=1, max=60, help="days")] = 14,
    address: Annotated[str | None, typer.Option("--address", metavar="URL", help="address")] = None,
    name: Name = None,
) -> int:
    from rodedraad.cli import serving

    return serving.invite(dossier, name=whom, role=role, days=days, address=address, actor=name)
