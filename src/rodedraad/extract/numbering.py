"""What a document itself calls a recommendation or a measure: "Aanbeveling 3: …", a numbered list under "Aanbevelingen".

Its own name for an item settles what the item is, whatever its words: "A1. De relatie met de raad uitwerken" is advice
below that heading, though it has no finite verb. Method: docs/method/extract.md, section 4.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rodedraad.records import StatementType

_NUMBER = r"(?:nr\.?\s?|nummer\s|no\.?\s)?(?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?|(?:nr\.?\s?)?[IVX]{1,5}|(?:nr\.?\s?)?[A-H]"
# A name, a number and a stop or a capital: "Aanbeveling 3 is overgenomen" tells of one and is none.
_LABEL = re.compile(
    rf"\W{{0,4}}(?P<name>(?i:aanbeveling|recommendation|advies|advice|actie|actiepunt|action|action\s+point|maatregel|measure|toezegging|commitment|afspraak))\s+(?:{_NUMBER})"
    r"(?:\s*[:.)–—|-]{1,2}\s*|\s+(?=[A-ZÀ-Þ“\"])|\s*$)"
)
# "1. …", "(2) …", "A1. …", "R3: …", "2.4 …", "1 Borg …": a number of its own before the words.
_OWN_NUMBER = re.compile(
    r"\W{0,3}(?:[A-Z]{1,2}[.-]?\d{1,3}(?:\.\d{1,2})?\s?[.:)–-]?|\(?\d{1,2}(?:\.\d{1,2}){0,2}\s?[.:)]?|\(?[ivx]{1,4}[.)]|\(?[a-z][.)])\s+(?=[\w“\"‘'(])"
)
_ONLY_NUMBER = re.compile(r"\W{0,3}(?:[A-Z]{1,2}[.-]?\d{1,3}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2}){0,2})\s?[.:)–-]?\W*")
_ADVICE = frozenset({"aanbeveling", "recommendation", "advies", "advice"})
_PROMISE = frozenset({"toezegging", "commitment"})
_LEAD = r"(?:(?:\d+|[A-Z]|bijlage\s\w+)(?:\.\d+)*[.:]?\s+)?(?:(?:onze|de|het|alle|belangrijkste|concrete|overige|algemene|specifieke|strategische|overzicht\s(?:van\s)?|samenvatting\s(?:van\s)?|lijst\s(?:met|van)\s|our|key|main|summary\sof|list\sof|the)\s*){0,4}"
_ADVICE_HEADING = re.compile(
    rf"{_LEAD}(?:aanbevelingen|recommendations|adviezen|beleidsaanbevelingen|policy\srecommendations)\b(?!\s*(?:en|and)\s(?:conclusies|bevindingen|conclusions|findings))[^.:]{{0,60}}[:.]?$",
    re.IGNORECASE,
)
_ACTION_HEADING = re.compile(
    rf"{_LEAD}(?:toezeggingen|commitments|acties|actiepunten|actielijst|actions|action\spoints|maatregelen|measures|uitvoeringsagenda|actieprogramma|actieplan|action\splan|wat\s(?:gaan\s)?(?:wij|we)\s(?:gaan\s)?doen)\b[^.:]{{0,50}}[:.]?$",
    re.IGNORECASE,
)
_LISTED_HEADING = re.compile(
    rf"{_LEAD}(?:toezeggingen|commitments|actiepunten|actielijst|action\spoints)\s*[:.]?$", re.IGNORECASE
)
_PROMISE_HEADING = re.compile(rf"{_LEAD}(?:toezeggingen|commitments|wij\szeggen\stoe)\b", re.IGNORECASE)
_ADVISES = re.compile(
    r"\b(?:aanbevelingen|recommendations|adviezen|(?:bevelen|beveelt)\s(?:[\w-]+\s){0,4}aan|(?:adviseren|adviseert)\s(?:[\w-]+\s){0,6}(?:om|het\svolgende)?|(?:we|i)\srecommend|recommends)\b[^.]{0,80}:$",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:zeggen\s(?:wij|we|u)?\s?(?:[\w-]+\s){0,4}toe|toezeggingen|(?:nemen|treffen|voeren)\s(?:wij|we)\s(?:[\w-]+\s){0,3}(?:maatregelen|acties|stappen)(?:\suit)?|(?:wij|we)\s(?:nemen|treffen|voeren)\s(?:[\w-]+\s){0,3}(?:maatregelen|acties|stappen)(?:\suit)?|"
    r"(?:committeren|verplichten)\s(?:wij|we)?\s?ons|we\s(?:commit|will\stake\sthe\sfollowing))\b[^.]{0,60}:$",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"\W{0,4}(?!is\b|was\b|het\b|de\b|een\b|dit\b|dat\b|er\b|wij\b|we\b)(?:zorg|maak|geef|neem|stel|laat|betrek|leg|werk|zet|houd|kies|richt|onderzoek|ontwikkel|organiseer|regel|borg|benut|gebruik|"
    r"investeer|versterk|versnel|vergroot|verbeter|voorkom|stimuleer|faciliteer|ondersteun|informeer|evalueer|actualiseer|creëer|breng|bied|pak|verken|voer|start|sluit|bouw|vraag|deel|herzie|wijs|reserveer|"
    r"ensure|make|provide|establish|set|develop|involve|use|invest|strengthen|consider|create)\s(?:er|ervoor|daarbij|hierbij|dit|dat|deze|de|het|een|in|bij|op|aan|alle|ook|dus|zoveel|voldoende|actief|tijdig|samen|met|vast|that|the|a|an|all|sure)\b"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3


class Numbered(NamedTuple):
    """What an item is by its own document's word, and whether that word is of a promise; ``at`` is where it begins."""

    type: StatementType
    is_promise: bool
    at: int


