"""Documents that are listed and not told of: file names, the entries of a bibliography, a column of documents.

A bibliography is what stands under a heading that says so (*Literatuur*, *Geraadpleegde bronnen*, *References*); an
entry of it has a year, an address, a number of its own or a title between quotation marks. In a table the heading of a
column says it (*Brondocument*). Method: docs/method/references.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rodedraad.extract.citations import Name, folded, title_keys
from rodedraad.extract.lexicon import word_set
from rodedraad.records import Block, Document

_FILE = re.compile(r"(?<=[\w)\]+])\.(?P<suffix>pdf|docx?|pptx?|odt|xlsx?)\b(?![/\w])", re.IGNORECASE)
_SUFFIXES = (".pdf", ".doc", ".ppt", ".odt", ".xls", ".PDF", ".DOC", ".PPT", ".XLS")
_FILE_CHARS = 140
_HARD = re.compile(r"[:;“”\"‘’<>|•\t]|(?:^|\s)[-–]\s|,\s|\.(?:pdf|docx?|pptx?|odt|xlsx?)\b\s?", re.IGNORECASE)
# Words that no file is called by but a sentence is made with: the name begins behind the last of them.
_SAID = word_set(
    "is zijn was waren wordt worden staat staan zie zien heet heten heeft hebben vindt vinden bestand bestanden bijlage document documenten "
    "file files attachment see is are was were in dit deze dat die onze uw naar volgens"
)
_DATED = re.compile(r"(?P<year>(?:20)?\d\d)(?P<month>\d\d)(?P<day>\d\d)[ _-]{1,3}(?P<title>[^\s].{4,110})", re.DOTALL)
_BIBLIOGRAPHY = re.compile(
    r"\W*(?:(?:\d+\.?)+\s+|(?:bijlage|annex|appendix)\s\w+\s?[:.–-]?\s+|[a-z]\.\s+)?"
    r"(?:literatuur(?:lijst|opgave|verwijzingen|overzicht)?|bibliografie|bibliography|referenties|references|referentie-?documenten|"
    r"(?:geraadpleegde|gebruikte|onderliggende|gerelateerde|belangrijkste|gerefereerde|aangehaalde|genoemde|achterliggende|relevante)\s(?:bronnen|literatuur|documenten|stukken)|bronnen(?:lijst|overzicht)?|bronvermelding|"
    r"verwijzingen|works cited|sources|related documents|further reading)(?:\s(?:en|and)\s\w+)?\s*:?\s*",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:bron[- ]?document(?:en)?|document(?:en|naam|titel)?|naam (?:van het )?document|titel(?: van het)? (?:document|rapport|publicatie)|publicaties?|rapport(?:en)?|literatuur|referenties?|"
    r"source document|document (?:title|name)|references?|publications?)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\[(?P<number>\d{1,3})\]\s*")
_ENTRY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|https?://|www\.|[“„\"‘«]")
_WRITTEN = re.compile(
    r"(?:(?:[Zz]ie|[Ss]ee|[Bb]ron|[Ss]ource|[Ee]\.g\.|[Bb]ijv\.)(?: ook| also)?:? )?(?P<who>[A-ZÀ-Þ][\w.&’'-]*(?:(?:,| &| and| en| van| de| der| den| of| for| the){0,2}\s[A-ZÀ-Þ][\w.&’'-]*){0,9}(?:,? et al\.?|,? e\.a\.)?),?\s\((?:[a-z]{3,9}\.?\s)?(?P<year>(?:19|20)\d\d)[a-z]?\)\s?[.,:;]?\s(?P<title>[A-ZÀ-Þ0-9][^\n“„\"‘«]{7,200}?)(?=[.;]\s|[.;]?$|,\s(?:https?:|www\.)|\s(?:https?:|www\.))"
)
# What a footnote cites: 'Maker, "Title", (May 2021, site)', with nothing of a sentence around it.
_NOTED = re.compile(
    r"(?:(?:[Zz]ie|[Ss]ee|[Bb]ron|[Ss]ource)(?: ook| also| bijvoorbeeld| e\.g\.)?:? )?(?P<who>(?:[A-Z]\.\s?){0,3}[A-ZÀ-Þ](?:[^“”„\"‘’«».:;()]|(?<=\s[A-Z])\.){1,80}?(?:, p{1,2}\.? ?\d+(?:-\d+)?)?),?\s(?P<open>[“„\"‘«”'])(?P<title>[^\s“„\"«»][^“”„\"«»\n]{7,220}?)[”\"’»'](?=[\s,.;)]|$)"
)
_YEARED = re.compile(
    r"(?P<title>[A-ZÀ-Þ][^“”„\"‘’«»;()\n]{7,160}?)[,.]?\s\((?:(?P<month>[a-zà-ÿ]{3,9}\.?)\s)?(?P<year>(?:19|20)\d\d)(?:, ?[\w.-]+)?\)\.?\s*"
)
# A whole note that is a maker, a title and a year, by commas or stops: "RIVM, Wonen aan zee, 2021", "Raad. Titel. Oord: Raad, 2018".
_COMMAED = re.compile(
    r"(?:(?:[Zz]ie|[Ss]ee|[Bb]ron|[Ss]ource|[Ee]\.g\.|[Bb]ijv\.)(?: ook| also)?:? )?(?P<who>[A-ZÀ-Þ][^,.:;()“”\"‘\n]{1,60}), (?P<title>(?:[A-ZÀ-Þ]|\d)[^,;:()“”\"‘\n]{7,160}?)(?P<sub>: [^,;()“”\"‘\n]{4,120})?(?:, [A-ZÀ-Þ][^,;:()\n]{1,30})?, (?:\d{1,2} )?(?:[a-zà-ÿ]{3,9}\.? )?(?P<year>(?:19|20)\d\d)(?:, p{1,2}\. ?\d+(?:-\d+)?)?\.?(?:,? (?:https?://|www\.)\S+)?\s*"
)
_STOPPED = re.compile(
    r"(?:(?:[Zz]ie|[Ss]ee|[Bb]ron|[Ss]ource|[Ee]\.g\.|[Bb]ijv\.)(?: ook| also)?:? )?(?P<who>[A-ZÀ-Þ][^.:;()“”\"‘\n]{2,80})\. (?P<title>[A-ZÀ-Þ][^.;()“”\"‘\n]{7,200})\. (?:[A-ZÀ-Þ][^.:;\n]{2,40}: [^.:;\n]{2,60}[,;] ?)(?:[a-zà-ÿ]{3,9}\.? )?(?P<year>(?:19|20)\d\d)\.?\s*"
)
# "Kamerbrief over ...", "Rapport naar aanleiding van ...": a kind and what it is about, with no sentence around it.
_ABOUT = re.compile(
    r"(?:(?:[Zz]ie|[Bb]ron)(?: ook)?:? )?(?:[Dd]e |[Hh]et )?(?P<title>(?:[A-Z][a-z]{0,16})?(?:brief|rapport|advies|notitie|nota|verslag|motie|rapportage|Brief|Rapport|Advies|Notitie|Nota|Verslag|Motie|Letter|Report|Opinion)\s(?:over|inzake|betreffende|naar aanleiding van|aan|on|to)\s[^.;|\n]{8,160})"
)
_FINITE = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|moet|moeten|zal|zullen|gaat|betreft|are|were|has|have|will|shall|should)\b"
)
# "Het event “…”": an article and no name behind it is nobody who wrote.
_ARTICLE = re.compile(r"(?:De|Het|Een|The|An?|Dit|Deze|Bij|In|Voor|Met|Op)\b[^A-ZÀ-Þ]*")
_IS_LAW = re.compile(
    r"(?i)\b(?:artikel|article|art\.|wet|act|verordening|regulation|richtlijn|directive|besluit|decision|verdrag|convention|treaty)\b"
)
_WHO_CHARS = 200
_ENTRY_CHARS = 300
_LEAST_LETTERS = 8
_MARKS = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed document: where it stands, what it may be resolved by, its number in the list, where that is cited."""

    name: Name
    block: tuple[int, int]
    cited: tuple[tuple[int, int], ...] = ()


