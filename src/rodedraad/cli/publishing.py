"""The command ``export``: the dossier and its proposition as a file, in every form that people use.

A format is a line in ``MAKERS``; what it makes of a publication is in ``publish/``. What goes out is written whole or
not at all, never over a file that somebody may have worked on, and never over a part of a dossier.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rodedraad import consult, disclosure, shapes, versions
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.outgoing import refuse_part
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.clauses import clause_row_keys, clause_rows
from rodedraad.cli.making import is_moment, now
from rodedraad.cli.showing import csv_text, list_keys
from rodedraad.cli.speech import LANGUAGE, put, said, tell
from rodedraad.errors import StoreError, UnreadableSource, WrongUse
from rodedraad.publish.publication import Publication
from rodedraad.records import Source
from rodedraad.shapes import jsonl, shape
from rodedraad.wording import word

AHEAD = ("scenarios", "requirements", "roadmap", "measurements")
PAPERS = (
    "proposition",
    "reactions",
    *AHEAD,
    "letter-council",
    "letter-parliament",
    "letter-reply",
    "letter-residents",
)
"""What can be written on paper: the proposition, the report of reactions, chapters of what lies ahead, and letters."""
_ON_PAPER = frozenset({"docx", "pdf"})
_WITH_BROUGHT = frozenset({"xlsx", "qdpx", "jsonld"})
"""Forms of the proposition that hold what people brought in, beside the HTML."""
_LARGEST_STYLE = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for: ``of`` which paper, in whose ``style``, for which ``party``, of which ``source``.

    A calendar can be narrowed to a ``party``, ``theme`` and ``layer``, by their ids, and to a ``place``.

    ``fill`` are the fields of a letter that somebody filled in, as FIELD=VALUE.
    """

    folder: DossierFolder
    of: str = "proposition"
    version: str | None = None
    style: Path | None = None
    party: str | None = None
    source: str | None = None
    theme: str | None = None
    layer: str | None = None
    status: str | None = None
    place: str | None = None
    fill: tuple[str, ...] = ()
    has_sources: bool = False
    stamp: str = ""
    has_confidential: bool = False

    def publication(self) -> Publication:
        """The version that was asked for, with its dossier."""
        return versions.publication(
            self.folder,
            label=self.version,
            language=LANGUAGE.get(),
            stamp=self.stamp,
            has_confidential=self.has_confidential,
        )

    def original(self, source: Source) -> bytes | None:
        """The bytes of a source's file; None where it is gone or was changed."""
        try:
            return self.folder.load(source.path)
        except UnreadableSource:
            return None


def export(path: Path, *, to: str, out: Path | None, is_forced: bool, order: Mapping[str, Any]) -> int:
    """Writes the dossier in another form; sources that are not public only where that is asked for."""
    if to not in FORMATS:
        raise WrongUse("showing.unknown_export", format=to, known=" ".join(FORMATS))
    stamp = order.get("stamp")
    if stamp is not None and not is_moment(stamp):
        raise WrongUse("showing.no_moment", stamp=stamp[:80])
    asked = Order(folder=DossierFolder.open(path), **{**order, "stamp": stamp or now()})
    _refuse(to, asked)
    with consult.reading(asked.folder) as store:
        count = len(disclosure.confidential(asked.folder, store))
    if count:
        code = "disclosure.included" if asked.has_confidential else "html.withheld"
        tell(f"{code}_one" if count == 1 else code, count=count)
    if to in ("jsonl", "csv"):
        return _lists(asked, to, out)
    if to == "html":
        put(str(write_report(asked, out, is_forced=is_forced)))
        return EXIT_DONE
    if out is not None:
        _refuse_target(out, is_forced=is_forced)  # before minutes of work
    publication = asked.publication()
    target = out or _free(asked.folder.output / _name(asked, publication, to))
    refuse_part(target)
    data = MAKERS[to](asked, publication)
    target.parent.mkdir(parents=True, exist_ok=True)
    folders.write(target, data)
    if to == "ics":
        _tell_undated(asked, publication)
    elif not publication.is_approved:
        tell("publishing.draft", mark=publication.mark)
    if asked.of == "reactions" or (asked.of == "proposition" and to in _WITH_BROUGHT):
        _mind(asked, publication)
    if asked.of.startswith("letter-"):
        _tell_open(asked, publication)
    put(str(target))
    return EXIT_DONE


def _tell_undated(order: Order, publication: Publication) -> None:
    """Says what a calendar is, and how many actions are not in it."""
    from rodedraad.publish.calendar import entries, left_out  # noqa: PLC0415  as in write_report

    tell("roadmap.mark")
    found = _roadmap(order, publication)
    undated = left_out(found)
    if others := len(found.acts) - undated - len(entries(found, stamp=order.stamp, place=order.place)):
        tell("roadmap.not_in_calendar", count=others)
    if undated:
        tell("roadmap.undated", count=undated)


