"""Copies and versions: recognised by their sentences, never by likeness."""

import make
import pytest

from rodedraad.link.kinship import families, kinships, sketch

SENTENCES = [f"Zin nummer {n} van dit stuk gaat over een eigen zaak met genoeg letters erin." for n in range(30)]


def _kin(*texts, **fields):
    sources = [make.source(f"b{n}", **one) for n, one in enumerate(fields["sources"])]
    return kinships(sources, {f"b{n}": sketch(make.document(f"b{n}", *text)) for n, text in enumerate(texts)})


def test_the_same_text_in_another_layout_is_a_copy():
    other = [" ".join(SENTENCES[:15]).upper(), " ".join(SENTENCES[15:])]
    (found,) = _kin(SENTENCES, other, sources=[{"path": "a.pdf"}, {"path": "b.docx"}])
    assert (found.kind, found.earlier, found.later, found.share) == ("copy", "b1", "b0", 1.0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"status": "final", "path": "a.pdf"}, {"status": "draft", "path": "b.pdf"}),
        ({"path": "nota 1.0.pdf"}, {"path": "nota 0.3.pdf"}),
        ({"date": "2026-02", "path": "a.pdf"}, {"date": "2025-11-30", "path": "b.pdf"}),
        ({"date": "2026", "path": "b.pdf"}, {"date": "2026-03", "path": "a.pdf"}),  # in no order: by path
    ],
)
def test_a_final_version_replaces_its_draft_whatever_the_order(first, second):
    changed = SENTENCES[:22] + [line.replace("eigen", "andere") for line in SENTENCES[22:]]
    (found,) = _kin(changed, SENTENCES, sources=[first, second])
    assert (found.kind, found.earlier, found.later) == ("version", "b1", "b0")
    assert found.share == pytest.approx(22 / 30, abs=0.001)


def test_a_letter_that_quotes_and_a_summary_that_repeats_are_no_kin():
    own = [f"Eigen zin {n} van de brief met voldoende letters om mee te tellen hier." for n in range(20)]
    assert _kin(SENTENCES, own + SENTENCES[:3], sources=[{}, {}]) == ()


def test_what_people_say_wins_and_families_are_whole():
    sources = [make.source("b0"), make.source("b1", replaces="b0"), make.source("b2", replaces="b1")]
    found = kinships(sources, {one.id: () for one in sources})
    assert [(one.earlier, one.later, one.kind) for one in found] == [("b0", "b1", "version"), ("b1", "b2", "version")]
    assert set(families(sources, found).values()) == {"b0"}
