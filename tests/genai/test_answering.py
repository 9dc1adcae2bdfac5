"""What a model answers from the quotes of the example enters where it says what they say, and every lie about it is refused."""

import tomllib
from pathlib import Path

import pytest
from genai.lies import LIES

from rodedraad import consult, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.verify import answered
from rodedraad.verify.evidence import Evidence

HONEST = tomllib.loads((Path(__file__).parent / "honest.toml").read_text(encoding="utf-8"))
AT = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def evidence(lodermond):
    folder = DossierFolder.open(lodermond)
    own = consult.whole(folder, has_confidential=True)
    return Evidence(
        proposition=versions.drafted(folder).proposition,
        statements={one.id: one for one in own.statements},
        sources={one.id: one for one in own.sources},
        documents=own.documents,
        links=own.links,
    )


HLW = "Gemeenten Hogerduin, Loderkerk en Wierhaven"
ANSWERS = [
    ("Havenbedrijf Wierhaven heeft eind 2031 op alle kades walstroom, te beginnen bij de cruisekade.", "s-7e910e8c"),
    ("Havenbedrijf Wierhaven zegt eind 2031 op alle kades walstroom te hebben, te beginnen bij de cruisekade.", "s-7e910e8c"),
    ("Loderstaal stelt vanaf 2029 zijn restwarmte beschikbaar voor het verwarmen van woningen in de omgeving.", "s-8c2ab146"),
    ("Volgens Gemeente Hogerduin komt er bij het warmtestation een gasketel als achtervang, die in koude weken en bij storing bijspringt.", "s-db093f22"),
    ("Gemeente Hogerduin richt in 2026 samen met de corporaties een warmtebedrijf op waarin de gemeente de meerderheid heeft.", "s-f6a51a33"),
    ("Loderstaal plaatst voor de winter van 2026 dempers op de sinterkoeler.", "s-bcaf0786"),
    ("Havenbedrijf Wierhaven bouwt in 2028 een batterij van 80 megawatt op het oude kolenveld.", "s-bed5f651"),
    ("Provincie Kustland zegt dat er in 2028 een bellenscherm wordt aangelegd bij de Zuidersluis.", "s-00358122"),
    ("Gemeente Loderkerk past in haar wegen en dijken geen staalslakken meer toe.", "s-958a1e82"),
    ("Vakbond Metaal en Haven verwacht dat Loderstaal per 1 januari 2027 de nachtdienst met een uur verkort, met behoud van loon.", "s-230c2e9d"),
    ("Vakbond Metaal en Haven vraagt Loderstaal de nachtdienst per 1 januari 2027 met een uur te verkorten, met behoud van loon.", "s-230c2e9d"),
    ("Gemeente Hogerduin wil de warmte die bij Loderstaal overblijft gebruiken om 3.000 woningen in de Vinkenbuurt, het Reigersplein en Duinpoort te verwarmen.", "s-d94d29cc"),
    ("Bij Havenbedrijf Wierhaven krijgen stille schepen vanaf januari 2026 15 procent korting op het havengeld.", "s-5ce2c885"),
    ("Provincie Kustland staat tot 2029 garant voor leningen van het warmtebedrijf, tot ten hoogste 30 miljoen euro.", "s-1e28b382"),
    ("Volgens Provincie Kustland krijgt de omgevingsdienst er zeven vergunningverleners bij.", "s-da8b9eb1"),
    ("De Milieufederatie Kustland verwacht dat Provinciale Staten vóór de zomer van 2026 een plafond voor de stikstofuitstoot van het hele haven- en industriegebied vaststellen.", "s-f8d9910b"),
    ("Fractie Duin & Dorp wil niet dat inwoners voor hun verwarming afhankelijk worden van de afvalwarmte van Loderstaal.", "s-143ce92c"),
    (f"{HLW} planten elk plantseizoen samen 1.500 bomen.", "s-0bae98a8"),
    (f"{HLW} zetten elk plantseizoen in de drie gemeenten samen 1.500 bomen.", "s-0bae98a8"),
    (f"{HLW} verzoeken het kabinet mee te betalen aan een vaste oeververbinding over het Loderkanaal.", "s-834e149c"),
    ("Havenbedrijf Wierhaven houdt op het Westpunt vier hectare vrij voor een kleine kerncentrale.", "s-1ebb8636"),
    ("Gemeente Loderkerk leidt zwaar verkeer van en naar de haven om via de Ringdijk.", "s-52c982b7"),
    ("Loderstaal plaatst voor de winter van 2026 dempers op de sinterkoeler en Havenbedrijf Wierhaven bouwt in 2028 een batterij van 80 megawatt op het oude kolenveld.", "s-bcaf0786 s-bed5f651"),
    ("Gemeente Hogerduin wil de warmte die bij Loderstaal overblijft gebruiken om 3.000 woningen in de Vinkenbuurt, het Reigersplein en Duinpoort te verwarmen, maar Fractie Duin & Dorp wil niet dat inwoners voor hun verwarming afhankelijk worden van de afvalwarmte van Loderstaal.", "s-d94d29cc s-143ce92c"),
    ("Havenbedrijf Wierhaven heeft eind 2031 op alle kades walstroom, te beginnen bij de cruisekade; Gemeente Loderkerk past in haar wegen en dijken geen staalslakken meer toe.", "s-7e910e8c s-958a1e82"),
    ("Provincie Kustland staat tot 2029 garant voor leningen van het warmtebedrijf, tot ten hoogste 30 miljoen euro, terwijl Loderstaal vanaf 2029 zijn restwarmte beschikbaar stelt voor het verwarmen van woningen in de omgeving.", "s-1e28b382 s-8c2ab146"),
]  # fmt: skip
"""Sentences as a careful writer answers with, and the statements that they cite."""
INVENTED = [
    "De burgemeester is corrupt en heeft geld aangenomen.",
    "De haven wordt gesloten.",
    "Walstroom veroorzaakt kanker bij kinderen.",
    "{who} is corrupt.",
    "{who} heeft geld aangenomen.",
    "Ja, {text}",
    "Nee, {text}",
    "{text} Dat is gelogen.",
    "{text} Stem daarom op ons.",
    "Iedereen weet dat {text}",
    "{text} De wethouder is hiervoor omgekocht.",
]
"""What no quote of the example says, of the party of a sentence or behind the sentence itself."""
TURNED = [
    ("Volgens Vakbond Metaal en Haven verkort Loderstaal per 1 januari 2027 de nachtdienst met een uur, met behoud van loon.", "s-230c2e9d"),
    ("Volgens Gemeente Loderkerk neemt de provincie het beheer over, want dat kan een gemeente van die omvang niet dragen.", "s-4ccc2c18"),
    ("Volgens Fractie Duin & Dorp kan het college toezeggen dat de bomen aan de Zuiderlaan blijven staan.", "s-27f4921c"),
    ("Volgens Milieufederatie Kustland stellen Provinciale Staten vóór de zomer van 2026 een plafond voor de stikstofuitstoot van het hele haven- en industriegebied vast.", "s-f8d9910b"),
    ("Havenbedrijf Wierhaven plaatst voor de winter van 2026 dempers op de sinterkoeler en Loderstaal bouwt in 2028 een batterij van 80 megawatt op het oude kolenveld.", "s-bcaf0786 s-bed5f651"),
    ("Loderstaal en Havenbedrijf Wierhaven plaatsen voor de winter van 2026 dempers op de sinterkoeler.", "s-bcaf0786 s-bed5f651"),
    ("Voor de winter van 2026 staan er dempers op de sinterkoeler.", "s-bcaf0786"),
    ("Loderstaal plaatst dempers op de sinterkoeler.", "s-bcaf0786"),
    ("Loderstaal bouwt in 2028 een batterij van 80 megawatt op het oude kolenveld.", "s-bed5f651"),
    ("Gemeente Wierhaven en Loderstaal hebben eind 2031 op alle kades walstroom, te beginnen bij de cruisekade.", "s-7e910e8c s-8c2ab146"),
    ("Havenbedrijf Wierhaven heeft op alle kades walstroom, te beginnen bij de cruisekade.", "s-7e910e8c"),
    ("Gemeente Hogerduin wil dat inwoners voor hun verwarming afhankelijk worden van de afvalwarmte van Loderstaal.", "s-143ce92c"),
]  # fmt: skip
"""Lies in the words of the quotes alone: what was asked made a fact, parties in each other's place, who says it left out."""
INSERTED = ["corrupte", "giftige", "illegale", "omstreden", "geheime"]
PARTIES = ["Bureau Velthoorn", "Gemeente Hogerduin", "Loderstaal", "Provincie Kustland", "Netbeheerder Kustnet"]
LEAST_HONEST_SHARE = 0.19
LEAST_LIES = 1_500


