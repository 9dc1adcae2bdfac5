"""What a question asks: its words of content with their stems, and whether it asks who, when or how much.

Two kinds of questions are not about what texts say: who wrote a document, and where sources do not go together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

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
_OF_MONEY = frozenset(
    ["geld", "euro", "bedrag", "bedragen", "kost", "kosten", "kostte", "betaald", "money", "cost", "costs", "euros"]
)
"""Words that say no more than that a sum is asked for."""

_COUNTED = re.compile(
    r"\b(hoeveel|welk(?:e)?\s+(?:bedrag(?:en)?|percentage|aandeel|aantal|hoeveelheid)|"
    r"how\s+(?:much|many)|what\s+(?:percentage|share|amount|number))\b"
)
_PAID = re.compile(
    r"\b(hoeveel\s+(?:geld|euro|budget|subsidie)|hoeveel\s+(?:\w+\s+){0,4}?(?:kost|kosten|betaalt|betalen|uitgeven|uitgetrokken)|"
    r"hoe\s?duur|wat\s+kost(?:te)?|welk(?:e)?\s+bedrag(?:en)?|how\s+much\s+(?:money|funding|budget)|how\s+much\s+(?:\w+\s+){1,6}?cost|"
    r"what\s+does\s+(?:\w+\s+){1,5}?cost)\b"
)
_DATED = re.compile(
    r"\b((?:in|vanaf|sinds|tot|voor)\s+welk(?:e)?\s+(?:jaar|maand|datum)|welk(?:e)?\s+(?:jaar|datum)|what\s+(?:year|date)|which\s+year)\b"
)
_TIMED = re.compile(r"\b(wanneer|hoe\s?laat|hoe\s?lang|when|how\s+(?:long|soon))\b")
_WRITTEN = re.compile(
    r"\bwie\s+(?:schreef|schreven|publiceerden?|verstuurden?|ondertekenden?)\b|\bwie\s+(?:heeft|hebben)\b.*\b(?:geschreven|opgesteld|"
    r"gepubliceerd|uitgebracht|verstuurd|ondertekend)\b|\bwie\s+(?:is|zijn|was|waren)\s+de\s+(?:auteurs?|schrijvers?|afzenders?|opstellers?)\b|"
    r"\bwie\s+(?:stelden?|brachten?|bracht)\b.*\b(?:op|uit)\b|\bwho\s+(?:wrote|published|signed|issued|sent)\b|"
    r"\bwho\s+(?:is|are|was|were)\s+the\s+(?:authors?|writers?|senders?)\b"
)
_SPEAKING = r"(?:bronnen|documenten|stukken|plannen|visies|partijen|standpunten|uitspraken|wie|waar|waarin|waarover|sources|documents|parties|who|where)"
_OPPOSED = re.compile(
    rf"\b{_SPEAKING}\b.*(?:\bsp(?:reken|reekt)\b.*\btegen\b|\btegenspreken\b|\btegenstrijdig|\btegenspra|\bbots(?:t|en)\b|\boneens\b|"
    r"\bniet\s(?:met\selkaar\s)?eens\b|\bniet\ssamen\b|\bcontradict|\bdisagree|\bin\sconflict\b)|"
    r"^\W*(?:welke|which|what)\s(?:spanningen|tegenstrijdigheden|tegenspraken|tensions|contradictions)\b"
)
_WRITING = """
schreef schreven publiceerde publiceerden verstuurde ondertekende geschreven opgesteld gepubliceerd uitgebracht verstuurd
ondertekend auteur auteurs schrijver schrijvers afzender afzenders opsteller opstellers stelde stelden bracht brachten heet
wrote published signed issued sent author authors writer writers sender senders
"""
_OPPOSING = """
spreken spreekt tegenspreken elkaar tegenstrijdig tegenstrijdige tegenstrijdigheden tegenspraak tegenspraken botst botsen
spanning spanningen eens oneens samen partijen partij standpunten contradict contradicts contradictory contradictions
disagree disagrees tension tensions conflict conflicts conflicting each parties party
"""

Demand: TypeAlias = Literal["amount", "money", "date", "time"]
Kind: TypeAlias = Literal["said", "written", "opposed"]
"""What a question is about: what texts say, who wrote a document, or where sources do not go together."""
_OF_KIND: dict[Kind, frozenset[str]] = {
    "said": frozenset(),
    "written": frozenset(_WRITING.split()),
    "opposed": frozenset(_OPPOSING.split()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of content: as it was typed, folded, and the stems by which it is looked for.

    ``is_name``: it was written as one, with a capital that no beginning of a sentence explains.
    """

    typed: str
    word: str
    stems: tuple[str, ...]
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it is looked for.

    ``wants`` is what an answer should name, where the question says so, and ``demands`` what no answer can do without.
    """

    text: str
    words: tuple[Word, ...]
    wants: frozenset[Detail] = frozenset()
    demands: frozenset[Demand] = frozenset()
    kind: Kind = "said"

    @property
    def stems(self) -> tuple[str, ...]:
        """All stems that are looked for, each once."""
        return tuple(dict.fromkeys(stem for word in self.words for stem in word.stems))


def asked(text: str) -> Question:
    """What a question asks. Its function and question words do not count; with no other word, it asks nothing."""
    if len(text) > _MOST_CHARS:
        text = text[:_MOST_CHARS].rpartition(" ")[0]
    low = folded(text)
    kind: Kind = "written" if _WRITTEN.search(low) else "opposed" if _OPPOSED.search(low) else "said"
    demands = _demands(low) if kind == "said" else frozenset()
    empty = _EMPTY | _OF_KIND[kind] | (_OF_MONEY if "money" in demands else frozenset())
    found: dict[str, Word] = {}
    plain = text.replace("_", " ")
    for match in WORD.finditer(plain):
        typed = match[0]
        word = folded(typed)
        if word in empty or (len(word) == 1 and not word.isdecimal()) or word in found:
            continue
        stems = dict.fromkeys((stem(word, "nl"), stem(word, "en")))
        found[word] = Word(typed=typed, word=word, stems=tuple(stems), is_name=_is_name(plain, match))
        if len(found) == _MOST_WORDS:
            break
    wants: set[Detail] = set()
    if _WHEN.search(low):
        wants.add("deadline")
    if _HOW_MUCH.search(low):
        wants.add("amount")
    if _WHO.search(low):
        wants.add("actor")
    return Question(text=text, words=tuple(found.values()), wants=frozenset(wants), demands=demands, kind=kind)


def _demands(low: str) -> frozenset[Demand]:
    demands: set[Demand] = set()
    if _PAID.search(low):
        demands.add("money")
    elif _COUNTED.search(low):
        demands.add("amount")
    if _DATED.search(low):
        demands.add("date")
    elif _TIMED.search(low):
        demands.add("time")
    return frozenset(demands)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word has a capital that no beginning of a sentence explains. A question in capitals names nothing."""
    if not match[0][0].isupper() or text.isupper():
        return False
    before = text[: match.start()].rstrip(" \"'«“‘(")
    return bool(before) and before[-1] not in ".?!:"
