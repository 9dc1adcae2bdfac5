"""Whether two sentences speak of one and the same part of a thing: by what each names that the other does not.

Two facts about one subject conflict only where they are about the same of it. They are not where each side names
something of its own (students at home, students in lodgings), where the one speaks of a phase, a half or a report of
what the other speaks of as a whole, or where the one supposes what the other does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rodedraad.link.tensions.matter import stem, telling
from rodedraad.records import Statement

MIN_PART = 4
"""Letters of a part of a compound that tells ("bussen" in "stadsbussen"), and of what is left beside it."""
MIN_REST = 3
SAME_START = 6
"""Letters from which words of one beginning are of one root ("versterkt", "versterking")."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<=[\w,;(’'] )[A-ZÀ-Þ][\w’'-]{2,}|^[A-ZÀ-Þ]\w{2,}(?:se|ische)\b(?= [a-zà-ÿ])")
_NO_NAMES = """
    januari februari maart april mei juni juli augustus september oktober november december january february march may
    june july august october rijk europa europees europese nederlandse
"""
_PERIOD_NAMES = frozenset(_NO_NAMES.split())
_TAIL = re.compile(
    r"(?:,\s+(?:waarvan|waarbij|waarmee|omdat|zodat|want|terwijl|te beginnen|met name|vooral|bij voorkeur|zoals|maar|mits|tenzij|"
    r"die|of er|met of zonder|of which|which|because|such as|but)\b|;|\s(?:omdat|zodat|terwijl|because)\s).*",
    re.IGNORECASE | re.DOTALL,
)
_JOINT = re.compile(
    r"[,;:.()–!]\s|\s(?:waarbij|zodat|omdat|waardoor|doordat|terwijl|maar|want|die|dat|of er|which|that|because|while|but|so that)\s|"
    r"\s(?:en|and)\s(?=(?:wij|we|er|dat|that|streeft|streven|wil|willen|wordt|worden|moet|moeten|zal|zullen|zet|zetten|is|zijn|gaat|gaan|will|must|should|aims?)\b|\w+(?:en|t) (?:wij|we)\b)",
    re.IGNORECASE,
)
"""Where a clause ends and another begins."""
_PREFIX = re.compile(r"^(?:over|ver|be|ge|op|aan|uit|af|in|om|door|onder)")
# What is done, and words of measure and time: paraphrases differ in these and speak of one thing.
_LIGHT_WORDS = """
    aanleggen aanleg legt leggen aansluiten aangesloten aansluitingen bedraagt bedragen begint beginnen begroot behoud beschikbaar
    besteden besteedt betalen betaalt betaald biedt bieden blijft bouw bouwen bouwt brengt gebracht deel doet duurt duren eind einde begin
    gaan geldt gelden gemiddeld gehaald gereed gesloten geopend gebouwd gemaakt gaf geven halen haalt hangen hoeft hoog hoger
    hoogte houden inzetten invoeren jaarlijks klaar komen komt kost kosten kostte kreeg krijgt leggen legt leidt leiden lengte lang
    leven levert leveren ligt liggen loopt lopen maken meedoen deelnemers dienst nodig omhoog omlaag open opent opening openen operationeel opgeleverd
    opleveren opengaan plaats realiseren realiseert regelen regelt regie rijden rijdt schrijven sluit sluiten sluiting
    start starten stellen stelt stopt stoppen storten stoot stijgt daalt telt tellen toegestaan trekken uitvoeren uitgevoerd
    uitvoering valt vallen verbruikt verdient verhogen verhoogt verlagen verlaagt verwachten verwacht vestigen vinden
    voert vraagt vragen vergt vergen verwerkt vergoed vergoeden vergoeding voorzien werken werkt werk werkgelegenheid wordt zorgt zorgen
    zet zetten zit zitten taak verantwoordelijkheid verantwoordelijk bevoegd gezag rekening beheer coordineren coördineren
    coördinatie financieren bekostigen bekostigd organiseren onderhouden onderhoud dicht bedrijf uiterlijk definitief volledig
    helemaal direct eerst pas alleen voorwaarde voorwaarden eis eisen mits onvoorwaardelijk procent euro hectare meter
    kilometer jaar maand maanden uur week dagen aandeel omvang aantal totaal ongeveer circa ruim bijna vermogen breedte breed norm
    mening opzicht mate ambitie doel doelstelling streven wens inzet keuze kiezen besluit voorstel planning stand
    cost costs employs employed people needs needed need opens open close closes closed will completed ready want goes
    worden gedaan vermindering afname toename groei deur deuren volgens laatste schatten weinig genomen nemen neemt vóór schatting raming prognose projection according
    één een twee drie vier vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig veertig vijftig honderd one two three four five
    six seven eight nine ten twelve minimaal maximaal minstens
    termijn moment staan bestaat bestaan bevat percentage miljoen mensen werknemers medewerkers
"""


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    """Stems of what is done and of words of measure: paraphrases differ in these."""
    return frozenset(telling(_LIGHT_WORDS, most=1000))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


