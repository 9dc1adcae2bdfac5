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
# ruff: noqa: B905, SIM905, UP006, UP035, UP045  (it runs on Python 3.9; lists of words are read best as a text)

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
SHORTEST_PIECE = 20
NUMBERS_PER_LINE = 40
RULES = ("quote", "rule")
"""The origins of sentences that no person worded."""
BREAK = " … "

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
    "thread_title": (
        "Draad {record} heeft een titel die in geen van haar zinnen staat: «{words}»",
        "Thread {record} has a title that stands in none of its sentences: «{words}»",
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
    "title_wrong": (
        "Zin {clause} heeft een titel die in geen van haar citaten staat: «{words}»",
        "Clause {clause} has a title that stands in none of its quotes: «{words}»",
    ),
    "shown_cut": (
        "Zin {clause} toont maar een deel van zijn citaat: «{words}»",
        "Clause {clause} shows only a part of its quote: «{words}»",
    ),
    "cut_off": (
        "Zin {clause} haalt woorden aan zonder wat ze in het citaat inperkt ({left}): «{words}»",
        "Clause {clause} quotes words without what limits them in the quote ({left}): «{words}»",
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
        "Zin {clause} ontkent, beperkt of dateert met een woord waarvoor geen van haar citaten grond geeft: {words}",
        "Clause {clause} denies, restricts or dates with a word for which none of its quotes gives ground: {words}",
    ),
    "word_dropped": (
        "Zin {clause} herhaalt een citaat zonder zijn voorwaarde of ontkenning: {words}",
        "Clause {clause} restates a quote without its condition or denial: {words}",
    ),
    "party_loose": (
        "Zin {clause} noemt iemand die haar citaten niet noemen en van wie ze niet zijn: {words}",
        "Clause {clause} names somebody whom its quotes do not name and whose they are not: {words}",
    ),
    "speaker_wrong": (
        "Zin {clause} laat iemand spreken van wie geen van haar citaten is: {words}",
        "Clause {clause} lets somebody speak whose none of its quotes is: {words}",
    ),
    "letter_odd": (
        "Zin {clause} heeft letters die er als andere uitzien of niet te zien zijn: {words}",
        "Clause {clause} has letters that look like others or cannot be seen: {words}",
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
        "Alles klopt wat hier na te kijken is: elk citaat staat zo in de meegestuurde tekst, en er is niets gewijzigd sinds het manifest werd gemaakt.",
        "All is well that can be checked here: each quote stands so in the text sent with it, and nothing was changed since the manifest was made.",
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
    "unproven_own_words": (
        "Niet bewezen: dat wat een mens of een taalmodel in eigen woorden schreef hetzelfde zegt als de citaten eronder. Lees ze naast elkaar: zin {numbers}.",
        "Not proven: that what a person or a language model wrote in words of their own says the same as the quotes under it. Read them side by side: clause {numbers}.",
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

MONTHS = {
    name: number
    for number, names in enumerate(
        "januari/january februari/february maart/march april mei/may juni/june juli/july augustus/august september "
        "oktober/october november december".split(),
        start=1,
    )
    for name in names.split("/")
}
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"«([^«»]*)»")
FIELD = re.compile(r"\{([a-z_]+)\}")
MARKER = re.compile(r"^\s*(?:[•●▪‣–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
NOTE = re.compile(r"[\u2070-\u2079\u00b9\u00b2\u00b3]+$")
"""The marks of a list and of a footnote, which a clause that shows a quote leaves out."""


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
        self.own_words: List[int] = []

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
    "governs": list,
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
            read,
            "statements.jsonl",
            "id",
            text=str,
            themes=list,
            holders=list,
            parties=list,
            page_end=(int, NONE),
            **anchored,
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
            if not strings(clause["governs"]):
                raise ValueError("proposition.json", clause["id"][:80])
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
            and strings(frames.get("places"))
        ):
            raise ValueError("frames.json", "nl en words headings places")
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
        if not _is_titled(one, content):
            result.fail("thread_title", record=one["id"], words=str(one.get("title")))
    for one in content.tensions.values():
        for member in (one["a"], one["b"]):
            if member not in content.statements:
                result.fail("record_loose", record=one["id"], target=member)


def _is_titled(thread: Dict[str, Any], content: Content) -> bool:
    """Whether a thread is called after its sentence, or by a model after a part of one with a whole one behind it."""
    own = content.statements.get(str(thread.get("representative")))
    if own is None or own["id"] not in thread["statements"]:
        return False
    sentence = folded(own["text"])
    if thread.get("titled_by") == "rule":
        return folded(str(thread.get("title"))) == sentence
    title, _, rest = folded(str(thread.get("title"))).rpartition(": " + sentence)
    low = "één" + title[3:].lower() if title[:3].lower() == "eén" else title.lower()
    said = [folded(content.statements[one]["text"]) for one in thread["statements"] if one in content.statements]
    is_there = bool(title) and not rest and any(is_within(low, one.lower()) for one in said)
    return str(thread.get("titled_by")).startswith("model:") and is_there


def _check_reading(content: Content, result: Result) -> None:
    """Checks that proposition.txt is the proposition, line by line, as the bundle writes it; says where it first is not."""
    lines = content.reading.split("\n")
    at = 0
    for wanted, cited in _reading(content, result.manifest):
        line = lines[at] if at < len(lines) else ""
        at += 1
        if line not in wanted if cited is None else not _is_place(line, cited, content):
            result.fail("reading_wrong", words=line[:160] or wanted[0][:160])
            return
    if any(lines[at:]):
        result.fail("reading_wrong", words=next(filter(None, lines[at:]))[:160])


def _reading(content: Content, manifest: Dict[str, Any]) -> Iterator[Tuple[Tuple[str, ...], Optional[Dict[str, Any]]]]:
    """Each line to be read: what it can be, and the citation that it is of. By theme; a condition with what it governs."""
    key, own = ("nl", "text") if manifest["language"] == "nl" else ("en", "english")
    clauses = content.proposition["clauses"]
    titles = {one["id"]: one[key] for one in content.proposition["themes"]}
    numbers = {one["id"]: number for number, one in enumerate(clauses, start=1)}
    sections: Dict[Optional[str], List[Dict[str, Any]]] = {}
    for clause in clauses:
        governed = [numbers[name] for name in clause["governs"] if name in numbers]
        first = clauses[min(governed) - 1] if governed else clause
        sections.setdefault(first["theme"], []).append(clause)
    plain = [content.proposition["title"], manifest["mark"], ""]
    for words in plain:
        yield (" ".join(words.split()),), None
    for theme, held in sections.items():
        heads = (titles.get(theme, theme),) if theme else tuple(content.frames["headings"])
        yield tuple(" ".join(one.split()) for one in heads), None
        yield ("",), None
        for clause in held:
            yield (f"{numbers[clause['id']]}. {' '.join(clause[own].split())}",), None
            for one in clause["citations"]:
                yield (f"   • {' '.join(one['quote'].split())}",), one
            yield ("",), None


def _is_place(line: str, cited: Dict[str, Any], content: Content) -> bool:
    """Whether a line is a citation: the title of its source, its date and place, and the quote, and nothing besides."""
    head, tail = "   • ", ": " + " ".join(cited["quote"].split())
    if not (line.startswith(head) and line.endswith(tail) and len(line) > len(head) + len(tail)):
        return False
    place = line[len(head) : -len(tail)]
    title = " ".join(content.titles.get(cited["source"], "").split())
    if place.startswith(title):
        rest = place[len(title) :]
    else:
        before, mark, rest = place.partition(" …")
        if not (mark and title.startswith(before) and len(before) > len(title[:40]) // 2):
            return False
    source = content.sources.get(cited["source"]) or {}
    known = [*content.frames["places"], *_strings(cited.get("locator"))]
    known += [str(cited["page"]), str(cited["page_end"]), str(source.get("date")).replace("-", " ")]
    allowed = tokens(" ".join(known)) | set(MONTHS)
    return tokens(rest) - {"none"} <= allowed | {one.lstrip("0") for one in allowed}


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    """All that a record says: its texts, and its numbers as texts."""
    if isinstance(value, (str, int, float)):
        yield str(value)
    elif isinstance(value, (list, dict)) and depth < 8:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one, depth + 1)


def tokens(text: str) -> Set[str]:
    """The words of a text, without capitals."""
    return set(WORD.findall(text.casefold()))


def folded(text: str) -> str:
    """A text with its white space folded and its quotation marks alike."""
    return " ".join(text.split()).replace("«", "“").replace("»", "”")


def shown_whole(quote: str) -> str:
    """A quote as a sentence of the rules shows it: all of it, but for the marks of a list and of a footnote."""
    text = " ".join(quote.split())
    return folded(NOTE.sub("", MARKER.sub("", text)).strip())


def is_within(words: str, text: str) -> bool:
    """Whether words stand in a text as whole words."""
    at = text.find(words)
    while at >= 0 and words:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False


# --- what own words say --------------------------------------------------------------------------------------------

DENIAL = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|niets|noch|zonder|evenmin|nimmer|geenszins|not|no|never|nobody|nothing|nowhere|"
    r"none|neither|nor|without|cannot|\w{1,9}n[’']t)\b"
)
RESTRICTION = re.compile(r"\b(?:alleen|slechts|uitsluitend|enkel|louter|only|solely|exclusively)\b")
CONDITION = re.compile(
    r"\b(?:mits|tenzij|indien|behalve|behoudens|uitgezonderd|(?:op|onder) (?:de |die )?voorwaarde|voor zover|voorzover|zolang|"
    r"met uitzondering van|alleen als|pas als|provided|unless|except|as long as|on condition)\b"
)
# They turn a sentence by their own meaning: one of them bears a denial, restriction or condition out.
AS_DENIAL = re.compile(
    r"\b(?:\w{0,12}weiger\w*|verwerp\w*|verworpen|afwijz\w*|afgewezen|wij(?:st|zen) \w+ af|tegen\w{0,12}|verb(?:ied|od)\w*|"
    r"verboden|voorkom\w*|stop\w*|schrap\w*|geschrapt|vermijd\w*|ontbre\w+|gebrek|afzien|afgezien|ziet af|zien af|ontken\w*|"
    r"on(?:mogelijk|wenselijk|aanvaardbaar|acceptabel|nodig|haalbaar|bespreekbaar|voldoende|duidelijk|bekend|zeker|eens|"
    r"gewenst|juist)\w*|verlies\w*|refus\w*|reject\w*|oppos\w*|against|ban(?:s|ned)?|prevent\w*|avoid\w*|lack\w*|fail\w*|"
    r"den(?:y|ies|ied)|un(?:acceptable|desirable|necessary|clear|known|able|wanted)\w*|impossible|insufficient\w*)\b"
)
AS_RESTRICTION = re.compile(r"\b(?:maar|enige|pas|hooguit|hoogstens|but|sole)\b")
AS_CONDITION = re.compile(
    r"\b(?:als|wanneer|alleen|eerst|pas|vooropgesteld|afhankelijk|hang(?:t|en) (?:\w+ ){0,3}af|voorwaarde\w*|if|when|only|once|"
    r"subject to|condition\w*|depend\w*)\b"
)
TURNS = ((DENIAL, AS_DENIAL), (RESTRICTION, AS_RESTRICTION), (CONDITION, AS_CONDITION))
# "niet alleen ... maar ook" denies nothing; of whom a document is, is told beside a quote and not in it.
NEUTRAL = re.compile(
    r"\b(?:niet (?:alleen|slechts|enkel|uitsluitend|zozeer|in de laatste plaats)|not (?:only|just|least)|al dan niet|of niet|"
    r"indien (?:nodig|mogelijk|gewenst|wenselijk|noodzakelijk|relevant)|if (?:necessary|needed|possible)|whether or not|"
    r"(?:niet|no|not) (?:later|longer) (?:dan|than)|alleen al|niettemin|no\. \d|geen enkel probleem|"
    r"zonder bekende afzender|without a known author)\b"
)
# What stands within three words of a cut qualifies what was quoted.
BESIDE = re.compile(
    r"\b(?:onmogelijk|grotendeels|deels|gedeeltelijk|in beginsel|in principe|naar verwachting|verwacht\w*|waarschijnlijk|"
    r"mogelijk|misschien|wellicht|vermoedelijk|hooguit|hoogstens|maximaal|minimaal|ten ?minste|ten hoogste|circa|ongeveer|"
    r"bijna|vrijwel|nagenoeg|doorgaans|meestal|soms|als|wanneer|pas|uiterlijk|partly|largely|mostly|probably|possibly|perhaps|"
    r"maybe|in principle|up to|at most|at least|about|almost|nearly|usually|sometimes|if|when)\b"
)
UNDER = re.compile(r"(?:^|[,–—] )(?:maar |but )?(?:alleen |pas |slechts |only )?(?:als|wanneer|if|when) ")
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Þ“‘])")
ELSE = re.compile(
    r";|\b(?:maar|doch|but)\b(?!\s(?:ook|alleen|slechts|pas|only|liefst|net|als|if))|\b(?:daarentegen|integendeel|instead)\b"
)
PART_END = re.compile(r"[,;:()–—]|\b(?:maar|doch|but|omdat|terwijl|because|while|en|and|of|or)\b")


