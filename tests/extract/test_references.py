"""The documents that a document names."""

from dataclasses import replace
from time import process_time

import pytest
from hand import written
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

from rodedraad import read
from rodedraad.extract.actors import actors
from rodedraad.extract.amounts import amounts
from rodedraad.extract.commitments import is_commitment
from rodedraad.extract.deadlines import deadline
from rodedraad.extract.holder import holder
from rodedraad.extract.outlooks import outlooks
from rodedraad.extract.power import within_power
from rodedraad.extract.references import named, references
from rodedraad.records import Block, Document, Source

SOURCE = Source(id="source", path="brief.txt", title="Brief over de kade", date="2026-02-03")


def found(*blocks, source=SOURCE):
    document = written(*(("paragraph", block) if isinstance(block, str) else block for block in blocks))
    made = references(source, document)
    assert all(document.text[reference.start : reference.end] == reference.quote for reference in made)
    assert len({reference.id for reference in made}) == len(made)
    return made


TITLES = [
    ("Het Rapport Commissie Zandstra ligt er.", "Rapport Commissie Zandstra"),
    ("Dat staat in het Programma Schone Haven 2026-2030 van de stad.", "Programma Schone Haven 2026-2030"),
    ("Wij werken aan ons Programma Stille Kust 2026-2030.", "Programma Stille Kust 2026-2030"),
    ("De Agenda gezonde leefomgeving Duinrand is vastgesteld.", "Agenda gezonde leefomgeving Duinrand"),
    ("Er is een koersdocument: het Ontwikkelperspectief Kanaalzone.", "Ontwikkelperspectief Kanaalzone"),
    ("In het Klimaatakkoord staan doelen.", "Klimaatakkoord"),
    ("Wij steunen het Schone Kust Akkoord.", "Schone Kust Akkoord"),
    ("Dit volgt uit de Omgevingsvisie Duinrand 2040.", "Omgevingsvisie Duinrand 2040"),
    ("Zie de Regionale Energiestrategie Kustland 2.0 voor de cijfers.", "Regionale Energiestrategie Kustland 2.0"),
    ("De Netvisie Kustland 2035 geeft de ruimte.", "Netvisie Kustland 2035"),
    ("Het Convenant Walstroom is getekend.", "Convenant Walstroom"),
    ("Dat is de kern van het Manifest Stille Nacht.", "Manifest Stille Nacht"),
    ("Zij tekenden een Joint Letter of Intent met het bedrijf.", "Joint Letter of Intent"),
    ("De uitkomst van de Gezondheidseffectrapportage volgt.", "Gezondheidseffectrapportage"),
    ("Het bureau maakte een Plan van Aanpak met begroting.", "Plan van Aanpak"),
    ("Wij kennen het rapport “Lucht om van te leven” al.", "Lucht om van te leven"),
    ("Zie de notitie 'Werken aan de kade' voor meer.", "Werken aan de kade"),
    ("Het onderzoek «Stof tot nadenken» is openbaar.", "Stof tot nadenken"),
    ("Lees de handreiking *Meten en weten* eerst.", "Meten en weten"),
    ("Wij werken aan onze mobiliteitsagenda.", "mobiliteitsagenda"),
    ("Dit staat in het coalitieakkoord.", "coalitieakkoord"),
    ("Dit staat in de structuurvisie 2019 van de stad.", "structuurvisie 2019"),
    ("Het jaarverslag 2024 meldt dat.", "jaarverslag 2024"),
    ("Volgens de adviezen van de Expertgroep Kust moet het anders.", "adviezen van de Expertgroep Kust"),
    (
        "Het advies van de Expertgroep Kust van 3 februari 2026 is helder.",
        "advies van de Expertgroep Kust van 3 februari 2026",
    ),
    ("Uw brief van 3 maart 2024 is ontvangen.", "brief van 3 maart 2024"),
    ("In de Kamerbrief van 1 juni 2025 staat dat.", "Kamerbrief van 1 juni 2025"),
    ("De raad nam motie 2025-14 aan.", "motie 2025-14"),
    ("The Coastal Energy Strategy 2040 says so.", "Coastal Energy Strategy 2040"),
    ("See the report “Steel and Stone” for details.", "Steel and Stone"),
    ("They signed the Clean Harbour Agreement last year.", "Clean Harbour Agreement"),
    ("The Northern Steel Outlook 2025 expects less.", "Northern Steel Outlook 2025"),
    ("Your letter of 3 March 2024 was received.", "letter of 3 March 2024"),
    ("The report by Bureau Wad (2023) shows this.", "report by Bureau Wad (2023)"),
    ("In de Wijkvisie en de Havenvisie Oost staat meer.", "Havenvisie Oost"),
    ("De studie Paden voor het Oude Dorp laat dat zien.", "Paden voor het Oude Dorp"),
    ("De ontwerp-Omgevingsvisie Duinrand 2040 lag ter inzage.", "ontwerp-Omgevingsvisie Duinrand 2040"),
    ("Er ligt een intentieverklaring, van 14 november 2024.", "intentieverklaring, van 14 november 2024"),
    (
        "De zienswijze van Stichting Duinrand van 22 januari 2026 is gelezen.",
        "zienswijze van Stichting Duinrand van 22 januari 2026",
    ),
    (
        "De brief van de colleges van Oost en West van 12 maart 2026 is er.",
        "brief van de colleges van Oost en West van 12 maart 2026",
    ),
    ("Het eindrapport van de commissie Kade ligt er.", "eindrapport van de commissie Kade"),
    ("Zie hiervoor het eindrapport Kade-project OOST.", "Kade-project OOST"),
    ("Wij steunen de motie Zandstra.", "motie Zandstra"),
    ("Dat vroeg de motie-Zandstra al.", "motie-Zandstra"),
    ("Het Zandstra-rapport en de SER-verkenning zeggen dat.", "Zandstra-rapport"),
    ("Het Zandstra-rapport en de SER-verkenning zeggen dat.", "SER-verkenning"),
    ("Zie de brief van minister Zandstra.", "brief van minister Zandstra"),
    ("Uit recent onderzoek door Bureau Wad blijkt dat.", "onderzoek door Bureau Wad"),
    ("In uw brief van 12 mei jl. vroeg u dat.", "brief van 12 mei jl."),
    ("See Opinion KUST/412 of the committee.", "Opinion KUST/412"),
    ("The positive opinion with reservations on 28 April 2023 holds.", "opinion with reservations on 28 April 2023"),
    ("Dit staat in het nationale preventieakkoord.", "preventieakkoord"),
    ("Kijk in het bestand Kaart van de kade def.docx voor meer.", "Kaart van de kade def"),
    ("Bron: Onderzoek+kade+MKB.pdf", "Onderzoek kade MKB"),
    ("Zie: - Opdracht voor de haven.docx - Concept opdracht 0.1.docx", "Concept opdracht 0.1"),
    ("Bron: https://a.example/nieuws-over-de-kade/ KADE CBS-RVO.pptx", "KADE CBS-RVO"),
    ("Wad, J. en Kust, P. (2019). Zand in de haven. Duinrand.", "Zand in de haven"),
    ("JA gaat voor het Nationaal Programma Duin en Kust.", "Nationaal Programma Duin en Kust"),
    ("Het Havenakkoord Oost en Kadewet 1.0 gelden.", "Havenakkoord Oost"),
    ("Het huidige Kennis- en Havenconvenant loopt eind 2023 af.", "Kennis- en Havenconvenant"),
    ("De beleidsnotitie 2022 “Doen wat goed is” zegt dat.", "Doen wat goed is"),
    ("Het rapport van de rekenkamer “Zicht op havens” zegt dat.", "Zicht op havens"),
    ("Uit het rapport van het Planbureau voor de Kust blijkt dat.", "rapport van het Planbureau voor de Kust"),
    ("De raad nam de motie ‘Schone lucht nu’ aan.", "Schone lucht nu"),
    ("Zie het Plan-MER Energiehaven.", "Plan-MER Energiehaven"),
    ("Er ligt een eerste bevindingenrapportage.", "bevindingenrapportage"),
    ("Het kabinet werkt aan een nationale kadestrategie.", "nationale kadestrategie"),
    ("Wij hebben samen een Nationaal Kadeplan getekend.", "Nationaal Kadeplan"),
    ("Het samenwerkingsakkoord van 14 november 2002 geldt.", "samenwerkingsakkoord van 14 november 2002"),
    ("In het rapport van de GGD van september 2025 staat dat.", "rapport van de GGD van september 2025"),
    ("Dit past in de woonvisie van de gemeente Duinrand.", "woonvisie van de gemeente Duinrand"),
    ("Getuige de moties Zandstra (DP) en Van Eik (KL) uit 2019.", "motie Van Eik (KL)"),
    ("Dat zegt de 2030 Agenda ook.", "2030 Agenda"),
    ("Het kabinet neemt het advies van de adviescommissie over.", "advies van de adviescommissie"),
    ("De schrijver van het visie-document Digitale Kade Oost spreekt.", "Digitale Kade Oost"),
]

