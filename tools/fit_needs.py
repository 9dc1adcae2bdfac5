"""Fits the weights that ``rodedraad.require.weighed`` applies, and writes ``src/rodedraad/data/need_weights.csv``.

    python tools/fit_needs.py ../shared [--validate]

Learns from the halves dev, dev2, learn and learn2 of tools/labels/requirements.jsonl, found again in ../shared by their
hash, and from ``own_needs.toml``, written for Rodedraad; the halves test and fresh are never read here. A sentence says
only that it states a need, not which word names it: each round trusts the word that the round before weighed most
(multiple-instance learning). ``--validate`` leaves whole sources out, asks ``weighed.decided`` by the weights of the
others, as the package does, prints precision and recall per half for rows of thresholds, and writes nothing. Needs
scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from rodedraad.extract import extract
from rodedraad.frame import frame
from rodedraad.parties import register
from rodedraad.records import Statement
from rodedraad.require.asked import framed
from rodedraad.require.denied import is_denied
from rodedraad.require.gone import is_gone
from rodedraad.require.needs import Need
from rodedraad.require.sentence import Sentence
from rodedraad.require.weighed import BASE, FOUND, KEPT, Candidate, candidates, decided, read

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

from labelled_needs import labels, stated  # noqa: E402  sentences are found for learning as they are for measuring
from shelf import described  # noqa: E402

TARGET = HERE.parent / "src" / "rodedraad" / "data" / "need_weights.csv"
HALVES = ("dev", "dev2", "learn", "learn2")
UNITS = 64
"""Of a weight per whole number of the logarithm of the odds."""
INVERSE_PENALTY = 0.1
ROUNDS = 4
FOLDS = 8
UNSURE = 0.5
"""What a label counts for of which its reader was not sure."""
OWN = 0.5
"""What a sentence counts for that was written for this: plainer than those of documents."""
RARE = 2
"""Sentences that a feature must be in."""
LEAST, MOST_KEPT = -16, -100
"""From which sum a means is added, and below which one that a frame found is left out, in units: chosen on sources left out."""
NEVER = 10_000
"""No sum comes so far."""
ADDED_FROM = (-80, -64, -48, -32, -16, 0, 16, 32)
LEFT_OUT_UNDER = (-NEVER, -160, -130, -100, -70, -40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One statement as it is weighed; ``sentence`` is None where it is not."""

    quote: str
    sentence: Sentence | None
    framed: tuple[Need, ...]
    candidates: tuple[Candidate, ...]

    def is_found(self, table: Mapping[str, int]) -> bool:
        """Whether a need is made of it, by these weights."""
        said = decided(self.sentence, self.candidates, self.framed, table) if self.sentence else self.framed
        return any(
            not is_denied(self.quote, need.start, need.end, need.what_end)
            and not is_gone(self.quote, need.start, need.end)
            for need in said
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence: what can be learned from the statements made of it, and whether it states a need."""

    half: str
    group: str
    is_need: bool
    share: float
    statements: tuple[Stated, ...]

    @property
    def features(self) -> Iterator[frozenset[str]]:
        """Of each word that may name a means."""
        return (word.features for one in self.statements for word in one.candidates)


def rows(shared: Path) -> list[Row]:
    """The labelled sentences, then our own."""
    wanted = [label for label in labels() if label["half"] in HALVES]
    made = stated(wanted, shared)
    found = []
    for label in wanted:
        statements = made.get((label["source"], label["sentence"]), [])
        # sentences of gold have no source of their own: each is left out alone
        group = label["source"] if "/" not in label["source"] else label["sentence"]
        found.append(
            _row(statements, label["half"], group, is_need=label["need"], share=UNSURE if label["unsure"] else 1.0)
        )
    own = tomllib.loads((HERE / "own_needs.toml").read_text("utf-8"))
    return found + [
        _row(statements, "own", f"own {number // 10}", is_need=name == "needs", share=OWN)
        for name in ("needs", "others")
        for number, statements in enumerate(_written(own[name]))
    ]


def _written(texts: Sequence[str]) -> Iterator[list[Statement]]:
    settings = frame({})
    known = register(settings)
    for text in texts:
        source, document = described(text.encode(), f"{sha256(text.encode()).hexdigest()[:16]}.txt", known)
        yield list(extract(source, document, frame=settings, register=known).statements)


def _row(statements: Sequence[Statement], half: str, group: str, *, is_need: bool, share: float) -> Row:
    return Row(half=half, group=group, is_need=is_need, share=share, statements=tuple(map(_stated, statements)))


def _stated(statement: Statement) -> Stated:
    said = framed(statement)
    sentence = read(statement.quote, statement.language)
    words = tuple(candidates(sentence, said, statement.type)) if sentence else ()
    return Stated(quote=statement.quote, sentence=sentence, framed=said, candidates=words)


def fitted(some: Sequence[Row], names: Sequence[str]) -> tuple[npt.NDArray[np.int64], int]:
    """The weight of each feature and the base, in units."""
    table, owner = _table(some, names)
    is_need = np.array([row.is_need for row in some])[owner]
    share = np.array([row.share for row in some])[owner]
    count = np.bincount(owner, minlength=len(some))[owner]
    counts = share * np.where(is_need, 1 / count, 1.0)
    for _ in range(ROUNDS):
        model = LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", intercept_scaling=3.0)
        model.fit(table, is_need, sample_weight=counts)
        scores = table @ model.coef_[0]
        best = np.full(len(some), -np.inf)
        np.maximum.at(best, owner, scores)
        counts = share * np.where(is_need, scores >= best[owner], True)
    return np.rint(model.coef_[0] * UNITS).astype(np.int64), round(float(model.intercept_[0]) * UNITS)


def _table(some: Sequence[Row], names: Sequence[str]) -> tuple[sp.csr_matrix, npt.NDArray[np.int64]]:
    place = {name: number for number, name in enumerate(names)}
    owner, lines, columns = [], [], []
    for number, row in enumerate(some):
        for features in row.features:
            columns += (own := sorted(place[name] for name in features if name in place))
            lines += [len(owner)] * len(own)
            owner.append(number)
    shape = (len(owner), len(names))
    return sp.csr_matrix((np.ones(len(columns)), (lines, columns)), shape=shape), np.array(owner, np.int64)


def _names(some: Sequence[Row]) -> list[str]:
    met = Counter(name for row in some for name in {name for features in row.features for name in features})
    return sorted(name for name, count in met.items() if count >= RARE)


def weighted(some: Sequence[Row]) -> dict[str, int]:
    """What these sentences teach, as the table of the package."""
    names = _names(some)
    weights, base = fitted(some, names)
    learned = {name: int(weight) for name, weight in zip(names, weights, strict=True) if weight}
    return {BASE: base, FOUND: LEAST, KEPT: MOST_KEPT} | learned


def validated(all_rows: Sequence[Row]) -> list[dict[str, int]]:
    """For each sentence the weights that its source had no part in."""
    found: list[dict[str, int]] = [{}] * len(all_rows)
    groups = [row.group for row in all_rows]
    for taught, kept_out in GroupKFold(FOLDS).split(groups, groups=groups):
        table = weighted([all_rows[at] for at in taught])
        for at in kept_out:
            found[at] = table
    return found


def told(all_rows: Sequence[Row], tables: Sequence[Mapping[str, int]], least: int, kept: int) -> str:
    """Precision and recall per half where a means is added from ``least``, and one of a frame left out under ``kept``."""
    changed = {id(table): {**table, FOUND: least, KEPT: kept} for table in tables}
    counts: dict[str, Counter[str]] = {half: Counter() for half in ("all", *HALVES, "own")}
    for row, table in zip(all_rows, tables, strict=True):
        is_found = any(one.is_found(changed[id(table)]) for one in row.statements)
        name = "hits" if is_found and row.is_need else "wrong" if is_found else "missed" if row.is_need else "passed"
        for half in {row.half, "all"} if row.half != "own" else {"own"}:
            counts[half][name] += 1
    return "  ".join(
        f"{half} {one['hits'] / max(1, one['hits'] + one['wrong']):.3f}/{one['hits'] / max(1, one['hits'] + one['missed']):.3f}"
        for half, one in counts.items()
    )


def main() -> None:
    """Writes the table, or prints how well it does on sources left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--validate", action="store_true")
    options = parser.parse_args()
    all_rows = rows(options.shared)
    if options.validate:
        tables = validated(all_rows)
        print("frames alone", told(all_rows, tables, NEVER, -NEVER))
        for least in ADDED_FROM:
            for kept in LEFT_OUT_UNDER:
                print(f"{least:5} {kept:6}", told(all_rows, tables, least, kept))
        return
    lines = weighted(all_rows).items()
    text = "feature,weight\n" + "".join(f'"{name.replace(chr(34), chr(34) * 2)}",{weight}\n' for name, weight in lines)
    TARGET.write_bytes(text.encode())
    print(f"{len(lines)} weights in {len(text.encode())} bytes, {sha256(text.encode()).hexdigest()[:16]}")


if __name__ == "__main__":
    main()
