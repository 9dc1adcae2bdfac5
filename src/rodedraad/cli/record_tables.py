"""The columns of each list of records as people read it. What lies ahead and what a model thinks have theirs elsewhere."""

from __future__ import annotations

from rodedraad import phrases
from rodedraad.cli.speech import LANGUAGE, said
from rodedraad.cli.tables import Column, Known, Logged, code, label, shortened, values
from rodedraad.records import (
    Clause,
    Contribution,
    Coverage,
    Gap,
    Message,
    Problem,
    Reference,
    Source,
    Statement,
    Subject,
    Thread,
    Version,
)
from rodedraad.wording import catalogue, word


def _clause(one: Clause) -> str:
    """The text of a clause, with whose words they are where they are a model's."""
    from rodedraad.publish.model_work import mark  # noqa: PLC0415  loads all that is published, for clauses alone

    language = LANGUAGE.get()
    by = mark(one.origin, language)
    text = shortened(one.text if language == "nl" else one.english)
    return f"{text} ({by})" if by else text


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
    shown = shortened(thread.title)
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
        return f"{shortened(reference.title or reference.quote)} ({known.where(reference)})"
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


LISTS: dict[str, tuple[Column, ...]] = {
    "sources": (
        code(),
        Column(name="title", cell=lambda one, _: phrases.clipped(one.title, 160)),
        Column(name="authors", cell=_speakers),
        Column(name="date", cell=_dated, most=12),
        Column(name="kind", cell=_kind, least=100, most=14),
        Column(name="path", cell=lambda one, _: one.path, least=130),
        Column(name="pages", cell=lambda one, _: str(one.pages or ""), least=130, most=6),
    ),
    "statements": (
        code(),
        Column(name="type", cell=_type, most=14),
        Column(name="text", cell=lambda one, _: shortened(one.text)),
        Column(name="where", cell=lambda one, known: known.where(one), most=26),
        Column(name="holder", cell=lambda one, known: known.speaker(one), least=110, most=26),
        Column(name="deadline", cell=lambda one, _: one.deadline or "", least=140, most=18),
        Column(name="themes", cell=_themes, least=160, most=26),
    ),
    "subjects": (
        code(),
        Column(name="title", cell=lambda one, _: shortened(one.title)),
        Column(name="statements", cell=lambda one, _: str(len(one.statements)), most=10),
        Column(name="parties", cell=lambda one, known: known.names(one.parties), least=90, most=40),
        Column(name="themes", cell=_themes, least=140, most=40),
    ),
    "threads": (
        code(),
        Column(name="title", cell=_title),
        Column(name="backed", cell=_backed, most=34),
        Column(name="n_sources", cell=lambda one, _: str(len(one.sources)), least=90, most=7),
        Column(name="confidence", cell=lambda one, _: f"{100 * one.confidence:.0f}%", least=110, most=9),
        Column(name="themes", cell=_themes, least=140, most=34),
    ),
    "tensions": (
        code(),
        Column(name="a", cell=lambda one, known: known.quote(one.a)),
        Column(name="b", cell=lambda one, known: known.quote(one.b)),
        Column(name="explanation", cell=lambda one, _: _message(one.explanation), least=110, most=36),
        Column(name="kind", cell=lambda one, _: label("tension", one.kind), least=140, most=12),
    ),
    "gaps": (
        code(),
        Column(name="kind", cell=lambda one, _: label("gap", one.kind), most=22),
        Column(name="missing", cell=_missing),
        Column(name="searched", cell=lambda one, _: _message(one.searched), least=110, most=40),
    ),
    "references": (
        code(),
        Column(name="document", cell=lambda one, _: shortened(one.title or one.quote)),
        Column(name="where", cell=lambda one, known: known.where(one), most=30),
        Column(name="target", cell=_found, most=26),
        Column(name="url", cell=lambda one, _: one.url or "", least=140, most=50),
    ),
    "outlooks": (
        code(),
        Column(name="title", cell=lambda one, _: phrases.clipped(one.title, 160)),
        Column(name="stance", cell=lambda one, _: label("outlook", one.stance), most=16),
        Column(name="horizon", cell=lambda one, _: one.horizon or "", most=8),
        Column(
            name="holder", cell=lambda one, known: known.party(one.holder) if one.holder else "", least=130, most=26
        ),
        Column(name="where", cell=lambda one, known: known.where(one), least=100, most=34),
    ),
    "parties": (
        Column(name="key", cell=lambda one, _: str(one.id), most=30),  # a word, and what --party takes: never cut
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
        Column(name="text", cell=lambda row, _: _clause(row[1])),
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
        code(),
        Column(name="kind", cell=lambda one, _: label("contribution", one.kind), most=11),
        Column(name="person", cell=_contributor, most=24),
        Column(name="clause", cell=lambda one, _: (one.clause or "")[:10], most=10),
        Column(name="text", cell=lambda one, _: shortened(one.text) or said("tables.erased")),
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
