"""Which statements stand near each other: exact products of int8 vectors, at or above a threshold.

The products are whole numbers below 2**24, so a float32 matrix product gives them exactly, on every processor.
Whether two statements are neighbours depends on these two alone, so a new source costs only its own rows against
all: ``held`` are the edges of an earlier build, used again for every statement whose vector is the same.

Three limits, each a rule and not a matter of luck: of equal vectors only the ``MOST_EQUAL`` with the smallest ids
take part (a sentence in all documents is boilerplate); when there would be more than ``MOST_EDGES`` edges per
statement the threshold rises by steps; past ``EXACT_LIMIT`` statements only those are compared that share one of
their nearest anchors. Method and figures: docs/method/link.md.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rodedraad.records import Statement

SMALL = 5_000
"""Statements up to which pairs that are hardly near are kept too: there are few, and every one may count."""
THRESHOLDS = (20, 30, 40, 50, 60, 70, 80, 90, 100)
"""Per cent of nearness from which two statements are neighbours: the first that gives no more than MOST_EDGES. A
dossier that is not small starts at the second."""
MOST_EDGES = 120
"""Neighbours per statement, on average; policy text has some 10."""
MOST_EQUAL = 50
EXACT_LIMIT = 60_000
ANCHORS_EACH = 3
_ROWS = 512  # rows of one matrix product: 50 MiB at 25,000 statements
_FORM = 1  # of the packed bytes

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Neighbours among ``ids`` (sorted): ``first[k]`` < ``second[k]`` are places in ``ids``, sorted by both.

    ``nearness`` is the product of the two vectors, in parts of ``unit`` (the square of a vector's length).
    """

    ids: tuple[str, ...]
    marks: NDArray[np.uint64]
    first: Ints
    second: Ints
    nearness: Ints
    unit: int
    threshold: int
    is_exact: bool


def neighbours(
    statements: Sequence[Statement], vectors: Mapping[str, bytes], *, held: bytes | None = None, unit: int | None = None
) -> Edges:
    """All neighbours among these statements, whatever their order, and whether or not edges are held.

    ``vectors`` are by statement id; a statement without one, or with zeros, has no neighbours. ``held`` is what
    ``packed`` made of an earlier build's edges.
    """
    ids, matrix, marks = _taking_part(statements, vectors)
    unit = unit or _unit(matrix)
    is_exact = len(ids) <= EXACT_LIMIT
    thresholds = THRESHOLDS if len(ids) <= SMALL else THRESHOLDS[1:]
    earlier = unpacked(held) if held else None
    if earlier is not None and (earlier.unit, earlier.threshold, earlier.is_exact) == (unit, thresholds[0], is_exact):
        found = _updated(earlier, ids, marks, matrix)
        if found is not None:
            return Edges(ids, marks, *found, unit, thresholds[0], is_exact)
    for threshold in thresholds:
        found = _found(matrix, np.arange(len(ids)), unit * threshold, is_exact=is_exact)
        if found is not None:
            return Edges(ids, marks, *found, unit, threshold, is_exact)
    nothing = np.zeros(0, dtype=np.int64)
    return Edges(ids, marks, nothing, nothing, nothing, unit, THRESHOLDS[-1], is_exact)


def packed(edges: Edges) -> bytes:
    """The edges as bytes, for the next build; the same edges give the same bytes."""
    out = io.BytesIO()
    head = np.array([_FORM, edges.unit, edges.threshold, edges.is_exact], dtype="<i8")
    names = np.frombuffer("\n".join(edges.ids).encode("utf-8"), dtype=np.uint8)
    arrays: tuple[NDArray[Any], ...] = (head, names, edges.marks.astype("<u8"))
    numbers = (edges.first, edges.second, edges.nearness)
    for array in (*arrays, *(number.astype("<i4") for number in numbers)):
        np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


def unpacked(data: bytes) -> Edges | None:
    """What ``packed`` made; None when it was made by another release, or is damaged."""
    source = io.BytesIO(data)
    try:
        head, names, marks, *numbers = (np.lib.format.read_array(source, allow_pickle=False) for _ in range(6))
        form, unit, threshold, is_exact = (int(number) for number in head)
        ids = tuple(bytes(names).decode("utf-8").split("\n")) if len(names) else ()
    except (ValueError, EOFError, OSError):
        return None
    first, second, nearness = (number.astype(np.int64) for number in numbers)
    if form != _FORM or len(marks) != len(ids) or not len(first) == len(second) == len(nearness):
        return None
    return Edges(ids, marks, first, second, nearness, unit, threshold, bool(is_exact))


def _taking_part(
    statements: Sequence[Statement], vectors: Mapping[str, bytes]
) -> tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.uint64]]:
    """Ids in order, their vectors, and a mark of each vector; without zeros and without the many times repeated."""
    seen: Counter[bytes] = Counter()
    ids, chosen = [], []
    for id_ in sorted({statement.id for statement in statements}):
        vector = vectors.get(id_, b"")
        if seen[vector] < MOST_EQUAL and vector.strip(b"\0"):
            seen[vector] += 1
            ids.append(id_)
            chosen.append(vector)
    digests = b"".join(blake2b(vector, digest_size=8).digest() for vector in chosen)
    width = len(chosen[0]) if chosen else 1
    matrix = np.frombuffer(b"".join(chosen), dtype=np.int8).reshape(-1, width).astype(np.float32)
    return tuple(ids), matrix, np.frombuffer(digests, dtype="<u8")


def _unit(matrix: NDArray[np.float32]) -> int:
    from rodedraad.embed import LENGTH  # noqa: PLC0415  the table's own length, where nobody gives another

    return LENGTH * LENGTH if len(matrix) else 1


