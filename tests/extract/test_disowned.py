"""Views that the author gives and does not hold: hearsay, denied, doubted, former, of others, or quoted."""

from time import process_time

import pytest
from make import source

from rodedraad.extract import extract
from rodedraad.extract.holder import holder
from rodedraad.frame import frame
from rodedraad.parties import Mention, register
from rodedraad.read.canonical import Piece, compose

FRAME = frame({})
REGISTER = register(FRAME)

NOBODYS = [
    "Er wordt wel beweerd dat wij het zwembad in 2031 willen sluiten.",
    "Naar verluidt sluit het zwembad in 2031.",
    "Het is onzin dat de gemeente een nieuwe tunnel onder het spoor wil aanleggen.",
    "Het is een hardnekkig misverstand dat wij het zwembad willen sluiten.",
    "Dat wij het zwembad willen sluiten, is niet waar.",
    "Wij betwijfelen of het zwembad in 2031 moet sluiten.",
    "Wij ontkennen dat wij het zwembad willen sluiten.",
    "Vroeger wilden wij het zwembad sluiten.",
    "Wij wilden destijds het zwembad sluiten.",
    "Niet langer geldt: de gemeente moet de kade verbreden.",
    "It is sometimes claimed that we want to close the swimming pool.",
    "It is a myth that we want to close the swimming pool.",
    "We doubt whether the swimming pool should close.",
    "We used to want a new tunnel.",
    "Previously we wanted a new tunnel.",
]
OF_OTHERS = [
    ("Sommigen willen het zwembad sluiten.", "Sommigen"),
    ("Some want to close the swimming pool.", "Some"),
    ("De vakbond wil dat de gemeente het zwembad openhoudt.", "De vakbond"),
    ("Ook wil de vakbond dat het zwembad open blijft.", "de vakbond"),
    ("The union wants the municipality to keep the pool.", "The union"),
    ("De ondernemers: “Wij willen het zwembad openhouden.”", "De ondernemers"),
    ('De ondernemers: "Wij willen het zwembad openhouden."', "De ondernemers"),
    ("Mevrouw De Vries: Wij willen dat het zwembad sluit.", "Mevrouw De Vries"),
    ("De heer Bakker (Lijst Dorp): Wij sluiten het zwembad niet.", "De heer Bakker (Lijst Dorp)"),
    ("“Het zwembad moet open blijven”, aldus de badmeester.", "de badmeester"),
    ("Het zwembad moet open blijven, aldus de badmeester.", "de badmeester"),
    ("“Het zwembad moet open blijven”, zegt de badmeester.", "de badmeester"),
    ("In de brief van de zwemvereniging staat: het zwembad moet open.", "de zwemvereniging"),
    ("According to the port authority, the quay must be widened.", "the port authority"),
]
OWN = [
    "Het zwembad moet open blijven.",
    "Niemand betwist dat het zwembad open moet.",
    "Wij ontkennen niet dat het zwembad geld kost.",
    "There is no doubt that the pool must stay open.",
    "Wij willen dat het zwembad open blijft.",
    "Eerder wilden wij al een tunnel.",
    "Wij wilden u vragen het zwembad open te houden.",
    "Het is onwenselijk dat het zwembad verdwijnt.",
    "Anderen kunnen hiervan leren.",
    "Het doel: een zwembad dat open blijft.",
    "Planning: wij openen het zwembad in 2031.",
    "Ooit was dit een druk zwembad.",
    "Wie dat wil, kan het zwembad gebruiken.",
    "Als de vakbond wil, dat is bekend, opent het zwembad eerder.",
    "Onze missie: “Wij houden het zwembad open.”",
    "Wij zeggen: “Het zwembad blijft open.”",
]


@pytest.mark.parametrize("sentence", NOBODYS)
def test_what_is_hearsay_denied_doubted_or_former_is_held_by_nobody(sentence):
    assert holder(sentence, (), authors=("gemeente-a",)) == (None, True)


@pytest.mark.parametrize(("sentence", "who"), OF_OTHERS)
def test_what_others_want_or_say_is_theirs(sentence, who):
    assert holder(sentence, (), authors=("gemeente-a",)) == (who, True)


@pytest.mark.parametrize("sentence", OWN)
def test_what_the_author_wants_stays_its_own(sentence):
    assert holder(sentence, (), authors=("gemeente-a",)) == ("gemeente-a", False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Anders dan Haven Noord meent, moet de kade breder.",
        "De kade moet breder, anders dan Haven Noord beweert.",
        "In tegenstelling tot wat Haven Noord stelt, dat de kade breed genoeg is, moet hij breder.",
        "Unlike what Haven Noord claims, the quay must be widened.",
    ],
)
def test_what_the_author_sets_itself_apart_from_leaves_the_rest_its_own(sentence):
    at = sentence.index("Haven Noord")
    named = (Mention(at, at + 11, "haven-noord", "Haven Noord"),)
    assert holder(sentence, named, authors=("gemeente-a",)) == ("gemeente-a", False)


