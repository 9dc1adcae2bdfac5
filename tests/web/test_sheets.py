"""A source page by page: nothing of its text is lost or told twice, and each statement is where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import document, source, statement

from rodedraad.records import Block, Document
from rodedraad.web import sheets

WORDS = st.lists(st.text("abc .", min_size=1, max_size=30), min_size=1, max_size=12)


def _paged(paragraphs, breaks):
    """A document with a page turn at each of these offsets."""
    plain = document("bron", *paragraphs)
    starts = sorted({0, *(at % max(1, len(plain.text)) for at in breaks)})
    pages = tuple((start, number + 1) for number, start in enumerate(starts))
    made = Document(source="bron", text=plain.text, body_end=len(plain.text), blocks=plain.blocks, pages=pages)
    return made, source("bron", pages=len(pages))


def _statements(text, spans):
    """Statements that do not overlap, as the extractor makes them."""
    found, at = [], 0
    for gap, length in spans:
        start, end = at + gap, at + gap + length
        if end > len(text):
            break
        found.append(statement(f"s-{len(found)}", text[start:end], source="bron", start=start, end=end))
        at = end
    return found


@given(
    WORDS,
    st.lists(st.integers(0, 400), max_size=4),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 40)), max_size=8),
)
def test_the_pages_together_hold_every_block_once_and_every_statement(paragraphs, breaks, spans):
    text, from_ = _paged(paragraphs, breaks)
    own = _statements(text.text, spans)
    whole = [sheets.sheet(from_, text, own, number) for number in range(1, from_.pages + 1)]
    shown = [run for one in whole for paragraph in one.paragraphs for run in paragraph.runs]
    assert "".join(run.text for run in shown) == "".join(paragraphs)
    for one in own:
        said = "".join(run.text for run in shown if run.statement is one)
        held = "".join(text.text[max(one.start, block.start) : min(one.end, block.end)] for block in text.blocks)
        assert said == held
        first = sheets.number_of(
            from_, text, statement("s", source="bron", start=one.start, page=text.page_at(one.start))
        )
        assert one in sheets.sheet(from_, text, own, first).statements


def test_a_source_without_pages_is_shown_in_parts_that_hold_all(monkeypatch):
    monkeypatch.setattr(sheets, "PART_CHARS", 100)
    text = document("bron", *(f"Zin {number} van een lange brief zonder bladzijden." for number in range(40)))
    from_ = source("bron")
    first = sheets.sheet(from_, text, (), 1)
    assert first.count > 10
    assert not first.is_page
    shown = [sheets.sheet(from_, text, (), number) for number in range(1, first.count + 1)]
    assert sum(len(one.paragraphs) for one in shown) == 40
    last = statement("s-1", source="bron", start=text.blocks[-1].start, end=text.blocks[-1].end)
    assert sheets.number_of(from_, text, last) == first.count


@pytest.mark.parametrize("number", [-5, 0, 1, 999])
def test_a_number_that_is_none_is_the_nearest(number):
    assert sheets.sheet(source("bron"), document("bron", "Een zin."), (), number).number == 1


def test_a_source_of_which_nothing_was_read_has_one_empty_page():
    empty = Document(source="bron", text="", body_end=0)
    found = sheets.sheet(source("bron", pages=3), empty, (), 2)
    assert found.paragraphs == ()


def test_a_heading_goes_no_deeper_than_one_below_the_one_before_it():
    def block(level, kind="heading"):
        return Block(kind=kind, start=0, end=1, level=level)

    chapters = [block(3), block(None, "paragraph"), block(1), block(2), block(4), block(2), block(None)]
    assert list(sheets.ranks(chapters)) == [2, None, 2, 3, 4, 3, 2]
    assert list(sheets.ranks([block(at) for at in range(1, 9)])) == [2, 3, 4, 5, 6, 6, 6, 6]
    assert list(sheets.ranks([block(2, "list_item")])) == [None]
