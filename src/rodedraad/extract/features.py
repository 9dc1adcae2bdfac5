"""What a classifier sees of a sentence: counts of hashed words, letters and neighbours, and its cues.

Everything is an integer that follows from the characters alone: the same on every machine, in any order, in any
batch. What a word gives is looked up once per process and kept. docs/method/extract.md, section 2.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rodedraad.extract import cues
from rodedraad.records import BlockKind, SourceKind

Integers: TypeAlias = npt.NDArray[np.int64]

WORD_BITS = 17
PAIR_BITS = 16
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[?!:;%€•(\[\"“‘…/+=|]")
_MAX_TOKENS = 160
_MAX_LETTERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence as the classifier sees it: its words, where it stands, and in what kind of document.

    ``position`` is where it stands in its document, in thousandths. ``is_last`` and ``is_first`` are of its block.
    """

    text: str
    block: BlockKind = "paragraph"
    heading: str = ""
    kind: SourceKind = "other"
    intro: str = ""
    position: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The features of one document's sentences, in reading order; sentence i has ``words[ends[i-1]:ends[i]]``.

    ``words`` are rows of the process's word list, ``pairs`` hashes of neighbouring words, ``flags`` one row of
    zeros and ones per sentence (``FLAGS`` names the columns).
    """

    words: Integers
    word_ends: Integers
    pairs: Integers
    pair_ends: Integers
    flags: npt.NDArray[np.uint8]


_KINDS: tuple[SourceKind, ...] = (
    "study", "vision", "plan", "letter", "minutes", "programme", "agreement", "data", "slides", "form", "other",
)  # fmt: skip
_SHAPES: tuple[str, ...] = (
    "bullet", "item", "question", "exclamation", "colon", "semicolon", "no_stop", "small_start", "percent", "euro",
    "number", "year_past", "year_ahead", "bracket", "citation", "quotation", "address", "very_short", "short", "long",
    "very_long", "capitals", "to_infinitive", "first_verb", "perfect", "early", "late", "no_verb", "slash", "pipe",
)  # fmt: skip
_CLASS_COUNT = len(cues.NAMES)
FLAGS: tuple[str, ...] = (
    *(f"any:{name}" for name in cues.NAMES),
    *(f"kind:{name}" for name in _KINDS),
    *(f"shape:{name}" for name in _SHAPES),
    *(f"first:{name}" for name in cues.NAMES),
    *(f"last:{name}" for name in cues.NAMES),
)
CROSSED = _CLASS_COUNT + len(_KINDS) + len(_SHAPES)
"""The first so many flags are also taken two by two."""

_KIND_AT = _CLASS_COUNT
_SHAPE_AT = _CLASS_COUNT + len(_KINDS)
_FIRST_AT = CROSSED
_LAST_AT = CROSSED + _CLASS_COUNT


def _lexicon() -> tuple[dict[str, int], dict[str, int], dict[str, list[tuple[tuple[str, ...], int]]]]:
    exact: dict[str, int] = {}
    stems: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, name in enumerate(cues.NAMES):
        for entry in cues.CLASSES[name].split():
            if "_" in entry:
                first, *rest = entry.split("_")
                phrases.setdefault(first, []).append((tuple(rest), 1 << number))
            elif entry.endswith("*"):
                stems[entry[:-1]] = stems.get(entry[:-1], 0) | 1 << number
            else:
                exact[entry] = exact.get(entry, 0) | 1 << number
    return exact, stems, phrases


_EXACT, _STEMS, _PHRASES = _lexicon()
_PERFECT = re.compile(
    r"ge\w{3,}(?:d|t|en)|\w{4,}(?:eerd|seerd|iseerd)|(?:be|ver|ont|her|toe|op|uit|aan|in|af)ge\w{3,}(?:d|t|en)|(?:ver|be|ont)\w{4,}d"
)
_VERB = (
    "must", "ought", "should", "can", "will", "want", "become", "became", "was", "is", "has", "remain", "make", "means",
    "asks_for", "believe", "act_pv", "act_nl", "act_en", "request", "choose", "let",
)  # fmt: skip
_VERBS = sum(1 << cues.NAMES.index(name) for name in _VERB)


@lru_cache(maxsize=200_000)
def word_classes(word: str) -> int:
    """The cue classes of one lower-case word, as bits in the order of ``cues.NAMES``."""
    found = _EXACT.get(word, 0)
    for length in range(3, min(len(word), _MAX_LETTERS) + 1):
        found |= _STEMS.get(word[:length], 0)
    return found


def hashes(word: str) -> list[int]:
    """The hashed features of one word: itself, and its runs of three to five letters, edges included."""
    framed = f"<{word[:_MAX_LETTERS]}>"
    grams = {framed}
    for size in (3, 4, 5):
        grams.update(framed[at : at + size] for at in range(len(framed) - size + 1))
    return sorted({zlib.crc32(gram.encode()) & (2**WORD_BITS - 1) for gram in grams})


def words(text: str) -> list[str]:
    """The lower-case words and telling marks of a sentence, at most so many; numbers by their shape."""
    found = _TOKEN.findall(text)[:_MAX_TOKENS]
    return [_shape(token) if token[0].isdigit() else token.lower() for token in found]


def _shape(number: str) -> str:
    if len(number) == 4 and number.isdigit():
        return "1990" if number < "2023" else "2090"
    return "0" if number.isdigit() else "0" + "".join(letter for letter in number if letter.isalpha())[:8].lower()


def flags(passage: Passage, tokens: Sequence[str]) -> npt.NDArray[np.uint8]:
    """One row of ``FLAGS`` for one sentence."""
    row = np.zeros(len(FLAGS), np.uint8)
    classes = [word_classes(token) for token in tokens]
    for at, token in enumerate(tokens):
        for rest, bit in _PHRASES.get(token, ()):
            if tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                classes[at] |= bit
    everywhere = 0
    for bits in classes:
        everywhere |= bits
    _set(row, 0, everywhere)
    start = next((at for at, word in enumerate(tokens) if word[0].isalpha()), 0)
    for bits in classes[start : start + 3]:
        _set(row, _FIRST_AT, bits)
    for bits in classes[-3:]:
        _set(row, _LAST_AT, bits)
    row[_KIND_AT + _KINDS.index(passage.kind)] = 1
    for name in _shapes(passage, tokens, everywhere, start):
        row[_SHAPE_AT + _SHAPES.index(name)] = 1
    return row


def _set(row: npt.NDArray[np.uint8], offset: int, bits: int) -> None:
    while bits:
        lowest = bits & -bits
        row[offset + lowest.bit_length() - 1] = 1
        bits ^= lowest


def _shapes(passage: Passage, tokens: Sequence[str], classes: int, start: int) -> list[str]:
    text = passage.text.strip()
    last = text[-1:]
    count = len(tokens)
    marks = set(tokens)
    letters = sum(map(str.isalpha, text[:400]))
    capitals = sum(map(str.isupper, text[:400]))
    first = tokens[start] if tokens else ""
    has_perfect = any(len(token) > 4 and _PERFECT.fullmatch(token) for token in tokens)
    told = {
        "bullet": text[:1] in "•-–▪►▶●○*",
        "item": passage.block == "list_item",
        "question": last == "?",
        "exclamation": last == "!",
        "colon": last == ":",
        "semicolon": last in ";,",
        "no_stop": last.isalnum() or last in "),",
        "small_start": text[:1].islower(),
        "percent": "%" in marks,
        "euro": "€" in marks or "euro" in marks,
        "number": "0" in marks,
        "year_past": "1990" in marks,
        "year_ahead": "2090" in marks,
        "bracket": "(" in marks,
        "citation": "[" in marks,
        "quotation": bool({"“", "‘", '"'} & marks),
        "address": "http" in text or "www." in text,
        "very_short": count < 5,
        "short": 5 <= count < 10,
        "long": 25 <= count < 45,
        "very_long": count >= 45,
        "capitals": capitals * 5 > letters,
        "to_infinitive": any(a == "te" and b.endswith("n") for a, b in pairwise(tokens)),
        "first_verb": bool(word_classes(first) & _VERBS),
        "perfect": has_perfect,
        "early": passage.position < 60,
        "late": passage.position > 940,
        "no_verb": not classes & _VERBS,
        "slash": "/" in marks,
        "pipe": "|" in marks,
    }
    return [name for name, is_so in told.items() if is_so]


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode())


def pairs(tokens: Sequence[str]) -> list[int]:
    """Hashes of each two neighbouring words, and of each two with one between; the edges count as words."""
    numbers = [0x51ED270B, *(_hash(token) for token in tokens), 0x2545F491]
    mask = 2**PAIR_BITS - 1
    near = [(a * 0x9E3779B1 ^ b) * 0x85EBCA6B >> 16 & mask for a, b in pairwise(numbers)]
    far = [(a * 0xC2B2AE35 ^ b) * 0x27D4EB2F >> 16 & mask for a, b in zip(numbers, numbers[2:], strict=False)]
    return near + far
