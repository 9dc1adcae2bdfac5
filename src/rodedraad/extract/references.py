"""The documents that a document names: in running text, by number, and in footnotes with addresses.

A footnote and the words its mark stands behind are one reference: the words from the body, the address from the
footnote. A document named twice in one source is one reference, anchored where it is named first.
Method: docs/method/references.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from rodedraad.extract.addresses import URL, address, rest, title_of
from rodedraad.extract.citations import YEAR
from rodedraad.extract.footnotes import MAX_IN_BLOCK, READ, SUPERSCRIPT, Note, footnotes
from rodedraad.extract.lexicon import word_set
from rodedraad.extract.listed import Entry, dated, listed
from rodedraad.extract.papers import numbers as papers
from rodedraad.extract.titles import names
from rodedraad.records import Block, Document, Reference, Source

# The cells of a list of products name things ("Solar Vision"): there a name alone is no document.
_DATED = ("year=", "number=", "date=", "url=")
_MARK = re.compile(
    r"\s?(?:<sup>(?P<a>\d{1,3})</sup>|\[\^?(?P<b>\d{1,3})\](?!\()|(?P<c>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?<=[\wÀ-ÿ)”\"’])(?P<d>\d{1,3})(?!\w)|(?<=[\wÀ-ÿ)”\"’])[.,;:](?P<e>\d{1,3})(?=\s|$))"
)
# "Het advies staat op https://...": what leads to an address is no title where it is a sentence.
_SENTENCE = re.compile(r"\b(?:staat|staan|is|zijn|vindt|vinden|lees|kijk|is available|can be found)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}|\d+")
_SMALL = word_set("de het een van voor en of in op aan met te der den the a an of for and in on to onze ons uw hun our")
_LEAD = re.compile(
    r"(?i)^(?:zie(?:\s(?:ook|o\.a\.|bijvoorbeeld))?|see(?:\salso)?|bron|source)[:,\s]+|[,;:\s]+(?:zie|see|via|op|at)(?:\s(?:ook|also))?$"
)
_ONLY_NUMBER = re.compile(r"(?i:rapport|report|notitie|publicatie)(?:nr\.?|nummer)?\s(?:nr\.?\s)?[A-Z]{0,4}[\d./-]+")
_NEAR_CHARS = 60
_OPENING = frozenset('“„"‘«')
_EXPLAINED = re.compile(r"[\s:–=-]{1,4}([A-ZÀ-Þ][\w-]+(?:\s[\w-]+){1,2})")
_MAX_REFERENCES = 5000
_LEAST_ALIAS = 3


@dataclass(slots=True)
class _Draft:
    """A reference while it is being put together."""

    start: int
    end: int
    title: str | None
    keys: list[str] = field(default_factory=list)
    url: str | None = None
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where it is named again, and the footnotes that belong to it."""


def references(source: Source, document: Document) -> tuple[Reference, ...]:
    """The documents that this one names, each once, sorted by start; ``quote`` is a slice of the text."""
    return tuple(reference for reference, _ in named(source, document))


def named(source: Source, document: Document) -> list[tuple[Reference, tuple[tuple[int, int], ...]]]:
    """The references, each with every place where its document is named, footnotes among them, sorted."""
    text = document.text
    notes, inside = footnotes(document)
    drafts: list[_Draft] = []
    by_number: dict[str, list[Note]] = {}
    for note in notes:
        by_number.setdefault(note.number, []).append(note)
    entries = listed(document)
    drafts.extend(_of_entry(text, entry) for entry in entries)
    apart = sorted([*inside, *(entry.block for entry in entries)])
    # A long table says the same in many cells: what named nothing once names nothing again.
    silent: set[str] = set()
    for block in document.blocks:
        if block.kind in READ and not (apart and _is_inside(apart, block.start)):
            is_cell = block.kind == "table_cell"
            said = text[block.start : block.end] if is_cell else ""
            if said in silent:
                continue
            is_bare = source.kind == "data" and is_cell
            found = [
                draft
                for draft in _in_block(text, block, by_number)
                if not is_bare or any(key.startswith(_DATED) for key in draft.keys)
            ]
            drafts.extend(found)
            if is_cell and not found:
                silent.add(said)
        if len(drafts) > _MAX_REFERENCES:
            break
    for note in notes:
        if not note.is_used:
            drafts.extend(_of_note(text, note))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    for draft in drafts:
        draft.keys = [_with_year(key, source.date) for key in draft.keys]
    own = _content(source.title)
    merged = _merged([draft for draft in drafts if not _names_itself(draft, own) and not _is_own_number(draft, source)])
    _abbreviated(document, merged)
    return _records(source, document, merged)


