"""What the futures of a dossier cost a build: reading the drivers, searching, and holding the sources against them.

    python benchmarks/futures.py DOSSIER [--runs 7]

On a dossier that was built. Prints the median of the processor's time in seconds, in all and by part, and how it grows
with the number of statements (a quarter, half and all of them).
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rodedraad import consult, drivers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.explore import Held, explored, searched
from rodedraad.explore.cues import Cues
from rodedraad.explore.hints import hints
from rodedraad.explore.outlooks import likenesses


def median(runs: int, work: Callable[[], Any]) -> float:
    """The median time of the processor of some runs, the first of which does not count."""
    work()
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def main() -> None:
    """Measures one dossier."""
    options = argparse.ArgumentParser()
    options.add_argument("dossier", type=Path)
    options.add_argument("--runs", type=int, default=7)
    asked = options.parse_args()
    dossier = consult.whole(DossierFolder.open(asked.dossier), has_confidential=True)
    drawn = drivers.shipped("ijmond")
    found = dossier.prospects
    held = Held(actions=found.actions, requirements=found.requirements)
    print(f"{len(dossier.statements)} statements, {len(found.actions)} actions, {len(drawn.judgements)} judgements")
    print(f"read the drivers   {median(asked.runs, lambda: drivers.shipped('ijmond')):.3f}")
    print(f"search             {median(asked.runs, lambda: searched(drawn)):.3f}")
    rows = {"statements": dossier.statements, "drivers": drawn.drivers}
    _, scenarios = searched(drawn)
    outlooks = dossier.links.outlooks
    cues = median(asked.runs, lambda: likenesses(scenarios, outlooks, cues=Cues(drawn.drivers), **rows))
    print(f"outlooks           {cues:.3f}")
    suggested = median(
        asked.runs,
        lambda: hints(drawn, links=dossier.links, statements=dossier.statements, cues=Cues(drawn.drivers)),
    )
    print(f"hints              {suggested:.3f}")
    for share in (4, 2, 1):
        part = dossier.statements[: len(dossier.statements) // share]
        few = Held(
            actions=held.actions[: len(held.actions) // share],
            requirements=held.requirements[: len(held.requirements) // share],
        )
        whole = median(
            asked.runs,
            lambda part=part, few=few: explored(drawn, links=dossier.links, statements=part, held=few),
        )
        print(f"all, of {len(part):6d}     {whole:.3f}")


if __name__ == "__main__":
    main()
