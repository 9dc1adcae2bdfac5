"""Which language a document is written in: counted on function words, in whole numbers.

Dutch and English, with the neighbours that turn up among Dutch policy documents. Only when the words do not decide
(names, numbers, very short texts) a statistical model is asked; loading it takes longer than reading a report.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, Final

from rodedraad.records import Document

LANGUAGES: Final = ("nl", "en", "de", "fr")
# Words that are frequent in one language and rare in the others; a word of two languages counts for neither.
_WORDS: Final = {
    "nl": "de het een van voor zijn niet aan ook dat deze wordt worden naar bij heeft hebben uit maar dit wij ze zij "
    "onder tussen moet kunnen zoals omdat welke deel meer geen nog dan als onze hun over op te en door met wat",
    "en": "the of and to for is that with are this be it not from which have has will our their its by an or we "
    "should can more was were been these between through would must they what at as",
    "de": "der die das und den dem des ein eine einer eines ist nicht mit für auf von werden wird sind im zu zur zum "
    "auch sich durch bei nach aus oder wir dass als wie über",
    "fr": "le la les des du et est une dans pour que qui sur pas par plus avec sont ce cette aux nous leur être ont "
    "il elle au ces ses",
}
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS: Final = 60_000
_LEAST_CHARS: Final = 20


@cache
def _index() -> dict[str, str]:
    """Word -> the one language it tells of."""
    owners: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            owners.setdefault(word, []).append(language)
    # Frisian shares most of its small words with Dutch; what both have tells of Dutch.
    return {
        word: "nl" if "nl" in found else found[0]
        for word, found in owners.items()
        if found in (["nl", "fy"], found[:1])
    }


def language_of(text: str) -> str | None:
    """The main language of a text, as two letters; None where there is too little to tell."""
    counted: Counter[str] = Counter()
    index = _index()
    for word in _LETTERS.findall(text.lower()):
        if found := index.get(word):
            counted[found] += 1
    ranked = sorted(LANGUAGES, key=lambda language: (-counted[language], LANGUAGES.index(language)))
    first, second = counted[ranked[0]], counted[ranked[1]]
    if first >= 5 and first * 2 >= second * 3:
        return ranked[0]
    return _modelled(text) if sum(map(str.isalpha, text[:2000])) >= _LEAST_CHARS else None


def document_language(document: Document) -> str | None:
    """The main language of a document, from samples spread over its body."""
    prose = [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind in ("paragraph", "list_item", "table_cell", "heading")
    ]
    length = sum(map(len, prose))
    if length > _SAMPLE_CHARS:
        step = length // _SAMPLE_CHARS + 1
        prose = prose[::step]
    return language_of(" ".join(prose)[: 2 * _SAMPLE_CHARS])


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - takes longer than most documents

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([*LANGUAGES])
    return identifier


def _modelled(text: str) -> str:
    return str(_model().classify(text[:4000])[0])
