"""What ten letters written to mislead were told wrongly of: grants of long ago, other requests of a letter, what is denied."""

import pytest
from acting import letter, plan, promise, request
from make import statement

from rodedraad.plan.asked import what
from rodedraad.plan.outcomes import is_of_before, outcome
from rodedraad.records import Actor

TOWN = letter("town", "loderkerk", "2026-01-05", "provincie-kustland", "tweede-kamer")
PROVINCE = letter("prov", "provincie-kustland", "2026-04-20", "loderkerk")
LATER = letter("later", "provincie-kustland", "2026-06-18", "loderkerk")
HOUSE = letter("house", "tweede-kamer", "2026-02-25", "kabinet")
STATE = letter("state", "kabinet", "2026-05-11", "tweede-kamer")


def ask(id_, text):
    return request(id_, text, TOWN, "provincie-kustland", "de provincie")


def say(id_, text, of=PROVINCE, **fields):
    return statement(id_, text, of=of, type="finding", **fields)


def answers(found, id_):
    return [(one.outcome, one.statement) for one in found[id_].answers]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("De bijdrage aan de verplaatsing van de jachthaven trekken wij in.", "refused"),
        ("Een dergelijke bijdrage past niet binnen de begroting.", "refused"),
        ("We are not in a position to pay for half of the new lock.", "refused"),
        ("De vergunning voor de fietsbrug verlenen wij niet voordat de vogels zijn geteld.", "deferred"),
        ("Dat gaan wij doen, maar niet in deze bestuursperiode.", "deferred"),
        ("Dat gaan wij doen.", "granted"),
        ("De vergunning voor de fietsbrug is op 16 juni 2026 verleend.", "granted"),
        ("De vergunning voor de fietsbrug is niet verleend.", "refused"),
        ("De brug, die met de vergunning is verleend, blijft dicht.", None),
    ],
)
def test_what_a_sentence_of_a_reply_tells(sentence, told):
    assert outcome(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "is_old"),
    [
        ("Een veerpont is overigens in 2009 eens toegezegd.", True),
        ("Een veerpont is door mijn ambtsvoorganger toegezegd.", True),
        ("De veerpont is in 2026 toegezegd.", False),
        ("Wij zeggen toe de veerpont van 2009 te vervangen.", False),
    ],
)
def test_what_was_granted_before_it_was_asked(sentence, is_old):
    assert is_of_before(sentence, "2026-01-05") is is_old


def test_a_grant_of_long_ago_answers_no_request_of_today():
    asked = ask("a", "Wij vragen de provincie om een veerpont over het Lodermeer te betalen.")
    old = say("b", "Een veerpont over het Lodermeer is in 2009 al eens toegezegd door mijn ambtsvoorganger.")
    assert (answers(plan([TOWN, PROVINCE], [asked, old]), "a")) == []
    new = say("c", "Een veerpont over het Lodermeer is in maart 2026 toegezegd.")
    assert (answers(plan([TOWN, PROVINCE], [asked, new]), "a")) == [("granted", "c")]


def test_a_letter_that_passes_one_request_on_passes_no_other_on_with_it():
    tunnel = request(
        "a",
        "Wij vragen de Kamer om een tunnel onder het spoor in Lodermeer mogelijk te maken.",
        TOWN,
        "tweede-kamer",
        "de Kamer",
    )
    screens = request(
        "b", "Wij vragen de Kamer om geluidsschermen langs de rijksweg.", TOWN, "tweede-kamer", "de Kamer"
    )
    told = say("c", "Loderkerk heeft ons in een brief van 5 januari 2026 om een tunnel gevraagd.", HOUSE)
    step = request(
        "d",
        "De commissie verzoekt het kabinet om een tunnel onder het spoor in Lodermeer te betalen.",
        HOUSE,
        "kabinet",
        "het kabinet",
    )
    reply = say("e", "Wij zeggen toe een tunnel onder het spoor in Lodermeer te betalen.", STATE)
    found = plan([TOWN, HOUSE, STATE], [tunnel, screens, told, step, reply])
    assert answers(found, "d") == [("granted", "e")]
    assert answers(found, "a") == [("granted", "e")]
    assert answers(found, "b") == []


def test_what_you_asked_is_retold_and_refused_in_other_words():
    asked = ask("a", "Wij vragen de provincie om een veerpont over het Lodermeer te betalen.")
    told = say("b", "U heeft verzocht om een veerpont over het Lodermeer te betalen.")
    reply = say("c", "Een dergelijke bijdrage past niet binnen de begroting.")
    assert answers(plan([TOWN, PROVINCE], [asked, told, reply]), "a") == [("refused", "c")]


