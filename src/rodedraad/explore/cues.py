"""Which drivers and variants a sentence speaks of: by the cue words that people gave them, and nothing more.

A cue of several words counts where all of them stand in one sentence in that order, with at most GAP words between each;
a word counts when it starts with the cue's, or is that whole word where the cue has ``=`` before it. A long word with one
slip of the pen in it (a letter left out, one too many, two swapped) counts as the word that was meant. A variant that is
denied ("geen", "zonder", "no longer", "in plaats van") is told apart; a denial does not reach over a comma. docs/method/explore.md, section 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from rodedraad.records import Driver

GAP: Final = 4
"""Words between two words of a cue: "afspraken met het bedrijf over gezondheid" has five."""
DENIED: Final = 3
"""Words before a cue within which a denial counts."""
LONG: Final = 10
"""Letters of a cue's word from which on one slip in a text is read over; in shorter ones a letter makes another word."""
_SURE: Final = 3
"""Letters at the beginning and at the end that must be right: "uitvoerig" is no slip of "uitvoering"."""
_DENIALS = frozenset(
    [
        "niet",
        "geen",
        "nooit",
        "zonder",
        "noch",
        "nergens",
        "evenmin",
        "not",
        "no",
        "never",
        "without",
        "neither",
        "nor",
        "cannot",
        "nimmer",
        "niets",
    ]
)
_DENIALS_AFTER = frozenset({"niet", "nooit", "not", "never"})
"""One of these right after a cue denies it; "gesloten zonder opvolger" is closed all the same."""
_REPLACED = frozenset({("plaats", "van"), ("instead", "of"), ("rather", "than")})
"""Before what something else comes in the place of: "één tafel in plaats van zeven overleggen" wants no seven."""
_HEAD = 2
_COMMA = ","
_TOKEN = re.compile(r"[^\W_]+|,")
_END = re.compile(r"[.!?;:]\s+|\n{2,}")
_Cue: TypeAlias = tuple[tuple[str, ...], int, bool]
"""The words after the first, of which target, and whether the cue has a denial of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a text speaks of: variants, variants that it denies, and drivers (also through their variants), in order."""

    variants: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()


SILENT: Final = Spoken()


