"""Which sources are not independent: the same text in two files, and a draft beside its final version.

Two sources are compared by their sketches: the set of hashes of their sentences, letters and digits only, so that
another layout or format does not matter. Nothing is compared by likeness: a sentence is the same or it is not.

- *copy*: both sketches share at least 95 in 100 of their union (a reader of another format may lose a caption);
- *version*: they share at least 30 in 100 of their union, or half of the smaller one where title or file name
  agree but for version words. A summary that repeats a report's conclusions has a tenth, a letter that quotes one
  a hundredth.

Method and worked numbers: docs/method/kinship.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from pathlib import PurePosixPath

from rodedraad.intervals import is_before
from rodedraad.records import Document, Kinship, Source

COPY_PERCENT = 95
VERSION_PERCENT = 30
NAMED_VERSION_PERCENT = 50
MIN_SENTENCES = 5
"""Fewer sentences than this are no evidence: two forms that were hardly filled in are not one document."""
MIN_SENTENCE_LETTERS = 30
"""Shorter sentences ("Zie bijlage 2.") are shared by chance."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_UNSEEN = re.compile(r"[\W_]+")
_VERSION_WORDS = re.compile(
    r"\b(?:v(?:ersie)?\.?\s*)?\d{1,2}(?:\.\d{1,2})+\b|\bv\d+\b|\bversie\s*\d*\b|\bversion\s*\d*\b"
    r"|\b(?:concept|ontwerp|draft|definitief|definitieve|def|final|vastgesteld|vastgestelde|kopie|copy)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bv(?:ersie|ersion)?\.?\s*(\d{1,2}(?:\.\d{1,2}){0,2})\b|\b(\d{1,2}\.\d{1,2})\b", re.IGNORECASE)
_STATUS_ORDER = {"draft": 0, None: 1, "final": 2, "adopted": 3}


def sketch(document: Document) -> tuple[str, ...]:
    """The hashes of the body's sentences, sorted; the same for the same sentences in any format or layout."""
    hashes = set()
    for block in document.blocks:
        if block.kind in ("paragraph", "list_item", "table_cell"):
            for sentence in _SENTENCE_END.split(document.text[block.start : block.end]):
                letters = _UNSEEN.sub("", unicodedata.normalize("NFKC", sentence).casefold())
                if len(letters) >= MIN_SENTENCE_LETTERS:
                    hashes.add(blake2b(letters.encode(), digest_size=8).hexdigest())
    return tuple(sorted(hashes))


def kinships(sources: Sequence[Source], sketches: Mapping[str, Sequence[str]]) -> tuple[Kinship, ...]:
    """Every pair that is a copy or a version, sorted by their ids; ``sketches`` are by source id.

    What people said in ``bronnen.toml`` (``replaces``) is a version whatever the texts share.
    """
    by_id = {source.id: source for source in sources}
    shared = _shared(sketches)
    found: dict[tuple[str, str], Kinship] = {}
    for (a, b), common in shared.items():
        if a not in by_id or b not in by_id:
            continue
        small = min(len(sketches[a]), len(sketches[b]))
        if small < MIN_SENTENCES:
            continue
        union = len(sketches[a]) + len(sketches[b]) - common
        is_named = _name(by_id[a]) == _name(by_id[b])
        if 100 * common >= COPY_PERCENT * union and by_id[a].status == by_id[b].status:
            later, earlier = sorted((by_id[a], by_id[b]), key=lambda source: (source.path, source.id))
            kind = "copy"
        elif 100 * common >= VERSION_PERCENT * union or (is_named and 100 * common >= NAMED_VERSION_PERCENT * small):
            earlier, later = _by_age(by_id[a], by_id[b])
            kind = "version"
        else:
            continue
        found[earlier.id, later.id] = Kinship(
            earlier=earlier.id,
            later=later.id,
            kind="copy" if kind == "copy" else "version",
            share=_share(common, len(sketches[earlier.id])),
        )
    for source in sources:
        if source.replaces in by_id and source.replaces != source.id:
            earlier_id = str(source.replaces)
            found.pop((source.id, earlier_id), None)
            common = shared.get((min(earlier_id, source.id), max(earlier_id, source.id)), 0)
            found[earlier_id, source.id] = Kinship(
                earlier=earlier_id,
                later=source.id,
                kind="version",
                share=_share(common, len(sketches.get(earlier_id, ()))),
            )
    return tuple(found[pair] for pair in sorted(found))


def families(sources: Sequence[Source], kinships: Sequence[Kinship]) -> dict[str, str]:
    """Source id -> the smallest id of the sources it is kin to, itself included: one family counts once."""
    root = {source.id: source.id for source in sources}

    def find(id_: str) -> str:
        while root[id_] != id_:
            id_ = root[id_]
        return id_

    for kinship in kinships:
        a, b = sorted((find(kinship.earlier), find(kinship.later)))
        root[b] = a
    return {source.id: find(source.id) for source in sources}


def _shared(sketches: Mapping[str, Sequence[str]]) -> Counter[tuple[str, str]]:
    """How many sentences each pair of sources shares. A sentence in over 20 sources is boilerplate, counted apart."""
    holders: dict[str, list[str]] = defaultdict(list)
    for source in sorted(sketches):
        for sentence in sketches[source]:
            holders[sentence].append(source)
    common: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= 20:
            common.update(combinations(ids, 2))
    return common


def _by_age(one: Source, other: Source) -> tuple[Source, Source]:
    """The one that holds last: by status, version number, date, and the path so that there is always one."""
    first, second = sorted((one, other), key=lambda source: (_age(source), source.path, source.id))
    if _age(first) == _age(second) and _is_newer(first, second):
        return second, first
    return first, second


def _is_newer(one: Source, other: Source) -> bool:
    """Whether the dates say so; an undated one is never the newer."""
    return one.date is not None and (other.date is None or is_before(other.date, one.date))


def _age(source: Source) -> tuple[int, tuple[int, ...]]:
    """How far a source has come: its status, then its version number."""
    numbered = _NUMBERED.findall(f"{PurePosixPath(source.path).stem} {source.title}")
    version = tuple(int(part) for part in next(filter(None, numbered[0])).split(".")) if numbered else (99,)
    return (_STATUS_ORDER[source.status], version)


def _name(source: Source) -> str:
    return _UNSEEN.sub(" ", _VERSION_WORDS.sub(" ", PurePosixPath(source.path).stem)).casefold().strip()


def _share(common: int, total: int) -> float:
    return common * 1000 // total / 1000 if total else 0.0
