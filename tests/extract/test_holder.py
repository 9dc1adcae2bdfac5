"""Who holds the view: what a source reports of another is not what it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.extract.holder import holder
from rodedraad.extract.voices import own_groups
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

TOLD = [
    ("Bureau Wad heeft aangegeven dat de kade te smal is.", "bureau-wad"),
    ("Vorig jaar hebben de ondernemers aangegeven dat de kade te smal is.", "de ondernemers"),
    ("In haar brief heeft Staalbond (brief nr. 12, p. 3) verzocht om een cao.", "staalbond"),
    ("Staalbond beveelt een langere proef aan.", "staalbond"),
    ("Beide verenigingen bevelen een langere proef aan.", None),
    ("In een enquête geven de bewoners aan dat het te druk is.", "de bewoners"),
    ("Daarnaast pleiten de ondernemers voor een brug.", "de ondernemers"),
    ("De indieners van de petitie willen dat de brug blijft.", "De indieners van de petitie"),
    ("Gebruikers van de haven hebben zich kritisch uitgesproken over het tarief.", "Gebruikers van de haven"),
    ("Volgens de cijfers van Bureau Wad daalt de uitstoot.", "bureau-wad"),
    ("In het Kustakkoord staat dat de duinen voorgaan.", "het Kustakkoord"),
    ("Tijdens een overleg met de vissers is aangegeven dat de haven te duur is.", "de vissers"),
    ("Het plan wordt als een gemiste kans gezien door de bewoners.", "de bewoners"),
    ("Er is kritiek op het tarief.", None),
    ("Bureau Wad noemt het plan een gemiste kans.", "bureau-wad"),
    ("Bureau Wad acht de maatregelen onvoldoende.", "bureau-wad"),
    ("In een reactie laat Staalbond weten dat de norm haalbaar is.", "staalbond"),
    ("De bewoners ervaren de plannen als een bedreiging.", "De bewoners"),
    ("Onder omwonenden leeft de vrees dat de kade verzakt.", "omwonenden"),
    ("De meeste respondenten zijn tevreden over de veerboot.", "De meeste respondenten"),
    ("Staalbond stelt voor de uitstoot te halveren.", "staalbond"),
    ("Men verwacht dat de provincie betaalt.", None),
    ("Staalbond called on the province to act.", "staalbond"),
    ("Residents have urged the council to wait.", "Residents"),
]


@pytest.mark.parametrize(("sentence", "who"), TOLD)
def test_a_view_told_with_its_verb_apart_or_of_an_occasion_is_reported(sentence, who):
    assert holder(sentence, mentions(sentence), authors=("author",)) == (who, True)


HELD = [
    "De provincie heeft de brug gebouwd en een bord geplaatst.",
    "Vorig jaar hebben wij aangegeven dat de kade te smal is.",
    "In dit rapport staat dat de duinen voorgaan.",
    "In tabel 3 staat dat de uitstoot daalt.",
    "Volgens de planning van Haven Noord opent de kade in mei.",
    "Wij steunen de werkwijze, die door de bewoners als zorgvuldig wordt ervaren.",
    "Tijdelijke contracten zorgen voor stress bij huurders.",
    "Staalbond stelt geld beschikbaar voor de proef.",
    "De bewoners roepen wij op om mee te denken.",
    "De zorgen van bewoners nemen wij serieus.",
    "Door de gemeente is aangegeven waar de bomen komen.",
    "Bewoners ervaren geen hinder als het gaat om licht.",
    "De eerste vraag, die volgens haar te lang was, is ingekort.",
    "Daarin staat dat de haven zich inspant.",
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


LAST = [
    ("De kade moet open blijven, vindt Staalbond.", "staalbond"),
    ("De kade moet dicht, zo stelt Staalbond.", "staalbond"),
    ('"De kade moet dicht," zo schreef de Dorpsraad vorige week.', "de Dorpsraad"),
    ("Dat een tunnel beter is, is de mening van Staalbond en niet de onze.", "staalbond"),
    ("Dat de kade weg moet is de mening van NVKB en niet de onze.", "NVKB"),
    ("Het standpunt van Haven Noord: de kade moet dicht.", "haven-noord"),
    ('Wij citeren de minister: "De kade moet uiterlijk in 2029 sluiten."', "de minister"),
    ("Als het aan Staalbond ligt, gaat de kade in 2027 dicht.", "staalbond"),
    ("In de raad werd gezegd dat de kade moet verhuizen.", None),
    ("Volgens hen moet de kade dicht.", None),
    ("Beide organisaties adviseren de kade te sluiten.", None),
]


@pytest.mark.parametrize(("sentence", "who"), LAST)
def test_who_says_it_may_stand_last_before_a_colon_or_nowhere(sentence, who):
    assert holder(sentence, mentions(sentence), authors=("provincie-kustland",)) == (who, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Als de kade klaar is, vindt overleg plaats.",
        "Na de zomer, stelt de gemeente een plan op.",
        "Ons standpunt: de kade moet dicht.",
        "De eis van 30 decibel: stiller asfalt op de kade.",
        "Dat is het standpunt van provincie Kustland.",
        "Wij delen de mening van Staalbond dat de kade dicht moet.",
        'Wij citeren artikel 3: "De kade moet dicht."',
        "Als het aan ons ligt, gaat de kade in 2027 dicht.",
        "In de paragraaf hierboven werd gezegd dat de kade open blijft.",
        "Several firms have said yes to the quay in principle.",
    ],
)
def test_a_verb_or_a_view_at_the_end_is_not_always_anothers(sentence):
    assert holder(sentence, mentions(sentence), authors=("provincie-kustland",)) == ("provincie-kustland", False)


@pytest.mark.parametrize("sentence", HELD)
def test_what_nobody_else_says_is_held_by_the_author(sentence):
    assert holder(sentence, mentions(sentence), authors=("author",)) == ("author", False)


def test_a_body_that_calls_itself_by_its_kind_holds_what_it_says():
    """Every advice of a GGD was what "De GGD" reported, and the GGD silent on it."""
    assert holder("De GGD adviseert een meetnet.", (), authors=("ggd-haverkust",)) == ("ggd-haverkust", False)
    assert holder("De GGD adviseert een meetnet.", (), authors=("omgevingsdienst-duin",)) == ("De GGD", True)
    assert holder("De GGD Zandvoorde adviseert een meetnet.", (), authors=("ggd-haverkust",))[1]


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


def test_the_group_that_wrote_a_document_is_its_author():
    sentence = "De werkgroep benadrukt dat de schets geen besluit is."
    assert holder(sentence, (), authors=()) == ("De werkgroep", True)
    assert holder(sentence, (), authors=(), selves=frozenset({"werkgroep"})) == (None, False)
    own = "De werkgroep benadrukt dat de met deze schets gegeven namen niet vaststaan."
    assert own_groups(own) == {"werkgroep"}
    assert own_groups("Wij spraken met de werkgroep. De werkgroep vindt de kade te smal.") == frozenset()
