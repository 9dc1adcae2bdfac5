"""Commands that show a dossier as it was built: list, show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rodedraad import accepting, consult, narrowing, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK, tables
from rodedraad.cli.acts import acts
from rodedraad.cli.details import corrected, details
from rodedraad.cli.prospect_tables import EVERY_LIST
from rodedraad.cli.roadmap_details import roadmap_rows
from rodedraad.cli.searching import marked_sources
from rodedraad.cli.speech import LANGUAGE, put, put_json, put_lines, said, table, tell
from rodedraad.cli.suggestions import marked, would
from rodedraad.errors import WrongUse
from rodedraad.overruling import overruled
from rodedraad.records import Action, Knot, Suggestion
from rodedraad.region import region_of
from rodedraad.shapes import csv_text, line, shape
from rodedraad.shapes import logged as logged_shape
from rodedraad.suggestions import ordered, uncounted
from rodedraad.wording import word

SHOWN_VALUES = 20
"""Values named where a filter finds nothing."""
FORMATS = ("table", "json", "jsonl", "csv")
OF_MODEL = frozenset({"suggestions", "refusals"})
OF_PROPOSITION = frozenset({"clauses", "versions", "contributions"})


def list_(path: Path, kind: str, *, wanted: Mapping[str, str | None], format: str) -> int:  # noqa: A002  the option's name
    """One list, narrowed to a theme, party, type or place."""
    if kind not in EVERY_LIST:
        raise WrongUse("showing.unknown_kind", kind=kind, known=" ".join(EVERY_LIST))
    if format not in FORMATS:
        raise WrongUse("showing.unknown_format", format=format, known=" ".join(FORMATS))
    folder = DossierFolder.open(path)
    known = _known(folder, is_needed=kind != "log")
    if kind == "problems":
        known = replace(known, signed=_signed(folder))
    records: list[Any]
    own: tuple[str, ...] = ()
    if kind == "log":
        records, shapes = _logged(folder)
    elif kind in OF_PROPOSITION:
        from rodedraad.cli import clauses  # noqa: PLC0415  composes and verifies, which other lists need not

        records, shapes, own = clauses.listed(folder, kind)
    else:
        with consult.reading(folder) as store:
            records = list(store.records(kind))
        shapes = [shape(record, word) for record in records]
    if kind == "suggestions":
        records, shapes = _read_first(folder, records)
    if kind == "refusals":
        from rodedraad import versions  # noqa: PLC0415  composes and verifies, which other lists need not

        wordings = versions.refused(folder)
        records, shapes = [*records, *wordings], [*shapes, *(shape(one, word) for one in wordings)]
    asked = narrowing.asked(wanted, parties=known.parties, themes=known.themes)
    placed = shapes
    if kind in OF_MODEL and asked:
        authors = {one.id: one.authors for one in known.sources.values()}
        placed = narrowing.spoken(placed, statements=known.statements, authors=authors)
    if "place" in asked:  # only the filter needs it, so that no list gets another column
        region = region_of(
            consult.frame_of(folder), known.statements.values(), known.sources.values(), known.parties.values()
        )
        placed = narrowing.placed(placed, kind, statements=known.statements, region=region)
    chosen = [
        place
        for place, row in enumerate(placed)
        if all(narrowing.has(row, key, values) for key, values in asked.items())
    ]
    for key, values in asked.items():
        if shapes and not any(narrowing.has(row, key, values) for row in placed):
            there = {one for row in placed for one in narrowing.held(row, key)}
            few = ", ".join(sorted(there)[:SHOWN_VALUES]) or said("html.none")
            if not narrowing.is_meant(key, values, parties=known.parties, themes=known.themes):
                raise WrongUse("showing.none_such", value=str(wanted[key])[:80], known=few)
            tell("showing.none_such", value=str(wanted[key]), known=few)
    if format == "json":
        put_json([shapes[place] for place in chosen])
    elif format == "jsonl":
        put_lines(line(shapes[place]) + "\n" for place in chosen)
    elif format == "csv":
        put(csv_text((shapes[place] for place in chosen), own or consult.list_keys(kind)).rstrip("\n"))
    else:
        codes = tables.code_length(str(row.get("id") or "") for row in shapes)
        rows = [known.sources[records[place].id] if kind == "sources" else records[place] for place in chosen]
        if kind == "refusals":  # what came back the same is told once, with how often
            rows = list(Counter(rows).items())
        shown = tables.put_table(kind, EVERY_LIST[kind], rows, known, codes=codes)
        if shown < len(rows):
            tell("showing.first_rows", shown=shown, count=len(rows))
    return EXIT_LOOK if kind == "problems" and chosen else EXIT_DONE


def _read_first(folder: DossierFolder, suggestions: Sequence[Suggestion]) -> tuple[list[Any], list[dict[str, Any]]]:
    """The suggestions with those first that are about what the core of the proposition cites."""
    with consult.reading(folder) as store:
        found = ordered(
            suggestions, accepting.standing(store, suggestions), core=accepting.core_of(folder) if suggestions else ()
        )
    return list(found), [shape(one, word) for one in found]


def show(path: Path, name: str, *, as_json: bool) -> int:
    """One record, its quotes with the lines around them, and where it is used."""
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        record = consult.record_named(store, name)
        found = shape(record, word)
        found["used_by"] = consult.used_by(store, record)
        quotes = consult.excerpts_of(store, record)
        corrections = consult.corrections(folder, store)
        actions = {one.id: one for one in store.records("actions")} if isinstance(record, Action | Knot) else {}
        knots = tuple(store.records("knots")) if isinstance(record, Action) else ()
        here = accepting.standing(store, [record]) if isinstance(record, Suggestion) else None
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
    known = _known(folder, is_needed=True)
    rows = roadmap_rows(record, known, actions=actions, knots=knots) or details(found, record, known)
    rows += corrected(corrections, found.get("id"), known)
    if isinstance(record, Suggestion) and here is not None:
        rows.append([said("column.would"), would(record, here, known)])
    resting = record.words if isinstance(record, Suggestion) else ()
    table(f"{said(f'record.{type(record).__name__.lower()}')} {name}", _headings("field", "value"), rows)
    for one in quotes:
        put("")
        put(f"«{' '.join(marked(one.quote, resting).split())}»")
        place = phrases.where(one.source, one.page, one.page_end, one.locator, LANGUAGE.get())
        put(f"  {known.sources[one.source.id].title} ({one.source.path}{', ' + place if place else ''})")
        around = f"… {marked(one.before.strip(), resting)} [{one.quote}] {one.after.strip()} …"
        put(f"  {' '.join(around.split())}")
    return EXIT_DONE


def _headings(*names: str) -> list[str]:
    return [said(f"showing.{name}") for name in names]


def _logged(folder: DossierFolder) -> tuple[list[Any], list[dict[str, Any]]]:
    """The log as a table and as a script read it, with what was overruled and by which events."""
    logged = consult.log_events(folder)
    by_event = overruled(folder, [one for one, _, _ in logged])
    words = acts(folder, [one for one, _, _ in logged], {one.person: name for one, name, _ in logged if name})
    rows, shapes = [], []
    for one, name, is_counting in logged:
        found = by_event.get(one.id, [])
        rows.append((one, name, is_counting, words.overruled(found) if found else ""))
        shapes.append(logged_shape(one, name, found, counts=is_counting))
    return rows, shapes


def _signed(folder: DossierFolder) -> dict[str, str]:
    """Who did each thing of the log, and when."""
    logged = consult.log_events(folder)
    words = acts(folder, [one for one, _, _ in logged], {one.person: name for one, name, _ in logged if name})
    return {one.id[:12]: words.who(one) for one, _, _ in logged}


def _known(folder: DossierFolder, *, is_needed: bool) -> tables.Known:
    """What the ids in a list stand for. The log can be read without a built dossier."""
    themes = consult.frame_of(folder).themes
    if not is_needed and not folder.store.exists():
        return tables.Known(sources={}, parties={}, statements={}, references={}, themes={})
    with consult.reading(folder) as store:
        held = {kind: {one.id: one for one in store.records(kind)} for kind in ("parties", "statements")}
        held["sources"] = marked_sources(folder, store)
        references = {one.id: one for one in store.records("references")}
        held["indicators"] = {one.id: one for one in store.records("indicators")}
        waiting = uncounted(store.records("suggestions"))
    names = {theme.id: theme.nl if LANGUAGE.get() == "nl" else theme.en for theme in themes}
    signers = consult.signers(folder)
    return tables.Known(**held, references=references, themes=names, signers=signers, uncounted=waiting)
