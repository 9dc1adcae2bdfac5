"""Which rows of a list have what an address asks: narrowed by sets of places, not by reading.

A filter that is not there narrows nothing; a value that nobody has leaves nothing. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from rodedraad.records import Party, Source, Statement

FILTERS: Final = ("theme", "party", "type", "place", "layer", "year", "source")
"""The filters of statements as they stand in an address, in the order in which they are shown."""

Places = npt.NDArray[np.int32]
_NONE: Final = np.empty(0, np.int32)
_Row = TypeVar("_Row")


class Facets(Generic[_Row]):
    """Rows by what they can be narrowed by. Safe for several threads: it never changes.

    ``of`` gives, by the name of each filter, the values that a row has of it; an empty one is none.
    """

    def __init__(self, rows: Sequence[_Row], of: Mapping[str, Callable[[_Row], Iterable[str]]]) -> None:
        found: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(list) for name in of}
        for place, row in enumerate(rows):
            for name, values in of.items():
                for value in dict.fromkeys(values(row)):
                    found[name][value].append(place)
        self._places: dict[str, dict[str, Places]] = {
            name: {value: np.array(places, np.int32) for value, places in sorted(values.items()) if value}
            for name, values in found.items()
        }
        self.rows = rows

    def narrowed(self, wanted: Mapping[str, str]) -> Places:
        """The places of the rows that have all of these, in their own order."""
        asked = [places.get(value, _NONE) for name, places in self._places.items() if (value := wanted.get(name, ""))]
        if not asked:
            return np.arange(len(self.rows), dtype=np.int32)
        here, *others = sorted(asked, key=len)
        for places in others:
            here = here[self._among(places)[here]]
        return here

    def _among(self, places: Places) -> npt.NDArray[np.bool_]:
        """Of each row whether it is at one of these places: to look that up goes faster than to sort."""
        found = np.zeros(len(self.rows), np.bool_)
        found[places] = True
        return found

    def values(self, name: str, wanted: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
        """The values of a filter with how many rows each would leave beside the other filters, most first."""
        others = {key: value for key, value in wanted.items() if key != name and value}
        is_whole = not any(others.get(key) for key in self._places)
        here = None if is_whole else self._among(self.narrowed(others))
        counted = (
            (value, len(places) if here is None else int(np.count_nonzero(here[places])))
            for value, places in self._places[name].items()
        )
        kept = [(value, count) for value, count in counted if count or value == wanted.get(name)]
        return tuple(sorted(kept, key=lambda one: (-one[1], one[0])))

    def those(self, places: Places) -> Iterator[_Row]:
        """The rows at these places."""
        return (self.rows[int(place)] for place in places)


class Index(Facets[Statement]):
    """The statements of one moment by what they can be narrowed by."""

    def __init__(
        self, statements: Sequence[Statement], *, sources: Mapping[str, Source], parties: Mapping[str, Party]
    ) -> None:
        years = {one.id: (one.date or "")[:4] for one in sources.values()}
        layers = {one.id: one.layer or "" for one in parties.values()}
        super().__init__(
            statements,
            {
                "theme": lambda one: one.themes,
                "party": lambda one: one.parties,
                "type": lambda one: (one.type,),
                "place": lambda one: one.place,
                "layer": lambda one: (layers.get(id_, "") for id_ in one.parties),
                "year": lambda one: (years.get(one.source, ""),),
                "source": lambda one: (one.source,),
            },
        )
        self.at = {one.id: place for place, one in enumerate(statements)}
