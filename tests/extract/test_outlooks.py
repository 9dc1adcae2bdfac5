"""Scenarios and alternatives: whose they are, until when, and whether wanted, feared or called unrealistic."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

from rodedraad import read
from rodedraad.extract.outlooks import outlooks
from rodedraad.extract.sentences import sentences
from rodedraad.records import Block, Document, Issuer, Source

SOURCE = Source(id="source", path="visie.pdf", title="Visie", parties=(Issuer(id="haven-noord", name="Haven Noord"),))


def written(*blocks):
    """A document of ("heading" | "paragraph", text) pairs."""
    text, made = "", []
    for kind, words in blocks:
        start = len(text)
        text += words + "\n\n"
        made.append(Block(kind=kind, start=start, end=start + len(words), level=1 if kind == "heading" else None))
    return Document(source="source", text=text, body_end=len(text), blocks=tuple(made))


def spans(document):
    return [
        (block.start + start, block.start + end)
        for block in document.blocks
        if block.kind in ("paragraph", "list_item")
        for start, end in sentences(document.text[block.start : block.end])
    ]


def found(*blocks):
    document = written(*blocks)
    made = outlooks(SOURCE, document, spans(document))
    assert all(document.text[outlook.start : outlook.end] == outlook.quote for outlook in made)
    return made


SENTENCES = [
    ("Scenario A: de haven groeit door.", "Scenario A: de haven groeit door", "neutral", None),
    ("Scenario 2 (Groene groei) gaat uit van waterstof in 2040.", "Scenario 2 (Groene groei)", "neutral", "2040"),
    ("In scenario B – krimp – verliest de stad werk.", "scenario B: krimp", "neutral", None),
    ("Alternatief 1: een tunnel onder het kanaal.", "Alternatief 1: een tunnel onder het kanaal", "neutral", None),
    ("Variant C is de gewenste ontwikkeling.", "Variant C", "wanted", None),
    ("Het scenario ‘Stille Haven’ is een doemscenario.", "Stille Haven", "feared", None),
    ("Option 2: a bridge north of the town.", "Option 2: a bridge north of the town", "neutral", None),
    ("The scenario “Green Port” is our preferred one.", "Green Port", "wanted", None),
    ("Een sluiting van de fabriek is niet realistisch.", "Een sluiting van de fabriek", "unrealistic", None),
    ("Doorgaan op de oude voet is geen optie.", "Doorgaan op de oude voet", "unrealistic", None),
    ("Closing the works is not realistic.", "Closing the works", "unrealistic", None),
    ("Een brug in 2027 is onhaalbaar.", "Een brug in 2027", "unrealistic", "2027"),
    ("Als de fabriek sluit, dan verdwijnen er 9.000 banen.", "Als de fabriek sluit", "feared", None),
    ("Wanneer het bedrijf vertrekt, krimpt de regio.", "Wanneer het bedrijf vertrekt", "feared", None),
    ("Als de kooksfabriek niet sluit, blijft het risico bestaan.", "Als de kooksfabriek niet sluit", "feared", None),
    ("If the works closes, the region loses its jobs.", "If the works closes", "feared", None),
    ("In 2040 is de regio schoon en welvarend.", "In 2040 is de regio schoon en welvarend.", "wanted", "2040"),
    ("In 2050 heeft onze haven geen uitstoot meer.", "In 2050 heeft onze haven geen uitstoot meer.", "wanted", "2050"),
    (
        "By 2040 the region is a leader in green steel.",
        "By 2040 the region is a leader in green steel.",
        "wanted",
        "2040",
    ),
    ("Ons toekomstbeeld is een stad zonder lawaai.", "Ons toekomstbeeld is een stad zonder lawaai.", "wanted", None),
]

NONE = [
    "De scenario's zijn uitgewerkt in de bijlage.",
    "Dit is niet realistisch.",
    "Als de raad besluit, dan volgt de bouw.",
    "In 2040 zijn er naar verwachting 90.000 inwoners.",
    "Een variant van het plan is denkbaar.",
    "Het alternatief kost minder.",
    "In 2024 was de haven drukker.",
    "De vergadering staat op de agenda.",
    "It is not realistic.",
]


@pytest.mark.parametrize(("sentence", "title", "stance", "horizon"), SENTENCES, ids=[case[1] for case in SENTENCES])
def test_a_sentence_describes_an_outlook(sentence, title, stance, horizon):
    (outlook,) = found(("paragraph", sentence))
    assert (outlook.title, outlook.stance, outlook.horizon) == (title, stance, horizon)
    assert outlook.holder == "haven-noord"


@pytest.mark.parametrize("sentence", NONE)
def test_a_word_alone_describes_none(sentence):
    assert found(("paragraph", sentence)) == ()


def test_each_listed_alternative_is_one_and_the_judgement_is_the_sources_own():
    made = found(
        (
            "paragraph",
            "De alternatieven (de fabriek sluit direct of de oude ovens draaien door tot 2045) zijn niet realistisch.",
        )
    )
    assert [(outlook.title, outlook.stance, outlook.holder) for outlook in made] == [
        ("de fabriek sluit direct", "unrealistic", "haven-noord"),
        ("de oude ovens draaien door tot 2045", "unrealistic", "haven-noord"),
    ]
    assert len({outlook.id for outlook in made}) == 2


HEADINGS = [
    ("Scenario 1: Groene haven", "Scenario 1: Groene haven"),
    ("4.2 Scenario B – Krimp", "Scenario B – Krimp"),
    ("Alternatief 2: brug", "Alternatief 2: brug"),
    ("Toekomstbeeld: de stille kust", "Toekomstbeeld: de stille kust"),
    ("Variant C", "Variant C"),
    ("Het krimpscenario", "krimpscenario"),
    ("Option 3: tunnel", "Option 3: tunnel"),
]


@pytest.mark.parametrize(("heading", "title"), HEADINGS)
def test_a_heading_names_it_and_the_first_sentence_below_describes_it(heading, title):
    (outlook,) = found(("heading", heading), ("paragraph", "Hier wordt in 2040 waterstof gemaakt. Er is rust."))
    assert (outlook.title, outlook.quote, outlook.horizon) == (title, "Hier wordt in 2040 waterstof gemaakt.", "2040")


@pytest.mark.parametrize("heading", ["Scenario's", "Alternatieven", "Werkwijze", "Varianten", "Inleiding"])
def test_a_heading_over_all_of_them_is_none(heading):
    assert found(("heading", heading), ("paragraph", "Hier staat tekst.")) == ()


NAMES = [
    ("Stille Kust: in 2040 is er rust. Dat is onze keuze.", "Stille Kust", "wanted", "2040"),
    ("Roestige Haven: alles gaat dicht. Daar zijn wij bang voor.", "Roestige Haven", "feared", None),
    ("Glazen Stad: alles van glas. Dat achten wij niet realistisch.", None, None, None),
    ("In het beeld Havenstad is er werk in 2045.", "Havenstad", "neutral", "2045"),
    ("In de variant Alleen wind sluiten de ovens.", "Alleen wind", "neutral", None),
    ("De derde weg, Sluiten zonder plan, is het schrikbeeld.", "Sluiten zonder plan", "feared", None),
    ("Wij willen naar Vakdorp: een plek met werk.", "Vakdorp", "wanted", None),
    ("In the Quiet Coast, the future we want, nobody hears a plane.", "Quiet Coast", "wanted", None),
    ("In Empty Town, the future we fear, the shops are shut.", "Empty Town", "feared", None),
    ("Planning: wij beginnen in mei.", None, None, None),
]


@pytest.mark.parametrize(("text", "title", "stance", "horizon"), NAMES, ids=[case[0][:24] for case in NAMES])
def test_a_future_goes_by_its_name_where_the_author_says_what_it_thinks_of_it(text, title, stance, horizon):
    made = found(("paragraph", text))
    assert [(outlook.title, outlook.stance, outlook.horizon) for outlook in made] == (
        [(title, stance, horizon)] if title else []
    )


def test_below_a_heading_of_futures_a_name_and_a_colon_are_enough():
    made = found(
        ("heading", "Drie toekomstbeelden"),
        ("paragraph", "Stille Kust: er is rust."),
        ("paragraph", "Glazen Stad: alles van glas. Dat achten wij niet realistisch."),
        ("heading", "Werkwijze"),
        ("paragraph", "Eerste stap: wij lezen alles."),
    )
    assert [(outlook.title, outlook.stance) for outlook in made] == [
        ("Stille Kust", "neutral"),
        ("Glazen Stad", "unrealistic"),
    ]


def test_named_twice_is_one():
    made = found(("heading", "Scenario A: Groei"), ("paragraph", "De haven groeit. Scenario A: Groei is duur."))
    assert len(made) == 1


@given(
    st.lists(
        st.sampled_from(
            [
                "Scenario",
                "A",
                ":",
                "(",
                ")",
                "of",
                "‘Groei’",
                "alternatieven",
                "zijn",
                "niet",
                "realistisch",
                "Als",
                "de",
                "haven",
                "sluit",
                ",",
                "dan",
                "krimp",
                "In",
                "2040",
                "is",
                "regio",
                ".",
                "İ",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_quotes_are_slices_and_titles_are_never_empty(sentence):
    assert all(outlook.title for outlook in found(("paragraph", sentence)))


@needs_shared
def test_the_letter_of_the_three_towns_calls_two_alternatives_not_realistic():
    (path,) = (SHARED / "seeds").glob("002_*")
    document = read.read(path.read_bytes(), path.name).document
    made = outlooks(SOURCE, document, spans(document))
    assert [outlook.stance for outlook in made] == ["unrealistic", "unrealistic"]
    assert all(re.search("alternatieven.*niet realistisch", outlook.quote) for outlook in made)
    assert made[0].title.startswith("Tata Steel produceert")
    assert made[1].title.endswith("stoppen")
    assert {outlook.holder for outlook in made} == {"haven-noord"}
