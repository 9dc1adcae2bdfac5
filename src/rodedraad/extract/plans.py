"""Documents told in small letters, of which there is one: one's own, the government's, or with a year behind them.

``onze mobiliteitsagenda``, ``het coalitieakkoord``, ``de woonvisie van de gemeente X``, ``het jaarverslag 2024``, ``de KEV
2023``. Method: docs/method/references.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodedraad.extract.citations import Name, folded

_OWN = re.compile(
    r"\b(?i:onze|ons|hun|uw|our|their|your)\s(?:eigen\s|nieuwe\s|huidige\s|own\s|new\s)?(?!verkiezings)(?P<title>[a-zà-ÿ-]{4,30}(?:agenda|visie|akkoord|convenant|strategie|nota|routekaart|actieplan|uitvoeringsprogramma|masterplan|koersdocument|manifest|rapportage|programma(?=\W)|monitor))\b"
)
_KNOWN_LOWER = re.compile(
    r"\b(?:[Hh]et|[Dd]e|[Tt]he|[Ee]en|[Dd]ie|vorige|huidige|nieuwe|nationale|landelijke|regionale)\s(?P<title>(?:coalitie|college|bestuurs|raads)(?:programma|overeenkomst)|(?:coalitie|klimaat|regeer|hoofdlijnen|energie|landbouw|sport|preventie|bestuurs|raads|college|noordzee|woon|grondstoffen|deltaplan\s)akkoord|[a-z]{4,20}(?:effectrapportage|effectrapport)|intentieverklaring|letter\sof\sintent)\b"
)
# Of these there is one: a strategy of the whole country, a first report, an environmental assessment.
_NATIONAL = re.compile(
    r"\b(?P<title>(?:nationale|landelijke|rijksbrede|Europese)\s(?!migratie|associatie|handels)[a-zà-ÿ]{3,26}(?:strategie|agenda|akkoord|visie|actieplan|routekaart|convenant|pact))\b"
)
_FIRST = re.compile(
    r"\b(?:(?:eerste|tweede|derde|vierde|vijfde|zesde)\s(?P<title>[a-z]{6,20}(?:rapportage|verkenning|rapport))|(?:de|een)\s(?P<between>tussenrapportage))\b"
)
_ASSESSMENT = re.compile(
    r"\b(?:[Hh]et\s(?P<title>MER(?:\s[A-ZÀ-Þ][\w-]+){0,5})|(?P<between>(?:[Pp]lan|[Pp]roject)-?MER(?:\s[A-ZÀ-Þ][\w-]+){0,5}))\b"
)
_OF_GOVERNMENT = re.compile(
    r"\b(?P<title>[a-z]{3,22}(?:visie|nota|agenda|strategie|beleidsplan|beleidskader|beleidskaart)\svan\s(?:de\s|het\s)?(?:gemeente|provincie|waterschap|hoogheemraadschap)\s[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?)(?P<between>)"
)
_WANTED = re.compile(r"[^.;]{0,60}?\b(?:moet|moeten|dient|dienen|te worden|zal|zullen|kan|komt)\b")
_GOVERNING = re.compile(r"\b(?P<title>regeerprogramma)\b")
_DATED = re.compile(
    r"\b(?P<title>[a-zà-ÿ]{3,30}(?:visie|plan|programma|verslag|agenda|monitor|strategie|nota|rapportage|convenant|akkoord|overeenkomst|brief)\s(?:(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?|\d\.0))(?!\w)(?!\s(?:van|en)\s\d)"
)
# "het advies van de commissie", "het rapport van de rekenkamer": a body that needs no name to be known by.
_OF_BODY = re.compile(
    r"\b(?:[Hh]et|[Ee]en)\s(?P<title>(?:eind)?(?:rapport|advies|onderzoek)\svan\sde\s[a-z]{0,20}(?:commissie|rekenkamer|expertgroep|ombudsman|inspectie)(?:\s(?!van\b|over\b|dat\b|is\b|in\b|op\b|om\b|en\b|wordt\b|zegt\b)[a-z]{2,24}){0,3}(?:\s\([^()]{3,40}\))?)(?P<between>)"
)
# Shorthand that reports of the whole country are known by, with a year or an edition, or as there is one of them.
_SHORT = re.compile(
    r"\b(?P<title>(?:KEV|NEV|ICER|RES|CES)\s(?:(?:19|20)\d\d|\d\.\d)(?![\w.]\d)|II3050)(?!\w)|\b(?i:de|het|uit|in|en)\s(?P<between>NOVI|POVI|NPE|PEH)\b"
)
_STATE = re.compile(
    r"\b(?P<title>Staat van (?:de |het )?[A-ZÀ-Þ][\w-]+(?:\s[\w-]+){0,3}?\s(?:19|20)\d\d)(?!\w)(?P<between>)"
)
# "de EU-bossenstrategie", "de International Harbour Office (IHO) vaarstrategie": an abbreviation and a kind.
_OF_SHORT = re.compile(
    r"\b(?:[Dd]e|[Hh]et|[Tt]he)\s(?P<title>(?:[A-ZÀ-Þ][\w-]+\s){0,5}\(?[A-Z]{2,6}\)?(?:-(?:[a-z]{4,24})?|\s[a-z]{4,24})(?:strategie|routekaart|actieplan|handreiking|leidraad))\b(?P<between>)"
)
# "de Duinrandse woonvisie", "de Groene en Blauwe agenda": whose it is, with a capital, and a kind without.
_OF_PLACE = re.compile(
    r"\b(?:[Dd]e|[Hh]et|[Oo]nze|[Tt]he)\s(?P<title>[A-ZÀ-Þ][a-zà-ÿ]{2,20}(?:s|se|ale|ele|e)?(?:\s(?:en\s)?[A-ZÀ-Þ][\w-]{2,20}){0,3}\s(?:(?<=[a-z]\s)[a-zà-ÿ]{4,22})?(?:strategie|agenda|akkoord|visie|actieplan|routekaart|convenant))\b(?P<between>)"
)
_OWN_CUES = (
    "agenda",
    "visie",
    "akkoord",
    "convenant",
    "strategie",
    "nota",
    "routekaart",
    "plan",
    "programma",
    "koersdocument",
    "manifest",
    "rapportage",
    "monitor",
)
_MORE_CUES = (
    "rapport",
    "verkenning",
    "verslag",
    "overeenkomst",
    "brief",
    "advies",
    "onderzoek",
    "intent",
    "pact",
    "handreiking",
    "leidraad",
    "MER",
    "Staat van",
    "Principles",
    "EV ",
    "ICER ",
    "ES ",
    "II3",
    "OVI",
    "NPE",
    "PEH",
)
_SHORT_CUES = ("EV ", "ICER ", "ES ", "II3", "OVI", "NPE", "PEH")
_LEAST_CHARS = 8
_KINDS = frozenset({"strategie", "agenda", "akkoord", "visie", "actieplan", "routekaart", "convenant"})
_LEAST_WORDS = 3


def plans(text: str, start: int, end: int) -> Iterator[Name]:
    """Names in small letters, each by a grammar of its own."""
    if end - start < _LEAST_CHARS:
        return
    part = text[start:end]
    has_kind = any(map(part.__contains__, _OWN_CUES))
    if not has_kind and not any(map(part.__contains__, _MORE_CUES)):
        return
    patterns = (
        (_DATED, "20" in part or "19" in part or ".0" in part),
        (_OWN, has_kind),
        (
            _KNOWN_LOWER,
            "akkoord" in part or "coalitie" in part or "college" in part or "effectrapport" in part or "intent" in part,
        ),
        (_OF_GOVERNMENT, "gemeente" in part or "provincie" in part or "waterschap" in part),
        (_NATIONAL, "ationale " in part or "andelijke " in part or "ropese " in part or "rijksbrede" in part),
        (_FIRST, "rapport" in part or "verkenning" in part),
        (_ASSESSMENT, "MER" in part),
        (_GOVERNING, "regeerprogramma" in part),
        (_SHORT, any(map(part.__contains__, _SHORT_CUES))),
        (_STATE, "Staat van" in part),
        (_OF_SHORT, has_kind or "handreiking" in part or "leidraad" in part),
        (_OF_PLACE, has_kind),
        (_OF_BODY, "commissie" in part or "rekenkamer" in part or "expertgroep" in part or "inspectie" in part),
    )
    for pattern, is_possible in patterns:
        if not is_possible:
            continue
        for match in pattern.finditer(text, start, end):
            if pattern is _KNOWN_LOWER and match[0].lower().startswith("een ") and _WANTED.match(text, match.end()):
                continue
            found = "title" if match["title"] else "between"
            title = folded(match[found])
            # Of a kind alone two words say whose it is: "de Europese agenda" is none.
            if pattern is _OF_PLACE and title.split()[-1] in _KINDS and len(title.split()) < _LEAST_WORDS:
                continue
            yield Name(match.start(found), match.end(found), title, (f"title={title}",))
