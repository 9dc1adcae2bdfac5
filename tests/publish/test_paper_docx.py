"""The proposition as DOCX: every clause with its notes and comment, in anybody's style, whatever the documents hold."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx as reader
import pypdfium2
import pytest
from publish.proposed import publication

from rodedraad.errors import WrongUse
from rodedraad.publish.docx import docx
from rodedraad.publish.paper import (
    UNSEEN,
    Heading,
    Item,
    Note,
    Paper,
    Paragraph,
    Run,
    Table,
    bookmark,
    note_text,
    printable,
    runs_of,
)
from rodedraad.publish.pdf import pdf
from rodedraad.publish.proposal import paper
from rodedraad.records import Approval, Version

SOFFICE = shutil.which("soffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "#let x = 1; $a_1$ @ref <w:p/> ]]> &amp; \\ *b* _c_ `d`",
    "abc\u202egnp.exe\u2066\u200f",
    "nul\x00 bel\x07 half\ud800 none\uffff\ufdd0",
    "A" * 10_000,
    "٣ ไทย 中文 𝔘𝔫𝔦 👩‍🚀 e\u0301",
    "=HYPERLINK(1) {PAGE}",
)


def _paper(*blocks, **fields):
    return Paper(
        **{
            "title": "T",
            "mark": "Concept",
            "language": "nl",
            "stamp": "2026-11-22T12:00:00Z",
            "blocks": blocks,
            **fields,
        }
    )


def _hostile():
    """One paper that puts each hostile text in every place where there is text."""
    blocks = []
    for number, text in enumerate(HOSTILE):
        note = Note(title=text, place=text, who=text, quote=text)
        runs = (Run(text=text, is_quoted=True, note=note, to=f"c-{number}"), Run(text=text, to="nowhere"))
        blocks += [
            Heading(text=text, anchor=text),
            Paragraph(runs=runs, anchor=f"c-{number}", number=text, comment=(text,), look="clause"),
            Item(runs=runs),
            Table(columns=(text, text), rows=((runs, runs),), summary=text),
        ]
    return _paper(*blocks, title=HOSTILE[2], subtitle=HOSTILE[1], mark=HOSTILE[0], identifier=HOSTILE[2])


def _part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def _bookmarked(data):
    """The text between each bookmark's ends."""
    found = {}
    for paragraph in reader.Document(io.BytesIO(data)).element.body.iter(f"{W}p"):
        name = None
        for node in paragraph.iter():
            if node.tag == f"{W}bookmarkStart":
                name = node.get(f"{W}name")
                found[name] = ""
            elif node.tag == f"{W}bookmarkEnd":
                name = None
            elif node.tag == f"{W}t" and name:
                found[name] += node.text
    return found


def _texts(data):
    document = pypdfium2.PdfDocument(data)
    found = [document[place].get_textpage().get_text_range() for place in range(len(document))]
    document.close()
    return found


