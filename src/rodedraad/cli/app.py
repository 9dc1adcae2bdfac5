"""The commands and their options; what they do is in the modules beside this one and loaded when they run.

Help texts are codes here, worded by ``words.py`` in the reader's language when the parser is made.
"""

# ruff: noqa: PLC0415  every command imports its own work when it runs: start-up stays under half a second
# ruff: noqa: A002, D103, FBT002, PLR0917  names and order are those of the options; WORDS says what a command does

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rodedraad import __version__
from rodedraad.cli.words import WORDS

Folder = Annotated[Path, typer.Argument(metavar="DOSSIER", help="dossier")]
AsJson = Annotated[bool, typer.Option("--json", help="json")]
Name = Annotated[str | None, typer.Option("--as", metavar="NAME", help="as")]
Id = Annotated[str, typer.Argument(metavar="ID", help="id")]
Yes = Annotated[bool, typer.Option("--yes", help="yes")]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="model_name")]
Endpoint = Annotated[str | None, typer.Option("--endpoint", metavar="URL", help="endpoint")]
Budget = Annotated[float | None, typer.Option("--budget", metavar="EUR", help="budget")]
NoModel = Annotated[bool, typer.Option("--no-model", help="no_model")]
Ids = Annotated[list[str], typer.Argument(metavar="ID ID...", help="id")]

_LONGEST_NUMBER = 6
"""Digits of a clause's number; the codes of records are longer."""

app = typer.Typer(
    help="app",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(arguments: list[str], language: str) -> int:
    """Runs one command; returns its exit status. A mistake in the command line is said with how to do it right."""
    command: Any = typer.main.get_command(app)
    _worded(command, 1 if language == "en" else 0)
    try:
        status = command.main(arguments or ["--help"], standalone_mode=False, prog_name="rodedraad")
    except typer.Abort:
        return 3
    except typer.exceptions.TyperException as error:
        shown: Any = error
        shown.show()
        return 2
    return status if isinstance(status, int) else 0


def _worded(command: Any, place: int) -> None:
    """Puts the words of one language in the place of the codes, in a command and all that is under it."""
    for part in (command, *command.params):
        help_ = getattr(part, "help", None)
        if help_ in WORDS:
            part.help = WORDS[help_][place]
    for below in getattr(command, "commands", {}).values():
        _worded(below, place)


def is_clause(name: str) -> bool:
    """Whether a name is a clause's: its code, or its number in the latest version."""
    return name.startswith("c-") or (name.isdecimal() and len(name) < _LONGEST_NUMBER)


def is_judged(dossier: Path, name: str) -> bool:
    """Whether a name is that of a judgement, a driver or the whole matrix."""
    if ">" not in name and not name.replace("_", "").isalpha():
        return False
    from rodedraad.cli import judging

    return judging.is_judged(dossier, name)


def is_prospect(name: str) -> bool:
    """Whether a name is that of something that lies ahead, which people rule on."""
    from rodedraad.rulings import is_ruled

    return is_ruled(name)


def is_suggestion(name: str) -> bool:
    """Whether a name is that of what a model thinks of statements."""
    return name.startswith("v-")


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
    estimate: Annotated[bool, typer.Option("--estimate", help="estimate")] = False,
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


@app.command("list", help="list")
def list_(
    dossier: Folder,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="kind")],
    theme: Annotated[str | None, typer.Option("--theme", help="theme")] = None,
    party: Annotated[str | None, typer.Option("--party", help="party")] = None,
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
    from rodedraad.cli import showing

    return showing.search(dossier, query, limit=limit, as_json=json)


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
    force: Annotated[bool, typer.Option("--force", help="force")] = False,
    stamp: Annotated[str | None, typer.Option("--stamp", help="stamp")] = None,
    with_confidential: Annotated[bool, typer.Option("--with-confidential", help="with_confidential")] = False,
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


