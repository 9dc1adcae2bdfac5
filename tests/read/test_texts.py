"""Letters, pages, Markdown and mail: sentences come out whole, and what is not the author's text stands apart."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared
from read.samples import NOTES_MD, PAGE, blocks, cells, holds, mail, texts

from rodedraad.read import read
from rodedraad.read.gather import fold
from rodedraad.read.language import language_of

WORDS = st.lists(
    st.sampled_from(
        ["de", "kade", "haven", "wordt", "hoger", "dan", "provincie", "gemeente", "walstroom", "en", "van"]
    ),
    min_size=30,
    max_size=90,
)


def text(content, name="brief.txt"):
    return holds(read(content.encode(), name))


def wrapped(words, width):
    lines, line = [], ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@given(
    st.lists(
        st.sampled_from(["de", "kade", "Rijk", "en", "Zandhaven", "wordt", "hoger", "IJ", "dan", "provincie"]),
        min_size=30,
        max_size=90,
    ),
    st.integers(60, 100),
)
def test_wrapping_at_any_width_changes_nothing(words, width):
    """Whatever the width, a wrapped paragraph is the same paragraph."""
    sentence = "Wij vragen " + " ".join(words) + "."
    content = f"{wrapped(sentence.split(), width)}\n\n{wrapped(sentence.split(), width)}\n"
    assert texts(text(content), "paragraph") == [sentence, sentence]


@given(WORDS, st.integers(10, 25))
def test_a_page_turn_inside_a_sentence_leaves_it_whole_and_knows_both_pages(words, cut):
    sentence = "Wij vragen u vriendelijk om met ons " + " ".join(words) + "."
    parts = sentence.split()
    content = f"{wrapped(parts[:cut], 70)}\n\n1\n\f\n{wrapped(parts[cut:], 70)}\n\n2\n\f"
    perusal = text(content)
    assert texts(perusal, "paragraph") == [sentence]
    assert perusal.pages == 2
    block = perusal.document.blocks[0]
    assert (block.page, block.page_end) == (1, 2)
    assert perusal.document.page_at(len(" ".join(parts[:cut])) - 1) == 1
    assert perusal.document.page_at(len(" ".join(parts[:cut])) + 1) == 2


def test_letter_layout_stays_apart():
    perusal = text(
        "Aan:\nDe raad van Zandhaven\nPostbus 1\n1234 AB Zandhaven\n\nOnderwerp\n\nDe kade\n\nDatum\n\n3 maart 2026\n\n"
        "Geachte raad,\n\nAchtergrond\n\n"
        "De haven is de afgelopen jaren sterk gegroeid en de kade is daar niet op\n"
        "berekend; publiek-\nprivate samenwerking is nodig om de energie-\nen warmteplannen van de stad\n"
        "samen uit te voeren, ook voor de publiek-private fabriek.\n\nHoogachtend,\n\nA. Visser\n"
    )
    assert blocks(perusal) == [
        ("paragraph", None, "Aan:\nDe raad van Zandhaven\nPostbus 1\n1234 AB Zandhaven"),
        ("paragraph", None, "Onderwerp"),
        ("paragraph", None, "De kade"),
        ("paragraph", None, "Datum"),
        ("paragraph", None, "3 maart 2026"),
        ("paragraph", None, "Geachte raad,"),
        ("heading", 1, "Achtergrond"),
        (
            "paragraph",
            None,
            (
                "De haven is de afgelopen jaren sterk gegroeid en de kade is daar niet op berekend; publiek-private "
                "samenwerking is nodig om de energie- en warmteplannen van de stad samen uit te voeren, ook voor de "
                "publiek-private fabriek."
            ),
        ),
        ("paragraph", None, "Hoogachtend,"),
        ("paragraph", None, "A. Visser"),
    ]


def test_hyphenation_is_undone_where_the_text_hyphenates():
    content = "\n".join(
        [
            "De provincie wil de verduur-",
            "zaming van de haven versnel-",
            "len en vraagt om een warmte-",
            "transitievisie.",
        ]
        * 2
    )
    assert "verduurzaming van de haven versnellen" in text(content).document.text


def test_items_of_a_list_keep_their_nesting_and_their_second_line():
    perusal = text(
        "De thema's zijn:\n• Walstroom aan de zuidkade van de haven, waar de grote schepen\n  liggen;\n"
        "   - alleen palen;\n• Schone lucht.\n"
    )
    assert [block[:2] for block in blocks(perusal)] == [
        ("paragraph", None), ("list_item", 1), ("list_item", 2), ("list_item", 1),
    ]  # fmt: skip
    assert texts(perusal, "list_item")[0].endswith("grote schepen liggen;")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding):
    content = "Geïnteresseerde reëel – “kosten” voor één café, € 5 en coördinatie.\n"
    assert texts(holds(read(content.encode(encoding), "a.txt")), "paragraph") == [content.strip()]


@pytest.mark.parametrize("mark", ["¹²", "[12]"])
def test_a_note_may_be_numbered_by_raised_digits(mark):
    # a letter with such a note could not be read at all
    perusal = read(f"De haven groeit nu al jaren.¹²\n\n{mark} Zie het havenplan van 2020.\n".encode(), "brief.txt")
    assert texts(perusal, "footnote") == ["¹² Zie het havenplan van 2020."]


def test_running_heads_and_page_numbers_are_furniture():
    page = "Havenplan Zandhaven\n\nDe kade van deel {n} wordt hoger dan zij nu is en dat kost geld.\n\n- {n} -\n"
    perusal = text("\f".join(page.format(n=n) for n in range(1, 5)))
    assert texts(perusal, "paragraph") == [
        f"De kade van deel {n} wordt hoger dan zij nu is en dat kost geld." for n in range(1, 5)
    ]
    assert "Havenplan Zandhaven" in texts(perusal, "furniture")


def test_markdown_letter_from_a_converter():
    """A converter's Markdown: the sentence goes on past the footnotes and the page turn."""
    perusal = text(
        "### **Onze vraag**\n\nDe stad wil meer groen.\n\nWij hebben daarvoor een agenda<sup>1</sup> met maatregelen die\n\n"
        "<sup>1</sup> [https://a.example/x\\_1?p=2](https://a.example/x_1?p=2)\n\n\n\n"
        "bijdragen aan schone lucht in de hele stad.\n\n### Slot\n\nDank.\n"
    )
    assert blocks(perusal) == [
        ("heading", 3, "Onze vraag"),
        ("paragraph", None, "De stad wil meer groen."),
        (
            "paragraph",
            None,
            "Wij hebben daarvoor een agenda¹ met maatregelen die bijdragen aan schone lucht in de hele stad.",
        ),
        ("heading", 3, "Slot"),
        ("paragraph", None, "Dank."),
        ("footnote", None, "¹ https://a.example/x_1?p=2"),
    ]


