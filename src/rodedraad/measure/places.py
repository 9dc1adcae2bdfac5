"""Where lines were measured: the stations and places of the frame, and which of them are shown first. Pure.

A station is known by the code of its network or by its name; a place by its name in that of the line. A code that no
frame and no file names stays a code. Method: docs/method/measure.md, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rodedraad.measure.components import components
from rodedraad.measure.gathered import Series
from rodedraad.records import Frame, Indicator, Station

_MUNICIPAL = "gemeente"


def placed(one: Series, frame: Frame, *, id_: str) -> Indicator:
    """The indicator of a series, with the name of its station and the frame's places that it lies in."""
    station = _station(one, frame)
    name = station.name if station is not None and one.name == one.site else one.name
    found = {*_named(name, frame.places), *(station.places if station is not None else ())}
    places = (*(place for place in frame.places if place in found), *sorted(found.difference(frame.places)))
    return Indicator(
        id=id_,
        component=one.component,
        place=name,
        unit=one.unit,
        points=one.points,
        files=one.files,
        station=one.site if one.site != name else None,
        places=places,
        step=one.step,
    )


def near_first(indicators: Iterable[Indicator], frame: Frame) -> tuple[Indicator, ...]:
    """The lines of the region first, then those of the frame's other places, then all others.

    In each by component, then in the order in which the frame has its stations and places.
    """
    level = nearness(frame)
    order = {id_: at for at, id_ in enumerate(components())}
    codes = {station.code: at for at, station in enumerate(frame.stations)}
    ranks = {place: at for at, place in enumerate(frame.places)}
    last = len(codes) + len(ranks)

    def key(one: Indicator) -> tuple[object, ...]:
        place = min((ranks[place] for place in one.places if place in ranks), default=last)
        rank = codes.get(one.station or "", len(codes) + place)
        return (level(one), order.get(one.component, len(order)), one.component, rank, one.place, one.step, one.id)

    return tuple(sorted(indicators, key=key))


def nearness(frame: Frame) -> Callable[[Indicator], int]:
    """Tells of a line: 0 for the region itself, 1 for another place that the frame names, 2 for anywhere else.

    The region is where the frame's stations stand and its municipalities are; all its places where it has no stations.
    """
    core = {place for station in frame.stations for place in station.places}
    if not core:
        core = set(frame.places)
    municipal = {name for one in frame.parties if one.layer == _MUNICIPAL for name in (one.name, *one.aliases)}
    core |= municipal.intersection(frame.places)
    return lambda one: 0 if core.intersection(one.places) else 1 if one.places else 2


def _station(one: Series, frame: Frame) -> Station | None:
    wanted = (one.site.casefold(), one.name.casefold())
    found = (
        station for station in frame.stations if station.code.casefold() in wanted or station.name.casefold() in wanted
    )
    return next(found, None)


def _named(name: str, places: Sequence[str]) -> tuple[str, ...]:
    """The places of the frame that a name holds, the longest where one holds another: "Velsen-Noord" is not Velsen."""
    found: list[str] = []
    rest = name.lower()
    for place in sorted(places, key=lambda place: (-len(place), place)):
        pattern = rf"(?<!\w){re.escape(place.lower())}(?!\w)"
        if re.search(pattern, rest):
            found.append(place)
            rest = re.sub(pattern, " ", rest)
    return tuple(place for place in places if place in found)
