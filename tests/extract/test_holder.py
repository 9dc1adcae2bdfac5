"""Who holds the view: what a source reports of another is not what it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.extract.holder import holder
from rodedraad.parties import Mention

PARTIES = {
    "Stichting Duinrand": "stichting-duinrand",
    "de gemeente Zandvoorde": "gemeente-zandvoorde",
    "Bureau Wad": "bureau-wad",
    "Vereniging Kade": "vereniging-kade",
    "Staalbond": "staalbond",
    "Haven Noord": "haven-noord",
    "provincie Kustland": "provincie-kustland",
}


def mentions(text):
    found = [
        Mention(text.index(name), text.index(name) + len(name), party, name)
        for name, party in PARTIES.items()
        if name in text
    ]
    return tuple(sorted(found))


REPORTED = [
    ("Volgens Bureau Wad daalt de uitstoot.", "bureau-wad"),
    ("De uitstoot daalt volgens Bureau Wad niet.", "bureau-wad"),
    ("Bureau Wad stelt dat de kosten hoger zijn.", "bureau-wad"),
    ("Vereniging Kade vindt dat het te langzaam gaat.", "vereniging-kade"),
    ("Staalbond vreest dat er banen verdwijnen.", "staalbond"),
    ("Staalbond waarschuwt voor verlies van werk.", "staalbond"),
    ("Bureau Wad concludeert dat het doel buiten bereik is.", "bureau-wad"),
    ("Vereniging Kade pleit voor een tunnel.", "vereniging-kade"),
    ("Bureau Wad adviseert een bredere kade.", "bureau-wad"),
    ("Stichting Duinrand betoogt dat de norm te ruim is.", "stichting-duinrand"),
    ("Daarbij benadrukt Haven Noord dat er ruimte is.", "haven-noord"),
    ("Ook schrijft Staalbond dat de cao wringt.", "staalbond"),
    ("Door Vereniging Kade wordt betoogd dat dit niet kan.", "vereniging-kade"),
    ("Er wordt door Staalbond gesteld dat dit niet kan.", "staalbond"),
    ("Het advies van Bureau Wad luidt dat er meer groen moet komen.", "bureau-wad"),
    ("Het standpunt van Staalbond is dat de fabriek blijft.", "staalbond"),
    ("Naar de mening van Stichting Duinrand is dat te weinig.", "stichting-duinrand"),
    ("In de ogen van Haven Noord is er geen ruimte.", "haven-noord"),
    ("Er waren kritische geluiden vanuit de gemeente Zandvoorde over het plan.", "gemeente-zandvoorde"),
    ("Er is kritiek van Vereniging Kade op dit voorstel.", "vereniging-kade"),
    ("Er kwamen bezwaren van Stichting Duinrand binnen.", "stichting-duinrand"),
    ("Vanuit provincie Kustland kwamen positieve reacties.", "provincie-kustland"),
    ("Critici vrezen dat de banen verdwijnen.", "Critici"),
    ("Sommige bewoners vinden dat het te lang duurt.", "Sommige bewoners"),
    ("Tegenstanders van de brug stellen dat die te duur is.", "Tegenstanders"),
    ("Volgens de ondernemers is het te laat.", "de ondernemers"),
    ("Er klonken zorgen vanuit de wijkraad.", "de wijkraad"),
    ("According to Bureau Wad, emissions fall.", "bureau-wad"),
    ("Staalbond fears that jobs will vanish.", "staalbond"),
    ("Bureau Wad concludes that the goal is out of reach.", "bureau-wad"),
    ("It was argued by Vereniging Kade that this cannot be.", "vereniging-kade"),
    ("In the opinion of Haven Noord there is no space.", "haven-noord"),
    ("Residents fear that the noise will grow.", "Residents"),
    ("Critics say the plan is too slow.", "Critics"),
    ("There were objections from Stichting Duinrand.", "stichting-duinrand"),
]

HELD = [
    "De lucht moet schoner.",
    "Volgens planning is de kade in 2027 klaar.",
    "Volgens de wet moet dit.",
    "Volgens het bestemmingsplan mag dit niet.",
    "Volgens ons is dat te weinig.",
    "Wij vinden dat dit moet.",
    "Haven Noord stelt een plan op.",
    "Haven Noord stelt grond beschikbaar.",
    "Bureau Wad schrijft een rapport.",
    "Wij werken samen met Vereniging Kade.",
    "De brug is gebouwd door Haven Noord.",
    "Haven Noord verwacht in mei de eerste schepen.",
    "Het advies van Bureau Wad is ontvangen.",
    "De bewoners krijgen een brief.",
    "According to schedule the quay opens in May.",
    "We work with Staalbond.",
]


@pytest.mark.parametrize(("sentence", "who"), REPORTED)
def test_the_view_of_another_is_reported(sentence, who):
    assert holder(sentence, mentions(sentence), authors=("author",)) == (who, True)


@pytest.mark.parametrize("sentence", HELD)
def test_what_nobody_else_says_is_held_by_the_author(sentence):
    assert holder(sentence, mentions(sentence), authors=("author",)) == ("author", False)


def test_an_author_in_the_third_person_holds_what_it_says():
    sentence = "Stichting Duinrand vindt dat de norm te ruim is."
    assert holder(sentence, mentions(sentence), authors=("stichting-duinrand",)) == ("stichting-duinrand", False)
    both = ("gemeente-a", "stichting-duinrand")
    assert holder("Volgens Stichting Duinrand kan dit.", mentions("Volgens Stichting Duinrand"), authors=both) == (
        "stichting-duinrand",
        False,
    )


def test_without_a_known_author_nobody_is_made_up():
    assert holder("De lucht moet schoner.", (), authors=()) == (None, False)


@given(
    st.lists(
        st.sampled_from(
            [
                "volgens",
                "Bureau",
                "Wad",
                "stelt",
                "dat",
                "de",
                "kritiek",
                "van",
                "vanuit",
                "critici",
                "vrezen",
                "door",
                "wordt",
                "gesteld",
                ",",
                ".",
                ":",
                "advies",
                "luidt",
                "İ",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_a_holder_is_a_party_the_author_or_words_of_the_sentence(sentence):
    who, is_reported = holder(sentence, mentions(sentence), authors=("author",))
    assert who == "author" or who in PARTIES.values() or who in " ".join(sentence.split())
    assert is_reported == (who != "author")