def cut_off(words: str, quote: str, own: str) -> Optional[str]:
    """What of a quote stands outside these words of it and limits or denies them, and is not in the own words beside.

    None where somewhere in the quote nothing does: a condition in its sentence, a denial in its part of that sentence, or
    a word that weakens within three words.
    """
    at, first = quote.find(words), None
    said = " ".join(own.lower().split())
    while at >= 0 and words:
        start = max([0, *(found.end() for found in SENTENCE_END.finditer(quote, 0, at))])
        following = SENTENCE_END.search(quote, at + len(words) - 1)
        before = quote[start:at].lower()
        after = quote[at + len(words) : following.start() if following else len(quote)].lower()
        left = _limits(before, after, said)
        if left is None:
            return None
        first, at = first or left, quote.find(words, at + 1)
    return first


def _limits(before: str, after: str, said: str) -> Optional[str]:
    """The first word on either side of a cut that limits or denies what stands between; none that is ``said`` besides."""
    here = [(*ELSE.split(before),)[-1], (*ELSE.split(after),)[0]]
    beside = [" ".join(here[0].split()[-3:]), " ".join(here[1].split()[:3])]
    parts = [PART_END.split(here[0])[-1], PART_END.split(here[1])[0]]
    tried = [(CONDITION, here), (UNDER, here), (DENIAL, parts), (RESTRICTION, parts)]
    tried += [(DENIAL, beside), (RESTRICTION, beside), (BESIDE, beside)]
    for pattern, texts in tried:
        for text in texts:
            found = pattern.search(NEUTRAL.sub(" ", text))
            if found and not re.search(rf"\b{re.escape(found[0].strip(' ,–—'))}\b", said):
                return found[0].strip(" ,–—")
    return None


