"""Clues: those kept with a reading are used for the same words only, and say what the text itself says."""

from dataclasses import replace

import hand
import make
import pytest

from rodedraad.adapters import codec
from rodedraad.link import clues
from rodedraad.records import Clues, Reading

QUOTES = ("Wij willen de kade van Haverduin behouden.", "Alleen als de lucht schoner wordt, steunen wij de fabriek.")


def _reading():
    reading = hand.reading("b" * 64, QUOTES, quotes=QUOTES)
    found = tuple(clues.clues(one.text, one.context) for one in reading.statements)
    return replace(reading, clues=found)


def test_kept_clues_are_those_of_the_words_and_survive_the_store():
    reading = _reading()
    assert len(reading.statements) == len(QUOTES)
    again = codec.unpack(codec.pack(reading), Reading)
    assert again == reading
    assert clues.of_all(reading.statements, [again]) == clues.of_all(reading.statements)


def test_kept_clues_are_not_found_again(monkeypatch):
    reading = _reading()
    monkeypatch.setattr(clues, "clues", lambda *_: pytest.fail("read again"))
    assert list(clues.of_all(reading.statements, [reading]).values()) == list(reading.clues)


def test_other_words_another_heading_and_readings_without_clues_are_read_afresh():
    reading = _reading()
    first, second = reading.statements
    edited = replace(first, text="De kade van Haverduin moet sluiten.")
    moved = replace(second, context="Scheepvaart")
    added = make.statement("s-added", "Wij verbieden vuurwerk.")
    found = clues.of_all([edited, moved, added], [reading])
    assert found == clues.of_all([edited, moved, added])
    assert _refuses(found[edited.id])
    assert not _refuses(reading.clues[0])
    assert found[moved.id].heading
    assert _refuses(found["s-added"])
    torn = replace(reading, clues=(Clues(stems=("ander",)),))
    assert clues.of_all(reading.statements, [torn]) == clues.of_all(reading.statements)


def _refuses(found):
    return any(pull.sign < 0 for pull in found.pulls)
