"""Which language a document is written in: counted on function words, in whole numbers.

Dutch and English, with the neighbours that turn up among Dutch policy documents. Where too few such words stand
(a drawing, a list of products) the answer is None: nothing is guessed. docs/decisions/2026-11-22-readers.md says
why no model is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from rodedraad.records import Document

LANGUAGES: Final = ("nl", "en", "de", "fr", "es")
# Words that are frequent in a language; a word of two of these languages tells of neither.
_WORDS: Final = {
    "nl": "de het een van voor zijn niet aan ook dat deze wordt worden naar bij heeft hebben uit maar dit wij ze zij "
    "onder tussen moet kunnen zoals omdat welke deel meer geen nog dan als onze hun over op te en door met wat per",
    "en": "the of and to for is that with are this be it not from which have has will our their its by an or we "
    "should can more was were been these between through would must they what at as per",
    "de": "der die das und den dem des ein eine einer eines ist nicht mit für auf von werden wird sind im zu zur zum "
    "auch sich durch bei nach aus oder wir dass als wie über per",
    "fr": "le la les des du et est une dans pour que qui sur pas par plus avec sont ce cette aux nous leur être ont "
    "il elle au ces ses de en un se",
    "es": "el la los las del y que en por con una para se como más su es lo al son este esta sus o ha de un no",
}
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS: Final = 60_000
# In running text one word in four is on these lists; a title page or a table of names has far fewer.
_LEAST_WORDS: Final = 3
_LEAST_SHARE: Final = 40


@cache
def _index() -> dict[str, str]:
    """Word -> the one language it tells of."""
    owners: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            owners.setdefault(word, []).append(language)
    return {word: found[0] for word, found in owners.items() if len(found) == 1}


def language_of(text: str) -> str | None:
    """The main language of a text, as two letters; None where there is too little to tell."""
    counted: Counter[str] = Counter()
    index = _index()
    words = _LETTERS.findall(text.lower())
    for word in words:
        if found := index.get(word):
            counted[found] += 1
    ranked = sorted(LANGUAGES, key=lambda language: (-counted[language], LANGUAGES.index(language)))
    first, second = counted[ranked[0]], counted[ranked[1]]
    is_clear = first >= _LEAST_WORDS and first * 2 >= second * 3 and first * _LEAST_SHARE >= len(words)
    return ranked[0] if is_clear else None


def document_language(document: Document) -> str | None:
    """The main language of a document, from samples spread over its body; from its notes where the body has no words."""
    body = [block for block in document.blocks if block.kind not in ("contents", "furniture", "footnote")]
    notes = [block for block in document.blocks if block.kind == "footnote"]
    for blocks in (body, notes):
        texts = [document.text[block.start : block.end] for block in blocks]
        step = sum(map(len, texts)) // _SAMPLE_CHARS + 1
        if found := language_of(" ".join(texts[::step])[: 2 * _SAMPLE_CHARS]):
            return found
    return None
