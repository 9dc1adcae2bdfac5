"""What a classifier sees of a sentence: counts of hashed words, letters and neighbours, and its cues.

Everything is an integer that follows from the characters alone: the same on every machine, in any order, in any
batch. What a word gives is looked up once per process and kept. docs/method/extract.md, section 2.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rodedraad.extract import cues
from rodedraad.records import BlockKind, SourceKind

Integers: TypeAlias = npt.NDArray[np.int64]

WORD_BITS = 17
_WORD_MASK = 2**WORD_BITS - 1
PAIR_BITS = 16
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[?!:;%€•(\[\"“‘…/+=|]")
_MAX_TOKENS = 160
_MAX_LETTERS = 24
_BULLETS = tuple("•-–▪►▶●○*")
_QUOTES = frozenset('“‘"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence as the classifier sees it: its words, where it stands, and in what kind of document.

    ``position`` is where it stands in its document, in thousandths; ``year`` is that of the document; ``opens`` that
    it is the first of several sentences in its block.
    """

    text: str
    block: BlockKind = "paragraph"
    heading: str = ""
    kind: SourceKind = "other"
    intro: str = ""
    position: int = 500
    year: int | None = None
    opens: bool = False


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
    *(f"{kind}:{name}" for kind in _KINDS for name in cues.NAMES),
)
_KIND_AT = _CLASS_COUNT
_SHAPE_AT = _CLASS_COUNT + len(_KINDS)
_FIRST_AT = _SHAPE_AT + len(_SHAPES)
_LAST_AT = _FIRST_AT + _CLASS_COUNT
_CROSS_AT = _LAST_AT + _CLASS_COUNT


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
    r"ge\w{3,24}(?:d|t|en)|\w{4,24}eerd|(?:be|ver|ont|her|toe|op|uit|aan|in|af)ge\w{3,24}(?:d|t|en)|(?:ver|be|ont)\w{4,24}d"
)
_VERB = (
    "must", "ought", "should", "can", "will", "want", "become", "became", "was", "is", "has", "remain", "make", "means",
    "asks_for", "believe", "act_pv", "act_nl", "act_en", "request", "choose", "let",
)  # fmt: skip
_VERBS = sum(1 << cues.NAMES.index(name) for name in _VERB)
# Beside its classes, a word may be a past participle, or open a phrase.
_IS_PERFECT = 1 << _CLASS_COUNT
_OPENS_PHRASE = 1 << _CLASS_COUNT + 1
_CLASSES = (1 << _CLASS_COUNT) - 1
_MOST_HELD = 200_000
_held: dict[str, int] = {}


def word_classes(word: str) -> int:
    """The cue classes of one lower-case word, as bits in the order of ``cues.NAMES``, and two bits of its own."""
    found = _held.get(word)
    if found is None:
        found = _EXACT.get(word, 0)
        for length in range(3, min(len(word), _MAX_LETTERS) + 1):
            found |= _STEMS.get(word[:length], 0)
        if len(word) > 4 and _PERFECT.fullmatch(word):
            found |= _IS_PERFECT
        if word in _PHRASES:
            found |= _OPENS_PHRASE
        if len(_held) >= _MOST_HELD:
            _held.clear()
        _held[word] = found
    return found


def hashes(word: str) -> list[int]:
    """The hashed features of one word: itself, and its runs of three to five letters, edges included."""
    framed = f"<{word[:_MAX_LETTERS]}>"
    size = len(framed)
    if framed.isascii():
        data = framed.encode()
        grams = {data[at : at + n] for n in (3, 4, 5) for at in range(size - n + 1)}
    else:
        grams = {framed[at : at + n].encode() for n in (3, 4, 5) for at in range(size - n + 1)}
    grams.add(framed.encode())
    return list({zlib.crc32(gram) & _WORD_MASK for gram in grams})


def words(text: str) -> list[str]:
    """The lower-case words and telling marks of a sentence, at most so many; numbers by their shape."""
    found = _TOKEN.findall(text.lower())[:_MAX_TOKENS]
    return [_shape(token) if token[0].isdigit() else token for token in found]


