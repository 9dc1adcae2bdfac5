"""What a document says it is: each rule on a small document of its own, made by hand."""

from __future__ import annotations

import time

import pytest
from describe.lodermond import REGISTER
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.describe import dates, describe
from rodedraad.errors import WrongUse
from rodedraad.read.canonical import Piece, compose


def made(*pages, path="stuk.pdf", properties=(), overrides=None, paged=True):
    """A document of these pages, each a text whose lines are blocks; ``#`` makes a heading, ``~`` a running header."""
    pieces = []
    for number, page in enumerate(pages, start=1):
        for line in page.strip().splitlines():
            kind = "heading" if line.startswith("# ") else "furniture" if line.startswith("~ ") else "paragraph"
            pieces.append(
                Piece(
                    kind=kind,
                    text=line.strip().removeprefix("# ").removeprefix("~ "),
                    level=1 if kind == "heading" else None,
                    pages=((0, number),) if paged else (),
                )
            )
    return describe(
        compose("x", pieces, language="nl"),
        source="x",
        path=path,
        pages=len(pages) if paged else None,
        properties=properties,
        register=REGISTER,
        overrides=overrides,
    )


def issuers(source):
    return [(issuer.id, issuer.organ, issuer.role) for issuer in source.parties]


LETTER = """
Gemeente Wierhaven
Postbus 1
1970 AA Wierhaven
Provinciale Staten van Utrecht
T.a.v. de griffie
Postbus 2
3500 AB Utrecht
Datum 5 mei 2026
Ons kenmerk WH-2026/118
Onderwerp: Ruimte voor een brug
Geachte leden van Provinciale Staten,
Wij vragen u om een brug over het kanaal. Dat doen wij mede namens de gemeente Utrecht.
Hoogachtend,
namens het college van burgemeester en wethouders van Wierhaven,
A. Zandstra, burgemeester
"""


def test_a_letter():
    source = made(LETTER)
    assert (source.kind, source.title, source.date) == ("letter", "Ruimte voor een brug", "2026-05-05")
    assert issuers(source) == [
        ("gemeente-wierhaven", "college", "author"),
        ("gemeente-utrecht", None, "author"),
    ]
    assert source.addressees == ("provincie-utrecht#raad",)
    assert source.numbers == ("WH-2026/118",)
    assert source.perspective == "government"


def test_a_college_writes_to_its_own_council():
    source = made(
        "Gemeente Wierhaven\nAan de gemeenteraad van Wierhaven\nDatum 1 juni 2026\nBetreft Stand van zaken\n"
        "Geachte raadsleden,\nHierbij de stand van zaken.\nMet vriendelijke groet,\n"
        "het college van burgemeester en wethouders van Wierhaven"
    )
    assert issuers(source) == [("gemeente-wierhaven", "college", "author")]
    assert source.addressees == ("gemeente-wierhaven#raad",)


def test_a_college_that_does_not_name_its_town_is_that_of_the_letterhead():
    source = made(
        "gemeente Wierhaven\nPostbus 1\n1970 AA Wierhaven\nGemeenteraad\nons kenmerk Z/25/123456\ndatum 12 februari 2026\n"
        "onderwerp Antwoorden\nGeachte raadsleden,\nHierbij de antwoorden.\nMet vriendelijke groet,\n"
        "het college van burgemeester en wethouders,\nA. Jansen B. Pietersen"
    )
    assert issuers(source) == [("gemeente-wierhaven", "college", "author")]
    assert source.addressees == ("gemeente-wierhaven#raad",)
    assert (source.title, source.numbers) == ("Antwoorden", ("Z/25/123456",))


def test_a_letterhead_is_enough_and_mayors_sign_for_their_college():
    letter = "Gemeente Wierhaven\nAan de gemeenteraad van Wierhaven\nDatum 1 juni 2026\nBetreft Brug\nGeachte raad,\nDe brug."
    assert issuers(made(letter)) == [("gemeente-wierhaven", None, "author")]
    assert issuers(made(f"{letter}\nHoogachtend,\nDe secretaris van Wierhaven, De burgemeester van Wierhaven")) == [
        ("gemeente-wierhaven", "college", "author")
    ]


def test_a_party_above_a_title_is_not_part_of_it():
    source = made("# Gemeente Wierhaven\n# Nota schone kust\nTekst volgt.")
    assert source.title == "Nota schone kust"


def test_what_another_study_was_made_for_is_not_this_ones_commissioner():
    other = "Eerder verscheen een uitvoerig rapport over het verkeer op het kanaal en de havens, in opdracht van de provincie Utrecht, en dat had toen veel gevolgen voor de schippers."
    assert made(f"# Verkenning\n{other}", other).parties == ()
    assert issuers(made(f"# Verkenning\nDit onderzoek is {other}")) == [("provincie-utrecht", None, "commissioner")]


