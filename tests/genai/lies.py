"""What a lying model does to an honest wording: each kind of lie as a function of the text, None where it has no hold."""

import re


def _swapped(text, pattern):
    found = list(dict.fromkeys(re.findall(pattern, text)))
    if len(found) < 2:
        return None
    first, second = found[0], found[1]
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def _once(text, pattern, words):
    changed = re.sub(pattern, words, text, count=1)
    return changed if changed != text else None


_NUMBERS = r"\b(?:\d[\d.,]*\d|\d|twaalf|twintig|vier|elf|zes|drie|veertig|achttien|zeven|driehonderd|dertig)\b"
_NAMES = (
    r"Loderstaal|Provincie Kustland|GGD Kustland-Midden|Havenbedrijf Wierhaven|Gemeente Wierhaven|Gemeente Hogerduin|"
    r"Gemeente Loderkerk|Waterschap Loderland|Netbeheerder Kustnet|Vakbond Metaal en Haven|Werkgeversvereniging Lodermond|"
    r"Technische Hogeschool Lodermond|Ingenieursbureau Loosdiep"
)


def _other_number(text):
    return _once(text, r"(?<!PM)(?<![\d,])" + _NUMBERS, "7.777")


def _last_number(text):
    found = list(re.finditer(_NUMBERS, text))
    return text[: found[-1].start()] + "vijfennegentig" + text[found[-1].end() :] if found else None


def _without_number(text):
    return _once(text, rf" {_NUMBERS}", "")


LIES = {
    "another number": _other_number,
    "another last number": _last_number,
    "a number left out": _without_number,
    "numbers swapped": lambda text: _swapped(text, r"(?!20\d\d)" + _NUMBERS),
    "a denial dropped": lambda text: _once(_once(text, r"\bgeen( enkele)?\b", "een") or text, r"\b(?:niet|nooit) ?", ""),
    "without is with": lambda text: _once(text, r"\b[Zz]onder\b", "met"),
    "a denial added": lambda text: _once(text, r"(?<=\w)(?= (?:te \w+|\w+en|\w+t)[.,])", " niet"),
    "a party added": lambda text: _once(text, rf"^({_NAMES})", r"\1 en Gemeente Hogerduin")
    if not text.startswith("Gemeente Hogerduin")
    else None,
    "a town added": lambda text: _once(text, r"\.$", " in Amsterdam."),
    "a role added": lambda text: _once(text, r"\.$", " met geld van de minister."),
    "parties swapped": lambda text: _swapped(text, _NAMES),
    "another speaker": lambda text: _once(text, rf"^(?:{_NAMES})", "Bureau Velthoorn"),
    "by whom": lambda text: _once(text, r"\bvraagt aan\b", "wordt gevraagd door"),
    "wants is does": lambda text: _once(text, r"\b(?:wil|willen|streeft|streven)\b", "gaat"),
    "wants is must": lambda text: _once(text, r"\b(?:wil|willen|streeft|streven)\b", "moet"),
    "asks is demands": lambda text: _once(text, r"\b(?:vraagt|vragen|verzoekt)\b", "eist van"),
    "seems is does": lambda text: _once(text, r"\blijken( dit)?( te)?\b", "blijken"),
    "promises is is": lambda text: _once(text, r"\bzeg(?:t|gen) toe\b", "onderzoekt"),
    "a condition dropped": lambda text: _once(
        text, r",? ?(?:\b(?:mits|onder de voorwaarde|op voorwaarde|als)\b[^.:]*|maar alleen als[^.]*|, want[^.]*)(?=\.)", ""
    ),
    "a condition added": lambda text: _once(text, r"\.$", ", mits het Rijk betaalt."),
    "at most dropped": lambda text: _once(text, r"\b(?:ten hoogste|uiterlijk|vóór|minder dan|ongeveer|vanaf) ", ""),
    "at most is at least": lambda text: _once(_once(text, r"\bten hoogste\b", "ten minste") or text, r"\buiterlijk\b", "vanaf"),
    "a date added": lambda text: _once(text, r"\.$", " in 2029.") if "2029" not in text else None,
    "a month added": lambda text: _once(text, r"\.$", " vanaf 1 mei 2028."),
    "a reason added": lambda text: _once(text, r"\.$", ", omdat de economie anders instort en banen verdwijnen."),
    "another matter": lambda text: _once(text, r"(?<= )\w{7,} ?\w*\.$", "het zwembad verbouwen tot casino."),
    "all of them": lambda text: _once(text, r"\b(?:de|een)\b(?= \w{5,})", "alle"),
    "always": lambda text: _once(text, r"\.$", ", definitief en voor altijd."),
    "opposite": lambda text: next(
        (
            changed
            for pattern, words in (
                (r"\bopenen\b", "sluiten"),
                (r"\bopen\b", "dicht"),
                (r"\bdicht\b(?! begroeide)", "open"),
                (r"\bvoorstander\b", "tegenstander"),
                (r"\bbegint\b", "stopt"),
                (r"\bmeer gas\b", "minder gas"),
                (r"\bmeer dan nu\b", "minder dan nu"),
                (r"\bgedaald\b", "gestegen"),
                (r"\bverkorten\b", "verlengen"),
            )
            if (changed := _once(text, pattern, words))
        ),
        None,
    ),
}  # fmt: skip
