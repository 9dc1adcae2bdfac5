"""Commands that make and change the folder of a dossier: new, add, remove, build, check, demo."""

from __future__ import annotations

import shutil
import tempfile
import time
import webbrowser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rodedraad import assisting, bringing, consult, spent
from rodedraad import dossier as dossiers
from rodedraad import frame as frames
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK, engaging
from rodedraad.cli.engaging import Flags
from rodedraad.cli.speech import LANGUAGE, consent, progress, put, put_json, said, table, tell, tell_message, worded
from rodedraad.errors import WrongUse
from rodedraad.records import Value

SHOWN_PROBLEMS = 25


def now() -> str:
    """The moment of an event or a stamp, in UTC to the second: the one place where the command line reads a clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_moment(text: str) -> bool:
    """Whether this is a day, or a moment of one, as ISO 8601 writes it."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def acting(folder: DossierFolder, name: str | None) -> str:
    """Who acts: ``--as``, else the setting ``naam``, else the name on this machine."""
    import getpass  # noqa: PLC0415  looks the user up, which most commands need not

    if name:
        return name
    setting = consult.setting(folder, "naam")
    if setting:
        return setting
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"


def new(path: Path, *, frame: str, esco: Path | None = None, tooi: Path | None = None) -> int:
    """Makes the folder of a dossier, with settings that say what can be set; with official lists, where they are given."""
    from rodedraad.cli import classifying  # noqa: PLC0415  only where a list is given, which is read before a folder is made

    concepts = classifying.concepts_of(esco) if esco else None
    bodies = classifying.bodies_of(tooi) if tooi else None
    title = path.resolve().name.replace('"', "'").replace("\\", "/")
    own = Path(frame)
    chosen = _text_of(own) + "\n" if own.suffix == ".toml" else frame
    template = said("making.settings", name=title, frame=frame)
    settings = frames.starting(chosen, title=title, template=template)
    folder = DossierFolder.make(path, settings, said("making.source_settings"))
    put(said("making.made", path=str(path)))
    classifying.keep(folder, concepts, bodies)
    return EXIT_DONE


def _text_of(frame: Path) -> str:
    try:
        return frame.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WrongUse("frame.not_utf8", file=str(frame)) from error
    except OSError as error:
        raise WrongUse("folder.no_such_file", path=str(frame)) from error


def add(path: Path, paths: Sequence[Path]) -> int:
    """Copies files and folders into the dossier."""
    added = DossierFolder.open(path).add(paths)
    put(said("making.added", new=len(added.new), known=len(added.known)))
    for problem in added.problems:
        tell_message(problem.source, problem.message)
    return EXIT_LOOK if added.problems else EXIT_DONE


def remove(path: Path, name: str, *, is_confirmed: bool) -> int:
    """Takes a source out, after saying what stands on it."""
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        source = consult.source_named(store, name)
        found = bringing.resting(folder, store, source)
    tell(
        "making.removing",
        title=source.title,
        statements=found.statements,
        threads=found.threads,
        ended=found.ended,
        tensions=found.tensions,
        references=found.references,
    )
    if (status := consent(is_confirmed=is_confirmed)) is not None:
        return status
    bringing.remove(folder, source)
    put(said("making.removed", title=source.title))
    return EXIT_DONE


def build(
    path: Path, *, workers: int | None, name: str | None, is_loss_accepted: bool, as_json: bool, flags: Flags
) -> int:
    """Brings the dossier up to date and says what was found."""
    folder = DossierFolder.open(path)
    began = time.perf_counter()
    with progress() as shown:
        outcome = dossiers.build(
            folder,
            name=acting(folder, name),
            at=now(),
            workers=workers,
            is_loss_accepted=is_loss_accepted,
            asking=engaging.asking(flags, folder),
            progress=shown,
        )
    seconds = time.perf_counter() - began
    report = build_shape(outcome, seconds)
    problems = outcome.problems
    if flags.is_estimate:  # that nothing was sent is what was asked
        problems = tuple(one for one in problems if one.message.code != "genai.not_sent")
        report["estimate"] = engaging.planned(outcome.plan, folder)
    if as_json:
        put_json(report)
    else:
        _summary(report, outcome)
        _model_told(outcome)
        _hours_told(folder, outcome)
        put(said("making.next", path=str(path)))
    return EXIT_LOOK if problems else EXIT_DONE


def build_shape(outcome: dossiers.Outcome, seconds: float) -> dict[str, Any]:
    """What ``build --json`` prints; counts are whole numbers."""
    counts = outcome.counts
    kinds = ("statements", "subjects", "threads", "tensions", "gaps", "references", "problems")
    return {
        "sources": counts["sources"],
        "documents": outcome.documents,
        "pages": outcome.pages,
        **{kind: counts[kind] for kind in kinds},
        "recomputed": outcome.recomputed,
        "seconds": round(seconds, 3),
        "pages_per_second": round(outcome.pages / seconds, 1) if outcome.recomputed else 0.0,
        "model": assisting.shape(outcome.usage, outcome.refusals),
    }


