"""The two letters that are the assignment, read exactly."""

from __future__ import annotations

import pytest
from places import SHARED, needs_shared

from rodedraad import read
from rodedraad.describe import describe
from rodedraad.frame import frame
from rodedraad.parties import register

pytestmark = [needs_shared, pytest.mark.shared]


def described(start):
    path = next((SHARED / "seeds").glob(f"{start}*.txt"))
    perusal = read.read(path.read_bytes(), path.name)
    return describe(
        perusal.document,
        source="0" * 64,
        path=path.name,
        pages=perusal.pages,
        properties=perusal.properties,
        register=register(frame({})),
    )


def test_the_letter_of_a_foundation_and_a_partnership():
    source = described("000")
    assert {(issuer.id, issuer.organ, issuer.role) for issuer in source.parties} == {
        ("stichting-ijmond-ijzersterk", "board", "author"),
        ("techport", "management", "author"),
    }
    assert source.addressees == ("gemeente-beverwijk#raad", "gemeente-heemskerk#raad", "gemeente-velsen#raad")
    assert (source.date, source.kind, source.area) == ("2025-07-01", "letter", "IJmond")
    assert source.title.startswith("Een groene, vitale")
    assert {"title", "date", "kind", "parties"} <= set(source.guesses)


def test_the_letter_of_three_colleges():
    source = described("002")
    assert [(issuer.id, issuer.organ) for issuer in source.parties] == [
        ("gemeente-beverwijk", "college"),
        ("gemeente-heemskerk", "college"),
        ("gemeente-velsen", "college"),
    ]
    assert source.addressees == (
        "tweede-kamer-vaste-commissie-voor-klimaat-en-groene-groei#committee",
        "tweede-kamer-vaste-commissie-voor-infrastructuur-en-waterstaat#committee",
    )
    assert (source.date, source.kind, source.perspective) == ("2026-03-10", "letter", "government")
    assert source.numbers == ("3992115",)
    assert source.status is None  # a letter that does not say so is neither draft nor final
