"""Checks a bundle of Rodedraad: that each sentence rests on its quotes, and that nothing was changed since it was made.

    python check.py                      the bundle in whose folder this file stands
    python check.py BUNDLE.zip           a bundle as it was sent
    python check.py --clause c-1a2b...   one sentence with all that it rests on; a number does too
    --lang nl|en    --json

Python 3.9 or later and nothing else: no package, no network, nothing is written. Exit status: 0 all is well, 1 something
does not hold, 2 this is no bundle or the command is wrong. Nothing in a bundle is trusted: names, sizes, JSON and text
are checked before they are used. This file travels with every bundle and is what ``rodedraad verify`` runs, so it is
one file, longer than others, and imports nothing of the program. Method and limits: docs/method/bundle.md.
"""
# ruff: noqa: SIM905, UP006, UP035, UP045  (it runs on Python 3.9; lists of words are read best as a text)

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import stat
import sys
import zipfile
import zlib
from bisect import bisect_right
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

FORMAT = "rodedraad-bundle"
MANIFEST = "manifest.json"
FIXED = frozenset(
    (
        "LEESMIJ.txt check.py proposition.json proposition.txt frames.json pages.jsonl sources.jsonl statements.jsonl "
        "references.jsonl threads.jsonl tensions.jsonl gaps.jsonl answers.jsonl parties.jsonl"
    ).split()
)
TEXT = re.compile(r"texts/([0-9a-f]{64})\.txt")
ORIGINAL = re.compile(r"sources/([0-9a-f]{64})\.[a-z0-9]{1,8}")
MOST_PARTS = 40_000
LARGEST_PART = 512 << 20
LARGEST_READ = 1 << 30
LARGEST_ALL = 8 << 30
LONGEST_CLAUSE = 20_000
LONGEST_FIELD = 4_000
MOST_TRIED = 20_000
MOST_FAILURES = 2_000
PIECE = 1 << 20

