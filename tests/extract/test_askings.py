"""Who asks: what the reader of a letter or another party asks is no request of the author."""

import pytest
from make import source

from rodedraad.extract import extract
from rodedraad.extract.holder import holder
from rodedraad.frame import frame
from rodedraad.parties import Mention, register
from rodedraad.read.canonical import Piece, compose

FRAME = frame({})
REGISTER = register(FRAME)
AUTHOR = ("provincie-kustland",)
READER = "gemeente-zandvoorde"


def mentions(text):
    found = [("Staalbond", "staalbond"), ("provincie Kustland", AUTHOR[0])]
    return tuple(
        Mention(text.index(name), text.index(name) + len(name), party, name) for name, party in found if name in text
    )


ASKED_OF_US = [
    "U vraagt ons de kade voor 2026 te sluiten.",
    "U verzoekt ons om de proef te stoppen.",
    "U verzoekt mij de leden van de raad in te lichten.",
    "U heeft ons gevraagd de kade te sluiten.",
    "U vroeg ons de kade in het weekeinde te sluiten.",
    "In uw brief van 3 mei vraagt u ons om een nieuwe brug.",
    "Uw college heeft ons verzocht de proef te verlengen.",
    "U roept ons op de kade te sluiten.",
    "U wilt dat wij de kade sluiten.",
    "You ask us to close the quay.",
]
OWN = [
    "Wij vragen u de kade te sluiten.",
    "U wordt verzocht voor 1 juni te reageren.",
    "Wij verzoeken u de provincie te vragen om een brug.",
    "Zoals u ons heeft gevraagd sluiten wij de kade in 2027.",
    "De stukken waar u om heeft gevraagd sturen wij u toe.",
    "U vraagt ons de kade te sluiten; wij vragen u dat verzoek in te trekken.",
    "Met deze brief vraagt provincie Kustland u om steun.",
    "U krijgt van ons in mei bericht.",
]


def told(*sentences, addressees=(READER,)):
    document = compose("c" * 64, [Piece(kind="paragraph", text=one) for one in sentences], language="nl")
    letter = source("c" * 64, *AUTHOR, kind="letter", addressees=addressees)
    return [
        (one.type, one.holder, one.is_reported)
        for one in extract(letter, document, frame=FRAME, register=REGISTER).statements
    ]


@pytest.mark.parametrize("sentence", ASKED_OF_US)
def test_what_the_reader_asks_is_told_of_the_reader(sentence):
    assert told(sentence) == [("finding", READER, True)]
    assert told(sentence, addressees=(READER, "staalbond")) == [("finding", None, True)], "one of two: nobody's"
    assert told(sentence, addressees=()) == [("finding", None, True)]


def test_what_stands_in_the_list_of_what_the_reader_asks_is_the_readers():
    pieces = [
        Piece(kind="paragraph", text="U vraagt ons om:"),
        Piece(kind="list_item", text="de kade voor de zomer van 2026 te sluiten."),
    ]
    letter = source("c" * 64, *AUTHOR, kind="letter", addressees=(READER,))
    found = extract(letter, compose("c" * 64, pieces, language="nl"), frame=FRAME, register=REGISTER)
    assert [(one.type, one.holder, one.is_reported) for one in found.statements] == [("finding", READER, True)]


@pytest.mark.parametrize("sentence", OWN)
def test_what_the_author_asks_or_does_stays_its_own(sentence):
    assert holder(sentence, mentions(sentence), authors=AUTHOR, addressees=(READER,)) == (AUTHOR[0], False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Staalbond vraagt u om hogere geluidschermen.",
        "Staalbond verzocht ons in 2023 om de uitstoot te halveren.",
        "Hierbij vraagt Staalbond u om een brug.",
    ],
)
def test_what_another_party_asks_is_told_of_that_party(sentence):
    assert holder(sentence, mentions(sentence), authors=AUTHOR, addressees=(READER,)) == ("staalbond", True)
    assert holder(sentence, mentions(sentence), authors=("staalbond",)) == ("staalbond", False)


def test_what_the_reader_says_is_the_readers():
    for sentence in ("U geeft aan dat de kade te smal is.", "In uw brief schrijft u dat de kade te smal is."):
        assert holder(sentence, (), authors=AUTHOR, addressees=(READER,)) == (READER, True)
    assert holder("U heeft gelijk dat de kade te smal is.", (), authors=AUTHOR) == (AUTHOR[0], False)
