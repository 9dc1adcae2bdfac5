"""Types and themes: the same integers in any batch, the clear cases settled, better than the floors on real text."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.extract import classify, cues, features, grammar
from rodedraad.extract.features import Passage

TEXT = st.text(alphabet=st.sampled_from("abc déëWwij moetkan nodig.,?!•€%0123 "), max_size=80)


def kinds(*texts: str, kind: str = "letter", **fields) -> list[str]:
    return [classify.verdicts([Passage(text=text, kind=kind, **fields)])[0].type for text in texts]


def test_requests_are_settled_by_their_words() -> None:
    assert set(
        kinds(
            "Wij verzoeken u vóór de zomer te reageren.",
            "Daarom vragen wij het Rijk om een bijdrage aan de nieuwe brug.",
            "De drie gemeenten vragen hierbij uw aandacht voor de kade.",
            "En we roepen u op om samen met ons te bouwen aan een betere haven.",
            "Wij verwachten dat uw Kamer dit besluit steunt.",
            "Wij verwachten dat de afspraken dit jaar worden vastgelegd in een convenant.",
            "We nodigen u daarom graag uit voor een bezoek aan de werf.",
            "Over de uitvoering gaan wij graag met u in gesprek.",
            "Indien beschikbaar ontvangen wij ook graag de meetrapporten.",
            "Het is belangrijk dat de provincie nu een besluit neemt.",
            "Wij dringen er bij de minister op aan om de regeling open te stellen.",
            "Mogen wij u vragen dit te agenderen?",
            "Wij hopen dat u dit in het debat inbrengt.",
            "Gelieve deze brief door te zenden aan de leden.",
            "Laat ons weten welke stappen u zet.",
            "Steun daarom ons voorstel.",
            "Neemt u contact met ons op?",
            "Wij zouden het op prijs stellen als u ons hierover informeert.",
            "Wij rekenen op uw steun voor dit plan.",
            "Het zou goed zijn als de gemeente hierover met ons praat.",
            "Daarom het verzoek aan de minister om de norm te verlagen.",
            "We urge the government to publish the figures.",
            "Please send us the figures before 1 May.",
            "We expect the province to decide this year.",
        )
    ) == {"request"}


def test_what_the_author_calls_its_advice_is_a_recommendation() -> None:
    assert set(
        kinds(
            "Ten eerste bevelen wij aan de kade te verlichten.",
            "Ten tweede adviseren wij de sluis te verbreden.",
            "Het verdient aanbeveling de tarieven te herzien.",
            "We strongly recommend that the quay is widened.",
            kind="study",
        )
    ) == {"recommendation"}


def test_words_that_only_look_like_requests_are_not() -> None:
    assert "request" not in kinds(
        "Dit roept de vraag op of de haven wel groot genoeg is.",
        "We vragen ons af of dit genoeg is.",
        "Wij verwachten dat de werkgelegenheid licht stijgt.",
        "Deze opgave vraagt om een lange adem.",
        "De voorbereiding nodigt niet direct tot haast.",
        kind="study",
    )
    assert "request" not in kinds(
        "Steun voor investeringen mag tot eind 2030 worden verleend.",
        "Wij danken u voor uw antwoord.",
        "In uw brief schrijft u dat er geld is.",
    )


def test_a_request_that_is_refused_and_what_somebody_wonders_ask_nothing() -> None:
    """A reply that refused a request was a request itself: unanswered, and support for what it refused."""
    for sentence in (
        "Uw verzoek om de Kadeweg in Haverduin af te sluiten voor vrachtverkeer wijzen wij af.",
        "Aan uw verzoek de pont te behouden geven wij geen gehoor.",
        "Your request to close the Quay Road has been refused.",
    ):
        assert grammar.decide(Passage(text=sentence, kind="letter"), "request") == "conclusion"
    wonders = Passage(text="Wij vragen ons dan ook af of de provincie dit weet.", kind="letter")
    assert grammar.decide(wonders, "request") == "concern"
    asks = Passage(text="Wij vragen u het verzoek van de haven niet in te willigen.", kind="letter")
    assert grammar.decide(asks, "request") == "request"


def test_conditions_and_promises_are_settled_by_their_words() -> None:
    assert set(
        kinds(
            "De vergunning kan worden verleend, mits het geluid onder de norm blijft.",
            "Wij steunen het plan alleen als de sporthal behouden blijft.",
            "Een gezonde lucht is een voorwaarde voor onze steun.",
            "Pas wanneer de kabel er ligt, kan de fabriek over op stroom.",
            "Support is given only if emissions fall.",
        )
    ) == {"condition"}
    assert kinds("Ik zal uw Kamer hierover in het najaar informeren.") == ["measure"]
    assert kinds("Wij maken ons grote zorgen over het geluid.") == ["concern"]


def test_the_help_of_others_that_is_needed_is_a_need_and_what_is_due_soon_is_asked() -> None:
    needed = (
        "Wij kunnen dit niet alleen en hebben daarbij de hulp van het Rijk hard nodig.",
        "Voor de kade is de medewerking van de provincie van groot gewicht; de steun van het waterschap is onmisbaar.",
    )
    assert kinds(*needed) == ["need", "need"]
    assert kinds("Het is belangrijk dat de hinder zo snel mogelijk vermindert.") == ["request"]
    assert kinds("Het is belangrijk dat de hinder zo snel mogelijk vermindert.", kind="study") != ["request"]


def test_a_slogan_above_its_paragraph_an_office_form_and_a_forecast_ask_and_do_nothing() -> None:
    slogan, demand = "Versterk de stille waakhond.", "Versterk de waakhond voor u en uw buren."
    assert kinds(slogan, kind="programme", opens=True) != ["request"]
    assert kinds(slogan, kind="programme") == ["request"], "alone in its block it is a demand"
    assert kinds(demand, kind="programme", opens=True) == ["request"]
    assert kinds("Met deze schepen zullen we de norm in ieder geval overschrijden.") != ["measure"]
    assert kinds("If so, please provide details in the 'Remarks' section.") != ["request"]
    assert kinds("Please provide a second bridge before the summer.") == ["request"]


def test_definitions_edits_of_a_law_and_rejected_alternatives_are_no_measures_or_ambitions() -> None:
    written = (
        "Onder een warme kade wordt in deze lijst verstaan: een kade met een vaste aansluiting.",
        "Artikel 3, tweede lid, komt te luiden: De beheerder meet elk jaar.",
        "Door deze invoering wordt het artikel tekstueel aangepast.",
        "In artikel 12 vervalt de tweede volzin.",
        "Door de invoering wordt de titel hierop aangepast.",
    )
    assert not set(kinds(*written, kind="plan")) & {"measure", "ambition", "recommendation", "request"}
    rejected = "Want de alternatieven (doorgaan tot ver na 2040 of nu stoppen) zijn niet realistisch."
    assert not set(kinds(rejected)) & {"ambition", "measure"}
    assert kinds("Wij willen in 2030 een haalbaar plan voor de kade.", kind="plan") != ["conclusion"]


def test_an_act_that_no_words_settle_is_not_guessed_in_a_document_that_explains() -> None:
    doubtful = "De som van het rendement van de opwekking, berekend op de onderste waarde van de brandstof."
    assert kinds(doubtful, kind="data") != ["measure"]
    assert kinds("Wij zullen in 2027 drie windmolens bouwen.", kind="study") == ["measure"]


def test_a_study_tells_who_asks_whom_and_asks_nothing_itself() -> None:
    told = "Bij een fout verzoekt de browser de server om een bestand te sturen."
    assert kinds(told, kind="study") != ["request"]
    assert kinds("Wij verwachten dat er in 2030 voor 120 schepen een plek nodig is.") != ["request"]
    told_of_many = (
        "Ouderen doen steeds meer een beroep op zorg en ondersteuning.",
        "Jongeren worden na een vragenlijst uitgenodigd voor een jaar in de haven.",
        "Dit leidt tot regels, waarbij van bedrijven wordt gevraagd om alles bij te houden.",
    )
    assert "request" not in kinds(*told_of_many, kind="programme")
    assert kinds("De gemeenten doen een beroep op het Rijk om mee te betalen.") == ["request"]
    assert kinds("De besparing wordt uitgedrukt in de eenheid kuub gas.", kind="data") != ["measure"]


def test_an_imperative_asks_in_a_programme_and_advises_in_a_study() -> None:
    text = "Verhoog de bijdrage aan de sportclubs."
    assert kinds(text, kind="programme") == ["request"]
    assert kinds(text, kind="study") == ["recommendation"]


def test_items_inherit_from_the_line_that_opens_their_list() -> None:
    item = "meer ruimte voor bedrijven in de haven;"
    assert kinds(item, block="list_item", intro="Wij vragen u om:") == ["request"]
    assert kinds(item, block="list_item") != ["request"]


def test_a_heading_is_evidence() -> None:
    plain = Passage(text="De samenwerking in de haven verloopt via één loket.", kind="study")
    under = replace(plain, heading="4. Aanbevelingen")
    index = classify.TYPES.index("recommendation")
    values = [classify.scores([one])[0][0][index] for one in (plain, under)]
    assert values[0] == values[1]  # the weights see the words; the heading is added by rule
    assert ("recommendation", 20) in grammar.leanings(under)
    assert grammar.leanings(plain) == []


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=12), st.data())
def test_scores_do_not_depend_on_the_batch(texts, data) -> None:
    passages = [Passage(text=text) for text in texts]
    whole = classify.scores(passages)
    cut = data.draw(st.integers(0, len(texts) - 1))
    alone = classify.scores([passages[cut]])
    near = classify.scores(passages[max(0, cut - 1) : cut + 2])
    assert (whole[1][cut] == alone[1][0]).all()  # themes look at no neighbour
    assert (whole[0][cut] == near[0][min(cut, 1)]).all()
    assert len(classify.verdicts(passages)) == len(passages)


def test_scores_are_the_slow_sum_of_the_weights() -> None:
    """The quick sums against the definition, in Python integers."""
    texts = ["De haven moet in 2030 schoon zijn.", "Wij vragen u om 3 miljoen euro (zie nr. 4).", "Zó.", ""]
    passages = [Passage(text=text, kind="letter") for text in texts]
    weights = classify.shipped()
    found, themes = classify.scores(passages)
    tokens = [features.words(text) for text in texts]
    bits = [features.flags(*pair) for pair in zip(passages, tokens, strict=True)]
    on = [[number for number in range(len(features.FLAGS)) if row >> number & 1] for row in bits]

    def total(table, rows):
        return sum((table[row].astype(object) for row in rows), start=np.zeros(table.shape[1], object))

    for at, words in enumerate(tokens):
        grams = [gram for word in words for gram in features.hashes(word)]
        numbers = [features.OPENING, *map(features.hashed, words), features.CLOSING]
        pairs = [
            (a * one ^ b) % 2**64 * two % 2**64 >> 16 & 2**features.PAIR_BITS - 1
            for step, (one, two) in ((1, (0x9E3779B1, 0x85EBCA6B)), (2, (0xC2B2AE35, 0x27D4EB2F)))
            for a, b in zip(numbers, numbers[step:], strict=False)
        ]
        word_sum, pair_sum = total(weights.words, grams), total(weights.pairs, pairs)
        word_root, pair_root = (int(classify._ROOTS[len(rows)]) for rows in (grams, pairs))
        scales = [int(scale) for scale in weights.scales]
        kinds_ = len(classify.TYPES)
        wanted = word_sum[:kinds_] * word_root * scales[0] >> classify.ROOT_BITS
        wanted += pair_sum * pair_root * scales[1] >> classify.ROOT_BITS
        wanted += total(weights.flags, on[at]) * scales[2] + weights.biases[:kinds_]
        if at:
            wanted += total(weights.before, on[at - 1]) * scales[3]
        if at + 1 < len(texts):
            wanted += total(weights.after, on[at + 1]) * scales[4]
        assert found[at].tolist() == wanted.tolist()
        about = (word_sum[kinds_:] * word_root * scales[5] >> classify.ROOT_BITS) + weights.biases[kinds_:]
        assert themes[at].tolist() == about.tolist()


def test_verdicts_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from rodedraad.extract.classify import verdicts; from rodedraad.extract.features import Passage;"
        "print(verdicts([Passage(text=t) for t in ('De haven moet schoon zijn.', 'Er zijn monteurs nodig.', 'Zó één.')]))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_the_shares_of_a_sentence_are_a_confidence() -> None:
    sure, unsure = classify.verdicts(
        [Passage(text="Ik zal uw Kamer informeren.", kind="letter"), Passage(text="Zo is het nu.")]
    )
    assert 0 < unsure.permille < sure.permille <= 1000


def test_english_is_typed_by_the_classes_it_shares_with_dutch() -> None:
    assert kinds("Three hundred extra technicians are needed.", kind="study") == ["need"]
    assert kinds("We strive for clean air for all residents.", kind="vision") == ["ambition"]
    assert kinds("Residents are worried about the noise.", kind="study") == ["concern"]
    assert kinds("The municipalities should set up one desk.", kind="study") == ["recommendation"]


def test_the_weights_fit_the_features_and_the_package() -> None:
    weights = classify.shipped()
    assert weights.words.shape == (2**features.WORD_BITS, len(classify.TYPES) + len(classify.THEMES))
    assert weights.flags.shape == (len(features.FLAGS), len(classify.TYPES))
    assert weights.words.dtype == weights.pairs.dtype == np.int8
    assert len(set(cues.NAMES)) == len(cues.NAMES)


HOSTILE = ("a", "wij ", "vragen ", "als ", "is belangrijk dat ", "worden ", "(", "niet zonder ", "alleen ", "é", "1.", "verwachten dat ", "roepen ", "nodigen ", "maken ")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_takes_little_time(piece: str) -> None:
    line = (piece * 100_000)[:100_000]
    began = time.perf_counter()
    classify.verdicts([Passage(text=line, kind="letter", heading=line, intro=line, block="list_item")])
    assert time.perf_counter() - began < 2