# A part, a phase, or something about the thing and not the thing: one side says it and the other does not.
_PIECES = (
    _words(r"eerste|tweede|derde|vierde|vijfde|volgende|first|second|third|next|final"),
    _words(
        r"helft|half|driekwart|kwart|gedeelte|hele|gehele|whole|entire|fase|fasen|phase|section|deel [A-Z\d]|(?:een|in het \w+) deel"
    ),
    _words(
        r"[Oo]nderzoek\w*|[Rr]apport\w*|[Ee]valuatie\w*|[Aa]anvra\w+|[Ii]nspraak|[Vv]ergunning\w*|[Cc]ontract\w*|[Oo]ntwerp|"
        r"[Vv]isie|\w*visie|[Vv]erkoop|[Ss]tudie|[Pp]roef|[Aa]dvies|[Oo]pleiding\w*|[Pp]lan|[Aa]pplications?|[Rr]eport|[Ss]tudy|[Pp]ermit"
    ),
    _words(
        r"waarvan|[Vv]an (?:het|de|die|deze) (?=\w+ (?:voor|in|van)\b[^.]{0,80}\b(?:gaat|worden|wordt|zijn|is)\b)|[Oo]f the (?=\w+ \d)"
    ),
    _words(r"nacht\w*|'s nachts|overdag|night|daytime"),
    _words(r"nu|momenteel|op dit moment|[Oo]p dit moment|[Mm]omenteel|[Nn]u|thans|[Cc]urrently|now|gemeten"),
    _words(r"volgend jaar|komend jaar|next year|vorig jaar|last year"),
    _words(
        r"bezien|bekijken|onderzoeken|verkennen|verkend|evalueren|herijken|herijkt|heroverwegen|review|evaluate|explore"
    ),
    _words(
        r"[Ee]erder|[Vv]roeger|voorheen|vorige?|oorspronkelijk|aanvankelijk|zou|zouden|was to|had|uiteindelijk(?! doel)"
    ),
    _words(r"extra|aanvullend\w*|erbij|bovenop|additional"),
)
COUNTED_PIECES = 1
"""Of these rows the words themselves must be the same: a second is no third."""
_ACCORDING = re.compile(r"\b(?:volgens|according to)(?: (?:de|het|onze|ons|the|our))? \w+", re.IGNORECASE)
"""Where something stands is not what it is about."""
# Words of one row exclude one another: each side has one, and not the same.
_ROWS = (
    (_words(r"nieuwe?|new"), _words(r"oude?|bestaande?|huidige?|existing|old")),
    (_words(r"grote?|large|big"), _words(r"kleine?|small")),
    (_words(r"noord\w*|north\w*"), _words(r"zuid\w*|south\w*"), _words(r"oost\w*|east\w*"), _words(r"west\w*")),
    (_words(r"binnen|inside|within"), _words(r"buiten|outside")),
    (_words(r"voorlopig\w*|concept|draft"), _words(r"definitief|definitieve|final")),
    (_words(r"lage?|low"), _words(r"hoge?|high")),
    (_words(r"helft|gehalveerd|halved"), _words(r"alle|volledig\w*|nul|all|zero")),
    (_words(r"gemiddelde?"), _words(r"kamers|maximaal|hoogste")),
)
_LABEL = re.compile(
    r"\b[A-Za-z]{4,} (?P<label>\d{1,2}|[A-D])\b(?=\s(?:is|wordt|in|van|sluit|gaat|kost|komt|moet|zal|will|opens|closes)\b|,(?!\d))"
)
_SUPPOSED = re.compile(
    r"^(?:Als|Zonder|Indien|Bij|In|Met|If|Without)\b[^,.]{0,40}\b(?:scenario|variant \w+|alternatief)\b|^(?:Als|Indien|If|Zonder|Without) |"
    r"\b(?:scenario|variant)\b|^(?:Met|Bij) (?:extra |deze )?(?:maatregelen|beleid)\b"
)


