"""Who does what: a role follows from the place of an agent in its sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

from rodedraad.extract.actors import actors, addressee
from rodedraad.parties import Mention, find, register
from rodedraad.records import Frame


def mention(text, words, party):
    start = text.index(words)
    return Mention(start, start + len(words), party, words)


def roles(text, type_, mentions=(), authors=("me",), addressees=()):
    return [(a.words, a.role) for a in actors(text, mentions, type=type_, authors=authors, addressees=addressees)]


CASES = [
    ("De gemeenten moeten meer woningen bouwen.", "recommendation", ("De gemeenten", "must_act")),
    ("Daarom moet het Rijk meebetalen.", "recommendation", ("het Rijk", "must_act")),
    ("Alle netbeheerders zorgen voor meer ruimte.", "measure", ("Alle netbeheerders", "must_act")),
    ("De minister van Wonen dient hierop toe te zien.", "recommendation", ("De minister van Wonen", "must_act")),
    ("De provincie onderzoekt een nieuwe brug.", "measure", ("De provincie", "must_act")),
    ("Ook de betrokken bedrijven moeten bijdragen.", "recommendation", ("de betrokken bedrijven", "must_act")),
    ("Wij willen dat de omgevingsdienst strenger controleert.", "measure", ("de omgevingsdienst", "must_act")),
    ("Het is noodzakelijk dat werkgevers meer opleiden.", "recommendation", ("werkgevers", "must_act")),
    ("Het is aan het kabinet om te kiezen.", "recommendation", ("het kabinet", "must_act")),
    ("Dit is een taak van de waterschappen.", "recommendation", ("de waterschappen", "must_act")),
    ("De kade moet door de beheerder worden hersteld.", "recommendation", ("de beheerder", "must_act")),
    ("Elke lidstaat stelt een plan op.", "measure", ("Elke lidstaat", "must_act")),
    (
        "Exploitanten van openbare laadpunten zorgen voor stroom.",
        "measure",
        ("Exploitanten van openbare laadpunten", "must_act"),
    ),
    ("Het bestuur gaat de kade meten.", "measure", ("Het bestuur", "must_act")),
    (
        "Gemeenten, provincies en het Rijk moeten samenwerken.",
        "recommendation",
        ("Gemeenten, provincies en het Rijk", "must_act"),
    ),
    ("Woningcorporaties worden verplicht te isoleren.", "measure", ("Woningcorporaties", "must_act")),
    ("Wij steunen dit, mits de overheid haar deel betaalt.", "condition", ("de overheid", "must_act")),
    ("Wij vragen het kabinet om geld.", "request", ("het kabinet", "asked")),
    ("Wij roepen de provincie op te meten.", "request", ("de provincie", "asked")),
    ("Wij verzoeken het college een plan te maken.", "request", ("het college", "asked")),
    ("Wij verwachten dat uw raad dit voorstel steunt.", "request", ("uw raad", "asked")),
    ("Wij vragen u om voor de zomer te antwoorden.", "request", ("u", "asked")),
    ("Ook vragen we expliciet ervaringsdeskundigen om mee te denken.", "request", ("ervaringsdeskundigen", "asked")),
    (
        "Van instanties zoals het COA en gemeenten mag worden verwacht dat zij luisteren.",
        "request",
        ("het COA en gemeenten", "asked"),
    ),
    ("We nodigen u graag uit voor een bezoek.", "request", ("u", "asked")),
    ("Wij doen een beroep op de werkgevers.", "request", ("de werkgevers", "asked")),
    ("Wij vragen de steun van de gemeenten voor dit plan.", "request", ("de gemeenten", "asked")),
    ("Wij meten dit samen met de bewoners.", "measure", ("de bewoners", "partner")),
    ("In overleg met de provincie maken wij een plan.", "measure", ("de provincie", "partner")),
    ("In nauwe samenwerking met scholen leiden wij op.", "measure", ("scholen", "partner")),
    ("De brug wordt gefinancierd door het Rijk.", "measure", ("het Rijk", "pays")),
    ("De kosten worden betaald door de exploitant.", "measure", ("de exploitant", "pays")),
    ("Het plan komt onder regie van de provincie.", "measure", ("de provincie", "leads")),
    ("De gemeente is trekker van dit project.", "measure", ("De gemeente", "leads")),
    ("Het bevoegd gezag beslist hierover.", "measure", ("Het bevoegd gezag", "authority")),
    ("Dit valt onder de bevoegdheid van de minister.", "finding", ("de minister", "authority")),
    ("The municipality must invest in housing.", "recommendation", ("The municipality", "must_act")),
    ("We call on the government to act.", "request", ("the government", "asked")),
    ("We ask the province to measure the noise.", "request", ("the province", "asked")),
    ("The road will be paid by the operator.", "measure", ("the operator", "pays")),
    ("We measure this together with residents.", "measure", ("residents", "partner")),
    ("All employers should train more people.", "recommendation", ("All employers", "must_act")),
    ("Provided the ministry pays its share, we will build.", "condition", ("the ministry", "pays")),
    ("It is up to the council to choose.", "recommendation", ("the council", "must_act")),
    ("De kosten dienen door het Rijk te worden betaald.", "recommendation", ("het Rijk", "pays")),
    ("Het plan moet worden goedgekeurd door de raad.", "recommendation", ("de raad", "authority")),
    ("De omgevingsdienst houdt toezicht op de haven.", "measure", ("De omgevingsdienst", "authority")),
    ("Het werk wordt door de provincie gecoördineerd.", "finding", ("de provincie", "leads")),
    ("Wij bekijken dit in overleg met de regio.", "measure", ("de regio", "partner")),
    ("Het is aan de minister om de wet te wijzigen.", "finding", ("de minister", "must_act")),
    ("De werkgever is hiervoor verantwoordelijk.", "conclusion", ("De werkgever", "must_act")),
    ("Is het college bereid de tarieven te verlagen?", "request", ("het college", "asked")),
    ("Via de gilde wordt aan veteranen gevraagd les te geven.", "measure", ("veteranen", "asked")),
    ("Een gemeente mag alleen bouwen buiten de zone.", "measure", ("Een gemeente", "must_act")),
    ("Daarom is het aan de overheid om ruimte te maken.", "conclusion", ("de overheid", "must_act")),
    ("De gemeente dient dit te herstellen.", "conclusion", ("De gemeente", "must_act")),
    ("Scholen die achterblijven, dienen hulp te vragen.", "recommendation", ("Scholen", "must_act")),
    ("De overheid zelf maakt een afweging.", "measure", ("De overheid", "must_act")),
    ("De KLR zet een budget in.", "measure", ("De KLR", "must_act")),
    ("De Raad voor Geschillen beoordeelt de aanvragen.", "measure", ("De Raad voor Geschillen", "must_act")),
    ("De diensten blijven verantwoordelijk voor de opvang.", "measure", ("De diensten", "must_act")),
    ("Dan moet dat gecompenseerd worden door de producent.", "recommendation", ("de producent", "must_act")),
    ("Komende zomer gaat het kabinet de kade meten.", "measure", ("het kabinet", "must_act")),
    ("Dit vraagt om samenwerking tussen scholen en bedrijven.", "need", ("scholen en bedrijven", "must_act")),
]

NOBODY = [
    ("Wij bouwen woningen zodat bewoners rust hebben.", "measure", "bewoners"),
    ("De gemeente telt veel inwoners.", "finding", "De gemeente"),
    ("Wij helpen ondernemers met subsidie.", "measure", "ondernemers"),
    ("De adviescommissie adviseert een ander tracé.", "recommendation", "De adviescommissie"),
    ("Een rijk gevulde agenda moet korter.", "recommendation", "rijk"),
    ("De provincie wil dat het anders gaat.", "ambition", "De provincie"),
    ("Het plan voor de gemeente moet beter.", "recommendation", "de gemeente"),
    ("Scholen moeten goed bereikbaar zijn.", "recommendation", "Scholen"),
    ("Leerlingen moeten een laptop krijgen.", "recommendation", "Leerlingen"),
    ("Het doel is dat Nederland in 2050 klimaatneutraal is.", "ambition", "Nederland"),
    ("Het verband zal volgend jaar ingericht worden.", "measure", "Het verband"),
    ("Wij bouwen een hal en stimuleren bedrijven te verhuizen.", "measure", "bedrijven"),
    ("Platforms die door overheden worden misbruikt, gaan dicht.", "measure", "overheden"),
    ("Wij verlagen de huur door woningcorporaties ruimte te geven.", "measure", "woningcorporaties"),
    ("Het loket wil gemeenten helpen.", "ambition", "gemeenten"),
    ("De omgeving moet schoner.", "recommendation", "De omgeving"),
    ("Woningcorporaties mogen ook kantoren bouwen.", "measure", "Woningcorporaties"),
    ("De netbeheerder kan zo beter plannen.", "measure", "De netbeheerder"),
]


@pytest.mark.parametrize(("sentence", "type_", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_an_agent_has_its_role(sentence, type_, expected):
    assert expected in roles(sentence, type_)


@pytest.mark.parametrize(("sentence", "type_", "words"), NOBODY)
def test_who_is_only_named_does_not_act(sentence, type_, words):
    assert words not in [found for found, _ in roles(sentence, type_)]


def test_a_political_party_that_names_itself_is_asked_by_nobody():
    sentence = "De SP wil een park."
    found = actors(sentence, (mention(sentence, "SP", "sp"),), type="ambition", authors=())
    assert [actor.party for actor in found] == ["sp"]
    assert addressee(found) is None


def test_a_named_party_is_known_by_its_id():
    text = "Daarom moet de Stichting Havenlicht de lampen doven."
    (found,) = actors(
        text, [mention(text, "Stichting Havenlicht", "stichting-havenlicht")], type="recommendation", authors=()
    )
    assert (found.party, found.words, found.role) == ("stichting-havenlicht", "de Stichting Havenlicht", "must_act")


def test_one_name_for_several_parties_is_each_of_them():
    text = "De Driegemeenten moeten dit doen."
    both = [mention(text, "Driegemeenten", "gemeente-a"), mention(text, "Driegemeenten", "gemeente-b")]
    found = actors(text, both, type="recommendation", authors=())
    assert [(a.party, a.words, a.role) for a in found] == [
        ("gemeente-a", "De Driegemeenten", "must_act"),
        ("gemeente-b", "De Driegemeenten", "must_act"),
    ]
    text = "De gemeenten en het Rijk moeten dit doen."
    (one,) = actors(text, [mention(text, "Rijk", "rijk")], type="recommendation", authors=())
    assert one.party is None, "not all of these are known"


def test_you_are_all_addressees_and_we_all_authors():
    found = actors("Wij vragen u om hulp.", (), type="request", authors=("me",), addressees=("x#raad", "y"))
    assert [(a.party, a.role) for a in found] == [("x", "asked"), ("y", "asked")]
    (college,) = actors(
        "Wij vragen dat uw college dit doet.", (), type="request", authors=(), addressees=("x#college",)
    )
    assert (college.party, college.words, college.role) == ("x", "uw college", "asked")
    assert actors("Wij vragen u om hulp.", (), type="request", authors=())[0].party is None
    (others,) = actors("Wij verwachten dat uw inwoners meedoen.", (), type="request", authors=(), addressees=("x",))
    assert others.party is None
    we = actors("Wij planten bomen.", (), type="measure", authors=("me", "you"))
    assert [(a.party, a.words, a.role) for a in we] == [("me", "Wij", "must_act"), ("you", "Wij", "must_act")]


# Who asks was taken for who must act, and who is only named beside the matter for who is asked.
ASKED = [
    ("De gemeente Havik vraagt hierbij uw aandacht voor deze plannen.", {"uw"}),
    ("Hierbij vraagt de gemeente Havik uw aandacht.", {"uw"}),
    ("De bewonersraad verzoekt u om een antwoord.", {"u"}),
    ("Wij roepen u op met ons te bouwen: aan de toekomst van Staalhof.", {"u"}),
    ("Wij verwachten dat uw Kamer deze keuze van uw Kabinet steunt.", {"uw Kamer"}),
    ("Wij vragen aandacht voor de positie van Staalhof.", set()),
    ("Van Staalhof verwachten wij een plan.", {"Staalhof"}),
    ("Van Staalhof en zijn buren in de haven mag worden verwacht dat zij meten.", {"Staalhof"}),
    ("Wij vragen daarbij een actieve rol van Staalhof.", {"Staalhof"}),
]


def test_who_deserves_or_chose_before_need_not_act():
    for text in ("De inwoners verdienen schone lucht, uiterlijk in 2030.", "Het vorige kabinet koos voor staal."):
        assert roles(text, "ambition") == []


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_who_is_asked_is_neither_who_asks_nor_who_is_only_named(text, expected):
    named = [("gemeente Havik", "me"), ("Staalhof", "staalhof"), ("Kamer", "tweede-kamer"), ("Kabinet", "kabinet")]
    mentions = [mention(text, words, party) for words, party in named if words in text]
    found = actors(text, mentions, type="request", authors=("me",))
    assert {a.words for a in found if a.role in ("asked", "must_act")} == expected


def test_the_addressee_is_asked_before_it_must_act_and_never_the_author():
    text = "De gemeente moet bouwen en wij vragen het Rijk om geld."
    assert addressee(actors(text, (), type="request", authors=())) == "het Rijk"
    assert addressee(actors("Wij planten bomen.", (), type="measure", authors=("me",))) is None


_WORDS = st.sampled_from(
    [
        "de",
        "het",
        "gemeente",
        "gemeenten",
        "Rijk",
        "provincie",
        "moet",
        "moeten",
        "wij",
        "vragen",
        "u",
        "dat",
        "samen",
        "met",
        "door",
        "wordt",
        "van",
        "en",
        ",",
        ".",
        ":",
        "•",
        "voor",
        "minister",
        "Wonen",
        "İ",
        "2030",
    ]
)
_TYPES = st.sampled_from(["measure", "request", "recommendation", "finding", "need", "condition"])


@given(st.lists(_WORDS, max_size=16).map(" ".join), _TYPES)
def test_words_are_a_slice_and_not_empty(sentence, type_):
    for actor in actors(sentence, (), type=type_, authors=()):
        assert actor.words
        assert actor.words in sentence


@needs_shared
def test_labelled_addressees_are_found():
    """Floor on the labelled sentences: span F1 0.72 measured 2026-11-22, without knowing who the authors are."""
    known = register(Frame(name="none", themes=()))
    hits = misses = wrong = 0
    for line in (SHARED / "gold" / "statements_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        type_ = "finding" if row["type"] == "none" else row["type"]
        words = addressee(actors(row["text"], find(known, row["text"]), type=type_, authors=()))
        wanted = row["addressee"]
        if words is None or wanted is None:
            wrong += words is not None
            misses += wanted is not None
            continue
        mine, theirs = row["text"].find(words), row["text"].find(wanted)
        shared = max(0, min(mine + len(words), theirs + len(wanted)) - max(mine, theirs))
        is_hit = 2 * shared >= len(words) + len(wanted) - shared
        hits += is_hit
        misses += not is_hit
        wrong += not is_hit
    assert 2 * hits / (2 * hits + misses + wrong) >= 0.70
