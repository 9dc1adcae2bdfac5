"""The parts of a Word file that python-docx does not write: footnotes, its own properties, and a zip without times."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rodedraad.publish.paper import Note, Paper, note_runs, printable
from rodedraad.wording import Language

LOCALES: Mapping[str, str] = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_PROPERTY = 250
"""Characters of a property: python-docx refuses more than 255."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FOOTNOTES = f"{_PACKAGE}/relationships/footnotes"
_CUSTOM = f"{_PACKAGE}/relationships/custom-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_AFTER_NOTES = frozenset(
    {
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
        "mathPr",
        "schemaLibrary",
    }
)
"""What stands after w:footnotePr in w:settings (ECMA-376, 17.15.1.78)."""


def element(tag: str, attributes: Mapping[str, str] | None = None, /, **named: str) -> Any:
    """An element of WordprocessingML; its attributes are in the same namespace but for those given by full name."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  python-docx, for this export alone

    made: Any = OxmlElement(tag)
    for name, value in named.items():
        made.set(f"{{{_W}}}{name}", value)
    for name, value in (attributes or {}).items():
        made.set(name, value)
    return made


def qn(tag: str) -> str:
    """The full name of a tag of WordprocessingML."""
    return f"{{{_W}}}{tag.removeprefix('w:')}"


def sub(parent: Any, tag: str, attributes: Mapping[str, str] | None = None, /, **named: str) -> Any:
    """The same, put at the end of another."""
    made = element(tag, attributes, **named)
    parent.append(made)
    return made


class NoteParts:
    """The footnotes of one document, numbered as they are marked."""

    def __init__(self, document: Any, styles: Mapping[str, str], language: Language) -> None:
        from docx.oxml import parse_xml  # noqa: PLC0415  as above

        self.document = document
        self.styles = styles
        self.language = language
        self.root: Any = parse_xml(f'<w:footnotes xmlns:w="{_W}"/>')
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = sub(self.root, "w:footnote", type=kind, id=str(number))
            sub(sub(sub(note, "w:p"), "w:r"), f"w:{kind}")
        self.count = 0

    def reference(self, note: Note) -> Any:
        """The mark of a new footnote, to stand after the words that it is about."""
        self.count += 1
        told = sub(self.root, "w:footnote", id=str(self.count))
        paragraph = sub(told, "w:p")
        sub(sub(paragraph, "w:pPr"), "w:pStyle", val=self.styles["FootnoteText"])
        mark = sub(paragraph, "w:r")
        sub(sub(mark, "w:rPr"), "w:rStyle", val=self.styles["FootnoteReference"])
        sub(mark, "w:footnoteRef")
        for place, run in enumerate(note_runs(note, self.language)):
            written = sub(paragraph, "w:r")
            if run.language:
                sub(sub(written, "w:rPr"), "w:lang", val=LOCALES.get(run.language, run.language))
            words = sub(written, "w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            words.text = printable(run.text if place else f" {run.text}")
        made = element("w:r")
        sub(sub(made, "w:rPr"), "w:rStyle", val=self.styles["FootnoteReference"])
        sub(made, "w:footnoteReference", id=str(self.count))
        return made

    def write(self) -> None:
        """Puts the footnotes into the file."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415  as above
        from docx.opc.part import XmlPart  # noqa: PLC0415  as above

        part = self.document.part
        made = XmlPart(PackURI("/word/footnotes.xml"), f"{_WORD}.footnotes+xml", self.root, part.package)
        part.relate_to(made, _FOOTNOTES)
        settings = self.document.settings.element
        for old in settings.findall(f"{{{_W}}}footnotePr"):
            settings.remove(old)
        kind = element("w:footnotePr")
        for number in ("-1", "0"):
            sub(kind, "w:footnote", id=number)
        after = (child for child in settings if child.tag.rpartition("}")[2] in _AFTER_NOTES)
        first = next(after, None)
        if first is None:
            settings.append(kind)
        else:
            first.addprevious(kind)


def properties(document: Any, paper: Paper, made: datetime) -> None:
    """What the file says of itself: title, language, the mark as its status, and which version it shows."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415  as above
    from docx.opc.part import Part  # noqa: PLC0415  as above
    from lxml import etree  # noqa: PLC0415  as above

    core = document.core_properties
    release = f"Rodedraad {paper.release}".strip()
    core.title, core.subject = (printable(text)[:_MOST_PROPERTY] for text in (paper.title, paper.subject))
    core.content_status = printable(paper.mark)[:_MOST_PROPERTY]
    core.author = core.last_modified_by = release
    core.language, core.identifier = paper.language, printable(paper.identifier)[:_MOST_PROPERTY]
    core.created = core.modified = made.astimezone(UTC).replace(tzinfo=None)
    core.keywords = core.category = core.comments = core.version = ""
    core.revision = 1
    own, types = f"{_PACKAGE}/custom-properties", f"{_PACKAGE}/docPropsVTypes"
    root = etree.Element(f"{{{own}}}Properties", nsmap={None: own, "vt": types})
    told = {"RodedraadVersion": paper.identifier, "RodedraadMark": paper.mark}
    for number, (name, value) in enumerate(told.items(), start=2):
        keys = {"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": str(number), "name": name}
        one = etree.SubElement(root, f"{{{own}}}property", keys)
        etree.SubElement(one, f"{{{types}}}lpwstr").text = printable(value)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    part = Part(
        PackURI("/docProps/custom.xml"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        data,
        package,
    )
    package.relate_to(part, _CUSTOM)


def packed(document: Any) -> bytes:
    """The file, its parts in their order and without the time of writing."""
    plain = io.BytesIO()
    document.save(plain)
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one in given.infolist():
            entry = zipfile.ZipInfo(one.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, given.read(one))
    return out.getvalue()