SENTENCES = {
    "no_file": ("{path} is er niet, of is niet te lezen.", "{path} is not there, or cannot be read."),
    "no_bundle": ("{path} is geen bundel van Rodedraad: {reason}.", "{path} is no bundle of Rodedraad: {reason}."),
    "no_clause": ("Er is geen zin {clause} in deze bundel.", "There is no clause {clause} in this bundle."),
    "part_missing": ("{part} ontbreekt, en hoort er te zijn.", "{part} is missing and should be there."),
    "part_extra": (
        "{part} hoort niet in deze bundel: het staat niet in het manifest.",
        "{part} does not belong in this bundle: the manifest does not name it.",
    ),
    "part_name": ("Een onderdeel heeft een naam die niet kan: {part}.", "A part has a name that cannot be: {part}."),
    "part_twice": ("{part} zit er twee keer in.", "{part} is in it twice."),
    "part_size": (
        "{part} is niet zo groot als het manifest zegt, of groter dan mag.",
        "{part} is not as large as the manifest says, or larger than allowed.",
    ),
    "part_changed": (
        "{part} is gewijzigd sinds de bundel werd gemaakt.",
        "{part} was changed since the bundle was made.",
    ),
    "part_broken": ("{part} is niet te lezen: {reason}.", "{part} cannot be read: {reason}."),
    "zip_hidden": (
        "Het zipbestand is niet zoals Rodedraad het schreef: er staat iets in buiten de onderdelen, of het is opnieuw ingepakt.",
        "The zip file is not as Rodedraad wrote it: it holds something outside its parts, or was packed again.",
    ),
    "original_changed": (
        "{part} is niet het stuk dat het heet te zijn: de bytes zijn anders.",
        "{part} is not the document that it is said to be: its bytes differ.",
    ),
    "original_unknown": ("{part} is geen bron van dit dossier.", "{part} is no source of this dossier."),
    "body_changed": (
        "De propositie is niet de tekst van versie {label}: de hash is anders.",
        "The proposition is not the text of version {label}: its hash differs.",
    ),
    "mark_wrong": (
        "Het manifest noemt deze versie niet zoals het haar beschrijft: {mark}",
        "The manifest does not call this version what it describes: {mark}",
    ),
    "reading_wrong": (
        "proposition.txt zegt iets anders dan de propositie: {words}",
        "proposition.txt says something else than the proposition: {words}",
    ),
    "frames_many": ("frames.json heeft te veel of te lange zinnen.", "frames.json has too many or too long sentences."),
    "source_twice": ("Bron {source} staat er twee keer in.", "Source {source} is in it twice."),
    "source_odd": (
        "Bron {source} heet in de propositie anders dan in de lijst.",
        "Source {source} is called otherwise in the proposition than in the list.",
    ),
    "record_twice": ("{record} staat twee keer in {part}.", "{record} is twice in {part}."),
    "record_quote": (
        "Uitspraak {record} staat niet zo in de tekst van haar bron.",
        "Statement {record} does not stand so in the text of its source.",
    ),
    "record_page": (
        "Uitspraak {record} staat op een andere bladzijde: {page}.",
        "Statement {record} stands on another page: {page}.",
    ),
    "record_loose": (
        "{record} wijst naar {target}, dat er niet is.",
        "{record} points at {target}, which is not there.",
    ),
    "clause_twice": ("Zin {clause} staat er twee keer in.", "Clause {clause} is in it twice."),
    "clause_long": ("Zin {clause} is langer dan een zin kan zijn.", "Clause {clause} is longer than a clause can be."),
    "clause_bare": ("Zin {clause} rust op geen enkel citaat.", "Clause {clause} rests on no quote at all."),
    "clause_verdict": (
        "Zin {clause} is goedgekeurd en houdt volgens de bundel zelf geen stand.",
        "Clause {clause} was approved and does not hold by the bundle's own word.",
    ),
    "clause_core": (
        "De kern noemt een zin die er niet is: {clause}.",
        "The core names a clause that is not there: {clause}.",
    ),
    "no_text": (
        "Zin {clause}: de tekst van bron {source} zit niet in de bundel.",
        "Clause {clause}: the text of source {source} is not in the bundle.",
    ),
    "no_source": (
        "Zin {clause} noemt een bron die er niet is: {source}.",
        "Clause {clause} names a source that is not there: {source}.",
    ),
    "quote_wrong": (
        "Zin {clause}: dit citaat staat niet op die plek in bron {source}: «{quote}»",
        "Clause {clause}: this quote does not stand at that place in source {source}: «{quote}»",
    ),
    "page_wrong": (
        "Zin {clause}: het citaat staat niet op bladzijde {page}: «{quote}»",
        "Clause {clause}: the quote does not stand on page {page}: «{quote}»",
    ),
    "statement_wrong": (
        "Zin {clause}: wat zij van {record} aanhaalt, is niet wat de lijst daarvan heeft.",
        "Clause {clause}: what it cites of {record} is not what the list has of it.",
    ),
    "voice_wrong": (
        "Zin {clause}: {voice} is niet van wie uitspraak {record} is.",
        "Clause {clause}: {voice} is not whose statement {record} is.",
    ),
    "shown_wrong": (
        "Zin {clause} toont woorden die niet in het citaat staan: «{words}»",
        "Clause {clause} shows words that are not in the quote: «{words}»",
    ),
    "words_wrong": (
        "Zin {clause} haalt woorden aan die in geen van haar citaten staan: «{words}»",
        "Clause {clause} quotes words that stand in none of its quotes: «{words}»",
    ),
    "marks_loose": (
        "Zin {clause} heeft een aanhalingsteken te veel of te weinig.",
        "Clause {clause} has a quotation mark too many or too few.",
    ),
    "figure_wrong": (
        "Zin {clause} noemt een getal of termijn die niet in het citaat staat: {words}",
        "Clause {clause} names a number or term that is not in the quote: {words}",
    ),
    "frame_wrong": (
        "Zin {clause} zegt buiten de citaten iets dat geen vaste zin is, of noemt iemand of een aantal dat niet klopt: {words}",
        "Clause {clause} says something outside the quotes that is no fixed sentence, or names somebody or a count that is not right: {words}",
    ),
    "number_loose": (
        "Zin {clause} noemt een getal dat in geen van haar citaten staat: {words}",
        "Clause {clause} names a number that stands in none of its quotes: {words}",
    ),
    "word_loose": (
        "Zin {clause} ontkent of dateert met een woord dat in geen van haar citaten staat: {words}",
        "Clause {clause} denies or dates with a word that stands in none of its quotes: {words}",
    ),
    "malformed": (
        "{part} heeft niet de vorm die het hoort te hebben: {reason}.",
        "{part} does not have the form that it should have: {reason}.",
    ),
    "reread": (
        "Opnieuw gelezen geeft {part} een andere tekst dan de bundel heeft.",
        "Read again, {part} gives another text than the bundle has.",
    ),
    "other_checker": (
        "check.py in de bundel is niet dat van deze uitgave van Rodedraad.",
        "check.py in the bundle is not that of this release of Rodedraad.",
    ),
    "later": (
        "Het dossier is veranderd sinds deze versie werd gemaakt: wat een zin noemt of telt, kan in de lijsten van nu anders zijn.",
        "The dossier changed since this version was made: what a clause names or counts may be otherwise in the lists of today.",
    ),
    "other_release": (
        "{count} zinnen staan in de vaste zinnen van een andere uitgave en zijn alleen op getallen en ontkenningen nagezien.",
        "{count} clauses stand in the fixed sentences of another release and were checked for numbers and denials alone.",
    ),
    "checked": (
        "Nagezien: {parts} onderdelen, {clauses} zinnen, {citations} citaten onder die zinnen, {statements} uitspraken, {originals} originelen.",
        "Checked: {parts} parts, {clauses} clauses, {citations} quotes under them, {statements} statements, {originals} originals.",
    ),
    "well": (
        "Alles klopt: elke zin rust op woorden die zo in de meegestuurde tekst staan, en er is niets gewijzigd sinds het manifest werd gemaakt.",
        "All is well: each sentence rests on words that stand so in the text sent with it, and nothing was changed since the manifest was made.",
    ),
    "reread_count": ("Opnieuw gelezen: {reread} originelen.", "Read again: {reread} originals."),
    "ill_one": ("Er klopt één ding niet.", "One thing does not hold."),
    "ill": ("Er kloppen {count} dingen niet.", "{count} things do not hold."),
    "mark": ("Wat dit is: {mark}.", "What this is: {mark}."),
    "manifest": (
        "Hash van het manifest (vergelijk hem met die van de afzender): {hash}",
        "Hash of the manifest (compare it with the sender's): {hash}",
    ),
    "unproven_text": (
        "Niet bewezen: dat de tekst is wat in het oorspronkelijke stuk staat. Daarvoor is Rodedraad nodig, met de originelen.",
        "Not proven: that the text is what the original document says. That takes Rodedraad, and the originals.",
    ),
    "unproven_person": (
        "Niet bewezen: dat wie genoemd wordt de versie ook goedkeurde. Er staat geen handtekening onder.",
        "Not proven: that whoever is named did approve the version. No signature is under it.",
    ),
    "unproven_frames": (
        "Niet bewezen: dat de vaste zinnen in frames.json eerlijk zijn. Het zijn er {count}; lees ze.",
        "Not proven: that the fixed sentences in frames.json are fair. There are {count}; read them.",
    ),
    "chain_clause": ("Zin {number} ({clause}):", "Clause {number} ({clause}):"),
    "chain_statement": ("  {role}: uitspraak {record} van {voices}", "  {role}: statement {record} of {voices}"),
    "chain_source": (
        "    {title}{page}, tekens {start} tot {end} van texts/{source}.txt",
        "    {title}{page}, characters {start} to {end} of texts/{source}.txt",
    ),
    "chain_page": (", bladzijde {page}", ", page {page}"),
    "chain_none": (
        "  Deze zin telt wat ontbreekt en haalt niets aan.",
        "  This clause counts what is missing and quotes nothing.",
    ),
    "role_says": ("aangehaald", "quoted"),
    "role_backs": ("zegt hetzelfde", "says the same"),
    "role_opposes": ("zegt iets anders", "says otherwise"),
    "role_answers": ("gaat hierop in", "takes it up"),
}
"""All that is said, in Dutch and English."""

