"""The bundle: one zip in which a stranger can follow any sentence to its quote, with the checker that does it. Pure.

    LEESMIJ.txt  check.py  manifest.json  proposition.json  proposition.txt  frames.json  *.jsonl  texts/  sources/

``manifest.json`` names every other part by its SHA-256 and says which version this is and who approved it.
``proposition.json`` is the very text that the log keeps: its SHA-256 is that of the version. ``frames.json`` has the
fixed sentences that stand around quotes. Method: docs/method/bundle.md.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias

import msgspec

from rodedraad import __version__, phrases
from rodedraad.errors import StoreError, WrongUse
from rodedraad.publish.publication import Publication
from rodedraad.records import Clause, Source
from rodedraad.records.propositions import without_unsaid
from rodedraad.shapes import escaped, jsonl
from rodedraad.wording import LANGUAGES, catalogue, word

Original: TypeAlias = Callable[[Source], bytes | None]
CHECKER: Final = "bundle_check.py"
FRAMES: Final = "clause."
"""What the codes of the fixed sentences begin with."""
LARGEST_BYTES: Final = 1 << 31
"""A larger bundle needs a zip that many programs cannot open."""
_SUFFIX: Final = re.compile(r"\.([a-z0-9]{1,8})")
_NAME_WORDS: Final = ("label.organ_", "label.organs_", "html.and", "html.municipalities", "names.")
_PLACE_WORDS: Final = re.compile(r"read\.at_.*|html\.(?:page|slide)s?")
"""The codes of the words that say where in a source a quote stands."""
_FIELD: Final = re.compile(r"\{[^{}]*\}")
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def bundle(publication: Publication, *, originals: Original = lambda _: None) -> bytes:
    """The zip; ``originals`` gives the bytes of a source, which go in beside their hash, or None.

    A source that is not in the publication's dossier never goes in, it is not even asked for. Raises StoreError where bytes
    are not those of their source, WrongUse where it would all be too large.
    """
    out = io.BytesIO()
    parts: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(out, "w") as file:
        for name, data in _parts(publication, originals):
            parts[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            _write(file, name, data)
            if out.tell() > LARGEST_BYTES:
                raise WrongUse("bundle.too_large", gigabytes=LARGEST_BYTES >> 30)
        _write(file, "manifest.json", _json(_manifest(publication, parts)))
    return out.getvalue()


def checker() -> bytes:
    """The checker that goes with every bundle, as it stands in this release."""
    return (resources.files("rodedraad") / "publish" / CHECKER).read_bytes()


def fixed_sentences() -> dict[str, list[str]]:
    """The sentences that stand around quotes, in both languages, and the words that names are put together with."""
    frames = {code: words for code, words in catalogue().items() if code.startswith(FRAMES)}
    joining = [words for code, words in catalogue().items() if code.startswith(_NAME_WORDS)]
    places = [words for code, words in catalogue().items() if _PLACE_WORDS.fullmatch(code)]
    headings = ["publication.no_theme"]
    return {
        **{language: sorted(words[language] for words in frames.values()) for language in LANGUAGES},
        "words": sorted({words[language].replace("{names}", "") for words in joining for language in LANGUAGES}),
        "headings": sorted({catalogue()[code][language] for code in headings for language in LANGUAGES}),
        "places": sorted({_FIELD.sub(" ", words[language]).strip() for words in places for language in LANGUAGES}),
    }


def _parts(publication: Publication, originals: Original) -> Iterator[tuple[str, bytes]]:
    """Every part but the manifest, each once, in the order of the zip."""
    dossier = publication.dossier
    yield "LEESMIJ.txt", _letter(publication).encode("utf-8", "surrogatepass")
    yield "check.py", checker()
    yield "proposition.txt", _reading(publication).encode("utf-8", "surrogatepass")
    yield "proposition.json", _proposition(publication)
    yield "frames.json", _json(fixed_sentences())
    links = dossier.links
    sources = dossier.sources
    lists: dict[str, Iterable[object]] = {
        "sources": sources,
        "statements": dossier.statements,
        "references": links.references,
        "threads": links.threads,
        "tensions": links.tensions,
        "gaps": links.gaps,
        "answers": links.answers,
        "parties": links.parties,
    }
    for name, records in lists.items():
        yield f"{name}.jsonl", "".join(jsonl(records, word)).encode("utf-8", "surrogatepass")
    quoted = {one.source for one in dossier.statements} | {one.source for one in links.references}
    quoted |= {one.source for clause in publication.proposition.clauses for one in clause.citations}
    texts = {source.id: dossier.documents[source.id] for source in sources if source.id in dossier.documents}
    texts = {id_: document for id_, document in sorted(texts.items()) if id_ in quoted}
    pages = [{"source": id_, "pages": [list(pair) for pair in one.pages]} for id_, one in texts.items()]
    yield "pages.jsonl", "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in pages).encode()
    for id_, document in texts.items():
        yield f"texts/{id_}.txt", document.text.encode("utf-8", "surrogatepass")
    for source in sorted(sources, key=lambda source: source.id):
        data = originals(source)
        if data is not None:
            if hashlib.sha256(data).hexdigest() != source.id:
                raise StoreError("bundle.other_bytes", path=source.path)
            suffix = _SUFFIX.fullmatch(PurePosixPath(source.path).suffix.lower())
            yield f"sources/{source.id}.{suffix[1] if suffix else 'bin'}", data


def _proposition(publication: Publication) -> bytes:
    """The text of the version as the log keeps it: of the same bytes."""
    try:
        return without_unsaid(msgspec.json.encode(publication.proposition))
    except UnicodeEncodeError:  # half a surrogate pair, which no text of the log can have
        return _json(msgspec.to_builtins(publication.proposition))


def _manifest(publication: Publication, parts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    version = publication.version
    approval = version.approval if version else None
    return {
        "format": "rodedraad-bundle",
        "form": 1,
        "release": __version__,
        "reader": __version__,
        "language": publication.language,
        "stamp": publication.stamp,
        "title": publication.proposition.title,
        "mark": publication.mark,
        "is_approved": publication.is_approved,
        "version": version
        and {
            "number": version.number,
            "label": version.label,
            "event": version.event,
            "at": version.at,
            "person": version.person,
            "body": version.body,
            "public": version.public,
            "approval": approval and {"event": approval.event, "person": approval.person, "at": approval.at},
        },
        "withheld": publication.dossier.withheld,
        "paths": {source.id: source.path for source in publication.dossier.sources},
        "parts": dict(sorted(parts.items())),
    }


def _letter(publication: Publication) -> str:
    """What it is and how it is checked, in Dutch and English."""
    title = " ".join(publication.proposition.title.split())
    codes = ("bundle.what", "bundle.mark", "bundle.how", "bundle.parts", "bundle.proves", "bundle.proves_not")
    paragraphs = [
        phrases.said(
            code, language, title=title, mark=replace(publication, language=language).mark, release=__version__
        )
        for language in LANGUAGES
        for code in codes
    ]
    return "\n\n".join(paragraphs) + "\n"


def _reading(publication: Publication) -> str:
    """The proposition to be read: every sentence, with its quotes and where they stand."""
    lines = [" ".join(publication.proposition.title.split()), publication.mark, ""]
    for section in publication.reading:
        lines += [" ".join(section.title.split()), ""]
        for clause in section.clauses:
            lines += [*_clause(publication, clause), ""]
    return "\n".join(lines)


def _clause(publication: Publication, clause: Clause) -> Iterator[str]:
    yield f"{publication.numbers[clause.id]}. {' '.join(publication.text(clause).split())}"
    for one in clause.citations:
        yield f"   • {' '.join(publication.place(one).split())}: {' '.join(one.quote.split())}"


def _json(value: object) -> bytes:
    """JSON of which equal values give equal bytes."""
    return (escaped(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode()


def _write(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    # what people send is compressed already
    info.compress_type = zipfile.ZIP_STORED if name.startswith("sources/") else zipfile.ZIP_DEFLATED
    file.writestr(info, data)
