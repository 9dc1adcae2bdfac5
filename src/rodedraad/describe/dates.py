"""The date of a document, with the precision that it says: its own date before that of its file.

A year in a title is a period, a horizon or an election more often than a date, so it is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date as calendar_date

from rodedraad.describe.front import Front

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[89]\d|20\d\d)"
_DAY = re.compile(
    rf"(?<![\w.-])(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th|e)?[\s-]{{1,3}}(?:of\s)?(?P<m>{_NAMES})\.?,?[\s-]{{1,3}}(?P<y>{_YEAR})"
    rf"|(?P<m2>{_NAMES})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})-(?P<n3>\d{{1,2}})-(?P<d3>\d{{1,2}})"
    rf"|(?P<d4>\d{{1,2}})(?P<s>[-./])(?P<n4>\d{{1,2}})(?P=s)(?P<y4>{_YEAR}))(?![\w-])",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?<![\w-])(?P<m>{_NAMES})\.?,?\s(?P<y>{_YEAR})(?!\w)", re.IGNORECASE)
_IN_NAME = re.compile(
    rf"(?<!\d)(?:(?P<y>20\d\d)(?P<n>0[1-9]|1[0-2])(?P<d>[0-3]\d)|(?P<d2>[0-3]\d)(?P<n2>0[1-9]|1[0-2])(?P<y2>{_YEAR}))(?!\d)"
)
_LABEL = re.compile(
    r"(?i)(?:^|[\s|>])(?:datum|versiedatum|publicatiedatum|dagtekening|verzenddatum|date|d\.d\.|dd\.|dated)\b(?!\s+(?:van|waarop|ingang|of))"
)
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|[Cc]opyright)\s?(?:({_YEAR})|[^\n]{{1,60}}?,?\s({_YEAR}))(?!\d)")
_ELECTION = re.compile(r"(?i)verkiezing(?:en|sprogramma)|elections?\b")
_ELSEWHERE = re.compile(
    r"(?i)verkiezing|election|ingangsdatum|vergaderdatum|vergadering van|looptijd|periode|geldig|deadline|uiterlijk|vóór|voor \d|sinds|vanaf|tot en met|besluit van|mbv|m\.b\.v\.|obv|o\.b\.v\.|gebaseerd op|wet van|brief van|kamerstuk|conform|d\.?d\.? brief"
)


def parse(words: str) -> str | None:
    """The first date in these words, ISO, as precise as they are: 2025-07-01, 2025-07; None without one."""
    found = next(_days(words), None)
    if found is not None:
        return found
    month = _MONTH.search(words)
    return f"{month['y']}-{_MONTHS[month['m'].casefold()]:02}" if month else None


def date(front: Front, *, path: str, properties: Mapping[str, str]) -> tuple[str | None, bool]:
    """The document's date (None where neither it nor its file says one), and whether only its file says it.

    A file's own date is that of the last time somebody saved it: when the text was written it does not say.
    """
    said = (
        parse(properties.get("date", ""))
        or parse(front.field("datum", "date", "versiedatum", "dagtekening") or "")
        or _labelled(front)
        or _on_first_page(front, whole=True)
        or _in_colophon(front)
        or _on_first_page(front, whole=False)
        or _in_name(path)
    )
    if said:
        return said, False
    year, of_file = _copyright(front), _of_file(path, properties)
    if of_file and (year is None or of_file.startswith(year)):
        return of_file, True
    return year, False


def _copyright(front: Front) -> str | None:
    """The year of the copyright line, where nothing says more."""
    found = _COPYRIGHT.search(f"{front.head}\n{front.colophon}")
    return (found[1] or found[2]) if found else None


def _days(words: str) -> Iterator[str]:
    for found in _DAY.finditer(words):
        day = found["d"] or found["d2"] or found["d3"] or found["d4"]
        year = found["y"] or found["y2"] or found["y3"] or found["y4"]
        named = found["m"] or found["m2"]
        month = _MONTHS[named.casefold()] if named else int(found["n3"] or found["n4"])
        iso = _iso(int(year), month, int(day))
        if iso:
            yield iso


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return calendar_date(year, month, day).isoformat()
    except ValueError:
        return None


def _labelled(front: Front) -> str | None:
    """A full date behind the word "Datum"; in a letterhead the values may stand in the row below the labels."""
    head = front.head[:4000]
    for label in _LABEL.finditer(head):
        found = parse(head[label.end() : label.end() + 160])
        if found:
            return found
    return None


def _on_first_page(front: Front, *, whole: bool) -> str | None:
    if _ELECTION.search(front.head[:1500]):
        return None  # the day on the cover of an election programme is that of the election
    previous = ""
    for line in front.first[:60]:
        if line.is_short and not _ELSEWHERE.search(line.text) and not previous.endswith((" voor de", " van")):
            if whole:
                found = next(_days(line.text), None)
            else:
                month = _MONTH.search(line.text)
                found = parse(month[0]) if month else None
            if found and (parse(previous) or not _ELSEWHERE.search(previous[-80:])):
                return found
        previous = line.text
    return None


def _in_colophon(front: Front) -> str | None:
    for line in front.colophon.splitlines()[:40]:
        if len(line) <= 160 and not _ELSEWHERE.search(line):
            found = parse(line)
            if found:
                return found
    return None


def _in_name(path: str) -> str | None:
    name = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
    found = parse(name)
    if found and len(found) > 7:
        return found
    for digits in _IN_NAME.finditer(name):
        iso = _iso(int(digits["y"] or digits["y2"]), int(digits["n"] or digits["n2"]), int(digits["d"] or digits["d2"]))
        if iso:
            return iso
    return found


def _of_file(path: str, properties: Mapping[str, str]) -> str | None:
    """The file's own date. Office files are made from older ones, so there the last change says more."""
    keys = (
        ("modified", "created")
        if path.lower().endswith((".docx", ".pptx", ".odt", ".xlsx"))
        else ("created", "modified")
    )
    for key in keys:
        found = re.match(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", properties.get(key, ""))
        if found and int(found[1]) >= 1990:
            iso = _iso(int(found[1]), int(found[2]), int(found[3]))
            if iso:
                return iso
    return None
