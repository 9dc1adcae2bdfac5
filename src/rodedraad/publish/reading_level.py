"""How hard a text is to read, measured: LIX, and Flesch's formula as fitted to Dutch by Douma. No level is claimed. Pure.

A formula counts words and syllables; whether a reader understands the text it does not know. So beside the figures
stand what makes them high: the words and the sentences. Formulas, sources and limits: docs/method/letters.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rodedraad.extract.sentences import sentences
from rodedraad.wording import Language

LONG_WORD = 6
"""LIX counts the words of more letters than this."""
LONG_SENTENCE = 20
"""Words; a sentence of more is listed."""
COMMON = 5_000
"""So many of the most frequent words are common; about what a reader knows who knows the language a little."""
_LISTED_FROM, _LISTED_TO = "de", 44_000
"""The table's words of one language stand by how often they are used, from the first to the row where English begins."""
_ENGLISH_COMMON = 48_000
_WORD = re.compile(r"[^\W_]+(?:['’.,\-–/][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")
_DUTCH = re.compile(
    r"aai|ooi|oei|eeu|ieu|[ëïöüäáéíóúàèêâîôû][ei]?|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|ai|oi|(?<!q)[aeiou]|y(?![aeiou])"
)
_ENGLISH = re.compile(r"[aeiouyáéíóúàèêëïöü]+")
_SILENT = re.compile(r"(?:(?:[^laeiouy]|[aeiouy]l)e|(?:[^laeiouyszxcgh]|[aeiouy]l)es|[^aeiouytd]ed)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was measured of a text. ``lix`` and ``flesch`` are None where there are no sentences.

    ``hard`` are the words of more than six letters that are not among the common ones, each once as it first stands;
    ``long`` the sentences of more than twenty words, in order.
    """

    language: Language
    words: int
    sentences: int
    long_words: int
    syllables: int
    lix: float | None
    flesch: float | None
    hard: tuple[str, ...]
    long: tuple[str, ...]


def measured(paragraphs: Iterable[str], language: Language) -> Reading:
    """The measures of a text in this language, given as its paragraphs."""
    spoken = [
        paragraph[start:end]
        for paragraph in paragraphs
        for start, end in sentences(paragraph, language)
        if _WORD.search(paragraph[start:end])
    ]
    words = [words_of(one) for one in spoken]
    count = sum(map(len, words))
    long_words = sum(_length(word) > LONG_WORD for one in words for word in one)
    spelled = sum(syllables(word, language) for one in words for word in one)
    return Reading(
        language=language,
        words=count,
        sentences=len(spoken),
        long_words=long_words,
        syllables=spelled,
        lix=lix(count, len(spoken), long_words) if count else None,
        flesch=flesch(count, len(spoken), spelled, language) if count else None,
        hard=_hard(words, language),
        long=tuple(" ".join(one.split()) for one, own in zip(spoken, words, strict=True) if len(own) > LONG_SENTENCE),
    )


def lix(words: int, sentences_: int, long_words: int) -> float:
    """Björnsson's läsbarhetsindex (1968): words per sentence, plus words of more than six letters per hundred."""
    return words / sentences_ + 100 * long_words / words


def flesch(words: int, sentences_: int, spelled: int, language: Language) -> float:
    """Reading ease: higher is easier. Dutch by Douma (1960), English by Flesch (1948)."""
    if language == "nl":
        return 206.84 - 0.93 * words / sentences_ - 77 * spelled / words
    return 206.835 - 1.015 * words / sentences_ - 84.6 * spelled / words


def words_of(text: str) -> list[str]:
    """The words of a text; a number is one word, and so is what a hyphen joins."""
    return _WORD.findall(text)


def syllables(word: str, language: Language) -> int:
    """The syllables of a word by its letters; at least one. A number counts as one."""
    lower = word.lower()
    if language == "nl":
        return max(1, sum(len(_DUTCH.findall(part)) for part in re.split(r"[-–/'’]", lower)))
    found = 0
    for part in filter(None, re.split(r"[-–/'’]", lower)):
        own = len(_ENGLISH.findall(part))
        found += max(1, own - bool(_SILENT.search(part)) if own > 1 else own)
    return max(1, found)


def _length(word: str) -> int:
    return len(_LETTERS.findall(word))


def _hard(spoken: Iterable[list[str]], language: Language) -> tuple[str, ...]:
    """Each hard word once, in the order of the text. A word with a capital inside a sentence is a name."""
    common = _common(language)
    found: dict[str, str] = {}
    for words in spoken:
        for place, word in enumerate(words):
            lower = word.lower()
            is_name = (place > 0 and word[:1].isupper()) or any(letter.isdigit() for letter in word)
            if _length(word) > LONG_WORD and not is_name and lower not in common:
                found.setdefault(lower, lower)
    return tuple(found.values())


@cache
def _common(language: Language) -> frozenset[str]:
    """The most frequent words, of the list of words that the table of vectors has, which is in that order."""
    listed = (files("rodedraad") / "data/embedding_words.txt").read_text(encoding="utf-8").split("\n")
    first = listed.index(_LISTED_FROM)
    if language == "nl":
        return frozenset(listed[first : first + COMMON])
    # English words that are used in Dutch texts too stand among the Dutch ones, the most frequent of them first
    return frozenset((*listed[first:_LISTED_TO], *listed[_LISTED_TO:_ENGLISH_COMMON]))
