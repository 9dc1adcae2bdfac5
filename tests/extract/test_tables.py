"""Rows of measures: found by the head of their table, anchored per cell, filled from the row."""

from make import source

from rodedraad.extract import extract, tables
from rodedraad.frame import frame
from rodedraad.parties import register
from rodedraad.read.canonical import Piece, compose

FRAME = frame({})
REGISTER = register(FRAME)
HEAD = ("Nr.", "Maatregel", "Trekker", "Partners", "Planning", "Budget")
ROWS = (
    (
        "1",
        "Aanleg van walstroom bij de noordelijke kade",
        "Provincie Noord-Holland",
        "TNO",
        "uiterlijk 2027",
        "€ 2,5 miljoen",
    ),
    ("2", "Uitbreiding van het meetnet met tien punten", "Gemeente Velsen", "", "2026", "€ 300.000"),
)


def table(*rows: tuple[str, ...], number: int = 0) -> list[Piece]:
    return [
        Piece(kind="table_cell", text=text, table=number, row=at, column=column)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]


def statements(*pieces: Piece, **fields):
    document = compose("a" * 64, pieces, language="nl")
    found = extract(source("a" * 64, **fields), document, frame=FRAME, register=REGISTER).statements
    assert all(document.text[one.start : one.end] == one.quote for one in found)
    return found


def test_each_row_is_a_measure_with_owner_term_and_amount() -> None:
    found = statements(*table(HEAD, *ROWS), date="2025-03-01")
    assert [one.quote for one in found] == [row[1] for row in ROWS]
    assert {one.type for one in found} == {"measure"}
    first, second = found
    assert [(actor.words, actor.role) for actor in first.actors][:2] == [
        ("Provincie Noord-Holland", "leads"),
        ("TNO", "partner"),
    ]
    assert first.actors[0].party == "provincie-noord-holland"
    assert (first.deadline, first.deadline_to) == ("uiterlijk 2027", "2027-12-31")
    assert [(amount.value, amount.unit) for amount in first.amounts] == [(2_500_000, "euro")]
    assert second.actors[0].party == "gemeente-velsen"
    assert [amount.value for amount in second.amounts] == [300_000]


def test_a_head_repeated_on_the_next_page_is_no_row() -> None:
    found = statements(*table(HEAD, ROWS[0], HEAD, ROWS[1]))
    assert [one.quote for one in found] == [row[1] for row in ROWS]


def test_a_title_above_the_head_is_passed_over() -> None:
    assert len(statements(*table(("Uitvoeringsprogramma",), HEAD, *ROWS))) == 2


def test_other_tables_are_no_measures() -> None:
    numbers = table(("Jaar", "Aantal woningen", "Aandeel"), ("2020", "12.000", "12%"), ("2021", "12.400", "13%"))
    products = table(("Code", "Product", "Prijs"), ("210101", "Warmtepomp voor woningen in de bouw", "€ 4.000"))
    lone = table(("Maatregel",), ("Aanleg van walstroom bij de kade",))
    assert statements(*numbers, *products, *lone) == ()


def test_a_list_of_documents_is_no_table_of_measures() -> None:
    rows = (("Omschrijving", "Versie", "Datum"), ("Berichten en processen", "1.0", "12-03-2024"))
    assert not statements(*table(*rows))
    with_owner = (("Omschrijving", "Trekker", "Datum"), ("Berichten en processen", "Gemeente Velsen", "12-03-2024"))
    assert [one.type for one in statements(*table(*with_owner))] == ["measure"]


def test_columns_are_told_by_their_heads_in_both_languages() -> None:
    english = table(
        ("Action", "Responsible", "When", "Cost"), ("Install ten measuring points", "Province", "2027", "€ 1 million")
    )
    document = compose("b" * 64, english)
    (row,) = tables.rows(document.text, document.blocks)
    assert {name: document.text[cell.start : cell.end] for name, cell in row.cells.items()} == {
        "owner": "Province",
        "planning": "2027",
        "budget": "€ 1 million",
    }


def test_running_text_in_a_cell_is_read_as_text() -> None:
    cell = "Wij verzoeken u vóór 1 mei te laten weten of u meedoet aan het onderzoek."
    found = statements(*table(("Onderwerp", "Toelichting"), ("Onderzoek", cell)))
    assert [(one.type, one.quote) for one in found] == [("request", cell)]