def label(text: str) -> Numbered | None:
    """What a text is that begins with its own name and number: "Aanbeveling 3: …"; ``at`` is behind the name."""
    found = _LABEL.match(text)
    if found is None:
        return None
    name = found["name"].split()[0].lower()
    is_advice = name in _ADVICE
    return Numbered("recommendation" if is_advice else "measure", name in _PROMISE, found.end())


def says_something(words: str) -> bool:
    """Whether words hold more than a name: three words or more."""
    return len(_WORD.findall(words)) >= _FEWEST_WORDS


def below(heading: str | None, intro: str, *, is_marked: bool, is_item: bool) -> Numbered | None:
    """What the first sentence of an item is below this heading and the line that opens its list.

    ``is_marked``: the item bears a number; ``is_item``: it stands in a list. Below "Aanbevelingen" every item is one;
    below a longer heading of measures only what is numbered, since plain lists there tell of many things.
    """
    line = " ".join(intro.split())[-400:]
    title = " ".join((heading or "").split())[:160]
    if not (is_marked or is_item):
        return None
    if _ADVISES.search(line) or ((is_item or not line) and _ADVICE_HEADING.match(title)):
        return Numbered("recommendation", False, 0)
    if _PROMISES.search(line):
        return Numbered("measure", True, 0)
    if (not line or is_item) and (_ACTION_HEADING if is_marked else _LISTED_HEADING).match(title):
        return Numbered("measure", _PROMISE_HEADING.match(title) is not None, 0)
    return None


class Naming:
    """What the sentences of one block are called, told one after the other.

    The first sentence that says something has the name; of advice, what tells its reader what to do goes on with it.
    """

    __slots__ = ("_called", "_heading", "_intro", "_is_advice", "_is_awaited", "_is_item", "_is_marked")

    def __init__(self, *, heading: str | None, intro: str, called: Numbered | None, is_item: bool) -> None:
        self._heading = heading
        self._intro = intro
        self._called = called
        self._is_item = is_item
        self._is_marked = False
        self._is_awaited = True
        self._is_advice = False

    def of(self, quote: str, *, is_marked: bool) -> Numbered | None:
        """What the next sentence is called; ``is_marked`` where the mark of a numbered list stood before it."""
        if not self._is_awaited:
            goes_on = self._is_advice and is_imperative(quote)
            return Numbered("recommendation", is_promise=False, at=0) if goes_on else None
        self._is_marked |= is_marked
        if is_only_number(quote):
            self._is_marked = True
            return None
        own = label(quote)
        if own is not None and not says_something(quote[own.at :]):
            self._called = own  # its name alone: the next sentence is what it names
            return None
        self._is_awaited = False
        is_numbered = self._is_marked or own_number(quote) > 0
        found = own or self._called or below(self._heading, self._intro, is_marked=is_numbered, is_item=self._is_item)
        self._is_advice = found is not None and found.type == "recommendation"
        if found is not None and not self._is_advice and quote.endswith(":"):
            return None  # a line that opens a list names no measure of its own
        return found


def is_imperative(text: str) -> bool:
    """Whether a sentence tells its reader what to do: "Betrek daarbij …"."""
    return _IMPERATIVE.match(" ".join(text[:200].lower().split())) is not None


def is_only_number(text: str) -> bool:
    """Whether a text is no more than the number of what follows: "A1."."""
    return _ONLY_NUMBER.fullmatch(text) is not None


def own_number(text: str) -> int:
    """Where the words begin behind a number of their own; 0 where there is none."""
    found = _OWN_NUMBER.match(text)
    return found.end() if found else 0
