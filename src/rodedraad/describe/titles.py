"""The title of a document: what it calls itself, then what its file calls it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from rodedraad.describe import dates
from rodedraad.describe.front import HEAD_LABEL, Front, Line

_LONGEST = 250
_SENTENCE = 220
_LABELS = 12  # a diagram has many words apart; a single title page has few lines
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_RUNS_ON = re.compile(r"(?i)(?:[,:–&-]|\b(?:en|van|voor|de|het|een|in|op|aan|naar|met|of|tot|and|for|the|of|to|on))$")
_ABOUT = re.compile(r"(?:on|about|concerning|regarding|amending|over|inzake|betreffende|houdende|tot|van|voor) [^.]+$")
"""Below a heading that says what kind of act this is, a line in small letters says what it is about."""
_NUMBERED = re.compile(r"\b[A-Z]{0,3}\d{5,}\b")  # the line of a report number
_AUTHORS = re.compile(r"(?i)^(?:auteurs?|authors?|door|by)\b")
_PERSON = re.compile(
    r"^(?:(?:drs|ir|ing|dr|mr|prof)\.? ?)*[A-ZÀ-Þ][\w.-]*(?: (?:van|de|der|den|ten|ter|el|in|'t|[A-ZÀ-Þ][\w.-]*)){1,5}$"
)
_VERSION = re.compile(r"(?i)\s*[-–—,:(]*\s*(?:versie|version|v)\.?\s?\d+(?:\.\d+)+\b.*$")
_SUBJECT = re.compile(
    r"(?:^|\s)(?:\*\*)?(?:Onderwerp|Betreft|Betreffende|Subject|Inzake|Concerning|Re)(?:\*\*)?\s?(?::|\s|$)\s*(?:\*\*)?"
)
_SUBJECT_FIRST = re.compile(
    r"(?i)(?:\*\*)?(?:onderwerp|betreft|betreffende|subject|inzake|concerning|re)(?:\*\*)?\s?(?::|\s|$)\s*(?:\*\*)?"
)
_NEXT_LABEL = re.compile(
    r"\s(?:Datum|Ons kenmerk|Uw kenmerk|Uw brief|Kenmerk|Bijlagen?(?:\(n\))?|Pagina|Behandeld door|Contactpersoon|Geachte|Dear|Nummer|Date)\b[:\s]"
)
_LABEL_ALONE = re.compile(
    r"(?i)^(?:aan|datum|date|ons kenmerk|uw kenmerk|kenmerk|onderwerp|betreft|bijlagen?|bijlage\(n\)|van|auteurs?|versie|status|behandeld door|t\.a\.v\..*)\s*:?$"
)
# Lines of a title page that say what kind of thing this is, by whom or when, but not what it is about.
_GENERIC = re.compile(
    r"(?i)^(?:(?:eind|tussen|concept|advies|onderzoeks|tno[- ]|openbaar eind)?-?rapport(?:age)?|memo|notitie|brief|nota|advies|colofon|inhoud(?:sopgave)?"
    r"|table of contents|contents|voorwoord|samenvatting|inleiding|introductie|inhoudsopgave.*|report|final report|letter|presentatie|agenda|bijlage \d*|www\..*|https?:.*"
    r"|(?:versie|version|v)\.?\s?\d.*|(?:status|datum|auteurs?|author|opdrachtgever|kenmerk|projectnummer|naam|code)\b.*|definitief.*|concept|draft|final|pagina \d+.*|\d+|[a-z]{2} [a-z]{2})$"
)
_JUNK = re.compile(
    r"(?i)^(?:microsoft (?:word|powerpoint|excel)\b.*|powerpoint[- ]?presentat.*|presentatie\d*|presentation\d*|dia \d+|slide \d+|document\d*|untitled.*|naamloos.*"
    r"|java printing|print.*|template.*|sjabloon.*|lorem ipsum.*|donec posuere.*|.*@.*|[-–_. ]*|.*\.(?:docx?|pdf|pptx?|xlsx?|indd|odt|qxd|dotx?))$"
)
_PART_OF_NAME = re.compile(
    r"(?i)(?<![a-z0-9])(?:def(?:initief)?(?:inhoud)?|final|concept|lowres|spreads?|web|boekje|print|versie ?\d[\d.]*|v\.?\d[\d.]*)(?![a-z0-9])"
)
_STAMP = re.compile(r"^\s*\d{6,8}\s+|\s+\d{6,8}\s*$|\s+\d{1,2}-\d{1,2}-\d{4}\s*$")
_WORDS = re.compile(r"\w{3,}")


def title(front: Front, *, path: str, properties: Mapping[str, str], is_party: Callable[[str], bool]) -> str:
    """The title, never empty: in the end the name of the file. ``is_party`` tells lines that only name a party."""
    suffix = PurePosixPath(path).suffix.lower()
    mailed = properties.get("title") if properties.get("from") else None
    subject = mailed or front.field("onderwerp", "betreft", "subject", "betreffende") or _subject(front)
    given = _given(front, properties, is_page=suffix in (".html", ".htm", ".xhtml"))
    if subject and _LONG_WORD.search(subject):
        return _clean(subject)
    if front.before_letter is not None and (named := _given(front, properties, is_page=True)):
        # A letter whose subject cannot be read is better called by its file's title than by its letterhead.
        return named
    if _is_picture(front) or suffix in (".xlsx", ".ods", ".csv"):
        return given or _of_file(path)
    if given and _is_line(given, front):
        return given
    headed = _headed(front, is_party)
    if headed and given:
        # The file's own title wins only where it says more of what stands on the page.
        return (
            given
            if len(_words(given) & _words(headed)) * 2 >= len(_words(headed)) and _stands(given, front)
            else headed
        )
    return headed or given or _first_lines(front, is_party) or _of_file(path)


def _subject(front: Front) -> str | None:
    """What stands behind "Onderwerp" or "Betreft", on the same line or in the lines below."""
    lines = [line.text for line in front.opening]
    # Above a salutation the word may stand anywhere in a line of labels; elsewhere only at its start.
    depth = len(front.before_letter.splitlines()) if front.before_letter is not None else 0
    for number, line in enumerate(lines[:60]):
        found = (_SUBJECT.search(line) if number < depth else None) or _SUBJECT_FIRST.match(line)
        if found is None:
            continue
        rest = _NEXT_LABEL.split(f"{line[found.end() :]} ", maxsplit=1)[0].strip(" *:|\t")
        if rest and not _LABEL_ALONE.match(rest) and not dates.parse(rest[:20]):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if (
                (len(rest) < 120 and following[:1].islower() and not _LABEL_ALONE.match(following))
                or rest.count("(") > rest.count(")")
                or (len(rest) > 45 and following.startswith("("))
            ):
                rest = f"{rest} {following}"
            return rest
        if not rest:
            for below in lines[number + 1 : number + 5]:
                if _LABEL_ALONE.match(below):
                    break
                if not dates.parse(below) and len(below) > 5:
                    return below
    return None


def _given(front: Front, properties: Mapping[str, str], *, is_page: bool) -> str | None:
    """The title in the file's metadata, where a person wrote it: it must stand on the first pages, or be the only one."""
    words = _clean(re.split(r"\s[|»]\s", properties.get("title", ""))[0])
    if not words or _JUNK.match(words) or len(words) < 4 or not _WORDS.search(words):
        return None
    # A web page's title is written for the reader; that of an office file is often left over from an older one.
    return words if _stands(words, front) or is_page else None


