"""The proposition in the terminal: its clauses, versions and contributions as lists, and one of them shown whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rodedraad import consult, phrases, shapes, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Standing, standing
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table
from rodedraad.cli.tables import label
from rodedraad.phrases import voices
from rodedraad.publish.model_work import mark as by_model
from rodedraad.publish.model_work import model_of, text_by, title_in
from rodedraad.publish.publication import read_part
from rodedraad.records import Clause, Version
from rodedraad.wording import word

_SHORTEST = 4
_QUOTE_CHARS = 500


def listed(folder: DossierFolder, kind: str) -> tuple[list[Any], list[dict[str, Any]], tuple[str, ...]]:
    """One of these lists: its rows, their shapes, and the keys that every row has."""
    if kind == "versions":
        every = list(versions.versions(folder))
        return every, [shapes.version(one) for one in every], shapes.version_keys()
    if kind == "contributions":
        found = list(versions.contributed(folder))
        return found, [shapes.contribution(one) for one in found], shapes.contribution_keys()
    now = standing(folder)
    rows = [(at, one, one.id in now.proposition.core) for at, one in enumerate(now.proposition.clauses, start=1)]
    return rows, shapes.clause_rows(now.proposition, now.version, word), shapes.clause_row_keys()


def show(path: Path, name: str, *, as_json: bool) -> int:
    """One clause: its text, who stands behind it, every quote with its place, and what changed it."""
    folder = DossierFolder.open(path)
    now = standing(folder)
    clause = now.clause(name)
    number, is_core = now.number(clause.id), clause.id in now.proposition.core
    if as_json:
        put_json(shapes.clause(clause, word, number=number, is_core=is_core, version=now.version))
        return EXIT_DONE
    language = LANGUAGE.get()
    names = {event.person: person for event, person, _ in consult.log_events(folder)}
    put(clause.text if language == "nl" else clause.english)
    rows = details(clause, now, names)
    table(said("clauses.shown", number=number or 0, id=clause.id), [said("showing.field"), said("showing.value")], rows)
    sources = {source.id: source for source in now.proposition.sources}
    parties = {party.id: party for party in now.proposition.parties}
    for cited in clause.citations:
        source = sources[cited.source]
        where = phrases.where(source, cited.page, cited.page_end, cited.locator, language)
        put("")
        put(f"«{phrases.clipped(cited.quote, _QUOTE_CHARS)}»")
        who = f"{voices(cited.voices, parties, language)}: " if cited.voices else ""
        put(f"  {label('citation', cited.role)} · {who}{source.title} ({source.path}{', ' + where if where else ''})")
    return EXIT_DONE


def details(clause: Clause, now: Standing, names: Mapping[str, str]) -> list[list[str]]:
    """Rows of field and value of a clause, in the reader's words; empty ones are left out."""
    language = LANGUAGE.get()
    parties = {party.id: party for party in now.proposition.parties}
    themes = {one.id: one.nl if language == "nl" else one.en for one in now.proposition.themes}
    support = clause.support
    rows = [
        (
            "column.part",
            label("part", clause.part) + (f" · {said('label.part_national')}" if clause.is_national else ""),
        ),
        ("column.theme", themes.get(clause.theme or "", "")),
        ("column.origin", label("origin", clause.origin.partition(":")[0])),
        ("sheet.column_title", clause.title),
        ("column.titled_by", by_model(clause.titled_by, language)),
        ("column.verdict", label("verdict", clause.verdict)),
        ("column.backed", voices(support.for_, parties, language) if support else ""),
        ("clauses.against", voices(support.against, parties, language) if support else ""),
        ("clauses.ask_again", voices(clause.ask_again, parties, language)),
        ("column.confidence", f"{100 * clause.confidence:.0f}%" if clause.confidence is not None else ""),
        ("clauses.figures", "; ".join(figure.words for figure in clause.figures)),
        ("clauses.governs", ", ".join(str(now.number(id_)) for id_ in clause.governs if now.number(id_))),
        ("column.searched", word(clause.searched, language) if clause.searched else ""),
        ("clauses.changes", "\n".join(_change(one, names) for one in clause.changes)),
    ]
    return [[said(code), value] for code, value in rows if value]


def _change(change: Any, names: Mapping[str, str]) -> str:
    language = LANGUAGE.get()
    reason = word(change.reason, language)
    if change.event is None:
        return reason
    who = names.get(change.person or "") or said("html.name_erased")
    answer = said("clauses.on_contribution", id=change.contribution[:12]) if change.contribution else ""
    return f"{reason} ({who}, {phrases.moment(change.at or '', language)}){answer}"


def mark(version: Version | None) -> str:
    """Whether it is a draft, or who approved it."""
    if version is None:
        return said("publication.draft")
    if version.approval is None:
        return said("publication.draft_version", label=version.label)
    person = version.approval.person or said("publication.nobody")
    return said(
        "publication.approved",
        label=version.label,
        person=person,
        at=phrases.date(version.approval.at[:10], LANGUAGE.get()),
    )


def worded_text(clause: Clause) -> str:
    """The text of a clause, with whose words they are where a model's, and that it has a plain version of a model."""
    language = LANGUAGE.get()
    text = clause.text if language == "nl" else clause.english
    title, worder = title_in(clause, language), text_by(clause, language)
    own = by_model(clause.origin, language) if worder else ""
    marks = [one for one in (own, _title_mark(clause) if title else "", _plain_mark(clause)) if one]
    text = f"{title}. {text}" if title else text
    return f"{text} ({'; '.join(marks)})" if marks else text


def _title_mark(clause: Clause) -> str:
    name = model_of(clause.titled_by)
    return said("clauses.titled_by", model=name) if name else ""


def _plain_mark(clause: Clause) -> str:
    name = model_of(clause.plain_by)
    return said("clauses.plain_by", model=name) if name else ""


def put_core(now: Standing, *, title: str) -> None:
    """The core in the terminal: number, part and text."""
    by_id: Mapping[str, Clause] = {one.id: one for one in now.proposition.clauses}
    rows: list[Sequence[str]] = []
    for id_ in now.proposition.core:
        one = by_id[id_]
        text = worded_text(one)
        rows.append([str(now.number(id_)), label("part", read_part(one)), text])
    headings = [said("column.number"), said("column.part"), said("column.text")]
    table(title, headings, rows, wide=[2], most={0: 5, 1: 20})
