"""PDF files made for the tests with Typst; every sentence in them is invented here."""

from functools import cache

import typst

PAGE = (
    '#set page(width: 148mm, height: 210mm, margin: 20mm)\n#set text(lang: "nl", size: 10pt)\n#set par(justify: true)\n'
)
HARBOUR = (
    "De havengemeenschap van Zuidermonde onderzoekt samen met de waterleidingmaatschappij hoe de "
    "binnenvaartschepen tijdens laagwaterperioden toch bereikbaar blijven voor bevoorradingsbedrijven."
)
STEEL = (
    "Het staalbedrijf vraagt de provinciebestuurders om duidelijkheid over de vergunningverlening, omdat "
    "investeringsbeslissingen anders jarenlang worden uitgesteld en werkgelegenheid verloren gaat."
)
HOMES = (
    "Woningbouwverenigingen rekenen op een warmtenet, maar de aansluitkosten blijven voor huishoudens met een "
    "bijstandsuitkering onbetaalbaar zolang de gemeenteraad geen garantieregeling vaststelt."
)


@cache
def pdf(body: str, head: str = PAGE) -> bytes:
    """The PDF of a Typst source."""
    made = typst.compile((head + body).encode())
    assert isinstance(made, bytes)
    return made


def paragraphs(count: int) -> list[str]:
    """So many different paragraphs of about three lines."""
    return [f"{(HARBOUR, STEEL, HOMES)[number % 3]} Dit is alinea {number + 1}." for number in range(count)]
