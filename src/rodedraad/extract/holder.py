"""Who holds the view: the author, or somebody the author reports of.

What a source reports of another's view is not what it holds. A sentence is reported where its frame says so: "volgens
X", "X stelt dat", "critici", "er waren kritische geluiden vanuit X", "het advies van X luidt", "door X wordt betoogd".
An author who speaks of itself in the third person holds what it says. Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rodedraad.extract.lexicon import lower

if TYPE_CHECKING:
    from rodedraad.parties import Mention

# What is followed by somebody's view. "Volgens planning" and "volgens de wet" follow nobody's.
_ACCORDING = re.compile(
    r"\b(?:volgens|naar\sde\smening\svan|naar\shet\soordeel\svan|in\sde\sogen\svan|aldus|according\sto|in\sthe\s(?:view|opinion|eyes)\sof)\s"
)
_NOBODY = re.compile(
    r"(?:de\s|het\s|een\s|deze\s|dit\s|artikel|the\s|this\s|huidige\s|onze\s|our\s|eigen\s)*(?:planning|plan|plannen|wet|wetgeving|schema|afspraak|afspraken|procedure|methode|methodiek|norm|normen|standaard|model|"
    r"definitie|bestemmingsplan|regels|regeling|richtlijn|richtlijnen|verordening|besluit|beginsel|principe|systematiek|artikel|tabel|figuur|formule|verwachting|opgave|huidige|opzet|schedule|plan|law|article|"
    r"ons|mij|us|me|wij|bovenstaande|onderstaande|dezelfde|hetzelfde|format|protocol|vast|deze|dit|die|een\svast)\b"
)
_VIEW = (
    r"stelt|stellen|vindt|vinden|vreest|vrezen|meent|menen|betoogt|betogen|zegt|zeggen|schrijft|schrijven|waarschuwt|waarschuwen|concludeert|concluderen|pleit|pleiten|adviseert|adviseren|verwacht|"
    r"constateert|constateren|benadrukt|benadrukken|oordeelt|oordelen|acht|achten|noemt|noemen|wijst\serop|wijzen\serop|geeft\saan|geven\saan|gaf\saan|gaven\saan|stelde|stelden|vond|vonden|vreesde|waarschuwde|concludeerde|adviseerde|"
    r"pleitte|schreef|zei|klaagt|klagen|bekritiseert|bekritiseren|betwijfelt|betwijfelen|beveelt\saan|bevelen\saan|signaleert|signaleren|bepleit|bepleiten|hekelt|"
    r"argues?|argued|states?|stated|says?|said|fears?|feared|warns?|warned|believes?|believed|claims?|claimed|concludes?|concluded|recommends?|recommended|advises?|advised|finds|found|writes|wrote|notes|noted|objects?|expects?|insists?"
)
_VIEW_AFTER = re.compile(rf"(?:\s(?:\w+\s){{0,2}}?|\s\([^()]{{1,40}}\)\s)(?P<verb>{_VIEW})\b")
# Verbs that report a view only where a clause follows ("stelt dat"); with an object they are acts ("stelt een plan op").
_NEEDS_CLAUSE = re.compile(
    r"(?:stel|verwacht|geef|geven|gaf|gaven|schrijf|schrijven|schreef|noem|state|find|found|note|expect|write|wrote|acht|vind|vond|signale|constat|zei|zeg|oordeel|oordelen)"
)
_CLAUSE = re.compile(r"[^.;:]{0,60}?(?:,?\s(?:dat|of|hoe|that|whether)\s|:\s?[“\"‘']|[“\"])")
_VIEW_BEFORE = re.compile(rf"\b(?P<verb>{_VIEW})\s(?:de\s|het\s|the\s|een\s)?$")
_VOICES = re.compile(
    r"\b(?P<words>(?:de\s|sommige\s|veel\s|enkele\s|the\s|some\s|many\s|several\s|vele\s|een\saantal\s)?(?:critici|criticasters|tegenstanders|voorstanders|sceptici|omwonenden|actievoerders|deskundigen|experts|wetenschappers|indieners|insprekers|respondenten|geïnterviewden|bewoners|inwoners|ondernemers|deelnemers|"
    r"critics|opponents|proponents|supporters|sceptics|skeptics|residents|experts|respondents|interviewees|activists|participants))"
    rf"(?:\s(?:in|uit|van|from|of)\s[^,.;]{{1,40}}?)?\s(?:\w+\s)?(?:{_VIEW}|maken\szich\szorgen|maakten\szich\szorgen|hebben\sbezwaar|willen|want|worry|zijn\sbezorgd|are\sworried)\b"
)
_SOUNDS = re.compile(
    r"\b(?P<words>kritische\sgeluiden|kritiek|bezwaren|zorgen|bedenkingen|twijfels|weerstand|protest|positieve\sreacties|reacties|criticism|objections|concerns|opposition|doubts|critical\svoices)"
    r"(?:\s(?:o\.a\.|onder\sandere|onder\smeer|met\sname|vooral|in\sparticular|mainly|among\sothers|geuit|raised|expressed|ook))*\s(?P<from>vanuit|van|uit|bij|door|from|among|by)\s"
)
_ADVICE = re.compile(
    r"\b(?:het\s|de\s|the\s|een\s)?(?:advies|oordeel|standpunt|conclusie|conclusies|mening|visie|zienswijze|advice|opinion|position|conclusion|view)\s(?:van|of)\s(?:de\s|het\s|the\s)?(?P<whose>[^.;:]{2,80}?)\s(?:luidt|luidde|is\sdat|was\sdat|is\that|was\that|is:|luiden|stelt|houdt\sin)"
)
_CAME = re.compile(
    r"\b(?:vanuit|van|from)\s(?P<whose>[^.;:]{3,140}?)\s(?:kwam|kwamen|klonk|klonken|came|komt|komen|klinkt|klinken)\s(?:er\s|ook\s|\w+\s){0,2}?(?:reacties|geluiden|kritiek|bezwaren|zorgen|vragen|criticism|objections|reactions|concerns)\b"
)
_PASSIVE = re.compile(
    r"\b(?:(?:wordt|worden|is|werd|werden)\s(?:\w+\s){0,3}?(?P<by>door)\s[^.;]{2,80}?(?:betoogd|gesteld|aangegeven|gezegd|beweerd|gevreesd|bepleit|geadviseerd|geconcludeerd|benadrukt|aangevoerd|opgemerkt)"
    r"|(?P<by2>door)\s[^.;]{2,60}?\s(?:wordt|worden|is|werd|werden)\s(?:\w+\s){0,3}?(?:betoogd|gesteld|aangegeven|gezegd|beweerd|gevreesd|bepleit|geadviseerd|geconcludeerd|benadrukt|aangevoerd|opgemerkt)"
    r"|(?:is|was|were|are)\s(?:\w+\s)?(?:argued|claimed|feared|stated|advised|objected|raised)\s(?P<by3>by)\s)"
)
# Each grammar is tried only where the sentence has one of its words.
_ACCORDING_CUES = ("volgens", "mening", "oordeel", "ogen van", "aldus", "according", "opinion", "view of", "eyes of")
_VOICE_CUES = (
    "critic",
    "tegenstander",
    "voorstander",
    "sceptic",
    "skeptic",
    "omwonenden",
    "actievoerders",
    "deskundigen",
    "expert",
    "wetenschappers",
    "indieners",
    "insprekers",
    "respond",
    "geïnterview",
    "interviewees",
    "bewoners",
    "inwoners",
    "ondernemers",
    "deelnemers",
    "opponents",
    "supporters",
    "residents",
    "activists",
    "participants",
    "proponents",
)
_SOUND_CUES = (
    "geluiden",
    "kritiek",
    "bezwaren",
    "zorgen",
    "bedenkingen",
    "twijfels",
    "weerstand",
    "protest",
    "reacties",
    "criticism",
    "objections",
    "concerns",
    "opposition",
    "doubts",
    "critical voices",
    "vragen",
)
_ADVICE_CUES = (
    "advies",
    "oordeel",
    "standpunt",
    "conclusie",
    "mening",
    "visie",
    "zienswijze",
    "advice",
    "opinion",
    "position",
    "conclusion",
    "view",
)
_PASSIVE_CUES = (
    "betoogd",
    "gesteld",
    "aangegeven",
    "gezegd",
    "beweerd",
    "gevreesd",
    "bepleit",
    "geadviseerd",
    "geconcludeerd",
    "benadrukt",
    "aangevoerd",
    "opgemerkt",
    " by ",
)
_CUES = tuple(dict.fromkeys((*_ACCORDING_CUES, *_VOICE_CUES, *_SOUND_CUES, *_ADVICE_CUES, *_PASSIVE_CUES)))
_PHRASE = re.compile(
    r"(?:(?i:de|het|een|deze|the|a|this|some|sommige|vele|veel|enkele|alle|diverse|verschillende|all|onze|our)\s)?[^\s,.;:()]+(?:\s(?:van|der|de|het|den|of|the|voor|en|and|&)\s(?:de\s|het\s|the\s)?[A-ZÀ-Þ][^\s,.;:()]*|\s[A-ZÀ-Þ][^\s,.;:()]*){0,5}"
)


def holder(text: str, mentions: Sequence[Mention], *, authors: Sequence[str]) -> tuple[str | None, bool]:
    """Who holds the view in this sentence, and whether the author only reports it.

    Returns (party id, or the words where the party is unknown, is_reported). Held by the author: the first of
    ``authors``, or None where no author is known.
    """
    own = authors[0] if authors else None
    low = lower(text)
    if not mentions and not any(map(low.__contains__, _CUES)):
        return own, False
    for start in _reported_at(low, mentions, authors):
        party = _party_at(mentions, start)
        if party is not None:
            if party in authors:
                return party, False
            return party, True
        words = _PHRASE.match(text, start)
        if words is not None:
            return " ".join(words[0].split()), True
    return own, False


def _reported_at(low: str, mentions: Sequence[Mention], authors: Sequence[str]) -> list[int]:
    """Where the one whose view is reported is named; the surest frame first."""
    found: list[int] = []
    if any(map(low.__contains__, _ACCORDING_CUES)) and (match := _ACCORDING.search(low)):
        start = match.end()
        if not _NOBODY.match(low, start):
            found.append(start)
    if any(map(low.__contains__, _VOICE_CUES)) and (match := _VOICES.search(low)):
        found.append(match.start("words"))
    if any(map(low.__contains__, _SOUND_CUES)):
        if match := _SOUNDS.search(low):
            found.append(match.end())
        if match := _CAME.search(low):
            found.append(match.start("whose"))
    if any(map(low.__contains__, _ADVICE_CUES)) and (match := _ADVICE.search(low)):
        at = _first_mention(mentions, match.start(), match.end())
        found.append(match.start("whose") if at is None else at)
    if any(map(low.__contains__, _PASSIVE_CUES)) and (match := _PASSIVE.search(low)):
        group = next(name for name in ("by", "by2", "by3") if match[name])
        found.append(match.end(group) + 1)
    found.extend(mention.start for mention in mentions if mention.party not in authors and _says(low, mention))
    return found


def _says(low: str, mention: Mention) -> bool:
    """Whether this party is the one who says it: right before, or in inversion right behind, a verb of view."""
    match = _VIEW_AFTER.match(low, mention.end)
    if match is not None and low[mention.end : match.start("verb")].strip() in _BETWEEN:
        before = low[max(0, mention.start - 30) : mention.start]
        if _DEPENDENT.search(before):
            return False
        return not _NEEDS_CLAUSE.match(match["verb"]) or _CLAUSE.match(low, match.end()) is not None
    match = _VIEW_BEFORE.search(low[max(0, mention.start - 24) : mention.start])
    if match is None:
        return False
    return not _NEEDS_CLAUSE.match(match["verb"]) or _CLAUSE.match(low, mention.end) is not None


_BETWEEN = frozenset(
    (
        "",
        "ook",
        "echter",
        "daarom",
        "zelf",
        "nu",
        "terecht",
        "daarnaast",
        "also",
        "itself",
        "therefore",
        "dan ook",
        "bovendien",
        "eveneens",
    )
)
# "samen met X stelt ...", "de plannen van X vinden ...": X is not the subject.
_DEPENDENT = re.compile(
    r"\b(?:met|van|voor|bij|door|aan|naar|with|of|for|by|to)\s(?:de\s|het\s|the\s|een\s)?(?:gemeente\s|provincie\s)?$"
)


def _first_mention(mentions: Sequence[Mention], start: int, end: int) -> int | None:
    return next((mention.start for mention in mentions if start <= mention.start < end), None)


def _party_at(mentions: Sequence[Mention], start: int) -> str | None:
    """The party named within a few words of ``start``."""
    return next((mention.party for mention in mentions if start <= mention.start <= start + 28), None)