NOTED = [
    ("UNEP, “Adaptation of Ports 2021”, (2021, a.example)", "Adaptation of Ports 2021"),
    ("OECD, ”Statement on Clean Harbours”, (november 2021,a.example).", "Statement on Clean Harbours"),
    ("P. Jansen, 'De haven van morgen', Tijdschrift 12 (2018), p. 45.", "De haven van morgen"),
    ("FAO, p.9 “Towards a secure future: a view”, (2015, a.example).", "Towards a secure future: a view"),
    ("Raad van adviseurs. (april 2022, a.example).", "Raad van adviseurs"),
    ("RIVM (2023) Gezondheid aan de kust. Duinrand: RIVM.", "Gezondheid aan de kust"),
    (
        "Brief van de minister aan de Tweede Kamer, 12 mei 2023.",
        "Brief van de minister aan de Tweede Kamer, 12 mei 2023",
    ),
]

NUMBERS = [
    ("Dit staat in Kamerstuk 99 812, nr. 23.", "number=99812-23"),
    ("Zie Kamerstukken II 2020/21, 99 812, nr. 974.", "number=99812-974"),
    ("(Kamerstuk 99812-136)", "number=99812-136"),
    ("Tweede Kamer, vergaderjaar 2021-2022, 99 812, nr. 5", "number=99812-5"),
    ("Kamerstuk 35 925 XIII, nr. 12 gaat hierover.", "number=35925-XIII-12"),
    ("Dit staat in COM(2021) 559.", "number=COM(2021)559"),
    ("{SEC(2023) 416 final}", "number=SEC(2023)416"),
    ("Zie COM/2020/789 final.", "number=COM(2020)789"),
    ("Zie kst-35300-VII-65.", "number=35300-VII-65"),
    ("In uw brief van 12 mei vroeg u dat.", "date=2025-05-12"),
    ("De raad nam motie 2025-14 aan.", "number=motie-2025-14"),
    ("Het onderzoek met nummer DUI-2025-117 is openbaar.", "number=DUI-2025-117"),
]

