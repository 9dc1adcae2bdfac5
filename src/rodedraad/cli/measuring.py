"""Bringing in measurements: what a file holds is shown, and when a person says so it is copied into ``reeksen/``.

Nothing is written in the log: a file of measurements is received, as a source is. The build reads it there.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from rodedraad import in_force, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, put, put_json, said, worded
from rodedraad.errors import WrongUse
from rodedraad.gauges import LARGEST_BYTES
from rodedraad.intake import series
from rodedraad.measure import gathered, located
from rodedraad.measure.components import components
from rodedraad.records import Indicator

_SUFFIXES = frozenset({".csv", ".tsv", ".json"})
_SHOWN = 12
_SAMPLE = 1 << 16


def is_measured(file: Path) -> bool:
    """Whether the file is one of measurements, by its name and its heading."""
    if file.suffix.lower() not in _SUFFIXES:
        return False
    try:
        with file.open("rb") as opened:
            return series.is_measured(opened.read(_SAMPLE))
    except OSError:
        return False


def import_(
    folder: DossierFolder, file: Path, *, is_preview: bool, is_confirmed: bool, actor: str | None, as_json: bool
) -> int:
    """Shows what a file of measurements holds and, when a person says so, keeps it and brings the dossier up to date."""
    if file.stat().st_size > LARGEST_BYTES:
        raise WrongUse("series.too_large", path=file.name, most=LARGEST_BYTES // 1_000_000_000)
    with file.open("rb") as opened:
        taken = series.read(opened, path=file.name)
    series_, later = gathered({file.name: taken.measured}, today=date.fromisoformat(now()[:10]))
    made = located(series_, in_force.standing(folder).frame)
    problems = [worded(one) for one in (*taken.problems, *(problem.message for problem in later))]
    if not as_json:
        _tell(taken, made, problems)
    kept, is_new = None, False
    if not is_preview:
        if not as_json and (status := consent(is_confirmed=is_confirmed)) is not None:
            return status
        kept, is_new = folder.add_series(file)
        rebuilt(folder, acting(folder, actor))
    if as_json:
        put_json(_shape(taken, made, problems, kept if is_new else None))
    elif kept is None:
        put(said("importing.preview"))
    else:
        put(said("measuring.kept" if is_new else "measuring.known", path=kept, dossier=str(folder.root)))
    return EXIT_LOOK if problems else EXIT_DONE


def _tell(taken: series.Taken, made: tuple[Indicator, ...], problems: list[str]) -> None:
    language = LANGUAGE.get()
    put(said("measuring.found", values=phrases.number(taken.values, language), lines=len(made)))
    for one in made[:_SHOWN]:
        known = components().get(one.component)
        name = (known.nl if language == "nl" else known.en) if known else one.component
        first, last = one.points[0].year, one.points[-1].year
        step = phrases.label("step", one.step, language)
        valid = sum(point.is_valid for point in one.points)
        put("  " + said("measuring.line", name=name, place=one.place, step=step, first=first, last=last, valid=valid))
    if len(made) > _SHOWN:
        put("  " + said("measuring.more", count=len(made) - _SHOWN))
    if taken.measured.names and not made:
        put("  " + said("measuring.names", count=len(taken.measured.names)))
    for problem in problems:
        put(said("importing.problem", reason=problem))


def _shape(taken: series.Taken, made: tuple[Indicator, ...], problems: list[str], kept: str | None) -> dict[str, Any]:
    return {
        "kept": kept,
        "values": taken.values,
        "series": [
            {"component": one.component, "place": one.place, "unit": one.unit, "step": one.step}
            | {"years": [point.year for point in one.points]}
            for one in made
        ],
        "stations": len(taken.measured.names),
        "problems": problems,
    }
