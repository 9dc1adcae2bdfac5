"""Commands that show a dossier as it was built: list, show, search, export."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rodedraad import consult
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.making import now
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table, tell
from rodedraad.errors import StoreError, WrongUse
from rodedraad.shapes import event, shape
from rodedraad.wording import word

FORMATS = ("table", "json", "jsonl", "csv")
EXPORTS = ("html", "jsonl")
SHOWN_ROWS = 200
"""Rows of a table for people; the other formats give all."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "sources": ("id", "title", "date", "kind", "status", "parties", "pages", "path"),
    "statements": ("id", "type", "text", "source", "page", "themes", "holder", "deadline"),
    "subjects": ("id", "title", "parties", "themes"),
    "threads": ("id", "title", "parties", "themes", "confidence"),
    "tensions": ("id", "kind", "explanation", "a", "b", "score"),
    "gaps": ("id", "kind", "theme", "party", "statement", "reference", "searched"),
    "references": ("id", "quote", "source", "page", "target", "url"),
    "outlooks": ("id", "title", "stance", "horizon", "holder", "source", "page"),
    "parties": ("id", "name", "organ", "layer", "expected", "statements"),
    "problems": ("source", "page", "kind", "message"),
    "coverage": ("source", "pages", "pages_read", "pages_unread", "characters", "statements"),
    "log": ("id", "at", "person", "kind", "targets", "values"),
}
_WIDE = frozenset({"text", "title", "quote", "explanation", "message", "searched", "path", "values", "targets"})
_SHORT = frozenset({"id", "source", "a", "b", "statement", "reference", "target"})


def list_(path: Path, kind: str, *, wanted: Mapping[str, str | None], format: str) -> int:  # noqa: A002  the option's name
    """One list, narrowed to a theme, party, type or place."""
    if kind not in COLUMNS:
        raise WrongUse("showing.unknown_kind", kind=kind, known=" ".join(COLUMNS))
    if format not in FORMATS:
        raise WrongUse("showing.unknown_format", format=format, known=" ".join(FORMATS))
    folder = DossierFolder.open(path)
    if kind == "log":
        rows = [
            {**event(one, {one.person: name} if name else {}), "counts": counts}
            for one, name, counts in consult.log_events(folder)
        ]
    else:
        with consult.reading(folder) as store:
            rows = [shape(record, word) for record in store.records(kind)]
    chosen = [row for row in rows if all(_has(row, key, value) for key, value in wanted.items() if value)]
    if format == "json":
        put_json(chosen)
    elif format == "jsonl":
        for row in chosen:
            put(json.dumps(row, ensure_ascii=False))
    elif format == "csv":
        put(_csv(chosen, COLUMNS[kind]).rstrip("\n"))
    else:
        _table(kind, chosen)
    return EXIT_LOOK if kind == "problems" and chosen else EXIT_DONE


def show(path: Path, name: str, *, as_json: bool) -> int:
    """One record, its quotes with the lines around them, and where it is used."""
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        record = consult.record_named(store, name)
        found = shape(record, word)
        found["used_by"] = consult.used_by(store, record)
        quotes = consult.excerpts_of(store, record)
    if as_json:
        found["quotes"] = [
            {
                "statement": one.id,
                "quote": one.quote,
                "source": one.source.id,
                "path": one.source.path,
                "page": one.page,
            }
            for one in quotes
        ]
        put_json(found)
        return EXIT_DONE
    rows = [[key, _cell(key, value)] for key, value in found.items() if value not in (None, [], "", {})]
    table(f"{type(record).__name__} {name}", [said("showing.field"), said("showing.value")], rows, wide=[1])
    for one in quotes:
        put("")
        put(f"«{' '.join(one.quote.split())}»")
        place = (
            said("html.page", page=one.page) if one.page else word(one.locator, LANGUAGE.get()) if one.locator else ""
        )
        put(f"  {one.source.title} ({one.source.path}{', ' + place if place else ''})")
        around = f"… {one.before.strip()} [{one.quote}] {one.after.strip()} …"
        put(f"  {' '.join(around.split())}")
    return EXIT_DONE


