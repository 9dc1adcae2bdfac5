"""Which clauses a text names: by number ("zin 12", "punten 3 t/m 5", "#12"), by code, or by quoting their words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rodedraad.extract import quotes
from rodedraad.records import Clause

MOST_NAMED = 25
"""Of one paragraph so many clauses are taken; a range over half the text is about the whole."""
_FEWEST_WORDS = 5
"""A quote of fewer words says too little to tell by which clause it is."""
_NAME = r"(?:zin(?:nen|nummers?)?|punt(?:en)?|points?|clauses?|sentences?|nummers?|numbers?|nrs?|nos?(?=\.)|ad)"
_NUMBERS = r"\d{1,4}(?!\d|[.,]\d|\s?%|\s?procent|-\d{2})(?:\s*(?:,|;|en|and|&|\+|/|t/m|tot en met|to|-|–)\s*(?:(?:zin|punt|clause|nr|no)\.?\s+)?\d{1,4}(?!\d|[.,]\d|\s?%))*"
_NAMED = re.compile(
    rf"(?<![\w,])(?<!\d, )(?<!\d )(?<!stuk )(?<!stukken ){_NAME}\b\.?(?:\s+(?:nr|no|nummer|number)s?\b\.?)?\s*:?\s*(?P<numbers>{_NUMBERS})(?!\w)"
    r"|(?<![\w#&/])#(?P<hash>\d{1,4})\b"
    r"|\bde (?P<nth>\d{1,4})(?:e|de|ste)\s+(?:zin|clausule)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w-])c-[0-9a-f]{4,64}(?![\w-])", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,4})(?:\s*(?:t/m|tot en met|to|-|–)\s*(\d{1,4}))?")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_QUOTED = re.compile(
    r"«([^«»]{10,4000})»|“([^“”]{10,4000})”|„([^„”]{10,4000})”|\"([^\"]{10,4000})\"|‘([^‘’]{10,4000})’"
)


class Clauses:
    """The clauses that may be named. Numbers are those of the text that they come from."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._ids = [clause.id for clause in clauses]
        self._known = frozenset(self._ids)
        self._texts = [(clause.id, text) for clause in clauses for text in dict.fromkeys((clause.text, clause.english))]
        self._bare = [(id_, text, quotes.bare(text)) for id_, text in self._texts]
        shown = [(clause.id, one.shown) for clause in clauses for one in clause.citations if _is_telling(one.shown)]
        self._shown = [
            (id_, text, quotes.bare(text)) for id_, text in dict.fromkeys((*shown, *self._texts)) if _is_telling(text)
        ]

    def named(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The clauses that a text names, in the order of the proposition; and what it names that is none."""
        found: set[str] = set()
        wrong: dict[str, None] = {}
        for number in _numbers(text):
            if 1 <= number <= len(self._ids):
                found.add(self._ids[number - 1])
            else:
                wrong[str(number)] = None
        for code in _CODE.findall(text):
            own = [id_ for id_ in self._known if id_.startswith(code.lower())]
            if len(own) == 1:
                found.add(own[0])
            else:
                wrong[code] = None
        if not found:
            found.update(self._quoted(text))
        if len(found) > MOST_NAMED:
            return (), tuple(wrong)
        return tuple(id_ for id_ in self._ids if id_ in found), tuple(wrong)

    def held(self, text: str) -> int:
        """How many clauses stand whole in a text, the marks of footnotes left out."""
        whole = quotes.bare(_RAISED.sub("", text))
        return len({id_ for id_, words, bare in self._bare if _is_telling(words) and bare in whole})

    def _quoted(self, text: str) -> Iterator[str]:
        """The clauses whose words stand in a text, all of them or between quotation marks."""
        whole = quotes.bare(text)
        for id_, words, bare in self._shown:
            if bare in whole and quotes.find(text, words):
                yield id_
        for groups in _QUOTED.findall(text):
            words = next(filter(None, groups)).strip(" .,;:")
            if not _is_telling(words):
                continue
            bare = quotes.bare(words)
            for id_, clause, own in self._bare:
                if bare in own and quotes.find(clause, words):
                    yield id_


def _numbers(text: str) -> Iterator[int]:
    for found in _NAMED.finditer(text):
        single = found["hash"] or found["nth"]
        if single:
            yield int(single)
            continue
        for first, last in _SPAN.findall(found["numbers"]):
            start, end = int(first), int(last or first)
            yield from range(start, min(end, start + MOST_NAMED) + 1) if end >= start else (start, end)


def _is_telling(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS
