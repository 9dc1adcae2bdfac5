"""Sample files made with the libraries that made real ones; every sentence in them is invented here."""

import datetime as dt
import io
import zipfile
from email.message import EmailMessage

import docx as python_docx
import odfdo
import pptx as python_pptx
from lxml import etree
from openpyxl import Workbook
from pptx.util import Inches

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE = "De havenmeester houdt hiervan een lijst bij."


def blocks(perusal):
    """(kind, level, text) of every block."""
    text = perusal.document.text
    return [(block.kind, block.level, text[block.start : block.end]) for block in perusal.document.blocks]


def texts(perusal, kind):
    return [text for found, _, text in blocks(perusal) if found == kind]


def cells(perusal):
    text = perusal.document.text
    return {
        (block.table, block.row, block.column): text[block.start : block.end]
        for block in perusal.document.blocks
        if block.kind == "table_cell"
    }


def holds(perusal):
    """What is true of every document: blocks in order, without overlap, body first, white space between."""
    document, end = perusal.document, 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert not document.text[end : block.start].strip()
        assert document.text[block.start : block.end].strip()
        is_after = block.kind in ("footnote", "furniture")
        assert (block.start >= document.body_end) if is_after else (block.end <= document.body_end)
        end = block.end
    assert not document.text[end:].strip()
    return perusal


def changed(data, changes):
    """The same archive with members replaced or added; None takes one out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def member(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def docx(make):
    """A Word file that ``make`` fills."""
    document = python_docx.Document()
    make(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def docx_body(data, inner):
    """A Word file with this markup at the start of its body, for what the library cannot write."""
    root = etree.fromstring(member(data, "word/document.xml"))
    body = root.find(W + "body")
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    for at, element in enumerate(etree.fromstring(f"<x {names}>{inner}</x>")):
        body.insert(at, element)
    return changed(data, {"word/document.xml": etree.tostring(root)})


def docx_with_note(data):
    """The same file with one footnote, called from markup with id 7."""
    relations = member(data, "word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = relations.replace(
        "</Relationships>", f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    )
    notes = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {NOTE}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    return changed(data, {"word/_rels/document.xml.rels": relations, "word/footnotes.xml": notes})


def plan_docx():
    def make(document):
        document.core_properties.title = "Havenplan"
        document.core_properties.author = "Gemeente Zandhaven"
        document.add_heading("Havenplan Zandhaven", 0)
        document.add_heading("Walstroom", 1)
        document.add_paragraph("De gemeente legt voor 2030 walstroom aan.")
        document.add_paragraph("Eerst de zuidkade", style="List Bullet")
        document.add_paragraph("Alleen de palen", style="List Bullet 2")
        table = document.add_table(rows=2, cols=3)
        for column, text in enumerate(("Maatregel", "Trekker", "Jaar")):
            table.cell(0, column).text = text
        table.cell(1, 0).merge(table.cell(1, 1)).text = "Samen"
        table.cell(1, 2).text = "2030"
        document.sections[0].header.paragraphs[0].text = "Gemeente Zandhaven"

    return docx(make)


def deck_pptx():
    deck = python_pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Stand van de haven"
    first.placeholders[1].text = "Commissie, 3 maart 2026"
    second = deck.slides.add_slide(deck.slide_layouts[1])
    second.shapes.title.text = "Wat er moet gebeuren"
    body = second.placeholders[1].text_frame
    body.text = "De kade wordt hoger"
    inner = body.add_paragraph()
    inner.text, inner.level = "Met een halve meter", 1
    second.notes_slide.notes_text_frame.text = "Dit is nog niet met de provincie besproken."
    third = deck.slides.add_slide(deck.slide_layouts[5])
    third.shapes.title.text = "Kosten"
    table = third.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text = "Begroting"
    table.cell(1, 0).text, table.cell(1, 1).text = "Kade", "4 miljoen"
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def sheet_xlsx():
    book = Workbook()
    sheet = book.active
    sheet.title = "Planning"
    sheet.append(["Maatregel", "Trekker", "Gereed", "Deel"])
    sheet.append(["Kade ophogen", "Gemeente", dt.date(2029, 7, 1), 0.25])
    sheet["D2"].number_format = "0%"
    sheet.merge_cells("A4:C4")
    sheet["A4"] = "Bron: havenbedrijf"
    hidden = book.create_sheet("Rekenblad")
    hidden["A1"] = "geheim"
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def letter_odt():
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    body.append(odfdo.Header(1, "Zienswijze"))
    body.append(odfdo.Paragraph("Wij vragen de raad het besluit uit te stellen."))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def odt_body(inner, styles=""):
    """An OpenDocument text with this markup as its body."""
    spaces = {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }  # fmt: skip
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in spaces.items()
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>"
    )
    return changed(letter_odt(), {"content.xml": content})


PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Havenvisie</title><meta name="author" content="Gemeente">
<style>p {color: red}</style></head><body><nav><a href="/">Thuis</a></nav><main><h1>Havenvisie</h1>
<p>De haven wordt <b>schoner</b>.<script>alert("kwaad")</script></p><ul><li>Walstroom<ul><li>Zuidkade</li></ul></li></ul>
<p style="display:none">verborgen</p><table><tr><th>Wat</th><th>Wie</th></tr><tr><td rowspan="2">Kade</td><td>Gemeente</td>
</tr><tr><td>Rijk</td></tr></table></main><footer>Gemeente Zandhaven</footer></body></html>"""

NOTES_MD = """---
title: Verslag
date: 2026-03-01
---

# Verslag

De raad **besluit** over de kade.[^a]

- Punt een
  - Punt binnenin

| Wat | Wie |
|-----|-----|
| Kade | Gemeente |

[^a]: Zie het havenplan.
"""


def mail():
    message = EmailMessage()
    message["From"] = "Anna Visser <anna@zandhaven.example>"
    message["To"] = "raad@zandhaven.example"
    message["Subject"] = "Reactie op het havenplan"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0100"
    message.set_content(
        "Beste raad,\n\nWij zijn tegen de hogere kade.\n\nGroet,\nAnna\n-- \nAnna Visser\nVereniging Kust\n\n"
        "Op ma 2 mrt 2026 om 09:00 schreef Jan Bos <jan@zandhaven.example>:\n> De kade moet hoger.\n"
    )
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
    message.add_attachment("De kade is te duur.", filename="los.txt")
    return message.as_bytes()


def all_samples():
    """Name -> bytes of one small file per format."""
    return {
        "plan.docx": plan_docx(),
        "stand.pptx": deck_pptx(),
        "planning.xlsx": sheet_xlsx(),
        "zienswijze.odt": letter_odt(),
        "visie.html": PAGE.encode(),
        "verslag.md": NOTES_MD.encode(),
        "brief.txt": b"Onderwerp: kade\n\nDe kade wordt hoger.\n\n- een\n- twee\n",
        "reactie.eml": mail(),
    }
