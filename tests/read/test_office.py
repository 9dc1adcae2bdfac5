"""Word, PowerPoint, Excel and OpenDocument files keep the structure that a reader sees in them."""

import pytest
from read.samples import (
    NOTE,
    blocks,
    cells,
    changed,
    deck_pptx,
    docx,
    docx_body,
    docx_with_note,
    holds,
    letter_odt,
    member,
    odt_body,
    plan_docx,
    sheet_xlsx,
    texts,
)

from rodedraad.errors import UnreadableSource
from rodedraad.read import read
from rodedraad.records import Message

EMPTY = docx(lambda _: None)


def word_file(inner):
    return holds(read(docx_body(EMPTY, inner), "x.docx"))


def test_word_headings_lists_tables_and_margins():
    perusal = holds(read(plan_docx(), "plan.docx"))
    found = blocks(perusal)
    assert found[:5] == [
        ("heading", 1, "Havenplan Zandhaven"),
        ("heading", 1, "Walstroom"),
        ("paragraph", None, "De gemeente legt voor 2030 walstroom aan."),
        ("list_item", 1, "Eerst de zuidkade"),
        ("list_item", 2, "Alleen de palen"),
    ]
    assert cells(perusal) == {
        (0, 0, 0): "Maatregel", (0, 0, 1): "Trekker", (0, 0, 2): "Jaar", (0, 1, 0): "Samen", (0, 1, 2): "2030",
    }  # fmt: skip
    assert texts(perusal, "furniture") == ["Gemeente Zandhaven"]
    assert dict(perusal.properties)["title"] == "Havenplan"
    assert perusal.document.blocks[2].locator == Message(
        code="read.at_paragraph", values=(("heading", "Walstroom"), ("paragraph", 1))
    )


def test_word_tracked_changes_are_read_as_accepted_and_said():
    perusal = word_file(
        "<w:p><w:r><w:t>De kade </w:t></w:r><w:del><w:r><w:delText>niet </w:delText><w:t>niet</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>wordt </w:t></w:r></w:ins><w:r><w:t>hoger.</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>Een alinea </w:t></w:r></w:p>'
        "<w:p><w:r><w:t>die doorloopt.</w:t></w:r></w:p>"
    )
    assert texts(perusal, "paragraph") == ["De kade wordt hoger.", "Een alinea die doorloopt."]
    assert [problem.message.code for problem in perusal.problems] == ["read.changes_accepted"]


def test_word_hidden_text_is_not_text_and_breaks_are_lines():
    perusal = word_file(
        "<w:p><w:r><w:t>Zichtbaar</w:t><w:br/><w:t>tweede</w:t><w:noBreakHyphen/><w:t>regel</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>"
    )
    assert texts(perusal, "paragraph") == ["Zichtbaar\ntweede-regel"]


@pytest.mark.parametrize(("mark", "is_kept"), [("strike", False), ("dstrike", False), ('strike w:val="0"', True)])
def test_word_text_that_is_struck_through_is_said_no_longer(mark, is_kept):
    perusal = word_file(
        f"<w:p><w:r><w:t>De kade blijft</w:t></w:r><w:r><w:rPr><w:{mark}/></w:rPr><w:t> tot 2030</w:t></w:r></w:p>"
    )
    assert texts(perusal, "paragraph") == ["De kade blijft tot 2030" if is_kept else "De kade blijft"]


def test_word_text_box_is_read_once_though_it_is_written_twice():
    box = "<w:txbxContent><w:p><w:r><w:t>In een kader</w:t></w:r></w:p></w:txbxContent>"
    perusal = word_file(
        "<w:p><w:r><w:t>Voor.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(perusal, "paragraph") == ["Voor.", "In een kader"]


def test_word_footnote_has_its_number_in_the_text_and_before_the_note():
    data = docx_with_note(
        docx_body(
            EMPTY,
            '<w:p><w:r><w:t>Er ligt een plan</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
            "<w:r><w:t> klaar.</w:t></w:r></w:p>",
        )
    )
    perusal = holds(read(data, "x.docx"))
    assert texts(perusal, "paragraph") == ["Er ligt een plan¹ klaar."]
    assert texts(perusal, "footnote") == [f"¹ {NOTE}"]


def test_word_contents_by_field_and_dutch_heading_styles():
    styles = member(EMPTY, "word/styles.xml").decode()
    styles = styles.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Kop2x"><w:name w:val="Kop 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop2x"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="N1"><w:name w:val="Rapport_Niveau_1"/></w:style></w:styles>',
    )

    def styled(name, text):
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o "1-3" </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Kade 3</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Walstroom 5</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + styled("Eigen", "Kade") + styled("Plan", "Hoogte") + styled("N1", "Walstroom")
    )  # fmt: skip
    perusal = holds(read(changed(docx_body(EMPTY, body), {"word/styles.xml": styles}), "x.docx"))
    assert blocks(perusal) == [
        ("contents", None, "Kade 3"),
        ("contents", None, "Walstroom 5"),
        ("heading", 2, "Kade"),
        ("heading", 3, "Hoogte"),
        ("heading", 1, "Walstroom"),
    ]


