"""The lists as people read them: few columns, in the reader's words, with the room given to the text that matters.

The other formats keep every key and code; a table is for reading. A narrow terminal shows the first columns only:
``least`` is the width in characters from which a column is shown, ``most`` how wide it grows (None: it shares what
room is left). Codes are cut to the fewest characters that tell the rows of a list apart: any command takes them so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rodedraad import phrases
from rodedraad.cli.speech import LANGUAGE, room, said, table
from rodedraad.records import (
    Contribution,
    Coverage,
    Event,
    Gap,
    Indicator,
    Message,
    Outlook,
    Party,
    Problem,
    Reference,
    Source,
    Statement,
    Subject,
    Thread,
    Value,
    Version,
)
from rodedraad.wording import catalogue, word

SHOWN_ROWS = 200
"""Rows of a table for people; the other formats give all."""
_TEXT = 400
"""Characters of a quote in a cell; ``show`` has it whole."""
_SHORTEST_CODE = 8
_SHOWN_NAMES = 3

_CODES = frozenset({"body", "public", "by", "version", "with"})
"""Values of an event that are hashes and random ids, which a script gets and nobody reads, and what is told behind them."""

Logged: TypeAlias = tuple[Event, str, bool, str]
"""An event, who wrote it, whether it counts (was not undone), and by whom it was overruled, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ids in a list stand for."""

    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    statements: Mapping[str, Statement]
    references: Mapping[str, Reference]
    themes: Mapping[str, str]
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)
    """Who did what and when, of the events that a list of problems names, by the first 12 characters of their ids."""
    signers: Mapping[str, str] = field(default_factory=dict)
    """Who ruled on what lies ahead, by the ids of their events."""
    uncounted: frozenset[str] = frozenset()
    """Ids of the sentences that only a model takes for statements."""

    def origin(self, origin: str, id_: str) -> str:
        """Where a statement or the title of a thread comes from; of a model which, and whether a statement counts."""
        kind, _, name = origin.partition(":")
        if kind != "model":
            return said(f"tables.origin_{kind}")
        code = "suggestions.by_model_uncounted" if id_ in self.uncounted else "suggestions.by_model"
        code = "suggestions.titled_by_model" if id_.startswith("t-") else code
        return said(code, model=phrases.clipped(name, 80))

    def party(self, id_: str) -> str:
        """The name of a party, or the words that stand for one."""
        return phrases.party(self.parties, id_, LANGUAGE.get())

    def names(self, ids: Sequence[str]) -> str:
        """The first of some parties by name, and how many more; said so where there is none."""
        if not ids:
            return said("html.no_party")
        shown = [self.party(id_) for id_ in ids[:_SHOWN_NAMES]]
        rest = len(ids) - len(shown)
        return f"{', '.join(shown)} {said('html.and_more', count=rest)}" if rest else ", ".join(shown)

    def speaker(self, statement: Statement) -> str:
        """Who holds a statement; of a reported view also who reports it."""
        authors = self.names(statement.parties)
        if statement.is_reported and statement.holder:
            return said("html.reported_by", holder=self.party(statement.holder), author=authors)
        return authors

    def quote(self, id_: str | None) -> str:
        """Who says what, of a statement by its id."""
        statement = self.statements.get(id_ or "")
        return f"{self.speaker(statement)}: {_text(statement.text)}" if statement else id_ or ""

    def where(self, record: Statement | Outlook | Reference) -> str:
        """The source by its title, and the place in it."""
        source = self.sources.get(record.source)
        if source is None:
            return record.source
        locator = record.locator if isinstance(record, Statement) else None
        last = record.page_end if isinstance(record, Statement) else None
        place = phrases.where(source, record.page, last, locator, LANGUAGE.get())
        title = phrases.clipped(source.title, 60)
        return f"{title}, {place}" if place else title

    def theme(self, id_: str) -> str:
        """The theme in the reader's words."""
        return self.themes.get(id_) or (said("html.other_theme") if id_ == "anders" else id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading's code, what stands in it, and how much room it gets."""

    name: str
    cell: Callable[[Any, Known], str]
    least: int = 0
    most: int | None = None


def put_table(kind: str, of: Sequence[Column], rows: Sequence[Any], known: Known, *, codes: int) -> int:
    """Prints the first rows of a list in these columns; returns how many. ``codes`` is the length to which codes are cut."""
    wide = room()
    columns = [column for column in of if column.least <= wide]
    cells = [
        [column.cell(row, known)[:codes] if column.name == "id" else column.cell(row, known) for column in columns]
        for row in rows[:SHOWN_ROWS]
    ]
    table(
        said("showing.title", kind=said(f"kind.{kind}"), count=len(rows)),
        [said(f"column.{column.name}") for column in columns],
        cells,
        wide=[place for place, column in enumerate(columns) if column.most is None],
        most={place: column.most for place, column in enumerate(columns) if column.most is not None},
    )
    return min(len(rows), SHOWN_ROWS)


def code_length(ids: Iterable[str]) -> int:
    """The fewest characters, 8 at least, by which these ids still differ."""
    found = set(ids)
    length, longest = _SHORTEST_CODE, max(map(len, found), default=0)
    while length < longest and len({id_[:length] for id_ in found}) < len(found):
        length += 1
    return length


def label(kind: str, value: str | None) -> str:
    """A code of a closed list in the reader's words; empty where there is none."""
    return phrases.label(kind, value, LANGUAGE.get()) if value else ""


def values(event: Event, known: Known) -> str:
    """What an event changed, in words; settings are counted, since a file has many."""
    if event.kind == "setting":
        files = sorted({name.partition('".')[0].strip('"') for name, _ in event.values})
        return said("tables.settings", count=len(event.values), files=", ".join(files))
    if event.kind in ("sending", "sent", "decline"):
        return of_model(event, known)
    by = str(dict(event.values).get("by") or "")
    shown = [(name, value) for name, value in event.values if name not in _CODES]
    told = "; ".join(f"{field_word(name)}: {value_word(name, value, known)}" for name, value in shown)
    from rodedraad.publish.model_work import suggested_by  # noqa: PLC0415  loads all that is published, for the log alone

    return " ".join(part for part in (told, suggested_by(by, LANGUAGE.get())) if part)


def of_model(event: Event, known: Known) -> str:
    """What was sent to a model, to whom and of how many sources; or which of its suggestions was set aside."""
    own = dict(event.values)
    model = phrases.clipped(str(own.get("model") or own.get("by") or "").removeprefix("model:"), 80)
    if event.kind == "decline":
        what, value = str(own.get("what")), str(own.get("value") or "")
        shown = label("suggestion", what) if f"label.suggestion_{what}" in catalogue() else what
        return f"{shown}: {suggested(what, value, known)} ({model})" if value else f"{shown} ({model})"
    cost = own.get("cost_eur")
    return said(
        "suggestions.sent" if cost is not None else "suggestions.sent_unpriced",
        model=model,
        where=phrases.clipped(str(own.get("endpoint") or ""), 120),
        calls=str(own.get("calls") or 0),
        tokens_in=str(own.get("tokens_in") or 0),
        tokens_out=str(own.get("tokens_out") or 0),
        cost=str(cost if cost is not None else ""),
        sources=len(str(own.get("sources") or "").split()),
    )


def suggested(what: str, value: str | None, known: Known) -> str:
    """The value of a suggestion in the reader's words; empty where it has none."""
    if not value:
        return ""
    if what in ("statement", "type", "conflict"):
        return label("tension" if what == "conflict" else "type", value)
    return known.party(value) if what in ("holder", "addressee") else _text(value)


def field_word(name: str) -> str:
    """A field in the reader's words."""
    return said(f"column.{name}") if f"column.{name}" in catalogue() else name


def value_word(name: str, value: Value, known: Known) -> str:
    """A field's value in the reader's words: of a type, themes, parties, yes or no."""
    if value is None or value == "":
        return said("tables.empty")
    if isinstance(value, bool):
        return said("showing.yes" if value else "showing.no")
    if name in ("type", "part", "outcome", "channel"):
        return label(name, str(value))
    if name in ("themes", "theme"):
        return ", ".join(known.theme(one) for one in str(value).split(","))
    if name in ("parties", "party", "holder"):
        return ", ".join(known.party(one) for one in str(value).split(","))
    if name == "actors":
        return "; ".join(_actor(one, known) for one in str(value).split(";"))
    if name in ("event", "contribution", "change", "clause"):
        return str(value)[:12]
    return _text(str(value))


def _actor(text: str, known: Known) -> str:
    """``must_act: gemeente-velsen``, as the log has it, in the reader's words."""
    role, sign, words = (part.strip() for part in text.partition(":"))
    return (
        f"{known.party(words) if words in known.parties else _text(words)} ({label('role', role)})"
        if sign
        else _text(text)
    )


def _text(text: str) -> str:
    return phrases.clipped(text, _TEXT)


def _date(value: str | None) -> str:
    return phrases.date(value, LANGUAGE.get()) if value else ""


def _dated(source: Source, _: Known) -> str:
    """The date; said behind it where only the file has it."""
    return f"{_date(source.date)} ({said('tables.of_file')})" if source.is_file_date else _date(source.date)


def _themes(record: Statement | Subject | Thread, known: Known) -> str:
    return ", ".join(known.theme(id_) for id_ in record.themes)


def _speakers(source: Source, known: Known) -> str:
    authors = [issuer for issuer in source.parties if issuer.role == "author"]
    return phrases.speakers(authors, known.parties, LANGUAGE.get())


def _type(statement: Statement, known: Known) -> str:
    shown = label("type", statement.type)
    if statement.origin.startswith("model:"):
        return f"{shown} ({known.origin(statement.origin, statement.id)})"
    return f"{shown} ({said('tables.by_person')})" if statement.origin == "person" else shown


def _title(thread: Thread, known: Known) -> str:
    shown = _text(thread.title)
    return f"{shown} ({known.origin(thread.titled_by, thread.id)})" if thread.titled_by != "rule" else shown


def _kind(source: Source, _: Known) -> str:
    return ", ".join(part for part in (label("kind", source.kind), label("status", source.status)) if part)


def _backed(thread: Thread, known: Known) -> str:
    support = thread.support.documents
    against = f"; {said('html.stands_against')} {known.names(support.against)}" if support.against else ""
    return known.names(support.for_) + against


def _missing(gap: Gap, known: Known) -> str:
    """What a gap is about: the words, the document, or the party with the theme."""
    reference = known.references.get(gap.reference or "")
    if reference:
        return f"{_text(reference.title or reference.quote)} ({known.where(reference)})"
    if gap.statement:
        return known.quote(gap.statement)
    parts = [known.party(gap.party) if gap.party else "", known.theme(gap.theme) if gap.theme else ""]
    return " · ".join(part for part in parts if part)


def _found(reference: Reference, known: Known) -> str:
    source = known.sources.get(reference.target or "")
    return phrases.clipped(source.title, 60) if source else said("tables.missing")


def _titled(id_: str, known: Known) -> str:
    source = known.sources.get(id_)
    return phrases.clipped(source.title, 80) if source else id_


def _pages(row: Coverage, _: Known) -> str:
    if row.pages is None:
        return said("html.no_pages")
    return said("html.pages_of", read=row.pages_read or 0, pages=row.pages)


def _unread(row: Coverage, _: Known) -> str:
    if not row.characters:
        return said("html.nothing_read")
    return phrases.clipped(", ".join(map(str, row.pages_unread)), 60)


def _done(logged: Logged, _: Known) -> str:
    event, _name, is_counting, _overruled = logged
    code = f"event.{event.kind}"
    done = said(code) if code in catalogue() else event.kind
    return done if is_counting or event.kind in ("undo", "redo", "erase") else f"{done} ({said('tables.undone')})"


def _values(logged: Logged, known: Known) -> str:
    return " · ".join(part for part in (logged[3], values(logged[0], known)) if part)


def _about(logged: Logged, _: Known) -> str:
    return " | ".join(f"«{phrases.clipped(target.quote, 120)}» ({target.path})" for target in logged[0].targets)


def _approved(version: Version, _: Known) -> str:
    approval = version.approval
    if approval is None:
        return ""
    return f"{approval.person or said('tables.erased')}, {phrases.moment(approval.at, LANGUAGE.get())}"


def _contributor(one: Contribution, known: Known) -> str:
    names = [one.person, known.party(one.party) if one.party else ""]
    return ", ".join(name for name in names if name) or said("tables.erased")


def _message(message: Message) -> str:
    return word(message, LANGUAGE.get())


def _problem(one: Problem, known: Known) -> str:
    """What could not be read or done; where it is a decision of somebody, whose."""
    by = known.signed.get(str(dict(one.message.values).get("event") or ""))
    return f"{_message(one.message)} ({by})" if by else _message(one.message)


def _id(record: Any, _: Known) -> str:
    return str(record.id)


_CODE = Column(name="id", cell=_id, most=14)


def code() -> Column:
    """The column of a record's code."""
    return _CODE


def words_of(ids: Iterable[str], known: Known) -> str:
    """The words of these statements, each between « and »."""
    return " ".join(f"«{_text(known.statements[id_].text)}»" for id_ in ids if id_ in known.statements)


LISTS: dict[str, tuple[Column, ...]] = {
    "sources": (
        _CODE,
        Column(name="title", cell=lambda one, _: phrases.clipped(one.title, 160)),
        Column(name="authors", cell=_speakers),
        Column(name="date", cell=_dated, most=12),
        Column(name="kind", cell=_kind, least=100, most=14),
        Column(name="path", cell=lambda one, _: one.path, least=130),
        Column(name="pages", cell=lambda one, _: str(one.pages or ""), least=130, most=6),
    ),
    "statements": (
        _CODE,
        Column(name="type", cell=_type, most=14),
        Column(name="text", cell=lambda one, _: _text(one.text)),
        Column(name="where", cell=lambda one, known: known.where(one), most=26),
        Column(name="holder", cell=lambda one, known: known.speaker(one), least=110, most=26),
        Column(name="deadline", cell=lambda one, _: one.deadline or "", least=140, most=18),
        Column(name="themes", cell=_themes, least=160, most=26),
    ),
    "subjects": (
        _CODE,
        Column(name="title", cell=lambda one, _: _text(one.title)),
        Column(name="statements", cell=lambda one, _: str(len(one.statements)), most=10),
        Column(name="parties", cell=lambda one, known: known.names(one.parties), least=90, most=40),
        Column(name="themes", cell=_themes, least=140, most=40),
    ),
    "threads": (
        _CODE,
        Column(name="title", cell=_title),
        Column(name="backed", cell=_backed, most=34),
        Column(name="n_sources", cell=lambda one, _: str(len(one.sources)), least=90, most=7),
        Column(name="confidence", cell=lambda one, _: f"{100 * one.confidence:.0f}%", least=110, most=9),
        Column(name="themes", cell=_themes, least=140, most=34),
    ),
    "tensions": (
        _CODE,
        Column(name="a", cell=lambda one, known: known.quote(one.a)),
        Column(name="b", cell=lambda one, known: known.quote(one.b)),
        Column(name="explanation", cell=lambda one, _: _message(one.explanation), least=110, most=36),
        Column(name="kind", cell=lambda one, _: label("tension", one.kind), least=140, most=12),
    ),
    "gaps": (
        _CODE,
        Column(name="kind", cell=lambda one, _: label("gap", one.kind), most=22),
        Column(name="missing", cell=_missing),
        Column(name="searched", cell=lambda one, _: _message(one.searched), least=110, most=40),
    ),
    "references": (
        _CODE,
        Column(name="document", cell=lambda one, _: _text(one.title or one.quote)),
        Column(name="where", cell=lambda one, known: known.where(one), most=30),
        Column(name="target", cell=_found, most=26),
        Column(name="url", cell=lambda one, _: one.url or "", least=140, most=50),
    ),
    "outlooks": (
        _CODE,
        Column(name="title", cell=lambda one, _: phrases.clipped(one.title, 160)),
        Column(name="stance", cell=lambda one, _: label("outlook", one.stance), most=16),
        Column(name="horizon", cell=lambda one, _: one.horizon or "", most=8),
        Column(
            name="holder", cell=lambda one, known: known.party(one.holder) if one.holder else "", least=130, most=26
        ),
        Column(name="where", cell=lambda one, known: known.where(one), least=100, most=34),
    ),
    "parties": (
        Column(name="key", cell=_id, most=30),  # a word, and what --party takes: never cut
        Column(name="name", cell=lambda one, _: one.name),
        Column(name="layer", cell=lambda one, _: label("layer", one.layer), least=100, most=16),
        Column(name="statements", cell=lambda one, _: str(one.statements), most=10),
        Column(name="expected", cell=lambda one, _: said("showing.yes") if one.expected else "", most=9),
    ),
    "kinships": (
        Column(name="earlier", cell=lambda one, known: _titled(one.earlier, known)),
        Column(name="later", cell=lambda one, known: _titled(one.later, known)),
        Column(name="kind", cell=lambda one, _: label("kinship", one.kind), most=16),
        Column(name="share", cell=lambda one, _: f"{100 * one.share:.0f}%", most=9),
    ),
    "answers": (
        Column(name="request", cell=lambda one, known: known.statements[one.request].text),
        Column(name="party", cell=lambda one, known: known.party(one.party), most=24),
        Column(name="statement", cell=lambda one, known: known.statements[one.statement].text),
    ),
    "problems": (
        Column(name="source", cell=lambda one, _: one.source),
        Column(name="page", cell=lambda one, _: str(one.page or ""), most=5),
        Column(name="message", cell=_problem),
        Column(name="kind", cell=lambda one, _: label("problem", one.kind), least=110, most=18),
    ),
    "coverage": (
        Column(name="source", cell=lambda one, known: _titled(one.source, known)),
        Column(name="pages_read", cell=_pages, most=16),
        Column(name="pages_unread", cell=_unread, most=16),
        Column(name="statements", cell=lambda one, _: str(one.statements), most=10),
        Column(name="characters", cell=lambda one, _: str(one.characters), least=90, most=9),
    ),
    "clauses": (
        Column(name="number", cell=lambda row, _: str(row[0]), most=5),
        Column(name="part", cell=lambda row, _: label("part", row[1].part), most=20),
        Column(name="text", cell=lambda row, _: _text(row[1].text if LANGUAGE.get() == "nl" else row[1].english)),
        Column(name="core", cell=lambda row, _: said("showing.yes") if row[2] else "", least=90, most=5),
        Column(name="theme", cell=lambda row, known: known.theme(row[1].theme or ""), least=120, most=20),
        Column(name="verdict", cell=lambda row, _: label("verdict", row[1].verdict), least=140, most=14),
        Column(name="key", cell=lambda row, _: row[1].id[:10], least=140, most=10),
    ),
    "versions": (
        Column(name="number", cell=lambda one, _: one.label, most=12),
        Column(name="at", cell=lambda one, _: phrases.moment(one.at, LANGUAGE.get()), most=30),
        Column(name="person", cell=lambda one, _: one.person or said("tables.erased")),
        Column(name="approved", cell=_approved),
    ),
    "contributions": (
        _CODE,
        Column(name="kind", cell=lambda one, _: label("contribution", one.kind), most=11),
        Column(name="person", cell=_contributor, most=24),
        Column(name="clause", cell=lambda one, _: (one.clause or "")[:10], most=10),
        Column(name="text", cell=lambda one, _: _text(one.text) or said("tables.erased")),
        Column(name="reply", cell=lambda one, _: label("outcome", one.reply.outcome) if one.reply else "", most=14),
    ),
    "log": (
        Column(name="id", cell=lambda logged, _: logged[0].id, most=14),
        Column(name="at", cell=lambda logged, _: phrases.moment(logged[0].at, LANGUAGE.get()), most=16),
        Column(name="person", cell=lambda logged, _: logged[1] or said("tables.erased"), most=18),
        Column(name="done", cell=_done, most=16),
        Column(name="values", cell=_values, most=36),
        Column(name="targets", cell=_about, least=100),
    ),
}