_UNITS = "een één twee drie vier vijf zes zeven acht negen".split()
_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_ENGLISH = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Dict[str, float] = {word: number for number, word in enumerate(_UNITS[2:], start=2)}
NUMBERS.update({word: number for number, word in enumerate(_TEENS, start=10)})
NUMBERS.update({word: number for number, word in enumerate(_ENGLISH, start=2)})
for _place, (_ten, _english_ten) in enumerate(zip(_TENS, _ENGLISH_TENS), start=2):
    NUMBERS.update({_ten: 10 * _place, _english_ten: 10 * _place})
    for _unit, _word in enumerate(_UNITS[1:], start=1):
        NUMBERS[_word + ("ën" if _word.endswith("e") else "en") + _ten] = 10 * _place + _unit
        NUMBERS[_word + "en" + _ten] = 10 * _place + _unit
    for _unit, _word in enumerate(("one", *_ENGLISH[:8]), start=1):
        NUMBERS[f"{_english_ten}-{_word}"] = 10 * _place + _unit
for _unit, _word in enumerate(_UNITS[2:], start=2):
    NUMBERS.update({_word + "honderd": 100 * _unit, _word + "duizend": 1000 * _unit})
NUMBERS.update({"honderd": 100, "hundred": 100, "anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5})
SCALES = {
    "duizend": 1e3,
    "thousand": 1e3,
    "miljoen": 1e6,
    "million": 1e6,
    "mln": 1e6,
    "miljard": 1e9,
    "billion": 1e9,
    "mld": 1e9,
}
SCALES.update({"biljoen": 1e12, "trillion": 1e12})
ONLY_SCALED = frozenset(("acht", "ten", "half", "halve", "elf"))
"""Number words that are other words too, but before a scale ("ten minste", "Velsen acht dit nodig")."""
_DIGITS = r"\d{1,3}(?:[.\u00a0\u202f ,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
COUNT = re.compile(
    rf"(?P<euro>€ ?)?(?<![\w.,])(?:(?P<digits>{_DIGITS})|\b(?P<word>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b)"
    rf"(?: ?(?P<scale>{_SCALE})\b)?(?: ?(?P<unit>%|€|[^\W\d_]+[²³]?))?|\b(?P<bare>{_SCALE})\b(?: (?P<bare_unit>[^\W\d_]+))?"
)
YEARS = re.compile(r"(?<!\d)((?:19|20|21)\d)\d ?[-–—/] ?(\d\d)(?!\d)")
DOTTED = re.compile(r"(?<!\d)\d{1,2}[.-]\d{1,2}[.-]\d{2,4}(?!\d)")
MULTIPLES = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        "tientallen|dozens|tens of",
        "honderden|hundreds",
        "duizenden|thousands",
        "miljoenen|millions",
        "miljarden|billions",
        r"(?:ver)?dubbel\w*|tweemaal|twee keer|doubl\w+|twice",
        r"(?:ver)?drie(?:dubbel|voud)\w*|driemaal|drie keer|tripl\w+|three times",
        r"(?:ver)?viervoud\w*|(?:ver)?tienvoud\w*|fourfold|tenfold",
        "helft|half of|half the|pays? half",
        "kwart|a quarter",
    )
)
_UNIT_NAMES = (
    "euro euros eur €/procent percent %/hectare hectares ha/ton tonne tonnes tons/kiloton kton kilotonne kilotonnes/"
    "megaton mton/mw megawatt/mwh/gw gigawatt/gwh/kwh/pj petajoule/kilometer km kilometre kilometres/meter metre metres m/"
    "dag dagen day days/week weken weeks/maand maanden month months/jaar jaren year years/uur uren hour hours/dollar dollars/"
    "pond pound pounds/woning woningen home homes dwellings/baan banen job jobs"
)
UNIT_OF = {name: names.split()[0] for names in _UNIT_NAMES.split("/") for name in names.split()}
COUNTED = frozenset(
    "stukken documenten bronnen maatregelen partijen gemeenten organisaties uitspraken documents sources measures parties "
    "municipalities organisations statements".split()
)
ODD_MONTHS = frozenset(("may", "march", "mei"))
MONTH = re.compile(
    rf"(?P<near>\d(?:e|ste|de|st|nd|rd|th)? |\b(?:in|van|of|since|sinds|until|by|per|tot|vóór|voor|na|eind|begin|half|medio|vanaf|from|before|after|late|early|mid)[ -])?"
    rf"\b(?P<month>{'|'.join(MONTHS)})\b(?P<day> \d)?"
)
TELLING = re.compile(r"[^\W\d_]{4,}|\d+")
SMALL = frozenset(
    "deze voor door zijn worden wordt werd werden hebben heeft moet moeten willen wilt zullen zal kunnen kan mogen naar over "
    "onder tussen omdat zodat waar waarin waarbij daar daarbij hier want toch nog meer zeer veel alle alles iedere elke onze "
    "this that these those with from will shall must have has been were into their there which would should could about also "
    "than then they them when what gaan gaat komt komen doen doet laten blijft blijven zegt zeggen vindt vinden wants says "
    "said volgens according vraagt vragen asks".split()
)


