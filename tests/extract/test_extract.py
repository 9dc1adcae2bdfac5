"""Extraction as a whole: what becomes a statement, where it stands, and what its id is made of."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import source
from places import SHARED, needs_shared

from rodedraad import read
from rodedraad.extract import extract
from rodedraad.extract.identity import bare, is_possible, statement_id
from rodedraad.extract.units import is_candidate
from rodedraad.frame import frame
from rodedraad.parties import register
from rodedraad.read.canonical import Piece, compose
from rodedraad.records import Extraction, Frame, Theme

FRAME = frame({})
REGISTER = register(FRAME)
ID = "c" * 64
P, H, L, N, F, C = "paragraph", "heading", "list_item", "footnote", "furniture", "contents"


def run(*pieces: tuple[str, str], used: Frame = FRAME, **fields) -> Extraction:
    document = compose(ID, [Piece(kind=kind, text=text, pages=((0, 3),)) for kind, text in pieces], language="nl")
    found = extract(source(ID, "gemeente-velsen", kind="letter", **fields), document, frame=used, register=REGISTER)
    spans = [(one.start, one.end) for one in found.statements]
    assert spans == sorted(set(spans))
    assert all(document.text[one.start : one.end] == one.quote for one in found.statements)
    assert all(one.text == " ".join(one.quote.split()) for one in found.statements)
    return found


def test_only_the_running_text_gives_statements() -> None:
    sentence = "Wij verzoeken het college om de kade {} vóór de zomer te herstellen."
    found = run(
        (C, sentence.format("in de inhoudsopgave")),
        (H, sentence.format("in de kop")),
        (P, sentence.format("in de alinea")),
        (L, sentence.format("in het lijstje")),
        (N, sentence.format("in de voetnoot")),
        (F, sentence.format("in de kopregel")),
    )
    assert [one.text.split("kade ")[1].split(" vóór")[0] for one in found.statements] == [
        "in de alinea",
        "in het lijstje",
    ]


def test_the_text_of_a_law_that_is_edited_says_nothing_of_policy() -> None:
    edits = [("paragraph", f"In artikel {number} wordt de tekst als volgt gewijzigd.") for number in (2, 3, 4)]
    norm = "De beheerder bepaalt het volume uiterlijk vijf werkdagen na het meten van de stand."
    pieces = [*edits, ("heading", "ARTIKEL II"), ("paragraph", norm), ("heading", "Toelichting"), ("paragraph", norm)]
    assert [one.context for one in run(*pieces).statements if one.quote == norm] == ["Toelichting"]
    plan = [("heading", "ARTIKEL II"), ("paragraph", norm)]
    assert [one.context for one in run(*plan).statements] == ["ARTIKEL II"], "a covenant has articles too"


def test_what_a_statement_says_of_itself() -> None:
    (one,) = run(
        (H, "Wat wij vragen"),
        (P, "Wij verzoeken de provincie Noord-Holland om vóór 1 januari 2027 € 3 miljoen beschikbaar te stellen voor de luchtkwaliteit in Velsen."),
        date="2026-03-10",
    ).statements  # fmt: skip
    assert (one.type, one.origin, one.context, one.page, one.page_end) == ("request", "rule", "Wat wij vragen", 3, 3)
    assert one.parties == ("gemeente-velsen",)
    assert [(actor.party, actor.role) for actor in one.actors if actor.role == "asked"] == [
        ("provincie-noord-holland", "asked")
    ]
    assert one.deadline_to in ("2026-12-31", "2027-01-01")
    assert [(amount.value, amount.unit) for amount in one.amounts] == [(3_000_000, "euro")]
    assert "Velsen" in one.place
    assert "gezondheid" in one.themes
    assert 0 < one.confidence <= 1


def test_items_inherit_and_keep_their_mark_out_of_the_quote() -> None:
    found = run(
        (P, "Wij vragen u om:"),
        (L, "• meer ruimte voor bedrijven in de haven;"),
        (L, "2. een nieuw loket voor ondernemers"),
        (P, "Het water stond in 2020 hoger dan in 2010."),
    )
    assert [(one.type, one.quote) for one in found.statements][:2] == [
        ("request", "meer ruimte voor bedrijven in de haven;"),
        ("request", "een nieuw loket voor ondernemers"),
    ]
    assert found.statements[-1].type != "request"


def test_an_item_without_a_stop_is_one_unit() -> None:
    item = "Aanleg van walstroom. Eerst de noordelijke kade, daarna de rest van de haven"
    assert [one.quote for one in run((P, "Wij vragen u om:"), (L, item)).statements] == [item]


@pytest.mark.parametrize(
    "text",
    [
        "Figuur 3: De haven van bovenaf gezien door de jaren heen",
        "Tabel 2. Aantal woningen per wijk in de jaren 2010 tot 2020.",
        "Bron: gemeente Velsen, bewerking door de schrijvers van dit stuk.",
        "Inleiding .................................................... 3",
        "Postbus 465, 1970 AL IJmuiden, telefoon 0255 567 200",
        "jan@voorbeeld.nl of www.voorbeeld.nl voor meer informatie",
        "12 34 56 78 90 12,5 13,7 14,9 15,1 16,3",
        "VERTROUWELIJK CONCEPT NIET VERSPREIDEN BUITEN DE RAAD",
        "[12] Jansen, P. (2020). De haven. Uitgeverij Voorbeeld.",
        "Haven en stad",
        "e",
    ],
)
def test_what_says_nothing_by_itself_is_left_out(text: str) -> None:
    assert not is_candidate(text, is_item=False)


def test_a_year_and_a_short_word_are_no_postcode() -> None:
    # A short sentence with "2029 in d…" was once taken for an address and left out.
    assert is_candidate("Wij geven tussen 2026 en 2029 in drie stappen grond uit.", is_item=False)
    assert is_candidate("In 2026 we will publish a charter.", is_item=False)


def test_ids_count_equal_quotes_and_know_no_type_or_place() -> None:
    twice = "Wij verzoeken u om een reactie vóór de zomer."
    found = run(
        (P, twice), (P, f"Het regende in 2020. {twice}"), (P, "Wij verzoeken u om een reactie\nvóór de zo-\nmer.")
    )
    ids = [one.id for one in found.statements if one.type == "request"]
    assert ids == [statement_id(ID, twice, ordinal) for ordinal in (0, 1, 2)]
    assert all(is_possible(id_, source=ID, quote=twice) for id_ in ids)
    assert not is_possible(ids[0], source="d" * 64, quote=twice)
    assert not is_possible(ids[0], source=ID, quote=twice + "!")
    assert run((H, "Aanbevelingen"), (P, "Vooraf."), (P, twice)).statements[-1].id == ids[0]


@given(st.text(alphabet="ab -\n\u00ad‑é", max_size=30))
def test_an_id_knows_no_white_space_or_hyphen(quote: str) -> None:
    again = quote.replace(" ", "\n").replace("-", "").replace("\u00ad", " ").replace("‑", "-")
    assert bare(again) == bare(quote)
    assert statement_id(ID, again, 0) == statement_id(ID, quote, 0)


def test_another_frame_works_by_its_cue_words() -> None:
    other = Frame(name="kust", themes=(Theme(id="dijken", nl="Dijken", en="Dykes", cues=("dijk", "hoog water")),))
    wet, dry = run(
        (P, "Wij verzoeken u om de dijken te verhogen."), (P, "Wij verzoeken u om de scholen te openen."), used=other
    ).statements
    assert (wet.themes, dry.themes) == (("dijken",), ())


def test_records_can_be_sent_to_another_process() -> None:
    found = run((P, "Wij verzoeken u om een reactie vóór de zomer."))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  our own bytes


PIECES = st.lists(
    st.tuples(
        st.sampled_from([P, H, L, N, C]), st.text(alphabet=st.sampled_from("Wij vragenumotkd.:;!?•-\n12€"), max_size=60)
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(PIECES)
def test_any_document_is_taken_and_every_quote_is_its_slice(pieces) -> None:
    first = run(*pieces)
    assert run(*pieces) == first


def test_a_sentence_judged_alone_keeps_its_id_among_others() -> None:
    wanted = (P, "Wij verzoeken u om de kade te herstellen.")
    alone = run(wanted).statements[0]
    among = [
        one for one in run((P, "Het regende."), wanted, (P, "Het was droog.")).statements if one.quote == alone.quote
    ]
    # neighbours speak for a theme and for how sure a type is, and for nothing else
    bare = {"start": 0, "end": 0, "confidence": 0, "themes": ()}
    assert replace(among[0], **bare) == replace(alone, **bare)


@needs_shared
def test_the_second_seed_letter() -> None:
    """Its requests, its condition and its worry, as a careful reader would mark them."""
    path = next(path for path in sorted((SHARED / "seeds").iterdir()) if b"Tweede Kamer" in path.read_bytes())
    document = replace(read.read(path.read_bytes(), path.name).document, source=ID)
    made = source(ID, "gemeente-velsen", kind="letter", date="2026-03-10")
    found = extract(made, document, frame=FRAME, register=REGISTER).statements
    by_type = {
        kind: " ".join(one.text for one in found if one.type == kind) for kind in ("request", "condition", "concern")
    }
    for words in (
        "vragen hierbij uw aandacht",
        "roepen u op",
        "verwachten dat uw Kamer",
        "nodigen u daarom graag uit",
        "graag met u in gesprek",
    ):
        assert words in by_type["request"]
    assert "als voorwaarde voor financiële steun" in by_type["condition"]
    assert "maken we ons ook zorgen" in by_type["concern"]


def test_what_several_authors_write_of_one_is_a_measure_of_that_one() -> None:
    text = "De gemeenten hangen de meters op zodra het waterschap ontheffing heeft verleend."
    joint = ("gemeente-velsen", "gemeente-heemskerk", "provincie-noord-holland")
    document = compose(ID, [Piece(kind=P, text=text, pages=((0, 3),))], language="nl")
    told = source(ID, *joint, kind="agreement")
    (one,) = extract(told, document, frame=FRAME, register=REGISTER).statements
    assert (one.type, one.is_commitment) == ("measure", True)
    assert [(actor.party, actor.words) for actor in one.actors if actor.role == "must_act"] == [
        ("gemeente-velsen", "De gemeenten"),
        ("gemeente-heemskerk", "De gemeenten"),
    ]
    assert not any(one.is_commitment for one in run((P, text)).statements)


def test_a_promise_under_its_own_name_that_was_read_as_a_finding_keeps_its_term() -> None:
    (one,) = run((P, "De gemeente Velsen heeft toegezegd de haven in 2027 te baggeren."), date="2025-03-10").statements
    assert (one.type, one.is_commitment, one.deadline_to) == ("measure", True, "2027-12-31")
