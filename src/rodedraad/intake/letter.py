"""A letter, e-mail or paper of somebody: each paragraph tied to the clause that it names or quotes, else to the whole.

    Document --paragraphs--> groups --> one contribution per clause

Nothing is lost: every paragraph of the body is in one group, and a group that names several clauses is a contribution
to each. Nothing is decided by likeness: a clause that only looks like what a paragraph is about is suggested in the
preview. Pure. Method: docs/method/dialogue-by-letter.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from rodedraad import phrases
from rodedraad.extract import quotes
from rodedraad.intake import Intake, NewContribution
from rodedraad.intake.brought import kind_of, name_of
from rodedraad.intake.named import Clauses
from rodedraad.records import Channel, Document, Message, Proposition

LONGEST_TEXT = 900_000
"""Characters of one contribution, under what the log takes: a longer one goes on in the next."""
MOST_PARAGRAPHS = 5_000
"""What has more is a report, and belongs among the sources."""
_MOST_SUGGESTED = 5
_OWN_CLAUSES = 20
"""A file that holds so many clauses whole, and more than a third of all, is the proposition itself and no letter."""
_TELLING_CHARS = 6
_LEAST_SHARED = 3
"""So many telling words a paragraph must share with a clause for it to be suggested."""
_CLOSING = re.compile(
    r"(?:met (?:vriendelijke|hartelijke|beleefde) groet|vriendelijke groet|hoogachtend|met de meeste hoogachting|groet(?:en|jes)?\b|"
    r"yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|sincerely\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:geachte|beste|lieve|hallo|dag|goede(?:morgen|middag|navond)|l\.\s?s\.|dear|hello|to whom it may)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"([^<>]*)<([^<>]*)>")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Group:
    """Paragraphs that are about the same clauses; none: about the whole. Numbers count the paragraphs from 1."""

    clauses: tuple[str, ...]
    paragraphs: list[tuple[int, str]] = field(default_factory=list)


def read(
    document: Document, *, proposition: Proposition, person: str | None, party: str | None, channel: Channel
) -> Intake:
    """What a letter brings in. ``person`` is who wrote it, with or without an address; None where nobody knows."""
    known = Clauses(proposition.clauses)
    held = known.held(document.text)
    if held >= _OWN_CLAUSES and held * 3 > len(proposition.clauses):
        return Intake(problems=(Message.of("in_letter.own", held=held, count=len(proposition.clauses)),))
    told = list(_paragraphs(document))
    if len(told) > MOST_PARAGRAPHS:
        return Intake(problems=(Message.of("in_letter.too_long", count=len(told), most=MOST_PARAGRAPHS),))
    groups, loose, notes = _grouped(told, known)
    who = _who(person)
    contributions = []
    for group in _with_forms(groups):
        for text, first, last in _texts(group.paragraphs):
            place = Message.of("in_letter.at" if first == last else "in_letter.at_many", first=first, last=last)
            contributions += [
                NewContribution(
                    clause=clause, kind=kind_of(text), channel=channel, text=text, place=place, person=who, party=party
                )
                for clause in group.clauses or (None,)
            ]
    if contributions:
        notes.append(Message.of("in_letter.guessed"))
    if who is None and contributions:
        notes.append(Message.of("in_letter.nobody"))
    left = [one for one in document.blocks if one.kind == "furniture"]
    if left:
        notes.append(Message.of("in_letter.left_out", count=len(left)))
    notes += _suggestions(loose, proposition)
    return Intake(contributions=tuple(contributions), notes=tuple(notes))


def _who(person: str | None) -> str | None:
    """The name of whoever wrote it; of an address with a name the name, else the address."""
    found = _ADDRESS.fullmatch((person or "").strip())
    return name_of(found[1].strip(" \"'") or found[2] if found else person)


def _paragraphs(document: Document) -> Iterator[tuple[str, bool]]:
    """Each paragraph of the body and each footnote, and whether it is a heading; the cells of a table row are one."""
    row: tuple[int | None, int | None] | None = None
    cells: list[str] = []
    for block in document.blocks:
        text = document.text[block.start : block.end].strip()
        own = (block.table, block.row) if block.kind == "table_cell" else None
        if cells and own != row:
            yield " | ".join(cells), False
            cells = []
        row = own
        if own is not None:
            cells += [text] if text else []
        elif text and block.kind != "furniture":
            yield text, block.kind == "heading"
    if cells:
        yield " | ".join(cells), False


def _grouped(
    told: Sequence[tuple[str, bool]], known: Clauses
) -> tuple[list[_Group], list[tuple[int, str, tuple[str, ...]]], list[Message]]:
    """The paragraphs by the clauses that they are about, in the order in which these are first named.

    With those that name none themselves, each with the clauses that it was put to.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    loose: list[tuple[int, str, tuple[str, ...]]] = []
    notes: list[Message] = []
    last: tuple[str, ...] = ()
    is_closed = False
    for number, (text, is_heading) in enumerate(told, start=1):
        named, wrong = known.named(text)
        notes += [Message.of("in_letter.no_clause", number=one, paragraph=number) for one in wrong]
        if _CLOSING.match(text):
            is_closed = True
        if named:
            last = named
        elif is_heading:
            last = ()  # a heading that names no clause begins another matter
        about = () if is_closed and not named else last
        groups.setdefault(about, _Group(about)).paragraphs.append((number, text))
        if not named:
            loose.append((number, text, about))
    return list(groups.values()), loose, notes


