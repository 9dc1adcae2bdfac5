"""Files that come into a dossier and go: under names that lead nowhere else, with what stands on a source before it goes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

from rodedraad import chain, consult, frame, in_force, perusing
from rodedraad.adapters import processes
from rodedraad.adapters.folder import DossierFolder, hashed
from rodedraad.amending import Act
from rodedraad.errors import WrongUse
from rodedraad.ports import Store
from rodedraad.records import Problem, Source

MOST_PARTS: Final = 8
"""Folders in each other, with the file in them."""
_LONGEST_PART: Final = 120
"""Bytes: a disk counts those."""
_LONGEST_SUFFIX: Final = 12
_LIMIT_SECONDS: Final = 120.0
_UNSAFE: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""What no file is called on one system or another, and what turns a name around on a screen."""
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_path(name: str) -> str:
    """The path below ``bronnen/`` for what somebody calls a file, with the folders that it came in.

    Raises WrongUse for what names no file. ``../../a.pdf`` becomes ``a.pdf``: no name leads out of the folder.
    """
    pieces = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode()).replace("\\", "/").split("/")
    parts = [part for piece in pieces if (part := _part(piece))]
    if not parts or not _part(pieces[-1]):
        raise WrongUse("bringing.no_name", name=name[:80])
    return "/".join(parts[-MOST_PARTS:])


def _part(piece: str) -> str:
    """One name of a path; empty for one that names nothing here."""
    text = " ".join(_UNSAFE.sub("-", piece).split()).strip(". ").lstrip("~$. ")
    if len(text.encode()) > _LONGEST_PART:
        suffix = PurePosixPath(text).suffix
        kept = suffix if len(suffix.encode()) <= _LONGEST_SUFFIX else ""
        text = text.encode()[: _LONGEST_PART - len(kept.encode())].decode(errors="ignore").rstrip(". ") + kept
    return f"_{text}" if _DEVICES.fullmatch(text) else text


def pasted(title: str, text: str) -> tuple[str, bytes]:
    """What somebody pasted as a file: its name and its bytes; the text of a saved web page is that page.

    Raises WrongUse where there is nothing to read.
    """
    if not text.strip():
        raise WrongUse("bringing.no_text")
    is_page = re.match(r"\s*(?:<!doctype html|<html\b)", text, re.IGNORECASE) is not None
    own = " ".join(title.split())
    if not own and not is_page:
        raise WrongUse("bringing.no_title")
    if is_page:
        return safe_path(f"{_stem(own) or 'webpagina'}.html"), text.encode()
    head = "" if text.lstrip().startswith("#") else f"# {own}\n\n"
    return safe_path(f"{_stem(own)}.md"), f"{head}{text}\n".encode()