def _tell_open(order: Order, publication: Publication) -> None:
    """Says how many fields of a letter are still to be filled in."""
    from rodedraad.publish.letter_fields import open_fields  # noqa: PLC0415  as in write_report

    count = open_fields(_paper(order, publication))
    if count:
        tell("publishing.open_fields" if count > 1 else "publishing.open_fields_one", count=count)


def _mind(order: Order, publication: Publication) -> None:
    """Asks to look over what people wrote, wherever it goes out."""
    if any(one.text or one.proposed or one.reply for one in publication.contributions):
        tell("reactions.names_whole" if order.has_confidential else "reactions.names")


def write_report(order: Order, out: Path | None, *, is_forced: bool = False) -> Path:
    """Writes the report and says where it is."""
    from rodedraad.publish import page_pictures, view  # noqa: PLC0415  the template engine, for this command alone

    language = LANGUAGE.get()
    target = out or order.folder.output / f"rodedraad-{language}.html"
    if target.is_dir():
        target = target / f"rodedraad-{language}.html"
    elif out is not None:
        _refuse_target(out, is_forced=is_forced)
    refuse_part(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    way = os.path.relpath(order.folder.sources.resolve(), target.parent.resolve()).replace(os.sep, "/")
    publication = order.publication()
    beside = target.with_name(f"{target.stem}-{said('html.name_pictures')}")
    made = page_pictures.illustrated(
        view.report(publication.dossier, sources_href=way),
        publication=publication,
        original=order.original,
        folder=beside.name,
    )
    if made.files:
        beside.mkdir(exist_ok=True)
        for name, image in made.files.items():
            folders.write(beside / name, image)
        tell("html.pictures_beside", count=len(made.files), path=str(beside))
    folders.write(target, made.page)
    _mind(order, publication)
    return target


def _refuse(to: str, order: Order) -> None:
    """Raises WrongUse where the options do not go together."""
    if order.of not in PAPERS:
        raise WrongUse("publishing.unknown_paper", of=order.of[:80], known=" ".join(PAPERS))
    if order.of != "proposition" and to not in _ON_PAPER:
        raise WrongUse("publishing.only_on_paper", of=order.of, format=to)
    if order.of == "letter-reply" and not order.party:
        raise WrongUse("publishing.no_party")
    if order.style is not None and to != "docx":
        raise WrongUse("publishing.only_docx")
    if order.source is not None and to != "pdf":
        raise WrongUse("publishing.only_pdf")


def _refuse_target(target: Path, *, is_forced: bool) -> None:
    refuse_part(target)
    if target.is_dir() or not target.parent.is_dir():
        raise StoreError("publishing.no_file" if target.is_dir() else "showing.no_folder", path=str(target))
    if target.exists() and not is_forced:
        raise WrongUse("publishing.exists", path=str(target))


def _free(target: Path) -> Path:
    """The path, or the first numbered one beside it that is free: somebody may be working in the file that is there."""
    free, number = target, 1
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return free


def _name(order: Order, publication: Publication, to: str) -> str:
    """What the file is called: what it is, its version, and its language where that shows."""
    if to == "ics":
        return f"{said('roadmap.file_name')}-{LANGUAGE.get()}.ics"
    what = said(f"publishing.name_{order.of.replace('-', '_')}")
    label = publication.version.label if publication.version else said("publishing.name_draft")
    return f"{what}-{label}-{LANGUAGE.get()}.{_SUFFIXES.get(to, to)}"


def _lists(order: Order, to: str, out: Path | None) -> int:
    """Every list as a file of its own."""
    target = out or order.folder.output / to
    refuse_part(target)
    if target.exists() and not target.is_dir():
        raise WrongUse("publishing.no_folder", path=str(target))
    publication = order.publication()  # which may refuse: before anything is written
    target.mkdir(parents=True, exist_ok=True)
    with consult.reading(order.folder) as store:
        held, _ = consult.lists(order.folder, store, has_confidential=order.has_confidential)
    for kind, records in held.items():
        lines = (
            jsonl(records, word)
            if to == "jsonl"
            else [csv_text((shape(one, word) for one in records), list_keys(kind))]
        )
        folders.write(target / f"{kind}.{to}", "".join(lines).encode())
    for kind, rows, own in (
        ("clauses", clause_rows(publication.proposition, publication.version), clause_row_keys()),
        ("contributions", [shapes.contribution(one) for one in publication.contributions], shapes.contribution_keys()),
    ):
        lines = (shapes.line(row) + "\n" for row in rows) if to == "jsonl" else [csv_text(rows, own)]
        folders.write(target / f"{kind}.{to}", "".join(lines).encode())
    put(str(target))
    return EXIT_DONE


def _style(order: Order) -> bytes | None:
    if order.style is None:
        return None
    try:
        if order.style.stat().st_size > _LARGEST_STYLE:
            raise WrongUse("publishing.style_too_large", path=str(order.style), most=_LARGEST_STYLE // 1_000_000)
        return order.style.read_bytes()
    except OSError as error:
        raise WrongUse("folder.no_such_file", path=str(order.style)) from error


def _paper(order: Order, publication: Publication) -> Any:
    from rodedraad.publish import (  # noqa: PLC0415  as in write_report
        indicators_paper,
        letter_fields,
        letters,
        proposal,
        reactions,
        requirements_paper,
        roadmap_paper,
        scenarios_paper,
    )

    chapters = {
        "scenarios": scenarios_paper.scenarios_paper,
        "requirements": requirements_paper.requirements_paper,
        "roadmap": roadmap_paper.roadmap_paper,
        "measurements": indicators_paper.indicators_paper,
    }
    if order.of in chapters:
        return chapters[order.of](publication)

    if order.of == "proposition":
        return proposal.paper(publication)
    if order.of == "reactions":
        named = {one.version for one in publication.contributions}
        earlier = {
            one.label: versions.text_of(order.folder, one, is_public=not order.has_confidential)
            for one in versions.versions(order.folder)
            if one.label in named
        }
        return reactions.reactions(publication, earlier=earlier)
    filled = letter_fields.filled(order.fill)
    return letters.letter(publication, kind=order.of.removeprefix("letter-"), party=order.party, filled=filled)


def _docx(order: Order, publication: Publication) -> bytes:
    from rodedraad.publish.docx import docx  # noqa: PLC0415

    return docx(_paper(order, publication), style=_style(order))


def _pdf(order: Order, publication: Publication) -> bytes:
    if order.source is not None:
        from rodedraad.publish.marked import marked_source  # noqa: PLC0415

        return marked_source(publication, order.source, original=order.original)
    from rodedraad.publish.pdf import pdf  # noqa: PLC0415

    return pdf(_paper(order, publication))


def _xlsx(_: Order, publication: Publication) -> bytes:
    from rodedraad.publish.xlsx import xlsx  # noqa: PLC0415

    return xlsx(publication)


def _qdpx(order: Order, publication: Publication) -> bytes:
    from rodedraad.publish.qdpx import qdpx  # noqa: PLC0415

    return qdpx(publication, originals=order.original)


def _jsonld(_: Order, publication: Publication) -> bytes:
    from rodedraad.publish.jsonld import jsonld  # noqa: PLC0415

    return jsonld(publication)


def _ris(_: Order, publication: Publication) -> bytes:
    from rodedraad.publish.literature import ris  # noqa: PLC0415

    return ris(publication)


def _csl(_: Order, publication: Publication) -> bytes:
    from rodedraad.publish.literature import csl  # noqa: PLC0415

    return csl(publication)


def _roadmap(order: Order, publication: Publication) -> Any:
    from rodedraad.publish.roadmap import roadmap  # noqa: PLC0415  as in write_report

    return roadmap(
        publication.dossier,
        language=publication.language,
        party=order.party,
        theme=order.theme,
        layer=order.layer,
        status=order.status,
        place=order.place,
    )


def _ics(order: Order, publication: Publication) -> bytes:
    from rodedraad.publish.calendar import calendar  # noqa: PLC0415  as in write_report

    themes = publication.dossier.frame.themes
    found = _roadmap(order, publication)
    return calendar(found, themes=themes, mark=said("roadmap.mark"), stamp=order.stamp, place=order.place)


def _bundle(order: Order, publication: Publication) -> bytes:
    from rodedraad.publish.bundle import bundle  # noqa: PLC0415

    return bundle(publication, originals=order.original if order.has_sources else lambda _: None)


MAKERS: dict[str, Callable[[Order, Publication], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "qdpx": _qdpx,
    "jsonld": _jsonld,
    "ris": _ris,
    "csl": _csl,
    "ics": _ics,
    "bundle": _bundle,
}
_SUFFIXES = {"csl": "csl.json", "bundle": "zip"}
FORMATS = ("html", "docx", "pdf", "xlsx", "csv", "jsonl", "qdpx", "jsonld", "ris", "csl", "ics", "bundle")

__all__ = ["FORMATS", "Order", "export", "write_report"]
