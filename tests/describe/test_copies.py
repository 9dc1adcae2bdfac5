"""Who is sent a copy of a letter is not written to, and the sender in a head of one paragraph is no addressee."""

import pytest
from describe.lodermond import REGISTER

from rodedraad.describe import describe
from rodedraad.read.canonical import Piece, compose

REST = "Geachte heer,\nWij vragen u om een brug over de haven.\nHoogachtend,\n"


def parties(text, path="brief.md"):
    pieces = [Piece(kind="paragraph", text=part) for part in text.split("\n\n")]
    found = describe(compose("x", pieces, language="nl"), source="x", path=path, pages=None, register=REGISTER)
    return found.addressees, found.authors


@pytest.mark.parametrize("label", ["Cc:", "cc", "c.c.", "Cc aan:", "i.a.a.", "Afschrift aan", "Kopie aan:", "Bcc:"])
def test_who_is_sent_a_copy_is_neither_addressee_nor_author(label):
    head = f"Gemeente Wierhaven\nAan: de provincie Utrecht\n{label} Loderstaal,\nBureau Velthoorn\nDatum: 3 mei 2024\n"
    assert parties(head + REST + "Jan Wit") == (("provincie-utrecht",), ("gemeente-wierhaven",))
    below = f"Gemeente Wierhaven\nAan: de provincie Utrecht\n{REST}namens gemeente Wierhaven\n{label} Loderstaal"
    assert parties(below) == (("provincie-utrecht",), ("gemeente-wierhaven",))
    listed = below.replace(f"{label} Loderstaal", "\n\nCc:\n\nLoderstaal\n\nBureau Velthoorn")
    assert parties(listed) == (("provincie-utrecht",), ("gemeente-wierhaven",))


@pytest.mark.parametrize(
    "head",
    [
        "Van: Loderstaal Aan: de provincie Utrecht Datum: 3 mei 2024",
        "Aan: de provincie Utrecht Van: Loderstaal Datum: 3 mei 2024 Cc: Bureau Velthoorn Betreft: brug",
        "Van: Loderstaal\nCc:\nBureau Velthoorn\nde gemeenteraad van Wierhaven\nAan: de provincie Utrecht",
    ],
)
def test_a_head_in_one_paragraph_keeps_sender_and_addressee_apart(head):
    assert parties(f"{head}\n\n{REST}Jan Wit") == (("provincie-utrecht",), ("loderstaal",))
