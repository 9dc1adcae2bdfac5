"""What is in a dossier: lists, one record, search and questions."""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: A002, D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from typing import Annotated

import typer

from rodedraad.cli.commands.named import is_clause
from rodedraad.cli.commands.options import (
    AsJson,
    Budget,
    Endpoint,
    Folder,
    Id,
    ModelName,
    NoModel,
    PartyName,
    ThemeName,
    Yes,
)
from rodedraad.cli.commands.parser import app


@app.command("list", help="list")
def list_(
    dossier: Folder,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="kind")],
    theme: ThemeName = None,
    party: PartyName = None,
    type: Annotated[str | None, typer.Option("--type", help="type")] = None,
    place: Annotated[str | None, typer.Option("--place", help="place")] = None,
    format: Annotated[str, typer.Option("--format", help="format")] = "table",
    json: AsJson = False,
) -> int:
    from rodedraad.cli import showing

    wanted = {"themes": theme, "party": party, "type": type, "place": place}
    return showing.list_(dossier, kind, wanted=wanted, format="json" if json else format)


@app.command(help="show")
def show(dossier: Folder, id: Id, json: AsJson = False) -> int:
    if is_clause(id):
        from rodedraad.cli import clauses

        return clauses.show(dossier, id, as_json=json)
    from rodedraad.cli import showing

    return showing.show(dossier, id, as_json=json)


@app.command(help="search")
def search(
    dossier: Folder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="query")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="limit")] = 20,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import searching

    return searching.search(dossier, query, limit=limit, as_json=json)


@app.command(help="ask")
def ask(
    dossier: Folder,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="question")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="lines")] = 6,
    careful: Annotated[bool, typer.Option("--careful", help="careful")] = False,
    json: AsJson = False,
    model: ModelName = None,
    endpoint: Endpoint = None,
    budget: Budget = None,
    no_model: NoModel = False,
    yes: Yes = False,
) -> int:
    from rodedraad.cli import asking
    from rodedraad.cli.engaging import Flags

    flags = Flags(model=model, endpoint=endpoint, budget=budget, is_off=no_model, is_confirmed=yes)
    return asking.ask(dossier, question, limit=limit, as_json=json, flags=flags, is_careful=careful)
