"""A table at a terminal of any width: the text can be read, no line is cut off, and it is the last columns that go."""

import pytest

from rodedraad.cli import speech

HEADINGS = ["code", "nodig", "niveau", "aantal, termijn", "in de regio", "wie", "vindplaats"]
ROW = [
    "r-2ac429",
    "Voor de uitdagingen is veel kennis en kunde nodig, van de haven tot de school.",
    "mbo",
    "vierhonderd in 2030",
    "niet bekend",
    "Techport, Stichting IJmond IJzersterk en anderen",
    "Een groene, vitale en innovatieve regio, bladzijde 4",
]


@pytest.mark.parametrize(("width", "columns"), [(60, 4), (80, 5), (100, 6), (118, 7), (120, 7), (160, 7), (240, 7)])
def test_the_text_keeps_a_readable_width_and_the_last_columns_make_room(width, columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    speech.table("titel", HEADINGS, [ROW], wide=(1,), most={5: 26, 6: 30})
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) < 20, "no column of single letters"
    shown = [heading for heading in HEADINGS if heading.split(",")[0] in "\n".join(lines)]
    assert shown == HEADINGS[:columns]
    assert any("Voor de uitdagingen" in line for line in lines)
