"""Sentences in which the author says what it will do itself: the grammar of a promise, by its words alone.

A Dutch main clause has its finite verb second: "wij" stands first with the verb behind it, or right behind the verb.
That verb decides: an act of change binds ("leggen wij aan"), thinking, wishing and asking do not, and any other act
binds when a time to come is named. The past tense, dependent clauses and habits bind nobody.
Method: docs/method/particulars.md, section 5.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rodedraad.extract.efforts import forecasts
from rodedraad.extract.lexicon import word_set

_MAX_CHARS = 1_200
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,;:()?!–—“”\"]")
_IS_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|are|our|this|by|from|will|shall|(?:we|i) (?:can|ask|expect|have|need|must|should|do|call|commit|could|would))\b"
)
_IS_DUTCH = re.compile(r"\b(?:de|het|een|en|van|wij|ik|onze|dat|niet|voor)\b")
_PERSONS = frozenset(("wij", "we", "ik"))
_MAY_BE = re.compile(r"\b(?:wij|we|ik|i)\b")
_ASKING = word_set("vragen verzoeken roepen nodigen dringen eisen verlangen verwachten sporen manen adviseren")

# Acts that change something: said in the present by who does them, they bind.
_ACTS = word_set(
    "aanleggen bouwen bebouwen kopen plaatsen planten plannen openen sluiten starten beginnen beëindigen stoppen schrappen slopen saneren isoleren verduurzamen vergroenen "
    "verdubbelen halveren verhogen verlagen verbreden verkorten verlengen vervangen vernieuwen vergroten verkleinen verminderen beperken versnellen versterken verbeteren verplaatsen verwijderen "
    "overkappen ombouwen herhalen herzien actualiseren evalueren publiceren rapporteren tonen leggen nemen stellen zetten trekken "
    "geven maken brengen dienen richten rusten leiden lichten passen keren leveren lenen leasen betalen vergoeden financieren bekostigen subsidiëren investeren reserveren "
    "organiseren inrichten instellen oprichten invoeren introduceren uitvoeren uitrollen uitbreiden ontwikkelen opstellen vaststellen ontwerpen regelen borgen verankeren verplichten verbieden "
    "afschaffen afsluiten vrijmaken vrijstellen toekennen toewijzen uitgeven aanwijzen aanstellen benoemen verkopen verhuren beschermen bestemmen sturen zenden informeren melden delen "
    "ontsluiten koppelen testen meten tellen onderzoeken verkennen bereiden treffen voeren creëren realiseren zorgen helpen bieden faciliteren stimuleren ondersteunen pakken breiden "
    "schaffen halen vormen vullen werven scholen omscholen aannemen dichten dempen verzwaren verstevigen verhelpen herstellen herinrichten herbestemmen renoveren repareren leren "
    "agenderen monitoren controleren handhaven inspecteren toetsen beoordelen beslissen besluiten bestraffen beboeten intrekken houden laten werken doen"
)
# Only a named time or a future makes these a promise: said in the plain present they describe.
_WEAK_ACTS = word_set(
    "plannen werken doen laten houden maken geven nemen stellen zetten trekken bieden helpen zorgen leren werven meten tellen onderzoeken delen "
    "voeren vormen passen keren leveren tonen controleren monitoren handhaven toetsen beoordelen leiden pakken halen verkopen verhuren betalen lenen beperken verkennen "
    "ondersteunen stimuleren ontwikkelen organiseren rapporteren melden informeren sturen dienen beschermen bereiden plaatsen vullen scholen brengen beslissen richten beginnen"
)
# What turns a weak verb into an act: "stellen … beschikbaar", "nemen … over", "zetten … in".
_PARTICLES = word_set(
    "aan af in uit op over toe om terug vrij open dicht beschikbaar gereed klaar vast neer opzij weg door mee voor stil voort bij samen garant ervoor werk bekend"
)
_PREPOSITIONS = word_set("aan af in uit op over toe om door mee voor bij van met naar via tot als")
_BY = word_set("eind begin medio uiterlijk vóór per binnen over")
_REFLEXIVE = frozenset(("sluiten", "richten", "maken", "baseren", "beperken", "houden", "voegen"))
_SELF_BINDING = frozenset(("verplichten", "verbinden", "committeren"))
_ONLY_MAY = frozenset(
    ("moeten", "kunnen", "willen", "mogen", "zien", "merken", "proberen", "wellicht", "mogelijk", "misschien")
)
# "Zo verlagen wij de lasten": what follows from other acts, no act of its own.
_CONSEQUENCES = frozenset(("zo", "daarmee", "hiermee", "dankzij", "zodoende", "aldus"))
_NO_MAKING = frozenset(("onderscheid", "keuzes", "keuze", "gebruik", "deel", "kennis", "zorgen", "bezwaar", "verschil"))
_GO_ON = frozenset(("uit", "over", "ervan", "er", "in", "hier", "daarvan"))
_SET_UP = frozenset(("beschikbaar", "in", "vast", "op", "aan", "open"))
_ASKED = frozenset(("beroep", "oproep", "verzoek", "appel"))
# What is taken over of these is answered; of anything else it is a task.
_ADVICE = frozenset(("verzoek", "verzoeken", "advies", "adviezen", "aanbeveling", "aanbevelingen", "voorstel", "voorstellen", "suggestie", "suggesties", "motie", "moties", "oproep", "conclusie", "conclusies", "wens", "wensen"))  # fmt: skip
_HARDLY_ACTS = frozenset(("houden", "doen", "maken", "helpen", "nemen"))
# "In 2030 herhalen wij", "medio 2027 kom ik met een wet", "in 2027 vragen wij vervoerders".
_FREE_BUT_TIMED = frozenset(
    ("herhalen", "komen", "spreken", "bespreken", "vragen", "nodigen", "delen", "doen", "gebruiken")
)
_PERFORMED = frozenset(("garanderen", "beloven", "waarborgen", "committeren", "toezeggen", "reserveren"))
_FUTURE = frozenset(("zullen", "gaan"))
# Thinking, wishing, saying, asking, being and having.
_FREE = word_set(
    "vinden menen denken geloven weten kennen zien merken horen voelen begrijpen beseffen erkennen herkennen onderkennen constateren concluderen signaleren verwachten hopen wensen willen "
    "wil vrezen vertrouwen betreuren waarderen missen steunen onderschrijven onderstrepen bepleiten pleiten adviseren aanbevelen bevelen vragen verzoeken roepen nodigen dringen eisen verlangen "
    "moeten mogen kunnen zouden hoeven durven worden blijken lijken heten staan zitten liggen leven wonen blijven hebben zijn waren hadden werden zeggen spreken noemen wijzen "
    "achten benadrukken herhalen bedoelen verstaan beschouwen zoeken kiezen gebruiken baseren ontvangen krijgen kregen lezen schrijven schetsen beschrijven bespreken behandelen verwijzen "
    "danken bedanken feliciteren juichen twijfelen bestaan behoren beschikken beheren verlenen onderhandelen vegen rekenen schatten ramen voorzien streven beogen ambiëren mikken hechten "
    "dromen doen kijken lopen komen vallen stuiten ondervinden ervaren delven herinneren onderscheiden overwegen snappen reageren opereren proberen afstevenen stevenen accepteren eren respecteren verwerpen afwijzen geloven"
)
_PAST_ENDS = re.compile(
    r"\w+(?:[kfspt]ten|chten|[bglmnrvwz]den|ijden|[aeiou]den)$|\w*(?:deden|gingen|kwamen|namen|gaven|zagen|vonden|hielden|kregen|schreven|spraken|trokken|sloten|kozen|bleven|brachten|dachten|"
    r"kochten|zochten|stonden|lieten|liepen|vroegen|droegen|sloegen|wezen|bleken|grepen|boden|begonnen|wisten|moesten|mochten|konden|wilden|zouden|hadden|waren|werden|riepen|hielpen|lazen|wierpen|stelden|legden|zeiden)$"
)
# Present plurals that look like a past.
_PRESENT = word_set(
    "zetten planten starten zitten letten rusten meten weten moeten laten sluiten stoten heten haten praten besluiten testen toetsen bouwen zullen zuchten richten achten verwachten "
    "wachten stichten lichten verlichten dichten verplichten verrichten berichten vechten hechten houden worden bieden verbieden leiden begeleiden scheiden verspreiden bereiden voorbereiden breiden uitbreiden "
    "besteden treden optreden vinden verbinden binden zenden wenden aanwenden branden landen verzenden melden vermelden gelden wedden redden luiden duiden aanduiden bestrijden strijden rijden "
    "vermijden snijden mijden belasten kosten putten benutten vergeten genieten schieten gieten bezitten pachten aanvaarden verharden onthouden behouden inhouden "
    "aarden bekleden smeden bidden raden verraden laden beladen aanraden hoeden vergoeden voeden opvoeden broeden verleiden omleiden opleiden inleiden afleiden antwoorden beantwoorden verantwoorden"
)
_BOUNDARY = frozenset((",", ";", ":", "(", ")", "–", "—", "“", '"', "en", "maar", "want", "dus", "of", "oftewel"))
_SUBORDINATE = word_set(
    "dat die als indien wanneer omdat doordat zodat opdat terwijl waar waarin waarop waarvoor waarbij waarmee waaraan waardoor waarvan waaruit wat wie welke hoe waarom zoals dan nadat voordat totdat zolang zodra hoewel al mits tenzij sinds aangezien naarmate"
)
_YEAR = r"(?:20[2-9]\d)"
_MONTHS = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october)"
_TIME = re.compile(
    rf"\b{_YEAR}\b|\b{_MONTHS}\b|\b(?:voorjaar|lente|zomer(?:vakantie|reces)?|najaar|herfst|kwartaal|(?:eerste|tweede) helft|volgend(?:e)? (?:jaar|maand|week|voorjaar|najaar)|eind (?:van )?dit jaar|dit (?:voor|na)?jaar|"
    r"einde van (?:dit|het) jaar|komende?|binnenkort|voortaan|straks|binnen (?:\w+ ){1,3}(?:dagen|weken|maanden|jaar)|(?:jaarlijks|elk jaar|ieder jaar|elke (?:twee|drie|vier|vijf) jaar)|deze (?:bestuurs|college|raads)periode|"
    r"next (?:year|spring|autumn|summer|month)|this (?:year|autumn|spring)|within (?:\w+ ){1,3}(?:weeks|months|years)|by the end of|every (?:year|two years)|from now on)\b"
)
_HABIT = re.compile(
    r"\b(?:sinds|al (?:jaren|lang|enige|sinds|meer|een)|inmiddels|momenteel|op dit moment|tot nu toe|vroeger|destijds|vaak|soms|altijd|dagelijks|wekelijks|keer (?:in|per) (?:de |een )?(?:dag|week|maand)|"
    r"liefst|liever|(?:wij|we|ik|nu) al|since|already|currently|at present|often|sometimes|always)\b"
)
# What the document does itself, by being sent: no act that is still due.
_HEREWITH = re.compile(
    r"\b(?:met|in|door|bij|through|with) (?:deze|dit|this) (?:brief|rapport|notitie|nota|memo|kamerbrief|programma|stuk|document|hoofdstuk|paragraaf|bijlage|visie|mail|bericht|letter|report|chapter|section|paper)\b"
    r"|^(?:hierbij|hiermee|bijgaand) (?:\w+ )?(?:wij|we|ik)\b|\b(?:wij|we|ik) (?:\w+ ){1,2}(?:hierbij|hiermee|bijgaand)\b|^nu \w+ (?:wij|we|ik)\b|\bherewith\b|\bhereby\b"
    r"|\b(?:hoofdstuk|paragraaf|bijlage|kader|tabel|figuur|chapter|section|annex) (?:\d|[a-z]\b)|\bgraag\b.{0,60}\b(?:u|uw|jullie)\b|\b(?:u|uw|jullie)\b.{0,60}\bgraag\b"
)
_HEREWITH_CUES = (
    "deze", "dit ", "hierbij", "hiermee", "bijgaand", "graag", "hoofdstuk", "paragraaf", "bijlage", "kader", "tabel", "figuur",
    "nu ", "this ", "herewith", "hereby", "chapter", "section", "annex",
)  # fmt: skip
_ASIDE = re.compile(r",\s(?:dat|die|waar\w{0,8}|which|who)\s[^,;]{0,200}(?:,|$)")
_NEGATION = re.compile(r"\b(?:niet|geen|nooit|nergens|noch)\b")
_STOPS = re.compile(
    r"\b(?:niet|geen|nooit)\b.{0,120}\b(?:meer|langer|alleen|uitsluitend|slechts|vóór|voor)\b|\bgeen (?:\w+ ){1,4}meer\b"
    r"|\b(?:niet|geen)\b.{0,120}\b(?:voordat|alvorens)\b"
)
_ENGLISH = re.compile(
    r"\b(?:we|i) (?:(?P<will>will|shall|are going to|am going to|commit|pledge|undertake|promise|guarantee)|(?P<other>[a-z]{2,20}))\s(?P<verb>(?:not |also |therefore |each year |then |to ){0,3}[a-z]{1,20})"
)
_ENGLISH_DEPENDENT = re.compile(
    r"\b(?:that|which|what|who|if|when|where|because|as|how|whether|while|until|unless|than) (?:we|i)\b"
)
_ENGLISH_FREE = word_set(
    "need see have be remain face know find believe think hope want expect fear like love ask request urge call invite recommend advise suggest lose suffer miss require hear learn continue only never probably regret keep"
)
_ENGLISH_ACTS = word_set(
    "open close build start begin launch publish replace install offer provide appoint introduce stop double halve reserve invest set plant buy pay fund expand renew repeat report hire train create establish"
)


@lru_cache(maxsize=8192)
def promises(low: str) -> bool | None:
    """Whether a sentence in lower case says in the first person what its author does, will do or sees to.

    False where it speaks in the first person and promises nothing; None where it leaves that open.
    """
    low = low[:_MAX_CHARS]
    if not _MAY_BE.search(low) or low.rstrip().endswith("?"):
        return None
    if forecasts(low):
        return False
    if not _IS_DUTCH.search(low) and _IS_ENGLISH.search(low):
        return _promises_english(low)
    words = _TOKEN.findall(low)
    is_bound: bool | None = None
    for at, word in enumerate(words):
        if word in _PERSONS:
            verb_at = _finite(words, at)
            if verb_at is None:
                continue
            verb = words[verb_at]
            if word == "ik":
                verb = _first_person().get(verb, verb)
            if (verb in _ASKING and not _leads_with_time(low)) or _is_herewith(low):
                return False
            told = _binds(low, words, verb, min(at, verb_at))
            if told:
                return True
            is_bound = is_bound if told is None else False
    return is_bound


def _finite(words: list[str], at: int) -> int | None:
    """Where the finite verb of this "wij" or "ik" stands; None in a dependent clause."""
    before = words[at - 1] if at else ""
    if not before or before in _BOUNDARY:
        if before == "of" or (before == "," and _is_dependent(words, at - 1)):
            return None
        return at + 1 if at + 1 < len(words) else None
    if before in _SUBORDINATE:
        return None
    if words[at] == "ik":
        return at - 1
    if before.endswith("n"):
        return at - 1
    return None


def _is_dependent(words: list[str], comma: int) -> bool:
    """Whether the words behind a comma only go on with an enumeration that a dependent clause opened."""
    return comma >= 2 and words[comma - 1] in _SUBORDINATE


def _binds(low: str, words: list[str], verb: str, start: int) -> bool | None:
    """Whether this verb binds its "wij"; None where its words leave it open."""
    rest = words[start + 2 :]
    ends = _particles(rest)
    if words[0] in _CONSEQUENCES and verb not in _FUTURE:
        return None
    if verb == "zetten" and "ons" in rest[:2]:
        return None
    if _is_negated(low, words, start):
        return False
    if verb in _FUTURE:
        if not _ONLY_MAY.isdisjoint(rest[:12]):
            return False
        return not (verb == "gaan" and rest and (rest[0] in _GO_ON or rest[-2:-1] == ["uit"]))
    if verb in _PERFORMED or (verb == "zeggen" and "toe" in ends) or (verb == "staan" and "garant" in rest):
        return True
    if verb in _SELF_BINDING and "ons" in rest[:2]:
        return True
    if verb == "zijn":
        return "bereid" in rest or "voornemens" in rest or ("plan" in rest and "van" in rest)
    if verb == "hebben":
        return _ready(words, start) and is_timed(low)
    if verb == "stellen":
        return bool(ends & _SET_UP) and "dat" not in rest[:3] and not is_habit(low)
    if verb == "maken" and not _NO_MAKING.isdisjoint(rest):
        return False
    if verb == "blijven":
        return " in gesprek" in low or is_timed(low)
    if verb in _REFLEXIVE and rest[:1] == ["ons"]:
        return False
    if verb == "laten":
        return (
            not is_habit(low)
            and "beschouwing" not in rest
            and rest[-1:] not in (["zien"], ["weten"], ["horen"])
            and "zien" not in rest[:4]
        )
    if verb == "doen" and not _ASKED.isdisjoint(rest):
        return False
    if verb == "proberen":
        return "uit" in rest and is_timed(low)
    if verb in _FREE:
        return verb in _FREE_BUT_TIMED and is_timed(low)
    if verb not in _PRESENT and _PAST_ENDS.fullmatch(verb):
        return False
    if is_habit(low):
        return False
    if (verb in _ACTS and (verb not in _WEAK_ACTS or "zelf" in rest[:2])) or is_timed(low):
        return True
    if verb == "nemen" and "over" in ends and _ADVICE.isdisjoint(words):
        return True
    if verb in _WEAK_ACTS:
        return True if ends and verb not in _HARDLY_ACTS else None
    return None


def is_timed(low: str) -> bool:
    """Whether a sentence in lower case names a time to come."""
    return _TIME.search(low) is not None


def _is_herewith(low: str) -> bool:
    return any(map(low.__contains__, _HEREWITH_CUES)) and _HEREWITH.search(low) is not None


def is_habit(low: str) -> bool:
    """Whether a sentence in lower case tells what is done all the time, or since long."""
    return _HABIT.search(low) is not None and _HABIT.search(_ASIDE.sub(",", low)) is not None


def _particles(rest: list[str]) -> set[str]:
    """The parts of verbs that stand apart at the end of their clause; "in" and "op" elsewhere are prepositions."""
    return {
        word
        for word, after in zip(rest, [*rest[1:], ","], strict=False)
        if word in _PARTICLES and (word not in _PREPOSITIONS or after in _BOUNDARY or after in _PREPOSITIONS)
    }


def _ready(words: list[str], start: int) -> bool:
    """Whether what "wij" will have is told: the time stands before the verb, or it is ready by then."""
    return (words[0] in _BY and _TIME.search(" ".join(words[: start + 1])) is not None) or "gereed" in words


_LEADS_WITH_TIME = re.compile(
    rf"(?:in|eind|begin|medio|vanaf|per|op|voor|vóór|na|rond|uiterlijk)\b[^,;]{{0,30}}?\b(?:{_YEAR}|{_MONTHS}|voorjaar|najaar|zomer|jaar)\b[^,;]{{0,12}}?\b(?:vragen|nodigen)\b"
)


def _leads_with_time(low: str) -> bool:
    return _LEADS_WITH_TIME.match(low) is not None


def _is_negated(low: str, words: list[str], start: int) -> bool:
    near = " ".join(words[start : start + 6])
    return _NEGATION.search(near) is not None and _STOPS.search(low) is None


def _promises_english(low: str) -> bool | None:
    is_bound: bool | None = None
    for found in _ENGLISH.finditer(low):
        verb = found["verb"].split()[-1]
        if _ENGLISH_DEPENDENT.search(low[max(0, found.start() - 8) : found.end()]):
            continue
        is_bound = False
        if found["verb"].startswith("not ") or verb in _ENGLISH_FREE:
            continue
        if found["will"]:
            return True
        if found["other"] in _ENGLISH_ACTS and _TIME.search(low) and not _HABIT.search(low):
            return True
    return is_bound


_WHEN = rf"(?:{_YEAR}|{_MONTHS}|voorjaar|najaar|zomer|kwartaal|(?:dit|volgend|komend) jaar|weken|maanden)"
_RULES = r"(?:geldt|gelden|krijgt|krijgen|verschijnt|verschijnen|opent|openen|start|starten|volgt|volgen|vervalt|vervallen|plant|planten|voert|voeren|follows|opens|starts)"
_ANNOUNCED = re.compile(
    rf"^(?:en |ook |wel )?(?:vanaf|per|met ingang van|eind|begin|medio|in|op|uiterlijk|vóór|voor|binnen)\s[^,;:]{{0,40}}?\b{_WHEN}\b(?:\s\w+){{0,2}}? (?:{_RULES}|gaat|gaan)\b"
    rf"|^[^;:]{{3,120}}?\b{_RULES} (?:\w+ ){{0,6}}?(?:in|vanaf|per|op|eind|medio|begin|binnen|uiterlijk|vóór|from|in) [^,;:]{{0,30}}?\b{_WHEN}\b"
    rf"|^(?:vanaf|per|eind|begin|medio|in|uiterlijk|vóór) [^,;:]{{0,24}}?\b{_WHEN}\b (?:is|zijn) [^;:]{{3,90}}?\b(?:\w{{0,6}}ge\w{{2,16}}(?:d|t|en)|over\w{{3,12}}t|gereed|klaar|voltooid|opgeleverd)\b(?:,|$|\.)"
)
_GIVEN = re.compile(
    r"\b(?:krijgt|krijgen|ontvangt|ontvangen) (?:\w+ ){0,3}?van ons\b|\b(?:kan|kunnen|kunt) (?:\w+ ){0,4}?bij ons (?:terecht|aan|[^,;:]{0,80}?\b(?:krijgen|aanvragen|ophalen|lenen|huren))\b|\b(?:is|zijn|wordt|worden) (?:\w+ ){0,6}?door ons \w*ge\w+"
)
_FORESEEN = re.compile(
    r"\b(?:naar verwachting|verwacht\w*|volgens|prognose\w*|geraamd\w*|according|expected|projected|estimated|onderhandelingen|pensioen|als|indien|wanneer|wet|richtlijn|europese|eu)\b"
)


def announces(low: str) -> bool:
    """Whether a sentence in lower case tells of an act to come without saying who does it: the author's own.

    Only a caller who knows that nobody else is named may take it so.
    """
    low = low[:_MAX_CHARS]
    if _GIVEN.search(low):
        return True
    return _TIME.search(low) is not None and _ANNOUNCED.search(low) is not None and _FORESEEN.search(low) is None


@lru_cache(maxsize=1)
def third_person_free() -> frozenset[str]:
    """The verbs that bind nobody as a party by its name has them: "vindt", "steunt", "wil", "heeft"."""
    made = {
        stem if stem.endswith("t") else stem + "t"
        for plural in _FREE - {"stellen"}
        if plural.endswith("en")
        for stem in _stems(plural)
    }
    return frozenset(made | _FREE) | {
        "wil",
        "kan",
        "mag",
        "zou",
        "is",
        "heeft",
        "had",
        "was",
        "werd",
        "ziet",
        "staat",
        "komt",
        "doet",
        "wordt",
    }


@lru_cache(maxsize=1)
def _first_person() -> dict[str, str]:
    """The first person singulars with the plural they are of: leg, kom, neem."""
    known = _ACTS | _WEAK_ACTS | _FREE | _PERFORMED | _PRESENT
    made = {stem: plural for plural in sorted(known) if plural.endswith("en") for stem in _stems(plural)}
    return made | {"zal": "zullen", "ga": "gaan", "kom": "komen", "heb": "hebben", "ben": "zijn", "doe": "doen", "zie": "zien"} | {
        "sta": "staan", "kan": "kunnen", "mag": "mogen", "zou": "zouden", "was": "waren", "had": "hadden", "hou": "houden",
    }  # fmt: skip


def _stems(plural: str) -> tuple[str, ...]:
    """What the first person singular of a regular Dutch verb may be: "leggen" is "leg", "nemen" is "neem"."""
    stem = plural[:-2]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return (stem[:-1],)
    ended = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    if len(stem) > 2 and stem[-1] not in "aeiou" and stem[-2] in "aeou" and stem[-3] not in "aeiou":
        return ended, ended[:-1] + ended[-2] + ended[-1]
    return (ended,)