def filed(text: str, start: int, end: int) -> Iterator[Name]:
    """The names of files in a text, where they begin behind a colon, a dash, a line or the words of a sentence."""
    if text.find(".", start, end) < 0:
        return
    part = text[start:end]
    if not any(map(part.__contains__, _SUFFIXES)):
        return
    first = start
    for match in _FILE.finditer(text, start, end):
        left = max(first, match.start() - _FILE_CHARS)
        word = text[max(start, text.rfind(" ", start, match.start()) + 1) : match.start()]
        if "://" in word or "www." in word:
            continue
        is_whole = left == first
        for hard in _HARD.finditer(text, left, match.start()):
            left, is_whole = hard.end(), True
        words = list(re.finditer(r"\S+", text[left : match.start()]))
        said = [
            place
            for place, word in enumerate(words)
            if word[0].lower() in _SAID or "//" in word[0] or "www." in word[0]
        ]
        if said or not is_whole:
            # Within a sentence nobody knows where a name with blanks begins: at the last word that is none of it.
            left += words[said[-1]].end() if said else words[-1].start() if words else 0
        while left < match.start() and text[left].isspace():
            left += 1
        stem = text[left : match.start()]
        first = match.end()
        if sum(character.isalpha() for character in stem) < 3:
            continue
        title = folded(re.sub(r"[_+]+", " ", stem))
        yield Name(left, match.end(), title, (*title_keys(title), f"file={folded(stem)}"))


