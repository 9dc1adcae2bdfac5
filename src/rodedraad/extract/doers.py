"""Whether a clause is about what an agent does: first with its verb behind it, behind the verb, or behind "door".

How an agent shall be, what befalls it and whom another acts on make no doer. docs/method/particulars.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rodedraad.extract.agents import DETERMINERS, Agent, Token
from rodedraad.extract.lexicon import word_set

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


def is_subject(text: str, low: str, words: Sequence[Token], agent: Agent) -> bool:
    """Whether the clause is about what this agent does: first with its verb behind it, or behind the verb."""
    following = words[agent.last] if agent.last < len(words) else None
    after = low[agent.end : agent.end + 60]
    if _SAYS.match(after) or _UNDERGOES.match(after):
        return False
    if agent.first == 0 or starts(text, words, agent):
        if following is None:
            return False
        if following.word in _ITSELF and agent.last + 1 < len(words):
            following = words[agent.last + 1]
        elif clause := _RELATIVE.match(low, agent.end):
            verb = clause.end()
            return any(token.start == verb and token.word in _OBLIGES for token in words)
        if following.word in _MAY and not _ONLY.search(after):
            return False
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
    if before.word in _MAY and not _ONLY.search(after):
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
# Who may do something does not have to; "mag alleen" and "mag geen" bind.
_MAY = word_set("mag mogen may kan kunnen can")
_ONLY = re.compile(r"\b(?:alleen|geen|niet|slechts|pas|enkel|only|not)\b")
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


def starts(text: str, words: Sequence[Token], agent: Agent) -> bool:
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


def is_done_by(low: str, agent: Agent) -> bool:
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
