"""Trains the weights that ``rodedraad.extract.classify`` applies, and writes ``src/rodedraad/data/statements.npz``.

    python tools/train_statements.py ../shared [--validate | --again]

Learns from labelled sentences of four origins: ``gold/statements_dev.jsonl`` (``id doc kind text type themes``); the
sentences of ``corpus`` that ``tools/labels/statements.jsonl`` names by the hash of their letters, found again by
reading; whole excerpts (``tools/excerpts``) and single sentences (``tools/own_statements.toml``) written for
Rodedraad. Sentences of one document are neighbours. ``--validate`` leaves whole documents of the gold set out, with
the same documents in the corpus, and prints what the shipped code (integer weights, grammar and all) scores on them,
instead of writing. ``--again`` does so on the documents that the transformer never saw, with and without it, and prints
the gain with its bounds and what each document says. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from rodedraad.errors import UnreadableSource
from rodedraad.evaluate import asked_and_due, calibration_error, passages, topics_of, typed
from rodedraad.extract import classify, features, rereading
from rodedraad.extract.features import Passage
from rodedraad.extract.units import units
from rodedraad.frame import DEFAULT_FRAME, frame
from rodedraad.parties import registered

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

from shelf import described, sentence_key  # noqa: E402  documents are read for learning as they are for measuring

TARGET = HERE.parent / "src" / "rodedraad" / "data" / "statements.npz"
TRANSFORMER = TARGET.with_name("transformer.npz")
# How loud each table speaks: chosen on documents left out, in the order of ``Weights.scales``.
LOUD = {"words": 4.0, "pairs": 4.0, "flags": 1.0, "before": 0.25, "after": 0.15}
INVERSE_PENALTY = 0.15
BALANCE = 0.4  # power of how rare a type is: 0 leaves the counts, 1 makes all types equal
SHARPNESS = 0.85  # makes the confidence of sentences left out equal to how often they are right
THEME_LOUD = 4.0
GOLD = 2.0  # how often a sentence of the gold set counts, against one that was labelled for Rodedraad
MIN_DOCUMENTS = 3
FOLDS = 6
DRAWS = 2_000  # of documents, for the interval of a gain
THIRDS = 3  # the transformer is learned once, without the first third of the documents
MOST_LOST = 20  # labels without their sentence: 16 were when this was written
LONG = 40  # characters from which a sentence is seldom in two documents by chance


Judged = dict[int, tuple[classify.Verdict, tuple[str, ...]]]
"""The verdict and the themes of a line, by its place in the gold set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence to learn from; without a type it is a neighbour only, without themes it teaches none."""

    doc: str
    passage: Passage
    type: str | None
    themes: tuple[str, ...] | None


def rows_of(shared: Path) -> tuple[list[dict[str, Any]], list[Row]]:
    """The lines of the gold set, and all rows: those lines first, in their order."""
    gold = _lines(shared / "gold" / "statements_dev.jsonl")
    rows = [*_written(gold), *_read_again(shared / "corpus")]
    for path in sorted((HERE / "excerpts").glob("*.jsonl")):
        rows += _written(_lines(path))
    own = tomllib.loads((HERE / "own_statements.toml").read_text("utf-8"))
    rows += [
        Row(doc=f"own:{kind}:{number}", passage=Passage(text=text), type=kind, themes=None)
        for kind, texts in own.items()
        for number, text in enumerate(texts)
    ]
    return gold, rows


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _written(lines: Sequence[dict[str, Any]]) -> Iterator[Row]:
    for line, passage in zip(lines, passages(lines), strict=True):
        yield Row(doc=line["doc"], passage=passage, type=line["type"], themes=tuple(line["themes"]))


def _read_again(corpus: Path) -> Iterator[Row]:
    """The sentences of the corpus with the labels that were made on them, and those beside them without."""
    labels: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for label in _lines(HERE / "labels" / "statements.jsonl"):
        labels[label["source"]][label["sentence"]] = label
    wanted = sum(map(len, labels.values()))
    known = registered(frame({"kader": DEFAULT_FRAME}))
    met = 0
    for path in sorted(path for path in corpus.rglob("*") if path.is_file()):
        data = path.read_bytes()
        name = hashlib.sha256(data).hexdigest()
        if name not in labels:
            continue
        found = labels.pop(name)
        try:
            source, document = described(data, str(path.relative_to(corpus)), known)
        except UnreadableSource as error:
            raise SystemExit(f"{path}: {error}") from error
        for unit in units(document, kind=source.kind):
            label = found.pop(sentence_key(unit.passage.text), None)
            met += label is not None
            yield Row(
                doc=f"corpus:{name}",
                passage=unit.passage,
                type=label["type"] if label else None,
                themes=tuple(label["themes"]) if label else None,
            )
    require_found(met, wanted)


def require_found(met: int, wanted: int) -> None:
    """Says how many labels stand on a sentence, and stops where more are lost than a change of the reader may lose."""
    print(f"{met:,} of {wanted:,} labelled sentences found again", file=sys.stderr)
    if wanted - met > MOST_LOST:
        raise SystemExit(
            f"{wanted - met} labelled sentences are not found again, at most {MOST_LOST} may be: the reader parts "
            "the text otherwise than when they were labelled. Mend it, or label these sentences again."
        )


class Table:
    """The features of all rows, as matrices with the scales that the integer code applies."""

    def __init__(self, rows: Sequence[Row], *, gold: int) -> None:
        self.is_gold = np.arange(len(rows)) < gold
        self.documents = np.array([row.doc for row in rows])
        self.types = np.array([classify.TYPES.index(row.type) if row.type else -1 for row in rows])  # type: ignore[arg-type]
        self.passages: list[Passage] = [row.passage for row in rows]
        tokens = [features.words(passage.text) or ["."] for passage in self.passages]
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
    trust = np.where(table.is_gold[chosen], GOLD, 1.0)
    model.fit(sp.hstack([matrix for matrix, _ in parts.values()]).tocsr(), kinds, sample_weight=trust)
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
    return LogisticRegression(C=0.2, solver="liblinear", tol=1e-2).fit(matrix, labels)


def main() -> None:
    """Trains on everything and writes, or validates on documents left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    if options.validate or options.again:
        print(json.dumps((validated if options.validate else validated_again)(options.shared), indent=1))
        return
    gold, rows = rows_of(options.shared)
    table = Table(rows, gold=len(gold))
    data = train(table, np.flatnonzero(table.types >= 0), *_themes_of(rows))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes, {(table.types >= 0).sum():,} sentences")


