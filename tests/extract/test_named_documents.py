"""Ways in which a Dutch policy document names another, kind by kind, and what looks like one and is none.

Every sentence is invented. The kinds are those of docs/method/references.md, section 1.
"""

import pytest
from hand import written

from rodedraad.extract.references import named
from rodedraad.records import Source

SOURCE = Source(id="source", path="brief.txt", title="Brief over de kade", date="2026-02-03")


def quotes(text, kind="paragraph"):
    document = written((kind, text))
    return [document.text[reference.start : reference.end] for reference, _ in named(SOURCE, document)]


AUTHOR_AND_YEAR = [
    ("Dat bleek eerder (Zand, 2021; Kustbureau, 2022, p. 14).", ["Zand, 2021", "Kustbureau, 2022"]),
    ("Dat is vaker gevonden (zie Zand e.a., 2019).", ["Zand e.a., 2019"]),
    ("Zand et al. (2019) laten zien dat stof blijft hangen.", ["Zand et al. (2019)"]),
    ("Het Kustbureau (2023) concludeert dat het schoner wordt.", ["Kustbureau (2023)"]),
    ("Uit cijfers van het Kustbureau (2021) blijkt dat.", ["Kustbureau (2021)"]),
    ("Bron: Kustbureau, 2023.", ["Kustbureau, 2023"]),
    ("Het net is vol (FD, 4 maart 2020).", ["FD, 4 maart 2020"]),
    (
        "“Geen plek op het net”, Duinrander Courant 3 mei 2021",
        ["“Geen plek op het net”, Duinrander Courant 3 mei 2021"],
    ),
    ("De Omgevingsdienst (2021) bestaat sinds kort.", []),
    ("De index (Prijspeil 2021) stijgt.", []),
    ("Op de top (COP26, 2021) is dat afgesproken.", []),
    ("Dat volgt uit de wet (Kadewet, 2019).", []),
]

QUOTED = [
    ("Het beleidskader ‘Haven in balans’ geldt.", ["beleidskader ‘Haven in balans’"]),
    ("De rapporten ‘Grip op groen’ en ‘Grip op grijs’ zijn er.", ["rapporten ‘Grip op groen’", "‘Grip op grijs’"]),
    ("Wij bouwen voort op het “Koersdocument haven en stad”.", ["“Koersdocument haven en stad”"]),
    (
        "Een inventarisatie van Jan Zand (KB), genaamd ‘Stroom langs de kade’, was het begin.",
        ["‘Stroom langs de kade’"],
    ),
    ("Hij schreef over de haven met als titel ‘Stilte aan zee’.", ["‘Stilte aan zee’"]),
    ("De Havennota 2030 “Samen vooruit” ligt er.", ["Havennota 2030 “Samen vooruit”"]),
    ("Er komt een plan ‘Minder regels’.", []),
    ("Het bericht “Aansluiting gewijzigd” wordt verstuurd.", []),
    ("In het kader ‘Waarom dit telt’ leest u meer.", []),
]

PLANS = [
    ("Het hoofdlijnenakkoord noemt dit.", ["hoofdlijnenakkoord"]),
    ("De structuurvisie Duinrand Noord blijft gelden.", ["structuurvisie Duinrand Noord"]),
    ("Het uitvoeringsprogramma Schone Kust 2024-2027 is er.", ["uitvoeringsprogramma Schone Kust 2024-2027"]),
    ("Het raadsvoorstel Kadevernieuwing ligt voor.", ["raadsvoorstel Kadevernieuwing"]),
    ("De Groene en Blauwe agenda wordt uitgevoerd.", ["Groene en Blauwe agenda"]),
    ("De Duinrandse woonvisie wordt herzien.", ["Duinrandse woonvisie"]),
    (
        "De Kustelijke Haven Organisatie (KHO) vaarstrategie geldt.",
        ["Kustelijke Haven Organisatie (KHO) vaarstrategie"],
    ),
    ("De KEV 2023 raamt dat.", ["KEV 2023"]),
    ("De Staat van de Kust 2022 toont dat.", ["Staat van de Kust 2022"]),
    ("De Regionale Bestuursafspraken gelden tot 2030.", ["Regionale Bestuursafspraken"]),
    (
        "Het Northern Memorandum of Understanding on Ports is getekend.",
        ["Northern Memorandum of Understanding on Ports"],
    ),
    ("In lijn met de roadmaps Havens 2050 (mondiaal) en Kust 2040.", ["Havens 2050", "Kust 2040"]),
    ("De Europese agenda is vol.", []),
    ("De televisie Duinrand zendt uit.", []),
    ("Memorandum of Understanding", []),
    ("Het Kennis- en Leerprogramma helpt.", []),
    ("De afdeling Beleid en Strategie helpt.", []),
    ("Het Team Visie en Strategie helpt.", []),
    ("Bel met het Landelijk Meldpunt Advies.", []),
    ("De Wijkaanpak en de Kadeaanpak lopen door.", []),
    ("De taal HAVEN Protocol wordt gebruikt.", []),
    ("1. Opstellen Plan van Aanpak", []),
    ("Er moet een Nationaal Programma Kade komen, gericht op herstel.", []),
]

