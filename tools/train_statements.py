"""Trains the weights that ``rodedraad.extract.classify`` applies, and writes ``src/rodedraad/data/statements.npz``.

    python tools/train_statements.py GOLD.jsonl [--validate]

Learns from labelled sentences (``id doc kind text type themes``) and from those written for Rodedraad in
``tools/own_statements.toml``; sentences of one document are neighbours. ``--validate`` leaves whole documents out and
prints what the shipped code (integer weights, grammar and all) scores on them, instead of writing. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from rodedraad.evaluate import passages, topics_of, typed
from rodedraad.extract import classify, features
from rodedraad.extract.features import Passage

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "rodedraad" / "data" / "statements.npz"
# How loud each table speaks: chosen on documents left out, in the order of ``Weights.scales``.
LOUD = {"words": 3.0, "pairs": 3.0, "flags": 1.0, "before": 0.25, "after": 0.15}
INVERSE_PENALTY = 0.05
BALANCE = 0.4  # power of how rare a type is: 0 leaves the counts, 1 makes all types equal
SHARPNESS = 1.3  # makes the confidence of sentences left out equal to how often they are right
THEME_LOUD = 4.0
MIN_DOCUMENTS = 3
FOLDS = 6


def lines(path: Path) -> list[dict[str, Any]]:
    """The labelled sentences, then our own, each of those a document by itself."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    own = tomllib.loads((HERE / "own_statements.toml").read_text("utf-8"))
    for kind, texts in own.items():
        rows += [
            {"doc": f"own:{kind}:{number}", "kind": "", "text": text, "type": kind, "themes": None}
            for number, text in enumerate(texts)
        ]
    return rows