def _with_year(key: str, written: str | None) -> str:
    """The full date of "your letter of 12 May" in a letter of a known day: the last 12 May before it."""
    if not key.startswith("day=") or written is None or len(written) != len("2026-05-12"):
        return key
    day = f"{written[:4]}-{key[4:]}"
    return f"date={day if day <= written else f'{int(written[:4]) - 1}-{key[4:]}'}"


def _names_itself(draft: _Draft, own: frozenset[str]) -> bool:
    return draft.url is None and draft.title is not None and bool(own) and _content(draft.title) == own


def _is_own_number(draft: _Draft, source: Source) -> bool:
    own = {f"number={number}" for number in source.numbers}
    return bool(own) and any(key in own for key in draft.keys)


# --- footnotes -------------------------------------------------------------------------------------------------


def _of_note(text: str, note: Note) -> Iterator[_Draft]:
    """What a footnote names on its own, where no name in the body carries its mark."""
    found: list[_Draft] = []
    for name in note.names:
        # "TNO (2021). Stof. Rapport R10234": the number of what was named just before.
        if found and name.start - found[-1].end < _NEAR_CHARS and _ONLY_NUMBER.fullmatch(name.title or ""):
            found[-1].keys.extend(name.keys)
        else:
            found.append(_Draft(name.start, name.end, name.title, list(name.keys)))
    for key, first, last in note.numbers:
        # "Visie X (Kamerstuk 99 123, nr. 4)" is one document; a number far from any name is one of its own.
        near = next(
            (draft for draft in found if draft.start <= first < draft.end or -60 <= first - draft.end <= 12), None
        )
        if near is not None and not any(other.startswith("number=") for other in near.keys):
            near.keys.append(key)
        else:
            found.append(_Draft(first, last, None, [key]))
    for url in note.urls:
        free = next((draft for draft in found if draft.url is None), None)
        if free is not None:
            free.url = url
            free.keys.append(f"url={url}")
            continue
        at = text.find(url, note.start, note.end)
        start, end = (at, at + len(url)) if at >= 0 else (note.start, note.end)
        lead = " ".join(text[note.start : start].split()).strip(" :,.(<[") if at >= 0 else ""
        lead = _LEAD.sub("", lead)
        if 2 < len(lead.split()) < 25 and not _SENTENCE.search(lead):
            found.append(_Draft(note.start, end, lead, [f"title={lead}", f"url={url}"], url))
        else:
            found.append(_Draft(start, end, title_of(url), [f"url={url}"], url))
    yield from found


def _of_entry(text: str, entry: Entry) -> _Draft:
    """What an entry of a list names, with its address, and where the text cites it."""
    name = entry.name
    draft = _Draft(name.start, name.end, name.title, list(name.keys), places=list(entry.cited))
    for found in islice(URL.finditer(text, name.start, name.end), MAX_IN_BLOCK):
        draft.url = draft.url or address(found[0] + rest(text, found.end(), name.end))
    if draft.url:
        draft.keys.append(f"url={draft.url}")
    draft.keys.extend(key for key, _, _ in islice(papers(text, name.start, name.end), MAX_IN_BLOCK))
    return draft


# --- the body --------------------------------------------------------------------------------------------------


