"""Where the clauses stand in an edited Word file: by their bookmarks, by links to these, else by number and exact text. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rodedraad import phrases
from rodedraad.intake.wordtext import MARK, Body
from rodedraad.publish.paper import bookmark, printable
from rodedraad.records import Clause
from rodedraad.wording import LANGUAGES

_NUMBER = re.compile(r"\s*(\d{1,5})(?:\s*[\t.)]\s*|\s+)")
_CONDITIONS = ("paper.under", "letters.under")
"""What stands before a clause that is under conditions: its beginning, up to their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place where a clause stands: its pieces, and words that were typed before its bookmark (``lead``).

    ``is_moved_here`` is True where all of it was put here by a tracked move or insertion; ``has_colon`` where the colon
    after its conditions may stand at its beginning.
    """

    pieces: Sequence[int]
    lead: str = ""
    is_moved_here: bool = False
    has_colon: bool = False

    def text(self, body: Body, accepted: Collection[int] = ()) -> str:
        """The clause here, with these tracked changes accepted, in one line."""
        text = folded(self.lead + body.text(self.pieces, accepted))
        return text.lstrip(" :,") if self.has_colon else text


@dataclass(slots=True)
class Placed:
    """The clauses of a file. ``places`` are where each stands; ``order`` the clauses of the reading as they follow.

    ``under`` tells of a paragraph without a clause which one it follows. ``changed`` are clauses without a bookmark
    whose number was found with another text. ``by_text`` were found without a bookmark, ``unknown`` are bookmarks of
    clauses that are no more, ``split`` stand in two paragraphs, ``merged`` share one. ``has_page`` says whether the file
    has the one page too.
    """

    places: dict[str, list[Place]] = field(default_factory=dict)
    under: dict[int, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    by_text: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    has_page: bool = False
    _spans: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, id_: str, start: int, end: int, *, place: Place) -> None:
        """A clause stands from ``start``, its number included, to ``end``."""
        self.places.setdefault(id_, []).append(place)
        self._spans.append((start, end, id_))

    def covered(self, start: int, end: int) -> tuple[str, ...]:
        """The clauses that stand in a stretch; of a point the one whose words are before it, else the one it begins."""
        spans = sorted(self._spans)
        if start == end:
            before = [id_ for first, last, id_ in spans if first < start <= last]
            return tuple(dict.fromkeys(before or [id_ for first, _, id_ in spans if first == start]))
        return tuple(dict.fromkeys(id_ for first, last, id_ in spans if first < end and start < last))


def folded(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def expected(clause: Clause) -> tuple[str, str]:
    """What a clause's paragraph says as it was exported, in Dutch and in English."""
    return folded(printable(clause.text)), folded(printable(clause.english))


def placed(body: Body, clauses: Mapping[str, Clause]) -> Placed:
    """Every clause that the file has, and what befell those that it has no longer as they were."""
    found = Placed()
    paragraphs = _paragraphs(body)
    marked = _marked(body, clauses, paragraphs, found)
    texts = {text: id_ for id_, clause in clauses.items() for text in expected(clause)}
    names = {bookmark(id_): id_ for id_ in clauses}
    numbers = dict(enumerate(clauses, start=1))
    lost: list[tuple[str, str]] = []
    current: str | None = None
    for paragraph, pieces in paragraphs.items():
        if paragraph in marked:
            current = marked[paragraph]
            continue
        linked = [piece.to for piece in body.pieces[pieces.start : pieces.stop] if piece.to in names]
        if linked and current is None:  # the one page, where each clause ends in a link to itself
            _put_linked(body, clauses[names[linked[-1]]], pieces, found)
            found.has_page = True
            continue
        if paragraph in body.headings:
            current = None
            continue
        original = body.text(pieces)
        rest = _without_title(_without_number(original), clauses.values())
        id_ = texts.get(folded(_without_conditions(rest)))
        if id_ is not None and id_ not in found.places and rest != original:
            found.by_text.append(id_)
            _put_found(body, clauses[id_], pieces, found)
            current = id_
            continue
        number = _NUMBER.match(original)
        if number and (named := numbers.get(int(number[1]))) and "\t" in original[: number.end()]:
            lost.append((named, folded(rest)))
        if current is not None:
            found.under[paragraph] = current
    found.changed = {id_: text for id_, text in lost if id_ not in found.places}
    return found


