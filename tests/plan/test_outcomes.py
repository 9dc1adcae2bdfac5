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
    ("Wij zijn bereid twee ton bij te dragen, mits de provincie hetzelfde doet.", "partly"),
    ("We are willing to contribute, provided that the province matches our share.", "partly"),
    ("Aan het eerste deel van uw verzoek komen wij tegemoet, aan het tweede deel niet.", "partly"),
    ("We grant the first part of your request but not the second.", "partly"),
    ("Wij kunnen instemmen met uw voorstel, op twee punten na.", "partly"),
    ("Wij kunnen instemmen met uw voorstel.", "granted"),
    ("Wij zeggen geen bijdrage toe.", "refused"),
    ("Zolang het Rijk niet betaalt, kunnen wij niets toezeggen.", "refused"),
    ("Wij hadden dit in 2024 toegezegd, maar trekken die toezegging in.", "refused"),
    ("De toezegging uit 2024 trekken wij in.", "refused"),
    ("We withdraw our earlier promise.", "refused"),
    ("Uw verzoek wordt niet-ontvankelijk verklaard.", "refused"),
    ("We regret that we are unable to meet your request.", "refused"),
    ("Wij kunnen u niet toezeggen dat de brug er voor 2027 komt.", "refused"),
    ("We cannot promise this before 2029.", "deferred"),
    ("Wij nemen uw verzoek in overweging.", "noted"),
    ("Wij geven uitvoering aan uw verzoek.", "granted"),
    ("Wij geven geen uitvoering aan uw verzoek.", "refused"),
    ("Wij sluiten niet uit dat wij bijdragen.", None),
    ("Wij hebben uw brief doorgestuurd naar de minister.", None),
    ("Wij zouden dit graag toezeggen, maar het geld ontbreekt.", None),
    ("De eerste helft van de brug is klaar, de tweede niet.", None),
    ("In beeld zijn de Vinkenbuurt en het Reigersplein.", None),
    ("De sluis is in 1967 gebouwd.", None),
    ("Wij plaatsen 28 meetpunten.", None),
]


@pytest.mark.parametrize(("sentence", "told"), TOLD)
def test_an_outcome_follows_from_the_words_of_the_answer(sentence, told):
    assert outcome(sentence) == told
