"""How long actions take, and how that grows: python benchmarks/plan.py DOSSIER [--runs N].

DOSSIER is a folder that was built. Time is that of the processor in ``planning.planned``, the median of the runs, for a
quarter, half and all of its sources, in the order of their paths. Links and gaps are those of the whole dossier.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from pathlib import Path
from statistics import median

from rodedraad import consult, parties
from rodedraad.adapters.folder import DossierFolder
from rodedraad.link import clues
from rodedraad.plan.planning import planned
from rodedraad.require import traits

RUNS = 5
SHARES = (25, 50, 100)


def main() -> None:
    """Prints one row per share of the dossier."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--runs", type=int, default=RUNS)
    chosen = parser.parse_args()
    folder = DossierFolder(chosen.dossier)
    dossier = consult.whole(folder, has_confidential=True)
    named = partial(parties.named, parties.registered(dossier.frame))
    with consult.reading(folder) as store:
        readings = list(store.readings([source.id for source in dossier.sources]))
    told = clues.of_all(dossier.statements, readings)
    ordered = sorted(dossier.sources, key=lambda source: source.path)
    for share in SHARES:
        sources = ordered[: max(1, len(ordered) * share // 100)]
        ids = {source.id for source in sources}
        statements = [one for one in dossier.statements if one.source in ids]
        seconds = []
        for _ in range(chosen.runs):
            began = time.process_time()
            found = planned(
                sources=sources,
                statements=statements,
                documents=[reading.document for reading in readings if reading.source.id in ids],
                clues=told,
                links=dossier.links,
                named=named,
                shown=traits.shown,
            )
            seconds.append(time.process_time() - began)
        print(
            f"{len(sources):4} sources {len(statements):6} statements {len(found):5} actions {median(seconds):6.2f} s"
        )


if __name__ == "__main__":
    main()
