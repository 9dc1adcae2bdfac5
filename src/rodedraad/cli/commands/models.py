"""Language models and assistants: keys, scores, and the server that they search through."""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rodedraad.cli.commands.options import AsJson, Budget, Confidential, Folder, IsEstimate
from rodedraad.cli.commands.parser import app


@app.command(help="key")
def key(
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="key_endpoint")],
    delete: Annotated[bool, typer.Option("--delete", help="key_delete")] = False,
) -> int:
    from rodedraad.cli import keeping

    return keeping.key(endpoint, is_gone=delete)


@app.command("eval", help="eval")
def eval_(
    what: Annotated[str, typer.Argument(metavar="statements|threads|tensions", help="eval")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="gold")],
    level: Annotated[str, typer.Option("--level", help="level")] = "claim",
    reread: Annotated[bool, typer.Option("--reread", help="reread")] = False,
    model: Annotated[list[str] | None, typer.Option("--model", metavar="NAME", help="eval_model")] = None,
    endpoint: Annotated[list[str] | None, typer.Option("--endpoint", metavar="URL", help="endpoint")] = None,
    runs: Annotated[int, typer.Option("--runs", min=1, max=10, help="eval_runs")] = 1,
    price_in: Annotated[list[float] | None, typer.Option("--price-in", metavar="EUR", help="eval_price")] = None,
    price_out: Annotated[list[float] | None, typer.Option("--price-out", metavar="EUR", help="eval_price")] = None,
    budget: Budget = None,
    replies: Annotated[Path | None, typer.Option("--replies", metavar="FOLDER", help="eval_replies")] = None,
    window: Annotated[int | None, typer.Option("--window", min=1_000, max=1_000_000, help="eval_window")] = None,
    timeout: Annotated[float | None, typer.Option("--timeout", min=1, max=3_600, help="eval_timeout")] = None,
    parallel: Annotated[int | None, typer.Option("--parallel", min=1, max=64, help="eval_parallel")] = None,
    estimate: IsEstimate = False,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import evaluating

    raters = evaluating.Raters(
        models=tuple(model or ()),
        endpoints=tuple(endpoint or ()),
        prices_in=tuple(price_in or ()),
        prices_out=tuple(price_out or ()),
        budget=budget,
        runs=runs,
        replies=replies,
        window_tokens=window,
        timeout_seconds=timeout,
        parallel=parallel,
        is_estimate=estimate,
    )
    return evaluating.evaluate(what, gold, level=level, is_reread=reread, as_json=json, raters=raters)


@app.command(help="mcp")
def mcp(
    dossier: Folder,
    confidential: Confidential = False,
) -> int:
    from rodedraad.cli import assistants

    return assistants.mcp(dossier, has_confidential=confidential)
