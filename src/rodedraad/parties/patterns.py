"""Names that say themselves what they are: "Stichting X", "Y B.V.", "colleges van B en W van A, B en C"."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from rodedraad.records import Layer, Organ

Tree: TypeAlias = Literal["towns", "provinces", "topics", "factions"]

_COUNCIL: Layer = "gemeente"
_CIVIC: Layer = "maatschappelijk"
_KNOWLEDGE: Layer = "onderwijs_kennis"

# Word before a name -> layer and form of the party that the name then is.
_BEFORE: dict[str, tuple[Layer, str]] = {
    "stichting": (_CIVIC, "foundation"),
    "vereniging": (_CIVIC, "association"),
    "coöperatie": (_CIVIC, "cooperative"),
    "milieufederatie": (_CIVIC, "environmental"),
    "natuurvereniging": (_CIVIC, "environmental"),
    "vakbond": (_CIVIC, "union"),
    "platform": (_CIVIC, "partnership"),
    "coalitie": (_CIVIC, "partnership"),
    "alliantie": (_CIVIC, "partnership"),
    "woningcorporatie": (_CIVIC, "housing_association"),
    "ondernemersvereniging": ("bedrijf", "association"),
    "ondernemersfonds": ("bedrijf", "association"),
    "dorpsraad": ("bewoners", "residents"),
    "wijkraad": ("bewoners", "residents"),
    "buurtraad": ("bewoners", "residents"),
    "dorpsbelang": ("bewoners", "residents"),
    "bewonersgroep": ("bewoners", "residents"),
    "bewonersplatform": ("bewoners", "residents"),
    "bewonersvereniging": ("bewoners", "residents"),
    "bewonerscomité": ("bewoners", "residents"),
    "bewonersraad": ("bewoners", "residents"),
    "bewonersinitiatief": ("bewoners", "residents"),
    "buurtcomité": ("bewoners", "residents"),
    "buurtvereniging": ("bewoners", "residents"),
    "wijkvereniging": ("bewoners", "residents"),
    "wijkplatform": ("bewoners", "residents"),
    "actiegroep": ("bewoners", "residents"),
    "omgevingsdienst": (_COUNCIL, "environmental_service"),
    "veiligheidsregio": (_COUNCIL, "safety_region"),
    "ggd": (_COUNCIL, "health_service"),
    "waterschap": ("waterschap", "water_board"),
    "hoogheemraadschap": ("waterschap", "water_board"),
    "universiteit": (_KNOWLEDGE, "university"),
    "university": (_KNOWLEDGE, "university"),
    "hogeschool": (_KNOWLEDGE, "school"),
    "roc": (_KNOWLEDGE, "school"),
    "instituut": (_KNOWLEDGE, "institute"),
    "kenniscentrum": (_KNOWLEDGE, "institute"),
    "havenbedrijf": ("bedrijf", "company"),
    "expertgroep": (_KNOWLEDGE, "advisory"),
}
_COMMITTEE = "vaste commissie"
_COMPANY = re.compile(r"(?i)\b(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|gmbh|ltd\.?|inc\.?|holding)$")
_AFTER: tuple[tuple[str, Layer, str], ...] = (
    ("universiteit", _KNOWLEDGE, "university"),
    ("university", _KNOWLEDGE, "university"),
    ("hogeschool", _KNOWLEDGE, "school"),
    ("college", _KNOWLEDGE, "school"),
    ("milieufederatie", _CIVIC, "environmental"),
)

CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_PART = rf"(?:{CAPITAL}|[0-9](?=[\w-]*[A-Za-z]))[\w&.+'’-]*[\w+]"
_SINGLE = rf"{CAPITAL}(?![\w.])"
_LINK = r"(?:van|voor|de|der|den|het|aan|op|tot|'t|’t|&|over)"
NAME = re.compile(
    rf"[ \u00a0«\"“'‘]{{1,2}}((?:{_PART}|{_SINGLE})(?:[ \u00a0]{{1,2}}(?:{_LINK}[ \u00a0]){{0,2}}(?:{_PART}|{_SINGLE})){{0,6}})"
)
BEFORE_COMPANY = re.compile(rf"((?:{_PART}|{_SINGLE})(?:\s(?:&|en|{_PART}|{_SINGLE})){{0,4}})\s?,?\s$")
COMPANY_WORD = frozenset({"B.V", "BV", "N.V", "NV", "VOF", "GmbH", "Ltd", "Inc"})


def _phrases(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_OF = r"(?:\s(?:van|in)(?:\sde)?(?:\s(?:gemeenten?|provincies?))?)?\s"
_BW = r"(?:\svan\s(?:burgemeesters?\sen\swethouders?|b\s?(?:en|&)\s?w))"

# A college of these is not that of a town with such a name.
_NO_TOWN = r"(?!(?:gedeputeerde|bestuur|burgemeesters?|dijkgraaf|toezicht|beroep|deskundigen|commissarissen|dekanen|decanen)\b)"

# First word -> phrases that announce a list of names: what to match, the tree of names, the organ they act as.
LISTS: dict[str, tuple[tuple[re.Pattern[str], Tree, Organ | None], ...]] = {}


def _announce(words: str, pattern: str, tree: Tree, organ: Organ | None) -> None:
    for word in words.split():
        LISTS[word] = (*LISTS.get(word, ()), (_phrases(pattern), tree, organ))


_announce("gemeente gemeenten", r"gemeenten?\s", "towns", None)
_announce("municipality municipalities", r"municipalit(?:y|ies)\sof\s", "towns", None)
_announce("college colleges", rf"colleges?\svan\sgedeputeerde\sstaten{_OF}", "provinces", "college")
_announce("college colleges", rf"colleges?{_BW}?(?:\svan(?:\sde)?(?:\sgemeenten?)?)?\s{_NO_TOWN}", "towns", "college")
_announce(
    "burgemeester burgemeesters",
    r"burgemeesters?\sen\swethouders?(?:\svan(?:\sde)?(?:\sgemeenten?)?)\s",
    "towns",
    "college",
)
_announce("b b&w", r"b\s?(?:en|&)\s?w(?:\svan(?:\sde)?(?:\sgemeenten?)?)\s", "towns", "college")
_announce("burgemeester burgemeesters", r"burgemeesters?(?:\svan(?:\sde)?(?:\sgemeenten?)?)\s", "towns", "college")
_announce("secretaris gemeentesecretaris", r"(?:gemeente)?secretaris\svan(?:\sde\sgemeente)?\s", "towns", "college")
_announce("wethouder wethouders", r"wethouders?(?:\svan(?:\sde)?(?:\sgemeenten?)?)\s", "towns", "college")
_announce("gemeenteraad gemeenteraden raad raden", rf"(?:gemeente)?ra(?:ad|den){_OF}", "towns", "raad")
_announce("gemeenteraadsleden raadsleden", rf"(?:gemeente)?raadsleden{_OF}", "towns", "raad")
_announce("gemeentebestuur gemeentebesturen", rf"gemeentebestu(?:ur|ren){_OF}", "towns", None)
_announce("provincie provincies", r"provincies?\s", "provinces", None)
_announce("province provinces", r"provinces?\sof\s", "provinces", None)
_announce("gedeputeerde gs", rf"(?:gedeputeerde\sstaten|gs){_OF}", "provinces", "college")
_announce("provinciale ps", rf"(?:provinciale\sstaten|ps){_OF}", "provinces", "raad")
_announce("ministerie ministeries", r"ministeries?\s(?:van|voor)\s", "topics", "ministry")
_announce(
    "minister ministers staatssecretaris staatssecretarissen bewindspersonen",
    r"(?:ministers?|staatssecretaris(?:sen)?|bewindspersonen)\s(?:van|voor)\s",
    "topics",
    "ministry",
)
_announce("ministry ministries", r"(?:ministry|ministries)\s(?:of|for)\s(?:the\s)?", "topics", "ministry")
_announce("minister state", r"(?:minister|state\ssecretary)\s(?:of|for)\s(?:the\s)?", "topics", "ministry")
_announce("fractie fracties", r"fracties?(?:\svan(?:\s(?:de|het))?)?\s", "factions", "fractie")

BETWEEN = re.compile(
    r"(?:\s?,\s(?:en\s|and\s)?|\s(?:en|of|and|or|&)\s|\s?/\s?|,\s?)(?:(?:van|de|het|gemeente|provincie)\s){0,2}"
)
COMMITTEE = _phrases(r"(?:vaste\s(?:kamer)?commissies?|kamercommissies?|commissies?)\s(?:voor|van)\s")

_STARTS = {*_BEFORE, *LISTS, "vaste", "kamercommissie"}
# Common nouns that are part of a name only when written with a capital: "Platform X", but not "een platform".
_CAPITAL_ONLY = frozenset(
    {"platform", "coalitie", "alliantie", "instituut", "kenniscentrum", "university", "universiteit"}
)
_UPPER_ONLY = frozenset({"ggd", "roc", "gs", "ps", "b", "b&w"})


def _written(word: str) -> tuple[str, ...]:
    if word in _UPPER_ONLY:
        return (word.upper(),)
    capital = word[0].upper() + word[1:]
    return (capital, word.upper()) if word in _CAPITAL_ONLY else (word, capital, word.upper())


FORMS: dict[str, str] = {written: word for word in sorted(_STARTS) for written in _written(word)}
FORMS |= {word: word for word in sorted(COMPANY_WORD)}


def form_of(name: str) -> tuple[Layer | None, str | None]:
    """Layer and form that a name says of itself; (None, None) where it says nothing."""
    words = name.casefold().split()
    if not words:
        return None, None
    if name.casefold().startswith(_COMMITTEE):
        return "parlement", "committee"
    if words[0] == "gemeente":
        return "gemeente", "municipality"
    if words[0] == "provincie":
        return "provincie", "province"
    if words[0] in _BEFORE:
        return _BEFORE[words[0]]
    if _COMPANY.search(name):
        return "bedrijf", "company"
    for ending, layer, form in _AFTER:
        if words[-1].endswith(ending):
            return layer, form
    return None, None


def before(word: str) -> bool:
    """Whether a name that starts with this word (small letters) is a party by its form."""
    return word in _BEFORE