def _updated(
    earlier: Edges, ids: tuple[str, ...], marks: NDArray[np.uint64], matrix: NDArray[np.float32]
) -> tuple[Ints, Ints, Ints] | None:
    """The edges, of which only those of new statements are computed. None when that is no gain, or too many."""
    place = dict(zip(ids, range(len(ids)), strict=True))
    now = np.array([place.get(id_, -1) for id_ in earlier.ids], dtype=np.int64)
    same = now >= 0
    same[same] = marks[now[same]] == earlier.marks[same]
    now[~same] = -1
    is_new = np.ones(len(ids), dtype=bool)
    is_new[now[same]] = False
    new = np.flatnonzero(is_new)
    if 2 * len(new) > len(ids):
        return None
    found = _found(matrix, new, earlier.unit * earlier.threshold, is_exact=earlier.is_exact)
    if found is None:
        return None
    first, second = now[earlier.first], now[earlier.second]
    kept = (first >= 0) & (second >= 0)
    first = np.concatenate([first[kept], found[0]])
    second = np.concatenate([second[kept], found[1]])
    nearness = np.concatenate([earlier.nearness[kept], found[2]])
    if len(first) > MOST_EDGES * max(len(ids), 1):
        return None
    order = np.argsort(first * len(ids) + second)
    return first[order], second[order], nearness[order]


def _found(matrix: NDArray[np.float32], new: Ints, threshold: int, *, is_exact: bool) -> tuple[Ints, Ints, Ints] | None:
    """The edges of ``new`` rows with all rows, each pair once, sorted. None when there are too many.

    ``threshold`` is in hundredths of the unit.
    """
    limit = MOST_EDGES * max(len(matrix), 1)
    parts: list[tuple[Ints, Ints, Ints]] = []
    count = 0
    pairs = _all_pairs(matrix, new, threshold) if is_exact else _anchored_pairs(matrix, new, threshold)
    for part in pairs:
        count += len(part[0])
        if count > limit:
            return None
        parts.append(part)
    first, second, nearness = (
        np.concatenate([part[at] for part in parts]) if parts else np.zeros(0, dtype=np.int64) for at in range(3)
    )
    order = np.argsort(first * len(matrix) + second)
    return first[order], second[order], nearness[order]


def _all_pairs(matrix: NDArray[np.float32], new: Ints, threshold: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """``new`` rows against all rows, in blocks. All rows new: each block against those from it on."""
    is_new = np.zeros(len(matrix), dtype=bool)
    is_new[new] = True
    is_whole = len(new) == len(matrix)
    for start in range(0, len(new), _ROWS):
        rows = new[start : start + _ROWS]
        offset = int(rows[0]) if is_whole else 0
        yield _near(matrix, rows, np.arange(offset, len(matrix)), threshold, is_new)


def _anchored_pairs(matrix: NDArray[np.float32], new: Ints, threshold: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """As ``_all_pairs``, for rows that share an anchor; a pair is found at the smallest anchor that it shares."""
    nearest = anchored(matrix)
    is_new = np.zeros(len(matrix), dtype=bool)
    is_new[new] = True
    flat = nearest.ravel()
    owners = np.repeat(np.arange(len(matrix)), nearest.shape[1])
    order = np.lexsort((owners, flat))
    ends = np.searchsorted(flat[order], np.arange(int(flat.max(initial=-1)) + 2))
    for anchor in range(len(ends) - 1):
        members = owners[order[ends[anchor] : ends[anchor + 1]]]
        rows = members[is_new[members]]
        for start in range(0, len(rows), _ROWS):
            first, second, nearness = _near(matrix, rows[start : start + _ROWS], members, threshold, is_new)
            shared = nearest[first][:, :, None] == nearest[second][:, None, :]
            smallest = np.where(shared.any(axis=2), nearest[first], len(ends)).min(axis=1, initial=len(ends))
            here = smallest == anchor
            yield first[here], second[here], nearness[here]


def anchored(matrix: NDArray[np.float32]) -> Ints:
    """The places of each row's nearest anchors; of equally near ones those with the smallest place."""
    from rodedraad.embed import table  # noqa: PLC0415  only dossiers of this size need it

    anchors = np.asarray(table().anchors).astype(np.float32).T
    parts = []
    for start in range(0, len(matrix), 8 * _ROWS):
        products = (matrix[start : start + 8 * _ROWS] @ anchors).astype(np.int64)
        keys = products * anchors.shape[1] - np.arange(anchors.shape[1])
        parts.append(np.argpartition(-keys, ANCHORS_EACH - 1, axis=1)[:, :ANCHORS_EACH])
    return np.sort(np.concatenate(parts), axis=1) if parts else np.zeros((0, ANCHORS_EACH), dtype=np.int64)


def _near(
    matrix: NDArray[np.float32], rows: Ints, columns: Ints, threshold: int, is_new: NDArray[np.bool_]
) -> tuple[Ints, Ints, Ints]:
    """Pairs of a row and a column that are near enough, the smaller place first; two new ones once."""
    right = matrix[columns[0] :] if len(columns) == len(matrix) - columns[0] else matrix[columns]
    products = matrix[rows] @ right.T
    # 100 * product >= threshold, with the division rounded up so that all stays whole
    places = np.flatnonzero(products >= np.float32(-(-threshold // 100)))
    above, across = np.divmod(places, len(columns))
    nearness = products.ravel()[places].astype(np.int64)
    one, other = rows[above], columns[across]
    once = (one < other) | ~is_new[other]
    one, other, nearness = one[once], other[once], nearness[once]
    return np.minimum(one, other), np.maximum(one, other), nearness
