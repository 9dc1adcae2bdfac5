"""Documents named otherwise than by a title with a capital: quoted, dated, numbered, or told by who made them.

``het rapport "…"``, ``de brief van 3 maart 2024``, ``het advies van de Expertgroep …``, ``(TNO, 2021)``, ``onze
mobiliteitsagenda``, ``motie 2025-14``. Method: docs/method/references.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rodedraad.extract.announced import is_to_come
from rodedraad.extract.days import point
from rodedraad.extract.lexicon import MONTH, MONTHS


class Name(NamedTuple):
    """A document named in a text: ``text[start:end]``, its title, and what it may be resolved by."""

    start: int
    end: int
    title: str | None
    keys: tuple[str, ...]


YEAR = re.compile(r"(?:19|20)\d\d")
_KIND_WORD = (
    r"(?:[a-z]{0,20}(?:rapport|rapportage|studie|notitie|nota|brief|advies|onderzoek|visie|agenda|programma|plan|strategie|document|manifest|handreiking|verkenning|publicatie|artikel|boek|evaluatie|analyse|monitor|essay|brochure|factsheet|leidraad|convenant|akkoord|motie|amendement|voorstel|mededeling|beleidskader|toetsingskader|afwegingskader|uitvoeringskader|routekaart|verklaring|kabinetsreactie|persbericht|nieuwsbericht|survey|presentatie|overeenkomst|inventarisatie)"
    r"|report|study|paper|letter|memo|strategy|programme|vision|plan|roadmap|publication|article|assessment|communication|opinion|brochure|declaration|agreement|guideline|factsheet)"
)
_NO_TITLE = (
    r"(?:is|zijn|was|waren|wordt|worden|werd|heeft|hebben|zal|zullen|kan|kunnen|moet|moeten|gaat|staat|staan|dat|die|waar\w*|van|door|uit|over|om|naar|bij|als|zegt|laat|toont|noemt|stelt|blijkt|geeft|ligt|liggen|bevat|bevatten|beschrijft|beschrijven|adviseert|adviseren|concludeert|concluderen|geldt|gelden|wijst|schetst|biedt|vormt|vraagt|wil|weg|"
    r"are|were|has|have|shows?|says?|which|that|by|from|about)"
)
_QUOTE_MARKS = '“„"‘«*_'
_QUOTED = re.compile(
    r"(?P<open>[“„\"‘«]|(?<=[\s,:])'|\*{1,2}|(?<=\s)_)(?P<title>[^\s“„\"«»*_][^“„\"«»\n*]{3,140}?)(?P<close>[”\"’'»]|\*{1,2}|_)(?!\w)"
)
# "de rapporten ‘A’ en ‘B’"
_ALSO_QUOTED = re.compile(r",?\s(?:en|and)\s(?P<open>[“„\"‘«])(?P<title>[A-ZÀ-Þ][^“”„\"«»\n]{5,140}?)[”\"’»](?!\w)")
# Two titles with years behind one kind: the roadmaps Haven 2050 and Kust 2040.
_ALSO_YEARED = re.compile(
    r"(?:\s\((?:[^()\n]|\([^()\n]*\)){2,60}\))?,?\s(?:en|and)\s(?P<title>[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){0,3}\s20\d\d)(?!\w)"
)
_OWN_PART = re.compile(
    r"(?i)\b(?:hoofdstuk|paragraaf|bijlage|onderdeel|deel|chapter|section|annex|thema|project|traject|term|begrip|kopje)\s[\w.]{0,6}\s?$"
)
_KIND_BEFORE = re.compile(
    rf"(?i:\b{_KIND_WORD}(?:en|s|’s)?)(?: (?:19|20)\d\d| (?:van|door|by) [^.,;:()“”\"‘’]{{3,60}}?)?[ ,:]{{1,2}}(?:getiteld |genaamd |met de titel |entitled |titled )?$"
)
# "een inventarisatie van X (Y), genaamd ‘Z’", "met als titel ‘Z’": what a sentence says that a title is.
_TITLED_AS = re.compile(
    rf"(?:(?i:\b{_KIND_WORD})[^.;:“”‘\n]{{0,140}}?,?\s(?:genaamd|named|called)|\b(?:getiteld|met (?:als|de) titel|onder de titel|entitled|titled))[ :]{{1,2}}$"
)
_TITLED_ENDS = ("genaamd", "getiteld", "titel", "titled", "named", "called")
# A quoted title that begins with its own kind: "‘Koersdocument haven en stad’".
_KIND_INSIDE = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ]{2,20}(?:document|rapport|notitie|nota|visie|agenda|programma|voorstel|strategie|akkoord|leidraad|verkenning|convenant)\s\w.{4,}"
)
_CITED = re.compile(
    r"(?P<open>[“„\"‘«”])(?P<title>[A-ZÀ-Þ][^“”„\"«»\n]{7,160}?)[”\"’»],?\s?\((?:(?P<who>[^()\n]{2,60}?),?\s)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
WHO = r"[A-ZÀ-Þ][\w&’'-]*(?:(?:\s(?:van|voor|de|het|en|der|&|of|the|for|and)){0,2}\s[A-ZÀ-Þ][\w&’'-]*){0,5}"
# Whose document it is may begin with what they are: "van de commissie X", "van het lid Y", "van minister Z".
_OFFICE = (
    r"(?:(?:de |het |the )?(?:(?:tijdelijke |interdepartementale |onafhankelijke )?(?:commissie|werkgroep|stuurgroep|expertgroep|adviesgroep|projectgroep|taskforce|team|raad|adviesraad|rekenkamer|gemeente|provincie"
    r"|ministerie|minister|staatssecretaris|wethouder|gedeputeerde|burgemeester|college|universiteit|stichting|vereniging|bureau|adviesbureau|onderzoeksbureau|inspectie|projectleider|(?:tweede kamer|kamer)?lid|leden|heer|mevrouw)(?:[ -]|(?=[A-ZÀ-Þ]))"
    r"|committee (?:on )?|working group (?:on )?|ministry of )|(?:de |het |the ))?"
)
_MADE_BY = re.compile(
    rf"(?P<kind>(?i:(?:rapport|rapporten|rapportage|studie|studies|notitie|advies|adviezen|onderzoek|onderzoeken|evaluatie|verkenning|analyse|zienswijze|quickscan|haalbaarheidsstudie|\bvoorlichting|\b(?:kamer)?brief|\bbrieven|\b(?:e-)?mail|\bmoties?|\bamendement|verkiezingsprogramma|doorrekening|mkba|\bhandreiking|\bleidraad|factsheet|publicatie|brochure|jaarverslag|persbericht|whitepaper|routekaart|manifest|\bsurvey|enquête|peiling|essay|initiatiefnota|uitvoeringstoets|voortgangsmeting|nulmeting|\b(?:position )?paper)"
    rf"|reports?|studies|study|advice|opinion|evaluation|assessment|analysis|\bletter))\s(?P<by>van|door|by|of|from)\s{_OFFICE}(?P<who>{WHO})(?:\s(?:van|d\.d\.|of|dated)\s(?P<day>\d{{1,2}})\s(?P<month>(?i:{MONTH}))\s(?P<dated>(?:19|20)\d\d)|\s(?:uit|of|from|van|,)?\s?\(?(?P<year>(?:19|20)\d\d)\)?)?"
)
_BY = re.compile(r"(?<=[a-zA])\s(?:van|door|by|of|from)\s")
_MADE_WORDS = (
    "doorrekening handreiking jaarverslag persbericht publicatie whitepaper routekaart factsheet brochure manifest leidraad enquête peiling survey essay mkba paper initiatiefnota uitvoeringstoets voortgangsmeting nulmeting "
    "haalbaarheidsstudie verkiezingsprogramma rapportage onderzoeken amendement assessment evaluation voorlichting verkenning zienswijze rapporten "
    "quickscan adviezen onderzoek evaluatie kamerbrief rapport studies notitie analyse brieven opinion reports analysis studie advies moties "
    "report advice letter e-mail brief motie study mail"
)
_MADE_ENDS = tuple(sorted(_MADE_WORDS.split(), key=lambda word: (-len(word), word)))
"""The kinds of ``_MADE_BY``, the longest first: what a word before "van" or "by" ends with."""
_DONE = re.compile(r"(?i)onderzoek|analyse|evaluatie|verkenning|doorrekening|peiling|enquête|survey")
# "na publicatie van de gegevens" is an act, "de publicatie van X" a document.
_ACT = re.compile(r"(?i)publicatie|peiling")
_THAT_ONE = re.compile(r"(?i)\b(?:de|een|deze|die|recente|eerdere|zie|bron:|uit)\s$")
_SAYS = re.compile(r"(?i)\b(?:uit|blijkt|volgens|recent\w*|eerder\w*|zie|bron)\b")
_ENGLISH = re.compile(r"(?i)report|stud(?:y|ies)$|advice|opinion|evaluation|assessment|analysis")
_LETTER = re.compile(
    rf"\b(?P<kind>(?i:[a-z]{{0,24}}brief|brieven|letter|memo|(?:kamer|staten)vragen|[a-z]{{0,16}}(?:notitie|rapportage)|zienswijze|intentieverklaring|reactienota|raadsvragen|schriftelijke\svragen|[a-z]{{0,20}}(?:convenant|overeenkomst|akkoord|rapport|advies)|verslag|notulen|collegebesluit|raadsbesluit|raadsvoorstel|raadsbrief|persbericht|mededeling|statement|agreement|declaration|opinion|resolution|communication|report))\b"
    rf"(?:\s(?:aan|to|van|from|tussen|between|met|with|of|over|on)\s[^.;()\n]{{2,110}}?)?,?\s(?:(?:(?:issued |adopted )?(?:van|d\.d\.|dd\.?|of|dated|on))\s|(?<=,\s)(?=\d))(?:(?P<day>\d{{1,2}})\s)?(?P<month>(?i:{MONTH}))\s(?P<year>(?:19|20)\d\d)"
)
_TITLED = re.compile(
    r"\b(?P<kind>(?:studie|(?:eind|tussen|deel|hoofd|onderzoeks|advies|achtergrond)?rapport|(?:start|concept|discussie)?notitie|(?:visie|beleids|koers|discussie|achtergrond)-?document|witboek|groenboek|nota|publicatie|brochure|handreiking|programma|convenant|manifest|visie|routekaart|routekaarten|roadmaps?|agenda|strategie|study|report|paper|programme|strategy))\s(?P<title>[A-ZÀ-Þ][\w’'-]+(?:\s(?:van|voor|de|het|en|op|in|der|aan|&|for|the|of|and|to|a)){0,3}\s[A-ZÀ-Þ0-9][\w’'-]*(?:(?:\s(?:van|voor|de|het|en|op|in|der|aan|&|for|the|of|and|to|a)){0,3}\s[A-ZÀ-Þ0-9][\w’'-]*){0,8})"
)
# "het rapport Zandstra", "het rapport Van den Berg": by its chairman alone.
_CHAIRED = re.compile(
    r"\b(?:[Hh]et|[Cc]onform|[Vv]olgens|[Uu]it)\s(?P<title>(?:eind)?rapport\s(?:(?:Van|De|Ter|Ten)\s(?:de[rn]?\s)?)?(?!Van\b|De\b|Ter\b|Ten\b)[A-ZÀ-Þ][a-zà-ÿ]{2,20}(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)(?![\w-])(?!\s[A-ZÀ-Þ0-9])(?=[.,;:)]|\s(?:is|zijn|was|wordt|worden|werd|ligt|liggen|staat|gaat|laat|stelt|toont|wijst|adviseert|concludeert|bevat|geeft|noemt|heeft|moet|weg|blijkt|blijft|vast|zal|kan)\b|$)"
)
# A title in small letters behind its first word: "het rapport Tussen hoop en vrees".
_PLAIN_TITLE = re.compile(
    r"(?:\b(?:[Hh]et|[Dd]e|[Tt]he|[Oo]ns|[Oo]nze|[Zz]ie)|['’]s)\s(?:eind)?(?:rapport|studie|notitie|nota|publicatie|brochure|verkenning|handreiking|factsheet|essay|report|study|paper)\s"
    rf"(?P<title>[A-ZÀ-Þ][a-zà-ÿ]{{2,20}}(?:\s(?!{_NO_TITLE}\b)[a-zà-ÿ-]{{1,24}}){{1,6}})"
)
_MOTION = re.compile(r"\b(?P<title>[Mm]otie\s(?:nr\.\s?)?(?P<nr>(?:M\s?)?(?:19|20)\d\d[-/.]\d{1,4}|M\d{1,4}))(?!\w)")
_LEAST_CHARS = 11
"""The shortest citation, "(TNO, 2021)"; most cells of tables are shorter."""
# "the Joint Letter of Intent of 3 May 2024": the capitals before a kind with one.
_NAME_BEFORE = re.compile(r"\b(?i:de|het|een|the|an?|our|your|onze|uw)\s(?P<name>(?:[A-ZÀ-Þ][\w-]+\s){1,3})$")
_MAKER = re.compile(rf"\s(?:van|of|from|by|door)\s(?:de\s|het\s|the\s)?(?P<who>{WHO})")
_DIGIT = re.compile(r"\d")
_DAY_ALONE = re.compile(
    rf"\b(?P<kind>(?i:kamerbrief|brief|brieven|memo|zienswijze|raadsvragen|schriftelijke\svragen|letter))\b(?:\s(?:aan|to|van|from)\s[^.;()\n]{{2,60}}?)?,?\s(?:van|d\.d\.|dd\.?|of|dated)\s(?P<day>\d{{1,2}})\s(?P<month>(?i:{MONTH}))(?:,?\s(?:jl|jongstleden|l\.l|last)\b\.?)?(?!\.?\s\d)"
)
# "het Draghi-rapport", "de SER-verkenning", "het rapport-Remkes": an article, and a maker or chairman with a hyphen.
_HYPHENED = re.compile(
    r"\b(?:(?i:het|de|dit|deze|uit|the|een|eerdere?|recente?))\s(?P<title>(?P<who>[A-ZÀ-Þ][\w&]{1,20}(?:/[A-Z]\w{1,20})?)-(?:rapport|rapportage|studie|verkenning|advies|notitie|evaluatie|raming|doorrekening|report|study)"
    r"|(?:rapport|advies|motie|amendement)-(?P<chair>(?:[Vv]an )?(?:[Dd]e[rn]? )?[A-ZÀ-Þ][\w-]{2,24}(?:/(?:[Vv]an )?(?:[Dd]e[rn]? )?[A-ZÀ-Þ][\w-]{1,24}){0,3}))\b"
)
_MOVER = re.compile(
    r"(?:[Vv]an )?(?:[Dd]e[rn]? )?[A-ZÀ-Þ][a-zà-ÿ][\w’'-]{1,24}(?:/(?:[Vv]an )?(?:[Dd]e[rn]? )?[A-ZÀ-Þ][\w’'-]{1,24}){0,3}(?: \([A-Z][\w-]{1,14}\))?"
)
_MOVED = re.compile(
    rf"\b(?:[Mm]oties?|[Aa]mendement(?:en)?)[ -](?P<who>{_MOVER.pattern}(?:(?:, | en ){_MOVER.pattern}){{0,3}}(?: c\.s\.)?)(?![\w-])"
)
# What carries a mark of its own: "Opinion KUST/412", "advies R-2024/11", "document ZAND-VII/019".
_MARKED = re.compile(
    r"\b(?P<title>(?:[Oo]pinions?|[Rr]eports?|[Dd]ocument|[Pp]aper|[Rr]esolution|[Aa]dvies|[Rr]apport|[Nn]otitie|[Bb]rief|[Mm]emo)\s(?:nr\.?\s|no\.?\s|met kenmerk\s)?(?P<code>(?=[\w./-]*\d)[A-Z][A-Za-z]{0,7}(?:[-/.][A-Z0-9]{1,8}){1,4}))(?![\w/])"
)
_TOLD = re.compile(r"(?i)\b(?:het|de|the|uw|in|zie|see|and|en|of|op|with|conform|volgens|per)\s$")
_OWNER = re.compile(r"\s(?:of|van|by|from)\s")
_IS_LETTER = re.compile(r"(?i)brie|letter|memo")
_LETTER_CUES = (
    "rief",
    "rieven",
    "etter",
    "emo",
    "ienswijze",
    "ntentieverklaring",
    "eactienota",
    "vragen",
    "onvenant",
    "vereenkomst",
    "kkoord",
    "apport",
    "dvies",
    "tatement",
    "greement",
    "erslag",
    "otulen",
    "besluit",
    "voorstel",
    "ersbericht",
    "ededeling",
    "eclaration",
    "pinion",
    "esolution",
    "ommunication",
    "eport of",
)
_CODE_CUES = ("pinion", "eport ", "ocument ", "aper ", "esolution ", "dvies ", "apport ", "otitie ", "rief ", "emo ")
_TITLED_CUES = (
    "studie ",
    "rapport ",
    "notitie ",
    "document ",
    "boek ",
    "nota ",
    "publicatie ",
    "brochure ",
    "handreiking ",
    "programma ",
    "convenant ",
    "manifest ",
    "visie ",
    "routekaart ",
    "routekaarten ",
    "oadmap ",
    "oadmaps ",
    "agenda ",
    "study ",
    "report ",
    "paper ",
    "programme ",
    "strategy ",
    "strategie ",
)
_MADE_CUES = (
    "apport",
    "tudie",
    "otitie",
    "dvies",
    "dviezen",
    "nderzoek",
    "valuati",
    "erkenning",
    "nalys",
    "ienswijze",
    "uickscan",
    "eport",
    "tudy",
    "dvice",
    "pinion",
    "ssessment",
    "rief",
    "etter",
    "mail",
    "otie",
    "mendement",
    "oorrekening",
    "aming",
    "MKBA",
    "mkba",
    "andreiking",
    "eidraad",
    "actsheet",
    "ublicatie",
    "rochure",
    "aarverslag",
    "ersbericht",
    "hitepaper",
    "outekaart",
    "anifest",
    "urvey",
    "nquête",
    "eiling",
    "ssay",
    "itiatiefnota",
    "voeringstoets",
    "meting ",
    "paper",
)


def cited(text: str, start: int, end: int) -> Iterator[Name]:
    """Names that mark themselves by quotes, a number, a date or an author and year; these are the surest."""
    if end - start < _LEAST_CHARS:
        return
    part = text[start:end]
    # One cheap look for a part that a grammar cannot do without comes before each grammar.
    if any(map(part.__contains__, _QUOTE_MARKS)) or " '" in part:
        yield from _quoted(text, start, end)
    if "otie " in part:
        yield from _motions(text, start, end)
    if "otie" in part or "mendement" in part:
        yield from _moved(text, start, end)
    if any(map(part.__contains__, _LETTER_CUES)):
        yield from _letters(text, start, end)
    if any(map(part.__contains__, _CODE_CUES)):
        yield from _marked(text, start, end)


def told(text: str, start: int, end: int) -> Iterator[Name]:
    """Names that are told in small letters: by who made the document, or as one's own."""
    if end - start < _LEAST_CHARS:
        return
    part = text[start:end]
    if any(map(part.__contains__, _TITLED_CUES)):
        yield from _titled(text, start, end)
    if any(map(part.__contains__, _MADE_CUES)):
        yield from _hyphened(text, start, end)
        yield from _made_by(text, start, end)


