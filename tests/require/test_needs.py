"""Which words say that a means is needed: what governs it, in Dutch and English, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import statement

from rodedraad.require.asked import asked
from rodedraad.require.needs import needs

NEEDED = [
    ("Voor de ombouw zijn 400 extra lassers nodig.", "people", "400 extra lassers"),
    ("In de regio is een groot tekort aan technisch geschoold personeel.", "people", "technisch geschoold personeel"),
    ("Aan onderhoudsmonteurs is nu al gebrek.", "people", "onderhoudsmonteurs"),
    ("De sluis vraagt om meer opslagcapaciteit.", "capacity", "meer opslagcapaciteit"),
    ("De omslag vergt forse investeringen in het stroomnet.", "investment", "forse investeringen in het stroomnet"),
    ("Dat ontbreekt nog: inzicht in de bodem ontbreekt.", "knowledge", "inzicht in de bodem"),
    ("Zonder aanvullende financiering begint het werk niet.", "investment", "aanvullende financiering"),
    ("Er moet meer worden geïnvesteerd in praktijklessen.", "investment", "geïnvesteerd in praktijklessen"),
    ("De fabriek vraagt ruimte langs het kanaal.", "space", "ruimte langs het kanaal"),
    ("Nader onderzoek naar de grondwaterstand is gewenst.", "research", None),
    ("Voor dit werk is kennis van waterstof essentieel.", "knowledge", "kennis van waterstof"),
    ("De gemeenten moeten in 2028 een tweede brug bouwen.", "infrastructure", "een tweede brug"),
    ("Er moeten veertig leraren bij komen.", "people", "veertig leraren"),
    ("Gemeenten komen samen acht planologen tekort.", "people", "acht planologen"),
    ("Wij vragen de provincie een meetwagen te plaatsen.", "infrastructure", "een meetwagen"),
    ("Wij verzoeken u mee te betalen aan een tunnel.", "infrastructure", "een tunnel"),
    ("Reserveer grond voor een transformatorstation.", "space", None),
    ("Investeer in goede scholing.", "investment", None),
    ("Zonder een zwaardere aansluiting kan de bakkerij niet groeien.", "infrastructure", "een zwaardere aansluiting"),
    ("Een overzicht van de leidingen bestaat nog niet.", "knowledge", None),
    ("De loodsen moeten van walstroom worden voorzien.", "infrastructure", "walstroom"),
    ("Er is gebrek aan afspraken over data, en aan vaardigheden.", "competence", "vaardigheden"),
    ("De toegang tot gegevens (van het net) is essentieel.", "knowledge", "gegevens"),
    ("Het net is onvoldoende toegerust, en de netcapaciteit schiet tekort.", "capacity", "de netcapaciteit"),
    ("The bridge must be widened and the cable must be upgraded.", "infrastructure", "the cable"),
    ("The harbour has no simulator.", "infrastructure", "simulator"),
    ("We need more trained welders and 200 technicians.", "people", "200 technicians"),
    ("There is a shortage of skilled engineers.", "people", "skilled engineers"),
    ("The transition requires investments in the grid.", "investment", None),
]


@pytest.mark.parametrize(("text", "kind", "what"), NEEDED)
def test_what_a_word_of_need_governs_is_needed(text, kind, what):
    language = "en" if text.startswith(("We ", "The ", "There ")) else "nl"
    found = needs(text, type_="need", language=language)
    assert kind in [one.kind for one in found]
    if what:
        assert what in [text[one.what_start : one.what_end] for one in found]


NOT_NEEDED = [
    "Voor het delen van kennis is overleg nodig.",  # hangs on a preposition
    "Dit vraagt om aandacht voor scholing en onderzoek.",
    "De gemeente onderzoekt hoeveel technici nodig zijn.",  # a question within
    "Hoeveel geld is nodig?",
    "Wij investeren dertig miljoen in de haven.",  # what is done
    "Waar nodig zetten wij onderzoek in.",
    "Er zijn geen extra technici nodig.",
    "De kennisinstelling vraagt om een besluit.",  # a compound is what its last part is
    "Er is een tekort aan woningen.",  # no means of the list
    "Als er een tekort aan personeel is, bellen wij.",  # a condition
    "Er was toen een tekort aan personeel.",
    "Het rapport beschrijft de kennis van toen.",
    "De minister vraagt informatie op bij de bedrijven.",
    "Er moet worden voldaan aan de norm voor onderzoek.",
    "Wij willen meer ruimte geven aan elkaar.",
    "Wij bouwen een tweede brug en leiden lassers op.",  # what somebody does himself
    "In 2028 zal de gemeente een tunnel bouwen.",  # what will be done
    "De behoefte aan technici verschilt per jaar.",
    "Onafhankelijk onderzoek vereist openbaarheid.",  # what needs, and not what is needed
    "In gevallen waarin onvoldoende gegevens zijn geleverd belt de beheerder.",
    "Wij vragen de raad om de kennis te delen.",
    "Technische kennis kan voor anderen cruciaal zijn.",  # may be
]


@pytest.mark.parametrize("text", NOT_NEEDED)
def test_a_means_that_no_word_of_need_governs_is_not_needed(text):
    assert needs(text, type_="conclusion", language="nl") == ()


def test_a_sentence_without_mark_of_its_means_gives_each_means_once():
    text = "Er is gebrek aan netcapaciteit, vakmensen en geld, en vakmensen zijn nodig."
    found = needs(text, type_="concern", language="nl")
    assert [one.kind for one in found] == ["capacity", "people", "investment", "people"]
    ids = [one.id for one in asked([statement("a", text, type="concern")])[0]]
    assert len(set(ids)) == len(ids) == 4


def test_words_number_level_and_term_are_those_of_the_sentence_and_stand_where_it_says():
    text = "In 2030 zijn ruim 1.200 vakmensen met een mbo-diploma nodig."
    own = statement("a", text, type="need", start=100, end=100 + len(text), deadline="2030", deadline_to="2030-12-31")
    (found,), lacking = asked([own])
    assert found.quote == text[found.start - 100 : found.end - 100]
    assert (found.number, found.level, found.term, found.term_to) == ("ruim 1.200", "mbo", "2030", "2030-12-31")
    assert not lacking


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Er is behoefte aan personeel van het mbo.", "mbo"),
        ("Er is behoefte aan personeel van de hogeschool.", "hbo"),
        ("Er is behoefte aan academisch geschoold personeel.", "wo"),
        ("Er is behoefte aan meer onderzoekers.", "research"),
        ("Er is behoefte aan personeel van het vmbo.", None),
        ("Er is behoefte aan personeel.", None),
    ],
)
def test_a_level_is_given_only_where_the_words_name_one(text, level):
    assert [one.level for one in asked([statement("a", text, type="need")])[0]] == [level]


def test_what_is_missing_is_told_from_what_is_wanted():
    wanted = statement("a", "Er zijn vakmensen nodig.", type="need")
    missing = statement("b", "Er zijn te weinig vakmensen.", type="concern")
    found, lacking = asked([wanted, missing])
    assert [one.id in lacking for one in found] == [False, True]


DENIED = [
    ("Volgens de bond zijn er 300 installateurs nodig, maar dat is onjuist.", "nl"),
    ("De bewering dat er 400 monteurs nodig zijn, is onjuist.", "nl"),
    ("Er zijn 50 docenten nodig, zo beweert de gemeente Velsen ten onrechte.", "nl"),
    ("Niemand vraagt om 20 extra verpleegkundigen.", "nl"),
    ("Er zijn 200 lassers nodig, aldus een rapport dat inmiddels is ingetrokken.", "nl"),
    ("Het is niet waar dat er een tekort aan vakmensen is.", "nl"),
    ("The claim that we need 200 technicians is false.", "en"),
    ("Nobody asks for 20 extra teachers.", "en"),
]
STOOD_FOR = [
    ("Dat er genoeg lassers zijn, is onjuist: er zijn 300 lassers nodig.", "nl"),
    ("Volgens de bond zijn er 300 installateurs nodig.", "nl"),
    ("Niemand ontkent dat er een tekort aan vakmensen is.", "nl"),
    ("Er is een tekort aan docenten, en het idee is niet waar te maken.", "nl"),
    ("Er zijn 200 lassers nodig, aldus een rapport van de bond.", "nl"),
]


@pytest.mark.parametrize(("text", "language"), DENIED)
def test_a_need_that_is_denied_or_disowned_is_none(text, language):
    own = statement("a", text, type="conclusion", language=language)
    assert needs(text, type_="conclusion", language=language)
    assert asked([own])[0] == ()


@pytest.mark.parametrize(("text", "language"), STOOD_FOR)
def test_a_need_beside_a_denial_of_something_else_stands(text, language):
    assert len(asked([statement("a", text, type="conclusion", language=language)])[0]) == 1


GONE = [
    ("Er is geen behoefte aan extra procesoperators.", "nl"),
    ("Aan extra lassers is nauwelijks behoefte.", "nl"),
    ("Wij hebben geen enkele behoefte aan technici.", "nl"),
    ("Er is niet langer een tekort aan lassers.", "nl"),
    ("Van een tekort aan lassers is geen sprake.", "nl"),
    ("De behoefte aan lassers is er niet meer.", "nl"),
    ("Het ontbreekt niet aan kennis.", "nl"),
    ("There is no need for extra operators.", "en"),
    ("The region does not need more welders.", "en"),
    ("Vroeger waren er 1000 timmerlieden nodig.", "nl"),
    ("Timmerlieden waren destijds onmisbaar.", "nl"),
    ("Er zijn 1000 timmerlieden nodig geweest.", "nl"),
    ("Destijds had de werf behoefte aan extra lassers.", "nl"),
    ("There was a need for more welders in 1990.", "en"),
]
STILL_THERE = [
    ("Er is geen geld, en er is behoefte aan lassers.", "nl", "lassers"),
    ("Niet alleen is er behoefte aan lassers, maar ook aan rust.", "nl", "lassers"),
    ("Er is geen twijfel over de behoefte aan lassers.", "nl", "lassers"),
    ("De kennis is er niet: inzicht in de bodem ontbreekt.", "nl", "inzicht in de bodem"),
    ("Zonder extra geld is er geen sprake van herstel.", "nl", "Zonder extra geld"),
    ("Vroeger waren er 1000 timmerlieden nodig, nu zijn er 200 lassers nodig.", "nl", "200 lassers"),
    ("Meer dan vroeger zijn er lassers nodig.", "nl", "lassers"),
    ("Zoals vroeger zijn er 200 timmerlieden nodig.", "nl", "200 timmerlieden"),
    ("Er is behoefte aan lassers, want de oude werden ontslagen.", "nl", "lassers"),
    ("Zoals in 2020 was afgesproken zijn er 200 lassers nodig.", "nl", "200 lassers"),
    ("We still need 200 technicians, as we did when the dock was built.", "en", "200 technicians"),
]


@pytest.mark.parametrize(("text", "language"), GONE)
def test_a_need_that_nobody_has_or_that_is_past_is_none(text, language):
    assert asked([statement("a", text, type="conclusion", language=language)])[0] == ()


@pytest.mark.parametrize(("text", "language", "what"), STILL_THERE)
def test_a_need_beside_a_no_or_a_past_of_something_else_stands(text, language, what):
    own = statement("a", text, type="conclusion", language=language)
    assert [one.what for one in asked([own])[0]] == [what]


@pytest.mark.parametrize(
    ("text", "is_missing"),
    [
        ("Zonder extra ingenieurs lukt de omslag niet.", False),
        ("Without additional technicians the switch cannot succeed.", False),
        ("Aan ervaren lassers is behoefte.", False),
        ("Er is een tekort aan ingenieurs.", True),
        ("De werf heeft geen lassers.", True),
    ],
)
def test_what_follows_where_a_means_is_not_there_does_not_say_that_it_is_not(text, is_missing):
    own = statement("a", text, type="conclusion", language="en" if text.startswith("With") else "nl")
    found, lacking = asked([own])
    assert [one.id in lacking for one in found] == [is_missing]


SPOKEN = (
    "er is zijn nodig tekort aan geen de een technici kennis geld en , . : ( ) - 400 2030 vraagt om vergt niet moet worden"
    " geïnvesteerd in waar voor zonder extra die dat meer ruimte € op the lack of need of"
)
WORDS = SPOKEN.split()


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["nl", "en", None]))
def test_whatever_a_sentence_is_made_of_its_needs_are_slices_of_it(words, language):
    text = " ".join(words)
    for one in needs(text, type_="recommendation", language=language):
        assert 0 <= one.start <= one.what_start < one.what_end <= one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
