"""Whether the author binds itself."""

import pytest

from rodedraad.extract.commitments import is_commitment
from rodedraad.parties import Mention

BOUND = [
    "Wij zullen in 2027 zes meetpunten plaatsen.",
    "We starten dit jaar met de sloop.",
    "Ik zal uw raad voor de zomer informeren.",
    "Daarom stellen wij € 2 miljoen beschikbaar.",
    "Wij leggen het voorstel in juni aan u voor.",
    "We investeren in een schone haven.",
    "Wij zeggen toe de cijfers openbaar te maken.",
    "Wij verplichten ons tot een halvering.",
    "Wij sluiten de oude oven in 2030.",
    "Wij gaan de geluidsmetingen uitbreiden.",
    "Het college stelt een fonds in.",
    "De gemeente plant duizend bomen.",
    "De gemeenteraad stelt de visie in juni vast.",
    "We will plant a thousand trees.",
    "We commit to halving emissions.",
    "I will inform the council in June.",
    "We are going to measure the noise.",
    "Daarnaast onderzoeken wij een tweede brug.",
    "Wij bereiden een besluit voor.",
    "Wij zijn bereid mee te betalen.",
]

FREE = [
    "Wij vragen u om een besluit.",
    "Wij kunnen dat niet alleen.",
    "Wij hopen op een snelle keuze.",
    "Wij verwachten een daling.",
    "Wij vinden dat het beter moet.",
    "Wij hebben in 2024 zes bomen geplant.",
    "Wij moeten sneller handelen.",
    "De provincie plant duizend bomen.",
    "Het Rijk stelt een fonds in.",
    "De werkgevers leiden meer mensen op.",
    "Er moet een fonds komen.",
    "De brug wordt door de provincie gebouwd.",
    "We ask the council to act.",
    "We expect a decline.",
    "We can not do this alone.",
    "Kunnen wij dat samen doen?",
    "Wij doen dat niet.",
    "We call on the ministry.",
    "Wij zouden dat graag zien.",
    "De lucht wordt schoner.",
]


# An effort, what follows from other acts, what will befall, what shows: nobody can later ask whether it was done.
NO_ACT = [
    "Met deze centrales zullen wij de norm in ieder geval overschrijden.",
    "De gemeente laat zien dat schoon varen loont.",
    "De gemeente draagt bij aan een schonere lucht.",
    "De gemeente acht nakoming van de toezegging door anderen van groot belang.",
    "In verbondenheid met elkaar bouwen wij aan een samenleving die deelt.",
    "Wij zetten stevig in op het beperken van lawaai.",
    "Wij werken samen aan betere lucht.",
    "Zo geven wij jongeren de zekerheid die zij verdienen.",
    "Door lawaai te beprijzen, stimuleren wij stille schepen.",
    "We zetten met dit plan weer een stap op weg naar stilte.",
]
STILL_BOUND = [
    "Wij bouwen aan de Ringdijk 200 woningen.",
    "Wij richten een fonds op en wij werken samen aan betere lucht.",
    "Wij staan tot 2029 garant voor de leningen.",
    "Wij zullen de meting in juni gereed hebben.",
    "Wij gaan tien bussen kopen en we richten ons op de dorpen.",
]


@pytest.mark.parametrize("sentence", NO_ACT)
def test_an_effort_a_consequence_and_a_forecast_are_no_promise_of_an_act(sentence):
    assert not is_commitment(sentence, type="measure", authors=("gemeente-zandvoorde",), mentions=())


@pytest.mark.parametrize("sentence", STILL_BOUND)
def test_an_act_beside_an_effort_or_in_its_words_still_binds(sentence):
    assert is_commitment(sentence, type="measure", authors=("gemeente-zandvoorde",), mentions=())


@pytest.mark.parametrize("sentence", BOUND)
def test_an_author_binds_itself_in_the_first_person_or_by_its_own_name(sentence):
    assert is_commitment(sentence, type="measure", authors=("gemeente-zandvoorde",), mentions=())


@pytest.mark.parametrize("sentence", FREE)
def test_wishes_requests_and_acts_of_others_bind_nobody(sentence):
    assert not is_commitment(sentence, type="measure", authors=("gemeente-zandvoorde",), mentions=())


def test_a_named_author_binds_itself_and_a_named_other_does_not():
    text = "Stichting Duinrand plaatst twaalf meters."
    named = (Mention(0, len("Stichting Duinrand"), "stichting-duinrand", "Stichting Duinrand"),)
    assert is_commitment(text, type="measure", authors=("stichting-duinrand",), mentions=named)
    assert not is_commitment(text, type="measure", authors=("gemeente-zandvoorde",), mentions=named)


def test_a_finding_never_binds():
    assert not is_commitment("Wij zullen dit doen.", type="finding", authors=("a",), mentions=())
