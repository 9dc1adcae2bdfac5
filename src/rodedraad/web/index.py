"""Which statements are of a theme, party, type, place, layer, year or source: narrowed by sets of places, not by reading.

A filter that is not there narrows nothing; a value that nobody has leaves nothing. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from rodedraad.records import Party, Source, Statement

FILTERS: Final = ("theme", "party", "type", "place", "layer", "year", "source")
"""The filters as they stand in an address, in the order in which they are shown."""

Places = npt.NDArray[np.int32]
_NONE: Final = np.empty(0, np.int32)


class Index:
    """The statements of one moment by what they can be narrowed by. Safe for several threads: it never changes."""

    def __init__(
        self, statements: Sequence[Statement], *, sources: Mapping[str, Source], parties: Mapping[str, Party]
    ) -> None:
        found: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(list) for name in FILTERS}
        years = {one.id: (one.date or "")[:4] for one in sources.values()}
        layers = {one.id: one.layer or "" for one in parties.values()}
        for place, one in enumerate(statements):
            for name, values in (
                ("theme", one.themes),
                ("party", one.parties),
                ("type", (one.type,)),
                ("place", one.place),
                ("layer", tuple(dict.fromkeys(layers.get(id_, "") for id_ in one.parties))),
                ("year", (years.get(one.source, ""),)),
                ("source", (one.source,)),
            ):
                for value in values:
                    found[name][value].append(place)
        self._places: dict[str, dict[str, Places]] = {
            name: {value: np.array(places, np.int32) for value, places in sorted(values.items()) if value}
            for name, values in found.items()
        }
        self.statements = statements
        self.at = {one.id: place for place, one in enumerate(statements)}

    def narrowed(self, wanted: Mapping[str, str]) -> Places:
        """The places of the statements that have all of these, in their own order."""
        here: Places = np.arange(len(self.statements), dtype=np.int32)
        for name in FILTERS:
            if value := wanted.get(name, ""):
                here = np.intersect1d(here, self._places[name].get(value, _NONE), assume_unique=True)
        return here

    def values(self, name: str, wanted: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
        """The values of a filter with how many statements each would leave beside the other filters, most first."""
        others = {key: value for key, value in wanted.items() if key != name and value}
        here = self.narrowed(others)
        is_whole = not any(others.get(key) for key in FILTERS)
        counted = (
            (value, len(places) if is_whole else len(np.intersect1d(here, places, assume_unique=True)))
            for value, places in self._places[name].items()
        )
        kept = [(value, count) for value, count in counted if count or value == wanted.get(name)]
        return tuple(sorted(kept, key=lambda one: (-one[1], one[0])))

    def those(self, places: Places) -> Iterator[Statement]:
        """The statements at these places."""
        return (self.statements[int(place)] for place in places)
