"""Which sources may not be shown to others, nor sent elsewhere: one rule for what goes out, by whatever door. Pure.

Where the last build, the log and bronnen.toml as it is now do not agree, the one that says no is followed; and what is
said of a double is said of the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rodedraad.records import Problem, Source

Said = Mapping[str, Mapping[str, Any]]
"""What is said of files, by their paths: bronnen.toml, or the settings in force."""


def closed_paths(*tables: Said) -> frozenset[str]:
    """The paths that one of these says are not public."""
    return frozenset(path for table in tables for path, said in table.items() if said.get("openbaar") is False)


def taken_out(*tables: Said) -> frozenset[str]:
    """The paths of which one of these says that the file was taken out: that nothing is there is meant."""
    return frozenset(path for table in tables for path, said in table.items() if said.get("weg"))


def closed(sources: Iterable[Source], paths: Iterable[str], problems: Iterable[Problem]) -> frozenset[str]:
    """Ids of the sources that are not public, by what is said of them, of these paths, or of a double of one of them."""
    named = set(paths)
    named |= {first for first, path in doubles(problems) if path in named}
    return frozenset(one.id for one in sources if not one.is_public or one.path in named)


def doubles(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """The path of a source, and that of a file with the same bytes, for each such file."""
    values = (dict(one.message.values) for one in problems if one.kind == "duplicate")
    return [(str(one["first"]), str(one["path"])) for one in values if "first" in one and "path" in one]