def test_markdown():
    perusal = text(NOTES_MD, "verslag.md")
    assert blocks(perusal) == [
        ("heading", 1, "Verslag"),
        ("paragraph", None, "De raad besluit over de kade.¹"),
        ("list_item", 1, "Punt een"),
        ("list_item", 2, "Punt binnenin"),
        ("table_cell", None, "Wat"),
        ("table_cell", None, "Wie"),
        ("table_cell", None, "Kade"),
        ("table_cell", None, "Gemeente"),
        ("footnote", None, "¹ Zie het havenplan."),
    ]
    assert perusal.properties == (("date", "2026-03-01"), ("title", "Verslag"))


def test_page_without_what_surrounds_it():
    perusal = holds(read(PAGE.encode(), "visie.html"))
    assert blocks(perusal)[:4] == [
        ("heading", 1, "Havenvisie"),
        ("paragraph", None, "De haven wordt schoner."),
        ("list_item", 1, "Walstroom"),
        ("list_item", 2, "Zuidkade"),
    ]
    assert cells(perusal) == {
        (0, 0, 0): "Wat",
        (0, 0, 1): "Wie",
        (0, 1, 0): "Kade",
        (0, 1, 1): "Gemeente",
        (0, 2, 1): "Rijk",
    }
    assert texts(perusal, "furniture") == ["Gemeente Zandhaven"]
    for gone in ("Thuis", "kwaad", "verborgen", "color"):
        assert gone not in perusal.document.text


def test_mail_is_the_senders_own_words():
    perusal = holds(read(mail(), "reactie.eml"))
    assert blocks(perusal)[0] == ("heading", 1, "Reactie op het havenplan")
    assert texts(perusal, "paragraph") == [
        "Beste raad,", "Wij zijn tegen de hogere kade.", "Groet,\nAnna", "De kade is te duur.",
    ]  # fmt: skip
    assert any("De kade moet hoger." in margin for margin in texts(perusal, "furniture"))
    codes = [problem.message.code for problem in perusal.problems]
    assert sorted(codes) == ["read.attachment", "read.quoted_mail"]
    assert dict(perusal.properties)["date"] == "2026-03-03"


def test_languages():
    assert language_of("Wij vragen de gemeente om voor 2030 een besluit te nemen over de haven.") == "nl"
    assert language_of("We ask the municipality to decide on the port before 2030, as it should.") == "en"
    assert language_of("Wir bitten die Stadt, vor 2030 über den Hafen zu entscheiden, und das ist nicht viel.") == "de"
    assert language_of("NL-4711 Havenstraat 12 kV") is None
    assert (
        language_of("The port must be clean, and it should be so for all of us. " + "Wij willen dat niet. " * 9) == "nl"
    )


@given(st.text())
def test_folding_is_final(content):
    assert fold(fold(content)) == fold(content)
    assert fold(content) == fold(content).strip()


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0301", "\u0315\u0323\u0301"])
def test_marks_without_end_on_a_letter_take_no_time(marks):
    """A letter with 100,000 marks took half a minute: composing takes the square of their number."""
    began = time.perf_counter()
    folded = fold("De gemeente wil e" + marks * 100_000 + " bouwen, ú" + "\u0308\u0301" * 40)
    assert time.perf_counter() - began < 2
    assert folded.startswith("De gemeente wil ")
    assert " bouwen, ú" in folded
    assert len(folded) < 120
    assert fold(folded) == folded
    assert fold("e\u0301\u0323 een") == "\u1eb9\u0301 een"


@needs_shared
@pytest.mark.shared
def test_the_two_letters_are_whole():
    """Every paragraph of the real letters ends as a sentence does, or is one of their short lines."""
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        perusal = holds(read(path.read_bytes(), path.name))
        assert perusal.document.language == "nl"
        for paragraph in texts(perusal, "paragraph"):
            assert len(paragraph) < 130 or "\n" in paragraph or paragraph.rstrip("¹²³")[-1] in ".?!:,", paragraph
            assert paragraph[0].isupper() or len(paragraph) < 40, paragraph
        assert not any(item[0].islower() for item in texts(perusal, "list_item"))
