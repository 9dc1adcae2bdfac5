"""PDF reading on real documents: what must hold of every one, and counts over all of them."""

import re
import time
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
from places import SHARED, needs_shared
from read.samples import holds
from read.test_pdf import segments_agree

from rodedraad.errors import UnreadableSource
from rodedraad.read import pdf_hidden
from rodedraad.read.pdf import PdfReader
from rodedraad.wording import catalogue

pytestmark = [needs_shared, pytest.mark.shared, pytest.mark.slow]
FILES = sorted(SHARED.glob("corpus/**/*.pdf")) if SHARED.is_dir() else []
FAULTY = sorted((SHARED / "faulty").iterdir()) if SHARED.is_dir() else []
SECONDS_PER_PAGE = 0.03  # four times what one page takes on one core of 2020, for a machine shared with others


@cache
def perusals():
    reader, found = PdfReader(), {}
    for path in FILES:
        found[path] = reader.read(path.read_bytes(), path.name)
    return found


def body(document, *kinds):
    return [block for block in document.blocks if block.kind in kinds]


def test_every_document_is_whole_and_quick():
    began = time.process_time()
    pages = sum(perusal.pages for perusal in perusals().values())
    assert pages > 1000
    assert time.process_time() - began < SECONDS_PER_PAGE * pages
    for perusal in perusals().values():
        holds(perusal)
        document = perusal.document
        for block in document.blocks:
            assert document.page_at(block.start) == block.page
            assert document.page_at(block.end - 1) == block.page_end
        assert not re.search(r"[\x00-\x09\x0b-\x1f\xad\ufffe]| {2}", document.text)


def test_segments_are_what_pdfium_has_on_a_sample_of_pages():
    for path, perusal in perusals().items():
        pages = sorted({segment.page for segment in perusal.document.segments})
        segments_agree(path.read_bytes(), perusal.document, pages[:: max(1, len(pages) // 3)])


def test_no_letter_is_lost_or_made_up():
    """Characters in and out agree but for signs, dots of leaders and hyphens; 0.5 % is room for cut corners.

    What no page shows is said, and not counted: ten letters a word.
    """
    for path, perusal in perusals().items():
        handle = pypdfium2.PdfDocument(path)
        read, text = Counter(), Counter(perusal.document.text)
        for number in range(len(handle)):
            if number + 1 not in perusal.pages_unread:
                read.update(unicodedata.normalize("NFC", handle[number].get_textpage().get_text_range()))
        handle.close()
        letters = [char for char in read if char.isalpha() and char < "\ue000"]
        lost = sum(max(read[char] - text[char], 0) for char in letters)
        made = sum(max(text[char] - read[char], 0) for char in text if char.isalpha())
        assert made == 0, path.name
        messages = [one.message for one in perusal.problems if one.message.code in pdf_hidden.CODES.values()]
        hidden = 10 * sum(int(dict(one.values)["words"]) for one in messages)
        assert lost <= 0.005 * sum(read[char] for char in letters) + hidden, path.name


def test_sentences_over_a_page_turn_are_one_slice():
    over = loose = 0
    for perusal in perusals().values():
        document = perusal.document
        found = body(document, "paragraph", "list_item", "heading")
        over += sum(block.page_end > block.page for block in found)
        for before, block in pairwise(found):
            text, last = document.text[block.start : block.end], document.text[before.start : before.end]
            if block.page == before.page_end + 1 and text[0].islower() and before.kind != "heading":
                loose += not re.search(r"[.!?:;][”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$", last) and not text.startswith("http")
    assert over >= 85
    assert loose <= 3


def test_no_page_begins_or_ends_with_what_others_begin_or_end_with():
    for path, perusal in perusals().items():
        document, edges = perusal.document, {}
        for block in body(document, "paragraph", "heading", "list_item", "table_cell", "contents"):
            edges.setdefault(block.page, [block, block])[1] = block
        for place in (0, 1):
            texts = Counter(
                document.text[pair[place].start : pair[place].end]
                for pair in edges.values()
                if pair[place].kind != "table_cell"  # the head of a table may stand on every page
            )
            same = [text for text, count in texts.items() if count > 0.3 * max(perusal.pages, 10)]
            assert not same, (path.name, same)


def test_numbers_of_pages_are_never_blocks_of_the_body():
    for path, perusal in perusals().items():
        document = perusal.document
        numbers = [
            block
            for block in body(document, "paragraph", "heading")
            if document.text[block.start : block.end] in (str(block.page), f"Pagina {block.page} van {perusal.pages}")
        ]
        assert len(numbers) <= 0.02 * perusal.pages + 1, path.name


def test_headings_are_few_and_contents_are_found():
    for path, perusal in perusals().items():
        headings = body(perusal.document, "heading")
        assert all(1 <= block.level <= 6 for block in headings)
        if perusal.pages > 30 and "ERD" not in path.name:
            prose = sum(block.end - block.start for block in body(perusal.document, "paragraph", "list_item"))
            assert sum(block.end - block.start for block in headings) < 0.35 * prose + 200, path.name
    titled = [
        perusal
        for perusal in perusals().values()
        if re.search(r"^(inhoudsopgave|inhoud|contents)$", perusal.document.text, re.IGNORECASE | re.MULTILINE)
    ]
    assert len(titled) >= 10
    assert sum(bool(body(perusal.document, "contents")) for perusal in titled) >= 0.9 * len(titled)


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.name)
def test_faulty_files_are_read_or_refused_with_a_reason(path):
    try:
        perusal = PdfReader().read(path.read_bytes(), path.name)
    except UnreadableSource as error:
        if error.message.code not in catalogue():
            raise
        if error.kind != "encrypted" and path.suffix == ".pdf":
            raise
        return
    holds(perusal)
    said = {problem.page for problem in perusal.problems}
    assert set(perusal.pages_unread) <= said
    assert perusal.document.text or perusal.pages_unread
