"""What a letter says that it does not insist on, is no request."""

import pytest
from acting import letter, plan, request

LETTER = letter("brief", "loderkerk", "2025-03-10", "provincie-kustland")


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Wij dringen niet aan op een tweede brug.", False),
        ("Wij roepen u niet op de brug te vernieuwen.", False),
        ("We do not insist on a second bridge.", False),
        ("Wij dringen aan op een tweede brug.", True),
        ("Wij dringen niet alleen aan op een tweede brug, ook op een sluis.", True),
        ("Wij dringen niet aan op een tweede brug maar op een sluis.", True),
    ],
)
def test_what_is_not_insisted_on_is_not_asked(text, is_asked):
    asking = request("a", text, LETTER, "provincie-kustland", "u")
    assert ("a" in plan([LETTER], [asking])) is is_asked