NONE = [
    "De haven groeit.",
    "De Omgevingswet en de Wet milieubeheer gelden.",
    "Verordening (EU) 2021/1119 geldt.",
    "Wij maken een plan en een visie.",
    "Deze strategie is van ons allen.",
    "Kijk op www.duinrand.example voor meer.",
    "Mail naar griffie@duinrand.example voor vragen.",
    "De televisie staat aan.",
    "Het rapport is klaar.",
    "Het advies of bezwaar telt.",
    "De brief is ontvangen.",
    "The agenda is full.",
    "Vul het in op https://www.duinrand.example/loket/contactformulier vandaag.",
    "Zie https://nl.wikipedia.org/wiki/Encyclopedie voor uitleg.",
    "Het meetwerk deed Kustonderzoek Centrum Duinrand in de haven.",
    "De Centrale Commissie Havengebonden Onderzoek keek mee.",
    "Daarvoor is een Kadeanalyse gemaakt.",
    "De KustAtlas en de Kadeviewer tonen dat.",
    "In dit coalitieakkoord staat dat.",
    "Na goedkeuring van het onderzoek door de CCMO mag het.",
    "De regels uit het Stabiliteits- en Groeipact gelden.",
    "The Kust Impact Assessment Directive applies.",
    "The European Green Deal is a policy.",
    "Een motie van wantrouwen volgde.",
    "Er komt een Nationaal Kadeplan voor alle havens.",
    "Elke gemeente maakt een Wijkuitvoeringsplan (WUP).",
    "The LUCAS Programme pays for this.",
    "Het voorgaande hoofdstuk - Kadeverkenning - gaat daarover.",
    "Met deze Kamerbrief informeer ik u.",
    "De promotie van Duinrand gaat door.",
    "Er dient een Programma van Eisen te worden opgesteld.",
    "Kies voor Plan B.",
]


@pytest.mark.parametrize(("sentence", "title"), TITLES, ids=[case[1][:40] for case in TITLES])
def test_a_document_is_named(sentence, title):
    assert title in [reference.title for reference in found(sentence)]


@pytest.mark.parametrize(("note", "title"), NOTED)
def test_a_footnote_cites_a_document(note, title):
    assert title in [reference.title for reference in found(("footnote", f"¹ {note}"))]


@pytest.mark.parametrize(
    "note",
    [
        "Het event “opvragen van data” wordt geregistreerd.",
        "Het gaat om “publieke financiering van de haven” (2019).",
        "Artikel 9 lid 5 (2021).",
        "Zonder de haven.",
    ],
)
def test_a_footnote_that_explains_names_nothing(note):
    assert found(("footnote", f"¹ {note}")) == ()


