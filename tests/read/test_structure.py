"""Headings with their levels, and lists with their nesting, on PDF files that have no outline to tell them."""

import pytest
from read.pdfs import HARBOUR, HOMES, STEEL, paragraphs, pdf
from read.samples import blocks, texts
from read.test_pdf import read

from rodedraad.read.layout_headings import credible
from rodedraad.read.layout_lists import readings

BOLD, SLANTED = ", weight: 700", ', style: "italic"'
LONG = f"{HARBOUR} {STEEL} {HOMES}"


def structure(source):
    """Kind, level and first words of every heading and list item."""
    return [
        (kind, level, " ".join(text.split()[:3]))
        for kind, level, text in blocks(read(pdf(source)))
        if kind in ("heading", "list_item")
    ]


def title(text, size="10pt", style=""):
    return f"#block(above: 1.6em, below: 1.2em)[#text({size}{style})[{text}]]\n"


def test_a_label_and_its_title_are_one_heading_and_articles_lie_under_chapters():
    source = title("Verordening haven", "18pt")
    for chapter, articles in (("1", "12"), ("2", "34")):
        source += title(f"Hoofdstuk {chapter}", style=BOLD) + title("Taken", style=BOLD)
        for article in articles:
            source += title(f"Artikel {article}", style=SLANTED) + title("Doel", style=SLANTED) + f"{HARBOUR}\n\n"
    assert structure(source) == [
        ("heading", 1, "Verordening haven"),  # what stands first and once is the title: chapters stand beside it
        ("heading", 1, "Hoofdstuk 1 Taken"),
        ("heading", 2, "Artikel 1 Doel"),
        ("heading", 2, "Artikel 2 Doel"),
        ("heading", 1, "Hoofdstuk 2 Taken"),
        ("heading", 2, "Artikel 3 Doel"),
        ("heading", 2, "Artikel 4 Doel"),
    ]


def test_numbers_without_larger_type_tell_the_levels():
    source = "".join(
        title(text, style=BOLD) + LONG + "\n\n"
        for text in ("1. Haven", "1.1 Kade", "1.2 Sluis", "1.2.1 Deuren", "2. Staal", "2.1 Ovens")
    )
    assert [level for _, level, _ in structure(source)] == [1, 2, 2, 3, 1, 2]


def item(sign, text, left):
    return f"#block(inset: (left: {left}mm), grid(columns: (9mm, 1fr), [{sign}], [{text}]))\n"


def test_lists_nest_by_their_numbers_past_paragraphs_and_with_numbers_put_in_between():
    source = "".join(
        (
            item("1.", "De raad besluit tot het volgende:", 0),
            item("(a)", "een eerste maatregel voor de kade en de sluis;", 9),
            item("(b)", "een tweede maatregel, en wel:", 9),
            item("(i)", "de ovens worden gesloten;", 18),
            item("(ii)", "de kade wordt verhoogd.", 18),
            f"#pad(left: 9mm)[{HARBOUR}]\n\n",
            item("(ba)", "een maatregel die later is ingevoegd.", 9),
            f"{HOMES}\n\n",
            item("(bb)", "een maatregel na een alinea op de kantlijn.", 9),
            item("2a.", "Het college voert dit uit.", 0),
            f"{STEEL}\n\n",
            item("3.", "De provincie betaalt:", 0),
            item("–", "de ene helft van de kosten;", 9),
            item("–", "de andere helft later.", 9),
        )
    )
    assert [(text.split()[0], level) for _, level, text in structure(source)] == [
        ("1.", 1),
        ("(a)", 2),
        ("(b)", 2),
        ("(i)", 3),
        ("(ii)", 3),
        ("(ba)", 2),
        ("(bb)", 2),
        ("2a.", 1),
        ("3.", 1),
        ("de", 2),
        ("de", 2),
    ]


@pytest.mark.parametrize(
    ("sign", "kinds"),
    [
        ("(h)", "a"),
        ("(i)", "ai"),
        ("(ii)", "ai"),
        ("(v)", "ia"),
        ("2a.", "1"),
        ("‘(aa)", "a"),
        ("3.2", "1"),
        ("II.", "AI"),
    ],
)
def test_a_sign_may_be_a_letter_or_a_roman_number(sign, kinds):
    assert [one.dress[0] for one in readings(sign)] == list(kinds)


