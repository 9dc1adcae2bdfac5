"""What lies ahead: futures, the road there, and what it takes."""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: A002, D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rodedraad.cli.commands.options import AsJson, Folder, Force, PartyName, ThemeName
from rodedraad.cli.commands.parser import app


@app.command(help="scenarios")
def scenarios(
    target: Annotated[Path, typer.Argument(metavar="DOSSIER|FILE", help="scenarios_target")],
    tolerance: Annotated[int, typer.Option("--tolerance", min=0, max=100_000, help="tolerance")] = 0,
    explain: Annotated[str | None, typer.Option("--explain", metavar="VARIANTS", help="explain")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, max=100_000, help="scenarios_limit")] = None,
    nodes: Annotated[int, typer.Option("--nodes", min=1, help="nodes")] = 2_000_000_000,
    scale: Annotated[int, typer.Option("--scale", min=1, max=1000, help="scale")] = 3,
    basins: Annotated[str | None, typer.Option("--basins", metavar="RULE", help="basins")] = None,
    bounded: Annotated[bool, typer.Option("--bounded", help="bounded")] = False,
    write: Annotated[bool, typer.Option("--write", help="drivers_write")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="model_out")] = None,
    force: Force = False,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import scenarios as exploring

    wish = exploring.Wish(
        tolerance=tolerance,
        limit=limit,
        explain=explain,
        most_nodes=nodes,
        scale=scale,
        rule=basins,
        is_bounded=bounded,
        out=out,
        is_forced=force,
    )
    if target.is_dir():
        from rodedraad.cli import futures

        return futures.scenarios(target, wish, as_json=json, is_written=write)
    return exploring.scenarios(target, wish, as_json=json)


@app.command(help="roadmap")
def roadmap(
    dossier: Folder,
    party: PartyName = None,
    theme: ThemeName = None,
    layer: Annotated[str | None, typer.Option("--layer", help="layer")] = None,
    place: Annotated[str | None, typer.Option("--place", "--region", help="place")] = None,
    status: Annotated[str | None, typer.Option("--status", help="roadmap_status")] = None,
    by: Annotated[str, typer.Option("--by", help="roadmap_by")] = "year",
    format: Annotated[str, typer.Option("--format", help="roadmap_format")] = "table",
    out: Annotated[Path | None, typer.Option("--out", help="roadmap_out")] = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import roadmap as planning

    wanted = {"party": party, "theme": theme, "layer": layer, "place": place, "status": status}
    return planning.roadmap(dossier, wanted=wanted, format="json" if json else format, out=out, by=by)


@app.command(help="requirements")
def requirements(
    dossier: Folder,
    futures: Annotated[bool, typer.Option("--futures", help="by_future")] = False,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import requirements as needing

    return needing.show(dossier, as_json=json, is_by_future=futures)