def _converted(data, folder):
    """The text that LibreOffice lays out, page by page."""
    (folder / "stuk.docx").write_bytes(data)
    command = [
        SOFFICE,
        f"-env:UserInstallation=file://{folder}/profiel",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
    ]
    subprocess.run([*command, folder, folder / "stuk.docx"], check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(folder / "stuk.pdf")
    pages = [document[place].get_textpage().get_text_range() for place in range(len(document))]
    document.close()
    return [" ".join(page.replace("\ufffe", "").split()) for page in pages]


def _letters(text):
    return re.sub(r"[\s-]+", "", text)


def test_every_clause_is_bookmarked_with_its_own_words_and_has_its_quote_beside_it():
    made = publication()
    data = docx(paper(made))
    expected = {bookmark(clause.id): clause.text for clause in made.proposition.clauses}
    marked = _bookmarked(data)
    assert {name: text for name, text in marked.items() if name.startswith("c_")} == expected
    document = reader.Document(io.BytesIO(data))
    comments = list(document.comments)
    assert len(comments) == len(expected)
    assert {comment.author for comment in comments} == {"Rodedraad"}
    assert {comment.timestamp.isoformat() for comment in comments} == {"2026-11-22T12:00:00+00:00"}
    told = "\n".join(comment.text for comment in comments)
    for clause in made.proposition.clauses:
        for citation in clause.citations[:3]:
            assert f"«{citation.quote}»" in told


def test_footnotes_are_those_of_the_paper_in_its_order():
    made = paper(publication())
    notes = [note_text(run.note, "nl") for run in runs_of(made.blocks) if run.note]
    assert notes
    data = docx(made)
    root = reader.oxml.parse_xml(_part(data, "word/footnotes.xml").encode())
    told = ["".join(node.text for node in one.iter(f"{W}t")).strip() for one in root if not one.get(f"{W}type")]
    assert told == notes
    marks = [int(one) for one in re.findall(r'footnoteReference w:id="(\d+)"', _part(data, "word/document.xml"))]
    assert marks == list(range(1, len(notes) + 1))


def test_marks_of_two_notes_at_one_place_are_apart():
    """2 and 3 once read as 23."""
    runs = (Run(text="aap", note=Note(title="a")), Run(text="", note=Note(title="b")), Run(text=" noot"))
    document = reader.Document(io.BytesIO(docx(_paper(Paragraph(runs=runs)))))
    assert document.paragraphs[-1].text == "aap, noot"
    assert "1,2" in _letters(" ".join(_texts(pdf(_paper(Paragraph(runs=runs))))))


def test_the_file_says_what_it_is():
    body = "ab" * 32
    made = publication()
    version = Version(number=3, label="3", event="e", at="2026-11-22T09:00:00Z", person="p", body=body, public=body)
    for given, mark in (
        (made, "niet goedgekeurd"),
        (replace(made, version=version), "door niemand goedgekeurd"),
        (replace(made, version=replace(version, approval=Approval(event="e", person="A. de Vries", at="2026-11-22T10:00:00Z"))), "A. de Vries"),
    ):  # fmt: skip
        data = docx(paper(given))
        document = reader.Document(io.BytesIO(data))
        core = document.core_properties
        assert mark in core.content_status
        assert core.identifier == (body if given.version else "")
        assert core.language == "nl"
        assert core.title == "Kust"
        assert core.created.isoformat() == "2026-11-22T12:00:00+00:00"
        assert mark in document.sections[0].footer.paragraphs[0].text
        assert mark in document.paragraphs[2].text
        custom = _part(data, "docProps/custom.xml")
        assert mark in custom
        assert (body in custom) is bool(given.version)
        assert 'xmlns=""' not in custom
    assert 'w:lang w:val="en-GB"' in _part(docx(paper(publication("en"))), "word/styles.xml")


def test_headings_lists_and_tables_are_real():
    data = docx(paper(publication()))
    document = reader.Document(io.BytesIO(data))
    styles = [one.style.name for one in document.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    assert document.tables[0].rows[0].cells[0].text == "Stuk"
    assert "<w:tblHeader/>" in _part(data, "word/document.xml")
    links = re.findall(r'w:hyperlink w:anchor="([^"]+)"', _part(data, "word/document.xml"))
    assert links
    assert set(links) <= set(_bookmarked(data))


def test_the_same_paper_gives_the_same_bytes_without_the_time_of_writing():
    made = paper(publication())
    data = docx(made)
    assert data == docx(made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


def test_hostile_text_is_text():
    data = docx(_hostile())
    document = reader.Document(io.BytesIO(data))
    words = "\n".join(one.text for one in document.paragraphs)
    for text in HOSTILE:
        assert printable(text) in words
    assert "\u202e" not in words
    assert UNSEEN in words
    assert not re.search(r"<w:instrText|w:fldSimple", _part(data, "word/document.xml"))
    assert "nowhere" not in _part(data, "word/document.xml")
    assert data == docx(_hostile())


def _house_style(**parts):
    """An organisation's file: its own heading, header and page, with what must not come along."""
    document = reader.Document()
    document.styles["Heading 1"].font.name = "Huisletter"
    document.styles["Normal"].font.name = "Huisletter"
    section = document.sections[0]
    section.page_width, section.left_margin = reader.shared.Cm(18), reader.shared.Cm(4)
    section.header.paragraphs[0].text = "Gemeente Voorbeeld"
    section.footer.paragraphs[0].text = "Postbus 1"
    document.add_paragraph("GEHEIM concept van gisteren")
    run = document.add_paragraph().add_run("tekst")
    document.add_comment(run, text="GEHEIM commentaar", author="Iemand")
    document.core_properties.comments = "GEHEIM"
    document.part._settings_part.relate_to(
        "https://elders.example/GEHEIM.dotm", "http://x/attachedTemplate", is_external=True
    )
    document.part.relate_to("https://elders.example/GEHEIM.png", "http://x/image", is_external=True)
    out = io.BytesIO()
    document.save(out)
    if not parts:
        return out.getvalue()
    with zipfile.ZipFile(out, "a") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_style_file_gives_its_looks_and_nothing_else():
    data = docx(paper(publication()), style=_house_style())
    document = reader.Document(io.BytesIO(data))
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Gemeente Voorbeeld"
    assert section.footer.paragraphs[0].text == "Postbus 1"
    assert "niet goedgekeurd" in section.footer.paragraphs[-1].text
    stops = section.footer.paragraphs[-1].paragraph_format.tab_stops
    assert [str(one.alignment) for one in stops] == ["CLEAR (101)", "CLEAR (101)", "RIGHT (2)"]
    assert round(section.page_width.cm) == 18
    assert document.styles["Heading 1"].font.name == "Huisletter"
    assert "Heading 1" in {one.style.name for one in document.paragraphs}
    assert {f"{one}" for one in _bookmarked(data)} >= {bookmark(one.id) for one in publication().proposition.clauses}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"GEHEIM" not in archive.read(name), name
            assert b"elders.example" not in archive.read(name), name
    assert data == docx(paper(publication()), style=_house_style())


def test_a_header_of_an_earlier_section_of_the_style_file_holds():
    """A cover and a text: the second section takes over the header of the first, which was once lost with its text."""
    document = reader.Document(io.BytesIO(_house_style()))
    document.add_section()
    document.add_paragraph("Tweede deel")
    out = io.BytesIO()
    document.save(out)
    made = reader.Document(io.BytesIO(docx(paper(publication()), style=out.getvalue())))
    assert len(made.sections) == 1
    assert made.sections[0].header.paragraphs[0].text == "Gemeente Voorbeeld"
    assert made.sections[0].footer.paragraphs[0].text == "Postbus 1"


@pytest.mark.parametrize(
    "style",
    [
        b"",
        b"geen zip",
        b"PK\x03\x04 half",
        _house_style()[:2000],
        _house_style(**{"word/bom.bin": bytes(40_000_000)}),
        _house_style(**{"word/kwaad.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
    ],
    ids=["empty", "text", "start", "truncated", "bomb", "entities"],
)
def test_a_style_file_that_is_none_is_refused_in_one_sentence(style):
    with pytest.raises(WrongUse) as refused:
        docx(paper(publication()), style=style)
    assert refused.value.message.code == "paper.no_docx"


def test_a_zip_that_is_no_word_file_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(WrongUse):
        docx(paper(publication()), style=out.getvalue())


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("style", [None, _house_style()], ids=["own", "house"])
def test_libreoffice_lays_it_out_with_every_clause_and_every_note_at_its_place(tmp_path, style):
    """Notes once stood at other clauses than theirs: LibreOffice takes a comment for the footnote of the same id."""
    made = publication()
    pages = _converted(docx(paper(made), style=style), tmp_path)
    text = _letters("".join(pages))
    for clause in made.proposition.clauses:
        assert _letters(clause.text) in re.sub(r"»\d+", "»", text)
    blocks = [
        Paragraph(runs=(Run(text=f"zin{n}", note=Note(title=f"noot{n}")),), comment=(f"c{n}",), anchor=f"c-{n}")
        for n in range(1, 8)
    ]
    pages = _converted(docx(_paper(*blocks), style=style), tmp_path)
    assert re.findall(r"noot\d", "".join(pages)) == [f"noot{n}" for n in range(1, 8)]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_full_core_fits_one_page(tmp_path):
    """Fifteen clauses of the length of those of real dossiers, each with its title, under eight headings."""
    blocks = [Heading(text="De kern op één bladzijde")]
    for part in range(8):
        blocks.append(Heading(text=f"Deel {part}", level=2))
        runs = (Run(text="Dit delen twee partijen en nog een: «" + "schone lucht " * 14 + "» (zin 123)"),)
        blocks += [Paragraph(runs=runs, before=(Run(text="Lucht in de haven. ", is_strong=True),), look="core")] * (
            2 if part < 7 else 1
        )
    blocks.append(Heading(text="Volgende", starts_page=True))
    pages = _converted(
        docx(_paper(*blocks, title="Een naam van een regio", subtitle="Gezamenlijke propositie")), tmp_path
    )
    assert len(pages) == 2
    assert "Volgende" in pages[1]