def test_ministers_sign_without_closing_words_and_for_each_other():
    source = made(
        "> Retouradres Postbus 20401 2500 EK Den Haag\nDe Voorzitter van de Tweede Kamer\nder Staten-Generaal\n"
        "2595 BD DEN HAAG\nDatum 29 september 2025\nBetreft Afspraken over staal\nGeachte Voorzitter,\n"
        "Hierbij informeer ik uw Kamer, mede namens de staatssecretaris van Infrastructuur en Waterstaat, over staal.",
        "Ik zal uw Kamer informeren.\nA. de Vries\nMinister van Klimaat en Groene Groei",
    )
    assert issuers(source) == [("ministerie-kgg", "ministry", "author"), ("ministerie-ienw", "ministry", "author")]
    assert source.addressees == ("tweede-kamer#parliament",)


def test_residents_object():
    source = made(
        "Dorpsraad Oude Werf\nAan: Gedeputeerde Staten van Utrecht\nOude Werf, 3 mei 2025\n"
        "Betreft: zienswijze vergunning Loderstaal\nGeacht college,\nWij maken ons zorgen over stof.\n"
        "Namens de Dorpsraad Oude Werf,\nL. Bakker, voorzitter"
    )
    assert issuers(source) == [("dorpsraad-oude-werf", None, "author")]
    assert (source.kind, source.perspective, source.addressees) == (
        "letter",
        "residents",
        ("provincie-utrecht#college",),
    )


def test_roles_in_a_signature_say_the_organ():
    source = made(
        "Datum 1 juni 2026\nOnderwerp Steun\nGeachte raad,\nWerkplaats Zuid groeit. Werkplaats Zuid leert.\n"
        "Met vriendelijke groet,\nJan Pier, Els Meer\nDirecteur Werkplaats Zuid Voorzitter Stichting Schone Kust"
    )
    assert issuers(source) == [
        ("werkplaats-zuid", "management", "author"),
        ("stichting-schone-kust", "board", "author"),
    ]


def test_a_study_has_makers_a_commissioner_and_a_payer():
    source = made(
        "# Brug of tunnel\nEindrapport\nBureau Velthoorn\n12 december 2024",
        "Colofon\nUitgave van Bureau Velthoorn\nIn opdracht van de provincie Utrecht\n"
        "Met subsidie van het ministerie van EZK, uitgevoerd door RVO",
    )
    assert (source.title, source.kind, source.status, source.date) == ("Brug of tunnel", "study", "final", "2024-12-12")
    assert issuers(source) == [
        ("bureau-velthoorn", None, "author"),
        ("provincie-utrecht", None, "commissioner"),
        ("ministerie-ezk", "ministry", "payer"),
    ]


def test_no_author_is_invented():
    source = made(
        "# Analyse\nIn dit stuk komen Loderstaal, TNO en de gemeente Wierhaven aan de orde, en nog meer tekst."
    )
    assert source.parties == ()
    assert source.perspective is None
    assert source.date is None
    assert "parties" not in source.guesses


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("Versie 0.3", "a.pdf", "draft"),
        ("Versie 1.2", "a.pdf", "final"),
        ("Concept", "a.pdf", "draft"),
        ("Versie 0.9 - concept", "a.pdf", "draft"),
        ("Ontwerp-omgevingsvisie", "a.pdf", "draft"),
        ("Definitief", "a.pdf", "final"),
        ("", "Nota def.pdf", "final"),
        ("", "Nota_v0.73.pdf", "draft"),
        ("Het concept digitaal dossier", "a.pdf", None),
        ("Een conceptuele verkenning", "a.pdf", None),
        ("Vastgesteld door de gemeenteraad van Wierhaven op 3 maart 2026", "a.pdf", "adopted"),
    ],
)
def test_status(line, path, expected):
    source = made(f"# Woonnota Wierhaven\n{line}", path=path)
    assert source.status == expected
    assert source.adopted_by == ("gemeente-wierhaven#raad" if expected == "adopted" else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 februari 2023", "2023-02-03"),
        ("Brussels, 5.7.2023", "2023-07-05"),
        ("July 5, 2023", "2023-07-05"),
        ("1st of March 2024", "2024-03-01"),
        ("22-9-2010", "2010-09-22"),
        ("2026-01-31", "2026-01-31"),
        ("oktober 2022", "2022-10"),
        ("31 februari 2022", None),
        ("in 2030", None),
        ("kenmerk 12-34-2022-7", None),
    ],
)
def test_dates_are_as_precise_as_their_words(words, expected):
    assert dates.parse(words) == expected or (expected is None and dates.parse(words) in (None, "2022-02"))


def test_a_title_that_names_a_kind_of_act_goes_on_with_what_it_is_about():
    # "DIRECTIVE OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL" said the same of every directive.
    cover = "Proposal for a\n# REGULATION OF THE COUNCIL OF HARBOURS\non quays and cranes\nThe quays are old."
    assert made(cover).title == "REGULATION OF THE COUNCIL OF HARBOURS on quays and cranes"
    assert made("# Ruimte voor een haven\nvan morgen blijft weinig over. Wij kiezen.").title == "Ruimte voor een haven"