def _stem(title: str) -> str:
    """A title as a file is called: a stroke in it makes no folder."""
    return title.replace("/", "-").replace("\\", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """What stands on a source and changes when it goes.

    ``ended``: threads that would have one source left; ``core``: clauses of the core that quote it; ``decided``: what people
    decided on its sentences, which is kept in the log and counts again where the same words come back.
    """

    statements: int
    threads: int
    ended: int
    tensions: int
    references: int
    core: int
    decided: int


def resting(folder: DossierFolder, store: Store, source: Source, *, core: Iterable[Collection[str]] = ()) -> Resting:
    """What stands on this source. ``core``: of each clause of the core the ids of the sources that it quotes."""
    own = {one.id for one in store.records("statements") if one.source == source.id}
    threads = [one for one in store.records("threads") if source.id in one.sources]
    events = chain.standing([event for event, _, _ in consult.log_events(folder)])
    return Resting(
        statements=len(own),
        threads=len(threads),
        ended=sum(len(one.sources) == 2 for one in threads),
        tensions=sum(one.a in own or one.b in own for one in store.records("tensions")),
        references=sum(one.target == source.id for one in store.records("references")),
        core=sum(source.id in one for one in core),
        decided=sum(any(target.source == source.id for target in event.targets) for event in events),
    )


def remove(folder: DossierFolder, source: Source) -> tuple[str, ...]:
    """Takes the files of a source out of ``bronnen/``; their paths. Raises UnknownRecord where none is there."""
    paths = [file.path for file, sha256 in hashed(folder.files()[0])[0] if sha256 == source.id]
    folder.remove(paths or [source.path])
    return tuple(paths)


def told_gone(folder: DossierFolder, path: str, act: Act, *, keeper: str) -> None:
    """Says in bronnen.toml that a file was taken out, where it speaks of it: else it would be looked for.

    What it says stays, and holds again when the file comes back: one that was not public is not public then either.
    """
    table = frame.parse(folder.text(folder.source_settings), name=folder.source_settings.name)
    if path in frame.overrides(table):
        described_as(folder, path, {"weg": act.at[:10]}, act, keeper=keeper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What another file in the place of a source would change: its sentences by whether they are in both.

    ``lost``: what people decided on sentences that the new file has not. ``problem``: why the new file cannot be read.
    """

    kept: int
    gone: tuple[str, ...]
    new: tuple[str, ...]
    lost: int
    problem: Problem | None


def exchange(folder: DossierFolder, store: Store, source: Source, file: Path) -> Exchange:
    """What would change if this file came in the place of a source. It is read in a process of its own, as a build does."""
    standing = in_force.standing(folder)
    errand = perusing.Errand(
        path=source.path,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        frame=standing.frame,
        overrides=tuple(standing.overrides.get(source.path, {}).items()),
        load=partial(_loaded, str(file)),
    )
    runner = processes.ProcessRunner(workers=1, limit_seconds=_LIMIT_SECONDS)
    (reading,) = runner.run(perusing.perused, [errand], failed=perusing.failed)
    before = {" ".join(one.text.split()): one for one in store.records("statements") if one.source == source.id}
    after = dict.fromkeys(" ".join(one.text.split()) for one in reading.statements)
    text = " ".join(reading.document.text.split())
    events = chain.standing([event for event, _, _ in consult.log_events(folder)])
    quoted = [target.quote for event in events for target in event.targets if target.source == source.id]
    return Exchange(
        kept=len(before.keys() & after.keys()),
        gone=tuple(one for one in before if one not in after),
        new=tuple(one for one in after if one not in before),
        lost=sum(" ".join(one.split()) not in text for one in quoted),
        problem=next(iter(reading.problems), None) if not reading.statements else None,
    )


def _loaded(file: str, _: str) -> bytes:
    """The bytes of a file that is not in the dossier yet."""
    return Path(file).read_bytes()


def described_as(
    folder: DossierFolder,
    path: str,
    told: Mapping[str, Any],
    act: Act,
    *,
    keeper: str,
    seen: Collection[str] | None = None,
) -> None:
    """Writes in bronnen.toml what somebody says of a file, by the keys of that file; the empty takes a key away.

    What else stands there stays, comments too. It is an event in the log at once; ``keeper`` and ``seen`` are as with
    ``in_force.put``. Raises WrongUse on a value that cannot be, Overtaken, and writes nothing then.
    """
    import tomlkit  # noqa: PLC0415  of the web extra, for this alone

    before = folder.text(folder.source_settings)
    in_force.refuse_unsound(folder, source_settings=before)
    document = tomlkit.parse(before)
    entries = document.setdefault("bron", tomlkit.aot())
    entry = next((one for one in entries if unicodedata.normalize("NFC", str(one.get("pad"))) == path), None)
    if entry is None:
        entry = tomlkit.table()
        entry["pad"] = path
        entries.append(entry)
    for key, value in told.items():
        if value in ("", None, []):
            entry.pop(key, None)
        else:
            entry[key] = value
    after = tomlkit.dumps(document)
    in_force.put(folder, folder.source_settings, after, keeper=keeper, name=act.by, at=act.at, seen=seen)
