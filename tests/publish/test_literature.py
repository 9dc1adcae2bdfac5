"""The sources as RIS and CSL-JSON: read back by another program, with nothing more precise than it is."""

import importlib
import json
from dataclasses import replace

import pytest
from publish.issued import dossier, issued

from rodedraad.publish.literature import csl, ris
from rodedraad.records import Issuer


def _with(**fields):
    """A publication whose first source has these fields."""
    held = dossier()
    return issued(of=replace(held, sources=(replace(held.sources[0], **fields), *held.sources[1:])))


def _records(publication):
    return importlib.import_module("rispy").loads(ris(publication).decode())


def test_another_program_reads_the_list_back():
    found = _records(issued())
    assert [(one["title"], one["type_of_reference"], one["authors"]) for one in found] == [
        ("Over map/visie.pdf", "RPRT", ["haven (bestuur)"]),
        ("Over brief <nieuw>.md", "PCOMM", ["kust (college van B en W)"]),
    ]
    assert [one["id"] for one in found] == [one.id for one in dossier().sources]


def test_every_line_ends_as_the_format_asks():
    data = ris(issued())
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"ER  - \r\n\r\n")


@pytest.mark.parametrize(
    ("date", "year", "day", "issued_"),
    [
        ("2025", "2025", "2025///", {"date-parts": [[2025]]}),
        ("2025-06", "2025", "2025/06//", {"date-parts": [[2025, 6]]}),
        ("2025-06-09", "2025", "2025/06/09/", {"date-parts": [[2025, 6, 9]]}),
        ("2025-13-40", None, None, {"literal": "2025-13-40"}),
        (None, None, None, None),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date, year, day, issued_):
    publication = _with(date=date, guesses=())
    record = _records(publication)[0]
    assert (record.get("year"), record.get("date")) == (year, day)
    assert json.loads(csl(publication))[0].get("issued") == issued_


def test_what_nobody_confirmed_and_what_is_only_the_files_date_is_said():
    publication = _with(guesses=("date", "kind"), is_file_date=True)
    (note,) = [one["note"] for one in json.loads(csl(publication))[:1]]
    assert "door niemand bevestigd: datum, soort" in note
    assert "die van het bestand" in note
    assert any("datum, soort" in one for one in _records(publication)[0]["notes"])
    assert "note" not in json.loads(csl(_with(guesses=())))[0]


def test_an_author_is_an_institution_whatever_its_name():
    party = Issuer(id="x", name="Ministerie van Economische Zaken, Landbouw en Innovatie")
    payer = Issuer(id="y", name="Het Fonds", role="payer")
    publication = _with(parties=(party, payer))
    assert json.loads(csl(publication))[0]["author"] == [{"literal": party.name}]
    assert _records(publication)[0]["authors"] == ["Ministerie van Economische Zaken / Landbouw en Innovatie"]
    assert "Betaald door Het Fonds." in json.loads(csl(publication))[0]["note"]


def test_no_title_can_write_a_field_or_a_record():
    publication = _with(title="Titel\r\nER  - \r\nTY  - BOOK\nTI  - Vals\ud800\x00")
    found = _records(publication)
    assert len(found) == 2
    assert found[0]["title"] == "Titel ER - TY - BOOK TI - Vals\ufffd\ufffd"
    assert len(json.loads(csl(publication))) == 2


def test_only_the_sources_of_the_dossier_are_listed():
    held = dossier()
    publication = replace(issued(), dossier=replace(held, sources=held.sources[:1]))
    assert [one["id"] for one in json.loads(csl(publication))] == [held.sources[0].id]
    assert ris(publication).count(b"TY  - ") == 1