def search(path: Path, query: str, *, limit: int, as_json: bool) -> int:
    """Statements and passages that hold the words of the query."""
    with consult.reading(DossierFolder.open(path)) as store:
        hits = store.search(query, limit)
        counts = store.counts()
        titles = {source.id: source.title for source in store.records("sources")}
    searched = {"sources": counts["sources"], "statements": counts["statements"]}
    if as_json:
        put_json({"query": query, "searched": searched, "hits": [shape(hit, word) for hit in hits]})
        return EXIT_DONE
    if not hits:
        put(said("showing.nothing", query=query, **searched))
        return EXIT_DONE
    table(
        said("showing.hits", query=query, hits=len(hits), **searched),
        [said("showing.quote"), said("showing.source"), said("showing.page")],
        [[_marked(hit), titles.get(hit.source, hit.source), str(hit.page or "")] for hit in hits],
        wide=[0],
    )
    return EXIT_DONE


def export(path: Path, *, to: str, out: Path | None, stamp: str | None) -> int:
    """Writes the dossier in another form."""
    if to not in EXPORTS:
        raise WrongUse("showing.unknown_export", format=to, known=" ".join(EXPORTS))
    folder = DossierFolder.open(path)
    if to == "html":
        put(str(write_report(folder, out, stamp=stamp or now())))
        return EXIT_DONE
    target = out or folder.output / "jsonl"
    target.mkdir(parents=True, exist_ok=True)
    with consult.reading(folder) as store:
        for kind in COLUMNS:
            if kind != "log":
                lines = (json.dumps(shape(record, word), ensure_ascii=False) + "\n" for record in store.records(kind))
                folders.write(target / f"{kind}.jsonl", "".join(lines).encode())
    put(str(target))
    return EXIT_DONE


def write_report(folder: DossierFolder, out: Path | None, *, stamp: str) -> Path:
    """Writes the one-file report and says where it is."""
    from rodedraad.publish import html, view  # noqa: PLC0415  the template engine, for this command alone

    language = LANGUAGE.get()
    target = out or folder.output / f"rodedraad-{language}.html"
    if target.is_dir():
        target = target / f"rodedraad-{language}.html"
    if not target.parent.is_dir():
        if out is not None:
            raise StoreError("showing.no_folder", path=str(target.parent))
        target.parent.mkdir(parents=True)
    way = os.path.relpath(folder.sources.resolve(), target.parent.resolve()).replace(os.sep, "/")
    report = view.report(consult.whole(folder), sources_href=way)
    folders.write(target, html.html(report, language=language, stamp=stamp))
    return target


def _has(row: Mapping[str, Any], key: str, value: str) -> bool:
    """Whether a row has a value under a key, or where the kind calls it otherwise (a gap's theme, a type's kind)."""
    names = {"themes": ("themes", "theme"), "party": ("parties", "party"), "type": ("type", "kind")}.get(key, (key,))
    for name in names:
        held = row.get(name)
        ids = [one.get("id") if isinstance(one, dict) else one for one in held] if isinstance(held, list) else [held]
        if value in ids:
            return True
    return False


def _table(kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = COLUMNS[kind]
    table(
        said("showing.title", kind=said(f"kind.{kind}"), count=len(rows)),
        [said(f"column.{column}") for column in columns],
        [[_cell(column, row.get(column)) for column in columns] for row in rows[:SHOWN_ROWS]],
        wide=[place for place, column in enumerate(columns) if column in _WIDE],
    )
    if len(rows) > SHOWN_ROWS:
        tell("showing.first_rows", shown=SHOWN_ROWS, count=len(rows))


def _cell(column: str, value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(
            value.get(LANGUAGE.get()) or value.get("nl") or value.get("name") or json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, list):
        return ", ".join(_cell(column, one) for one in value)
    if isinstance(value, bool):
        return said("showing.yes") if value else said("showing.no")
    text = " ".join(str(value).split())
    return text[:14] if column in _SHORT and len(text) > 24 else text


def _csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """CSV with a header; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    chosen = list(rows)
    keys = list(chosen[0]) if chosen else list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    for row in chosen:
        cells = [
            json.dumps(row[key], ensure_ascii=False) if isinstance(row[key], dict | list) else row[key] for key in keys
        ]
        writer.writerow(["'" + cell if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell for cell in cells])
    return out.getvalue()


def _marked(hit: Any) -> str:
    """The quote of a hit with its found words between brackets."""
    text = hit.quote
    for start, end in sorted(hit.highlights, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())
