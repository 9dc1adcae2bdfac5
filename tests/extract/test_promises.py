"""The grammar of a promise: the verb of the first person decides, with the time and the clause it stands in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.extract.promises import announces, promises

PROMISED = [
    "In 2031 herhalen wij het onderzoek.",
    "Vóór 2030 isoleren wij 400 woningen.",
    "Eind 2028 hebben wij alle gronden aangekocht.",
    "Uiterlijk 1 juli 2027 hebben wij een regeling gereed.",
    "Op 1 mei 2027 publiceren wij een kaart.",
    "Voor het einde van dit jaar leg ik de regels vast in een besluit.",
    "Medio 2027 kom ik met een wetsvoorstel.",
    "De rapporten sturen wij jullie begin december toe.",
    "Wij garanderen dat niemand zijn werk verliest.",
    "Wij staan tot 2029 garant voor leningen.",
    "Ook stellen wij ons dagboek, dat sinds 2019 wordt bijgehouden, beschikbaar.",
    "Rond elke school sluiten wij de straat af.",
    "Zwaar verkeer leiden wij om via de dijk.",
    "In onze wegen passen wij geen slakken meer toe.",
    "In 2028 vragen wij vervoerders om een voorstel.",
    "De leiding betalen wij zelf.",
    "Elk jaar op 1 juni leggen wij verantwoording af.",
    "Wij gaan meer bomen planten.",
    "Wij zullen het plan herzien.",
    "By the end of 2027 we will appoint a professor.",
    "We plant ten thousand trees in 2027.",
    "In 2027 we will publish a charter.",
]
FREE = [
    "Wij vinden dat de norm te ruim is.",
    "In 2027 verwachten wij een besluit.",
    "Wij steunen de aanpak van de provincie.",
    "Het Rijk vragen wij uiterlijk medio 2027 te besluiten.",
    "Wij doen een beroep op het kabinet.",
    "Wij werden vaak weggezet als lastig.",
    "In 2024 plaatsten wij zes meters.",
    "Twee keer in de week vegen wij het stof van de vensterbank.",
    "Wij verlenen de vergunning aan de industrie.",
    "Dat argument kennen wij.",
    "Wij maken vier keuzes.",
    "Wij hebben in 2024 zes bomen geplant.",
    "Wij zullen ruimte moeten maken.",
    "Met deze brief informeer ik uw Kamer over de voortgang.",
    "Over de uitvoering gaan wij graag met u in gesprek.",
    "Wij doen dat niet.",
    "Wij vragen niet om geloof.",
    "In hoofdstuk 3 zetten wij de cijfers op een rij.",
    "Sinds 2019 houden wij een dagboek bij.",
    "We believe that this will change in 2030.",
    "We will need more time in 2027.",
    "We expect a decline.",
]
ANNOUNCED = [
    "vanaf 1 april 2027 geldt overal dertig.",
    "alle meters krijgen in het eerste kwartaal van 2027 een stille motor.",
    "in 2030 is de opslag overkapt.",
    "wie zijn haard dichtmetselt, krijgt van ons een vergoeding.",
]
NOT_ANNOUNCED = [
    "tot 2035 komen er naar verwachting 1.700 huishoudens bij.",
    "tussen 2021 en 2025 zijn 2.900 bomen geplant.",
    "volgens de prognose krijgt de stad in 2030 meer inwoners.",
    "in oktober beginnen de onderhandelingen.",
    "de vogel kwam in 2025 nog drie keer voor.",
]


@pytest.mark.parametrize("sentence", PROMISED)
def test_an_act_of_the_first_person_that_is_still_to_come_is_a_promise(sentence):
    assert promises(sentence.lower()) is True


@pytest.mark.parametrize("sentence", FREE)
def test_thinking_asking_telling_and_the_past_promise_nothing(sentence):
    assert promises(sentence.lower()) is False


@pytest.mark.parametrize(
    "sentence",
    [
        "De lucht wordt schoner.",
        "De norm die wij in 2030 halen.",
        "Kunnen wij dat in 2027 doen?",
        "",
        "Als wij in 2027 stoppen.",
    ],
)
def test_without_a_main_clause_of_the_first_person_the_words_leave_it_open(sentence):
    assert promises(sentence.lower()) is None


@pytest.mark.parametrize("sentence", ANNOUNCED)
def test_an_act_with_a_date_and_no_doer_is_announced(sentence):
    assert announces(sentence)


@pytest.mark.parametrize("sentence", NOT_ANNOUNCED)
def test_a_forecast_and_a_record_of_the_past_are_not_announced(sentence):
    assert not announces(sentence)


WORDS = "wij we ik leggen gaan zullen in 2027 niet meer die dat , en vast aan af op . stellen ons sluiten i will the of ? laten"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=16).map(" ".join))
def test_any_row_of_words_is_judged(sentence):
    assert promises(sentence) in (True, False, None)
    assert announces(sentence) in (True, False)


@pytest.mark.parametrize("part", ["wij ", ", die ", "in 2027 ", "krijgen in ", "graag u ", "eind 2027 ", "zullen wij "])
def test_a_hostile_line_costs_no_more_than_a_long_sentence(part):
    line = part * (100_000 // len(part))
    began = time.perf_counter()
    promises(line)
    announces(line)
    assert time.perf_counter() - began < 0.5
