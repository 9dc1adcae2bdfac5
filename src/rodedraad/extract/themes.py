"""What a sentence is about: the themes of the dossier's frame.

For themes that were trained for, three voices are added up: the words (the model's margin), the cue words of the frame
in the sentence and in the heading above it, and the same of the sentences around it, since a text stays with its
subject. Any other theme works by its cue words alone. docs/method/extract.md, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rodedraad.extract.classify import SCORE_BITS, THEMES
from rodedraad.extract.features import Integers
from rodedraad.records import Frame

MOST = 2
_MAX_LETTERS = 40
_MOST_HELD = 100_000
# Chosen on documents left out (docs/method/extract.md): what one cue word adds, up to how many, and one in the heading.
_HIT = 3 << SCORE_BITS
_MOST_HITS = 2
_HEADING_HIT = 1 << SCORE_BITS
# Weights of the sentences one, two and three places away; and of the sentence itself against all of those.
_AWAY = (10, 6, 4)
_OWN, _AROUND = 4, 5
_LEAST = -(1 << SCORE_BITS)


class Cues:
    """The cue words of one frame, ready to be looked up by how a word begins; ``ids`` are its themes in order."""

    def __init__(self, frame: Frame) -> None:
        self.ids = tuple(theme.id for theme in frame.themes)
        self._stems: dict[str, int] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._held: dict[str, int] = {}
        for number, theme in enumerate(frame.themes):
            for cue in theme.cues:
                first, *rest = cue.lower().split() or [""]
                if rest:
                    self._phrases.setdefault(first, []).append((tuple(rest), 1 << number))
                elif first:
                    self._stems[first] = self._stems.get(first, 0) | 1 << number

    def hits(self, tokens: Sequence[str]) -> list[int]:
        """How many words of these speak for each theme; all words of a phrase count once."""
        found = [0] * len(self.ids)
        for at, token in enumerate(tokens):
            bits = self._held.get(token)
            if bits is None:
                bits = self._look_up(token)
            for rest, bit in self._phrases.get(token, ()):
                words = tokens[at + 1 : at + 1 + len(rest)]
                if len(words) == len(rest) and all(word.startswith(cue) for word, cue in zip(words, rest, strict=True)):
                    bits |= bit
            while bits:
                lowest = bits & -bits
                found[lowest.bit_length() - 1] += 1
                bits ^= lowest
        return found

    def _look_up(self, token: str) -> int:
        bits = 0
        for length in range(1, min(len(token), _MAX_LETTERS) + 1):
            bits |= self._stems.get(token[:length], 0)
        if len(self._held) < _MOST_HELD:
            self._held[token] = bits
        return bits


def themes(
    tokens: Sequence[Sequence[str]],
    headings: Sequence[tuple[str, ...]],
    margins: Sequence[Sequence[int]],
    cues: Cues,
) -> list[tuple[str, ...]]:
    """At most two theme ids per sentence of one document, in reading order; the surer one first.

    ``tokens`` and ``headings`` are lower-case words, ``margins`` the model's for THEMES.
    """
    if not tokens or not cues.ids:
        return [()] * len(tokens)
    hits = np.array([cues.hits(found) for found in tokens], np.int64)
    above = {heading: cues.hits(heading) for heading in set(headings)}
    heading_hits = np.array([above[heading] for heading in headings], np.int64)
    values = np.minimum(hits, _MOST_HITS) * _HIT + np.minimum(heading_hits, 1) * _HEADING_HIT
    trained = [number for number, id_ in enumerate(cues.ids) if id_ in THEMES]
    words = np.array(margins, np.int64)
    for number in trained:
        values[:, number] += words[:, THEMES.index(cues.ids[number])]
    mixed = _with_neighbours(values)
    is_open = np.zeros(len(cues.ids), bool)
    is_open[trained] = True
    # A theme known by its cue words alone needs one of them here, or above.
    may = np.where(is_open, mixed > _LEAST, (hits > 0) | (heading_hits > 0))
    return [_chosen(row, allowed, cues.ids) for row, allowed in zip(mixed.tolist(), may.tolist(), strict=True)]


def _chosen(row: Sequence[int], allowed: Sequence[bool], ids: Sequence[str]) -> tuple[str, ...]:
    order = sorted((number for number in range(len(ids)) if allowed[number]), key=lambda number: (-row[number], number))
    return tuple(ids[number] for number in order[:MOST])


def _with_neighbours(values: Integers) -> Integers:
    """Each row mixed with the mean of the rows around it, the nearest counting most; in whole numbers."""
    around = np.zeros_like(values)
    weight = np.zeros((len(values), 1), np.int64)
    for distance, share in enumerate(_AWAY, start=1):
        if distance < len(values):
            around[distance:] += share * values[:-distance]
            around[:-distance] += share * values[distance:]
            weight[distance:] += share
            weight[:-distance] += share
    mean = np.where(weight > 0, around // np.maximum(weight, 1), values)
    mixed: Integers = (_OWN * values + _AROUND * mean) // (_OWN + _AROUND)
    return mixed
