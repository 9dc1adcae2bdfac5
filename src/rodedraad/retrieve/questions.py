"""What a question asks: its words of content with their stems, and whether it asks who, when or how much."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rodedraad.records import Detail
from rodedraad.stems import WORD, folded, stem

_MOST_WORDS = 32
_MOST_CHARS = 2000
"""A longer question is cut: it is a text, and what is asked stands in its first words."""

_DUTCH = """
aan aangaande achter af al alle allemaal alles als alsnog alsook andere ander anders bij binnen boven buiten circa daar
daarbij daarmee daarna daarom daarvan daarvoor dan dat de deze die dient dienen dit doe doen doet door dus een eens één
elk elke en enig enige er erg ervan eraan erbij ermee ernaar erover geen gaan gaat geeft geven gegeven gehad geweest
geworden haar had hadden heb hebben hebt heeft hem hen het hier hierbij hij hoe hoeveel hoever hoelang hoezo hun iemand
iets ik in inzake is ja je jij jouw jullie kan komen komt kon konden krijgen krijgt kun kunnen kunt laat laten ligt
liggen maakt maar maken me mee meer meest met mij mijn moest moesten moet moeten mogen mag na naar naast nadat nee niet
niets nog nu of om omdat omtrent ons onder onze ook op over per precies qua rond rondom sinds soms speelt staan staat
steeds straks te tegen ten ter terwijl tijdens toch toe tot totdat tussen u uit uw van vanaf vanuit vanwege veel verder
via vind vinden vindt volgens voor vooral voordat vraagt vragen waar waaraan waarbij waardoor waarheen waarin waarmee
waarna waarnaar waarom waarop waarover waartoe waaruit waarvan waarvoor wanneer want waren was wat we weer wel welk welke
welks werd werden wie wiens wij wil willen wilt word worden wordt wordt zal ze zeer zeg zeggen zegt zei zelf zich zij zijn
zo zoals zou zouden zowel zullen zult zonder
bijvoorbeeld eigenlijk nodig gebeuren gebeurt plan plannen document documenten dossier stuk stukken bron bronnen
"""
_ENGLISH = """
a about above according after against all also am an and any are as at be because been before being between both but by
can could did do does doing done down during each few for from further had has have having he her here hers him his how
i if in into is it its itself just let may me might more most must my no nor not of off on once only or other our ours
out over own same say saying says she should so some such than that the their theirs them then there these they this
those through to too under until up us very want wants was we were what when where which while who whom whose why will
with would you your yours document documents dossier source sources
"""
_EMPTY = frozenset(folded(word) for word in (_DUTCH + _ENGLISH).split())

_WHEN = re.compile(
    r"\b(wanneer|hoe\s?laat|hoe\s?lang|(?:tot|vanaf|sinds|voor|in)\s+(?:welk|welke)\s+(?:jaar|datum|moment|maand)|welk(?:e)?\s+(?:jaar|datum|"
    r"termijn|deadline)|when|what\s+(?:year|date)|which\s+year|by\s+what\s+date|how\s+(?:long|soon))\b"
)
_HOW_MUCH = re.compile(
    r"\b(hoeveel|hoe\s?(?:groot|hoog|veel|vaak|ver)|welk\s+(?:bedrag|percentage|aandeel|deel|aantal)|welke\s+(?:bedragen|hoeveelheid)|"
    r"how\s+(?:much|many|large|big|high|often|far)|what\s+(?:percentage|share|amount|number|budget))\b"
)
_WHO = re.compile(r"\b(wie|wiens|door\s+wie|welke\s+(?:partij|partijen|organisatie|organisaties|overheid|overheden|minister|ministerie|instantie|"
    r"bedrijf|bedrijven|gemeente|gemeenten)|who|whom|whose|which\s+(?:party|parties|organisation|ministry|authority|body))\b")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of content: as it was typed, folded, and the stems by which it is looked for."""

    typed: str
    word: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it is looked for. ``wants`` is what an answer should name, where the question says so."""

    text: str
    words: tuple[Word, ...]
    wants: frozenset[Detail] = frozenset()

    @property
    def stems(self) -> tuple[str, ...]:
        """All stems that are looked for, each once."""
        return tuple(dict.fromkeys(stem for word in self.words for stem in word.stems))


def asked(text: str) -> Question:
    """What a question asks. Its function and question words do not count; with no other word, it asks nothing."""
    if len(text) > _MOST_CHARS:
        text = text[:_MOST_CHARS].rpartition(" ")[0]
    found: dict[str, Word] = {}
    for typed in WORD.findall(text.replace("_", " ")):
        word = folded(typed)
        if word in _EMPTY or (len(word) == 1 and not word.isdecimal()) or word in found:
            continue
        stems = dict.fromkeys((stem(word, "nl"), stem(word, "en")))
        found[word] = Word(typed=typed, word=word, stems=tuple(stems))
        if len(found) == _MOST_WORDS:
            break
    low = folded(text)
    wants: set[Detail] = set()
    if _WHEN.search(low):
        wants.add("deadline")
    if _HOW_MUCH.search(low):
        wants.add("amount")
    if _WHO.search(low):
        wants.add("actor")
    return Question(text=text, words=tuple(found.values()), wants=frozenset(wants))
