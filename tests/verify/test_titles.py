"""A title names what a sentence is about, in a row of its words, and says nothing that the sentence does not."""

import pytest

from rodedraad.verify.titles import begun, is_borne_out


def test_a_denial_may_not_fall_out_of_a_title():
    texts = ("De gemeente wil geen nieuwe windmolens op zee.",)
    assert not is_borne_out("Nieuwe windmolens op zee", texts, "nl")
    assert not is_borne_out("Geen nieuwe windmolens op zee", texts, "nl"), "a denial is no thing"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("500 woningen op de kade", "Wij bouwen 12 500 woningen op de kade."),
        ("Wij bouwen 500 woningen", "Wij bouwen 500 woningen minder dan gepland op de kade."),
        ("De uitstoot stijgt met 20 procent", "De uitstoot stijgt met 20 procent als de fabriek uitbreidt."),
        ("De brug wordt gesloten", "Volgens een gerucht dat onjuist is: de brug wordt gesloten."),
        ("De provincie betaalt de brug", "De gemeente wil dat de provincie betaalt de brug."),
        ("De provincie betaalt de brug", "De provincie betaalt de brug pas na 2040."),
        ("De provincie betaalt de brug", "De provincie betaalt de brug deels."),
        ("De fabriek sluit in 2030", "Wie zegt dat de fabriek sluit in 2030, vergist zich."),
        ("De brug is veilig", "Het is niet waar, zoals de directie beweert, dat de brug is veilig."),
        ("Nieuwe bomen langs de kade", "Minder nieuwe bomen langs de kade is het plan."),
    ],
)  # fmt: skip
def test_a_part_that_says_another_thing_by_itself_is_no_title(title, text):
    assert not is_borne_out(title, [text], "nl")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Houd de fabriek Oost in bedrijf", "Houd de fabriek Oost in bedrijf totdat de vervangende oven loopt."),
        ("Uitstoot van stikstof in de Havenstraat gedaald", "In 2030 is de uitstoot van stikstof in de Havenstraat gedaald tot 20."),
        ("Een zwemverbod in de spuikom", "In 2032 is het aantal dagen met een zwemverbod in de spuikom gehalveerd."),
        ("Spreekuur ingericht voor huiseigenaren", "Vanaf 2027 is er een spreekuur ingericht voor huiseigenaren."),
        ("Straten in de Vinkenbuurt geschikt", "In 2035 zijn alle straten in de Vinkenbuurt geschikt voor kinderen."),
        ("Vrij voor een kleine kerncentrale", "Houd het Westpunt vrij voor een kleine kerncentrale."),
        ("S nachts dicht", "De poort gaat 's nachts dicht."),
        ("Duurzame bouwstof", "Staalslak is een veilige en duurzame bouwstof voor wegen."),
        ("Het Rijk het station Loderkerk", "Wij vinden dat het Rijk het station Loderkerk heropent."),
        ("Beschikbaar voor een fonds", "Zodra die er is, komt 40 miljoen euro beschikbaar voor een fonds."),
    ],
)  # fmt: skip
def test_a_part_that_tells_how_a_thing_is_or_shall_be_is_no_title(title, text):
    assert not is_borne_out(title, [text], "nl")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Mayor accepts bribes", "Rumours that the mayor accepts bribes are false and persist."),
        ("Wind turbines kill birds", "It is a myth that wind turbines kill birds."),
        ("Port expansion threatens nature", "Critics say that the port expansion threatens nature."),
    ],
)
def test_of_an_english_sentence_no_part_is_a_title(title, text):
    """Its verbs are not told from its nouns by their form."""
    assert not is_borne_out(title, [text], "en")
    assert not is_borne_out(title, [text], "nl")


@pytest.mark.parametrize(
    "title", ["Schone lucht in de buurten langs het terrein", "Wij willen schone lucht in de buurten langs het terrein"]
)
def test_a_thing_that_is_named_and_a_whole_sentence_are_titles(title):
    assert is_borne_out(title, ["Wij willen schone lucht in de buurten langs het terrein."], "nl")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Beide partijen", "Wij doen een beroep op het Rijk om beide partijen aan één tafel te zetten."),
        ("Hun geld", "Inwoners kunnen zien wat er met hun geld is gedaan."),
        ("De proef", "Wie is bij de proef aanwezig?"),
        ("Kaart 7", "Wij verzoeken het college om kaart 7 aan te passen."),
        ("Bijdrage van 40", "Het fonds krijgt een bijdrage van 40 miljoen euro."),
        ("Our students", "We ask the mill to grant our students access."),
        ("Nieuwe woningen op het kolenveld", "Bouw geen nieuwe woningen op het kolenveld."),
        ("Veilige en duurzame bouwstof", "Staalslak is een veilige en duurzame bouwstof, mits zij droog blijft."),
        (
            "Ministerie van Industrie en Leefomgeving om",
            "Wij vragen het ministerie van Industrie en Leefomgeving om geld.",
        ),
        ("Fijnstof (PM2,5", "Het fijnstof (PM2,5) in de buurt daalt."),
        ("Dempers op de sinterkoeler:", "Dempers op de sinterkoeler: dat is het plan."),
        ("Het kolenveld niet voor woningen", "Bestem het kolenveld niet voor woningen."),
        ("Gedwongen ontslagen", "Wij garanderen dat er tot 2035 door de omslag geen gedwongen ontslagen vallen."),
        ("Ontslagen", "Wij garanderen dat er tot 2035 door de omslag geen gedwongen ontslagen vallen."),
        ("Kerncentrale op het Westpunt", "Een kerncentrale op het Westpunt, klein of groot, wijzen wij af."),
        ("Verkoop van tabak", "Wij willen de verkoop van tabak verbieden."),
        ("Massale aanleg van nieuwe warmtenetten", "Stoppen met de massale aanleg van nieuwe warmtenetten."),
        ("De provincie het beheer overneemt", "Voorwaarde is wel dat de provincie het beheer overneemt."),
        ("Anderhalve kilometer van het terrein", "Een deel ligt op minder dan anderhalve kilometer van het terrein."),
        ("1,4 miljard euro", "De staat draagt ten hoogste 1,4 miljard euro bij."),
        ("SOCIAAL PLAN VOOR DE VLOER", "Wij willen een sociaal plan voor de vloer."),
        ("Sin\u212aoeler en dempers", "De sinkoeler en dempers komen er."),
        ("-plan voor de vloer", "Wij willen een sociaal-plan voor de vloer."),
    ],
)
def test_a_part_that_only_its_sentence_explains_or_that_lost_its_denial_or_unit_is_no_title(title, text):
    assert not is_borne_out(title, [text], "nl")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Verlenging van de haven", "Een verlenging van de haven is mogelijk, mits de geul opschuift."),
        ("Gezondheidseffectrapportage", "Wij maken de gezondheidseffectrapportage in mei openbaar."),
        ("Zone van duin en bos", "Tussen het terrein en ons dorp hoort een zone van duin en bos te liggen."),
        ("Eén gezamenlijke tafel", "Wij willen één gezamenlijke tafel in plaats van zeven overleggen."),
    ],
)
def test_a_thing_may_be_named_without_the_condition_that_it_stands_under(title, text):
    assert is_borne_out(title, [text], "nl")


def test_a_capital_is_written_as_dutch_does():
    assert [begun(one) for one in ("één tafel", "’s nachts dicht", "kade", "")] == [
        "Eén tafel",
        "’s nachts dicht",
        "Kade",
        "",
    ]
