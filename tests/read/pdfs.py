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


def raw_pdf(content: str, box: str = "0 0 595 842") -> bytes:
    """A PDF of one page with this content, in which /F is a font and /I a grey picture."""
    stream = content.encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>" % box.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n\x80\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        rows,
        size,
        len(out),
    )