def test_bold_lines_are_headings_only_where_bold_is_rare():
    def sloppy(document):
        for title in ("Aanleiding", "Vervolg"):
            document.add_paragraph().add_run(title).bold = True
            document.add_paragraph("De haven groeit al jaren harder dan de stad zelf.")
            document.add_paragraph("Dat vraagt om ruimte.")

    def shouting(document):
        for title in ("Aanleiding", "Vervolg", "Slot"):
            document.add_paragraph().add_run(title).bold = True
        document.add_paragraph("De haven groeit.")

    assert texts(holds(read(docx(sloppy), "a.docx")), "heading") == ["Aanleiding", "Vervolg"]
    assert texts(holds(read(docx(shouting), "a.docx")), "heading") == []


def test_word_with_macros_and_a_dangling_relationship_is_read():
    types = member(EMPTY, "[Content_Types].xml").decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    relations = member(EMPTY, "word/_rels/document.xml.rels").decode()
    relations = relations.replace(
        "</Relationships>", '<Relationship Id="x" Type="a/image" Target="NULL"/></Relationships>'
    )
    data = docx_body(EMPTY, "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>")
    data = changed(
        data,
        {"[Content_Types].xml": types, "word/_rels/document.xml.rels": relations, "word/vbaProject.bin": b"\xff" * 99},
    )
    assert texts(read(data, "x.docm"), "paragraph") == ["Tekst."]


def test_slides_are_pages_with_titles_bullets_tables_and_notes():
    perusal = holds(read(deck_pptx(), "stand.pptx"))
    assert perusal.pages == 3
    assert blocks(perusal) == [
        ("heading", 1, "Stand van de haven"),
        ("paragraph", None, "Commissie, 3 maart 2026"),
        ("heading", 2, "Wat er moet gebeuren"),
        ("list_item", 1, "De kade wordt hoger"),
        ("list_item", 2, "Met een halve meter"),
        ("heading", 2, "Kosten"),
        ("table_cell", None, "Begroting"),
        ("table_cell", None, "Kade"),
        ("table_cell", None, "4 miljoen"),
        ("footnote", None, "Dit is nog niet met de provincie besproken."),
    ]
    assert [block.page for block in perusal.document.blocks] == [1, 1, 2, 2, 2, 3, 3, 3, 3, 2]
    assert perusal.document.page_at(perusal.document.text.index("Kade")) == 3


def test_hidden_slide_is_left_out_and_said():
    data = deck_pptx()
    slide = member(data, "ppt/slides/slide2.xml").replace(b"<p:sld ", b'<p:sld show="0" ', 1)
    perusal = holds(read(changed(data, {"ppt/slides/slide2.xml": slide}), "stand.pptx"))
    assert perusal.pages_unread == (2,)
    assert "hoger" not in perusal.document.text
    assert [(problem.page, problem.message.code) for problem in perusal.problems] == [(2, "read.slide_hidden")]


def test_sheets_are_tables_parted_by_empty_rows_with_cell_names():
    perusal = holds(read(sheet_xlsx(), "planning.xlsx"))
    assert cells(perusal) == {
        (0, 0, 0): "Maatregel", (0, 0, 1): "Trekker", (0, 0, 2): "Gereed", (0, 0, 3): "Deel",
        (0, 1, 0): "Kade ophogen", (0, 1, 1): "Gemeente", (0, 1, 2): "2029-07-01", (0, 1, 3): "25%",
        (1, 0, 0): "Bron: havenbedrijf",
    }  # fmt: skip
    last = perusal.document.blocks[-1]
    assert last.locator == Message(code="read.at_cell", values=(("cell", "A4"), ("sheet", "Planning")))
    assert "geheim" not in perusal.document.text
    assert [problem.message.code for problem in perusal.problems] == ["read.sheet_hidden"]


def test_opendocument_made_by_a_library():
    perusal = holds(read(letter_odt(), "zienswijze.odt"))
    assert blocks(perusal)[:2] == [
        ("heading", 1, "Zienswijze"),
        ("paragraph", None, "Wij vragen de raad het besluit uit te stellen."),
    ]


def test_opendocument_lists_notes_tables_and_hidden_parts():
    perusal = holds(
        read(
            odt_body(
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
                "</text:changed-region></text:tracked-changes>"
                "<text:p>Er is een plan<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                "<text:p>Van de haven.</text:p></text:note-body></text:note> voor<text:s/>de kade.</text:p>"
                "<text:list><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>twee</text:p>"
                "</text:list-item></text:list></text:list-item></text:list>"
                '<text:section text:display="none"><text:p>verborgen</text:p></text:section>'
                '<text:p>Dit <text:span text:style-name="H">niet</text:span>wel.</text:p>'
                '<table:table><table:table-row><table:table-cell table:number-columns-repeated="1"><text:p>A</text:p>'
                "</table:table-cell><table:covered-table-cell/><table:table-cell><text:p>B</text:p></table:table-cell>"
                "</table:table-row></table:table>"
                "<text:table-of-content><text:index-body><text:p>Kade 3</text:p></text:index-body></text:table-of-content>",
                '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>',
            ),
            "x.odt",
        )
    )
    assert blocks(perusal)[:8] == [
        ("paragraph", None, "Er is een plan¹ voor de kade."),
        ("list_item", 1, "een"),
        ("list_item", 2, "twee"),
        ("paragraph", None, "Dit wel."),
        ("table_cell", None, "A"),
        ("table_cell", None, "B"),
        ("contents", None, "Kade 3"),
        ("footnote", None, "¹ Van de haven."),
    ]
    assert set(cells(perusal)) == {(0, 0, 0), (0, 0, 2)}


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_an_office_file_without_its_heart_is_unreadable(name):
    with pytest.raises(UnreadableSource):
        read(changed(plan_docx(), {name: None}), "plan.docx")