def test_letters_past_h_stay_letters():
    source = "".join(item(f"({letter})", f"de {letter}-kant van de haven wordt verdiept;", 0) for letter in "fghijk")
    assert [level for _, level, _ in structure(source)] == [1] * 6


def test_numbers_with_letters_stand_in_no_column_of_a_table():
    source = "".join(item(sign, LONG, 0) for sign in ("(8)", "(8a)", "(8b)", "(8c)"))
    assert [text.split()[0] for _, _, text in blocks(read(pdf(source)))] == ["(8)", "(8a)", "(8b)", "(8c)"]


def test_an_outline_of_sentences_names_no_headings():
    plain = "#show heading: it => block(text(10pt, weight: 400, it.body))\n"
    source = plain + "".join(f"= {HARBOUR}\n{STEEL}\n\n" for _ in range(3))
    assert texts(read(pdf(source)), "heading") == []
    assert not credible([HARBOUR, STEEL, "Inleiding"])
    assert credible(["Inleiding", "Haven", "Kade", "1. Wat wij willen."])


def test_bold_words_that_fill_a_line_stay_in_their_paragraph():
    text = f"{HARBOUR} Volgens de #strong[Nationale Raad voor Binnenvaart en Havenzaken van de Zuidelijke Delta en de Aangrenzende Kustprovincies] is dat zo."
    found = read(pdf(text))
    assert texts(found, "heading") == []
    assert len(texts(found, "paragraph")) == 1


def test_type_of_running_text_makes_no_headings():
    """Parts of a draft that were changed are set bold and slanted: a line of it that stands alone is no heading."""
    changed = '#text(weight: 700, style: "italic")'
    source = "".join(f"{changed}[{LONG}]\n\n{changed}[Zo is besloten]\n\n- {changed}[{HARBOUR}]\n\n" for _ in range(3))
    assert texts(read(pdf(source + f"{LONG}\n\n" * 9)), "heading") == []


def test_articles_that_an_act_quotes_are_items_of_it():
    source = "".join(
        (
            title("Artikel 1", style=SLANTED),
            item("(1)", "artikel 8 wordt vervangen door:", 0),
            title("‘Artikel 8", style=SLANTED),
            item("1.", "Het college houdt toezicht op de haven.", 9),
            item("2.", "De raad stelt regels.’;", 9),
            item("(2)", "artikel 9 vervalt.", 0),
            title("Artikel 2", style=SLANTED),
            LONG,
        )
    )
    assert [(kind, level, text.split()[0]) for kind, level, text in structure(source)] == [
        ("heading", 1, "Artikel"),
        ("list_item", 1, "(1)"),
        ("list_item", 2, "‘Artikel"),
        ("list_item", 3, "1."),
        ("list_item", 3, "2."),
        ("list_item", 1, "(2)"),
        ("heading", 1, "Artikel"),
    ]


def test_first_lines_of_items_are_no_running_header():
    """Acts begin many articles with the same words; at the top of three pages these are text all the same."""
    page = item(
        "1.",
        f"Het college van burgemeester en wethouders zorgt er samen met de provincie en het waterschap voor. {LONG}",
        0,
    )
    found = read(pdf("#pagebreak()\n".join([page] * 4)))
    assert sum(text.startswith("1. Het college") for text in texts(found, "list_item")) == 4
    assert texts(found, "furniture") == []


def test_large_words_at_the_foot_of_some_pages_are_furniture():
    stamp = "#place(bottom + right, dy: 12mm, text(20pt)[VERTROUWELIJK])\n"
    pages = paragraphs(7)
    source = "#pagebreak()\n".join(f"{stamp if number in (2, 3) else ''}{text}" for number, text in enumerate(pages))
    found = read(pdf(source))
    assert texts(found, "heading") == []
    assert texts(found, "furniture").count("VERTROUWELIJK") == 2