class Table:
    """The features of all rows, as matrices with the scales that the integer code applies."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.documents = np.array([row["doc"] for row in rows])
        self.types = np.array([classify.TYPES.index(row["type"]) for row in rows])
        self.passages: list[Passage] = passages(rows)
        tokens = [features.words(passage.text) for passage in self.passages]
        self.words = self._counted(
            [[number for token in found for number in features.hashes(token)] for found in tokens], features.WORD_BITS
        )
        self.pairs = self._counted([_pairs(found) for found in tokens], features.PAIR_BITS)
        bits = [features.flags(passage, found) for passage, found in zip(self.passages, tokens, strict=True)]
        self.flags = sp.csr_matrix(features.table(bits).astype(float))
        self.before, self.after = self._shifted(-1)[:, : features.NEAR], self._shifted(1)[:, : features.NEAR]

    @staticmethod
    def _counted(found: list[list[int]], bits: int) -> sp.csr_matrix:
        ends = np.cumsum([0, *map(len, found)])
        values = np.repeat([1 / math.sqrt(len(row)) for row in found], np.diff(ends))
        matrix = sp.csr_matrix((values, np.concatenate([np.array(row) for row in found]), ends), (len(found), 2**bits))
        matrix.sum_duplicates()
        return matrix

    def _shifted(self, step: int) -> sp.csr_matrix:
        count = len(self.documents)
        other = np.arange(count) + step
        is_near = (other >= 0) & (other < count)
        other = np.clip(other, 0, count - 1)
        is_near &= self.documents[other] == self.documents
        return sp.csr_matrix(sp.diags(is_near.astype(float)) @ self.flags[other])


def _pairs(tokens: list[str]) -> list[int]:
    numbers = np.array([features.OPENING, *map(features.hashed, tokens), features.CLOSING], np.uint64)
    return [*features.pairs(numbers, 1).tolist(), *features.pairs(numbers, 2).tolist()]


def _common(matrix: sp.csr_matrix, documents: np.ndarray, least: int) -> np.ndarray:
    """The columns met in at least so many documents: what one author alone writes does not carry over."""
    _, group = np.unique(documents, return_inverse=True)
    member = sp.csr_matrix((np.ones(len(group)), (group, np.arange(len(group)))))
    return np.flatnonzero(np.asarray(((member @ (matrix != 0).astype(float)) > 0).sum(axis=0)).ravel() >= least)


def train(table: Table, chosen: np.ndarray, themes: np.ndarray, has_themes: np.ndarray) -> bytes:
    """The data file learned from the chosen rows."""
    documents = table.documents[chosen]
    parts: dict[str, tuple[sp.csr_matrix, np.ndarray]] = {}
    for name, least in (("words", MIN_DOCUMENTS), ("pairs", MIN_DOCUMENTS), ("flags", 2), ("before", 4), ("after", 4)):
        matrix = getattr(table, name)[chosen]
        columns = _common(matrix, documents, least)
        parts[name] = (matrix[:, columns] * LOUD[name], columns)
    kinds = table.types[chosen]
    counts = Counter(kinds.tolist())
    most = max(counts.values())
    weight = {kind: (most / count) ** BALANCE for kind, count in counts.items()}
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=200, tol=1e-3, class_weight=weight)
    model.fit(sp.hstack([matrix for matrix, _ in parts.values()]).tocsr(), kinds)
    tables: dict[str, np.ndarray] = {}
    scales: list[int] = []
    at = 0
    for name, (_, columns) in parts.items():
        learned = model.coef_[:, at : at + len(columns)].T * LOUD[name]
        at += len(columns)
        step = np.abs(learned).max() / 127
        tables[name] = np.rint(learned / step).astype(np.int8)
        scales.append(round(step * 2**classify.SCORE_BITS))
    biases = [round(value * 2**classify.SCORE_BITS) for value in model.intercept_]
    theme_table, theme_scale, theme_biases = _themes(table, chosen[has_themes[chosen]], parts["words"][1], themes)
    output = BytesIO()
    np.savez_compressed(
        output,
        word_rows=parts["words"][1].astype(np.uint32),
        words=np.hstack([tables["words"], theme_table]),
        pair_rows=parts["pairs"][1].astype(np.uint32),
        pairs=tables["pairs"],
        flags=_full(tables["flags"], parts["flags"][1]),
        before=_full(tables["before"], parts["before"][1]),
        after=_full(tables["after"], parts["after"][1]),
        scales=np.array([*scales, theme_scale], np.int64),
        biases=np.array([*biases, *theme_biases], np.int64),
        fall=np.array([round(2**30 * math.exp(-SHARPNESS * step / 32)) for step in range(32 * 12)], np.int64),
    )
    return output.getvalue()


def _full(values: np.ndarray, columns: np.ndarray) -> np.ndarray:
    whole = np.zeros((len(features.FLAGS), values.shape[1]), np.int8)
    whole[columns] = values
    return whole


def _themes(
    table: Table, chosen: np.ndarray, columns: np.ndarray, themes: np.ndarray
) -> tuple[np.ndarray, int, list[int]]:
    """One yes-or-no model per theme on the words."""
    matrix = table.words[chosen][:, columns] * THEME_LOUD
    models = [_yes_no(matrix, themes[chosen, number]) for number in range(len(classify.THEMES))]
    values = np.array([model.coef_[0] * THEME_LOUD for model in models]).T
    step = np.abs(values).max() / 127
    unit = 2**classify.SCORE_BITS
    return (
        np.rint(values / step).astype(np.int8),
        round(step * unit),
        [round(float(model.intercept_[0]) * unit) for model in models],
    )


def _yes_no(matrix: sp.csr_matrix, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1.0, solver="liblinear", tol=1e-2).fit(matrix, labels)


def main() -> None:
    """Trains on everything and writes, or validates on documents left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--validate", action="store_true")
    options = parser.parse_args()
    rows = lines(options.gold)
    table = Table(rows)
    themes = np.array([[theme in (row["themes"] or ()) for theme in classify.THEMES] for row in rows])
    has_themes = np.array([row["themes"] is not None for row in rows])
    if options.validate:
        _validate(rows, table, themes, has_themes)
        return
    data = train(table, np.arange(len(rows)), themes, has_themes)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes, {len(rows):,} sentences")


def _validate(rows: list[dict[str, Any]], table: Table, themes: np.ndarray, has_themes: np.ndarray) -> None:
    labelled = np.flatnonzero(has_themes)
    own = np.flatnonzero(~has_themes)
    verdicts: list[Any] = [None] * len(labelled)
    topics: list[Any] = [()] * len(labelled)
    for inside, outside in GroupKFold(FOLDS).split(labelled, groups=table.documents[labelled]):
        weights = classify.unpacked(train(table, np.concatenate([labelled[inside], own]), themes, has_themes))
        for document in dict.fromkeys(table.documents[labelled[outside]].tolist()):
            members = [number for number in outside if table.documents[labelled[number]] == document]
            found = classify.verdicts([table.passages[labelled[number]] for number in members], weights)
            about = topics_of([rows[labelled[number]] for number in members], found)
            for number, verdict, topic in zip(members, found, about, strict=True):
                verdicts[number], topics[number] = verdict, topic
    print(json.dumps(typed([rows[number] for number in labelled], verdicts, topics), indent=1))


if __name__ == "__main__":
    main()
