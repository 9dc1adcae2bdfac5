"""Which statements are nearest to a question by their vectors: exact products in whole numbers, best first.

The vectors stay as they were computed, int8 and of one length. With numkong (extra ``scale``) their products come from
the processor's own instructions for int8; without it from numpy in float32, which is exact too: no sum reaches
256 * 127**2, and float32 holds every whole number up to 2**24.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 14  # rows turned into float32 at once: 16 MiB


@cache
def _numkong() -> Any:
    """The library, or None where it is not installed."""
    try:
        import numkong  # noqa: PLC0415  an extra, and slow to load
    except ImportError:
        return None
    return numkong


def products(matrix: Any, vector: NDArray[np.int8]) -> NDArray[np.int32]:
    """The product of each row with the vector, exact. ``matrix`` is int8, or float32 with the same whole numbers."""
    library = _numkong()
    if library is not None and matrix.dtype == np.int8 and len(matrix):
        made = library.dots_packed(matrix, library.dots_pack(vector.reshape(1, -1)))
        return np.asarray(made).reshape(-1)
    found = np.empty(len(matrix), dtype=np.int32)
    wide = vector.astype(np.float32)
    for first in range(0, len(matrix), _BLOCK):
        block = matrix[first : first + _BLOCK]
        found[first : first + len(block)] = block.astype(np.float32, copy=False) @ wide
    return found


def best(scores: NDArray[np.int32], limit: int) -> NDArray[np.int64]:
    """The rows with the highest scores above nothing, best first; of equal ones the first row first."""
    above = np.flatnonzero(scores > 0)
    if len(above) > limit:
        least = np.partition(scores[above], len(above) - limit)[len(above) - limit]
        above = above[scores[above] >= least]
    order = np.lexsort((above, -scores[above].astype(np.int64)))
    return np.asarray(above[order][:limit])


def by_row(vectors: bytes, count: int) -> list[bytes]:
    """The vector of each of so many statements; none where they do not fit these."""
    wide = len(vectors) // count if count else 0
    return [vectors[at * wide : (at + 1) * wide] for at in range(count)] if wide * count == len(vectors) else []
