"""The parties of the invented Lodermond that the tests of describe know."""

from rodedraad.parties import register
from rodedraad.records import Frame, Party

REGISTER = register(
    Frame(
        name="Lodermond",
        themes=(),
        parties=(
            Party(id="gemeente-wierhaven", name="Gemeente Wierhaven", aliases=("Wierhaven",)),
            Party(id="loderstaal", name="Loderstaal", layer="bedrijf", form="company"),
            Party(id="bureau-velthoorn", name="Bureau Velthoorn", aliases=("Velthoorn",), layer="bedrijf"),
        ),
        places=("Lodermond", "Wierhaven"),
    )
)
