"""What kind of document this is, how far it is (draft, final, adopted), how far it looks, and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rodedraad.describe.front import Front
from rodedraad.describe.heads import has_subject, is_addressed
from rodedraad.records import SourceKind, SourceStatus

# What a title may call a document; the word that stands first in the title decides ("evaluatie programma X").
_CALLED: tuple[tuple[SourceKind, str], ...] = (
    (
        "letter",
        r"(?:raads|kamer|college|staten|aanbiedings|raadsinformatie|zienswijze)?brief|briefadvies|open letter|kamerbrief",
    ),
    ("minutes", r"notulen|besluitenlijst|(?:vergader|gespreks|raads)?verslag(?:legging)?|minutes|handelingen"),
    (
        "agreement",
        r"\w*akkoord|convenant|\w*overeenkomst|intentieverklaring|letter of intent|green deal|\w+deal|agreement|verdrag|statuten",
    ),
    ("form", r"\w*formulier|vragenlijst|enquête(?:formulier)?|questionnaire"),
    ("programme", r"\w*programma|programme|manifest|program"),
    (
        "plan",
        r"\w*plan(?:nen)?|plan van aanpak|roadmap|routekaart|project-?aanpak|uitvoeringsagenda|\w*voorstel|proposal|opzet|ontwerpbesluit|verordening|directive|regulation",
    ),
    (
        "vision",
        r"\w*visie|\w*perspectief|toekomstbeeld|\w*strategie|strategy|\w*agenda|vision|koersdocument|koers|pamflet|position paper|standpunt(?:en)?|zienswijze|outlook",
    ),
    (
        "study",
        (
            r"\w*rapport(?:age)?|\w*onderzoek|\w*studie|\w*verkenning|quick ?scan|\w*advies|\w*analyse|evaluatie\w*|\w*monitor|\w*evaluatie|study|report|research|review|assessment|\w*inventarisatie"
            r"|\w*toets|analysis|\w*beoordeling|\w*bevindingen|onderbouwing|onderbouwend document|atlas|\w*verkenningen|whitepaper|handreiking|leidraad|\w*kader|beschrijving|servicebeschrijving|klantreis"
        ),
    ),
    ("data", r"dataset|\w*lijst|\w*tabel(?:len)?|\w*parameters|database|\w*gegevensmodel|datamodel|erd|uml"),
    ("slides", r"presentatie|presentation|pitch|slides"),
)
_LABEL_WORDS = 4
_SLIDE_CHARACTERS = 900
_WORD = {kind: re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)") for kind, words in _CALLED}
_MINUTES_SIGN = re.compile(r"(?im)^\s*(?:aanwezig|afwezig|present|attendees)\s*:")
_ADDRESSED = re.compile(r"(?im)^\W{0,3}(?:aan|to|onderwerp|betreft|subject)\b\s*:?(?:\s|$)")
_MEMO = re.compile(r"(?m)^[\s#*]*(?:Memo|MEMO|Notitie|NOTITIE)\b")

_DOCUMENT = r"(?:verkiezings|onderzoeks)?(?:rapport|programma|visie|plan|nota|versie|advies|brief|verslag|notitie|agenda|omgevingsvisie|akkoord|report)"
_DRAFT = re.compile(
    rf"(?im)^\W*(?:x\s)?(?:concept|draft|ontwerp)\W*$|^\W*(?:concept|draft)(?:\s?[,|]|\s[–-]\s)|^\W*(?:concept|draft)[ -]{{1,3}}{_DOCUMENT}|\b(?:concept|draft)-?\s?versie\b|\bconcept-?{_DOCUMENT}\b|\((?:concept|draft)\)"
    rf"|\bstatus\W{{1,4}}(?:concept|draft|werkversie)|\b(?:versie|version)\b.{{0,12}}\b(?:concept|draft)\b|\d\s*[-–,(]?\s*(?:concept|draft)\b|\b(?:werkversie|voorlopige versie|ontwerpversie|voorontwerp|ter inzage|inspraakversie|consultatieversie|draft version)\b"
    rf"|^\W*ontwerp-?(?:omgevings|bestemmings|besluit|visie|programma|structuur)"
)
_FINAL = re.compile(
    r"(?im)\bdefinitie(?:f|ve)\b(?!\s(?:besluit|afspra|binden|keuze|plan))|\b(?:eindrapport(?:age)?|eindversie|final (?:report|version)|status\W{1,4}(?:definitief|final))\b|^\W*final\W*$|\)\s\d+\sfinal\b"
)
_ADOPTED = re.compile(
    r"(?im)^\W*(?:status\W{1,4})?vastgesteld\W*$|\bvastgesteld(?:e)?\s(?:door|in de (?:raad|vergadering)|bij (?:raads)?besluit|op \d)|\badopted by\b|\bvastgesteld\b.{0,30}\bdoor (?:de|het)\b|\bstatus\W{1,4}(?:vastgesteld|adopted)"
)
_VERSION = re.compile(r"(?i)(?<![a-z0-9])(?:versie(?:nummer)?|version|v\.?)\W{0,3}(\d{1,2})\.(\d{1,3})(?![\d.-])")
_LOOSE_VERSION = re.compile(r"(?<![\d.,])0\.(\d{1,2})(?![\d.,%])")
_NAME_DRAFT = re.compile(r"(?i)(?:^|[ _.(-])(?:concept|draft)(?:$|[ _.)-])")
_NAME_FINAL = re.compile(r"(?i)(?:^|[ _.(-])(?:def(?:initief)?|final)(?:$|[ _.)-])")

_SPAN = re.compile(r"(?<![\d/.-])(20\d\d)(?:\s?(?:[-–—/]|t/m|tot en met|tot)\s?(20\d\d)|[-–/](\d\d))(?![\d/.-])")
_PAST = re.compile(r"(?i)projectperiode|periode:|looptijd|verslag")
_AHEAD = re.compile(r"(?<![\d/.-])(20[2-9]\d|2100)(?![\d/.-])")

_KAMERSTUK = re.compile(
    r"(?i)\bKamerstuk(?:ken)?(?:\sII?)?[\s,]{1,3}(\d{2}[ .\u00a0]?\d{3})(?:[\s-]([IVXLC]{1,6}))?[\s,]{0,3}(?:nr\.?\s?(\d{1,4}))?"
)
_EUROPEAN = re.compile(r"\b(COM|SWD|JOIN)\s?\(?(20\d\d)\)?[\s/]?(\d{1,4})\b")
_PROCEDURE = re.compile(r"\b(20\d\d/\d{4}\s?\((?:COD|CNS|NLE)\))")
_OWN = re.compile(
    r"(?i)(?<!uw )\b(?:ons kenmerk|kenmerk|zaaknummer|documentnummer|rapportnummer|dossiernummer|projectnummer|our reference|referentie|registratienummer)(?:\s*:\s*|\s+)([A-Z0-9][\w./& -]{3,40})"
)
_LOOSE_CAPITALS = re.compile(r"(?<=\b[A-Z])\s(?=[A-Z])")  # letters set apart in a letterhead: "I E NW/BSK"
_SERIAL = re.compile(r"\b([A-Z]{2,6}-(?:19|20)\d\d-\d{1,5})\b")
"""A house's own serial number (GGD-2025-012): the document's when it stands alone in a line of its opening."""
_REPORT = re.compile(r"\b((?:TNO|RIVM|PBL|ECN|CBS)[- ](?:\d{4}[- ])?(?:R|rapport\s)?\d[\w-]{3,14})\b")


def kind(front: Front, *, title: str, path: str, properties: Mapping[str, str]) -> SourceKind:
    """What kind of document this is, by its form first and by what it calls itself next."""
    suffix = path.lower().rsplit(".", 1)[-1]
    if properties.get("from") or suffix in ("eml", "msg"):
        return "letter"
    if suffix in ("xlsx", "ods", "csv"):
        return "data"
    if suffix in ("pptx", "ppsx", "odp"):
        return "slides"
    if front.before_letter is not None and (front.signature is not None or len(front.before_letter) > 40):
        return "letter"
    if front.signature is not None and _ADDRESSED.search(front.head[:1500]):
        return "letter"
    if _MINUTES_SIGN.search(front.head):
        return "minutes"
    stem = re.sub(r"[_-]+", " ", path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    lines = [line for line in front.first[: 15 if front.document.pages else 6] if line.kind in ("heading", "paragraph")]
    # "Eindrapport" or "Verkiezingsprogramma 2025" on a line of its own says it before any title does.
    labels = [
        line.text
        for line in lines
        if len(line.text.split()) <= _LABEL_WORDS and line.text.casefold() not in title.casefold()
    ]
    called = _first_called((*labels, title, properties.get("title", ""), stem))
    if (called in (None, "data") or has_subject(front)) and is_addressed(front, title) and not _MEMO.search(front.head):
        # "Van: X" and "Aan: Y" make a letter of what says of itself nothing else, or what else only in its subject.
        return "letter"
    if called is not None and called != "data":
        return called
    if _MEMO.search(front.head):
        return "study"
    if re.match(r"(?i)powerpoint|presentat", properties.get("title", "")) or _is_sparse(front):
        return "slides"
    others = (*(line.text for line in lines if line.is_short), *front.running[:10])
    return called or _first_called(others) or "other"


def _is_sparse(front: Front) -> bool:
    """Whether the pages hold as little text as slides do."""
    pages = len({page for _, page in front.document.pages})
    return pages >= 5 and front.document.body_end < _SLIDE_CHARACTERS * pages


def _first_called(lines: Iterable[str]) -> SourceKind | None:
    for line in lines:
        called = _called(line)
        if called is not None:
            return called
    return None


def _called(words: str) -> SourceKind | None:
    found = [(match.start(), order, kind) for order, (kind, match) in enumerate(_matches(words)) if match]
    return min(found)[2] if found else None


def _matches(words: str) -> list[tuple[SourceKind, re.Match[str] | None]]:
    return [(kind, pattern.search(words[:300])) for kind, pattern in _WORD.items()]


def status(front: Front, *, title: str, path: str) -> tuple[SourceStatus | None, str]:
    """How far the document is, and the line that says so; (None, "") where it does not say."""
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    lines = [title, *(line.text for line in front.first[:50] if len(line.text) <= 200)]
    found = _in_lines(lines) or _in_lines([line for line in front.colophon.splitlines()[:30] if len(line) <= 200])
    if found is not None:
        return found
    if _NAME_DRAFT.search(stem):
        return "draft", stem
    if _NAME_FINAL.search(stem):
        return "final", stem
    for words in (*lines, stem):
        version = _VERSION.search(words)
        if version is not None:
            return ("draft" if int(version[1]) == 0 else "final"), words
    loose = _LOOSE_VERSION.search(stem)
    return ("draft", stem) if loose else (None, "")


def _in_lines(lines: list[str]) -> tuple[SourceStatus, str] | None:
    for number, line in enumerate(lines):
        joined = (
            f"{line} {lines[number + 1]}"
            if line.casefold() in ("status", "status:", "versie", "versie:") and number + 1 < len(lines)
            else line
        )
        if _DRAFT.search(joined):
            return "draft", joined
        if _ADOPTED.search(joined):
            return "adopted", joined
        if _FINAL.search(joined):
            return "final", joined
    return None


def horizon(front: Front, *, title: str, path: str, date: str | None) -> str | None:
    """The year or years that the document looks at, from its title, subtitle or file name: 2040, 2026-2030."""
    stem = re.sub(r"[_]+", " ", path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    lines = [title, stem]
    if front.before_letter is None:
        kinds = ("heading", "paragraph") if front.document.pages else ("heading",)
        lines[1:1] = [line.text for line in front.first[:15] if line.is_short and line.kind in kinds]
    own = int(date[:4]) if date else None
    for line in lines:
        span = _SPAN.search(line)
        if span and not _PAST.search(line):
            last = span[2] or span[1][:2] + span[3]
            if int(last) > int(span[1]) and int(last) > (own or 0):
                return f"{span[1]}-{last}"
    for line in lines:
        years = [int(year) for year in _AHEAD.findall(line)]
        ahead = [year for year in years if own is not None and year > own + 1]
        if ahead:
            return str(max(ahead))
    return None


def numbers(front: Front) -> tuple[str, ...]:
    """The document's own numbers, as others cite it: 32813-974, COM(2023)416, IENW/BSK-2023/33017."""
    # A letterhead in a second column stands behind the letter's first page in reading order: short lines only.
    short = [line.text for line in front.first if len(line.text) <= 80]
    head = (
        "\n".join((front.before_letter[:3000], *short, *front.running[:10]))
        if front.before_letter
        else front.head[:3000]
    )
    found: dict[str, None] = {}
    own = front.field("ons kenmerk", "kenmerk", "zaaknummer", "our reference", "referentie")
    if own and len(own) <= 60:
        found[own.strip(" -")] = None
    for match in _KAMERSTUK.finditer(head):
        digits = re.sub(r"\D", "", match[1])
        found["-".join(part for part in (digits, match[2], match[3]) if part)] = None
    for match in _EUROPEAN.finditer(head[:600]):
        found[f"{match[1]}({match[2]}){int(match[3])}"] = None
        break
    for match in _PROCEDURE.finditer(head[:600]):
        found[match[1]] = None
    for match in _OWN.finditer(head):
        value = re.split(r"\s{2,}|\s(?=[A-Z][a-z]{2,})|\s(?=Datum)", match[1])[0].strip(" .-")
        if any(character.isdecimal() for character in value):
            found[_LOOSE_CAPITALS.sub("", " ".join(value.split()))] = None
    for match in _REPORT.finditer(head):
        found[match[1]] = None
    for line in head[:1500].splitlines():
        if len(line) <= 60 and (serial := _SERIAL.search(line)):
            found[serial[1]] = None
    return tuple(found)[:10]