def are_apart(a: Statement, b: Statement, *, beside: re.Pattern[str] | None = None) -> bool:
    """Whether the two speak of different parts or sides of a thing. What ``beside`` finds is left out of both."""
    one, other = main_clause(a.text), main_clause(b.text)
    if exclude(one, other):
        return True
    known = tuple(telling(f"{one} {a.context or ''}")), tuple(telling(f"{other} {b.context or ''}"))
    mine, yours = (
        tuple(word for word in own(text, beside) if word not in own_names(statement))
        for statement, text in ((a, one), (b, other))
    )
    return bool(left(mine, known[1]) and left(yours, known[0]))


def name_the_same(a: Statement, b: Statement) -> bool:
    """Whether neither of the two names anything that the other, or its heading, does not."""
    known = [telling(f"{statement.text} {statement.context or ''}") for statement in (a, b)]
    return not left(own(a.text), tuple(known[1])) and not left(own(b.text), tuple(known[0]))


def exclude(one: str, other: str) -> bool:
    """Whether two clauses speak of unlike parts, phases or sorts of a thing, or one of them only supposes."""
    if _SUPPOSED.search(one) is not None or _SUPPOSED.search(other) is not None:
        return True
    return _excluding(one, other) or _pieces(one) != _pieces(other)


@lru_cache(maxsize=1 << 16)
def _pieces(text: str) -> tuple[frozenset[str], ...]:
    """Which part, phase, time or paper a sentence speaks of, per row: the words of a count, else whether it does."""
    plain = _ACCORDING.sub(" ", text)
    found = tuple(frozenset(words.findall(plain)) for words in _PIECES)
    return tuple(words if at < COUNTED_PIECES else frozenset(["yes"] * bool(words)) for at, words in enumerate(found))


def left(own: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of one side that have no like on the other."""
    return tuple(one for one in own if not any(is_akin(one, other) for other in known))


def is_akin(one: str, other: str) -> bool:
    """Whether two stems are of one word: the same, a part of a compound, or of one root."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    is_part = len(short) >= MIN_PART and len(long) - len(short) >= MIN_REST
    if is_part and (long.startswith(short) or long.endswith(short)):
        return True
    rest = _PREFIX.sub("", long)
    if len(rest) > len(short) >= MIN_REST and rest.startswith(short) and len(rest) - len(short) < MIN_REST:
        return True
    return len(short) >= SAME_START and short[:SAME_START] == long[:SAME_START]


def share_scope(a: Statement, b: Statement) -> bool:
    """Whether both may speak of one place or body: names that stand in both, or in only one of them.

    Whose text it is is no place ("Dorpspartij wil …").
    """
    one, other = (names(statement.text) - set(statement.parties) for statement in (a, b))
    return not one or not other or bool(one & other)


def own_names(statement: Statement) -> frozenset[str]:
    """The stems of the names of those whose text it is."""
    return _stems_of(statement.parties)


@lru_cache(maxsize=1 << 10)
def _stems_of(parties: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(part) for party in parties for part in (party, *party.split("-")))


@lru_cache(maxsize=1 << 16)
def names(text: str) -> frozenset[str]:
    """The names in a sentence, its first word left out where that may be any word."""
    found = (hit.casefold().rstrip("’'s") for hit in _NAME.findall(text))
    return frozenset(name for name in found if name not in _PERIOD_NAMES)


@lru_cache(maxsize=1 << 16)
def years(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(_YEAR.findall(text))


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, between marks and joining words."""
    return [part for part in _JOINT.split(text) if part.strip()]


def main_clause(text: str) -> str:
    """A sentence without the clauses that only add to it."""
    return _TAIL.sub("", text)


def clause_at(text: str, start: int, end: int) -> str:
    """The clause around ``text[start:end]``: what lies between the marks and joining words on either side."""
    begins = [hit.end() for hit in _JOINT.finditer(text, 0, start)]
    after = _JOINT.search(text, end)
    return text[begins[-1] if begins else 0 : after.start() if after else len(text)]


@lru_cache(maxsize=1 << 16)
def own(text: str, beside: re.Pattern[str] | None = None) -> tuple[str, ...]:
    """What a sentence names of its own: the stems of its main clause, without names, measures and plain verbs."""
    plain = _NAME.sub(" ", main_clause(text))
    if beside is not None:
        plain = beside.sub(" ", plain)
    return tuple(one for one in telling(plain) if one not in light())


def _excluding(one: str, other: str) -> bool:
    for row in _ROWS:
        sides = [frozenset(at for at, words in enumerate(row) if words.search(text)) for text in (one, other)]
        if sides[0] and sides[1] and not sides[0] & sides[1]:
            return True
    labels = [frozenset(hit["label"] for hit in _LABEL.finditer(text)) for text in (one, other)]
    return labels[0] != labels[1]
