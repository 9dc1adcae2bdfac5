"""The measures of benchmarks/reading.py on cases counted by hand, and the floors of its figures, which may only rise."""

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path

import pytest
from places import SHARED, needs_shared
from read.pdfs import HARBOUR, pdf
from read.test_pdf import read

DELTA = os.environ.get("RODEDRAAD_DELTA")
FLOORS = {
    "outline_found": 0.89,
    "outline_steps": 0.93,
    "reading_order": 0.985,
    "sentences_dev": 0.995,
    "sentences_test": 0.993,
    "kept_lines_dev": 0.96,
    "kept_lines_test": 0.95,
}
DELTA_FLOORS = {"structure": 0.89, "structure_least": 0.72, "level": 0.81}


@cache
def benchmark():
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "reading.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_reading", path)
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def element(kind, title, level=1):
    return benchmark().Element(kind=kind, title=title, level=level)


def test_the_measure_of_structure_is_what_is_shared_of_all():
    wanted = [
        element("Headline", "1. Inleiding"),
        element("Enumeration", "(a) de kade wordt verhoogd ...", 2),
        element("Enumeration", "(b) de sluis wordt verdiept ...", 2),
        element("Headline", "2. Besluit"),
    ]
    found = [
        element("Headline", "1 Inleiding"),  # 80 of 100 will do
        element("Enumeration", "(a) de kade wordt verhoogd tot vijf meter boven NAP", 3),  # as many words as both have
        element("Headline", "(b) de sluis wordt verdiept"),  # the words, but not the kind
        element("Headline", "Iets anders"),
    ]
    result = benchmark().compare("stuk", found, wanted)
    assert result.structure == 2 / (2 + 4)  # two right; two invented, four wanted
    assert result.level == 1 / 2
    assert [one.title for one in result.missed] == ["(b) de sluis wordt verdiept ...", "2. Besluit"]


def test_of_equal_titles_the_nearer_in_order_is_taken():
    wanted = [element("Headline", "Doel"), element("Headline", "Kosten"), element("Headline", "Doel", 2)]
    assert benchmark().compare("stuk", list(wanted), wanted).level == 1.0
    assert benchmark().compare("stuk", wanted[:2], wanted).structure == 2 / 3


def test_items_lie_below_the_heading_above_them():
    document = read(pdf(f"= Haven\n- eerste\n  - onder eerste\n\n{HARBOUR}\n== Kade\n- tweede\n\n{HARBOUR}")).document
    found = benchmark().elements(document, "stuk")
    assert [(one.kind, one.level) for one in found] == [
        ("Title", 0),
        ("Headline", 1),
        ("Enumeration", 2),
        ("Enumeration", 3),
        ("Headline", 2),
        ("Enumeration", 3),
    ]


def test_paragraphs_are_rebuilt_from_the_numbers_of_their_sentences(tmp_path):
    names = ("a.p.2.s.10", "a.p.2.s.9", "a.p.1.s.1", "a.p.2.s.9.2")
    texts = ("De laatste.", "Een kop", "Alleen.", "De eerste.")
    rows = "".join(f"# sent_id = {name}\n# text = {text}\n\n" for name, text in zip(names, texts, strict=True))
    (tmp_path / "x-dev.conllu").write_text(rows, "utf-8")
    assert benchmark().rebuilt(tmp_path / "x-dev.conllu") == [["Een kop", "De eerste.", "De laatste."], ["Alleen."]]
    count = benchmark().boundaries(tmp_path / "x-dev.conllu")
    assert (count.right, count.found, count.wanted, count.kept_right, count.kept) == (1, 1, 1, 1, 1)


@needs_shared
@pytest.mark.shared
@pytest.mark.slow
def test_no_figure_falls():
    found = benchmark().figures(SHARED, None)
    assert {name: found[name] for name in FLOORS if found[name] < FLOORS[name]} == {}


@pytest.mark.slow
@pytest.mark.skipif(DELTA is None, reason="RODEDRAAD_DELTA names no folder with the data of deltatextsplitter 1.1.0")
def test_no_figure_of_structure_falls(tmp_path):
    found = benchmark().figures(tmp_path, Path(DELTA))
    assert {name: found[name] for name in DELTA_FLOORS if found[name] < DELTA_FLOORS[name]} == {}
