"""Who must act, is asked, leads, helps, pays or decides.

A role follows from the place of an agent in its sentence: subject of an act that is due, behind a verb of asking,
behind "samen met", "gefinancierd door", "onder regie van". Method: docs/method/particulars.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rodedraad.extract.agents import DETERMINERS, Agent, Token, agents, tokens
from rodedraad.extract.lexicon import word_set
from rodedraad.records import Actor, ActorRole, StatementType

if TYPE_CHECKING:
    from rodedraad.parties import Mention

# Outside the types that call for an act, a role needs one of these words.
_ROLE_CUES = (
    "amen",
    "verleg",
    "fstemming",
    "gesprek",
    "inanci",
    "betaal",
    "ekostig",
    "subsidi",
    "regie",
    "leiding",
    "trekker",
    "oördin",
    "bevoegd",
    "toezicht",
    "vergunning",
    "kosten van",
    "laste van",
    "bijdrage",
    "goedkeuring",
    "instemming",
    "toestemming",
    "gezag",
    "voortouw",
    "ogether",
    "onsultation",
    "ooperat",
    "ollaborat",
    "artnership",
    "unded",
    " paid",
    "led by",
    "uthority",
    "approv",
    "permission",
    "vraagt",
    "nodig",
    "is aan",
    "need",
    "moet",
)
FIRST_PERSON = frozenset({"wij", "we", "ik", "i", "our", "ons", "onze"})
SECOND_PERSON = frozenset({"u", "uw", "you", "your", "jullie"})

_DUE: frozenset[StatementType] = frozenset({"measure", "recommendation", "ambition", "condition", "request"})
_PARTNER = re.compile(
    r"(?:samen|tezamen|gezamenlijk|in\s(?:nauw\s|goed\s|nauwe\s|goede\s)?(?:overleg|samenspraak|samenwerking|afstemming|gesprek|co-creatie)|together|in\s(?:close\s)?(?:consultation|cooperation|collaboration|partnership))\s(?:met|with)\s$"
    r"|(?:werk\w*|afspraken|overleg\w*|in\sgesprek)\s(?:nauw\s|intensief\s)?(?:samen\s)?met\s$|cooperates?\swith\s$|working\swith\s$"
)
_PAYS = re.compile(
    r"(?:gefinancierd|betaald|bekostigd|medegefinancierd|gesubsidieerd|financiering|bijdragen?|medefinanciering|cofinanciering|subsidie|funded|financed|paid)\s(?:\w+\s)?(?:door|van|by|from)\s$|(?:op\skosten|ten\slaste|uit\sde\sbegroting)\svan\s$"
)
_LEADS = re.compile(
    r"(?:onder\s(?:regie|leiding|verantwoordelijkheid|coördinatie|aanvoering)\svan|onder\s(?:de\s)?leiding\svan|regie\s(?:van|door|bij)|getrokken\sdoor|led\sby|trekker(?:\sis)?:?|coördinatie:?|under\sthe\s(?:lead|direction|responsibility)\sof|lead(?:\sparty)?:)\s?$"
)
_AUTHORITY = re.compile(
    r"(?:bevoegdheid\s(?:van|bij)|bevoegd\sgezag(?:\sis)?:?|toezicht\s(?:van|door)|vergunning(?:en)?\s(?:van|door)|instemming\svan|toestemming\svan|goedkeuring\svan|besluit\svan|competent\sauthority(?:\sis)?:?|approval\s(?:of|by)|permission\s(?:of|from))\s$"
)
_IS_LEAD = re.compile(
    r"\s(?:is|zijn|are)\s(?:de\s|the\s)?(?:trekkers?|regisseurs?|coördinator|penvoerder|lead|kartrekkers?)\b|\s(?:coördineert|coördineren|trekt|trekken|regisseert|voert\sde\sregie|neemt\shet\svoortouw|heeft\sde\sregie|leads?\b|coordinates?\b)"
)
_IS_PAYER = re.compile(
    r"\s(?:\w+\s)?(?:betaalt|betalen|financiert|financieren|bekostigt|bekostigen|subsidieert|pays?\b|funds?\b|finances?\b)"
)
_IS_AUTHORITY = re.compile(r"\s(?:is|zijn|are)\s(?:het\s|the\s)?(?:bevoegd|competent)")
_ASKED_BEFORE = re.compile(
    r"(?:\b(?:vragen|vraag|verzoeken|verzoek|verzoekt|vraagt|roepen|roept|nodigen|manen|gevraagd|verzocht|opgeroepen|ask|asks|urge|urges|request|requests|invite|invites|call\s(?:up)?on|calls\s(?:up)?on|asking|urging|oproep\s(?:aan|tot)|beroep\sop|verzoek\saan|appel\saan|verwachten|verwacht|expect|expects)"
    r"(?:\s(?:wij|we|ik|hierbij|ook|daarom|dan|nogmaals|dringend|nadrukkelijk|expliciet|specifiek|juist|graag|met\sklem|opnieuw|dus|hiermee|therefore|also|in\sdit\skader|of|from|that))*"
    r"(?:\s(?:om|van|aan|bij|dat|op))?\s(?:de\s(?:steun|hulp|inzet|medewerking|aandacht|bijdrage)\svan\s)?|\bsteun\svan\s)$"
)
# "De provincie vragen wij om …": who is asked may stand first.
_ASKED_AFTER = re.compile(r"\s(?:vragen|verzoeken|vraag|verzoek|nodigen|roepen|manen)\s(?:wij|we|ik)\b")
_DEMANDED = re.compile(
    r"\b(?:adviseren|adviseer|eisen|eis|verlangen|verwacht|verwachten|advise|demand|recommend)\s(?:van\s|dat\s|of\s|that\s)?$"
    # "wij vragen daarbij een actieve rol van …", but not "aandacht voor de positie van …"
    r"|\b(?:vraagt|vragen|verlang\w*|verwacht\w*|eist?|eisen|nodig\shebben|ask|asks|expects?|demands?)\s(?:(?!voor\b|over\b|naar\b|met\b|om\b|in\b|bij\b|dat\b|for\b|about\b|with\b|to\b|that\b)[\w’'-]+\s){0,6}(?:van|of|from)\s$"
)
# "Van het Rijk verwachten wij …": the demand stands behind the party.
_FROM = re.compile(r"(?:^|[.:;,•]\s?|\b(?:en|ook|dus|maar|daarom|and)\s)(?:van|from|of)\s$")
_DEMANDS = re.compile(
    r"\s(?:[\w’'-]+\s){0,8}?(?:vragen|vraag|verwachten|verwacht|verlangen|verlang|eisen|eis|mogen|mag|wordt|worden|we|wij)\b"
)
# "De gemeenten vragen uw aandacht": first in its sentence and with the verb of asking is who asks.
_ASKS = re.compile(
    r"\s(?:(?:hierbij|daarom|ook|dan\sook|dus|nadrukkelijk|dringend|graag|samen|gezamenlijk|therefore|also|hereby)\s)*"
    r"(?:vragen|vraagt|verzoeken|verzoekt|roepen|roept|nodigen|nodigt|dringen|dringt|pleiten|pleit|verwachten|verwacht|hopen|hoopt|doen\seen|doet\seen|eist|eisen|"
    r"asks?|urges?|requests?|calls?|invites?|expects?)\b(?!\s(?:wij|we|ik)\b)"
)
# "Deze keuze van uw kabinet": what is only named beside the thing that is asked.
_BESIDE = re.compile(r"\b(?:van|voor|over|in|bij|door|namens|tussen|binnen|uit|of|for|about|within|by)\s$")
_TASK_BEFORE = re.compile(
    r"(?:\b(?:is\shet|ligt|is|zijn)\s(?:dan\s|nu\s|ook\s|dus\s)?aan\s|\b(?:taak|verantwoordelijkheid|rol|opgave|plicht|verplichting|opdracht|zorgplicht|speerpunt)\s(?:is\s)?(?:van|voor|bij|aan)\s|\bvraagt\s(?:\w+\s){0,3}van\s|\bverwacht\svan\s|\b(?:inzet|voornemen|beleid)\svan\s|\b(?:komt|ligt|berust)\s(?:finaal\s)?bij\s|\bup\sto\s|\bresponsibility\sof\s)$"
)
_BY = re.compile(r"\b(?:door|by)\s$")
_PASSIVE = re.compile(
    r"\b(?:wordt|worden|moet|moeten|dient|dienen|zal|zullen|kan|kunnen|te\s\w+en|must|should|will|shall|be)\b"
)
# Words before a subject that do not stop it from being the first of its clause.
_OPENERS = word_set("ook dus daarom daarnaast tevens bovendien maar want en also therefore but and")
# "dat" opens what is wanted or ensured only: "willen dat", "zorgen ervoor dat", "noodzakelijk dat", "voorwaarde is dat".
_WANTED = re.compile(
    r"(?:\b(?:wil|willen|wens|wensen|eist|eisen|ervoor|erop|voor|af|naar|streven|betekent|belangrijk|van\sbelang|aanbeveling|noodzakelijk|nodig|cruciaal|essentieel|wenselijk|voorwaarde\sis|gewenst|verwacht|verwachten|verwachten\s(?:wij|we)|"
    r"vinden|vindt|adviseren|pleiten\servoor|bedoeling\sis|bedoeling|doel\sis|zien\serop\stoe|mits|provided|ensure|want|wants|important|necessary|essential|require|requires|expect|recommend|recommends)"
    r"(?:\s(?:ook|wel|dan|is|te|we|wij|graag|daarom|om|te\sborgen|alle))?,?\sdat|\bmits|\bprovided(?:\sthat)?|\b(?:ensure|want|important|necessary|essential|require|requires|expect|recommend|recommends)\sthat)\s(?:\w{2,12}\s)?$"
)
_SAYS = re.compile(
    r"(?:\s(?:stel(?:t|len)\s(?:voor|dat|vast)|advise|geef|geven\saan|geeft\saan|vind|bevel|beveelt|conclud|wijst|wijzen|constat|acht|noemt|schrijft|zegt|meent|ziet\s(?:dat|het)|recommend|says|argues|finds|suggest|wil(?:len)?\s(?:ook\s|graag\s|daarom\s)?dat|wants?\s|krijgt\s(?!de\s(?:taak|opdracht)|duidelijke\staken|als\staak)|krijgen\s(?!de\s(?:taak|opdracht))))"
)
_BOUND = re.compile(
    r"\s(?:wordt|worden|are|is|zijn|blijft|blijven)\s(?:\w+\s){0,3}?(?:gehouden|verplicht|gestimuleerd|gevraagd|opgeroepen|verzocht|geacht|verantwoordelijk|aangespoord|verleid|strenger|required|obliged|asked|encouraged|responsible|expected)"
)
_VERBS = word_set(
    "zou zouden would moet moeten dient dienen zal zullen gaat gaan wil willen kan kunnen mag mogen blijft blijven komt komen "
    "zet zetten neemt nemen maakt maken stelt stellen doet doen biedt bieden geeft geven zorgt zorgen werkt werken onderzoekt onderzoeken investeert investeren "
    "beoordeelt beoordelen brengt brengen stimuleert stimuleren ondersteunt ondersteunen start starten voert voeren houdt houden helpt helpen draagt dragen "
    "koopt kopen kiest kiezen streeft streven beziet evalueert legt leggen treft treffen bouwt bouwen bereidt spant vraagt vragen "
    "inventariseert inventariseren stemmen stemt slaan slaat ziet zien monitort behoudt behouden verplicht verplichten verbiedt bepaalt bepalen "
    "must shall will should may can needs need takes take provides provide ensures ensure supports support starts start aims aim"
)
_NO_VERB = word_set(
    "met het dat niet wat want naast dit uit ooit direct recht altijd tot zonder binnen tussen tegen eigen een en "
    "of om in op van voor door aan bij naar over mensen ten tijdens vanuit geen alleen samen hun sinds zowel ofwel "
    "eerst meest best laatst ingezet soort punt en/of gezet aangezet omtrent via behalve richting conform "
    "overeenkomstig daarnaast gemeenten bedrijven kosten kansen taken zaken steden landen wet markt inzet doelen "
    "plannen regelen voorkomen liggen staat koos besloot sloot liet bracht"
)
# Who deserves or undergoes something does not have to act.
_UNDERGOES = re.compile(
    r"\s(?:verdien(?:t|en)|ervaart|ervaren|ondervind(?:t|en)|profite(?:ert|ren)|lijd(?:t|en)|wo(?:ont|nen)\s|(?:heeft|hebben)\s(?:\w+\s)?recht\b|(?:maken|maakt)\szich\szorgen|deserves?|suffers?|experiences?|benefits?)\b"
)


def actors(
    text: str,
    mentions: Sequence[Mention],
    *,
    type: StatementType,  # noqa: A002  the word of the record
    authors: Sequence[str],
    addressees: Sequence[str] = (),
) -> tuple[Actor, ...]:
    """Who does what in this sentence, in its order; ``words`` is a slice of the text, ``party`` None where unknown.

    ``mentions`` are the named parties of this text, ``authors`` the ids of whose document it is, ``addressees`` of
    to whom it is written, an organ behind a number sign: "u" and "uw Kamer" are all of these. Who stands for several
    parties gives one actor for each, with the same words.
    """
    due = type in _DUE
    if not due and not any(map(text.__contains__, _ROLE_CUES)):
        return ()
    low, words = tokens(text)
    found = agents(text, words, mentions)
    you = tuple(dict.fromkeys(addressed.partition("#")[0] for addressed in addressees))
    made: list[tuple[int, ActorRole, str, tuple[str, ...]]] = []
    before: tuple[int, ActorRole] | None = None
    for agent in found:
        start = agent.start
        role = _role(text, low, words, agent, type=type, due=due)
        if role is None and before is not None and (example := _EXAMPLE.fullmatch(low, before[0], agent.start)):
            role, start = before[1], example.start(1)
        before = (agent.end, role) if role is not None else None
        if role is None or (type == "request" and role in ("asked", "must_act") and _is_asker(agent, authors)):
            continue
        parties = agent.parties
        if not parties and _is_reader(words, agent):
            parties = you
        made.append((start, role, text[start : agent.end], parties))
    if due:
        made.extend(_persons(text, words, made, found, me=tuple(authors), you=you, type=type))
    made.sort(key=lambda item: item[0])
    each = (
        Actor(party=party, words=said, role=role)
        for _, role, said, parties in made
        for party in (parties[:_MOST_PARTIES] or (None,))
    )
    return tuple(dict.fromkeys(each))


_MOST_PARTIES = 20
# "Instanties zoals het COA en gemeenten": the examples do what the whole does.
_EXAMPLE = re.compile(
    r",?\s(?:zoals|waaronder|bijvoorbeeld|such\sas|including)\s((?:[\w’'&-]{1,30}(?:,|\sen|\sand)?\s){0,5})"
)
# "Uw Kamer" and "uw college" are who the letter is written to; "uw inwoners" are others.
_READERS = word_set(
    "kamer college colleges raad raden gemeenteraad gemeente gemeenten provincie provincies bestuur besturen commissie commissies staten ministerie "
    "waterschap fractie directie organisatie bedrijf onderneming stichting vereniging council councils municipality province ministry board committee "
    "company organisation college's"
)


def _is_reader(words: Sequence[Token], agent: Agent) -> bool:
    head = words[agent.last - 1].word
    return words[agent.first].word in SECOND_PERSON and (agent.last - agent.first == 1 or head in _READERS)


def _is_asker(agent: Agent, authors: Sequence[str]) -> bool:
    """Whether a party that a request names is the one who asks."""
    return bool(agent.parties) and set(agent.parties) <= set(authors)


@lru_cache(maxsize=1)
def _politics() -> frozenset[str]:
    """Political parties: "de Staalpartij wil" in a programme is its author naming itself, who is asked by nobody."""
    from rodedraad.parties.known import institutions  # noqa: PLC0415  read once, and only where somebody is named

    return frozenset(one.party.id for one in institutions() if one.party.form == "political_party")


def addressee(found: Sequence[Actor], *, authors: Sequence[str] = ()) -> str | None:
    """The words of the one that is asked or must act; None where nobody else than the author is."""
    for role in ("asked", "must_act", "leads"):
        for actor in found:
            if (
                actor.role == role
                and actor.words.lower() not in FIRST_PERSON
                and (actor.party is None or actor.party not in authors)
                and not (role == "must_act" and actor.party in _politics())
            ):
                return actor.words
    return None


def _role(
    text: str,
    low: str,
    words: Sequence[Token],
    agent: Agent,
    *,
    type: StatementType,  # noqa: A002  the word of the record
    due: bool,
) -> ActorRole | None:
    before = low[max(0, agent.start - 60) : agent.start]
    after = low[agent.end : agent.end + 40]
    if _PARTNER.search(before):
        return "partner"
    if _PAYS.search(before) or (due and _IS_PAYER.match(after)):
        return "pays"
    if _LEADS.search(before) or _IS_LEAD.match(after):
        return "leads"
    if _AUTHORITY.search(before) or _IS_AUTHORITY.match(after) or words[agent.last - 1].word == "gezag":
        return "authority"
    if due and (_ASKED_BEFORE.search(before) or _ASKED_AFTER.match(after)):
        return "asked"
    if type == "request":
        is_first = agent.first == 0 or _starts(text, words, agent)
        if is_first and words[agent.first].word not in SECOND_PERSON and _ASKS.match(low, agent.end):
            return None
        if words[agent.first].word in SECOND_PERSON and not _BESIDE.search(before):
            return "asked"
        if _DEMANDED.search(before) or (_FROM.search(before) and _DEMANDS.match(low, agent.end)):
            return "asked"
    if due and _TASK_BEFORE.search(before):
        return "must_act"
    if not due:
        return "must_act" if type in ("need", "conclusion") and _NEEDED.search(before) else None
    if _BY.search(before):
        return "must_act" if _is_done_by(low, agent) else None
    return "must_act" if _is_subject(text, low, words, agent) else None


def _is_done_by(low: str, agent: Agent) -> bool:
    """Whether "door" names who does it: a passive in the same clause, not "die door … wordt" or "door … te"."""
    earliest = max(0, agent.start - 200)
    start = max(earliest, *(low.rfind(mark, earliest, agent.start) + 1 for mark in (". ", "; ", ": ", ", ")))
    before = low[start : agent.start]
    after = re.split(r"[.;:,]", low[agent.end : agent.end + 200], maxsplit=1)[0]
    if _THAT_BY.search(before) or (_TO_DO.match(after) and not _PASSIVE.search(before)):
        return False
    return _PASSIVE.search(before) is not None or _PASSIVE.search(after) is not None


_THAT_BY = re.compile(r"\b(?:die|welke|which|that)\s(?:door|by)\s$")
_TO_DO = re.compile(r"\s(?:[^\s,.;]+\s){0,8}te\s\w+en\b")
_NEEDED = re.compile(
    r"\b(?:vraagt|vragen|inzet|medewerking|hulp|steun|bijdrage|aan|needs?|help|support)\s(?:van|is|from|of)\s$|\bsamenwerking\s(?:tussen|van|door)\s$|\bis\saan\s$|\bmoet\s$|\bmoeten\s$"
)


def _is_subject(text: str, low: str, words: Sequence[Token], agent: Agent) -> bool:
    """Whether the clause is about what this agent does: first with its verb behind it, or behind the verb."""
    following = words[agent.last] if agent.last < len(words) else None
    after = low[agent.end : agent.end + 60]
    if _SAYS.match(after) or _UNDERGOES.match(after):
        return False
    if agent.first == 0 or _starts(text, words, agent):
        if following is None:
            return False
        if following.word in _ITSELF and agent.last + 1 < len(words):
            following = words[agent.last + 1]
        elif clause := _RELATIVE.match(low, agent.end):
            verb = clause.end()
            return any(token.start == verb and token.word in _OBLIGES for token in words)
        if following.word in _MUST and _is_state(low, agent.end):
            return False
        gap = text[agent.end : following.start].strip().lower()
        return gap in ("", ",", *_ITSELF) and (_is_verb(following.word) or _BOUND.match(after) is not None)
    before = words[agent.first - 1]
    if text[before.end : agent.start].strip():
        return False
    if before.word in ("dat", "mits", "that", "provided"):
        return not _is_state(low, agent.end) and _WANTED.search(low[max(0, agent.start - 60) : agent.start]) is not None
    if agent.first > 1 and words[agent.first - 2].word in ("dat", "that"):
        return (
            before.word in ("ook", "alle") and _WANTED.search(low[max(0, agent.start - 66) : agent.start]) is not None
        )
    earlier = words[agent.first - 2].word if agent.first > 1 else ""
    if earlier in _SUBJECTS:
        return False
    if before.word in _VERBS:
        if _HAS_SUBJECT.search(low, max(0, before.start - 120), before.start) or (
            before.word in _MUST and _is_state(low, agent.end)
        ):
            return False
        if before.word in _FURTHERS and _WE.search(low, max(0, before.start - 200), before.start):
            return False
        return earlier not in ("te", "die", "to", "niet", "kunnen", "moeten")
    is_noun_like = text[before.start].isupper() and agent.first > 1
    return (
        not is_noun_like
        and agent.first > 1
        and before.word not in _NO_VERB
        and before.word not in _PASSIVE_VERBS
        and len(before.word) > 4
        and before.word.endswith("t")
        and words[agent.first].word in _ARTICLES
    )


_ITSELF = ("zelf", "zélf", "ook", "dan", "zelve", "daarbij", "therefore", "also")
# "Scholen die achterblijven, dienen …": who is told apart by a clause still acts.
_RELATIVE = re.compile(r"\s(?:die|dat|who|which|that)\s[^,.;:]{2,90},\s")
_MUST = word_set("moet moeten dient dienen zal zullen zou zouden kan kunnen mag mogen must shall should will can may")
_FURTHERS = word_set("stimuleren ondersteunen helpen steunen faciliteren versterken beschermen vragen brengen houden")
_OBLIGES = word_set("moet moeten dient dienen zal zullen hoort horen behoort behoren must shall should leggen legt")
# "Het platform wil gemeenten …": the verb has its subject in front already. "Deze zomer wil de raad …" has none.
_HAS_SUBJECT = re.compile(
    r"(?:^|[.:;]\s)(?:de|het|een|dit|deze|onze|the|this)\s(?!(?:[\w-]+e\s)?[\w-]*(?:jaar|jaren|zomer|winter|periode|maanden?|weken|tijd|najaar|voorjaar|termijn|toekomst)\b)(?:[\w-]+e\s)?[\w-]+(?:\s\([^()]{1,60}\))?\s$"
)
# "Wij investeren in scholen en stimuleren bedrijven": those are what the author acts on.
_WE = re.compile(r"\b(?:wij|we)\b(?![^.]{0,200}\bdat\b)")
_STATE = re.compile(
    r"\s(?!.{0,60}(?:verplicht|verantwoordelijk|gehouden|bereid|gevraagd|opgeroepen|geacht|aanspreekbaar|responsible|obliged|required))"
    r"(?:(?!dat\b|die\b|ervoor\b|om\b|wie\b|waar|hoe\b|tenzij\b|that\b|who\b)[^\s,.;:]+\s){0,14}?"
    r"(?:zijn|is|worden|wordt|krijgen|krijgt|beschikken|beschikt|zitten|staan|profiteren|raken|afglijdt|be|remain|have)(?=[,.;:]|\W*$|\s(?:en|maar|dan|als|om|van|voor|met|over|aan|op|in|door|tegen|tot|zodat|waardoor|zonder)\b)"
)
_SUBJECTS = word_set("we wij ik er het dit dat die je men zij ze hij deze u jullie i it they you this which who")
_PASSIVE_VERBS = word_set("wordt krijgt heeft werkt vraagt betekent omvat bevat")
_ARTICLES = frozenset({"de", "het", "elke", "iedere", "alle", "deze", "the", "een", "nederland"})


def _is_state(low: str, at: int) -> bool:
    """Whether what is said of an agent is how it shall be or what shall befall it, and no act."""
    return _STATE.match(low, at) is not None


def _starts(text: str, words: Sequence[Token], agent: Agent) -> bool:
    """Whether a sentence, bullet or clause begins right before the agent."""
    before = words[agent.first - 1]
    gap = text[before.end : agent.start]
    if any(mark in gap for mark in ".:;•●▪▶–\n") or (before.word in _OPENERS and agent.first == 1):
        return True
    if before.word.isdecimal() and agent.first == 1:
        return True
    # A heading glued to its sentence: "... gemeenschappen De provincie stelt".
    return text[agent.start].isupper() and words[agent.first].word in DETERMINERS


def _is_verb(word: str) -> bool:
    if word in _VERBS:
        return True
    return word not in _NO_VERB and word not in _OPENERS and len(word) > 3 and word.endswith(("t", "en", "s"))


def _persons(
    text: str,
    words: Sequence[Token],
    made: Sequence[tuple[int, ActorRole, str, tuple[str, ...]]],
    found: Sequence[Agent],
    *,
    me: tuple[str, ...],
    you: tuple[str, ...],
    type: StatementType,  # noqa: A002
) -> list[tuple[int, ActorRole, str, tuple[str, ...]]]:
    """The authors as "wij" and the readers as "u", where no agent already holds the word."""
    taken = {index for agent in found for index in range(agent.first, agent.last)}
    free = [token for index, token in enumerate(words) if index not in taken]
    if type in ("measure", "ambition"):
        own = next((token for token in free if token.word in ("wij", "we", "ik", "i")), None)
        return [(own.start, "must_act", text[own.start : own.end], me)] if own else []
    if type != "request":
        return []
    reader = next((token for token in free if token.word in ("u", "you")), None)
    if reader is None and not any(role == "asked" for _, role, _, _ in made):
        # "Wij vragen uw aandacht": whose attention is asked is who is asked.
        reader = next((token for token in free if token.word in ("uw", "your", "jullie")), None)
    return [(reader.start, "asked", text[reader.start : reader.end], you)] if reader else []