def test_a_document_date_comes_before_that_of_its_file_and_an_election_is_no_date():
    properties = (("created", "2026-02-01T10:00:00"),)
    assert made("# Nota\n12 januari 2026", properties=properties).date == "2026-01-12"
    assert made("# Nota", properties=properties).date == "2026-02-01"
    # The day on which a PDF was saved stood in the report as "read from the document itself".
    assert made("# Nota", properties=properties).is_file_date
    assert not made("# Nota\n12 januari 2026", properties=properties).is_file_date
    cover = "# Lijst Zee\n29 oktober 2025\nSterk en schoon\nVerkiezingsprogramma"
    assert made(cover, properties=properties).date == "2026-02-01"
    assert made("# Nota voor 2030").date is None


@pytest.mark.parametrize(
    ("title", "kind", "horizon"),
    [
        ("Omgevingsvisie Wierhaven 2040", "vision", "2040"),
        ("Programma Schone Lucht 2026-2030", "programme", "2026-2030"),
        ("Evaluatie van het programma Schone Lucht", "study", None),
        ("Plan van aanpak onderzoek brug", "plan", None),
        ("Convenant Groene Haven", "agreement", None),
        ("Besluitenlijst", "minutes", None),
        ("Aanvraagformulier", "form", None),
        ("Zomaar een verhaal", "other", None),
    ],
)
def test_kind_and_horizon_from_the_title(title, kind, horizon):
    source = made(f"# {title}\n3 maart 2026")
    assert (source.kind, source.horizon) == (kind, horizon)


def test_a_plan_is_of_the_body_in_its_title_and_a_study_is_not():
    assert issuers(made("# Omgevingsvisie Wierhaven 2040\nTekst volgt hier.")) == [
        ("gemeente-wierhaven", None, "author")
    ]
    assert issuers(made("# Onderzoek naar de gemeente Wierhaven\nTekst volgt hier.")) == []


def test_people_replace_guesses():
    source = made(
        LETTER,
        overrides={
            "titel": "Brugbrief",
            "soort": "visie",
            "status": "vastgesteld",
            "partijen": [{"naam": "Gemeente Wierhaven", "orgaan": "raad"}, "Bewoners van de Kade"],
            "opdrachtgever": "TNO",
            "openbaar": False,
        },
    )
    assert not source.is_public
    assert made(LETTER).is_public
    assert (source.title, source.kind, source.status) == ("Brugbrief", "vision", "adopted")
    assert issuers(source) == [
        ("gemeente-wierhaven", "raad", "author"),
        ("bewoners-van-de-kade", None, "author"),
        ("tno", None, "commissioner"),
    ]
    assert not {"title", "kind", "status", "parties"} & set(source.guesses)
    assert "date" in source.guesses
    with pytest.raises(WrongUse, match="soort"):
        made(LETTER, overrides={"soort": "gedicht"})
    with pytest.raises(WrongUse, match="openbaar"):
        made(LETTER, overrides={"openbaar": "nee"})  # a text would count as true


def test_junk_titles_of_files_are_not_believed():
    for junk in ("Microsoft Word - stuk.docx", "PowerPoint-presentatie", "Titelloos@x", "-"):
        assert made("# Brug of tunnel\nTekst", properties=(("title", junk),)).title == "Brug of tunnel"
    assert made("", path="20260101 Brug_of_tunnel def.pdf").title == "Brug of tunnel"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=12), st.text(max_size=40), st.text(max_size=60))
def test_any_document_gets_a_record(lines, path, given_title):
    source = made("\n".join(lines), path=path or "x", properties=(("title", given_title),), paged=False)
    assert source.title or not path.strip()
    assert source == made("\n".join(lines), path=path or "x", properties=(("title", given_title),), paged=False)
    assert set(source.guesses) <= set(source.__dataclass_fields__)


@pytest.mark.parametrize(
    "bad",
    ["Datum ", "Onderwerp ", "van ", "in opdracht van ", "A", " ", "Directeur Xx ", "concept ", "2026-", "Geachte "],
)
def test_a_hostile_line_takes_no_time(bad):
    start = time.process_time()
    made("# Titel\n" + bad * (100_000 // len(bad)) + "\nHoogachtend,\n" + bad * (100_000 // len(bad)))
    assert time.process_time() - start < 3


def test_a_long_document_costs_no_more_than_a_short_one():
    page = "Dit is een zin over de haven. " * 60
    for paged in (True, False):
        long = compose(
            "x",
            [Piece(kind="paragraph", text=page, pages=((0, number),) if paged else ()) for number in range(1, 1500)],
        )
        start = time.process_time()
        describe(long, source="x", path="x.pdf", pages=1499 if paged else None, properties=(), register=REGISTER)
        assert time.process_time() - start < 0.2
