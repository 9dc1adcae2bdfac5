"""Who promises nothing has no act, who gives less grants in part, and who cannot, however gladly, refuses."""

import pytest
from acting import letter, plan, promise, request
from make import statement

from rodedraad.plan.outcomes import outcome
from rodedraad.records import Actor

ASK = letter("ask", "loderkerk", "2025-03-10", "provincie-kustland")
REPLY = letter("reply", "provincie-kustland", "2025-04-20", "loderkerk")
ASKED = request(
    "asked", "Wij verzoeken u 15 miljoen euro bij te dragen aan de spoortunnel.", ASK, "provincie-kustland", "u"
)


@pytest.mark.parametrize(
    ("text", "is_act"),
    [
        ("Wij kunnen nog geen toezegging doen over de financiering van het onderzoek.", False),
        ("Wij kunnen u de sluis niet toezeggen.", False),
        ("We cannot yet promise the survey of the harbour.", False),
        ("Wij kunnen geen toezegging doen over 2026, maar leggen in 2027 de weg aan.", True),
        ("Wij doen de toezegging dat wij het onderzoek financieren.", True),
    ],
)
def test_who_says_that_nothing_is_promised_has_no_act(text, is_act):
    assert ("told" in plan((REPLY,), (promise("told", text, REPLY),))) is is_act


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Een vergunning voor de waterstoffabriek verlenen wij niet.", "refused"),
        ("De busbaan leggen wij niet aan.", "refused"),
        ("Of de vergunning er komt, weten wij niet.", None),
        ("Een vergunning verlenen wij niet alleen aan de fabriek.", None),
        ("Hoe graag wij de busbaan ook zouden aanleggen, wij zijn daartoe niet in staat.", "refused"),
        ("Als wij zouden willen, zijn wij daartoe niet in staat.", None),
        ("Wij stellen niet 8 miljoen maar 2 miljoen euro beschikbaar voor het zwembad.", "partly"),
        ("Wij stellen niet 8 miljoen beschikbaar voor het zwembad.", "refused"),
    ],
)
def test_what_is_given_or_not_is_told(text, wanted):
    assert outcome(text) == wanted


@pytest.mark.parametrize(
    ("behind", "wanted"),
    [("het Rijk heeft dat afgewezen", "partly"), ("wij hebben dat eerder afgewezen", "refused")],
)
def test_what_another_refused_is_no_refusal_of_who_grants_on_a_condition(behind, wanted):
    text = (
        "Onder de voorwaarde dat het Rijk evenveel inlegt, dragen wij 15 miljoen euro bij aan de spoortunnel; "
        f"{behind}."
    )
    actors = (Actor(party="rijk", words="het Rijk", role="must_act"),)
    answer = statement("answer", text, of=REPLY, type="condition", actors=actors)
    assert [one.outcome for one in plan((ASK, REPLY), (ASKED, answer))["asked"].answers] == [wanted]


@pytest.mark.parametrize(("amount", "wanted"), [("8", ["partly"]), ("9", [])])
def test_a_reply_that_names_the_amount_that_was_asked_speaks_of_that_request(amount, wanted):
    asked = request(
        "pool", "Wij verzoeken u om 8 miljoen euro bij te dragen aan het zwembad.", ASK, "provincie-kustland", "u"
    )
    told = promise(
        "told", f"Wij stellen niet {amount} miljoen maar 2 miljoen euro beschikbaar voor het zwembad.", REPLY
    )
    common = tuple(
        statement(f"more-{place}", f"Het {word} kost {place + 20} miljoen euro.", of=REPLY, type="finding")
        for place, word in enumerate(("zwembad", "museum", "zwembad", "theater", "stadion", "zwembad", "zwembad"))
    )
    assert [one.outcome for one in plan((ASK, REPLY), (asked, told, *common))["pool"].answers] == wanted