class OwnWords:
    """What a person wrote outside the quotes, held against what was ``told`` in and beside them."""

    def __init__(self, said: str, told: Sequence[str], *, is_gap: bool) -> None:
        self._said = " ".join(said.split())
        self._low = self._said.lower()
        self._told = [" ".join(one.lower().split()) for one in told]
        self._all = "\n".join(self._told)
        self._is_gap = is_gap

    def odd(self) -> Iterator[str]:
        """Words in letters of two scripts, of figures that are no plain ones, or with what cannot be seen."""
        known = set(self._all.split())
        for word in self._said.split():
            is_mixed = any("a" <= one <= "z" for one in word.lower()) and any(
                one.isalpha() and ord(one) >= 0x370 and not 0x1E00 <= ord(one) < 0x1F00 for one in word
            )
            is_odd = any(one.isnumeric() and not "0" <= one <= "9" for one in word)
            if (is_mixed or is_odd or not word.isprintable()) and word.lower() not in known:
                yield word

    def numbers(self, known: Set[str], counts: Set[int]) -> Iterator[str]:
        """Numbers by their value and unit that nothing told has; and "honderden", "het dubbele" likewise."""
        values: Dict[float, Set[Optional[str]]] = {}
        for share, part in ((50.0, "helft|half of|half the"), (25.0, "kwart|a quarter")):
            if re.search(rf"\b(?:{part})\b", self._all):
                values[share] = {None}
        for text in self._told:
            for value, unit, _, _ in counted(text):
                values.setdefault(value, set()).add(UNIT_OF.get(unit))
            for found in YEARS.finditer(text):
                values.setdefault(float(found[1][:2] + found[2]), set()).add(None)
            for found in DOTTED.finditer(text):
                for part in re.findall(r"\d+", found[0]):
                    values.setdefault(float(part), set()).add(None)
        for value, unit, words, digits in counted(self._low):
            own, there = UNIT_OF.get(unit), values.get(value)
            is_there = there is not None and (own is None or own in there or None in there)
            if not is_there and digits not in known and not (unit in COUNTED and value in counts):
                yield words
        for multiple in MULTIPLES:
            said = multiple.search(self._low)
            if said and not multiple.search(self._all):
                yield said[0]

    def turned(self) -> Iterator[str]:
        """Denials, restrictions and conditions for which nothing told gives ground, and months that nothing told has."""
        plain, told = NEUTRAL.sub(" ", self._low), NEUTRAL.sub(" ", self._all)
        for marks, as_good in TURNS:
            found = None if self._is_gap else marks.search(plain)
            if found and not (marks.search(told) or as_good.search(told)):
                yield found[0]
        there = {MONTHS[found["month"]] for found in MONTH.finditer(self._all)}
        there |= {
            int(part)
            for found in re.findall(r"\d[\d-]*\d", self._all)
            for part in found.split("-")
            if len(part) < 3 and part
        }
        there |= {int(part) for found in DOTTED.findall(self._all) for part in re.split(r"[.-]", found)}
        for found in MONTH.finditer(self._low):
            is_month = found["month"] not in ODD_MONTHS or found["near"] or found["day"]
            if is_month and MONTHS[found["month"]] not in there:
                yield found["month"]

    def dropped(self, quotes: Sequence[str]) -> Iterator[str]:
        """The condition or denial of a quote that a sentence restates without it."""
        sentences = [NEUTRAL.sub(" ", one.lower()) for one in SENTENCE_END.split(self._said)]
        values = {value for value, _, _, _ in counted(self._low) if not 1900 <= value < 2200}
        for quote in quotes:
            for full in SENTENCE_END.split(" ".join(quote.split())):
                text = NEUTRAL.sub(" ", full.lower())
                under = CONDITION.search(text)
                is_of_it = any(value in values for value, _, _, _ in counted(text) if value > 20)
                has_condition = CONDITION.search(self._low) or AS_CONDITION.search(self._low)
                if under and not has_condition and (is_of_it or any(_is_restated(one, text) for one in sentences)):
                    yield under[0]
                for denial in DENIAL.finditer(text):
                    near = [*telling(text[: denial.start()])[-2:], *telling(text[denial.end() :])[:4]]
                    for one in sentences:
                        has_denial = DENIAL.search(one) or AS_DENIAL.search(one)
                        here = set(telling(one))
                        is_near = 2 * sum(word in here for word in near) >= max(1, len(near))
                        if is_near and not has_denial and _is_restated(one, text, least=2):
                            yield denial[0]


