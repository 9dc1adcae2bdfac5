"""A sentence as its words: which of them name a means, where its clauses begin, and how a noun stands in it.

No parser: a noun belongs to a verb when what stands between them are its own adjectives and what it is joined with, and
hangs on a preposition when one comes first. docs/method/require.md, section 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from rodedraad.records import RequirementKind
from rodedraad.require.means import kind_of
from rodedraad.require.words import (
    ADVERBS,
    ASKING,
    BE,
    BEGINS,
    BREAK,
    CLAUSE_VERBS,
    CONDITIONAL,
    CONTAINERS,
    COPULA,
    COUNTS,
    ENGLISH_WORDS,
    INDEFINITE,
    JOINS,
    OF_WHAT,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    STOPS,
)

WORD = re.compile(r"€|\w+(?:[-'’&.,](?=\w)\w+)*|[^\w\s]")
"""A word, an amount, or a mark."""
_NEUTER = re.compile(r".*(?:personeel|onderzoek|geld|inzicht|budget|kapitaal|talent|overzicht|vakmanschap)$")
_BARE_ADJECTIVE = re.compile(r"\w+(?:d|t|sch|lijk|ig|end|eel|air|baar|zaam|ief|er|uw)$")
_NOUN = re.compile(r"(?:ie|age|ade|iode|ode|fase|analyse|behoefte|hoogte|einde|mate|orde|eeuwe)$")
"""Dutch words in -e that are no adjectives."""
_TOKENS_OF_WHAT = 9
_MOST_BEFORE = 5
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=8)
def heard(text: str) -> frozenset[str]:
    """The different words and marks of a text in lower case; of the last few texts kept, since each is asked for twice."""
    return frozenset(WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or mark, with where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words of a sentence in lower case, which of them name a means, and for each where its clause begins."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    means: dict[int, RequirementKind]
    clauses: tuple[int, ...]
    is_english: bool

    @classmethod
    def of(cls, text: str, *, is_english: bool) -> Self:
        """The words of a text."""
        tokens = tuple(Token(text=one[0], start=one.start(), end=one.end()) for one in WORD.finditer(text))
        words = tuple(one.text.lower() for one in tokens)
        means = {place: kind for place, word in enumerate(words) if (kind := kind_of(word)) is not None}
        return cls(
            text=text,
            tokens=tokens,
            words=words,
            means=means,
            clauses=_clauses(words),
            is_english=is_english,
        )

    def is_said(self, begin: int, last: int) -> bool:
        """Whether the word is said of something ("X is essentieel") and does not stand before a noun of its own."""
        end = next((at for at in range(last, len(self.words)) if self.clauses[at] != begin), len(self.words))
        after = self.words[last:end]
        is_free = (
            not after
            or after[0] in COPULA | PREPOSITIONS | STOPS
            or not after[0][:1].isalpha()
            or after[0] in ("en", "and")
        )
        return is_free and not (COPULA | CLAUSE_VERBS).isdisjoint(self.words[begin:end])

    def clause_text(self, at: int) -> str:
        """The words of the clause around a place, in lower case."""
        begin = self.clauses[at]
        return " ".join(word for word, clause in zip(self.words, self.clauses, strict=True) if clause == begin)

    def is_counted(self, place: int) -> bool:
        """Whether a number stands before the noun and its adjectives."""
        return any(word[:1].isdigit() or word in COUNTS for word in self.words[max(0, place - 3) : place])

    def way(self, place: int, low: int, *, is_after: bool) -> str:
        """How a noun stands, read leftwards: what it is part of begins at ``low``, is open there, or hangs on a preposition."""
        at = head = place
        while at > low:
            word = self.words[at - 1]
            if word in JOINS and not (word == "of" and self.is_english):
                at = max(at - 2, low)
                at -= self.words[at] == "-" and at > low
                continue
            if word == "-":
                at = max(at - 2, low)
                continue
            if word == "aan" and is_after and self.words[low - 1] == "aan" and self.words[at - 2] in JOINS:
                return "reached"
            if word in PREPOSITIONS and not (word == "of" and not self.is_english):
                if at - 2 >= low and self.words[at - 2] in CONTAINERS:
                    at -= 2
                    head = at
                    continue
                if self.words[at - 1 : at + 1] == ("met", "name"):
                    at -= 1
                    continue
                return f"hangs {word}"
            if word in PARTICLES and word not in ("meer", "onder"):
                if not is_after:
                    return "open"
                at -= 1
                continue
            if not self.is_beside(at - 1, head):
                return "open"
            at -= 1
        return "reached"

    def is_beside(self, at: int, place: int) -> bool:
        """Whether a word can stand between a determiner and its noun, or is one."""
        word = self.words[at]
        if self.is_english:
            return word not in ENGLISH_WORDS and word[:1].isalnum()
        if word in ADVERBS | COUNTS or (word[:1].isdigit() and not _YEAR.fullmatch(word)) or word in ("€", "er"):
            return True
        if len(word) > 3 and word.endswith("e") and not _NOUN.search(word) and at not in self.means:
            return True
        is_bare = at + 2 >= place and at not in self.means and bool(_BARE_ADJECTIVE.match(word))
        is_indefinite = not INDEFINITE.isdisjoint(self.words[max(0, at - 2) : at])
        return is_bare and (is_indefinite or bool(_NEUTER.match(self.words[place])))

    def phrase(self, place: int, low: int) -> tuple[int, int]:
        """The first word from ``low`` on and the last of what names the means: its adjectives, and what it is of or about."""
        left = place
        while (
            left > max(low, self.clauses[place], place - _MOST_BEFORE)
            and self.is_beside(left - 1, place)
            and self.words[left - 1] not in ("er", "dan", "ook", "die", "dat", "name")
        ):
            left -= 1
        while left < place and _YEAR.fullmatch(self.words[left]):
            left += 1
        right = place
        at = place + 1
        if at < len(self.words) and self.words[at] in OF_WHAT:
            while at < len(self.words) and at - place < _TOKENS_OF_WHAT and self.goes_on(at, place):
                right = at
                at += 1
            while right > place and (self.words[right] in PREPOSITIONS or self.words[right] in ADVERBS | JOINS):
                right -= 1
        return left, right

    def end_of(self, last: int) -> int:
        """The last word of what is invested in, researched or trained for, from the words that say so."""
        at = last
        while at < len(self.words) and self.words[at] in BE:
            at += 1
        if at < len(self.words) and (self.words[at] in OF_WHAT or self.words[last - 1] in OF_WHAT):
            place = right = at - 1
            while at < len(self.words) and at - place < _TOKENS_OF_WHAT and self.goes_on(at, place):
                right = at
                at += 1
            while right >= last and (self.words[right] in PREPOSITIONS or self.words[right] in ADVERBS | JOINS):
                right -= 1
            return max(right, last - 1)
        return last - 1

    def goes_on(self, at: int, place: int) -> bool:
        """Whether the phrase that names a means goes on with this word."""
        word = self.words[at]
        is_same = self.clauses[at] == self.clauses[place]
        return is_same and (word[:1].isalnum() or word == "-") and word not in COPULA | CLAUSE_VERBS | STOPS


def _clauses(words: tuple[str, ...]) -> tuple[int, ...]:
    """For each word the place of the first word of its clause."""
    found: list[int] = []
    begin = 0
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        is_new = (
            word in OPENERS
            and at > 0
            and not (word == "om" and before in ASKING)
            and not (word in ("die", "dat", "that") and before in PREPOSITIONS)
        )
        is_new = is_new or (word in CONDITIONAL and before == ",")
        is_joined = before in ("en", "and") and word in BEGINS
        if word in BREAK or before in BREAK or is_new or is_joined:
            begin = at
        found.append(begin)
    return tuple(found)