def test_a_type_that_is_used_once_makes_no_level():
    """A call to join on page two, larger than the chapters, does not take all chapters under it."""
    chapters = [f"{title(f'Hoofdzaak {number}', '14pt')}{title('Waarom', style=BOLD)}{LONG}\n\n" for number in range(6)]
    source = chapters[0] + title("Doe mee met ons", "16pt") + "".join(chapters[1:])
    assert [level for _, level, text in structure(source) if text.startswith(("Hoofdzaak", "Waarom"))] == [1, 2] * 6


def test_numbers_resume_past_a_heading_between_them():
    source = "".join(
        title(text, size, style) + LONG + "\n\n"
        for text, size, style in (
            ("1. Haven", "14pt", BOLD),
            ("1.1 Kade", "10pt", SLANTED),
            ("Hoe de kade werkt", "10pt", BOLD),
            ("1.2 Sluis", "10pt", SLANTED),
            ("Hoe de sluis werkt", "10pt", BOLD),
            ("2. Staal", "14pt", BOLD),
        )
    )
    assert [level for _, level, text in structure(source) if text[0].isdigit()] == [1, 2, 2, 1]


def test_a_title_in_two_weights_is_one_heading():
    large = "#block(below: 2em, text(24pt)[*Bouwen aan* \\ een sterk dorp])\n"
    assert texts(read(pdf(large + LONG)), "heading") == ["Bouwen aan een sterk dorp"]


def test_words_of_the_text_at_the_top_of_some_pages_are_no_running_header():
    """A programme leads its lists in with the same two words: where they open a page, they were once lost."""
    pages = [
        f"Wij willen:\n\n- {text}\n\n{LONG}\n\nWij willen:\n\n- {HARBOUR} {number}"
        for number, text in enumerate(paragraphs(4))
    ]
    found = read(pdf("\n\n#pagebreak()\n".join(pages)))
    assert texts(found, "paragraph").count("Wij willen:") == 8
    assert "Wij willen:" not in texts(found, "furniture")


def test_a_title_above_the_right_column_alone_comes_after_the_left_column():
    left = "".join(f"- {text}\n" for text in paragraphs(3))
    columns = f"#grid(columns: (1fr, 1fr), gutter: 8mm, [#v(8mm){left}], [#text(14pt)[Werk en inkomen]\n\n{LONG}])"
    found = [text for _, _, text in blocks(read(pdf(columns)))]
    assert found == [*paragraphs(3), "Werk en inkomen", LONG]


def test_the_points_of_a_slide_are_a_list():
    slide = "#set page(width: 254mm, height: 143mm)\n#text(30pt)[Wat wij voorstellen]\n\n#set text(24pt)\n"
    words = ("Een hogere kade", "Een diepere sluis", "Een schone oven")
    points = "".join(f"#block(above: 8mm)[{number}. {word}]\n" for number, word in enumerate(words, 1))
    source = f"{LONG}\n\n#pagebreak()\n{slide}{points}"
    assert [text for kind, _, text in blocks(read(pdf(source))) if kind == "list_item"] == [
        "1. Een hogere kade",
        "2. Een diepere sluis",
        "3. Een schone oven",
    ]


def test_a_title_page_has_a_title_and_says_from_whom_it_is():
    cover = (
        f"{title('RAAD VAN DE REGIO', style=BOLD)}{title('Zuidermonde, 3 mei 2026', style=BOLD)}"
        f"{title('Zo houden wij de haven bereikbaar', style=BOLD)}{title('Sterk', '40pt')}{title('Tweede druk', '13pt')}#pagebreak()\n"
    )
    chapters = "".join(f"{title(name, '13pt')}{LONG}\n\n{LONG}\n\n" for name in ("Haven", "Kade", "Sluis", "Staal"))
    assert structure(cover + chapters) == [
        ("heading", 2, "Zo houden wij"),  # six words or more: what is set like the text may be the title
        ("heading", 1, "Sterk"),
        ("heading", 2, "Tweede druk"),  # dwarfed by the title
        ("heading", 1, "Haven"),
        ("heading", 1, "Kade"),
        ("heading", 1, "Sluis"),
        ("heading", 1, "Staal"),
    ]
