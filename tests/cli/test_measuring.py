"""Measurements from a file to a standing, through the commands: shown, kept, judged, ruled on, and never twice."""

import json

import pytest

from rodedraad.cli import run

LETTER = """# Brief

Aan de raad van Wierhaven

De omgevingsdienst wil dat er in 2030 in Wierhaven hoogstens 10 µg/m3 fijnstof (PM2,5) in de lucht zit.
Wij streven ernaar dat het aantal geurklachten in 2030 is gehalveerd ten opzichte van 2022.
"""
HEAD = "periode;plaats;component;eenheid;waarde\n"
ROWS = "".join(f"{2016 + at};Wierhaven;PM2,5;µg/m³;{str(15 - at * 0.9).replace('.', ',')}\n" for at in range(9))


@pytest.fixture
def dossier(tmp_path, capsys):
    folder, letter = tmp_path / "d", tmp_path / "brief.md"
    letter.write_text(LETTER, encoding="utf-8")
    assert run(["new", str(folder)]) == 0
    settings = folder / "dossier.toml"
    settings.write_text('plaatsen = ["Wierhaven"]\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["add", str(folder), str(letter)]) == 0
    capsys.readouterr()
    return folder


def asked(capsys, *arguments, status=0):
    capsys.readouterr()
    assert run([*map(str, arguments), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def of_statements(capsys, dossier):
    return [one for one in asked(capsys, "list", dossier, "standings") if one["statement"]]


def test_from_a_file_to_a_standing_and_back(dossier, tmp_path, capsys):
    file = tmp_path / "lucht.csv"
    file.write_text(HEAD + ROWS + "2020;Wierhaven;NO2;ppb;3\n", encoding="cp1252")
    told = asked(capsys, "import", dossier, file, "--preview", status=1)
    assert (told["values"], told["kept"]) == (9, None)
    assert not (dossier / "reeksen").exists()
    assert "ppb" in told["problems"][0]
    assert "rij 11" in told["problems"][0]

    told = asked(capsys, "import", dossier, file, "--as", "proef", status=1)
    assert told["kept"] == "lucht.csv"
    assert (dossier / "reeksen/lucht.csv").read_bytes() == file.read_bytes()
    assert asked(capsys, "import", dossier, file, "--as", "proef", status=1)["kept"] is None

    (line,) = asked(capsys, "list", dossier, "indicators")
    assert (line["component"], line["place"], line["places"], len(line["points"])) == (
        "PM2.5",
        "Wierhaven",
        ["Wierhaven"],
        9,
    )
    by_component = {one["component"]: one for one in of_statements(capsys, dossier)}
    assert by_component["PM2.5"]["state"] == "on_track"
    assert by_component["PM2.5"]["words"] == "10 µg/m3"
    assert by_component["complaints"]["state"] == "not_measured"
    problems = asked(capsys, "list", dossier, "problems", status=1)
    assert [one["source"] for one in problems if one["message"]["code"] == "series.refused_unit"] == [
        "reeksen/lucht.csv"
    ]

    run(["edit", str(dossier), by_component["PM2.5"]["id"], "value=2", "--as", "proef"])
    by_component = {one["component"]: one for one in of_statements(capsys, dossier)}
    assert (by_component["PM2.5"]["state"], by_component["PM2.5"]["is_confirmed"]) == ("off_track", True)
    run(["reject", str(dossier), by_component["complaints"]["id"], "--as", "proef"])
    assert [one["component"] for one in of_statements(capsys, dossier)] == ["PM2.5"]

    (dossier / "reeksen/lucht.csv").unlink()
    run(["build", str(dossier)])
    assert asked(capsys, "list", dossier, "indicators") == []
    assert [one["state"] for one in of_statements(capsys, dossier)] == ["not_measured"]


def test_four_hours_of_the_region_stand_in_the_list_with_their_day_and_the_norms(
    dossier, tmp_path, capsys, monkeypatch
):
    """They were in no list of standings, and read as a year: "2014: 17"."""
    file = tmp_path / "uren.csv"
    rows = "".join(f"07/07/2014,{hour:02d},Wierhaven,PM10,ug/m3,17,0\n" for hour in range(7, 11))
    file.write_text("datum,tijd,station,component,eenheid,waarde,gevalideerd\n" + rows, encoding="utf-8")
    run(["import", str(dossier), str(file), "--yes", "--as", "proef"])
    monkeypatch.setenv("COLUMNS", "400")
    capsys.readouterr()
    run(["list", str(dossier), "standings"])
    told = [line for line in capsys.readouterr().out.splitlines() if "Wierhaven" in line]
    assert len(told) == 3
    assert all("7 juli 2014, 4 uren: gemiddeld 17 µg/m³; niet gevalideerd" in line for line in told)
    assert sorted(
        norm for line in told for norm in ("40 µg/m³", "20 µg/m³", "15 µg/m³") if f"hoogstens {norm}" in line
    ) == [
        "15 µg/m³",
        "20 µg/m³",
        "40 µg/m³",
    ]


def test_a_file_without_its_columns_is_refused_in_a_sentence(dossier, tmp_path, capsys):
    file = tmp_path / "half.csv"
    file.write_text("jaar;waarde\n2020;3\n", encoding="utf-8")
    assert run(["import", str(dossier), str(file), "--yes"]) == 2
    assert "eenheid" in capsys.readouterr().err
    assert not (dossier / "reeksen").exists()


def test_what_people_put_there_that_is_no_table_is_a_problem(dossier, capsys):
    (dossier / "reeksen").mkdir()
    (dossier / "reeksen/foto.csv").write_bytes(b"PK\x03\x04\0\0\0" * 99)
    (dossier / "reeksen/leeg.csv").write_bytes(b"")
    assert run(["build", str(dossier)]) == 1
    found = {one["source"]: one["message"]["code"] for one in asked(capsys, "list", dossier, "problems", status=1)}
    assert found["reeksen/foto.csv"] == "series.no_table"
    assert found["reeksen/leeg.csv"] == "series.empty"


def test_a_form_of_contributions_is_no_file_of_measurements(tmp_path):
    from rodedraad.cli.measuring import is_measured  # noqa: PLC0415

    form = tmp_path / "form.csv"
    form.write_text("datum;naam;zin;reactie\n2026-01-01;A;1;Mee eens\n", encoding="utf-8")
    assert not is_measured(form)