MAKERS = [
    ("De doorrekening van het Kustbureau toont een gat.", ["doorrekening van het Kustbureau"]),
    ("De MKBA van Bureau Wad laat een plus zien.", ["MKBA van Bureau Wad"]),
    ("In een survey van Bureau Wad van 2016 staat dat.", ["survey van Bureau Wad van 2016"]),
    ("De aanbevelingen uit het rapport Van den Wad worden overgenomen.", ["rapport Van den Wad"]),
    ("De motie-Zand/Van der Wad/Kust is aangenomen.", ["motie-Zand/Van der Wad/Kust"]),
    ("De raadsinformatiebrief van 8 juni 2022 gaat daarover.", ["raadsinformatiebrief van 8 juni 2022"]),
    ("De Joint Letter of Intent van 29 september 2025 noemt dit.", ["Joint Letter of Intent van 29 september 2025"]),
    ("Een doorrekening van het Kustbureau is nodig.", []),
    ("Wij vragen om een advies van de Expertgroep Kust.", []),
    ("Na publicatie van Gegevens door de dienst kan dat.", []),
]

LAWS = [
    ("Het Parijsakkoord geldt.", []),
    ("Het Akkoord van Parijs uit 2015 geldt.", []),
    ("We halen de doelen van het Klimaatakkoord van Parijs.", []),
    ("In het Klimaatakkoord staan doelen.", ["Klimaatakkoord"]),
    ("Lees https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32010L0075 voor de regels.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), [*AUTHOR_AND_YEAR, *QUOTED, *PLANS, *MAKERS, *LAWS])
def test_a_sentence_names_these_documents_and_no_others(sentence, expected):
    assert quotes(sentence) == expected


NOTES = [
    ("Kustraad (mei 2021), Eerlijk delen aan zee.", "Kustraad (mei 2021), Eerlijk delen aan zee"),
    ("Kustbureau, Wonen en werken aan zee, 2021.", "Kustbureau, Wonen en werken aan zee, 2021"),
    ("De haven in cijfers, Jan Zand, 2016", "De haven in cijfers, Jan Zand, 2016"),
    (
        "Zie ook: Kustraad. Gezonde lucht. Duinrand: Kustraad, 2018.",
        "Kustraad. Gezonde lucht. Duinrand: Kustraad, 2018",
    ),
    (
        "J. Zand, P. de Wad en K. Kust, ‘Stof en staal’, Tijdschrift 2019/3.",
        "J. Zand, P. de Wad en K. Kust, ‘Stof en staal’",
    ),
    ("Kustbureau (2021). Stof in de haven. Rapport R10234.", "Kustbureau (2021). Stof in de haven"),
    (
        "Kamerstuk 99605-217, “Kustwater voor morgen”, (2016, a.example).",
        "Kamerstuk 99605-217, “Kustwater voor morgen”",
    ),
]


@pytest.mark.parametrize(("note", "quote"), NOTES)
def test_a_footnote_is_one_document(note, quote):
    (found,) = quotes(f"¹ {note}", "footnote")
    assert found == quote


@pytest.mark.parametrize(
    "note",
    [
        "Gemeenten Oost, West en Noord, peildatum 1 januari 2023.",
        "Gebaseerd op metingen tussen 05-2015 en 01-2016",
        "Wet van 3 mei 2011, Stb. 2011, 123.",
        "Zie voor een toelichting de Begrippenlijst.",
        "Interview met de directeur, 3 mei 2023.",
    ],
)
def test_a_footnote_that_tells_something_else_names_nothing(note):
    assert quotes(f"¹ {note}", "footnote") == []


def test_a_footnote_at_the_end_of_a_sentence_may_cite_another_document_than_the_sentence_names():
    """The year of the footnote's title contradicts the name; its address was given to the name."""
    document = written(
        ("paragraph", "Het Havenprogramma 2026-2030 bevat doelen.¹ Lees de Kadevisie Oost vooral.²"),
        ("footnote", "¹ Kustbureau, “Havenmonitor 2021”, (2021, a.example)."),
        ("footnote", "² Kamerstuk 99 812, nr. 3."),
    )
    made = named(SOURCE, document)
    assert [reference.title for reference, _ in made] == [
        "Havenprogramma 2026-2030",
        "Kadevisie Oost",
        "Havenmonitor 2021",
    ]
    assert "number=99812-3" in made[1][0].keys


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Zie Handelingen II 2021/22, nr. 45, item 8.", "number=h-2021-22-45-8"),
        ("Zie Aanhangsel Handelingen II 2022/23, 1234.", "number=ah-2022-23-1234"),
        ("De vragen (2023Z12345) zijn beantwoord.", "number=2023Z12345"),
        ("TK 2021-2022, 99813, nr. 974", "number=99813-974"),
    ],
)
def test_more_numbers_of_the_house_have_one_form(sentence, key):
    ((reference, _),) = named(SOURCE, written(("paragraph", sentence)))
    assert key in reference.keys


def test_an_address_is_not_part_of_a_name():
    """ "Factsheet" behind an address with a capital letter in it was one name with the end of that address."""
    document = written(("paragraph", "https://a.example/doc/X2014 Factsheet: https://a.example/docs/kade-1096"))
    assert [reference.url for reference, _ in named(SOURCE, document)] == [
        "https://a.example/doc/X2014",
        "https://a.example/docs/kade-1096",
    ]
