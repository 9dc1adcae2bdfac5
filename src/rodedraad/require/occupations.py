"""Candidates of ESCO for what is asked of people: by the words of their labels, and by meaning. A person confirms.

Labels are compared by their words, a compound by its parts as the word table has them, "lassers" as "lasser"; meaning as the angle between two texts. The share says how near, in per cents, and nothing else: it is no
probability. docs/method/require.md, section 5.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np

from rodedraad.embed import DIMENSIONS, LENGTH, StaticEmbedder, table, tokens
from rodedraad.records import Occupation, Requirement
from rodedraad.require.words import words

KINDS = frozenset({"competence", "expertise", "people"})
"""What ESCO has names for: what people do and can."""
MOST, LEAST = 3, 60
"""Candidates of one requirement, and the least share that is shown."""
_PLAIN = words(
    "meer extra voldoende genoeg goed goede goede goed opgeleid opgeleide geschoold geschoolde gekwalificeerd gekwalificeerde"
    " vakbekwame nieuwe andere deze die veel weinig te tekort tekorten gebrek aan van in de het een op voor met en of regio"
    " mensen personeel personeelstekort personeelstekorten medewerkers vaklieden vakmensen werknemers arbeidskrachten"
    " kennis vaardigheden vaardigheid opleiding opleidingen scholing training trainingen deskundigheid expertise"
    " specialisten experts adviseurs professionals skilled skills staff workers people more enough trained of the a an in"
    " and for too far few arbeidstekort arbeidstekorten talent studenten jongeren personeels arbeids fte technische technisch ander andere name nodige zoals bij"
)
"""Words that say that people are needed, and not which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An occupation, group or skill of ESCO: ``names`` are its labels, the preferred one first."""

    uri: str
    names: tuple[str, ...]
    is_skill: bool = False


@lru_cache(maxsize=1)
def shipped() -> tuple[Concept, ...]:
    """The small list that the package carries."""
    return listed((files("rodedraad") / "data" / "esco.csv").read_text(encoding="utf-8"))


def listed(text: str) -> tuple[Concept, ...]:
    """The concepts of a list of ours: lines of kind, URI, language, label and other labels. Others are left out."""
    rows = csv.reader(io.StringIO(text, newline=""))
    return tuple(
        Concept(uri=row[1], names=tuple(one for one in (row[3], *row[4].split("|")) if one), is_skill=row[0] == "skill")
        for row in rows
        if len(row) == _COLUMNS and row[1] and row[3]
    )


def written(concepts: Iterable[Concept]) -> str:
    """The list of ours with these concepts."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    for one in concepts:
        label, *others = (name.replace("|", "/") for name in one.names)
        kind = "skill" if one.is_skill else "group" if "/isco/" in one.uri else "occupation"
        lines.writerow((kind, one.uri, "", label, "|".join(others)))
    return out.getvalue()


_COLUMNS = 5


def proposed(requirements: Sequence[Requirement], concepts: Sequence[Concept]) -> tuple[Requirement, ...]:
    """The requirements with their candidates: the nearest first, none where no concept is near enough."""
    wanted = [place for place, one in enumerate(requirements) if one.kind in KINDS]
    told = {place: _telling(requirements[place].what) for place in wanted}
    asked = [place for place in wanted if told[place]]
    if not asked or not concepts:
        return tuple(requirements)
    found = list(requirements)
    names = [(which, name) for which, concept in enumerate(concepts) for name in concept.names[:_MOST_NAMES]]
    keys = [_keys(tokens(name)) for _, name in names]
    index = _index(keys)
    embedder = StaticEmbedder()
    labels = _vectors(embedder, [concept.names[0] for concept in concepts])
    texts = _vectors(embedder, [" ".join(told[place]) for place in asked])
    near = (texts @ labels.T) * 100 / LENGTH**2
    for at, place in enumerate(asked):
        own = _keys(told[place])
        shares: dict[int, int] = {}
        for label in sorted({label for key in own for label in index.get(key, ())}):
            common = len(own & keys[label])
            lexical = 200 * common // (len(own) + len(keys[label]))
            which = names[label][0]
            meant = max(0, min(100, int(near[at, which])))
            share = lexical if lexical == _WHOLE else (lexical + meant) // 2
            shares[which] = max(shares.get(which, 0), share)
        for which in np.flatnonzero(near[at] >= _MEANT).tolist():
            shares[which] = max(shares.get(which, 0), int(near[at, which]) * 3 // 4)
        best = sorted(((share, -which) for which, share in shares.items() if share >= LEAST), reverse=True)[:MOST]
        found[place] = replace(
            requirements[place],
            esco=tuple(
                Occupation(
                    uri=concepts[-which].uri,
                    label=concepts[-which].names[0],
                    share=share,
                    is_skill=concepts[-which].is_skill,
                )
                for share, which in best
            ),
        )
    return tuple(found)


_MOST_NAMES = 40
_WHOLE = 100
"""The share of labels with the same words."""
_MEANT = 80
"""From where meaning alone makes a candidate, of three quarters of its share: below it the trade and the place blur."""


_LACKING = re.compile(r"(?:tekort(?:en)?|schaarste)$")
_SHORTEST = 2


def _telling(what: str) -> list[str]:
    """The words that say which people, or what they can."""
    words = (_LACKING.sub("", word) for word in tokens(what))
    return [word for word in dict.fromkeys(words) if len(word) > _SHORTEST and word not in _PLAIN]


def _keys(names: Iterable[str]) -> frozenset[str]:
    """The words of a label in one form: parts of compounds, in the singular."""
    known = table()
    return frozenset(
        _singular(part)
        for word in names
        if word not in _PLAIN
        for part in ([known.words[row] for row in known.rows(word)] or [word])
    )


def _singular(word: str) -> str:
    """One form for singular and plural: leraren, leraar; huisartsen, huisarts; technici, technicus."""
    for ending, rest in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST:
            word = word[: -len(ending)] + rest
            break
    return _DOUBLE.sub(r"\1", word)


_PLURALS = (("ici", "ic"), ("icus", "ic"), ("en", ""), ("ts", "ts"), ("s", ""), ("e", ""))
_DOUBLE = re.compile(r"([a-z])\1")


def _index(keys: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, own in enumerate(keys):
        for key in own:
            found.setdefault(key, []).append(place)
    return found


def _vectors(embedder: StaticEmbedder, texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.frombuffer(embedder.encode(texts), dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.int64)
