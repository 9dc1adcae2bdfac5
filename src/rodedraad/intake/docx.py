"""An exported Word file that people worked on: comments and tracked changes become contributions, changed text an edit.

    bytes --wordtext.py--> pieces --wordclauses.py--> clauses --here--> Intake

A clause is known by its bookmark, else by its number and exact text. Text that was changed without tracking is an edit
of the clause; a tracked change is what its author proposes, and changes nothing by itself. What we wrote ourselves (the
quote beside each clause) is nobody's contribution. Method: docs/method/dialogue-by-letter.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rodedraad import phrases
from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.intake import ClauseEdit, Intake, NewContribution
from rodedraad.intake.brought import kind_of, name_of
from rodedraad.intake.wordclauses import Place, Placed, expected, folded, placed
from rodedraad.intake.wordtext import MARK, Body, Said, body_of, by_author, comments_of, with_around
from rodedraad.propose.editing import LONGEST_CLAUSE, is_sentence
from rodedraad.publish.paper import printable
from rodedraad.publish.proposal import LONGEST_QUOTE
from rodedraad.publish.publication import by_theme
from rodedraad.read.archive import Package
from rodedraad.records import Clause, ContributionKind, Message
from rodedraad.wording import LANGUAGES, Language, word

OURS = "Rodedraad"
"""The author of our own comments, as ``publish/docx.py`` writes it."""
LONGEST_TEXT = 100_000
"""Characters of one comment or change; a longer one is cut, and says so."""
_NUMBERS_SHOWN = 20
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?")


def is_ours(data: bytes) -> bool:
    """Whether a Word file is an export of ours, by what it says of itself, a bookmark of a clause, or our comments."""
    try:
        package = Package(data)
        if any(name == "RodedraadVersion" for name, _ in _properties(package)):
            return True
        main = package.read(package.main_part())
        marks = re.search(rb'w:name="' + MARK.encode() + rb'[0-9a-f]{16}"', main)
        return bool(marks) or any(one.author == OURS for one in comments_of(package))
    except UnreadableSource:
        return False


def shows(data: bytes) -> str | None:
    """The SHA-256 of the text that the file says it was made of; None where it does not say, or is no Word file."""
    try:
        return dict(_properties(Package(data))).get("RodedraadVersion")
    except UnreadableSource:
        return None


def read(data: bytes, *, clauses: Mapping[str, Clause], language: Language, versions: Collection[str] = ()) -> Intake:
    """What people did in an exported Word file.

    ``clauses`` are those of the version that stands, in its order. ``versions`` are the texts (their SHA-256) that the
    file may show: of another one, untracked differences are not taken, since nobody can tell who made them. Raises
    WrongUse where it is no Word file.
    """
    try:
        package = Package(data)
        body, comments = body_of(package), comments_of(package)
        shown = dict(_properties(package)).get("RodedraadVersion")
    except UnreadableSource as error:
        raise WrongUse("in_docx.unreadable", reason=word(error.message, language)) from error
    found = placed(body, clauses)
    made = _Reading(body, found, clauses, language)
    is_stale = bool(versions) and shown is not None and shown not in versions
    edits, problems, notes = made.edits(is_stale=is_stale)
    brought = [*made.comments(comments), *made.tracked()]
    brought.sort(key=lambda one: one[0])
    return Intake(
        clause_edits=edits,
        contributions=tuple(contribution for _, contribution in brought),
        problems=(*problems, *made.missing()),
        notes=(*notes, *made.notes(), *made.odd),
    )


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    """The properties of its own that a file has."""
    for part in package.relationships(""):
        if part.kind == "custom-properties":
            root = package.xml(part.target)
            for one in root if root is not None else ():
                yield one.get("name", ""), "".join(str(text) for text in one.itertext())


class _Reading:
    """One file being read. ``odd`` are notes on what was met while reading comments."""

    def __init__(self, body: Body, found: Placed, clauses: Mapping[str, Clause], language: Language) -> None:
        self._body = body
        self._found = found
        self._clauses = clauses
        self._language = language
        self._numbers = {id_: number for number, id_ in enumerate(clauses, start=1)}
        self._everywhere: tuple[tuple[str, ...], frozenset[str]] | None = None
        self.odd: list[Message] = []

    # --- text that was changed without tracking -------------------------------------------------------------------

    def edits(self, *, is_stale: bool) -> tuple[tuple[ClauseEdit, ...], list[Message], list[Message]]:
        """The clauses whose text is another; what could not be taken; what is worth knowing."""
        edits: list[ClauseEdit] = []
        problems: list[Message] = []
        differing: list[str] = []
        for id_, places in self._found.places.items():
            known = expected(self._clauses[id_])
            own = [(self._original(place), place) for place in places]
            bare = {_bare(text) for text in known} if id_ in self._found.split else set()
            texts = list(
                dict.fromkeys(
                    text
                    for text, place in own
                    if text not in known and not place.is_moved_here and _bare(text) not in bare
                )
            )
            if not texts:
                continue
            differing.append(id_)
            if is_stale:
                continue
            number = self._numbers[id_]
            if len(texts) > 1:
                problems.append(Message.of("in_docx.two_texts", number=number))
            elif not texts[0]:
                problems.append(Message.of("in_docx.emptied", number=number))
            elif not is_sentence(texts[0]):
                problems.append(Message.of("in_docx.too_long", number=number, most=LONGEST_CLAUSE))
            else:
                place = Message.of("in_docx.at_clause", number=number)
                edits.append(ClauseEdit(id=id_, fields=(("text", texts[0]),), place=place))
        notes = []
        if is_stale:
            code = "in_docx.other_version" if differing else "in_docx.other_version_same"
            notes.append(Message.of(code, count=len(differing), numbers=self._listed(differing)))
        return tuple(edits), problems, notes

    def _original(self, place: Place) -> str:
        """The text of a clause in one place as it was before the tracked changes."""
        return place.text(self._body)

    # --- tracked changes ------------------------------------------------------------------------------------------

    def tracked(self) -> Iterator[tuple[int, NewContribution]]:
        """What each person changed with tracking, per clause; outside clauses per paragraph."""
        inside: set[int] = set()
        for id_, places in self._found.places.items():
            for place in places:
                inside.update(place.pieces)
                for author, own in by_author(self._body, place.pieces):
                    if all(self._body.changes[one].is_move for one in own):
                        self._moved(id_, author)
                    elif contribution := self._proposal(id_, place, author, own):
                        yield place.pieces[0], contribution
        paragraphs: dict[int, list[int]] = {}
        for at, piece in enumerate(self._body.pieces):
            if piece.changes and at not in inside:
                paragraphs.setdefault(piece.paragraph, []).append(at)
        for paragraph, pieces in paragraphs.items():
            for author, own in by_author(self._body, pieces):
                if contribution := self._outside(paragraph, pieces, author, own):
                    yield pieces[0], contribution

    def _proposal(self, id_: str, place: Place, author: str, own: tuple[int, ...]) -> NewContribution | None:
        before = self._original(place)
        accepted = with_around(self._body, place.pieces, own)
        after = place.text(self._body, accepted)
        if before == after or (not before and after in expected(self._clauses[id_])):
            return None
        text = self._changed(place.pieces, own) if after else self._say("strike")
        return NewContribution(
            clause=id_,
            kind=self._kind(own),
            channel="tracked_change",
            text=text,
            place=Message.of("in_docx.at_clause", number=self._numbers[id_]),
            person=name_of(author),
            proposed=after[:LONGEST_TEXT] or None,
            at=self._at(own),
        )

    def _outside(
        self, paragraph: int, pieces: Sequence[int], author: str, own: tuple[int, ...]
    ) -> NewContribution | None:
        if all(self._body.changes[one].is_move for one in own):
            return None
        text = self._changed(pieces, own)
        id_ = self._found.under.get(paragraph)
        place = Message.of("in_docx.at_clause", number=self._numbers[id_]) if id_ else Message.of("in_docx.at_text")
        if not text:
            return None
        return NewContribution(
            clause=id_,
            kind=self._kind(own),
            channel="tracked_change",
            text=text,
            place=place,
            person=name_of(author),
            at=self._at(own),
        )

    def _changed(self, places: Iterable[int], own: Collection[int]) -> str:
        """What somebody deleted and inserted, in words."""
        told: dict[str, list[str]] = {"del": [], "ins": []}
        last: dict[str, int] = {}
        for at in places:
            for one in self._body.pieces[at].changes:
                if one in own:
                    kind = self._body.changes[one].kind
                    text = self._body.pieces[at].text
                    if last.get(kind) == at - 1 and told[kind]:
                        told[kind][-1] += text
                    else:
                        told[kind].append(text)
                    last[kind] = at
        lines = [
            self._say(code, words=" … ".join(filter(None, map(folded, told[kind]))))
            for kind, code in (("del", "deleted"), ("ins", "inserted"))
            if any(map(folded, told[kind]))
        ]
        return self._cut("\n".join(lines))

    def _kind(self, own: Iterable[int]) -> ContributionKind:
        return "addition" if all(self._body.changes[one].kind == "ins" for one in own) else "objection"

    def _at(self, own: Iterable[int]) -> str | None:
        """The last time that they changed something."""
        return max(filter(None, (_moment(self._body.changes[one].at) for one in own)), default=None)

    def _moved(self, id_: str, author: str) -> None:
        note = Message.of("in_docx.moved_by", number=self._numbers[id_], who=name_of(author) or "?")
        if note not in self.odd:
            self.odd.append(note)

    # --- comments -------------------------------------------------------------------------------------------------

    def comments(self, comments: Sequence[Said]) -> Iterator[tuple[int, NewContribution]]:
        """Each comment of a person, for every clause that it covers, else about the whole."""
        by_id = {one.id: one for one in comments}
        for number, one in enumerate(comments, start=1):
            stretch = self._range(one, by_id)
            start = stretch[0] if stretch else len(self._body.pieces)
            about = self._about(*stretch) if stretch else ()
            text = self._ours_changed(one.text, about) if one.author == OURS and one.parent is None else one.text
            if not text.strip():
                continue
            person = None if one.author == OURS else name_of(one.author)
            if one.author == OURS:
                self.odd.append(Message.of("in_docx.our_comment", comment=number))
            if one.is_done:
                self.odd.append(Message.of("in_docx.settled", number=number, who=person or "?"))
            for id_ in about or (None,):
                known = self._numbers.get(id_ or "")
                code = "in_docx.comment_at" if known else "in_docx.comment"
                yield (
                    start,
                    NewContribution(
                        clause=id_,
                        kind=kind_of(text),
                        channel="comment",
                        text=self._cut(text.strip()),
                        place=Message.of(code, comment=number, number=known),
                        person=person,
                        at=_moment(one.at),
                    ),
                )

    def _range(self, one: Said, by_id: Mapping[str, Said]) -> tuple[int, int] | None:
        """Where a comment stands; an answer without a place of its own stands where what it answers does.

        None where it stands outside the body: at a footnote, or in a header.
        """
        seen: set[str] = set()
        at: Said | None = one
        while at is not None and at.id not in seen:
            seen.add(at.id)
            if at.id in self._body.comments:
                return self._body.comments[at.id]
            at = by_id.get(at.parent or "")
        return None

    def _about(self, start: int, end: int) -> tuple[str, ...]:
        """The clauses that a stretch of the file covers, in their order there."""
        covered = self._found.covered(start, end)
        if covered or not self._body.pieces:
            return covered
        at = min(max(start, 0), len(self._body.pieces) - 1)
        for place in (at, max(at - 1, 0)) if start == end else (at,):
            if id_ := self._found.under.get(self._body.pieces[place].paragraph):
                return (id_,)
        return ()

    def _ours_changed(self, text: str, about: Sequence[str]) -> str:
        """The lines of our own comment that we did not write: somebody worked in it."""
        if not about and self._everywhere is None:
            self._everywhere = self._written(self._clauses)
        quotes, fixed = self._written(about) if about else self._everywhere or ((), frozenset())
        left = []
        for line in text.split("\n"):
            own = folded(line)
            if own and own not in fixed and not own.endswith(quotes):
                left.append(own)
        return "\n".join(left)

    def _written(self, ids: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
        """What our comments at these clauses say: how their lines end, and lines that are always the same."""
        endings, fixed = [], set()
        for clause in (self._clauses[id_] for id_ in ids):
            for citation in clause.citations:
                quote = folded(printable(phrases.clipped(citation.quote, LONGEST_QUOTE)))
                endings.append(f"«{quote}»")
            for language in LANGUAGES:
                if clause.searched:
                    fixed.add(folded(printable(word(clause.searched, language))))
                for count in range(1, len(clause.citations) + 1):
                    fixed.add(folded(phrases.said("paper.and_more", language, count=count)))
        return tuple(endings), frozenset(fixed)

    # --- the whole ------------------------------------------------------------------------------------------------

    def missing(self) -> Iterator[Message]:
        """Clauses that stand nowhere in a file of the whole proposition; a letter has a few, and misses none."""
        if not self._found.places and not self._found.changed:
            yield Message.of("in_docx.no_clauses")
        for id_, text in self._found.changed.items():
            yield Message.of("in_docx.lost", number=self._numbers[id_], text=phrases.clipped(text, 120))
        gone = [id_ for id_ in self._clauses if id_ not in self._found.places and id_ not in self._found.changed]
        is_whole = self._found.has_page or len(self._found.order) * 10 > len(self._clauses) * 9
        if gone and is_whole:
            yield Message.of("in_docx.missing", count=len(gone), numbers=self._listed(gone))

    def notes(self) -> Iterator[Message]:
        """Clauses that were split, put together or moved, and those that are no more."""
        if self._found.unknown:
            yield Message.of("in_docx.unknown", count=len(self._found.unknown))
        if self._found.by_text:
            yield Message.of("in_docx.by_text", numbers=self._listed(self._found.by_text))
        for code, ids in (("split", self._found.split), ("merged", self._found.merged)):
            if ids:
                yield Message.of(f"in_docx.{code}", numbers=self._listed(ids))
        order = [id_ for id_ in self._found.order if id_ in self._numbers]
        if len(order) * 2 > len(self._clauses) and (moved := self._out_of_order(order)):
            yield Message.of("in_docx.moved", numbers=self._listed(moved))

    def _out_of_order(self, order: Sequence[str]) -> list[str]:
        """The fewest clauses that, taken away, leave the rest as the file was exported, by theme (Schensted 1961)."""
        from bisect import bisect_left  # noqa: PLC0415  for this alone

        tails: list[int] = []
        ends: list[int] = []
        before: list[int] = []
        read = [clause.id for clauses in by_theme(self._clauses.values()).values() for clause in clauses]
        places = {id_: place for place, id_ in enumerate(read)}
        numbers = [places[id_] for id_ in order]
        for at, number in enumerate(numbers):
            place = bisect_left(tails, number)
            before.append(ends[place - 1] if place else -1)
            tails[place : place + 1] = [number]
            ends[place : place + 1] = [at]
        kept = set()
        at = ends[-1] if ends else -1
        while at >= 0:
            kept.add(at)
            at = before[at]
        return [id_ for place, id_ in enumerate(order) if place not in kept]

    def _listed(self, ids: Sequence[str]) -> str:
        numbers = sorted(self._numbers[id_] for id_ in ids)
        told = ", ".join(str(number) for number in numbers[:_NUMBERS_SHOWN])
        return f"{told} …" if len(numbers) > _NUMBERS_SHOWN else told

    def _cut(self, text: str) -> str:
        return text if len(text) <= LONGEST_TEXT else self._say("cut", text=text[:LONGEST_TEXT])

    def _say(self, code: str, **values: str) -> str:
        return phrases.said(f"in_docx.{code}", self._language, **values)


def _bare(text: str) -> str:
    """A text without blanks: where a paragraph was split there may have been none."""
    return "".join(text.split())


def _moment(text: str) -> str | None:
    return text if _MOMENT.fullmatch(text) else None
