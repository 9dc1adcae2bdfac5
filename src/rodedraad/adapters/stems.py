"""Words to stems, for the shadow column of the text index and for marking what a query found.

Dutch by Snowball's ``dutch_porter`` (its newer ``dutch`` turns gemeente into meen), English by ``english``. Case
and accents are folded first, as the index's own tokenizer does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

WORD = re.compile(r"\w+")
_ALGORITHMS = {"nl": "dutch_porter", "en": "english"}
_LONGEST = 64  # characters; what is longer is no word, and is kept as it is


def folded(text: str) -> str:
    """Lower case without accents. The number of characters may change."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def stem(word: str, language: str | None) -> str:
    """The stem of one folded word; in a language without a stemmer the Dutch one."""
    held = _held(_ALGORITHMS.get(language or "nl", "dutch_porter"))
    found = held.get(word)
    if found is None:
        engine = _engine(_ALGORITHMS.get(language or "nl", "dutch_porter"))
        found = held[word] = engine.stemWord(word) if len(word) <= _LONGEST else word
        if len(held) > 500_000:
            held.clear()
    return found


def stemmed(text: str, language: str | None) -> str:
    """The stems of a text's words, in order, parted by blanks."""
    return " ".join([stem(word, language) for word in WORD.findall(folded(text))])


@cache
def _engine(algorithm: str) -> Any:
    import Stemmer  # noqa: PLC0415  only where text is indexed or searched

    return Stemmer.Stemmer(algorithm, 0)


@cache
def _held(algorithm: str) -> dict[str, str]:  # noqa: ARG001  one table per algorithm: the key of the cache
    return {}