def written(text: str, start: int, end: int) -> Name | None:
    """The document of an entry "Author (year), Title" that begins here; None where it is another sentence."""
    if text.find("(", start, min(end, start + _WHO_CHARS)) < 0:
        return None
    match = _WRITTEN.match(text, start, end)
    if match is None:
        return None
    title = folded(match["title"])
    keys = (*title_keys(title), f"author={folded(match['who'])}", f"date={match['year']}")
    return Name(start, match.end("title"), title, keys)


def noted(text: str, start: int, end: int) -> Name | None:
    """The document that a footnote begins to cite: by maker and title in quotes, or by a title with its year behind it."""
    match = _NOTED.match(text, start, end)
    if match is not None and not _FINITE.search(match["who"]) and not _ARTICLE.fullmatch(match["who"]):
        title = folded(match["title"])
        year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text[match.end() : min(end, match.end() + 60)])
        made = (f"author={folded(match['who'])}", *((f"date={year[0]}",) if year else ()))
        return Name(match.start("who"), match.end(), title, (*title_keys(title), *made))
    match = _ABOUT.match(text, start, end)
    if match is not None and not _FINITE.search(match["title"]):
        title = folded(match["title"])
        return Name(match.start("title"), match.start("title") + len(match["title"].rstrip()), title, title_keys(title))
    match = _COMMAED.fullmatch(text, start, end) or _STOPPED.fullmatch(text, start, end)
    if match is not None and not _FINITE.search(match[0]) and not _IS_LAW.search(match[0]):
        title = folded(match["title"])
        keys = (*title_keys(title), f"author={folded(match['who'])}", f"date={match['year']}")
        return Name(match.start("who"), match.end("year"), title, keys)
    match = _YEARED.fullmatch(text, start, end)
    if match is None or _FINITE.search(match["title"]) or _IS_LAW.search(match["title"]):
        return None
    title = folded(match["title"])
    return Name(start, match.end("title"), title, (*title_keys(title), f"date={match['year']}"))


