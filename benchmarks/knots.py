"""What knots, the roadmap, its pictures and its calendar take as a dossier grows: python benchmarks/knots.py.

Invented actions, a third of which wait for another or for a condition, with a circle in every hundred; seconds of
processor time, the best of three. Method: docs/method/knots.md.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from acted import PARTIES, THEMES, action, condition, dossier  # the tests' own way to make actions

from rodedraad.plan.graph import cutting, waits
from rodedraad.plan.knots import knots
from rodedraad.plan.unblocking import freeings
from rodedraad.publish.calendar import calendar
from rodedraad.publish.knots_svg import dependencies
from rodedraad.publish.roadmap import roadmap
from rodedraad.publish.roadmap_svg import timeline
from rodedraad.records import Action

SIZES = (100, 1_000, 5_000)
DICE = random.Random(1)  # noqa: S311  invented actions, no secrets


def actions(count: int) -> tuple[Action, ...]:
    """So many actions, as they might be in a dossier."""
    return tuple(
        action(
            f"a-{at:05d}",
            who=(PARTIES[at % len(PARTIES)].id,) if at % 9 else (),
            by_to=str(2026 + DICE.randrange(12)) if at % 3 else None,
            status=DICE.choice((None, "asked", "promised", "under_way", "done", "unanswered")),
            themes=("lucht",),
            after=[f"a-{at + 1:05d}"]
            if at % 100 == 0
            else [f"a-{at - 1:05d}"]
            if at % 100 == 1
            else [f"a-{DICE.randrange(at):05d}"]
            if at and DICE.random() < 0.25
            else [],
            conditions=(condition("mits dit", statement=f"s-c{at % (count // 20)}"),) if DICE.random() < 0.1 else (),
        )
        for at in range(count)
    )


def seconds(work: Callable[[], Any]) -> float:
    """Processor time of the best of three."""
    found = []
    for _ in range(3):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def main() -> None:
    """Prints a row per size, then the two searches on what is hard for them."""
    print(f"{'actions':>8}{'knots':>8}{'knots s':>9}{'roadmap s':>11}{'pictures s':>12}{'calendar s':>12}{'kB':>7}")
    for size in SIZES:
        every = actions(size)
        whole = dossier(*every)
        statements = {one.id: one for one in whole.statements}
        shown = roadmap(whole, language="nl")
        took = (
            seconds(lambda every=every, statements=statements: knots(every, statements=statements, parties=PARTIES)),
            seconds(lambda whole=whole: roadmap(whole, language="nl")),
            seconds(lambda shown=shown: (timeline(shown, by="party", themes=THEMES), dependencies(shown))),
            seconds(lambda shown=shown: calendar(shown, themes=THEMES, mark="-", stamp="2026-11-22")),
        )
        kilobytes = len(calendar(shown, themes=THEMES, mark="-", stamp="2026-11-22")) // 1000
        print(
            f"{size:>8}{len(whole.prospects.knots):>8}{took[0]:>9.2f}{took[1]:>11.2f}{took[2]:>12.2f}{took[3]:>12.2f}{kilobytes:>7}"
        )
    print("\nfewest nodes that break all circles, one component")
    for size in (10, 20, 40, 80):
        names = [f"{at:03d}" for at in range(size)]
        graph = waits((one, DICE.choice(names)) for one in names for _ in range(2))
        found = cutting(graph)
        print(f"{size:>8} nodes: {len(found.nodes)} {'exact' if found.is_smallest else 'greedy'}, ", end="")
        print(f"{seconds(lambda graph=graph: cutting(graph)):.2f} s")
    print("\nwhich decisions free most")
    for size in (50, 200, 1_000):
        needs = {
            f"a{at}": frozenset(f"d{DICE.randrange(max(2, size // 3))}" for _ in range(DICE.randint(1, 4)))
            for at in range(size)
        }
        made = freeings(needs)
        print(f"{size:>8} waiting: {'exact' if all(one.is_best for one in made) else 'bounded'} ", end="")
        print(f"{[(len(one.freed), one.most) for one in made]}, {seconds(lambda needs=needs: freeings(needs)):.2f} s")


if __name__ == "__main__":
    main()
