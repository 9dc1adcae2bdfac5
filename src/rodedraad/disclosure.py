"""What may be shown to others: the dossier as if the sources that are not public had never been in it.

Leaving out quotes alone would not do: a title, a tension, a party's support and the answer to a request can each give
away what a confidential source says. So everything is linked and weighed again from the other sources, and nothing in
what comes out follows from a source that was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rodedraad import assisting, frame, in_force, unplaced
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.drivers import Drawn
from rodedraad.errors import WrongUse
from rodedraad.measure import series_of
from rodedraad.ports import Store
from rodedraad.records import Event, Problem, Source

_NAMED = 5
"""Paths named in one message."""


def confidential(folder: DossierFolder, store: Store) -> frozenset[str]:
    """Ids of the sources that may not be shown to others.

    Where the last build, the log and bronnen.toml as it is now do not agree, the one that says no is followed; and
    what is said of a double is said of the source.
    """
    paths = _closed(folder)
    paths |= {first for first, path in _doubles(store.records("problems")) if path in paths}
    return frozenset(one.id for one in store.records("sources") if not one.is_public or one.path in paths)


def refuse_unplaced(folder: DossierFolder, store: Store) -> None:
    """Raises WrongUse where a file that may not be shown to others is spoken of by a path that no file has.

    It may be here under another name: misspelt in bronnen.toml, or moved since.
    """
    there = [one.path for one in folder.files()[0]] + [one.path for one in store.records("sources")]
    if strays := unplaced.unplaced(_closed(folder), there):
        names = ", ".join(path[:200] for path in strays[:_NAMED])
        raise WrongUse("disclosure.unplaced", paths=names + (", …" if len(strays) > _NAMED else ""))


def _closed(folder: DossierFolder) -> set[str]:
    """The paths of which bronnen.toml as it is now, or the settings in force, say that they are not public."""
    file = frame.parse(folder.text(folder.source_settings), name=folder.source_settings.name)
    tables: Sequence[Mapping[str, Mapping[str, Any]]] = (
        frame.overrides(file),
        in_force.standing(folder).overrides,
    )
    return {path for table in tables for path, said in table.items() if said.get("openbaar") is False}


def lists(
    folder: DossierFolder, store: Store, hidden: frozenset[str], *, events: Sequence[Event]
) -> dict[str, tuple[Any, ...]]:
    """Every list of the dossier by its kind, as it is without the hidden sources."""
    sources: list[Source] = list(store.records("sources"))
    problems: list[Problem] = list(store.records("problems"))
    kept = sorted((one for one in sources if one.id not in hidden), key=lambda one: one.path)
    with assisting.session(folder, assisting.remembered(store), connect=None) as session:  # nothing is sent
        found, _ = dossiers.derived(
            list(store.readings(one.id for one in kept)),
            (),
            events=events,
            settings=replace(in_force.standing(folder), drawn=_drawn(folder, store, hidden, events)),
            edges=store.held("edges"),
            series=series_of(store.records("indicators")),
            session=session,
        )
    # those of the build: what is lost for want of the hidden sources is no problem of this dossier
    found["problems"] = _public(problems, [one for one in sources if one.id in hidden])
    return {kind: tuple(records) for kind, records in found.items()}


def _drawn(folder: DossierFolder, store: Store, hidden: frozenset[str], events: Sequence[Event]) -> Drawn:
    """The drivers and judgements without what hidden sources argue; none where the dossier itself has none."""
    if not any(True for _ in store.records("drivers")):
        return Drawn(problems=tuple(message for one in store.records("explorations") for message in one.problems))
    ids = {one.id for one in store.records("statements") if one.source in hidden}
    drawn = in_force.drawn_without(folder, events, hidden)
    return replace(
        drawn,
        judgements=tuple(
            replace(
                one,
                arguments=tuple(
                    argument for argument in one.arguments if not any(id_.startswith(argument.statement) for id_ in ids)
                ),
            )
            if one.arguments
            else one
            for one in drawn.judgements
        ),
    )


def _public(problems: Iterable[Problem], hidden: Iterable[Source]) -> tuple[Problem, ...]:
    """The problems that neither are about a hidden source or its double, nor name one."""
    problems = tuple(problems)
    names = {name for source in hidden for name in (source.path, source.id)}
    names |= {path for first, path in _doubles(problems) if first in names}
    return tuple(
        one
        for one in problems
        if one.source not in names and not any(value in names for _, value in one.message.values)
    )


def _doubles(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """The path of a source, and that of a file with the same bytes, for each such file."""
    values = (dict(one.message.values) for one in problems if one.kind == "duplicate")
    return [(str(one["first"]), str(one["path"])) for one in values if "first" in one and "path" in one]
