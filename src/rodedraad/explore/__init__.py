"""Scenarios by cross-impact balance: drivers and judgements -> combinations that hold together.

``matrix_of`` makes the table, ``solve`` finds every consistent combination, ``assess`` weighs any one of them,
``sensitivity`` moves one judgement at a time, ``basins`` follows what is inconsistent to where it ends.
Method: docs/method/explore.md.
"""

from __future__ import annotations

from rodedraad.explore.assess import Assessment, Breach, Break, assess, breaks, reliances, scenario, weights
from rodedraad.explore.bearings import Held
from rodedraad.explore.futures import Futures, explored, searched
from rodedraad.explore.matrix import SCALE, Matrix, checked, complete, matrix_of
from rodedraad.explore.sensitivity import Sensitivity, Shift, sensitivity
from rodedraad.explore.solve import KEPT, MOST_NODES, Solution, estimated, is_certain, possible, solve
from rodedraad.explore.succession import Attractor, Basins, Rule, basins, successor

__all__ = [
    "KEPT",
    "MOST_NODES",
    "SCALE",
    "Assessment",
    "Attractor",
    "Basins",
    "Breach",
    "Break",
    "Futures",
    "Held",
    "Matrix",
    "Rule",
    "Sensitivity",
    "Shift",
    "Solution",
    "assess",
    "basins",
    "breaks",
    "checked",
    "complete",
    "estimated",
    "explored",
    "is_certain",
    "matrix_of",
    "possible",
    "reliances",
    "scenario",
    "searched",
    "sensitivity",
    "solve",
    "successor",
    "weights",
]