def test_a_grant_that_is_taken_back_is_refused_by_the_last_letter_and_has_lapsed():
    asked = ask("a", "Wij vragen de provincie drie miljoen euro bij te dragen aan de verplaatsing van de jachthaven.")
    grant = promise("b", "Wij dragen drie miljoen euro bij aan de verplaatsing van de jachthaven.", PROVINCE)
    back = promise("c", "De bijdrage aan de verplaatsing van de jachthaven trekken wij in.", LATER)
    found = plan([TOWN, PROVINCE, LATER], [asked, grant, back])
    assert answers(found, "a")[-1] == ("refused", "c")
    assert (found["a"].status, found["c"].status) == ("asked", "lapsed")


def test_a_refusal_is_no_promise_whatever_stands_beside_it():
    text = "Uw verzoek om elk kwartaal te meten willigen wij niet in; wel meten wij het water twee keer per jaar."
    assert plan([TOWN, PROVINCE], [promise("a", text, PROVINCE)])["a"].status is None
    text = "Wij geven geen vergunningen meer af voor het lozen van afvalwater."
    assert plan([TOWN, PROVINCE], [promise("a", text, PROVINCE)])["a"].status == "promised"


def test_who_asks_not_to_do_something_does_not_ask_to_do_it():
    one = request(
        "a", "We urge the province not to raise the fees of the port.", TOWN, "provincie-kustland", "province"
    )
    assert what(one) == "not to raise the fees of the port"


def test_who_is_asked_to_pay_is_asked():
    paying = (Actor(party="kabinet", words="the ministry", role="pays"),)
    one = statement("a", "We ask the ministry to pay for half of the new lock.", of=TOWN, type="request", actors=paying)
    assert plan([TOWN], [one])["a"].who == ("kabinet",)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("De dijk verhogen wij graag op uw verzoek, maar 2029 is niet haalbaar.", "deferred"),
        ("Wij stemmen in met de brug, maar wij betalen er niet aan mee.", "partly"),
        ("Wij stemmen in met de brug, maar niet alleen om de boten.", "granted"),
        ("Wij zullen uw wensen meenemen in onze afwegingen.", "noted"),
        ("Het kabinet beraadt zich op een reactie.", "deferred"),
        ("De sluiting van het strandbad stellen wij niet uit.", None),
        ("De sluiting van het strandbad stellen wij een jaar uit.", "deferred"),
    ],
)
def test_what_is_granted_and_then_less_is_granted_in_part_or_later(sentence, told):
    assert outcome(sentence) == told


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb begrip voor uw verzoek om de afrit bij Lodermeer te verbreden.",
        "Wij danken u voor de toegezegde bijdrage aan het viaduct.",
    ],
)
def test_sympathy_and_thanks_ask_and_promise_nothing(text):
    actors = (Actor(party="provincie-kustland", words="wij", role="must_act"),)
    kind = "request" if "verzoek" in text else "measure"
    assert plan([PROVINCE], [statement("a", text, of=PROVINCE, type=kind, actors=actors, deadline="in 2027")]) == {}


def test_who_asks_about_the_others_request_asks():
    text = "Wij vragen u uw verzoek om de afrit bij Lodermeer te verbreden nader toe te lichten."
    assert list(plan([PROVINCE], [request("a", text, PROVINCE, "loderkerk", "u")])) == ["a"]


def test_who_insists_that_something_is_done_does_not_do_it():
    actors = (Actor(party="loderkerk", words="Wij", role="must_act"),)
    text = "Wij dringen erop aan dat de vergunning voor het terrein in 2027 wordt ingetrokken."
    one = statement("a", text, of=TOWN, type="measure", actors=actors, deadline="in 2027")
    assert plan([TOWN], [one])["a"].who == ()


def test_mocht_opens_a_condition():
    one = promise("a", "Mocht de provincie het fietspad betalen, dan leggen wij het aan.", TOWN)
    told = plan([TOWN], [one])["a"].conditions
    assert [condition.words for condition in told] == ["Mocht de provincie het fietspad betalen"]


def test_a_promise_of_a_later_year_puts_off_what_was_asked():
    asked = ask("a", "Wij vragen de provincie de dijk langs de jachthaven te verhogen.")
    reply = promise("b", "De dijk langs de jachthaven verhogen wij, maar 2029 is niet haalbaar.", PROVINCE)
    found = plan([TOWN, PROVINCE], [asked, reply])
    assert answers(found, "a") == [("deferred", "b")]
    assert found["a"].status == "asked"