@pytest.mark.parametrize(("sentence", "key"), NUMBERS)
def test_numbers_have_one_form(sentence, key):
    (reference,) = found(sentence)
    assert key in reference.keys


@pytest.mark.parametrize("sentence", NONE)
def test_laws_sites_and_kinds_alone_are_no_documents(sentence):
    assert found(sentence) == ()


MARKS = ["<sup>1</sup>", "¹", "[1]", "[^1]", "1"]
NOTES = ["<sup>1</sup> ", "¹ ", "[1] ", "[^1]: ", "1 "]


@pytest.mark.parametrize(("mark", "note"), list(zip(MARKS, NOTES, strict=True)))
def test_a_name_and_the_address_in_its_footnote_are_one_reference(mark, note):
    body = f"Dat staat in het Ontwikkelperspectief Kanaalzone{mark}, en dat is goed."
    (reference,) = found(body, ("footnote", f"{note}https://www.kanaal.example/uploads/perspectief-lowres.pdf"))
    assert reference.quote == reference.title == "Ontwikkelperspectief Kanaalzone"
    assert reference.url == "https://www.kanaal.example/uploads/perspectief-lowres.pdf"


def test_a_year_before_a_glued_mark_stays_a_year():
    (reference,) = found(
        "Zie ons Programma Stille Kust 2026-20301 hierover.", ("footnote", "1 https://a.example/doc/12/stil")
    )
    assert reference.title == "Programma Stille Kust 2026-2030"
    assert reference.url == "https://a.example/doc/12/stil"


def test_numbers_that_start_again_belong_to_the_next_footnote():
    made = found(
        "De Havenvisie Oost¹ is er.",
        ("footnote", "¹ https://a.example/docs/oost.pdf"),
        "De Havenvisie West¹ is er.",
        ("footnote", "¹ https://a.example/docs/west.pdf"),
    )
    assert [(reference.title, reference.url) for reference in made] == [
        ("Havenvisie Oost", "https://a.example/docs/oost.pdf"),
        ("Havenvisie West", "https://a.example/docs/west.pdf"),
    ]


def test_a_mark_at_the_end_of_the_sentence_belongs_to_its_last_name():
    (reference,) = found("De Havenvisie Oost is in maart getekend.¹", ("footnote", "¹ https://a.example/docs/oost.pdf"))
    assert (reference.title, reference.url) == ("Havenvisie Oost", "https://a.example/docs/oost.pdf")


def test_an_address_parted_at_a_line_end_is_whole():
    (reference,) = found(("footnote", "1 https://a.example/docs/oost-2023. pdf"))
    assert reference.url == "https://a.example/docs/oost-2023.pdf"


def test_markdown_addresses_lose_their_escapes():
    (reference,) = found(("footnote", r"1 [https://a.example/doc/7?a\_b=1](https://a.example/doc/7?a_b=1)"))
    assert reference.url == "https://a.example/doc/7?a_b=1"


def test_a_document_named_again_is_one_reference_and_an_abbreviation_is_its_name():
    made = found(
        "Zij tekenden een Joint Letter of Intent (JLoI).",
        "In de Joint Letter of Intent staat veel.",
        "De Havenvisie Oost en de Havenvisie Oost.",
    )
    assert [reference.title for reference in made] == ["Joint Letter of Intent", "Havenvisie Oost"]


def test_a_number_behind_a_name_is_its_number():
    (reference,) = found("Zie de Havenvisie Oost (Kamerstuk 99 812, nr. 3).")
    assert reference.title == "Havenvisie Oost"
    assert "number=99812-3" in reference.keys


def test_a_document_does_not_name_itself():
    source = Source(id="source", path="x.pdf", title="Havenvisie Oost")
    assert found("Met deze Havenvisie Oost kiezen wij.", source=source) == ()


def test_numbers_in_a_row_are_documents_of_their_own():
    """The second number within twelve characters was taken for another number of the first."""
    made = found("{SEC(2023) 416 final} - {SWD(2023) 416 final} - {SWD(2023) 417 final}")
    assert [key for reference in made for key in reference.keys] == [
        "number=SEC(2023)416",
        "number=SWD(2023)416",
        "number=SWD(2023)417",
    ]


def test_an_abbreviation_is_another_place_of_its_document():
    document = written(
        ("paragraph", "Het Programma Stille Kust (PSK) is er."),
        ("heading", "PSK"),
        ("paragraph", "In het PSK staat dat."),
    )
    ((_, places),) = named(SOURCE, document)
    assert [document.text[start:end] for start, end in places] == ["Programma Stille Kust (PSK)", "PSK"]


