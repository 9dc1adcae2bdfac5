"""Vectors are exact and do not depend on the batch; compounds, inflection and English find their way."""

from math import isqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.embed import DIMENSIONS, LENGTH, StaticEmbedder, embedder, root, scaled, table, tokens

SENTENCES = [
    "De provincie onderzoekt restwarmte voor vierhonderd woningen.",
    "Wij vragen het waterschap de dijk vóór 2031 te verhogen.",
    "The grid operator expects congestion until the new substation opens.",
    "",
    "§ 12 — 2031",
    "zqxj wvkk",
]


def vectors(texts):
    return np.frombuffer(StaticEmbedder().encode(texts), dtype=np.int8).reshape(len(texts), DIMENSIONS).astype(int)


def cosine(one, other):
    a, b = vectors([one, other])
    return a @ b / LENGTH**2


@given(st.lists(st.one_of(st.text(max_size=80), st.sampled_from(SENTENCES)), max_size=12), st.randoms())
@settings(max_examples=60, deadline=None)
def test_a_vector_depends_on_its_text_alone(texts, random):
    whole = vectors(texts)
    order = list(range(len(texts)))
    random.shuffle(order)
    shuffled = vectors([texts[at] for at in order])
    assert (shuffled == whole[order]).all()
    for at, text in enumerate(texts):
        assert (vectors([text])[0] == whole[at]).all()


def test_the_sum_is_that_of_a_plain_loop_in_unbounded_integers():
    known = table()
    for text, found in zip(SENTENCES, vectors(SENTENCES), strict=True):
        total = [0] * DIMENSIONS
        for row in {row for word in tokens(text) for row in known.rows(word)}:
            total = [x + int(known.weights[row]) * int(v) for x, v in zip(total, known.vectors[row], strict=True)]
        square = sum(x * x for x in total)
        length = max(int(np.floor(np.sqrt(float(square)))), 1)
        while length * length > max(square, 1):
            length -= 1
        while (length + 1) ** 2 <= square:
            length += 1
        wanted = [max(-127, min(127, (2 * LENGTH * x + length) // (2 * length))) for x in total]
        assert found.tolist() == wanted


@given(st.lists(st.integers(0, (1 << 60)), min_size=1))
def test_the_integer_root_is_exact(squares):
    assert root(np.array(squares, dtype=np.int64)).tolist() == [isqrt(square) for square in squares]


def test_text_without_a_known_word_gives_zeros():
    assert not vectors(["", "2031", "§ 12 —", "zqxjwvkkzqxj"]).any()
    assert embedder().encode([]) == b""


def test_long_and_strange_text_is_read_in_time_and_bounds():
    long = "maatregel-" * 10_000 + " " + "a" * 100_000 + " " + "woning " * 50_000
    assert vectors([long]).any()
    # many different words: sums stay within 32 bits
    known = table()
    everything = " ".join(known.words[:60_000])
    assert abs(float(np.linalg.norm(vectors([everything])[0])) - LENGTH) < LENGTH / 5
    assert (scaled(np.full((1, DIMENSIONS), 2_000 * 127 * 255, dtype=np.int32)) > 0).all()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("stadsverwarmingsplannen", {"stadsverwarming", "plannen"}),
        ("dijkversterkingsopgave", {"opgave"}),
        ("provinciehuizen", {"provinciehuis"}),
        ("klimaatneutraliteitsdoel", {"klimaat", "neutraliteit", "doel"}),
    ],
)
def test_an_unknown_word_is_taken_apart(word, parts):
    known = table()
    found = {known.words[row] for row in known.rows(word)}
    assert parts <= found


def test_apostrophes_soft_hyphens_and_capitals_change_nothing():
    assert (vectors(["De foto’s van Rotterdam"]) == vectors(["de FOTO'S van rotter\xaddam"])).all()


@pytest.mark.parametrize(
    ("dutch", "english", "other"),
    [
        ("Groen staal vraagt veel waterstof.", "Green steel takes much hydrogen.", "The museum opens on Sundays."),
        ("De luchtkwaliteit moet verbeteren.", "Air quality must improve.", "The budget was adopted in June."),
        ("Er zijn te weinig technici.", "There is a shortage of technicians.", "The beach is closed to dogs."),
    ],
)
def test_a_sentence_is_near_its_translation(dutch, english, other):
    assert cosine(dutch, english) > 0.3
    assert cosine(dutch, english) > cosine(dutch, other) + 0.2


def test_the_table_is_no_larger_than_promised():
    known = table()
    assert len(known.words) == len(known.weights) == len(known.vectors) == len(set(known.words))
    assert known.vectors.nbytes < 22_000_000
    assert known.vectors.dtype == np.int8
    assert known.weights.dtype == np.uint8
