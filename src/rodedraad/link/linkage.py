"""Average linkage on a sparse graph, in whole numbers: groups without chains of weak links.

Two groups are as near as the pairs between them are on average, where a pair without an edge counts as
``missing``. Groups that are each other's nearest merge, all of them in one round, until none is near enough. That
gives the same tree as merging the nearest two at a time, since a merged group is never nearer to a third than the
nearer of its parts was (Bruynooghe 1978). Ties go to the smallest places, so the order of the input says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

FORBIDDEN = -(1 << 50)
"""The nearness of a pair that must not be together: no average outweighs it. Room for 2**12 of them in a sum."""
_FINE = 1 << 10  # averages are compared in parts of 1/1024


def linked(
    size: int,
    first: Ints,
    second: Ints,
    nearness: Ints,
    *,
    threshold: int,
    missing: int,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> Ints:
    """The group of each of ``size`` places, named by its smallest place.

    ``first`` < ``second`` are pairs with their ``nearness`` (below 2**31), each pair once. ``together`` are merged
    before all else; ``apart`` never, except where ``together`` says so.
    """
    label = _merged(np.arange(size, dtype=np.int64), together)
    count = np.bincount(label, minlength=size).astype(np.int64)
    forbidden = np.array(sorted({(min(pair), max(pair)) for pair in apart}), dtype=np.int64).reshape(-1, 2)
    a = np.concatenate([first, forbidden[:, 0]])
    b = np.concatenate([second, forbidden[:, 1]])
    total = np.concatenate([nearness - missing, np.full(len(forbidden), FORBIDDEN, dtype=np.int64)])
    a, b, total = _contracted(label[a], label[b], total, size)
    enough = (threshold - missing) * _FINE
    while len(a):
        average = _average(total, count[a] * count[b])
        best = np.full(size, np.iinfo(np.int64).min, dtype=np.int64)
        np.maximum.at(best, a, average)
        np.maximum.at(best, b, average)
        # a group without a near neighbour is complete: no merger elsewhere brings it nearer
        live = (best[a] >= enough) & (best[b] >= enough)
        if not live.all():
            a, b, total = a[live], b[live], total[live]
            continue
        choice = np.full(size, len(a), dtype=np.int64)
        place = np.arange(len(a), dtype=np.int64)
        for end in (a, b):
            top = average == best[end]
            np.minimum.at(choice, end[top], place[top])
        mutual = np.flatnonzero((choice[a] == place) & (choice[b] == place))
        step = np.arange(size, dtype=np.int64)
        step[b[mutual]] = a[mutual]
        count[a[mutual]] += count[b[mutual]]
        label = step[label]
        a, b, total = _contracted(step[a], step[b], total, size)
    return label


def _average(total: Ints, pairs: Ints) -> Ints:
    """``total / pairs`` in parts of 1/_FINE, rounded down; what is forbidden stays below everything."""
    bounded = np.maximum(total, -(1 << 51))
    return np.asarray(np.where(total < FORBIDDEN // 2, FORBIDDEN, bounded * _FINE // pairs))


def _contracted(a: Ints, b: Ints, total: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """The same edges between groups: inner ones gone, parallel ones added up, sorted by both ends."""
    outer = a != b
    a, b, total = a[outer], b[outer], total[outer]
    keys = np.minimum(a, b) * size + np.maximum(a, b)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    sums = np.add.reduceat(total[order], starts) if len(keys) else total
    low, high = np.divmod(keys[starts], size)
    # sums of many forbidden pairs must not run out of 64 bits
    return low, high, np.maximum(sums, 4 * FORBIDDEN)


def _merged(label: Ints, pairs: Iterable[tuple[int, int]]) -> Ints:
    """The labels after joining pairs, each group named by its smallest place."""
    root = label.tolist()

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return int(place)

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    return np.array([find(place) for place in range(len(root))], dtype=np.int64)
