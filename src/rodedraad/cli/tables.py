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
    Event,
    Indicator,
    Outlook,
    Party,
    Reference,
    Source,
    Statement,
    Value,
)
from rodedraad.wording import catalogue

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
        return f"{self.speaker(statement)}: {shortened(statement.text)}" if statement else id_ or ""

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
    if event.kind == "decline":
        model = phrases.clipped(str(own.get("by") or "").removeprefix("model:"), 80)
        what, value = str(own.get("what")), str(own.get("value") or "")
        shown = label("suggestion", what) if f"label.suggestion_{what}" in catalogue() else what
        return f"{shown}: {suggested(what, value, known)} ({model})" if value else f"{shown} ({model})"
    from rodedraad import spent  # noqa: PLC0415  opens the log, for its words alone

    run = spent.sending(event, "")
    unread, cost = said("spent.unreadable"), run.cost_eur
    counts = {"calls": run.calls, "tokens_in": run.tokens_in, "tokens_out": run.tokens_out}
    return said(
        "suggestions.sent" if cost is not None else "suggestions.sent_unpriced",
        model=phrases.clipped(run.model, 80) or unread,
        where=phrases.clipped(run.endpoint, 120) or unread,
        cost="" if cost is None else str(round(cost, 4)),
        sources=len(run.sources),
        **{name: said("spent.no_count") if count is None else str(count) for name, count in counts.items()},
    )


def suggested(what: str, value: str | None, known: Known) -> str:
    """The value of a suggestion in the reader's words; empty where it has none."""
    if not value:
        return ""
    if what in ("statement", "type", "conflict"):
        return label("tension" if what == "conflict" else "type", value)
    return known.party(value) if what in ("holder", "addressee") else shortened(value)


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
    return shortened(str(value))


def _actor(text: str, known: Known) -> str:
    """``must_act: gemeente-velsen``, as the log has it, in the reader's words."""
    role, sign, words = (part.strip() for part in text.partition(":"))
    return (
        f"{known.party(words) if words in known.parties else shortened(words)} ({label('role', role)})"
        if sign
        else shortened(text)
    )


def shortened(text: str) -> str:
    """A text as far as a cell holds it."""
    return phrases.clipped(text, _TEXT)


def _id(record: Any, _: Known) -> str:
    return str(record.id)


_CODE = Column(name="id", cell=_id, most=14)


def code() -> Column:
    """The column of a record's code."""
    return _CODE


def words_of(ids: Iterable[str], known: Known) -> str:
    """The words of these statements, each between « and »."""
    return " ".join(f"«{shortened(known.statements[id_].text)}»" for id_ in ids if id_ in known.statements)
