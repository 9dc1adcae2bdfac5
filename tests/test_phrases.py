"""Numbers that we say are written as the reader writes them; those of a quote stay as they are."""

import pytest

from rodedraad.phrases import renoted


@pytest.mark.parametrize(
    ("words", "own", "language", "shown"),
    [
        ("1,900", "en", "nl", "1.900"),
        ("about 1,900.5 tonnes", "en", "nl", "about 1.900,5 tonnes"),
        ("2.5 million", "en", "nl", "2,5 million"),
        ("1.100", "nl", "en", "1,100"),
        ("1.100", "nl", "nl", "1.100"),
        ("1,900", None, "nl", "1,900"),
        ("1,900", "de", "nl", "1,900"),
        ("twee", "nl", "en", "twee"),
        ("in 2030", "en", "nl", "in 2030"),
        ("1.2.3", "nl", "en", "1.2.3"),
        ("PM2.5", "en", "nl", "PM2.5"),
        ("1,5", "en", "nl", "1,5"),
    ],
)
def test_an_amount_is_written_as_the_reader_writes_it(words, own, language, shown):
    assert renoted(words, own, language) == shown