def _is_line(words: str, front: Front) -> bool:
    folded = words.casefold()
    return any(line.kind != "furniture" and line.text.casefold() == folded for line in front.first)


def _is_picture(front: Front) -> bool:
    """Whether this is one page without a sentence: a diagram, whose words are labels and no title."""
    pages = {page for _, page in front.document.pages}
    return (
        len(pages) == 1
        and len(front.document.blocks) > _LABELS
        and not any(
            block.end - block.start > _SENTENCE and block.kind == "paragraph" for block in front.document.blocks
        )
    )


def _stands(words: str, front: Front) -> bool:
    wanted = _words(words)
    if not wanted:
        return False
    there = _words(" ".join(line.text for line in front.opening))
    return len(wanted & there) * 10 >= len(wanted) * 7


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORDS.findall(text)}


def _usable(line: Line, is_party: Callable[[str], bool]) -> bool:
    text = line.text
    without_date = dates.parse(text) is None or len(text) > 40
    return (
        bool(_WORDS.search(text))
        and not _GENERIC.match(text)
        and not is_party(text)
        and not HEAD_LABEL.search(text)
        and not (_NUMBERED.search(text) and len(text.split()) <= 6)
        and without_date
        and not text.endswith((",", ";"))
        and sum(character.isalpha() for character in text) * 2 > len(text)
    )


