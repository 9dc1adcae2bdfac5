"""Documents in lists: bibliographies, columns of documents, names of files with a date."""

import pytest
from hand import written

from rodedraad.extract.references import named
from rodedraad.records import Block, Document, Source

SOURCE = Source(id="source", path="studie.txt", title="Studie naar de kade")


def found(*blocks):
    return [reference for reference, _ in named(SOURCE, written(*blocks))]


def table(*rows):
    text, blocks = "", []
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            start = len(text)
            text += words + "\n\n"
            blocks.append(
                Block(kind="table_cell", start=start, end=start + len(words), table=0, row=row, column=column)
            )
    return Document(source="source", text=text, body_end=len(text), blocks=tuple(blocks))


@pytest.mark.parametrize(
    "heading", ["Literatuur", "4.2 Geraadpleegde bronnen", "References", "Bijlage 3: Literatuurlijst"]
)
def test_the_entries_of_a_bibliography_are_documents(heading):
    made = found(
        ("heading", heading),
        ("list_item", "Wad, J. (2019). Zand en zout. Duinrand: Kustpers."),
        ("list_item", "Gemeente Duinrand, kadekaart met toelichting, 2021"),
        ("paragraph", "Dit zijn de stukken die wij lazen."),
        ("heading", "Bijlage 4"),
        ("list_item", "Gemeente Duinrand, een dag aan zee, 2021"),
    )
    assert [reference.title for reference in made] == [
        "Zand en zout",
        "Gemeente Duinrand, kadekaart met toelichting, 2021",
    ]
    assert {"author=Wad, J.", "date=2019"} <= set(made[0].keys)


def test_a_number_in_the_text_cites_the_entry():
    document = written(
        ("paragraph", "De kade zakt [2]."),
        ("heading", "Referenties"),
        ("paragraph", "[1] Handboek kades"),
        ("paragraph", "[2] Meetplan kades oost"),
    )
    second = named(SOURCE, document)[1]
    assert second[0].title == "Meetplan kades oost"
    assert [document.text[start:end] for start, end in second[1]] == ["[2]", "Meetplan kades oost"]


def test_a_column_of_documents_holds_documents_and_no_other_does():
    document = table(
        ("Thema", "BronDocument", "Pagina"),
        ("Warmte uit de haven", "Kade van de toekomst (Bureau Wad)", "p4"),
        ("Stroom uit de haven", "Kade van de toekomst (Bureau Wad)", "p5"),
        ("Gas uit de haven", "20181102 Infobehoefte kade", "p6"),
    )
    made = named(SOURCE, document)
    assert [(reference.title, len(places)) for reference, places in made] == [
        ("Kade van de toekomst (Bureau Wad)", 2),
        ("Infobehoefte kade", 1),
    ]
    assert "date=2018-11-02" in made[1][0].keys


def test_what_looks_like_a_date_and_is_none_names_nothing():
    assert found(("list_item", "20181350 meetpunten in de haven")) == []
    assert found(("list_item", "180 meters kade in de haven")) == []
