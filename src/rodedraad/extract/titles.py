"""The grammar of a document's name in running text: where a title starts and ends.

A name is built around a kind of document (``Programma``, ``Agenda``, ``…visie``, ``Letter of Intent``) that carries
a name of its own; ``citations.py`` has the other ways to name a document. Laws, regulations and directives are no
documents of a dossier and are left out. Method: docs/method/references.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rodedraad.extract.addresses import URL
from rodedraad.extract.announced import is_to_come
from rodedraad.extract.author_year import in_brackets, in_press, in_sentence
from rodedraad.extract.citations import YEAR, Name, cited, folded, title_keys, told
from rodedraad.extract.kind_words import ENDINGS
from rodedraad.extract.lexicon import word_set
from rodedraad.extract.listed import filed, written
from rodedraad.extract.plans import plans

_TREATIES = frozenset({"groeipact", "migratiepact", "associatieakkoord", "handelsakkoord", "vredesakkoord"})
"""Law between states, which is no document of a dossier."""
# Words with such an ending that name no document.
_NO_KIND = frozenset(
    {
        "televisie",
        "supervisie",
        "revisie",
        "divisie",
        "provisie",
        "aanpak",
        "onderzoek",
        "studie",
        "analyse",
        "advies",
        "brief",
        "scan",
        "monitor",
        "deal",
        "paper",
        "plan",
        "intent",
        "verklaring",
        "evaluatie",
        "voorstel",
        "verkenning",
        "overeenkomst",
        "perspectief",
        "toekomstperspectief",
        "handelingsperspectief",
        "protocol",
        "outlook",
        "study",
        "report",
        "assessment",
        "agreement",
        "strategy",
        "impact",
        "compact",
        "television",
        "supervision",
        "division",
        "provision",
        "revision",
        "vleesvisie",
        "verkiezingsprogramma",
        "verslag",
        "motie",
        "begroting",
        "leerprogramma",
        "kaderprogramma",
        "eu-kaderprogramma",
    }
)
# Alone before a name these say what is done, not what a document is called: "Onderzoek Velserbroek", "Advies raad".
_WEAK = word_set(
    "onderzoek studie analyse advies brief scan verklaring evaluatie aanpak verslag deal study report assessment voorstel monitor begroting motie overeenkomst verkenning outlook paper"
)
_LEAST_CHARS = 8
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'&-]{1,40}")

# One word of a name to the right: capitalised, a year or span of years, or a small word between.
_RIGHT = re.compile(
    r"(?:[ \n]|(?<=\w)-(?=\w))(?P<word>(?P<cap>[A-ZÀ-Þ][\w’'&+-]{0,40}|(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d(?:(?=\d{1,2}\b))?)?|\d\.\d|[IVX]{1,4}\b|\d{1,2}(?=\s*(?:[.,;:)\n]|$)))|[a-zà-ÿ][\w-]{0,30}|&)"
)
# No article to the left: in "X voor het Nationaal Programma" a name begins behind it.
_LEFT = re.compile(r"(?:(?P<word>[A-ZÀ-Þ][\w’'&-]{0,40}|van|voor|en|of|der|&|to|for|and)[ \n])$")
_STOP = word_set(
    "is zijn was waren wordt worden werd werden heeft hebben had zal zullen kan kunnen moet moeten wil willen gaat gaan komt komen "
    "staat staan geeft geven vormt vormen biedt bieden dat die wat waar waarin waarmee waarvan waarop waarbij wij we met te om niet ook als "
    "door uit naar over bij tot dan maar dus daarom hierin hiervan hiermee opgesteld vastgesteld gepresenteerd getekend ondertekend gemaakt "
    "is are was were has have had will shall can must should which that who where with by from as at we to not but "
    "opgenomen beschreven benoemd uitgewerkt aangegeven gesteld onder meer onderdeel waarover tussen sinds gericht bevat stelt laat zien zoals per op "
    "loopt lopen geldt gelden krijgt krijgen maakt maken vraagt vragen ligt liggen noemt noemen helpt helpen zegt toont wijst richt zet zetten streeft beoogt blijft blijven bestaat begint "
    "eindigt start gaf stond stelde vanaf eind begin medio waarvoor waaronder evenals zodat voordat nadat tijdens vervolgens ofwel binnen zonder jl jongstleden vastleggen "
    "amending repealing concerning until since during because while shows says has may might"
)
_LINKS = word_set("van voor de het en of der den & for the and of on in een")
# A second name begins ("... en de Visie Y"), or a verb follows ("de Klimaatvisie vraagt Nederland").
_ENDS_NAME = re.compile(
    r"(?:en|and|of|or)\s(?:de|het|een|the|a)\s|(?:en|and)\s[\w-]{0,24}(?:[Ww]et|amending|repealing|Regulation|Directive)\b|(?!het\b|met\b|niet\b)[a-z]{2,20}t\s[A-ZÀ-Þ]"
)
# "Convenant voor 2024-2027" is one name, "Convenant afgelopen 2023" is not.
_BEFORE_YEAR = word_set("voor van tot for of periode jaar jaren de het the to en and")
# "the 2030 Agenda"
_YEAR_FIRST = re.compile(r"\b(?:de|het|the) ((?:19|20)\d\d )$")
# With a capital these begin a sentence: what stood before it was a heading.
_OPENERS = word_set(
    "wij we ik er omdat wat wie waar hoe niet geen hiermee daarom zo hier daar nu ze zij hij u it there they you how what why"
)
_ARTICLES = word_set("de het een the a an")
_STATUS = re.compile(r"(?i:ontwerp|concept|draft)-$")
_DETERMINERS = word_set(
    "het de een deze dit die dat onze ons uw hun zijn haar mijn in met voor via volgens uit van door naast zoals ook en of maar als bij op tot "
    "om binnen tijdens na er hierin daarnaast the a an our this these in with for from by under and or as to per over conform daarom zie see bijlage annex bron source betreft onderwerp betreffende"
)
# "Environmental Assessment Directive" is a law; so is what a name would run on into.
_IS_LAW = re.compile(
    r"(?:^ ?|\s)(?:Directive|Regulation|Richtlijn|Verordening|Act|Wet|Law)\b[^a-z]{0,12}$|^ (?:Directive|Regulation|Act)\b"
)
_TOOLS = ("atlas", "monitor")
"""A map or a meter on a site, unless a year makes it an edition."""
# "Met deze Visie", "hoofdstuk Landschapsverkenning": the document itself, or a part of it.
_OWN = re.compile(r"(?i)\b(?:deze|dit|this|onderhavige|voorliggende?|hoofdstuk|paragraaf|chapter|section)\W{1,4}$")
_SAID_BEFORE = re.compile(r"\w\w|[^\W_o]")
# An English programme without years spends money; these are papers.
# Who spends, teaches or helps under a name, and no document, unless years make it a plan.
_SPENDING = (
    "leerprogramma",
    "kennisprogramma",
    "onderzoeksprogramma",
    "stimuleringsprogramma",
    "ondersteuningsprogramma",
    "innovatieprogramma",
    "subsidieprogramma",
    "opleidingsprogramma",
    "ontzorgingsprogramma",
)
# "de afdeling Beleid en Strategie", "Taskforce Visie", "Kustlands Meldpunt Advies": who works there, and no document.
_IN_OFFICE = re.compile(
    r"\b(?i:afdeling|directie|team|manager|directeur|hoofd|adviseur|medewerker|teamleider|sector|unit|portefeuille|raadscommissie|werkgroep|expertteam|taskforce|programmadirectie|dienst|bureau|departement|kenniscentrum)\s(?:[A-ZÀ-Þ][\w-]+,?\s(?:en\s)?){0,2}$"
)
_IS_OFFICE = re.compile(
    r"(?:Afdeling|Directie|Team|Taskforce|Werkgroep|Stuurgroep|Expertteam|Sector|Unit|Raadscommissie|Programmadirectie)\s|(?:[A-ZÀ-Þ][\w-]+\s){2,4}(?:Advies|Onderzoek)$"
)
# "SPARQL Protocol" is a standard, "Protocol van Duinstad" a treaty; "Opstellen Visie Kade" is still to do.
_PROTOCOL = re.compile(r"\bProtocol(?:$| van [A-ZÀ-Þ]| to the )")
_TASKS = word_set(
    "opstellen maken schrijven uitwerken uitwerking ontwikkelen actualiseren vaststellen voorbereiden opleveren vaststelling"
)
# What a list of abbreviations explains, and a sentence names with an article before it.
_BARE = frozenset({"Memorandum of Understanding"})
_DEFINITE = re.compile(r"(?i)\b(?:het|de|the|dit|this)\s$")
_PAPER = re.compile(r"\b(?:Work|Action|Election|Coalition|Government)\b")
_PARIS = re.compile(
    r"(?:(?:het|the|un|vn|mondiale?|internationale?)[ -])*(?:(?:klimaat-?)?akkoord(?: van| in)? parijs|parijse?[ -]?(?:klimaat-?)?(?:akkoord|overeenkomst)|klimaatovereenkomst van parijs|paris (?:climate )?(?:agreement|accord))\b"
)
# A kind in small letters that may be the first word of a name, and what leads to it.
_LOWER_KIND = re.compile(
    r"\b(?:[Dd]e|[Hh]et|[Oo]nze?|[Ii]n|[Uu]it|[Vv]an|[Zz]ie|[Pp]er|en|[Vv]olgens|[Cc]onform|een|nieuwe|huidige|regionale|provinciale|gemeentelijke|vastgestelde|ontwerp|concept|the)\s"
    r"(?P<kind>(?:ontwerp-?|concept-?)?(?:(?!tele|super|di|pro|re|handels|vredes|associatie|migratie|dag|raads|vergader)[a-zà-ÿ]{3,20}(?:visie|agenda|strategie|akkoord|convenant|routekaart|nota)"
    r"|(?:actie|master|beleids|uitvoerings|structuur|mobiliteits|klimaat|water|gebieds|ontwikkel|verkeers|jaar|werk|meerjaren|aanvals|energie|afval|milieu)plan"
    r"|(?:uitvoerings|beleids|actie|meerjaren|ontwikkel|volkshuisvestings|college|maatregelen|coalitie|bestuurs|klimaat|water|milieu|herstel|omgevings)programma"
    r"|(?:beleids|toetsings|afwegings|uitvoerings)kader|ontwikkel(?:ings)?perspectief|(?:koers|ambitie|visie)document|(?:raads|staten|initiatief)voorstel|startnotitie|uitgangspuntennotitie|beleidsonderzoek|nota van uitgangspunten|factsheet))(?=\s[A-ZÀ-Þ])"
)
_LOWER_CUES = (
    "visie ",
    "agenda ",
    "strategie ",
    "akkoord ",
    "convenant ",
    "kaart ",
    "nota ",
    "plan ",
    "programma ",
    "kader ",
    "perspectief ",
    "document ",
    "voorstel ",
    "notitie ",
    "beleidsonderzoek ",
    "uitgangspunten ",
    "factsheet ",
)
_PARENTHESIS = re.compile(r" ?\((?P<alias>[A-Z][A-Za-z0-9&-]{1,12})\)")


def names(text: str, start: int, end: int) -> list[Name]:
    """The documents named in ``text[start:end]``, without overlap, in the order of the text."""
    kept: list[Name] = []
    if end - start < _LEAST_CHARS:
        return kept
    entry = written(text, start, end)
    first = (*filed(text, start, end), *((entry,) if entry else ()))
    addresses = [match.span() for match in URL.finditer(text, start, end)] if _has_address(text, start, end) else []
    has_year = text.find("20", start, end) >= 0 or text.find("19", start, end) >= 0
    grammars = _WITH_YEAR if has_year else _WITHOUT_YEAR
    for name in (*first, *(name for grammar in grammars for name in grammar(text, start, end))):
        if _is_treaty(text, name) or any(first < name.start < last for first, last in addresses):
            continue
        # Earlier grammars are surer; of two that overlap the first found stays. Kept names never overlap, so only
        # the neighbours by start can.
        at = bisect_left(kept, (name.start,))
        if (at < len(kept) and kept[at].start < name.end) or (at and name.start < kept[at - 1].end):
            continue
        kept.insert(at, name)
    return kept


def _has_address(text: str, start: int, end: int) -> bool:
    return text.find("://", start, end) >= 0 or text.find("www.", start, end) >= 0


def _capitalised(text: str, start: int, end: int) -> Iterator[Name]:
    last = start
    for match in _CAPITAL.finditer(text, start, end):
        if match.start() < last:
            continue
        word = match[0].lower().rstrip("'’-")
        if not word.endswith(ENDINGS) or word.endswith("impact") or word.rpartition("-")[2] in _TREATIES:
            continue
        found = _around(text, match, max(start, last), end, word)
        if found is not None:
            last = found.end
            yield found


def _lowered(text: str, start: int, end: int) -> Iterator[Name]:
    """A kind in small letters with a name behind it: "de woonvisie Duinrand", "het uitvoeringsprogramma Schone Kust"."""
    part = text[start:end]
    if not any(map(part.__contains__, _LOWER_CUES)):
        return
    for match in _LOWER_KIND.finditer(text, start, end):
        right, has_right, is_quoted = _rightward(text, match.end(), end)
        left = match.start("kind")
        if not has_right or is_quoted or text[match.end()] == "\n" or is_to_come(text, left, right, start, end):
            continue
        right = _without_mark(text, right)
        title = folded(text[left:right].replace("*", ""))
        alias = _PARENTHESIS.match(text, right)
        keys = (*title_keys(title), *((f"alias={alias['alias']}",) if alias else ()))
        yield Name(left, alias.end() if alias else right, title, keys)


def _is_treaty(text: str, name: Name) -> bool:
    """Whether this is the treaty of Paris, by whatever name it goes: law between states."""
    words = text[name.start : name.end + 24].lower()
    return ("parij" in words or "paris" in words) and _PARIS.match(" ".join(words.split())) is not None


def _around(text: str, match: re.Match[str], start: int, end: int, word: str) -> Name | None:
    """The name around one capitalised kind; None where nothing makes it more than a word."""
    left, has_left = _leftward(text, match.start(), start)
    if year := _YEAR_FIRST.search(text[max(start, left - 12) : left]):
        left, has_left = left - len(year[1]), True
    if status := _STATUS.search(text[max(start, left - 10) : left]):
        left -= len(status[0])
    right, has_right, is_quoted = _rightward(text, match.end(), end)
    is_first = (
        left == start
        or text[left - 1] in "•|\n"
        or text[left - 2 : left] == "| "
        or text[max(start, left - 2) : left] in (". ", ": ", "? ", "! ")
    )
    before = text[max(start, left - 24) : left]
    is_first = is_first or not _SAID_BEFORE.search(text[start:left][-60:])
    is_compound = word not in ENDINGS and word not in _NO_KIND and len(word) > 8
    if not is_quoted and (_OWN.search(before) or (is_compound and word.endswith(_TOOLS) and not has_right)):
        return None
    if is_quoted:
        pass
    elif has_right:
        is_told = has_left or is_compound or YEAR.search(text, match.end(), right) is not None
        if not is_told and (word in _WEAK or (is_first and text[match.end()] == "\n")):
            return None
    elif has_left:
        if word in _NO_KIND and len(text[left : match.start()].split()) < 1:
            return None
    elif not is_compound or is_first:
        return None
    if not is_quoted:
        right = _without_mark(text, right)
    title = folded(text[left:right].replace("*", ""))
    if not is_quoted and _is_generic(title):
        return None
    if not is_quoted and not YEAR.search(title) and (_IN_OFFICE.search(before) or _IS_OFFICE.match(title)):
        return None
    if word.endswith("aanpak") and not YEAR.search(title):
        return None
    if not is_quoted and (_PROTOCOL.search(title) or title.split()[0].lower() in _TASKS):
        return None
    if title in _BARE and not _DEFINITE.search(text[max(start, left - 6) : left]):
        return None
    if word.endswith(_SPENDING) and not YEAR.search(title):
        return None
    if word in ("programme", "program") and not YEAR.search(title) and not _PAPER.search(title):
        return None
    if not is_quoted and not YEAR.search(title) and is_to_come(text, left, right, start, end):
        return None
    if _IS_LAW.search(title) or _IS_LAW.match(text[right : right + 40]):
        return None
    keys = [*title_keys(title)]
    alias = _PARENTHESIS.match(text, right)
    if alias:
        keys.append(f"alias={alias['alias']}")
        right = alias.end()
    return Name(left, right, title, tuple(keys))


def _leftward(text: str, at: int, start: int) -> tuple[int, bool]:
    """How far a name runs to the left: capitalised words and the small words between them."""
    left = cursor = at
    for _ in range(7):
        match = _LEFT.search(text[max(start, cursor - 44) : cursor])
        if match is None:
            break
        cursor -= len(match[0])
        word = match["word"]
        if word[0].isupper():
            if word.lower() in _DETERMINERS:
                break
            left = cursor
        elif text[cursor - 1 : cursor] not in (" ", "\n"):
            break
    return left, left < at


_NUMBERED = frozenset({"COM", "SWD", "SEC", "JOIN"})
"""With a year and a number behind it each is a number of its own."""


def _rightward(text: str, at: int, end: int) -> tuple[int, bool, bool]:
    """How far a name runs to the right: its end, whether it grew, and whether a quoted title follows."""
    quoted = re.compile(r" ?[“„\"‘'«]([^“”„\"«»\n]{3,120}?)[”\"’'»](?!\w)").match(text, at, end)
    if quoted:
        return quoted.end(), True, True
    right = cursor = at
    lower_run, last_word = 0, ""
    for _ in range(10):
        match = _RIGHT.match(text, cursor, end)
        if match is None:
            break
        word = match["word"]
        if match["cap"]:
            if word in _NUMBERED or word.lower() in _DETERMINERS or word.lower() in _OPENERS:
                break
            if lower_run and word[0].isdecimal() and last_word not in _BEFORE_YEAR:
                break
            if text[match.start() : match.end()].startswith("\n") and right == at and lower_run == 0:
                break
            right = cursor = match.end()
            lower_run = 0
            continue
        # An article goes with a preposition: "Programma voor de kust", not "Programma de kust".
        if (
            (word in _ARTICLES and (lower_run == 0 or last_word in _ARTICLES))
            or word.lower() in _STOP
            or lower_run >= 4
            or _ENDS_NAME.match(text, match.start("word"))
        ):
            break
        lower_run += 1
        last_word = word.lower()
        cursor = match.end()
    return right, right > at, False


_WITHOUT_YEAR = (cited, _capitalised, _lowered, told, plans)
_WITH_YEAR = (in_press, cited, in_brackets, _capitalised, _lowered, told, in_sentence, plans)
_GENERIC = word_set(
    "green special annual final draft new nieuw nieuwe nationaal nationale national regionaal regionale regional european europees europese eu nederlands nederlandse dutch life cycle jaarlijks jaarlijkse plan van aanpak"
)


# Bodies and the names of instruments that end as a document does: "Kustonderzoek Centrum X", "Kadeanalyse".
_BODIES = word_set(
    "centrum center centre instituut institute commissie commission stichting foundation bureau planbureau dienst autoriteit authority agentschap agency "
    "universiteit university expertgroep werkgroep stuurgroep taskforce"
)
_INSTRUMENTS = ("onderzoek", "advies", "analyse", "scan", "protocol", "ontzorgingsprogramma", "atlas", "monitor")


def _is_body(words: Sequence[str]) -> bool:
    """Whether a name is that of a body: its kind of document is what the body does."""
    body = next((at for at, word in enumerate(words) if word in _BODIES), None)
    if body is None:
        return False
    does = [at for at, word in enumerate(words) if word.endswith(_INSTRUMENTS) or word in _WEAK]
    # "Rapport Commissie X" is a report of a body, "Kustonderzoek Centrum X" and "Commissie Y Onderzoek" are bodies.
    return any(at > body or (at == body - 1 and words[at] not in _WEAK) for at in does)


def _is_generic(title: str) -> bool:
    """Whether a title only says what kind of document it is ("Special Report", "TNO-rapport"), or names no document."""
    words = title.lower().split()
    if _is_body(words) or (len(words) == 1 and words[0].endswith(_INSTRUMENTS) and "-" not in words[0]):
        return True
    if words == ["plan", "van", "aanpak"]:
        return False
    if words == ["milieu", "effect", "rapportage"]:
        return True
    if "verkiezingsprogramma" in words or (words[-1] in {"b", "c"} and words[-2:-1] == ["plan"]):
        return True
    if len(words) == 1:
        return "-" in words[0] and words[0].rpartition("-")[2] in ENDINGS
    # "Regionale Bestuursafspraken": a kind of two words has a name of its own before it.
    is_telling = len(words) > 1 and words[-1].endswith(("afspraken", "document"))
    return not is_telling and all(word in _GENERIC or word in ENDINGS or word in _LINKS for word in words)


_GLUED = re.compile(r"[a-zà-ÿ]{3}(?P<mark>\d{1,2})$")


def _without_mark(text: str, end: int) -> int:
    """The end of a name without the mark of a footnote that is written against it."""
    while text[end - 1] in "⁰¹²³⁴⁵⁶⁷⁸⁹’'*_":
        end -= 1
    glued = _GLUED.search(text[end - 5 : end])
    return end - len(glued["mark"]) if glued else end
