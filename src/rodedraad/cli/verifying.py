"""``check --quote``: whether words that somebody quotes stand in the sources, and if not, what is wrong with them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from rodedraad import consult, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.speech import LANGUAGE, put, put_json, said


def quote(path: Path, text: str, *, source: str | None, as_json: bool) -> int:
    """The verdict on a quote, ascribed to one source or to any; 0 where it holds."""
    from rodedraad.verify.quotes import verdict  # noqa: PLC0415  reads every document

    with consult.reading(DossierFolder.open(path)) as store:
        wanted = consult.source_named(store, source).id if source else None
        sources = {one.id: one for one in store.records("sources")}
        found = verdict(text, source=wanted, documents=store.documents(sources))
    at = sources[found.source] if found.source else None
    status = EXIT_DONE if found.kind == "accepted" else EXIT_LOOK
    if as_json:
        shape = asdict(found)
        put_json({"quote": shape.pop("quote"), "verdict": shape.pop("kind"), "path": at.path if at else None, **shape})
        return status
    place = phrases.where(at, found.page, found.page, None, LANGUAGE.get()) if at else ""
    where = f"{at.title} ({at.path}{', ' + place if place else ''})" if at else ""
    if not any(map(str.isalnum, text)):
        put(said("verify.empty"))
        return status
    put(said(f"verify.{found.kind}", where=where, sources=len(sources)))
    if found.kind == "altered":
        put(f"  «{' '.join(found.passage.split())}»")
        for one in found.differences:
            put(f"  {said(f'verify.{one.kind}', said=one.said, written=one.written)}")
    return status
