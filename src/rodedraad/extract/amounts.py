"""How much: numbers with their unit, as the text writes them.

A number counts only with a unit beside it, so years, article and page numbers are no amounts. A range gives the
value of its upper end; its words hold both. Method: docs/method/particulars.md, section 2.
"""

from __future__ import annotations

import re

from rodedraad.extract.lexicon import NUMBERS, alternation, lower
from rodedraad.records import Amount

# unit as it is stored -> how texts write it (lower case)
_UNITS: dict[str, tuple[str, ...]] = {
    "euro": ("euro", "euro's", "eur", "euros"),
    "dollar": ("dollar", "dollars", "usd"),
    "%": ("%", "procent", "per cent", "percent"),
    "procentpunt": ("procentpunt", "procentpunten", "%-punt", "percentage points", "percentage point"),
    "Mton": ("megaton", "mton", "mt", "miljoen ton", "million tonnes", "million tons", "megatonnes"),
    "kton": ("kiloton", "kton", "kt", "kilotonnes"),
    "ton": ("ton", "tonnes", "tonne", "tons"),
    "kg": ("kilogram", "kg", "kilo"),
    "PJ": ("petajoule", "pj"),
    "TWh": ("terawattuur", "twh"),
    "GWh": ("gigawattuur", "gwh"),
    "MWh": ("megawattuur", "mwh"),
    "kWh": ("kilowattuur", "kwh"),
    "GW": ("gigawatt", "gw"),
    "MW": ("megawatt", "mw"),
    "kW": ("kilowatt", "kw"),
    "MVA": ("mva",),
    "kV": ("kilovolt", "kv"),
    "hectare": ("hectare", "hectaren", "hectares", "ha"),
    "km²": ("vierkante kilometer", "km2", "km²", "square kilometres"),
    "km": ("kilometer", "kilometers", "km", "kilometres", "kilometre"),
    "m²": ("vierkante meter", "m2", "m²", "square metres"),
    "m³": ("kubieke meter", "kuub", "m3", "m³", "cubic metres"),
    "meter": ("meter", "metres", "metre"),
    "µg/m³": (
        "µg/m3",
        "µg/m³",
        "μg/m3",
        "μg/m³",
        "ug/m3",
        "microgram per kubieke meter",
        "microgram per m3",
        "microgram per m³",
        "micrograms per cubic metre",
    ),
    "dB": ("db", "dba", "db(a)", "decibel", "decibels"),
    "°C": ("°c", "˚c", "graden celsius", "graden", "degrees"),
    "woningen": (
        "woningen",
        "woning",
        "huizen",
        "sociale huurwoningen",
        "nieuwe woningen",
        "nieuwbouwwoningen",
        "huurwoningen",
        "appartementen",
        "homes",
        "houses",
        "dwellings",
        "new homes",
    ),
    "huishoudens": ("huishoudens", "households"),
    "banen": (
        "banen",
        "arbeidsplaatsen",
        "jobs",
        "directe banen",
        "indirecte banen",
        "nieuwe banen",
        "direct jobs",
        "new jobs",
    ),
    "fte": ("fte", "fte's", "ftes", "voltijdsbanen", "full-time jobs"),
    "werknemers": ("werknemers", "medewerkers", "employees", "workers", "personeelsleden"),
    "vacatures": ("vacatures", "vacancies", "openstaande vacatures"),
    "technici": ("technici", "vakmensen", "technicians", "engineers", "vakkrachten"),
    "studenten": ("studenten", "leerlingen", "students", "pupils"),
    "mensen": ("mensen", "personen", "people", "persons"),
    "inwoners": ("inwoners", "bewoners", "inhabitants", "residents"),
    "bedrijven": ("bedrijven", "ondernemingen", "companies", "firms", "businesses"),
    "laadpunten": ("laadpunten", "laadpalen", "charging points"),
    "windturbines": ("windturbines", "windmolens", "turbines", "wind turbines"),
    "bomen": ("bomen", "trees"),
    "jaar": ("jaar", "jaren", "years", "year"),
    "maanden": ("maanden", "maand", "months", "month"),
    "weken": ("weken", "week", "weeks"),
    "dagen": ("dagen", "dag", "days", "werkdagen"),
    "uur": ("uur", "uren", "hours", "hour"),
    "minuten": ("minuten", "minuut", "minutes"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_SCALES = {
    "duizend": 1e3,
    "thousand": 1e3,
    "miljoen": 1e6,
    "mln": 1e6,
    "mln.": 1e6,
    "m": 1e6,
    "million": 1e6,
    "miljard": 1e9,
    "mld": 1e9,
    "mld.": 1e9,
    "mrd": 1e9,
    "mrd.": 1e9,
    "billion": 1e9,
    "bn": 1e9,
    "k": 1e3,
}
_WORDS = tuple(word for word in NUMBERS if word not in ("een", "a", "half", "een half", "one"))
_DIGITS = r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,4}(?:,\d{1,2}|\.\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,4})?"
_NUMBER = rf"(?:{_DIGITS}|\b{alternation(_WORDS)}\b)"
_SCALE = alternation(tuple(word for word in _SCALES if word not in ("m", "k", "bn")))
_UNIT = alternation(tuple(_UNIT_OF))
_EXTRA = "extra|nieuwe|betaalbare|sociale|directe|indirecte|geschoolde|bestaande|volledige|openbare|publieke|additional|new|affordable|social|direct|existing|public|skilled"
_TO = r"\s?(?:-|–|—|tot|à|a|to|en|and|of|or)\s?"

