"""An edited workbook, held against what went out and against the dossier as it is now: only what people changed comes in.

Three ways: a cell that still is what went out was changed by nobody, whatever the dossier says now; one that differs
from it, where the dossier did not change, is an edit; where both changed to something else neither is overwritten.
Method: docs/method/spreadsheet.md.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, cast, get_args

from rodedraad import edits, phrases
from rodedraad.errors import WrongUse
from rodedraad.intake import ClauseEdit, ClauseField, Intake, NewContribution, StatementEdit
from rodedraad.intake.workbook import Book, Held, Refused, Row, Table, codes, opened
from rodedraad.propose.editing import LONGEST_CLAUSE, is_sentence
from rodedraad.publish.editable import (
    CODE,
    EDITABLE,
    REMARK,
    SHORT,
    answer,
    clause_words,
    fingerprint,
    folded,
    sheet_name,
    shown,
    statement_words,
    theme_names,
    unescaped,
)
from rodedraad.records import Contribution, Message, Proposition, Statement, StatementType, Value
from rodedraad.wording import LANGUAGES, Language

MOST_PROBLEMS: Final = 100
_SHOWN: Final = 80
_FEWEST_UPSET = 2
_FEWEST_SORTED = 3
_YEARS = range(1900, 2201)


def read(
    data: bytes,
    *,
    statements: Mapping[str, Statement],
    proposition: Proposition,
    contributions: Sequence[Contribution] = (),
) -> Intake:
    """What people changed in a workbook that was exported from this dossier. Nothing is written.

    ``statements`` and ``proposition`` are as they are now; a remark that is among ``contributions`` does not come in
    twice. Raises WrongUse where the bytes are no workbook, or one of another dossier.
    """
    book = opened(data)
    if not book.tables:
        raise WrongUse("intake.no_lists", sheets=" · ".join(sheet_name(kind, "nl") for kind in EDITABLE))
    clauses = {clause.id for clause in proposition.clauses}
    known = [id_ in clauses or id_ in statements for id_ in codes(book.tables)]
    if known and not any(known):
        raise WrongUse("intake.other_dossier", count=len(known))
    reader = _Reader(book=book, statements=statements, proposition=proposition, contributions=contributions)
    reader.read()
    return reader.intake()


@dataclass(slots=True)
class _Change:
    """One row in which people changed something: the new value of each field, and its cell."""

    row: Row
    values: dict[str, Held] = field(default_factory=dict)


@dataclass(kw_only=True)
class _Reader:
    """Goes through the lists of one workbook, and gathers what they bring in."""

    book: Book
    statements: Mapping[str, Statement]
    proposition: Proposition
    contributions: Sequence[Contribution]
    edits: list[StatementEdit] = field(default_factory=list)
    clause_edits: list[ClauseEdit] = field(default_factory=list)
    brought: list[NewContribution] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    moved_on: int = 0

    @cached_property
    def clauses(self) -> dict[str, int]:
        return {clause.id: place for place, clause in enumerate(self.proposition.clauses)}

    @cached_property
    def cited_in(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for clause in self.proposition.clauses:
            for id_ in dict.fromkeys(cited.id for cited in clause.citations):
                found.setdefault(id_, []).append(clause.id)
        return found

    def intake(self) -> Intake:
        """All that was gathered; of very many problems the first."""
        problems = self.problems[:MOST_PROBLEMS]
        if len(self.problems) > MOST_PROBLEMS:
            problems.append(Message.of("intake.more_problems", count=len(self.problems) - MOST_PROBLEMS))
        return Intake(
            edits=tuple(self.edits),
            clause_edits=tuple(self.clause_edits),
            contributions=tuple(self.brought),
            problems=tuple(problems),
            notes=tuple(self.notes),
        )

    def read(self) -> None:
        """Each list in turn."""
        if self.book.kept is None:
            self.notes.append(Message.of("intake.no_fingerprints"))
        for kind in EDITABLE:
            table = self.book.tables.get(kind)
            if table is not None:
                self._table(table)
            elif not {sheet_name(kind, language) for language in LANGUAGES} & set(self.book.headless):
                self.notes.append(Message.of("intake.no_sheet", sheet=sheet_name(kind, self._language(None))))
        for name in self.book.headless:
            self.problems.append(Message.of("intake.no_heading", sheet=name))
        for name in self.book.copies:
            self.problems.append(Message.of("intake.copied_sheet", sheet=name))
        if self.moved_on:
            self.notes.append(Message.of("intake.moved_on", count=self.moved_on))

    def _language(self, table: Table | None) -> Language:
        if self.book.kept is not None:
            return self.book.kept.language
        return table.language if table else "nl"

    # --- one list ------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        missing = (key for key in EDITABLE[table.kind] if key not in table.columns)
        for key in dict.fromkeys((*table.doubled, *missing)):
            code = "intake.doubled_column" if key in table.doubled else "intake.no_column"
            told = self.problems if key in table.doubled else self.notes
            told.append(Message.of(code, sheet=table.name, column=self._heading(key, table)))
        if table.is_cut:
            self.problems.append(Message.of("intake.cut", sheet=table.name))
        rows = list(self._sound(table))
        changes = [change for row in rows if (change := self._changed(row, table)).values]
        for key in EDITABLE[table.kind]:
            if key != REMARK and self._is_sorted_alone(key, table, rows, changes):
                cell = f"{table.columns[key]}1"
                self.problems.append(
                    Message.of("intake.sorted_alone", sheet=table.name, column=self._heading(key, table), cell=cell)
                )
                for change in changes:
                    change.values.pop(key, None)
        for change in changes:
            self._take(change, table)
        gone = self._prints(table).keys() - {row.id for row in table.rows}
        if gone and not table.is_cut:
            self.notes.append(Message.of("intake.rows_gone", sheet=table.name, count=len(gone)))

    def _sound(self, table: Table) -> Iterator[Row]:
        """The rows whose code stands once, is known, and whose other cells still are those of that code."""
        counts = Counter(row.id for row in table.rows)
        kept = self._prints(table)
        upset: list[Row] = []
        told: set[str] = set()
        for row in table.rows:
            place: dict[str, Value] = {"sheet": table.name, "row": row.number}
            if not row.id:
                if any(row.cells.get(key) is not None for key in EDITABLE[table.kind]):
                    self.problems.append(Message.of("intake.no_code", **place))
            elif counts[row.id] > 1:
                if row.id not in told:
                    numbers = ", ".join(str(one.number) for one in table.rows if one.id == row.id)
                    self.problems.append(
                        Message.of("intake.twice", sheet=table.name, rows=numbers[:_SHOWN], id=row.id[:_SHOWN])
                    )
                told.add(row.id)
            elif row.id not in kept and not self._is_known(row.id, table.kind):
                self.problems.append(Message.of("intake.unknown_code", id=row.id[:_SHOWN], **place))
            elif self._is_upset(row, table, kept.get(row.id)):
                upset.append(row)
            else:
                yield row
        if upset:
            numbers = ", ".join(str(row.number) for row in upset)
            self.problems.append(
                Message.of("intake.upset", sheet=table.name, count=len(upset), rows=phrases.clipped(numbers, _SHOWN))
            )

    def _is_upset(self, row: Row, table: Table, kept: Mapping[str, str] | None) -> bool:
        """Whether most of a row's fixed cells are not those of its code: cells were moved, or a column sorted alone."""
        if kept is None:
            return False
        fixed = [key for key in table.columns if key not in EDITABLE[table.kind] and key != CODE and key in kept]
        blank = fingerprint(None, SHORT)
        wrong = [key for key in fixed if fingerprint(_text(row.cells.get(key)), SHORT) != kept[key]]
        filled = sum(kept[key] != blank for key in fixed)
        if not wrong:
            return False
        if len(wrong) >= max(_FEWEST_UPSET, filled // 2):
            return True
        columns = ", ".join(self._heading(key, table) for key in wrong)
        self.notes.append(Message.of("intake.fixed_changed", sheet=table.name, row=row.number, columns=columns))
        return False

    def _changed(self, row: Row, table: Table) -> _Change:
        """The cells of a row that people changed, against what went out; without that, against what is now."""
        kept = self._prints(table).get(row.id, {})
        now = self._words(row.id, table)
        change = _Change(row=row)
        for key in EDITABLE[table.kind]:
            if key not in table.columns:
                continue
            value = row.cells.get(key)
            current = None if now is None else shown(now[key])
            if isinstance(value, Refused):
                change.values[key] = value
                continue
            text = _text(value)
            is_moved = key in kept and current is not None and fingerprint(current) != kept[key]
            is_same = fingerprint(text) == kept[key] if key in kept else folded(text) == folded(current or "")
            self.moved_on += is_moved and is_same
            if not is_same and folded(text) != folded(current or ""):
                change.values[key] = value
        return change

    def _is_sorted_alone(self, key: str, table: Table, rows: Sequence[Row], changes: Sequence[_Change]) -> bool:
        """Whether a column has the values that went out, in other rows: somebody sorted that column and not the rows."""
        kept = self._prints(table)
        here = [row for row in rows if row.id in kept and key in kept[row.id] and key in table.columns]
        if sum(key in change.values for change in changes) < _FEWEST_SORTED:
            return False
        texts = [_text(row.cells.get(key)) for row in here]
        if Counter(map(fingerprint, texts)) != Counter(kept[row.id][key] for row in here):
            return False
        order = [folded(text).casefold() for text in texts]
        # three clauses with each other's text are an accident; three with each other's theme may be meant
        return key == "text" or order in (sorted(order), sorted(order, reverse=True))

    # --- one row -------------------------------------------------------------------------------------------------

    def _take(self, change: _Change, table: Table) -> None:
        """What one row brings in: its edit, and its remark."""
        row = change.row
        kept = self._prints(table).get(row.id, {})
        now = self._words(row.id, table)
        fields: dict[str, Value] = {}
        for key, value in change.values.items():
            if isinstance(value, Refused):
                self._refuse(f"intake.{value.why}", key, row, table)
            elif key == REMARK:
                self._remark(row, table, value)
            elif now is None:
                self._refuse(
                    "intake.clause_gone" if table.kind == "clauses" else "intake.statement_gone", key, row, table
                )
            elif key in kept and fingerprint(shown(now[key])) != kept[key]:
                self._clash(key, row, table, value, shown(now[key]))
            else:
                fields.update(self._field(key, value, row, table))
        if not fields:
            return
        place = Message.of("intake.at_row", sheet=table.name, row=row.number)
        if table.kind == "clauses":
            own = cast("dict[ClauseField, Value]", fields)
            self.clause_edits.append(ClauseEdit(id=row.id, fields=tuple(own.items()), place=place))
        else:
            self.edits.append(StatementEdit(id=row.id, fields=tuple(fields.items()), place=place))

    def _clash(self, key: str, row: Row, table: Table, value: Held, current: str) -> None:
        """Both sides changed a cell: neither is overwritten, and another wording of a clause becomes an objection."""
        self._refuse("intake.clash", key, row, table, now=phrases.clipped(current, _SHOWN))
        text = folded(_text(value))
        if key == "text" and is_sentence(text):
            place = Message.of("intake.at_cell", sheet=table.name, cell=f"{table.columns[key]}{row.number}")
            self.brought.append(
                NewContribution(clause=row.id, kind="objection", channel="note", text=text, proposed=text, place=place)
            )

    def _remark(self, row: Row, table: Table, value: Held) -> None:
        """A remark becomes an objection to the clause; on a statement, to the one clause that cites it."""
        text = shown(unescaped(str(_text(value)))).strip()
        if not text:
            return
        clause: str | None = row.id if table.kind == "clauses" else None
        named: tuple[str, ...] = ()
        if table.kind == "statements":
            named = (row.id,) if row.id in self.statements else ()
            citing = self.cited_in.get(row.id, ())
            clause = citing[0] if len(citing) == 1 else None
        elif clause not in self.clauses:
            clause = None
            self.notes.append(Message.of("intake.remark_on_gone", sheet=table.name, row=row.number, id=row.id[:_SHOWN]))
        words = folded(text)
        if any(
            one.clause == clause and one.channel == "note" and folded(one.text) == words for one in self.contributions
        ):
            self.notes.append(Message.of("intake.remark_known", sheet=table.name, row=row.number))
            return
        place = Message.of("intake.at_cell", sheet=table.name, cell=f"{table.columns[REMARK]}{row.number}")
        self.brought.append(
            NewContribution(clause=clause, kind="objection", channel="note", text=text, place=place, statements=named)
        )

    # --- values --------------------------------------------------------------------------------------------------

    def _field(self, key: str, value: Held, row: Row, table: Table) -> dict[str, Value]:
        """The value as its event has it; none where it cannot be, which is said, or where it says what is so already."""
        text = folded(_text(value))
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and key == "deadline":
            is_number = not (isinstance(value, int) and value in _YEARS)
        if is_number or (isinstance(value, dt.date) and key != "deadline"):
            self._refuse("intake.number", key, row, table, value=text)
            return {}
        try:
            found = self._clause_value(key, text) if table.kind == "clauses" else self._statement_value(key, text)
        except WrongUse as error:
            self._refuse(error.message.code, key, row, table, **dict(error.message.values))
            return {}
        return {} if self._is_so(key, found, row.id) else {key: found}

    def _clause_value(self, key: str, text: str) -> Value:
        if key == "core":
            found = _answers().get(text.casefold())
            if found is None:
                raise WrongUse("intake.no_core", value=text[:_SHOWN])
            return found
        if key == "theme":
            return self._theme(text) if text else None
        if not is_sentence(text):
            raise WrongUse("intake.no_sentence", most=LONGEST_CLAUSE)
        return text

    def _statement_value(self, key: str, text: str) -> Value:
        if key == "themes":
            return ",".join(dict.fromkeys(self._theme(one) for one in self._parted(text)))
        try:
            return edits.checked(key, _types().get(text.casefold(), text) if key == "type" else text)
        except WrongUse as error:
            code = "intake.no_type" if key == "type" else "intake.no_deadline"
            raise WrongUse(code, value=text[:_SHOWN]) from error

    def _parted(self, text: str) -> list[str]:
        """The names in a list, parted by semicolons, else by commas where it is not one name that has them."""
        sign = ";" if ";" in text or text.casefold() in self._theme_ids else ","
        return [name.strip() for name in text.split(sign) if name.strip()]

    def _theme(self, text: str) -> str:
        found = self._theme_ids.get(text.casefold())
        if found is None:
            raise WrongUse("intake.no_theme", value=text[:_SHOWN])
        return found

    @cached_property
    def _theme_ids(self) -> dict[str, str]:
        themes = self.proposition.themes
        names = {theme.id.casefold(): theme.id for theme in themes}
        for language in LANGUAGES:
            names |= {folded(name).casefold(): id_ for id_, name in theme_names(themes, language).items()}
        return names

    def _is_so(self, key: str, found: Value, id_: str) -> bool:
        """Whether the record says that already, in other words ("Natuur" for "natuur")."""
        if key in ("core", "theme", "text"):
            clause = self.proposition.clauses[self.clauses[id_]]
            is_core = clause.id in self.proposition.core
            return found == {"core": "yes" if is_core else "no", "theme": clause.theme}.get(key, object())
        statement = self.statements[id_]
        now: dict[str, Value] = {
            "type": statement.type,
            "themes": ",".join(statement.themes),
            "deadline": statement.deadline,
        }
        return found == now[key]

    # --- what is known -------------------------------------------------------------------------------------------

    def _refuse(self, code: str, key: str, row: Row, table: Table, **values: Value) -> None:
        cell = f"{table.columns[key]}{row.number}"
        self.problems.append(Message.of(code, sheet=table.name, cell=cell, column=self._heading(key, table), **values))

    def _heading(self, key: str, table: Table) -> str:
        return phrases.said(f"sheet.column_{key}", self._language(table))

    def _prints(self, table: Table) -> Mapping[str, Mapping[str, str]]:
        return self.book.kept.prints[table.kind] if self.book.kept else {}

    def _is_known(self, id_: str, kind: str) -> bool:
        return id_ in (self.clauses if kind == "clauses" else self.statements)

    def _words(self, id_: str, table: Table) -> dict[str, str] | None:
        """What the dossier says now of what may be changed; None where it has no such record any more."""
        language = self._language(table)
        themes = theme_names(self.proposition.themes, language)
        if table.kind == "clauses" and id_ in self.clauses:
            clause = self.proposition.clauses[self.clauses[id_]]
            return clause_words(clause, core=self.proposition.core, themes=themes, language=language)
        if table.kind == "statements" and id_ in self.statements:
            return statement_words(self.statements[id_], themes=themes, language=language)
        return None


def _text(value: Held) -> str | int | float:
    """A cell as people see it."""
    if value is None or isinstance(value, Refused):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, dt.date) else value


def _answers() -> dict[str, str]:
    """Yes, no and rule, in both languages."""
    found = {"": "rule", "true": "yes", "false": "no", "waar": "yes", "onwaar": "no"}
    for language in LANGUAGES:
        found[answer(True, language)] = "yes"
        found[answer(False, language)] = "no"
        found[phrases.said("sheet.by_rule", language)] = "rule"
    return found


def _types() -> dict[str, str]:
    """The types by their names in both languages."""
    return {
        phrases.label("type", kind, language).casefold(): kind
        for kind in get_args(StatementType)
        for language in LANGUAGES
    }
