"""A REFI-QDA project that people worked on: another type or theme is an edit, a remark or a new quote a contribution.

    bytes --project.py--> codes, selections, notes --here--> Intake

What is coded is found by its words in our own text, never by trust in a number of another program; codes are known by
the mark in their description, else by their id or name. Where the dossier moved on since the export, which the marks
tell, types and themes are left alone. Method: docs/method/exchange.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, get_args

from rodedraad import edits, phrases
from rodedraad.errors import QuoteNotFound, WrongUse
from rodedraad.extract import quotes
from rodedraad.intake import Intake, NewContribution, StatementEdit
from rodedraad.intake.brought import kind_of, name_of
from rodedraad.intake.found import Finder, Way, ways
from rodedraad.intake.project import CodedText, Note, Project, Selection, project
from rodedraad.publish import refi
from rodedraad.records import Clause, ContributionKind, Document, Message, Statement, StatementType, Value
from rodedraad.wording import LANGUAGES

LONGEST_TEXT: Final = 100_000
MOST_CONTRIBUTIONS: Final = 5_000
MOST_PROBLEMS: Final = 100
_LEAST_CHARS: Final = 20  # of words by which a text is known
_SAMPLE: Final = 60
_SHOWN: Final = 80
_OURS: Final = ("type", "theme", "clause")
_TOLD: Final[Mapping[str, ContributionKind]] = {
    "bezwaar": "objection",
    "objection": "objection",
    "aanvulling": "addition",
    "addition": "addition",
    "steun": "support",
    "support": "support",
    "vraag": "question",
    "question": "question",
}
_NO_PERSON: Final = frozenset({"rodedraad", "default"})
_ID: Final = re.compile(r"[\w.-]{1,80}\Z")

Known = tuple[str, str]


def read(
    data: bytes,
    *,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    clauses: Mapping[str, Clause],
    themes: Collection[str] = (),
) -> Intake:
    """What people did in a project that was exported from this dossier, in whatever program. Nothing is written.

    ``statements`` and ``clauses`` are as they are now; ``themes`` are the ids of the frame's (empty: any will do).
    Raises WrongUse where the bytes are no project, or one in which nothing is of this dossier.
    """
    reader = _Reader(project(data), documents, statements, clauses, themes)
    reader.read()
    return reader.intake()


@dataclass(slots=True)
class _Coded:
    """What one statement is coded with."""

    types: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)


class _Reader:
    """Goes through one project and gathers what it brings in."""

    def __init__(
        self,
        made: Project,
        documents: Mapping[str, Document],
        statements: Mapping[str, Statement],
        clauses: Mapping[str, Clause],
        themes: Collection[str],
    ) -> None:
        self._project = made
        self._documents = documents
        self._statements = statements
        self._clauses = clauses
        self._themes = themes
        self._by_source: dict[str, list[Statement]] = {}
        for one in statements.values():
            self._by_source.setdefault(one.source, []).append(one)
        self._cited = {(cited.id, id_) for id_, clause in clauses.items() for cited in clause.citations}
        self._stale: set[str] = set()
        self._codes = self._known_codes()
        self._edits: list[StatementEdit] = []
        self._brought: dict[tuple[str | None, str], NewContribution] = {}
        self._problems: list[Message] = []
        self._counts: Counter[str] = Counter()
        self._used_notes: set[str] = set()

    def intake(self) -> Intake:
        """All that was gathered; of very many problems the first."""
        brought = list(self._brought.values())
        if len(brought) > MOST_CONTRIBUTIONS:
            raise WrongUse("exchange.too_many", most=MOST_CONTRIBUTIONS)
        problems = self._problems[:MOST_PROBLEMS]
        if len(self._problems) > MOST_PROBLEMS:
            problems.append(Message.of("exchange.more_problems", count=len(self._problems) - MOST_PROBLEMS))
        notes = [Message.of(f"exchange.{name}", count=count) for name, count in sorted(self._counts.items()) if count]
        return Intake(
            edits=tuple(self._edits), contributions=tuple(brought), problems=tuple(problems), notes=tuple(notes)
        )

    def read(self) -> None:
        """Codes, then every text, then the notes that are left."""
        self._clause_memos()
        found = [(text, self._document_of(text)) for text in self._project.texts]
        if found and not any(document for _, document in found) and not any(self._codes.values()):
            raise WrongUse("exchange.other_dossier")
        for text, document in found:
            if document is None:
                if text.selections:
                    self._say("exchange.unknown_source", name=text.name[:_SHOWN], count=len(text.selections))
            elif text.text is None and text.selections:
                self._say("exchange.no_text", name=text.name[:_SHOWN], count=len(text.selections))
            elif text.text is not None:
                self._text(text, text.text, document)
        self._left_notes()

    def _say(self, code: str, **values: Value) -> None:
        self._problems.append(Message.of(code, **values))

    @cached_property
    def _bare(self) -> dict[str, str]:
        """The words of each of our texts, without blanks and line ends."""
        return {id_: quotes.bare(document.text) for id_, document in self._documents.items()}

    # --- codes ------------------------------------------------------------------------------------------------

    def _known_codes(self) -> dict[str, Known | None]:
        """What each code of the project is of ours: kind and id, or None."""
        by_id = {refi.guid("type", one): ("type", one) for one in get_args(StatementType)}
        by_id |= {refi.guid("clause", one): ("clause", one) for one in self._clauses}
        used = {theme for one in self._statements.values() for theme in one.themes} | set(self._themes)
        by_id |= {refi.guid("theme", one): ("theme", one) for one in used}
        by_name = {
            phrases.label("type", one, language).casefold(): ("type", one)
            for one in get_args(StatementType)
            for language in LANGUAGES
        }
        return {
            guid: self._marked(code.description) or by_id.get(guid) or by_name.get(code.name.casefold())
            for guid, code in self._project.codes.items()
        }

    def _marked(self, description: str) -> Known | None:
        mark = refi.marked(description)
        if mark is None:
            return None
        is_known = {
            "type": mark.id in get_args(StatementType),
            "theme": mark.id in self._themes if self._themes else bool(_ID.match(mark.id)),
            "clause": mark.id in self._clauses,
        }.get(mark.kind, mark.kind in ("thread", "subject", "place"))
        return (mark.kind, mark.id) if is_known else None

    def _clause_memos(self) -> None:
        """Remarks below the mark of a clause's code, and another wording above it."""
        for code in self._project.codes.values():
            mark = refi.marked(code.description)
            known = self._codes.get(code.guid)
            if known is None or known[0] != "clause":
                if mark is not None and mark.kind == "clause" and _without_labels(mark.after):
                    self._say("exchange.clause_gone", name=phrases.clipped(code.name, _SHOWN))
                continue
            clause = self._clauses[known[1]]
            place = Message.of("exchange.at_code", name=phrases.clipped(code.name, _SHOWN))
            for note in code.notes:
                self._note(note, clause.id, ())
            if mark is None:
                continue
            self._bring(clause.id, _without_labels(mark.after), place)
            sums = {refi.clause_sum(text, clause): text for text in (clause.text, clause.english)}
            shown = sums.get(mark.sum or "")
            if shown is None:
                self._stale.add(clause.id)
                continue
            before = " ".join(mark.before.split())
            if before.startswith(folded := " ".join(shown.split())):
                self._bring(clause.id, before[len(folded) :].strip(), place)
            elif before:
                self._bring(clause.id, mark.before, place, proposed=mark.before)
        if self._stale:
            self._counts["clauses_moved_on"] = len(self._stale)

    # --- texts ------------------------------------------------------------------------------------------------

    def _document_of(self, text: CodedText) -> Document | None:
        """Our text of this source: by its mark, its id, its words, or the quotes that are coded in it."""
        mark = refi.marked(text.description)
        if mark is not None and mark.kind == "source" and mark.id in self._documents:
            return self._documents[mark.id]
        for id_, document in self._documents.items():
            if {refi.guid("source", id_), refi.guid("text", id_)} & set(text.guids):
                return document
        if not text.text:
            return None
        whole = quotes.bare(text.text)
        bare = self._bare
        same = [id_ for id_, words in bare.items() if words == whole]
        if len(same) == 1:
            return self._documents[same[0]]
        votes: Counter[str] = Counter()
        for one in text.selections[:_SAMPLE]:
            said = quotes.bare(text.text[one.start : one.end])
            votes.update(id_ for id_, words in bare.items() if len(said) >= _LEAST_CHARS and said in words)
        best = votes.most_common(2)
        is_clear = bool(best) and (len(best) == 1 or best[0][1] > best[1][1])
        return self._documents[best[0][0]] if is_clear else None

    def _text(self, text: CodedText, whole: str, document: Document) -> None:
        statements = self._by_source.get(document.source, [])
        finder = Finder(document, statements)
        read_as = max(ways(whole), key=lambda way: finder.hits(way, text.selections[:_SAMPLE]))
        coded: dict[str, _Coded] = {}
        for selection in text.selections:
            self._selection(text, selection, read_as, finder, coded)
        mark = refi.marked(text.description)
        if mark is None or not mark.sum:
            self._counts["no_base"] += 1
        found = list(self._compared(text, statements, coded))
        if mark is None or not mark.sum or mark.sum == refi.statements_sum(statements):
            self._edits += found
        elif found:
            self._say("exchange.source_moved_on", name=text.name[:_SHOWN])

    def _selection(
        self, text: CodedText, one: Selection, read_as: Way, finder: Finder, coded: dict[str, _Coded]
    ) -> None:
        known = [code for code in (self._codes.get(guid) for guid in one.codes) if code is not None]
        ours = [code for code in known if code[0] in _OURS]
        if not ours and not one.description and not one.notes:
            if len(known) < len(one.codes):
                self._counts["own_codes"] += 1
            return
        words = read_as.words(one.start, one.end)
        place = Message.of("exchange.at_source", name=text.name[:_SHOWN], words=phrases.clipped(words, _SHOWN))
        try:
            statement, span = finder.find(words, read_as, one)
        except QuoteNotFound:
            self._say("exchange.not_found", name=text.name[:_SHOWN], words=phrases.clipped(words, _SHOWN))
            return
        quote = finder.text[span[0] : span[1]]
        clauses = list(dict.fromkeys(id_ for kind, id_ in ours if kind == "clause"))
        new = [id_ for id_ in clauses if id_ not in self._stale and not self._is_cited(id_, finder.source, span)]
        if statement is not None:
            held = coded.setdefault(statement.id, _Coded())
            held.types += [id_ for kind, id_ in ours if kind == "type"]
            held.themes += [id_ for kind, id_ in ours if kind == "theme"]
        elif new or any(kind != "clause" for kind, _ in ours):
            names = ", ".join(self._project.codes[guid].name for guid in one.codes if self._codes.get(guid))
            added = f"«{' '.join(quote.split())}» ({text.name}: {names})"
            self._bring(new[0] if len(new) == 1 else None, added, place, kind="addition", of=one)
        ids = (statement.id,) if statement else ()
        for clause in new:
            if statement:
                added = f"«{' '.join(quote.split())}» ({text.name})"
                self._bring(clause, added, place, kind="addition", of=one, statements=ids)
        if one.description or one.notes:
            self._remarks(one, clauses, statement, quote, place)

    def _is_cited(self, clause: str, source: str, span: tuple[int, int]) -> bool:
        """Whether a clause rests on what stands here: a statement, or a document that is named here."""
        return any(
            cited.source == source and cited.start < span[1] and span[0] < cited.end
            for cited in self._clauses[clause].citations
        )

    def _remarks(
        self, one: Selection, clauses: Sequence[str], statement: Statement | None, quote: str, place: Message
    ) -> None:
        """What was written about a quote: on the one clause that it is coded with or cited by, else on the whole."""
        about = list(clauses) or [id_ for id_ in self._clauses if statement and (statement.id, id_) in self._cited]
        clause = about[0] if len(about) == 1 else None
        ids = (statement.id,) if statement else ()
        lead = "" if clause and statement else f"«{' '.join(quote.split())}»: "
        for note in one.notes:
            self._note(note, clause, ids, lead=lead)
        self._bring(clause, one.description, place, of=one, statements=ids, lead=lead)

    def _compared(
        self, text: CodedText, statements: Sequence[Statement], coded: Mapping[str, _Coded]
    ) -> Iterator[StatementEdit]:
        """Types and themes as they were coded, against what they are."""
        themes_here = {code[1] for code in self._codes.values() if code and code[0] == "theme"}
        place = Message.of("exchange.in_source", name=text.name[:_SHOWN])
        for statement in statements:
            held = coded.get(statement.id)
            if held is None or not (held.types or held.themes):
                self._counts["uncoded"] += 1
                continue
            fields: list[tuple[str, Value]] = []
            types = list(dict.fromkeys(held.types))
            if len(types) > 1:
                self._say("exchange.two_types", name=text.name[:_SHOWN], words=phrases.clipped(statement.text, _SHOWN))
            elif types and types[0] != statement.type:
                fields.append(("type", edits.checked("type", types[0])))
            kept = [one for one in statement.themes if one in held.themes or one not in themes_here]
            new = list(dict.fromkeys((*kept, *held.themes)))
            if themes_here and set(new) != set(statement.themes):
                try:
                    fields.append(("themes", edits.checked("themes", ",".join(new), themes=self._themes)))
                except WrongUse as error:
                    self._problems.append(error.message)
            if fields:
                yield StatementEdit(id=statement.id, fields=tuple(fields), place=place)

    # --- what people wrote ------------------------------------------------------------------------------------

    def _note(self, guid: str, clause: str | None, statements: tuple[str, ...], *, lead: str = "") -> None:
        note = self._project.notes.get(guid)
        if note is None or guid in self._used_notes:
            return
        self._used_notes.add(guid)
        mark = refi.marked(note.text)
        text = note.text if mark is None else mark.after
        if mark is not None and mark.sum and refi.text_sum(mark.before) != mark.sum:
            self._say("exchange.note_changed", name=phrases.clipped(note.name, _SHOWN))
        place = Message.of("exchange.at_note", name=phrases.clipped(note.name, _SHOWN))
        self._bring(clause, text, place, of=note, statements=statements, lead=lead)

    def _left_notes(self) -> None:
        """Notes that are about no clause or quote: an analyst's own, and not for the proposition."""
        ours = {refi.guid("note", "proposition", "")}
        left = [one for one in self._project.notes.values() if one.guid not in self._used_notes | ours]
        self._counts["own_notes"] += sum(1 for one in left if one.text and refi.marked(one.text) is None)

    def _bring(
        self,
        clause: str | None,
        text: str,
        place: Message,
        *,
        kind: ContributionKind | None = None,
        proposed: str | None = None,
        of: Selection | Note | None = None,
        statements: tuple[str, ...] = (),
        lead: str = "",
    ) -> None:
        text = _clean(text)
        if not text:
            return
        if len(text) > LONGEST_TEXT:
            self._say("exchange.too_long", words=phrases.clipped(text, _SHOWN), most=LONGEST_TEXT)
            return
        told, _, rest = text.partition(":")
        if kind is None and (said := _TOLD.get(told.strip().casefold())) and rest.strip():
            kind, text = said, rest.strip()
        person = name_of(of.person) if of else None
        if person is not None and person.casefold() in _NO_PERSON:
            person = None
        made = NewContribution(
            clause=clause,
            kind=kind or kind_of(text),
            channel="note",
            text=f"{lead}{text}",
            place=place,
            person=person,
            proposed=_clean(proposed) if proposed else None,
            at=of.at if of and person else None,  # a time without a person is that of our own export
            statements=statements,
        )
        self._brought.setdefault((clause, made.text), made)


def _without_labels(text: str) -> str:
    """What a person wrote below the mark, without the line that asked for it."""
    labels = {phrases.said("exchange.remark", language) for language in LANGUAGES}
    return "\n".join(line for line in text.splitlines() if line.strip() not in labels).strip()


def _clean(text: str) -> str:
    """A text as the log takes it: printable, with its line ends."""
    return "".join(one for one in text if one in "\n\t" or one.isprintable()).strip()