def test_every_place_where_a_document_is_named_is_kept():
    document = written(
        ("paragraph", "De Havenvisie Oost¹ is er."),
        ("paragraph", "Lees de Havenvisie Oost."),
        ("footnote", "¹ https://a.example/docs/oost.pdf"),
    )
    ((reference, places),) = named(SOURCE, document)
    assert [document.text[start:end] for start, end in places] == [
        "Havenvisie Oost",
        "Havenvisie Oost",
        "https://a.example/docs/oost.pdf",
    ]
    assert (reference.start, reference.end) == places[0]


def test_headings_and_furniture_name_nothing():
    assert found(("heading", "De Havenvisie Oost"), ("furniture", "De Havenvisie Oost")) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "het",
                "Programma",
                "Visie",
                "Oost",
                "2026-2030",
                "rapport",
                "“Titel",
                "van",
                "iets”",
                "(TNO,",
                "2021)",
                "Kamerstuk",
                "32",
                "813",
                ",",
                "nr.",
                "1",
                "https://a.example/b/c.pdf",
                "1",
                "¹",
                "en",
                "van",
                "de",
                "İ",
                ".",
                "\n",
            ]
        ),
        max_size=18,
    ).map(" ".join),
    st.sampled_from(["paragraph", "footnote", "list_item"]),
)
def test_quotes_are_slices_without_overlap_of_titles(text, kind):
    for reference in found((kind, text)):
        assert reference.quote.strip() == reference.quote
        assert reference.quote


@needs_shared
def test_the_letter_of_the_three_towns_names_its_documents():
    (path,) = (SHARED / "seeds").glob("002_*")
    document = read.read(path.read_bytes(), path.name).document
    made = references(Source(id="letter", path=path.name, title="Aan de slag"), document)
    noted = {reference.title: reference.url for reference in made if reference.url}
    assert {title: url.split("/")[2] for title, url in noted.items()} == {
        "Programma Gezonde Leefomgeving IJmond 2026-2030": "velsen.raadsinformatie.nl",
        "Agenda gezonde leefomgeving IJmond": "velsen.raadsinformatie.nl",
        "Ontwikkelperspectief Noordzeekanaalgebied": "www.noordzeekanaalgebied.nl",
    }
    assert all("\\" not in url for url in noted.values())
    assert {reference.title for reference in made if not reference.url} == {
        "Joint Letter of Intent",
        "adviezen van de Expertgroep Gezondheid IJmond",
        "Gezondheidseffectrapportage",
        "mobiliteitsagenda",
    }


@needs_shared
def test_the_first_letter_names_its_plan():
    (path,) = (SHARED / "seeds").glob("000_*")
    document = read.read(path.read_bytes(), path.name).document
    made = references(Source(id="letter", path=path.name, title="Een groene IJmond"), document)
    assert [reference.title for reference in made] == ["Plan van Aanpak"]


REPEATED = [
    "a",
    "de gemeente moet ",
    "Visie Oost 1 en de ",
    "uiterlijk in 2030 ",
    "€ 1 euro en 2 euro ",
    "volgens de A ",
    "Kamerstuk 32 813, nr. 1 ",
    "1 https://a.example/b/c\n",
    "\n",
    "“Titel van iets ",
    "alternatieven (a of ",
    "heeft ge",
    "“Aa bb cc dd” ",
    "(TNO, 2021; ",
    "MKBA van A ",
    "Aa. Bb. Cc: Dd, ",
]


@pytest.mark.parametrize("words", REPEATED)
def test_no_grammar_is_slow_on_a_long_line(words):
    """100,000 characters without an end take under a second in each grammar: 0.1 s was measured for the slowest."""
    text = (words * (100_000 // len(words) + 1))[:100_000]
    source = Source(id="source", path="x.txt", title="X")
    block = Block(kind="paragraph", start=0, end=len(text))
    document = Document(source="source", text=text, body_end=len(text), blocks=(block,))
    noted = replace(document, blocks=(replace(block, kind="footnote"),))
    for grammar in (
        lambda: deadline(text, date="2026-01-01"),
        lambda: amounts(text),
        lambda: actors(text, (), type="measure", authors=()),
        lambda: holder(text, (), authors=()),
        lambda: is_commitment(text, type="measure", authors=("gemeente-a",), mentions=()),
        lambda: within_power(text, (), type="measure", authors=()),
        lambda: outlooks(source, document, [(0, len(text))]),
        lambda: references(source, document),
        lambda: references(source, noted),
    ):
        start = process_time()
        grammar()
        assert process_time() - start < 2  # what is slow here takes minutes
