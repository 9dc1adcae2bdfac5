"""Outlooks that go by a name of their own: "Stille kust: in 2040 …", "In het beeld Havenstad …", "the future we fear".

A name counts where the sentence says what it names ("het scenario X", "de derde weg, X,"), where the author says what
it wants or fears of it, or where the section is about such futures. Method: docs/method/particulars.md, section 8.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rodedraad.extract.lexicon import word_set

_SMALL = r"(?:van|voor|de|het|een|en|op|in|aan|der|zonder|met|naar|of|the|a|without|with|for|and|on|to|at|by)"
_NAME = rf"[A-ZÀ-Þ][\w’'-]{{1,30}}(?:\s(?:{_SMALL}\s){{0,2}}[\w’'-]{{2,30}}){{0,5}}?"
_PROPER = rf"[A-ZÀ-Þ][\w’'-]{{1,30}}(?:\s(?:{_SMALL}\s){{0,2}}[A-ZÀ-Þ][\w’'-]{{1,30}}){{0,4}}"
_NOUN = r"(?:toekomst|wens|streef|schrik)?(?:beeld|scenario|variant|alternatief|toekomst|weg|pathway|image|future|scenario|option)"
_VERB = r"(?:is|zijn|wordt|worden|sluit|sluiten|blijft|blijven|heeft|hebben|staat|gaat|gaan|komt|komen|krijgt|verdwijnt|groeit|krimpt|draait|maakt|maken|the|both|one|a|an|all|de|het|er|beide)"

_KIND_NAMED = re.compile(
    rf"^(?:[•●▪*–-]\s*)?(?:In|Bij|Under|Het|De|The)\s(?:het\s|de\s|the\s|een\s)?{_NOUN}\s(?P<name>{_NAME})(?=,|:|\s{_VERB}\b|\s\()"
)
_ORDERED = re.compile(
    rf"^(?:De|Het|Een|The|A|An)\s(?:eerste|tweede|derde|vierde|vijfde|laatste|andere|first|second|third|fourth|fifth|last|other)\s{_NOUN},?\s(?:is\s)?(?:de\s|het\s|the\s)?(?P<name>[A-ZÀ-Þ][^,.:;()]{{2,50}}?)(?=,|:|\sis\b)"
)
_TITLED = re.compile(r"^(?:[•●▪*–-]\s*|\d{1,2}[.)]\s*)?(?P<name>[A-ZÀ-Þ][^:.,;()\n]{2,48}):\s(?=\S)")
_IN_NAMED = re.compile(rf"^In\s(?:the\s|de\s|het\s)?(?P<name>{_PROPER})(?=,|\s{_VERB}\b)")
_CHOSEN = re.compile(
    rf"\b(?:[Ww]ij\swillen\snaar|[Ww]ij\skiezen\svoor|[Oo]nze\skeuze\sis|[Ww]e\schoose|[Ww]aar\swij\sbang\svoor\szijn\sis|[Ww]at\swij\svrezen\sis|[Ww]hat\swe\sfear\sis|[Oo]ns\s(?:streef|wens|toekomst)beeld\sis)\s(?P<name>{_PROPER}|[A-ZÀ-Þ][^:.,;()]{{2,40}}?)(?=[:,.]|\s(?:is|in)\b)"
)
_LEADING = re.compile(
    r"^(?:De\s|Het\s|The\s)?(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3}|[A-ZÀ-Þ][\w’'-]+\s[\w’'-]+)(?=,|\sis\b)"
)

WANTED = re.compile(
    r"(?i)\b(?:(?:dat|dit)\sis\s(?:onze\skeuze|wat\s(?:wij|we)\swillen)|waar\s(?:wij|we)\svoor\skiezen|die\s(?:wij|we)\s(?:kiezen|willen)|(?:wij|we)\swillen\snaar|(?:wij|we)\skiezen\svoor|onze\skeuze\sis|ons\s(?:streef|wens)beeld|heeft\sonze\svoorkeur|ons\stoekomstbeeld|"
    r"the\s(?:future|path|one)\swe\s(?:want|choose|prefer)|we\schoose|is\sour\schoice|this\sis\swhat\swe\swant|kiezen\s(?:wij|we)\svoor\sdit)\b"
)
FEARED = re.compile(
    r"(?i)\b(?:(?:waar|daar)\s(?:zijn\s)?(?:wij|we)\s(?:bang\svoor|nachtmerries|voor\svrezen)|(?:wij|we)\svrezen\s(?:dit|dat|deze|voor\sdit)|daar\szijn\s(?:wij|we)\sbang\svoor|schrikbeeld|nachtmerries?|doembeeld|wat\s(?:wij|we)\svrezen|"
    r"the\s(?:future|one|outcome)\swe\s(?:fear|dread)|we\sfear\sthis|what\swe\sfear|our\snightmare)\b"
)
UNREALISTIC = re.compile(
    r"(?i)\b(?:niet\s(?:realistisch|haalbaar|reëel)|onrealistisch|onhaalbaar|unrealistic|not\s(?:realistic|feasible|credible)|luchtkasteel)\b"
)
_SECTION = re.compile(
    r"(?i)toekomst(?:beeld|en\b|verken)|scenario|\bvariant|alternatieven|\bbeelden\b|\bfutures?\b|pathways?\b|\bimages?\b|vergezicht|\bvier\swegen|\bdrie\swegen|\btwee\swegen"
)
_SEVERAL = re.compile(
    r"(?i)\b(?:twee|drie|vier|vijf|two|three|four|five|several|enkele)\s(?:\w+\s){0,2}?(?:toekomstbeelden|toekomsten|scenario|varianten|beelden|wegen|richtingen|futures|scenarios|pathways|images|options|alternatieven)"
)
# What a label before a colon is that names no future.
_STATE = re.compile(
    r"\b(?:is|zijn|wordt|worden|sluit|sluiten|blijft|blijven|heeft|hebben|staat|staan|gaat|gaan|komt|komen|krijgt|krijgen|verdwijnt|verdwijnen|groeit|groeien|krimpt|krimpen|draait|draaien|maakt|maken|verdienen|verdient|"
    r"werkt|werken|woont|wonen|leeft|leven|vertrekt|vertrekken|stopt|stoppen|are|becomes?|grows?|shrinks?|closes?|stays?|remains?|has|have|leaves?|makes?|runs?)\b"
)
_LABELS = frozenset(
    [
        "let op",
        "bron",
        "figuur",
        "tabel",
        "doel",
        "aanleiding",
        "conclusie",
        "conclusies",
        "samenvatting",
        "inleiding",
        "planning",
        "baten",
        "totaal",
        "inlichtingen",
        "contact",
        "stel je voor",
        "voorbeeld",
        "kosten",
        "maatregel",
        "actie",
        "note",
        "source",
        "figure",
        "table",
        "example",
        "goal",
        "aim",
        "conclusion",
    ]
)


class Named(NamedTuple):
    """A future by its name; ``is_told`` where the sentence itself says that this is one."""

    name: str
    is_told: bool


def is_section(heading: str) -> bool:
    """Whether what stands below this heading may describe futures."""
    return _SECTION.search(heading) is not None


def opens_section(sentence: str) -> bool:
    """Whether a sentence announces several futures: "vier toekomstbeelden"."""
    return _SEVERAL.search(sentence) is not None


def named(sentence: str, *, is_within: bool, meant: str) -> Named | None:
    """The name of the future that this sentence begins to describe, or None.

    ``is_within`` says that its section is about futures; ``meant`` is the sentence with what follows it in its
    paragraph, where the author may say what it wants or fears of it.
    """
    for pattern in (_KIND_NAMED, _ORDERED, _CHOSEN):
        if match := pattern.search(sentence):
            return Named(match["name"].strip(), True)
    is_judged = WANTED.search(meant) is not None or FEARED.search(meant) is not None
    if not (is_within or is_judged):
        return None
    if (
        (match := _TITLED.match(sentence))
        and _is_name(match["name"])
        and (is_judged or _tells(match["name"], sentence[match.end() :]))
    ):
        return Named(match["name"].strip(), is_judged)
    if is_within and (match := _IN_NAMED.match(sentence)) and (" " in match["name"] or is_judged):
        return Named(match["name"].strip(), is_judged)
    if WANTED.search(sentence) or FEARED.search(sentence):
        match = _IN_NAMED.match(sentence) or _LEADING.match(sentence)
        if match is not None and _is_name(match["name"]):
            return Named(match["name"].strip(), True)
    return None


def _tells(name: str, words: str) -> bool:
    """Whether what stands behind a name and a colon tells of a state: no amount, and of one word a whole clause."""
    if words[:1].isdigit():
        return False
    return " " in name or (len(words.split()) >= 6 and _STATE.search(words) is not None)


def begins(sentence: str, *, is_within: bool) -> bool:
    """Whether a sentence turns to another future."""
    patterns = (_KIND_NAMED, _ORDERED, _CHOSEN, _IN_NAMED, _TITLED) if is_within else (_KIND_NAMED, _ORDERED, _CHOSEN)
    if any(pattern.search(sentence) for pattern in patterns):
        return True
    match = _LEADING.match(sentence)
    if match is None or not _is_name(match["name"]):
        return False
    return (WANTED.search(sentence) or FEARED.search(sentence)) is not None


def _is_name(name: str) -> bool:
    """Whether these words may be a name: no clause, no pronoun in front, no label of a figure or a list."""
    words = name.lower().split()
    return (
        len(words) <= 7
        and name.lower() not in _LABELS
        and words[0] not in _PRONOUNS
        and _CLAUSE_WORDS.isdisjoint(words)
    )


_CLAUSE_WORDS = word_set(
    "is zijn was waren wordt worden heeft hebben kan kunnen zal zullen moet moeten geldt volgt willen wij we ons onze vraagt vragen kost komt komen are has have can will must concerns follows needs our"
)
_PRONOUNS = word_set(
    "dat dit die deze daar waar wij we het de een er zo in bij ook ter tot verder dus that this the a an we it there ons onze our his her their"
)
