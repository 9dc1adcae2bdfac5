"""The targets that statements name: found from their own words, and nothing where the words do not say it."""

import pytest
from make import statement

from rodedraad.extract.amounts import amounts
from rodedraad.measure.components import UNITS, component_of, components, factor
from rodedraad.measure.decimals import shown
from rodedraad.measure.goals import goals, of_statement


def found(text, **fields):
    one = statement("s-1", text, amounts=amounts(text), **fields)
    return [
        (goal.component, shown(goal.value), goal.unit, goal.scope, goal.sense, goal.year, goal.base_year)
        for goal in of_statement(one)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "In 2030 is er langs de haven hoogstens 10 µg/m3 fijnstof (PM2,5).",
            ("PM2.5", "10", "µg/m³", "level", "at_most", 2030, None),
        ),
        (
            "Wij streven naar 50 procent minder CO2 in 2030 ten opzichte van 1990.",
            ("CO2", "-50", "%", "change", "at_most", 2030, 1990),
        ),
        (
            "Vanaf 2029 bouwen wij 1.000 woningen per jaar.",
            ("homes", "1000", "woningen", "level", "at_least", 2029, None),
        ),
        (
            "De geluidbelasting is in 2035 niet meer dan 55 dB Lden.",
            ("noise", "55", "dB", "level", "at_most", 2035, None),
        ),
        (
            "De NO₂ moet in 2032 van 23 naar 12,5 microgram per kubieke meter.",
            ("NO2", "12.5", "µg/m³", "level", "at_most", 2032, None),
        ),
        (
            "Het aantal geurklachten is in 2028 gehalveerd vergeleken met 2022.",
            ("complaints", "-50", "%", "change", "at_most", 2028, 2022),
        ),
        (
            "In 2031 hebben een derde minder mensen hinder: met een derde gedaald sinds 2025.",
            ("hindrance", "-33.333", "%", "change", "at_most", 2031, 2025),
        ),
        (
            "De stikstofdepositie daalt in 2035 tot onder de 1.100 mol per hectare per jaar.",
            ("deposition", "1100", "mol/ha/jaar", "level", "at_most", 2035, None),
        ),
        ("By 2040 the port offers at least 5,000 jobs.", ("jobs", "5000", "banen", "level", "at_least", 2040, None)),
        (
            "In totaal komen er 2.400 woningen bij, gebouwd voor 2038.",
            ("homes", "2400", "woningen", "total", "at_least", 2037, None),
        ),
        (
            "De uitstoot van fijnstof moet in 2030 met 35 procent zijn gedaald ten opzichte van 2019.",
            ("PM_emission", "-35", "%", "change", "at_most", 2030, 2019),
        ),
        (
            "Vanaf 2030 mag de fabriek hoogstens 400 ton stikstofuitstoot hebben.",
            ("N_emission", "400", "ton", "level", "at_most", 2030, None),
        ),
        (
            "Het doel voor 2031 is 20 µg/m3 PM10, en niet dat voor 2050.",
            ("PM10", "20", "µg/m³", "level", "at_most", 2031, None),
        ),
    ],
)
def test_a_target_is_found_with_its_component_number_side_and_year(text, wanted):
    assert found(text) == [wanted]


def test_two_components_in_one_sentence_keep_their_own_number():
    told = found("In 2030 PM10 is at most 20 µg/m³ and PM2.5 is at most 10 µg/m³.")
    assert [(one[0], one[1]) for one in told] == [("PM10", "20"), ("PM2.5", "10")]


def test_a_number_belongs_to_the_name_before_it_when_another_name_follows():
    told = found("In 2030 wordt NO2 15 µg/m³ PM10 20 µg/m³ gerekend.")
    assert [(one[0], one[1]) for one in told] == [("NO2", "15"), ("PM10", "20")]
    told = found("In 2040 is NO2 20 µg/m3 en 10 µg/m3 is dan wat wij willen halen voor PM2,5.")
    assert [(one[0], one[1]) for one in told] == [("NO2", "20"), ("PM2.5", "10")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2030 isoleren wij 900 huurwoningen.",
        "De levensverwachting stijgt in 2040 met vijf jaar.",
        "De EU wil in 2030 310 Mt CO2 verwijderen: removals in the land use sector.",
        "In 2030 is 10 procent van de CO2 gemeten.",
        "Wij willen in 2030 schone lucht voor 50.000 mensen.",
        "In 2030 moet PM10 met 5 µg/m3 dalen.",
        "Wij kiezen in 2030 voor 20 windturbines.",
        "In 2030 krijgen 1.000 woningen een nieuwe warmtepomp.",
        "In 2030 gaan in de regio 3.000 banen verloren.",
        "De fabriek stoot in 2030 de helft minder benzeen uit: 50 procent minder emissie van benzeen dan in 2019.",
    ],
)
def test_what_names_no_level_or_change_of_a_component_is_no_target(text):
    assert found(text) == []


