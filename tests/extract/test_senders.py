"""Parts that others sent in are theirs: reported of them, and nobody's where nobody is told."""

from make import source

from rodedraad.extract import extract
from rodedraad.frame import frame
from rodedraad.parties import register
from rodedraad.read.canonical import Piece, compose

FRAME = frame({})
REGISTER = register(FRAME)
OWN = "Wij willen dat de gegevens van de haven voor iedereen open zijn."
SENT = "Wij willen dat iedere gebruiker zelf mag kiezen wie zijn gegevens ziet."
FILLER = "De haven ligt aan het kanaal en is al lang een plek waar veel schepen komen. " * 25


def held(*pieces: Piece, **fields):
    document = compose("d" * 64, pieces, language="nl")
    used = source("d" * 64, "gemeente-velsen", kind=fields.get("kind", "slides"))
    found = extract(used, document, frame=FRAME, register=REGISTER).statements
    return {one.text: (one.holder, one.is_reported, one.parties) for one in found if one.text in (OWN, SENT)}


def on(page: int, text: str, kind: str = "paragraph", **fields) -> Piece:
    return Piece(kind=kind, text=text, pages=((0, page),), **fields)


VELSEN = ("gemeente-velsen", False, ("gemeente-velsen",))


def test_the_page_of_a_form_is_of_who_sent_it_in():
    cells = [on(3, text, "table_cell", table=0, row=0, column=at) for at, text in enumerate(("Ingestuurd door", "TNO"))]
    found = held(on(1, OWN), on(2, FILLER), *cells, on(3, SENT), on(4, "Slot."))
    assert found == {OWN: VELSEN, SENT: ("tno", True, ("gemeente-velsen",))}


def test_rows_below_a_head_of_senders_are_theirs():
    rows = (("Indiener", "Reactie"), ("TNO", SENT), ("", OWN))
    cells = [
        on(2, text, "table_cell", table=0, row=at, column=column)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    assert held(on(1, FILLER), *cells) == {SENT: ("tno", True, ("gemeente-velsen",)), OWN: VELSEN}


def test_a_section_that_is_headed_by_its_sender_ends_at_the_next_heading():
    found = held(
        on(1, FILLER),
        on(2, "Zienswijze van TNO", "heading", level=2),
        on(2, SENT),
        on(2, "Antwoord van de gemeente", "heading", level=2),
        on(2, OWN),
        kind="minutes",
    )
    assert found == {SENT: ("tno", True, ("gemeente-velsen",)), OWN: VELSEN}


def letter(page: int, words: str, *signed: str) -> list[Piece]:
    lines = (
        "Datum: 3 maart 2025",
        "Onderwerp: gegevens",
        "Geachte leden van de raad,",
        words,
        "Met vriendelijke groet,",
    )
    return [on(page, line) for line in (*lines, *signed)]


def test_a_letter_on_the_page_of_a_form_does_not_trip():
    cells = [on(2, text, "table_cell", table=0, row=0, column=at) for at, text in enumerate(("Ingediend door", "TNO"))]
    own = letter(1, OWN, "namens het college van Velsen")
    assert held(*own, *cells, *letter(2, SENT, "J. Jansen"), kind="letter")[SENT] == (None, False, ())


def test_a_letter_that_begins_on_a_later_page_is_of_who_signed_it_or_of_nobody():
    own = letter(1, OWN, "namens het college van Velsen")
    assert held(*own, *letter(2, SENT, "TNO"), kind="letter")[SENT] == ("tno", True, ("gemeente-velsen",))
    assert held(*own, *letter(2, SENT, "J. Jansen"), kind="letter") == {OWN: VELSEN, SENT: (None, False, ())}
    assert held(*own, on(2, SENT), kind="letter")[SENT] == VELSEN, "a second page is no second letter"


def test_what_another_promises_in_its_part_is_no_commitment_of_who_bundles_it():
    promise = "Wij plaatsen in 2027 tien meetpunten langs de haven."
    cells = [on(2, text, "table_cell", table=0, row=0, column=at) for at, text in enumerate(("Ingestuurd door", "TNO"))]
    document = compose("d" * 64, [on(1, promise), *cells, on(2, promise)], language="nl")
    found = extract(source("d" * 64, "gemeente-velsen"), document, frame=FRAME, register=REGISTER).statements
    assert [(one.holder, one.is_commitment) for one in found] == [("gemeente-velsen", True), ("tno", False)]
