"""Whether what is said lies within the author's own power."""

import pytest

from rodedraad.extract.actors import actors
from rodedraad.extract.power import within_power
from rodedraad.records import Actor

OUTSIDE = [
    "Een groot deel ligt buiten onze invloedssfeer.",
    "Dit ligt buiten de invloedssfeer van de gemeenten.",
    "Dat valt buiten onze bevoegdheid.",
    "Wij kunnen dat niet alleen.",
    "Wij kunnen de kade namelijk niet zelf betalen.",
    "Wij hebben daarbij de hulp van het Rijk hard nodig.",
    "Daarover hebben wij geen zeggenschap.",
    "Hier gaan wij niet over.",
    "Wij zijn daarvoor afhankelijk van de provincie.",
    "Op eigen kracht lukt ons dat niet.",
    "Wij zijn niet bevoegd om dit te verbieden.",
    "De gemeente heeft geen directe invloed op de prijs.",
    "This is beyond our control.",
    "That lies outside our remit.",
    "We cannot do this alone.",
    "This is not within our power.",
]
INSIDE = [
    "Wij zullen zes meetpunten plaatsen.",
    "Wij starten in 2027 met de sloop.",
    "Daarom stellen wij geld beschikbaar.",
    "Dit ligt binnen onze bevoegdheid.",
    "Daar gaan wij zelf over.",
    "We will plant a thousand trees.",
    "This is within our own power.",
]
UNTOLD = [
    "De lucht moet schoner.",
    "Er komt een fonds.",
    "Er is meer ruimte nodig.",
    "The air must be cleaner.",
]


@pytest.mark.parametrize("sentence", OUTSIDE)
def test_what_the_author_cannot_do_alone_is_outside_its_power(sentence):
    assert within_power(sentence, (), type="concern", authors=("me",)) is False


@pytest.mark.parametrize("sentence", INSIDE)
def test_what_the_author_does_is_within_its_power(sentence):
    found = actors(sentence, (), type="measure", authors=("me",))
    assert within_power(sentence, found, type="measure", authors=("me",)) is True


@pytest.mark.parametrize("sentence", UNTOLD)
def test_what_the_text_does_not_tell_is_not_made_up(sentence):
    assert within_power(sentence, (), type="recommendation", authors=("me",)) is None


def test_what_another_must_do_is_outside_and_what_is_asked_too():
    other = Actor(party="haven-noord", words="Haven Noord", role="must_act")
    assert within_power("Haven Noord moet meten.", (other,), type="recommendation", authors=("me",)) is False
    assert within_power("Haven Noord moet meten.", (other,), type="recommendation", authors=("haven-noord",)) is None
    generic = Actor(party=None, words="de gemeente", role="must_act")
    assert within_power("De gemeente moet meten.", (generic,), type="recommendation", authors=("me",)) is None
    assert within_power("Wij vragen u dit te doen.", (), type="request", authors=("me",)) is False
