"""Words that tell whether a means is needed, in classes, and names of means that count only where these weigh enough.

The lists are grammar and vocabulary, written for Dutch and English; what each class is worth was learned
(``weighed.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rodedraad.records import RequirementKind
from rodedraad.require.means import kind_of
from rodedraad.require.words import words

CLASSES = {
    "need": "nodig benodigd benodigde vereist vereiste noodzakelijk noodzakelijke noodzaak broodnodig broodnodige hardnodig nodige"
    " onmisbaar onmisbare onontbeerlijk onontbeerlijke onvermijdelijk needed necessary required need needs require requires behoeft"
    " behoeven vergt vergen vereisen indispensable",
    "without": "zonder without",
    "matters": "essentieel essentiële cruciaal cruciale belangrijk belangrijke belang randvoorwaarde randvoorwaarden voorwaarde"
    " voorwaarden vitaal vitale sleutel urgent dringend zaak prioriteit levensbelang hangt afhankelijk precondition prerequisite"
    " crucial essential important vital gebaat welkom",
    "lack": "tekort tekorten gebrek ontbreekt ontbreken ontbrekende ontbrak schaars schaarste schaarse onvoldoende weinig krapte krap"
    " leemte leemten leemtes hiaat hiaten lacunes lacune tekortkoming tekortkomingen knelpunt knelpunten ontoereikend onderbezet"
    " onderbezetting nauwelijks beperkt beperkte gemis mist missen tekortschiet wachtlijst wachtlijsten vol verouderd verouderde onbekend"
    " kloof lack lacks lacking shortage shortages missing insufficient scarce gap gaps limited tekortschieten nijpend nijpende personeelstekort",
    "want": "behoefte behoeften behoeftes vraag vraagt vragen roept schreeuwt snakken verlangt eist demand demands calls call",
    "duty": "moet moeten dient dienen hoort horen behoort must should ought",
    "would": "zouden zou would",
    "wish": "wil willen wensen wenst pleit pleiten bepleit bepleiten graag voorstander voorstanders wenselijk gewenst gewenste adviseren"
    " adviseert aanbevolen aanbeveling aanbevelingen aanbeveelt beveelt bevelen verzoekt verzoeken roepen dringen dringt verdient verdienen"
    " aangeraden raadt pal inzetten inzet urge recommend recommends wish want wants deserves",
    "finds": "vindt vinden acht achten ziet zien benadrukt",
    "more": "meer extra aanvullende aanvullend nieuwe nieuw betere beter grotere groter hogere additional more better new forse fors"
    " flinke verdere verder nadere nader uitgebreide sterkere zwaardere bijkomende further flink aanzienlijk aanzienlijke",
    "enough": "voldoende genoeg toereikende toereikend adequate adequaat passende goede goed structurele structureel sufficient enough fatsoenlijke",
    "do": "investeren investeert geïnvesteerd uitbreiden uitgebreid versterken versterkt vergroten verhogen verhoogd"
    " aanleggen aangelegd bouwen gebouwd opleiden opgeleid bijscholen omscholen werven aantrekken scholen trainen ontwikkelen ontwikkeld"
    " vernieuwen vernieuwd vervangen verzwaren verzwaard realiseren gerealiseerd verdubbelen reserveren gereserveerd vrijmaken"
    " vrijgemaakt bijbouwen bijgebouwd plaatsen verbeteren verbeterd gefinancierd financieren onderzocht bekostigd verbreden verbreed"
    " behouden geregeld gevonden gemobiliseerd uitgetrokken uitgevoerd uitgezocht ingezet opgezet opgericht gemaakt gesteld"
    " vrijgehouden opgevoerd verruimd expand strengthen increase built trained expanded increased strengthened",
    "get": "krijgen krijgt hebben heeft beschikken beschikt zorgen zorgt garanderen voorzien weten beschikbaar beschikbare toegankelijk"
    " aanwezig bij have has get available obtain weet",
    "order": "investeer zorg maak leg trek geef stel verhoog versterk bouw vul werf breid vergroot reserveer leid richt organiseer"
    " ontwikkel invest build provide ensure develop train",
    "growth": "uitbreiding versterking aanleg vergroting verhoging ontwikkeling realisatie vernieuwing verzwaring opbouw werving"
    " behoud verbetering beschikbaarheid toegang verruiming aanschaf opschaling verdubbeling impuls expansion development",
    "be": "is zijn blijft blijven are be been",
    "passive": "wordt worden being",
    "past": "was waren werd werden had hadden gehad geweest bleek were inmiddels vorig vorige kreeg kregen",
    "we": "we wij ons onze our",
    "will": "zal zullen gaan gaat will",
    "come": "komt komen come comes",
    "mean": "betekent betekenen means mean",
    "no": "niet geen nooit not no minder afgeschaft stopzetten less fewer",
    "if": "als indien wanneer mits zodra tenzij if when unless waar where",
    "which": "welke wat hoeveel hoe waarom wie of which what how whether",
    "can": "kan kunnen mogelijk can may could might",
    "for": "om voor daarvoor hiervoor daarom zodat opdat teneinde waarvoor daarbij for",
    "cannot": "onnodig onwenselijk onterecht",
    "talk": "aandacht overleg afspraken samenwerking beleid plan plannen regels wetgeving regelgeving draagvlak vertrouwen besluit"
    " besluiten visie aanpak cooperation rules policy attention norm normen",
    "text": "hoofdstuk paragraaf figuur tabel bijlage rapport studie onderzoeksresultaten chapter figure table section report model module",
}
"""Each word in one class."""
PHRASES = {"ten onrechte": "cannot", "staat of valt": "matters", "staan of vallen": "matters"}
"""What is a cue as a whole alone; it stands where its first word does."""
ELSEWHERE = {
    "vergroot": "do",
    "invest": "do",
    "build": "do",
    "develop": "do",
    "train": "do",
    "provide": "get",
    "bouw": "growth",
}
"""What a word of order is where it does not open its clause: "bouw woningen", but "de bouw van woningen"."""
_CLASS = {word: name for name, listed in CLASSES.items() for word in listed.split()}
_BEGUN = {phrase.split()[0]: (phrase.split(), name) for phrase, name in PHRASES.items()}

BROAD: dict[RequirementKind, str] = {
    "infrastructure": "woningen appartementen huizen centrale centrales opvangplekken opvanglocaties windmolens windturbines"
    " zonnepanelen spoorwegen snelwegen spoor sluizen dijken kade kades terminal terminals gebouwen ziekenhuizen"
    " netwerk netwerken wegennet stroomnet platform platforms voorzieningen batterijen datacenters datacentra internet"
    " apparatuur materieel hulpmiddelen warmtebronnen windparken datastandaard praktijkcentrum uitrusting",
    "people": "politie boas boa's schoolleiders militairen reservisten huisartsen kennismigranten pleegouders coaches mentoren"
    " bouwers rechters mboers mbo'ers behandelaars arbeidsplaatsen staalwerkers hulpverleners wijkagenten"
    " functionarissen lector",
    "capacity": "kinderopvang bedden plekken gevechtskracht",
    "investment": "ontwikkelkosten geldmiddelen euros euro's cofinanciering investeringsimpuls rijksgeld belastinggeld leningen"
    " dekking",
    "knowledge": "cijfers statistieken metingen informatiebronnen databronnen kennisbank gegevensset meetplan monitoring"
    " kaartmateriaal",
    "competence": "leerplekken leerwerkplekken stageplekken stageplaatsen stages professionalisering kwalificaties basiscursus",
    "research": "evaluatie inventarisatie analyse analyses haalbaarheidsstudie vervolgstudie proeven",
    "expertise": "kennispositie kenniscentra kenniscentrum lectoraat",
}
"""Last parts of names that are means where cues weigh enough."""
BROAD_WHOLE: dict[RequirementKind, str] = {
    "infrastructure": "homes houses housing road roads railway railways dykes equipment network networks pipeline pipelines",
    "people": "welders judges police",
    "capacity": "baseload",
    "investment": "rijkssteun staatssteun appropriations grants",
    "knowledge": "statistics",
    "competence": "apprenticeships",
    "research": "evaluation analysis",
    "space": "grondposities bouwgronden",
}
"""The same, as whole words."""
_OTHER = words(
    "centrale decentrale plekken verhuizen ontdekking bedekking collector selector doorsluizen beproeven blokkade blokkades"
)
"""What ends as these do, or is one, and names nothing of the kind."""
_ACTS: dict[RequirementKind, str] = {
    "investment": r"investeren|investeer|investeert|ge[iï]nvesteerd|invest|investing",
    "research": r"onderzocht|uitgezocht|onderzoeken|doorgerekend|investigated",
    "competence": r"opgeleid|opleiden|bijgeschoold|omgeschoold|geschoold|bijscholen|omscholen|scholen|getraind|trained",
}
_GAPS: dict[RequirementKind, str] = {
    "people": r"(?:personeels|leraren|docenten|artsen|huisartsen|menskracht|arbeids|vakmensen|vakkrachten|lerar\w*|technici|zorg)tekort(?:en)?|arbeids(?:markt)?krapte|personeelsgebrek",
    "infrastructure": r"woning(?:te)?kort(?:en)?|woningnood|netcongestie",
    "investment": r"(?:geld|financierings|investerings)(?:tekort(?:en)?|gebrek)",
    "knowledge": r"(?:kennis|informatie|data)(?:tekort(?:en)?|hiaten|leemten?|kloof|gebrek|lacunes?)",
    "space": r"ruimte(?:gebrek|tekort)",
    "capacity": r"capaciteits(?:tekort(?:en)?|gebrek)|opvangtekort(?:en)?",
}


def _one_of(listed: dict[RequirementKind, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in listed.items()))


_WAYS = (("act", _one_of(_ACTS)), ("gap", _one_of(_GAPS)))
_HEADS: dict[str, RequirementKind] = {
    head: kind for listed in (BROAD, BROAD_WHOLE) for kind, heads in listed.items() for head in heads.split()
}
_LAST = re.compile(rf"\w*?({'|'.join(' '.join(BROAD.values()).split())})")
_WHOLE = words(" ".join(BROAD_WHOLE.values()))


def classes(said: Sequence[str], clauses: Sequence[int]) -> tuple[str | None, ...]:
    """For each word of a sentence in lower case the class of cues it belongs to; ``clauses`` as of ``Sentence``."""
    found = [_CLASS.get(word) for word in said]
    for at, word in enumerate(said):
        if word in ELSEWHERE and clauses[at] != at:
            found[at] = ELSEWHERE[word]
        if word in _BEGUN:
            phrase, name = _BEGUN[word]
            if list(said[at : at + len(phrase)]) == phrase:
                found[at] = name
    return tuple(found)


@lru_cache(maxsize=65_536)
def head_of(word: str) -> str | None:
    """Which entry of the list of broad names a word in lower case is, or ends in; the longest; None for any other word."""
    plain = word.replace("’", "'")
    if plain in _WHOLE:
        return plain
    found = None if plain in _OTHER else _LAST.fullmatch(plain)
    return found[1] if found else None


@lru_cache(maxsize=65_536)
def named(word: str) -> tuple[str, RequirementKind] | None:
    """How a word in lower case may name a means, and which: by an act, a gap, a sure name or a broad one."""
    for way, pattern in _WAYS:
        found = pattern.fullmatch(word)
        if found:
            return way, found.lastgroup  # type: ignore[return-value]  # the groups are the kinds
    kind = kind_of(word)
    if kind is not None:
        return "sure", kind
    head = head_of(word)
    return ("broad", _HEADS[head]) if head else None


STRONG = words(
    " ".join(
        CLASSES[name]
        for name in (
            "need",
            "without",
            "matters",
            "lack",
            "want",
            "duty",
            "wish",
            "order",
            "mean",
            "would",
            "will",
            "more",
            "enough",
        )
    )
) | {phrase.split()[-1] for phrase, name in PHRASES.items() if name == "matters"}
"""Of these a sentence must have one before it is weighed: without, none was ever a need."""
