"""Scenarios by cross-impact balance: drivers and judgements -> combinations that hold together.

``matrix_of`` makes the table, ``solve`` finds every consistent combination, ``assess`` weighs any one of them.
Method: docs/method/explore.md.
"""

from __future__ import annotations

from rodedraad.explore.assess import Assessment, Breach, Break, assess, breaks, reliances, scenario, weights
from rodedraad.explore.matrix import SCALE, Matrix, checked, complete, matrix_of
from rodedraad.explore.solve import KEPT, MOST_NODES, Solution, estimated, is_certain, possible, solve

__all__ = [
    "KEPT",
    "MOST_NODES",
    "SCALE",
    "Assessment",
    "Breach",
    "Break",
    "Matrix",
    "Solution",
    "assess",
    "breaks",
    "checked",
    "complete",
    "estimated",
    "is_certain",
    "matrix_of",
    "possible",
    "reliances",
    "scenario",
    "solve",
    "weights",
]
