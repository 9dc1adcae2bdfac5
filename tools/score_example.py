"""The example dossier against its truth file: python tools/score_example.py DOSSIER [KIND...] prints each score.

Naming kinds lists what was missed and what was wrong. DOSSIER is a folder that `rodedraad demo --out` made.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import truth  # noqa: E402  the scores are those of the tests

from rodedraad import consult  # noqa: E402
from rodedraad.adapters.folder import DossierFolder  # noqa: E402
from rodedraad.dossier import example  # noqa: E402


def main(folder: str, *kinds: str) -> None:
    """Prints recall and precision per kind."""
    dossier = consult.whole(DossierFolder.open(Path(folder)))
    for kind, score in truth.scores(dossier, truth.rows(example() / "truth.jsonl")).items():
        print(
            f"{kind:32} recall {_shown(score.recall)} ({score.recalled}/{score.planted})"
            f"  precision {_shown(score.precision)} ({score.right}/{score.found})"
        )
        if kind in kinds:
            print(*(f"    missed  {one}" for one in score.missed), sep="\n")
            print(*(f"    wrong   {one}" for one in score.wrong), sep="\n")


def _shown(share: float | None) -> str:
    return "   –" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    main(*sys.argv[1:])