def _in_block(text: str, block: Block, notes: dict[str, list[Note]]) -> Iterator[_Draft]:
    start, end = block.start, block.end
    whole = dated(text, block) if block.kind != "paragraph" else None
    named_here = [whole] if whole else names(text, start, end)[:MAX_IN_BLOCK]
    found = [_Draft(name.start, name.end, name.title, list(name.keys)) for name in named_here]
    found = _with_motto(text, found)
    for key, first, last in islice(papers(text, start, end), MAX_IN_BLOCK):
        near = next(
            (draft for draft in found if 0 <= first - draft.end <= 12 or draft.start <= first < draft.end), None
        )
        # "(A) - (B)": one that is a number already takes no other.
        if near is not None and not (near.title is None and near.end <= first):
            near.keys.append(key)
        else:
            found.append(_Draft(first, last, None, [key]))
    if "://" in text[start:end] or "www." in text[start:end]:
        for match in islice(URL.finditer(text, start, end), MAX_IN_BLOCK):
            url = address(match[0] + rest(text, match.end(), end))
            if url is None:
                continue
            near = next((draft for draft in found if 0 <= match.start() - draft.end <= 4 and draft.url is None), None)
            if near is not None:
                near.url = url
                near.keys.append(f"url={url}")
            else:
                last = match.start() + len(match[0].rstrip(".,;:)'’"))
                found.append(_Draft(match.start(), last, title_of(url), [f"url={url}"], url))
    if notes:
        for draft in found:
            _attach(text, draft, notes, end)
        _attach_at_end(text, start, end, found, notes)
    yield from found


def _with_motto(text: str, found: Sequence[_Draft]) -> list[_Draft]:
    """The same names, where a title in quotes right behind a name is of the same document: "Havennota 2030 “Vooruit”"."""
    joined: list[_Draft] = []
    for draft in found:
        before = joined[-1] if joined else None
        if before and text[draft.start] in _OPENING and text[before.end : draft.start] in (" ", ", ", ": "):
            before.end = draft.end
            before.keys.extend(draft.keys)
        else:
            joined.append(draft)
    return joined


def _attach(
    text: str, draft: _Draft, notes: dict[str, list[Note]], end: int, *, at: int | None = None, is_near: bool = True
) -> None:
    """Gives a name the address of the footnote whose mark stands right behind it, or at the end of its sentence."""
    at = draft.end if at is None else at
    match = _MARK.match(text, at, end) or _MARK.match(text, at + 1, end)
    note = _noted(match, notes, at) if match else None
    if note is None or (not is_near and _is_of_another(text, draft, note)):
        return
    note.is_used = True
    draft.places.append((note.start, note.end))
    draft.keys.extend(key for key, _, _ in note.numbers if key not in draft.keys)
    if note.urls and draft.url is None:
        draft.url = note.urls[0]
        draft.keys.append(f"url={note.urls[0]}")
    for name in note.names:
        draft.keys.extend(key for key in name.keys if key not in draft.keys)
        draft.title = draft.title or name.title


def _attach_at_end(text: str, start: int, end: int, found: Sequence[_Draft], notes: dict[str, list[Note]]) -> None:
    """Gives the last name of a sentence the footnote whose mark stands at the sentence's end."""
    for match in _CLOSING_MARK.finditer(text, start, end):
        before = [draft for draft in found if 0 <= match.start() - draft.end <= 160 and draft.url is None]
        if not before:
            continue
        draft = max(before, key=lambda draft: draft.end)
        if _FULL_STOP.search(text, draft.end, match.start()) is None:
            _attach(text, draft, notes, end, at=match.start(), is_near=False)


def _is_of_another(text: str, draft: _Draft, note: Note) -> bool:
    """Whether the footnote of a sentence cites another document than the one its sentence names.

    It does where it names another year, or gives a title that has no word of the name.
    """
    titles = [name.title for name in note.names if name.title]
    own = _content(draft.title or text[draft.start : draft.end])
    # A number of the House or an address tells where the name before it is to be found.
    if not titles or not own or note.numbers:
        return False
    cited = _content(" ".join(titles))
    years, others = ({word for word in words if YEAR.fullmatch(word)} for words in (own, cited))
    return bool(years and others and not years & others) or not own & _content(text[note.start : note.end])


_CLOSING_MARK = re.compile(r"[.!?](?=<sup>\d{1,3}</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?:\s|$)|\[\^?\d{1,3}\])")
_FULL_STOP = re.compile(r"[.!?]\s")


def _noted(match: re.Match[str], notes: dict[str, list[Note]], at: int) -> Note | None:
    """The footnote of that number that comes next: numbers may start again on every page or chapter."""
    number = next((group for group in match.groups() if group), "").translate(SUPERSCRIPT)
    same = notes.get(number, [])
    for index, note in enumerate(same):
        if note.start > at:
            return same.pop(index)
    return same.pop() if same else None


# --- one reference per document ------------------------------------------------------------------------------


