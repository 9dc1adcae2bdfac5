"""Who must act, is asked, leads, helps, pays or decides.

A role follows from the place of an agent in its sentence: subject of an act that is due, behind a verb of asking,
behind "samen met", "gefinancierd door", "onder regie van". Method: docs/method/particulars.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rodedraad.extract.agents import Agent, Token, agents, tokens
from rodedraad.extract.doers import is_done_by, is_subject, starts
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
    "het aan",
    "need",
    "moet",
    "dien",
    " zal ",
    "zullen",
    "must",
    "verantwoordelijk",
    "verplicht",
    "aan zet",
    "responsible",
    "ziet toe",
    "handhaaft",
    "hieraan met",
    "op met",
    "gevuld",
    "vastgesteld",
    "goedgekeurd",
    "geleid",
    "aangestuurd",
)
FIRST_PERSON = frozenset({"wij", "we", "ik", "i", "our", "ons", "onze"})
SECOND_PERSON = frozenset({"u", "uw", "you", "your", "jullie"})

_DUE: frozenset[StatementType] = frozenset({"measure", "recommendation", "ambition", "condition", "request"})
_PARTNER = re.compile(
    r"(?:samen|tezamen|gezamenlijk|in\s(?:nauw\s|goed\s|nauwe\s|goede\s)?(?:overleg|samenspraak|samenwerking|afstemming|gesprek|co-creatie)|together|in\s(?:close\s)?(?:consultation|cooperation|collaboration|partnership))\s(?:met|with)\s$"
    r"|(?:trek\w*|optrekken)\s[^.;,]{0,60}?\sop\smet\s$|\bsamenwerking\smet\s$|\b(?:hieraan|daaraan|eraan|hierover|daarover)\smet\s$"
    r"|(?:\bwerk\w*|\bafspraken|\boverleg\w*|in\sgesprek)\s(?:nauw\s|intensief\s)?(?:samen\s)?met\s$|cooperates?\swith\s$|working\swith\s$"
)
_PAYS = re.compile(
    r"(?:gefinancierd|betaald|bekostigd|medegefinancierd|gesubsidieerd|vergoed|(?:fonds|pot|budget)\s[^.;]{0,40}gevuld|financiering|bijdragen?|medefinanciering|cofinanciering|subsidie|funded|financed|paid)\s(?:\w+\s)?(?:door|van|by|from)\s$|(?:op\skosten|ten\slaste|uit\sde\sbegroting)\svan\s$"
)
# "De kosten dienen door X te worden betaald", "wordt door X gecoördineerd".
_PAID_BY = re.compile(
    r"\s(?:te\s)?(?:(?:worden|wordt)\s)?(?:mee)?(?:ge)?(?:betaald|gefinancierd|financierd|bekostigd|vergoed|gesubsidieerd|gedragen)\b"
)
_LED_BY = re.compile(r"\s(?:te\s)?(?:(?:worden|wordt)\s)?(?:gecoördineerd|geleid|getrokken|aangestuurd|geregisseerd)\b")
_LEADS = re.compile(
    r"(?:onder\s(?:regie|leiding|verantwoordelijkheid|coördinatie|aanvoering)\svan|onder\s(?:de\s)?leiding\svan|regie\s(?:van|door|bij)|getrokken\sdoor|led\sby|trekker(?:\sis)?:?|coördinatie:?|under\sthe\s(?:lead|direction|responsibility)\sof|lead(?:\sparty)?:)\s?$"
)
_AUTHORITY = re.compile(
    r"(?:(?:goedgekeurd|vastgesteld|bekrachtigd|goedkeuring|vaststelling)\s(?:\w+\s){0,2}?door|bevoegdheid\s(?:van|bij)|bevoegd\sgezag(?:\sis)?:?|toezicht\s(?:van|door)|vergunning(?:en)?\s(?:van|door)|instemming\svan|toestemming\svan|goedkeuring\svan|besluit\svan|competent\sauthority(?:\sis)?:?|approval\s(?:of|by)|permission\s(?:of|from))\s$"
)
_IS_LEAD = re.compile(
    r"\s(?:is|zijn|are)\s(?:de\s|the\s)?(?:trekkers?|regisseurs?|coördinator|penvoerder|lead|kartrekkers?)\b|\s(?:coördineert|coördineren|trekt|trekken|regisseert|voert\sde\sregie|(?:neemt|nemen)\shet\svoortouw|(?:heeft|hebben|voeren|krijgt|krijgen)\sde\sregie|leads?\b|coordinates?\b)"
)
_IS_PAYER = re.compile(
    r"\s(?:\w+\s)?(?:betaalt|betalen|financiert|financieren|bekostigt|bekostigen|subsidieert|pays?\b|funds?\b|finances?\b)"
)
_IS_AUTHORITY = re.compile(
    r"\s(?:is|zijn|are)\s(?:het\s|the\s)?(?:bevoegd|competent)|\s(?:\w+\s)?(?:houdt|houden)\s(?:\w+\s)?toezicht\b|\s(?:hierop\s|daarop\s)?toezicht\s(?:houdt|houden)\b|\s(?:ziet|zien)\s(?:er\s|streng\s)?(?:toe\sop|op\stoe)\b|\s(?:handhaaft|handhaven)\b"
)
_ASKED_BEFORE = re.compile(
    r"(?:\b(?:vragen|vraag|verzoeken|verzoek|verzoekt|vraagt|roepen|roept|nodigen|manen|gevraagd|verzocht|opgeroepen|ask|asks|urge|urges|request|requests|invite|invites|call\s(?:up)?on|calls\s(?:up)?on|asking|urging|oproep\s(?:aan|tot)|beroep\sop|verzoek\saan|appel\saan|verwachten|verwacht|expect|expects)"
    r"(?:\s(?:wij|we|ik|hierbij|ook|daarom|dan|nogmaals|dringend|nadrukkelijk|expliciet|specifiek|juist|graag|met\sklem|opnieuw|dus|hiermee|therefore|also|in\sdit\skader|of|from|that))*"
    r"(?:\s(?:om|van|aan|bij|dat|op))?\s(?:de\s(?:steun|hulp|inzet|medewerking|aandacht|bijdrage)\svan\s)?|\bsteun\svan\s)$"
)
# "De provincie vragen wij om …", "aan veteranen gevraagd": who is asked may stand first.
_ASKED_AFTER = re.compile(
    r"\s(?:wordt\s|worden\s)?(?:gevraagd|verzocht)\s(?!door\b|naar\b)|\s(?:vragen|verzoeken|vraag|verzoek|nodigen|roepen|manen)\s(?:wij|we|ik)\b"
)
_DEMANDED = re.compile(
    r"\b(?:adviseren|adviseer|eisen|eis|verlangen|verwacht|verwachten|advise|demand|recommend)\s(?:van\s|dat\s|of\s|that\s)?$"
    # "wij vragen daarbij een actieve rol van …", but not "aandacht voor de positie van …"
    r"|\b(?:vraagt|vragen|verlang\w*|verwacht\w*|eist?|eisen|nodig\shebben|ask|asks|expects?|demands?)\s(?:(?!voor\b|over\b|naar\b|met\b|om\b|in\b|bij\b|dat\b|for\b|about\b|with\b|to\b|that\b)[\w’'-]+\s){0,6}(?:van|of|from)\s$"
)
_OPENS_QUESTION = re.compile(
    r"\W{0,3}(?:is|bent|zijn|kan|kunnen|kunt|wil|willen|wilt|zou|zouden|gaat|gaan|\w{2,12}t)\s"
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
    is_by = _BY.search(before) is not None
    if _PAYS.search(before) or (due and _IS_PAYER.match(after)) or (is_by and _PAID_BY.match(after)):
        return "pays"
    if _LEADS.search(before) or _IS_LEAD.match(after) or (is_by and _LED_BY.match(after)):
        return "leads"
    if _AUTHORITY.search(before) or _IS_AUTHORITY.match(after) or words[agent.last - 1].word == "gezag":
        return "authority"
    if due and (_ASKED_BEFORE.search(before) or _ASKED_AFTER.match(after)):
        return "asked"
    if type == "request":
        is_first = agent.first == 0 or starts(text, words, agent)
        if is_first and words[agent.first].word not in SECOND_PERSON and _ASKS.match(low, agent.end):
            return None
        if words[agent.first].word in SECOND_PERSON and not _BESIDE.search(before):
            return "asked"
        if text.endswith("?") and _OPENS_QUESTION.fullmatch(low[: agent.start]):
            return "asked"
        if _DEMANDED.search(before) or (_FROM.search(before) and _DEMANDS.match(low, agent.end)):
            return "asked"
    if due and _TASK_BEFORE.search(before):
        return "must_act"
    if not due:
        is_bound = (
            _TASK_OF.search(before) is not None
            or _RESPONSIBLE.match(after) is not None
            or ((_DUTY.match(after) or _DUTY_BEFORE.search(before)) and is_subject(text, low, words, agent))
        )
        return "must_act" if is_bound or (type in ("need", "conclusion") and _NEEDED.search(before)) else None
    if is_by:
        return "must_act" if is_done_by(low, agent) else None
    return "must_act" if is_subject(text, low, words, agent) else None


# What somebody must do is due whatever the sentence is taken for.
_DUTY = re.compile(r"\s(?:zelf\s|ook\s|dan\s)?(?:moet|moeten|dient|dienen|zal|zullen|must|shall)\b")
_DUTY_BEFORE = re.compile(r"\b(?:moet|moeten|dient|dienen|zal|zullen)\s$")
_TASK_OF = re.compile(
    r"\b(?:is\shet|het\sis|ligt|is)\s(?:dan\s|nu\s|ook\s|dus\s|nu\sook\s)?aan\s$|\b(?:taak|verantwoordelijkheid|plicht)\s(?:is\s)?(?:van|voor)\s$"
)
_RESPONSIBLE = re.compile(
    r"\s(?:is|zijn|blijft|blijven|are|is)\s(?:[\w-]+\s){0,2}?(?:verantwoordelijk|verplicht|aan\szet|aansprakelijk|responsible)\b"
)


_NEEDED = re.compile(
    r"\b(?:vraagt|vragen|inzet|interventie|betrokkenheid|medewerking|hulp|steun|bijdrage|aan|needs?|help|support)\s(?:van|is|from|of)\s$|\bsamenwerking\s(?:tussen|van|door)\s$|\bis\saan\s$|\bmoet\s$|\bmoeten\s$"
)


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
