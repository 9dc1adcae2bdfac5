"""Words to stems, for the shadow column of the text index and for marking what a query found.

Dutch by Snowball's ``dutch_porter`` (its newer ``dutch`` turns gemeente into meen), English by ``english``. Case
and accents are folded first, as the index's own tokenizer does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

WORD = re.compile(r"\w+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ALGORITHMS = {"nl": "dutch_porter", "en": "english"}
_LONGEST = 64  # characters; what is longer is no word, and is kept as it is
_MOST_HELD = 500_000


def folded(text: str) -> str:
    """Lower case without accents. The number of characters may change."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _BEYOND_ASCII.sub(_unless_accent, apart)


def _unless_accent(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def stem(word: str, language: str | None) -> str:
    """The stem of one folded word; in a language without a stemmer the Dutch one."""
    return _stems(language)[word]


def stems(words: Iterable[str], language: str | None) -> list[str]:
    """The stems of folded words, in order."""
    return list(map(_stems(language).__getitem__, words))


def stemmed(text: str, language: str | None) -> str:
    """The stems of a text's words, in order, parted by blanks."""
    return " ".join(map(_stems(language).__getitem__, WORD.findall(folded(text))))


class _Stems(dict[str, str]):
    """Word -> stem, worked out when first asked for: a corpus has far fewer words than it has places for them."""

    def __init__(self, algorithm: str) -> None:
        import Stemmer  # noqa: PLC0415  only where text is indexed or searched

        super().__init__()
        self._engine = Stemmer.Stemmer(algorithm, 0)

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_HELD:
            self.clear()
        found = self[word] = str(self._engine.stemWord(word)) if len(word) <= _LONGEST else word
        return found


def _stems(language: str | None) -> _Stems:
    return _held(_ALGORITHMS.get(language or "nl", "dutch_porter"))


@cache
def _held(algorithm: str) -> _Stems:
    return _Stems(algorithm)