def listed(document: Document) -> list[Entry]:
    """The entries of bibliographies and of columns of documents, sorted by where they stand."""
    found = [*_columns(document), *_bibliographies(document)]
    return sorted(found, key=lambda entry: entry.block)


def dated(text: str, block: Block) -> Name | None:
    """A cell or item that is nothing but the name of a file with its date in front: "20240131 Visie def"."""
    if not text[block.start : block.start + 6].isdecimal():
        return None
    match = _DATED.fullmatch(text, block.start, block.end)
    if match is None:
        return None
    try:
        day = date(int(match["year"]) % 100 + 2000, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    title = folded(match["title"].replace("_", " "))
    if sum(character.isalpha() for character in title) < _LEAST_LETTERS:
        return None
    return Name(block.start, block.end, title, (f"title={title}", f"date={day.isoformat()}"))


def _columns(document: Document) -> Iterator[Entry]:
    heads: dict[int | None, set[int | None]] = {}
    text = document.text
    for block in document.blocks:
        if block.kind != "table_cell" or block.table is None:
            continue
        if block.row == 0:
            if _COLUMN.fullmatch(folded(text[block.start : block.end]).strip(" :*")):
                heads.setdefault(block.table, set()).add(block.column)
        elif block.column in heads.get(block.table, ()):
            title = folded(text[block.start : block.end])
            letters = sum(character.isalpha() for character in title)
            if letters >= _LEAST_LETTERS and len(title) <= _ENTRY_CHARS:
                name = dated(text, block) or Name(block.start, block.end, title, title_keys(title))
                yield Entry(name, (block.start, block.end))


def _bibliographies(document: Document) -> Iterator[Entry]:
    text = document.text
    level: int | None = None
    is_in = False
    rows: list[list[Block]] = []
    for block in document.blocks:
        if block.kind == "heading":
            if _BIBLIOGRAPHY.fullmatch(text, block.start, block.end):
                level, is_in = block.level, True
            elif is_in and (level is None or block.level is None or block.level <= level):
                is_in = False
        elif is_in and block.kind in {"paragraph", "list_item", "table_cell"}:
            if block.kind == "table_cell" and rows and (block.table, block.row) == (rows[-1][0].table, rows[-1][0].row):
                rows[-1].append(block)
            else:
                rows.append([block])
    entries = [entry for row in rows if (entry := _entry(text, row)) is not None]
    cited = _cited(text, [number for _, number in entries], [name for name, _ in entries])
    for name, number in entries:
        yield Entry(name, (name.start, name.end), cited.get(number, ()) if number else ())


def _entry(text: str, row: Sequence[Block]) -> tuple[Name, str] | None:
    """The document of one entry with its number; None where nothing tells that it is one."""
    mark = _NUMBERED.match(text, row[0].start, row[0].end)
    longest = max(row, key=lambda block: (block.end - block.start, -block.start))
    start = mark.end() if mark and longest is row[0] else longest.start
    end = min(longest.end, start + _ENTRY_CHARS)
    words = folded(text[start:end])
    if sum(character.isalpha() for character in words) < _LEAST_LETTERS:
        return None
    if mark is None and not any(_ENTRY.search(text, block.start, block.end) for block in row):
        return None
    name = written(text, start, end)
    if name is None:
        title = words[:160]
        name = Name(start, end, title, title_keys(title))
    return Name(start, end, name.title, name.keys), mark["number"] if mark else ""


def _cited(text: str, numbers: Sequence[str], names: Sequence[Name]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where the text cites an entry by its number: "[11]", outside the list itself."""
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    first, last = min(name.start for name in names) - 10, max(name.end for name in names)
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _MARKS.finditer(text):
        if match[1] in wanted and not first <= match.start() <= last:
            found.setdefault(match[1], []).append(match.span())
    return {number: tuple(spans) for number, spans in found.items()}
