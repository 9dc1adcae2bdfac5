"""Takes suggestions over, or sets them aside, in a dossier: the ones that are named or picked, and the events in its log.

What each of them comes to is decided in ``suggestions``. docs/method/authored.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from rodedraad import authored
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.errors import StoreError, UnknownRecord, WrongUse
from rodedraad.ports import Store
from rodedraad.records import Event, Suggestion
from rodedraad.suggestions import ORDER, Act, Standing, after, confirming, declining, ordered

TOGETHER = "with"
"""In the value of an event by which of its suggestions were taken over in one go: the id of the first of them."""


def standing(store: Store, suggestions: Sequence[Suggestion]) -> Standing:
    """What these suggestions are held against, in a dossier that was built."""
    return Standing.of(
        suggestions,
        statements=store.records("statements"),
        threads=store.records("threads"),
        tensions=store.records("tensions"),
        parties=authored.known_parties(list(store.records("sources"))),
    )


def named(store: Store, names: Sequence[str]) -> tuple[Suggestion, ...]:
    """The suggestions of these ids, or whose id begins so. Raises UnknownRecord where one does not wait (any more)."""
    every = list(store.records("suggestions"))
    found: dict[str, Suggestion] = {}
    for name in names:
        those = [one for one in every if one.id == name or (len(name) > len("v-") + 1 and one.id.startswith(name))]
        if len(those) != 1:
            raise UnknownRecord("accepting.not_waiting" if not those else "accepting.ambiguous", name=name[:80])
        found[those[0].id] = those[0]
    return tuple(found.values())


def core_of(folder: DossierFolder) -> frozenset[str]:
    """Ids of the statements that the core of the latest version cites; none where there is no version."""
    from rodedraad import versions  # noqa: PLC0415  composes and verifies, which no other list needs

    latest = next(reversed(versions.versions(folder)), None)
    try:
        proposition = versions.text_of(folder, latest) if latest else None
    except StoreError:  # the check says what is damaged; this is an order to read in
        proposition = None
    if proposition is None:
        return frozenset()
    return frozenset(
        cited.id for clause in proposition.clauses if clause.id in proposition.core for cited in clause.citations
    )


def picked(
    store: Store, *, kind: str | None, source: str | None, is_confirmed: bool
) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    """The suggestions of this kind, on statements of this source, in the order in which they are read.

    ``source`` is its id. The second are those of them that cannot be taken over as they are: a person must write
    something. Raises WrongUse where there is no such kind.
    """
    if kind is not None and kind not in ORDER:
        raise WrongUse("accepting.no_kind", kind=kind[:40], known=" ".join(ORDER))
    every = list(store.records("suggestions"))
    here = standing(store, every)
    able: list[Suggestion] = []
    unable: list[Suggestion] = []
    for one in ordered(every, here):
        if (kind is None or one.what == kind) and (
            source is None or any(here.statements[about].source == source for about in one.statements)
        ):
            try:
                _ = confirming(one, here) if is_confirmed else None
                able.append(one)
            except WrongUse:
                unable.append(one)
    return tuple(able), tuple(unable)


def judged(
    folder: DossierFolder, names: Sequence[str], *, is_confirmed: bool, name: str, at: str
) -> tuple[tuple[Act, Event], ...]:
    """Takes suggestions over, or sets them aside: all of them in one go, or none where one cannot be.

    ``name`` stands for each. It needs no lock of the folder, as ``correcting.enter``. Raises WrongUse or UnknownRecord before anything is written.
    """
    with SqliteStore(folder.store, is_read_only=True) as store:
        found = named(store, names)
        here = standing(store, found)
        acts: list[Act] = []
        for one in found:
            act = confirming(one, here) if is_confirmed else declining(one, here)
            acts.append(act)
            here = after(act, here)
        about = {statement.source for act in acts for statement in act.statements}
        documents = {one.source: one for one in store.documents(sorted(about))}
        paths = {source.id: source.path for source in store.records("sources")}
    with SqliteLog(folder.log) as log, log.together():
        person = log.person(name)
        done: list[tuple[Act, Event]] = []
        for act in acts:
            event = log.append(
                at=at,
                person=person,
                kind=act.kind,
                targets=[authored.target(one, documents[one.source], paths[one.source]) for one in act.statements],
                values={**act.values, TOGETHER: done[0][1].id} if done else act.values,
            )
            done.append((act, event))
    return tuple(done)
