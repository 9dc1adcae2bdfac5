"""What given statements show of money, people, space and permits: whether a plan can be carried out, as far as told.

A trait is words of a quote and no judgement: that a source names two million euro does not say that it is enough, and
that no statement names a permit does not say that none is needed. Dutch and English. docs/method/require.md, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rodedraad.records import Aspect, Statement, Trait

MOST_OF_STATEMENT = 2
"""Traits of one aspect that one statement gives: the first ones told."""

_COUNT = r"(?:(?:ruim|circa|ca\.|zo'n|ongeveer|bijna|minimaal|minstens|nearly|about|some|at least)\s+)?"
_NUMBER = r"\d{1,3}(?:[., ]\d{3})*(?:[.,]\d{1,3})?"
_SCALE = r"(?:duizend|miljoen|miljard|mln\.?|mld\.?|thousand|million|billion|bn)"
_MONEY = (
    rf"{_COUNT}(?:€|EUR|USD|£|\$)\s?{_NUMBER}(?:\s?(?:{_SCALE}|k)\b)?"
    rf"|{_COUNT}{_NUMBER}\s?(?:{_SCALE}\s+)?(?:euro|dollar)s?\b"
    rf"|{_COUNT}{_NUMBER}\s?{_SCALE}(?=\s+(?:per jaar|structureel|beschikbaar|uit|van het|voor|a year|from|for|of funding)\b)"
    r"|\b(?:(?:structurele|aanvullende|extra|financiële|publieke|private|voldoende|additional|public|private|structural)\s+){0,2}"
    r"(?:\w*financiering\w*|\w*subsidie\w*|\w*budget\w*|\w*(?<!pla)(?<!pensioen)fonds(?:en)?\b|\w*begroting(?:en|s\w*)?\b(?<!regels)|bekostiging|dekking|cofinanciering"
    r"|financiële (?:middelen|bijdrage\w*|steun)|middelen|rijksbijdrage\w*|kapitaal|investering\w*"
    r"|funding|co-funding|subsid(?:y|ies)|grants?|funds?|capital|investments?)\b"
)
_STAFF = (
    r"(?:medewerkers|werknemers|technici|vakmensen|vakkrachten|monteurs|docenten|leraren|studenten|leerlingen|ingenieurs"
    r"|onderzoekers|adviseurs|specialisten|toezichthouders|ambtenaren|banen|arbeidsplaatsen|installateurs|operators"
    r"|employees|workers|staff|technicians|engineers|teachers|students|researchers|jobs|installers|inspectors)"
)
_PEOPLE = (
    rf"{_COUNT}{_NUMBER}\s?(?:fte|voltijdsbanen|{_STAFF})\b"
    rf"|\b(?:(?:extra|voldoende|meer|nieuwe|technische|geschoolde|gekwalificeerde|opgeleide|vakbekwame|enough|more|skilled|trained)\s+){{1,3}}"
    rf"(?:{_STAFF}|personeel|mensen|menskracht|people|personnel)\b"
    r"|\b(?:fte|\w*personeel\w*|menskracht|personele (?:capaciteit|inzet)|ambtelijke (?:capaciteit|inzet)"
    r"|projectteam|kernteam|kwartiermaker\w*|programmamanager\w*|workforce|staffing|project team)\b"
)
_SPACE = (
    rf"{_COUNT}{_NUMBER}\s?(?:hectaren?|ha|m2|m²|vierkante meter|square met(?:re|er)s?|hectares?|kavels?|plots?)(?!\w)"
    r"|\b(?:fysieke ruimte|milieuruimte|stikstofruimte|geluidsruimte|ontwikkelruimte|bedrijfsruimte|kantoorruimte|havenruimte"
    r"|(?!beleids)\w*terrein(?:en)?\b|\w*kavels?|bouwgrond|gronden|perce(?:el|len)|(?!\w*(?:al|re|l)locatie)\w*locaties?|ruimtebeslag|ruimtelijke inpassing"
    r"|physical space|building land|plots?|premises|floor space|environmental space)\b"
    r"|\bruimte(?=\s+(?:in|op|langs|nabij|naast|bij)\s+(?:de|het|onze|ons|een)\b)"
)
_PERMITS = (
    r"\b(?:(?:\w*omgevings|natuur|bouw|water|milieu|lozings)?vergunning\w*|vergunbaar\w*|omgevingsplan\w*|bestemmingsplan\w*"
    r"|ruimtelijke procedures?|projectbesluit\w*|projectprocedure\w*|milieueffectrapport\w*|mer-procedure|m\.e\.r\.|passende beoordeling"
    r"|voorbereidingsbesluit\w*|(?:environmental |building |planning )?permits?|permitting|zoning plans?|planning permission"
    r"|environmental impact assessment)\b"
)
_PATTERNS: dict[Aspect, str] = {"money": _MONEY, "people": _PEOPLE, "space": _SPACE, "permits": _PERMITS}
# A number, a sign of money or a word of its own: nothing begins in the middle of a word, and nothing is looked for there.
_BEGINS = r"(?:(?=[\d€£$EU])|(?<![^\W\d_]))"
_SHOWS = tuple((aspect, re.compile(f"{_BEGINS}(?:{pattern})", re.IGNORECASE)) for aspect, pattern in _PATTERNS.items())
# Letters that stand in all that an aspect can be named by: most sentences have none, and are not searched further.
_LETTERS: dict[Aspect, str] = {
    "money": "€ eur usd £ $ dollar miljoen miljard mln mld million billion duizend thousand financ subsid budget fonds"
    " begroting bekostig dekking middelen rijksbijdrage kapitaal invester fund grant capital investment",
    "people": "fte banen person mensen menskracht ambtelijk team kwartiermaker programmamanager workforce staff people"
    " medewerkers werknemers technici vak monteurs docenten leraren studenten leerlingen ingenieurs onderzoekers"
    " adviseurs specialisten toezichthouders ambtenaren arbeidsplaatsen installateurs operators employees workers"
    " technicians engineers teachers students researchers jobs installers inspectors",
    "space": "hectare ha m2 m² meter metre kavel plot ruimte terrein grond perce locatie ruimtelijke space land premises",
    "permits": "vergun plan procedure besluit mer- m.e.r. effectrapport passende permit zoning impact",
}
_CUES = {aspect: tuple(letters.split()) for aspect, letters in _LETTERS.items()}
ASPECTS: tuple[Aspect, ...] = tuple(aspect for aspect, _ in _SHOWS)
"""What makes that something can be carried out, in the order in which it is shown."""


def shown(statements: Iterable[Statement]) -> tuple[Trait, ...]:
    """What these statements show of money, people, space and permits, by aspect and then in the order of the statements.

    Of each statement the first words that name an aspect, at most MOST_OF_STATEMENT; each is a slice of its quote.
    """
    given = tuple((one, one.quote.lower()) for one in statements)
    return tuple(
        Trait(aspect=aspect, statement=one.id, words=words)
        for aspect, pattern in _SHOWS
        for one, lower in given
        if any(cue in lower for cue in _CUES[aspect])
        for words in _named(pattern, one.quote)
    )


def missing(traits: Iterable[Trait]) -> tuple[Aspect, ...]:
    """The aspects of which nothing is shown."""
    told = {trait.aspect for trait in traits}
    return tuple(aspect for aspect in ASPECTS if aspect not in told)


def _named(pattern: re.Pattern[str], quote: str) -> Iterator[str]:
    seen: set[str] = set()
    for found in pattern.finditer(quote):
        words = found[0].strip()
        if words.casefold() not in seen:
            seen.add(words.casefold())
            yield words
        if len(seen) == MOST_OF_STATEMENT:
            return
