"""What somebody brought in, without what leads to a person: names, addresses, numbers. Pure.

Masked is what has a form that can be known (a street with its number, a post code with its town, a number that passes
its test) and a name that the log knows, that is addressed, or that a letter ends with. What has no such form stays: who
makes it public looks it over, and is told so. Method: docs/method/dialogue-by-letter.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

MASK = "[…]"
_SHORTEST = 3
_PARTICLES = frozenset(["van", "der", "den", "ter", "ten", "het", "von", "and", "the", "voor", "aan", "bij", "namens"])
_MOST_LINES, _LONGEST_LINE, _MOST_WORDS = 8, 90, 5
_WORD = re.compile(r"[\w'’-]+")

_CAPITAL = r"[A-ZÀ-Þ][\w'’.-]*"
_SMALL = r"(?:van|de|der|den|het|ten|ter|te|in|aan|op|bij|en|v\.?d\.?|'[st])"
_WORDS = rf"{_CAPITAL}(?:[ ](?:{_SMALL}[ ]){{0,3}}{_CAPITAL}){{0,4}}"
_TOWN = rf"(?:['’][ts][ -])?{_CAPITAL.replace('.', '')}(?:[ -](?:{_SMALL}[ -])?{_CAPITAL.replace('.', '')}){{0,3}}"
_END = r"(?=[ \t]*(?:[.,;:)\n]|$))"
_HOUSE = r"\d{1,5}(?:[ ]?[-/][ ]?\d{1,4}|[ ]?[-/]?[ ]?(?:[A-Za-z]|bis|hs|huis|zw|rd|[IVX]{1,4})(?!\w)){0,2}(?!\w)"
_STREET = (
    r"(?:straat|str\.|weg|laan|plein|kade|kaai|singel|gracht|dijk|pad|hof|park|steeg|plantsoen|dreef|ring|markt|baan|"
    r"boulevard|wal|zijde|eind|einde|wijk|burg|oord|horst|akker|brink|hoek|haven|burcht|duin|kamp|veld|erf|poort|schans)"
)
_COUNTED = (
    r"(?![ ]?(?:%|‰|€|°)|[.,]\d|[ ](?:procent|promille|miljoen|miljard|duizend|honderd|euro|meter|kilometer|km|m2|m²|m3|ha|"
    r"hectare|mw|gw|kw|pj|ton|woningen|huizen|bomen|dagen|weken|maanden|jaar|keer|maal|parkeerplaatsen|plaatsen|banen|"
    r"bedrijven|bewoners|mensen|percent|per)\b)"
)
_YEAR = r"(?!(?:19|20)\d\d(?!\w|[ ]?[-/]))"
_UNIT = r"(?!\d{4} ?(?:MW|GW|PJ|TJ|KM|KG|HA|KW|EU|NL|VN|NH|ZH|UK|US|DB|MB|GB|TB|CM|MM|ST|OV|CO)(?!\w))"
_POSTCODE = r"(?<![\w€])(?:[1-9]\d{3} ?[A-Z]{2}|[1-9]\d{3}[a-z]{2})(?!\w)"
_IN_TOWN = rf"(?:,[ ]{_TOWN}{_END}|[ ](?:te|in)[ ]{_TOWN})?"
_LEAD = rf"(?<!\w)(?:{_CAPITAL}[ ](?:{_SMALL}[ ]){{0,3}}){{0,3}}"
_ROAD = (
    rf"(?:[A-ZÀ-Þ][\w'’-]*{_STREET}|(?:Laan|Weg|Plein|Straat|Hof|Kade)[ ](?:{_SMALL}[ ]){{1,3}}{_CAPITAL}"
    r"|[A-ZÀ-Þ][\w'’-]*[ ](?:Street|Road|Lane|Avenue|Square))"
)
_NUMBERED = r"(?:(?:nr|nummer|huisnummer|no)\.?[ ])?"
_BOX = r"\b(?:[Pp]ostbus|POSTBUS|[Aa]ntwoordnummer|P\.?[ ]?O\.?[ ]?[Bb]ox)[ ]*"
_ADDRESSES = (
    # a house, its post code and its town, on one line or on two
    re.compile(rf"(?<!\w){_WORDS}[ ]{_NUMBERED}{_HOUSE}\s*[,;/|–-]?\s*[1-9]\d{{3}} ?[A-Z]{{2}}(?!\w)(?:[ ,]+{_TOWN})?"),
    # a post code with the town behind it
    re.compile(rf"{_UNIT}{_POSTCODE}(?: \d{{1,4}})?(?:[ ]?,?[ ]+{_TOWN})?"),
    # a street with a number, and the town of it
    re.compile(rf"{_LEAD}{_ROAD}[ ]+{_NUMBERED}{_YEAR}{_HOUSE}{_COUNTED}{_IN_TOWN}"),
    # a square or quay of one word with a number, where an address would end
    re.compile(
        rf"(?<!\w)(?:Markt|Plein|Brink|Dijk|Dam|Hof|Laan)[ ]{_YEAR}{_HOUSE}(?:,[ ]{_TOWN}{_END}|[ \t]*(?=\n|$))"
    ),
    re.compile(rf"{_BOX}(?:nr\.?[ ]*)?\d[\d ]{{0,6}}(?<! ){_IN_TOWN}"),
)
_REACHED = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"  # an e-mail address
    r"|(?<![\w.,€+])(?:\+\d{2}|00\d{2}|\(?0)[ -]?(?:\(0\))?[1-9](?:[ ()./-]{0,2}\d){8}(?!\d)"  # a telephone number
    r"|\b(?:NL|BE|DE|FR|GB|LU)\d{2}(?: ?[A-Z0-9]{4}){2,6}(?: ?[A-Z0-9]{1,3})?\b"  # a bank account
)
_CITIZEN = re.compile(
    r"(?:(?i:\b(?:BSN|burgerservicenummer|sofi-?nummer)\b)(?:-?nummer)?[ :]{0,3}(?:is[ ]|nr\.?[ ])?)\d(?:[ .-]?\d){7,8}(?!\d)"
    r"|(?<![\w€.,])(?<!€ )(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3} \d{3} \d{3})(?!\w|[.,]\d|[ ](?:euro|miljoen|m2|m²|m3|kWh|ton)\b)"
)
_TITLE = (
    r"(?:(?:de[ ])?(?:[Hh]eer|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?|[Mm]eneer|[Mm]ijnheer|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Dd]rs\.?|"
    r"[Dd]r\.?|[Ii]r\.?|[Pp]rof\.?|[Ww]ethouder|[Bb]urgemeester|[Gg]riffier|[Rr]aadslid)(?![\w-])(?:[ ]?[/,][ ]?|[ ]en[ ]|[ ]))"
)
_NAME = r"(?:(?:[A-ZÀ-Þ]\.[ ]?)*(?:(?:van|de|der|den|het|ten|ter|el|von|'t|v\.?d\.?)[ ]){0,3}[A-ZÀ-Þ][\w'’-]*)"
_NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
_OFFICES = (
    r"(?:[Rr]aad|[Gg]emeenteraad|[Cc]ollege|[Ll]eden|[Ss]taten|[Vv]oorzitter|[Gg]riffie\w*|[Gg]emeente|[Pp]rovincie|[Bb]ewoners?|"
    r"[Ll]ezers?|[Cc]ommissie\w*|[Bb]estuur|[Mm]inister\w*|[Ww]ethouders?|[Bb]urgemeester\w*|[Aa]llen|[Aa]llemaal|[Rr]aadsleden|"
    r"[Dd]ames|[Hh]eren|[Hh]eer|[Mm]evrouw|[Kk]amer\w*|[Ss]ir|[Mm]adam|[Cc]ouncil\w*|[Rr]esidents?|[Mm]embers|[Cc]hair)"
)
_ADDRESSED = (
    # whoever is addressed, up to the comma
    re.compile(
        rf"(?im:(?<!\w)(?P<lead>(?:zeer )?(?:geachte|beste|lieve|dear)[ ]+(?-i:(?:{_TITLE}){{1,3}})))(?P<name>[^\n,;:!]{{2,60}}?)"
        rf"(?=[ \t]*(?:[,;:!\n]|$))"
    ),
    re.compile(
        rf"(?m:(?<!\w)(?P<lead>(?:[Gg]eachte|[Bb]este|[Ll]ieve|[Dd]ear|[Hh]allo|[Hh]oi|[Dd]ag)[ ]+)(?!{_OFFICES}\b)"
        rf"(?P<name>{_NAMES}(?:(?:,| en| and)[ ]{_NAMES}){{0,3}})(?=[ \t]*(?:[,;:!\n]|$)))"
    ),
    # a person with a title, anywhere
    re.compile(
        rf"(?P<lead>(?<!\w)(?:[Dd]e[ ][Hh]eer|[Hh]eer|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?|[Mm]eneer|[Mm]ijnheer|Mr\.?|Mrs\.?|Ms\.?)"
        rf"[ ])(?P<name>{_NAMES})"
    ),
)
_CLOSING = re.compile(
    r"(?im)(?<!\w)(?:met (?:de )?(?:vriendelijke|hartelijke|beleefde|groene|warme|zonnige) groet(?:en)?|vriendelijke groet(?:en)?|"
    r"hartelijke groet(?:en)?|hoogachtend|met (?:de meeste )?hoogachting|m\.?v\.?g\.?|groet(?:en)?(?=\s*(?:,|\n))|"
    r"yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|sincerely)(?!\w)[ \t]*[,.:;]?"
)
_LAST = re.compile(r"(?i)p\.?s\.?\b|bijlagen?\b|naschrift\b|zin \d|punt \d|clause \d")


def masked(text: str, *, writer: str = "", people: Collection[str] = (), kept: Collection[str] = ()) -> str:
    """A text without the names of these people and what anybody can be reached by.

    Of who wrote it every part of the name goes, however it is written; of others where it is written as a name.
    ``kept`` are names of organisations: what they share with a person's is no person's.
    """
    text = _without_signatures(text)
    for pattern in _ADDRESSED:
        text = pattern.sub(_without_name, text)
    for pattern in _ADDRESSES:
        text = pattern.sub(MASK, text)
    text = _CITIZEN.sub(_without_number, _REACHED.sub(MASK, text))
    own = _named(frozenset({writer} - {""}), frozenset(kept), is_writer=True)
    others = _named(frozenset(set(people) - {"", writer}), frozenset(kept), is_writer=False)
    for pattern in (*own, *others):
        text = pattern.sub(MASK, text)
    return re.sub(rf"{re.escape(MASK)}(?:[ ,/-]{{0,2}}{re.escape(MASK)})+", MASK, text)


@lru_cache(maxsize=1024)
def _named(names: frozenset[str], kept: frozenset[str], *, is_writer: bool) -> tuple[re.Pattern[str], ...]:
    """What finds these names: whole however they are written, and their parts."""
    organised = {word for name in kept for word in _WORD.findall(name)}
    whole = {" ".join(name.casefold().split()) for name in kept}
    held = [name for name in names if len(name) >= _SHORTEST and " ".join(name.casefold().split()) not in whole]
    parts = {
        part
        for name in held
        for part in _WORD.findall(name)
        if len(part) >= _SHORTEST and part.casefold() not in _PARTICLES and part not in organised
    }
    if not is_writer:
        parts = {form for part in parts if part[:1].isupper() for form in (part, part.upper())}
    return tuple(
        re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(found, key=lambda one: (-len(one), one))))})(?!\w)", flags
        )
        for found, flags in ((held, re.IGNORECASE), (parts, re.IGNORECASE if is_writer else re.NOFLAG))
        if found
    )


def _without_name(found: re.Match[str]) -> str:
    if re.match(rf"(?:(?:de|het|van)[ ])?(?![Hh]eer|[Mm]evrouw){_OFFICES}\b", found["name"]):
        return found[0]
    return found["lead"] + MASK


def _without_number(found: re.Match[str]) -> str:
    """A citizen service number by the eleven test; where it is called one, whatever it adds up to."""
    digits = [int(digit) for digit in found[0] if digit.isdecimal()]
    if found[0][:1].isalpha():
        return re.sub(r"\d.*", MASK, found[0], flags=re.DOTALL)
    total = sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return found[0] if total % 11 or not any(digits) else MASK


def _without_signatures(text: str) -> str:
    """The text with the lines masked that follow each closing: a name, what somebody is, where they live."""
    at = 0
    while found := _CLOSING.search(text, at):
        first, *lines = text[found.end() :].split("\n")
        signed = [f" {MASK}" if first.strip() and _is_signed(first) else first]
        count = int(signed[0] != first)
        for place, line in enumerate(lines):
            if count >= _MOST_LINES or (line.strip() and not _is_signed(line)):
                signed += lines[place:]
                break
            signed.append(MASK if line.strip() else line)
            count += bool(line.strip())
        text = text[: found.end()] + "\n".join(signed)
        at = found.end()
    return text


def _is_signed(line: str) -> bool:
    """Whether a line may be one that somebody signs with, and not a sentence."""
    said = line.strip(" \t,")
    if _LAST.match(said) or len(said) > _LONGEST_LINE:
        return False
    words = len(said.split())
    return words <= _MOST_WORDS if said[:1].islower() else not (said.endswith((".", "?", "!")) and words > _MOST_WORDS)
