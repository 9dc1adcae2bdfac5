"""How fast the scenarios are found: python benchmarks/explore.py [--quick].

Random cross-impact models of stated density: each section (what one driver does to another) says something with that
chance, from -2 to 2 and balanced by row, as published matrices mostly are; "dense" ones say something everywhere, from -3
to 3, unbalanced. Per kind several models; of each the median of several runs, one core. Beside it: nodes, nanoseconds a
node, the memory of the process at its largest, and what looking at every combination in numpy takes on the same machine.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rodedraad.explore import Matrix, basins, estimated, solve

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import models

RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of several runs, in seconds of one core: other work on the machine does not count."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def brute(matrix: Matrix) -> int:
    """Counts consistent combinations by looking at each, in numpy: a million at a time, by two tables of partial sums."""
    starts, cells = matrix.starts, np.array(matrix.values, dtype=np.int16)
    half = len(matrix.drivers) // 2
    tables, places = [], []
    for drivers in (range(half), range(half, len(matrix.drivers))):
        sums, chosen = np.zeros((1, len(cells)), dtype=np.int16), np.zeros((1, 0), dtype=np.int64)
        for driver in drivers:
            rows = np.arange(starts[driver], starts[driver + 1])
            sums = (sums[:, None] + cells[rows][None]).reshape(-1, len(cells))
            chosen = np.concatenate([np.repeat(chosen, len(rows), axis=0), np.tile(rows, len(chosen))[:, None]], axis=1)
        tables.append(sums)
        places.append(chosen)
    found = 0
    inner, inner_rows = tables[1].T.copy(), places[1].T
    for given, rows in zip(tables[0], places[0], strict=True):
        balances = inner + given[:, None]
        holds = np.ones(inner.shape[1], dtype=np.bool_)
        for driver in range(len(matrix.drivers)):
            best = balances[starts[driver] : starts[driver + 1]].max(axis=0)
            own = (
                balances[rows[driver]]
                if driver < half
                else np.take_along_axis(balances, inner_rows[driver - half][None], axis=0)[0]
            )
            holds &= own >= best
        found += int(holds.sum())
    return found


def told(name: str, matrices: list[Matrix], *, runs: int = RUNS, most_nodes: int = 2_000_000_000) -> None:
    """One line on models of one kind."""
    taken, nodes, counts, whole = [], [], [], 0
    for matrix in matrices:
        solution = solve(matrix, most_nodes=most_nodes)
        taken.append(seconds(lambda matrix=matrix: solve(matrix, most_nodes=most_nodes), runs))
        nodes.append(solution.nodes)
        counts.append(solution.count)
        whole += solution.is_complete
    combinations = statistics.median(matrix.combinations for matrix in matrices)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = 1e9 * sum(taken) / max(1, sum(nodes))
    print(
        f"{name:34} {combinations:9.1e}  median {statistics.median(taken):7.3f} s  worst {max(taken):7.3f} s  "
        f"nodes {statistics.median(nodes):>12,.0f}  {each:6.0f} ns/node  found {min(counts)}-{max(counts)}  "
        f"complete {whole}/{len(matrices)}  {memory} MB",
        flush=True,
    )


def main() -> None:
    """Prints the figures of docs/method/explore.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer models and runs")
    quick = parser.parse_args().quick
    count, runs = (2, 1) if quick else (6, RUNS)

    def some(counts: list[int], density: float, **more: object) -> list[Matrix]:
        return [models.chance(counts, seed=seed, density=density, **more) for seed in range(count)]

    dense = {"most": 3, "is_balanced": False}
    for drivers in (15, 21):
        for density in (0.3, 0.45, 0.6):
            told(f"{drivers} x 3, density {density}", some([3] * drivers, density), runs=runs)
        told(f"{drivers} x 3, dense", some([3] * drivers, 1, **dense), runs=runs)
    mixed = [2, 3, 4, 5, 2, 3, 4, 5, 3, 3, 4, 2, 4, 3, 3, 5, 2, 3, 4]
    told("19 drivers of 2 to 5, density 0.5", some(mixed, 0.5), runs=runs)
    print("growth, density 0.5 (x 27 combinations a line):")
    for drivers in (12, 15, 18, 21, 24, 27):
        told(f"  {drivers} x 3", some([3] * drivers, 0.5), runs=1)
    print("hostile:")
    told("  says nothing, 40 x 3", [models.matrix([3] * 40, [[0] * 120] * 120)], runs=runs)
    told("  one pair of drivers in 40", [models.chance([3] * 40, seed=1, density=0.02)], runs=runs)
    for density in (0.1, 0.2, 0.45):
        model = models.chance([3] * 40, seed=1, density=density)
        begun = time.perf_counter()
        expected = estimated(model)
        print(f"  40 x 3, density {density}: estimate {expected:,} nodes in {time.perf_counter() - begun:.2f} s")
        told(f"  40 x 3, density {density}, bounded", [model], runs=1, most_nodes=20_000_000)
    print("looking at each combination:")
    model = models.chance([3] * 15, seed=1, density=0.45)
    slow, fast = seconds(lambda: brute(model), 1), seconds(lambda: solve(model))
    if brute(models.somewhereland()) != 10:
        raise SystemExit("looking at each combination of Somewhereland finds other than its ten scenarios")
    print(f"  15 x 3, density 0.45: numpy {slow:.2f} s, solver {fast:.4f} s, {slow / fast:,.0f} times")
    model = models.chance([3] * 14, seed=1, density=0.45)
    taken = seconds(lambda: basins(model, random.Random(0)), 1)  # noqa: S311  as the program draws
    print(f"  basins of {model.combinations:,} combinations: {taken:.2f} s")


if __name__ == "__main__":
    main()