def _content(title: str | None) -> frozenset[str]:
    return frozenset(word for word in _WORDS.findall((title or "").lower()) if word not in _SMALL)


def _merged(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Names of the same document become one: the same number, address, author and year, title, or abbreviation."""
    kept: list[_Draft] = []
    by_key: dict[str, _Draft] = {}
    by_word: dict[str, list[tuple[frozenset[str], _Draft]]] = {}
    for draft in drafts:
        content = _content(draft.title)
        same = next((by_key[key] for key in _identities(draft) if key in by_key), None) or _contained(content, by_word)
        if same is None:
            kept.append(draft)
            same = draft
        else:
            same.places += [(draft.start, draft.end), *draft.places]
            same.url = same.url or draft.url
            same.title = same.title or draft.title
            same.keys.extend(key for key in draft.keys if key not in same.keys)
        for key in _identities(same):
            by_key.setdefault(key, same)
        for word in content:
            by_word.setdefault(word, []).append((content, same))
    return kept


def _abbreviated(document: Document, drafts: Sequence[_Draft]) -> None:
    """Adds the places where a document is named by the abbreviation that was given with its name."""
    text = document.text
    told = [(block.start, block.end) for block in document.blocks if block.kind in READ or block.kind == "footnote"]
    known: set[str] = set()
    for draft in drafts:
        for short in [key.removeprefix("alias=") for key in draft.keys if key.startswith("alias=")]:
            if len(short) < _LEAST_ALIAS or short in known:
                continue
            known.add(short)
            at = text.find(short)
            while at >= 0 and len(draft.places) < MAX_IN_BLOCK:
                end = at + len(short)
                is_word = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalpha())
                is_named = is_word and not draft.start <= at < draft.end and _is_inside(told, at)
                if is_named and not _is_explained(text, end, draft.title):
                    draft.places.append((at, end))
                at = text.find(short, end)


def _is_explained(text: str, at: int, title: str | None) -> bool:
    """Whether the words behind an abbreviation are those it stands for: an entry of a list of abbreviations."""
    words = _EXPLAINED.match(text, at)
    return words is not None and _content(words[1]) <= _content(title)


def _identities(draft: _Draft) -> list[str]:
    found = [key for key in draft.keys if key.startswith(("number=", "url="))]
    values = dict(key.split("=", 1) for key in draft.keys)
    if "author" in values and "date" in values:
        found.append(f"made={values['author'].casefold()} {values['date']}")
    if values.get("kind") == "letter" and "date" in values:
        found.append(f"letter={values['date']}")
    if draft.title:
        found.append(f"title={' '.join(sorted(_content(draft.title)))}")
    if "alias" in values:
        found.append(f"title={values['alias'].lower()}")
    return found


def _contained(content: frozenset[str], by_word: dict[str, list[tuple[frozenset[str], _Draft]]]) -> _Draft | None:
    """A later, shorter name of a document named in full before: all its words are words of that title."""
    if not content:
        return None
    rarest = min(sorted(content), key=lambda word: len(by_word.get(word, ())))
    candidates = {id(draft): draft for words, draft in by_word.get(rarest, ())[:50] if content <= words and content}
    return next(iter(candidates.values())) if len(candidates) == 1 and len(content) >= 1 else None


def _is_inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    found = bisect_right(spans, (at, 1 << 62)) - 1
    return found >= 0 and spans[found][0] <= at < spans[found][1]


def _records(
    source: Source, document: Document, drafts: Sequence[_Draft]
) -> list[tuple[Reference, tuple[tuple[int, int], ...]]]:
    seen: dict[str, int] = {}
    made: list[tuple[Reference, tuple[tuple[int, int], ...]]] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.end)):
        quote = document.text[draft.start : draft.end]
        bare = "".join(quote.split())
        ordinal = seen[bare] = seen.get(bare, -1) + 1
        reference = Reference(
            id=sha256(f"reference\n{source.id}\n{bare}\n{ordinal}".encode()).hexdigest()[:24],
            source=source.id,
            page=document.page_at(draft.start),
            quote=quote,
            start=draft.start,
            end=draft.end,
            title=draft.title,
            keys=tuple(dict.fromkeys(draft.keys)),
            url=draft.url,
        )
        made.append((reference, tuple(sorted({(draft.start, draft.end), *draft.places}))))
    return made