def test_only_who_wants_something_names_a_target():
    text = "In 2030 is er hoogstens 10 µg/m3 PM2,5."
    assert found(text, type="finding") == found(text, type="condition") == []
    # a measure needs a year, or a rate; an ambition may want it at once
    text = "Wij brengen PM2,5 terug tot hoogstens 10 µg/m3."
    assert found(text, type="measure") == []
    assert found(text)[0][5] is None
    assert found(text, type="measure", deadline_to="2032-12-31")[0][5] == 2032


def test_words_of_a_target_stand_in_the_statement():
    one = statement("s-1", "In 2030 is er hoogstens 10 µg/m³ PM₂,₅ en 55 decibel Lden.")
    told = of_statement(one)
    assert [goal.words for goal in told] == ["10 µg/m³", "55 decibel"]
    assert all(goal.words in one.quote for goal in told)


def test_a_person_corrects_confirms_or_rejects():
    one = statement("s-1", "In 2030 is er hoogstens 10 µg/m3 PM2,5.")
    key = of_statement(one)[0].key

    def ruled(**values):
        return [
            (g.component, shown(g.value), g.unit, g.year, g.is_confirmed) for g in goals([one], {("s-1", key): values})
        ]

    assert ruled() == [("PM2.5", "10", "µg/m³", 2030, False)]
    assert ruled(is_confirmed=True) == [("PM2.5", "10", "µg/m³", 2030, True)]
    assert ruled(component="PM10", value="20,5", year="2035") == [("PM10", "20.5", "µg/m³", 2035, True)]
    assert ruled(year=None) == [("PM2.5", "10", "µg/m³", None, True)]
    assert ruled(value="veel", unit="vadem", component="lucht", year="ooit") == [("PM2.5", "10", "µg/m³", None, True)]
    assert ruled(is_rejected=True) == []


def test_every_component_has_a_unit_that_is_known_and_codes_of_its_own():
    seen = {}
    for one in components().values():
        assert factor(one.unit, one.unit) == 1
        assert one.unit in UNITS.values()
        for code in one.codes:
            assert seen.setdefault(code, one.id) == one.id
            assert component_of(code) == one.id
    assert component_of("Benzeen (C6H6)") == "benzene"
    assert component_of("PM 2,5") == "PM2.5"


@pytest.mark.parametrize(
    "text",
    [
        "Wij willen de NO2-concentratie in Velsen niet verlagen tot 9 µg/m3 in 2029.",
        "We will not lower NO2 to 9 µg/m3 by 2029.",
        "Wij willen geen verlaging van PM10 tot 15 µg/m3 in 2030.",
        "Wij willen de CO2 niet met 50 procent verminderen in 2030 ten opzichte van 1990.",
    ],
)
def test_what_is_denied_is_no_target(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Wij willen dat fijnstof (PM2,5) in Wijk aan Zee in 2030 niet lager is dan 5 µg/m³.", "at_least"),
        ("Wij willen dat fijnstof (PM2,5) in Wijk aan Zee in 2030 niet hoger is dan 5 µg/m³.", "at_most"),
        ("Wij halen de norm nog niet, maar in 2030 is PM2,5 hoogstens 5 µg/m³.", "at_most"),
    ],
)
def test_a_bound_with_not_is_a_bound_on_its_own_side(text, sense):
    assert [(one[1], one[4]) for one in found(text)] == [("5", sense)]


@pytest.mark.parametrize(
    "text",
    [
        "Wij streven in 2030 naar minstens 12 µg/m³ NO2 minder in Wijk aan Zee.",
        "Wij willen in 2030 10 µg/m³ minder fijnstof (PM2,5).",
        "Wij willen in 2030 een daling van ten minste 5 µg/m³ PM10.",
        "By 2030 we want 12 µg/m³ less NO2.",
        "Wij willen dat PM2,5 in Wijk aan Zee in 2030 niet hoger is dan 25 µg/m³ als uurwaarde.",
        "In 2030 blijft PM10 daggemiddeld onder 45 µg/m³.",
        "By 2030 the daily mean of PM10 stays below 45 µg/m³.",
    ],
)
def test_a_difference_without_a_base_and_a_value_of_hours_or_a_day_are_no_level_of_a_year(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "component"),
    [
        ("Wij willen in 2030 12 µg/m³ NO2 of minder in Wijk aan Zee.", "12", "NO2"),
        ("In 2030 is er minder dan 12 µg/m³ NO2.", "12", "NO2"),
        ("In 2030 is er hoogstens 10 µg/m³ PM2,5, minder dan nu.", "10", "PM2.5"),
        ("In 2030 is PM10 jaargemiddeld hoogstens 20 µg/m³, ook op drukke dagen.", "20", "PM10"),
        ("Wij bouwen in 2030 1.000 woningen meer.", "1000", "homes"),
    ],
)
def test_a_level_beside_a_word_of_less_or_of_a_year_is_one(text, value, component):
    assert [(one[0], one[1]) for one in found(text)] == [(component, value)]
