"""Who writes and who is written to, as the head and the title of an ordinary letter say it."""

from __future__ import annotations

import pytest
from describe.lodermond import REGISTER

from rodedraad import read
from rodedraad.describe import describe
from rodedraad.parties import find, register
from rodedraad.records import Frame, Party

BODY = """

Wij verzoeken de gemeente Houten om voor 1 juli 2026 een brug te bouwen. Het Rijk en Loderstaal betalen mee.
De minister van Klimaat en Groene Groei heeft dat toegezegd.
"""


def letter(head, name="brief.md", register=REGISTER):
    perusal = read.read(f"{head}{BODY}".encode(), name)
    return describe(
        perusal.document, source="x", path=name, pages=None, properties=perusal.properties, register=register
    )


def mail(text, **properties):
    perusal = read.read(f"{text}{BODY}".encode(), "brief.txt")
    return describe(
        perusal.document,
        source="x",
        path="brief.eml",
        pages=None,
        properties=tuple(properties.items()),
        register=REGISTER,
    )


def who(source):
    return [f"{known.id}#{known.organ}" if known.organ else known.id for known in source.parties]


HEADS = [
    ("# Brief van de gemeente Utrecht aan de provincie Zeeland\n\n3 mei 2025", ["gemeente-utrecht"], ["provincie-zeeland"]),
    ("# Antwoord van de provincie Zeeland aan de gemeente Utrecht", ["provincie-zeeland"], ["gemeente-utrecht"]),
    ("# Antwoord aan de gemeente Utrecht van Gedeputeerde Staten van Zeeland", ["provincie-zeeland#college"], ["gemeente-utrecht"]),
    ("# Letter from the municipality of Utrecht to the province of Zeeland", ["gemeente-utrecht"], ["provincie-zeeland"]),
    (
        "# Raadsbrief van het college van burgemeester en wethouders van Utrecht aan de gemeenteraad van Utrecht",
        ["gemeente-utrecht#college"],
        ["gemeente-utrecht#raad"],
    ),
    ("# Brief aan de provincie Zeeland over de gemeente Utrecht\n\nDatum: 3 mei 2025", [], ["provincie-zeeland"]),
    ("# Reactie van de provincie Zeeland op de brief van de gemeente Utrecht", ["provincie-zeeland"], []),
    (
        "# Verzoek vergunning\n\nVan: gemeente Utrecht\nAan: het college van Gedeputeerde Staten van de provincie Zeeland\nDatum: 3 mei 2025\nKenmerk: U-1",
        ["gemeente-utrecht"],
        ["provincie-zeeland#college"],
    ),
    (
        "# Verzoek\n\nAfzender: provincie Zeeland\n\nAan: het college van burgemeester en wethouders van Utrecht\n\nBetreft: zienswijze omgevingsvisie",
        ["provincie-zeeland"],
        ["gemeente-utrecht#college"],
    ),
    ("# Verzoek\n\nVan: gemeente Utrecht\nAan: provincie Zeeland", ["gemeente-utrecht"], ["provincie-zeeland"]),
    ("# Verzoek\n\nVan: gemeente Utrecht\nAan: provincie Zeeland, t.a.v. Gedeputeerde Staten", ["gemeente-utrecht"], ["provincie-zeeland#college"]),
    ("From: municipality of Utrecht\nTo: provincie Zeeland\nSubject: bridge in Houten", ["gemeente-utrecht"], ["provincie-zeeland"]),
    ("Aan:\nProvincie Zeeland\nPostbus 6001\n\nVan:\nJ. Jansen\nGemeente Utrecht\n\nBetreft: brug", ["gemeente-utrecht"], ["provincie-zeeland"]),
    ("| Van | gemeente Utrecht |\n|---|---|\n| Aan | provincie Zeeland |\n| Betreft | brug |", ["gemeente-utrecht"], ["provincie-zeeland"]),
    (
        "**Van:** de gemeenten Utrecht en Houten\n**Aan:** de minister van Klimaat en Groene Groei\n**Cc:** provincie Zeeland",
        ["gemeente-utrecht", "gemeente-houten"],
        ["ministerie-kgg#ministry"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "authors", "addressees"), HEADS)
def test_the_head_says_who_writes_to_whom(head, authors, addressees):
    # A title that named both made both authors, with whoever the first sentences speak of; only "Aan:" made none.
    source = letter(head)
    assert (source.kind, who(source), list(source.addressees)) == ("letter", authors, addressees)


def test_plain_text_reads_as_markdown_does():
    lines = "Van: gemeente Utrecht\nAan: Provinciale Staten van Zeeland\nDatum: 3 mei 2025\nOnderwerp: brug"
    source = letter(lines, "brief.txt")
    assert (source.kind, source.title, who(source)) == ("letter", "Brug", ["gemeente-utrecht"])
    assert source.addressees == ("provincie-zeeland#raad",)


def test_the_lines_of_a_forwarded_message_are_not_those_of_the_mail():
    forwarded = "Van: gemeente Houten\nAan: provincie Utrecht"
    source = mail(forwarded, **{"from": "Gemeente Utrecht", "to": "Provincie Zeeland"})
    assert who(source) == ["gemeente-utrecht"]
    assert "provincie-zeeland" in source.addressees


def test_a_ministry_that_nobody_knows_by_that_name_is_of_the_state():
    head = "# Brief van het ministerie van Klimaat aan de gemeente Utrecht\n\nDatum: 5 januari 2024"
    state = register(Frame(name="x", themes=(), parties=(Party(id="rijk", name="Rijk", layer="rijk"),), places=()))
    source = letter(head, register=state)
    assert (who(source), source.addressees) == (["rijk#ministry"], ("gemeente-utrecht",))


def test_a_memo_stays_one_and_says_who_wrote_it():
    source = letter("# Memo\n\nAan: gemeente Utrecht\nVan: provincie Zeeland", "stuk.md")
    assert (source.kind, who(source), source.addressees) == ("study", ["provincie-zeeland"], ("gemeente-utrecht",))
    assert who(letter("# Notitie van de gemeente Utrecht")) == ["gemeente-utrecht"]


def test_a_study_that_speaks_of_senders_is_no_letter():
    source = letter("# Verkenning warmtenet\n\nDe provincie Zeeland vraagt aandacht van: de gemeente Utrecht.")
    assert (source.kind, who(source), source.addressees) == ("study", [], ())


def test_a_college_that_signs_is_that_of_the_sender_not_of_who_is_written_to():
    perusal = read.read(
        b"Aan: gemeente Houten\nVan: gemeente Utrecht\n\nGeacht college,\n\nGraag een brug.\n\n"
        b"Hoogachtend,\n\nhet college van burgemeester en wethouders",
        "brief.txt",
    )
    source = describe(perusal.document, source="x", path="brief.txt", pages=None, register=REGISTER)
    assert (who(source), source.addressees) == (["gemeente-utrecht#college"], ("gemeente-houten",))


def test_a_college_of_another_body_is_no_municipality():
    text = "het college van Gedeputeerde Staten van de provincie Zeeland"
    assert [(found.party, found.organ) for found in find(REGISTER, text)] == [("provincie-zeeland", "college")]
    assert find(REGISTER, "het college van Bestuur en het college van Gedeputeerde Staten Postbus 1") == ()


@pytest.mark.parametrize(
    ("head", "organ"),
    [
        ("Van: gemeente Houten\nAan: Gedeputeerde Staten\nDatum: 3 mei 2025", "college"),
        ("Aan\nhet college van Gedeputeerde Staten\nPostbus 1\n\nDatum: 3 mei 2025", "college"),
        ("Aan: Provinciale Staten\nDatum: 3 mei 2025", "raad"),
    ],
)
@pytest.mark.parametrize(
    ("places", "body", "sent"),
    [
        (("Utrecht", "Noordzee"), "", "provincie-utrecht"),  # the one province of the dossier's places
        ((), "De provincie Zeeland betaalt mee.", "provincie-zeeland"),  # else the one that the letter names
        ((), "De provincie Zeeland en de provincie Utrecht betalen mee.", None),
        ((), "", None),
    ],
)
def test_states_without_a_province_are_those_of_the_region_or_of_the_one_that_is_named(head, organ, places, body, sent):
    """A letter to "Gedeputeerde Staten" was sent to nobody, so nobody was asked what it asks."""
    known = register(Frame(name="Proef", themes=(), places=places))
    found = letter(f"{head}\n\nGeacht college,\n\nGraag een brug. {body}\n\n", "brief.txt", register=known)
    assert found.addressees == ((f"{sent}#{organ}",) if sent else ())


@pytest.mark.parametrize("name", ["brief.txt", "brief.md"])
@pytest.mark.parametrize(
    "head",
    [
        "Van          : gemeente Utrecht\nAan          : provincie Zeeland\nDatum        : 3 mei 2025",
        "Van\tgemeente Utrecht\nAan\tprovincie Zeeland\nDatum\t3 mei 2025",
        "Van        gemeente Utrecht\nAan        provincie Zeeland\nOnderwerp  een brug",
        "| Van | gemeente Utrecht |\n| Aan | provincie Zeeland |\n| Datum | 3 mei 2025 |",
        "+-----+------+\n| Van       | gemeente Utrecht  |\n| Aan       | provincie Zeeland |\n| Datum     | 3 mei 2025 |\n+-----+-----+",
    ],
)
def test_a_head_in_typed_columns_says_who_writes_to_whom(head, name):
    found = letter(f"{head}\n\nGeacht college,\n\nGraag een brug.\n\n", name)
    assert (who(found), list(found.addressees)) == (["gemeente-utrecht"], ["provincie-zeeland"])