def _paragraphs(body: Body) -> dict[int, range]:
    """The pieces of each paragraph that has any."""
    found: dict[int, range] = {}
    for at, piece in enumerate(body.pieces):
        before = found.get(piece.paragraph)
        found[piece.paragraph] = range(before.start if before else at, at + 1)
    return found


def _marked(
    body: Body, clauses: Mapping[str, Clause], paragraphs: Mapping[int, range], found: Placed
) -> dict[int, str]:
    """Puts the clauses with a bookmark in their place; tells which paragraphs they stand in."""
    names = {bookmark(id_): id_ for id_ in clauses}
    marks = sorted((start, end, paragraph, name) for name, (start, end, paragraph) in body.marks.items())
    taken: dict[int, str] = {}
    for at, (start, end, paragraph, name) in enumerate(marks):
        last = body.pieces[end - 1].paragraph if end > start else paragraph
        whole = paragraphs.get(last, range(start, start))
        stop = max(whole.stop, end, start)
        following = marks[at + 1][0] if at + 1 < len(marks) else stop
        is_merged = following < stop
        stop = max(start, min(stop, following))
        id_ = names.get(name)
        if id_ is None:
            found.unknown.append(name.removeprefix(MARK))
            continue
        first = paragraphs.get(paragraph, range(start, start)).start
        is_second = bool(taken.get(paragraph))
        lead = "" if is_second else _lead(body, range(first, start), clauses[id_])
        pieces = range(start, stop)
        if is_merged or is_second:
            found.merged.append(id_)
        own = {body.pieces[place].paragraph for place in pieces if body.pieces[place].text.strip()}
        if len(own) > 1:
            found.split.append(id_)
        found.put(
            id_,
            start if is_second else first,
            stop,
            place=Place(pieces=pieces, lead=lead, is_moved_here=_is_new(body, pieces)),
        )
        found.order.append(id_)
        taken.update(dict.fromkeys({paragraph, *own}, id_))
    return taken


def _put_linked(body: Body, clause: Clause, pieces: range, found: Placed) -> None:
    """A clause on the one page: all but its title, and the links, which lead to it and to its conditions."""
    links = [at for at in pieces if body.pieces[at].to.startswith(MARK)]
    own = {at for at in links if body.pieces[at].to == body.pieces[links[-1]].to and at > links[-1] - len(links)}
    conditions = [at for at in links if at not in own]
    has_title = bool(clause.title) and body.pieces[pieces.start].text.strip() == f"{clause.title}."
    first = conditions[-1] + 1 if conditions else pieces.start + has_title
    said = [at for at in pieces if at >= first and at not in own]
    place = Place(pieces=said, is_moved_here=_is_new(body, said), has_colon=bool(conditions))
    found.put(clause.id, pieces.start, pieces.stop, place=place)


def _put_found(body: Body, clause: Clause, pieces: range, found: Placed) -> None:
    """A clause whose bookmark is gone and whose text is as it was: from its first piece behind the number on."""
    rest = _without_conditions(_without_title(_without_number(body.text(pieces)), [clause]))
    start = next((at for at in pieces if folded(body.text(range(at, pieces.stop))) == folded(rest)), pieces.start)
    found.put(clause.id, pieces.start, pieces.stop, place=Place(pieces=range(start, pieces.stop)))
    found.order.append(clause.id)


def _lead(body: Body, pieces: range, clause: Clause) -> str:
    """What somebody typed before a bookmark: not the number, the title, nor the conditions, that we put there."""
    return _without_conditions(_without_title(_without_number(body.text(pieces)), [clause]))


def _without_number(text: str) -> str:
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def _without_title(text: str, clauses: Iterable[Clause]) -> str:
    for clause in clauses:
        title = f"{clause.title}."
        if clause.title and text.lstrip().startswith(title):
            return text.lstrip()[len(title) :].lstrip()
    return text


def _without_conditions(text: str) -> str:
    for language in LANGUAGES:
        for code in _CONDITIONS:
            begins = phrases.said(code, language, numbers="\0").partition("\0")[0].strip()
            found = re.match(rf"\s*{re.escape(begins)}[\s\d,]*:\s?", text)
            if found:
                return text[found.end() :]
    return text


def _is_new(body: Body, pieces: Sequence[int]) -> bool:
    """Whether all of it was inserted with tracking: before, nothing stood here."""
    said = [body.pieces[place] for place in pieces if body.pieces[place].text.strip()]
    return bool(said) and all(any(body.changes[one].kind == "ins" for one in piece.changes) for piece in said)