def _shape(number: str) -> str:
    if len(number) == 4 and number.isdigit():
        return "1990" if number < "2023" else "2090"
    return "0" if number.isdigit() else "0" + "".join(letter for letter in number if letter.isalpha())[:8]


def flags(passage: Passage, tokens: Sequence[str]) -> int:
    """The cues of one sentence, as bits in the order of ``FLAGS``."""
    classes = [word_classes(token) for token in tokens]
    everywhere = 0
    for bits in classes:
        everywhere |= bits
    if everywhere & _OPENS_PHRASE:
        for at, token in enumerate(tokens):
            if classes[at] & _OPENS_PHRASE:
                for rest, bit in _PHRASES[token]:
                    if tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                        classes[at] |= bit
                        everywhere |= bit
    start = 0
    while start < len(tokens) - 1 and not tokens[start][0].isalpha():
        start += 1
    first = last = 0
    for bits in classes[start : start + 3]:
        first |= bits
    for bits in classes[-3:]:
        last |= bits
    verbs = _VERBS & (classes[start] if classes else 0)
    shapes = _shapes(passage, tokens, everywhere, opens_with_verb=bool(verbs))
    kind = _KINDS.index(passage.kind)
    return (
        everywhere & _CLASSES
        | 1 << _KIND_AT + kind
        | shapes << _SHAPE_AT
        | (first & _CLASSES) << _FIRST_AT
        | (last & _CLASSES) << _LAST_AT
        | (everywhere & _CLASSES) << _CROSS_AT + kind * _CLASS_COUNT
    )


def table(rows: Sequence[int]) -> npt.NDArray[np.uint8]:
    """Rows of bits as zeros and ones, one row per sentence, one column per flag."""
    size = (len(FLAGS) + 7) // 8
    data = np.frombuffer(b"".join(row.to_bytes(size, "little") for row in rows), np.uint8)
    return np.unpackbits(data.reshape(len(rows), size), axis=1, bitorder="little")[:, : len(FLAGS)]


def _shapes(passage: Passage, tokens: Sequence[str], classes: int, *, opens_with_verb: bool) -> int:
    """The shapes of a sentence, as bits in the order of ``_SHAPES``."""
    text = passage.text.strip()
    last = text[-1:]
    count = len(tokens)
    marks = set(tokens)
    told = (
        text[:1] in _BULLETS,
        passage.block == "list_item",
        last == "?",
        last == "!",
        last == ":",
        last in ";,",
        last.isalnum() or last in "),",
        text[:1].islower(),
        "%" in marks,
        "€" in marks or "euro" in marks,
        "0" in marks,
        "1990" in marks,
        "2090" in marks,
        "(" in marks,
        "[" in marks,
        not marks.isdisjoint(_QUOTES),
        "http" in text or "www." in text,
        count < 5,
        5 <= count < 10,
        25 <= count < 45,
        count >= 45,
        5 * sum(map(str.isupper, text[:200])) > len(text[:200]),
        "te" in marks and any(a == "te" and b.endswith("n") for a, b in pairwise(tokens)),
        opens_with_verb,
        bool(classes & _IS_PERFECT),
        passage.position < 60,
        passage.position > 940,
        not classes & _VERBS,
        "/" in marks,
        "|" in marks,
    )
    bits = 0
    for number, is_so in enumerate(told):
        if is_so:
            bits |= 1 << number
    return bits


NEAR = _FIRST_AT
"""The first so many flags are also evidence for the sentences before and after."""


def hashed(word: str) -> int:
    """What stands for a word in a pair."""
    return zlib.crc32(word.encode())


def pairs(numbers: npt.NDArray[np.uint64], step: int) -> npt.NDArray[np.int64]:
    """Hashes of each number with the one ``step`` places on, for the words of all sentences in one row."""
    one, two = _MIXERS[step]
    mixed = (numbers[:-step] * np.uint64(one) ^ numbers[step:]) * np.uint64(two)
    return (mixed >> np.uint64(16) & np.uint64(2**PAIR_BITS - 1)).astype(np.int64)


OPENING = 0x51ED270B
CLOSING = 0x2545F491
"""What stands for the edges of a sentence in a pair."""
_MIXERS = {1: (0x9E3779B1, 0x85EBCA6B), 2: (0xC2B2AE35, 0x27D4EB2F)}