DENIALS = frozenset(
    "niet geen nooit noch nergens niemand niets zonder tenzij behalve not no never none nor neither nobody nothing "
    "without unless except cannot".split()
)
MONTHS = frozenset(
    "januari februari maart april mei juni juli augustus september oktober november december january february march "
    "may june july august october".split()
)
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d+(?:[.,\u00a0]\d+)*")
QUOTED = re.compile(r"«([^«»]*)»")
FIELD = re.compile(r"\{([a-z_]+)\}")


class NotABundleError(Exception):
    """What was given cannot be checked at all: a code of SENTENCES with its values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Said(NamedTuple):
    """Something said of a bundle: a code of SENTENCES with its values."""

    code: str
    values: Dict[str, Any]

    def sentence(self, language: str) -> str:
        """It in words; what comes from the bundle stays on one line and steers no terminal."""
        shown = {name: harmless(str(value)) for name, value in self.values.items()}
        return FIELD.sub(lambda found: shown.get(found[1], "?"), SENTENCES[self.code][language == "en"])


def harmless(text: str, limit: int = 400) -> str:
    """A text on one line, at most so long, in which nothing turns other text round or steers a terminal."""
    folded = " ".join(text.split())
    folded = folded if len(folded) <= limit else folded[:limit] + " …"
    return "".join(one if one.isprintable() else "\ufffd" for one in folded)


class Result:
    """What was found: failures, notes, and how much was checked."""

    def __init__(self) -> None:
        self.failures: List[Said] = []
        self.notes: List[Said] = []
        self.counts = dict.fromkeys(("parts", "clauses", "citations", "statements", "originals"), 0)
        self.manifest_hash = ""
        self.manifest: Dict[str, Any] = {}
        self.frames = 0
        self.texts = 0

    def fail(self, code: str, **values: Any) -> None:
        """Adds a failure; the same one is said once."""
        said = Said(code, values)
        if len(self.failures) < MOST_FAILURES and said not in self.failures[-20:]:
            self.failures.append(said)


# --- the parts of a bundle, in a zip file or a folder -----------------------------------------------------------


class ZipParts:
    """The parts of a zip file, none of which is believed. Raises NotABundleError where it is no zip."""

    def __init__(self, path: Path, result: Result) -> None:
        self._name = path.name
        try:
            self._file = zipfile.ZipFile(path)
            infos = self._file.infolist()
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise NotABundleError("no_bundle", path=path.name, reason=str(error) or "zip") from error
        if len(infos) > MOST_PARTS:
            raise NotABundleError("no_bundle", path=path.name, reason=f"{len(infos)} > {MOST_PARTS}")
        self._infos: Dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if info.filename in self._infos or info.filename != info.orig_filename:
                result.fail("part_twice", part=info.filename)
            self._infos[info.filename] = info
        if not self._is_seamless(infos, path.stat().st_size):
            result.fail("zip_hidden")

    def _is_seamless(self, infos: Sequence[zipfile.ZipInfo], size: int) -> bool:
        """Whether the parts follow one another from the first byte to the directory, and nothing follows that."""
        at = 0
        for info in sorted(infos, key=lambda one: one.header_offset):
            is_plain = info.external_attr in (0o100644 << 16, 0o600 << 16) and not info.comment
            if info.header_offset != at or info.flag_bits & 0x9 or info.extra or not is_plain:
                return False  # no link, no password, nothing besides
            at += 30 + len(info.orig_filename.encode("utf-8")) + info.compress_size
        start = getattr(self._file, "start_dir", at)
        directory = sum(46 + len(info.orig_filename.encode("utf-8")) for info in infos)
        return at == start and not self._file.comment and size == start + directory + 22

    def names(self) -> List[str]:
        """The names of all parts."""
        return list(self._infos)

    def size(self, name: str) -> int:
        """How large a part says that it is."""
        return self._infos[name].file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece. Raises OSError, zipfile.BadZipFile or zlib.error."""
        info = self._infos[name]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(f"compression {info.compress_type}")
        with self._file.open(info) as file:
            while True:
                piece = file.read(PIECE)
                if not piece:
                    return
                yield piece

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


class FolderParts:
    """The parts of an unpacked bundle; links are not followed. Raises NotABundleError where there are too many."""

    def __init__(self, path: Path, result: Result) -> None:
        self._root = path
        self._sizes: Dict[str, int] = {}
        for folder, folders, files in os.walk(str(path)):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            for name in sorted(files) + [one for one in folders if Path(folder, one).is_symlink()]:
                real = Path(folder, name)
                part = real.relative_to(path).as_posix()
                found = real.lstat()
                if not stat.S_ISREG(found.st_mode):
                    result.fail("part_name", part=part)
                    continue
                self._sizes[part] = found.st_size
                if len(self._sizes) > MOST_PARTS:
                    raise NotABundleError("no_bundle", path=path.name, reason=f"> {MOST_PARTS}")

    def names(self) -> List[str]:
        """The names of all parts."""
        return list(self._sizes)

    def size(self, name: str) -> int:
        """How large a part is."""
        return self._sizes[name]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece. Raises OSError."""
        with (self._root / name).open("rb") as file:
            while True:
                piece = file.read(PIECE)
                if not piece:
                    return
                yield piece

    def close(self) -> None:
        """Nothing is open."""


def opened(path: Path, result: Result) -> Any:
    """The parts of a bundle. Raises NotABundleError."""
    if path.is_dir():
        parts: Any = FolderParts(path, result)
    elif path.is_file():
        parts = ZipParts(path, result)
    else:
        raise NotABundleError("no_file", path=str(path))
    if MANIFEST not in parts.names():
        parts.close()
        raise NotABundleError("no_bundle", path=path.name, reason=f"{MANIFEST}?")
    return parts


def is_part(name: str) -> bool:
    """Whether a part can have this name: no other place on a disk can be meant by it."""
    return name in FIXED or bool(TEXT.fullmatch(name) or ORIGINAL.fullmatch(name))


def whole(parts: Any, name: str, limit: int) -> bytes:
    """All bytes of a part. Raises ValueError where there are more than the limit."""
    if parts.size(name) > limit:
        raise ValueError(f"> {limit}")
    found, length = [], 0
    for piece in parts.pieces(name):
        length += len(piece)
        if length > limit:
            raise ValueError(f"> {limit}")
        found.append(piece)
    return b"".join(found)


# --- JSON that is not believed ----------------------------------------------------------------------------------


def parsed(text: str) -> Any:
    """A JSON value. Raises ValueError on a key that is there twice, a number that is none, or too deep a value."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_integer)
    except RecursionError as error:
        raise ValueError("depth") from error