def telling(text: str) -> List[str]:
    """The words of a text that tell what it is about, and its numbers."""
    return [one for one in TELLING.findall(text) if one not in SMALL and not DENIAL.fullmatch(one)]


def _is_restated(said: str, quote: str, *, least: int = 3) -> bool:
    """Whether a sentence tells a quote in other words: it shares so many telling words with it, and half of its own."""
    own = set(telling(said))
    shared = own & set(telling(quote))
    return len(shared) >= least and 2 * len(shared) >= len(own)


def counted(low: str) -> Iterator[Tuple[float, str, str, str]]:
    """The numbers of a text in small letters: value, the word behind it, its words and its figures."""
    for found in COUNT.finditer(low):
        if found["bare"]:
            yield SCALES[found["bare"]], found["bare_unit"] or "", found["bare"], ""
            continue
        unit = "euro" if found["euro"] else found["unit"] or ""
        scale = SCALES.get(found["scale"] or "", 1.0)
        if found["word"]:
            if found["word"] in ONLY_SCALED and scale == 1.0 and unit not in UNIT_OF:
                continue
            value = NUMBERS[found["word"]]
        else:
            value = _value(found["digits"])
        words = " ".join(part for part in (found["digits"] or found["word"], found["scale"]) if part)
        yield round(value * scale, 6), unit, words, found["digits"] or ""


