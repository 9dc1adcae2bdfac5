"""The cells of the lists of measurements: what was measured and where, the last of it, and what it is laid beside."""

from __future__ import annotations

from rodedraad.cli.speech import LANGUAGE
from rodedraad.cli.tables import Known
from rodedraad.publish.indicators import component_name, told, yardstick
from rodedraad.records import Indicator, Standing
from rodedraad.wording import word


def last_value(indicator: Indicator, _: Known) -> str:
    """The last year of a line; of too few hours when these were and whether they were validated."""
    return told(indicator, indicator.points[-1], LANGUAGE.get()) if indicator.points else ""


def what(standing: Standing, known: Known) -> str:
    """What is measured, and where; of a target that is laid beside no line what it is about."""
    name = component_name(standing.component, LANGUAGE.get())
    line = known.indicators.get(standing.indicator or "")
    return f"{name}, {line.place}" if line else name


def why(standing: Standing, known: Known) -> str:
    """Why it stands so; where no year can be judged also what there is of the line."""
    reason = word(standing.reason, LANGUAGE.get())
    line = known.indicators.get(standing.indicator or "")
    if line is None or not line.points or any(point.is_valid for point in line.points):
        return reason
    return f"{reason} {last_value(line, known)}."


def beside(standing: Standing, _: Known) -> str:
    """The norm or the target."""
    return yardstick(standing, LANGUAGE.get())
