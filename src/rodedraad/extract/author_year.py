"""Documents named by who wrote them and the year alone: ``(TNO, 2021; PBL, 2022)``, ``Jansen et al. (2019) vinden``.

In a sentence a name and a year tell of a document only where the sentence says so: by *volgens* or *bron* before it, by
*et al.*, or by a verb of saying behind it. Method: docs/method/references.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodedraad.extract.citations import WHO, Name, folded, title_keys
from rodedraad.extract.lexicon import MONTH, MONTHS, word_set

_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?"
_OTHERS = r"(?:,?\s(?:et\sal\.?|e\.a\.))"
_PARENTHESIS = re.compile(r"\((?P<in>[^()\n]{6,240})\)")
_PART = re.compile(
    rf"\s*(?:(?i:zie|see|bron|naar|o\.a\.|bijv\.|e\.g\.)(?:\sook|\salso)?:?\s)?(?P<who>{WHO}{_OTHERS}?),?\s{_YEAR}"
    r"(?:[,:]\s?(?:(?:p{1,2}|blz|pag)\.?\s?)?\d{1,4}(?:\s?[-–]\s?\d{1,4})?)?\s*"
)
_ALONE = re.compile(rf"\({_YEAR}\)")
_BEFORE = re.compile(rf"(?P<who>{WHO}(?:(?:\s(?:&|en|and))\s{WHO})?{_OTHERS}?)\s$")
_BEFORE_CHARS = 110
_SOURCE = re.compile(rf"\b(?:[Bb]ron(?:nen)?|[Ss]ources?):\s(?P<who>{WHO}),\s{_YEAR}(?![\w-])")
_TOLD_OF = re.compile(
    r"(?i)\b(?:volgens|aldus|blijkens|zie|bron:|bronnen:|source:|cijfers van|gegevens van|according to|see|(?:shown|found|estimated|reported) by)\s(?:ook |het |de |the )?$"
)
_SAYS = re.compile(
    r",?\s(?:laat|laten|toont|tonen|stelt|stellen|concludeert|concluderen|schrijft|schrijven|vindt|vinden|vond|vonden|raamt|ramen|schat|schatten|adviseert|adviseren|beschrijft|beschrijven|"
    r"wijst|wijzen|noemt|noemen|constateert|constateren|berekent|berekenen|becijfert|waarschuwt|waarschuwen|signaleert|pleit|pleiten|shows?|finds?|found|concludes?|estimates?|argues?|reports?|describes?|states?)\b"
)
# "(Prijspeil 2021)", "(Versie 2022)", "(Voorjaar 2023)": what a year says of a figure or a text, and no author.
_NO_AUTHOR = word_set(
    "prijspeil peildatum peiljaar stand versie version concept ontwerp vastgesteld begroting zomer winter voorjaar najaar herfst lente eind begin medio sinds vanaf tot start realisatie "
    "planning editie jaar kwartaal gewijzigd herzien update spring summer autumn since until in vanaf januari"
)
_EVENT = re.compile(r"cop-?\d|top$|summit$")
_LAWS = ("wet", "verordening", "besluit", "richtlijn", "regeling", "act", "directive", "regulation")
# With a capital these begin a sentence and no name.
_LEADING = word_set(
    "volgens aldus blijkens zie bron bronnen source see according to het de the ook uit in zoals as shown by door van en maar"
)


# What is printed every day is named by its day: "FD 4 maart 2020", "“Titel” (NRC, 3 mei 2021)".
_PRESS = re.compile(
    r"(?:[“„\"‘«](?P<title>[A-ZÀ-Þ][^“”„\"«»\n]{7,160}?)[”\"’»][,.]?\s\(?(?:in\s|In:?\s)?)?"
    r"(?P<who>(?<![\w-])(?:(?:Het\s|De\s|de\s|het\s)?(?:FD|Financieele Dagblad|NRC(?: Handelsblad)?|Trouw|Volkskrant|AD|Algemeen Dagblad|Telegraaf|Parool|Stentor|Gelderlander|Limburger|Tubantia|[A-Z]\w+ (?:Dagblad|Courant|Nieuwsblad))"
    rf"|NOS|NU\.nl|Nu\.nl|RTL Nieuws|Binnenlands Bestuur|Cobouw|Financial Times|The Guardian|New York Times)),?\s\(?(?:van\s|d\.d\.\s)?(?P<day>\d{{1,2}})\s(?P<month>(?i:{MONTH}))\s(?P<year>(?:19|20)\d\d)\)?"
)
_PRESS_CUES = (
    "FD",
    "NRC",
    "Trouw",
    "krant",
    "AD",
    "blad",
    "elegraaf",
    "Parool",
    "Stentor",
    "Gelderlander",
    "Limburger",
    "Tubantia",
    "Courant",
    "NOS",
    ".nl",
    "RTL",
    "Bestuur",
    "Cobouw",
    "Times",
    "Guardian",
)


def in_press(text: str, start: int, end: int) -> Iterator[Name]:
    """An article by the paper it stood in and the day."""
    part = text[start:end]
    if not _DAY.search(part) or not any(map(part.__contains__, _PRESS_CUES)):
        return
    for match in _PRESS.finditer(text, start, end):
        title = folded(match["title"]) if match["title"] else None
        date = f"{match['year']}-{MONTHS[match['month'].lower().rstrip('.')]:02d}-{int(match['day']):02d}"
        made = (f"author={folded(match['who'])}", f"date={date}")
        keys = (*title_keys(title), *made) if title else made
        yield Name(match.start(), match.end() - text[match.end() - 1 : match.end()].count(")"), title, keys)


_DAY = re.compile(r"\d\s[a-zA-Z]{3,9}\.?\s(?:19|20)\d\d")


def in_brackets(text: str, start: int, end: int) -> Iterator[Name]:
    """What is named by author and year between brackets."""
    if text.find("(", start, end) < 0:
        return
    for match in _PARENTHESIS.finditer(text, start, end):
        inside = match["in"]
        if "19" in inside or "20" in inside:
            parts = _parts(text, *match.span("in"))
            if parts and all(parts):
                yield from (_name(part, part.end("year")) for part in parts if part and _is_author(part["who"]))


def in_sentence(text: str, start: int, end: int) -> Iterator[Name]:
    """What a sentence names by author and year, or a line with "Bron:" before it."""
    for alone in _ALONE.finditer(text, start, end) if text.find("(", start, end) >= 0 else ():
        first = max(start, alone.start() - _BEFORE_CHARS)
        before = _BEFORE.search(text, first, alone.start())
        if before is None:
            continue
        at = _behind_lead(text, *before.span("who"))
        who = text[at : before.end("who")]
        if who and _is_author(who) and _is_said(text, at, who, alone.end()):
            yield Name(at, alone.end(), None, (f"author={folded(who)}", f"date={alone['year']}"))
    if text.find("ron", start, end) >= 0 or text.find("ource", start, end) >= 0:
        yield from (
            _name(match, match.end("year")) for match in _SOURCE.finditer(text, start, end) if _is_author(match["who"])
        )


def _parts(text: str, start: int, end: int) -> list[re.Match[str] | None]:
    starts = [start, *(at + 1 for at in range(start, end) if text[at] == ";")]
    ends = [*(at - 1 for at in starts[1:]), end]
    return [_PART.fullmatch(text, first, last) for first, last in zip(starts, ends, strict=True)]


def _name(match: re.Match[str], end: int) -> Name:
    return Name(match.start("who"), end, None, (f"author={folded(match['who'])}", f"date={match['year']}"))


def _behind_lead(text: str, start: int, end: int) -> int:
    """Where a name begins behind the words that lead to it."""
    at = start
    while at < end and text[at:end].split(maxsplit=1)[0].lower() in _LEADING:
        words = text[at:end].split(maxsplit=1)
        at = end if len(words) == 1 else text.index(words[1], at + len(words[0]), end)
    return at


def _is_author(who: str) -> bool:
    words = who.lower().split()
    return not (
        words[0] in MONTHS
        or words[0] in _NO_AUTHOR
        or words[-1].endswith(_LAWS)
        or (words[0][0] == "q" and len(words) == 1)
        or _EVENT.match(words[0])
    )


def _is_said(text: str, start: int, who: str, end: int) -> bool:
    return bool(
        who.endswith(("et al.", "et al", "e.a."))
        or _TOLD_OF.search(text[max(0, start - 30) : start])
        or _SAYS.match(text, end)
    )
