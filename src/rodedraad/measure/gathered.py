"""The measurements of all files together: one series per component, place and step. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodedraad.measure.days import Key, Line, Measured, laid_over, points
from rodedraad.records import Message, Point, Problem, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of measurements by year; ``name`` is what the files call its site, else the site's code itself."""

    component: str
    site: str
    name: str
    unit: str
    step: Step
    points: tuple[Point, ...]
    files: tuple[str, ...]


def gathered(files: Mapping[str, Measured], *, today: date) -> tuple[tuple[Series, ...], tuple[Problem, ...]]:
    """Every series, sorted, of the files by their paths; and what contradicts or lies after ``today``.

    Files are taken in the order of their paths: of two that say something else of one day see ``laid_over``.
    """
    lines: dict[Key, list[tuple[str, Line]]] = {}
    names: dict[str, str] = {}
    for path in sorted(files):
        for code, name in files[path].names.items():
            names.setdefault(code, name)
        for key, line in files[path].lines.items():
            lines.setdefault(key, []).append((path, line))
    found: list[Series] = []
    doubles: dict[str, int] = {}
    later: dict[str, int] = {}
    for key in sorted(lines):
        whole, twice = laid_over([line for _, line in lines[key]])
        made, after = points(whole, today=today)
        paths = tuple(path for path, _ in lines[key])
        for told, count in ((doubles, twice), (later, after)):
            if count:
                told[paths[-1]] = told.get(paths[-1], 0) + count
        if made:
            name = names.get(key.site, key.site)
            found.append(
                Series(
                    component=key.component,
                    site=key.site,
                    name=name,
                    unit=key.unit,
                    step=key.step,
                    points=made,
                    files=paths,
                )
            )
    return tuple(found), (*_told("series.contradicts", doubles), *_told("series.later", later))


def _told(code: str, counts: Mapping[str, int]) -> Sequence[Problem]:
    return [
        Problem(source=path, page=None, kind="other", message=Message.of(code, count=counts[path]))
        for path in sorted(counts)
    ]
