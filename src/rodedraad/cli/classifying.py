"""Bringing in the official lists: ESCO for what people do and can, TOOI for public bodies.

Both are received, as sources are: ESCO is kept in ``esco.csv`` of the dossier; of TOOI the bodies that the register does not
know are added to ``dossier.toml``, where people may change them and the next build makes an event of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rodedraad import frame as frames
from rodedraad.adapters.folder import DossierFolder, write
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting
from rodedraad.cli.speech import consent, put, put_json, said, tell_line, worded
from rodedraad.errors import WrongUse
from rodedraad.intake import esco, tooi
from rodedraad.parties.known import Public
from rodedraad.require.occupations import Concept, written

_SAMPLE = 1 << 20
_SUFFIXES = (".csv", ".zip")


def is_classification(file: Path) -> bool:
    """Whether a file is one of ESCO or TOOI, by its name and its heading."""
    if file.suffix.lower() not in _SUFFIXES:
        return False
    data = _bytes(file)
    return esco.is_esco(file.name, data) or tooi.is_tooi(file.name, data)


def concepts_of(path: Path) -> tuple[Concept, ...]:
    """The concepts of a file or folder of ESCO. Raises WrongUse on what cannot be read."""
    files = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES) if path.is_dir() else [path]
    found = esco.read((one.name, _bytes(one)) for one in files)
    for message in found.passed_over:
        tell_line(worded(message))
    return found.concepts


def bodies_of(path: Path) -> tuple[Public, ...]:
    """The public bodies of a file of TOOI that the register does not know. Raises WrongUse on what cannot be read."""
    return tooi.unknown(tooi.read(path.name, _bytes(path)))


def keep(folder: DossierFolder, concepts: Sequence[Concept] | None, bodies: Sequence[Public] | None) -> None:
    """Puts them in the dossier."""
    if concepts is not None:
        write(folder.esco, written(concepts).encode())
        put(said("require.esco_kept", count=len(concepts), path=str(folder.esco)))
    if bodies is not None:
        settings = folder.text(folder.settings)
        added = settings.rstrip("\n") + "\n" + "".join(tooi.as_settings(one) for one in bodies)
        frames.frame(frames.parse(added, name=folder.settings.name))
        write(folder.settings, added.encode())
        put(said("require.tooi_kept", count=len(bodies), path=str(folder.settings)))


def import_(path: Path, file: Path, *, is_preview: bool, is_confirmed: bool, actor: str | None, as_json: bool) -> int:
    """Shows what a file of ESCO or TOOI brings and, when a person says so, keeps it and brings the dossier up to date."""
    folder = DossierFolder.open(path)
    is_esco = esco.is_esco(file.name, _bytes(file))
    concepts = concepts_of(file) if is_esco else None
    bodies = None if is_esco else _new_to(folder, bodies_of(file))
    count = len(concepts or bodies or ())
    code = "require.esco_found" if is_esco else "require.tooi_found"
    if as_json:
        put_json({"kind": "esco" if is_esco else "tooi", "count": count, "written": not is_preview})
    else:
        put(said(code, count=count))
    if is_preview or not count:
        return EXIT_DONE
    if not as_json and (status := consent(is_confirmed=is_confirmed)) is not None:
        return status
    if as_json:
        _quietly(folder, concepts, bodies)
    else:
        keep(folder, concepts, bodies)
    rebuilt(folder, acting(folder, actor))
    return EXIT_DONE


def _quietly(folder: DossierFolder, concepts: Sequence[Concept] | None, bodies: Sequence[Public] | None) -> None:
    from contextlib import redirect_stdout  # noqa: PLC0415  for scripts alone
    from io import StringIO  # noqa: PLC0415

    with redirect_stdout(StringIO()):
        keep(folder, concepts, bodies)


def _new_to(folder: DossierFolder, bodies: Sequence[Public]) -> tuple[Public, ...]:
    """Those that the dossier's own settings do not name yet."""
    known = {
        party.id for party in frames.frame(frames.parse(folder.text(folder.settings), name="dossier.toml")).parties
    }
    return tuple(one for one in bodies if one.party.id not in known)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(esco.LARGEST_BYTES + 1)
    except OSError as error:
        raise WrongUse("folder.no_such_file", path=str(file)) from error
    if len(data) > esco.LARGEST_BYTES:
        raise WrongUse("require.esco_too_large", file=file.name[:120], most=esco.LARGEST_BYTES // 1_000_000)
    return data