def _with_forms(groups: Sequence[_Group]) -> list[_Group]:
    """The groups; where nothing was said on the whole but an opening and a closing, these stand with the first clause.

    So that no contribution is only "Geachte raad". Where that group names several clauses, the whole keeps them.
    """
    whole = next((group for group in groups if not group.clauses), None)
    others = [group for group in groups if group.clauses]
    if whole is None or not others or len(others[0].clauses) != 1 or not _is_form(whole.paragraphs):
        return list(groups)
    first = _Group(others[0].clauses, sorted((*whole.paragraphs, *others[0].paragraphs)))
    return [first, *others[1:]]


def _is_form(paragraphs: Sequence[tuple[int, str]]) -> bool:
    """Whether these are only what stands up to the salutation and from the closing on."""
    opening = next((number for number, text in paragraphs if _OPENING.match(text) and "." not in text), 0)
    last = paragraphs[-1][0]
    closing = next((number for number, text in paragraphs if _CLOSING.match(text)), last + 1)
    return all(number <= opening or number >= closing for number, _ in paragraphs)


def _texts(paragraphs: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """The words of these paragraphs with the first and last number; what is longer than the log takes goes on in another."""
    parts: list[str] = []
    first = last = 0
    size = 0
    for number, text in paragraphs:
        for start in range(0, len(text), LONGEST_TEXT):
            piece = text[start : start + LONGEST_TEXT]
            if parts and size + len(piece) > LONGEST_TEXT:
                yield "\n\n".join(parts), first, last
                parts, size = [], 0
            first = number if not parts else first
            last = number
            parts.append(piece)
            size += len(piece) + 2
    if parts:
        yield "\n\n".join(parts), first, last


# --- what a paragraph seems to be about -----------------------------------------------------------------------


def _suggestions(paragraphs: Iterable[tuple[int, str, tuple[str, ...]]], proposition: Proposition) -> list[Message]:
    """For what names no clause, the one that shares most of its rare words, where one clearly does and it is not there."""
    words = {clause.id: _telling(clause.text) for clause in proposition.clauses}
    seen = Counter(word for own in words.values() for word in own)
    numbers = {clause.id: number for number, clause in enumerate(proposition.clauses, start=1)}
    holders: dict[str, list[str]] = {}
    for id_, own in words.items():
        for word in own:
            holders.setdefault(word, []).append(id_)
    found: list[Message] = []
    for number, text, about in paragraphs:
        best = _nearest(_telling(text), holders, seen, len(words))
        if best is not None and best not in about and len(found) < _MOST_SUGGESTED:
            found.append(
                Message.of(
                    "in_letter.suggested", paragraph=number, number=numbers[best], text=phrases.clipped(text, 80)
                )
            )
    return found


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(quotes.folded(text)[0].lower()) if len(word) >= _TELLING_CHARS)


def _nearest(
    own: Iterable[str], holders: Mapping[str, Sequence[str]], seen: Mapping[str, int], count: int
) -> str | None:
    """The clause that shares the most telling words, weighed by how few clauses have them; None without a clear one."""
    shared: Counter[str] = Counter()
    weight: dict[str, float] = {}
    for word in sorted(own):
        for id_ in holders.get(word, ()):
            shared[id_] += 1
            weight[id_] = weight.get(id_, 0.0) + log((1 + count) / seen[word])
    order = sorted(weight, key=lambda id_: (-weight[id_], id_))
    order = [id_ for id_ in order if shared[id_] >= _LEAST_SHARED]
    if not order or (len(order) > 1 and weight[order[1]] >= weight[order[0]]):
        return None
    return order[0]
