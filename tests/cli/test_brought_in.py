"""What comes in and goes out of people at the command line: shown beside its clause, dated, masked, and never hanging."""

import os

import pytest
from cli.test_proposing import built, desk  # noqa: F401  the dossier at the terminal

LETTER = """Dorp, 12 maart 2026

Geachte heer Jansen,

Bij zin 1 maken wij bezwaar: de kade is te duur.

Met vriendelijke groet,

Piet Pietersen

Kerkweg 7-A, 1971 AB IJmuiden
"""


@pytest.fixture
def brought(desk, tmp_path):  # noqa: F811
    desk.run("propose")
    letter = tmp_path / "brief.txt"
    letter.write_text(LETTER, encoding="utf-8")
    return desk, letter


def test_a_preview_shows_the_words_of_the_clause_and_the_date_of_the_letter(brought):
    desk, letter = brought  # noqa: F811
    told = desk.run("import", letter, "--preview", "--from", "Piet Pietersen").out
    words = desk.rows("clauses")[0]["text"][:40]
    assert "over zin 1 “" + words in told
    assert "Piet Pietersen, 12 maart 2026, over" in told


@pytest.mark.parametrize("to", ["html", "xlsx", "jsonld", "qdpx", "docx"])
def test_what_goes_out_of_a_letter_leads_to_nobody_and_asks_to_be_looked_over(brought, tmp_path, to):
    desk, letter = brought  # noqa: F811
    desk.run("import", letter, "--from", "Piet Pietersen", "--as", "Els Visser", "--yes")
    out = tmp_path / f"uit.{to}"
    options = ["--of", "reactions"] if to == "docx" else []
    shown = desk.run("export", "--to", to, "--out", out, *options)
    assert "Kijk ze na op namen en adressen" in shown.err
    assert "[…]" in shown.err
    if to in ("html", "jsonld"):
        text = out.read_text(encoding="utf-8")
        assert "de kade is te duur" in text
        for gone in ("Jansen", "Pietersen", "Kerkweg 7", "1971 AB"):
            assert gone not in text
    whole = desk.run("export", "--to", to, "--out", out, "--force", "--with-confidential", *options)
    assert "met hun namen" in whole.err


def test_without_anything_brought_in_nothing_is_asked(brought, tmp_path):
    desk, _ = brought  # noqa: F811
    assert "namen en adressen" not in desk.run("export", "--to", "xlsx", "--out", tmp_path / "uit.xlsx").err


def test_a_letter_says_how_many_fields_are_still_open(brought, tmp_path):
    desk, _ = brought  # noqa: F811
    told = desk.run("export", "--to", "docx", "--of", "letter-council", "--out", tmp_path / "brief.docx").err
    assert "Nog in te vullen: " in told
    assert "plekken" in told


def test_a_form_that_is_no_table_is_refused_in_one_sentence(brought, tmp_path):
    desk, _ = brought  # noqa: F811
    form = tmp_path / "kapot.csv"
    form.write_bytes(b"\xff\xfe\x00zin;inbreng\n" + b'"' * 500_000)
    told = desk.run("import", form, "--preview", status=(2,)).err
    assert len(told.strip().splitlines()) == 1, told


def test_only_a_regular_file_is_read(brought, tmp_path):
    desk, _ = brought  # noqa: F811
    os.mkfifo(tmp_path / "pijp.txt")
    for path in (tmp_path / "pijp.txt", "/dev/zero"):
        assert "geen gewoon bestand" in desk.run("import", path, "--preview", status=(2,)).err