@pytest.fixture(scope="module")
def honest(evidence):
    """The honest sentences with what they cite: those for answers, and wordings of clauses that rest on one quote."""
    found = {text: tuple(_statement(evidence, one) for one in cites.split()) for text, cites in ANSWERS}
    clauses = {one.id: one for one in evidence.proposition.clauses}
    for id_, text in HONEST["text"].items():
        clause = clauses.get(id_)
        if clause is not None and clause.kind in {"commitment", "request", "condition", "need", "held"}:
            one = evidence.statements[clause.citations[0].id]
            if one.language == "nl":
                found[text.format(**HONEST["names"])] = (one,)
    return found


def _statement(evidence, start):
    (found,) = (one for id_, one in evidence.statements.items() if id_.startswith(start))
    return found


def _lies(honest, turned=()):
    """Every lie about an honest sentence, with what it would cite."""
    yield from turned
    for text, cited in honest.items():
        told = {lie(text) for lie in LIES.values()}
        told |= {one.format(who=text.split(" (")[0].split(" wil")[0], text=text) for one in INVENTED}
        told |= {text.replace(" de ", f" de {word} ", 1) for word in INSERTED}
        told |= {text.replace(" een ", f" een {word} ", 1) for word in INSERTED}
        for lie in sorted(told - {None, text}):
            yield lie, cited


def test_some_of_the_honest_answers_enter(evidence, honest):
    assert len(honest) >= 100
    taken = [text for text, cited in honest.items() if answered.holds(text, cited, evidence)]
    assert len(taken) >= LEAST_HONEST_SHARE * len(honest)
    own = [text for text, _ in ANSWERS if text in taken]
    assert len(own) >= LEAST_HONEST_SHARE * len(ANSWERS), "also of those that were written as answers"


def test_no_lie_enters(evidence, honest):
    turned = [(text, tuple(_statement(evidence, one) for one in cites.split())) for text, cites in TURNED]
    lies = list(_lies(honest, turned))
    assert len(lies) >= LEAST_LIES
    assert [lie for lie, cited in lies if answered.holds(lie, cited, evidence)] == []


def test_an_honest_sentence_that_cites_another_quote_is_refused(evidence, honest):
    texts = list(honest)
    wrong = [
        (text, honest[other])
        for at, text in enumerate(texts)
        for other in (*texts[at + 1 : at + 6], *texts[max(0, at - 3) : at])
        if not set(honest[text]) & set(honest[other])
    ]
    assert len(wrong) >= 500
    assert [text for text, cited in wrong if answered.holds(text, cited, evidence)] == []
