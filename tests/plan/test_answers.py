"""Answers that name what they answer in another way: by a number, in another language, by who wished it, handed on."""

import pytest
from acting import letter, plan, promise, request
from make import source, statement

from rodedraad.plan.forms import core
from rodedraad.plan.naming import exact
from rodedraad.plan.outcomes import outcome
from rodedraad.records import Actor

KERK = letter("kerk", "loderkerk", "2026-02-01", "provincie-kustland")
PROVINCE = letter("prov", "provincie-kustland", "2026-05-01", "loderkerk")
AGENDA = letter("agenda", "provincie-kustland", "2026-06-01")
CABINET = letter("kab", "kabinet", "2026-06-01")


def ask(id_, text, of=KERK, party="provincie-kustland", words="de provincie", **fields):
    return request(id_, text, of, party, words, **fields)


def told(id_, text, of, **fields):
    return statement(id_, text, of=of, type="conclusion", **fields)


def answers(found, id_):
    return [(one.outcome, one.statement) for one in found[id_].answers]


def test_what_both_call_by_its_number_is_the_same():
    asked = ask("a", "Wij verzoeken de provincie om kavel 12 opnieuw te verdelen.")
    said = told("b", "Kavel 12 is op verzoek van velen aangepast.", PROVINCE)
    assert answers(plan([KERK, PROVINCE], [asked, said]), "a") == [("granted", "b")]
    other = told("b", "Wacht met kavel 7: dat nemen wij op uw verzoek gedeeltelijk over.", AGENDA)
    assert answers(plan([KERK, AGENDA], [asked, other]), "a") == []
    assert exact("Artikel 3b van kaart 7, in maart 2027") == {"artikel 3b", "kaart 7", "maart 2027"}
    assert exact("lijn 3 miljoen") == frozenset()


def test_a_request_in_english_is_answered_in_dutch_by_whoever_speaks_for_the_state():
    text = "We request the ministry to recognise the library as a national monument before 1 March 2027."
    school = source("school", "loderkerk", date="2026-01-01")
    asked = ask("a", text, of=school, party=None, words="the ministry", language="en")
    act = (Actor(party="kabinet", words="Het kabinet", role="must_act"),)
    grants = "Het kabinet erkent de bibliotheek als landelijk monument, op voorwaarde dat het dak is hersteld."
    said = statement("b", grants, of=CABINET, type="condition", actors=act)
    assert answers(plan([school, CABINET], [asked, said]), "a") == [("partly", "b")]
    # one word that is the same in both languages is chance
    refuses = told("b", "Voor de basisbibliotheek zien wij geen ruimte.", CABINET)
    chance = ask("a", "We ask the ministry to pay a basis.", of=school, party=None, words="the ministry", language="en")
    assert answers(plan([school, CABINET], [chance, refuses]), "a") == []


@pytest.mark.parametrize(
    ("behind", "wanted"),
    [("dat is later dan Loderkerk wenst", "deferred"), ("dat is minder dan Loderkerk vraagt", "partly")],
)
def test_who_says_that_it_is_later_than_another_wishes_puts_it_off(behind, wanted):
    asked = ask("a", "Wij verwachten dat de provincie een nachtveer in de dienstregeling opneemt.")
    said = promise(
        "b", f"In 2029 vragen wij een voorstel voor een nachtveer; {behind}, maar het kan niet anders.", AGENDA
    )
    assert answers(plan([KERK, AGENDA], [asked, said]), "a") == [(wanted, "b")]


def test_what_is_only_to_be_handed_on_is_answered_with_what_was_handed_on():
    hand = ask("a", "Wilt u deze vragen aan het bestuur voorleggen?")
    asked = ask("b", "Wij vragen de provincie om een strooiwagen voor de dijk.")
    said = told("c", "De strooiwagen voor de dijk zeggen wij toe.", PROVINCE)
    found = plan([KERK, PROVINCE], [hand, asked, said])
    assert answers(found, "a") == answers(found, "b") == [("granted", "c")]
    assert answers(plan([KERK, PROVINCE], [hand, said]), "a") == []
    other = ask("a", "Wilt u dit schriftelijk vastleggen?")
    assert answers(plan([KERK, PROVINCE], [other, asked, said]), "a") == []


def test_a_promise_without_words_of_an_answer_grants_only_what_is_for_the_most_part_what_was_asked():
    """62 per cent of the first request and 55 of the second: at a share of 55 or 65 in a hundred one of both is told wrongly."""
    bought = "Wij kopen een strooiwagen, een sneeuwploeg en een takel."
    first = ask("a", "Wij vragen de provincie een strooiwagen, een sneeuwploeg en een takel te kopen.")
    assert answers(plan([KERK, AGENDA], [first, promise("b", bought, AGENDA)]), "a") == [("granted", "b")]
    second = ask("a", "Wij vragen de provincie een strooiwagen en een takel te kopen.")
    assert answers(plan([KERK, AGENDA], [second, promise("b", bought, AGENDA)]), "a") == []


def test_an_answer_stands_at_most_two_sentences_behind_what_tells_of_the_request():
    asked = ask("a", "Wij vragen de provincie om een strooiwagen voor de dijk.")
    told_ = told("b", "Loderkerk vroeg om een strooiwagen.", PROVINCE, start=10_000)
    between = [told(f"f{place}", f"De garage {place} is leeg.", PROVINCE, start=10_100 + place) for place in (1, 2)]
    said = told("c", "Dat zeggen wij toe.", PROVINCE, start=10_200)
    near = plan([KERK, PROVINCE], [asked, told_, between[0], said])
    assert answers(near, "a") == [("granted", "c")]
    assert answers(plan([KERK, PROVINCE], [asked, told_, *between, said]), "a") == []


def test_forms_of_one_verb_are_one_word_however_they_are_spelt():
    for forms in (("erkenn", "erkent"), ("verlen", "verleent"), ("verhuiz", "verhuist"), ("aangelegd", "aanlegg")):
        assert len({core(one) for one in forms}) == 1


def test_that_nobody_is_decided_on_names_nobody():
    row = statement(
        "a", "Derde fietsbrug", of=AGENDA, type="measure", actors=(Actor(party=None, words="n.t.b.", role="leads"),)
    )
    dated = type(row)(
        **{name: getattr(row, name) for name in row.__dataclass_fields__}
        | {"deadline": "na 2030", "deadline_to": "2030", "quote": "De derde fietsbrug wordt in 2030 gebouwd."}
    )
    assert plan([AGENDA], [dated])["a"].who == ()


def test_that_refusal_is_told():
    assert outcome("Dat hebben wij niet gedaan: de woningnood laat dat niet toe.") == "refused"


def test_the_ministry_in_a_letter_to_a_province_is_not_that_province():
    asked = ask("a", "Wij vragen het ministerie om een brug.", party=None, words="het ministerie")
    assert plan([KERK], [asked])["a"].who == ("het ministerie",)
    asked = ask("a", "Wij vragen het college om een brug.", party=None, words="het college")
    assert plan([KERK], [asked])["a"].who == ("provincie-kustland",)
