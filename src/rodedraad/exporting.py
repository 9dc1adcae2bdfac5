"""The dossier and its proposition as a file, in every form that people use. Whoever asks writes it, or sends it.

A format is a line in ``MAKERS``; what it makes of a publication is in ``publish/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rodedraad import consult, phrases, shapes, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.publish.publication import Publication
from rodedraad.records import Source
from rodedraad.shapes import csv_text, shape
from rodedraad.wording import Language, word

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
ON_PAPER = frozenset({"docx", "pdf"})
_LARGEST_STYLE = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for: ``of`` which paper, in whose ``style``, for which ``party``, of which ``source``.

    A calendar can be narrowed to a ``party``, ``theme`` and ``layer``, by their ids, and to a ``place``.

    ``fill`` are the fields of a letter that somebody filled in, as FIELD=VALUE.
    """

    folder: DossierFolder
    language: Language = "nl"
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
            language=self.language,
            stamp=self.stamp,
            has_confidential=self.has_confidential,
        )

    def original(self, source: Source) -> bytes | None:
        """The bytes of a source's file; None where it is gone or was changed."""
        try:
            return self.folder.load(source.path)
        except UnreadableSource:
            return None


def refuse(to: str, order: Order) -> None:
    """Raises WrongUse where the options do not go together."""
    if order.of not in PAPERS:
        raise WrongUse("publishing.unknown_paper", of=order.of[:80], known=" ".join(PAPERS))
    if order.of != "proposition" and to not in ON_PAPER:
        raise WrongUse("publishing.only_on_paper", of=order.of, format=to)
    if order.of == "letter-reply" and not order.party:
        raise WrongUse("publishing.no_party")
    if order.style is not None and to != "docx":
        raise WrongUse("publishing.only_docx")
    if order.source is not None and to != "pdf":
        raise WrongUse("publishing.only_pdf")


def file_name(order: Order, publication: Publication, to: str) -> str:
    """What the file is called: what it is, its version, and its language where that shows."""
    if to == "ics":
        return f"{phrases.said('roadmap.file_name', order.language)}-{order.language}.ics"
    what = phrases.said(f"publishing.name_{order.of.replace('-', '_')}", order.language)
    label = publication.version.label if publication.version else phrases.said("publishing.name_draft", order.language)
    return f"{what}-{label}-{order.language}.{_SUFFIXES.get(to, to)}"


def rows_as(to: str, rows: Iterable[Mapping[str, Any]], own: Sequence[str]) -> bytes:
    """The rows of one list as a file: ``jsonl``, ``csv`` with the columns ``own``, or ``json``, an array."""
    if to == "csv":
        return csv_text(rows, own).encode()
    lines = map(shapes.line, rows)
    told = "[\n" + ",\n".join(lines) + "\n]\n" if to == "json" else "".join(f"{one}\n" for one in lines)
    return told.encode()


def lists(order: Order, to: str) -> Iterator[tuple[str, bytes]]:
    """Every list as a file of its own, by its name: ``jsonl`` or ``csv``."""
    publication = order.publication()  # which may refuse: before anything is made
    with consult.reading(order.folder) as store:
        held, _ = consult.lists(order.folder, store, has_confidential=order.has_confidential)
    for kind, records in held.items():
        yield f"{kind}.{to}", rows_as(to, (shape(one, word) for one in records), consult.list_keys(kind))
    for kind, rows, own in (
        ("clauses", shapes.clause_rows(publication.proposition, publication.version, word), shapes.clause_row_keys()),
        ("contributions", [shapes.contribution(one) for one in publication.contributions], shapes.contribution_keys()),
    ):
        yield f"{kind}.{to}", rows_as(to, rows, own)


def _style(order: Order) -> bytes | None:
    if order.style is None:
        return None
    try:
        if order.style.stat().st_size > _LARGEST_STYLE:
            raise WrongUse("publishing.style_too_large", path=str(order.style), most=_LARGEST_STYLE // 1_000_000)
        return order.style.read_bytes()
    except OSError as error:
        raise WrongUse("folder.no_such_file", path=str(order.style)) from error


def on_paper(order: Order, publication: Publication) -> Any:
    """The paper that was asked for, as blocks."""
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

    return docx(on_paper(order, publication), style=_style(order))


def _pdf(order: Order, publication: Publication) -> bytes:
    if order.source is not None:
        from rodedraad.publish.marked import marked_source  # noqa: PLC0415

        return marked_source(publication, order.source, original=order.original)
    from rodedraad.publish.pdf import pdf  # noqa: PLC0415

    return pdf(on_paper(order, publication))


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


def calendar_of(order: Order, publication: Publication) -> Any:
    """The actions that a calendar is made of."""
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
    found = calendar_of(order, publication)
    return calendar(
        found, themes=themes, mark=phrases.said("roadmap.mark", order.language), stamp=order.stamp, place=order.place
    )


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