# The two shapes: a sign of money before the number, or a unit after it.
_MONEY = re.compile(
    rf"(?:€|\beur\b|\busd\b|\$|£)\s?(?P<number>{_DIGITS})(?:{_TO}(?:€\s?)?(?P<more>{_DIGITS}))?(?:\s?(?P<scale>{_SCALE}|(?:m|bn|k)\b)(?!\w))?(?:,-|,--)?"
)


def _count(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/-])(?P<number>{number})(?:\s?(?P<inner>{_SCALE}\b\.?))?(?:{_TO}(?P<more>{number}))?\s?"
        rf"(?:(?P<scale>{_SCALE})\s(?:aan\s|of\s)?)?(?:(?:{_EXTRA})\s){{0,2}}(?P<unit>{_UNIT})(?![\w²³])"
    )


# Two forms of one grammar: most sentences with a digit have no number in words, and the words cost time.
_COUNT_DIGITS, _COUNT_ALL = _count(rf"(?:{_DIGITS})"), _count(_NUMBER)
_HAS_NUMBER = re.compile(r"[0-9]")
# Without a digit, only a number in words can count something.
_CUES = tuple(word for word in _WORDS if " " not in word)


def amounts(text: str) -> tuple[Amount, ...]:
    """The numbers with a unit in this text, in its order; ``words`` is a slice of the text.

    ``value`` is in the unit itself: scales such as miljoen are multiplied in. Of a range it is the upper end.
    """
    has_digit = _HAS_NUMBER.search(text) is not None
    low = lower(text)
    has_word = any(map(low.__contains__, _CUES))
    if not (has_digit or has_word):
        return ()
    found: list[tuple[int, int, Amount]] = []
    if "€" in text or "eur" in low or "$" in text or "£" in text or "usd" in low:
        for match in _MONEY.finditer(low):
            value = _value(match["more"] or match["number"], match["scale"])
            unit = "dollar" if match[0][0] in "$u" else "pond" if match[0][0] == "£" else "euro"
            if value is not None:
                found.append((match.start(), match.end(), _amount(text, match.start(), match.end(), value, unit)))
    money = len(found)
    at = 0
    for match in (_COUNT_ALL if has_word else _COUNT_DIGITS).finditer(low):
        while at < money and found[at][1] <= match.start():
            at += 1
        if at < money and found[at][0] < match.end():
            continue
        unit = _UNIT_OF[" ".join(match["unit"].split())]
        value = _value(match["more"] or match["number"], match["scale"] or match["inner"])
        if value is None or not _is_amount(match, unit):
            continue
        found.append((match.start(), match.end(), _amount(text, match.start(), match.end(), value, unit)))
    found.sort(key=lambda item: item[:2])
    return tuple(amount for _, _, amount in found)


def _is_amount(match: re.Match[str], unit: str) -> bool:
    number = match["number"]
    if unit == "jaar" and number.isdecimal() and len(number) == 4:
        return False
    # Short units need digits right before them: "een ha", "drie mt" are other words.
    return len(match["unit"]) > 2 or match["unit"] == "%" or number[0].isdigit()


def _amount(text: str, start: int, end: int, value: float, unit: str) -> Amount:
    return Amount(value=value, unit=unit, words=text[start:end])


def _value(words: str, scale: str | None) -> float | None:
    number = _digits(words) if words[0].isdigit() else NUMBERS.get(" ".join(words.split()))
    if number is None:
        return None
    factor = _SCALES[scale.strip()] if scale else 1.0
    # Rounded, so that 1,2 miljoen is 1200000 and not its neighbour.
    return round(number * factor, 6)


def _digits(words: str) -> float | None:
    """Dutch and English number formats: a group of three after a separator is thousands, anything else decimals."""
    compact = re.sub(r"[\u00a0\u202f ]", "", words)
    dots, commas = compact.count("."), compact.count(",")
    if dots and commas:
        decimal = "," if compact.rindex(",") > compact.rindex(".") else "."
    elif dots + commas == 1:
        mark = "." if dots else ","
        head, tail = compact.split(mark)
        # "1.600 woningen" is a thousand in Dutch; "0,125" and "1.5" are decimals in both.
        decimal = "" if len(tail) == 3 and head != "0" and len(head) <= 3 else mark
    else:
        decimal = ""
    for mark in ".,":
        if mark != decimal:
            compact = compact.replace(mark, "")
    try:
        return float(compact.replace(",", "."))
    except ValueError:
        return None
