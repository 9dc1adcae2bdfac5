"""Texts to DOCX (with real footnotes), ODT, PPTX and XLSX, with fixed dates inside and out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from html import escape
from typing import Any

import docx as python_docx
import openpyxl
import pptx as python_pptx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt as DocxPt
from pptx.util import Inches, Pt

from example.markup import Block, Node, Text, plain

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def settled(data: bytes, date: str) -> bytes:
    """The same archive with one time stamp everywhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + date.encode() + b"T09:00:00Z", content
                )
            info = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if item.filename == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, content)
    return out.getvalue()


def _properties(core: Any, about: dict[str, Any]) -> None:
    stamp = dt.datetime.fromisoformat(about["date"] + "T09:00:00")
    core.title, core.author, core.last_modified_by = about["title"], about["sender"], about["sender"]
    core.created = core.modified = stamp
    core.comments, core.keywords, core.revision = "", "", 1


# --- DOCX ---------------------------------------------------------------------------------------------------------


def docx(text: Text) -> bytes:
    """A Word document with heading styles, tables, a footer and footnotes."""
    document = python_docx.Document()
    _properties(document.core_properties, text.about)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = DocxPt(11)
    document.sections[0].footer.paragraphs[0].text = f"{text.about['sender']} | {text.about['title']}"
    notes: list[tuple[Node, ...]] = []
    for block in text.blocks:
        if block.kind == "heading":
            paragraph = document.add_heading(level=min(block.level, 4))
            _runs(paragraph, block.nodes, notes)
        elif block.kind == "table":
            _docx_table(document, block, notes)
        elif block.items:
            for item in block.items:
                _runs(document.add_paragraph(style="List Bullet"), item, notes)
        else:
            _runs(document.add_paragraph(), block.nodes, notes)
    _attach_notes(document, notes)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), text.about["date"])


def _docx_table(document: Any, block: Block, notes: list[tuple[Node, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
    for row in block.rows:
        for cell, nodes in zip(table.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], nodes, notes)
    if block.caption:
        document.add_paragraph(block.caption, style="Caption")


def _runs(paragraph: Any, nodes: tuple[Node, ...], notes: list[tuple[Node, ...]], *, bold: bool = False) -> None:
    for node in nodes:
        if node.kind == "text":
            paragraph.add_run(node.text).bold = bold or None
        elif node.kind == "note":
            notes.append(node.nodes)
            run = paragraph.add_run()
            run.font.superscript = True
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(len(notes)))
            run._r.append(mark)  # noqa: SLF001  python-docx has no way to write footnotes
        else:
            _runs(paragraph, node.nodes, notes, bold=bold or node.kind == "strong")


def _attach_notes(document: Any, notes: list[tuple[Node, ...]]) -> None:
    if not notes:
        return
    rows = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    ]
    rows += [
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(plain(nodes))}</w:t></w:r></w:p></w:footnote>'
        for number, nodes in enumerate(notes, 1)
    ]
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">{"".join(rows)}</w:footnotes>'
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        xml.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


# --- ODT ----------------------------------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" '
    f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:meta="{_ODF}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(text: Text) -> bytes:
    """An OpenDocument text, written element by element."""
    body = []
    for block in text.blocks:
        if block.kind == "heading":
            style = f"Heading_20_{block.level}"
            body.append(
                f'<text:h text:style-name="{style}" text:outline-level="{block.level}">{_odt(block.nodes)}</text:h>'
            )
        elif block.items:
            items = "".join(f"<text:list-item><text:p>{_odt(item)}</text:p></text:list-item>" for item in block.items)
            body.append(f"<text:list>{items}</text:list>")
        else:
            body.append(f'<text:p text:style-name="Standard">{_odt(block.nodes)}</text:p>')
    about = text.about
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        '<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties'
        ' fo:font-weight="bold"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )
    headings = "".join(
        f'<style:style style:name="Heading_20_{level}" style:family="paragraph" style:default-outline-level="{level}">'
        f'<style:text-properties fo:font-size="{18 - 2 * level}pt" fo:font-weight="bold"/></style:style>'
        for level in (1, 2, 3)
    )
    styles = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_SPACES} office:version="1.3"><office:styles>'
        f'<style:style style:name="Standard" style:family="paragraph"/>{headings}</office:styles></office:document-styles>'
    )
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {_SPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(about['title'])}</dc:title><dc:creator>{escape(about['sender'])}</dc:creator>"
        f"<meta:creation-date>{about['date']}T09:00:00</meta:creation-date><dc:date>{about['date']}T09:00:00</dc:date>"
        "</office:meta></office:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    names = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in (
            ("/", kind),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"'
        f' manifest:version="1.3">{names}</manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        for name, xml in (
            ("content.xml", content),
            ("styles.xml", styles),
            ("meta.xml", meta),
            ("META-INF/manifest.xml", manifest),
        ):
            archive.writestr(name, xml)
    return settled(out.getvalue(), about["date"])


def _odt(nodes: tuple[Node, ...]) -> str:
    parts = []
    for number, node in enumerate(nodes, 1):
        inner = _odt(node.nodes)
        if node.kind == "text":
            parts.append(escape(node.text, quote=False).replace("\n", "<text:line-break/>"))
        elif node.kind == "strong":
            parts.append(f'<text:span text:style-name="B">{inner}</text:span>')
        elif node.kind == "note":
            parts.append(
                f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
                f"<text:note-body><text:p>{inner}</text:p></text:note-body></text:note>"
            )
        else:
            parts.append(inner)
    return "".join(parts)


# --- PPTX ---------------------------------------------------------------------------------------------------------


def pptx(text: Text) -> bytes:
    """Slides: a heading starts one; asides are its speaker's notes."""
    deck = python_pptx.Presentation()
    _properties(deck.core_properties, text.about)
    slide: Any = None
    body: Any = None
    for block in text.blocks:
        if block.kind == "heading":
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = plain(block.nodes)
            body = slide.placeholders[1].text_frame
            is_first = True
        elif block.kind == "aside":
            slide.notes_slide.notes_text_frame.text = plain(block.nodes)
        elif block.kind == "table":
            slide.placeholders[1].element.getparent().remove(slide.placeholders[1].element)
            size = (len(block.rows), len(block.rows[0]))
            frame = slide.shapes.add_table(*size, Inches(0.5), Inches(1.6), Inches(9), Inches(3))
            for row, cells in enumerate(block.rows):
                for column, nodes in enumerate(cells):
                    frame.table.cell(row, column).text = plain(nodes)
        else:
            for nodes in block.items or (block.nodes,):
                paragraph = body.paragraphs[0] if is_first else body.add_paragraph()
                is_first = False
                paragraph.text = plain(nodes)
                paragraph.font.size = Pt(20)
    out = io.BytesIO()
    deck.save(out)
    return settled(out.getvalue(), text.about["date"])


# --- XLSX ---------------------------------------------------------------------------------------------------------


def xlsx(text: Text) -> bytes:
    """A workbook: a heading starts a sheet, a table fills it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for block in text.blocks:
        if block.kind == "heading":
            sheet = book.create_sheet(plain(block.nodes))
        elif block.kind == "table":
            for row in block.rows:
                words = [plain(cell) for cell in row]
                sheet.append([int(word) if word.isdecimal() else word or None for word in words])
            sheet.column_dimensions["B"].width = 48
        else:
            for line in plain(block.nodes).split("\n"):
                sheet.append([line])
    about = text.about
    book.properties.title, book.properties.creator = about["title"], about["sender"]
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), about["date"])