def test_a_quoted_author_holds_what_it_says():
    sentence = "Haven Noord: “Wij willen de kade verbreden.”"
    named = (Mention(0, 11, "haven-noord", "Haven Noord"),)
    assert holder(sentence, named, authors=("gemeente-a",)) == ("haven-noord", True)
    assert holder(sentence, named, authors=("haven-noord",)) == ("haven-noord", False)


def test_what_another_party_wants_is_its_own_and_what_the_author_wants_is_the_authors():
    for sentence in ("Haven Noord wil de kade verbreden.", "Haven Noord wil dat de kade breder wordt."):
        named = (Mention(0, 11, "haven-noord", "Haven Noord"),)
        assert holder(sentence, named, authors=("gemeente-a",)) == ("haven-noord", True)
        assert holder(sentence, named, authors=("haven-noord",)) == ("haven-noord", False)
    with_heading = "De kade breder maken Haven Noord wil dat de kade breder wordt."
    at = with_heading.index("Haven")
    named = (Mention(at, at + 11, "haven-noord", "Haven Noord"),)
    assert holder(with_heading, named, authors=("haven-noord",)) == ("haven-noord", False)
    sentence = "Wij volgen de omschrijving van Haven Noord: “Een kade is een muur langs het water.”"
    at = sentence.index("Haven")
    named = (Mention(at, at + 11, "haven-noord", "Haven Noord"),)
    assert holder(sentence, named, authors=("gemeente-a",)) == ("gemeente-a", False)


def told(*paragraphs, kind="minutes"):
    document = compose("d" * 64, [Piece(kind="paragraph", text=text, pages=((0, 1),)) for text in paragraphs])
    used = source("d" * 64, "gemeente-velsen", kind=kind)
    found = extract(used, document, frame=FRAME, register=REGISTER).statements
    return {one.text: (one.holder if one.is_reported else "own", one.is_commitment) for one in found}


def test_a_quotation_is_the_speakers_in_all_its_sentences():
    found = told(
        "De ondernemers: “Wij willen dat de kade breder wordt. Wij leggen in 2031 zelf een nieuwe steiger aan.”",
        "“De kade moet breder worden. Ook moet het zwembad open blijven”, aldus de havenmeester.",
        "Wij willen dat het zwembad in 2031 open blijft.",
        "Daarin staat de ambitie: “Het zwembad moet in 2031 open blijven. De kade moet in 2031 breder worden.”",
    )
    assert list(found.values()) == [
        ("De ondernemers", False),
        ("De ondernemers", False),
        ("de havenmeester", False),
        ("de havenmeester", False),
        ("own", False),
        ("own", False),
        ("own", False),
    ]


def test_a_name_before_a_quotation_speaks_and_a_quotation_may_hold_another():
    found = told(
        "Haarlem: “De gegevens zijn versnipperd. De provincie moet de gegevens delen, nu hoor ik “dat kan niet” en is het klaar.”",
        "Anna de Wit: “De kade moet in 2031 breder worden.”",
        "Woonvisie Kustland: “De kade moet in 2031 nog breder worden.”",
    )
    assert list(dict.fromkeys(who for who, _ in found.values())) == ["gemeente-haarlem", "Anna de Wit", "own"]


def test_a_turn_is_the_speakers_up_to_the_end_of_the_paragraph():
    found = told(
        "Mevrouw De Vries: Wij willen dat het zwembad sluit. Daarom moet de gemeente een nieuw bad bouwen.",
        "De gemeente moet in 2031 een nieuw zwembad bouwen.",
    )
    assert [who for who, _ in found.values()] == ["Mevrouw De Vries", "Mevrouw De Vries", "own"]


def test_what_goes_on_after_a_submitter_is_the_submitters_up_to_the_answer():
    found = told(
        "Indiener stelt dat de kade te smal is. De kade moet daarom in 2031 breder worden. "
        "Wij willen de kade in 2031 verbreden. De kade moet dan ook veiliger worden."
    )
    assert [who for who, _ in found.values()] == ["Indiener", "Indiener", "own", "own"]


SECONDS = 1.0
"""Some hundred times what it takes; a pattern that goes back and forth takes minutes."""


@pytest.mark.parametrize(
    "piece", ["er wordt ", "wij betwijfelen ", "vroeger wilden ", "hoewel a ", "ook wil a ", "“a” "]
)
def test_no_sentence_takes_long(piece):
    start = process_time()
    holder(piece * 2_000, (), authors=("gemeente-a",))
    assert process_time() - start < SECONDS