@app.command(help="propose")
def propose(
    dossier: Folder,
    name: Name = None,
    json: AsJson = False,
    model: ModelName = None,
    endpoint: Endpoint = None,
    budget: Budget = None,
    no_model: NoModel = False,
    yes: Yes = False,
) -> int:
    from rodedraad.cli import proposing
    from rodedraad.cli.engaging import Flags

    flags = Flags(model=model, endpoint=endpoint, budget=budget, is_off=no_model, is_confirmed=yes)
    return proposing.propose(dossier, actor=name, as_json=json, flags=flags)


@app.command(help="approve")
def approve(
    dossier: Folder,
    version: Annotated[str, typer.Argument(metavar="VERSION", help="version_label")],
    name: Name = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import proposing

    return proposing.approve(dossier, version, actor=name, as_json=json)


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


@app.command(help="merge")
def merge(dossier: Folder, ids: Ids, name: Name = None, json: AsJson = False) -> int:
    from rodedraad.cli import correcting

    return correcting.tie(dossier, "merge", ids, actor=name, as_json=json)


@app.command(help="split")
def split(dossier: Folder, ids: Ids, name: Name = None, json: AsJson = False) -> int:
    from rodedraad.cli import correcting

    return correcting.tie(dossier, "split", ids, actor=name, as_json=json)


@app.command(help="reject")
def reject(dossier: Folder, ids: Ids, yes: Yes = False, name: Name = None, json: AsJson = False) -> int:
    if len(ids) > 1 or is_suggestion(ids[0]):
        from rodedraad.cli import suggestions

        return suggestions.judge(dossier, ids, is_confirmed=False, actor=name, as_json=json)
    one = ids[0]
    if is_clause(one):
        from rodedraad.cli import proposing

        return proposing.judge(dossier, "reject", one, actor=name, as_json=json)
    if is_prospect(one):
        from rodedraad.cli import ruling

        return ruling.judge(dossier, "reject", one, actor=name, as_json=json)
    if is_judged(dossier, one):
        from rodedraad.cli import judging

        return judging.judge(dossier, "reject", one, actor=name, as_json=json)
    from rodedraad.cli import correcting

    return correcting.judge(dossier, "reject", one, actor=name, as_json=json, is_confirmed=yes)


@app.command(help="confirm")
def confirm(dossier: Folder, ids: Ids, yes: Yes = False, name: Name = None, json: AsJson = False) -> int:
    if len(ids) > 1 or is_suggestion(ids[0]):
        from rodedraad.cli import suggestions

        return suggestions.judge(dossier, ids, is_confirmed=True, actor=name, as_json=json)
    one = ids[0]
    if is_clause(one):
        from rodedraad.cli import proposing

        return proposing.judge(dossier, "confirm", one, actor=name, as_json=json)
    if is_prospect(one):
        from rodedraad.cli import ruling

        return ruling.judge(dossier, "confirm", one, actor=name, as_json=json)
    if is_judged(dossier, one):
        from rodedraad.cli import judging

        return judging.judge(dossier, "confirm", one, actor=name, as_json=json, is_confirmed=yes)
    from rodedraad.cli import correcting

    return correcting.judge(dossier, "confirm", one, actor=name, as_json=json)


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


@app.command(help="verify")
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="bundle")],
    clause: Annotated[str | None, typer.Option("--clause", metavar="ID", help="chain")] = None,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import bundling

    return bundling.verify(bundle, clause=clause, as_json=json)


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
    force: Annotated[bool, typer.Option("--force", help="force")] = False,
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
    party: Annotated[str | None, typer.Option("--party", help="party")] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="theme")] = None,
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


@app.command(help="mcp")
def mcp(
    dossier: Folder,
    confidential: Annotated[bool, typer.Option("--with-confidential", help="with_confidential")] = False,
) -> int:
    from rodedraad.cli import assistants

    return assistants.mcp(dossier, has_confidential=confidential)


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
    estimate: Annotated[bool, typer.Option("--estimate", help="estimate")] = False,
    yes: Yes = False,
    json: AsJson = False,
) -> int:
    from rodedraad.cli import evaluating

    asked = evaluating.Asked(
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
        is_confirmed=yes,
    )
    return evaluating.evaluate(what, gold, level=level, is_reread=reread, as_json=json, asked=asked)