def _themes_of(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    """The themes of each row, one column for each, and whether it has labels of themes at all."""
    return (
        np.array([[theme in (row.themes or ()) for theme in classify.THEMES] for row in rows]),
        np.array([row.themes is not None for row in rows]),
    )


def validated(shared: Path) -> dict[str, Any]:
    """What the shipped code scores on the gold lines, each judged by weights that saw nothing of its document."""
    gold, rows = rows_of(shared)
    table = Table(rows, gold=len(gold))
    found: Judged = {}
    for chosen, outside in _folds(gold, rows, FOLDS):
        found |= _judged(gold, table, outside, classify.unpacked(train(table, chosen, *_themes_of(rows))), again=None)
    return _figures(gold, found)


def validated_again(shared: Path) -> dict[str, Any]:
    """The same on the documents that the transformer never saw: by the linear model alone, and with the transformer."""
    gold, rows = rows_of(shared)
    chosen, outside = held(gold, rows)
    require_unseen(TRANSFORMER, digest(gold, outside))
    table = Table(rows, gold=len(gold))
    weights = classify.unpacked(train(table, chosen, *_themes_of(rows)))
    linear = _judged(gold, table, outside, weights, again=None)
    again = _judged(gold, table, outside, weights, again=rereading.shipped().scores)
    by_document = _by_document(gold, table, linear, again)
    return {
        "linear": _figures(gold, linear),
        "again": _figures(gold, again),
        "gain": _gain(by_document),
        "documents": by_document,
    }


def _by_document(gold: Sequence[dict[str, Any]], table: Table, linear: Judged, again: Judged) -> list[dict[str, Any]]:
    """Per document how many types are right, by the linear model alone and with the transformer."""
    found: dict[str, dict[str, Any]] = {}
    for at in sorted(linear):
        line = gold[at]
        kind = table.passages[at].kind
        one = found.setdefault(
            line["doc"], {"document": line["doc"], "kind": kind, "linear": 0, "again": 0, "sentences": 0}
        )
        one["linear"] += linear[at][0].type == line["type"]
        one["again"] += again[at][0].type == line["type"]
        one["sentences"] += 1
    return list(found.values())


def _gain(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How much more is right with the transformer, and between which bounds in 95 of 100 draws of as many documents."""
    more = np.array([one["again"] - one["linear"] for one in documents])
    counts = np.array([one["sentences"] for one in documents])
    drawn = np.random.default_rng(0).integers(0, len(counts), (DRAWS, len(counts)))
    low, high = np.quantile(more[drawn].sum(axis=1) / counts[drawn].sum(axis=1), [0.025, 0.975])
    return {"accuracy": round(more.sum() / counts.sum(), 3), "low": round(low, 3), "high": round(high, 3)}


def held(gold: Sequence[dict[str, Any]], rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Which rows the transformer learns from, and which lines of the gold set it never sees: those of a third of its documents."""
    return next(_folds(gold, rows, THIRDS))


def digest(gold: Sequence[dict[str, Any]], lines: Iterable[int]) -> str:
    """What stands in the transformer's file for the lines that it never saw."""
    return hashlib.sha256("\n".join(sorted(gold[at]["id"] for at in lines)).encode()).hexdigest()


def require_unseen(model: Path, wanted: str) -> None:
    """Stops where the transformer in this file may have learned from what it would be measured on."""
    with np.load(model, allow_pickle=False) as file:
        found = str(file["held"]) if "held" in file.files else "none"
    if found != wanted:
        raise SystemExit(
            f"{model.name} was trained while other lines of the gold set were held than are held now: it may have "
            "seen what it would be measured on. Train it again with tools/train_transformer.py."
        )


def _folds(gold: Sequence[dict[str, Any]], rows: Sequence[Row], count: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Labelled rows to learn from, and lines of the gold set whose documents are not among them, nor in the corpus."""
    documents = np.array([row.doc for row in rows])
    same = _same_documents(gold, rows)
    others = np.array([at for at, row in enumerate(rows) if row.type is not None and at >= len(gold)])
    for inside, outside in GroupKFold(count).split(gold, groups=documents[: len(gold)]):
        left_out = set(documents[outside].tolist())
        banned = {name for name, holds in same.items() if holds & left_out}
        yield np.concatenate([inside, others[[documents[at] not in banned for at in others]]]), outside


def _judged(
    gold: Sequence[dict[str, Any]],
    table: Table,
    lines: np.ndarray,
    weights: classify.Weights,
    *,
    again: classify.Scorer | None,
) -> Judged:
    """The verdict on each of these lines, and its themes."""
    found: Judged = {}
    for document in dict.fromkeys(table.documents[lines].tolist()):
        members = [number for number in lines.tolist() if table.documents[number] == document]
        verdicts = classify.verdicts([table.passages[number] for number in members], weights, again=again)
        about = topics_of([gold[number] for number in members], verdicts)
        found |= dict(zip(members, zip(verdicts, about, strict=True), strict=True))
    return found


def _figures(gold: Sequence[dict[str, Any]], found: Judged) -> dict[str, Any]:
    lines = [gold[at] for at in sorted(found)]
    verdicts = [found[at][0] for at in sorted(found)]
    types = [verdict.type for verdict in verdicts]
    return {
        **typed(lines, verdicts, [found[at][1] for at in sorted(found)]),
        **asked_and_due(lines, types),
        "calibration_error": calibration_error(
            [verdict.permille for verdict in verdicts],
            [line["type"] == kind for line, kind in zip(lines, types, strict=True)],
        ),
        "sentences": len(lines),
    }


def _same_documents(gold: Sequence[dict[str, Any]], rows: Sequence[Row]) -> dict[str, set[str]]:
    """Per document of the corpus those of the gold set that are the same: with which it shares long sentences."""
    told = {_letters(line["text"]): line["doc"] for line in gold if len(line["text"]) > LONG}
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows[len(gold) :]:
        document = told.get(_letters(row.passage.text))
        if document is not None:
            shared[row.doc][document] += 1
    return {name: {document for document, count in found.items() if count > 1} for name, found in shared.items()}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.replace("<br>", " ").lower()))


if __name__ == "__main__":
    main()