def _headed(front: Front, is_party: Callable[[str], bool]) -> str | None:
    """The highest heading of the first page with the headings of that level that follow it at once."""
    body = [line for line in front.first if line.kind != "furniture"]
    headings = [line for line in body if line.kind == "heading" and _usable(line, is_party)]
    if not headings:
        return None
    level = min(line.level or 9 for line in headings)
    first = next(number for number, line in enumerate(body) if line in headings and (line.level or 9) == level)
    if not front.document.pages:
        # Without pages a heading is whole, and a short first line above it is the title.
        opens = body[0]
        is_title = (
            first <= 3 and opens.kind == "paragraph" and opens.is_short and _usable(opens, is_party) and level > 0
        )
        return _clean(opens.text if is_title and not _AUTHORS.match(opens.text) else body[first].text)
    parts = [body[first].text]
    for line in body[first + 1 : first + 6]:
        is_subtitle = len(parts) == 1 and " " not in parts[0] and len(parts[0]) <= 12 and line.is_short
        goes_on = line.kind == "heading" and (line.level or 9) == level
        is_matter = len(parts) == 1 and line.kind == "paragraph" and line.is_short and bool(_ABOUT.match(line.text))
        runs_on = line.text[:1].islower() or bool(_RUNS_ON.search(parts[-1])) or len(" ".join(parts)) < 25
        if not ((goes_on and runs_on) or is_subtitle or is_matter) or not _usable(line, is_party):
            break
        parts.append(line.text)
    return _clean(_unrepeated(" ".join(parts)))


def _unrepeated(words: str) -> str:
    """A title set twice, as a shadow under itself, once."""
    bare = "".join(words.split())
    half = len(bare) // 2
    if len(bare) < 16 or len(bare) % 2 or bare[:half] != bare[half:]:
        return words
    seen = 0
    for number, character in enumerate(words):
        seen += not character.isspace()
        if seen == half:
            return words[: number + 1]
    return words


def _first_lines(front: Front, is_party: Callable[[str], bool]) -> str | None:
    below_authors = False
    for number, line in enumerate(front.first[:25]):
        if line.kind == "contents":
            return None
        below_authors = bool(_AUTHORS.match(line.text)) or (below_authors and bool(_PERSON.match(line.text)))
        if below_authors or line.kind == "furniture" or not line.is_short or not _usable(line, is_party):
            continue
        parts = [line.text]
        for following in front.first[number + 1 : number + 4]:
            # A line that starts with a small letter goes on with the title.
            if following.text[:1].islower() and following.is_short and len(" ".join(parts)) < 120:
                parts.append(following.text)
            else:
                break
        return _clean(" ".join(parts))
    return None


def _of_file(path: str) -> str:
    stem = PurePosixPath(path.replace("\\", "/")).stem
    words = re.sub(r"[_\s]+", " ", stem)
    if " " not in words.strip():
        words = re.sub(r"(?<=\w)-(?=\w)", " ", words)
    bare = _STAMP.sub(" ", _PART_OF_NAME.sub(" ", words))
    return " ".join(bare.split()).strip(" -.,") or stem or path


def _clean(words: str) -> str:
    folded = " ".join(words.replace("\x0b", " ").split()).strip("*# |–-:").removesuffix(".")
    folded = _VERSION.sub("", folded) or folded
    folded = folded[:1].upper() + folded[1:]
    if len(folded) <= _LONGEST:
        return folded
    return folded[:_LONGEST].rsplit(" ", 1)[0]
