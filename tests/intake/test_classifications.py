"""ESCO and TOOI as they are published: taken in by their columns, or refused with file, row and column, and nothing kept."""

import io
import zipfile

import pytest

from rodedraad.cli import run
from rodedraad.errors import WrongUse
from rodedraad.intake import esco, tooi
from rodedraad.require.occupations import listed, written

BASE = "http://data.europa.eu/esco"
HEADING = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels"
OFFICIAL = f'{HEADING}\nOccupation,{BASE}/occupation/aa-1,7212,lasser,"lasser mig\nlasser tig"\n'
BODY = "https://identifier.overheid.nl/tooi/id"


def test_columns_are_found_by_name_and_labels_stand_on_lines_or_behind_bars():
    other = f"conceptUri,preferredLabel,altLabels\n{BASE}/skill/bb-2,welding,brazing|soldering\n"
    found = esco.read([("occupations_nl.csv", OFFICIAL.encode("utf-8-sig")), ("skills_en.csv", other.encode())])
    assert [(one.names, one.is_skill) for one in found.concepts] == [
        (("lasser", "lasser mig", "lasser tig"), False),
        (("welding", "brazing", "soldering"), True),
    ]
    assert listed(written(found.concepts)) == found.concepts


def test_a_zip_is_its_files_and_files_of_relations_are_passed_over():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("v1.3/occupations_nl.csv", OFFICIAL)
        made.writestr("v1.3/broaderRelationsOccPillar.csv", "a,b\n1,2\n")
        made.writestr("v1.3/skillsFlat.csv", "id,description\n1,welding\n")
    assert esco.is_esco("esco.zip", packed.getvalue())
    found = esco.read([("esco.zip", packed.getvalue())])
    assert [one.names[0] for one in found.concepts] == ["lasser"]
    assert [dict(one.values)["file"] for one in found.passed_over] == ["skillsFlat.csv"]


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        (b"id,description\n1,x\n", "require.esco_no_column", {"column": "conceptUri", "there": "id, description"}),
        (f"{HEADING}\nOccupation,javascript:1,7212,lasser,\n".encode(), "require.esco_no_uri", {"row": 2, "column": 2}),
        (
            f"{OFFICIAL}Occupation,{BASE}/occupation/cc-3,1, ,\n".encode(),
            "require.esco_no_label",
            {"row": 4, "column": 4},
        ),
        (OFFICIAL.encode() + "Occupation,é".encode("latin-1"), "require.esco_not_utf8", {"row": 4}),
        (b"PK\x03\x04broken", "require.esco_damaged", {}),
        (b"", "require.esco_no_column", {}),
    ],
)
def test_what_is_no_file_of_esco_is_said_with_its_row_and_column(data, code, values):
    with pytest.raises(WrongUse) as error:
        esco.read([("occupations_nl.csv", data)])
    assert error.value.message.code == code
    assert dict(error.value.message.values) | values == dict(error.value.message.values)


def test_of_tooi_only_bodies_that_the_register_does_not_know_are_new():
    text = (
        f"uri,label_nl,source_list\n{BODY}/gemeente/gm9998,gemeente Lodermond,gemeentelijst\n"
        f"{BODY}/gemeente/gm0453,gemeente Velsen,gemeentelijst\n{BODY}/so/so0001,Stark,solijst\n"
    )
    found = tooi.unknown(tooi.read("organisations.csv", text.encode()))
    assert [(one.party.id, one.party.tooi) for one in found] == [("gemeente-lodermond", "gm9998")]
    assert 'naam = "Gemeente Lodermond"' in tooi.as_settings(found[0])


def test_a_list_that_cannot_be_read_leaves_no_dossier_behind(tmp_path, capsys):
    (tmp_path / "skills_en.csv").write_text("id,description\n1,welding\n", encoding="utf-8")
    assert run(["new", str(tmp_path / "dossier"), "--esco", str(tmp_path / "skills_en.csv")]) == 2
    assert not (tmp_path / "dossier").exists()
    assert "conceptUri" in capsys.readouterr().err


def test_a_new_dossier_keeps_both_lists(tmp_path):
    (tmp_path / "occupations_nl.csv").write_text(OFFICIAL, encoding="utf-8")
    (tmp_path / "tooi.csv").write_text(
        f"uri,label_nl,source_list\n{BODY}/gemeente/gm9998,gemeente Lodermond,gemeentelijst\n", encoding="utf-8"
    )
    status = run(
        [
            "new",
            str(tmp_path / "d"),
            "--esco",
            str(tmp_path / "occupations_nl.csv"),
            "--tooi",
            str(tmp_path / "tooi.csv"),
        ]
    )
    assert status == 0
    assert listed((tmp_path / "d" / "esco.csv").read_text(encoding="utf-8"))[0].names[0] == "lasser"
    assert 'tooi = "gm9998"' in (tmp_path / "d" / "dossier.toml").read_text(encoding="utf-8")