def _once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _integer(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError("a number too long")
    return int(digits)


def has(record: Any, **kinds: Any) -> bool:
    """Whether a record has these keys with values of these types; True and False are no whole numbers."""
    return isinstance(record, dict) and all(
        isinstance(record.get(key), kind) and not (isinstance(record.get(key), bool) and bool not in _types(kind))
        for key, kind in kinds.items()
    )


def _types(kind: Any) -> Tuple[Any, ...]:
    return kind if isinstance(kind, tuple) else (kind,)


def strings(value: Any) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


NONE = type(None)
CITATION = {
    "id": str,
    "source": str,
    "start": int,
    "end": int,
    "quote": str,
    "role": str,
    "shown": str,
    "page": (int, NONE),
    "page_end": (int, NONE),
    "voices": list,
}
CLAUSE = {
    "id": str,
    "text": str,
    "english": str,
    "origin": str,
    "kind": str,
    "citations": list,
    "figures": list,
    "verdict": str,
    "documents": int,
    "about": (str, NONE),
    "theme": (str, NONE),
    "support": (dict, NONE),
}


class Content:
    """What the parts say, by id; each is checked for its form. Raises ValueError with the part and what is wrong."""

    def __init__(self, read: Callable[[str], str], names: Sequence[str]) -> None:
        self.proposition = self._whole(read, "proposition.json")
        self.frames = self._whole(read, "frames.json")
        self.reading = read("proposition.txt")
        self.twice: List[Tuple[str, str]] = []
        self.sources = self._lines(read, "sources.jsonl", "id", id=str, title=str)
        anchored: Dict[str, Any] = {
            "id": str,
            "source": str,
            "quote": str,
            "start": int,
            "end": int,
            "page": (int, NONE),
        }
        self.statements = self._lines(
            read, "statements.jsonl", "id", themes=list, holders=list, parties=list, page_end=(int, NONE), **anchored
        )
        self.references = self._lines(read, "references.jsonl", "id", **anchored)
        self.threads = self._lines(read, "threads.jsonl", "id", id=str, statements=list)
        self.tensions = self._lines(read, "tensions.jsonl", "id", id=str, a=str, b=str)
        maybe: Dict[str, Any] = dict.fromkeys(("statement", "party", "theme"), (str, NONE))
        self.gaps = self._lines(read, "gaps.jsonl", "id", id=str, kind=str, **maybe)
        self.answers = self._lines(read, "answers.jsonl", None, request=str, party=str)
        self.parties = self._lines(read, "parties.jsonl", "id", id=str, name=str)
        pages = self._lines(read, "pages.jsonl", "source", source=str, pages=list)
        self.pages = {source: self._pairs(one["pages"]) for source, one in pages.items()}
        self.texts = {found[1]: read(name) for name in names for found in [TEXT.fullmatch(name)] if found}
        self._form()

    def _whole(self, read: Callable[[str], str], part: str) -> Dict[str, Any]:
        try:
            found = parsed(read(part))
        except ValueError as error:
            raise ValueError(part, str(error)) from error
        if not isinstance(found, dict):
            raise ValueError(part, "{}")  # noqa: TRY004  one error for all that is wrong with a part
        return found

    def _lines(
        self, read: Callable[[str], str], part: str, key: Optional[str], **kinds: Any
    ) -> Dict[str, Dict[str, Any]]:
        found: Dict[str, Dict[str, Any]] = {}
        for number, line in enumerate(filter(None, read(part).split("\n")), start=1):
            try:
                record = parsed(line)
            except ValueError as error:
                raise ValueError(part, f"{number}: {error}") from error
            if not has(record, **kinds):
                raise ValueError(part, str(number))
            name = record[key] if key else str(number)
            if name in found:
                self.twice.append((part, name))
            found[name] = record
        return found

    def _pairs(self, pages: Any) -> List[Tuple[int, int]]:
        for pair in pages:
            if not (isinstance(pair, list) and len(pair) == 2 and all(type(one) is int for one in pair)):
                raise ValueError("pages.jsonl", "[start, page]")
        return [(pair[0], pair[1]) for pair in pages]

    def _form(self) -> None:
        """Raises ValueError where the proposition or the fixed sentences have another form than they should."""
        text, frames = self.proposition, self.frames
        if not has(
            text,
            title=str,
            clauses=list,
            core=list,
            themes=list,
            sources=list,
            parties=list,
            held=list,
            statements=int,
            release=str,
        ):
            raise ValueError("proposition.json", "title clauses core themes sources parties held statements release")
        if not all(has(one, id=str, title=str) for one in text["sources"]) or not all(
            has(one, id=str, name=str) for one in text["parties"]
        ):
            raise ValueError("proposition.json", "sources parties")
        if (
            not all(has(one, id=str, nl=str, en=str) for one in text["themes"])
            or not strings(text["core"])
            or not strings(text["held"])
        ):
            raise ValueError("proposition.json", "themes core held")
        for clause in text["clauses"]:
            is_sound = has(clause, **CLAUSE) and all(
                has(one, **CITATION) and strings(one["voices"]) for one in clause["citations"]
            )
            if not is_sound or not all(has(one, words=str, citation=int) for one in clause["figures"]):
                raise ValueError("proposition.json", str(clause.get("id") if isinstance(clause, dict) else clause)[:80])
            if clause["support"] is not None and not strings(clause["support"].get("for_")):
                raise ValueError("proposition.json", clause["id"][:80])
        for one in self.threads.values():
            if not strings(one["statements"]):
                raise ValueError("threads.jsonl", one["id"][:80])
        for one in self.statements.values():
            if not (strings(one["themes"]) and strings(one["holders"]) and strings(one["parties"])):
                raise ValueError("statements.jsonl", one["id"][:80])
        if not (
            strings(frames.get("nl"))
            and strings(frames.get("en"))
            and strings(frames.get("words"))
            and strings(frames.get("headings"))
        ):
            raise ValueError("frames.json", "nl en words headings")
        self.by_id = {clause["id"]: clause for clause in text["clauses"]}
        self.titles = {
            **{id_: one["title"] for id_, one in self.sources.items()},
            **{one["id"]: one["title"] for one in text["sources"]},
        }
        self.names = {
            **{id_: one["name"] for id_, one in self.parties.items()},
            **{one["id"]: one["name"] for one in text["parties"]},
        }

    def page_at(self, source: str, offset: int) -> Optional[int]:
        """The page on which a character stands; None where the format has no pages."""
        pages = self.pages.get(source, [])
        found = bisect_right(pages, (offset, 1 << 62)) - 1
        return pages[found][1] if found >= 0 else None

    def is_there(self, record: Dict[str, Any]) -> bool:
        """Whether a quote is what its place in the text of its source has."""
        text = self.texts.get(record["source"])
        return (
            text is not None
            and 0 <= record["start"] < record["end"] <= len(text)
            and text[record["start"] : record["end"]] == record["quote"]
        )


# --- checking ---------------------------------------------------------------------------------------------------


def check(path: Path) -> Tuple[Result, Optional[Content]]:
    """All that can be checked of the bundle at this path. Raises NotABundleError where it is none."""
    result = Result()
    parts = opened(path, result)
    try:
        held = _check_parts(parts, path, result)
        _check_originals(held, result)

        def read(name: str) -> str:
            # a text may hold half a surrogate pair, which this writes as it stands
            return held[name].decode("utf-8", "surrogatepass")

        try:
            content = Content(read, list(held))
        except ValueError as error:
            part, reason = error.args if len(error.args) == 2 else ("?", str(error))
            result.fail("malformed", part=part, reason=reason)
            return result, None
        except KeyError:
            return result, None  # a part is missing, and that was said
    finally:
        parts.close()
    result.texts = len(content.texts)
    try:
        _check_version(held["proposition.json"], content, result)
        _check_lists(content, result)
        _Clauses(content, result).check()
        _check_reading(content, result)
    except (TypeError, KeyError, AttributeError, IndexError, ValueError) as error:  # a form that nobody thought of
        result.fail("malformed", part="proposition.json", reason=repr(error)[:200])
    return result, content


def _check_parts(parts: Any, path: Path, result: Result) -> Dict[str, bytes]:
    """Compares each part with the manifest; returns the bytes of all but the originals, of which the hash is kept."""
    try:
        raw = whole(parts, MANIFEST, LARGEST_PART)
        manifest = parsed(raw.decode("utf-8"))
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise NotABundleError("no_bundle", path=path.name, reason=f"{MANIFEST}: {error}") from error
    if not has(manifest, format=str, parts=dict, mark=str, release=str, language=str) or manifest["format"] != FORMAT:
        raise NotABundleError("no_bundle", path=path.name, reason=f"{MANIFEST}: {FORMAT}?")
    result.manifest, result.manifest_hash = manifest, hashlib.sha256(raw).hexdigest()
    there = [name for name in parts.names() if name != MANIFEST]
    for name in there:
        if not is_part(name):
            result.fail("part_name", part=name)
        elif name not in manifest["parts"]:
            result.fail("part_extra", part=name)
    for name in sorted(FIXED | set(manifest["parts"])):
        if name not in there:
            result.fail("part_missing", part=name)
    held: Dict[str, bytes] = {}
    total = read = 0
    for name in sorted(there):
        told = manifest["parts"].get(name)
        if not is_part(name) or name not in manifest["parts"]:
            continue
        total += parts.size(name)
        is_sized = has(told, size=int, sha256=str) and parts.size(name) == told["size"] <= LARGEST_PART
        if not is_sized or total > LARGEST_ALL:
            result.fail("part_size", part=name)
            if parts.size(name) > LARGEST_PART or total > LARGEST_ALL:
                continue
        result.counts["parts"] += 1
        try:
            digest, found, length = hashlib.sha256(), [], 0
            for piece in parts.pieces(name):
                length += len(piece)
                if length > parts.size(name):
                    raise ValueError("size")  # noqa: TRY301  as what zipfile itself raises
                digest.update(piece)
                if not ORIGINAL.fullmatch(name) and read + length <= LARGEST_READ:
                    found.append(piece)
        except (OSError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            result.fail("part_broken", part=name, reason=str(error))
            continue
        if not has(told, sha256=str) or digest.hexdigest() != told["sha256"]:
            result.fail("part_changed", part=name)
        if ORIGINAL.fullmatch(name):
            held[name] = digest.digest()
        else:
            held[name] = b"".join(found)
            read += length
    return held


def _check_originals(held: Dict[str, bytes], result: Result) -> None:
    for name in [one for one in held if ORIGINAL.fullmatch(one)]:
        found = ORIGINAL.fullmatch(name)
        result.counts["originals"] += 1
        if found and held.pop(name).hex() != found[1]:
            result.fail("original_changed", part=name)


def _check_version(raw: bytes, content: Content, result: Result) -> None:
    """Compares the proposition with what the manifest says of its version."""
    version = result.manifest.get("version")
    if version is not None:
        if not has(version, label=str, body=str, public=str):
            result.fail("malformed", part=MANIFEST, reason="version")
            return
        if hashlib.sha256(raw).hexdigest() not in (version["body"], version["public"]):
            result.fail("body_changed", label=version["label"])
        approval = version.get("approval")
        if approval is not None and (
            not has(approval, at=str, person=str) or approval["person"] not in result.manifest["mark"]
        ):
            result.fail("mark_wrong", mark=result.manifest["mark"])
    is_approved = version is not None and version.get("approval") is not None
    if is_approved != bool(result.manifest.get("is_approved")):
        result.fail("mark_wrong", mark=result.manifest["mark"])
    if is_approved:
        for clause in content.proposition["clauses"]:
            if clause["verdict"] != "accepted":
                result.fail("clause_verdict", clause=clause["id"])


def _check_lists(content: Content, result: Result) -> None:
    """Checks each record's quote, page and what it points at."""
    for part, name in content.twice:
        result.fail("record_twice", record=name, part=part)
    for source in content.proposition["sources"]:
        held = content.sources.get(source["id"])
        if held is not None and held["title"] != source["title"]:
            result.fail("source_odd", source=source["id"])
    for name in content.texts:
        if name not in content.titles:
            result.fail("original_unknown", part=f"texts/{name}.txt")
    for name in result.manifest["parts"]:
        found = ORIGINAL.fullmatch(name)
        if found and found[1] not in content.titles:
            result.fail("original_unknown", part=name)
    for record in [*content.statements.values(), *content.references.values()]:
        result.counts["statements"] += 1
        if not content.is_there(record):
            result.fail("record_quote", record=record["id"])
        elif record["page"] != content.page_at(record["source"], record["start"]):
            result.fail("record_page", record=record["id"], page=record["page"])
    for one in content.threads.values():
        for member in one["statements"]:
            if member not in content.statements:
                result.fail("record_loose", record=one["id"], target=member)
    for one in content.tensions.values():
        for member in (one["a"], one["b"]):
            if member not in content.statements:
                result.fail("record_loose", record=one["id"], target=member)


def _check_reading(content: Content, result: Result) -> None:
    """Checks that proposition.txt says what the proposition says: the same sentences and quotes, and no other line."""
    language = "text" if result.manifest["language"] == "nl" else "english"
    clauses = content.proposition["clauses"]
    wanted = [f"{number}. {' '.join(one[language].split())}" for number, one in enumerate(clauses, start=1)]
    others = {content.proposition["title"], result.manifest["mark"], *content.frames["headings"]}
    others |= {one[key] for one in content.proposition["themes"] for key in ("nl", "en")}
    others = {" ".join(one.split()) for one in others}
    at = 0
    quotes: Set[str] = set()
    for line in content.reading.split("\n"):
        if at < len(wanted) and line == wanted[at]:
            quotes = {" ".join(one["quote"].split()) for one in clauses[at]["citations"]}
            at += 1
        elif line.startswith("   • "):
            if line.partition(": ")[2] not in quotes and not any(line.endswith(": " + one) for one in quotes):
                result.fail("reading_wrong", words=line[:160])
        elif line and line not in others:
            result.fail("reading_wrong", words=line[:160])
    for line in wanted[at:]:
        result.fail("reading_wrong", words=line[:160])


def tokens(text: str) -> Set[str]:
    """The words of a text, without capitals."""
    return set(WORD.findall(text.casefold()))


def folded(text: str) -> str:
    """A text with its white space folded and its quotation marks alike."""
    return " ".join(text.split()).replace("«", "“").replace("»", "”")


def is_within(words: str, text: str) -> bool:
    """Whether words stand in a text as whole words."""
    at = text.find(words)
    while at >= 0 and words:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False


class _Clauses:
    """Checks each clause against its citations, the texts and the lists."""

    def __init__(self, content: Content, result: Result) -> None:
        self.content = content
        self.result = result
        text = content.proposition
        self.is_of_now = (
            sorted(content.sources) == sorted(text["held"]) and len(content.statements) == text["statements"]
        )
        self.is_of_release = text["release"] == result.manifest["release"]
        self.other = 0
        self.words = set().union(*map(tokens, content.frames["words"])) if content.frames["words"] else set()
        self.frames = {one: [_pieces(frame) for frame in content.frames[one]] for one in ("nl", "en")}
        result.frames = len(content.frames["nl"]) + len(content.frames["en"])
        self.asked: Dict[str, Set[str]] = {}
        self.missing: Dict[str, Set[str]] = {}
        self.counted: Dict[str, int] = {}
        self._index()

    def check(self) -> None:
        """Checks all of them, and says what could only be checked in part."""
        result, text = self.result, self.content.proposition
        sentences = [*self.content.frames["nl"], *self.content.frames["en"]]
        if len(sentences) > 2_000 or any(len(one) > 500 for one in sentences):
            result.fail("frames_many")
            return
        told: Set[str] = set()
        for clause in text["clauses"]:
            result.counts["clauses"] += 1
            if clause["id"] in told:
                result.fail("clause_twice", clause=clause["id"])
            told.add(clause["id"])
            if max(len(clause["text"]), len(clause["english"])) > LONGEST_CLAUSE:
                result.fail("clause_long", clause=clause["id"])
                continue
            self._citations(clause)
            for language, words in (("nl", clause["text"]), ("en", clause["english"])):
                self._words(clause, words, language)
        for name in text["core"]:
            if name not in told:
                result.fail("clause_core", clause=name)
        if not self.is_of_now:
            result.notes.append(Said("later", {}))
        if self.other:
            result.notes.append(Said("other_release", {"count": self.other}))

    def _citations(self, clause: Dict[str, Any]) -> None:
        """Checks that each citation stands where it says, is what its statement is, and shows no other words."""
        content, fail, name = self.content, self.result.fail, clause["id"]
        if not clause["citations"] and not (clause["kind"] == "gap" and clause["origin"] == "rule"):
            fail("clause_bare", clause=name)
        for one in clause["citations"]:
            self.result.counts["citations"] += 1
            if one["source"] not in content.titles:
                fail("no_source", clause=name, source=one["source"])
            elif one["source"] not in content.texts:
                fail("no_text", clause=name, source=one["source"])
            elif not content.is_there(one):
                fail("quote_wrong", clause=name, source=one["source"], quote=one["quote"])
            else:
                first, last = (content.page_at(one["source"], at) for at in (one["start"], one["end"] - 1))
                if one["page"] != first or (one["page_end"] is not None and one["page_end"] != last):
                    fail("page_wrong", clause=name, page=one["page"], quote=one["quote"])
            record = content.statements.get(one["id"]) or content.references.get(one["id"])
            same = ("source", "start", "end", "quote", "page")
            if record is None or any(record[key] != one[key] for key in same):
                self.result.fail("statement_wrong", clause=name, record=one["id"])
            elif one["voices"]:
                own = {*record.get("holders", ()), *record.get("parties", ())}
                for voice in one["voices"]:
                    if voice.partition("/")[0] not in own:
                        self.result.fail("voice_wrong", clause=name, voice=voice, record=one["id"])
            if one["shown"] and not is_within(folded(one["shown"]), folded(one["quote"])):
                fail("shown_wrong", clause=name, words=one["shown"])
        for figure in clause["figures"]:
            cited = (
                clause["citations"][figure["citation"]] if 0 <= figure["citation"] < len(clause["citations"]) else None
            )
            if cited is None or folded(figure["words"]) not in folded(cited["quote"]):
                fail("figure_wrong", clause=name, words=figure["words"])

    def _words(self, clause: Dict[str, Any], text: str, language: str) -> None:
        """Checks the words of a clause: what is quoted stands in a quote, what is around it is a fixed sentence."""
        content, fail, name = self.content, self.result.fail, clause["id"]
        quotes = [folded(one["quote"]) for one in clause["citations"]]
        titles = [content.titles.get(one["source"], "") for one in clause["citations"]]
        plain = " ".join(text.split())
        for title in sorted(
            {" ".join(one.split()) for one in titles if "«" in one or "»" in one}, key=len, reverse=True
        ):
            plain = plain.replace(title, folded(title))
        for words in QUOTED.findall(plain):
            if not any(is_within(folded(words), quote) for quote in quotes):
                fail("words_wrong", clause=name, words=words)
        for one in clause["citations"]:
            if one["shown"] and f"«{folded(one['shown'])}»" not in plain:
                fail("words_wrong", clause=name, words=one["shown"])
        around = QUOTED.sub("«»", plain)
        if around.count("«") != around.count("«»") or around.count("»") != around.count("«»"):
            fail("marks_loose", clause=name)
            return
        outside = around.replace("«»", " ")
        if clause["origin"] in ("quote", "rule"):
            if self._is_framed(clause, around, QUOTED.findall(plain), language):
                return
            if self.is_of_release:
                self.result.fail("frame_wrong", clause=name, words=outside)
            else:
                self.other += language == "nl"
        self._loose(clause, outside, quotes)

    def _loose(self, clause: Dict[str, Any], outside: str, quotes: Sequence[str]) -> None:
        """Checks that numbers, months and denials in a person's own words stand in a quote, or in a name."""
        cited = {voice for one in clause["citations"] for voice in one["voices"]}
        known = tokens(" ".join(quotes)).union(*self._called(cited | self._asked(clause) | self._missing(clause)))
        digits = {re.sub(r"\D", "", one) for quote in quotes for one in NUMBER.findall(quote)}
        for words in NUMBER.findall(outside):
            if re.sub(r"\D", "", words) not in digits and words.casefold() not in known:
                self.result.fail("number_loose", clause=clause["id"], words=words)
        for word in sorted(tokens(outside) & (DENIALS | MONTHS) - known):
            self.result.fail("word_loose", clause=clause["id"], words=word)

    def _asked(self, clause: Dict[str, Any]) -> Set[str]:
        """Whom a clause may say that something is asked of: those of whom the lists say so."""
        return set().union(*(self.asked.get(one["id"], ()) for one in clause["citations"]))

    def _missing(self, clause: Dict[str, Any]) -> Set[str]:
        """The parties of whom a clause says that they, or their words on a theme, are missing."""
        return self.missing.get(clause["about"] or "", set())

    def _spoken(self, clause: Dict[str, Any], words: Optional[str]) -> Set[str]:
        """Who says these quoted words by the citations; of a clause without a quote those who are missing."""
        if words is None:
            return self._missing(clause)
        if clause["kind"] == "shared" and clause["support"]:
            return set(clause["support"]["for_"])
        return {
            voice for one in clause["citations"] if folded(one["shown"]) == folded(words) for voice in one["voices"]
        }

    def _called(self, voices: Set[str]) -> List[Set[str]]:
        """The names of these voices, each in words. "Gemeenten A en B" says the kind once for both."""
        plain = sorted({voice.partition("/")[0] for voice in voices})
        return [tokens(self.content.names.get(one, one)[:140]) - {"gemeente"} for one in plain]

    def _is_framed(self, clause: Dict[str, Any], around: str, quoted: Sequence[str], language: str) -> bool:
        """Whether what is around the quotes is one or more fixed sentences, with the right names and counts in them."""
        cited = clause["citations"]
        titles = tokens(" ".join(self.content.titles.get(one["source"], "") for one in cited))
        counts = {
            "documents": {clause["documents"], len({one["source"] for one in cited})},
            "count": {self.counted.get(clause["about"] or "", 0)},
        }
        themes = {
            one[key].lower()
            for one in self.content.proposition["themes"]
            if one["id"] == clause["theme"]
            for key in ("nl", "en")
        }
        joining = self.words | {"gemeente"}
        tried = [0]

        def fits(field: str, start: int, end: int, has_quote: bool) -> bool:  # noqa: FBT001  _ends passes it by place
            value = around[start:end]
            tried[0] += 1
            if tried[0] > MOST_TRIED or end - start > LONGEST_FIELD or "«" in value or not value.strip():
                return False
            if field in counts:
                return value.isdecimal() and len(value) < 12 and int(value) in counts[field]
            if field == "theme":
                return value in themes
            if field == "title":
                return tokens(value) <= titles
            if field == "asked":
                names = self._called(self._asked(clause))
                return tokens(value) <= joining.union(*names)
            place = around.count("«»", 0, start)
            names = self._called(self._spoken(clause, quoted[place] if has_quote and place < len(quoted) else None))
            if not names:
                return has_quote and tokens(value) <= titles
            return tokens(value) <= joining.union(*names) and all(name <= tokens(value) for name in names)

        reached, ways = {0}, [0]
        while ways:
            here = ways.pop()
            for pieces in self.frames[language]:
                for end in _ends(pieces, around, here, fits):
                    if end == len(around):
                        return True
                    if around[end] == " " and end + 1 not in reached:
                        reached.add(end + 1)
                        ways.append(end + 1)
        return False

    def _index(self) -> None:
        """Notes of each gap and answer whom it is asked of, who is missing, and what it is counted under."""
        order = [one["id"] for one in self.content.proposition["themes"] if one["id"] != "anders"]
        for one in self.content.answers.values():
            self.asked.setdefault(one["request"], set()).add(one["party"])
        for gap in self.content.gaps.values():
            kind, statement = gap["kind"], self.content.statements.get(gap["statement"] or "")
            if gap["party"] is not None:
                self.asked.setdefault(gap["statement"] or "", set()).add(gap["party"])
                for about in {gap["id"], kind, f"{kind}|{gap['theme']}"}:
                    self.missing.setdefault(about, set()).add(gap["party"])
            theme = next((name for name in order if statement and name in statement["themes"]), "")
            for about in (kind, f"{kind}|{theme}"):
                self.counted[about] = self.counted.get(about, 0) + 1


Piece = Tuple[bool, str]
"""A part of a fixed sentence: whether it is a field, and its words or name."""


def _pieces(frame: str) -> List[Piece]:
    """A fixed sentence in literal parts and fields; a quote in it is a literal ``«»``."""
    found: List[Piece] = []
    for place, part in enumerate(FIELD.split(frame.replace("«{quote}»", "«»"))):
        if part:
            found.append((place % 2 == 1, part))
    return found


def _ends(pieces: Sequence[Piece], text: str, start: int, fits: Callable[[str, int, int, bool], bool]) -> Set[int]:
    """Where a fixed sentence can end that begins at this place."""
    here = {start}
    has_quote = any("«»" in part for is_field, part in pieces if not is_field)
    for place, (is_field, part) in enumerate(pieces):
        if not is_field:
            here = {at + len(part) for at in here if text.startswith(part, at)}
            continue
        following = pieces[place + 1][1] if place + 1 < len(pieces) else ""
        found: Set[int] = set()
        for at in here:
            limit = text.find("«", at)
            end = text.find(following, at + 1) if following else len(text)
            while end >= 0 and (limit < 0 or end <= limit):
                if fits(part, at, end, has_quote):
                    found.add(end)
                end = text.find(following, end + 1) if following else -1
        here = found
    return here


# --- showing ----------------------------------------------------------------------------------------------------


def chain(content: Content, clause: str, language: str) -> List[str]:
    """One sentence with all that it rests on, to be read. Raises NotABundleError where there is none of that name."""
    clauses = content.proposition["clauses"]
    at = int(clause) - 1 if clause.isdecimal() and len(clause) < 9 else -1
    places = [
        place
        for place, one in enumerate(clauses)
        if place == at or one["id"] == clause or (len(clause) > 5 and one["id"].startswith(clause))
    ]
    if len(places) != 1:
        raise NotABundleError("no_clause", clause=clause)
    one = clauses[places[0]]
    lines = [Said("chain_clause", {"number": places[0] + 1, "clause": one["id"]}).sentence(language)]
    lines.append("  " + harmless(one["text" if language == "nl" else "english"], 4_000))
    if not one["citations"]:
        lines.append(Said("chain_none", {}).sentence(language))
    for cited in one["citations"]:
        role = Said(f"role_{cited['role']}", {}).sentence(language) if f"role_{cited['role']}" in SENTENCES else "?"
        voices = ", ".join(content.names.get(voice.partition("/")[0], voice) for voice in cited["voices"]) or "?"
        page = Said("chain_page", {"page": cited["page"]}).sentence(language) if cited["page"] is not None else ""
        values = {**cited, "title": content.titles.get(cited["source"], "?"), "page": page}
        lines.append(
            "  "
            + Said("chain_statement", {"role": role, "record": cited["id"], "voices": voices})
            .sentence(language)
            .strip()
        )
        lines.append("    " + Said("chain_source", values).sentence(language).strip().replace("  ", " "))
        text = content.texts.get(cited["source"], "")
        start, end = (min(max(cited[key], 0), len(text)) for key in ("start", "end"))
        before, after = text[max(0, start - 120) : start], text[end : end + 120]
        lines.append(f"    … {harmless(before)} [{harmless(text[start:end], 4_000)}] {harmless(after)} …")
    return lines


def summary(result: Result, language: str) -> List[str]:
    """What was found, to be read."""
    lines = [Said("mark", {"mark": result.manifest.get("mark", "?")}).sentence(language)]
    lines += [one.sentence(language) for one in result.failures[:200]]
    lines += [one.sentence(language) for one in result.notes]
    lines.append(Said("checked", dict(result.counts)).sentence(language))
    if result.counts.get("reread"):
        lines.append(Said("reread_count", dict(result.counts)).sentence(language))
    code = "ill_one" if len(result.failures) == 1 else "ill" if result.failures else "well"
    lines.append(Said(code, {"count": len(result.failures)}).sentence(language))
    for one in unproven(result):
        lines.append(one.sentence(language))
    lines.append(Said("manifest", {"hash": result.manifest_hash}).sentence(language))
    return lines


def unproven(result: Result) -> List[Said]:
    """What was not proven: of the texts only where not all of them were read again, which takes the program."""
    is_reread = 0 < result.texts == result.counts.get("reread", 0)
    found = [] if is_reread else [Said("unproven_text", {})]
    return [*found, Said("unproven_person", {}), Said("unproven_frames", {"count": result.frames})]


def as_json(result: Result) -> Dict[str, Any]:
    """What was found, for a script."""

    def shaped(found: Sequence[Said]) -> List[Dict[str, Any]]:
        return [{**one.values, "code": one.code, "nl": one.sentence("nl")} for one in found]

    return {
        "ok": not result.failures,
        "mark": result.manifest.get("mark"),
        "manifest_sha256": result.manifest_hash,
        "checked": dict(result.counts),
        "failures": shaped(result.failures),
        "notes": shaped(result.notes),
        "not_proven": shaped(unproven(result)),
    }


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """The command. Returns the exit status."""
    spoken = next((value for value in map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")) if value), "")
    parser = argparse.ArgumentParser(description="Rodedraad: check a bundle / kijkt een bundel na")
    parser.add_argument("bundle", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--clause", help="c-... or a number / c-... of een nummer")
    parser.add_argument("--lang", choices=("nl", "en"), default="en" if spoken.startswith("en") else "nl")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result, content = check(Path(given.bundle))
        if given.clause and content is not None:
            lines = [*chain(content, given.clause, given.lang), "", *summary(result, given.lang)]
        else:
            lines = summary(result, given.lang)
    except NotABundleError as error:
        sys.stderr.write(Said(error.code, error.values).sentence(given.lang) + "\n")
        return 2
    if given.json:
        sys.stdout.write(json.dumps(as_json(result), ensure_ascii=True, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