def _value(digits: str) -> float:
    """A number by its figures: 1.500 and 1 500 are 1500, 1,5 and 1.5 are not."""
    whole = re.fullmatch(r"(\d{1,3}(?:[.\u00a0\u202f ,]\d{3})+)(?:[.,](\d{1,2}))?", digits)
    if whole:
        return float(re.sub(r"\D", "", whole[1]) + "." + (whole[2] or "0"))
    return float(digits.replace(",", ".")[:30])


SAYS = (
    "wil|willen|wilt|wenst|wensen|zegt|zeggen|vindt|vinden|vraagt|vragen|belooft|beloven|stelt|stellen|eist|eisen|steunt|steunen|"
    "lijkt|lijken|pleit|pleiten|bepleit|verwacht|verwachten|meent|menen|streeft|streven|schrijft|schrijven|verzoekt|verzoeken|"
    "noemt|noemen|wants?|says?|seems?|asks?|demands?|promises?|supports?|expects?|believes?|shares?|requests?|sets?|calls? for"
)
_NAME = r"(?:(?:de|het|the) )?(?:gemeenten? |municipalit(?:y|ies) of |provincie )?\x01+(?: ?\([^()\n]{1,80}\))?"
_LIST = rf"{_NAME}(?:(?:, | en | and |, en |, and |; ){_NAME}){{0,60}}"
HOLDS = re.compile(
    rf"(?P<before>{_LIST})[ ,]{{1,2}}(?:{SAYS})\b(?! (?:wij|we|ik|zij|ze)\b)"
    rf"|\b(?:lijkt|lijken|wil|willen|wenst|zegt|zeggen|vindt|vinden|meent|menen|belooft|beloven|delen|deelt|says?|wants?|volgens|aldus|"
    rf"according to|stukken van|documents of) (?P<after>{_LIST})",
    re.IGNORECASE,
)
LONGEST_NAME = 12
MOST_NAMES = 100_000