def _quoted(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _QUOTED.finditer(text, start, end):
        first = max(start, match.start() - 100)
        kind = _KIND_BEFORE.search(text[first : match.start()])
        if kind is None:
            before = text[max(start, match.start() - 180) : match.start()]
            is_titled = before.rstrip(" :").endswith(_TITLED_ENDS) and _TITLED_AS.search(before)
            if is_titled or (_KIND_INSIDE.match(match["title"]) and not _OWN_PART.search(before)):
                yield Name(match.start(), match.end(), folded(match["title"]), title_keys(match["title"]))
            continue
        if is_to_come(text, first + kind.start(), match.end(), start, end):
            continue
        yield Name(first + kind.start(), match.end(), folded(match["title"]), title_keys(match["title"]))
        also = _ALSO_QUOTED.match(text, match.end(), end)
        if also is not None:
            yield Name(also.start("open"), also.end(), folded(also["title"]), title_keys(also["title"]))
    for match in _CITED.finditer(text, start, end):
        who = folded(match["who"] or "")
        month = MONTHS.get(who.lower())
        if not who:
            yield Name(
                match.start(),
                match.end("year"),
                folded(match["title"]),
                (*title_keys(match["title"]), f"date={match['year']}"),
            )
            continue
        made = (f"date={match['year']}-{month:02d}",) if month else (f"author={who}", f"date={match['year']}")
        yield Name(match.start(), match.end("year"), folded(match["title"]), (*title_keys(match["title"]), *made))


def _letters(text: str, start: int, end: int) -> Iterator[Name]:
    is_dated = text.find("20", start, end) >= 0 or text.find("19", start, end) >= 0
    for match in _LETTER.finditer(text, start, end) if is_dated else ():
        date = _iso(match["day"], match["month"], match["year"])
        kind = ("kind=letter",) if _IS_LETTER.search(match["kind"]) else ()
        more = (
            _NAME_BEFORE.search(text, max(start, match.start() - 40), match.start())
            if match["kind"][0].isupper()
            else None
        )
        first = more.start("name") if more else match.start()
        title = folded(text[first : match.end()])
        maker = _MAKER.match(text, match.end("kind"), match.end())
        author = (f"author={folded(maker['who'])}",) if maker else ()
        yield Name(first, match.end(), title, (*kind, *author, f"date={date}", f"title={title}"))
    for match in _DAY_ALONE.finditer(text, start, end) if _DIGIT.search(text, start, end) else ():
        # The stop behind a whole name of a month ends the sentence.
        last = match.end() - (match[0].endswith(".") and match.end("month") == match.end() and len(match["month"]) > 5)
        title = folded(text[match.start() : last])
        month = MONTHS[match["month"].lower().rstrip(".")]
        kind = ("kind=letter",) if _IS_LETTER.search(match["kind"]) else ()
        yield Name(match.start(), last, title, (*kind, f"day={month:02d}-{int(match['day']):02d}", f"title={title}"))


def _moved(text: str, start: int, end: int) -> Iterator[Name]:
    """Motions and amendments by who moved them; of several in a row each."""
    for match in _MOVED.finditer(text, start, end):
        movers = list(_MOVER.finditer(text, match.start("who"), match.end()))
        is_several = text[match.start() : match.start("who")].rstrip().endswith("s")
        for place, mover in enumerate(movers if is_several else movers[:1]):
            first = match.start() if place == 0 else mover.start()
            last = mover.end() if is_several else match.end()
            title = folded(text[match.start() : last] if place == 0 else f"motie {mover[0]}")
            yield Name(first, last, title, (f"title={title}",))


def _marked(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _MARKED.finditer(text, start, end):
        # "Report X-12" alone on a line is what a report calls itself.
        is_told = _TOLD.search(text[max(start, match.start() - 16) : match.start()]) or _OWNER.match(text, match.end())
        if is_told:
            title = folded(match["title"])
            yield Name(match.start(), match.end(), title, (f"title={title}", f"number={match['code']}"))


def _hyphened(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _HYPHENED.finditer(text, start, end):
        title = folded(match["title"])
        yield Name(match.start("title"), match.end("title"), title, (f"title={title}",))


def _titled(text: str, start: int, end: int) -> Iterator[Name]:
    for match in (
        *_CHAIRED.finditer(text, start, end),
        *_TITLED.finditer(text, start, end),
        *_PLAIN_TITLE.finditer(text, start, end),
    ):
        yield Name(match.start("title"), match.end(), folded(match["title"]), title_keys(match["title"]))
        also = _ALSO_YEARED.match(text, match.end(), end) if match["title"][-4:].isdecimal() else None
        if also is not None:
            yield Name(also.start("title"), also.end(), folded(also["title"]), title_keys(also["title"]))


def _iso(day: str | None, month: str, year: str) -> str:
    if day is None:
        return f"{year}-{MONTHS[month.lower().rstrip('.')]:02d}"
    span = point(f"{day} {month} {year}".lower(), None)
    return span[0].isoformat() if span else year


def _made(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Every kind with its maker: from the small word between, of which there are few beside a kind."""
    for by in _BY.finditer(text, start, end):
        before = text[max(start, by.start() - 22) : by.start()].lower()
        if before.endswith(_MADE_ENDS):
            found = (_MADE_BY.match(text, by.start() - len(kind), end) for kind in _MADE_ENDS if before.endswith(kind))
            yield from (match for match in [next((one for one in found if one), None)] if match)


def _made_by(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _made(text, start, end):
        first = match.start()
        while first > start and text[first - 1].isalpha() and match.start() - first < 24:
            first -= 1
        keys = [f"author={folded(match['who'])}", f"title={folded(text[first : match.end()])}"]
        # "advies of X" is Dutch for advice or X; only English reports are of somebody.
        if match["by"] == "of" and not _ENGLISH.match(match["kind"]):
            continue
        if not (match["year"] or match["dated"]) and (
            is_to_come(text, first, match.end(), start, end)
            or (_ACT.match(match["kind"]) and not _THAT_ONE.search(text[max(start, first - 12) : first]))
        ):
            continue
        # "onderzoek door X" is what X does; "uit recent onderzoek door X" is what it found.
        if (
            match["by"] == "door"
            and _DONE.match(match["kind"])
            and not _SAYS.search(text[max(start, first - 40) : first])
        ):
            continue
        if match["year"] or match["dated"]:
            keys.append(f"date={match['year'] or _iso(match['day'], match['month'], match['dated'])}")
        yield Name(first, match.end(), folded(text[first : match.end()]), tuple(keys))


def _motions(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _MOTION.finditer(text, start, end):
        title = folded(match["title"])
        yield Name(match.start(), match.end(), title, (f"title={title}", f"number=motie-{match['nr']}"))


def title_keys(title: str) -> tuple[str, ...]:
    """What a title can be resolved by: itself, and the year in it."""
    words = folded(title)
    year = YEAR.search(words)
    return (f"title={words}", f"year={year[0]}") if year else (f"title={words}",)


def folded(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())
