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


BY_NAME = [
    "De gemeente Zandvoorde verplicht zich om 4 miljoen euro in te leggen voor het theater.",
    "De gemeente Zandvoorde verplicht zich om de dijk niet te verlagen.",
    "De gemeente Zandvoorde heeft toegezegd de gracht in 2029 te baggeren.",
]
NOT_BY_NAME = [
    "De gemeente Zandvoorde verplicht zich niet om 4 miljoen euro in te leggen.",
    "De gemeente Zandvoorde heeft toegezegd de gracht in 1931 te baggeren.",
    "De gemeente Zandvoorde heeft de gracht gebaggerd.",
    "De gemeente verplicht bedrijven om hun daken te isoleren.",
]


@pytest.mark.parametrize("kind", ["finding", "measure"])
@pytest.mark.parametrize("sentence", BY_NAME)
def test_who_binds_itself_in_its_own_paper_by_name_promises_however_the_sentence_was_read(sentence, kind):
    named = (Mention(3, 22, "gemeente-zandvoorde", "gemeente Zandvoorde"),)
    assert is_commitment(sentence, type=kind, authors=("gemeente-zandvoorde",), mentions=named)
    assert not is_commitment(sentence, type=kind, authors=("gemeente-duinrand",), mentions=named)


@pytest.mark.parametrize("sentence", NOT_BY_NAME)
def test_what_is_not_undertaken_or_long_past_or_imposed_on_others_is_no_such_promise(sentence):
    named = (Mention(3, 22, "gemeente-zandvoorde", "gemeente Zandvoorde"),) if "Zandvoorde" in sentence else ()
    assert not is_commitment(sentence, type="finding", authors=("gemeente-zandvoorde",), mentions=named)


def test_what_ends_a_promise_makes_none():
    ends = "Indien de raad op 1 mei 2027 niet instemt, vervalt de toezegging om de kreek te verdiepen."
    kept = "Wij zeggen toe de kreek te verdiepen."
    assert not is_commitment(ends, type="measure", authors=("gemeente-zandvoorde",), mentions=())
    assert is_commitment(kept, type="measure", authors=("gemeente-zandvoorde",), mentions=())
