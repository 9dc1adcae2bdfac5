"""What says the same thing: inside each subject, groups of statements from sources that are independent.

A pair is judged by ``sameness``; it is never one thread when the two pull opposite ways, give different amounts in
one unit, or terms that do not meet. Groups form by average linkage, so no chain of weak links makes a thread, and
each member must be near the one that speaks for all. Method, weights and figures: docs/method/link.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rodedraad.link.linkage import linked
from rodedraad.link.neighbours import Edges
from rodedraad.link.sameness import ONE, content, logarithm, numbers_differ, sameness, terms_differ
from rodedraad.link.subjects import places, representative, shared, voices
from rodedraad.link.tensions import direction
from rodedraad.records import DocumentSupport, Statement, Subject, Support, Thread

Ints = NDArray[np.int64]

LOOKED_AT = 20
"""Per cent of nearness below which two statements are not compared."""
THRESHOLD = 130_000
"""Sameness that the pairs of a thread must have on average, in a dossier of a thousand statements."""
DOUBLED = 4_500
"""What it takes more in a dossier of twice as many: a statement meets twice as many that only look the same, and no
more that are. Evidence counts in natural logarithms of odds (times ONE), and this is the logarithm of two."""
CONTRARY = 65
"""Per cent of nearness from which a pair of which one denies is kept apart."""
MISSING = 80_000
"""What a pair that was not compared counts for."""
FIRM = 40_000
"""So much above the threshold a thread is as sure as it gets."""


def threads(
    subjects: Iterable[Subject],
    statements: Sequence[Statement],
    edges: Edges,
    *,
    families: Mapping[str, str],
    must_links: Iterable[tuple[str, str]] = (),
    cannot_links: Iterable[tuple[str, str]] = (),
) -> tuple[Thread, ...]:
    """Every thread, sorted by id, with an empty support: weighing is another stage.

    ``families`` maps each source to its kin: sources of one family count as one, and a thread takes two. Pairs that
    people merged or split hold here as in subjects. What a source only reports of others joins a thread, but does
    not make it one.
    """
    by_id = {statement.id: statement for statement in statements}
    must_links, cannot_links = tuple(must_links), tuple(cannot_links)
    subject_of = {id_: subject.id for subject in subjects for id_ in subject.statements}
    groups, between = _groups(subject_of, by_id, edges, must_links, cannot_links)
    merged = frozenset(id_ for pair in must_links for id_ in pair)
    enough = threshold(len(by_id))
    found = (
        _thread(group, by_id, between, subject_of=subject_of, families=families, merged=merged, enough=enough)
        for group in groups
    )
    return tuple(sorted((thread for thread in found if thread is not None), key=lambda thread: thread.id))


def threshold(statements: int) -> int:
    """The sameness that a thread takes in a dossier of so many statements."""
    return THRESHOLD + DOUBLED * (logarithm(max(statements, 1)) - logarithm(1000)) // 16


Between = Mapping[tuple[str, str], int]


def _groups(
    subject_of: Mapping[str, str],
    by_id: Mapping[str, Statement],
    edges: Edges,
    must_links: Sequence[tuple[str, str]],
    cannot_links: Sequence[tuple[str, str]],
) -> tuple[list[list[str]], Between]:
    """Groups of two or more ids, and the sameness of every compared pair."""
    ids, first, second, near = _compared(subject_of, by_id, edges, must_links)
    members = [by_id[id_] for id_ in ids]
    held = content(members, by_id.values())
    says = held.says[first] & held.says[second]
    first, second, near = first[says], second[says], near[says]
    same = sameness(held, first, second, near)
    place = dict(zip(ids, range(len(ids)), strict=True))
    enough = threshold(len(by_id))
    worth = 10 * same > 8 * enough
    # the same words with and without a denial are the contrary, not the same
    contrary = (held.denies[first] != held.denies[second]) & (100 * near >= CONTRARY * ONE)
    apart = [
        (a, b)
        for a, b, is_contrary in zip(
            first[worth].tolist(), second[worth].tolist(), contrary[worth].tolist(), strict=True
        )
        if is_contrary or _is_opposed(members[a], members[b])
    ]
    labels = linked(
        len(ids),
        first,
        second,
        same,
        threshold=enough,
        missing=MISSING,
        together=places(must_links, place),
        apart=[*apart, *places(cannot_links, place)],
    )
    groups: dict[int, list[str]] = defaultdict(list)
    for at, label in enumerate(labels.tolist()):
        groups[label].append(ids[at])
    inside = labels[first] == labels[second]
    between = {
        (ids[a], ids[b]): value
        for a, b, value in zip(first[inside].tolist(), second[inside].tolist(), same[inside].tolist(), strict=True)
    }
    return [group for group in groups.values() if len(group) > 1], between


def _compared(
    subject_of: Mapping[str, str],
    by_id: Mapping[str, Statement],
    edges: Edges,
    must_links: Sequence[tuple[str, str]],
) -> tuple[list[str], Ints, Ints, Ints]:
    """The statements that have a neighbour in their subject, and these pairs: places and nearness of 10,000."""
    names = {subject: at for at, subject in enumerate(sorted(set(subject_of.values())))}
    subject = np.array(
        [names[subject_of[id_]] if id_ in subject_of and id_ in by_id else -1 for id_ in edges.ids], dtype=np.int64
    )
    near = edges.nearness * ONE // edges.unit
    chosen = (
        (100 * near >= LOOKED_AT * ONE) & (subject[edges.first] >= 0) & (subject[edges.first] == subject[edges.second])
    )
    first, second, near = edges.first[chosen], edges.second[chosen], near[chosen]
    used = {edges.ids[at] for at in np.union1d(first, second).tolist()}
    used |= {id_ for pair in must_links for id_ in pair if id_ in by_id}
    ids = sorted(used)
    place = {id_: at for at, id_ in enumerate(ids)}
    now = np.array([place.get(id_, -1) for id_ in edges.ids], dtype=np.int64)
    return ids, now[first], now[second], near


def _is_opposed(one: Statement, other: Statement) -> bool:
    """Whether two statements cannot be the same thing said twice, whatever words they share."""
    return (
        numbers_differ(one.amounts, other.amounts)
        or terms_differ(one, other)
        or direction(one.text).sign * direction(other.text).sign < 0
    )


def _thread(
    group: Sequence[str],
    by_id: Mapping[str, Statement],
    between: Between,
    *,
    subject_of: Mapping[str, str],
    families: Mapping[str, str],
    merged: frozenset[str],
    enough: int,
) -> Thread | None:
    """The thread of a group, or None when fewer than two independent sources hold it."""
    members = [by_id[id_] for id_ in sorted(group)]
    central = dict.fromkeys(group, 0)
    for a in group:
        for b in group:
            value = between.get((a, b))
            if value is not None:
                central[a] += value
                central[b] += value
    voice = representative([member for member in members if not member.is_reported] or members, central)
    members = [
        member
        for member in members
        if member.id == voice.id or member.id in merged or _between(between, voice.id, member.id) > enough * 9 // 10
    ]
    if len({families.get(member.source, member.source) for member in members if not member.is_reported}) < 2:
        return None
    ids = tuple(member.id for member in members)
    values = [_between(between, a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    sure = max(0, min(100, 50 + 50 * (sum(values) // len(values) - enough) // FIRM))
    return Thread(
        id=f"t-{ids[0].removeprefix('s-')}",
        subject=subject_of[ids[0]],
        title=voice.text,
        representative=voice.id,
        statements=ids,
        sources=tuple(sorted({member.source for member in members})),
        parties=tuple(sorted({party for member in members for party in voices(member)})),
        themes=shared(member.themes for member in members),
        confidence=sure / 100,
        support=Support(documents=DocumentSupport()),
    )


def _between(between: Between, a: str, b: str) -> int:
    return between.get((a, b), between.get((b, a), MISSING))
