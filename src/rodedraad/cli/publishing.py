"""The command ``export``: the dossier and its proposition as a file, in every form that people use.

A format is a line in ``MAKERS``; what it makes of a publication is in ``publish/``. What goes out is written whole or
not at all, never over a file that somebody may have worked on, and never over a part of a dossier.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rodedraad import consult, disclosure, exporting
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.outgoing import refuse_part
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.making import is_moment, now
from rodedraad.cli.speech import LANGUAGE, put, said, tell
from rodedraad.errors import StoreError, WrongUse
from rodedraad.exporting import FORMATS, MAKERS, Order, calendar_of, file_name, on_paper, refuse
from rodedraad.publish.publication import Publication

_WITH_BROUGHT = frozenset({"xlsx", "qdpx", "jsonld"})
"""Forms of the proposition that hold what people brought in, beside the HTML."""


def export(path: Path, *, to: str, out: Path | None, is_forced: bool, order: Mapping[str, Any]) -> int:
    """Writes the dossier in another form; sources that are not public only where that is asked for."""
    if to not in FORMATS:
        raise WrongUse("showing.unknown_export", format=to, known=" ".join(FORMATS))
    stamp = order.get("stamp")
    if stamp is not None and not is_moment(stamp):
        raise WrongUse("showing.no_moment", stamp=stamp[:80])
    asked = Order(folder=DossierFolder.open(path), language=LANGUAGE.get(), **{**order, "stamp": stamp or now()})
    refuse(to, asked)
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
    target = out or _free(asked.folder.output / file_name(asked, publication, to))
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
    found = calendar_of(order, publication)
    undated = left_out(found)
    if others := len(found.acts) - undated - len(entries(found, stamp=order.stamp, place=order.place)):
        tell("roadmap.not_in_calendar", count=others)
    if undated:
        tell("roadmap.undated", count=undated)


def _tell_open(order: Order, publication: Publication) -> None:
    """Says how many fields of a letter are still to be filled in."""
    from rodedraad.publish.letter_fields import open_fields  # noqa: PLC0415  as in write_report

    count = open_fields(on_paper(order, publication))
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


def _lists(order: Order, to: str, out: Path | None) -> int:
    """Every list as a file of its own."""
    target = out or order.folder.output / to
    refuse_part(target)
    if target.exists() and not target.is_dir():
        raise WrongUse("publishing.no_folder", path=str(target))
    for name, data in exporting.lists(order, to):  # which refuses before the first, so before anything is written
        target.mkdir(parents=True, exist_ok=True)
        folders.write(target / name, data)
    put(str(target))
    return EXIT_DONE
