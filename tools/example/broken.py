"""Files that cannot be read as they are: one cut off half-way, one that is only a picture of its page."""

from __future__ import annotations

import io
import random
import time

from PIL import Image, ImageFilter

from example.pdf import compile_source

_MINUTES = """
#set page(paper: "a4", margin: 3cm)
#set text(font: "Libertinus Serif", size: 12pt, lang: "nl")
#set par(justify: true, leading: 0.9em)
*Raad van Loderkerk*

*Besluitenlijst van de vergadering van 5 september 2024*

_Deze besluitenlijst is verzonnen en hoort bij het voorbeelddossier van Rodedraad._

+ De raad neemt kennis van het verslag van de vergadering van 4 juli.
+ Het krediet voor de kerktoren wordt met algemene stemmen verleend.
+ Het voorstel over de straatnamen in de Kerkakkers wordt aangehouden.
+ De rondvraag levert drie vragen op over zwerfvuil bij de steiger.
"""

_ANNEX = """
#set page(paper: "a4", margin: 3cm, numbering: "1")
#set text(font: "Libertinus Serif", size: 11pt, lang: "nl")
= Bijlage 3: Meetreeksen watertoren Loderkerk
_Verzonnen gegevens bij het voorbeelddossier van Rodedraad._
#for week in range(1, 200) [
  Week #week: gemiddelde temperatuur #calc.rem(week * 7, 23) graden, neerslag #calc.rem(week * 11, 41) millimeter. \\
]
"""


def files() -> dict[str, tuple[bytes, str]]:
    """Path below ``bronnen/`` -> its bytes and the kind of problem it gives."""
    return {
        "overig/Bijlage 3 meetreeksen.pdf": (_truncated(), "truncated"),
        "overig/Besluitenlijst Loderkerk 2024-09-05 (scan).pdf": (_scanned(), "no_text_layer"),
    }


def _truncated() -> bytes:
    whole: bytes = compile_source(_ANNEX, "2024-10-01")
    return whole[: len(whole) * 2 // 5]


def _scanned() -> bytes:
    picture = compile_source(_MINUTES, "2024-09-06", output="png", ppi=110)
    page = Image.open(io.BytesIO(picture)).convert("L").rotate(0.7, fillcolor=250, resample=Image.Resampling.BICUBIC)
    noise = random.Random(20240905)  # noqa: S311  specks on paper, no secrets
    for _ in range(900):
        page.putpixel((noise.randrange(page.width), noise.randrange(page.height)), noise.randrange(60, 200))
    page = page.filter(ImageFilter.GaussianBlur(0.6)).quantize(8).convert("L")
    stamp = time.struct_time((2024, 9, 6, 9, 0, 0, 4, 250, 0))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=110, creationDate=stamp, modDate=stamp, quality=35)
    return out.getvalue()
