"""Which words of an answer tell how a request was met."""

import pytest

from rodedraad.plan.outcomes import outcome

TOLD = [
    ("Wij zeggen u een vaste vertegenwoordiger toe.", "granted"),
    ("Het college stemt in met uw voorstel.", "granted"),
    ("Uw verzoek om een meetwagen honoreren wij.", "granted"),
    ("De geurnormen herzien wij, zoals de GGD ons heeft gevraagd.", "granted"),
    ("Dit verzoek nemen wij gedeeltelijk over.", "partly"),
    ("Een vertegenwoordiger wijs ik graag aan, zij het zonder mandaat.", "partly"),
    ("Wij komen hier in het najaar op terug.", "deferred"),
    ("Wij laten eerst onderzoeken wat een brug kost.", "deferred"),
    ("In december nemen wij een besluit over ons aandeel.", "deferred"),
    ("Wij zien geen ruimte voor een bijdrage.", "refused"),
    ("Een bijdrage kan ik deze kabinetsperiode niet toezeggen.", "refused"),
    ("Wij wijzen uw verzoek om uitstel af.", "refused"),
    ("Wij zijn daartoe niet bereid.", "refused"),
    ("Aan een proef werken wij niet mee.", "refused"),
    ("Wij hebben kennisgenomen van uw verzoek.", "noted"),
    ("De raad neemt de brief voor kennisgeving aan.", "noted"),
    ("We agree to open our site to your students.", "granted"),
    ("We cannot lend staff at present.", "refused"),
    ("We take note of your request.", "noted"),
    ("In beeld zijn de Vinkenbuurt en het Reigersplein.", None),
    ("De sluis is in 1967 gebouwd.", None),
    ("Wij plaatsen 28 meetpunten.", None),
]


@pytest.mark.parametrize(("sentence", "told"), TOLD)
def test_an_outcome_follows_from_the_words_of_the_answer(sentence, told):
    assert outcome(sentence) == told