class Called:
    """What parties are called, ready to be found in a text."""

    def __init__(self, content: Content) -> None:
        self._names: Dict[Tuple[str, ...], Set[str]] = {}
        for party in [*content.parties.values(), *content.proposition["parties"]]:
            aliases = party.get("aliases")
            for name in [party["name"], *(aliases if strings(aliases) else ())]:
                self._add(name, party["id"])
            for kind in ("Gemeente ", "Provincie "):
                if party["name"].startswith(kind):
                    self._add(party["name"][len(kind) :], party["id"])

    def _add(self, name: str, party: str) -> None:
        words = tuple(WORD.findall(name.casefold()[:200]))[:LONGEST_NAME]
        if words and len(self._names) < MOST_NAMES:
            self._names.setdefault(words, set()).add(party)

    def find(self, text: str) -> List[Tuple[int, int, Set[str]]]:
        """The parties that a text names with a capital: from where to where, and who can be meant."""
        words = [(found[0].casefold(), found.start(), found.end()) for found in WORD.finditer(text)]
        found: List[Tuple[int, int, Set[str]]] = []
        at = 0
        while at < len(words):
            for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
                ids = self._names.get(tuple(word for word, _, _ in words[at : at + size]))
                start, end = words[at][1], words[at + size - 1][2]
                if ids and any(map(str.isupper, text[start:end])):
                    found.append((start, end, ids))
                    at += size - 1
                    break
            at += 1
        return found

    def speaking(self, text: str, found: Sequence[Tuple[int, int, Set[str]]]) -> Set[Tuple[int, int]]:
        """Those of the names in a text that want, say, ask or promise something there."""
        masked = text
        for start, end, _ in found:
            masked = masked[:start] + "\x01" * (end - start) + masked[end:]
        held = [match.span("before" if match["before"] else "after") for match in HOLDS.finditer(masked)]
        return {(start, end) for start, end, _ in found if any(first <= start and end <= last for first, last in held)}


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
        self.called = Called(content)
        self.fixed = sorted(
            (frame for one in ("nl", "en") for frame in content.frames[one] if "{" not in frame), key=len, reverse=True
        )
        pieces = {part for one in ("nl", "en") for frame in content.frames[one] for part in FIELD.split(frame)[::2]}
        self.literal = sorted((part for part in pieces if len(part) >= SHORTEST_PIECE), key=len, reverse=True)
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
        for number, clause in enumerate(text["clauses"], start=1):
            result.counts["clauses"] += 1
            if clause["origin"] not in RULES:
                result.own_words.append(number)
            if clause["id"] in told:
                result.fail("clause_twice", clause=clause["id"])
            told.add(clause["id"])
            if max(len(clause["text"]), len(clause["english"])) > LONGEST_CLAUSE:
                result.fail("clause_long", clause=clause["id"])
                continue
            self._citations(clause)
            for language, words in (("nl", clause["text"]), ("en", clause["english"])):
                self._words(clause, words, language)
            self._plain(clause)
            self._title(clause)
        for name in text["core"]:
            if name not in told:
                result.fail("clause_core", clause=name)
        if not self.is_of_now:
            result.notes.append(Said("later", {}))
        if self.other:
            result.notes.append(Said("other_release", {"count": self.other}))

    def _plain(self, clause: Dict[str, Any]) -> None:
        """Checks the plain-language version of a clause, a model's, as words of its own on the same quotes."""
        plain = clause.get("plain", "")
        if not isinstance(plain, str) or len(plain) > LONGEST_CLAUSE:
            self.result.fail("clause_long", clause=clause["id"])
        elif plain:
            bare = [dict(one, shown="") for one in clause["citations"]]
            self._words(dict(clause, origin="model", citations=bare), plain, "nl")

    def _title(self, clause: Dict[str, Any]) -> None:
        """Checks that the title of a clause stands in a sentence that it cites; a person's, as words of its own."""
        title = clause.get("title", "")
        if title and clause.get("titled_by") == "person" and isinstance(title, str) and len(title) <= LONGEST_CLAUSE:
            bare = [dict(one, shown="") for one in clause["citations"]]
            self._words(dict(clause, origin="person", citations=bare), title, "nl")
            return
        low = folded(title).lower() if isinstance(title, str) else ""
        low = "één" + low[3:] if low.startswith("eén") else low
        is_there = any(is_within(low, folded(one["quote"]).lower()) for one in clause["citations"])
        is_said_whose = str(clause.get("titled_by", "")).startswith("model:")
        has_number = re.search(r"(?:^|\s)\d", low)
        if title and (not is_there or not is_said_whose or has_number or len(low.split()) > 12):
            self.result.fail("title_wrong", clause=clause["id"], words=str(title))

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
            elif one["shown"] and clause["origin"] in RULES and folded(one["shown"]) != shown_whole(one["quote"]):
                fail("shown_cut", clause=name, words=one["shown"])
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
        is_ours = clause["origin"] in RULES
        whole_ones = {folded(one["shown"]) for one in clause["citations"] if one["shown"]}
        outside = QUOTED.sub(BREAK, plain)
        for words in QUOTED.findall(plain):
            holding = [quote for quote in quotes if is_within(folded(words), quote)]
            if not holding or (is_ours and folded(words) not in whole_ones):
                fail("words_wrong", clause=name, words=words)
            elif not is_ours:
                left = [cut_off(folded(words), quote, outside) for quote in holding]
                if all(left):
                    fail("cut_off", clause=name, words=words, left=left[0])
        for one in clause["citations"]:
            if one["shown"] and f"«{folded(one['shown'])}»" not in plain:
                fail("words_wrong", clause=name, words=one["shown"])
        around = QUOTED.sub("«»", plain)
        if around.count("«") != around.count("«»") or around.count("»") != around.count("«»"):
            fail("marks_loose", clause=name)
            return
        if is_ours:
            if self._is_framed(clause, around, QUOTED.findall(plain), language):
                return
            if self.is_of_release:
                self.result.fail("frame_wrong", clause=name, words=around.replace("«»", " "))
                return
            self.other += language == "nl"
        self._loose(clause, outside, is_ours)

    def _loose(self, clause: Dict[str, Any], outside: str, is_ours: bool) -> None:  # noqa: FBT001  by place
        """Checks what can be held of own words: letters, numbers, months, denials, conditions, parties and speakers."""
        content, cited = self.content, clause["citations"]
        for fixed in self.literal if is_ours else self.fixed:
            outside = outside.replace(fixed, BREAK)
        titles = {" ".join(folded(content.titles.get(one["source"], "")).split()) for one in cited} - {""}
        for title in sorted(titles, key=len, reverse=True):
            if not title.isalpha():  # a document may be called "a", or "niet": that stays what it says
                outside = re.sub(rf"(?<!\w){re.escape(title)}(?!\w)", BREAK, outside)
        told = [text for one in cited for text in self._told(one)]
        voices = {voice for one in cited for voice in one["voices"]}
        own = OwnWords(outside, told, is_gap=clause["kind"] == "gap")
        named = voices | self._asked(clause) | self._missing(clause)
        known = set().union(*self._called(named)) | tokens(" ".join(titles))
        counts = {len(cited), len({one["source"] for one in cited}), self.counted.get(clause["about"] or "", 0)}
        counts.add(len({voice.partition("/")[0] for voice in voices}))
        found = [("letter_odd", words) for words in own.odd()]
        if not (is_ours and clause["kind"] in ("gap", "shared")):
            found += [("number_loose", words) for words in own.numbers(known, counts)]
        found += [("word_loose", words) for words in own.turned()]
        if not is_ours:
            restated = [one["quote"] for one in cited if not one["shown"] and one["role"] in ("says", "backs")]
            found += [("word_dropped", words) for words in own.dropped(restated)]
            found += self._named(clause, outside, voices, told)
        for code, words in found:
            self.result.fail(code, clause=clause["id"], words=words)

    def _told(self, cited: Dict[str, Any]) -> Iterator[str]:
        """A quote, and the amounts and term that the list has of its statement: a table tells them beside it."""
        yield folded(cited["quote"])
        record = self.content.statements.get(cited["id"]) or {}
        for key in ("amounts", "deadline", "deadline_from", "deadline_to"):
            yield from _strings(record.get(key))

    def _named(
        self, clause: Dict[str, Any], outside: str, voices: Set[str], told: Sequence[str]
    ) -> Iterator[Tuple[str, str]]:
        """The parties that own words name and that are neither in nor around the quotes; and who is let speak wrongly."""
        content = self.content
        holders = {voice.partition("/")[0] for voice in voices}
        holders |= self._missing(clause) if clause["kind"] == "gap" else set()
        around = [*told, *(content.titles.get(one["source"], "") for one in clause["citations"])]
        for one in clause["citations"]:
            around += _strings(content.statements.get(one["id"]))
            around += _strings(content.sources.get(one["source"]))
        near = holders | self._asked(clause) | self._missing(clause)
        near |= {one.partition("#")[0] for one in around if one.partition("#")[0] in content.names}
        near |= {id_ for text in around for _, _, ids in self.called.find(text) for id_ in ids}
        found = self.called.find(outside)
        speaking = self.called.speaking(outside, found)
        for start, end, ids in found:
            if ids & holders:
                continue
            if (start, end) in speaking:
                yield "speaker_wrong", outside[start:end]
            elif not ids & near:
                yield "party_loose", outside[start:end]

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
            if one["id"] == (clause["about"] or "").partition("|")[2]  # a person may have put it under another
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
    for at in range(0, len(result.own_words), NUMBERS_PER_LINE):
        numbers = ", ".join(map(str, result.own_words[at : at + NUMBERS_PER_LINE]))
        found.append(Said("unproven_own_words", {"numbers": numbers}))
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