class Cues:
    """The cues of a dossier's drivers, ready to be looked up by how a word begins."""

    def __init__(self, drivers: Sequence[Driver]) -> None:
        self._variants = [(variant.id, driver.id) for driver in drivers for variant in driver.variants]
        self._drivers = [driver.id for driver in drivers]
        self._stems: dict[str, list[_Cue]] = {}
        self._live: dict[str, tuple[_Cue, ...]] = {}
        self._heads: set[str] = set()
        self._known: set[str] = set()
        self._begun: set[str] = set()
        self._longest = 0
        self._long: dict[str, set[str]] = {}
        self._meant: dict[str, str] = {}
        self.driver_of = dict(self._variants)
        rows = [variant.cues for driver in drivers for variant in driver.variants]
        for target, cues in enumerate((*rows, *(driver.cues for driver in drivers))):
            for cue in cues:
                self._add(cue, target)

    def spoken(self, text: str) -> Spoken:
        """What a text speaks of."""
        lowered = text.lower()
        tokens = _TOKEN.findall(lowered)
        words = set(tokens)
        for word in words - self._known:
            self._learn(word)
        if not words.isdisjoint(self._meant):
            words = {self._meant.get(word, word) for word in words}
        if words.isdisjoint(self._begun):
            return SILENT
        hits: set[int] = set()
        denied: set[int] = set()
        sentences = _END.split(lowered)
        for sentence in sentences:
            read = tokens if len(sentences) == 1 else _TOKEN.findall(sentence)
            self._look([self._meant.get(token, token) for token in read], hits, denied)
        if not hits and not denied:
            return SILENT
        count = len(self._variants)
        said = {self._variants[one][0] for one in hits if one < count}
        spoken = {self._variants[one][1] for one in (*hits, *denied) if one < count}
        spoken |= {self._drivers[one - count] for one in (*hits, *denied) if one >= count}
        return Spoken(
            variants=tuple(id_ for id_, _ in self._variants if id_ in said),
            denied=tuple(id_ for at, (id_, _) in enumerate(self._variants) if at in denied and id_ not in said),
            drivers=tuple(id_ for id_ in self._drivers if id_ in spoken),
        )

    def _add(self, cue: str, target: int) -> None:
        words = [word for word in re.findall(r"=?[^\W_]+", cue.lower()) if word != "="]
        if not words:
            return
        is_negative = any(word.lstrip("=") in _DENIALS for word in words)
        for word in words:
            if len(word) >= LONG and not word.startswith("="):
                self._long.setdefault(word[:_SURE], set()).add(word)
        first = words[0]
        self._stems.setdefault(first, []).append((tuple(words[1:]), target, is_negative))
        self._heads.add(first[:_HEAD])
        self._longest = max(self._longest, len(first))

    def _look(self, tokens: Sequence[str], hits: set[int], denied: set[int]) -> None:
        for at, token in enumerate(tokens):
            for rest, target, is_negative in self._live.get(token, ()):
                end = _follows(tokens, at + 1, rest)
                if end is None:
                    continue
                is_denied = not is_negative and _is_denied(tokens, at, end)
                (denied if is_denied else hits).add(target)

    def _learn(self, token: str) -> None:
        """Keeps which cues a word may begin, so that it is looked up once."""
        self._known.add(token)
        if (meant := self._slip(token)) is not None:
            self._meant[token] = meant
            self._learn(meant)
            return
        found = list(self._stems.get(f"={token}", ()))
        for length in () if token[:_HEAD] not in self._heads else range(2, min(len(token), self._longest) + 1):
            found += self._stems.get(token[:length], ())
        if found:
            self._live[token] = tuple(found)
            self._begun.add(token)

    def _slip(self, token: str) -> str | None:
        """The long word of a cue that was meant where this one has one slip in it; None where it is spelt as a cue, or none."""
        stems = self._long.get(token[:_SURE], ()) if len(token) >= LONG - 1 else ()
        if any(token.startswith(stem) for stem in stems):
            return None
        return next((stem for stem in sorted(stems) if _is_slip(token, stem)), None)


def _is_slip(token: str, stem: str) -> bool:
    """Whether a word begins as a cue's with one letter left out, one too many, or two swapped, in the midst of it.

    Another letter is no slip: "leeromgeving" is a word of its own, and no "leefomgeving".
    """
    at = next((place for place, (a, b) in enumerate(zip(token, stem, strict=False)) if a != b), len(stem))
    if not _SURE <= at < len(stem) - _SURE:
        return False
    left, meant = token[at:], stem[at:]
    is_swapped = left[:2] == meant[1::-1] and left[2:].startswith(meant[2:])
    return is_swapped or left.startswith(meant[1:]) or left[1:].startswith(meant)


def _is_denied(tokens: Sequence[str], at: int, end: int) -> bool:
    """Whether a denial stands in the cue's own part of the sentence: just before it, within it, or right after it."""
    before = tokens[max(0, at - DENIED) : at]
    if _COMMA in before:
        before = before[len(before) - before[::-1].index(_COMMA) :]
    return (
        not _DENIALS.isdisjoint((*before, *tokens[at:end]))
        or not _DENIALS_AFTER.isdisjoint(tokens[end : end + 1])
        or not _REPLACED.isdisjoint(pairwise(before))
    )


def _follows(tokens: Sequence[str], at: int, words: Iterable[str]) -> int | None:
    """The place after the last of these words, where each stands at most GAP words after the one before; else None."""
    for word in words:
        for place in range(at, min(len(tokens), at + GAP + 1)):
            token = tokens[place]
            if token == word[1:] if word.startswith("=") else token.startswith(word):
                at = place + 1
                break
        else:
            return None
    return at
