"""What every embedder must do: the shipped table's and one made by hand."""

import pytest

from rodedraad.embed import StaticEmbedder
from rodedraad.ports import Embedder

TEXTS = ("De provincie legt een warmtenet aan.", "", "Wij willen schone lucht.", "...", "De kade wordt hersteld.")


class Vowels:
    """Counts the vowels of a text."""

    dimensions = 5

    def encode(self, texts):
        return b"".join(bytes(text.lower().count(vowel) for vowel in "aeiou") for text in texts)


@pytest.fixture(params=[StaticEmbedder, Vowels])
def embedder(request) -> Embedder:
    return request.param()


def rows(embedder: Embedder, texts) -> list[bytes]:
    found, width = embedder.encode(texts), embedder.dimensions
    assert len(found) == len(texts) * width
    return [found[at : at + width] for at in range(0, len(found), width)]


def test_each_text_has_one_row_that_depends_on_it_alone(embedder):
    whole = rows(embedder, TEXTS)
    assert [rows(embedder, [text]) for text in TEXTS] == [[row] for row in whole]
    assert rows(embedder, TEXTS[::-1]) == whole[::-1]
    assert rows(embedder, ()) == []


def test_a_text_without_a_known_word_is_zeros_and_others_are_not(embedder):
    silent = [not row.strip(b"\0") for row in rows(embedder, TEXTS)]
    assert silent == [False, True, False, True, False]
