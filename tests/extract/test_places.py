"""Where: only places of the frame, also in the forms that Dutch makes of them."""

import pytest

from rodedraad.extract.places import places
from rodedraad.records import Frame

FRAME = Frame(name="test", themes=(), places=("Duinrand", "Zandvoorde", "Oude Haven", "Wad"))

CASES = [
    ("De haven van Zandvoorde groeit.", ("Zandvoorde",)),
    ("Zandvoorde en Duinrand werken samen.", ("Duinrand", "Zandvoorde")),
    ("De Zandvoordse raad besluit.", ()),
    ("De Wadse kust is lang.", ("Wad",)),
    ("De Duinrandgemeenten vragen hulp.", ("Duinrand",)),
    ("De Duinrandregio groeit.", ("Duinrand",)),
    ("In de Oude Haven ligt een schip.", ("Oude Haven",)),
    ("Een oude haven is geen plaats.", ()),
    ("De Waddenzee is een andere plaats.", ()),
    ("Het wad is geen plaats van het kader.", ()),
    ("Zandvoorde-Noord krijgt woningen.", ("Zandvoorde",)),
    ("The port of Zandvoorde grows.", ("Zandvoorde",)),
    ("Nieuw-Zandvoordeloo bestaat niet.", ()),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_places_are_named_in_the_order_of_the_frame(sentence, expected):
    assert places(sentence, FRAME) == expected


def test_a_frame_without_places_finds_none():
    assert places("Zandvoorde", Frame(name="x", themes=())) == ()
