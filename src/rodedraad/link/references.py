"""From the name of a document to the document, where the dossier holds it.

A reference is resolved by what is surest first: a number (Kamerstuk, COM), an address that ends in the file's name,
a title, a letter's date, an author and year. A doubtful match stays missing: a wrong link costs a reader more than
a missing one. All scores are whole numbers. Method: docs/method/references.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote_plus, urlsplit

from rodedraad.extract.kind_words import UNTELLING
from rodedraad.records import Reference, Source

TITLE_PERCENT = 80
"""Per cent of the weight of a title's content words that the other title must hold."""

MARGIN_PERCENT = 8
"""How far the best title must be ahead of the next: editions of one plan differ in their year alone."""

MIN_FILE_CHARS = 5
"""Shorter names of files ("brief") are those of any file."""

_WORDS = re.compile(r"[^\W\d_]{2,}|\d+")
_ABOUT = "voor|over|op|bij|naar|inzake|betreffende|van|for|on|about|to|of"
_PRESENTED = re.compile(
    r"(?i)(?:programma|programme|plan|visie|strategie|strategy|agenda|akkoord|agreement|rapport|report|nota|notitie|rapportage|studie|study)(?:\b|$)"
)
_SMALL_WORDS = """
    de het een van voor en of in op aan met te der den des bij uit over tot om naar door als zijn is the a an for
    and on to with from by at as onze ons uw hun our concept definitief definitieve versie version draft final def
    pdf docx doc pptx odt html
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Entry:
    """One source as references may name it."""

    id: str
    path: str
    title: frozenset[str]
    words: frozenset[str]
    name: frozenset[str]
    stem: str
    numbers: frozenset[str]
    date: str | None
    kind: str
    authors: frozenset[str]
    makers: frozenset[str]
    said: str
    """Its title in words without capitals, to see whether it is only about what is named."""


def resolve(references: Sequence[Reference], sources: Sequence[Source]) -> tuple[Reference, ...]:
    """The same references in the same order, with their target where exactly one source fits.

    A source never names itself, and a source that was replaced is not a target while the one that holds is there.
    """
    replaced = {source.replaces for source in sources if source.replaces}
    entries = [_entry(source) for source in sorted(sources, key=lambda source: source.id) if source.id not in replaced]
    rarity = _rarity(entries)
    makers = {source.id: frozenset(source.authors) for source in sources}
    resolved: list[Reference] = []
    for reference in references:
        target = _target(reference, entries, rarity, makers.get(reference.source, frozenset()))
        resolved.append(replace(reference, target=target, resolved=target is not None))
    return tuple(resolved)


def _entry(source: Source) -> _Entry:
    stem = PurePosixPath(source.path).stem
    title = _content(source.title)
    name = _content(stem)
    authors = [issuer.name for issuer in source.parties] + [issuer.id for issuer in source.parties]
    return _Entry(
        id=source.id,
        path=source.path,
        title=title,
        words=title | name,
        name=name,
        stem=stem.casefold(),
        numbers=frozenset(_bare(number) for number in source.numbers),
        date=source.date,
        kind=source.kind,
        authors=frozenset().union(*(_content(author) for author in authors)),
        makers=frozenset(source.authors),
        said=" ".join(_WORDS.findall(source.title.casefold())),
    )


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    folded = text.casefold().replace("_", " ")
    return frozenset(word for word in _WORDS.findall(folded) if word not in _SMALL)


def _bare(number: str) -> str:
    return "".join(character for character in number.casefold() if character.isalnum())


def _rarity(entries: Sequence[_Entry]) -> dict[str, int]:
    """How much a word tells: 6 when one source has it, less with each doubling of the sources that have it."""
    counts: dict[str, int] = {}
    for entry in entries:
        for word in entry.words:
            counts[word] = counts.get(word, 0) + 1
    return {word: max(1, 7 - count.bit_length()) for word, count in counts.items()}


def _target(
    reference: Reference, entries: Sequence[_Entry], rarity: dict[str, int], makers: frozenset[str]
) -> str | None:
    values: dict[str, list[str]] = {}
    for key in reference.keys:
        name, _, value = key.partition("=")
        values.setdefault(name, []).append(value)
    others = [entry for entry in entries if entry.id != reference.source]
    for found in (
        _by_number(values, others),
        _by_address(reference, others),
        _by_file(values, others),
        _by_title(reference, values, others, rarity),
        _by_letter(values, others),
        _by_date(values, others),
        _by_maker(values, others),
        _by_own_name(values, makers, others),
    ):
        if found is not None:
            return found
    return None


def _only(found: Sequence[_Entry]) -> str | None:
    """The one that fits; of copies of one document the first by path."""
    if not found or (len(found) > 1 and not _are_copies(found)):
        return None
    return min(found, key=lambda entry: entry.path).id


def _are_copies(entries: Sequence[_Entry]) -> bool:
    """Whether these sources are one document in several files: the same title, date and makers."""
    return (
        all(entry.date for entry in entries)
        and len({(entry.title, entry.date, entry.authors) for entry in entries}) == 1
    )


def _by_number(values: dict[str, list[str]], entries: Sequence[_Entry]) -> str | None:
    # A file number alone (32813) names a whole dossier of papers; only one with its own number names a document.
    numbers = {_bare(number) for number in values.get("number", ()) if "-" in number or "(" in number}
    if not numbers:
        return None
    return _only([entry for entry in entries if numbers & entry.numbers]) or _only(
        [entry for entry in entries if any(len(number) >= 8 and number in _bare(entry.stem) for number in numbers)]
    )


def _by_address(reference: Reference, entries: Sequence[_Entry]) -> str | None:
    if not reference.url:
        return None
    try:
        path = urlsplit(reference.url).path
    except ValueError:
        return None
    stems = {PurePosixPath(unquote_plus(part)).stem.casefold() for part in path.split("/")}
    return _only([entry for entry in entries if len(entry.stem) >= 8 and entry.stem in stems])


def _by_file(values: dict[str, list[str]], entries: Sequence[_Entry]) -> str | None:
    """By the name of the file itself, whatever its capitals and strokes."""
    files = {_bare(file) for file in values.get("file", ()) if len(file) >= MIN_FILE_CHARS}
    return _only([entry for entry in entries if _bare(entry.stem) in files])


def _by_title(
    reference: Reference, values: dict[str, list[str]], entries: Sequence[_Entry], rarity: dict[str, int]
) -> str | None:
    titles = [title for title in dict.fromkeys([*values.get("title", ()), reference.title or ""]) if title]
    scored: list[tuple[int, _Entry]] = []
    for entry in entries:
        score = max((_likeness(_content(title), entry, rarity) for title in titles), default=0)
        aliases = {word.casefold() for word in values.get("alias", ()) if len(word) >= 3}
        if score < TITLE_PERCENT and aliases & (entry.title | entry.name):
            score = TITLE_PERCENT
        if score >= TITLE_PERCENT and not _contradicts(values, entry) and not _is_about(titles, entry):
            scored.append((score, entry))
    best = max((score for score, _ in scored), default=0)
    # Of an exact title only another exact one is a rival.
    return _only([entry for score, entry in scored if best - score < (1 if best == 100 else MARGIN_PERCENT)])


def _by_own_name(values: dict[str, list[str]], makers: frozenset[str], entries: Sequence[_Entry]) -> str | None:
    """By one telling word ("de Woonvisie"), where one document of the same makers has it in its title."""
    words = frozenset().union(*(_content(title) for title in values.get("title", ())))
    telling = [word for word in words if word not in UNTELLING and len(word) >= 7 and not word.isdecimal()]
    if len(words) != 1 or len(telling) != 1 or not makers:
        return None
    return _only([entry for entry in entries if telling[0] in entry.title and makers & entry.makers])


def _likeness(words: frozenset[str], entry: _Entry, rarity: dict[str, int]) -> int:
    """Per cent, 0-100: how much of the shorter title stands in the longer one, by the weight of its words.

    Containment of a short title counts in full only where it has something of its own to be known by: a word that
    is neither a kind of document nor a year.
    """
    best = 0
    for own in (entry.title, entry.name):
        if not words or not own:
            continue
        shared = words & own
        telling = [word for word in shared if word not in UNTELLING and not word.isdecimal()]
        if not telling:
            continue
        smaller = words if _weight(words, rarity) <= _weight(own, rarity) else own
        contained = 100 * _weight(shared, rarity) // max(1, _weight(smaller, rarity))
        both = 200 * _weight(shared, rarity) // max(1, _weight(words, rarity) + _weight(own, rarity))
        # One telling word is a name only where it is nearly all there is.
        if len(telling) == 1 and words != own and both < 60:
            continue
        # Two thirds containment, one third likeness: a contained title wins from a merely similar one.
        best = max(best, (2 * contained + both) // 3 if len(shared) > 1 or both >= 60 else both)
    return best


def _weight(words: frozenset[str], rarity: dict[str, int]) -> int:
    return sum(rarity.get(word, 6) // (2 if word in UNTELLING else 1) for word in words)


def _contradicts(values: dict[str, list[str]], entry: _Entry) -> bool:
    """Whether the years say that this is another edition: both titles name a year, and none is the same."""
    named = {word for title in values.get("title", ()) for word in _content(title) if _is_year(word)}
    own = {word for word in entry.title | entry.name if _is_year(word)}
    return bool(named and own and not named & own)


def _is_about(titles: Sequence[str], entry: _Entry) -> bool:
    """Whether a title only says what its document is about: "Reactie op de Visie X" is not that vision.

    The subject of a letter is what it brings, unless the letter itself is what is named.
    """
    for title in titles:
        words = _WORDS.findall(title.casefold())
        if not words:
            continue
        named = " ".join(words)
        if entry.said != named and re.search(
            rf"\b(?:{_ABOUT}) (?:(?:de|het|een|the|a) )?{re.escape(named)}\b", entry.said
        ):
            return True
        if entry.kind == "letter" and _PRESENTED.search(title) and entry.said != named:
            return True
    return False


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20", "21")


def _by_letter(values: dict[str, list[str]], entries: Sequence[_Entry]) -> str | None:
    dates = set(values.get("date", ()))
    if "letter" not in values.get("kind", ()) or not dates:
        return None
    return _only([entry for entry in entries if entry.kind == "letter" and entry.date in dates])


def _by_date(values: dict[str, list[str]], entries: Sequence[_Entry]) -> str | None:
    """By a full date and one word of its title or makers, for what is no letter: "zienswijze van X van 3 juni"."""
    dates = {date for date in values.get("date", ()) if len(date) == 10}
    words = frozenset().union(*(_content(title) for title in values.get("title", ()))) - UNTELLING
    if not dates or not words:
        return None
    return _only([entry for entry in entries if entry.date in dates and words & (entry.words | entry.authors)])


def _by_maker(values: dict[str, list[str]], entries: Sequence[_Entry]) -> str | None:
    """By who made it and in which year, when that is all that is told and one source fits."""
    authors = [_content(author) for author in values.get("author", ())]
    dates = set(values.get("date", ()))
    if not authors or not dates:
        return None
    return _only(
        [
            entry
            for entry in entries
            if entry.date is not None
            and any(entry.date.startswith(date) or (len(date) == 4 and entry.date[:4] == date) for date in dates)
            and any(author and author <= entry.authors for author in authors)
        ]
    )
