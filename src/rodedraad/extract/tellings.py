"""Frames that tell of a view with its verb apart, in the perfect or the passive, and where it was voiced.

"De bonden hebben aangegeven dat", "beide partijen bevelen X aan", "tijdens een overleg met vragers is gezegd dat", "in
het Klimaatakkoord staat dat", "volgens de cijfers van X". Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rodedraad.extract.agents import names_somebody
from rodedraad.extract.lexicon import word_set
from rodedraad.extract.sayings import Known

_START = r"(?:^[\s•●▪*–“\"‘-]{0,4}|[:;]\s)(?:(?:maar|en|ook|want|but|and)\s)?"
_WHO = r"(?P<who>[^,.;:()\n]{2,80}?)"
# Said outright: these need no clause behind them.
_TOLD = (
    r"(?:aangegeven|benadrukt|verzocht|geadviseerd|aanbevolen|bepleit|geconstateerd|geconcludeerd|gewaarschuwd|betoogd|"
    r"aangedrongen|gepleit|opgemerkt|beklemtoond|onderstreept|gehekeld|bekritiseerd|(?:erop|er\sop)\sgewezen|(?:laten|doen)\sweten|kenbaar\sgemaakt|"
    r"(?:zorg|zorgen|bezwaren|kritiek|twijfels|steun|wens|wensen)\s(?:\w+\s)?(?:geuit|uitgesproken))"
)
_TOLD_THAT = r"(?:gesteld|gezegd|opgeroepen|gemeld|voorgesteld|verklaard|verteld|geopperd|gesignaleerd|aangekaart|genoemd)(?=,?\s(?:dat|om|of|te|hoe|tot)\b|:)"
_GAP = r"(?:[^.;]{0,170}?\s)?"
_HAVE = r"(?:heeft|hebben|had|hadden)"
_PERFECT = re.compile(rf"{_START}{_WHO}\s{_HAVE}\s{_GAP}(?:{_TOLD}|{_TOLD_THAT})\b(?!\sin\s(?:tabel|figuur|bijlage))")
# In inversion something else than the subject stands first: "tijdens het overleg hebben de bonden … aangegeven".
_TURNS = (
    r"(?:^|[,;:]\s)(?:(?:en|maar|want)\s)?(?:in|op|bij|tijdens|naar|na|voor|met|uit|door|sinds|vanuit|conform|ook|daarnaast|daarbij|verder|tevens|bovendien|eerder|onlangs|recent|"
    r"recentelijk|vorig|vorige|inmiddels|daarom|zo|hier\w*|daar\w*|vervolgens|toen|al|reeds|tegelijk|tot|over|aan|om|als|gelet|gezien|naast|volgens|binnen|per|namens|wel|"
    r"echter|afgelopen|begin|eind|medio|terecht|tegelijkertijd|dit|dat|\d+)\s(?:[^.;]{0,160}?\s)?"
)
_PERFECT_TURNED = re.compile(
    rf"{_TURNS}{_HAVE}\s(?P<within>(?!wij\b|we\b|ik\b|zij\b|ze\b|hij\b|er\b)[^,.;:]{{2,60}}?)\s{_GAP}(?:{_TOLD}|{_TOLD_THAT})\b(?!\sin\s(?:tabel|figuur|bijlage))"
)
_NOT_SELF = r"(?!wij\b|we\b|ik\b|zij\b|ze\b|hij\b|er\b|u\b|je\b|men\b)"
_APART_TURNED = re.compile(
    rf"{_TURNS}(?:(?:geeft|geven|gaf|gaven)\s(?P<within>{_NOT_SELF}[^,.;:]{{2,60}}?)\s(?:[^.;]{{0,60}}?\s)?aan,?\s(?:dat|hoe|te|niet|geen|behoefte|moeite|graag)\b|"
    rf"(?:stelt|stellen)\s(?P<within2>{_NOT_SELF}[^,.;:]{{2,60}}?)\s(?:[^.;,]{{0,90}}?\s)?voor,?\s(?:om|dat|te)\b|"
    rf"(?:beveelt|bevelen)\s(?P<within3>{_NOT_SELF}[^,.;:]{{2,60}}?)\s(?:[^.;,]{{0,120}}?\s)?aan\b|"
    rf"(?:pleit|pleiten|waarschuwt|waarschuwen|vreest|vrezen|adviseert|adviseren|betoogt|betogen|benadrukt|benadrukken|constateert|constateren|concludeert|concluderen|bepleit|bepleiten)\s(?P<within4>{_NOT_SELF}[^,.;:]{{2,80}}))"
)
_TOOK_SIDES = re.compile(rf"{_START}{_WHO}\s{_HAVE}\szich\s(?:\w+\s){{0,3}}?uitgesproken\b")
_APART = re.compile(
    rf"{_START}{_WHO}\s(?![\w-]+\s(?:wij|we|ik|u)\b)(?:(?:beveelt|bevelen|beval|bevalen)\s[^.;]{{2,160}}?\saan\b|(?:raadt|raden|raadde)\s[^.;]{{2,160}}?\s(?:aan|af)\b|(?:dringt|dringen|drong|drongen)\s(?:[^.;]{{2,80}}?\s)?aan\sop\b|"
    r"(?:roept|roepen|riep|riepen)\s(?:[^.;]{2,120}?\s)?op\b(?=[\s,]+(?:om|tot|te|dat)\b|\W*$)|(?:stelt|stellen)\s(?:[^.;,]{2,140}?\s)?voor(?=,?\s(?:om|dat|te)\b|\W*$|,|\s(?:de|het|een|alle)\s[^.;]{2,80}?\ste\s\w+en\b)|"
    r"(?:geeft|geven|gaf|gaven)\s(?:[^.;]{2,60}?\s)?aan(?=,?\s(?:dat|hoe|te|niet|geen|behoefte|moeite|graag)\b)|(?:spreekt|spreken|sprak|spraken)\s(?:[\w-]+\s){0,2}?van\s(?:een\s)?[“\"‘]|"
    r"(?:spreekt|spreken|sprak|spraken)\s(?:zich|zijn|haar|hun)\s[^.;]{0,100}?\suit\b|"
    r"(?:wijst|wijzen|wees|wezen)\s(?:[\w-]+\s){0,3}?op\s(?:het|de)\s(?:belang|noodzaak|risico|gevaar|tekort|gebrek)|(?:dringt|dringen)\saan\sop\b)"
)
# What people feel or side with: "de bewoners ervaren het als", "de vereniging is tegen", "onder bewoners leeft de vrees".
_FELT = re.compile(
    rf"{_START}{_WHO}\s(?:(?:ervaart|ervaren|beschouwt|beschouwen)\s[^.;]{{2,90}}?\sals\s(?:een|te|zeer|on\w+|positief|negatief|prettig|belastend|hinderlijk)\b|(?:laat|laten|liet|lieten)\s(?:[\w-]+\s){{0,4}}?weten\s?(?:,?\sdat|:)|"
    r"(?:is|zijn)\s(?:[\w-]+\s){0,2}?(?:tevreden|ontevreden|kritisch|bezorgd|voorstander|tegenstander|voorstanders|tegenstanders|verdeeld\sover|tegen\s(?:de|het|een)))\b"
)
_FELT_AMONG = re.compile(
    r"\b(?:onder|bij)\s(?P<within>[^,.;:]{2,50}?)\s(?:leeft|leven|bestaat|bestaan|heerst|heersen)\s(?:[\w-]+\s){0,3}?(?:vrees|zorg|zorgen|wens|wensen|gevoel|angst|onvrede|twijfel|twijfels|beeld)\b"
)
_LETS_KNOW = re.compile(
    rf"{_TURNS}(?:laat|laten|liet|lieten)\s(?P<within>{_NOT_SELF}[^,.;:]{{2,60}}?)\s(?:[\w-]+\s){{0,3}}?weten\s?(?:,?\sdat|:)"
)
_OCCASION = (
    r"[\w-]*(?:overleg|overleggen|bijeenkomst|bijeenkomsten|sessies?|workshops?|gesprek|gesprekken|interviews?|consultaties?|raadpleging|"
    r"enquêtes?|hoorzittingen?|hoorzitting|inspraak|inspraakavond|rondetafel|meeting|bewonersavond|peiling|vragenlijst|dialoog|zienswijzen)"
)
_VOICED = (
    r"(?:aangegeven|benadrukt|gesteld|genoemd|opgemerkt|gezegd|gevraagd|gewezen|aangekaart|ingebracht|gepleit|bepleit|geuit|geadviseerd|aanbevolen|"
    r"gesignaleerd|geconstateerd|naar\svoren\sgebracht|uitgesproken)"
)
_VOICED_THERE = re.compile(
    rf"\b(?:tijdens|in|bij|uit|op)\s(?:een|de|het|deze|die|diverse|verschillende|meerdere|onze)\s(?:\w+\s){{0,2}}?{_OCCASION}\b(?:\s(?:met|van|onder|tussen)\s(?P<rest>[^.;]{{3,90}}?))?\s(?:[^.;]{{0,60}}?\s)?(?:is|werd|wordt|zijn|werden|worden)\s[^.;]{{0,140}}?\b{_VOICED}\b"
)
_PAPER = re.compile(
    r"[\w-]*(?:rapport|brief|advies|akkoord|convenant|notitie|visie|agenda|deal|strategie|programma|manifest|studie|verkenning|evaluatie|nota|witboek|"
    r"groenboek|mededeling|verklaring|motie|resolutie|verslag|monitor|report|strategy|agreement|communication)$"
)
_OWN_PAPER = re.compile(
    r"(?:dit|deze|ons|onze|mijn|bovenstaande?|onderstaande?|volgende?|vorige?|voorgaande?|voorliggende?|bijgevoegde?)\b"
)
_STANDS_THERE = re.compile(
    r"\bin\s(?P<paper>(?:de|het)\s[^,.;:()]{3,60}?)\s(?:(?:staat|stond|wordt|werd|is)\s(?:[^.;]{0,60}?\s)?(?:aangegeven|gesteld|vermeld|benadrukt|gezegd|opgemerkt|geconcludeerd|geadviseerd|aanbevolen|gepleit|betoogd|gewaarschuwd),?\s(?:dat|voor|om)\b|"
    r"(?:staat|stond)\s(?:\w+\s){0,2}?(?:dat\b|te\slezen)|(?:\w+\s){0,3}(?:aangegeven|vermeld|benadrukt|geconcludeerd)\sdat\b)"
)
_CRITICISM = re.compile(
    r"^\W{0,3}(?:er|daar|ook)\s(?:is|was|klinkt|klonk|bestaat|zijn|waren|klinken)\s(?:er\s)?(?:[\w.]+\s){0,3}?(?:kritiek|bezwaren|weerstand|protest|tegenstand)\s(?:op|tegen|over)\b"
)
# "Volgens de cijfers van X": whose they are; of a plan, a method or a rule nobody's view.
_SOURCE_OF = re.compile(
    r"\b(?:volgens|blijkens|according\sto)\s(?:(?:de|het|een|the|a)\s)?(?:(?!planning|plan|wet|[\w-]*kaart|methode|norm|definitie|systematiek|regels|standaard|richtlijn|eisen|voorschrift|procedure|afspraken|principe|uitgangspunt|beginsel|model)[\w-]+\s){1,3}?(?:van|of)\s(?P<within>(?:de\s|het\s|the\s)?[^,.;:()]{2,80})"
)
_THEM = re.compile(
    r"(?<!\bdie )(?<!\bdat )\b(?:volgens|according\sto)\s(?P<them>hen|hem|haar|hun|them|him|her)\b(?!\s[\w-]+(?:en|ing|heid|plan|rapport)\b)"
)
_PEOPLE_ENDS = (
    "aars",
    "eurs",
    "isten",
    "ologen",
    "nomen",
    "enden",
    "denen",
    "iers",
    "kers",
    "vers",
    "ders",
    "ners",
    "gers",
    "zers",
    "lers",
    "sers",
    "mers",
    "tanten",
)
_NO_PEOPLE = frozenset(
    ("cijfers", "papers", "nummers", "kamers", "parameters", "computers", "folders", "wonders", "zenders", "dossiers", "vensters", "bekers", "clusters", "filters", "kilometers", "noemers")
)  # fmt: skip
_PARTICIPLES = word_set(
    "aangegeven benadrukt verzocht geadviseerd aanbevolen bepleit geconstateerd geconcludeerd gewaarschuwd betoogd aangedrongen gepleit opgemerkt beklemtoond "
    "onderstreept gehekeld bekritiseerd gewezen weten kenbaar geuit uitgesproken gesteld gezegd gevraagd opgeroepen gemeld voorgesteld verklaard verteld geopperd "
    "gesignaleerd aangekaart genoemd ingebracht voren"
)
_PARTED = word_set(
    "beveelt bevelen beval bevalen raadt raden raadde dringt dringen drong drongen roept roepen riep riepen stelt stellen geeft geven gaf gaven spreekt spreken sprak "
    "spraken wijst wijzen wees wezen"
)
_TURNING = word_set(
    "geeft geven gaf gaven stelt stellen beveelt bevelen pleit pleiten waarschuwt waarschuwen vreest vrezen adviseert adviseren betoogt betogen benadrukt benadrukken "
    "constateert constateren concludeert concluderen bepleit bepleiten"
)
_FEELING = word_set(
    "ervaart ervaren beschouwt beschouwen weten tevreden ontevreden kritisch bezorgd voorstander tegenstander voorstanders tegenstanders verdeeld tegen leeft leven bestaat "
    "bestaan heerst heersen"
)
_HAVING = word_set("heeft hebben had hadden")
_STANDING = word_set(
    "staat stond aangegeven gesteld vermeld benadrukt gezegd opgemerkt geconcludeerd geadviseerd aanbevolen gepleit betoogd gewaarschuwd"
)
_CRITICAL = word_set("kritiek bezwaren weerstand protest tegenstand")
_ACCORDING = word_set("volgens blijkens according")
TELLING_WORDS = _PARTICIPLES | _PARTED | _FEELING | _TURNING | _STANDING | _CRITICAL | _ACCORDING
"""A sentence in lower case without any of these words has none of the frames."""


def names_people(word: str) -> bool:
    """Whether a word in lower case is a plural of people by its ending: "ondertekenaars", "economen"."""
    return len(word) > 6 and word.endswith(_PEOPLE_ENDS) and word not in _NO_PEOPLE


def told(low: str, words: Sequence[str]) -> Iterator[tuple[tuple[int, int], Known]]:
    """Where those stand whose view a sentence in lower case tells, and how well known they must be; ``words`` are its."""
    if not _HAVING.isdisjoint(words) and not _PARTICIPLES.isdisjoint(words):
        for pattern in (_PERFECT, _TOOK_SIDES):
            if match := pattern.search(low):
                yield match.span("who"), "somebody"
        if match := _PERFECT_TURNED.search(low):
            yield (match.start("within"), len(low)), "within"
    if not _PARTED.isdisjoint(words) and (match := _APART.search(low)):
        yield match.span("who"), "somebody"
    if not _FEELING.isdisjoint(words):
        if match := _FELT.search(low):
            yield match.span("who"), "somebody"
        for pattern in (_FELT_AMONG, _LETS_KNOW):
            if match := pattern.search(low):
                yield (match.start("within"), len(low)), "within"
    if not _TURNING.isdisjoint(words) and (match := _APART_TURNED.search(low)):
        yield (match.start(match.lastgroup or 0), len(low)), "within"
    if not _ACCORDING.isdisjoint(words) and (match := _SOURCE_OF.search(low)):
        yield (match.start("within"), len(low)), "within"


def voiced(text: str, low: str, words: Sequence[str]) -> tuple[bool, tuple[int, int] | None]:
    """Whether a view is told of a document, an occasion or nobody named, and where that one stands."""
    if TELLING_WORDS.isdisjoint(words):
        return False, None
    stands = None if _STANDING.isdisjoint(words) else _STANDS_THERE.search(low)
    if stands and _is_paper(text[slice(*stands.span("paper"))]):
        return True, stands.span("paper")
    if not _PARTICIPLES.isdisjoint(words) and (match := _VOICED_THERE.search(low)):
        return True, match.span("rest") if match["rest"] else None
    if not _ACCORDING.isdisjoint(words) and (match := _THEM.search(low)):
        return True, match.span("them")
    return not _CRITICAL.isdisjoint(words) and _CRITICISM.match(low) is not None, None


def _is_paper(words: str) -> bool:
    """Whether words such as "het Klimaatakkoord" are another document than the one that they stand in."""
    _, *name = words.split()
    is_named = any(word[0].isupper() for word in name)
    return bool(name) and not _OWN_PAPER.match(name[0]) and (is_named or any(_PAPER.match(word) for word in name))


def first_somebody(low: str, start: int, end: int) -> int | None:
    """Where the first words from ``start`` that name somebody end; None where the first five name nobody."""
    for number, match in enumerate(re.finditer(r"[^\s,.;:()]+", low[start:end])):
        if number == 5:
            return None
        if names_somebody(match[0]) or names_people(match[0]):
            return start + match.end()
    return None


# These stand for somebody whom a sentence before this one names.
_UNNAMED = re.compile(
    r"(?:hen|hem|haar|hun|zij|ze|hij|them|him|her|they|both|beiden?|laatstgenoemden?)|"
    r"(?:beide|deze|die|dit|genoemde|dezelfde|voornoemde|both|these|those|this)\s(?:(?:twee|drie|vier|two|three)\s)?[\w-]+"
)


def told_of(who: str | None) -> str | None:
    """The holder, or None for words that say nothing of who it is: "hen", "beide organisaties"."""
    return None if who is not None and _UNNAMED.fullmatch(who.lower()) else who
