"""What a sentence is about: the themes of the dossier's frame.

Themes that were trained for are the model's to say, with their cue words for what it passes over; any other theme
works by its cue words alone. A word counts for a theme when it begins with one of its cues.
"""

from __future__ import annotations

from collections.abc import Sequence

from rodedraad.extract.classify import THEMES
from rodedraad.records import Frame

MOST = 2
_OTHER = "anders"
_TRAINED = frozenset(THEMES)
_MAX_LETTERS = 40
_MOST_HELD = 100_000


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


def themes(tokens: Sequence[str], heading: Sequence[str], *, trained: Sequence[str], cues: Cues) -> tuple[str, ...]:
    """At most two theme ids of the frame: ``tokens`` and ``heading`` are lower-case words, ``trained`` the model's.

    Where neither the model nor a cue says anything, the sentence has no theme.
    """
    found = [id_ for id_ in trained if id_ in cues.ids][:MOST]
    if len(found) == MOST or (found and _TRAINED.issuperset(cues.ids)):
        return tuple(found)
    hits = cues.hits(tokens)
    near = cues.hits(heading) if heading else [0] * len(hits)
    for number in sorted(range(len(hits)), key=lambda number: (-2 * hits[number] - near[number], number)):
        id_ = cues.ids[number]
        if (hits[number] or (near[number] and not found)) and id_ not in found and id_ != _OTHER and len(found) < MOST:
            found.append(id_)
    return tuple(found)
