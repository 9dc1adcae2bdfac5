"""Who backs a clause whose words a person changed: kept where the own statement still says it, else asked again."""

import pytest
from make import statement

from rodedraad.verify.backing import kept

HOMES = statement("s-1", "Wij bouwen vóór 2030 vijfhonderd sociale huurwoningen aan de Kade, mits het Rijk meebetaalt.")
TREES = statement("s-2", "Langs de Vaart wordt geen boom gekapt zonder dat Stichting Kust daarover is gehoord.")


@pytest.mark.parametrize(
    ("text", "one", "is_kept"),
    [
        ("Wij bouwen vijfhonderd sociale huurwoningen aan de Kade, mits het Rijk meebetaalt.", HOMES, True),
        ("Er komen 500 huurwoningen aan de Kade als het Rijk meebetaalt.", HOMES, True),
        ("Aan de Kade komen huurwoningen, mits het Rijk meebetaalt.", HOMES, True),
        ("Wij bouwen 700 sociale huurwoningen aan de Kade, mits het Rijk meebetaalt.", HOMES, False),
        ("Wij bouwen 500 sociale huurwoningen aan de Kade.", HOMES, False),
        ("Wij bouwen na 2030 sociale huurwoningen aan de Kade, mits het Rijk meebetaalt.", HOMES, False),
        ("Wij bouwen geen sociale huurwoningen aan de Kade, tenzij het Rijk meebetaalt.", HOMES, False),
        ("Wij bouwen sociale huurwoningen aan de Kade, mits Beldorp meebetaalt.", HOMES, False),
        ("De binnenstad krijgt een museum, een theater en een bibliotheek.", HOMES, False),
        ("«Langs de Vaart wordt geen boom gekapt»", TREES, True),
        ("Langs de Vaart wordt een boom gekapt.", TREES, False),
        ("", TREES, False),
        # all who back it are named at the head, and no statement names the others
        (
            "Aldorp, Beldorp en Stichting Kust willen 500 sociale huurwoningen aan de Kade, mits het Rijk meebetaalt.",
            HOMES,
            True,
        ),
        ("Aldorp en Beldorp willen 700 sociale huurwoningen aan de Kade, mits het Rijk meebetaalt.", HOMES, False),
        ("De provincie Zee wil 500 sociale huurwoningen aan de Kade, mits Beldorp meebetaalt.", HOMES, False),
    ],
)
def test_backing_is_kept_where_the_statement_still_says_it(text, one, is_kept):
    assert kept(text, one) is is_kept
