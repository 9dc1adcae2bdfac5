"""The means of a closed list that a transition takes, known by the last part of their names, in Dutch and English.

A Dutch compound is what its last part is: "netcapaciteit" is capacity, "kennisinstelling" is no knowledge. Words that are
as often something else ("ruimte", "mensen") count where a word beside them tells. docs/method/require.md, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from rodedraad.records import RequirementKind
from rodedraad.require.words import words as _words

_HEADS: dict[RequirementKind, str] = {
    "knowledge": r"(?:data|informatie)voorziening(?:en)?|\w*kennis|inzicht(?:en)?|zicht|beeld|plaatje|(?!desinformatie)[\w-]*informatie|(?!metadata|big-data)[\w-]*data|[\w-]*gegevens|overzicht"
    r"|knowledge|insights?|information|evidence|\w*datasets?",
    "research": r"[\w-]*onderzoek(?:en)?|\w*doorrekening(?:en)?|\w*verkenning(?:en)?|\w*boringen|\w*studies?|research|study|r&d|pilots?",
    "competence": r"[\w-]*vaardighe(?:id|den)|\w*competenties?|\w*scholing|[\w-]*opleiding(?:en)?|[\w-]*training(?:en)?|vakmanschap"
    r"|(?:re|up)?skill(?:s|ing)?|competenc(?:e|es|ies)|schooling|crafts?|ambachten|(?:vak|techniek|beroeps|praktijk)onderwijs|zij-?instroom",
    "expertise": r"[\w-]*expertise|\w*deskundig(?:heid|en)|[\w-]*specialisten|experts|[\w-]*adviseurs|know-?how|(?:vak)?kunde|knowhow"
    r"|specialists|advis[eo]rs|[\w-]*expertteam|ervaringsdeskundigen",
    "people": r"[\w-]*personeel|men(?:s)?kracht|mankracht|arbeidskrachten?|[\w-]*krachten|\w*technici|\w*technicus|[\w-]*vakmensen|vaklieden"
    r"|vakmannen|[\w-]*monteurs|\w*docenten|\w*leraren|\w*werknemers|\w*ingenieurs|\w*installateurs|fte|\w*talent(?:en)?"
    r"|\w*artsen|\w*verpleegkundigen|\w*ambtenaren|\w*inspecteurs|\w*onderzoekers|\w*bouwvakkers|\w*agenten|operators|lassers"
    r"|procesoperators|(?:mbo|hbo)['’]?ers|academici|vakman"
    r"|\w*(?:lassers|operators|machinisten|chauffeurs|bakkers|lieden|kundigen|verleners|metselaars|elektriciens|loodgieters|dakdekkers|schilders|stukadoors|koks|verplegers|verzorgenden|programmeurs|analisten|planologen|ecologen|juristen|handhavers|toezichthouders|trainers|opleiders|projectleiders|conducteurs|matrozen|schippers|rechters|begeleiders|instructeurs)"
    r"|welders|electricians|plumbers|nurses|doctors|inspectors|planners|developers|programmers|analysts|instructors|\w*medewerkers|\w*professionals|\w*studenten|\w*mensen|handen|jongeren|\w*vrijwilligers|stagiairs"
    r"|staff|staffing|people|workers|technicians|engineers|teachers|personnel|workforce|talent|researchers|manpower|employees|students",
    "infrastructure": r"[\w-]*infrastructuur|\w*infra|\w+netten|(?:stroom|energie|elektriciteits|warmte|waterstof|glasvezel|hoogspannings)net"
    r"|net(?:uitbreiding|verzwaring)|(?!op|aan|be|af|in|her|weg|om|ver|uit)\w*leidingen|(?:buis|pijp|gas|transport|stoom|warmte)leiding|meetnet\w*|\w*meetpunten|meetstations?|(?:waterstof|co2-)\w*leiding|laad(?:palen|punten|stations)|[\w-]*laborator(?:ium|ia)"
    r"|\w*lab|labs|[\w-]*campus|[\w-]*faciliteit(?:en)?|\w*havens|energiehaven|dataplatform|proeffabriek(?:en)?|test(?:locatie|omgeving|centrum)"
    r"|transformatorstations?|hoogspanningsstations?|spoorverbinding(?:en)?|opslagfaciliteiten|ict-systemen"
    r"|[\w-]*(?:kabels?|aansluiting(?:en)?|stations?|oeververbinding(?:en)?|brug|bruggen|tunnels?|windpark(?:en)?|zonnepark(?:en)?|elektrolysers?)|\w{4,}centrale|centrales"
    r"|[\w-]*verbinding(?:en)?|\w*meetwagens?|meters?|sensoren|simulato(?:rs?|ren)|(?:test|praktijk|proef)hal(?:len)?|walstroom|stekkers?"
    r"|\w*fiets(?:route|pad|paden|routes)|spoorlijn(?:en)?|[\w-]*informatiesyste(?:em|men)|(?:info)?tools?|databank(?:en)?|(?:kennis|opleidings|trainings|test|praktijk|expertise|oefen|onderzoeks)centr(?:um|a)"
    r"|halls?|wind farms?|cables?|connections?|bridges?|simulators?|databases?|plants?|cent(?:re|er)s?"
    r"|infrastructures?|grids?|pipelines?|laborator(?:y|ies)|facilit(?:y|ies)|charging points",
    "capacity": r"[\w-]*capaciteit(?:en)?|[\w-]{3,}opslag|slagkracht|uitvoeringskracht|energieopslag|waterstofopslag|co2-opslag|capacit(?:y|ies)|storage",
    "space": r"(?!speel|beleids|denk|buiten|cyber|woon|leef|kamer)\w*ruimte(?:n)?|\w*kavels?|bouwgrond|grond|hectares?|\w*locaties|(?!beleids)\w*terreinen|land|space|plots",
    "investment": r"[\w-]*investering(?:en)?|geld|(?:geld|rijks|financierings|kapitaal)?middelen|[\w-]*financiering|bekostiging|\w*budget(?:ten)?"
    r"|[\w-]*subsidies?|\w*kapitaal|(?:rijks|financiële-)?bijdrage|toelagen?|(?:investerings|klimaat|innovatie|garantie|transitie|stikstof)?fonds(?:en)?|risicokapitaal|startkapitaal|investerings(?:plan|programma|fonds|agenda|impuls)|financieringsbronnen"
    r"|(?:miljoen|miljard|euro)|investments?|funding|financing|finance|money|subsid(?:y|ies)|capital|resources|budgets",
}
_HEAD = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _HEADS.items()))

WEAK = MappingProxyType(
    {
        "mensen": "people",
        "handen": "people",
        "jongeren": "people",
        "studenten": "people",
        "medewerkers": "people",
        "students": "people",
        "people": "people",
        "employees": "people",
        "werknemers": "people",
        "professionals": "people",
        "agenten": "people",
        "krachten": "people",
        "ruimte": "space",
        "ruimten": "space",
        "grond": "space",
        "land": "space",
        "space": "space",
        "locaties": "space",
        "pilots": "research",
        "zicht": "knowledge",
        "beeld": "knowledge",
        "plaatje": "knowledge",
        "meter": "infrastructure",
        "meters": "infrastructure",
        "tool": "infrastructure",
        "tools": "infrastructure",
        "verbinding": "infrastructure",
        "verbindingen": "infrastructure",
        "aansluiting": "infrastructure",
        "aansluitingen": "infrastructure",
        "connection": "infrastructure",
        "connections": "infrastructure",
        "bijdrage": "investment",
        "verkenning": "research",
        "centre": "infrastructure",
        "center": "infrastructure",
        "centres": "infrastructure",
        "centers": "infrastructure",
        "plant": "infrastructure",
        "plants": "infrastructure",
        "station": "infrastructure",
        "stations": "infrastructure",
        "brug": "infrastructure",
        "lab": "infrastructure",
        "resources": "investment",
        "talenten": "people",
    }
)
"""Words that are as often something else, and count with a word of QUALIFIES before them."""
QUALIFIES = _words(
    "meer extra voldoende genoeg opgeleid opgeleide geschoolde geschoold gekwalificeerde gekwalificeerd bekwame vakbekwame"
    " technische technisch nieuwe internationale goede weinig onvoldoende juiste praktisch fysieke bestuurlijke stikstof"
    " enough more additional skilled qualified trained sufficient insufficient few fewer physical financial human financiële"
    " extern externe deskundige ervaren handige jonge aanvullende tekort personele publieke ambtelijke aantal zwaardere dikkere snelle snellere heavier thicker faster new nieuw compleet accuraat volledig actueel betrouwbaar scherp beter goed financieel rijks tweede second best"
)
_RULES = _words("regelgeving wet wetgeving regels beleid begroting agenda planning rules law policy budget")
_FIXED = frozenset({"openbare", "publieke", "politieke", "juridische", "groene", "digitale"})
"""Before "ruimte" these make it something else than room to build on."""


@lru_cache(maxsize=65_536)
def kind_of(word: str) -> RequirementKind | None:
    """Which means a word in lower case names; None for any other word."""
    found = _HEAD.fullmatch(word)
    return found.lastgroup if found else None  # type: ignore[return-value]  # the groups are the kinds


def is_meant(words: Sequence[str], place: int, *, is_object: bool) -> bool:
    """Whether the word there, a means by its name, is one here: weak words need a word beside them that says so.

    ``is_object`` is whether it is what a verb asks for ("vraagt ruimte"), which says enough of room.
    """
    word = words[place]
    if word == "data" and words[place + 1 : place + 2] and words[place + 1] in _DATA_WHAT:
        return False
    before = words[max(0, place - 4) : place]
    after = words[place + 1 : place + 3]
    if word in ("ruimte", "grond", "space", "land", "ruimten"):
        if (before and before[-1] in _FIXED) or before[-1:] == ("op",) or "financiële" in before:
            return "financiële" in before
        if after[:1] and after[0] in ("voor", "om", "for", "to"):
            return "fysieke" in before or "physical" in before or not _BUILT.isdisjoint(words[place + 2 : place + 5])
        if after[:1] in (("in",), ("within",)) and not _RULES.isdisjoint(words[place + 1 : place + 5]):
            return False
        return is_object or "schaars" in words or not QUALIFIES.isdisjoint(before)
    if WEAK.get(word) == "infrastructure" and word != "lab":
        return not _SOLID.isdisjoint(before)
    if word in WEAK:
        return not QUALIFIES.isdisjoint(before) or any(one[:1].isdigit() for one in before)
    return True


_SOLID = _words(
    "zwaardere zwaarder dikkere snelle snellere vaste elektrische fysieke technische digitale nieuw tweede extra derde meer"
    " heavier thicker faster fixed electrical physical technical digital second additional new more power training test knowledge expertise"
)
"""What makes a link, a meter or a centre one that is built."""
_DATA_WHAT = _words(
    "governance space spaces platform platforms manager managers scientist scientists viewer model modellen science center richtlijn"
)
"""What is named by its data, and is no data."""
_BUILT = _words(
    "woningen woningbouw bedrijven industrie energie opslag natuur water windmolens zonnepanelen waterstof opwek infrastructuur"
    " havens economie werken wonen groen bouwen uitbreiding kabels leidingen station stations transformatorstation onderstation elektrolyser housing industry energy storage"
)
