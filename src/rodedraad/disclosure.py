"""What may be shown to others: the dossier as if the sources that are not public had never been in it.

Leaving out quotes alone would not do: a title, a tension, a party's support and the answer to a request can each give
away what a confidential source says. So everything is linked and weighed again from the other sources, and nothing in
what comes out follows from a source that was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rodedraad import assisting, frame, in_force, unplaced
from rodedraad.adapters.folder import DossierFolder
from rodedraad.closed import Said, closed, closed_paths, doubles, taken_out
from rodedraad.errors import WrongUse
from rodedraad.ports import Store
from rodedraad.records import Event, Message, Problem, Source

if TYPE_CHECKING:
    from rodedraad.drivers import Drawn

_NAMED = 5
"""Paths named in one message."""


def confidential(folder: DossierFolder, store: Store) -> frozenset[str]:
    """Ids of the sources that may not be shown to others (``closed``)."""
    return closed(store.records("sources"), shut_paths(folder), store.records("problems"))


def refuse_unplaced(folder: DossierFolder, store: Store) -> None:
    """Raises WrongUse where a file that may not be shown to others is spoken of by a path that no file has.

    It may be here under another name: misspelt in bronnen.toml, or moved since.
    """
    said = _said(folder)
    shut = closed_paths(*said) - taken_out(*said)
    if not shut:
        return
    there = [one.path for one in folder.files()[0]] + [one.path for one in store.records("sources")]
    if strays := unplaced.unplaced(shut, there):
        names = ", ".join(path[:200] for path in strays[:_NAMED])
        raise WrongUse("disclosure.unplaced", paths=names + (", …" if len(strays) > _NAMED else ""))


def shut_paths(folder: DossierFolder) -> frozenset[str]:
    """The paths of which bronnen.toml as it is now, or the settings in force, say that they are not public."""
    return closed_paths(*_said(folder))


def _said(folder: DossierFolder) -> tuple[Said, Said]:
    file = frame.parse(folder.text(folder.source_settings), name=folder.source_settings.name)
    return frame.overrides(file), in_force.standing(folder).overrides


def unsendable(folder: DossierFolder, store: Store) -> Message | None:
    """Why no text may go elsewhere: a file that is not public is spoken of by a path that no file has."""
    try:
        refuse_unplaced(folder, store)
    except WrongUse as error:
        return Message(code="genai.unplaced", values=error.message.values)
    return None


def lists(
    folder: DossierFolder, store: Store, hidden: frozenset[str], *, events: Sequence[Event]
) -> dict[str, tuple[Any, ...]]:
    """Every list of the dossier by its kind, as it is without the hidden sources."""
    from rodedraad.deriving import Given, derived  # noqa: PLC0415  all of a build, which telling what is closed needs not
    from rodedraad.measure import series_of  # noqa: PLC0415  as above

    sources: list[Source] = list(store.records("sources"))
    problems: list[Problem] = list(store.records("problems"))
    kept = sorted((one for one in sources if one.id not in hidden), key=lambda one: one.path)
    found, _ = derived(
        Given(
            readings=list(store.readings(one.id for one in kept)),
            events=events,
            settings=replace(in_force.standing(folder), drawn=_drawn(folder, store, hidden, events)),
            edges=store.held("edges"),
            series=series_of(store.records("indicators")),
            session=assisting.session(folder, assisting.remembered(store)),
        )
    )
    # those of the build: what is lost for want of the hidden sources is no problem of this dossier
    found["problems"] = _public(problems, [one for one in sources if one.id in hidden])
    return {kind: tuple(records) for kind, records in found.items()}


def _drawn(folder: DossierFolder, store: Store, hidden: frozenset[str], events: Sequence[Event]) -> Drawn:
    """The drivers and judgements without what hidden sources argue; none where the dossier itself has none."""
    from rodedraad.drivers import Drawn  # noqa: PLC0415  as above

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
    names |= {path for first, path in doubles(problems) if first in names}
    return tuple(
        one
        for one in problems
        if one.source not in names and not any(value in names for _, value in one.message.values)
    )