def check(path: Path, *, as_json: bool) -> int:
    """Re-derives every hash, quote and citation, and the log, from the bytes of the sources."""
    from rodedraad.checking import check as checked  # noqa: PLC0415  reads every source again

    folder = DossierFolder.open(path)
    with progress() as shown:
        found = checked(folder, progress=shown)
    if as_json:
        put_json(found.shape())
    else:
        rows = [[said(f"check.{part}"), str(done), str(failed)] for part, (done, failed) in found.counts.items()]
        table(said("check.title"), [said("check.part"), said("check.checked"), said("check.failed")], rows)
        for message in found.failures[:SHOWN_PROBLEMS]:
            put(worded(message))
        put(said("check.ok" if found.is_ok else "check.not_ok"))
    return EXIT_DONE if found.is_ok else EXIT_LOOK


def demo(out: Path | None, *, is_opened: bool) -> int:
    """Writes the example dossier, builds it, writes its report and opens that."""
    from rodedraad import versions  # noqa: PLC0415  composes and verifies
    from rodedraad.cli.publishing import write_report  # noqa: PLC0415
    from rodedraad.exporting import Order  # noqa: PLC0415

    path = out or Path(tempfile.mkdtemp(prefix="rodedraad-")) / "voorbeeld"
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        if not (path / "dossier.toml").is_file():
            raise WrongUse("making.not_empty", path=str(path))
    else:
        shutil.copytree(
            dossiers.example(), path, ignore=shutil.ignore_patterns("__pycache__", "*.py"), dirs_exist_ok=True
        )
    folder = DossierFolder.open(path)
    tell("making.demo", path=str(path))
    began = time.perf_counter()
    with progress() as shown:
        outcome = dossiers.build(folder, name="demo", at=now(), progress=shown)
    _summary(build_shape(outcome, time.perf_counter() - began), outcome)
    versions.propose(folder, name="demo", at=now())
    report = write_report(Order(folder=folder, language=LANGUAGE.get(), stamp=now()), None)
    put(said("making.report", path=str(report)))
    put(said("making.next", path=str(path)))
    if is_opened:
        webbrowser.open(report.resolve().as_uri())
    return EXIT_DONE


def _model_told(outcome: dossiers.Outcome) -> None:
    """What a language model did in this build: what left the house and what it cost, what it found, what was refused."""
    usage = outcome.usage
    if usage is None:
        return
    counts = outcome.counts
    put("")
    if usage.calls:
        priced = "genai.used" if usage.cost_eur is not None else "genai.used_unpriced"
        values: dict[str, Value] = {
            "model": usage.model,
            "where": usage.endpoint,
            "calls": usage.calls,
            "sources": len(usage.sources),
        }
        cost = round(usage.cost_eur or 0.0, 4)
        put(said(priced, **values, tokens_in=usage.tokens_in, tokens_out=usage.tokens_out, cost=cost))
    else:
        put(said("genai.used_kept", model=usage.model, items=usage.held))
    put(said("genai.found", suggestions=counts["suggestions"], refusals=len(outcome.refusals)))


def _hours_told(folder: DossierFolder, outcome: dossiers.Outcome) -> None:
    """What a person would have read in how long; the rules read it, whether a model is set or not."""
    with consult.reading(folder) as store:
        pageless = sum(one.pages_read is None and one.characters > 0 for one in store.records("coverage"))
    minutes = outcome.minutes_per_page
    own = spent.hours(folder)
    read: dict[str, Value] = {
        "pages": outcome.pages,
        "minutes": minutes,
        "hours": round(outcome.pages * minutes / 60, 1),
    }
    put("")
    put(said("genai.hours_logged", **read, logged=round(own, 1)) if own else said("genai.hours", **read))
    if pageless:
        put(said("making.pageless", count=pageless))


def _summary(report: dict[str, Any], outcome: dossiers.Outcome) -> None:
    table(
        said("making.built", seconds=report["seconds"], recomputed=report["recomputed"]),
        [said("making.what"), said("making.count")],
        [
            [said(f"kind.{kind}"), str(report[kind])]
            for kind in ("sources", "pages", "statements", "subjects", "threads", "tensions", "gaps", "references")
        ],
    )
    for problem in outcome.problems[:SHOWN_PROBLEMS]:
        tell_message(problem.source, problem.message)
    if len(outcome.problems) > SHOWN_PROBLEMS:
        tell("making.more_problems", count=len(outcome.problems) - SHOWN_PROBLEMS)


def hours(path: Path, count: float, *, actor: str | None, as_json: bool) -> int:
    """Enters hours that the team spent on this dossier, beside which those of the program are told."""
    folder = DossierFolder.open(path)
    event = spent.enter(folder, count, name=acting(folder, actor), at=now())
    total = spent.hours(folder)
    if as_json:
        put_json({"event": event.id, "hours": count, "total": total})
    else:
        put(said("genai.hours_entered", hours=round(count, 2), total=round(total, 2)))
    return EXIT_DONE
