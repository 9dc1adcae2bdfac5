"""What says the same thing: groups of statements from sources that are independent.

Pairs that share rare words or are near each other are judged by ``sameness``; two are never in one thread when they
pull opposite ways, give different amounts in one unit, or terms that do not meet. Groups form by average linkage, so
no chain of weak links makes a thread, and each member must be near the one that speaks for all. What more than two
sources say needs less evidence than what only two do. Method, weights and figures: docs/method/link.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rodedraad.link.alignment import ONE, logarithm, rare_pairs
from rodedraad.link.claims import Claim, agreed, claim, is_opposed, share_amount
from rodedraad.link.linkage import linked
from rodedraad.link.neighbours import Edges
from rodedraad.link.sameness import Content, content, sameness
from rodedraad.link.subjects import places, representative, shared
from rodedraad.link.waiting import crossed
from rodedraad.records import Clues, DocumentSupport, Statement, Subject, Support, Tension, Thread

Ints = NDArray[np.int64]

_WORDS = re.compile(r"\w+")
_POINTS = re.compile(r"\b(?:dit|deze|hier\w*|daar(?:aan|bij|door|mee|om|van|voor)?|this|these|here)\b", re.IGNORECASE)

RARE, RARE_SHARE, RAREST = 40, 250, 100
"""A word is rare that stands in at most so many statements, or in one of so many of a large dossier, up to RAREST: what
is compared then grows with the dossier and not with its square."""
LOOKED_AT = 40
"""Per cent of nearness from which two statements are compared that share no rare word."""
RANKED, COMPARED = 24, 60_000
"""How many others each statement is compared with at most, and how many that makes in a large dossier."""
TWIN = 60
"""Per cent of nearness from which statements of one source, or of versions of one, are compared too."""
FEW = 100
"""Statements below which a dossier does not get easier."""
CONTRARY = 65
"""Per cent of nearness from which a pair of which one denies is kept apart."""
ONE_WAY = 15_000
"""What it adds when both pull the same way as a whole."""
PULLED, MOST_PULLED = 12_000, 2
"""What each word adds at which both plainly pull the same way, and how many of them count."""
SAME_AMOUNT = 54_000
"""What it adds when both name one amount in one unit: seldom by chance among sentences that share rare words."""
THRESHOLD = 120_500
"""Sameness that the pairs of a thread must have on average, in a dossier of a thousand statements."""
OF_TWO = 8_000
"""How much more that of a thread of two sources is."""
DOUBLED = 4_500
"""What it takes more in a dossier of twice as many: a statement meets twice as many that only look the same, and no
more that are. Evidence counts in natural logarithms of odds (times ONE), and this is the logarithm of two."""
MISSING = 12_000
"""How much less than that a pair counts that was not compared."""
NEAR_ENOUGH = 10_000
"""How much less than that the sameness of a member and the one that speaks for all may be."""
CERTAINTY = ((30_000, 65), (20_000, 55))
LEAST_CERTAIN = 30
"""How sure a thread in other words is that is so much above the threshold, in per cents rounded to five: so many pairs of
the corpus that stand in such threads readers called the same claim (docs/method/link.md, section 4). In a small dossier,
above the threshold of a thousand statements: what is found there with less is less sure."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Groups of ids that say the same thing, each sorted, with the sameness of every compared pair inside one."""

    groups: tuple[tuple[str, ...], ...]
    between: Mapping[tuple[str, str], int]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every member with the first of its group: what keeps a group in one subject."""
        return tuple((group[0], id_) for group in self.groups for id_ in group[1:])


def threads(
    subjects: Iterable[Subject],
    statements: Sequence[Statement],
    lines: Lines,
    *,
    families: Mapping[str, str],
    must_links: Iterable[tuple[str, str]] = (),
) -> tuple[Thread, ...]:
    """Every thread, sorted by id, with an empty support: weighing is another stage.

    ``subjects`` are those that hold ``lines`` together. ``families`` maps each source to its kin: sources of one
    family count as one, and a thread takes two. What a source only reports of others joins a thread, but does not
    make it one.
    """
    by_id = {statement.id: statement for statement in statements}
    subject_of = {id_: subject.id for subject in subjects for id_ in subject.statements}
    merged = frozenset(id_ for pair in must_links for id_ in pair)
    enough = threshold(len(by_id))
    found = (
        _thread(group, by_id, lines.between, subject_of=subject_of, families=families, merged=merged, enough=enough)
        for group in lines.groups
    )
    return tuple(sorted((thread for thread in found if thread is not None), key=lambda thread: thread.id))


def parted(
    found: Iterable[Thread],
    tensions: Iterable[Tension],
    statements: Mapping[str, Statement],
    *,
    families: Mapping[str, str],
    must_links: Iterable[tuple[str, str]] = (),
) -> tuple[Thread, ...]:
    """The threads without members in tension with one another, in their order.

    Of two in tension the one stays that speaks for all, else the one with the smaller id. A thread of which fewer than
    two families are left is none; one that people merged stays whole.
    """
    against: dict[str, set[str]] = defaultdict(set)
    for tension in tensions:
        against[tension.a].add(tension.b)
        against[tension.b].add(tension.a)
    merged = frozenset(id_ for pair in must_links for id_ in pair)
    kept = (
        thread if merged.intersection(thread.statements) else _without_tension(thread, against, statements, families)
        for thread in found
    )
    return tuple(thread for thread in kept if thread is not None)


def _without_tension(
    thread: Thread, against: Mapping[str, set[str]], statements: Mapping[str, Statement], families: Mapping[str, str]
) -> Thread | None:
    ids = [thread.representative]
    for id_ in thread.statements:
        if id_ != thread.representative and against.get(id_, frozenset()).isdisjoint(ids):
            ids.append(id_)
    if len(ids) == len(thread.statements):
        return thread
    members = [statements[id_] for id_ in sorted(ids)]
    held = [member for member in members if not member.is_reported]
    if len({families.get(member.source, member.source) for member in held}) < 2:
        return None
    return replace(
        thread,
        statements=tuple(member.id for member in members),
        sources=tuple(sorted({member.source for member in members})),
        parties=tuple(sorted({party for member in held for party in member.parties})),
        themes=shared(member.themes for member in members),
    )


def threshold(statements: int) -> int:
    """The sameness that a thread takes in a dossier of so many statements."""
    return THRESHOLD + DOUBLED * (logarithm(max(statements, FEW)) - logarithm(1000)) // 16


def lines(
    statements: Sequence[Statement],
    edges: Edges,
    *,
    clues: Mapping[str, Clues],
    families: Mapping[str, str],
    must_links: Iterable[tuple[str, str]] = (),
    cannot_links: Iterable[tuple[str, str]] = (),
) -> Lines:
    """What says the same thing, before subjects are known. Pairs that people merged or split hold here too.

    ``clues`` has those of every statement by its id.
    """
    members = sorted(statements, key=lambda statement: statement.id)
    place = {statement.id: at for at, statement in enumerate(members)}
    held = content(members, [clues[member.id].said for member in members])
    first, second, near = compared(members, held, edges, families)
    same = sameness(held, first, second, near)
    enough = threshold(len(members))
    claimed = [claim(member, clues[member.id].pulls) for member in members]
    apart = _told_apart(claimed, held, (first, second, near), same=same, enough=enough)
    like = np.flatnonzero(same > enough - NEAR_ENOUGH)
    apart += crossed(members, held.words, zip(first[like].tolist(), second[like].tolist(), strict=True))
    labels = linked(
        len(members),
        first,
        second,
        same,
        threshold=enough,
        missing=enough - MISSING,
        together=places(must_links, place),
        apart=[*apart, *places(cannot_links, place)],
    )
    groups: dict[int, list[str]] = defaultdict(list)
    for at, label in enumerate(labels.tolist()):
        groups[label].append(members[at].id)
    inside = labels[first] == labels[second]
    between = {
        (members[a].id, members[b].id): value
        for a, b, value in zip(first[inside].tolist(), second[inside].tolist(), same[inside].tolist(), strict=True)
    }
    return Lines(groups=tuple(tuple(group) for group in groups.values() if len(group) > 1), between=between)


def _told_apart(
    claimed: Sequence[Claim], held: Content, pairs: tuple[Ints, Ints, Ints], *, same: Ints, enough: int
) -> list[tuple[int, int]]:
    """The pairs, of those that could be a thread, that are no thread; what claims one thing gains in ``same``."""
    first, second, near = pairs
    # the same words with and without a denial are the contrary, not the same
    contrary = (held.denies[first] != held.denies[second]) & (100 * near >= CONTRARY * ONE)
    # who promises what another asks answers it
    asks, promises = held.asks & ~held.promises, held.promises & ~held.asks
    contrary |= (asks[first] & promises[second]) | (promises[first] & asks[second])
    apart = []
    most = ONE_WAY + PULLED * MOST_PULLED + SAME_AMOUNT
    for at in np.flatnonzero(same > enough - most - ONE).tolist():
        a, b = int(first[at]), int(second[at])
        one, other = claimed[a], claimed[b]
        if contrary[at] or is_opposed(one, other):
            apart.append((a, b))
        else:
            same[at] += ONE_WAY * (one.sign * other.sign > 0) + PULLED * min(agreed(one, other), MOST_PULLED)
            same[at] += SAME_AMOUNT * share_amount(one, other)
    return apart


def compared(
    members: Sequence[Statement], held: Content, edges: Edges, families: Mapping[str, str]
) -> tuple[Ints, Ints, Ints]:
    """The pairs that are worth comparing: places and nearness in parts of ONE.

    Each statement is compared with the few others that share most with it in rare words and nearness.
    """
    size = len(members)
    place = {statement.id: at for at, statement in enumerate(members)}
    now = np.array([place.get(id_, -1) for id_ in edges.ids], dtype=np.int64)
    near = edges.nearness * ONE // edges.unit
    ends = now[edges.first], now[edges.second]
    known = (ends[0] >= 0) & (ends[1] >= 0)
    low, high, near = np.minimum(*ends)[known], np.maximum(*ends)[known], near[known]
    one, other, weight = rare_pairs(held.words, max(RARE, min(size // RARE_SHARE, RAREST)))
    keys = np.concatenate([low * size + high, one * size + other])
    different, at = np.unique(keys, return_inverse=True)
    nearness = np.zeros(len(different), dtype=np.int64)
    rare = np.zeros(len(different), dtype=np.int64)
    nearness[at[: len(low)]] = near
    rare[at[len(low) :]] = weight
    first, second = np.divmod(different, max(size, 1))
    kin = {
        name: number for number, name in enumerate(sorted({families.get(one.source, one.source) for one in members}))
    }
    family = np.array([kin[families.get(one.source, one.source)] for one in members], dtype=np.int64)
    twins = (family[first] == family[second]) if size else np.zeros(0, dtype=np.bool_)
    chosen = (
        held.says[first]
        & held.says[second]
        & np.where(twins, 100 * nearness >= TWIN * ONE, (rare > 0) | (100 * nearness >= LOOKED_AT * ONE))
    )
    first, second, nearness, rare = first[chosen], second[chosen], nearness[chosen], rare[chosen]
    cheap = 4 * nearness + rare
    most = max(4, min(RANKED, COMPARED // max(size, 1)))
    kept = _ranked(first, second, cheap, size, most)
    return first[kept], second[kept], nearness[kept]


def _ranked(first: Ints, second: Ints, worth: Ints, size: int, most: int) -> Ints:
    """The pairs that are among the ``most`` best of either end; of equals the first ones."""
    if not len(first):
        return first
    ends = np.stack([first, second], axis=1).ravel()
    # one key instead of three: the sort is stable, so of equals the first pair comes first
    order = np.argsort(ends * (int(worth.max()) + 1) - np.repeat(worth, 2), kind="stable")
    ends = ends[order]
    rank = np.arange(len(ends)) - np.searchsorted(ends, np.arange(size))[ends]
    kept = np.zeros(len(first), dtype=np.bool_)
    kept[order[rank < most] // 2] = True
    return np.flatnonzero(kept)


def _thread(
    group: Sequence[str],
    by_id: Mapping[str, Statement],
    between: Mapping[tuple[str, str], int],
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
                central[a] += value - enough + MISSING
                central[b] += value - enough + MISSING
    voice = representative([member for member in members if not member.is_reported] or members, central)
    members = [
        member
        for member in members
        if member.id == voice.id
        or member.id in merged
        or between.get(_key(voice.id, member.id), enough - MISSING) > enough - NEAR_ENOUGH
    ]
    held = {families.get(member.source, member.source) for member in members if not member.is_reported}
    if len(held) < 2:
        return None
    ids = tuple(member.id for member in members)
    pairs = [(one, other) for at, one in enumerate(members) for other in members[at + 1 :]]
    values = [between.get(_key(one.id, other.id), enough - MISSING) for one, other in pairs]
    if len(held) == 2 and max(values) < enough + OF_TWO and not merged.intersection(ids):
        return None
    others = [value for pair, value in zip(pairs, values, strict=True) if not _is_repeated(*pair, families)]
    above = sum(others) // max(len(others), 1) - max(enough, THRESHOLD)
    in_other_words = next((sure for least, sure in CERTAINTY if above >= least), LEAST_CERTAIN)
    sure = (100 * (len(values) - len(others)) + in_other_words * len(others)) // len(values)
    return Thread(
        id=f"t-{ids[0].removeprefix('s-')}",
        subject=subject_of[ids[0]],
        title=voice.text,
        representative=voice.id,
        statements=ids,
        sources=tuple(sorted({member.source for member in members})),
        parties=tuple(sorted({party for member in members if not member.is_reported for party in member.parties})),
        themes=shared(member.themes for member in members),
        confidence=sure / 100,
        support=Support(documents=DocumentSupport()),
    )


def _is_repeated(one: Statement, other: Statement, families: Mapping[str, str]) -> bool:
    """Whether two sources have one sentence, which means the same in both: it points to nothing and asks nobody."""
    return (
        families.get(one.source, one.source) != families.get(other.source, other.source)
        and _WORDS.findall(one.text.casefold()) == _WORDS.findall(other.text.casefold())
        and "request" not in {one.type, other.type}
        and not _POINTS.search(one.text)
    )


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
